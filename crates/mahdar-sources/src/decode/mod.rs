//! Text from bytes whose encoding nobody tells.
//!
//! In this order: a byte order mark; what is known not to be text; UTF-16 without a mark; UTF-8; UTF-8 with
//! damage; the encodings of former times, by how well their letters follow one another.

mod legacy;
mod magic;
mod stream;
mod utf16;

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

pub use magic::known_binary;
pub(crate) use stream::Transcoded;

use crate::SourceError;

/// Text and how it was stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decoded {
    /// The text without a byte order mark.
    pub text: String,
    /// The encoding's name as the WHATWG has it: `UTF-8`, `windows-1256` …
    pub encoding: &'static str,
    /// How many places could not be read and hold U+FFFD instead.
    pub lossy: usize,
}

/// Decodes bytes.
///
/// # Errors
/// [`SourceError::Empty`] where there are none, [`SourceError::NotText`] where they are something else.
pub fn decode(bytes: &[u8]) -> Result<Decoded, SourceError> {
    if let Some(what) = magic::known_binary(bytes) {
        return Err(SourceError::NotText { what });
    }
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return whole(encoding, &bytes[mark..]);
    }
    if bytes.is_empty() {
        return Err(SourceError::Empty);
    }
    match utf16::guess(bytes) {
        Some(encoding) => whole(encoding, bytes),
        None => unmarked(bytes),
    }
}

/// UTF-16 by its mark or by its looks.
pub(crate) fn utf16(head: &[u8]) -> Option<&'static Encoding> {
    match Encoding::for_bom(head) {
        Some((encoding, _)) => (encoding != UTF_8).then_some(encoding),
        None => utf16::guess(head),
    }
}

/// The encoding of a stream that begins like this, where its source may declare one.
///
/// What the bytes themselves tell stands above what is declared: pages are converted more often than their declarations.
pub(crate) fn of_stream(head: &[u8], declared: Option<&'static Encoding>) -> &'static Encoding {
    if let Some(encoding) = utf16(head) {
        return encoding;
    }
    let (mut sound, mut broken) = (0_usize, 0_usize);
    // The head may end within a character.
    for chunk in head[..head.len().saturating_sub(3)].utf8_chunks() {
        sound += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        broken += usize::from(!chunk.invalid().is_empty());
    }
    match (sound, broken) {
        (0, 0) => declared.unwrap_or(UTF_8),
        _ if sound >= broken => UTF_8,
        _ => declared.filter(|d| *d != UTF_8).unwrap_or_else(|| legacy::guess(head)),
    }
}

/// Decodes bytes whose source may declare an encoding.
///
/// # Errors
/// As [`decode`].
pub(crate) fn decode_declared(bytes: &[u8], declared: Option<&'static Encoding>) -> Result<Decoded, SourceError> {
    let encoding = of_stream(bytes, declared);
    if encoding == UTF_8 || declared.is_none_or(|d| d != encoding) {
        return decode(bytes);
    }
    let (text, _, broken) = encoding.decode(bytes);
    let lossy = if broken { text.matches(char::REPLACEMENT_CHARACTER).count() } else { 0 };
    finished(text.into_owned(), encoding, lossy)
}

/// Decodes bytes in a given encoding.
fn whole(encoding: &'static Encoding, bytes: &[u8]) -> Result<Decoded, SourceError> {
    if bytes.is_empty() {
        return Err(SourceError::Empty);
    }
    if encoding == UTF_16LE || encoding == UTF_16BE {
        let (text, lossy) = utf16::decode(bytes, encoding == UTF_16BE);
        return finished(text, encoding, lossy);
    }
    unmarked(bytes)
}

/// Decodes bytes that neither carry a mark nor are UTF-16.
pub(crate) fn unmarked(bytes: &[u8]) -> Result<Decoded, SourceError> {
    if let Ok(text) = std::str::from_utf8(bytes) {
        return finished(text.to_owned(), UTF_8, 0);
    }
    let (mut sound, mut broken) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        sound += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        broken += usize::from(!chunk.invalid().is_empty());
    }
    if sound >= broken {
        return finished(String::from_utf8_lossy(bytes).into_owned(), UTF_8, broken);
    }
    let (text, encoding, lossy) = legacy::decode(bytes);
    finished(text, encoding, lossy)
}

/// Refuses text that is hardly any.
fn finished(text: String, encoding: &'static Encoding, lossy: usize) -> Result<Decoded, SourceError> {
    let (mut all, mut controls) = (0_usize, 0_usize);
    for c in text.chars() {
        all += 1;
        // Paragraph marks, form feeds, the end mark of old systems and colours of terminals stray into text.
        let stray = matches!(c, '\t' | '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{1a}' | '\u{1b}' | '\u{85}');
        controls += usize::from(c.is_control() && !stray);
    }
    if controls * 100 > all {
        let what = if text.contains('\0') { "binary data (NUL bytes)" } else { "binary data (control characters)" };
        return Err(SourceError::NotText { what });
    }
    if lossy * 4 > all {
        return Err(SourceError::NotText { what: "binary data (in no encoding that text has)" });
    }
    Ok(Decoded { text, encoding: encoding.name(), lossy })
}
