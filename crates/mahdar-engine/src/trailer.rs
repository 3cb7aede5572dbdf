//! Where an article ends and the opening sentences of others, which some outlets hang on to it, begin.
//!
//! What they tell belongs to those articles. They are told by their looks alone: the last paragraphs, each a single sentence
//! that nothing joins to what was said before, most of which open like news of their own, with a verb in the past.

use crate::tag::{Tagged, flag};
use mahdar_knowledge::Tense;
use mahdar_text::Sentence;

/// More of them than so many are not hung on to an article.
const MOST: usize = 5;
/// So many paragraphs in a row open with a verb only where they are news of their own.
const SURE: usize = 3;
/// Words below which a paragraph is a heading.
const SHORT: usize = 8;

/// The byte at which the teasers of other articles begin, where there are any.
pub(crate) fn article_end(t: &Tagged<'_>) -> Option<usize> {
    let s = &t.text.sentences;
    let mut first = s.len();
    let (mut found, mut told) = (0, 0);
    let mut end = None;
    while first > 0 && found < MOST {
        let paragraph = s[first - 1].paragraph;
        let from = s[..first].iter().rposition(|x| x.paragraph != paragraph).map_or(0, |x| x + 1);
        // The end of a line behind a full stop is a sentence of its own without words.
        let words = |x: &&Sentence| (x.start..x.end).any(|i| t.text.tokens[i].is_word());
        let several = s[from..first].iter().filter(words).count() > 1;
        // The article's own opening is none.
        if from == 0 || several || !stands_alone(t, s[from].start, s[from].end) {
            break;
        }
        let verb = opens_with(t, s[from].start, Tense::Past);
        (found, told) = (found + 1, told + usize::from(verb));
        let opens = verb || found == MOST || opens_with(t, s[from].start, Tense::Present);
        if told >= SURE && opens {
            end = Some(t.text.tokens[s[from].start].start as usize);
        }
        first = from;
    }
    end
}

/// Whether a sentence is long enough for news and nothing joins it to the one before.
fn stands_alone(t: &Tagged<'_>, start: usize, end: usize) -> bool {
    let words = (start..end).filter(|&i| t.text.tokens[i].is_word()).count();
    let joins = flag::TURN | flag::TAIL | flag::CONJ | flag::QAD | flag::KANA | flag::DEM | flag::COMP | flag::REL | flag::NEG;
    let conj = t.at(start).iter().min_by_key(|m| m.split.cut).is_some_and(|m| m.split.conj);
    words >= SHORT && t.text.tokens[start].is_word() && !t.is(start, joins) && !conj
}

/// `أعلنت الحكومة …`: whether a sentence opens with a verb of this tense.
fn opens_with(t: &Tagged<'_>, start: usize, when: Tense) -> bool {
    t.verbs(start).any(|(m, _, tense, ..)| m.split.cut == 0 && m.split.enc.is_none() && tense == when)
}
