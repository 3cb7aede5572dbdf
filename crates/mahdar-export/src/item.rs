//! What goes in: a record and, where it is at hand, the text it was made from.

use std::collections::HashMap;

use mahdar_record::{Actor, Framework, Place, Record};

/// A record to export.
#[derive(Clone, Copy, Debug)]
pub struct Item<'a> {
    /// The record.
    pub record: &'a Record,
    /// The article's text to the letter; `Format::text_use` tells which formats need it.
    pub text: Option<&'a str>,
}

/// Who and what a record's ids stand for.
pub(crate) struct Cast<'a> {
    actors: HashMap<&'a str, &'a Actor>,
    places: HashMap<&'a str, &'a Place>,
    frameworks: HashMap<&'a str, &'a Framework>,
}

impl<'a> Cast<'a> {
    pub fn new(record: &'a Record) -> Self {
        Self {
            actors: record.actors.iter().map(|a| (a.id.as_str(), a)).collect(),
            places: record.places.iter().map(|p| (p.id.as_str(), p)).collect(),
            frameworks: record.frameworks.iter().map(|f| (f.id.as_str(), f)).collect(),
        }
    }

    /// The actors of a list of ids; an id that nobody has is passed over.
    pub fn actors<'i>(&self, ids: &'i [String]) -> impl Iterator<Item = &'a Actor> + use<'a, 'i, '_> {
        ids.iter().filter_map(|id| self.actors.get(id.as_str()).copied())
    }

    pub fn place(&self, id: Option<&str>) -> Option<&'a Place> {
        id.and_then(|id| self.places.get(id).copied())
    }

    pub fn frameworks<'i>(&self, ids: &'i [String]) -> impl Iterator<Item = &'a Framework> + use<'a, 'i, '_> {
        ids.iter().filter_map(|id| self.frameworks.get(id.as_str()).copied())
    }
}

/// English where it is known, else as the article has it.
pub(crate) fn name(name: &mahdar_record::Name) -> &str {
    name.en.as_deref().unwrap_or(&name.ar)
}

/// Degrees north and east, where the place has both.
pub(crate) fn position(place: &Place) -> Option<(f64, f64)> {
    place.lat.zip(place.lon).filter(|(lat, lon)| (-90.0..=90.0).contains(lat) && (-180.0..=180.0).contains(lon))
}
