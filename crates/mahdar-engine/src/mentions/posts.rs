//! Several posts of one person, and several persons of one post.

use super::{Finder, Mention, Named, TitleRef, What};
use mahdar_knowledge::conjugate::{Gender, Number};
use mahdar_knowledge::{Entry, Owner, TitleKind};
use mahdar_record::MentionForm;
use mahdar_text::Mark;

/// The office of those who have another one besides.
const DEPUTY: &str = "deputy_prime_minister";

impl Finder<'_, '_> {
    /// The named holder of another post, joined at `i` to the post `first`, where both are one person's: whose name and title
    /// they are, and the other title.
    pub(super) fn joined_post(&self, first: u16, i: usize) -> Option<(Named, Option<Owner>, u16)> {
        let t = self.t;
        let office = t.k.titles[first as usize].office?;
        let (m, (id, definite)) = t.longest(i, |m| match m.entry {
            Entry::Title { id, definite } if m.split.conj && m.split.prep.is_none() => Some((id, definite)),
            _ => None,
        })?;
        if t.k.titles[id as usize].number != Number::Singular || t.k.titles[id as usize].kind != TitleKind::Office {
            return None;
        }
        let mut sub = Vec::new();
        if !self.titled(m, id, definite, &mut sub) {
            return None;
        }
        let Some(Mention { what: What::Person { name: Some((start, end)), humans, owner, .. }, .. }) = sub.into_iter().next()
        else {
            return None;
        };
        let held = |h: &u32| t.k.humans[*h as usize].terms.iter().any(|term| term.office == office);
        let deputy = t.k.offices[office as usize].name == DEPUTY;
        (deputy || humans.iter().any(held)).then_some((Named { start, end, humans }, owner, id))
    }

    /// The title with the higher post; the first one where they are equal or only it has one.
    pub(super) fn higher(&self, first: u16, second: u16) -> u16 {
        let rank = |id: u16| self.t.k.titles[id as usize].office.map(|o| self.t.k.offices[o as usize].rank);
        match (rank(first), rank(second)) {
            (Some(a), Some(b)) if b < a => second,
            _ => first,
        }
    }

    pub(super) fn coordinated(&self, mut at: usize, id: u16, out: &mut Vec<Mention>) {
        for _ in 0..8 {
            if self.mark(at, Mark::Comma) && (self.nisba(at + 1, true).is_some() || self.owner_name(at + 1, true, None).is_some())
            {
                at += 1;
            }
            let (start, owner, mut end) = if let Some((n, of, ..)) = self.nisba(at, true) {
                (at, of, n.end)
            } else if let Some((end, of)) = self.owner_name(at, true, None) {
                (at, of, end)
            } else {
                return;
            };
            let r = self.skip_honorifics(end);
            let named = self.name_at(r, false).filter(|n| n.end - n.start > 1 || !n.humans.is_empty());
            if let Some(n) = &named {
                end = n.end;
            }
            out.push(Mention {
                start,
                end,
                cut: 1,
                what: What::Person {
                    humans: named.as_ref().map(|n| n.humans.clone()).unwrap_or_default(),
                    name: named.as_ref().map(|n| (n.start, n.end)),
                    title: Some(TitleRef { id, former: false, definite: true, part: false, above: None }),
                    owner: Some(owner),
                    owner_pronoun: false,
                },
                form: if named.is_some() { MentionForm::TitleName } else { MentionForm::Title },
                conj: true,
                prep: None,
                number: Number::Singular,
                gender: Gender::Masculine,
                place: None,
                actor: None,
                inner: None,
            });
            at = end;
        }
    }
}
