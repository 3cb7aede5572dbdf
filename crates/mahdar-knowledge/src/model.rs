//! What mahdar knows, compiled: things of the world, words of the language, rules of the grammar.

use crate::conjugate::{Gender, Number, Person, Tense, Voice};
use crate::vocab::{Tok, Trie, Vocab};
use hashbrown::{HashMap, HashSet};
use serde::{Deserialize, Serialize};
use smallvec::SmallVec;

/// A state or territory.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Polity {
    /// ISO 3166-1 alpha-3.
    pub code: String,
    /// Usual English name.
    pub en: String,
    /// Usual Arabic name.
    pub ar: String,
    /// The capital's English name.
    pub capital: String,
}

/// An organisation, or a group.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Body {
    /// Its code.
    pub code: String,
    /// English name.
    pub en: String,
    /// Arabic name.
    pub ar: String,
    /// PLOVER sector, `IGO` for organisations.
    pub sector: String,
}

/// A region that is no actor.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Region {
    /// English name.
    pub en: String,
    /// Member states' codes.
    pub members: Vec<String>,
}

/// A named framework.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Framework {
    /// Slug.
    pub id: String,
    /// initiative, agreement, forum, resolution, project, other.
    pub kind: String,
    /// English name.
    pub en: String,
}

/// A place.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Place {
    /// English name.
    pub en: String,
    /// Arabic name.
    pub ar: String,
    /// State it lies in.
    pub code: String,
    /// Degrees north.
    pub lat: f64,
    /// Degrees east.
    pub lon: f64,
    /// Inhabitants, for choosing between places of one name.
    pub population: u64,
}

/// A day as `YYYYMMDD`, comparable; missing parts are filled downward for starts and upward for ends.
pub type Day = u32;

/// A term of office.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Term {
    /// State or organisation.
    pub code: String,
    /// Office of the record's list.
    pub office: u16,
    /// First day.
    pub start: Day,
    /// Last day; `u32::MAX` where it goes on.
    pub end: Day,
}

/// A person.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Human {
    /// Slug.
    pub id: String,
    /// English name.
    pub en: String,
    /// Usual Arabic name.
    pub ar: String,
    /// State, organisation or group.
    pub code: String,
    /// Wikidata id.
    pub wikidata: String,
    /// Whether the Arabic name was only transliterated by machine.
    pub auto: bool,
    /// Terms, in order of their start.
    pub terms: Vec<Term>,
}

/// An office of the record's list.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Office {
    /// Its name in the record.
    pub name: String,
    /// Smaller is higher.
    pub rank: u16,
    /// English label.
    pub en: String,
    /// Arabic label.
    pub ar: String,
}

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
    Qad,
    Kana,
    Adverb,
    Turn,
    Tail,
    Purpose,
    Demonstrative,
    Quantifier,
    Former,
    Joint,
    PairNoun,
    Counterpart,
    Country,
    Same,
    Visitor,
    Document,
    Passive,
    Source,
    Hedge,
    Number,
    Intro,
    Deny,
    Must,
    Planned,
    NotName,
    Topic,
    Linker,
    TitleTail,
    Stance,
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

/// Role of a complement in a frame.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Role {
    /// The subject.
    Subject,
    /// Recipient or target.
    Target,
    /// Content.
    Content,
    /// Place.
    Location,
    /// An object that only selects the frame.
    Object,
    /// Anything.
    Other,
}

/// One complement of a frame.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Complement {
    /// Prepositions that may introduce it; empty for a bare one.
    pub preps: SmallVec<[u8; 4]>,
    /// Whether it is a clause behind a complementiser.
    pub clause: bool,
    /// What it is.
    pub role: Role,
    /// Words that may head it; empty for any.
    pub heads: Option<HashSet<Tok>>,
    /// May be missing.
    pub optional: bool,
}

/// Who an event's party is, in terms of a frame's complements.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Party {
    /// The subject.
    Subject,
    /// The target.
    Target,
    /// The actor named first in the content.
    Content,
    /// None.
    Nobody,
}

/// An event that a frame yields.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Yield {
    /// PLOVER type.
    pub kind: String,
    /// PLOVER mode.
    pub mode: Option<String>,
    /// Who does it.
    pub source: Party,
    /// To whom.
    pub target: Party,
    /// Both ways.
    pub mutual: bool,
}

/// Whom a genitive after a frame's noun denotes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Genitive {
    /// The doer.
    Subject,
    /// The one it is done to.
    Target,
    /// Both parties.
    Both,
}

/// Which forms of its cue a frame is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs)]
pub struct Forms {
    pub verb: bool,
    pub noun: bool,
    pub active: bool,
    pub passive: bool,
}

/// An example of a rule.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Example {
    /// The sentence.
    pub text: String,
    /// What must come of it; empty for sentences that must not match.
    pub expect: Vec<String>,
    /// Where it stands.
    pub at: (String, usize),
}

/// A frame: a cue, its arguments, what they yield.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Frame {
    /// Unique slug.
    pub name: String,
    /// File it stands in, and line.
    pub at: (String, usize),
    /// Forms of the cue.
    pub forms: Forms,
    /// Words that may head the subject.
    pub subject: Option<HashSet<Tok>>,
    /// Complements.
    pub complements: Vec<Complement>,
    /// Yields a statement.
    pub says: bool,
    /// Who speaks: the subject, or the target (`نقلت الوكالة عن T`).
    pub speaker: Party,
    /// Yields these events.
    pub events: Vec<Yield>,
    /// Yields an encounter of this kind.
    pub encounter: Option<String>,
    /// Yields commitments of this strength.
    pub commit: Option<String>,
    /// What a verbal noun opening the content is: `own`, a deed of the subject; `denied`, told as not done.
    pub content: Option<String>,
    /// CAMEO code of the events.
    pub cameo: Option<String>,
    /// Contexts of the events.
    pub contexts: Vec<String>,
    /// Whom a genitive denotes.
    pub of: Genitive,
    /// What the negated clause yields.
    pub negated: Option<Yield>,
    /// What the future clause yields, where the default does not fit.
    pub future: Option<Yield>,
    /// Sentences that must match; not kept in the compiled form.
    #[serde(skip)]
    pub yes: Vec<Example>,
    /// Sentences that must not; not kept in the compiled form.
    #[serde(skip)]
    pub no: Vec<Example>,
    /// Sentences that should match and do not yet; not kept in the compiled form.
    #[serde(skip)]
    pub open: Vec<Example>,
    /// Sentences that should not match and do so yet; not kept in the compiled form.
    #[serde(skip)]
    pub open_no: Vec<Example>,
}

/// A context in which cues are no political events.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Blocker {
    /// Unique slug.
    pub name: String,
    /// PLOVER types that it kills; empty for all.
    pub kills: Vec<String>,
}

/// A CAMEO code.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Cameo {
    /// Goldstein value.
    pub goldstein: f64,
    /// Corresponding PLOVER type.
    pub plover: String,
    /// Corresponding PLOVER mode.
    pub mode: String,
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

    /// A role by its name in the data file.
    pub fn by_name(name: &str) -> Option<u16> {
        Some(match name {
            "about" => ABOUT,
            "at" => AT,
            "before_name" => BEFORE_NAME,
            "between" => BETWEEN,
            "from" => FROM,
            "in" => IN,
            "place" => PLACE,
            "to" => TO,
            "to_clitic" => TO_CLITIC,
            "with" => WITH,
            _ => return None,
        })
    }
}

impl Knowledge {
    /// Whether preposition `id` has one of `roles`, bits of [`prep`].
    pub fn prep_is(&self, id: u8, roles: u16) -> bool {
        self.prep_roles.get(id as usize).is_some_and(|r| r & roles != 0)
    }
}

/// Tells one set of knowledge from another in this process: what is remembered about words belongs to one of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Serial(u64);

impl Default for Serial {
    fn default() -> Self {
        static NEXT: std::sync::atomic::AtomicU64 = std::sync::atomic::AtomicU64::new(0);
        Serial(NEXT.fetch_add(1, std::sync::atomic::Ordering::Relaxed))
    }
}

/// Everything mahdar knows.
#[derive(Debug, Default, Serialize, Deserialize)]
#[allow(missing_docs)]
pub struct Knowledge {
    #[serde(skip)]
    pub serial: Serial,
    pub vocab: Vocab,
    pub trie: Trie,
    pub polities: Vec<Polity>,
    pub orgs: Vec<Body>,
    pub groups: Vec<Body>,
    pub regions: Vec<Region>,
    pub frameworks: Vec<Framework>,
    pub places: Vec<Place>,
    pub humans: Vec<Human>,
    pub offices: Vec<Office>,
    pub titles: Vec<Title>,
    pub organs: Vec<Organ>,
    pub agents: Vec<Agent>,
    /// Lemma's citation forms.
    pub lemmas: Vec<String>,
    pub frames: Vec<Frame>,
    /// Frames of each lemma.
    pub lemma_frames: Vec<SmallVec<[u16; 4]>>,
    /// Frames of each cue noun.
    pub noun_frames: Vec<SmallVec<[u16; 2]>>,
    pub blockers: Vec<Blocker>,
    /// Blockers by their words.
    pub blocker_words: HashMap<Tok, SmallVec<[u16; 2]>>,
    pub cameo: HashMap<String, Cameo>,
    /// PLOVER types that exist.
    pub plover: HashSet<String>,
    /// Prepositions by number, in their folded form.
    pub preps: Vec<String>,
    /// Roles of prepositions by number, bits of [`prep`].
    pub prep_roles: Vec<u16>,
    /// Words that join two dates of one day, folded.
    pub date_links: Vec<String>,
    pub framework_kinds: Vec<String>,
    pub sector_names: Vec<String>,
    pub context_names: Vec<String>,
    /// Enclitic pronouns, longest first.
    pub enclitics: Vec<Enclitic>,
    /// Polities by code.
    pub polity_by_code: HashMap<String, u16>,
    /// Places that are a polity's capital.
    pub capital_place: HashMap<u16, u16>,
    /// Humans holding an office of a state, for "the French president" on a date.
    pub holders: HashMap<(String, u16), Vec<u32>>,
    /// PLOVER type → what its announced future is.
    pub futures: HashMap<String, String>,
    /// First words of states' long names, and whose: `المملكة`.
    pub polity_heads: HashMap<Tok, SmallVec<[u16; 6]>>,
    /// Frames by name.
    pub frame_by_name: HashMap<String, u16>,
    /// Organisations by code.
    pub org_by_code: HashMap<String, u16>,
    /// Groups by code.
    pub group_by_code: HashMap<String, u16>,
    /// Labels of the report by key: English, Arabic.
    pub labels: HashMap<String, (String, String)>,
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
