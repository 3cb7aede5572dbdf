//! What a source gives.

use crate::formats::Options;
use crate::{SourceError, date};

/// One article as its source gives it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Article {
    /// As given, else the file's name without its extension; in a file of many articles followed by `:` and the line.
    /// The source's own, hence not always the only one of its kind.
    pub id: String,
    /// Whether that id says which article it is, and not merely where in a file of many it stands.
    pub id_given: bool,
    /// The text to the letter, line ends and all; only a byte order mark is left out.
    pub text: String,
    /// The title, where the source gives it apart from the text.
    pub title: Option<String>,
    /// The day it carries, `YYYY-MM-DD`.
    pub published: Option<String>,
    /// Whether the source gives that day apart from the text.
    pub published_from_metadata: bool,
    /// What the source gives for a date where that is no day: a year, a span of years, something broken.
    pub published_unread: Option<String>,
    /// Its address.
    pub url: Option<String>,
    /// Who publishes it.
    pub outlet: Option<String>,
    /// The language its source says it is in: a BCP 47 tag such as `ar` or `ar-EG`, as written there.
    pub language: Option<String>,
    /// The file it came from as the caller named it; `-` for standard input.
    pub path: String,
    /// The encoding it was stored in.
    pub encoding: &'static str,
    /// How many places could not be read and hold U+FFFD instead.
    pub lossy: usize,
}

/// The parts of an article as its source has them.
#[derive(Debug, Default)]
pub(crate) struct Parts {
    pub id: Option<String>,
    pub text: String,
    pub title: Option<String>,
    pub published: Option<String>,
    pub url: Option<String>,
    pub outlet: Option<String>,
    pub language: Option<String>,
    /// The encoding they were stored in.
    pub encoding: &'static str,
    pub lossy: usize,
}

impl Parts {
    /// The article; `id` is empty where there is none.
    ///
    /// # Errors
    /// Where the text is empty or too large.
    pub fn article(self, options: &Options) -> Result<Article, SourceError> {
        options.check(&self.text)?;
        let some = |part: Option<String>| part.filter(|p| !p.trim().is_empty());
        let written = some(self.published);
        let published = written.as_deref().and_then(date::day);
        let id = some(self.id);
        Ok(Article {
            id_given: id.is_some(),
            id: id.unwrap_or_default(),
            text: self.text,
            title: some(self.title),
            published_from_metadata: published.is_some(),
            published_unread: written.filter(|_| published.is_none()),
            published,
            url: some(self.url),
            outlet: some(self.outlet),
            language: some(self.language),
            path: String::new(),
            encoding: self.encoding,
            lossy: self.lossy,
        })
    }
}

impl Article {
    /// The article of a whole file: where it has no id of its own, the file's name is one.
    pub(crate) fn of_file(mut self, path: String, stem: String) -> Self {
        if self.id.is_empty() {
            (self.id, self.id_given) = (stem, true);
        }
        Self { path, ..self }
    }

    /// One of the articles of a file: where it has no id of its own, its place stands for one.
    pub(crate) fn at(mut self, path: &str, stem: &str, number: u64) -> Self {
        if self.id.is_empty() {
            self.id = format!("{stem}:{number}");
        }
        Self { path: path.to_owned(), ..self }
    }
}
