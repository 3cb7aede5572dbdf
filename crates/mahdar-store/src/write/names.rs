//! Keys of what is named in many articles: actors, places, frameworks, subjects, labels. Found once, then remembered.

use hashbrown::HashMap;
use mahdar_record::{Actor, ActorKind, Framework, Name, Place};
use mahdar_text::{fold, latin_words};
use rusqlite::{Connection, OptionalExtension, params};

use crate::error::Fault;

/// More names than this are forgotten and looked up again: memory stays flat however many articles come.
const REMEMBERED: usize = 200_000;

/// Keys already known.
#[derive(Debug, Default)]
pub(crate) struct Names {
    actors: Keys,
    places: Keys,
    frameworks: Keys,
    subjects: Keys,
    labels: HashMap<String, HashMap<String, u32>>,
}

/// Keys of one table by what makes each row the only one of its kind.
#[derive(Debug, Default)]
struct Keys(HashMap<String, i64>);

impl Keys {
    /// The key of a row, which is inserted where there is none.
    fn get(
        &mut self,
        db: &Connection,
        identity: &str,
        find: &str,
        insert: impl FnOnce() -> rusqlite::Result<usize>,
    ) -> Result<i64, Fault> {
        if let Some(key) = self.0.get(identity) {
            return Ok(*key);
        }
        let key = match db.prepare_cached(find)?.query_row([identity], |r| r.get(0)).optional()? {
            Some(key) => key,
            None => {
                insert()?;
                db.last_insert_rowid()
            }
        };
        if self.0.len() >= REMEMBERED {
            self.0.clear();
        }
        self.0.insert(identity.to_owned(), key);
        Ok(key)
    }
}

impl Names {
    /// Forgets everything: keys that were given out in a transaction that came to nothing are nobody's.
    pub fn forget(&mut self) {
        *self = Self::default();
    }

    pub fn actor(&mut self, db: &Connection, a: &Actor) -> Result<i64, Fault> {
        let identity = actor_identity(a);
        self.actors.get(db, &identity, "SELECT key FROM actor WHERE identity = ?1", || {
            db.prepare_cached(
                "INSERT INTO actor (identity, kind, name_ar, name_en, known, latest, articles) VALUES (?1, ?2, ?3, ?4, ?5, '', 0)",
            )?
            .execute(params![identity, a.kind.as_str(), a.name.ar, a.name.en, a.known])
        })
    }

    pub fn place(&mut self, db: &Connection, p: &Place) -> Result<i64, Fault> {
        let identity = place_identity(p);
        self.places.get(db, &identity, "SELECT key FROM place WHERE identity = ?1", || {
            db.prepare_cached("INSERT INTO place (identity, name_ar, name_en, code, lat, lon) VALUES (?1, ?2, ?3, ?4, ?5, ?6)")?
                .execute(params![identity, p.name.ar, p.name.en, p.code, p.lat, p.lon])
        })
    }

    pub fn framework(&mut self, db: &Connection, f: &Framework) -> Result<i64, Fault> {
        let identity = framework_identity(f);
        self.frameworks.get(db, &identity, "SELECT key FROM framework WHERE identity = ?1", || {
            db.prepare_cached(
                "INSERT INTO framework (identity, kind, name_ar, name_en, known, articles) VALUES (?1, ?2, ?3, ?4, ?5, 0)",
            )?
            .execute(params![identity, f.kind, f.name.ar, f.name.en, f.known])
        })
    }

    pub fn subject(&mut self, db: &Connection, name: &str) -> Result<i64, Fault> {
        self.subjects.get(db, name, "SELECT key FROM subject WHERE name = ?1", || {
            db.prepare_cached("INSERT INTO subject (name) VALUES (?1)")?.execute([name])
        })
    }

    /// Of what a fact is, and what more. There are some dozens.
    pub fn label(&mut self, db: &Connection, what: &str, more: &str) -> Result<u32, Fault> {
        if let Some(key) = self.labels.get(what).and_then(|of| of.get(more)) {
            return Ok(*key);
        }
        let mut find = db.prepare_cached("SELECT key FROM label WHERE what = ?1 AND more = ?2")?;
        let key = match find.query_row([what, more], |r| r.get(0)).optional()? {
            Some(key) => key,
            None => {
                db.prepare_cached("INSERT INTO label (what, more) VALUES (?1, ?2)")?.execute([what, more])?;
                u32::try_from(db.last_insert_rowid()).map_err(|_| Fault::Broken("too many labels".to_owned()))?
            }
        };
        self.labels.entry(what.to_owned()).or_default().insert(more.to_owned(), key);
        Ok(key)
    }
}

/// The same actor in every article: states and organisations by their code; known persons by their English name, which the
/// knowledge base gives, since their codes change with their offices; others by name and code.
fn actor_identity(a: &Actor) -> String {
    let kind = a.kind.as_str();
    let code = a.code.as_deref().unwrap_or("-");
    match a.kind {
        ActorKind::Polity | ActorKind::Organization | ActorKind::Group if a.code.is_some() => format!("{kind} {code}"),
        ActorKind::Person if a.known && a.name.en.is_some() => format!("{kind} {}", key_of(&a.name)),
        ActorKind::Agent | ActorKind::Unnamed => {
            format!("{kind} {code} {} {}", a.sector.as_deref().unwrap_or("-"), fold(&a.name.ar))
        }
        _ => format!("{kind} {code} {}", fold(&a.name.ar)),
    }
}

fn place_identity(p: &Place) -> String {
    format!("{} {}", p.code.as_deref().unwrap_or("-"), key_of(&p.name))
}

fn framework_identity(f: &Framework) -> String {
    if f.known { key_of(&f.name) } else { format!("{} {}", f.kind, fold(&f.name.ar)) }
}

/// The English name, which does not vary; else the Arabic one in its normal form.
fn key_of(name: &Name) -> String {
    name.en.as_ref().map_or_else(|| fold(&name.ar), |en| latin_words(en).join(" "))
}
