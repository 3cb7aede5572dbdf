//! CSV and TSV: a row is an article, the first row names the columns.

use std::io::{BufRead, BufReader, Read};

use csv_core::{ReadFieldResult, Reader as Core, ReaderBuilder};

use super::{Articles, Format, Options};
use crate::article::Parts;
use crate::columns::Layout;
use crate::input::Input;
use crate::{Article, Field, Place, Skipped, SourceError};

pub(super) static CSV: Csv = Csv { name: "csv", extensions: &["csv"], delimiter: None };
pub(super) static TSV: Csv = Csv { name: "tsv", extensions: &["tsv", "tab"], delimiter: Some(b'\t') };

/// What may stand between columns; `;` where the comma is in numbers.
const DELIMITERS: [u8; 4] = [b',', b';', b'\t', b'|'];
/// More columns no table of articles has.
const COLUMNS: usize = 4096;

pub(super) struct Csv {
    name: &'static str,
    extensions: &'static [&'static str],
    /// None where it is to be found.
    delimiter: Option<u8>,
}

impl Format for Csv {
    fn name(&self) -> &'static str {
        self.name
    }

    fn extensions(&self) -> &'static [&'static str] {
        self.extensions
    }

    /// Files without a telling name are tables where their first line names the columns that articles have.
    fn recognises(&self, input: &Input) -> bool {
        let head = input.head_text();
        let line = head.lines().next().unwrap_or_default();
        let delimiter = delimiter(line);
        let names: Vec<String> = line.split(char::from(delimiter)).map(|n| n.trim_matches('"').to_owned()).collect();
        self.delimiter.is_none_or(|own| own == delimiter) && Layout::is_likely(&names)
    }

    fn read(&self, input: Input, options: &Options) -> Articles {
        let (path, stem) = (input.path.clone(), input.stem.clone());
        let delimiter = self.delimiter.unwrap_or_else(|| delimiter(input.head_text().lines().next().unwrap_or_default()));
        let (reader, encoding) = input.utf8(None);
        let mut rows = Rows::new(reader, delimiter, options.max_stored());
        let header = match rows.next() {
            Ok(Some(Row::Fields(names))) => Layout::find(&names, &options.columns),
            Ok(Some(Row::TooLong)) => Err(options.too_large()),
            Ok(None) => Err(SourceError::Empty),
            Err(e) => Err(e),
        };
        match header {
            Ok(layout) => {
                let options = options.clone();
                Articles::new(Reader { path, stem, rows, layout, encoding, any: false, ended: false, options })
            }
            Err(reason) => Articles::none(path, reason),
        }
    }
}

/// What stands between the columns of a header: the sign that is there most often.
fn delimiter(line: &str) -> u8 {
    let count = |d: &u8| line.bytes().filter(|b| b == d).count();
    // Of several that are as frequent, the first.
    DELIMITERS.iter().rev().max_by_key(|d| count(d)).copied().unwrap_or(b',')
}

/// What a row turned out to be.
enum Row {
    Fields(Vec<String>),
    /// Longer than allowed; it was passed over.
    TooLong,
}

/// Rows, one at a time, of which none takes more memory than allowed.
struct Rows {
    reader: BufReader<Box<dyn Read + Send>>,
    core: Core,
    limit: usize,
    /// The line on which the last row began.
    line: u64,
    ended: bool,
}

impl Rows {
    fn new(reader: Box<dyn Read + Send>, delimiter: u8, limit: usize) -> Self {
        let core = ReaderBuilder::new().delimiter(delimiter).build();
        Self { reader: BufReader::with_capacity(1 << 16, reader), core, limit, line: 0, ended: false }
    }

    fn next(&mut self) -> Result<Option<Row>, SourceError> {
        let (mut fields, mut bytes, mut used) = (Vec::new(), Vec::new(), 0_usize);
        let mut piece = [0; 4096];
        let mut fits = true;
        let mut begun = false;
        while !self.ended {
            let input = self.reader.fill_buf()?;
            if !begun {
                self.line = self.core.line();
                begun = true;
            }
            let at_end = input.is_empty();
            let (result, read, written) = self.core.read_field(input, &mut piece);
            self.reader.consume(read);
            used += written;
            fits = fits && used <= self.limit && fields.len() <= COLUMNS;
            if fits {
                bytes.extend_from_slice(&piece[..written]);
            } else {
                (fields, bytes) = (Vec::new(), Vec::new());
            }
            match result {
                ReadFieldResult::InputEmpty if at_end => self.ended = true,
                ReadFieldResult::InputEmpty | ReadFieldResult::OutputFull => {}
                ReadFieldResult::Field { record_end } => {
                    // The input is UTF-8 already.
                    let field = std::mem::take(&mut bytes);
                    if fits {
                        fields.push(String::from_utf8_lossy(&field).into_owned());
                    }
                    if record_end {
                        return Ok(Some(if fits { Row::Fields(fields) } else { Row::TooLong }));
                    }
                }
                ReadFieldResult::End => self.ended = true,
            }
        }
        Ok(None)
    }
}

struct Reader {
    path: String,
    stem: String,
    rows: Rows,
    layout: Layout,
    encoding: &'static str,
    /// Whether there was a row.
    any: bool,
    ended: bool,
    options: Options,
}

impl Reader {
    /// The next row's article; none at the end.
    fn article(&mut self) -> Result<Option<Article>, SourceError> {
        let row = match self.rows.next() {
            Ok(Some(row)) => row,
            Ok(None) => {
                self.ended = true;
                return if self.any { Ok(None) } else { Err(SourceError::Empty) };
            }
            Err(e) => {
                self.ended = true;
                return Err(e);
            }
        };
        self.any = true;
        let Row::Fields(mut fields) = row else { return Err(self.options.too_large()) };
        let mut part = |field: Field| self.layout.at(field).and_then(|at| fields.get_mut(at)).map(std::mem::take);
        let text = part(Field::Text).unwrap_or_default();
        let parts = Parts {
            id: part(Field::Id),
            title: part(Field::Title),
            published: part(Field::Published),
            url: part(Field::Url),
            outlet: part(Field::Outlet),
            language: part(Field::Language),
            encoding: self.encoding,
            lossy: text.matches(char::REPLACEMENT_CHARACTER).count(),
            text,
        };
        Ok(Some(parts.article(&self.options)?.at(&self.path, &self.stem, self.rows.line)))
    }
}

impl Iterator for Reader {
    type Item = Result<Article, Skipped>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.ended {
            return None;
        }
        match self.article() {
            Ok(article) => article.map(Ok),
            Err(reason) => {
                let place = self.any.then_some(Place::Line(self.rows.line));
                Some(Err(Skipped { path: self.path.clone(), place, reason }))
            }
        }
    }
}
