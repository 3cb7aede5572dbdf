//! Which address shows what, and what may be asked of it. The description of the interface is made from the same table.

use axum::http::Method;
use mahdar_store::{CommitmentRow, EncounterRow, EventRow, StatementRow};

use crate::Site;
use crate::answer::Answer;
use crate::ask::Ask;
use crate::filter::{ARTICLES, COMMON, PAGING};
use crate::frame::Frame;
use crate::openapi;
use crate::problem::Problem;
use crate::views::{about, article, corpus, coverage, encounter, facts, formulas, ledger, map, network, overview, pair, reviews};
use crate::views::{search, who};

type Show = fn(&Site, &Frame<'_>, &str) -> Result<Answer, Problem>;

/// An address and what it shows.
pub(crate) struct Route {
    /// `/pair/{codes}`
    pub path: &'static str,
    /// What it is, in a sentence.
    pub about: &'static str,
    /// Filters that it takes.
    pub filters: &'static [&'static [&'static str]],
    /// Name of the schema of its JSON.
    pub schema: &'static str,
    show: Show,
}

const fn route(
    path: &'static str,
    about: &'static str,
    filters: &'static [&'static [&'static str]],
    schema: &'static str,
    show: Show,
) -> Route {
    Route { path, about, filters, schema, show }
}

const WINDOW: &[&str] = &["from", "to"];

/// All of them.
pub(crate) const ROUTES: [Route; 26] = [
    route("/home", "Totals, the busiest pairs, the latest encounters.", &[], "Home", |s, f, _| overview::home(s, f)),
    route("/search", "Articles found by their words.", &[ARTICLES, PAGING], "Articles", |s, f, _| search::show(s, f)),
    route("/articles", "Articles, newest first.", &[ARTICLES, PAGING], "Articles", |s, f, _| search::show(s, f)),
    route("/article/{key}", "An article with its record.", &[&["layers", "spans", "at"]], "Article", article::show),
    route(
        "/encounters",
        "Encounters as each article tells them.",
        &[COMMON, PAGING, &["kind", "status"]],
        "Encounters",
        |s, f, _| facts::show::<EncounterRow>(s, f),
    ),
    route("/encounter/{key}", "An encounter: all tellings compared.", &[], "Encounter", encounter::show),
    route("/statements", "Who said what.", &[COMMON, PAGING, &["mode"]], "Statements", |s, f, _| {
        facts::show::<StatementRow>(s, f)
    }),
    route(
        "/commitments",
        "Promises, each saying of them.",
        &[COMMON, PAGING, &["strength", "sector"]],
        "Commitments",
        |s, f, _| facts::show::<CommitmentRow>(s, f),
    ),
    route(
        "/ledger",
        "Promises, each once: first said, said again.",
        &[COMMON, PAGING, &["strength", "sector"]],
        "Ledger",
        |s, f, _| ledger::show(s, f),
    ),
    route("/commitment/{key}", "A promise with all its sayings.", &[], "Promise", ledger::one),
    route("/events", "Events in PLOVER's coding.", &[COMMON, PAGING, &["type", "mode", "context"]], "Events", |s, f, _| {
        facts::show::<EventRow>(s, f)
    }),
    route("/pairs", "Pairs of states by what is between them.", &[&["a", "b"]], "Pairs", |s, f, _| overview::pairs(s, f)),
    route("/pair/{codes}", "The history of two states.", &[WINDOW, &["counts"]], "Pair", pair::show),
    route("/formulas", "Set phrases through time.", &[&["pair"]], "Formulas", |s, f, _| formulas::show(s, f)),
    route("/formula/{id}", "A set phrase: versions and uses.", &[&["version", "pair"]], "Formula", formulas::one),
    route("/actors", "Actors.", &[&["kind", "state", "name", "known", "limit", "after"]], "Actors", |s, f, _| who::actors(s, f)),
    route("/actor/{key}", "An actor.", &[], "Subject", who::actor),
    route("/frameworks", "Initiatives, agreements, forums.", &[], "Frameworks", |s, f, _| who::frameworks(s, f)),
    route("/framework/{key}", "A framework.", &[], "Subject", who::framework),
    route(
        "/network",
        "Events between states in a window of time.",
        &[WINDOW, &["least", "state", "type", "limit", "after"]],
        "Network",
        |s, f, _| network::show(s, f),
    ),
    route("/map", "Places at which something happened.", &[WINDOW], "Map", |s, f, _| map::show(s, f)),
    route("/corpus", "What was read and what was not.", &[], "Corpus", |s, f, _| corpus::show(s, f)),
    route("/coverage", "Articles by outlet and day of a year.", &[&["year", "outlet"]], "Coverage", |s, f, _| {
        coverage::show(s, f)
    }),
    route("/reviews", "The log of review marks.", &[&["limit", "after"]], "Reviews", |s, f, _| reviews::show(s, f)),
    route("/rule/{name}", "A rule.", &[], "Rule", |_, f, name| overview::rule(f, name)),
    route("/about", "What this is, and its limits.", &[], "About", |_, f, _| about::show(f)),
];

/// Answers a request.
pub(crate) fn answer(site: &Site, ask: &Ask) -> Result<Answer, Problem> {
    let f = &Frame::new(site, ask);
    let parts = match ask.parts() {
        parts if ask.api && matches!(parts.as_slice(), [] | ["openapi"]) => {
            return if reads(&ask.method) { openapi::show(f) } else { Err(Problem::method("GET, HEAD")) };
        }
        parts if parts.is_empty() => vec!["home"],
        parts => parts,
    };
    let find = ROUTES.iter().find_map(|route| Some((route, route.fits(&parts)?)));
    let (route, id) = find.ok_or_else(|| Problem::missing(format!("there is no page {}", ask.path)))?;
    match ask.method {
        Method::POST if route.path == "/reviews" => return reviews::add(site, f),
        _ if reads(&ask.method) => {}
        _ if route.path == "/reviews" => return Err(Problem::method("GET, HEAD, POST")),
        _ => return Err(Problem::method("GET, HEAD")),
    }
    ask.query.only(&route.filters())?;
    (route.show)(site, f, id)
}

fn reads(method: &Method) -> bool {
    matches!(*method, Method::GET | Method::HEAD)
}

impl Route {
    /// All its filters.
    pub fn filters(&self) -> Vec<&'static str> {
        self.filters.iter().flat_map(|group| group.iter().copied()).collect()
    }

    /// What stands for the variable part where the path fits.
    fn fits<'p>(&self, parts: &[&'p str]) -> Option<&'p str> {
        let own: Vec<&str> = self.path.split('/').skip(1).collect();
        match (own.as_slice(), parts) {
            ([one], [first]) if one == first => Some(""),
            ([folder, _], [first, id]) if folder == first => Some(id),
            _ => None,
        }
    }
}
