//! Pages: the article in one, without what stands around it, and what the page says of it.

mod layout;
mod main_text;
mod meta;
mod names;
mod tokens;

use encoding_rs::Encoding;

use crate::article::Parts;
use crate::decode::{Decoded, decode_declared};
use crate::{Field, SourceError};
use layout::Layout;

/// A page is no longer than this; those of newspapers have a tenth of it.
pub(crate) const LONGEST: usize = 8 << 20;
/// A declaration of the encoding stands within so many bytes of the beginning.
const DECLARED: usize = 4096;

/// The article of a page. `charset` is what the server said of its encoding.
///
/// # Errors
/// Where there is none, or the page is none.
pub(crate) fn read(bytes: &[u8], charset: Option<&str>) -> Result<Parts, SourceError> {
    let declared = charset.and_then(|c| Encoding::for_label(c.as_bytes())).or_else(|| declared(bytes));
    let Decoded { text: html, encoding, lossy } = decode_declared(bytes, declared)?;
    let mut page = Layout::new();
    tokens::each(&html, &mut page);
    page.finish();
    if page.is_monstrous() {
        return Err(SourceError::Monstrous { what: format!("more than {} elements", layout::ELEMENTS) });
    }
    let json = meta::article(&page);
    let part = |field| meta::part(&page, json.as_ref(), field);
    let told = part(Field::Text).map(|t| if t.contains('<') { text(&t) } else { t });
    let found = main_text::find(&page);
    let chars = |t: &Option<String>| t.as_ref().map_or(0, |t| t.chars().count());
    // Where the page's data have the text whole, they are to be believed over a part of it that was found.
    let text = if chars(&told) > 2 * chars(&found) { told } else { found };
    Ok(Parts {
        id: None,
        text: text.ok_or(SourceError::NoMainText)?,
        title: part(Field::Title),
        published: part(Field::Published),
        url: part(Field::Url),
        outlet: part(Field::Outlet),
        language: part(Field::Language),
        encoding,
        lossy,
    })
}

/// The text of a piece of HTML, such as feeds carry: all of it, a block a line.
pub(crate) fn text(html: &str) -> String {
    let mut page = Layout::new();
    tokens::each(html, &mut page);
    page.finish();
    page.blocks.iter().map(|b| b.text.as_str()).collect::<Vec<_>>().join("\n")
}

/// Whether text begins like a page.
pub(crate) fn is_page(head: &str) -> bool {
    let head = head.trim_start().get(..1024).unwrap_or(head.trim_start()).to_ascii_lowercase();
    head.starts_with('<') && (head.contains("<!doctype html") || head.contains("<html") || head.contains("<head>"))
}

/// The encoding that the page declares.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(DECLARED)]).to_ascii_lowercase();
    let value = head.split_once("charset")?.1.trim_start().strip_prefix('=')?;
    let label: String = value
        .trim_start_matches([' ', '"', '\''])
        .chars()
        .take_while(|c| c.is_ascii_alphanumeric() || "-_:.".contains(*c))
        .collect();
    Encoding::for_label(label.as_bytes())
}
