//! Words, numbers and marks, one pass over the characters.

use crate::fold::{Folded, fold_char, is_invisible};
use unicode_normalization::char::decompose_compatible;

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Letters.
    Word,
    /// Digits, with a point, comma or colon between digits.
    Number,
    /// A mark.
    Mark(Mark),
}

/// Marks that structure a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// `.` `؟` `!` and runs of them, where they end a sentence.
    Stop,
    /// A dot that belongs to an abbreviation.
    Dot,
    /// `،` `,` `؛` `;`
    Comma,
    /// `:`
    Colon,
    /// A quotation mark of any kind.
    Quote,
    /// `(` `[` `{`
    Open,
    /// `)` `]` `}`
    Close,
    /// Hyphens and dashes.
    Dash,
    /// `/` and `\`
    Slash,
    /// The end of a line.
    Line,
    /// Anything else that is visible.
    Other,
}

/// A token and where it stands.
#[derive(Clone, Copy, Debug)]
pub struct Token {
    /// First byte in the original.
    pub start: u32,
    /// One past its last byte.
    pub end: u32,
    /// First code point in the original.
    pub cp_start: u32,
    /// One past its last code point.
    pub cp_end: u32,
    pub(crate) fold_start: u32,
    pub(crate) fold_end: u32,
    /// What it is.
    pub kind: Kind,
}

impl Token {
    /// Whether it is a word or a number.
    pub fn is_word(&self) -> bool {
        !matches!(self.kind, Kind::Mark(_))
    }

    /// Whether it is this mark.
    pub fn is(&self, mark: Mark) -> bool {
        self.kind == Kind::Mark(mark)
    }
}

fn mark_of(c: char) -> Mark {
    match c {
        '.' | '؟' | '?' | '!' | '۔' => Mark::Stop,
        '،' | ',' | '؛' | ';' | '…' => Mark::Comma,
        ':' => Mark::Colon,
        '"' | '«' | '»' | '“' | '”' | '„' | '‟' | '‹' | '›' | '‘' | '’' | '″' | '‚' | '‛' | '＂' | '❝' | '❞' => {
            Mark::Quote
        }
        '(' | '[' | '{' | '﴾' => Mark::Open,
        ')' | ']' | '}' | '﴿' => Mark::Close,
        '\'' | '`' => Mark::Quote,
        '-' | '–' | '—' | '―' | '‐' | '‑' | '−' => Mark::Dash,
        '/' | '\\' => Mark::Slash,
        _ => Mark::Other,
    }
}

/// What a character does to the word that is being read.
#[derive(Clone, Copy, PartialEq)]
enum Class {
    Letter,
    Digit,
    Invisible,
    Other,
}

fn class_of(c: char) -> Class {
    match c {
        // Nearly all of Arabic news: no look into Unicode's tables.
        '\u{0621}'..='\u{063f}' | '\u{0641}'..='\u{064a}' | 'a'..='z' | 'A'..='Z' => Class::Letter,
        '0'..='9' => Class::Digit,
        '\0'..='\x7f' => Class::Other,
        c if is_invisible(c) => Class::Invisible,
        c if c.is_alphabetic() => Class::Letter,
        c if c.is_numeric() => Class::Digit,
        _ => Class::Other,
    }
}

/// Whether a character without width may stand inside a word: marks on a letter may, bidi controls and the like are at a word's
/// edge by accident.
fn belongs_to_word(c: char) -> bool {
    !matches!(c, '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
}

/// A character and where it stands.
#[derive(Clone, Copy)]
struct Char {
    c: char,
    /// First byte.
    at: usize,
    /// How many code points stand before it.
    cp: u32,
}

impl Char {
    /// One past its last byte, and one past it in code points.
    fn end(self) -> (usize, u32) {
        (self.at + self.c.len_utf8(), self.cp + 1)
    }
}

/// A word or number that is being read.
#[derive(Clone, Copy)]
struct Run {
    kind: Kind,
    start: usize,
    cp_start: u32,
    fold_start: usize,
    /// One past its last character so far, in bytes and code points.
    end: (usize, u32),
}

/// All tokens of a text in order, and the normal forms they point into.
pub(crate) struct Tokens<'a> {
    source: &'a str,
    pub list: Vec<Token>,
    pub folded: String,
    run: Option<Run>,
}

impl<'a> Tokens<'a> {
    /// Cuts `source` up.
    pub fn of(source: &'a str) -> Self {
        let list = Vec::with_capacity(source.len() / 9 + 4);
        let mut tokens = Tokens { source, list, folded: String::with_capacity(source.len()), run: None };
        let mut chars = source.char_indices().peekable();
        let mut cp = 0;
        while let Some((at, c)) = chars.next() {
            let next = || chars.peek().map(|&(_, next)| next);
            tokens.take(Char { c, at, cp }, next);
            cp += 1;
        }
        tokens.close();
        tokens
    }

    fn take(&mut self, here: Char, next: impl FnMut() -> Option<char>) {
        match class_of(here.c) {
            Class::Letter => self.extend(here, Kind::Word),
            Class::Digit => self.extend(here, Kind::Number),
            Class::Invisible => {
                if let Some(run) = &mut self.run
                    && run.kind == Kind::Word
                    && belongs_to_word(here.c)
                {
                    run.end = here.end();
                }
            }
            Class::Other if self.inside_number(here.c, next) => {
                self.folded.push(match here.c {
                    '٫' => '.',
                    '٬' => ',',
                    c => c,
                });
            }
            Class::Other => {
                self.close();
                self.mark(here);
            }
        }
    }

    /// A point, comma or colon between digits stays inside the number.
    fn inside_number(&self, c: char, mut next: impl FnMut() -> Option<char>) -> bool {
        self.run.is_some_and(|run| run.kind == Kind::Number)
            && matches!(c, '.' | ',' | ':' | '٫' | '٬')
            && next().is_some_and(char::is_numeric)
    }

    /// A letter or digit goes on with the run of its kind or begins one.
    fn extend(&mut self, here: Char, kind: Kind) {
        let end = here.end();
        match &mut self.run {
            Some(run) if run.kind == kind => run.end = end,
            _ => {
                self.close();
                self.run = Some(Run { kind, start: here.at, cp_start: here.cp, fold_start: self.folded.len(), end });
            }
        }
        match fold_char(here.c) {
            Folded::Nothing => {}
            Folded::One(c) => self.folded.push(c),
            Folded::Decompose => {
                let folded = &mut self.folded;
                decompose_compatible(here.c, |d| {
                    if let Folded::One(d) = fold_char(d)
                        && !d.is_whitespace()
                    {
                        folded.push(d);
                    }
                });
            }
        }
    }

    /// Ends the word or number that is being read.
    fn close(&mut self) {
        if let Some(run) = self.run.take() {
            // A word of which folding leaves nothing is none.
            if run.kind == Kind::Number || run.fold_start < self.folded.len() {
                self.push((run.start, run.cp_start), run.end, run.fold_start, run.kind);
            }
        }
    }

    fn mark(&mut self, here: Char) {
        let Char { c, at, cp } = here;
        if matches!(c, '\n' | '\r' | '\u{2028}' | '\u{2029}') {
            // One mark for a run of line ends; it also ends the paragraph.
            if !self.list.last().is_some_and(|t| t.is(Mark::Line)) {
                self.push((at, cp), here.end(), self.folded.len(), Kind::Mark(Mark::Line));
            }
            return;
        }
        if c.is_whitespace() || c.is_control() || matches!(c, '_' | '#' | '*') {
            return;
        }
        let fold_start = self.folded.len();
        self.folded.push(c);
        let mark = mark_of(c);
        if mark != Mark::Stop || !self.joins_stops(here) {
            self.push((at, cp), here.end(), fold_start, Kind::Mark(mark));
        }
    }

    /// Runs of stops are one mark; two dots or more are a pause and no end. Whether the stop was taken into such a run.
    fn joins_stops(&mut self, here: Char) -> bool {
        let Some(last) = self.list.last_mut() else { return false };
        let dots = || here.c == '.' && last.is(Mark::Comma) && self.source[last.start as usize..].starts_with('.');
        if last.end as usize != here.at || !(last.is(Mark::Stop) || dots()) {
            return false;
        }
        let (end, cp_end) = here.end();
        (last.end, last.cp_end) = (end as u32, cp_end);
        if here.c == '.' {
            last.kind = Kind::Mark(Mark::Comma);
        }
        last.fold_end = self.folded.len() as u32;
        true
    }

    fn push(&mut self, (start, cp_start): (usize, u32), (end, cp_end): (usize, u32), fold_start: usize, kind: Kind) {
        self.list.push(Token {
            start: start as u32,
            end: end as u32,
            cp_start,
            cp_end,
            fold_start: fold_start as u32,
            fold_end: self.folded.len() as u32,
            kind,
        });
    }
}
