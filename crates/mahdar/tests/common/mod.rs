//! The program as a user runs it.

#![allow(dead_code)]

use std::fs;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

/// Longer than anything may take on a slow machine without optimisation.
const LIMIT: Duration = Duration::from_secs(180);

/// What came of a run.
#[derive(Debug)]
pub struct Run {
    pub code: i32,
    pub out: String,
    pub err: String,
}

impl Run {
    /// The records, of `--format jsonl`.
    pub fn records(&self) -> Vec<serde_json::Value> {
        self.out.lines().map(|l| serde_json::from_str(l).expect("a record")).collect()
    }

    /// Ended as expected and without a defect.
    #[track_caller]
    pub fn ended(self, code: i32) -> Self {
        assert_eq!(self.code, code, "stderr: {}", self.err);
        assert!(!self.err.contains("panicked"), "{}", self.err);
        self
    }
}

/// Runs the program with arguments.
pub fn mahdar(args: &[&str]) -> Run {
    fed(args, b"")
}

/// Runs the program with arguments and standard input.
pub fn fed(args: &[&str], input: &[u8]) -> Run {
    let mut child = Command::new(env!("CARGO_BIN_EXE_mahdar"))
        .args(args)
        .env_remove("COLUMNS")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    let (mut to, out, err) =
        (child.stdin.take().expect("stdin"), child.stdout.take().expect("stdout"), child.stderr.take().expect("stderr"));
    let input = input.to_vec();
    // A program that does not read its input closes it; that is not this side's trouble.
    let feeding = thread::spawn(move || drop(to.write_all(&input)));
    let (out, err) = (gather(out), gather(err));
    let since = Instant::now();
    let status = loop {
        if let Some(status) = child.try_wait().expect("waits") {
            break status;
        }
        if since.elapsed() > LIMIT {
            child.kill().expect("killed");
            panic!("mahdar {args:?} ran longer than {LIMIT:?}");
        }
        thread::sleep(Duration::from_millis(10));
    };
    feeding.join().expect("fed");
    Run { code: status.code().unwrap_or(-1), out: out.join().expect("read"), err: err.join().expect("read") }
}

/// All that a pipe gives.
fn gather(mut from: impl Read + Send + 'static) -> JoinHandle<String> {
    thread::spawn(move || {
        let mut bytes = Vec::new();
        from.read_to_end(&mut bytes).expect("readable");
        String::from_utf8(bytes).expect("what is printed is UTF-8")
    })
}

/// A folder of a test's own, empty.
pub fn scratch(name: &str) -> PathBuf {
    let dir = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&dir);
    fs::create_dir_all(&dir).expect("scratch folder");
    dir
}

/// A file in a folder; its path.
pub fn file(dir: &Path, name: &str, content: impl AsRef<[u8]>) -> String {
    let path = dir.join(name);
    fs::create_dir_all(path.parent().expect("a folder")).expect("folder");
    fs::write(&path, content).expect("written");
    path.display().to_string()
}

/// A readout in two sentences, from which something comes.
pub const READOUT: &str = "قال وزير الخارجية الروسي سيرغي لافروف إن بلاده مستعدة لتعزيز التعاون مع الصين. \
                           والتقى لافروف نظيره الصيني وانغ يي في بكين أمس الثلاثاء.\n";
