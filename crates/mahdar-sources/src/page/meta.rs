//! What a page says of itself: schema.org's JSON, `<meta>`, `<time>`, `<title>`.

use serde_json::Value;

use super::layout::Layout;
use super::names::{self, Where};
use crate::{Field, date};

/// A part, from wherever the page tells it.
pub(super) fn part(page: &Layout, json: Option<&Value>, field: Field) -> Option<String> {
    let meta = || {
        let names = names::of(field, Where::Meta).iter();
        names.filter_map(|name| page.metas.iter().find(|(n, _)| n == name)).map(|(_, content)| content.clone()).next()
    };
    let told = || json.and_then(|json| names::of(field, Where::Json).iter().find_map(|path| at(json, path)));
    match field {
        Field::Title => title(page, told().or_else(meta)),
        Field::Published => published(page, [told(), meta()]),
        Field::Url => told().or_else(meta).filter(|u| u.starts_with("http")).or_else(|| page.canonical.clone()),
        Field::Language => page.language.clone().or_else(told).or_else(meta).map(|l| l.replace('_', "-")),
        _ => told().or_else(meta),
    }
}

/// The day: of all that is said the first that is one, else what was said first.
fn published(page: &Layout, said: [Option<String>; 2]) -> Option<String> {
    // `<time>` may be of anything: it counts where it stands in the article, or is the only one.
    let times: Vec<&String> = page.times.iter().filter(|(_, within)| *within || page.times.len() == 1).map(|(t, _)| t).collect();
    let dated: Vec<String> = said.into_iter().flatten().chain(times.into_iter().cloned()).collect();
    let day = dated.iter().find(|d| date::day(d).is_some());
    day.or(dated.first()).cloned()
}

/// The title without the name of the site: the main heading where the page's title begins with it.
fn title(page: &Layout, said: Option<String>) -> Option<String> {
    let tidy = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let title = tidy(&said.unwrap_or_else(|| page.title.clone()));
    let heading = page.headings.iter().map(|h| tidy(h)).filter(|h| h.chars().count() > 10 && title.starts_with(h.as_str()));
    Some(heading.max_by_key(String::len).unwrap_or(title)).filter(|t| !t.is_empty())
}

/// The value at `a.b`, where it is a string.
fn at(json: &Value, path: &str) -> Option<String> {
    let mut value = json;
    for key in path.split('.') {
        value = value.get(key)?;
        if let Value::Array(list) = value {
            value = list.first()?;
        }
    }
    value.as_str().map(str::trim).filter(|s| !s.is_empty()).map(str::to_owned)
}

/// The article among what the page's JSON tells of.
pub(super) fn article(page: &Layout) -> Option<Value> {
    let parsed = page.json.iter().filter_map(|json| serde_json::from_str::<Value>(json.trim()).ok());
    parsed.filter_map(|value| within(value, 0)).next()
}

fn within(value: Value, depth: u8) -> Option<Value> {
    match value {
        Value::Array(list) if depth < 4 => list.into_iter().find_map(|v| within(v, depth + 1)),
        Value::Object(mut object) => {
            let types = object.get("@type");
            let is = |v: &Value| v.as_str().is_some_and(|t| names::article_types().contains(&t));
            if types.is_some_and(|t| is(t) || t.as_array().is_some_and(|all| all.iter().any(is))) {
                return Some(Value::Object(object));
            }
            object.remove("@graph").filter(|_| depth < 4).and_then(|graph| within(graph, depth + 1))
        }
        _ => None,
    }
}
