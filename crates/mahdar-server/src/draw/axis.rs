//! Time as a line from left to right.

/// Left edge of the drawing, where the labels stand.
pub(crate) const LEFT: f64 = 110.0;
/// Width of the whole.
pub(crate) const WIDTH: f64 = 1040.0;
const RIGHT: f64 = 16.0;
/// Most labels of the axis.
const MOST_TICKS: i32 = 14;

/// A label of the axis.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Tick {
    pub x: f64,
    pub label: String,
}

/// Months from a first to a last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Axis {
    first: i32,
    last: i32,
}

impl Axis {
    /// The axis that has all these months (`2022-06`, days do as well); none where there is none.
    pub fn over<'a>(months: impl Iterator<Item = &'a str>) -> Option<Self> {
        let numbers: Vec<i32> = months.filter_map(month_number).collect();
        Some(Self { first: *numbers.iter().min()?, last: *numbers.iter().max()? })
    }

    /// Its months by number.
    pub fn months(&self) -> std::ops::RangeInclusive<i32> {
        self.first..=self.last
    }

    /// Width of a month.
    pub fn step(&self) -> f64 {
        (WIDTH - LEFT - RIGHT) / f64::from(self.last - self.first + 1)
    }

    /// Left edge of a month.
    pub fn at(&self, month: i32) -> f64 {
        round(LEFT + f64::from(month - self.first) * self.step())
    }

    /// Where a day stands; the middle of its month or year where no more is known. None outside the axis.
    pub fn day(&self, day: &str) -> Option<f64> {
        let month = month_number(day)?;
        if !self.months().contains(&month) {
            return None;
        }
        let of_month: Option<f64> = day.get(8..10).and_then(|d| d.parse().ok());
        let part = of_month.map_or(0.5, |d: f64| (d - 0.5) / 31.0);
        Some(round(LEFT + (f64::from(month - self.first) + part) * self.step()))
    }

    /// Left edge and width of the stretches that these months make, in order; what follows on each other is one.
    pub fn stretches(&self, months: &[i32]) -> Vec<(f64, f64)> {
        months.chunk_by(|a, b| a + 1 == *b).map(|run| (self.at(run[0]), round(run.len() as f64 * self.step()))).collect()
    }

    /// Labels: years, or months where there are few.
    pub fn ticks(&self) -> Vec<Tick> {
        let span = self.last - self.first + 1;
        if span <= MOST_TICKS {
            return self.months().map(|m| Tick { x: self.at(m), label: month_name(m) }).collect();
        }
        let years = span / 12 + 1;
        let every = (years + MOST_TICKS - 1) / MOST_TICKS;
        let of_year = self.months().filter(|m| m.rem_euclid(12) == 0 && m.div_euclid(12) % every == 0);
        of_year.map(|m| Tick { x: self.at(m), label: m.div_euclid(12).to_string() }).collect()
    }
}

/// Months since the year 0.
pub(crate) fn month_number(day: &str) -> Option<i32> {
    let year: i32 = day.get(..4)?.parse().ok()?;
    let month: i32 = match day.get(5..7) {
        Some(m) => m.parse().ok()?,
        None => 7,
    };
    (1..=12).contains(&month).then_some(year * 12 + month - 1)
}

/// `2022-06`.
pub(crate) fn month_name(month: i32) -> String {
    format!("{:04}-{:02}", month.div_euclid(12), month.rem_euclid(12) + 1)
}

/// A tenth of a pixel is enough, and the same everywhere.
pub(crate) fn round(x: f64) -> f64 {
    (x * 10.0).round() / 10.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_have_their_place() {
        let axis = Axis::over(["2013-09-07", "2022-09", "2019"].into_iter()).unwrap();
        assert_eq!(axis.at(month_number("2013-09").unwrap()), LEFT);
        assert!(axis.day("2013-09-07").unwrap() < axis.day("2013-09-30").unwrap());
        assert_eq!(axis.day("2012-01-01"), None);
        assert!(axis.ticks().len() as i32 <= MOST_TICKS);
        assert_eq!(month_name(month_number("2022-12-31").unwrap()), "2022-12");
    }

    #[test]
    fn months_in_a_row_are_one_stretch() {
        let axis = Axis::over(["2020-01", "2020-12"].into_iter()).unwrap();
        let first = month_number("2020-01").unwrap();
        let stretches = axis.stretches(&[first, first + 1, first + 2, first + 6]);
        assert_eq!(stretches, [(axis.at(first), round(3.0 * axis.step())), (axis.at(first + 6), round(axis.step()))]);
        assert_eq!(axis.stretches(&[]), []);
    }

    #[test]
    fn what_is_no_date_has_none() {
        for text in ["", "x", "2022-13", "abcd-ef", "٢٠٢٢"] {
            assert_eq!(month_number(text), None, "{text}");
        }
        assert_eq!(Axis::over(["", "?"].into_iter()), None);
    }
}
