//! Runs being written, and made of others.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use rusqlite::{Connection, params};

use super::block::{Block, read};
use super::{Entry, FANOUT, List, Lists};
use crate::error::Fault;
use crate::write::insert_many;

/// So many blocks are written together: whoever reads the same table must find his place again after each time.
const BLOCKS: usize = 1_024;

/// A block on its way into a run: list, first, bytes.
type Ready = (List, i64, Vec<u8>);

/// A run in the making.
pub(super) struct Run<'a> {
    db: &'a Connection,
    rows: &'static str,
    key: i64,
    list: List,
    block: Option<Block>,
    ready: Vec<Ready>,
}

impl Run<'_> {
    /// Adds a row, which comes behind all others.
    pub fn push(&mut self, list: List, entry: Entry) -> Result<(), Fault> {
        if list != self.list || self.block.as_ref().is_some_and(|block| block.is_full_for(entry)) {
            self.end_block();
            if self.ready.len() >= BLOCKS {
                self.write()?;
            }
        }
        self.list = list;
        self.block.get_or_insert_default().push(entry);
        Ok(())
    }

    pub fn finish(mut self) -> Result<(), Fault> {
        self.end_block();
        self.write()
    }

    fn end_block(&mut self) {
        if let Some(block) = self.block.take() {
            self.ready.push((self.list, block.first, block.bytes()));
        }
    }

    fn write(&mut self) -> Result<(), Fault> {
        let into = format!("{} (run, subject, kind, first, entries)", self.rows);
        insert_many(self.db, &into, 5, &self.ready, |put, at, (list, first, bytes)| {
            put.raw_bind_parameter(at, self.key)?;
            put.raw_bind_parameter(at + 1, list.subject)?;
            put.raw_bind_parameter(at + 2, list.kind)?;
            put.raw_bind_parameter(at + 3, first)?;
            put.raw_bind_parameter(at + 4, bytes)
        })?;
        self.ready.clear();
        Ok(())
    }
}

impl Lists {
    /// Begins a run. Its key is the greatest, so that its rows stand behind all others.
    pub(super) fn new_run<'a>(&self, db: &'a Connection, level: i64) -> Result<Run<'a>, Fault> {
        db.prepare_cached(&format!("INSERT INTO {} (level) VALUES (?1)", self.runs))?.execute([level])?;
        let (rows, key) = (self.rows, db.last_insert_rowid());
        Ok(Run { db, rows, key, list: List { subject: 0, kind: 0 }, block: None, ready: Vec::new() })
    }

    /// Makes one run of many where a level has many.
    pub(super) fn merge(&self, db: &Connection) -> Result<(), Fault> {
        for level in 0.. {
            let mut find = db.prepare_cached(&format!("SELECT key FROM {} WHERE level = ?1 ORDER BY key", self.runs))?;
            let runs = find.query_map([level], |r| r.get(0))?.collect::<Result<Vec<i64>, _>>()?;
            if runs.len() < FANOUT {
                break;
            }
            self.merge_into(db, &runs, level + 1)?;
            for run in runs {
                db.prepare_cached(&format!("DELETE FROM {} WHERE run = ?1", self.rows))?.execute([run])?;
                db.prepare_cached(&format!("DELETE FROM {} WHERE key = ?1", self.runs))?.execute([run])?;
            }
        }
        Ok(())
    }

    fn merge_into(&self, db: &Connection, runs: &[i64], level: i64) -> Result<(), Fault> {
        let mut new = self.new_run(db, level)?;
        let mut sources: Vec<Source<'_>> = runs.iter().map(|run| Source::new(db, self.rows, *run)).collect();
        let mut next = BinaryHeap::with_capacity(sources.len());
        for (n, source) in sources.iter_mut().enumerate() {
            next.extend(source.next()?.map(|row| Reverse((row, n))));
        }
        while let Some(mut least) = next.peek_mut() {
            let Reverse(((list, entry), n)) = *least;
            new.push(list, entry)?;
            match sources[n].next()? {
                Some(row) => *least = Reverse((row, n)),
                None => drop(std::collections::binary_heap::PeekMut::pop(least)),
            }
        }
        new.finish()
    }
}

/// The rows of a run, some blocks of it at a time.
struct Source<'a> {
    db: &'a Connection,
    rows: &'static str,
    run: i64,
    /// The last block that was read.
    behind: (List, i64),
    lists: std::vec::IntoIter<(List, Entry)>,
    ended: bool,
}

impl<'a> Source<'a> {
    /// So many blocks are read together.
    const BLOCKS: i64 = 256;

    fn new(db: &'a Connection, rows: &'static str, run: i64) -> Self {
        let nothing = List { subject: i64::MIN, kind: 0 };
        Self { db, rows, run, behind: (nothing, 0), lists: Vec::new().into_iter(), ended: false }
    }

    fn next(&mut self) -> Result<Option<(List, Entry)>, Fault> {
        match self.lists.next() {
            None if !self.ended => {
                self.read()?;
                Ok(self.lists.next())
            }
            next => Ok(next),
        }
    }

    fn read(&mut self) -> Result<(), Fault> {
        let mut find = self.db.prepare_cached(&format!(
            "SELECT subject, kind, first, entries FROM {} WHERE run = ?1 AND (subject, kind, first) > (?2, ?3, ?4)
             ORDER BY subject, kind, first LIMIT ?5",
            self.rows
        ))?;
        let (List { subject, kind }, first) = self.behind;
        let mut blocks = find.query(params![self.run, subject, kind, first, Self::BLOCKS])?;
        let (mut rows, mut entries, mut number) = (Vec::new(), Vec::new(), 0);
        while let Some(block) = blocks.next()? {
            let list = List { subject: block.get(0)?, kind: block.get(1)? };
            let first = block.get(2)?;
            read(first, block.get_ref(3)?.as_blob().map_err(rusqlite::Error::from)?, &mut entries)?;
            rows.extend(entries.drain(..).map(|entry| (list, entry)));
            self.behind = (list, first);
            number += 1;
        }
        self.ended = number < Self::BLOCKS;
        self.lists = rows.into_iter();
        Ok(())
    }
}
