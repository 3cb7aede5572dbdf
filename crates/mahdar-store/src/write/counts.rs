//! Counts by subject and month, gathered over a batch and written once.

use std::collections::BTreeMap;

use rusqlite::{Connection, params};

use crate::error::Fault;
use crate::read::filter::FactKind;

/// What is counted apart.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Cell {
    pub subject: i64,
    pub kind: FactKind,
    pub month: String,
    pub what: String,
    pub more: String,
}

/// By how much each count changes: facts, and facts in copies.
#[derive(Debug, Default)]
pub(super) struct Counts(BTreeMap<Cell, (i64, i64)>);

impl Counts {
    pub fn add(&mut self, cell: Cell, by: i64, copy: bool) {
        let count = self.0.entry(cell).or_default();
        if copy { count.1 += by } else { count.0 += by }
    }

    pub fn write(self, db: &Connection) -> Result<(), Fault> {
        let mut add = db.prepare_cached(
            "INSERT INTO tally (subject, fact_kind, month, what, more, facts, copies) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
             ON CONFLICT DO UPDATE SET facts = facts + excluded.facts, copies = copies + excluded.copies",
        )?;
        let mut clear = db.prepare_cached(
            "DELETE FROM tally WHERE subject = ?1 AND fact_kind = ?2 AND month = ?3 AND what = ?4 AND more = ?5
             AND facts = 0 AND copies = 0",
        )?;
        for (cell, (facts, copies)) in self.0 {
            let Cell { subject, kind, month, what, more } = &cell;
            if (facts, copies) != (0, 0) {
                add.execute(params![subject, kind.letter(), month, what, more, facts, copies])?;
            }
            if facts < 0 || copies < 0 {
                clear.execute(params![subject, kind.letter(), month, what, more])?;
            }
        }
        Ok(())
    }
}
