//! CSV loses nothing: from the tables of the bundled articles the records come back, to the letter.

use std::collections::HashMap;
use std::fs;
use std::path::Path;

use mahdar_export::{Export, Format, Item, Options, Table, Target};
use mahdar_knowledge::{builtin_files, codes::Codes};
use mahdar_record::Record;
use serde_json::{Map, Value, json};

/// The records of the bundled articles.
fn demo() -> Vec<Record> {
    let k = mahdar_builtin::knowledge();
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../data/demo/articles.jsonl");
    let articles = fs::read_to_string(path).expect("the bundled articles");
    let read = |line: &str| {
        let a: Value = serde_json::from_str(line).expect("JSON");
        let field = |name: &str| a.get(name).and_then(Value::as_str);
        let article = mahdar_engine::Article {
            id: field("id").expect("an id"),
            text: field("text").expect("a text"),
            title: field("title"),
            published: field("published"),
            published_from: mahdar_record::PublishedFrom::Metadata,
            path: Some("demo.jsonl"),
            url: field("url"),
            outlet: field("outlet"),
        };
        mahdar_engine::read(&k, &article).record
    };
    articles.lines().map(read).collect()
}

/// A row by its columns.
type Row = HashMap<String, String>;

/// The rows of a table by their articles' keys, in order.
fn rows(folder: &Path, table: Table) -> HashMap<String, Vec<Row>> {
    let mut csv = csv::Reader::from_path(folder.join(format!("{}.csv", table.name()))).expect("a table");
    let names: Vec<String> = csv.headers().expect("a heading").iter().map(str::to_owned).collect();
    let mut out: HashMap<String, Vec<Row>> = HashMap::new();
    for row in csv.records() {
        let row: Row = names.iter().cloned().zip(row.expect("a row").iter().map(str::to_owned)).collect();
        out.entry(row["article_key"].clone()).or_default().push(row);
    }
    out
}

fn opt(row: &Row, column: &str) -> Value {
    if row[column].is_empty() { Value::Null } else { row[column].clone().into() }
}

fn int(row: &Row, column: &str) -> Value {
    row[column].parse::<u32>().expect("a number").into()
}

fn float(row: &Row, column: &str) -> Value {
    if row[column].is_empty() { Value::Null } else { row[column].parse::<f64>().expect("a number").into() }
}

/// The items of a cell: `|` between them, `\` before `|` and `\` within them.
fn list(row: &Row, column: &str) -> Value {
    if row[column].is_empty() {
        return json!([]);
    }
    let mut items = vec![String::new()];
    let mut chars = row[column].chars();
    while let Some(c) = chars.next() {
        match c {
            '|' => items.push(String::new()),
            '\\' => items.last_mut().expect("one").extend(chars.next()),
            c => items.last_mut().expect("one").push(c),
        }
    }
    items.into()
}

fn span(row: &Row, name: &str) -> Value {
    json!({"start": int(row, &format!("{name}_start")), "end": int(row, &format!("{name}_end")), "text": row[name]})
}

fn date(row: &Row, name: &str) -> Value {
    let column = |part: &str| format!("{name}_{part}");
    if row[&column("start")].is_empty() {
        return Value::Null;
    }
    json!({"value": opt(row, name), "precision": opt(row, &column("precision")), "start": int(row, &column("start")),
           "end": int(row, &column("end")), "text": row[&column("text")]})
}

fn object(fields: &[(&str, Value)]) -> Value {
    Value::Object(fields.iter().map(|(k, v)| ((*k).to_owned(), v.clone())).collect::<Map<_, _>>())
}

#[test]
fn records_come_back_from_csv() {
    let records = demo();
    let folder = std::env::temp_dir().join(format!("mahdar-roundtrip-{}", std::process::id()));
    let _ = fs::remove_dir_all(&folder);
    let codes = Codes::new(&builtin_files());
    let mut export = Export::start(Format::Csv, &codes, Options::default(), Target::Folder(folder.clone())).expect("begun");
    for record in &records {
        export.add(&Item { record, text: None }).expect("written").expect("not left out");
    }
    export.finish().expect("ended");
    let tables: HashMap<&str, _> = Table::ALL.iter().map(|t| (t.name(), rows(&folder, *t))).collect();
    for record in &records {
        let key = mahdar_export::article_key(record);
        let of = |table: &str| tables[table].get(&key).map_or(&[][..], Vec::as_slice);
        let spans = |id: &str, with_form: bool| -> Vec<Value> {
            let row = |r: &Row| {
                let mut span = json!({"start": int(r, "start"), "end": int(r, "end"), "text": r["text"]});
                if with_form {
                    span["form"] = opt(r, "form");
                }
                span
            };
            of("spans").iter().filter(|r| r["owner"] == id).map(row).collect()
        };
        let all = |table: &str, make: &dyn Fn(&Row) -> Value| Value::Array(of(table).iter().map(make).collect());
        let name = |r: &Row| json!({"ar": r["name_ar"], "en": opt(r, "name_en")});
        let a = &of("articles")[0];
        let rebuilt = json!({
            "schema": a["schema"], "id": a["article"], "language": a["language"], "title": opt(a, "title"),
            "source": {"path": opt(a, "path"), "url": opt(a, "url"), "outlet": opt(a, "outlet"), "sha256": a["sha256"]},
            "published": {"date": opt(a, "published"), "from": a["published_from"]},
            "actors": all("actors", &|r| {
                let mut actor = object(&[
                    ("id", opt(r, "actor")), ("kind", opt(r, "kind")), ("name", name(r)), ("code", opt(r, "code")),
                    ("sector", opt(r, "sector")), ("office", opt(r, "office")), ("known", (r["known"] == "true").into()),
                    ("mentions", spans(&r["actor"], true).into()),
                ]);
                if !r["note"].is_empty() {
                    actor["note"] = opt(r, "note");
                }
                actor
            }),
            "places": all("places", &|r| object(&[
                ("id", opt(r, "place")), ("name", name(r)), ("code", opt(r, "code")), ("lat", float(r, "lat")),
                ("lon", float(r, "lon")), ("mentions", spans(&r["place"], false).into()),
            ])),
            "frameworks": all("frameworks", &|r| object(&[
                ("id", opt(r, "framework")), ("kind", opt(r, "kind")), ("name", name(r)), ("known", (r["known"] == "true").into()),
                ("mentions", spans(&r["framework"], false).into()),
            ])),
            "encounters": all("encounters", &|r| object(&[
                ("id", opt(r, "encounter")), ("kind", opt(r, "kind")), ("status", opt(r, "status")),
                ("participants", list(r, "participants")), ("place", opt(r, "place")), ("date", date(r, "date")),
                ("rule", opt(r, "rule")), ("evidence", spans(&r["encounter"], false).into()),
            ])),
            "statements": all("statements", &|r| object(&[
                ("id", opt(r, "statement")), ("speakers", list(r, "speakers")), ("mode", opt(r, "mode")), ("cue", span(r, "cue")),
                ("content", span(r, "content")), ("encounter", opt(r, "encounter")), ("rule", opt(r, "rule")),
            ])),
            "commitments": all("commitments", &|r| object(&[
                ("id", opt(r, "commitment")), ("actors", list(r, "actors")), ("toward", list(r, "toward")),
                ("strength", opt(r, "strength")), ("item", span(r, "item")), ("sectors", list(r, "sectors")),
                ("frameworks", list(r, "frameworks")), ("deadline", date(r, "deadline")), ("statement", opt(r, "statement")),
                ("rule", opt(r, "rule")),
            ])),
            "events": all("events", &|r| object(&[
                ("id", opt(r, "event")), ("type", opt(r, "type")), ("mode", opt(r, "mode")), ("contexts", list(r, "contexts")),
                ("cameo", opt(r, "cameo")), ("goldstein", float(r, "goldstein")), ("source", list(r, "source")),
                ("target", list(r, "target")), ("date", opt(r, "date")), ("place", opt(r, "place")),
                ("statement", opt(r, "statement")), ("rule", opt(r, "rule")), ("evidence", span(r, "evidence")),
            ])),
        });
        let rebuilt: Record = serde_json::from_value(rebuilt).expect("a record");
        assert_eq!(&rebuilt, record);
    }
    assert!(records.iter().map(|r| r.events.len()).sum::<usize>() > 50, "the articles give something to compare");
    fs::remove_dir_all(&folder).expect("removed");
}
