//! FollowTheMoney, the form of OpenSanctions: entities that refer to each other, or hold each other.

use super::person::{Name, Organisation, Person, Post, Term, clean, is_arabic, is_latin, post, term};
use super::tables::Tables;
use super::write::Writer;
use super::{ImportError, Skip, each_line};
use hashbrown::HashMap;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::path::Path;
use std::rc::Rc;

#[derive(Deserialize)]
struct Entity {
    id: String,
    schema: String,
    #[serde(default)]
    caption: String,
    properties: BTreeMap<String, Vec<Value>>,
}

/// A property is a text, or an entity that stands in its place.
#[derive(Deserialize)]
#[serde(untagged)]
enum Value {
    Text(String),
    Entity(Box<Entity>),
}

/// What every entity has: enough to see whether a file is sound.
#[derive(Deserialize)]
struct Head {
    #[serde(rename = "id")]
    _id: serde::de::IgnoredAny,
    #[serde(rename = "schema")]
    _schema: String,
    #[serde(rename = "properties")]
    _properties: HashMap<String, serde::de::IgnoredAny>,
}

impl Entity {
    fn texts<'a>(&'a self, property: &str) -> impl Iterator<Item = &'a str> + Clone + use<'a> {
        self.properties.get(property).into_iter().flatten().map(|v| match v {
            Value::Text(t) => t.as_str(),
            Value::Entity(e) => e.id.as_str(),
        })
    }

    fn text(&self, property: &str) -> &str {
        self.texts(property).next().unwrap_or("")
    }

    /// The entity and all it holds, each with the id of the one that holds it.
    fn visit<'a>(&'a self, holder: &'a str, take: &mut dyn FnMut(&'a Entity, &'a str)) {
        take(self, holder);
        for v in self.properties.values().flatten() {
            if let Value::Entity(e) = v {
                e.visit(&self.id, take);
            }
        }
    }

    fn codes(&self, tables: &Tables, properties: &[&str]) -> Vec<String> {
        let mut out: Vec<String> = Vec::new();
        for country in properties.iter().flat_map(|p| self.texts(p)) {
            if let Some(code) = tables.country(country)
                && !out.iter().any(|c| c == code)
            {
                out.push(code.to_owned());
            }
        }
        out
    }

    fn names(&self) -> (String, Vec<Name>) {
        let mut arabic: Vec<Name> = Vec::new();
        for (property, weak) in [("name", false), ("alias", false), ("weakAlias", true)] {
            for text in self.texts(property).map(clean).filter(|t| is_arabic(t)) {
                if !arabic.iter().any(|n| n.text == text) {
                    arabic.push(Name { text, weak });
                }
            }
        }
        let latin = std::iter::once(self.caption.as_str()).chain(self.texts("name")).chain(self.texts("alias"));
        (latin.map(clean).find(|t| is_latin(t)).unwrap_or_default(), arabic)
    }
}

/// What is in the files goes to the writer.
pub(super) fn import(paths: &[&Path], tables: &Tables, to: &mut Writer) -> Result<(), ImportError> {
    let mut posts: HashMap<String, Option<Rc<Post>>> = HashMap::new();
    each_line(paths, |line| {
        if !line.json.contains("\"Position\"") {
            return line.read::<Head>().map(|_| ());
        }
        line.read::<Entity>()?.visit("", &mut |e, _| {
            if e.schema == "Position" && !posts.contains_key(&e.id) {
                let found = position(e, tables, to);
                if found.is_none() {
                    to.report.skip(Skip::NoOffice);
                }
                posts.insert(e.id.clone(), found);
            }
        });
        Ok(())
    })?;
    let mut terms: HashMap<String, Vec<Term>> = HashMap::new();
    each_line(paths, |line| {
        if line.json.contains("\"Occupancy\"") {
            line.read::<Entity>()?.visit("", &mut |e, holder| {
                if e.schema == "Occupancy" {
                    occupancy(e, holder, &posts, &mut terms, to);
                }
            });
        }
        Ok(())
    })?;
    let wanted = ["\"Person\"", "\"Organization\"", "\"PublicBody\""];
    each_line(paths, |line| {
        if !wanted.iter().any(|w| line.json.contains(w)) {
            return Ok(());
        }
        let entity = line.read::<Entity>()?;
        match entity.schema.as_str() {
            "Person" => person(&entity, terms.remove(&entity.id).unwrap_or_default(), tables, to),
            "Organization" | "PublicBody" => organisation(&entity, tables, to),
            _ => Ok(()),
        }
    })
}

fn position(e: &Entity, tables: &Tables, to: &Writer) -> Option<Rc<Post>> {
    let titles: Vec<&str> = std::iter::once(e.caption.as_str()).chain(e.texts("name")).filter(|t| !t.is_empty()).collect();
    let (title, also) = titles.split_first()?;
    let country = e.codes(tables, &["country"]).into_iter().next();
    let code = to.known.body_in(title).or(country).unwrap_or_default();
    post(tables, title, also, code)
}

fn occupancy(
    e: &Entity,
    within: &str,
    posts: &HashMap<String, Option<Rc<Post>>>,
    terms: &mut HashMap<String, Vec<Term>>,
    to: &mut Writer,
) {
    let holder = Some(e.text("holder")).filter(|h| !h.is_empty()).unwrap_or(within);
    let Some(Some(post)) = posts.get(e.text("post")) else {
        if !posts.contains_key(e.text("post")) {
            to.report.skip(Skip::NoPosition);
        }
        return;
    };
    let either = |a: &str, b: &str| Some(e.text(a)).filter(|t| !t.is_empty()).unwrap_or(e.text(b)).to_owned();
    let over = matches!(e.text("status"), "ended");
    match term(post, &either("startDate", "periodStart"), &either("endDate", "periodEnd"), over) {
        Ok(t) => terms.entry_ref(holder).or_default().push(t),
        Err(why) => to.report.skip(why),
    }
}

fn person(e: &Entity, terms: Vec<Term>, tables: &Tables, to: &mut Writer) -> Result<(), ImportError> {
    let (en, arabic) = e.names();
    let is_q = |id: &str| id.strip_prefix('Q').is_some_and(|n| !n.is_empty() && n.bytes().all(|b| b.is_ascii_digit()));
    let wikidata = std::iter::once(e.id.as_str()).chain(e.texts("wikidataId")).find(|q| is_q(q)).unwrap_or("").to_owned();
    let codes = e.codes(tables, &["citizenship", "nationality", "country"]);
    to.person(Person { wikidata, en, arabic, codes, terms })
}

fn organisation(e: &Entity, tables: &Tables, to: &mut Writer) -> Result<(), ImportError> {
    let topics: Vec<&str> = std::iter::once(e.schema.as_str()).chain(e.texts("topics")).collect();
    let Some(kind) = tables.kind(&topics) else {
        to.report.skip(Skip::NoKind);
        return Ok(());
    };
    let (en, arabic) = e.names();
    let code = e.codes(tables, &["country", "jurisdiction", "mainCountry"]).into_iter().next().unwrap_or_default();
    to.organisation(Organisation { en, arabic, code, of_states: kind.of_states, sector: kind.sector.clone() })
}
