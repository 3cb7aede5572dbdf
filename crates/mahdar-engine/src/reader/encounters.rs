//! Encounters, with their places and days.

use super::{Group, Met, Reader, Silent, class};
use crate::clause::{Form, Predicate};
use crate::dates::Value;
use crate::mentions::{Mention, What};
use crate::tag::flag;
use mahdar_knowledge::{Frame, Role, Tense, prep};
use mahdar_record::ActorKind;
use mahdar_text::Sentence;
use smallvec::SmallVec;

/// How far behind the cue the place of a visit may stand.
const VISITED: usize = 20;
/// How far before a noun the day of the verb that governs it may stand.
const GOVERNED: usize = 6;
/// How far behind a verb of visiting the place may stand that is gone to.
const GOAL: usize = 12;
/// Sectors of unnamed people who meet others for their state.
const OFFICIAL: [&str; 4] = ["GOV", "MIL", "LEG", "IGO"];

/// A place of the knowledge base, none for a state visited as such, with its mention.
type Place = (Option<u16>, usize);

fn is_visit(met: &Met) -> bool {
    met.kind == "visit"
}

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
        if self.elsewhere || self.unreal(p).is_some() {
            return;
        }
        let text = self.scene.t.text;
        let sentence = text.sentences[text.sentence_of(p.start)];
        let planned = self.planned(p) || self.coming(p, sentence.end) || self.announced(p, frame);
        if !planned && (frame.events.is_empty() && frame.future.is_some() || self.only_spoken_of(p, frame, subject, target)) {
            return;
        }
        let date = self.date_for(p, sentence.start, sentence.end).filter(|d| !planned || !self.over(*d));
        let mut met = Met {
            kind: kind.clone(),
            planned,
            who: self.who_meets(subject, target),
            place: None,
            date,
            evidence: SmallVec::from_slice(&[(p.start, used_end.max(p.end))]),
            rule: frame.name.clone(),
        };
        met.place = self.where_met(p, &met, !target.is_empty(), sentence);
        if is_visit(&met) && met.who.len() == 1 && !subject.is_empty() {
            met.who.extend(self.host_at(met.place, met.who[0]));
        }
        if self.long_past(p.start, used_end) {
            let why = "more than a year before the article";
            self.out.silent.push(Silent { cue: (p.start, p.end), why, rule: Some(frame.name.clone()) });
            return;
        }
        if !self.of_several(&met) && !self.of_members(p, &met, target) {
            self.more_about_last(p, &met);
            return;
        }
        let first = met.who[0];
        let other = met.who.iter().find(|b| self.cast.parties[**b].code != self.cast.parties[first].code);
        let pair = other.map(|b| SmallVec::from_slice(&[first, *b]));
        match self.out.met.iter().rposition(|m| self.same_meeting(p, m, &met) && !self.clash(m, &met)) {
            Some(at) => self.tell_again(p, at, met),
            None => self.out.met.push(met),
        }
        self.pair = pair.or_else(|| self.pair.take());
    }

    /// Whether a meeting that is not planned is only wished for, or talked of in general and not as one that was held.
    fn only_spoken_of(&self, p: &Predicate, frame: &Frame, subject: &Group, target: &Group) -> bool {
        if !matches!(p.form, Form::Noun { .. }) || self.when(p) {
            return false;
        }
        // اقترح ماكرون عقد قمة مع ترامب: asked for, not held.
        if !self.occasion(p, frame) && self.deed_at(p.start).is_some_and(|s| self.out.said[s].wished) {
            return true;
        }
        // زيارة الأمير محمد بن سلمان لمصر and لقائه مع … are certain ones.
        let person = |a: &&usize| self.cast.parties[**a].kind == ActorKind::Person;
        // المحادثات مع الوزير كانت مفيدة, but اقترح عقد محادثات مع الوزير.
        let known = matches!(p.form, Form::Noun { definite: true }) || frame.encounter.as_deref() == Some("call");
        let both_named = || known && subject.iter().chain(target).filter(person).count() > 1;
        let visitor = || frame.encounter.as_deref() == Some("visit") && subject.iter().any(|a| person(&a));
        if p.enc.is_some() || visitor() || both_named() || self.statement_at(p.start).is_none() {
            return false;
        }
        let sentence = self.scene.t.text.sentences[self.scene.t.text.sentence_of(p.start)];
        self.date_for(p, sentence.start, sentence.end).is_none()
    }

    /// Those who meet: officials without names stand for their states; tourists and gunmen meet nobody.
    fn who_meets(&mut self, subject: &Group, target: &Group) -> Group {
        let mut who = Group::new();
        for a in subject.iter().chain(target) {
            let a = self.cast.whole(*a);
            let party = &self.cast.parties[a];
            let official = party.sector.as_deref().is_some_and(|s| OFFICIAL.contains(&s)) && party.code.is_some();
            if !who.contains(&a) && (party.kind != ActorKind::Agent || official) {
                who.push(a);
            }
        }
        let mut parties = Group::new();
        for a in who {
            let x = match self.cast.parties[a].kind {
                ActorKind::Unnamed | ActorKind::Agent => self.cast.body_of(self.scene.t.k, a),
                _ => Some(a),
            };
            if let Some(x) = x.filter(|x| !parties.contains(x)) {
                parties.push(x);
            }
        }
        parties
    }

    /// Where they meet: at the host's, where the clause tells, or where one goes (`يزور الدوحة`).
    fn where_met(&self, p: &Predicate, met: &Met, hosted: bool, sentence: Sentence) -> Option<Place> {
        let visit = is_visit(met);
        let host = met.who.last().filter(|_| visit && hosted);
        // قمة هلسنكي: the town right behind the noun.
        let named = self.scene.starting(p.end).filter(|m| {
            let noun = matches!(p.form, Form::Noun { definite: false }) && !visit && p.enc.is_none();
            noun && self.scene.mentions[*m].place.is_some() && self.scene.mentions[*m].prep.is_none()
        });
        if let Some(m) = named {
            return self.scene.mentions[m].place.map(|x| (Some(x), m));
        }
        host.and_then(|h| self.place_of_host(p, *h, sentence.end))
            .or_else(|| self.place_for(p, sentence.start, sentence.end))
            .or_else(|| {
                let (a, b) = self.scene.mentions_in(p.end, (p.end + GOAL).min(sentence.end));
                (a..b).filter(|_| visit).find_map(|m| self.scene.mentions[m].place.map(|x| (Some(x), m)))
            })
    }

    /// The host of a visit: whose state it is where it goes.
    fn host_at(&mut self, place: Option<Place>, guest: usize) -> Option<usize> {
        let k = self.scene.t.k;
        let code = place?.0.map_or(String::new(), |p| k.places[p as usize].code.clone());
        let host = self.cast.by_code(k, &code)?;
        (self.cast.parties[host].code != self.cast.parties[guest].code).then_some(host)
    }

    /// Whether two sides meet: two states or bodies, or two persons of one.
    fn of_several(&self, met: &Met) -> bool {
        let code = |a: &usize| &self.cast.parties[*a].code;
        let persons = met.who.iter().filter(|a| self.cast.parties[**a].kind == ActorKind::Person).count();
        met.who.len() > 1 && (met.who.iter().any(|a| code(a) != code(&met.who[0])) || persons > 1 && !is_visit(met))
    }

    /// `اجتمع وزراء خارجية الاتحاد الأوروبي في بروكسل`: the members of an organisation among themselves.
    fn of_members(&self, p: &Predicate, met: &Met, target: &Group) -> bool {
        let told = match p.form {
            Form::Finite { .. } => target.is_empty(),
            Form::Noun { .. } => met.planned || self.statement_at(p.start).is_none(),
            _ => false,
        };
        let [only] = &met.who[..] else { return false };
        told && !is_visit(met)
            && self.cast.parties[*only].kind == ActorKind::Organization
            && (met.place.is_some() || met.date.is_some())
    }

    /// `خلال الاجتماع الذي عقد أمس في نور سلطان`: more about the last one of its kind.
    fn more_about_last(&mut self, p: &Predicate, met: &Met) {
        let same = |m: &&mut Met| class(&m.kind) == class(&met.kind) && m.planned == met.planned;
        let definite = matches!(p.form, Form::Noun { definite: true }) || p.enc.is_some();
        let Some(last) = self.out.met.iter_mut().rev().find(same) else { return };
        if definite && met.who.iter().all(|a| last.who.contains(a)) {
            last.place = last.place.or(met.place);
            last.date = last.date.or(met.date);
        }
    }

    /// `القمة المرتقبة … وقبل القمة`, `موعد القمة`: a noun with no day that is past means the one to come.
    fn means_planned(&self, p: &Predicate, date: Option<usize>) -> bool {
        let noun = matches!(p.form, Form::Noun { .. });
        noun && !date.is_some_and(|d| self.over(d)) && (!self.when(p) || self.before(p))
    }

    /// Whether a meeting is one that was told before.
    fn same_meeting(&self, p: &Predicate, m: &Met, met: &Met) -> bool {
        if class(&m.kind) != class(&met.kind) {
            return false;
        }
        let codes = |g: &Group| {
            let mut c: Vec<&Option<String>> = g.iter().map(|a| &self.cast.parties[*a].code).collect();
            c.sort();
            c.dedup();
            c
        };
        let (a, b) = (codes(&m.who), codes(&met.who));
        let day = |d: Option<usize>| d.and_then(|d| self.scene.dates[d].value.iso(false)).map(|x| x.0);
        let apart = matches!((day(m.date), day(met.date)), (Some(x), Some(y)) if x != y);
        // يلتقي ترامب كيم … والتقى: the headline's present is over in the text; القمة المرتقبة is another than the one held.
        let over = m.planned && self.scene.t.is(m.evidence[0].0, flag::FINITE);
        let same_time = m.planned == met.planned;
        a == b && !apart && (same_time || over || is_visit(met) || m.planned && self.means_planned(p, met.date))
            || same_time && a.len() > 1 && b.iter().all(|x| a.contains(x))
    }

    /// People of one state met apart are apart: each named counterpart is a meeting of its own.
    fn clash(&self, m: &Met, met: &Met) -> bool {
        let person = |a: usize| self.cast.parties[a].kind == ActorKind::Person;
        let code = |a: usize| &self.cast.parties[a].code;
        met.who
            .iter()
            .filter(|a| person(**a) && !m.who.contains(a))
            .any(|a| m.who.iter().any(|b| b != a && person(*b) && code(*b) == code(*a) && !met.who.contains(b)))
    }

    /// Adds to a meeting told before what is told of it now.
    fn tell_again(&mut self, p: &Predicate, at: usize, met: Met) {
        let (scene, text) = (self.scene, self.scene.t.text);
        let means_planned = self.means_planned(p, met.date);
        let cast = &*self.cast;
        let m = &mut self.out.met[at];
        // A town tells more than its state.
        if m.place.is_none_or(|(town, _)| town.is_none() && met.place.is_some_and(|(p, _)| p.is_some())) {
            m.place = met.place.or(m.place);
        }
        // A day tells more than its month.
        let exact = |d: usize| matches!(scene.dates[d].value, Value::Day(_) | Value::Weekday(..));
        let undated = m.date.is_none();
        m.date = match (m.date, met.date) {
            (Some(a), Some(b)) if !exact(a) && exact(b) => Some(b),
            (a, b) => a.or(b),
        };
        // يزور زيدان تونس … وسيزورها الأحد: the headline's present is the future of the text.
        let ahead = is_visit(&met) && p.future && undated && met.date.is_some();
        // يبدأ زيدان الأحد زيارة: a noun that hangs on the verb tells no other time.
        let noun = matches!(p.form, Form::Noun { .. });
        let hangs = || noun && m.evidence.last().is_some_and(|e| text.sentence_of(e.0) == text.sentence_of(p.start));
        m.planned = m.planned && (met.planned || means_planned || hangs()) || ahead;
        for a in &met.who {
            if m.who.contains(a) {
                continue;
            }
            let code = &cast.parties[*a].code;
            // A person takes the place of the state it stands for.
            if cast.parties[*a].kind == ActorKind::Person {
                m.who.retain(|b| cast.parties[*b].kind == ActorKind::Person || cast.parties[*b].code != *code);
                m.who.push(*a);
            } else if !m.who.iter().any(|b| cast.parties[*b].code == *code) {
                m.who.push(*a);
            }
        }
        for evidence in met.evidence {
            if !m.evidence.contains(&evidence) {
                m.evidence.push(evidence);
            }
        }
    }

    /// `أجرى الوزير محادثات في الرياض`: with whom a person talked, where nobody is told, is the host.
    pub(super) fn host_there(&mut self, p: &Predicate, frame: &Frame, subject: &Group) -> Option<Group> {
        let holds = frame.complements.iter().any(|c| c.role == Role::Object && c.heads.is_some());
        let ([guest], true, Some("meeting")) = (&subject[..], holds, frame.encounter.as_deref()) else { return None };
        let text = self.scene.t.text;
        let sentence = text.sentences[text.sentence_of(p.start)];
        let (Some(place), m) = self.place_for(p, p.start, sentence.end)? else { return None };
        if self.cast.parties[*guest].kind != ActorKind::Person || !self.alone_until(p, self.scene.mentions[m].start) {
            return None;
        }
        let k = self.scene.t.k;
        let host = self.cast.by_code(k, &k.places[place as usize].code)?;
        let code = |a: usize| &self.cast.parties[a].code;
        (code(*guest).is_some() && code(host) != code(*guest)).then(|| SmallVec::from_slice(&[host]))
    }

    /// Whether between a verb and a place behind it neither another clause begins nor somebody is told with whom it was.
    fn alone_until(&self, p: &Predicate, place: usize) -> bool {
        let t = self.scene.t;
        let with = |i: usize| t.prep(i).is_some_and(|(x, _)| t.k.prep_is(x, prep::WITH | prep::BETWEEN));
        let clause = |i: usize| t.is(i, flag::COMP | flag::REL) && !t.is(i, flag::PREP) && self.scene.covering(i).is_none();
        matches!(p.form, Form::Finite { .. }) && place > p.end && !(p.end..place).any(|i| with(i) || clause(i))
    }

    /// `اتفقا في مكالمة هاتفية على …`: the call in which something is done.
    pub(super) fn occasion(&self, p: &Predicate, frame: &Frame) -> bool {
        frame.encounter.as_deref() == Some("call") && self.at_session(p)
    }

    /// `خلال المحادثات مع …`, `عقب الاجتماع`: what tells when something else was is told as a fact itself.
    pub(super) fn when(&self, p: &Predicate) -> bool {
        let t = self.scene.t;
        let by =
            p.prep.or_else(|| p.start.checked_sub(1).and_then(|i| t.prep(i)).filter(|(_, at)| *at == p.start).map(|(x, _)| x));
        by.is_some_and(|x| t.k.prep_is(x, prep::TIME) || t.k.prep_is(x, prep::PLACE) && !t.k.prep_is(x, prep::TO | prep::IN))
    }

    /// `قبل القمة`: what else was done before it.
    fn before(&self, p: &Predicate) -> bool {
        let t = self.scene.t;
        let by = p.start.checked_sub(1).and_then(|i| t.prep(i)).filter(|(_, at)| *at == p.start);
        by.is_some_and(|(x, _)| t.k.prep_is(x, prep::BEFORE))
    }

    /// `أعلن الكرملين عقد قمة بين …`: a meeting that is announced lies ahead, unless its day is told and past.
    pub(super) fn announced(&self, p: &Predicate, frame: &Frame) -> bool {
        let meets =
            frame.encounter.as_deref().is_some_and(|k| k != "signing") && matches!(p.form, Form::Noun { definite: false });
        let Some(s) = self.deed_at(p.start).filter(|s| meets && self.out.said[*s].own) else { return false };
        let content = &self.out.said[s].content;
        let past = |d: usize| {
            self.over(d) || matches!(self.scene.dates[d].value, crate::dates::Value::Day(x) if Some(x) == self.published)
        };
        p.start <= content.start + 1 && !self.date_for(p, p.start, content.end).is_some_and(past)
    }

    /// Whether a date lies before the day of the article.
    fn over(&self, d: usize) -> bool {
        match (self.scene.dates[d].value, self.published) {
            (crate::dates::Value::Day(x), Some(day)) => x < day,
            (crate::dates::Value::Month(y, m), Some(day)) => (y, m) < (day.year(), day.month()),
            _ => false,
        }
    }

    /// `يزور أردوغان الكويت الأحد`: the present with a day of the week lies ahead.
    pub(super) fn coming(&self, p: &Predicate, end: usize) -> bool {
        let present = matches!(p.form, Form::Finite { tense: Tense::Present, .. });
        let weekday = |d: &crate::dates::Dated| matches!(d.value, crate::dates::Value::Weekday(..));
        // … مساء الأحد عندما يتوجه إلى …: the day may stand right before.
        let before = || (p.start.saturating_sub(2)..p.start).any(|i| self.scene.date_at(i).is_some_and(weekday));
        present && (self.date_for(p, p.start, end).is_some_and(|d| weekday(&self.scene.dates[d])) || before())
    }

    /// Where a visit to `host` goes: a place in that state told behind the cue, else the state.
    fn place_of_host(&self, p: &Predicate, host: usize, end: usize) -> Option<(Option<u16>, usize)> {
        let code = self.cast.parties[host].code.as_ref()?;
        let (a, b) = self.scene.mentions_in(p.end, (p.end + VISITED).min(end));
        let city = (a..b).find_map(|m| {
            let place = self.scene.mentions[m].place?;
            (self.scene.t.k.places[place as usize].code == *code).then_some((Some(place), m))
        });
        let state = |m: &usize| {
            let x = &self.scene.mentions[*m];
            matches!(x.what, What::State { organ: None, .. }) && x.actor == Some(host)
        };
        let state = (a..b).find(state);
        // زار الإمارات … وفي أبوظبي …: a town told later is that of something else.
        let near =
            |m: &(Option<u16>, usize)| state.is_none_or(|s| self.scene.mentions[m.1].start <= self.scene.mentions[s].end + 2);
        city.filter(near).or(state.map(|m| (None, m)))
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
        // لقاء في جيبوتي: a state right behind the noun, where no town is told.
        let right_behind = || {
            let m = scene.starting(p.end).or_else(|| scene.starting(p.end + 1))?;
            let x = &scene.mentions[m];
            let state = matches!(x.what, What::State { organ: None, .. }) && x.place.is_none();
            (matches!(p.form, Form::Noun { .. }) && state && located(x, x.start)).then_some((None, m))
        };
        let after = scene.mentions_in(p.start, end.min(p.end + 45));
        // التقى ماكرون نظيره في تركيا: a state right behind who met, when or where no town is told.
        let state = || {
            (after.0..after.1).find_map(|m| {
                let x = &scene.mentions[m];
                let land = matches!(x.what, What::State { organ: None, .. }) && x.place.is_none() && located(x, x.start);
                let at = if x.prep.is_some() { x.start } else { x.start.saturating_sub(1) };
                let who = |n: usize| scene.mentions[n].place.is_none() && !matches!(scene.mentions[n].what, What::Adjective(_));
                let party =
                    at > p.start && (at == p.end || scene.covering(at - 1).is_some_and(who) || scene.date_at(at - 1).is_some());
                let other = flag::COMP | flag::REL | flag::FINITE;
                let clear =
                    || !(p.end..at).any(|i| scene.t.is(i, other) && !scene.t.is(i, flag::PREP) && scene.covering(i).is_none());
                (land && party && clear()).then_some((None, m))
            })
        };
        right_behind().or_else(|| (after.0..after.1).find_map(pick)).or_else(state).or_else(|| {
            let before = scene.mentions_in(start, p.start);
            (before.0..before.1).rev().find_map(pick)
        })
    }

    pub(super) fn date_for(&self, p: &Predicate, start: usize, end: usize) -> Option<usize> {
        // When it was said is not when it was done; nor is the date of a relative clause that of its noun's clause.
        let start = self.statement_at(p.start).map_or(start, |s| start.max(self.out.said[s].content.start));
        let finite = matches!(p.form, Form::Finite { .. });
        let t = self.scene.t;
        let first = start;
        // A noun and a relative clause have their date behind them, not far off; a main verb anywhere in its sentence.
        let relative = p.start > 0 && t.is(p.start - 1, flag::REL) && !t.is(p.start - 1, flag::PREP);
        let (start, end) = if finite && !relative { (start, end) } else { (start.max(p.start), end.min(p.end + 20)) };
        let apart = |d: usize| {
            finite && (p.end..d).any(|i| t.is(i, flag::REL) && !t.is(i, flag::PREP) && self.scene.covering(i).is_none())
        };
        let dates = self.scene.dates;
        // التقى السفير بعد دخول الجيش المدينة الثلاثاء الماضي: the day of something else.
        let other = |d: usize| {
            let since = |i: usize| t.prep(i).is_some_and(|(x, at)| t.k.prep_is(x, prep::TIME) && t.is(at, flag::MASDAR));
            dates[d].start > p.end + 2 && (p.end..dates[d].start - 2).any(|i| since(i) && self.scene.date_at(i).is_none())
        };
        let near = |i: usize| {
            let d = &dates[i];
            if d.start >= p.start { d.start - p.start } else { (p.start - d.end.min(p.start)) + 3 }
        };
        let found = (dates.partition_point(|d| d.start < start)..dates.partition_point(|d| d.start < end))
            .filter(|&i| {
                dates[i].start >= start
                    && dates[i].end <= end
                    && !matches!(dates[i].value, crate::dates::Value::Year(_))
                    && !apart(dates[i].start)
                    && !other(i)
            })
            .min_by_key(|&i| near(i));
        // يقوم الوزير اليوم بزيارة: the day of the verb that the noun hangs on.
        found.or_else(|| {
            let last = dates.partition_point(|d| d.end <= p.start).checked_sub(1)?;
            let d = &dates[last];
            let quiet = (d.end..p.start).all(|i| {
                t.text.tokens[i].is_word() && !t.is(i, flag::FINITE | flag::COMP | flag::REL) || self.scene.covering(i).is_some()
            });
            let near = matches!(p.form, Form::Noun { .. }) && d.end + GOVERNED >= p.start && d.start >= first;
            (near && quiet && !matches!(d.value, crate::dates::Value::Year(_))).then_some(last)
        })
    }
}
