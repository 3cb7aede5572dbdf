//! What was read and what was not: outlets, days, copies, what was passed over.

use std::collections::BTreeMap;

use askama::Template;
use mahdar_store::{ReadingRow, SkippedRow, Totals};
use serde::Serialize;

use super::pair::articles_by_month;
use crate::Site;
use crate::answer::{Answer, View, show as answer};
use crate::draw::{Axis, Bars, Stack, bars, month_name, month_number};
use crate::frame::Frame;
use crate::problem::Problem;
use crate::table::{Table, maybe};

/// What an outlet gave.
#[derive(Clone, Debug, Default, Serialize)]
struct Outlet {
    outlet: Option<String>,
    articles: u64,
    undated: u64,
    first: Option<String>,
    last: Option<String>,
    days: u64,
}

/// `/corpus`
#[derive(Serialize)]
pub(crate) struct Corpus {
    totals: Totals,
    outlets: Vec<Outlet>,
    months: BTreeMap<String, u64>,
    skipped: Vec<SkippedRow>,
    readings: Vec<ReadingRow>,
}

/// Answers for `/corpus`.
pub(crate) fn show(site: &Site, f: &Frame<'_>) -> Result<Answer, Problem> {
    let coverage = site.coverage()?;
    let view = site.read(|store| {
        let mut outlets: BTreeMap<Option<String>, Outlet> = BTreeMap::new();
        for c in coverage.iter().cloned() {
            let o = outlets.entry(c.outlet.clone()).or_default();
            o.outlet = c.outlet;
            o.articles += c.articles;
            match c.day {
                None => o.undated += c.articles,
                Some(day) => {
                    o.days += 1;
                    o.first = Some(o.first.take().map_or_else(|| day.clone(), |f| f.min(day.clone())));
                    o.last = o.last.take().max(Some(day));
                }
            }
        }
        let mut outlets: Vec<Outlet> = outlets.into_values().collect();
        outlets.sort_by(|a, b| b.articles.cmp(&a.articles).then_with(|| a.outlet.cmp(&b.outlet)));
        Ok(Corpus {
            totals: store.totals()?,
            outlets,
            months: articles_by_month(&coverage),
            skipped: store.skipped()?,
            readings: store.readings()?,
        })
    })?;
    answer(f, &view)
}

#[derive(Template)]
#[template(path = "corpus.html")]
struct Html<'a> {
    f: &'a Frame<'a>,
    v: &'a Corpus,
    bars: Option<Bars>,
}

impl View for Corpus {
    fn title(&self, f: &Frame<'_>) -> String {
        f.t("corpus").to_owned()
    }

    fn html(&self, f: &Frame<'_>) -> askama::Result<String> {
        let drawn = Axis::over(self.months.keys().map(String::as_str)).map(|axis| {
            let stack = |(m, n): (&String, &u64)| Some(Stack { month: month_number(m)?, parts: vec![("articles", *n as f64)] });
            let stacks: Vec<Stack> = self.months.iter().filter_map(stack).collect();
            let silent: Vec<i32> = axis.months().filter(|m| !self.months.contains_key(&month_name(*m))).collect();
            bars(&axis, &stacks, &silent, |_| f.t("articles").to_owned())
        });
        Html { f, v: self, bars: drawn }.render()
    }

    fn table(&self) -> Table {
        let mut table = Table::new(&["outlet", "articles", "undated", "first", "last", "days"]);
        for o in &self.outlets {
            table.row([&maybe(&o.outlet), &o.articles, &o.undated, &maybe(&o.first), &maybe(&o.last), &o.days]);
        }
        table
    }
}
