//! FollowTheMoney entities, a JSON object a line: who there is, which offices they hold, what took place, which article tells it.
//!
//! Articles and events are written as they come. Persons, bodies, positions and who holds them are said by many articles: they
//! are held and written once, at the end, with all their names.

use std::collections::{BTreeMap, HashSet};
use std::io::{BufWriter, Write};

use mahdar_knowledge::codes::Codes;
use mahdar_record::{Actor, ActorKind};
use serde_json::json;

use super::jsonl::line;
use crate::codebook::no_tables;
use crate::error::ExportError;
use crate::export::{Exporter, Notes, Start};
use crate::format::{Shape, Spec, TextUse};
use crate::ids::{digest, event_id, hex, number};
use crate::item::{Item, name};
use crate::tables::{Doc, label};

pub(crate) const SPEC: Spec = Spec {
    name: "ftm",
    about: "FollowTheMoney entities: persons, public bodies, organisations, positions, events, articles",
    extension: "ftm.json",
    media_type: "application/json+ftm",
    shape: Shape::File,
    text: TextUse::None,
    codebook: no_tables,
    start,
};

fn start<'w>(start: Start<'w>) -> Result<Box<dyn Exporter + 'w>, ExportError> {
    let codes = start.codes;
    Ok(Box::new(Ftm { codes, out: BufWriter::new(start.stream()?), written: HashSet::new(), held: BTreeMap::new() }))
}

struct Ftm<'w, W: Write> {
    codes: &'w Codes,
    out: BufWriter<W>,
    /// Articles and events written, by their ids: an article may come again.
    written: HashSet<u64>,
    held: BTreeMap<String, Entity>,
}

/// An entity in the making.
struct Entity {
    id: String,
    schema: &'static str,
    properties: BTreeMap<&'static str, Vec<String>>,
}

impl Entity {
    fn new(schema: &'static str, parts: &[&str]) -> Self {
        Self { id: id(parts), schema, properties: BTreeMap::new() }
    }

    /// Adds what is there to a property.
    fn with<S: Into<String>>(mut self, property: &'static str, values: impl IntoIterator<Item = S>) -> Self {
        for value in values {
            self.add(property, value.into());
        }
        self
    }

    fn add(&mut self, property: &'static str, value: String) {
        let value = if property == "name" { plain(&value) } else { value };
        if value.trim().is_empty() {
            return;
        }
        let all = self.properties.entry(property).or_default();
        if !all.contains(&value) {
            all.push(value);
        }
    }

    /// Adds what another says of the same. Of days the first and the last are kept, of proofs the first.
    fn merge(&mut self, other: Entity) {
        for (property, values) in other.properties {
            if property == "proof" && self.properties.contains_key(property) {
                continue;
            }
            for value in values {
                self.add(property, value);
            }
        }
        if let Some(days) = self.properties.get_mut("date") {
            days.sort();
            if days.len() > 2 {
                days.drain(1..days.len() - 1);
            }
        }
    }

    fn write(&self, out: &mut impl Write) -> Result<(), ExportError> {
        line(out, &json!({"id": self.id, "schema": self.schema, "properties": self.properties}))
    }
}

/// A name without marks that nobody sees, its words one space apart: as FollowTheMoney compares names.
fn plain(name: &str) -> String {
    let unseen = |c: char| matches!(c, '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}');
    let words = name.split(|c: char| c.is_whitespace() || c.is_control());
    words.map(|w| w.replace(unseen, "")).filter(|w| !w.is_empty()).collect::<Vec<_>>().join(" ")
}

/// The same for the same parts, in every export.
fn id(parts: &[&str]) -> String {
    format!("mahdar-{}", hex(&digest(parts.iter().copied())[..12]))
}

/// FollowTheMoney's code of a state: ISO 3166-1 alpha-2 in small letters.
fn country(codes: &Codes, code: Option<&str>) -> Option<String> {
    let state = codes.state(codes.country(code?)?)?;
    Some(state.iso2.to_lowercase()).filter(|c| !c.is_empty())
}

fn is_address(url: &&String) -> bool {
    url.starts_with("https://") || url.starts_with("http://")
}

impl<W: Write> Ftm<'_, W> {
    /// Writes what only one article says.
    fn write(&mut self, e: Entity) -> Result<String, ExportError> {
        if self.written.insert(number(&digest([e.id.as_str()]))) {
            e.write(&mut self.out)?;
        }
        Ok(e.id)
    }

    /// Keeps what many articles say.
    fn hold(&mut self, e: Entity) -> String {
        let id = e.id.clone();
        match self.held.get_mut(&id) {
            Some(held) => held.merge(e),
            None => drop(self.held.insert(id.clone(), e)),
        }
        id
    }

    /// The body that a code stands for.
    fn body<'a>(&mut self, code: &str, names: impl IntoIterator<Item = &'a str>) -> String {
        let state = self.codes.state(code).is_some();
        let body = Entity::new(if state { "PublicBody" } else { "Organization" }, &["body", code])
            .with("name", [self.codes.name(code).unwrap_or(code)])
            .with("name", names)
            .with("country", country(self.codes, Some(code)));
        self.hold(body)
    }

    /// An actor and the office it holds; nothing for parties without a name.
    fn actor(&mut self, actor: &Actor, day: Option<&str>, proof: &str) -> Option<String> {
        let code = actor.code.as_deref();
        let names = || actor.name.en.iter().chain([&actor.name.ar]).map(String::as_str);
        match (actor.kind, code) {
            (ActorKind::Agent | ActorKind::Unnamed, _) => None,
            (ActorKind::Person, _) => {
                let office = actor.office.as_deref().filter(|o| *o != "none");
                let title = office.and_then(|o| self.codes.office(o));
                let person = Entity::new("Person", &["person", name(&actor.name), code.unwrap_or("")])
                    .with("name", names())
                    .with("country", country(self.codes, code))
                    .with("position", title);
                let person = self.hold(person);
                if let Some(code) = code {
                    self.office(&person, code, office.zip(title), day, proof);
                }
                Some(person)
            }
            (_, Some(code)) => Some(self.body(code, names())),
            (kind, None) => {
                let schema = if kind == ActorKind::Polity { "PublicBody" } else { "Organization" };
                Some(self.hold(Entity::new(schema, &["named", name(&actor.name)]).with("name", names())))
            }
        }
    }

    /// That a person holds an office, or is of an organisation or group.
    fn office(&mut self, person: &str, code: &str, office: Option<(&str, &str)>, day: Option<&str>, proof: &str) {
        let body = self.codes.state(code).is_none().then(|| self.body(code, []));
        if let Some((office, title)) = office {
            let of = self.codes.name(code).unwrap_or(code);
            let post = Entity::new("Position", &["position", office, code])
                .with("name", [format!("{title}, {of}")])
                .with("country", country(self.codes, Some(code)))
                .with("organization", body.clone());
            let post = self.hold(post);
            let holds = Entity::new("Occupancy", &["occupancy", person, &post])
                .with("holder", [person])
                .with("post", [post.as_str()])
                .with("date", day)
                .with("proof", [proof]);
            self.hold(holds);
        }
        if let Some(body) = body {
            let member = Entity::new("Membership", &["membership", person, &body])
                .with("member", [person])
                .with("organization", [body.as_str()])
                .with("date", day)
                .with("proof", [proof]);
            self.hold(member);
        }
    }
}

impl<W: Write> Exporter for Ftm<'_, W> {
    fn add(&mut self, item: &Item<'_>, notes: &mut Notes) -> Result<(), ExportError> {
        let doc = Doc::new(item, self.codes);
        let r = item.record;
        let url = r.source.url.as_ref().filter(is_address);
        let article = Entity::new("Article", &["article", &doc.key])
            .with("title", &r.title)
            .with("name", [r.title.as_ref().unwrap_or(&r.id)])
            .with("publisher", &r.source.outlet)
            .with("publishedAt", &r.published.date)
            .with("sourceUrl", url)
            .with("language", (r.language == "ar").then_some("ara"));
        let article = self.write(article)?;
        let day = r.published.date.as_deref();
        let mut ids = Vec::new();
        for a in &r.actors {
            let id = self.actor(a, day, &article);
            if id.is_none() {
                notes.add("parties and sources without a name");
            }
            ids.push((a.id.as_str(), id));
        }
        let of = |of: &[String]| -> Vec<String> {
            let known = ids.iter().filter(|(a, _)| of.iter().any(|id| id == a));
            known.filter_map(|(_, id)| id.clone()).collect()
        };
        let names = |of: &[String]| doc.cast.actors(of).map(|a| name(&a.name)).collect::<Vec<_>>().join(", ");
        for e in &r.encounters {
            let place = doc.cast.place(e.place.as_deref());
            let event = Entity::new("Event", &["encounter", &doc.key, &e.id])
                .with("name", [format!("{}: {}", e.kind, names(&e.participants))])
                .with("date", e.date.as_ref().and_then(|d| d.value.as_deref()))
                .with("keywords", [e.kind.clone(), label(&e.status)])
                .with("involved", of(&e.participants))
                .with("location", place.map(|p| name(&p.name)))
                .with("country", country(self.codes, place.and_then(|p| p.code.as_deref())))
                .with("description", e.evidence.iter().map(|s| s.text.as_str()))
                .with("publisher", &r.source.outlet)
                .with("sourceUrl", url)
                .with("proof", [article.as_str()]);
            self.write(event)?;
        }
        for e in &r.events {
            let place = doc.cast.place(e.place.as_deref());
            let kind = e.mode.as_ref().map_or(e.kind.clone(), |m| format!("{}/{m}", e.kind));
            let number = event_id(&doc.key, e, &doc.cast).to_string();
            let event = Entity::new("Event", &["event", &number])
                .with("name", [format!("{kind}: {} → {}", names(&e.source), names(&e.target))])
                .with("date", &e.date)
                .with("keywords", [Some(kind), e.cameo.as_ref().map(|c| format!("CAMEO {c}"))].into_iter().flatten())
                .with("organizer", of(&e.source))
                .with("involved", of(&e.target))
                .with("location", place.map(|p| name(&p.name)))
                .with("country", country(self.codes, place.and_then(|p| p.code.as_deref())))
                .with("description", [e.evidence.text.as_str()])
                .with("recordId", [number.as_str()])
                .with("publisher", &r.source.outlet)
                .with("sourceUrl", url)
                .with("proof", [article.as_str()]);
            self.write(event)?;
        }
        Ok(())
    }

    fn finish(mut self: Box<Self>, _: &mut Notes) -> Result<(), ExportError> {
        for entity in self.held.values() {
            entity.write(&mut self.out)?;
        }
        Ok(self.out.flush()?)
    }
}
