//! What this is: pages, keys, forms, limits.

use askama::Template;
use serde::Serialize;

use crate::answer::{Answer, View, show as answer};
use crate::filter::MOST_ROWS;
use crate::frame::Frame;
use crate::http::{MOST_ADDRESS, MOST_BODY, MOST_TIME};
use crate::problem::Problem;
use crate::routes::ROUTES;
use crate::table::Table;

/// `/about`
#[derive(Serialize)]
pub(crate) struct About {
    version: &'static str,
    limits: Limits,
    addresses: Vec<Address>,
}

/// What an answer may be asked for at most.
#[derive(Serialize)]
struct Limits {
    rows: u32,
    body_bytes: usize,
    address_bytes: usize,
    seconds: u64,
}

/// An address.
#[derive(Serialize)]
struct Address {
    path: &'static str,
    about: &'static str,
    filters: Vec<&'static str>,
}

/// Answers for `/about`.
pub(crate) fn show(f: &Frame<'_>) -> Result<Answer, Problem> {
    let address = |r: &crate::routes::Route| Address { path: r.path, about: r.about, filters: r.filters() };
    let limits = Limits { rows: MOST_ROWS, body_bytes: MOST_BODY, address_bytes: MOST_ADDRESS, seconds: MOST_TIME.as_secs() };
    answer(f, &About { version: env!("CARGO_PKG_VERSION"), limits, addresses: ROUTES.iter().map(address).collect() })
}

#[derive(Template)]
#[template(path = "about.html")]
struct Html<'a> {
    f: &'a Frame<'a>,
    v: &'a About,
}

impl View for About {
    fn title(&self, f: &Frame<'_>) -> String {
        f.t("about").to_owned()
    }

    fn html(&self, f: &Frame<'_>) -> askama::Result<String> {
        Html { f, v: self }.render()
    }

    fn table(&self) -> Table {
        let mut table = Table::new(&["path", "about", "filters"]);
        for a in &self.addresses {
            table.row([&a.path, &a.about, &a.filters.join(";")]);
        }
        table
    }
}
