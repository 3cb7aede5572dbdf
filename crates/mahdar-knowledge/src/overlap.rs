//! Offices that one person holds at a time, and where the facts have two.

use crate::load::{Files, columns, parse_day};
use crate::model::Day;
use crate::table::rows;
use crate::who::{Directory, Held};
use hashbrown::HashSet;
use std::collections::BTreeMap;

/// Holders of one office may overlap by so many days: nobody agrees on the day of a handover.
pub(crate) const HANDOVER: i64 = 31;

/// Two holders of one office at once.
#[derive(Clone, Copy, Debug)]
pub struct Overlap<'a> {
    /// Who came first.
    pub first: &'a Held,
    /// Who came next.
    pub next: &'a Held,
    /// Days in common, however imprecise dates are read.
    pub days: i64,
}

/// Offices that one person holds at a time.
pub(crate) fn of_one(files: &Files) -> HashSet<String> {
    let path = "kb/offices.tsv";
    let layers = files.get(path).into_iter().flatten();
    let all = layers.flat_map(|(name, text)| rows(name, text, columns(path), &mut Vec::new()));
    all.filter(|row| row.get("holders") == "one").map(|row| row.get("office").to_owned()).collect()
}

/// Where one office is held by two for longer than a handover takes. Some are real: two kings, a disputed election.
pub fn overlaps<'a>(directory: &'a Directory, files: &Files) -> Vec<Overlap<'a>> {
    let of_one = of_one(files);
    let mut holders: BTreeMap<(&str, &str), Vec<&Held>> = BTreeMap::new();
    for h in directory.held().iter().filter(|h| of_one.contains(&h.office)) {
        holders.entry((&h.office, &h.code)).or_default().push(h);
    }
    let mut out = Vec::new();
    for list in holders.values() {
        for (i, first) in list.iter().enumerate() {
            for next in list[i + 1..].iter().filter(|n| n.person != first.person && !n.uncertain && !first.uncertain) {
                let days = surely_together((&first.start, &first.end), (&next.start, &next.end));
                if days > HANDOVER {
                    out.push(Overlap { first, next, days });
                }
            }
        }
    }
    out
}

/// Days that two terms have in common however imprecise dates are read.
pub(crate) fn surely_together(a: (&str, &str), b: (&str, &str)) -> i64 {
    let first = |s: &str| if s.is_empty() { Day::MAX } else { parse_day(s, true).unwrap_or(Day::MAX) };
    let last = |s: &str| if s.is_empty() { Day::MAX } else { parse_day(s, false).unwrap_or(0) };
    let (from, to) = (first(a.0).max(first(b.0)), last(a.1).min(last(b.1)));
    if from == Day::MAX || to < from { 0 } else { days(to.min(29_991_231)) - days(from) }
}

/// Days since the first of March of year 0.
pub(crate) fn days(day: Day) -> i64 {
    let (y, m, d) = (i64::from(day / 10000), i64::from(day / 100 % 100), i64::from(day % 100));
    let (y, m) = if m > 2 { (y, m - 3) } else { (y - 1, m + 9) };
    365 * y + y / 4 - y / 100 + y / 400 + (153 * m + 2) / 5 + d
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_in_common() {
        let together = |a, b| surely_together(a, b);
        assert_eq!(together(("2001-01-01", "2001-03-01"), ("2001-02-01", "")), 28);
        assert_eq!(together(("2000-01-01", "2000-03-01"), ("2000-02-01", "2000-12-31")), 29);
        assert_eq!(together(("2001-01-01", ""), ("2001-12-31", "2002-12-31")), 365);
        // Of imprecise dates only what is sure.
        assert_eq!(together(("1998", "2001"), ("2001", "2003")), 0);
        assert_eq!(together(("1998", "2001-06"), ("2001-01", "2003")), 121);
        assert_eq!(together(("1998", "1999"), ("2001", "2003")), 0);
        assert_eq!(together(("", "2001-03-01"), ("2001-02-01", "")), 0);
    }
}
