//! The reader: an article beside what was made of it.

mod items;
mod segments;

use askama::Template;
use mahdar_record::Record;
use mahdar_store::{Mark, VERDICTS};
use serde::Serialize;

use items::{Item, Section};
pub(crate) use items::{LAYERS, Teller};
pub(crate) use segments::visible;
use segments::{Segment, segments};

use crate::answer::View;
use crate::ask::Form;
use crate::frame::Frame;
use crate::problem::Problem;
use crate::table::{Table, maybe};

/// Layers that are on where the address does not say.
const USUAL: [&str; 4] = ["actors", "statements", "commitments", "places"];

/// Something else the reader leads to.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Link {
    /// Its id.
    pub id: String,
    /// What it is called.
    pub label: String,
}

/// A layer with its switch.
#[derive(Debug)]
pub(crate) struct Layer {
    name: &'static str,
    count: usize,
    on: bool,
}

/// What the reader is made from.
pub(crate) struct Source {
    /// Key of the article in addresses.
    pub key: String,
    /// The text as given.
    pub text: String,
    /// The record.
    pub record: Record,
    /// Review marks on it, oldest first.
    pub reviews: Vec<Mark>,
    /// Articles that say nearly the same.
    pub copies: Vec<Link>,
    /// Encounters of the history that it tells of.
    pub encounters_told: Vec<Link>,
}

/// An article and its record.
#[derive(Serialize)]
pub(crate) struct Reader {
    key: String,
    text: String,
    record: Record,
    reviews: Vec<Mark>,
    copies: Vec<Link>,
    encounters_told: Vec<Link>,
    /// Words that the address points at.
    #[serde(skip)]
    at: Option<(u32, u32)>,
    #[serde(skip)]
    layers: Vec<Layer>,
    #[serde(skip)]
    segments: Vec<Segment>,
    #[serde(skip)]
    items: Vec<Item>,
    #[serde(skip)]
    sections: Vec<Section>,
}

/// A mark in the order of the text.
pub(crate) struct InOrder<'a> {
    id: &'a str,
    label: &'a str,
    head: &'a str,
    words: String,
}

impl Reader {
    /// Lays out an article in the language of the request.
    pub fn new(f: &Frame<'_>, source: Source) -> Result<Self, Problem> {
        let on = layers_on(f.q("layers"))?;
        let at = f.ask.query.get("at").map(span_at).transpose()?;
        let teller = Teller { record: &source.record, names: f.names, lang: f.lang() };
        let (items, sections) = (teller.items(), teller.sections());
        let layer = |name: &&'static str| {
            let count = items.iter().filter(|i| i.layer == *name).map(|i| i.spans.len()).sum();
            Layer { name, count, on: on.contains(name) }
        };
        Ok(Self {
            layers: LAYERS.iter().map(layer).collect(),
            segments: segments(&source.text),
            items,
            sections,
            at,
            key: source.key,
            text: source.text,
            record: source.record,
            reviews: source.reviews,
            copies: source.copies,
            encounters_told: source.encounters_told,
        })
    }

    fn arabic(&self) -> bool {
        self.record.language == "ar"
    }

    /// Why there is nothing to show.
    fn nothing(&self) -> &'static str {
        if self.arabic() { "none.record" } else { "none.arabic" }
    }

    fn title_shown(&self) -> String {
        match &self.record.title {
            Some(title) => visible(title),
            None => first_words(&self.text),
        }
    }

    /// The article's own address, where it is one that a browser may be sent to.
    fn web_address(&self) -> Option<&str> {
        let url = self.record.source.url.as_deref()?;
        ["https://", "http://"].iter().any(|s| url.starts_with(s)).then_some(url)
    }

    /// The marks as they come in the text.
    fn in_order(&self) -> Vec<InOrder<'_>> {
        let chars: Vec<char> = self.text.chars().collect();
        let words = |start: u32, end: u32| {
            let (start, end) = (start as usize, (end as usize).min(chars.len()));
            visible(&chars.get(start..end).unwrap_or_default().iter().collect::<String>())
        };
        let mut all: Vec<(u32, u32, &Item)> =
            self.items.iter().flat_map(|i| i.spans.iter().map(move |s| (s.0, s.1, i))).collect();
        all.sort_by_key(|(start, end, _)| (*start, std::cmp::Reverse(*end)));
        let line = |(start, end, i)| {
            let i: &Item = i;
            InOrder { id: &i.id, label: &i.label, head: &i.head, words: words(start, end) }
        };
        all.into_iter().map(line).collect()
    }

    /// The marks on a line: made on the same words in the same part, else on the line of this id.
    fn reviews_of(&self, layer: &str, id: &str) -> Vec<&Mark> {
        self.reviews.iter().filter(|m| m.layer == layer && self.marked(m) == Some(id)).collect()
    }

    /// Which line of the record a mark is on now. After reading anew ids may stand for other lines, words do not.
    fn marked(&self, m: &Mark) -> Option<&str> {
        let own = |i: &&Item| i.layer == m.layer && i.spans.first() == Some(&(m.start, m.end));
        let mut same = self.items.iter().filter(own);
        let first = same.next()?;
        Some(if same.any(|i| i.id == m.item) { self.id(&m.item)? } else { &first.id })
    }

    fn id(&self, id: &str) -> Option<&str> {
        self.items.iter().find(|i| i.id == id).map(|i| i.id.as_str())
    }

    /// Marks on lines that the record has no more.
    fn reviews_gone(&self) -> Vec<&Mark> {
        self.reviews.iter().filter(|m| self.marked(m).is_none()).collect()
    }

    /// The last mark on a line.
    fn verdict(&self, layer: &str, id: &str) -> String {
        self.reviews_of(layer, id).last().map(|m| m.verdict.clone()).unwrap_or_default()
    }
}

/// Layers named in an address: `actors,events`, or `none`.
fn layers_on(text: &str) -> Result<Vec<&str>, Problem> {
    match text {
        "" => Ok(USUAL.to_vec()),
        "none" => Ok(Vec::new()),
        names => {
            let names: Vec<&str> = names.split(',').collect();
            match names.iter().find(|n| !LAYERS.contains(n)) {
                Some(other) => {
                    Err(Problem::bad(format!("layers: there is no layer \"{other}\"; there are: {}", LAYERS.join(", "))))
                }
                None => Ok(names),
            }
        }
    }
}

/// Words named in an address by their code points: `120-134`.
fn span_at(text: &str) -> Result<(u32, u32), Problem> {
    let parts = text.split_once('-').and_then(|(a, b)| Some((a.parse().ok()?, b.parse().ok()?)));
    let whole = parts.filter(|(a, b): &(u32, u32)| a < b);
    whole.ok_or_else(|| Problem::bad(format!("at={text}: expected two places in the text such as 120-134")))
}

/// The beginning of a text, for articles without a title.
pub(crate) fn first_words(text: &str) -> String {
    const MOST: usize = 90;
    let line = text.lines().map(str::trim).find(|l| !l.is_empty()).unwrap_or_default();
    if line.chars().count() <= MOST {
        return visible(line);
    }
    let cut: String = line.chars().take(MOST).collect();
    format!("{} …", visible(cut.rsplit_once(' ').map_or(cut.as_str(), |(front, _)| front)))
}

#[derive(Template)]
#[template(path = "reader.html")]
struct Page<'a> {
    f: &'a Frame<'a>,
    v: &'a Reader,
}

impl View for Reader {
    const FORMS: &'static [Form] = &[Form::Csv];

    fn title(&self, _: &Frame<'_>) -> String {
        self.title_shown()
    }

    fn html(&self, f: &Frame<'_>) -> askama::Result<String> {
        Page { f, v: self }.render()
    }

    fn table(&self) -> Table {
        let mut table = Table::new(&["id", "layer", "label", "head", "note", "rule", "start", "end", "words", "review"]);
        let chars: Vec<char> = self.text.chars().collect();
        for i in &self.items {
            for (start, end) in &i.spans {
                let words: String = chars.get(*start as usize..*end as usize).unwrap_or_default().iter().collect();
                let (rule, review) = (maybe(&i.rule), self.verdict(i.layer, &i.id));
                table.row([&i.id, &i.layer, &i.label, &i.head, &i.note, &rule, start, end, &words, &review]);
            }
        }
        table
    }
}
