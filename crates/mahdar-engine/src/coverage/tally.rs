//! Gaps of many articles, counted.

use super::{Gap, Spot, Survey};
use hashbrown::HashMap;
use mahdar_knowledge::Knowledge;
use mahdar_record::Span;
use serde::Serialize;
use std::collections::BTreeMap;

/// Gaps counted so far, with the first examples of each word.
#[derive(Debug)]
pub struct Tally {
    keep: usize,
    articles: usize,
    seen: [usize; Gap::ALL.len()],
    words: [HashMap<String, Row>; Gap::ALL.len()],
    holders: BTreeMap<u16, (usize, usize)>,
}

/// How many of the holders of an office that are told by name the facts have.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Known {
    /// The office.
    pub office: String,
    /// Told by name.
    pub seen: usize,
    /// Of these, known.
    pub known: usize,
}

/// A word and how often nothing came of it.
#[derive(Clone, Debug, Serialize)]
pub struct Row {
    /// The word.
    pub word: String,
    /// How often.
    pub count: usize,
    /// The first places.
    pub examples: Vec<Example>,
}

/// A place where nothing was found.
#[derive(Clone, Debug, Serialize)]
pub struct Example {
    /// Id of the article.
    pub article: String,
    /// The words at fault.
    #[serde(flatten)]
    pub words: Span,
    /// What stands around them.
    pub context: String,
}

/// All gaps of one sort.
#[derive(Clone, Debug, Serialize)]
pub struct Table {
    /// The sort.
    pub gap: Gap,
    /// How many there are in the articles, found or not.
    pub seen: usize,
    /// How many of them gave nothing.
    pub blind: usize,
    /// Different words at fault.
    pub different: usize,
    /// The most frequent of them.
    pub words: Vec<Row>,
}

impl Tally {
    /// An empty count that keeps as many examples of each word.
    pub fn new(keep: usize) -> Self {
        Self { keep, articles: 0, seen: [0; Gap::ALL.len()], words: Default::default(), holders: BTreeMap::new() }
    }

    /// Adds what was found in one article.
    pub fn add(&mut self, article: &str, s: Survey) {
        self.articles += 1;
        for (all, here) in self.seen.iter_mut().zip(s.seen) {
            *all += here;
        }
        for (office, known) in s.holders {
            let count = self.holders.entry(office).or_default();
            count.0 += 1;
            count.1 += usize::from(known);
        }
        for Spot { gap, key, words, context } in s.spots {
            let row = self.words[gap as usize].entry(key).or_insert_with_key(|word| Row {
                word: word.clone(),
                count: 0,
                examples: Vec::new(),
            });
            row.count += 1;
            if row.examples.len() < self.keep {
                row.examples.push(Example { article: article.to_owned(), words, context });
            }
        }
    }

    /// How many articles were added.
    pub fn articles(&self) -> usize {
        self.articles
    }

    /// Named holders of offices, the highest office first. `k` is what the articles were read with.
    pub fn known(&self, k: &Knowledge) -> Vec<Known> {
        let of = |(id, (seen, known)): (&u16, &(usize, usize))| Known {
            office: k.offices[*id as usize].name.clone(),
            seen: *seen,
            known: *known,
        };
        self.holders.iter().map(of).collect()
    }

    /// The counts of one sort: the `top` most frequent words, equal ones in the order of letters.
    pub fn table(&self, gap: Gap, top: usize) -> Table {
        let all = &self.words[gap as usize];
        let mut words: Vec<&Row> = all.values().collect();
        words.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.word.cmp(&b.word)));
        Table {
            gap,
            seen: self.seen[gap as usize],
            blind: all.values().map(|r| r.count).sum(),
            different: all.len(),
            words: words.into_iter().take(top).cloned().collect(),
        }
    }
}
