//! `mahdar ingest`: articles into a history.
//!
//! The engine reads on all processors; one thread writes, a batch a transaction. Whatever stops the run, the batches before are
//! stored, and the same command goes on from there: what is stored already is passed over before it is read.

use std::collections::{BTreeMap, HashMap};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::sync::{Arc, Mutex, MutexGuard};
use std::thread;
use std::time::{Duration, SystemTime};

use mahdar_knowledge::Knowledge;
use mahdar_record::PublishedFrom;
use mahdar_sources::{Article, articles};
use mahdar_store::{Access, Done, Durability, NewArticle, Prepared, ReadWith, Store, StoreError};

use crate::error::CliError;
use crate::history::args::IngestArgs;
use crate::history::open::{reading, to_write};
use crate::history::progress::Progress;
use crate::{Outcome, batch, know, output};

/// So many articles may wait for the writer.
const WAITING: usize = 512;
/// A batch is written after so many articles as the user says, or this many bytes of text.
const BYTES: usize = 8 << 20;
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
}

impl Counts {
    fn line(&self) -> String {
        let Self { stored, updated, unchanged, skipped, .. } = self;
        format!("{stored} stored, {updated} updated, {unchanged} unchanged, {skipped} skipped")
    }
}

pub(crate) fn run(args: &IngestArgs, overlays: &[PathBuf]) -> Result<Outcome, CliError> {
    let k = know::load(overlays)?;
    let with = reading(&k)?;
    let mut store = to_write(&args.db.db)?;
    if args.fast {
        store.durability(Durability::Fast)?;
    }
    // Watching begins before reading: what changes meanwhile is seen the next time.
    let mut watched = args.watch.then(|| Watched::new(&args.input.files)).transpose()?;
    let mut outcome = pass(args, &args.input.files, &k, &with, &mut store)?;
    while let Some(watched) = &mut watched {
        thread::sleep(Duration::from_secs(args.every));
        let changed = watched.changed();
        if !changed.is_empty() && pass(args, &changed, &k, &with, &mut store)? == Outcome::Partly {
            outcome = Outcome::Partly;
        }
    }
    Ok(outcome)
}

/// One going through of files.
fn pass(args: &IngestArgs, files: &[PathBuf], k: &Knowledge, with: &ReadWith, store: &mut Store) -> Result<Outcome, CliError> {
    let options = args.input.source.options();
    let items = files.iter().flat_map(|path| articles(path, &options));
    let mut progress = Progress::over(files);
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
            Ok(_) => true,
            Err(skipped) => send(&skips, Item::Skipped((skipped.path.clone(), skipped.line, skipped.reason.to_string()))).is_ok(),
        });
        let items = items.inspect(|item| {
            if let Ok(a) = item {
                progress.article(&a.path, a.text.len(), || lock(&counts).line());
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
    settle(store)?;
    summary(&counts, &speed, store, with)?;
    match tally.read {
        0 if tally.skipped == 0 => Err(CliError::NothingRead),
        _ if tally.skipped > 0 => Ok(Outcome::Partly),
        _ => Ok(Outcome::Done),
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
        id_given: !is_made_up(&a.id, &a.path),
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

/// Whether an id is only the place in a file: its name and a number.
fn is_made_up(id: &str, path: &str) -> bool {
    let Some((name, number)) = id.rsplit_once(':') else { return false };
    let stem = Path::new(path).file_stem().map(|s| s.to_string_lossy().into_owned()).unwrap_or_default();
    !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit()) && (name == stem || path == "-" || path.ends_with(name))
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
        if batch.len() >= most || bytes >= BYTES || skipped.len() >= WAITING {
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

fn summary(counts: &Counts, speed: &str, store: &Store, with: &ReadWith) -> Result<(), CliError> {
    let mut out = output::talk();
    writeln!(out, "{speed}")?;
    for (n, what) in [
        (counts.stored, "stored"),
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
    let t = store.totals()?;
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

/// Files that are looked at again and again.
struct Watched {
    roots: Vec<PathBuf>,
    /// As each file was when it was last read or found unfinished.
    seen: HashMap<PathBuf, Stamp>,
    /// As each changed file was at the last look: one that is still growing is left for later.
    waiting: HashMap<PathBuf, Stamp>,
}

type Stamp = (Option<SystemTime>, u64);

impl Watched {
    fn new(roots: &[PathBuf]) -> Result<Self, CliError> {
        if roots.iter().any(|r| r.as_os_str() == "-") {
            return Err(CliError::WatchInput);
        }
        let mut watched = Self { roots: roots.to_vec(), seen: HashMap::new(), waiting: HashMap::new() };
        watched.seen = watched.look();
        Ok(watched)
    }

    fn look(&self) -> HashMap<PathBuf, Stamp> {
        let mut found = HashMap::new();
        let mut stack: Vec<PathBuf> = self.roots.clone();
        while let Some(path) = stack.pop() {
            let Ok(meta) = path.metadata() else { continue };
            if !meta.is_dir() {
                found.insert(path, (meta.modified().ok(), meta.len()));
            } else if let Ok(entries) = path.read_dir() {
                let plain = |e: &std::fs::DirEntry| e.file_type().is_ok_and(|t| !t.is_symlink()) && !is_unfinished(&e.path());
                stack.extend(entries.flatten().filter(plain).map(|e| e.path()));
            }
        }
        found
    }

    /// Files that are new or other than they were, and were the same at the last two looks.
    fn changed(&mut self) -> Vec<PathBuf> {
        let now = self.look();
        let mut ready = Vec::new();
        let mut waiting = HashMap::new();
        for (path, stamp) in &now {
            if self.seen.get(path) == Some(stamp) {
                continue;
            }
            if self.waiting.get(path) == Some(stamp) {
                ready.push(path.clone());
            } else {
                waiting.insert(path.clone(), *stamp);
            }
        }
        for path in &ready {
            self.seen.insert(path.clone(), now[path]);
        }
        self.waiting = waiting;
        ready.sort();
        ready
    }
}

/// Names under which other programs write what is not finished.
fn is_unfinished(path: &Path) -> bool {
    let name = path.file_name().map(|n| n.to_string_lossy().to_lowercase()).unwrap_or_default();
    name.starts_with('.') || name.ends_with('~') || [".tmp", ".part", ".crdownload"].iter().any(|end| name.ends_with(end))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_in_a_file_are_no_identities() {
        assert!(is_made_up("news:12", "x/news.jsonl") && is_made_up("stdin:3", "-"));
        for given in ["12", "news", "agency:12", "news:", "news:x"] {
            assert!(!is_made_up(given, "x/news.jsonl"), "{given}");
        }
    }

    #[test]
    fn a_file_is_read_once_it_rests() {
        let dir = std::env::temp_dir().join(format!("mahdar-watch-{}", std::process::id()));
        std::fs::create_dir_all(&dir).expect("a folder");
        let file = dir.join("a.txt");
        std::fs::write(&file, "1").expect("written");
        let mut w = Watched::new(std::slice::from_ref(&dir)).expect("watched");
        assert!(w.changed().is_empty());
        std::fs::write(&file, "12").expect("written");
        std::fs::write(dir.join("b.txt.part"), "1").expect("written");
        assert!(w.changed().is_empty(), "it may still grow");
        assert_eq!(w.changed(), [file]);
        assert!(w.changed().is_empty());
        std::fs::remove_dir_all(dir).expect("removed");
    }
}
