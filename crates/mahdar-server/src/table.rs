//! Rows for spreadsheets and programs.

use crate::problem::Problem;

/// A table of text cells.
#[derive(Clone, Debug, Default)]
pub(crate) struct Table {
    columns: Vec<&'static str>,
    rows: Vec<Vec<String>>,
}

impl Table {
    /// An empty table.
    pub fn new(columns: &[&'static str]) -> Self {
        Self { columns: columns.to_vec(), rows: Vec::new() }
    }

    /// Adds a row, a cell for each column.
    pub fn row<const N: usize>(&mut self, cells: [&dyn ToString; N]) {
        debug_assert_eq!(N, self.columns.len());
        self.rows.push(cells.iter().map(|c| c.to_string()).collect());
    }

    /// Adds a row of as many cells as there are columns.
    pub fn push(&mut self, cells: Vec<String>) {
        debug_assert_eq!(cells.len(), self.columns.len());
        self.rows.push(cells);
    }

    /// As RFC 4180.
    pub fn to_csv(&self) -> Result<Vec<u8>, Problem> {
        let failed = |e: csv::Error| Problem::defect(e.to_string());
        let mut out = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
        out.write_record(&self.columns).map_err(failed)?;
        for row in &self.rows {
            out.write_record(row).map_err(failed)?;
        }
        out.into_inner().map_err(|e| Problem::defect(e.to_string()))
    }
}

/// A cell that may be empty.
pub(crate) fn maybe<T: ToString>(value: &Option<T>) -> String {
    value.as_ref().map(T::to_string).unwrap_or_default()
}

/// Several values in one cell.
pub(crate) fn joined<T: AsRef<str>>(values: &[T]) -> String {
    values.iter().map(AsRef::as_ref).collect::<Vec<_>>().join(";")
}
