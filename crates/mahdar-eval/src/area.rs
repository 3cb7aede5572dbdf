//! What is counted.

use std::fmt;
use std::ops::{AddAssign, Index, IndexMut};

use serde::Serialize;

/// One of the nine areas in which records are judged.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Area {
    /// Who takes part.
    Actors,
    /// The office of a person that was found.
    Offices,
    /// Who met whom.
    Encounters,
    /// Where: encounters that were found.
    Places,
    /// When: encounters that were found.
    Dates,
    /// Words of the text attributed to the right speaker.
    Statements,
    /// Who promised what.
    Commitments,
    /// Type, source and target.
    Events,
    /// Source and target.
    Dyads,
}

impl Area {
    /// All areas, in the order in which they are printed.
    pub const ALL: [Self; 9] = [
        Self::Actors,
        Self::Offices,
        Self::Encounters,
        Self::Places,
        Self::Dates,
        Self::Statements,
        Self::Commitments,
        Self::Events,
        Self::Dyads,
    ];

    /// The name it is printed under.
    pub fn name(self) -> &'static str {
        match self {
            Self::Actors => "actors",
            Self::Offices => "offices",
            Self::Encounters => "encounters",
            Self::Places => "places",
            Self::Dates => "dates",
            Self::Statements => "statements",
            Self::Commitments => "commitments",
            Self::Events => "events",
            Self::Dyads => "dyads",
        }
    }
}

impl fmt::Display for Area {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

/// Counts of one area.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Tally {
    /// Found and right.
    pub tp: u64,
    /// Found.
    pub pred: u64,
    /// Marked.
    pub gold: u64,
}

impl Tally {
    /// Counts given as sizes.
    pub(crate) fn of(tp: usize, pred: usize, gold: usize) -> Self {
        Self { tp: tp as u64, pred: pred as u64, gold: gold as u64 }
    }

    /// Share of what was found that is right.
    pub fn precision(self) -> f64 {
        ratio(self.tp, self.pred)
    }

    /// Share of what is marked that was found.
    pub fn recall(self) -> f64 {
        ratio(self.tp, self.gold)
    }

    /// Harmonic mean of the two.
    pub fn f1(self) -> f64 {
        let (p, r) = (self.precision(), self.recall());
        if p + r == 0.0 { 0.0 } else { 2.0 * p * r / (p + r) }
    }
}

impl AddAssign for Tally {
    fn add_assign(&mut self, other: Self) {
        self.tp += other.tp;
        self.pred += other.pred;
        self.gold += other.gold;
    }
}

/// A share, 0 where there is nothing to share.
pub(crate) fn ratio(part: u64, whole: u64) -> f64 {
    if whole == 0 { 0.0 } else { part as f64 / whole as f64 }
}

/// The counts of all areas.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Scores([Tally; 9]);

impl Index<Area> for Scores {
    type Output = Tally;

    fn index(&self, area: Area) -> &Tally {
        &self.0[area as usize]
    }
}

impl IndexMut<Area> for Scores {
    fn index_mut(&mut self, area: Area) -> &mut Tally {
        &mut self.0[area as usize]
    }
}

impl AddAssign for Scores {
    fn add_assign(&mut self, other: Self) {
        for (mine, theirs) in self.0.iter_mut().zip(other.0) {
            *mine += theirs;
        }
    }
}
