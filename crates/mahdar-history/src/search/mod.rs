//! Search: words of a text as keys on which all spellings of a word agree, and questions in those keys.
//!
//! A key is the word in mahdar's folded spelling (hamza, ى/ي, ة/ه, diacritics, tatweel, digits, presentation forms,
//! Persian letters) without what is written onto it: `و ف ب ل ك س`, the article, pronouns, the accusative's alef. The
//! lexicon decides first: `وانغ` is a name before it could be `و` and `انغ`. Each word of a text gives one key, so that
//! the words of a phrase stay neighbours.

mod letters;
mod lexicon;
mod matching;
mod parse;
mod query;
mod stem;
mod terms;

pub use matching::Hit;
pub use parse::QueryError;
pub use query::{Clause, Pattern, Query, Unit};
pub use terms::{Cut, Keyed, Mode, Term, index_text, terms};

/// Whether a key is a word that says nothing by itself: prepositions, conjunctions, pronouns and the like.
pub fn is_particle(key: &str) -> bool {
    key.chars().count() < 2 || lexicon::known(key).particle()
}

/// Changes whenever the same text may give other keys: an index made under another fingerprint must be made anew.
pub fn fingerprint() -> u64 {
    lexicon::fingerprint()
}
