//! Text as it may go to a terminal: nothing in an article gives orders to the reader's screen.

use std::borrow::Cow;
use std::fmt::Write as _;

/// Control characters and those that turn the direction of writing.
pub(crate) fn is_unsafe(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}' | '\u{2029}'
            | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{206f}' | '\u{fff9}'..='\u{fffb}'
            | '\u{e0000}'..='\u{e007f}')
}

/// What JSON leaves as it is and a reader of lines or a terminal does not.
pub(crate) fn is_unsafe_in_json(c: char) -> bool {
    matches!(c, '\u{7f}'..='\u{9f}' | '\u{2028}' | '\u{2029}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// On one line: runs of white space as a space; what must not reach a terminal as its number, `⟨U+202E⟩`.
pub(crate) fn plain(text: &str) -> Cow<'_, str> {
    let mut before = 'x';
    let tidy = text.chars().all(|c| {
        let ok = !is_unsafe(c) && (!c.is_whitespace() || c == ' ' && before != ' ');
        before = c;
        ok
    });
    if tidy {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        match c {
            '\u{85}' | '\u{2028}' | '\u{2029}' => show(&mut out, c),
            c if c.is_whitespace() => {
                if !out.ends_with(' ') {
                    out.push(' ');
                }
            }
            c if is_unsafe(c) => show(&mut out, c),
            c => out.push(c),
        }
    }
    Cow::Owned(out)
}

fn show(out: &mut String, c: char) {
    let _ = write!(out, "⟨U+{:04X}⟩", c as u32);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn orders_become_visible() {
        assert_eq!(plain("a\u{202e}b\u{1b}[2Jc\u{9b}d\u{0}"), "a⟨U+202E⟩b⟨U+001B⟩[2Jc⟨U+009B⟩d⟨U+0000⟩");
        assert_eq!(plain("قال\r\n\t إن"), "قال إن");
        assert!(matches!(plain("قال إن"), Cow::Borrowed(_)));
    }

    #[test]
    fn nothing_unsafe_comes_out() {
        let all: String = (0..=0x10_ffff).filter_map(char::from_u32).collect();
        assert!(!plain(&all).chars().any(is_unsafe));
    }
}
