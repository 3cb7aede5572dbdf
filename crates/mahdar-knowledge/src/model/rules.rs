//! Rules of the grammar.

use crate::sorted;
use crate::vocab::Tok;
use hashbrown::HashSet;
use serde::{Deserialize, Serialize};
use smallvec::SmallVec;
use std::fmt;

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
    #[serde(serialize_with = "sorted::option_set")]
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
    /// Who says it: the cue stands in something said.
    Speaker,
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

/// Where something stands in the data files.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Position {
    /// File as named to the loader.
    pub file: String,
    /// 1-based line.
    pub line: usize,
    /// 1-based column in characters.
    pub column: usize,
}

impl fmt::Display for Position {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}:{}", self.file, self.line, self.column)
    }
}

/// An example of a rule.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Example {
    /// The sentence.
    pub text: String,
    /// What must come of it; empty for sentences that must not match.
    pub expect: Vec<String>,
    /// Where it stands.
    pub at: Position,
}

impl Frame {
    /// Whether nothing ever comes of it: an aside, which only keeps other frames from its cue.
    pub fn aside(&self) -> bool {
        let events = self.events.iter().chain(&self.negated).chain(&self.future).next().is_some();
        !(self.says || events || self.encounter.is_some() || self.commit.is_some())
    }
}

/// A frame: a cue, its arguments, what they yield.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Frame {
    /// Unique slug.
    pub name: String,
    /// Where it stands.
    pub at: Position,
    /// Forms of the cue.
    pub forms: Forms,
    /// Words that may head the subject.
    #[serde(serialize_with = "sorted::option_set")]
    pub subject: Option<HashSet<Tok>>,
    /// The subject is a person, no soldier: one attacks in words.
    pub person: bool,
    /// Only with an indefinite subject: what *the* protesters do belongs to a protest told before.
    pub fresh: bool,
    /// Only for a verbal noun behind which both stand, who does it and to whom: `اتهام واشنطن طهران`.
    pub two: bool,
    /// What the content tells is done, not said: it is read, but is no statement.
    pub act: bool,
    /// What is said may follow with nothing to open it, neither a particle nor a mark.
    pub bare: bool,
    /// In the present and without a subject it is a passive that its letters do not show: `يتوقع أن`, "it is expected".
    pub impersonal: bool,
    /// Words of which one must stand behind the cue.
    #[serde(serialize_with = "sorted::option_set")]
    pub near: Option<HashSet<Tok>>,
    /// Complements.
    pub complements: Vec<Complement>,
    /// Yields a statement.
    pub says: bool,
    /// Who speaks: the subject, or the target (`نقلت الوكالة عن T`).
    pub speaker: Party,
    /// Yields these events.
    pub events: Vec<Yield>,
    /// Some of its events are deeds, not words: what they are done to may be named by its owner.
    pub material: bool,
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
    /// An article full of its words is about another world altogether.
    pub article: bool,
    /// Where it stands.
    pub at: Position,
    /// Sentences in which it keeps an event back.
    pub yes: Vec<Example>,
    /// Sentences that are events all the same.
    pub no: Vec<Example>,
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
