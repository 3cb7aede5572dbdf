//! `mahdar ingest --watch`, and being asked to stop.

#![cfg(unix)]

mod common;

use std::fs;
use std::io::Read;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use common::{READOUT, file, scratch};
use mahdar_store::{Access, Store};

fn start(args: &[&str]) -> Child {
    Command::new(env!("CARGO_BIN_EXE_mahdar"))
        .args(args)
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts")
}

/// Ctrl-C, as a terminal sends it.
fn interrupt(child: &Child) {
    let status = Command::new("kill").args(["-INT", &child.id().to_string()]).status().expect("kill runs");
    assert!(status.success());
}

/// Its end: exit code, what it printed, what it said.
fn ended(mut child: Child) -> (Option<i32>, String, String) {
    let since = Instant::now();
    let code = loop {
        if let Some(status) = child.try_wait().expect("waits") {
            break status.code();
        }
        assert!(since.elapsed() < Duration::from_secs(60), "it does not end");
        sleep(Duration::from_millis(20));
    };
    let (mut out, mut err) = (String::new(), String::new());
    child.stdout.take().expect("stdout").read_to_string(&mut out).expect("read");
    child.stderr.take().expect("stderr").read_to_string(&mut err).expect("read");
    (code, out, err)
}

fn stored(db: &Path) -> u64 {
    Store::open(db, Access::ReadOnly).and_then(|s| s.totals()).map_or(0, |t| t.articles)
}

#[track_caller]
fn comes_to(db: &Path, articles: u64) {
    let since = Instant::now();
    while stored(db) != articles {
        assert!(since.elapsed() < Duration::from_secs(60), "{} of {articles}", stored(db));
        sleep(Duration::from_millis(50));
    }
}

#[test]
fn a_watched_folder_is_kept_up_with_until_ctrl_c() {
    let dir = scratch("watch");
    let folder = dir.join("in");
    fs::create_dir(&folder).expect("a folder");
    file(&folder, "one.txt", READOUT);
    // The database lies in the folder that is watched.
    let db = folder.join("m.db");
    let child = start(&["ingest", &folder.display().to_string(), "--db", &db.display().to_string(), "--watch", "--every", "1"]);
    comes_to(&db, 1);
    file(&folder, "two.jsonl", serde_json::json!({"id": "a", "text": format!("{READOUT} وهذا خبر آخر.")}).to_string());
    comes_to(&db, 2);
    interrupt(&child);
    let (code, out, err) = ended(child);
    assert_eq!(code, Some(0), "{err}");
    assert!(out.contains("now holds 2 articles") && err.contains("watching"), "{out} {err}");
    assert!(!err.contains("SQLite"), "the database is no source: {err}");
    Store::open(&db, Access::ReadWrite).and_then(|s| s.verify()).expect("whole");
}

#[test]
fn a_folder_that_is_empty_as_yet_is_waited_for() {
    let dir = scratch("watch-empty");
    let (folder, db) = (dir.join("in"), dir.join("m.db"));
    fs::create_dir(&folder).expect("a folder");
    let child = start(&["ingest", &folder.display().to_string(), "--db", &db.display().to_string(), "--watch", "--every", "1"]);
    comes_to(&db, 0);
    file(&folder, "one.txt", READOUT);
    comes_to(&db, 1);
    interrupt(&child);
    let (code, _, err) = ended(child);
    assert_eq!(code, Some(0), "{err}");
    assert!(!err.contains("skipped"), "{err}");
}

#[test]
fn a_run_that_is_interrupted_keeps_what_it_has_and_goes_on_from_there() {
    let dir = scratch("interrupted");
    let line = |n: usize| serde_json::json!({"id": format!("n{n}"), "text": format!("{READOUT} رقم {n}")}).to_string() + "\n";
    let many = 60_000;
    let articles = file(&dir, "a.jsonl", (0..many).map(line).collect::<String>());
    let db = dir.join("m.db");
    let args = ["ingest", &articles, "--db", &db.display().to_string(), "--batch", "64"].map(str::to_owned);
    let child = start(&args.each_ref().map(String::as_str));
    let since = Instant::now();
    while stored(&db) < 64 && since.elapsed() < Duration::from_secs(60) {
        sleep(Duration::from_millis(5));
    }
    interrupt(&child);
    let (code, out, err) = ended(child);
    assert_eq!(code, Some(1), "{err}");
    assert!(err.contains("the same command goes on from here"), "{err}");
    let kept = stored(&db);
    assert!(kept >= 64 && kept < many as u64, "{kept}");
    assert!(out.contains(&format!("{kept}  stored")), "{out}");
    Store::open(&db, Access::ReadWrite).and_then(|s| s.verify()).expect("whole");
}
