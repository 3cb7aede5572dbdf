//! tar: files one after the other, each behind a header of 512 bytes.

use std::io::{self, Read};
use std::sync::{Arc, Mutex, PoisonError};

use ::tar::{EntryType, Header, PaxExtensions};

use super::archive::{self, Contents, Found};
use super::{Articles, Format, Options};
use crate::SourceError;
use crate::input::Input;

const BLOCK: u64 = 512;
/// Names and attributes that are longer are not believed.
const LONGEST: u64 = 64 << 10;

pub(super) struct Tar;

impl Format for Tar {
    fn name(&self) -> &'static str {
        "tar"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["tar"]
    }

    fn recognises(&self, input: &Input) -> bool {
        input.head.get(257..262) == Some(b"ustar")
    }

    fn is_text(&self) -> bool {
        false
    }

    fn is_archive(&self) -> bool {
        true
    }

    fn read(&self, input: Input, options: &Options) -> Articles {
        let origin = input.origin();
        let begins = self.recognises(&input);
        let shared = Arc::new(Mutex::new(Shared { reader: input.reader, begins, left: 0, padding: 0 }));
        archive::articles(origin, || Ok(Box::new(Reader { shared })), options)
    }
}

/// The archive, of which one file at a time is being read.
struct Shared {
    reader: Box<dyn Read + Send>,
    /// Whether anything says that it is an archive: its first bytes, or a header that is whole.
    begins: bool,
    /// What of the current file is still to come, and what fills its last block.
    left: u64,
    padding: u64,
}

impl Shared {
    /// Goes to the next header.
    fn pass(&mut self) -> io::Result<()> {
        let rest = self.left + self.padding;
        (self.left, self.padding) = (0, 0);
        match io::copy(&mut self.reader.by_ref().take(rest), &mut io::sink())? {
            passed if passed == rest => Ok(()),
            _ => Err(io::ErrorKind::UnexpectedEof.into()),
        }
    }

    /// The next header; none at the end.
    fn header(&mut self) -> Result<Option<Header>, SourceError> {
        self.pass()?;
        let mut header = Header::new_old();
        let mut block = Vec::new();
        self.reader.by_ref().take(BLOCK).read_to_end(&mut block)?;
        // Two empty blocks end an archive; some end without.
        if block.iter().all(|b| *b == 0) {
            return Ok(None);
        }
        if block.len() < BLOCK as usize {
            return Err(self.or_no_archive(SourceError::CutOff));
        }
        header.as_mut_bytes().copy_from_slice(&block);
        let sum: u32 = block.iter().enumerate().map(|(n, b)| if (148..156).contains(&n) { 32 } else { u32::from(*b) }).sum();
        if header.cksum().ok() != Some(sum) {
            return Err(self.or_no_archive(SourceError::Damaged { message: "a header's checksum is wrong".to_owned() }));
        }
        self.begins = true;
        self.sized(header.entry_size()?);
        Ok(Some(header))
    }

    /// What is wrong with an archive; of a file that is none, that.
    fn or_no_archive(&self, reason: SourceError) -> SourceError {
        if self.begins { reason } else { SourceError::Shape { expected: "a tar archive", found: "something else".to_owned() } }
    }

    fn sized(&mut self, size: u64) {
        (self.left, self.padding) = (size, (BLOCK - size % BLOCK) % BLOCK);
    }

    /// All of a short file.
    fn whole(&mut self) -> Result<Vec<u8>, SourceError> {
        if self.left > LONGEST {
            return Err(SourceError::Damaged { message: format!("a name of {} bytes", self.left) });
        }
        let mut bytes = Vec::new();
        self.reader.by_ref().take(self.left).read_to_end(&mut bytes)?;
        self.left -= bytes.len() as u64;
        Ok(bytes)
    }
}

/// The file that is being read.
struct Current(Arc<Mutex<Shared>>);

impl Read for Current {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let mut shared = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let most = buffer.len().min(usize::try_from(shared.left).unwrap_or(usize::MAX));
        let n = shared.reader.read(&mut buffer[..most])?;
        if n == 0 && most > 0 {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        shared.left -= n as u64;
        Ok(n)
    }
}

struct Reader {
    shared: Arc<Mutex<Shared>>,
}

impl Contents for Reader {
    fn next(&mut self, wanted: &dyn Fn(&str) -> bool) -> Result<Option<Found>, SourceError> {
        let mut shared = self.shared.lock().unwrap_or_else(PoisonError::into_inner);
        let (mut name, mut size) = (None, None);
        loop {
            let Some(header) = shared.header()? else { return Ok(None) };
            let kind = header.entry_type();
            if kind.is_gnu_longname() {
                let bytes = shared.whole()?;
                name = Some(text(bytes.strip_suffix(b"\0").unwrap_or(&bytes)));
                continue;
            }
            if kind.is_pax_local_extensions() {
                let bytes = shared.whole()?;
                for extension in PaxExtensions::new(&bytes).flatten() {
                    match extension.key() {
                        Ok("path") => name = Some(text(extension.value_bytes())),
                        Ok("size") => size = extension.value().ok().and_then(|v| v.parse().ok()),
                        _ => {}
                    }
                }
                continue;
            }
            if kind.is_gnu_longlink() || kind.is_pax_global_extensions() {
                continue;
            }
            let name = name.unwrap_or_else(|| text(&header.path_bytes()));
            if let Some(size) = size {
                shared.sized(size);
            }
            return Ok(Some(match kind {
                EntryType::Directory => Found::Nothing,
                EntryType::Link | EntryType::Symlink => {
                    Found::Skipped(name, SourceError::Refused { what: "is a link to something else" })
                }
                EntryType::Regular | EntryType::Continuous if kind.is_file() || kind.is_contiguous() => {
                    match archive::refused(&name) {
                        Some(reason) => Found::Skipped(name, reason),
                        None if archive::is_hidden(&name) || !wanted(&name) => Found::Nothing,
                        None => Found::File(name, Box::new(Current(self.shared.clone()))),
                    }
                }
                EntryType::GNUSparse => Found::Skipped(name, SourceError::Refused { what: "is a file with holes" }),
                _ => Found::Nothing,
            }));
        }
    }
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}
