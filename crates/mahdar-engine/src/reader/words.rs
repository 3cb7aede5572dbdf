//! What is said: how far it reaches, and whether it is a statement of anybody.

use super::cues::Cue;
use super::roles::Roles;
use super::{Group, RECENT, Reader, Said};
use crate::clause::{Chunk, Form};
use crate::content::Content;
use crate::mentions::What;
use crate::tag::flag;
use mahdar_knowledge::conjugate::Number;
use mahdar_knowledge::{Party as Slot, Person, Tense, prep};
use mahdar_record::{ActorKind, Mode};
use mahdar_text::Mark;

impl<'s, 't, 'a> Reader<'s, 't, 'a> {
    /// The words that a cue opens.
    pub(super) fn words(&self, cue: &Cue, r: &Roles) -> Option<Content> {
        let scene = self.scene;
        let c = cue.content()?;
        let gender = match cue.p.form {
            Form::Finite { gender, .. } | Form::Active { gender, .. } => Some(gender),
            Form::Noun { .. } if !r.speakers.is_empty() => Some(self.gender_of(&r.speakers)),
            _ => None,
        };
        let marked = c.quote && c.body > 0 && scene.t.text.tokens[c.body - 1].is(Mark::Quote);
        let mut x = scene.content(if marked { c.body - 1 } else { c.body }, gender)?;
        if !(c.clause || c.quote) && x.mode != Mode::Direct {
            x.end = scene.phrase_end(x);
        }
        if let Some(o) = cue.saying.and_then(|s| s.other).or(cue.f.other) {
            let o = &cue.chunks[o];
            if o.body < x.start && x.mode != Mode::Direct && self.own_attitude(o, &r.speakers) {
                x.start = o.body;
            }
        }
        // The preposition is not part of what is said, but the word it is joined to is.
        if let Some(inner) = cue.inside.map(|s| self.out.said[s].content).filter(|s| s.end < x.end && s.start <= cue.p.start) {
            x.end = inner.end;
        }
        (x.end > x.start).then_some(x)
    }

    /// `يؤكد التزام بلاده بـ…`, `أكد لافروف استعداد روسيا لـ…`: whether the noun of an attitude, with whose it is, opens what is said.
    fn own_attitude(&self, o: &Chunk, speakers: &Group) -> bool {
        let scene = self.scene;
        let t = scene.t;
        // كافة: no pronoun.
        let whole = t.is(o.body, flag::QUANT);
        let owned = !whole && t.splits(o.body).iter().any(|s| s.enc.is_some() && s.tok.is_some())
            || scene.mentions_in(o.body, o.end).0 < scene.mentions.len()
                && scene.starting(o.body + 1).is_some_and(|m| {
                    let code = |a: usize| self.cast.parties[a].code.as_ref();
                    let own = |a: usize| code(a).is_some() && speakers.iter().any(|s| code(*s) == code(a));
                    matches!(scene.mentions[m].what, What::Country) || scene.mentions[m].actor.is_some_and(own)
                });
        owned && o.prep.is_none_or(|x| t.k.prep_is(x, prep::ABOUT))
    }

    /// Notes the statement that a cue makes of its words, unless it puts them in nobody's mouth.
    pub(super) fn statement(&mut self, cue: &Cue, r: &Roles, content: Content) -> Option<usize> {
        let telling = cue.telling;
        if !telling.says
            || cue.p.negated
            || self.names_topic(cue, content)
            || self.passed_on(cue, r)
            || self.told_elsewhere(cue, content)
            || self.own_again(cue, r)
            || self.nobodys(cue, r)
        {
            return None;
        }
        let mut yields = cue.frame.events.iter().chain(&telling.events);
        let wished = cue.frame.commit.is_some()
            || telling.content.as_deref() == Some("denied")
            || yields.any(|e| matches!(e.kind.as_str(), "REQUEST" | "REJECT" | "THREATEN" | "AGREE"));
        let accuses =
            cue.frame.events.iter().any(|e| e.kind == "ACCUSE" && e.target == Slot::Target && e.source == Slot::Subject);
        let doers = if accuses {
            r.target.clone()
        } else if telling.content.as_deref() == Some("done") {
            r.speakers.clone()
        } else {
            Group::new()
        };
        self.out.said.push(Said {
            speakers: r.speakers.clone(),
            cue: (cue.p.start, content.start.max(cue.p.end)),
            content,
            rule: telling.name.clone(),
            encounter: None,
            wished,
            own: telling.content.as_deref() == Some("own"),
            act: telling.act,
            doers,
        });
        Some(self.out.said.len() - 1)
    }

    /// A noun or passive that only names a topic puts nothing in a mouth; `قوله إن` and `إعلانه أن` do. Nor do words that are
    /// somebody's already.
    fn names_topic(&self, cue: &Cue, content: Content) -> bool {
        let p = cue.p;
        let told = cue.content().is_some_and(|c| c.clause || c.quote);
        let passive = matches!(p.form, Form::Passive | Form::Finite { passive: true, .. }) && cue.frame.speaker == Slot::Subject;
        let relayed = || p.enc.is_some() && self.source_of(p.start).is_some();
        let again = || self.out.said.iter().rev().take(RECENT).any(|s| s.content.start == content.start);
        passive || matches!(p.form, Form::Noun { .. }) && !told && !relayed() || again()
    }

    /// `قال نصر الله إن الحزب يثق …`: of a noun that names nobody, in what he says.
    fn passed_on(&self, cue: &Cue, r: &Roles) -> bool {
        cue.inside.is_some_and(|s| r.unnamed || self.within_words(cue.p, cue.frame, s, &r.speakers))
    }

    /// Whether what the words are stands elsewhere, or they are a deed.
    fn told_elsewhere(&self, cue: &Cue, content: Content) -> bool {
        let t = self.scene.t;
        // أصدرت اللجنة بيانا أكدت فيه أن …: the words come behind the verb that takes the paper up.
        t.is(content.start, flag::DOCUMENT) && self.taken_up(content.start)
            // قام بجولة: no deed that a frame tells.
            || cue.telling.act && !t.is(content.start, flag::MASDAR | flag::CUE_NOUN)
    }

    /// What a speaker says of the own state's views is the speaker's word.
    fn own_again(&self, cue: &Cue, r: &Roles) -> bool {
        let Some(s) = cue.inside else { return false };
        let outer = &self.out.said[s].speakers;
        let party = |a: &usize| &self.cast.parties[*a];
        let same = |a: &usize| {
            let x = party(a);
            outer.contains(a)
                || !matches!(x.kind, ActorKind::Person | ActorKind::Unnamed | ActorKind::Agent)
                    && outer.iter().any(|b| party(b).code == x.code)
        };
        // قال لافروف إن روسيا قررت طرد …: the deed that was decided is read all the same.
        r.speakers.is_empty() || !cue.telling.act && r.speakers.iter().all(same)
    }

    /// Whether there is nobody who could have said it, or it is only supposed.
    fn nobodys(&self, cue: &Cue, r: &Roles) -> bool {
        let p = cue.p;
        let real = r.speakers.iter().any(|a| *a < self.cast.parties.len());
        // وأوضحوا في تصريحات سابقة أن …: some people of whom nothing is known.
        let people = matches!(p.form, Form::Finite { number: Number::Plural, person: Person::Third, tense: Tense::Past, .. })
            && cue.inside.is_none();
        if !real && !r.unnamed && !r.explicit && cue.f.subject.is_none() && !people {
            return true;
        }
        match p.form {
            Form::Finite { .. } => self.supposed(p.start),
            // A noun that reports is a statement only of someone told.
            Form::Noun { .. } | Form::Passive => r.speakers.is_empty(),
            Form::Active { .. } => false,
        }
    }
}
