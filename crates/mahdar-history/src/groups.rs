//! Putting things together that belong together, whatever order they come in.

use std::collections::{BTreeMap, BTreeSet};

/// Two things that belong together.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Link {
    /// One, by number.
    pub a: usize,
    /// The other.
    pub b: usize,
    /// How surely: the surest links are followed first.
    pub strength: u32,
}

/// Groups `n` things along the links, surest first, links of one strength in the order of their numbers. Two groups of
/// which `apart` says that one's member cannot be with the other's, for a link of this strength, stay apart. Groups come sorted, members too.
pub fn group(n: usize, mut links: Vec<Link>, apart: impl Fn(usize, usize, u32) -> bool) -> Vec<Vec<usize>> {
    links.retain(|l| l.a < n && l.b < n && l.a != l.b);
    for link in &mut links {
        (link.a, link.b) = (link.a.min(link.b), link.a.max(link.b));
    }
    links.sort_unstable_by_key(|l| (std::cmp::Reverse(l.strength), l.a, l.b));
    let mut owner: Vec<usize> = (0..n).collect();
    let mut members: BTreeMap<usize, BTreeSet<usize>> = (0..n).map(|i| (i, BTreeSet::from([i]))).collect();
    for link in links {
        let (into, from) = (owner[link.a].min(owner[link.b]), owner[link.a].max(owner[link.b]));
        if into == from || members[&into].iter().any(|a| members[&from].iter().any(|b| apart(*a, *b, link.strength))) {
            continue;
        }
        for moved in members.remove(&from).unwrap_or_default() {
            owner[moved] = into;
            members.entry(into).or_default().insert(moved);
        }
    }
    members.into_values().map(|m| m.into_iter().collect()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_cannot_be_together_stays_apart() {
        let links = vec![Link { a: 0, b: 1, strength: 2 }, Link { a: 1, b: 2, strength: 1 }];
        assert_eq!(group(3, links.clone(), |_, _, _| false), [vec![0, 1, 2]]);
        assert_eq!(group(3, links, |a, b, _| a.min(b) == 0 && a.max(b) == 2), [vec![0, 1], vec![2]]);
    }

    proptest! {
        #[test]
        fn the_order_of_links_does_not_matter(
            links in proptest::collection::vec((0usize..8, 0usize..8, 0u32..3), 0..20),
            barred in proptest::collection::vec((0usize..8, 0usize..8), 0..4),
        ) {
            let links: Vec<Link> = links.into_iter().map(|(a, b, strength)| Link { a, b, strength }).collect();
            let apart = |a, b, _| barred.contains(&(a, b)) || barred.contains(&(b, a));
            let forward = group(8, links.clone(), apart);
            let backward = group(8, links.into_iter().rev().map(|l| Link { a: l.b, b: l.a, ..l }).collect(), apart);
            prop_assert_eq!(&forward, &backward);
            for g in &forward {
                for a in g { for b in g { prop_assert!(a == b || !apart(*a, *b, 0)); } }
            }
        }
    }
}
