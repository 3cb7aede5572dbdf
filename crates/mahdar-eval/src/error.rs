//! What can go wrong while reading annotation or records.

use std::io;
use std::path::PathBuf;

/// Why annotation or records cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum EvalError {
    /// A file or folder cannot be opened or read.
    #[error("{}: cannot be read: {source}", path.display())]
    Read {
        /// Which.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// A file is not UTF-8.
    #[error("{}:{line}: is not UTF-8", path.display())]
    Encoding {
        /// Which.
        path: PathBuf,
        /// The line of the first bad byte, from 1.
        line: usize,
    },
    /// JSON is broken or not of the expected shape.
    #[error("{}:{line}: {message}", path.display())]
    Json {
        /// Which.
        path: PathBuf,
        /// The line, from 1.
        line: usize,
        /// What is wrong.
        message: String,
    },
    /// A folder holds nothing to compare with.
    #[error("{}: holds no annotated article (ID.json beside ID.txt)", path.display())]
    NoGold {
        /// Which.
        path: PathBuf,
    },
}
