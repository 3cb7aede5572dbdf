//! What users decide about tellings: kept for good, the last word on a pair counts.

use std::collections::BTreeSet;

use mahdar_history::encounters::{Reviews, TellingId};
use rusqlite::{Connection, OptionalExtension, params};

use super::retellings;
use crate::error::{Fault, StoreError};
use crate::open::Store;

/// A decision.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Review {
    /// One telling: the article's identity and the encounter's kind and place in it.
    pub a: String,
    /// The other.
    pub b: String,
    /// Whether they are one encounter.
    pub same: bool,
    /// Who said so.
    pub who: Option<String>,
    /// On which day (UTC).
    pub day: String,
}

/// A telling's name in the tables.
pub(super) fn name(id: &TellingId) -> String {
    format!("{}\n{}", id.article, id.encounter)
}

/// All decisions, the last on each pair.
pub(super) fn all(db: &Connection) -> Result<Reviews, Fault> {
    let mut reviews = Reviews::default();
    let id = |name: &str| {
        let (article, encounter) = name.rsplit_once('\n').unwrap_or((name, ""));
        TellingId { article: article.to_owned(), encounter: encounter.to_owned() }
    };
    for row in list(db)? {
        reviews.note(&id(&row.a), &id(&row.b), row.same);
    }
    Ok(reviews)
}

fn list(db: &Connection) -> Result<Vec<Review>, Fault> {
    let mut find = db.prepare_cached("SELECT a, b, same, who, day FROM review ORDER BY seq")?;
    let rows = find
        .query_map([], |r| Ok(Review { a: r.get(0)?, b: r.get(1)?, same: r.get(2)?, who: r.get(3)?, day: r.get(4)? }))?
        .collect::<Result<_, _>>()?;
    Ok(rows)
}

impl Store {
    /// Notes that the tellings of these encounters are of one encounter.
    ///
    /// # Errors
    /// Where one of them is not there or not settled yet, or the database cannot be written.
    pub fn review_same(&mut self, a: i64, b: i64, who: Option<&str>) -> Result<(), StoreError> {
        self.review(&[(a, b)], true, who)
    }

    /// Notes that a telling is of another encounter than all those it was merged with. Gives how many those are.
    ///
    /// # Errors
    /// Where it is not there or not settled yet, or the database cannot be written.
    pub fn review_split(&mut self, encounter: i64, who: Option<&str>) -> Result<usize, StoreError> {
        let others = || -> Result<Vec<(i64, i64)>, Fault> {
            let mut find = self.db.prepare_cached(
                "SELECT encounter FROM merged WHERE main = (SELECT main FROM merged WHERE encounter = ?1) AND encounter <> ?1",
            )?;
            let pairs = find.query_map([encounter], |r| Ok((encounter, r.get(0)?)))?.collect::<Result<_, _>>()?;
            Ok(pairs)
        };
        let pairs = others().map_err(|e| e.of(&self.path))?;
        self.review(&pairs, false, who)?;
        Ok(pairs.len())
    }

    /// All decisions in the order in which they were made.
    ///
    /// # Errors
    /// Where the database cannot be read.
    pub fn reviews(&self) -> Result<Vec<Review>, StoreError> {
        list(&self.db).map_err(|e| e.of(&self.path))
    }

    fn review(&mut self, pairs: &[(i64, i64)], same: bool, who: Option<&str>) -> Result<(), StoreError> {
        for key in pairs.iter().flat_map(|(a, b)| [a, b]) {
            let find = "SELECT 1 FROM telling WHERE encounter = ?1";
            let found = self.db.query_row(find, [key], |_| Ok(())).optional().map_err(|e| Fault::from(e).of(&self.path))?;
            if found.is_none() {
                return Err(StoreError::Unknown {
                    what: "encounter",
                    value: key.to_string(),
                    expected: "the key of an encounter with participants, as lists of encounters give it".to_owned(),
                });
            }
        }
        self.change(|db, _| {
            let mut put = db.prepare_cached(
                "INSERT INTO review (a, b, same, who, day)
                 SELECT a.id, b.id, ?3, ?4, date('now') FROM telling a, telling b WHERE a.encounter = ?1 AND b.encounter = ?2",
            )?;
            let mut touched = BTreeSet::new();
            for (a, b) in pairs {
                put.execute(params![a, b, same, who])?;
                touched.extend([*a, *b]);
            }
            retellings::put_together(db, touched)
        })
    }
}
