//! The knowledge under `data/`, compiled when the program was built.

use mahdar_knowledge::Knowledge;

static BYTES: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/knowledge.bin"));

/// The built-in knowledge.
///
/// # Panics
/// Never: the bytes were written by the same version of the code that reads them, and a test reads them.
pub fn knowledge() -> Knowledge {
    match Knowledge::from_bytes(BYTES) {
        Ok(k) => k,
        Err(e) => panic!("the built-in knowledge cannot be read: {e}"),
    }
}

/// The same in its compiled form: what [`Knowledge::to_bytes`] gives of it.
pub fn bytes() -> &'static [u8] {
    BYTES
}

#[cfg(test)]
mod tests {
    #[test]
    fn it_is_the_same_written_down_again() {
        assert!(super::knowledge().to_bytes().is_ok_and(|bytes| bytes == super::bytes()));
    }

    #[test]
    fn it_loads() {
        let k = super::knowledge();
        assert!(!k.frames.is_empty() && !k.humans.is_empty() && !k.vocab.is_empty());
    }
}
