//! What can be wrong with a line of data.

use std::fmt;

/// A fault in a data file: where it is, what was found, what was expected.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// File as named to the loader.
    pub file: String,
    /// 1-based line.
    pub line: usize,
    /// 1-based column in characters; 0 where the whole line is meant.
    pub column: usize,
    /// What is wrong and what was expected.
    pub message: String,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.column {
            0 => write!(f, "{}:{}: {}", self.file, self.line, self.message),
            c => write!(f, "{}:{}:{}: {}", self.file, self.line, c, self.message),
        }
    }
}

/// Why knowledge could not be loaded.
#[derive(Debug, thiserror::Error)]
pub enum KnowledgeError {
    /// One or more faulty lines; nothing was loaded.
    #[error("{}", .0.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"))]
    Faults(Vec<Fault>),
    /// A file could not be read.
    #[error("{path}: {source}")]
    Io {
        /// The file.
        path: String,
        /// What the system said.
        source: std::io::Error,
    },
}
