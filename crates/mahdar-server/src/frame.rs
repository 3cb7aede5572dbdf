//! What every page needs: language, labels, links, what the page can be had as.

use askama::filters::Safe;

use crate::Site;
use crate::ask::{Ask, Form, segment};
use crate::names::{Lang, Names};
use crate::reader::visible;

/// What stands around a page.
pub(crate) struct Frame<'a> {
    /// The request.
    pub ask: &'a Ask,
    /// Names and labels.
    pub names: &'a Names,
    /// Whether review marks can be made.
    pub review: bool,
    /// The page's title.
    pub title: String,
    forms: Vec<Form>,
}

/// Pages of the menu: label, address, and the first segments that belong to it.
const MENU: [(&str, &str, &[&str]); 9] = [
    ("nav.search", "/search", &["search"]),
    ("nav.pairs", "/pairs", &["pairs", "pair"]),
    ("nav.encounters", "/encounters", &["encounters", "encounter"]),
    ("nav.commitments", "/ledger", &["ledger", "commitments", "commitment"]),
    ("nav.formulas", "/formulas", &["formulas", "formula"]),
    ("nav.who", "/actors", &["actors", "actor", "frameworks", "framework"]),
    ("nav.events", "/events", &["events", "network", "statements"]),
    ("nav.map", "/map", &["map"]),
    ("nav.corpus", "/corpus", &["corpus", "coverage", "articles", "article", "reviews"]),
];

/// Parameters that no filter stands for.
const UNNAMED: [&str; 6] = ["limit", "after", "order", "layers", "spans", "at"];
/// Filters that lists of facts keep though their form has no field for them.
const KEPT: [&str; 10] = ["pair", "by", "toward", "actor", "framework", "place", "article", "outlet", "context", "copies"];

/// An entry of the menu.
pub(crate) struct Entry {
    pub label: String,
    pub href: String,
    pub here: bool,
}

impl<'a> Frame<'a> {
    /// The frame of a request.
    pub fn new(site: &'a Site, ask: &'a Ask) -> Self {
        Self { ask, names: &site.names, review: site.review, title: String::new(), forms: Vec::new() }
    }

    /// The same with a title and the forms the page can be had as.
    pub fn titled(&self, title: String, forms: &[Form]) -> Self {
        let forms = [Form::Json].iter().chain(forms).copied().collect();
        Self { ask: self.ask, names: self.names, review: self.review, title, forms }
    }

    /// The language.
    pub fn lang(&self) -> Lang {
        self.ask.lang
    }

    /// A label.
    pub fn t(&self, key: &'a str) -> &'a str {
        self.names.label(key, self.lang())
    }

    /// A label with `{}` filled in.
    pub fn tf(&self, key: &str, value: impl std::fmt::Display) -> String {
        self.names.label(key, self.lang()).replacen("{}", &value.to_string(), 1)
    }

    /// A label of a family.
    pub fn of<'b>(&'b self, family: &str, word: &'b str) -> &'b str {
        self.names.of(family, word, self.lang())
    }

    /// Text from an article or a request on one line: what cannot be seen or would turn the line is shown by number.
    pub fn shown(&self, text: &str) -> String {
        visible(text)
    }

    /// What a code stands for.
    pub fn code<'b>(&'b self, code: &'b str) -> &'b str {
        self.names.code(code, self.lang())
    }

    /// Where this server is, as the request called it.
    pub fn address(&self) -> String {
        format!("http://{}", self.ask.header("host").unwrap_or("localhost"))
    }

    /// An address of the explorer in the page's language.
    pub fn link(&self, path: &str) -> String {
        match self.lang() {
            Lang::En => path.to_owned(),
            Lang::Ar if path == "/" => "/ar".to_owned(),
            Lang::Ar => format!("/ar{path}"),
        }
    }

    /// An address made of a folder and an id.
    pub fn to(&self, folder: &str, id: impl std::fmt::Display) -> String {
        self.link(&format!("/{folder}/{}", segment(&id.to_string())))
    }

    /// An address of a list with one filter.
    pub fn list(&self, folder: &str, filter: &str, value: &str) -> String {
        let query = crate::query::Query::default().with(filter, value).to_suffix();
        self.link(&format!("/{folder}{query}"))
    }

    /// This page with one filter set or, where the value is empty, taken off; back on its first leaf.
    pub fn here_with(&self, filter: &str, value: &str) -> String {
        let query = self.ask.query.with("after", "").with(filter, value);
        self.link(&format!("{}{}", self.ask.path, query.to_suffix()))
    }

    /// This page with two filters set.
    pub fn here_with_two(&self, one: (&str, &str), two: (&str, &str)) -> String {
        let query = self.ask.query.with("after", "").with(one.0, one.1).with(two.0, two.1);
        self.link(&format!("{}{}", self.ask.path, query.to_suffix()))
    }

    /// This page without some filters.
    pub fn here_without(&self, filters: &[&str]) -> String {
        let query = filters.iter().fold(self.ask.query.with("after", ""), |q, name| q.with(name, ""));
        self.link(&format!("{}{}", self.ask.path, query.to_suffix()))
    }

    /// The next leaf of this list.
    pub fn here_after(&self, cursor: &str) -> String {
        let query = self.ask.query.with("after", cursor);
        self.link(&format!("{}{}", self.ask.path, query.to_suffix()))
    }

    /// Filters that are set, paging aside: name, value, and the page without it.
    pub fn filters(&self) -> Vec<(&str, &str, String)> {
        let set = self.ask.query.pairs().filter(|(name, _)| !UNNAMED.contains(name));
        set.map(|(name, value)| (name, value, self.here_with(name, ""))).collect()
    }

    /// Whether the form of a list of facts keeps this filter without a field for it.
    pub fn is_kept(&self, filter: &str) -> bool {
        KEPT.contains(&filter) || filter == "mode" && self.ask.path == "/events"
    }

    /// What a filter's value is called: the name behind a code.
    pub fn value<'b>(&'b self, filter: &str, value: &'b str) -> &'b str {
        match filter {
            "state" | "by" | "toward" => self.code(value),
            "kind" => self.of("encounter", value),
            "status" | "mode" | "strength" => self.of(filter, value),
            "sector" => self.of("field", value),
            _ => value,
        }
    }

    /// This page in the other language.
    pub fn in_other_language(&self) -> String {
        let query = self.ask.query.to_suffix();
        match (self.lang().other(), self.ask.path.as_str()) {
            (Lang::En, path) => format!("{path}{query}"),
            (Lang::Ar, "/") => format!("/ar{query}"),
            (Lang::Ar, path) => format!("/ar{path}{query}"),
        }
    }

    /// The forms this page can be had as: ending and address.
    pub fn exports(&self) -> Vec<(&'static str, String)> {
        let path = if self.ask.path == "/" { "/home" } else { &self.ask.path };
        let query = self.ask.query.to_suffix();
        self.forms.iter().map(|f| (f.ending(), self.link(&format!("{path}.{}{query}", f.ending())))).collect()
    }

    /// The menu.
    pub fn menu(&self) -> Vec<Entry> {
        let first = self.ask.segments.first().map_or("", String::as_str);
        let entry = |(label, path, own): &(&'static str, &str, &[&str])| Entry {
            label: self.names.label(label, self.lang()).to_owned(),
            href: self.link(path),
            here: own.contains(&first),
        };
        MENU.iter().map(entry).collect()
    }

    /// A value of a filter, for forms.
    pub fn q(&self, name: &str) -> &str {
        self.ask.query.text(name)
    }

    /// JSON that can stand inside a page: nothing in it closes the element or opens another.
    pub fn json(&self, value: &impl serde::Serialize) -> Safe<String> {
        let text = serde_json::to_string(value).unwrap_or_default();
        Safe(text.replace('<', "\\u003c").replace('>', "\\u003e").replace('&', "\\u0026"))
    }
}
