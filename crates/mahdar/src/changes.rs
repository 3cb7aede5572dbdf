//! What two records of one article have of their own: gained, lost, altered.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};

use mahdar_record::{Record, Span};

use crate::report::safe::plain;

/// What is different in one table.
#[derive(Debug, Default)]
struct Change {
    gained: u64,
    lost: u64,
    altered: u64,
    examples: BTreeMap<&'static str, Vec<String>>,
}

/// What is different in all.
#[derive(Debug, Default)]
pub(crate) struct Changes {
    articles: u64,
    examples: usize,
    tables: BTreeMap<&'static str, Change>,
}

/// A line of a record: where its words stand, the words, and what is said of them.
type Line = ((u32, u32), String, String);

impl Changes {
    /// With so many examples of each sort of change.
    pub fn keeping(examples: usize) -> Self {
        Self { examples, ..Self::default() }
    }

    /// How many articles differ.
    pub fn articles(&self) -> u64 {
        self.articles
    }

    /// Counts what two records of one article have of their own.
    pub fn compare(&mut self, old: &Record, new: &Record) {
        let examples = self.examples;
        let id = &new.id;
        let mut any = false;
        for ((table, old), (_, new)) in tables(old).into_iter().zip(tables(new)) {
            let change = self.tables.entry(table).or_default();
            let both: BTreeSet<&Line> =
                old.iter().collect::<BTreeSet<_>>().intersection(&new.iter().collect()).copied().collect();
            let mut lost: Vec<&Line> = old.iter().filter(|l| !both.contains(l)).collect();
            let mut gained: Vec<&Line> = new.iter().filter(|l| !both.contains(l)).collect();
            let mut note = |what, text: String| {
                let seen = change.examples.entry(what).or_default();
                if seen.len() < examples {
                    seen.push(text);
                }
            };
            // The same words with something else said of them are altered.
            gained.retain(|new| match lost.iter().position(|old| old.0 == new.0) {
                Some(at) => {
                    let old = lost.remove(at);
                    change.altered += 1;
                    note("altered", format!("{id}: {} → {}  {}", old.2, new.2, new.1));
                    any = true;
                    false
                }
                None => true,
            });
            gained.iter().for_each(|l| note("gained", format!("{id}: {}  {}", l.2, l.1)));
            lost.iter().for_each(|l| note("lost", format!("{id}: {}  {}", l.2, l.1)));
            change.gained += gained.len() as u64;
            change.lost += lost.len() as u64;
            any |= !gained.is_empty() || !lost.is_empty();
        }
        self.articles += u64::from(any);
    }

    /// A table of counts, then the examples. `verb` says of the articles what became of them.
    pub fn print(&self, out: &mut impl Write, verb: &str) -> io::Result<()> {
        writeln!(out, "{} articles {verb}", self.articles)?;
        writeln!(out, "{:<13}{:>8}{:>8}{:>8}", "", "gained", "lost", "altered")?;
        for (table, c) in &self.tables {
            writeln!(out, "{table:<13}{:>8}{:>8}{:>8}", c.gained, c.lost, c.altered)?;
        }
        for (table, c) in &self.tables {
            for (what, examples) in &c.examples {
                for example in examples {
                    writeln!(out, "{table} {what}: {}", plain(example))?;
                }
            }
        }
        Ok(())
    }
}

/// The lines of a record that people care about, by table. Ids are left out: they only count.
fn tables(r: &Record) -> [(&'static str, Vec<Line>); 5] {
    let names = |ids: &[String]| -> String {
        let one = |id: &String| {
            let a = r.actors.iter().find(|a| a.id == *id)?;
            Some(a.name.en.clone().unwrap_or_else(|| a.name.ar.clone()))
        };
        let all: Vec<String> = ids.iter().filter_map(one).collect();
        if all.is_empty() { "-".to_owned() } else { all.join("+") }
    };
    let line = |s: &Span, said: String| -> Line { ((s.start, s.end), s.text.clone(), said) };
    let mut actors = Vec::new();
    for a in &r.actors {
        let said = format!(
            "{} {} {}",
            a.name.en.as_ref().unwrap_or(&a.name.ar),
            a.code.as_deref().unwrap_or("-"),
            a.office.as_deref().unwrap_or("-")
        );
        actors.extend(a.mentions.first().map(|m| line(&m.span, said)));
    }
    let encounters = r.encounters.iter().filter_map(|e| {
        let date = e.date.as_ref().and_then(|d| d.value.as_deref()).unwrap_or("-");
        Some(line(e.evidence.first()?, format!("{} {} {date}", e.kind, names(&e.participants))))
    });
    let statements = r.statements.iter().map(|s| line(&s.content, names(&s.speakers)));
    let commitments =
        r.commitments.iter().map(|c| line(&c.item, format!("{} {} > {}", c.strength, names(&c.actors), names(&c.toward))));
    let events = r.events.iter().map(|v| {
        let mode = v.mode.as_ref().map(|m| format!("/{m}")).unwrap_or_default();
        line(&v.evidence, format!("{}{mode} {} > {}", v.kind, names(&v.source), names(&v.target)))
    });
    [
        ("actors", actors),
        ("encounters", encounters.collect()),
        ("statements", statements.collect()),
        ("commitments", commitments.collect()),
        ("events", events.collect()),
    ]
}
