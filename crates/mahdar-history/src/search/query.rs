//! A question in keys.

use super::letters::BEFORE_UNKNOWN;
use super::lexicon::known;
use super::stem;
use super::terms::Mode;
use std::fmt::Write as _;

/// A question: all its clauses must hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Query {
    /// Spelling.
    pub mode: Mode,
    /// What must hold; at least one clause is not negated.
    pub clauses: Vec<Clause>,
}

/// One of these units must stand in the text, or none of them may.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clause {
    /// Whether the units must not stand there.
    pub negated: bool,
    /// What `OR` joins.
    pub units: Vec<Unit>,
}

/// A word or phrase.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unit {
    /// What the first word may be.
    pub first: Vec<Pattern>,
    /// Keys of the words right behind it.
    pub then: Vec<String>,
}

/// What a word's key must be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pattern {
    /// The key, or how it begins.
    pub key: String,
    /// Whether the key only begins so.
    pub prefix: bool,
}

impl Pattern {
    /// Whether a key fits.
    pub fn fits(&self, key: &str) -> bool {
        if self.prefix { key.starts_with(&self.key) } else { key == self.key }
    }
}

impl Unit {
    /// The unit of keys in order; none for no keys.
    pub(super) fn of_keys(keys: Vec<String>, mode: Mode) -> Option<Unit> {
        let mut keys = keys.into_iter();
        let first = keys.next()?;
        let mut patterns = vec![Pattern { key: first, prefix: false }];
        if mode == Mode::Folded {
            carried(&mut patterns);
        }
        Some(Unit { first: patterns, then: keys.collect() })
    }

    /// The unit of words that begin so.
    pub(super) fn of_prefix(key: String) -> Unit {
        Unit { first: vec![Pattern { key, prefix: true }], then: Vec::new() }
    }

    fn fts5(&self, out: &mut String) {
        let single = self.first.len() == 1;
        if !single {
            out.push('(');
        }
        for (i, pattern) in self.first.iter().enumerate() {
            if i > 0 {
                out.push_str(" OR ");
            }
            let _ = write!(out, "\"{}", pattern.key);
            for key in &self.then {
                let _ = write!(out, " {key}");
            }
            out.push('"');
            if pattern.prefix {
                out.push('*');
            }
        }
        if !single {
            out.push(')');
        }
    }
}

/// A word that the lexicon does not know keeps its clitics in a text: they are asked for with it.
fn carried(patterns: &mut Vec<Pattern>) {
    let key = patterns[0].key.clone();
    if known(&key).any() || key.chars().count() < 3 || !key.chars().all(char::is_alphabetic) || key.is_ascii() {
        return;
    }
    for clitic in BEFORE_UNKNOWN {
        let word = format!("{clitic}{key}");
        if known(&word).any() {
            continue;
        }
        let with = stem::key(&word).into_owned();
        if with.ends_with(key.as_str()) && with != key {
            patterns.push(Pattern { key: with, prefix: false });
        }
    }
}

impl Query {
    /// The question in the language of SQLite's FTS5, for an index of [`super::index_text`] that is cut at spaces only
    /// (`tokenize = 'ascii'`). Keys hold no quotation marks: nothing in the question gets out of its quotes.
    ///
    /// ```
    /// use mahdar_history::search::{Mode, Query};
    /// let query = Query::parse("الصين OR روسيا -\"حرب باردة\"", Mode::Folded)?;
    /// assert_eq!(query.to_fts5(), r#"(("صين" OR "روسيا")) NOT ("حرب بارده")"#);
    /// # Ok::<(), mahdar_history::search::QueryError>(())
    /// ```
    pub fn to_fts5(&self) -> String {
        let mut out = String::new();
        let (not, must): (Vec<&Clause>, Vec<&Clause>) = self.clauses.iter().partition(|c| c.negated);
        for (i, clause) in must.into_iter().enumerate() {
            if i > 0 {
                out.push_str(" AND ");
            }
            clause.fts5(&mut out);
        }
        for clause in not {
            out.insert(0, '(');
            out.push_str(") NOT ");
            clause.fts5(&mut out);
        }
        out
    }
}

impl Clause {
    fn fts5(&self, out: &mut String) {
        out.push('(');
        for (i, unit) in self.units.iter().enumerate() {
            if i > 0 {
                out.push_str(" OR ");
            }
            unit.fts5(out);
        }
        out.push(')');
    }
}
