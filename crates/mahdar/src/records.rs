//! Records from the lines that `mahdar read --format jsonl` prints.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::Path;

use mahdar_record::{Record, SCHEMA};

/// A line longer than this is no record of an article that mahdar reads.
const LONGEST: u64 = 256 << 20;

/// A line that gives no record, or a file that gives none.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Unread {
    /// The file cannot be read.
    #[error("{path}: {source}")]
    Io {
        /// The file.
        path: String,
        /// What the system says.
        source: io::Error,
    },
    /// The line is no record.
    #[error("{path}:{line}: {reason}")]
    Line {
        /// The file.
        path: String,
        /// The line, from 1.
        line: u64,
        /// Why not.
        reason: String,
    },
}

/// The records of a file, or of standard input where it is `-`. Empty lines are passed over.
pub(crate) fn records(path: &Path) -> impl Iterator<Item = Result<Record, Unread>> + use<> {
    let name = path.display().to_string();
    let opened: io::Result<Box<dyn BufRead>> = match path.to_str() {
        Some("-") => Ok(Box::new(BufReader::new(io::stdin()))),
        _ => File::open(path).map(|f| Box::new(BufReader::with_capacity(1 << 16, f)) as Box<dyn BufRead>),
    };
    let mut state = Some(opened);
    let mut line = 0;
    std::iter::from_fn(move || {
        loop {
            let mut input = match state.take()? {
                Ok(input) => input,
                Err(source) => return Some(Err(Unread::Io { path: name.clone(), source })),
            };
            line += 1;
            let mut bytes = Vec::new();
            match input.by_ref().take(LONGEST).read_until(b'\n', &mut bytes) {
                Ok(0) => return None,
                Ok(_) => {}
                Err(source) => return Some(Err(Unread::Io { path: name.clone(), source })),
            }
            let whole = (bytes.len() as u64) < LONGEST;
            // What follows a line that is too long is not read: there may be no end to it.
            if whole {
                state = Some(Ok(input));
            }
            if bytes.iter().all(u8::is_ascii_whitespace) && whole {
                continue;
            }
            let parsed = if whole { parse(&bytes) } else { Err("is too long for a record; the rest is not read".to_owned()) };
            return Some(parsed.map_err(|reason| Unread::Line { path: name.clone(), line, reason }));
        }
    })
}

fn parse(bytes: &[u8]) -> Result<Record, String> {
    let text = std::str::from_utf8(bytes).map_err(|e| format!("is not UTF-8 at byte {}", e.valid_up_to() + 1))?;
    let text = text.trim_start_matches('\u{feff}');
    let record = Record::from_json(text).map_err(|e| format!("is no record: {e}"))?;
    match record.schema == SCHEMA {
        true => Ok(record),
        false => Err(format!("is a record of schema \"{}\"; this version reads \"{SCHEMA}\"", record.schema)),
    }
}
