//! JSON: one object, which is one article.
//!
//! Fields: `text`; and, where there are any, `id`, `title`, `published`, `url`, `outlet`. Others are passed over.

use serde_json::{Map, Value};

use super::{Articles, Format, Options};
use crate::decode::{Decoded, decode};
use crate::input::Input;
use crate::{Article, Skipped, SourceError, date};

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
        let (path, id) = (input.path.clone(), input.stem.clone());
        Articles::one(match whole(input, options) {
            Ok(article) => Ok(Article { id: if article.id.is_empty() { id } else { article.id }, path, ..article }),
            Err(reason) => Err(Skipped { path, line: None, reason }),
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
    let text = string(&mut object, "text")?.ok_or_else(|| wrong("text", "a string", "nothing".to_owned()))?;
    options.check(&text)?;
    let written = string(&mut object, "published")?.filter(|day| !day.trim().is_empty());
    let published = written.as_deref().and_then(date::day);
    Ok(Article {
        id: id(&mut object)?,
        text,
        title: string(&mut object, "title")?,
        published_from_metadata: published.is_some(),
        published_unread: written.filter(|_| published.is_none()),
        published,
        url: string(&mut object, "url")?,
        outlet: string(&mut object, "outlet")?,
        path: String::new(),
        encoding: decoded.encoding,
        lossy: decoded.lossy + unpaired,
    })
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

fn id(object: &mut Map<String, Value>) -> Result<String, SourceError> {
    match object.get("id") {
        Some(Value::Number(n)) if n.is_i64() || n.is_u64() => Ok(n.to_string()),
        Some(Value::String(_) | Value::Null) | None => Ok(string(object, "id")?.unwrap_or_default()),
        Some(other) => Err(wrong("id", "a string or a whole number", kind(other).to_owned())),
    }
}

/// A field's string; none where it is missing or null.
fn string(object: &mut Map<String, Value>, field: &'static str) -> Result<Option<String>, SourceError> {
    match object.get_mut(field).map(Value::take) {
        None | Some(Value::Null) => Ok(None),
        Some(Value::String(s)) => Ok(Some(s)),
        Some(other) => Err(wrong(field, "a string", kind(&other).to_owned())),
    }
}

fn wrong(field: &'static str, expected: &'static str, found: String) -> SourceError {
    SourceError::Field { field, expected, found }
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
