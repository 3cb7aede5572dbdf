//! Text and record as they are kept: compressed, which makes a record of 20 kB one of 2 kB.

use std::cell::RefCell;

use mahdar_record::Record;
use zstd::bulk::{Compressor, Decompressor};
use zstd::zstd_safe::get_frame_content_size;

use crate::error::Fault;

/// Beyond this, twice the time saves a twentieth of the file.
const LEVEL: i32 = 1;
/// More room than nearly all records need is given back.
const KEPT: usize = 1 << 20;
/// What room is made for on the word of the bytes alone: damaged ones may say anything.
const ROOM: u64 = 64 << 20;

thread_local! {
    /// Making a compressor takes longer than compressing an article; and room is made for the worst case, ten times what is needed.
    static COMPRESSOR: RefCell<Option<(Compressor<'static>, Vec<u8>)>> = const { RefCell::new(None) };
    /// The same of taking apart.
    static DECOMPRESSOR: RefCell<Option<Decompressor<'static>>> = const { RefCell::new(None) };
}

pub(crate) fn pack(text: &str) -> Result<Vec<u8>, Fault> {
    let pack = |kept: &RefCell<Option<(Compressor<'static>, Vec<u8>)>>| -> std::io::Result<Vec<u8>> {
        let mut kept = kept.borrow_mut();
        let (compressor, room) = match kept.as_mut() {
            Some(kept) => kept,
            None => kept.insert((Compressor::new(LEVEL)?, Vec::new())),
        };
        room.clear();
        room.reserve(zstd::zstd_safe::compress_bound(text.len()));
        compressor.compress_to_buffer(text.as_bytes(), room)?;
        let packed = room.as_slice().to_vec();
        if room.capacity() > KEPT {
            *room = Vec::new();
        }
        Ok(packed)
    };
    COMPRESSOR.with(pack).map_err(|e| Fault::Broken(format!("cannot be compressed: {e}")))
}

pub(crate) fn unpack(bytes: &[u8]) -> Result<String, Fault> {
    let unpack = |kept: &RefCell<Option<Decompressor<'static>>>| -> std::io::Result<Vec<u8>> {
        let Some(size) = get_frame_content_size(bytes).ok().flatten().filter(|size| *size <= ROOM) else {
            return zstd::decode_all(bytes);
        };
        let mut kept = kept.borrow_mut();
        let decompressor = match kept.as_mut() {
            Some(decompressor) => decompressor,
            None => kept.insert(Decompressor::new()?),
        };
        decompressor.decompress(bytes, size as usize)
    };
    let plain = DECOMPRESSOR.with(unpack).map_err(|e| Fault::Broken(format!("an article cannot be unpacked: {e}")))?;
    String::from_utf8(plain).map_err(|_| Fault::Broken("an article is not UTF-8".to_owned()))
}

pub(crate) fn unpack_record(bytes: &[u8]) -> Result<Record, Fault> {
    Record::from_json(&unpack(bytes)?).map_err(|e| Fault::Broken(format!("a record cannot be read: {e}")))
}
