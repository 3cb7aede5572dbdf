//! `mahdar query`: lists from a history.

use std::path::PathBuf;

use mahdar_store::{ActorFilter, FactKind, Filter, Listing, Page, Store, StoreError};

use crate::error::CliError;
use crate::history::args::{ActorsArgs, ArticlesArgs, FactArgs, QueryCommand};
use crate::history::names::Names;
use crate::history::open::to_read;
use crate::history::rows::{Shown, print};
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
