//! Styles, scripts, fonts: built into the program.

use std::fs;
use std::path::Path;

use rust_embed::RustEmbed;

use crate::error::ServeError;

/// The files under `web/static`.
#[derive(RustEmbed)]
#[folder = "../../web/static"]
struct Files;

/// A file with what the browser must know of it.
pub(crate) struct Asset {
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// Its media type.
    pub media: &'static str,
    /// Changes when the file does.
    pub tag: String,
}

/// Where the map is.
pub(crate) const MAP: &str = "map/world.svg";

/// Finds a file by its path under `/static/`.
pub(crate) fn get(path: &str) -> Option<Asset> {
    let file = Files::get(path)?;
    let tag = file.metadata.sha256_hash().iter().take(8).map(|b| format!("{b:02x}")).collect();
    Some(Asset { bytes: file.data.into_owned(), media: media(path), tag })
}

/// Reads a map to be shown instead of the built-in one.
pub(crate) fn map(path: &Path) -> Result<Vec<u8>, ServeError> {
    let fault = |message: String| ServeError::Map { path: path.display().to_string(), message };
    let bytes = fs::read(path).map_err(|e| fault(e.to_string()))?;
    let text = std::str::from_utf8(&bytes).map_err(|_| fault("not an SVG file in UTF-8".to_owned()))?;
    match ["<svg", "id=\"land\"", "id=\"boundaries\""].iter().find(|part| !text.contains(**part)) {
        Some(part) => Err(fault(format!("has no {part}; the built-in web/static/map/world.svg shows what is needed"))),
        None => Ok(bytes),
    }
}

fn media(path: &str) -> &'static str {
    match path.rsplit_once('.').map(|(_, ending)| ending) {
        Some("css") => "text/css; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("svg") => "image/svg+xml",
        Some("woff2") => "font/woff2",
        Some("json") => "application/json",
        _ => "text/plain; charset=utf-8",
    }
}
