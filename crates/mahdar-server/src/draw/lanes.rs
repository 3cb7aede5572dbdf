//! What happened, a lane for each sort, along time.

use super::axis::{Axis, Tick, WIDTH, round};

const LANE: f64 = 40.0;
const TOP: f64 = 8.0;
const RADIUS: f64 = 5.5;

/// Something that happened on a day.
pub(crate) struct Mark {
    pub day: String,
    pub href: String,
    pub title: String,
    pub planned: bool,
}

/// A sort of happening.
pub(crate) struct Lane {
    pub label: String,
    pub marks: Vec<Mark>,
}

/// A dot.
pub(crate) struct Dot {
    pub x: f64,
    pub y: f64,
    pub href: String,
    pub title: String,
    pub planned: bool,
}

/// A lane as drawn.
pub(crate) struct DrawnLane {
    pub label: String,
    pub middle: f64,
    pub dots: Vec<Dot>,
}

/// The drawing.
pub(crate) struct Lanes {
    pub width: f64,
    pub height: f64,
    pub ticks: Vec<Tick>,
    pub lanes: Vec<DrawnLane>,
    /// Months in which nothing was published at all: where they begin, how wide they are.
    pub gaps: Vec<(f64, f64)>,
}

/// Lays out lanes. Dots that would lie on each other are moved apart, up and down in turn.
pub(crate) fn lanes(axis: &Axis, all: Vec<Lane>, silent: &[i32]) -> Lanes {
    let height = TOP + LANE * all.len() as f64 + 24.0;
    let lane = |(n, lane): (usize, Lane)| {
        let middle = TOP + LANE * (n as f64 + 0.5);
        let mut marks: Vec<(f64, Mark)> = lane.marks.into_iter().filter_map(|m| Some((axis.day(&m.day)?, m))).collect();
        marks.sort_by(|a, b| a.0.total_cmp(&b.0));
        let mut dots: Vec<Dot> = Vec::new();
        let mut row = 0;
        for (x, m) in marks {
            row = if dots.last().is_some_and(|d: &Dot| x - d.x < 2.0 * RADIUS) { (row + 1) % 3 } else { 0 };
            let y = middle + [0.0, -11.0, 11.0][row];
            dots.push(Dot { x, y: round(y), href: m.href, title: m.title, planned: m.planned });
        }
        DrawnLane { label: lane.label, middle: round(middle), dots }
    };
    let lanes = all.into_iter().enumerate().map(lane).collect();
    let gaps = axis.stretches(silent);
    Lanes { width: WIDTH, height, ticks: axis.ticks(), lanes, gaps }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dots_of_one_day_do_not_hide_each_other() {
        let axis = Axis::over(["2022-01", "2023-01"].into_iter()).unwrap();
        let mark = |day: &str| Mark { day: day.into(), href: String::new(), title: String::new(), planned: false };
        let lane = Lane { label: "x".into(), marks: vec![mark("2022-06-08"), mark("2022-06-08"), mark("?"), mark("2030-01-01")] };
        let drawn = lanes(&axis, vec![lane], &[]);
        let dots = &drawn.lanes[0].dots;
        assert_eq!(dots.len(), 2);
        assert_ne!(dots[0].y, dots[1].y);
    }
}
