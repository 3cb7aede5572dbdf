//! What codes, offices, kinds and labels are called in English and Arabic.
//!
//! Labels of the interface are a table of the explorer's own (`web/i18n/labels.tsv`); labels of the record are the ones
//! the terminal's report uses. Names of states, organisations and offices come from whoever starts the server.

use std::collections::{BTreeMap, HashMap};

use serde::Serialize;

/// Interface labels; read over the record's.
const EXPLORER: &str = include_str!("../../../web/i18n/labels.tsv");
/// Labels of the record's values.
const RECORD: &str = include_str!("../../../data/labels.tsv");
/// PLOVER types and modes.
const PLOVER: &str = include_str!("../../../data/plover/types.tsv");

/// Language of the interface.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Lang {
    /// English, left to right.
    #[default]
    En,
    /// Arabic, right to left.
    Ar,
}

impl Lang {
    /// The other language.
    pub fn other(self) -> Self {
        match self {
            Self::En => Self::Ar,
            Self::Ar => Self::En,
        }
    }

    /// BCP 47 tag.
    pub fn tag(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::Ar => "ar",
        }
    }

    /// Direction of writing.
    pub fn dir(self) -> &'static str {
        match self {
            Self::En => "ltr",
            Self::Ar => "rtl",
        }
    }
}

/// A name in both languages.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Both {
    /// English.
    pub en: String,
    /// Arabic.
    pub ar: String,
}

impl Both {
    /// The name in a language, in the other where it has none.
    pub fn get(&self, lang: Lang) -> &str {
        match lang {
            Lang::Ar if !self.ar.is_empty() => &self.ar,
            Lang::En if self.en.is_empty() => &self.ar,
            _ => &self.en,
        }
    }
}

/// A rule as the explorer shows it.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Rule {
    /// Name.
    pub name: String,
    /// File and line it stands in.
    pub at: String,
    /// What it yields, in short.
    pub yields: String,
}

/// Names that come from the knowledge base.
#[derive(Clone, Debug, Default)]
pub struct Given {
    /// States and territories by code.
    pub states: BTreeMap<String, Both>,
    /// Organisations and groups by code.
    pub bodies: BTreeMap<String, Both>,
    /// Offices by their name in the record.
    pub offices: HashMap<String, Both>,
    /// Rules by name.
    pub rules: HashMap<String, Rule>,
}

/// A PLOVER type, or one of its modes.
#[derive(Clone, Debug)]
pub struct EventType {
    /// `CONSULT`.
    pub kind: String,
    /// `visit`; empty for the type itself.
    pub mode: String,
    /// `verbal_cooperation` …
    pub quad: String,
    /// What it is called.
    pub name: Both,
}

/// All names and labels.
#[derive(Debug)]
pub struct Names {
    given: Given,
    labels: HashMap<&'static str, (&'static str, &'static str)>,
    types: Vec<EventType>,
}

impl Names {
    /// Joins what is given to the built-in tables.
    pub fn new(given: Given) -> Self {
        let mut labels = HashMap::new();
        for [key, en, ar] in rows(RECORD).chain(rows(EXPLORER)) {
            labels.insert(key, (en, ar));
        }
        Self { given, labels, types: types() }
    }

    /// A label; its key where there is none.
    pub fn label<'a>(&'a self, key: &'a str, lang: Lang) -> &'a str {
        match (self.labels.get(key), lang) {
            (Some((_, ar)), Lang::Ar) if !ar.is_empty() => ar,
            (Some((en, _)), _) => en,
            (None, _) => key,
        }
    }

    /// A label of a family, the bare word where there is none.
    pub fn of<'a>(&'a self, family: &str, word: &'a str, lang: Lang) -> &'a str {
        match self.labels.get(format!("{family}.{word}").as_str()) {
            Some((_, ar)) if lang == Lang::Ar && !ar.is_empty() => ar,
            Some((en, _)) => en,
            None => word,
        }
    }

    /// All labels of a family: word and label, in the order of the labels.
    pub fn family(&self, family: &str, lang: Lang) -> Vec<(String, String)> {
        let own =
            |key: &&'static str| key.split_once('.').filter(|(of, _)| *of == family).map(|(_, word): (&str, &'static str)| word);
        let mut out: Vec<_> =
            self.labels.keys().filter_map(own).map(|w| (w.to_owned(), self.of(family, w, lang).to_owned())).collect();
        out.sort_by(|a, b| a.1.cmp(&b.1));
        out
    }

    /// What a code stands for, the code itself where that is not known.
    pub fn code<'a>(&'a self, code: &'a str, lang: Lang) -> &'a str {
        let known = self.given.states.get(code).or_else(|| self.given.bodies.get(code));
        known.map_or(code, |n| n.get(lang))
    }

    /// The code that a code or a name in either language stands for. Codes that nothing is known of are let through.
    pub fn find_code(&self, text: &str) -> Option<String> {
        let all = || self.given.states.iter().chain(&self.given.bodies);
        let upper = text.to_uppercase();
        if all().any(|(code, _)| *code == upper) {
            return Some(upper);
        }
        let lower = text.to_lowercase();
        let named = all().find(|(_, n)| n.ar == text || n.en.to_lowercase() == lower);
        let plain = text.len() >= 2 && text.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit());
        named.map(|(code, _)| code.clone()).or_else(|| plain.then(|| text.to_owned()))
    }

    /// States in the order of their codes.
    pub fn states(&self) -> impl Iterator<Item = (&str, &Both)> {
        self.given.states.iter().map(|(code, name)| (code.as_str(), name))
    }

    /// What an office is called.
    pub fn office<'a>(&'a self, office: &'a str, lang: Lang) -> &'a str {
        self.given.offices.get(office).map_or(office, |n| n.get(lang))
    }

    /// What an event type is called, with its mode.
    pub fn event(&self, kind: &str, mode: Option<&str>, lang: Lang) -> String {
        let name = |mode: &str| self.types.iter().find(|t| t.kind == kind && t.mode == mode).map(|t| t.name.get(lang));
        let of_mode = mode.and_then(name);
        of_mode.or_else(|| name("")).unwrap_or(kind).to_owned()
    }

    /// PLOVER types without their modes.
    pub fn types(&self) -> impl Iterator<Item = &EventType> {
        self.types.iter().filter(|t| t.mode.is_empty())
    }

    /// The quad class of a type; empty where the type is not PLOVER's.
    pub fn quad(&self, kind: &str) -> &str {
        self.types.iter().find(|t| t.kind == kind).map_or("", |t| &t.quad)
    }

    /// A rule.
    pub fn rule(&self, name: &str) -> Option<&Rule> {
        self.given.rules.get(name)
    }
}

/// Rows of a table of labels: key, English, Arabic.
fn rows(table: &'static str) -> impl Iterator<Item = [&'static str; 3]> {
    table.lines().skip(1).filter(|l| !l.is_empty() && !l.starts_with('#')).filter_map(|line| {
        let mut cells = line.split('\t');
        Some([cells.next()?, cells.next()?, cells.next().unwrap_or_default()])
    })
}

fn types() -> Vec<EventType> {
    let lines = PLOVER.lines().skip(1).filter(|l| !l.is_empty() && !l.starts_with('#'));
    let parse = |line: &str| {
        let cells: Vec<&str> = line.split('\t').collect();
        let [kind, mode, quad, _, en, ar] = cells.get(..6)?.try_into().ok()?;
        let name = Both { en: en.to_owned(), ar: ar.to_owned() };
        Some(EventType { kind: kind.to_owned(), mode: mode.to_owned(), quad: quad.to_owned(), name })
    };
    lines.filter_map(parse).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_are_whole() {
        for [key, en, ar] in rows(EXPLORER) {
            assert!(!en.is_empty() && !ar.is_empty(), "{key} lacks a language");
        }
        let names = Names::new(Given::default());
        assert_eq!(names.event("CONSULT", Some("visit"), Lang::En), "visit");
        assert_eq!(names.quad("ASSAULT"), "material_conflict");
        assert_eq!(names.of("encounter", "call", Lang::En), "call");
    }

    #[test]
    fn what_is_not_known_is_shown_as_it_is() {
        let names = Names::new(Given::default());
        assert_eq!(names.code("XYZ", Lang::Ar), "XYZ");
        assert_eq!(names.label("no.such.key", Lang::En), "no.such.key");
        assert_eq!(names.event("NEW", Some("thing"), Lang::En), "NEW");
    }
}
