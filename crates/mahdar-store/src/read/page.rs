//! Long lists in pages that neither skip nor repeat a row when rows are added between two of them.

use std::fmt;
use std::str::FromStr;

use crate::error::StoreError;

/// How many rows a page may have.
const MOST: usize = 10_000;

/// In which order.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Order {
    /// As a history is told.
    #[default]
    OldestFirst,
    /// As news is read.
    NewestFirst,
}

/// Which part of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    /// At most so many rows (up to 10,000).
    pub limit: usize,
    /// Those behind this one; from the beginning where there is none.
    pub after: Option<Cursor>,
    /// The order.
    pub order: Order,
}

impl Default for Page {
    fn default() -> Self {
        Self { limit: 100, after: None, order: Order::default() }
    }
}

impl Page {
    /// As many as are allowed at once, oldest first.
    pub fn whole() -> Self {
        Self { limit: MOST, ..Self::default() }
    }

    pub(crate) fn rows(&self) -> usize {
        self.limit.clamp(1, MOST)
    }
}

/// A place in a list: what it is sorted by, and a row's key. Its text means nothing to anybody else.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cursor {
    pub(crate) by: String,
    pub(crate) key: i64,
}

impl fmt::Display for Cursor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}~{}", self.by, self.key)
    }
}

impl FromStr for Cursor {
    type Err = StoreError;

    fn from_str(text: &str) -> Result<Self, StoreError> {
        let wrong = || StoreError::Unknown {
            what: "cursor",
            value: text.to_owned(),
            expected: "what an earlier page gave as its next".to_owned(),
        };
        let (by, key) = text.rsplit_once('~').ok_or_else(wrong)?;
        let plain = by.len() <= 32 && by.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'.');
        let key = key.parse().map_err(|_| wrong())?;
        if plain { Ok(Self { by: by.to_owned(), key }) } else { Err(wrong()) }
    }
}

/// A page.
#[derive(Clone, Debug, PartialEq)]
pub struct Listing<T> {
    /// Its rows.
    pub rows: Vec<T>,
    /// Where the next page begins; none where this is the last.
    pub next: Option<Cursor>,
}

impl<T> Listing<T> {
    /// A page of rows of which one more was fetched than wanted.
    pub(crate) fn cut(mut rows: Vec<T>, limit: usize, cursor: impl Fn(&T) -> Cursor) -> Self {
        let more = rows.len() > limit;
        rows.truncate(limit);
        let next = if more { rows.last().map(cursor) } else { None };
        Self { rows, next }
    }
}
