//! How titles, countries and kinds of organisations are called here: `kb/import_*.tsv`.

use super::ImportError;
use crate::error::KnowledgeError;
use crate::load::{Files, columns};
use crate::table::{Row, rows};
use hashbrown::HashMap;
use mahdar_text::latin_words;

/// The tables.
pub(super) struct Tables {
    offices: Vec<OfficeRow>,
    countries: HashMap<String, String>,
    topics: Vec<(String, Kind)>,
}

struct OfficeRow {
    titles: Vec<Vec<String>>,
    unless: Vec<Vec<String>>,
    office: Option<String>,
}

/// What an organisation is.
#[derive(Clone, Debug)]
pub(super) struct Kind {
    /// An organisation of states, not a group.
    pub of_states: bool,
    /// PLOVER sector.
    pub sector: String,
}

/// Whether the words of a phrase stand side by side.
pub(super) fn has_phrase(text: &[String], phrase: &[String]) -> bool {
    !phrase.is_empty() && text.windows(phrase.len()).any(|w| w == phrase)
}

impl Tables {
    pub fn new(files: &Files) -> Result<Self, ImportError> {
        let mut out = Self { offices: Vec::new(), countries: HashMap::new(), topics: Vec::new() };
        let phrases = |row: &Row<'_>, column| row.variants(column).map(|(v, _)| latin_words(v)).collect::<Vec<_>>();
        let mut faults = Vec::new();
        let mut each = |path: &str, take: &mut dyn FnMut(&Row<'_>)| {
            for (name, text) in files.get(path).into_iter().flatten() {
                rows(name, text, columns(path), &mut faults).iter().for_each(&mut *take);
            }
        };
        each("kb/import_offices.tsv", &mut |row| {
            let office = row.opt("office").filter(|o| *o != "none").map(str::to_owned);
            out.offices.push(OfficeRow { titles: phrases(row, "title"), unless: phrases(row, "unless"), office });
        });
        for (path, column) in [("plover/countries.tsv", "iso2"), ("kb/import_countries.tsv", "country")] {
            each(path, &mut |row| {
                if let Some(country) = row.opt(column) {
                    out.countries.insert(country.to_lowercase(), row.get("code").into());
                }
            });
        }
        each("kb/import_topics.tsv", &mut |row| {
            let kind = Kind { of_states: row.get("table") == "organizations", sector: row.get("sector").into() };
            out.topics.push((row.get("topic").into(), kind));
        });
        if faults.is_empty() { Ok(out) } else { Err(KnowledgeError::Faults(faults).into()) }
    }

    /// The office of a title, or of a position by its number in Wikidata.
    pub fn office(&self, title: &str) -> Option<&str> {
        let words = latin_words(title);
        let any = |list: &[Vec<String>]| list.iter().any(|p| has_phrase(&words, p));
        self.offices.iter().find(|o| any(&o.titles) && !any(&o.unless))?.office.as_deref()
    }

    /// The code of a state by its two letters; none where it is none's.
    pub fn country(&self, country: &str) -> Option<&str> {
        let lower = country.to_lowercase();
        self.countries.get(lower.as_str()).map(String::as_str)
    }

    /// Whether a code of three letters is one of a state.
    pub fn state(&self, code: &str) -> Option<&str> {
        self.countries.values().find(|c| *c == code).map(String::as_str)
    }

    /// What an organisation with one of these topics is.
    pub fn kind(&self, topics: &[&str]) -> Option<&Kind> {
        self.topics.iter().find(|(t, _)| topics.contains(&t.as_str())).map(|(_, k)| k)
    }
}
