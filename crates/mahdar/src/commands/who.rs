//! `mahdar who`: whom a name may stand for.

use std::io::Write;
use std::path::PathBuf;

use mahdar_knowledge::who::{Directory, Why};
use mahdar_knowledge::{Knowledge, parse_day};

use super::read::look;
use crate::args::WhoArgs;
use crate::error::CliError;
use crate::report::Reporter;
use crate::{Outcome, know, output};

/// Of those whose names merely have the word in them, so many are told.
const PARTS: usize = 20;

pub(crate) fn run(args: &WhoArgs, overlays: &[PathBuf]) -> Result<Outcome, CliError> {
    let files = know::files(overlays)?;
    let k = match overlays {
        [] => mahdar_builtin::knowledge(),
        _ => Knowledge::compile(&files)?,
    };
    let directory = Directory::new(&files);
    let on = args.on.as_deref().and_then(|day| parse_day(day, false));
    let name = args.name.join(" ");
    let found = directory.find(&k, &name, on);
    if found.is_empty() {
        output::note(&format!("nobody and nothing known is called \"{name}\""));
        return Ok(Outcome::Partly);
    }
    let is_part = |why| matches!(why, Why::PartOfName | Why::PartOfEnglish);
    let whole = found.iter().filter(|f| !is_part(f.why)).count();
    let told = if args.all { found.len() } else { found.len().min(whole + PARTS) };
    let reporter = Reporter::new(&k, look(&args.look));
    let mut out = output::talk();
    for f in &found[..told] {
        out.write_all(reporter.who_is(&directory, f, args.on.as_deref().zip(on)).as_bytes())?;
    }
    out.flush()?;
    if told < found.len() {
        output::note(&format!("{} more have \"{name}\" in their names; --all lists them", found.len() - told));
    }
    Ok(Outcome::Done)
}
