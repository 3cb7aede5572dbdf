//! Whatever comes in: a record or a clear error that names the file, and the other files are still read.

mod common;

use common::{READOUT, file, mahdar, scratch};

/// The readout in windows-1256, by hand: the block of letters used in it.
fn windows_1256(text: &str) -> Vec<u8> {
    const LETTERS: &str = "ءآأؤإئابةتثجحخدذرزسشصض×طظعغـفقكàلâمنهوç";
    text.chars()
        .map(|c| match c {
            'ى' => 0xec,
            'ي' => 0xed,
            '،' => 0xa1,
            c if c.is_ascii() => c as u8,
            c => 0xc1 + LETTERS.chars().position(|l| l == c).expect("a letter of the block") as u8,
        })
        .collect()
}

fn utf16(text: &str, big: bool, mark: bool) -> Vec<u8> {
    let mark = if mark { "\u{feff}" } else { "" };
    let units = mark.encode_utf16().chain(text.encode_utf16()).collect::<Vec<_>>();
    units.into_iter().flat_map(|u| if big { u.to_be_bytes() } else { u.to_le_bytes() }).collect()
}

/// Reads one bad file between two good ones; gives what came of all.
#[track_caller]
fn between(name: &str, content: impl AsRef<[u8]>, skipped: bool) -> common::Run {
    let dir = scratch(name);
    let before = file(&dir, "before.txt", READOUT);
    let bad = file(&dir, "bad.txt", content);
    let after = file(&dir, "after.txt", READOUT);
    let run =
        mahdar(&["read", "--format", "jsonl", "--published", "2024-05-31", &before, &bad, &after]).ended(i32::from(skipped));
    let records = run.records();
    let ids: Vec<&str> = records.iter().map(|r| r["id"].as_str().expect("id")).collect();
    match skipped {
        true => {
            assert_eq!(ids, ["before", "after"]);
            assert!(run.err.contains("bad.txt"), "the file is named: {}", run.err);
        }
        false => assert_eq!(ids, ["before", "bad", "after"]),
    }
    for r in records.iter().filter(|r| r["id"] != "bad") {
        assert_ne!(r["statements"].as_array().expect("statements").len(), 0);
    }
    run
}

#[test]
fn empty() {
    assert!(between("empty", "", true).err.contains("empty"));
    assert!(between("blank", " \n\n", true).err.contains("empty"));
}

#[test]
fn binary() {
    let noise: Vec<u8> = (0..20_000_u32).map(|i| (i.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
    assert!(between("binary", noise, true).err.contains("not text"));
    assert!(between("png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", true).err.contains("not text"));
    between("nul", [READOUT.as_bytes(), &[0; 4000]].concat(), true);
}

#[test]
fn broken_utf8() {
    let mut bytes = READOUT.as_bytes().to_vec();
    bytes.splice(9..9, [0xd9, 0xff]);
    assert!(between("broken-utf8", &bytes, false).err.contains("could not be decoded"));
    let cut = &READOUT.as_bytes()[..READOUT.len() - 4];
    between("cut-utf8", cut, false);
}

#[test]
fn other_encodings_are_decoded_and_told() {
    let long = READOUT.repeat(4);
    for (name, bytes, told) in [
        ("utf16le", utf16(&long, false, true), "UTF-16LE"),
        ("utf16be", utf16(&long, true, true), "UTF-16BE"),
        ("utf16-unmarked", utf16(&long, false, false), "UTF-16LE"),
        ("windows-1256", windows_1256(&long), "windows-1256"),
    ] {
        let run = between(name, bytes, false);
        assert!(run.err.contains(told), "{name}: {}", run.err);
        let r = &run.records()[1];
        assert_ne!(r["statements"].as_array().expect("statements").len(), 0, "{name}");
    }
}

#[test]
fn no_arabic() {
    let run = between("english", "The ministers met on Tuesday. 12345 «»", false);
    let r = &run.records()[1];
    assert_eq!(r["language"], "und");
    for part in ["actors", "encounters", "statements", "commitments", "events"] {
        assert_eq!(r[part].as_array().expect("a list").len(), 0, "{part}");
    }
}

#[test]
fn quotation_marks_gone_wrong() {
    for (name, text) in [
        ("unclosed", format!("قال الوزير: «نحن مستعدون للحوار. {READOUT}")),
        ("closed-only", format!("نحن مستعدون للحوار»، قال الوزير. {READOUT}")),
        ("odd", format!("قال الوزير: \"نحن مستعدون. {READOUT}")),
        ("nested", format!("{}نعم{} {READOUT}", "قال الوزير «".repeat(1000), "»".repeat(1000))),
        ("nested-unclosed", format!("{} {READOUT}", "قال الوزير: «".repeat(1000))),
        ("straight", format!("{} {READOUT}", "قال الوزير: \" ".repeat(1001))),
        ("mixed", "«“\"‘'".repeat(400)),
    ] {
        between(name, text, false);
    }
}

#[test]
fn strange_text() {
    for (name, text) in [
        ("bidi", format!("\u{202e}{READOUT}\u{2066}\u{202b}\u{202c}\u{2069}")),
        ("no-end", READOUT.replace('.', " ").repeat(200)),
        ("one-word", "وال".repeat(40_000)),
        ("marks-only", "\u{64e}\u{651}\u{640}".repeat(2_000)),
        ("dots", ".".repeat(20_000)),
        ("lines", "\n".repeat(20_000) + READOUT),
        ("and", "و ".repeat(20_000)),
        ("verbs", "قال أكد أضاف أعلن ".repeat(2_000)),
        ("states", "روسيا والصين ".repeat(4_000)),
        ("brackets", "(".repeat(5_000)),
        ("digits", "٣١/١٢/٢٠٢٤ 99999999999999999999 ".repeat(500)),
        ("joiners", "قا\u{200d}ل\u{200c} الو\u{fe0f}زير إن".into()),
        ("beyond", "\u{10ffff}\u{1f600}قال الوزير إن الأمر \u{fdfa}".into()),
    ] {
        between(name, text, false);
    }
}

#[test]
fn a_huge_line() {
    let line = READOUT.trim_end().replace('.', " ");
    let run = between("huge-line", line.repeat((50 << 20) / line.len()), true);
    assert!(run.err.contains("bad.txt: is too large: more than 8 MB in one article"), "{}", run.err);
}

#[test]
fn a_broken_line_among_lines() {
    let dir = scratch("jsonl");
    let good = |id: &str| serde_json::json!({"id": id, "text": READOUT, "published": "2024-05-31"}).to_string();
    let lines = [
        good("one"),
        "{\"id\": \"two\", \"text\": ".into(),
        "[]".into(),
        "{\"id\": \"four\", \"text\": 4}".into(),
        String::new(),
        good("six"),
    ];
    let path = file(&dir, "articles.jsonl", lines.join("\n"));
    let run = mahdar(&["read", "--format", "jsonl", &path]).ended(1);
    let ids: Vec<_> = run.records().iter().map(|r| r["id"].clone()).collect();
    assert_eq!(ids, ["one", "six"]);
    for line in [2, 3, 4] {
        assert!(run.err.contains(&format!("articles.jsonl:{line}: ")), "{}", run.err);
    }
    assert!(run.err.contains("2 articles read, 3 skipped"), "{}", run.err);
}

#[test]
fn nothing_to_read_is_an_error() {
    let dir = scratch("nothing");
    let empty = file(&dir, "empty.txt", "");
    assert!(mahdar(&["read", &empty]).ended(2).err.contains("empty.txt"));
    let run = mahdar(&["read", "no-such-file.txt"]).ended(2);
    assert!(run.err.contains("no-such-file.txt") && run.out.is_empty());
    mahdar(&["read", &scratch("no-articles").display().to_string()]).ended(2);
    mahdar(&["read"]).ended(2);
    mahdar(&["read", "--published", "31/05/2024", &empty]).ended(2);
    mahdar(&["read", "--jobs", "0", &empty]).ended(2);
}

#[test]
fn many_articles_without_a_day_are_counted_and_not_told_one_by_one() {
    let dir = scratch("undated");
    let line = |n: usize| serde_json::json!({"id": format!("y{n}"), "text": READOUT, "published": "2009"}).to_string();
    let path = file(&dir, "years.jsonl", (0..9).map(line).collect::<Vec<_>>().join("\n"));
    let run = mahdar(&["read", "--format", "jsonl", &path]).ended(0);
    assert_eq!(run.err.matches("\"2009\" is no day").count(), 3, "{}", run.err);
    assert!(run.err.contains("years.jsonl: 6 more articles"), "{}", run.err);
}
