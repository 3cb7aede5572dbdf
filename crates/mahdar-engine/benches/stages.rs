//! Megabytes of text a second, stage by stage, on one core. `cargo bench -p mahdar-engine` reads `../shared/corpus` beside
//! the checkout if it is there, else the bundled articles again and again.

use mahdar_engine::{Article, clause::Scene, dates, mentions, read, reader::Reader, resolve::Cast, tag::Tagged};
use mahdar_knowledge::Knowledge;
use mahdar_text::Text;
use std::hint::black_box;
use std::path::Path;
use std::time::{Duration, Instant};

/// How much text is read.
const BYTES: usize = 8_000_000;

const STAGES: [&str; 6] = ["text", "tag", "mentions, dates", "resolve", "reader", "whole"];

fn articles() -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let source = ["../shared/corpus/articles.jsonl", "data/demo/articles.jsonl"]
        .iter()
        .find_map(|p| std::fs::read_to_string(root.join(p)).ok())
        .expect("articles");
    let all: Vec<(String, String)> = source
        .lines()
        .filter_map(|l| serde_json::from_str::<serde_json::Value>(l).ok())
        .filter_map(|v| {
            let s = |k: &str| v.get(k).and_then(|x| x.as_str()).map(str::to_string);
            Some((s("text")?, s("published").or(s("date")).unwrap_or_default()))
        })
        .collect();
    let mut left = BYTES;
    all.iter()
        .cycle()
        .take_while(|(t, _)| {
            let more = left > 0;
            left = left.saturating_sub(t.len().max(1));
            more
        })
        .cloned()
        .collect()
}

fn main() {
    let k = Knowledge::builtin();
    let articles = articles();
    let bytes: usize = articles.iter().map(|(t, _)| t.len()).sum();
    let mut spent = [Duration::ZERO; STAGES.len()];
    for (source, published) in &articles {
        let day = published.get(..10).and_then(|d| d.parse().ok());
        let mut clock = Instant::now();
        let mut lap = |stage: usize| {
            spent[stage] += clock.elapsed();
            clock = Instant::now();
        };
        let text = Text::new(source);
        lap(0);
        let tagged = Tagged::new(&text, &k);
        lap(1);
        let found_dates = dates::find(&tagged, day);
        let mut found = mentions::find(&tagged);
        lap(2);
        let mut cast = Cast::new(&tagged, &mut found, day);
        lap(3);
        let scene = Scene::new(&tagged, &found, &found_dates);
        black_box(Reader::run(&scene, &mut cast, day));
        lap(4);
        black_box(read(&k, &Article { text: source, published: Some(published), ..Default::default() }));
        lap(5);
    }
    println!("{} articles, {:.1} MB", articles.len(), bytes as f64 / 1e6);
    for (name, time) in STAGES.iter().zip(spent) {
        println!("{name:<16} {:>8.1} MB/s", bytes as f64 / 1e6 / time.as_secs_f64());
    }
}
