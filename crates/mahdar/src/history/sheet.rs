//! A list as a table for people, as CSV with every column, or as JSON with all that is known.

use std::io::Write;

use mahdar_store::{Listing, Order, Page};
use serde::Serialize;

use super::args::{ListArgs, ListFormat};
use crate::commands::read::look;
use crate::error::CliError;
use crate::report::table;
use crate::{Outcome, output};

/// So many rows a table has where nobody says otherwise.
const ROWS: usize = 50;
/// So many are fetched at once.
const AT_ONCE: usize = 1_000;

/// Something that lists are made of.
pub(crate) trait Shown: Serialize {
    /// Headings of the table.
    const HEAD: &'static [&'static str];
    /// Headings of the CSV.
    const COLUMNS: &'static [&'static str];

    /// Cells of the table.
    fn cells(&self) -> Vec<String>;
    /// What stands below them.
    fn note(&self) -> String;
    /// Fields of the CSV.
    fn fields(&self) -> Vec<String>;
}

/// Prints all pages of a list; `count` says how many rows there are in all.
pub(crate) fn print<T: Shown>(
    args: &ListArgs,
    fetch: impl Fn(&Page) -> Result<Listing<T>, CliError>,
    count: impl FnOnce() -> Result<u64, CliError>,
) -> Result<Outcome, CliError> {
    let order = if args.oldest { Order::OldestFirst } else { Order::NewestFirst };
    let most = args.limit.unwrap_or(if args.format == ListFormat::Table { ROWS } else { usize::MAX });
    let mut page = Page { limit: AT_ONCE.min(most).max(1), after: None, order };
    let mut sheet = Sheet::new(args.format)?;
    let mut printed = 0;
    let more = loop {
        let Listing { rows, next } = fetch(&page)?;
        let room = most - printed;
        printed += rows.len().min(room);
        rows.iter().take(room).try_for_each(|row| sheet.add(row))?;
        match next {
            Some(next) if printed < most => page.after = Some(next),
            next => break next.is_some() || rows.len() > room,
        }
    };
    sheet.end::<T>(args)?;
    if printed == 0 {
        output::note("nothing found");
        return Ok(Outcome::Partly);
    }
    if more {
        output::note(&format!("{printed} of {}; --limit N shows more, --oldest begins at the other end", count()?));
    }
    Ok(Outcome::Done)
}

/// Rows on their way out.
enum Sheet {
    Table(Vec<(Vec<String>, String)>),
    Csv(Box<csv::Writer<Box<dyn Write>>>, bool),
    Lines(Box<dyn Write>),
}

impl Sheet {
    fn new(format: ListFormat) -> Result<Self, CliError> {
        Ok(match format {
            ListFormat::Table => Self::Table(Vec::new()),
            ListFormat::Csv => Self::Csv(Box::new(csv::Writer::from_writer(Box::new(output::data()) as Box<dyn Write>)), false),
            ListFormat::Jsonl => Self::Lines(Box::new(output::data())),
        })
    }

    fn add<T: Shown>(&mut self, row: &T) -> Result<(), CliError> {
        match self {
            Self::Table(rows) => rows.push((row.cells(), row.note())),
            Self::Csv(out, begun) => {
                if !std::mem::replace(begun, true) {
                    out.write_record(T::COLUMNS).map_err(of_csv)?;
                }
                out.write_record(row.fields()).map_err(of_csv)?;
            }
            Self::Lines(out) => {
                let line = serde_json::to_string(row).map_err(std::io::Error::other)?;
                writeln!(out, "{}", output::json(line))?;
            }
        }
        Ok(())
    }

    fn end<T: Shown>(self, args: &ListArgs) -> Result<(), CliError> {
        match self {
            Self::Table(rows) if rows.is_empty() => {}
            Self::Table(rows) => {
                let mut out = output::talk();
                out.write_all(table(look(&args.look), T::HEAD, &rows).as_bytes())?;
                out.flush()?;
                if rows.iter().any(|(cells, _)| cells[0].ends_with('*')) {
                    output::note("* the article's day: its words give none");
                }
            }
            Self::Csv(mut out, begun) => {
                if !begun {
                    out.write_record(T::COLUMNS).map_err(of_csv)?;
                }
                out.flush()?;
            }
            Self::Lines(mut out) => out.flush()?,
        }
        Ok(())
    }
}

fn of_csv(e: csv::Error) -> CliError {
    match e.into_kind() {
        csv::ErrorKind::Io(e) => e.into(),
        other => std::io::Error::other(format!("{other:?}")).into(),
    }
}
