//! One shape for both sides of a comparison, and the comparison.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use mahdar_record::{ActorKind, Record};

use crate::area::{Area, Scores, Tally};
use crate::gold::GoldArticle;
use crate::matching::{jaccard, pair};
use crate::words::{name_words, overlap, same_name, word_spans, words};

const UNNAMED: &str = "unnamed";

/// A participant or speaker as far as it is compared.
#[derive(Clone, Debug)]
pub(crate) struct Who {
    pub person: bool,
    pub code: String,
    pub name: HashSet<String>,
}

impl Who {
    fn by_code(code: &str) -> Self {
        Self { person: false, code: code.to_owned(), name: HashSet::new() }
    }

    pub fn matches(&self, other: &Self) -> bool {
        self.person == other.person && self.code == other.code && (!self.person || same_name(&self.name, &other.name))
    }
}

pub(crate) fn same_speakers(a: &[Who], b: &[Who]) -> bool {
    a.len() == b.len() && a.iter().all(|x| b.iter().any(|y| x.matches(y))) && b.iter().all(|y| a.iter().any(|x| x.matches(y)))
}

#[derive(Clone, Debug)]
pub(crate) struct Actor {
    pub who: Who,
    pub office: String,
    /// Whether annotation marks actors of this kind.
    pub marked: bool,
    /// Its place in the list it came from.
    pub at: usize,
}

#[derive(Debug)]
pub(crate) struct Encounter {
    pub class: &'static str,
    pub codes: BTreeSet<String>,
    /// As the measure reads it: annotation's words; a record's reference, unresolved.
    pub place: Option<String>,
    /// The place's name.
    pub place_name: Option<String>,
    pub date: Option<String>,
}

#[derive(Debug)]
pub(crate) struct Statement {
    pub speakers: Vec<Who>,
    pub start: usize,
    pub end: usize,
}

#[derive(Debug)]
pub(crate) struct Commitment {
    pub codes: BTreeSet<String>,
    pub words: Vec<String>,
}

/// Type, source code, target code (empty where there is none).
pub(crate) type EventKey = (String, String, String);

/// One word of the text that is attributed.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Token {
    pub end: usize,
    /// Which statement it belongs to.
    pub statement: usize,
}

/// What one side says of an article.
#[derive(Debug, Default)]
pub(crate) struct Side {
    pub actors: Vec<Actor>,
    pub encounters: Vec<Encounter>,
    pub statements: Vec<Statement>,
    pub commitments: Vec<Commitment>,
    /// Each with the first event that says so.
    pub events: BTreeMap<EventKey, usize>,
    /// By first character.
    pub tokens: BTreeMap<usize, Token>,
}

/// Actors by the key that the rest refers to them with.
#[derive(Default)]
struct Cast {
    actors: Vec<Actor>,
    by_key: HashMap<String, usize>,
}

impl Cast {
    /// A key that comes again replaces what it stood for.
    fn add(&mut self, key: &str, actor: Actor) {
        match self.by_key.get(key) {
            Some(&i) => self.actors[i] = actor,
            None => {
                self.by_key.insert(key.to_owned(), self.actors.len());
                self.actors.push(actor);
            }
        }
    }

    fn get(&self, key: &str) -> Option<&Actor> {
        self.by_key.get(key).map(|&i| &self.actors[i])
    }

    fn codes(&self, keys: &[String]) -> BTreeSet<String> {
        keys.iter()
            .map(|k| self.get(k).map_or(k.as_str(), |a| &a.who.code))
            .filter(|c| !c.is_empty())
            .map(str::to_owned)
            .collect()
    }

    fn speakers(&self, keys: &[String]) -> Vec<Who> {
        if keys.is_empty() {
            return vec![Who::by_code(UNNAMED)];
        }
        keys.iter()
            .map(|k| match self.get(k) {
                Some(actor) if actor.marked => actor.who.clone(),
                Some(_) => Who::by_code(UNNAMED),
                None => Who::by_code(k),
            })
            .collect()
    }

    fn marked(self) -> Vec<Actor> {
        self.actors.into_iter().filter(|a| a.marked).collect()
    }
}

impl Side {
    pub fn of_gold(article: &GoldArticle, text: &[char]) -> Self {
        let gold = &article.gold;
        let mut cast = Cast::default();
        for (at, a) in gold.actors.iter().enumerate() {
            let who = Who { person: a.kind == "person", code: a.code.clone().unwrap_or_default(), name: name_words(&a.name) };
            let office = a.office.clone().filter(|o| !o.is_empty()).unwrap_or_else(|| "none".to_owned());
            cast.add(&a.key, Actor { who, office, marked: a.kind != "agent" && a.kind != UNNAMED, at });
        }
        let mut side = Self::default();
        for e in &gold.encounters {
            let place = e.place.clone().filter(|p| !p.is_empty());
            let place_name = place.clone();
            side.encounters.push(Encounter {
                class: class(&e.kind),
                codes: cast.codes(&e.participants),
                place,
                place_name,
                date: e.date.clone(),
            });
        }
        for s in &gold.statements {
            let (start, end) = find(&article.text, &s.content);
            side.statements.push(Statement { speakers: cast.speakers(&s.speakers), start, end });
        }
        for c in &gold.commitments {
            side.commitments.push(Commitment { codes: cast.codes(&c.actors), words: words(&c.item) });
        }
        for (i, e) in gold.events.iter().enumerate() {
            side.event(i, &e.kind, cast.codes(&e.source), cast.codes(&e.target));
        }
        side.finish(cast, text)
    }

    pub fn of_record(record: &Record, text: &[char]) -> Self {
        let mut cast = Cast::default();
        for (at, a) in record.actors.iter().enumerate() {
            let name = if a.name.ar.is_empty() { a.name.en.as_deref().unwrap_or_default() } else { &a.name.ar };
            let who =
                Who { person: a.kind == ActorKind::Person, code: a.code.clone().unwrap_or_default(), name: name_words(name) };
            let office = a.office.clone().filter(|o| !o.is_empty()).unwrap_or_else(|| "none".to_owned());
            cast.add(&a.id, Actor { who, office, marked: !matches!(a.kind, ActorKind::Agent | ActorKind::Unnamed), at });
        }
        let mut side = Self::default();
        for e in &record.encounters {
            let place = e.place.clone().filter(|p| !p.is_empty());
            let place_name =
                place.as_ref().map(|id| record.places.iter().find(|p| p.id == *id).map_or(id, |p| &p.name.ar).clone());
            let date = e.date.as_ref().and_then(|d| d.value.clone());
            side.encounters.push(Encounter {
                class: class(&e.kind),
                codes: cast.codes(&e.participants),
                place,
                place_name,
                date,
            });
        }
        for s in &record.statements {
            let (start, end) = (s.content.start as usize, s.content.end as usize);
            side.statements.push(Statement { speakers: cast.speakers(&s.speakers), start, end });
        }
        for c in &record.commitments {
            side.commitments.push(Commitment { codes: cast.codes(&c.actors), words: words(&c.item.text) });
        }
        for (i, e) in record.events.iter().enumerate() {
            side.event(i, &e.kind, cast.codes(&e.source), cast.codes(&e.target));
        }
        side.finish(cast, text)
    }

    /// Takes an event apart into pairs; talks go both ways.
    fn event(&mut self, at: usize, kind: &str, source: BTreeSet<String>, mut target: BTreeSet<String>) {
        if target.is_empty() {
            target.insert(String::new());
        }
        for s in &source {
            for t in &target {
                self.events.entry((kind.to_owned(), s.clone(), t.clone())).or_insert(at);
                if kind == "CONSULT" && !t.is_empty() {
                    self.events.entry((kind.to_owned(), t.clone(), s.clone())).or_insert(at);
                }
            }
        }
    }

    fn finish(mut self, cast: Cast, text: &[char]) -> Self {
        self.actors = cast.marked();
        // The longest first, so that the innermost statement has the last word.
        let mut order: Vec<usize> = (0..self.statements.len()).collect();
        order.sort_by_key(|&i| self.statements[i].start as i64 - self.statements[i].end as i64);
        for i in order {
            for (start, end) in word_spans(text, self.statements[i].start, self.statements[i].end) {
                self.tokens.insert(start, Token { end, statement: i });
            }
        }
        self
    }

    fn dyads(&self) -> BTreeSet<(&str, &str)> {
        self.events.keys().map(|(_, s, t)| (s.as_str(), t.as_str())).collect()
    }
}

fn class(kind: &str) -> &'static str {
    match kind {
        "call" => "call",
        "visit" => "visit",
        _ => "meeting",
    }
}

/// Where the words first stand, in code points; nowhere is an empty stretch at the start.
fn find(text: &str, words: &str) -> (usize, usize) {
    match text.find(words) {
        Some(byte) => {
            let start = text[..byte].chars().count();
            (start, start + words.chars().count())
        }
        None => (0, 0),
    }
}

/// What stands for what, and the counts that follow from it.
pub(crate) struct Comparison {
    pub scores: Scores,
    /// Places with a record's references resolved to names.
    pub places_by_name: Tally,
    pub actors: Vec<(usize, usize)>,
    pub encounters: Vec<(usize, usize)>,
    pub commitments: Vec<(usize, usize)>,
}

pub(crate) fn compare(gold: &Side, pred: &Side) -> Comparison {
    let mut scores = Scores::default();
    let actors = pair(&gold.actors, &pred.actors, |a, b| if a.who.matches(&b.who) { 1.0 } else { 0.0 });
    scores[Area::Actors] = Tally::of(actors.len(), pred.actors.len(), gold.actors.len());
    let people = || actors.iter().map(|&(i, j)| (&gold.actors[i], &pred.actors[j])).filter(|(a, _)| a.who.person);
    let same = people().filter(|(a, b)| a.office == b.office).count();
    scores[Area::Offices] = Tally::of(same, people().count(), people().count());

    let encounters = pair(&gold.encounters, &pred.encounters, |a, b| match jaccard(&a.codes, &b.codes) {
        Some(share) if a.class == b.class && share >= 0.5 => share + if a.date == b.date { 0.1 } else { 0.0 },
        _ => 0.0,
    });
    scores[Area::Encounters] = Tally::of(encounters.len(), pred.encounters.len(), gold.encounters.len());
    let met: Vec<_> = encounters.iter().map(|&(i, j)| (&gold.encounters[i], &pred.encounters[j])).collect();
    let name = |a: &str, b: &str| same_name(&name_words(a), &name_words(b));
    scores[Area::Places] = details(met.iter().map(|(a, b)| (&a.place, &b.place)), name);
    scores[Area::Dates] = details(met.iter().map(|(a, b)| (&a.date, &b.date)), |a, b| a == b);
    let places_by_name = details(met.iter().map(|(a, b)| (&a.place_name, &b.place_name)), name);

    let right =
        gold.tokens.iter().filter(|(at, g)| pred.tokens.get(at).is_some_and(|p| attributed_alike(gold, g, pred, p))).count();
    scores[Area::Statements] = Tally::of(right, pred.tokens.len(), gold.tokens.len());

    let commitments = pair(&gold.commitments, &pred.commitments, |a, b| {
        let f = overlap(&a.words, &b.words);
        if f >= 0.5 && !a.codes.is_disjoint(&b.codes) { f } else { 0.0 }
    });
    scores[Area::Commitments] = Tally::of(commitments.len(), pred.commitments.len(), gold.commitments.len());

    let common = gold.events.keys().filter(|k| pred.events.contains_key(*k)).count();
    scores[Area::Events] = Tally::of(common, pred.events.len(), gold.events.len());
    let (g, p) = (gold.dyads(), pred.dyads());
    scores[Area::Dyads] = Tally::of(g.intersection(&p).count(), p.len(), g.len());
    Comparison { scores, places_by_name, actors, encounters, commitments }
}

pub(crate) fn attributed_alike(gold: &Side, g: &Token, pred: &Side, p: &Token) -> bool {
    same_speakers(&gold.statements[g.statement].speakers, &pred.statements[p.statement].speakers)
}

/// Counts a detail of matched items: an empty one is none.
fn details<'a>(both: impl Iterator<Item = (&'a Option<String>, &'a Option<String>)>, same: impl Fn(&str, &str) -> bool) -> Tally {
    let mut tally = Tally::default();
    for (a, b) in both {
        let a = a.as_deref().filter(|s| !s.is_empty());
        let b = b.as_deref().filter(|s| !s.is_empty());
        tally.gold += u64::from(a.is_some());
        tally.pred += u64::from(b.is_some());
        tally.tp += u64::from(matches!((a, b), (Some(a), Some(b)) if same(a, b)));
    }
    tally
}
