//! Feeds: RSS 0.9 to 2.0 and Atom, an article for each entry, one after the other.
//!
//! Feeds are written by hand more often than XML should be: end tags that are missing or too many are borne.

use std::io::{self, BufRead, BufReader, Read};

use encoding_rs::Encoding;
use quick_xml::Reader as Xml;
use quick_xml::escape::{resolve_predefined_entity, unescape};
use quick_xml::events::{BytesRef, BytesStart, Event};

use super::{Articles, Format, Options};
use crate::article::Parts;
use crate::input::Input;
use crate::{Article, Place, Skipped, SourceError, page};

/// Elements within elements, beyond which nothing is a feed.
const DEPTH: usize = 256;

pub(super) struct Feed;

impl Format for Feed {
    fn name(&self) -> &'static str {
        "feed"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["rss", "atom", "rdf", "xml"]
    }

    fn recognises(&self, input: &Input) -> bool {
        let head = input.head_text();
        let root = head.find("<rss").or_else(|| head.find("<feed")).or_else(|| head.find("<rdf:RDF"));
        head.trim_start().starts_with('<') && root.is_some_and(|at| at < 4096)
    }

    fn read(&self, input: Input, options: &Options) -> Articles {
        let (path, stem) = (input.path.clone(), input.stem.clone());
        let (reader, encoding) = {
            let declared = declared(&input.head);
            input.utf8(declared)
        };
        let mut xml = Xml::from_reader(Bounded { reader: BufReader::new(reader), left: 0 });
        let config = xml.config_mut();
        (config.check_end_names, config.allow_unmatched_ends, config.allow_dangling_amp) = (false, true, true);
        let (channel, entry) = (Entry::default(), None);
        let options = options.clone();
        let (depth, number, ended) = (0, 0, false);
        Articles::new(Reader { path, stem, xml, encoding, channel, entry, depth, number, ended, options })
    }
}

/// The encoding that the declaration at the beginning names.
fn declared(head: &[u8]) -> Option<&'static Encoding> {
    let head = String::from_utf8_lossy(&head[..head.len().min(256)]).into_owned();
    let declaration = head.trim_start_matches('\u{feff}').strip_prefix("<?xml")?;
    let value = declaration[..declaration.find("?>")?].split_once("encoding")?.1;
    let value = value.trim_start().strip_prefix('=')?.trim_start();
    Encoding::for_label(value.trim_start_matches(['"', '\'']).split(['"', '\'']).next()?.as_bytes())
}

/// A reader that gives no more than so much at a time: between two events no more is held.
struct Bounded<R> {
    reader: R,
    left: usize,
}

impl<R: BufRead> BufRead for Bounded<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.left == 0 {
            return Err(io::ErrorKind::FileTooLarge.into());
        }
        self.reader.fill_buf()
    }

    fn consume(&mut self, n: usize) {
        self.left = self.left.saturating_sub(n);
        self.reader.consume(n);
    }
}

impl<R: BufRead> Read for Bounded<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let n = self.fill_buf()?.read(buffer)?;
        self.consume(n);
        Ok(n)
    }
}

/// What is known of an entry, or of the feed itself.
#[derive(Default)]
struct Entry {
    id: String,
    title: String,
    link: String,
    published: String,
    updated: String,
    content: String,
    summary: String,
    outlet: String,
    language: String,
    /// What is being collected and how deep its element lies.
    open: Option<(Piece, usize)>,
    /// Bytes collected.
    size: usize,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Piece {
    Id,
    Title,
    Link,
    Published,
    Updated,
    Content,
    Summary,
    Outlet,
    Language,
    /// The source of an Atom entry, whose own title and id are not the entry's.
    Other,
}

impl Piece {
    fn of(name: &[u8], in_entry: bool) -> Option<Self> {
        Some(match name {
            b"id" | b"guid" | b"dc:identifier" => Self::Id,
            b"title" | b"atom:title" => Self::Title,
            b"link" | b"atom:link" => Self::Link,
            b"pubDate" | b"published" | b"issued" | b"dc:date" | b"dcterms:issued" | b"dcterms:created" => Self::Published,
            b"updated" | b"modified" | b"dcterms:modified" | b"atom:updated" => Self::Updated,
            b"content:encoded" | b"content" => Self::Content,
            b"description" | b"summary" => Self::Summary,
            b"dc:publisher" => Self::Outlet,
            b"source" if in_entry => Self::Other,
            b"image" | b"textinput" | b"textInput" => Self::Other,
            b"language" | b"dc:language" => Self::Language,
            _ => return None,
        })
    }
}

impl Entry {
    fn slot(&mut self, piece: Piece) -> Option<&mut String> {
        Some(match piece {
            Piece::Id => &mut self.id,
            Piece::Title => &mut self.title,
            Piece::Link => &mut self.link,
            Piece::Published => &mut self.published,
            Piece::Updated => &mut self.updated,
            Piece::Content => &mut self.content,
            Piece::Summary => &mut self.summary,
            Piece::Outlet => &mut self.outlet,
            Piece::Language => &mut self.language,
            Piece::Other => return None,
        })
    }

    fn collect(&mut self, text: &str, limit: usize) {
        self.size += text.len();
        if let (Some((piece, _)), true) = (self.open, self.size <= limit)
            && let Some(slot) = self.slot(piece)
        {
            slot.push_str(text);
        }
    }

    /// The parts of the article; what an entry does not say of itself, its feed may say.
    fn parts(self, feed: &Self, encoding: &'static str) -> Parts {
        let first = |all: [&str; 2]| all.into_iter().map(str::trim).find(|s| !s.is_empty()).map(str::to_owned);
        let plain = |html: &str| page::text(html);
        let text = first([&self.content, &self.summary]).map(|html| plain(&html)).unwrap_or_default();
        Parts {
            id: first([&self.id, &self.link]),
            title: first([&self.title, ""]).map(|t| plain(&t)),
            published: first([&self.published, &self.updated]),
            url: first([&self.link, ""]).or_else(|| first([&self.id, ""]).filter(|id| id.starts_with("http"))),
            outlet: first([&self.outlet, &feed.title]).map(|t| plain(&t)),
            language: first([&self.language, &feed.language]),
            encoding,
            lossy: text.matches(char::REPLACEMENT_CHARACTER).count(),
            text,
        }
    }
}

struct Reader {
    path: String,
    stem: String,
    xml: Xml<Bounded<BufReader<Box<dyn Read + Send>>>>,
    encoding: &'static str,
    /// The feed itself.
    channel: Entry,
    entry: Option<Entry>,
    depth: usize,
    number: u64,
    ended: bool,
    options: Options,
}

impl Reader {
    /// The next entry; none at the end.
    fn entry(&mut self) -> Result<Option<Entry>, SourceError> {
        let limit = self.options.max_stored();
        let mut buffer = Vec::new();
        loop {
            buffer.clear();
            self.xml.get_mut().left = limit;
            let at = self.xml.buffer_position();
            match self.xml.read_event_into(&mut buffer).map_err(|e| broken(e, at, &self.options))? {
                Event::Eof => return if self.number == 0 { Err(SourceError::Empty) } else { Ok(None) },
                Event::Start(tag) => {
                    self.depth += 1;
                    self.start(&tag)?;
                }
                Event::Empty(tag) => {
                    self.depth += 1;
                    self.start(&tag)?;
                    if let Some(entry) = self.end(tag.name().as_ref()) {
                        return Ok(Some(entry));
                    }
                }
                Event::End(tag) => {
                    if let Some(entry) = self.end(tag.name().as_ref()) {
                        return Ok(Some(entry));
                    }
                }
                Event::Text(text) => {
                    let text = String::from_utf8_lossy(&text).into_owned();
                    self.current().collect(&text, limit);
                }
                Event::CData(text) => {
                    let text = String::from_utf8_lossy(&text).into_owned();
                    self.current().collect(&text, limit);
                }
                Event::GeneralRef(name) => {
                    let text = referred(&name);
                    self.current().collect(&text, limit);
                }
                Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => {}
            }
        }
    }

    fn current(&mut self) -> &mut Entry {
        self.entry.as_mut().unwrap_or(&mut self.channel)
    }

    fn start(&mut self, tag: &BytesStart<'_>) -> Result<(), SourceError> {
        let (depth, name) = (self.depth, tag.name().as_ref().to_vec());
        if depth > DEPTH {
            return Err(SourceError::Damaged { message: format!("more than {DEPTH} elements within one another") });
        }
        if depth == 1 && !matches!(name.as_slice(), b"rss" | b"feed" | b"rdf:RDF" | b"atom:feed") {
            let found = format!("XML that begins with <{}>", String::from_utf8_lossy(&name));
            return Err(SourceError::Shape { expected: "a feed (RSS or Atom)", found });
        }
        let attribute = |wanted: &str| {
            let found = tag.attributes().with_checks(false).flatten().find(|a| a.key.as_ref() == wanted.as_bytes());
            found.map(|a| plain(&String::from_utf8_lossy(&a.value)))
        };
        if matches!(name.as_slice(), b"item" | b"entry") && self.entry.is_none() {
            let language = attribute("xml:lang").unwrap_or_default();
            self.entry = Some(Entry { language, ..Entry::default() });
            return Ok(());
        }
        let language = if depth == 1 { attribute("xml:lang") } else { None };
        let href = attribute("href").filter(|_| attribute("rel").is_none_or(|rel| rel == "alternate"));
        let (in_entry, limit) = (self.entry.is_some(), self.options.max_stored());
        let entry = self.current();
        if let Some(language) = language {
            entry.language = language;
        }
        if entry.open.is_some() {
            // Markup within what is collected stays markup, to be taken for lines in the end.
            entry.collect(&format!("<{}>", String::from_utf8_lossy(&name)), limit);
            return Ok(());
        }
        let Some(piece) = Piece::of(&name, in_entry) else { return Ok(()) };
        // The first of each counts; what comes again is of something within.
        if entry.slot(piece).is_some_and(|slot| slot.trim().is_empty()) || piece == Piece::Other {
            entry.open = Some((piece, depth));
            if let (Piece::Link, Some(href)) = (piece, href) {
                entry.link = href;
            }
        }
        Ok(())
    }

    /// The end of an element; the entry, where it was the entry's.
    fn end(&mut self, name: &[u8]) -> Option<Entry> {
        let (depth, limit) = (self.depth, self.options.max_stored());
        self.depth = depth.saturating_sub(1);
        let entry = self.current();
        match entry.open {
            Some((_, at)) if at == depth => entry.open = None,
            Some(_) if !matches!(name, b"item" | b"entry") => {
                entry.collect(&format!("</{}>", String::from_utf8_lossy(name)), limit);
            }
            _ => {}
        }
        if !matches!(name, b"item" | b"entry") {
            return None;
        }
        self.number += u64::from(self.entry.is_some());
        self.entry.take()
    }
}

/// The text of a reference.
fn referred(name: &BytesRef<'_>) -> String {
    if let Ok(Some(c)) = name.resolve_char_ref() {
        return c.to_string();
    }
    let name = String::from_utf8_lossy(name).into_owned();
    // What XML does not know is left for the text, which is HTML mostly.
    resolve_predefined_entity(&name).map_or_else(|| format!("&{name};"), str::to_owned)
}

/// The value of an attribute.
fn plain(value: &str) -> String {
    unescape(value).map_or_else(|_| value.to_owned(), |v| v.into_owned())
}

fn broken(e: quick_xml::Error, at: u64, options: &Options) -> SourceError {
    match e {
        quick_xml::Error::Io(e) if e.kind() == io::ErrorKind::FileTooLarge => options.too_large(),
        quick_xml::Error::Io(e) => SourceError::of_shared(&e),
        e => SourceError::Damaged { message: format!("{e} (after byte {at})") },
    }
}

impl Iterator for Reader {
    type Item = Result<Article, Skipped>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.ended {
            return None;
        }
        let entry = self.entry();
        self.ended = !matches!(entry, Ok(Some(_)));
        let article = match entry {
            Ok(Some(entry)) if entry.size > self.options.max_stored() => Err(self.options.too_large()),
            Ok(Some(entry)) => entry.parts(&self.channel, self.encoding).article(&self.options),
            Ok(None) => return None,
            Err(reason) => {
                let place = (self.number > 0).then_some(Place::Entry(self.number + 1));
                return Some(Err(Skipped { path: self.path.clone(), place, reason }));
            }
        };
        Some(match article {
            Ok(article) => Ok(article.at(&self.path, &self.stem, self.number)),
            Err(reason) => Err(Skipped { path: self.path.clone(), place: Some(Place::Entry(self.number)), reason }),
        })
    }
}
