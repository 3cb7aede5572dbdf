//! From findings to the record: ids, spans, names, codes.

use crate::clause::Scene;
use crate::dates::{self, Value};
use crate::mentions::{self, Mention, What};
use crate::reader::{Findings, Group, Reader};
use crate::resolve::Cast;
use crate::tag::Tagged;
use hashbrown::HashMap;
use jiff::civil::Date;
use mahdar_knowledge::{Entry, Knowledge};
use mahdar_record::*;
use mahdar_text::{Kind, Mark, Text};
use sha2::{Digest, Sha256};

/// An article to be read.
#[derive(Clone, Debug, Default)]
pub struct Article<'a> {
    /// Its id.
    pub id: &'a str,
    /// Its text, as given.
    pub text: &'a str,
    /// Its title, where it is apart from the text.
    pub title: Option<&'a str>,
    /// ISO day of publication.
    pub published: Option<&'a str>,
    /// How that day is known.
    pub published_from: PublishedFrom,
    /// Path, `-` for standard input.
    pub path: Option<&'a str>,
    /// Address.
    pub url: Option<&'a str>,
    /// Outlet.
    pub outlet: Option<&'a str>,
}

/// What came of reading an article.
#[derive(Clone, Debug)]
pub struct Reading {
    /// The record.
    pub record: Record,
    /// Cues that came to nothing, with why and the rule that came nearest.
    pub silent: Vec<(Span, String, Option<String>)>,
}

struct Assembler<'x, 'a> {
    t: &'x Tagged<'a>,
    mentions: &'x [Mention],
    cast: Cast,
    ids: HashMap<usize, String>,
    place_ids: HashMap<u16, String>,
    state_places: HashMap<u16, String>,
    record: Record,
    with_bodies: Vec<usize>,
}

/// Reads an article. Never fails: a text without anything to record gives an empty record.
pub fn read(k: &Knowledge, a: &Article<'_>) -> Reading {
    let text = Text::new(a.text);
    let t = Tagged::new(&text, k);
    let mut published = Published { date: None, from: PublishedFrom::None };
    let mut day: Option<Date> = a.published.and_then(|p| p.get(..10).unwrap_or(p).parse().ok());
    if let Some(d) = day {
        published = Published {
            date: Some(d.to_string()),
            from: if a.published_from == PublishedFrom::None { PublishedFrom::Option } else { a.published_from },
        };
    } else if let Some((d, ..)) = dates::dateline(&t) {
        day = Some(d);
        published = Published { date: Some(d.to_string()), from: PublishedFrom::Text };
    }
    let found_dates = dates::find(&t, day);
    let mut found = mentions::find(&t);
    let mut cast = Cast::new(&t, &mut found, day);
    let findings = {
        let scene = Scene::new(&t, &found, &found_dates);
        Reader::run(&scene, &mut cast, day.map_or(0, |d| d.year()))
    };
    let mut sha = Sha256::new();
    sha.update(a.text.as_bytes());
    let arabic = text
        .tokens
        .iter()
        .enumerate()
        .take(400)
        .filter(|(i, x)| x.kind == Kind::Word && text.folded(*i).starts_with(|c: char| ('ا'..='ي').contains(&c)))
        .count();
    let record = Record {
        schema: SCHEMA.into(),
        id: a.id.into(),
        source: Source {
            path: a.path.map(Into::into),
            url: a.url.map(Into::into),
            outlet: a.outlet.map(Into::into),
            sha256: sha.finalize().iter().map(|b| format!("{b:02x}")).collect(),
        },
        language: if arabic > 0 { "ar".into() } else { "und".into() },
        title: a.title.map(Into::into),
        published,
        ..Record::default()
    };
    let mut asm = Assembler {
        t: &t,
        mentions: &found,
        cast,
        ids: HashMap::new(),
        place_ids: HashMap::new(),
        state_places: HashMap::new(),
        record,
        with_bodies: Vec::new(),
    };
    let silent = asm.fill(findings, &found_dates);
    Reading { record: asm.record, silent }
}

impl Assembler<'_, '_> {
    fn span(&self, start: usize, end: usize) -> Span {
        let tokens = &self.t.text.tokens;
        if start >= end || end > tokens.len() {
            return Span::default();
        }
        Span { start: tokens[start].cp_start, end: tokens[end - 1].cp_end, text: self.t.text.slice(start, end).to_string() }
    }

    /// The span without `cut` folded characters of clitics at its front.
    fn span_cut(&self, start: usize, end: usize, cut: u8) -> Span {
        let mut s = self.span(start, end);
        if cut == 0 || s.text.is_empty() {
            return s;
        }
        let mut left = cut as usize;
        let (mut bytes, mut points) = (0, 0);
        for (at, c) in s.text.char_indices() {
            if mahdar_text::fold(c.encode_utf8(&mut [0; 4])).is_empty() {
                points += 1;
                continue;
            }
            if left == 0 {
                bytes = at;
                break;
            }
            left -= 1;
            points += 1;
        }
        if bytes > 0 {
            s.text.drain(..bytes);
            s.start += points;
        }
        s
    }

    /// The two states that the article is about, where it is about two.
    fn main_pair(&self) -> Option<(String, String)> {
        let mut counts: Vec<(String, usize)> = Vec::new();
        let mut add = |code: &str| match counts.iter_mut().find(|(c, _)| c == code) {
            Some((_, n)) => *n += 1,
            None => counts.push((code.to_string(), 1)),
        };
        for m in self.mentions {
            match (&m.what, m.actor) {
                (What::Adjective(mahdar_knowledge::Owner::Polity(p)), _) => add(&self.t.k.polities[*p as usize].code),
                (_, Some(a)) => {
                    let p = &self.cast.parties[a];
                    if let (Some(c), true) = (&p.code, !matches!(p.kind, ActorKind::Agent)) {
                        add(c);
                    }
                }
                _ => {}
            }
        }
        counts.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(&b.0)));
        match &counts[..] {
            [a, b] if b.1 >= 2 => Some((a.0.clone(), b.0.clone())),
            [a, b, c, ..] if b.1 >= 3 && c.1 * 2 <= b.1 => Some((a.0.clone(), b.0.clone())),
            _ => None,
        }
    }

    /// An attack and its casualties told in one sentence are one event: the attack gives the doer, the casualties whom it hit.
    fn join_attacks(&self, done: &mut Vec<crate::reader::Done>) {
        let text = self.t.text;
        let mut drop = vec![false; done.len()];
        for i in 0..done.len() {
            if done[i].kind != "ASSAULT" || drop[i] {
                continue;
            }
            let sentence = text.sentence_of(done[i].evidence.0);
            for j in 0..done.len() {
                if i == j || drop[j] || drop[i] || done[j].kind != "ASSAULT" || text.sentence_of(done[j].evidence.0) != sentence {
                    continue;
                }
                let (a, b) = (&done[i], &done[j]);
                if b.source.is_empty() && b.target.is_empty() {
                    drop[j] = true;
                } else if !a.source.is_empty() && a.target.is_empty() && b.source.is_empty() {
                    let target = b.target.clone();
                    done[i].target = target;
                    drop[j] = true;
                } else if !a.source.is_empty()
                    && !a.target.is_empty()
                    && (b.source.is_empty() && b.target == a.target || b.target.is_empty() && b.source == a.source)
                {
                    drop[j] = true;
                }
            }
        }
        let mut n = 0;
        done.retain(|_| {
            n += 1;
            !drop[n - 1]
        });
    }

    fn need(&mut self, a: usize) {
        if !self.with_bodies.contains(&a) {
            self.with_bodies.push(a);
        }
    }

    /// Actors as they stand in events and commitments: persons give way to their state.
    fn bodies(&mut self, g: &Group, force: bool) -> Group {
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

    fn fill(&mut self, mut f: Findings, dates: &[dates::Dated]) -> Vec<(Span, String, Option<String>)> {
        // Events between states: persons speak and meet, states act.
        for d in &mut f.done {
            let force = matches!(d.kind.as_str(), "ASSAULT" | "PROTEST" | "COERCE" | "MOBILIZE");
            d.source = self.bodies(&d.source, force);
            d.target = self.bodies(&d.target, force);
            d.target.retain(|x| !(d.source.contains(x) && d.source.len() == 1 && d.kind == "CONSULT"));
        }
        for p in &mut f.promised {
            p.toward = self.bodies(&p.toward, false);
        }
        // Who takes part.
        for s in &f.said {
            for a in &s.speakers {
                self.need(*a);
            }
        }
        for m in &f.met {
            for a in &m.who {
                self.need(*a);
            }
        }
        for p in &f.promised {
            for a in p.actors.iter().chain(&p.toward) {
                self.need(*a);
            }
        }
        let mut agree = Vec::new();
        for p in &f.promised {
            for a in &p.actors {
                for b in &p.toward {
                    if a != b {
                        agree.push((*a, *b, p.item, p.statement, p.rule.clone()));
                    }
                }
            }
        }
        for (a, b, item, statement, rule) in agree {
            f.done.push(crate::reader::Done {
                kind: "AGREE".into(),
                mode: None,
                source: Group::from_slice(&[a]),
                target: Group::from_slice(&[b]),
                cameo: Some("030".into()),
                contexts: Vec::new(),
                evidence: (item.0, item.1),
                statement,
                rule,
            });
        }
        // Who an act without a named recipient is aimed at: in an article about two states, the other one.
        let pair = self.main_pair();
        for d in &mut f.done {
            let aimed = matches!(d.kind.as_str(), "REQUEST" | "ACCUSE" | "REJECT" | "THREATEN" | "SUPPORT" | "SANCTION");
            if !aimed || !d.target.is_empty() || d.source.len() != 1 {
                continue;
            }
            let code = self.cast.parties[d.source[0]].code.clone();
            if let Some((a, b)) = &pair {
                let other = if code.as_ref() == Some(a) {
                    Some(b)
                } else if code.as_ref() == Some(b) {
                    Some(a)
                } else {
                    None
                };
                if let Some(x) = other.and_then(|o| self.cast.by_code(self.t.k, o)) {
                    d.target.push(x);
                }
            }
        }
        // Words aimed at nobody and cooperation with oneself are no events between actors.
        let codes = |g: &Group| -> Vec<Option<String>> { g.iter().map(|a| self.cast.parties[*a].code.clone()).collect() };
        for d in &mut f.done {
            let force = matches!(d.kind.as_str(), "ASSAULT" | "PROTEST" | "COERCE" | "MOBILIZE");
            let parties = &self.cast.parties;
            d.source.retain(|a| force || parties[*a].code.is_some());
            d.target.retain(|a| force || parties[*a].code.is_some());
        }
        f.done.retain(|d| {
            let friendly = matches!(d.kind.as_str(), "CONSULT" | "AGREE" | "SUPPORT" | "COOPERATE" | "AID");
            let verbal =
                friendly || matches!(d.kind.as_str(), "REQUEST" | "ACCUSE" | "REJECT" | "THREATEN" | "SANCTION" | "CONCEDE");
            if verbal && (d.target.is_empty() || d.source.is_empty()) {
                return false;
            }
            let (s, t) = (codes(&d.source), codes(&d.target));
            !(friendly && !s.is_empty() && s == t && s[0].is_some())
        });
        self.join_attacks(&mut f.done);
        // One entry for each type, source and target.
        let mut seen: Vec<(String, Group, Group)> = Vec::new();
        f.done.sort_by_key(|d| d.evidence);
        f.done.retain(|d| {
            let key = (d.kind.clone(), d.source.clone(), d.target.clone());
            let mut again = seen.contains(&key);
            if d.kind == "CONSULT" {
                again |= seen.contains(&(d.kind.clone(), d.target.clone(), d.source.clone()));
            }
            if !again {
                seen.push(key);
            }
            !again
        });
        for d in &f.done {
            for a in d.source.iter().chain(&d.target) {
                self.need(*a);
            }
        }
        // Whoever's office is named takes part with its holder.
        let inner: Vec<usize> = self
            .mentions
            .iter()
            .filter(|m| m.actor.is_some_and(|a| self.with_bodies.contains(&a)))
            .filter_map(|m| m.inner)
            .filter_map(|(.., o)| self.cast.owner(self.t.k, o))
            .collect();
        for a in inner {
            self.need(a);
        }
        self.actors(&f);
        self.places(&f);
        self.frameworks();
        // Encounters.
        let mut encounter_at: Vec<(usize, usize)> = Vec::new();
        for (n, m) in f.met.iter().enumerate() {
            let id = format!("e{}", n + 1);
            encounter_at.push((m.evidence[0].0, n));
            let e = Encounter {
                id,
                kind: m.kind.clone(),
                status: if m.planned { Status::Planned } else { Status::Held },
                participants: m.who.iter().filter_map(|a| self.ids.get(a).cloned()).collect(),
                place: m.place.and_then(|p| self.place_id(p)),
                date: m.date.map(|d| self.date(&dates[d], m.planned)),
                rule: m.rule.clone(),
                evidence: m.evidence.iter().map(|(s, e)| self.span(*s, *e)).collect(),
            };
            self.record.encounters.push(e);
        }
        // Statements; those of a participant belong to the encounter told last.
        let mut order: Vec<usize> = (0..f.said.len()).collect();
        order.sort_by_key(|&i| (f.said[i].content.start, f.said[i].content.end));
        let mut statement_id = vec![String::new(); f.said.len()];
        for (n, &i) in order.iter().enumerate() {
            let s = &f.said[i];
            let id = format!("s{}", n + 1);
            statement_id[i] = id.clone();
            let encounter = encounter_at
                .iter()
                .rev()
                .find(|(_, e)| s.speakers.iter().any(|a| f.met[*e].who.contains(a)))
                .filter(|_| !s.speakers.is_empty())
                .map(|(_, e)| format!("e{}", e + 1));
            let mut cue = self.span(s.cue.0, s.cue.1.max(s.cue.0 + 1));
            let trimmed = cue.text.trim_end_matches(|c: char| !c.is_alphanumeric() && c != ':').to_string();
            cue.end -= (cue.text.chars().count() - trimmed.chars().count()) as u32;
            cue.text = trimmed;
            let content = self.content_span(s.content.start, s.content.end, &s.rule);
            let st = Statement {
                id,
                speakers: s.speakers.iter().filter_map(|a| self.ids.get(a).cloned()).collect(),
                mode: s.content.mode,
                cue,
                content,
                encounter,
                rule: s.rule.clone(),
            };
            self.record.statements.push(st);
        }
        for (n, p) in f.promised.iter().enumerate() {
            let item = self.span_cut(p.item.0, p.item.1, p.item.2);
            let c = Commitment {
                id: format!("c{}", n + 1),
                actors: p.actors.iter().filter_map(|a| self.ids.get(a).cloned()).collect(),
                toward: p.toward.iter().filter_map(|a| self.ids.get(a).cloned()).collect(),
                strength: p.strength.clone(),
                sectors: self.fields(p.item.0, p.item.1),
                frameworks: self
                    .record
                    .frameworks
                    .iter()
                    .filter(|f| f.mentions.iter().any(|m| m.start < item.end && item.start < m.end))
                    .map(|f| f.id.clone())
                    .collect(),
                deadline: self.deadline(dates, p.item.0, p.item.1),
                statement: p.statement.map(|s| statement_id[s].clone()),
                rule: p.rule.clone(),
                item,
            };
            self.record.commitments.push(c);
        }
        let mut events = Vec::new();
        for (n, d) in f.done.iter().enumerate() {
            let (date, place) = self.when_and_where(&f, d, dates);
            let cameo = d.cameo.clone();
            let goldstein = cameo.as_ref().and_then(|c| self.t.k.cameo.get(c)).map(|c| c.goldstein);
            let mut contexts = d.contexts.clone();
            for c in self.contexts(d.evidence.0, d.evidence.1) {
                if !contexts.contains(&c) {
                    contexts.push(c);
                }
            }
            contexts.sort();
            events.push(Event {
                id: format!("v{}", n + 1),
                kind: d.kind.clone(),
                mode: d.mode.clone(),
                contexts,
                cameo,
                goldstein,
                source: d.source.iter().filter_map(|a| self.ids.get(a).cloned()).collect(),
                target: d.target.iter().filter_map(|a| self.ids.get(a).cloned()).collect(),
                date,
                place,
                statement: d.statement.map(|s| statement_id[s].clone()),
                rule: d.rule.clone(),
                evidence: self.span(d.evidence.0, d.evidence.1.max(d.evidence.0 + 1)),
            });
        }
        self.record.events = events;
        f.silent.iter().map(|s| (self.span(s.cue.0, s.cue.1), s.why.to_string(), s.rule.clone())).collect()
    }

    /// Content loses the preposition joined to its first word.
    fn content_span(&self, start: usize, end: usize, rule: &str) -> Span {
        let frame = self.t.k.frame_by_name.get(rule).map(|f| &self.t.k.frames[*f as usize]);
        let by_prep = frame.is_some_and(|f| {
            f.complements.iter().any(|c| c.role == mahdar_knowledge::Role::Content && c.preps.iter().any(|p| *p < 3))
        });
        let cut = if by_prep {
            self.t.splits(start).iter().find(|s| s.tok.is_some() && s.prep.is_some() && !s.conj).map_or(0, |s| s.cut)
        } else {
            0
        };
        let mut s = self.span_cut(start, end, cut);
        // An outer bracket that is a quotation mark's other half stays outside.
        if s.text.ends_with(['»', '”', '"'])
            && !s.text[..s.text.len() - s.text.chars().next_back().map_or(0, char::len_utf8)].contains(['«', '“', '"', '”'])
        {
            s.text.pop();
            s.end -= 1;
        }
        s
    }

    fn actors(&mut self, f: &Findings) {
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
        let said: Vec<usize> = f.said.iter().flat_map(|s| s.speakers.iter().copied()).collect();
        let mut all: Vec<usize> = (0..self.cast.parties.len())
            .filter(|a| {
                let p = &self.cast.parties[*a];
                let needed = self.with_bodies.contains(a);
                match p.kind {
                    ActorKind::Agent => needed,
                    ActorKind::Unnamed => needed && (said.contains(a) || p.code.is_none()) || needed,
                    ActorKind::Person => {
                        needed || p.name.is_some() && (p.office_told || named.get(a).copied().unwrap_or(0) >= 2)
                    }
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
                    let cut = by_actor.get(&a).into_iter().flatten().map(|i| &self.mentions[*i]).find(|m| m.start == s).map_or(0, |m| m.cut);
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

    fn places(&mut self, f: &Findings) {
        let used: Vec<u16> = f.met.iter().filter_map(|m| m.place.and_then(|p| p.0)).collect();
        let mut order: Vec<u16> = Vec::new();
        for m in self.mentions {
            if let Some(p) = m.place {
                if !order.contains(&p) && (used.contains(&p) || matches!(m.what, What::Place(_))) {
                    order.push(p);
                }
            }
        }
        for p in order {
            let x = &self.t.k.places[p as usize];
            let spans: Vec<Span> =
                self.mentions.iter().filter(|m| m.place == Some(p)).map(|m| self.span_cut(m.start, m.end, m.cut)).collect();
            let name = spans.iter().map(|s| s.text.clone()).max_by_key(|s| s.chars().count()).unwrap_or_else(|| x.ar.clone());
            // The id says the name as well: whoever reads `place` alone still reads a place.
            let id = format!("p{}-{}", self.record.places.len() + 1, name.split_whitespace().collect::<Vec<_>>().join("-"));
            self.place_ids.insert(p, id.clone());
            self.record.places.push(Place {
                id,
                name: Name { ar: name, en: Some(x.en.clone()) },
                code: Some(x.code.clone()).filter(|c| !c.is_empty()),
                lat: Some(x.lat),
                lon: Some(x.lon),
                mentions: spans,
            });
        }
        // A state visited without a city is a place as well, without coordinates.
        for m in f.met.iter().filter_map(|m| m.place) {
            let (None, at) = m else { continue };
            let What::State { polity, .. } = self.mentions[at].what else { continue };
            if self.state_places.contains_key(&polity) {
                continue;
            }
            let x = &self.t.k.polities[polity as usize];
            let span = self.span_cut(self.mentions[at].start, self.mentions[at].end, self.mentions[at].cut);
            let id = format!("p{}-{}", self.record.places.len() + 1, span.text.split_whitespace().collect::<Vec<_>>().join("-"));
            self.state_places.insert(polity, id.clone());
            self.record.places.push(Place {
                id,
                name: Name { ar: span.text.clone(), en: Some(x.en.clone()) },
                code: Some(x.code.clone()),
                lat: None,
                lon: None,
                mentions: vec![span],
            });
        }
    }

        /// The id of an encounter's place.
    fn place_id(&self, place: (Option<u16>, usize)) -> Option<String> {
        match place {
            (Some(p), _) => self.place_ids.get(&p).cloned(),
            (None, m) => match self.mentions[m].what {
                What::State { polity, .. } => self.state_places.get(&polity).cloned(),
                _ => None,
            },
        }
    }

    fn frameworks(&mut self) {
        let t = self.t;
        let n = t.text.tokens.len();
        let mut i = 0;
        let mut by_key: HashMap<String, usize> = HashMap::new();
        while i < n {
            let known = t.longest(i, |m| match m.entry {
                Entry::Framework { id, sure: true } => Some(id),
                _ => None,
            });
            let (end, key, kind, en, cut, known) = if let Some((m, id)) = known {
                let fw = &t.k.frameworks[id as usize];
                (m.end, fw.id.clone(), fw.kind.clone(), Some(fw.en.clone()), m.split.cut, true)
            } else if let Some((end, kind, cut)) = self.headed_framework(i) {
                let key = (i..end)
                    .filter(|&j| t.text.tokens[j].is_word())
                    .map(|j| t.text.folded(j).trim_start_matches("ال"))
                    .collect::<Vec<_>>()
                    .join(" ");
                (end, key, t.k.framework_kinds[kind as usize].clone(), None, cut, false)
            } else {
                i += 1;
                continue;
            };
            let span = self.span_cut(i, end, cut);
            match by_key.get(&key) {
                Some(&at) => {
                    let f = &mut self.record.frameworks[at];
                    if span.text.chars().count() > f.name.ar.chars().count() {
                        f.name.ar = span.text.clone();
                    }
                    f.mentions.push(span);
                }
                None => {
                    by_key.insert(key, self.record.frameworks.len());
                    let id = format!("f{}", self.record.frameworks.len() + 1);
                    self.record.frameworks.push(Framework {
                        id,
                        kind,
                        name: Name { ar: span.text.clone(), en },
                        known,
                        mentions: vec![span],
                    });
                }
            }
            i = end;
        }
    }

    /// A framework that the base does not have: a head noun with a number, a quoted name, or what it is for.
    fn headed_framework(&self, i: usize) -> Option<(usize, u8, u8)> {
        let t = self.t;
        let (m, kind) = t.longest(i, |m| match m.entry {
            Entry::FrameworkHead { kind } if m.split.enc.is_none() => Some(kind),
            _ => None,
        })?;
        let text = t.text;
        let mut j = m.end;
        let word = |j: usize| text.tokens.get(j).is_some_and(|x| x.kind == Kind::Word);
        if text.tokens.get(j).is_some_and(|x| x.is(Mark::Quote)) {
            let q = text.quotes.opening(j)?;
            return (q.close - q.open <= 9 && q.closed).then_some((q.close + 1, kind, m.split.cut));
        }
        // القرار [الدولي] [رقم] 2216
        for skip in 0..3 {
            if text.tokens.get(j + skip).is_some_and(|x| x.kind == Kind::Number) && (j..j + skip).all(word) {
                let digits = text.folded(j + skip).len();
                let resolution = t.k.framework_kinds[kind as usize] == "resolution";
                return (resolution && (2..=4).contains(&digits) && !(skip == 0 && digits < 3)).then_some((
                    j + skip + 1,
                    kind,
                    m.split.cut,
                ));
            }
        }
        if t.k.framework_kinds[kind as usize] == "resolution" {
            return None;
        }
        // An indefinite head with a definite complement: اتفاقية تبادل الأسرى, معاهدة الدفاع المشترك.
        let start = j;
        let mut definite = false;
        while word(j) && j < start + 4 {
            let w = text.folded(j);
            if t.is(
                j,
                crate::tag::flag::PREP
                    | crate::tag::flag::COMP
                    | crate::tag::flag::REL
                    | crate::tag::flag::FINITE
                    | crate::tag::flag::CONJ,
            ) {
                break;
            }
            if w.starts_with("ال") {
                definite = true;
                j += 1;
                continue;
            }
            if definite {
                break;
            }
            if t.is(j, crate::tag::flag::MASDAR | crate::tag::flag::CUE_NOUN | crate::tag::flag::COMMON) && j == start {
                j += 1;
                continue;
            }
            break;
        }
        (definite && j >= start + 2 || definite && j == start + 1 && !text.folded(i).starts_with("ال")).then_some((
            j,
            kind,
            m.split.cut,
        ))
    }

    fn date(&self, d: &dates::Dated, ahead: bool) -> DateExpr {
        let value = d.value.iso(ahead);
        DateExpr {
            value: value.as_ref().map(|v| v.0.clone()),
            precision: value.map(|v| v.1.to_string()),
            span: self.span(d.start, d.end),
        }
    }

    fn deadline(&self, dates: &[dates::Dated], start: usize, end: usize) -> Option<DateExpr> {
        dates.iter().find(|d| d.start >= start && d.end <= end && !matches!(d.value, Value::Open)).map(|d| self.date(d, true))
    }

    fn fields(&self, start: usize, end: usize) -> Vec<String> {
        let mut out: Vec<String> = Vec::new();
        for i in start..end {
            for m in self.t.at(i) {
                if let Entry::Sector { id } = m.entry {
                    let name = &self.t.k.sector_names[id as usize];
                    if m.end <= end && !out.contains(name) {
                        out.push(name.clone());
                    }
                }
            }
        }
        out
    }

    fn contexts(&self, start: usize, end: usize) -> Vec<String> {
        let mut out = Vec::new();
        for i in start..end.min(start + 16) {
            for m in self.t.at(i) {
                if let Entry::Context { id } = m.entry {
                    let name = &self.t.k.context_names[id as usize];
                    if !out.contains(name) {
                        out.push(name.clone());
                    }
                }
            }
        }
        out
    }

    /// An event's day and place: those of the encounter it comes from, else the nearest in its sentence.
    fn when_and_where(&self, f: &Findings, d: &crate::reader::Done, dates: &[dates::Dated]) -> (Option<String>, Option<String>) {
        if let Some((n, m)) = f
            .met
            .iter()
            .enumerate()
            .find(|(_, m)| m.evidence.iter().any(|e| e.0 <= d.evidence.0 && d.evidence.0 < e.1.max(e.0 + 1)))
        {
            let e = &self.record.encounters[n];
            let _ = m;
            return (e.date.as_ref().and_then(|x| x.value.clone()).filter(|v| v.len() == 10), e.place.clone());
        }
        let text = self.t.text;
        let sentence = text.sentences[text.sentence_of(d.evidence.0)];
        let date = dates
            .iter()
            .filter(|x| x.start >= sentence.start && x.end <= sentence.end)
            .min_by_key(|x| x.start.abs_diff(d.evidence.1))
            .and_then(|x| x.value.iso(d.kind == "AGREE"))
            .filter(|(_, p)| *p == "day")
            .map(|x| x.0);
        (date, None)
    }
}
