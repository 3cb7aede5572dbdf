//! Where the engine is blind: what in an article looks like something to record and gave nothing.
//!
//! Not every gap is a fault: a quotation may be a film's name. Counted over many articles, by the word at fault, the gaps
//! show which rules and names are missing.

mod gaps;
mod tally;

pub use tally::{Example, Known, Row, Table, Tally};

use crate::read::{Article, stages};
use mahdar_knowledge::Knowledge;
use mahdar_record::Span;
use serde::Serialize;

/// What looks like something to record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Gap {
    /// A quotation of four words or more in which nothing was found to be said; by the word before it.
    Quotation,
    /// A sentence with a verb or participle that reports, and no statement; by lemma.
    Cue,
    /// A title with what looks like a name behind it, and no person of that name; by title.
    Title,
    /// A holder of an office that one person holds, told with name and whose, whom the facts do not have; by office.
    Holder,
    /// A verb between two actors of different states, and no event; by lemma.
    Verb,
    /// A word that no data file has, where the speaker stands behind a reporting verb; by that word.
    Speaker,
}

impl Gap {
    /// All of them, in the order of reports.
    pub const ALL: [Gap; 6] = [Gap::Quotation, Gap::Cue, Gap::Title, Gap::Holder, Gap::Verb, Gap::Speaker];

    /// Its name in output.
    pub fn name(self) -> &'static str {
        match self {
            Gap::Quotation => "quotation",
            Gap::Cue => "cue",
            Gap::Title => "title",
            Gap::Holder => "holder",
            Gap::Verb => "verb",
            Gap::Speaker => "speaker",
        }
    }
}

/// One place where nothing was found.
#[derive(Clone, Debug)]
pub struct Spot {
    /// Of what sort.
    pub gap: Gap,
    /// The word that it is counted under.
    pub key: String,
    /// The words at fault.
    pub words: Span,
    /// The sentence around them, without what is more than some words away.
    pub context: String,
}

/// What one article holds of each sort, and where nothing was found.
#[derive(Clone, Debug, Default)]
pub struct Survey {
    /// How many of each sort there are, in the order of [`Gap::ALL`].
    pub seen: [usize; Gap::ALL.len()],
    /// Those without yield.
    pub spots: Vec<Spot>,
    /// Of each holder counted as [`Gap::Holder`] the office, as number in [`Knowledge::offices`], and whether the facts have them.
    pub holders: Vec<(u16, bool)>,
}

/// Looks for gaps in one article.
pub fn survey(k: &Knowledge, a: &Article<'_>) -> Survey {
    stages(k, a, |s| gaps::find(&s))
}
