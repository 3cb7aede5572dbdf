//! PLOVER records, a JSON object a line: actors of one side stay together.

use std::io::{BufWriter, Write};

use mahdar_knowledge::codes::Codes;
use mahdar_record::Actor;
use serde::Serialize;

use super::jsonl::line;
use crate::codebook::no_tables;
use crate::error::ExportError;
use crate::export::{Exporter, Notes, Start};
use crate::format::{Shape, Spec, TextUse};
use crate::ids::event_id;
use crate::item::{Item, name, position};
use crate::tables::Doc;

pub(crate) const SPEC: Spec = Spec {
    name: "plover",
    about: "PLOVER event records, one JSON object a line",
    extension: "plover.jsonl",
    media_type: "application/x-ndjson",
    shape: Shape::File,
    text: TextUse::None,
    codebook: no_tables,
    start,
};

fn start<'w>(start: Start<'w>) -> Result<Box<dyn Exporter + 'w>, ExportError> {
    let codes = start.codes;
    Ok(Box::new(Plover { codes, out: BufWriter::new(start.stream()?) }))
}

struct Plover<'w, W: Write> {
    codes: &'w Codes,
    out: BufWriter<W>,
}

#[derive(Serialize)]
struct Entity<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    code: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    sector: Option<&'a str>,
    entity_text: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    identifier_text: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    office: Option<&'a str>,
}

impl<'a> Entity<'a> {
    fn new(a: &'a Actor) -> Self {
        Self {
            code: a.code.as_deref(),
            sector: a.sector.as_deref(),
            entity_text: &a.name.ar,
            identifier_text: a.name.en.as_deref(),
            office: a.office.as_deref().filter(|o| *o != "none"),
        }
    }
}

#[derive(Serialize)]
struct Loc<'a> {
    name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    country: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    latitude: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    longitude: Option<f64>,
}

#[derive(Serialize)]
struct TextInfo<'a> {
    article: &'a str,
    article_key: &'a str,
    language: &'a str,
    start: u32,
    end: u32,
}

#[derive(Serialize)]
struct CiteInfo<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    publisher: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    date: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<&'a str>,
}

#[derive(Serialize)]
struct Event<'a> {
    id: String,
    has_event: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    date: Option<&'a str>,
    actor: Vec<Entity<'a>>,
    recipient: Vec<Entity<'a>>,
    event: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    mode: Option<&'a str>,
    context: &'a [String],
    #[serde(skip_serializing_if = "Option::is_none")]
    event_loc: Option<Loc<'a>>,
    event_text: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    quad_code: Option<u8>,
    #[serde(skip_serializing_if = "Option::is_none")]
    event_scale: Option<f64>,
    text_info: TextInfo<'a>,
    cite_info: CiteInfo<'a>,
    coder: &'static str,
    comment: String,
}

impl<W: Write> Exporter for Plover<'_, W> {
    fn add(&mut self, item: &Item<'_>, _: &mut Notes) -> Result<(), ExportError> {
        let doc = Doc::new(item, self.codes);
        let r = item.record;
        for e in &r.events {
            let loc = doc.cast.place(e.place.as_deref()).map(|p| {
                let at = position(p);
                Loc { name: name(&p.name), country: p.code.as_deref(), latitude: at.map(|a| a.0), longitude: at.map(|a| a.1) }
            });
            let (start, end) = (e.evidence.start, e.evidence.end);
            let event = Event {
                id: event_id(&doc.key, e, &doc.cast).to_string(),
                has_event: true,
                date: e.date.as_deref(),
                actor: doc.cast.actors(&e.source).map(Entity::new).collect(),
                recipient: doc.cast.actors(&e.target).map(Entity::new).collect(),
                event: &e.kind,
                mode: e.mode.as_deref(),
                context: &e.contexts,
                event_loc: loc,
                event_text: &e.evidence.text,
                quad_code: self.codes.quad(&e.kind).map(|q| q as u8),
                event_scale: self.codes.score(&e.kind, e.mode.as_deref()),
                text_info: TextInfo { article: &r.id, article_key: &doc.key, language: &r.language, start, end },
                cite_info: CiteInfo {
                    publisher: r.source.outlet.as_deref(),
                    date: r.published.date.as_deref(),
                    title: r.title.as_deref(),
                    url: r.source.url.as_deref(),
                },
                coder: "mahdar",
                comment: format!("rule {}", e.rule),
            };
            line(&mut self.out, &event)?;
        }
        Ok(())
    }

    fn finish(mut self: Box<Self>, _: &mut Notes) -> Result<(), ExportError> {
        Ok(self.out.flush()?)
    }
}
