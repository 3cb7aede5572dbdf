//! The tags and texts of HTML in their order, as browsers take them.

use std::convert::Infallible;

use html5gum::emitters::callback::{CallbackEmitter, CallbackEvent};
use html5gum::{Span, Tokenizer};

/// Attributes that say something.
const TOLD: &[&str] = &[
    "class",
    "id",
    "name",
    "property",
    "itemprop",
    "content",
    "href",
    "rel",
    "lang",
    "xml:lang",
    "datetime",
    "type",
    "role",
    "http-equiv",
    "charset",
    "hidden",
    "aria-hidden",
    "style",
    "pubdate",
];

/// The attributes of a tag that say something.
#[derive(Default)]
pub(super) struct Attributes(Vec<(&'static str, String)>);

impl Attributes {
    pub fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(n, _)| *n == name).map(|(_, value)| value.as_str())
    }
}

/// Who takes them.
pub(super) trait Sink {
    fn start(&mut self, name: &str, attributes: &Attributes);
    fn end(&mut self, name: &str);
    fn text(&mut self, text: &str);
}

/// Goes through HTML. Nothing it may hold makes this fail, and none of it is kept but the tag at hand.
pub(super) fn each(html: &str, sink: &mut impl Sink) {
    let (mut name, mut attributes) = (String::new(), Attributes::default());
    let emitter = CallbackEmitter::new(|event: CallbackEvent<'_>, _: Span<()>| -> Option<Infallible> {
        match event {
            CallbackEvent::OpenStartTag { name: tag } => {
                name = String::from_utf8_lossy(tag).into_owned();
                attributes.0.clear();
            }
            CallbackEvent::AttributeName { name } => {
                let told = TOLD.iter().find(|t| t.as_bytes() == name);
                if let Some(told) = told.filter(|t| attributes.get(t).is_none()) {
                    attributes.0.push((told, String::new()));
                } else {
                    // Its value belongs to nobody.
                    attributes.0.push(("", String::new()));
                }
            }
            CallbackEvent::AttributeValue { value } => match attributes.0.last_mut() {
                Some((name, slot)) if !name.is_empty() => *slot = String::from_utf8_lossy(value).into_owned(),
                _ => {}
            },
            CallbackEvent::CloseStartTag { .. } => sink.start(&name, &attributes),
            CallbackEvent::EndTag { name } => sink.end(&String::from_utf8_lossy(name)),
            CallbackEvent::String { value } => sink.text(&String::from_utf8_lossy(value)),
            CallbackEvent::Comment { .. } | CallbackEvent::Doctype { .. } | CallbackEvent::Error(_) => {}
        }
        // What nobody asks for is not kept.
        if attributes.0.last().is_some_and(|(name, _)| name.is_empty()) && attributes.0.len() > TOLD.len() {
            attributes.0.retain(|(name, _)| !name.is_empty());
            attributes.0.push(("", String::new()));
        }
        None
    });
    let mut emitter = emitter;
    // Scripts and styles are no HTML.
    emitter.naively_switch_states(true);
    // The sink takes everything, so that no token is left to come out here.
    match Tokenizer::new_with_emitter(html, emitter).next() {
        None => {}
        Some(Ok(never) | Err(never)) => match never {},
    }
}
