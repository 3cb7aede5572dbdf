//! What is written onto words: the article, prepositions, endings of adjectives.

use super::Loader;
use crate::conjugate::{Gender, Number};
use crate::table::Row;

/// An ending of adjectives of relation.
#[derive(Clone, Debug)]
pub(super) struct NisbaEnding {
    pub form: String,
    pub number: Number,
    pub gender: Gender,
    /// Stands only where there is no article.
    pub indefinite_only: bool,
}

/// The affixes of `ar/lexicon/affixes.tsv`.
#[derive(Debug, Default)]
pub(crate) struct Affixes {
    article: String,
    /// Ending of an indefinite accusative.
    pub(super) accusative: String,
    pub(super) nisba: Vec<NisbaEnding>,
}

impl Affixes {
    /// Whether a word begins as with the article.
    pub fn has_article(&self, word: &str) -> bool {
        !self.article.is_empty() && word.starts_with(&self.article)
    }

    /// The word behind an article.
    pub fn with_article(&self, word: &str) -> String {
        format!("{}{word}", self.article)
    }

    /// The word behind an article, which it may have already.
    pub fn defined(&self, word: &str) -> String {
        if self.has_article(word) { word.to_owned() } else { self.with_article(word) }
    }
}

impl Loader {
    pub(super) fn affix(&mut self, row: &Row<'_>) {
        let form = row.get("form").to_owned();
        match row.get("kind") {
            "article" => self.affixes.article = form,
            "accusative" => self.affixes.accusative = form,
            "prep" => {
                self.prep_ids.insert(form.clone(), self.k.preps.len() as u8);
                self.k.preps.push(form);
            }
            kind @ ("nisba" | "nisba_indefinite") => {
                let (number, gender) = (self.number(row, "number"), self.gender(row, "gender"));
                self.affixes.nisba.push(NisbaEnding { form, number, gender, indefinite_only: kind == "nisba_indefinite" });
            }
            other => {
                let message = format!("`{other}`; expected article, prep, accusative, nisba or nisba_indefinite");
                self.faults.push(row.fault("kind", message));
            }
        }
    }
}
