//! Single sentences about assaults and protests, coded by people: is there an event, and who did it to whom?
//!
//! Actors are compared as country code and PLOVER sector; a part that annotation leaves open is not compared.

use std::collections::HashMap;
use std::fmt::Write as _;
use std::path::Path;

use mahdar_record::{Actor, Event, Record};
use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::{Value, json};

use crate::area::ratio;
use crate::{EvalError, read};

/// The annotated sentences.
#[derive(Clone, Debug, Default)]
pub struct Sentences {
    /// Is there an event of the type? By kind: assault, protest.
    pub detect: Vec<(String, Vec<Detect>)>,
    /// Who did it to whom?
    pub coded: Vec<Coded>,
}

/// A sentence that coders agreed on.
#[derive(Clone, Debug, Deserialize)]
pub struct Detect {
    /// Its id.
    pub id: String,
    /// The sentence.
    pub text: String,
    /// PLOVER type.
    #[serde(rename = "type")]
    pub kind: String,
    /// Whether it tells an event of the type.
    pub gold: bool,
}

/// A sentence coded with actors.
#[derive(Clone, Debug, Deserialize)]
pub struct Coded {
    /// Its id.
    pub id: String,
    /// The day of its article.
    #[serde(default)]
    pub date: Option<String>,
    /// The sentence.
    pub text: String,
    /// What it tells, one event or more; the first is compared.
    #[serde(deserialize_with = "some_events")]
    pub events: Vec<CodedEvent>,
}

fn some_events<'de, D: Deserializer<'de>>(input: D) -> Result<Vec<CodedEvent>, D::Error> {
    let events = Vec::deserialize(input)?;
    if events.is_empty() { Err(D::Error::invalid_length(0, &"one event or more")) } else { Ok(events) }
}

/// A coded event.
#[derive(Clone, Debug, Deserialize)]
pub struct CodedEvent {
    /// PLOVER type.
    #[serde(rename = "type")]
    pub kind: String,
    /// Who does it.
    pub source: Party,
    /// To whom.
    pub target: Party,
}

/// A coded actor.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Party {
    /// Country code.
    pub code: Option<String>,
    /// PLOVER sector.
    pub sector: Option<String>,
}

impl Party {
    fn code(&self) -> Option<&str> {
        self.code.as_deref().filter(|s| !s.is_empty())
    }

    fn sector(&self) -> Option<&str> {
        self.sector.as_deref().filter(|s| !s.is_empty())
    }

    fn is_named(&self) -> bool {
        self.code().is_some() || self.sector().is_some()
    }

    /// Whether one of the actors found is this one.
    fn is_among(&self, record: &Record, ids: &[String]) -> bool {
        let actors = ids.iter().filter_map(|id| actor(record, id));
        let fits = |want: Option<&str>, found: &Option<String>| want.is_none() || found.as_deref() == want;
        actors.into_iter().any(|a| fits(self.code(), &a.code) && fits(self.sector(), &a.sector))
    }
}

fn actor<'a>(record: &'a Record, id: &str) -> Option<&'a Actor> {
    record.actors.iter().rev().find(|a| a.id == id)
}

impl Sentences {
    /// Reads `assault` and `protest`, each `.detect.jsonl` and `.coded.jsonl`, of a folder.
    ///
    /// # Errors
    /// Where a file cannot be read or a line is not of the expected shape.
    pub fn load(dir: &Path) -> Result<Self, EvalError> {
        let mut out = Self::default();
        for kind in ["assault", "protest"] {
            out.detect.push((kind.to_owned(), read::rows(&dir.join(format!("{kind}.detect.jsonl")))?));
            out.coded.extend(read::rows::<Coded>(&dir.join(format!("{kind}.coded.jsonl")))?);
        }
        Ok(out)
    }

    /// Every sentence once: id, day where known, text.
    pub fn texts(&self) -> impl Iterator<Item = (&str, Option<&str>, &str)> {
        let detect = self.detect.iter().flat_map(|(_, rows)| rows).map(|d| (d.id.as_str(), None, d.text.as_str()));
        detect.chain(self.coded.iter().map(|c| (c.id.as_str(), c.date.as_deref(), c.text.as_str())))
    }
}

/// How well events of one kind are told from other sentences.
#[derive(Clone, Debug, Serialize)]
pub struct Detection {
    /// assault, protest.
    pub kind: String,
    /// Share of the sentences found that tell one.
    pub precision: f64,
    /// Share of the sentences that tell one that were found.
    pub recall: f64,
    /// Harmonic mean.
    pub f1: f64,
    /// Sentences that tell one.
    pub gold: u64,
}

/// How well events are coded.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Coding {
    /// How many sentences.
    pub sentences: u64,
    /// Share with the type.
    #[serde(rename = "type")]
    pub kind: f64,
    /// Share with the source, of those that name one.
    pub source: f64,
    /// Share with the target, of those that name one.
    pub target: f64,
    /// Share with all three in one event.
    pub full: f64,
}

/// Detection and coding.
#[derive(Clone, Debug)]
pub struct Report {
    /// By kind.
    pub detection: Vec<Detection>,
    /// Both kinds together.
    pub coding: Coding,
}

/// Reads a JSONL file of records, by id as it stands.
///
/// # Errors
/// Where the file cannot be read or a line is no record.
pub fn records(path: &Path) -> Result<HashMap<String, Record>, EvalError> {
    let rows: Vec<Record> = read::rows(path)?;
    Ok(rows.into_iter().map(|r| (r.id.clone(), r)).collect())
}

/// Compares records, looked up by the sentence's id, with the annotated sentences.
pub fn score(gold: &Sentences, records: &HashMap<String, Record>) -> Report {
    let events = |id: &str, kind: &str| -> Vec<(&Record, &Event)> {
        let record = records.get(id);
        record.into_iter().flat_map(|r| r.events.iter().map(move |e| (r, e))).filter(|(_, e)| e.kind == kind).collect()
    };
    let detection =
        gold.detect.iter().map(|(kind, rows)| detection(kind, rows, |d| !events(&d.id, &d.kind).is_empty())).collect();

    let (mut n, mut typed, mut full) = (0, 0, 0);
    let (mut source, mut source_n, mut target, mut target_n) = (0, 0, 0, 0);
    for sentence in &gold.coded {
        let Some(want) = sentence.events.first() else {
            continue;
        };
        let found = events(&sentence.id, &want.kind);
        let by_source = |&(r, e): &(&Record, &Event)| want.source.is_among(r, &e.source);
        let by_target = |&(r, e): &(&Record, &Event)| want.target.is_among(r, &e.target);
        let (has_source, has_target) = (want.source.is_named(), want.target.is_named());
        n += 1;
        typed += u64::from(!found.is_empty());
        source_n += u64::from(has_source);
        target_n += u64::from(has_target);
        source += u64::from(has_source && found.iter().any(by_source));
        target += u64::from(has_target && found.iter().any(by_target));
        full += u64::from(found.iter().any(|x| (!has_source || by_source(x)) && (!has_target || by_target(x))));
    }
    let coding = Coding {
        sentences: n,
        kind: rounded(ratio(typed, n)),
        source: rounded(ratio(source, source_n)),
        target: rounded(ratio(target, target_n)),
        full: rounded(ratio(full, n)),
    };
    Report { detection, coding }
}

fn detection(kind: &str, rows: &[Detect], hit: impl Fn(&Detect) -> bool) -> Detection {
    let (mut tp, mut found, mut gold) = (0, 0, 0);
    for row in rows {
        let hit = hit(row);
        tp += u64::from(hit && row.gold);
        found += u64::from(hit);
        gold += u64::from(row.gold);
    }
    let (p, r) = (ratio(tp, found), ratio(tp, gold));
    let f1 = if p + r == 0.0 { 0.0 } else { 2.0 * p * r / (p + r) };
    Detection { kind: kind.to_owned(), precision: rounded(p), recall: rounded(r), f1: rounded(f1), gold }
}

/// To four places, ties to even, by the number's exact decimal value.
fn rounded(x: f64) -> f64 {
    format!("{x:.4}").parse().unwrap_or(x)
}

impl Report {
    /// The table.
    pub fn render(&self) -> String {
        let mut out = String::new();
        for d in &self.detection {
            let name = format!("{} detection", d.kind);
            let _ = writeln!(
                out,
                "{name:18} precision {:.3}  recall {:.3}  F1 {:.3}  ({} gold)",
                d.precision, d.recall, d.f1, d.gold
            );
        }
        let c = &self.coding;
        let (a, b, d, e) = (c.kind, c.source, c.target, c.full);
        let _ = writeln!(
            out,
            "{:18} type {a:.3}  source {b:.3}  target {d:.3}  all three {e:.3}  ({} sentences)",
            "coding", c.sentences
        );
        out
    }

    /// The figures as JSON.
    pub fn to_json(&self) -> Value {
        let mut out = json!({});
        for d in &self.detection {
            out[format!("{} detection", d.kind)] =
                json!({"precision": d.precision, "recall": d.recall, "f1": d.f1, "gold": d.gold});
        }
        out["coding"] = json!(self.coding);
        out
    }
}
