//! Text that formats cannot hold as it is.

use std::borrow::Cow;

/// On one line, for tables without quotation: white space and control characters become spaces, `"` becomes `'`.
pub(crate) fn flat(text: &str) -> Cow<'_, str> {
    let bad = |c: char| c.is_control() || c == '"' || matches!(c, '\u{2028}' | '\u{2029}');
    if !text.contains(bad) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(
        text.chars()
            .map(|c| {
                if c == '"' {
                    '\''
                } else if bad(c) {
                    ' '
                } else {
                    c
                }
            })
            .collect(),
    )
}

/// Without the characters that XML 1.0 cannot hold, not even escaped.
pub(crate) fn xml(text: &str) -> Cow<'_, str> {
    let bad = |c: char| matches!(c, '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}');
    if text.contains(bad) { Cow::Owned(text.replace(bad, "\u{fffd}")) } else { Cow::Borrowed(text) }
}

/// A cell that no spreadsheet takes for a formula, and without control characters that it cannot hold.
pub(crate) fn inert(text: &str) -> Cow<'_, str> {
    const ORDERS: [char; 11] = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];
    let control = |c: char| c.is_control() && !matches!(c, '\t' | '\n' | '\r');
    let text = if text.contains(control) { Cow::Owned(text.replace(control, "\u{fffd}")) } else { Cow::Borrowed(text) };
    if text.trim_start_matches(' ').starts_with(ORDERS) { Cow::Owned(format!("'{text}")) } else { text }
}

/// Byte offsets of a text by code point.
pub(crate) struct Points<'a> {
    text: &'a str,
    starts: Vec<u32>,
}

impl<'a> Points<'a> {
    pub fn new(text: &'a str) -> Self {
        Self { text, starts: text.char_indices().map(|(at, _)| at as u32).collect() }
    }

    /// Code points.
    pub fn len(&self) -> usize {
        self.starts.len()
    }

    fn byte(&self, point: usize) -> usize {
        self.starts.get(point).map_or(self.text.len(), |b| *b as usize)
    }

    /// The words of a span; what lies beyond the text is left out.
    pub fn slice(&self, start: usize, end: usize) -> &'a str {
        let (start, end) = (self.byte(start), self.byte(end));
        self.text.get(start..end.max(start)).unwrap_or("")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_become_inert() {
        for order in ["=1+1", "+1", "-1", "@x", "\tx", "\rx", "\n=x", " =1", "＝1"] {
            assert_eq!(inert(order), format!("'{order}"));
        }
        assert_eq!(inert("قال إن 1=1"), "قال إن 1=1");
        assert_eq!(inert("a\u{0}b\u{1b}"), "a\u{fffd}b\u{fffd}");
    }

    #[test]
    fn one_line() {
        assert_eq!(flat("a\tb\r\nc \"d\"\u{2028}e"), "a b  c 'd' e");
        assert!(matches!(flat("قال"), Cow::Borrowed(_)));
    }

    #[test]
    fn spans_by_code_point() {
        let p = Points::new("aقb😀c");
        assert_eq!((p.len(), p.slice(1, 2), p.slice(3, 99), p.slice(4, 2)), (5, "ق", "😀c", ""));
    }
}
