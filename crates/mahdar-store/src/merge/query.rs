//! Encounters, each once, with all who tell them.

use std::collections::{BTreeMap, BTreeSet};

use mahdar_history::encounters::{TellingId, merge};
use rusqlite::OptionalExtension;
use serde::Serialize;

use super::retellings::Tellings;
use super::review;
use crate::error::{Fault, StoreError};
use crate::open::Store;
use crate::read::facts::{self, EncounterRow};
use crate::read::filter::{FactKind, Filter};
use crate::read::find;
use crate::read::page::{Listing, Page};

/// An encounter, once.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct MergedRow {
    /// The telling that stands for all of them.
    pub encounter: EncounterRow,
    /// Keys of all tellings, this one's too.
    pub tellings: Vec<i64>,
    /// Outlets that tell it, copies left out.
    pub outlets: Vec<String>,
}

/// Why two tellings were put together or kept apart.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Why {
    /// Key of one.
    pub a: i64,
    /// Key of the other.
    pub b: i64,
    /// Names of the reasons, for filters.
    pub codes: Vec<&'static str>,
    /// The reasons, for reading.
    pub reasons: Vec<String>,
}

/// An encounter with all its tellings and the reasons.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Retellings {
    /// Key of the telling that stands for all of them.
    pub main: i64,
    /// All of them.
    pub tellings: Vec<EncounterRow>,
    /// Why they are one.
    pub together: Vec<Why>,
    /// What looked alike and was kept apart.
    pub apart: Vec<Why>,
}

impl Store {
    /// Encounters, each once, with all who tell them. A filter by outlet, article or words finds an encounter through the
    /// telling that stands for all only; [`Store::encounters`] lists every telling.
    ///
    /// # Errors
    /// Where the filter asks for what cannot be, or the database cannot be read.
    pub fn merged_encounters(&self, filter: &Filter, page: &Page) -> Result<Listing<MergedRow>, StoreError> {
        let list = || -> Result<Listing<MergedRow>, Fault> {
            let tx = self.db.unchecked_transaction()?;
            let again = "SELECT 1 FROM merged WHERE encounter = ?1 AND main <> ?1";
            let keys = find::keys_but(&tx, &self.copies, FactKind::Encounter, filter, page, Some(again))?;
            let row = |key: &i64| -> Result<MergedRow, Fault> {
                let mut find = tx.prepare_cached(
                    "SELECT m.encounter, a.outlet, a.original IS NULL FROM merged m JOIN encounter e ON e.key = m.encounter
                     JOIN article a ON a.key = e.article WHERE m.main = ?1 ORDER BY e.day, m.encounter",
                )?;
                let mut rows = find.query([key])?;
                let (mut tellings, mut outlets) = (Vec::new(), BTreeSet::new());
                while let Some(row) = rows.next()? {
                    tellings.push(row.get(0)?);
                    outlets.extend(row.get::<_, Option<String>>(1)?.filter(|_| row.get(2).unwrap_or(false)));
                }
                if tellings.is_empty() {
                    tellings.push(*key);
                }
                Ok(MergedRow { encounter: facts::encounter(&tx, *key)?, tellings, outlets: outlets.into_iter().collect() })
            };
            let rows = keys.rows.iter().map(row).collect::<Result<_, _>>()?;
            Ok(Listing { rows, next: keys.next })
        };
        list().map_err(|e| e.of(&self.path))
    }

    /// All tellings of the encounter that this telling is of, and why; none where there is no such telling.
    ///
    /// # Errors
    /// Where the database cannot be read.
    pub fn retellings(&self, encounter: i64) -> Result<Option<Retellings>, StoreError> {
        let find = || -> Result<Option<Retellings>, Fault> {
            let tx = self.db.unchecked_transaction()?;
            let mut main = tx.prepare_cached("SELECT main FROM merged WHERE encounter = ?1")?;
            let Some(main) = main.query_row([encounter], |r| r.get::<_, i64>(0)).optional()? else { return Ok(None) };
            let reviews = review::all(&tx)?;
            let mut tellings = Tellings::new(&tx);
            let around = tellings.around(encounter, &reviews, true)?;
            let (merged, by_id) = tellings.together(&around, |list, copies| merge(list, &reviews, copies))?;
            let Some(own) = merged.into_iter().find(|e| e.tellings.iter().any(|id| by_id.get(id) == Some(&encounter))) else {
                return Ok(None);
            };
            let rows = own.tellings.iter().filter_map(|id| by_id.get(id)).map(|key| facts::encounter(&tx, *key));
            Ok(Some(Retellings {
                main,
                tellings: rows.collect::<Result<_, _>>()?,
                together: why(&own.why, &by_id),
                apart: why(&own.kept_apart, &by_id),
            }))
        };
        find().map_err(|e| e.of(&self.path))
    }
}

type Reasons = (TellingId, TellingId, Vec<mahdar_history::encounters::Reason>);

fn why(list: &[Reasons], keys: &BTreeMap<TellingId, i64>) -> Vec<Why> {
    let pair = |(a, b, reasons): &Reasons| {
        Some(Why {
            a: *keys.get(a)?,
            b: *keys.get(b)?,
            codes: reasons.iter().map(|r| r.code()).collect(),
            reasons: reasons.iter().map(ToString::to_string).collect(),
        })
    };
    list.iter().filter_map(pair).collect()
}
