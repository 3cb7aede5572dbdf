//! Inflection of Arabic verbs and of the nouns made from them, in unvocalised news spelling.
//!
//! A verb is given by two words: the third person masculine singular of the past (`أكد`) and of the
//! present (`يؤكد`). Together they show the class of the verb (sound, doubled, hollow, defective …),
//! so no list of forms or of roots is needed. Surfaces come in normal spelling, with hamzas; folding
//! them is the caller's business. Where good writers spell one form in two ways (`هنأوا`, `هنؤوا`)
//! both are given.
//!
//! What cannot be seen in unvocalised script is not repeated:
//! - the subjunctive and jussive are given as [`Tense::Jussive`] only where they look different from
//!   the present (`يؤكدوا`, `يلتق`, `يقل`);
//! - the passive is given only where it looks different from the active (`قيل`, `يعاد`, `هوجم`). Whether
//!   a verb has one cannot be seen from its spelling: the lexicon tells, by a passive participle;
//! - second persons that coincide with third persons (`تؤكدان`, `تؤكدن`) are left out.
//!
//! Optional marks are understood and removed: a shadda on the last letter says that a verb is doubled
//! (`استمرّ`), a kasratan says that a noun is defective (`داعٍ`, `تحدٍ`).

mod class;
mod letters;
mod nouns;
mod paradigm;
#[cfg(test)]
mod tests;
mod verbs;

pub use nouns::{noun_forms, participle_forms};
pub use verbs::conjugate;

/// Tense and mood of a finite form, as far as spelling shows them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
pub enum Tense {
    /// The perfect: `أكد`.
    Past,
    /// The imperfect: `يؤكد`.
    Present,
    /// Subjunctive or jussive, where it differs from the present.
    Jussive,
    /// An order: `أكد`, `التق`.
    Imperative,
}

/// Grammatical person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
pub enum Person {
    /// I, we.
    First,
    /// You.
    Second,
    /// He, she, it, they.
    Third,
}

/// One, two or many.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
pub enum Number {
    /// One.
    Singular,
    /// Exactly two.
    Dual,
    /// Three and more.
    Plural,
}

/// Grammatical gender.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
pub enum Gender {
    /// Masculine only.
    Masculine,
    /// Feminine only.
    Feminine,
    /// The form does not tell.
    Common,
}

/// Whether the subject does it or has it done to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
pub enum Voice {
    /// `أعاد`, `مؤكد`.
    Active,
    /// `أعيد`, `مهاجَم`.
    Passive,
}

/// One finite form of a verb.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Form {
    /// As it is written, with hamzas and without vowel signs.
    pub surface: String,
    /// Tense and mood.
    pub tense: Tense,
    /// Person of the subject.
    pub person: Person,
    /// Number of the subject.
    pub number: Number,
    /// Gender of the subject.
    pub gender: Gender,
    /// Active or passive.
    pub voice: Voice,
    /// Stands only before an object pronoun (`التقا` in `التقاه`, `اتهمو` in `اتهموه`).
    /// Forms that are not bound may take a pronoun too.
    pub bound: bool,
}

/// One form of a verbal noun or participle.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct NounForm {
    /// As it is written, with hamzas and without vowel signs.
    pub surface: String,
    /// Carries the article.
    pub definite: bool,
    /// Its own number.
    pub number: Number,
    /// Its own gender.
    pub gender: Gender,
    /// Visibly accusative or genitive: `مؤكدا`, `مؤكدين`.
    pub accusative: bool,
    /// Stands only before a suffix pronoun (`مساعدت` in `مساعدتهم`, `لقاؤ` in `لقاؤه`).
    pub bound: bool,
}
