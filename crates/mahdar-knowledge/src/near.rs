//! Names that are one but for a slip, or for how a foreign sound is written.

use crate::load::{Files, columns};
use crate::table::rows;
use hashbrown::HashMap;

/// Which letters stand for one sound (`ar/lexicon/spelling.tsv`).
#[derive(Debug, Default)]
pub(crate) struct Sounds {
    /// Each letter's first of its row.
    same: HashMap<char, char>,
    vowels: Vec<char>,
}

impl Sounds {
    /// Reads them; faulty rows are passed over.
    pub fn new(files: &Files) -> Self {
        let path = "ar/lexicon/spelling.tsv";
        let mut out = Self::default();
        for (name, text) in files.get(path).into_iter().flatten() {
            for row in rows(name, text, columns(path), &mut Vec::new()) {
                let letters: Vec<char> = row.variants("form").filter_map(|(f, _)| f.chars().next()).collect();
                match row.get("rule") {
                    "vowel" => out.vowels.extend(letters),
                    "sound" => {
                        let first = letters.first().copied().unwrap_or_default();
                        out.same.extend(letters.into_iter().map(|c| (c, first)));
                    }
                    _ => {}
                }
            }
        }
        out
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
        let sounds = Sounds::new(&crate::builtin_files());
        let near = |a: &str, b: &str| sounds.near(&words(a), &words(b));
        assert!(near("ميخائيل غورباتشوف", "ميخائيل جورباتشوف"));
        assert!(near("فلاديمير بوتين", "فلادمير بوتن"));
        assert!(near("نتنياهو", "نتيناهو"));
        for (a, b) in [("سلمان", "سليمان"), ("ماي", "مايك"), ("بوتين", "بوتين فلاديمير"), ("غانا", "غينيا"), ("", "")]
        {
            assert!(!near(a, b), "{a} {b}");
        }
    }
}
