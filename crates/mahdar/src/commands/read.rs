//! `mahdar read`: articles into records.

use std::io::Write;
use std::path::PathBuf;

use mahdar_engine::Reading;
use mahdar_knowledge::Knowledge;
use mahdar_record::Record;
use mahdar_sources::{Article, Skipped};

use crate::args::{Format, HowArgs, LookArgs, ReadArgs};
use crate::error::CliError;
use crate::report::{Look, Reporter};
use crate::{Outcome, batch, know, output};

pub(crate) fn run(args: &ReadArgs, overlays: &[PathBuf]) -> Result<Outcome, CliError> {
    let k = know::load(overlays)?;
    let items = batch::inputs(&args.input);
    print(&k, &args.input.how, items, args.format, &args.look)
}

/// Reads articles and prints what comes of them.
pub(crate) fn print(
    k: &Knowledge,
    how: &HowArgs,
    items: impl Iterator<Item = Result<Article, Skipped>>,
    format: Format,
    look_args: &LookArgs,
) -> Result<Outcome, CliError> {
    let tally = if format == Format::Report {
        let reporter = Reporter::new(k, look(look_args));
        let mut out = output::talk();
        let tally = batch::run(k, how, items, |_, r| reporter.report(&r.record), |text| Ok(out.write_all(text.as_bytes())?))?;
        out.flush()?;
        tally
    } else {
        let mut out = Json::new(output::data(), format);
        let make = |_: &Article, r: &Reading| to_json(&r.record, format);
        let tally = batch::run(k, how, items, make, |text| out.add(text))?;
        out.end()?;
        tally
    };
    tally.outcome()
}

/// How reports look.
pub(crate) fn look(args: &LookArgs) -> Look {
    Look { arabic: args.lang == crate::args::Lang::Ar, width: args.width.map_or_else(crate::report::terminal_width, usize::from) }
}

/// A record as JSON.
fn to_json(record: &Record, format: Format) -> String {
    output::json(match format {
        Format::Json => serde_json::to_string_pretty(record).unwrap_or_default(),
        _ => record.to_json_line(),
    })
}

/// Records as lines, as one object, or as an array of several.
struct Json<W> {
    out: W,
    lines: bool,
    held: Option<String>,
    many: bool,
}

impl<W: Write> Json<W> {
    fn new(out: W, format: Format) -> Self {
        Self { out, lines: format != Format::Json, held: None, many: false }
    }

    fn add(&mut self, text: String) -> Result<(), CliError> {
        if self.lines {
            writeln!(self.out, "{text}")?;
        } else if let Some(before) = self.held.replace(text) {
            write!(self.out, "{}{before}", if self.many { ",\n" } else { "[\n" })?;
            self.many = true;
        }
        Ok(())
    }

    fn end(mut self) -> Result<(), CliError> {
        match self.held.take() {
            Some(last) if self.many => writeln!(self.out, ",\n{last}\n]")?,
            Some(only) => writeln!(self.out, "{only}")?,
            None => {}
        }
        Ok(self.out.flush()?)
    }
}
