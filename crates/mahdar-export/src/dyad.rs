//! Events as tables of event data have them: one source and one target a row.

use std::collections::BTreeSet;

use mahdar_record::{Actor, Event, Place};

use crate::ids::{event_id, pair_id};
use crate::tables::Doc;

/// One source and one target of an event.
pub(crate) struct Dyad<'a> {
    /// The same in every export, another for each pair.
    pub id: u64,
    pub event: &'a Event,
    pub source: Option<&'a Actor>,
    pub target: Option<&'a Actor>,
    pub place: Option<&'a Place>,
    /// The day of the event or, where the article tells none, its own.
    pub date: Option<&'a str>,
}

/// All pairs of an article's events, in order. A side that nobody is on stays empty.
pub(crate) fn dyads<'a>(doc: &Doc<'a>) -> Vec<Dyad<'a>> {
    let mut out = Vec::new();
    for event in &doc.record.events {
        let id = event_id(&doc.key, event, &doc.cast);
        let place = doc.cast.place(event.place.as_deref());
        let date = event.date.as_deref().or(doc.record.published.date.as_deref());
        let side = |ids| -> Vec<Option<&'a Actor>> {
            let actors: Vec<_> = doc.cast.actors(ids).map(Some).collect();
            if actors.is_empty() { vec![None] } else { actors }
        };
        let (sources, targets) = (side(&event.source), side(&event.target));
        for (s, source) in sources.iter().enumerate() {
            for (t, target) in targets.iter().enumerate() {
                out.push(Dyad { id: pair_id(id, s, t), event, source: *source, target: *target, place, date });
            }
        }
    }
    out
}

/// An event between two codes, as counts over pairs of states need it: each pair once, nobody with himself.
pub(crate) struct CodePair<'a> {
    pub source: &'a str,
    pub target: &'a str,
    pub event: &'a Event,
    pub date: Option<&'a str>,
}

/// The pairs of codes in an article's events.
pub(crate) fn code_pairs<'a>(doc: &Doc<'a>) -> Vec<CodePair<'a>> {
    let mut out = Vec::new();
    for event in &doc.record.events {
        let codes = |ids| -> BTreeSet<&'a str> { doc.cast.actors(ids).filter_map(|a| a.code.as_deref()).collect() };
        let targets = codes(&event.target);
        let date = event.date.as_deref().or(doc.record.published.date.as_deref());
        for source in codes(&event.source) {
            out.extend(targets.iter().filter(|t| **t != source).map(|target| CodePair { source, target, event, date }));
        }
    }
    out
}

/// The parts of an ISO day: year, month, day.
pub(crate) fn day(text: &str) -> Option<(i16, i8, i8)> {
    let date: jiff::civil::Date = text.parse().ok()?;
    (text.len() == 10).then(|| (date.year(), date.month(), date.day()))
}
