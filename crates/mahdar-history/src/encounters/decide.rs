//! Whether two tellings are of one encounter, and why.

use super::telling::{Person, Telling};
use crate::when::Days;
use std::collections::BTreeSet;
use std::fmt;

/// What two tellings are to each other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decision {
    /// How surely they tell of one encounter; none where they do not, or nothing says so.
    pub together: Option<u32>,
    /// Whether they cannot be one, so that no third telling may join them.
    pub contradict: bool,
    /// Why.
    pub reasons: Vec<Reason>,
}

/// Why two tellings were merged or kept apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reason {
    /// The articles are copies of each other.
    Copies,
    /// The same persons take part.
    SamePersons(Vec<String>),
    /// The same states and organisations take part.
    SameParties(Vec<String>),
    /// Both tell the same day.
    SameDay(String),
    /// The days that they leave open overlap.
    DaysOverlap(String, String),
    /// Both tell the same place.
    SamePlace(String),
    /// One is a meeting, a visit …, the other something else.
    OtherKind(String, String),
    /// One may be a part of the other: a meeting during a visit.
    PartOf(String, String),
    /// Others take part.
    OtherParties(Vec<String>, Vec<String>),
    /// Other persons take part for the same state.
    OtherPersons(String, Vec<String>, Vec<String>),
    /// They tell of other days.
    OtherDays(String, String),
    /// They tell of other places.
    OtherPlace(String, String),
    /// What they have in common could be said of many encounters.
    TooLittle,
    /// A user said that they are one.
    ReviewedSame,
    /// A user said that they are two.
    ReviewedApart,
}

impl Reason {
    /// A name that stays, for filters and exports.
    pub fn code(&self) -> &'static str {
        match self {
            Reason::Copies => "copies",
            Reason::SamePersons(_) => "same-persons",
            Reason::SameParties(_) => "same-parties",
            Reason::SameDay(_) => "same-day",
            Reason::DaysOverlap(..) => "days-overlap",
            Reason::SamePlace(_) => "same-place",
            Reason::OtherKind(..) => "other-kind",
            Reason::PartOf(..) => "part-of",
            Reason::OtherParties(..) => "other-parties",
            Reason::OtherPersons(..) => "other-persons",
            Reason::OtherDays(..) => "other-days",
            Reason::OtherPlace(..) => "other-place",
            Reason::TooLittle => "too-little",
            Reason::ReviewedSame => "reviewed-same",
            Reason::ReviewedApart => "reviewed-apart",
        }
    }
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let list = |l: &[String]| l.join(", ");
        match self {
            Reason::Copies => write!(f, "the articles are copies of each other"),
            Reason::SamePersons(p) => write!(f, "the same persons: {}", list(p)),
            Reason::SameParties(p) => write!(f, "the same parties: {}", list(p)),
            Reason::SameDay(d) => write!(f, "the same day: {d}"),
            Reason::DaysOverlap(a, b) => write!(f, "the days overlap: {a} and {b}"),
            Reason::SamePlace(p) => write!(f, "the same place: {p}"),
            Reason::OtherKind(a, b) => write!(f, "one is a {a}, the other a {b}"),
            Reason::PartOf(a, b) => write!(f, "the {a} may be a part of the {b}"),
            Reason::OtherParties(a, b) => write!(f, "other parties: {} and {}", list(a), list(b)),
            Reason::OtherPersons(code, a, b) => write!(f, "other persons for {code}: {} and {}", list(a), list(b)),
            Reason::OtherDays(a, b) => write!(f, "other days: {a} and {b}"),
            Reason::OtherPlace(a, b) => write!(f, "other places: {a} and {b}"),
            Reason::TooLittle => write!(f, "what they have in common could be said of many encounters"),
            Reason::ReviewedSame => write!(f, "a user said that they are one"),
            Reason::ReviewedApart => write!(f, "a user said that they are two"),
        }
    }
}

impl Decision {
    fn apart(reason: Reason) -> Decision {
        Decision { together: None, contradict: true, reasons: vec![reason] }
    }
}

/// Kinds that last for days and have others as parts.
const LONG: [&str; 3] = ["visit", "summit", "conference"];
/// Kinds that many take part in: that others are named in another telling is no contradiction.
const LARGE: [&str; 2] = ["summit", "conference"];
/// Days by which tellings of a long encounter may differ.
const LASTS: i32 = 2;

/// Compares two tellings; `copies` where their articles are copies of each other. The order of the two does not matter
/// but for the order in which reasons name them.
pub fn decide(a: &Telling, b: &Telling, copies: bool) -> Decision {
    if a.kind != b.kind {
        let long = |t: &Telling| LONG.contains(&t.kind.as_str());
        let reason = match (long(a), long(b)) {
            (false, true) => Reason::PartOf(a.kind.clone(), b.kind.clone()),
            (true, false) => Reason::PartOf(b.kind.clone(), a.kind.clone()),
            _ => Reason::OtherKind(a.kind.clone(), b.kind.clone()),
        };
        return Decision::apart(reason);
    }
    if a.id.article == b.id.article {
        // The engine tells encounters of one article apart.
        return Decision::apart(Reason::TooLittle);
    }
    let mut reasons = Vec::new();
    if copies {
        reasons.push(Reason::Copies);
    }
    let shared = match parties(a, b, &mut reasons) {
        Ok(shared) => shared,
        Err(reason) => return Decision::apart(reason),
    };
    let day = match days(a, b, &mut reasons) {
        Ok(day) => day,
        Err(reason) => return Decision::apart(reason),
    };
    if let Err(reason) = place(a, b, &mut reasons) {
        return Decision::apart(reason);
    }
    let Shared { people, codes } = shared;
    // Two who are known on both sides, or everything that the shorter telling says and the day. Of one who is told alone it is
    // not known whom else they met: that may be anybody of another state.
    let alone = a.parties.len().min(b.parties.len()) == 1 && a.codes() == b.codes();
    let enough = copies && codes + people > 0
        || match day {
            Day::Unknown => false,
            Day::Same => codes >= 2 || people >= 2 || people == 1 && alone,
            Day::Open => people >= 2 || people >= 1 && codes >= 2,
        };
    if !enough {
        reasons.push(Reason::TooLittle);
        return Decision { together: None, contradict: false, reasons };
    }
    let strength = 8 * u32::from(copies) + 4 * u32::from(day == Day::Same) + 2 * people.min(2) + codes.min(2);
    Decision { together: Some(strength), contradict: false, reasons }
}

/// Whether kind, days or parties alone keep two tellings apart: [`decide`] says the same then, and says why. Of the tellings of two
/// states in a month nearly all pairs are such.
pub(super) fn are_plainly_apart(a: &Telling, b: &Telling) -> bool {
    if a.kind != b.kind || a.id.article == b.id.article {
        return true;
    }
    let codes = |t: &'_ Telling, holds: &dyn Fn(&str) -> bool| t.parties.iter().filter_map(|p| p.code.as_deref()).any(holds);
    let has = |t: &Telling, code: &str| t.parties.iter().any(|p| p.code.as_deref() == Some(code));
    let lacks = |x: &Telling, y: &Telling| codes(x, &|code| !has(y, code));
    let (others, shared) = (lacks(a, b) && lacks(b, a), codes(a, &|code| has(b, code)));
    if others && !LARGE.contains(&a.kind.as_str()) || !shared && (codes(a, &|_| true) || codes(b, &|_| true)) {
        return true;
    }
    a.days().zip(b.days()).is_some_and(|(da, db)| !days_meet(a, da, db))
}

struct Shared {
    people: u32,
    codes: u32,
}

fn parties(a: &Telling, b: &Telling, reasons: &mut Vec<Reason>) -> Result<Shared, Reason> {
    let (ca, cb) = (a.codes(), b.codes());
    let both: Vec<&str> = ca.intersection(&cb).copied().collect();
    let only = |x: &BTreeSet<&str>, y: &BTreeSet<&str>| -> Vec<String> { x.difference(y).map(|c| c.to_string()).collect() };
    let (only_a, only_b) = (only(&ca, &cb), only(&cb, &ca));
    let large = LARGE.contains(&a.kind.as_str());
    if !large && !only_a.is_empty() && !only_b.is_empty() || both.is_empty() && !(ca.is_empty() && cb.is_empty()) {
        return Err(Reason::OtherParties(only_a, only_b));
    }
    let mut people = BTreeSet::new();
    for code in &both {
        let (pa, pb): (Vec<&Person>, Vec<&Person>) = (a.people(code).collect(), b.people(code).collect());
        let same: Vec<String> = pa.iter().filter(|x| pb.iter().any(|y| same_person(x, y))).map(|x| x.name.clone()).collect();
        if same.is_empty() && !pa.is_empty() && !pb.is_empty() && !large {
            let names = |p: &[&Person]| p.iter().map(|p| p.name.clone()).collect();
            return Err(Reason::OtherPersons(code.to_string(), names(&pa), names(&pb)));
        }
        people.extend(same);
    }
    let stateless = |t: &Telling| -> BTreeSet<String> {
        t.parties.iter().filter(|p| p.code.is_none()).filter_map(|p| p.person.as_ref()).map(|p| p.name.clone()).collect()
    };
    people.extend(stateless(a).intersection(&stateless(b)).cloned());
    let shared = Shared { people: people.len() as u32, codes: both.len() as u32 };
    if !people.is_empty() {
        reasons.push(Reason::SamePersons(people.into_iter().collect()));
    }
    if !both.is_empty() {
        reasons.push(Reason::SameParties(both.iter().map(|c| c.to_string()).collect()));
    }
    Ok(shared)
}

/// One person under one name, or an unknown one under a longer and a shorter name.
fn same_person(a: &Person, b: &Person) -> bool {
    let within = |x: &str, y: &str| x.split(' ').all(|w| y.split(' ').any(|v| v == w));
    a.name == b.name
        || !(a.known && b.known)
            && (a.office.is_none() || b.office.is_none() || a.office == b.office)
            && (within(&a.name, &b.name) || within(&b.name, &a.name))
}

#[derive(Clone, Copy, PartialEq)]
enum Day {
    Same,
    Open,
    Unknown,
}

/// Whether encounters of the kind of `a` on these days may be one.
fn days_meet(a: &Telling, da: Days, db: Days) -> bool {
    let slack = if LONG.contains(&a.kind.as_str()) { LASTS } else { 0 };
    da.widened(slack, slack).meet(db)
}

fn days(a: &Telling, b: &Telling, reasons: &mut Vec<Reason>) -> Result<Day, Reason> {
    let (Some(da), Some(db)) = (a.days(), b.days()) else {
        return Ok(Day::Unknown);
    };
    if !days_meet(a, da, db) {
        return Err(Reason::OtherDays(da.to_string(), db.to_string()));
    }
    let told = |t: &Telling| t.said.is_some_and(Days::is_day);
    if told(a) && told(b) && da == db {
        reasons.push(Reason::SameDay(da.to_string()));
        return Ok(Day::Same);
    }
    reasons.push(Reason::DaysOverlap(da.to_string(), db.to_string()));
    Ok(Day::Open)
}

fn place(a: &Telling, b: &Telling, reasons: &mut Vec<Reason>) -> Result<(), Reason> {
    let (Some((x, in_x)), Some((y, in_y))) = (&a.place, &b.place) else {
        return Ok(());
    };
    if x == y {
        reasons.push(Reason::SamePlace(x.clone()));
        return Ok(());
    }
    // A visit goes through several places of one state; for a call, places are where the callers are.
    let one_state = in_x.is_some() && in_x == in_y;
    if a.kind == "call" || one_state && LONG.contains(&a.kind.as_str()) {
        return Ok(());
    }
    Err(Reason::OtherPlace(x.clone(), y.clone()))
}
