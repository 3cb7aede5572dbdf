//! Counts: by month and type, by outlet and day, of everything.

use std::collections::HashMap;

use serde::Serialize;

use super::filter::FactKind;
use super::find::{each, pair, subject};
use crate::error::{Fault, StoreError};
use crate::lists::List;
use crate::open::Store;
use crate::read::actors::ActorKey;
use crate::write::{Label, day_at};

/// What is counted for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Of {
    /// Everything.
    All,
    /// A state, organisation or group, by code.
    State(String),
    /// Two of them.
    Pair(String, String),
    /// An actor.
    Actor(ActorKey),
    /// An outlet.
    Outlet(String),
    /// A framework.
    Framework(i64),
}

impl Of {
    /// The subject's name.
    fn name(&self) -> String {
        match self {
            Self::All => "all".to_owned(),
            Self::State(code) => format!("state {code}"),
            Self::Pair(a, b) => pair(a, b),
            Self::Actor(key) => format!("actor {}", key.0),
            Self::Outlet(name) => format!("outlet {name}"),
            Self::Framework(key) => format!("framework {key}"),
        }
    }
}

/// A count.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Tally {
    /// `YYYY-MM`; empty where no day is known.
    pub month: String,
    /// Kind, mode, strength or PLOVER type.
    pub what: String,
    /// Status of encounters, PLOVER mode of events; else empty.
    pub more: String,
    /// How many, copies left out.
    pub facts: u64,
    /// How many more in near-identical copies.
    pub copies: u64,
}

/// What an outlet published on a day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Coverage {
    /// The outlet; none where the articles name none.
    pub outlet: Option<String>,
    /// The day; none where it is not known.
    pub day: Option<String>,
    /// Articles, copies among them.
    pub articles: u64,
}

/// Everything there is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Totals {
    /// Articles.
    pub articles: u64,
    /// Of these, near-identical copies of others.
    pub copies: u64,
    /// The first day of publication.
    pub first: Option<String>,
    /// The last.
    pub last: Option<String>,
    /// Encounters, statements, commitments, events, copies among them.
    pub facts: [u64; 4],
    /// Actors.
    pub actors: u64,
    /// What was passed over.
    pub skipped: u64,
}

impl Store {
    /// Counts by month, type and mode.
    ///
    /// # Errors
    /// Where the database cannot be read.
    pub fn tally(&self, kind: FactKind, of: &Of) -> Result<Vec<Tally>, StoreError> {
        let get = || -> Result<Vec<Tally>, Fault> {
            let Some(key) = subject(&self.db, &of.name())? else { return Ok(Vec::new()) };
            let copies = self.copies.all(&self.db)?;
            let mut counts: HashMap<(i64, u32), (u64, u64)> = HashMap::new();
            each(&self.db, List { subject: key, kind: kind.number() }, |entry| {
                let count = counts.entry((day_at(entry.at) / 100, Label(entry.label).key())).or_default();
                match copies.has(entry.article) {
                    true => count.1 += 1,
                    false => count.0 += 1,
                }
            })?;
            let mut label = self.db.prepare_cached("SELECT what, more FROM label WHERE key = ?1")?;
            let mut all = Vec::with_capacity(counts.len());
            for ((month, key), (facts, copies)) in counts {
                let month = if month == 0 { String::new() } else { format!("{:04}-{:02}", month / 100, month % 100) };
                let (what, more) = label.query_row([key], |r| Ok((r.get(0)?, r.get(1)?)))?;
                all.push(Tally { month, what, more, facts, copies });
            }
            all.sort_unstable_by(|a, b| (&a.month, &a.what, &a.more).cmp(&(&b.month, &b.what, &b.more)));
            Ok(all)
        };
        get().map_err(|e| e.of(&self.path))
    }

    /// What [`Store::tally`] comes to: facts, and how many more in copies. Lists ask for it each time, and it is known without
    /// counting.
    ///
    /// # Errors
    /// Where the database cannot be read.
    pub fn tallied(&self, kind: FactKind, of: &Of) -> Result<(u64, u64), StoreError> {
        let get = || -> Result<(u64, u64), Fault> {
            let Some(key) = subject(&self.db, &of.name())? else { return Ok((0, 0)) };
            let mut find = self.db.prepare_cached(
                "SELECT coalesce(sum(facts), 0), coalesce(sum(copies), 0) FROM total WHERE subject = ?1 AND fact_kind = ?2",
            )?;
            let number = |r: &rusqlite::Row<'_>, n| r.get::<_, i64>(n).map(i64::unsigned_abs);
            Ok(find.query_row(rusqlite::params![key, kind.number()], |r| Ok((number(r, 0)?, number(r, 1)?)))?)
        };
        get().map_err(|e| e.of(&self.path))
    }

    /// How many articles each outlet published on each day: where it is silent, nothing can be concluded from silence.
    ///
    /// # Errors
    /// Where the database cannot be read.
    pub fn coverage(&self) -> Result<Vec<Coverage>, StoreError> {
        let get = || -> Result<Vec<Coverage>, Fault> {
            let mut find = self.db.prepare_cached(
                "SELECT outlet, published, count(*) FROM article GROUP BY outlet, published ORDER BY outlet, published",
            )?;
            let rows = find.query_map([], |r| {
                Ok(Coverage { outlet: r.get(0)?, day: r.get(1)?, articles: r.get::<_, i64>(2)?.unsigned_abs() })
            })?;
            Ok(rows.collect::<Result<_, _>>()?)
        };
        get().map_err(|e| e.of(&self.path))
    }

    /// Pairs that have most to do with each other, with the number of facts, at most so many.
    ///
    /// # Errors
    /// Where the database cannot be read.
    pub fn pairs(&self, limit: usize) -> Result<Vec<(String, String, u64)>, StoreError> {
        let get = || -> Result<Vec<(String, String, u64)>, Fault> {
            let mut find = self.db.prepare_cached(
                "SELECT substr(name, 6), sum(facts) AS n FROM subject JOIN total ON subject = key
                 WHERE name >= 'pair ' AND name < 'pair!' GROUP BY key HAVING n > 0 ORDER BY n DESC, name LIMIT ?1",
            )?;
            let rows = find.query_map([limit as i64], |r| Ok((r.get::<_, String>(0)?, r.get::<_, i64>(1)?.unsigned_abs())))?;
            let mut pairs = Vec::new();
            for row in rows {
                let (codes, n) = row?;
                if let Some((a, b)) = codes.split_once('|') {
                    pairs.push((a.to_owned(), b.to_owned(), n));
                }
            }
            Ok(pairs)
        };
        get().map_err(|e| e.of(&self.path))
    }

    /// How much there is of everything.
    ///
    /// # Errors
    /// Where the database cannot be read.
    pub fn totals(&self) -> Result<Totals, StoreError> {
        let mut facts = [0; 4];
        for (n, kind) in FactKind::ALL.into_iter().enumerate() {
            let (own, copies) = self.tallied(kind, &Of::All)?;
            facts[n] = own + copies;
        }
        let get = || -> Result<Totals, Fault> {
            let count = |sql: &str| -> Result<u64, Fault> {
                Ok(self.db.prepare_cached(sql)?.query_row([], |r| r.get::<_, i64>(0))?.unsigned_abs())
            };
            let (first, last) =
                self.db.query_row("SELECT min(published), max(published) FROM article", [], |r| Ok((r.get(0)?, r.get(1)?)))?;
            Ok(Totals {
                articles: count("SELECT count(*) FROM article")?,
                copies: count("SELECT count(*) FROM article WHERE original IS NOT NULL")?,
                first,
                last,
                facts,
                actors: count("SELECT count(*) FROM actor WHERE articles > 0")?,
                skipped: count("SELECT count(*) FROM skipped")?,
            })
        };
        get().map_err(|e| e.of(&self.path))
    }
}
