//! Reading tab-separated tables with a header line, comments and `|`-separated variants.

use crate::error::Fault;

/// A row, with enough position to point at any of its fields.
#[derive(Clone, Debug)]
pub struct Row<'a> {
    file: &'a str,
    /// 1-based line number.
    pub line: usize,
    fields: Vec<&'a str>,
    columns: &'a [&'static str],
}

impl<'a> Row<'a> {
    /// The field of a column; the column must be one of the table's.
    pub fn get(&self, column: &str) -> &'a str {
        self.index(column).map_or("", |i| self.fields[i])
    }

    fn index(&self, column: &str) -> Option<usize> {
        let i = self.columns.iter().position(|c| *c == column)?;
        (i < self.fields.len()).then_some(i)
    }

    /// The field, or none where it is empty.
    pub fn opt(&self, column: &str) -> Option<&'a str> {
        Some(self.get(column)).filter(|v| !v.is_empty())
    }

    /// The variants of a field with whether each is sure (no leading `?`).
    pub fn variants(&self, column: &str) -> impl Iterator<Item = (&'a str, bool)> + use<'a> {
        self.get(column).split('|').filter(|v| !v.is_empty()).map(|v| match v.strip_prefix('?') {
            Some(v) => (v, false),
            None => (v, true),
        })
    }

    /// A fault at a field of this row.
    pub fn fault(&self, column: &str, message: impl Into<String>) -> Fault {
        let at = self.index(column).map_or(0, |i| crate::table::column(&self.fields, i));
        Fault { file: self.file.to_string(), line: self.line, column: at, message: message.into() }
    }

    /// The file the row stands in, as named to the loader.
    pub fn file(&self) -> &'a str {
        self.file
    }
}

/// Where a field begins: 1-based, in characters.
fn column(fields: &[&str], field: usize) -> usize {
    1 + fields[..field].iter().map(|f| f.chars().count() + 1).sum::<usize>()
}

/// Reads a table whose header must name exactly `columns`, in this order: the order is part of the form.
pub fn rows<'a>(file: &'a str, text: &'a str, columns: &'a [&'static str], faults: &mut Vec<Fault>) -> Vec<Row<'a>> {
    let mut out = Vec::new();
    let mut header = false;
    for (n, line) in text.lines().enumerate() {
        let line = line.strip_suffix('\r').unwrap_or(line);
        if line.trim().is_empty() || line.starts_with('#') {
            continue;
        }
        let fields: Vec<&str> = line.split('\t').collect();
        let at = |column, message| Fault { file: file.to_string(), line: n + 1, column, message };
        if !header {
            header = true;
            if fields == columns {
                continue;
            }
            let expected = format!("expected the columns `{}`", columns.join(" "));
            match fields.iter().position(|f| !columns.contains(f)) {
                Some(i) => faults.push(at(column(&fields, i), format!("unknown column `{}`; {expected}", fields[i]))),
                None => faults.push(at(1, format!("header is `{}`, {expected}", fields.join(" ")))),
            }
            return out;
        }
        if fields.len() > columns.len() {
            faults.push(at(
                column(&fields, columns.len()),
                format!("{} fields, expected at most {} ({})", fields.len(), columns.len(), columns.join(", ")),
            ));
            continue;
        }
        let row = Row { file, line: n + 1, fields, columns };
        if let Some(i) = row.fields.iter().position(|f| f.trim() != *f) {
            faults.push(row.fault(columns[i], "white space at the field's edge; expected none"));
        }
        // What stands between bars is a name; nowhere in the data are there blank ones.
        let gap = |f: &str| f.contains('|') && f.split('|').any(|v| v.trim() != v || v.trim_start_matches('?').is_empty());
        if let Some(i) = row.fields.iter().position(|f| gap(f)) {
            faults.push(row.fault(columns[i], "a variant that is empty or has white space at its edge; expected `one|two`"));
        }
        out.push(row);
    }
    if !header {
        faults.push(Fault {
            file: file.to_string(),
            line: 1,
            column: 0,
            message: format!("empty file, expected a header: {}", columns.join(" ")),
        });
    }
    out
}
