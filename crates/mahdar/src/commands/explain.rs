//! `mahdar explain`.
use std::path::PathBuf;
use crate::{Outcome, args::ExplainArgs, error::CliError};
pub(crate) fn run(_a: &ExplainArgs, _o: &[PathBuf]) -> Result<Outcome, CliError> { Err(CliError::NothingRead) }
