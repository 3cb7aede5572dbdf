//! Who does it to whom: the roles of a cue, by its form and from what the frame leaves open.

use super::cues::Cue;
use super::{Group, Reader, one};
use crate::clause::{Chunk, Form, Predicate};
use crate::letters;
use crate::mentions::{Mention, What};
use crate::tag::flag;
use mahdar_knowledge::conjugate::{Gender, Number};
use mahdar_knowledge::{Party as Slot, Person, Role, prep};
use mahdar_record::ActorKind;
use mahdar_text::{Kind, Mark};
use smallvec::SmallVec;

/// How many mentions back whom a pronoun of meeting means may stand.
const WHOM: usize = 12;

/// Who has which part in what a cue tells.
pub(super) struct Roles {
    pub(super) subject: Group,
    pub(super) target: Group,
    /// Who speaks outside of the frame: nested in a statement by its own speaker.
    pub(super) speakers: Group,
    /// The subject is told with the cue, not left out.
    pub(super) explicit: bool,
    /// The subject is told by a noun that names nobody.
    pub(super) unnamed: bool,
    /// One past the last token that a role was found in.
    pub(super) used_end: usize,
    /// Number and gender of the verb or participle.
    pub(super) number: Number,
    pub(super) gender: Gender,
}

impl Roles {
    fn new(p: &Predicate) -> Self {
        let (number, gender) = match p.form {
            Form::Finite { number, gender, .. } | Form::Active { number, gender, .. } => (number, gender),
            Form::Noun { .. } | Form::Passive => (Number::Singular, Gender::Common),
        };
        Roles {
            subject: Group::new(),
            target: Group::new(),
            speakers: Group::new(),
            explicit: false,
            unnamed: false,
            used_end: p.end,
            number,
            gender,
        }
    }

    /// More who do it, each once.
    pub(super) fn joined_by(&mut self, more: Group) {
        for a in more {
            if !self.subject.contains(&a) {
                self.subject.push(a);
            }
        }
    }
}

impl<'s, 't, 'a> Reader<'s, 't, 'a> {
    /// Who has which part; nothing where the cue is nobody's.
    pub(super) fn roles(&mut self, cue: &Cue) -> Option<Roles> {
        let mut r = Roles::new(cue.p);
        if let Some(c) = cue.f.target {
            self.target_in(cue, c, &mut r);
        }
        match cue.p.form {
            Form::Finite { .. } => self.finite(cue, &mut r)?,
            Form::Active { adverbial, .. } => self.participle(cue, adverbial, &mut r)?,
            Form::Noun { .. } | Form::Passive => {
                self.nominal(cue, &mut r);
                r.explicit = !r.subject.is_empty();
                // وصولها: of ships and troops.
                let person = |a: &usize| self.cast.parties[*a].kind == ActorKind::Person;
                if cue.frame.person && !r.subject.iter().all(person) {
                    return None;
                }
            }
        }
        self.met_by_pronoun(cue, &mut r);
        self.owner_of_object(cue, &mut r);
        self.host_in_town(cue, &mut r);
        // محادثات في الرياض مع كبار المسؤولين: the host's.
        let nameless = |a: &usize| {
            let x = &self.cast.parties[*a];
            matches!(x.kind, ActorKind::Agent | ActorKind::Unnamed) && x.code.is_none() && x.sector.as_deref() == Some("GOV")
        };
        if r.target.iter().all(nameless)
            && let Some(host) = self.host_there(cue.p, cue.frame, &r.subject)
        {
            r.target = host;
        }
        self.between(cue, &mut r);
        self.both_sides(cue, &mut r);
        let speakers = if cue.frame.speaker == Slot::Target { &r.target } else { &r.subject };
        r.speakers = speakers.iter().map(|a| self.cast.whole(*a)).collect();
        Some(r)
    }

    /// The target in its chunk: named, a pronoun, whose the noun is, or a source without a name.
    fn target_in(&mut self, cue: &Cue, n: usize, r: &mut Roles) {
        let t = self.scene.t;
        let c = &cue.chunks[n];
        r.target = self.chunk_actors(c);
        if c.pronoun {
            self.target_pronoun(cue, n, r);
        }
        if r.target.is_empty() {
            self.target_owner(cue, n, r);
        }
        if r.target.is_empty() && cue.frame.speaker == Slot::Target {
            let named =
                (c.body..c.end.min(c.body + 3)).take_while(|&i| t.text.tokens[i].is_word() && !t.is(i, flag::MASDAR)).count();
            r.target.push(self.cast.unnamed(t.text.slice(c.body, c.body + named.max(1))));
        }
        self.beside(cue.chunks, n, &mut r.target);
        r.used_end = r.used_end.max(c.end.min(c.body + 14));
    }

    /// Whom the pronoun of a preposition means.
    fn target_pronoun(&mut self, cue: &Cue, n: usize, r: &mut Roles) {
        let t = self.scene.t;
        let enc = t.splits(cue.chunks[n].start).iter().find_map(|s| s.enc);
        // نقلت عنه الوكالة قوله …: whoever spoke last.
        if cue.frame.speaker == Slot::Target
            && let Some(e) = enc
        {
            let e = &t.k.enclitics[e as usize];
            r.target = self.dropped(cue.p.start, e.gender, e.number);
        }
        if r.target.is_empty() {
            r.target = self.pronoun_at(cue.p.start, enc, &Group::new());
        }
    }

    /// `التقى به`, `الذي اجتمع معه`: the pronoun of whom one meets is the antecedent, or whoever it fits that is not the subject.
    fn met_by_pronoun(&mut self, cue: &Cue, r: &mut Roles) {
        let (scene, p) = (self.scene, cue.p);
        let t = scene.t;
        let Some(c) = cue.f.target.map(|n| &cue.chunks[n]).filter(|c| c.pronoun) else { return };
        let finite = matches!(p.form, Form::Finite { .. });
        let Some(e) = t.splits(c.start).iter().find_map(|s| s.enc).filter(|_| finite && cue.frame.encounter.is_some()) else {
            return;
        };
        let e = &t.k.enclitics[e as usize];
        if e.number != Number::Singular || e.person != Person::Third {
            return;
        }
        // القاهرة التي وصل إليها: where one goes stands before the pronoun.
        if cue.visit() {
            let relative = p.start > 1 && t.is(p.start - 1, flag::REL) && !t.is(p.start - 1, flag::PREP);
            if let Some(m) = if relative { scene.place_before(p.start - 1) } else { None } {
                r.target = self.actors_of(m);
            }
            return;
        }
        let codes: SmallVec<[Option<String>; 2]> = r.subject.iter().map(|a| self.cast.parties[*a].code.clone()).collect();
        let before = scene.mentions.partition_point(|m| m.start < p.start);
        let man = e.gender == Gender::Masculine;
        let fits = |a: &usize| {
            let x = &self.cast.parties[*a];
            let kind = match x.kind {
                ActorKind::Person | ActorKind::Unnamed => x.gender == Gender::Common || (x.gender == Gender::Masculine) == man,
                ActorKind::Polity => !man,
                _ => false,
            };
            kind && x.code.is_some() && !r.subject.contains(a) && !codes.contains(&x.code)
        };
        let found = scene.mentions[..before].iter().rev().take(WHOM).filter_map(|m| m.actor).find(fits);
        if let Some(a) = found {
            r.target = one(a);
        }
    }

    /// `الإدارة الأمريكية` as an adjective, an embassy, a place: whose it is, and theirs who are named along with it.
    fn target_owner(&mut self, cue: &Cue, n: usize, r: &mut Roles) {
        let scene = self.scene;
        let c = &cue.chunks[n];
        let Some(m) = scene.belongs(c) else { return };
        if cue.forces() && self.counted_elsewhere(c, m) {
            let t = scene.t;
            let words = (c.body + 1..c.end.min(c.body + 3)).take_while(|&i| !t.at(i).iter().any(|x| x.split.conj)).count();
            r.target.push(self.cast.unnamed(t.text.slice(c.body, c.body + 1 + words)));
            return;
        }
        r.target = self.actors_of(m);
        let mut end = scene.mentions[m].end;
        let mut n = m + 1;
        while let Some(x) = scene.mentions.get(n).filter(|x| x.conj && x.start == end) {
            r.target.extend(self.actors_of(n));
            end = x.end;
            n += 1;
        }
    }

    /// `إصابة نحو عشرين آخرين في كابول`, not `مقتل ثلاثة من جنود الناتو`: whether a chunk counts people, and the mention behind them
    /// only tells where.
    fn counted_elsewhere(&self, c: &Chunk, m: usize) -> bool {
        let t = self.scene.t;
        let count = |i: usize| t.is(i, flag::QUANT | flag::NUMBER) || t.text.tokens[i].kind == Kind::Number;
        let x = &self.scene.mentions[m];
        let leads = |p: u8| !t.k.prep_is(p, prep::FROM);
        let by = |i: usize| t.prep(i).is_some_and(|(p, _)| leads(p));
        // إصابة سبعة في …, إصابة عشرين آخرين: people; قصف أربعة مخازن: things.
        let behind = (c.body..x.start).find(|&i| !count(i)).unwrap_or(x.start);
        let people = || {
            let joined = t.at(behind).iter().any(|m| m.split.conj);
            behind == x.start || by(behind) || joined || t.text.folded(behind).ends_with(letters::OBLIQUE)
        };
        count(c.body) && people() && (x.prep.is_some_and(leads) || (c.body + 1..x.start).any(by))
    }

    /// The subject of an active participle; nothing where it describes something else.
    fn participle(&mut self, cue: &Cue, adverbial: bool, r: &mut Roles) -> Option<()> {
        let scene = self.scene;
        let t = scene.t;
        let start = cue.p.start;
        if let Some((a, b)) = cue.preposed {
            for m in a..b {
                r.subject.extend(self.actors_of(m));
            }
            r.explicit = !r.subject.is_empty();
        } else if let Some(c) = cue.f.subject {
            r.subject = self.chunk_actors(&cue.chunks[c]);
            r.explicit = !r.subject.is_empty();
        }
        // تقف مستعدة: an adjective behind its verb is as good as an adverbial one.
        let adverbial = adverbial
            || start > 0 && t.is(start - 1, flag::FINITE | flag::KANA | flag::ADVERB)
            || start > 0 && t.text.tokens[start - 1].is(Mark::Comma)
            || self.behind_doer(start);
        // قال إنه ملتزم بـ…, نحن ملتزمون: whoever says so.
        let own = start > 0 && t.splits(start - 1).iter().any(|s| s.tok.is_some_and(|x| t.k.selves.contains(&x)));
        if r.subject.is_empty()
            && let Some(s) = cue.inside
            && (own || scene.behind_pronoun(start) && start <= self.out.said[s].content.start + 1)
        {
            r.subject = self.out.said[s].speakers.clone();
            r.explicit = true;
        }
        if r.subject.is_empty() {
            if !adverbial {
                return None;
            }
            r.subject = self.omitted(cue.p, r.gender, r.number, cue.inside);
        }
        if r.target.is_empty() && cue.frame.complements.iter().any(|c| c.role == Role::Target && c.preps.is_empty()) {
            r.target = self.object_pronoun(cue.p, &r.subject);
        }
        Some(())
    }

    /// `متهما إياها بـ`: whom the object pronoun of a participle means, the last actor whom it fits and who is not the subject.
    fn object_pronoun(&self, p: &Predicate, subject: &Group) -> Group {
        let scene = self.scene;
        let Some(e) = p.enc.filter(|_| p.end > p.start + 1).map(|e| &scene.t.k.enclitics[e as usize]) else {
            return Group::new();
        };
        let own = |a: &usize| {
            let code = &self.cast.parties[*a].code;
            subject.iter().any(|s| s == a || code.is_some() && self.cast.parties[*s].code == *code)
        };
        let fits = |m: &&Mention| {
            let many = m.number == Number::Plural || matches!(m.what, What::Joint);
            let same = e.gender == Gender::Common || m.gender == Gender::Common || m.gender == e.gender;
            // انتقد القوات الأجنبية في العراق متهما إياها: not where they are.
            let before = m.start.checked_sub(1).and_then(|i| scene.t.prep(i)).map(|(p, _)| p);
            let there = matches!(m.what, What::State { .. }) && m.prep.or(before).is_some_and(|p| scene.t.k.prep_is(p, prep::IN));
            let scenery = there || matches!(m.what, What::Adjective(_) | What::Place(_));
            !scenery && many == (e.number != Number::Singular) && (many || same)
        };
        let before = scene.mentions.partition_point(|m| m.start < p.start);
        let found = scene.mentions[..before].iter().rev().take(WHOM).filter(fits).filter_map(|m| m.actor).find(|a| !own(a));
        found.map(one).unwrap_or_default()
    }

    /// `أطلقت إيران سراح الناقلة البريطانية`: done to whose the object is, where no target is told.
    fn owner_of_object(&mut self, cue: &Cue, r: &mut Roles) {
        let (true, Some(c)) = (r.target.is_empty() && cue.f.target.is_none(), cue.f.other) else { return };
        let object = &cue.chunks[c];
        // حظي القرار بدعم واشنطن: whoever gives what is received.
        let received = cue.received();
        let wanted = cue.frame.complements.iter().any(|x| x.role == Role::Object || received && x.heads.is_some())
            && !cue.takes(Role::Content)
            && cue.frame.events.iter().any(|y| (y.target == Slot::Target || received) && !y.mutual);
        if let Some(m) = self.scene.belongs(object).filter(|m| wanted && *m < object.mentions.1) {
            let whose = self.actors_of(m);
            let code = |a: &usize| self.cast.parties[*a].code.as_deref();
            if whose.iter().all(|a| code(a).is_some() && !r.subject.iter().any(|b| code(b) == code(a))) {
                r.target = whose;
            }
        }
    }

    /// The state whose town is visited: it is host to guests from elsewhere.
    fn host_in_town(&mut self, cue: &Cue, r: &mut Roles) {
        let scene = self.scene;
        let k = scene.t.k;
        if let (true, true, Some(c)) = (cue.visit(), r.target.is_empty(), cue.f.target)
            && let Some(place) = scene.town(&cue.chunks[c]).and_then(|m| scene.mentions[m].place)
            && let Some(host) = self.cast.by_code(k, &k.places[place as usize].code)
        {
            // Soldiers and refugees that arrive in a town visit nobody, and at home one is no guest.
            let guest = |a: &usize| {
                let x = &self.cast.parties[*a];
                matches!(x.kind, ActorKind::Person | ActorKind::Unnamed | ActorKind::Organization)
                    && x.code.is_some()
                    && x.code != self.cast.parties[host].code
            };
            if !r.subject.is_empty() && r.subject.iter().all(guest) {
                r.target = one(host);
            }
        }
    }

    /// `أعيدت العلاقات بين البلدين`, `اندلعت اشتباكات بين الجيش والمتمردين`: one and the other, where the frame has them do it to
    /// each other.
    fn between(&mut self, cue: &Cue, r: &mut Roles) {
        let k = self.scene.t.k;
        let mutual = cue.frame.encounter.is_some() || cue.frame.events.iter().any(|y| y.mutual);
        let nameless = |g: &Group| g.iter().all(|a| self.cast.parties[*a].code.is_none());
        if !(mutual && nameless(&r.target) && (nameless(&r.subject) || cue.f.passive)) {
            return;
        }
        let Some(c) = cue.chunks.iter().find(|c| c.prep.is_some_and(|x| k.prep_is(x, prep::BETWEEN))) else { return };
        let both = self.between_them(c);
        if both.len() >= 2 {
            r.subject = one(both[0]);
            r.target = both[1..].iter().copied().collect();
            r.used_end = r.used_end.max(c.end);
        }
    }

    /// The two sides, where an agreement or a verb in the dual is nobody else's.
    fn both_sides(&mut self, cue: &Cue, r: &mut Roles) {
        if r.subject.is_empty() && cue.frame.commit.as_deref() == Some("agreed") {
            // تم الاتفاق على …: between the two sides.
            r.subject = self.both(cue.p.start);
        }
        if r.subject.len() == 1
            && cue.frame.events.iter().any(|y| y.mutual)
            && cue.f.target.is_none()
            && r.target.is_empty()
            && matches!(cue.p.form, Form::Finite { number: Number::Dual, .. })
        {
            let both = self.both(cue.p.start);
            if both.len() == 2 {
                r.subject = both;
            }
        }
    }
}
