//! Text and record as they are kept: compressed, which makes a record of 20 kB one of 2 kB.

use std::cell::RefCell;

use mahdar_record::Record;
use zstd::bulk::Compressor;

use crate::error::Fault;

/// Beyond this, twice the time saves a twentieth of the file.
const LEVEL: i32 = 1;

thread_local! {
    /// Making a compressor takes longer than compressing an article.
    static COMPRESSOR: RefCell<Option<Compressor<'static>>> = const { RefCell::new(None) };
}

pub(crate) fn pack(text: &str) -> Result<Vec<u8>, Fault> {
    let pack = |kept: &RefCell<Option<Compressor<'static>>>| -> std::io::Result<Vec<u8>> {
        let mut kept = kept.borrow_mut();
        let compressor = match kept.as_mut() {
            Some(compressor) => compressor,
            None => kept.insert(Compressor::new(LEVEL)?),
        };
        compressor.compress(text.as_bytes())
    };
    COMPRESSOR.with(pack).map_err(|e| Fault::Broken(format!("cannot be compressed: {e}")))
}

pub(crate) fn unpack(bytes: &[u8]) -> Result<String, Fault> {
    let plain = zstd::decode_all(bytes).map_err(|e| Fault::Broken(format!("an article cannot be unpacked: {e}")))?;
    String::from_utf8(plain).map_err(|_| Fault::Broken("an article is not UTF-8".to_owned()))
}

pub(crate) fn unpack_record(bytes: &[u8]) -> Result<Record, Fault> {
    Record::from_json(&unpack(bytes)?).map_err(|e| Fault::Broken(format!("a record cannot be read: {e}")))
}
