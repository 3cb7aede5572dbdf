//! From an address to what the store is asked for.

use mahdar_store::{ActorKey, ArticleFilter, ArticleKey, Cursor, FactKind, Filter, Order, Page};

use crate::frame::Frame;
use crate::names::Names;
use crate::problem::Problem;
use crate::query::Query;

/// Rows of a page where the address does not say how many.
const USUAL_ROWS: u32 = 50;
/// Most rows of an answer.
pub(crate) const MOST_ROWS: u32 = 5_000;

/// Filters of every list.
pub(crate) const PAGING: &[&str] = &["limit", "after", "order"];
/// Filters of every list of facts.
pub(crate) const COMMON: &[&str] =
    &["q", "exact", "state", "pair", "by", "toward", "actor", "from", "to", "outlet", "framework", "place", "article", "copies"];
/// Filters of lists of articles.
pub(crate) const ARTICLES: &[&str] = &["q", "exact", "outlet", "from", "to", "state", "actor", "framework", "copies"];

/// Filters that only one kind of fact has, for its [`Filter::what`] and [`Filter::more`] and the rest.
pub(crate) fn own_filters(kind: FactKind) -> (&'static str, Option<&'static str>, Option<&'static str>) {
    match kind {
        FactKind::Encounter => ("kind", Some("status"), None),
        FactKind::Statement => ("mode", None, None),
        FactKind::Commitment => ("strength", None, Some("sector")),
        FactKind::Event => ("type", Some("mode"), Some("context")),
    }
}

/// What a list of facts is asked for.
pub(crate) fn facts(f: &Frame<'_>, kind: FactKind) -> Result<Filter, Problem> {
    let q = &f.ask.query;
    let (what, more, rest) = own_filters(kind);
    let code = |name: &str| q.get(name).map(|v| code(f.names, name, v)).transpose();
    let of = |name: Option<&str>| name.and_then(|n| q.get(n)).map(str::to_owned);
    Ok(Filter {
        states: codes(f.names, q)?,
        pair: q.get("pair").map(|v| pair(f.names, v)).transpose()?,
        by: code("by")?,
        toward: code("toward")?,
        actor: key(q, "actor")?.map(ActorKey),
        what: list(q, Some(what)),
        more: list(q, more),
        sector: of(rest.filter(|r| *r == "sector")),
        context: of(rest.filter(|r| *r == "context")),
        from: of(Some("from")),
        to: of(Some("to")),
        outlet: of(Some("outlet")),
        framework: key(q, "framework")?,
        place: key(q, "place")?,
        article: key(q, "article")?.map(ArticleKey),
        words: of(Some("q")),
        exact: q.on("exact")?,
        once: !q.on("copies")?,
    })
}

/// What a list of articles is asked for.
pub(crate) fn articles(f: &Frame<'_>) -> Result<ArticleFilter, Problem> {
    let q = &f.ask.query;
    let of = |name: &str| q.get(name).map(str::to_owned);
    Ok(ArticleFilter {
        outlet: of("outlet"),
        from: of("from"),
        to: of("to"),
        states: codes(f.names, q)?,
        actor: key(q, "actor")?.map(ActorKey),
        framework: key(q, "framework")?,
        words: of("q"),
        exact: q.on("exact")?,
        once: !q.on("copies")?,
        ..ArticleFilter::default()
    })
}

/// Which part of a list; newest first unless the address says otherwise.
pub(crate) fn page(q: &Query) -> Result<Page, Problem> {
    let order = match q.get("order") {
        None | Some("newest") => Order::NewestFirst,
        Some("oldest") => Order::OldestFirst,
        Some(other) => return Err(Problem::bad(format!("order={other}: expected newest or oldest"))),
    };
    let after = q.get("after").map(str::parse::<Cursor>).transpose()?;
    Ok(Page { limit: q.number("limit", USUAL_ROWS, MOST_ROWS)? as usize, after, order })
}

/// Two codes as `KAZ-CHN`; names in either language do as well.
pub(crate) fn pair(names: &Names, text: &str) -> Result<(String, String), Problem> {
    let Some((a, b)) = text.split_once('-') else {
        return Err(Problem::bad(format!("pair={text}: expected two codes such as KAZ-CHN")));
    };
    let (a, b) = (code(names, "pair", a)?, code(names, "pair", b)?);
    if a == b {
        return Err(Problem::bad(format!("pair={text}: expected two different codes")));
    }
    Ok((a, b))
}

/// A code, or what a name stands for.
pub(crate) fn code(names: &Names, filter: &str, text: &str) -> Result<String, Problem> {
    let unknown =
        || Problem::bad(format!("{filter}={text}: no state or organisation has this code or name; expected one such as KAZ"));
    names.find_code(text.trim()).ok_or_else(unknown)
}

fn codes(names: &Names, q: &Query) -> Result<Vec<String>, Problem> {
    list(q, Some("state")).iter().map(|v| code(names, "state", v)).collect()
}

pub(crate) fn list(q: &Query, name: Option<&str>) -> Vec<String> {
    let text = name.map_or("", |n| q.text(n));
    text.split(',').map(str::trim).filter(|v| !v.is_empty()).map(str::to_owned).collect()
}

fn key(q: &Query, name: &str) -> Result<Option<i64>, Problem> {
    let number =
        |v: &str| v.parse().map_err(|_| Problem::bad(format!("{name}={v}: expected the number that stands in its address")));
    q.get(name).map(number).transpose()
}
