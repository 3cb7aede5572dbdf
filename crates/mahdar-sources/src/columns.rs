//! Which column of a table, or field of an object, holds which part of an article.
//!
//! The names that are looked for stand in `data/sources/columns.tsv`.

use std::sync::LazyLock;

use crate::SourceError;

/// A part of an article that a source may give under a name of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    /// The article's identity.
    Id,
    /// Its text.
    Text,
    /// Its title.
    Title,
    /// When it was published.
    Published,
    /// Its address.
    Url,
    /// Who publishes it.
    Outlet,
    /// The language it is said to be in.
    Language,
}

impl Field {
    /// All of them, in the order of their numbers.
    pub const ALL: [Self; 7] = [Self::Id, Self::Text, Self::Title, Self::Published, Self::Url, Self::Outlet, Self::Language];

    /// What mahdar calls it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Id => "id",
            Self::Text => "text",
            Self::Title => "title",
            Self::Published => "published",
            Self::Url => "url",
            Self::Outlet => "outlet",
            Self::Language => "language",
        }
    }
}

/// The columns that the caller names; where none is named, the usual names are looked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Columns([Option<String>; Field::ALL.len()]);

impl Columns {
    /// Says which column holds a part.
    #[must_use]
    pub fn with(mut self, field: Field, column: Option<String>) -> Self {
        self.0[field as usize] = column;
        self
    }

    /// The column said to hold a part.
    pub fn named(&self, field: Field) -> Option<&str> {
        self.0[field as usize].as_deref()
    }
}

/// In which columns of a table the parts of an article stand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Layout([Option<usize>; Field::ALL.len()]);

impl Layout {
    /// Finds the columns: those that the caller named, else those that have a usual name.
    ///
    /// # Errors
    /// Where one that the caller named is not there, or none for the text.
    pub fn find(names: &[String], columns: &Columns) -> Result<Self, SourceError> {
        let mut layout = Self([None; Field::ALL.len()]);
        for field in Field::ALL {
            layout.0[field as usize] = match columns.named(field) {
                Some(name) => {
                    let missing = || no_column(format!("\"{name}\""), names);
                    Some(names.iter().position(|n| n == name).ok_or_else(missing)?)
                }
                None => usual(field).iter().find_map(|usual| names.iter().position(|n| folded(n) == *usual)),
            };
        }
        match layout.at(Field::Text) {
            Some(_) => Ok(layout),
            None => Err(no_column(format!("for the text (\"{}\" …)", Field::Text.name()), names)),
        }
    }

    /// Whether a table with these columns holds articles by the looks of it.
    pub fn is_likely(names: &[String]) -> bool {
        names.len() > 1 && Self::find(names, &Columns::default()).is_ok()
    }

    /// The column of a part.
    pub fn at(&self, field: Field) -> Option<usize> {
        self.0[field as usize]
    }
}

/// So many columns are told.
const TOLD: usize = 20;

fn no_column(wanted: String, names: &[String]) -> SourceError {
    // A file that is no table may have a whole line for a name.
    let short = |name: &String| match name.char_indices().nth(40) {
        Some((end, _)) => format!("{}…", &name[..end]),
        None => name.clone(),
    };
    let mut found: Vec<String> = names.iter().take(TOLD).map(short).collect();
    if names.len() > TOLD {
        found.push(format!("{} more", names.len() - TOLD));
    }
    SourceError::NoColumn { wanted, found: found.join(", ") }
}

/// The usual names of a part, folded, the likeliest first.
pub(crate) fn usual(field: Field) -> &'static [String] {
    static USUAL: LazyLock<Vec<Vec<String>>> = LazyLock::new(|| {
        let table = include_str!("../../../data/sources/columns.tsv");
        let rows = table.lines().filter(|line| !line.starts_with('#'));
        let rows: Vec<(&str, &str)> = rows.filter_map(|line| line.split_once('\t')).collect();
        let names = |field: Field| rows.iter().find(|(name, _)| *name == field.name()).map_or("", |(_, names)| *names);
        Field::ALL.iter().map(|&field| names(field).split('|').map(folded).collect()).collect()
    });
    &USUAL[field as usize]
}

/// A name as it is compared: without case, spaces and signs.
pub(crate) fn folded(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_part_has_usual_names_and_no_name_stands_for_two() {
        let all: Vec<&String> = Field::ALL.iter().flat_map(|&f| usual(f)).collect();
        for field in Field::ALL {
            assert_eq!(usual(field)[0], field.name());
        }
        for (n, name) in all.iter().enumerate() {
            assert!(!name.is_empty() && !all[..n].contains(name), "{name}");
        }
    }
}
