//! GEXF 1.3: a directed network of codes; edges carry their events by class, in all and by month.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{BufWriter, Write};

use mahdar_knowledge::codes::{Codes, Quad};
use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};

use crate::codebook::no_tables;
use crate::dyad::{code_pairs, day};
use crate::error::ExportError;
use crate::export::{Exporter, Notes, Start};
use crate::format::{Shape, Spec, TextUse};
use crate::item::Item;
use crate::table::number;
use crate::tables::Doc;
use crate::text::{flat, xml};

pub(crate) const SPEC: Spec = Spec {
    name: "gexf",
    about: "GEXF 1.3 network of states, organisations and groups, with events by class and month",
    extension: "gexf",
    media_type: "application/gexf+xml",
    shape: Shape::File,
    text: TextUse::None,
    codebook: no_tables,
    start,
};

fn start<'w>(start: Start<'w>) -> Result<Box<dyn Exporter + 'w>, ExportError> {
    let codes = start.codes;
    Ok(Box::new(Gexf { codes, out: BufWriter::new(start.stream()?), nodes: BTreeSet::new(), edges: BTreeMap::new() }))
}

#[derive(Default)]
struct Edge {
    events: u64,
    quads: [u64; 4],
    goldstein: f64,
    valued: u64,
    /// Events by year and month.
    months: BTreeMap<(i16, i8), u64>,
}

struct Gexf<'w, W: Write> {
    codes: &'w Codes,
    out: BufWriter<W>,
    nodes: BTreeSet<String>,
    edges: BTreeMap<(String, String), Edge>,
}

impl<W: Write> Exporter for Gexf<'_, W> {
    fn add(&mut self, item: &Item<'_>, notes: &mut Notes) -> Result<(), ExportError> {
        let doc = Doc::new(item, self.codes);
        for pair in code_pairs(&doc) {
            for code in [pair.source, pair.target] {
                if !self.nodes.contains(code) {
                    self.nodes.insert(code.to_owned());
                }
            }
            let edge = self.edges.entry((pair.source.to_owned(), pair.target.to_owned())).or_default();
            edge.events += 1;
            if let Some(q) = self.codes.quad(&pair.event.kind) {
                edge.quads[q as usize - 1] += 1;
            }
            if let Some(g) = pair.event.goldstein {
                (edge.goldstein, edge.valued) = (edge.goldstein + g, edge.valued + 1);
            }
            match pair.date.and_then(day) {
                Some((year, month, _)) => *edge.months.entry((year, month)).or_default() += 1,
                None => notes.add("events from the months, not from the totals: their day is not known"),
            }
        }
        Ok(())
    }

    fn finish(mut self: Box<Self>, _: &mut Notes) -> Result<(), ExportError> {
        self.write()?;
        Ok(self.out.flush()?)
    }
}

/// First and last day of a month.
fn month((year, month): (i16, i8)) -> (String, String) {
    let last = jiff::civil::Date::new(year, month, 1).map_or(28, |d| d.days_in_month());
    (format!("{year:04}-{month:02}-01"), format!("{year:04}-{month:02}-{last:02}"))
}

impl<W: Write> Gexf<'_, W> {
    fn write(&mut self) -> Result<(), ExportError> {
        let mut w = Tags(Writer::new_with_indent(&mut self.out, b' ', 1));
        w.event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
        w.open("gexf", &[("xmlns", "http://gexf.net/1.3"), ("version", "1.3")])?;
        w.open("meta", &[])?;
        w.text("creator", "mahdar")?;
        w.text("description", "Events between states, organisations and groups, from Arabic news")?;
        w.close("meta")?;
        let months = || self.edges.values().flat_map(|e| e.months.keys());
        let mut graph = vec![("defaultedgetype", "directed"), ("mode", "dynamic"), ("timeformat", "date")];
        let span = months().min().zip(months().max()).map(|(a, b)| (month(*a).0, month(*b).1));
        if let Some((start, end)) = &span {
            graph.extend([("start", start.as_str()), ("end", end.as_str())]);
        }
        w.open("graph", &graph)?;
        w.open("attributes", &[("class", "edge"), ("mode", "static")])?;
        w.empty("attribute", &[("id", "events"), ("title", "events"), ("type", "integer")])?;
        for q in Quad::ALL {
            w.empty("attribute", &[("id", q.name()), ("title", q.name()), ("type", "integer")])?;
        }
        w.empty("attribute", &[("id", "goldstein_mean"), ("title", "goldstein_mean"), ("type", "double")])?;
        w.close("attributes")?;
        w.open("attributes", &[("class", "edge"), ("mode", "dynamic")])?;
        w.empty("attribute", &[("id", "month"), ("title", "events_in_month"), ("type", "integer")])?;
        w.close("attributes")?;
        w.open("nodes", &[])?;
        for code in &self.nodes {
            w.empty("node", &[("id", code), ("label", self.codes.name(code).unwrap_or(code))])?;
        }
        w.close("nodes")?;
        w.open("edges", &[])?;
        for (id, ((source, target), e)) in self.edges.iter().enumerate() {
            w.edge(&id.to_string(), source, target, e)?;
        }
        w.close("edges")?;
        w.close("graph")?;
        w.close("gexf")?;
        Ok(self.out.write_all(b"\n")?)
    }
}

/// Tags, with what XML cannot hold left out.
struct Tags<W: Write>(Writer<W>);

impl<W: Write> Tags<W> {
    fn event(&mut self, e: Event<'_>) -> Result<(), ExportError> {
        Ok(self.0.write_event(e)?)
    }

    fn tag<'t>(name: &'t str, attributes: &[(&str, &str)]) -> BytesStart<'t> {
        let mut tag = BytesStart::new(name);
        for (key, value) in attributes {
            tag.push_attribute((*key, xml(&flat(value)).as_ref()));
        }
        tag
    }

    fn open(&mut self, name: &str, attributes: &[(&str, &str)]) -> Result<(), ExportError> {
        self.event(Event::Start(Self::tag(name, attributes)))
    }

    fn empty(&mut self, name: &str, attributes: &[(&str, &str)]) -> Result<(), ExportError> {
        self.event(Event::Empty(Self::tag(name, attributes)))
    }

    fn close(&mut self, name: &str) -> Result<(), ExportError> {
        self.event(Event::End(BytesEnd::new(name)))
    }

    fn text(&mut self, name: &str, text: &str) -> Result<(), ExportError> {
        self.open(name, &[])?;
        self.event(Event::Text(BytesText::new(text)))?;
        self.close(name)
    }

    fn edge(&mut self, id: &str, source: &str, target: &str, e: &Edge) -> Result<(), ExportError> {
        let weight = e.events.to_string();
        self.open("edge", &[("id", id), ("source", source), ("target", target), ("weight", &weight)])?;
        self.open("attvalues", &[])?;
        self.empty("attvalue", &[("for", "events"), ("value", &weight)])?;
        for (q, n) in Quad::ALL.iter().zip(e.quads) {
            self.empty("attvalue", &[("for", q.name()), ("value", &n.to_string())])?;
        }
        if e.valued > 0 {
            let mean = (e.goldstein / e.valued as f64 * 10_000.0).round() / 10_000.0;
            self.empty("attvalue", &[("for", "goldstein_mean"), ("value", &number(mean))])?;
        }
        for (at, n) in &e.months {
            let (start, end) = month(*at);
            self.empty("attvalue", &[("for", "month"), ("value", &n.to_string()), ("start", &start), ("end", &end)])?;
        }
        self.close("attvalues")?;
        if !e.months.is_empty() {
            self.open("spells", &[])?;
            for (start, end) in spells(e.months.keys().copied()) {
                self.empty("spell", &[("start", &start), ("end", &end)])?;
            }
            self.close("spells")?;
        }
        self.close("edge")
    }
}

/// Months in order, those that follow each other joined.
fn spells(months: impl Iterator<Item = (i16, i8)>) -> Vec<(String, String)> {
    let number = |(y, m): (i16, i8)| i32::from(y) * 12 + i32::from(m);
    let mut out: Vec<((i16, i8), (i16, i8))> = Vec::new();
    for at in months {
        match out.last_mut() {
            Some((_, last)) if number(*last) + 1 == number(at) => *last = at,
            _ => out.push((at, at)),
        }
    }
    out.into_iter().map(|(first, last)| (month(first).0, month(last).1)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_that_follow_are_one_spell() {
        let spells = spells([(2021, 11), (2021, 12), (2022, 1), (2022, 3), (2024, 2)].into_iter());
        let spells: Vec<_> = spells.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect();
        assert_eq!(spells, [("2021-11-01", "2022-01-31"), ("2022-03-01", "2022-03-31"), ("2024-02-01", "2024-02-29")]);
    }
}
