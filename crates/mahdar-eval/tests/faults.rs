//! Every disagreement is told, with its words; agreement is silent.

mod common;

use std::collections::HashMap;
use std::fs;

use common::{faithful, scratch};
use mahdar_eval::{Area, EvalError, FaultKind, Gold, GoldArticle, causes, errors, records, render_causes, render_faults, score};
use mahdar_record::Record;

const TEXT: &str = "التقى الوزير سالم الرملي نظيره نبيل عساف في مسقط أمس.\nوقال الرملي إن الجسر سيفتح قريبا. وأضاف عساف أن بلاده مستعدة لبناء المرفأ.";
const GOLD: &str = r#"{"id": "x", "published": "2020-05-05",
 "actors": [{"key": "r", "kind": "person", "name": "سالم الرملي", "code": "OMN", "office": "minister"},
            {"key": "n", "kind": "person", "name": "نبيل عساف", "code": "LBN", "office": "foreign_minister"}],
 "frameworks": [],
 "encounters": [{"kind": "meeting", "participants": ["r", "n"], "place": "مسقط", "date": "2020-05-04", "status": "held", "evidence": "التقى"}],
 "statements": [{"speakers": ["r"], "mode": "indirect", "cue": "وقال الرملي إن", "content": "الجسر سيفتح قريبا"},
                {"speakers": ["n"], "mode": "indirect", "cue": "وأضاف عساف أن", "content": "بلاده مستعدة لبناء المرفأ"}],
 "commitments": [{"actors": ["LBN"], "toward": ["OMN"], "strength": "ready", "item": "بناء المرفأ"}],
 "events": [{"type": "CONSULT", "source": ["OMN"], "target": ["LBN"], "evidence": "التقى"},
            {"type": "AGREE", "source": ["LBN"], "target": ["OMN"], "evidence": "مستعدة"}]}"#;

fn article(name: &str) -> GoldArticle {
    let dir = scratch(name);
    fs::write(dir.join("x.json"), GOLD).expect("write");
    fs::write(dir.join("x.txt"), TEXT).expect("write");
    Gold::load(&dir).expect("gold").remove(0)
}

fn faults(article: &GoldArticle, record: &Record) -> Vec<(Area, FaultKind, String, usize)> {
    errors(article, record).into_iter().map(|f| (f.area, f.kind, f.class, f.weight)).collect()
}

#[test]
fn a_faithful_record_has_no_fault() {
    let article = article("faithful");
    let record = faithful(&article);
    assert_eq!(errors(&article, &record), []);
    let report = score(std::slice::from_ref(&article), &HashMap::from([("x".to_owned(), record)]));
    for area in Area::ALL {
        let t = report.total[area];
        // The reference takes a place's id for its name.
        assert_eq!((t.tp, t.pred), (if area == Area::Places { 0 } else { t.gold }, t.gold), "{area}");
    }
    assert_eq!(report.places_by_name.tp, 1);
}

#[test]
fn an_empty_record_misses_everything() {
    let article = article("empty");
    let all = faults(&article, &Record::default());
    let missed = |area, class: &str, weight| (area, FaultKind::Missed, class.to_owned(), weight);
    let want = [
        missed(Area::Actors, "person", 1),
        missed(Area::Actors, "person", 1),
        missed(Area::Encounters, "held meeting", 1),
        missed(Area::Statements, "indirect", 3),
        missed(Area::Statements, "indirect", 4),
        missed(Area::Commitments, "ready", 1),
        missed(Area::Events, "AGREE", 1),
        missed(Area::Events, "CONSULT", 1),
    ];
    assert_eq!(all, want);
}

#[test]
fn each_kind_of_fault_is_told_by_name() {
    let article = article("kinds");
    let mut r = faithful(&article);
    r.actors[0].office = None;
    r.encounters[0].date = None;
    r.places[0].name.ar = "بيروت".to_owned();
    r.statements[0].speakers = vec!["n".to_owned()];
    r.statements[1].content.start -= 3;
    r.statements[1].content.end -= 7;
    r.commitments[0].actors = vec!["OMN".to_owned()];
    r.events[0].kind = "ACCUSE".to_owned();
    let t = |area, kind, class: &str, weight| (area, kind, class.to_owned(), weight);
    let want = [
        t(Area::Offices, FaultKind::Differs, "minister>none", 1),
        t(Area::Places, FaultKind::Wrong, "meeting", 1),
        t(Area::Dates, FaultKind::Missed, "meeting", 1),
        t(Area::Statements, FaultKind::Wrong, "indirect", 3),
        t(Area::Statements, FaultKind::PartlyMissed, "indirect", 1),
        t(Area::Statements, FaultKind::PartlyExtra, "indirect", 1),
        t(Area::Commitments, FaultKind::Wrong, "actor", 1),
        // Talks count both ways: an accusation one way stands for them.
        t(Area::Events, FaultKind::Wrong, "CONSULT>ACCUSE", 1),
    ];
    assert_eq!(faults(&article, &r), want);

    let all = errors(&article, &r);
    let lines = render_faults(&all);
    assert!(lines.contains("== statements: 3 =="), "{lines}");
    assert!(
        lines.contains("partly-missed indirect  x  gold: [نبيل عساف (LBN)] وأضاف عساف أن: ‹المرفأ›  (1 of 4 words)"),
        "{lines}"
    );
    assert!(
        lines.contains("partly-extra  indirect [said]  x  found: [نبيل عساف (LBN)] وأضاف عساف أن: ‹أن›  (1 of 4 words)"),
        "{lines}"
    );
    let table = render_causes(&causes(&all));
    assert!(table.contains("     1      3  statements  wrong         indirect [said]"), "{table}");
}

#[test]
fn a_line_per_fault_whatever_the_words_hold() {
    let mut article = article("hostile");
    article.gold.encounters[0].evidence = "سطر\nثان\u{1b}[31m\u{202e}".to_owned();
    let lines = render_faults(&errors(&article, &Record::default()));
    assert!(lines.lines().all(|l| l.starts_with("==") || l.starts_with("missed")), "{lines}");
    assert!(!lines.contains(['\u{1b}', '\u{202e}']));
}

#[test]
fn offsets_beyond_the_text_are_no_panic() {
    let article = article("beyond");
    let mut r = faithful(&article);
    r.statements[0].content.start = u32::MAX;
    r.statements[1].content.end = u32::MAX;
    assert!(!errors(&article, &r).is_empty());
}

#[test]
fn faults_of_files_name_file_and_line() {
    let dir = scratch("files");
    assert!(matches!(Gold::load(&dir.join("none")), Err(EvalError::Read { .. })));
    assert!(matches!(Gold::load(&dir), Err(EvalError::NoGold { .. })));
    fs::write(dir.join("a.json"), "{\n \"actors\": [\n {\"key\": 3}]}").expect("write");
    let told = Gold::load(&dir).expect_err("broken").to_string();
    assert!(told.contains("a.json:3: invalid type: integer `3`, expected a string"), "{told}");
    fs::write(dir.join("a.json"), "{}").expect("write");
    assert!(Gold::load(&dir).expect_err("no text").to_string().contains("a.txt: cannot be read"));
    fs::write(dir.join("a.txt"), b"ok\n\xff").expect("write");
    assert!(Gold::load(&dir).expect_err("no UTF-8").to_string().ends_with("a.txt:2: is not UTF-8"));
    let path = dir.join("r.jsonl");
    fs::write(&path, format!("{}\n\n{{\"id\": 3}}\n", Record::default().to_json_line())).expect("write");
    let told = records(&path).expect_err("broken").to_string();
    assert!(told.contains("r.jsonl:3: invalid type: integer `3`"), "{told}");
}
