//! `mahdar knowledge check`: the data files and the examples of every rule.

use std::collections::BTreeMap;
use std::io::Write;
use std::path::PathBuf;

use mahdar_engine::examples::{Outcome as Example, run};
use mahdar_knowledge::holes::{claimed, holes};
use mahdar_knowledge::overlap::overlaps;
use mahdar_knowledge::who::{Directory, Held};
use mahdar_knowledge::{Day, Knowledge, Position};
use rayon::prelude::*;

use crate::args::CheckArgs;
use crate::error::CliError;
use crate::{Outcome, guard, know, output};

pub(crate) fn check(args: &CheckArgs, overlays: &[PathBuf]) -> Result<Outcome, CliError> {
    let files = know::files(overlays)?;
    let faults = Knowledge::faults(&files);
    let mut out = output::data();
    for fault in &faults {
        writeln!(out, "{fault}")?;
    }
    // With faulty lines the rest is still worth trying; without overlays the built-in knowledge leaves them out.
    let k = match Knowledge::compile(&files) {
        Ok(k) => k,
        Err(_) if overlays.is_empty() => Knowledge::builtin(),
        Err(_) => {
            out.flush()?;
            output::note(&format!("{} faults in the data; examples not run", faults.len()));
            return Ok(Outcome::Partly);
        }
    };
    if let Some(name) = &args.rule
        && !k.frames.iter().any(|f| f.name == *name)
        && !k.blockers.iter().any(|b| b.name == *name)
    {
        return Err(CliError::NoRule(name.clone()));
    }
    let directory = Directory::new(&files);
    let overlaps = overlaps(&directory, &files);
    if args.overlaps {
        for o in &overlaps {
            let term = |h: &Held| format!("{} {}..{}", h.person, h.start, h.end);
            let (office, code) = (&o.first.office, &o.first.code);
            writeln!(out, "{office} {code}: {} and {} for {} days", term(o.first), term(o.next), o.days)?;
        }
    }
    let holes = holes(&directory, &files);
    for h in &holes {
        writeln!(
            out,
            "{} {}: nobody from {} to {}; data/kb/complete.tsv says there are no holes",
            h.office,
            h.code,
            day(h.from),
            day(h.to)
        )?;
    }
    let examples = examples(&k, args.rule.as_deref());
    let mut failed = 0;
    for e in examples.iter().filter(|e| !e.failures.is_empty()) {
        failed += 1;
        writeln!(out, "{}: rule {}: {}", e.at, e.rule, e.failures.join("; "))?;
        writeln!(out, "    {}", e.text)?;
    }
    out.flush()?;
    let asked = || k.frames.iter().filter(|f| args.rule.as_ref().is_none_or(|name| f.name == *name));
    let open: usize = asked().map(|f| f.open.len() + f.open_no.len()).sum();
    let open = match open {
        0 => String::new(),
        n => format!("; {n} open sentences kept beside their rules, not run"),
    };
    output::note(&format!(
        "{} files, {} rules: {} faults in the data; {} offices held by two at once (--overlaps lists them); {} holes in {} offices said \
         to be complete; {} examples, {failed} failed{open}",
        files.values().map(Vec::len).sum::<usize>(),
        k.frames.len(),
        faults.len(),
        overlaps.len(),
        holes.len(),
        claimed(&files),
        examples.len(),
    ));
    Ok(if faults.is_empty() && holes.is_empty() && failed == 0 { Outcome::Done } else { Outcome::Partly })
}

/// A day as it is written.
fn day(day: Day) -> String {
    format!("{:04}-{:02}-{:02}", day / 10_000, day / 100 % 100, day % 100)
}

/// The examples of all rules or of one, run through the engine.
fn examples(k: &Knowledge, only: Option<&str>) -> Vec<Example> {
    // A frame and a blocker may have one name.
    let mut rules: BTreeMap<&str, &Position> = k.blockers.iter().map(|b| (b.name.as_str(), &b.at)).collect();
    rules.extend(k.frames.iter().map(|f| (f.name.as_str(), &f.at)));
    rules.retain(|name, _| only.is_none_or(|o| o == *name));
    let run = |(name, at): (&&str, &&Position)| {
        guard::guarded(|| run(k, Some(name))).unwrap_or_else(|e| {
            vec![Example {
                rule: (*name).to_owned(),
                at: (*at).clone(),
                text: String::new(),
                failures: vec![format!("a defect of mahdar: {e}")],
            }]
        })
    };
    let mut all: Vec<Example> = rules.par_iter().map(run).collect::<Vec<_>>().into_iter().flatten().collect();
    all.sort_by(|a, b| (&a.at.file, a.at.line, a.at.column).cmp(&(&b.at.file, b.at.line, b.at.column)));
    all
}
