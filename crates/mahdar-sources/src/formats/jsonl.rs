//! JSON lines: each line is an object as in [`super::json`].

use super::{Articles, Format, Options, json};
use crate::decode::{Decoded, unmarked};
use crate::input::{Input, Line, Lines};
use crate::{Article, Place, Skipped, SourceError};

pub(super) struct Jsonl;

impl Format for Jsonl {
    fn name(&self) -> &'static str {
        "jsonl"
    }

    /// A good many files of lines are called `.json`.
    fn extensions(&self) -> &'static [&'static str] {
        &["jsonl", "ndjson", "json"]
    }

    fn recognises(&self, input: &Input) -> bool {
        let head = input.head_text();
        let line = match head.trim_start().split_once('\n') {
            Some((line, _)) => line,
            None if input.is_whole() => return false,
            // A first line longer than the head; an object over many lines would have ended one by now.
            None => return json::begins_object(&head),
        };
        json::begins_object(line) && serde_json::from_str::<serde_json::Value>(line).is_ok()
    }

    fn read(&self, input: Input, options: &Options) -> Articles {
        let (path, stem) = (input.path.clone(), input.stem.clone());
        let lines = input.lines(options.max_stored());
        Articles::new(Reader { path, stem, lines, line: 0, ended: false, blank: true, options: options.clone() })
    }
}

struct Reader {
    path: String,
    stem: String,
    lines: Lines,
    line: u64,
    ended: bool,
    /// Whether every line so far was blank.
    blank: bool,
    options: Options,
}

impl Reader {
    /// The next line's article; none where the line is blank.
    fn article(&mut self) -> Result<Option<Article>, SourceError> {
        let bytes = match self.lines.next() {
            Ok(Some(Line::Bytes(bytes))) => bytes,
            Ok(Some(Line::TooLong)) => {
                self.line += 1;
                self.blank = false;
                return Err(self.options.too_large());
            }
            Ok(None) => {
                self.ended = true;
                return if self.blank { Err(SourceError::Empty) } else { Ok(None) };
            }
            Err(e) => {
                self.ended = true;
                return Err(e.into());
            }
        };
        self.line += 1;
        if bytes.trim_ascii().is_empty() {
            return Ok(None);
        }
        self.blank = false;
        let decoded: Decoded = unmarked(bytes)?;
        let mut article = json::article(decoded, &self.options)?;
        if let Some(encoding) = self.lines.encoding {
            article.encoding = encoding;
            article.lossy += article.text.matches(char::REPLACEMENT_CHARACTER).count();
        }
        Ok(Some(article.at(&self.path, &self.stem, self.line)))
    }
}

impl Iterator for Reader {
    type Item = Result<Article, Skipped>;

    fn next(&mut self) -> Option<Self::Item> {
        while !self.ended {
            match self.article() {
                Ok(Some(article)) => return Some(Ok(article)),
                Ok(None) => {}
                Err(reason) => {
                    let place = (self.line > 0 && !self.ended).then_some(Place::Line(self.line));
                    return Some(Err(Skipped { path: self.path.clone(), place, reason }));
                }
            }
        }
        None
    }
}
