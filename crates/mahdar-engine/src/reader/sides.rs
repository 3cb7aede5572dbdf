//! The sides of a meeting that its noun leaves open: told later, earlier, by an agreement or by adjectives.

use super::cues::Cue;
use super::facts::OPENS;
use super::nominal::{Belonging, Genitives};
use super::{Group, Met, Promised, RECENT, Reader, one};
use crate::clause::{Chunk, Form, Predicate};
use crate::letters;
use crate::mentions::What;
use crate::tag::flag;
use mahdar_knowledge::conjugate::Gender;
use mahdar_knowledge::{Class, Entry, Frame, Genitive, prep};
use mahdar_record::{ActorKind, MentionForm};
use mahdar_text::Mark;

/// How far behind a noun of meeting the adjectives of those who meet may stand.
const NISBAS: usize = 9;
/// How many mentions behind the first of two the other may stand.
const BETWEEN: usize = 5;
/// How many subjects back whoever promised a meeting may be told.
const NEAR: usize = 4;

impl Reader<'_, '_, '_> {
    /// `في مؤتمر صحفي مع الوزير، قال لافروف …`: one side stands behind the noun, the other is who the sentence is about.
    pub(super) fn opening(&mut self, p: &Predicate, frame: &Frame, subject: &mut Group, target: &mut Group) {
        let meets = frame.encounter.as_deref().is_some_and(|k| k != "visit") && frame.events.iter().any(|y| y.mutual);
        if !meets || p.enc.is_some() || subject.is_empty() == target.is_empty() {
            return;
        }
        if let Some(g) = self.subject_ahead(p) {
            if subject.is_empty() { *subject = g } else { *target = g }
        }
    }

    /// `قمة هلسنكي`, `محادثات أستانا بين …`: the town that a meeting is named by. `محادثات موسكو مع أنقرة` are those of two states.
    pub(super) fn named_by_town(&self, cue: &Cue) -> Option<usize> {
        let (scene, frame) = (self.scene, cue.frame);
        let meets = frame.encounter.as_deref().is_some_and(|k| !matches!(k, "visit" | "call" | "signing"));
        let m = scene.starting(cue.p.end).filter(|_| meets && frame.of == Genitive::Both && cue.p.enc.is_none())?;
        let x = &scene.mentions[m];
        let town = matches!(x.what, What::Place(_)) || x.form == MentionForm::Capital && x.place.is_some();
        let joined = scene.mentions.get(m + 1).is_some_and(|y| y.conj && y.start == x.end);
        let head = cue.f.target.filter(|n| cue.chunks[*n].prep.is_some()).and_then(|n| scene.head(&cue.chunks[n]));
        let states = head.is_some_and(|h| matches!(scene.mentions[h].what, What::State { .. }))
            && frame.encounter.as_deref() == Some("meeting");
        (town && !joined && x.prep.is_none() && !states && matches!(cue.p.form, Form::Noun { definite: false })).then_some(m)
    }

    /// `تأتي زيارة الوزير إلى تونس عقب زيارة استمرت يومين في المغرب`: whoever visits in the same sentence.
    pub(super) fn same_visitor(&self, p: &Predicate) -> Group {
        self.met_before(p).filter(|m| m.kind == "visit").and_then(|m| m.who.first().copied()).map(one).unwrap_or_default()
    }

    /// `أول زيارة لطوكيو يقوم بها الوزير الكيني`: who makes it, told behind where it goes.
    pub(super) fn visitor_behind(&mut self, cue: &Cue) -> Group {
        let (scene, t) = (self.scene, self.scene.t);
        let Some(end) = cue.f.target.map(|n| cue.chunks[n].end) else { return Group::new() };
        let takes_up = |i: usize| t.at(i).iter().any(|m| matches!(m.entry, Entry::Word(Class::Prep(_))) && m.split.enc.is_some());
        let verb = (end..end + 3).find(|&i| t.is(i, flag::FINITE) && scene.covering(i).is_none() && takes_up(i + 1));
        let Some(m) = verb.and_then(|i| scene.starting(i + 2)) else { return Group::new() };
        let person = matches!(scene.mentions[m].what, What::Person { .. }) && scene.mentions[m].prep.is_none();
        let whose = if person { self.actors_of(m) } else { Group::new() };
        if whose.iter().all(|a| self.cast.parties[*a].code.is_some()) { whose } else { Group::new() }
    }

    /// `تصريحات لافروف خلال زيارة لطهران`: the person named last before in the sentence, where the noun tells when or where.
    pub(super) fn traveller(&self, p: &Predicate, host: &Group) -> Group {
        let scene = self.scene;
        let text = scene.t.text;
        if !self.at_session(p) && !self.when(p) {
            return Group::new();
        }
        let (a, b) = scene.mentions_in(text.sentences[text.sentence_of(p.start)].start, p.start);
        let gender = p.enc.map_or(Gender::Common, |e| scene.t.k.enclitics[e as usize].gender);
        let fits = |of: Gender| gender == Gender::Common || of == Gender::Common || of == gender;
        let person = |m: usize| {
            let party = |a: &usize| &self.cast.parties[*a];
            scene.mentions[m].actor.filter(|a| {
                let x = party(a);
                x.kind == ActorKind::Person && x.code.is_some() && fits(x.gender)
            })
        };
        let guest = |x: &usize| !self.of_host(&one(*x), host);
        let mut told = (a..b).rev().filter_map(person);
        // A pronoun may mean any of them, else it is whoever was told last.
        let last = if p.enc.is_some() { told.find(guest) } else { told.next().filter(guest) };
        last.map(one).unwrap_or_default()
    }

    /// Whether guests are all of the host's state.
    pub(super) fn of_host(&self, guests: &Group, host: &Group) -> bool {
        let code = |a: &usize| self.cast.parties[*a].code.as_ref();
        guests.iter().all(|g| host.iter().any(|h| code(h) == code(g)))
    }

    /// `بين أمير قطر، تميم بن حمد، والرئيس التركي، رجب طيب أردوغان`: those between whom it is, names in commas passed over.
    pub(super) fn between_them(&mut self, c: &Chunk) -> Group {
        let mut both = self.chunk_actors(c);
        let ([one], Some(head)) = (&both[..], self.scene.head(c)) else { return both };
        let scene = self.scene;
        let t = scene.t;
        let own = self.cast.parties[*one].code.clone();
        let sentence = t.text.sentences[t.text.sentence_of(c.start)];
        let mut at = scene.mentions[head].end;
        for m in head + 1..scene.mentions.len().min(head + 1 + BETWEEN) {
            let x = &scene.mentions[m];
            let quiet = |i: usize| {
                t.text.tokens[i].is(Mark::Comma)
                    || t.text.tokens[i].is_word() && t.prep(i).is_none() && !t.is(i, flag::FINITE | flag::COMP | flag::REL)
            };
            if x.start >= sentence.end || x.prep.is_some() || x.start < at || !(at..x.start).all(quiet) {
                break;
            }
            at = x.end;
            let solid = matches!(
                x.what,
                What::Person { .. } | What::Counterpart { .. } | What::State { .. } | What::Org(_) | What::Group(_)
            );
            if !x.conj || !solid {
                continue;
            }
            let more = self.actors_of(m);
            let other = |a: &usize| self.cast.parties[*a].code.is_some() && self.cast.parties[*a].code != own;
            if !more.is_empty() && more.iter().all(other) {
                both.extend(more);
                break;
            }
        }
        both
    }

    /// The encounter told last before a cue in its sentence.
    pub(super) fn met_before(&self, p: &Predicate) -> Option<&Met> {
        let sentence = self.scene.t.text.sentences[self.scene.t.text.sentence_of(p.start)];
        let here = |m: &&Met| m.evidence.last().is_some_and(|e| e.0 >= sentence.start && e.0 < p.start);
        self.out.met.iter().rev().find(here)
    }

    /// `اتفق الرئيسان على الالتقاء مجددا`: whoever promised a meeting will meet.
    pub(super) fn agreed_upon(&mut self, p: &Predicate, frame: &Frame, subject: &mut Group, target: &mut Group) {
        if frame.encounter.is_none() || !(subject.is_empty() || target.is_empty()) {
            return;
        }
        // عقد جولة جديدة من المشاورات, but neither تكثيف التشاور nor تنفيذ نتائج القمة: what they will hold is a new one.
        let t = self.scene.t;
        let of = |i: usize| t.prep(i).is_some_and(|(x, at)| at == p.start && t.k.prep_is(x, prep::FROM));
        let new = |from: usize| {
            !matches!(p.form, Form::Noun { definite: true }) || p.start == from || p.start.checked_sub(1).is_some_and(of)
        };
        let opens = |x: &&Promised| {
            x.item.0 <= p.start && p.start < x.item.1.min(x.item.0 + OPENS) && x.strength != "ready" && new(x.item.0)
        };
        let Some(x) = self.out.promised.iter().rev().take(RECENT).find(opens) else { return };
        let code = |a: &usize| self.cast.parties[*a].code.as_ref();
        let own = |a: &usize| x.actors.iter().any(|b| code(b) == code(a));
        // يستعد الروس والأوكرانيون للاجتماع في مينسك: several meet one another.
        let several = self.several(&x.actors);
        let toward: Group = x.toward.iter().filter(|a| !several && !own(a)).copied().collect();
        if subject.is_empty() {
            // The persons that promised it, where they are named, stand before their states.
            let named =
                self.subjects.iter().rev().take(NEAR).find(|(at, g, ..)| *at < p.start && !g.is_empty() && g.iter().all(own));
            let told = if !x.by.is_empty() && x.by.iter().all(own) { &x.by } else { &x.actors };
            subject.clone_from(named.map_or(told, |(_, g, ..)| if g.len() >= told.len() { g } else { told }));
        }
        if target.is_empty() && subject.iter().all(own) {
            *target = toward;
        }
    }

    /// `اجتماع ثلاثي سعودي - أميركي - روسي`, `القمة المرتقبة الأميركية الكورية`: the adjectives of two or more states are who meets.
    pub(super) fn nationalities(&mut self, p: &Predicate, from: usize, genitives: &mut Genitives, used_end: &mut usize) {
        let scene = self.scene;
        let t = scene.t;
        let article = |i: usize| t.text.folded(i).starts_with(letters::ARTICLE);
        let definite = matches!(p.form, Form::Noun { definite: true });
        let mut found = Genitives::new();
        let mut at = from;
        let end = t.text.tokens.len().min(from + NISBAS);
        while at < end {
            let tok = &t.text.tokens[at];
            if tok.is(Mark::Dash) || tok.is(Mark::Slash) {
                at += 1;
            } else if let Some(m) = scene.starting(at) {
                let x = &scene.mentions[m];
                if !matches!(x.what, What::Adjective(_)) || x.prep.is_some() || !x.conj && article(at) != definite {
                    break;
                }
                at = x.end;
                found.push(Belonging { mention: m, actors: self.actors_of(m), adjective: true });
            } else if found.is_empty()
                && genitives.is_empty()
                && tok.is_word()
                && scene.covering(at).is_none()
                && article(at) == definite
                && t.prep(at).is_none()
                && t.is(at, flag::COMMON | flag::PARTICIPLE | flag::PLANNED)
                && !t.is(at, flag::FINITE | flag::COMP | flag::REL | flag::MASDAR)
            {
                at += 1;
            } else {
                break;
            }
        }
        let code = |g: &Group| g.first().and_then(|a| self.cast.parties[*a].code.clone());
        if found.iter().any(|g| code(&g.actors).is_none()) || genitives.len() + found.len() < 2 || found.is_empty() {
            return;
        }
        *used_end = (*used_end).max(at);
        // All behind the first are the other side.
        let rest: Group = found.iter().skip(usize::from(genitives.is_empty())).flat_map(|g| g.actors.iter().copied()).collect();
        if genitives.is_empty() {
            genitives.push(found[0].clone());
        }
        genitives.truncate(1);
        genitives.push(Belonging { mention: found[found.len() - 1].mention, actors: rest, adjective: true });
    }
}
