//! The uses of one formula in order of time.

use super::difference::{Piece, difference};
use crate::when::Days;
use std::collections::{BTreeMap, BTreeSet};

/// A use with its date and who used it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Dated {
    /// When; uses without a date count but change nothing.
    pub date: Option<Days>,
    /// The text: copies of one article are one text, and what they say is said once.
    pub text: String,
    /// Who says it: codes or names; empty where the article itself does.
    pub by: Vec<String>,
    /// The version.
    pub version: String,
    /// The words.
    pub words: String,
}

/// A formula through time.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FormulaHistory {
    /// First dated use.
    pub first: Option<Days>,
    /// Last dated use.
    pub last: Option<Days>,
    /// How many texts use it.
    pub texts: usize,
    /// How many texts each speaker uses it in, the most first.
    pub by: Vec<(String, usize)>,
    /// Its versions in order of their first use.
    pub versions: Vec<Version>,
    /// When one version took over from another.
    pub changes: Vec<Change>,
}

/// One version.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Version {
    /// The version.
    pub version: String,
    /// Words of its first use.
    pub words: String,
    /// First dated use.
    pub first: Option<Days>,
    /// Last dated use.
    pub last: Option<Days>,
    /// How many texts use it.
    pub texts: usize,
}

/// A change of version.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// When the new version was used first.
    pub on: Days,
    /// The version used last before.
    pub from: String,
    /// The new one.
    pub to: String,
    /// Words that the new one has more, as they were written.
    pub added: Vec<String>,
    /// Words that it has no more, as they were written.
    pub dropped: Vec<String>,
}

/// Puts uses of one formula in order. The order of `uses` does not matter; a version used twice in a text counts once.
pub fn history(uses: &[Dated]) -> FormulaHistory {
    let mut sorted: Vec<&Dated> = uses.iter().collect();
    sorted.sort_by(|a, b| (a.date.is_none(), a).cmp(&(b.date.is_none(), b)));
    let mut out = FormulaHistory::default();
    let mut texts = BTreeSet::new();
    let mut by: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    let mut in_texts: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    let mut place: BTreeMap<&str, usize> = BTreeMap::new();
    let mut last: Option<&Dated> = None;
    for u in sorted {
        texts.insert(u.text.as_str());
        in_texts.entry(&u.version).or_default().insert(&u.text);
        for speaker in &u.by {
            by.entry(speaker).or_default().insert(&u.text);
        }
        let new = !place.contains_key(u.version.as_str());
        let at = *place.entry(&u.version).or_insert(out.versions.len());
        if new {
            let (version, words) = (u.version.clone(), u.words.clone());
            out.versions.push(Version { version, words, first: u.date, last: u.date, texts: 0 });
        }
        let Some(date) = u.date else { continue };
        if new && let Some(before) = last {
            let (mut added, mut dropped) = (Vec::new(), Vec::new());
            for piece in difference(&before.words, &u.words) {
                match piece {
                    Piece::Kept(_) => {}
                    Piece::Added(words) => added.push(words),
                    Piece::Dropped(words) => dropped.push(words),
                }
            }
            out.changes.push(Change { on: date, from: before.version.clone(), to: u.version.clone(), added, dropped });
        }
        last = Some(u);
        out.versions[at].last = Some(date);
        out.first = out.first.or(Some(date));
        out.last = Some(date);
    }
    for version in &mut out.versions {
        version.texts = in_texts.get(version.version.as_str()).map_or(0, BTreeSet::len);
    }
    out.texts = texts.len();
    out.by = by.into_iter().map(|(who, texts)| (who.to_string(), texts.len())).collect();
    out.by.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn dated(date: &str, text: &str, by: &str, version: &str) -> Dated {
        Dated { date: Days::parse(date), text: text.into(), by: vec![by.into()], version: version.into(), words: version.into() }
    }

    #[test]
    fn a_partnership_grows() {
        let h = history(&[
            dated("2022-09-14", "c", "CHN", "شراكه استراتيجيه شامله دائمه"),
            dated("2013-09-07", "a", "CHN", "شراكه استراتيجيه شامله"),
            dated("2019-09-11", "b", "KAZ", "شراكه استراتيجيه شامله دائمه"),
            dated("2019-09-11", "b", "KAZ", "شراكه استراتيجيه شامله دائمه"),
        ]);
        assert_eq!(h.first, Days::parse("2013-09-07"));
        assert_eq!((h.texts, h.versions.len()), (3, 2));
        assert_eq!(h.versions[1].texts, 2);
        assert_eq!(h.by, [("CHN".to_string(), 2), ("KAZ".to_string(), 1)]);
        assert_eq!(h.changes.len(), 1);
        assert_eq!(h.changes[0].on.to_string(), "2019-09-11");
        assert_eq!(h.changes[0].added, ["دائمه"]);
        assert!(h.changes[0].dropped.is_empty());
    }

    proptest! {
        #[test]
        fn the_order_does_not_matter(list in proptest::collection::vec((0u8..5, "[a-c]", "[xy]", "[pq]"), 0..8), by in any::<usize>()) {
            let mut uses: Vec<Dated> = list.iter().map(|(day, t, who, v)| {
                dated(&if *day == 0 { String::new() } else { format!("2020-01-0{day}") }, t, who, v)
            }).collect();
            let want = history(&uses);
            let n = uses.len().max(1);
            uses.rotate_left(by % n);
            prop_assert_eq!(history(&uses), want);
        }
    }
}
