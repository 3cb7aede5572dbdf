//! The history of two states: what happened when, in which words, against how much was published at all.

use std::collections::{BTreeMap, BTreeSet};

use askama::Template;
use mahdar_store::{CommitmentRow, Coverage, EncounterRow, FactKind, Filter, Of, Order, Page, StatementRow, Tally};
use serde::Serialize;

use super::formulas::{self, Phrase};
use crate::Site;
use crate::answer::{Answer, View, show as answer};
use crate::ask::Form;
use crate::draw::{Axis, Bars, Lane, Lanes, Mark, Stack, bars, lanes, month_name, month_number};
use crate::feed;
use crate::filter;
use crate::frame::Frame;
use crate::lines::{Line, parties};
use crate::problem::Problem;
use crate::reader::visible;
use crate::table::Table;

/// Quad classes from the friendliest, as they are stacked.
const QUADS: [&str; 4] = ["material_cooperation", "verbal_cooperation", "verbal_conflict", "material_conflict"];
/// Facts of a kind that are gone through.
const MOST: usize = 2_000;
/// Promises of a side that are shown.
const PROMISES: usize = 6;
/// Set phrases that are shown.
const FORMULAS: usize = 8;
/// Anniversaries that are shown.
const NEXT: usize = 5;

/// Events of a month by quad class, and what was published in it.
#[derive(Clone, Debug, Serialize)]
struct Month {
    month: String,
    /// In the order of [`QUADS`].
    #[serde(flatten)]
    events: BTreeMap<&'static str, u64>,
    /// Articles of the whole database in this month.
    articles: u64,
}

/// A day that comes round.
#[derive(Clone, Debug, Serialize)]
struct Anniversary {
    day: String,
    years: i16,
    what: String,
    #[serde(skip)]
    href: String,
}

/// Two states.
#[derive(Serialize)]
pub(crate) struct Pair {
    a: String,
    b: String,
    encounters: Vec<EncounterRow>,
    agreements: Vec<CommitmentRow>,
    statements: Vec<StatementRow>,
    /// What the first promised the second.
    promises_ab: Vec<CommitmentRow>,
    /// What the second promised the first.
    promises_ba: Vec<CommitmentRow>,
    months: Vec<Month>,
    /// Set phrases in articles about the two.
    formulas: Vec<Phrase>,
    anniversaries: Vec<Anniversary>,
    #[serde(skip)]
    relative: bool,
    #[serde(skip)]
    types: Vec<(String, u64)>,
    /// Articles of the whole database by month.
    #[serde(skip)]
    published: BTreeMap<String, u64>,
}

/// `/pair/KAZ-CHN`
pub(crate) fn show(site: &Site, f: &Frame<'_>, codes: &str) -> Result<Answer, Problem> {
    let relative = match f.q("counts") {
        "" | "raw" => false,
        "relative" => true,
        other => return Err(Problem::bad(format!("counts={other}: expected raw or relative"))),
    };
    let (a, b) = filter::pair(f.names, codes)?;
    let given = |name: &str| f.ask.query.get(name).map(str::to_owned);
    let base = Filter { from: given("from"), to: given("to"), once: true, ..Filter::default() };
    let of_pair = Filter { pair: Some((a.clone(), b.clone())), ..base.clone() };
    let page = Page { limit: MOST, ..Page::default() };
    let published = articles_by_month(&site.coverage()?);
    let view = site.read(|store| {
        let promises = |by: &str, toward: &str| {
            let of = Filter { by: Some(by.to_owned()), toward: Some(toward.to_owned()), ..base.clone() };
            store.commitments(&of, &Page { limit: PROMISES, order: Order::NewestFirst, ..Page::default() })
        };
        let agreed = Filter { what: vec!["agreed".to_owned()], ..of_pair.clone() };
        let encounters = store.encounters(&of_pair, &page)?.rows;
        let tallies = store.tally(FactKind::Event, &Of::Pair(a.clone(), b.clone()))?;
        let anniversaries = anniversaries(f, &encounters);
        Ok(Pair {
            agreements: store.commitments(&agreed, &page)?.rows,
            statements: store.statements(&of_pair, &page)?.rows,
            promises_ab: promises(&a, &b)?.rows,
            promises_ba: promises(&b, &a)?.rows,
            months: months(f, &within(&of_pair, tallies.clone()), &published),
            types: types(&within(&of_pair, tallies)),
            formulas: formulas::load(store, (&a, &b))?,
            encounters,
            anniversaries,
            published,
            a,
            b,
            relative,
        })
    })?;
    answer(f, &view)
}

/// Tallies of the months that a filter lets through.
fn within(filter: &Filter, tallies: Vec<Tally>) -> Vec<Tally> {
    let month = |day: &str| day.get(..7.min(day.len())).unwrap_or_default().to_owned();
    let from = filter.from.as_deref().map(month).unwrap_or_default();
    let to = filter.to.as_deref().map_or_else(|| "~".to_owned(), |to| format!("{}~", month(to)));
    let bounded = filter.from.is_some() || filter.to.is_some();
    tallies.into_iter().filter(|t| t.month >= from && t.month <= to && !(bounded && t.month.is_empty())).collect()
}

/// Articles of the whole database by month.
pub(crate) fn articles_by_month(coverage: &[Coverage]) -> BTreeMap<String, u64> {
    let mut out = BTreeMap::new();
    for Coverage { day, articles, .. } in coverage {
        if let Some(month) = day.as_deref().and_then(|d| d.get(..7)) {
            *out.entry(month.to_owned()).or_default() += articles;
        }
    }
    out
}

fn months(f: &Frame<'_>, tallies: &[Tally], articles: &BTreeMap<String, u64>) -> Vec<Month> {
    let mut out: BTreeMap<String, BTreeMap<&'static str, u64>> = BTreeMap::new();
    for t in tallies {
        if let Some(quad) = QUADS.into_iter().find(|q| *q == f.names.quad(&t.what)) {
            *out.entry(t.month.clone()).or_default().entry(quad).or_default() += t.facts;
        }
    }
    let month = |(month, events): (String, _)| Month { articles: articles.get(&month).copied().unwrap_or(0), month, events };
    out.into_iter().filter(|(m, _)| !m.is_empty()).map(month).collect()
}

/// Events by type, the most frequent first.
fn types(tallies: &[Tally]) -> Vec<(String, u64)> {
    let mut out: BTreeMap<&str, u64> = BTreeMap::new();
    for t in tallies {
        *out.entry(&t.what).or_default() += t.facts;
    }
    let mut out: Vec<(String, u64)> = out.into_iter().filter(|(_, n)| *n > 0).map(|(t, n)| (t.to_owned(), n)).collect();
    out.sort_by_key(|(_, n)| std::cmp::Reverse(*n));
    out
}

/// Days of visits, summits and signings that come round within a year from today.
fn anniversaries(f: &Frame<'_>, encounters: &[EncounterRow]) -> Vec<Anniversary> {
    let today = jiff::Zoned::now().date();
    let mut seen = BTreeSet::new();
    let mut out: Vec<Anniversary> = Vec::new();
    for e in encounters.iter().filter(|e| ["visit", "summit", "signing"].contains(&e.kind.as_str()) && e.status == "held") {
        let Some(day) = e.date.as_ref().and_then(|d| d.value.as_deref()).and_then(|d| d.parse::<jiff::civil::Date>().ok()) else {
            continue;
        };
        let this_year = day.with().year(today.year()).build();
        let next = match this_year {
            Ok(next) if next >= today => Ok(next),
            _ => day.with().year(today.year() + 1).build(),
        };
        // The 29th of February comes round every four years.
        let Ok(next) = next else { continue };
        let who: Vec<String> = parties(f, &e.participants).into_iter().map(|w| w.name).collect();
        let what = format!("{}: {}", f.of("encounter", &e.kind), who.join(&format!("{} ", f.t("semicolon"))));
        if seen.insert((day, e.kind.clone())) && next.year() > day.year() {
            let (years, href) = (next.year() - day.year(), f.to("encounter", e.key));
            out.push(Anniversary { day: next.to_string(), years, what, href });
        }
    }
    out.sort_by(|x, y| x.day.cmp(&y.day));
    out
}

#[derive(Template)]
#[template(path = "pair.html")]
struct Html<'a> {
    f: &'a Frame<'a>,
    v: &'a Pair,
    lanes: Option<Lanes>,
    bars: Option<Bars>,
    ab: Vec<Line>,
    ba: Vec<Line>,
    next: Vec<Anniversary>,
    rows: Vec<formulas::Row>,
}

impl Pair {
    fn mark(f: &Frame<'_>, e: &EncounterRow) -> Mark {
        let who: Vec<String> = parties(f, &e.participants).into_iter().map(|w| w.name).collect();
        let who = who.join(&format!("{} ", f.t("semicolon")));
        let title = format!("{} · {}: {who}", e.when.day, f.of("encounter", &e.kind));
        Mark { day: e.when.day.clone(), href: f.to("encounter", e.key), title, planned: e.status == "planned" }
    }

    fn lanes(&self, f: &Frame<'_>, axis: &Axis, silent: &[i32]) -> Lanes {
        let of = |kinds: &'static [&'static str]| {
            let own = self.encounters.iter().filter(|e| kinds.contains(&e.kind.as_str()));
            own.map(|e| Self::mark(f, e)).collect::<Vec<_>>()
        };
        let words = |day: &str, article: i64, id: &str, words: &str| Mark {
            day: day.to_owned(),
            href: format!("{}#{id}", f.to("article", article)),
            title: format!("{day} · {}", visible(words)),
            planned: false,
        };
        let agreed = self.agreements.iter().map(|c| words(&c.when.day, c.article.key.0, &c.id, &c.item.text));
        let said = self.statements.iter().map(|s| words(&s.when.day, s.article.key.0, &s.id, &s.content.text));
        let lane = |key: &str, marks: Vec<Mark>| Lane { label: f.names.label(key, f.lang()).to_owned(), marks };
        let all = vec![
            lane("lane.visits", of(&["visit"])),
            lane("lane.meetings", of(&["meeting", "summit", "conference", "other"])),
            lane("lane.calls", of(&["call"])),
            lane("lane.agreements", of(&["signing"]).into_iter().chain(agreed).collect()),
            lane("lane.statements", said.collect()),
        ];
        lanes(axis, all, silent)
    }

    fn bars(&self, f: &Frame<'_>, axis: &Axis, silent: &[i32]) -> Bars {
        let stack = |m: &Month| {
            let scale = if self.relative { 100.0 / m.articles.max(1) as f64 } else { 1.0 };
            let part = |q: &'static str| (q, m.events.get(q).copied().unwrap_or(0) as f64 * scale);
            Some(Stack { month: month_number(&m.month)?, parts: QUADS.into_iter().map(part).collect() })
        };
        let stacks: Vec<Stack> = self.months.iter().filter_map(stack).collect();
        bars(axis, &stacks, silent, |quad| f.of("quad", quad).to_owned())
    }

    fn events_of(&self, month: &Month, quad: &str) -> u64 {
        month.events.get(quad).copied().unwrap_or(0)
    }

    fn all(&self, f: &Frame<'_>, list: &str) -> String {
        f.list(list, "pair", &format!("{}-{}", self.a, self.b))
    }

    fn promised(&self, f: &Frame<'_>, by: &str, toward: &str) -> String {
        let query = crate::query::Query::default().with("by", by).with("toward", toward).to_suffix();
        f.link(&format!("/commitments{query}"))
    }
}

impl View for Pair {
    const FORMS: &'static [Form] = &[Form::Csv, Form::Ics];

    fn title(&self, f: &Frame<'_>) -> String {
        format!("{} – {}", f.code(&self.a), f.code(&self.b))
    }

    fn html(&self, f: &Frame<'_>) -> askama::Result<String> {
        let days = self.encounters.iter().map(|e| &e.when.day).chain(self.agreements.iter().map(|c| &c.when.day));
        let days = days.chain(self.statements.iter().map(|s| &s.when.day)).map(String::as_str);
        let axis = Axis::over(days.chain(self.months.iter().map(|m| m.month.as_str())));
        let silent: Vec<i32> = match &axis {
            Some(axis) => axis.months().filter(|m| !self.published.contains_key(&month_name(*m))).collect(),
            None => Vec::new(),
        };
        let lines = |rows: &[CommitmentRow]| rows.iter().map(|c| Line::commitment(f, c)).collect();
        Html {
            f,
            v: self,
            lanes: axis.as_ref().map(|axis| self.lanes(f, axis, &silent)),
            bars: axis.as_ref().map(|axis| self.bars(f, axis, &silent)),
            ab: lines(&self.promises_ab),
            ba: lines(&self.promises_ba),
            rows: formulas::rows(f, &self.formulas, Some(&(self.a.clone(), self.b.clone()))).into_iter().take(FORMULAS).collect(),
            next: self.anniversaries.iter().take(NEXT).cloned().collect(),
        }
        .render()
    }

    fn table(&self) -> Table {
        let mut table = Table::new(&[
            "month",
            "material_cooperation",
            "verbal_cooperation",
            "verbal_conflict",
            "material_conflict",
            "articles",
        ]);
        for m in &self.months {
            let [mc, vc, vx, mx] = QUADS.map(|q| m.events.get(q).copied().unwrap_or(0));
            table.row([&m.month, &mc, &vc, &vx, &mx, &m.articles]);
        }
        table
    }

    fn other(&self, _: Form, f: &Frame<'_>) -> Result<String, Problem> {
        let entries: Vec<(String, String)> =
            self.anniversaries.iter().map(|a| (a.day.clone(), format!("{} {} {}", a.years, f.t("pair.years"), a.what))).collect();
        Ok(feed::calendar(&self.title(f), &entries))
    }
}
