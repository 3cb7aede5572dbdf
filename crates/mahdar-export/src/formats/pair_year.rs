//! Pairs of codes by year: how many events of each kind, their mean Goldstein value, how many articles tell them.

use std::collections::BTreeMap;
use std::io::Write;

use csv::{Terminator, WriterBuilder};
use mahdar_knowledge::codes::{Codes, Quad};

use crate::codebook::Entry;
use crate::dyad::{code_pairs, day};
use crate::error::ExportError;
use crate::export::{Exporter, Notes, Start};
use crate::format::{Shape, Spec, TextUse};
use crate::item::Item;
use crate::table::number;
use crate::tables::Doc;

pub(crate) const SPEC: Spec = Spec {
    name: "pair-year",
    about: "CSV of pairs of states by year: events by PLOVER type and class, mean Goldstein value, articles",
    extension: "csv",
    media_type: "text/csv; charset=utf-8",
    shape: Shape::File,
    text: TextUse::None,
    codebook,
    start,
};

/// What stands before the counts by class and type.
const FIXED: [(&str, &str, &str); 10] = [
    ("source", "text", "who acts: state (ISO 3166-1 alpha-3), organisation or group"),
    ("source_name", "text", "its English name"),
    ("source_cow", "integer", "number of the Correlates of War; empty where there is none"),
    ("target", "text", "who is acted upon; a pair stands in both directions"),
    ("target_name", "text", "its English name"),
    ("target_cow", "integer", "number of the Correlates of War; empty where there is none"),
    ("year", "integer", "year of the event, or of the article where it tells no day"),
    ("articles", "integer", "articles that tell such an event"),
    ("events", "integer", "events told; an event told by two articles counts twice"),
    ("goldstein_mean", "number", "mean Goldstein value of the events that have one, to four decimals"),
];

fn codebook(codes: &Codes) -> Vec<Entry> {
    let fixed = FIXED.iter().map(|(c, k, a)| ((*c).to_owned(), *k, (*a).to_owned()));
    let quads = Quad::ALL
        .iter()
        .map(|q| (q.name().to_owned(), "integer", format!("events of this class: {}", q.name().replace('_', " "))));
    let types = codes.types().map(|t| (t.to_lowercase(), "integer", format!("events of PLOVER type {t}")));
    let entry = |(column, kind, about)| Entry { table: "pair-year", column, kind, about };
    fixed.chain(quads).chain(types).map(entry).collect()
}

fn start<'w>(start: Start<'w>) -> Result<Box<dyn Exporter + 'w>, ExportError> {
    let codes = start.codes;
    let types = codes.types().map(str::to_owned).collect();
    Ok(Box::new(PairYear { codes, types, out: start.stream()?, counts: BTreeMap::new(), articles: 0 }))
}

#[derive(Default)]
struct Count {
    articles: u64,
    /// The last article counted, by its number.
    last: u64,
    events: u64,
    goldstein: f64,
    valued: u64,
    quads: [u64; 4],
    types: Vec<u64>,
}

struct PairYear<'w> {
    codes: &'w Codes,
    types: Vec<String>,
    out: Box<dyn Write + Send + 'w>,
    counts: BTreeMap<(String, String, i16), Count>,
    articles: u64,
}

impl Exporter for PairYear<'_> {
    fn add(&mut self, item: &Item<'_>, notes: &mut Notes) -> Result<(), ExportError> {
        let doc = Doc::new(item, self.codes);
        self.articles += 1;
        for pair in code_pairs(&doc) {
            let Some((year, ..)) = pair.date.and_then(day) else {
                notes.add("events whose year is not known");
                continue;
            };
            let c = self.counts.entry((pair.source.to_owned(), pair.target.to_owned(), year)).or_default();
            if c.last != self.articles {
                (c.last, c.articles) = (self.articles, c.articles + 1);
            }
            c.events += 1;
            if let Some(g) = pair.event.goldstein {
                (c.goldstein, c.valued) = (c.goldstein + g, c.valued + 1);
            }
            if let Some(q) = self.codes.quad(&pair.event.kind) {
                c.quads[q as usize - 1] += 1;
            }
            c.types.resize(self.types.len(), 0);
            if let Some(at) = self.types.iter().position(|t| *t == pair.event.kind) {
                c.types[at] += 1;
            }
        }
        Ok(())
    }

    fn finish(self: Box<Self>, _: &mut Notes) -> Result<(), ExportError> {
        let mut csv = WriterBuilder::new().terminator(Terminator::Any(b'\n')).from_writer(self.out);
        csv.write_record(codebook(self.codes).iter().map(|e| &e.column))?;
        let cow = |code: &str| self.codes.state(code).and_then(|s| s.cow).map(|n| n.to_string()).unwrap_or_default();
        let name = |code: &str| self.codes.name(code).unwrap_or("");
        for ((source, target, year), c) in &self.counts {
            let mean = (c.goldstein / c.valued as f64 * 10_000.0).round() / 10_000.0;
            let mean = if c.valued == 0 { String::new() } else { number(mean) };
            let mut row = vec![source.clone(), name(source).to_owned(), cow(source)];
            row.extend([target.clone(), name(target).to_owned(), cow(target)]);
            row.extend([year.to_string(), c.articles.to_string(), c.events.to_string(), mean]);
            row.extend(c.quads.iter().chain(&c.types).map(u64::to_string));
            csv.write_record(&row)?;
        }
        Ok(csv.flush()?)
    }
}
