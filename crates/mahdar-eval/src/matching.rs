//! Which found item stands for which marked one.

use std::collections::BTreeSet;

/// One-to-one pairs, the best first; ties go to what stands first on the left, then on the right.
/// `good` returns 0 where two do not match.
pub(crate) fn pair<A, B>(left: &[A], right: &[B], good: impl Fn(&A, &B) -> f64) -> Vec<(usize, usize)> {
    let mut ranked = Vec::new();
    for (i, a) in left.iter().enumerate() {
        for (j, b) in right.iter().enumerate() {
            let s = good(a, b);
            if s > 0.0 {
                ranked.push((s, i, j));
            }
        }
    }
    ranked.sort_by(|x, y| y.0.total_cmp(&x.0).then(x.1.cmp(&y.1)).then(x.2.cmp(&y.2)));
    let (mut used_left, mut used_right) = (vec![false; left.len()], vec![false; right.len()]);
    let mut out = Vec::new();
    for (_, i, j) in ranked {
        if !used_left[i] && !used_right[j] {
            used_left[i] = true;
            used_right[j] = true;
            out.push((i, j));
        }
    }
    out
}

/// Jaccard share of two sets; none where both are empty.
pub(crate) fn jaccard(a: &BTreeSet<String>, b: &BTreeSet<String>) -> Option<f64> {
    let common = a.intersection(b).count();
    let all = a.len() + b.len() - common;
    (all > 0).then(|| common as f64 / all as f64)
}
