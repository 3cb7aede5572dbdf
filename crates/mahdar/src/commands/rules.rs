//! `mahdar knowledge list-rules`.

use std::io::Write;
use std::path::PathBuf;

use mahdar_knowledge::{Frame, Knowledge, Party, Yield};

use crate::error::CliError;
use crate::{Outcome, know, output};

pub(crate) fn run(overlays: &[PathBuf]) -> Result<Outcome, CliError> {
    let k = know::load(overlays)?;
    let cues = cues(&k);
    let mut out = output::data();
    writeln!(out, "name\tat\tcues\tyields")?;
    for (f, n) in k.frames.iter().zip(cues) {
        writeln!(out, "{}\t{}:{}\t{n}\t{}", f.name, f.at.file, f.at.line, yields(f))?;
    }
    out.flush()?;
    Ok(Outcome::Done)
}

/// How many lemmas and nouns set each frame off.
fn cues(k: &Knowledge) -> Vec<usize> {
    let mut n = vec![0; k.frames.len()];
    let lemmas = k.lemma_frames.iter().flatten();
    for f in lemmas.chain(k.noun_frames.iter().flatten()) {
        if let Some(n) = n.get_mut(usize::from(*f)) {
            *n += 1;
        }
    }
    n
}

/// What a frame yields, in the grammar's own words.
pub(crate) fn yields(f: &Frame) -> String {
    let mut parts = Vec::new();
    if f.says {
        parts.push("statement".to_owned());
    }
    parts.extend(f.encounter.iter().map(|e| format!("encounter {e}")));
    parts.extend(f.commit.iter().map(|c| format!("commitment {c}")));
    parts.extend(f.events.iter().map(|y| format!("event {}", event(y))));
    parts.extend(f.negated.iter().map(|y| format!("negated {}", event(y))));
    parts.extend(f.future.iter().map(|y| format!("future {}", event(y))));
    match parts.is_empty() {
        true => "nothing".to_owned(),
        false => parts.join("; "),
    }
}

fn event(y: &Yield) -> String {
    let party = |p| match p {
        Party::Subject => "A",
        Party::Target => "T",
        Party::Content => "Q",
        Party::Speaker => "S",
        Party::Nobody => "-",
    };
    let mode = y.mode.iter().map(|m| format!("/{m}")).collect::<String>();
    let arrow = if y.mutual { "<>" } else { ">" };
    format!("{}{mode} {}{arrow}{}", y.kind, party(y.source), party(y.target))
}
