//! Actors, frameworks and places across articles.

use rusqlite::types::Value;
use rusqlite::{OptionalExtension, Row, params_from_iter};
use serde::Serialize;

use super::page::{Cursor, Listing, Page};
use crate::error::{Fault, StoreError};
use crate::open::Store;

/// An actor in one store.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct ActorKey(pub i64);

/// An actor across articles.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ActorRow {
    /// Its key.
    pub key: ActorKey,
    /// What makes it the same actor in every article; the same in every store.
    pub identity: String,
    /// person, polity, organization, group, agent, unnamed.
    pub kind: String,
    /// Longest Arabic name.
    pub name_ar: String,
    /// English name.
    pub name_en: Option<String>,
    /// Whether the knowledge base has it.
    pub known: bool,
    /// Code in the latest article.
    pub code: Option<String>,
    /// PLOVER sector in the latest article.
    pub sector: Option<String>,
    /// Office in the latest article.
    pub office: Option<String>,
    /// The day of that article; empty where none has a day.
    pub latest: String,
    /// In how many articles.
    pub articles: u64,
}

/// A framework across articles.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FrameworkRow {
    /// Its key.
    pub key: i64,
    /// What makes it the same in every article; the same in every store.
    pub identity: String,
    /// initiative, agreement, forum, resolution, project, other.
    pub kind: String,
    /// Arabic name.
    pub name_ar: String,
    /// English name.
    pub name_en: Option<String>,
    /// Whether the knowledge base has it.
    pub known: bool,
    /// In how many articles.
    pub articles: u64,
}

/// A place across articles.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct PlaceRow {
    /// Its key.
    pub key: i64,
    /// Arabic name.
    pub name_ar: String,
    /// English name.
    pub name_en: Option<String>,
    /// The state it lies in.
    pub code: Option<String>,
    /// Degrees north.
    pub lat: Option<f64>,
    /// Degrees east.
    pub lon: Option<f64>,
    /// In how many articles.
    pub articles: u64,
}

/// Which actors are wanted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ActorFilter {
    /// person, polity, organization, group, agent, unnamed.
    pub kind: Option<String>,
    /// A state, organisation or group, by code.
    pub code: Option<String>,
    /// A part of the Arabic or English name.
    pub name: Option<String>,
    /// Known to the knowledge base, or not.
    pub known: Option<bool>,
}

const COLUMNS: &str = "key, identity, kind, name_ar, name_en, known, code, sector, office, latest, articles";
const KINDS: &[&str] = &["person", "polity", "organization", "group", "agent", "unnamed"];

fn row(r: &Row<'_>) -> rusqlite::Result<ActorRow> {
    Ok(ActorRow {
        key: ActorKey(r.get(0)?),
        identity: r.get(1)?,
        kind: r.get(2)?,
        name_ar: r.get(3)?,
        name_en: r.get(4)?,
        known: r.get(5)?,
        code: r.get(6)?,
        sector: r.get(7)?,
        office: r.get(8)?,
        latest: r.get(9)?,
        articles: r.get::<_, i64>(10)?.unsigned_abs(),
    })
}

impl Store {
    /// Actors, those in most articles first. The order of the page makes no difference.
    ///
    /// # Errors
    /// Where the filter asks for what cannot be, or the database cannot be read.
    pub fn actors(&self, filter: &ActorFilter, page: &Page) -> Result<Listing<ActorRow>, StoreError> {
        let list = || -> Result<Listing<ActorRow>, Fault> {
            let mut conditions = vec!["articles > 0"];
            let mut values: Vec<Value> = Vec::new();
            if let Some(kind) = &filter.kind {
                if !KINDS.contains(&kind.as_str()) {
                    let expected = format!("one of {}", KINDS.join(", "));
                    return Err(StoreError::Unknown { what: "kind of actor", value: kind.clone(), expected }.into());
                }
                conditions.push("kind = ?");
                values.push(kind.clone().into());
            }
            if let Some(code) = &filter.code {
                conditions.push("code = ?");
                values.push(code.clone().into());
            }
            if let Some(name) = &filter.name {
                // Known persons have their English name in their identity, others the Arabic one, both in their normal form.
                conditions.push(
                    "(instr(identity, ?) OR ? <> '' AND instr(identity, ?) OR instr(lower(name_en), ?)
                      OR key IN (SELECT actor FROM actor_name WHERE instr(name, ?)))",
                );
                let latin = mahdar_text::latin_words(name).join(" ");
                let (folded, lower) = (mahdar_text::fold(name), name.to_lowercase());
                values.extend([folded.into(), latin.clone().into(), latin.into(), lower.into(), name.clone().into()]);
            }
            if let Some(known) = filter.known {
                conditions.push("known = ?");
                values.push(known.into());
            }
            if let Some(Cursor { by, key }) = &page.after {
                conditions.push("(-articles, key) > (?, ?)");
                values.extend([(-by.parse::<i64>().unwrap_or(0)).into(), (*key).into()]);
            }
            values.push((page.rows() as i64 + 1).into());
            let sql = format!("SELECT {COLUMNS} FROM actor WHERE {} ORDER BY -articles, key LIMIT ?", conditions.join(" AND "));
            let rows = self.db.prepare_cached(&sql)?.query_map(params_from_iter(&values), row)?.collect::<Result<Vec<_>, _>>()?;
            Ok(Listing::cut(rows, page.rows(), |a| Cursor { by: a.articles.to_string(), key: a.key.0 }))
        };
        list().map_err(|e| e.of(&self.path))
    }

    /// One actor.
    ///
    /// # Errors
    /// Where the database cannot be read.
    pub fn actor(&self, key: ActorKey) -> Result<Option<ActorRow>, StoreError> {
        let find = || -> Result<Option<ActorRow>, Fault> {
            let sql = format!("SELECT {COLUMNS} FROM actor WHERE key = ?1");
            Ok(self.db.prepare_cached(&sql)?.query_row([key.0], row).optional()?)
        };
        find().map_err(|e| e.of(&self.path))
    }

    /// Frameworks, those in most articles first.
    ///
    /// # Errors
    /// Where the database cannot be read.
    pub fn frameworks(&self, limit: usize) -> Result<Vec<FrameworkRow>, StoreError> {
        let list = || -> Result<Vec<FrameworkRow>, Fault> {
            let mut find = self.db.prepare_cached(
                "SELECT key, identity, kind, name_ar, name_en, known, articles FROM framework WHERE articles > 0
                 ORDER BY -articles, key LIMIT ?1",
            )?;
            let rows = find.query_map([limit as i64], |r| {
                Ok(FrameworkRow {
                    key: r.get(0)?,
                    identity: r.get(1)?,
                    kind: r.get(2)?,
                    name_ar: r.get(3)?,
                    name_en: r.get(4)?,
                    known: r.get(5)?,
                    articles: r.get::<_, i64>(6)?.unsigned_abs(),
                })
            })?;
            Ok(rows.collect::<Result<_, _>>()?)
        };
        list().map_err(|e| e.of(&self.path))
    }

    /// Places, those in most articles first.
    ///
    /// # Errors
    /// Where the database cannot be read.
    pub fn places(&self, limit: usize) -> Result<Vec<PlaceRow>, StoreError> {
        let list = || -> Result<Vec<PlaceRow>, Fault> {
            let mut find = self.db.prepare_cached(
                "SELECT key, name_ar, name_en, code, lat, lon, count(DISTINCT article) AS n
                 FROM place JOIN article_place ON place = key GROUP BY key ORDER BY n DESC, key LIMIT ?1",
            )?;
            let rows = find.query_map([limit as i64], |r| {
                Ok(PlaceRow {
                    key: r.get(0)?,
                    name_ar: r.get(1)?,
                    name_en: r.get(2)?,
                    code: r.get(3)?,
                    lat: r.get(4)?,
                    lon: r.get(5)?,
                    articles: r.get::<_, i64>(6)?.unsigned_abs(),
                })
            })?;
            Ok(rows.collect::<Result<_, _>>()?)
        };
        list().map_err(|e| e.of(&self.path))
    }
}
