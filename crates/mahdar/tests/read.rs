//! What `read`, `explain` and `demo` print.

mod common;

use std::path::PathBuf;

use common::{READOUT, fed, file, mahdar, scratch};

fn demo_file() -> String {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../data/demo/articles.jsonl");
    path.display().to_string()
}

/// Characters that give a terminal orders.
fn is_order(c: char) -> bool {
    c.is_control() && c != '\n'
        || matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}' | '\u{2029}'
            | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

const ORDERS: &str = "\u{202e}قال وزير\u{200f} الخارجية\u{1b}[2J الروسي \u{2067}سيرغي لافروف\u{2069} إن بلاده\u{85} مستعدة\u{7} \
                      لتعزيز\u{2028} التعاون مع الصين\u{9b}31m.\u{202c}";

#[test]
fn threads_do_not_change_a_byte() {
    let dir = scratch("threads");
    let many: String = (0..600)
        .map(|i| serde_json::json!({"id": format!("n{i}"), "text": format!("{i} {READOUT}")}).to_string() + "\n")
        .collect();
    let many = file(&dir, "many.jsonl", many);
    for path in [demo_file(), many] {
        for format in ["report", "json", "jsonl"] {
            let run = |jobs| mahdar(&["read", &path, "--format", format, "--jobs", jobs]).ended(0).out;
            let one = run("1");
            assert!(!one.is_empty());
            assert!(one == run("4"), "{format} of {path} differs");
        }
    }
}

#[test]
fn order_is_that_of_the_input() {
    let run = mahdar(&["read", &demo_file(), "--format", "jsonl", "--jobs", "4"]).ended(0);
    let lines = std::fs::read_to_string(demo_file()).expect("the bundled articles");
    let want: Vec<serde_json::Value> =
        lines.lines().map(|l| serde_json::from_str::<serde_json::Value>(l).expect("JSON")["id"].clone()).collect();
    assert_eq!(run.records().iter().map(|r| r["id"].clone()).collect::<Vec<_>>(), want);
    // What comes later and is done sooner waits for what came before.
    let line = |n: usize| {
        let text = READOUT.repeat(if n < 256 { 12 } else { 1 });
        serde_json::json!({"id": format!("{n:03}"), "text": text}).to_string() + "\n"
    };
    let path = file(&scratch("order"), "slow-first.jsonl", (0..600).map(line).collect::<String>());
    let run = mahdar(&["read", &path, "--format", "jsonl", "--jobs", "4"]).ended(0);
    assert!(run.records().iter().map(|r| r["id"].as_str().map(str::to_owned)).is_sorted());
    assert_eq!(run.records().len(), 600);
}

#[test]
fn evidence_is_the_text_to_the_letter() {
    let lines = std::fs::read_to_string(demo_file()).expect("the bundled articles");
    let run = mahdar(&["read", &demo_file(), "--format", "jsonl"]).ended(0);
    let mut spans = 0;
    for (line, record) in lines.lines().zip(run.records()) {
        let article: serde_json::Value = serde_json::from_str(line).expect("JSON");
        let text: Vec<char> = article["text"].as_str().expect("text").chars().collect();
        check_spans(&record, &text, &mut spans);
        for part in ["encounters", "statements", "commitments", "events"] {
            for item in record[part].as_array().expect("a list") {
                assert!(item["rule"].as_str().is_some_and(|r| !r.is_empty()), "{part} without a rule");
            }
        }
    }
    assert!(spans > 500, "{spans}");
}

fn check_spans(value: &serde_json::Value, text: &[char], n: &mut usize) {
    if let (Some(start), Some(end), Some(words)) = (value["start"].as_u64(), value["end"].as_u64(), value["text"].as_str()) {
        let there: String = text[start as usize..end as usize].iter().collect();
        assert_eq!(there, words);
        *n += 1;
    }
    if let Some(map) = value.as_object() {
        map.values().for_each(|v| check_spans(v, text, n));
    }
    if let Some(list) = value.as_array() {
        list.iter().for_each(|v| check_spans(v, text, n));
    }
}

#[test]
fn nothing_gives_the_terminal_orders() {
    let dir = scratch("orders");
    let article = serde_json::json!({
        "id": "x\u{1b}]0;title\u{7}", "text": ORDERS, "title": ORDERS, "outlet": "\u{202e}\u{9b}31m",
        "published": "\u{1b}[31m",
    });
    let path = file(&dir, "orders.jsonl", article.to_string());
    for args in [
        vec!["read", &path],
        vec!["read", &path, "--lang", "ar"],
        vec!["explain", &path],
        vec!["explain", &path, "--lang", "ar"],
        vec!["read", &path, "--format", "json"],
    ] {
        let run = mahdar(&args).ended(0);
        assert!(!run.err.chars().any(is_order), "{args:?}: {:?}", run.err);
        let bad = |c: char| match args.contains(&"json") {
            true => is_order(c) && !matches!(c, '\u{200e}' | '\u{200f}' | '\u{61c}'),
            false => is_order(c),
        };
        assert!(!run.out.chars().any(bad), "{args:?}: {:?}", run.out);
    }
    let run = mahdar(&["read", &path]).ended(0);
    assert!(run.out.contains("⟨U+202E⟩") && run.out.contains("⟨U+001B⟩"), "{}", run.out);
    let json = fed(&["read", "-", "--format", "jsonl"], article.to_string().as_bytes()).ended(0);
    assert_eq!(json.out.lines().count(), 1);
    assert_eq!(json.records()[0]["title"], ORDERS, "nothing is lost in JSON");
}

#[test]
fn json_is_an_object_or_an_array() {
    let dir = scratch("json");
    let one = file(&dir, "one.txt", READOUT);
    let two = file(&dir, "two.txt", READOUT);
    let value = |args: &[&str]| -> serde_json::Value { serde_json::from_str(&mahdar(args).ended(0).out).expect("JSON") };
    assert_eq!(value(&["read", &one, "--format", "json"])["id"], "one");
    let both = value(&["read", &one, &two, &one, "--format", "json"]);
    assert_eq!(both.as_array().expect("an array").len(), 3);
    assert_eq!(both[1]["id"], "two");
}

#[test]
fn dates_come_from_the_article_then_from_the_option() {
    let lines = [
        serde_json::json!({"id": "own", "text": READOUT, "published": "2024-05-29"}).to_string(),
        serde_json::json!({"id": "none", "text": READOUT}).to_string(),
        serde_json::json!({"id": "odd", "text": READOUT, "published": "2023-2024"}).to_string(),
    ];
    let args = ["read", "-", "--format", "jsonl", "--published", "2020-02-29"];
    let run = fed(&args, lines.join("\n").as_bytes()).ended(0);
    let records = run.records();
    assert_eq!(records[0]["published"], serde_json::json!({"date": "2024-05-29", "from": "metadata"}));
    assert_eq!(records[1]["published"], serde_json::json!({"date": "2020-02-29", "from": "option"}));
    assert!(run.err.contains("2023-2024"), "{}", run.err);
}

#[test]
fn reports_say_who_said_what() {
    let run = fed(&["read", "-", "--published", "2022-06-08", "--width", "72"], READOUT.as_bytes()).ended(0);
    for words in ["Sergey Lavrov", "Foreign minister, Russia", "Wang Yi", "2022-06-07 (أمس الثلاثاء)", "RUS > CHN"] {
        assert!(run.out.contains(words), "{words} is missing:\n{}", run.out);
    }
    let ar = fed(&["read", "-", "--lang", "ar"], READOUT.as_bytes()).ended(0);
    assert!(ar.out.contains("التصريحات") && !ar.out.contains("Statements"), "{}", ar.out);
    let none = fed(&["read", "-"], "مرحبا".as_bytes()).ended(0);
    assert!(none.out.contains("Nothing to record"), "{}", none.out);
}

#[test]
fn explanations_name_rules_and_files() {
    let run = fed(&["explain", "-"], READOUT.as_bytes()).ended(0);
    assert!(run.out.contains("data/ar/grammar/"), "{}", run.out);
    assert!(run.out.contains("⟦"), "{}", run.out);
}

#[test]
fn the_demo_reads_its_articles() {
    let run = mahdar(&["demo"]).ended(0);
    assert!(run.err.is_empty(), "{}", run.err);
    assert!(run.out.matches("\n── ").count() >= 19);
    let records = mahdar(&["demo", "--format", "jsonl"]).ended(0).records();
    assert!(records.len() >= 20);
    assert!(records.iter().all(|r| r["statements"].as_array().is_some_and(|s| !s.is_empty())));
}

#[test]
fn a_reader_that_goes_away_is_no_error() {
    use std::process::{Command, Stdio};
    let mut child = Command::new(env!("CARGO_BIN_EXE_mahdar"))
        .args(["read", &demo_file()])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("starts");
    drop(child.stdout.take());
    let out = child.wait_with_output().expect("waits");
    assert_eq!(out.status.code(), Some(0), "{}", String::from_utf8_lossy(&out.stderr));
    assert!(out.stderr.is_empty(), "{}", String::from_utf8_lossy(&out.stderr));
}
