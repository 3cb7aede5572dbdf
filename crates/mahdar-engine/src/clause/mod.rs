//! Predicates and their complements: what governs a clause, and what hangs on it.

mod chunks;
mod marks;
mod nouns;
mod parts;
mod preposed;
mod venues;
mod words;

use crate::dates::Dated;
use crate::letters;
use crate::mentions::{Mention, What};
use crate::tag::{Match, Tagged, flag};
use mahdar_knowledge::conjugate::{Gender, Number, Voice};
use mahdar_knowledge::{Class, Entry, Person, Tense, prep};
use mahdar_text::{Kind, Mark};
use std::cell::OnceCell;
use std::collections::HashSet;

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
    /// A verbal noun whose doer another verb tells (`واصلت إسرائيل قصف …`): what fits the verb fits it.
    pub deed: bool,
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
    /// States told of by more than the name of their capital, once that was asked for.
    otherwise: OnceCell<HashSet<u16>>,
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
        Scene { t, mentions, dates, cover, otherwise: OnceCell::new() }
    }

    /// The mention covering a token.
    pub fn covering(&self, i: usize) -> Option<usize> {
        self.cover.get(i).and_then(|c| (*c as usize).checked_sub(1))
    }

    /// The mention starting at a token.
    pub fn starting(&self, i: usize) -> Option<usize> {
        self.covering(i).filter(|m| self.mentions[*m].start == i)
    }

    /// The date that covers a token.
    pub fn date_at(&self, i: usize) -> Option<&Dated> {
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
        if let Some(m) = self.covering(i)
            && !matches!(self.mentions[m].what, What::Adjective(_))
            && !self.accuses(i)
        {
            return;
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
        let plain = t.at(i).iter().any(|m| matches!(m.entry, Entry::Common) && m.split.cut == 0 && m.split.enc.is_none());
        let behind_comma = i > 0 && t.text.tokens[i - 1].is(Mark::Comma);
        let verb_alone = !t.at(i).iter().any(|m| matches!(m.entry, Entry::Masdar { .. } | Entry::Participle { .. }));
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
                // كامل is no أمل, مذكرة no participle.
                Entry::Masdar { .. } | Entry::CueNoun { .. } if m.split.prep == Some(letters::LIKE_PREP) && plain => continue,
                Entry::Participle { voice: Voice::Active, .. } if t.is(i, flag::DOCUMENT) && !behind_comma => continue,
                Entry::Participle { voice: Voice::Active, .. } if self.again(i) => continue,
                // مدينتي حلب وحمص, مقترحي الوسيط: two of something, and outside of quotations nothing of mine.
                Entry::Participle { voice: Voice::Active, number, .. } if self.mine(m) || self.two_of(i, number) => continue,
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
                // وتم الاتفاق: a phrase that a verb opens, and no noun; عقد قمة may be either.
                Entry::CueNoun { id, definite, .. } if !finite || m.end > i + 1 && verb_alone => {
                    (Form::Noun { definite }, None, Some(id))
                }
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
                // غير مشروعة is no غير مشروع with a pronoun.
                enc: m.split.enc.filter(|_| !t.text.surface(m.end - 1).ends_with(letters::TA_MARBUTA)),
                future: m.split.sin || (i > 0 && t.is(i - 1, flag::FUTURE)),
                negated: self.negated(i),
                deed: false,
            };
            let p = self.with_object(p);
            // أصيب جنديان: what looks like "I" hides no third person.
            let first = |x: &Predicate| matches!(x.form, Form::Finite { person: Person::First, .. });
            let same = |q: &Predicate| {
                (first(&p) || !first(q))
                    && q.lemma == p.lemma
                    && q.noun == p.noun
                    && std::mem::discriminant(&q.form) == std::mem::discriminant(&p.form)
                    && q.end == p.end
            };
            if !out.iter().any(same) {
                out.push(p);
            }
        }
    }

    /// `متهما إياها بـ`: a participle with the object pronoun behind it has it as its own.
    fn with_object(&self, p: Predicate) -> Predicate {
        let t = self.t;
        let object = |m: &&Match| matches!(m.entry, Entry::Word(Class::Object)) && m.split.cut == 0;
        let Some(m) = t.at(p.end).iter().find(object).filter(|_| matches!(p.form, Form::Active { .. })) else { return p };
        let word = t.text.folded(p.end);
        let third = |e: &mahdar_knowledge::Enclitic| e.person == Person::Third && word.ends_with(e.form.as_str());
        let longest = t.k.enclitics.iter().enumerate().filter(|(_, e)| third(e)).max_by_key(|(_, e)| e.form.len());
        Predicate { enc: longest.and_then(|(n, _)| u8::try_from(n).ok()), end: m.end, ..p }
    }

    /// `، متهما واشنطن بـ`: the accused as a noun, but here it says who accuses.
    pub fn accuses(&self, i: usize) -> bool {
        let t = self.t;
        let agent = self
            .starting(i)
            .is_some_and(|m| self.mentions[m].end == i + 1 && matches!(self.mentions[m].what, What::Agent { owner: None, .. }));
        let mark = |m: Mark| i > 0 && t.text.tokens[i - 1].is(m);
        let object = |m: &Match| matches!(m.entry, Entry::Word(Class::Object));
        agent
            && (mark(Mark::Comma) || mark(Mark::Quote) || mark(Mark::Close) || t.at(i + 1).iter().any(object))
            && t.at(i).iter().any(|m| match m.entry {
                Entry::Participle { lemma, voice: Voice::Active, definite: false, bound: false, .. } => {
                    m.split.prep.is_none()
                        && t.k.lemma_frames[lemma as usize].iter().any(|f| {
                            let f = &t.k.frames[*f as usize];
                            f.says && f.forms.active
                        })
                }
                _ => false,
            })
    }

    /// Whether a dual stands before its genitive, without the ن that it has elsewhere.
    fn two_of(&self, i: usize, number: Number) -> bool {
        number == Number::Dual && !self.t.text.folded(i).ends_with(letters::NUN)
    }

    /// Whether a word has a pronoun of the first or second person, where nobody is quoted.
    fn mine(&self, m: &Match) -> bool {
        let other = |e: u8| self.t.k.enclitics[e as usize].person != Person::Third;
        m.split.enc.is_some_and(other) && self.t.text.quotes.around(m.start).is_none()
    }

    /// Whether the number at `i` counts people: `32 شخصا`.
    pub(super) fn counts_people(&self, i: usize) -> bool {
        // 62 فلسطينيا: the adjective as a noun.
        let people = |m: usize| {
            matches!(self.mentions[m].what, What::Agent { .. } | What::Adjective(_)) && self.mentions[m].prep.is_none()
        };
        self.t.text.tokens[i].kind == Kind::Number && self.starting(i).or_else(|| self.starting(i + 1)).is_some_and(people)
    }

    fn negated(&self, i: usize) -> bool {
        let t = self.t;
        // لم يقتل أو يجرح أي جندي: what goes on with or is denied as well.
        let or = i > 2 && t.is_or(i - 1) && t.is(i - 2, flag::FINITE) && t.is(i, flag::FINITE);
        if or && t.is(i - 3, flag::NEG) {
            return true;
        }
        (1..=2).any(|d| {
            let Some(j) = i.checked_sub(d) else {
                return false;
            };
            t.is(j, flag::NEG)
                && (d == 1 || t.is(i - 1, flag::ADVERB | flag::QAD | flag::FINITE | flag::KANA))
                && t.text.tokens[j].is_word()
        })
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

    /// Who issued the document that a chunk is about: `بيان صادر عن الخارجية الكويتية`, not `البيان على مجلس الأمن`.
    pub fn issuer(&self, c: &Chunk) -> Option<usize> {
        let t = self.t;
        self.belongs(c).filter(|&m| {
            (c.body + 1..=self.mentions[m].start)
                .all(|i| t.prep(i).is_none_or(|(p, _)| t.k.prep_is(p, prep::ABOUT | prep::FROM | prep::TO_CLITIC)))
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
                            // معالي الأمين العام
                            || self.t.at(i).iter().any(|m| matches!(m.entry, Entry::Honorific))
                            || matches!(self.t.text.tokens[i].kind, Kind::Mark(Mark::Quote | Mark::Comma))
                    }))
        })
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
