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
        find::count(&self.db, kind, filter, most).map_err(|e| e.of(&self.path))
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
            let keys = find::keys(&tx, kind, filter, page)?;
            let rows = keys.rows.iter().map(|key| row(&tx, *key)).collect::<Result<_, _>>()?;
            Ok(Listing { rows, next: keys.next })
        };
        list().map_err(|e| e.of(&self.path))
    }
}

/// The columns of the article, which every fact's statement begins with.
const ARTICLE: &str = "a.key, a.id, a.outlet, a.title, a.url, a.published, a.original IS NOT NULL";
/// The columns of the place, which the statements of facts with a place go on with.
const PLACE: &str = "p.key, p.name_ar, p.name_en, p.code, p.lat, p.lon";

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

fn place(r: &Row<'_>) -> rusqlite::Result<Option<PlaceName>> {
    let Some(key) = r.get(7)? else { return Ok(None) };
    let (name_ar, name_en, code) = (r.get(8)?, r.get(9)?, r.get(10)?);
    Ok(Some(PlaceName { key, name_ar, name_en, code, lat: r.get(11)?, lon: r.get(12)? }))
}

fn when(r: &Row<'_>) -> rusqlite::Result<When> {
    let dated = match r.get_ref("dated")?.as_str()? {
        "date" => Dated::Date,
        "encounter" => Dated::Encounter,
        "published" => Dated::Published,
        _ => Dated::None,
    };
    Ok(When { day: r.get("day")?, dated })
}

fn span(r: &Row<'_>, start: &str, end: &str, words: &str) -> rusqlite::Result<Span> {
    Ok(Span { start: r.get(start)?, end: r.get(end)?, text: r.get(words)? })
}

fn list(words: &str) -> Vec<String> {
    words.split_whitespace().map(str::to_owned).collect()
}

/// Who takes part in a role.
fn parties(db: &Connection, kind: FactKind, key: i64, role: &str) -> Result<Vec<Party>, Fault> {
    let mut find = db.prepare_cached(
        "SELECT a.key, a.kind, a.name_ar, a.name_en, p.code, p.office FROM party p JOIN actor a ON a.key = p.actor
         WHERE p.fact_kind = ?1 AND p.fact = ?2 AND p.role = ?3 ORDER BY p.seq",
    )?;
    let rows = find.query_map(params![kind.letter(), key, role], |r| {
        Ok(Party {
            actor: ActorKey(r.get(0)?),
            kind: r.get(1)?,
            name_ar: r.get(2)?,
            name_en: r.get(3)?,
            code: r.get(4)?,
            office: r.get(5)?,
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

pub(crate) fn encounter(db: &Connection, key: i64) -> Result<EncounterRow, Fault> {
    let mut evidence = db.prepare_cached("SELECT start, end, words FROM evidence WHERE encounter = ?1 ORDER BY seq")?;
    let evidence = evidence.query_map([key], |r| span(r, "start", "end", "words"))?.collect::<Result<Vec<_>, _>>()?;
    let participants = parties(db, FactKind::Encounter, key, "participant")?;
    let mut find = db.prepare_cached(&format!(
        "SELECT {ARTICLE}, {PLACE}, f.id AS fact_id, f.kind AS fact_kind, f.status, f.day, f.dated, f.date, f.precision,
             f.date_start, f.date_end, f.date_words, f.rule
         FROM encounter f JOIN article a ON a.key = f.article LEFT JOIN place p ON p.key = f.place WHERE f.key = ?1"
    ))?;
    Ok(find.query_row([key], |r| {
        let date = match r.get::<_, Option<String>>("date_words")? {
            None => None,
            Some(text) => Some(DateWords {
                value: r.get("date")?,
                precision: r.get("precision")?,
                span: Span { start: r.get("date_start")?, end: r.get("date_end")?, text },
            }),
        };
        Ok(EncounterRow {
            key,
            article: article(r)?,
            id: r.get("fact_id")?,
            kind: r.get("fact_kind")?,
            status: r.get("status")?,
            participants,
            place: place(r)?,
            when: when(r)?,
            date,
            rule: r.get("rule")?,
            evidence,
        })
    })?)
}

fn statement(db: &Connection, key: i64) -> Result<StatementRow, Fault> {
    let speakers = parties(db, FactKind::Statement, key, "speaker")?;
    let mut find = db.prepare_cached(&format!(
        "SELECT {ARTICLE}, f.id AS fact_id, f.mode, f.encounter, f.day, f.dated, f.cue_start, f.cue_end, f.cue, f.start, f.end,
             f.words, f.rule
         FROM statement f JOIN article a ON a.key = f.article WHERE f.key = ?1"
    ))?;
    Ok(find.query_row([key], |r| {
        Ok(StatementRow {
            key,
            article: article(r)?,
            id: r.get("fact_id")?,
            mode: r.get("mode")?,
            speakers,
            when: when(r)?,
            encounter: r.get("encounter")?,
            cue: span(r, "cue_start", "cue_end", "cue")?,
            content: span(r, "start", "end", "words")?,
            rule: r.get("rule")?,
        })
    })?)
}

pub(crate) fn commitment(db: &Connection, key: i64) -> Result<CommitmentRow, Fault> {
    let actors = parties(db, FactKind::Commitment, key, "actor")?;
    let toward = parties(db, FactKind::Commitment, key, "toward")?;
    let mut find = db.prepare_cached(&format!(
        "SELECT {ARTICLE}, f.id AS fact_id, f.strength, f.sectors, f.statement, f.day, f.dated, f.deadline,
             f.deadline_precision, f.deadline_start, f.deadline_end, f.deadline_words, f.start, f.end, f.words, f.rule
         FROM commitment f JOIN article a ON a.key = f.article WHERE f.key = ?1"
    ))?;
    Ok(find.query_row([key], |r| {
        let deadline = match r.get::<_, Option<String>>("deadline_words")? {
            None => None,
            Some(text) => Some(DateWords {
                value: r.get("deadline")?,
                precision: r.get("deadline_precision")?,
                span: Span { start: r.get("deadline_start")?, end: r.get("deadline_end")?, text },
            }),
        };
        Ok(CommitmentRow {
            key,
            article: article(r)?,
            id: r.get("fact_id")?,
            strength: r.get("strength")?,
            actors,
            toward,
            when: when(r)?,
            sectors: list(r.get_ref("sectors")?.as_str()?),
            deadline,
            statement: r.get("statement")?,
            item: span(r, "start", "end", "words")?,
            rule: r.get("rule")?,
        })
    })?)
}

fn event(db: &Connection, key: i64) -> Result<EventRow, Fault> {
    let source = parties(db, FactKind::Event, key, "source")?;
    let target = parties(db, FactKind::Event, key, "target")?;
    let mut find = db.prepare_cached(&format!(
        "SELECT {ARTICLE}, {PLACE}, f.id AS fact_id, f.type, f.mode, f.contexts, f.cameo, f.goldstein, f.statement, f.day,
             f.dated, f.date, f.start, f.end, f.words, f.rule
         FROM event f JOIN article a ON a.key = f.article LEFT JOIN place p ON p.key = f.place WHERE f.key = ?1"
    ))?;
    Ok(find.query_row([key], |r| {
        Ok(EventRow {
            key,
            article: article(r)?,
            id: r.get("fact_id")?,
            kind: r.get("type")?,
            mode: r.get("mode")?,
            contexts: list(r.get_ref("contexts")?.as_str()?),
            cameo: r.get("cameo")?,
            goldstein: r.get("goldstein")?,
            source,
            target,
            when: when(r)?,
            date: r.get("date")?,
            place: place(r)?,
            statement: r.get("statement")?,
            evidence: span(r, "start", "end", "words")?,
            rule: r.get("rule")?,
        })
    })?)
}
