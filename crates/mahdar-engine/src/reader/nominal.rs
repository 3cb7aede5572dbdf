//! Doer and recipient of verbal nouns.

use super::{Group, Reader, one};
use crate::clause::{Chunk, Form, Predicate};
use crate::frames::Filled;
use crate::letters;
use crate::mentions::What;
use crate::tag::flag;
use mahdar_knowledge::conjugate::{Gender, Number};
use mahdar_knowledge::{Complement, Frame, Genitive, Party, Person, Role, prep};
use mahdar_record::ActorKind;
use mahdar_text::Mark;
use smallvec::SmallVec;

/// How many words may stand between the start of an accusation and the deed (`بالوقوف وراء اغتيال`).
const LIGHT: usize = 3;
/// How far behind the first deed one that is joined to it may stand.
const JOINED: usize = 12;
/// How far before a verbal noun its source may be told.
const RELAY: usize = 40;

impl<'s, 't, 'a> Reader<'s, 't, 'a> {
    /// Doer and recipient of a verbal noun: genitives, adjectives, pronouns, `من قبل`.
    #[allow(clippy::too_many_arguments)]
    pub(super) fn nominal(
        &mut self,
        p: &Predicate,
        frame: &Frame,
        f: &Filled,
        chunks: &[Chunk],
        preposed: Option<(usize, usize)>,
        subject: &mut Group,
        target: &mut Group,
        used_end: &mut usize,
    ) {
        let scene = self.scene;
        let mut genitives: SmallVec<[(usize, Group, bool); 3]> = SmallVec::new();
        // Adjectives and names right behind the noun.
        let mut at = p.end;
        for _ in 0..3 {
            let Some(m) = scene.starting(at) else { break };
            let x = &scene.mentions[m];
            if x.prep.is_some() {
                break;
            }
            // اعتقال الفلسطينيين: with the article behind a noun without one it is no adjective of that noun.
            let construct = at == p.end
                && p.enc.is_none()
                && matches!(p.form, Form::Noun { definite: false })
                && scene.t.text.folded(x.start).starts_with(letters::ARTICLE);
            let adjective = matches!(x.what, What::Adjective(_)) && !construct;
            // خلال القمة الأمين العام …: nothing belongs to a noun with the article.
            if frame.encounter.is_some() && !adjective && at == p.end && matches!(p.form, Form::Noun { definite: true }) {
                break;
            }
            let mut g = self.actors_of(m);
            let mut end = x.end;
            // X وY behind the noun are one genitive.
            let mut n = m + 1;
            while let Some(y) = scene.mentions.get(n).filter(|y| y.conj && y.start == end) {
                g.extend(self.actors_of(n));
                end = y.end;
                n += 1;
            }
            genitives.push((m, g, adjective));
            at = end;
            *used_end = (*used_end).max(end);
        }
        if frame.encounter.is_some() && frame.of == Genitive::Both && p.enc.is_none() && genitives.iter().all(|g| g.2) {
            self.nationalities(p, at, &mut genitives, used_end);
        }
        if genitives.is_empty() {
            // عدد من السياح, أربعة جنود: a counted noun; or an adjective behind the noun (اجتماع طارئ للجامعة).
            if let Some(c) = chunks.first().filter(|c| c.prep.is_none() && !c.clause && !c.quote && c.start == p.end) {
                let mut g = self.chunk_actors(c);
                if g.is_empty()
                    && frame.of == Genitive::Subject
                    && frame.encounter.is_some()
                    && let Some(m) = scene.belongs(c).filter(|m| *m < c.mentions.1)
                    && matches!(scene.mentions[m].what, What::Adjective(_))
                {
                    // زيارة فريق لوجستي أميركي
                    g = self.actors_of(m);
                }
                if !g.is_empty() {
                    *used_end = (*used_end).max(c.end);
                    genitives.push((scene.head(c).unwrap_or(0), g, false));
                }
            }
        }
        if let Some(e) = p.enc {
            if p.deed && p.conj {
                // … بدعم الجبهة وتزويدها بالأسلحة: the doer is known, the pronoun takes up whom the deed before was done to.
                let doers = self.deed_of(p);
                *target = self.pronoun(p, &doers);
            } else if scene.t.k.enclitics[e as usize].person == Person::Third {
                let num = scene.t.k.enclitics[e as usize].number;
                let gender = scene.t.k.enclitics[e as usize].gender;
                let source = if frame.says { self.source_of(p.start) } else { None };
                // أكدت موغيريني أن المحادثات شملت …، بقولها: «…»: whoever speaks.
                let inside = self.statement_at(p.start).filter(|_| frame.says && p.prep.is_some());
                let speaks =
                    inside.map(|s| self.out.said[s].speakers.clone()).filter(|g| g.len() == 1 && self.gender_of(g) == gender);
                let g = match source {
                    Some(m) => self.speakers_at(m),
                    None if speaks.is_some() => speaks.unwrap_or_default(),
                    None if num == Number::Dual => self.both(p.start),
                    // خلال لقائه نظيره، أكد الوزير: the pronoun is told behind it.
                    None if let Some(g) = self.subject_ahead(p).filter(|g| self.agrees(g, gender)) => g,
                    None => self.possessor(p.start, gender, num),
                };
                match frame.of {
                    Genitive::Target => *target = g,
                    _ => *subject = g,
                }
            } else if let Some(s) = self.statement_at(p.start) {
                *subject = self.out.said[s].speakers.clone();
            }
        }
        if genitives.iter().any(|(_, g, _)| *g == *target) {
            target.clear();
        }
        // اتهمت واشنطن طهران بدعم الحوثيين: whose deed it is is told, so that the genitive is whom it is done to.
        let deed_of = self.deed_of(p);
        let takes = |role: Role| frame.complements.iter().any(|c| c.role == role && c.preps.is_empty() && !c.clause);
        let lent = |c: &Complement| c.role == Role::Target && c.preps.iter().any(|x| scene.t.k.prep_is(*x, prep::TO_CLITIC));
        let apart = f.target.is_some_and(|c| chunks[c].prep.is_some());
        let known = !deed_of.is_empty() && frame.of == Genitive::Subject && !apart;
        if known && !takes(Role::Target) && (takes(Role::Content) || takes(Role::Object)) {
            genitives.retain(|(_, _, adjective)| *adjective);
        }
        let of = match frame.of {
            Genitive::Subject if known && (takes(Role::Target) || frame.complements.iter().any(lent)) => Genitive::Target,
            of => of,
        };
        let visit = frame.encounter.as_deref() == Some("visit");
        for (m, g, adjective) in genitives {
            // قام بزيارة باريس: a state behind the noun is where the visit goes.
            // … but تلقى دعوة لزيارة مصر is an invitation.
            let purpose = p.prep.is_some_and(|x| scene.t.k.prep_is(x, prep::TO_CLITIC));
            let alone = !purpose && f.target.is_none_or(|c| scene.head(&chunks[c]) == Some(m));
            let host = visit && !adjective && alone && matches!(scene.mentions[m].what, What::State { organ: None, .. });
            match of {
                _ if host && target.is_empty() => *target = g,
                _ if adjective && subject.is_empty() => *subject = g,
                Genitive::Both if subject.is_empty() => *subject = g,
                // خلال لقائه الملك: the pronoun is one of the two.
                Genitive::Both if target.is_empty() && (f.target.is_none() || p.enc.is_some() || adjective) => *target = g,
                Genitive::Both => {}
                Genitive::Subject if subject.is_empty() => *subject = g,
                Genitive::Target if target.is_empty() => *target = g,
                Genitive::Target if subject.is_empty() => {
                    // Two genitives: قتل الجيش المدنيين — doer first.
                    *subject = std::mem::replace(target, g);
                }
                _ if target.is_empty() => *target = g,
                _ => {}
            }
        }
        if let Some(c) = chunks.iter().find(|c| c.doer) {
            let g = self.chunk_actors(c);
            if !g.is_empty() {
                if !subject.is_empty() && target.is_empty() {
                    *target = std::mem::take(subject);
                }
                *subject = g;
            }
        }
        if frame.of == Genitive::Both && subject.is_empty() {
            // محادثات بين X وY
            if let Some(c) =
                chunks.iter().take(3).find(|c| c.prep.is_some_and(|x| scene.t.k.prep_is(x, prep::BETWEEN)) && f.target.is_none())
            {
                *subject = self.chunk_actors(c);
                *used_end = (*used_end).max(c.end);
            }
        }
        if subject.is_empty()
            && let Some((a, b)) = preposed
        {
            for m in a..b {
                subject.extend(self.actors_of(m));
            }
        }
        let told_of = frame.events.iter().any(|y| y.source == Party::Speaker);
        if let (true, true, Some(m)) = (told_of, subject.is_empty() && p.prep.is_none(), scene.owner_before(p.start)) {
            // العقوبات الأميركية غير قانونية: whose the thing is of which it is said.
            *subject = self.actors_of(m);
        }
        let given = frame.complements.iter().any(|c| c.role == Role::Target && c.preps.is_empty()) && frame.encounter.is_none();
        if subject.is_empty() && frame.of == Genitive::Subject && !given {
            // زيارة لوزير الخارجية: the doer behind ل; but تهنئة لوزير الخارجية.
            let doer = chunks.first().filter(|c| c.prep == Some(1) && c.start == p.end && Some(0) != f.target);
            if let Some(c) = doer.filter(|c| scene.head(c).is_some_and(|m| matches!(scene.mentions[m].what, What::Person { .. })))
            {
                *subject = self.chunk_actors(c);
                *used_end = (*used_end).max(c.end);
            }
        }
        // أعلنت واشنطن فرض عقوبات على روسيا: who announces it does it.
        let peaceful = !frame.events.is_empty() && frame.events.iter().all(|e| !matches!(e.kind.as_str(), "ASSAULT" | "PROTEST"));
        if subject.is_empty()
            && peaceful
            && let Some(s) = self.deed_at(p.start)
            && self.out.said[s].own
            && self.opens(p, self.out.said[s].content.start, 0)
        {
            *subject = self.out.said[s].speakers.clone();
        }
        if subject.is_empty() {
            *subject = deed_of;
        }
        if matches!(p.form, Form::Passive) && takes(Role::Target) {
            self.described(p, chunks, subject, target);
        }
        self.governed(p, frame, subject, target);
        // أبلغ ماكرون أردوغان في اتصال هاتفي أن …: between the two of the clause.
        if frame.encounter.as_deref() == Some("call")
            && target.is_empty()
            && self.at_session(p)
            && let Some((at, a, b)) = &self.clause
            && *at >= scene.t.text.sentences[scene.t.text.sentence_of(p.start)].start
            && subject.iter().all(|x| a.contains(x))
        {
            subject.clone_from(a);
            target.clone_from(b);
        }
        self.opening(p, frame, subject, target);
        self.agreed_upon(p, frame, subject, target);
        // عقدوا قمة تم الاتفاق خلالها على …: those who met agreed.
        if subject.is_empty() && target.is_empty() && frame.commit.as_deref() == Some("agreed") {
            subject.extend(self.met_before(p).filter(|m| m.who.len() > 1).iter().flat_map(|m| m.who.iter().copied()));
        }
        if visit && subject.is_empty() && matches!(p.form, Form::Noun { definite: false }) {
            *subject = self.same_visitor(p);
        }
        // The governing verb's subject does what the noun says: أجرى لافروف محادثات مع نظيره.
        if subject.is_empty() && (frame.encounter.is_some() || frame.commit.is_some() || frame.says) {
            let text = scene.t.text;
            let sentence = text.sentences[text.sentence_of(p.start)];
            if let Some((_, g, ..)) = self.subjects.iter().rev().find(|(at, ..)| *at >= sentence.start && *at < p.start)
                // تعتزم مصر والسودان عقد اجتماع: several meet one another.
                && (frame.of != Genitive::Both || f.target.is_some() || frame.commit.is_some() || matches!(p.form, Form::Noun { definite: false }) && self.several(g))
            {
                *subject = g.clone();
            }
        }
    }

    /// Whose deed a verbal noun in the content of an accusation or of a phasal verb is, where it opens the content, goes on from
    /// what opens it (`بدعم …`, `بالضلوع في إيصال …`, `بمسؤولية مقتل …`) or is joined to such a noun (`… وتزويده`).
    pub(super) fn deed_of(&self, p: &Predicate) -> Group {
        let Some(s) = self.deed_at(p.start) else { return Group::new() };
        let s = &self.out.said[s];
        if s.doers.is_empty() || !matches!(p.form, Form::Noun { .. }) {
            return Group::new();
        }
        if self.opens(p, s.content.start, LIGHT) { s.doers.clone() } else { Group::new() }
    }

    /// Whether a verbal noun opens a content, `light` words before it, or is joined to the one that does (`توجيه اتهامات وفرض …`).
    fn opens(&self, p: &Predicate, from: usize, light: usize) -> bool {
        let t = self.scene.t;
        let clause = |i: usize| t.is(i, flag::FINITE | flag::COMP | flag::REL) && !t.is(i, flag::PREP);
        let stop = |i: usize| t.text.tokens[i].is(Mark::Stop) || t.text.tokens[i].is(Mark::Line);
        let opens = p.start <= from + light && (from..p.start).all(|i| self.scene.covering(i).is_none() && !clause(i));
        opens || p.conj && p.start <= from + JOINED && !(from..p.start).any(|i| clause(i) || stop(i))
    }

    /// `الجبهة المدعومة من الجزائر`, `متمردون مدعومون من قبل موسكو`: whom it is done to stands right before the participle, who does
    /// it behind it.
    fn described(&mut self, p: &Predicate, chunks: &[Chunk], subject: &mut Group, target: &mut Group) {
        let scene = self.scene;
        let doer = chunks
            .iter()
            .find(|c| c.doer)
            .or_else(|| chunks.first().filter(|c| c.start == p.end && c.prep.is_some_and(|x| scene.t.k.prep_is(x, prep::FROM))));
        let before = p.start.checked_sub(1).and_then(|i| scene.covering(i)).filter(|m| scene.mentions[*m].end == p.start);
        let (Some(doer), Some(mut m)) = (doer, before) else { return };
        while m > 0
            && matches!(scene.mentions[m].what, What::Adjective(_))
            && scene.mentions[m - 1].end == scene.mentions[m].start
        {
            m -= 1;
        }
        let (by, whom) = (self.chunk_actors(doer), self.actors_of(m));
        if !by.is_empty() && !whom.is_empty() {
            *subject = by;
            *target = whom;
        }
    }

    /// `خلال استقباله`, `باستقبال لاغارد`, `سافر كيم للقاء ترامب`: one of the two behind the noun, the other governs the clause.
    pub(super) fn governed(&self, p: &Predicate, frame: &Frame, subject: &Group, target: &mut Group) {
        let t = self.scene.t;
        let hangs = p.prep.is_some() || p.start > 0 && t.prep(p.start - 1).is_some_and(|(_, at)| at == p.start);
        let mutual =
            frame.encounter.is_some() && (frame.events.iter().any(|y| y.mutual) || frame.events.is_empty() && self.at_session(p));
        let ([one_of_two], true, true) = (&subject[..], target.is_empty(), mutual && hangs && p.enc.is_none()) else { return };
        let sentence = t.text.sentences[t.text.sentence_of(p.start)];
        let code = &self.cast.parties[*one_of_two].code;
        // قال السفير في اجتماع لمجلس الأمن: who speaks there takes part.
        let session = self.cast.parties[*one_of_two].kind == ActorKind::Organization && self.at_session(p);
        if !session && self.cast.parties[*one_of_two].kind != ActorKind::Person || self.statement_at(p.start).is_some() {
            return;
        }
        let before = self.subjects.iter().rev().find(|(at, ..)| *at >= sentence.start && *at < p.start);
        if let Some((_, g, ..)) = before
            && let [other] = &g[..]
            && (session || self.cast.parties[*other].kind == ActorKind::Person)
            && self.cast.parties[*other].code.is_some()
            && self.cast.parties[*other].code != *code
        {
            *target = g.clone();
        }
    }

    /// Whether a pronoun of this gender may mean these.
    fn agrees(&self, g: &Group, gender: Gender) -> bool {
        let of = self.gender_of(g);
        of == Gender::Common || gender == Gender::Common || of == gender
    }

    /// Whether a group is of several states or organisations.
    pub(super) fn several(&self, g: &Group) -> bool {
        let code = |a: &usize| self.cast.parties[*a].code.as_ref();
        g.len() > 1 && g.iter().all(|a| code(a).is_some()) && g.iter().any(|a| code(a) != code(&g[0]))
    }

    /// `في اجتماع`, `خلال جلسة`: whether a noun tells where its clause happens.
    pub(super) fn at_session(&self, p: &Predicate) -> bool {
        let t = self.scene.t;
        let by =
            p.prep.or_else(|| p.start.checked_sub(1).and_then(|i| t.prep(i)).filter(|(_, at)| *at == p.start).map(|(x, _)| x));
        by.is_some_and(|x| t.k.prep_is(x, prep::PLACE) && !t.k.prep_is(x, prep::TO))
    }

    /// `نقل البيان عن الملك دعوته إلى …`, `عن مسؤولين قولهم`: the mention behind عن, where a verb of relaying stands before it.
    pub(super) fn source_of(&self, at: usize) -> Option<usize> {
        let t = self.scene.t;
        let start = t.text.sentences[t.text.sentence_of(at)].start.max(at.saturating_sub(RELAY));
        let (first, last) = self.scene.mentions_in(start, at);
        let m = (first..last).rev().find(|&m| {
            let x = &self.scene.mentions[m];
            let by = x.start.checked_sub(1).and_then(|j| t.prep(j)).filter(|(_, a)| *a == x.start);
            by.is_some_and(|(p, _)| t.k.prep_is(p, prep::ABOUT)) && x.end <= at
        })?;
        let relays = (start..self.scene.mentions[m].start).any(|i| {
            t.is(i, flag::FINITE)
                && t.verbs(i).any(|(_, l, ..)| {
                    t.k.lemma_frames[l as usize].iter().any(|f| {
                        let f = &t.k.frames[*f as usize];
                        f.says && f.speaker == Party::Target
                    })
                })
        });
        relays.then_some(m)
    }

    fn speakers_at(&mut self, m: usize) -> Group {
        let mut g = self.actors_of(m);
        let mut end = self.scene.mentions[m].end;
        let mut n = m + 1;
        while let Some(y) = self.scene.mentions.get(n).filter(|y| y.conj && y.start == end) {
            g.extend(self.actors_of(n));
            end = y.end;
            n += 1;
        }
        g
    }

    /// Whom a possessive pronoun means.
    pub(super) fn possessor(&mut self, at: usize, gender: Gender, number: Number) -> Group {
        let text = self.scene.t.text;
        let sentence = text.sentences[text.sentence_of(at)];
        let inside = self.statement_at(at);
        let from = inside.map_or(sentence.start, |s| self.out.said[s].content.start);
        if let Some((_, g, ..)) = self.subjects.iter().rev().find(|(i, g, gen_, _)| {
            *i >= from && *i < at && !g.is_empty() && (*gen_ == Gender::Common || gender == Gender::Common || *gen_ == gender)
        }) {
            return g.clone();
        }
        // قال إن إيران أبلغت واشنطن استعدادها لـ…: hers who tells, not theirs who are told.
        if let Some((i, g, _)) = &self.clause
            && *i >= from
            && *i < at
            && self.agrees(g, gender)
        {
            return g.clone();
        }
        let fits = |k: ActorKind| match gender {
            Gender::Masculine => matches!(k, ActorKind::Person | ActorKind::Unnamed | ActorKind::Organization | ActorKind::Group),
            _ => true,
        };
        let (first, last) = self.scene.mentions_in(sentence.start, at);
        let near = self.scene.mentions[first..last]
            .iter()
            .filter(|m| m.end <= at)
            .rev()
            .filter_map(|m| m.actor)
            .find(|a| fits(self.cast.parties[*a].kind));
        if let Some(a) = near {
            return one(a);
        }
        self.dropped(at, gender, number)
    }
}
