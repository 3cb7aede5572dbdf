//! What the built-in facts say to an import.

use super::Conflict;
use super::person::{Person, Term};
use crate::load::{Files, parse_day, words};
use crate::model::Day;
use crate::overlap::{HANDOVER, of_one, surely_together};
use crate::who::{Card, Directory, Held, Thing};
use hashbrown::{HashMap, HashSet};
use mahdar_text::latin_words;

/// The facts, found by what an import knows of them.
pub(super) struct Known {
    directory: Directory,
    by_wikidata: HashMap<String, usize>,
    /// People by the words of their English names and their code.
    by_name: HashMap<(Vec<String>, String), usize>,
    /// Everything by its Arabic forms, folded.
    by_form: HashMap<Vec<String>, Vec<usize>>,
    terms_of: HashMap<String, Vec<usize>>,
    holders: HashMap<(String, String), Vec<usize>>,
    /// Offices that one person holds at a time.
    of_one: HashSet<String>,
    /// States and organisations by the words of their English names: first word, all words, code.
    bodies: HashMap<String, Vec<(Vec<String>, String)>>,
}

impl Known {
    pub fn new(files: &Files) -> Self {
        let directory = Directory::new(files);
        let (mut by_wikidata, mut by_name) = (HashMap::new(), HashMap::new());
        let mut by_form: HashMap<Vec<String>, Vec<usize>> = HashMap::new();
        let mut bodies: HashMap<String, Vec<(Vec<String>, String)>> = HashMap::new();
        for (at, card) in directory.cards().iter().enumerate() {
            let name = latin_words(&card.en);
            if card.thing == Thing::Person {
                if !card.wikidata.is_empty() {
                    by_wikidata.insert(card.wikidata.clone(), at);
                }
                by_name.insert((name, card.code.clone()), at);
            } else if let (Some(first), Thing::Polity | Thing::Organization) = (name.first(), card.thing) {
                bodies.entry(first.clone()).or_default().push((name.clone(), card.id.clone()));
            }
            for form in &card.forms {
                let list = by_form.entry(words(&form.text)).or_default();
                if !list.contains(&at) {
                    list.push(at);
                }
            }
        }
        let mut terms_of: HashMap<String, Vec<usize>> = HashMap::new();
        let mut holders: HashMap<(String, String), Vec<usize>> = HashMap::new();
        for (at, h) in directory.held().iter().enumerate() {
            terms_of.entry(h.person.clone()).or_default().push(at);
            holders.entry((h.code.clone(), h.office.clone())).or_default().push(at);
        }
        let of_one = of_one(files);
        Self { directory, by_wikidata, by_name, by_form, terms_of, holders, of_one, bodies }
    }

    /// The state or organisation of longest name in an English title.
    pub fn body_in(&self, title: &str) -> Option<String> {
        let title = latin_words(title);
        let fits = |at: usize| {
            let list = self.bodies.get(&title[at])?;
            list.iter().filter(|(name, _)| title[at..].starts_with(name)).max_by_key(|(name, _)| name.len())
        };
        (0..title.len()).filter_map(fits).max_by_key(|(name, _)| name.len()).map(|(_, code)| code.clone())
    }

    /// Whether a state, organisation or group has the code.
    pub fn has_code(&self, code: &str) -> bool {
        [Thing::Polity, Thing::Organization, Thing::Group].iter().any(|t| self.directory.card(*t, code).is_some())
    }

    /// Whether a state or territory has the code.
    pub fn is_state(&self, code: &str) -> bool {
        self.directory.card(Thing::Polity, code).is_some()
    }

    /// Whether a person has the id.
    pub fn has_person(&self, id: &str) -> bool {
        self.directory.card(Thing::Person, id).is_some()
    }

    /// The built-in person that an imported one is.
    pub fn person(&self, p: &Person) -> Option<&Card> {
        let cards = self.directory.cards();
        if let Some(at) = self.by_wikidata.get(&p.wikidata) {
            return Some(&cards[*at]);
        }
        let name = latin_words(&p.en);
        let codes = p.codes.iter().chain(p.terms.iter().map(|t| &t.post.code)).filter(|c| !c.is_empty() && !name.is_empty());
        let found = codes.filter_map(|c| self.by_name.get(&(name.clone(), c.clone()))).map(|at| &cards[*at]).next()?;
        // Two numbers are two persons of one name.
        (found.wikidata.is_empty() || p.wikidata.is_empty()).then_some(found)
    }

    /// The built-in organisation or group of one of these names.
    pub fn body(&self, en: &str, arabic: &[&str]) -> Option<&Card> {
        let is_body = |c: &&Card| matches!(c.thing, Thing::Organization | Thing::Group);
        let name = latin_words(en);
        let cards = self.directory.cards();
        let by_form = arabic.iter().filter_map(|f| self.by_form.get(&words(f))).flatten().map(|at| &cards[*at]).find(is_body);
        by_form.or_else(|| cards.iter().filter(is_body).find(|c| !name.is_empty() && latin_words(&c.en) == name))
    }

    /// Who else has the form.
    pub fn other_with(&self, form: &str, id: &str) -> Option<&Card> {
        let cards = self.by_form.get(&words(form))?;
        cards.iter().map(|at| &self.directory.cards()[*at]).find(|c| c.id != id)
    }

    /// What the facts say to a term: nothing (it is new), that they have it, or that it cannot be.
    pub fn term(&self, person: &str, code: &str, t: &Term) -> Said {
        let held = self.directory.held();
        let office = &t.post.office;
        let own = self.terms_of.get(person).into_iter().flatten().map(|at| &held[*at]).filter(|h| h.code == code);
        let theirs = written(&t.start, &t.end);
        let mut same_time = None;
        for h in own {
            let agrees = agree(&h.start, &t.start) && agree(&h.end, &t.end);
            if h.office == *office && overlaps(h, t) {
                let (office, ours) = (format!("{office} {code}"), written(&h.start, &h.end));
                return match agrees {
                    true => Said::Known,
                    false if h.end.is_empty() && agree(&h.start, &t.start) => Said::Ended { start: h.start.clone() },
                    false => Said::No(Conflict::Dates { person: person.into(), office, ours, theirs }),
                };
            }
            if h.office != *office && agrees && !h.start.is_empty() {
                same_time = Some(h);
            }
        }
        if let Some(h) = same_time {
            let term = format!("{code} {theirs}");
            return Said::No(Conflict::Office { person: person.into(), term, ours: h.office.clone(), theirs: office.clone() });
        }
        if self.of_one.contains(office) {
            let others = self.holders.get(&(code.to_owned(), office.clone())).into_iter().flatten().map(|at| &held[*at]);
            // Who came after one who is not known to have left is news, not a contradiction.
            let follows = |h: &Held| h.end.is_empty() && t.end.is_empty() && h.start < t.start;
            if let Some(h) = others
                .filter(|h| h.person != person && !follows(h))
                .find(|h| surely_together((&h.start, &h.end), (&t.start, &t.end)) > HANDOVER)
            {
                return Said::No(Conflict::Holder {
                    office: format!("{office} {code}"),
                    ours: format!("{} {}", h.person, written(&h.start, &h.end)),
                    theirs: format!("{person} {theirs}"),
                });
            }
        }
        Said::New
    }
}

/// What the facts say to an imported term.
pub(super) enum Said {
    /// They do not have it.
    New,
    /// They have it.
    Known,
    /// They have it without its end.
    Ended {
        /// Its start as they have it.
        start: String,
    },
    /// They contradict it.
    No(Conflict),
}

fn written(start: &str, end: &str) -> String {
    format!("{start}..{end}")
}

/// Whether two dates are one, told more or less precisely.
fn agree(a: &str, b: &str) -> bool {
    a == b || !a.is_empty() && !b.is_empty() && (a.starts_with(b) || b.starts_with(a))
}

fn overlaps(h: &Held, t: &Term) -> bool {
    let from = |s: &str| parse_day(s, false).unwrap_or(0);
    let to = |s: &str| parse_day(s, true).unwrap_or(Day::MAX);
    from(&h.start) <= to(&t.end) && from(&t.start) <= to(&h.end)
}
