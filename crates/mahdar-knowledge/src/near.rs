//! Names that are one but for a slip, or for how a foreign sound is written.

use crate::sorted;
use hashbrown::HashMap;
use serde::{Deserialize, Serialize};

/// Which letters stand for one sound (`ar/lexicon/spelling.tsv`).
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Sounds {
    /// Each letter's first of its row.
    #[serde(serialize_with = "sorted::map")]
    same: HashMap<char, char>,
    vowels: Vec<char>,
}

impl Sounds {
    /// Letters that are taken for one another.
    pub(crate) fn same(&mut self, letters: Vec<char>) {
        let first = letters.first().copied().unwrap_or_default();
        self.same.extend(letters.into_iter().map(|c| (c, first)));
    }

    /// Letters that are passed over inside a word.
    pub(crate) fn vowels(&mut self, letters: Vec<char>) {
        self.vowels.extend(letters);
    }

    /// Whether two words of names are as good as the same: by their sounds, or but for a slip. Short ones must be the same.
    pub fn alike(&self, a: &str, b: &str) -> bool {
        let (n, m) = (a.chars().count(), b.chars().count());
        a == b || n.min(m) >= 4 && (self.key(a) == self.key(b) || slips(a, b) <= (if n.max(m) >= 9 { 2 } else { 1 }))
    }

    /// A folded word by its sounds: vowels only at its start, nothing twice.
    fn key(&self, word: &str) -> Vec<char> {
        let letters = word.chars().enumerate().filter(|(i, c)| *i == 0 || !self.vowels.contains(c));
        let mut key: Vec<char> = letters.map(|(_, c)| self.same.get(&c).copied().unwrap_or(c)).collect();
        key.dedup();
        key
    }

    /// Whether two names have as many words, each as good as the same as its counterpart. Short words must be the same, and one
    /// word alone must be a long one.
    pub fn near(&self, a: &[String], b: &[String]) -> bool {
        let alone = a.len() == 1;
        let word = |(a, b): (&String, &String)| {
            let (long, n) = (a.chars().count().max(b.chars().count()), a.chars().count().min(b.chars().count()));
            a == b
                || n >= 4 && !alone && self.key(a) == self.key(b)
                || n >= (if alone { 6 } else { 4 }) && slips(a, b) <= (if long >= 9 { 2 } else { 1 })
        };
        !a.is_empty() && a.len() == b.len() && a.iter().zip(b).all(word)
    }
}

/// Letters to add, leave out, replace or swap with their neighbour.
fn slips(a: &str, b: &str) -> usize {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let mut before: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=b.len()).collect();
    for i in 1..=a.len() {
        let mut now = vec![i];
        for j in 1..=b.len() {
            let other = usize::from(a[i - 1] != b[j - 1]);
            let mut least = (last[j - 1] + other).min(last[j] + 1).min(now[j - 1] + 1);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                least = least.min(before[j - 2] + 1);
            }
            now.push(least);
        }
        before = std::mem::replace(&mut last, now);
    }
    last[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::load::words;

    #[test]
    fn slips_are_counted() {
        for (a, b, n) in [("", "", 0), ("abc", "abc", 0), ("abc", "acb", 1), ("abc", "ab", 1), ("abc", "xbcy", 2), ("", "ab", 2)]
        {
            assert_eq!((slips(a, b), slips(b, a)), (n, n), "{a} {b}");
        }
    }

    #[test]
    fn sounds_meet() {
        let sounds = crate::Knowledge::builtin().sounds;
        let near = |a: &str, b: &str| sounds.near(&words(a), &words(b));
        assert!(near("ميخائيل غورباتشوف", "ميخائيل جورباتشوف"));
        assert!(near("فلاديمير بوتين", "فلادمير بوتن"));
        assert!(near("نتنياهو", "نتيناهو"));
        assert!(sounds.alike("جوردن", "غوردون") && !sounds.alike("سعد", "سعيد"));
        for (a, b) in [("سلمان", "سليمان"), ("ماي", "مايك"), ("بوتين", "بوتين فلاديمير"), ("غانا", "غينيا"), ("", "")]
        {
            assert!(!near(a, b), "{a} {b}");
        }
    }
}
