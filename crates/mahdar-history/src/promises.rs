//! Promises said again: the same actor, toward the same, the same thing.
//!
//! Items are compared by the keys of their words (see [`crate::search`]) without particles; words that nearly every
//! promise has (`data/promise_words.tsv`) weigh little. A promise is linked to the first that was like it, so that a
//! chain does not drift away from what was said at its beginning.

use crate::search::{Mode, is_particle, terms};
use crate::when::Days;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::sync::LazyLock;

/// Weight of a word that nearly every promise has.
const FAINT: f64 = 0.25;
/// Likeness from which two promises are one.
const ALIKE: f64 = 0.6;
/// What two promises must have in common at least: a word and a half of weight.
const LEAST: f64 = 1.5;

/// Words that nearly every promise has.
pub(crate) const TABLE: &str = include_str!("../../../data/promise_words.tsv");

static FAINT_WORDS: LazyLock<HashSet<String>> = LazyLock::new(|| {
    TABLE
        .lines()
        .filter(|l| !l.starts_with('#'))
        .skip(1)
        .filter_map(|l| l.split('\t').next())
        .flat_map(|forms| terms(&forms.replace('|', " "), Mode::Folded))
        .map(|t| t.key)
        .collect()
});

/// A promise of a record, as far as it matters here.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Promise {
    /// When it was said or, where that is not known, published.
    pub date: Option<Days>,
    /// When it was published: of several tellings of one saying the earliest is the first.
    pub published: Option<Days>,
    /// What stays the same for the promise in whatever order articles come.
    pub id: (String, String),
    /// Codes or names of those who promise.
    pub actors: BTreeSet<String>,
    /// Codes or names of those toward whom.
    pub toward: BTreeSet<String>,
    /// The words of the item.
    pub item: String,
    /// Articles that are copies of each other have one text: what they say is said once.
    pub text: String,
}

/// A promise that was made before.
#[derive(Clone, Debug, PartialEq)]
pub struct Again {
    /// Which.
    pub id: (String, String),
    /// How like the first saying, 0 to 1.
    pub likeness: f64,
    /// Keys of the words that both have.
    pub shared: Vec<String>,
    /// Whether it is in a copy of an article that has said it already: one saying, not another.
    pub copy: bool,
}

/// A promise with all its sayings.
#[derive(Clone, Debug, PartialEq)]
pub struct Chain {
    /// The first saying.
    pub first: (String, String),
    /// The later ones in order of time.
    pub again: Vec<Again>,
}

/// The words of an item that can be compared.
pub fn words(item: &str) -> BTreeSet<String> {
    terms(item, Mode::Folded).into_iter().map(|t| t.key).filter(|k| k.chars().count() > 1 && !is_particle(k)).collect()
}

/// What words weigh together.
pub(crate) fn weight<'a>(words: impl Iterator<Item = &'a String>) -> f64 {
    words.map(|w| if FAINT_WORDS.contains(w.as_str()) { FAINT } else { 1.0 }).sum()
}

/// How like two items are, 0 to 1, and the words that they share; none where that is too little to say so.
pub fn likeness(a: &BTreeSet<String>, b: &BTreeSet<String>) -> Option<(f64, Vec<String>)> {
    let shared: Vec<String> = a.intersection(b).cloned().collect();
    let common = weight(shared.iter());
    let like = 2.0 * common / (weight(a.iter()) + weight(b.iter())).max(f64::MIN_POSITIVE);
    (a == b && a.len() > 1 || common >= LEAST && like >= ALIKE).then_some((like, shared))
}

/// First sayings by their words: of thousands of promises of the same to the same, few have enough in common to be compared.
#[derive(Default)]
struct Firsts<'w> {
    by_word: HashMap<&'w str, Vec<usize>>,
}

impl<'w> Firsts<'w> {
    fn add(&mut self, n: usize, words: &'w BTreeSet<String>) {
        for word in words {
            self.by_word.entry(word).or_default().push(n);
        }
    }

    /// All that [`likeness`] may take for like these words, in the order in which they were added: what it asks for first.
    fn near(&self, words: &BTreeSet<String>) -> BTreeSet<usize> {
        let mut common: HashMap<usize, f64> = HashMap::new();
        for word in words {
            let weight = weight(std::iter::once(word));
            for n in self.by_word.get(word.as_str()).into_iter().flatten() {
                *common.entry(*n).or_default() += weight;
            }
        }
        // Items with the same words may weigh less than that.
        let least = LEAST.min(weight(words.iter()));
        common.into_iter().filter(|(_, common)| *common >= least).map(|(n, _)| n).collect()
    }
}

/// Chains of all promises, sorted by their first saying. The order of `promises` does not matter.
pub fn chains(promises: &[Promise]) -> Vec<Chain> {
    // Without a date a promise cannot be the first of others: it stands behind all that have one.
    let mut sorted: Vec<&Promise> = promises.iter().collect();
    let rank = |p: &Promise| (p.date.is_none(), p.date, p.published.is_none(), p.published, p.id.clone());
    sorted.sort_by_cached_key(|p| rank(p));
    sorted.dedup_by(|a, b| a.id == b.id);
    let items: Vec<BTreeSet<String>> = sorted.iter().map(|p| words(&p.item)).collect();
    let mut firsts: BTreeMap<(&BTreeSet<String>, &BTreeSet<String>), Firsts<'_>> = BTreeMap::new();
    let mut out: BTreeMap<usize, Vec<(usize, f64, Vec<String>)>> = BTreeMap::new();
    for (n, promise) in sorted.iter().enumerate() {
        let known = firsts.entry((&promise.actors, &promise.toward)).or_default();
        let like = |f: usize| likeness(&items[f], &items[n]).map(|(like, shared)| (f, like, shared));
        // The likest first saying; of several, the earliest.
        let best = known.near(&items[n]).into_iter().filter_map(like);
        let best = best.reduce(|best, next| if next.1 > best.1 { next } else { best });
        match best {
            Some((first, like, shared)) => out.entry(first).or_default().push((n, like, shared)),
            None => {
                known.add(n, &items[n]);
                out.entry(n).or_default();
            }
        }
    }
    let chain = |(first, again): (usize, Vec<(usize, f64, Vec<String>)>)| {
        let mut texts = HashSet::from([sorted[first].text.as_str()]);
        let again = again.into_iter().map(|(n, likeness, shared)| Again {
            id: sorted[n].id.clone(),
            likeness,
            shared,
            copy: !texts.insert(&sorted[n].text),
        });
        Chain { first: sorted[first].id.clone(), again: again.collect() }
    };
    out.into_iter().map(chain).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn promise(id: &str, date: &str, actor: &str, item: &str) -> Promise {
        Promise {
            date: Days::parse(date),
            published: None,
            id: (id.into(), "c1".into()),
            actors: BTreeSet::from([actor.to_string()]),
            toward: BTreeSet::from(["KAZ".to_string()]),
            item: item.into(),
            text: id.into(),
        }
    }

    #[test]
    fn said_again_in_other_words() {
        let chains = chains(&[
            promise("c", "2023-05-18", "CHN", "زيادة استيراد منتجات زراعية من كازاخستان"),
            promise("a", "2022-06-07", "CHN", "زيادة استيراد المنتجات الزراعية"),
            promise("b", "2022-09-14", "CHN", "فتح معابر حدودية إضافية"),
            promise("d", "2023-05-19", "RUS", "زيادة استيراد المنتجات الزراعية"),
        ]);
        assert_eq!(chains.len(), 3);
        assert_eq!(chains[0].first.0, "a");
        assert_eq!(chains[0].again[0].id.0, "c");
        assert_eq!(chains[0].again[0].shared, ["استيراد", "زراعيه", "زياده", "منتجات"]);
    }

    #[test]
    fn common_words_alone_are_no_promise_said_again() {
        let chains = chains(&[
            promise("a", "2022-01-01", "CHN", "تعزيز التعاون الثنائي في مجال الطاقة"),
            promise("b", "2022-02-01", "CHN", "تعزيز التعاون الثنائي في مجال التعليم"),
        ]);
        assert_eq!(chains.len(), 2);
    }

    #[test]
    fn copies_say_it_once() {
        let mut twice = [promise("a", "2022-01-01", "CHN", "بناء سكة حديد"), promise("b", "2022-01-01", "CHN", "بناء سكة حديد")];
        twice[1].text = "a".into();
        assert!(chains(&twice)[0].again[0].copy);
    }

    proptest! {
        #[test]
        fn the_order_does_not_matter(
            items in proptest::collection::vec(("[a-f]", 1u8..9, proptest::collection::vec(0usize..6, 1..4)), 0..8),
            by in any::<usize>(),
        ) {
            let vocabulary = ["قطار", "ميناء", "غاز", "جسر", "تعزيز", "تعاون"];
            let mut list: Vec<Promise> = items.into_iter().enumerate().map(|(n, (id, day, words))| {
                let item = words.into_iter().map(|w| vocabulary[w]).collect::<Vec<_>>().join(" ");
                promise(&format!("{id}{n}"), &format!("2022-03-{day:02}"), "CHN", &item)
            }).collect();
            let want = chains(&list);
            let said: usize = want.iter().map(|c| 1 + c.again.len()).sum();
            prop_assert_eq!(said, list.len());
            let n = list.len().max(1);
            list.rotate_left(by % n);
            prop_assert_eq!(chains(&list), want);
        }

        #[test]
        fn likeness_is_symmetric(a in "[ء-ي ]{0,40}", b in "[ء-ي ]{0,40}") {
            let (a, b) = (words(&a), words(&b));
            prop_assert_eq!(likeness(&a, &b).map(|l| l.1), likeness(&b, &a).map(|l| l.1));
        }
    }
}
