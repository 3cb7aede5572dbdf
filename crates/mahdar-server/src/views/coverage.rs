//! How much each outlet gave on each day of a year.

use std::collections::{BTreeMap, BTreeSet};

use askama::Template;
use serde::Serialize;

use crate::Site;
use crate::answer::{Answer, View, show as answer};
use crate::frame::Frame;
use crate::problem::Problem;
use crate::table::{Table, maybe};

/// Steps of the shading, and the number of articles from which each is taken.
const STEPS: [u64; 4] = [1, 3, 8, 20];

/// Articles of an outlet on a day.
#[derive(Clone, Debug, Serialize)]
struct Day {
    outlet: Option<String>,
    day: String,
    articles: u64,
}

/// `/coverage`
#[derive(Serialize)]
pub(crate) struct Year {
    year: String,
    outlet: Option<String>,
    days: Vec<Day>,
    #[serde(skip)]
    years: Vec<String>,
}

/// Answers for `/coverage`; the last year where none is given.
pub(crate) fn show(site: &Site, f: &Frame<'_>) -> Result<Answer, Problem> {
    let q = &f.ask.query;
    let outlet = q.get("outlet").map(str::to_owned);
    let all = site.coverage()?;
    let years: BTreeSet<&str> = all.iter().filter_map(|c| c.day.as_deref()?.get(..4)).collect();
    let year = match q.get("year") {
        None => years.last().map(|y| (*y).to_owned()).unwrap_or_default(),
        Some(y) if y.len() == 4 && y.bytes().all(|b| b.is_ascii_digit()) => y.to_owned(),
        Some(y) => return Err(Problem::bad(format!("year={y}: expected a year such as 2022"))),
    };
    if let Some(wanted) = &outlet
        && !all.iter().any(|c| c.outlet.as_ref() == Some(wanted))
    {
        return Err(Problem::bad(format!("outlet={wanted}: no article is of this outlet; the corpus page lists all")));
    }
    let own = |c: &&mahdar_store::Coverage| {
        c.day.as_deref().is_some_and(|d| d.starts_with(&year)) && (outlet.is_none() || c.outlet == outlet)
    };
    let day = |c: &mahdar_store::Coverage| Day {
        outlet: c.outlet.clone(),
        day: c.day.clone().unwrap_or_default(),
        articles: c.articles,
    };
    let days = all.iter().filter(own).map(day).collect();
    let years = years.into_iter().map(str::to_owned).collect();
    answer(f, &Year { year, outlet, days, years })
}

/// A day of the calendar.
struct Cell {
    day: String,
    articles: u64,
    step: usize,
    href: String,
    /// The month has no such day.
    none: bool,
}

#[derive(Template)]
#[template(path = "coverage.html")]
struct Html<'a> {
    f: &'a Frame<'a>,
    v: &'a Year,
    months: Vec<(String, Vec<Cell>, u64)>,
    outlets: Vec<(String, u64, String)>,
    silent: usize,
}

impl Year {
    fn months(&self, f: &Frame<'_>) -> Vec<(String, Vec<Cell>, u64)> {
        let mut by_day: BTreeMap<&str, u64> = BTreeMap::new();
        for d in &self.days {
            *by_day.entry(&d.day).or_default() += d.articles;
        }
        let year: i16 = self.year.parse().unwrap_or(0);
        let cell = |month: i8, n: i8| {
            let day = format!("{}-{month:02}-{n:02}", self.year);
            let articles = by_day.get(day.as_str()).copied().unwrap_or(0);
            let query = crate::query::Query::default().with("from", &day).with("to", &day);
            let query = query.with("outlet", self.outlet.as_deref().unwrap_or_default()).with("copies", "1").to_suffix();
            Cell {
                articles,
                step: STEPS.iter().filter(|s| articles >= **s).count(),
                href: f.link(&format!("/articles{query}")),
                none: jiff::civil::Date::new(year, month, n).is_err(),
                day,
            }
        };
        let month = |m: i8| {
            let cells: Vec<Cell> = (1..=31).map(|n| cell(m, n)).collect();
            let all = cells.iter().map(|c| c.articles).sum();
            (format!("{}-{m:02}", self.year), cells, all)
        };
        (1..=12).map(month).collect()
    }

    fn outlets(&self, f: &Frame<'_>) -> Vec<(String, u64, String)> {
        let mut all: BTreeMap<&str, u64> = BTreeMap::new();
        for d in &self.days {
            *all.entry(d.outlet.as_deref().unwrap_or_default()).or_default() += d.articles;
        }
        let mut all: Vec<(&str, u64)> = all.into_iter().collect();
        all.sort_by_key(|(_, n)| std::cmp::Reverse(*n));
        all.into_iter().map(|(o, n)| (o.to_owned(), n, f.here_with("outlet", o))).collect()
    }
}

impl View for Year {
    fn title(&self, f: &Frame<'_>) -> String {
        let of = self.outlet.iter().map(|o| format!(" · {}", crate::reader::visible(o))).collect::<String>();
        format!("{} {}{of}", f.t("coverage"), self.year)
    }

    fn html(&self, f: &Frame<'_>) -> askama::Result<String> {
        let months = self.months(f);
        let silent = months.iter().flat_map(|(_, cells, _)| cells).filter(|c| !c.none && c.articles == 0).count();
        Html { f, v: self, outlets: self.outlets(f), silent, months }.render()
    }

    fn table(&self) -> Table {
        let mut table = Table::new(&["outlet", "day", "articles"]);
        for d in &self.days {
            table.row([&maybe(&d.outlet), &d.day, &d.articles]);
        }
        table
    }
}
