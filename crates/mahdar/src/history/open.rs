//! The file of a history, and with what articles are read into it.

use std::path::{Path, PathBuf};

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

/// This program and what it knows; what is built in need not be written down to be told from other knowledge.
pub(crate) fn reading(k: &Knowledge, overlays: &[PathBuf]) -> Result<ReadWith, CliError> {
    let of = |bytes: &[u8]| ReadWith::of(env!("CARGO_PKG_VERSION"), bytes);
    if overlays.is_empty() {
        return Ok(of(mahdar_builtin::bytes()));
    }
    Ok(of(&k.to_bytes().map_err(|e| CliError::KnowledgeBytes(e.to_string()))?))
}
