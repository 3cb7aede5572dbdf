//! Arabic text as the rest of mahdar sees it: a folded form for matching, tokens that know where they
//! stand in the original, sentences, paragraphs, and quotations.
//!
//! Nothing here knows a word of Arabic: only letters and marks. Offsets are kept both in bytes of the
//! original (to slice it) and in code points (the record's unit).

mod fold;
mod quotes;
mod text;
mod tokens;

pub use fold::{fold, fold_into, latin_words};
pub use quotes::{Quote, Quotes};
pub use text::{Sentence, Text};
pub use tokens::{Kind, Mark, Token};
