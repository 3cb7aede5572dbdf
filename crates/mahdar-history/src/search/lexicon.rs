//! The words that are known to be whole, compiled from the tables under `data/` when the program was built.

use fst::Map;
use std::sync::LazyLock;

static BYTES: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/words.fst"));

/// Words whose key is not what their letters say.
static EXCEPTIONS: &str = include_str!("../../../../data/search_words.tsv");

/// Counted up when the rules of [`super::stem`] change.
const RULES: u64 = 1;

static WORDS: LazyLock<Option<Map<&'static [u8]>>> = LazyLock::new(|| Map::new(BYTES).ok());

static KEYS: LazyLock<Vec<(String, String)>> = LazyLock::new(|| {
    let mut list: Vec<(String, String)> = EXCEPTIONS
        .lines()
        .filter(|l| !l.starts_with('#'))
        .skip(1)
        .filter_map(|l| l.split_once('\t'))
        .flat_map(|(forms, key)| forms.split('|').map(|f| (mahdar_text::fold(f), mahdar_text::fold(key))).collect::<Vec<_>>())
        .collect();
    list.sort();
    list
});

/// What is known of a word, in folded spelling.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Known(u64);

impl Known {
    /// Whether it is a noun, adjective, name or particle.
    pub fn noun(self) -> bool {
        self.0 & 1 != 0
    }

    /// Whether it begins with `ال` that is no article.
    pub fn own_al(self) -> bool {
        self.0 & 2 != 0
    }

    /// Whether it is a finite verb.
    pub fn verb(self) -> bool {
        self.0 & 4 != 0
    }

    /// Whether it is a verbal noun.
    pub fn masdar(self) -> bool {
        self.0 & 8 != 0
    }

    /// Whether it is a word at all.
    pub fn any(self) -> bool {
        self.0 & 7 != 0
    }

    /// Whether it says nothing by itself.
    pub fn particle(self) -> bool {
        self.0 & 32 != 0
    }

    /// How many letters its first word has, where it is two words written as one.
    pub fn joined(self) -> Option<usize> {
        (self.0 & 16 != 0).then_some((self.0 >> 8) as usize)
    }
}

/// Looks a folded word up.
pub fn known(word: &str) -> Known {
    Known(WORDS.as_ref().and_then(|m| m.get(word)).unwrap_or(0))
}

/// The key that `data/search_words.tsv` gives a folded word.
pub fn exception(word: &str) -> Option<&'static str> {
    let list: &'static [(String, String)] = &KEYS;
    list.binary_search_by(|(w, _)| w.as_str().cmp(word)).ok().map(|i| list[i].1.as_str())
}

pub(super) fn fingerprint() -> u64 {
    let mut hash = 0xcbf2_9ce4_8422_2325 ^ RULES;
    for byte in BYTES.iter().chain(EXCEPTIONS.as_bytes()) {
        hash = (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
    }
    hash
}

#[cfg(test)]
mod tests {
    use super::{EXCEPTIONS, KEYS, known};

    #[test]
    fn the_automaton_can_be_read() {
        assert!(known("صين").noun() && known("وانغ").noun() && known("المانيا").own_al());
    }

    #[test]
    fn exceptions_are_told_once_each() {
        assert!(EXCEPTIONS.lines().all(|l| l.starts_with('#') || l.split('\t').count() == 2));
        assert!(KEYS.windows(2).all(|w| w[0].0 != w[1].0), "{KEYS:?}");
    }
}
