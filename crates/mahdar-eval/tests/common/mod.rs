//! What several tests need.

#![allow(dead_code)]

use std::path::PathBuf;

use mahdar_eval::GoldArticle;
use mahdar_record::{
    Actor, ActorKind, Commitment, DateExpr, Encounter, Event, Mention, MentionForm, Mode, Name, Place, Record, Span, Statement,
    Status,
};

/// The folder with annotation and reference scripts beside the checkout, where there is one.
pub fn shared() -> Option<PathBuf> {
    let dir = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared/gold");
    let found = dir.join("score.py").is_file();
    if !found {
        eprintln!("skipped: no shared/gold beside the checkout");
    }
    found.then_some(dir)
}

/// A folder of a test's own, empty.
pub fn scratch(name: &str) -> PathBuf {
    let dir = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = std::fs::remove_dir_all(&dir);
    std::fs::create_dir_all(&dir).expect("scratch folder");
    dir
}

/// Numbers that look random and are the same each time.
pub struct Dice(pub u64);

impl Dice {
    pub fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((z ^ (z >> 31)) % n.max(1) as u64) as usize
    }

    pub fn one_in(&mut self, n: usize) -> bool {
        self.below(n) == 0
    }

    pub fn pick<'a, T>(&mut self, from: &'a [T]) -> &'a T {
        &from[self.below(from.len())]
    }
}

fn span(text: &str, words: &str) -> Span {
    let at = text.find(words).unwrap_or(0);
    let start = text[..at].chars().count() as u32;
    Span { start, end: start + words.chars().count() as u32, text: words.to_owned() }
}

fn status(held: &str) -> Status {
    if held == "planned" { Status::Planned } else { Status::Held }
}

/// The record that says exactly what is marked.
pub fn faithful(article: &GoldArticle) -> Record {
    let (gold, text) = (&article.gold, article.text.as_str());
    let mut r = Record { schema: mahdar_record::SCHEMA.to_owned(), id: article.id.clone(), ..Record::default() };
    for a in &gold.actors {
        let kind = match a.kind.as_str() {
            "person" => ActorKind::Person,
            "polity" => ActorKind::Polity,
            "organization" => ActorKind::Organization,
            _ => ActorKind::Group,
        };
        r.actors.push(Actor {
            id: a.key.clone(),
            kind,
            name: Name { ar: a.name.clone(), en: None },
            code: a.code.clone(),
            sector: None,
            office: a.office.clone(),
            known: true,
            note: None,
            mentions: vec![Mention { span: span(text, &a.name), form: MentionForm::Name }],
        });
    }
    for (i, e) in gold.encounters.iter().enumerate() {
        let place = e.place.as_ref().map(|name| {
            let id = format!("p{i}");
            let mentions = vec![span(text, name)];
            r.places.push(Place {
                id: id.clone(),
                name: Name { ar: name.clone(), en: None },
                code: None,
                lat: None,
                lon: None,
                mentions,
            });
            id
        });
        r.encounters.push(Encounter {
            id: format!("e{i}"),
            kind: e.kind.clone(),
            status: status(&e.status),
            participants: e.participants.clone(),
            place,
            date: e.date.as_ref().map(|d| DateExpr {
                value: Some(d.clone()),
                precision: Some("day".to_owned()),
                span: Span::default(),
            }),
            rule: "met".to_owned(),
            evidence: vec![span(text, &e.evidence)],
        });
    }
    for (i, s) in gold.statements.iter().enumerate() {
        r.statements.push(Statement {
            id: format!("s{i}"),
            speakers: s.speakers.clone(),
            mode: Mode::Indirect,
            cue: span(text, &s.cue),
            content: span(text, &s.content),
            encounter: None,
            rule: "said".to_owned(),
        });
    }
    for (i, c) in gold.commitments.iter().enumerate() {
        r.commitments.push(Commitment {
            id: format!("c{i}"),
            actors: c.actors.clone(),
            toward: c.toward.clone(),
            strength: c.strength.clone(),
            item: span(text, &c.item),
            sectors: Vec::new(),
            frameworks: Vec::new(),
            deadline: None,
            statement: None,
            rule: "will".to_owned(),
        });
    }
    for (i, e) in gold.events.iter().enumerate() {
        r.events.push(Event {
            id: format!("v{i}"),
            kind: e.kind.clone(),
            mode: None,
            contexts: Vec::new(),
            cameo: None,
            goldstein: None,
            source: e.source.clone(),
            target: e.target.clone(),
            date: None,
            place: None,
            statement: None,
            rule: "did".to_owned(),
            evidence: span(text, &e.evidence),
        });
    }
    r
}
