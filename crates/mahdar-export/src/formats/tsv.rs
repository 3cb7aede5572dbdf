//! Tables of event data between tabs, without quotation: what cannot stand in a field is flattened.

use std::io::{BufWriter, Write};

use mahdar_knowledge::codes::Codes;
use mahdar_text::{Mark, Text};

use super::csv::cell;
use crate::dyad::{Dyad, dyads};
use crate::error::ExportError;
use crate::export::{Exporter, Notes, Start};
use crate::item::Item;
use crate::table::{Column, Value};
use crate::tables::Doc;
use crate::text::flat;

/// A row of one event between one source and one target; none where the table has no place for it, which is noted.
pub(crate) type MakeRow = for<'v> fn(&'v Doc<'v>, &'v Dyad<'v>, Option<&Lead>, &mut Notes) -> Option<Vec<Value<'v>>>;

/// Where in its text something stands.
pub(crate) struct Lead {
    /// One past the last code point of the first paragraph.
    first_paragraph: usize,
    /// Where sentences end, in code points.
    ends: Vec<u32>,
}

impl Lead {
    fn new(text: &str) -> Self {
        let cut = Text::new(text);
        let start = text.len() - text.trim_start().len();
        let end = text[start..].find(['\n', '\r']).map_or(text.len(), |at| start + at);
        // A run of line ends is a sentence of its own to the cutter, not to whoever counts.
        let last = |s: &mahdar_text::Sentence| cut.tokens[s.start..s.end].iter().rfind(|t| !t.is(Mark::Line)).map(|t| t.cp_end);
        Self { first_paragraph: text[..end].chars().count(), ends: cut.sentences.iter().filter_map(last).collect() }
    }

    /// Whether a code point lies in the first paragraph.
    pub fn leads(&self, point: u32) -> bool {
        (point as usize) < self.first_paragraph
    }

    /// The number of the sentence that a code point lies in, from 1.
    pub fn sentence(&self, point: u32) -> usize {
        self.ends.partition_point(|end| *end <= point) + 1
    }
}

struct Tsv<'w> {
    out: BufWriter<Box<dyn Write + Send + 'w>>,
    codes: &'w Codes,
    row: MakeRow,
}

/// Begins a table; with `heading` the columns' names stand in the first line.
pub(crate) fn tsv<'w>(
    start: Start<'w>,
    columns: &'static [Column],
    heading: bool,
    row: MakeRow,
) -> Result<Box<dyn Exporter + 'w>, ExportError> {
    let codes = start.codes;
    let mut out = BufWriter::new(start.stream()?);
    if heading {
        let names: Vec<&str> = columns.iter().map(|Column(name, ..)| *name).collect();
        writeln!(out, "{}", names.join("\t"))?;
    }
    Ok(Box::new(Tsv { out, codes, row }))
}

impl Exporter for Tsv<'_> {
    fn add(&mut self, item: &Item<'_>, notes: &mut Notes) -> Result<(), ExportError> {
        let doc = Doc::new(item, self.codes);
        let lead = item.text.filter(|_| !item.record.events.is_empty()).map(Lead::new);
        for dyad in dyads(&doc) {
            let Some(row) = (self.row)(&doc, &dyad, lead.as_ref(), notes) else { continue };
            for (i, value) in row.iter().enumerate() {
                let tab = if i > 0 { "\t" } else { "" };
                write!(self.out, "{tab}{}", flat(&cell(value, false)))?;
            }
            self.out.write_all(b"\n")?;
        }
        Ok(())
    }

    fn finish(mut self: Box<Self>, _: &mut Notes) -> Result<(), ExportError> {
        Ok(self.out.flush()?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lead_and_sentences() {
        let lead = Lead::new("\nقال. ثم مضى.\nوعاد.");
        assert!(lead.leads(1) && lead.leads(12) && !lead.leads(13));
        assert_eq!([1, 6, 13, 18].map(|p| lead.sentence(p)), [1, 2, 3, 3]);
    }
}
