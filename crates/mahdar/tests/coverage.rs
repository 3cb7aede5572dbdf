//! What `coverage` prints.

mod common;

use common::{file, mahdar, scratch};

#[test]
fn gaps_of_several_articles_are_counted() {
    let dir = scratch("coverage");
    let lines: String = ["عليها", "فيها", "فيها"]
        .iter()
        .enumerate()
        .map(|(n, word)| {
            let text = format!("رفعت لافتات كتب {word} «لا مكان للغرباء\u{202e} بيننا بعد اليوم».");
            serde_json::json!({"id": format!("n{n}"), "text": text}).to_string() + "\n"
        })
        .collect();
    let path = file(&dir, "many.jsonl", lines);
    let json = mahdar(&["coverage", &path, "--format", "json", "--only", "quotation", "--examples", "1"]).ended(0).out;
    let counts: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    assert_eq!(counts["articles"], 3);
    assert_eq!(counts["gaps"].as_array().map(Vec::len), Some(1));
    let words = &counts["gaps"][0]["words"];
    assert_eq!((&words[0]["word"], &words[0]["count"]), (&"فيها".into(), &2.into()));
    assert_eq!(words[0]["examples"].as_array().map(Vec::len), Some(1));
    let report = mahdar(&["coverage", &path]).ended(0).out;
    assert!(report.contains("⟨U+202E⟩") && !report.contains('\u{202e}'), "{report}");
    assert_eq!(report, mahdar(&["coverage", &path, "--jobs", "2"]).ended(0).out);
}

#[test]
fn a_sort_that_there_is_not_is_an_error() {
    mahdar(&["coverage", "-", "--only", "weather"]).ended(2);
}
