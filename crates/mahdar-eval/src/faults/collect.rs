//! Faults of actors, encounters and commitments.

use std::collections::BTreeSet;

use mahdar_record::{DateExpr, Record, Span};

use super::{Fault, FaultKind};
use crate::area::Area;
use crate::gold::{GoldActor, GoldArticle, GoldCommitment, GoldEncounter};
use crate::matching::{jaccard, pair};
use crate::side::Side;
use crate::words::{name_words, overlap, same_name};

/// What disagreements are collected from, and what came together so far.
pub(super) struct Collector<'a> {
    pub article: &'a GoldArticle,
    pub record: &'a Record,
    pub text: &'a [char],
    pub gold: &'a Side,
    pub found: &'a Side,
    pub faults: Vec<Fault>,
}

/// What a fault says beside its area and kind.
#[derive(Default)]
pub(super) struct Detail {
    pub class: String,
    pub rule: Option<String>,
    pub gold: Option<String>,
    pub found: Option<String>,
    pub note: Option<String>,
}

impl Collector<'_> {
    pub fn add(&mut self, area: Area, kind: FaultKind, weight: usize, detail: Detail) {
        let Detail { class, rule, gold, found, note } = detail;
        let rule = rule.filter(|r| !r.is_empty());
        self.faults.push(Fault { article: self.article.id.clone(), area, kind, class, rule, weight, gold, found, note });
    }

    pub fn actors(&mut self, met: &[(usize, usize)]) {
        for &(i, j) in met {
            let (a, b) = (&self.gold.actors[i], &self.found.actors[j]);
            if a.who.person && a.office != b.office {
                let detail = Detail {
                    class: format!("{}>{}", a.office, b.office),
                    gold: Some(gold_actor(&self.article.gold.actors[a.at])),
                    found: Some(self.found_actor(b.at)),
                    ..Detail::default()
                };
                self.add(Area::Offices, FaultKind::Differs, 1, detail);
            }
        }
        let (left, right) = rest(met, self.gold.actors.len(), self.found.actors.len());
        let close = pair(&left, &right, |&i, &j| {
            let (a, b) = (&self.gold.actors[i].who, &self.found.actors[j].who);
            if same_name(&a.name, &b.name) { 1.0 } else { 0.0 }
        });
        for &(i, j) in &close {
            let (a, b) = (&self.gold.actors[left[i]], &self.found.actors[right[j]]);
            let class = if a.who.code == b.who.code { "kind" } else { "code" };
            let detail = Detail {
                class: class.to_owned(),
                gold: Some(gold_actor(&self.article.gold.actors[a.at])),
                found: Some(self.found_actor(b.at)),
                ..Detail::default()
            };
            self.add(Area::Actors, FaultKind::Wrong, 1, detail);
        }
        let (missed, extra) = rest(&close, left.len(), right.len());
        for i in missed {
            let a = &self.article.gold.actors[self.gold.actors[left[i]].at];
            let detail = Detail { class: a.kind.clone(), gold: Some(gold_actor(a)), ..Detail::default() };
            self.add(Area::Actors, FaultKind::Missed, 1, detail);
        }
        for j in extra {
            let at = self.found.actors[right[j]].at;
            let b = &self.record.actors[at];
            let words = b.mentions.first().map(|m| format!("stands as ‹{}›", m.span.text));
            let class = format!("{:?}", b.kind).to_lowercase();
            let detail = Detail { class, found: Some(self.found_actor(at)), note: words, ..Detail::default() };
            self.add(Area::Actors, FaultKind::Extra, 1, detail);
        }
    }

    pub fn encounters(&mut self, met: &[(usize, usize)]) {
        for &(i, j) in met {
            self.encounter_details(i, j);
        }
        let (left, right) = rest(met, self.gold.encounters.len(), self.found.encounters.len());
        let close = pair(&left, &right, |&i, &j| {
            let (a, b) = (&self.gold.encounters[i], &self.found.encounters[j]);
            let share = jaccard(&a.codes, &b.codes).unwrap_or(0.0);
            if share > 0.0 && a.class == b.class { share + 1.0 } else { share }
        });
        for &(i, j) in &close {
            let (i, j) = (left[i], right[j]);
            let (a, b) = (&self.article.gold.encounters[i], &self.record.encounters[j]);
            let other_kind = self.gold.encounters[i].class != self.found.encounters[j].class;
            let class = if other_kind { format!("{}>{}", a.kind, b.kind) } else { "participants".to_owned() };
            let detail = Detail {
                class,
                rule: Some(b.rule.clone()),
                gold: Some(self.gold_encounter(i)),
                found: Some(self.found_encounter(j)),
                note: self.unknown(&self.gold.encounters[i].codes),
            };
            self.add(Area::Encounters, FaultKind::Wrong, 1, detail);
        }
        let (missed, extra) = rest(&close, left.len(), right.len());
        for i in missed.into_iter().map(|i| left[i]) {
            let a: &GoldEncounter = &self.article.gold.encounters[i];
            let note = self.unknown(&self.gold.encounters[i].codes);
            let detail = Detail {
                class: format!("{} {}", a.status, a.kind),
                gold: Some(self.gold_encounter(i)),
                note,
                ..Detail::default()
            };
            self.add(Area::Encounters, FaultKind::Missed, 1, detail);
        }
        for j in extra.into_iter().map(|j| right[j]) {
            let b = &self.record.encounters[j];
            let detail = Detail {
                class: format!("{} {}", b.status.as_str(), b.kind),
                rule: Some(b.rule.clone()),
                found: Some(self.found_encounter(j)),
                ..Detail::default()
            };
            self.add(Area::Encounters, FaultKind::Extra, 1, detail);
        }
    }

    /// Place, date, kind and status of an encounter that was found.
    fn encounter_details(&mut self, i: usize, j: usize) {
        let (a, b) = (&self.gold.encounters[i], &self.found.encounters[j]);
        let (marked, record) = (&self.article.gold.encounters[i], &self.record.encounters[j]);
        let rule = Some(record.rule.clone());
        let words = Some(format!("at ‹{}›", marked.evidence));
        let same = |x: &str, y: &str| same_name(&name_words(x), &name_words(y));
        let date = record.date.as_ref().map(date_words);
        let details = [
            (
                Area::Places,
                difference(a.place_name.as_deref(), b.place_name.as_deref(), same),
                marked.place.clone(),
                b.place_name.clone(),
            ),
            (Area::Dates, difference(a.date.as_deref(), b.date.as_deref(), |x, y| x == y), marked.date.clone(), date),
        ];
        let (kind, held) = (format!("{}>{}", marked.kind, record.kind), format!("{}>{}", marked.status, record.status.as_str()));
        for (area, fault, gold, found) in details {
            if let Some(fault) = fault {
                let detail = Detail { class: marked.kind.clone(), rule: rule.clone(), gold, found, note: words.clone() };
                self.add(area, fault, 1, detail);
            }
        }
        let kinds = [(marked.kind != record.kind, kind), (marked.status != record.status.as_str(), held)];
        for class in kinds.into_iter().filter_map(|(differs, class)| differs.then_some(class)) {
            let (gold, found) = (Some(self.gold_encounter(i)), Some(self.found_encounter(j)));
            let detail = Detail { class, rule: rule.clone(), gold, found, note: Some("not scored".to_owned()) };
            self.add(Area::Encounters, FaultKind::Differs, 1, detail);
        }
    }

    pub fn commitments(&mut self, met: &[(usize, usize)]) {
        for &(i, j) in met {
            let (a, b) = (&self.article.gold.commitments[i], &self.record.commitments[j]);
            if a.strength != b.strength {
                let class = format!("{}>{}", a.strength, b.strength);
                let (rule, gold, found) = (Some(b.rule.clone()), Some(gold_commitment(a)), Some(self.found_commitment(j)));
                let detail = Detail { class, rule, gold, found, note: Some("not scored".to_owned()) };
                self.add(Area::Commitments, FaultKind::Differs, 1, detail);
            }
        }
        let (left, right) = rest(met, self.gold.commitments.len(), self.found.commitments.len());
        let close = pair(&left, &right, |&i, &j| overlap(&self.gold.commitments[i].words, &self.found.commitments[j].words));
        for &(i, j) in &close {
            let (i, j) = (left[i], right[j]);
            let (a, b) = (&self.gold.commitments[i], &self.found.commitments[j]);
            let class = if a.codes.is_disjoint(&b.codes) { "actor" } else { "item" };
            let detail = Detail {
                class: class.to_owned(),
                rule: Some(self.record.commitments[j].rule.clone()),
                gold: Some(gold_commitment(&self.article.gold.commitments[i])),
                found: Some(self.found_commitment(j)),
                note: self.unknown(&a.codes),
            };
            self.add(Area::Commitments, FaultKind::Wrong, 1, detail);
        }
        let (missed, extra) = rest(&close, left.len(), right.len());
        for i in missed.into_iter().map(|i| left[i]) {
            let a = &self.article.gold.commitments[i];
            let note = self.unknown(&self.gold.commitments[i].codes);
            let detail = Detail { class: a.strength.clone(), gold: Some(gold_commitment(a)), note, ..Detail::default() };
            self.add(Area::Commitments, FaultKind::Missed, 1, detail);
        }
        for j in extra.into_iter().map(|j| right[j]) {
            let b = &self.record.commitments[j];
            let (class, rule) = (b.strength.clone(), Some(b.rule.clone()));
            let detail = Detail { class, rule, found: Some(self.found_commitment(j)), ..Detail::default() };
            self.add(Area::Commitments, FaultKind::Extra, 1, detail);
        }
    }

    /// Which of the codes no actor found has: then nothing that needs them can be found.
    pub fn unknown<'c>(&self, codes: impl IntoIterator<Item = &'c String>) -> Option<String> {
        let known: BTreeSet<&str> = self.record.actors.iter().filter_map(|a| a.code.as_deref()).collect();
        let unknown: Vec<&str> = codes.into_iter().map(String::as_str).filter(|c| !c.is_empty() && !known.contains(c)).collect();
        (!unknown.is_empty()).then(|| format!("no actor {}", unknown.join(", ")))
    }

    /// Actors by their ids, named.
    pub fn found_names(&self, ids: &[String]) -> String {
        let names = ids.iter().map(|id| match self.record.actors.iter().find(|a| a.id == *id) {
            Some(a) => named(&a.name.ar, a.code.as_deref()),
            None => format!("?{id}"),
        });
        format!("[{}]", names.collect::<Vec<_>>().join(", "))
    }

    /// Actors by their keys, named.
    pub fn gold_names(&self, keys: &[String]) -> String {
        let names = keys.iter().map(|key| match self.article.gold.actors.iter().find(|a| a.key == *key) {
            Some(a) => named(&a.name, a.code.as_deref()),
            None => key.clone(),
        });
        format!("[{}]", names.collect::<Vec<_>>().join(", "))
    }

    fn found_actor(&self, at: usize) -> String {
        let a = &self.record.actors[at];
        let kind = format!("{:?}", a.kind).to_lowercase();
        described(&kind, &a.name.ar, a.code.as_deref(), a.office.as_deref())
    }

    fn gold_encounter(&self, i: usize) -> String {
        let e = &self.article.gold.encounters[i];
        let names = self.gold_names(&e.participants);
        let (place, date) = (e.place.as_deref(), e.date.clone());
        encounter(&e.status, &e.kind, &names, place, date, &e.evidence)
    }

    fn found_encounter(&self, j: usize) -> String {
        let e = &self.record.encounters[j];
        let names = self.found_names(&e.participants);
        let (place, date) = (self.found.encounters[j].place_name.as_deref(), e.date.as_ref().map(date_words));
        encounter(e.status.as_str(), &e.kind, &names, place, date, &joined(&e.evidence))
    }

    fn found_commitment(&self, j: usize) -> String {
        let c = &self.record.commitments[j];
        let (actors, toward) = (self.found_names(&c.actors), self.found_names(&c.toward));
        format!("{} {actors}→{toward} ‹{}›", c.strength, c.item.text)
    }
}

fn gold_actor(a: &GoldActor) -> String {
    described(&a.kind, &a.name, a.code.as_deref(), a.office.as_deref())
}

fn gold_commitment(c: &GoldCommitment) -> String {
    format!("{} [{}]→[{}] ‹{}›", c.strength, c.actors.join(", "), c.toward.join(", "), c.item)
}

fn described(kind: &str, name: &str, code: Option<&str>, office: Option<&str>) -> String {
    let office = office.map(|o| format!(" {o}")).unwrap_or_default();
    format!("{kind} {}{office}", named(name, code))
}

fn named(name: &str, code: Option<&str>) -> String {
    format!("{name} ({})", code.unwrap_or("-"))
}

fn encounter(status: &str, kind: &str, names: &str, place: Option<&str>, date: Option<String>, evidence: &str) -> String {
    let place = place.map(|p| format!(" place {p}")).unwrap_or_default();
    let date = date.map(|d| format!(" date {d}")).unwrap_or_default();
    format!("{status} {kind} {names}{place}{date} ‹{evidence}›")
}

fn date_words(date: &DateExpr) -> String {
    format!("{} ‹{}›", date.value.as_deref().unwrap_or("null"), date.span.text)
}

pub(super) fn joined(spans: &[Span]) -> String {
    spans.iter().map(|s| s.text.as_str()).collect::<Vec<_>>().join(" … ")
}

/// What pairs leave over on the left and on the right.
pub(super) fn rest(pairs: &[(usize, usize)], left: usize, right: usize) -> (Vec<usize>, Vec<usize>) {
    let used_left: BTreeSet<usize> = pairs.iter().map(|p| p.0).collect();
    let used_right: BTreeSet<usize> = pairs.iter().map(|p| p.1).collect();
    ((0..left).filter(|i| !used_left.contains(i)).collect(), (0..right).filter(|j| !used_right.contains(j)).collect())
}

/// How a detail is at fault, if it is. An empty one is none.
fn difference(gold: Option<&str>, found: Option<&str>, same: impl Fn(&str, &str) -> bool) -> Option<FaultKind> {
    match (gold.filter(|s| !s.is_empty()), found.filter(|s| !s.is_empty())) {
        (Some(a), Some(b)) if same(a, b) => None,
        (Some(_), Some(_)) => Some(FaultKind::Wrong),
        (Some(_), None) => Some(FaultKind::Missed),
        (None, Some(_)) => Some(FaultKind::Extra),
        (None, None) => None,
    }
}
