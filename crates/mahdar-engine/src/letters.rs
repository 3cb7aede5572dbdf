//! Letters that Arabic writes onto its words: what clitics and endings are made of. Words of more than that are data.

/// Conjunctions written onto the next word.
pub(crate) const CONJUNCTIONS: [char; 2] = [AND, SO];
/// `و`, and.
pub(crate) const AND: char = 'و';
/// `ف`, so.
pub(crate) const SO: char = 'ف';
/// Prepositions written onto the next word; their places are their numbers in `Knowledge::preps`.
pub(crate) const CLITIC_PREPS: [char; 3] = ['ب', FOR, LIKE];
/// The place of `ب` among them.
pub(crate) const BY_PREP: u8 = 0;
/// The place of `ل`.
pub(crate) const FOR_PREP: u8 = 1;
/// The place of `ك`.
pub(crate) const LIKE_PREP: u8 = 2;
/// `ل`, for.
pub(crate) const FOR: char = 'ل';
/// `ك`, like.
pub(crate) const LIKE: char = 'ك';
/// `س`, will.
pub(crate) const WILL: char = 'س';
/// All that may stand before a word.
pub(crate) const PROCLITICS: [char; 5] = ['و', 'ف', 'ب', 'ل', 'ك'];
/// What may stand before a name, the bare name first.
pub(crate) const BEFORE_NAMES: [&str; 8] = ["", "و", "ف", "ب", "ل", "ك", "ول", "وب"];
/// The article.
pub(crate) const ARTICLE: &str = "ال";
/// The article behind `و`.
pub(crate) const AND_ARTICLE: &str = "وال";
/// The article behind `ل`.
pub(crate) const FOR_ARTICLE: &str = "لل";
/// The article's first letter; the accusative's and the dual's last one.
pub(crate) const ALEF: char = 'ا';
/// First and last letter of the alphabet, folded.
pub(crate) const ALPHABET: std::ops::RangeInclusive<char> = 'ا'..='ي';
/// `ى`, as written: tells على from علي.
pub(crate) const ALEF_MAQSURA: char = 'ى';
/// The feminine ending as written.
pub(crate) const TA_MARBUTA: char = 'ة';
/// The feminine ending, folded.
pub(crate) const FEMININE: char = 'ه';
/// The feminine's letter within a relative pronoun: التي.
pub(crate) const TA: char = 'ت';
/// The pronoun of a woman or a state, written onto its word: أنها.
pub(crate) const HER: &str = "ها";
/// Ending of the oblique dual and plural.
pub(crate) const OBLIQUE: &str = "ين";
/// Endings of the masculine plural.
pub(crate) const PLURALS: [&str; 2] = [OBLIQUE, "ون"];
/// Ending of the nominative dual.
pub(crate) const DUAL: &str = "ان";
/// `ن`, with which duals and plurals end where nothing belongs to them.
pub(crate) const NUN: char = 'ن';
/// `أ`, as written.
pub(crate) const ALEF_HAMZA: char = 'أ';
/// The mark of a doubled letter, as written: tells عبّر from عبر.
pub(crate) const SHADDA: char = '\u{651}';
/// Hamza on its bearers, as written.
pub(crate) const HAMZAS: [char; 3] = [ALEF_HAMZA, 'ؤ', 'ئ'];
/// Last letters that change before a pronoun: as they stand there, and as they were.
pub(crate) const BEFORE_PRONOUN: [(&str, &str); 3] = [("ت", "ه"), ("اي", "اء"), ("او", "اء")];
