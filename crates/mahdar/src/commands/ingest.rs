//! `mahdar ingest`: articles into a history.
//!
//! The engine reads on all processors; one thread writes, a batch a transaction. Whatever stops the run, the batches before are
//! stored, and the same command goes on from there: what is stored already is passed over before it is read. Ctrl-C ends a run
//! after the batch at hand, a second one at once.

use std::collections::BTreeMap;
use std::io::Write;
use std::path::PathBuf;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::sync::{Arc, Mutex, MutexGuard};
use std::thread;

use mahdar_knowledge::Knowledge;
use mahdar_record::PublishedFrom;
use mahdar_sources::{Article, Options, Skipped, SourceError, articles};
use mahdar_store::{Access, Done, Durability, NewArticle, Prepared, ReadWith, Store, StoreError};

use crate::error::CliError;
use crate::history::args::IngestArgs;
use crate::history::open::{reading, to_write};
use crate::history::progress::Progress;
use crate::history::stop::Stop;
use crate::history::watch::Watched;
use crate::{Outcome, batch, know, output};

/// So many articles may wait for the writer: as many as are read together, so that reading goes on while it writes.
const WAITING: usize = 256;
/// A batch is written after so many articles as the user says, or this many bytes of text.
const BYTES: usize = 8 << 20;
/// So many reasons for passing over wait to be written.
const REASONS_AT_ONCE: usize = 128;
/// So many reasons for passing over are told at the end.
const REASONS: usize = 12;

/// What the writer is given.
enum Item {
    /// An article with its record.
    Read(Box<Prepared>),
    /// An article that is stored already.
    There(Box<NewArticle>),
    /// Something that gave no article: file, line, reason.
    Skipped((String, Option<u64>, String)),
}

/// What became of them so far.
#[derive(Clone, Debug, Default)]
struct Counts {
    stored: u64,
    updated: u64,
    unchanged: u64,
    skipped: u64,
    reasons: BTreeMap<String, u64>,
    /// Encodings other than UTF-8, with articles of each.
    encodings: BTreeMap<&'static str, u64>,
}

impl Counts {
    fn line(&self) -> String {
        let Self { stored, updated, unchanged, skipped, .. } = self;
        format!("{stored} stored, {updated} updated, {unchanged} unchanged, {skipped} skipped")
    }
}

pub(crate) fn run(args: &IngestArgs, overlays: &[PathBuf]) -> Result<Outcome, CliError> {
    let k = know::load(overlays)?;
    let with = reading(&k, overlays)?;
    let mut store = to_write(&args.db.db)?;
    if args.fast {
        store.durability(Durability::Fast)?;
    }
    let stop = Stop::listen()?;
    let options = args.input.source.options();
    // Watching begins before reading: what changes meanwhile is seen the next time.
    let mut watched = args.watch.then(|| Watched::new(&args.input.files, &options)).transpose()?;
    let mut run = Pass { args, k: &k, with: &with, store: &mut store, options: options.clone(), stop: &stop };
    let mut outcome = run.over(&args.input.files, args.watch)?;
    while let Some(watched) = watched.as_mut().filter(|_| !stop.asked()) {
        output::note(&format!("watching {}; Ctrl-C ends it", watched.told()));
        let changed = loop {
            if !stop.wait(args.every) {
                return Ok(outcome);
            }
            let changed = watched.changed();
            if !changed.is_empty() {
                break changed;
            }
        };
        if run.over(&changed, true)? == Outcome::Partly {
            outcome = Outcome::Partly;
        }
    }
    Ok(outcome)
}

/// What every going through of files needs.
struct Pass<'a> {
    args: &'a IngestArgs,
    k: &'a Knowledge,
    with: &'a ReadWith,
    store: &'a mut Store,
    options: Options,
    stop: &'a Stop,
}

impl Pass<'_> {
    /// One going through; `may_be_nothing` where files are watched, which may not be there yet.
    fn over(&mut self, files: &[PathBuf], may_be_nothing: bool) -> Result<Outcome, CliError> {
        let Self { args, k, with, stop, .. } = *self;
        let store = &mut *self.store;
        let mut options = self.options.clone();
        let mut progress = Progress::over(files, &mut options);
        // A watched folder may be empty as yet.
        let empty = |item: &Result<Article, Skipped>| {
            may_be_nothing && matches!(item, Err(s) if matches!(s.reason, SourceError::NoFiles { .. }))
        };
        let items = files.iter().flat_map(|path| articles(path, &options)).filter(|item| !empty(item));
        let before = store.totals()?.copies;
        let counts = Arc::new(Mutex::new(Counts::default()));
        let looked_up = Mutex::new(Store::open(store.path(), Access::ReadOnly)?);
        let how = &args.input.how;
        let (to, from) = sync_channel(WAITING);
        let skips = to.clone();
        let read = |a: &Article| -> Result<Item, StoreError> {
            let new = new_article(a, how.published.as_deref());
            let there = lock(&looked_up).find(&[new.fingerprint()])?;
            if there[0].is_some() {
                return Ok(Item::There(Box::new(new)));
            }
            let record = mahdar_engine::read(k, &batch::request(a, how)).record;
            Ok(Item::Read(Box::new(Prepared::new(new, record)?)))
        };
        let (tally, written) = thread::scope(|scope| {
            let writer = scope.spawn(|| write(from, store, with, args.batch.get(), &counts));
            // Once the writer is gone nothing needs to be read: it says why.
            let items = items.take_while(|item| match item {
                _ if stop.asked() => false,
                Ok(_) => true,
                Err(s) => {
                    send(&skips, Item::Skipped((s.path.clone(), s.place.map(|p| p.number()), s.reason.to_string()))).is_ok()
                }
            });
            let items = items.inspect(|item| {
                if let Ok(a) = item {
                    if a.encoding != "UTF-8" && !a.encoding.is_empty() {
                        *lock(&counts).encodings.entry(a.encoding).or_default() += 1;
                    }
                    progress.article(a.text.len(), || lock(&counts).line());
                }
            });
            let tally = batch::each(how, items, read, |item| send(&to, item?));
            drop((to, skips));
            let written = writer.join().unwrap_or_else(|_| Err(CliError::Stopped));
            (tally, written)
        });
        let speed = progress.finish();
        let counts = lock(&counts).clone();
        // What the writer says is the cause of whatever else went wrong.
        written?;
        let tally = tally?;
        if !stop.asked() {
            settle(store)?;
        }
        summary(&counts, &speed, before, store, with)?;
        if stop.asked() && !args.watch {
            output::note("stopped; the same command goes on from here");
            return Ok(Outcome::Partly);
        }
        match tally.read {
            0 if tally.skipped == 0 && !may_be_nothing => Err(CliError::NothingRead),
            _ if tally.skipped > 0 => Ok(Outcome::Partly),
            _ => Ok(Outcome::Done),
        }
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(|poisoned| poisoned.into_inner())
}

fn send(to: &SyncSender<Item>, item: Item) -> Result<(), CliError> {
    to.send(item).map_err(|_| CliError::Stopped)
}

/// As the store takes it.
fn new_article(a: &Article, published: Option<&str>) -> NewArticle {
    let place = if a.path == "-" { a.path.clone() } else { absolute(&a.path) };
    NewArticle {
        id: a.id.clone(),
        id_given: a.id_given,
        text: a.text.clone(),
        title: a.title.clone(),
        published: a.published.as_deref().or(published).map(str::to_owned),
        published_from: if a.published_from_metadata { PublishedFrom::Metadata } else { PublishedFrom::Option },
        url: a.url.clone(),
        outlet: a.outlet.clone(),
        path: place,
    }
}

fn absolute(path: &str) -> String {
    std::path::absolute(path).map_or_else(|_| path.to_owned(), |p| p.display().to_string())
}

/// Writes what comes, a batch at a time.
fn write(from: Receiver<Item>, store: &mut Store, with: &ReadWith, most: usize, counts: &Mutex<Counts>) -> Result<(), CliError> {
    let mut run = store.begin(with)?;
    let mut batch: Vec<Prepared> = Vec::new();
    let mut skipped = Vec::new();
    let mut bytes = 0;
    let mut flush = |batch: &mut Vec<Prepared>, skipped: &mut Vec<_>, run: &mut _| -> Result<(), CliError> {
        if !batch.is_empty() {
            let done = store.ingest_prepared(run, batch)?;
            let mut counts = lock(counts);
            for done in done {
                match done {
                    Done::Stored(_) => counts.stored += 1,
                    Done::Updated(_) => counts.updated += 1,
                    Done::Unchanged(_) => counts.unchanged += 1,
                }
            }
            batch.clear();
            store.settle_along()?;
        }
        store.keep_skipped(skipped)?;
        skipped.clear();
        Ok(())
    };
    for item in from {
        match item {
            Item::Read(read) => {
                bytes += read.bytes();
                batch.push(*read);
            }
            Item::There(article) => {
                run.saw(&article);
                lock(counts).unchanged += 1;
            }
            Item::Skipped(s) => {
                let mut counts = lock(counts);
                counts.skipped += 1;
                *counts.reasons.entry(s.2.clone()).or_default() += 1;
                skipped.push(s);
            }
        }
        if batch.len() >= most || bytes >= BYTES || skipped.len() >= REASONS_AT_ONCE {
            bytes = 0;
            flush(&mut batch, &mut skipped, &mut run)?;
        }
    }
    flush(&mut batch, &mut skipped, &mut run)
}

/// Looks for copies, retellings and promises said again among what has come.
fn settle(store: &mut Store) -> Result<(), CliError> {
    let new = store.unsettled()?;
    let mut progress = Progress::counting(new);
    store.settle(|left| progress.reach(new.saturating_sub(left), "copies, retellings, promises said again"))?;
    progress.finish();
    Ok(())
}

fn summary(counts: &Counts, speed: &str, copies_before: u64, store: &Store, with: &ReadWith) -> Result<(), CliError> {
    let mut out = output::talk();
    let t = store.totals()?;
    writeln!(out, "{speed}")?;
    let copies = match t.copies.saturating_sub(copies_before) {
        0 => String::new(),
        n => format!("; {n} more turned out to be copies, which count once"),
    };
    for (n, what) in [
        (counts.stored, format!("stored{copies}").as_str()),
        (counts.updated, "updated: their source had changed them; what they were is kept"),
        (counts.unchanged, "unchanged: there already"),
        (counts.skipped, "skipped:"),
    ] {
        if n > 0 {
            writeln!(out, "{n:>9}  {what}")?;
        }
    }
    let mut reasons: Vec<(&String, &u64)> = counts.reasons.iter().collect();
    reasons.sort_by_key(|(reason, n)| (std::cmp::Reverse(**n), *reason));
    for (reason, n) in reasons.iter().take(REASONS) {
        writeln!(out, "{n:>11}  {}", crate::report::safe::plain(reason))?;
    }
    if reasons.len() > REASONS {
        writeln!(out, "{:>11}  other reasons", reasons.len() - REASONS)?;
    }
    for (encoding, n) in &counts.encodings {
        writeln!(out, "{n:>9}  decoded from {encoding}")?;
    }
    let copies = if t.copies > 0 { format!(" ({} of them copies)", t.copies) } else { String::new() };
    let days = t.first.as_deref().zip(t.last.as_deref()).map(|(a, b)| format!(", {a} to {b}")).unwrap_or_default();
    let [encounters, statements, commitments, events] = t.facts;
    writeln!(
        out,
        "{} now holds {} articles{copies}{days}: {encounters} encounters, {statements} statements, {commitments} commitments, {events} events",
        store.path().display(),
        t.articles
    )?;
    out.flush()?;
    let old: u64 = store
        .readings()?
        .iter()
        .filter(|r| (&r.engine, &r.knowledge) != (&with.engine, &with.knowledge))
        .map(|r| r.articles)
        .sum();
    if old > 0 {
        output::note(&format!("{old} articles were read with other knowledge; `mahdar reread` brings them up to date"));
    }
    Ok(())
}
