//! A history from the command line: ingest, query, search, reread.

mod common;

use std::fs;

use common::{READOUT, Run, fed, file, mahdar, scratch};

/// A folder with articles and the path of a database beside it.
fn some(name: &str) -> (String, String) {
    let dir = scratch(name);
    let line = |n: usize| {
        // Words of its own, or the store would take each for a copy of the first.
        let own: String = (0..60).map(|k| format!(" بند{}", n * 60 + k)).collect();
        let text = format!("{READOUT} وهذا هو اللقاء رقم {n}.{own}.");
        serde_json::json!({"id": format!("n{n}"), "text": text, "published": format!("2022-06-{:02}", n + 1), "outlet": "وكالة"})
    };
    let lines: String = (0..9).map(|n| line(n).to_string() + "\n").collect();
    (file(&dir, "articles/many.jsonl", lines), dir.join("m.db").display().to_string())
}

fn ingest(path: &str, db: &str) -> Run {
    mahdar(&["ingest", path, "--db", db])
}

#[test]
fn the_same_again_changes_nothing() {
    let (path, db) = some("again");
    let first = ingest(&path, &db).ended(0);
    assert!(first.out.contains("9  stored") && first.out.contains("holds 9 articles, 2022-06-01 to 2022-06-09"), "{}", first.out);
    let second = ingest(&path, &db).ended(0);
    assert!(second.out.contains("9  unchanged") && !second.out.contains("stored"), "{}", second.out);
}

#[test]
fn what_gives_no_article_is_told_kept_and_does_not_stop_the_rest() {
    let (path, db) = some("skips");
    let broken = fs::read_to_string(&path).expect("articles").replacen('{', "{{", 1);
    fs::write(&path, broken).expect("written");
    let run = ingest(&path, &db).ended(1);
    assert!(run.err.contains("many.jsonl:1: is not JSON"), "{}", run.err);
    assert!(run.out.contains("8  stored") && run.out.contains("1  skipped"), "{}", run.out);
    let nothing = fed(&["ingest", "-", "--db", &db], b"").ended(1);
    assert!(nothing.err.contains("is empty"), "{}", nothing.err);
}

#[test]
fn changed_files_update_their_articles() {
    let (path, db) = some("updates");
    ingest(&path, &db).ended(0);
    let text = fs::read_to_string(&path).expect("articles").replace("رقم 3", "رقم ثلاثة");
    fs::write(&path, text).expect("written");
    let run = ingest(&path, &db).ended(0);
    assert!(
        run.out.contains("1  updated") && run.out.contains("8  unchanged") && run.out.contains("holds 9 articles"),
        "{}",
        run.out
    );
}

#[test]
fn lists_are_complete_in_csv_and_json() {
    let (path, db) = some("lists");
    ingest(&path, &db).ended(0);
    for what in ["encounters", "statements", "commitments", "events", "articles", "actors"] {
        let list = |format: &str| mahdar(&["query", what, "--db", &db, "--format", format]).ended(0).out;
        let (csv, json) = (list("csv"), list("jsonl"));
        let rows = csv.lines().count() - 1;
        assert!(rows >= 2, "{what}: {csv}");
        assert_eq!(rows, json.lines().count(), "{what}");
        let head = csv.lines().next().expect("a header");
        assert!(what == "actors" || head.starts_with("article,"), "{head}");
        assert!(["articles", "actors"].contains(&what) || head.ends_with("start,end,words"), "{head}");
        for line in json.lines() {
            serde_json::from_str::<serde_json::Value>(line).expect("an object");
        }
        assert!(!list("table").is_empty());
    }
}

#[test]
fn filters_take_names_and_refuse_what_cannot_be() {
    let (path, db) = some("filters");
    ingest(&path, &db).ended(0);
    let events = |filter: &[&str]| {
        let mut args = vec!["query", "events", "--db", &db, "--format", "jsonl"];
        args.extend(filter);
        mahdar(&args)
    };
    let all = events(&["--pair", "RUS", "CHN"]).ended(0).out;
    assert_eq!(events(&["--pair", "الصين", "russia"]).ended(0).out, all);
    let few = events(&["--from", "2022-06-02", "--to", "2022-06-03"]).ended(0).out.lines().count();
    assert!(few > 0 && few < all.lines().count());
    assert!(events(&["--state", "KAZ"]).ended(1).err.contains("nothing found"));
    for (filter, why) in [
        (["--type", "CONSLT"], "expected one of AGREE, CONSULT"),
        (["--state", "Nowhereland"], "no state, organisation or group is called"),
        (["--actor", "Nobody"], "no article names"),
        (["--from", "yesterday"], "expected a day, month or year"),
        (["--article", "n99"], "no stored article"),
        (["--words", "\"-\""], "cannot search"),
    ] {
        let run = events(&filter).ended(2);
        assert!(run.err.contains(why), "{filter:?}: {}", run.err);
    }
    let lavrov = mahdar(&["query", "statements", "--db", &db, "--actor", "لافروف", "--format", "jsonl"]).ended(0);
    assert_eq!(lavrov.out.lines().count(), 9);
}

#[test]
fn search_finds_other_spellings_and_brackets_the_words() {
    let (path, db) = some("search");
    ingest(&path, &db).ended(0);
    let run = mahdar(&["search", "تعزيز تعاون روسى", "--db", &db]).ended(0);
    assert!(run.out.contains("⟦لتعزيز⟧") && run.out.contains("⟦الروسي⟧"), "{}", run.out);
    let exact = mahdar(&["search", "روسى", "--exact", "--db", &db]).ended(1);
    assert!(exact.err.contains("nothing found"), "{}", exact.err);
    let one = mahdar(&["search", "\"اللقاء رقم ٤\"", "--db", &db, "--format", "csv"]).ended(0);
    assert_eq!(one.out.lines().count(), 2, "{}", one.out);
}

#[test]
fn hostile_articles_give_the_terminal_no_orders() {
    let dir = scratch("hostile-history");
    let text = format!("\u{202e}{READOUT}\u{1b}[2J \u{9b}31m {READOUT}");
    let line = serde_json::json!({"id": "\u{1b}]0;x\u{7}", "title": "=cmd()\u{202e}", "outlet": "\u{9b}2J", "text": text});
    let (path, db) = (file(&dir, "a.jsonl", format!("{line}\n")), dir.join("m.db").display().to_string());
    let mut told = ingest(&path, &db).ended(0).out;
    for args in [&["query", "events"][..], &["query", "articles"], &["query", "statements"], &["search", "الصين"]] {
        let mut args = args.to_vec();
        args.extend(["--db", &db]);
        let run = mahdar(&args).ended(0);
        told += &run.out;
        told += &run.err;
    }
    assert!(!told.chars().any(|c| c.is_control() && c != '\n' || ('\u{202a}'..='\u{202e}').contains(&c)), "{told:?}");
}

#[test]
fn rereading_with_other_knowledge_says_what_changes() {
    let (path, db) = some("reread");
    ingest(&path, &db).ended(0);
    let same = mahdar(&["reread", "--db", &db]).ended(0);
    assert!(same.out.contains("all articles were read with this"), "{}", same.out);
    let people = "id\tname_en\tnames_ar\tshort_ar\tcode\twikidata\tsource\n\
                  new-minister-rus\tNew Minister\tسيرغي لافروف\tلافروف\tRUS\t\tcurated\n";
    let dir = scratch("reread-knowledge");
    file(&dir, "kb/people.tsv", people);
    let dir = dir.display().to_string();
    let dry = mahdar(&["reread", "--db", &db, "--knowledge", &dir, "--dry-run"]).ended(0);
    assert!(dry.out.contains("would change"), "{}", dry.out);
    let run = mahdar(&["reread", "--db", &db, "--knowledge", &dir]).ended(0);
    assert!(run.out.contains("9 articles"), "{}", run.out);
    let done = mahdar(&["reread", "--db", &db, "--knowledge", &dir]).ended(0);
    assert!(done.out.contains("all articles were read with this"), "{}", done.out);
    let back = mahdar(&["reread", "--db", &db]).ended(0);
    assert!(!back.out.contains("all articles"), "{}", back.out);
}

#[test]
fn files_that_are_no_history_are_told_apart() {
    let dir = scratch("no-history");
    let text = file(&dir, "a.db", "some text that is long enough to be no database at all ".repeat(40));
    let missing = dir.join("none.db").display().to_string();
    for (db, why) in [(&text, "is not a database of mahdar"), (&missing, "there is no such database")] {
        let run = mahdar(&["query", "events", "--db", db]).ended(2);
        assert!(run.err.contains(why) && run.err.contains("hint"), "{}", run.err);
    }
    assert!(!dir.join("none.db").exists());
}
