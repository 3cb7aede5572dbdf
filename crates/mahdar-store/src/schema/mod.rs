//! The versions of the tables, and how an older file becomes a newer one.
//!
//! To change the tables: a file `vN.sql` beside this one and a line in [`STEPS`]. A step that was once released stays as it is.

mod lists;

use std::path::Path;

use rusqlite::{Connection, TransactionBehavior};

use crate::error::{Fault, StoreError};

/// "mhdr": tells our files from others'.
const APPLICATION: i32 = 0x6d68_6472;

/// What leads from a version to the next.
#[derive(Clone, Copy)]
enum Step {
    Sql(&'static str),
    /// SQL, then what it cannot do, then SQL again.
    With(&'static str, fn(&Connection) -> Result<(), Fault>, &'static str),
}

/// What leads from each version to the next, beginning with the empty file.
const STEPS: &[Step] = &[
    Step::Sql(include_str!("v1.sql")),
    Step::Sql(include_str!("v2.sql")),
    Step::Sql(include_str!("v3.sql")),
    Step::Sql(include_str!("v4.sql")),
    Step::Sql(include_str!("v5.sql")),
    Step::With(include_str!("v6.sql"), lists::fill, "DROP TABLE finder; DROP TABLE tally; DROP TABLE band;"),
];

/// The version that this program writes.
pub(crate) const VERSION: u32 = STEPS.len() as u32;

/// The version of a file; 0 where it is empty.
pub(crate) fn version(db: &Connection, path: &Path) -> Result<u32, StoreError> {
    let number = |pragma| db.pragma_query_value(None, pragma, |r| r.get::<_, i32>(0)).map_err(|e| Fault::from(e).of(path));
    let (application, found) = (number("application_id")?, number("user_version")?);
    let tables: i64 =
        db.query_row("SELECT count(*) FROM sqlite_schema", [], |r| r.get(0)).map_err(|e| Fault::from(e).of(path))?;
    match (application, u32::try_from(found)) {
        (APPLICATION, Ok(found)) if found > VERSION => Err(StoreError::Newer { path: path.to_path_buf(), found, known: VERSION }),
        (APPLICATION, Ok(found)) => Ok(found),
        (0, Ok(0)) if tables == 0 => Ok(0),
        _ => Err(StoreError::OtherProgram(path.to_path_buf())),
    }
}

/// Brings a file to [`VERSION`], all of it or nothing.
pub(crate) fn migrate(db: &mut Connection) -> Result<(), Fault> {
    migrate_with(db, STEPS)
}

fn migrate_with(db: &mut Connection, steps: &[Step]) -> Result<(), Fault> {
    let current = |db: &Connection| db.pragma_query_value(None, "user_version", |r| r.get::<_, u32>(0));
    if current(db)? as usize >= steps.len() {
        return Ok(());
    }
    let tx = db.transaction_with_behavior(TransactionBehavior::Immediate)?;
    // Asked again: somebody else may have been faster.
    for step in steps.iter().skip(current(&tx)? as usize) {
        match *step {
            Step::Sql(sql) => tx.execute_batch(sql)?,
            Step::With(before, fill, after) => {
                tx.execute_batch(before)?;
                fill(&tx)?;
                tx.execute_batch(after)?;
            }
        }
    }
    tx.pragma_update(None, "application_id", APPLICATION)?;
    tx.pragma_update(None, "user_version", steps.len() as i64)?;
    Ok(tx.commit()?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lists::{ALL_BANDS, BANDS, Entry, FACTS, List, Lists, Walk};
    use crate::read::page::Order;
    use crate::write::{Label, place_in_time};

    const SECOND: &str = "CREATE TABLE added (x); INSERT INTO added SELECT count(*) FROM article;";

    fn first() -> Connection {
        let mut db = Connection::open_in_memory().expect("a database");
        migrate_with(&mut db, &STEPS[..1]).expect("the first version");
        db.execute_batch(
            "INSERT INTO reading VALUES (1, 'e', 'k');
             INSERT INTO article (identity, fingerprint, id, published_from, language, sha256, characters, reading)
             VALUES ('i', 'f', 'a', 'none', 'ar', '', 0, 1);",
        )
        .expect("an article");
        db
    }

    fn number(db: &Connection, sql: &str) -> i64 {
        db.query_row(sql, [], |r| r.get(0)).expect("a number")
    }

    #[test]
    fn an_older_file_becomes_a_newer_one_with_all_it_holds() {
        let mut db = first();
        migrate_with(&mut db, &[STEPS[0], Step::Sql(SECOND)]).expect("the second version");
        assert_eq!(number(&db, "PRAGMA user_version"), 2);
        assert_eq!(number(&db, "SELECT x FROM added"), 1);
        migrate_with(&mut db, &[STEPS[0], Step::Sql(SECOND)]).expect("nothing to do");
        assert_eq!(number(&db, "SELECT count(*) FROM added"), 1);
    }

    #[test]
    fn the_fourth_version_becomes_the_fifth_with_words_and_bands() {
        let mut db = first();
        migrate_with(&mut db, &STEPS[..4]).expect("the fourth version");
        db.execute_batch(
            // The rows alone, without the actors and articles they point at.
            "PRAGMA foreign_keys = OFF;
             INSERT INTO body VALUES (1, x'00', x'00'); INSERT INTO search (rowid, stems, exact) VALUES (1, 'a b', 'ab c');
             INSERT INTO signature VALUES (1, x'00'); INSERT INTO band VALUES (7, 1); INSERT INTO copy_pair VALUES (1, 2), (2, 1);
             INSERT INTO party VALUES ('v', 9, 'source', 0, 3, NULL, NULL), ('e', 8, 'participant', 0, 3, NULL, NULL);
             INSERT INTO finder VALUES (5, 's', 20220608, 7, 1, 'direct', '', 1, 0), (5, 'c', 0, 6, 1, 'pledged', '', 2, 1);
             INSERT INTO tally VALUES (5, 's', '2022-06', 'direct', '', 1, 0), (5, 'c', '', 'pledged', '', 0, 1);",
        )
        .expect("an article with its words");
        migrate_with(&mut db, &STEPS[..5]).expect("the fifth version");
        assert_eq!(number(&db, "PRAGMA user_version"), 5);
        assert_eq!(number(&db, "SELECT count(*) FROM search WHERE search MATCH 'stems : (\"a b\")'"), 1);
        assert_eq!(number(&db, "SELECT v FROM search_config WHERE k = 'automerge'"), 12);
        let indexes = "SELECT count(*) FROM sqlite_schema WHERE name IN ('band_by_article', 'article_by_sha256')";
        assert_eq!(number(&db, indexes), 0);
        assert_eq!(number(&db, "SELECT sum(fact * 10 + fact_kind) FROM party WHERE actor = 3"), 94 + 81);
        assert_eq!(number(&db, "SELECT sum(fact * 10 + fact_kind) FROM finder WHERE subject = 5 AND roles + copy > 0"), 72 + 63);
        assert_eq!(number(&db, "SELECT fact_kind FROM finder WHERE subject = 5 AND what = 'pledged' AND copy = 1"), 3);
        assert_eq!(number(&db, "SELECT sum(fact_kind * (10 * facts + copies)) FROM tally WHERE subject = 5"), 20 + 3);
        db.execute_batch("DELETE FROM pending; UPDATE body SET text = x'01'").expect("another text");
        assert_eq!(number(&db, "SELECT count(*) FROM signature") + number(&db, "SELECT count(*) FROM copy_pair"), 0);
        assert_eq!(number(&db, "SELECT count(*) FROM pending"), 2);
        assert_eq!(number(&db, "SELECT count(*) FROM band"), 1);
    }

    #[test]
    fn the_rows_of_the_fifth_version_become_the_lists_of_the_sixth() {
        let mut db = first();
        migrate_with(&mut db, &STEPS[..5]).expect("the fifth version");
        db.execute_batch(
            "PRAGMA foreign_keys = OFF;
             INSERT INTO subject VALUES (5, 'all'), (6, 'state KAZ');
             INSERT INTO finder VALUES (5, 4, 20220608, 7, 1, 'CONSULT', 'meet', 1, 0), (5, 4, 20220607, 9, 2, 'AID', '', 0, 1),
                 (6, 4, 20220608, 7, 1, 'CONSULT', 'meet', 2, 0);
             INSERT INTO tally VALUES (5, 4, '2022-06', 'CONSULT', 'meet', 1, 0), (5, 4, '2022-06', 'AID', '', 0, 1);
             INSERT INTO band VALUES (-2, 1), (6, 2);",
        )
        .expect("facts and bands");
        migrate_with(&mut db, STEPS).expect("the sixth version");
        assert_eq!(number(&db, "SELECT count(*) FROM sqlite_schema WHERE name IN ('finder', 'tally', 'band')"), 0);
        assert_eq!(number(&db, "SELECT facts * 10 + copies FROM total WHERE subject = 5 AND fact_kind = 4"), 11);
        let rows = |lists: &Lists, list: List| -> Vec<Entry> {
            let run = lists.runs(&db).expect("runs")[0];
            let mut walk = Walk::new(&db, lists, run, list, Order::OldestFirst);
            std::iter::from_fn(|| walk.next().expect("a row")).collect()
        };
        let facts = rows(&FACTS, List { subject: 5, kind: 4 });
        let places = [place_in_time(20_220_607, 9), place_in_time(20_220_608, 7)];
        assert_eq!(facts.iter().map(|e| (e.at, e.article)).collect::<Vec<_>>(), [(places[0], 2), (places[1], 1)]);
        assert_eq!(Label(facts[1].label).roles(), 1);
        let what = format!("SELECT what = 'AID' FROM label WHERE key = {}", Label(facts[0].label).key());
        assert_eq!(number(&db, &what), 1);
        assert_eq!(Label(rows(&FACTS, List { subject: 6, kind: 4 })[0].label).roles(), 2);
        let bands = rows(&BANDS, ALL_BANDS);
        assert_eq!(bands.iter().map(|e| (e.at, e.article)).collect::<Vec<_>>(), [(3, 2), (i64::MAX, 1)]);
    }

    #[test]
    fn a_step_that_fails_leaves_the_file_as_it_was() {
        let mut db = first();
        let broken = "CREATE TABLE half (x); INSERT INTO nowhere VALUES (1);";
        assert!(migrate_with(&mut db, &[STEPS[0], Step::Sql(SECOND), Step::Sql(broken)]).is_err());
        assert_eq!(number(&db, "PRAGMA user_version"), 1);
        assert_eq!(number(&db, "SELECT count(*) FROM sqlite_schema WHERE name IN ('half', 'added')"), 0);
        assert_eq!(number(&db, "SELECT count(*) FROM article"), 1);
    }
}
