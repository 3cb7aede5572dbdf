//! Runs the chapters of `spec/`; `spec/README.md` tells how they are written.

mod common;

use common::lines;
use std::path::{Path, PathBuf};

/// A block of a chapter.
struct Case {
    file: PathBuf,
    /// Line of its fence, from 1.
    line: usize,
    text: String,
    expected: Vec<String>,
}

fn cases(file: &Path) -> Vec<Case> {
    let source = std::fs::read_to_string(file).expect("a chapter that can be read");
    let mut out = Vec::new();
    let mut lines = source.lines().enumerate();
    while let Some((at, line)) = lines.next() {
        if line != "```record" {
            continue;
        }
        let block: Vec<&str> = lines.by_ref().map(|(_, l)| l).take_while(|l| *l != "```").collect();
        let parts = block.iter().position(|l| *l == "---");
        let cut = parts.unwrap_or_else(|| panic!("{}:{}: no `---` between text and record", file.display(), at + 1));
        out.push(Case {
            file: file.to_owned(),
            line: at + 1,
            text: block[..cut].join("\n"),
            expected: block[cut + 1..].iter().filter(|l| !l.is_empty()).map(|l| l.to_string()).collect(),
        });
    }
    out
}

/// What is wrong with a case; nothing where all is as expected.
fn faults(case: &Case) -> Vec<String> {
    let got = lines(&case.text);
    let mut out = Vec::new();
    for wanted in &case.expected {
        if let Some(start) = wanted.strip_prefix("no ") {
            out.extend(got.iter().filter(|l| l.starts_with(start)).map(|l| format!("unwanted: {l}")));
        } else if let Some(kind) = wanted.strip_prefix("only ") {
            let listed = |l: &&String| l.split(' ').next() == Some(kind) && !case.expected.contains(l);
            out.extend(got.iter().filter(listed).map(|l| format!("not listed: {l}")));
        } else if !got.contains(wanted) {
            out.push(format!("missing: {wanted}"));
        }
    }
    if !out.is_empty() {
        out.insert(0, format!("{}:{}: {}", case.file.display(), case.line, case.text));
        out.push(format!("the record:\n    {}", got.join("\n    ")));
    }
    out
}

#[test]
fn every_case_of_every_chapter() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../spec");
    let entries = std::fs::read_dir(&folder).expect("the folder of the chapters");
    let mut files: Vec<PathBuf> = entries.map(|e| e.expect("an entry").path()).collect();
    files.retain(|f| f.extension().is_some_and(|e| e == "md") && !f.ends_with("README.md"));
    files.sort();
    let all: Vec<Case> = files.iter().flat_map(|f| cases(f)).collect();
    assert!(all.iter().all(|c| !c.expected.is_empty()), "a case without a record proves nothing");
    assert!(all.len() > 60, "only {} cases found", all.len());
    let wrong: Vec<String> = all.iter().flat_map(faults).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
