//! Dates: absolute, relative, partial; in four sets of month names, two calendars, two digit sets.

use crate::letters;
use crate::tag::{Tagged, flag};
use jiff::civil::{Date, Weekday};
use mahdar_knowledge::{Entry, Unit, prep};
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

/// A second name of the month in brackets, behind a slash or right behind the first, if any.
fn skip_double(t: &Tagged<'_>, mut i: usize, want: u8) -> usize {
    let tok = |i: usize| t.text.tokens.get(i);
    // أغسطس آب
    if let Some((end, m, false, false)) = month(t, i)
        && m == want
    {
        return end;
    }
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
    named_month(t, i, published).or_else(|| stretch(t, i, published))
}

/// What may follow the month `m` that ends at `at`: its other name, a word like `المقبل`, a year. Where that ends, and what it tells.
fn behind_month(t: &Tagged<'_>, at: usize, m: u8, published: Option<Date>) -> (usize, Option<i8>, Option<i64>) {
    let end = skip_double(t, at, m);
    let hint = relative(t, end);
    let end = end + usize::from(hint.is_some());
    match year(t, end, published) {
        Some((end, year)) => (end, hint, Some(year)),
        None => (end, hint, None),
    }
}

/// A month by its name, with the day before it where an ordinal tells it.
fn named_month(t: &Tagged<'_>, i: usize, published: Option<Date>) -> Option<Dated> {
    let (end, m, hijri, _) = month(t, i)?;
    if hijri {
        return None;
    }
    let (end, hint, year) = behind_month(t, end, m, published);
    let year = year.and_then(|y| i16::try_from(y).ok()).filter(|y| (1900..2100).contains(y));
    if let Some((start, d)) = day_before(t, i) {
        let date = match year {
            Some(y) => Date::new(y, m as i8, d).ok(),
            None => nearest_year(published, m as i8, d, hint),
        };
        return Some(Dated { start, end, value: date.map_or(Value::Open, Value::Day) });
    }
    if let Some(y) = year {
        return Some(Dated { start: i, end, value: Value::Month(y, m as i8) });
    }
    // A bare month name is often a word or a name (مارس، مايو): it wants a sign of time.
    let unit = |j: usize| t.at(j).iter().any(|m| matches!(m.entry, Entry::UnitNoun { .. }));
    if hint.is_none() && !(i > 0 && (t.prep(i - 1).is_some() || unit(i - 1))) && t.prep(i).is_none() {
        return None;
    }
    let value = nearest_year(published, m as i8, 15, hint).map_or(Value::Open, |d| Value::Month(d.year(), m as i8));
    Some(Dated { start: i, end, value })
}

/// `الأسبوع الماضي`, `18 من الشهر الجاري`, `هذا الشهر`, `عام 2013`, `خلال الأسابيع المقبلة`.
fn stretch(t: &Tagged<'_>, i: usize, published: Option<Date>) -> Option<Dated> {
    let (unit, one) = unit_at(t, i)?;
    let this = i > 0 && t.is(i - 1, flag::DEM) && one;
    if let Some(offset) = relative(t, i + 1).or(this.then_some(0)) {
        let end = if relative(t, i + 1).is_some() { i + 2 } else { i + 1 };
        let first = if this { i - 1 } else { i };
        let month = |p: Date| p.checked_add(jiff::Span::new().months(offset as i64)).ok();
        if unit == Unit::Month
            && one
            && let Some((start, d)) = day_before(t, first)
        {
            let day = published.and_then(month).and_then(|p| Date::new(p.year(), p.month(), d).ok());
            return Some(Dated { start, end, value: day.map_or(Value::Open, Value::Day) });
        }
        let value = match (unit, published) {
            (Unit::Month, Some(p)) if one => month(p).map_or(Value::Open, |d| Value::Month(d.year(), d.month())),
            (Unit::Year, Some(p)) if one => Value::Year(p.year() + offset as i16),
            _ => Value::Open,
        };
        return Some(Dated { start: first, end, value });
    }
    if unit == Unit::Year
        && let Some(y) = number(t, i + 1).filter(|y| (1500..2100).contains(y))
    {
        return Some(Dated { start: i, end: i + 2, value: Value::Year(y as i16) });
    }
    None
}

fn unit_at(t: &Tagged<'_>, i: usize) -> Option<(Unit, bool)> {
    t.at(i).iter().find_map(|m| match m.entry {
        Entry::UnitNoun { unit, one } if m.split.enc.is_none() => Some((unit, one)),
        _ => None,
    })
}

/// The year behind a month, and where it ends: `2014`, `عام 2014`, `من العام 2014`, `من العام الماضي`, `من هذا العام`.
fn year(t: &Tagged<'_>, at: usize, published: Option<Date>) -> Option<(usize, i64)> {
    let number = |j: usize| number(t, j).filter(|y| *y > 1000);
    if let Some(y) = number(at) {
        return Some((at + 1, y));
    }
    let j = if of(t, at) { at + 1 } else { at };
    let this = t.is(j, flag::DEM);
    let j = if this { j + 1 } else { j };
    unit_at(t, j).filter(|x| *x == (Unit::Year, true))?;
    if let Some(y) = number(j + 1) {
        return Some((j + 2, y));
    }
    let p = i64::from(published?.year());
    match relative(t, j + 1) {
        Some(offset) => Some((j + 2, p + i64::from(offset))),
        None => this.then_some((j + 1, p)),
    }
}

/// Whether the word is a preposition of its own with which a part is told.
fn of(t: &Tagged<'_>, i: usize) -> bool {
    t.prep(i).is_some_and(|(x, at)| at == i + 1 && t.k.prep_is(x, prep::FROM))
}

/// The day told before its month, and where it begins: `الرابع من يونيو`, `18 من الشهر الجاري`, `الثاني عشر من شهر مايو`.
fn day_before(t: &Tagged<'_>, month: usize) -> Option<(usize, i8)> {
    let month = month.checked_sub(1).filter(|&j| unit_at(t, j) == Some((Unit::Month, true))).unwrap_or(month);
    let last = month.checked_sub(2).filter(|&j| of(t, j + 1))?;
    if let Some(d) = number(t, last).filter(|d| (1..=31).contains(d)) {
        return Some((last, d as i8));
    }
    let w = t.text.folded(last);
    let (start, day) = t.k.day_ordinals.iter().find_map(|(name, day)| {
        let head = name.strip_suffix(w)?;
        match head.strip_suffix(' ') {
            Some(head) => (last > 0 && t.text.folded(last - 1) == head).then_some((last - 1, *day)),
            None => head.is_empty().then_some((last, *day)),
        }
    })?;
    // الأسبوع الأول من مايو is no day.
    let other = start.checked_sub(1).is_some_and(|j| {
        let time =
            |j: usize| t.at(j).iter().any(|m| matches!(m.entry, Entry::Weekday { .. } | Entry::UnitNoun { unit: Unit::Day, .. }));
        t.text.folded(j).starts_with(letters::ARTICLE) && !time(j)
    });
    (!other).then_some((start, day as i8))
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
    // 11 و12 مايو, من 3 إلى 5 مايو: the first day.
    let last = range_end(t, i, d).unwrap_or(i);
    // 17 ديسمبر (كانون الأول) 2014, 12 من يونيو المقبل
    let at = if t.prep(last + 1).is_some_and(|(_, n)| n == last + 2) { last + 2 } else { last + 1 };
    let at = if unit_at(t, at) == Some((Unit::Month, true)) { at + 1 } else { at };
    let (end, m, hijri, _) = month(t, at)?;
    let (end, hint, year) = behind_month(t, end, m, published);
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

/// The second day of two, where a later one is told behind the first.
fn range_end(t: &Tagged<'_>, i: usize, first: i64) -> Option<usize> {
    let tok = t.text.tokens.get(i + 1)?;
    let and = || t.text.folded(i + 1).chars().eq([letters::AND]);
    let to = || t.prep(i + 1).is_some_and(|(x, at)| at == i + 2 && t.k.prep_is(x, prep::TO | prep::TIME));
    let later = number(t, i + 2).is_some_and(|d| first < d && d <= 31);
    (later && (tok.is(Mark::Dash) || and() || to())).then_some(i + 2)
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
