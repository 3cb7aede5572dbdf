//! Scores of many articles.

use std::collections::HashMap;
use std::fmt::Write as _;

use mahdar_record::Record;
use serde::Serialize;
use serde_json::{Map, Value, json};

use crate::area::{Area, Scores, Tally};
use crate::gold::GoldArticle;
use crate::side::{Side, compare};

/// The scores of one article.
#[derive(Clone, Debug, Serialize)]
pub struct ArticleScores {
    /// The article's id.
    pub id: String,
    /// Its counts.
    pub scores: Scores,
}

/// The scores of all articles.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Report {
    /// Each article, in the order of the annotation.
    pub articles: Vec<ArticleScores>,
    /// All together.
    pub total: Scores,
    /// Articles without a record, scored as empty.
    pub missing: Vec<String>,
    /// Places of encounters with a record's place references resolved to names. The table's `places` takes the
    /// reference (`p1`) for the name, as the reference script does.
    pub places_by_name: Tally,
}

/// Compares records with what is marked; records are looked up by the article's id.
pub fn score(gold: &[GoldArticle], records: &HashMap<String, Record>) -> Report {
    let mut report = Report::default();
    for article in gold {
        let text: Vec<char> = article.text.chars().collect();
        let found = match records.get(&article.id) {
            Some(record) => Side::of_record(record, &text),
            None => {
                report.missing.push(article.id.clone());
                Side::default()
            }
        };
        let comparison = compare(&Side::of_gold(article, &text), &found);
        report.total += comparison.scores;
        report.places_by_name += comparison.places_by_name;
        report.articles.push(ArticleScores { id: article.id.clone(), scores: comparison.scores });
    }
    report
}

impl Report {
    /// The table: precision, recall and F1 of each area, and above it a line for each article if wanted.
    pub fn render(&self, per_article: bool) -> String {
        let mut out = String::new();
        if per_article {
            for ArticleScores { id, scores } in &self.articles {
                let counted = Area::ALL.into_iter().filter(|&a| scores[a].gold > 0 || scores[a].pred > 0);
                let parts: Vec<String> = counted.map(|a| format!("{:.6}={:.2}", a.name(), scores[a].f1())).collect();
                let _ = writeln!(out, "{id:44.44} {}", parts.join(" "));
            }
        }
        let _ = writeln!(out, "{:12} {:>6} {:>6} {:>6} {:>6}", "", "prec", "recall", "F1", "gold");
        for area in Area::ALL {
            let t = self.total[area];
            let _ = writeln!(out, "{:12} {:6.3} {:6.3} {:6.3} {:6}", area.name(), t.precision(), t.recall(), t.f1(), t.gold);
        }
        if !self.missing.is_empty() {
            let first = &self.missing[..self.missing.len().min(5)];
            let _ = writeln!(out, "missing: {} articles, scored as empty: {}", self.missing.len(), first.join(" "));
        }
        out
    }

    /// The totals as JSON: for each area `precision`, `recall`, `f1`, `gold`; and `missing`.
    pub fn to_json(&self) -> Value {
        let mut out = Map::new();
        for area in Area::ALL {
            let t = self.total[area];
            let figures = json!({"precision": t.precision(), "recall": t.recall(), "f1": t.f1(), "gold": t.gold});
            out.insert(area.name().to_owned(), figures);
        }
        out.insert("missing".to_owned(), json!(self.missing));
        Value::Object(out)
    }
}
