//! Review marks: what analysts say of the machine's record, kept beside it and never over it.

use serde::Serialize;

/// What can be said of a line of the record.
pub(crate) const VERDICTS: [&str; 3] = ["right", "wrong", "corrected"];

/// A mark.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Review {
    /// Number in the log.
    pub id: i64,
    /// When, UTC.
    pub at: String,
    /// Who.
    pub by: String,
    /// The article's key.
    pub article: String,
    /// Id in the record.
    pub item: String,
    /// One of [`VERDICTS`].
    pub verdict: String,
    /// In the reviewer's words.
    pub note: String,
}
