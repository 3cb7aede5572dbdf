//! A stretch of a list in a few hundred bytes: each number as the difference to the one before, seven bits to a byte.

use super::Entry;
use crate::error::Fault;

/// A block is not made longer than this: more than a thousand bytes, and SQLite keeps a row on pages of its own.
const ROOM: usize = 900;

/// A block in the making. Its first `at` stands in the key of its row.
#[derive(Debug, Default)]
pub(super) struct Block {
    pub first: i64,
    last: Option<Entry>,
    bytes: Vec<u8>,
}

impl Block {
    pub fn of(entries: &[Entry]) -> Self {
        let mut block = Self::default();
        entries.iter().for_each(|entry| block.push(*entry));
        block
    }

    /// Whether a row begins another block. Rows with the same `at` stay together: blocks are found by their first.
    pub fn is_full_for(&self, next: Entry) -> bool {
        self.bytes.len() >= ROOM && self.last.is_some_and(|last| last.at != next.at)
    }

    /// Adds a row, which does not come before the last.
    pub fn push(&mut self, entry: Entry) {
        let article = match self.last {
            None => {
                self.first = entry.at;
                entry.article
            }
            Some(last) => {
                number(&mut self.bytes, entry.at.abs_diff(last.at));
                entry.article.wrapping_sub(last.article)
            }
        };
        number(&mut self.bytes, ((article << 1) ^ (article >> 63)) as u64);
        number(&mut self.bytes, u64::from(entry.label));
        self.last = Some(entry);
    }

    pub fn bytes(self) -> Vec<u8> {
        self.bytes
    }
}

fn number(bytes: &mut Vec<u8>, mut n: u64) {
    while n >= 0x80 {
        bytes.push(n as u8 | 0x80);
        n >>= 7;
    }
    bytes.push(n as u8);
}

/// Adds the rows of a block to `entries`.
///
/// # Errors
/// Where the bytes are not those of a block.
pub(super) fn read(first: i64, bytes: &[u8], entries: &mut Vec<Entry>) -> Result<(), Fault> {
    let broken = || Fault::Broken("a list cannot be read".to_owned());
    let mut bytes = bytes.iter();
    let mut entry = Entry { at: first, article: 0, label: 0 };
    let mut is_first = true;
    while !bytes.as_slice().is_empty() {
        if !is_first {
            let step = i64::try_from(next(&mut bytes).ok_or_else(broken)?).map_err(|_| broken())?;
            entry.at = entry.at.checked_add(step).ok_or_else(broken)?;
        }
        is_first = false;
        let step = next(&mut bytes).ok_or_else(broken)?;
        entry.article = entry.article.wrapping_add((step >> 1) as i64 ^ -((step & 1) as i64));
        entry.label = u32::try_from(next(&mut bytes).ok_or_else(broken)?).map_err(|_| broken())?;
        entries.push(entry);
    }
    Ok(())
}

/// A number of at most 64 bits; none where the bytes end before it does.
fn next(bytes: &mut std::slice::Iter<'_, u8>) -> Option<u64> {
    let mut n = 0;
    for shift in (0..64).step_by(7) {
        let byte = *bytes.next()?;
        n |= u64::from(byte & 0x7f) << shift;
        if byte < 0x80 {
            return Some(n);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_written_is_read() {
        let mut entries: Vec<Entry> = [(0, 0, 0), (0, 5, 1), (1, 3, u32::MAX), (1 << 40, i64::MAX, 2), (i64::MAX, -1, 3)]
            .map(|(at, article, label)| Entry { at, article, label })
            .to_vec();
        let block = Block::of(&entries);
        let (first, bytes) = (block.first, block.bytes());
        let mut found = Vec::new();
        read(first, &bytes, &mut found).expect("a block");
        assert_eq!(found, entries);
        entries.truncate(2);
        assert!(read(0, &[0x80], &mut found).is_err(), "a number without an end");
        assert!(read(i64::MAX, &[0, 0, 1, 0, 0], &mut found).is_err(), "a step beyond all numbers");
    }
}
