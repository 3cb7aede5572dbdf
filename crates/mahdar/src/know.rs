//! Knowledge: the built-in files and those laid over them.

use std::path::PathBuf;

use mahdar_knowledge::{Files, Knowledge, builtin_files, overlay};

use crate::error::CliError;
use crate::output;

/// The files: built-in, then each overlay.
pub(crate) fn files(overlays: &[PathBuf]) -> Result<Files, CliError> {
    let mut files = builtin_files();
    for dir in overlays {
        let layers = |files: &Files| files.values().map(Vec::len).sum::<usize>();
        let before = layers(&files);
        for other in overlay(&mut files, dir)? {
            output::warn(&format!("{}: no data file has this name; it is left out", other.display()));
        }
        if layers(&files) == before {
            return Err(CliError::NoKnowledge(dir.clone()));
        }
    }
    Ok(files)
}

/// What is known.
pub(crate) fn load(overlays: &[PathBuf]) -> Result<Knowledge, CliError> {
    if overlays.is_empty() {
        return Ok(mahdar_builtin::knowledge());
    }
    Ok(Knowledge::compile(&files(overlays)?)?)
}
