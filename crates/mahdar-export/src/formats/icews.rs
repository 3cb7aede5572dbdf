//! ICEWS event table: 20 columns between tabs, with its own headings.

use mahdar_record::Actor;

use super::tsv::{Lead, tsv};
use crate::codebook::entries;
use crate::dyad::Dyad;
use crate::export::Notes;
use crate::format::{Shape, Spec, TextUse};
use crate::ids::{digest, number};
use crate::item::{name, position};
use crate::table::Type::{Day, Float, Int, Text};
use crate::table::{Column, Value};
use crate::tables::Doc;

pub(crate) const SPEC: Spec = Spec {
    name: "icews",
    about: "ICEWS event table: 20 columns between tabs, one row for each source and target",
    extension: "tab",
    media_type: "text/tab-separated-values; charset=utf-8",
    shape: Shape::File,
    text: TextUse::Helps,
    codebook: |_| entries("events", COLUMNS),
    start: |start| tsv(start, COLUMNS, true, row),
};

pub(crate) const COLUMNS: &[Column] = &[
    Column("Event ID", Int, "source, target and event: a number of at most 15 digits, the same in every export"),
    Column("Event Date", Day, "day of the event, or of the article where it tells none"),
    Column("Source Name", Text, "who acts, English where known"),
    Column("Source Sectors", Text, "PLOVER sector in English"),
    Column("Source Country", Text, "English name of the state; empty for organisations of states"),
    Column("Event Text", Text, "name of the CAMEO code"),
    Column("CAMEO Code", Text, "CAMEO event code; text, since codes begin with 0"),
    Column("Intensity", Float, "Goldstein value of the code"),
    Column("Target Name", Text, "who is acted upon, English where known"),
    Column("Target Sectors", Text, "PLOVER sector in English"),
    Column("Target Country", Text, "English name of the state; empty for organisations of states"),
    Column("Story ID", Int, "the article: a number of at most 15 digits, the same in every export"),
    Column("Sentence Number", Int, "sentence that tells it, from 1; empty without the articles' texts"),
    Column("Publisher", Text, "outlet"),
    Column("City", Text, "place, English where known"),
    Column("District", Text, "always empty"),
    Column("Province", Text, "always empty"),
    Column("Country", Text, "English name of the place's state"),
    Column("Latitude", Float, "degrees north"),
    Column("Longitude", Float, "degrees east"),
];

fn actor<'v>(doc: &'v Doc<'v>, actor: Option<&'v Actor>) -> [Value<'v>; 3] {
    let Some(actor) = actor else { return [Value::Null, Value::Null, Value::Null] };
    let country = actor.code.as_deref().and_then(|c| doc.codes.country(c)).and_then(|c| doc.codes.state(c));
    [
        Value::text(name(&actor.name)),
        Value::opt(actor.sector.as_deref().and_then(|s| doc.codes.sector(s))),
        Value::opt(country.map(|s| s.en.as_str())),
    ]
}

fn row<'v>(doc: &'v Doc<'v>, d: &'v Dyad<'v>, lead: Option<&Lead>, notes: &mut Notes) -> Option<Vec<Value<'v>>> {
    let Some(code) = d.event.cameo.as_deref() else {
        notes.add("events without a CAMEO code");
        return None;
    };
    let Some(date) = d.date else {
        notes.add("events whose day is not known, nor the article's");
        return None;
    };
    let story = number(&digest([doc.key.as_str(), "story"]));
    let sentence = lead.and_then(|l| i64::try_from(l.sentence(d.event.evidence.start)).ok());
    let at = d.place.and_then(position);
    let mut row = vec![Value::Int(i64::try_from(d.id).unwrap_or_default()), Value::text(date)];
    row.extend(actor(doc, d.source));
    row.extend([Value::opt(doc.codes.event(code)), Value::text(code), Value::float(d.event.goldstein)]);
    row.extend(actor(doc, d.target));
    row.extend([
        Value::Int(i64::try_from(story).unwrap_or_default()),
        sentence.map_or(Value::Null, Value::Int),
        Value::opt(doc.record.source.outlet.as_deref()),
        Value::opt(d.place.map(|p| name(&p.name))),
        Value::Null,
        Value::Null,
        Value::opt(d.place.and_then(|p| p.code.as_deref()).and_then(|c| doc.codes.state(c)).map(|s| s.en.as_str())),
        Value::float(at.map(|a| a.0)),
        Value::float(at.map(|a| a.1)),
    ]);
    Some(row)
}
