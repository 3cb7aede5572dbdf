//! A file of which any part can be read, from several places at once.

use std::fs::File;
use std::io::{self, BufReader, Read, Seek, SeekFrom};
use std::sync::{Arc, Mutex, PoisonError};

use bytes::Bytes;
use parquet::errors::ParquetError;
use parquet::file::reader::{ChunkReader, Length};

use crate::bounds::Account;

/// More than this is not read at once: no page of a table is so large.
const PIECE: usize = 64 << 20;

/// A file and a place in it; clones have places of their own.
#[derive(Clone)]
pub(crate) struct Random {
    file: Arc<Mutex<File>>,
    len: u64,
    at: u64,
    /// Whose file it is; none where it is a copy that nobody else sees.
    account: Option<Arc<Account>>,
}

impl Random {
    pub fn new(file: File, account: Option<Arc<Account>>) -> io::Result<Self> {
        let len = file.metadata()?.len();
        Ok(Self { file: Arc::new(Mutex::new(file)), len, at: 0, account })
    }

    /// The same file from another place.
    pub fn from(&self, at: u64) -> Self {
        Self { at, ..self.clone() }
    }

    pub fn size(&self) -> u64 {
        self.len
    }
}

impl Read for Random {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let n = {
            let mut file = self.file.lock().unwrap_or_else(PoisonError::into_inner);
            file.seek(SeekFrom::Start(self.at))?;
            file.read(buffer)?
        };
        self.at += n as u64;
        if let Some(account) = &self.account {
            account.note(n);
        }
        Ok(n)
    }
}

impl Seek for Random {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let to = match to {
            SeekFrom::Start(n) => Some(n),
            SeekFrom::End(n) => self.len.checked_add_signed(n),
            SeekFrom::Current(n) => self.at.checked_add_signed(n),
        };
        self.at = to.ok_or_else(|| io::Error::new(io::ErrorKind::InvalidInput, "a place before the beginning of the file"))?;
        Ok(self.at)
    }
}

impl Length for Random {
    fn len(&self) -> u64 {
        self.len
    }
}

impl ChunkReader for Random {
    type T = BufReader<Self>;

    fn get_read(&self, start: u64) -> parquet::errors::Result<Self::T> {
        Ok(BufReader::new(self.from(start)))
    }

    fn get_bytes(&self, start: u64, length: usize) -> parquet::errors::Result<Bytes> {
        if length > PIECE || start.saturating_add(length as u64) > self.len {
            return Err(ParquetError::General(format!("{length} bytes at {start} are more than there can be")));
        }
        let mut bytes = vec![0; length];
        self.from(start).read_exact(&mut bytes)?;
        Ok(bytes.into())
    }
}
