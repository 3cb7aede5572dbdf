//! One fact by its key.

use rusqlite::{Connection, OptionalExtension};

use crate::error::{Fault, StoreError};
use crate::open::Store;
use crate::read::articles::ArticleKey;
use crate::read::facts::{self, EncounterRow};

impl Store {
    /// One encounter as one article tells it.
    ///
    /// # Errors
    /// Where the database cannot be read.
    pub fn encounter(&self, key: i64) -> Result<Option<EncounterRow>, StoreError> {
        let get = || -> Result<Option<EncounterRow>, Fault> {
            match exists(&self.db, "encounter", key)? {
                true => facts::encounter(&self.db, key).map(Some),
                false => Ok(None),
            }
        };
        get().map_err(|e| e.of(&self.path))
    }

    /// The key of the encounter that a record calls `id`.
    ///
    /// # Errors
    /// Where the database cannot be read.
    pub fn encounter_of(&self, article: ArticleKey, id: &str) -> Result<Option<i64>, StoreError> {
        let get = || -> Result<Option<i64>, Fault> {
            let mut find = self.db.prepare_cached("SELECT key FROM encounter WHERE article = ?1 AND id = ?2")?;
            Ok(find.query_row(rusqlite::params![article.0, id], |r| r.get(0)).optional()?)
        };
        get().map_err(|e| e.of(&self.path))
    }
}

fn exists(db: &Connection, table: &str, key: i64) -> Result<bool, Fault> {
    Ok(db.prepare_cached(&format!("SELECT 1 FROM {table} WHERE key = ?1"))?.exists([key])?)
}
