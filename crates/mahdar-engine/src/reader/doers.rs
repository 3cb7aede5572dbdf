//! Nouns that no data file names as actors: whether they can be who a verb is about.

use super::{Group, Reader, one};
use crate::clause::{Chunk, Form, Predicate};
use crate::letters;
use crate::mentions::What;
use crate::tag::{Match, flag};
use mahdar_knowledge::conjugate::Gender;
use mahdar_knowledge::{Class, Complement, Entry, Frame, Role, Tense, prep};
use mahdar_record::{ActorKind, Mode};

/// How far before a verb the words may be named in which it is said.
const TOLD_IN: usize = 16;

/// How many words back a thing may have been told of first.
const FAR: usize = 400;

/// How far back the document of which a noun with the article speaks may have been named.
const ISSUED: usize = 300;

impl<'s, 't, 'a> Reader<'s, 't, 'a> {
    /// `كشفت لجنة التحقيق عن …`, `أعلنت لجنة نوبل منح …`: the noun of chunk `n` behind a verb that only says, where what is
    /// said stands elsewhere.
    pub(super) fn speaks_here(&self, p: &Predicate, chunks: &[Chunk], n: usize, frames: &[u16], gender: Gender) -> bool {
        let t = self.scene.t;
        let first = chunks[n].body;
        let frame = |f: &u16| &t.k.frames[*f as usize];
        let pronoun = t.at(first).iter().any(|m| m.split.enc.is_some() && !matches!(m.entry, Entry::Given { .. }));
        let masdar = t.is(first, flag::MASDAR | flag::HEDGE) && !t.text.folded(first).starts_with(letters::ARTICLE);
        let agrees = t.text.surface(first).ends_with(letters::TA_MARBUTA) == (gender == Gender::Feminine);
        if self.of_sport(first) || pronoun || masdar || !agrees || p.enc.is_some() || t.is(first, flag::DEM | flag::QUANT) {
            return false;
        }
        let only_says = |f: &&Frame| f.says && f.events.is_empty() && f.commit.is_none();
        let with = |x: u8| {
            let takes = |f: &&Frame| f.complements.iter().any(|c| c.preps.contains(&x));
            // وصف الزيارة بأنها …: the noun may be what the verb is about.
            let bare = |f: &Frame| f.complements.iter().any(|c| c.preps.is_empty() && !c.clause);
            let says = |c: &Complement| c.role == Role::Content && c.preps.contains(&x) && c.heads.is_none();
            frames.iter().map(frame).filter(only_says).any(|f| f.complements.iter().any(says))
                && !frames.iter().map(frame).filter(takes).any(bare)
        };
        let opens = !p.conj && p.start == t.text.sentences[t.text.sentence_of(p.start)].start;
        let more = chunks[n + 1..].iter().any(|c| c.prep.is_none() && !c.doer && self.scene.head(c).is_none());
        let past = matches!(p.form, Form::Finite { tense: Tense::Past, .. });
        let says = frames.iter().map(frame).any(|f| only_says(&f));
        says && (opens && past && more || chunks[n + 1..].iter().any(|c| c.prep.is_some_and(with)))
    }

    /// `أعرب اللاعب عن …`: a word of sport and the like, which blockers keep out.
    pub(super) fn of_sport(&self, i: usize) -> bool {
        let t = self.scene.t;
        t.splits(i).iter().any(|s| s.tok.is_some_and(|w| t.k.blocker_words.contains_key(&w)))
    }

    /// `بيانا أكدت فيه …`, `تغريدة قال فيها …`: whether a verb of saying behind the noun at `i` takes it up.
    pub(super) fn taken_up(&self, i: usize) -> bool {
        let t = self.scene.t;
        let says =
            |j: usize| t.verbs(j).any(|(_, l, ..)| t.k.lemma_frames[l as usize].iter().any(|f| t.k.frames[*f as usize].says));
        let within = |j: usize| {
            t.at(j + 1)
                .iter()
                .any(|m| matches!(m.entry, Entry::Word(Class::Prep(x)) if t.k.prep_is(x, prep::PLACE)) && m.split.enc.is_some())
        };
        let end = t.text.sentences[t.text.sentence_of(i)].end;
        (i + 1..end.min(i + TOLD_IN)).any(|j| t.is(j, flag::FINITE) && within(j) && says(j))
    }

    /// `وردت واشنطن متهمة موسكو ب…`: whether what ends right before `i` is who does the verb before it.
    pub(super) fn behind_doer(&self, i: usize) -> bool {
        let t = self.scene.t;
        let m = i.checked_sub(1).and_then(|j| self.scene.covering(j)).map(|m| &self.scene.mentions[m]);
        m.is_some_and(|m| {
            let verb = m.start.checked_sub(1).is_some_and(|j| t.is(j, flag::FINITE) && self.scene.covering(j).is_none());
            m.end == i && verb && m.prep.is_none() && matches!(m.what, What::State { .. } | What::Person { name: Some(_), .. })
        })
    }

    /// `تعهدت الدول الأعضاء وعددها 29 بتخصيص …`: a noun with the article that is no deed, behind a verb that takes no party and no
    /// other object than a deed.
    pub(super) fn pledges_here(&self, p: &Predicate, first: usize, frames: &[u16]) -> bool {
        let t = self.scene.t;
        let bare = |f: &Frame| f.complements.iter().any(|c| c.preps.is_empty() && !c.clause && c.role != Role::Content);
        let verbs = || frames.iter().map(|f| &t.k.frames[*f as usize]).filter(|f| f.forms.verb);
        let deed = t.is(first, flag::MASDAR | flag::CUE_NOUN);
        p.enc.is_none()
            && t.text.folded(first).starts_with(letters::ARTICLE)
            && !deed
            && verbs().any(|f| f.commit.is_some() && f.says)
            && !verbs().any(bare)
    }

    /// `مؤكدا وزير الدفاع الأميركي حرص بلاده على …`: a person named right behind a participle that takes no party, where what is
    /// said follows.
    pub(super) fn participle_subject(&self, p: &Predicate, chunks: &[Chunk], frames: &[u16]) -> Option<usize> {
        let k = self.scene.t.k;
        if !matches!(p.form, Form::Active { adverbial: true, .. }) {
            return None;
        }
        let first = chunks.first().filter(|c| c.start == p.end && c.prep.is_none() && !c.clause && !c.quote)?;
        let m = &self.scene.mentions[self.scene.head(first)?];
        let person = matches!(m.what, What::Person { title: Some(_), .. });
        let party = |f: &u16| {
            let f = &k.frames[*f as usize];
            f.forms.active && f.complements.iter().any(|c| c.role == Role::Target && c.preps.is_empty())
        };
        let said = chunks[1..].iter().any(|c| c.clause || c.quote || c.prep.is_none() && self.scene.head(c).is_none());
        (person && said && !frames.iter().any(party)).then_some(0)
    }

    /// `بيانا … قال فيه …`: the paper or speech before a verb that takes it up by a pronoun.
    pub(super) fn paper_taken_up(&self, p: &Predicate) -> Option<usize> {
        let t = self.scene.t;
        let takes_up =
            |m: &Match| matches!(m.entry, Entry::Word(Class::Prep(x)) if t.k.prep_is(x, prep::PLACE)) && m.split.enc.is_some();
        if !t.at(p.end).iter().any(takes_up) {
            return None;
        }
        let start = t.text.sentences[t.text.sentence_of(p.start)].start.max(p.start.saturating_sub(TOLD_IN));
        (start..p.start).rev().find(|&j| t.is(j, flag::DOCUMENT))
    }

    /// `بيانا لمتحدث باسم الخارجية قال فيه …`, `كلمة للرئيس قال فيها …`: whose the words are in which it is said.
    pub(super) fn told_in(&mut self, p: &Predicate) -> Option<Group> {
        let t = self.scene.t;
        let words = self.paper_taken_up(p)?;
        let (first, last) = self.scene.mentions_in(words + 1, p.start);
        let whose = (first..last).find(|&m| {
            let x = &self.scene.mentions[m];
            let own = x.start == words + 1 && x.prep.is_none() || x.prep.is_some_and(|x| t.k.prep_is(x, prep::TO_CLITIC));
            own && !matches!(x.what, What::Adjective(_) | What::Place(_))
        })?;
        let g = self.actors_of(whose);
        (!g.is_empty()).then_some(g)
    }

    /// Whether a report within statement `s`, by somebody else, stays the word of whoever makes the statement: `«تأكيدات الشيخ أن
    /// بلاده …»`, `إن الرئيس يدعم الجهود`.
    pub(super) fn within_words(&self, p: &Predicate, frame: &Frame, s: usize, speakers: &Group) -> bool {
        let outer = &self.out.said[s];
        if outer.speakers == *speakers {
            return false;
        }
        let named = matches!(p.form, Form::Noun { .. }) && p.enc.is_none() && outer.content.mode == Mode::Direct;
        let position = |e: &mahdar_knowledge::Yield| matches!(e.kind.as_str(), "SUPPORT" | "REJECT");
        let stands = matches!(p.form, Form::Finite { tense: Tense::Present, .. })
            && !frame.events.is_empty()
            && frame.events.iter().all(position);
        named || stands
    }

    /// `بحسب الوكالة`, `وفق المقال`, `بحسب تقرير الوكالة`: a body or paper without a name that may be a source, and where it ends.
    pub(super) fn teller(&mut self, at: usize) -> Option<(Group, usize)> {
        let t = self.scene.t;
        let word = |i: usize| t.text.tokens.get(i).is_some_and(|x| x.is_word());
        if !word(at) {
            return None;
        }
        let paper = t.is(at, flag::DOCUMENT);
        let definite = |i: usize| word(i) && t.text.folded(i).starts_with(letters::ARTICLE);
        let head = if paper && !definite(at) && definite(at + 1) { at + 1 } else { at };
        if !definite(head) || self.scene.covering(head).is_some() {
            return None;
        }
        if let Some(a) = self.body_named(head) {
            return Some((one(a), head + 1));
        }
        if paper && head == at {
            let c = Chunk {
                prep: None,
                clause: false,
                quote: false,
                doer: false,
                joined: false,
                pronoun: false,
                start: at,
                body: at,
                end: at + 1,
                mentions: (0, 0),
            };
            let by = self.issued_before(&c);
            return Some((by.unwrap_or_else(|| one(self.cast.unnamed(t.text.slice(at, at + 1)))), at + 1));
        }
        // الوكالة, as it was named when it spoke before.
        let own = t.text.slice(head, head + 1);
        let before = self.cast.parties.iter().position(|p| p.kind == ActorKind::Unnamed && p.ar.split(' ').next() == Some(own));
        before.map(|a| (one(a), head + 1))
    }

    /// `المجلس` after مجلس الأمن, `اللجنة` after لجنة الأمم المتحدة, `القرار` after what a council passed: the body last named that
    /// begins with the same word, is called after it, or made it.
    pub(super) fn body_named(&self, i: usize) -> Option<usize> {
        let t = self.scene.t;
        let word = t.text.folded(i).strip_prefix(letters::ARTICLE)?;
        // المجلس الاقتصادي is another one.
        let next = t.text.tokens.get(i + 1).is_some_and(|x| x.is_word() && t.text.folded(i + 1).starts_with(letters::ARTICLE));
        if next && !t.is(i + 1, flag::REL) {
            return None;
        }
        let before = &self.scene.mentions[..self.scene.mentions.partition_point(|m| m.start < i)];
        let whole = before.iter().rev().find_map(|m| {
            if !matches!(m.what, What::Org(_) | What::Group(_)) {
                return None;
            }
            let head = t.text.folded(m.start).chars().skip(usize::from(m.cut));
            let same = m.end > m.start + 1 && head.eq(word.chars());
            let of =
                m.start > 0 && matches!(m.prep, None | Some(letters::FOR_PREP)) && !m.conj && t.text.folded(m.start - 1) == word;
            m.actor.filter(|_| same || of)
        });
        whole.or_else(|| {
            let sentence = t.text.sentences[t.text.sentence_of(i)];
            let first = (0..sentence.start).rev().take(FAR).find(|&j| {
                let w = t.text.folded(j);
                t.text.tokens[j].is_word() && (w == word || w.strip_suffix(letters::ALEF) == Some(word))
            })?;
            let made = t.text.sentences[t.text.sentence_of(first)];
            let (_, by, ..) = self.subjects.iter().rev().find(|(at, ..)| *at >= made.start && *at < first)?;
            by.iter().copied().find(|a| self.cast.parties[*a].kind == ActorKind::Organization)
        })
    }

    /// `التقرير` after تقرير للأمم المتحدة: who issued the document last told of by this word.
    pub(super) fn issued_before(&mut self, c: &Chunk) -> Option<Group> {
        let t = self.scene.t;
        let word = t.text.folded(c.body).strip_prefix(letters::ARTICLE)?;
        let same = |j: &usize| {
            let w = t.text.folded(*j);
            w.strip_suffix(letters::ALEF).unwrap_or(w) == word || w.strip_prefix(letters::ARTICLE) == Some(word)
        };
        // أكدت الخارجية المغربية في بيان أن …. وأضاف البيان: nearest first, whoever issued it or spoke in it.
        for j in (0..c.body).rev().take(ISSUED).filter(same) {
            let told = Chunk { start: j, body: j, end: j + 1, mentions: (0, 0), ..c.clone() };
            let g = match self.scene.issuer(&told) {
                Some(m) => self.actors_of(m),
                None => {
                    let made = t.text.sentences[t.text.sentence_of(j)];
                    let spoke =
                        self.subjects.iter().rev().find(|(at, g, ..)| *at >= made.start && *at < made.end && !g.is_empty());
                    spoke.map(|(_, g, ..)| g.clone()).unwrap_or_default()
                }
            };
            if !g.is_empty() {
                return Some(g);
            }
        }
        None
    }

    /// Whether the common noun at `i`, right behind a verb of this gender, can be who does it.
    pub(super) fn may_speak(&self, i: usize, gender: Gender) -> bool {
        let t = self.scene.t;
        // يجب ألا, أكد أهمية …: function words, and what is hoped for or needed.
        if t.is(i, flag::NEG | flag::COND | flag::HEDGE | flag::MUST | flag::REL | flag::KANA | flag::ADVERB | flag::FUTURE) {
            return false;
        }
        let word = t.text.folded(i);
        let given = t.at(i).iter().any(|m| m.split.cut == 0 && matches!(m.entry, Entry::Given { .. }));
        if given || word.starts_with(letters::ARTICLE) || t.is(i, flag::DOCUMENT | flag::QUANT | flag::NUMBER | flag::DEM) {
            return true;
        }
        // وأضافت قائلة, قال ردا على …: participles and accusatives go on about a subject left out.
        let adverbial = t.at(i).iter().any(|m| {
            m.end == i + 1 && matches!(m.entry, Entry::Participle { lemma, definite: false, .. } if !t.k.lemma_frames[lemma as usize].is_empty())
        }) || word.ends_with(letters::ALEF) && t.is(i, flag::MASDAR | flag::PARTICIPLE | flag::CUE_NOUN);
        // واعتبرتها موقفا …: an accusative.
        let accusative = word.strip_suffix(letters::ALEF).is_some_and(|w| t.k.vocab.get(w).is_some()) && t.is(i, flag::COMMON);
        // أكد مواصلة …: a masculine verb has no feminine noun for its subject.
        let feminine = t.text.surface(i).ends_with(letters::TA_MARBUTA) && t.is(i, flag::COMMON | flag::MASDAR | flag::CUE_NOUN);
        !(adverbial || accusative || feminine && gender == Gender::Masculine)
    }
}
