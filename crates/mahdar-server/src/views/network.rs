//! Who does what to whom within a window of time: a drawing, and always the same as a table.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use askama::Template;
use mahdar_store::Dyad;
use serde::Serialize;

use crate::Site;
use crate::answer::{Answer, View, show as answer};
use crate::ask::Form;
use crate::draw::{GRAPH, graph};
use crate::feed::xml;
use crate::filter;
use crate::frame::Frame;
use crate::problem::Problem;
use crate::table::{Table, maybe};

/// Links that are drawn; the table has all, leaf by leaf.
const DRAWN: usize = 80;
/// Links of a leaf where the address does not say how many.
const ROWS: u32 = 200;
/// Fewest events of a link where the address does not say.
const LEAST: u32 = 1;

/// Events of one toward another.
#[derive(Clone, Debug, Serialize)]
struct Link {
    source: String,
    target: String,
    events: u64,
    /// Mean over the events that have one.
    goldstein: Option<f64>,
    /// Events by PLOVER type.
    types: BTreeMap<String, u64>,
}

/// `/network`
#[derive(Serialize)]
pub(crate) struct Network {
    /// How many links there are in all.
    total: usize,
    /// Those of this leaf.
    links: Vec<Link>,
    /// What `after` must be for the next leaf.
    next: Option<String>,
    /// The strongest of all, which are drawn on every leaf.
    #[serde(skip)]
    strongest: Vec<Link>,
}

/// The order of links: those with most events first.
fn rank(link: &Link) -> (Reverse<u64>, &str, &str) {
    (Reverse(link.events), &link.source, &link.target)
}

/// What tells a link's place in that order, as `next` gives it.
fn cursor(link: &Link) -> String {
    format!("{}~{}~{}", link.events, link.source, link.target)
}

/// The number of the first link behind the one that `after` names.
fn behind(links: &[Link], after: &str) -> Result<usize, Problem> {
    let place = after.split_once('~').and_then(|(events, codes)| Some((events.parse().ok()?, codes.split_once('~')?)));
    let (events, (source, target)) =
        place.ok_or_else(|| Problem::bad(format!("after={after}: expected what an earlier page gave as its next")))?;
    Ok(links.partition_point(|l| rank(l) <= (Reverse(events), source, target)))
}

/// Answers for `/network`.
pub(crate) fn show(site: &Site, f: &Frame<'_>) -> Result<Answer, Problem> {
    let q = &f.ask.query;
    let least = u64::from(q.number("least", LEAST, 1_000_000)?);
    let states: Vec<String> =
        filter::list(q, Some("state")).iter().map(|v| filter::code(f.names, "state", v)).collect::<Result<_, _>>()?;
    let kinds = filter::list(q, Some("type"));
    if let Some(other) = kinds.iter().find(|k| f.names.quad(k).is_empty()) {
        let known: Vec<&str> = f.names.types().map(|t| t.kind.as_str()).collect();
        return Err(Problem::bad(format!("type={other}: expected one of {}", known.join(", "))));
    }
    let dyads = site.dyads(q.get("from"), q.get("to"))?;
    let wanted = |d: &Dyad| {
        (kinds.is_empty() || kinds.contains(&d.kind))
            && (states.is_empty() || states.contains(&d.source) || states.contains(&d.target))
    };
    let mut links = links(dyads.iter().filter(|d| wanted(d)));
    links.retain(|l| l.events >= least);
    let (total, strongest) = (links.len(), links.iter().take(DRAWN).cloned().collect());
    // A graph in leaves would be none: as such it is given whole.
    let rows = if f.ask.form == Form::Gexf { total } else { q.number("limit", ROWS, filter::MOST_ROWS)? as usize };
    let first = q.get("after").map_or(Ok(0), |after| behind(&links, after))?;
    links.drain(..first);
    let next = links.get(rows).and(links.get(rows.wrapping_sub(1))).map(cursor);
    links.truncate(rows);
    answer(f, &Network { total, links, next, strongest })
}

/// Dyads by type as links of all types, those with most events first.
fn links<'a>(dyads: impl Iterator<Item = &'a Dyad>) -> Vec<Link> {
    let mut all: BTreeMap<(String, String), (Link, f64, u64)> = BTreeMap::new();
    for d in dyads {
        let (link, sum, weighed) = all.entry((d.source.clone(), d.target.clone())).or_insert_with(|| {
            (
                Link { source: d.source.clone(), target: d.target.clone(), events: 0, goldstein: None, types: BTreeMap::new() },
                0.0,
                0,
            )
        });
        link.events += d.events;
        *link.types.entry(d.kind.clone()).or_default() += d.events;
        if let Some(g) = d.goldstein {
            *sum += g * d.events as f64;
            *weighed += d.events;
            link.goldstein = Some((*sum / *weighed as f64 * 100.0).round() / 100.0);
        }
    }
    let mut out: Vec<Link> = all.into_values().map(|(link, ..)| link).collect();
    out.sort_by(|a, b| rank(a).cmp(&rank(b)));
    out
}

/// A party as drawn.
struct Node {
    code: String,
    href: String,
    x: f64,
    y: f64,
    r: f64,
    title: String,
}

/// A link as drawn.
struct Edge {
    x1: f64,
    y1: f64,
    x2: f64,
    y2: f64,
    width: f64,
    tone: &'static str,
    title: String,
}

/// A row of the table.
struct Row<'a> {
    link: &'a Link,
    source: (String, String),
    target: (String, String),
    events: String,
    types: String,
}

#[derive(Template)]
#[template(path = "network.html")]
struct Html<'a> {
    f: &'a Frame<'a>,
    size: (f64, f64),
    nodes: Vec<Node>,
    edges: Vec<Edge>,
    total: usize,
    rows: Vec<Row<'a>>,
    next: Option<String>,
    drawn: usize,
    types: Vec<(String, String)>,
}

impl Network {
    /// Places the strongest links; links of both directions are one line.
    fn draw(&self, f: &Frame<'_>) -> (Vec<Node>, Vec<Edge>) {
        let mut lines: BTreeMap<(&str, &str), (u64, f64, u64)> = BTreeMap::new();
        for l in &self.strongest {
            let key = if l.source < l.target { (&*l.source, &*l.target) } else { (&*l.target, &*l.source) };
            let line = lines.entry(key).or_default();
            line.0 += l.events;
            if let Some(g) = l.goldstein {
                line.1 += g * l.events as f64;
                line.2 += l.events;
            }
        }
        let codes: BTreeSet<&str> = lines.keys().flat_map(|(a, b)| [*a, *b]).collect();
        let codes: Vec<&str> = codes.into_iter().collect();
        let number = |code: &str| codes.binary_search(&code).unwrap_or_default();
        let weights: Vec<(usize, usize, f64)> = lines.iter().map(|((a, b), (n, ..))| (number(a), number(b), *n as f64)).collect();
        let at = graph(codes.len(), &weights);
        let most = lines.values().map(|l| l.0).max().unwrap_or(1) as f64;
        let edge = |((a, b), (n, sum, weighed)): (&(&str, &str), &(u64, f64, u64))| {
            let ((x1, y1), (x2, y2)) = (at[number(a)], at[number(b)]);
            let mean = if *weighed == 0 { 0.0 } else { sum / *weighed as f64 };
            let tone = if mean > 0.5 {
                "warm"
            } else if mean < -0.5 {
                "cold"
            } else {
                "even"
            };
            let title = format!("{} – {}: {n} {} · {mean:+.1}", f.code(a), f.code(b), f.t("network.events"));
            Edge { x1, y1, x2, y2, width: ((*n as f64 / most).sqrt() * 70.0).round() / 10.0 + 0.8, tone, title }
        };
        let of = |code: &str| lines.iter().filter(|((a, b), _)| *a == code || *b == code).map(|(_, l)| l.0).sum::<u64>();
        let largest = codes.iter().map(|c| of(c)).max().unwrap_or(1) as f64;
        let node = |(n, code): (usize, &&str)| Node {
            code: (*code).to_owned(),
            href: f.here_with("state", code),
            x: at[n].0,
            y: at[n].1,
            r: ((of(code) as f64 / largest).sqrt() * 160.0).round() / 10.0 + 6.0,
            title: format!("{}: {} {}", f.code(code), of(code), f.t("network.events")),
        };
        (codes.iter().enumerate().map(node).collect(), lines.iter().map(edge).collect())
    }

    fn rows<'a>(&'a self, f: &Frame<'_>) -> Vec<Row<'a>> {
        let window = ["least", "state", "limit", "after"].iter().fold(f.ask.query.clone(), |q, name| q.with(name, ""));
        let row = |link: &'a Link| {
            let query = window.with("by", &link.source).with("toward", &link.target).to_suffix();
            let mut types: Vec<(&String, &u64)> = link.types.iter().collect();
            types.sort_by_key(|(_, n)| Reverse(**n));
            let of = |code: &String| (f.code(code).to_owned(), f.here_with("state", code));
            Row {
                source: of(&link.source),
                target: of(&link.target),
                events: f.link(&format!("/events{query}")),
                types: types
                    .iter()
                    .map(|(t, n)| format!("{} {n}", f.names.event(t, None, f.lang())))
                    .collect::<Vec<_>>()
                    .join(" · "),
                link,
            }
        };
        self.links.iter().map(row).collect()
    }

    /// GEXF 1.3, for Gephi and its like.
    fn gexf(&self, f: &Frame<'_>) -> String {
        let mut out = String::from(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<gexf xmlns=\"http://gexf.net/1.3\" version=\"1.3\">\n\
             <graph defaultedgetype=\"directed\">\n<attributes class=\"edge\">\n\
             <attribute id=\"0\" title=\"goldstein\" type=\"double\"/>\n<attribute id=\"1\" title=\"types\" type=\"string\"/>\n\
             </attributes>\n<nodes>\n",
        );
        let codes: BTreeSet<&String> = self.links.iter().flat_map(|l| [&l.source, &l.target]).collect();
        for code in codes {
            let _ = writeln!(out, "<node id=\"{}\" label=\"{}\"/>", xml(code), xml(f.code(code)));
        }
        out.push_str("</nodes>\n<edges>\n");
        for (n, l) in self.links.iter().enumerate() {
            let types: Vec<String> = l.types.iter().map(|(t, n)| format!("{t}:{n}")).collect();
            let (source, target) = (xml(&l.source), xml(&l.target));
            let _ = write!(out, "<edge id=\"{n}\" source=\"{source}\" target=\"{target}\" weight=\"{}\"><attvalues>", l.events);
            if let Some(g) = l.goldstein {
                let _ = write!(out, "<attvalue for=\"0\" value=\"{g}\"/>");
            }
            let _ = writeln!(out, "<attvalue for=\"1\" value=\"{}\"/></attvalues></edge>", xml(&types.join(" ")));
        }
        out.push_str("</edges>\n</graph>\n</gexf>\n");
        out
    }
}

impl View for Network {
    const FORMS: &'static [Form] = &[Form::Csv, Form::Gexf];

    fn title(&self, f: &Frame<'_>) -> String {
        f.t("network").to_owned()
    }

    fn html(&self, f: &Frame<'_>) -> askama::Result<String> {
        let (nodes, edges) = self.draw(f);
        let types = f.names.types().map(|t| (t.kind.clone(), t.name.get(f.lang()).to_owned())).collect();
        let drawn = if self.total > DRAWN { DRAWN } else { 0 };
        let next = self.next.as_ref().map(|n| f.here_after(n));
        Html { f, size: GRAPH, nodes, edges, total: self.total, rows: self.rows(f), next, drawn, types }.render()
    }

    fn table(&self) -> Table {
        let mut table = Table::new(&["source", "target", "events", "goldstein", "types"]);
        for l in &self.links {
            let types: Vec<String> = l.types.iter().map(|(t, n)| format!("{t}:{n}")).collect();
            table.row([&l.source, &l.target, &l.events, &maybe(&l.goldstein), &types.join(";")]);
        }
        table
    }

    fn other(&self, _: Form, f: &Frame<'_>) -> Result<String, Problem> {
        Ok(self.gexf(f))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn leaves_skip_and_repeat_nothing() {
        let dyad = |n: u64| Dyad {
            source: format!("A{}", n % 7),
            target: format!("B{}", n / 7),
            kind: "CONSULT".to_owned(),
            events: n % 3 + 1,
            goldstein: None,
        };
        let all = links((0..40).map(dyad).collect::<Vec<_>>().iter());
        for n in 0..all.len() {
            assert_eq!(behind(&all, &cursor(&all[n])).unwrap(), n + 1);
        }
        // The link is gone or counts more since: the next leaf goes on from where it was.
        assert_eq!(behind(&all, "9~A~B").unwrap(), 0);
        assert_eq!(behind(&all, "1~Z~Z").unwrap(), all.len());
        for wrong in ["", "x~A~B", "3~A", "3"] {
            assert!(behind(&all, wrong).is_err(), "{wrong}");
        }
    }
}
