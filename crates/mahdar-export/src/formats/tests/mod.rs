//! What the formats make of a small record, of nothing, and of a hostile one.

mod events;
mod hostile;
mod tables;
mod texts;
mod things;

use std::fs;
use std::path::{Path, PathBuf};

use mahdar_knowledge::builtin_files;
use mahdar_knowledge::codes::Codes;
use mahdar_record::Record;
use serde_json::{Value, json};

use crate::{Export, Format, Item, Options, Summary, Table, Target, text_digest};

/// The article of [`record`].
pub(crate) const TEXT: &str = "استقبل الرئيس الكازاخي توكاييف في أستانا أمس نظيره الصيني شي.\n\n\
                               وقال شي إن «بكين» مستعدة للتعاون في الحزام والطريق.";

/// The words where they first stand in [`TEXT`].
fn span(words: &str) -> Value {
    let byte = TEXT.find(words).expect("words of the text");
    let start = TEXT[..byte].chars().count();
    json!({"start": start, "end": start + words.chars().count(), "text": words})
}

fn mention(words: &str, form: &str) -> Value {
    let mut mention = span(words);
    mention["form"] = form.into();
    mention
}

/// A small record with something of everything.
pub(crate) fn record() -> Record {
    let mut date = span("أمس");
    date["value"] = "2022-06-07".into();
    date["precision"] = "day".into();
    let actor = |id: &str, kind: &str, ar: &str, en: &str, code: &str, office: Option<&str>, mentions: Value| {
        json!({"id": id, "kind": kind, "name": {"ar": ar, "en": en}, "code": code, "sector": "GOV", "office": office,
               "known": true, "mentions": mentions})
    };
    let value = json!({
        "schema": "mahdar.record/1", "id": "n1",
        "source": {"path": "n1.txt", "url": "https://example.org/n1", "outlet": "وكالة الميناء", "sha256": text_digest(TEXT)},
        "language": "ar", "title": "قمة", "published": {"date": "2022-06-08", "from": "metadata"},
        "actors": [
            actor("a1", "person", "توكاييف", "Kassym-Jomart Tokayev", "KAZ", Some("president"),
                  json!([mention("الرئيس الكازاخي توكاييف", "title+name")])),
            actor("a2", "person", "شي", "Xi Jinping", "CHN", Some("president"),
                  json!([mention("نظيره الصيني شي", "title+name"), {"start": 66, "end": 66, "text": "", "form": "implicit"}])),
            actor("a3", "polity", "كازاخستان", "Kazakhstan", "KAZ", None, json!([mention("الكازاخي", "nisba")])),
            actor("a4", "polity", "الصين", "China", "CHN", None, json!([mention("بكين", "capital")])),
        ],
        "places": [{"id": "p1-أستانا", "name": {"ar": "أستانا", "en": "Astana"}, "code": "KAZ", "lat": 51.1801, "lon": 71.446,
                    "mentions": [span("أستانا")]}],
        "frameworks": [{"id": "f1", "kind": "initiative", "name": {"ar": "الحزام والطريق", "en": "Belt and Road Initiative"},
                        "known": true, "mentions": [span("الحزام والطريق")]}],
        "encounters": [{"id": "e1", "kind": "meeting", "status": "held", "participants": ["a1", "a2"], "place": "p1-أستانا",
                        "date": date, "rule": "receive", "evidence": [span("استقبل"), span("نظيره الصيني شي")]}],
        "statements": [{"id": "s1", "speakers": ["a2"], "mode": "mixed", "cue": span("وقال شي إن"),
                        "content": span("«بكين» مستعدة للتعاون في الحزام والطريق"), "encounter": "e1", "rule": "say"}],
        "commitments": [{"id": "c1", "actors": ["a4"], "toward": ["a3"], "strength": "ready", "item": span("للتعاون في الحزام والطريق"),
                         "sectors": ["economy", "trade"], "frameworks": ["f1"], "deadline": null, "statement": "s1",
                         "rule": "ready-to"}],
        "events": [
            {"id": "v1", "type": "CONSULT", "mode": "visit", "contexts": ["diplomatic", "executive"], "cameo": "042", "goldstein": 1.9,
             "source": ["a4"], "target": ["a3"], "date": "2022-06-07", "place": "p1-أستانا", "statement": null,
             "rule": "receive-visitor", "evidence": span("استقبل الرئيس الكازاخي توكاييف في أستانا أمس نظيره الصيني شي")},
            {"id": "v2", "type": "AGREE", "mode": null, "contexts": [], "cameo": "030", "goldstein": 4.0, "source": ["a4"],
             "target": ["a3"], "date": null, "place": null, "statement": "s1", "rule": "ready-to",
             "evidence": span("«بكين» مستعدة للتعاون")},
        ]
    });
    serde_json::from_value(value).expect("a record")
}

/// An empty folder of its own for a test.
pub(crate) fn scratch(name: &str) -> PathBuf {
    let path = std::env::temp_dir().join(format!("mahdar-export-{}-{name}", std::process::id()));
    let _ = fs::remove_dir_all(&path);
    path
}

/// The files in a folder, by their paths in it, sorted.
pub(crate) fn files(folder: &Path) -> Vec<String> {
    let mut out = Vec::new();
    let mut stack = vec![folder.to_owned()];
    while let Some(at) = stack.pop() {
        for entry in fs::read_dir(at).expect("a folder") {
            let path = entry.expect("an entry").path();
            match path.is_dir() {
                true => stack.push(path),
                false => out.push(path.strip_prefix(folder).expect("inside").display().to_string()),
            }
        }
    }
    out.sort();
    out
}

/// One export to a stream.
fn to_bytes(format: Format, table: Option<Table>, records: &[(&Record, Option<&str>)]) -> (Vec<u8>, Summary) {
    let codes = Codes::new(&builtin_files());
    let mut out = Vec::new();
    let target = Target::Stream(Box::new(&mut out));
    let mut export = Export::start(format, &codes, Options { table }, target).expect("begun");
    for (record, text) in records {
        let _ = export.add(&Item { record, text: *text }).expect("written");
    }
    let summary = export.finish().expect("ended");
    (out, summary)
}

/// One export of [`record`] with its text to a stream, as text.
fn example(format: Format, table: Option<Table>) -> String {
    let (bytes, summary) = to_bytes(format, table, &[(&record(), Some(TEXT))]);
    assert_eq!((summary.written, summary.left_out), (1, 0));
    String::from_utf8(bytes).expect("UTF-8")
}

/// One export into a folder.
fn to_folder(format: Format, name: &str, records: &[(&Record, Option<&str>)]) -> PathBuf {
    let codes = Codes::new(&builtin_files());
    let folder = scratch(name);
    let mut export = Export::start(format, &codes, Options::default(), Target::Folder(folder.clone())).expect("begun");
    for (record, text) in records {
        let _ = export.add(&Item { record, text: *text }).expect("written");
    }
    export.finish().expect("ended");
    folder
}

fn read(folder: &Path, file: &str) -> String {
    fs::read_to_string(folder.join(file)).unwrap_or_else(|e| panic!("{file}: {e}"))
}
