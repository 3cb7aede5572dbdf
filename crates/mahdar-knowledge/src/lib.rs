//! What mahdar knows, and how it is written down.
//!
//! The files under `data/` are the knowledge; this crate reads them, says what is wrong with them by file, line and
//! column, and compiles them into tables and automata. A user's own folder of the same shape is laid over them.

pub mod codes;
pub mod conjugate;
mod error;
mod grammar;
pub mod holes;
pub mod import;
mod load;
mod model;
mod near;
pub mod overlap;
mod sorted;
mod table;
mod vocab;
pub mod who;

pub use conjugate::{Gender, Number, Person, Tense, Voice};
pub use error::{Fault, KnowledgeError};
pub use load::{Files, parse_day};
pub use model::*;
pub use vocab::{Node, Tok, Trie, Vocab};

use std::path::{Path, PathBuf};

mod builtin {
    include!(concat!(env!("OUT_DIR"), "/files.rs"));
}

/// The built-in data files.
pub fn builtin_files() -> Files {
    builtin::FILES.iter().map(|(path, text)| (path.to_string(), vec![(format!("data/{path}"), text.to_string())])).collect()
}

/// Adds the files of `dir` that have a counterpart under `data/`, and all its `ar/grammar/*.toml`. Gives the other tables and
/// rule files in it, which mean nothing here: most likely their names are misspelt.
///
/// # Errors
/// Where a file cannot be read.
pub fn overlay(files: &mut Files, dir: &Path) -> Result<Vec<PathBuf>, KnowledgeError> {
    let mut stack = vec![dir.to_path_buf()];
    let io = |path: &Path, source| KnowledgeError::Io { path: path.display().to_string(), source };
    let mut found = Vec::new();
    while let Some(at) = stack.pop() {
        for entry in std::fs::read_dir(&at).map_err(|e| io(&at, e))? {
            let path = entry.map_err(|e| io(&at, e))?.path();
            if path.is_dir() {
                stack.push(path);
            } else {
                found.push(path);
            }
        }
    }
    found.sort();
    let mut others = Vec::new();
    for path in found {
        let name = path.strip_prefix(dir).unwrap_or(&path).to_string_lossy().replace('\\', "/");
        if files.contains_key(&name) || (name.starts_with("ar/grammar/") && name.ends_with(".toml")) {
            let text = std::fs::read_to_string(&path).map_err(|e| io(&path, e))?;
            let text = text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text);
            files.entry(name).or_default().push((path.display().to_string(), text));
        } else if name.ends_with(".tsv") || name.ends_with(".toml") {
            others.push(path);
        }
    }
    Ok(others)
}

impl Knowledge {
    /// The compiled form: what [`Knowledge::from_bytes`] reads. The examples of rules are left out.
    ///
    /// # Errors
    /// Where it cannot be written.
    pub fn to_bytes(&self) -> Result<Vec<u8>, postcard::Error> {
        postcard::to_stdvec(self)
    }

    /// Reads the compiled form.
    ///
    /// # Errors
    /// Where the bytes are not of this version's form.
    pub fn from_bytes(bytes: &[u8]) -> Result<Knowledge, postcard::Error> {
        postcard::from_bytes(bytes)
    }

    /// The built-in data files, compiled now. `mahdar_builtin::knowledge` has them compiled already.
    pub fn builtin() -> Knowledge {
        load::Loader::run(&builtin_files()).k
    }

    /// Compiles data files.
    ///
    /// # Errors
    /// All faulty lines; nothing is loaded then.
    pub fn compile(files: &Files) -> Result<Knowledge, KnowledgeError> {
        let l = load::Loader::run(files);
        if l.faults.is_empty() { Ok(l.k) } else { Err(KnowledgeError::Faults(l.faults)) }
    }

    /// All that is wrong with data files.
    pub fn faults(files: &Files) -> Vec<Fault> {
        load::Loader::run(files).faults
    }

    /// A label of the report in English or Arabic; the key itself where there is none.
    pub fn label<'a>(&'a self, key: &'a str, arabic: bool) -> &'a str {
        self.labels.get(key).map_or(key, |(en, ar)| if arabic && !ar.is_empty() { ar } else { en })
    }
}
