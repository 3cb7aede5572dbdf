//! Whether a text answers a question, and which words do.

use super::query::{Query, Unit};
use super::terms::{Term, terms};

/// Words of a text that answer a question.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Hit {
    /// First code point.
    pub start: u32,
    /// One past the last code point; for a phrase, of its last word.
    pub end: u32,
}

impl Unit {
    fn hits(&self, terms: &[Term], out: &mut Vec<Hit>) {
        for (i, term) in terms.iter().enumerate() {
            if !self.first.iter().any(|p| p.fits(&term.key)) {
                continue;
            }
            let Some(rest) = terms.get(i + 1..i + 1 + self.then.len()) else {
                break;
            };
            if rest.iter().zip(&self.then).all(|(t, key)| t.key == *key) {
                out.push(Hit { start: term.start, end: rest.last().unwrap_or(term).end });
            }
        }
    }
}

impl Query {
    /// The words of `text` that answer the question, in order and without overlaps; none where the text does not.
    ///
    /// ```
    /// use mahdar_history::search::{Mode, Query};
    /// let query = Query::parse("«حسن الجوار»", Mode::Folded)?;
    /// let hits = query.matches("مبدأ حُسن الجِوار").expect("it answers");
    /// assert_eq!((hits[0].start, hits[0].end), (5, 17));
    /// assert!(query.matches("حسن وجوار").is_some());
    /// assert!(query.matches("جوار حسن").is_none());
    /// # Ok::<(), mahdar_history::search::QueryError>(())
    /// ```
    pub fn matches(&self, text: &str) -> Option<Vec<Hit>> {
        let terms = terms(text, self.mode);
        let mut hits = Vec::new();
        for clause in &self.clauses {
            let mut found = Vec::new();
            for unit in &clause.units {
                unit.hits(&terms, &mut found);
            }
            if found.is_empty() != clause.negated {
                return None;
            }
            hits.extend(found);
        }
        Some(merged(hits))
    }

    /// The words of `text` that any part of the question asks for, whether or not the text answers all of it: for a
    /// snippet of a text whose title has the rest.
    pub fn highlights(&self, text: &str) -> Vec<Hit> {
        let terms = terms(text, self.mode);
        let mut hits = Vec::new();
        for unit in self.clauses.iter().filter(|c| !c.negated).flat_map(|c| &c.units) {
            unit.hits(&terms, &mut hits);
        }
        merged(hits)
    }
}

/// In order, those that overlap as one.
fn merged(mut hits: Vec<Hit>) -> Vec<Hit> {
    hits.sort_unstable();
    hits.dedup_by(|next, last| {
        let overlap = next.start < last.end;
        if overlap {
            last.end = last.end.max(next.end);
        }
        overlap
    });
    hits
}
