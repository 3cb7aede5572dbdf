//! A record as marks over its text, and as rows beside it.

use mahdar_record::{Actor, ActorKind, Commitment, Encounter, Event, Name, Record, Span, Statement};
use serde::Serialize;

use super::segments::visible;
use crate::names::{Lang, Names};

/// Layers in the order they are listed.
pub(crate) const LAYERS: [&str; 7] = ["encounters", "statements", "commitments", "events", "actors", "places", "frameworks"];

/// What is marked in the text.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Item {
    /// Id in the record.
    pub id: String,
    /// One of [`LAYERS`].
    pub layer: &'static str,
    /// What sort of thing it is.
    pub label: String,
    /// Who or what.
    pub head: String,
    /// More about it.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// The rule that made it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rule: Option<String>,
    /// Code points: first, and one past the last.
    pub spans: Vec<(u32, u32)>,
}

/// Words of a row.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Words {
    /// The reporting words before a statement.
    pub cue: String,
    /// The evidence.
    pub text: String,
}

/// A line of the record.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Row {
    pub id: String,
    pub head: String,
    pub words: Vec<Words>,
    pub meta: Vec<String>,
    pub rule: Option<String>,
}

/// Lines of one layer.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Section {
    pub layer: &'static str,
    pub rows: Vec<Row>,
}

/// Says what a record holds, in one language.
pub(crate) struct Teller<'a> {
    pub record: &'a Record,
    pub names: &'a Names,
    pub lang: Lang,
}

impl Teller<'_> {
    /// Marks over the text, in the order of [`LAYERS`] and of the record.
    pub fn items(&self) -> Vec<Item> {
        let r = self.record;
        let mut out = Vec::new();
        let item = |id: &str, layer, row: &Row, label: &str, spans: Vec<&Span>| Item {
            id: id.to_owned(),
            layer,
            label: label.to_owned(),
            head: row.head.clone(),
            note: row.meta.join(" · "),
            rule: row.rule.clone(),
            spans: spans.iter().filter(|s| s.end > s.start).map(|s| (s.start, s.end)).collect(),
        };
        let layer = |name: &str| self.names.label(SINGULAR.iter().find(|(l, _)| *l == name).map_or("", |(_, k)| k), self.lang);
        for e in &r.encounters {
            out.push(item(&e.id, "encounters", &self.encounter(e), layer("encounters"), e.evidence.iter().collect()));
            if let Some(d) = &e.date {
                let head = d.value.clone().unwrap_or_else(|| self.t("date.open").to_owned());
                let row = Row { id: String::new(), head, words: Vec::new(), meta: Vec::new(), rule: None };
                out.push(item(&e.id, "places", &row, self.t("reader.date"), vec![&d.span]));
            }
        }
        for s in &r.statements {
            out.push(item(&s.id, "statements", &self.statement(s), layer("statements"), vec![&s.content]));
        }
        for c in &r.commitments {
            out.push(item(&c.id, "commitments", &self.commitment(c), layer("commitments"), vec![&c.item]));
        }
        for v in &r.events {
            out.push(item(&v.id, "events", &self.event(v), layer("events"), vec![&v.evidence]));
        }
        for a in &r.actors {
            let spans = a.mentions.iter().map(|m| &m.span).collect();
            out.push(item(&a.id, "actors", &self.actor_row(a), self.names.of("kind", a.kind.as_str(), self.lang), spans));
        }
        for (p, row) in r.places.iter().zip(self.places()) {
            out.push(item(&p.id, "places", &row, self.t("place"), p.mentions.iter().collect()));
        }
        for (f, row) in r.frameworks.iter().zip(self.frameworks()) {
            out.push(item(
                &f.id,
                "frameworks",
                &row,
                self.names.of("framework", &f.kind, self.lang),
                f.mentions.iter().collect(),
            ));
        }
        out.retain(|i| !i.spans.is_empty());
        out
    }

    /// The record as rows, layers without any left out.
    pub fn sections(&self) -> Vec<Section> {
        let r = self.record;
        let rows = [
            r.encounters.iter().map(|e| self.encounter(e)).collect(),
            r.statements.iter().map(|s| self.statement(s)).collect(),
            r.commitments.iter().map(|c| self.commitment(c)).collect(),
            r.events.iter().map(|v| self.event(v)).collect(),
            r.actors.iter().map(|a| self.actor_row(a)).collect(),
            self.places(),
            self.frameworks(),
        ];
        let sections = LAYERS.into_iter().zip(rows).map(|(layer, rows): (_, Vec<Row>)| Section { layer, rows });
        sections.filter(|s| !s.rows.is_empty()).collect()
    }

    fn encounter(&self, e: &Encounter) -> Row {
        let mut meta = vec![self.names.of("status", e.status.as_str(), self.lang).to_owned()];
        meta.extend(e.date.as_ref().map(|d| match &d.value {
            Some(day) => format!("{day} ({})", visible(&d.span.text)),
            None => visible(&d.span.text),
        }));
        meta.extend(e.place.as_ref().and_then(|id| self.place(id)));
        let head = format!("{}: {}", self.names.of("encounter", &e.kind, self.lang), self.actors(&e.participants));
        self.row(&e.id, head, e.evidence.iter().collect(), meta, Some(&e.rule))
    }

    fn statement(&self, s: &Statement) -> Row {
        let mut meta = vec![self.names.of("mode", s.mode.as_str(), self.lang).to_owned()];
        meta.extend(s.encounter.clone());
        let who = self.actors(&s.speakers);
        let head = if who.is_empty() { self.t("nobody").to_owned() } else { who };
        let mut row = self.row(&s.id, head, vec![&s.content], meta, Some(&s.rule));
        for w in &mut row.words {
            w.cue = visible(&s.cue.text);
        }
        row
    }

    fn commitment(&self, c: &Commitment) -> Row {
        let mut meta = vec![self.names.of("strength", &c.strength, self.lang).to_owned()];
        meta.extend(c.sectors.iter().map(|s| self.names.of("field", s, self.lang).to_owned()));
        meta.extend(c.deadline.as_ref().map(|d| visible(&d.span.text)));
        meta.extend(c.statement.clone());
        let head = match c.toward.is_empty() {
            true => self.actors(&c.actors),
            false => format!("{} {} {}", self.actors(&c.actors), self.t("toward"), self.actors(&c.toward)),
        };
        self.row(&c.id, head, vec![&c.item], meta, Some(&c.rule))
    }

    fn event(&self, v: &Event) -> Row {
        let name = self.names.event(&v.kind, v.mode.as_deref(), self.lang);
        let parties = format!("{} → {}", self.actors(&v.source), self.actors(&v.target));
        let code = v.mode.as_ref().map_or_else(|| v.kind.clone(), |m| format!("{}/{m}", v.kind));
        let mut meta = vec![code];
        meta.extend(v.cameo.as_ref().map(|c| format!("CAMEO {c}")));
        meta.extend(v.goldstein.map(|g| format!("{} {g:+.1}", self.t("event.goldstein"))));
        meta.extend(v.date.clone());
        meta.extend(v.statement.as_ref().map(|s| format!("{} {s}", self.t("reader.told_in"))));
        self.row(&v.id, format!("{name}: {parties}"), vec![&v.evidence], meta, Some(&v.rule))
    }

    fn actor_row(&self, a: &Actor) -> Row {
        let mut meta = vec![self.names.of("kind", a.kind.as_str(), self.lang).to_owned()];
        meta.extend(a.code.clone());
        meta.extend(a.sector.clone());
        if !a.known {
            meta.push(self.t("unknown").to_owned());
        }
        meta.extend(a.note.clone());
        let mut seen: Vec<&Span> = Vec::new();
        for m in a.mentions.iter().filter(|m| m.span.end > m.span.start) {
            if !seen.iter().any(|s| s.text == m.span.text) {
                seen.push(&m.span);
            }
        }
        seen.truncate(3);
        self.row(&a.id, self.actor(a), seen, meta, None)
    }

    fn places(&self) -> Vec<Row> {
        let row = |p: &mahdar_record::Place| {
            let mut meta: Vec<String> = p.code.iter().map(|c| self.names.code(c, self.lang).to_owned()).collect();
            meta.push(match (p.lat, p.lon) {
                (Some(lat), Some(lon)) => format!("{lat:.2}, {lon:.2}"),
                _ => self.t("place.unsure").to_owned(),
            });
            self.row(&p.id, self.name(&p.name), p.mentions.iter().take(1).collect(), meta, None)
        };
        self.record.places.iter().map(row).collect()
    }

    fn frameworks(&self) -> Vec<Row> {
        let row = |f: &mahdar_record::Framework| {
            let kind = self.names.of("framework", &f.kind, self.lang).to_owned();
            self.row(&f.id, self.name(&f.name), f.mentions.iter().take(1).collect(), vec![kind], None)
        };
        self.record.frameworks.iter().map(row).collect()
    }

    fn row(&self, id: &str, head: String, words: Vec<&Span>, meta: Vec<String>, rule: Option<&String>) -> Row {
        let words = words.iter().map(|s| Words { cue: String::new(), text: visible(&s.text) }).collect();
        Row { id: id.to_owned(), head, words, meta, rule: rule.cloned() }
    }

    fn t<'b>(&'b self, key: &'b str) -> &'b str {
        self.names.label(key, self.lang)
    }

    fn name(&self, name: &Name) -> String {
        visible(match &name.en {
            Some(en) if self.lang == Lang::En => en,
            _ => &name.ar,
        })
    }

    /// Name with office and state.
    fn actor(&self, a: &Actor) -> String {
        let own = matches!(a.kind, ActorKind::Polity | ActorKind::Organization | ActorKind::Group);
        let office = a.office.as_deref().filter(|o| *o != "none").map(|o| self.names.office(o, self.lang));
        let code = a.code.as_deref().filter(|_| !own).map(|c| self.names.code(c, self.lang));
        let role: Vec<&str> = office.into_iter().chain(code).collect();
        let role = role.join(&format!("{} ", self.t("comma")));
        let name = match self.name(&a.name) {
            name if name.is_empty() => self.names.of("kind", a.kind.as_str(), self.lang).to_owned(),
            name => name,
        };
        if role.is_empty() { name } else { format!("{name} ({role})") }
    }

    fn actors(&self, ids: &[String]) -> String {
        let found = ids.iter().filter_map(|id| self.record.actors.iter().find(|a| a.id == *id));
        found.map(|a| self.actor(a)).collect::<Vec<_>>().join(&format!("{} ", self.t("semicolon")))
    }

    fn place(&self, id: &str) -> Option<String> {
        self.record.places.iter().find(|p| p.id == id).map(|p| self.name(&p.name))
    }
}

/// What one of a layer is called.
const SINGULAR: [(&str, &str); 4] = [
    ("encounters", "one.encounter"),
    ("statements", "one.statement"),
    ("commitments", "one.commitment"),
    ("events", "one.event"),
];
