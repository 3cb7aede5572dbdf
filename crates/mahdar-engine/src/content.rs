//! Where a statement's content ends.

use crate::clause::Scene;
use crate::letters;
use crate::mentions::What;
use crate::tag::flag;
use mahdar_knowledge::conjugate::{Gender, Voice};
use mahdar_knowledge::{Class, Entry, Frame, Person, Tense, Tok, prep};
use mahdar_record::Mode;
use mahdar_text::Mark;

/// How far behind a verb the noun may stand without which it reports nothing.
const WORDED: usize = 8;

/// A stretch of content.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Content {
    /// First token.
    pub start: usize,
    /// One past the last.
    pub end: usize,
    /// Quoted or not.
    pub mode: Mode,
}

impl Scene<'_, '_> {
    /// Whether token `i` is an adverbial participle that reports (`مضيفا`, `مؤكدة`).
    pub fn reporting_participle(&self, i: usize, after_comma: bool) -> bool {
        let t = self.t;
        if self.covering(i).is_some() && !self.accuses(i) || !after_comma && (self.again(i) || self.describes(i)) {
            return false;
        }
        t.at(i).iter().any(|m| match m.entry {
            Entry::Participle { lemma, voice: Voice::Active, gender, accusative, definite: false, bound: false, .. } => {
                m.split.prep.is_none()
                    && m.split.enc.is_none()
                    && (accusative && gender != Gender::Feminine && t.text.folded(i).ends_with(letters::ALEF)
                        || after_comma && (gender == Gender::Feminine || accusative))
                    && t.k.lemma_frames[lemma as usize]
                        .iter()
                        .any(|f| t.k.frames[*f as usize].says && t.k.frames[*f as usize].forms.active)
            }
            _ => false,
        })
    }

    /// `أكد البيت الأبيض مجددا موقفه`: whether the participle at `i` is an adverb, as it is in mid-phrase; behind a comma it reports.
    pub fn again(&self, i: usize) -> bool {
        let behind = |m: Mark| i > 0 && self.t.text.tokens[i - 1].is(m);
        self.t.is(i, flag::ADVERB) && !behind(Mark::Comma) && !behind(Mark::Quote)
    }

    /// `كان متوقعا`, `لا يرى مبررا`, `سيفا مسلطا`: whether the participle at `i` is a predicate, an object or an adjective of the word
    /// right before it; but `… مؤكدا أن` reports.
    fn describes(&self, i: usize) -> bool {
        let t = self.t;
        let Some(before) = i.checked_sub(1).filter(|&j| t.text.tokens[j].is_word() && self.covering(j).is_none()) else {
            return false;
        };
        if t.is(i + 1, flag::COMP) || t.prep(i + 1).is_some_and(|(_, at)| at == i + 2 && t.is(at, flag::COMP)) {
            return false;
        }
        let word = t.text.folded(before);
        let indefinite = word.ends_with(letters::ALEF)
            && !word.ends_with(letters::HER)
            && t.is(before, flag::COMMON | flag::MASDAR | flag::CUE_NOUN | flag::DOCUMENT)
            && !t.is(before, flag::ADVERB | flag::CONJ | flag::DEM | flag::PREP);
        t.is(before, flag::KANA) || t.is(before, flag::FINITE) || indefinite
    }

    /// Whether token `i` is a finite verb in the past, with `و` before it if `joined`, that reports in this gender or tells
    /// what a person, named next, says or whom he meets.
    fn reporting_verb(&self, i: usize, gender: Option<Gender>, joined: bool) -> bool {
        let t = self.t;
        if !t.is(i, flag::FINITE) || self.covering(i).is_some() {
            return false;
        }
        let person = || self.starting(i + 1).is_some_and(|n| matches!(self.mentions[n].what, What::Person { .. } | What::Joint));
        t.at(i).iter().any(|m| match m.entry {
            Entry::Verb { lemma, tense: Tense::Past, person: Person::Third, gender: g, .. } => {
                let mut frames =
                    t.k.lemma_frames[lemma as usize].iter().map(|f| &t.k.frames[*f as usize]).filter(|f| f.forms.verb);
                let fits = gender.is_none_or(|x| x == g || g == Gender::Common || x == Gender::Common);
                m.split.conj == joined
                    && frames.any(|f| {
                        f.says && self.worded(f, m.end) && (fits || person()) || f.encounter.is_some() && joined && person()
                    })
            }
            _ => false,
        })
    }

    /// `أبدى قلقه`, but not `قدم شكوى`: whether the nouns that a frame cannot do without stand within a few words from `from`.
    fn worded(&self, f: &Frame, from: usize) -> bool {
        let t = self.t;
        let near = || from..(from + WORDED).min(t.text.tokens.len());
        let stands =
            |h: &hashbrown::HashSet<Tok>| near().any(|i| t.splits(i).iter().any(|s| s.tok.is_some_and(|x| h.contains(&x))));
        f.complements.iter().filter(|c| !c.optional).filter_map(|c| c.heads.as_ref()).all(stands)
    }

    /// `فيما أعلنت`, `لكنه أشار`: a conjunction at `i` that turns to another report.
    fn turns(&self, i: usize, gender: Option<Gender>) -> bool {
        let t = self.t;
        t.is(i, flag::INTRO)
            && !t.is(i, flag::COMP | flag::KANA)
            && t.at(i).iter().any(|m| {
                matches!(m.entry, Entry::Word(Class::Intro))
                    && (self.reporting_verb(m.end, gender, false) || self.withholds(m.end, gender))
            })
    }

    /// `لم يذكر`, `لم توضح`: that the speaker left something unsaid is told by the outlet.
    fn withholds(&self, i: usize, gender: Option<Gender>) -> bool {
        let t = self.t;
        t.is(i, flag::NEG)
            && t.at(i + 1).iter().any(|m| match m.entry {
                Entry::Verb { lemma, tense: Tense::Present | Tense::Jussive, person: Person::Third, gender: g, .. } => {
                    gender.is_none_or(|x| x == g || g == Gender::Common)
                        && t.k.lemma_frames[lemma as usize].iter().any(|f| {
                            let f = &t.k.frames[*f as usize];
                            f.says && f.events.is_empty() && f.commit.is_none()
                        })
                }
                _ => false,
            })
    }

    /// The content that opens at token `start`; `gender` is that of the reporting verb, where it is a past one.
    pub fn content(&self, start: usize, gender: Option<Gender>) -> Option<Content> {
        let t = self.t;
        let text = t.text;
        let n = text.tokens.len();
        let mut start = start;
        while start < n
            && matches!(
                text.tokens[start].kind,
                mahdar_text::Kind::Mark(Mark::Colon | Mark::Comma | Mark::Quote | Mark::Dash | Mark::Other | Mark::Open)
            )
        {
            if text.tokens[start].is(Mark::Quote) && text.quotes.opening(start).is_some() {
                break;
            }
            start += 1;
        }
        if start >= n {
            return None;
        }
        // في تصريح: إن …
        if start > 0
            && text.tokens[start - 1].is(Mark::Colon)
            && t.is(start, flag::COMP)
            && text.folded(start).chars().count() == 2
        {
            start += 1;
        }
        // Inside a quotation that opened just before: to its end.
        let opened = if text.tokens[start].is(Mark::Quote) {
            text.quotes.opening(start).map(|q| (q, start + 1))
        } else {
            text.quotes.opening(start.wrapping_sub(1)).map(|q| (q, start))
        };
        if let Some((q, mut first)) = opened {
            if t.is(first, flag::COMP) && text.folded(first).chars().count() == 2 && self.covering(first).is_none() {
                first += 1;
            }
            let after = q.close + 1;
            let goes_on = q.closed
                && after < n
                && text.tokens[after].is_word()
                && !self.ends_content(after, gender)
                && q.close - q.open <= 14
                && !text.tokens[q.close.saturating_sub(1)].is(Mark::Stop);
            if !goes_on && q.close > first {
                // «… ، مضيفا أن …»: some papers run the next report on inside the same marks.
                let run_on = (first + 3..q.close).find(|&j| {
                    text.tokens[j - 1].is(Mark::Comma)
                        && self.reporting_participle(j, false)
                        && (t.is(j + 1, flag::COMP) || t.is(j + 2, flag::COMP))
                });
                let end = self.trim(first, run_on.unwrap_or(q.close));
                return (end > first).then_some(Content { start: first, end, mode: Mode::Direct });
            }
        }
        // «أن مصر …»
        if t.at(start).iter().any(|m| matches!(m.entry, Entry::Word(Class::Comp)) && m.split.cut == 0 && m.split.enc.is_none())
            && text.folded(start).chars().count() == 2
            && text.quotes.opening(start.wrapping_sub(1)).is_some()
        {
            start += 1;
        }
        let around = text.quotes.around(start);
        let mut mode = Mode::Indirect;
        let mut i = start;
        let mut sentence = text.sentence_of(start);
        while i < n {
            let s = text.sentences[sentence];
            if i >= s.end {
                break;
            }
            if around.is_some_and(|q| i >= q.close) {
                break;
            }
            let tok = &text.tokens[i];
            match tok.kind {
                mahdar_text::Kind::Mark(Mark::Line | Mark::Stop) => {
                    // Dots after a letter that go on in lower case are rare; a stop ends what was said.
                    break;
                }
                mahdar_text::Kind::Mark(Mark::Quote) => {
                    if let Some(q) = text.quotes.opening(i) {
                        mode = Mode::Mixed;
                        if q.close >= n || !q.closed {
                            i += 1;
                            continue;
                        }
                        i = q.close;
                        sentence = text.sentence_of(i);
                        let at_stop = text.tokens[i - 1].is(Mark::Stop);
                        i += 1;
                        if at_stop {
                            break;
                        }
                        continue;
                    }
                }
                mahdar_text::Kind::Mark(Mark::Comma) if i + 1 < n && self.ends_content(i + 1, gender) => {
                    break;
                }
                mahdar_text::Kind::Word => {
                    // على حد تعبيره, وذلك خلال …: with or without a comma.
                    let long = 2 + usize::from(!text.folded(i).starts_with(letters::AND));
                    let outlet = t.at(i).iter().any(|m| matches!(m.entry, Entry::Word(Class::Tail)) && m.end >= i + long);
                    if i > start + 1 && outlet {
                        break;
                    }
                    let opened = text.tokens[i - 1].is(Mark::Quote) && text.quotes.opening(i - 1).is_some();
                    // انتقد إيران متهما إياها بـ: one word may be all of it, where it is a name.
                    let first = i > start + 1 || i > start && self.covering(start).is_some();
                    if first && self.reporting_participle(i, false) && !opened {
                        break;
                    }
                    if i > start + 2
                        && gender.is_some()
                        && (self.reporting_verb(i, gender, true) || self.turns(i, gender))
                        && !t.is(i - 1, flag::REL)
                    {
                        break;
                    }
                }
                _ => {}
            }
            i += 1;
        }
        let end = self.trim(start, i.min(n));
        (end > start).then_some(Content { start, end, mode })
    }

    /// Where content that is a phrase and no clause ends at the latest: `موافقتها على الاتفاق؛ لكن البرلمان …`, `…، فالتاريخ يقول`.
    pub fn phrase_end(&self, c: Content) -> usize {
        let t = self.t;
        let mark = |i: usize| t.text.tokens[i].is(Mark::Comma);
        let turns = |i: usize| {
            self.covering(i).is_none()
                && !t.is(i, flag::COMP | flag::KANA)
                && (t.is(i, flag::INTRO) && !t.text.folded(i).starts_with(letters::LIKE)
                    || t.at(i).iter().any(|m| m.split.conj && m.split.cut == 1) && t.text.folded(i).starts_with(letters::SO))
        };
        // التزامه بتعزيز الشراكة، وناقش ملف الطاقة: a phrase goes on with no verb, but where a clause describes it.
        let described = |i: usize| (c.start..i).any(|j| t.is(j, flag::REL | flag::FINITE | flag::COMP));
        let deed = |i: usize| {
            t.is(i, flag::FINITE)
                && self.covering(i).is_none()
                && t.verbs(i).any(|(m, _, tense, who, _)| m.split.conj && tense == Tense::Past && who == Person::Third)
                && !described(i)
        };
        let quoted = |i: usize| t.text.quotes.around(i).is_some_and(|q| q.open >= c.start);
        let ends = |i: usize| turns(i) || deed(i);
        // تشعر واشنطن بالقلق وتتهم بكين بـ…: nor with another report.
        let reports = |i: usize| {
            let says = |l: u16| t.k.lemma_frames[l as usize].iter().any(|f| t.k.frames[*f as usize].says);
            t.is(i, flag::FINITE)
                && self.covering(i).is_none()
                && t.verbs(i).any(|(m, l, tense, who, _)| {
                    m.split.conj && m.split.enc.is_none() && tense == Tense::Present && who == Person::Third && says(l)
                })
                && !described(i)
        };
        let ends_at = |i: &usize| (mark(*i) && ends(i + 1) || reports(*i)) && !quoted(*i);
        let end = (c.start + 1..c.end.saturating_sub(1)).find(ends_at);
        end.map_or(c.end, |e| self.trim(c.start, e))
    }

    /// Whether the words at `i`, behind a comma, are the outlet's again or another report.
    fn ends_content(&self, i: usize, gender: Option<Gender>) -> bool {
        let t = self.t;
        if self.reporting_participle(i, true) {
            return true;
        }
        if t.at(i)
            .iter()
            .any(|m| matches!(m.entry, Entry::Word(Class::Tail | Class::Source)) && m.split.prep.is_none_or(|_| m.split.cut <= 1))
        {
            return true;
        }
        // ، عقب لقائه نظيره.: nothing of the clause is left behind it.
        let aside = t.longest(i, |m| matches!(m.entry, Entry::Word(Class::Aside)).then_some(())).is_some();
        let end = t.text.sentences[t.text.sentence_of(i)].end;
        if aside && self.covering(i).is_none() && !(i..end).any(|j| t.text.tokens[j].is(Mark::Comma)) {
            return true;
        }
        // ، وهو ما نفته موسكو: what others say of it.
        let which =
            t.is(i + 1, flag::REL) && !t.is(i + 1, flag::PREP) && t.prep(i).is_none() && !t.is(i, flag::FINITE | flag::COMP);
        let of_it = t.verbs(i + 2).any(|(_, l, ..)| t.k.lemma_frames[l as usize].iter().any(|f| t.k.frames[*f as usize].says));
        let past =
            |j: usize| t.is(j, flag::FINITE) && t.verbs(j).any(|(m, _, tense, ..)| tense == Tense::Past && m.split.enc.is_none());
        if which && t.is(i + 2, flag::FINITE) && (of_it || past(i + 2)) && self.covering(i).is_none() {
            return true;
        }
        // ، ما أسفر عن هبوط الليرة, ، مما دفعه إلى …: what came of it.
        let what = t.is(i, flag::REL)
            && !t.is(i, flag::PREP | flag::CONJ)
            && !t.text.folded(i).contains(letters::ARTICLE)
            && self.covering(i).is_none();
        if what && gender.is_some() && past(i + 1) && t.prep(i).is_none_or(|(x, _)| t.k.prep_is(x, prep::FROM)) {
            return true;
        }
        let turn = t.longest(i, |m| matches!(m.entry, Entry::Word(Class::Turn)).then_some(()));
        if turn.is_some() {
            return true;
        }
        // ، فردت الحكومة …: what followed upon it.
        let then = t.is(i, flag::FINITE)
            && t.text.folded(i).starts_with(letters::SO)
            && t.at(i).iter().any(|m| matches!(m.entry, Entry::Verb { tense: Tense::Past, .. }) && m.split.conj);
        then || gender.is_some() && (self.reporting_verb(i, gender, true) || self.turns(i, gender) || self.another_says(i))
    }

    /// `، وذكرت وسائل إعلام أن`: somebody else, named behind the verb, reports.
    fn another_says(&self, i: usize) -> bool {
        let t = self.t;
        let noun = |j: usize| {
            t.text.tokens.get(j).is_some_and(|x| x.is_word()) && t.prep(j).is_none() && !t.is(j, flag::COMP | flag::REL)
        };
        let that = (i + 2..i + 8).take_while(|&j| t.text.tokens.get(j).is_some_and(|x| x.is_word())).any(|j| t.is(j, flag::COMP));
        that && noun(i + 1) && self.reporting_verb(i, None, true)
    }

    /// The end of content from `start` without the marks behind its last word.
    pub(crate) fn trim(&self, start: usize, mut end: usize) -> usize {
        let text = self.t.text;
        while end > start {
            let tok = &text.tokens[end - 1];
            let inner_close =
                tok.is(Mark::Quote) && (start..end - 1).any(|j| text.quotes.opening(j).is_some_and(|q| q.close == end - 1));
            if tok.is_word() || tok.is(Mark::Close) || inner_close {
                break;
            }
            end -= 1;
        }
        end
    }
}
