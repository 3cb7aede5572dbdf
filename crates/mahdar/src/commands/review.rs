//! `mahdar review`: which tellings are of one encounter, why, and what users decide about it.

use std::io::Write;

use mahdar_store::{Access, EncounterRow, Store, Why};

use crate::args::{ReviewArgs, ReviewCommand};
use crate::error::CliError;
use crate::report::safe;
use crate::{Outcome, output};

pub(crate) fn run(args: &ReviewArgs) -> Result<Outcome, CliError> {
    if !args.db.exists() {
        // Opening it to write would make it.
        drop(Store::open(&args.db, Access::ReadOnly)?);
    }
    let mut store = Store::open(&args.db, Access::ReadWrite)?;
    let left = store.unsettled()?;
    if left > 0 {
        output::note(&format!("{left} articles have not been compared with the others yet: doing that first"));
    }
    store.settle(|_| {})?;
    match &args.command {
        ReviewCommand::Show { encounter } => show(&store, *encounter),
        ReviewCommand::Split { encounter, by } => {
            let others = store.review_split(*encounter, by.as_deref())?;
            match others {
                0 => output::note(&format!("{encounter} was not merged with any other telling: nothing to split")),
                n => output::note(&format!("{encounter} is kept apart from {n} other tellings from now on")),
            }
            if others == 0 { Ok(Outcome::Partly) } else { show(&store, *encounter) }
        }
        ReviewCommand::Same { encounter, other, by } => {
            store.review_same(*encounter, *other, by.as_deref())?;
            show(&store, *encounter)
        }
        ReviewCommand::List => list(&store),
    }
}

fn show(store: &Store, encounter: i64) -> Result<Outcome, CliError> {
    let Some(found) = store.retellings(encounter)? else {
        output::note(&format!(
            "no encounter with participants has the key {encounter}; `mahdar query encounters` lists the keys"
        ));
        return Ok(Outcome::Partly);
    };
    let mut out = output::talk();
    writeln!(out, "Tellings of this encounter")?;
    for telling in &found.tellings {
        let mark = if telling.key == found.main { "*" } else { " " };
        writeln!(out, "{mark} {}", line(telling))?;
    }
    for (title, list) in [("Why they are one", &found.together), ("Kept apart", &found.apart)] {
        if !list.is_empty() {
            writeln!(out, "\n{title}")?;
        }
        for Why { a, b, reasons, .. } in list {
            writeln!(out, "  {a} and {b}: {}", safe::plain(&reasons.join("; ")))?;
        }
    }
    out.flush()?;
    Ok(Outcome::Done)
}

/// Key, day, kind, who, where from.
fn line(e: &EncounterRow) -> String {
    let who: Vec<&str> = e.participants.iter().map(|p| p.name_en.as_deref().unwrap_or(&p.name_ar)).collect();
    let day = if e.when.day.is_empty() { "no day" } else { &e.when.day };
    let outlet = e.article.outlet.as_deref().unwrap_or("-");
    let copy = if e.article.copy { " (copy)" } else { "" };
    let text = format!("{} · {day} · {} · {} · {outlet}, {}{copy}", e.key, e.kind, who.join("; "), e.article.id);
    safe::plain(&text).into_owned()
}

fn list(store: &Store) -> Result<Outcome, CliError> {
    let mut out = output::talk();
    for r in store.reviews()? {
        let what = if r.same { "one" } else { "two" };
        let by = r.who.map(|w| format!(" by {w}")).unwrap_or_default();
        let text = format!("{} · {what}{by} · {} · {}", r.day, r.a.replace('\n', " "), r.b.replace('\n', " "));
        writeln!(out, "{}", safe::plain(&text))?;
    }
    out.flush()?;
    Ok(Outcome::Done)
}
