//! Under which subjects facts are found: states, pairs, actors, frameworks, fields …

use std::collections::{BTreeMap, BTreeSet};

use mahdar_record::{Actor, Record, Span};

/// Does, speaks, promises; of a pair, the first toward the second. Also who takes part in an encounter.
pub(crate) const DOES: u8 = 1;
/// Is done to, spoken of or promised; of a pair, the second toward the first.
pub(crate) const DONE_TO: u8 = 2;

/// A subject of a fact. Ids are those of the record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Subject<'r> {
    All,
    State(&'r str),
    Pair(&'r str, &'r str),
    Actor(&'r str),
    Outlet(&'r str),
    Framework(&'r str),
    Place(&'r str),
    Sector(&'r str),
    Context(&'r str),
}

/// A subject as the table of subjects calls it, or what must have a key first: by its id in the record.
#[derive(Debug)]
pub(crate) enum Called {
    Name(String),
    Actor(String),
    Framework(String),
    Place(String),
}

impl Subject<'_> {
    pub fn called(self) -> Called {
        match self {
            Self::All => Called::Name("all".to_owned()),
            Self::State(code) => Called::Name(format!("state {code}")),
            Self::Pair(a, b) => Called::Name(format!("pair {a}|{b}")),
            Self::Outlet(name) => Called::Name(format!("outlet {name}")),
            Self::Sector(name) => Called::Name(format!("sector {name}")),
            Self::Context(name) => Called::Name(format!("context {name}")),
            Self::Actor(id) => Called::Actor(id.to_owned()),
            Self::Framework(id) => Called::Framework(id.to_owned()),
            Self::Place(id) => Called::Place(id.to_owned()),
        }
    }
}

/// Subjects with what they do in the fact.
#[derive(Clone, Debug, Default)]
pub(crate) struct Subjects<'r>(pub BTreeMap<Subject<'r>, u8>);

impl<'r> Subjects<'r> {
    pub fn add(&mut self, subject: Subject<'r>, roles: u8) {
        *self.0.entry(subject).or_default() |= roles;
    }

    /// Who does it to whom: actors, their states, and each state with each other.
    pub fn parties(&mut self, r: &'r Record, does: &'r [String], done_to: &'r [String]) {
        let (from, to) = (codes(r, does), codes(r, done_to));
        for (ids, codes, role) in [(does, &from, DOES), (done_to, &to, DONE_TO)] {
            for id in ids.iter().filter(|id| actor(r, id).is_some()) {
                self.add(Subject::Actor(id), role);
            }
            for code in codes {
                self.add(Subject::State(code), role);
            }
        }
        for a in &from {
            for b in to.iter().filter(|b| *b != a) {
                self.pair(a, b, DOES);
            }
        }
    }

    /// Who is together, nobody before the others.
    pub fn together(&mut self, r: &'r Record, ids: &'r [String]) {
        self.parties(r, ids, &[]);
        let codes: Vec<&str> = codes(r, ids).into_iter().collect();
        for (n, a) in codes.iter().enumerate() {
            for b in &codes[n + 1..] {
                self.pair(a, b, DOES | DONE_TO);
            }
        }
    }

    /// States that somebody speaks of or to.
    pub fn toward(&mut self, from: &BTreeSet<&'r str>, to: &BTreeSet<&'r str>) {
        for b in to {
            self.add(Subject::State(b), DONE_TO);
            for a in from.iter().filter(|a| *a != b) {
                self.pair(a, b, DOES);
            }
        }
    }

    /// Frameworks named within a stretch of text.
    pub fn frameworks_in(&mut self, r: &'r Record, span: &Span) {
        for f in &r.frameworks {
            if f.mentions.iter().any(|m| span.start <= m.start && m.end <= span.end) {
                self.add(Subject::Framework(&f.id), 0);
            }
        }
    }

    /// `a` toward `b`.
    fn pair(&mut self, a: &'r str, b: &'r str, roles: u8) {
        let turned = (roles & DOES) << 1 | (roles & DONE_TO) >> 1;
        let (first, second, roles) = if a <= b { (a, b, roles) } else { (b, a, turned) };
        self.add(Subject::Pair(first, second), roles);
    }
}

/// An actor by id.
pub(crate) fn actor<'r>(r: &'r Record, id: &str) -> Option<&'r Actor> {
    r.actors.iter().find(|a| a.id == id)
}

/// The codes of actors.
pub(crate) fn codes<'r>(r: &'r Record, ids: &[String]) -> BTreeSet<&'r str> {
    ids.iter().filter_map(|id| actor(r, id)?.code.as_deref()).collect()
}

/// The codes of those named within a stretch of text.
pub(crate) fn codes_within<'r>(r: &'r Record, span: &Span) -> BTreeSet<&'r str> {
    let named = |a: &&Actor| a.mentions.iter().any(|m| span.start <= m.span.start && m.span.end <= span.end);
    r.actors.iter().filter(named).filter_map(|a| a.code.as_deref()).collect()
}
