//! The records themselves, a line of JSON each: nothing is lost.

use std::io::{BufWriter, Write};

use crate::codebook::no_tables;
use crate::error::ExportError;
use crate::export::{Exporter, Notes};
use crate::format::{Shape, Spec, TextUse};
use crate::item::Item;

pub(crate) const SPEC: Spec = Spec {
    name: "jsonl",
    about: "the records, one JSON object a line (lossless)",
    extension: "jsonl",
    media_type: "application/x-ndjson",
    shape: Shape::File,
    text: TextUse::None,
    codebook: no_tables,
    start: |start| Ok(Box::new(Lines(BufWriter::new(start.stream()?)))),
};

struct Lines<W: Write>(BufWriter<W>);

impl<W: Write> Exporter for Lines<W> {
    fn add(&mut self, item: &Item<'_>, _: &mut Notes) -> Result<(), ExportError> {
        line(&mut self.0, item.record)
    }

    fn finish(mut self: Box<Self>, _: &mut Notes) -> Result<(), ExportError> {
        Ok(self.0.flush()?)
    }
}

/// Writes a value as a line of JSON. What readers of lines or terminals might stumble over is escaped.
pub(crate) fn line(out: &mut impl Write, value: &impl serde::Serialize) -> Result<(), ExportError> {
    json(out, value)?;
    Ok(out.write_all(b"\n")?)
}

/// Writes a value as JSON on one line.
pub(crate) fn json(out: &mut impl Write, value: &impl serde::Serialize) -> Result<(), ExportError> {
    let text = serde_json::to_string(value)?;
    let bad =
        |c: char| matches!(c, '\u{7f}'..='\u{9f}' | '\u{2028}' | '\u{2029}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let mut rest = text.as_str();
    while let Some(at) = rest.find(bad) {
        let c = rest[at..].chars().next().unwrap_or_default();
        // All of them lie in the basic plane and, JSON being JSON, inside strings.
        write!(out, "{}\\u{:04x}", &rest[..at], c as u32)?;
        rest = &rest[at + c.len_utf8()..];
    }
    Ok(out.write_all(rest.as_bytes())?)
}
