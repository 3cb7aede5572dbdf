//! What a cue leaves behind once its roles are known: subjects for the clauses after it, and what its frame yields.

use super::cues::Cue;
use super::roles::Roles;
use super::{Done, Group, Reader, one};
use crate::clause::{Chunk, Form};
use crate::content::Content;
use crate::mentions::What;
use crate::tag::flag;
use mahdar_knowledge::conjugate::{Gender, Number};
use mahdar_knowledge::{Party as Slot, Role, prep};
use mahdar_record::ActorKind;

impl<'s, 't, 'a> Reader<'s, 't, 'a> {
    /// Remembers what later clauses leave out: who was the subject, and who did something to whom.
    pub(super) fn note_roles(&mut self, cue: &Cue, r: &Roles, statement: Option<usize>) {
        let p = cue.p;
        let finite = matches!(p.form, Form::Finite { .. });
        // نقلت الإذاعة عن نتنياهو قوله إن …. وأضاف: whoever was quoted goes on.
        if p.enc.is_some() && statement.is_some() && matches!(p.form, Form::Noun { .. }) && self.source_of(p.start).is_some() {
            self.subjects.push((p.start, r.speakers.clone(), Gender::Common, Number::Singular));
        }
        let relayed = cue.frame.speaker == Slot::Target && !r.target.is_empty();
        if (!r.subject.is_empty() || relayed) && (finite || matches!(p.form, Form::Active { .. })) {
            // الانتقادات التي وجهها الأمير: whoever a clause about a noun is of is not who goes on.
            let t = self.scene.t;
            let aside = p.enc.is_some() && p.start > 0 && t.is(p.start - 1, flag::REL) && !t.is(p.start - 1, flag::PREP);
            if cue.inside.is_none_or(|s| Some(s) == statement) && !(aside && r.explicit) {
                self.note_main(cue, r, relayed);
            }
        } else if r.unnamed && cue.frame.says {
            self.subjects.push((p.start, Group::new(), r.gender, Number::Singular));
        }
        if !finite || r.subject.is_empty() {
            return;
        }
        if !r.explicit {
            self.out.implicit.extend(r.subject.iter().map(|a| (p.start, *a)));
        }
        if !r.target.is_empty() {
            self.clause = Some((p.start, r.subject.clone(), r.target.clone()));
        }
    }

    /// Remembers the subject of a main verb, or whoever it quotes.
    fn note_main(&mut self, cue: &Cue, r: &Roles, relayed: bool) {
        let p = cue.p;
        if relayed {
            self.subjects.push((p.start, r.target.clone(), Gender::Common, Number::Singular));
        } else {
            let own = self.gender_of(&r.subject);
            let single = matches!(p.form, Form::Finite { number: Number::Singular, .. }) && r.subject.len() == 1;
            let gender = if r.explicit || own == Gender::Common && single { r.gender } else { own };
            let number = if r.unnamed { r.number } else { self.number_of(&r.subject) };
            self.subjects.push((p.start, r.subject.clone(), gender, number));
        }
        // The verb tells the gender of a person whom no title tells.
        if let (Form::Finite { number: Number::Singular, gender, .. }, [a]) = (p.form, &r.subject[..]) {
            let party = &mut self.cast.parties[*a];
            let person = matches!(party.kind, ActorKind::Person | ActorKind::Unnamed);
            if person && party.gender == Gender::Common && r.explicit {
                party.gender = gender;
            }
        }
    }

    /// `قال المبعوث أمام مجلس الأمن إن …`: whoever speaks before a body of others confers with it.
    pub(super) fn before_body(&mut self, cue: &Cue, r: &Roles, statement: usize) {
        let (p, k) = (cue.p, self.scene.t.k);
        let body = |m: usize| matches!(self.scene.mentions[m].what, What::Org(_) | What::State { organ: Some(_), .. });
        let before = |c: &&Chunk| c.prep.is_some_and(|x| k.prep_is(x, prep::AUDIENCE)) && self.scene.head(c).is_some_and(body);
        let words = self.out.said[statement].content;
        // أشاد بكلمته أمام المجلس: what stands in the words is not where they are said.
        let outside = |c: &Chunk| !(words.start < c.end && c.start < words.end);
        let Some(c) = cue.chunks.iter().find(|c| before(c) && outside(c)) else { return };
        let told = !p.negated && !self.elsewhere && !self.planned(p) && !self.long_past(p.start, c.end);
        let hearers = self.chunk_actors(c);
        if !told || !self.of_another(&r.speakers, &hearers) {
            return;
        }
        for (source, target) in [(r.speakers.clone(), hearers.clone()), (hearers, r.speakers.clone())] {
            self.out.done.push(Done {
                kind: "CONSULT".into(),
                mode: None,
                source,
                target,
                aimless: false,
                cameo: Some("040".into()),
                contexts: Vec::new(),
                evidence: (c.start, c.end),
                statement: Some(statement),
                rule: cue.telling.name.clone(),
            });
        }
    }

    /// Notes the encounter, the promise and the events that the frame yields.
    pub(super) fn note_yields(&mut self, cue: &Cue, r: Roles, content: Option<Content>, within: Option<usize>) {
        if cue.visit() && r.target.len() > 1 {
            for host in &r.target {
                self.encounter(cue.p, cue.frame, &r.subject, &one(*host), r.used_end);
            }
        } else {
            self.encounter(cue.p, cue.frame, &r.subject, &r.target, r.used_end);
        }
        let range = cue.content_range(content);
        self.commitment(cue.p, cue.frame, &r.subject, &r.target, range, within);
        self.note_events(cue, r, range, within);
    }

    /// Notes the events, with whom what is said or asked for is aimed at.
    fn note_events(&mut self, cue: &Cue, mut r: Roles, range: Option<(usize, usize)>, within: Option<usize>) {
        // رفضت الصين فرض عقوبات على إيران: not against whom she shields.
        let shields =
            range.is_some_and(|(s, e)| cue.yields("REJECT") && self.against(s, e) && (self.harmful(s) || self.harmful(s + 1)));
        let asked_nobody = self.asked_nobody(cue, &mut r);
        let of_deeds = cue.yields("REQUEST") || cue.yields("ACCUSE");
        let mut range = range;
        // أكد لافروف دعم واشنطن للأكراد: the support is hers; نفت إيران اتهامات الرياض لها: what is rejected is not.
        if let Some((s, e)) = range.filter(|_| !cue.yields("REJECT") && (!cue.frame.says || !of_deeds))
            && let Some((whose, from)) = self.owner_of_deed(cue.frame, s, e)
        {
            r.subject = whose;
            range = Some((from, e));
        }
        let bare = cue.f.content.is_some_and(|c| !cue.chunks[c].clause && !cue.chunks[c].quote);
        let range = range.map(|(s, e)| (s, if bare { self.next_clause(s, e) } else { e }));
        let aimed =
            range.filter(|(s, e)| !(asked_nobody || shields || cue.yields("AGREE") && self.averse(*s, *e))).and_then(|(s, e)| {
                if of_deeds { self.doer_in(s, e, &r.subject, asks_deed(cue)) } else { self.first_in(s, e, &r.subject) }
            });
        let known = self.out.done.len();
        self.events(cue, &r, aimed, within);
        // دعم واشنطن للقوات المحلية: aimed at somebody who is told, though nobody knows their state.
        let told = asked_nobody || cue.f.target.is_some() && r.target.is_empty();
        for d in self.out.done[known..].iter_mut().filter(|d| (shields || told) && d.target.is_empty()) {
            d.aimless = true;
        }
    }

    /// Finds whom a deed is asked of, where the frame has nobody; whether it is asked of nobody at all.
    fn asked_nobody(&mut self, cue: &Cue, r: &mut Roles) -> bool {
        if !(r.target.is_empty() && cue.f.target.is_none() && cue.yields("REQUEST") && takes_deed(cue)) {
            return false;
        }
        // داعيا الأطراف الليبية إلى الحوار: the frame has whoever is asked for its object.
        let called = cue.f.other.filter(|_| cue.frame.complements.iter().any(|c| c.role == Role::Object && c.preps.is_empty()));
        if let Some(n) = called {
            r.target = self.whose_people(&cue.chunks[n]);
            return r.target.is_empty();
        }
        match self.addressee(cue.p, cue.f, cue.chunks, cue.preposed.is_some()) {
            Some(g) if g.is_empty() => true,
            Some(g) => {
                r.target = g;
                false
            }
            None => false,
        }
    }
}

/// Whether the content is a deed behind a preposition. `طلبت مساعدة الاتحاد`: a thing comes from its owner; `دعت إلى مساعدة
/// اليمن`: a deed is done to its object.
fn takes_deed(cue: &Cue) -> bool {
    cue.frame.complements.iter().any(|c| c.role == Role::Content && !c.preps.is_empty())
}

/// Whether a deed is asked for, and no thing.
fn asks_deed(cue: &Cue) -> bool {
    cue.yields("REQUEST") && (takes_deed(cue) || cue.frame.events.iter().any(|y| y.source == Slot::Speaker))
}
