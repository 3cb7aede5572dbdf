//! What a field must be: keys, codes, numbers, days.

use super::Loader;
use crate::conjugate::{Gender, Number};
use crate::model::Day;
use crate::table::Row;

pub(super) fn list_id(list: &mut Vec<String>, name: &str) -> u8 {
    match list.iter().position(|n| n == name) {
        Some(i) => i as u8,
        None => {
            list.push(name.to_string());
            (list.len() - 1) as u8
        }
    }
}

pub(super) fn is_wikidata(q: &str) -> bool {
    q.strip_prefix('Q').is_some_and(|n| !n.is_empty() && n.bytes().all(|b| b.is_ascii_digit()))
}

/// What is written of a day: `2018`, `2018-06` or `2018-06-01`; what is missing is filled downward, for an end upward.
/// Nothing is the beginning of time, for an end its end.
pub fn parse_day(s: &str, end: bool) -> Option<Day> {
    if s.is_empty() {
        return Some(if end { Day::MAX } else { 0 });
    }
    let mut parts = s.split('-');
    let mut part = |digits: usize, range: std::ops::RangeInclusive<u32>, missing: u32| match parts.next() {
        None => Some(missing),
        Some(p) if p.len() == digits && p.bytes().all(|b| b.is_ascii_digit()) => p.parse().ok().filter(|n| range.contains(n)),
        Some(_) => None,
    };
    let y = part(4, 1000..=2999, 0)?;
    let m = part(2, 1..=12, if end { 12 } else { 1 })?;
    let last = match m {
        2 if y % 4 == 0 && (y % 100 != 0 || y % 400 == 0) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    };
    let d = part(2, 1..=last, if end { last } else { 1 })?;
    parts.next().is_none().then_some(y * 10000 + m * 100 + d)
}

impl Loader {
    /// Whether a key stands here for the first time in its file, and stands at all; a fault where not. A file laid over
    /// another may take its keys up again, to add names.
    pub(super) fn first(&mut self, row: &Row<'_>, column: &str, what: &'static str) -> bool {
        let key = row.get(column);
        if key.is_empty() {
            self.faults.push(row.fault(column, format!("no {column}; expected one")));
            return false;
        }
        if !self.seen.insert((what, key.to_string(), row.file().to_string())) {
            self.faults.push(row.fault(column, format!("`{key}` stands twice; expected one row for it")));
            return false;
        }
        true
    }

    /// A whole number, where anything stands.
    pub(super) fn count(&mut self, row: &Row<'_>, column: &str) -> u64 {
        match row.opt(column).map(str::parse) {
            None => 0,
            Some(Ok(n)) => n,
            Some(Err(_)) => {
                self.faults.push(row.fault(column, format!("`{}`; expected a whole number", row.get(column))));
                0
            }
        }
    }

    /// Days from and to; none where either is faulty or they are the wrong way round.
    pub(super) fn period(&mut self, row: &Row<'_>, from: &str, to: &str) -> Option<(Day, Day)> {
        let mut day = |column: &str, end| {
            let day = parse_day(row.get(column), end);
            if day.is_none() {
                let found = row.get(column);
                self.faults.push(row.fault(column, format!("`{found}`; expected YYYY, YYYY-MM or YYYY-MM-DD")));
            }
            day
        };
        let (start, end) = (day(from, false), day(to, true));
        let (start, end) = (start?, end?);
        if end < start {
            self.faults.push(row.fault(to, "the term ends before it starts"));
            return None;
        }
        Some((start, end))
    }

    /// Checks that a code is one of a state's, or of any body's.
    pub(super) fn code(&mut self, row: &Row<'_>, column: &str, code: &str, states_only: bool) -> bool {
        let known = self.k.polity_by_code.contains_key(code)
            || !states_only && (self.org_ids.contains_key(code) || self.group_ids.contains_key(code));
        if !known {
            let files = if states_only { "polities.tsv" } else { "polities.tsv, organizations.tsv or groups.tsv" };
            self.faults.push(row.fault(column, format!("`{code}` is no code of {files}")));
        }
        known
    }

    /// Checks that a sector, where one is told, is one of PLOVER's.
    pub(super) fn sector(&mut self, row: &Row<'_>, column: &str) {
        if let Some(sector) = row.opt(column).filter(|s| !self.sectors.contains(*s)) {
            self.faults.push(row.fault(column, format!("`{sector}` is no sector of plover/sectors.tsv")));
        }
    }

    /// The number of the next row of a kind; a fault where they are full.
    pub(super) fn next_id(&mut self, row: &Row<'_>, column: &str, len: usize) -> Option<u16> {
        let id = u16::try_from(len).ok();
        if id.is_none() {
            self.faults.push(row.fault(column, format!("more than {} rows", u16::MAX)));
        }
        id
    }

    /// One, two or many.
    pub(super) fn number(&mut self, row: &Row<'_>, column: &str) -> Number {
        match row.get(column) {
            "sg" => Number::Singular,
            "du" => Number::Dual,
            "pl" => Number::Plural,
            other => {
                self.faults.push(row.fault(column, format!("`{other}`; expected sg, du or pl")));
                Number::Singular
            }
        }
    }

    /// A gender.
    pub(super) fn gender(&mut self, row: &Row<'_>, column: &str) -> Gender {
        match row.get(column) {
            "masculine" => Gender::Masculine,
            "feminine" => Gender::Feminine,
            "common" => Gender::Common,
            other => {
                self.faults.push(row.fault(column, format!("`{other}`; expected masculine, feminine or common")));
                Gender::Common
            }
        }
    }
}
