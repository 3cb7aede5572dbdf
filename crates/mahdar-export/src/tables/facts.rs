//! Encounters, statements, commitments, events.

use std::borrow::Cow;

use mahdar_record::{DateExpr, Place, Span};

use super::{Doc, Push, label};
use crate::error::ExportError;
use crate::ids::event_id;
use crate::item::name;
use crate::table::Type::{Day, Float, Int, List, Text};
use crate::table::{Column, Value};

const KEY: Column = Column("article_key", Text, "the article; joins the tables");
const ARTICLE: Column = Column("article", Text, "the article's id as its source gives it");
const PUBLISHED: Column = Column("published", Day, "the article's day of publication");
const OUTLET: Column = Column("outlet", Text, "who published it");
const URL: Column = Column("url", Text, "the article's address");
const RULE: Column = Column("rule", Text, "the rule that found it, as `mahdar knowledge list-rules` has it");

fn date(d: Option<&DateExpr>) -> [Value<'_>; 5] {
    [
        Value::opt(d.and_then(|d| d.value.as_deref())),
        Value::opt(d.and_then(|d| d.precision.as_deref())),
        Value::int(d.map(|d| d.span.start)),
        Value::int(d.map(|d| d.span.end)),
        Value::opt(d.map(|d| d.span.text.as_str())),
    ]
}

fn span(s: &Span) -> [Value<'_>; 3] {
    [Value::Int(s.start.into()), Value::Int(s.end.into()), Value::text(&s.text)]
}

fn place<'v>(id: Option<&'v str>, p: Option<&'v Place>) -> [Value<'v>; 5] {
    [
        Value::opt(id),
        Value::opt(p.map(|p| name(&p.name))),
        Value::opt(p.and_then(|p| p.code.as_deref())),
        Value::float(p.and_then(|p| p.lat)),
        Value::float(p.and_then(|p| p.lon)),
    ]
}

pub(super) const ENCOUNTERS: &[Column] = &[
    KEY,
    ARTICLE,
    Column("encounter", Text, "id within the article: e1, e2 …"),
    Column("kind", Text, "meeting, call, visit, summit, conference, signing, other"),
    Column("status", Text, "held (or going on), planned"),
    Column("participants", List, "ids of the participants"),
    Column("participant_names", List, "their names, English where known"),
    Column("participant_codes", List, "their codes, empty where there is none"),
    Column("place", Text, "id of the place"),
    Column("place_name", Text, "its name, English where known"),
    Column("place_code", Text, "state it lies in"),
    Column("lat", Float, "degrees north"),
    Column("lon", Float, "degrees east"),
    Column("date", Text, "ISO day, month or year; empty where nothing settles it"),
    Column("date_precision", Text, "day, month, year"),
    Column("date_start", Int, "first code point of the words that tell the date"),
    Column("date_end", Int, "one past their last code point"),
    Column("date_text", Text, "these words"),
    RULE,
    Column("evidence", List, "the words that tell it; their places are in spans"),
    PUBLISHED,
    OUTLET,
    URL,
];

pub(super) fn encounters(doc: &Doc<'_>, push: &mut Push<'_>) -> Result<(), ExportError> {
    for e in &doc.record.encounters {
        let status = label(&e.status);
        let mut row = doc.head();
        row.extend([Value::text(&e.id), Value::text(&e.kind), Value::text(&status)]);
        row.extend(doc.who(&e.participants));
        row.extend(place(e.place.as_deref(), doc.cast.place(e.place.as_deref())));
        row.extend(date(e.date.as_ref()));
        row.extend([Value::text(&e.rule), Value::list(e.evidence.iter().map(|s| s.text.as_str()))]);
        row.extend(doc.tail());
        push(&row)?;
    }
    Ok(())
}

pub(super) const STATEMENTS: &[Column] = &[
    KEY,
    ARTICLE,
    Column("statement", Text, "id within the article: s1, s2 …"),
    Column("speakers", List, "ids of the speakers; empty where nobody can be told"),
    Column("speaker_names", List, "their names, English where known"),
    Column("speaker_codes", List, "their codes, empty where there is none"),
    Column("mode", Text, "direct (inside quotation marks), indirect, mixed"),
    Column("cue_start", Int, "first code point of the reporting words"),
    Column("cue_end", Int, "one past their last code point"),
    Column("cue", Text, "the reporting words"),
    Column("content_start", Int, "first code point of what is attributed"),
    Column("content_end", Int, "one past its last code point"),
    Column("content", Text, "what is attributed, without reporting words and outer quotation marks"),
    Column("encounter", Text, "id of the encounter at which it was said"),
    RULE,
    PUBLISHED,
    OUTLET,
    URL,
];

pub(super) fn statements(doc: &Doc<'_>, push: &mut Push<'_>) -> Result<(), ExportError> {
    for s in &doc.record.statements {
        let mode = label(&s.mode);
        let mut row = doc.head();
        row.push(Value::text(&s.id));
        row.extend(doc.who(&s.speakers));
        row.push(Value::text(&mode));
        row.extend(span(&s.cue));
        row.extend(span(&s.content));
        row.extend([Value::opt(s.encounter.as_deref()), Value::text(&s.rule)]);
        row.extend(doc.tail());
        push(&row)?;
    }
    Ok(())
}

pub(super) const COMMITMENTS: &[Column] = &[
    KEY,
    ARTICLE,
    Column("commitment", Text, "id within the article: c1, c2 …"),
    Column("actors", List, "ids of those who commit themselves"),
    Column("actor_names", List, "their names, English where known"),
    Column("actor_codes", List, "their codes, empty where there is none"),
    Column("toward", List, "ids of those toward whom"),
    Column("toward_names", List, "their names, English where known"),
    Column("toward_codes", List, "their codes, empty where there is none"),
    Column("strength", Text, "agreed, pledged, intends, ready"),
    Column("item_start", Int, "first code point of the action"),
    Column("item_end", Int, "one past its last code point"),
    Column("item", Text, "the action"),
    Column("sectors", List, "fields of policy it names"),
    Column("frameworks", List, "ids of frameworks it names"),
    Column("framework_names", List, "their names, English where known"),
    Column("deadline", Text, "by when: ISO day, month or year"),
    Column("deadline_precision", Text, "day, month, year"),
    Column("deadline_start", Int, "first code point of the words that tell it"),
    Column("deadline_end", Int, "one past their last code point"),
    Column("deadline_text", Text, "these words"),
    Column("statement", Text, "id of the statement it stands in"),
    RULE,
    PUBLISHED,
    OUTLET,
    URL,
];

pub(super) fn commitments(doc: &Doc<'_>, push: &mut Push<'_>) -> Result<(), ExportError> {
    for c in &doc.record.commitments {
        let frameworks = doc.cast.frameworks(&c.frameworks).map(|f| Cow::Borrowed(name(&f.name))).collect();
        let mut row = doc.head();
        row.push(Value::text(&c.id));
        row.extend(doc.who(&c.actors));
        row.extend(doc.who(&c.toward));
        row.push(Value::text(&c.strength));
        row.extend(span(&c.item));
        row.extend([Value::ids(&c.sectors), Value::ids(&c.frameworks), Value::List(frameworks)]);
        row.extend(date(c.deadline.as_ref()));
        row.extend([Value::opt(c.statement.as_deref()), Value::text(&c.rule)]);
        row.extend(doc.tail());
        push(&row)?;
    }
    Ok(())
}

pub(super) const EVENTS: &[Column] = &[
    KEY,
    ARTICLE,
    Column("event", Text, "id within the article: v1, v2 …"),
    Column("event_id", Int, "the event: a number of at most 15 digits, the same in every export"),
    Column("type", Text, "PLOVER type"),
    Column("mode", Text, "PLOVER mode"),
    Column("quad", Text, "verbal_cooperation, material_cooperation, verbal_conflict, material_conflict"),
    Column("contexts", List, "PLOVER contexts"),
    Column("cameo", Text, "CAMEO event code; text, since codes begin with 0"),
    Column("cameo_name", Text, "its name"),
    Column("goldstein", Float, "Goldstein value of that code, -10 to 10"),
    Column("source", List, "ids of those who act"),
    Column("source_names", List, "their names, English where known"),
    Column("source_codes", List, "their codes, empty where there is none"),
    Column("target", List, "ids of those acted upon"),
    Column("target_names", List, "their names, English where known"),
    Column("target_codes", List, "their codes, empty where there is none"),
    Column("date", Day, "day of the event"),
    Column("place", Text, "id of the place"),
    Column("place_name", Text, "its name, English where known"),
    Column("place_code", Text, "state it lies in"),
    Column("lat", Float, "degrees north"),
    Column("lon", Float, "degrees east"),
    Column("statement", Text, "id of the statement that tells it, where somebody other than the article does"),
    RULE,
    Column("evidence_start", Int, "first code point of the words that tell it"),
    Column("evidence_end", Int, "one past their last code point"),
    Column("evidence", Text, "these words"),
    PUBLISHED,
    OUTLET,
    URL,
];

pub(super) fn events(doc: &Doc<'_>, push: &mut Push<'_>) -> Result<(), ExportError> {
    for e in &doc.record.events {
        let id = event_id(&doc.key, e, &doc.cast);
        let mut row = doc.head();
        row.extend([
            Value::text(&e.id),
            Value::Int(i64::try_from(id).unwrap_or_default()),
            Value::text(&e.kind),
            Value::opt(e.mode.as_deref()),
            Value::opt(doc.codes.quad(&e.kind).map(|q| q.name())),
            Value::ids(&e.contexts),
            Value::opt(e.cameo.as_deref()),
            Value::opt(e.cameo.as_deref().and_then(|c| doc.codes.event(c))),
            Value::float(e.goldstein),
        ]);
        row.extend(doc.who(&e.source));
        row.extend(doc.who(&e.target));
        row.push(Value::opt(e.date.as_deref()));
        row.extend(place(e.place.as_deref(), doc.cast.place(e.place.as_deref())));
        row.extend([Value::opt(e.statement.as_deref()), Value::text(&e.rule)]);
        row.extend(span(&e.evidence));
        row.extend(doc.tail());
        push(&row)?;
    }
    Ok(())
}
