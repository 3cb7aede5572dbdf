//! From findings to the record: ids, spans, names, codes.

mod actors;
mod events;
mod frameworks;
mod places;

use crate::dates::{self, Value};
use crate::letters;
use crate::mentions::Mention;
use crate::read::{Article, Reading, Stages};
use crate::reader::{Findings, Group};
use crate::resolve::Cast;
use crate::tag::{Tagged, flag};
use hashbrown::{HashMap, HashSet};
use mahdar_knowledge::Entry;
use mahdar_record::*;
use mahdar_text::Kind;
use sha2::{Digest, Sha256};

struct Assembler<'x, 'a> {
    t: &'x Tagged<'a>,
    mentions: &'x [Mention],
    cast: Cast,
    ids: HashMap<usize, String>,
    place_ids: HashMap<u16, String>,
    state_places: HashMap<u16, String>,
    record: Record,
    with_bodies: Vec<usize>,
    /// Whom the article names, see [`Self::find_named`].
    named: HashSet<usize>,
}

/// What the stages before found, made into a record.
pub(crate) fn reading(a: &Article<'_>, s: Stages<'_, '_>) -> Reading {
    let text = s.t.text;
    let mut sha = Sha256::new();
    sha.update(a.text.as_bytes());
    let arabic = text
        .tokens
        .iter()
        .enumerate()
        .take(400)
        .filter(|(i, x)| x.kind == Kind::Word && text.folded(*i).starts_with(|c: char| letters::ALPHABET.contains(&c)))
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
        published: s.published,
        ..Record::default()
    };
    let mut asm = Assembler {
        t: s.t,
        mentions: s.mentions,
        cast: s.cast,
        ids: HashMap::new(),
        place_ids: HashMap::new(),
        state_places: HashMap::new(),
        record,
        with_bodies: Vec::new(),
        named: HashSet::new(),
    };
    let silent = asm.fill(s.findings, s.dates);
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

    fn fill(&mut self, mut f: Findings, dates: &[dates::Dated]) -> Vec<(Span, String, Option<String>)> {
        self.find_named();
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
                aimless: false,
                cameo: Some("030".into()),
                contexts: Vec::new(),
                evidence: (item.0, item.1),
                statement,
                rule,
            });
        }
        self.answer(&mut f.done);
        self.aim_at_other(&mut f.done);
        // Words aimed at nobody and cooperation with oneself are no events between actors.
        let codes = |g: &Group| -> Vec<Option<String>> { g.iter().map(|a| self.cast.parties[*a].code.clone()).collect() };
        for d in &mut f.done {
            let force = matches!(d.kind.as_str(), "ASSAULT" | "PROTEST" | "COERCE" | "MOBILIZE");
            let parties = &self.cast.parties;
            d.source.retain(|a| force || parties[*a].code.is_some());
            let told = !d.target.is_empty();
            d.target.retain(|a| force || parties[*a].code.is_some());
            // طالبت السفارة الموجودين بـ…: of somebody, whom no code tells.
            d.aimless |= told && d.target.is_empty();
        }
        f.done.retain(|d| {
            let friendly = matches!(d.kind.as_str(), "CONSULT" | "AGREE" | "SUPPORT" | "COOPERATE" | "AID");
            let verbal =
                friendly || matches!(d.kind.as_str(), "REQUEST" | "ACCUSE" | "REJECT" | "THREATEN" | "SANCTION" | "CONCEDE");
            let alone = d.aimless && matches!(d.kind.as_str(), "ACCUSE" | "REQUEST");
            if verbal && (d.target.is_empty() && !alone || d.source.is_empty())
                || d.kind == "RETREAT" && d.target.is_empty() && d.source.is_empty()
            {
                return false;
            }
            let (s, t) = (codes(&d.source), codes(&d.target));
            !(friendly && !s.is_empty() && s == t && s[0].is_some())
        });
        self.join_attacks(&mut f.done);
        // One entry for each type, source and target.
        f.done.sort_by_key(|d| d.evidence);
        let again = self.told_again(&f.done);
        let mut n = 0;
        f.done.retain(|_| {
            n += 1;
            !again[n - 1]
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
        // كافة الأطراف: a word of its own.
        let whole = self.t.is(start, flag::QUANT | flag::NUMBER) && self.t.prep(start).is_none();
        let cut = if by_prep && !whole {
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
}
