//! The least that is expected in each area.

use std::fs;
use std::path::Path;

use crate::error::CliError;

/// Areas and the least F1 (or share) expected.
pub(crate) fn load(path: &Path) -> Result<Vec<(String, f64)>, CliError> {
    let fault = |line, message: String| CliError::Floors { path: path.to_owned(), line, message };
    let text = fs::read_to_string(path).map_err(|e| fault(None, e.to_string()))?;
    let mut out = Vec::new();
    for (n, line) in text.lines().enumerate() {
        let line = line.trim_end();
        if line.is_empty() || line.starts_with('#') || line.starts_with("area\t") {
            continue;
        }
        let Some((area, least)) = line.split_once('\t') else {
            return Err(fault(Some(n + 1), "no tab".into()));
        };
        match least.parse() {
            Ok(least) if (0.0..=1.0).contains(&least) => out.push((area.to_owned(), least)),
            _ => return Err(fault(Some(n + 1), format!("\"{least}\" is no number from 0 to 1"))),
        }
    }
    Ok(out)
}

/// The areas of `floors` that `figures` do not reach. Floors for other figures are left alone; names that no figure
/// ever has are an error.
pub(crate) fn below(
    path: &Path,
    floors: &[(String, f64)],
    figures: &[(String, f64)],
    known: impl Fn(&str) -> bool,
) -> Result<Vec<String>, CliError> {
    let mut out = Vec::new();
    for (area, least) in floors {
        match figures.iter().find(|(name, _)| name == area) {
            Some((_, got)) if got < least => out.push(format!("{area}: {got:.3}, expected at least {least:.3}")),
            Some(_) => {}
            None if known(area) => {}
            None => {
                return Err(CliError::Floors { path: path.to_owned(), line: None, message: format!("unknown area \"{area}\"") });
            }
        }
    }
    Ok(out)
}
