//! Why an export cannot be made.

use std::io;
use std::path::PathBuf;

/// Why an export cannot be made or cannot go on.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// The stream takes no more.
    #[error("cannot write: {0}")]
    Write(#[from] io::Error),
    /// A file or folder cannot be written.
    #[error("{}: {source}", path.display())]
    File {
        /// Which.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// A folder that holds something already.
    #[error("{}: exists and is not an empty folder", .0.display())]
    Occupied(PathBuf),
    /// A format of many files, and a stream to write to.
    #[error("format {0} is a folder of files and cannot be written to one stream")]
    NeedsFolder(&'static str),
    /// A format of one file, and a folder to write to.
    #[error("format {0} is one file and cannot be written into a folder")]
    NeedsStream(&'static str),
    /// A table was asked of a format without tables.
    #[error("format {0} has no tables to choose from")]
    NoTables(&'static str),
    /// A row of a table.
    #[error("cannot write the table: {0}")]
    Csv(#[from] csv::Error),
    /// A Parquet file.
    #[error("cannot write Parquet: {0}")]
    Parquet(#[from] parquet::errors::ParquetError),
    /// JSON.
    #[error("cannot write JSON: {0}")]
    Json(#[from] serde_json::Error),
}

impl ExportError {
    /// Whether whoever reads the output has gone away.
    pub fn is_broken_pipe(&self) -> bool {
        let io = match self {
            Self::Write(e) => Some(e.kind()),
            Self::Csv(e) => match e.kind() {
                csv::ErrorKind::Io(e) => Some(e.kind()),
                _ => None,
            },
            Self::Json(e) => e.io_error_kind(),
            Self::Parquet(parquet::errors::ParquetError::External(e)) => e.downcast_ref::<io::Error>().map(io::Error::kind),
            _ => None,
        };
        io == Some(io::ErrorKind::BrokenPipe)
    }
}
