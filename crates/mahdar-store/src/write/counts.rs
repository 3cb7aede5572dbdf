//! Counts by subject and month, gathered over a batch and written once.

use std::collections::HashMap;

use rusqlite::{Connection, params};

use super::facts::{Fact, day_number};
use crate::error::Fault;
use crate::read::filter::FactKind;

/// What is counted apart: subject, kind, month (as a number, 202206; 0 for none), and in short what it is.
type Cell = (i64, FactKind, i64, u32, u32);

/// By how much each count changes: facts, and facts in copies.
#[derive(Debug, Default)]
pub(super) struct Counts {
    changes: Vec<(Cell, i64, i64)>,
    words: Vec<String>,
    numbers: HashMap<String, u32>,
}

impl Counts {
    /// What is counted of a fact, for [`Counts::add`].
    pub fn what(&mut self, fact: &Fact) -> (FactKind, i64, u32, u32) {
        (fact.kind, day_number(&fact.placed.day) / 100, self.number(&fact.what), self.number(&fact.more))
    }

    pub fn add(&mut self, subject: i64, (kind, month, what, more): (FactKind, i64, u32, u32), by: i64, copy: bool) {
        let (facts, copies) = if copy { (0, by) } else { (by, 0) };
        self.changes.push(((subject, kind, month, what, more), facts, copies));
    }

    fn number(&mut self, word: &str) -> u32 {
        if let Some(number) = self.numbers.get(word) {
            return *number;
        }
        let number = self.words.len() as u32;
        self.words.push(word.to_owned());
        self.numbers.insert(word.to_owned(), number);
        number
    }

    pub fn write(mut self, db: &Connection) -> Result<(), Fault> {
        self.changes.sort_unstable_by_key(|(cell, ..)| *cell);
        self.changes.dedup_by(|next, kept| {
            let same = next.0 == kept.0;
            if same {
                (kept.1, kept.2) = (kept.1 + next.1, kept.2 + next.2);
            }
            same
        });
        let mut add = db.prepare_cached(
            "INSERT INTO tally (subject, fact_kind, month, what, more, facts, copies) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
             ON CONFLICT DO UPDATE SET facts = facts + excluded.facts, copies = copies + excluded.copies",
        )?;
        let mut clear = db.prepare_cached(
            "DELETE FROM tally WHERE subject = ?1 AND fact_kind = ?2 AND month = ?3 AND what = ?4 AND more = ?5
             AND facts = 0 AND copies = 0",
        )?;
        let mut last = (0, String::new());
        for ((subject, kind, month, what, more), facts, copies) in &self.changes {
            if last.0 != *month {
                let text = if *month == 0 { String::new() } else { format!("{:04}-{:02}", month / 100, month % 100) };
                last = (*month, text);
            }
            let (month, what, more) = (&last.1, &self.words[*what as usize], &self.words[*more as usize]);
            if (*facts, *copies) != (0, 0) {
                add.execute(params![subject, kind.number(), month, what, more, facts, copies])?;
            }
            if *facts < 0 || *copies < 0 {
                clear.execute(params![subject, kind.number(), month, what, more])?;
            }
        }
        Ok(())
    }
}
