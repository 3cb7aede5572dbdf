//! A single file packed with gzip or Zstandard: `news.jsonl.gz`, `news.tar.zst`.

use std::io::{BufReader, Read};

use flate2::bufread::MultiGzDecoder;

use super::archive::nested;
use super::{Articles, Format, Options};
use crate::SourceError;
use crate::bounds::{DEPTH, Unpacked};
use crate::input::Input;

pub(super) static GZIP: Packed = Packed {
    name: "gzip",
    extensions: &["gz", "tgz", "gzip"],
    magic: b"\x1f\x8b",
    unpack: |packed| Ok(Box::new(MultiGzDecoder::new(BufReader::new(packed)))),
};

pub(super) static ZSTD: Packed = Packed {
    name: "zstd",
    extensions: &["zst", "tzst", "zstd"],
    magic: b"\x28\xb5\x2f\xfd",
    unpack: |packed| {
        let mut decoder = zstd::Decoder::new(packed)?;
        // What the frame asks to be kept in memory; more than this no packer asks for unless told to.
        decoder.window_log_max(27)?;
        Ok(Box::new(decoder))
    },
};

/// Bytes as they come.
type Stream = Box<dyn Read + Send>;

pub(super) struct Packed {
    name: &'static str,
    extensions: &'static [&'static str],
    magic: &'static [u8],
    unpack: fn(Stream) -> std::io::Result<Stream>,
}

impl Format for Packed {
    fn name(&self) -> &'static str {
        self.name
    }

    fn extensions(&self) -> &'static [&'static str] {
        self.extensions
    }

    fn recognises(&self, input: &Input) -> bool {
        input.head.starts_with(self.magic)
    }

    fn is_text(&self) -> bool {
        false
    }

    fn is_archive(&self) -> bool {
        true
    }

    fn read(&self, input: Input, options: &Options) -> Articles {
        let path = input.path.clone();
        if !input.head.starts_with(self.magic) {
            let found = "something else".to_owned();
            return Articles::none(path, SourceError::Shape { expected: self.name, found });
        }
        let origin = input.origin();
        if origin.depth >= DEPTH {
            return Articles::none(path, SourceError::Nested { depth: origin.depth });
        }
        // `news.tgz` holds `news.tar`.
        let tar = input.extension.starts_with('t');
        let name = if tar { format!("{}.tar", input.stem) } else { input.stem };
        let inner = (self.unpack)(input.reader).and_then(|inner| {
            let reader = Unpacked { inner, account: origin.account.clone() };
            Input::within(&origin, path.clone(), &name, Box::new(reader))
        });
        nested(path, inner, options)
    }
}
