//! A network as a drawing: who has much to do with each other stands close. The same links give the same drawing.

use super::axis::round;

/// Width and height of the drawing.
pub(crate) const SIZE: (f64, f64) = (1040.0, 640.0);
const MARGIN: (f64, f64) = (70.0, 36.0);
const STEPS: usize = 300;
/// What a party and its name take, from middle to middle.
const ROOM: (f64, f64) = (56.0, 40.0);
const PASSES: usize = 60;

/// Places of `n` parties with links between them (two numbers and a weight), within [`SIZE`].
pub(crate) fn places(n: usize, links: &[(usize, usize, f64)]) -> Vec<(f64, f64)> {
    let turn = std::f64::consts::TAU / n.max(1) as f64;
    // Around a circle at first; the second ring keeps any two from standing mirrored forever.
    let mut at: Vec<(f64, f64)> = (0..n)
        .map(|i| {
            let (angle, out) = (turn * i as f64, 0.5 + 0.1 * (i % 3) as f64);
            (angle.cos() * out, angle.sin() * out)
        })
        .collect();
    let ideal = (1.4 / n.max(1) as f64).sqrt();
    let most = links.iter().map(|l| l.2).fold(1.0, f64::max);
    for step in 0..STEPS {
        let mut push = vec![(0.0, 0.0); n];
        for i in 0..n {
            for j in i + 1..n {
                let (dx, dy) = (at[i].0 - at[j].0, at[i].1 - at[j].1);
                let far = (dx * dx + dy * dy).max(1e-4);
                let force = ideal * ideal / far;
                push[i] = (push[i].0 + dx * force, push[i].1 + dy * force);
                push[j] = (push[j].0 - dx * force, push[j].1 - dy * force);
            }
            // Toward the middle, so that parts without a link between them stay in the picture.
            push[i] = (push[i].0 - at[i].0 * 0.3, push[i].1 - at[i].1 * 0.3);
        }
        for (i, j, weight) in links {
            let (dx, dy) = (at[*i].0 - at[*j].0, at[*i].1 - at[*j].1);
            let far = (dx * dx + dy * dy).sqrt();
            let force = far / ideal * (0.2 + 0.8 * (weight / most).sqrt());
            push[*i] = (push[*i].0 - dx * force, push[*i].1 - dy * force);
            push[*j] = (push[*j].0 + dx * force, push[*j].1 + dy * force);
        }
        let heat = 0.08 * (1.0 - step as f64 / STEPS as f64);
        for (place, (dx, dy)) in at.iter_mut().zip(push) {
            let far = (dx * dx + dy * dy).sqrt();
            if far > 0.0 {
                let by = far.min(heat) / far;
                *place = (place.0 + dx * by, place.1 + dy * by);
            }
        }
    }
    apart(fit(&at))
}

/// Moves parties apart whose names would cover each other.
fn apart(mut at: Vec<(f64, f64)>) -> Vec<(f64, f64)> {
    for _ in 0..PASSES {
        for i in 0..at.len() {
            for j in i + 1..at.len() {
                let (dx, dy) = (at[j].0 - at[i].0, at[j].1 - at[i].1);
                let (lack_x, lack_y) = (ROOM.0 - dx.abs(), ROOM.1 - dy.abs());
                if lack_x <= 0.0 || lack_y <= 0.0 {
                    continue;
                }
                // The shorter way, half of it each.
                let (by_x, by_y) = if lack_x < lack_y { (lack_x / 2.0, 0.0) } else { (0.0, lack_y / 2.0) };
                let (by_x, by_y) = (by_x.copysign(dx), by_y.copysign(dy));
                at[i] = (at[i].0 - by_x, at[i].1 - by_y);
                at[j] = (at[j].0 + by_x, at[j].1 + by_y);
            }
        }
        for place in &mut at {
            *place = (place.0.clamp(MARGIN.0, SIZE.0 - MARGIN.0), place.1.clamp(MARGIN.1, SIZE.1 - MARGIN.1));
        }
    }
    at.into_iter().map(|(x, y)| (round(x), round(y))).collect()
}

/// How much of a place is its rank among the others, the rest its distance. A few that stand far out, or apart from all, would
/// press the others together if distance alone counted.
const RANK: f64 = 0.6;

/// Stretches places over the drawing.
fn fit(at: &[(f64, f64)]) -> Vec<(f64, f64)> {
    let x = spread(at.iter().map(|p| p.0).collect(), SIZE.0, MARGIN.0);
    let y = spread(at.iter().map(|p| p.1).collect(), SIZE.1, MARGIN.1);
    x.into_iter().zip(y).collect()
}

/// Values of one direction, stretched over `size` within its margins.
fn spread(values: Vec<f64>, size: f64, margin: f64) -> Vec<f64> {
    let mut order: Vec<usize> = (0..values.len()).collect();
    order.sort_by(|&a, &b| values[a].total_cmp(&values[b]));
    let mut ranks = vec![0.0; values.len()];
    for (rank, &i) in order.iter().enumerate() {
        ranks[i] = rank as f64 / (values.len() - 1).max(1) as f64;
    }
    let (least, most) = values.iter().fold((f64::MAX, f64::MIN), |(l, m), v| (l.min(*v), m.max(*v)));
    if most - least <= 1e-9 {
        return vec![size / 2.0; values.len()];
    }
    let within = |(value, rank): (&f64, &f64)| {
        let share = (value - least) / (most - least) * (1.0 - RANK) + rank * RANK;
        margin + share * (size - 2.0 * margin)
    };
    values.iter().zip(&ranks).map(within).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_belongs_together_stands_together() {
        let links = [(0, 1, 9.0), (1, 2, 9.0), (0, 2, 9.0), (3, 4, 9.0), (4, 5, 9.0), (3, 5, 9.0), (2, 3, 1.0)];
        let at = places(6, &links);
        let far = |i: usize, j: usize| ((at[i].0 - at[j].0).powi(2) + (at[i].1 - at[j].1).powi(2)).sqrt();
        assert!(far(0, 1) < far(0, 4) && far(3, 5) < far(1, 5));
        assert_eq!(at, places(6, &links));
    }

    #[test]
    fn names_do_not_cover_each_other() {
        // A hub with thirty others, as states have.
        let links: Vec<_> = (1..31).map(|n| (0, n, 40.0 / n as f64)).chain((1..30).map(|n| (n, n + 1, 9.0))).collect();
        let at = places(31, &links);
        for i in 0..31 {
            for j in i + 1..31 {
                let (dx, dy) = ((at[i].0 - at[j].0).abs(), (at[i].1 - at[j].1).abs());
                assert!(dx > ROOM.0 * 0.8 || dy > ROOM.1 * 0.8, "{i} {j}: {dx} {dy}");
            }
        }
    }

    #[test]
    fn any_number_fits() {
        for n in [0, 1, 2, 40] {
            let at = places(n, &[]);
            assert_eq!(at.len(), n);
            assert!(at.iter().all(|(x, y)| (0.0..=SIZE.0).contains(x) && (0.0..=SIZE.1).contains(y)));
        }
    }
}
