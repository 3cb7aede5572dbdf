//! Parquet as Spark, pandas and others write it: a row is an article.
//!
//! A table of records that `mahdar.spark` wrote has a column `record` too: what its other columns lack stands there.

use ::parquet::arrow::ProjectionMask;
use ::parquet::arrow::arrow_reader::{ArrowReaderOptions, ParquetRecordBatchReader, ParquetRecordBatchReaderBuilder};
use ::parquet::arrow::parquet_to_arrow_schema;
use ::parquet::errors::ParquetError;
use ::parquet::file::metadata::ParquetMetaData;
use arrow_array::cast::AsArray;
use arrow_array::types::{
    Date32Type, Int8Type, Int16Type, Int32Type, Int64Type, TimestampMicrosecondType, TimestampMillisecondType,
    TimestampNanosecondType, TimestampSecondType, UInt8Type, UInt16Type, UInt32Type, UInt64Type,
};
use arrow_array::{Array, ArrayRef, RecordBatch};
use arrow_schema::{DataType, TimeUnit};
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::fmt::temporal::DateTimeParser;

use super::{Articles, Format, Options};
use crate::article::Parts;
use crate::columns::Layout;
use crate::input::Input;
use crate::random::Random;
use crate::{Article, Field, Place, Skipped, SourceError};

/// Rows that are held at once; of the longest articles that are allowed some hundred megabytes.
const ROWS: usize = 16;
/// The column of records.
const RECORD: &str = "record";
/// A column that grows to more than this and this many times is no text that people wrote.
const GROWN: i64 = 64 << 20;
const RATIO: i64 = 200;

pub(super) struct Parquet;

impl Format for Parquet {
    fn name(&self) -> &'static str {
        "parquet"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["parquet", "pq"]
    }

    fn recognises(&self, input: &Input) -> bool {
        input.head.starts_with(b"PAR1")
    }

    fn is_text(&self) -> bool {
        false
    }

    fn read(&self, input: Input, options: &Options) -> Articles {
        let (path, stem) = (input.path.clone(), input.stem.clone());
        if !self.recognises(&input) {
            let found = "something else".to_owned();
            return Articles::none(path, SourceError::Shape { expected: "Parquet", found });
        }
        match input.random().and_then(|file| open(file, options)) {
            Ok((batches, layout)) => {
                let options = options.clone();
                Articles::new(Reader { path, stem, batches, layout, batch: None, at: 0, row: 0, ended: false, options })
            }
            Err(reason) => Articles::none(path, reason),
        }
    }
}

/// Which column of a batch holds which part.
struct Columns {
    parts: [Option<usize>; Field::ALL.len()],
    record: Option<usize>,
    /// The time zone in which the days of publication are meant.
    zone: Option<String>,
}

fn open(file: Random, options: &Options) -> Result<(ParquetRecordBatchReader, Columns), SourceError> {
    // Columns are taken for what they are stored as, and not for what the program that wrote them held in memory.
    let plain = ArrowReaderOptions::new().with_skip_arrow_metadata(true);
    let builder = ParquetRecordBatchReaderBuilder::try_new_with_options(file, plain).map_err(damaged)?;
    let names: Vec<String> = builder.schema().fields().iter().map(|f| f.name().clone()).collect();
    let layout = Layout::find(&names, &options.columns)?;
    let record = names.iter().position(|n| n == RECORD);
    let zone = layout.at(Field::Published).and_then(|at| zone(&builder, at));
    let mut roots: Vec<usize> = Field::ALL.iter().filter_map(|f| layout.at(*f)).chain(record).collect();
    roots.sort_unstable();
    roots.dedup();
    for field in Field::ALL {
        if let Some(at) = layout.at(field) {
            check(field, builder.schema().field(at).name(), builder.schema().field(at).data_type())?;
        }
    }
    check_growth(builder.metadata(), &roots)?;
    let within = |root: usize| roots.iter().position(|r| *r == root);
    let columns = Columns { parts: Field::ALL.map(|f| layout.at(f).and_then(within)), record: record.and_then(within), zone };
    let mask = ProjectionMask::roots(builder.parquet_schema(), roots);
    Ok((builder.with_projection(mask).with_batch_size(ROWS).build().map_err(damaged)?, columns))
}

/// Parquet itself says of a time only whether it is one in UTC; its zone stands in what the writing program noted beside.
fn zone(builder: &ParquetRecordBatchReaderBuilder<Random>, column: usize) -> Option<String> {
    let noted = builder.metadata().file_metadata().key_value_metadata();
    let schema = parquet_to_arrow_schema(builder.parquet_schema(), noted).ok()?;
    match schema.fields().get(column)?.data_type() {
        DataType::Timestamp(_, zone) => zone.as_deref().map(str::to_owned),
        _ => None,
    }
}

fn damaged(e: ParquetError) -> SourceError {
    let message = e.to_string();
    // Said in the midst of reading, with other words around it.
    match message.split_once("Disabled feature at compile time: ") {
        Some((_, packing)) => {
            SourceError::Shape { expected: "with snappy, zstd, gzip or lz4", found: format!("packed with {packing}") }
        }
        None => SourceError::Damaged { message: message.trim_start_matches("Parquet error: ").to_owned() },
    }
}

/// Refuses columns whose type says that they hold something else.
fn check(field: Field, column: &str, found: &DataType) -> Result<(), SourceError> {
    let is_string =
        matches!(found, DataType::Utf8 | DataType::LargeUtf8 | DataType::Utf8View | DataType::Binary | DataType::LargeBinary);
    let (fits, expected) = match field {
        Field::Id => (is_string || found.is_integer(), "strings or whole numbers"),
        Field::Published => (is_string || matches!(found, DataType::Date32 | DataType::Timestamp(..)), "strings, days or times"),
        _ => (is_string, "strings"),
    };
    match fits || *found == DataType::Null {
        true => Ok(()),
        false => Err(SourceError::ColumnType { column: column.to_owned(), expected, found: found.to_string() }),
    }
}

/// Refuses what is small and becomes huge.
fn check_growth(meta: &ParquetMetaData, roots: &[usize]) -> Result<(), SourceError> {
    let schema = meta.file_metadata().schema_descr();
    for group in meta.row_groups() {
        for (n, column) in group.columns().iter().enumerate() {
            let is_read = roots.contains(&schema.get_column_root_idx(n));
            if is_read && column.uncompressed_size() > GROWN.max(column.compressed_size().saturating_mul(RATIO)) {
                return Err(SourceError::Bomb { ratio: RATIO as u64 });
            }
        }
    }
    Ok(())
}

struct Reader {
    path: String,
    stem: String,
    batches: ParquetRecordBatchReader,
    layout: Columns,
    batch: Option<RecordBatch>,
    /// The next row in the batch, and in the file (from 1).
    at: usize,
    row: u64,
    ended: bool,
    options: Options,
}

impl Reader {
    fn article(&self, batch: &RecordBatch) -> Result<Article, SourceError> {
        let part = |field: Field| {
            self.layout.parts[field as usize].and_then(|n| value(batch.column(n), self.at, self.layout.zone.as_deref()))
        };
        let (text, lossy) = part(Field::Text).unwrap_or_default();
        let of = |field: Field| part(field).map(|(value, _)| value).filter(|v| !v.is_empty());
        let record = self.layout.record.and_then(|n| value(batch.column(n), self.at, None));
        let record: serde_json::Value = record.and_then(|(json, _)| serde_json::from_str(&json).ok()).unwrap_or_default();
        let told = |path: &str| record.pointer(path).and_then(|v| v.as_str()).map(str::to_owned);
        let parts = Parts {
            id: of(Field::Id),
            title: of(Field::Title).or_else(|| told("/title")),
            published: of(Field::Published),
            url: of(Field::Url).or_else(|| told("/source/url")),
            outlet: of(Field::Outlet).or_else(|| told("/source/outlet")),
            language: of(Field::Language),
            encoding: "UTF-8",
            text,
            lossy,
        };
        Ok(parts.article(&self.options)?.at(&self.path, &self.stem, self.row))
    }
}

impl Iterator for Reader {
    type Item = Result<Article, Skipped>;

    fn next(&mut self) -> Option<Self::Item> {
        let skipped = |path: &str, row, reason| Some(Err(Skipped { path: path.to_owned(), place: row, reason }));
        if self.ended {
            return None;
        }
        while self.batch.as_ref().is_none_or(|b| self.at >= b.num_rows()) {
            match self.batches.next() {
                Some(Ok(batch)) => (self.batch, self.at) = (Some(batch), 0),
                Some(Err(e)) => {
                    self.ended = true;
                    return skipped(&self.path, Some(Place::Row(self.row + 1)), damaged(e.into()));
                }
                None if self.row == 0 => {
                    self.ended = true;
                    return skipped(&self.path, None, SourceError::Empty);
                }
                None => return None,
            }
        }
        self.row += 1;
        let batch = self.batch.take()?;
        let article = self.article(&batch);
        self.batch = Some(batch);
        self.at += 1;
        match article {
            Ok(article) => Some(Ok(article)),
            Err(reason) => skipped(&self.path, Some(Place::Row(self.row)), reason),
        }
    }
}

/// A value as text, of a time the day in this zone; and how many places in it could not be read.
fn value(column: &ArrayRef, row: usize, zone: Option<&str>) -> Option<(String, usize)> {
    if column.is_null(row) {
        return None;
    }
    let bytes = |bytes: &[u8]| {
        let text = String::from_utf8_lossy(bytes).into_owned();
        let lossy = if std::str::from_utf8(bytes).is_ok() { 0 } else { text.matches(char::REPLACEMENT_CHARACTER).count() };
        Some((text, lossy))
    };
    let whole = |text: String| Some((text, 0));
    macro_rules! number {
        ($kind:ty) => {
            whole(column.as_primitive::<$kind>().value(row).to_string())
        };
    }
    match column.data_type() {
        DataType::Utf8 => whole(column.as_string::<i32>().value(row).to_owned()),
        DataType::LargeUtf8 => whole(column.as_string::<i64>().value(row).to_owned()),
        DataType::Utf8View => whole(column.as_string_view().value(row).to_owned()),
        DataType::Binary => bytes(column.as_binary::<i32>().value(row)),
        DataType::LargeBinary => bytes(column.as_binary::<i64>().value(row)),
        DataType::Int8 => number!(Int8Type),
        DataType::Int16 => number!(Int16Type),
        DataType::Int32 => number!(Int32Type),
        DataType::Int64 => number!(Int64Type),
        DataType::UInt8 => number!(UInt8Type),
        DataType::UInt16 => number!(UInt16Type),
        DataType::UInt32 => number!(UInt32Type),
        DataType::UInt64 => number!(UInt64Type),
        DataType::Date32 => {
            let days = column.as_primitive::<Date32Type>().value(row);
            let day = jiff::Span::new().try_days(days).ok().and_then(|d| Date::new(1970, 1, 1).ok()?.checked_add(d).ok());
            whole(day?.to_string())
        }
        // Where nobody says in which zone it is meant, the day is the one that is written.
        DataType::Timestamp(unit, _) => {
            let time = match unit {
                TimeUnit::Second => Timestamp::from_second(column.as_primitive::<TimestampSecondType>().value(row)),
                TimeUnit::Millisecond => {
                    Timestamp::from_millisecond(column.as_primitive::<TimestampMillisecondType>().value(row))
                }
                TimeUnit::Microsecond => {
                    Timestamp::from_microsecond(column.as_primitive::<TimestampMicrosecondType>().value(row))
                }
                TimeUnit::Nanosecond => {
                    Timestamp::from_nanosecond(column.as_primitive::<TimestampNanosecondType>().value(row).into())
                }
            };
            let time = time.ok()?;
            whole(match zone {
                None => time.to_string(),
                Some(name) => match ZONES.parse_time_zone(name.as_bytes()) {
                    Ok(zone) => time.to_zoned(zone).date().to_string(),
                    // No day rather than a wrong one; it is told with the zone that is not known.
                    Err(_) => format!("{time} of the time zone {name}, which is not known"),
                },
            })
        }
        _ => None,
    }
}

/// Offsets, and names by the system's tables of time zones.
static ZONES: DateTimeParser = DateTimeParser::new();
