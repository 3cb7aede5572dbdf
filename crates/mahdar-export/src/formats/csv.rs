//! Tables as CSV: for programs, where nothing is lost, and for spreadsheets, where nothing is taken for a formula.

use std::borrow::Cow;
use std::io::Write;

use csv::{Terminator, Writer, WriterBuilder};
use mahdar_knowledge::codes::Codes;

use crate::codebook::write_codebook;
use crate::error::ExportError;
use crate::export::{Exporter, Notes, Start, create};
use crate::format::{Shape, Spec, TextUse};
use crate::item::Item;
use crate::table::{Column, Value, join, number};
use crate::tables::{Doc, Table, codebook};
use crate::text::inert;

pub(crate) const SPEC: Spec = Spec {
    name: "csv",
    about: "a CSV file for each table, and a codebook (lossless); or one table",
    extension: "csv",
    media_type: "text/csv; charset=utf-8",
    shape: Shape::Tables,
    text: TextUse::None,
    codebook,
    start: |start| tables(start, false),
};

pub(crate) const EXCEL: Spec = Spec {
    name: "csv-excel",
    about: "the same for spreadsheets: byte order mark, CRLF, cells that look like formulas made inert",
    start: |start| tables(start, true),
    ..SPEC
};

struct Tables<'w> {
    codes: &'w Codes,
    excel: bool,
    files: Vec<(Table, Writer<Box<dyn Write + Send + 'w>>)>,
}

fn tables<'w>(start: Start<'w>, excel: bool) -> Result<Box<dyn Exporter + 'w>, ExportError> {
    let codes = start.codes;
    let mut files = Vec::new();
    if let Some(table) = start.table {
        files.push((table, writer(start.stream()?, excel, table.columns())?));
    } else {
        let folder = start.folder()?;
        for table in Table::ALL {
            let file = create(&folder.join(format!("{}.csv", table.name())))?;
            files.push((*table, writer(Box::new(file), excel, table.columns())?));
        }
        write_codebook(&codebook(codes), create(&folder.join("codebook.csv"))?)?;
    }
    Ok(Box::new(Tables { codes, excel, files }))
}

/// A CSV file with its heading.
pub(crate) fn writer<'w>(
    mut out: Box<dyn Write + Send + 'w>,
    excel: bool,
    columns: &[Column],
) -> Result<Writer<Box<dyn Write + Send + 'w>>, ExportError> {
    if excel {
        out.write_all("\u{feff}".as_bytes())?;
    }
    let terminator = if excel { Terminator::CRLF } else { Terminator::Any(b'\n') };
    let mut csv = WriterBuilder::new().terminator(terminator).from_writer(out);
    csv.write_record(columns.iter().map(|Column(name, ..)| name))?;
    Ok(csv)
}

/// A value as a cell. Nothing and the empty text look the same.
pub(crate) fn cell<'v>(value: &'v Value<'_>, excel: bool) -> Cow<'v, str> {
    let text: Cow<'v, str> = match value {
        Value::Null => return Cow::Borrowed(""),
        Value::Int(n) => return Cow::Owned(n.to_string()),
        Value::Float(n) => return Cow::Owned(number(*n)),
        Value::Bool(b) => return Cow::Borrowed(if *b { "true" } else { "false" }),
        Value::Text(t) => Cow::Borrowed(t),
        Value::List(items) => Cow::Owned(join(items)),
    };
    if excel { Cow::Owned(inert(&text).into_owned()) } else { text }
}

impl Exporter for Tables<'_> {
    fn add(&mut self, item: &Item<'_>, _: &mut Notes) -> Result<(), ExportError> {
        let doc = Doc::new(item, self.codes);
        let excel = self.excel;
        for (table, csv) in &mut self.files {
            table.rows(&doc, &mut |row| {
                for value in row {
                    csv.write_field(cell(value, excel).as_bytes())?;
                }
                Ok(csv.write_record(None::<&[u8]>)?)
            })?;
        }
        Ok(())
    }

    fn finish(mut self: Box<Self>, _: &mut Notes) -> Result<(), ExportError> {
        for (_, csv) in &mut self.files {
            csv.flush()?;
        }
        Ok(())
    }
}
