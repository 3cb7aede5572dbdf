//! Why something could not be read.

use std::fmt;
use std::io;

/// Why bytes give no article.
#[derive(Debug, thiserror::Error)]
pub enum SourceError {
    /// There is nothing.
    #[error("is empty")]
    Empty,
    /// It is not text.
    #[error("is {what}, not text")]
    NotText {
        /// What it is, with its article.
        what: &'static str,
    },
    /// It is longer than an article may be.
    #[error("is too large: more than {} in one article", size(*.limit))]
    TooLarge {
        /// How many bytes of UTF-8 one may have.
        limit: usize,
    },
    /// The system does not let it be read.
    #[error("cannot be read: {0}")]
    Io(#[from] io::Error),
    /// Broken JSON.
    #[error("is not JSON: {message}")]
    Json {
        /// What is wrong and where.
        message: String,
    },
    /// JSON of another shape.
    #[error("field \"{field}\": expected {expected}, found {found}")]
    Field {
        /// The field.
        field: String,
        /// What belongs there.
        expected: &'static str,
        /// What stands there.
        found: String,
    },
    /// JSON that is no object.
    #[error("expected a JSON object with the field \"text\", found {found}")]
    NoObject {
        /// What stands there.
        found: &'static str,
    },
    /// No such format.
    #[error("unknown format \"{name}\": expected one of {known}")]
    UnknownFormat {
        /// As asked for.
        name: String,
        /// The names there are.
        known: String,
    },
    /// A folder without anything to read.
    #[error("holds no file to read ({extensions})")]
    NoFiles {
        /// What is looked for.
        extensions: String,
    },
}

fn size(bytes: usize) -> String {
    match bytes {
        b if b >= 1 << 20 => format!("{} MB", b >> 20),
        b => format!("{b} bytes"),
    }
}

/// Something that gives no article: where and why.
#[derive(Debug)]
pub struct Skipped {
    /// The file or folder as the caller named it; `-` for standard input.
    pub path: String,
    /// The line in a file of many articles, from 1.
    pub line: Option<u64>,
    /// Why.
    pub reason: SourceError,
}

impl fmt::Display for Skipped {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for c in self.path.chars() {
            if c.is_control() { write!(f, "{}", c.escape_default())? } else { write!(f, "{c}")? }
        }
        if let Some(line) = self.line {
            write!(f, ":{line}")?;
        }
        write!(f, ": {}", self.reason)
    }
}

impl std::error::Error for Skipped {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&self.reason)
    }
}
