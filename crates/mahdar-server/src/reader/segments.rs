//! The article's text as a page can carry it.
//!
//! HTML has no way to write some characters (NUL, most controls), changes others (a carriage return becomes a line
//! feed), and some would turn the direction of everything behind them. Those become elements of their own, one for
//! each code point, so that offsets hold; all the rest stays as it is, usually one text node.

use std::fmt::Write as _;

/// A piece of the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Segment {
    /// Text as it stands.
    Text(String),
    /// One code point that is shown by its number.
    Point {
        /// `U+202E`.
        number: String,
        /// A carriage return before a line feed: nobody needs to see it.
        line: bool,
    },
}

/// Cuts a text into what a page can carry and what it must show by number.
pub(crate) fn segments(text: &str) -> Vec<Segment> {
    let mut out = Vec::new();
    let mut plain = String::new();
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        if !is_point(c) {
            plain.push(c);
            continue;
        }
        if !plain.is_empty() {
            out.push(Segment::Text(std::mem::take(&mut plain)));
        }
        let line = c == '\r' && rest.peek() == Some(&'\n');
        out.push(Segment::Point { number: number(c), line });
    }
    if !plain.is_empty() {
        out.push(Segment::Text(plain));
    }
    out
}

/// A short text on one line, for titles, evidence and notes: what cannot be seen is shown by number, `⟨U+202E⟩`.
pub(crate) fn visible(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\n' | '\r' | '\t' => out.push(' '),
            c if is_point(c) => {
                let _ = write!(out, "⟨{}⟩", number(c));
            }
            c => out.push(c),
        }
    }
    out
}

fn number(c: char) -> String {
    format!("U+{:04X}", c as u32)
}

/// Controls, what turns the line and what cannot be seen; the plain marks of direction (U+200E, U+200F, U+061C) are
/// usual in Arabic text and turn nothing behind them.
fn is_point(c: char) -> bool {
    (c.is_control() && c != '\n' && c != '\t')
        || matches!(c,
            '\u{200b}'..='\u{200d}' | '\u{2028}' | '\u{2029}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
            | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn points(text: &str) -> usize {
        let count = |s: &Segment| match s {
            Segment::Text(t) => t.chars().count(),
            Segment::Point { .. } => 1,
        };
        segments(text).iter().map(count).sum()
    }

    #[test]
    fn usual_text_stays_whole() {
        let text = "قال\u{200f} الوزير 😀 إن\n\nبلاده <b>مستعدة</b>.";
        assert_eq!(segments(text), [Segment::Text(text.to_owned())]);
        assert_eq!(segments(""), []);
    }

    #[test]
    fn every_code_point_is_there_once() {
        for text in ["a\u{0}b", "\r\nx\r\n", "\u{202e}abc\u{202c}", "a\u{9b}", "\u{feff}قال", "ن\u{200d}\u{200c}"] {
            assert_eq!(points(text), text.chars().count());
        }
    }

    #[test]
    fn no_text_piece_holds_what_a_page_cannot_carry() {
        let all: String = (0..=0x10_ffff).filter_map(char::from_u32).collect();
        for s in segments(&all) {
            if let Segment::Text(t) = s {
                assert!(!t.chars().any(is_point));
            }
        }
        assert!(!visible(&all).chars().any(|c| is_point(c) || c == '\n'));
    }

    #[test]
    fn a_line_end_is_not_shown() {
        let s = segments("a\r\nb\rc");
        assert!(matches!(&s[1], Segment::Point { line: true, .. }));
        assert!(matches!(&s[3], Segment::Point { line: false, .. }));
    }
}
