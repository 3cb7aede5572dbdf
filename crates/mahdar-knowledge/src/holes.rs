//! Offices whose holders are said to be complete, and where a stretch of time has none.

use crate::load::{Files, columns, parse_day};
use crate::model::Day;
use crate::overlap::days;
use crate::table::rows;
use crate::who::Directory;

/// An office may be empty for so many days: successors are not always sworn in at once.
const INTERREGNUM: i64 = 92;

/// A stretch of time in which nobody is known to have held an office.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hole {
    /// The state, organisation or group.
    pub code: String,
    /// The office.
    pub office: String,
    /// First day without a holder.
    pub from: Day,
    /// First day with one again, or the last day of the claim.
    pub to: Day,
}

/// What `kb/complete.tsv` claims.
#[derive(Clone, Debug)]
struct Claim {
    code: String,
    office: String,
    from: Day,
    to: Day,
    vacant: bool,
}

fn claims(files: &Files) -> Vec<Claim> {
    let path = "kb/complete.tsv";
    let layers = files.get(path).into_iter().flatten();
    let all = layers.flat_map(|(name, text)| rows(name, text, columns(path), &mut Vec::new()));
    let mut out = Vec::new();
    for row in all {
        let (Some(from), Some(to)) = (parse_day(row.get("from"), false), parse_day(row.get("to"), true)) else { continue };
        for (office, _) in row.variants("offices") {
            let vacant = row.get("claim") == "vacant";
            out.push(Claim { code: row.get("code").into(), office: office.into(), from, to, vacant });
        }
    }
    out
}

/// How many pairs of a state and an office are said to be complete.
pub fn claimed(files: &Files) -> usize {
    claims(files).iter().filter(|c| !c.vacant).count()
}

/// Where the terms of office have holes that `kb/complete.tsv` says are not there.
pub fn holes(directory: &Directory, files: &Files) -> Vec<Hole> {
    let claims = claims(files);
    let mut out = Vec::new();
    for claim in claims.iter().filter(|c| !c.vacant) {
        let of = |code: &str, office: &str| code == claim.code && office == claim.office;
        let held = directory.held().iter().filter(|h| of(&h.code, &h.office)).map(|h| {
            // Of imprecise dates the first day and the last.
            (parse_day(&h.start, false).unwrap_or(Day::MAX), parse_day(&h.end, true).unwrap_or(0))
        });
        let vacant = claims.iter().filter(|c| c.vacant && of(&c.code, &c.office)).map(|c| (c.from, c.to));
        let mut periods: Vec<(Day, Day)> = held.chain(vacant).collect();
        periods.sort_unstable();
        let mut at = claim.from;
        let mut hole = |from: Day, to: Day| {
            if to > from && days(to) - days(from) > INTERREGNUM {
                out.push(Hole { code: claim.code.clone(), office: claim.office.clone(), from, to });
            }
        };
        for (start, end) in periods {
            hole(at, start.min(claim.to));
            at = at.max(end.min(claim.to));
        }
        hole(at, claim.to);
    }
    out
}
