//! Why the record says what it says.

use anstyle::Style;
use mahdar_engine::Reading;
use mahdar_record::{Record, Span};

use super::Reporter;
use super::context::Points;
use super::names::{find, party};
use super::page::{BOLD, DIM, MARK, PLAIN, Page};

impl Reporter<'_> {
    /// Every line of the record with its rule and words, then the cues that came to nothing.
    pub fn explain(&self, text: &str, reading: &Reading) -> String {
        let r = &reading.record;
        let points = Points::new(text);
        let mut page = Page::new(self.look.width);
        self.header(&mut page, r);
        self.explain_actors(&mut page, r);
        self.explain_encounters(&mut page, r, &points);
        self.explain_statements(&mut page, r, &points);
        self.explain_commitments(&mut page, r, &points);
        self.explain_events(&mut page, r, &points);
        page.heading(self.label("section.silent"));
        if reading.silent.is_empty() {
            page.flow(2, &[(DIM, self.label("none.silent"))]);
        }
        for (cue, why, rule) in &reading.silent {
            let nearest = rule.as_deref().map(|r| format!(" · {} {}", self.label("nearest"), self.rule(r)));
            page.flow(2, &[(PLAIN, self.label(why)), (DIM, nearest.as_deref().unwrap_or_default())]);
            context(&mut page, 4, &points, cue);
        }
        page.blank();
        page.finish()
    }

    fn explain_actors(&self, page: &mut Page, r: &Record) {
        page.heading(self.label("section.who"));
        if r.actors.is_empty() {
            page.flow(2, &[(DIM, self.label("none.who"))]);
        }
        for a in &r.actors {
            let known = self.label(if a.known { "known" } else { "unknown" });
            let tail = format!(" · {} · {known}", self.label_of("kind", a.kind.as_str()));
            page.flow(2, &[(BOLD, &a.id), (PLAIN, " "), (BOLD, &self.actor(a)), (DIM, &tail)]);
            if let Some(note) = &a.note {
                page.flow(4, &[(MARK, note)]);
            }
            let mentions: Vec<String> = a
                .mentions
                .iter()
                .map(|m| format!("{} {}{}", self.label_of("form", m.form.as_str()), mark(&m.span), m.span.start))
                .collect();
            let none = self.label("through").to_owned();
            page.flow(4, &[(PLAIN, if mentions.is_empty() { &none } else { "" }), (PLAIN, &mentions.join(" · "))]);
        }
    }

    fn explain_encounters(&self, page: &mut Page, r: &Record, points: &Points) {
        page.heading(self.label("section.encounters"));
        if r.encounters.is_empty() {
            page.flow(2, &[(DIM, self.label("none.encounters"))]);
        }
        for e in &r.encounters {
            let what =
                format!("{} {} · {}", e.id, self.label_of("encounter", &e.kind), self.label_of("status", e.status.as_str()));
            self.ruled(page, &what, &e.rule);
            for span in &e.evidence {
                context(page, 4, points, span);
            }
            if let Some(first) = e.evidence.first() {
                self.found(page, r, "participants", &e.participants, first);
            }
            if let Some(place) = e.place.as_deref().and_then(|p| self.place(r, p)) {
                page.flow(4, &[(DIM, self.label("place")), (PLAIN, " "), (PLAIN, place)]);
            }
            if let Some(date) = &e.date {
                page.flow(4, &[(DIM, self.label("event.date")), (PLAIN, " "), (PLAIN, &self.date(date))]);
                context(page, 6, points, &date.span);
            }
        }
    }

    fn explain_statements(&self, page: &mut Page, r: &Record, points: &Points) {
        page.heading(self.label("section.statements"));
        if r.statements.is_empty() {
            page.flow(2, &[(DIM, self.label("none.statements"))]);
        }
        for s in &r.statements {
            let mode = self.label_of("mode", s.mode.as_str());
            let at = s.encounter.iter().map(|e| format!(" · {e}")).collect::<String>();
            self.ruled(page, &format!("{} {mode}{at}", s.id), &s.rule);
            context(page, 4, points, &s.cue);
            page.flow(4, &[(PLAIN, &s.content.text)]);
            self.found(page, r, "speakers", &s.speakers, &s.cue);
        }
    }

    fn explain_commitments(&self, page: &mut Page, r: &Record, points: &Points) {
        page.heading(self.label("section.commitments"));
        if r.commitments.is_empty() {
            page.flow(2, &[(DIM, self.label("none.commitments"))]);
        }
        for c in &r.commitments {
            let within = c.statement.iter().map(|s| format!(" · {s}")).collect::<String>();
            self.ruled(page, &format!("{} {}{within}", c.id, self.label_of("strength", &c.strength)), &c.rule);
            context(page, 4, points, &c.item);
            self.found(page, r, "actors", &c.actors, &c.item);
            self.found(page, r, "toward", &c.toward, &c.item);
            if !c.sectors.is_empty() {
                page.flow(4, &[(DIM, self.label("fields")), (PLAIN, " "), (PLAIN, &self.labels_of("field", &c.sectors))]);
            }
        }
    }

    fn explain_events(&self, page: &mut Page, r: &Record, points: &Points) {
        page.heading(self.label("section.events"));
        if r.events.is_empty() {
            page.flow(2, &[(DIM, self.label("none.events"))]);
        }
        for e in &r.events {
            let cameo = e.cameo.iter().map(|c| format!(" · {c}")).collect::<String>();
            let within = e.statement.iter().map(|s| format!(" · {s}")).collect::<String>();
            let what = format!(
                "{} {} {} > {}{cameo}{within}",
                e.id,
                self.event(&e.kind, e.mode.as_deref()),
                party(r, &e.source),
                party(r, &e.target)
            );
            self.ruled(page, &what, &e.rule);
            context(page, 4, points, &e.evidence);
            self.found(page, r, "source", &e.source, &e.evidence);
            self.found(page, r, "target", &e.target, &e.evidence);
        }
    }

    /// What was made, by which rule, where that stands.
    fn ruled(&self, page: &mut Page, what: &str, rule: &str) {
        page.flow(2, &[(BOLD, what), (DIM, " · "), (DIM, &self.rule(rule))]);
    }

    /// A rule and where it stands; rules that are not in the grammar's files stand in the program.
    fn rule(&self, name: &str) -> String {
        let label = self.label("event.rule");
        match self.k.frames.iter().find(|f| f.name == name) {
            Some(f) => format!("{label} {name}, {}:{}", f.at.file, f.at.line),
            None => format!("{label} {name}"),
        }
    }

    /// How each actor was found: its mention nearest to the words.
    fn found(&self, page: &mut Page, r: &Record, role: &str, ids: &[String], near: &Span) {
        for id in ids {
            let Some(a) = find(r, id) else { continue };
            let distance = |s: &Span| match () {
                () if s.end < near.start => near.start - s.end,
                () if s.start > near.end => s.start - near.end,
                () => 0,
            };
            let mention = a.mentions.iter().min_by_key(|m| distance(&m.span));
            let how = match mention {
                Some(m) => format!(" {} {}{}", self.label_of("form", m.form.as_str()), mark(&m.span), m.span.start),
                None => format!(" {}", self.label("through")),
            };
            let who = format!(" {} {}", a.id, self.by_id(r, id));
            page.flow(4, &[(DIM, self.label(role)), (PLAIN, &who), (DIM, &how)]);
        }
    }
}

/// Words in brackets where there are any.
fn mark(span: &Span) -> String {
    match span.text.is_empty() {
        true => String::new(),
        false => format!("⟦{}⟧ ", span.text),
    }
}

/// Words in their line.
fn context(page: &mut Page, indent: usize, points: &Points, span: &Span) {
    let (before, words, after) = points.around(span);
    let marked: Style = MARK;
    page.flow(indent, &[(DIM, &before), (marked, "⟦"), (marked, words), (marked, "⟧"), (DIM, &after)]);
}
