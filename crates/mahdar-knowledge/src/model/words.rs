//! Words of the language, and what a phrase may be.

use crate::conjugate::{Gender, Number, Person, Tense, Voice};
use serde::{Deserialize, Serialize};

/// What a title is good for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum TitleKind {
    /// A post of a state.
    Office,
    /// A post of an organisation.
    OrgHead,
    /// One who speaks for a body.
    Spokes,
    /// One who is sent.
    Envoy,
    /// A rank or learned title.
    Rank,
    /// A trade.
    Occupation,
    /// A description that takes a mention up again.
    Descr,
}

/// A title.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Title {
    /// Office of the record's list, where it tells one.
    pub office: Option<u16>,
    /// PLOVER sector.
    pub sector: String,
    /// One, two, many.
    pub number: Number,
    /// What it is good for.
    pub kind: TitleKind,
}

/// An organ of a state.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Organ {
    /// PLOVER sector.
    pub sector: String,
    /// state, military, police, parliament, court, agency.
    pub role: String,
}

/// A noun of unnamed parties.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Agent {
    /// PLOVER sector; empty where none fits.
    pub sector: String,
    /// Can be party to an event.
    pub party: bool,
    /// Can be a source of statements.
    pub source: bool,
    /// One, two, many.
    pub number: Number,
}

/// Whom an adjective of relation stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Owner {
    /// A state.
    Polity(u16),
    /// An organisation.
    Org(u16),
    /// A group.
    Group(u16),
    /// A region.
    Region(u16),
}

/// Classes of function words (`data/ar/lexicon/particles.tsv` says what each is for).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[allow(missing_docs)]
pub enum Class {
    Comp,
    Prep(u8),
    Neg,
    Future,
    Cond,
    Rel,
    Conj,
    Or,
    Qad,
    Kana,
    Adverb,
    Turn,
    Tail,
    Aside,
    Purpose,
    Demonstrative,
    Quantifier,
    Former,
    Joint,
    PairNoun,
    Counterpart,
    Country,
    /// The one named last: الأخير.
    Latter,
    /// An object pronoun that stands by itself: إياه.
    Object,
    Same,
    Visitor,
    Document,
    Passive,
    Source,
    Hedge,
    /// What may describe a state behind its name: الشقيقة.
    Epithet,
    /// Opens a clause of time; before the present it lies ahead: عندما يلتقي.
    When,
    Number,
    Intro,
    Deny,
    Must,
    Planned,
    NotName,
    Topic,
    Linker,
    TitleTail,
    /// `الخاص`, `الجديد`: of a post, not of a person's name.
    TitleAdjective,
    Stance,
    /// What a protest is for or against follows.
    Grievance,
    /// What is called after people: a person's name behind it is no person.
    Namesake,
    /// By what means force is done: whose it is tells who does it.
    Means,
    /// Meetings and agreements that are called by the town they were held or made in: `قمة هلسنكي`, `اتفاق الدوحة`.
    Venue,
    /// Before the noun of a promise: it is weighed, demanded or broken, not given.
    Recall,
    /// What stands before some of those just spoken of: بينهم, على رأسهم.
    Among,
}

/// What a phrase may be.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[allow(missing_docs)]
pub enum Entry {
    /// A state by name.
    Polity {
        id: u16,
        sure: bool,
    },
    /// A state by its capital; `place` is the city.
    Capital {
        id: u16,
        sure: bool,
    },
    /// A state by a seat of power.
    Metonym {
        id: u16,
        sure: bool,
    },
    Nisba {
        of: Owner,
        number: Number,
        gender: Gender,
        definite: bool,
        sure: bool,
    },
    Org {
        id: u16,
        sure: bool,
    },
    Group {
        id: u16,
        sure: bool,
    },
    Region {
        id: u16,
        sure: bool,
    },
    Framework {
        id: u16,
        sure: bool,
    },
    Place {
        id: u16,
        sure: bool,
    },
    Media {
        sure: bool,
    },
    /// A person by full name.
    Human {
        id: u32,
    },
    /// A person by a short name.
    Short {
        id: u32,
        sure: bool,
    },
    Title {
        id: u16,
        definite: bool,
    },
    Organ {
        id: u16,
        definite: bool,
    },
    Agent {
        id: u16,
        definite: bool,
    },
    Honorific,
    /// A part of personal names.
    Given {
        weight: u8,
    },
    /// A frequent word that is no name.
    Common,
    Verb {
        lemma: u16,
        tense: Tense,
        person: Person,
        number: Number,
        gender: Gender,
        voice: Voice,
        bound: bool,
    },
    Masdar {
        lemma: u16,
        definite: bool,
        number: Number,
        accusative: bool,
        bound: bool,
    },
    Participle {
        lemma: u16,
        voice: Voice,
        number: Number,
        gender: Gender,
        definite: bool,
        accusative: bool,
        bound: bool,
    },
    /// A plain noun some frames are cued by.
    CueNoun {
        id: u16,
        definite: bool,
        bound: bool,
    },
    Word(Class),
    /// A framework's head noun; the kind's index in [`Knowledge::framework_kinds`].
    FrameworkHead {
        kind: u8,
    },
    Month {
        month: u8,
        hijri: bool,
    },
    Weekday {
        day: u8,
    },
    /// A deictic word: offset in days, in weeks, months …
    Deictic {
        unit: Unit,
        offset: i8,
    },
    /// The unit's name, as in `الشهر الماضي`; whether one of them is meant.
    UnitNoun {
        unit: Unit,
        one: bool,
    },
    /// `الماضي` −1, `المقبل` +1, `الجاري` 0.
    Relative {
        offset: i8,
    },
    /// A field of policy; index in [`Knowledge::sector_names`].
    Sector {
        id: u8,
    },
    /// A word of a PLOVER context; index in [`Knowledge::context_names`].
    Context {
        id: u8,
    },
}

/// Units of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[allow(missing_docs)]
pub enum Unit {
    Day,
    Week,
    Month,
    Year,
}

/// A suffix pronoun.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Enclitic {
    /// Folded form.
    pub form: String,
    /// One, two, many.
    pub number: Number,
    /// Gender.
    pub gender: Gender,
    /// Person.
    pub person: Person,
}

/// What prepositions tell about the noun behind them, bit by bit (`data/ar/lexicon/prep_roles.tsv`).
#[allow(missing_docs)]
pub mod prep {
    pub const ABOUT: u16 = 1;
    pub const AT: u16 = 1 << 1;
    /// An ambiguous word behind it is a name.
    pub const BEFORE_NAME: u16 = 1 << 2;
    pub const BETWEEN: u16 = 1 << 3;
    pub const FROM: u16 = 1 << 4;
    pub const IN: u16 = 1 << 5;
    /// Where something takes place.
    pub const PLACE: u16 = 1 << 6;
    pub const TO: u16 = 1 << 7;
    /// The one written onto its noun.
    pub const TO_CLITIC: u16 = 1 << 8;
    pub const WITH: u16 = 1 << 9;
    /// With أن behind it, when: no content.
    pub const TIME: u16 = 1 << 10;
    /// Whose duty it is.
    pub const DUTY: u16 = 1 << 11;
    /// Who is named beside the party before it.
    pub const BESIDE: u16 = 1 << 12;
    /// What is still to come then.
    pub const BEFORE: u16 = 1 << 13;
    /// In which part of a country or town, or how near to it.
    pub const PART: u16 = 1 << 14;
    /// Before whom one speaks.
    pub const AUDIENCE: u16 = 1 << 15;

    /// A role by its name in the data file.
    pub fn by_name(name: &str) -> Option<u16> {
        Some(match name {
            "about" => ABOUT,
            "at" => AT,
            "before_name" => BEFORE_NAME,
            "part" => PART,
            "between" => BETWEEN,
            "from" => FROM,
            "in" => IN,
            "place" => PLACE,
            "to" => TO,
            "to_clitic" => TO_CLITIC,
            "beside" => BESIDE,
            "audience" => AUDIENCE,
            "time" => TIME,
            "before" => BEFORE,
            "with" => WITH,
            "duty" => DUTY,
            _ => return None,
        })
    }
}
