//! Actors of the record: which ones, in what order, under what names.

use super::Assembler;
use crate::mentions::{Mention, What};
use crate::reader::{Findings, Group};
use crate::resolve::Party;
use crate::tag::flag;
use hashbrown::{HashMap, HashSet};
use mahdar_knowledge::prep;
use mahdar_record::{Actor, ActorKind, MentionForm, Name, Span};
use mahdar_text::{Kind, Mark};

/// A state that is named so often is what the article is about, even where nothing it does could be read.
const TOPIC: usize = 3;

/// The role of organs that are the state itself: its government, its ministries, its delegations.
const STATE: &str = "state";

/// See [`Assembler::side`].
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Side<'x> {
    Code(&'x str),
    Party(usize),
}

impl Assembler<'_, '_> {
    pub(super) fn need(&mut self, a: usize) {
        if !self.with_bodies.contains(&a) {
            self.with_bodies.push(a);
        }
    }

    /// Actors as they stand in events and commitments: persons give way to their state where the article names it.
    pub(super) fn bodies(&mut self, g: &Group, force: bool) -> Group {
        let mut out = Group::new();
        for a in g {
            let kind = self.cast.parties[*a].kind;
            let b = match kind {
                ActorKind::Person | ActorKind::Unnamed => {
                    self.cast.body_of(self.t.k, *a).filter(|b| self.named.contains(b)).unwrap_or(*a)
                }
                _ if force => *a,
                _ => self.cast.whole(*a),
            };
            // Two ministers of one state act for it once.
            if !out.iter().any(|o| *o == b || self.side(*o) == self.side(b)) {
                out.push(b);
            }
        }
        out
    }

    /// What an actor counts as where sides are compared: its code, agents and those without one themselves.
    pub(super) fn side(&self, a: usize) -> Side<'_> {
        let p = &self.cast.parties[a];
        match &p.code {
            Some(code) if p.kind != ActorKind::Agent => Side::Code(code),
            _ => Side::Party(a),
        }
    }

    /// States, organisations and groups that the article names, by themselves or as whose somebody is: an adjective names none.
    pub(super) fn find_named(&mut self) {
        for m in self.mentions {
            if self.is_dateline(m) {
                continue;
            }
            if let Some(a) = m.actor.filter(|_| !matches!(m.what, What::Adjective(_))) {
                self.named.insert(self.cast.whole(a));
            }
            if let Some(a) = m.inner.and_then(|(.., o)| self.cast.owner(self.t.k, o)) {
                self.named.insert(a);
            }
        }
    }

    /// Who stands for a code: the body where the article names it, else whoever of it is spoken of.
    pub(super) fn of_code(&mut self, code: &str) -> Option<usize> {
        let body = self.cast.by_code(self.t.k, code)?;
        let person = |p: &Party| p.code.as_deref() == Some(code) && matches!(p.kind, ActorKind::Person | ActorKind::Unnamed);
        if self.named.contains(&body) { Some(body) } else { self.cast.parties.iter().position(person).or(Some(body)) }
    }

    /// `الكويت 25 شوال`: where an agency's report comes from, at the start of a line.
    fn is_dateline(&self, m: &Mention) -> bool {
        let token = |i: usize| self.t.text.tokens.get(i);
        let first = m.start == 0 || token(m.start - 1).is_some_and(|x| x.is(Mark::Line));
        first && token(m.end).is_some_and(|x| x.kind == Kind::Number) && matches!(m.what, What::State { .. })
    }

    /// Whether mention `n` says where something is, not who: `في سوريا والعراق`, `جنوب لبنان`, the town and state that open an
    /// agency's report. `before`: whether the mention before it does.
    fn is_scene(&self, n: usize, before: bool) -> bool {
        let (t, m) = (self.t, &self.mentions[n]);
        if matches!(m.what, What::Place(_)) {
            return true;
        }
        let Some(last) = m.start.checked_sub(1) else { return false };
        // في تونس، وليبيا
        let comma = usize::from(t.text.tokens[last].is(Mark::Comma));
        let behind = n > 0 && (self.mentions[n - 1].end == m.start || self.mentions[n - 1].end + comma == m.start);
        if behind && m.conj && m.prep.is_none() {
            return before;
        }
        let place = |p: u8| t.k.prep_is(p, prep::IN);
        if m.prep.is_some_and(place) || self.is_dateline(m) {
            return true;
        }
        let governed = t.prep(last).is_some_and(|(p, at)| at == m.start && place(p));
        let heads = t.prep(last.saturating_sub(1)).is_some_and(|(p, at)| at == last && place(p))
            && t.is(last, flag::QUANT | flag::COMMON);
        let dateline = t.text.tokens[last].is(Mark::Comma) && t.text.tokens.get(m.end).is_some_and(|x| x.is(Mark::Open));
        governed || heads || dateline
    }

    pub(super) fn actors(&mut self, f: &Findings) {
        let k = self.t.k;
        // Who takes part is an actor; besides, whoever the article speaks of again and again.
        let mut named: HashMap<usize, usize> = HashMap::new();
        let mut by_name: HashMap<usize, usize> = HashMap::new();
        let mut first: HashMap<usize, usize> = HashMap::new();
        let mut party: HashSet<usize> = HashSet::new();
        let mut scene = false;
        for (n, m) in self.mentions.iter().enumerate() {
            scene = self.is_scene(n, scene);
            if let Some(a) = m.actor {
                let a = self.cast.whole(a);
                if !matches!(m.what, What::Adjective(_)) {
                    *named.entry(a).or_default() += 1;
                    first.entry(a).or_insert(m.start);
                    // A capital is more often where something happens.
                    // وفد الحكومة اليمنية: its government names a state as much.
                    let body = |o: &u16| k.organs[usize::from(*o)].role == STATE;
                    if matches!(&m.what, What::State { organ: Some(o), .. } if body(o)) && !scene {
                        party.insert(a);
                    }
                    if m.form == MentionForm::Name {
                        *by_name.entry(a).or_default() += 1;
                        if !scene {
                            party.insert(a);
                        }
                    }
                }
            }
        }
        let mut all: Vec<usize> = (0..self.cast.parties.len())
            .filter(|a| {
                let p = &self.cast.parties[*a];
                let needed = self.with_bodies.contains(a);
                match p.kind {
                    ActorKind::Agent | ActorKind::Unnamed => needed,
                    // زعيم كوريا الشمالية كيم …: a post told or known to be held; else who is spoken of again.
                    ActorKind::Person => {
                        let post = || p.title.is_some_and(|t| k.titles[t as usize].office.is_some());
                        let holds = || p.human.is_some() && p.office.is_some();
                        needed
                            || p.name.is_some() && (p.office_told || post() || holds() || named.get(a).copied().unwrap_or(0) >= 2)
                    }
                    ActorKind::Organization => needed || party.contains(a) || named.get(a).is_some_and(|n| *n >= 2),
                    ActorKind::Polity => needed || party.contains(a) || by_name.get(a).is_some_and(|n| *n >= TOPIC),
                    ActorKind::Group => {
                        // A party named once is only passed by.
                        let armed = self.t.k.fights(p.sector.as_deref());
                        needed || named.get(a).is_some_and(|n| *n >= 2) || armed && party.contains(a)
                    }
                }
            })
            .collect();
        all.sort_by_key(|a| (first.get(a).copied().unwrap_or(usize::MAX), *a));
        let mut by_actor: HashMap<usize, Vec<usize>> = HashMap::new();
        for (i, m) in self.mentions.iter().enumerate() {
            if let Some(a) = m.actor {
                by_actor.entry(a).or_default().push(i);
                let whole = self.cast.whole(a);
                if whole != a {
                    by_actor.entry(whole).or_default().push(i);
                }
            }
        }
        let mut implicit: HashMap<usize, Vec<usize>> = HashMap::new();
        for (at, a) in &f.implicit {
            implicit.entry(*a).or_default().push(*at);
        }
        for (n, a) in all.iter().enumerate() {
            self.ids.insert(*a, format!("a{}", n + 1));
        }
        for a in all {
            let p = &self.cast.parties[a];
            let mut mentions: Vec<mahdar_record::Mention> = Vec::new();
            let mut best: Option<(usize, String)> = None;
            for m in by_actor.get(&a).into_iter().flatten().map(|i| &self.mentions[*i]) {
                let span = self.span_cut(m.start, m.end, m.cut);
                if matches!(m.form, MentionForm::Name)
                    && p.kind != ActorKind::Person
                    && best.as_ref().is_none_or(|(l, _)| span.text.chars().count() > *l)
                {
                    best = Some((span.text.chars().count(), span.text.clone()));
                }
                mentions.push(mahdar_record::Mention { span, form: m.form });
            }
            for at in implicit.get(&a).into_iter().flatten() {
                {
                    let start = self.t.text.tokens[*at].cp_start;
                    mentions.push(mahdar_record::Mention {
                        span: Span { start, end: start, text: String::new() },
                        form: MentionForm::Implicit,
                    });
                }
            }
            mentions.sort_by_key(|m| (m.span.start, m.span.end));
            let ar = match (p.kind, p.name) {
                (ActorKind::Person, Some((s, e))) => {
                    let cut = by_actor
                        .get(&a)
                        .into_iter()
                        .flatten()
                        .map(|i| &self.mentions[*i])
                        .find(|m| m.start == s)
                        .map_or(0, |m| m.cut);
                    self.span_cut(s, e, cut).text
                }
                _ => best.map_or_else(|| p.ar.clone(), |b| b.1),
            };
            let office = (p.kind == ActorKind::Person)
                .then(|| p.office.map_or_else(|| "none".to_string(), |o| k.offices[o as usize].name.clone()));
            self.record.actors.push(Actor {
                id: self.ids[&a].clone(),
                kind: p.kind,
                name: Name { ar, en: p.en.clone() },
                code: p.code.clone(),
                sector: p.sector.clone(),
                office: office.or_else(|| {
                    (p.kind == ActorKind::Unnamed).then(|| p.office.map(|o| k.offices[o as usize].name.clone())).flatten()
                }),
                known: p.known,
                note: p.note.clone(),
                mentions,
            });
        }
    }
}
