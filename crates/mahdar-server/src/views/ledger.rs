//! The ledger of promises: each once, when it was first said and when again.

use std::collections::BTreeSet;

use askama::Template;
use mahdar_history::formulas::difference;
use mahdar_store::{AgainRow, ChainRow, CommitmentRow, FactKind};
use serde::Serialize;

use super::facts::{Fact, Field, fields};
use super::formulas::{Worded, worded};
use crate::Site;
use crate::answer::{Answer, View, show as answer};
use crate::filter;
use crate::frame::Frame;
use crate::lines::Line;
use crate::problem::Problem;
use crate::table::Table;

/// A promise with how often it was said.
#[derive(Serialize)]
struct Promise {
    first: CommitmentRow,
    /// How often it was said again, copies left out.
    said_again: usize,
    /// Day of the last saying; that of the first where there is no other.
    last_said: String,
    /// Outlets that told it.
    outlets: Vec<String>,
}

impl Promise {
    fn of(chain: ChainRow) -> Self {
        let again = || chain.again.iter().filter(|a| !a.copy).map(|a| &a.commitment);
        let days = again().map(|c| c.when.day.clone());
        let last_said = days.max().unwrap_or_default().max(chain.first.when.day.clone());
        let outlets: BTreeSet<String> = again().chain([&chain.first]).filter_map(|c| c.article.outlet.clone()).collect();
        Self { said_again: again().count(), last_said, outlets: outlets.into_iter().collect(), first: chain.first }
    }
}

/// `/ledger`
#[derive(Serialize)]
pub(crate) struct Ledger {
    rows: Vec<Promise>,
    next: Option<String>,
}

/// Answers for `/ledger`.
pub(crate) fn show(site: &Site, f: &Frame<'_>) -> Result<Answer, Problem> {
    let filter = filter::facts(f, FactKind::Commitment)?;
    let page = filter::page(&f.ask.query)?;
    let listing = site.read(|store| Ok(store.promises(&filter, &page)?))?;
    let rows = listing.rows.into_iter().map(Promise::of).collect();
    answer(f, &Ledger { rows, next: listing.next.map(|c| c.to_string()) })
}

/// A line of the ledger.
struct Entry {
    line: Line,
    href: String,
    again: usize,
    last: String,
}

#[derive(Template)]
#[template(path = "ledger.html")]
struct Html<'a> {
    f: &'a Frame<'a>,
    entries: Vec<Entry>,
    next: Option<String>,
    fields: Vec<Field>,
    every: String,
}

impl View for Ledger {
    fn title(&self, f: &Frame<'_>) -> String {
        f.t("nav.commitments").to_owned()
    }

    fn html(&self, f: &Frame<'_>) -> askama::Result<String> {
        let entry = |p: &Promise| Entry {
            line: Line::commitment(f, &p.first),
            href: f.to("commitment", p.first.key),
            again: p.said_again,
            last: p.last_said.clone(),
        };
        let next = self.next.as_ref().map(|n| f.here_after(n));
        let every = f.link(&format!("/commitments{}", f.ask.query.with("after", "").to_suffix()));
        let entries = self.rows.iter().map(entry).collect();
        Html { f, entries, next, fields: fields(f, FactKind::Commitment), every }.render()
    }

    fn table(&self) -> Table {
        let columns = [CommitmentRow::COLUMNS, &["said_again", "last_said", "outlets"]].concat();
        let mut table = Table::new(&columns);
        for p in &self.rows {
            let mut cells = p.first.cells();
            cells.extend([p.said_again.to_string(), p.last_said.clone(), p.outlets.join(";")]);
            table.push(cells);
        }
        table
    }
}

/// `/commitment/KEY`
#[derive(Serialize)]
pub(crate) struct OnePromise {
    first: CommitmentRow,
    again: Vec<AgainRow>,
}

/// Answers for `/commitment/KEY`: any saying of a promise leads to the whole of it.
pub(crate) fn one(site: &Site, f: &Frame<'_>, key: &str) -> Result<Answer, Problem> {
    let missing = || Problem::missing(format!("there is no commitment {key}"));
    let key: i64 = key.parse().map_err(|_| missing())?;
    let ChainRow { first, again } = site.read(|store| store.promise(key)?.ok_or_else(missing))?;
    answer(f, &OnePromise { first, again })
}

/// A saying with what its words have more and less than the first.
struct Saying {
    line: Line,
    words: Vec<Worded>,
    copy: bool,
}

#[derive(Template)]
#[template(path = "promise.html")]
struct OneHtml<'a> {
    f: &'a Frame<'a>,
    words: String,
    day: String,
    first_line: [Line; 1],
    sayings: Vec<Saying>,
    strengths: Vec<String>,
}

impl View for OnePromise {
    fn title(&self, f: &Frame<'_>) -> String {
        let line = Line::commitment(f, &self.first);
        let who: Vec<String> = line.who.into_iter().map(|w| w.name).collect();
        format!("{}: {}", f.t("one.commitment"), who.join(&format!("{} ", f.t("semicolon"))))
    }

    fn html(&self, f: &Frame<'_>) -> askama::Result<String> {
        let saying = |a: &AgainRow| Saying {
            line: Line::commitment(f, &a.commitment),
            words: worded(&difference(&self.first.item.text, &a.commitment.item.text)),
            copy: a.copy,
        };
        let mut strengths: Vec<String> = Vec::new();
        let said = [&self.first].into_iter().chain(self.again.iter().filter(|a| !a.copy).map(|a| &a.commitment));
        for c in said {
            if strengths.last() != Some(&c.strength) {
                strengths.push(c.strength.clone());
            }
        }
        let first = Line::commitment(f, &self.first);
        OneHtml {
            f,
            words: first.words.clone(),
            day: first.day.clone(),
            first_line: [first],
            sayings: self.again.iter().map(saying).collect(),
            strengths: strengths.iter().map(|s| f.of("strength", s).to_owned()).collect(),
        }
        .render()
    }

    fn table(&self) -> Table {
        let mut table = Table::new(&[CommitmentRow::COLUMNS, &["likeness", "copy"]].concat());
        let mut add = |c: &CommitmentRow, likeness: f64, copy: bool| {
            let mut cells = c.cells();
            cells.extend([likeness.to_string(), copy.to_string()]);
            table.push(cells);
        };
        add(&self.first, 1.0, false);
        for a in &self.again {
            add(&a.commitment, a.likeness, a.copy);
        }
        table
    }
}
