//! Running the sentences that rules carry: those that must match and those that must not.
//!
//! An expectation is `EVENT TYPE SRC>TGT`, `SAYS CODE: words`, `MEET|CALL|VISIT|SUMMIT|CONFERENCE|SIGNING A+B` or
//! `COMMIT strength CODE: words`; codes are the record's, `agent:SECTOR` an unnamed party, `unnamed` a source, `-` nobody.

use crate::{Article, read};
use mahdar_knowledge::{Frame, Knowledge};
use mahdar_record::{ActorKind, Record};

/// What came of one example.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// The rule.
    pub rule: String,
    /// File and line.
    pub at: (String, usize),
    /// The sentence.
    pub text: String,
    /// What was expected and did not come, or came and must not; empty where all is well.
    pub failures: Vec<String>,
}

/// The day on which the examples' present lies.
pub const DAY: &str = "2018-06-01";

/// Runs the examples of all rules, or of one.
pub fn run(k: &Knowledge, only: Option<&str>) -> Vec<Outcome> {
    let mut out = Vec::new();
    for f in k.frames.iter().filter(|f| only.is_none_or(|o| o == f.name)) {
        for e in &f.yes {
            let r = record(k, &e.text);
            let failures = e.expect.iter().filter_map(|x| check(&r, x).err()).collect();
            out.push(Outcome { rule: f.name.clone(), at: e.at.clone(), text: e.text.clone(), failures });
        }
        for e in &f.no {
            let r = record(k, &e.text);
            let failures = yielded(&r, f);
            out.push(Outcome { rule: f.name.clone(), at: e.at.clone(), text: e.text.clone(), failures });
        }
    }
    out
}

fn record(k: &Knowledge, text: &str) -> Record {
    read(k, &Article { id: "example", text, published: Some(DAY), ..Default::default() }).record
}

/// What a rule must not have yielded.
fn yielded(r: &Record, f: &Frame) -> Vec<String> {
    let mut out = Vec::new();
    let negated = f.negated.as_ref().map(|y| y.kind.as_str());
    out.extend(
        r.events
            .iter()
            .filter(|e| e.rule == f.name && Some(e.kind.as_str()) != negated)
            .map(|e| format!("unwanted EVENT {}", event(r, e))),
    );
    out.extend(r.statements.iter().filter(|s| s.rule == f.name).map(|s| format!("unwanted SAYS {}", s.content.text)));
    out.extend(r.encounters.iter().filter(|s| s.rule == f.name).map(|s| format!("unwanted encounter {}", s.kind)));
    out.extend(r.commitments.iter().filter(|s| s.rule == f.name).map(|s| format!("unwanted COMMIT {}", s.item.text)));
    out
}

fn party(r: &Record, id: &str) -> String {
    let Some(a) = r.actors.iter().find(|a| a.id == id) else { return id.to_string() };
    match (&a.code, a.kind) {
        (Some(c), _) => c.clone(),
        (None, ActorKind::Agent) => format!("agent:{}", a.sector.as_deref().unwrap_or("")),
        (None, _) => "unnamed".into(),
    }
}

fn list(r: &Record, ids: &[String]) -> Vec<String> {
    let mut v: Vec<String> = ids.iter().map(|i| party(r, i)).collect();
    v.sort();
    v.dedup();
    v
}

fn event(r: &Record, e: &mahdar_record::Event) -> String {
    let side = |ids: &[String]| if ids.is_empty() { "-".to_string() } else { list(r, ids).join("+") };
    format!("{} {}>{}", e.kind, side(&e.source), side(&e.target))
}

fn wanted(text: &str) -> Vec<String> {
    let mut v: Vec<String> = text.split('+').map(|s| s.trim().to_string()).filter(|s| s != "-" && !s.is_empty()).collect();
    v.sort();
    v
}

/// `agent:CVL` is met by an unnamed agent of that sector, whatever its state; a code by anyone of that code.
fn same_side(r: &Record, ids: &[String], want: &[String]) -> bool {
    let one = |w: &str, id: &String| {
        let Some(a) = r.actors.iter().find(|a| a.id == *id) else { return false };
        match w.strip_prefix("agent:") {
            Some(sector) => a.kind == ActorKind::Agent && a.sector.as_deref().unwrap_or("") == sector,
            None => a.code.as_deref() == Some(w),
        }
    };
    want.iter().all(|w| ids.iter().any(|i| one(w, i))) && ids.iter().all(|i| want.iter().any(|w| one(w, i)))
}

fn check(r: &Record, expect: &str) -> Result<(), String> {
    let (what, rest) = expect.split_once(' ').unwrap_or((expect, ""));
    let kinds: &[&str] = match what {
        "MEET" => &["meeting"],
        "CALL" => &["call"],
        "VISIT" => &["visit"],
        "SUMMIT" => &["summit"],
        "CONFERENCE" => &["conference"],
        "SIGNING" => &["signing"],
        _ => &[],
    };
    let ok = match what {
        "EVENT" => {
            let (kind, sides) = rest.split_once(' ').unwrap_or((rest, "->-"));
            let (kind, mode) = kind.split_once('/').map_or((kind, None), |(k, m)| (k, Some(m)));
            // `->B`: nobody to B
            let (s, t) = sides.strip_prefix("->").map(|t| ("-", t)).or_else(|| sides.split_once('>')).unwrap_or((sides, "-"));
            let (s, t) = (wanted(s), wanted(t));
            r.events.iter().any(|e| {
                e.kind == kind
                    && mode.is_none_or(|m| e.mode.as_deref() == Some(m))
                    && (same_side(r, &e.source, &s) && same_side(r, &e.target, &t)
                        || kind == "CONSULT" && same_side(r, &e.source, &t) && same_side(r, &e.target, &s))
            })
        }
        "SAYS" => {
            let (who, words) = rest.split_once(':').unwrap_or((rest, ""));
            let who = wanted(who);
            r.statements.iter().any(|s| {
                let speakers = list(r, &s.speakers);
                let unnamed = who == ["unnamed"]
                    && s.speakers
                        .iter()
                        .all(|i| r.actors.iter().any(|a| a.id == *i && matches!(a.kind, ActorKind::Unnamed | ActorKind::Agent)));
                (speakers == who || unnamed) && s.content.text.trim() == words.trim()
            })
        }
        "COMMIT" => {
            let (head, words) = rest.split_once(':').unwrap_or((rest, ""));
            let (strength, who) = head.trim().split_once(' ').unwrap_or((head, ""));
            let who = wanted(who);
            r.commitments
                .iter()
                .any(|c| c.strength == strength && list(r, &c.actors) == who && c.item.text.trim() == words.trim())
        }
        _ if !kinds.is_empty() => {
            let who = wanted(rest);
            r.encounters.iter().any(|e| kinds.contains(&e.kind.as_str()) && list(r, &e.participants) == who)
        }
        _ => return Err(format!("cannot read the expectation `{expect}`")),
    };
    if ok {
        return Ok(());
    }
    let got: Vec<String> = match what {
        "EVENT" => r.events.iter().map(|e| event(r, e)).collect(),
        "SAYS" => r.statements.iter().map(|s| format!("{}: {}", list(r, &s.speakers).join("+"), s.content.text)).collect(),
        "COMMIT" => {
            r.commitments.iter().map(|c| format!("{} {}: {}", c.strength, list(r, &c.actors).join("+"), c.item.text)).collect()
        }
        _ => r.encounters.iter().map(|e| format!("{} {}", e.kind, list(r, &e.participants).join("+"))).collect(),
    };
    Err(format!("expected {expect}; got {}", if got.is_empty() { "nothing".to_string() } else { got.join(" | ") }))
}
