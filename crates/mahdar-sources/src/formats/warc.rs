//! Web archives (WARC 0.17 to 1.1): the pages that a crawler kept, and the texts that others made of them (WET).
//!
//! The day on which a page was fetched is not the day on which it was published: it is not taken for it.

use std::io::{self, BufRead, BufReader, Read};

use flate2::read::{DeflateDecoder, MultiGzDecoder, ZlibDecoder};

use super::{Articles, Format, Options};
use crate::article::Parts;
use crate::decode::decode;
use crate::input::Input;
use crate::page::{self, LONGEST};
use crate::{Article, Place, Skipped, SourceError};

/// A header of more bytes is not believed.
const HEADER: usize = 256 << 10;
/// Fields that are read of an HTTP header.
const FIELDS: usize = 256;

pub(super) struct Warc;

impl Format for Warc {
    fn name(&self) -> &'static str {
        "warc"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["warc", "wet"]
    }

    fn recognises(&self, input: &Input) -> bool {
        input.head.trim_ascii_start().starts_with(b"WARC/")
    }

    /// It holds whatever the web has.
    fn is_text(&self) -> bool {
        false
    }

    fn read(&self, input: Input, options: &Options) -> Articles {
        let (path, stem) = (input.path.clone(), input.stem.clone());
        if !self.recognises(&input) {
            let found = "something else".to_owned();
            return Articles::none(path, SourceError::Shape { expected: "a web archive (WARC)", found });
        }
        let reader = BufReader::with_capacity(1 << 16, input.reader);
        Articles::new(Reader { path, stem, reader, number: 0, any: false, ended: false, options: options.clone() })
    }
}

struct Reader {
    path: String,
    stem: String,
    reader: BufReader<Box<dyn Read + Send>>,
    number: u64,
    /// Whether there was a page.
    any: bool,
    ended: bool,
    options: Options,
}

/// What is known of a record before its content.
#[derive(Default)]
struct Record {
    kind: String,
    url: Option<String>,
    media: String,
    length: u64,
}

/// What a record holds.
struct Content {
    bytes: Vec<u8>,
    media: String,
}

impl Reader {
    /// The header of the next record; none at the end.
    fn record(&mut self) -> Result<Option<Record>, SourceError> {
        let mut line = Vec::new();
        loop {
            if self.line(&mut line)? == 0 {
                return Ok(None);
            }
            if !line.trim_ascii().is_empty() {
                break;
            }
        }
        if !line.starts_with(b"WARC/") {
            return Err(SourceError::Damaged { message: "a record does not begin where the one before it ends".to_owned() });
        }
        self.number += 1;
        let (mut record, mut length, mut size) = (Record::default(), None, 0);
        loop {
            size += self.line(&mut line)?;
            if size > HEADER {
                return Err(SourceError::Damaged { message: format!("a header of more than {HEADER} bytes") });
            }
            if line.is_empty() {
                return Err(SourceError::CutOff);
            }
            let text = String::from_utf8_lossy(&line);
            let Some((name, value)) = text.trim_end().split_once(':') else {
                if text.trim().is_empty() {
                    break;
                }
                continue;
            };
            let value = value.trim().to_owned();
            match name.trim().to_ascii_lowercase().as_str() {
                "warc-type" => record.kind = value.to_ascii_lowercase(),
                // Old crawlers wrote it in brackets.
                "warc-target-uri" => record.url = Some(value.trim_matches(['<', '>']).to_owned()),
                "content-type" => record.media = value.to_ascii_lowercase(),
                "content-length" => length = value.parse().ok(),
                _ => {}
            }
        }
        record.length = length.ok_or_else(|| SourceError::Damaged { message: "a record without its length".to_owned() })?;
        Ok(Some(record))
    }

    fn line(&mut self, line: &mut Vec<u8>) -> Result<usize, SourceError> {
        line.clear();
        Ok(self.reader.by_ref().take(HEADER as u64 + 1).read_until(b'\n', line)?)
    }

    /// The article of the next record that has one; none at the end.
    fn article(&mut self) -> Result<Option<Article>, SourceError> {
        loop {
            let record = match self.record() {
                Ok(Some(record)) => record,
                Ok(None) if self.any => return Ok(None),
                Ok(None) => {
                    self.ended = true;
                    let found = format!("of {} records none that is a page", self.number);
                    return Err(SourceError::Shape { expected: "a web archive with pages", found });
                }
                Err(e) => {
                    self.ended = true;
                    return Err(e);
                }
            };
            let wanted = matches!(record.kind.as_str(), "response" | "resource" | "conversion");
            let limit = (LONGEST + HEADER) as u64;
            let mut content = self.reader.by_ref().take(record.length);
            let mut bytes = Vec::new();
            if wanted {
                content.by_ref().take(limit + 1).read_to_end(&mut bytes)?;
            }
            // What is too long, or of no use, is passed over.
            let rest = io::copy(&mut content, &mut io::sink())?;
            if bytes.len() as u64 + rest < record.length {
                self.ended = true;
                return Err(SourceError::CutOff);
            }
            if !wanted {
                continue;
            }
            let too_long = bytes.len() as u64 > limit;
            if let Some(article) = self.page(record, bytes, too_long)? {
                return Ok(Some(article));
            }
        }
    }

    /// The article of a record; none where it holds something else.
    fn page(&mut self, record: Record, bytes: Vec<u8>, too_long: bool) -> Result<Option<Article>, SourceError> {
        let content = if record.kind == "response" && !record.media.starts_with("text/") {
            http(bytes)?
        } else {
            Some(Content { bytes, media: record.media })
        };
        let Some(Content { bytes, media }) = content else { return Ok(None) };
        let is_html = media.starts_with("text/html") || media.starts_with("application/xhtml");
        if !is_html && !media.starts_with("text/plain") {
            return Ok(None);
        }
        self.any = true;
        if too_long || bytes.len() > LONGEST {
            return Err(SourceError::Monstrous { what: format!("more than {} MB", LONGEST >> 20) });
        }
        let mut parts = if is_html {
            let charset = media.split_once("charset=").map(|(_, c)| c.trim_matches(['"', '\'', ' ']));
            page::read(&bytes, charset)?
        } else {
            let decoded = decode(&bytes)?;
            Parts { text: decoded.text, encoding: decoded.encoding, lossy: decoded.lossy, ..Parts::default() }
        };
        parts.url = address(parts.url, record.url);
        Ok(Some(parts.article(&self.options)?.at(&self.path, &self.stem, self.number)))
    }
}

/// The address that stays the same: the page's own where it is one of this site's pages, else where it was fetched.
fn address(own: Option<String>, fetched: Option<String>) -> Option<String> {
    let host = |url: &str| {
        let rest = url.split_once("://")?.1;
        let (host, path) = rest.split_once('/')?;
        (!path.is_empty()).then(|| host.trim_start_matches("www.").to_ascii_lowercase())
    };
    let Some(fetched) = fetched else { return own };
    own.filter(|own| host(own).is_some() && host(own) == host(&fetched)).or(Some(fetched))
}

/// What a server's answer holds; none where it is no success.
fn http(answer: Vec<u8>) -> Result<Option<Content>, SourceError> {
    let damaged = |what: String| SourceError::Damaged { message: format!("the server's answer: {what}") };
    let mut fields = [httparse::EMPTY_HEADER; FIELDS];
    let mut head = httparse::Response::new(&mut fields);
    let begin = match httparse::ParserConfig::default()
        .allow_obsolete_multiline_headers_in_responses(true)
        .parse_response(&mut head, &answer)
    {
        Ok(httparse::Status::Complete(n)) => n,
        Ok(httparse::Status::Partial) => return Err(damaged("it ends within its header".to_owned())),
        Err(e) => return Err(damaged(e.to_string())),
    };
    if head.code != Some(200) {
        return Ok(None);
    }
    let field = |name: &str| {
        let found = head.headers.iter().find(|h| h.name.eq_ignore_ascii_case(name));
        found.map(|h| String::from_utf8_lossy(h.value).trim().to_ascii_lowercase()).unwrap_or_default()
    };
    let (media, packed) = (field("content-type"), field("content-encoding"));
    if !media.starts_with("text/") && !media.starts_with("application/xhtml") {
        return Ok(None);
    }
    let body = &answer[begin..];
    // Some crawlers keep the header and take the chunks out.
    let whole = if field("transfer-encoding").contains("chunked") { unchunked(body) } else { None };
    let body = whole.as_deref().unwrap_or(body);
    let unpacked = |reader: &mut dyn Read| -> Result<Vec<u8>, SourceError> {
        let mut bytes = Vec::new();
        reader.take(LONGEST as u64 + 1).read_to_end(&mut bytes)?;
        Ok(bytes)
    };
    let bytes = match packed.as_str() {
        "gzip" | "x-gzip" if body.starts_with(b"\x1f\x8b") => unpacked(&mut MultiGzDecoder::new(body))?,
        "deflate" => unpacked(&mut ZlibDecoder::new(body)).or_else(|_| unpacked(&mut DeflateDecoder::new(body)))?,
        // Unpacked by the crawler, whatever the header says.
        "" | "identity" | "gzip" | "x-gzip" | "none" => body.to_vec(),
        other if std::str::from_utf8(body).is_err() => {
            let found = format!("packed with {other}");
            return Err(SourceError::Shape { expected: "a page as it is or packed with gzip", found });
        }
        _ => body.to_vec(),
    };
    Ok(Some(Content { bytes, media }))
}

/// A body without the lengths between its pieces; none where it has none.
fn unchunked(mut body: &[u8]) -> Option<Vec<u8>> {
    let mut out = Vec::new();
    loop {
        let end = body.windows(2).take(64).position(|w| w == b"\r\n")?;
        let size = std::str::from_utf8(&body[..end]).ok()?.split(';').next()?.trim();
        let size = usize::from_str_radix(size, 16).ok()?;
        body = &body[end + 2..];
        if size == 0 {
            return Some(out);
        }
        // A last piece that was cut off is kept as far as it goes.
        let Some(piece) = body.get(..size) else {
            out.extend_from_slice(body);
            return Some(out);
        };
        out.extend_from_slice(piece);
        body = body.get(size..)?.strip_prefix(b"\r\n").unwrap_or(&body[size..]);
    }
}

impl Iterator for Reader {
    type Item = Result<Article, Skipped>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.ended {
            return None;
        }
        match self.article() {
            Ok(article) => {
                self.ended = article.is_none();
                article.map(Ok)
            }
            Err(reason) => {
                let place = (self.number > 0 && (self.any || !self.ended)).then_some(Place::Record(self.number));
                Some(Err(Skipped { path: self.path.clone(), place, reason }))
            }
        }
    }
}
