//! Tables as Parquet: `TABLE/month=2022-06/part-0.parquet`, by the month in which the article was published, with typed
//! columns and lists; or one table as one file.
//!
//! Rows are held by table and month until all that is held grows beyond a limit; then the largest lot becomes a part. So
//! memory stays flat and no more than one file is open, whatever the order of the articles.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::Write;
use std::path::PathBuf;

use mahdar_knowledge::codes::Codes;
use parquet::arrow::ArrowWriter;
use parquet::basic::Compression;
use parquet::file::metadata::KeyValue;
use parquet::file::properties::WriterProperties;

use crate::batch::Batch;
use crate::codebook::write_codebook;
use crate::error::ExportError;
use crate::export::{Exporter, Notes, Start, create};
use crate::format::{Shape, Spec, TextUse};
use crate::item::Item;
use crate::tables::{Doc, Table, codebook};

pub(crate) const SPEC: Spec = Spec {
    name: "parquet",
    about: "Parquet tables partitioned by month of publication, and a codebook; or one table as one file",
    extension: "parquet",
    media_type: "application/vnd.apache.parquet",
    shape: Shape::Tables,
    text: TextUse::None,
    codebook,
    start,
};

/// Bytes of rows held before some are written.
const HELD: usize = 64 << 20;
/// The partition of articles without a day. Hive's own name for it becomes a null, which pandas cannot read back.
const NO_MONTH: &str = "undated";

fn start<'w>(start: Start<'w>) -> Result<Box<dyn Exporter + 'w>, ExportError> {
    let codes = start.codes;
    if let Some(table) = start.table {
        let batch = Batch::new(table.columns());
        let writer = ArrowWriter::try_new(start.stream()?, batch.schema(), Some(properties(table)))?;
        return Ok(Box::new(Single { codes, table, batch, writer }));
    }
    let folder = start.folder()?;
    write_codebook(&codebook(codes), create(&folder.join("codebook.csv"))?)?;
    Ok(Box::new(Partitions { codes, folder, held: BTreeMap::new(), parts: BTreeMap::new(), bytes: 0, limit: HELD }))
}

fn properties(table: Table) -> WriterProperties {
    let about = KeyValue::new("mahdar.table".to_owned(), table.name().to_owned());
    let schema = KeyValue::new("mahdar.schema".to_owned(), mahdar_record::SCHEMA.to_owned());
    WriterProperties::builder().set_compression(Compression::SNAPPY).set_key_value_metadata(Some(vec![about, schema])).build()
}

/// One table to one stream.
struct Single<'w, W: Write + Send> {
    codes: &'w Codes,
    table: Table,
    batch: Batch,
    writer: ArrowWriter<W>,
}

impl<W: Write + Send> Single<'_, W> {
    fn flush(&mut self) -> Result<(), ExportError> {
        self.writer.write(&self.batch.take()?)?;
        Ok(self.writer.flush()?)
    }
}

impl<W: Write + Send> Exporter for Single<'_, W> {
    fn add(&mut self, item: &Item<'_>, _: &mut Notes) -> Result<(), ExportError> {
        let doc = Doc::new(item, self.codes);
        let batch = &mut self.batch;
        self.table.rows(&doc, &mut |row| {
            batch.push(row);
            Ok(())
        })?;
        if self.batch.bytes() > HELD { self.flush() } else { Ok(()) }
    }

    fn finish(mut self: Box<Self>, _: &mut Notes) -> Result<(), ExportError> {
        if self.batch.rows() > 0 {
            self.flush()?;
        }
        self.writer.close()?;
        Ok(())
    }
}

/// All tables, by month.
struct Partitions<'w> {
    codes: &'w Codes,
    folder: PathBuf,
    held: BTreeMap<(Table, String), Batch>,
    /// Parts written so far.
    parts: BTreeMap<(Table, String), usize>,
    bytes: usize,
    limit: usize,
}

impl Partitions<'_> {
    fn write(&mut self, at: (Table, String)) -> Result<(), ExportError> {
        let Some(mut batch) = self.held.remove(&at) else { return Ok(()) };
        self.bytes -= batch.bytes();
        let (table, month) = &at;
        let part = self.parts.entry(at.clone()).or_default();
        let path = self.folder.join(table.name()).join(format!("month={month}")).join(format!("part-{part}.parquet"));
        *part += 1;
        let mut writer: ArrowWriter<File> = ArrowWriter::try_new(create(&path)?, batch.schema(), Some(properties(*table)))?;
        writer.write(&batch.take()?)?;
        writer.close()?;
        Ok(())
    }
}

impl Exporter for Partitions<'_> {
    fn add(&mut self, item: &Item<'_>, _: &mut Notes) -> Result<(), ExportError> {
        let doc = Doc::new(item, self.codes);
        let date = item.record.published.date.as_deref().filter(|d| crate::dyad::day(d).is_some());
        let month = date.and_then(|d| d.get(..7)).unwrap_or(NO_MONTH);
        for table in Table::ALL {
            let batch = self.held.entry((*table, month.to_owned())).or_insert_with(|| Batch::new(table.columns()));
            let before = batch.bytes();
            table.rows(&doc, &mut |row| {
                batch.push(row);
                Ok(())
            })?;
            self.bytes += batch.bytes() - before;
        }
        while self.bytes > self.limit {
            let largest = self.held.iter().max_by_key(|(_, b)| b.bytes()).map(|(at, _)| at.clone());
            let Some(largest) = largest else { break };
            self.write(largest)?;
        }
        Ok(())
    }

    fn finish(mut self: Box<Self>, _: &mut Notes) -> Result<(), ExportError> {
        let all: Vec<_> = self.held.iter().filter(|(_, b)| b.rows() > 0).map(|(at, _)| at.clone()).collect();
        for at in all {
            self.write(at)?;
        }
        // A table without a row is still there, so that readers find its columns.
        for table in Table::ALL {
            if !self.parts.keys().any(|(t, _)| t == table) {
                self.held.insert((*table, NO_MONTH.to_owned()), Batch::new(table.columns()));
                self.write((*table, NO_MONTH.to_owned()))?;
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use mahdar_knowledge::builtin_files;

    use super::*;
    use crate::formats::tests::{files, record, scratch};

    #[test]
    fn what_is_held_is_written_in_parts() {
        let codes = Codes::new(&builtin_files());
        let folder = scratch("parquet-parts");
        let mut notes = Notes::default();
        let (held, parts) = (BTreeMap::new(), BTreeMap::new());
        let mut all = Box::new(Partitions { codes: &codes, folder: folder.clone(), held, parts, bytes: 0, limit: 6_000 });
        let record = record();
        for _ in 0..20 {
            all.add(&Item { record: &record, text: None }, &mut notes).expect("written");
            assert!(all.bytes <= 6_000);
        }
        all.finish(&mut notes).expect("written");
        let files = files(&folder);
        let parts: Vec<_> = files.iter().filter(|f| f.starts_with("spans/month=2022-06/part-")).collect();
        assert!(parts.len() > 1, "{files:?}");
    }
}
