//! How much memory reading takes. One test, for memory is the whole process's.

mod common;

use std::fs;
use std::io::Write;
use std::path::Path;

use common::{file, given, peak, scratch};
use flate2::Compression;
use flate2::write::GzEncoder;
use mahdar_sources::{Options, articles};
use tar::{EntryType, Header};

fn header(name: &str, size: u64) -> Header {
    let mut header = Header::new_gnu();
    header.set_path(name).expect("a name");
    header.set_entry_type(EntryType::Regular);
    header.set_size(size);
    header.set_cksum();
    header
}

#[test]
fn memory_does_not_grow_with_what_is_read() {
    let dir = scratch("memory");
    let path: &Path = &dir.join("large.tar.gz");
    let mut out = GzEncoder::new(fs::File::create(path).expect("a file"), Compression::fast());
    let mut noise = 1_u64;
    let mut text = String::new();
    while text.len() < 10 << 20 {
        noise = noise.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        text.push_str(&format!("{{\"id\": \"{noise:x}\", \"text\": \"{noise:x} {}\"}}\n", noise.wrapping_mul(31)));
    }
    for n in 0..8 {
        out.write_all(header(&format!("{n}.jsonl"), text.len() as u64).as_bytes()).expect("written");
        out.write_all(text.as_bytes()).expect("written");
        out.write_all(&vec![0; text.len().next_multiple_of(512) - text.len()]).expect("written");
    }
    out.write_all(&[0; 1024]).and_then(|()| out.finish().map(drop)).expect("written");
    drop(text);
    let before = peak();
    assert!(articles(path, &Options::default()).filter(Result::is_ok).count() > 100_000);
    let grown = peak().zip(before).map(|(after, before)| after - before);
    assert!(grown.is_none_or(|mb| mb < 16), "{grown:?} MB more");

    // Pages made of nothing but tags, or of one.
    let tags = "<b><i><div>".repeat(700_000);
    given(&file(&dir, "tags.html", format!("<html>{tags}")), &Options::default());
    let wide: String = (0..700_000).map(|n| format!(" a{n}=1")).collect();
    given(&file(&dir, "wide.html", format!("<html><p{wide}>")), &Options::default());
    assert!(peak().is_none_or(|mb| mb < 256), "{:?} MB", peak());
    fs::remove_dir_all(dir).expect("removed");
}
