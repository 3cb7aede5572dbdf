//! What can be asked for.

use std::num::NonZeroUsize;
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::history::args::{IngestArgs, PairArgs, QueryCommand, RereadArgs, SearchArgs};
use mahdar_engine::coverage::Gap;
use mahdar_sources::{Columns, Field, Options};

use crate::commands::serve::{ListenArgs, ServeArgs};

/// Reads Arabic news about relations between states into records.
#[derive(Debug, Parser)]
#[command(version, propagate_version = true, after_help = EXIT_CODES)]
pub(crate) struct Cli {
    /// Folder of data files laid over the built-in ones (kb/people.tsv, ar/grammar/*.toml …); may be repeated
    #[arg(long, global = true, value_name = "DIR")]
    pub knowledge: Vec<PathBuf>,
    #[command(subcommand)]
    pub command: Command,
}

const EXIT_CODES: &str = "Exit codes: 0 done; 1 done, but something was skipped, not found or found wanting (told on stderr); \
2 could not be done.";

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Read articles: who met whom, who said what, who promised what, which events that makes
    Read(ReadArgs),
    /// Say for every line of the record which rule made it from which words, and what came to nothing
    Explain(ExplainArgs),
    /// Count, over any pile of articles, what looks like something to record and gave nothing
    Coverage(CoverageArgs),
    /// Read articles into a history that can be searched, compared and exported
    Ingest(IngestArgs),
    /// Apply newer knowledge to the articles of a history, and say what that changes
    Reread(RereadArgs),
    /// List what a history holds, with filters, as a table, CSV or JSON
    #[command(subcommand)]
    Query(QueryCommand),
    /// Tell the history of two states: encounters, promises and when they were said again, set phrases, events by year
    Pair(PairArgs),
    /// Find articles of a history by their words, however these are spelt
    Search(SearchArgs),
    /// Read the bundled articles
    Demo(DemoArgs),
    /// Write records in the formats of other tools: CSV, Parquet, GDELT, FollowTheMoney, GEXF, brat …
    Export(ExportArgs),
    /// Serve the explorer: search, read, compare and take away in the browser
    Serve(ServeArgs),
    /// Compare with annotated articles
    Eval(EvalArgs),
    /// Say what two files of records of the same articles have of their own: what a change of rules or facts does
    Compare(CompareArgs),
    /// Say whom a name may stand for: names, codes, offices with their dates
    Who(WhoArgs),
    /// Say which tellings are of one encounter and why; split them or put them together
    Review(ReviewArgs),
    /// Look after the data files
    #[command(subcommand)]
    Knowledge(KnowledgeCommand),
}

#[derive(Debug, Args)]
pub(crate) struct ReviewArgs {
    /// The file that holds the history
    #[arg(long, value_name = "FILE", default_value = "mahdar.db", global = true)]
    pub db: PathBuf,
    #[command(subcommand)]
    pub command: ReviewCommand,
}

#[derive(Debug, Subcommand)]
pub(crate) enum ReviewCommand {
    /// Show all tellings of an encounter, why they are one, and what was kept apart
    Show {
        /// Key of one of its tellings
        encounter: i64,
    },
    /// Keep a telling apart from those it was merged with, for good
    Split {
        /// Key of the telling
        encounter: i64,
        /// Who says so
        #[arg(long, value_name = "NAME")]
        by: Option<String>,
    },
    /// Put two tellings together, for good
    Same {
        /// Key of one
        encounter: i64,
        /// Key of the other
        other: i64,
        /// Who says so
        #[arg(long, value_name = "NAME")]
        by: Option<String>,
    },
    /// List what was decided
    List,
}

#[derive(Debug, Subcommand)]
pub(crate) enum KnowledgeCommand {
    /// Check every data file and run the examples of every rule
    Check(CheckArgs),
    /// Make an overlay of FollowTheMoney (OpenSanctions) or Wikidata entities: people, offices, organisations
    Import(ImportArgs),
    /// List the rules: name, place, number of cues, what they yield
    ListRules,
}

/// What articles are read from and how.
#[derive(Debug, Args)]
pub(crate) struct InputArgs {
    /// Files of articles, folders of such, or - for standard input
    #[arg(value_name = "FILE", required = true)]
    pub files: Vec<PathBuf>,
    #[command(flatten)]
    pub source: SourceArgs,
    #[command(flatten)]
    pub how: HowArgs,
}

/// What the input is and where in it the parts of an article stand.
#[derive(Debug, Default, Args)]
#[command(next_help_heading = "Input")]
pub(crate) struct SourceArgs {
    /// What the files are [default: by extension and content]
    #[arg(long, value_name = "FORMAT", value_parser = format_names())]
    pub input_format: Option<String>,
    /// Column or field that holds the text [default: the usual names in English and Arabic]
    #[arg(long, value_name = "NAME")]
    pub text_column: Option<String>,
    /// Column or field that holds the title
    #[arg(long, value_name = "NAME")]
    pub title_column: Option<String>,
    /// Column or field that holds the day of publication
    #[arg(long, value_name = "NAME")]
    pub published_column: Option<String>,
    /// Column or field that holds the address
    #[arg(long, value_name = "NAME")]
    pub url_column: Option<String>,
    /// Column or field that holds the publisher's name
    #[arg(long, value_name = "NAME")]
    pub outlet_column: Option<String>,
    /// Column or field that holds the identity
    #[arg(long, value_name = "NAME")]
    pub id_column: Option<String>,
}

impl SourceArgs {
    /// As the library takes it.
    pub fn options(&self) -> Options {
        let columns = Columns::default()
            .with(Field::Text, self.text_column.clone())
            .with(Field::Title, self.title_column.clone())
            .with(Field::Published, self.published_column.clone())
            .with(Field::Url, self.url_column.clone())
            .with(Field::Outlet, self.outlet_column.clone())
            .with(Field::Id, self.id_column.clone());
        Options { format: self.input_format.clone(), columns, ..Options::default() }
    }
}

/// How articles are read.
#[derive(Debug, Default, Args)]
#[command(next_help_heading = None)]
pub(crate) struct HowArgs {
    /// Day of publication (YYYY-MM-DD) of articles that carry none
    #[arg(long, value_name = "DATE", value_parser = parse_day)]
    pub published: Option<String>,
    /// How many articles are read at once [default: one for each processor]
    #[arg(long, value_name = "N")]
    pub jobs: Option<NonZeroUsize>,
}

/// How reports look.
#[derive(Debug, Args)]
pub(crate) struct LookArgs {
    /// Language of the labels
    #[arg(long, value_enum, default_value_t = Lang::En)]
    pub lang: Lang,
    /// Columns of a line [default: the terminal's]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(20..=1000))]
    pub width: Option<u16>,
}

#[derive(Debug, Args)]
pub(crate) struct ReadArgs {
    #[command(flatten)]
    pub input: InputArgs,
    /// What is printed
    #[arg(long, value_enum, default_value_t = Format::Report)]
    pub format: Format,
    #[command(flatten)]
    pub look: LookArgs,
}

#[derive(Debug, Args)]
pub(crate) struct ExplainArgs {
    #[command(flatten)]
    pub input: InputArgs,
    #[command(flatten)]
    pub look: LookArgs,
}

#[derive(Debug, Args)]
pub(crate) struct CoverageArgs {
    #[command(flatten)]
    pub input: InputArgs,
    /// What is printed
    #[arg(long, value_enum, default_value_t = CoverageFormat::Report)]
    pub format: CoverageFormat,
    /// Words of each sort, the most frequent ones
    #[arg(long, value_name = "N", default_value_t = 20)]
    pub top: usize,
    /// Examples of each word
    #[arg(long, value_name = "N", default_value_t = 2)]
    pub examples: usize,
    /// Only these sorts of gaps
    #[arg(long, value_name = "SORT,…", value_delimiter = ',', value_parser = gap_names())]
    pub only: Vec<String>,
    #[command(flatten)]
    pub look: LookArgs,
}

#[derive(Debug, Args)]
pub(crate) struct DemoArgs {
    /// What is printed
    #[arg(long, value_enum, default_value_t = Format::Report)]
    pub format: Format,
    #[command(flatten)]
    pub look: LookArgs,
    /// Open the explorer over them instead of printing
    #[arg(long)]
    pub serve: bool,
    #[command(flatten)]
    pub listen: ListenArgs,
}

#[derive(Debug, Args)]
pub(crate) struct ExportArgs {
    /// Records as `mahdar read --format jsonl` prints them, or - for standard input [default: those of --db]
    #[arg(value_name = "RECORDS")]
    pub files: Vec<PathBuf>,
    /// What is written
    #[arg(long, value_name = "FORMAT", value_parser = crate::commands::export::format_parser())]
    pub format: mahdar_export::Format,
    /// Of csv, csv-excel and parquet only this table, as one file
    #[arg(long, value_name = "TABLE", value_parser = crate::commands::export::table_parser())]
    pub table: Option<mahdar_export::Table>,
    /// The file, or the new folder for formats of many files [default: standard output]
    #[arg(short, long, value_name = "PATH")]
    pub output: Option<PathBuf>,
    /// The articles that RECORDS were made from, for formats that need their texts; may be repeated
    #[arg(long, value_name = "FILE", requires = "files")]
    pub articles: Vec<PathBuf>,
    /// The database whose articles are exported, where no RECORDS are named
    #[arg(long, value_name = "FILE", default_value = "mahdar.db", conflicts_with = "files")]
    pub db: PathBuf,
    /// Only articles of this day, month or year and later
    #[arg(long, value_name = "DATE", conflicts_with = "files")]
    pub from: Option<String>,
    /// Only articles of this day, month or year and earlier
    #[arg(long, value_name = "DATE", conflicts_with = "files")]
    pub to: Option<String>,
    /// Only articles of this outlet, as they write it
    #[arg(long, value_name = "NAME", conflicts_with = "files")]
    pub outlet: Option<String>,
    /// Only articles that name this state, organisation or group; may be repeated, then all of them
    #[arg(long, value_name = "CODE", conflicts_with = "files")]
    pub state: Vec<String>,
    /// Only articles with these words
    #[arg(long, value_name = "WORDS", conflicts_with = "files")]
    pub words: Option<String>,
    /// Leave out near-identical copies of other articles
    #[arg(long, conflicts_with = "files")]
    pub once: bool,
    #[command(flatten)]
    pub source: SourceArgs,
}

#[derive(Debug, Args)]
pub(crate) struct EvalArgs {
    /// Folder of annotated articles: ID.txt beside ID.json (with --gsr: of annotated sentences)
    #[arg(value_name = "GOLD_DIR")]
    pub gold: PathBuf,
    /// A line for each article as well
    #[arg(long)]
    pub per_article: bool,
    /// Figures as JSON
    #[arg(long)]
    pub json: bool,
    /// List every disagreement, then count them by cause
    #[arg(long)]
    pub errors: bool,
    /// Of the disagreements only those of this area
    #[arg(long, value_name = "AREA", requires = "errors", value_parser = area_names())]
    pub area: Option<String>,
    /// Only these articles
    #[arg(long, value_name = "ID,…", value_delimiter = ',')]
    pub only: Vec<String>,
    /// All but these articles
    #[arg(long, value_name = "ID,…", value_delimiter = ',')]
    pub except: Vec<String>,
    /// Single sentences about assaults and protests (GOLD_DIR holds assault.coded.jsonl …)
    #[arg(long, conflicts_with_all = ["per_article", "errors", "only", "except"])]
    pub gsr: bool,
    /// Table of areas and the least F1 allowed; exit code 1 where one is not reached
    #[arg(long, value_name = "FILE")]
    pub floor: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(crate) struct CompareArgs {
    /// Records as they were, of `mahdar read --format jsonl`
    #[arg(value_name = "BEFORE")]
    pub before: PathBuf,
    /// Records of the same articles as they are now
    #[arg(value_name = "AFTER")]
    pub after: PathBuf,
    /// Examples of each sort of change
    #[arg(long, value_name = "N", default_value_t = 10)]
    pub examples: usize,
}

#[derive(Debug, Args)]
pub(crate) struct WhoArgs {
    /// An Arabic or Latin name, a part of one, a code or an id; or an Arabic title with name or state
    #[arg(value_name = "NAME", required = true)]
    pub name: Vec<String>,
    /// Mark the offices held on this day (YYYY-MM-DD); of a state or organisation, list who holds them
    #[arg(long, value_name = "DATE", value_parser = parse_day)]
    pub on: Option<String>,
    /// List all who merely have NAME in their names
    #[arg(long)]
    pub all: bool,
    #[command(flatten)]
    pub look: LookArgs,
}

#[derive(Debug, Args)]
pub(crate) struct CheckArgs {
    /// Only the examples of this rule
    #[arg(long, value_name = "NAME")]
    pub rule: Option<String>,
    /// List the offices of one person that two hold at once for more than a month
    #[arg(long)]
    pub overlaps: bool,
}

#[derive(Debug, Args)]
pub(crate) struct ImportArgs {
    /// Files with a JSON entity a line (of Wikidata also the array of its dumps), plain or gzipped
    #[arg(value_name = "FILE", required = true)]
    pub files: Vec<PathBuf>,
    /// Folder the overlay is written to; then use it with --knowledge DIR
    #[arg(short, long, value_name = "DIR")]
    pub out: PathBuf,
}

/// What `read` prints.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// For people
    Report,
    /// Indented: the record of one article, an array of those of several
    Json,
    /// A record a line
    Jsonl,
}

/// What `coverage` prints.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum CoverageFormat {
    /// For people
    Report,
    /// All counts and examples
    Json,
}

/// Language of labels.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Lang {
    /// English
    En,
    /// Arabic
    Ar,
}

fn parse_day(text: &str) -> Result<String, String> {
    mahdar_sources::day(text).ok_or_else(|| "expected a day such as 2024-05-31".to_owned())
}

fn format_names() -> Vec<&'static str> {
    mahdar_sources::format_names().collect()
}

fn gap_names() -> Vec<&'static str> {
    Gap::ALL.iter().map(|g| g.name()).collect()
}

fn area_names() -> Vec<&'static str> {
    mahdar_eval::Area::ALL.iter().map(|a| a.name()).collect()
}
