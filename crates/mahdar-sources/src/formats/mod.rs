//! Formats that articles come in.
//!
//! To add one: a file beside this one that implements [`Format`], a line in [`FORMATS`], a test of good and bad input.

mod json;
mod jsonl;
mod text;

use std::iter;
use std::path::Path;

use crate::decode::known_binary;
use crate::input::Input;
use crate::walk::Walk;
use crate::{Article, Columns, Skipped, SourceError};

/// All formats. Where several are possible, the first that recognises the content is taken, else the last.
static FORMATS: &[&dyn Format] = &[&jsonl::Jsonl, &json::Json, &text::Text];

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
}

impl Default for Options {
    fn default() -> Self {
        Self { format: None, max_text: MAX_TEXT, columns: Columns::default() }
    }
}

impl Options {
    /// How many bytes an article may take as it is stored: escaped or in another encoding.
    fn max_stored(&self) -> usize {
        self.max_text.saturating_mul(4).saturating_add(64 << 10)
    }

    fn check(&self, text: &str) -> Result<(), SourceError> {
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
        Self::one(Err(Skipped { path, line: None, reason }))
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
    let named = match &options.format {
        None => None,
        Some(name) => match FORMATS.iter().find(|f| f.name() == name) {
            Some(format) => Some(*format),
            None => {
                let known = format_names().collect::<Vec<_>>().join(", ");
                return Articles::none(path.display().to_string(), SourceError::UnknownFormat { name: name.clone(), known });
            }
        },
    };
    if path.as_os_str() == "-" {
        return opened("-".to_owned(), Input::stdin(), named, options);
    }
    if path.is_dir() {
        return folder(path, named, options.clone());
    }
    opened(path.display().to_string(), Input::open(path), named, options)
}

fn opened(path: String, input: std::io::Result<Input>, named: Option<&'static dyn Format>, options: &Options) -> Articles {
    let input = match input {
        Ok(input) => input,
        Err(e) => return Articles::none(path, e.into()),
    };
    let format = named.unwrap_or_else(|| recognised(&input));
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
    let extensions: Vec<&'static str> = match named {
        Some(format) => format.extensions().to_vec(),
        None => FORMATS.iter().flat_map(|f| f.extensions()).copied().collect(),
    };
    let wanted = extensions.clone();
    let is_wanted = move |path: &Path| {
        let extension = path.extension().map(|e| e.to_string_lossy().to_lowercase());
        extension.is_some_and(|e| wanted.contains(&e.as_str()))
    };
    let mut items = Walk::new(path)
        .filter(move |entry| entry.as_ref().map_or(true, |p| is_wanted(p)))
        .flat_map(move |entry| match entry {
            Ok(file) => opened(file.display().to_string(), Input::open(&file), named, &options),
            Err((dir, e)) => Articles::none(dir.display().to_string(), e.into()),
        })
        .peekable();
    if items.peek().is_none() {
        let mut names: Vec<String> = extensions.iter().map(|e| format!("*.{e}")).collect();
        names.dedup();
        return Articles::none(path.display().to_string(), SourceError::NoFiles { extensions: names.join(", ") });
    }
    Articles::new(items)
}
