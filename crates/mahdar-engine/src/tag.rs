//! Tokens → what each word or phrase may be: clitics split off, lexicon looked up.
//!
//! The lexicon decides first, and only then are clitics split: `وانغ` is a name before it could be `و` + `انغ`.

use hashbrown::HashMap;
use mahdar_knowledge::{Class, Entry, Knowledge, Person, Tense, Tok, Trie, conjugate::Voice};
use mahdar_text::{Kind, Mark, Text};
use smallvec::SmallVec;
use std::cell::RefCell;

/// One way to split a word.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Split {
    /// The stem; none for a bare preposition with a pronoun (`له`).
    pub tok: Option<Tok>,
    /// `و` or `ف` before it.
    pub conj: bool,
    /// `س` of the future before it.
    pub sin: bool,
    /// `ب`, `ل`, `ك` before it, as preposition number.
    pub prep: Option<u8>,
    /// Suffix pronoun, as number in [`Knowledge::enclitics`].
    pub enc: Option<u8>,
    /// Folded characters taken off the front.
    pub cut: u8,
}

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
    splits: Vec<SmallVec<[Split; 4]>>,
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
    /// Splits of words seen by this thread: news repeats its words. Emptied when knowledge changes or it grows large.
    static CACHE: RefCell<(usize, HashMap<Box<str>, SmallVec<[Split; 4]>>)> = RefCell::new((0, HashMap::new()));
}

const CACHE_LIMIT: usize = 60_000;

fn split_word(k: &Knowledge, word: &str) -> SmallVec<[Split; 4]> {
    let mut out: SmallVec<[Split; 4]> = SmallVec::new();
    let mut heads: SmallVec<[(&str, bool, bool, Option<u8>, u8, bool); 8]> = SmallVec::new();
    heads.push((word, false, false, None, 0, false));
    if let Some(r) = word.strip_prefix('و').or_else(|| word.strip_prefix('ف')) {
        heads.push((r, true, false, None, 1, false));
    }
    for at in 0..heads.len() {
        let (rest, conj, _, _, cut, _) = heads[at];
        for (n, p) in ['ب', 'ل', 'ك'].into_iter().enumerate() {
            if let Some(r) = rest.strip_prefix(p) {
                if !r.is_empty() {
                    heads.push((r, conj, false, Some(n as u8), cut + 1, false));
                    if n == 1 && r.starts_with('ل') {
                        heads.push((r, conj, false, Some(1), cut + 2, true));
                    }
                }
            }
        }
        if let Some(r) = rest.strip_prefix('س') {
            heads.push((r, conj, true, None, cut + 1, false));
        }
    }
    let mut buffer = String::new();
    for (rest, conj, sin, prep, cut, lil) in heads {
        let stem = if lil {
            // للصين is ل + الصين with its alef dropped.
            buffer.clear();
            buffer.push('ا');
            buffer.push_str(rest);
            buffer.as_str()
        } else {
            rest
        };
        if let Some(tok) = k.vocab.get(stem) {
            out.push(Split { tok: Some(tok), conj, sin, prep, enc: None, cut });
        }
        if lil {
            continue;
        }
        for (e, enclitic) in k.enclitics.iter().enumerate() {
            let Some(body) = stem.strip_suffix(enclitic.form.as_str()) else {
                continue;
            };
            let enc = Some(e as u8);
            if body.is_empty() {
                if prep.is_some() {
                    out.push(Split { tok: None, conj, sin, prep, enc, cut });
                }
                continue;
            }
            if let Some(tok) = k.vocab.get(body) {
                out.push(Split { tok: Some(tok), conj, sin, prep, enc, cut });
            }
            // The last letter changes before a pronoun: ة→ت, اء→ائ/اؤ.
            let changed = if let Some(b) = body.strip_suffix('ت') {
                Some((b, "ه"))
            } else if let Some(b) = body.strip_suffix("اي").or_else(|| body.strip_suffix("او")) {
                Some((b, "اء"))
            } else {
                None
            };
            if let Some((b, end)) = changed {
                let mut s = String::with_capacity(body.len() + 2);
                s.push_str(b);
                s.push_str(end);
                if let Some(tok) = k.vocab.get(&s) {
                    out.push(Split { tok: Some(tok), conj, sin, prep, enc, cut });
                }
            }
        }
    }
    out
}

fn fits(entry: &Entry, s: &Split) -> bool {
    use Entry::*;
    match *entry {
        Verb { tense, bound, .. } => {
            (!bound || s.enc.is_some())
                && (!s.sin || tense == Tense::Present)
                && match s.prep {
                    None => true,
                    Some(1) => matches!(tense, Tense::Jussive | Tense::Present),
                    Some(_) => false,
                }
        }
        _ if s.sin => false,
        Masdar { definite, bound, .. } | CueNoun { definite, bound, .. } | Participle { definite, bound, .. } => {
            (!bound || s.enc.is_some()) && !(definite && s.enc.is_some())
        }
        Title { definite, .. } | Organ { definite, .. } | Agent { definite, .. } => !(definite && s.enc.is_some()),
        Word(c) => {
            s.enc.is_none()
                || matches!(
                    c,
                    Class::Prep(_)
                        | Class::Counterpart
                        | Class::Country
                        | Class::Comp
                        | Class::Quantifier
                        | Class::Joint
                        | Class::Neg
                )
        }
        Common => true,
        Sector { .. } | Context { .. } | UnitNoun { .. } => true,
        FrameworkHead { .. } => true,
        _ => s.enc.is_none(),
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
            splits: Vec::new(),
        };
        let mut splits: Vec<SmallVec<[Split; 4]>> = Vec::with_capacity(n);
        CACHE.with(|cache| {
            let (owner, map) = &mut *cache.borrow_mut();
            let me = k as *const Knowledge as usize;
            if *owner != me || map.len() > CACHE_LIMIT {
                map.clear();
                *owner = me;
            }
            for i in 0..n {
                if !text.tokens[i].is_word() {
                    t.full.push(None);
                    splits.push(SmallVec::new());
                    continue;
                }
                let word = text.folded(i);
                t.full.push(k.vocab.get(word));
                if word.len() > 64 {
                    splits.push(SmallVec::new());
                    continue;
                }
                let s = match map.get(word) {
                    Some(s) => s.clone(),
                    None => {
                        let s = split_word(k, word);
                        map.insert(word.into(), s.clone());
                        s
                    }
                };
                splits.push(s);
            }
        });
        for i in 0..n {
            t.first.push(t.matches.len() as u32);
            // A word spelled with ة carries no pronoun.
            let taa = text.tokens[i].is_word() && text.surface(i).ends_with('ة');
            for s in &splits[i] {
                let Some(tok) = s.tok else {
                    if let Some(p) = s.prep {
                        t.matches.push(Match { start: i, end: i + 1, entry: Entry::Word(Class::Prep(p)), split: *s });
                    }
                    continue;
                };
                if s.enc.is_some() && taa {
                    continue;
                }
                let Some(mut node) = k.trie.step(Trie::ROOT, tok) else {
                    continue;
                };
                for e in k.trie.entries(node) {
                    if fits(e, s) {
                        t.matches.push(Match { start: i, end: i + 1, entry: *e, split: *s });
                    }
                }
                if s.enc.is_some() || s.sin {
                    continue;
                }
                let mut j = i + 1;
                while j < n && j < i + 12 {
                    // A hyphen inside a name does not part it.
                    let at = if text.tokens[j].is(Mark::Dash) && j + 1 < n && !matches!(text.tokens[j + 1].kind, Kind::Mark(_)) {
                        j + 1
                    } else {
                        j
                    };
                    if !text.tokens[at].is_word() {
                        break;
                    }
                    for last in &splits[at] {
                        if last.enc.is_some() && !last.conj && last.prep.is_none() {
                            if let Some(end) = last.tok.and_then(|tok| k.trie.step(node, tok)) {
                                for e in k.trie.entries(end) {
                                    let split = Split { enc: last.enc, ..*s };
                                    if matches!(e, Entry::Title { .. } | Entry::Organ { .. } | Entry::CueNoun { .. }) {
                                        t.matches.push(Match { start: i, end: at + 1, entry: *e, split });
                                    }
                                }
                            }
                        }
                    }
                    match t.full[at].and_then(|tok| k.trie.step(node, tok)) {
                        Some(next) => node = next,
                        None => break,
                    }
                    for e in k.trie.entries(node) {
                        if fits(e, s) {
                            t.matches.push(Match { start: i, end: at + 1, entry: *e, split: *s });
                        }
                    }
                    j = at + 1;
                }
            }
        }
        t.first.push(t.matches.len() as u32);
        t.splits = splits;
        t.flag();
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
        self.splits.get(i).map_or(&[], |s| s.as_slice())
    }

    /// Whether token `i` has any of the flags.
    pub fn is(&self, i: usize, flags: u32) -> bool {
        self.flags.get(i).is_some_and(|f| f & flags != 0)
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
        // نحو 500 متظاهر: about, not toward.
        if self.is(i, flag::QUANT) && self.text.tokens.get(i + 1).is_some_and(|x| x.kind == Kind::Number) || self.is(i, flag::QUANT) && self.is(i + 1, flag::NUMBER | flag::QUANT) {
            return None;
        }
        let mut own = None;
        for m in self.at(i) {
            if let Entry::Word(Class::Prep(p)) = m.entry {
                if m.end == i + 1 {
                    own = Some((p, if m.split.enc.is_some() { i } else { i + 1 }));
                    if m.split.cut == 0 || m.split.conj {
                        return own;
                    }
                }
            }
        }
        if own.is_some() {
            return own;
        }
        if self.text.tokens.get(i)?.is_word() {
            // بـ«…» : the preposition written apart.
            let w = self.text.folded(i);
            let w = w.strip_prefix('و').filter(|r| !r.is_empty()).unwrap_or(w);
            if let Some(p) = self.k.preps[..3].iter().position(|p| p == w) {
                return Some((p as u8, i + 1));
            }
        }
        let best = self.at(i).iter().filter(|m| !matches!(m.entry, Entry::Common | Entry::Given { .. })).min_by_key(|m| m.split.cut);
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

    /// The verb forms at token `i`.
    pub fn verbs(&self, i: usize) -> impl Iterator<Item = (&Match, u16, Tense, Person, Voice)> {
        self.at(i).iter().filter_map(|m| match m.entry {
            Entry::Verb { lemma, tense, person, voice, .. } => Some((m, lemma, tense, person, voice)),
            _ => None,
        })
    }

    fn flag(&mut self) {
        use flag::*;
        for i in 0..self.flags.len() {
            let mut f = 0;
            let (mut verb, mut noun, mut least) = (false, false, u8::MAX);
            for m in self.at(i) {
                least = least.min(m.split.cut);
            }
            for m in self.at(i) {
                let single = m.end == i + 1;
                f |= match m.entry {
                    Entry::Word(Class::NotName) => {
                        noun |= single && !self.text.surface(i).chars().skip(2).any(|c| c == 'أ');
                        0
                    }
                    Entry::Word(c) => match c {
                        Class::Comp => COMP,
                        Class::Prep(_) if single => PREP,
                        Class::Neg => NEG,
                        Class::Deny => NEG | DENY,
                        Class::Rel => REL,
                        Class::Conj => CONJ,
                        Class::Qad => QAD,
                        Class::Kana => KANA,
                        Class::Adverb => ADVERB,
                        Class::Cond => COND,
                        Class::Future => FUTURE,
                        Class::Turn => TURN,
                        Class::Quantifier => QUANT,
                        Class::Number => NUMBER,
                        Class::Demonstrative => DEM,
                        Class::Hedge => HEDGE,
                        Class::Planned => PLANNED,
                        Class::Must => MUST,
                        Class::Tail => TAIL,
                        Class::Purpose => PURPOSE,
                        Class::Passive => PASSIVE,
                        Class::Document => DOCUMENT,
                        Class::Intro => INTRO,
                        Class::Source => SOURCE,
                        _ => 0,
                    },
                    Entry::Verb { .. } => {
                        verb = true;
                        0
                    }
                    Entry::Masdar { .. } => {
                        noun = true;
                        MASDAR
                    }
                    Entry::Participle { .. } => PARTICIPLE,
                    Entry::CueNoun { .. } => {
                        noun = true;
                        CUE_NOUN
                    }
                    Entry::Common => COMMON,
                    Entry::Given { .. } => GIVEN,
                    Entry::Title { .. } | Entry::Organ { .. } | Entry::Agent { .. } | Entry::Nisba { .. }
                        if single && m.split.cut == least =>
                    {
                        noun = true;
                        0
                    }
                    _ => 0,
                };
                if single && !matches!(m.entry, Entry::Common | Entry::Given { .. }) {
                    f |= KNOWN;
                    if m.split.prep.is_some() && m.split.cut == least {
                        f |= CLITIC_PREP;
                    }
                }
            }
            // جيه-إن: what a hyphen joins to a word is part of a name.
            let hyphen = i >= 2
                && self.text.tokens[i - 1].is(Mark::Dash)
                && !self.text.space_before(i)
                && !self.text.space_before(i - 1)
                && self.text.tokens[i - 2].is_word();
            if hyphen {
                f &= !(COMP | PREP | REL | NEG | CONJ | COND | CLITIC_PREP | QAD);
            }
            self.flags[i] = f;
            if verb && self.finite_in_context(i, noun) {
                self.flags[i] |= FINITE;
            }
        }
    }

    /// Whether no verb stands between the sentence's start and the comma at `comma`: `من جانبه، ثمن …`.
    fn first_clause(&self, comma: usize) -> bool {
        (comma.saturating_sub(14)..comma).rev().take_while(|&j| !self.text.tokens[j].is(Mark::Stop) && !self.text.tokens[j].is(Mark::Line)).all(|j| self.flags[j] & flag::FINITE == 0)
    }

    /// Whether a word that may be a finite verb is one here.
    fn finite_in_context(&self, i: usize, noun: bool) -> bool {
        use flag::*;
        let best = self.verbs(i).min_by_key(|(m, ..)| (m.split.cut, m.split.enc.is_some()));
        let Some((_, _, tense, _, _)) = best else { return false };
        // A shortened form stands only behind a particle that shortens it, or behind ل.
        let governed = i > 0 && self.flags[i - 1] & (NEG | COMP) != 0 && self.flags[i - 1] & DENY == 0;
        if !governed && self.verbs(i).all(|(m, _, t, ..)| t == Tense::Jussive && m.split.prep.is_none()) {
            return false;
        }
        // First and second person objects occur in quotations.
        let object = |m: &Match| m.split.enc.is_none_or(|e| self.k.enclitics[e as usize].person == Person::Third);
        if self.verbs(i).all(|(m, ..)| !object(m)) && self.text.quotes.around(i).is_none() {
            return false;
        }
        let best_cut = self
            .at(i)
            .iter()
            .filter(|m| !matches!(m.entry, Entry::Common | Entry::Given { .. }))
            .map(|m| m.split.cut)
            .min()
            .unwrap_or(0);
        let cut = self.verbs(i).map(|(m, ..)| m.split.cut).min().unwrap_or(0);
        // A whole word beats a split one: والد, فريق, سلاح.
        if cut > best_cut
            && self.at(i).iter().any(|m| {
                m.split.cut == best_cut
                    && !matches!(
                        m.entry,
                        Entry::Common | Entry::Given { .. } | Entry::Verb { .. } | Entry::Sector { .. } | Entry::Context { .. }
                    )
            })
        {
            return false;
        }
        // هنأ is not هنا: a hamza written within the word tells the verb from the particle.
        let hamza = self.text.surface(i).chars().skip(2).any(|c| matches!(c, 'أ' | 'ؤ' | 'ئ'));
        // وعبر لافروف عن أمله: a verb that looks like a preposition opens its sentence and has a عن of its own.
        let opens_sentence = i == 0 || self.text.tokens[i - 1].is(Mark::Stop) || self.text.tokens[i - 1].is(Mark::Line);
        let about = self.k.preps.iter().position(|p| p == "عن");
        let verb_for_prep = opens_sentence
            && self.at(i).iter().any(|m| matches!(m.entry, Entry::Word(Class::Prep(_))))
            && self.verbs(i).any(|(m, _, t, who, _)| t == Tense::Past && who == Person::Third && m.split.prep.is_none())
            && (i + 2..(i + 12).min(self.text.tokens.len())).any(|j| self.prep(j).is_some_and(|(p, _)| Some(p as usize) == about));
        if verb_for_prep {
            return true;
        }
        let name = !hamza
            && self.at(i).iter().any(|m| {
                m.split.cut <= cut
                    && matches!(
                        m.entry,
                        Entry::Polity { .. }
                            | Entry::Org { .. }
                            | Entry::Group { .. }
                            | Entry::Human { .. }
                            | Entry::Capital { .. }
                            | Entry::Word(
                                Class::Comp
                                    | Class::Prep(_)
                                    | Class::Rel
                                    | Class::Joint
                                    | Class::Adverb
                                    | Class::Conj
                                    | Class::Number
                                    | Class::Turn
                                    | Class::Topic
                            )
                    )
            });
        if name {
            return false;
        }
        let prev = (i > 0).then(|| i - 1);
        if let Some(p) = prev {
            let t = &self.text.tokens[p];
            if t.is_word() {
                if self.flags[p] & DENY != 0 {
                    return false;
                }
                if self.flags[p] & (NEG | QAD | FUTURE | KANA | COMP | REL) != 0 && self.flags[p] & PREP == 0 {
                    return true;
                }
                let bare_prep = self.prep(p).is_some_and(|(_, at)| at == i) && !self.is(p, REL);
                if bare_prep {
                    return false;
                }
            }
        }
        // ثمنا, ردا: an accusative noun looks like a verb in the dual, which wants two doers before it.
        let quoted = self.text.quotes.around(i).is_some();
        let dual = self
            .verbs(i)
            .filter(|(m, _, t, who, _)| object(m) && (quoted || *who != Person::First || *t != Tense::Past))
            .all(|(m, _, t, ..)| {
            t == Tense::Past && matches!(m.entry, Entry::Verb { number: mahdar_knowledge::Number::Dual, .. })
        });
        if dual && self.text.folded(i).ends_with('ا') {
            let two = prev.is_some_and(|p| {
                self.text.folded(p).ends_with("ان")
                    || self.at(p).iter().any(|m| {
                        matches!(
                            m.entry,
                            Entry::Nisba { .. }
                                | Entry::Human { .. }
                                | Entry::Short { .. }
                                | Entry::Given { weight: 2.. }
                                | Entry::Title { .. }
                                | Entry::Word(Class::Joint)
                        )
                    })
            });
            if !two {
                return false;
            }
        }
        if !noun {
            return true;
        }
        // Noun and verb look alike (بحث, دعم, قصف, تقدم): a verb opens its clause and a doer follows.
        let opens = match prev {
            None => true,
            Some(p) => {
                let t = &self.text.tokens[p];
                !t.is_word() && (!t.is(Mark::Comma) || self.first_clause(p)) || self.flags[p] & (ADVERB | CONJ | TURN | FINITE) != 0
            }
        };
        let conj =
            self.verbs(i).any(|(m, ..)| m.split.conj && m.split.cut == 1) && prev.is_none_or(|p| !self.text.tokens[p].is_word());
        let sin = self.verbs(i).any(|(m, ..)| m.split.sin);
        let next_doer = self.at(i + 1).iter().any(|m| {
            m.split.cut == 0
                && matches!(
                    m.entry,
                    Entry::Polity { .. }
                        | Entry::Capital { .. }
                        | Entry::Org { .. }
                        | Entry::Group { .. }
                        | Entry::Human { .. }
                        | Entry::Short { .. }
                        | Entry::Title { .. }
                        | Entry::Organ { .. }
                        | Entry::Agent { .. }
                        | Entry::Word(Class::Joint | Class::Number | Class::Quantifier)
                        | Entry::Honorific
                )
        }) || self.text.tokens.get(i + 1).is_some_and(|t| t.kind == Kind::Number);
        // A sentence that opens with و and such a word opens with a verb: ونقل موقع …
        let first = prev.is_none_or(|p| self.text.tokens[p].is(Mark::Stop) || self.text.tokens[p].is(Mark::Line));
        let led = conj && first && self.verbs(i).any(|(m, _, t, who, _)| t == Tense::Past && who == Person::Third && m.split.cut == 1);
        led || sin || ((opens || conj) && (next_doer || tense == Tense::Present))
    }
}
