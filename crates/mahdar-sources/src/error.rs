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
    Io(io::Error),
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
    /// A table without a column that is needed.
    #[error("has no column {wanted}; its columns are {found}")]
    NoColumn {
        /// As the caller named it, or what was looked for.
        wanted: String,
        /// Those there are.
        found: String,
    },
    /// A column of a type that a part of an article cannot have.
    #[error("column \"{column}\": expected {expected}, found {found}")]
    ColumnType {
        /// The column.
        column: String,
        /// What belongs there.
        expected: &'static str,
        /// Its type.
        found: String,
    },
    /// A page in which no article was found.
    #[error("holds no main text: it may be a list of links, a form, or filled in by a script")]
    NoMainText,
    /// A page, or a part of one, that no author has written.
    #[error("is HTML with {what}: too much for a page")]
    Monstrous {
        /// What there is too much of.
        what: String,
    },
    /// Another kind of content than the format has.
    #[error("is {found}, not {expected}")]
    Shape {
        /// What the format has.
        expected: &'static str,
        /// What is there.
        found: String,
    },
    /// Broken bytes.
    #[error("is damaged: {message}")]
    Damaged {
        /// What is wrong and where.
        message: String,
    },
    /// An end where none should be.
    #[error("ends too early: it was cut off; what came before was read")]
    CutOff,
    /// Few bytes that become very many.
    #[error("grows to more than {ratio} times its size when it is unpacked, as archive bombs do; the rest is not read")]
    Bomb {
        /// How many times more is allowed.
        ratio: u64,
    },
    /// Archives within archives within archives.
    #[error("is an archive within {depth} others: that deep none is opened")]
    Nested {
        /// How deep it lies.
        depth: u8,
    },
    /// An archive's list of contents that is longer than any real one.
    #[error("lists more contents than an archive may have ({limit} bytes of names)")]
    TooManyEntries {
        /// How long the list may be.
        limit: u64,
    },
    /// Something in an archive that would lead out of it, or is no file.
    #[error("{what} and is left out")]
    Refused {
        /// What it is or has.
        what: &'static str,
    },
    /// A folder without anything to read.
    #[error("holds no file to read ({extensions})")]
    NoFiles {
        /// What is looked for.
        extensions: String,
    },
}

/// What the caller can do about it is said by the caller: it knows how its user talks to it.
impl From<io::Error> for SourceError {
    fn from(e: io::Error) -> Self {
        match e.kind() {
            io::ErrorKind::UnexpectedEof => Self::CutOff,
            io::ErrorKind::InvalidData | io::ErrorKind::InvalidInput => Self::Damaged { message: e.to_string() },
            _ => match e.downcast::<Bomb>() {
                Ok(bomb) => Self::Bomb { ratio: bomb.ratio },
                Err(e) => Self::Io(e),
            },
        }
    }
}

impl SourceError {
    /// Of an error that somebody else holds too.
    pub(crate) fn of_shared(e: &io::Error) -> Self {
        match e.get_ref().and_then(|inner| inner.downcast_ref::<Bomb>()) {
            Some(bomb) => Self::Bomb { ratio: bomb.ratio },
            None => io::Error::new(e.kind(), e.to_string()).into(),
        }
    }
}

/// [`SourceError::Bomb`] on its way through readers.
#[derive(Debug, thiserror::Error)]
#[error("grows to more than {ratio} times its size")]
pub(crate) struct Bomb {
    pub ratio: u64,
}

fn size(bytes: usize) -> String {
    match bytes {
        b if b >= 1 << 20 => format!("{} MB", b >> 20),
        b => format!("{b} bytes"),
    }
}

/// A place in a file of many articles; all of them count from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// A line of text.
    Line(u64),
    /// A row of a table.
    Row(u64),
    /// An entry of a feed.
    Entry(u64),
    /// A record of a web archive.
    Record(u64),
}

impl Place {
    /// Which one.
    pub fn number(self) -> u64 {
        match self {
            Self::Line(n) | Self::Row(n) | Self::Entry(n) | Self::Record(n) => n,
        }
    }
}

/// Something that gives no article: where and why.
#[derive(Debug)]
pub struct Skipped {
    /// The file or folder as the caller named it; `-` for standard input.
    pub path: String,
    /// Where in a file of many articles.
    pub place: Option<Place>,
    /// Why.
    pub reason: SourceError,
}

impl fmt::Display for Skipped {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for c in self.path.chars() {
            if c.is_control() { write!(f, "{}", c.escape_default())? } else { write!(f, "{c}")? }
        }
        match self.place {
            Some(Place::Line(n)) => write!(f, ":{n}")?,
            Some(Place::Row(n)) => write!(f, ": row {n}")?,
            Some(Place::Entry(n)) => write!(f, ": entry {n}")?,
            Some(Place::Record(n)) => write!(f, ": record {n}")?,
            None => {}
        }
        write!(f, ": {}", self.reason)
    }
}

impl std::error::Error for Skipped {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&self.reason)
    }
}
