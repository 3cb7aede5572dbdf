//! JSON: one object, which is one article.
//!
//! Fields: `text`; and, where there are any, `id`, `title`, `published`, `url`, `outlet`, `language`; or as the caller names
//! them; or under one of the names of [`columns`]. Others are passed over.

use serde_json::{Map, Value};

use super::{Articles, Format, Options};
use crate::article::Parts;
use crate::decode::{Decoded, decode};
use crate::input::Input;
use crate::{Article, Columns, Field, Skipped, SourceError, columns};

pub(super) struct Json;

impl Format for Json {
    fn name(&self) -> &'static str {
        "json"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["json"]
    }

    fn recognises(&self, input: &Input) -> bool {
        begins_object(&input.head_text())
    }

    fn read(&self, input: Input, options: &Options) -> Articles {
        let (path, stem) = (input.path.clone(), input.stem.clone());
        Articles::one(match whole(input, options) {
            Ok(article) => Ok(article.of_file(path, stem)),
            Err(reason) => Err(Skipped { path, place: None, reason }),
        })
    }
}

fn whole(input: Input, options: &Options) -> Result<Article, SourceError> {
    let bytes = input.bytes(options.max_stored())?.ok_or_else(|| options.too_large())?;
    article(decode(&bytes)?, options)
}

/// Whether text begins like a JSON object, and not like prose in braces.
pub(super) fn begins_object(text: &str) -> bool {
    text.trim_start().strip_prefix('{').is_some_and(|rest| rest.trim_start().starts_with(['"', '}']))
}

/// The article that a JSON object holds; `id` is empty where it has none.
pub(super) fn article(decoded: Decoded, options: &Options) -> Result<Article, SourceError> {
    let (value, unpaired) = value(&decoded.text)?;
    let mut object = match value {
        Value::Object(object) => object,
        other => {
            return Err(SourceError::NoObject { found: kind(&other) });
        }
    };
    let columns = &options.columns;
    let text = part(&mut object, Field::Text, columns)?;
    let text = text.ok_or_else(|| wrong(columns.named(Field::Text).unwrap_or("text"), "a string", "nothing"))?;
    let parts = Parts {
        id: part(&mut object, Field::Id, columns)?,
        title: part(&mut object, Field::Title, columns)?,
        published: part(&mut object, Field::Published, columns)?,
        url: part(&mut object, Field::Url, columns)?,
        outlet: part(&mut object, Field::Outlet, columns)?,
        language: part(&mut object, Field::Language, columns)?,
        text,
        encoding: decoded.encoding,
        lossy: decoded.lossy + unpaired,
    };
    parts.article(options)
}

/// A part of the article: what stands in the field that the caller named, or in the one of mahdar's own name, or in the
/// first of the usual ones that holds a string.
fn part(object: &mut Map<String, Value>, field: Field, columns: &Columns) -> Result<Option<String>, SourceError> {
    let own = columns.named(field).unwrap_or(field.name());
    if let Some(value) = object.get_mut(own).filter(|value| !value.is_null()) {
        return string(value.take(), own, field).map(Some);
    }
    if columns.named(field).is_some() {
        return Ok(None);
    }
    let usual = columns::usual(field);
    let rank = |name: &String| usual.iter().position(|u| *u == columns::folded(name));
    let found = object.iter_mut().filter(|(_, value)| value.is_string());
    let found = found.filter_map(|(name, value)| Some((rank(name)?, value))).min_by_key(|(rank, _)| *rank);
    Ok(match found.map(|(_, value)| value.take()) {
        Some(Value::String(s)) => Some(s),
        _ => None,
    })
}

/// A value's string. Ids may be numbers.
fn string(value: Value, name: &str, field: Field) -> Result<String, SourceError> {
    match (value, field) {
        (Value::String(s), _) => Ok(s),
        (Value::Number(n), Field::Id) if n.is_i64() || n.is_u64() => Ok(n.to_string()),
        (other, Field::Id) => Err(wrong(name, "a string or a whole number", kind(&other))),
        (other, _) => Err(wrong(name, "a string", kind(&other))),
    }
}

/// The value, and how many halves of surrogate pairs in it stood alone.
fn value(text: &str) -> Result<(Value, usize), SourceError> {
    let broken = match serde_json::from_str(text) {
        Ok(value) => return Ok((value, 0)),
        Err(e) => e,
    };
    let (mended, unpaired) = without_lone_surrogates(text);
    match serde_json::from_str(&mended) {
        Ok(value) if unpaired > 0 => Ok((value, unpaired)),
        _ => Err(SourceError::Json { message: message(&broken) }),
    }
}

/// What is wrong; a line is told only where there are several.
fn message(broken: &serde_json::Error) -> String {
    let told = broken.to_string();
    match told.split_once(" at line 1 column ") {
        Some((what, column)) => format!("{what} at byte {column}"),
        None => told,
    }
}

/// Puts U+FFFD for escapes of half a character, which other programs write where they cut a text.
fn without_lone_surrogates(text: &str) -> (String, usize) {
    let unit = |at: usize| {
        let hex = text.get(at..at + 6)?.strip_prefix("\\u")?;
        hex.bytes().all(|b| b.is_ascii_hexdigit()).then(|| u16::from_str_radix(hex, 16).ok())?
    };
    let (mut out, mut lone, mut done, mut at) = (String::with_capacity(text.len()), 0, 0, 0);
    while let Some(next) = text[at..].find('\\') {
        at += next;
        at += match (unit(at), unit(at + 6)) {
            (Some(0xd800..=0xdbff), Some(0xdc00..=0xdfff)) => 12,
            (Some(0xd800..=0xdfff), _) => {
                out.push_str(&text[done..at]);
                out.push_str("\\ufffd");
                lone += 1;
                done = at + 6;
                6
            }
            _ => 1 + text[at + 1..].chars().next().map_or(0, char::len_utf8),
        };
    }
    out.push_str(&text[done..]);
    (out, lone)
}

fn wrong(field: &str, expected: &'static str, found: &str) -> SourceError {
    SourceError::Field { field: field.to_owned(), expected, found: found.to_owned() }
}

fn kind(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "true or false",
        Value::Number(_) => "a number",
        Value::String(_) => "a string",
        Value::Array(_) => "a list",
        Value::Object(_) => "an object",
    }
}
