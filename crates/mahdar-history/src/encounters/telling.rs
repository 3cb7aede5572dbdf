//! What one article tells about one encounter, as far as it matters for finding the same in others.

use crate::when::Days;
use mahdar_record::{Actor, ActorKind, Record, Status};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// Days before its publication that an article without a date may speak of.
const BEFORE: i32 = 4;
/// Days after its publication that an announcement without a date may speak of.
const AHEAD: i32 = 21;

/// Which encounter of which article.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct TellingId {
    /// What stays the same for the article in whatever order articles come.
    pub article: String,
    /// What stays the same for the encounter when the article is read anew: its kind and where its words stand.
    pub encounter: String,
}

/// Who takes part.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Party {
    /// State or organisation.
    pub code: Option<String>,
    /// The person; none for a state or organisation as such.
    pub person: Option<Person>,
}

/// A person who takes part.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Person {
    /// English name where known, else the Arabic one folded.
    pub name: String,
    /// Whether the knowledge base has the person.
    pub known: bool,
    /// Office.
    pub office: Option<String>,
}

/// An encounter as one article tells it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Telling {
    /// Which.
    pub id: TellingId,
    /// meeting, call, visit …
    pub kind: String,
    /// Whether it is announced only.
    pub planned: bool,
    /// Who takes part.
    pub parties: Vec<Party>,
    /// When, as the article says.
    pub said: Option<Days>,
    /// When the article was published.
    pub published: Option<Days>,
    /// Where: the place's name and state.
    pub place: Option<(String, Option<String>)>,
}

impl Telling {
    /// An encounter of a record; none where it has no participant with a code or a name.
    pub fn of(record: &Record, article: &str, encounter: &mahdar_record::Encounter) -> Option<Telling> {
        let actor = |id: &String| record.actors.iter().find(|a| a.id == *id);
        let mut parties: Vec<Party> = encounter.participants.iter().filter_map(actor).filter_map(party).collect();
        parties.sort();
        parties.dedup();
        // A state beside its own people says nothing more.
        let people: BTreeSet<String> = parties.iter().filter(|p| p.person.is_some()).filter_map(|p| p.code.clone()).collect();
        parties.retain(|p| p.person.is_some() || p.code.as_ref().is_none_or(|c| !people.contains(c)));
        let place = encounter.place.as_ref().and_then(|id| record.places.iter().find(|p| p.id == *id));
        let days = |iso: &Option<String>| iso.as_deref().and_then(Days::parse);
        (!parties.is_empty()).then(|| Telling {
            id: TellingId { article: article.to_string(), encounter: name(record, encounter) },
            kind: encounter.kind.clone(),
            planned: encounter.status == Status::Planned,
            parties,
            said: encounter.date.as_ref().and_then(|d| days(&d.value)),
            published: days(&record.published.date),
            place: place.map(|p| (p.name.en.clone().unwrap_or_else(|| mahdar_text::fold(&p.name.ar)), p.code.clone())),
        })
    }

    /// The days on which it can have been; none where nothing tells.
    pub fn days(&self) -> Option<Days> {
        self.said.or_else(|| {
            let published = self.published?;
            Some(if self.planned { published.widened(0, AHEAD) } else { published.widened(BEFORE, 0) })
        })
    }

    /// Codes of the states and organisations that take part.
    pub fn codes(&self) -> BTreeSet<&str> {
        self.parties.iter().filter_map(|p| p.code.as_deref()).collect()
    }

    /// The persons who take part for a state or organisation.
    pub fn people<'a>(&'a self, code: &'a str) -> impl Iterator<Item = &'a Person> {
        self.parties.iter().filter(move |p| p.code.as_deref() == Some(code)).filter_map(|p| p.person.as_ref())
    }

    /// Keys of which retellings of one encounter share at least one: kind, two of those who take part, and month. None
    /// for a telling of which nothing says when it was.
    pub fn keys(&self) -> BTreeSet<String> {
        let names: Vec<String> = self.codes().into_iter().map(str::to_owned).collect();
        let mut pairs: Vec<String> = match names.len() {
            0 => self.parties.iter().filter_map(|p| p.person.as_ref()).map(|p| p.name.clone()).collect(),
            1 => self.people(&names[0]).map(|p| p.name.clone()).collect(),
            // Large conferences: each participant with the first few is enough to meet.
            n => (0..n)
                .flat_map(|i| (0..i.min(6)).map(move |j| (j, i)))
                .map(|(j, i)| format!("{}-{}", names[j], names[i]))
                .collect(),
        };
        // Several of one state may be told elsewhere without the others.
        for code in names.iter().filter(|_| names.len() > 1) {
            if self.people(code).count() > 1 {
                pairs.extend(self.people(code).map(|p| p.name.clone()));
            }
        }
        let Some(days) = self.days().map(|d| d.widened(2, 2)) else {
            return BTreeSet::new();
        };
        let mut out = BTreeSet::new();
        let mut month = days.first.first_of_month();
        // A year has twelve months: what is told by year only is found under each.
        for _ in 0..14 {
            for pair in &pairs {
                out.insert(format!("{}|{pair}|{:04}-{:02}", self.kind, month.year(), month.month()));
            }
            match month.checked_add(jiff::Span::new().months(1)) {
                Ok(next) if next <= days.last => month = next,
                _ => break,
            }
        }
        out
    }
}

/// Kind and place of the words; where several encounters have both in common, those after the first are counted.
fn name(record: &Record, encounter: &mahdar_record::Encounter) -> String {
    let of = |e: &mahdar_record::Encounter| {
        let words = e.evidence.first();
        format!("{} {}-{}", e.kind, words.map_or(0, |s| s.start), words.map_or(0, |s| s.end))
    };
    let own = of(encounter);
    match record.encounters.iter().take_while(|e| e.id != encounter.id).filter(|e| of(e) == own).count() {
        0 => own,
        n => format!("{own} {}", n + 1),
    }
}

fn party(actor: &Actor) -> Option<Party> {
    let person = (actor.kind == ActorKind::Person).then(|| Person {
        name: match (&actor.name.en, actor.known) {
            (Some(en), true) => en.clone(),
            _ => mahdar_text::fold(&actor.name.ar),
        },
        known: actor.known,
        office: actor.office.clone(),
    });
    (person.is_some() || actor.code.is_some()).then(|| Party { code: actor.code.clone(), person })
}
