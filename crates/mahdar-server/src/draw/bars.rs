//! Counts by month, one on the other.

use super::axis::{Axis, LEFT, Tick, WIDTH, month_name, round};

const HEIGHT: f64 = 190.0;
const TOP: f64 = 14.0;

/// Counts of a month: class and how many, from below.
pub(crate) struct Stack {
    pub month: i32,
    pub parts: Vec<(&'static str, f64)>,
}

/// A bar.
pub(crate) struct Bar {
    pub x: f64,
    pub y: f64,
    pub width: f64,
    pub height: f64,
    pub class: &'static str,
    /// `2022-06: 4`.
    pub title: String,
}

/// The drawing.
pub(crate) struct Bars {
    pub width: f64,
    pub height: f64,
    /// The line that bars stand on.
    pub ground: f64,
    pub ticks: Vec<Tick>,
    /// Height and number of the lines across.
    pub levels: Vec<(f64, String)>,
    pub bars: Vec<Bar>,
    /// Months in which nothing was published at all.
    pub gaps: Vec<(f64, f64)>,
}

/// Lays out stacks. `silent` are months without any article.
pub(crate) fn bars(axis: &Axis, stacks: &[Stack], silent: &[i32], name: impl Fn(&str) -> String) -> Bars {
    let sum = |s: &Stack| s.parts.iter().map(|(_, n)| n).sum::<f64>();
    let most = stacks.iter().map(sum).fold(0.0, f64::max);
    let top = ceiling(most);
    let ground = HEIGHT - 24.0;
    let scale = (ground - TOP) / top;
    let width = round((axis.step() - 1.0).clamp(0.8, 26.0));
    let mut bars = Vec::new();
    for stack in stacks {
        let mut y = ground;
        for (class, n) in stack.parts.iter().filter(|(_, n)| *n > 0.0) {
            let height = n * scale;
            y -= height;
            let number = if n.fract() == 0.0 { format!("{n}") } else { format!("{n:.1}") };
            let title = format!("{} · {}: {number}", month_name(stack.month), name(class));
            bars.push(Bar { x: axis.at(stack.month), y: round(y), width, height: round(height), class, title });
        }
    }
    let level = |part: f64| {
        let n = top * part;
        (round(ground - n * scale), if n.fract() == 0.0 { format!("{n}") } else { format!("{n:.1}") })
    };
    let gaps = axis.stretches(silent);
    Bars { width: WIDTH, height: HEIGHT, ground, ticks: axis.ticks(), levels: vec![level(0.5), level(1.0)], bars, gaps }
}

impl Bars {
    /// Where the drawing begins.
    pub fn left(&self) -> f64 {
        LEFT
    }
}

/// The next round number: 1, 2, 4, 10, 20, 40 …
fn ceiling(n: f64) -> f64 {
    let mut base = 1.0;
    while base * 10.0 < n {
        base *= 10.0;
    }
    [1.0, 2.0, 4.0, 10.0].into_iter().map(|f| f * base).find(|c| *c >= n).unwrap_or(base * 10.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bars_stand_on_each_other_and_fit() {
        let axis = Axis::over(["2022-01", "2022-03"].into_iter()).unwrap();
        let month = super::super::month_number("2022-02").unwrap();
        let drawn = bars(&axis, &[Stack { month, parts: vec![("a", 3.0), ("b", 0.0), ("c", 2.0)] }], &[], str::to_owned);
        assert_eq!(drawn.bars.len(), 2);
        assert!((drawn.bars[0].y - drawn.bars[1].height - drawn.bars[1].y).abs() < 0.2);
        assert!(drawn.bars.iter().all(|b| b.y >= TOP && b.y + b.height <= drawn.ground + 0.2));
        assert_eq!(drawn.bars[0].title, "2022-02 · a: 3");
    }

    #[test]
    fn round_numbers() {
        let tops: Vec<f64> = [0.0, 1.0, 3.0, 5.0, 11.0, 40.0, 41.0, 100.0].into_iter().map(ceiling).collect();
        assert_eq!(tops, [1.0, 1.0, 4.0, 10.0, 20.0, 40.0, 100.0, 100.0]);
    }
}
