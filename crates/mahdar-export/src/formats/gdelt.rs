//! GDELT 2.0 event table: 61 columns between tabs, without a heading, as its codebook has them.

use std::borrow::Cow;

use mahdar_record::Actor;

use super::tsv::{Lead, tsv};
use crate::actor::cameo;
use crate::codebook::entries;
use crate::dyad::{Dyad, day};
use crate::export::Notes;
use crate::format::{Shape, Spec, TextUse};
use crate::item::{name, position};
use crate::table::Type::{Float, Int, Text};
use crate::table::{Column, Value};
use crate::tables::Doc;

pub(crate) const SPEC: Spec = Spec {
    name: "gdelt",
    about: "GDELT 2.0 event table: 61 columns between tabs, no heading, one row for each source and target",
    extension: "export.CSV",
    media_type: "text/tab-separated-values; charset=utf-8",
    shape: Shape::File,
    text: TextUse::Helps,
    codebook: |_| entries("events", COLUMNS),
    start: |start| tsv(start, COLUMNS, false, row),
};

macro_rules! columns {
    (@actor $n:literal) => {
        [
            Column(concat!($n, "Code"), Text, "CAMEO code: state and role, or organisation"),
            Column(concat!($n, "Name"), Text, "name in capitals; Arabic where no English one is known"),
            Column(concat!($n, "CountryCode"), Text, "state in CAMEO's coding (ISO 3166-1 alpha-3)"),
            Column(concat!($n, "KnownGroupCode"), Text, "CAMEO's three letters of a known organisation or group"),
            Column(concat!($n, "EthnicCode"), Text, "always empty"),
            Column(concat!($n, "Religion1Code"), Text, "always empty"),
            Column(concat!($n, "Religion2Code"), Text, "always empty"),
            Column(concat!($n, "Type1Code"), Text, "CAMEO role; empty for states themselves"),
            Column(concat!($n, "Type2Code"), Text, "always empty"),
            Column(concat!($n, "Type3Code"), Text, "always empty"),
        ]
    };
    (@geo $n:literal, $what:literal) => {
        [
            Column(concat!($n, "Geo_Type"), Int, concat!($what, "3 in the United States, 4 elsewhere, empty outside states")),
            Column(concat!($n, "Geo_FullName"), Text, concat!($what, "place and state in English")),
            Column(concat!($n, "Geo_CountryCode"), Text, concat!($what, "FIPS 10-4")),
            Column(concat!($n, "Geo_ADM1Code"), Text, "always empty"),
            Column(concat!($n, "Geo_ADM2Code"), Text, "always empty"),
            Column(concat!($n, "Geo_Lat"), Float, concat!($what, "degrees north")),
            Column(concat!($n, "Geo_Long"), Float, concat!($what, "degrees east")),
            Column(concat!($n, "Geo_FeatureID"), Text, "always empty"),
        ]
    };
}

const HEAD: [Column; 5] = [
    Column("GLOBALEVENTID", Int, "source, target and event: a number of at most 15 digits, the same in every export"),
    Column("SQLDATE", Int, "day as YYYYMMDD: the event's, or the article's where it tells none"),
    Column("MonthYear", Int, "its month as YYYYMM"),
    Column("Year", Int, "its year"),
    Column("FractionDate", Float, "year + (month * 30 + day) / 365, at most .9999"),
];
const ACTOR1: [Column; 10] = columns!(@actor "Actor1");
const ACTOR2: [Column; 10] = columns!(@actor "Actor2");
const ACTION: [Column; 10] = [
    Column("IsRootEvent", Int, "1 where the article's first paragraph tells it, else 0; empty without the articles' texts"),
    Column("EventCode", Text, "CAMEO event code"),
    Column("EventBaseCode", Text, "its first three digits"),
    Column("EventRootCode", Text, "its first two digits"),
    Column(
        "QuadClass",
        Int,
        "1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict, by the root code",
    ),
    Column("GoldsteinScale", Float, "Goldstein value of the code"),
    Column("NumMentions", Int, "always 1: a row is one article's telling"),
    Column("NumSources", Int, "always 1"),
    Column("NumArticles", Int, "always 1"),
    Column("AvgTone", Float, "always empty: tone is not measured"),
];
const GEO1: [Column; 8] = columns!(@geo "Actor1", "always empty; ");
const GEO2: [Column; 8] = columns!(@geo "Actor2", "always empty; ");
const GEO: [Column; 8] = columns!(@geo "Action", "");
const TAIL: [Column; 2] = [
    Column("DATEADDED", Int, "the article's day as YYYYMMDD000000"),
    Column("SOURCEURL", Text, "the article's address, else its outlet and id"),
];

const fn join() -> [Column; 61] {
    const EMPTY: Column = Column("", Text, "");
    let mut all = [EMPTY; 61];
    let mut at = 0;
    macro_rules! put {
        ($($part:ident),*) => {$(
            let mut i = 0;
            while i < $part.len() {
                all[at] = Column($part[i].0, $part[i].1, $part[i].2);
                (at, i) = (at + 1, i + 1);
            }
        )*};
    }
    put!(HEAD, ACTOR1, ACTOR2, ACTION, GEO1, GEO2, GEO, TAIL);
    assert!(at == 61);
    all
}

pub(crate) const COLUMNS: &[Column] = &join();

fn actor<'v>(doc: &Doc<'_>, actor: Option<&Actor>) -> Vec<Value<'v>> {
    let Some(actor) = actor else { return vec![Value::Null; 10] };
    let coded = cameo(doc.codes, actor);
    let text = |s: String| if s.is_empty() { Value::Null } else { Value::Text(Cow::Owned(s)) };
    let mut out = vec![text(coded.code), text(name(&actor.name).to_uppercase()), text(coded.country), text(coded.group)];
    out.extend([Value::Null, Value::Null, Value::Null, text(coded.role), Value::Null, Value::Null]);
    out
}

/// CAMEO's class of a root code.
fn quad(code: &str) -> Option<i64> {
    match code.get(..2)?.parse().ok()? {
        1..=5 => Some(1),
        6..=8 => Some(2),
        9..=13 => Some(3),
        14..=20 => Some(4),
        _ => None,
    }
}

fn row<'v>(doc: &'v Doc<'v>, d: &'v Dyad<'v>, lead: Option<&Lead>, notes: &mut Notes) -> Option<Vec<Value<'v>>> {
    let Some(code) = d.event.cameo.as_deref() else {
        notes.add("events without a CAMEO code");
        return None;
    };
    let Some((y, m, day_)) = d.date.and_then(day) else {
        notes.add("events whose day is not known, nor the article's");
        return None;
    };
    let (y, m, dd) = (i64::from(y), i64::from(m), i64::from(day_));
    let fraction = (f64::from((m * 30 + dd) as i32) / 365.0).min(0.9999);
    let mut row = vec![
        Value::Int(i64::try_from(d.id).unwrap_or_default()),
        Value::Int(y * 10_000 + m * 100 + dd),
        Value::Int(y * 100 + m),
        Value::Int(y),
        Value::Float(((y as f64 + fraction) * 10_000.0).round() / 10_000.0),
    ];
    row.extend(actor(doc, d.source));
    row.extend(actor(doc, d.target));
    row.extend([
        lead.map_or(Value::Null, |l| Value::Int(l.leads(d.event.evidence.start).into())),
        Value::text(code),
        Value::text(code.get(..3).unwrap_or(code)),
        Value::text(code.get(..2).unwrap_or(code)),
        quad(code).map_or(Value::Null, Value::Int),
        Value::float(d.event.goldstein),
        Value::Int(1),
        Value::Int(1),
        Value::Int(1),
        Value::Null,
    ]);
    row.extend(vec![Value::Null; 16]);
    row.extend(place(doc, d));
    let added = doc.record.published.date.as_deref().and_then(day);
    let added = added.map(|(y, m, d)| (i64::from(y) * 10_000 + i64::from(m) * 100 + i64::from(d)) * 1_000_000);
    row.push(added.map_or(Value::Null, Value::Int));
    let source = &doc.record.source;
    row.push(match (&source.url, &source.outlet) {
        (Some(url), _) => Value::text(url),
        (None, Some(outlet)) => Value::Text(Cow::Owned(format!("{outlet}: {}", doc.record.id))),
        (None, None) => Value::text(&doc.record.id),
    });
    Some(row)
}

fn place<'v>(doc: &'v Doc<'v>, d: &'v Dyad<'v>) -> Vec<Value<'v>> {
    let Some(place) = d.place else { return vec![Value::Null; 8] };
    let at = position(place);
    let state = place.code.as_deref().and_then(|c| doc.codes.state(c));
    let kind = state.map(|s| if s.iso2 == "US" { 3 } else { 4 });
    let full = match state {
        Some(s) => Cow::Owned(format!("{}, {}", name(&place.name), s.en)),
        None => Cow::Borrowed(name(&place.name)),
    };
    vec![
        kind.map_or(Value::Null, Value::Int),
        Value::Text(full),
        Value::opt(state.and_then(|s| s.fips(at))),
        Value::Null,
        Value::Null,
        Value::float(at.map(|a| a.0)),
        Value::float(at.map(|a| a.1)),
        Value::Null,
    ]
}
