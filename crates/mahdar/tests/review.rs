//! `mahdar review`: retellings with their reasons, and decisions that stay.

mod common;

use std::path::PathBuf;

use common::{mahdar, scratch};
use mahdar_record::PublishedFrom;
use mahdar_store::{Access, Filter, NewArticle, Page, ReadWith, Store};

/// A history of one meeting told by two outlets; the keys of both tellings.
fn history(name: &str) -> (PathBuf, [String; 2]) {
    let dir = scratch(name);
    let db = dir.join("news.db");
    let k = mahdar_builtin::knowledge();
    let mut store = Store::open(&db, Access::ReadWrite).expect("a store");
    let mut run = store.begin(&ReadWith { engine: "test".into(), knowledge: "built-in".into() }).expect("a run");
    for (id, text) in [
        ("one", "التقى وزير الخارجية الروسي سيرغي لافروف نظيره الصيني وانغ يي في موسكو اليوم الثلاثاء."),
        ("two", "عقد وزير الخارجية الصيني وانغ يي مباحثات مع وزير الخارجية الروسي سيرغي لافروف في موسكو اليوم الثلاثاء."),
    ] {
        let article = NewArticle {
            id: id.into(),
            id_given: true,
            text: text.into(),
            published: Some("2022-06-07".into()),
            published_from: PublishedFrom::Metadata,
            path: "news.jsonl".into(),
            ..NewArticle::default()
        };
        let read = mahdar_engine::Article {
            id,
            text,
            title: None,
            published: Some("2022-06-07"),
            published_from: PublishedFrom::Metadata,
            path: None,
            url: None,
            outlet: None,
        };
        let record = mahdar_engine::read(&k, &read).record;
        store.ingest(&mut run, &[(article, record)]).expect("stored");
    }
    let rows = store.encounters(&Filter::default(), &Page::whole()).expect("encounters").rows;
    let key = |id: &str| rows.iter().find(|e| e.article.id == id && e.kind == "meeting").expect("a meeting").key.to_string();
    (db, [key("one"), key("two")])
}

#[test]
fn tellings_are_shown_split_and_put_together_again() {
    let (db, [one, two]) = history("review");
    let db = db.to_str().expect("a plain path");
    let shown = mahdar(&["review", "--db", db, "show", &one]).ended(0);
    assert!(shown.out.contains("Why they are one") && shown.out.contains("the same persons"), "{}", shown.out);
    assert!(shown.err.contains("2 articles have not been compared"), "{}", shown.err);
    let split = mahdar(&["review", "--db", db, "split", &one, "--by", "desk"]).ended(0);
    assert!(split.out.contains("Kept apart") && split.out.contains("a user said that they are two"), "{}", split.out);
    assert!(mahdar(&["review", "--db", db, "split", &one]).ended(1).err.contains("nothing to split"));
    mahdar(&["review", "--db", db, "same", &one, &two]).ended(0);
    let listed = mahdar(&["review", "--db", db, "list"]).ended(0);
    assert_eq!(listed.out.lines().count(), 2, "{}", listed.out);
    assert!(listed.out.lines().next().is_some_and(|l| l.contains("two by desk")), "{}", listed.out);
}

#[test]
fn what_is_not_there_is_said() {
    let (db, [one, _]) = history("review-missing");
    let none = db.with_file_name("none.db");
    let (db, missing) = (db.to_str().expect("a plain path"), none.to_str().expect("a plain path"));
    assert!(mahdar(&["review", "--db", missing, "list"]).ended(2).err.contains("no such database"));
    assert!(!none.exists());
    mahdar(&["review", "--db", db, "show", "999999"]).ended(1);
    assert!(mahdar(&["review", "--db", db, "same", &one, "999999"]).ended(2).err.contains("unknown encounter"));
}
