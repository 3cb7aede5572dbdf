//! What the columns of tables mean.

use std::io::Write;

use mahdar_knowledge::codes::Codes;

use crate::error::ExportError;
use crate::table::Column;

/// A line of a codebook.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The table.
    pub table: &'static str,
    /// The column.
    pub column: String,
    /// text, integer, number, boolean, day, list.
    pub kind: &'static str,
    /// What it means.
    pub about: String,
}

/// The lines for a table's columns.
pub(crate) fn entries(table: &'static str, columns: &[Column]) -> Vec<Entry> {
    let entry = |Column(name, kind, about): &Column| Entry {
        table,
        column: (*name).to_owned(),
        kind: kind.name(),
        about: (*about).to_owned(),
    };
    columns.iter().map(entry).collect()
}

/// For formats that are no tables.
pub(crate) fn no_tables(_: &Codes) -> Vec<Entry> {
    Vec::new()
}

/// Writes a codebook as CSV: `table`, `column`, `type`, `meaning`.
///
/// # Errors
/// Where it cannot be written.
pub fn write_codebook(entries: &[Entry], out: impl Write) -> Result<(), ExportError> {
    let mut csv = csv::Writer::from_writer(out);
    csv.write_record(["table", "column", "type", "meaning"])?;
    for e in entries {
        csv.write_record([e.table, &e.column, e.kind, &e.about])?;
    }
    Ok(csv.flush()?)
}
