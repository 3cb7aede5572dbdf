//! What may be asked for, and what may not.

use crate::error::StoreError;
use crate::read::actors::ActorKey;
use crate::read::articles::ArticleKey;

/// The four kinds of facts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FactKind {
    /// Who met whom.
    Encounter,
    /// Who said what.
    Statement,
    /// Who promised what.
    Commitment,
    /// What that amounts to in PLOVER.
    Event,
}

impl FactKind {
    /// All of them.
    pub const ALL: [FactKind; 4] = [Self::Encounter, Self::Statement, Self::Commitment, Self::Event];

    /// What stands for them in the tables.
    pub(crate) fn number(self) -> i64 {
        match self {
            Self::Encounter => 1,
            Self::Statement => 2,
            Self::Commitment => 3,
            Self::Event => 4,
        }
    }

    /// The table's name.
    pub(crate) fn table(self) -> &'static str {
        match self {
            Self::Encounter => "encounter",
            Self::Statement => "statement",
            Self::Commitment => "commitment",
            Self::Event => "event",
        }
    }

    /// What [`Filter::what`] may hold, and how it is called.
    fn allowed(self) -> (&'static str, Vec<&'static str>) {
        match self {
            Self::Encounter => ("kind of encounter", ENCOUNTERS.to_vec()),
            Self::Statement => ("mode of statement", MODES.to_vec()),
            Self::Commitment => ("strength of commitment", STRENGTHS.to_vec()),
            Self::Event => ("type of event", event_types()),
        }
    }

    /// What [`Filter::more`] may hold, and how it is called.
    fn allowed_more(self) -> (&'static str, Vec<&'static str>) {
        match self {
            Self::Encounter => ("status of encounter", STATUSES.to_vec()),
            Self::Event => ("mode of event", event_modes()),
            Self::Statement | Self::Commitment => ("second filter", Vec::new()),
        }
    }
}

const ENCOUNTERS: &[&str] = &["meeting", "call", "visit", "summit", "conference", "signing", "other"];
const STATUSES: &[&str] = &["held", "planned"];
const MODES: &[&str] = &["direct", "indirect", "mixed"];
const STRENGTHS: &[&str] = &["agreed", "pledged", "intends", "ready"];

/// PLOVER's types and modes, a line for each pair.
const TYPES: &str = include_str!("../../../../data/plover/types.tsv");
/// PLOVER's contexts.
const CONTEXTS: &str = include_str!("../../../../data/plover/contexts.tsv");

/// The values of a column, each once, in the order of the table.
fn column(table: &'static str, n: usize) -> Vec<&'static str> {
    let mut out: Vec<&'static str> = Vec::new();
    for line in table.lines().skip(1).filter(|l| !l.starts_with('#')) {
        let value = line.split('\t').nth(n).unwrap_or_default();
        if !value.is_empty() && !out.contains(&value) {
            out.push(value);
        }
    }
    out
}

fn event_types() -> Vec<&'static str> {
    column(TYPES, 0)
}

fn event_modes() -> Vec<&'static str> {
    column(TYPES, 1)
}

/// Which facts are wanted: those that everything given here lets through.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// States, organisations or groups, by code, that all take part.
    pub states: Vec<String>,
    /// Two of them that have to do with each other: meet, act or speak toward one another.
    pub pair: Option<(String, String)>,
    /// The state that does it: source of an event, speaker, who commits itself.
    pub by: Option<String>,
    /// The state toward which it is done, or of which a statement speaks.
    pub toward: Option<String>,
    /// An actor who takes part.
    pub actor: Option<ActorKey>,
    /// Kinds of encounters, modes of statements, strengths of commitments, PLOVER types of events; any of them.
    pub what: Vec<String>,
    /// Status of encounters, PLOVER modes of events; any of them.
    pub more: Vec<String>,
    /// A field of policy that a commitment names.
    pub sector: Option<String>,
    /// A PLOVER context of an event.
    pub context: Option<String>,
    /// First day, `YYYY-MM-DD`, `YYYY-MM` or `YYYY`. Facts without any day are left out once this or `to` is given.
    pub from: Option<String>,
    /// Last day, month or year, included.
    pub to: Option<String>,
    /// The outlet, as the articles write it.
    pub outlet: Option<String>,
    /// A framework that is named in the fact's words.
    pub framework: Option<i64>,
    /// The place it happened at.
    pub place: Option<i64>,
    /// Only those of one article.
    pub article: Option<ArticleKey>,
    /// Words that the article must have.
    pub words: Option<String>,
    /// Takes those words as they are written, without meeting other spellings.
    pub exact: bool,
    /// Leaves out what stands in near-identical copies of other articles.
    pub once: bool,
}

impl Filter {
    /// Refuses what nothing can have.
    pub(crate) fn check(&self, kind: FactKind) -> Result<(), StoreError> {
        for (values, (what, allowed)) in [(&self.what, kind.allowed()), (&self.more, kind.allowed_more())] {
            if let Some(value) = values.iter().find(|v| !allowed.contains(&v.as_str())) {
                let expected = match allowed.is_empty() {
                    true => "none, since there is none for this kind".to_owned(),
                    false => format!("one of {}", allowed.join(", ")),
                };
                return Err(StoreError::Unknown { what, value: value.clone(), expected });
            }
        }
        let pair = self.pair.iter().flat_map(|(a, b)| [a, b]);
        for value in self.states.iter().chain(pair).chain(&self.by).chain(&self.toward) {
            code(value)?;
        }
        if let Some(value) = self.context.as_ref().filter(|c| !column(CONTEXTS, 0).contains(&c.as_str())) {
            let expected = format!("one of {}", column(CONTEXTS, 0).join(", "));
            return Err(StoreError::Unknown { what: "context", value: value.clone(), expected });
        }
        for value in self.from.iter().chain(&self.to) {
            first_day(value)?;
        }
        Ok(())
    }
}

/// A code as the record writes them.
fn code(value: &str) -> Result<(), StoreError> {
    let fits = (2..=40).contains(&value.len())
        && value.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit() || b"-_ .'".contains(&b));
    match fits {
        true => Ok(()),
        false => Err(StoreError::Unknown {
            what: "code",
            value: value.to_owned(),
            expected: "the code of a state, organisation or group in capitals, such as KAZ or UN".to_owned(),
        }),
    }
}

/// The first day of a day, month or year.
pub(crate) fn first_day(value: &str) -> Result<String, StoreError> {
    crate::write::first_day(value).ok_or_else(|| StoreError::Unknown {
        what: "date",
        value: value.to_owned(),
        expected: "a day, month or year such as 2024-05-31, 2024-05 or 2024".to_owned(),
    })
}
