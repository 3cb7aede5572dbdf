//! Why the store could not do something.

use std::path::PathBuf;

use rusqlite::ErrorCode;

/// Why the store could not do something. Whatever it was, what was stored before is still there.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// There is no such file.
    #[error("{}: there is no such database", .0.display())]
    Missing(PathBuf),
    /// The folder that it is to be made in is not there.
    #[error("{}: there is no such folder to make it in", .0.display())]
    NoFolder(PathBuf),
    /// It is no SQLite database.
    #[error("{}: is not a database of mahdar", .0.display())]
    NotADatabase(PathBuf),
    /// It is a database of another program.
    #[error("{}: is a database of another program", .0.display())]
    OtherProgram(PathBuf),
    /// It was written by a newer mahdar.
    #[error("{}: was written by a newer mahdar (schema {found}; this one knows up to {known})", path.display())]
    Newer {
        /// The file.
        path: PathBuf,
        /// Its version.
        found: u32,
        /// The newest version known here.
        known: u32,
    },
    /// It was written by an older mahdar and may only be read here.
    #[error("{}: was written by an older mahdar (schema {found}, now {known}) and must be opened for writing once", path.display())]
    Older {
        /// The file.
        path: PathBuf,
        /// Its version.
        found: u32,
        /// The version of this program.
        known: u32,
    },
    /// The file is damaged.
    #[error("{}: is damaged: {message}", path.display())]
    Damaged {
        /// The file.
        path: PathBuf,
        /// What is wrong.
        message: String,
    },
    /// Somebody else writes to it.
    #[error("{}: is being written by another program", .0.display())]
    Locked(PathBuf),
    /// The file or its folder may not be written.
    #[error("{}: may not be written", .0.display())]
    ReadOnly(PathBuf),
    /// No space is left on the device, or a limit of size is reached.
    #[error("{}: no space is left for it", .0.display())]
    Full(PathBuf),
    /// The system does not let it be read or written.
    #[error("{}: cannot be read or written: {message}", path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// What the system said.
        message: String,
    },
    /// A filter has a value that nothing can have.
    #[error("unknown {what} \"{value}\": expected {expected}")]
    Unknown {
        /// What sort of value.
        what: &'static str,
        /// As asked for.
        value: String,
        /// What may stand there.
        expected: String,
    },
    /// A question for words that cannot be read.
    #[error("cannot search for \"{question}\": {message}")]
    Question {
        /// As asked for.
        question: String,
        /// What is wrong with it.
        message: String,
    },
    /// Words were indexed by another version of the program.
    #[error("words were indexed by another version of mahdar and have to be indexed anew")]
    OldWords,
    /// Something that the database does not let be done; a defect.
    #[error("{}: {source}", path.display())]
    Sqlite {
        /// The file.
        path: PathBuf,
        /// What SQLite said.
        source: rusqlite::Error,
    },
}

/// What SQLite said, without the file that it said it of.
#[derive(Debug)]
pub(crate) enum Fault {
    Sqlite(rusqlite::Error),
    /// What is stored is not what was once stored.
    Broken(String),
    /// About the question and not the file.
    Asked(StoreError),
}

impl From<rusqlite::Error> for Fault {
    fn from(e: rusqlite::Error) -> Self {
        Self::Sqlite(e)
    }
}

impl From<StoreError> for Fault {
    fn from(e: StoreError) -> Self {
        Self::Asked(e)
    }
}

impl Fault {
    /// With the file.
    pub fn of(self, path: &std::path::Path) -> StoreError {
        let path = path.to_path_buf();
        let source = match self {
            Self::Asked(e) => return e,
            Self::Broken(message) => return StoreError::Damaged { path, message },
            Self::Sqlite(e) => e,
        };
        match source.sqlite_error_code() {
            Some(ErrorCode::NotADatabase) => StoreError::NotADatabase(path),
            Some(ErrorCode::DatabaseCorrupt) => StoreError::Damaged { path, message: source.to_string() },
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => StoreError::Locked(path),
            Some(ErrorCode::ReadOnly) => StoreError::ReadOnly(path),
            Some(ErrorCode::DiskFull) => StoreError::Full(path),
            Some(
                ErrorCode::CannotOpen
                | ErrorCode::PermissionDenied
                | ErrorCode::SystemIoFailure
                | ErrorCode::FileLockingProtocolFailed,
            ) => StoreError::Io { path, message: source.to_string() },
            _ => StoreError::Sqlite { path, source },
        }
    }
}
