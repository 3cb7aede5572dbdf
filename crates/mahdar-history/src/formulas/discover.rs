//! Phrases that recur in what two states say of each other, found without a list.
//!
//! A phrase is a run of words, no particle at its ends and no name in it, that stands in several texts. Its words must go
//! together more than chance has it (normalised pointwise mutual information of every two neighbours), and the pair must
//! use it more than others do. Of phrases within each other the longest that is as frequent is kept.

use crate::search::{Mode, is_particle, terms};
use crate::when::Days;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

/// Fewest and most words of a phrase.
const WORDS: std::ops::RangeInclusive<usize> = 3..=7;
/// Share of a longer phrase's texts from which a shorter one within it says nothing more.
const WITHIN: f64 = 0.7;
/// How much more often than in all statements a phrase must stand in the pair's.
const LIFT: f64 = 1.5;
/// Statements of all from which they can be compared with.
const ENOUGH: u64 = 200;

/// A statement.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Said {
    /// When.
    pub date: Option<Days>,
    /// The text it stands in: copies of one article are one text.
    pub text: String,
    /// Who says it.
    pub by: Vec<String>,
    /// What.
    pub words: String,
    /// Where names stand in it, in code points: persons, places, organisations. No phrase goes over one.
    pub names: Vec<(u32, u32)>,
}

/// How often words and neighbours stand in the statements of all, to compare a pair's with.
#[derive(Clone, Debug, Default)]
pub struct Background {
    words: HashMap<String, u32>,
    pairs: HashMap<String, u32>,
    total: u64,
    statements: u64,
}

/// A phrase that was found.
#[derive(Clone, Debug, PartialEq)]
pub struct Found {
    /// Keys of its words.
    pub key: String,
    /// Words of its first use.
    pub words: String,
    /// How many texts have it.
    pub texts: usize,
    /// How much its words go together, at its weakest place: −1 to 1.
    pub association: f64,
    /// First dated use.
    pub first: Option<Days>,
    /// Last dated use.
    pub last: Option<Days>,
}

impl Background {
    /// Counts a statement in.
    pub fn add(&mut self, words: &str) {
        let keys: Vec<String> = terms(words, Mode::Folded).into_iter().map(|t| t.key).collect();
        self.statements += 1;
        self.total += keys.len() as u64;
        let mut seen = HashSet::new();
        for pair in keys.windows(2) {
            let pair = pair.join(" ");
            if seen.insert(pair.clone()) {
                *self.pairs.entry(pair).or_default() += 1;
            }
        }
        for key in keys {
            *self.words.entry(key).or_default() += 1;
        }
    }

    /// How much two neighbours go together, −1 to 1.
    fn association(&self, a: &str, b: &str) -> f64 {
        let n = self.total.max(2) as f64;
        let count = |map: &HashMap<String, u32>, key: &str| f64::from(map.get(key).copied().unwrap_or(1));
        let both = count(&self.pairs, &format!("{a} {b}"));
        let pmi = (both * n / (count(&self.words, a) * count(&self.words, b))).ln();
        pmi / -(both / n).ln()
    }

    /// How much more often a phrase stands in `times` of `of` statements than in all: by its rarest pair of neighbours.
    fn lift(&self, phrase: &[&str], times: usize, of: usize) -> f64 {
        let rarest = phrase.windows(2).map(|p| self.pairs.get(&p.join(" ")).copied().unwrap_or(1)).min().unwrap_or(1);
        (times as f64 / of.max(1) as f64) / (f64::from(rarest) / self.statements.max(1) as f64)
    }
}

/// Phrases that at least `fewest` texts have and whose words go together at least so much (0.3 is a fair value), the
/// most used first. The order of `statements` does not matter.
pub fn discover(statements: &[Said], background: &Background, fewest: usize, association: f64) -> Vec<Found> {
    let mut sorted: Vec<&Said> = statements.iter().collect();
    sorted.sort_by(|a, b| (a.date.is_none(), a).cmp(&(b.date.is_none(), b)));
    struct Seen<'a> {
        texts: BTreeSet<&'a str>,
        times: usize,
        words: String,
        first: Option<Days>,
        last: Option<Days>,
    }
    let mut seen: BTreeMap<String, Seen<'_>> = BTreeMap::new();
    for said in &sorted {
        let list = terms(&said.words, Mode::Folded);
        let chars: Vec<char> = said.words.chars().collect();
        for i in 0..list.len() {
            for n in WORDS {
                let Some(run) = list.get(i..i + n) else { break };
                // A mark between two words ends the phrase.
                let gap = |a: u32, b: u32| chars[a as usize..b.max(a) as usize].iter().any(|c| !c.is_whitespace());
                if n > 1 && gap(run[n - 2].end, run[n - 1].start) {
                    break;
                }
                let last = &run[n - 1];
                if is_particle(&run[0].key) || said.names.iter().any(|(a, b)| *a < last.end && run[0].start < *b) {
                    break;
                }
                if is_particle(&last.key) {
                    continue;
                }
                let key = run.iter().map(|t| t.key.as_str()).collect::<Vec<_>>().join(" ");
                let entry = seen.entry(key).or_insert_with(|| Seen {
                    texts: BTreeSet::new(),
                    times: 0,
                    words: chars[run[0].start as usize..run[n - 1].end as usize].iter().collect(),
                    first: said.date,
                    last: None,
                });
                entry.texts.insert(&said.text);
                entry.times += 1;
                entry.last = entry.last.max(said.date);
            }
        }
    }
    seen.retain(|_, s| s.texts.len() >= fewest);
    let mut out: Vec<Found> = Vec::new();
    let mut longest: Vec<(String, Seen<'_>)> = seen.into_iter().collect();
    longest.sort_by(|a, b| b.0.split(' ').count().cmp(&a.0.split(' ').count()).then_with(|| a.0.cmp(&b.0)));
    for (key, s) in longest {
        let words: Vec<&str> = key.split(' ').collect();
        let neighbours: Vec<f64> = words
            .windows(2)
            .filter(|p| !is_particle(p[0]) && !is_particle(p[1]))
            .map(|p| background.association(p[0], p[1]))
            .collect();
        let said = words.iter().filter(|w| !is_particle(w)).count();
        let weakest = neighbours.iter().copied().fold(if neighbours.is_empty() { -1.0 } else { 1.0 }, f64::min);
        let inside = |f: &&Found| format!(" {} ", f.key).contains(&format!(" {key} "));
        let longer: usize = out.iter().filter(inside).map(|f| f.texts).max().unwrap_or(0);
        let common = background.statements >= ENOUGH && background.lift(&words, s.times, sorted.len()) < LIFT;
        if said < *WORDS.start() || weakest < association || common || longer as f64 >= WITHIN * s.texts.len() as f64 {
            continue;
        }
        out.push(Found { words: s.words, texts: s.texts.len(), association: weakest, first: s.first, last: s.last, key });
    }
    out.sort_by(|a, b| b.texts.cmp(&a.texts).then_with(|| a.key.cmp(&b.key)));
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn said(text: &str, date: &str, words: &str) -> Said {
        Said { date: Days::parse(date), text: text.into(), by: Vec::new(), words: words.into(), names: Vec::new() }
    }

    fn three() -> Vec<Said> {
        vec![
            said("a", "2020-01-01", "نؤكد أن جسر القرن الأخضر بيننا يكبر"),
            said("b", "2021-01-01", "عملنا معا على جسر القرن الأخضر هذا العام"),
            said("c", "2022-01-01", "وجسر القرن الأخضر ثمرة ثقة"),
            said("d", "2022-01-01", "المياه موضوع آخر"),
        ]
    }

    fn background(list: &[Said]) -> Background {
        let mut b = Background::default();
        list.iter().for_each(|s| b.add(&s.words));
        b
    }

    #[test]
    fn a_phrase_that_recurs() {
        let list = three();
        let found = discover(&list, &background(&list), 3, 0.3);
        assert_eq!(found.len(), 1, "{found:?}");
        assert_eq!((found[0].words.as_str(), found[0].texts), ("جسر القرن الأخضر", 3));
        assert_eq!(found[0].first, Days::parse("2020-01-01"));
        assert_eq!(found[0].last, Days::parse("2022-01-01"));
    }

    #[test]
    fn no_phrase_goes_over_a_name() {
        let mut list = three();
        for said in &mut list {
            let at = said.words.find("القرن").map_or(0, |b| said.words[..b].chars().count() as u32);
            said.names.push((at, at + 5));
        }
        assert!(discover(&list, &background(&list), 3, 0.3).is_empty());
    }

    #[test]
    fn what_everybody_says_is_no_formula() {
        let list = three();
        let mut all = background(&list);
        (0..300).for_each(|_| all.add("جسر القرن الأخضر"));
        assert!(discover(&list, &all, 3, -1.0).is_empty());
    }

    proptest! {
        #[test]
        fn the_order_does_not_matter(list in proptest::collection::vec(("[a-d]", "(سد|نهر|جسر| |،|في){0,8}"), 0..8)) {
            let mut list: Vec<Said> = list.into_iter().map(|(t, w)| said(&t, "2020-01-01", &w)).collect();
            let b = background(&list);
            let want = discover(&list, &b, 2, -1.0);
            list.reverse();
            prop_assert_eq!(discover(&list, &b, 2, -1.0), want);
        }
    }
}
