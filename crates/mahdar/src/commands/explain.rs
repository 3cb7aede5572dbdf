//! `mahdar explain`: the rule and the words behind every line of the record.

use std::io::Write;
use std::path::PathBuf;

use super::read::look;
use crate::args::ExplainArgs;
use crate::error::CliError;
use crate::report::Reporter;
use crate::{Outcome, batch, know, output};

pub(crate) fn run(args: &ExplainArgs, overlays: &[PathBuf]) -> Result<Outcome, CliError> {
    let k = know::load(overlays)?;
    let reporter = Reporter::new(&k, look(&args.look));
    let mut out = output::talk();
    let tally = batch::run(
        &k,
        &args.input.how,
        batch::inputs(&args.input),
        |a, reading| reporter.explain(&a.text, reading),
        |text| Ok(out.write_all(text.as_bytes())?),
    )?;
    out.flush()?;
    tally.outcome()
}
