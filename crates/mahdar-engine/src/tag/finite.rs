//! Whether a form that may be a verb is one where it stands: `بحث`, `دعم`, `قصف` are nouns as well.
//!
//! One question after the other is asked, the surest first; each answers whether the form is a finite verb, or does not tell.

use super::{Match, Tagged, flag::*, verbs::NAMED};
use crate::letters;
use mahdar_knowledge::conjugate::Gender;
use mahdar_knowledge::{Class, Entry, Number, Person, Tense, prep};
use mahdar_text::{Kind, Mark};

/// How far behind a verb that looks like a preposition its own preposition may stand.
const ABOUT: usize = 12;

/// The same where a doer stands right behind it.
const FAR: usize = 26;

/// How far before a verb that describes a meeting its noun may stand.
const GATHERED: usize = 4;

/// A word that may be a finite verb.
struct Form {
    i: usize,
    /// The word before it.
    prev: Option<usize>,
    /// It may be a noun as well.
    noun: bool,
    /// The tense of its likeliest reading as a verb.
    tense: Tense,
    /// How much is cut off where it is read as a verb, at least.
    cut: u8,
}

impl Tagged<'_> {
    /// Whether a word that may be a finite verb is one here; `noun` where it may be a noun as well.
    pub(super) fn finite_in_context(&self, i: usize, noun: bool) -> bool {
        let best = self.verbs(i).min_by_key(|(m, ..)| (m.split.cut, m.split.enc.is_some()));
        let Some((_, _, tense, _, _)) = best else { return false };
        let cut = self.verbs(i).map(|(m, ..)| m.split.cut).min().unwrap_or(0);
        let form = Form { i, prev: i.checked_sub(1), noun, tense, cut };
        self.counted(&form)
            .or_else(|| self.shortened(&form))
            .or_else(|| self.addressed(&form))
            .or_else(|| self.whole_word(&form))
            .or_else(|| self.like_preposition(&form))
            .or_else(|| self.name_or_particle(&form))
            .or_else(|| self.behind_particle(&form))
            .or_else(|| self.dual(&form))
            .or_else(|| self.nothing_but_verb(&form))
            .unwrap_or_else(|| self.verb_not_noun(&form))
    }

    /// `قال عدد من المسؤولين`: some of those who follow, and nobody who counts them.
    fn counted(&self, form: &Form) -> Option<bool> {
        let from = || self.find_prep(form.i + 1).is_some_and(|(p, at)| at == form.i + 2 && self.k.prep_is(p, prep::FROM));
        let large = || {
            self.text.tokens.get(form.i + 1).is_some_and(|t| t.is_word())
                && self.find_prep(form.i + 2).is_some_and(|(p, at)| at == form.i + 3 && self.k.prep_is(p, prep::FROM))
        };
        (self.flags[form.i] & QUANT != 0 && form.cut <= 1 && (from() || large())).then_some(false)
    }

    /// A shortened form stands only behind a particle that shortens it, or behind ل.
    fn shortened(&self, form: &Form) -> Option<bool> {
        let i = form.i;
        let governed = form.prev.is_some_and(|p| self.flags[p] & (NEG | COMP) != 0 && self.flags[p] & DENY == 0);
        let must = self.flags[i] & MUST != 0;
        let alone = self.verbs(i).all(|(m, _, t, ..)| t == Tense::Jussive && m.split.prep.is_none());
        ((!governed || must) && alone).then_some(false)
    }

    /// First and second person objects occur in quotations.
    fn addressed(&self, form: &Form) -> Option<bool> {
        let all = self.verbs(form.i).all(|(m, ..)| !self.object_told_of(m));
        (all && self.text.quotes.around(form.i).is_none()).then_some(false)
    }

    /// Whether a verb's suffix, if it has one, is of the third person.
    fn object_told_of(&self, m: &Match) -> bool {
        m.split.enc.is_none_or(|e| self.k.enclitics[e as usize].person == Person::Third)
    }

    /// A whole word beats a split one: والد, فريق, سلاح.
    fn whole_word(&self, form: &Form) -> Option<bool> {
        let weak = |e: &Entry| matches!(e, Entry::Common | Entry::Given { .. });
        let best = self.at(form.i).iter().filter(|m| !weak(&m.entry)).map(|m| m.split.cut).min().unwrap_or(0);
        let beaten = |m: &Match| {
            m.split.cut == best
                && !weak(&m.entry)
                && !matches!(
                    m.entry,
                    Entry::Verb { .. }
                        | Entry::Sector { .. }
                        | Entry::Context { .. }
                        // وأدان is condemned far more often than the oasis of that name is spoken of.
                        | Entry::Place { .. }
                        // سيعقد tells what is planned and is a verb all the same,
                        | Entry::Word(Class::Planned)
                        // nor are there two who love one another (وادّان), or two that are buried alive (وأدان).
                        | Entry::Participle { number: Number::Dual, .. }
                        | Entry::Masdar { number: Number::Dual, .. }
                )
        };
        (form.cut > best && self.at(form.i).iter().any(beaten)).then_some(false)
    }

    /// `وعبر لافروف عن أمله`, `وبين المصدر أن …`: a verb that looks like a preposition.
    fn like_preposition(&self, form: &Form) -> Option<bool> {
        let i = form.i;
        let opens_sentence =
            form.prev.is_none_or(|p| self.ends_sentence(p) || self.text.tokens[p].is(Mark::Comma) && self.first_clause(p));
        // فيما عبّر الوزير عن …: the doubled letter is written, or a conjunction stands before it.
        let doubled = self.text.surface(i).contains(letters::SHADDA);
        let joined = form.prev.is_some_and(|p| self.flags[p] & INTRO != 0 && self.flags[p] & (COMP | KANA) == 0);
        let opens = opens_sentence || doubled || joined;
        let about = || {
            self.at(i).iter().any(|m| matches!(m.entry, Entry::Word(Class::Prep(_))))
                && self.verbs(i).any(|(m, _, t, who, _)| t == Tense::Past && who == Person::Third && m.split.prep.is_none())
                && (i + 2..(i + if self.doer_behind(i) { FAR } else { ABOUT }).min(self.text.tokens.len()))
                    .any(|j| self.find_prep(j).is_some_and(|(p, _)| self.k.prep_is(p, prep::ABOUT)))
        };
        let boundary = opens || self.turned(i) || form.prev.is_some_and(|p| self.text.tokens[p].is(Mark::Comma));
        ((opens || self.turned(i)) && about() || boundary && self.between_that(i)).then_some(true)
    }

    fn ends_sentence(&self, i: usize) -> bool {
        self.text.tokens[i].is(Mark::Stop) || self.text.tokens[i].is(Mark::Line)
    }

    /// What may be a name or a particle is one; but هنأ is not هنا: a hamza written within the word tells the verb.
    fn name_or_particle(&self, form: &Form) -> Option<bool> {
        let hamza = self.text.surface(form.i).chars().skip(2).any(|c| letters::HAMZAS.contains(&c));
        let name = |m: &Match| {
            m.split.cut <= form.cut
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
                                | Class::Must
                        )
                )
        };
        (!hamza && self.at(form.i).iter().any(name)).then_some(false)
    }

    /// `لم`, `قد`, `سوف`, `أن` have a verb behind them; prepositions and what denies nouns have none.
    fn behind_particle(&self, form: &Form) -> Option<bool> {
        let p = form.prev.filter(|&p| self.text.tokens[p].is_word())?;
        if self.flags[p] & DENY != 0 {
            return Some(false);
        }
        if self.flags[p] & (NEG | QAD | FUTURE | KANA | COMP | REL) != 0 && self.flags[p] & PREP == 0 {
            return Some(true);
        }
        let bare = self.find_prep(p).is_some_and(|(_, at)| at == form.i) && !self.is(p, REL);
        bare.then_some(false)
    }

    /// `ثمنا`, `ردا`: an accusative noun looks like a verb in the dual, which wants two doers before it.
    fn dual(&self, form: &Form) -> Option<bool> {
        let i = form.i;
        let quoted = self.text.quotes.around(i).is_some();
        let dual = self
            .verbs(i)
            .filter(|(m, _, t, who, _)| self.object_told_of(m) && (quoted || *who != Person::First || *t != Tense::Past))
            .all(|(m, _, t, ..)| t == Tense::Past && matches!(m.entry, Entry::Verb { number: Number::Dual, .. }));
        if !dual || !self.text.folded(i).ends_with(letters::ALEF) {
            return None;
        }
        // التقى بومبيو عددا من …: so many are no two who count.
        if self.flags[i] & QUANT != 0 {
            return Some(false);
        }
        // وأكدا أن …, كما بحثا …: told of two, with a word that is nothing but a verb or behind a word that opens a clause.
        let joined = self.verbs(i).any(|(m, ..)| m.split.conj && m.split.cut == 1) && self.only_verb(i)
            || form.prev.is_some_and(|p| self.flags[p] & (CONJ | INTRO) != 0 && self.flags[p] & PREP == 0);
        match joined {
            true => Some(true),
            false => (!form.prev.is_some_and(|p| self.two_end_at(p))).then_some(false),
        }
    }

    /// Whether the word at `p` may end the naming of two: a dual, a name, `السعودية ومصر`.
    fn two_end_at(&self, p: usize) -> bool {
        let names_two = |m: &Match| match m.entry {
            Entry::Agent { id, .. } => self.k.agents[id as usize].number == Number::Dual,
            Entry::Nisba { .. }
            | Entry::Human { .. }
            | Entry::Short { .. }
            | Entry::Given { weight: 2.. }
            | Entry::Title { .. }
            | Entry::Word(Class::Joint) => true,
            _ => false,
        };
        // فرنسا والولايات المتحدة اتفقتا
        let second = |m: &Match| m.end == p + 1 && m.split.conj && matches!(m.entry, Entry::Polity { .. } | Entry::Org { .. });
        self.text.folded(p).ends_with(letters::DUAL)
            || self.at(p).iter().any(names_two)
            || ((p + 1).saturating_sub(NAMED)..=p).any(|s| self.at(s).iter().any(second))
    }

    /// What is no noun of the lexicon is a verb; but `أعلنت روسيا عقد قمة`: a common noun where the verb before it waits for a deed.
    fn nothing_but_verb(&self, form: &Form) -> Option<bool> {
        if form.noun {
            return None;
        }
        let common = self.at(form.i).iter().any(|m| matches!(m.entry, Entry::Common) && m.split.cut == 0);
        let past = common && form.tense == Tense::Past && form.cut == 0;
        Some(!(past && (self.deed_wanted(form.i) || self.of_meeting(form))))
    }

    /// `زيارة عمل`: behind a meeting that is a feminine noun without the article, what would be a verb of a man is its genitive.
    fn of_meeting(&self, form: &Form) -> bool {
        let man = |m: &Match| matches!(m.entry, Entry::Verb { gender: Gender::Masculine, number: Number::Singular, .. });
        // زيارة قام بها …
        let takes_up = |m: &Match| matches!(m.entry, Entry::Word(Class::Prep(_))) && m.split.enc.is_some();
        if self.at(form.i + 1).iter().any(takes_up) {
            return false;
        }
        let meets = |frames: &[u16]| frames.iter().any(|f| self.k.frames[*f as usize].encounter.is_some());
        let meeting = |m: &Match| match m.entry {
            Entry::Masdar { lemma, .. } => meets(&self.k.lemma_frames[lemma as usize]),
            Entry::CueNoun { id, .. } => meets(&self.k.noun_frames[id as usize]),
            _ => false,
        };
        form.prev.is_some_and(|p| {
            self.at(p).iter().any(meeting)
                && self.text.surface(p).ends_with(letters::TA_MARBUTA)
                && !self.text.folded(p).starts_with(letters::ARTICLE)
        }) && self.at(form.i).iter().filter(|m| matches!(m.entry, Entry::Verb { .. })).all(|m| man(m) && m.split.enc.is_none())
    }

    /// Noun and verb look alike (بحث, دعم, قصف, تقدم): a verb opens its clause and a doer follows.
    fn verb_not_noun(&self, form: &Form) -> bool {
        let i = form.i;
        let past = form.tense == Tense::Past;
        if past && form.cut == 0 && form.prev.is_some_and(|p| self.carries_subject(p)) {
            return true;
        }
        let conj = self.verbs(i).any(|(m, ..)| m.split.conj && m.split.cut == 1)
            && form.prev.is_none_or(|p| !self.text.tokens[p].is_word());
        let sin = self.verbs(i).any(|(m, ..)| m.split.sin);
        // A sentence that opens with و and such a word opens with a verb: ونقل موقع …
        let led = conj
            && form.prev.is_none_or(|p| self.ends_sentence(p))
            && self.verbs(i).any(|(m, _, t, who, _)| t == Tense::Past && who == Person::Third && m.split.cut == 1);
        led || sin
            || self.gathers(i)
            || past && form.cut == 0 && self.during_it(i + 1)
            || self.first_verb(form)
            || past && form.cut == 0 && self.behind_subject(i)
            || (conj || self.opens_clause(form)) && (form.tense == Tense::Present || self.doer_behind(i))
    }

    /// `قمة مرتقبة تجمع الرئيسين`, `اجتماع ضم …`: a verb that describes the meeting named right before it.
    fn gathers(&self, i: usize) -> bool {
        let heads = |lemma: u16| {
            self.k.lemma_frames[lemma as usize].iter().filter_map(|f| {
                let f = &self.k.frames[*f as usize];
                f.subject.as_ref().filter(|_| f.encounter.is_some())
            })
        };
        let clause = |j: usize| !self.text.tokens[j].is_word() || self.flags[j] & (FINITE | COMP | REL | PREP) != 0;
        let before = || (i.saturating_sub(GATHERED)..i).rev().take_while(|&j| !clause(j));
        self.verbs(i).any(|(m, lemma, ..)| {
            !m.split.conj
                && heads(lemma).any(|h| before().any(|j| self.splits(j).iter().any(|s| s.tok.is_some_and(|x| h.contains(&x)))))
        })
    }

    /// `زيارة بحث خلالها مع الرئيس …`: whether the word at `i` takes up what was told before, by a pronoun of time or place.
    fn during_it(&self, i: usize) -> bool {
        self.at(i).iter().any(|m| match m.entry {
            Entry::Word(Class::Prep(x)) => {
                let feminine = |e: u8| self.k.enclitics[e as usize].gender == Gender::Feminine;
                m.end == i + 1
                    && m.split.enc.is_some_and(feminine)
                    && self.k.prep_is(x, prep::PLACE)
                    && !self.k.prep_is(x, prep::TO | prep::IN)
            }
            _ => false,
        })
    }

    /// Whether a verb may stand here because a clause begins.
    fn opens_clause(&self, form: &Form) -> bool {
        let Some(p) = form.prev else { return true };
        let t = &self.text.tokens[p];
        let flags = self.flags[p];
        !t.is_word() && (!t.is(Mark::Comma) || self.first_clause(p) || self.party_behind(form.i) && self.behind_time(p))
            || flags & (ADVERB | CONJ | TURN) != 0 && !(flags & ADVERB != 0 && self.deed_wanted(p))
            // أثار دعم واشنطن لـ…: two verbs in the past do not follow each other.
            || flags & FINITE != 0 && form.tense != Tense::Past && !self.takes_deed(p)
            || self.turned(form.i)
    }

    /// Whether a state, an organisation or a person stands right behind.
    fn party_behind(&self, i: usize) -> bool {
        let party = |m: &Match| {
            m.split.cut == 0
                && matches!(
                    m.entry,
                    Entry::Polity { .. } | Entry::Metonym { .. } | Entry::Org { .. } | Entry::Human { .. } | Entry::Title { .. }
                )
        };
        self.at(i + 1).iter().any(party)
    }

    /// `لكنه طالب الشعب التركي ب…`: whether the particle at `p` carries a subject of its own.
    fn carries_subject(&self, p: usize) -> bool {
        self.flags[p] & INTRO != 0
            && self.flags[p] & (COMP | KANA | PREP) == 0
            && self.text.folded(p).ends_with([letters::FEMININE, letters::ALEF])
            && self.at(p).iter().any(|m| matches!(m.entry, Entry::Word(Class::Conj)))
            && self.text.folded(p).chars().count() > 4
    }

    /// Whether somebody who may be its doer stands behind a verb, or behind the day it is told of: `تظاهر أمس عشرات`.
    fn doer_behind(&self, i: usize) -> bool {
        let day = |m: &Match| m.split.cut == 0 && m.end == i + 2 && matches!(m.entry, Entry::Deictic { .. });
        let next = i + 1 + usize::from(self.at(i + 1).iter().any(day));
        let doer = |m: &Match| {
            m.split.cut == 0
                && matches!(
                    m.entry,
                    Entry::Polity { .. }
                        | Entry::Capital { .. }
                        | Entry::Metonym { .. }
                        | Entry::Org { .. }
                        | Entry::Group { .. }
                        | Entry::Human { .. }
                        | Entry::Short { .. }
                        | Entry::Given { weight: 3.. }
                        | Entry::Title { .. }
                        | Entry::Organ { .. }
                        | Entry::Agent { .. }
                        | Entry::Word(Class::Joint | Class::Number | Class::Quantifier)
                        | Entry::Honorific
                )
        };
        self.at(next).iter().any(doer)
            || self.text.tokens.get(next).is_some_and(|t| t.kind == Kind::Number)
            || self.counted_people(next)
    }

    /// `قتل تفجيران انتحاريان 13 شخصا`: a thing does it, where people that a number counts are its object.
    fn counted_people(&self, next: usize) -> bool {
        let number = |j: usize| self.text.tokens.get(j).is_some_and(|t| t.kind == Kind::Number);
        let Some(n) = (next + 1..next + 4).find(|&j| number(j)) else { return false };
        let plain = |j: usize| self.text.tokens[j].is_word() && self.find_prep(j).is_none() && self.flags[j] & CONJ == 0;
        (next..n).all(plain) && self.at(n + 1).iter().any(|m| m.split.cut == 0 && matches!(m.entry, Entry::Agent { .. }))
    }

    /// `خلال الاجتماع نقل وانغ …`: the sentence's first verb, with a name behind it.
    fn first_verb(&self, form: &Form) -> bool {
        let named = |m: &Match| {
            m.split.cut == 0
                && matches!(
                    m.entry,
                    Entry::Given { weight: 3.. } | Entry::Short { .. } | Entry::Human { .. } | Entry::Title { .. }
                )
        };
        form.tense == Tense::Past
            && form.prev.is_some_and(|p| self.text.tokens[p].is_word() && self.text.folded(p).starts_with(letters::ARTICLE))
            && self.at(form.i + 1).iter().any(named)
            && self.flags.get(form.i + 1).is_some_and(|f| f & COMMON == 0)
            && self.first_clause(form.i)
    }
}
