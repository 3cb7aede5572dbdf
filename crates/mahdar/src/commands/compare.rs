//! `mahdar compare`: what a change of rules or facts does to the records of a pile of articles.

use std::collections::HashMap;
use std::io::Write;

use crate::args::CompareArgs;
use crate::changes::Changes;
use crate::error::CliError;
use crate::records::records;
use crate::{Outcome, output};

pub(crate) fn run(args: &CompareArgs) -> Result<Outcome, CliError> {
    let mut changes = Changes::keeping(args.examples);
    let mut partly = false;
    // Both files mostly have the articles in one order: what waits for its other half is little.
    let mut waiting = HashMap::new();
    let mut sides = [Some(records(&args.before)), Some(records(&args.after))];
    let mut compared = 0;
    while sides.iter().any(Option::is_some) {
        for (side, input) in sides.iter_mut().enumerate() {
            let Some(next) = input.as_mut().map(Iterator::next) else { continue };
            let record = match next {
                None => {
                    *input = None;
                    continue;
                }
                Some(Err(e)) => {
                    output::skipped(&e.to_string());
                    partly = true;
                    continue;
                }
                Some(Ok(record)) => record,
            };
            let key = (record.id.clone(), record.source.sha256.clone());
            match waiting.remove(&(key.clone(), 1 - side)) {
                Some(other) if side == 1 => changes.compare(&other, &record),
                Some(other) => changes.compare(&record, &other),
                None => {
                    waiting.insert((key, side), record);
                    continue;
                }
            }
            compared += 1;
        }
    }
    let mut out = output::talk();
    writeln!(out, "{compared} articles in both")?;
    for (side, file) in [&args.before, &args.after].into_iter().enumerate() {
        let only = waiting.keys().filter(|(_, s)| *s == side).count();
        if only > 0 {
            writeln!(out, "{only} only in {}", file.display())?;
            partly = true;
        }
    }
    changes.print(&mut out, "differ")?;
    out.flush()?;
    Ok(if partly { Outcome::Partly } else { Outcome::Done })
}
