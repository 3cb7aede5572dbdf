//! Faults of events.

use super::FaultKind;
use super::collect::{Collector, Detail, rest};
use crate::area::Area;
use crate::matching::pair;
use crate::side::{EventKey, Side};

impl Collector<'_> {
    pub fn events(&mut self) {
        let missed = only(self.gold, self.found);
        let extra = only(self.found, self.gold);
        let close = pair(&missed, &extra, |a, b| likeness(a, b).1);
        for &(i, j) in &close {
            let (a, b) = (&missed[i], &extra[j]);
            let (gold, found) = (Some(self.gold_event(a)), self.found_event(b));
            let (rule, found) = (Some(found.0), Some(found.1));
            let detail = Detail { class: likeness(a, b).0, rule, gold, found, note: self.unknown([&a.1, &a.2]) };
            self.add(Area::Events, FaultKind::Wrong, 1, detail);
        }
        let (missed_at, extra_at) = rest(&close, missed.len(), extra.len());
        for key in missed_at.into_iter().map(|i| &missed[i]) {
            let note = self.unknown([&key.1, &key.2]);
            let detail = Detail { class: key.0.clone(), gold: Some(self.gold_event(key)), note, ..Detail::default() };
            self.add(Area::Events, FaultKind::Missed, 1, detail);
        }
        for key in extra_at.into_iter().map(|j| &extra[j]) {
            let (rule, found) = self.found_event(key);
            let detail = Detail { class: key.0.clone(), rule: Some(rule), found: Some(found), ..Detail::default() };
            self.add(Area::Events, FaultKind::Extra, 1, detail);
        }
    }

    fn gold_event(&self, key: &EventKey) -> String {
        let words = self.gold.events.get(key).map(|&i| self.article.gold.events[i].evidence.as_str());
        event(key, words.unwrap_or_default())
    }

    /// The rule, and the event with its words.
    fn found_event(&self, key: &EventKey) -> (String, String) {
        match self.found.events.get(key).map(|&i| &self.record.events[i]) {
            Some(e) => (e.rule.clone(), event(key, &e.evidence.text)),
            None => (String::new(), event(key, "")),
        }
    }
}

fn event((kind, source, target): &EventKey, words: &str) -> String {
    let arrow = if kind == "CONSULT" && !target.is_empty() { "↔" } else { "→" };
    let target = if target.is_empty() { "-" } else { target };
    format!("{kind} {source}{arrow}{target} ‹{words}›")
}

/// What one side has and the other has not; talks that stand both ways once.
fn only(side: &Side, other: &Side) -> Vec<EventKey> {
    let missing = |k: &EventKey| side.events.contains_key(k) && !other.events.contains_key(k);
    let told_once = |k: &EventKey| k.0 == "CONSULT" && k.1 > k.2 && missing(&(k.0.clone(), k.2.clone(), k.1.clone()));
    side.events.keys().filter(|k| missing(k) && !told_once(k)).cloned().collect()
}

/// In what two events differ, and how close they are.
fn likeness(gold: &EventKey, found: &EventKey) -> (String, f64) {
    let source = gold.1 == found.1;
    let target = gold.2 == found.2;
    let turned = gold.1 == found.2 && gold.2 == found.1;
    let both_ways = turned && (gold.0 == "CONSULT" || found.0 == "CONSULT");
    match (gold.0 == found.0, source, target) {
        (false, _, _) if both_ways || (source && target) => (format!("{}>{}", gold.0, found.0), 4.0),
        (true, _, _) if turned => (format!("{} direction", gold.0), 3.0),
        (true, true, false) => (format!("{} target", gold.0), 2.0),
        (true, false, true) if !gold.2.is_empty() => (format!("{} source", gold.0), 1.0),
        _ => (String::new(), 0.0),
    }
}
