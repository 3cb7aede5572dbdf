//! Styles, scripts, fonts: built into the program.

use rust_embed::RustEmbed;

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

/// Finds a file by its path under `/static/`.
pub(crate) fn get(path: &str) -> Option<Asset> {
    let file = Files::get(path)?;
    let tag = file.metadata.sha256_hash().iter().take(8).map(|b| format!("{b:02x}")).collect();
    Some(Asset { bytes: file.data.into_owned(), media: media(path), tag })
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
