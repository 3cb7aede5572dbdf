//! What the engine makes of a text, in short lines that tests can name.
#![allow(dead_code)]

use mahdar_engine::{Article, read};
use mahdar_knowledge::Knowledge;
use mahdar_record::{Record, Status};
use std::sync::LazyLock;

/// The built-in knowledge.
pub static KNOWLEDGE: LazyLock<Knowledge> = LazyLock::new(Knowledge::builtin);

/// The record of a text published on a Wednesday, 13 June 2018.
pub fn record(text: &str) -> Record {
    read(&KNOWLEDGE, &Article { id: "t", text, published: Some("2018-06-13"), ..Default::default() }).record
}

/// Persons by name, everybody else by code.
fn who(r: &Record, ids: &[String]) -> String {
    let one = |id: &String| {
        let a = r.actors.iter().find(|a| a.id == *id).expect("an actor of the record");
        match (&a.code, a.kind) {
            (Some(c), k) if k != mahdar_record::ActorKind::Person => c.clone(),
            _ => a.name.ar.clone(),
        }
    };
    ids.iter().map(one).collect::<Vec<_>>().join("+")
}

/// Codes, whoever stands for them.
fn codes(r: &Record, ids: &[String]) -> String {
    let code = |id: &String| r.actors.iter().find(|a| a.id == *id).and_then(|a| a.code.clone());
    ids.iter().map(|id| code(id).unwrap_or_else(|| who(r, std::slice::from_ref(id)))).collect::<Vec<_>>().join("+")
}

/// One line for each actor, statement, encounter, commitment and event.
pub fn lines(text: &str) -> Vec<String> {
    let r = record(text);
    let mut out = Vec::new();
    for a in &r.actors {
        let code = a.code.as_deref().unwrap_or("-");
        out.push(format!("actor {:?} {code} {}", a.kind, a.name.ar));
    }
    for s in &r.statements {
        // A line each, even of what is said over several.
        out.push(format!("said {} {:?}: {}", who(&r, &s.speakers), s.mode, s.content.text.replace('\n', " ")));
    }
    for e in &r.encounters {
        let status = if e.status == Status::Held { "held" } else { "planned" };
        let day = e.date.as_ref().and_then(|d| d.value.clone()).unwrap_or_else(|| "-".into());
        out.push(format!("met {} {status} {} {day}", e.kind, who(&r, &e.participants)));
    }
    for c in &r.commitments {
        out.push(format!("promise {} to {}: {}", who(&r, &c.actors), codes(&r, &c.toward), c.item.text));
    }
    for e in &r.events {
        let mode = e.mode.as_ref().map(|m| format!("/{m}")).unwrap_or_default();
        out.push(format!("event {}{mode} {} -> {}", e.kind, codes(&r, &e.source), codes(&r, &e.target)));
    }
    out
}
