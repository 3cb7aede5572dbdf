//! How many facts a subject has, gathered over a batch and written once.

use std::collections::BTreeMap;

use rusqlite::{Connection, params};

use crate::error::Fault;
use crate::lists::List;

/// By how much each count changes: facts, and facts in copies.
#[derive(Debug, Default)]
pub(super) struct Counts(Vec<(List, i64, i64)>);

impl Counts {
    pub fn add(&mut self, list: List, by: i64, copy: bool) {
        let (facts, copies) = if copy { (0, by) } else { (by, 0) };
        self.0.push((list, facts, copies));
    }

    pub fn write(self, db: &Connection) -> Result<(), Fault> {
        let mut changes: BTreeMap<List, (i64, i64)> = BTreeMap::new();
        for (list, facts, copies) in self.0 {
            let change = changes.entry(list).or_default();
            *change = (change.0 + facts, change.1 + copies);
        }
        let mut add = db.prepare_cached(
            "INSERT INTO total (subject, fact_kind, facts, copies) VALUES (?1, ?2, ?3, ?4)
             ON CONFLICT DO UPDATE SET facts = facts + excluded.facts, copies = copies + excluded.copies",
        )?;
        for (List { subject, kind }, (facts, copies)) in changes.into_iter().filter(|(_, change)| *change != (0, 0)) {
            add.execute(params![subject, kind, facts, copies])?;
        }
        Ok(())
    }
}
