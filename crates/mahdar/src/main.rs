//! The command line: arguments, reports, progress, exit codes. What is read and how is the libraries' business.

mod args;
mod batch;
mod changes;
mod commands;
mod error;
mod guard;
mod history;
mod know;
mod output;
mod records;
mod report;

use std::process::ExitCode;

use clap::Parser;

use args::{Cli, Command, KnowledgeCommand};
use error::CliError;

/// How a command ended, where it could be done at all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// All of it.
    Done,
    /// With something left out or found wanting; what, stands on stderr.
    Partly,
}

fn main() -> ExitCode {
    let cli = Cli::parse();
    guard::install();
    let overlays = &cli.knowledge;
    let outcome = match &cli.command {
        Command::Read(a) => commands::read::run(a, overlays),
        Command::Explain(a) => commands::explain::run(a, overlays),
        Command::Coverage(a) => commands::coverage::run(a, overlays),
        Command::Demo(a) => commands::demo::run(a, overlays),
        Command::Export(a) => commands::export::run(a, overlays),
        Command::Serve(a) => commands::serve::run(a, overlays),
        Command::Eval(a) => commands::eval::run(a, overlays),
        Command::Compare(a) => commands::compare::run(a),
        Command::Who(a) => commands::who::run(a, overlays),
        Command::Review(a) => commands::review::run(a),
        Command::Query(c) => commands::query::run(c, overlays),
        Command::Pair(a) => commands::pair::run(a, overlays),
        Command::Search(a) => commands::search::run(a, overlays),
        Command::Reread(a) => commands::reread::run(a, overlays),
        Command::Ingest(a) => commands::ingest::run(a, overlays),
        Command::Knowledge(KnowledgeCommand::Check(a)) => commands::check::check(a, overlays),
        Command::Knowledge(KnowledgeCommand::Import(a)) => commands::import::run(a, overlays),
        Command::Knowledge(KnowledgeCommand::ListRules) => commands::rules::run(overlays),
    };
    match outcome {
        Ok(Outcome::Done) => ExitCode::SUCCESS,
        Ok(Outcome::Partly) => ExitCode::from(1),
        // Whoever read our output has had enough of it.
        Err(CliError::Output(e)) if e.kind() == std::io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(CliError::Export(e)) if e.is_broken_pipe() => ExitCode::SUCCESS,
        Err(e) => {
            output::complain(&e);
            ExitCode::from(2)
        }
    }
}
