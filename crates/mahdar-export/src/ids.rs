//! Names for things that stay the same from one export to the next.

use mahdar_record::{Event, Record};
use sha2::{Digest, Sha256};

use crate::item::{Cast, name};

/// A digest of parts that no other list of parts has.
pub(crate) fn digest<'a>(parts: impl IntoIterator<Item = &'a str>) -> [u8; 32] {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update((part.len() as u64).to_le_bytes());
        hash.update(part);
    }
    hash.finalize().into()
}

pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|b| format!("{b:02x}")).collect()
}

/// SHA-256 of a text, as `source.sha256` of its record has it.
pub fn text_digest(text: &str) -> String {
    hex(&Sha256::digest(text))
}

/// The article among all articles: `k` and 16 hexadecimal digits that depend on its id, address, outlet, day and text only. Ids are the
/// sources' own and not always the only ones of their kind. The letter keeps readers from taking `12e45` for a number.
pub fn article_key(record: &Record) -> String {
    let s = &record.source;
    let part = |p: &Option<String>| p.clone().unwrap_or_default();
    let parts = [record.id.clone(), part(&s.url), part(&s.outlet), part(&record.published.date), s.sha256.clone()];
    format!("k{}", hex(&digest(parts.iter().map(String::as_str))[..8]))
}

/// A number that every reader holds exactly: 49 bits, which is at most 15 digits; spreadsheets keep no more.
pub(crate) fn number(digest: &[u8; 32]) -> u64 {
    let mut bytes = [0; 8];
    bytes.copy_from_slice(&digest[..8]);
    u64::from_le_bytes(bytes) >> 15
}

/// The event among all events, whatever its number in its record.
pub(crate) fn event_id(key: &str, event: &Event, cast: &Cast<'_>) -> u64 {
    let span = format!("{}-{}", event.evidence.start, event.evidence.end);
    let mode = event.mode.as_deref().unwrap_or("");
    let mut parts = vec![key, "event", &event.kind, mode, &span, event.date.as_deref().unwrap_or("")];
    for side in [&event.source, &event.target] {
        parts.push("side");
        parts.extend(cast.actors(side).map(|a| name(&a.name)));
    }
    number(&digest(parts))
}

/// One source and one target of an event.
pub(crate) fn pair_id(event: u64, source: usize, target: usize) -> u64 {
    if (source, target) == (0, 0) {
        return event;
    }
    number(&digest([event.to_string().as_str(), &source.to_string(), &target.to_string()]))
}
