//! `mahdar export`: records into the files that other tools read.

use std::collections::HashMap;
use std::fs::{self, File};
use std::io::{self, BufWriter, IsTerminal, Write};
use std::path::{Path, PathBuf};

use mahdar_export::{Export, ExportError, Format, Item, Options, Shape, Summary, Target, TextUse, text_digest, write_codebook};
use mahdar_knowledge::codes::Codes;
use mahdar_record::Record;
use mahdar_sources::{Article, Skipped, articles};
use mahdar_store::{Access, ArticleFilter, Store};

use crate::args::ExportArgs;
use crate::error::CliError;
use crate::records::records;
use crate::{Outcome, know, output};

/// Records, with their articles' texts where they are at hand.
type Items<'a> = Box<dyn Iterator<Item = Result<(Record, Option<String>), CliError>> + 'a>;

pub(crate) fn run(args: &ExportArgs, overlays: &[PathBuf]) -> Result<Outcome, CliError> {
    let codes = Codes::new(&know::files(overlays)?);
    // The database is opened first: where there is none, no file is begun.
    let store = if args.files.is_empty() { Some(Store::open(&args.db, Access::ReadOnly)?) } else { None };
    let mut skipped = 0;
    let items: Items<'_> = match &store {
        Some(store) => Box::new(store.records(&filter(args))?.map(|full| Ok(full.map(|f| (f.record, Some(f.text)))?))),
        None => Box::new(from_files(args, &mut skipped)?),
    };
    let place = Place::new(args)?;
    let summary = write(args, &codes, items, &place).inspect_err(|_| place.discard())?;
    place.codebook(args, &codes)?;
    for (what, n) in &summary.without {
        output::note(&format!("left out: {n} {what}"));
    }
    let passed = skipped + summary.left_out;
    let more = if passed > 0 { format!(", {passed} skipped") } else { String::new() };
    output::note(&format!("{} records exported as {}{more}", summary.written, args.format.name()));
    match (summary.written, passed) {
        (0, 1..) => Err(CliError::NothingRead),
        (_, 0) => Ok(Outcome::Done),
        _ => Ok(Outcome::Partly),
    }
}

fn write(
    args: &ExportArgs,
    codes: &Codes,
    items: impl Iterator<Item = Result<(Record, Option<String>), CliError>>,
    place: &Place,
) -> Result<Summary, CliError> {
    let mut export = Export::start(args.format, codes, Options { table: args.table }, place.target()?)?;
    for item in items {
        let (record, text) = item?;
        if let Err(why) = export.add(&Item { record: &record, text: text.as_deref() })? {
            output::skipped(&format!("{}: {why}", record.id));
        }
    }
    let summary = export.finish()?;
    place.keep()?;
    Ok(summary)
}

fn filter(args: &ExportArgs) -> ArticleFilter {
    ArticleFilter {
        outlet: args.outlet.clone(),
        from: args.from.clone(),
        to: args.to.clone(),
        states: args.state.clone(),
        words: args.words.clone(),
        once: args.once,
        ..ArticleFilter::default()
    }
}

/// Records from files, with the texts of the articles that were named. Lines that give no record are told and counted.
fn from_files<'a>(
    args: &'a ExportArgs,
    skipped: &'a mut u64,
) -> Result<impl Iterator<Item = Result<(Record, Option<String>), CliError>> + use<'a>, CliError> {
    let uses = args.format.text_use();
    if args.articles.is_empty() {
        match uses {
            TextUse::Needed => return Err(CliError::NeedsArticles(args.format.name())),
            TextUse::Helps => {
                output::note(&format!("format {} says more with the articles' texts: --articles", args.format.name()))
            }
            TextUse::None => {}
        }
    }
    let options = args.source.options();
    let mut texts = Texts::new(args.articles.iter().flat_map(move |path| articles(path, &options)));
    let read = args.files.iter().flat_map(|path| records(path));
    Ok(read.filter_map(move |record| match record {
        Ok(record) => {
            let text = if uses == TextUse::None { None } else { texts.of(&record.source.sha256) };
            Some(Ok((record, text)))
        }
        Err(e) => {
            *skipped += 1;
            output::skipped(&e.to_string());
            None
        }
    }))
}

/// Where the export goes. A file has another name until it is whole.
enum Place {
    Stdout,
    File { path: PathBuf, part: PathBuf },
    Folder(PathBuf),
}

impl Place {
    fn new(args: &ExportArgs) -> Result<Self, CliError> {
        let folder = match args.format.shape() {
            Shape::Folder => true,
            Shape::Tables => args.table.is_none(),
            Shape::File => false,
        };
        match (&args.output, folder) {
            (Some(path), true) => Ok(Place::Folder(path.clone())),
            (None, true) => Err(CliError::NeedsFolder(args.format.name())),
            (Some(path), false) if path != Path::new("-") => {
                let mut part = path.clone().into_os_string();
                part.push(".part");
                Ok(Place::File { path: path.clone(), part: part.into() })
            }
            // What articles say must not give a terminal orders, and exports keep it to the letter.
            _ if io::stdout().is_terminal() => Err(CliError::Terminal),
            _ => Ok(Place::Stdout),
        }
    }

    fn target(&self) -> Result<Target<'static>, CliError> {
        Ok(match self {
            Place::Stdout => Target::Stream(Box::new(BufWriter::new(io::stdout()))),
            Place::Folder(path) => Target::Folder(path.clone()),
            Place::File { part, .. } => {
                let file = File::create(part).map_err(|source| ExportError::File { path: part.clone(), source })?;
                Target::Stream(Box::new(BufWriter::new(file)))
            }
        })
    }

    /// What the columns mean, beside a file that is a table.
    fn codebook(&self, args: &ExportArgs, codes: &Codes) -> Result<(), CliError> {
        let Place::File { path, .. } = self else { return Ok(()) };
        let mut entries = args.format.codebook(codes);
        entries.retain(|e| args.table.is_none_or(|t| t.name() == e.table));
        if entries.is_empty() {
            return Ok(());
        }
        let beside = path.with_extension("codebook.csv");
        let file = File::create(&beside).map_err(|source| ExportError::File { path: beside, source })?;
        Ok(write_codebook(&entries, file)?)
    }

    /// The export failed: what there is of a file is no use.
    fn discard(&self) {
        if let Place::File { part, .. } = self {
            // Where it cannot be removed, the error that is told says enough.
            let _ = fs::remove_file(part);
        }
    }

    /// The export is whole: it gets its name.
    fn keep(&self) -> Result<(), CliError> {
        match self {
            Place::Stdout => Ok(io::stdout().flush()?),
            Place::Folder(_) => Ok(()),
            Place::File { path, part } => {
                fs::rename(part, path).map_err(|source| ExportError::File { path: path.clone(), source }.into())
            }
        }
    }
}

/// The texts of articles, found by their digests. Articles in the order of the records are not held.
struct Texts<I> {
    articles: I,
    held: HashMap<String, Vec<String>>,
}

impl<I: Iterator<Item = Result<Article, Skipped>>> Texts<I> {
    fn new(articles: I) -> Self {
        Self { articles, held: HashMap::new() }
    }

    fn of(&mut self, sha256: &str) -> Option<String> {
        if let Some(held) = self.held.get_mut(sha256) {
            // The last copy stays: a record may come again.
            return if held.len() > 1 { held.pop() } else { held.first().cloned() };
        }
        for article in self.articles.by_ref() {
            match article {
                Ok(a) => {
                    let digest = text_digest(&a.text);
                    if digest == sha256 {
                        return Some(a.text);
                    }
                    self.held.entry(digest).or_default().push(a.text);
                }
                Err(e) => output::skipped(&e.to_string()),
            }
        }
        None
    }
}

/// The formats by name, with what they are.
pub(crate) fn format_parser() -> impl clap::builder::TypedValueParser<Value = Format> {
    use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
    let values = Format::ALL.iter().map(|f| PossibleValue::new(f.name()).help(f.about()));
    PossibleValuesParser::new(values).try_map(|name| Format::by_name(&name).ok_or("no such format"))
}

/// The tables by name.
pub(crate) fn table_parser() -> impl clap::builder::TypedValueParser<Value = mahdar_export::Table> {
    use clap::builder::{PossibleValuesParser, TypedValueParser};
    let names = mahdar_export::Table::ALL.iter().map(|t| t.name());
    PossibleValuesParser::new(names).try_map(|name| mahdar_export::Table::by_name(&name).ok_or("no such table"))
}
