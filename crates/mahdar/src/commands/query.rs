//! `mahdar query`: lists from a history.

use std::path::PathBuf;

use mahdar_history::Days;
use mahdar_history::formulas::{Background, Said, discover};
use mahdar_store::{ActorFilter, ArticleFilter, FactKind, Filter, Full, Listing, Page, Store, StoreError};

use crate::error::CliError;
use crate::history::args::{ActorsArgs, ArticlesArgs, FactArgs, FormulasArgs, QueryCommand};
use crate::history::formula_row::{FormulaRow, VersionRow};
use crate::history::names::Names;
use crate::history::open::to_read;
use crate::history::sheet::{Shown, print};
use crate::{Outcome, know};

/// Nobody needs to know how many more there are beyond this.
const COUNTED: u64 = 1_000_000;

pub(crate) fn run(command: &QueryCommand, overlays: &[PathBuf]) -> Result<Outcome, CliError> {
    match command {
        QueryCommand::Encounters(a) => facts(a, overlays, FactKind::Encounter, Store::encounters),
        QueryCommand::Statements(a) => facts(a, overlays, FactKind::Statement, Store::statements),
        QueryCommand::Commitments(a) => facts(a, overlays, FactKind::Commitment, Store::commitments),
        QueryCommand::Events(a) => facts(a, overlays, FactKind::Event, Store::events),
        QueryCommand::Articles(a) => articles(a, overlays),
        QueryCommand::Actors(a) => actors(a, overlays),
        QueryCommand::Formulas(a) => formulas(a, overlays),
    }
}

fn facts<T: Shown>(
    args: &FactArgs,
    overlays: &[PathBuf],
    kind: FactKind,
    list: impl Fn(&Store, &Filter, &Page) -> Result<Listing<T>, StoreError>,
) -> Result<Outcome, CliError> {
    let store = to_read(&args.db.db)?;
    let k = know::load(overlays)?;
    let filter = Names { k: &k, overlays, store: &store }.filter(&args.filter)?;
    print(&args.list, |page| Ok(list(&store, &filter, page)?), || Ok(store.count(kind, &filter, COUNTED)?))
}

fn articles(args: &ArticlesArgs, overlays: &[PathBuf]) -> Result<Outcome, CliError> {
    let store = to_read(&args.db.db)?;
    let k = know::load(overlays)?;
    let filter = Names { k: &k, overlays, store: &store }.articles(&args.state, args.actor.as_ref(), &args.filter)?;
    print(&args.list, |page| Ok(store.articles(&filter, page)?), || Ok(store.count_articles(&filter)?))
}

fn actors(args: &ActorsArgs, overlays: &[PathBuf]) -> Result<Outcome, CliError> {
    let store = to_read(&args.db.db)?;
    let k = know::load(overlays)?;
    let names = Names { k: &k, overlays, store: &store };
    let code = args.state.as_ref().map(|s| names.code(s)).transpose()?;
    let filter = ActorFilter { kind: args.kind.clone(), code, name: args.name.clone(), known: None };
    print(&args.list, |page| Ok(store.actors(&filter, page)?), || Ok(store.totals()?.actors))
}

fn formulas(args: &FormulasArgs, overlays: &[PathBuf]) -> Result<Outcome, CliError> {
    let store = to_read(&args.db.db)?;
    let k = know::load(overlays)?;
    let names = Names { k: &k, overlays, store: &store };
    let pair = match args.pair.as_slice() {
        [one, other] => Some((names.code(one)?, names.code(other)?)),
        _ => None,
    };
    let mut rows = match &pair {
        Some((a, b)) if args.find => phrases_found(&store, a, b)?,
        pair => {
            let pair = pair.as_ref().map(|(a, b)| (a.as_str(), b.as_str()));
            store.formulas(pair)?.into_iter().map(FormulaRow::from).collect()
        }
    };
    let part = args.name.as_ref().map(|n| n.to_lowercase());
    let has =
        |f: &FormulaRow, part: &str| f.name.to_lowercase().contains(part) || f.versions.iter().any(|v| v.words.contains(part));
    // Days, months and years compare as they are written; a month is behind its last day.
    let after = |day: &Option<String>| args.from.as_ref().is_none_or(|from| day.as_ref().is_some_and(|d| d >= from));
    let before = |day: &Option<String>| args.to.as_ref().is_none_or(|to| day.as_ref().is_some_and(|d| *d <= format!("{to}~")));
    rows.retain(|f| part.as_ref().is_none_or(|p| has(f, p)) && after(&f.last) && before(&f.first));
    if args.list.oldest {
        rows.sort_by(|a, b| (a.first.is_none(), &a.first).cmp(&(b.first.is_none(), &b.first)));
    }
    let all = rows.len() as u64;
    let rows = std::cell::RefCell::new(rows);
    print(&args.list, |_| Ok(Listing { rows: rows.take(), next: None }), || Ok(all))
}

/// How many texts a phrase must stand in, and how much its words must go together.
const FEWEST: usize = 3;
const ASSOCIATION: f64 = 0.3;
/// Articles of all others that phrases are compared with.
const COMPARED: usize = 2_000;

/// Phrases that recur in what two states say and that stand in no list.
pub(crate) fn phrases_found(store: &Store, a: &str, b: &str) -> Result<Vec<FormulaRow>, CliError> {
    let mut background = Background::default();
    for full in store.records(&ArticleFilter { once: true, ..ArticleFilter::default() })?.take(COMPARED) {
        full?.record.statements.iter().for_each(|s| background.add(&s.content.text));
    }
    let both = ArticleFilter { states: vec![a.to_owned(), b.to_owned()], once: true, ..ArticleFilter::default() };
    let mut said = Vec::new();
    for full in store.records(&both)? {
        said.extend(said_in(&full?));
    }
    let row = |f: mahdar_history::formulas::Found| {
        let (first, last) = (f.first.map(|d| d.to_string()), f.last.map(|d| d.to_string()));
        let version = VersionRow { words: f.words, first: first.clone(), last: last.clone(), texts: f.texts };
        FormulaRow {
            id: f.key,
            name: String::new(),
            first,
            last,
            texts: f.texts,
            by: Vec::new(),
            versions: vec![version],
            changes: Vec::new(),
        }
    };
    Ok(discover(&said, &background, FEWEST, ASSOCIATION).into_iter().map(row).collect())
}

/// The statements of an article, with the names in them.
fn said_in(full: &Full) -> Vec<Said> {
    let r = &full.record;
    let actors = r.actors.iter().flat_map(|a| a.mentions.iter().map(|m| &m.span));
    let places = r.places.iter().flat_map(|p| &p.mentions);
    let names: Vec<(u32, u32)> = actors.chain(places).map(|s| (s.start, s.end)).collect();
    let statement = |s: &mahdar_record::Statement| {
        let within = names.iter().filter(|(start, end)| s.content.start <= *start && *end <= s.content.end);
        Said {
            date: full.row.published.as_deref().and_then(Days::parse),
            text: full.row.key.0.to_string(),
            by: s.speakers.clone(),
            words: s.content.text.clone(),
            names: within.map(|(start, end)| (start - s.content.start, end - s.content.start)).collect(),
        }
    };
    r.statements.iter().map(statement).collect()
}
