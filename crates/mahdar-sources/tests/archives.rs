//! Files packed and put together: what is in them, and what is not to be trusted.

mod common;

use std::fs;
use std::io::{Cursor, Write};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use common::{TEXT, file, given, scratch};
use flate2::Compression;
use flate2::write::GzEncoder;
use mahdar_sources::{Options, articles};
use tar::{EntryType, Header};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

const LINES: &str = "{\"id\": \"a\", \"text\": \"نص\"}\n{\"id\": \"b\", \"text\": \"نص\"}\n";

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut out = GzEncoder::new(Vec::new(), Compression::default());
    out.write_all(bytes).expect("packed");
    out.finish().expect("packed")
}

fn zipped(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut out = ZipWriter::new(Cursor::new(Vec::new()));
    for (n, (name, bytes)) in files.iter().enumerate() {
        let method = if n % 2 == 0 { CompressionMethod::Deflated } else { CompressionMethod::Stored };
        out.start_file(*name, SimpleFileOptions::default().compression_method(method)).expect("begun");
        out.write_all(bytes).expect("written");
    }
    out.finish().expect("written").into_inner()
}

fn header(name: &str, kind: EntryType, size: u64) -> Header {
    let mut header = Header::new_gnu();
    // Names that no honest program writes.
    header.as_mut_bytes()[..name.len()].copy_from_slice(name.as_bytes());
    header.set_entry_type(kind);
    header.set_size(size);
    header.set_mode(0o644);
    header.set_cksum();
    header
}

fn tarred(files: &[(&str, EntryType, &[u8])]) -> Vec<u8> {
    let mut out = Vec::new();
    for (name, kind, bytes) in files {
        out.extend_from_slice(header(name, *kind, bytes.len() as u64).as_bytes());
        out.extend_from_slice(bytes);
        out.resize(out.len().next_multiple_of(512), 0);
    }
    out.resize(out.len() + 1024, 0);
    out
}

#[test]
fn what_is_packed_is_read_like_what_is_not() {
    let dir = scratch("packed");
    let files: &[(&str, &[u8])] = &[
        ("n/one.txt", TEXT[0].as_bytes()),
        ("n/many.jsonl", LINES.as_bytes()),
        ("picture.png", b"\x89PNG"),
        ("__MACOSX/._one.txt", b"\0\x05"),
        ("t.csv", b"id,text\nc,x\n"),
    ];
    let tar: Vec<(&str, EntryType, &[u8])> = files.iter().map(|(n, b)| (*n, EntryType::Regular, *b)).collect();
    let tar = [&[("n/", EntryType::Directory, &b""[..])], tar.as_slice()].concat();
    let (zip, tar) = (zipped(files), tarred(&tar));
    let zstd = |bytes: &[u8]| zstd::encode_all(bytes, 3).expect("packed");
    for (name, bytes) in [
        ("a.zip", zip.clone()),
        ("a.tar", tar.clone()),
        ("a.tar.gz", gzip(&tar)),
        ("a.tgz", gzip(&tar)),
        ("a.tar.zst", zstd(&tar)),
        ("unnamed", zip.clone()),
        ("unnamed-too", gzip(&tar)),
        ("inner.zip", zipped(&[("a.zip", &zip)])),
        ("inner.tar", tarred(&[("x/a.zip", EntryType::Regular, &zip)])),
    ] {
        let mut told = given(&file(&dir, name, bytes), &Options::default());
        told.sort();
        assert_eq!(told, ["a", "b", "c", "one"], "{name}");
    }
    for (name, bytes) in [("l.jsonl.gz", gzip(LINES.as_bytes())), ("l.jsonl.zst", zstd(LINES.as_bytes()))] {
        assert_eq!(given(&file(&dir, name, bytes), &Options::default()), ["a", "b"]);
    }
    let members = [gzip(LINES.as_bytes()), gzip(b"{\"id\": \"c\", \"text\": \"x\"}\n")].concat();
    assert_eq!(given(&file(&dir, "members.jsonl.gz", members), &Options::default()), ["a", "b", "c"]);
    // A place within: archive, `!/`, name.
    let bad = file(&dir, "bad.zip", zipped(&[("x/bad.jsonl", b"{\n")]));
    assert_eq!(given(&bad, &Options::default()), ["bad.zip!/x/bad.jsonl:1: is not JSON: EOF while parsing an object at byte 1"]);
    let none = given(&file(&dir, "none.zip", zipped(&[("a.png", b"x")])), &Options::default());
    assert!(none.len() == 1 && none[0].starts_with("none.zip: holds no file to read"), "{none:?}");
    // What the user names is what lies within.
    let named = Options { format: Some("text".to_owned()), ..Options::default() };
    assert_eq!(given(&file(&dir, "odd.zip", zipped(&[("odd.txt", LINES.as_bytes())])), &named), ["odd"]);
    let meter = Arc::new(AtomicU64::new(0));
    let o = Options { meter: Some(meter.clone()), ..Options::default() };
    let path = file(&dir, "metered.jsonl.gz", gzip(LINES.repeat(1000).as_bytes()));
    assert_eq!(articles(&path, &o).count(), 2000);
    assert_eq!(meter.load(Ordering::Relaxed), fs::metadata(&path).expect("a file").len());
}

#[test]
fn names_and_links_that_lead_out_are_left_out() {
    let dir = scratch("names");
    let text = TEXT[0].as_bytes();
    let tar = tarred(&[
        ("../out.txt", EntryType::Regular, text),
        ("/etc/abs.txt", EntryType::Regular, text),
        ("a/../../b.txt", EntryType::Regular, text),
        ("link.txt", EntryType::Symlink, b""),
        ("hard.txt", EntryType::Link, b""),
        ("pipe.txt", EntryType::Fifo, b""),
        ("good.txt", EntryType::Regular, text),
    ]);
    let want = |name: &str, links: bool| {
        let mut all = vec![
            format!("{name}!/../out.txt: has a name that leads out of its archive and is left out"),
            format!("{name}!//etc/abs.txt: has an absolute name and is left out"),
            format!("{name}!/a/../../b.txt: has a name that leads out of its archive and is left out"),
        ];
        if links {
            all.push(format!("{name}!/link.txt: is a link to something else and is left out"));
            all.push(format!("{name}!/hard.txt: is a link to something else and is left out"));
        }
        all.push("good".to_owned());
        all
    };
    assert_eq!(given(&file(&dir, "n.tar", tar), &Options::default()), want("n.tar", true));
    let zip = zipped(&[("../out.txt", text), ("/etc/abs.txt", text), ("a/../../b.txt", text), ("good.txt", text)]);
    assert_eq!(given(&file(&dir, "n.zip", zip), &Options::default()), want("n.zip", false));
    let mut out = ZipWriter::new(Cursor::new(Vec::new()));
    out.add_symlink("link.txt", "/etc/passwd", SimpleFileOptions::default()).expect("written");
    let zip = out.finish().expect("written").into_inner();
    let told = given(&file(&dir, "l.zip", zip), &Options::default());
    assert_eq!(told, ["l.zip!/link.txt: is a link to something else and is left out"]);
    assert!(!dir.parent().expect("a folder").join("out.txt").exists());
}

#[test]
fn bombs_are_told_and_cost_little() {
    let dir = scratch("bombs");
    let since = Instant::now();
    let zeros = vec![b'a'; 300 << 20];
    let (small, line) =
        (gzip(&zeros), gzip(format!("{{\"id\": \"a\", \"text\": \"x\"}}\n{}", "\n".repeat(300 << 20)).as_bytes()));
    assert!(small.len() * 900 < zeros.len());
    let zip = zipped(&[("a.txt", &zeros), ("b.txt", b"x")]);
    for (name, bytes, told) in [
        ("a.jsonl.gz", line, vec!["a", "a.jsonl.gz: grows to more than 200 times its size"]),
        // A text that is too long is not even unpacked.
        ("b.txt.gz", small.clone(), vec!["b.txt.gz: is too large: more than 8 MB in one article"]),
        ("c.jsonl.gz", small.clone(), vec!["c.jsonl.gz: grows to more than 200 times its size"]),
        ("d.zip", zip, vec!["d.zip!/a.txt: is too large: more than 8 MB in one article", "b"]),
        ("e.jsonl.gz", gzip(&small), vec!["e.jsonl.gz: "]),
        ("f.jsonl.zst", zstd::encode_all(zeros.as_slice(), 3).expect("packed"), vec!["f.jsonl.zst: grows to more than 200"]),
        (
            "g.tar.gz",
            gzip(&tarred(&[("x.jsonl", EntryType::Regular, &zeros)])),
            vec!["g.tar.gz!/x.jsonl: grows to more than 200"],
        ),
        ("h.zip", zipped(&[("x.jsonl.gz", &small), ("y.txt", b"x")]), vec!["h.zip!/x.jsonl.gz: grows to more than 200"]),
    ] {
        let found = given(&file(&dir, name, bytes), &Options::default());
        assert_eq!(found.len(), told.len(), "{name}: {found:?}");
        for (found, told) in found.iter().zip(told) {
            assert!(found.starts_with(told), "{name}: {found}");
        }
    }
    drop(zeros);
    let mut nested = TEXT[0].as_bytes().to_vec();
    for n in 0..6 {
        let name = if n == 0 { "a.txt" } else { "a.zip" };
        nested = zipped(&[(name, &nested)]);
    }
    let told = given(&file(&dir, "nested.zip", nested), &Options::default());
    assert_eq!(told.len(), 1);
    assert!(told[0].ends_with("is an archive within 4 others: that deep none is opened"), "{told:?}");
    assert!(since.elapsed() < Duration::from_secs(120), "{:?}", since.elapsed());
}

/// All of an archive listed over and over by a list of contents that is not the archive's own.
#[test]
fn contents_that_overlap_count_each_time() {
    let dir = scratch("overlap");
    let lines = format!("{{\"id\": \"a\", \"text\": \"{}\"}}\n", "x".repeat(1 << 20)).repeat(8);
    let one = zipped(&[("a.jsonl", lines.as_bytes())]);
    let end = one.windows(4).rposition(|w| w == b"PK\x05\x06").expect("an end");
    let list = one.windows(4).position(|w| w == b"PK\x01\x02").expect("a list");
    let entry = &one[list..end];
    let mut many = one[..list].to_vec();
    let count = 100_u16;
    for n in 0..count {
        let mut entry = entry.to_vec();
        let at = entry.windows(7).position(|w| w == b"a.jsonl").expect("a name");
        // Names of their own, for the same bytes.
        entry[at] = b'a' + (n % 26) as u8;
        entry[at + 2] = b'j';
        many.extend_from_slice(&entry);
    }
    let size = many.len() - list;
    let mut tail = one[end..].to_vec();
    tail[8..10].copy_from_slice(&count.to_le_bytes());
    tail[10..12].copy_from_slice(&count.to_le_bytes());
    tail[12..16].copy_from_slice(&(size as u32).to_le_bytes());
    many.extend_from_slice(&tail);
    let told = given(&file(&dir, "o.zip", many), &Options::default());
    assert!(
        told.last().expect("something").contains("grows to more than 200 times its size") || told.len() <= 26 * 8,
        "{}",
        told.len()
    );
}

#[test]
fn what_is_cut_off_or_broken_gives_what_is_whole() {
    let dir = scratch("cut");
    let o = Options::default();
    let lines = LINES.repeat(2000);
    let mut noise = 1_u32;
    let lines: String = lines
        .lines()
        .map(|l| {
            noise = noise.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            l.replace("نص", &format!("نص {noise}")) + "\n"
        })
        .collect();
    let packed = gzip(lines.as_bytes());
    let told = given(&file(&dir, "c.jsonl.gz", &packed[..packed.len() / 2]), &o);
    assert!(told.len() > 100, "{}", told.len());
    assert_eq!(told.last().expect("told"), "c.jsonl.gz: ends too early: it was cut off; what came before was read");
    // A file that is cut off before its beginning was looked at.
    let few: String = lines.lines().take(40).map(|l| format!("{l}\n")).collect();
    let packed_few = gzip(few.as_bytes());
    let told = given(&file(&dir, "few.jsonl.gz", &packed_few[..packed_few.len() * 3 / 4]), &o);
    assert!(told.len() > 20, "{told:?}");
    assert_eq!(told.last().expect("told"), "few.jsonl.gz: ends too early: it was cut off; what came before was read");
    for (name, bytes) in [("not.tar", "no tar ".repeat(200)), ("short.tar", "no".to_owned())] {
        assert_eq!(given(&file(&dir, name, &bytes), &o), [format!("{name}: is something else, not a tar archive")]);
    }
    let tar = tarred(&[("a.jsonl", EntryType::Regular, lines.as_bytes()), ("b.txt", EntryType::Regular, TEXT[0].as_bytes())]);
    let told = given(&file(&dir, "c.tar", &tar[..lines.len() / 2]), &o);
    assert!(told.len() > 100 && told.last().expect("told").contains("ends too early"), "{:?}", told.last());
    let mut broken = tar.clone();
    broken[3] ^= 1;
    assert_eq!(given(&file(&dir, "b.tar", broken), &o), ["b.tar: is damaged: a header's checksum is wrong"]);
    let zip = zipped(&[("a.txt", TEXT[0].as_bytes()), ("b.txt", TEXT[1].as_bytes())]);
    assert_eq!(
        given(&file(&dir, "c.zip", &zip[..zip.len() - 40]), &o),
        ["c.zip: is damaged: its end with the list of its contents is missing; nothing of it is read"]
    );
    assert_eq!(given(&file(&dir, "notzip.zip", "no zip"), &o), ["notzip.zip: is something else, not a ZIP archive"]);
    let at = zip.windows(5).position(|w| w == b"b.txt").expect("a name") + 5 + 20;
    let mut wrong = zip.clone();
    wrong[at] ^= 0x55;
    let told = given(&file(&dir, "w.zip", wrong), &o);
    assert_eq!(told, ["a", "w.zip!/b.txt: is damaged: its checksum is wrong"]);
    assert_eq!(given(&file(&dir, "x.gz", "no gzip"), &o), ["x.gz: is something else, not gzip"]);
    let office = zipped(&[("[Content_Types].xml", b"<Types/>"), ("word/document.xml", b"<w/>")]);
    assert!(given(&file(&dir, "d.docx", office), &o)[0].contains("office program"));
    let mut seed = 7_usize;
    for whole in [zip, tar[..4096].to_vec(), packed[..2048].to_vec()] {
        for _ in 0..200 {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            let mut broken = whole.clone();
            let at = (seed >> 20) % broken.len();
            broken[at] ^= 1 << (seed % 8);
            broken.truncate(broken.len() - (seed >> 40) % 64);
            let _ = given(&file(&dir, "any", &broken), &o);
        }
    }
}
