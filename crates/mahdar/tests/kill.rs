//! Ingestion killed again and again: nothing that was stored is lost, and the same command finishes the work.
//!
//! MAHDAR_KILL_ROUNDS says how often (20 by default).

mod common;

use std::path::Path;
use std::process::{Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use common::{READOUT, file, mahdar, scratch};
use mahdar_store::{Access, ArticleFilter, FactKind, Of, Store};

const ARTICLES: usize = 1_500;
const BATCH: &str = "8";

/// Everything but the keys.
fn told(path: &Path) -> Vec<String> {
    let store = Store::open(path, Access::ReadOnly).expect("a store");
    let full = store.records(&ArticleFilter::default()).expect("records").map(|r| r.expect("an article"));
    let mut all: Vec<String> = full.map(|f| f.text + &f.record.to_json_line()).collect();
    all.sort();
    all.extend(FactKind::ALL.map(|kind| format!("{:?}", store.tally(kind, &Of::All).expect("a tally"))));
    all
}

fn stored(path: &Path) -> u64 {
    // The file may not be there yet, or be in the making.
    Store::open(path, Access::ReadOnly).and_then(|s| s.totals()).map_or(0, |t| t.articles)
}

#[test]
fn nothing_that_was_stored_is_lost() {
    let rounds = std::env::var("MAHDAR_KILL_ROUNDS").ok().and_then(|n| n.parse().ok()).unwrap_or(20);
    let dir = scratch("kill");
    let line = |n: usize| serde_json::json!({"id": format!("n{n}"), "text": format!("{READOUT} رقم {n}")}).to_string() + "\n";
    let articles = file(&dir, "a.jsonl", (0..ARTICLES).map(line).collect::<String>());
    let (db, calm) = (dir.join("killed.db"), dir.join("calm.db"));
    let args = |db: &Path| ["ingest", &articles, "--db", &db.display().to_string(), "--batch", BATCH].map(str::to_owned);
    let (mut seen, mut midway, mut seed) = (0, 0, 0x2545_f491_u64);
    for round in 0..rounds {
        if seen == ARTICLES as u64 {
            for end in ["", "-wal", "-shm"] {
                let _ = std::fs::remove_file(format!("{}{end}", db.display()));
            }
            seen = 0;
        }
        let mut child = Command::new(env!("CARGO_BIN_EXE_mahdar"))
            .args(args(&db))
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("the program starts");
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        // From before it has begun to well within the work, however fast the machine.
        let (since, pause) = (Instant::now(), Duration::from_micros((seed >> 33) % 400_000));
        let more = seen + (seed >> 40) % 200;
        while since.elapsed() < pause || (round % 2 == 0 && stored(&db) < more && since.elapsed() < Duration::from_secs(20)) {
            sleep(Duration::from_millis(2));
        }
        let acknowledged = stored(&db);
        midway += u32::from(child.try_wait().expect("waits").is_none());
        child.kill().expect("killed");
        child.wait().expect("gone");
        assert!(acknowledged >= seen, "round {round}: {acknowledged} after {seen}");
        if db.exists() {
            let store = Store::open(&db, Access::ReadWrite).expect("it opens");
            store.verify().expect("whole");
            let after = store.totals().expect("totals").articles;
            assert!(after >= acknowledged, "round {round}: {after} of {acknowledged}");
            seen = after;
        }
    }
    assert!(midway * 2 > rounds, "only {midway} of {rounds} were killed at work");
    for path in [&db, &calm] {
        mahdar(&args(path).each_ref().map(String::as_str)).ended(0);
    }
    assert!(told(&db) == told(&calm), "what was killed and finished is not what was never killed");
}
