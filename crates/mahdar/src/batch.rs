//! Articles in, something for each out: many at once, in the order of the input, in flat memory.

use std::collections::{BTreeMap, HashSet, VecDeque};
use std::path::PathBuf;
use std::sync::mpsc::channel;

use mahdar_engine::Reading;
use mahdar_knowledge::Knowledge;
use mahdar_record::PublishedFrom;
use mahdar_sources::{Article, Skipped, articles};
use rayon::prelude::*;

use crate::args::{HowArgs, InputArgs};
use crate::error::{CliError, source_hint};
use crate::{Outcome, guard, output};

/// A batch ends after this many articles …
const ARTICLES: usize = 256;
/// … or this many bytes of text.
const BYTES: usize = 8 << 20;
/// What a thread may use for calls within calls.
const STACK: usize = 16 << 20;

/// How many articles were read and passed over.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Tally {
    pub read: usize,
    pub skipped: usize,
}

impl Tally {
    /// How the command ended.
    pub fn outcome(self) -> Result<Outcome, CliError> {
        match self {
            Self { read: 0, .. } => Err(CliError::NothingRead),
            Self { skipped: 0, .. } => Ok(Outcome::Done),
            Self { read, skipped } => {
                output::note(&format!("{read} articles read, {skipped} skipped"));
                Ok(Outcome::Partly)
            }
        }
    }
}

/// An article as the engine takes it.
pub(crate) fn request<'a>(a: &'a Article, how: &'a HowArgs) -> mahdar_engine::Article<'a> {
    let own = a.published.as_deref();
    mahdar_engine::Article {
        id: &a.id,
        text: &a.text,
        title: a.title.as_deref(),
        published: own.or(how.published.as_deref()),
        published_from: match own {
            Some(_) if a.published_from_metadata => PublishedFrom::Metadata,
            _ => PublishedFrom::Option,
        },
        path: Some(&a.path),
        url: a.url.as_deref(),
        outlet: a.outlet.as_deref(),
    }
}

/// The articles of all inputs, one after the other.
pub(crate) fn inputs(args: &InputArgs) -> impl Iterator<Item = Result<Article, Skipped>> {
    let options = args.source.options();
    args.files.iter().flat_map(move |path| articles(path, &options))
}

/// Reads articles; `make` turns each reading into text on any thread, `sink` takes the texts in order.
pub(crate) fn run(
    k: &Knowledge,
    how: &HowArgs,
    items: impl Iterator<Item = Result<Article, Skipped>>,
    make: impl Fn(&Article, &Reading) -> String + Sync,
    sink: impl FnMut(String) -> Result<(), CliError>,
) -> Result<Tally, CliError> {
    each(how, items, |a| make(a, &mahdar_engine::read(k, &request(a, how))), sink)
}

/// Goes through articles; `work` makes something of each on any thread, `sink` takes what was made in order.
pub(crate) fn each<T: Send>(
    how: &HowArgs,
    items: impl Iterator<Item = Result<Article, Skipped>>,
    work: impl Fn(&Article) -> T + Sync,
    mut sink: impl FnMut(T) -> Result<(), CliError>,
) -> Result<Tally, CliError> {
    let jobs = how.jobs.map_or(0, usize::from);
    let pool = rayon::ThreadPoolBuilder::new()
        .num_threads(jobs)
        .stack_size(STACK)
        .build()
        .map_err(|source| CliError::Threads { jobs, source })?;
    let work = |a: &Article| guard::guarded(|| work(a));
    let mut tally = Tally::default();
    let mut told = Told::default();
    let mut take = |(articles, made): (Vec<Article>, Vec<Result<T, String>>), tally: &mut Tally| -> Result<(), CliError> {
        for (a, made) in articles.into_iter().zip(made) {
            match made {
                Ok(made) => {
                    tally.read += 1;
                    sink(made)?;
                }
                Err(e) => {
                    tally.skipped += 1;
                    output::skipped(&format!("{} ({}): a defect of mahdar, please report it: {e}", a.path, a.id));
                }
            }
        }
        Ok(())
    };
    let mut items = items;
    // One batch is taken from its source, and the one before handed on, while the pool works on a third.
    pool.in_place_scope(|scope| {
        let mut at_work = VecDeque::new();
        loop {
            let batch = next_batch(&mut items, &mut told, &mut tally);
            let last = batch.is_empty();
            if !last {
                let (done, made) = channel();
                at_work.push_back(made);
                let work = &work;
                scope.spawn(move |_| {
                    let made = batch.par_iter().map(work).collect();
                    // Nobody waits for it where the batch before could not be handed on.
                    let _ = done.send((batch, made));
                });
            }
            while at_work.len() > usize::from(!last) {
                match at_work.pop_front().map(|made| made.recv()) {
                    Some(Ok(made)) => take(made, &mut tally)?,
                    _ => return Err(CliError::Stopped),
                }
            }
            if last {
                return Ok(());
            }
        }
    })?;
    told.finish();
    Ok(tally)
}

/// The articles that are read together; none at the end.
fn next_batch(items: &mut impl Iterator<Item = Result<Article, Skipped>>, told: &mut Told, tally: &mut Tally) -> Vec<Article> {
    let mut batch = Vec::with_capacity(ARTICLES);
    let mut bytes = 0;
    while batch.len() < ARTICLES && bytes < BYTES {
        match items.next() {
            None => break,
            Some(Ok(a)) => {
                told.tell(&a);
                bytes += a.text.len();
                batch.push(a);
            }
            Some(Err(skipped)) => {
                tally.skipped += 1;
                told.skipped(&skipped);
            }
        }
    }
    batch
}

/// So many articles of a file are named one by one for having no day; the others are counted.
const UNDATED: usize = 3;

/// What was said, so that it is not said again for each article.
#[derive(Default)]
struct Told {
    /// Encodings, by file.
    encodings: HashSet<(PathBuf, &'static str)>,
    /// What can be done about a sort of trouble.
    hints: HashSet<&'static str>,
    /// Articles whose date is no day, by file.
    undated: BTreeMap<String, usize>,
}

impl Told {
    fn skipped(&mut self, skipped: &Skipped) {
        output::skipped(&skipped.to_string());
        if let Some(hint) = source_hint(&skipped.reason).filter(|hint| self.hints.insert(hint)) {
            output::hint(hint);
        }
    }

    fn tell(&mut self, a: &Article) {
        let unusual = !a.encoding.is_empty() && a.encoding != "UTF-8";
        if unusual && self.encodings.insert((PathBuf::from(&a.path), a.encoding)) {
            output::warn(&format!("{}: decoded from {}", a.path, a.encoding));
        }
        if a.lossy > 0 {
            output::warn(&format!("{} ({}): {} places could not be decoded and hold U+FFFD", a.path, a.id, a.lossy));
        }
        if let Some(date) = &a.published_unread {
            let seen = self.undated.entry(a.path.clone()).or_default();
            *seen += 1;
            if *seen <= UNDATED {
                output::warn(&format!(
                    "{} ({}): published: \"{}\" is no day (expected YYYY-MM-DD); relative dates may stay open",
                    a.path, a.id, date
                ));
            }
        }
    }

    /// What was counted instead of being told.
    fn finish(self) {
        for (path, n) in self.undated.into_iter().filter(|(_, n)| *n > UNDATED) {
            output::warn(&format!("{path}: {} more articles whose date of publication is no day", n - UNDATED));
        }
    }
}
