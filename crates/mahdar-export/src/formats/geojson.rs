//! GeoJSON (RFC 7946): encounters and events where they took place.

use std::io::{BufWriter, Write};

use mahdar_knowledge::codes::Codes;
use mahdar_record::Place;
use serde_json::{Value, json};

use super::jsonl::json as write_json;
use crate::codebook::no_tables;
use crate::error::ExportError;
use crate::export::{Exporter, Notes, Start};
use crate::format::{Shape, Spec, TextUse};
use crate::ids::event_id;
use crate::item::{Item, name, position};
use crate::tables::{Doc, label};

pub(crate) const SPEC: Spec = Spec {
    name: "geojson",
    about: "GeoJSON points: encounters and events at places whose position is known",
    extension: "geojson",
    media_type: "application/geo+json",
    shape: Shape::File,
    text: TextUse::None,
    codebook: no_tables,
    start,
};

fn start<'w>(start: Start<'w>) -> Result<Box<dyn Exporter + 'w>, ExportError> {
    let codes = start.codes;
    let mut out = BufWriter::new(start.stream()?);
    out.write_all(b"{\"type\":\"FeatureCollection\",\"features\":[")?;
    Ok(Box::new(Geo { codes, out, first: true }))
}

struct Geo<'w, W: Write> {
    codes: &'w Codes,
    out: BufWriter<W>,
    first: bool,
}

impl<W: Write> Geo<'_, W> {
    fn feature(&mut self, id: String, place: &Place, doc: &Doc<'_>, own: Value) -> Result<bool, ExportError> {
        let Some((lat, lon)) = position(place) else { return Ok(false) };
        let r = doc.record;
        let mut properties = json!({
            "article_key": doc.key, "article": r.id, "published": r.published.date, "outlet": r.source.outlet,
            "url": r.source.url, "place": name(&place.name), "place_ar": place.name.ar, "country": place.code,
        });
        if let (Some(all), Value::Object(own)) = (properties.as_object_mut(), own) {
            all.extend(own);
        }
        let geometry = json!({"type": "Point", "coordinates": [lon, lat]});
        let feature = json!({"type": "Feature", "id": id, "geometry": geometry, "properties": properties});
        self.out.write_all(if self.first { b"\n" } else { b",\n" })?;
        self.first = false;
        write_json(&mut self.out, &feature)?;
        Ok(true)
    }
}

impl<W: Write> Exporter for Geo<'_, W> {
    fn add(&mut self, item: &Item<'_>, notes: &mut Notes) -> Result<(), ExportError> {
        let doc = Doc::new(item, self.codes);
        let names = |ids| -> Vec<&str> { doc.cast.actors(ids).map(|a| name(&a.name)).collect() };
        let codes = |ids| -> Vec<Option<&str>> { doc.cast.actors(ids).map(|a| a.code.as_deref()).collect() };
        for e in &item.record.encounters {
            let Some(place) = doc.cast.place(e.place.as_deref()) else {
                notes.add("encounters without a place");
                continue;
            };
            let own = json!({
                "what": "encounter", "kind": e.kind, "status": label(&e.status), "date": e.date.as_ref().and_then(|d| d.value.clone()),
                "participants": names(&e.participants), "participant_codes": codes(&e.participants), "rule": e.rule,
                "evidence": e.evidence.first().map(|s| s.text.as_str()),
            });
            if !self.feature(format!("{}:{}", doc.key, e.id), place, &doc, own)? {
                notes.add("encounters at places without a position");
            }
        }
        for e in &item.record.events {
            let Some(place) = doc.cast.place(e.place.as_deref()) else {
                notes.add("events without a place");
                continue;
            };
            let own = json!({
                "what": "event", "kind": e.kind, "mode": e.mode, "cameo": e.cameo, "goldstein": e.goldstein, "date": e.date,
                "source": names(&e.source), "source_codes": codes(&e.source), "target": names(&e.target),
                "target_codes": codes(&e.target), "rule": e.rule, "evidence": e.evidence.text,
            });
            if !self.feature(event_id(&doc.key, e, &doc.cast).to_string(), place, &doc, own)? {
                notes.add("events at places without a position");
            }
        }
        Ok(())
    }

    fn finish(mut self: Box<Self>, _: &mut Notes) -> Result<(), ExportError> {
        self.out.write_all(b"\n]}\n")?;
        Ok(self.out.flush()?)
    }
}
