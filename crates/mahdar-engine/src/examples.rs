//! Running the sentences that rules carry: those that must match and those that must not.
//!
//! An expectation is `EVENT TYPE SRC>TGT`, `SAYS CODE: words`, `MEET|CALL|VISIT|SUMMIT|CONFERENCE|SIGNING A+B` or
//! `COMMIT strength CODE: words`; codes are the record's, `agent:SECTOR` an unnamed party, `unnamed` a source, `-` nobody.
//!
//! A sentence tests the rule that carries it: of what is expected, something must come of that very rule. Of asides nothing comes,
//! and of acts what others tell: their sentences must read differently where the rule is taken away.

use crate::{Article, Reading, read};
use mahdar_knowledge::{Blocker, Example, Frame, Knowledge, Position};
use mahdar_record::{ActorKind, Record};

/// What came of one example.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// The rule.
    pub rule: String,
    /// Where the sentence stands.
    pub at: Position,
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
        let outcome = |e: &Example, failures| Outcome { rule: f.name.clone(), at: e.at.clone(), text: e.text.clone(), failures };
        // What is told of others, or kept from them, shows where the rule is taken away.
        let without = (f.aside() || f.act).then(|| k.without(&f.name));
        for e in &f.yes {
            let r = record(k, &e.text);
            let failures = match &without {
                Some(without) => missed(&r, f, &record(without, &e.text), e),
                None => answered(&r, f, e),
            };
            out.push(outcome(e, failures));
        }
        for e in &f.no {
            out.push(outcome(e, yielded(&record(k, &e.text), f)));
        }
    }
    for b in k.blockers.iter().filter(|b| only.is_none_or(|o| o == b.name)) {
        let outcome = |e: &Example, failure: Option<String>| Outcome {
            rule: b.name.clone(),
            at: e.at.clone(),
            text: e.text.clone(),
            failures: failure.into_iter().collect(),
        };
        out.extend(b.yes.iter().map(|e| outcome(e, let_through(k, b, e))));
        out.extend(b.no.iter().map(|e| outcome(e, kept_back(k, b, e))));
    }
    out
}

/// Why a sentence does not show that a blocker keeps an event back.
fn let_through(k: &Knowledge, b: &Blocker, e: &Example) -> Option<String> {
    let reading = reading(k, &e.text);
    let r = &reading.record;
    if reading.silent.iter().any(|(.., rule)| rule.as_ref() == Some(&b.name)) {
        return None;
    }
    let events: Vec<String> = r.events.iter().map(|e| format!("EVENT {} (rule {})", event(r, e), e.rule)).collect();
    let got = if events.is_empty() { "nothing, which no rule makes an event".into() } else { events.join(" | ") };
    Some(format!("expected an event that this blocker keeps back; got {got}"))
}

/// Why a sentence is no event in spite of a blocker.
fn kept_back(k: &Knowledge, b: &Blocker, e: &Example) -> Option<String> {
    let reading = reading(k, &e.text);
    match reading.silent.iter().find(|(.., rule)| rule.as_ref() == Some(&b.name)) {
        Some((cue, ..)) => Some(format!("expected an event; {} is kept back by this blocker", cue.text)),
        None => reading.record.events.is_empty().then(|| "expected an event; got nothing".into()),
    }
}

/// What of the expected did not come, or that none of it came of this rule.
fn answered(r: &Record, f: &Frame, e: &Example) -> Vec<String> {
    let (mut failures, mut others) = (Vec::new(), Vec::new());
    let mut own = false;
    for x in &e.expect {
        match check(r, x) {
            Ok(rules) if rules.contains(&f.name.as_str()) => own = true,
            Ok(rules) => others.push(format!("{x} is answered by rule {}", rules.join(", "))),
            Err(e) => failures.push(e),
        }
    }
    if e.expect.is_empty() {
        failures.push("nothing is expected; write what must come of it behind `=>`".into());
    } else if failures.is_empty() && !own {
        failures.push(format!("expected something of this rule; {}", others.join("; ")));
    }
    failures
}

/// The same of a rule of which by itself nothing comes: what is expected did not come, or all reads alike without the rule.
fn missed(r: &Record, f: &Frame, without: &Record, e: &Example) -> Vec<String> {
    let mut failures: Vec<String> = e.expect.iter().filter_map(|x| check(r, x).err()).collect();
    let own = e.expect.iter().any(|x| check(r, x).is_ok_and(|rules| rules.contains(&f.name.as_str())));
    if failures.is_empty() && !own && gist(r) == gist(without) {
        failures.push("nothing comes of this rule; expected to read differently without it, reads the same".into());
    }
    failures
}

/// All that is found, in words, whichever rules found it.
fn gist(r: &Record) -> Vec<String> {
    let mut v = says(r).into_iter().chain(commits(r)).chain(encounters(r)).map(|(line, _)| line).collect::<Vec<_>>();
    v.extend(r.events.iter().map(|e| event(r, e)));
    v.sort();
    v
}

fn record(k: &Knowledge, text: &str) -> Record {
    reading(k, text).record
}

fn reading(k: &Knowledge, text: &str) -> Reading {
    read(k, &Article { id: "example", text, published: Some(DAY), ..Default::default() })
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

/// Statements in words, each with its rule.
fn says(r: &Record) -> Vec<(String, &str)> {
    let line = |s: &mahdar_record::Statement| format!("SAYS {}: {}", list(r, &s.speakers).join("+"), s.content.text);
    r.statements.iter().map(|s| (line(s), s.rule.as_str())).collect()
}

fn commits(r: &Record) -> Vec<(String, &str)> {
    let line = |c: &mahdar_record::Commitment| format!("COMMIT {} {}: {}", c.strength, list(r, &c.actors).join("+"), c.item.text);
    r.commitments.iter().map(|c| (line(c), c.rule.as_str())).collect()
}

fn encounters(r: &Record) -> Vec<(String, &str)> {
    let line = |e: &mahdar_record::Encounter| format!("{} {}", e.kind, list(r, &e.participants).join("+"));
    r.encounters.iter().map(|e| (line(e), e.rule.as_str())).collect()
}

/// The kind of encounter an expectation opens with.
fn encounter_kind(word: &str) -> Option<&'static str> {
    Some(match word {
        "MEET" => "meeting",
        "CALL" => "call",
        "VISIT" => "visit",
        "SUMMIT" => "summit",
        "CONFERENCE" => "conference",
        "SIGNING" => "signing",
        _ => return None,
    })
}

/// The rules that answer an expectation, or what came instead.
fn check<'r>(r: &'r Record, expect: &str) -> Result<Vec<&'r str>, String> {
    let (what, rest) = expect.split_once(' ').unwrap_or((expect, ""));
    let kind = encounter_kind(what);
    let (rules, got) = match what {
        "EVENT" => (events_like(r, rest), r.events.iter().map(|e| (event(r, e), e.rule.as_str())).collect()),
        "SAYS" => (statements_like(r, rest), says(r)),
        "COMMIT" => (commitments_like(r, rest), commits(r)),
        _ if kind.is_some() => {
            let who = wanted(rest);
            let like = |e: &&mahdar_record::Encounter| kind == Some(e.kind.as_str()) && list(r, &e.participants) == who;
            (r.encounters.iter().filter(like).map(|e| e.rule.as_str()).collect(), encounters(r))
        }
        _ => return Err(format!("cannot read the expectation `{expect}`")),
    };
    if !rules.is_empty() {
        return Ok(rules);
    }
    let got: Vec<String> = got.into_iter().map(|(line, rule)| format!("{line} (rule {rule})")).collect();
    Err(format!("expected {expect}; got {}", if got.is_empty() { "nothing".to_string() } else { got.join(" | ") }))
}

fn events_like<'r>(r: &'r Record, rest: &str) -> Vec<&'r str> {
    let (kind, sides) = rest.split_once(' ').unwrap_or((rest, "->-"));
    let (kind, mode) = kind.split_once('/').map_or((kind, None), |(k, m)| (k, Some(m)));
    // `->B`: nobody to B
    let (s, t) = sides.strip_prefix("->").map(|t| ("-", t)).or_else(|| sides.split_once('>')).unwrap_or((sides, "-"));
    let (s, t) = (wanted(s), wanted(t));
    let like = |e: &&mahdar_record::Event| {
        e.kind == kind
            && mode.is_none_or(|m| e.mode.as_deref() == Some(m))
            && (same_side(r, &e.source, &s) && same_side(r, &e.target, &t)
                || kind == "CONSULT" && same_side(r, &e.source, &t) && same_side(r, &e.target, &s))
    };
    r.events.iter().filter(like).map(|e| e.rule.as_str()).collect()
}

fn statements_like<'r>(r: &'r Record, rest: &str) -> Vec<&'r str> {
    let (who, words) = rest.split_once(':').unwrap_or((rest, ""));
    let who = wanted(who);
    let nameless = |i: &String| r.actors.iter().any(|a| a.id == *i && matches!(a.kind, ActorKind::Unnamed | ActorKind::Agent));
    let like = |s: &&mahdar_record::Statement| {
        (list(r, &s.speakers) == who || who == ["unnamed"] && s.speakers.iter().all(nameless))
            && s.content.text.trim() == words.trim()
    };
    r.statements.iter().filter(like).map(|s| s.rule.as_str()).collect()
}

fn commitments_like<'r>(r: &'r Record, rest: &str) -> Vec<&'r str> {
    let (head, words) = rest.split_once(':').unwrap_or((rest, ""));
    let (strength, who) = head.trim().split_once(' ').unwrap_or((head, ""));
    let who = wanted(who);
    let like = |c: &&mahdar_record::Commitment| {
        c.strength == strength && list(r, &c.actors) == who && c.item.text.trim() == words.trim()
    };
    r.commitments.iter().filter(like).map(|c| c.rule.as_str()).collect()
}
