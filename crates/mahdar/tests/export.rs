//! What `export` writes, and what it says.

mod common;

use std::fs;
use std::path::Path;

use common::{READOUT, file, mahdar, scratch};

/// Two records and their articles, as `read` makes them.
fn inputs(name: &str) -> (std::path::PathBuf, String, String) {
    let dir = scratch(name);
    let line =
        |id: &str, text: &str| serde_json::json!({"id": id, "published": "2022-06-08", "outlet": "o", "text": text}).to_string();
    let articles = file(
        &dir,
        "articles.jsonl",
        format!("{}\n{}\n", line("one", READOUT), line("two", &format!("{READOUT}\nثم انتهى اللقاء."))),
    );
    let read = mahdar(&["read", "--format", "jsonl", &articles]).ended(0);
    let records = file(&dir, "records.jsonl", &read.out);
    (dir, records, articles)
}

fn path(dir: &Path, name: &str) -> String {
    dir.join(name).display().to_string()
}

#[test]
fn records_go_through_unchanged() {
    let (dir, records, _) = inputs("export-jsonl");
    let run = mahdar(&["export", "--format", "jsonl", &records]).ended(0);
    assert_eq!(run.out, fs::read_to_string(dir.join("records.jsonl")).expect("records"));
    assert!(run.err.contains("2 records exported as jsonl"), "{}", run.err);
}

#[test]
fn a_file_has_its_codebook_beside_it() {
    let (dir, records, _) = inputs("export-codebook");
    let out = path(&dir, "pairs.csv");
    mahdar(&["export", "--format", "pair-year", &records, "-o", &out]).ended(0);
    assert!(fs::read_to_string(&out).expect("a table").starts_with("source,source_name,"));
    let codebook = fs::read_to_string(dir.join("pairs.codebook.csv")).expect("a codebook");
    assert!(codebook.starts_with("table,column,type,meaning\npair-year,source,text,"), "{codebook}");
    assert!(!dir.join("pairs.csv.part").exists());
}

#[test]
fn tables_go_into_a_new_folder() {
    let (dir, records, _) = inputs("export-folder");
    let out = path(&dir, "tables");
    mahdar(&["export", "--format", "csv", &records, "-o", &out]).ended(0);
    assert_eq!(fs::read_to_string(dir.join("tables/articles.csv")).expect("a table").lines().count(), 3);
    let again = mahdar(&["export", "--format", "csv", &records, "-o", &out]).ended(2);
    assert!(again.err.contains("not an empty folder") && again.err.contains("hint"), "{}", again.err);
    let none = mahdar(&["export", "--format", "csv", &records]).ended(2);
    assert!(none.err.contains("--table"), "{}", none.err);
    let one = mahdar(&["export", "--format", "csv", "--table", "events", &records]).ended(0);
    assert!(one.out.starts_with("article_key,article,event,event_id,"));
}

#[test]
fn texts_are_found_whatever_the_order_of_the_articles() {
    let (dir, records, articles) = inputs("export-texts");
    let straight = mahdar(&["export", "--format", "conllu", &records, "--articles", &articles]).ended(0);
    let lines: Vec<String> = fs::read_to_string(&articles).expect("articles").lines().map(str::to_owned).collect();
    let turned = file(&dir, "turned.jsonl", format!("{}\n{}\n", lines[1], lines[0]));
    let other = mahdar(&["export", "--format", "conllu", &records, "--articles", &turned]).ended(0);
    assert_eq!(straight.out, other.out);
    assert_eq!(straight.out.matches("# newdoc id").count(), 2);

    let half = file(&dir, "half.jsonl", format!("{}\n", lines[1]));
    let run = mahdar(&["export", "--format", "conllu", &records, "--articles", &half]).ended(1);
    assert!(run.err.contains("one: the format needs the article's text"), "{}", run.err);
    assert_eq!(run.out.matches("# newdoc id").count(), 1);
    let run = mahdar(&["export", "--format", "conllu", &records]).ended(2);
    assert!(run.err.contains("--articles"), "{}", run.err);
}

#[test]
fn lines_that_are_no_records_are_told_and_passed_over() {
    let (dir, records, _) = inputs("export-bad");
    let good = fs::read_to_string(&records).expect("records");
    let mut lines: Vec<&str> = good.lines().collect();
    let newer = lines[0].replace("mahdar.record/1", "mahdar.record/9");
    lines.insert(1, "{\"id\": 1");
    lines.insert(2, &newer);
    lines.insert(3, "");
    let bad = file(&dir, "bad.jsonl", lines.join("\n"));
    let run = mahdar(&["export", "--format", "jsonl", &bad]).ended(1);
    assert_eq!(run.out, good);
    assert!(
        run.err.contains("bad.jsonl:2: is no record") && run.err.contains("bad.jsonl:3: is a record of schema"),
        "{}",
        run.err
    );
    assert!(run.err.contains("2 records exported as jsonl, 2 skipped"), "{}", run.err);
    mahdar(&["export", "--format", "jsonl", &path(&dir, "none.jsonl")]).ended(2);
}

#[test]
fn without_a_database_the_error_says_where_it_was_looked_for() {
    let dir = scratch("export-no-db");
    let db = path(&dir, "none.db");
    let run = mahdar(&["export", "--format", "jsonl", "--db", &db]).ended(2);
    assert!(run.err.contains("none.db") && run.err.contains("--db"), "{}", run.err);
    assert!(!dir.join("none.db").exists());
    let (_, records, _) = inputs("export-both");
    mahdar(&["export", "--format", "jsonl", &records, "--from", "2022"]).ended(2);
}

#[test]
fn a_database_gives_records_and_texts() {
    use mahdar_store::{Access, NewArticle, ReadWith, Store};

    let (dir, records, articles) = inputs("export-db");
    let db = path(&dir, "history.db");
    let mut store = Store::open(Path::new(&db), Access::ReadWrite).expect("a database");
    let lines = |file: &str| fs::read_to_string(file).expect("lines").lines().map(str::to_owned).collect::<Vec<_>>();
    let batch: Vec<_> = lines(&records)
        .iter()
        .zip(lines(&articles))
        .map(|(record, article)| {
            let record = mahdar_record::Record::from_json(record).expect("a record");
            let article: serde_json::Value = serde_json::from_str(&article).expect("an article");
            let new = NewArticle {
                id: record.id.clone(),
                id_given: true,
                text: article["text"].as_str().expect("a text").to_owned(),
                title: None,
                published: record.published.date.clone(),
                published_from: record.published.from,
                url: None,
                outlet: record.source.outlet.clone(),
                path: articles.clone(),
            };
            (new, record)
        })
        .collect();
    let mut run = store.begin(&ReadWith { engine: "0".into(), knowledge: "0".into() }).expect("a run");
    store.ingest(&mut run, &batch).expect("stored");
    drop(store);

    let from_file = mahdar(&["export", "--format", "brat", &records, "--articles", &articles, "-o", &path(&dir, "one")]).ended(0);
    let from_db = mahdar(&["export", "--format", "brat", "--db", &db, "-o", &path(&dir, "two")]).ended(0);
    assert_eq!(from_file.err, from_db.err);
    let names = |folder: &str| {
        let mut names: Vec<_> =
            fs::read_dir(dir.join(folder)).expect("a folder").map(|e| e.expect("an entry").file_name()).collect();
        names.sort();
        names
    };
    assert_eq!(names("one").len(), 5);
    assert_eq!(names("one"), names("two"));
    for name in names("one") {
        let of = |folder: &str| fs::read(dir.join(folder).join(&name)).expect("a file");
        assert_eq!(of("one"), of("two"), "{name:?}");
    }
    let exported = |filter: &[&str]| {
        let args = [&["export", "--format", "jsonl", "--db", &db], filter].concat();
        mahdar(&args).ended(0).records().len()
    };
    assert_eq!((exported(&[]), exported(&["--from", "2022-06"]), exported(&["--to", "2021"])), (2, 2, 0));
    assert_eq!((exported(&["--outlet", "o"]), exported(&["--outlet", "x"]), exported(&["--state", "BRA"])), (2, 0, 0));
}
