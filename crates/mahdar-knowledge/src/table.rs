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
        let at = self.index(column).map_or(0, |i| 1 + self.fields[..i].iter().map(|f| f.chars().count() + 1).sum::<usize>());
        Fault { file: self.file.to_string(), line: self.line, column: at, message: message.into() }
    }
}

/// Reads a table whose header must name exactly `columns`, in any order being an error: the order is part of the form.
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
            if fields != columns {
                faults.push(at(1, format!("header is `{}`, expected the columns `{}`", fields.join(" "), columns.join(" "))));
                return out;
            }
            continue;
        }
        if fields.len() > columns.len() {
            faults.push(at(
                1 + fields[..columns.len()].iter().map(|f| f.chars().count() + 1).sum::<usize>(),
                format!("{} fields, expected at most {} ({})", fields.len(), columns.len(), columns.join(", ")),
            ));
            continue;
        }
        let row = Row { file, line: n + 1, fields, columns };
        if let Some(i) = row.fields.iter().position(|f| f.trim() != *f) {
            faults.push(row.fault(columns[i], "white space at the field's edge; expected none"));
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
