//! Articles: their metadata in lists, one with text and record, all of them in order.

use std::cell::RefCell;
use std::sync::Arc;

use mahdar_record::{PublishedFrom, Record};
use rusqlite::types::Value;
use rusqlite::{Connection, OptionalExtension, Row, params_from_iter};
use serde::Serialize;

use super::filter::first_day;
use super::page::{Cursor, Listing, Order, Page};
use crate::error::{Fault, StoreError};
use crate::open::Store;
use crate::{body, words};

/// An article in one store; stays the same as long as the store does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct ArticleKey(pub i64);

/// An article's metadata.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ArticleRow {
    /// Its key.
    pub key: ArticleKey,
    /// The source's id of it.
    pub id: String,
    /// Its outlet.
    pub outlet: Option<String>,
    /// Its title.
    pub title: Option<String>,
    /// Its address.
    pub url: Option<String>,
    /// The file it came from.
    pub path: Option<String>,
    /// Its day.
    pub published: Option<String>,
    /// How that is known: option, metadata, text, none.
    pub published_from: String,
    /// Its language.
    pub language: String,
    /// SHA-256 of its text.
    pub sha256: String,
    /// Length of its text in code points.
    pub characters: u32,
    /// The article this is a near-identical copy of.
    pub original: Option<ArticleKey>,
    /// How often its source has changed it.
    pub versions: u32,
}

/// An article with all there is.
#[derive(Clone, Debug, PartialEq)]
pub struct Full {
    /// Metadata.
    pub row: ArticleRow,
    /// The text to the letter.
    pub text: String,
    /// What was read from it.
    pub record: Record,
    /// The program that read it.
    pub engine: String,
    /// With which knowledge.
    pub knowledge: String,
}

impl Full {
    /// The day that the source or the caller gave it, apart from the text.
    pub fn given_day(&self) -> Option<&str> {
        match self.record.published.from {
            PublishedFrom::Option | PublishedFrom::Metadata => self.record.published.date.as_deref(),
            PublishedFrom::Text | PublishedFrom::None => None,
        }
    }
}

/// A program with its knowledge, and how many articles it read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ReadingRow {
    /// The program's version.
    pub engine: String,
    /// What tells one state of the knowledge from another.
    pub knowledge: String,
    /// Articles read with them.
    pub articles: u64,
}

/// Something that gave no article.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SkippedRow {
    /// The file.
    pub path: String,
    /// The line in a file of many articles.
    pub line: Option<u64>,
    /// Why.
    pub reason: String,
}

/// Which articles are wanted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ArticleFilter {
    /// The outlet, as the articles write it.
    pub outlet: Option<String>,
    /// First day, month or year; articles without a day are left out once this or `to` is given.
    pub from: Option<String>,
    /// Last day, month or year, included.
    pub to: Option<String>,
    /// States, organisations or groups, by code, that all are named.
    pub states: Vec<String>,
    /// An actor who is named.
    pub actor: Option<super::actors::ActorKey>,
    /// A framework that is named.
    pub framework: Option<i64>,
    /// Words that it must have.
    pub words: Option<String>,
    /// Takes those words as they are written.
    pub exact: bool,
    /// The source's id.
    pub id: Option<String>,
    /// Leaves out near-identical copies of others.
    pub once: bool,
    /// The article and its copies.
    pub copies_of: Option<ArticleKey>,
}

const COLUMNS: &str = "a.key, a.id, a.outlet, a.title, a.url, a.path, a.published, a.published_from, a.language, a.sha256, \
                       a.characters, a.original, (SELECT count(*) FROM former WHERE article = a.key)";

fn row(r: &Row<'_>) -> rusqlite::Result<ArticleRow> {
    Ok(ArticleRow {
        key: ArticleKey(r.get(0)?),
        id: r.get(1)?,
        outlet: r.get(2)?,
        title: r.get(3)?,
        url: r.get(4)?,
        path: r.get(5)?,
        published: r.get(6)?,
        published_from: r.get(7)?,
        language: r.get(8)?,
        sha256: r.get(9)?,
        characters: r.get(10)?,
        original: r.get::<_, Option<i64>>(11)?.map(ArticleKey),
        versions: r.get(12)?,
    })
}

impl Store {
    /// Articles by their day; those without one come first.
    ///
    /// # Errors
    /// Where the filter asks for what cannot be, or the database cannot be read.
    pub fn articles(&self, filter: &ArticleFilter, page: &Page) -> Result<Listing<ArticleRow>, StoreError> {
        let list = || -> Result<Listing<ArticleRow>, Fault> {
            let (mut conditions, mut values) = conditions(&self.db, filter)?;
            let (than, order) = match page.order {
                Order::OldestFirst => (">", "coalesce(a.published, ''), a.key"),
                Order::NewestFirst => ("<", "coalesce(a.published, '') DESC, a.key DESC"),
            };
            if let Some(Cursor { by, key }) = &page.after {
                conditions.push(format!("(coalesce(a.published, ''), a.key) {than} (?, ?)"));
                values.extend([Value::from(by.clone()), Value::from(*key)]);
            }
            values.push(Value::from(page.rows() as i64 + 1));
            let sql = format!("SELECT {COLUMNS} FROM article a WHERE {} ORDER BY {order} LIMIT ?", conditions.join(" AND "));
            let mut statement = self.db.prepare_cached(&sql)?;
            let rows = statement.query_map(params_from_iter(&values), row)?.collect::<Result<Vec<_>, _>>()?;
            let cursor = |a: &ArticleRow| Cursor { by: a.published.clone().unwrap_or_default(), key: a.key.0 };
            Ok(Listing::cut(rows, page.rows(), cursor))
        };
        list().map_err(|e| e.of(&self.path))
    }

    /// How many articles a filter lets through.
    ///
    /// # Errors
    /// Where the filter asks for what cannot be, or the database cannot be read.
    pub fn count_articles(&self, filter: &ArticleFilter) -> Result<u64, StoreError> {
        let count = || -> Result<u64, Fault> {
            if *filter == (ArticleFilter { once: true, ..ArticleFilter::default() }) {
                // Every list of all asks for it: indexes know both numbers, and no article is gone to.
                let mut count = self.db.prepare_cached(
                    "SELECT (SELECT count(*) FROM article) - (SELECT count(*) FROM article WHERE original IS NOT NULL)",
                )?;
                return Ok(count.query_row([], |r| r.get::<_, i64>(0))?.unsigned_abs());
            }
            let (conditions, values) = conditions(&self.db, filter)?;
            let sql = format!("SELECT count(*) FROM article a WHERE {}", conditions.join(" AND "));
            let n: i64 = self.db.prepare_cached(&sql)?.query_row(params_from_iter(&values), |r| r.get(0))?;
            Ok(n.unsigned_abs())
        };
        count().map_err(|e| e.of(&self.path))
    }

    /// The text of an article, without its record; none where there is no such article.
    ///
    /// # Errors
    /// Where the database cannot be read.
    pub fn text(&self, key: ArticleKey) -> Result<Option<String>, StoreError> {
        let get = || -> Result<Option<String>, Fault> {
            let mut find = self.db.prepare_cached("SELECT text FROM body WHERE article = ?1")?;
            let packed: Option<Vec<u8>> = find.query_row([key.0], |r| r.get(0)).optional()?;
            packed.map(|bytes| body::unpack(&bytes)).transpose()
        };
        get().map_err(|e| e.of(&self.path))
    }

    /// One article with text and record; none where there is no such article.
    ///
    /// # Errors
    /// Where the database cannot be read.
    pub fn article(&self, key: ArticleKey) -> Result<Option<Full>, StoreError> {
        let sql = format!(
            "SELECT {COLUMNS}, b.text, b.record, r.engine, r.knowledge FROM article a JOIN body b ON b.article = a.key
             JOIN reading r ON r.key = a.reading WHERE a.key = ?1"
        );
        let get = || -> Result<Option<Full>, Fault> {
            self.db.prepare_cached(&sql)?.query_row([key.0], packed).optional()?.map(full).transpose()
        };
        get().map_err(|e| e.of(&self.path))
    }

    /// What an article was before its source changed it, the oldest first: text and record.
    ///
    /// # Errors
    /// Where the database cannot be read.
    pub fn former(&self, key: ArticleKey) -> Result<Vec<(String, Record)>, StoreError> {
        let get = || -> Result<Vec<(String, Record)>, Fault> {
            let mut find = self.db.prepare_cached("SELECT text, record FROM former WHERE article = ?1 ORDER BY version")?;
            let rows = find.query_map([key.0], |r| Ok((r.get::<_, Vec<u8>>(0)?, r.get::<_, Vec<u8>>(1)?)))?;
            rows.map(|row| row.map_err(Fault::from).and_then(|(t, r)| Ok((body::unpack(&t)?, body::unpack_record(&r)?))))
                .collect()
        };
        get().map_err(|e| e.of(&self.path))
    }

    /// All articles that a filter lets through, by their day, one in memory at a time.
    ///
    /// # Errors
    /// Where the filter asks for what cannot be. What goes wrong later is given instead of the article.
    pub fn records<'s>(
        &'s self,
        filter: &ArticleFilter,
    ) -> Result<impl Iterator<Item = Result<Full, StoreError>> + use<'s>, StoreError> {
        let mut filter = Some(filter.clone());
        let mut page = Page::whole();
        let mut rows = Vec::new().into_iter();
        let mut next = move || -> Result<Option<Full>, StoreError> {
            loop {
                if let Some(ArticleRow { key, .. }) = rows.next() {
                    match self.article(key)? {
                        Some(full) => return Ok(Some(full)),
                        None => continue,
                    }
                }
                let Some(f) = &filter else { return Ok(None) };
                let listing = self.articles(f, &page)?;
                if listing.next.is_none() {
                    filter = None;
                }
                page.after = listing.next;
                rows = listing.rows.into_iter();
            }
        };
        Ok(std::iter::from_fn(move || next().transpose()))
    }

    /// Articles that were not read with this program and knowledge, behind a key, at most so many.
    ///
    /// # Errors
    /// Where the database cannot be read.
    pub fn read_otherwise(&self, with: &crate::ReadWith, after: ArticleKey, limit: usize) -> Result<Vec<ArticleKey>, StoreError> {
        let get = || -> Result<Vec<ArticleKey>, Fault> {
            let mut find = self.db.prepare_cached(
                "SELECT a.key FROM article a JOIN reading r ON r.key = a.reading
                 WHERE a.key > ?1 AND (r.engine, r.knowledge) <> (?2, ?3) ORDER BY a.key LIMIT ?4",
            )?;
            let rows = find
                .query_map(rusqlite::params![after.0, with.engine, with.knowledge, limit as i64], |r| r.get(0).map(ArticleKey))?;
            Ok(rows.collect::<Result<_, _>>()?)
        };
        get().map_err(|e| e.of(&self.path))
    }

    /// With what the articles were read.
    ///
    /// # Errors
    /// Where the database cannot be read.
    pub fn readings(&self) -> Result<Vec<ReadingRow>, StoreError> {
        let get = || -> Result<Vec<ReadingRow>, Fault> {
            let mut find = self.db.prepare_cached(
                "SELECT r.engine, r.knowledge, count(*) FROM article a JOIN reading r ON r.key = a.reading GROUP BY r.key",
            )?;
            let rows = find.query_map([], |r| {
                Ok(ReadingRow { engine: r.get(0)?, knowledge: r.get(1)?, articles: r.get::<_, i64>(2)?.unsigned_abs() })
            })?;
            Ok(rows.collect::<Result<_, _>>()?)
        };
        get().map_err(|e| e.of(&self.path))
    }

    /// What was passed over, by file and line.
    ///
    /// # Errors
    /// Where the database cannot be read.
    pub fn skipped(&self) -> Result<Vec<SkippedRow>, StoreError> {
        let get = || -> Result<Vec<SkippedRow>, Fault> {
            let mut find = self.db.prepare_cached("SELECT path, line, reason FROM skipped ORDER BY path, line")?;
            let rows = find.query_map([], |r| {
                let line: i64 = r.get(1)?;
                Ok(SkippedRow { path: r.get(0)?, line: (line > 0).then_some(line.unsigned_abs()), reason: r.get(2)? })
            })?;
            Ok(rows.collect::<Result<_, _>>()?)
        };
        get().map_err(|e| e.of(&self.path))
    }
}

/// Some of all articles, a bit for each.
#[derive(Debug, Default)]
pub(crate) struct ArticleSet(Vec<u64>);

impl ArticleSet {
    /// Those that a question of SQL gives the keys of.
    pub fn asked(db: &Connection, sql: &str, values: impl rusqlite::Params) -> Result<Self, Fault> {
        let mut set = Self::default();
        let mut find = db.prepare_cached(sql)?;
        let mut rows = find.query(values)?;
        while let Some(row) = rows.next()? {
            set.add(row.get(0)?);
        }
        Ok(set)
    }

    /// Those that are copies of others.
    pub fn copies(db: &Connection) -> Result<Self, Fault> {
        Self::asked(db, "SELECT key FROM article WHERE original IS NOT NULL", [])
    }

    pub fn add(&mut self, article: i64) {
        let (at, bit) = Self::place(article);
        if self.0.len() <= at {
            self.0.resize(at + 1, 0);
        }
        self.0[at] |= bit;
    }

    pub fn has(&self, article: i64) -> bool {
        let (at, bit) = Self::place(article);
        self.0.get(at).is_some_and(|bits| bits & bit != 0)
    }

    /// Their keys as a list for `json_each`, in which SQL can be given any number of them.
    pub fn to_json(&self) -> String {
        let bits = self
            .0
            .iter()
            .enumerate()
            .flat_map(|(at, bits)| (0..64).filter(move |n| bits >> n & 1 != 0).map(move |n| at * 64 + n));
        format!("[{}]", bits.map(|key| key.to_string()).collect::<Vec<_>>().join(","))
    }

    fn place(article: i64) -> (usize, u64) {
        let article = article.unsigned_abs();
        ((article / 64) as usize, 1 << (article % 64))
    }
}

/// The articles that are copies of others, until anything changes: lists ask for them each time.
#[derive(Debug, Default)]
pub(crate) struct KnownCopies(RefCell<Option<(i64, Arc<ArticleSet>)>>);

impl KnownCopies {
    /// All of them.
    pub fn all(&self, db: &Connection) -> Result<Arc<ArticleSet>, Fault> {
        let now = Self::revision(db)?;
        if let Some(known) = self.at(now) {
            return Ok(known);
        }
        let found = Arc::new(ArticleSet::copies(db)?);
        *self.0.borrow_mut() = Some((now, Arc::clone(&found)));
        Ok(found)
    }

    /// All of them, where they were asked for since anything changed.
    pub fn ready(&self, db: &Connection) -> Result<Option<Arc<ArticleSet>>, Fault> {
        Ok(self.at(Self::revision(db)?))
    }

    fn at(&self, now: i64) -> Option<Arc<ArticleSet>> {
        self.0.borrow().as_ref().filter(|(revision, _)| *revision == now).map(|(_, set)| Arc::clone(set))
    }

    fn revision(db: &Connection) -> Result<i64, Fault> {
        Ok(db.prepare_cached("SELECT changes FROM revision")?.query_row([], |r| r.get(0))?)
    }
}

/// Metadata with text and record still packed, engine and knowledge.
type Packed = (ArticleRow, Vec<u8>, Vec<u8>, String, String);

fn packed(r: &Row<'_>) -> rusqlite::Result<Packed> {
    Ok((row(r)?, r.get(13)?, r.get(14)?, r.get(15)?, r.get(16)?))
}

fn full((row, text, record, engine, knowledge): Packed) -> Result<Full, Fault> {
    Ok(Full { row, text: body::unpack(&text)?, record: body::unpack_record(&record)?, engine, knowledge })
}

/// A filter as conditions, with a value for each mark.
pub(crate) fn conditions(db: &Connection, filter: &ArticleFilter) -> Result<(Vec<String>, Vec<Value>), Fault> {
    let mut conditions = vec!["1".to_owned()];
    let mut values: Vec<Value> = Vec::new();
    let mut add = |condition: &str, value: Value| {
        conditions.push(condition.to_owned());
        values.push(value);
    };
    if let Some(outlet) = &filter.outlet {
        add("a.outlet = ?", outlet.clone().into());
    }
    if let Some(from) = &filter.from {
        add("a.published >= ?", first_day(from)?.into());
    }
    if let Some(to) = &filter.to {
        first_day(to)?;
        add("a.published <= ?", format!("{to}~").into());
    }
    for state in &filter.states {
        add(
            "a.key IN (SELECT article FROM article_actor JOIN actor ON actor.key = actor WHERE article_actor.code = ?)",
            state.clone().into(),
        );
    }
    if let Some(actor) = filter.actor {
        add("a.key IN (SELECT article FROM article_actor WHERE actor = ?)", actor.0.into());
    }
    if let Some(framework) = filter.framework {
        add("a.key IN (SELECT article FROM article_framework WHERE framework = ?)", framework.into());
    }
    if let Some(text) = &filter.words {
        add("a.key IN (SELECT rowid FROM search WHERE search MATCH ?)", words::question(db, text, filter.exact)?.into());
    }
    if let Some(id) = &filter.id {
        add("a.id = ?", id.clone().into());
    }
    if let Some(of) = filter.copies_of {
        add("? IN (a.key, a.original)", of.0.into());
    }
    if filter.once {
        conditions.push("a.original IS NULL".to_owned());
    }
    Ok((conditions, values))
}
