//! What articles amount to together, found by `mahdar-history` and kept up to date as articles come and change.
//!
//! Triggers note in `pending` which articles have come or changed. [`Store::settle`] works that off in small transactions: it
//! may be interrupted at any moment and goes on where it was. What comes out depends on the articles only, and not on the
//! order in which they came.

mod copies;
mod formulas;
mod promises;
mod query;
mod retellings;
mod review;

use std::collections::BTreeSet;

use mahdar_record::Record;
use rusqlite::{Connection, params};

use crate::body;
use crate::error::{Fault, StoreError};
use crate::open::Store;
use crate::write::Writer;

pub use formulas::{Formula, FormulaUse};
pub use promises::{AgainRow, ChainRow};
pub use query::{MergedRow, Retellings, Why};
pub use review::Review;

/// Articles of one transaction.
const CHUNK: usize = 400;

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

/// An article on its way through.
struct Article {
    key: i64,
    identity: String,
    text: String,
    record: Record,
}

impl Store {
    /// Looks for copies, retellings, promises said again and set phrases in all articles that have come or changed since this
    /// was last done. `progress` is told how many articles are still to come.
    ///
    /// # Errors
    /// Where the database cannot be written; what was done until then stands, and the rest is done by the next call.
    pub fn settle(&mut self, mut progress: impl FnMut(u64)) -> Result<Settled, StoreError> {
        let rules = format!("{:016x}", mahdar_history::fingerprint());
        let count = |db: &Connection, sql: &str| -> Result<u64, Fault> {
            Ok(db.query_row(sql, [], |r| r.get::<_, i64>(0))?.unsigned_abs())
        };
        let stale: bool = self
            .db
            .query_row("SELECT rules <> ?1 FROM settled", [&rules], |r| r.get(0))
            .map_err(|e| Fault::from(e).of(&self.path))?;
        if stale {
            self.change(|db, _| start_anew(db, &rules))?;
        }
        let mut done = Settled::default();
        loop {
            let left = count(&self.db, "SELECT count(*) FROM pending").map_err(|e| e.of(&self.path))?;
            let stale = count(&self.db, "SELECT count(*) FROM stale_promises").map_err(|e| e.of(&self.path))?;
            if left + stale == 0 {
                break;
            }
            progress(left);
            done.articles += self.change(|db, names| {
                let mut writer = Writer::new(db, names);
                let articles = next(db)?;
                settle_some(db, &mut writer, &articles)?;
                writer.finish()?;
                Ok(articles.len() as u64)
            })?;
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

    /// How many articles [`Store::settle`] has still to look at.
    ///
    /// # Errors
    /// Where the database cannot be read.
    pub fn unsettled(&self) -> Result<u64, StoreError> {
        let count: rusqlite::Result<i64> = self.db.query_row("SELECT count(*) FROM pending", [], |r| r.get(0));
        count.map(i64::unsigned_abs).map_err(|e| Fault::from(e).of(&self.path))
    }
}

/// Forgets what was found by other rules.
fn start_anew(db: &Connection, rules: &str) -> Result<(), Fault> {
    for table in [
        "band",
        "signature",
        "copy_pair",
        "telling_key",
        "merged",
        "telling",
        "chain",
        "promise",
        "stale_promises",
        "formula_use",
    ] {
        db.execute(&format!("DELETE FROM {table}"), [])?;
    }
    db.execute("INSERT OR IGNORE INTO pending SELECT key FROM article", [])?;
    db.execute("UPDATE settled SET rules = ?1", [rules])?;
    Ok(())
}

fn next(db: &Connection) -> Result<Vec<Article>, Fault> {
    let mut find = db.prepare_cached(
        "SELECT a.key, a.identity, b.text, b.record FROM pending p JOIN article a ON a.key = p.article
         JOIN body b ON b.article = a.key ORDER BY a.key LIMIT ?1",
    )?;
    let mut rows = find.query([CHUNK as i64])?;
    let mut out = Vec::new();
    while let Some(row) = rows.next()? {
        let blob = |n: usize| row.get::<_, Vec<u8>>(n);
        out.push(Article {
            key: row.get(0)?,
            identity: row.get(1)?,
            text: body::unpack(&blob(2)?)?,
            record: body::unpack_record(&blob(3)?)?,
        });
    }
    Ok(out)
}

fn settle_some(db: &Connection, writer: &mut Writer<'_>, articles: &[Article]) -> Result<(), Fault> {
    let mut changed: BTreeSet<i64> = articles.iter().map(|a| a.key).collect();
    for article in articles {
        copies::note(db, article)?;
        retellings::note(db, article)?;
        promises::note(db, article)?;
        formulas::note(db, article)?;
    }
    // Articles that turn out to be one text tell of one encounter, too.
    changed.extend(copies::find(db, writer, &changed)?);
    retellings::find(db, &changed)?;
    promises::find(db, &changed)?;
    for article in articles {
        db.prepare_cached("DELETE FROM pending WHERE article = ?1")?.execute(params![article.key])?;
    }
    Ok(())
}
