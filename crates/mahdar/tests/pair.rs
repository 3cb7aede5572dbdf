//! The history of two states, and set phrases.

mod common;

use common::{Run, file, mahdar, scratch};

/// Three articles about two states over three years.
fn history(name: &str) -> String {
    let dir = scratch(name);
    let articles = [
        (
            "a",
            "2019-09-11",
            "أعلنت الصين وكازاخستان إقامة شراكة استراتيجية شاملة. وقال الرئيس الكازاخستاني قاسم جومارت توكاييف إن بلاده مستعدة لزيادة صادرات القمح إلى الصين.",
        ),
        (
            "b",
            "2021-06-02",
            "أجرى وزير الخارجية الصيني وانغ يي اتصالا هاتفيا مع وزير خارجية كازاخستان مختار تليوبردي أمس الثلاثاء. وأكد الوزيران حرص البلدين على متابعة تنفيذ المشاريع المشتركة.",
        ),
        (
            "c",
            "2022-09-14",
            "وصل الرئيس الصيني شي جينبينغ اليوم الأربعاء إلى أستانا في زيارة رسمية. وأكد شي أن الصين وكازاخستان تربطهما شراكة استراتيجية شاملة دائمة. وقال توكاييف إن كازاخستان مستعدة لزيادة صادرات القمح إلى الصين.",
        ),
    ];
    let line = |(id, day, text): &(&str, &str, &str)| {
        serde_json::json!({"id": id, "published": day, "text": text, "outlet": id}).to_string() + "\n"
    };
    let path = file(&dir, "a.jsonl", articles.iter().map(line).collect::<String>());
    let db = dir.join("m.db").display().to_string();
    mahdar(&["ingest", &path, "--db", &db]).ended(0);
    db
}

fn json(run: &Run) -> serde_json::Value {
    serde_json::from_str(&run.out).expect("an object")
}

#[test]
fn two_states_have_a_history() {
    let db = history("pair");
    let run = mahdar(&["pair", "KAZ", "الصين", "--db", &db, "--width", "100"]).ended(0);
    for part in ["KAZ – CHN", "2022-09-14", "Encounters", "Commitments", "Set phrases", "شراكة استراتيجية شاملة دائمة", "+دائمة"]
    {
        assert!(run.out.contains(part), "{part}: {}", run.out);
    }
    let all = json(&mahdar(&["pair", "CHN", "KAZ", "--db", &db, "--format", "json"]).ended(0));
    let promises = all["promises"].as_array().expect("promises");
    let again = promises.iter().find(|p| !p["again"].as_array().expect("sayings").is_empty()).expect("one was said again");
    assert_eq!(again["first"]["article"]["id"], "a");
    assert_eq!(again["again"][0]["commitment"]["article"]["id"], "c");
    assert!(all["events"]["2022"].is_object() && all["events"]["2021"].is_object(), "{}", all["events"]);
    let late = json(&mahdar(&["pair", "CHN", "KAZ", "--db", &db, "--format", "json", "--from", "2022"]).ended(0));
    assert!(late["events"]["2021"].is_null() && late["events"]["2022"].is_object(), "{}", late["events"]);
    let arabic = mahdar(&["pair", "CHN", "KAZ", "--db", &db, "--lang", "ar"]).ended(0);
    assert!(arabic.out.contains("عبارات متواترة"), "{}", arabic.out);
    let none = mahdar(&["pair", "FRA", "JPN", "--db", &db]).ended(1);
    assert!(none.err.contains("nothing found"), "{}", none.err);
    assert!(mahdar(&["pair", "KAZ", "Nowhereland", "--db", &db]).ended(2).err.contains("Nowhereland"));
}

#[test]
fn set_phrases_are_listed_with_their_versions() {
    let db = history("formulas");
    let run = mahdar(&["query", "formulas", "--pair", "KAZ", "CHN", "--db", &db]).ended(0);
    assert!(run.out.contains("2019-09-11") && run.out.contains("شراكة استراتيجية شاملة دائمة"), "{}", run.out);
    let line = mahdar(&["query", "formulas", "--db", &db, "--name", "partnership", "--format", "jsonl"]).ended(0);
    let row = json(&line);
    assert_eq!((row["id"].as_str(), row["versions"].as_array().map(Vec::len)), (Some("partnership"), Some(2)));
    assert_eq!(row["changes"][0]["on"], "2022-09-14");
    let csv = mahdar(&["query", "formulas", "--db", &db, "--format", "csv"]).ended(0);
    assert!(csv.out.starts_with("id,name,first,last,texts,by,versions,changes\n") && csv.out.lines().count() >= 2, "{}", csv.out);
    assert!(mahdar(&["query", "formulas", "--db", &db, "--from", "2030"]).ended(1).err.contains("nothing found"));
    mahdar(&["query", "formulas", "--db", &db, "--find"]).ended(2);
    mahdar(&["query", "formulas", "--db", &db, "--pair", "KAZ", "CHN", "--find"]).ended(1);
}
