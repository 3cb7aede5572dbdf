//! Events.

use super::cues::Cue;
use super::roles::Roles;
use super::{Done, Group, Promised, RECENT, Reader, Said, Silent, one};
use crate::clause::{Form, Predicate};
use crate::frames::Filled;
use crate::letters;
use crate::mentions::What;
use crate::tag::flag;
use mahdar_knowledge::{Class, Complement, Entry, Frame, Party as Slot, Role, Yield, prep};

/// How far behind its cue the evidence of an event reaches at most.
const EVIDENCE: usize = 24;

/// What a cue tells as done, before it is known to be an event.
struct Act<'c> {
    cue: &'c Cue<'c>,
    subject: &'c Group,
    target: &'c Group,
    /// Whom the content names.
    aimed: Group,
    /// Who says so, if anybody does.
    speakers: Group,
    planned: bool,
    evidence: (usize, usize),
    statement: Option<usize>,
    /// How many events were known before.
    known: usize,
}

impl Act<'_> {
    /// Who has a part in what the frame yields.
    fn pick(&self, y: &Yield, slot: Slot) -> Group {
        match slot {
            Slot::Subject => self.subject.clone(),
            Slot::Target if self.target.is_empty() && !y.mutual => self.aimed.clone(),
            Slot::Target => self.target.clone(),
            Slot::Content => self.aimed.clone(),
            Slot::Speaker => self.speakers.clone(),
            Slot::Nobody => Group::new(),
        }
    }
}

impl<'s, 't, 'a> Reader<'s, 't, 'a> {
    /// What comes of a cue as events. `aimed` is whom its content names, `statement` the one it stands in.
    pub(super) fn events(&mut self, cue: &Cue, r: &Roles, aimed: Option<Group>, statement: Option<usize>) {
        let (p, frame) = (cue.p, cue.frame);
        if self.elsewhere || frame.events.is_empty() && frame.negated.is_none() && frame.future.is_none() {
            return;
        }
        let sentence = self.scene.t.text.sentences[self.scene.t.text.sentence_of(p.start)];
        let end = r.used_end.max(cue.f.content.map_or(0, |_| p.end + 1)).min(p.end + EVIDENCE).max(p.end);
        let act = Act {
            cue,
            subject: &r.subject,
            target: &r.target,
            aimed: aimed.unwrap_or_default(),
            speakers: self.statement_at(p.start).map(|s| self.out.said[s].speakers.clone()).unwrap_or_default(),
            planned: self.planned(p) || self.announced(p, frame) || frame.encounter.is_some() && self.coming(p, sentence.end),
            evidence: (p.start, end),
            statement,
            known: self.out.done.len(),
        };
        if let Some(why) = self.unreal(p) {
            self.not_done(&act, why);
        } else if self.long_past(p.start, end) {
            self.silence(p, "more than a year before the article", &frame.name);
        } else if self.only_wanted(&act) {
            self.silence(p, "asked for, refused or promised, not told as done", &frame.name);
        } else if let Some(blocker) = self.blocked(p, &frame.events) {
            self.silence(p, "a word near it tells another world", &blocker);
        } else if act.planned {
            self.lies_ahead(&act);
        } else {
            for y in &frame.events {
                self.make(&act, y, &y.kind, y.mode.clone());
            }
        }
    }

    fn silence(&mut self, p: &Predicate, why: &'static str, rule: &str) {
        self.out.silent.push(Silent { cue: (p.start, p.end), why, rule: Some(rule.to_string()) });
    }

    /// What is denied, hypothetical or never to be done: what the frame says that amounts to, or nothing.
    fn not_done(&mut self, act: &Act, why: &'static str) {
        let (p, frame) = (act.cue.p, act.cue.frame);
        // إذا لم تلتزم, لن تلتزم: nobody is blamed for what is supposed or still to come.
        let never = p.start.checked_sub(1).is_some_and(|i| self.scene.will_not(i));
        let blamed = |y: &Yield| y.source == Slot::Speaker && (never || self.supposed(p.start));
        if let (true, Some(y)) = (p.negated, frame.negated.as_ref().filter(|y| !blamed(y))) {
            self.make(act, y, &y.kind, y.mode.clone());
        } else if let Some(y) = frame.events.iter().find(|y| p.negated && self.withholds(p, frame, y)) {
            self.make(act, &Yield { mutual: false, ..y.clone() }, "REJECT", None);
        } else {
            self.silence(p, why, &frame.name);
        }
    }

    /// What lies ahead: `سيزور` is an agreement, `سيعاقب` a threat. With a frame that tells nothing else (`سترد على`) that is all.
    fn lies_ahead(&mut self, act: &Act) {
        let (k, frame) = (self.scene.t.k, act.cue.frame);
        if let Some(y) = &frame.future {
            for _ in 0..frame.events.len().max(1) {
                self.make(act, y, &y.kind, y.mode.clone());
            }
            return;
        }
        for y in &frame.events {
            match k.futures.get(&y.kind) {
                Some(kind) => self.make(act, y, kind, None),
                None => self.make(act, y, &y.kind, y.mode.clone()),
            }
        }
    }

    /// Whether a noun stands in what is only asked for, refused or promised.
    fn only_wanted(&self, act: &Act) -> bool {
        let (p, frame) = (act.cue.p, act.cue.frame);
        if !matches!(p.form, Form::Noun { .. }) {
            return false;
        }
        let within = |s: &Said| s.wished && s.content.start <= p.start && p.start < s.content.end;
        let promised = |x: &Promised| x.item.0 < p.start && p.start < x.item.1;
        let wanted =
            self.out.said.iter().rev().take(RECENT).any(within) || self.out.promised.iter().rev().take(RECENT).any(promised);
        // اتفقا في مكالمة هاتفية على …: the call is no part of what was agreed.
        wanted && !self.occasion(p, frame) && !self.presupposed(p, frame, act.subject, act.target)
    }

    /// Makes an event of a kind, where its parties let it be one.
    fn make(&mut self, act: &Act, y: &Yield, kind: &str, mode: Option<String>) {
        let (p, frame) = (act.cue.p, act.cue.frame);
        // أدانت التفجير: of nobody, where nobody else's deed is condemned in it.
        if y.target == Slot::Nobody && self.out.done[act.known..].iter().any(|d| d.kind == kind && !d.target.is_empty()) {
            return;
        }
        let (mut source, mut goal) = (act.pick(y, y.source), act.pick(y, y.target));
        // متانة العلاقات بين البلدين: a speaker praises the other one.
        if y.source == Slot::Speaker && goal.len() > 1 {
            goal.retain(|a| self.of_another(&source, &one(*a)));
        }
        let others = self.share_out(p, frame, y, kind, (&mut source, &mut goal));
        if source.is_empty() && goal.is_empty() && self.told_before(p, act.cue.f) {
            return;
        }
        // What a speaker says of somebody, what is got from somebody, and what is withheld from somebody.
        let received = kind == "REQUEST" && y.source == Slot::Target && y.target == Slot::Subject;
        let toward = y.source == Slot::Speaker || received || kind == "REJECT" && y.kind != kind;
        if toward && !self.of_another(&source, &goal) {
            return;
        }
        self.complete(p, (kind, mode.as_deref()), y.target != Slot::Nobody, &mut source, &mut goal);
        if !self.has_parties(p, kind, &source, &goal) {
            return;
        }
        let done = |source: Group, target: Group, mode: Option<String>| Done {
            kind: kind.to_string(),
            mode,
            source,
            target,
            aimless: false,
            cameo: frame.cameo.clone(),
            contexts: frame.contexts.clone(),
            evidence: act.evidence,
            statement: act.statement,
            rule: frame.name.clone(),
        };
        let aimless = y.target == Slot::Nobody;
        self.out.done.push(Done { aimless, ..done(source.clone(), goal.clone(), mode.clone()) });
        if y.mutual && !(act.planned && self.one_sided(p, frame, &source)) {
            self.out.done.push(done(goal, source, mode));
        }
        // قمة روسية تركية إيرانية: all of the few that meet confer with one another; so do more that agree.
        let few = if kind == "CONSULT" { 3 } else { 5 };
        if (2..=few).contains(&others.len()) {
            for (a, b) in others.iter().flat_map(|a| others.iter().map(move |b| (one(*a), one(*b)))) {
                if self.of_another(&a, &b) {
                    self.out.done.push(done(a, b, None));
                }
            }
        }
    }

    /// Shares out the sides of what is mutual, where all stand on one. Those who do it with one another too, in words that tell
    /// of all.
    fn share_out(&self, p: &Predicate, frame: &Frame, y: &Yield, kind: &str, sides: (&mut Group, &mut Group)) -> Group {
        let (source, goal) = sides;
        if !y.mutual {
            return Group::new();
        }
        // مشاورات مع باريس وبكين, زار باريس ولندن: they meet somebody else, not one another; but بين باريس ولندن.
        let takes = |c: &Complement, role: u16| c.preps.iter().any(|x| self.scene.t.k.prep_is(*x, role));
        let mut targets = frame.complements.iter().filter(|c| c.role == Role::Target);
        let each_other = frame.complements.iter().any(|c| takes(c, prep::BETWEEN))
            || targets.all(|c| !c.preps.is_empty() && !takes(c, prep::WITH));
        if source.is_empty() && goal.len() >= 2 && each_other {
            *source = goal.drain(..1).collect();
        }
        let mut together = each_other || matches!(frame.encounter.as_deref(), Some("summit" | "conference"));
        if goal.is_empty() && source.len() >= 2 {
            *goal = source.drain(1..).collect();
            together = true;
        }
        let several = matches!(kind, "CONSULT" | "AGREE" | "SUPPORT" | "COOPERATE");
        if together && several && !self.of_one_name(p, goal) { goal.clone() } else { Group::new() }
    }

    /// `بين طهران والدول الست الكبرى`: those told by one name do it with the other side, not with one another.
    fn of_one_name(&self, p: &Predicate, group: &Group) -> bool {
        let scene = self.scene;
        let (a, b) = scene.mentions_in(p.start.saturating_sub(EVIDENCE), p.end + EVIDENCE);
        let all = |region: u16| {
            let members = &scene.t.k.regions[region as usize].members;
            group.iter().all(|a| self.cast.parties[*a].code.as_ref().is_some_and(|c| members.contains(c)))
        };
        group.len() > 2 && scene.mentions[a..b].iter().any(|m| matches!(m.what, What::Pair(region) if all(region)))
    }

    /// Whether an event has the parties that its kind needs.
    fn has_parties(&self, p: &Predicate, kind: &str, source: &Group, goal: &Group) -> bool {
        if matches!(kind, "ASSAULT" | "PROTEST") && self.identifies(p, source, goal)
            || kind == "ASSAULT" && self.nobody_known(source) && self.in_passing(p)
        {
            return false;
        }
        match kind {
            "ASSAULT" | "PROTEST" | "COERCE" | "MOBILIZE" => true,
            // Nobody threatens who they are.
            "THREATEN" => !source.is_empty() && (goal.is_empty() || self.of_another(source, goal)),
            "SANCTION" | "RETREAT" => !source.is_empty() || !goal.is_empty(),
            "CONSULT" | "AGREE" | "COOPERATE" | "AID" => !source.is_empty() && !goal.is_empty(),
            _ => !source.is_empty(),
        }
    }

    /// `رفضت أنقرة المطالب الأميركية`, `طالب برفع العقوبات الأميركية عن إيران`: what is turned down or to end is there, where the
    /// noun has the article and its owner stands with it.
    fn presupposed(&self, p: &Predicate, frame: &Frame, subject: &Group, target: &Group) -> bool {
        let there = |k: &str| matches!(k, "SANCTION" | "ASSAULT" | "COERCE" | "REQUEST" | "ACCUSE" | "THREATEN");
        matches!(p.form, Form::Noun { definite: true })
            && frame.events.iter().all(|y| there(&y.kind) && y.source == Slot::Subject)
            && (self.of_another(subject, target) || frame.events.iter().all(|y| y.target == Slot::Content) && !subject.is_empty())
    }

    /// `لن ترفع العقوبات عن إيران`: what is never to be done for somebody is refused to them.
    fn withholds(&self, p: &Predicate, frame: &Frame, y: &Yield) -> bool {
        let never = p.start.checked_sub(1).is_some_and(|i| self.scene.will_not(i));
        let kind = matches!(y.kind.as_str(), "AID" | "CONCEDE" | "RETREAT" | "SUPPORT" | "COOPERATE" | "AGREE");
        let party = frame.complements.iter().any(|c| c.role == Role::Target);
        let talks = y.kind == "CONSULT" && party && frame.encounter.as_deref().is_some_and(|e| e != "visit");
        never && (talks || kind && !y.mutual) && y.source == Slot::Subject && y.target != Slot::Nobody
    }

    /// A visit to come is offered by who visits; talks to come that one side speaks of, by that side.
    fn one_sided(&self, p: &Predicate, frame: &Frame, source: &Group) -> bool {
        let code = |a: &usize| &self.cast.parties[*a].code;
        frame.encounter.as_deref() == Some("visit")
            || self.statement_at(p.start).is_some_and(|s| {
                let speakers = &self.out.said[s].speakers;
                !speakers.is_empty() && source.len() == 1 && speakers.iter().all(|a| code(a) == code(&source[0]))
            })
    }

    /// `المسلحون الذين هاجموا`: a relative clause says who or which is meant; it tells an event only of two known parties.
    fn identifies(&self, p: &Predicate, source: &Group, target: &Group) -> bool {
        let t = self.scene.t;
        // كما and مما are no relative pronouns.
        let relative = p.start > 0
            && t.at(p.start - 1).iter().any(|m| matches!(m.entry, Entry::Word(Class::Rel)) && m.split.prep.is_none())
            && !t.is(p.start - 1, flag::PREP);
        let known = |g: &Group| g.iter().any(|a| self.cast.parties[*a].code.is_some());
        relative && matches!(p.form, Form::Finite { .. }) && !(known(source) && known(target))
    }

    /// `التحقيق في اغتيال …`, `بعد خطف …`, `من نوع خطف …`: a verbal noun of violence that another noun or a time governs refers
    /// to what was told before. What a verb tells (`أسفر عن مقتل`, `وقع هجوم`) and what opens its clause is news.
    fn in_passing(&self, p: &Predicate) -> bool {
        let t = self.scene.t;
        if !matches!(p.form, Form::Noun { .. }) {
            return false;
        }
        let from = t.text.sentences[t.text.sentence_of(p.start)].start;
        // قتل شخص في انفجار: the casualties are the news, and the noun tells how.
        let kills = |l: u16| {
            t.k.lemma_frames[l as usize].iter().any(|f| t.k.frames[*f as usize].events.iter().any(|e| e.kind == "ASSAULT"))
        };
        if (from..p.start).any(|i| t.is(i, flag::FINITE) && t.verbs(i).any(|(_, l, ..)| kills(l))) {
            return false;
        }
        let mut at = p.start;
        let mut by = p.prep;
        // A preposition that stands alone, and what stands between verb and noun: أعلن أمس مقتل.
        while at > from {
            let Some(j) = at.checked_sub(1).filter(|&j| t.text.tokens[j].is_word()) else { return by.is_some_and(|x| x != 0) };
            if t.prep(j).is_some_and(|(_, n)| n == at) {
                by = t.prep(j).map(|(x, _)| x);
                at = j;
                continue;
            }
            if t.is(j, flag::ADVERB) || self.scene.date_at(j).is_some() {
                at = j;
                continue;
            }
            break;
        }
        if at == from {
            return by.is_some_and(|x| self.scene.t.k.prep_is(x, prep::TIME));
        }
        let before = at - 1;
        let told = t.is(before, flag::FINITE | flag::COMP) || self.scene.covering(before).is_some();
        match by {
            Some(x) if t.k.prep_is(x, prep::TIME) => true,
            Some(_) => !told && t.is(before, flag::MASDAR | flag::CUE_NOUN | flag::COMMON | flag::PARTICIPLE),
            // من نوع خطف الطائرات: a genitive, where the word before has no article and opens no clause.
            None => {
                !told
                    && before > from
                    && !t.text.folded(before).starts_with(letters::ARTICLE)
                    && t.is(before, flag::MASDAR | flag::CUE_NOUN | flag::COMMON)
            }
        }
    }

    /// What a speaker says of somebody is an act toward them: both are known and not the same.
    pub(super) fn of_another(&self, speakers: &Group, of: &Group) -> bool {
        let code = |a: &usize| self.cast.parties[*a].code.as_ref();
        let known = |g: &Group| !g.is_empty() && g.iter().all(|a| code(a).is_some());
        known(speakers) && known(of) && !of.iter().any(|a| speakers.iter().any(|s| code(s) == code(a)))
    }

    fn nobody_known(&self, g: &Group) -> bool {
        g.iter().all(|a| self.cast.parties[*a].code.is_none() && self.cast.parties[*a].kind == mahdar_record::ActorKind::Agent)
    }

    /// `الهجوم وقع`, `الاغتيالات`: a definite act with nobody told takes up one that was told, or is a topic.
    fn told_before(&self, p: &Predicate, f: &Filled) -> bool {
        let t = self.scene.t;
        let definite = |i: usize| {
            t.at(i)
                .iter()
                .any(|m| matches!(m.entry, Entry::Masdar { definite: true, .. } | Entry::CueNoun { definite: true, .. }))
        };
        match p.form {
            Form::Noun { definite, .. } => definite,
            Form::Finite { .. } if f.subject.is_some() => (p.end..(p.end + 3).min(t.text.tokens.len())).any(definite),
            Form::Finite { .. } => (p.start.saturating_sub(3)..p.start).any(definite),
            _ => false,
        }
    }
}
