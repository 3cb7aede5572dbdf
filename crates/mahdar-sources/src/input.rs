//! An open file or standard input, of which the first bytes are known.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Cursor, Read};
use std::path::Path;

use crate::decode::{self, Transcoded};

/// How much is looked at to tell what it is.
const HEAD: usize = 64 * 1024;

/// What is read from.
pub(crate) struct Input {
    /// As the caller named it; `-` for standard input.
    pub path: String,
    /// The file's name without its extension.
    pub stem: String,
    /// In lower case, without the dot.
    pub extension: String,
    /// The first bytes; the reader gives them again.
    pub head: Vec<u8>,
    pub reader: Box<dyn Read + Send>,
}

impl Input {
    pub fn open(path: &Path) -> io::Result<Self> {
        let part = |s: Option<&std::ffi::OsStr>| s.map(|s| s.to_string_lossy().into_owned()).unwrap_or_default();
        let (stem, extension) = (part(path.file_stem()), part(path.extension()).to_lowercase());
        Self::over(path.display().to_string(), stem, extension, File::open(path)?)
    }

    pub fn stdin() -> io::Result<Self> {
        Self::over("-".to_owned(), "stdin".to_owned(), String::new(), io::stdin())
    }

    pub fn over(path: String, stem: String, extension: String, mut reader: impl Read + Send + 'static) -> io::Result<Self> {
        let mut head = Vec::new();
        reader.by_ref().take(HEAD as u64).read_to_end(&mut head)?;
        let reader = Box::new(Cursor::new(head.clone()).chain(reader));
        Ok(Self { path, stem, extension, head, reader })
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
