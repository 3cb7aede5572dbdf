//! Words as they are searched for: the keys of `mahdar_history::search` in SQLite's full-text index.

use mahdar_history::search::{Cut, Keyed, Mode, Query, fingerprint};
use rusqlite::Connection;

use crate::error::{Fault, StoreError};

/// The keys of a text's words, for the two columns of the search table.
#[derive(Debug)]
pub(crate) struct Keys {
    pub stems: String,
    pub exact: String,
}

/// The keys of title and text; `words` are those of the text in folded spelling.
pub(crate) fn keys(title: Option<&str>, text: &Cut<'_>, words: Keyed) -> Keys {
    let title = Cut::new(title.unwrap_or_default());
    let join = |title: Keyed, text: Keyed| match (title.into_index(), text.into_index()) {
        (title, text) if title.is_empty() => text,
        (title, text) => format!("{title} {text}"),
    };
    Keys { stems: join(title.keyed(Mode::Folded), words), exact: join(title.keyed(Mode::Exact), text.keyed(Mode::Exact)) }
}

/// A question in the language of the search table.
///
/// # Errors
/// Where it cannot be read, or the table was made with keys of another kind.
pub(crate) fn question(db: &Connection, text: &str, exact: bool) -> Result<String, Fault> {
    let (mode, column) = if exact { (Mode::Exact, "exact") } else { (Mode::Folded, "stems") };
    let query =
        Query::parse(text, mode).map_err(|e| StoreError::Question { question: text.to_owned(), message: e.to_string() })?;
    if !are_current(db)? {
        return Err(StoreError::OldWords.into());
    }
    Ok(format!("{column} : ({})", query.to_fts5()))
}

/// Whether the table's keys are those that questions are put in today.
pub(crate) fn are_current(db: &Connection) -> Result<bool, Fault> {
    let made: String = db.prepare_cached("SELECT words FROM revision")?.query_row([], |r| r.get(0))?;
    Ok(made == now())
}

/// Which keys are made today.
pub(crate) fn now() -> String {
    format!("{:016x}", fingerprint())
}
