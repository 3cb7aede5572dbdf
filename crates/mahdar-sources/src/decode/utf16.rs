//! UTF-16.

use encoding_rs::{Encoding, UTF_16BE, UTF_16LE};

/// How many bytes are looked at.
const SAMPLE: usize = 8192;

/// UTF-16 without a mark, known by every other byte being one of few that are rare elsewhere.
pub(super) fn guess(bytes: &[u8]) -> Option<&'static Encoding> {
    let sample = &bytes[..bytes.len().min(SAMPLE) & !1];
    if sample.len() < 4 {
        return None;
    }
    // A high byte of Arabic (06) or of Latin (00) is a control character in any other encoding.
    let low = sample.iter().filter(|&&b| b < 0x20 && !matches!(b, b'\t' | b'\n' | b'\r')).count();
    if low * 4 < sample.len() {
        return None;
    }
    [UTF_16LE, UTF_16BE].into_iter().find(|&encoding| {
        let units = units(sample, encoding == UTF_16BE);
        let likely = units.filter(|&u| is_likely(u)).count();
        likely * 20 >= sample.len() / 2 * 19
    })
}

/// Whether a unit is one of those that Arabic news are made of.
fn is_likely(unit: u16) -> bool {
    matches!(unit, 0x09 | 0x0a | 0x0d | 0x20..=0x7e | 0xa0..=0xff | 0x600..=0x6ff | 0x2000..=0x206f | 0xfb50..=0xfdff | 0xfe70..=0xfeff)
}

fn units(bytes: &[u8], big: bool) -> impl Iterator<Item = u16> {
    bytes.chunks_exact(2).map(move |pair| {
        let pair = [pair[0], pair[1]];
        if big { u16::from_be_bytes(pair) } else { u16::from_le_bytes(pair) }
    })
}

/// The text, and how many units (or a half one at the end) could not be read.
pub(super) fn decode(bytes: &[u8], big: bool) -> (String, usize) {
    let mut text = String::with_capacity(bytes.len());
    let mut lossy = 0;
    for unit in char::decode_utf16(units(bytes, big)) {
        text.push(unit.unwrap_or_else(|_| {
            lossy += 1;
            char::REPLACEMENT_CHARACTER
        }));
    }
    if bytes.len() % 2 == 1 {
        lossy += 1;
        text.push(char::REPLACEMENT_CHARACTER);
    }
    (text, lossy)
}
