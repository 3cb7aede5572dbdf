//! What is imported, whatever it comes from.

use super::Skip;
use super::tables::Tables;
use crate::load::parse_day;
use std::rc::Rc;

/// A position that is an office.
#[derive(Clone, Debug)]
pub(super) struct Post {
    pub office: String,
    /// The state or body; empty where only its holder tells.
    pub code: String,
    pub title: String,
}

/// A term of office.
#[derive(Clone, Debug)]
pub(super) struct Term {
    pub post: Rc<Post>,
    pub start: String,
    pub end: String,
}

/// A name and whether it is a weak one.
#[derive(Clone, Debug)]
pub(super) struct Name {
    pub text: String,
    pub weak: bool,
}

/// A person.
#[derive(Clone, Debug, Default)]
pub(super) struct Person {
    pub wikidata: String,
    pub en: String,
    pub arabic: Vec<Name>,
    /// Codes of states, the likeliest first.
    pub codes: Vec<String>,
    pub terms: Vec<Term>,
}

/// An organisation or group.
#[derive(Clone, Debug)]
pub(super) struct Organisation {
    pub en: String,
    pub arabic: Vec<Name>,
    pub code: String,
    pub of_states: bool,
    pub sector: String,
}

/// A name as it may stand in a table: without bars, control characters and marks of direction.
pub(super) fn clean(name: &str) -> String {
    let hidden = |c: char| matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}');
    let plain: String = name.chars().filter(|c| !hidden(*c)).map(|c| if c.is_control() || c == '|' { ' ' } else { c }).collect();
    plain.trim_start_matches(['?', '#', ' ']).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether a name is written in Arabic letters and in no others.
pub(super) fn is_arabic(name: &str) -> bool {
    let arabic = |c: char| matches!(c, '\u{0620}'..='\u{06ff}' | '\u{0750}'..='\u{077f}' | '\u{fb50}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}');
    name.chars().any(arabic) && name.chars().filter(|c| c.is_alphabetic()).all(arabic)
}

/// Whether a name is written in Latin letters.
pub(super) fn is_latin(name: &str) -> bool {
    let letters = || name.chars().filter(|c| c.is_alphabetic());
    letters().next().is_some() && letters().all(|c| c < '\u{0370}' || ('\u{1e00}'..='\u{1eff}').contains(&c))
}

/// A day as tables have it, of one as sources have it: what stands behind the day is cut off.
pub(super) fn day(written: &str) -> Result<String, Skip> {
    let day = written.get(..10).unwrap_or(written);
    match parse_day(day, false) {
        Some(_) => Ok(day.to_owned()),
        None => Err(Skip::BadDates),
    }
}

/// A term of a post, if its dates are such.
pub(super) fn term(post: &Rc<Post>, start: &str, end: &str, over: bool) -> Result<Term, Skip> {
    let (start, end) = (day(start)?, day(end)?);
    if start.is_empty() && end.is_empty() || over && end.is_empty() {
        return Err(Skip::NoDates);
    }
    match (parse_day(&start, false), parse_day(&end, true)) {
        (Some(first), Some(last)) if first <= last => Ok(Term { post: Rc::clone(post), start, end }),
        _ => Err(Skip::BadDates),
    }
}

/// The post of a position's title.
pub(super) fn post(tables: &Tables, title: &str, also: &[&str], code: String) -> Option<Rc<Post>> {
    let office = std::iter::once(title).chain(also.iter().copied()).find_map(|t| tables.office(t))?;
    Some(Rc::new(Post { office: office.to_owned(), code, title: clean(title) }))
}
