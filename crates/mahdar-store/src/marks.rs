//! Review marks: what analysts say of lines of records, in a log that is only ever added to.

use mahdar_record::Record;
use rusqlite::{OptionalExtension, Row, params};
use serde::Serialize;
use serde_json::Value;

use crate::error::{Fault, StoreError};
use crate::open::Store;
use crate::read::articles::ArticleKey;

/// Parts of a record whose lines can be marked, and where the words of a line stand in it.
const LAYERS: [(&str, &str); 7] = [
    ("encounters", "/evidence/0"),
    ("statements", "/content"),
    ("commitments", "/item"),
    ("events", "/evidence"),
    ("actors", "/mentions/0"),
    ("places", "/mentions/0"),
    ("frameworks", "/mentions/0"),
];
/// What can be said of a line.
pub const VERDICTS: [&str; 3] = ["right", "wrong", "corrected"];

/// A mark on a line of a record.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Mark {
    /// Its number in the log.
    pub seq: i64,
    /// When, UTC.
    pub at: String,
    /// Who.
    pub who: String,
    /// The article; none where it is not in this database.
    pub article: Option<ArticleKey>,
    /// The part of the record.
    pub layer: String,
    /// Id of the line in the record as it was then.
    pub item: String,
    /// The line as it was then.
    pub line: Value,
    /// Code point at which its words begin.
    pub start: u32,
    /// One past the last.
    pub end: u32,
    /// One of [`VERDICTS`].
    pub verdict: String,
    /// What it should be, or why.
    pub note: String,
}

/// What is said of a line.
#[derive(Clone, Debug)]
pub struct NewMark<'a> {
    /// The article.
    pub article: ArticleKey,
    /// Id of the line in its record.
    pub item: &'a str,
    /// One of [`VERDICTS`].
    pub verdict: &'a str,
    /// Who says so.
    pub who: &'a str,
    /// What it should be, or why.
    pub note: &'a str,
}

/// A line of a record by its id: its part, itself, and where its words stand.
fn line_of(record: &Record, id: &str) -> Option<(&'static str, Value, (u32, u32))> {
    let whole = serde_json::to_value(record).ok()?;
    LAYERS.into_iter().find_map(|(layer, words)| {
        let line = whole[layer].as_array()?.iter().find(|line| line["id"] == id)?;
        let number = |name: &str| {
            let at = line.pointer(words).and_then(|span| span[name].as_u64()).unwrap_or(0);
            u32::try_from(at).unwrap_or(0)
        };
        Some((layer, line.clone(), (number("start"), number("end"))))
    })
}

impl Store {
    /// Adds a mark and gives it back as it was kept. `at` is the moment, in UTC.
    ///
    /// # Errors
    /// Where there is no such line or verdict, or the database cannot be written.
    pub fn mark(&mut self, new: &NewMark<'_>, at: &str) -> Result<Mark, StoreError> {
        let unknown = |what, value: &str, expected: String| StoreError::Unknown { what, value: value.to_owned(), expected };
        if !VERDICTS.contains(&new.verdict) {
            return Err(unknown("verdict", new.verdict, VERDICTS.join(", ")));
        }
        let full = self.article(new.article)?;
        let full = full.ok_or_else(|| unknown("article", &new.article.0.to_string(), "the key of an article".to_owned()))?;
        let Some((layer, line, (start, end))) = line_of(&full.record, new.item) else {
            return Err(unknown("line", new.item, "the id of a line in the record of this article".to_owned()));
        };
        let text = line.to_string();
        let seq = self.change(|db, _| {
            db.prepare_cached(
                "INSERT INTO mark (at, who, article, layer, item, line, start, end, verdict, note)
                 SELECT ?2, ?3, identity, ?4, ?5, ?6, ?7, ?8, ?9, ?10 FROM article WHERE key = ?1",
            )?
            .execute(params![
                new.article.0,
                at,
                new.who,
                layer,
                new.item,
                text,
                start,
                end,
                new.verdict,
                new.note
            ])?;
            Ok(db.last_insert_rowid())
        })?;
        let find = || -> Result<Option<Mark>, Fault> {
            Ok(self.db.query_row(&format!("{SELECT} WHERE m.seq = ?1"), [seq], row).optional()?)
        };
        let kept = find().map_err(|e| e.of(&self.path))?;
        kept.ok_or_else(|| Fault::Broken("a mark that was just made is not there".to_owned()).of(&self.path))
    }

    /// The marks on an article, in the order they were made.
    ///
    /// # Errors
    /// Where the database cannot be read.
    pub fn marks_on(&self, article: ArticleKey) -> Result<Vec<Mark>, StoreError> {
        self.marks_where("WHERE a.key = ?1 ORDER BY m.seq", article.0)
    }

    /// So many marks from the newest, those before `before` only.
    ///
    /// # Errors
    /// Where the database cannot be read.
    pub fn marks(&self, before: Option<i64>, limit: usize) -> Result<Vec<Mark>, StoreError> {
        self.marks_where(&format!("WHERE m.seq < ?1 ORDER BY m.seq DESC LIMIT {limit}"), before.unwrap_or(i64::MAX))
    }

    fn marks_where(&self, rest: &str, value: i64) -> Result<Vec<Mark>, StoreError> {
        let list = || -> Result<Vec<Mark>, Fault> {
            let mut find = self.db.prepare_cached(&format!("{SELECT} {rest}"))?;
            Ok(find.query_map([value], row)?.collect::<Result<_, _>>()?)
        };
        list().map_err(|e| e.of(&self.path))
    }
}

const SELECT: &str = "SELECT m.seq, m.at, m.who, a.key, m.layer, m.item, m.line, m.start, m.end, m.verdict, m.note
                      FROM mark m LEFT JOIN article a ON a.identity = m.article";

fn row(r: &Row<'_>) -> rusqlite::Result<Mark> {
    let line: String = r.get(6)?;
    Ok(Mark {
        seq: r.get(0)?,
        at: r.get(1)?,
        who: r.get(2)?,
        article: r.get::<_, Option<i64>>(3)?.map(ArticleKey),
        layer: r.get(4)?,
        item: r.get(5)?,
        line: serde_json::from_str(&line).unwrap_or(Value::Null),
        start: r.get(7)?,
        end: r.get(8)?,
        verdict: r.get(9)?,
        note: r.get(10)?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_the_log_can_be_changed() {
        let store = Store::in_memory().expect("a store");
        let put = "INSERT INTO mark (at, who, article, layer, item, line, start, end, verdict, note)
                   VALUES ('', '', '', '', '', '{}', 0, 0, 'right', '')";
        store.db.execute(put, []).expect("a mark");
        for sql in ["UPDATE mark SET verdict = 'wrong'", "DELETE FROM mark"] {
            assert!(store.db.execute(sql, []).unwrap_err().to_string().contains("only ever added"));
        }
        assert!(store.db.execute(&put.replace("'right'", "'maybe'"), []).is_err());
        assert_eq!(store.marks(None, 10).expect("marks").len(), 1);
    }
}
