//! FollowTheMoney and Wikidata entities become an overlay that is sound and changes what is known.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use mahdar_knowledge::import::{Conflict, ImportError, Imported, Skip, import};
use mahdar_knowledge::who::{Directory, Thing};
use mahdar_knowledge::{Files, Knowledge, builtin_files, overlay, parse_day};

fn scratch(name: &str) -> PathBuf {
    let dir = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&dir);
    fs::create_dir_all(&dir).expect("scratch folder");
    dir
}

fn run(dir: &Path, lines: &[&str]) -> Result<Imported, ImportError> {
    let from = dir.join("entities.json");
    fs::write(&from, lines.join("\n")).expect("written");
    import(&[from], &dir.join("out"), &builtin_files())
}

/// The data files with the overlay on them; they must be sound.
fn laid_over(dir: &Path) -> Files {
    let mut files = builtin_files();
    let others = overlay(&mut files, &dir.join("out")).expect("readable");
    assert!(others.is_empty(), "{others:?}");
    let faults = Knowledge::faults(&files);
    assert!(faults.is_empty(), "{faults:?}");
    files
}

const MONEY: &[&str] = &[
    r#"{"id":"p1","schema":"Person","caption":"Zaydun Farhudi","properties":{"name":["Zaydun Farhudi","زيدون الفرهودي"],"alias":["زيدون جبار الفرهودي"],"weakAlias":["الفرهودي"],"citizenship":["kz"],"wikidataId":["Q990000001"]}}"#,
    r#"{"id":"o1","schema":"Occupancy","properties":{"holder":["p1"],"post":["pos1"],"startDate":["2021-03-04"],"endDate":["2021-09-01"],"status":["ended"]}}"#,
    r#"{"id":"o2","schema":"Occupancy","properties":{"holder":["p1"],"post":["pos2"],"startDate":["2019"]}}"#,
    r#"{"id":"o3","schema":"Occupancy","properties":{"holder":["p1"],"post":["pos1"],"startDate":["2022-02-30"]}}"#,
    r#"{"id":"o4","schema":"Occupancy","properties":{"holder":["p1"],"post":["pos9"],"startDate":["2022"]}}"#,
    r#"{"id":"o5","schema":"Occupancy","properties":{"holder":["p1"],"post":["pos1"],"startDate":["2015"],"status":["ended"]}}"#,
    r#"{"id":"pos1","schema":"Position","caption":"Deputy Minister of Energy of Kazakhstan","properties":{"name":["Deputy Minister of Energy of Kazakhstan"],"country":["kz"]}}"#,
    r#"{"id":"pos2","schema":"Position","caption":"Mayor of Almaty","properties":{"name":["Mayor of Almaty"],"country":["kz"]}}"#,
    r#"{"id":"p2","schema":"Person","caption":"No Arabic","properties":{"name":["No Arabic"],"citizenship":["kz"]}}"#,
    r#"{"id":"c1","schema":"Organization","caption":"Sanjaq Front","properties":{"name":["Sanjaq Front","جبهة السنجق المتحدة"],"country":["kz"],"topics":["crime.terror"]}}"#,
];

#[test]
fn follow_the_money_becomes_an_overlay() {
    let dir = scratch("money");
    let done = run(&dir, MONEY).expect("imported");
    assert_eq!((done.people, done.terms, done.bodies, done.conflicts.len()), (1, 1, 1, 0), "{done:?}");
    let skipped: Vec<(Skip, u64)> = done.skipped.into_iter().collect();
    assert_eq!(
        skipped,
        [(Skip::NoArabicName, 1), (Skip::NoOffice, 1), (Skip::NoPosition, 1), (Skip::NoDates, 1), (Skip::BadDates, 1)]
    );
    let files = laid_over(&dir);
    let (k, directory) = (Knowledge::compile(&files).expect("sound"), Directory::new(&files));
    let found = directory.find(&k, "زيدون الفرهودي", None);
    assert_eq!((found[0].card.en.as_str(), found[0].card.code.as_str()), ("Zaydun Farhudi", "KAZ"));
    let held: Vec<_> =
        directory.terms(&found[0].card.id).map(|h| (h.office.as_str(), h.start.as_str(), h.end.as_str())).collect();
    assert_eq!(held, [("deputy_minister", "2021-03-04", "2021-09-01")]);
    let short = found[0].card.forms.iter().find(|f| f.text == "الفرهودي").expect("kept");
    assert!(!short.sure, "a weak alias is ambiguous");
    assert_eq!(directory.find(&k, "جبهة السنجق المتحدة", None)[0].card.thing, Thing::Group);
    // An overlay is not written over.
    let again = import(&[dir.join("entities.json")], &dir.join("out"), &builtin_files());
    assert!(matches!(again, Err(ImportError::Exists(_))), "{again:?}");
}

#[test]
fn entities_may_hold_each_other() {
    let dir = scratch("nested");
    let nested = r#"{"id":"p1","schema":"Person","caption":"Zaydun Farhudi","properties":{"name":["زيدون الفرهودي"],"country":["kz"],"positionOccupancies":[{"id":"o1","schema":"Occupancy","properties":{"startDate":["2021"],"post":[{"id":"pos1","schema":"Position","caption":"Minister of Energy","properties":{"name":["Minister of Energy"],"country":["kz"]}}]}}]}}"#;
    let done = run(&dir, &[nested]).expect("imported");
    assert_eq!((done.people, done.terms), (1, 1), "{done:?}");
}

#[test]
fn wikidata_becomes_an_overlay() {
    let dir = scratch("wikidata");
    let held = |q: &str, start: &str, precision: u8| {
        format!(
            r#"{{"mainsnak":{{"datavalue":{{"value":{{"id":"{q}"}}}}}},"rank":"normal","qualifiers":{{"P580":[{{"datavalue":{{"value":{{"time":"+{start}T00:00:00Z","precision":{precision}}}}}}}]}}}}"#
        )
    };
    let person = format!(
        r#"{{"type":"item","id":"Q990000001","labels":{{"en":{{"language":"en","value":"Zaydun Farhudi"}},"ar":{{"language":"ar","value":"زيدون الفرهودي"}}}},"aliases":{{"ar":[{{"language":"ar","value":"زيدون جبار الفرهودي"}}]}},"claims":{{"P27":[{{"mainsnak":{{"datavalue":{{"value":{{"id":"Q232"}}}}}},"rank":"normal"}}],"P39":[{},{}]}}}},"#,
        held("Q990000002", "2021-03-00", 10),
        held("Q121998", "2015-00-00", 9)
    );
    let lines = [
        "[",
        &person,
        r#"{"type":"item","id":"Q990000002","labels":{"en":{"language":"en","value":"Deputy Minister of Energy"}},"aliases":[],"claims":{"P1001":[{"mainsnak":{"datavalue":{"value":{"id":"Q232"}}},"rank":"normal"}]}},"#,
        r#"{"type":"item","id":"Q232","labels":{},"aliases":[],"claims":{"P298":[{"mainsnak":{"datavalue":{"value":"KAZ"}},"rank":"normal"}]}}"#,
        "]",
    ];
    // Zipped, as dumps are.
    let from = dir.join("dump.json.gz");
    let mut zip = flate2::write::GzEncoder::new(fs::File::create(&from).expect("file"), flate2::Compression::fast());
    zip.write_all(lines.join("\n").as_bytes()).expect("zipped");
    zip.finish().expect("zipped");
    let done = import(&[from], &dir.join("out"), &builtin_files()).expect("imported");
    assert_eq!((done.people, done.terms), (1, 2), "{done:?}");
    let directory = Directory::new(&laid_over(&dir));
    let held: Vec<_> = directory.terms("zaydun-farhudi-kaz").map(|h| (h.office.as_str(), h.start.as_str())).collect();
    assert_eq!(held, [("ambassador", "2015"), ("deputy_minister", "2021-03")]);
}

#[test]
fn what_is_known_stays_and_conflicts_are_told() {
    let dir = scratch("conflicts");
    let position = |id: &str, title: &str| {
        format!(r#"{{"id":"{id}","schema":"Position","caption":"{title}","properties":{{"name":["{title}"],"country":["ru"]}}}}"#)
    };
    let occupancy = |holder: &str, post: &str, start: &str, end: &str| {
        format!(
            r#"{{"id":"{holder}{post}{start}","schema":"Occupancy","properties":{{"holder":["{holder}"],"post":["{post}"],"startDate":["{start}"],"endDate":[{}]}}}}"#,
            if end.is_empty() { String::new() } else { format!("\"{end}\"") }
        )
    };
    let lines = [
        position("f", "Minister of Foreign Affairs of Russia"),
        position("m", "Minister of Defence of Russia"),
        r#"{"id":"Q58217","schema":"Person","caption":"Sergey Lavrov","properties":{"name":["Sergey Lavrov","سيرغي لافروف"],"citizenship":["us"]}}"#.into(),
        occupancy("Q58217", "f", "2005-01-01", "2006-01-01"),
        r#"{"id":"x","schema":"Person","caption":"Zaydun Farhudi","properties":{"name":["زيدون الفرهودي","سيرغي لافروف"],"citizenship":["ru"]}}"#.into(),
        occupancy("x", "f", "2010-01-01", "2011-01-01"),
        // Who came later, and an end that is not known here, are news.
        occupancy("x", "m", "2035-01-01", ""),
        r#"{"id":"belousov","schema":"Person","caption":"Andrey Belousov","properties":{"citizenship":["ru"]}}"#.into(),
        occupancy("belousov", "m", "2024-05-14", "2034-12-31"),
    ];
    let done = run(&dir, &lines.iter().map(String::as_str).collect::<Vec<_>>()).expect("imported");
    let kinds: Vec<&str> = done
        .conflicts
        .iter()
        .map(|c| match c {
            Conflict::Code { .. } => "code",
            Conflict::Dates { .. } => "dates",
            Conflict::Form { .. } => "form",
            Conflict::Holder { .. } => "holder",
            Conflict::Office { .. } => "office",
        })
        .collect();
    assert_eq!(kinds, ["code", "dates", "form", "holder"], "{:?}", done.conflicts);
    let files = laid_over(&dir);
    let (k, directory) = (Knowledge::compile(&files).expect("sound"), Directory::new(&files));
    assert_eq!(directory.find(&k, "سيرغي لافروف", None)[0].card.id, "sergey-lavrov-rus");
    let holder = |day: &str| {
        let day = parse_day(day, false).expect("a day");
        let held = directory.holders("RUS", day).filter(|h| h.office == "defence_minister");
        held.map(|h| h.person.as_str()).collect::<Vec<_>>()
    };
    assert_eq!(holder("2030-01-01"), ["andrey-belousov-rus"]);
    assert_eq!(holder("2036-01-01"), ["zaydun-farhudi-rus"], "the end that the import tells replaces the open one");
}

#[test]
fn what_is_no_entity_is_told_with_its_place() {
    let sound = MONEY[0];
    for (name, lines, expected) in [
        ("empty", vec![""], "entities.json: holds no entity"),
        ("csv", vec!["id,name", "1,x"], "entities.json:1:1: expected value; expected one JSON entity a line"),
        ("other", vec![r#"{"id": 1}"#], "entities.json:1:1: neither an entity of FollowTheMoney"),
        ("broken", vec![sound, r#"{"id":"p2","schema":"Person","#], "entities.json:2:28: EOF while parsing"),
        ("mixed", vec![sound, r#"{"id":"Q1","labels":{},"claims":{}}"#], "entities.json:2:35: missing field `schema`"),
    ] {
        let dir = scratch(&format!("no-entity-{name}"));
        let told = run(&dir, &lines).expect_err("no entity").to_string();
        assert!(told.contains(expected), "{name}: {told}");
        let left = fs::read_dir(dir.join("out/kb")).into_iter().flatten().count();
        assert_eq!(left, 0, "{name}: nothing is left behind");
    }
    let dir = scratch("no-entity-bytes");
    fs::write(dir.join("x.json"), [b'{', 0xff, 0xfe]).expect("written");
    let told = import(&[dir.join("x.json")], &dir.join("out"), &builtin_files()).expect_err("no text").to_string();
    assert!(told.ends_with("x.json:1:2: bytes that are not UTF-8"), "{told}");
}
