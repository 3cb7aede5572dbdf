//! `mahdar who`: whom a name or a description may stand for.

use std::io::Write;
use std::path::PathBuf;

use mahdar_knowledge::who::{Directory, Found, Thing, Why};
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
    let mut found = directory.find(&k, &name, on);
    let is_part = |why| matches!(why, Why::PartOfName | Why::PartOfEnglish);
    let mut offices = Vec::new();
    // What no name is may be a description, as an article would give it: وزير الخارجية الروسي.
    if found.iter().all(|f| is_part(f.why)) {
        for party in mahdar_engine::actors(&k, &name, on) {
            let human = party.human.and_then(|h| directory.card(Thing::Person, &k.humans[h as usize].id));
            match (human, party.name, party.office, &party.code) {
                (Some(card), Some(_), ..) => {
                    found.retain(|f| f.card.id != card.id);
                    found.insert(0, Found { card, why: Why::Described });
                }
                (_, None, Some(office), Some(code)) => offices.push((code.clone(), k.offices[usize::from(office)].name.clone())),
                _ => {}
            }
        }
    }
    if found.is_empty() && offices.is_empty() {
        output::note(&format!("nobody and nothing known is called \"{name}\""));
        return Ok(Outcome::Partly);
    }
    let whole = found.iter().filter(|f| !is_part(f.why)).count();
    let told = if args.all { found.len() } else { found.len().min(whole + PARTS) };
    let reporter = Reporter::new(&k, look(&args.look));
    let mut out = output::talk();
    let day = args.on.as_deref().zip(on);
    for (code, office) in &offices {
        out.write_all(reporter.holders(&directory, code, office, day).as_bytes())?;
    }
    for f in &found[..told] {
        out.write_all(reporter.who_is(&directory, f, day).as_bytes())?;
    }
    out.flush()?;
    if told < found.len() {
        output::note(&format!("{} more have \"{name}\" in their names; --all lists them", found.len() - told));
    }
    Ok(Outcome::Done)
}
