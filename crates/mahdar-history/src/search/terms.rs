//! The words of a text, each with its key and its place.

use super::lexicon::known;
use super::stem;
use mahdar_text::{Kind, Text, Token, fold};
use std::cell::RefCell;
use std::collections::HashMap;

/// Whether spellings meet.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Mode {
    /// All spellings of a word meet, with and without what is written onto it.
    #[default]
    Folded,
    /// Only the same letters meet. Diacritics, tatweel and invisible characters still do not count.
    Exact,
}

/// A word of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term {
    /// What the spellings of the word have in common: letters and digits, without ASCII marks or white space.
    pub key: String,
    /// First code point in the text.
    pub start: u32,
    /// One past the last code point. Two words written as one (`عبدالله`) both have the span of the whole.
    pub end: u32,
}

/// The words of `text` in order. Clitics written apart (`و الصين`, `بـ «الصين»`) are no words.
///
/// ```
/// use mahdar_history::search::{Mode, terms};
/// let keys = |text| terms(text, Mode::Folded).into_iter().map(|t| t.key).collect::<Vec<_>>();
/// assert_eq!(keys("وبالتعاون مع الصّين"), keys("التعاون مع صين"));
/// assert_eq!(keys("باسل"), ["باسل"]);
/// ```
pub fn terms(text: &str, mode: Mode) -> Vec<Term> {
    let cut = Text::new(text);
    let mut out = Vec::with_capacity(cut.tokens.len());
    for (i, token) in cut.tokens.iter().enumerate() {
        let mut push = |key: String| {
            if !key.is_empty() {
                out.push(Term { key, start: token.cp_start, end: token.cp_end });
            }
        };
        match (token.kind, mode) {
            (Kind::Mark(_), _) => {}
            (Kind::Number, _) => push(number(cut.folded(i))),
            (Kind::Word, Mode::Exact) => push(as_written(cut.surface(i))),
            (Kind::Word, Mode::Folded) => word(cut.folded(i), token, &mut push),
        }
    }
    out
}

thread_local! {
    /// Keys of words seen by this thread: news repeats its words. Emptied when it grows large.
    static SEEN: RefCell<HashMap<Box<str>, Keys>> = RefCell::new(HashMap::new());
}

/// A word's key, and the second one of two words written as one.
type Keys = (Box<str>, Option<Box<str>>);

const SEEN_LIMIT: usize = 60_000;

fn word(folded: &str, token: &Token, push: &mut impl FnMut(String)) {
    if token.cp_end - token.cp_start <= 2 && stem::is_clitic(folded) {
        return;
    }
    SEEN.with_borrow_mut(|seen| {
        if !seen.contains_key(folded) {
            if seen.len() > SEEN_LIMIT {
                seen.clear();
            }
            seen.insert(folded.into(), keys_of(folded));
        }
        if let Some((first, second)) = seen.get(folded) {
            push(first.to_string());
            if let Some(second) = second {
                push(second.to_string());
            }
        }
    });
}

fn keys_of(folded: &str) -> Keys {
    let plain: String = folded.chars().filter(|c| c.is_alphanumeric()).collect();
    match joined(&plain) {
        Some((first, second)) => (stem::key(first).into(), Some(stem::key(second).into())),
        None => (stem::key(&plain).into(), None),
    }
}

/// The two words of one that the lexicon knows to be two, whatever clitic stands before it.
fn joined(word: &str) -> Option<(&str, &str)> {
    std::iter::once(word).chain(stem::heads(word).map(|(rest, _)| rest)).find_map(|rest| {
        let n = known(rest).joined()?;
        let at = rest.char_indices().nth(n)?.0;
        Some(rest.split_at(at))
    })
}

/// A number without marks that grouping and decimals are written with: `1٬000` and `1,000` meet.
fn number(folded: &str) -> String {
    let mut out = String::with_capacity(folded.len());
    for c in folded.chars() {
        match c {
            '.' => out.push('٫'),
            ':' => out.push('：'),
            c if c.is_alphanumeric() => out.push(c),
            _ => {}
        }
    }
    out
}

/// The word as written: its letters are kept apart, marks on them and invisible characters do not count.
fn as_written(surface: &str) -> String {
    let mut out = String::with_capacity(surface.len());
    for c in surface.chars() {
        // Nearly all letters of Arabic news; tatweel stands between them.
        if matches!(c, 'ء'..='غ' | 'ف'..='ي') {
            out.push(c);
            continue;
        }
        // What folding makes vanish is a mark; presentation forms are the letters that they present.
        let folded = fold(c.encode_utf8(&mut [0; 4]));
        match c {
            '\u{fb50}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}' => out.extend(folded.chars().filter(|c| c.is_alphanumeric())),
            _ if folded.is_empty() => {}
            c => out.extend(c.to_lowercase().filter(|c| c.is_alphanumeric())),
        }
    }
    out
}

/// The keys of a text, one space between them: what a full-text index holds.
pub fn index_text(text: &str, mode: Mode) -> String {
    let mut out = String::with_capacity(text.len());
    for term in terms(text, mode) {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(&term.key);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn clitics_written_apart_are_no_words() {
        assert_eq!(index_text("روسيا و الصين بـ«وساطة»", Mode::Folded), index_text("روسيا والصين بوساطة", Mode::Folded));
    }

    #[test]
    fn exact_keeps_letters_apart() {
        assert_ne!(index_text("القاهرة", Mode::Exact), index_text("القاهره", Mode::Exact));
        assert_ne!(index_text("أحمد", Mode::Exact), index_text("احمد", Mode::Exact));
        assert_eq!(index_text("الـقـاهِرة", Mode::Exact), index_text("القاهرة", Mode::Exact));
    }

    proptest! {
        /// Spans lie in the text and in order; keys hold nothing that an index or a question could trip over.
        #[test]
        fn terms_are_sound(s in "[\u{0600}-\u{06ff} \\n.,:«»\"_a-zA-Z0-9\u{200b}-\u{200f}\u{fe70}-\u{fefc}\u{fb50}-\u{fdff}\u{1f600}-\u{1f610}]{0,60}|\\PC{0,40}") {
            let n = s.chars().count() as u32;
            for mode in [Mode::Folded, Mode::Exact] {
                let mut last = 0;
                for t in terms(&s, mode) {
                    prop_assert!(t.start >= last && t.end > t.start && t.end <= n);
                    last = t.start;
                    prop_assert!(t.key.chars().all(|c| !c.is_ascii() || c.is_ascii_alphanumeric()), "{:?}", t.key);
                    prop_assert!(t.key.chars().all(|c| !c.is_whitespace() && !c.is_control()), "{:?}", t.key);
                    prop_assert!(!t.key.is_empty());
                }
            }
        }

        /// Marks on letters change no key.
        #[test]
        fn marks_change_nothing(word in "[ء-غف-ي]{1,12}", mark in "[\u{064b}-\u{0652}\u{0640}]") {
            let marked: String = word.chars().flat_map(|c| [c, mark.chars().next().unwrap_or(c)]).collect();
            prop_assert_eq!(index_text(&word, Mode::Folded), index_text(&marked, Mode::Folded));
        }
    }
}
