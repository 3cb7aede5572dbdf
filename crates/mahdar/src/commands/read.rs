//! `mahdar read`: articles into records.

use std::io::Write;
use std::path::PathBuf;

use mahdar_record::Record;

use crate::args::{Format, LookArgs, ReadArgs};
use crate::error::CliError;
use crate::report::{Look, Reporter};
use crate::{Outcome, batch, know, output};

pub(crate) fn run(args: &ReadArgs, overlays: &[PathBuf]) -> Result<Outcome, CliError> {
    let k = know::load(overlays)?;
    let tally = match args.format {
        Format::Report => {
            let reporter = Reporter::new(&k, look(&args.look));
            let mut out = output::talk();
            let tally = batch::run(
                &k,
                &args.input,
                |_, r| reporter.report(&r.record),
                |text| Ok(out.write_all(text.as_bytes())?),
            )?;
            out.flush()?;
            tally
        }
        format => {
            let mut out = Json::new(output::data(), format);
            let tally = batch::run(
                &k,
                &args.input,
                |_, r| to_json(&r.record, format),
                |text| out.add(text),
            )?;
            out.end()?;
            tally
        }
    };
    tally.outcome()
}

/// How reports look.
pub(crate) fn look(args: &LookArgs) -> Look {
    Look {
        arabic: args.lang == crate::args::Lang::Ar,
        width: args.width.map_or_else(crate::report::terminal_width, usize::from),
    }
}

/// A record as JSON.
pub(crate) fn to_json(record: &Record, format: Format) -> String {
    output::json(match format {
        Format::Json => serde_json::to_string_pretty(record).unwrap_or_default(),
        _ => record.to_json_line(),
    })
}

/// Records as lines, as one object, or as an array of several.
pub(crate) struct Json<W> {
    out: W,
    lines: bool,
    held: Option<String>,
    many: bool,
}

impl<W: Write> Json<W> {
    pub fn new(out: W, format: Format) -> Self {
        Self {
            out,
            lines: format != Format::Json,
            held: None,
            many: false,
        }
    }

    pub fn add(&mut self, text: String) -> Result<(), CliError> {
        if self.lines {
            writeln!(self.out, "{text}")?;
        } else if let Some(before) = self.held.replace(text) {
            write!(self.out, "{}{before}", if self.many { ",\n" } else { "[\n" })?;
            self.many = true;
        }
        Ok(())
    }

    pub fn end(mut self) -> Result<(), CliError> {
        match self.held.take() {
            Some(last) if self.many => writeln!(self.out, ",\n{last}\n]")?,
            Some(only) => writeln!(self.out, "{only}")?,
            None => {}
        }
        Ok(self.out.flush()?)
    }
}
