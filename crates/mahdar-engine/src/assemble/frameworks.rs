//! Frameworks: known by name, or by the noun that heads theirs.

use super::Assembler;
use crate::letters;
use hashbrown::HashMap;
use mahdar_knowledge::Entry;
use mahdar_record::*;
use mahdar_text::{Kind, Mark};

impl Assembler<'_, '_> {
    pub(super) fn frameworks(&mut self) {
        let t = self.t;
        let n = t.text.tokens.len();
        let mut i = 0;
        let mut by_key: HashMap<String, usize> = HashMap::new();
        while i < n {
            let known = t.longest(i, |m| match m.entry {
                Entry::Framework { id, sure: true } => Some(id),
                _ => None,
            });
            let (end, key, kind, en, cut, known) = if let Some((m, id)) = known {
                let fw = &t.k.frameworks[id as usize];
                (m.end, fw.id.clone(), fw.kind.clone(), Some(fw.en.clone()), m.split.cut, true)
            } else if let Some((end, kind, cut)) = self.headed_framework(i) {
                let key = (i..end)
                    .filter(|&j| t.text.tokens[j].is_word())
                    .map(|j| t.text.folded(j).trim_start_matches(letters::ARTICLE))
                    .collect::<Vec<_>>()
                    .join(" ");
                (end, key, t.k.framework_kinds[kind as usize].clone(), None, cut, false)
            } else {
                i += 1;
                continue;
            };
            let span = self.span_cut(i, end, cut);
            match by_key.get(&key) {
                Some(&at) => {
                    let f = &mut self.record.frameworks[at];
                    if span.text.chars().count() > f.name.ar.chars().count() {
                        f.name.ar = span.text.clone();
                    }
                    f.mentions.push(span);
                }
                None => {
                    by_key.insert(key, self.record.frameworks.len());
                    let id = format!("f{}", self.record.frameworks.len() + 1);
                    self.record.frameworks.push(Framework {
                        id,
                        kind,
                        name: Name { ar: span.text.clone(), en },
                        known,
                        mentions: vec![span],
                    });
                }
            }
            i = end;
        }
    }

    /// A framework that the base does not have: a head noun with a number, a quoted name, or what it is for.
    pub(super) fn headed_framework(&self, i: usize) -> Option<(usize, u8, u8)> {
        let t = self.t;
        let (m, kind) = t.longest(i, |m| match m.entry {
            Entry::FrameworkHead { kind } if m.split.enc.is_none() => Some(kind),
            _ => None,
        })?;
        let text = t.text;
        let mut j = m.end;
        let word = |j: usize| text.tokens.get(j).is_some_and(|x| x.kind == Kind::Word);
        if text.tokens.get(j).is_some_and(|x| x.is(Mark::Quote)) {
            let q = text.quotes.opening(j)?;
            return (q.close - q.open <= 9 && q.closed).then_some((q.close + 1, kind, m.split.cut));
        }
        // القرار [الدولي] [رقم] 2216
        for skip in 0..3 {
            if text.tokens.get(j + skip).is_some_and(|x| x.kind == Kind::Number) && (j..j + skip).all(word) {
                let digits = text.folded(j + skip).len();
                let resolution = t.k.framework_kinds[kind as usize] == "resolution";
                return (resolution && (2..=4).contains(&digits) && !(skip == 0 && digits < 3)).then_some((
                    j + skip + 1,
                    kind,
                    m.split.cut,
                ));
            }
        }
        if t.k.framework_kinds[kind as usize] == "resolution" {
            return None;
        }
        if text.folded(i).starts_with(crate::letters::ARTICLE)
            || self.mentions.iter().any(|x| x.start <= i && i < x.end && matches!(x.what, crate::mentions::What::Org(_)))
        {
            return None;
        }
        // An indefinite head with a definite complement: اتفاقية تبادل الأسرى, معاهدة الدفاع المشترك.
        let start = j;
        let mut definite = false;
        while word(j) && j < start + 4 {
            let w = text.folded(j);
            if t.is(
                j,
                crate::tag::flag::PREP
                    | crate::tag::flag::COMP
                    | crate::tag::flag::REL
                    | crate::tag::flag::FINITE
                    | crate::tag::flag::CONJ,
            ) {
                break;
            }
            if w.starts_with(letters::ARTICLE) {
                definite = true;
                j += 1;
                continue;
            }
            if definite {
                break;
            }
            if t.is(j, crate::tag::flag::MASDAR | crate::tag::flag::CUE_NOUN | crate::tag::flag::COMMON) && j == start {
                j += 1;
                continue;
            }
            break;
        }
        (definite && j >= start + 2 || definite && j == start + 1 && !text.folded(i).starts_with(letters::ARTICLE)).then_some((
            j,
            kind,
            m.split.cut,
        ))
    }
}
