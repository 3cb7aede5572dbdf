//! Reading JSON files so that faults name file and line.

use std::collections::HashMap;
use std::fs;
use std::path::Path;

use mahdar_record::Record;
use serde::de::DeserializeOwned;

use crate::EvalError;

/// Reads a JSONL file of records, by id. A folder and an extension in the id are left out.
///
/// # Errors
/// Where the file cannot be read or a line is no record.
pub fn records(path: &Path) -> Result<HashMap<String, Record>, EvalError> {
    let rows: Vec<Record> = rows(path)?;
    Ok(rows.into_iter().map(|r| (stem(&r.id).to_owned(), r)).collect())
}

/// The last part of a path without its extension.
fn stem(id: &str) -> &str {
    Path::new(id).file_stem().and_then(|s| s.to_str()).unwrap_or(id)
}

/// A file's text.
pub(crate) fn text(path: &Path) -> Result<String, EvalError> {
    let bytes = fs::read(path).map_err(|source| EvalError::Read { path: path.to_owned(), source })?;
    String::from_utf8(bytes).map_err(|e| {
        let before = &e.as_bytes()[..e.utf8_error().valid_up_to()];
        let line = 1 + before.iter().filter(|&&b| b == b'\n').count();
        EvalError::Encoding { path: path.to_owned(), line }
    })
}

/// A file that holds one JSON value.
pub(crate) fn json<T: DeserializeOwned>(path: &Path) -> Result<T, EvalError> {
    serde_json::from_str(&text(path)?).map_err(|e| EvalError::Json {
        path: path.to_owned(),
        line: e.line(),
        message: e.to_string(),
    })
}

/// A file that holds one JSON value a line; empty lines are passed over.
pub(crate) fn rows<T: DeserializeOwned>(path: &Path) -> Result<Vec<T>, EvalError> {
    let text = text(path)?;
    let mut out = Vec::new();
    for (i, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        let row = serde_json::from_str(line).map_err(|e| EvalError::Json {
            path: path.to_owned(),
            line: i + 1,
            message: format!("{e} (counted within this line)"),
        })?;
        out.push(row);
    }
    Ok(out)
}
