//! Who is meant: by a phrase, a pronoun, the two sides, a subject left out.

use super::{Group, RECENT, Reader, one};
use crate::clause::{Chunk, Form, Predicate};
use crate::letters;
use crate::mentions::{Mention, What};
use crate::tag::flag;
use mahdar_knowledge::conjugate::{Gender, Number};
use mahdar_knowledge::{Class, Entry, Person, Tense};
use mahdar_record::{ActorKind, MentionForm};
use mahdar_text::{Kind, Mark};
use smallvec::SmallVec;

impl<'s, 't, 'a> Reader<'s, 't, 'a> {
    /// The person of the article whose name begins or ends with the word at `i`.
    pub(super) fn part_of_name(&self, i: usize) -> Option<usize> {
        let text = self.scene.t.text;
        let w = text.folded(i);
        self.scene.mentions.iter().find_map(|m| match m.what {
            What::Person { name: Some((a, b)), .. } if b - a > 1 && (text.folded(a) == w || text.folded(b - 1) == w) => m.actor,
            _ => None,
        })
    }

    pub(super) fn actor_of(&mut self, m: usize) -> Option<usize> {
        let x = &self.scene.mentions[m];
        match x.what {
            What::Adjective(o) => self.cast.owner(self.scene.t.k, o),
            What::Place(p) => {
                let code = self.scene.t.k.places[p as usize].code.clone();
                self.cast.by_code(self.scene.t.k, &code)
            }
            _ => x.actor,
        }
    }

    /// The actors a mention stands for, pronouns and pairs included.
    pub(super) fn actors_of(&mut self, m: usize) -> Group {
        let x: &Mention = &self.scene.mentions[m];
        match x.what {
            What::Joint => self.both(x.start),
            // قال معاليه: whoever the text has been about.
            What::Honoured => {
                let last = self.dropped(x.start, Gender::Masculine, Number::Singular);
                let person = |a: &usize| matches!(self.cast.parties[*a].kind, ActorKind::Person | ActorKind::Unnamed);
                if last.iter().any(person) { last } else { self.actor_of(m).map(one).unwrap_or_default() }
            }
            _ => self.actor_of(m).map(one).unwrap_or_default(),
        }
    }

    /// The actors of a chunk: its head mention and those coordinated with it.
    pub(super) fn chunk_actors(&mut self, c: &Chunk) -> Group {
        let mut out = Group::new();
        let Some(head) = self.scene.head(c) else {
            return out;
        };
        out.extend(self.actors_of(head));
        let mut last = head;
        for m in head + 1..c.mentions.1 {
            let (x, y) = (&self.scene.mentions[m], &self.scene.mentions[last]);
            let gap = x.start.saturating_sub(y.end);
            let list = x.conj && gap <= 2 && !matches!(x.what, What::Adjective(_) | What::Place(_));
            let comma = gap == 1
                && self.scene.t.text.tokens[y.end].is(Mark::Comma)
                && !matches!(x.what, What::Adjective(_) | What::Place(_));
            let apart = x.conj
                && gap <= 4
                && matches!(x.what, What::State { .. } | What::Person { .. } | What::Org(_))
                && (y.end..x.start)
                    .all(|i| self.scene.t.text.tokens[i].is_word() && !self.scene.t.is(i, flag::PREP | flag::FINITE));
            if !(list || comma || apart) {
                break;
            }
            for a in self.actors_of(m) {
                if !out.contains(&a) {
                    out.push(a);
                }
            }
            last = m;
        }
        out
    }

    /// Remembers the subject of a verb that no frame is about: it may be the one left out by the next.
    pub(super) fn note_subject(&mut self, i: usize) {
        let t = self.scene.t;
        // من جانبه نقل وانغ …: a form that may be a noun, between a turn and a person.
        let turn = i > 0
            && !t.is(i, flag::FINITE)
            && self.scene.before_is_boundary(i)
            && t.verbs(i).any(|(_, _, tense, person, _)| tense == Tense::Past && person == Person::Third)
            && self.scene.starting(i + 1).is_some_and(|m| {
                let x = &self.scene.mentions[m];
                matches!(x.what, What::Person { name: Some(_), .. }) && x.prep.is_none() && !x.conj
            });
        if !(t.is(i, flag::FINITE) || turn) || self.scene.covering(i).is_some() || t.is(i, flag::KANA) {
            return;
        }
        if i > 0 && t.is(i - 1, flag::REL | flag::COMP) || t.text.quotes.around(i).is_some() {
            return;
        }
        let before = self.scene.preposed(i);
        let m = match before {
            Some((a, _)) => Some(a),
            None => {
                self.scene.starting(i + 1).filter(|m| self.scene.mentions[*m].prep.is_none() && !self.scene.mentions[*m].conj)
            }
        };
        if let Some(m) = m {
            let g = self.actors_of(m);
            if !g.is_empty() && self.out.said.last().is_none_or(|s| s.content.end <= i) {
                let gender = self.gender_of(&g);
                self.subjects.push((i, g, gender, self.scene.mentions[m].number));
            }
        }
    }

    pub(super) fn gender_of(&self, g: &[usize]) -> Gender {
        match g {
            [a] => {
                let p = &self.cast.parties[*a];
                match p.kind {
                    ActorKind::Person | ActorKind::Unnamed => p.gender,
                    ActorKind::Agent => Gender::Common,
                    _ => Gender::Feminine,
                }
            }
            _ => Gender::Common,
        }
    }

    /// The subject that a verb or participle at token `i` leaves out.
    pub(super) fn dropped(&self, i: usize, gender: Gender, number: Number) -> Group {
        let text = self.scene.t.text;
        let paragraph = text.sentences[text.sentence_of(i)].paragraph;
        for (at, g, gen_, num) in self.subjects.iter().rev() {
            if text.sentences[text.sentence_of(*at)].paragraph + 3 < paragraph {
                break;
            }
            let number_fits = match number {
                Number::Dual => g.len() == 2 || *num == Number::Dual,
                Number::Plural => g.len() > 1 || *num == Number::Plural,
                Number::Singular => g.len() == 1 && *num != Number::Dual || *num == Number::Plural && g.len() <= 1,
            };
            if !number_fits {
                continue;
            }
            let fits = match (gender, gen_) {
                (Gender::Common, _) | (_, Gender::Common) => true,
                (a, b) => a == *b,
            };
            if fits {
                return g.clone();
            }
        }
        Group::new()
    }

    /// The subject of a predicate adjective or participle: `الصين مستعدة لـ…`.
    pub(super) fn copular(&self, p: &Predicate) -> Option<(usize, usize)> {
        matches!(p.form, Form::Active { adverbial: false, .. } | Form::Noun { definite: false } | Form::Passive)
            .then(|| self.scene.preposed(p.start))
            .flatten()
            .filter(|_| p.prep.is_none())
    }

    /// The chunk behind a verb that is its subject, if one is.
    pub(super) fn subject_chunk(&mut self, p: &Predicate, chunks: &[Chunk], frames: &[u16]) -> Option<usize> {
        let k = self.scene.t.k;
        let t = self.scene.t;
        let Form::Finite { gender, number, person, .. } = p.form else {
            return None;
        };
        if person != Person::Third {
            return None;
        }
        // أضاف أنه أبلغ نظيره …: the pronoun of the complementiser is who does it.
        if frames.iter().any(|f| k.frames[*f as usize].says) && self.scene.of_pronoun(p.start, gender, number) {
            return None;
        }
        let n = chunks.iter().position(|c| c.prep.is_none() && !c.doer && !c.clause && !c.quote && !c.joined)?;
        // Nothing said may stand before it.
        if chunks[..n].iter().any(|c| c.clause || c.quote) {
            return None;
        }
        let c = &chunks[n];
        let head = self.scene.head(c);
        if let Some(h) = head {
            let m = &self.scene.mentions[h];
            if number == Number::Dual && m.number == Number::Singular && chunks[n].mentions.1 - chunks[n].mentions.0 < 2 {
                return None;
            }
            if number == Number::Plural && !matches!(m.what, What::Joint) {
                // A plural verb before a noun has its subject left out.
                return None;
            }
            // واعتبرت السفير …: a man is no subject of a feminine verb.
            let man = matches!(m.what, What::Person { title: Some(_), .. }) && m.gender == Gender::Masculine;
            // قالت السناتور كيرستن …: but a verb that takes no bare object has no other noun than its subject behind it.
            let takes_bare = frames
                .iter()
                .map(|f| &k.frames[*f as usize])
                .filter(|f| f.forms.verb)
                .flat_map(|f| &f.complements)
                .any(|c| c.preps.is_empty() && !c.clause && c.role != mahdar_knowledge::Role::Subject);
            if man && takes_bare && m.number == Number::Singular && number == Number::Singular && gender == Gender::Feminine {
                return None;
            }
            // Agreement tells subject from object where only one actor follows.
            let actors = chunks
                .iter()
                .filter(|c| c.prep.is_none() && !c.doer && !c.clause && !c.quote && self.scene.head(c).is_some())
                .count();
            let wants_two = frames.iter().any(|f| {
                k.frames[*f as usize]
                    .complements
                    .iter()
                    .any(|c| c.role == mahdar_knowledge::Role::Target && c.preps.is_empty() && !c.optional)
            });
            let lone = actors == 1 && p.conj && !self.subjects.is_empty();
            // وحث الأطراف على …: the verb cannot do without an object, and only one noun follows.
            let always_two = frames.iter().filter(|f| k.frames[**f as usize].forms.verb).all(|f| {
                let f = &k.frames[*f as usize];
                f.complements.iter().any(|c| c.role == mahdar_knowledge::Role::Target && c.preps.is_empty() && !c.optional)
            });
            // وطالب المسؤولين ب…: no nominative.
            let crowd = matches!(m.what, What::Agent { .. } | What::Joint)
                && m.start == c.body
                && t.text.folded(m.start).ends_with(letters::OBLIQUE);
            let bare = chunks.iter().filter(|c| c.prep.is_none() && !c.doer && !c.clause && !c.quote).count();
            if lone && bare == 1 && p.enc.is_none() && (always_two || crowd && wants_two) {
                return None;
            }
            if actors == 1 && wants_two && p.conj && !self.subjects.is_empty() {
                let mg = match m.what {
                    What::State { organ: None, .. } | What::Person { .. } => m.gender,
                    _ => Gender::Common,
                };
                let clash = matches!((gender, mg), (Gender::Masculine, Gender::Feminine) | (Gender::Feminine, Gender::Masculine));
                if clash {
                    return None;
                }
            }
            if actors == 1 && wants_two && self.takes_object(p, frames, chunks, h, gender) {
                return None;
            }
            return Some(n);
        }
        // A common noun: the subject of a verb that takes no bare object, or one that another bare phrase follows.
        let first = c.body;
        if n > 0 || !self.may_speak(first, gender) {
            return None;
        }
        // ويأمل الحصول على دعم بكين: a deed, and nobody else behind the verb, is what is hoped for.
        let deed = t.is(first, flag::MASDAR) && !t.is(first, flag::DOCUMENT) && !self.subjects.is_empty();
        if deed && self.scene.takes_deed(p) && !chunks[n + 1..].iter().any(|c| c.prep.is_none() || c.clause || c.quote) {
            return None;
        }
        // أثار القرار غضب تركيا: a noun with the article before the object that the verb waits for.
        let definite = t.text.folded(first).starts_with(letters::ARTICLE) && p.enc.is_none();
        let waits = |c: &Chunk| {
            let wants = |f: &u16| {
                let object = |w: &&mahdar_knowledge::Complement| w.role == mahdar_knowledge::Role::Object && w.preps.is_empty();
                k.frames[*f as usize].complements.iter().filter(object).any(|w| w.heads.is_some() && self.scene.headed(c, w))
            };
            c.prep.is_none() && !c.doer && !c.clause && !c.quote && frames.iter().any(wants)
        };
        if self.pledges_here(p, first, frames) || definite && chunks.get(n + 1).is_some_and(waits) {
            return Some(n);
        }
        let document = t.is(first, flag::DOCUMENT);
        let named = frames
            .iter()
            .filter_map(|f| k.frames[*f as usize].subject.as_ref())
            .any(|h| (first..c.end).take(2).any(|i| t.splits(i).iter().any(|s| s.tok.is_some_and(|x| h.contains(&x)))));
        if named {
            return Some(n);
        }
        let bare_object =
            frames.iter().any(|f| k.frames[*f as usize].complements.iter().any(|c| c.preps.is_empty() && !c.clause));
        let count = t.is(first, flag::QUANT | flag::NUMBER) || t.text.tokens[first].kind == Kind::Number;
        let more = chunks[n + 1..].iter().any(|c| c.prep.is_none() && !c.doer);
        if self.speaks_here(p, chunks, n, frames, gender) {
            return Some(n);
        }
        // ويتهم القرار الجيش بارتكاب …: an actor behind the noun is who it is done to.
        let party = chunks.get(n + 1).filter(|c| c.prep.is_none() && !c.doer && !c.clause && !c.quote);
        let aimed = |f: &u16| {
            let f = &k.frames[*f as usize];
            f.says && f.complements.iter().any(|c| c.role == mahdar_knowledge::Role::Target && c.preps.is_empty())
        };
        // رفض المجلس عقد الجلسة
        let owned = |i: usize| t.is(i, flag::MASDAR) && !t.text.folded(i).ends_with(letters::ALEF);
        let deed = |c: &Chunk| c.start == first + 1 && owned(c.body);
        if definite && party.is_some_and(deed) && !t.is(first, flag::MASDAR | flag::CUE_NOUN) && !self.of_sport(first) {
            return Some(n);
        }
        if definite && party.is_some_and(|c| self.scene.head(c).is_some()) && frames.iter().any(aimed) {
            return Some(n);
        }
        if document || count || !bare_object || (more && chunks[n + 1..].iter().any(|c| c.clause || c.quote)) {
            return Some(n);
        }
        None
    }

    /// `إنه سيلتقي بوتين`, `وصل ظريف إلى بغداد حيث التقى العبادي`: the only actor behind a verb of meeting is whom the one told
    /// before met.
    fn takes_object(&self, p: &Predicate, frames: &[u16], chunks: &[Chunk], head: usize, gender: Gender) -> bool {
        let k = self.scene.t.k;
        let frames = || frames.iter().map(|f| &k.frames[*f as usize]);
        if !frames().any(|f| f.encounter.is_some()) {
            return false;
        }
        // التقى لافروف بنظيره: the other one stands behind a preposition.
        let other = |c: &Chunk| {
            c.prep.is_some_and(|x| {
                frames().any(|f| f.complements.iter().any(|w| w.role == mahdar_knowledge::Role::Target && w.preps.contains(&x)))
            }) && (c.pronoun || self.scene.head(c).is_some())
        };
        if p.enc.is_some() || chunks.iter().any(other) {
            return false;
        }
        if self.scene.behind_pronoun(p.start) {
            return true;
        }
        let text = self.scene.t.text;
        let sentence = text.sentences[text.sentence_of(p.start)];
        let object = self.scene.mentions[head].actor.and_then(|a| self.cast.parties[a].code.clone());
        let before = self.subjects.iter().rev().find(|(at, ..)| *at >= sentence.start && *at < p.start);
        before.is_some_and(|(_, g, of, _)| {
            object.is_some()
                && g.len() == 1
                && (*of == gender || *of == Gender::Common)
                && g.iter().all(|a| self.cast.parties[*a].code.is_some() && self.cast.parties[*a].code != object)
        })
    }

    /// `من برلين، قال بوتين: …`: a place before a comma is no subject where a person follows a verb that takes no party.
    pub(super) fn follows(&self, p: &Predicate, frames: &[u16], before: &[Mention]) -> bool {
        let k = self.scene.t.k;
        let person = self.scene.starting(p.end).is_some_and(|m| {
            let x = &self.scene.mentions[m];
            matches!(x.what, What::Person { .. } | What::Counterpart { .. }) && x.prep.is_none() && !x.conj
        });
        let takes_party = |f: &u16| {
            k.frames[*f as usize].complements.iter().any(|c| c.role == mahdar_knowledge::Role::Target && c.preps.is_empty())
        };
        person
            && before.iter().all(|m| m.form == MentionForm::Capital)
            && frames.iter().any(|f| k.frames[*f as usize].says)
            && !frames.iter().any(takes_party)
    }

    pub(super) fn number_of(&self, g: &[usize]) -> Number {
        match g.len() {
            1 => self.cast.parties[g[0]].number,
            2 => Number::Dual,
            _ => Number::Plural,
        }
    }

    /// The subject left out: the speaker's own, that of the clause before, or the two sides.
    pub(super) fn omitted(&mut self, p: &Predicate, gender: Gender, number: Number, inside: Option<usize>) -> Group {
        if number == Number::Dual {
            // مؤكدين is two or many: whoever was spoken of last, if more than one.
            let last = self.subjects.iter().rev().find(|(at, ..)| *at < p.start).filter(|(_, g, _, n)| {
                let nameless = |a: &usize| matches!(self.cast.parties[*a].kind, ActorKind::Unnamed | ActorKind::Agent);
                matches!(p.form, Form::Active { .. }) && (g.len() > 1 || *n != Number::Singular || g.iter().all(nameless))
            });
            return match last {
                Some((_, g, ..)) => g.clone(),
                None => self.both(p.start),
            };
        }
        let t = self.scene.t;
        // Directly behind a relative pronoun the antecedent was tried; without one nothing is known.
        if p.start > 0
            && t.is(p.start - 1, flag::REL)
            && !t.is(p.start - 1, flag::PREP | flag::CONJ)
            && matches!(p.form, Form::Finite { .. })
        {
            // الحرس الذي وصفته بأنه …: whoever speaks describes it so.
            let object = self.scene.antecedent_is_object(p.start);
            return match inside {
                Some(s) if object && self.gender_of(&self.out.said[s].speakers) == gender => self.out.said[s].speakers.clone(),
                // منظمات الدفاع التي تتحدث عن …: of whom nothing is known.
                None if object || !t.text.folded(p.start - 1).starts_with(letters::ARTICLE) => {
                    self.dropped(p.start, gender, number)
                }
                _ => Group::new(),
            };
        }
        if let Some(s) = inside {
            // Inside what somebody says, a clause-opening verb without subject goes on about the last subject there; else nothing.
            let from = self.out.said[s].content.start;
            // أنها لا توافق: the particle between them does not count.
            let particle = |i: &usize| t.is(*i, flag::NEG | flag::FUTURE | flag::QAD) && !t.is(*i, flag::COMP);
            let before = (p.start.saturating_sub(2)..p.start).rev().find(|i| !particle(i));
            let of_comp = before.filter(|&i| {
                t.at(i).iter().any(|m| {
                    matches!(m.entry, Entry::Word(Class::Comp)) && (m.split.enc.is_some() || t.text.folded(i).chars().count() > 2)
                })
            });
            if of_comp.is_some_and(|i| i <= from) {
                // اتهم طهران بأنها تدعم …: the accused.
                let said = &self.out.said[s];
                return if said.doers.is_empty() { said.speakers.clone() } else { said.doers.clone() };
            }
            let local = self.subjects.iter().rev().take(RECENT).find(|(at, ..)| *at >= from && *at < p.start);
            if let Some((_, g, ..)) = local {
                return g.clone();
            }
            let (first, last) = self.scene.mentions_in(from, p.start);
            let m = (first..last).rev().find(|&m| {
                let x = &self.scene.mentions[m];
                x.end <= p.start
                    && x.start >= from
                    && x.prep.is_none()
                    && self.scene.before_is_boundary(x.start)
                    && !matches!(x.what, What::Adjective(_) | What::Place(_))
            });
            return m.map(|m| self.actors_of(m)).unwrap_or_default();
        }
        let noted = self.dropped(p.start, gender, number);
        if noted.is_empty() && number == Number::Singular { self.opened_with(p.start, gender) } else { noted }
    }

    /// Where no verb had a subject that fits: the person with whom a clause shortly before opens.
    fn opened_with(&mut self, at: usize, gender: Gender) -> Group {
        let scene = self.scene;
        let t = scene.t;
        let before = scene.mentions.partition_point(|m| m.start < at);
        let m = scene.mentions[..before].iter().enumerate().rev().take(12).find(|(_, x)| {
            let opens = scene.before_is_boundary(x.start) || x.start > 0 && t.is(x.start - 1, flag::FINITE | flag::KANA);
            matches!(x.what, What::Person { .. }) && x.prep.is_none() && !x.conj && opens && x.number == Number::Singular
        });
        let Some((m, _)) = m else { return Group::new() };
        let g = self.actors_of(m);
        let fits =
            matches!((self.gender_of(&g), gender), (Gender::Common, _) | (_, Gender::Common)) || self.gender_of(&g) == gender;
        if fits { g } else { Group::new() }
    }

    /// Whom an object pronoun means: the last other actor spoken of.
    pub(super) fn pronoun(&mut self, p: &Predicate, subject: &Group) -> Group {
        self.pronoun_at(p.start, p.enc, subject)
    }

    pub(super) fn pronoun_at(&mut self, at: usize, enc: Option<u8>, subject: &Group) -> Group {
        let Some(e) = enc else { return Group::new() };
        let number = self.scene.t.k.enclitics[e as usize].number;
        let own: SmallVec<[Option<String>; 2]> = subject.iter().map(|a| self.cast.parties[*a].code.clone()).collect();
        let split = self.scene.mentions.partition_point(|m| m.start < at);
        let found = self.scene.mentions[..split].iter().filter(|m| m.end <= at).rev().take(6).filter_map(|m| m.actor).find(|a| {
            let x = &self.cast.parties[*a];
            !subject.contains(a) && !own.contains(&x.code) && (number == Number::Plural) == (x.number == Number::Plural)
        });
        found.map(one).unwrap_or_default()
    }

    /// The first actor named in a token range that is none of `own` and not of their states.
    pub(super) fn first_in(&mut self, start: usize, end: usize, own: &Group) -> Option<Group> {
        let codes: SmallVec<[Option<String>; 2]> = own.iter().map(|a| self.cast.parties[*a].code.clone()).collect();
        let (a, b) = self.scene.mentions_in(start, end.min(start + 40));
        for m in a..b {
            let x = &self.scene.mentions[m];
            if matches!(x.what, What::Country) || matches!(x.what, What::Agent { owner: None, .. }) {
                continue;
            }
            let mut g = self.actors_of(m);
            // أشاد بالعلاقات بين البلدين: the other one of the two.
            if matches!(x.what, What::Joint) && g.len() == 2 {
                g.retain(|a| !codes.contains(&self.cast.parties[*a].code));
            }
            if g.is_empty() {
                continue;
            }
            let other = |r: &Self, g: &Group| {
                g.iter().all(|x| !codes.contains(&r.cast.parties[*x].code) && r.cast.parties[*x].code.is_some())
            };
            if other(self, &g) {
                // دعمها لليبيا وتونس
                let mut g = g;
                let mut at = x.end;
                for n in m + 1..b {
                    let y = &self.scene.mentions[n];
                    if !y.conj || y.start != at || matches!(y.what, What::Adjective(_) | What::Country | What::Joint) {
                        break;
                    }
                    at = y.end;
                    let more = self.actors_of(n);
                    if !more.is_empty() && other(self, &more) {
                        g.extend(more.into_iter().filter(|a| !g.contains(a)).collect::<Group>());
                    }
                }
                return Some(g);
            }
        }
        None
    }
}
