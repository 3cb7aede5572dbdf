//! The history of two states, for reading.

use mahdar_store::{ChainRow, CommitmentRow, EncounterRow};

use super::Reporter;
use super::page::{BOLD, DIM, PLAIN, Page};
use crate::commands::pair::PairHistory;
use crate::history::formula_row::FormulaRow;
use crate::history::rows::{codes, day, names};

impl Reporter<'_> {
    /// The history of two states.
    pub fn pair(&self, h: &PairHistory) -> String {
        let mut page = Page::new(self.look.width);
        page.rule(&format!("{} – {}", h.a, h.b));
        self.encounters_of(&mut page, h);
        self.promises_of(&mut page, h);
        self.phrases(&mut page, "pair.formulas", &h.formulas);
        if !h.found.is_empty() {
            self.phrases(&mut page, "pair.found", &h.found);
        }
        self.years(&mut page, h);
        page.finish()
    }

    fn encounters_of(&self, page: &mut Page, h: &PairHistory) {
        page.heading(self.label("section.encounters"));
        for m in &h.encounters {
            let e: &EncounterRow = &m.encounter;
            let kind = self.label_of("encounter", &e.kind);
            let mut tail = vec![day(&e.when), kind, self.label_of("status", &e.status)];
            tail.extend(e.place.as_ref().map(|p| p.name_en.clone().unwrap_or_else(|| p.name_ar.clone())));
            // How often it is told.
            page.flow(2, &[(BOLD, &tail.join(" · ")), (DIM, &format!(" ×{}", m.tellings.len()))]);
            page.flow(4, &[(PLAIN, &names(&e.participants))]);
            if !m.outlets.is_empty() {
                page.flow(4, &[(DIM, &m.outlets.join(" · "))]);
            }
        }
        self.rest(page, h.more_encounters);
    }

    fn promises_of(&self, page: &mut Page, h: &PairHistory) {
        page.heading(self.label("section.commitments"));
        for ChainRow { first, again } in &h.promises {
            let CommitmentRow { actors, toward, item, when, strength, .. } = first;
            let who = format!("{} > {}", codes(actors), codes(toward));
            page.flow(2, &[(BOLD, &format!("{} · {who} · {}", day(when), self.label_of("strength", strength)))]);
            page.flow(4, &[(PLAIN, &item.text)]);
            for again in again.iter().filter(|a| !a.copy) {
                let c = &again.commitment;
                let outlet = c.article.outlet.clone().unwrap_or_default();
                page.flow(6, &[(DIM, &format!("{} {} {outlet}", self.label("pair.again"), day(&c.when)))]);
                page.flow(8, &[(DIM, &c.item.text)]);
            }
        }
        self.rest(page, h.more_promises);
    }

    fn phrases(&self, page: &mut Page, heading: &str, rows: &[FormulaRow]) {
        page.heading(self.label(heading));
        for f in rows {
            let span = format!("{} – {}", f.first.as_deref().unwrap_or("?"), f.last.as_deref().unwrap_or("?"));
            let head = if f.name.is_empty() { f.versions.first().map_or("", |v| v.words.as_str()) } else { &f.name };
            let tail = format!(" · {span} · {} {} · {}", f.texts, self.label("pair.texts"), f.speakers());
            page.flow(2, &[(BOLD, head), (PLAIN, tail.trim_end_matches(" · "))]);
            for v in f.versions.iter().filter(|_| !f.name.is_empty()) {
                page.flow(4, &[(PLAIN, &v.words), (DIM, &format!(" ({}; {})", v.texts, v.span()))]);
            }
            for c in &f.changes {
                let signed = |sign: char, words: &[String]| words.iter().map(|w| format!("{sign}{w}")).collect::<Vec<_>>();
                let words = [signed('+', &c.added), signed('-', &c.dropped)].concat().join(" ");
                page.flow(6, &[(DIM, &format!("{} {words}", c.on))]);
            }
        }
    }

    fn years(&self, page: &mut Page, h: &PairHistory) {
        page.heading(self.label("section.events"));
        let row = |(year, types): (&String, &std::collections::BTreeMap<String, u64>)| {
            let mut sorted: Vec<(&String, &u64)> = types.iter().collect();
            sorted.sort_by_key(|(kind, n)| (std::cmp::Reverse(**n), *kind));
            let told = sorted.iter().map(|(kind, n)| format!("{kind} {n}")).collect::<Vec<_>>().join("  ");
            (vec![year.clone(), types.values().sum::<u64>().to_string(), told], String::new())
        };
        let rows: Vec<(Vec<String>, String)> = h.events.iter().map(row).collect();
        if !rows.is_empty() {
            page.table(2, &[self.label("pair.year"), self.label("section.events"), self.label("pair.types")], &rows);
        }
    }

    /// That something is left out for want of room.
    fn rest(&self, page: &mut Page, more: bool) {
        if more {
            page.flow(2, &[(DIM, &format!("… {}", self.label("pair.more")))]);
        }
    }
}
