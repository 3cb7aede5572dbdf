//! Set phrases in articles.

use std::collections::BTreeMap;

use mahdar_history::Days;
use mahdar_history::formulas::{Dated, FormulaHistory, Formulas, history};
use rusqlite::{Connection, params, params_from_iter};
use serde::Serialize;

use crate::error::{Fault, StoreError};
use crate::open::Store;
use crate::read::articles::ArticleKey;
use crate::read::find::articles_of_pair;

/// A set phrase through time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Formula {
    /// Its id in `data/formulas.tsv`.
    pub id: String,
    /// What it is called in English.
    pub name_en: String,
    /// Its uses in order of time: versions, speakers, changes.
    pub history: FormulaHistory,
}

/// A set phrase where it stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FormulaUse {
    /// The article.
    pub article: ArticleKey,
    /// Its outlet, else its id.
    pub source: String,
    /// Its day.
    pub published: Option<String>,
    /// Code points.
    pub start: u32,
    /// One past the last.
    pub end: u32,
    /// The words as they stand there.
    pub words: String,
    /// The version that they are of.
    pub version: String,
    /// Who says it, by code; empty where the article itself does.
    pub speakers: Vec<String>,
    /// Whether its article is a copy of another.
    pub copy: bool,
}

/// The articles of a pair as SQL takes them.
fn among(db: &Connection, pair: Option<(&str, &str)>) -> Result<Option<String>, Fault> {
    pair.map(|(a, b)| Ok(articles_of_pair(db, a, b)?.to_json())).transpose()
}

impl Store {
    /// The set phrases of articles in which these two have to do with each other, or of all articles; the most used first.
    ///
    /// # Errors
    /// Where the database cannot be read.
    pub fn formulas(&self, pair: Option<(&str, &str)>) -> Result<Vec<Formula>, StoreError> {
        let find = || -> Result<Vec<Formula>, Fault> {
            let among = among(&self.db, pair)?;
            let from = match among {
                Some(_) => "json_each(?1) k JOIN formula_use u ON u.article = k.value",
                None => "formula_use u",
            };
            let mut find = self.db.prepare_cached(&format!(
                "SELECT u.formula, a.published, coalesce(a.original, a.key), u.speakers, u.version, u.words
                 FROM {from} JOIN article a ON a.key = u.article"
            ))?;
            let mut rows = find.query(params_from_iter(among))?;
            let mut uses: BTreeMap<String, Vec<Dated>> = BTreeMap::new();
            while let Some(row) = rows.next()? {
                let speakers: String = row.get(3)?;
                uses.entry(row.get(0)?).or_default().push(Dated {
                    date: row.get::<_, Option<String>>(1)?.as_deref().and_then(Days::parse),
                    text: row.get::<_, i64>(2)?.to_string(),
                    by: speakers.split('|').filter(|s| !s.is_empty()).map(str::to_owned).collect(),
                    version: row.get(4)?,
                    words: row.get(5)?,
                });
            }
            let name = |id: &str| Formulas::built_in().list().iter().find(|f| f.id == id).map(|f| f.name_en.clone());
            let mut out: Vec<Formula> = uses
                .into_iter()
                .map(|(id, uses)| Formula { name_en: name(&id).unwrap_or_default(), history: history(&uses), id })
                .collect();
            out.sort_by(|a, b| b.history.texts.cmp(&a.history.texts).then_with(|| a.id.cmp(&b.id)));
            Ok(out)
        };
        find().map_err(|e| e.of(&self.path))
    }

    /// Where a set phrase stands, the newest first, at most so many; those of one version, or between two, where they are given.
    ///
    /// # Errors
    /// Where the database cannot be read.
    pub fn formula_uses(
        &self,
        id: &str,
        version: Option<&str>,
        pair: Option<(&str, &str)>,
        limit: usize,
    ) -> Result<Vec<FormulaUse>, StoreError> {
        let find = || -> Result<Vec<FormulaUse>, Fault> {
            let among = among(&self.db, pair)?;
            let mut find = self.db.prepare_cached(
                "SELECT a.key, coalesce(a.outlet, a.id), a.published, u.start, u.end, u.words, u.version, u.speakers,
                     a.original IS NOT NULL
                 FROM formula_use u JOIN article a ON a.key = u.article
                 WHERE u.formula = ?1 AND (?2 IS NULL OR u.version = ?2)
                     AND (?4 IS NULL OR u.article IN (SELECT value FROM json_each(?4)))
                 ORDER BY coalesce(a.published, '') DESC, a.key DESC, u.start LIMIT ?3",
            )?;
            let rows = find.query_map(params![id, version, limit as i64, among], |r| {
                let speakers: String = r.get(7)?;
                Ok(FormulaUse {
                    article: ArticleKey(r.get(0)?),
                    source: r.get(1)?,
                    published: r.get(2)?,
                    start: r.get(3)?,
                    end: r.get(4)?,
                    words: r.get(5)?,
                    version: r.get(6)?,
                    speakers: speakers.split('|').filter(|s| !s.is_empty()).map(str::to_owned).collect(),
                    copy: r.get(8)?,
                })
            })?;
            Ok(rows.collect::<Result<_, _>>()?)
        };
        find().map_err(|e| e.of(&self.path))
    }
}
