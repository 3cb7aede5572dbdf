//! Letters that Arabic writes onto its words, in folded spelling. Words of more than that are data.

/// `و`, and.
pub const AND: char = 'و';
/// `ف`, so.
pub const SO: char = 'ف';
/// `ل`, for.
pub const FOR: char = 'ل';
/// `س`, will.
pub const WILL: char = 'س';
/// `ب`, `ل`, `ك`.
pub const PREPOSITIONS: [char; 3] = ['ب', FOR, 'ك'];
/// The article.
pub const ARTICLE: &str = "ال";
/// `ل` and the article.
pub const FOR_THE: &str = "لل";
/// The article's first letter; also the ending of the accusative.
pub const ALEF: char = 'ا';
/// The feminine ending; also the pronoun `ه`.
pub const FEMININE: char = 'ه';
/// What the feminine ending becomes before a pronoun.
pub const TA: char = 'ت';
/// `ي`, the ending of a nisba.
pub const YA: char = 'ي';
/// Pronouns that hardly any word ends in by itself.
pub const PLAIN_PRONOUNS: [&str; 2] = ["هما", "ها"];
/// Pronouns taken off only where what remains is a word.
pub const DOUBTFUL_PRONOUNS: [&str; 3] = ["هم", "نا", "كم"];
/// `اء` in its spellings before a pronoun.
pub const BEFORE_PRONOUN: [&str; 2] = ["اي", "او"];
/// `اء`.
pub const ALEF_HAMZA: &str = "اء";
/// The feminine plural.
pub const PLURAL: &str = "ات";
/// First letters of verbs in the present.
pub const PRESENT: [char; 4] = ['ي', 'ت', 'ن', 'ا'];
/// What a query word may carry in a text without the lexicon knowing the word.
pub const BEFORE_UNKNOWN: [&str; 5] = ["ب", "ل", "ك", "ف", "س"];
/// Endings of number and gender that a noun carries without becoming another word.
pub const INFLECTIONS: [&str; 5] = ["ه", "ات", "ين", "ون", "ان"];
/// Letters that endings are made of.
pub const ENDINGS: [char; 7] = ['ا', 'ه', 'ت', 'م', 'ن', 'و', 'ي'];
