//! The parts of a report.

use mahdar_record::{DateExpr, Mode, Record, Span, Statement};

use super::Reporter;
use super::names::{find, party};
use super::page::{BOLD, DIM, PLAIN, Page};

impl Reporter<'_> {
    pub(super) fn who(&self, page: &mut Page, r: &Record) {
        page.heading(self.label("section.who"));
        if r.actors.is_empty() {
            page.flow(2, &[(DIM, self.label("none.who"))]);
        }
        for a in &r.actors {
            let shown = self.name(&a.name);
            let mut tail = Vec::new();
            if shown != a.name.ar {
                tail.push(a.name.ar.clone());
            }
            let role = self.role(a);
            tail.push(if role.is_empty() { self.label_of("kind", a.kind.as_str()) } else { role });
            if let Some(code) = &a.code {
                tail.push(code.clone());
            }
            if !a.known {
                tail.push(self.label("unknown").to_owned());
            }
            let bare = self.label_of("kind", a.kind.as_str());
            let shown = if shown.is_empty() { &bare } else { shown };
            page.flow(2, &[(BOLD, shown), (PLAIN, " · "), (PLAIN, &tail.join(" · "))]);
            if let Some(note) = &a.note {
                page.flow(4, &[(DIM, note)]);
            }
        }
    }

    pub(super) fn encounters(&self, page: &mut Page, r: &Record) {
        page.heading(self.label("section.encounters"));
        if r.encounters.is_empty() {
            page.flow(2, &[(DIM, self.label("none.encounters"))]);
        }
        for e in &r.encounters {
            let kind = self.label_of("encounter", &e.kind);
            let mut tail = vec![self.label_of("status", e.status.as_str())];
            tail.extend(e.date.iter().map(|d| self.date(d)));
            tail.extend(e.place.iter().filter_map(|p| self.place(r, p)).map(str::to_owned));
            page.flow(2, &[(BOLD, &kind), (PLAIN, " · "), (PLAIN, &tail.join(" · ")), (DIM, &format!(" ({})", e.id))]);
            page.flow(4, &[(PLAIN, &self.actors(r, &e.participants))]);
            let inner = |s: &Span| e.evidence.iter().any(|o| o != s && o.start <= s.start && s.end <= o.end);
            for words in e.evidence.iter().filter(|s| !inner(s)) {
                page.flow(4, &[(DIM, &words.text)]);
            }
        }
    }

    /// By encounter, by speaker, in the order of the text.
    pub(super) fn statements(&self, page: &mut Page, r: &Record) {
        page.heading(self.label("section.statements"));
        if r.statements.is_empty() {
            page.flow(2, &[(DIM, self.label("none.statements"))]);
        }
        let places = unique(r.statements.iter().map(|s| &s.encounter));
        for place in &places {
            let here: Vec<&Statement> = r.statements.iter().filter(|s| s.encounter == **place).collect();
            let indent = match place {
                Some(id) => {
                    page.flow(2, &[(PLAIN, &self.at(r, id))]);
                    4
                }
                None if places.len() > 1 => {
                    page.flow(2, &[(PLAIN, self.label("outside"))]);
                    4
                }
                None => 2,
            };
            for speakers in unique(here.iter().map(|s| &s.speakers)) {
                let who = match speakers.is_empty() {
                    true => self.label("nobody").to_owned(),
                    false => self.actors(r, speakers),
                };
                page.flow(indent, &[(BOLD, &who)]);
                for s in here.iter().filter(|s| s.speakers == *speakers) {
                    let (open, close) = if s.mode == Mode::Direct { (" «", "»") } else { (" ", "") };
                    let cue = format!("[{}]", s.cue.text);
                    let id = format!(" ({})", s.id);
                    page.flow(indent + 2, &[(DIM, &cue), (PLAIN, open), (PLAIN, &s.content.text), (PLAIN, close), (DIM, &id)]);
                }
            }
        }
    }

    /// `At the meeting e1`.
    fn at(&self, r: &Record, id: &str) -> String {
        let e = r.encounters.iter().find(|e| e.id == id);
        let kind = e.map_or_else(String::new, |e| self.label_of("encounter", &e.kind));
        format!("{} {kind} ({id})", self.label("at"))
    }

    /// By those who commit themselves and those toward whom.
    pub(super) fn commitments(&self, page: &mut Page, r: &Record) {
        page.heading(self.label("section.commitments"));
        if r.commitments.is_empty() {
            page.flow(2, &[(DIM, self.label("none.commitments"))]);
        }
        for (actors, toward) in unique(r.commitments.iter().map(|c| (&c.actors, &c.toward))) {
            let mut head = self.actors(r, actors);
            if !toward.is_empty() {
                head = format!("{head} {} {}", self.label("toward"), self.actors(r, toward));
            }
            page.flow(2, &[(BOLD, &head)]);
            for c in r.commitments.iter().filter(|c| (&c.actors, &c.toward) == (actors, toward)) {
                page.flow(4, &[(PLAIN, &c.item.text), (DIM, &format!(" ({})", c.id))]);
                let mut tail = vec![self.label_of("strength", &c.strength)];
                if !c.sectors.is_empty() {
                    tail.push(self.labels_of("field", &c.sectors));
                }
                let within = r.frameworks.iter().filter(|f| c.frameworks.contains(&f.id));
                tail.extend(within.map(|f| self.name(&f.name).to_owned()));
                tail.extend(c.deadline.iter().map(|d| format!("{} {}", self.label("by"), self.date(d))));
                page.flow(6, &[(DIM, &tail.join(" · "))]);
            }
        }
    }

    pub(super) fn frameworks(&self, page: &mut Page, r: &Record) {
        if r.frameworks.is_empty() {
            return;
        }
        page.heading(self.label("section.frameworks"));
        for f in &r.frameworks {
            let shown = self.name(&f.name);
            let mut tail = Vec::new();
            if shown != f.name.ar {
                tail.push(f.name.ar.clone());
            }
            tail.push(self.label_of("framework", &f.kind));
            if !f.known {
                tail.push(self.label("unknown").to_owned());
            }
            page.flow(2, &[(BOLD, shown), (PLAIN, " · "), (PLAIN, &tail.join(" · "))]);
        }
    }

    pub(super) fn events(&self, page: &mut Page, r: &Record) {
        page.heading(self.label("section.events"));
        if r.events.is_empty() {
            page.flow(2, &[(DIM, self.label("none.events"))]);
            return;
        }
        let rows: Vec<(Vec<String>, String)> = r
            .events
            .iter()
            .map(|e| {
                let cells = vec![
                    self.event(&e.kind, e.mode.as_deref()),
                    format!("{} > {}", party(r, &e.source), party(r, &e.target)),
                    e.cameo.clone().unwrap_or_else(|| "-".into()),
                    e.goldstein.map_or_else(|| "-".into(), |g| format!("{g:+.1}")),
                    e.date.clone().unwrap_or_else(|| "-".into()),
                    e.rule.clone(),
                ];
                (cells, e.evidence.text.clone())
            })
            .collect();
        let head = ["event.type", "event.parties", "event.cameo", "event.goldstein", "event.date", "event.rule"]
            .map(|key| self.label(key));
        page.table(2, &head, &rows);
    }

    /// An event's type and mode: PLOVER's own names, in Arabic what they mean.
    pub(super) fn event(&self, kind: &str, mode: Option<&str>) -> String {
        let name = mode.map_or_else(|| kind.to_owned(), |m| format!("{kind}/{m}"));
        match self.look.arabic {
            true => self.label_of("plover", &name),
            false => name,
        }
    }

    /// A date and the words it came from.
    pub(super) fn date(&self, d: &DateExpr) -> String {
        let value = d.value.as_deref().unwrap_or_else(|| self.label("date.open"));
        match d.span.text.is_empty() {
            true => value.to_owned(),
            false => format!("{value} ({})", d.span.text),
        }
    }

    /// A person or body by id, empty where there is none.
    pub(super) fn by_id(&self, r: &Record, id: &str) -> String {
        find(r, id).map_or_else(String::new, |a| self.actor(a))
    }
}

/// Each item once, in the order of their first appearance.
fn unique<T: PartialEq>(items: impl Iterator<Item = T>) -> Vec<T> {
    let mut out = Vec::new();
    for item in items {
        if !out.contains(&item) {
            out.push(item);
        }
    }
    out
}
