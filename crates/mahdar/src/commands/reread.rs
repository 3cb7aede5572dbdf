//! `mahdar reread`: newer knowledge for the articles of a history, and what it changes.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;
use std::path::PathBuf;

use mahdar_record::{Record, Span};
use mahdar_store::{ArticleKey, Full, ReadWith};
use rayon::prelude::*;

use crate::error::CliError;
use crate::history::args::RereadArgs;
use crate::history::open::{reading, to_write};
use crate::history::progress::Progress;
use crate::report::safe::plain;
use crate::{Outcome, guard, know, output};

/// So many articles are read and written at once.
const AT_ONCE: usize = 256;
/// What a thread may use for calls within calls.
const STACK: usize = 16 << 20;

pub(crate) fn run(args: &RereadArgs, overlays: &[PathBuf]) -> Result<Outcome, CliError> {
    let k = know::load(overlays)?;
    let with = reading(&k)?;
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
    let mut changes = Changes::default();
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
            progress.one(full.text.len(), || format!("{} changed", changes.articles));
            match made {
                Ok(record) => {
                    changes.compare(&full.record, &record, args.examples);
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
        changes.print(&mut out, args.dry_run)?;
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

/// What is different in one table.
#[derive(Debug, Default)]
struct Change {
    gained: u64,
    lost: u64,
    altered: u64,
    examples: BTreeMap<&'static str, Vec<String>>,
}

/// What is different in all.
#[derive(Debug, Default)]
struct Changes {
    articles: u64,
    tables: BTreeMap<&'static str, Change>,
}

/// A line of a record: where its words stand, the words, and what is said of them.
type Line = ((u32, u32), String, String);

impl Changes {
    fn compare(&mut self, old: &Record, new: &Record, examples: usize) {
        let mut any = false;
        for ((table, old), (_, new)) in tables(old).into_iter().zip(tables(new)) {
            let change = self.tables.entry(table).or_default();
            let both: BTreeSet<&Line> =
                old.iter().collect::<BTreeSet<_>>().intersection(&new.iter().collect()).copied().collect();
            let mut lost: Vec<&Line> = old.iter().filter(|l| !both.contains(l)).collect();
            let mut gained: Vec<&Line> = new.iter().filter(|l| !both.contains(l)).collect();
            let mut note = |what, text: String| {
                let seen = change.examples.entry(what).or_default();
                if seen.len() < examples {
                    seen.push(text);
                }
            };
            // The same words with something else said of them are altered.
            gained.retain(|new| match lost.iter().position(|old| old.0 == new.0) {
                Some(at) => {
                    let old = lost.remove(at);
                    change.altered += 1;
                    note("altered", format!("{} → {}  {}", old.2, new.2, new.1));
                    any = true;
                    false
                }
                None => true,
            });
            gained.iter().for_each(|l| note("gained", format!("{}  {}", l.2, l.1)));
            lost.iter().for_each(|l| note("lost", format!("{}  {}", l.2, l.1)));
            change.gained += gained.len() as u64;
            change.lost += lost.len() as u64;
            any |= !gained.is_empty() || !lost.is_empty();
        }
        self.articles += u64::from(any);
    }

    fn print(&self, out: &mut impl Write, dry: bool) -> Result<(), CliError> {
        let verb = if dry { "would change" } else { "changed" };
        writeln!(out, "{} articles {verb}", self.articles)?;
        writeln!(out, "{:<13}{:>8}{:>8}{:>8}", "", "gained", "lost", "altered")?;
        for (table, c) in &self.tables {
            writeln!(out, "{table:<13}{:>8}{:>8}{:>8}", c.gained, c.lost, c.altered)?;
        }
        for (table, c) in &self.tables {
            for (what, examples) in &c.examples {
                for example in examples {
                    writeln!(out, "{table} {what}: {}", plain(example))?;
                }
            }
        }
        Ok(())
    }
}

/// The lines of a record that people care about, by table. Ids are left out: they only count.
fn tables(r: &Record) -> [(&'static str, Vec<Line>); 5] {
    let code = |ids: &[String]| -> String {
        let one = |id: &String| {
            let a = r.actors.iter().find(|a| a.id == *id)?;
            Some(a.name.en.clone().unwrap_or_else(|| a.name.ar.clone()))
        };
        let names: Vec<String> = ids.iter().filter_map(one).collect();
        if names.is_empty() { "-".to_owned() } else { names.join("+") }
    };
    let line = |s: &Span, said: String| -> Line { ((s.start, s.end), s.text.clone(), said) };
    let mut actors = Vec::new();
    for a in &r.actors {
        let said = format!(
            "{} {} {}",
            a.name.en.as_ref().unwrap_or(&a.name.ar),
            a.code.as_deref().unwrap_or("-"),
            a.office.as_deref().unwrap_or("-")
        );
        actors.extend(a.mentions.first().map(|m| line(&m.span, said)));
    }
    let encounters = r.encounters.iter().filter_map(|e| {
        let date = e.date.as_ref().and_then(|d| d.value.as_deref()).unwrap_or("-");
        Some(line(e.evidence.first()?, format!("{} {} {date}", e.kind, code(&e.participants))))
    });
    let statements = r.statements.iter().map(|s| line(&s.content, code(&s.speakers)));
    let commitments =
        r.commitments.iter().map(|c| line(&c.item, format!("{} {} > {}", c.strength, code(&c.actors), code(&c.toward))));
    let events = r.events.iter().map(|v| {
        let mode = v.mode.as_ref().map(|m| format!("/{m}")).unwrap_or_default();
        line(&v.evidence, format!("{}{mode} {} > {}", v.kind, code(&v.source), code(&v.target)))
    });
    [
        ("actors", actors),
        ("encounters", encounters.collect()),
        ("statements", statements.collect()),
        ("commitments", commitments.collect()),
        ("events", events.collect()),
    ]
}
