//! People, offices and organisations from FollowTheMoney and Wikidata, written as an overlay.
//!
//! Files are read line by line, more than once: first what positions there are, then who holds them, then the holders. So no
//! more is kept in memory than the positions, the terms of offices that mahdar knows, and the ids given out.

mod check;
mod ftm;
mod lines;
mod person;
mod tables;
mod wikidata;
mod write;

use crate::error::KnowledgeError;
use crate::load::Files;
use lines::Lines;
use std::collections::BTreeMap;
use std::fmt;
use std::path::{Path, PathBuf};

/// Why nothing could be imported.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// A file could not be opened or written.
    #[error("{}: {source}", path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// A line is not what it should be.
    #[error("{}:{line}:{column}: {message}", path.display())]
    Line {
        /// The file.
        path: PathBuf,
        /// From 1.
        line: usize,
        /// From 1, in characters.
        column: usize,
        /// What is wrong and what was expected.
        message: String,
    },
    /// A file holds no entity.
    #[error("{}: holds no entity", .0.display())]
    Empty(PathBuf),
    /// The folder to write to has such a file already.
    #[error("{}: is there already", .0.display())]
    Exists(PathBuf),
    /// The tables that guide the import are faulty.
    #[error("{0}")]
    Tables(#[from] KnowledgeError),
}

/// Why something was left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Skip {
    /// A person or organisation without a name in Arabic letters.
    NoArabicName,
    /// A person of no state, organisation or group that mahdar knows.
    NoCode,
    /// An organisation of a kind that mahdar does not keep.
    NoKind,
    /// A position that is no office mahdar knows.
    NoOffice,
    /// A term whose position is not in the files.
    NoPosition,
    /// A term with no dates, or that ended nobody says when.
    NoDates,
    /// A term with dates that are none, or that ends before it starts.
    BadDates,
    /// A term that the built-in facts contradict.
    Contradicted,
}

impl fmt::Display for Skip {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NoArabicName => "people or organisations without an Arabic name",
            Self::NoCode => "people or organisations of no state or body known here",
            Self::NoKind => "organisations of a kind not kept here",
            Self::NoOffice => "positions that are no office known here",
            Self::NoPosition => "terms whose position is not in the files",
            Self::NoDates => "terms without dates, or without the date of an end that is told",
            Self::BadDates => "terms with dates that are none, or that end before they start",
            Self::Contradicted => "terms that contradict the built-in facts",
        })
    }
}

/// Where an import says something else than the built-in facts. The built-in facts stay.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Conflict {
    /// The same office from or to another day.
    Dates {
        /// The person's id.
        person: String,
        /// The office and whose it is.
        office: String,
        /// The built-in term.
        ours: String,
        /// The imported one.
        theirs: String,
    },
    /// Another office in the same time.
    Office {
        /// The person's id.
        person: String,
        /// The term.
        term: String,
        /// The built-in office.
        ours: String,
        /// The imported one.
        theirs: String,
    },
    /// An office that one person holds is held by another.
    Holder {
        /// The office and whose it is.
        office: String,
        /// The built-in holder and term.
        ours: String,
        /// The imported ones.
        theirs: String,
    },
    /// A person of another state or body.
    Code {
        /// The person's id.
        person: String,
        /// The built-in code.
        ours: String,
        /// The imported one.
        theirs: String,
    },
    /// A form that somebody or something else has; it is written as ambiguous.
    Form {
        /// The form.
        form: String,
        /// Who has it.
        ours: String,
        /// Whom the import gives it to.
        theirs: String,
    },
}

impl fmt::Display for Conflict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Dates { person, office, ours, theirs } => write!(f, "dates\t{person}\t{office}\t{ours}\t{theirs}"),
            Self::Office { person, term, ours, theirs } => write!(f, "office\t{person}\t{term}\t{ours}\t{theirs}"),
            Self::Holder { office, ours, theirs } => write!(f, "holder\t{office}\t\t{ours}\t{theirs}"),
            Self::Code { person, ours, theirs } => write!(f, "code\t{person}\t\t{ours}\t{theirs}"),
            Self::Form { form, ours, theirs } => write!(f, "form\t{form}\t\t{ours}\t{theirs}"),
        }
    }
}

/// What an import came to.
#[derive(Debug, Default)]
pub struct Imported {
    /// People written.
    pub people: usize,
    /// Terms written.
    pub terms: usize,
    /// Terms that the built-in facts have already.
    pub known_terms: usize,
    /// Organisations and groups written.
    pub bodies: usize,
    /// How often something was left out, and why.
    pub skipped: BTreeMap<Skip, u64>,
    /// Where the built-in facts say something else.
    pub conflicts: Vec<Conflict>,
}

impl Imported {
    fn skip(&mut self, why: Skip) {
        *self.skipped.entry(why).or_default() += 1;
    }
}

/// Makes an overlay in `out` of files of FollowTheMoney entities or of Wikidata entities, a JSON entity a line, plain or gzipped.
/// `files` are the data files it is to be laid over.
///
/// # Errors
/// Where a file is not what it should be, or `out` has tables already. Nothing is left behind then.
pub fn import(inputs: &[PathBuf], out: &Path, files: &Files) -> Result<Imported, ImportError> {
    let tables = tables::Tables::new(files)?;
    let known = check::Known::new(files);
    let (mut money, mut wiki) = (Vec::new(), Vec::new());
    for path in inputs {
        match form(path)? {
            Form::FollowTheMoney => money.push(path.as_path()),
            Form::Wikidata => wiki.push(path.as_path()),
        }
    }
    let mut writer = write::Writer::new(out, inputs, known)?;
    let done = ftm::import(&money, &tables, &mut writer).and_then(|()| wikidata::import(&wiki, &tables, &mut writer));
    match done {
        Ok(()) => writer.finish(),
        Err(e) => {
            writer.abandon();
            Err(e)
        }
    }
}

#[derive(Clone, Copy)]
enum Form {
    FollowTheMoney,
    Wikidata,
}

/// What a file's first entity is.
fn form(path: &Path) -> Result<Form, ImportError> {
    use serde::de::IgnoredAny;
    #[derive(serde::Deserialize)]
    struct Probe {
        schema: Option<IgnoredAny>,
        properties: Option<IgnoredAny>,
        labels: Option<IgnoredAny>,
        claims: Option<IgnoredAny>,
    }
    let mut lines = Lines::open(path)?;
    let Some(line) = lines.next()? else { return Err(ImportError::Empty(path.to_owned())) };
    let probe: Probe = line.read()?;
    match (probe.schema.is_some() && probe.properties.is_some(), probe.labels.is_some() && probe.claims.is_some()) {
        (true, _) => Ok(Form::FollowTheMoney),
        (_, true) => Ok(Form::Wikidata),
        _ => Err(line
            .error(0, "neither an entity of FollowTheMoney (`schema`, `properties`) nor one of Wikidata (`labels`, `claims`)")),
    }
}

/// Reads the lines of files, one after the other.
fn each_line(paths: &[&Path], mut take: impl FnMut(lines::Line<'_>) -> Result<(), ImportError>) -> Result<(), ImportError> {
    for path in paths {
        let mut lines = Lines::open(path)?;
        while let Some(line) = lines.next()? {
            take(line)?;
        }
    }
    Ok(())
}
