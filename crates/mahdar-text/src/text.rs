//! Texts cut up: tokens, sentences and paragraphs.

use crate::quotes::Quotes;
use crate::tokens::{Kind, Mark, Token, Tokens};

/// A run of tokens up to and including the mark that ends it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// First token.
    pub start: usize,
    /// One past the last token.
    pub end: usize,
    /// Which paragraph (line of the original) it stands in.
    pub paragraph: usize,
}

/// A text cut up.
#[derive(Debug)]
pub struct Text<'a> {
    source: &'a str,
    folded: String,
    /// All tokens in order.
    pub tokens: Vec<Token>,
    /// All sentences in order; together they hold every token.
    pub sentences: Vec<Sentence>,
    /// Quotation marks paired up.
    pub quotes: Quotes,
    /// For each token its sentence.
    sentence: Vec<u32>,
}

/// Tokens after which a sentence may end at a comma, and must end.
const LONG: usize = 200;
const LONGEST: usize = 400;

impl<'a> Text<'a> {
    /// Cuts `source` up. Never fails; time and memory grow linearly with its length.
    pub fn new(source: &'a str) -> Self {
        let Tokens { list: tokens, folded, .. } = Tokens::of(source);
        let mut text = Text { source, folded, tokens, sentences: Vec::new(), quotes: Quotes::default(), sentence: Vec::new() };
        text.split_sentences();
        text.quotes = Quotes::pair(&text);
        text
    }

    /// The text as given.
    pub fn source(&self) -> &'a str {
        self.source
    }

    /// The original words of the tokens `start..end` (empty where the range is).
    pub fn slice(&self, start: usize, end: usize) -> &'a str {
        if start >= end {
            return "";
        }
        &self.source[self.tokens[start].start as usize..self.tokens[end - 1].end as usize]
    }

    /// The normal form of one token.
    pub fn folded(&self, i: usize) -> &str {
        let t = &self.tokens[i];
        &self.folded[t.fold_start as usize..t.fold_end as usize]
    }

    /// The original form of one token.
    pub fn surface(&self, i: usize) -> &'a str {
        let t = &self.tokens[i];
        &self.source[t.start as usize..t.end as usize]
    }

    /// Whether white space (or the text's edge) stands before token `i`.
    pub fn space_before(&self, i: usize) -> bool {
        i == 0 || self.tokens[i - 1].end < self.tokens[i].start
    }

    /// Whether white space (or the text's edge) stands after token `i`.
    pub fn space_after(&self, i: usize) -> bool {
        i + 1 >= self.tokens.len() || self.tokens[i].end < self.tokens[i + 1].start
    }

    /// Whether the dot at token `i` belongs to an abbreviation (`د.`, `ا.ف.ب`, `U.S.`): a lone letter or two stand
    /// right before it, and the text goes on. Or to letters spelt out, `سي.إن.إن`.
    fn is_abbreviation(&self, i: usize) -> bool {
        if self.surface(i) != "." || i == 0 || self.space_before(i) {
            return false;
        }
        if self.spells(i) && (self.spells(i + 2) || i > 1 && self.spells(i - 2)) {
            return true;
        }
        let before = &self.tokens[i - 1];
        before.kind == Kind::Word
            && before.cp_end - before.cp_start <= 1
            && (i == 1 || self.space_before(i - 1) || self.tokens[i - 2].is(Mark::Dot))
            && self.tokens.get(i + 1).is_some_and(|t| t.is_word())
    }

    /// Whether token `i` is a dot between two short words, without spaces.
    fn spells(&self, i: usize) -> bool {
        const LETTER: u32 = 3;
        let short = |j: usize| self.tokens.get(j).is_some_and(|t| t.kind == Kind::Word && t.cp_end - t.cp_start <= LETTER);
        i > 0
            && i + 1 < self.tokens.len()
            && self.surface(i) == "."
            && short(i - 1)
            && short(i + 1)
            && !self.space_before(i)
            && !self.space_before(i + 1)
    }

    fn split_sentences(&mut self) {
        for i in 0..self.tokens.len() {
            if self.tokens[i].is(Mark::Stop) && self.is_abbreviation(i) {
                self.tokens[i].kind = Kind::Mark(Mark::Dot);
            }
        }
        let (mut start, mut paragraph) = (0, 0);
        let n = self.tokens.len();
        let mut i = 0;
        while i < n {
            let t = self.tokens[i];
            let line = t.is(Mark::Line);
            // A text without stops is cut at a comma, or anywhere at last: nothing that belongs together is that long.
            let long = i - start >= LONG && t.is(Mark::Comma) || i - start >= LONGEST;
            if line || long || t.is(Mark::Stop) {
                let mut end = i + 1;
                if !line {
                    // Closing marks right after the stop belong to the sentence that they close.
                    while end < n
                        && (self.tokens[end].is(Mark::Quote) || self.tokens[end].is(Mark::Close))
                        && !self.space_before(end)
                    {
                        end += 1;
                    }
                }
                self.sentences.push(Sentence { start, end, paragraph });
                start = end;
                i = end;
                if line {
                    paragraph += 1;
                }
                continue;
            }
            i += 1;
        }
        if start < n {
            self.sentences.push(Sentence { start, end: n, paragraph });
        }
        self.sentence = Vec::with_capacity(n);
        for (number, s) in self.sentences.iter().enumerate() {
            self.sentence.resize(s.end, number as u32);
        }
    }

    /// The sentence that holds token `i`.
    pub fn sentence_of(&self, i: usize) -> usize {
        self.sentence.get(i).map_or(self.sentences.len().saturating_sub(1), |s| *s as usize)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn words(text: &str) -> Vec<String> {
        let t = Text::new(text);
        (0..t.tokens.len()).filter(|&i| t.tokens[i].is_word()).map(|i| t.folded(i).to_string()).collect()
    }

    #[test]
    fn words_numbers_and_hashtags() {
        assert_eq!(
            words("#القانون_الدولي منذ1961 بـ150مليار 1.4 17:22"),
            ["القانون", "الدولي", "منذ", "1961", "ب", "150", "مليار", "1.4", "17:22"]
        );
        assert_eq!(words("قال.وأضاف"), ["قال", "واضاف"]);
    }

    #[test]
    fn sentences_end_at_stops_and_lines() {
        let t = Text::new("قال د. أحمد إن النسبة 1.4 في المئة.وأضاف: \"نعم.\" ثم مضى\nعنوان");
        let got: Vec<_> = t.sentences.iter().map(|s| t.slice(s.start, s.end).trim()).collect();
        assert_eq!(got, ["قال د. أحمد إن النسبة 1.4 في المئة.", "وأضاف: \"نعم.\"", "ثم مضى", "عنوان"]);
        assert_eq!(t.sentences[3].paragraph, 1);
    }

    proptest! {
        /// Offsets in bytes and in code points name the same words, whatever the text.
        #[test]
        fn offsets_agree(s in "[\u{0600}-\u{06ff} \\n.«»\"a-z0-9\u{200b}-\u{200f}\u{202a}-\u{202e}\u{fe70}-\u{fefc}\u{1f600}-\u{1f610}]{0,80}") {
            let t = Text::new(&s);
            let chars: Vec<char> = s.chars().collect();
            let mut last = 0;
            for (i, tok) in t.tokens.iter().enumerate() {
                let by_cp: String = chars[tok.cp_start as usize..tok.cp_end as usize].iter().collect();
                prop_assert_eq!(&by_cp, t.surface(i));
                prop_assert!(tok.start >= last && tok.end > tok.start);
                last = tok.end;
            }
            let covered: usize = t.sentences.iter().map(|s| s.end - s.start).sum();
            prop_assert_eq!(covered, t.tokens.len());
        }
    }
}
