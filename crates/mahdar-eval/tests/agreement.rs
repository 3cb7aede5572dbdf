//! Figures equal to those of the reference scripts, on records that go wrong in every way.

mod common;

use std::collections::HashMap;
use std::path::Path;
use std::process::Command;

use common::{Dice, faithful, scratch, shared};
use mahdar_eval::{Area, Gold, GoldArticle, gsr, records, score};
use mahdar_record::{Actor, ActorKind, DateExpr, Event, Name, Record, Span};
use serde_json::Value;

/// Prints for each file of records the counts of each article, the tables and the JSON.
const REFERENCE: &str = r#"
import contextlib, io, json, sys
from pathlib import Path
sys.dont_write_bytecode = True
sys.path.insert(0, sys.argv[1])
import score
def table(*args):
    out = io.StringIO()
    sys.argv = ["score.py", *args]
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(io.StringIO()):
        score.main()
    return out.getvalue()
gold = Path(sys.argv[1]) / "dev"
all = []
for path in sys.argv[2:]:
    pred = {json.loads(line)["id"]: json.loads(line) for line in open(path, encoding="utf-8") if line.strip()}
    rows = []
    for f in sorted(gold.glob("*.json")):
        text = f.with_suffix(".txt").read_text("utf-8")
        side = lambda raw: score.Record(raw, text)
        rows.append([f.stem, score.compare(side(json.loads(f.read_text("utf-8"))), side(pred.get(f.stem, {})))])
    all.append({"rows": rows, "table": table(str(gold), path, "--per-article"), "json": json.loads(table(str(gold), path, "--json"))})
print(json.dumps(all))
"#;

fn python(args: &[&Path], script: &[&str]) -> Option<String> {
    let out = match Command::new("python3").args(script).args(args).env("PYTHONDONTWRITEBYTECODE", "1").output() {
        Ok(out) => out,
        Err(e) => {
            eprintln!("skipped: python3 cannot be run: {e}");
            return None;
        }
    };
    assert!(out.status.success(), "{}", String::from_utf8_lossy(&out.stderr));
    Some(String::from_utf8(out.stdout).expect("UTF-8"))
}

const CODES: [&str; 6] = ["USA", "SAU", "UN", "KAZ", "CHN", "HOUTHI"];
const TYPES: [&str; 5] = ["CONSULT", "AGREE", "ACCUSE", "REQUEST", "SUPPORT"];

fn cut_words(text: &str, dice: &mut Dice) -> String {
    text.split(' ').filter(|_| !dice.one_in(3)).collect::<Vec<_>>().join(" ")
}

/// The record with things lost, added, moved and mistaken.
fn disturbed(article: &GoldArticle, dice: &mut Dice, often: usize) -> Record {
    let mut r = faithful(article);
    let length = article.text.chars().count();
    r.actors.retain(|_| !dice.one_in(often));
    let ids: Vec<String> =
        article.gold.actors.iter().map(|a| a.key.clone()).chain(["x1", "unnamed", "ghost", ""].map(str::to_owned)).collect();
    for a in &mut r.actors {
        if dice.one_in(often) {
            a.code = dice.one_in(2).then(|| (*dice.pick(&CODES)).to_owned());
        }
        if dice.one_in(often) {
            a.name.ar = cut_words(&a.name.ar, dice);
        }
        if dice.one_in(often) {
            a.office = [None, Some("president".to_owned()), Some(String::new())][dice.below(3)].clone();
        }
        if dice.one_in(often) {
            a.kind = [ActorKind::Person, ActorKind::Polity, ActorKind::Agent, ActorKind::Unnamed][dice.below(4)];
        }
    }
    if dice.one_in(2) && !r.actors.is_empty() {
        let copy = r.actors[dice.below(r.actors.len())].clone();
        let id = if dice.one_in(4) { copy.id.clone() } else { "x1".to_owned() };
        let name = Name { ar: String::new(), en: dice.one_in(2).then(|| "Someone Else".to_owned()) };
        r.actors.push(Actor { id, name, ..copy });
    }
    let refer = |list: &mut Vec<String>, dice: &mut Dice| {
        if dice.one_in(often) {
            list.retain(|_| !dice.one_in(2));
        }
        if dice.one_in(often) {
            list.push(dice.pick(&ids).clone());
        }
    };
    for e in &mut r.encounters {
        refer(&mut e.participants, dice);
        if dice.one_in(often) {
            e.kind = (*dice.pick(&["call", "visit", "meeting", "summit"])).to_owned();
        }
        if dice.one_in(often) {
            let value = [None, Some("2020-01-01".to_owned())][dice.below(2)].clone();
            let date = DateExpr { value, precision: None, span: Span::default() };
            e.date = dice.one_in(3).then_some(date);
        }
        if dice.one_in(often) {
            // A name where the reference belongs, so that places are matched too.
            e.place = r.places.first().map(|p| cut_words(&p.name.ar, dice));
        }
    }
    for list in [dice.below(3), dice.below(3)] {
        if let Some(e) = r.encounters.get(list).cloned() {
            r.encounters.push(e);
        }
    }
    for s in &mut r.statements {
        refer(&mut s.speakers, dice);
        if dice.one_in(often) {
            s.content.start += dice.below(20) as u32;
        }
        if dice.one_in(often) {
            s.content.end += dice.below(60) as u32;
        }
        if dice.one_in(often * 4) {
            s.content = Span { start: dice.below(length) as u32, end: dice.below(2 * length) as u32, text: String::new() };
        }
    }
    r.statements.retain(|_| !dice.one_in(often));
    for c in &mut r.commitments {
        refer(&mut c.actors, dice);
        if dice.one_in(often) {
            c.item.text = cut_words(&c.item.text, dice);
        }
    }
    let doubled: Vec<_> = r.commitments.iter().filter(|_| dice.one_in(often)).cloned().collect();
    r.commitments.extend(doubled);
    for e in &mut r.events {
        refer(&mut e.source, dice);
        refer(&mut e.target, dice);
        if dice.one_in(often) {
            e.kind = (*dice.pick(&TYPES)).to_owned();
        }
        if dice.one_in(often) {
            std::mem::swap(&mut e.source, &mut e.target);
        }
    }
    r.events.retain(|_| !dice.one_in(often));
    r
}

fn write(path: &Path, records: &[Record]) {
    let lines: String = records.iter().map(|r| r.to_json_line() + "\n").collect();
    std::fs::write(path, lines).expect("scratch file");
}

#[test]
fn the_same_figures_as_the_reference() {
    let Some(shared) = shared() else { return };
    let gold = Gold::load(&shared.join("dev")).expect("annotation");
    let dir = scratch("agreement");
    let mut paths = Vec::new();
    for seed in 0..24_usize {
        let mut dice = Dice(seed as u64);
        let often = [1000, 12, 5, 3, 2][seed % 5];
        let mut found: Vec<Record> = gold.iter().map(|a| disturbed(a, &mut dice, often)).collect();
        found.retain(|_| !dice.one_in(12));
        let path = dir.join(format!("{seed}.jsonl"));
        write(&path, &found);
        paths.push(path);
    }
    let mut args = vec![shared.as_path()];
    args.extend(paths.iter().map(|p| p.as_path()));
    let Some(out) = python(&args, &["-c", REFERENCE]) else {
        return;
    };
    let reference: Vec<Value> = serde_json::from_str(&out).expect("JSON");
    assert_eq!(reference.len(), paths.len());
    let mut counted = [0; 9];
    for (path, want) in paths.iter().zip(&reference) {
        let report = score(&gold, &records(path).expect("records"));
        for (got, want) in report.articles.iter().zip(want["rows"].as_array().expect("rows")) {
            assert_eq!(want[0], got.id);
            for area in Area::ALL {
                let t = got.scores[area];
                assert_eq!(
                    want[1][area.name()],
                    serde_json::json!([t.tp, t.pred, t.gold]),
                    "{} {area} {}",
                    path.display(),
                    got.id
                );
                counted[area as usize] += t.tp;
            }
        }
        assert_eq!(report.articles.len(), want["rows"].as_array().map_or(0, Vec::len));
        assert_eq!(report.render(true), want["table"].as_str().expect("table"));
        assert_eq!(report.to_json(), want["json"]);
    }
    assert!(counted.iter().all(|&n| n > 0), "an area in which nothing was ever right is not tested: {counted:?}");
}

#[test]
fn the_same_figures_for_sentences() {
    let Some(shared) = shared() else { return };
    let dir = shared.join("gsr");
    let gold = gsr::Sentences::load(&dir).expect("sentences");
    let scratch = scratch("gsr");
    for seed in 0..6_u64 {
        let mut dice = Dice(seed);
        let mut found: HashMap<String, Record> = HashMap::new();
        let codes = ["IRQ", "ISR", "LBN", "PSE", "EGY", "USA"];
        for (id, _, _) in gold.texts().filter(|_| seed > 0) {
            let mut r = Record { id: id.to_owned(), ..Record::default() };
            for i in 0..dice.below(4) {
                let want = gold.coded.iter().find(|c| c.id == id).map(|c| &c.events[0]).filter(|_| !dice.one_in(3));
                let party = want.map(|w| if i % 2 == 0 { &w.source } else { &w.target });
                r.actors.push(Actor {
                    id: format!("a{i}"),
                    kind: ActorKind::Agent,
                    name: Name::default(),
                    code: party.map_or_else(|| Some((*dice.pick(&codes)).to_owned()), |p| p.code.clone()),
                    sector: party.map_or_else(|| Some("CVL".to_owned()), |p| p.sector.clone()),
                    office: None,
                    known: false,
                    note: None,
                    mentions: Vec::new(),
                });
            }
            for i in 0..dice.below(3) {
                r.events.push(Event {
                    id: format!("v{i}"),
                    kind: (*dice.pick(&["ASSAULT", "PROTEST"])).to_owned(),
                    mode: None,
                    contexts: Vec::new(),
                    cameo: None,
                    goldstein: None,
                    source: (0..dice.below(3)).map(|k| format!("a{k}")).collect(),
                    target: (1..dice.below(4)).map(|k| format!("a{k}")).collect(),
                    date: None,
                    place: None,
                    statement: None,
                    rule: String::new(),
                    evidence: Span::default(),
                });
            }
            found.insert(id.to_owned(), r);
        }
        let path = scratch.join(format!("{seed}.jsonl"));
        write(&path, &found.into_values().collect::<Vec<_>>());
        let report = gsr::score(&gold, &gsr::records(&path).expect("records"));
        let script = dir.join("score.py");
        let Some(table) = python(&[&script, &path], &[]) else {
            return;
        };
        assert_eq!(report.render(), table);
        let Some(json) = python(&[&script, &path, Path::new("--json")], &[]) else {
            return;
        };
        assert_eq!(report.to_json(), serde_json::from_str::<Value>(&json).expect("JSON"));
    }
}
