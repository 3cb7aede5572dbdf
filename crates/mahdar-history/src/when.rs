//! Days between which something happened.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::fmt;

/// A stretch of days, both ends included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Days {
    /// First day.
    pub first: Date,
    /// Last day.
    pub last: Date,
}

impl Days {
    /// Reads an ISO 8601 day, month or year; none for anything else.
    ///
    /// ```
    /// use mahdar_history::Days;
    /// assert_eq!(Days::parse("2022-06").map(|d| d.to_string()).as_deref(), Some("2022-06-01 to 2022-06-30"));
    /// assert_eq!(Days::parse("2022-13"), None);
    /// ```
    pub fn parse(iso: &str) -> Option<Days> {
        let number = |s: &str, n: usize| s.parse::<i16>().ok().filter(|_| s.len() == n && s.bytes().all(|b| b.is_ascii_digit()));
        let mut parts = iso.split('-');
        let year = number(parts.next()?, 4)?;
        let month = parts.next().map(|m| number(m, 2).and_then(|m| i8::try_from(m).ok()));
        let day = parts.next().map(|d| number(d, 2).and_then(|d| i8::try_from(d).ok()));
        if parts.next().is_some() {
            return None;
        }
        let (first, last) = match (month, day) {
            (None, _) => (Date::new(year, 1, 1).ok()?, Date::new(year, 12, 31).ok()?),
            (Some(m), None) => {
                let first = Date::new(year, m?, 1).ok()?;
                (first, first.last_of_month())
            }
            (Some(m), Some(d)) => {
                let day = Date::new(year, m?, d?).ok()?;
                (day, day)
            }
        };
        Some(Days { first, last })
    }

    /// The same stretch with so many days more on both sides.
    pub fn widened(self, before: i32, after: i32) -> Days {
        let shift = |d: Date, n: i32| if n == 0 { d } else { d.checked_add(jiff::Span::new().days(n)).unwrap_or(d) };
        Days { first: shift(self.first, -before), last: shift(self.last, after) }
    }

    /// Whether the two have a day in common.
    pub fn meet(self, other: Days) -> bool {
        self.first <= other.last && other.first <= self.last
    }

    /// Whether it is one day.
    pub fn is_day(self) -> bool {
        self.first == self.last
    }
}

impl fmt::Display for Days {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.is_day() {
            true => write!(f, "{}", self.first),
            false => write!(f, "{} to {}", self.first, self.last),
        }
    }
}
