//! `mahdar reread`: newer knowledge for the articles of a history, and what it changes.

use std::io::Write;
use std::path::PathBuf;

use mahdar_record::Record;
use mahdar_store::{ArticleKey, Full, ReadWith};
use rayon::prelude::*;

use crate::changes::Changes;
use crate::error::CliError;
use crate::history::args::RereadArgs;
use crate::history::open::{reading, to_write};
use crate::history::progress::Progress;
use crate::{Outcome, guard, know, output};

/// So many articles are read and written at once.
const AT_ONCE: usize = 256;
/// What a thread may use for calls within calls.
const STACK: usize = 16 << 20;

pub(crate) fn run(args: &RereadArgs, overlays: &[PathBuf]) -> Result<Outcome, CliError> {
    let k = know::load(overlays)?;
    let with = reading(&k, overlays)?;
    let mut store = to_write(&args.db.db)?;
    store.index_words()?;
    let jobs = args.jobs.map_or(0, usize::from);
    let pool = rayon::ThreadPoolBuilder::new().num_threads(jobs).stack_size(STACK).build();
    let pool = pool.map_err(|source| CliError::Threads { jobs, source })?;
    // Nothing was ever read with this: all articles are asked for.
    let nothing = ReadWith { engine: String::new(), knowledge: String::new() };
    let unlike = if args.all { &nothing } else { &with };
    let old: u64 = store
        .readings()?
        .iter()
        .filter(|r| args.all || (&r.engine, &r.knowledge) != (&with.engine, &with.knowledge))
        .map(|r| r.articles)
        .sum();
    let mut progress = Progress::counting(old);
    let mut changes = Changes::keeping(args.examples);
    let mut failed = 0;
    let mut after = ArticleKey(0);
    loop {
        let keys = store.read_otherwise(unlike, after, AT_ONCE)?;
        let Some(last) = keys.last() else { break };
        after = *last;
        let mut articles: Vec<Full> = Vec::with_capacity(keys.len());
        for key in &keys {
            articles.extend(store.article(*key)?);
        }
        let read = |full: &Full| guard::guarded(|| mahdar_engine::read(&k, &request(full)).record);
        let made: Vec<Result<Record, String>> = pool.install(|| articles.par_iter().map(read).collect());
        let mut records = Vec::with_capacity(made.len());
        for (full, made) in articles.iter().zip(made) {
            progress.one(full.text.len(), || format!("{} changed", changes.articles()));
            match made {
                Ok(record) => {
                    changes.compare(&full.record, &record);
                    records.push((full.row.key, record));
                }
                Err(e) => {
                    failed += 1;
                    output::skipped(&format!("{}: a defect of mahdar, please report it: {e}", full.row.id));
                }
            }
        }
        if !args.dry_run {
            store.replace(&with, &records)?;
        }
    }
    let speed = progress.finish();
    let mut out = output::talk();
    if old == 0 {
        writeln!(out, "all articles were read with this program and knowledge; --all reads them all the same")?;
    } else {
        writeln!(out, "{speed}")?;
        changes.print(&mut out, if args.dry_run { "would change" } else { "changed" })?;
    }
    out.flush()?;
    Ok(if failed > 0 { Outcome::Partly } else { Outcome::Done })
}

/// The article as it was given the first time.
fn request(full: &Full) -> mahdar_engine::Article<'_> {
    let given = full.given_day();
    mahdar_engine::Article {
        id: &full.row.id,
        text: &full.text,
        title: full.row.title.as_deref(),
        published: given,
        published_from: full.record.published.from,
        path: full.record.source.path.as_deref(),
        url: full.row.url.as_deref(),
        outlet: full.row.outlet.as_deref(),
    }
}
