//! `mahdar pair`: the history of two states.

use std::collections::BTreeMap;
use std::io::Write;
use std::path::PathBuf;

use mahdar_store::{ChainRow, FactKind, Filter, MergedRow, Of, Order, Page, Store};
use serde::Serialize;

use crate::commands::query::phrases_found;
use crate::error::CliError;
use crate::history::args::{PairArgs, PairFormat};
use crate::history::formula_row::FormulaRow;
use crate::history::names::Names;
use crate::history::open::to_read;
use crate::report::Reporter;
use crate::{Outcome, know, output};

/// What two states have had to do with each other.
#[derive(Serialize)]
pub(crate) struct PairHistory {
    pub a: String,
    pub b: String,
    /// Each encounter once, the newest first.
    pub encounters: Vec<MergedRow>,
    /// Whether there are more.
    pub more_encounters: bool,
    /// Each promise once, with its sayings.
    pub promises: Vec<ChainRow>,
    pub more_promises: bool,
    pub formulas: Vec<FormulaRow>,
    /// Phrases that recur between them and stand in no list, where they were asked for.
    pub found: Vec<FormulaRow>,
    /// Events by year and type, copies left out; `?` where no day is known.
    pub events: BTreeMap<String, BTreeMap<String, u64>>,
}

pub(crate) fn run(args: &PairArgs, overlays: &[PathBuf]) -> Result<Outcome, CliError> {
    let store = to_read(&args.db.db)?;
    let k = know::load(overlays)?;
    let names = Names { k: &k, overlays, store: &store };
    let (a, b) = (names.code(&args.first)?, names.code(&args.second)?);
    let history = collect(&store, args, a, b)?;
    match args.format {
        PairFormat::Json => {
            let mut out = output::data();
            writeln!(out, "{}", output::json(serde_json::to_string_pretty(&history).map_err(std::io::Error::other)?))?;
            out.flush()?;
        }
        PairFormat::Report => {
            let mut out = output::talk();
            out.write_all(Reporter::new(&k, crate::commands::read::look(&args.look)).pair(&history).as_bytes())?;
            out.flush()?;
        }
    }
    let nothing = history.encounters.is_empty() && history.promises.is_empty() && history.events.is_empty();
    if nothing {
        output::note("nothing found");
    }
    Ok(if nothing { Outcome::Partly } else { Outcome::Done })
}

fn collect(store: &Store, args: &PairArgs, a: String, b: String) -> Result<PairHistory, CliError> {
    let filter = Filter {
        pair: Some((a.clone(), b.clone())),
        from: args.from.clone(),
        to: args.to.clone(),
        once: true,
        ..Filter::default()
    };
    let page = Page { limit: args.limit, order: Order::NewestFirst, ..Page::default() };
    let formulas = store.formulas(Some((&a, &b)))?.into_iter().map(FormulaRow::from);
    // Phrases have dates of their own: those that were not in use meanwhile are left out.
    let from = args.from.clone().unwrap_or_default();
    let to = args.to.as_ref().map_or_else(|| "~".to_owned(), |to| format!("{to}~"));
    let meanwhile = |f: &FormulaRow| {
        let bounded = args.from.is_some() || args.to.is_some();
        !bounded || (f.last.as_ref().is_some_and(|l| *l >= from) && f.first.as_ref().is_some_and(|d| *d <= to))
    };
    let encounters = store.merged_encounters(&filter, &page)?;
    let promises = store.promises(&filter, &page)?;
    Ok(PairHistory {
        more_encounters: encounters.next.is_some(),
        encounters: encounters.rows,
        more_promises: promises.next.is_some(),
        promises: promises.rows,
        formulas: formulas.filter(meanwhile).collect(),
        found: if args.find { phrases_found(store, &a, &b)? } else { Vec::new() },
        events: by_year(store, &a, &b, &from, &to)?,
        a,
        b,
    })
}

fn by_year(store: &Store, a: &str, b: &str, from: &str, to: &str) -> Result<BTreeMap<String, BTreeMap<String, u64>>, CliError> {
    let mut years: BTreeMap<String, BTreeMap<String, u64>> = BTreeMap::new();
    let month = |day: &str| day.get(..7.min(day.len())).unwrap_or_default().to_owned();
    for t in store.tally(FactKind::Event, &Of::Pair(a.to_owned(), b.to_owned()))? {
        let within = t.month >= month(from) && t.month.as_str() <= to;
        if t.facts == 0 || !(within || t.month.is_empty() && from.is_empty() && to == "~") {
            continue;
        }
        let year = t.month.get(..4).unwrap_or("?").to_owned();
        *years.entry(year).or_default().entry(t.what).or_default() += t.facts;
    }
    Ok(years)
}
