//! Which address shows what.

use axum::http::Method;
use mahdar_store::{CommitmentRow, EncounterRow, EventRow, StatementRow};

use crate::Site;
use crate::answer::Answer;
use crate::ask::Ask;
use crate::frame::Frame;
use crate::problem::Problem;
use crate::views;

/// Answers a request.
pub(crate) fn answer(site: &Site, ask: &Ask) -> Result<Answer, Problem> {
    if !matches!(ask.method, Method::GET | Method::HEAD) {
        return Err(Problem::method("GET and HEAD"));
    }
    let f = &Frame::new(site, ask);
    match ask.parts().as_slice() {
        [] | ["home"] => views::overview::home(site, f),
        ["pairs"] => views::overview::pairs(site, f),
        ["pair", codes] => views::pair::show(site, f, codes),
        ["corpus"] => views::corpus::show(site, f),
        ["encounter", key] => views::encounter::show(site, f, key),
        ["actors"] => views::who::actors(site, f),
        ["actor", key] => views::who::actor(site, f, key),
        ["frameworks"] => views::who::frameworks(site, f),
        ["framework", key] => views::who::framework(site, f, key),
        ["rule", name] => views::overview::rule(f, name),
        ["search" | "articles"] => views::search::show(site, f),
        ["encounters"] => views::facts::show::<EncounterRow>(site, f),
        ["statements"] => views::facts::show::<StatementRow>(site, f),
        ["commitments"] => views::facts::show::<CommitmentRow>(site, f),
        ["events"] => views::facts::show::<EventRow>(site, f),
        ["article", key] => views::article::show(site, f, key),
        _ => Err(Problem::missing(format!("there is no page {}", ask.path))),
    }
}
