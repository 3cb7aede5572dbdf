//! Encounters made of tellings.

use super::decide::{Decision, Reason, are_plainly_apart, decide};
use super::telling::{Telling, TellingId};
use crate::groups::{Link, group};
use std::collections::{BTreeMap, BTreeSet};

/// How sure a user's word is: more than anything found.
const REVIEWED: u32 = 1000;

/// What users decided about pairs of tellings. The last word on a pair counts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reviews {
    pairs: BTreeMap<(TellingId, TellingId), bool>,
    named: BTreeSet<TellingId>,
}

impl Reviews {
    /// Notes that two tellings are one encounter, or are two.
    pub fn note(&mut self, a: &TellingId, b: &TellingId, same: bool) {
        self.named.extend([a.clone(), b.clone()]);
        self.pairs.insert(ordered(a, b), same);
    }

    /// What was decided about two tellings.
    pub fn of(&self, a: &TellingId, b: &TellingId) -> Option<bool> {
        if self.pairs.is_empty() {
            return None;
        }
        self.pairs.get(&ordered(a, b)).copied()
    }

    /// Whether anything was decided about a telling.
    pub fn name(&self, id: &TellingId) -> bool {
        self.named.contains(id)
    }

    /// Compares two tellings; a user's word stands over what is found.
    pub fn decide(&self, a: &Telling, b: &Telling, copies: bool) -> Decision {
        match self.of(&a.id, &b.id) {
            Some(true) => Decision { together: Some(REVIEWED), contradict: false, reasons: vec![Reason::ReviewedSame] },
            Some(false) => Decision { together: None, contradict: true, reasons: vec![Reason::ReviewedApart] },
            None => decide(a, b, copies),
        }
    }

    /// What [`Reviews::decide`] comes to, without reasons: how surely the two are one, and whether they cannot be.
    pub fn verdict(&self, a: &Telling, b: &Telling, copies: bool) -> (Option<u32>, bool) {
        if self.of(&a.id, &b.id).is_none() && are_plainly_apart(a, b) {
            return (None, true);
        }
        let Decision { together, contradict, .. } = self.decide(a, b, copies);
        (together, contradict)
    }
}

fn ordered(a: &TellingId, b: &TellingId) -> (TellingId, TellingId) {
    if a <= b { (a.clone(), b.clone()) } else { (b.clone(), a.clone()) }
}

/// One encounter with all who tell it.
#[derive(Clone, Debug, PartialEq)]
pub struct Encounter {
    /// Its tellings, sorted; the first gives the encounter its name.
    pub tellings: Vec<TellingId>,
    /// Why each pair of them that was compared belongs together.
    pub why: Vec<(TellingId, TellingId, Vec<Reason>)>,
    /// Tellings like these that were kept apart by a contradiction, and why.
    pub kept_apart: Vec<(TellingId, TellingId, Vec<Reason>)>,
}

/// Merges tellings: any two of one encounter share a key (or were decided about), belong together by [`decide`] or
/// through others, and do not contradict each other. `copies` tells whether two articles are copies. The result does
/// not depend on the order of `tellings`.
pub fn merge(tellings: &[Telling], reviews: &Reviews, copies: impl Fn(&str, &str) -> bool) -> Vec<Encounter> {
    let sorted = sorted(tellings);
    let Grouped { groups, pairs } = grouped(&sorted, reviews, &copies);
    let owner: BTreeMap<usize, usize> =
        groups.iter().enumerate().flat_map(|(g, members)| members.iter().map(move |m| (*m, g))).collect();
    let id = |n: usize| sorted[n].id.clone();
    let mut out: Vec<Encounter> = groups
        .iter()
        .map(|g| Encounter { tellings: g.iter().map(|m| id(*m)).collect(), why: Vec::new(), kept_apart: Vec::new() })
        .collect();
    for ((a, b), (together, contradict)) in pairs {
        let (ga, gb) = (owner[&a], owner[&b]);
        let why = || {
            let decision = reviews.decide(sorted[a], sorted[b], copies(&sorted[a].id.article, &sorted[b].id.article));
            (id(a), id(b), decision.reasons)
        };
        match (ga == gb, together.is_some(), contradict) {
            (true, true, _) => out[ga].why.push(why()),
            (false, _, true) => {
                let entry = why();
                out[ga].kept_apart.push(entry.clone());
                out[gb].kept_apart.push(entry);
            }
            _ => {}
        }
    }
    out
}

/// The tellings of each encounter that [`merge`] makes of them, without reasons.
pub fn groups(tellings: &[Telling], reviews: &Reviews, copies: impl Fn(&str, &str) -> bool) -> Vec<Vec<TellingId>> {
    let sorted = sorted(tellings);
    let groups = grouped(&sorted, reviews, &copies).groups;
    groups.into_iter().map(|g| g.into_iter().map(|m| sorted[m].id.clone()).collect()).collect()
}

fn sorted(tellings: &[Telling]) -> Vec<&Telling> {
    let mut sorted: Vec<&Telling> = tellings.iter().collect();
    sorted.sort_by(|a, b| a.id.cmp(&b.id));
    sorted.dedup_by(|a, b| a.id == b.id);
    sorted
}

/// Tellings by number in groups, and the verdicts on all pairs that were compared.
struct Grouped {
    groups: Vec<Vec<usize>>,
    pairs: BTreeMap<(usize, usize), (Option<u32>, bool)>,
}

fn grouped(sorted: &[&Telling], reviews: &Reviews, copies: &impl Fn(&str, &str) -> bool) -> Grouped {
    let compare = |a: &Telling, b: &Telling| reviews.verdict(a, b, copies(&a.id.article, &b.id.article));
    let mut links = Vec::new();
    let mut pairs = BTreeMap::new();
    for (a, b) in candidates(sorted, reviews) {
        let verdict = compare(sorted[a], sorted[b]);
        if let Some(strength) = verdict.0 {
            links.push(Link { a, b, strength });
        }
        pairs.insert((a, b), verdict);
    }
    let groups = group(sorted.len(), links, |a, b, strength| {
        let (a, b) = (a.min(b), a.max(b));
        // What a user puts together, only a user keeps apart.
        if strength == REVIEWED {
            return reviews.of(&sorted[a].id, &sorted[b].id) == Some(false);
        }
        pairs.get(&(a, b)).copied().unwrap_or_else(|| compare(sorted[a], sorted[b])).1
    });
    Grouped { groups, pairs }
}

/// Pairs that share a key or that a user decided about.
fn candidates(sorted: &[&Telling], reviews: &Reviews) -> BTreeSet<(usize, usize)> {
    let mut by_key: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (n, telling) in sorted.iter().enumerate() {
        for key in telling.keys() {
            by_key.entry(key).or_default().push(n);
        }
    }
    let mut out = BTreeSet::new();
    for list in by_key.values() {
        for (i, a) in list.iter().enumerate() {
            out.extend(list[i + 1..].iter().map(|b| (*a, *b)));
        }
    }
    let place = |id: &TellingId| sorted.binary_search_by(|t| t.id.cmp(id)).ok();
    out.extend(reviews.pairs.keys().filter_map(|(a, b)| Some((place(a)?, place(b)?))).map(|(a, b)| (a.min(b), a.max(b))));
    out
}

#[cfg(test)]
mod tests {
    use super::super::telling::{Party, Person};
    use super::*;
    use crate::when::Days;
    use proptest::prelude::*;

    fn person(code: &str, name: &str) -> Party {
        Party { code: Some(code.into()), person: Some(Person { name: name.into(), known: true, office: None }) }
    }

    fn state(code: &str) -> Party {
        Party { code: Some(code.into()), person: None }
    }

    fn telling(article: &str, kind: &str, parties: Vec<Party>, said: &str, published: &str) -> Telling {
        Telling {
            id: TellingId { article: article.into(), encounter: "e1".into() },
            kind: kind.into(),
            planned: false,
            parties,
            said: Days::parse(said),
            published: Days::parse(published),
            place: None,
        }
    }

    fn groups(tellings: &[Telling], reviews: &Reviews) -> Vec<Vec<String>> {
        merge(tellings, reviews, |_, _| false).into_iter().map(|e| e.tellings.into_iter().map(|t| t.article).collect()).collect()
    }

    fn four() -> Vec<Telling> {
        vec![
            telling("a", "meeting", vec![person("KAZ", "Tokayev"), person("CHN", "Wang Yi")], "2022-06-07", "2022-06-08"),
            telling("b", "meeting", vec![person("KAZ", "Tokayev"), person("CHN", "Wang Yi")], "", "2022-06-08"),
            telling("c", "meeting", vec![person("KAZ", "Tileuberdi"), person("CHN", "Wang Yi")], "2022-06-07", "2022-06-08"),
            telling("d", "visit", vec![state("KAZ"), person("CHN", "Wang Yi")], "2022-06-07", "2022-06-08"),
        ]
    }

    #[test]
    fn the_same_persons_within_the_days_left_open() {
        let merged = merge(&four(), &Reviews::default(), |_, _| false);
        assert_eq!(merged[0].tellings.len(), 2);
        let codes: Vec<&str> = merged[0].why[0].2.iter().map(Reason::code).collect();
        assert_eq!(codes, ["same-persons", "same-parties", "days-overlap"]);
        assert!(merged[0].kept_apart.iter().any(|(_, _, r)| matches!(&r[0], Reason::OtherPersons(code, ..) if code == "KAZ")));
        assert_eq!(merged.len(), 3);
    }

    #[test]
    fn other_days_other_parties_other_places() {
        let mut t = vec![
            telling("a", "call", vec![person("FRA", "M"), person("RUS", "P")], "2022-02-20", "2022-02-20"),
            telling("b", "call", vec![person("FRA", "M"), person("RUS", "P")], "2022-02-24", "2022-02-24"),
            telling("c", "call", vec![person("FRA", "M"), person("USA", "B")], "2022-02-20", "2022-02-20"),
        ];
        assert_eq!(groups(&t, &Reviews::default()).len(), 3);
        t.push(telling("d", "meeting", vec![person("FRA", "M"), person("USA", "B")], "2022-02-20", ""));
        t.push(telling("e", "meeting", vec![person("FRA", "M"), person("USA", "B")], "2022-02-20", ""));
        t[3].place = Some(("Paris".into(), Some("FRA".into())));
        t[4].place = Some(("Geneva".into(), Some("CHE".into())));
        assert_eq!(groups(&t, &Reviews::default()).len(), 5);
        t[4].place = None;
        assert_eq!(groups(&t, &Reviews::default()).len(), 4);
    }

    #[test]
    fn states_alone_need_the_day() {
        let vague = |id: &str, said: &str| telling(id, "meeting", vec![state("KAZ"), state("CHN")], said, "2022-06-08");
        assert_eq!(groups(&[vague("a", ""), vague("b", "")], &Reviews::default()).len(), 2);
        assert_eq!(groups(&[vague("a", "2022-06-07"), vague("b", "2022-06-07")], &Reviews::default()).len(), 1);
    }

    #[test]
    fn users_have_the_last_word() {
        let t = four();
        let mut reviews = Reviews::default();
        reviews.note(&t[1].id, &t[0].id, false);
        assert_eq!(groups(&t, &reviews).len(), 4);
        reviews.note(&t[0].id, &t[1].id, true);
        reviews.note(&t[0].id, &t[3].id, true);
        assert_eq!(groups(&t, &reviews), [vec!["a", "b", "d"], vec!["c"]]);
        reviews.note(&t[1].id, &t[3].id, false);
        assert_eq!(groups(&t, &reviews), [vec!["a", "b"], vec!["c"], vec!["d"]]);
    }

    fn any_telling() -> impl Strategy<Value = Telling> {
        let party = (0usize..3, proptest::option::of(0usize..3)).prop_map(|(code, who)| {
            let code = ["KAZ", "CHN", "RUS"][code];
            who.map_or_else(|| state(code), |w| person(code, &format!("{code}{w}")))
        });
        let day = |d: Option<u8>| d.map_or(String::new(), |d| format!("2022-06-{d:02}"));
        let days = (proptest::option::of(1u8..6), proptest::option::of(1u8..6));
        ("[a-h]", 0usize..3, proptest::collection::vec(party, 1..4), days).prop_map(
            move |(id, kind, parties, (said, published))| {
                telling(&id, ["meeting", "call", "visit"][kind], parties, &day(said), &day(published))
            },
        )
    }

    proptest! {
        #[test]
        fn the_order_does_not_matter(mut t in proptest::collection::vec(any_telling(), 0..8), seed in any::<u64>()) {
            t.sort_by(|a, b| a.id.cmp(&b.id));
            t.dedup_by(|a, b| a.id == b.id);
            let want = merge(&t, &Reviews::default(), |_, _| false);
            let n = t.len().max(1);
            t.rotate_left(seed as usize % n);
            t.reverse();
            prop_assert_eq!(merge(&t, &Reviews::default(), |_, _| false), want);
        }

        #[test]
        fn a_verdict_is_a_decision_without_reasons(
            a in any_telling(), b in any_telling(), copies in any::<bool>(), said in proptest::option::of(any::<bool>()),
        ) {
            let mut reviews = Reviews::default();
            if let Some(same) = said {
                reviews.note(&a.id, &b.id, same);
            }
            let decision = reviews.decide(&a, &b, copies);
            prop_assert_eq!(reviews.verdict(&a, &b, copies), (decision.together, decision.contradict));
            let all = [a, b];
            let merged: Vec<_> = merge(&all, &reviews, |_, _| copies).into_iter().map(|e| e.tellings).collect();
            prop_assert_eq!(super::groups(&all, &reviews, |_, _| copies), merged);
        }

        #[test]
        fn deciding_is_symmetric(a in any_telling(), b in any_telling(), copies in any::<bool>()) {
            let (x, y) = (decide(&a, &b, copies), decide(&b, &a, copies));
            prop_assert_eq!((x.together, x.contradict), (y.together, y.contradict));
            prop_assert!(!(x.together.is_some() && x.contradict));
        }

        /// What belongs together is found by keys, unless nothing but being copies says so.
        #[test]
        fn keys_find_what_belongs_together(a in any_telling(), b in any_telling()) {
            if decide(&a, &b, false).together.is_some() {
                prop_assert!(!a.keys().is_disjoint(&b.keys()), "{:?} {:?}", a.keys(), b.keys());
            }
        }
    }
}
