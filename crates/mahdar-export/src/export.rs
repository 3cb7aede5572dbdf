//! One export from start to end.

use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use mahdar_knowledge::codes::Codes;

use crate::error::ExportError;
use crate::format::{Format, Shape, TextUse};
use crate::ids::text_digest;
use crate::item::Item;
use crate::tables::Table;

/// Where an export goes.
pub enum Target<'w> {
    /// To one stream.
    Stream(Box<dyn Write + Send + 'w>),
    /// Into a folder, which is made; one that holds something is refused.
    Folder(PathBuf),
}

/// What a format leaves open.
#[derive(Clone, Copy, Debug, Default)]
pub struct Options {
    /// Of a format of several tables only this one, to a stream.
    pub table: Option<Table>,
}

/// Why an article is not in the export.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, thiserror::Error)]
pub enum LeftOut {
    /// The format needs the article's text, and it is not at hand.
    #[error("the format needs the article's text, which was not given")]
    NoText,
    /// The text is not the one the record was made from: its spans would point at other words.
    #[error("the text given is not the one the record was made from")]
    OtherText,
}

/// What became of an export.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// Articles written.
    pub written: u64,
    /// Articles left out.
    pub left_out: u64,
    /// What of the articles written has no place in the format, and how often.
    pub without: BTreeMap<&'static str, u64>,
}

/// What a format's writer works with.
pub(crate) struct Start<'w> {
    pub codes: &'w Codes,
    pub table: Option<Table>,
    pub target: Target<'w>,
    pub format: &'static str,
}

impl<'w> Start<'w> {
    /// The stream of a format of one file.
    pub fn stream(self) -> Result<Box<dyn Write + Send + 'w>, ExportError> {
        match self.target {
            Target::Stream(stream) => Ok(stream),
            Target::Folder(_) => Err(ExportError::NeedsStream(self.format)),
        }
    }

    /// The folder of a format of many files: made, and empty.
    pub fn folder(self) -> Result<PathBuf, ExportError> {
        let Target::Folder(path) = self.target else { return Err(ExportError::NeedsFolder(self.format)) };
        let failed = |source| ExportError::File { path: path.clone(), source };
        if path.exists() {
            let mut entries = fs::read_dir(&path).map_err(|_| ExportError::Occupied(path.clone()))?;
            if entries.next().is_some() {
                return Err(ExportError::Occupied(path));
            }
        }
        fs::create_dir_all(&path).map_err(failed)?;
        Ok(path)
    }
}

/// Notes what of an article has no place in a format.
#[derive(Default)]
pub(crate) struct Notes(BTreeMap<&'static str, u64>);

impl Notes {
    pub fn add(&mut self, what: &'static str) {
        *self.0.entry(what).or_default() += 1;
    }
}

/// Writes one format.
pub(crate) trait Exporter {
    fn add(&mut self, item: &Item<'_>, notes: &mut Notes) -> Result<(), ExportError>;
    /// Writes what is still held, and what ends the file.
    fn finish(self: Box<Self>, notes: &mut Notes) -> Result<(), ExportError>;
}

/// An export under way.
pub struct Export<'w> {
    format: Format,
    inner: Box<dyn Exporter + 'w>,
    notes: Notes,
    summary: Summary,
}

impl<'w> Export<'w> {
    /// Begins.
    ///
    /// # Errors
    /// Where the target is not one for the format, or cannot be written.
    pub fn start(format: Format, codes: &'w Codes, options: Options, target: Target<'w>) -> Result<Self, ExportError> {
        if options.table.is_some() && format.shape() != Shape::Tables {
            return Err(ExportError::NoTables(format.name()));
        }
        let start = Start { codes, table: options.table, target, format: format.name() };
        let inner = (format.spec().start)(start)?;
        Ok(Self { format, inner, notes: Notes::default(), summary: Summary::default() })
    }

    /// Writes a record; or tells why it is left out, which does not stop the export.
    ///
    /// # Errors
    /// Where nothing can be written.
    pub fn add(&mut self, item: &Item<'_>) -> Result<Result<(), LeftOut>, ExportError> {
        let mut item = *item;
        let uses = self.format.text_use();
        if uses == TextUse::None {
            item.text = None;
        }
        let left_out = match item.text {
            None if uses == TextUse::Needed => Some(LeftOut::NoText),
            Some(text) if text_digest(text) != item.record.source.sha256 => Some(LeftOut::OtherText),
            _ => None,
        };
        if let Some(why) = left_out {
            self.summary.left_out += 1;
            return Ok(Err(why));
        }
        self.inner.add(&item, &mut self.notes)?;
        self.summary.written += 1;
        Ok(Ok(()))
    }

    /// Ends; only now is the export whole.
    ///
    /// # Errors
    /// Where the rest cannot be written.
    pub fn finish(mut self) -> Result<Summary, ExportError> {
        self.inner.finish(&mut self.notes)?;
        self.summary.without = self.notes.0;
        Ok(self.summary)
    }
}

/// Makes a file in a folder of ours.
pub(crate) fn create(path: &Path) -> Result<fs::File, ExportError> {
    let failed = |source| ExportError::File { path: path.to_owned(), source };
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(failed)?;
    }
    fs::File::create(path).map_err(failed)
}
