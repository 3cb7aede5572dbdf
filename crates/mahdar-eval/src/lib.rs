//! How well records agree with what careful readers marked, and where they do not.
//!
//! - [`Gold::load`] reads a folder of annotated articles, [`records`] the records to be judged.
//! - [`score`] counts agreement in nine areas; [`Report::render`] prints the table.
//! - [`errors`] lists every disagreement with its words, [`causes`] counts them by what they have in common.
//! - [`gsr`] does the first two for single sentences about assaults and protests.
//!
//! Figures are those of the reference scripts that come with the annotation, to the last digit.

mod area;
mod error;
mod faults;
mod gold;
pub mod gsr;
mod matching;
mod read;
mod report;
mod side;
mod words;

pub use area::{Area, Scores, Tally};
pub use error::EvalError;
pub use faults::{Cause, Fault, FaultKind, causes, errors, render_causes, render_faults};
pub use gold::{
    Gold, GoldActor, GoldArticle, GoldCommitment, GoldEncounter, GoldEvent, GoldFramework, GoldRecord, GoldStatement,
};
pub use read::records;
pub use report::{ArticleScores, Report, score};
