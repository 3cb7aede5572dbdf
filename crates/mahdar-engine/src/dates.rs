//! Dates: absolute, relative, partial; in four sets of month names, two calendars, two digit sets.

use crate::tag::Tagged;
use jiff::civil::{Date, Weekday};
use mahdar_knowledge::{Entry, Unit};
use mahdar_text::{Kind, Mark};

/// A date expression.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Dated {
    /// First token.
    pub start: usize,
    /// One past the last token.
    pub end: usize,
    /// What it comes to.
    pub value: Value,
}

/// What a date expression comes to.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Value {
    /// A day.
    Day(Date),
    /// A day named by its weekday alone: the last such day, and the next.
    Weekday(Date, Date),
    /// A month.
    Month(i16, i8),
    /// A year.
    Year(i16),
    /// Nothing settles it.
    Open,
}

impl Value {
    /// ISO form and precision; `ahead` tells whether what is dated lies in the future.
    pub fn iso(&self, ahead: bool) -> Option<(String, &'static str)> {
        match *self {
            Value::Day(d) => Some((d.to_string(), "day")),
            Value::Weekday(last, next) => Some(((if ahead { next } else { last }).to_string(), "day")),
            Value::Month(y, m) => Some((format!("{y:04}-{m:02}"), "month")),
            Value::Year(y) => Some((format!("{y:04}"), "year")),
            Value::Open => None,
        }
    }
}

fn weekday(n: u8) -> Weekday {
    Weekday::from_sunday_zero_offset(n as i8).unwrap_or(Weekday::Sunday)
}

/// The last day on or before `from` that falls on `w`, and the next on or after it.
fn around(from: Date, w: Weekday) -> (Date, Date) {
    let back = from.weekday().since(w);
    let last = from.checked_sub(jiff::Span::new().days(back)).unwrap_or(from);
    let next = if back == 0 { from } else { last.checked_add(jiff::Span::new().days(7)).unwrap_or(from) };
    (last, next)
}

/// Gregorian day of a day in the tabular Hijri calendar (civil epoch). It may differ by a day from the sighted or the
/// Umm al-Qura calendar, which is why a Gregorian date beside it is preferred.
fn from_hijri(y: i64, m: i64, d: i64) -> Option<Date> {
    if !(1..=1600).contains(&y) || !(1..=12).contains(&m) || !(1..=30).contains(&d) {
        return None;
    }
    let days = d + (59 * (m - 1) + 1) / 2 + (y - 1) * 354 + (3 + 11 * y) / 30 - 1;
    // 1 Muharram 1 is 19 July 622 in the proleptic Gregorian calendar.
    Date::constant(622, 7, 19).checked_add(jiff::Span::new().days(days)).ok()
}

/// All date expressions of a text, in order.
pub fn find(t: &Tagged<'_>, published: Option<Date>) -> Vec<Dated> {
    let mut out: Vec<Dated> = Vec::new();
    let n = t.text.tokens.len();
    let mut i = 0;
    while i < n {
        match expression(t, i, published) {
            Some(d) => {
                i = d.end.max(i + 1);
                match out.last_mut() {
                    // أمس الثلاثاء, مساء السبت 26 شوال الموافق 11 أغسطس: one expression.
                    Some(last) if joined(t, last.end, d.start) => merge(last, d),
                    _ => out.push(d),
                }
            }
            None => i += 1,
        }
    }
    out
}

fn joined(t: &Tagged<'_>, from: usize, to: usize) -> bool {
    to >= from
        && to - from <= 2
        && (from..to).all(|i| {
            t.text.tokens[i].is(Mark::Open)
                || t.text.tokens[i].is(Mark::Comma)
                || t.text.surface(i).chars().count() <= 2
                || t.k.date_links.iter().any(|l| l == t.text.folded(i))
        })
        && !(from..to).any(|i| t.prep(i).is_some())
        && !t.at(to).iter().any(|m| m.split.conj && m.split.cut == 1)
}

fn merge(last: &mut Dated, next: Dated) {
    last.end = next.end;
    last.value = match (last.value, next.value) {
        // A weekday beside a deictic word is the more exact: papers print "today (Monday)" on Tuesday.
        (Value::Day(d), Value::Weekday(l, n)) => {
            let nearest = if (d - l).get_days().abs() <= (n - d).get_days().abs() { l } else { n };
            Value::Day(nearest)
        }
        (Value::Weekday(..), Value::Day(d)) => Value::Day(d),
        (Value::Weekday(l, n), Value::Open) => Value::Weekday(l, n),
        (Value::Open, v) => v,
        (Value::Day(_), Value::Day(d)) => Value::Day(d),
        (v, _) => v,
    };
}

fn number(t: &Tagged<'_>, i: usize) -> Option<i64> {
    let tok = t.text.tokens.get(i)?;
    (tok.kind == Kind::Number).then(|| t.text.folded(i).parse().ok()).flatten()
}

fn month(t: &Tagged<'_>, i: usize) -> Option<(usize, u8, bool, bool)> {
    t.longest(i, |m| match m.entry {
        Entry::Month { month, hijri } => Some((month, hijri)),
        _ => None,
    })
    .map(|(m, (month, hijri))| (m.end, month, hijri, m.split.prep.is_some()))
}

/// A second name of the month in brackets or behind a slash, if any.
fn skip_double(t: &Tagged<'_>, mut i: usize, want: u8) -> usize {
    let tok = |i: usize| t.text.tokens.get(i);
    if tok(i).is_some_and(|x| x.is(Mark::Slash) || x.is(Mark::Open) || x.is(Mark::Dash))
        && let Some((end, m, false, _)) = month(t, i + 1)
        && m == want
    {
        i = end;
        if tok(i).is_some_and(|x| x.is(Mark::Close)) {
            i += 1;
        }
    }
    i
}

fn relative(t: &Tagged<'_>, i: usize) -> Option<i8> {
    t.at(i).iter().find_map(|m| match m.entry {
        Entry::Relative { offset } if m.split.cut == 0 => Some(offset),
        _ => None,
    })
}

fn nearest_year(published: Option<Date>, m: i8, d: i8, hint: Option<i8>) -> Option<Date> {
    let p = published?;
    let of = |y: i16| Date::new(y, m, d).ok();
    match hint {
        Some(h) if h > 0 => [p.year(), p.year() + 1].into_iter().filter_map(of).find(|d| *d >= p),
        Some(h) if h < 0 => [p.year(), p.year() - 1].into_iter().filter_map(of).find(|d| *d <= p),
        _ => [p.year() - 1, p.year(), p.year() + 1].into_iter().filter_map(of).min_by_key(|d| (*d - p).get_days().abs()),
    }
}

fn expression(t: &Tagged<'_>, i: usize, published: Option<Date>) -> Option<Dated> {
    let tok = t.text.tokens.get(i)?;
    if !tok.is_word() {
        return None;
    }
    if tok.kind == Kind::Number {
        return numeric(t, i, published);
    }
    // Deictic words and weekdays.
    let hit = t.longest(i, |m| match m.entry {
        Entry::Deictic { .. } | Entry::Weekday { .. } => Some(m.entry),
        _ => None,
    });
    if let Some((m, e)) = hit {
        let mut end = m.end;
        let value = match e {
            Entry::Deictic { offset, .. } => {
                published.and_then(|p| p.checked_add(jiff::Span::new().days(offset as i64)).ok()).map_or(Value::Open, Value::Day)
            }
            Entry::Weekday { day } => {
                let hint = relative(t, end);
                if hint.is_some() {
                    end += 1;
                }
                match published {
                    None => Value::Open,
                    Some(p) => {
                        let (last, next) = around(p, weekday(day));
                        match hint {
                            Some(1) => {
                                Value::Day(if next == p { p.checked_add(jiff::Span::new().days(7)).unwrap_or(p) } else { next })
                            }
                            Some(-1) => {
                                Value::Day(if last == p { p.checked_sub(jiff::Span::new().days(7)).unwrap_or(p) } else { last })
                            }
                            _ => Value::Weekday(last, next),
                        }
                    }
                }
            }
            _ => Value::Open,
        };
        return Some(Dated { start: i, end, value });
    }
    if let Some((end, m, hijri, _)) = month(t, i) {
        if hijri {
            return None;
        }
        let mut end = skip_double(t, end, m);
        let hint = relative(t, end);
        if hint.is_some() {
            end += 1;
        }
        if let Some(y) = number(t, end).filter(|y| (1900..2100).contains(y)) {
            return Some(Dated { start: i, end: end + 1, value: Value::Month(y as i16, m as i8) });
        }
        // A bare month name is often a word or a name (مارس، مايو): it wants a sign of time.
        if hint.is_none()
            && !(i > 0 && (t.prep(i - 1).is_some() || t.at(i - 1).iter().any(|m| matches!(m.entry, Entry::UnitNoun { .. }))))
            && t.prep(i).is_none()
        {
            return None;
        }
        let value = nearest_year(published, m as i8, 15, hint).map_or(Value::Open, |d| Value::Month(d.year(), m as i8));
        return Some(Dated { start: i, end, value });
    }
    // الأسبوع الماضي, عام 2013, العام الجاري, خلال الأسابيع المقبلة
    let (unit, one) = t.at(i).iter().find_map(|m| match m.entry {
        Entry::UnitNoun { unit, one } if m.split.enc.is_none() => Some((unit, one)),
        _ => None,
    })?;
    if let Some(offset) = relative(t, i + 1) {
        let value = match (unit, published) {
            (Unit::Month, Some(p)) => p
                .checked_add(jiff::Span::new().months(offset as i64))
                .map_or(Value::Open, |d| if one { Value::Month(d.year(), d.month()) } else { Value::Open }),
            (Unit::Year, Some(p)) if one => Value::Year(p.year() + offset as i16),
            _ => Value::Open,
        };
        return Some(Dated { start: i, end: i + 2, value });
    }
    if unit == Unit::Year
        && let Some(y) = number(t, i + 1).filter(|y| (1500..2100).contains(y))
    {
        return Some(Dated { start: i, end: i + 2, value: Value::Year(y as i16) });
    }
    None
}

fn numeric(t: &Tagged<'_>, i: usize, published: Option<Date>) -> Option<Dated> {
    let d = number(t, i)?;
    let slash = |j: usize| t.text.tokens.get(j).is_some_and(|x| x.is(Mark::Slash) || x.is(Mark::Dash));
    // 2018-05-14, 14/5/2018
    if slash(i + 1)
        && slash(i + 3)
        && let (Some(b), Some(c)) = (number(t, i + 2), number(t, i + 4))
    {
        let (y, m, d) = if d > 31 { (d, b, c) } else { (c, b, d) };
        let y = if (0..100).contains(&y) { y + 2000 } else { y };
        if let (Ok(y), Ok(m), Ok(d)) = (i16::try_from(y), i8::try_from(m), i8::try_from(d))
            && let Ok(date) = Date::new(y, m, d)
        {
            return Some(Dated { start: i, end: i + 5, value: Value::Day(date) });
        }
    }
    if !(1..=31).contains(&d) {
        return None;
    }
    // 17 ديسمبر (كانون الأول) 2014, 12 من يونيو المقبل
    let at = if t.prep(i + 1).is_some_and(|(_, n)| n == i + 2) { i + 2 } else { i + 1 };
    let (end, m, hijri, _) = month(t, at)?;
    let mut end = skip_double(t, end, m);
    let hint = relative(t, end);
    if hint.is_some() {
        end += 1;
    }
    // من عام 2014
    let year_at = (end..end + 3)
        .take_while(|&j| {
            j == end || t.at(j - 1).iter().any(|m| matches!(m.entry, Entry::UnitNoun { .. })) || t.prep(j - 1).is_some()
        })
        .find(|&j| number(t, j).is_some_and(|y| y > 1000));
    let year = year_at.and_then(|j| number(t, j));
    if let Some(j) = year_at {
        end = j + 1;
    }
    let date = if hijri {
        year.and_then(|y| from_hijri(y, m as i64, d))
    } else {
        match year {
            Some(y) => i16::try_from(y).ok().and_then(|y| Date::new(y, m as i8, d as i8).ok()),
            None => nearest_year(published, m as i8, d as i8, hint),
        }
    };
    Some(Dated { start: i, end, value: date.map_or(Value::Open, Value::Day) })
}

/// A dateline's full date in the first lines of a text, for articles that come without one.
pub fn dateline(t: &Tagged<'_>) -> Option<(Date, usize, usize)> {
    let limit = t.text.tokens.len().min(60);
    let mut hijri = None;
    for i in 0..limit {
        if let Some(d) = numeric(t, i, None)
            && let Value::Day(date) = d.value
        {
            if number(t, d.end - 1).is_some_and(|y| y < 1600) {
                hijri = hijri.or(Some((date, d.start, d.end)));
            } else {
                return Some((date, d.start, d.end));
            }
        }
    }
    hijri
}
