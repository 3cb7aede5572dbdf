//! Rows on their way into Arrow's columns.

use std::sync::Arc;

use arrow_array::builder::{BooleanBuilder, Date32Builder, Float64Builder, Int64Builder, ListBuilder, StringBuilder};
use arrow_array::{ArrayRef, RecordBatch};
use arrow_schema::{DataType, Field, Schema, SchemaRef};
use parquet::errors::ParquetError;

use mahdar_knowledge::codes::Codes;
use mahdar_record::Record;

use crate::error::ExportError;
use crate::item::Item;
use crate::table::{Column, Type, Value};
use crate::tables::{Doc, Table};

enum Builder {
    Text(StringBuilder),
    Int(Int64Builder),
    Float(Float64Builder),
    Bool(BooleanBuilder),
    Day(Date32Builder),
    List(ListBuilder<StringBuilder>),
}

impl Builder {
    fn new(kind: Type) -> Self {
        match kind {
            Type::Text => Builder::Text(StringBuilder::new()),
            Type::Int => Builder::Int(Int64Builder::new()),
            Type::Float => Builder::Float(Float64Builder::new()),
            Type::Bool => Builder::Bool(BooleanBuilder::new()),
            Type::Day => Builder::Day(Date32Builder::new()),
            Type::List => Builder::List(ListBuilder::new(StringBuilder::new())),
        }
    }

    /// A value of another type than the column's becomes nothing; a test keeps tables from having any.
    fn push(&mut self, value: &Value<'_>) {
        match (self, value) {
            (Builder::Text(b), Value::Text(t)) => b.append_value(t),
            (Builder::Text(b), _) => b.append_null(),
            (Builder::Int(b), Value::Int(n)) => b.append_value(*n),
            (Builder::Int(b), _) => b.append_null(),
            (Builder::Float(b), Value::Float(n)) => b.append_value(*n),
            (Builder::Float(b), _) => b.append_null(),
            (Builder::Bool(b), Value::Bool(v)) => b.append_value(*v),
            (Builder::Bool(b), _) => b.append_null(),
            (Builder::Day(b), Value::Text(t)) => b.append_option(days(t)),
            (Builder::Day(b), _) => b.append_null(),
            (Builder::List(b), Value::List(items)) => b.append_value(items.iter().map(|i| Some(i.as_ref()))),
            (Builder::List(b), _) => b.append_null(),
        }
    }

    fn finish(&mut self) -> ArrayRef {
        match self {
            Builder::Text(b) => Arc::new(b.finish()),
            Builder::Int(b) => Arc::new(b.finish()),
            Builder::Float(b) => Arc::new(b.finish()),
            Builder::Bool(b) => Arc::new(b.finish()),
            Builder::Day(b) => Arc::new(b.finish()),
            Builder::List(b) => Arc::new(b.finish()),
        }
    }
}

/// Days since 1970 of an ISO day.
fn days(text: &str) -> Option<i32> {
    let date: jiff::civil::Date = text.parse().ok()?;
    date.since(jiff::civil::Date::constant(1970, 1, 1)).ok().map(|span| span.get_days())
}

/// Rows of one table.
pub(crate) struct Batch {
    schema: SchemaRef,
    columns: Vec<Builder>,
    rows: usize,
    bytes: usize,
}

impl Batch {
    pub fn new(columns: &[Column]) -> Self {
        let field = |Column(name, kind, _): &Column| {
            let of = match kind {
                Type::Text => DataType::Utf8,
                Type::Int => DataType::Int64,
                Type::Float => DataType::Float64,
                Type::Bool => DataType::Boolean,
                Type::Day => DataType::Date32,
                Type::List => DataType::List(Arc::new(Field::new_list_field(DataType::Utf8, true))),
            };
            Field::new(*name, of, true)
        };
        let schema = Arc::new(Schema::new(columns.iter().map(field).collect::<Vec<_>>()));
        Self { schema, columns: columns.iter().map(|c| Builder::new(c.1)).collect(), rows: 0, bytes: 0 }
    }

    pub fn schema(&self) -> SchemaRef {
        self.schema.clone()
    }

    pub fn rows(&self) -> usize {
        self.rows
    }

    /// About how many bytes the rows take.
    pub fn bytes(&self) -> usize {
        self.bytes
    }

    pub fn push(&mut self, row: &[Value<'_>]) {
        for (column, value) in self.columns.iter_mut().zip(row) {
            self.bytes += 9 + match value {
                Value::Text(t) => t.len(),
                Value::List(items) => items.iter().map(|i| 5 + i.len()).sum(),
                _ => 0,
            };
            column.push(value);
        }
        self.rows += 1;
    }

    /// The rows, which are no longer held.
    pub fn take(&mut self) -> Result<RecordBatch, ExportError> {
        (self.rows, self.bytes) = (0, 0);
        let arrays = self.columns.iter_mut().map(Builder::finish).collect();
        RecordBatch::try_new(self.schema(), arrays).map_err(|e| ParquetError::External(Box::new(e)).into())
    }
}

/// The rows that records have in a table, as one Arrow batch with the columns of the Parquet format.
///
/// # Errors
/// Where Arrow refuses the rows: more than two billion bytes in one column.
pub fn arrow_batch<'r>(
    table: Table,
    records: impl IntoIterator<Item = &'r Record>,
    codes: &Codes,
) -> Result<RecordBatch, ExportError> {
    let mut batch = Batch::new(table.columns());
    for record in records {
        let doc = Doc::new(&Item { record, text: None }, codes);
        table.rows(&doc, &mut |row| {
            batch.push(row);
            Ok(())
        })?;
    }
    batch.take()
}

#[cfg(test)]
mod tests {
    #[test]
    fn days_since_1970() {
        assert_eq!(
            ["1970-01-02", "2022-06-08", "1969-12-31", "2022-06", ""].map(super::days),
            [Some(1), Some(19151), Some(-1), None, None]
        );
    }
}
