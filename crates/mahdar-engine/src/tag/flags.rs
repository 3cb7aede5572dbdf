//! What the entries of a word say of it at a glance.

use super::{Match, Tagged, flag::*};
use crate::letters;
use mahdar_knowledge::{Class, Entry};
use mahdar_text::Mark;

/// What the entries of one word come to.
#[derive(Default)]
struct Glance {
    flags: u32,
    /// It may be a verb.
    verb: bool,
    /// It may be a noun.
    noun: bool,
}

impl Tagged<'_> {
    /// Sets the flags of all words, from the first to the last: whether a word is a finite verb depends on those before it.
    pub(super) fn flag(&mut self) {
        for i in 0..self.flags.len() {
            let mut glance = self.glance(i);
            if self.hyphenated(i) {
                glance.flags &= !(COMP | PREP | REL | NEG | CONJ | COND | CLITIC_PREP | QAD);
            }
            self.flags[i] = glance.flags;
            if glance.verb && self.finite_in_context(i, glance.noun) {
                self.flags[i] |= FINITE;
            }
        }
    }

    fn glance(&self, i: usize) -> Glance {
        let least = self.at(i).iter().map(|m| m.split.cut).min().unwrap_or(u8::MAX);
        let mut glance = Glance::default();
        for m in self.at(i) {
            let single = m.end == i + 1;
            glance.flags |= of_entry(m, single);
            glance.verb |= matches!(m.entry, Entry::Verb { .. });
            glance.noun |= match m.entry {
                Entry::Word(Class::NotName) => single && !self.text.surface(i).chars().skip(2).any(|c| c == letters::ALEF_HAMZA),
                Entry::Masdar { .. } | Entry::CueNoun { .. } => true,
                Entry::Title { .. } | Entry::Organ { .. } | Entry::Agent { .. } | Entry::Nisba { .. } => {
                    single && m.split.cut == least
                }
                _ => false,
            };
            if single && !matches!(m.entry, Entry::Common | Entry::Given { .. }) {
                glance.flags |= KNOWN;
                if m.split.prep.is_some() && m.split.cut == least {
                    glance.flags |= CLITIC_PREP;
                }
            }
        }
        glance
    }

    /// `جيه-إن`: what a hyphen joins to a word is part of a name.
    fn hyphenated(&self, i: usize) -> bool {
        i >= 2
            && self.text.tokens[i - 1].is(Mark::Dash)
            && !self.text.space_before(i)
            && !self.text.space_before(i - 1)
            && self.text.tokens[i - 2].is_word()
    }
}

/// The flag that an entry gives its word; `single` where it is of one word.
fn of_entry(m: &Match, single: bool) -> u32 {
    match m.entry {
        Entry::Word(class) => of_class(class, single),
        Entry::Masdar { .. } => MASDAR,
        Entry::Participle { .. } => PARTICIPLE,
        Entry::CueNoun { .. } => CUE_NOUN,
        Entry::Common => COMMON,
        Entry::Given { .. } => GIVEN,
        _ => 0,
    }
}

fn of_class(class: Class, single: bool) -> u32 {
    match class {
        Class::Comp => COMP,
        Class::Prep(_) if single => PREP,
        Class::Neg => NEG,
        Class::Deny => NEG | DENY,
        Class::Rel => REL,
        Class::Conj => CONJ,
        Class::Qad => QAD,
        Class::Kana => KANA,
        Class::Adverb => ADVERB,
        Class::Cond => COND,
        Class::Future => FUTURE,
        Class::Turn => TURN,
        Class::Quantifier => QUANT,
        Class::Number => NUMBER,
        Class::Demonstrative => DEM,
        Class::Hedge => HEDGE,
        Class::Planned => PLANNED,
        Class::Must => MUST,
        Class::Tail => TAIL,
        Class::Purpose => PURPOSE,
        Class::Passive => PASSIVE,
        Class::Document => DOCUMENT,
        Class::Intro => INTRO,
        Class::Source => SOURCE,
        _ => 0,
    }
}
