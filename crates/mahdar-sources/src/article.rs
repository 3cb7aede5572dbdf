//! What a source gives.

/// One article as its source gives it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Article {
    /// As given, else the file's name without its extension; in a file of many articles followed by `:` and the line.
    /// The source's own, hence not always the only one of its kind.
    pub id: String,
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
