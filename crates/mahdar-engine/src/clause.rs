//! Predicates and their complements: what governs a clause, and what hangs on it.

use crate::dates::Dated;
use crate::mentions::{Mention, What};
use crate::tag::{Tagged, flag};
use mahdar_knowledge::conjugate::{Gender, Number, Voice};
use mahdar_knowledge::{Class, Entry, Person, Tense};
use mahdar_text::{Kind, Mark};

/// In which form a cue stands.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Form {
    /// A finite verb.
    Finite {
        /// Tense.
        tense: Tense,
        /// Person.
        person: Person,
        /// Number.
        number: Number,
        /// Gender.
        gender: Gender,
        /// Visibly passive.
        passive: bool,
    },
    /// A verbal noun or cue noun.
    Noun {
        /// With the article.
        definite: bool,
    },
    /// An active participle.
    Active {
        /// Gender.
        gender: Gender,
        /// Adverbial: `مؤكدا`.
        adverbial: bool,
        /// Number.
        number: Number,
    },
    /// A passive participle.
    Passive,
}

/// A cue in the text.
#[derive(Clone, Copy, Debug)]
pub struct Predicate {
    /// First token.
    pub start: usize,
    /// One past the last.
    pub end: usize,
    /// Form.
    pub form: Form,
    /// Verb lemma.
    pub lemma: Option<u16>,
    /// Cue noun.
    pub noun: Option<u16>,
    /// `و`/`ف` before it.
    pub conj: bool,
    /// Joined preposition.
    pub prep: Option<u8>,
    /// Suffix pronoun.
    pub enc: Option<u8>,
    /// `س` or `سوف` before it.
    pub future: bool,
    /// Negated.
    pub negated: bool,
}

/// A complement.
#[derive(Clone, Debug)]
pub struct Chunk {
    /// The preposition that introduces it.
    pub prep: Option<u8>,
    /// Behind a complementiser.
    pub clause: bool,
    /// A quotation or what follows a colon.
    pub quote: bool,
    /// The doer of a passive (`من قبل`).
    pub doer: bool,
    /// Coordinated with the bare chunk before it: `…، وولي عهد أبوظبي`.
    pub joined: bool,
    /// The complement is a suffix pronoun on its preposition (`منه`).
    pub pronoun: bool,
    /// First token, the preposition included.
    pub start: usize,
    /// First token of the noun phrase or clause.
    pub body: usize,
    /// One past the last token.
    pub end: usize,
    /// Indices of the mentions in it.
    pub mentions: (usize, usize),
}

/// The text with mentions and dates, for finding clauses in it.
pub struct Scene<'t, 'a> {
    /// Words.
    pub t: &'t Tagged<'a>,
    /// Mentions in order.
    pub mentions: &'t [Mention],
    /// Dates in order.
    pub dates: &'t [Dated],
    /// For each token the mention that covers it, as index + 1; 0 for none.
    pub cover: Vec<u32>,
}

impl<'t, 'a> Scene<'t, 'a> {
    /// Prepares the look-ups.
    pub fn new(t: &'t Tagged<'a>, mentions: &'t [Mention], dates: &'t [Dated]) -> Self {
        let mut cover = vec![0; t.text.tokens.len()];
        for (i, m) in mentions.iter().enumerate() {
            cover[m.start..m.end].iter_mut().for_each(|c| {
                if *c == 0 {
                    *c = i as u32 + 1;
                }
            });
        }
        Scene { t, mentions, dates, cover }
    }

    /// The mention covering a token.
    pub fn covering(&self, i: usize) -> Option<usize> {
        self.cover.get(i).and_then(|c| (*c as usize).checked_sub(1))
    }

    /// The mention starting at a token.
    pub fn starting(&self, i: usize) -> Option<usize> {
        self.covering(i).filter(|m| self.mentions[*m].start == i)
    }

    fn date_at(&self, i: usize) -> Option<&Dated> {
        let at = self.dates.partition_point(|d| d.end <= i);
        self.dates.get(at).filter(|d| d.start <= i)
    }

    /// Indices of the mentions that start in a token range.
    pub fn mentions_in(&self, start: usize, end: usize) -> (usize, usize) {
        let a = self.mentions.partition_point(|m| m.start < start);
        let b = self.mentions.partition_point(|m| m.start < end);
        (a, b.max(a))
    }

    /// All cues at token `i` that some frame is about.
    pub fn predicates(&self, i: usize, out: &mut Vec<Predicate>) {
        let t = self.t;
        let k = t.k;
        // A word inside a name or title is no cue, but the noun that opens a description may be.
        if let Some(m) = self.covering(i) {
            if !matches!(self.mentions[m].what, What::Adjective(_)) {
                return;
            }
        }
        // يشار إلى أن: the outlet's own phrase.
        if t.at(i).iter().any(|m| matches!(m.entry, Entry::Word(Class::Tail)) && m.end > i + 1) {
            return;
        }
        let finite = t.is(i, flag::FINITE);
        let best = t
            .at(i)
            .iter()
            .filter(|m| !matches!(m.entry, Entry::Common | Entry::Given { .. } | Entry::Word(_)))
            .map(|m| m.split.cut)
            .min()
            .unwrap_or(0);
        for m in t.at(i) {
            let (form, lemma, noun) = match m.entry {
                Entry::Verb { lemma, tense, person, number, gender, voice, .. } if finite => {
                    if k.lemma_frames[lemma as usize].is_empty() {
                        continue;
                    }
                    let marked = has_passive_mark(t.text.surface(i), m.split.cut as usize);
                    (
                        Form::Finite { tense, person, number, gender, passive: voice == Voice::Passive || marked },
                        Some(lemma),
                        None,
                    )
                }
                Entry::Masdar { lemma, definite, .. } if !finite && m.split.cut <= best + 1 => {
                    if k.lemma_frames[lemma as usize].is_empty() {
                        continue;
                    }
                    (Form::Noun { definite }, Some(lemma), None)
                }
                Entry::Participle { lemma, voice, number, gender, accusative, definite, .. }
                    if !finite && m.split.cut <= best + 1 =>
                {
                    if k.lemma_frames[lemma as usize].is_empty() {
                        continue;
                    }
                    if voice == Voice::Passive {
                        if definite && (i == 0 || self.covering(i - 1).is_none()) {
                            continue;
                        }
                        (Form::Passive, Some(lemma), None)
                    } else {
                        (Form::Active { gender, adverbial: accusative && !definite, number }, Some(lemma), None)
                    }
                }
                Entry::CueNoun { id, definite, .. } if !finite => (Form::Noun { definite }, None, Some(id)),
                _ => continue,
            };
            let p = Predicate {
                start: i,
                end: m.end,
                form,
                lemma,
                noun,
                conj: m.split.conj,
                prep: m.split.prep,
                enc: m.split.enc,
                future: m.split.sin || (i > 0 && t.is(i - 1, flag::FUTURE)),
                negated: self.negated(i),
            };
            let same = |q: &Predicate| {
                q.lemma == p.lemma
                    && q.noun == p.noun
                    && std::mem::discriminant(&q.form) == std::mem::discriminant(&p.form)
                    && q.end == p.end
            };
            if !out.iter().any(same) {
                out.push(p);
            }
        }
    }

    fn negated(&self, i: usize) -> bool {
        let t = self.t;
        (1..=2).any(|d| {
            let Some(j) = i.checked_sub(d) else {
                return false;
            };
            t.is(j, flag::NEG)
                && (d == 1 || t.is(i - 1, flag::ADVERB | flag::QAD | flag::FINITE | flag::KANA))
                && t.text.tokens[j].is_word()
        })
    }

    /// Cuts what follows a cue into complements, up to the end of its clause. `says`: the cue may open a clause or quotation.
    pub fn chunks(&self, p: &Predicate, says: bool) -> Vec<Chunk> {
        let t = self.t;
        let text = t.text;
        let sentence = text.sentences[text.sentence_of(p.start)];
        let mut out: Vec<Chunk> = Vec::new();
        let mut open = false;
        let mut i = p.end;
        let limit = text.tokens.len().min(sentence.end).min(p.end + 90);
        let close_of =
            |from: usize| -> usize { (from..limit).take(40).find(|&j| text.tokens[j].is(Mark::Close)).map_or(from, |j| j + 1) };
        while i < limit {
            let tok = &text.tokens[i];
            match tok.kind {
                Kind::Mark(Mark::Line | Mark::Stop) => break,
                Kind::Mark(Mark::Comma) => {
                    open = false;
                    let next = i + 1;
                    if next < limit && (self.opens_clause(next) || self.reporting_participle(next, true)) {
                        break;
                    }
                    i += 1;
                    continue;
                }
                Kind::Mark(Mark::Colon) => {
                    if says && !out.iter().any(|c| c.clause || c.quote) {
                        let mut body = i + 1;
                        if body < limit && text.tokens[body].is(Mark::Quote) && text.quotes.opening(body).is_some() {
                            body += 1;
                        }
                        out.push(self.chunk(None, i, body, limit, false, true));
                    }
                    break;
                }
                Kind::Mark(Mark::Quote) => {
                    if let Some(q) = text.quotes.opening(i) {
                        if says && q.close - q.open > 3 && !out.iter().any(|c| c.clause || c.quote) {
                            // In mid-phrase a quotation is part of it (عبارة «…»), behind the speaker it is what was said.
                            let fresh = !open || out.last().is_none_or(|c| c.prep.is_none() || c.mentions.0 < c.mentions.1);
                            let named = q.close - q.open <= 6 && text.tokens.get(q.close + 1).is_some_and(|x| x.is_word());
                            let vehicle = out.last().is_some_and(|c| t.is(c.body, flag::DOCUMENT));
                            if (fresh || vehicle || q.close - q.open > 9) && !named {
                                out.push(self.chunk(None, i, i + 1, q.close, false, true));
                                break;
                            }
                        }
                        if q.close - q.open > 12 {
                            open = false;
                        }
                    }
                    i += 1;
                    continue;
                }
                Kind::Mark(Mark::Dash) if text.space_before(i) && !text.space_after(i) => {
                    // - … - as brackets
                    i = (i + 1..limit.min(i + 20)).find(|&j| text.tokens[j].is(Mark::Dash) && !text.space_before(j)).map_or(i + 1, |j| j + 1);
                    continue;
                }
                Kind::Mark(Mark::Open) => {
                    i = close_of(i + 1).max(i + 1);
                    continue;
                }
                Kind::Mark(_) => {
                    i += 1;
                    continue;
                }
                Kind::Number => {
                    if let Some(d) = self.date_at(i) {
                        open = false;
                        i = d.end;
                        continue;
                    }
                    if !open {
                        out.push(self.chunk(None, i, i, i + 1, false, false));
                        open = true;
                    }
                    i += 1;
                    self.extend(&mut out, i);
                    continue;
                }
                Kind::Word => {}
            }
            // من قبل, على يد: the doer of a passive.
            if let Some((m, _)) = t.longest(i, |m| matches!(m.entry, Entry::Word(Class::Visitor)).then_some(())) {
                if self.starting(m.end).is_some() || self.starting(m.end + 1).is_some() {
                    let mut c = self.chunk(None, i, m.end, m.end + 1, false, false);
                    c.doer = true;
                    out.push(c);
                    open = true;
                    i = m.end;
                    if let Some(x) = self.starting(i) {
                        i = self.mentions[x].end;
                    }
                    self.extend(&mut out, i);
                    continue;
                }
            }
            if let Some(d) = self.date_at(i) {
                if d.start == i || t.prep(i).is_some() {
                    open = false;
                    i = d.end.max(i + 1);
                    continue;
                }
            }
            if self.reporting_participle(i, false) && self.starting(i).is_none() {
                break;
            }
            if t.is(i, flag::TAIL) && i > p.end && text.tokens[i - 1].is(Mark::Comma) {
                break;
            }
            let adverb = t.longest(i, |m| {
                (matches!(m.entry, Entry::Word(Class::Adverb | Class::Turn | Class::Qad))
                    && (m.end > i + 1 || m.split.prep.is_none()))
                .then_some(())
            });
            if let (Some((m, _)), None) = (adverb, self.starting(i)) {
                open = false;
                i = m.end;
                continue;
            }
            let prep = t.prep(i);
            if t.is(i, flag::COMP) && !self.is_name(i) {
                let governed = t.at(i).iter().find_map(|m| match m.entry {
                    Entry::Word(Class::Comp) => Some(m.split.prep),
                    _ => None,
                });
                // إلى أن, على أن: the preposition before it; بأن carries its own.
                let mut by = governed.flatten();
                let mut start = i;
                if let Some(last) = out.last() {
                    if last.prep.is_some() && last.body == i {
                        by = last.prep;
                        start = last.start;
                        out.pop();
                    }
                }
                let mut body = i + 1;
                if body < limit && text.tokens[body].is(Mark::Quote) && text.quotes.opening(body).is_some() {
                    body += 1;
                }
                if body < limit && text.tokens[body].is(Mark::Colon) {
                    body += 1;
                }
                let mut c = self.chunk(by, start, body, limit, true, false);
                c.quote = text.tokens.get(body.wrapping_sub(1)).is_some_and(|x| x.is(Mark::Quote));
                out.push(c);
                break;
            }
            if t.is(i, flag::REL) && prep.is_none_or(|(_, at)| at == i) && !t.is(i, flag::PREP) {
                // A relative clause: over it, to the comma that closes it, or to what the cue is waiting for.
                let mut j = i + 1;
                while j < limit {
                    let x = &text.tokens[j];
                    if x.is(Mark::Stop) || x.is(Mark::Line) || x.is(Mark::Colon) {
                        break;
                    }
                    if x.is(Mark::Comma) {
                        break;
                    }
                    if says && t.is(j, flag::COMP) && j > i + 2 {
                        break;
                    }
                    if says && x.is(Mark::Quote) && text.quotes.opening(j).is_some_and(|q| q.close - q.open > 6) {
                        break;
                    }
                    j += 1;
                }
                if let Some(c) = out.last_mut() {
                    c.end = j;
                }
                open = false;
                i = j.max(i + 1);
                continue;
            }
            if t.is(i, flag::FINITE) && self.covering(i).is_none() {
                // Another verb: this clause is over, unless it only describes the noun before it (وفد يضم …).
                let cap = out.last().is_some_and(|c| c.mentions.0 < c.mentions.1) || !open;
                if !says || cap && !out.is_empty() && t.verbs(i).any(|(m, ..)| m.split.conj) {
                    break;
                }
                open = false;
                i += 1;
                continue;
            }
            if let Some(x) = self.starting(i) {
                let m = &self.mentions[x];
                let conj = m.conj;
                if conj
                    && !open
                    && m.prep.is_none()
                    && out.iter().any(|c| c.prep.is_none() && c.mentions.0 < c.mentions.1)
                    && !matches!(m.what, What::Adjective(_) | What::Place(_))
                {
                    let mut c = self.chunk(None, i, i, m.end, false, false);
                    c.joined = true;
                    out.push(c);
                } else if m.prep.is_some() {
                    out.push(self.chunk(m.prep, i, i, m.end, false, false));
                } else if open && conj {
                    // coordination
                } else if matches!(m.what, What::Adjective(_)) && open {
                    // an adjective of the noun before
                } else if !open || out.last().is_some_and(|c| c.mentions.0 < c.mentions.1 && !(c.prep.is_some() && c.body == i)) {
                    if !out.last().is_some_and(|c| c.prep.is_some() && c.body == i) {
                        out.push(self.chunk(None, i, i, m.end, false, false));
                    }
                }
                open = true;
                i = m.end;
                self.extend(&mut out, i);
                continue;
            }
            if let Some((p, at)) = prep {
                let conj = t.at(i).iter().any(|m| m.split.conj && m.split.cut == 1 + u8::from(m.split.prep.is_some()));
                let same = conj && out.last().is_some_and(|c| c.prep == Some(p));
                if !same {
                    out.push(self.chunk(Some(p), i, at, at.max(i + 1), false, false));
                }
                let pronoun = t
                    .at(i)
                    .iter()
                    .any(|m| matches!(m.entry, Entry::Word(Class::Prep(x)) if x == p) && m.split.enc.is_some() && m.end == i + 1);
                if pronoun && at == i {
                    if let Some(c) = out.last_mut() {
                        c.pronoun = true;
                        c.end = i + 1;
                    }
                    open = false;
                    i += 1;
                    continue;
                }
                open = true;
                i += 1;
                self.extend(&mut out, i);
                continue;
            }
            // A common noun: it goes on with the phrase, or opens one behind a finished mention.
            let w = text.folded(i);
            let conj = t.at(i).iter().any(|m| m.split.conj) || w.starts_with('و') && !t.is(i, flag::KNOWN);
            let finished = out.last().is_some_and(|c| {
                c.mentions.0 < c.mentions.1
                    && !matches!(self.mentions[c.mentions.1 - 1].what, What::Adjective(_))
                    && i >= self.mentions[c.mentions.1 - 1].end
                    && c.start == self.mentions[c.mentions.0].start.min(c.start)
            });
            let wanted = || {
                let frames: &[u16] = p.lemma.map_or(&[], |l| &t.k.lemma_frames[l as usize]);
                frames.iter().any(|f| {
                    t.k.frames[*f as usize]
                        .complements
                        .iter()
                        .filter_map(|c| c.heads.as_ref())
                        .any(|h| t.splits(i).iter().any(|s| s.tok.is_some_and(|x| h.contains(&x))))
                })
            };
            if !open || (finished && !conj && (!w.starts_with("ال") || t.is(i, flag::MASDAR | flag::CUE_NOUN) || wanted())) {
                out.push(self.chunk(None, i, i, i + 1, false, false));
                open = true;
            }
            i += 1;
            self.extend(&mut out, i);
        }
        out
    }

    fn is_name(&self, i: usize) -> bool {
        self.covering(i).is_some()
    }

    fn chunk(&self, prep: Option<u8>, start: usize, body: usize, end: usize, clause: bool, quote: bool) -> Chunk {
        Chunk {
            prep,
            clause,
            quote,
            doer: false,
            joined: false,
            pronoun: false,
            start,
            body,
            end,
            mentions: self.mentions_in(body, end),
        }
    }

    fn extend(&self, out: &mut [Chunk], end: usize) {
        if let Some(c) = out.last_mut() {
            c.end = end.max(c.end);
            c.mentions = self.mentions_in(c.body, c.end);
        }
    }

    /// Whether a new clause opens at token `i` behind a comma: a finite verb or an adverbial participle.
    pub fn opens_clause(&self, i: usize) -> bool {
        let t = self.t;
        if t.is(i, flag::FINITE) && self.covering(i).is_none() {
            return true;
        }
        if t.is(i, flag::TAIL | flag::CONJ) {
            return true;
        }
        t.at(i).iter().any(|m| {
            matches!(m.entry, Entry::Participle { accusative: true, definite: false, voice: Voice::Active, .. })
                && m.split.prep.is_none()
        })
    }

    /// The mention a chunk is headed by: its first, if little stands before it.
    pub fn head(&self, c: &Chunk) -> Option<usize> {
        let (a, b) = c.mentions;
        (a..b).find(|&m| {
            let x = &self.mentions[m];
            !matches!(x.what, What::Adjective(_) | What::Place(_))
                && (x.title_by_honorific()
                    && x.start > c.body
                    && x.start < c.body + 7
                    && (c.body..x.start).all(|i| self.covering(i).is_none() && self.t.text.tokens[i].is_word())
                    || (c.body..x.start).all(|i| {
                        self.t.is(i, flag::QUANT | flag::NUMBER | flag::DOCUMENT | flag::PREP | flag::ADVERB)
                            || self.t.text.tokens[i].kind == Kind::Number
                            || matches!(self.t.text.tokens[i].kind, Kind::Mark(Mark::Quote | Mark::Comma))
                    }))
        })
    }

    /// A subject standing before its verb, or the antecedent of a relative clause: a range of mentions.
    pub fn preposed(&self, verb: usize) -> Option<(usize, usize)> {
        let t = self.t;
        let text = t.text;
        let mut j = verb.checked_sub(1)?;
        // وهنأ: a verb joined by و goes on with its clause, it has no subject before it.
        let joined = t.verbs(verb).any(|(m, ..)| m.split.conj) && text.folded(verb).starts_with('و');
        if joined && !t.is(j, flag::REL) {
            return None;
        }
        let sentence = text.sentences[text.sentence_of(verb)];
        let mut commas = 0;
        for _ in 0..14 {
            if j < sentence.start {
                return None;
            }
            let tok = &text.tokens[j];
            if t.is(j, flag::QAD | flag::NEG | flag::FUTURE) && self.covering(j).is_none() {
                j = j.checked_sub(1)?;
                continue;
            }
            if tok.is(Mark::Comma) || tok.is(Mark::Close) {
                commas += 1;
                if commas > 2 {
                    return None;
                }
                // ، … ، in apposition: back over it.
                let back = (sentence.start..j)
                    .rev()
                    .take(14)
                    .find(|&c| text.tokens[c].is(Mark::Comma) || text.tokens[c].is(Mark::Open) || text.tokens[c].is(Mark::Dash));
                if self.covering(j - 1).is_some_and(|m| self.before_is_boundary(self.mentions[m].start)) {
                    j -= 1;
                    continue;
                }
                j = back?.checked_sub(1)?;
                continue;
            }
            if let Some(d) = self.date_at(j) {
                j = d.start.checked_sub(1)?;
                continue;
            }
            // من جانبه، أيضا
            if let Some(back) = (sentence.start..=j)
                .rev()
                .take(4)
                .find(|&a| t.at(a).iter().any(|m| m.end == j + 1 && matches!(m.entry, Entry::Word(Class::Adverb | Class::Turn))))
            {
                if self.covering(back).is_none() {
                    j = back.checked_sub(1)?;
                    continue;
                }
            }
            break;
        }
        if t.is(j, flag::REL) && !t.is(j, flag::PREP) && self.covering(j).is_none() {
            let at = if j > 0 && text.tokens[j - 1].is(Mark::Comma) { j.checked_sub(2)? } else { j.checked_sub(1)? };
            let m = self.covering(at)?;
            return (!matches!(self.mentions[m].what, What::Adjective(_) | What::Place(_))).then_some((m, m + 1));
        }
        let last = self.covering(j)?;
        if self.mentions[last].end != j + 1 {
            return None;
        }
        let mut first = last;
        loop {
            let m = &self.mentions[first];
            if matches!(m.what, What::Adjective(_) | What::Place(_)) || m.prep.is_some() {
                return None;
            }
            if m.conj
                && first > 0
                && self.mentions[first - 1].end + usize::from(text.tokens[m.start.saturating_sub(1)].is(Mark::Comma)) == m.start
                && !self.before_is_boundary(m.start)
            {
                first -= 1;
                continue;
            }
            break;
        }
        let start = self.mentions[first].start;
        // وكانت إدارة ترامب قد أكدت: a noun that the mention belongs to.
        let headed = (1..=2).any(|n| {
            start >= n + 1
                && (start - n..start).all(|i| t.is(i, flag::COMMON) && !t.is(i, flag::PREP | flag::FINITE | flag::COMP | flag::REL) && self.covering(i).is_none())
                && t.is(start - n - 1, flag::KANA | flag::COMP)
        });
        (headed || self.before_is_boundary(start)).then_some((first, last + 1))
    }

    /// Whether what stands before token `i` lets a clause's subject begin at it.
    pub fn before_is_boundary(&self, i: usize) -> bool {
        let t = self.t;
        let Some(mut j) = i.checked_sub(1) else {
            return true;
        };
        // ستون شخصا، عدد من الجنود: what counts the noun belongs to it.
        while j > 0
            && self.covering(j).is_none()
            && !t.is(j, flag::COMP)
            && (t.is(j, flag::QUANT | flag::NUMBER)
                || t.text.tokens[j].kind == Kind::Number
                || t.is(j, flag::PREP) && t.is(j - 1, flag::QUANT))
        {
            j -= 1;
        }
        let i = j + 1;
        let tok = &t.text.tokens[j];
        if !tok.is_word() {
            return matches!(
                tok.kind,
                Kind::Mark(Mark::Stop | Mark::Line | Mark::Comma | Mark::Colon | Mark::Quote | Mark::Dash | Mark::Slash)
            );
        }
        if self.covering(j).is_some() {
            return false;
        }
        t.is(j, flag::COMP | flag::KANA | flag::INTRO | flag::CONJ | flag::TURN | flag::QAD)
            && t.prep(j).is_none_or(|(_, at)| at != i)
            || t.at(j).iter().any(|m| matches!(m.entry, Entry::Word(Class::Topic)))
    }
}

/// A damma on the first letter of a past form: `قُتل`, `اعتُقل` (third letter), written out to mark the passive.
fn has_passive_mark(surface: &str, cut: usize) -> bool {
    let mut letters = 0;
    for c in surface.chars() {
        if c == '\u{064f}' {
            return letters > cut && letters <= cut + 3;
        }
        if !('\u{064b}'..='\u{0652}').contains(&c) {
            letters += 1;
        }
    }
    false
}
