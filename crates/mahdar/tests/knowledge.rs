//! `knowledge` and `--knowledge`, `eval`.

mod common;

use std::path::PathBuf;

use common::{fed, file, mahdar, scratch};

#[test]
fn rules_are_listed_with_their_places() {
    let run = mahdar(&["knowledge", "list-rules"]).ended(0);
    let mut lines = run.out.lines();
    assert_eq!(lines.next(), Some("name\tat\tcues\tyields"));
    let rows: Vec<Vec<&str>> = lines.map(|l| l.split('\t').collect()).collect();
    assert!(rows.len() > 100);
    assert!(rows.iter().all(|r| r.len() == 4 && r[1].starts_with("data/ar/grammar/")));
}

#[test]
fn an_overlay_adds_a_person() {
    let dir = scratch("overlay");
    file(
        &dir,
        "kb/people.tsv",
        "id\tname_en\tnames_ar\tshort_ar\tcode\twikidata\tsource\n\
         test-person-kaz\tTest Person\tزيدون الفرهودي\t\tKAZ\t\tcurated\n",
    );
    let dir = dir.display().to_string();
    let text = "قال زيدون الفرهودي إن كازاخستان مستعدة للحوار.";
    let run = |args: &[&str]| fed(args, text.as_bytes()).ended(0).out;
    assert!(!run(&["read", "-"]).contains("Test Person"));
    assert!(run(&["read", "-", "--knowledge", &dir]).contains("Test Person"));
    assert!(run(&["--knowledge", &dir, "read", "-"]).contains("Test Person"));
}

#[test]
fn faults_in_an_overlay_are_told_by_line() {
    let dir = scratch("faulty-overlay");
    file(&dir, "kb/offices.tsv", "office\trank\nking\t1\n");
    let path = dir.display().to_string();
    let run = fed(&["read", "-", "--knowledge", &path], b"x").ended(2);
    assert!(run.err.contains("offices.tsv:1:1: header is") && run.err.contains("hint"), "{}", run.err);
    let run = mahdar(&["knowledge", "check", "--knowledge", &path]).ended(1);
    assert!(run.out.contains("offices.tsv:1:1: "), "{}", run.out);
}

#[test]
fn an_overlay_without_data_is_an_error() {
    let dir = scratch("empty-overlay").display().to_string();
    assert!(mahdar(&["knowledge", "list-rules", "--knowledge", &dir]).ended(2).err.contains("no data file"));
    mahdar(&["knowledge", "list-rules", "--knowledge", "no-such-folder"]).ended(2);
    assert!(mahdar(&["knowledge", "check", "--rule", "no-such-rule"]).ended(2).err.contains("no-such-rule"));
}

fn gold(name: &str) -> PathBuf {
    let dir = scratch(name);
    for id in ["one", "two"] {
        file(&dir, &format!("{id}.txt"), common::READOUT);
        let gold = serde_json::json!({
            "id": id, "published": "2022-06-08",
            "actors": [{"key": "RUS", "kind": "polity", "name": "روسيا", "code": "RUS"}],
        });
        file(&dir, &format!("{id}.json"), gold.to_string());
    }
    dir
}

#[test]
fn accuracy_is_measured() {
    let dir = gold("gold");
    let path = dir.display().to_string();
    let run = mahdar(&["eval", &path, "--per-article"]).ended(0);
    assert!(run.out.starts_with("one "), "{}", run.out);
    assert_eq!(run.out.lines().filter(|l| l.starts_with("actors ")).count(), 1);
    let json = mahdar(&["eval", &path, "--json", "--only", "one"]).ended(0);
    let value: serde_json::Value = serde_json::from_str(&json.out).expect("JSON");
    assert_eq!(value["actors"]["gold"], 1);
    let errors = mahdar(&["eval", &path, "--errors", "--area", "events", "--except", "two"]).ended(0);
    assert!(errors.out.contains("== events: ") && !errors.out.contains("== actors: "), "{}", errors.out);
    mahdar(&["eval", &path, "--only", "three"]).ended(2);
    mahdar(&["eval", &scratch("no-gold").display().to_string()]).ended(2);
}

#[test]
fn floors_hold() {
    let dir = gold("floors");
    let path = dir.display().to_string();
    let eval = |table: &str| {
        let floor = file(&dir, "floors.tsv", table);
        mahdar(&["eval", &path, "--floor", &floor])
    };
    eval("area\tminimum\nactors\t0.0\ngsr.type\t0.7\n").ended(0);
    let run = eval("places\t0.5\nactors\t0\n").ended(1);
    assert!(run.err.contains("places: 0.000") && !run.err.contains("actors"), "{}", run.err);
    assert!(eval("actor\t0.5\n").ended(2).err.contains("unknown area"));
    assert!(eval("actors 0.5\n").ended(2).err.contains("floors.tsv:1: "));
    assert!(eval("# first\nactors\t1.5\n").ended(2).err.contains("floors.tsv:2: "));
}

#[test]
fn an_overlay_adds_a_nisba_a_verb_and_a_frame() {
    let dir = scratch("overlay-language");
    file(
        &dir,
        "kb/polities.tsv",
        "code\tkind\tname_en\tnames_ar\tnisba\tcapital_en\tcapitals_ar\tmetonyms\tcow\tgw\tsource\n\
         KAZ\tstate\tKazakhstan\t\tسنجقي\n",
    );
    file(
        &dir,
        "ar/lexicon/verbs.tsv",
        "lemma\tpresent\tmasdars\tactive\tpassive\tgloss\tseen\tsource\nتسنجق\tيتسنجق\tتسنجق\tمتسنجق\t\tconfer\t\t\n",
    );
    let frame = "[[frame]]\nname = \"mine\"\ncue = [\"تسنجق\"]\nargs = \"A مع:T\"\nevent = \"CONSULT A<>T\"\n\
                 yes = [\"تسنجقت روسيا مع الصين. => EVENT CONSULT RUS>CHN\"]\nno = [\"لم تتسنجق روسيا مع الصين.\"]\n";
    let rule = file(&dir, "ar/grammar/mine.toml", frame);
    let path = dir.display().to_string();
    let text = "تسنجق الرئيس السنجقي مع الرئيس الصيني في بكين.";
    let read = |args: &[&str]| fed(&[&["read", "-", "--format", "jsonl"], args].concat(), text.as_bytes());
    let event = |record: &serde_json::Value| record["events"].as_array().expect("events").iter().any(|e| e["rule"] == "mine");
    assert!(!event(&read(&[]).ended(0).records()[0]));
    let record = &read(&["--knowledge", &path]).ended(0).records()[0];
    assert!(event(record), "{record:#}");
    let codes: Vec<_> = record["actors"].as_array().expect("actors").iter().map(|a| a["code"].clone()).collect();
    assert!(codes.contains(&"KAZ".into()) && codes.contains(&"CHN".into()), "{record:#}");

    file(&dir, "kb/misspelt.tsv", "x\n");
    let run = mahdar(&["knowledge", "check", "--rule", "mine", "--knowledge", &path]).ended(0);
    assert!(run.err.contains("misspelt.tsv: no data file has this name"), "{}", run.err);

    file(&dir, "ar/grammar/mine.toml", frame.replace("\"تسنجق\"", "\"تسنجف\""));
    let run = read(&["--knowledge", &path]).ended(2);
    assert!(run.out.is_empty() && run.err.contains(&format!("{rule}:3:8: ")), "{}", run.err);
}

#[test]
fn a_sentence_that_another_rule_answers_is_told_with_its_place() {
    let dir = scratch("answered");
    let frame = "[[frame]]\nname = \"mine\"\ncue = [\"أشاد\"]\nargs = \"A ب:Q\"\nsays = true\n\
                 yes = [\"قالت روسيا إن الحوار بدأ. => SAYS RUS: الحوار بدأ\"]\nno = [\"لم تشد روسيا بالحوار.\"]\n\n\
                 [[frame]]\nname = \"mine-aside\"\ncue = [\"أشاد\"]\nargs = \"A إلى:X\"\n\
                 yes = [\"قالت روسيا إن الحوار بدأ.\"]\nno = [\"لم تشد روسيا بالحوار.\"]\n";
    let rule = file(&dir, "ar/grammar/mine.toml", frame);
    let path = dir.display().to_string();
    let run = mahdar(&["knowledge", "check", "--rule", "mine", "--knowledge", &path]).ended(1);
    let told = format!("{rule}:6:8: rule mine: expected something of this rule; SAYS RUS: الحوار بدأ is answered by rule say");
    assert!(run.out.contains(&told), "{}", run.out);
    let run = mahdar(&["knowledge", "check", "--rule", "mine-aside", "--knowledge", &path]).ended(1);
    assert!(run.out.contains(&format!("{rule}:13:8: rule mine-aside: ")) && run.out.contains("reads the same"), "{}", run.out);
}

#[test]
fn open_sentences_are_counted_and_do_not_fail() {
    let dir = scratch("open");
    let frame = "[[frame]]\nname = \"mine\"\ncue = [\"أشاد\"]\nargs = \"A ب:Q\"\nsays = true\n\
                 yes = [\"أشادت روسيا بالحوار. => SAYS RUS: بالحوار\"]\nno = [\"لم تشد روسيا بالحوار.\"]\n\
                 open = [\"أشادت بالحوار. => SAYS CHN: كل شيء\", \"أشاد. => SAYS RUS: لا شيء\"]\nopen_no = [\"أشادت روسيا بالحوار.\"]\n";
    file(&dir, "ar/grammar/mine.toml", frame);
    let path = dir.display().to_string();
    let run = mahdar(&["knowledge", "check", "--rule", "mine", "--knowledge", &path]);
    assert!(run.err.contains("; 3 open sentences"), "{}{}", run.out, run.err);
    assert!(!run.out.contains("كل شيء"), "{}", run.out);
}

#[test]
fn names_are_looked_up() {
    let run = mahdar(&["who", "لافروف", "--on", "2018-06-01"]).ended(0);
    for words in ["Sergey Lavrov · سيرغي لافروف", "Russia (RUS)", "found as: short name", "Foreign minister"] {
        assert!(run.out.contains(words), "{words} is missing:\n{}", run.out);
    }
    let marked: Vec<&str> = run.out.lines().filter(|l| l.starts_with("  ●  ")).collect();
    assert!(marked.len() == 1 && marked[0].contains("Foreign minister"), "{}", run.out);
    let run = mahdar(&["who", "angela", "MERKEL"]).ended(0);
    assert!(run.out.contains("Angela Merkel") && !run.out.contains('●'), "{}", run.out);
    let run = mahdar(&["who", "باريس", "--lang", "ar", "--on", "2018-06-01"]).ended(0);
    assert!(run.out.contains("عاصمة") && run.out.contains("إيمانويل ماكرون"), "{}", run.out);
    let run = mahdar(&["who", "محمد"]).ended(0);
    assert!(run.err.contains("--all lists them"), "{}", run.err);
    assert!(mahdar(&["who", "محمد", "--all"]).ended(0).out.len() > run.out.len());
    // A title with its state lists who held it; with a name it is a person.
    let run = mahdar(&["who", "وزير الخارجية الروسي", "--on", "2001-06-01"]).ended(0);
    let marked: Vec<&str> = run.out.lines().filter(|l| l.starts_with("  ●  ")).collect();
    assert!(marked.len() == 1 && marked[0].contains("Igor Ivanov") && run.out.contains("Sergey Lavrov"), "{}", run.out);
    let run = mahdar(&["who", "الملك عبد الله الثاني"]).ended(0);
    assert!(run.out.starts_with("Abdullah II") && run.out.contains("found as: title and name"), "{}", run.out);
    let run = mahdar(&["who", "سنجقستان"]).ended(1);
    assert!(run.out.is_empty() && run.err.contains("سنجقستان"), "{}", run.err);
    assert!(!mahdar(&["who", "\u{202e}\u{1b}[2Jx"]).ended(1).err.contains(['\u{202e}', '\u{1b}']));
    mahdar(&["who"]).ended(2);
    mahdar(&["who", "لافروف", "--on", "يوم"]).ended(2);
}
