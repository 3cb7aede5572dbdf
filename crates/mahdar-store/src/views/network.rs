//! Who has to do with whom, and where, within a stretch of time.

use std::collections::HashMap;

use rusqlite::{Connection, Row, Rows, params};
use serde::Serialize;

use crate::error::{Fault, StoreError};
use crate::open::Store;
use crate::read::actors::PlaceRow;
use crate::read::articles::ArticleSet;
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

/// What is added up of a dyad: events, Goldstein values and of how many.
#[derive(Default)]
struct Sum {
    events: u64,
    goldstein: f64,
    weighed: u64,
}

/// Goes through events and their parties side by side: both tables are in the order of events, and to look up the parties of each
/// took three times as long.
fn dyads(db: &Connection, first: &str, last: &str) -> Result<Vec<Dyad>, Fault> {
    let copies = ArticleSet::copies(db)?;
    let mut find =
        db.prepare_cached("SELECT key, article, type, goldstein FROM event WHERE day >= ?1 AND day <= ?2 ORDER BY key")?;
    let mut events = find.query(params![first, last])?;
    let mut find = db.prepare_cached(
        "SELECT fact, role = 'source', code FROM party
         WHERE fact_kind = ?1 AND role IN ('source', 'target') AND code IS NOT NULL ORDER BY fact, role, seq",
    )?;
    let mut parties = find.query([FactKind::Event.number()])?;
    let mut names = Numbers::default();
    let mut party = side(&mut parties, &mut names)?;
    let mut sums: HashMap<(u32, u32, u32), Sum> = HashMap::new();
    let (mut sources, mut targets, mut counted) = (Vec::new(), Vec::new(), Vec::new());
    while let Some(event) = events.next()? {
        let key: i64 = event.get(0)?;
        sources.clear();
        targets.clear();
        while party.as_ref().is_some_and(|party| party.of <= key) {
            match party.take().filter(|party| party.of == key) {
                Some(Side { code, source: true, .. }) => sources.push(code),
                Some(Side { code, .. }) => targets.push(code),
                None => {}
            }
            party = side(&mut parties, &mut names)?;
        }
        if sources.is_empty() || targets.is_empty() || copies.has(event.get(1)?) {
            continue;
        }
        let kind = names.number(event.get_ref(2)?.as_str().map_err(rusqlite::Error::from)?);
        let goldstein: Option<f64> = event.get(3)?;
        counted.clear();
        let pairs = sources.iter().flat_map(|s| targets.iter().map(move |t| (*s, *t))).filter(|(s, t)| s != t);
        for (source, target) in pairs {
            let sum = sums.entry((source, target, kind)).or_default();
            if !counted.contains(&(source, target)) {
                counted.push((source, target));
                sum.events += 1;
            }
            if let Some(goldstein) = goldstein {
                sum.goldstein += goldstein;
                sum.weighed += 1;
            }
        }
    }
    let name = |n: u32| names.list[n as usize].clone();
    let dyad = |((source, target, kind), sum): ((u32, u32, u32), Sum)| Dyad {
        source: name(source),
        target: name(target),
        kind: name(kind),
        events: sum.events,
        goldstein: (sum.weighed > 0).then(|| sum.goldstein / sum.weighed as f64),
    };
    let mut all: Vec<Dyad> = sums.into_iter().map(dyad).collect();
    all.sort_unstable_by(|a, b| (&a.source, &a.target, &a.kind).cmp(&(&b.source, &b.target, &b.kind)));
    Ok(all)
}

/// A party of an event.
struct Side {
    of: i64,
    source: bool,
    code: u32,
}

fn side(parties: &mut Rows<'_>, names: &mut Numbers) -> Result<Option<Side>, Fault> {
    let Some(row) = parties.next()? else { return Ok(None) };
    let code = names.number(row.get_ref(2)?.as_str().map_err(rusqlite::Error::from)?);
    Ok(Some(Side { of: row.get(0)?, source: row.get(1)?, code }))
}

/// Words by number, in the order in which they are met.
#[derive(Default)]
struct Numbers {
    list: Vec<String>,
    numbers: HashMap<String, u32>,
}

impl Numbers {
    fn number(&mut self, word: &str) -> u32 {
        if let Some(number) = self.numbers.get(word) {
            return *number;
        }
        let number = self.list.len() as u32;
        self.list.push(word.to_owned());
        self.numbers.insert(word.to_owned(), number);
        number
    }
}

impl Store {
    /// Events between different states, organisations and groups, by direction and type.
    ///
    /// # Errors
    /// Where a date is none, or the database cannot be read.
    pub fn dyads(&self, from: Option<&str>, to: Option<&str>) -> Result<Vec<Dyad>, StoreError> {
        let (first, last) = window(from, to)?;
        let get = || dyads(&self.db, &first, &last);
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
