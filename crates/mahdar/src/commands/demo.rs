//! `mahdar demo`: the bundled articles, read.

use std::path::PathBuf;

use mahdar_sources::Article;
use serde_json::Value;

use super::read::print;
use super::serve;
use crate::args::{DemoArgs, HowArgs};
use crate::error::CliError;
use crate::{Outcome, know};

/// Written for this; see `data/demo/README.md`.
const ARTICLES: &str = include_str!("../../../../data/demo/articles.jsonl");

pub(crate) fn run(args: &DemoArgs, overlays: &[PathBuf]) -> Result<Outcome, CliError> {
    let k = know::load(overlays)?;
    let items: Vec<Article> = articles().collect::<Result<_, _>>()?;
    if args.serve {
        return serve::demo(&k, &items, &args.listen);
    }
    print(&k, &HowArgs::default(), items.into_iter().map(Ok), args.format, &args.look)
}

fn articles() -> impl Iterator<Item = Result<Article, CliError>> {
    ARTICLES.lines().enumerate().map(|(n, line)| {
        let value: Value = serde_json::from_str(line).map_err(|e| CliError::Demo { line: n + 1, message: e.to_string() })?;
        let field = |name: &str| value.get(name).and_then(Value::as_str).map(str::to_owned);
        Ok(Article {
            id: field("id").unwrap_or_default(),
            text: field("text").unwrap_or_default(),
            title: field("title"),
            published: field("published"),
            published_from_metadata: true,
            url: field("url"),
            outlet: field("outlet"),
            path: "data/demo/articles.jsonl".to_owned(),
            ..Article::default()
        })
    })
}
