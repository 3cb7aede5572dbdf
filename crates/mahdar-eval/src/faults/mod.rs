//! Every disagreement with its words, so that it can be worked on.

mod attribution;
mod collect;
mod events;
mod render;

use std::collections::BTreeMap;

use mahdar_record::Record;
use serde::Serialize;

pub use render::{render_causes, render_faults};

use crate::area::Area;
use crate::gold::GoldArticle;
use crate::side::{Side, compare};

/// In what way a record and annotation disagree.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum FaultKind {
    /// Marked, not found.
    Missed,
    /// Marked, found in part.
    PartlyMissed,
    /// Found as something else: other code, other speaker, other type, other direction.
    Wrong,
    /// Found; a detail differs.
    Differs,
    /// Found, not marked.
    Extra,
    /// Found, marked in part.
    PartlyExtra,
}

impl FaultKind {
    /// The name it is printed under.
    pub fn name(self) -> &'static str {
        match self {
            Self::Missed => "missed",
            Self::PartlyMissed => "partly-missed",
            Self::Wrong => "wrong",
            Self::Differs => "differs",
            Self::Extra => "extra",
            Self::PartlyExtra => "partly-extra",
        }
    }
}

/// One disagreement.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Fault {
    /// The article's id.
    pub article: String,
    /// Where it counts.
    pub area: Area,
    /// In what way.
    pub kind: FaultKind,
    /// What sort of item, or what became what: `person`, `visit`, `ACCUSE`, `ACCUSE>REJECT` …
    pub class: String,
    /// The rule that found the item.
    pub rule: Option<String>,
    /// How many units of the measure: words of text for statements, else 1.
    pub weight: usize,
    /// What is marked.
    pub gold: Option<String>,
    /// What was found.
    pub found: Option<String>,
    /// What may be behind it.
    pub note: Option<String>,
}

/// How often faults have the same area, kind, class and rule.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Cause {
    /// Where they count.
    pub area: Area,
    /// In what way.
    pub kind: FaultKind,
    /// What sort of item.
    pub class: String,
    /// The rule that found the items.
    pub rule: Option<String>,
    /// How many faults.
    pub count: usize,
    /// How many units of the measure they make.
    pub weight: usize,
}

/// Everything in which a record differs from what is marked. Dyads follow from events and have none of their own.
pub fn errors(article: &GoldArticle, record: &Record) -> Vec<Fault> {
    let text: Vec<char> = article.text.chars().collect();
    let gold = Side::of_gold(article, &text);
    let found = Side::of_record(record, &text);
    let comparison = compare(&gold, &found);
    let mut collector = collect::Collector { article, record, text: &text, gold: &gold, found: &found, faults: Vec::new() };
    collector.actors(&comparison.actors);
    collector.encounters(&comparison.encounters);
    collector.statements();
    collector.commitments(&comparison.commitments);
    collector.events();
    let mut faults = collector.faults;
    faults.sort_by_key(|f| f.area);
    faults
}

/// The faults sorted by cause, the one that costs most first within each area.
pub fn causes(faults: &[Fault]) -> Vec<Cause> {
    let mut out: BTreeMap<_, Cause> = BTreeMap::new();
    for f in faults {
        let cause = out.entry((f.area, f.kind, &f.class, &f.rule)).or_insert_with(|| Cause {
            area: f.area,
            kind: f.kind,
            class: f.class.clone(),
            rule: f.rule.clone(),
            count: 0,
            weight: 0,
        });
        cause.count += 1;
        cause.weight += f.weight;
    }
    let mut out: Vec<Cause> = out.into_values().collect();
    out.sort_by(|a, b| a.area.cmp(&b.area).then(b.weight.cmp(&a.weight)));
    out
}
