//! The record: what mahdar says about one article.
//!
//! This is the public contract, described in `docs/record.md`: the JSON that `mahdar read --format jsonl`
//! prints. Offsets are Unicode code points into the article's text as given (0-based, end exclusive).
//! Ids (`a1`, `e1` …) hold inside one record. Fields may be added; none changes its meaning.

mod names;

use serde::{Deserialize, Serialize};

/// The schema this crate reads and writes.
pub const SCHEMA: &str = "mahdar.record/1";

/// Everything recorded about one article.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Record {
    /// Always [`SCHEMA`].
    pub schema: String,
    /// The article's id: as given, else the file's name without its extension.
    pub id: String,
    /// Where the article came from.
    pub source: Source,
    /// BCP 47 tag of the text's main language: `ar`, or `und` where there is no Arabic.
    pub language: String,
    /// The title, where the source gives it apart from the text.
    pub title: Option<String>,
    /// The date that relative expressions are counted from.
    pub published: Published,
    /// Who takes part or speaks.
    pub actors: Vec<Actor>,
    /// Where it happens.
    pub places: Vec<Place>,
    /// Initiatives, agreements, forums … that are invoked.
    pub frameworks: Vec<Framework>,
    /// Who met whom.
    pub encounters: Vec<Encounter>,
    /// Who said what.
    pub statements: Vec<Statement>,
    /// Who promised what.
    pub commitments: Vec<Commitment>,
    /// What that amounts to in PLOVER.
    pub events: Vec<Event>,
}

/// Where an article came from.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Source {
    /// Path as the caller gave it; `-` for standard input.
    pub path: Option<String>,
    /// Address, where the source tells it.
    pub url: Option<String>,
    /// Outlet, where the source tells it.
    pub outlet: Option<String>,
    /// SHA-256 of the text as UTF-8, in hexadecimal.
    pub sha256: String,
}

/// The article's own date and how it is known.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Published {
    /// ISO 8601 day, or null.
    pub date: Option<String>,
    /// How it is known.
    pub from: PublishedFrom,
}

/// How the article's date is known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum PublishedFrom {
    /// Given by the caller.
    Option,
    /// From a feed, HTML, a column.
    Metadata,
    /// From a dateline in the text.
    Text,
    /// Not known.
    #[default]
    None,
}

/// A stretch of the article's text.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Span {
    /// First code point.
    pub start: u32,
    /// One past the last code point.
    pub end: u32,
    /// The words, to the letter.
    pub text: String,
}

/// A name in Arabic as the article writes it best, and in English where the knowledge base has it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Name {
    /// Longest form in the article, without titles.
    pub ar: String,
    /// Usual English name.
    pub en: Option<String>,
}

/// A participant.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Actor {
    /// `a1`, `a2` …
    pub id: String,
    /// What sort of actor.
    pub kind: ActorKind,
    /// Its name.
    pub name: Name,
    /// ISO 3166-1 alpha-3, organisation or group code; null where no state is told.
    pub code: Option<String>,
    /// PLOVER sector, IGO, NGO; null where none fits.
    pub sector: Option<String>,
    /// Office held, of the list in `data/kb/offices.tsv`; persons only.
    pub office: Option<String>,
    /// Whether the knowledge base has the actor.
    pub known: bool,
    /// Where a known person's title in the article contradicts the knowledge base: what the base says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// Where the article speaks of it.
    pub mentions: Vec<Mention>,
}

/// What sort of actor.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ActorKind {
    /// A named individual.
    Person,
    /// A state or territory.
    Polity,
    /// An intergovernmental organisation or bloc.
    Organization,
    /// An armed or political non-state actor.
    Group,
    /// An unnamed party to an event: police, gunmen, protesters.
    Agent,
    /// A source of statements without a name.
    Unnamed,
}

/// One place where the article speaks of an actor, place or framework.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mention {
    /// The words.
    #[serde(flatten)]
    pub span: Span,
    /// In which form.
    pub form: MentionForm,
}

/// In which form an actor is mentioned.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum MentionForm {
    /// By name.
    #[serde(rename = "name")]
    Name,
    /// By a title or description.
    #[serde(rename = "title")]
    Title,
    /// By both.
    #[serde(rename = "title+name")]
    TitleName,
    /// By an adjective ("the Chinese side").
    #[serde(rename = "nisba")]
    Nisba,
    /// By a capital or seat of power.
    #[serde(rename = "capital")]
    Capital,
    /// By a pronoun.
    #[serde(rename = "pronoun")]
    Pronoun,
    /// The subject an Arabic verb leaves out: an empty span at the verb.
    #[serde(rename = "implicit")]
    Implicit,
}

/// A place with coordinates.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Place {
    /// `p1` …
    pub id: String,
    /// Its name.
    pub name: Name,
    /// ISO 3166-1 alpha-3 of the state it lies in.
    pub code: Option<String>,
    /// Degrees north.
    pub lat: Option<f64>,
    /// Degrees east.
    pub lon: Option<f64>,
    /// Where the article names it.
    pub mentions: Vec<Span>,
}

/// A named initiative, agreement, forum …
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Framework {
    /// `f1` …
    pub id: String,
    /// initiative, agreement, forum, resolution, project, other.
    pub kind: String,
    /// Its name.
    pub name: Name,
    /// Whether the knowledge base has it.
    pub known: bool,
    /// Where the article names it.
    pub mentions: Vec<Span>,
}

/// Whether an encounter has taken place or is announced.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    /// Held or going on.
    Held,
    /// Announced.
    Planned,
}

/// A meeting, call, visit … that brings identified actors together.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Encounter {
    /// `e1` …
    pub id: String,
    /// meeting, call, visit, summit, conference, signing, other.
    pub kind: String,
    /// Held or planned.
    pub status: Status,
    /// Actor ids.
    pub participants: Vec<String>,
    /// Place id.
    pub place: Option<String>,
    /// When.
    pub date: Option<DateExpr>,
    /// The rule that found it.
    pub rule: String,
    /// The words.
    pub evidence: Vec<Span>,
}

/// A date as the article words it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DateExpr {
    /// ISO 8601 day, month (`2022-06`) or year; null where nothing settles it.
    pub value: Option<String>,
    /// day, month, year.
    pub precision: Option<String>,
    /// The words.
    #[serde(flatten)]
    pub span: Span,
}

/// Whether a statement is quoted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Mode {
    /// Inside quotation marks.
    Direct,
    /// Reported.
    Indirect,
    /// Reported with quoted parts.
    Mixed,
}

/// A stretch of text that the article puts in somebody's mouth.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Statement {
    /// `s1` …
    pub id: String,
    /// Actor ids.
    pub speakers: Vec<String>,
    /// Direct, indirect, mixed.
    pub mode: Mode,
    /// The reporting words.
    pub cue: Span,
    /// What is attributed, without reporting words and outer quotation marks.
    pub content: Span,
    /// The encounter at which it was said.
    pub encounter: Option<String>,
    /// The rule that found it.
    pub rule: String,
}

/// What an actor says it will do.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Commitment {
    /// `c1` …
    pub id: String,
    /// Actor ids of those who commit themselves.
    pub actors: Vec<String>,
    /// Actor ids of those toward whom.
    pub toward: Vec<String>,
    /// agreed, pledged, intends, ready.
    pub strength: String,
    /// The action.
    pub item: Span,
    /// Fields of policy the item names.
    pub sectors: Vec<String>,
    /// Framework ids.
    pub frameworks: Vec<String>,
    /// By when.
    pub deadline: Option<DateExpr>,
    /// The statement it stands in.
    pub statement: Option<String>,
    /// The rule that found it.
    pub rule: String,
}

/// A political event in PLOVER's and CAMEO's coding.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Event {
    /// `v1` …
    pub id: String,
    /// PLOVER type.
    #[serde(rename = "type")]
    pub kind: String,
    /// PLOVER mode.
    pub mode: Option<String>,
    /// PLOVER contexts.
    pub contexts: Vec<String>,
    /// Corresponding CAMEO code.
    pub cameo: Option<String>,
    /// Goldstein value of that code.
    pub goldstein: Option<f64>,
    /// Actor ids.
    pub source: Vec<String>,
    /// Actor ids.
    pub target: Vec<String>,
    /// ISO 8601 day where known.
    pub date: Option<String>,
    /// Place id.
    pub place: Option<String>,
    /// The statement that tells it, where somebody else than the article does.
    pub statement: Option<String>,
    /// The rule that made it, as named in `data/ar/grammar`.
    pub rule: String,
    /// The words.
    pub evidence: Span,
}

impl Record {
    /// The record as one line of JSON, without the line end.
    pub fn to_json_line(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }

    /// Reads a record back from JSON.
    ///
    /// # Errors
    /// Where the text is not JSON of this shape, with line and column.
    pub fn from_json(text: &str) -> Result<Self, serde_json::Error> {
        serde_json::from_str(text)
    }
}
