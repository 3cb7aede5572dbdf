//! Actors of the record: which ones, in what order, under what names.

use super::Assembler;
use crate::mentions::What;
use crate::reader::{Findings, Group};
use hashbrown::HashMap;
use mahdar_record::*;

impl Assembler<'_, '_> {
    pub(super) fn need(&mut self, a: usize) {
        if !self.with_bodies.contains(&a) {
            self.with_bodies.push(a);
        }
    }

    /// Actors as they stand in events and commitments: persons give way to their state.
    pub(super) fn bodies(&mut self, g: &Group, force: bool) -> Group {
        let mut out = Group::new();
        for a in g {
            let kind = self.cast.parties[*a].kind;
            let b = match kind {
                ActorKind::Person | ActorKind::Unnamed => self.cast.body_of(self.t.k, *a).unwrap_or(*a),
                _ if force => *a,
                _ => self.cast.whole(*a),
            };
            if !out.contains(&b) {
                out.push(b);
            }
        }
        out
    }

    pub(super) fn actors(&mut self, f: &Findings) {
        let k = self.t.k;
        // States, organisations and groups that the article names are actors where they take part; so are those named more than once.
        let mut named: HashMap<usize, usize> = HashMap::new();
        let mut first: HashMap<usize, usize> = HashMap::new();
        for m in self.mentions {
            if let Some(a) = m.actor {
                let a = self.cast.whole(a);
                if !matches!(m.what, What::Adjective(_)) {
                    *named.entry(a).or_default() += 1;
                    first.entry(a).or_insert(m.start);
                }
            }
        }
        let mut all: Vec<usize> = (0..self.cast.parties.len())
            .filter(|a| {
                let p = &self.cast.parties[*a];
                let needed = self.with_bodies.contains(a);
                match p.kind {
                    ActorKind::Agent | ActorKind::Unnamed => needed,
                    ActorKind::Person => needed || p.name.is_some() && (p.office_told || named.get(a).copied().unwrap_or(0) >= 2),
                    ActorKind::Organization => needed || named.contains_key(a),
                    _ => needed || named.get(a).copied().unwrap_or(0) >= 2,
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
