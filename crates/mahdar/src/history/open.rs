//! The file of a history, and with what articles are read into it.

use std::path::Path;

use mahdar_knowledge::Knowledge;
use mahdar_store::{Access, ReadWith, Store, StoreError};

use crate::error::CliError;
use crate::output;

/// To be read. A file of an older version is brought up to date first.
pub(crate) fn to_read(path: &Path) -> Result<Store, CliError> {
    match Store::open(path, Access::ReadOnly) {
        Err(StoreError::Older { .. }) => {
            output::note(&format!("{}: bringing the tables up to date", path.display()));
            drop(Store::open(path, Access::ReadWrite)?);
            Ok(Store::open(path, Access::ReadOnly)?)
        }
        other => Ok(other?),
    }
}

/// To be written.
pub(crate) fn to_write(path: &Path) -> Result<Store, CliError> {
    Ok(Store::open(path, Access::ReadWrite)?)
}

/// This program and what it knows.
pub(crate) fn reading(k: &Knowledge) -> Result<ReadWith, CliError> {
    let bytes = k.to_bytes().map_err(|e| CliError::KnowledgeBytes(e.to_string()))?;
    Ok(ReadWith::of(env!("CARGO_PKG_VERSION"), &bytes))
}
