//! Every source from the command line: read, explained, covered and kept; what is wrong with it said in a line with what to do.

mod common;

use std::io::Write;
use std::path::Path;
use std::time::{Duration, Instant};

use common::{READOUT, fed, file, mahdar, scratch};
use flate2::Compression;
use flate2::write::GzEncoder;

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut out = GzEncoder::new(Vec::new(), Compression::default());
    out.write_all(bytes).expect("packed");
    out.finish().expect("packed")
}

fn page() -> String {
    let more = "وأضاف لافروف أن بلاده ستواصل العمل مع الصين في مختلف المجالات، ولا سيما في الطاقة والنقل والزراعة.";
    format!(
        "<!doctype html><html lang=ar><head><title>لافروف في بكين</title><meta property=\"article:published_time\" content=\"2024-05-31\">\
         <meta property=\"og:site_name\" content=\"وكالة\"></head><body><nav><a href=x>رابط</a></nav>\
         <article><p>{READOUT}</p><p>{more}</p></article></body></html>"
    )
}

/// A file of each kind, and how it is called in messages.
fn each(dir: &Path) -> Vec<String> {
    let readout = READOUT.trim_end();
    let response = format!("HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n{}", page());
    let warc = format!(
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://example.org/1\r\nContent-Type: application/http\r\n\
         Content-Length: {}\r\n\r\n{response}\r\n\r\n",
        response.len()
    );
    let rss = format!(
        "<rss><channel><title>وكالة</title><item><guid>f</guid><pubDate>2024-05-31</pubDate><description>{readout}</description></item></channel></rss>"
    );
    let line = serde_json::json!({"id": "l", "text": readout, "published": "2024-05-31"}).to_string() + "\n";
    vec![
        file(dir, "p.html", page()),
        file(dir, "c.csv", format!("id,date,النص\nc,2024-05-31,\"{readout}\"\n")),
        file(dir, "t.tsv", format!("id\tpublished\tbody\nt\t2024-05-31\t{readout}\n")),
        file(dir, "f.xml", rss),
        file(dir, "w.warc.gz", gzip(warc.as_bytes())),
        file(dir, "l.jsonl.gz", gzip(line.as_bytes())),
        file(dir, "z.jsonl.zst", zstd::encode_all(line.replace("\"l\"", "\"z\"").as_bytes(), 3).expect("packed")),
    ]
}

#[test]
fn every_command_takes_every_source() {
    let dir = scratch("sources");
    let files = each(&dir);
    for path in &files {
        let run = mahdar(&["read", "--format", "jsonl", path]).ended(0);
        let records = run.records();
        assert_eq!(records.len(), 1, "{path}: {}", run.err);
        assert_eq!(records[0]["published"]["date"], "2024-05-31", "{path}");
        assert!(!records[0]["statements"].as_array().expect("statements").is_empty(), "{path}");
        assert!(mahdar(&["explain", path]).ended(0).out.contains("لافروف"), "{path}");
        mahdar(&["coverage", path]).ended(0);
    }
    let folder = dir.display().to_string();
    let db = dir.join("m.db").display().to_string();
    let run = mahdar(&["ingest", &folder, "--db", &db]).ended(0);
    assert!(run.out.contains(&format!("{}  stored", files.len())), "{}", run.out);
    let again = mahdar(&["ingest", &folder, "--db", &db]).ended(0);
    assert!(again.out.contains(&format!("{}  unchanged", files.len())), "{}", again.out);
    let piped = fed(&["read", "--format", "jsonl", "-"], &gzip(page().as_bytes())).ended(0);
    assert_eq!(piped.records()[0]["source"]["outlet"], "وكالة");
}

#[test]
fn trouble_is_told_once_with_its_place_and_what_to_do() {
    let dir = scratch("source-trouble");
    file(&dir, "a.csv", "number,price\n1,2\n");
    file(&dir, "b.parquet", "PAR1 and nothing else");
    file(&dir, "c.jsonl.gz", &gzip(b"{}")[..12]);
    file(&dir, "d.html", "<html><body><div id=app></div></body></html>");
    file(&dir, "e.jsonl.gz", gzip(&vec![b' '; 200 << 20]));
    file(&dir, "f.xml", "<note>x</note>");
    file(&dir, "g.txt", READOUT);
    let since = Instant::now();
    let run = mahdar(&["read", "--format", "jsonl", &dir.display().to_string()]).ended(1);
    assert!(since.elapsed() < Duration::from_secs(30));
    assert_eq!(run.records().len(), 1);
    for (told, hint) in [
        ("a.csv: has no column for the text (\"text\" …); its columns are number, price", "--text-column"),
        ("b.parquet: is damaged: ", "anew"),
        ("c.jsonl.gz: ends too early", "anew"),
        ("d.html: holds no main text", ".txt"),
        ("e.jsonl.gz: grows to more than 200 times its size", "unpack it yourself"),
        ("f.xml: is XML that begins with <note>, not a feed (RSS or Atom)", "--input-format"),
    ] {
        let line = run
            .err
            .lines()
            .position(|l| l.starts_with("skipped: ") && l.contains(told))
            .unwrap_or_else(|| panic!("{told}: {}", run.err));
        let hints: Vec<&str> = run.err.lines().filter(|l| l.starts_with("hint: ")).collect();
        assert!(hints.iter().any(|h| h.contains(hint)), "{line} {told}: {hints:?}");
    }
    let hints: Vec<&str> = run.err.lines().filter(|l| l.starts_with("hint: ")).collect();
    let mut once = hints.clone();
    once.sort_unstable();
    once.dedup();
    assert_eq!(once.len(), hints.len(), "each is told once: {}", run.err);
}

#[test]
fn columns_and_formats_can_be_named() {
    let dir = scratch("source-options");
    let path = file(&dir, "odd.dat", format!("k;w;x\n7;2024-05-31;\"{}\"\n", READOUT.trim_end()));
    let args = ["--input-format", "csv", "--text-column", "x", "--id-column", "k", "--published-column", "w"];
    let run = mahdar(&[&["read", "--format", "jsonl", path.as_str()], &args[..]].concat()).ended(0);
    assert_eq!(
        (run.records()[0]["id"].as_str(), run.records()[0]["published"]["date"].as_str()),
        (Some("7"), Some("2024-05-31"))
    );
    let run = mahdar(&["read", &path, "--input-format", "csv", "--text-column", "y"]).ended(2);
    assert!(run.err.contains("has no column \"y\"; its columns are k, w, x"), "{}", run.err);
}

#[test]
fn encodings_are_found_and_counted() {
    let dir = scratch("source-encodings");
    let text = READOUT.trim_end();
    let old = encoding_rs::WINDOWS_1256.encode(text).0.into_owned();
    let wide: Vec<u8> = format!("text\n{text}\n").encode_utf16().flat_map(u16::to_be_bytes).collect();
    file(&dir, "old.txt", old);
    file(&dir, "wide.csv", [b"\xfe\xff", wide.as_slice()].concat());
    let db = dir.join("m.db").display().to_string();
    let run = mahdar(&["ingest", &dir.display().to_string(), "--db", &db]).ended(0);
    for encoding in ["windows-1256", "UTF-16BE"] {
        assert!(
            run.err.contains(&format!("decoded from {encoding}")) && run.out.contains(&format!("1  decoded from {encoding}")),
            "{} {}",
            run.err,
            run.out
        );
    }
}
