//! Doer and recipient of verbal nouns.

use super::cues::Cue;
use super::roles::Roles;
use super::{Group, Reader, one};
use crate::clause::{Chunk, Form, Predicate};
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

/// What belongs to a noun: a genitive or an adjective, with whatever is joined to it.
#[derive(Clone)]
pub(super) struct Belonging {
    pub mention: usize,
    pub actors: Group,
    pub adjective: bool,
}

/// What belongs to a noun, in the order of the text.
pub(super) type Genitives = SmallVec<[Belonging; 3]>;

/// Whether a frame has a complement of this role that is a bare noun phrase.
fn takes(frame: &Frame, role: Role) -> bool {
    frame.complements.iter().any(|c| c.role == role && c.preps.is_empty() && !c.clause)
}

fn is_visit(frame: &Frame) -> bool {
    frame.encounter.as_deref() == Some("visit")
}

impl<'s, 't, 'a> Reader<'s, 't, 'a> {
    /// Doer and recipient of a verbal noun: genitives, adjectives, pronouns, `من قبل`.
    pub(super) fn nominal(&mut self, cue: &Cue, r: &mut Roles) {
        let (p, frame) = (cue.p, cue.frame);
        // لقاءات الدوحة: the town is nobody whom one meets.
        if let Some(n) = cue.f.target
            && self.named_by_town(cue).is_some_and(|m| self.scene.head(&cue.chunks[n]) == Some(m))
        {
            r.target.clear();
        }
        let mut genitives = self.genitives(cue, r);
        self.pronoun_roles(cue, r);
        if genitives.iter().any(|g| g.actors == r.target) {
            r.target.clear();
        }
        let doers = self.deed_of(p);
        let of = self.part_of_genitive(cue, &doers, &mut genitives);
        for g in genitives {
            self.share(cue, r, of, g);
        }
        self.agent(cue, r);
        self.doer_apart(cue, r);
        if r.subject.is_empty() {
            r.subject = doers;
        }
        if matches!(p.form, Form::Passive) && takes(frame, Role::Target) {
            self.described(p, cue.chunks, &mut r.subject, &mut r.target);
        }
        self.governed(p, frame, &r.subject, &mut r.target);
        self.call_of_clause(cue, r);
        self.opening(p, frame, &mut r.subject, &mut r.target);
        self.agreed_upon(p, frame, &mut r.subject, &mut r.target);
        self.doer_of_clause(cue, r);
    }

    /// Adjectives and names right behind the noun, or what it counts.
    fn genitives(&mut self, cue: &Cue, r: &mut Roles) -> Genitives {
        let (scene, p, frame) = (self.scene, cue.p, cue.frame);
        let mut genitives = Genitives::new();
        let mut at = p.end;
        for _ in 0..3 {
            let Some(m) = scene.starting(at) else { break };
            let x = &scene.mentions[m];
            if x.prep.is_some() {
                break;
            }
            // قمة هلسنكي بين …: where it is, and nobody's.
            if at == p.end && self.named_by_town(cue) == Some(m) {
                at = x.end;
                continue;
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
            let (actors, end) = self.joined(m);
            genitives.push(Belonging { mention: m, actors, adjective });
            at = end;
            r.used_end = r.used_end.max(end);
        }
        if frame.encounter.is_some() && frame.of == Genitive::Both && p.enc.is_none() && genitives.iter().all(|g| g.adjective) {
            self.nationalities(p, at, &mut genitives, &mut r.used_end);
        }
        if genitives.is_empty() && self.named_by_town(cue).is_none() {
            genitives.extend(self.counted(cue, r));
        }
        genitives
    }

    /// The actors of a mention and of those joined to it right behind, and where the last ends: `X وY` are one genitive.
    fn joined(&mut self, m: usize) -> (Group, usize) {
        let mut actors = self.actors_of(m);
        let mut end = self.scene.mentions[m].end;
        let mut n = m + 1;
        while let Some(y) = self.scene.mentions.get(n).filter(|y| y.conj && y.start == end) {
            actors.extend(self.actors_of(n));
            end = y.end;
            n += 1;
        }
        (actors, end)
    }

    /// `عدد من السياح`, `أربعة جنود`: a counted noun; or an adjective behind the noun (`اجتماع طارئ للجامعة`).
    fn counted(&mut self, cue: &Cue, r: &mut Roles) -> Option<Belonging> {
        let scene = self.scene;
        let c = cue.chunks.first().filter(|c| c.prep.is_none() && !c.clause && !c.quote && c.start == cue.p.end)?;
        let mut actors = self.chunk_actors(c);
        if actors.is_empty()
            && cue.frame.of == Genitive::Subject
            && cue.frame.encounter.is_some()
            && let Some(m) = scene.belongs(c).filter(|m| *m < c.mentions.1)
            && matches!(scene.mentions[m].what, What::Adjective(_))
        {
            // زيارة فريق لوجستي أميركي
            actors = self.actors_of(m);
        }
        if actors.is_empty() {
            return None;
        }
        r.used_end = r.used_end.max(c.end);
        Some(Belonging { mention: scene.head(c).unwrap_or(0), actors, adjective: false })
    }

    /// Whom the pronoun of the noun means: `لقائه`, `استعدادها`, `تزويدها`.
    fn pronoun_roles(&mut self, cue: &Cue, r: &mut Roles) {
        let p = cue.p;
        let Some(e) = p.enc else { return };
        if p.deed && p.conj {
            // … بدعم الجبهة وتزويدها بالأسلحة: the doer is known, the pronoun takes up whom the deed before was done to.
            let doers = self.deed_of(p);
            r.target = self.pronoun(p, &doers);
        } else if self.scene.t.k.enclitics[e as usize].person == Person::Third {
            let g = self.third_person(cue, e);
            match cue.frame.of {
                Genitive::Target => r.target = g,
                _ => r.subject = g,
            }
        } else if let Some(s) = self.statement_at(p.start) {
            r.subject = self.out.said[s].speakers.clone();
        }
    }

    fn third_person(&mut self, cue: &Cue, enclitic: u8) -> Group {
        let (p, says) = (cue.p, cue.frame.says);
        let enclitic = &self.scene.t.k.enclitics[enclitic as usize];
        let (number, gender) = (enclitic.number, enclitic.gender);
        if let Some(m) = says.then(|| self.source_of(p.start)).flatten() {
            return self.joined(m).0;
        }
        // أكدت موغيريني أن المحادثات شملت …، بقولها: «…»: whoever speaks.
        let inside = self.statement_at(p.start).filter(|_| says && p.prep.is_some());
        let speaks = inside.map(|s| self.out.said[s].speakers.clone());
        if let Some(g) = speaks.filter(|g| g.len() == 1 && self.gender_of(g) == gender) {
            return g;
        }
        if number == Number::Dual {
            return self.both(p.start);
        }
        if let Some(g) = self.own_mind(cue, gender) {
            return g;
        }
        // خلال لقائه نظيره، أكد الوزير: the pronoun is told behind it.
        match self.subject_ahead(p).filter(|g| self.agrees(g, gender)) {
            Some(g) => g,
            None => self.possessor(p.start, gender, number),
        }
    }

    /// `أبلغت إيران الدوحة استعدادها لـ…`, `أعربت لأنقرة عن دعمها`: with what one minds the words open that one says.
    fn own_mind(&self, cue: &Cue, gender: Gender) -> Option<Group> {
        let minds = cue.frame.says || cue.frame.commit.is_some();
        let about = |p: u8| self.scene.t.k.prep_is(p, prep::ABOUT);
        let said = &self.out.said[self.statement_at(cue.p.start).filter(|_| minds)?];
        let opens = said.content.start == cue.p.start && cue.p.prep.is_none_or(about);
        (opens && said.speakers.len() == 1 && self.gender_of(&said.speakers) == gender).then(|| said.speakers.clone())
    }

    /// Which part a genitive has; those that cannot have it go.
    fn part_of_genitive(&self, cue: &Cue, doers: &Group, genitives: &mut Genitives) -> Genitive {
        let frame = cue.frame;
        // اتهمت واشنطن طهران بدعم الحوثيين: whose deed it is is told, so that the genitive is whom it is done to.
        let apart = cue.f.target.is_some_and(|c| cue.chunks[c].prep.is_some());
        if doers.is_empty() || frame.of != Genitive::Subject || apart {
            return frame.of;
        }
        let target = takes(frame, Role::Target);
        if !target && (takes(frame, Role::Content) || takes(frame, Role::Object)) {
            genitives.retain(|g| g.adjective);
        }
        let lent = |c: &Complement| c.role == Role::Target && c.preps.iter().any(|x| self.scene.t.k.prep_is(*x, prep::TO_CLITIC));
        if target || frame.complements.iter().any(lent) { Genitive::Target } else { frame.of }
    }

    /// Gives a genitive its part.
    fn share(&self, cue: &Cue, r: &mut Roles, of: Genitive, g: Belonging) {
        let (scene, p) = (self.scene, cue.p);
        let Belonging { mention, actors, adjective } = g;
        // قام بزيارة باريس: a state behind the noun is where the visit goes.
        // … but تلقى دعوة لزيارة مصر is an invitation.
        let purpose = p.prep.is_some_and(|x| scene.t.k.prep_is(x, prep::TO_CLITIC));
        let alone = !purpose && cue.f.target.is_none_or(|c| scene.head(&cue.chunks[c]) == Some(mention));
        let state = matches!(scene.mentions[mention].what, What::State { organ: None, .. });
        let host = is_visit(cue.frame) && !adjective && alone && state;
        // استهداف الحوثيين منشآت نفطية: what is hit stands behind who hits it.
        let of = if of == Genitive::Target && !adjective && self.hits_thing(cue, mention) { Genitive::Subject } else { of };
        let (subject, target) = (&mut r.subject, &mut r.target);
        match of {
            _ if host && target.is_empty() => *target = actors,
            _ if adjective && subject.is_empty() => *subject = actors,
            Genitive::Both if subject.is_empty() => *subject = actors,
            // خلال لقائه الملك: the pronoun is one of the two.
            Genitive::Both if target.is_empty() && (cue.f.target.is_none() || p.enc.is_some() || adjective) => *target = actors,
            Genitive::Both => {}
            Genitive::Subject if subject.is_empty() => *subject = actors,
            Genitive::Target if target.is_empty() => *target = actors,
            // Two genitives: قتل الجيش المدنيين — doer first.
            Genitive::Target if subject.is_empty() => *subject = std::mem::replace(target, actors),
            _ if target.is_empty() => *target = actors,
            _ => {}
        }
    }

    /// Whether the object that a frame asks for by its head stands right behind a genitive that can do it: a state, a body, forces.
    fn hits_thing(&self, cue: &Cue, mention: usize) -> bool {
        let x = &self.scene.mentions[mention];
        let acts = matches!(x.what, What::State { .. } | What::Org(_) | What::Group(_) | What::Agent { .. } | What::Organ { .. });
        let object = cue.f.other.map(|n| &cue.chunks[n]).filter(|c| c.prep.is_none() && self.scene.head(c).is_none());
        acts && x.start == cue.p.end && object.is_some_and(|c| c.start >= x.end && c.start <= x.end + 1)
    }

    /// `من قبل`, `على يد`: who does it; the genitive is whom it is done to.
    fn agent(&mut self, cue: &Cue, r: &mut Roles) {
        let Some(c) = cue.chunks.iter().find(|c| c.doer) else { return };
        let g = self.chunk_actors(c);
        if g.is_empty() {
            return;
        }
        if !r.subject.is_empty() && r.target.is_empty() {
            r.target = std::mem::take(&mut r.subject);
        }
        r.subject = g;
    }

    /// The doer told apart from its noun: `بين X وY`, before it, behind ل, or whoever announces it.
    fn doer_apart(&mut self, cue: &Cue, r: &mut Roles) {
        let (scene, p, frame) = (self.scene, cue.p, cue.frame);
        if frame.of == Genitive::Both && r.subject.is_empty() && cue.f.target.is_none() {
            // محادثات بين X وY
            let between = |c: &&Chunk| c.prep.is_some_and(|x| scene.t.k.prep_is(x, prep::BETWEEN));
            if let Some(c) = cue.chunks.iter().take(3).find(between) {
                r.subject = self.between_them(c);
                r.used_end = r.used_end.max(c.end);
            }
        }
        if r.subject.is_empty()
            && let Some((a, b)) = cue.preposed
        {
            for m in a..b {
                r.subject.extend(self.actors_of(m));
            }
        }
        let told_of = frame.events.iter().any(|y| y.source == Party::Speaker);
        if let (true, true, Some(m)) = (told_of, r.subject.is_empty() && p.prep.is_none(), scene.owner_before(p.start)) {
            // العقوبات الأميركية غير قانونية: whose the thing is of which it is said.
            r.subject = self.actors_of(m);
        }
        let given = frame.complements.iter().any(|c| c.role == Role::Target && c.preps.is_empty()) && frame.encounter.is_none();
        if r.subject.is_empty() && frame.of == Genitive::Subject && !given {
            // زيارة لوزير الخارجية: the doer behind ل; but تهنئة لوزير الخارجية.
            // … and the adjectives of the noun: زيارة رسمية له, زيارة قصيرة للوزير.
            let plain = |i: usize| scene.t.text.tokens[i].is_word() && scene.covering(i).is_none();
            let doer = cue.chunks.iter().enumerate().take(2).find(|(n, c)| {
                c.prep == Some(letters::FOR_PREP)
                    && c.start <= p.end + 2
                    && (p.end..c.start).all(plain)
                    && Some(*n) != cue.f.target
            });
            let person = |c: &Chunk| scene.head(c).is_some_and(|m| matches!(scene.mentions[m].what, What::Person { .. }));
            match doer {
                Some((_, c)) if person(c) => {
                    r.subject = self.chunk_actors(c);
                    r.used_end = r.used_end.max(c.end);
                }
                Some((_, c)) if c.pronoun && is_visit(frame) => {
                    let enclitic = scene.t.splits(c.start).iter().find_map(|s| s.enc);
                    r.subject = enclitic.map(|e| self.third_person(cue, e)).unwrap_or_default();
                }
                _ => {}
            }
        }
        // أعلنت واشنطن فرض عقوبات على روسيا: who announces it does it.
        let peaceful = !frame.events.is_empty() && frame.events.iter().all(|e| !matches!(e.kind.as_str(), "ASSAULT" | "PROTEST"));
        if r.subject.is_empty()
            && peaceful
            && let Some(s) = self.deed_at(p.start)
            && self.out.said[s].own
            && self.opens(p, self.out.said[s].content.start, 0)
        {
            r.subject = self.out.said[s].speakers.clone();
        }
    }

    /// `أبلغ ماكرون أردوغان في اتصال هاتفي أن …`: between the two of the clause.
    fn call_of_clause(&self, cue: &Cue, r: &mut Roles) {
        let p = cue.p;
        if cue.frame.encounter.as_deref() == Some("call")
            && r.target.is_empty()
            && self.at_session(p)
            && let Some((at, a, b)) = &self.clause
            && *at >= self.scene.t.text.sentences[self.scene.t.text.sentence_of(p.start)].start
            && r.subject.iter().all(|x| a.contains(x))
        {
            r.subject.clone_from(a);
            r.target.clone_from(b);
        }
    }

    /// Where nobody is told: those who met, whoever visited, or the subject of the verb that governs the noun.
    fn doer_of_clause(&mut self, cue: &Cue, r: &mut Roles) {
        let (p, frame) = (cue.p, cue.frame);
        let indefinite = matches!(p.form, Form::Noun { definite: false });
        // عقدوا قمة تم الاتفاق خلالها على …: those who met agreed.
        if r.subject.is_empty() && r.target.is_empty() && frame.commit.as_deref() == Some("agreed") {
            r.subject.extend(self.met_before(p).filter(|m| m.who.len() > 1).iter().flat_map(|m| m.who.iter().copied()));
        }
        if is_visit(frame) && r.subject.is_empty() && indefinite {
            r.subject = self.visitor_behind(cue);
        }
        if is_visit(frame) && r.subject.is_empty() && indefinite {
            r.subject = self.same_visitor(p);
        }
        let governing = |g: &Self| {
            let text = g.scene.t.text;
            let start = text.sentences[text.sentence_of(p.start)].start;
            g.subjects.iter().any(|(at, ..)| *at >= start && *at < p.start)
        };
        // أبلغ مسؤولون أميركيون الوزير خلال زيارته لواشنطن: nobody visits himself.
        if is_visit(frame) && p.enc.is_some() && !r.target.is_empty() && self.of_host(&r.subject, &r.target) {
            let guest = self.traveller(p, &r.target);
            if !guest.is_empty() {
                r.subject = guest;
            }
        }
        let meets = is_visit(frame) || frame.encounter.is_some() && frame.events.iter().any(|y| y.mutual);
        if meets && r.subject.is_empty() && !r.target.is_empty() && indefinite && !governing(self) {
            r.subject = self.traveller(p, &r.target);
        }
        // أجرى لافروف محادثات مع نظيره: the governing verb's subject does what the noun says.
        if r.subject.is_empty() && (frame.encounter.is_some() || frame.commit.is_some() || frame.says) {
            let text = self.scene.t.text;
            let sentence = text.sentences[text.sentence_of(p.start)];
            let governing = self.subjects.iter().rev().find(|(at, ..)| *at >= sentence.start && *at < p.start);
            // تعتزم مصر والسودان عقد اجتماع: several meet one another.
            let two = |g: &Group| {
                frame.of != Genitive::Both || cue.f.target.is_some() || frame.commit.is_some() || indefinite && self.several(g)
            };
            if let Some((_, g, ..)) = governing.filter(|(_, g, ..)| two(g)) {
                r.subject = g.clone();
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
        // إن إيران تتدخل في اليمن … تدخلاتها: hers with whom the clause opens.
        if let Some(g) = inside.and_then(|_| self.topic(from, at, gender)) {
            return g;
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
