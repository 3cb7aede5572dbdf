//! Towns that only tell which meeting or agreement is meant.

use super::Scene;
use crate::mentions::{Mention, What};
use mahdar_knowledge::{Class, Entry, Owner, prep};

impl Scene<'_, '_> {
    /// `قمة هلسنكي`, `اتفاق الدوحة`: whether a mention is the town that the noun before it is called by, and nobody who takes part.
    pub fn venue(&self, m: usize) -> bool {
        let t = self.t;
        let x = &self.mentions[m];
        let Some(head) = x.start.checked_sub(1).filter(|_| x.prep.is_none() && !x.conj) else { return false };
        let called = t.text.tokens[head].is_word()
            && self.covering(head).is_none()
            && t.at(head).iter().any(|e| matches!(e.entry, Entry::Word(Class::Venue)) && e.split.enc.is_none());
        if !called || !self.town_or_capital(x) {
            return false;
        }
        // محادثات موسكو وواشنطن: the two sides.
        let sides = self.starting(x.end).map(|n| &self.mentions[n]);
        if sides.is_some_and(|y| y.conj && matches!(y.what, What::State { .. } | What::Org(_) | What::Group(_))) {
            return false;
        }
        // اتفاق طهران مع الدول الست: of a state that the article tells of otherwise as well.
        let with = t.prep(x.end).is_some_and(|(p, _)| t.k.prep_is(p, prep::WITH));
        !(with && self.told_otherwise(x))
    }

    /// A town, or a state by the name of its capital.
    fn town_or_capital(&self, x: &Mention) -> bool {
        match x.what {
            What::Place(_) => true,
            What::State { polity, organ: None } => {
                self.t.at(x.start).iter().any(|e| matches!(e.entry, Entry::Capital { id, .. } if id == polity) && e.end == x.end)
            }
            _ => false,
        }
    }

    /// Whether a state is told of by another name than this one, by an adjective or by somebody's post.
    fn told_otherwise(&self, x: &Mention) -> bool {
        let What::State { polity, .. } = x.what else { return false };
        let told = |y: &Mention| match y.what {
            What::State { polity, .. } if !self.town_or_capital(y) => Some(polity),
            What::Adjective(Owner::Polity(p)) | What::Person { owner: Some(Owner::Polity(p)), .. } => Some(p),
            _ => None,
        };
        self.otherwise.get_or_init(|| self.mentions.iter().filter_map(told).collect()).contains(&polity)
    }
}
