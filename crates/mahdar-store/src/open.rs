//! Opening a database: whose it is, of which version, and how careful it is with what it is given.

use std::cell::RefCell;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags};

use crate::error::{Fault, StoreError};
use crate::read::articles::KnownCopies;
use crate::schema;
use crate::write::Names;

/// How long to wait for another writer.
const PATIENCE: Duration = Duration::from_secs(10);
/// How many statements are kept ready.
const STATEMENTS: usize = 128;
/// Memory for pages of the file, in kB.
const CACHE: i64 = 65_536;
/// Pages of 4 kB that the log holds before they go to their places.
const LOG: i64 = 4_000;

/// Whether a store may be written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// Read and write; the file is made where there is none.
    ReadWrite,
    /// Only read. Any number may do so at once, also while one writes.
    ReadOnly,
}

/// What "stored" means.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Durability {
    /// On disk: neither a kill nor a power cut takes it back.
    #[default]
    Full,
    /// With the system: a kill does not take it back, a power cut may take back the last batches. The file stays whole.
    Fast,
}

/// The history of many articles in one file.
#[derive(Debug)]
pub struct Store {
    pub(crate) db: Connection,
    pub(crate) path: PathBuf,
    pub(crate) names: RefCell<Names>,
    pub(crate) copies: KnownCopies,
}

impl Store {
    /// Opens a database.
    ///
    /// # Errors
    /// Where it is missing (to be read only), not ours, too new, damaged, locked, or may not be written.
    pub fn open(path: &Path, access: Access) -> Result<Self, StoreError> {
        let of = |e: rusqlite::Error| Fault::from(e).of(path);
        if path.is_dir() {
            return Err(StoreError::NotADatabase(path.to_path_buf()));
        }
        if access == Access::ReadWrite && path.parent().is_some_and(|dir| !dir.as_os_str().is_empty() && !dir.is_dir()) {
            return Err(StoreError::NoFolder(path.to_path_buf()));
        }
        let db = match access {
            Access::ReadWrite => Connection::open(path).map_err(of)?,
            Access::ReadOnly if !path.exists() => return Err(StoreError::Missing(path.to_path_buf())),
            Access::ReadOnly => reader(path).map_err(of)?,
        };
        db.busy_timeout(PATIENCE).map_err(of)?;
        db.set_prepared_statement_cache_capacity(STATEMENTS);
        let mut store = Self { db, path: path.to_path_buf(), names: RefCell::default(), copies: KnownCopies::default() };
        store.check_and_migrate(access)?;
        Ok(store)
    }

    /// A store in memory, for tests and for a look at a few articles.
    ///
    /// # Errors
    /// Where there is no memory.
    pub fn in_memory() -> Result<Self, StoreError> {
        let path = PathBuf::from(":memory:");
        let db = Connection::open_in_memory().map_err(|e| Fault::from(e).of(&path))?;
        let mut store = Self { db, path, names: RefCell::default(), copies: KnownCopies::default() };
        store.check_and_migrate(Access::ReadWrite)?;
        Ok(store)
    }

    fn check_and_migrate(&mut self, access: Access) -> Result<(), StoreError> {
        let path = self.path.clone();
        let of = |e: rusqlite::Error| Fault::from(e).of(&path);
        let found = schema::version(&self.db, &path)?;
        // Else most statements are compiled anew each time that they are given other values: for every row of a list.
        self.db.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true).map_err(of)?;
        if access == Access::ReadWrite {
            // Before anything is written: SQLite sets the journal outside of transactions only.
            self.db.pragma_update(None, "journal_mode", "WAL").map_err(of)?;
            self.db.pragma_update(None, "cache_size", -CACHE).map_err(of)?;
            // A page that many batches write goes to its place once for all of them.
            self.db.pragma_update(None, "wal_autocheckpoint", LOG).map_err(of)?;
            self.durability(Durability::Full)?;
            schema::migrate(&mut self.db).map_err(|e| e.of(&path))?;
        } else if found < schema::VERSION {
            return Err(StoreError::Older { path, found, known: schema::VERSION });
        }
        if access == Access::ReadOnly {
            self.db.pragma_update(None, "cache_size", -32_768).map_err(of)?;
        }
        // Keys are given out by the code that inserts; `verify` looks whether all of them lead somewhere. Asking at each of the
        // hundred rows of an article would take a quarter of the time.
        self.db.pragma_update(None, "foreign_keys", false).map_err(of)
    }

    /// Says what "stored" means from now on; [`Durability::Full`] at first.
    ///
    /// # Errors
    /// Where the database cannot be read.
    pub fn durability(&self, durability: Durability) -> Result<(), StoreError> {
        let level = match durability {
            Durability::Full => "FULL",
            Durability::Fast => "NORMAL",
        };
        self.db.pragma_update(None, "synchronous", level).map_err(|e| Fault::from(e).of(&self.path))
    }

    /// Says how long to wait for another writer; ten seconds at first.
    ///
    /// # Errors
    /// Where the database cannot be read.
    pub fn patience(&self, patience: Duration) -> Result<(), StoreError> {
        self.db.busy_timeout(patience).map_err(|e| Fault::from(e).of(&self.path))
    }

    /// Lets the file grow to no more than so many pages of 4 kB; those it has stay.
    ///
    /// # Errors
    /// Where the database cannot be read.
    pub fn limit_pages(&self, pages: u32) -> Result<(), StoreError> {
        let set = self.db.query_row(&format!("PRAGMA max_page_count = {pages}"), [], |_| Ok(()));
        set.map_err(|e| Fault::from(e).of(&self.path))
    }

    /// The file.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// A number that grows with every change that anybody made: the same number, the same answers.
    ///
    /// # Errors
    /// Where the database cannot be read.
    pub fn revision(&self) -> Result<u64, StoreError> {
        let mut find = self.db.prepare_cached("SELECT changes FROM revision").map_err(|e| Fault::from(e).of(&self.path))?;
        let revision: rusqlite::Result<i64> = find.query_row([], |r| r.get(0));
        revision.map(|n| n.unsigned_abs()).map_err(|e| Fault::from(e).of(&self.path))
    }

    /// Looks through the whole file for damage; takes time in proportion to its size.
    ///
    /// # Errors
    /// [`StoreError::Damaged`] with what is wrong.
    pub fn verify(&self) -> Result<(), StoreError> {
        let check = || -> Result<(), Fault> {
            let said: String = self.db.query_row("PRAGMA integrity_check(1)", [], |r| r.get(0))?;
            if said != "ok" {
                return Err(Fault::Broken(said));
            }
            let mut orphans = self.db.prepare("PRAGMA foreign_key_check")?;
            if let Some(row) = orphans.query([])?.next()? {
                return Err(Fault::Broken(format!("a row of {} points nowhere", row.get::<_, String>(0)?)));
            }
            let bare: i64 = self.db.query_row(
                "SELECT (SELECT count(*) FROM article) - (SELECT count(*) FROM body JOIN article ON article.key = body.article)",
                [],
                |r| r.get(0),
            )?;
            if bare != 0 {
                return Err(Fault::Broken(format!("{bare} articles have no text")));
            }
            Ok(())
        };
        check().map_err(|e| e.of(&self.path))
    }
}

/// Opens a file to be read. Where its folder may not be written, SQLite cannot share it with a writer: then it must lie still.
fn reader(path: &Path) -> rusqlite::Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX | OpenFlags::SQLITE_OPEN_URI;
    let db = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
    let tried = db.query_row("SELECT count(*) FROM sqlite_schema", [], |_| Ok(()));
    let mut log = path.as_os_str().to_owned();
    log.push("-wal");
    let rests = fs::metadata(&log).map_or(true, |m| m.len() == 0);
    match tried {
        Err(e)
            if rests
                && matches!(e.sqlite_error_code(), Some(rusqlite::ErrorCode::CannotOpen | rusqlite::ErrorCode::ReadOnly)) =>
        {
            Connection::open_with_flags(format!("file:{}?immutable=1", escaped(path)), flags)
        }
        Err(e) => Err(e),
        Ok(()) => Ok(db),
    }
}

/// A path as SQLite takes it in an address.
fn escaped(path: &Path) -> String {
    path.to_string_lossy().replace('%', "%25").replace('?', "%3f").replace('#', "%23")
}
