//! Encounters, with their places and days.

use super::{Group, Met, Reader, Silent, class};
use crate::clause::{Form, Predicate};
use crate::mentions::{Mention, What};
use crate::resolve::Cast;
use crate::tag::flag;
use mahdar_knowledge::{Frame, prep};
use mahdar_record::ActorKind;
use smallvec::SmallVec;

impl<'s, 't, 'a> Reader<'s, 't, 'a> {
    /// `خلال الاجتماع الذي عقد أمس في نور سلطان`: more about the encounter told last.
    pub(super) fn again(&mut self, preds: &[Predicate]) {
        let k = self.scene.t.k;
        for p in preds {
            if !matches!(p.form, Form::Noun { definite: true }) && p.enc.is_none() {
                continue;
            }
            let frames: &[u16] = match (p.lemma, p.noun) {
                (Some(l), _) => &k.lemma_frames[l as usize],
                (_, Some(n)) => &k.noun_frames[n as usize],
                _ => continue,
            };
            let Some(kind) = frames.iter().find_map(|f| k.frames[*f as usize].encounter.as_deref()) else { continue };
            if self.planned(p) {
                continue;
            }
            let text = self.scene.t.text;
            let sentence = text.sentences[text.sentence_of(p.start)];
            let place = self.place_for(p, p.start, sentence.end);
            let date = self.date_for(p, p.start, sentence.end);
            if let Some(last) = self.out.met.iter_mut().rev().find(|m| class(&m.kind) == class(kind) && !m.planned) {
                last.place = last.place.or(place);
                last.date = last.date.or(date);
            }
            return;
        }
    }

    pub(super) fn encounter(&mut self, p: &Predicate, frame: &Frame, subject: &Group, target: &Group, used_end: usize) {
        let Some(kind) = &frame.encounter else { return };
        if self.elsewhere {
            return;
        }
        if self.unreal(p).is_some() {
            return;
        }
        let text = self.scene.t.text;
        let sentence = text.sentences[text.sentence_of(p.start)];
        let planned = self.planned(p);
        // Talks that somebody speaks of in general are none that were held.
        let noun = matches!(p.form, Form::Noun { .. });
        if noun && !planned && self.statement_at(p.start).is_some() && self.date_for(p, sentence.start, sentence.end).is_none() {
            return;
        }
        let mut who: Group = SmallVec::new();
        for a in subject.iter().chain(target) {
            let a = &self.cast.whole(*a);
            if !who.contains(a) && !matches!(self.cast.parties[*a].kind, ActorKind::Agent) {
                who.push(*a);
            }
        }
        // Unnamed officials stand for their states.
        let k = self.scene.t.k;
        let mut parties: Group = SmallVec::new();
        for a in who {
            let x = if matches!(self.cast.parties[a].kind, ActorKind::Unnamed | ActorKind::Agent) {
                self.cast.body_of(k, a)
            } else {
                Some(a)
            };
            if let Some(x) = x
                && !parties.contains(&x)
            {
                parties.push(x);
            }
        }
        let mut codes: Vec<&Option<String>> = parties.iter().map(|a| &self.cast.parties[*a].code).collect();
        codes.dedup();
        let place = self.place_for(p, sentence.start, sentence.end);
        let date = self.date_for(p, sentence.start, sentence.end);
        let visit = kind == "visit";
        let place = place.or_else(|| {
            // يزور الدوحة: where one goes is where it is.
            if !visit {
                return None;
            }
            let (a, b) = self.scene.mentions_in(p.end, (p.end + 12).min(sentence.end));
            let city = (a..b).find_map(|m| self.scene.mentions[m].place.map(|x| (Some(x), m)));
            city.or_else(|| {
                let host = parties.last().copied()?;
                let there = |m: &usize| {
                    matches!(self.scene.mentions[*m].what, What::State { organ: None, .. })
                        && self.scene.mentions[*m].actor == Some(host)
                };
                (a..b).find(there).map(|m| (None, m))
            })
        });
        if visit && parties.len() == 1 {
            // The host: where it goes.
            if let Some((pl, _)) = place {
                let code = match pl {
                    Some(pl) => k.places[pl as usize].code.clone(),
                    None => String::new(),
                };
                if let Some(host) = self.cast.by_code(k, &code)
                    && self.cast.parties[host].code != self.cast.parties[parties[0]].code
                {
                    parties.push(host);
                }
            }
        }
        if self.long_past(p.start, used_end) {
            self.out.silent.push(Silent {
                cue: (p.start, p.end),
                why: "more than a year before the article",
                rule: Some(frame.name.clone()),
            });
            return;
        }
        let persons = parties.iter().filter(|a| self.cast.parties[**a].kind == ActorKind::Person).count();
        let distinct =
            parties.iter().any(|a| self.cast.parties[*a].code != self.cast.parties[parties[0]].code) || persons > 1 && !visit;
        if parties.len() < 2 || !distinct {
            // خلال الاجتماع الذي عقد أمس في نور سلطان: more about the last one of its kind.
            if let Some(last) = self.out.met.iter_mut().rev().find(|m| class(&m.kind) == class(kind) && m.planned == planned) {
                let definite = matches!(p.form, Form::Noun { definite: true }) || p.enc.is_some();
                let fits = parties.iter().all(|a| last.who.contains(a));
                if fits && definite {
                    last.place = last.place.or(place);
                    last.date = last.date.or(date);
                }
            }
            return;
        }
        let evidence = (p.start, used_end.max(p.end));
        let same = |cast: &Cast, m: &Met| {
            if class(&m.kind) != class(kind) {
                return false;
            }
            let of = |g: &Group| {
                let mut c: Vec<Option<String>> = g.iter().map(|a| cast.parties[*a].code.clone()).collect();
                c.sort();
                c.dedup();
                c
            };
            let (a, b) = (of(&m.who), of(&parties));
            let day = |d: Option<usize>| d.and_then(|d| self.scene.dates[d].value.iso(false)).map(|x| x.0);
            let apart = matches!((day(m.date), day(date)), (Some(x), Some(y)) if x != y);
            a == b && !apart && (m.planned == planned || m.planned || visit)
                || m.planned == planned && a.len() > 1 && (b.iter().all(|x| a.contains(x)))
        };
        let cast = &*self.cast;
        // People of one state met apart are apart: each named counterpart is a meeting of its own.
        let clash = |m: &Met| {
            parties.iter().any(|a| {
                cast.parties[*a].kind == ActorKind::Person
                    && m.who.iter().any(|b| {
                        b != a
                            && cast.parties[*b].kind == ActorKind::Person
                            && cast.parties[*b].code == cast.parties[*a].code
                            && !m.who.contains(a)
                            && !parties.contains(b)
                    })
            })
        };
        if let Some(at) = self.out.met.iter().rposition(|m| same(cast, m) && !clash(m)) {
            let m = &mut self.out.met[at];
            m.place = m.place.or(place);
            m.date = m.date.or(date);
            m.planned &= planned;
            for a in &parties {
                let code = cast.parties[*a].code.clone();
                if m.who.contains(a) {
                    continue;
                }
                // A person takes the place of the state it stands for.
                if cast.parties[*a].kind == ActorKind::Person {
                    m.who.retain(|b| !(cast.parties[*b].kind != ActorKind::Person && cast.parties[*b].code == code));
                    m.who.push(*a);
                } else if !m.who.iter().any(|b| cast.parties[*b].code == code) {
                    m.who.push(*a);
                }
            }
            if !m.evidence.contains(&evidence) {
                m.evidence.push(evidence);
            }
        } else {
            self.out.met.push(Met {
                kind: kind.clone(),
                planned,
                who: parties.clone(),
                place,
                date,
                evidence: SmallVec::from_slice(&[evidence]),
                rule: frame.name.clone(),
            });
        }
        if parties.len() >= 2 {
            let a = parties[0];
            if let Some(b) = parties.iter().find(|b| self.cast.parties[**b].code != self.cast.parties[a].code) {
                self.pair = Some(SmallVec::from_slice(&[a, *b]));
            }
        }
    }

    pub(super) fn place_for(&self, p: &Predicate, start: usize, end: usize) -> Option<(Option<u16>, usize)> {
        let scene = self.scene;
        let k = scene.t.k;
        let located = |m: &Mention, i: usize| -> bool {
            let by = m.prep.or_else(|| i.checked_sub(1).and_then(|j| scene.t.prep(j)).filter(|(_, at)| *at == i).map(|(x, _)| x));
            by.is_some_and(|x| k.prep_is(x, prep::PLACE))
        };
        let pick = |m: usize| {
            let x = &scene.mentions[m];
            let named = x.place.map(|pl| (Some(pl), m));
            // في العاصمة الإثيوبية أديس أبابا: a noun and its adjective may stand between.
            let mut at = x.start;
            let mut ok = located(x, at);
            for _ in 0..2 {
                if ok || at == 0 || x.prep.is_some() {
                    break;
                }
                let between = scene.t.is(at - 1, flag::COMMON)
                    || scene.covering(at - 1).is_some_and(|n| matches!(scene.mentions[n].what, What::Adjective(_)));
                if !between {
                    break;
                }
                at -= 1;
                ok = scene.t.prep(at).is_some_and(|(x, n)| n == at && k.prep_is(x, prep::PLACE | prep::TO_CLITIC))
                    || at > 0 && scene.t.prep(at - 1).is_some_and(|(x, n)| n == at && k.prep_is(x, prep::PLACE));
            }
            named.filter(|_| ok)
        };
        let after = scene.mentions_in(p.start, end.min(p.end + 45));
        (after.0..after.1).find_map(pick).or_else(|| {
            let before = scene.mentions_in(start, p.start);
            (before.0..before.1).rev().find_map(pick)
        })
    }

    pub(super) fn date_for(&self, p: &Predicate, start: usize, end: usize) -> Option<usize> {
        // When it was said is not when it was done; nor is the date of a relative clause that of its noun's clause.
        let start = self.statement_at(p.start).map_or(start, |s| start.max(self.out.said[s].content.start));
        let finite = matches!(p.form, Form::Finite { .. });
        let t = self.scene.t;
        // A noun and a relative clause have their date behind them, not far off; a main verb anywhere in its sentence.
        let relative = p.start > 0 && t.is(p.start - 1, flag::REL) && !t.is(p.start - 1, flag::PREP);
        let (start, end) = if finite && !relative { (start, end) } else { (start.max(p.start), end.min(p.end + 20)) };
        let apart = |d: usize| {
            finite && (p.end..d).any(|i| t.is(i, flag::REL) && !t.is(i, flag::PREP) && self.scene.covering(i).is_none())
        };
        let dates = self.scene.dates;
        let near = |i: usize| {
            let d = &dates[i];
            if d.start >= p.start { d.start - p.start } else { (p.start - d.end.min(p.start)) + 3 }
        };
        (dates.partition_point(|d| d.start < start)..dates.partition_point(|d| d.start < end))
            .filter(|&i| {
                dates[i].start >= start
                    && dates[i].end <= end
                    && !matches!(dates[i].value, crate::dates::Value::Year(_))
                    && !apart(dates[i].start)
            })
            .min_by_key(|&i| near(i))
    }
}
