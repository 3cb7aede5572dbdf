//! Retellings: which encounters of many articles are one.
//!
//! [`Telling::of`] takes from a record what matters, [`Telling::keys`] are what retellings of one encounter have in
//! common for looking them up, [`decide`] compares two and says why, [`merge`] makes encounters of tellings, [`groups`]
//! does so without saying why. Nothing depends on the order in which articles come.

mod decide;
mod merge;
mod telling;

pub use decide::{Decision, Reason, decide};
pub use merge::{Encounter, Reviews, groups, merge};
pub use telling::{Party, Person, Telling, TellingId};
