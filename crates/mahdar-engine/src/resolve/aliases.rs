//! Later mentions by a part of a name.

use super::Cast;
use crate::letters;
use crate::mentions::{Mention, What, called_after};
use crate::tag::{Tagged, flag};
use hashbrown::HashMap;
use mahdar_knowledge::conjugate::{Gender, Number};
use mahdar_knowledge::{Entry, Knowledge};
use mahdar_record::{ActorKind, MentionForm};
use smallvec::SmallVec;

impl Cast {
    /// Later mentions by a part of the name: `نوي` after `ألكسندر نوي`.
    pub(super) fn aliases(&mut self, t: &Tagged<'_>, mentions: &mut Vec<Mention>) {
        let mut alias: HashMap<String, (usize, bool)> = HashMap::new();
        for (a, p) in self.parties.iter().enumerate() {
            if p.kind != ActorKind::Person {
                continue;
            }
            let n = p.words.len();
            for (at, w) in p.words.iter().enumerate() {
                // The last word as a rule; of the first ones only rare ones (وانغ).
                let last = at + 1 == n;
                if n < 2 || w.chars().count() < 3 {
                    continue;
                }
                // The second word of عبد الله stands for nobody.
                let half = |s: usize| t.at(s + at - 1).iter().any(|m| m.end == s + at + 1);
                if !last && at > 0 && p.name.is_some_and(|(s, e)| e - s == n && half(s)) {
                    continue;
                }
                let entry = alias.entry(w.clone()).or_insert((a, last));
                if entry.0 != a {
                    if last && !entry.1 {
                        *entry = (a, last);
                    } else if last == entry.1 {
                        entry.0 = usize::MAX;
                    }
                }
            }
        }
        if alias.is_empty() {
            return;
        }
        let mut covered = vec![false; t.text.tokens.len()];
        for m in mentions.iter() {
            // وأوضح مالي: a state's name that somebody named in full before bears, behind a verb.
            let namesake = matches!(m.what, What::State { organ: None, .. })
                && m.end == m.start + 1
                && m.start > 0
                && t.is(m.start - 1, flag::FINITE)
                && alias.get(t.text.folded(m.start)).is_some_and(|(a, last)| {
                    *last && self.parties.get(*a).and_then(|p| p.name).is_some_and(|(_, end)| end <= m.start)
                });
            let loose = namesake
                || matches!(m.what, What::Adjective(_) | What::Place(_))
                || matches!(m.what, What::Agent { .. }) && m.end == m.start + 1;
            if !loose {
                covered[m.start..m.end].iter_mut().for_each(|c| *c = true);
            }
        }
        let mut extra = Vec::new();
        let mut i = 0;
        while i < covered.len() {
            if covered[i] || !t.text.tokens[i].is_word() {
                i += 1;
                continue;
            }
            let word = t.text.folded(i);
            let mut hit = None;
            let mut cut = 0u8;
            for (n, prefix) in letters::BEFORE_NAMES.iter().enumerate() {
                let Some(rest) = word.strip_prefix(prefix) else {
                    continue;
                };
                if let Some((a, last)) = alias.get(rest).filter(|(a, _)| *a != usize::MAX) {
                    if n > 0 && t.is(i, flag::KNOWN) && !last {
                        continue;
                    }
                    hit = Some((*a, *last, n));
                    cut = prefix.chars().count() as u8;
                    break;
                }
            }
            if let Some((a, last, n)) = hit {
                let p = &self.parties[a];
                let function = t.is(i, flag::COMP | flag::PREP | flag::REL | flag::QUANT | flag::ADVERB);
                // A word of its own that only happens to be in the name.
                let word = t.at(i).iter().any(|m| {
                    m.split.cut == 0
                        && m.split.enc.is_none()
                        && matches!(
                            m.entry,
                            Entry::Common
                                | Entry::Masdar { .. }
                                | Entry::CueNoun { .. }
                                | Entry::Verb { .. }
                                | Entry::Title { .. }
                        )
                });
                let verb_before = i > 0 && t.is(i - 1, flag::FINITE);
                // The first word of a name stands for it only away from other names.
                let named = |j: usize| {
                    t.at(j).iter().any(|m| m.split.cut == 0 && matches!(m.entry, Entry::Given { .. } | Entry::Human { .. }))
                };
                let apart =
                    last || !(i > 0 && named(i - 1) || named(i + 1) || t.is(i + 1, 0) || i > 0 && covered[i - 1] && !verb_before);
                let whole = n == 0
                    || !t
                        .at(i)
                        .iter()
                        .any(|m| m.split.cut == 0 && !matches!(m.entry, Entry::Context { .. } | Entry::Sector { .. }));
                let called = n == 0 && called_after(t, i);
                if !function && !called && apart && whole && (!word || verb_before && last) {
                    // السبسي after حافظ قايد السبسي: take the words before it that belong to the name too.
                    let mut end = i + 1;
                    while end < covered.len()
                        && !covered[end]
                        && t.text.tokens[end].is_word()
                        && p.words.iter().any(|w| w == t.text.folded(end))
                    {
                        end += 1;
                    }
                    extra.push(Mention {
                        start: i,
                        end,
                        cut,
                        what: What::Person {
                            humans: SmallVec::new(),
                            name: Some((i, end)),
                            title: None,
                            owner: None,
                            owner_pronoun: false,
                        },
                        form: MentionForm::Name,
                        conj: matches!(n, 1 | 2 | 6 | 7),
                        prep: match n {
                            3 | 7 => Some(0),
                            4 | 6 => Some(1),
                            5 => Some(2),
                            _ => None,
                        },
                        number: Number::Singular,
                        gender: Gender::Common,
                        place: None,
                        actor: Some(a),
                        inner: None,
                    });
                    i = end;
                    continue;
                }
            }
            i += 1;
        }
        if extra.is_empty() {
            return;
        }
        // وأكد الوزير الأصبحي، …: a part of the name right behind a title is one mention with it.
        extra.retain(|x: &Mention| {
            let titled = mentions.iter_mut().find(|m| {
                m.end == x.start
                    && x.cut == 0
                    && m.number == Number::Singular
                    && matches!(&m.what, What::Person { name: None, title: Some(t), owner_pronoun: false, .. } if t.definite)
            });
            let Some(m) = titled else { return true };
            m.end = x.end;
            m.actor = x.actor;
            m.form = MentionForm::TitleName;
            if let What::Person { name, .. } = &mut m.what {
                *name = Some((x.start, x.end));
            }
            false
        });
        // An adjective or place under a name is no mention of its own (الفرنسي as a surname).
        mentions.retain(|m| !extra.iter().any(|x| x.start < m.end && m.start < x.end));
        mentions.extend(extra);
        mentions.sort_by_key(|m| (m.start, m.end));
    }
}

/// `أوهورو كيناتا` and `أوهورو كنياتا`: two names of as many words that differ in the spelling of some.
pub(super) fn same_spelling(k: &Knowledge, a: &[String], b: &[String]) -> bool {
    let long = |w: &String| w.chars().count() > 3;
    let close = |(x, y): (&String, &String)| x == y || long(x) && long(y) && (k.sounds.alike(x, y) || one_apart(x, y));
    a.len() > 1
        && a.len() == b.len()
        && a.iter().zip(b).any(|(x, y)| x == y && x.chars().count() > 2)
        && a.iter().zip(b).all(close)
}

/// Whether two words differ by one letter, put in, left out or changed, or by two that have changed places.
fn one_apart(a: &str, b: &str) -> bool {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let start = a.iter().zip(&b).take_while(|(x, y)| x == y).count();
    let end = a[start..].iter().rev().zip(b[start..].iter().rev()).take_while(|(x, y)| x == y).count();
    let (x, y) = (&a[start..a.len() - end], &b[start..b.len() - end]);
    x.len().max(y.len()) <= 1 || x.len() == 2 && y.len() == 2 && x[0] == y[1] && x[1] == y[0]
}

/// Whether two names are of one person as articles shorten names: one's words all in the other's, or same first and last.
pub(super) fn same_person(a: &[String], b: &[String]) -> bool {
    if a.is_empty() || b.is_empty() {
        return false;
    }
    let strip = |w: &String| w.strip_prefix(letters::ARTICLE).filter(|r| r.chars().count() > 2).unwrap_or(w).to_string();
    let (a, b): (Vec<_>, Vec<_>) = (a.iter().map(strip).collect(), b.iter().map(strip).collect());
    let (short, long) = if a.len() <= b.len() { (&a, &b) } else { (&b, &a) };
    if short.len() == 1 {
        return long.last() == short.last() || (long.len() > 2 && long[1..].contains(&short[0]));
    }
    short.iter().all(|w| long.contains(w)) || (short.first() == long.first() && short.last() == long.last())
}
