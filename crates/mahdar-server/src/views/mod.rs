//! A file a page.

pub(crate) mod about;
pub(crate) mod article;
pub(crate) mod corpus;
pub(crate) mod coverage;
pub(crate) mod encounter;
pub(crate) mod facts;
pub(crate) mod formulas;
pub(crate) mod ledger;
pub(crate) mod map;
pub(crate) mod network;
pub(crate) mod overview;
pub(crate) mod pair;
pub(crate) mod reviews;
pub(crate) mod search;
pub(crate) mod who;

use askama::Template;

use crate::frame::Frame;
use crate::problem::Problem;

#[derive(Template)]
#[template(path = "problem.html")]
struct ProblemPage<'a> {
    f: &'a Frame<'a>,
    problem: &'a Problem,
}

/// A page that says what went wrong.
pub(crate) fn problem(f: &Frame<'_>, problem: &Problem) -> askama::Result<Vec<u8>> {
    let f = f.titled(f.t(problem.kind).to_owned(), &[]);
    Ok(ProblemPage { f: &f, problem }.render()?.into_bytes())
}
