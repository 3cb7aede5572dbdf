//! Who has to do with whom, and where, within a stretch of time.

use rusqlite::{Row, params};
use serde::Serialize;

use crate::error::{Fault, StoreError};
use crate::open::Store;
use crate::read::actors::PlaceRow;
use crate::read::filter::{FactKind, first_day};

/// Events of one state toward another.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Dyad {
    /// Who does it, by code.
    pub source: String,
    /// To whom, by code.
    pub target: String,
    /// PLOVER type.
    #[serde(rename = "type")]
    pub kind: String,
    /// How many events, copies left out.
    pub events: u64,
    /// Their mean Goldstein value.
    pub goldstein: Option<f64>,
}

/// A place with the number of facts there.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct PlaceCount {
    /// The place; its articles are those that name it at any time.
    #[serde(flatten)]
    pub place: PlaceRow,
    /// Encounters there, copies left out.
    pub encounters: u64,
    /// Events there, copies left out.
    pub events: u64,
}

/// The days of a window as texts to compare with.
fn window(from: Option<&str>, to: Option<&str>) -> Result<(String, String), StoreError> {
    let first = from.map(first_day).transpose()?.unwrap_or_default();
    let last = to.map(|to| first_day(to).map(|_| format!("{to}~"))).transpose()?;
    Ok((first, last.unwrap_or_else(|| "~".to_owned())))
}

impl Store {
    /// Events between different states, organisations and groups, by direction and type.
    ///
    /// # Errors
    /// Where a date is none, or the database cannot be read.
    pub fn dyads(&self, from: Option<&str>, to: Option<&str>) -> Result<Vec<Dyad>, StoreError> {
        let (first, last) = window(from, to)?;
        let get = || -> Result<Vec<Dyad>, Fault> {
            let mut find = self.db.prepare_cached(
                "SELECT s.code, t.code, v.type, count(DISTINCT v.key), avg(v.goldstein)
                 FROM event v JOIN article a ON a.key = v.article
                 JOIN party s ON s.fact_kind = ?1 AND s.fact = v.key AND s.role = 'source'
                 JOIN party t ON t.fact_kind = ?1 AND t.fact = v.key AND t.role = 'target'
                 WHERE v.day >= ?2 AND v.day <= ?3 AND a.original IS NULL AND s.code <> t.code
                 GROUP BY s.code, t.code, v.type ORDER BY s.code, t.code, v.type",
            )?;
            let row = |r: &Row<'_>| {
                let events = r.get::<_, i64>(3)?.unsigned_abs();
                Ok(Dyad { source: r.get(0)?, target: r.get(1)?, kind: r.get(2)?, events, goldstein: r.get(4)? })
            };
            let rows = find.query_map(params![FactKind::Event.number(), first, last], row)?;
            Ok(rows.collect::<Result<_, _>>()?)
        };
        get().map_err(|e| e.of(&self.path))
    }

    /// Places at which something happened, those with most first.
    ///
    /// # Errors
    /// Where a date is none, or the database cannot be read.
    pub fn place_counts(&self, from: Option<&str>, to: Option<&str>, limit: usize) -> Result<Vec<PlaceCount>, StoreError> {
        let (first, last) = window(from, to)?;
        let get = || -> Result<Vec<PlaceCount>, Fault> {
            let mut find = self.db.prepare_cached(
                "WITH happened AS (
                     SELECT place, article, day, 1 AS met, 0 AS done FROM encounter WHERE place IS NOT NULL
                     UNION ALL SELECT place, article, day, 0, 1 FROM event WHERE place IS NOT NULL)
                 SELECT p.key, p.name_ar, p.name_en, p.code, p.lat, p.lon, sum(met), sum(done),
                     (SELECT count(*) FROM article_place WHERE article_place.place = p.key)
                 FROM happened h JOIN place p ON p.key = h.place JOIN article a ON a.key = h.article
                 WHERE h.day >= ?1 AND h.day <= ?2 AND a.original IS NULL
                 GROUP BY p.key ORDER BY sum(met) + sum(done) DESC, p.key LIMIT ?3",
            )?;
            let number = |r: &Row<'_>, n| r.get::<_, i64>(n).map(i64::unsigned_abs);
            let row = |r: &Row<'_>| {
                let (key, name_ar, name_en, code) = (r.get(0)?, r.get(1)?, r.get(2)?, r.get(3)?);
                let place = PlaceRow { key, name_ar, name_en, code, lat: r.get(4)?, lon: r.get(5)?, articles: number(r, 8)? };
                Ok(PlaceCount { place, encounters: number(r, 6)?, events: number(r, 7)? })
            };
            let rows = find.query_map(params![first, last, limit as i64], row)?;
            Ok(rows.collect::<Result<_, _>>()?)
        };
        get().map_err(|e| e.of(&self.path))
    }
}
