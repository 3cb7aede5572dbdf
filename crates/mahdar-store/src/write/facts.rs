//! From a record to the facts under which it is found: pure, so that the same record always gives the same rows, and what was
//! once inserted can be taken back by deriving it again.

use hashbrown::HashMap;
use mahdar_record::{DateExpr, Encounter, Record, Status};

use super::subjects::{Called, Subject, Subjects, codes, codes_within};
use crate::read::filter::FactKind;

/// When a fact is placed in time, and how that is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Placed {
    /// First day of what is known; empty where nothing is.
    pub day: String,
    /// `date`, `encounter`, `published`, `none`.
    pub dated: &'static str,
}

/// What all facts have in common.
#[derive(Clone, Debug)]
pub(crate) struct Fact {
    pub kind: FactKind,
    /// In the list of its kind in the record.
    pub at: usize,
    pub id: String,
    pub what: String,
    pub more: String,
    pub placed: Placed,
    /// Places in [`Facts::subjects`], in the order of subjects, and what each does.
    pub subjects: Vec<(u32, u8)>,
}

/// The facts of a record.
#[derive(Debug, Default)]
pub(crate) struct Facts {
    pub list: Vec<Fact>,
    /// What they are found under, each once: most of a record's facts are about the same few.
    pub subjects: Vec<Called>,
}

impl Fact {
    /// Roles with the actors in them.
    pub fn parties<'r>(&self, r: &'r Record) -> [(&'static str, &'r [String]); 2] {
        match self.kind {
            FactKind::Encounter => [("participant", &r.encounters[self.at].participants), ("", &[])],
            FactKind::Statement => [("speaker", &r.statements[self.at].speakers), ("", &[])],
            FactKind::Commitment => {
                let c = &r.commitments[self.at];
                [("actor", &c.actors), ("toward", &c.toward)]
            }
            FactKind::Event => {
                let v = &r.events[self.at];
                [("source", &v.source), ("target", &v.target)]
            }
        }
    }
}

/// All facts of a record.
pub(crate) fn facts(r: &Record) -> Facts {
    let encounters = (0..r.encounters.len()).map(|at| encounter(r, at));
    let statements = (0..r.statements.len()).map(|at| statement(r, at));
    let commitments = (0..r.commitments.len()).map(|at| commitment(r, at));
    let events = (0..r.events.len()).map(|at| event(r, at));
    let mut all = Facts::default();
    let mut met: HashMap<Subject<'_>, u32> = HashMap::new();
    for (mut fact, mut under) in encounters.chain(statements).chain(commitments).chain(events) {
        under.add(Subject::All, 0);
        if let Some(outlet) = &r.source.outlet {
            under.add(Subject::Outlet(outlet), 0);
        }
        fact.subjects.reserve_exact(under.0.len());
        for (subject, roles) in under.0 {
            let place = *met.entry(subject).or_insert_with(|| {
                all.subjects.push(subject.called());
                all.subjects.len() as u32 - 1
            });
            fact.subjects.push((place, roles));
        }
        all.list.push(fact);
    }
    all
}

fn encounter(r: &Record, at: usize) -> (Fact, Subjects<'_>) {
    let e = &r.encounters[at];
    let mut subjects = Subjects::default();
    subjects.together(r, &e.participants);
    place(r, e.place.as_deref(), &mut subjects);
    for span in &e.evidence {
        subjects.frameworks_in(r, span);
    }
    let more = e.status.as_str();
    let fact = Fact {
        kind: FactKind::Encounter,
        at,
        id: e.id.clone(),
        what: e.kind.clone(),
        more: more.to_owned(),
        placed: placed(e.date.as_ref().and_then(|d| d.value.as_deref()), r),
        subjects: Vec::new(),
    };
    (fact, subjects)
}

fn statement(r: &Record, at: usize) -> (Fact, Subjects<'_>) {
    let s = &r.statements[at];
    let mut subjects = Subjects::default();
    subjects.parties(r, &s.speakers, &[]);
    subjects.toward(&codes(r, &s.speakers), &codes_within(r, &s.content));
    subjects.frameworks_in(r, &s.content);
    let fact = Fact {
        kind: FactKind::Statement,
        at,
        id: s.id.clone(),
        what: s.mode.as_str().to_owned(),
        more: String::new(),
        placed: at_encounter(r, s.encounter.as_deref()),
        subjects: Vec::new(),
    };
    (fact, subjects)
}

fn commitment(r: &Record, at: usize) -> (Fact, Subjects<'_>) {
    let c = &r.commitments[at];
    let mut subjects = Subjects::default();
    subjects.parties(r, &c.actors, &c.toward);
    for sector in &c.sectors {
        subjects.add(Subject::Sector(sector), 0);
    }
    for id in c.frameworks.iter().filter(|id| r.frameworks.iter().any(|f| f.id == **id)) {
        subjects.add(Subject::Framework(id), 0);
    }
    subjects.frameworks_in(r, &c.item);
    let said = r.statements.iter().find(|s| Some(&s.id) == c.statement.as_ref());
    let fact = Fact {
        kind: FactKind::Commitment,
        at,
        id: c.id.clone(),
        what: c.strength.clone(),
        more: String::new(),
        placed: at_encounter(r, said.and_then(|s| s.encounter.as_deref())),
        subjects: Vec::new(),
    };
    (fact, subjects)
}

fn event(r: &Record, at: usize) -> (Fact, Subjects<'_>) {
    let v = &r.events[at];
    let mut subjects = Subjects::default();
    subjects.parties(r, &v.source, &v.target);
    place(r, v.place.as_deref(), &mut subjects);
    subjects.frameworks_in(r, &v.evidence);
    for context in &v.contexts {
        subjects.add(Subject::Context(context), 0);
    }
    let fact = Fact {
        kind: FactKind::Event,
        at,
        id: v.id.clone(),
        what: v.kind.clone(),
        more: v.mode.clone().unwrap_or_default(),
        placed: placed(v.date.as_deref(), r),
        subjects: Vec::new(),
    };
    (fact, subjects)
}

fn place<'r>(r: &Record, id: Option<&'r str>, subjects: &mut Subjects<'r>) {
    if let Some(id) = id.filter(|id| r.places.iter().any(|p| p.id == **id)) {
        subjects.add(Subject::Place(id), 0);
    }
}

/// The day of what was said: that of the encounter it was said at, where that is past, else of the article.
fn at_encounter(r: &Record, id: Option<&str>) -> Placed {
    let held = |e: &&Encounter| Some(e.id.as_str()) == id && e.status == Status::Held;
    let date = r.encounters.iter().find(held).and_then(|e| e.date.as_ref());
    match date.and_then(|d: &DateExpr| d.value.as_deref()).and_then(first_day) {
        Some(day) => Placed { day, dated: "encounter" },
        None => placed(None, r),
    }
}

fn placed(date: Option<&str>, r: &Record) -> Placed {
    if let Some(day) = date.and_then(first_day) {
        return Placed { day, dated: "date" };
    }
    match r.published.date.as_deref().and_then(first_day) {
        Some(day) => Placed { day, dated: "published" },
        None => Placed { day: String::new(), dated: "none" },
    }
}

/// The first day of a day, month or year.
pub(crate) fn first_day(date: &str) -> Option<String> {
    let digits = |s: &str| s.bytes().all(|b| b.is_ascii_digit());
    let parts: Vec<&str> = date.split('-').collect();
    let lengths: Vec<usize> = parts.iter().map(|p| p.len()).collect();
    if !parts.iter().all(|p| digits(p)) {
        return None;
    }
    match lengths.as_slice() {
        [4] => Some(format!("{date}-01-01")),
        [4, 2] => Some(format!("{date}-01")),
        [4, 2, 2] => Some(date.to_owned()),
        _ => None,
    }
}

/// A day as a number that sorts like it; 0 for none.
pub(crate) fn day_number(day: &str) -> i64 {
    day.bytes().filter(u8::is_ascii_digit).take(8).fold(0, |n, b| n * 10 + i64::from(b - b'0'))
}

/// Bits of a fact's key in [`place_in_time`].
const KEY_BITS: u32 = 36;

/// Where a fact stands among others of its kind: its day as [`day_number`] gives it, then its key.
pub(crate) fn place_in_time(day: i64, key: i64) -> i64 {
    day << KEY_BITS | key
}

/// The day of a place in time.
pub(crate) fn day_at(place: i64) -> i64 {
    place >> KEY_BITS
}

/// The key of the fact at a place in time.
pub(crate) fn key_at(place: i64) -> i64 {
    place & ((1 << KEY_BITS) - 1)
}

/// What a fact is, as a key of the table of labels, and the roles of a subject in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Label(pub u32);

impl Label {
    pub fn new(key: u32, roles: u8) -> Self {
        Self(key << 2 | u32::from(roles & 3))
    }

    pub fn key(self) -> u32 {
        self.0 >> 2
    }

    pub fn roles(self) -> u8 {
        (self.0 & 3) as u8
    }
}
