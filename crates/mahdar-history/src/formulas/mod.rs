//! Set phrases between states: when they are used, by whom, in which version, and when they change.
//!
//! [`Formulas`] finds those of `data/formulas.tsv` in a text; [`discover`] finds others that recur in what two states
//! say of each other; [`history`] puts the uses of one in order of time; [`difference`] compares two wordings by word.

mod difference;
mod discover;
mod find;
mod history;

pub use difference::{Piece, difference};
pub use discover::{Background, Found, Said, discover};
pub(crate) use find::TABLE;
pub use find::{Formula, FormulaError, Formulas, Use};
pub use history::{Change, Dated, FormulaHistory, Version, history};
