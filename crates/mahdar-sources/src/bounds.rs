//! How much a file may grow to: what is unpacked is counted against what was stored.

use std::io::{self, Read};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering::Relaxed};

use crate::error::Bomb;

/// What may come out of a file whatever its size.
const FREE: u64 = 64 << 20;
/// How many times its size may come out of a larger one. News packs to a fifth, logs of one sentence to a hundredth.
const RATIO: u64 = 200;
/// How many archives may lie within one another.
pub(crate) const DEPTH: u8 = 4;

/// The account of one file of the caller's, with all archives within it.
#[derive(Debug, Default)]
pub(crate) struct Account {
    /// The file's size, where it has one.
    size: u64,
    /// How much of it was read.
    read: AtomicU64,
    /// How much came out of all archives in it.
    unpacked: AtomicU64,
    overdrawn: AtomicBool,
    /// Where the caller counts what is read of all files.
    meter: Option<Arc<AtomicU64>>,
}

impl Account {
    pub fn new(size: u64, meter: Option<Arc<AtomicU64>>) -> Arc<Self> {
        Arc::new(Self { size, meter, ..Self::default() })
    }

    /// Notes what was read of the file itself.
    pub fn note(&self, bytes: usize) {
        self.read.fetch_add(bytes as u64, Relaxed);
        if let Some(meter) = &self.meter {
            meter.fetch_add(bytes as u64, Relaxed);
        }
    }

    /// Notes what was unpacked.
    ///
    /// # Errors
    /// Where that is too much.
    pub fn spend(&self, bytes: usize) -> io::Result<()> {
        let unpacked = self.unpacked.fetch_add(bytes as u64, Relaxed) + bytes as u64;
        // A list of contents may name the same bytes over and over: what counts is the size of the file where it is known.
        let stored = if self.size > 0 { self.size } else { self.read.load(Relaxed) };
        if unpacked <= FREE.saturating_add(stored.saturating_mul(RATIO)) {
            return Ok(());
        }
        self.overdrawn.store(true, Relaxed);
        Err(io::Error::other(Bomb { ratio: RATIO }))
    }

    /// Whether too much was unpacked: nothing more is read from the file.
    pub fn overdrawn(&self) -> bool {
        self.overdrawn.load(Relaxed)
    }
}

/// A reader of the file itself.
pub(crate) struct Noted<R> {
    pub inner: R,
    pub account: Arc<Account>,
}

impl<R: Read> Read for Noted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let n = self.inner.read(buffer)?;
        self.account.note(n);
        Ok(n)
    }
}

/// A reader of what is unpacked.
pub(crate) struct Unpacked<R> {
    pub inner: R,
    pub account: Arc<Account>,
}

impl<R: Read> Read for Unpacked<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let n = self.inner.read(buffer)?;
        self.account.spend(n)?;
        Ok(n)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_stored_counts_once_however_often_it_is_read() {
        let account = Account::new(1000, None);
        account.note(1 << 30);
        account.spend(FREE as usize).expect("free");
        account.spend(1000 * RATIO as usize).expect("in proportion");
        assert!(!account.overdrawn());
        assert!(account.spend(1).is_err() && account.overdrawn());
        let pipe = Account::new(0, None);
        pipe.note(1 << 20);
        pipe.spend((FREE + (RATIO << 20)) as usize).expect("in proportion to what was read");
        assert!(pipe.spend(1).is_err());
    }
}
