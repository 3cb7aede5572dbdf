//! Events.

use super::{Done, Group, RECENT, Reader, Silent};
use crate::clause::{Form, Predicate};
use crate::frames::Filled;
use crate::tag::flag;
use mahdar_knowledge::{Class, Entry, Frame, Party as Slot, Yield};

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
        let end = used_end.max(f.content.map_or(0, |_| p.end + 1)).min(p.end + 24).max(p.end);
        let push = |r: &mut Self, y: &Yield, kind: &str, mode: Option<String>| {
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
                    Slot::Nobody => Group::new(),
                }
            };
            let (mut source, mut goal) = (pick(y.source), pick(y.target));
            if y.mutual && source.is_empty() && goal.len() >= 2 {
                source = goal.drain(..1).collect();
            }
            if y.mutual && goal.is_empty() && source.len() >= 2 {
                goal = source.drain(1..).collect();
            }
            if source.is_empty() && goal.is_empty() && r.told_before(p, f) {
                return;
            }
            r.complete(p, (kind, mode.as_deref()), y.target != Slot::Nobody, &mut source, &mut goal);
            if matches!(kind, "ASSAULT" | "PROTEST") && r.identifies(p, &source, &goal) {
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
                cameo: frame.cameo.clone(),
                contexts: frame.contexts.clone(),
                evidence: (p.start, end),
                statement,
                rule: frame.name.clone(),
            });
            if y.mutual {
                r.out.done.push(Done {
                    kind: kind.to_string(),
                    mode,
                    source: goal,
                    target: source,
                    cameo: frame.cameo.clone(),
                    contexts: frame.contexts.clone(),
                    evidence: (p.start, end),
                    statement,
                    rule: frame.name.clone(),
                });
            }
        };
        if self.elsewhere || frame.events.is_empty() && frame.negated.is_none() {
            return;
        }
        if let Some(why) = self.unreal(p) {
            if let (true, Some(y)) = (p.negated, &frame.negated) {
                push(self, y, &y.kind.clone(), y.mode.clone());
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
            if wished {
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
        let planned = self.planned(p);
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
