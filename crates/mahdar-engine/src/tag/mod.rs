//! Tokens → what each word or phrase may be: clitics split off, lexicon looked up.
//!
//! The lexicon decides first, and only then are clitics split: `وانغ` is a name before it could be `و` + `انغ`.

mod finite;
mod flags;
mod split;
mod verbs;

pub use split::Split;

use crate::letters;
use hashbrown::HashMap;
use mahdar_knowledge::{Class, Entry, Knowledge, Node, Person, Serial, Tense, Tok, Trie, conjugate::Voice};
use mahdar_text::{Kind, Mark, Text};
use smallvec::SmallVec;
use split::{fits, split_word};
use std::cell::RefCell;
use std::rc::Rc;

/// How many letters a complementiser has that a pronoun may be written onto: `أن`.
const BARE_COMP: usize = 2;

/// A phrase of the lexicon found in the text.
#[derive(Clone, Copy, Debug)]
pub struct Match {
    /// First token.
    pub start: usize,
    /// One past the last token.
    pub end: usize,
    /// What it may be.
    pub entry: Entry,
    /// How its first word was split (and, of a one-word phrase, its suffix).
    pub split: Split,
}

/// A text with all that the lexicon says of it.
pub struct Tagged<'a> {
    /// The text.
    pub text: &'a Text<'a>,
    /// The knowledge.
    pub k: &'a Knowledge,
    matches: Vec<Match>,
    first: Vec<u32>,
    /// The whole word as a token of the vocabulary.
    pub full: Vec<Option<Tok>>,
    /// Words that a quick look needs: see [`Tagged::is`].
    flags: Vec<u32>,
    looked: Vec<Rc<Looked>>,
    preps: Vec<Option<(u8, u32)>>,
}

/// Quick flags of a token.
pub mod flag {
    #![allow(missing_docs)]
    pub const COMP: u32 = 1;
    pub const PREP: u32 = 1 << 1;
    pub const NEG: u32 = 1 << 2;
    pub const REL: u32 = 1 << 3;
    pub const CONJ: u32 = 1 << 4;
    pub const QAD: u32 = 1 << 5;
    pub const KANA: u32 = 1 << 6;
    pub const ADVERB: u32 = 1 << 7;
    pub const COND: u32 = 1 << 8;
    pub const FINITE: u32 = 1 << 9;
    pub const MASDAR: u32 = 1 << 10;
    pub const PARTICIPLE: u32 = 1 << 11;
    pub const CUE_NOUN: u32 = 1 << 12;
    pub const FUTURE: u32 = 1 << 13;
    pub const TURN: u32 = 1 << 14;
    pub const QUANT: u32 = 1 << 15;
    pub const NUMBER: u32 = 1 << 16;
    pub const DEM: u32 = 1 << 17;
    pub const HEDGE: u32 = 1 << 18;
    pub const PLANNED: u32 = 1 << 19;
    pub const MUST: u32 = 1 << 20;
    pub const COMMON: u32 = 1 << 21;
    pub const GIVEN: u32 = 1 << 22;
    pub const TAIL: u32 = 1 << 23;
    pub const PURPOSE: u32 = 1 << 24;
    pub const PASSIVE: u32 = 1 << 25;
    pub const DOCUMENT: u32 = 1 << 26;
    pub const INTRO: u32 = 1 << 27;
    pub const SOURCE: u32 = 1 << 28;
    pub const KNOWN: u32 = 1 << 29;
    pub const CLITIC_PREP: u32 = 1 << 30;
    pub const DENY: u32 = 1 << 31;
}

thread_local! {
    /// Words seen by this thread: news repeats its words. Emptied when knowledge changes or it grows large.
    static CACHE: RefCell<Cache> = RefCell::new((None, HashMap::new()));
}

/// What was found by word, and the knowledge it was found in.
type Cache = (Option<Serial>, HashMap<Box<str>, Rc<Looked>>);

const CACHE_LIMIT: usize = 60_000;

/// Bytes of a word beyond which it is not split.
const LONGEST: usize = 64;

/// All that the lexicon says of a word for itself, wherever it stands.
#[derive(Default)]
struct Looked {
    /// The whole word as a token of the vocabulary.
    full: Option<Tok>,
    splits: SmallVec<[Split; 4]>,
    /// For each split the node of the trie that its stem leads to, if any; and how many of `entries` are its.
    stems: SmallVec<[(Option<Node>, u32); 4]>,
    /// What the word may be, split by split.
    entries: Vec<Entry>,
}

impl Looked {
    fn up(k: &Knowledge, word: &str) -> Self {
        let full = k.vocab.get(word);
        if word.len() > LONGEST {
            return Looked { full, ..Looked::default() };
        }
        let mut out = Looked { full, splits: split_word(k, word), ..Looked::default() };
        for s in &out.splits {
            let before = out.entries.len();
            let node = s.tok.and_then(|tok| k.trie.step(Trie::ROOT, tok));
            match (s.tok, node, s.prep) {
                (None, _, Some(p)) => out.entries.push(Entry::Word(Class::Prep(p))),
                (_, Some(node), _) => out.entries.extend(k.trie.entries(node).iter().filter(|e| fits(e, s))),
                _ => {}
            }
            out.stems.push((node, (out.entries.len() - before) as u32));
        }
        out
    }
}

impl<'a> Tagged<'a> {
    /// Looks every word and phrase of `text` up.
    pub fn new(text: &'a Text<'a>, k: &'a Knowledge) -> Self {
        let n = text.tokens.len();
        let mut t = Tagged {
            text,
            k,
            matches: Vec::with_capacity(n * 2),
            first: Vec::with_capacity(n + 1),
            full: Vec::with_capacity(n),
            flags: vec![0; n],
            looked: Vec::with_capacity(n),
            preps: Vec::new(),
        };
        CACHE.with(|cache| {
            let (owner, map) = &mut *cache.borrow_mut();
            let me = Some(k.serial);
            if *owner != me || map.len() > CACHE_LIMIT {
                map.clear();
                *owner = me;
            }
            let none = Rc::new(Looked::default());
            for i in 0..n {
                let looked = if text.tokens[i].is_word() {
                    let word = text.folded(i);
                    match map.get(word) {
                        Some(seen) => seen.clone(),
                        None => {
                            let new = Rc::new(Looked::up(k, word));
                            map.insert(word.into(), new.clone());
                            new
                        }
                    }
                } else {
                    none.clone()
                };
                t.full.push(looked.full);
                t.looked.push(looked);
            }
        });
        for i in 0..n {
            t.first.push(t.matches.len() as u32);
            // A word spelled with ة carries no pronoun.
            let taa = text.tokens[i].is_word() && text.surface(i).ends_with(letters::TA_MARBUTA);
            let looked = &t.looked[i];
            let mut at = 0;
            for (s, &(node, count)) in looked.splits.iter().zip(&looked.stems) {
                let own = &looked.entries[at..at + count as usize];
                at += count as usize;
                if s.tok.is_some() && s.enc.is_some() && taa {
                    continue;
                }
                // أنهى is no أنه with a pronoun more.
                let pronoun = s.enc.map_or(0, |e| k.enclitics[e as usize].form.chars().count());
                let twice = pronoun > 0 && text.folded(i).chars().count() > usize::from(s.cut) + BARE_COMP + pronoun;
                let own = own.iter().filter(|e| !(twice && matches!(e, Entry::Word(Class::Comp))));
                t.matches.extend(own.map(|e| Match { start: i, end: i + 1, entry: *e, split: *s }));
                let Some(mut node) = node.filter(|_| s.enc.is_none() && !s.sin) else {
                    continue;
                };
                let mut j = i + 1;
                // حركة "حماس": where the quotation marks around a part of the name close.
                let mut closes = None;
                while j < n && j < i + 12 && k.trie.goes_on(node) {
                    let opens = text.quotes.opening(j).filter(|q| closes.is_none() && q.close > j + 1 && q.close < j + 6);
                    closes = opens.map(|q| q.close).or(closes);
                    // A hyphen inside a name does not part it.
                    let dash = text.tokens[j].is(Mark::Dash) || opens.is_some();
                    let from = if dash && j + 1 < n && !matches!(text.tokens[j + 1].kind, Kind::Mark(_)) { j + 1 } else { j };
                    // مجموعة (5+1): what stands around and between numbers does not part them.
                    let mark = |x: usize| x < n && matches!(text.tokens[x].kind, Kind::Mark(_));
                    let number = |x: usize| x < n && text.tokens[x].kind == Kind::Number;
                    let at = (from..from + 3).find(|&x| !mark(x)).filter(|&x| number(x)).unwrap_or(from);
                    let shut = |x: usize| x < n && (text.tokens[x].is(Mark::Close) || text.tokens[x].is(Mark::Quote));
                    let end = at + 1 + usize::from(at > from && shut(at + 1));
                    if !text.tokens[at].is_word() && !number(at) {
                        break;
                    }
                    for last in &t.looked[at].splits {
                        if last.enc.is_some()
                            && !last.conj
                            && last.prep.is_none()
                            && let Some(end) = last.tok.and_then(|tok| k.trie.step(node, tok))
                        {
                            for e in k.trie.entries(end) {
                                let split = Split { enc: last.enc, ..*s };
                                if matches!(e, Entry::Title { .. } | Entry::Organ { .. } | Entry::CueNoun { .. }) {
                                    t.matches.push(Match { start: i, end: at + 1, entry: *e, split });
                                }
                            }
                        }
                    }
                    match t.full[at].and_then(|tok| k.trie.step(node, tok)) {
                        Some(next) => node = next,
                        None => break,
                    }
                    let end = end.max(at + 1 + usize::from(closes == Some(at + 1)));
                    let parted =
                        |e: &Entry| closes.is_some() && !(end > at + 1 && matches!(e, Entry::Org { .. } | Entry::Group { .. }));
                    for e in k.trie.entries(node) {
                        if fits(e, s) && !parted(e) {
                            t.matches.push(Match { start: i, end, entry: *e, split: *s });
                        }
                    }
                    j = at + 1;
                }
            }
        }
        t.first.push(t.matches.len() as u32);
        t.flag();
        t.preps = (0..n).map(|i| t.find_prep(i).map(|(p, at)| (p, at as u32))).collect();
        t
    }

    /// All lexicon matches that start at token `i`.
    pub fn at(&self, i: usize) -> &[Match] {
        match self.first.get(i..i.saturating_add(2)) {
            Some([a, b]) => &self.matches[*a as usize..*b as usize],
            _ => &[],
        }
    }

    /// All ways to split token `i`.
    pub fn splits(&self, i: usize) -> &[Split] {
        self.looked.get(i).map_or(&[], |x| x.splits.as_slice())
    }

    /// Whether token `i` has any of the flags.
    pub fn is(&self, i: usize, flags: u32) -> bool {
        self.flags.get(i).is_some_and(|f| f & flags != 0)
    }

    /// Whether token `i` is `أو`, or.
    pub fn is_or(&self, i: usize) -> bool {
        self.at(i).iter().any(|m| matches!(m.entry, Entry::Word(Class::Or)))
    }

    /// The longest match at `i` that `pick` accepts; among equals the least split.
    pub fn longest<T>(&self, i: usize, mut pick: impl FnMut(&Match) -> Option<T>) -> Option<(Match, T)> {
        let mut best: Option<(Match, T)> = None;
        for m in self.at(i) {
            if best
                .as_ref()
                .is_some_and(|(b, _)| (m.end, std::cmp::Reverse(m.split.cut)) <= (b.end, std::cmp::Reverse(b.split.cut)))
            {
                continue;
            }
            if let Some(v) = pick(m) {
                best = Some((*m, v));
            }
        }
        best
    }

    /// The preposition that token `i` is or carries, with the token at which its noun starts.
    pub fn prep(&self, i: usize) -> Option<(u8, usize)> {
        (*self.preps.get(i)?).map(|(p, at)| (p, at as usize))
    }

    fn find_prep(&self, i: usize) -> Option<(u8, usize)> {
        // نحو 500 متظاهر: about, not toward.
        if self.is(i, flag::QUANT) && self.text.tokens.get(i + 1).is_some_and(|x| x.kind == Kind::Number)
            || self.is(i, flag::QUANT) && self.is(i + 1, flag::NUMBER | flag::QUANT)
        {
            return None;
        }
        let mut own = None;
        for m in self.at(i) {
            if let Entry::Word(Class::Prep(p)) = m.entry
                && m.end == i + 1
            {
                own = Some((p, if m.split.enc.is_some() { i } else { i + 1 }));
                if m.split.cut == 0 || m.split.conj {
                    return own;
                }
            }
        }
        if own.is_some() {
            return own;
        }
        if self.text.tokens.get(i)?.is_word() {
            // بـ«…» : the preposition written apart.
            let w = self.text.folded(i);
            let w = w.strip_prefix(letters::AND).filter(|r| !r.is_empty()).unwrap_or(w);
            if let Some(p) = self.k.preps[..3].iter().position(|p| p == w) {
                return Some((p as u8, i + 1));
            }
        }
        if self.at(i).is_empty() {
            return self.unknown_prep(i);
        }
        // لإجراء tells of what lies ahead and is ل all the same.
        let other = |m: &&Match| !matches!(m.entry, Entry::Common | Entry::Given { .. } | Entry::Word(Class::Planned));
        let best = self.at(i).iter().filter(other).min_by_key(|m| m.split.cut);
        match best {
            Some(m) => m.split.prep.map(|p| (p, i)),
            // بدور, بشروط: a common noun, unless the whole word is one.
            None => {
                let common = self.at(i).iter().filter(|m| matches!(m.entry, Entry::Common));
                let least = common.min_by_key(|m| m.split.cut)?;
                least.split.prep.map(|p| (p, i))
            }
        }
    }

    /// `بالحجارة`: in front of the article the preposition shows on a word that is not known.
    fn unknown_prep(&self, i: usize) -> Option<(u8, usize)> {
        let word = self.text.folded(i);
        let word = word.strip_prefix(letters::AND).unwrap_or(word);
        let noun = word.strip_prefix(letters::CLITIC_PREPS[0])?.strip_prefix(letters::ARTICLE)?;
        (noun.chars().count() > 2).then_some((0, i))
    }

    /// The verb forms at token `i`.
    pub fn verbs(&self, i: usize) -> impl Iterator<Item = (&Match, u16, Tense, Person, Voice)> {
        self.at(i).iter().filter_map(|m| match m.entry {
            Entry::Verb { lemma, tense, person, voice, .. } => Some((m, lemma, tense, person, voice)),
            _ => None,
        })
    }
}
