//! What can be asked of a history.

use std::num::NonZeroUsize;
use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};

use crate::args::{InputArgs, LookArgs};

/// Which file.
#[derive(Clone, Debug, Args)]
pub(crate) struct DbArgs {
    /// The file that holds the history
    #[arg(long, value_name = "FILE", default_value = "mahdar.db")]
    pub db: PathBuf,
}

#[derive(Debug, Args)]
pub(crate) struct IngestArgs {
    #[command(flatten)]
    pub input: InputArgs,
    #[command(flatten)]
    pub db: DbArgs,
    /// Do not wait for the disk: a power cut may take back the last articles (a kill does not)
    #[arg(long)]
    pub fast: bool,
    /// How many articles are stored at once: a run that is stopped has to read at most so many again
    #[arg(long, value_name = "N", default_value = "512")]
    pub batch: NonZeroUsize,
    /// Keep watching the folders and files, and read what is added or changed, until stopped
    #[arg(long)]
    pub watch: bool,
    /// Seconds between two looks with --watch
    #[arg(long, value_name = "N", default_value_t = 5, value_parser = clap::value_parser!(u64).range(1..=86_400))]
    pub every: u64,
}

#[derive(Debug, Args)]
pub(crate) struct RereadArgs {
    #[command(flatten)]
    pub db: DbArgs,
    /// Also those that this program and knowledge have read
    #[arg(long)]
    pub all: bool,
    /// Only say what would change
    #[arg(long)]
    pub dry_run: bool,
    /// How many examples of each change are shown
    #[arg(long, value_name = "N", default_value_t = 3)]
    pub examples: usize,
    /// How many articles are read at once [default: one for each processor]
    #[arg(long, value_name = "N")]
    pub jobs: Option<NonZeroUsize>,
}

/// Which facts.
#[derive(Debug, Default, Args)]
#[command(next_help_heading = "Filters")]
pub(crate) struct FilterArgs {
    /// State, organisation or group that takes part, by code or name; may be repeated
    #[arg(long, value_name = "STATE")]
    pub state: Vec<String>,
    /// Two of them that have to do with each other
    #[arg(long, value_names = ["STATE", "STATE"], num_args = 2)]
    pub pair: Vec<String>,
    /// Who does it: source of events, speaker, who promises
    #[arg(long, value_name = "STATE")]
    pub by: Option<String>,
    /// Toward whom it is done, said or promised
    #[arg(long, value_name = "STATE")]
    pub toward: Option<String>,
    /// Somebody who takes part, by Arabic or English name
    #[arg(long, value_name = "NAME")]
    pub actor: Option<String>,
    /// Kind of encounter, mode of statement, strength of commitment or PLOVER type of event; may be repeated
    #[arg(long = "type", visible_alias = "kind", value_name = "TYPE")]
    pub what: Vec<String>,
    /// Status of encounter (held, planned) or PLOVER mode of event; may be repeated
    #[arg(long, visible_alias = "status", value_name = "MODE")]
    pub mode: Vec<String>,
    /// Field of policy that a commitment names (trade, energy …)
    #[arg(long, value_name = "FIELD")]
    pub sector: Option<String>,
    /// PLOVER context of an event (diplomatic, legal …)
    #[arg(long, value_name = "CONTEXT")]
    pub context: Option<String>,
    /// Framework named in its words, by name
    #[arg(long, value_name = "NAME")]
    pub framework: Option<String>,
    #[command(flatten)]
    pub articles: ArticleFilterArgs,
}

/// Which articles.
#[derive(Debug, Default, Args)]
#[command(next_help_heading = "Filters")]
pub(crate) struct ArticleFilterArgs {
    /// First day, month or year (2024-05-31, 2024-05, 2024)
    #[arg(long, value_name = "DATE")]
    pub from: Option<String>,
    /// Last day, month or year, included
    #[arg(long, value_name = "DATE")]
    pub to: Option<String>,
    /// Outlet, as the articles write it
    #[arg(long, value_name = "NAME")]
    pub outlet: Option<String>,
    /// Id of an article
    #[arg(long, value_name = "ID")]
    pub article: Option<String>,
    /// Words that the article must have: all of them; "a phrase", begin*, -not, one OR other
    #[arg(long, value_name = "WORDS")]
    pub words: Option<String>,
    /// Take those words letter by letter, without meeting other spellings
    #[arg(long)]
    pub exact: bool,
    /// Also what stands in near-identical copies of other articles
    #[arg(long)]
    pub copies: bool,
}

/// How lists are printed.
#[derive(Debug, Args)]
#[command(next_help_heading = "Output")]
pub(crate) struct ListArgs {
    /// What is printed
    #[arg(long, value_enum, default_value_t = ListFormat::Table)]
    pub format: ListFormat,
    /// At most so many rows [default: 50 in tables, else all]
    #[arg(long, value_name = "N")]
    pub limit: Option<usize>,
    /// The oldest first, not the newest
    #[arg(long)]
    pub oldest: bool,
    #[command(flatten)]
    pub look: LookArgs,
}

/// What lists are printed as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum ListFormat {
    /// For people
    Table,
    /// All columns, with a header
    Csv,
    /// An object a line, with all that is known
    Jsonl,
}

#[derive(Debug, Subcommand)]
pub(crate) enum QueryCommand {
    /// Who met whom
    Encounters(FactArgs),
    /// Who said what
    Statements(FactArgs),
    /// Who promised what
    Commitments(FactArgs),
    /// What that amounts to in PLOVER and CAMEO
    Events(FactArgs),
    /// The articles
    Articles(ArticlesArgs),
    /// Who is named, in how many articles
    Actors(ActorsArgs),
    /// Set phrases of diplomacy: first and last use, by whom, versions and changes
    Formulas(FormulasArgs),
}

#[derive(Debug, Args)]
pub(crate) struct FormulasArgs {
    /// Only of articles in which these two have to do with each other
    #[arg(long, value_names = ["STATE", "STATE"], num_args = 2)]
    pub pair: Vec<String>,
    /// Not those of the list, but phrases that recur in what the pair says and in no list
    #[arg(long, requires = "pair")]
    pub find: bool,
    /// Part of the name or the words
    #[arg(long, value_name = "PART")]
    pub name: Option<String>,
    /// First day, month or year: phrases that were used then or later
    #[arg(long, value_name = "DATE")]
    pub from: Option<String>,
    /// Last day, month or year: phrases that were used then or before
    #[arg(long, value_name = "DATE")]
    pub to: Option<String>,
    #[command(flatten)]
    pub list: ListArgs,
    #[command(flatten)]
    pub db: DbArgs,
}

#[derive(Debug, Args)]
pub(crate) struct PairArgs {
    /// One state, organisation or group, by code or name
    #[arg(value_name = "STATE")]
    pub first: String,
    /// The other
    #[arg(value_name = "STATE")]
    pub second: String,
    /// First day, month or year
    #[arg(long, value_name = "DATE")]
    pub from: Option<String>,
    /// Last day, month or year, included
    #[arg(long, value_name = "DATE")]
    pub to: Option<String>,
    /// At most so many encounters and promises, the newest
    #[arg(long, value_name = "N", default_value_t = 30)]
    pub limit: usize,
    /// Also look for phrases that recur between them and stand in no list
    #[arg(long)]
    pub find: bool,
    /// What is printed
    #[arg(long, value_enum, default_value_t = PairFormat::Report)]
    pub format: PairFormat,
    #[command(flatten)]
    pub look: LookArgs,
    #[command(flatten)]
    pub db: DbArgs,
}

/// What `pair` prints.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum PairFormat {
    /// For people
    Report,
    /// All that is known
    Json,
}

#[derive(Debug, Args)]
pub(crate) struct FactArgs {
    #[command(flatten)]
    pub filter: FilterArgs,
    #[command(flatten)]
    pub list: ListArgs,
    #[command(flatten)]
    pub db: DbArgs,
}

#[derive(Debug, Args)]
pub(crate) struct ArticlesArgs {
    /// State, organisation or group that is named, by code or name; may be repeated
    #[arg(long, value_name = "STATE")]
    pub state: Vec<String>,
    /// Somebody who is named
    #[arg(long, value_name = "NAME")]
    pub actor: Option<String>,
    #[command(flatten)]
    pub filter: ArticleFilterArgs,
    #[command(flatten)]
    pub list: ListArgs,
    #[command(flatten)]
    pub db: DbArgs,
}

#[derive(Debug, Args)]
pub(crate) struct ActorsArgs {
    /// person, polity, organization, group, agent, unnamed
    #[arg(long, value_name = "KIND")]
    pub kind: Option<String>,
    /// The state, organisation or group that it is or acts for
    #[arg(long, value_name = "STATE")]
    pub state: Option<String>,
    /// Part of the Arabic or English name
    #[arg(long, value_name = "NAME")]
    pub name: Option<String>,
    #[command(flatten)]
    pub list: ListArgs,
    #[command(flatten)]
    pub db: DbArgs,
}

#[derive(Debug, Args)]
pub(crate) struct SearchArgs {
    /// Words: all of them; "a phrase", begin*, -not, one OR other
    #[arg(value_name = "WORDS", required = true)]
    pub words: Vec<String>,
    /// State, organisation or group that is named, by code or name; may be repeated
    #[arg(long, value_name = "STATE")]
    pub state: Vec<String>,
    /// Somebody who is named
    #[arg(long, value_name = "NAME")]
    pub actor: Option<String>,
    /// First day, month or year
    #[arg(long, value_name = "DATE")]
    pub from: Option<String>,
    /// Last day, month or year, included
    #[arg(long, value_name = "DATE")]
    pub to: Option<String>,
    /// Outlet, as the articles write it
    #[arg(long, value_name = "NAME")]
    pub outlet: Option<String>,
    /// Take the words letter by letter, without meeting other spellings
    #[arg(long)]
    pub exact: bool,
    /// Also near-identical copies of other articles
    #[arg(long)]
    pub copies: bool,
    #[command(flatten)]
    pub list: ListArgs,
    #[command(flatten)]
    pub db: DbArgs,
}
