//! Entities of Wikidata: an array with an entity a line, as dumps have it, or an entity a line.

use super::person::{Name, Person, Post, clean, is_arabic, post, term};
use super::tables::Tables;
use super::write::Writer;
use super::{ImportError, Skip, each_line};
use hashbrown::{HashMap, HashSet};
use serde::Deserialize;
use serde_json::Value;
use std::path::Path;
use std::rc::Rc;

#[derive(Deserialize)]
struct Entity {
    id: String,
    labels: Texts<Text>,
    #[serde(default)]
    aliases: Texts<Vec<Text>>,
    claims: Claims,
}

/// By language or property; an empty object is written as an empty array.
#[derive(Deserialize)]
#[serde(untagged)]
enum Texts<T> {
    Some(HashMap<String, T>),
    None([(); 0]),
}

type Claims = Texts<Vec<Value>>;

impl<T> Default for Texts<T> {
    fn default() -> Self {
        Self::None([])
    }
}

impl<T> Texts<T> {
    fn get(&self, key: &str) -> Option<&T> {
        match self {
            Self::Some(map) => map.get(key),
            Self::None(_) => None,
        }
    }
}

#[derive(Deserialize)]
struct Text {
    value: String,
}

/// Heads of state and government, ministers: what a person is of.
const POSITION_HELD: &str = "P39";
const CITIZENSHIP: &str = "P27";
const ISO_CODE: &str = "P298";
const JURISDICTION: &str = "P1001";
const COUNTRY: &str = "P17";
const SUBCLASS: &str = "P279";
const INSTANCE: &str = "P31";
const START: &str = "P580";
const END: &str = "P582";

impl Entity {
    /// Statements of a property that nobody has withdrawn.
    fn claims(&self, property: &str) -> impl Iterator<Item = &Value> {
        self.claims.get(property).into_iter().flatten().filter(|c| c["rank"] != "deprecated")
    }

    /// The items that a property names, those preferred first.
    fn items(&self, property: &str) -> Vec<&str> {
        let mut found: Vec<_> =
            self.claims(property).filter_map(|c| Some((c["rank"] != "preferred", item(&c["mainsnak"])?))).collect();
        found.sort_by_key(|f| f.0);
        found.into_iter().map(|f| f.1).collect()
    }

    fn label(&self, language: &str) -> &str {
        self.labels.get(language).map_or("", |t| t.value.as_str())
    }
}

fn item(snak: &Value) -> Option<&str> {
    snak["datavalue"]["value"]["id"].as_str()
}

/// A day as precise as it is told; none for one that is told not to be known.
fn time(snaks: &Value) -> Option<String> {
    let Some(snak) = snaks.get(0) else { return Some(String::new()) };
    let value = &snak["datavalue"]["value"];
    let text = value["time"].as_str()?.strip_prefix('+')?;
    let length = match value["precision"].as_u64()? {
        9 => 4,
        10 => 7,
        11.. => 10,
        _ => return None,
    };
    text.get(..length).map(str::to_owned)
}

/// What is in the files goes to the writer.
pub(super) fn import(paths: &[&Path], tables: &Tables, to: &mut Writer) -> Result<(), ImportError> {
    let mut countries: HashMap<String, String> = HashMap::new();
    let mut held: HashSet<String> = HashSet::new();
    each_line(paths, |line| {
        let e: Entity = line.read()?;
        if let Some(code) = e.claims(ISO_CODE).find_map(|c| tables.state(c["mainsnak"]["datavalue"]["value"].as_str()?)) {
            countries.insert(e.id.clone(), code.to_owned());
        }
        for q in e.items(POSITION_HELD) {
            held.get_or_insert_with(q, str::to_owned);
        }
        Ok(())
    })?;
    let mut posts: HashMap<String, Option<Rc<Post>>> = HashMap::new();
    for q in &held {
        if let Some(found) = post(tables, q, &[], String::new()) {
            let untitled = Post { title: String::new(), ..Post::clone(&found) };
            posts.insert(q.clone(), Some(Rc::new(untitled)));
        }
    }
    each_line(paths, |line| {
        let e: Entity = line.read()?;
        if held.contains(&e.id) {
            let found = position(&e, tables, &countries, to);
            if found.is_none() {
                to.report.skip(Skip::NoOffice);
            }
            posts.insert(e.id, found);
        }
        Ok(())
    })?;
    each_line(paths, |line| {
        let e: Entity = line.read()?;
        if e.claims(POSITION_HELD).next().is_some() { person(&e, &posts, &countries, to) } else { Ok(()) }
    })
}

fn position(e: &Entity, tables: &Tables, countries: &HashMap<String, String>, to: &Writer) -> Option<Rc<Post>> {
    let title = e.label("en");
    let country = [JURISDICTION, COUNTRY].iter().flat_map(|p| e.items(p)).find_map(|q| countries.get(q)).cloned();
    let code = to.known.body_in(title).or(country).unwrap_or_default();
    let mut also = vec![e.id.as_str()];
    also.extend([SUBCLASS, INSTANCE].iter().flat_map(|p| e.items(p)));
    post(tables, title, &also, code)
}

fn person(
    e: &Entity,
    posts: &HashMap<String, Option<Rc<Post>>>,
    countries: &HashMap<String, String>,
    to: &mut Writer,
) -> Result<(), ImportError> {
    let mut arabic: Vec<Name> = Vec::new();
    let aliases = e.aliases.get("ar").into_iter().flatten().map(|t| t.value.as_str());
    for text in std::iter::once(e.label("ar")).chain(aliases).map(clean).filter(|t| is_arabic(t)) {
        if !arabic.iter().any(|n| n.text == text) {
            arabic.push(Name { text, weak: false });
        }
    }
    let mut terms = Vec::new();
    for c in e.claims(POSITION_HELD) {
        let post = match item(&c["mainsnak"]).map(|q| posts.get(q)) {
            Some(Some(Some(post))) => post,
            Some(Some(None)) => continue,
            _ => {
                to.report.skip(Skip::NoPosition);
                continue;
            }
        };
        let qualifiers = &c["qualifiers"];
        let (Some(start), Some(end)) = (time(&qualifiers[START]), time(&qualifiers[END])) else {
            to.report.skip(Skip::NoDates);
            continue;
        };
        match term(post, &start, &end, false) {
            Ok(t) => terms.push(t),
            Err(why) => to.report.skip(why),
        }
    }
    let codes = e.items(CITIZENSHIP).into_iter().filter_map(|q| countries.get(q).cloned()).collect();
    to.person(Person { wikidata: e.id.clone(), en: clean(e.label("en")), arabic, codes, terms })
}
