//! Articles in: a batch is one transaction, on disk when the call returns.

mod actors;
mod counts;
mod facts;
mod many;
mod names;
mod prepared;
mod rows;
mod subjects;

use std::collections::HashSet;
use std::hash::{DefaultHasher, Hash, Hasher};

use mahdar_history::search::{Cut, Mode};
use mahdar_record::Record;
use rusqlite::{Connection, OptionalExtension, TransactionBehavior, params};

use crate::article::{Fingerprint, NewArticle};
use crate::error::{Fault, StoreError};
use crate::open::Store;
use crate::read::articles::ArticleKey;
use crate::{body, words};

pub(crate) use facts::{Fact, Label, day_at, day_number, facts, first_day, key_at, place_in_time};
pub(crate) use many::insert_many;
pub(crate) use names::Names;
pub use prepared::Prepared;
pub(crate) use rows::{Writer, fact_key};
pub(crate) use subjects::{DOES, DONE_TO};

/// With what articles are read: stored with each, so that those read with something older can be found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadWith {
    /// The program's version.
    pub engine: String,
    /// What tells one state of the knowledge from another.
    pub knowledge: String,
}

/// What became of an article.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Done {
    /// It is new.
    Stored(ArticleKey),
    /// Its source has changed it; what it was before is kept.
    Updated(ArticleKey),
    /// It was there already.
    Unchanged(ArticleKey),
}

impl Done {
    /// The article.
    pub fn key(self) -> ArticleKey {
        match self {
            Self::Stored(key) | Self::Updated(key) | Self::Unchanged(key) => key,
        }
    }
}

/// One going through of sources.
#[derive(Debug)]
pub struct Run {
    reading: i64,
    /// Identities met in this run, in short. One that comes twice with different texts is not one article that changed but two
    /// that share an address.
    met: HashSet<u64>,
}

impl Run {
    /// Tells of an article that is stored already and was not given again.
    pub fn saw(&mut self, article: &NewArticle) {
        self.met.insert(short(&article.identity()));
    }
}

impl ReadWith {
    /// A program's version, and its knowledge in the compiled form, of which the first digits of a SHA-256 are kept.
    pub fn of(engine: &str, knowledge: &[u8]) -> Self {
        let mut digest = crate::article::sha256_of(knowledge);
        digest.truncate(16);
        Self { engine: engine.to_owned(), knowledge: digest }
    }
}

impl Store {
    /// Begins a run.
    ///
    /// # Errors
    /// Where the database cannot be written.
    pub fn begin(&mut self, with: &ReadWith) -> Result<Run, StoreError> {
        self.index_words()?;
        self.forget_other_rules()?;
        let reading = self.change(|db, _| reading_key(db, with))?;
        Ok(Run { reading, met: HashSet::new() })
    }

    /// Indexes the words of all articles anew, where another version of the program had indexed them.
    ///
    /// # Errors
    /// Where the database cannot be written.
    pub fn index_words(&mut self) -> Result<(), StoreError> {
        if words::are_current(&self.db).map_err(|e| e.of(&self.path))? {
            return Ok(());
        }
        self.change(|db, _| {
            db.execute("INSERT INTO search (search) VALUES ('delete-all')", [])?;
            let mut all = db.prepare("SELECT key, title, text FROM article JOIN body ON article = key ORDER BY key")?;
            let mut rows = all.query([])?;
            while let Some(row) = rows.next()? {
                let text = body::unpack(row.get_ref(2)?.as_blob().map_err(rusqlite::Error::from)?)?;
                let title = row.get_ref(1)?.as_str_or_null().map_err(rusqlite::Error::from)?;
                let cut = Cut::new(&text);
                rows::put_words(db, ArticleKey(row.get(0)?), &words::keys(title, &cut, cut.keyed(Mode::Folded)))?;
            }
            db.execute("UPDATE revision SET words = ?1", [words::now()])?;
            Ok(())
        })
    }

    /// For each fingerprint the article that has it: there is no need to read that again.
    ///
    /// # Errors
    /// Where the database cannot be read.
    pub fn find(&self, fingerprints: &[Fingerprint]) -> Result<Vec<Option<ArticleKey>>, StoreError> {
        let find =
            || -> Result<Vec<Option<ArticleKey>>, Fault> { fingerprints.iter().map(|f| by_fingerprint(&self.db, f)).collect() };
        find().map_err(|e| e.of(&self.path))
    }

    /// Stores articles with their records, all or none of them: when this returns they are on disk.
    ///
    /// # Errors
    /// Where they cannot be written; then nothing is changed, and the same batch may be given again.
    pub fn ingest(&mut self, run: &mut Run, batch: &[(NewArticle, Record)]) -> Result<Vec<Done>, StoreError> {
        let mut prepared =
            batch.iter().map(|(a, r)| Prepared::new(a.clone(), r.clone())).collect::<Result<Vec<_>, StoreError>>()?;
        self.ingest_prepared(run, &mut prepared)
    }

    /// [`Store::ingest`] for articles that other threads have prepared.
    ///
    /// # Errors
    /// Where they cannot be written; then nothing is changed, and the same batch may be given again.
    pub fn ingest_prepared(&mut self, run: &mut Run, batch: &mut [Prepared]) -> Result<Vec<Done>, StoreError> {
        let (mut met, mut words) = (Vec::new(), Vec::new());
        let done = self.change(|db, names| {
            let mut writer = Writer::new(db, names);
            let mut done = Vec::with_capacity(batch.len());
            for (n, prepared) in batch.iter_mut().enumerate() {
                done.push(put(&mut writer, run, &mut met, prepared)?);
                if !matches!(done[n], Done::Unchanged(_)) {
                    words.push(n);
                }
            }
            writer.finish()?;
            // Last and all together: whatever else is written after words makes SQLite put them in order first.
            for n in words {
                rows::put_words(db, done[n].key(), &batch[n].keys)?;
            }
            Ok(done)
        });
        if done.is_err() {
            // As if the batch had never come.
            for identity in &met {
                run.met.remove(identity);
            }
        }
        done
    }

    /// Puts new records in the place of those made with older knowledge. Articles that have changed since are left alone.
    ///
    /// # Errors
    /// Where they cannot be written; then nothing is changed.
    pub fn replace(&mut self, with: &ReadWith, records: &[(ArticleKey, Record)]) -> Result<(), StoreError> {
        self.change(|db, names| {
            let reading = reading_key(db, with)?;
            let mut writer = Writer::new(db, names);
            for (article, record) in records {
                let (copy, old) = writer.stored(*article)?;
                writer.remove(*article, &old, copy)?;
                writer.insert(*article, record, &facts(record), copy)?;
                db.prepare_cached("UPDATE body SET record = ?2 WHERE article = ?1")?
                    .execute(params![article.0, body::pack(&record.to_json_line())?])?;
                db.prepare_cached(
                    "UPDATE article SET reading = ?2, published = ?3, published_from = ?4, language = ?5 WHERE key = ?1",
                )?
                .execute(params![
                    article.0,
                    reading,
                    record.published.date,
                    published_from(record),
                    record.language
                ])?;
            }
            writer.finish()
        })
    }

    /// Says that an article is a near-identical copy of another, or that it is none: copies are kept and counted apart.
    ///
    /// # Errors
    /// Where it cannot be written, or there is no such article.
    pub fn mark_copies(&mut self, copies: &[(ArticleKey, Option<ArticleKey>)]) -> Result<(), StoreError> {
        self.change(|db, names| {
            let mut writer = Writer::new(db, names);
            for (article, original) in copies {
                let (was, record) = writer.stored(*article)?;
                if was != original.is_some() {
                    writer.recount(&record, original.is_some())?;
                }
                db.prepare_cached("UPDATE article SET original = ?2 WHERE key = ?1")?
                    .execute(params![article.0, original.map(|k| k.0)])?;
            }
            writer.finish()
        })
    }

    /// Keeps what was passed over, with its reason, in the place of what was said of the same place before.
    ///
    /// # Errors
    /// Where it cannot be written.
    pub fn keep_skipped(&mut self, skipped: &[(String, Option<u64>, String)]) -> Result<(), StoreError> {
        if skipped.is_empty() {
            return Ok(());
        }
        self.change(|db, _| {
            let mut put = db.prepare_cached("INSERT OR REPLACE INTO skipped (path, line, reason) VALUES (?1, ?2, ?3)")?;
            for (path, line, reason) in skipped {
                put.execute(params![path, line.unwrap_or(0).min(i64::MAX as u64) as i64, reason])?;
            }
            Ok(())
        })
    }

    /// One transaction.
    pub(crate) fn change<T>(&mut self, f: impl FnOnce(&Connection, &mut Names) -> Result<T, Fault>) -> Result<T, StoreError> {
        let names = self.names.get_mut();
        let db = &mut self.db;
        let work = || -> Result<T, Fault> {
            let tx = db.transaction_with_behavior(TransactionBehavior::Immediate)?;
            let done = f(&tx, names)?;
            tx.execute("UPDATE revision SET changes = changes + 1", [])?;
            tx.commit()?;
            Ok(done)
        };
        let done = work();
        if done.is_err() {
            names.forget();
        }
        done.map_err(|e| e.of(&self.path))
    }
}

fn reading_key(db: &Connection, with: &ReadWith) -> Result<i64, Fault> {
    db.execute("INSERT OR IGNORE INTO reading (engine, knowledge) VALUES (?1, ?2)", params![with.engine, with.knowledge])?;
    let find = "SELECT key FROM reading WHERE engine = ?1 AND knowledge = ?2";
    Ok(db.query_row(find, params![with.engine, with.knowledge], |r| r.get(0))?)
}

fn by_fingerprint(db: &Connection, f: &Fingerprint) -> Result<Option<ArticleKey>, Fault> {
    let mut find = db.prepare_cached("SELECT key FROM article WHERE fingerprint = ?1")?;
    Ok(find.query_row([&f.0], |r| r.get(0).map(ArticleKey)).optional()?)
}

/// One article into the tables; `met` notes the identities that were new to the run.
fn put(writer: &mut Writer<'_>, run: &mut Run, met: &mut Vec<u64>, prepared: &mut Prepared) -> Result<Done, Fault> {
    let fingerprint = &prepared.fingerprint;
    let mut identity = prepared.identity.clone();
    let short = short(&identity);
    let again = !run.met.insert(short);
    if !again {
        met.push(short);
    }
    if let Some(key) = by_fingerprint(writer.db, fingerprint)? {
        return Ok(Done::Unchanged(key));
    }
    if again {
        identity = format!("{identity}\n{}", fingerprint.0);
        prepared.notes.rename(&prepared.record, &identity, &prepared.facts.list)?;
    }
    let mut find = writer.db.prepare_cached("SELECT key FROM article WHERE identity = ?1")?;
    match find.query_row([&identity], |r| r.get(0).map(ArticleKey)).optional()? {
        Some(key) => {
            writer.update(key, run.reading, prepared)?;
            Ok(Done::Updated(key))
        }
        None => Ok(Done::Stored(writer.add(run.reading, &identity, prepared)?)),
    }
}

/// An identity in eight bytes.
fn short(identity: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    identity.hash(&mut hasher);
    hasher.finish()
}

/// How the article's day is known, as the record says it.
fn published_from(r: &Record) -> &'static str {
    use mahdar_record::PublishedFrom::*;
    match r.published.from {
        Option => "option",
        Metadata => "metadata",
        Text => "text",
        None => "none",
    }
}
