//! Who does it to whom where the cue is a finite verb, active or passive.

use super::cues::Cue;
use super::roles::Roles;
use super::{Group, Reader, one};
use crate::clause::{Chunk, Form};
use crate::letters;
use crate::tag::flag;
use mahdar_knowledge::conjugate::{Gender, Number};
use mahdar_knowledge::{Class, Entry, Person, Role};

impl<'s, 't, 'a> Reader<'s, 't, 'a> {
    /// The roles of a finite verb; nothing where somebody says "I" whom nobody quotes, or nobody acts.
    pub(super) fn finite(&mut self, cue: &Cue, r: &mut Roles) -> Option<()> {
        if cue.impersonal() || self.merely_described(cue) {
            return None;
        }
        // إن شرطيا أصيب: who stands before it is no "I".
        let another = |number: Number| number == Number::Singular && cue.preposed.is_some();
        if matches!(cue.p.form, Form::Finite { person: Person::First, number, .. } if !another(number)) {
            r.subject = self.out.said[cue.inside?].speakers.clone();
            r.explicit = true;
        }
        if cue.gathers() {
            self.gathered(cue, r);
        } else if !cue.f.passive {
            self.active(cue, r);
        }
        if cue.f.passive {
            self.passive(cue, r);
        }
        self.suffix(cue, r);
        Some(())
    }

    /// `الإعلان الذي يعتبر خطوة مهمة`, `ما يسمى بـ…`, `هجمات وصفت بأنها …`: a passive whose letters do not show it. Who describes
    /// names what is described, behind the verb or as its pronoun.
    fn merely_described(&self, cue: &Cue) -> bool {
        let Form::Finite { person: Person::Third, number: Number::Singular, .. } = cue.p.form else { return false };
        let (true, None, None, Some(c)) = (cue.frame.impersonal, cue.p.enc, cue.f.subject, cue.content()) else { return false };
        if c.clause || c.quote {
            return false;
        }
        if c.prep.is_some() {
            return !cue.chunks.iter().any(|b| b.start < c.start && b.prep.is_none());
        }
        // كما اعتبر القرار خطأ: no relative.
        let t = self.scene.t;
        let relative = |i: usize| t.at(i).iter().any(|m| matches!(m.entry, Entry::Word(Class::Rel)) && m.split.prep.is_none());
        cue.p.start > 0 && relative(cue.p.start - 1) && (cue.preposed.is_none() || self.indefinite(c.body))
    }

    /// What brings people together is nobody; `جولة تشمل مصر`: whose tour it is stands before.
    fn gathered(&mut self, cue: &Cue, r: &mut Roles) {
        r.explicit = true;
        if cue.visit() {
            let text = self.scene.t.text;
            let sentence = text.sentences[text.sentence_of(cue.p.start)];
            let before = self.subjects.iter().rev().find(|(at, ..)| *at >= sentence.start && *at < cue.p.start);
            r.subject = before.map(|(_, g, ..)| g.clone()).unwrap_or_default();
        } else if let Some(first) = self.brought(cue) {
            r.subject = first;
        } else if r.target.len() > 1 && cue.p.enc.is_none() {
            // قمة جمعت الزعيمين: one with the other.
            r.subject = one(r.target.remove(0));
        }
    }

    /// `قمة جمعت بوتين بترامب`: the first of the two, where the other stands behind a preposition.
    fn brought(&mut self, cue: &Cue) -> Option<Group> {
        let n = cue.f.target.filter(|n| cue.chunks[*n].prep.is_some())?;
        let first = cue.chunks[..n].iter().find(|c| c.prep.is_none() && !c.clause && !c.quote && self.scene.head(c).is_some())?;
        Some(self.chunk_actors(first)).filter(|g| !g.is_empty())
    }

    /// Whom the pronoun of what brings people together means: `قمة جمعتهما`, `لقاء جمعهم`, `مؤتمر جمعه بنظيره`.
    fn brought_before(&mut self, cue: &Cue, r: &mut Roles) {
        let Some(e) = cue.p.enc.map(|e| &self.scene.t.k.enclitics[e as usize]) else { return };
        let (number, gender, at) = (e.number, e.gender, cue.p.start);
        if !r.target.is_empty() {
            let code = |r: &Self, g: &Group| g.first().and_then(|a| r.cast.parties[*a].code.clone());
            let whose = self.possessor(at, gender, number);
            let other = code(self, &whose).is_some() && code(self, &whose) != code(self, &r.target);
            r.subject = if other { whose } else { self.pronoun(cue.p, &r.target) };
        } else {
            let two = (number == Number::Dual).then(|| self.two_of_sentence(at));
            let mut all = match two {
                Some(two) => two.unwrap_or_else(|| self.both(at)),
                None => self.dropped(at, Gender::Common, number),
            };
            if all.len() > 1 {
                r.subject = one(all.remove(0));
                r.target = all;
            }
        }
        r.explicit = true;
    }

    /// The subject of an active verb: before it, behind it, whose deed the noun before it is, or left out.
    fn active(&mut self, cue: &Cue, r: &mut Roles) {
        if let Some((a, b)) = cue.preposed {
            for m in a..b {
                let more = self.actors_of(m);
                r.joined_by(more);
            }
            r.explicit = !r.subject.is_empty();
        } else if let Some(n) = cue.f.subject {
            self.subject_behind(cue, n, r);
        } else if r.subject.is_empty() {
            if cue.harms()
                && let Some(m) = self.scene.owner_before(cue.p.start)
            {
                r.subject = self.actors_of(m);
                r.explicit = true;
            } else {
                self.subject_left_out(cue, r);
            }
        }
    }

    /// The subject in the chunk behind its verb, with those coordinated with it.
    fn subject_behind(&mut self, cue: &Cue, n: usize, r: &mut Roles) {
        let t = self.scene.t;
        let c = &cue.chunks[n];
        r.subject = self.chunk_actors(c);
        self.beside(cue.chunks, n, &mut r.subject);
        for j in cue.chunks.iter().filter(|j| j.joined && j.start > c.start) {
            let more = self.chunk_actors(j);
            r.joined_by(more);
        }
        r.explicit = true;
        r.used_end = r.used_end.max(c.end);
        if !r.subject.is_empty() {
            return;
        }
        match self.behind_noun(cue, c, r) {
            Some(g) => r.subject = g,
            // قتل انفجاران 17 شخصا: whose the weapon is, nobody tells.
            None if cue.forces() && self.scene.t.is(c.body, flag::CUE_NOUN | flag::MASDAR) => {}
            None => {
                r.unnamed = true;
                r.subject.push(self.cast.unnamed(t.text.slice(c.body, c.end.min(c.body + 6))));
            }
        }
    }

    /// Who stands behind a noun that is the subject and names nobody itself.
    fn behind_noun(&mut self, cue: &Cue, c: &Chunk, r: &Roles) -> Option<Group> {
        let scene = self.scene;
        let t = scene.t;
        if t.is(c.body, flag::DOCUMENT) {
            return Some(self.author(cue, c));
        }
        if let Some(both) = self.each_of(c.body) {
            return Some(both);
        }
        // قال شي: a part of a name told in full elsewhere.
        if let Some(a) = self.part_of_name(c.body).or_else(|| self.body_named(c.body)) {
            return Some(one(a));
        }
        // سياسات إيران تزعزع المنطقة: what stands behind the verb is done to.
        if cue.harms()
            && let Some(m) = scene.owner_before(cue.p.start)
        {
            return Some(self.actors_of(m));
        }
        // استهدفت غارات إسرائيلية …: whose the noun is.
        if (cue.forces() || cue.received())
            && let Some(m) = scene.belongs(c).filter(|m| *m < c.mentions.1)
        {
            return Some(self.actors_of(m));
        }
        // اقترح فيها بناء …: what is proposed, by whom the text was about.
        let proposed = c.start > cue.p.end && t.is(c.body, flag::MASDAR) && !t.text.folded(c.body).starts_with(letters::ARTICLE);
        proposed.then(|| self.omitted(cue.p, r.gender, r.number, cue.inside))
    }

    /// `بيان صادر عن الخارجية`: whoever issued the document that tells it.
    fn author(&mut self, cue: &Cue, c: &Chunk) -> Group {
        let (a, b) = c.mentions;
        if let Some(m) = (a..b).next().or_else(|| self.scene.issuer(c)) {
            return self.actors_of(m);
        }
        self.issued_before(c).unwrap_or_else(|| self.dropped(cue.p.start, Gender::Common, Number::Singular))
    }

    /// The subject that an active verb leaves out.
    fn subject_left_out(&mut self, cue: &Cue, r: &mut Roles) {
        let t = self.scene.t;
        // جاء في البيان أن …: the verb goes with the document, not with its author.
        let document = |c: &Chunk| c.prep.is_some() && t.is(c.body, flag::DOCUMENT);
        let gender = if cue.f.other.is_some_and(|c| document(&cue.chunks[c])) { Gender::Common } else { r.gender };
        let words = if cue.frame.says { self.told_in(cue.p) } else { None };
        r.subject = words.unwrap_or_else(|| self.omitted(cue.p, gender, r.number, cue.inside));
    }

    /// Who a passive is done to, the first bare chunk or what stands before it, and by whom.
    fn passive(&mut self, cue: &Cue, r: &mut Roles) {
        if r.target.is_empty() {
            if let Some(c) = cue.chunks.iter().find(|c| c.prep.is_none() && !c.clause && !c.quote && !c.doer) {
                r.target = self.chunk_actors(c);
                r.used_end = r.used_end.max(c.end);
            } else if let Some((a, _)) = cue.preposed {
                r.target = self.actors_of(a);
            }
        }
        if let Some(c) = cue.chunks.iter().find(|c| c.doer) {
            r.subject = self.chunk_actors(c);
        }
    }

    /// Whom the verb's own pronoun means.
    fn suffix(&mut self, cue: &Cue, r: &mut Roles) {
        if cue.p.enc.is_none() {
            return;
        }
        if cue.gathers() && !cue.visit() {
            self.brought_before(cue, r);
            return;
        }
        // اتفاق أبرمته طهران مع …: the pronoun is the agreement, no party.
        if r.target.is_empty() && !cue.f.passive && !cue.takes(Role::Object) {
            let antecedent = self.scene.antecedent_party(cue.p.start).map(|m| self.actors_of(m));
            // أبلغ ماكرون الوزير الذي استقبله: whoever is not the subject.
            r.target = match antecedent.filter(|g| cue.frame.encounter.as_deref() != Some("meeting") || *g != r.subject) {
                Some(g) => g,
                None => self.pronoun(cue.p, &r.subject),
            };
        }
    }
}
