//! `mahdar knowledge import`: an overlay of people, offices and organisations from other collections.

use std::io::Write;
use std::path::PathBuf;

use mahdar_knowledge::import::import;

use crate::args::ImportArgs;
use crate::error::CliError;
use crate::report::safe;
use crate::{Outcome, know, output};

pub(crate) fn run(args: &ImportArgs, overlays: &[PathBuf]) -> Result<Outcome, CliError> {
    let done = import(&args.files, &args.out, &know::files(overlays)?)?;
    let mut out = output::data();
    for conflict in &done.conflicts {
        writeln!(out, "{}", conflict.to_string().split('\t').map(safe::plain).collect::<Vec<_>>().join("\t"))?;
    }
    out.flush()?;
    for (why, n) in &done.skipped {
        output::warn(&format!("left out: {n} {why}"));
    }
    if !done.conflicts.is_empty() {
        output::warn(&format!(
            "{} conflicts with what is known (listed above: kind, whom, what, known here, imported); what is known stays",
            done.conflicts.len()
        ));
    }
    let new = done.people + done.terms + done.bodies;
    output::note(&format!(
        "{}: {} people, {} terms of office, {} organisations and groups; {} terms were known already{}",
        args.out.display(),
        done.people,
        done.terms,
        done.bodies,
        done.known_terms,
        if new == 0 { "; nothing was written" } else { "" },
    ));
    let whole = done.conflicts.is_empty() && done.skipped.is_empty() && new > 0;
    Ok(if whole { Outcome::Done } else { Outcome::Partly })
}
