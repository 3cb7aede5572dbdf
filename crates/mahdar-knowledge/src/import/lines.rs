//! Files with a JSON object a line, plain or gzipped, read one line at a time.

use super::ImportError;
use flate2::bufread::MultiGzDecoder;
use std::fs::File;
use std::io::{BufRead, BufReader, Read};
use std::path::Path;

/// A line longer than this is no entity.
const LONGEST: u64 = 64 << 20;
const GZIP: [u8; 2] = [0x1f, 0x8b];

/// The lines of a file.
pub(super) struct Lines<'a> {
    path: &'a Path,
    from: Box<dyn BufRead>,
    line: usize,
    buffer: Vec<u8>,
}

/// A line that holds an entity.
#[derive(Clone, Copy)]
pub(super) struct Line<'a> {
    path: &'a Path,
    number: usize,
    /// What stands before the entity.
    indent: usize,
    /// The entity's JSON.
    pub json: &'a str,
}

impl Line<'_> {
    /// What is wrong with the line, at a byte of its JSON.
    pub fn error(&self, byte: usize, message: impl Into<String>) -> ImportError {
        let before = self.json.as_bytes().get(..byte).map_or("", |b| std::str::from_utf8(b).unwrap_or(""));
        let column = self.indent + before.chars().count() + 1;
        ImportError::Line { path: self.path.to_owned(), line: self.number, column, message: message.into() }
    }

    /// Reads the entity.
    pub fn read<'de, T: serde::Deserialize<'de>>(&'de self) -> Result<T, ImportError> {
        serde_json::from_str(self.json).map_err(|e| {
            let told = e.to_string();
            // The position is told in our own way: the text is one line to the parser.
            let message = told.rsplit_once(" at line ").map_or(told.as_str(), |(m, _)| m).to_owned();
            self.error(e.column().saturating_sub(1), format!("{message}; expected one JSON entity a line"))
        })
    }
}

impl<'a> Lines<'a> {
    pub fn open(path: &'a Path) -> Result<Self, ImportError> {
        let io = |source| ImportError::Io { path: path.to_owned(), source };
        let mut file = BufReader::with_capacity(1 << 16, File::open(path).map_err(io)?);
        let zipped = file.fill_buf().map_err(io)?.starts_with(&GZIP);
        let from: Box<dyn BufRead> =
            if zipped { Box::new(BufReader::with_capacity(1 << 16, MultiGzDecoder::new(file))) } else { Box::new(file) };
        Ok(Self { path, from, line: 0, buffer: Vec::new() })
    }

    /// The next entity. Brackets and commas of an array with an entity a line are passed over.
    pub fn next(&mut self) -> Result<Option<Line<'_>>, ImportError> {
        loop {
            self.buffer.clear();
            let read = self.from.by_ref().take(LONGEST + 1).read_until(b'\n', &mut self.buffer);
            self.line += 1;
            let fault = |column: usize, message: String| ImportError::Line {
                path: self.path.to_owned(),
                line: self.line,
                column,
                message,
            };
            if read.map_err(|e| fault(1, e.to_string()))? == 0 {
                return Ok(None);
            }
            if self.buffer.len() as u64 > LONGEST {
                return Err(fault(1, format!("a line of more than {} MB; expected one JSON entity a line", LONGEST >> 20)));
            }
            if let Err(e) = std::str::from_utf8(&self.buffer) {
                let before = String::from_utf8_lossy(&self.buffer[..e.valid_up_to()]).chars().count();
                return Err(fault(before + 1, "bytes that are not UTF-8".into()));
            }
            let skip = if self.line == 1 && self.buffer.starts_with("\u{feff}".as_bytes()) { 3 } else { 0 };
            let Ok(text) = std::str::from_utf8(&self.buffer[skip..]) else { continue };
            let body = text.trim_start().trim_start_matches('[').trim_start();
            let json = body.trim_end().trim_end_matches(',').trim_end();
            if json.is_empty() || json == "]" {
                continue;
            }
            let json = if json.ends_with("}]") { &json[..json.len() - 1] } else { json };
            // Borrowed anew: what was looked at above must not hold the buffer in the loop.
            let start = skip + text.len() - body.len();
            let json = start..start + json.len();
            let indent = String::from_utf8_lossy(&self.buffer[skip..start]).chars().count();
            let json = std::str::from_utf8(&self.buffer[json]).unwrap_or("");
            return Ok(Some(Line { path: self.path, number: self.line, indent, json }));
        }
    }
}
