//! Set phrases as rows of a list.

use mahdar_store::Formula;
use serde::Serialize;

use super::sheet::Shown;

/// So many speakers are shown in tables, the most frequent.
const SPEAKERS: usize = 8;

/// A set phrase through time.
#[derive(Serialize)]
pub(crate) struct FormulaRow {
    pub id: String,
    pub name: String,
    /// First and last dated use.
    pub first: Option<String>,
    pub last: Option<String>,
    /// How many texts use it, copies counted once.
    pub texts: usize,
    /// Who says it, in how many texts.
    pub by: Vec<(String, usize)>,
    pub versions: Vec<VersionRow>,
    pub changes: Vec<ChangeRow>,
}

/// One version of its words.
#[derive(Serialize)]
pub(crate) struct VersionRow {
    /// As it was first used.
    pub words: String,
    pub first: Option<String>,
    pub last: Option<String>,
    pub texts: usize,
}

/// When a version was used first, and by which words it differs from the one used before.
#[derive(Serialize)]
pub(crate) struct ChangeRow {
    pub on: String,
    pub added: Vec<String>,
    pub dropped: Vec<String>,
}

impl From<Formula> for FormulaRow {
    fn from(f: Formula) -> Self {
        let h = f.history;
        let day = |days: &mahdar_history::Days| days.to_string();
        let version = |v: &mahdar_history::formulas::Version| VersionRow {
            words: v.words.clone(),
            first: v.first.as_ref().map(day),
            last: v.last.as_ref().map(day),
            texts: v.texts,
        };
        let change = |c: &mahdar_history::formulas::Change| ChangeRow {
            on: c.on.to_string(),
            added: c.added.clone(),
            dropped: c.dropped.clone(),
        };
        Self {
            id: f.id,
            name: f.name_en,
            first: h.first.as_ref().map(day),
            last: h.last.as_ref().map(day),
            texts: h.texts,
            versions: h.versions.iter().map(version).collect(),
            changes: h.changes.iter().map(change).collect(),
            by: h.by,
        }
    }
}

impl FormulaRow {
    /// Who says it, for reading.
    pub fn speakers(&self) -> String {
        let mut shown: Vec<String> = self.by.iter().take(SPEAKERS).map(|(who, n)| format!("{who} {n}")).collect();
        if self.by.len() > SPEAKERS {
            shown.push("…".to_owned());
        }
        shown.join(", ")
    }
}

impl VersionRow {
    /// From when to when, for reading.
    pub fn span(&self) -> String {
        match (&self.first, &self.last) {
            (Some(first), Some(last)) if first != last => format!("{first} – {last}"),
            (Some(day), _) | (None, Some(day)) => day.clone(),
            (None, None) => "?".to_owned(),
        }
    }
}

impl Shown for FormulaRow {
    const HEAD: &'static [&'static str] = &["first", "last", "texts", "phrase", "said by"];
    const COLUMNS: &'static [&'static str] = &["id", "name", "first", "last", "texts", "by", "versions", "changes"];

    fn cells(&self) -> Vec<String> {
        let day = |d: &Option<String>| d.clone().unwrap_or_else(|| "?".to_owned());
        vec![day(&self.first), day(&self.last), self.texts.to_string(), self.name.clone(), self.speakers()]
    }

    fn note(&self) -> String {
        self.versions.iter().map(|v| format!("{} ({}; {})", v.words, v.texts, v.span())).collect::<Vec<_>>().join(" · ")
    }

    fn fields(&self) -> Vec<String> {
        let versions = self.versions.iter().map(|v| format!("{} ({}; {})", v.words, v.texts, v.span()));
        let change = |c: &ChangeRow| {
            let signed = |sign: char, words: &[String]| words.iter().map(|w| format!("{sign}{w}")).collect::<Vec<_>>();
            format!("{} {}", c.on, [signed('+', &c.added), signed('-', &c.dropped)].concat().join(" "))
        };
        vec![
            self.id.clone(),
            self.name.clone(),
            self.first.clone().unwrap_or_default(),
            self.last.clone().unwrap_or_default(),
            self.texts.to_string(),
            self.by.iter().map(|(who, n)| format!("{who}={n}")).collect::<Vec<_>>().join(" "),
            versions.collect::<Vec<_>>().join(" | "),
            self.changes.iter().map(change).collect::<Vec<_>>().join(" | "),
        ]
    }
}
