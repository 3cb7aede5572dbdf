//! POLECAT event table: 40 columns between tabs, with its own headings.

use std::borrow::Cow;

use mahdar_knowledge::codes::Quad;
use mahdar_record::{Actor, ActorKind};

use super::tsv::{Lead, tsv};
use crate::codebook::entries;
use crate::dyad::Dyad;
use crate::export::Notes;
use crate::format::{Shape, Spec, TextUse};
use crate::item::{name, position};
use crate::table::Type::{Day, Float, Int, Text};
use crate::table::{Column, Value};
use crate::tables::Doc;

pub(crate) const SPEC: Spec = Spec {
    name: "polecat",
    about: "POLECAT event table: 40 columns between tabs, one row for each actor and recipient",
    extension: "txt",
    media_type: "text/tab-separated-values; charset=utf-8",
    shape: Shape::File,
    text: TextUse::None,
    codebook: |_| entries("events", COLUMNS),
    start: |start| tsv(start, COLUMNS, true, row),
};

pub(crate) const COLUMNS: &[Column] = &[
    Column("Event ID", Int, "actor, recipient and event: a number of at most 15 digits, the same in every export"),
    Column("Event Date", Day, "day of the event, or of the article where it tells none"),
    Column("Event Type", Text, "PLOVER type"),
    Column("Event Mode", Text, "PLOVER mode"),
    Column("Intensity", Float, "PLOVER's base score of type and mode"),
    Column("Quad Code", Text, "VERBAL COOPERATION, MATERIAL COOPERATION, VERBAL CONFLICT, MATERIAL CONFLICT"),
    Column("Contexts", Text, "PLOVER contexts, ; between them"),
    Column("Actor Name", Text, "who acts, English where known"),
    Column("Actor Country", Text, "state, ISO 3166-1 alpha-3; empty for organisations of states"),
    Column("Actor COW", Int, "number of the Correlates of War"),
    Column("Primary Actor Sector", Text, "PLOVER sector"),
    Column("Actor Sectors", Text, "the same: mahdar gives one"),
    Column("Actor Title", Text, "office in English"),
    Column("Actor Name Raw", Text, "name in the article"),
    Column("Wikipedia Actor ID", Text, "always empty"),
    Column("Recipient Name", Text, "who is acted upon, English where known"),
    Column("Recipient Country", Text, "state, ISO 3166-1 alpha-3; empty for organisations of states"),
    Column("Recipient COW", Int, "number of the Correlates of War"),
    Column("Primary Recipient Sector", Text, "PLOVER sector"),
    Column("Recipient Sectors", Text, "the same: mahdar gives one"),
    Column("Recipient Title", Text, "office in English"),
    Column("Recipient Name Raw", Text, "name in the article"),
    Column("Wikipedia Recipient ID", Text, "always empty"),
    Column("Placename", Text, "place, English where known"),
    Column("City", Text, "always empty: the record does not tell cities from other places"),
    Column("District", Text, "always empty"),
    Column("Province", Text, "always empty"),
    Column("Country", Text, "the place's state, ISO 3166-1 alpha-3"),
    Column("Latitude", Float, "degrees north"),
    Column("Longitude", Float, "degrees east"),
    Column("GeoNames ID", Int, "always empty"),
    Column("Raw Placename", Text, "place in the article"),
    Column("Feature Type", Text, "always empty"),
    Column("Source", Text, "outlet"),
    Column("Publication Date", Day, "the article's day"),
    Column("Story People", Text, "persons in the article, ; between them"),
    Column("Story Organizations", Text, "organisations and groups in the article, ; between them"),
    Column("Story Locations", Text, "places in the article, ; between them"),
    Column("Language", Text, "BCP 47 tag of the article's language"),
    Column("Version", Text, "version of the record"),
];

fn actor<'v>(doc: &'v Doc<'v>, actor: Option<&'v Actor>) -> [Value<'v>; 8] {
    const NOBODY: Value<'static> = Value::Null;
    let Some(actor) = actor else { return [NOBODY; 8] };
    let country = actor.code.as_deref().and_then(|c| doc.codes.country(c));
    let cow = country.and_then(|c| doc.codes.state(c)).and_then(|s| s.cow);
    [
        Value::text(name(&actor.name)),
        Value::opt(country),
        Value::int(cow.map(u32::from)),
        Value::opt(actor.sector.as_deref()),
        Value::opt(actor.sector.as_deref()),
        Value::opt(actor.office.as_deref().and_then(|o| doc.codes.office(o))),
        Value::text(&actor.name.ar),
        Value::Null,
    ]
}

fn list<'v>(names: impl Iterator<Item = &'v str>) -> Value<'v> {
    let names: Vec<Cow<'v, str>> =
        names.map(|n| if n.contains(';') { Cow::Owned(n.replace(';', ",")) } else { Cow::Borrowed(n) }).collect();
    if names.is_empty() { Value::Null } else { Value::Text(Cow::Owned(names.join(";"))) }
}

fn row<'v>(doc: &'v Doc<'v>, d: &'v Dyad<'v>, _: Option<&Lead>, notes: &mut Notes) -> Option<Vec<Value<'v>>> {
    let Some(date) = d.date else {
        notes.add("events whose day is not known, nor the article's");
        return None;
    };
    let (r, e) = (doc.record, d.event);
    let people = r.actors.iter().filter(|a| a.kind == ActorKind::Person).map(|a| name(&a.name));
    let bodies = r.actors.iter().filter(|a| matches!(a.kind, ActorKind::Organization | ActorKind::Group)).map(|a| name(&a.name));
    let quad = |q: Quad| Value::Text(Cow::Owned(q.name().to_uppercase().replace('_', " ")));
    let at = d.place.and_then(position);
    let mut row = vec![
        Value::Int(i64::try_from(d.id).unwrap_or_default()),
        Value::text(date),
        Value::text(&e.kind),
        Value::opt(e.mode.as_deref()),
        Value::float(doc.codes.score(&e.kind, e.mode.as_deref())),
        doc.codes.quad(&e.kind).map_or(Value::Null, quad),
        list(e.contexts.iter().map(String::as_str)),
    ];
    row.extend(actor(doc, d.source));
    row.extend(actor(doc, d.target));
    row.extend([
        Value::opt(d.place.map(|p| name(&p.name))),
        Value::Null,
        Value::Null,
        Value::Null,
        Value::opt(d.place.and_then(|p| p.code.as_deref())),
        Value::float(at.map(|a| a.0)),
        Value::float(at.map(|a| a.1)),
        Value::Null,
        Value::opt(d.place.map(|p| p.name.ar.as_str())),
        Value::Null,
        Value::opt(r.source.outlet.as_deref()),
        Value::opt(r.published.date.as_deref()),
        list(people),
        list(bodies),
        list(r.places.iter().map(|p| name(&p.name))),
        Value::text(&r.language),
        Value::text(&r.schema),
    ]);
    Some(row)
}
