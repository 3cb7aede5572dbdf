//! Actors and frameworks: lists, and a page for each.

use askama::Template;
use mahdar_store::{
    ActorFilter, ActorKey, ActorRow, ArticleFilter, ArticleRow, CommitmentRow, EncounterRow, EventRow, FactKind, Filter,
    FrameworkRow, Order, Page, StatementRow,
};
use serde::Serialize;

use crate::Site;
use crate::answer::{Answer, View, show as answer};
use crate::filter;
use crate::frame::Frame;
use crate::lines::{Line, name};
use crate::problem::Problem;
use crate::reader::visible;
use crate::table::{Table, maybe};

/// Frameworks in the list.
const FRAMEWORKS: usize = 1_000;
/// Facts of a kind on a page.
const FEW: usize = 5;

/// `/actors`
#[derive(Serialize)]
pub(crate) struct Actors {
    rows: Vec<ActorRow>,
    next: Option<String>,
}

/// Answers for `/actors`.
pub(crate) fn actors(site: &Site, f: &Frame<'_>) -> Result<Answer, Problem> {
    let q = &f.ask.query;
    let code = q.get("state").map(|v| filter::code(f.names, "state", v)).transpose()?;
    let known = match q.get("known") {
        None => None,
        Some(_) => Some(q.on("known")?),
    };
    let wanted = ActorFilter { kind: q.get("kind").map(str::to_owned), code, name: q.get("name").map(str::to_owned), known };
    let page = filter::page(q)?;
    let listing = site.read(|store| Ok(store.actors(&wanted, &page)?))?;
    answer(f, &Actors { rows: listing.rows, next: listing.next.map(|c| c.to_string()) })
}

#[derive(Template)]
#[template(path = "actors.html")]
struct ActorsHtml<'a> {
    f: &'a Frame<'a>,
    v: &'a Actors,
    next: Option<String>,
}

const KINDS: [&str; 6] = ["person", "polity", "organization", "group", "agent", "unnamed"];

impl Actors {
    fn name(&self, f: &Frame<'_>, a: &ActorRow) -> String {
        match name(f, &a.name_ar, a.name_en.as_deref()) {
            name if name.is_empty() => f.of("kind", &a.kind).to_owned(),
            name => name,
        }
    }
}

impl View for Actors {
    fn title(&self, f: &Frame<'_>) -> String {
        f.t("who.actors").to_owned()
    }

    fn html(&self, f: &Frame<'_>) -> askama::Result<String> {
        ActorsHtml { f, v: self, next: self.next.as_ref().map(|n| f.here_after(n)) }.render()
    }

    fn table(&self) -> Table {
        let mut table =
            Table::new(&["actor", "kind", "name_ar", "name_en", "code", "sector", "office", "known", "articles", "latest"]);
        for a in &self.rows {
            let (en, code, sector, office) = (maybe(&a.name_en), maybe(&a.code), maybe(&a.sector), maybe(&a.office));
            table.row([&a.key.0, &a.kind, &a.name_ar, &en, &code, &sector, &office, &a.known, &a.articles, &a.latest]);
        }
        table
    }
}

/// What is known of the subject of a page: facts, the newest few of each kind, and how many there are.
#[derive(Serialize)]
struct Facts {
    encounters: Vec<EncounterRow>,
    statements: Vec<StatementRow>,
    commitments: Vec<CommitmentRow>,
    events: Vec<EventRow>,
    /// In this order.
    counts: [u64; 4],
    articles: Vec<ArticleRow>,
}

fn facts(site: &Site, filter: &Filter, articles: &ArticleFilter) -> Result<Facts, Problem> {
    let page = Page { limit: FEW, order: Order::NewestFirst, ..Page::default() };
    site.read(|store| {
        let mut counts = [0; 4];
        for (n, kind) in FactKind::ALL.into_iter().enumerate() {
            counts[n] = store.count(kind, filter, 100_000)?;
        }
        Ok(Facts {
            encounters: store.encounters(filter, &page)?.rows,
            statements: store.statements(filter, &page)?.rows,
            commitments: store.commitments(filter, &page)?.rows,
            events: store.events(filter, &page)?.rows,
            counts,
            articles: store.articles(articles, &page)?.rows,
        })
    })
}

/// A part of a page: label, how many there are, the address of all, the newest.
struct Part {
    name: &'static str,
    count: u64,
    href: String,
    lines: Vec<Line>,
}

impl Facts {
    fn parts(&self, f: &Frame<'_>, filter: &str, value: &str) -> Vec<Part> {
        let [e, s, c, v] = self.counts;
        let part = |name: &'static str, count, lines| Part { name, count, href: f.list(name, filter, value), lines };
        let all = vec![
            part("encounters", e, self.encounters.iter().map(|x| Line::encounter(f, x)).collect()),
            part("statements", s, self.statements.iter().map(|x| Line::statement(f, x)).collect()),
            part("commitments", c, self.commitments.iter().map(|x| Line::commitment(f, x)).collect()),
            part("events", v, self.events.iter().map(|x| Line::event(f, x)).collect()),
        ];
        all.into_iter().filter(|p| p.count > 0).collect()
    }
}

/// `/actor/KEY` and `/framework/KEY`
#[derive(Serialize)]
pub(crate) struct Subject {
    actor: Option<ActorRow>,
    framework: Option<FrameworkRow>,
    #[serde(flatten)]
    facts: Facts,
}

/// Actors that are states, organisations or groups themselves.
trait State {
    /// Their code.
    fn state(&self) -> Option<String>;
}

impl State for ActorRow {
    fn state(&self) -> Option<String> {
        self.code.clone().filter(|_| matches!(self.kind.as_str(), "polity" | "organization" | "group"))
    }
}

/// Answers for `/actor/KEY`.
pub(crate) fn actor(site: &Site, f: &Frame<'_>, key: &str) -> Result<Answer, Problem> {
    let missing = || Problem::missing(format!("there is no actor {key}"));
    let key = ActorKey(key.parse().map_err(|_| missing())?);
    let actor = site.read(|store| store.actor(key)?.ok_or_else(missing))?;
    // What a state's people do is the state's.
    let state = actor.state();
    let filter = match &state {
        Some(code) => Filter { states: vec![code.clone()], once: true, ..Filter::default() },
        None => Filter { actor: Some(key), once: true, ..Filter::default() },
    };
    let facts = facts(site, &filter, &ArticleFilter { actor: Some(key), once: true, ..ArticleFilter::default() })?;
    answer(f, &Subject { actor: Some(actor), framework: None, facts })
}

/// Answers for `/framework/KEY`.
pub(crate) fn framework(site: &Site, f: &Frame<'_>, key: &str) -> Result<Answer, Problem> {
    let missing = || Problem::missing(format!("there is no framework {key}"));
    let key: i64 = key.parse().map_err(|_| missing())?;
    let framework = site.read(|store| store.frameworks(FRAMEWORKS)?.into_iter().find(|x| x.key == key).ok_or_else(missing))?;
    let filter = Filter { framework: Some(key), once: true, ..Filter::default() };
    let facts = facts(site, &filter, &ArticleFilter { framework: Some(key), once: true, ..ArticleFilter::default() })?;
    answer(f, &Subject { actor: None, framework: Some(framework), facts })
}

#[derive(Template)]
#[template(path = "subject.html")]
struct SubjectHtml<'a> {
    f: &'a Frame<'a>,
    name_ar: String,
    title: String,
    meta: Vec<String>,
    parts: Vec<Part>,
    articles: Vec<(String, String, String)>,
    all_articles: String,
    list: (&'static str, &'static str),
}

impl Subject {
    fn names(&self) -> (&str, Option<&str>) {
        match (&self.actor, &self.framework) {
            (Some(a), _) => (&a.name_ar, a.name_en.as_deref()),
            (_, Some(x)) => (&x.name_ar, x.name_en.as_deref()),
            _ => ("", None),
        }
    }

    fn meta(&self, f: &Frame<'_>) -> Vec<String> {
        let mut out = Vec::new();
        if let Some(a) = &self.actor {
            out.push(f.of("kind", &a.kind).to_owned());
            out.extend(a.office.as_deref().filter(|o| *o != "none").map(|o| f.names.office(o, f.lang()).to_owned()));
            out.extend(a.code.as_ref().map(|c| format!("{} ({c})", f.code(c))));
            out.extend(a.sector.clone());
            out.push(f.t(if a.known { "known" } else { "unknown" }).to_owned());
            out.push(format!("{} {}", a.articles, f.t("articles.found")));
        }
        if let Some(x) = &self.framework {
            out.push(f.of("framework", &x.kind).to_owned());
            out.push(format!("{} {}", x.articles, f.t("articles.found")));
        }
        out
    }
}

impl View for Subject {
    fn title(&self, f: &Frame<'_>) -> String {
        let (ar, en) = self.names();
        match (name(f, ar, en), &self.actor) {
            (name, Some(a)) if name.is_empty() => f.of("kind", &a.kind).to_owned(),
            (name, _) => name,
        }
    }

    fn html(&self, f: &Frame<'_>) -> askama::Result<String> {
        let (filter, value, list) = match (&self.actor, &self.framework) {
            (Some(a), _) => ("actor", a.key.0, ("/actors", "who.actors")),
            (_, x) => ("framework", x.as_ref().map_or(0, |x| x.key), ("/frameworks", "frameworks")),
        };
        let value = value.to_string();
        let state = self.actor.as_ref().and_then(State::state);
        let (by, of) = state.as_ref().map_or((filter, &value), |code| ("state", code));
        let article = |a: &ArticleRow| {
            let title = a.title.as_ref().unwrap_or(&a.id);
            (f.to("article", a.key.0), visible(title), a.published.clone().unwrap_or_default())
        };
        SubjectHtml {
            f,
            name_ar: visible(self.names().0),
            title: self.title(f),
            meta: self.meta(f),
            parts: self.facts.parts(f, by, of),
            articles: self.facts.articles.iter().map(article).collect(),
            all_articles: f.list("articles", filter, &value),
            list,
        }
        .render()
    }

    fn table(&self) -> Table {
        let mut table = Table::new(&["kind", "number"]);
        for (kind, n) in ["encounters", "statements", "commitments", "events"].into_iter().zip(self.facts.counts) {
            table.row([&kind, &n]);
        }
        table
    }
}

/// `/frameworks`
#[derive(Serialize)]
pub(crate) struct Frameworks {
    rows: Vec<FrameworkRow>,
}

/// Answers for `/frameworks`.
pub(crate) fn frameworks(site: &Site, f: &Frame<'_>) -> Result<Answer, Problem> {
    answer(f, &Frameworks { rows: site.read(|store| Ok(store.frameworks(FRAMEWORKS)?))? })
}

#[derive(Template)]
#[template(path = "frameworks.html")]
struct FrameworksHtml<'a> {
    f: &'a Frame<'a>,
    v: &'a Frameworks,
}

impl Frameworks {
    fn name(&self, f: &Frame<'_>, x: &FrameworkRow) -> String {
        name(f, &x.name_ar, x.name_en.as_deref())
    }
}

impl View for Frameworks {
    fn title(&self, f: &Frame<'_>) -> String {
        f.t("frameworks").to_owned()
    }

    fn html(&self, f: &Frame<'_>) -> askama::Result<String> {
        FrameworksHtml { f, v: self }.render()
    }

    fn table(&self) -> Table {
        let mut table = Table::new(&["framework", "kind", "name_ar", "name_en", "known", "articles"]);
        for x in &self.rows {
            table.row([&x.key, &x.kind, &x.name_ar, &maybe(&x.name_en), &x.known, &x.articles]);
        }
        table
    }
}
