//! A file of rules as it is written.

use crate::error::Fault;
use crate::model::Position;
use serde::Deserialize;
use toml::Spanned;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct File {
    #[serde(default)]
    pub(super) frame: Vec<RawFrame>,
    #[serde(default)]
    pub(super) blocker: Vec<RawBlocker>,
}

#[derive(Deserialize)]
#[serde(untagged)]
pub(super) enum OneOrMany {
    One(String),
    Many(Vec<String>),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawFrame {
    pub(super) name: Spanned<String>,
    #[serde(default)]
    pub(super) cue: Vec<Spanned<String>>,
    #[serde(default)]
    pub(super) nouns: Vec<Spanned<String>>,
    pub(super) forms: Option<Vec<Spanned<String>>>,
    pub(super) args: Spanned<String>,
    #[serde(default)]
    pub(super) says: bool,
    #[serde(default)]
    pub(super) fresh: bool,
    #[serde(default)]
    pub(super) two: bool,
    #[serde(default)]
    pub(super) act: bool,
    #[serde(default)]
    pub(super) bare: bool,
    #[serde(default)]
    pub(super) impersonal: bool,
    #[serde(default)]
    pub(super) near: Vec<Spanned<String>>,
    pub(super) speaker: Option<Spanned<String>>,
    pub(super) event: Option<Spanned<OneOrMany>>,
    pub(super) encounter: Option<Spanned<String>>,
    pub(super) commit: Option<Spanned<String>>,
    pub(super) content: Option<Spanned<String>>,
    pub(super) cameo: Option<Spanned<String>>,
    #[serde(default)]
    pub(super) contexts: Vec<Spanned<String>>,
    pub(super) of: Option<Spanned<String>>,
    pub(super) negated: Option<Spanned<String>>,
    pub(super) future: Option<Spanned<String>>,
    #[serde(default, rename = "seen")]
    pub(super) _seen: Option<i64>,
    #[serde(default, rename = "note")]
    pub(super) _note: Option<String>,
    #[serde(default)]
    pub(super) yes: Vec<Spanned<String>>,
    #[serde(default)]
    pub(super) no: Vec<Spanned<String>>,
    #[serde(default)]
    pub(super) open: Vec<Spanned<String>>,
    #[serde(default)]
    pub(super) open_no: Vec<Spanned<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawBlocker {
    pub(super) name: Spanned<String>,
    pub(super) words: Vec<Spanned<String>>,
    #[serde(default)]
    pub(super) kills: Option<Spanned<OneOrMany>>,
    #[serde(default)]
    pub(super) article: bool,
    #[serde(default, rename = "why")]
    pub(super) _why: Option<String>,
    #[serde(default, rename = "note")]
    pub(super) _note: Option<String>,
    #[serde(default)]
    pub(super) yes: Vec<Spanned<String>>,
    #[serde(default)]
    pub(super) no: Vec<Spanned<String>>,
}

pub(super) struct Source<'a> {
    pub(super) name: &'a str,
    pub(super) text: &'a str,
}

impl Source<'_> {
    pub(super) fn place(&self, byte: usize) -> (usize, usize) {
        let before = &self.text[..byte.min(self.text.len())];
        let line = before.matches('\n').count() + 1;
        let column = before.rsplit('\n').next().unwrap_or("").chars().count() + 1;
        (line, column)
    }

    pub(super) fn at(&self, byte: usize) -> Position {
        let (line, column) = self.place(byte);
        Position { file: self.name.to_string(), line, column }
    }

    pub(super) fn fault<T>(&self, at: &Spanned<T>, message: String) -> Fault {
        self.fault_at(at.span().start, message)
    }

    pub(super) fn fault_at(&self, byte: usize, message: String) -> Fault {
        let (line, column) = self.place(byte);
        Fault { file: self.name.to_string(), line, column, message }
    }

    /// Where a part of a string begins in the file; the string's own place where it is written with escapes.
    pub(super) fn inside(&self, at: &Spanned<String>, part: &str) -> usize {
        let (start, whole) = (at.span().start, at.get_ref());
        let offset = (part.as_ptr() as usize).saturating_sub(whole.as_ptr() as usize);
        match self.text.get(start + 1..).is_some_and(|t| t.starts_with(whole.as_str())) {
            true => start + 1 + offset.min(whole.len()),
            false => start,
        }
    }
}
