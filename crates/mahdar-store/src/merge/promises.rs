//! Promises said again.

use std::collections::{BTreeMap, BTreeSet};

use mahdar_history::promises::{Promise, chains};
use mahdar_history::{Days, promises};
use mahdar_record::Record;
use rusqlite::{Connection, OptionalExtension, params};
use serde::Serialize;

use super::copies;
use crate::error::{Fault, StoreError};
use crate::open::Store;
use crate::read::facts::{self, CommitmentRow};
use crate::read::filter::{FactKind, Filter};
use crate::read::find;
use crate::read::page::{Listing, Page};
use crate::write::Fact;

/// A promise with all its sayings.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ChainRow {
    /// The first saying.
    pub first: CommitmentRow,
    /// Those after it, in order of time.
    pub again: Vec<AgainRow>,
}

/// A promise that was made before.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct AgainRow {
    /// The saying.
    pub commitment: CommitmentRow,
    /// How like the first, 0 to 1.
    pub likeness: f64,
    /// What both have in common, as keys of words.
    pub shared: Vec<String>,
    /// Whether its article is a copy of one that has said it already.
    pub copy: bool,
}

/// Who somebody is, for comparing: the code, else the name.
fn names(record: &Record, ids: &[String]) -> BTreeSet<String> {
    let actor = |id: &String| record.actors.iter().find(|a| a.id == *id);
    ids.iter()
        .filter_map(actor)
        .map(|a| a.code.clone().unwrap_or_else(|| a.name.en.clone().unwrap_or_else(|| mahdar_text::fold(&a.name.ar))))
        .collect()
}

/// A commitment as it is compared, and who promises to whom; none where nobody promises.
pub(super) fn promise(record: &Record, identity: &str, fact: &Fact) -> Option<(String, Promise)> {
    let c = &record.commitments[fact.at];
    let (actors, toward) = (names(record, &c.actors), names(record, &c.toward));
    let joined = |set: &BTreeSet<String>| set.iter().map(String::as_str).collect::<Vec<_>>().join("|");
    (!actors.is_empty()).then(|| {
        let who = format!("{}>{}", joined(&actors), joined(&toward));
        let promise = Promise {
            date: Days::parse(&fact.placed.day),
            published: record.published.date.as_deref().and_then(Days::parse),
            id: (identity.to_owned(), format!("{:08} {}", c.item.start, c.id)),
            actors,
            toward,
            item: c.item.text.clone(),
            text: String::new(),
        };
        (who, promise)
    })
}

/// Remembers that the promises of these articles, and those of others to which they are alike, are to be linked. That is done
/// once at the end: it goes through all promises of the same to the same.
pub(super) fn are_stale(db: &Connection, articles: &BTreeSet<i64>) -> Result<(), Fault> {
    let mut stale = db.prepare_cached(
        "INSERT OR IGNORE INTO stale_promises
         SELECT p.who FROM commitment c JOIN promise p ON p.commitment = c.key WHERE c.article = ?1",
    )?;
    for article in articles {
        stale.execute([article])?;
    }
    Ok(())
}

/// Links the promises of some of those that are stale to their first sayings.
pub(super) fn find(db: &Connection, most: usize) -> Result<(), Fault> {
    let mut find = db.prepare_cached("SELECT who FROM stale_promises LIMIT ?1")?;
    let stale = find.query_map([most as i64], |r| r.get::<_, String>(0))?.collect::<Result<Vec<_>, _>>()?;
    for who in &stale {
        link(db, who)?;
        db.prepare_cached("DELETE FROM stale_promises WHERE who = ?1")?.execute([who])?;
    }
    Ok(())
}

fn link(db: &Connection, who: &str) -> Result<(), Fault> {
    let mut find = db.prepare_cached(
        "SELECT p.commitment, c.article, p.promise FROM promise p JOIN commitment c ON c.key = p.commitment WHERE p.who = ?1",
    )?;
    let rows = find
        .query_map([who], |r| Ok((r.get::<_, i64>(0)?, r.get::<_, i64>(1)?, r.get::<_, String>(2)?)))?
        .collect::<Result<Vec<_>, _>>()?;
    let (mut list, mut keys) = (Vec::with_capacity(rows.len()), BTreeMap::new());
    for (key, article, json) in rows {
        let mut promise: Promise = serde_json::from_str(&json).map_err(|e| Fault::Broken(format!("a promise: {e}")))?;
        promise.text = copies::text_of(db, article)?.to_string();
        keys.insert(promise.id.clone(), key);
        list.push(promise);
        db.prepare_cached("DELETE FROM chain WHERE commitment = ?1")?.execute([key])?;
    }
    let mut put = db.prepare_cached("INSERT INTO chain (commitment, first, likeness, copy) VALUES (?1, ?2, ?3, ?4)")?;
    for chain in chains(&list) {
        let first = keys[&chain.first];
        put.execute(params![first, first, 1.0, false])?;
        for again in chain.again {
            put.execute(params![keys[&again.id], first, again.likeness, again.copy])?;
        }
    }
    Ok(())
}

impl Store {
    /// Promises, each once, with all their sayings: those whose first saying a filter lets through.
    ///
    /// # Errors
    /// Where the filter asks for what cannot be, or the database cannot be read.
    pub fn promises(&self, filter: &Filter, page: &Page) -> Result<Listing<ChainRow>, StoreError> {
        let list = || -> Result<Listing<ChainRow>, Fault> {
            let tx = self.db.unchecked_transaction()?;
            let again = "SELECT 1 FROM chain WHERE commitment = ?1 AND first <> ?1";
            let keys = find::keys_but(&tx, &self.copies, FactKind::Commitment, filter, page, Some(again))?;
            let rows = keys.rows.iter().map(|key| chain_of(&tx, *key)).collect::<Result<_, _>>()?;
            Ok(Listing { rows, next: keys.next })
        };
        list().map_err(|e| e.of(&self.path))
    }

    /// The promise that this saying is of, with all its sayings; none where there is no such saying.
    ///
    /// # Errors
    /// Where the database cannot be read.
    pub fn promise(&self, commitment: i64) -> Result<Option<ChainRow>, StoreError> {
        let find = || -> Result<Option<ChainRow>, Fault> {
            let tx = self.db.unchecked_transaction()?;
            let mut first = tx.prepare_cached(
                "SELECT coalesce(n.first, c.key) FROM commitment c LEFT JOIN chain n ON n.commitment = c.key WHERE c.key = ?1",
            )?;
            let first: Option<i64> = first.query_row([commitment], |r| r.get(0)).optional()?;
            first.map(|key| chain_of(&tx, key)).transpose()
        };
        find().map_err(|e| e.of(&self.path))
    }
}

fn chain_of(db: &Connection, key: i64) -> Result<ChainRow, Fault> {
    let first = facts::commitment(db, key)?;
    let words = promises::words(&first.item.text);
    let mut find = db.prepare_cached(
        "SELECT n.commitment, n.likeness, n.copy FROM chain n JOIN commitment c ON c.key = n.commitment
         WHERE n.first = ?1 AND n.commitment <> ?1 ORDER BY c.day, n.commitment",
    )?;
    let mut rows = find.query([key])?;
    let mut again = Vec::new();
    while let Some(row) = rows.next()? {
        let commitment = facts::commitment(db, row.get(0)?)?;
        let shared = words.intersection(&promises::words(&commitment.item.text)).cloned().collect();
        again.push(AgainRow { commitment, likeness: row.get(1)?, shared, copy: row.get(2)? });
    }
    Ok(ChainRow { first, again })
}
