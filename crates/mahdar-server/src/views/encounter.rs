//! An encounter: who took part, what each side said, who tells it and who leaves what out.

use askama::Template;
use mahdar_store::{CommitmentRow, EncounterRow, Filter, Page, Party, StatementRow};
use serde::Serialize;

use crate::Site;
use crate::answer::{Answer, View, show as answer};
use crate::frame::Frame;
use crate::lines::{Line, Who, name, parties};
use crate::problem::Problem;
use crate::table::Table;

/// What one side said.
#[derive(Serialize)]
struct Side {
    /// Its code; none for speakers of no side.
    code: Option<String>,
    statements: Vec<StatementRow>,
}

/// `/encounter/KEY`
#[derive(Serialize)]
pub(crate) struct Encounter {
    encounter: EncounterRow,
    /// All the articles that tell it, this one first.
    tellings: Vec<EncounterRow>,
    sides: Vec<Side>,
    commitments: Vec<CommitmentRow>,
}

/// Answers for `/encounter/KEY`.
pub(crate) fn show(site: &Site, f: &Frame<'_>, key: &str) -> Result<Answer, Problem> {
    f.ask.query.only(&[])?;
    let missing = || Problem::missing(format!("there is no encounter {key}"));
    let number: i64 = key.parse().map_err(|_| missing())?;
    let view = site.read(|store| {
        let encounter = store.encounter(number)?.ok_or_else(missing)?;
        let tellings = vec![encounter.clone()];
        let mut sides: Vec<Side> =
            codes(&encounter.participants).into_iter().map(|c| Side { code: Some(c), statements: Vec::new() }).collect();
        let mut others = Vec::new();
        let mut commitments = Vec::new();
        for told in &tellings {
            let of = Filter { article: Some(told.article.key), ..Filter::default() };
            let said = store.statements(&of, &Page::whole())?.rows;
            let here: Vec<StatementRow> = said.into_iter().filter(|s| s.encounter.as_deref() == Some(&told.id)).collect();
            let ids: Vec<&str> = here.iter().map(|s| s.id.as_str()).collect();
            let promised = store.commitments(&of, &Page::whole())?.rows;
            commitments.extend(promised.into_iter().filter(|c| c.statement.as_deref().is_some_and(|s| ids.contains(&s))));
            for s in here {
                let spoken = codes(&s.speakers);
                match sides.iter_mut().find(|side| side.code.as_ref().is_some_and(|c| spoken.contains(c))) {
                    Some(side) => side.statements.push(s),
                    None => others.push(s),
                }
            }
        }
        if !others.is_empty() {
            sides.push(Side { code: None, statements: others });
        }
        Ok(Encounter { encounter, tellings, sides, commitments })
    })?;
    answer(f, &view)
}

/// Codes of parties, each once.
fn codes(all: &[Party]) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    for code in all.iter().filter_map(|p| p.code.as_ref()) {
        if !out.contains(code) {
            out.push(code.clone());
        }
    }
    out
}

#[derive(Template)]
#[template(path = "encounter.html")]
struct Html<'a> {
    f: &'a Frame<'a>,
    v: &'a Encounter,
    who: Vec<Who>,
    place: Option<(String, String)>,
    sides: Vec<(String, Vec<Line>)>,
    promised: Vec<Line>,
    told: Vec<Line>,
}

impl View for Encounter {
    fn title(&self, f: &Frame<'_>) -> String {
        let e = &self.encounter;
        let who: Vec<String> = parties(f, &e.participants).into_iter().map(|w| w.name).collect();
        format!("{}: {}", f.of("encounter", &e.kind), who.join(&format!("{} ", f.t("semicolon"))))
    }

    fn html(&self, f: &Frame<'_>) -> askama::Result<String> {
        let side = |s: &Side| {
            let label = s.code.as_ref().map_or_else(|| f.t("encounter.others").to_owned(), |c| f.code(c).to_owned());
            (label, s.statements.iter().map(|s| Line::statement(f, s)).collect())
        };
        let place = self.encounter.place.as_ref();
        Html {
            f,
            v: self,
            who: parties(f, &self.encounter.participants),
            place: place.map(|p| (name(f, &p.name_ar, p.name_en.as_deref()), f.list("encounters", "place", &p.key.to_string()))),
            sides: self.sides.iter().map(side).collect(),
            promised: self.commitments.iter().map(|c| Line::commitment(f, c)).collect(),
            told: self.tellings.iter().map(|e| Line::encounter(f, e)).collect(),
        }
        .render()
    }

    fn table(&self) -> Table {
        let mut table = Table::new(&["side", "article", "outlet", "id", "mode", "cue", "start", "end", "words"]);
        for side in &self.sides {
            for s in &side.statements {
                let (side, outlet) = (crate::table::maybe(&side.code), crate::table::maybe(&s.article.outlet));
                table.row([
                    &side,
                    &s.article.key.0,
                    &outlet,
                    &s.id,
                    &s.mode,
                    &s.cue.text,
                    &s.content.start,
                    &s.content.end,
                    &s.content.text,
                ]);
            }
        }
        table
    }
}
