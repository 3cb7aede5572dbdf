//! Long sorted lists to which much is added at once: facts under what they are looked for by, articles under the bands of their
//! texts.
//!
//! What a transaction adds goes all over such lists. In one tree kept in order it would go to nearly every page, and the longer the
//! lists, the more pages there are. So every transaction writes a *run*, its own rows in order, one page after the other; [`FANOUT`]
//! runs of a level are made one of the next. A row is written once for each level, of which a million articles need four, and who
//! asks looks into a few dozen runs at most. What was added together stays together: the entries of one fact are in one run.

mod block;
mod merge;
mod walk;

use rusqlite::{Connection, OptionalExtension, params};

use self::block::{Block, read};
use self::merge::Run;
use crate::error::Fault;

pub(crate) use walk::Walk;

/// So many runs of a level are made one of the next.
const FANOUT: usize = 8;
/// The level of a run that lists are filled with: of the size of some ten thousand articles.
const FILLED: i64 = 2;

/// Lists of one sort: a table of blocks and one of runs.
#[derive(Debug)]
pub(crate) struct Lists {
    rows: &'static str,
    runs: &'static str,
}

/// Facts under their subjects. `at` is made by [`crate::write::place_in_time`], `label` is the key of a `label` and the roles.
pub(crate) const FACTS: Lists = Lists { rows: "posting", runs: "run" };
/// Articles under the bands of their texts: `at` is half the band, since SQLite's numbers have a sign.
pub(crate) const BANDS: Lists = Lists { rows: "band_posting", runs: "band_run" };
/// The one list of [`BANDS`].
pub(crate) const ALL_BANDS: List = List { subject: 0, kind: 0 };

/// Which list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct List {
    pub subject: i64,
    pub kind: i64,
}

/// A row of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Entry {
    /// What the list is sorted by; not negative.
    pub at: i64,
    pub article: i64,
    pub label: u32,
}

impl Lists {
    /// Adds rows, which are sorted for it. None of them may be there already.
    pub fn add(&self, db: &Connection, rows: &mut [(List, Entry)]) -> Result<(), Fault> {
        if rows.is_empty() {
            return Ok(());
        }
        rows.sort_unstable();
        let mut run = self.new_run(db, 0)?;
        for (list, entry) in rows.iter() {
            run.push(*list, *entry)?;
        }
        run.finish()?;
        self.merge(db)
    }

    /// Fills lists that are empty with as many rows as `next` gives, which must come in their order.
    pub fn fill(&self, db: &Connection, mut next: impl FnMut() -> Result<Option<(List, Entry)>, Fault>) -> Result<(), Fault> {
        let mut run = None;
        while let Some((list, entry)) = next()? {
            let run = match &mut run {
                Some(run) => run,
                none => none.insert(self.new_run(db, FILLED)?),
            };
            run.push(list, entry)?;
        }
        run.map_or(Ok(()), Run::finish)
    }

    /// Takes rows out, wherever they are; those that are nowhere are passed over.
    pub fn remove(&self, db: &Connection, rows: &mut Vec<(List, Entry)>) -> Result<(), Fault> {
        rows.sort_unstable();
        for run in self.runs(db)? {
            if rows.is_empty() {
                break;
            }
            self.remove_from(db, run, rows)?;
        }
        Ok(())
    }

    /// Takes out of the run, and of `rows` what it has. Of a block all rows are taken out at once.
    fn remove_from(&self, db: &Connection, run: i64, rows: &mut Vec<(List, Entry)>) -> Result<(), Fault> {
        let mut find = db.prepare_cached(&format!(
            "SELECT first, entries FROM {} WHERE run = ?1 AND subject = ?2 AND kind = ?3 AND first <= ?4 ORDER BY first DESC LIMIT 1",
            self.rows
        ))?;
        let key = "run = ?1 AND subject = ?2 AND kind = ?3 AND first = ?4";
        let mut put = db.prepare_cached(&format!("UPDATE {} SET first = ?5, entries = ?6 WHERE {key}", self.rows))?;
        let mut away = db.prepare_cached(&format!("DELETE FROM {} WHERE {key}", self.rows))?;
        let mut left = Vec::new();
        let mut rest = rows.as_slice();
        while let Some((list, entry)) = rest.first().copied() {
            let List { subject, kind } = list;
            let block = find.query_row(params![run, subject, kind, entry.at], |r| Ok((r.get(0)?, r.get(1)?))).optional()?;
            let (first, bytes): (i64, Vec<u8>) = block.unwrap_or_default();
            let mut entries = Vec::new();
            read(first, &bytes, &mut entries)?;
            // All rows that would stand in the block, at least the one that it was looked for with.
            let last = entries.last().map_or(entry.at, |last| last.at.max(entry.at));
            let (here, behind) = rest.split_at(rest.partition_point(|(l, e)| *l == list && e.at <= last));
            let before = entries.len();
            for row in here {
                match entries.iter().position(|e| (e.at, e.article) == (row.1.at, row.1.article)) {
                    Some(found) => drop(entries.remove(found)),
                    None => left.push(*row),
                }
            }
            match entries.first() {
                _ if entries.len() == before => {}
                None => drop(away.execute(params![run, subject, kind, first])?),
                Some(new) => drop(put.execute(params![run, subject, kind, first, new.at, Block::of(&entries).bytes()])?),
            }
            rest = behind;
        }
        *rows = left;
        Ok(())
    }

    /// Keys of all runs.
    pub fn runs(&self, db: &Connection) -> Result<Vec<i64>, Fault> {
        let mut find = db.prepare_cached(&format!("SELECT key FROM {} ORDER BY key", self.runs))?;
        let runs = find.query_map([], |r| r.get(0))?.collect::<Result<_, _>>()?;
        Ok(runs)
    }

    /// Forgets all rows of all lists.
    pub fn clear(&self, db: &Connection) -> Result<(), Fault> {
        db.execute_batch(&format!("DELETE FROM {}; DELETE FROM {};", self.rows, self.runs))?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::open::Store;
    use crate::read::page::Order;

    const LISTS: [List; 3] = [List { subject: 1, kind: 2 }, List { subject: 1, kind: 3 }, List { subject: 7, kind: 1 }];

    /// Numbers that look like any.
    struct Dice(u64);

    impl Dice {
        fn roll(&mut self, sides: u64) -> i64 {
            self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            ((self.0 >> 33) % sides) as i64
        }
    }

    fn row(dice: &mut Dice) -> (List, Entry) {
        let at = dice.roll(5_000);
        (LISTS[dice.roll(3) as usize], Entry { at, article: dice.roll(50), label: at as u32 % 300 })
    }

    /// All rows of a list, as walks along its runs give them.
    fn walked(db: &Connection, list: List, order: Order) -> Vec<Entry> {
        let mut all = Vec::new();
        for run in FACTS.runs(db).expect("runs") {
            let mut walk = Walk::new(db, &FACTS, run, list, order);
            let of: Vec<Entry> = std::iter::from_fn(|| walk.next().expect("a row")).collect();
            let turns =
                of.windows(2).filter(|two| (two[0].at > two[1].at) == (order == Order::OldestFirst) && two[0].at != two[1].at);
            assert_eq!(turns.count(), 0, "a run in its order");
            all.extend(of);
        }
        all.sort_unstable();
        all
    }

    #[test]
    fn what_is_added_and_not_taken_out_is_there() {
        let store = Store::in_memory().expect("a store");
        let (db, mut dice, mut there) = (&store.db, Dice(1), BTreeSet::new());
        for turn in 0..150 {
            let rows: BTreeSet<_> = (0..dice.roll(400)).map(|_| row(&mut dice)).collect();
            let mut new: Vec<_> = rows.into_iter().filter(|row| there.insert(*row)).collect();
            FACTS.add(db, &mut new).expect("added");
            if turn % 3 == 0 {
                let mut gone: Vec<_> = there.iter().filter(|_| dice.roll(16) == 0).copied().collect();
                there.retain(|row| !gone.contains(row));
                gone.extend((0..5).map(|_| row(&mut dice)).filter(|row| !there.contains(row)));
                FACTS.remove(db, &mut gone).expect("taken out");
            }
        }
        assert!(FACTS.runs(db).expect("runs").len() < 3 * FANOUT);
        for list in LISTS {
            let wanted: Vec<Entry> = there.iter().filter(|(of, _)| *of == list).map(|(_, entry)| *entry).collect();
            assert!(wanted.len() > 500, "enough of them");
            assert_eq!(walked(db, list, Order::OldestFirst), wanted);
            assert_eq!(walked(db, list, Order::NewestFirst), wanted);
        }
        FACTS.clear(db).expect("cleared");
        assert!(FACTS.runs(db).expect("runs").is_empty());
    }

    #[test]
    fn a_walk_may_be_begun_and_continued_anywhere() {
        let store = Store::in_memory().expect("a store");
        let (db, mut dice, list) = (&store.db, Dice(2), LISTS[0]);
        let entry = |n: i64| Entry { at: n / 3 * 7, article: n, label: 1 };
        let mut rows: Vec<_> = (0..30_000).map(|n| (list, entry(n))).collect();
        FACTS.add(db, &mut rows).expect("added");
        let run = FACTS.runs(db).expect("a run")[0];
        for order in [Order::OldestFirst, Order::NewestFirst] {
            for _ in 0..200 {
                let mut walk = Walk::new(db, &FACTS, run, list, order);
                let mut place = dice.roll(72_000);
                let forward = order == Order::OldestFirst;
                loop {
                    let wanted = match order {
                        Order::OldestFirst => rows.iter().map(|(_, e)| e.at).find(|at| *at >= place),
                        Order::NewestFirst => rows.iter().rev().map(|(_, e)| e.at).find(|at| *at <= place),
                    };
                    let found = walk.seek(place).expect("a row");
                    assert_eq!(found.map(|e| e.at), wanted, "{place} {order:?}");
                    if found.is_none() {
                        break;
                    }
                    assert_eq!(walk.next().expect("a row"), found);
                    let step = [1, 10, 3_000, 20_000][dice.roll(4) as usize];
                    place = found.map_or(0, |e| if forward { e.at } else { -e.at }) + 1 + dice.roll(step);
                    place = if forward { place } else { -place };
                }
            }
        }
    }
}
