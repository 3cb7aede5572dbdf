//! Articles: found by words, or all of them.

use askama::Template;
use mahdar_history::search::{Hit, Mode, Query as Words};
use mahdar_store::ArticleRow;
use serde::Serialize;

use crate::Site;
use crate::answer::{Answer, View, show as answer};
use crate::ask::Form;
use crate::feed;
use crate::filter;
use crate::frame::Frame;
use crate::problem::Problem;
use crate::reader::{first_words, visible};
use crate::table::{Table, maybe};

/// Articles up to which they are counted by state: beyond, it takes too long and says too little.
const MOST_BY_STATE: u64 = 20_000;
/// Code points around the first word found.
const AROUND: usize = 90;

/// A piece of a snippet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Piece {
    /// Its text.
    text: String,
    /// Whether it is what was asked for.
    found: bool,
}

/// An article that was found.
#[derive(Debug, Serialize)]
struct Found {
    #[serde(flatten)]
    article: ArticleRow,
    /// Where the words stand.
    snippet: Vec<Piece>,
    #[serde(skip)]
    title: String,
}

/// A list of articles.
#[derive(Debug, Serialize)]
pub(crate) struct Search {
    total: u64,
    rows: Vec<Found>,
    next: Option<String>,
    #[serde(skip)]
    facets: Vec<Facet>,
    #[serde(skip)]
    asked: bool,
}

/// Values one may narrow to, with the number of articles.
#[derive(Debug)]
struct Facet {
    name: &'static str,
    values: Vec<(String, u64)>,
}

/// `/search` and `/articles`
pub(crate) fn show(site: &Site, f: &Frame<'_>) -> Result<Answer, Problem> {
    let filter = filter::articles(f)?;
    let page = filter::page(&f.ask.query)?;
    let mode = if filter.exact { Mode::Exact } else { Mode::Folded };
    let words = filter.words.as_ref().map(|w| Words::parse(w, mode)).transpose();
    let words = words.map_err(|e| Problem::bad(format!("q: {e}")))?;
    let asked = f.ask.segments.first().is_none_or(|s| s != "search") || f.ask.query.pairs().next().is_some();
    let view = site.read(|store| {
        if !asked {
            return Ok(Search { total: 0, rows: Vec::new(), next: None, facets: Vec::new(), asked });
        }
        let listing = store.articles(&filter, &page)?;
        let mut rows = Vec::new();
        for article in listing.rows {
            let text = store.text(article.key)?.unwrap_or_default();
            let title = article.title.as_ref().map_or_else(|| first_words(&text), |t| visible(t));
            let snippet = snippet(&text, words.as_ref().map(|w| w.highlights(&text)).unwrap_or_default().as_slice());
            rows.push(Found { article, snippet, title });
        }
        let total = store.count_articles(&filter)?;
        let facets = if f.ask.form == Form::Html { facets(&*site.facets(&filter, total <= MOST_BY_STATE)?) } else { Vec::new() };
        Ok(Search { total, rows, next: listing.next.map(|c| c.to_string()), facets, asked })
    })?;
    answer(f, &view)
}

fn facets(all: &mahdar_store::Facets) -> Vec<Facet> {
    let facet = |name, values: &Vec<(String, u64)>| Facet { name, values: values.clone() };
    let facets = vec![facet("outlet", &all.outlets), facet("state", &all.states), facet("year", &all.years)];
    facets.into_iter().filter(|f| f.values.len() > 1).collect()
}

/// The text around the first words found, those words marked; the beginning where none are asked for.
fn snippet(text: &str, hits: &[Hit]) -> Vec<Piece> {
    let chars: Vec<char> = text.chars().collect();
    let first = hits.first().map_or(0, |h| h.start as usize);
    let from = if first <= AROUND { 0 } else { word_edge(&chars, first - AROUND) };
    let to = word_edge(&chars, from + 3 * AROUND).min(chars.len());
    let mut out = Vec::new();
    let mut push = |from: usize, to: usize, found| {
        if from < to {
            out.push(Piece { text: visible(&chars[from..to].iter().collect::<String>()), found });
        }
    };
    let mut at = from;
    for h in hits {
        let (start, end) = (h.start as usize, (h.end as usize).min(to));
        if start >= at && start < to {
            push(at, start, false);
            push(start, end, true);
            at = end;
        }
    }
    push(at, to, false);
    if from > 0 {
        out.insert(0, Piece { text: "… ".to_owned(), found: false });
    }
    if to < chars.len() {
        out.push(Piece { text: " …".to_owned(), found: false });
    }
    out
}

fn word_edge(chars: &[char], at: usize) -> usize {
    (at..chars.len().min(at + 20)).find(|i| chars[*i].is_whitespace()).map_or(at.min(chars.len()), |i| i + 1)
}

#[derive(Template)]
#[template(path = "search.html")]
struct Html<'a> {
    f: &'a Frame<'a>,
    v: &'a Search,
    name: &'static str,
    next: Option<String>,
}

impl Search {
    fn facet_label(&self, f: &Frame<'_>, facet: &str, value: &str) -> String {
        if facet == "state" { f.code(value).to_owned() } else { visible(value) }
    }

    /// The page narrowed to a value, or widened where it is set.
    fn facet_link(&self, f: &Frame<'_>, facet: &str, value: &str) -> String {
        match facet {
            "year" if f.q("from") == value => f.here_without(&["from", "to"]),
            "year" => f.here_with_two(("from", value), ("to", value)),
            _ if f.q(facet) == value => f.here_with(facet, ""),
            _ => f.here_with(facet, value),
        }
    }

    fn facet_set(&self, f: &Frame<'_>, facet: &str, value: &str) -> bool {
        f.q(if facet == "year" { "from" } else { facet }) == value
    }
}

impl View for Search {
    const FORMS: &'static [Form] = &[Form::Csv, Form::Atom];

    fn title(&self, f: &Frame<'_>) -> String {
        match f.q("q") {
            "" => f.t(if f.ask.path == "/search" { "nav.search" } else { "articles" }).to_owned(),
            words => format!("{} — {}", visible(words), f.t("nav.search")),
        }
    }

    fn html(&self, f: &Frame<'_>) -> askama::Result<String> {
        let name = if f.ask.path == "/search" { "nav.search" } else { "articles" };
        let next = self.next.as_ref().map(|n| f.here_after(n));
        Html { f, v: self, name, next }.render()
    }

    fn table(&self) -> Table {
        let mut table = Table::new(&["article", "id", "published", "outlet", "title", "url", "copy_of", "sha256", "snippet"]);
        for r in &self.rows {
            let a = &r.article;
            let snippet: String = r.snippet.iter().map(|p| p.text.as_str()).collect();
            let copy = maybe(&a.original.map(|k| k.0));
            table.row([
                &a.key.0,
                &a.id,
                &maybe(&a.published),
                &maybe(&a.outlet),
                &maybe(&a.title),
                &maybe(&a.url),
                &copy,
                &a.sha256,
                &snippet,
            ]);
        }
        table
    }

    fn other(&self, _: Form, f: &Frame<'_>) -> Result<String, Problem> {
        let entries = self.rows.iter().map(|r| feed::Entry {
            title: r.title.clone(),
            link: f.to("article", r.article.key.0),
            id: format!("urn:sha256:{}", r.article.sha256),
            day: r.article.published.clone().unwrap_or_default(),
            by: r.article.outlet.clone().unwrap_or_default(),
            summary: r.snippet.iter().map(|p| p.text.as_str()).collect(),
        });
        Ok(feed::atom(f, &self.title(f), &entries.collect::<Vec<_>>()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_found_are_marked_to_the_letter() {
        let text = format!("{}قال إن بالصين مصانع. {}", "كلام كثير ".repeat(40), "وبعده أكثر ".repeat(40));
        let start = text.chars().count() - "وبعده أكثر ".chars().count() * 40 - "بالصين مصانع. ".chars().count();
        let hit = Hit { start: start as u32, end: start as u32 + 6 };
        let pieces = snippet(&text, &[hit]);
        assert_eq!(pieces.iter().filter(|p| p.found).map(|p| p.text.as_str()).collect::<Vec<_>>(), ["بالصين"]);
        assert!(pieces.first().unwrap().text.starts_with('…') && pieces.last().unwrap().text.ends_with('…'));
    }

    #[test]
    fn a_text_without_words_asked_for_begins_at_its_beginning() {
        let pieces = snippet("نص قصير", &[]);
        assert_eq!(pieces, [Piece { text: "نص قصير".into(), found: false }]);
        assert_eq!(snippet("", &[]), []);
    }
}
