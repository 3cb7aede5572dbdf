//! Encounters, statements, commitments and events, each with its article, its parties and its words.

use mahdar_record::Span;
use rusqlite::{Connection, Row, params};
use serde::Serialize;

use super::actors::ActorKey;
use super::articles::ArticleKey;
use super::filter::{FactKind, Filter};
use super::find;
use super::page::{Listing, Page};
use crate::error::{Fault, StoreError};
use crate::open::Store;

/// The article a fact stands in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FactOf {
    /// The article's key.
    pub key: ArticleKey,
    /// The source's id of it.
    pub id: String,
    /// Its outlet.
    pub outlet: Option<String>,
    /// Its title.
    pub title: Option<String>,
    /// Its address.
    pub url: Option<String>,
    /// Its day.
    pub published: Option<String>,
    /// Whether it is a near-identical copy of another.
    pub copy: bool,
}

/// Where a fact's day comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Dated {
    /// From a date that its words give.
    Date,
    /// From the encounter at which it was said.
    Encounter,
    /// From the article's own day, for want of another.
    Published,
    /// There is none.
    None,
}

/// When something was.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct When {
    /// The day it is sorted by: the first of what is known; empty where nothing is.
    pub day: String,
    /// Where that is from.
    pub dated: Dated,
}

/// A date with the words it comes from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct DateWords {
    /// ISO day, month or year.
    pub value: Option<String>,
    /// day, month, year.
    pub precision: Option<String>,
    /// The words.
    #[serde(flatten)]
    pub span: Span,
}

/// Somebody who takes part in a fact, as the article has them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Party {
    /// The actor.
    pub actor: ActorKey,
    /// person, polity, organization, group, agent, unnamed.
    pub kind: String,
    /// Arabic name.
    pub name_ar: String,
    /// English name.
    pub name_en: Option<String>,
    /// Code in this article.
    pub code: Option<String>,
    /// Office in this article.
    pub office: Option<String>,
}

/// A place by its names.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct PlaceName {
    /// Its key.
    pub key: i64,
    /// Arabic name.
    pub name_ar: String,
    /// English name.
    pub name_en: Option<String>,
    /// The state it lies in.
    pub code: Option<String>,
    /// Degrees north.
    pub lat: Option<f64>,
    /// Degrees east.
    pub lon: Option<f64>,
}

/// An encounter as one article tells it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct EncounterRow {
    /// Its key.
    pub key: i64,
    /// The article.
    pub article: FactOf,
    /// Its id in the record.
    pub id: String,
    /// meeting, call, visit, summit, conference, signing, other.
    pub kind: String,
    /// held, planned.
    pub status: String,
    /// Who took part.
    pub participants: Vec<Party>,
    /// Where.
    pub place: Option<PlaceName>,
    /// When, for sorting.
    #[serde(flatten)]
    pub when: When,
    /// When, as the article words it.
    pub date: Option<DateWords>,
    /// The rule that found it.
    pub rule: String,
    /// The words.
    pub evidence: Vec<Span>,
}

/// A statement.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct StatementRow {
    /// Its key.
    pub key: i64,
    /// The article.
    pub article: FactOf,
    /// Its id in the record.
    pub id: String,
    /// direct, indirect, mixed.
    pub mode: String,
    /// Who said it.
    pub speakers: Vec<Party>,
    /// When.
    #[serde(flatten)]
    pub when: When,
    /// The encounter at which it was said: its id in the record.
    pub encounter: Option<String>,
    /// The reporting words.
    pub cue: Span,
    /// What was said.
    pub content: Span,
    /// The rule that found it.
    pub rule: String,
}

/// A commitment.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct CommitmentRow {
    /// Its key.
    pub key: i64,
    /// The article.
    pub article: FactOf,
    /// Its id in the record.
    pub id: String,
    /// agreed, pledged, intends, ready.
    pub strength: String,
    /// Who commits themselves.
    pub actors: Vec<Party>,
    /// Toward whom.
    pub toward: Vec<Party>,
    /// When it was said.
    #[serde(flatten)]
    pub when: When,
    /// Fields of policy.
    pub sectors: Vec<String>,
    /// By when.
    pub deadline: Option<DateWords>,
    /// The statement it stands in: its id in the record.
    pub statement: Option<String>,
    /// What is promised.
    pub item: Span,
    /// The rule that found it.
    pub rule: String,
}

/// An event.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct EventRow {
    /// Its key.
    pub key: i64,
    /// The article.
    pub article: FactOf,
    /// Its id in the record.
    pub id: String,
    /// PLOVER type.
    #[serde(rename = "type")]
    pub kind: String,
    /// PLOVER mode.
    pub mode: Option<String>,
    /// PLOVER contexts.
    pub contexts: Vec<String>,
    /// CAMEO code.
    pub cameo: Option<String>,
    /// Its Goldstein value.
    pub goldstein: Option<f64>,
    /// Who does it.
    pub source: Vec<Party>,
    /// To whom.
    pub target: Vec<Party>,
    /// When, for sorting.
    #[serde(flatten)]
    pub when: When,
    /// When, as the record has it.
    pub date: Option<String>,
    /// Where.
    pub place: Option<PlaceName>,
    /// The statement that tells it: its id in the record.
    pub statement: Option<String>,
    /// The words.
    pub evidence: Span,
    /// The rule that made it.
    pub rule: String,
}

impl Store {
    /// Encounters, as each article tells them.
    ///
    /// # Errors
    /// Where the filter asks for what cannot be, or the database cannot be read.
    pub fn encounters(&self, filter: &Filter, page: &Page) -> Result<Listing<EncounterRow>, StoreError> {
        self.list(FactKind::Encounter, filter, page, encounter)
    }

    /// Statements.
    ///
    /// # Errors
    /// Where the filter asks for what cannot be, or the database cannot be read.
    pub fn statements(&self, filter: &Filter, page: &Page) -> Result<Listing<StatementRow>, StoreError> {
        self.list(FactKind::Statement, filter, page, statement)
    }

    /// Commitments.
    ///
    /// # Errors
    /// Where the filter asks for what cannot be, or the database cannot be read.
    pub fn commitments(&self, filter: &Filter, page: &Page) -> Result<Listing<CommitmentRow>, StoreError> {
        self.list(FactKind::Commitment, filter, page, commitment)
    }

    /// Events.
    ///
    /// # Errors
    /// Where the filter asks for what cannot be, or the database cannot be read.
    pub fn events(&self, filter: &Filter, page: &Page) -> Result<Listing<EventRow>, StoreError> {
        self.list(FactKind::Event, filter, page, event)
    }

    /// How many facts a filter lets through, counting no further than `most`.
    ///
    /// # Errors
    /// Where the filter asks for what cannot be, or the database cannot be read.
    pub fn count(&self, kind: FactKind, filter: &Filter, most: u64) -> Result<u64, StoreError> {
        find::count(&self.db, &self.copies, kind, filter, most).map_err(|e| e.of(&self.path))
    }

    fn list<T>(
        &self,
        kind: FactKind,
        filter: &Filter,
        page: &Page,
        row: impl Fn(&Connection, i64) -> Result<T, Fault>,
    ) -> Result<Listing<T>, StoreError> {
        let list = || -> Result<Listing<T>, Fault> {
            // One moment for all statements, whatever a writer does meanwhile.
            let tx = self.db.unchecked_transaction()?;
            let keys = find::keys(&tx, &self.copies, kind, filter, page)?;
            let rows = keys.rows.iter().map(|key| row(&tx, *key)).collect::<Result<_, _>>()?;
            Ok(Listing { rows, next: keys.next })
        };
        list().map_err(|e| e.of(&self.path))
    }
}

/// The columns of the article, which every fact's statement begins with. Columns are taken by their numbers: to look for their
/// names took as long as to read them.
const ARTICLE: &str = "a.key, a.id, a.outlet, a.title, a.url, a.published, a.original IS NOT NULL";
/// The columns that every fact has, which come next.
const FACT: &str = "f.day, f.dated, f.id, f.rule";
/// The columns of the place, which the statements of facts with a place go on with.
const PLACE: &str = "p.key, p.name_ar, p.name_en, p.code, p.lat, p.lon";
/// The number of the column behind [`ARTICLE`] and [`FACT`].
const OWN: usize = 11;
/// The number of the column behind [`PLACE`], where there is one.
const PLACED: usize = OWN + 6;

fn article(r: &Row<'_>) -> rusqlite::Result<FactOf> {
    Ok(FactOf {
        key: ArticleKey(r.get(0)?),
        id: r.get(1)?,
        outlet: r.get(2)?,
        title: r.get(3)?,
        url: r.get(4)?,
        published: r.get(5)?,
        copy: r.get(6)?,
    })
}

fn when(r: &Row<'_>) -> rusqlite::Result<When> {
    let dated = match r.get_ref(8)?.as_str()? {
        "date" => Dated::Date,
        "encounter" => Dated::Encounter,
        "published" => Dated::Published,
        _ => Dated::None,
    };
    Ok(When { day: r.get(7)?, dated })
}

fn id(r: &Row<'_>) -> rusqlite::Result<String> {
    r.get(9)
}

fn rule(r: &Row<'_>) -> rusqlite::Result<String> {
    r.get(10)
}

fn place(r: &Row<'_>) -> rusqlite::Result<Option<PlaceName>> {
    let Some(key) = r.get(OWN)? else { return Ok(None) };
    let (name_ar, name_en, code) = (r.get(OWN + 1)?, r.get(OWN + 2)?, r.get(OWN + 3)?);
    Ok(Some(PlaceName { key, name_ar, name_en, code, lat: r.get(OWN + 4)?, lon: r.get(OWN + 5)? }))
}

/// Words with their place: start, end, words from this column on.
fn span(r: &Row<'_>, at: usize) -> rusqlite::Result<Span> {
    Ok(Span { start: r.get(at)?, end: r.get(at + 1)?, text: r.get(at + 2)? })
}

/// A date: value, precision, start, end, words from this column on; none where there are no words.
fn date(r: &Row<'_>, at: usize) -> rusqlite::Result<Option<DateWords>> {
    let Some(text) = r.get(at + 4)? else { return Ok(None) };
    let span = Span { start: r.get(at + 2)?, end: r.get(at + 3)?, text };
    Ok(Some(DateWords { value: r.get(at)?, precision: r.get(at + 1)?, span }))
}

fn list(words: &str) -> Vec<String> {
    words.split_whitespace().map(str::to_owned).collect()
}

/// Who takes part, by role.
fn parties<const N: usize>(db: &Connection, kind: FactKind, key: i64, roles: [&str; N]) -> Result<[Vec<Party>; N], Fault> {
    let mut find = db.prepare_cached(
        "SELECT a.key, a.kind, a.name_ar, a.name_en, p.code, p.office, p.role FROM party p JOIN actor a ON a.key = p.actor
         WHERE p.fact_kind = ?1 AND p.fact = ?2 ORDER BY p.role, p.seq",
    )?;
    let mut out = [const { Vec::new() }; N];
    let mut rows = find.query(params![kind.number(), key])?;
    while let Some(r) = rows.next()? {
        let role = r.get_ref(6)?.as_str().map_err(rusqlite::Error::from)?;
        let Some(n) = roles.iter().position(|wanted| *wanted == role) else { continue };
        out[n].push(Party {
            actor: ActorKey(r.get(0)?),
            kind: r.get(1)?,
            name_ar: r.get(2)?,
            name_en: r.get(3)?,
            code: r.get(4)?,
            office: r.get(5)?,
        });
    }
    Ok(out)
}

pub(crate) fn encounter(db: &Connection, key: i64) -> Result<EncounterRow, Fault> {
    let mut evidence = db.prepare_cached("SELECT start, end, words FROM evidence WHERE encounter = ?1 ORDER BY seq")?;
    let evidence = evidence.query_map([key], |r| span(r, 0))?.collect::<Result<Vec<_>, _>>()?;
    let [participants] = parties(db, FactKind::Encounter, key, ["participant"])?;
    let mut find = db.prepare_cached(&format!(
        "SELECT {ARTICLE}, {FACT}, {PLACE}, f.kind, f.status, f.date, f.precision, f.date_start, f.date_end, f.date_words
         FROM encounter f JOIN article a ON a.key = f.article LEFT JOIN place p ON p.key = f.place WHERE f.key = ?1"
    ))?;
    Ok(find.query_row([key], |r| {
        Ok(EncounterRow {
            key,
            article: article(r)?,
            id: id(r)?,
            kind: r.get(PLACED)?,
            status: r.get(PLACED + 1)?,
            participants,
            place: place(r)?,
            when: when(r)?,
            date: date(r, PLACED + 2)?,
            rule: rule(r)?,
            evidence,
        })
    })?)
}

fn statement(db: &Connection, key: i64) -> Result<StatementRow, Fault> {
    let [speakers] = parties(db, FactKind::Statement, key, ["speaker"])?;
    let mut find = db.prepare_cached(&format!(
        "SELECT {ARTICLE}, {FACT}, f.mode, f.encounter, f.cue_start, f.cue_end, f.cue, f.start, f.end, f.words
         FROM statement f JOIN article a ON a.key = f.article WHERE f.key = ?1"
    ))?;
    Ok(find.query_row([key], |r| {
        Ok(StatementRow {
            key,
            article: article(r)?,
            id: id(r)?,
            mode: r.get(OWN)?,
            speakers,
            when: when(r)?,
            encounter: r.get(OWN + 1)?,
            cue: span(r, OWN + 2)?,
            content: span(r, OWN + 5)?,
            rule: rule(r)?,
        })
    })?)
}

pub(crate) fn commitment(db: &Connection, key: i64) -> Result<CommitmentRow, Fault> {
    let [actors, toward] = parties(db, FactKind::Commitment, key, ["actor", "toward"])?;
    let mut find = db.prepare_cached(&format!(
        "SELECT {ARTICLE}, {FACT}, f.strength, f.sectors, f.statement, f.deadline, f.deadline_precision, f.deadline_start,
             f.deadline_end, f.deadline_words, f.start, f.end, f.words
         FROM commitment f JOIN article a ON a.key = f.article WHERE f.key = ?1"
    ))?;
    Ok(find.query_row([key], |r| {
        Ok(CommitmentRow {
            key,
            article: article(r)?,
            id: id(r)?,
            strength: r.get(OWN)?,
            actors,
            toward,
            when: when(r)?,
            sectors: list(r.get_ref(OWN + 1)?.as_str()?),
            deadline: date(r, OWN + 3)?,
            statement: r.get(OWN + 2)?,
            item: span(r, OWN + 8)?,
            rule: rule(r)?,
        })
    })?)
}

fn event(db: &Connection, key: i64) -> Result<EventRow, Fault> {
    let [source, target] = parties(db, FactKind::Event, key, ["source", "target"])?;
    let mut find = db.prepare_cached(&format!(
        "SELECT {ARTICLE}, {FACT}, {PLACE}, f.type, f.mode, f.contexts, f.cameo, f.goldstein, f.statement, f.date, f.start,
             f.end, f.words
         FROM event f JOIN article a ON a.key = f.article LEFT JOIN place p ON p.key = f.place WHERE f.key = ?1"
    ))?;
    Ok(find.query_row([key], |r| {
        Ok(EventRow {
            key,
            article: article(r)?,
            id: id(r)?,
            kind: r.get(PLACED)?,
            mode: r.get(PLACED + 1)?,
            contexts: list(r.get_ref(PLACED + 2)?.as_str()?),
            cameo: r.get(PLACED + 3)?,
            goldstein: r.get(PLACED + 4)?,
            source,
            target,
            when: when(r)?,
            date: r.get(PLACED + 6)?,
            place: place(r)?,
            statement: r.get(PLACED + 5)?,
            evidence: span(r, PLACED + 7)?,
            rule: rule(r)?,
        })
    })?)
}
