//! Set phrases through time: versions, who uses them, what came and went.

use std::collections::BTreeMap;

use askama::Template;
use mahdar_history::formulas::{Piece, difference};
use mahdar_store::{Formula, FormulaUse};
use serde::Serialize;

use crate::Site;
use crate::answer::{Answer, View, show as answer};
use crate::draw::{Axis, Lane, Lanes, Mark, lanes};
use crate::filter;
use crate::frame::Frame;
use crate::problem::Problem;
use crate::reader::visible;
use crate::table::{Table, maybe};

/// Uses of a phrase that are listed, from the newest.
const USES: usize = 300;
/// Versions with a lane of their own.
const LANES: usize = 8;

/// Words that two wordings share, or that only one has.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Worded {
    /// The words.
    pub text: String,
    /// `kept`, `added`, `dropped`.
    pub how: &'static str,
}

/// Pieces as the pages show them.
pub(crate) fn worded(pieces: &[Piece]) -> Vec<Worded> {
    let piece = |p: &Piece| match p {
        Piece::Kept(w) => Worded { text: visible(w), how: "kept" },
        Piece::Added(w) => Worded { text: visible(w), how: "added" },
        Piece::Dropped(w) => Worded { text: visible(w), how: "dropped" },
    };
    pieces.iter().map(piece).collect()
}

/// A version of a phrase.
#[derive(Clone, Debug, Serialize)]
struct Version {
    version: String,
    words: String,
    first: Option<String>,
    last: Option<String>,
    texts: usize,
    /// Against the version before it.
    difference: Vec<Worded>,
}

/// When one version was used after another for the first time.
#[derive(Clone, Debug, Serialize)]
struct Change {
    on: String,
    from: String,
    to: String,
    added: Vec<String>,
    dropped: Vec<String>,
}

/// A phrase.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Phrase {
    id: String,
    name: String,
    /// Its words at their first use.
    words: String,
    first: Option<String>,
    last: Option<String>,
    texts: usize,
    /// Codes of those who say it, with the number of texts.
    by: Vec<(String, usize)>,
    versions: Vec<Version>,
    changes: Vec<Change>,
}

impl Phrase {
    fn of(formula: Formula) -> Self {
        let h = formula.history;
        let day = |d: Option<mahdar_history::Days>| d.map(|d| d.first.to_string());
        let mut before: Option<String> = None;
        let mut versions = Vec::new();
        for v in h.versions {
            let difference = before.as_ref().map(|b| worded(&difference(b, &v.words))).unwrap_or_default();
            before = Some(v.words.clone());
            let (first, last) = (day(v.first), day(v.last));
            versions.push(Version { version: v.version, words: v.words, first, last, texts: v.texts, difference });
        }
        let change = |c: mahdar_history::formulas::Change| Change {
            on: c.on.first.to_string(),
            from: c.from,
            to: c.to,
            added: c.added,
            dropped: c.dropped,
        };
        // The version that is used most says what the phrase is.
        let words = versions.iter().max_by_key(|v| v.texts).map(|v| v.words.clone()).unwrap_or_default();
        Self {
            id: formula.id,
            name: formula.name_en,
            words,
            first: day(h.first),
            last: day(h.last),
            texts: h.texts,
            by: h.by,
            versions,
            changes: h.changes.into_iter().map(change).collect(),
        }
    }

    fn title(&self, f: &Frame<'_>) -> String {
        match f.lang() {
            crate::names::Lang::En => self.name.clone(),
            crate::names::Lang::Ar => visible(&self.words),
        }
    }
}

/// The phrases of a pair.
pub(crate) fn load(store: &mahdar_store::Store, pair: (&str, &str)) -> Result<Vec<Phrase>, Problem> {
    Ok(store.formulas(Some(pair))?.into_iter().map(Phrase::of).collect())
}

/// `/formulas`
#[derive(Serialize)]
pub(crate) struct Phrases {
    pair: Option<(String, String)>,
    rows: Vec<Phrase>,
}

fn pair(f: &Frame<'_>) -> Result<Option<(String, String)>, Problem> {
    f.ask.query.get("pair").map(|v| filter::pair(f.names, v)).transpose()
}

/// The phrases of a pair, or of all articles.
fn phrases(site: &Site, pair: Option<&(String, String)>) -> Result<Vec<Phrase>, Problem> {
    match pair {
        Some((a, b)) => site.read(|store| load(store, (a, b))),
        None => Ok(site.formulas()?.iter().cloned().map(Phrase::of).collect()),
    }
}

/// Answers for `/formulas`.
pub(crate) fn show(site: &Site, f: &Frame<'_>) -> Result<Answer, Problem> {
    let pair = pair(f)?;
    let rows = phrases(site, pair.as_ref())?;
    answer(f, &Phrases { pair, rows })
}

/// A phrase in a list.
pub(crate) struct Row {
    pub href: String,
    pub title: String,
    pub words: String,
    pub texts: usize,
    pub versions: usize,
    pub first: String,
    pub last: String,
    pub by: String,
}

/// Phrases as rows; those of a pair lead to their uses between the two.
pub(crate) fn rows(f: &Frame<'_>, all: &[Phrase], pair: Option<&(String, String)>) -> Vec<Row> {
    let of_pair = pair.map(|(a, b)| format!("?pair={a}-{b}")).unwrap_or_default();
    let row = |p: &Phrase| Row {
        href: format!("{}{of_pair}", f.to("formula", &p.id)),
        title: p.name.clone(),
        words: visible(&p.words),
        texts: p.texts,
        versions: p.versions.len(),
        first: p.first.clone().unwrap_or_default(),
        last: p.last.clone().unwrap_or_default(),
        by: p.by.iter().take(3).map(|(c, _)| f.code(c)).collect::<Vec<_>>().join(&format!("{} ", f.t("comma"))),
    };
    all.iter().map(row).collect()
}

#[derive(Template)]
#[template(path = "formulas.html")]
struct Html<'a> {
    f: &'a Frame<'a>,
    rows: Vec<Row>,
}

impl View for Phrases {
    fn title(&self, f: &Frame<'_>) -> String {
        f.t("nav.formulas").to_owned()
    }

    fn html(&self, f: &Frame<'_>) -> askama::Result<String> {
        Html { f, rows: rows(f, &self.rows, self.pair.as_ref()) }.render()
    }

    fn table(&self) -> Table {
        let mut table = Table::new(&["formula", "name", "words", "texts", "versions", "first", "last"]);
        for p in &self.rows {
            table.row([&p.id, &p.name, &p.words, &p.texts, &p.versions.len(), &maybe(&p.first), &maybe(&p.last)]);
        }
        table
    }
}

/// `/formula/ID`
#[derive(Serialize)]
pub(crate) struct OnePhrase {
    #[serde(flatten)]
    phrase: Phrase,
    /// Where it stands, the newest first.
    uses: Vec<FormulaUse>,
}

/// Answers for `/formula/ID`.
pub(crate) fn one(site: &Site, f: &Frame<'_>, id: &str) -> Result<Answer, Problem> {
    let pair = pair(f)?;
    let version = f.ask.query.get("version");
    let missing = || Problem::missing(format!("no article has a set phrase {id}"));
    let phrase = phrases(site, pair.as_ref())?.into_iter().find(|p| p.id == id).ok_or_else(missing)?;
    if let Some(v) = version
        && !phrase.versions.iter().any(|x| x.version == v)
    {
        let known: Vec<&str> = phrase.versions.iter().map(|x| x.version.as_str()).collect();
        return Err(Problem::bad(format!("version={v}: expected one of {}", known.join(", "))));
    }
    let pair = pair.as_ref().map(|(a, b)| (a.as_str(), b.as_str()));
    let uses = site.read(|store| Ok(store.formula_uses(id, version, pair, USES)?))?;
    answer(f, &OnePhrase { uses, phrase })
}

#[derive(Template)]
#[template(path = "formula.html")]
struct OneHtml<'a> {
    f: &'a Frame<'a>,
    p: &'a Phrase,
    lanes: Option<Lanes>,
    uses: Vec<(&'a FormulaUse, String)>,
    more: bool,
}

impl OnePhrase {
    /// A lane for each of the versions used most.
    fn lanes(&self, f: &Frame<'_>) -> Option<Lanes> {
        let axis = Axis::over(self.uses.iter().filter_map(|u| u.published.as_deref()))?;
        let mut versions: Vec<&Version> = self.phrase.versions.iter().collect();
        versions.sort_by_key(|v| std::cmp::Reverse(v.texts));
        versions.truncate(LANES);
        let mut marks: BTreeMap<&str, Vec<Mark>> = BTreeMap::new();
        for u in self.uses.iter().filter(|u| !u.copy) {
            let day = u.published.clone().unwrap_or_default();
            let title = format!("{day} · {} · {}", visible(&u.source), visible(&u.words));
            marks.entry(&u.version).or_default().push(Mark { day, href: at(f, u), title, planned: false });
        }
        let lane = |v: &&Version| Lane { label: visible(&v.words), marks: marks.remove(v.version.as_str()).unwrap_or_default() };
        let all = versions.iter().map(lane).collect();
        Some(lanes(&axis, all, &[]))
    }
}

/// A use in its article.
fn at(f: &Frame<'_>, u: &FormulaUse) -> String {
    format!("{}?at={}-{}", f.to("article", u.article.0), u.start, u.end)
}

impl View for OnePhrase {
    fn title(&self, f: &Frame<'_>) -> String {
        self.phrase.title(f)
    }

    fn html(&self, f: &Frame<'_>) -> askama::Result<String> {
        let uses = self.uses.iter().map(|u| (u, at(f, u))).collect();
        OneHtml { f, p: &self.phrase, lanes: self.lanes(f), uses, more: self.uses.len() == USES }.render()
    }

    fn table(&self) -> Table {
        let mut table = Table::new(&["article", "source", "published", "version", "speakers", "copy", "start", "end", "words"]);
        for u in &self.uses {
            let (day, by) = (maybe(&u.published), u.speakers.join(";"));
            table.row([&u.article.0, &u.source, &day, &u.version, &by, &u.copy, &u.start, &u.end, &u.words]);
        }
        table
    }
}
