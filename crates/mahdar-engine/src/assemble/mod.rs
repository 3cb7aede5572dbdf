//! From findings to the record: ids, spans, names, codes.

mod actors;
mod events;
mod frameworks;
mod places;

use crate::dates::{self, Value};
use crate::letters;
use crate::mentions::Mention;
use crate::read::{Article, Reading, Stages};
use crate::reader::{Findings, Group, Met};
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

    /// Fills the record. What remains are the cues that told nothing, and why.
    fn fill(&mut self, mut f: Findings, dates: &[dates::Dated]) -> Vec<(Span, String, Option<String>)> {
        self.find_named();
        self.settle_events(&mut f);
        self.need_all(&f);
        self.actors(&f);
        self.places(&f);
        self.frameworks();
        self.encounters(&f, dates);
        let statements = self.statements(&f);
        self.commitments(&f, &statements, dates);
        self.events(&f, &statements, dates);
        f.silent.iter().map(|s| (self.span(s.cue.0, s.cue.1), s.why.to_string(), s.rule.clone())).collect()
    }

    /// Whoever speaks, meets, promises, does or is aimed at takes part, and so does whoever's office is named with its holder.
    fn need_all(&mut self, f: &Findings) {
        let said = f.said.iter().flat_map(|s| &s.speakers);
        let met = f.met.iter().flat_map(|m| &m.who);
        let promised = f.promised.iter().flat_map(|p| p.actors.iter().chain(&p.toward));
        let done = f.done.iter().flat_map(|d| d.source.iter().chain(&d.target));
        for a in said.chain(met).chain(promised).chain(done) {
            self.need(*a);
        }
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
    }

    /// The record's ids of a group.
    fn ids_of(&self, group: &Group) -> Vec<String> {
        group.iter().filter_map(|a| self.ids.get(a).cloned()).collect()
    }

    fn encounters(&mut self, f: &Findings, dates: &[dates::Dated]) {
        for (n, m) in f.met.iter().enumerate() {
            let encounter = Encounter {
                id: format!("e{}", n + 1),
                kind: m.kind.clone(),
                status: if m.planned { Status::Planned } else { Status::Held },
                participants: self.ids_of(&m.who),
                place: m.place.and_then(|p| self.place_id(p)),
                date: m.date.map(|d| self.date(&dates[d], m.planned)),
                rule: m.rule.clone(),
                evidence: m.evidence.iter().map(|(s, e)| self.span(*s, *e)).collect(),
            };
            self.record.encounters.push(encounter);
        }
    }

    /// Statements in the order of the text; those of a participant belong to the encounter told last, rather to one that was
    /// held than to one to come. The id of each.
    fn statements(&mut self, f: &Findings) -> Vec<String> {
        let mut order: Vec<usize> = (0..f.said.len()).collect();
        order.sort_by_key(|&i| (f.said[i].content.start, f.said[i].content.end));
        let mut ids = vec![String::new(); f.said.len()];
        for (n, &i) in order.iter().enumerate() {
            let s = &f.said[i];
            ids[i] = format!("s{}", n + 1);
            let among = |m: &Met| s.speakers.iter().any(|a| m.who.contains(a));
            let held = f.met.iter().rposition(|m| !m.planned && among(m));
            let statement = Statement {
                id: ids[i].clone(),
                speakers: self.ids_of(&s.speakers),
                mode: s.content.mode,
                cue: self.cue(s.cue),
                content: self.content_span(s.content.start, s.content.end, &s.rule),
                encounter: held.or_else(|| f.met.iter().rposition(among)).map(|e| format!("e{}", e + 1)),
                rule: s.rule.clone(),
            };
            self.record.statements.push(statement);
        }
        ids
    }

    /// The words of a cue, without the marks behind them other than a colon.
    fn cue(&self, (start, end): (usize, usize)) -> Span {
        let mut cue = self.span(start, end.max(start + 1));
        let kept = cue.text.trim_end_matches(|c: char| !c.is_alphanumeric() && c != ':').len();
        cue.end -= cue.text[kept..].chars().count() as u32;
        cue.text.truncate(kept);
        cue
    }

    fn commitments(&mut self, f: &Findings, statements: &[String], dates: &[dates::Dated]) {
        for (n, p) in f.promised.iter().enumerate() {
            let item = self.span_cut(p.item.0, p.item.1, p.item.2);
            let touches = |f: &&Framework| f.mentions.iter().any(|m| m.start < item.end && item.start < m.end);
            let commitment = Commitment {
                id: format!("c{}", n + 1),
                actors: self.ids_of(&p.actors),
                toward: self.ids_of(&p.toward),
                strength: p.strength.clone(),
                sectors: self.fields(p.item.0, p.item.1),
                frameworks: self.record.frameworks.iter().filter(touches).map(|f| f.id.clone()).collect(),
                deadline: self.deadline(dates, p.item.0, p.item.1),
                statement: p.statement.map(|s| statements[s].clone()),
                rule: p.rule.clone(),
                item,
            };
            self.record.commitments.push(commitment);
        }
    }

    fn events(&mut self, f: &Findings, statements: &[String], dates: &[dates::Dated]) {
        for (n, d) in f.done.iter().enumerate() {
            let (date, place) = self.when_and_where(f, d, dates);
            let goldstein = d.cameo.as_ref().and_then(|c| self.t.k.cameo.get(c)).map(|c| c.goldstein);
            let mut contexts = d.contexts.clone();
            for c in self.contexts(d.evidence.0, d.evidence.1) {
                if !contexts.contains(&c) {
                    contexts.push(c);
                }
            }
            contexts.sort();
            let event = Event {
                id: format!("v{}", n + 1),
                kind: d.kind.clone(),
                mode: d.mode.clone(),
                contexts,
                cameo: d.cameo.clone(),
                goldstein,
                source: self.ids_of(&d.source),
                target: self.ids_of(&d.target),
                date,
                place,
                statement: d.statement.map(|s| statements[s].clone()),
                rule: d.rule.clone(),
                evidence: self.span(d.evidence.0, d.evidence.1.max(d.evidence.0 + 1)),
            };
            self.record.events.push(event);
        }
    }

    /// Content loses the preposition joined to its first word.
    fn content_span(&self, start: usize, end: usize, rule: &str) -> Span {
        let frame = self.t.k.frame_by_name.get(rule).map(|f| &self.t.k.frames[*f as usize]);
        let joined = |p: Option<u8>| {
            let takes = |c: &mahdar_knowledge::Complement| c.role == mahdar_knowledge::Role::Content;
            frame.is_some_and(|f| f.complements.iter().any(|c| takes(c) && p.is_some_and(|p| c.preps.contains(&p))))
        };
        // كافة الأطراف: a word of its own. وصفه بأنه كارثة, على أنه لن: a clause has its preposition before it.
        let whole = self.t.is(start, flag::QUANT | flag::NUMBER) && self.t.prep(start).is_none();
        let named = |i: usize| self.mentions.get(self.mentions.partition_point(|m| m.end <= i)).is_some_and(|m| m.start <= i);
        let clause = start > 0 && self.t.is(start - 1, flag::COMP) && !named(start - 1);
        let cut = if whole || clause {
            0
        } else {
            self.t.splits(start).iter().find(|s| s.tok.is_some() && joined(s.prep) && !s.conj).map_or(0, |s| s.cut)
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
