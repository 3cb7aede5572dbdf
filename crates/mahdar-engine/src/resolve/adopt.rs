//! Persons whose state nothing tells.

use super::Cast;
use crate::mentions::{Mention, What};
use hashbrown::HashMap;
use mahdar_knowledge::{Knowledge, Owner};
use mahdar_record::ActorKind;
use smallvec::SmallVec;

/// So many letters at the start of two names make them one that is spelt in two ways.
const SAME_START: usize = 3;

/// How much more, as a fraction, an article speaks of a state than of any other where it is about that one.
const FAR: (usize, usize) = (7, 4);

impl Cast {
    /// The state that the article speaks of far more than of any other: by name, by its people, by adjectives.
    fn about(&self, k: &Knowledge, mentions: &[Mention]) -> Option<String> {
        let mut counts: HashMap<&str, usize> = HashMap::new();
        for m in mentions {
            let code = match (&m.what, m.actor) {
                (What::Adjective(Owner::Polity(p)), _) => Some(k.polities[*p as usize].code.as_str()),
                (_, Some(a)) => self.parties[a].code.as_deref().filter(|c| k.polity_by_code.contains_key(*c)),
                _ => None,
            };
            if let Some(c) = code {
                *counts.entry(c).or_default() += 1;
            }
        }
        let most = counts.iter().max_by_key(|(c, n)| (**n, std::cmp::Reverse(**c)))?;
        let next = counts.iter().filter(|(c, _)| *c != most.0).map(|(_, n)| *n).max().unwrap_or(0);
        (most.1 * FAR.1 >= next * FAR.0 && *most.1 > 1).then(|| (*most.0).to_string())
    }

    /// A person whose state nothing tells acts for the state last named before, else for the next one; the record says so.
    pub(super) fn adopt(&mut self, k: &Knowledge, mentions: &[Mention]) {
        let mut first: HashMap<usize, usize> = HashMap::new();
        for (i, m) in mentions.iter().enumerate() {
            if let Some(a) = m.actor {
                first.entry(a).or_insert(i);
            }
        }
        let about = self.about(k, mentions);
        for a in 0..self.parties.len() {
            if self.parties[a].code.is_some() || self.parties[a].kind != ActorKind::Person {
                continue;
            }
            let Some(&at) = first.get(&a) else { continue };
            let told = |m: &Mention| {
                let p = &self.parties[m.actor?];
                matches!(m.what, What::State { .. } | What::Org(_) | What::Group(_) | What::Person { .. })
                    .then(|| p.code.clone())
                    .flatten()
            };
            let start = mentions[at].start;
            let near = |m: &&Mention| m.end + 90 > start;
            let mut around: SmallVec<[String; 4]> = SmallVec::new();
            for c in mentions[..at].iter().rev().take_while(near).chain(mentions[at + 1..].iter().take(12)).filter_map(told) {
                if !around.contains(&c) {
                    around.push(c);
                }
            }
            let p = &self.parties[a];
            // وزير الخارجية ريكس تليرسون: of the states around, the one where somebody of a name like this holds that office.
            let told_office = p.office.filter(|_| p.office_told && p.human.is_none());
            let holds = |c: &String| Some((c.clone(), self.holder_like(k, c, told_office?, &p.words)?));
            if let Some((c, h)) = around.iter().find_map(holds) {
                let p = &mut self.parties[a];
                (p.code, p.human, p.known, p.en) = (Some(c), Some(h), true, Some(k.humans[h as usize].en.clone()));
                continue;
            }
            let person = mentions[..at]
                .iter()
                .rev()
                .take_while(near)
                .find(|m| matches!(m.what, What::Person { .. } | What::State { organ: Some(_), .. }))
                .and_then(told);
            // What is named before comes first, unless the article is about one state.
            let code = about.clone().or(person).or_else(|| around.into_iter().next());
            // Not where the office told is one that somebody else held there: وزير الخارجية فلان in Cairo need not be Egypt's.
            let office = p.office.filter(|o| p.office_told && k.offices[*o as usize].single());
            let anothers = |c: &String| {
                let holder = office.and_then(|o| self.holder(k, c, o)).filter(|h| p.human != Some(*h));
                holder.is_some_and(|h| !alike(&p.words, &k.humans[h as usize].ar))
            };
            let code = code.filter(|c| !anothers(c));
            let p = &mut self.parties[a];
            if code.is_some() && p.note.is_none() {
                p.note = Some("whose is not told: the state named nearest".into());
            }
            p.code = code;
        }
    }
}

/// Whether a word of one name begins like one of the other: most likely a spelling nobody has listed.
fn alike(words: &[String], name: &str) -> bool {
    let start = |w: &str| w.chars().take(SAME_START).collect::<String>();
    let long = |w: &&str| w.chars().count() > SAME_START;
    name.split(' ').map(mahdar_text::fold).any(|n| words.iter().map(String::as_str).filter(long).any(|w| start(w) == start(&n)))
}
