//! What can go wrong at the surface: what, where, what to do.

use std::io;
use std::path::PathBuf;

use mahdar_eval::EvalError;
use mahdar_export::ExportError;
use mahdar_knowledge::KnowledgeError;
use mahdar_knowledge::import::ImportError;
use mahdar_server::ServeError;
use mahdar_sources::SourceError;
use mahdar_store::StoreError;

/// Why a command could not be done.
#[derive(Debug, thiserror::Error)]
pub(crate) enum CliError {
    /// Overlaid data files are faulty or cannot be read.
    #[error("the data files cannot be used:\n{0}")]
    Knowledge(#[from] KnowledgeError),
    /// An import failed; nothing is left of it.
    #[error("{0}")]
    Import(#[from] ImportError),
    /// An overlay holds nothing.
    #[error("{}: holds no data file", .0.display())]
    NoKnowledge(PathBuf),
    /// Annotation cannot be read.
    #[error("{0}")]
    Eval(#[from] EvalError),
    /// An id that no annotated article has.
    #[error("no annotated article is called \"{0}\"")]
    NoArticle(String),
    /// A rule that is not there.
    #[error("no rule is called \"{0}\"")]
    NoRule(String),
    /// A table of floors cannot be read or used.
    #[error("{}{}: {message}", path.display(), line.map(|n| format!(":{n}")).unwrap_or_default())]
    Floors {
        /// The table.
        path: PathBuf,
        /// The line, from 1.
        line: Option<usize>,
        /// What is wrong.
        message: String,
    },
    /// The bundled articles are broken.
    #[error("data/demo/articles.jsonl:{line}: {message}")]
    Demo {
        /// The line, from 1.
        line: usize,
        /// What is wrong.
        message: String,
    },
    /// Threads cannot be started.
    #[error("cannot start {jobs} threads: {source}")]
    Threads {
        /// How many were asked for.
        jobs: usize,
        /// What the system said.
        source: rayon::ThreadPoolBuildError,
    },
    /// An export cannot be made.
    #[error("{0}")]
    Export(#[from] ExportError),
    /// An export needs texts that nobody gave.
    #[error("format {0} needs the articles' texts, which records do not hold")]
    NeedsArticles(&'static str),
    /// An export of many files without a folder.
    #[error("format {0} is a folder of files")]
    NeedsFolder(&'static str),
    /// An export on the screen.
    #[error("an export keeps what articles hold to the letter, and standard output is a terminal")]
    Terminal,
    /// A history cannot be opened, read or written.
    #[error("{0}")]
    Store(#[from] StoreError),
    /// The thread that writes has ended before its time.
    #[error("writing has ended before its time")]
    Stopped,
    /// What is known cannot be told from what was known before.
    #[error("the knowledge cannot be written down: {0}")]
    KnowledgeBytes(String),
    /// Standard input cannot be watched.
    #[error("--watch takes files and folders, not standard input")]
    WatchInput,
    /// A state that nobody knows.
    #[error("no state, organisation or group is called \"{0}\"")]
    NoState(String),
    /// An actor whom no article names.
    #[error("no article names \"{0}\"")]
    NoActor(String),
    /// A name that several actors have.
    #[error("\"{name}\" may be one of several:\n{candidates}")]
    ManyActors {
        /// The name.
        name: String,
        /// Who it may be, a line each.
        candidates: String,
    },
    /// A framework that no article names.
    #[error("no article names a framework \"{0}\"")]
    NoFramework(String),
    /// An id that no stored article has.
    #[error("no stored article is called \"{0}\"")]
    NoStored(String),
    /// An id that several stored articles have.
    #[error("several stored articles are called \"{0}\"")]
    ManyStored(String),
    /// No article could be read.
    #[error("no article could be read")]
    NothingRead,
    /// The explorer cannot be served.
    #[error("{0}")]
    Serve(#[from] mahdar_server::ServeError),
    /// Output cannot be written.
    #[error("cannot write the output: {0}")]
    Output(#[from] io::Error),
}

impl CliError {
    /// What the user can do about it.
    pub fn hint(&self) -> Option<&'static str> {
        Some(match self {
            Self::Knowledge(KnowledgeError::Faults(_)) => "mend these lines, then run `mahdar knowledge check --knowledge DIR`",
            Self::Knowledge(KnowledgeError::Io { .. }) => "--knowledge takes a folder of the same shape as data/",
            Self::Import(ImportError::Exists(_)) => "name another folder with -o, or remove this file",
            Self::Import(ImportError::Line { .. } | ImportError::Empty(_)) => {
                "expected FollowTheMoney entities (entities.ftm.json of OpenSanctions) or Wikidata entities, one a line; nothing \
                 was written"
            }
            Self::Import(_) => return None,
            Self::NoKnowledge(_) => {
                "--knowledge takes a folder of the same shape as data/: kb/people.tsv, ar/lexicon/verbs.tsv, \
                 ar/grammar/ANY.toml …"
            }
            Self::NoArticle(_) => "ids are the files' names without .json",
            Self::NoRule(_) => "`mahdar knowledge list-rules` lists them",
            Self::Floors { .. } => "expected lines of AREA, a tab, and a number from 0 to 1",
            Self::Threads { .. } => "ask for fewer with --jobs",
            Self::Export(ExportError::Occupied(_)) => "name a folder that is not there yet with -o",
            Self::Export(ExportError::NoTables(_)) => "--table goes with csv, csv-excel and parquet",
            Self::Store(StoreError::Missing(_)) => "name another with --db, or name files of records",
            Self::NeedsArticles(_) => "name the files they were read from with --articles",
            Self::NeedsFolder(_) => "name a new folder with -o, or for csv and parquet one table with --table",
            Self::Terminal => "name a file with -o, or pipe the output into a pager",
            Self::NothingRead => "the reasons stand above",
            Self::Serve(ServeError::Listen { .. }) => "another program may listen there: --port 0 takes a free port",
            Self::Serve(ServeError::Store(e)) | Self::Store(e) => return store_hint(e),
            Self::Serve(_) => return None,
            Self::NoState(_) => "give a code such as KAZ, or a name; `mahdar who NAME` looks for one",
            Self::NoActor(_) => "`mahdar query actors --name PART` lists those that are named",
            Self::ManyActors { .. } => "give the whole name, or the English one",
            Self::NoFramework(_) => "give a part of the Arabic or English name",
            Self::NoStored(_) => "`mahdar query articles` lists them",
            Self::ManyStored(_) => "tell them apart by other filters: --outlet, --from, --to",
            Self::WatchInput => "name the folder that new articles come into",
            Self::Stopped | Self::KnowledgeBytes(_) => return None,
            Self::Eval(_) | Self::Export(_) | Self::Demo { .. } | Self::Output(_) => return None,
        })
    }
}

/// What can be done about a database.
fn store_hint(e: &StoreError) -> Option<&'static str> {
    Some(match e {
        StoreError::Missing(_) => {
            "make one with `mahdar ingest PATH… --db FILE`, or look at the bundled articles with `mahdar demo --serve`"
        }
        StoreError::NotADatabase(_) | StoreError::OtherProgram(_) => "--db takes a file that `mahdar ingest` made",
        StoreError::NoFolder(_) => "make the folder first, or name another file with --db",
        StoreError::Newer { .. } => "install the newer version",
        StoreError::Older { .. } => "`mahdar reread --db FILE` brings it up to date",
        StoreError::Damaged { .. } => "go back to a copy of the file, or ingest the articles again into a new one",
        StoreError::Locked(_) => "wait until the other program is done",
        StoreError::ReadOnly(_) => "check who may write to the file and its folder",
        StoreError::Full(_) => "nothing that was stored is lost: free some space, then run the same command again",
        StoreError::OldWords => "`mahdar reread --db FILE` does that",
        StoreError::Io { .. } | StoreError::Unknown { .. } | StoreError::Question { .. } | StoreError::Sqlite { .. } => {
            return None;
        }
    })
}

/// What can be done about something that gave no article.
pub(crate) fn source_hint(e: &SourceError) -> Option<&'static str> {
    Some(match e {
        SourceError::NoColumn { .. } => "name the column that holds the text with --text-column NAME",
        SourceError::ColumnType { .. } => "name another column (--text-column, --published-column …), or write it as strings",
        SourceError::CutOff | SourceError::Damaged { .. } => "fetch or write the file anew",
        SourceError::Bomb { .. } | SourceError::Nested { .. } | SourceError::TooManyEntries { .. } => {
            "if you trust it, unpack it yourself and name the folder"
        }
        SourceError::NotText { .. } | SourceError::Shape { .. } => {
            "where the name of a file misleads, --input-format says what it is"
        }
        SourceError::TooLarge { .. } => "cut it into articles; in a table, look for a quotation mark that nothing closes",
        SourceError::NoMainText => "if it is an article, save its text as .txt",
        _ => return None,
    })
}
