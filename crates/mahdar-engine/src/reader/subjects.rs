//! Who is meant: by a phrase, a pronoun, the two sides, a subject left out.

use super::{Group, RECENT, Reader, one};
use crate::clause::{Chunk, Form, Predicate};
use crate::letters;
use crate::mentions::{Mention, What};
use crate::tag::flag;
use mahdar_knowledge::conjugate::{Gender, Number};
use mahdar_knowledge::{Class, Entry, Person, Tense, prep};
use mahdar_record::{ActorKind, MentionForm};
use mahdar_text::Mark;
use smallvec::SmallVec;

impl<'s, 't, 'a> Reader<'s, 't, 'a> {
    /// The person of the article whose name begins or ends with the word at `i`.
    pub(super) fn part_of_name(&self, i: usize) -> Option<usize> {
        let text = self.scene.t.text;
        let w = text.folded(i);
        self.scene.mentions.iter().find_map(|m| match m.what {
            What::Person { name: Some((a, b)), .. } | What::Counterpart { name: Some((a, b)), .. } => {
                m.actor.filter(|_| b - a > 1 && (text.folded(a) == w || text.folded(b - 1) == w))
            }
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
        if self.scene.venue(m) {
            return Group::new();
        }
        match x.what {
            What::Joint => self.both(x.start),
            What::Pair(two) => {
                let k = self.scene.t.k;
                k.regions[two as usize].members.iter().filter_map(|code| self.cast.by_code(k, code)).collect()
            }
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
        let out = self.scene.head(c).map(|head| self.row_from(head, c.mentions.1)).unwrap_or_default();
        let nameless = |a: &usize| {
            let x = &self.cast.parties[*a];
            matches!(x.kind, ActorKind::Unnamed | ActorKind::Agent) && x.code.is_none()
        };
        if !out.iter().all(nameless) {
            return out;
        }
        let told = self.told_among(c);
        if told.is_empty() { out } else { told }
    }

    /// `خمس دول بينها كينيا ورواندا`, `عدد من القادة على رأسهم …`: who is named of those that the chunk speaks of.
    fn told_among(&mut self, c: &Chunk) -> Group {
        let t = self.scene.t;
        let comma = t.text.tokens.get(c.end).is_some_and(|x| x.is(Mark::Comma));
        let at = c.end + usize::from(comma);
        let among = |m: &crate::tag::Match| matches!(m.entry, Entry::Word(Class::Among)).then_some(());
        let Some((m, _)) = t.longest(at, among) else { return Group::new() };
        let first = m.end + usize::from(t.is(m.end, flag::QUANT)) * 2;
        let Some(head) = self.scene.starting(m.end).or_else(|| self.scene.starting(first)) else { return Group::new() };
        let sentence = t.text.sentences[t.text.sentence_of(c.start)];
        let (_, end) = self.scene.mentions_in(m.end, sentence.end);
        // مقتل عشرات بينهم أطفال: victims are told apart elsewhere.
        match self.scene.mentions[head].what {
            What::State { .. } | What::Person { .. } | What::Org(_) | What::Group(_) => self.row_from(head, end),
            _ => Group::new(),
        }
    }

    /// The actors of a mention and of those coordinated with it, before the mention `end`.
    fn row_from(&mut self, head: usize, end: usize) -> Group {
        let mut out: Group = self.actors_of(head);
        let mut last = head;
        for m in head + 1..end {
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
            // بين تركيا وكل من السويد وفنلندا: each of those that follow.
            let each = gap == 2 && self.each_named(y.end);
            if !(list || comma || apart || each) {
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

    /// Whether `وكل من` stands at `i`.
    fn each_named(&self, i: usize) -> bool {
        let t = self.scene.t;
        t.is(i, flag::QUANT)
            && t.text.folded(i).starts_with(letters::AND)
            && t.prep(i + 1).is_some_and(|(x, at)| at == i + 2 && t.k.prep_is(x, mahdar_knowledge::prep::FROM))
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
        let he_did = self.scene.t.is(i, flag::FINITE);
        for (at, g, gen_, num) in self.subjects.iter().rev() {
            if text.sentences[text.sentence_of(*at)].paragraph + 3 < paragraph {
                break;
            }
            let number_fits = match number {
                Number::Dual => g.len() == 2 || *num == Number::Dual,
                Number::Plural => g.len() > 1 || *num == Number::Plural,
                // قالت of sources, but not قال of people: a plural that is left out has its verb in the plural.
                Number::Singular => match *num {
                    Number::Plural => g.len() <= 1 && !(he_did && gender == Gender::Masculine),
                    n => g.len() == 1 && n != Number::Dual,
                },
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
        // زيارته التي التقى خلالها …: the pronoun takes the visit up, the visitor is left out.
        let during = self.during_it(p);
        let visitor = if during { self.visitor_before(p) } else { Group::new() };
        if !visitor.is_empty() {
            return visitor;
        }
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
                None if object || during || !t.text.folded(p.start - 1).starts_with(letters::ARTICLE) => {
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
            let opening = m.map(|m| self.actors_of(m)).unwrap_or_default();
            // أعرب ترامب عن فخره بزيارة يقوم بها إلى …: whoever speaks.
            // … خلال قمة عقدها مع نظيره
            let frames: &[u16] = p.lemma.map_or(&[], |l| &t.k.lemma_frames[l as usize]);
            let noun = (p.start.saturating_sub(2)..p.start).any(|i| t.is(i, flag::MASDAR | flag::CUE_NOUN));
            let held = p.enc.is_some() && noun && frames.iter().any(|f| t.k.frames[*f as usize].encounter.is_some());
            return if opening.is_empty() && (during || held) { self.out.said[s].speakers.clone() } else { opening };
        }
        let noted = self.dropped(p.start, gender, number);
        if noted.is_empty() && number == Number::Singular { self.opened_with(p.start, gender) } else { noted }
    }

    /// `التقى خلالها`, `يبحث فيها`: whether a verb has a phrase of time or place behind it whose pronoun is the thing told before.
    fn during_it(&self, p: &Predicate) -> bool {
        let t = self.scene.t;
        let pronoun = |m: &crate::tag::Match| {
            let feminine = |e: u8| t.k.enclitics[e as usize].gender == Gender::Feminine;
            match m.entry {
                Entry::Word(Class::Prep(x)) => {
                    m.split.enc.is_some_and(feminine) && t.k.prep_is(x, prep::PLACE | prep::TIME) && m.end == p.end + 1
                }
                _ => false,
            }
        };
        let frames: &[u16] = p.lemma.map_or(&[], |l| &t.k.lemma_frames[l as usize]);
        let meets = frames.iter().any(|f| t.k.frames[*f as usize].encounter.is_some());
        meets && matches!(p.form, Form::Finite { gender: Gender::Masculine, .. }) && t.at(p.end).iter().any(pronoun)
    }

    /// Whoever made the visit told last before a cue, in its sentence.
    fn visitor_before(&self, p: &Predicate) -> Group {
        let visit = self.met_before(p).filter(|m| m.kind == "visit");
        visit.and_then(|m| m.who.first().copied()).map(one).unwrap_or_default()
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
