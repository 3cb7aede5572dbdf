//! Review marks: the log, and adding to it. It is never read by what makes records.

use askama::Template;
use axum::http::StatusCode;
use mahdar_store::{ArticleKey, Mark, NewMark};
use serde::{Deserialize, Serialize};

use crate::Site;
use crate::answer::{Answer, View, show as answer};
use crate::ask::Form;
use crate::frame::Frame;
use crate::problem::Problem;
use crate::reader::visible;
use crate::table::{Table, maybe};

/// Marks of a page where the address does not say, and most of them.
const ROWS: (u32, u32) = (100, 5_000);
/// Longest note and name, in characters.
const LONGEST: (usize, usize) = (2_000, 100);

/// `/reviews`
#[derive(Serialize)]
pub(crate) struct Reviews {
    rows: Vec<Mark>,
    next: Option<String>,
}

/// Answers for `/reviews`.
pub(crate) fn show(site: &Site, f: &Frame<'_>) -> Result<Answer, Problem> {
    let q = &f.ask.query;
    let limit = q.number("limit", ROWS.0, ROWS.1)? as usize;
    let bad = |v: &str| Problem::bad(format!("after={v}: expected what `next` said"));
    let before = q.get("after").map(|v| v.parse().map_err(|_| bad(v))).transpose()?;
    let mut rows = site.read(|store| Ok(store.marks(before, limit + 1)?))?;
    let more = rows.len() > limit;
    rows.truncate(limit);
    let next = rows.last().filter(|_| more).map(|m| m.seq.to_string());
    answer(f, &Reviews { rows, next })
}

/// What is said of a line.
#[derive(Debug, Deserialize)]
struct Said {
    article: String,
    item: String,
    verdict: String,
    by: String,
    #[serde(default)]
    note: String,
}

impl Said {
    /// From a form or from JSON.
    fn read(f: &Frame<'_>) -> Result<Self, Problem> {
        let media = f.ask.header("content-type").unwrap_or_default().split(';').next().unwrap_or_default().trim();
        let fields: serde_json::Value = match media {
            "application/json" => serde_json::from_slice(&f.ask.body).map_err(|e| Problem::bad(format!("the body: {e}")))?,
            "application/x-www-form-urlencoded" => form_urlencoded::parse(&f.ask.body)
                .map(|(k, v)| (k.into_owned(), serde_json::Value::from(v.into_owned())))
                .collect(),
            other => {
                let of = "expected application/json or application/x-www-form-urlencoded";
                return Err(Problem::bad(format!("a body of the type \"{other}\": {of}")));
            }
        };
        let said: Self = serde_json::from_value(fields).map_err(|e| Problem::bad(format!("the body: {e}")))?;
        let said = Self { by: said.by.trim().to_owned(), note: said.note.trim().to_owned(), ..said };
        if said.by.is_empty() || said.by.chars().count() > LONGEST.1 {
            return Err(Problem::bad(format!("by: expected a name of 1 to {} characters", LONGEST.1)));
        }
        if said.note.chars().count() > LONGEST.0 {
            return Err(Problem::bad(format!("note: expected {} characters at most", LONGEST.0)));
        }
        if said.verdict == "corrected" && said.note.is_empty() {
            return Err(Problem::bad("note: a correction says what it should be"));
        }
        Ok(said)
    }
}

/// Adds a mark to the log: leads back to the line, or tells programs what was kept.
pub(crate) fn add(site: &Site, f: &Frame<'_>) -> Result<Answer, Problem> {
    if !site.review {
        return Err(Problem::forbidden("this server takes no review marks; it was started without --review"));
    }
    let said = Said::read(f)?;
    let article = said.article.parse().map(ArticleKey);
    let article = article.map_err(|_| Problem::bad(format!("article={}: expected the key of an article", said.article)))?;
    let (item, verdict, who, note) = (said.item.as_str(), said.verdict.as_str(), said.by.as_str(), said.note.as_str());
    let at = jiff::Timestamp::now().strftime("%Y-%m-%dT%H:%M:%SZ").to_string();
    let kept = site.write(|store| Ok(store.mark(&NewMark { article, item, verdict, who, note }, &at)?))?;
    if f.ask.form == Form::Html {
        return Ok(Answer::elsewhere(format!("{}#{}", f.to("article", article.0), crate::ask::segment(&kept.item))));
    }
    let mut answer = Answer::json(&kept)?;
    answer.status = StatusCode::CREATED;
    Ok(answer)
}

/// A mark as a line of the log.
struct Row<'a> {
    mark: &'a Mark,
    href: String,
    words: String,
    head: String,
}

#[derive(Template)]
#[template(path = "reviews.html")]
struct Html<'a> {
    f: &'a Frame<'a>,
    rows: Vec<Row<'a>>,
    next: Option<String>,
}

/// The words of a line as it was marked.
fn words(line: &serde_json::Value) -> String {
    let paths = ["/content/text", "/item/text", "/evidence/text", "/evidence/0/text", "/name/ar"];
    let found = paths.iter().find_map(|p| line.pointer(p)?.as_str());
    found.unwrap_or_default().to_owned()
}

impl View for Reviews {
    fn title(&self, f: &Frame<'_>) -> String {
        f.t("reviews").to_owned()
    }

    fn html(&self, f: &Frame<'_>) -> askama::Result<String> {
        let row = |mark| {
            let mark: &Mark = mark;
            let href = mark.article.map(|a| format!("{}#{}", f.to("article", a.0), crate::ask::segment(&mark.item)));
            let head = f.of("layer", &mark.layer).to_owned();
            Row { mark, href: href.unwrap_or_default(), words: visible(&words(&mark.line)), head }
        };
        Html { f, rows: self.rows.iter().map(row).collect(), next: self.next.as_ref().map(|n| f.here_after(n)) }.render()
    }

    fn table(&self) -> Table {
        let columns = ["seq", "at", "by", "article", "layer", "item", "start", "end", "words", "verdict", "note", "line"];
        let mut table = Table::new(&columns);
        for m in &self.rows {
            let (article, words) = (maybe(&m.article.map(|a| a.0)), words(&m.line));
            let line = m.line.to_string();
            table.row([&m.seq, &m.at, &m.who, &article, &m.layer, &m.item, &m.start, &m.end, &words, &m.verdict, &m.note, &line]);
        }
        table
    }
}
