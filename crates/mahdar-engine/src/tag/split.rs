//! Clitics: every way to take them off a word, and what may carry which.

use crate::letters;
use mahdar_knowledge::{Class, Entry, Knowledge, Tense, Tok};
use smallvec::SmallVec;

/// One way to split a word.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Split {
    /// The stem; none for a bare preposition with a pronoun (`له`).
    pub tok: Option<Tok>,
    /// `و` or `ف` before it.
    pub conj: bool,
    /// `س` of the future before it.
    pub sin: bool,
    /// `ب`, `ل`, `ك` before it, as preposition number.
    pub prep: Option<u8>,
    /// Suffix pronoun, as number in [`Knowledge::enclitics`].
    pub enc: Option<u8>,
    /// Folded characters taken off the front.
    pub cut: u8,
}

pub(super) fn split_word(k: &Knowledge, word: &str) -> SmallVec<[Split; 4]> {
    let mut out: SmallVec<[Split; 4]> = SmallVec::new();
    // What is left of the word; `و`, `س` and preposition taken off it; how much; whether the article lost its alef.
    type Head<'w> = (&'w str, bool, bool, Option<u8>, u8, bool);
    let mut heads: SmallVec<[Head<'_>; 8]> = SmallVec::new();
    heads.push((word, false, false, None, 0, false));
    if let Some(r) = word.strip_prefix(letters::CONJUNCTIONS) {
        heads.push((r, true, false, None, 1, false));
    }
    for at in 0..heads.len() {
        let (rest, conj, _, _, cut, _) = heads[at];
        for (n, p) in letters::CLITIC_PREPS.into_iter().enumerate() {
            if let Some(r) = rest.strip_prefix(p)
                && !r.is_empty()
            {
                heads.push((r, conj, false, Some(n as u8), cut + 1, false));
                if p == letters::FOR && r.starts_with(letters::FOR) {
                    heads.push((r, conj, false, Some(letters::FOR_PREP), cut + 2, true));
                }
            }
        }
        if let Some(r) = rest.strip_prefix(letters::WILL) {
            heads.push((r, conj, true, None, cut + 1, false));
        }
    }
    let mut buffer = String::new();
    for (rest, conj, sin, prep, cut, lil) in heads {
        let stem = if lil {
            // للصين is ل + الصين with its alef dropped.
            buffer.clear();
            buffer.push(letters::ALEF);
            buffer.push_str(rest);
            buffer.as_str()
        } else {
            rest
        };
        if let Some(tok) = k.vocab.get(stem) {
            out.push(Split { tok: Some(tok), conj, sin, prep, enc: None, cut });
        }
        if lil {
            continue;
        }
        for (e, enclitic) in k.enclitics.iter().enumerate() {
            let Some(body) = stem.strip_suffix(enclitic.form.as_str()) else {
                continue;
            };
            let enc = Some(e as u8);
            if body.is_empty() {
                if prep.is_some() {
                    out.push(Split { tok: None, conj, sin, prep, enc, cut });
                }
                continue;
            }
            if let Some(tok) = k.vocab.get(body) {
                out.push(Split { tok: Some(tok), conj, sin, prep, enc, cut });
            }
            // The last letter changes before a pronoun: ة→ت, اء→ائ/اؤ.
            let changed = letters::BEFORE_PRONOUN.iter().find_map(|(now, was)| Some((body.strip_suffix(now)?, *was)));
            if let Some((b, end)) = changed {
                let mut s = String::with_capacity(body.len() + 2);
                s.push_str(b);
                s.push_str(end);
                if let Some(tok) = k.vocab.get(&s) {
                    out.push(Split { tok: Some(tok), conj, sin, prep, enc, cut });
                }
            }
        }
    }
    out
}

pub(super) fn fits(entry: &Entry, s: &Split) -> bool {
    use Entry::*;
    match *entry {
        Verb { tense, bound, .. } => {
            (!bound || s.enc.is_some())
                && (!s.sin || tense == Tense::Present)
                && match s.prep {
                    None => true,
                    Some(letters::FOR_PREP) => matches!(tense, Tense::Jussive | Tense::Present),
                    Some(_) => false,
                }
        }
        _ if s.sin => false,
        Masdar { definite, bound, .. } | CueNoun { definite, bound, .. } | Participle { definite, bound, .. } => {
            (!bound || s.enc.is_some()) && !(definite && s.enc.is_some())
        }
        Title { definite, .. } | Organ { definite, .. } | Agent { definite, .. } => !(definite && s.enc.is_some()),
        Word(c) => {
            s.enc.is_none()
                || matches!(
                    c,
                    Class::Prep(_)
                        | Class::Counterpart
                        | Class::Country
                        | Class::Comp
                        | Class::Quantifier
                        | Class::Joint
                        | Class::Neg
                )
        }
        Common => true,
        Sector { .. } | Context { .. } | UnitNoun { .. } => true,
        FrameworkHead { .. } => true,
        _ => s.enc.is_none(),
    }
}
