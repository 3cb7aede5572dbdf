//! Events.

use super::{Done, Group, RECENT, Reader, Silent, one};
use crate::clause::{Form, Predicate};
use crate::frames::Filled;
use crate::letters;
use crate::tag::flag;
use mahdar_knowledge::{Class, Complement, Entry, Frame, Party as Slot, Role, Yield, prep};

impl<'s, 't, 'a> Reader<'s, 't, 'a> {
    #[allow(clippy::too_many_arguments)]
    pub(super) fn events(
        &mut self,
        p: &Predicate,
        frame: &Frame,
        subject: &Group,
        target: &Group,
        content: Option<Group>,
        used_end: usize,
        statement: Option<usize>,
        f: &Filled,
    ) {
        let k = self.scene.t.k;
        let sentence = self.scene.t.text.sentences[self.scene.t.text.sentence_of(p.start)];
        let planned = self.planned(p) || self.announced(p, frame) || frame.encounter.is_some() && self.coming(p, sentence.end);
        let speakers = self.statement_at(p.start).map(|s| self.out.said[s].speakers.clone()).unwrap_or_default();
        let end = used_end.max(f.content.map_or(0, |_| p.end + 1)).min(p.end + 24).max(p.end);
        let known = self.out.done.len();
        let push = |r: &mut Self, y: &Yield, kind: &str, mode: Option<String>| {
            // أدانت التفجير: of nobody, where nobody else's deed is condemned in it.
            if y.target == Slot::Nobody && r.out.done[known..].iter().any(|d| d.kind == kind && !d.target.is_empty()) {
                return;
            }
            let pick = |slot: Slot| -> Group {
                match slot {
                    Slot::Subject => subject.clone(),
                    Slot::Target => {
                        if target.is_empty() && !y.mutual {
                            content.clone().unwrap_or_default()
                        } else {
                            target.clone()
                        }
                    }
                    Slot::Content => content.clone().unwrap_or_default(),
                    Slot::Speaker => speakers.clone(),
                    Slot::Nobody => Group::new(),
                }
            };
            let (mut source, mut goal) = (pick(y.source), pick(y.target));
            // متانة العلاقات بين البلدين: a speaker praises the other one.
            if y.source == Slot::Speaker && goal.len() > 1 {
                goal.retain(|a| r.of_another(&source, &one(*a)));
            }
            // مشاورات مع باريس وبكين, زار باريس ولندن: they meet somebody else, not one another; but بين باريس ولندن.
            let takes = |c: &Complement, role: u16| c.preps.iter().any(|x| k.prep_is(*x, role));
            let mut targets = frame.complements.iter().filter(|c| c.role == Role::Target);
            let each_other = frame.complements.iter().any(|c| takes(c, prep::BETWEEN))
                || targets.all(|c| !c.preps.is_empty() && !takes(c, prep::WITH));
            if y.mutual && source.is_empty() && goal.len() >= 2 && each_other {
                source = goal.drain(..1).collect();
            }
            let mut together = each_other || matches!(frame.encounter.as_deref(), Some("summit" | "conference"));
            if y.mutual && goal.is_empty() && source.len() >= 2 {
                goal = source.drain(1..).collect();
                together = true;
            }
            let several = matches!(kind, "CONSULT" | "AGREE" | "SUPPORT" | "COOPERATE");
            let others = if together && y.mutual && several { goal.clone() } else { Group::new() };
            if source.is_empty() && goal.is_empty() && r.told_before(p, f) {
                return;
            }
            // What a speaker says of somebody, and what is withheld from somebody.
            let toward = y.source == Slot::Speaker || kind == "REJECT" && y.kind != kind;
            if toward && !r.of_another(&source, &goal) {
                return;
            }
            r.complete(p, (kind, mode.as_deref()), y.target != Slot::Nobody, &mut source, &mut goal);
            if matches!(kind, "ASSAULT" | "PROTEST") && r.identifies(p, &source, &goal) {
                return;
            }
            if kind == "ASSAULT" && r.nobody_known(&source) && r.in_passing(p) {
                return;
            }
            // Nobody threatens who they are.
            if kind == "THREATEN" && !source.is_empty() && !goal.is_empty() && !r.of_another(&source, &goal) {
                return;
            }
            let has_none = source.is_empty() && goal.is_empty();
            let violent = matches!(kind, "ASSAULT" | "PROTEST" | "COERCE" | "MOBILIZE");
            if has_none && !violent {
                return;
            }
            let material = matches!(kind, "SANCTION" | "RETREAT") && !goal.is_empty();
            if source.is_empty() && !violent && !material {
                return;
            }
            if matches!(kind, "CONSULT" | "AGREE" | "COOPERATE" | "AID") && goal.is_empty() {
                return;
            }
            r.out.done.push(Done {
                kind: kind.to_string(),
                mode: mode.clone(),
                source: source.clone(),
                target: goal.clone(),
                aimless: y.target == Slot::Nobody,
                cameo: frame.cameo.clone(),
                contexts: frame.contexts.clone(),
                evidence: (p.start, end),
                statement,
                rule: frame.name.clone(),
            });
            if y.mutual && !(planned && r.one_sided(p, frame, &source)) {
                r.out.done.push(Done {
                    kind: kind.to_string(),
                    mode,
                    source: goal,
                    target: source,
                    aimless: false,
                    cameo: frame.cameo.clone(),
                    contexts: frame.contexts.clone(),
                    evidence: (p.start, end),
                    statement,
                    rule: frame.name.clone(),
                });
            }
            // قمة روسية تركية إيرانية: all of the few that meet confer with one another; so do more that agree.
            let few = if kind == "CONSULT" { 3 } else { 5 };
            if (2..=few).contains(&others.len()) {
                r.confer(kind, &others, frame, (p.start, end), statement);
            }
        };
        if self.elsewhere || frame.events.is_empty() && frame.negated.is_none() && frame.future.is_none() {
            return;
        }
        if let Some(why) = self.unreal(p) {
            if let (true, Some(y)) = (p.negated, &frame.negated) {
                push(self, y, &y.kind.clone(), y.mode.clone());
            } else if let Some(y) = frame.events.iter().find(|y| p.negated && self.withholds(p, frame, y)) {
                push(self, &Yield { mutual: false, ..y.clone() }, "REJECT", None);
            } else {
                self.out.silent.push(Silent { cue: (p.start, p.end), why, rule: Some(frame.name.clone()) });
            }
            return;
        }
        if self.long_past(p.start, end) {
            self.out.silent.push(Silent {
                cue: (p.start, p.end),
                why: "more than a year before the article",
                rule: Some(frame.name.clone()),
            });
            return;
        }
        if matches!(p.form, Form::Noun { .. }) {
            let wished = self
                .out
                .said
                .iter()
                .rev()
                .take(RECENT)
                .any(|s| s.wished && s.content.start <= p.start && p.start < s.content.end)
                || self.out.promised.iter().rev().take(RECENT).any(|x| x.item.0 < p.start && p.start < x.item.1);
            // اتفقا في مكالمة هاتفية على …: the call is no part of what was agreed.
            let within = self.occasion(p, frame);
            if wished && !within && !self.presupposed(p, frame, subject, target) {
                self.out.silent.push(Silent {
                    cue: (p.start, p.end),
                    why: "asked for, refused or promised, not told as done",
                    rule: Some(frame.name.clone()),
                });
                return;
            }
        }
        if let Some(b) = self.blocked(p, &frame.events) {
            self.out.silent.push(Silent { cue: (p.start, p.end), why: "a word near it tells another world", rule: Some(b) });
            return;
        }
        // سترد على: only what is to come is an event.
        if planned
            && frame.events.is_empty()
            && let Some(fy) = &frame.future
        {
            push(self, fy, &fy.kind.clone(), fy.mode.clone());
        }
        for y in &frame.events {
            if planned {
                if let Some(fy) = &frame.future {
                    push(self, fy, &fy.kind.clone(), fy.mode.clone());
                    continue;
                }
                match k.futures.get(&y.kind) {
                    Some(kind) => {
                        let kind = kind.clone();
                        push(self, y, &kind, None);
                    }
                    None => push(self, y, &y.kind.clone(), y.mode.clone()),
                }
                continue;
            }
            push(self, y, &y.kind.clone(), y.mode.clone());
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

    /// Each of these confers or agrees with each other one.
    fn confer(&mut self, kind: &str, who: &Group, frame: &Frame, evidence: (usize, usize), statement: Option<usize>) {
        for a in who {
            for b in who {
                if !self.of_another(&one(*a), &one(*b)) {
                    continue;
                }
                self.out.done.push(Done {
                    kind: kind.into(),
                    mode: None,
                    source: one(*a),
                    target: one(*b),
                    aimless: false,
                    cameo: frame.cameo.clone(),
                    contexts: frame.contexts.clone(),
                    evidence,
                    statement,
                    rule: frame.name.clone(),
                });
            }
        }
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
    fn of_another(&self, speakers: &Group, of: &Group) -> bool {
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
