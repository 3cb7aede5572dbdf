//! W3C Web Annotation (JSON-LD): every span of a record as an annotation of its article, by position and by quotation.

use std::io::{BufWriter, Write};

use mahdar_record::Span;
use serde_json::{Value, json};

use super::jsonl::json as write_json;
use crate::codebook::no_tables;
use crate::error::ExportError;
use crate::export::{Exporter, Notes};
use crate::format::{Shape, Spec, TextUse};
use crate::item::{Cast, Item, name};
use crate::tables::label;
use crate::text::Points;

pub(crate) const SPEC: Spec = Spec {
    name: "web-annotation",
    about: "W3C Web Annotation (JSON-LD) of mentions, encounters, statements, commitments and events",
    extension: "jsonld",
    media_type: "application/ld+json; profile=\"http://www.w3.org/ns/anno.jsonld\"",
    shape: Shape::File,
    text: TextUse::Helps,
    codebook: no_tables,
    start: |start| {
        let mut out = BufWriter::new(start.stream()?);
        out.write_all(b"{\"@context\":\"http://www.w3.org/ns/anno.jsonld\",\"type\":\"AnnotationPage\",\"items\":[")?;
        Ok(Box::new(Annotations { out, first: true }))
    },
};

/// Code points of what stands before and after the words.
const AROUND: usize = 32;

struct Annotations<W: Write> {
    out: BufWriter<W>,
    first: bool,
}

/// An article that is annotated.
struct Page<'a> {
    key: String,
    source: Value,
    points: Option<Points<'a>>,
}

fn describing(text: impl Into<String>) -> Value {
    json!({"type": "TextualBody", "purpose": "describing", "format": "text/plain", "value": text.into()})
}

fn tag(text: impl Into<String>) -> Value {
    json!({"type": "TextualBody", "purpose": "tagging", "format": "text/plain", "value": text.into()})
}

impl Page<'_> {
    fn selectors(&self, s: &Span) -> Value {
        let mut quote = json!({"type": "TextQuoteSelector", "exact": s.text});
        if let Some(p) = &self.points {
            let (start, end) = (s.start as usize, s.end as usize);
            quote["prefix"] = p.slice(start.saturating_sub(AROUND), start).into();
            quote["suffix"] = p.slice(end, (end + AROUND).min(p.len())).into();
        }
        json!([{"type": "TextPositionSelector", "start": s.start, "end": s.end}, quote])
    }
}

impl<W: Write> Annotations<W> {
    /// An annotation of some spans; of none there is none. An empty span cannot be selected and is passed over.
    fn annotate(
        &mut self,
        page: &Page<'_>,
        id: &str,
        motivation: &str,
        bodies: Vec<Value>,
        spans: &[&Span],
    ) -> Result<(), ExportError> {
        let target = |s: &&&Span| json!({"type": "SpecificResource", "source": page.source, "selector": page.selectors(s)});
        let targets: Vec<Value> = spans.iter().filter(|s| s.end > s.start).map(|s| target(&s)).collect();
        if targets.is_empty() {
            return Ok(());
        }
        let id = format!("urn:mahdar:{}:{}", page.key, urn(id));
        let annotation = json!({"id": id, "type": "Annotation", "motivation": motivation, "body": bodies, "target": targets});
        self.out.write_all(if self.first { b"\n" } else { b",\n" })?;
        self.first = false;
        write_json(&mut self.out, &annotation)
    }
}

/// An id as a part of a URN: all but letters, digits and hyphens of ASCII by percent.
fn urn(id: &str) -> String {
    id.bytes()
        .map(|b| if b.is_ascii_alphanumeric() || b == b'-' { char::from(b).to_string() } else { format!("%{b:02X}") })
        .collect()
}

impl<W: Write> Exporter for Annotations<W> {
    fn add(&mut self, item: &Item<'_>, _: &mut Notes) -> Result<(), ExportError> {
        let r = item.record;
        let cast = Cast::new(r);
        let key = crate::article_key(r);
        let source = r.source.url.clone().unwrap_or_else(|| format!("urn:mahdar:{key}"));
        let page = Page { key, source: source.into(), points: item.text.map(Points::new) };
        let names = |ids| cast.actors(ids).map(|a| name(&a.name)).collect::<Vec<_>>().join("; ");
        for a in &r.actors {
            let bodies = vec![
                tag(label(&a.kind)),
                json!({"type": "TextualBody", "purpose": "identifying", "format": "text/plain", "value": name(&a.name)}),
            ];
            let code = a.code.iter().map(|c| tag(c.as_str()));
            let bodies = bodies.into_iter().chain(code).collect();
            self.annotate(&page, &a.id, "identifying", bodies, &a.mentions.iter().map(|m| &m.span).collect::<Vec<_>>())?;
        }
        let places = r.places.iter().map(|p| (&p.id, "place".to_owned(), &p.name, &p.mentions));
        let frameworks = r.frameworks.iter().map(|f| (&f.id, f.kind.clone(), &f.name, &f.mentions));
        for (id, kind, n, mentions) in places.chain(frameworks) {
            let identity = json!({"type": "TextualBody", "purpose": "identifying", "format": "text/plain", "value": name(n)});
            self.annotate(&page, id, "identifying", vec![tag(kind), identity], &mentions.iter().collect::<Vec<_>>())?;
        }
        for e in &r.encounters {
            let bodies = vec![tag("encounter"), tag(&e.kind), tag(label(&e.status)), describing(names(&e.participants))];
            self.annotate(&page, &e.id, "classifying", bodies, &e.evidence.iter().collect::<Vec<_>>())?;
        }
        for s in &r.statements {
            let bodies = vec![tag("statement"), tag(label(&s.mode)), describing(names(&s.speakers))];
            self.annotate(&page, &s.id, "describing", bodies, &[&s.content])?;
            self.annotate(&page, &format!("{}-cue", s.id), "describing", vec![tag("reporting words")], &[&s.cue])?;
        }
        for c in &r.commitments {
            let parties = format!("{} → {}", names(&c.actors), names(&c.toward));
            let bodies = [tag("commitment"), tag(&c.strength), describing(parties)].into_iter();
            let bodies = bodies.chain(c.sectors.iter().map(tag)).collect();
            self.annotate(&page, &c.id, "classifying", bodies, &[&c.item])?;
        }
        for v in &r.events {
            let kind = v.mode.as_ref().map_or(v.kind.clone(), |m| format!("{}/{m}", v.kind));
            let parties = format!("{} → {}", names(&v.source), names(&v.target));
            let bodies = [tag("event"), tag(kind), describing(parties)].into_iter();
            let bodies = bodies.chain(v.cameo.iter().map(|c| tag(format!("CAMEO {c}")))).collect();
            self.annotate(&page, &v.id, "classifying", bodies, &[&v.evidence])?;
        }
        Ok(())
    }

    fn finish(mut self: Box<Self>, _: &mut Notes) -> Result<(), ExportError> {
        self.out.write_all(b"\n]}\n")?;
        Ok(self.out.flush()?)
    }
}
