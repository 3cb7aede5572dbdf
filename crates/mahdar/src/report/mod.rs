//! Records for people: what a desk officer wants to read in a terminal.
//!
//! Lines are wrapped at spaces and nothing else is done to Arabic: no reordering, no reshaping. Lines of Arabic begin
//! in Arabic, so that terminals that know about direction set them from the right.

mod context;
mod coverage;
mod explain;
mod list;
mod names;
mod page;
mod pair;
pub(crate) mod safe;
mod sections;
mod who;

pub(crate) use list::table;
use mahdar_knowledge::Knowledge;
use mahdar_record::Record;

use page::{BOLD, DIM, PLAIN, Page};

/// How reports look.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Look {
    /// Labels in Arabic.
    pub arabic: bool,
    /// Columns of a line.
    pub width: usize,
}

/// Writes reports.
pub(crate) struct Reporter<'k> {
    k: &'k Knowledge,
    look: Look,
}

/// Columns where nobody says how many: of the terminal, else enough for a page.
pub(crate) fn terminal_width() -> usize {
    terminal_size::terminal_size().map_or(100, |(w, _)| usize::from(w.0).clamp(20, 160))
}

impl<'k> Reporter<'k> {
    pub fn new(k: &'k Knowledge, look: Look) -> Self {
        Self { k, look }
    }

    /// The report of one article.
    pub fn report(&self, r: &Record) -> String {
        let mut page = Page::new(self.look.width);
        self.header(&mut page, r);
        let empty = r.encounters.is_empty()
            && r.statements.is_empty()
            && r.commitments.is_empty()
            && r.events.is_empty()
            && r.frameworks.is_empty()
            && r.actors.is_empty();
        if empty {
            let why = if r.language == "ar" { "none.record" } else { "none.arabic" };
            page.flow(2, &[(PLAIN, self.label(why))]);
        } else {
            self.who(&mut page, r);
            self.encounters(&mut page, r);
            self.statements(&mut page, r);
            self.commitments(&mut page, r);
            self.frameworks(&mut page, r);
            self.events(&mut page, r);
        }
        page.blank();
        page.finish()
    }

    fn header(&self, page: &mut Page, r: &Record) {
        page.rule(&r.id);
        if let Some(title) = &r.title {
            page.flow(0, &[(BOLD, title)]);
        }
        let from = self.label_of("published", r.published.from.as_str());
        let mut parts = vec![match &r.published.date {
            Some(date) => format!("{date} ({from})"),
            None => from,
        }];
        let source = [&r.source.outlet, &r.source.url, &r.source.path];
        parts.extend(source.into_iter().flatten().cloned());
        page.flow(0, &[(DIM, &parts.join(" · "))]);
    }

    /// A label in the language asked for.
    fn label<'a>(&'a self, key: &'a str) -> &'a str {
        self.k.label(key, self.look.arabic)
    }

    /// A label in a family of such, the bare word where there is none.
    fn label_of(&self, family: &str, word: &str) -> String {
        let key = format!("{family}.{word}");
        match self.label(&key) {
            label if label == key => word.to_owned(),
            label => label.to_owned(),
        }
    }

    /// Several labels of a family, as a list.
    fn labels_of<'a>(&self, family: &str, words: impl IntoIterator<Item = &'a String>) -> String {
        let labels: Vec<String> = words.into_iter().map(|w| self.label_of(family, w)).collect();
        self.list("comma", &labels)
    }

    /// Items with a mark and a space between.
    fn list(&self, mark: &str, items: &[impl AsRef<str>]) -> String {
        let mut out = String::new();
        for (n, item) in items.iter().enumerate() {
            if n > 0 {
                out.push_str(self.label(mark));
                out.push(' ');
            }
            out.push_str(item.as_ref());
        }
        out
    }
}
