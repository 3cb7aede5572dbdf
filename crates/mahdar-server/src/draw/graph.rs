//! A network as a drawing: who has much to do with each other stands close. The same links give the same drawing.

use super::axis::round;

/// Width and height of the drawing.
pub(crate) const SIZE: (f64, f64) = (1040.0, 640.0);
const MARGIN: (f64, f64) = (70.0, 36.0);
const STEPS: usize = 300;

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
    fit(&at)
}

/// Stretches places over the drawing.
fn fit(at: &[(f64, f64)]) -> Vec<(f64, f64)> {
    let range = |of: fn(&(f64, f64)) -> f64| {
        let (least, most) = at.iter().map(of).fold((f64::MAX, f64::MIN), |(l, m), v| (l.min(v), m.max(v)));
        (least, most - least)
    };
    let ((x0, w), (y0, h)) = (range(|p| p.0), range(|p| p.1));
    let stretch = |v: f64, from: f64, over: f64, size: f64, margin: f64| match over > 1e-9 {
        true => round(margin + (v - from) / over * (size - 2.0 * margin)),
        false => round(size / 2.0),
    };
    at.iter().map(|p| (stretch(p.0, x0, w, SIZE.0, MARGIN.0), stretch(p.1, y0, h, SIZE.1, MARGIN.1))).collect()
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
    fn any_number_fits() {
        for n in [0, 1, 2, 40] {
            let at = places(n, &[]);
            assert_eq!(at.len(), n);
            assert!(at.iter().all(|(x, y)| (0.0..=SIZE.0).contains(x) && (0.0..=SIZE.1).contains(y)));
        }
    }
}
