//! What many articles amount to.
//!
//! | module | question |
//! | --- | --- |
//! | [`search`] | which articles have these words, however they spell them? |
//! | [`copies`] | which articles are one text? |
//! | [`encounters`] | which of them tell of one encounter? |
//! | [`promises`] | which promises were made before? |
//! | [`formulas`] | which set phrases do two states use, and when did they change? |
//!
//! Everything here is a pure function: no input or output, no database, no clock; the same articles give the same
//! history in whatever order they come.

pub mod copies;
pub mod encounters;
pub mod formulas;
mod groups;
pub mod promises;
pub mod sayings;
pub mod search;
mod when;

pub use when::Days;

/// Counted up when the rules of this crate change.
const RULES: u64 = 1;

/// Changes whenever the same articles may give another history: what was made under another one must be made anew.
pub fn fingerprint() -> u64 {
    [promises::TABLE, formulas::TABLE]
        .iter()
        .flat_map(|t| t.bytes())
        .fold(search::fingerprint() ^ RULES, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}
