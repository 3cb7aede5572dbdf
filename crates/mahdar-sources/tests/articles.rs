//! Files, folders and lines to articles, and what is skipped.

mod common;

use std::fs;
use std::io::Write as _;

use common::{file, given, only, scratch};
use mahdar_sources::{Article, MAX_TEXT, Options, articles, format_names};

const NEWS: &str = "أعلنت الحكومة اليوم أن المعبر الشمالي سيفتح أمام المسافرين.\r\n";

#[test]
fn a_text_file_is_an_article_to_the_letter() {
    let dir = scratch("text");
    let path = file(&dir, "border.news.txt", format!("\u{feff}{NEWS}"));
    let article = only(&path);
    assert_eq!(article.id, "border.news");
    assert_eq!(article.text, NEWS);
    assert_eq!(article.path, path.display().to_string());
    assert_eq!((article.published, article.published_from_metadata), (None, false));
    let path = file(&dir, "cut.txt", &NEWS.as_bytes()[..7]);
    assert_eq!((only(&path).lossy, only(&path).encoding), (1, "UTF-8"));
}

#[test]
fn bad_files_are_skipped_with_a_reason() {
    let dir = scratch("bad");
    let o = Options { max_text: 1000, ..Options::default() };
    for (name, content, told) in [
        ("empty.txt", b"".to_vec(), "empty.txt: is empty"),
        ("blank.txt", b" \r\n\t".to_vec(), "blank.txt: is empty"),
        ("blank.jsonl", b"\n\n".to_vec(), "blank.jsonl: is empty"),
        ("zip.txt", b"PK\x03\x04\0\0".to_vec(), "zip.txt: is a ZIP archive (or .docx, .xlsx, .epub), not text"),
        ("gz.jsonl", b"\x1f\x8b\x08\0\n\n".to_vec(), "gz.jsonl: is gzip data, not text"),
        ("big.txt", vec![b'a'; 1001], "big.txt: is too large: more than 1000 bytes in one article"),
        ("huge.txt", vec![b'a'; 100_000], "huge.txt: is too large: more than 1000 bytes in one article"),
        ("list.json", b"[1]".to_vec(), "list.json: expected a JSON object with the field \"text\", found a list"),
        ("open.json", b"{\n\"text\": \"".to_vec(), "open.json: is not JSON: EOF while parsing a string at line 2 column 9"),
        ("bare.json", b"{}".to_vec(), "bare.json: field \"text\": expected a string, found nothing"),
        ("ctrl\u{1b}.txt", b"".to_vec(), "ctrl\\u{1b}.txt: is empty"),
    ] {
        assert_eq!(given(&file(&dir, name, content), &o), [told]);
    }
    let told = given(&dir.join("none.txt"), &o);
    assert!(told[0].starts_with("none.txt: cannot be read: "), "{told:?}");
    let o = Options { format: Some("tabs".to_owned()), ..o };
    let told = given(&dir, &o);
    assert!(told[0].contains("unknown format \"tabs\": expected one of jsonl, json, html, "), "{told:?}");
    assert_eq!(format_names().last(), Some("text"), "what nothing else recognises is text");
}

#[test]
fn a_bad_line_does_not_stop_the_others() {
    let dir = scratch("lines");
    let lines = [
        r#"{"id": "a", "text": "نص", "title": "عنوان", "published": "2024-02-29T23:00:00+03:00", "url": "u", "outlet": "o", "more": [1]}"#,
        r#"{"id": "b", "text": "نص""#,
        "",
        r#"{"id": 12, "text": "نص", "title": null, "published": ""}"#,
        r#"{"text": "نص بلا معرف"}"#,
        r#"{"id": "c"}"#,
        r#"{"id": "d", "text": 5}"#,
        r#"{"id": "e", "text": "نص", "published": "2023-02-29"}"#,
        r#"{"id": "f", "text": "نص", "published": 1700000000}"#,
        r#"{"id": [], "text": "نص"}"#,
        r#"{"id": "g", "text": "نص", "title": {"ar": "عنوان"}}"#,
        r#"{"id": "h", "text": " \n"}"#,
        r#""text""#,
        r#"{"id": "a", "text": "نص آخر"}"#,
        r#"{"id": "i", "text": "آخر"}"#,
    ];
    let path = file(&dir, "n.jsonl", format!("\u{feff}{}", lines.join("\r\n")));
    let want = [
        "a",
        "n.jsonl:2: is not JSON: EOF while parsing an object at byte 26",
        "12",
        "n:5",
        "n.jsonl:6: field \"text\": expected a string, found nothing",
        "n.jsonl:7: field \"text\": expected a string, found a number",
        // What is no day costs the date, not the article.
        "e",
        "n.jsonl:9: field \"published\": expected a string, found a number",
        "n.jsonl:10: field \"id\": expected a string or a whole number, found a list",
        "n.jsonl:11: field \"title\": expected a string, found an object",
        "n.jsonl:12: is empty",
        "n.jsonl:13: expected a JSON object with the field \"text\", found a string",
        // The same id again: both stand, for the ids are the source's own.
        "a",
        "i",
    ];
    assert_eq!(given(&path, &Options::default()), want);
    let odd = articles(&path, &Options::default()).flatten().find(|a| a.id == "e").expect("e");
    assert_eq!((odd.published, odd.published_from_metadata), (None, false));
    assert_eq!(odd.published_unread.as_deref(), Some("2023-02-29"));
    let first = articles(&path, &Options::default()).next().expect("one").expect("an article");
    let want = Article {
        id: "a".to_owned(),
        id_given: true,
        text: "نص".to_owned(),
        title: Some("عنوان".to_owned()),
        published: Some("2024-02-29".to_owned()),
        published_from_metadata: true,
        published_unread: None,
        url: Some("u".to_owned()),
        outlet: Some("o".to_owned()),
        language: None,
        path: path.display().to_string(),
        encoding: "UTF-8",
        lossy: 0,
    };
    assert_eq!(first, want);
}

#[test]
fn half_characters_are_replaced_and_counted() {
    let dir = scratch("surrogates");
    let lines = r#"{"id": "cut", "text": "نص \ud83d ثم \\ud83d \ude00\ud83d\ude00 \ud83d\u0041"}"#;
    let article = only(&file(&dir, "s.jsonl", lines.to_owned() + "\n"));
    assert_eq!(article.text, "نص \u{fffd} ثم \\ud83d \u{fffd}😀 \u{fffd}A");
    assert_eq!(article.lossy, 3);
    let path = file(&dir, "t.jsonl", "{\"id\": \"x\", \"text\": \"\\ud83d\n{\"id\": \"y\", \"text\": \"\\ud83d\\\n");
    assert!(given(&path, &Options::default()).iter().all(|told| told.contains("is not JSON")));
}

#[test]
fn lines_in_other_encodings() {
    let dir = scratch("encodings");
    let line = format!("{{\"id\": \"x\", \"text\": {:?}}}\n", NEWS.trim_end());
    let twice = line.repeat(2);
    let little: Vec<u8> = twice.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let big: Vec<u8> = twice.encode_utf16().flat_map(u16::to_be_bytes).collect();
    let old = encoding_rs::WINDOWS_1256.encode(&twice).0.into_owned();
    for (name, bytes, encoding) in [
        ("le.jsonl", [b"\xff\xfe", little.as_slice()].concat(), "UTF-16LE"),
        ("be.json", [b"\xfe\xff", big.as_slice()].concat(), "UTF-16BE"),
        ("bare.jsonl", little.clone(), "UTF-16LE"),
        ("old.jsonl", old, "windows-1256"),
        ("new.json", twice.clone().into_bytes(), "UTF-8"),
        ("unnamed", twice.clone().into_bytes(), "UTF-8"),
    ] {
        let found: Vec<Article> = articles(&file(&dir, name, bytes), &Options::default()).map(|a| a.expect(name)).collect();
        assert_eq!(found.len(), 2, "{name}");
        for article in found {
            assert_eq!((article.text.as_str(), article.encoding, article.lossy), (NEWS.trim_end(), encoding, 0), "{name}");
        }
    }
    let mut torn = line.clone().into_bytes();
    torn[24] = 0xff;
    assert_eq!(only(&file(&dir, "torn.jsonl", torn)).lossy, 2);
}

#[test]
fn an_article_longer_than_the_limit_is_passed_over() {
    let dir = scratch("limit");
    let unit = "كلمة ";
    let fits = unit.repeat(MAX_TEXT / unit.len());
    for (name, text, expected) in [
        ("fits.txt", fits.clone(), "fits"),
        ("over.txt", fits.clone() + unit, "over.txt: is too large: more than 8 MB in one article"),
        ("over.json", format!("{{\n\"text\": \"{fits}{unit}\"}}"), "over.json: is too large: more than 8 MB in one article"),
        ("over.jsonl", format!("{{\"text\": \"{fits}{unit}\"}}\n"), "over.jsonl:1: is too large: more than 8 MB in one article"),
    ] {
        let path = file(&dir, name, text);
        assert_eq!(given(&path, &Options::default()), [expected]);
        fs::remove_file(&path).expect("remove");
    }
}

#[test]
fn a_line_of_fifty_megabytes_is_passed_over_unless_it_is_asked_for() {
    let dir = scratch("long");
    let path = dir.join("long.jsonl");
    let mut out = std::io::BufWriter::new(fs::File::create(&path).expect("file"));
    let words = "كلمة ".repeat(50_000_000 / "كلمة ".len());
    writeln!(out, "{{\"id\": \"long\", \"text\": \"{words}\"}}\n{{\"id\": \"next\", \"text\": \"نص\"}}").expect("write");
    drop(out);
    let large = Options { max_text: 64 << 20, ..Options::default() };
    let all: Vec<Article> = articles(&path, &large).map(|a| a.expect("article")).collect();
    assert_eq!(all[0].text, words);
    assert_eq!(all[1].id, "next");
    let skipped = ["long.jsonl:1: is too large: more than 8 MB in one article", "next"];
    assert_eq!(given(&path, &Options::default()), skipped);
    fs::remove_file(&path).expect("remove");
}

#[test]
fn a_pretty_object_is_one_article() {
    let dir = scratch("json");
    let path = file(&dir, "one.json", "{\n  \"text\": \"نص\",\n  \"published\": \"2024-01-02\"\n}\n");
    let article = only(&path);
    assert_eq!((article.id.as_str(), article.published.as_deref()), ("one", Some("2024-01-02")));
    // Content decides where no extension does; prose in braces is prose.
    assert_eq!(only(&file(&dir, "named.log", "{\"id\": \"x\", \"text\": \"نص\"}")).id, "x");
    assert_eq!(only(&file(&dir, "prose.log", "{نص} عن المعبر")).text, "{نص} عن المعبر");
    let named = Options { format: Some("text".to_owned()), ..Options::default() };
    assert_eq!(given(&path, &named), ["one"]);
}

#[test]
fn a_folder_is_read_in_the_order_of_names() {
    let dir = scratch("folder");
    for sub in ["b", "b/deep", ".hidden", "empty"] {
        fs::create_dir_all(dir.join(sub)).expect("folder");
    }
    for name in ["c.txt", "a.TXT", "b/2.txt", "b/1.txt", "b/deep/x.txt", ".hidden/no.txt", "b/.no.txt", "d.docx"] {
        file(&dir, name, "نص");
    }
    file(&dir, "bb.txt", "");
    file(&dir, "e.ndjson", "{\"text\": \"نص\"}\n{\"text\": \"نص\"}\n");
    let found: Vec<String> =
        articles(&dir, &Options::default()).map(|a| a.map_or_else(|_| "skipped".to_owned(), |a| a.id)).collect();
    assert_eq!(found, ["a", "1", "2", "x", "skipped", "c", "e:1", "e:2"]);
    let told = given(&dir.join("empty"), &Options::default());
    assert_eq!(
        told,
        [
            "empty: holds no file to read (*.jsonl, *.ndjson, *.json, *.html, *.htm, *.xhtml, *.shtml, *.rss, *.atom, *.rdf, *.xml, \
         *.csv, *.tsv, *.tab, *.parquet, *.pq, *.warc, *.wet, *.zip, *.tar, *.gz, *.tgz, *.gzip, *.zst, *.tzst, *.zstd, *.txt)"
        ]
    );
}

#[cfg(unix)]
#[test]
fn links_that_go_round_end() {
    let dir = scratch("links");
    file(&dir, "a.txt", "نص");
    std::os::unix::fs::symlink(&dir, dir.join("loop")).expect("link");
    std::os::unix::fs::symlink(dir.join("gone"), dir.join("z.txt")).expect("link");
    let told = given(&dir, &Options::default());
    assert_eq!(told[0], "a");
    assert!(told.len() == 2 && told[1].contains("z.txt: cannot be read: "), "{told:?}");
    let link = dir.parent().expect("parent").join("links-by-name");
    let _ = fs::remove_file(&link);
    std::os::unix::fs::symlink(&dir, &link).expect("link");
    assert_eq!(given(&link, &Options::default()).len(), 2);
}
