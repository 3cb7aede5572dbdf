//! A page as blocks of text within elements, made in one pass and without calls within calls, however deep it goes.

use super::names;
use super::tokens::{Attributes, Sink};

/// Deeper elements count as part of the one at this depth; browsers do likewise.
const DEPTH: usize = 512;
/// Elements that no author writes in one page.
pub(super) const ELEMENTS: usize = 200_000;

/// Elements that have no end.
const VOID: &[&str] =
    &["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"];
/// Elements within a line.
const INLINE: &[&str] = &[
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i", "img", "ins",
    "kbd", "label", "mark", "q", "rp", "rt", "ruby", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "time",
    "tt", "u", "var", "wbr",
];
/// Elements that are a paragraph each.
const PARAGRAPHS: &[&str] = &["p", "li", "dd", "dt", "blockquote", "pre", "h1", "h2", "h3", "h4", "h5", "h6"];
/// Elements of which nothing is read.
const UNREAD: &[&str] = &[
    "script",
    "style",
    "noscript",
    "template",
    "svg",
    "math",
    "iframe",
    "object",
    "canvas",
    "select",
    "textarea",
    "button",
    "video",
    "audio",
    "map",
    "dialog",
    "nav",
    "footer",
    "aside",
    "form",
    "figcaption",
    "head",
];
/// Elements whose start ends one of the same kind that is still open: their end tags may be left out.
const CLOSING: &[(&str, &[&str])] = &[
    ("li", &["ul", "ol", "menu"]),
    ("dt", &["dl"]),
    ("dd", &["dl"]),
    ("tr", &["table"]),
    ("td", &["tr", "table"]),
    ("th", &["tr", "table"]),
    ("option", &["select"]),
    ("p", &["td", "th", "div", "article", "section", "li", "blockquote", "main", "body"]),
];

/// An element that holds blocks.
pub(super) struct Element {
    pub parent: usize,
    /// What its class and id say of it.
    pub weight: i8,
    /// Whether it is said to be the article, or its text.
    pub is_article: bool,
    pub is_body: bool,
    /// Whether it holds one paragraph, rather than several.
    pub is_paragraph: bool,
    /// Whether it, or what it lies in, is called after what stands beside a text: comments, buttons to share it.
    pub is_beside: bool,
}

/// A stretch of text between two ends of lines.
pub(super) struct Block {
    pub text: String,
    /// How many characters of it are links.
    pub linked: usize,
    pub element: usize,
    pub is_heading: bool,
}

/// An element that is open.
struct Open {
    name: String,
    element: usize,
    /// Whether nothing within it is read.
    unread: bool,
}

/// What is collected of a page.
pub(super) struct Layout {
    pub elements: Vec<Element>,
    pub blocks: Vec<Block>,
    /// `<meta>`: names in lower case, and contents.
    pub metas: Vec<(String, String)>,
    pub json: Vec<String>,
    pub title: String,
    pub headings: Vec<String>,
    /// `<time>`: its day, and whether it is said to be the article's or stands within it.
    pub times: Vec<(String, bool)>,
    pub language: Option<String>,
    pub canonical: Option<String>,
    open: Vec<Open>,
    /// Elements that are open beyond the depth that is kept.
    beyond: usize,
    line: Line,
    /// What the text of is collected apart: a script of data, the title.
    apart: Option<String>,
}

/// The line in the making.
#[derive(Default)]
struct Line {
    text: String,
    linked: usize,
    links: usize,
    space: bool,
    heading: bool,
}

impl Layout {
    pub fn new() -> Self {
        let root = Element { parent: 0, weight: 0, is_article: false, is_body: false, is_paragraph: false, is_beside: false };
        Self {
            elements: vec![root],
            blocks: Vec::new(),
            metas: Vec::new(),
            json: Vec::new(),
            title: String::new(),
            headings: Vec::new(),
            times: Vec::new(),
            language: None,
            canonical: None,
            open: Vec::new(),
            beyond: 0,
            line: Line::default(),
            apart: None,
        }
    }

    /// Whether the page has more elements than any author writes.
    pub fn is_monstrous(&self) -> bool {
        self.elements.len() > ELEMENTS
    }

    /// Ends the last line.
    pub fn finish(&mut self) {
        self.end_line();
    }

    fn element(&self) -> usize {
        self.open.last().map_or(0, |o| o.element)
    }

    fn is_unread(&self) -> bool {
        self.open.last().is_some_and(|o| o.unread)
    }

    fn end_line(&mut self) {
        let element = self.element();
        let line = &mut self.line;
        line.space = false;
        if line.text.is_empty() {
            return;
        }
        let (text, linked, is_heading) = (std::mem::take(&mut line.text), std::mem::take(&mut line.linked), line.heading);
        if is_heading {
            self.headings.push(text.clone());
        }
        self.blocks.push(Block { text, linked, element, is_heading });
    }

    /// Ends what is open down to the last one of this name, unless one of `within` stands before it.
    fn close(&mut self, name: &str, within: &[&str]) {
        let before = self.open.iter().rposition(|o| o.name == name || within.contains(&o.name.as_str()));
        if let Some(at) = before.filter(|at| self.open[*at].name == name) {
            self.open.truncate(at);
        }
    }

    fn note(&mut self, name: &str, a: &Attributes) {
        match name {
            "html" => self.language = self.language.take().or_else(|| a.get("lang").or(a.get("xml:lang")).map(str::to_owned)),
            "meta" => {
                let content = a.get("content").map(str::trim).filter(|c| !c.is_empty());
                for key in ["property", "name", "itemprop", "http-equiv"] {
                    if let (Some(key), Some(content)) = (a.get(key), content) {
                        self.metas.push((key.trim().to_lowercase(), content.to_owned()));
                    }
                }
            }
            "link" if a.get("rel").is_some_and(|r| r.eq_ignore_ascii_case("canonical")) => {
                self.canonical = self.canonical.take().or_else(|| a.get("href").map(str::to_owned));
            }
            "script" if a.get("type").is_some_and(|t| t.trim().eq_ignore_ascii_case("application/ld+json")) => {
                self.apart = Some(String::new());
            }
            "title" if self.title.is_empty() => self.apart = Some(String::new()),
            _ => {}
        }
        if let Some(day) = a.get("datetime") {
            let said = a.get("pubdate").is_some() || a.get("itemprop").is_some_and(|i| i.eq_ignore_ascii_case("datePublished"));
            let within = self.open.iter().any(|o| matches!(o.name.as_str(), "article" | "main" | "header"));
            if said {
                self.times.insert(0, (day.to_owned(), true));
            } else {
                self.times.push((day.to_owned(), within));
            }
        }
    }
}

fn is_hidden(a: &Attributes) -> bool {
    let style = a.get("style").unwrap_or_default().to_ascii_lowercase();
    a.get("hidden").is_some() || a.get("aria-hidden") == Some("true") || style.replace(' ', "").contains("display:none")
}

impl Sink for Layout {
    fn start(&mut self, name: &str, a: &Attributes) {
        self.note(name, a);
        if !INLINE.contains(&name) {
            self.end_line();
        }
        if VOID.contains(&name) || self.is_monstrous() {
            return;
        }
        if let Some((_, within)) = CLOSING.iter().find(|(n, _)| *n == name) {
            self.close(name, within);
        }
        if self.open.len() >= DEPTH {
            self.beyond += 1;
            return;
        }
        let role = a.get("role").unwrap_or_default();
        let beside = matches!(role, "navigation" | "complementary" | "contentinfo" | "search" | "menu" | "dialog");
        let unread = self.is_unread() || UNREAD.contains(&name) || beside || is_hidden(a);
        let mut element = self.element();
        if INLINE.contains(&name) {
            self.line.links += usize::from(name == "a");
        } else {
            let class = [a.get("class"), a.get("id")];
            let weight = class.into_iter().flatten().map(names::weight).sum::<i8>().clamp(-1, 1);
            let is_body = a.get("itemprop").is_some_and(|i| i.eq_ignore_ascii_case("articleBody"));
            let is_article = matches!(name, "article" | "main") || role == "article" || role == "main";
            let is_paragraph = PARAGRAPHS.contains(&name);
            // The whole page may be called after what it has ("comments-open").
            let may_be = !is_article && !matches!(name, "html" | "body");
            let called = may_be && class.into_iter().flatten().any(names::is_beside);
            let is_beside = called || self.elements[element].is_beside;
            self.elements.push(Element { parent: element, weight, is_article, is_body, is_paragraph, is_beside });
            element = self.elements.len() - 1;
            self.line.heading = matches!(name, "h1" | "h2" | "h3" | "h4" | "h5" | "h6");
        }
        self.open.push(Open { name: name.to_owned(), element, unread });
    }

    fn end(&mut self, name: &str) {
        if let Some(apart) = self.apart.take() {
            if name == "title" { self.title = apart } else { self.json.push(apart) }
        }
        if !INLINE.contains(&name) {
            self.end_line();
            self.line.heading = false;
        } else if name == "a" {
            self.line.links = self.line.links.saturating_sub(1);
        }
        if self.beyond > 0 {
            self.beyond -= 1;
        } else {
            self.close(name, &[]);
        }
    }

    fn text(&mut self, text: &str) {
        if let Some(apart) = &mut self.apart {
            apart.push_str(text);
            return;
        }
        if self.is_unread() {
            return;
        }
        let line = &mut self.line;
        for c in text.chars() {
            if c.is_whitespace() {
                line.space = !line.text.is_empty();
                continue;
            }
            if std::mem::take(&mut line.space) {
                line.text.push(' ');
            }
            line.text.push(c);
            line.linked += usize::from(line.links > 0);
        }
    }
}
