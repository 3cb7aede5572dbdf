//! What articles say of actors, gathered over a batch and written once.

use std::collections::BTreeMap;

use mahdar_record::Record;
use rusqlite::{Connection, params};

use crate::error::Fault;

/// What a batch changes about an actor.
#[derive(Debug, Default)]
struct Change {
    articles: i64,
    names: BTreeMap<String, i64>,
    latest: Option<Latest>,
}

/// Day, code, office, sector: what the latest article says. On the same day the greatest, so that order makes no difference.
type Latest = (String, Option<String>, Option<String>, Option<String>);

/// What a batch changes about actors.
#[derive(Debug, Default)]
pub(super) struct Actors(BTreeMap<i64, Change>);

impl Actors {
    /// One more article, or (`by` is -1) one fewer. Two ids of a record may be one actor: it is one article all the same.
    pub fn add(&mut self, r: &Record, keys: &BTreeMap<&str, i64>, day: &str, by: i64) {
        let mut met: Vec<i64> = Vec::new();
        for a in &r.actors {
            let Some(key) = keys.get(a.id.as_str()) else { continue };
            let change = self.0.entry(*key).or_default();
            *change.names.entry(a.name.ar.clone()).or_default() += by;
            if by > 0 {
                let latest = Some((day.to_owned(), a.code.clone(), a.office.clone(), a.sector.clone()));
                change.latest = latest.max(change.latest.take());
            }
            if !met.contains(key) {
                met.push(*key);
                change.articles += by;
            }
        }
    }

    pub fn write(self, db: &Connection) -> Result<(), Fault> {
        let mut count = db.prepare_cached("UPDATE actor SET articles = articles + ?2 WHERE key = ?1")?;
        let mut latest = db.prepare_cached(
            "UPDATE actor SET latest = ?2, code = ?3, office = ?4, sector = ?5
             WHERE key = ?1 AND (?2, coalesce(?3, ''), coalesce(?4, ''), coalesce(?5, ''))
                 >= (latest, coalesce(code, ''), coalesce(office, ''), coalesce(sector, ''))",
        )?;
        let mut name = db.prepare_cached(
            "INSERT INTO actor_name (actor, name, articles) VALUES (?1, ?2, ?3)
             ON CONFLICT DO UPDATE SET articles = articles + excluded.articles",
        )?;
        let mut clear = db.prepare_cached("DELETE FROM actor_name WHERE actor = ?1 AND articles <= 0")?;
        let mut usual = db.prepare_cached(
            "UPDATE actor SET name_ar = coalesce((SELECT name FROM actor_name WHERE actor = ?1
                 ORDER BY articles DESC, length(name) DESC, name LIMIT 1), name_ar) WHERE key = ?1",
        )?;
        for (key, change) in self.0 {
            if change.articles != 0 {
                count.execute(params![key, change.articles])?;
            }
            if let Some((day, code, office, sector)) = &change.latest {
                latest.execute(params![key, day, code, office, sector])?;
            }
            for (text, by) in change.names.iter().filter(|(_, by)| **by != 0) {
                name.execute(params![key, text, by])?;
            }
            if change.names.values().any(|by| *by < 0) {
                clear.execute([key])?;
            }
            usual.execute([key])?;
        }
        Ok(())
    }
}
