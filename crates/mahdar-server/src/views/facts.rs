//! Lists of encounters, statements, commitments and events, with their filters.

use askama::Template;
use mahdar_store::{
    CommitmentRow, EncounterRow, EventRow, FactKind, FactOf, Filter, Listing, Of, Page, Party, StatementRow, Store,
};
use serde::Serialize;

use crate::Site;
use crate::answer::{Answer, View, show as answer};
use crate::ask::Form;
use crate::feed;
use crate::filter;
use crate::frame::Frame;
use crate::lines::Line;
use crate::problem::Problem;
use crate::table::{Table, joined, maybe};

/// Where facts have to be counted one by one, counting goes no further.
const MOST_COUNTED: u64 = 10_000;

/// A sort of fact, as the lists see it.
pub(crate) trait Fact: Serialize + Sized {
    /// Which sort.
    const KIND: FactKind;
    /// Key of the list's title, and first segment of its address.
    const NAME: &'static str;
    /// Columns of the table.
    const COLUMNS: &'static [&'static str];

    /// Forms of the list beside HTML and JSON.
    const FORMS: &'static [Form] = &[Form::Csv, Form::Atom];

    /// A page of them.
    fn list(store: &Store, filter: &Filter, page: &Page) -> Result<Listing<Self>, Problem>;
    /// As a line.
    fn line(&self, f: &Frame<'_>) -> Line;
    /// As a row of the table.
    fn cells(&self) -> Vec<String>;
}

/// A list.
#[derive(Serialize)]
pub(crate) struct FactList<R: Fact> {
    /// How many there are in all, up to a bound.
    total: u64,
    /// Whether there are more than that.
    more_than_counted: bool,
    rows: Vec<R>,
    /// What `after` must be for the next page.
    next: Option<String>,
}

/// `/encounters` and its like.
pub(crate) fn show<R: Fact>(site: &Site, f: &Frame<'_>) -> Result<Answer, Problem> {
    answer(f, &load::<R>(site, f)?)
}

/// The list that a request asks for.
pub(crate) fn load<R: Fact>(site: &Site, f: &Frame<'_>) -> Result<FactList<R>, Problem> {
    let filter = filter::facts(f, R::KIND)?;
    let page = filter::page(&f.ask.query)?;
    site.read(|store| {
        let listing = R::list(store, &filter, &page)?;
        let (total, more_than_counted) = total(store, R::KIND, &filter)?;
        let next = listing.next.map(|c| c.to_string());
        Ok(FactList { total, more_than_counted, rows: listing.rows, next })
    })
}

/// How many there are in all, and whether there are more than that. All facts, and those of one state or pair, are counted
/// as they come in.
fn total(store: &Store, kind: FactKind, filter: &Filter) -> Result<(u64, bool), Problem> {
    let one = |states: &[String], pair: &Option<(String, String)>| Filter {
        states: states.to_vec(),
        pair: pair.clone(),
        once: filter.once,
        ..Filter::default()
    };
    let of = match (filter.states.as_slice(), &filter.pair) {
        ([], None) => Some(Of::All),
        ([code], None) => Some(Of::State(code.clone())),
        ([], Some((a, b))) => Some(Of::Pair(a.clone(), b.clone())),
        _ => None,
    };
    match of.filter(|_| *filter == one(&filter.states, &filter.pair)) {
        Some(of) => {
            let (facts, copies) = store.tallied(kind, &of)?;
            Ok((if filter.once { facts } else { facts + copies }, false))
        }
        None => {
            let total = store.count(kind, filter, MOST_COUNTED)?;
            Ok((total, total == MOST_COUNTED))
        }
    }
}

/// A field of the filter form.
pub(crate) struct Field {
    /// Name in the address.
    pub name: &'static str,
    /// Choices: value and label.
    pub choices: Vec<(String, String)>,
}

/// The choices that only this sort of fact has.
pub(crate) fn fields(f: &Frame<'_>, kind: FactKind) -> Vec<Field> {
    let labelled = |family: &str, words: &[&str]| -> Vec<(String, String)> {
        words.iter().map(|w| ((*w).to_owned(), f.of(family, w).to_owned())).collect()
    };
    let (what, more, rest) = filter::own_filters(kind);
    let choices = |name: &'static str| match (kind, name) {
        (FactKind::Encounter, "kind") => {
            labelled("encounter", &["meeting", "call", "visit", "summit", "conference", "signing", "other"])
        }
        (FactKind::Encounter, _) => labelled("status", &["held", "planned"]),
        (FactKind::Statement, _) => labelled("mode", &["direct", "indirect", "mixed"]),
        (FactKind::Commitment, "strength") => labelled("strength", &["agreed", "pledged", "intends", "ready"]),
        (FactKind::Commitment, _) => f.names.family("field", f.lang()),
        (FactKind::Event, "type") => {
            f.names.types().map(|t| (t.kind.clone(), format!("{} — {}", t.kind, t.name.get(f.lang())))).collect()
        }
        (FactKind::Event, _) => Vec::new(),
    };
    let names = [Some(what), more, rest].into_iter().flatten();
    names.map(|name| Field { name, choices: choices(name) }).filter(|field| !field.choices.is_empty()).collect()
}

#[derive(Template)]
#[template(path = "facts.html")]
struct Html<'a> {
    f: &'a Frame<'a>,
    name: &'static str,
    total: u64,
    more: bool,
    lines: Vec<Line>,
    next: Option<String>,
    fields: Vec<Field>,
}

impl<R: Fact> View for FactList<R> {
    const FORMS: &'static [Form] = R::FORMS;

    fn title(&self, f: &Frame<'_>) -> String {
        f.t(R::NAME).to_owned()
    }

    fn html(&self, f: &Frame<'_>) -> askama::Result<String> {
        let lines = self.rows.iter().map(|r| r.line(f)).collect();
        let next = self.next.as_ref().map(|n| f.here_after(n));
        let (total, more) = (self.total, self.more_than_counted);
        Html { f, name: R::NAME, total, more, lines, next, fields: fields(f, R::KIND) }.render()
    }

    fn table(&self) -> Table {
        let mut table = Table::new(R::COLUMNS);
        for row in &self.rows {
            table.push(row.cells());
        }
        table
    }

    fn other(&self, form: Form, f: &Frame<'_>) -> Result<String, Problem> {
        let lines = self.rows.iter().map(|r| r.line(f));
        let title = self.title(f);
        if form == Form::Ics {
            let days = lines.filter(|l| l.day.len() == 10).map(|l| (l.day.clone(), told(&l))).collect::<Vec<_>>();
            return Ok(feed::calendar(&title, &days));
        }
        let entry = |l: Line| feed::Entry {
            title: told(&l),
            id: format!("{}{}", f.address(), l.source.href),
            link: l.source.href,
            day: l.day,
            by: l.source.text,
            summary: l.words,
        };
        Ok(feed::atom(f, &title, &lines.map(entry).collect::<Vec<_>>()))
    }
}

/// A fact in a line without its words: what, who, toward whom.
fn told(l: &Line) -> String {
    let names = |all: &[crate::lines::Who]| all.iter().map(|w| w.name.as_str()).collect::<Vec<_>>().join(", ");
    match l.toward.is_empty() {
        true => format!("{}: {}", l.tag, names(&l.who)),
        false => format!("{}: {} → {}", l.tag, names(&l.who), names(&l.toward)),
    }
}

/// Cells that every fact begins with.
fn of(article: &FactOf, id: &str, day: &str) -> Vec<String> {
    vec![
        article.key.0.to_string(),
        article.id.clone(),
        maybe(&article.outlet),
        maybe(&article.published),
        id.to_owned(),
        day.to_owned(),
    ]
}

fn names(all: &[Party]) -> String {
    joined(&all.iter().map(|p| p.name_en.as_deref().unwrap_or(&p.name_ar)).collect::<Vec<_>>())
}

fn codes(all: &[Party]) -> String {
    joined(&all.iter().map(|p| p.code.as_deref().unwrap_or_default()).collect::<Vec<_>>())
}

fn span(s: &mahdar_record::Span) -> [String; 3] {
    [s.start.to_string(), s.end.to_string(), s.text.clone()]
}

impl Fact for EncounterRow {
    const KIND: FactKind = FactKind::Encounter;
    const NAME: &'static str = "encounters";
    const FORMS: &'static [Form] = &[Form::Csv, Form::Atom, Form::Ics];
    const COLUMNS: &'static [&'static str] = &[
        "article",
        "article_id",
        "outlet",
        "published",
        "id",
        "day",
        "kind",
        "status",
        "participants",
        "codes",
        "place",
        "date",
        "date_words",
        "rule",
        "start",
        "end",
        "words",
    ];

    fn list(store: &Store, filter: &Filter, page: &Page) -> Result<Listing<Self>, Problem> {
        Ok(store.encounters(filter, page)?)
    }

    fn line(&self, f: &Frame<'_>) -> Line {
        Line::encounter(f, self)
    }

    fn cells(&self) -> Vec<String> {
        let place = self.place.as_ref().map(|p| p.name_en.clone().unwrap_or_else(|| p.name_ar.clone()));
        let (date, words) = self.date.as_ref().map(|d| (maybe(&d.value), d.span.text.clone())).unwrap_or_default();
        let mut out = of(&self.article, &self.id, &self.when.day);
        out.extend([self.kind.clone(), self.status.clone(), names(&self.participants), codes(&self.participants)]);
        out.extend([maybe(&place), date, words, self.rule.clone()]);
        out.extend(self.evidence.first().map(span).unwrap_or_default());
        out
    }
}

impl Fact for StatementRow {
    const KIND: FactKind = FactKind::Statement;
    const NAME: &'static str = "statements";
    const COLUMNS: &'static [&'static str] = &[
        "article",
        "article_id",
        "outlet",
        "published",
        "id",
        "day",
        "mode",
        "speakers",
        "codes",
        "cue",
        "rule",
        "start",
        "end",
        "words",
    ];

    fn list(store: &Store, filter: &Filter, page: &Page) -> Result<Listing<Self>, Problem> {
        Ok(store.statements(filter, page)?)
    }

    fn line(&self, f: &Frame<'_>) -> Line {
        Line::statement(f, self)
    }

    fn cells(&self) -> Vec<String> {
        let mut out = of(&self.article, &self.id, &self.when.day);
        out.extend([self.mode.clone(), names(&self.speakers), codes(&self.speakers), self.cue.text.clone(), self.rule.clone()]);
        out.extend(span(&self.content));
        out
    }
}

impl Fact for CommitmentRow {
    const KIND: FactKind = FactKind::Commitment;
    const NAME: &'static str = "commitments";
    const COLUMNS: &'static [&'static str] = &[
        "article",
        "article_id",
        "outlet",
        "published",
        "id",
        "day",
        "strength",
        "actors",
        "actor_codes",
        "toward",
        "toward_codes",
        "sectors",
        "deadline",
        "deadline_words",
        "rule",
        "start",
        "end",
        "words",
    ];

    fn list(store: &Store, filter: &Filter, page: &Page) -> Result<Listing<Self>, Problem> {
        Ok(store.commitments(filter, page)?)
    }

    fn line(&self, f: &Frame<'_>) -> Line {
        Line::commitment(f, self)
    }

    fn cells(&self) -> Vec<String> {
        let (deadline, words) = self.deadline.as_ref().map(|d| (maybe(&d.value), d.span.text.clone())).unwrap_or_default();
        let mut out = of(&self.article, &self.id, &self.when.day);
        out.extend([self.strength.clone(), names(&self.actors), codes(&self.actors), names(&self.toward), codes(&self.toward)]);
        out.extend([joined(&self.sectors), deadline, words, self.rule.clone()]);
        out.extend(span(&self.item));
        out
    }
}

impl Fact for EventRow {
    const KIND: FactKind = FactKind::Event;
    const NAME: &'static str = "events";
    const COLUMNS: &'static [&'static str] = &[
        "article",
        "article_id",
        "outlet",
        "published",
        "id",
        "day",
        "type",
        "mode",
        "contexts",
        "cameo",
        "goldstein",
        "source",
        "source_codes",
        "target",
        "target_codes",
        "place",
        "statement",
        "rule",
        "start",
        "end",
        "words",
    ];

    fn list(store: &Store, filter: &Filter, page: &Page) -> Result<Listing<Self>, Problem> {
        Ok(store.events(filter, page)?)
    }

    fn line(&self, f: &Frame<'_>) -> Line {
        Line::event(f, self)
    }

    fn cells(&self) -> Vec<String> {
        let place = self.place.as_ref().map(|p| p.name_en.clone().unwrap_or_else(|| p.name_ar.clone()));
        let mut out = of(&self.article, &self.id, &self.when.day);
        out.extend([self.kind.clone(), maybe(&self.mode), joined(&self.contexts), maybe(&self.cameo), maybe(&self.goldstein)]);
        out.extend([names(&self.source), codes(&self.source), names(&self.target), codes(&self.target), maybe(&place)]);
        out.extend([maybe(&self.statement), self.rule.clone()]);
        out.extend(span(&self.evidence));
        out
    }
}
