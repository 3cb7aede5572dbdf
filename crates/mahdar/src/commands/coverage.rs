//! `mahdar coverage`: where the engine is blind, over a pile of articles.

use std::io::Write;
use std::path::PathBuf;

use mahdar_engine::coverage::{Gap, Table, Tally, survey};

use super::read::look;
use crate::args::{CoverageArgs, CoverageFormat};
use crate::error::CliError;
use crate::report::Reporter;
use crate::{Outcome, batch, know, output};

pub(crate) fn run(args: &CoverageArgs, overlays: &[PathBuf]) -> Result<Outcome, CliError> {
    let k = know::load(overlays)?;
    let how = &args.input.how;
    let mut counted = Tally::new(args.examples);
    let work = |a: &mahdar_sources::Article| (a.id.clone(), survey(&k, &batch::request(a, how)));
    let read = batch::each(how, batch::inputs(&args.input), work, |(id, s)| {
        counted.add(&id, s);
        Ok(())
    })?;
    let wanted = |g: &Gap| args.only.is_empty() || args.only.iter().any(|o| o == g.name());
    let tables: Vec<Table> = Gap::ALL.into_iter().filter(wanted).map(|g| counted.table(g, args.top)).collect();
    let known = counted.known(&k);
    match args.format {
        CoverageFormat::Report => {
            let reporter = Reporter::new(&k, look(&args.look));
            let mut out = output::talk();
            out.write_all(reporter.coverage(counted.articles(), &tables, &known).as_bytes())?;
            out.flush()?;
        }
        CoverageFormat::Json => {
            let counts = serde_json::json!({ "articles": counted.articles(), "gaps": tables, "holders": known });
            let mut out = output::data();
            writeln!(out, "{}", output::json(serde_json::to_string_pretty(&counts).unwrap_or_default()))?;
            out.flush()?;
        }
    }
    read.outcome()
}
