//! The words of a text, each with its key and its place.

use super::lexicon::known;
use super::stem;
use hashbrown::HashMap;
use mahdar_text::{Kind, Text, Token, fold};
use std::cell::RefCell;

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

/// A text cut into words, once for all that looks at them.
#[derive(Debug)]
pub struct Cut<'a>(Text<'a>);

impl<'a> Cut<'a> {
    /// Cuts a text.
    pub fn new(text: &'a str) -> Self {
        Self(Text::new(text))
    }

    /// The text.
    pub fn source(&self) -> &'a str {
        self.0.source()
    }

    /// Its words in order.
    pub fn keyed(&self, mode: Mode) -> Keyed {
        // Few words are two, and few keys longer than their words.
        let tokens = self.0.tokens.len();
        let mut out = Keyed { keys: String::with_capacity(self.0.source().len()), words: Vec::with_capacity(tokens) };
        let mut own = String::new();
        for (i, token) in self.0.tokens.iter().enumerate() {
            let (start, end) = (token.cp_start, token.cp_end);
            own.clear();
            match (token.kind, mode) {
                (Kind::Mark(_), _) => continue,
                (Kind::Number, _) => number(self.0.folded(i), &mut own),
                (Kind::Word, Mode::Exact) => as_written(self.0.surface(i), &mut own),
                (Kind::Word, Mode::Folded) => {
                    word(self.0.folded(i), token, &mut |key| out.push(key, start, end));
                    continue;
                }
            }
            out.push(&own, start, end);
        }
        out
    }

    /// The letters and digits of each word in folded spelling, whatever is written onto it.
    pub(crate) fn letters(&self) -> impl Iterator<Item = impl Iterator<Item = char> + '_> {
        let words = self.0.tokens.iter().enumerate().filter(|(_, t)| t.is_word());
        words.map(move |(i, _)| self.0.folded(i).chars().filter(counts))
    }
}

/// The words of a text. Clitics written apart (`و الصين`, `بـ «الصين»`) are none.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Keyed {
    keys: String,
    words: Vec<Word>,
}

/// A word of [`Keyed`]: where its key stands in the keys, where the word in the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Word {
    from: u32,
    to: u32,
    start: u32,
    end: u32,
}

impl Keyed {
    fn push(&mut self, key: &str, start: u32, end: u32) {
        // Texts of 4 GB are not read.
        let at = |keys: &String| u32::try_from(keys.len()).unwrap_or(u32::MAX);
        if key.is_empty() {
            return;
        }
        if !self.keys.is_empty() {
            self.keys.push(' ');
        }
        let from = at(&self.keys);
        self.keys.push_str(key);
        self.words.push(Word { from, to: at(&self.keys), start, end });
    }

    /// How many words there are.
    pub fn len(&self) -> usize {
        self.words.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// The key of a word.
    pub fn key(&self, n: usize) -> &str {
        self.words.get(n).map_or("", |w| &self.keys[w.from as usize..w.to as usize])
    }

    /// Code points of the text that words stand at, from the first of them to the last.
    pub fn span(&self, first: usize, last: usize) -> (u32, u32) {
        (self.words[first].start, self.words[last].end)
    }

    /// All keys, one space between them: what a full-text index holds.
    pub fn into_index(self) -> String {
        self.keys
    }
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
    let keyed = Cut::new(text).keyed(mode);
    let term = |(n, w): (usize, &Word)| Term { key: keyed.key(n).to_owned(), start: w.start, end: w.end };
    keyed.words.iter().enumerate().map(term).collect()
}

thread_local! {
    /// Keys of words seen by this thread: news repeats its words. Emptied when it grows large.
    static SEEN: RefCell<HashMap<Box<str>, Keys>> = RefCell::new(HashMap::new());
}

/// A word's key, and behind it the second one of two words written as one, in one piece of memory.
struct Keys {
    keys: Box<str>,
    first: u32,
}

impl Keys {
    fn of(folded: &str) -> Self {
        let plain: String = folded.chars().filter(counts).collect();
        let (first, second) = match joined(&plain) {
            Some((first, second)) => (stem::key(first), stem::key(second)),
            None => (stem::key(&plain), "".into()),
        };
        Self { first: first.len() as u32, keys: (first.into_owned() + &second).into() }
    }

    fn give(&self, push: &mut impl FnMut(&str)) {
        let (first, second) = self.keys.split_at(self.first as usize);
        push(first);
        push(second);
    }
}

const SEEN_LIMIT: usize = 60_000;

fn word(folded: &str, token: &Token, push: &mut impl FnMut(&str)) {
    if token.cp_end - token.cp_start <= 2 && stem::is_clitic(folded) {
        return;
    }
    SEEN.with_borrow_mut(|seen| {
        if let Some(keys) = seen.get(folded) {
            return keys.give(push);
        }
        let keys = Keys::of(folded);
        keys.give(push);
        if seen.len() > SEEN_LIMIT {
            seen.clear();
        }
        seen.insert(folded.into(), keys);
    });
}

/// Whether a character is a letter or digit; nearly all of Arabic news need no look into Unicode's tables.
fn counts(c: &char) -> bool {
    matches!(c, 'ء'..='غ' | 'ف'..='ي') || c.is_alphanumeric()
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
fn number(folded: &str, out: &mut String) {
    for c in folded.chars() {
        match c {
            '.' => out.push('٫'),
            ':' => out.push('：'),
            c if c.is_alphanumeric() => out.push(c),
            _ => {}
        }
    }
}

/// The word as written: its letters are kept apart, marks on them and invisible characters do not count.
fn as_written(surface: &str, out: &mut String) {
    // Nearly all words have nothing to be left out, and two bytes to a letter.
    let (letters, rest) = surface.as_bytes().as_chunks::<2>();
    if rest.is_empty() && letters.iter().all(|l| matches!(l, [0xd8, 0xa1..=0xba] | [0xd9, 0x81..=0x8a])) {
        out.push_str(surface);
        return;
    }
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
}

/// The keys of a text, one space between them.
pub fn index_text(text: &str, mode: Mode) -> String {
    Cut::new(text).keyed(mode).into_index()
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
