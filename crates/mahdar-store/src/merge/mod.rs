//! What articles amount to together, found by `mahdar-history` and kept up to date as articles come and change.
//!
//! Triggers note in `pending` which articles have come or changed. [`Store::settle`] works that off in small transactions: it
//! may be interrupted at any moment and goes on where it was. What comes out depends on the articles only, and not on the
//! order in which they came.

mod copies;
mod formulas;
mod notes;
mod promises;
mod query;
mod retellings;
mod review;

use std::collections::BTreeSet;

use mahdar_history::search::{Cut, Mode};
use rusqlite::Connection;

use crate::body;
use crate::error::{Fault, StoreError};
use crate::lists::BANDS;
use crate::open::Store;
use crate::write::{Writer, fact_key, facts};

pub(crate) use copies::forget_bands;
pub(crate) use notes::Notes;

pub use formulas::{Formula, FormulaUse};
pub use promises::{AgainRow, ChainRow};
pub use query::{MergedRow, Retellings, Why};
pub use review::Review;

/// Articles of one transaction, or promisers. All tellings of an encounter are gone through in each transaction that has one of
/// them: many small ones would go through those of much copied articles again and again.
const CHUNK: usize = 1_600;

/// What was found for how many articles.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Settled {
    /// Articles looked at.
    pub articles: u64,
    /// Articles that are copies of others, in the whole store.
    pub copies: u64,
    /// Encounters, each counted once however many articles tell it, in the whole store.
    pub encounters: u64,
    /// Tellings of encounters, in the whole store.
    pub tellings: u64,
}

impl Store {
    /// Looks for copies, retellings, promises said again and set phrases in all articles that have come or changed since this
    /// was last done. `progress` is told how many articles are still to come.
    ///
    /// # Errors
    /// Where the database cannot be written; what was done until then stands, and the rest is done by the next call.
    pub fn settle(&mut self, mut progress: impl FnMut(u64)) -> Result<Settled, StoreError> {
        self.forget_other_rules()?;
        let count = |db: &Connection, sql: &str| -> Result<u64, Fault> {
            Ok(db.query_row(sql, [], |r| r.get::<_, i64>(0))?.unsigned_abs())
        };
        let mut done = Settled::default();
        loop {
            let left = count(&self.db, "SELECT count(*) FROM pending").map_err(|e| e.of(&self.path))?;
            let stale = count(&self.db, "SELECT count(*) FROM stale_promises").map_err(|e| e.of(&self.path))?;
            if left + stale == 0 {
                break;
            }
            progress(left);
            if left == 0 {
                self.change(|db, _| promises::find(db, CHUNK))?;
                continue;
            }
            done.articles += self.settle_next()?;
        }
        let totals = || -> Result<Settled, Fault> {
            Ok(Settled {
                articles: done.articles,
                copies: count(&self.db, "SELECT count(*) FROM article WHERE original IS NOT NULL")?,
                encounters: count(&self.db, "SELECT count(*) FROM merged WHERE encounter = main")?,
                tellings: count(&self.db, "SELECT count(*) FROM merged")?,
            })
        };
        totals().map_err(|e| e.of(&self.path))
    }

    /// Does most of [`Store::settle`] if enough articles have come for it to be worth it: for whoever writes while others read, so
    /// that less is left for the end, when nobody else has anything to do.
    ///
    /// # Errors
    /// As [`Store::settle`].
    pub fn settle_along(&mut self) -> Result<(), StoreError> {
        if self.unsettled()? >= CHUNK as u64 {
            while self.unsettled()? > 0 {
                self.settle_next()?;
            }
        }
        Ok(())
    }

    /// One step; gives how many articles are done with.
    fn settle_next(&mut self) -> Result<u64, StoreError> {
        self.change(|db, names| {
            let articles = next(db)?;
            if articles.is_empty() {
                return find_retellings(db);
            }
            let mut writer = Writer::new(db, names);
            find_copies(db, &mut writer, &articles)?;
            writer.finish()?;
            Ok(0)
        })
    }

    /// Forgets what was found by other rules than this program's.
    pub(crate) fn forget_other_rules(&mut self) -> Result<(), StoreError> {
        let rules = format!("{:016x}", mahdar_history::fingerprint());
        let stale: bool = self
            .db
            .query_row("SELECT rules <> ?1 FROM settled", [&rules], |r| r.get(0))
            .map_err(|e| Fault::from(e).of(&self.path))?;
        if stale { self.change(|db, _| start_anew(db, &rules)) } else { Ok(()) }
    }

    /// How many articles [`Store::settle`] has still to look at.
    ///
    /// # Errors
    /// Where the database cannot be read.
    pub fn unsettled(&self) -> Result<u64, StoreError> {
        let count: rusqlite::Result<i64> = self.db.query_row("SELECT count(*) FROM pending", [], |r| r.get(0));
        count.map(i64::unsigned_abs).map_err(|e| Fault::from(e).of(&self.path))
    }
}

fn start_anew(db: &Connection, rules: &str) -> Result<(), Fault> {
    BANDS.clear(db)?;
    for table in
        ["signature", "copy_pair", "telling_key", "merged", "telling", "chain", "promise", "stale_promises", "formula_use"]
    {
        db.execute(&format!("DELETE FROM {table}"), [])?;
    }
    db.execute("INSERT OR REPLACE INTO pending (article, noted) SELECT key, 0 FROM article", [])?;
    db.execute("UPDATE settled SET rules = ?1", [rules])?;
    Ok(())
}

/// How far an article in `pending` is, in `noted`: its notes are those of its present text and record …
const NOTED: i64 = 1;
/// … and it is known of what it is a copy.
const PAIRED: i64 = 2;

/// The next articles to look for copies of; what is not yet noted of them is.
fn next(db: &Connection) -> Result<Vec<i64>, Fault> {
    let mut find = db.prepare_cached("SELECT article, noted FROM pending WHERE noted < ?2 ORDER BY article LIMIT ?1")?;
    let rows = find.query_map([CHUNK as i64, PAIRED], |r| Ok((r.get(0)?, r.get(1)?)))?;
    let rows = rows.collect::<Result<Vec<(i64, i64)>, _>>()?;
    for (article, _) in rows.iter().filter(|(_, noted)| *noted < NOTED) {
        note(db, *article)?;
    }
    Ok(rows.into_iter().map(|(article, _)| article).collect())
}

fn note(db: &Connection, article: i64) -> Result<(), Fault> {
    let mut find = db
        .prepare_cached("SELECT a.identity, b.text, b.record FROM article a JOIN body b ON b.article = a.key WHERE a.key = ?1")?;
    let (identity, text, record): (String, Vec<u8>, Vec<u8>) =
        find.query_row([article], |r| Ok((r.get(0)?, r.get(1)?, r.get(2)?)))?;
    let (text, record) = (body::unpack(&text)?, body::unpack_record(&record)?);
    let cut = Cut::new(&text);
    let notes = Notes::of(&cut, &cut.keyed(Mode::Folded), &record, &identity, &facts(&record).list)?;
    notes.write(db, article, |kind, id| fact_key(db, article, kind, id))
}

/// First all copies: tellings of articles of which it is not known whose copies they are would be compared each with each.
fn find_copies(db: &Connection, writer: &mut Writer<'_>, articles: &[i64]) -> Result<(), Fault> {
    copies::pair(db, articles)?;
    let all: BTreeSet<i64> = articles.iter().copied().collect();
    let changed = copies::find(db, writer, &all)?;
    // Articles that turn out to be one text tell of one encounter, too.
    let mut paired = db.prepare_cached("INSERT OR IGNORE INTO pending (article, noted) VALUES (?1, ?2)")?;
    for article in changed.difference(&all) {
        paired.execute([*article, PAIRED])?;
    }
    let mut paired = db.prepare_cached("UPDATE pending SET noted = ?2 WHERE article = ?1")?;
    for article in articles {
        paired.execute([*article, PAIRED])?;
    }
    Ok(())
}

/// Then retellings, and whose promises are to be linked anew.
fn find_retellings(db: &Connection) -> Result<u64, Fault> {
    let mut find = db.prepare_cached("SELECT article FROM pending ORDER BY article LIMIT ?1")?;
    let articles = find.query_map([CHUNK as i64], |r| r.get(0))?.collect::<Result<BTreeSet<i64>, _>>()?;
    retellings::find(db, &articles)?;
    promises::are_stale(db, &articles)?;
    let mut done = db.prepare_cached("DELETE FROM pending WHERE article = ?1")?;
    for article in &articles {
        done.execute([article])?;
    }
    Ok(articles.len() as u64)
}
