//! Formats that articles come in.
//!
//! To add one: a file beside this one that implements [`Format`], a line in [`FORMATS`], a test of good and bad input.

mod archive;
mod csv;
mod feed;
mod html;
mod json;
mod jsonl;
mod packed;
mod parquet;
mod tar;
mod text;
mod warc;
mod zip;

use std::iter;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::AtomicU64;

use crate::decode::known_binary;
use crate::input::Input;
use crate::walk::Walk;
use crate::{Article, Columns, Skipped, SourceError};

/// All formats. Where several are possible, the first that recognises the content is taken, else the last.
static FORMATS: &[&dyn Format] = &[
    &jsonl::Jsonl,
    &json::Json,
    &html::Html,
    &feed::Feed,
    &csv::CSV,
    &csv::TSV,
    &parquet::Parquet,
    &warc::Warc,
    &zip::Zip,
    &tar::Tar,
    &packed::GZIP,
    &packed::ZSTD,
    &text::Text,
];

/// A format that articles come in.
trait Format: Sync {
    /// What the user calls it.
    fn name(&self) -> &'static str;

    /// The extensions of its files, in lower case.
    fn extensions(&self) -> &'static [&'static str];

    /// Whether the input begins like it.
    fn recognises(&self, input: &Input) -> bool;

    /// Whether its files are text.
    fn is_text(&self) -> bool {
        true
    }

    /// Whether its files hold other files, each of a format of its own.
    fn is_archive(&self) -> bool {
        false
    }

    /// The articles of an input.
    fn read(&self, input: Input, options: &Options) -> Articles;
}

/// How many bytes of UTF-8 an article may have where nobody says otherwise: 8 MB, some hundred times the longest article
/// of a newspaper. What is longer is a book, a dump or a mistake, and is skipped with its reason.
pub const MAX_TEXT: usize = 8 << 20;

/// How to read.
#[derive(Clone, Debug)]
pub struct Options {
    /// The format's name; none leaves it to the file's extension and content.
    pub format: Option<String>,
    /// How many bytes of UTF-8 one article may have; [`MAX_TEXT`] by default.
    pub max_text: usize,
    /// Which columns of tables and fields of objects hold what.
    pub columns: Columns,
    /// Counts the bytes that are read of the files named, packed as they are.
    pub meter: Option<Arc<AtomicU64>>,
}

impl Default for Options {
    fn default() -> Self {
        Self { format: None, max_text: MAX_TEXT, columns: Columns::default(), meter: None }
    }
}

impl Options {
    /// How many bytes an article may take as it is stored: escaped or in another encoding.
    fn max_stored(&self) -> usize {
        self.max_text.saturating_mul(4).saturating_add(64 << 10)
    }

    pub(crate) fn check(&self, text: &str) -> Result<(), SourceError> {
        match text.len() {
            n if n > self.max_text => Err(self.too_large()),
            _ if text.trim().is_empty() => Err(SourceError::Empty),
            _ => Ok(()),
        }
    }

    fn too_large(&self) -> SourceError {
        SourceError::TooLarge { limit: self.max_text }
    }
}

/// The names that [`Options::format`] may have.
pub fn format_names() -> impl Iterator<Item = &'static str> {
    FORMATS.iter().map(|f| f.name())
}

/// Articles, one after the other, and what was skipped between them.
pub struct Articles(Box<dyn Iterator<Item = Result<Article, Skipped>> + Send>);

impl Articles {
    fn new(items: impl Iterator<Item = Result<Article, Skipped>> + Send + 'static) -> Self {
        Self(Box::new(items))
    }

    fn one(item: Result<Article, Skipped>) -> Self {
        Self::new(iter::once(item))
    }

    fn none(path: String, reason: SourceError) -> Self {
        Self::one(Err(Skipped { path, place: None, reason }))
    }
}

impl Iterator for Articles {
    type Item = Result<Article, Skipped>;

    fn next(&mut self) -> Option<Self::Item> {
        self.0.next()
    }
}

/// The articles of a file, of a folder's files in the order of their names, or (`-`) of standard input.
///
/// What cannot be read is told and passed over; the rest goes on.
pub fn articles(path: &Path, options: &Options) -> Articles {
    let named = match named(options) {
        Ok(named) => named,
        Err(unknown) => return Articles::none(path.display().to_string(), unknown),
    };
    if path.as_os_str() == "-" {
        return opened("-".to_owned(), Input::stdin(options.meter.clone()), named, options);
    }
    if path.is_dir() {
        return folder(path, named, options.clone());
    }
    opened(path.display().to_string(), Input::open(path, options.meter.clone()), named, options)
}

/// Whether a file in a folder is one that [`articles`] reads.
pub fn is_source(path: &Path, options: &Options) -> bool {
    let extension = path.extension().map(|e| e.to_string_lossy().to_lowercase()).unwrap_or_default();
    let may_be = |f: &dyn Format| f.extensions().contains(&extension.as_str());
    match named(options) {
        // Whatever is looked for may lie in an archive.
        Ok(Some(format)) => may_be(format) || FORMATS.iter().any(|f| f.is_archive() && may_be(*f)),
        _ => FORMATS.iter().any(|f| may_be(*f)),
    }
}

/// The format that the caller named.
fn named(options: &Options) -> Result<Option<&'static dyn Format>, SourceError> {
    let Some(name) = &options.format else { return Ok(None) };
    match FORMATS.iter().find(|f| f.name() == name) {
        Some(format) => Ok(Some(*format)),
        None => {
            let known = format_names().collect::<Vec<_>>().join(", ");
            Err(SourceError::UnknownFormat { name: name.clone(), known })
        }
    }
}

fn opened(path: String, input: std::io::Result<Input>, named: Option<&'static dyn Format>, options: &Options) -> Articles {
    let input = match input {
        Ok(input) => input,
        Err(e) => return Articles::none(path, e.into()),
    };
    let found = recognised(&input);
    // What the caller names is what lies in an archive, unless it is the archive itself.
    let format = named.filter(|n| n.is_archive() || !found.is_archive()).unwrap_or(found);
    match known_binary(&input.head) {
        Some(what) if format.is_text() => Articles::none(path, SourceError::NotText { what }),
        _ if input.head.is_empty() => Articles::none(path, SourceError::Empty),
        _ => format.read(input, options),
    }
}

/// By extension, else by content.
fn recognised(input: &Input) -> &'static dyn Format {
    let has_extension = |f: &&&'static dyn Format| f.extensions().contains(&input.extension.as_str());
    let known = FORMATS.iter().any(|f| has_extension(&f));
    let possible = || FORMATS.iter().filter(|f| !known || has_extension(f));
    let found = possible().find(|f| f.recognises(input)).or_else(|| possible().next_back());
    found.copied().unwrap_or(&text::Text)
}

fn folder(path: &Path, named: Option<&'static dyn Format>, options: Options) -> Articles {
    let extensions = extensions(named);
    let wanted = options.clone();
    let mut items = Walk::new(path)
        .filter(move |entry| entry.as_ref().map_or(true, |p| is_source(p, &wanted)))
        .flat_map(move |entry| match entry {
            Ok(file) => opened(file.display().to_string(), Input::open(&file, options.meter.clone()), named, &options),
            Err((dir, e)) => Articles::none(dir.display().to_string(), e.into()),
        })
        .peekable();
    if items.peek().is_none() {
        return Articles::none(path.display().to_string(), SourceError::NoFiles { extensions });
    }
    Articles::new(items)
}

/// Which files are looked for, for reading.
fn extensions(named: Option<&'static dyn Format>) -> String {
    let all: Vec<&'static str> = match named {
        Some(format) => format.extensions().to_vec(),
        None => FORMATS.iter().flat_map(|f| f.extensions()).copied().collect(),
    };
    let mut names: Vec<String> = all.iter().map(|e| format!("*.{e}")).collect();
    names.dedup();
    names.join(", ")
}
