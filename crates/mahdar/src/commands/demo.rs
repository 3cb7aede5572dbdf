//! `mahdar demo`: the bundled articles.
use std::path::PathBuf;
use crate::{Outcome, args::DemoArgs, error::CliError};
pub(crate) fn run(_a: &DemoArgs, _o: &[PathBuf]) -> Result<Outcome, CliError> { Err(CliError::NothingRead) }
