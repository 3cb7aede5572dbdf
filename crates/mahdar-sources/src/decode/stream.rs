//! UTF-16 read as UTF-8, piece by piece.

use std::io::{self, Read};

use encoding_rs::{CoderResult, Decoder, Encoding};

/// A reader that gives UTF-8 for what another gives in an encoding; a byte order mark is left out.
pub(crate) struct Transcoded<R> {
    inner: R,
    decoder: Decoder,
    raw: Vec<u8>,
    /// What of `raw` is not decoded yet.
    left: std::ops::Range<usize>,
    ended: bool,
    out: Vec<u8>,
    given: usize,
}

const PIECE: usize = 16 * 1024;

impl<R: Read> Transcoded<R> {
    pub fn new(inner: R, encoding: &'static Encoding) -> Self {
        let decoder = encoding.new_decoder_with_bom_removal();
        Self { inner, decoder, raw: vec![0; PIECE], left: 0..0, ended: false, out: Vec::new(), given: 0 }
    }

    /// Decodes some more; false at the end.
    fn refill(&mut self) -> io::Result<bool> {
        self.given = 0;
        self.out.clear();
        while self.out.is_empty() {
            if self.left.is_empty() {
                if self.ended {
                    return Ok(false);
                }
                let n = self.inner.read(&mut self.raw)?;
                self.left = 0..n;
                self.ended = n == 0;
            }
            self.out.resize(4 * PIECE, 0);
            let (result, read, written, _) = self.decoder.decode_to_utf8(&self.raw[self.left.clone()], &mut self.out, self.ended);
            self.out.truncate(written);
            self.left.start += read;
            if self.ended && result == CoderResult::InputEmpty && written == 0 {
                return Ok(false);
            }
        }
        Ok(true)
    }
}

impl<R: Read> Read for Transcoded<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.given == self.out.len() && !self.refill()? {
            return Ok(0);
        }
        let n = buffer.len().min(self.out.len() - self.given);
        buffer[..n].copy_from_slice(&self.out[self.given..self.given + n]);
        self.given += n;
        Ok(n)
    }
}
