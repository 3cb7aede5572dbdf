//! The first page, the list of pairs, and a rule's page.

use askama::Template;
use mahdar_store::{EncounterRow, Filter, Order, Page, Totals};
use serde::Serialize;

use crate::Site;
use crate::answer::{Answer, View, show as answer};
use crate::filter;
use crate::frame::Frame;
use crate::lines::Line;
use crate::names::Rule;
use crate::problem::Problem;
use crate::site::Pair;
use crate::table::Table;

/// Encounters on the first page.
const LATEST: usize = 8;
/// Pairs on the first page.
const PAIRS: usize = 12;

/// Two states and how much there is between them.
#[derive(Clone, Debug, Serialize)]
struct Between {
    a: String,
    b: String,
    facts: u64,
}

fn between(all: &[Pair]) -> Vec<Between> {
    all.iter().map(|(a, b, facts)| Between { a: a.clone(), b: b.clone(), facts: *facts }).collect()
}

/// `/`
#[derive(Serialize)]
pub(crate) struct Home {
    totals: Totals,
    pairs: Vec<Between>,
    latest: Vec<EncounterRow>,
}

/// Answers for `/`.
pub(crate) fn home(site: &Site, f: &Frame<'_>) -> Result<Answer, Problem> {
    let all = site.pairs()?;
    let view = site.read(|store| {
        let page = Page { limit: LATEST, order: Order::NewestFirst, ..Page::default() };
        let held = Filter { once: true, ..Filter::default() };
        Ok(Home {
            totals: store.totals()?,
            pairs: between(&all[..all.len().min(PAIRS)]),
            latest: store.encounters(&held, &page)?.rows,
        })
    })?;
    answer(f, &view)
}

#[derive(Template)]
#[template(path = "home.html")]
struct HomeHtml<'a> {
    f: &'a Frame<'a>,
    v: &'a Home,
    lines: Vec<Line>,
    figures: Vec<(&'static str, u64, &'static str)>,
}

impl View for Home {
    fn title(&self, f: &Frame<'_>) -> String {
        f.t("home").to_owned()
    }

    fn html(&self, f: &Frame<'_>) -> askama::Result<String> {
        let lines = self.latest.iter().map(|e| Line::encounter(f, e)).collect();
        let [encounters, statements, commitments, events] = self.totals.facts;
        let figures = vec![
            ("articles", self.totals.articles, "/articles"),
            ("encounters", encounters, "/encounters"),
            ("statements", statements, "/statements"),
            ("commitments", commitments, "/commitments"),
            ("events", events, "/events"),
            ("actors", self.totals.actors, "/actors"),
        ];
        HomeHtml { f, v: self, lines, figures }.render()
    }

    fn table(&self) -> Table {
        let mut table = Table::new(&["what", "number"]);
        let t = &self.totals;
        let [e, s, c, v] = t.facts;
        let rows = [("articles", t.articles), ("copies", t.copies), ("encounters", e), ("statements", s), ("commitments", c)];
        for (what, n) in rows.into_iter().chain([("events", v), ("actors", t.actors), ("skipped", t.skipped)]) {
            table.row([&what, &n]);
        }
        table
    }
}

/// `/pairs`
#[derive(Serialize)]
pub(crate) struct Pairs {
    pairs: Vec<Between>,
}

/// Answers for `/pairs`; with two states named it leads to their page.
pub(crate) fn pairs(site: &Site, f: &Frame<'_>) -> Result<Answer, Problem> {
    if let (Some(a), Some(b)) = (f.ask.query.get("a"), f.ask.query.get("b")) {
        let (a, b) = filter::pair(f.names, &format!("{}-{}", filter::code(f.names, "a", a)?, filter::code(f.names, "b", b)?))?;
        return Ok(Answer::elsewhere(f.to("pair", format!("{a}-{b}"))));
    }
    answer(f, &Pairs { pairs: between(&site.pairs()?) })
}

#[derive(Template)]
#[template(path = "pairs.html")]
struct PairsHtml<'a> {
    f: &'a Frame<'a>,
    v: &'a Pairs,
}

impl View for Pairs {
    fn title(&self, f: &Frame<'_>) -> String {
        f.t("pairs").to_owned()
    }

    fn html(&self, f: &Frame<'_>) -> askama::Result<String> {
        PairsHtml { f, v: self }.render()
    }

    fn table(&self) -> Table {
        let mut table = Table::new(&["a", "b", "facts"]);
        for p in &self.pairs {
            table.row([&p.a, &p.b, &p.facts]);
        }
        table
    }
}

/// `/rule/NAME`
#[derive(Serialize)]
pub(crate) struct OneRule {
    name: String,
    rule: Option<Rule>,
}

/// Answers for `/rule/NAME`.
pub(crate) fn rule(f: &Frame<'_>, name: &str) -> Result<Answer, Problem> {
    answer(f, &OneRule { name: name.to_owned(), rule: f.names.rule(name).cloned() })
}

#[derive(Template)]
#[template(path = "rule.html")]
struct RuleHtml<'a> {
    f: &'a Frame<'a>,
    v: &'a OneRule,
}

impl View for OneRule {
    fn title(&self, f: &Frame<'_>) -> String {
        format!("{} {}", f.t("rule"), self.name)
    }

    fn html(&self, f: &Frame<'_>) -> askama::Result<String> {
        RuleHtml { f, v: self }.render()
    }

    fn table(&self) -> Table {
        let mut table = Table::new(&["rule", "at", "yields"]);
        let rule = self.rule.clone().unwrap_or_default();
        table.row([&self.name, &rule.at, &rule.yields]);
        table
    }
}
