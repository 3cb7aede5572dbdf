//! Going along a list in one run, forward or back, over what is not asked for.

use std::collections::VecDeque;

use rusqlite::{Connection, params};

use super::block::read;
use super::{Entry, List, Lists};
use crate::error::Fault;
use crate::read::page::Order;

/// At most so many blocks are fetched together; few at first, since most walks are short.
const BLOCKS: i64 = 16;

/// A walk along a list.
pub(crate) struct Walk<'a> {
    db: &'a Connection,
    rows: &'static str,
    run: i64,
    list: List,
    order: Order,
    /// Blocks that are not yet taken apart, each with its first.
    blocks: VecDeque<(i64, Vec<u8>)>,
    /// The first of the last block that was fetched.
    behind: Option<i64>,
    /// How many are fetched the next time.
    room: i64,
    ended: bool,
    /// Rows of a block, the next one last.
    entries: Vec<Entry>,
}

impl<'a> Walk<'a> {
    pub fn new(db: &'a Connection, lists: &Lists, run: i64, list: List, order: Order) -> Self {
        let (blocks, entries) = Default::default();
        Self { db, rows: lists.rows, run, list, order, blocks, behind: None, room: 1, ended: false, entries }
    }

    /// Whether a place is met before another.
    fn before(&self, a: i64, b: i64) -> bool {
        match self.order {
            Order::OldestFirst => a < b,
            Order::NewestFirst => a > b,
        }
    }

    /// Takes the next row.
    pub fn next(&mut self) -> Result<Option<Entry>, Fault> {
        while self.entries.is_empty() {
            if self.blocks.is_empty() && !self.fetch(None)? {
                return Ok(None);
            }
            self.take_apart()?;
        }
        Ok(self.entries.pop())
    }

    /// Goes to the first row that is not before `at`, and shows it.
    pub fn seek(&mut self, at: i64) -> Result<Option<Entry>, Fault> {
        loop {
            while let Some(entry) = self.entries.last() {
                if !self.before(entry.at, at) {
                    return Ok(Some(*entry));
                }
                // All of the block may be before it.
                if self.entries.first().is_some_and(|last| self.before(last.at, at)) {
                    self.entries.clear();
                } else {
                    self.entries.pop();
                }
            }
            // A block that goes forward is passed over where the next one begins at `at` or before it.
            while self.order == Order::OldestFirst && self.blocks.get(1).is_some_and(|(first, _)| *first <= at) {
                self.blocks.pop_front();
            }
            if self.blocks.is_empty() && !self.fetch(Some(at))? {
                return Ok(None);
            }
            // One that goes back ends with its first.
            while self.order == Order::NewestFirst && self.blocks.front().is_some_and(|(first, _)| *first > at) {
                self.blocks.pop_front();
            }
            self.take_apart()?;
        }
    }

    /// The next block's rows.
    fn take_apart(&mut self) -> Result<(), Fault> {
        if let Some((first, bytes)) = self.blocks.pop_front() {
            read(first, &bytes, &mut self.entries)?;
            if self.order == Order::OldestFirst {
                self.entries.reverse();
            }
        }
        Ok(())
    }

    /// Fetches further blocks, from the one that holds `at` on where that is given; whether there are any.
    fn fetch(&mut self, at: Option<i64>) -> Result<bool, Fault> {
        if self.ended {
            return Ok(false);
        }
        let rows = self.rows;
        let own = "run = ?1 AND subject = ?2 AND kind = ?3";
        let condition = match self.order {
            // `at` stands in the last block that does not begin behind it.
            Order::OldestFirst => format!(
                "first > ?4 AND first >= coalesce((SELECT max(first) FROM {rows} WHERE {own} AND first <= ?5), ?4) ORDER BY first"
            ),
            Order::NewestFirst => "first < ?4 AND first <= ?5 ORDER BY first DESC".to_owned(),
        };
        let mut find =
            self.db.prepare_cached(&format!("SELECT first, entries FROM {rows} WHERE {own} AND {condition} LIMIT ?6"))?;
        let (behind, at) = match self.order {
            Order::OldestFirst => (self.behind.unwrap_or(-1), at.unwrap_or(-1)),
            Order::NewestFirst => (self.behind.unwrap_or(i64::MAX), at.unwrap_or(i64::MAX)),
        };
        let List { subject, kind } = self.list;
        let blocks = find.query_map(params![self.run, subject, kind, behind, at, self.room], |r| Ok((r.get(0)?, r.get(1)?)))?;
        for block in blocks {
            self.blocks.push_back(block?);
        }
        self.ended = (self.blocks.len() as i64) < self.room;
        self.room = (self.room * 2).min(BLOCKS);
        self.behind = self.blocks.back().map(|(first, _)| *first).or(self.behind);
        Ok(!self.blocks.is_empty())
    }
}
