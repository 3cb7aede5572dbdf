//! ZIP: files with a list of contents at the end.

use std::io::{self, BufReader, Read};
use std::sync::Arc;

use ::zip::result::ZipError;
use ::zip::{CompressionMethod, ZipArchive};
use flate2::Crc;
use flate2::read::DeflateDecoder;

use super::archive::{self, Contents, Found};
use super::{Articles, Format, Options};
use crate::SourceError;
use crate::bounds::{Account, Unpacked};
use crate::input::Input;
use crate::random::Random;

/// A list of contents of more bytes is not read: some hundred thousand names.
const LIST: u64 = 32 << 20;
/// What programs put into archives that are documents.
const DOCUMENTS: [&str; 2] = ["[Content_Types].xml", "mimetype"];

pub(super) struct Zip;

impl Format for Zip {
    fn name(&self) -> &'static str {
        "zip"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["zip"]
    }

    fn recognises(&self, input: &Input) -> bool {
        input.head.starts_with(b"PK\x03\x04") || input.head.starts_with(b"PK\x05\x06")
    }

    fn is_text(&self) -> bool {
        false
    }

    fn is_archive(&self) -> bool {
        true
    }

    fn read(&self, input: Input, options: &Options) -> Articles {
        archive::articles(input.origin(), || open(input), options)
    }
}

fn open(input: Input) -> Result<Box<dyn Contents>, SourceError> {
    let account = input.account.clone();
    let begins = Zip.recognises(&input);
    let file = input.random()?;
    check_list(&file, begins)?;
    let list = ZipArchive::new(file.clone()).map_err(damaged)?;
    if DOCUMENTS.iter().any(|name| list.index_for_name(name).is_some()) {
        let found = "a document of an office program or an e-book; save it as text or HTML".to_owned();
        return Err(SourceError::Shape { expected: "an archive of articles", found });
    }
    Ok(Box::new(Reader { file, list, next: 0, account }))
}

/// Refuses a list of contents that would fill memory: what the end of the archive says of its length is read first. Without an
/// end it is none, unless it `begins` as one.
fn check_list(file: &Random, begins: bool) -> Result<(), SourceError> {
    let no_end = || match begins {
        true => {
            SourceError::Damaged { message: "its end with the list of its contents is missing; nothing of it is read".to_owned() }
        }
        false => SourceError::Shape { expected: "a ZIP archive", found: "something else".to_owned() },
    };
    let tail = file.size().min((64 << 10) + 22);
    let mut end = Vec::new();
    file.from(file.size() - tail).take(tail).read_to_end(&mut end)?;
    let Some(at) = end.windows(4).rposition(|w| w == b"PK\x05\x06") else { return Err(no_end()) };
    let field = |at: usize, n: usize| end.get(at..at + n).map(|b| b.iter().rev().fold(0, |sum, b| (sum << 8) | u64::from(*b)));
    let mut size = field(at + 12, 4).ok_or_else(no_end)?;
    if size == 0xffff_ffff {
        // The larger sizes stand before, where there are any.
        size = end.windows(4).rposition(|w| w == b"PK\x06\x06").and_then(|at| field(at + 40, 8)).unwrap_or(0);
    }
    if size > LIST { Err(SourceError::TooManyEntries { limit: LIST }) } else { Ok(()) }
}

fn damaged(e: ZipError) -> SourceError {
    match e {
        ZipError::Io(e) => e.into(),
        e => SourceError::Damaged { message: e.to_string() },
    }
}

struct Reader {
    file: Random,
    list: ZipArchive<Random>,
    next: usize,
    account: Arc<Account>,
}

impl Contents for Reader {
    fn next(&mut self, wanted: &dyn Fn(&str) -> bool) -> Result<Option<Found>, SourceError> {
        if self.next >= self.list.len() {
            return Ok(None);
        }
        self.next += 1;
        let name = self.list.name_for_index(self.next - 1).unwrap_or_default().to_owned();
        let entry = match self.list.by_index_raw(self.next - 1) {
            Ok(entry) => entry,
            // One broken header does not stand for all.
            Err(e) => return Ok(Some(Found::Skipped(name, damaged(e)))),
        };
        if entry.is_dir() {
            return Ok(Some(Found::Nothing));
        }
        let reason = archive::refused(&name)
            .or_else(|| entry.is_symlink().then_some(SourceError::Refused { what: "is a link to something else" }));
        if let Some(reason) = reason {
            return Ok(Some(Found::Skipped(name, reason)));
        }
        if archive::is_hidden(&name) || !wanted(&name) {
            return Ok(Some(Found::Nothing));
        }
        if entry.encrypted() {
            return Ok(Some(Found::Skipped(name, SourceError::Refused { what: "is locked with a password" })));
        }
        // The bytes are read from the file itself: a reader of the list's own would hold the list.
        let from = entry.data_start().unwrap_or_default();
        let packed = BufReader::new(self.file.from(from)).take(entry.compressed_size());
        let plain: Box<dyn Read + Send> = match entry.compression() {
            CompressionMethod::Stored => Box::new(packed),
            CompressionMethod::Deflated => Box::new(DeflateDecoder::new(packed)),
            other => {
                let found = format!("packed with {other}");
                return Ok(Some(Found::Skipped(name, SourceError::Shape { expected: "stored or deflated", found })));
            }
        };
        let inner = Checked { inner: plain, left: entry.size(), sum: Crc::new(), expected: entry.crc32() };
        Ok(Some(Found::File(name, Box::new(Unpacked { inner, account: self.account.clone() }))))
    }
}

/// The bytes of a file, of which length and checksum are known.
struct Checked<R> {
    inner: R,
    left: u64,
    sum: Crc,
    expected: u32,
}

impl<R: Read> Read for Checked<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let n = self.inner.read(buffer)?;
        self.sum.update(&buffer[..n]);
        let wrong = |what: &str| Err(io::Error::new(io::ErrorKind::InvalidData, what.to_owned()));
        match self.left.checked_sub(n as u64) {
            None => return wrong("it is longer than the list says"),
            Some(left) => self.left = left,
        }
        if n == 0 && !buffer.is_empty() {
            if self.left > 0 {
                return Err(io::ErrorKind::UnexpectedEof.into());
            }
            if self.sum.sum() != self.expected {
                return wrong("its checksum is wrong");
            }
        }
        Ok(n)
    }
}
