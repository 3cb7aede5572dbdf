//! `mahdar eval`: how well the engine does on annotated articles.

use std::collections::HashMap;
use std::io::Write;
use std::path::{Path, PathBuf};

use mahdar_engine::Article;
use mahdar_eval::{Area, Gold, GoldArticle, causes, errors, gsr, render_causes, render_faults, score};
use mahdar_knowledge::Knowledge;
use mahdar_record::{PublishedFrom, Record};
use rayon::prelude::*;
use serde_json::{Map, Value, json};

use super::floors;
use crate::args::EvalArgs;
use crate::error::CliError;
use crate::{Outcome, guard, know, output};

/// Figures on sentences, as tables of floors name them.
const SENTENCES: [&str; 6] = ["gsr.assault", "gsr.protest", "gsr.type", "gsr.source", "gsr.target", "gsr.full"];

pub(crate) fn run(args: &EvalArgs, overlays: &[PathBuf]) -> Result<Outcome, CliError> {
    let floors = args.floor.as_deref().map(floors::load).transpose()?;
    let k = know::load(overlays)?;
    let mut failed = false;
    let figures = match args.gsr {
        true => sentences(&k, args, &mut failed)?,
        false => articles(&k, args, &mut failed)?,
    };
    let (Some(path), Some(floors)) = (args.floor.as_deref(), floors) else {
        return Ok(if failed { Outcome::Partly } else { Outcome::Done });
    };
    let below =
        floors::below(path, &floors, &figures, |name| SENTENCES.contains(&name) || Area::ALL.iter().any(|a| a.name() == name))?;
    for line in &below {
        output::warn(&format!("below its floor: {line}"));
    }
    Ok(if failed || !below.is_empty() { Outcome::Partly } else { Outcome::Done })
}

fn articles(k: &Knowledge, args: &EvalArgs, failed: &mut bool) -> Result<Vec<(String, f64)>, CliError> {
    let gold = chosen(&args.gold, args)?;
    let texts: Vec<_> = gold.iter().map(|g| (g.id.as_str(), g.published.as_deref(), g.text.as_str())).collect();
    let records = records(k, &texts, failed);
    let report = score(&gold, &records);
    let mut out = output::data();
    let faults: Vec<_> = match args.errors {
        true => gold
            .iter()
            .filter_map(|g| records.get(&g.id).map(|r| errors(g, r)))
            .flatten()
            .filter(|f| args.area.as_deref().is_none_or(|a| f.area.name() == a))
            .collect(),
        false => Vec::new(),
    };
    if args.json {
        let mut value = report.to_json();
        if let Value::Object(map) = &mut value {
            if args.per_article {
                map.insert("articles".into(), per_article(&report));
            }
            if args.errors {
                map.insert("errors".into(), json!(faults));
                map.insert("causes".into(), json!(causes(&faults)));
            }
        }
        writeln!(out, "{}", output::json(serde_json::to_string_pretty(&value).unwrap_or_default()))?;
    } else {
        if args.errors {
            write!(out, "{}\n{}\n", render_faults(&faults), render_causes(&causes(&faults)))?;
        }
        write!(out, "{}", report.render(args.per_article))?;
    }
    out.flush()?;
    Ok(Area::ALL.iter().map(|a| (a.name().to_owned(), report.total[*a].f1())).collect())
}

fn per_article(report: &mahdar_eval::Report) -> Value {
    let articles = report.articles.iter().map(|a| {
        let counted = Area::ALL.into_iter().filter(|&x| a.scores[x].gold > 0 || a.scores[x].pred > 0);
        let figures: Map<String, Value> = counted.map(|x| (x.name().to_owned(), json!(a.scores[x].f1()))).collect();
        (a.id.clone(), Value::Object(figures))
    });
    Value::Object(articles.collect())
}

/// The articles asked for.
fn chosen(dir: &Path, args: &EvalArgs) -> Result<Vec<GoldArticle>, CliError> {
    let mut gold = Gold::load(dir)?;
    for id in args.only.iter().chain(&args.except) {
        if !gold.iter().any(|g| g.id == *id) {
            return Err(CliError::NoArticle(id.clone()));
        }
    }
    gold.retain(|g| (args.only.is_empty() || args.only.contains(&g.id)) && !args.except.contains(&g.id));
    Ok(gold)
}

fn sentences(k: &Knowledge, args: &EvalArgs, failed: &mut bool) -> Result<Vec<(String, f64)>, CliError> {
    let gold = gsr::Sentences::load(&args.gold)?;
    let texts: Vec<_> = gold.texts().collect();
    let report = gsr::score(&gold, &records(k, &texts, failed));
    let mut out = output::data();
    match args.json {
        true => writeln!(out, "{}", serde_json::to_string_pretty(&report.to_json()).unwrap_or_default())?,
        false => write!(out, "{}", report.render())?,
    }
    out.flush()?;
    let mut figures: Vec<(String, f64)> = report.detection.iter().map(|d| (format!("gsr.{}", d.kind), d.f1)).collect();
    let c = &report.coding;
    for (name, value) in [("type", c.kind), ("source", c.source), ("target", c.target), ("full", c.full)] {
        figures.push((format!("gsr.{name}"), value));
    }
    Ok(figures)
}

/// The engine on each text: id, day, text.
fn records(k: &Knowledge, texts: &[(&str, Option<&str>, &str)], failed: &mut bool) -> HashMap<String, Record> {
    let read = |&(id, published, text): &(&str, Option<&str>, &str)| {
        let article = Article { id, text, published, published_from: PublishedFrom::Metadata, ..Article::default() };
        (id.to_owned(), guard::guarded(|| mahdar_engine::read(k, &article).record))
    };
    let made: Vec<_> = texts.par_iter().map(read).collect();
    let mut out = HashMap::new();
    for (id, record) in made {
        match record {
            Ok(record) => {
                out.insert(id, record);
            }
            Err(e) => {
                *failed = true;
                output::skipped(&format!("{id}: a defect of mahdar, please report it: {e}"));
            }
        }
    }
    out
}
