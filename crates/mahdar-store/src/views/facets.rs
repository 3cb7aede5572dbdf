//! How the articles that a filter lets through divide.

use rusqlite::params_from_iter;
use serde::Serialize;

use crate::error::{Fault, StoreError};
use crate::open::Store;
use crate::read::articles::{ArticleFilter, conditions};

/// Values with the number of articles, the most frequent first.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Facets {
    /// By outlet.
    pub outlets: Vec<(String, u64)>,
    /// By state, organisation or group that is named.
    pub states: Vec<(String, u64)>,
    /// By year, the latest first.
    pub years: Vec<(String, u64)>,
}

impl Store {
    /// How many articles of a filter there are by outlet and year, and where `states` says so by state, at most so many values each.
    /// Counting by state takes time in proportion to the articles.
    ///
    /// # Errors
    /// Where the filter asks for what cannot be, or the database cannot be read.
    pub fn article_facets(&self, filter: &ArticleFilter, states: bool, limit: usize) -> Result<Facets, StoreError> {
        let get = || -> Result<Facets, Fault> {
            let (conditions, values) = conditions(&self.db, filter)?;
            let conditions = conditions.join(" AND ");
            let count = |sql: &str| -> Result<Vec<(String, u64)>, Fault> {
                let mut find = self.db.prepare_cached(sql)?;
                let rows = find.query_map(params_from_iter(&values), |r| Ok((r.get(0)?, r.get::<_, i64>(1)?.unsigned_abs())))?;
                Ok(rows.collect::<Result<_, _>>()?)
            };
            Ok(Facets {
                outlets: count(&format!(
                    "SELECT a.outlet, count(*) AS n FROM article a WHERE {conditions} AND a.outlet IS NOT NULL
                     GROUP BY a.outlet ORDER BY n DESC, a.outlet LIMIT {limit}"
                ))?,
                states: if !states { Vec::new() } else { count(&format!(
                    "SELECT p.code, count(DISTINCT p.article) AS n FROM article_actor p
                     WHERE p.code IS NOT NULL AND p.article IN (SELECT a.key FROM article a WHERE {conditions})
                     GROUP BY p.code ORDER BY n DESC, p.code LIMIT {limit}"
                ))? },
                years: count(&format!(
                    "SELECT substr(a.published, 1, 4) AS year, count(*) FROM article a WHERE {conditions} AND a.published IS NOT NULL
                     GROUP BY year ORDER BY year DESC LIMIT {limit}"
                ))?,
            })
        };
        get().map_err(|e| e.of(&self.path))
    }
}
