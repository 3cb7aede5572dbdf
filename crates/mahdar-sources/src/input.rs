//! An open file or standard input, of which the first bytes are known.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Cursor, Read, Seek};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::AtomicU64;

use encoding_rs::Encoding;

use crate::SourceError;
use crate::bounds::{Account, Noted};
use crate::decode::{self, Transcoded};
use crate::nameless::nameless;
use crate::random::Random;

/// How much is looked at to tell what it is.
const HEAD: usize = 64 * 1024;

/// What is read from.
pub(crate) struct Input {
    /// As the caller named it; `-` for standard input; within an archive the archive's, `!/` and the name in it.
    pub path: String,
    /// The file's name without its extension.
    pub stem: String,
    /// In lower case, without the dot.
    pub extension: String,
    /// The first bytes; the reader gives them again.
    pub head: Vec<u8>,
    pub reader: Box<dyn Read + Send>,
    /// The file itself, where any part of it can be read.
    file: Option<File>,
    pub account: Arc<Account>,
    /// How many archives it lies in.
    pub depth: u8,
}

/// Where a file cannot be read on.
struct Broken(Option<io::Error>);

impl Read for Broken {
    fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
        self.0.take().map_or(Ok(0), Err)
    }
}

impl Input {
    /// A file; `meter` counts what is read of it.
    pub fn open(path: &Path, meter: Option<Arc<AtomicU64>>) -> io::Result<Self> {
        let file = File::open(path)?;
        let meta = file.metadata()?;
        let account = Account::new(if meta.is_file() { meta.len() } else { 0 }, meter);
        let again = if meta.is_file() { Some(file.try_clone()?) } else { None };
        let reader = Noted { inner: file, account: account.clone() };
        let name = path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
        Ok(Self { file: again, ..Self::over(path.display().to_string(), &name, Box::new(reader), account, 0)? })
    }

    pub fn stdin(meter: Option<Arc<AtomicU64>>) -> io::Result<Self> {
        let account = Account::new(0, meter);
        let reader = Noted { inner: io::stdin(), account: account.clone() };
        Self::over("-".to_owned(), "stdin", Box::new(reader), account, 0)
    }

    /// Something within an archive: its name there, as which file it is treated, and its bytes.
    pub fn within(archive: &Origin, path: String, name: &str, reader: Box<dyn Read + Send>) -> io::Result<Self> {
        Self::over(path, name, reader, archive.account.clone(), archive.depth + 1)
    }

    fn over(path: String, name: &str, mut reader: Box<dyn Read + Send>, account: Arc<Account>, depth: u8) -> io::Result<Self> {
        let mut head = Vec::new();
        let broken = reader.by_ref().take(HEAD as u64).read_to_end(&mut head).err();
        let reader: Box<dyn Read + Send> = match broken {
            None => Box::new(Cursor::new(head.clone()).chain(reader)),
            Some(e) if head.is_empty() => return Err(e),
            // What came before is given all the same.
            Some(e) => Box::new(Cursor::new(head.clone()).chain(Broken(Some(e)))),
        };
        let name = Path::new(name);
        let part = |s: Option<&std::ffi::OsStr>| s.map(|s| s.to_string_lossy().into_owned()).unwrap_or_default();
        let (stem, extension) = (part(name.file_stem()), part(name.extension()).to_lowercase());
        Ok(Self { path, stem, extension, head, reader, file: None, account, depth })
    }

    /// What things within it need to know of it.
    pub fn origin(&self) -> Origin {
        Origin { path: self.path.clone(), account: self.account.clone(), depth: self.depth }
    }

    /// Any part of it. What is no file of its own (a pipe, a part of an archive) is put into a nameless one first.
    pub fn random(mut self) -> Result<Random, SourceError> {
        let (file, account) = match self.file.take() {
            Some(file) => (file, Some(self.account)),
            None => {
                let mut file = nameless()?;
                io::copy(&mut self.reader, &mut file)?;
                file.rewind()?;
                (file, None)
            }
        };
        Ok(Random::new(file, account)?)
    }

    /// Whether the head is all there is.
    pub fn is_whole(&self) -> bool {
        self.head.len() < HEAD
    }

    /// The first lines as text, for a look at them.
    pub fn head_text(&self) -> String {
        let text = match decode::utf16(&self.head) {
            Some(encoding) => encoding.decode(&self.head).0.into_owned(),
            None => String::from_utf8_lossy(&self.head).into_owned(),
        };
        text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text)
    }

    /// Its bytes as UTF-8, read from the encoding that is declared or that its beginning looks like; and that encoding's name.
    pub fn utf8(self, declared: Option<&'static Encoding>) -> (Box<dyn Read + Send>, &'static str) {
        let encoding = decode::of_stream(&self.head, declared);
        // A byte order mark is left out here too.
        (Box::new(Transcoded::new(self.reader, encoding)), encoding.name())
    }

    /// Its lines; UTF-16 becomes UTF-8, a byte order mark is left out.
    pub fn lines(self, limit: usize) -> Lines {
        let encoding = decode::utf16(&self.head);
        let mut reader: Box<dyn BufRead + Send> = match encoding {
            Some(encoding) => Box::new(BufReader::new(Transcoded::new(self.reader, encoding))),
            None => Box::new(BufReader::with_capacity(HEAD, self.reader)),
        };
        if encoding.is_none() && self.head.starts_with(b"\xef\xbb\xbf") {
            let mark = reader.fill_buf().map_or(0, |b| b.len().min(3));
            reader.consume(mark);
        }
        Lines { reader, limit, buffer: Vec::new(), encoding: encoding.map(|e| e.name()) }
    }

    /// All bytes; none where there are more than `limit`.
    pub fn bytes(self, limit: usize) -> io::Result<Option<Vec<u8>>> {
        let mut bytes = Vec::new();
        self.reader.take(limit as u64 + 1).read_to_end(&mut bytes)?;
        Ok((bytes.len() <= limit).then_some(bytes))
    }
}

/// Where something within an archive comes from.
#[derive(Clone)]
pub(crate) struct Origin {
    pub path: String,
    pub account: Arc<Account>,
    pub depth: u8,
}

/// Lines, one at a time, of which none takes more memory than allowed.
pub(crate) struct Lines {
    reader: Box<dyn BufRead + Send>,
    limit: usize,
    buffer: Vec<u8>,
    /// Where the lines are not UTF-8 as they are stored.
    pub encoding: Option<&'static str>,
}

/// What a line turned out to be.
pub(crate) enum Line<'a> {
    /// Its bytes, without the line end.
    Bytes(&'a [u8]),
    /// Longer than allowed; it was passed over.
    TooLong,
}

impl Lines {
    /// The next line; none at the end.
    pub fn next(&mut self) -> io::Result<Option<Line<'_>>> {
        self.buffer.clear();
        let (mut any, mut too_long) = (false, false);
        loop {
            let piece = match self.reader.fill_buf() {
                Ok(piece) => piece,
                Err(e) if e.kind() == io::ErrorKind::Interrupted => continue,
                Err(e) => return Err(e),
            };
            if piece.is_empty() {
                break;
            }
            any = true;
            let end = piece.iter().position(|&b| b == b'\n');
            let part = &piece[..end.unwrap_or(piece.len())];
            if too_long || self.buffer.len() + part.len() > self.limit {
                too_long = true;
                self.buffer = Vec::new();
            } else {
                self.buffer.extend_from_slice(part);
            }
            let used = part.len() + usize::from(end.is_some());
            self.reader.consume(used);
            if end.is_some() {
                break;
            }
        }
        Ok(match (any, too_long) {
            (false, _) => None,
            (true, true) => Some(Line::TooLong),
            (true, false) => Some(Line::Bytes(self.buffer.strip_suffix(b"\r").unwrap_or(&self.buffer))),
        })
    }
}
