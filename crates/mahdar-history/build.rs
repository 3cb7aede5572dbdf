//! Compiles the words that the analysis of searches knows, from the tables under `data/`, into one automaton.

#[path = "src/search/letters.rs"]
#[allow(dead_code)]
mod letters;
#[path = "build/words.rs"]
mod words;

use std::path::Path;

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=build/words.rs");
    println!("cargo::rerun-if-changed=src/search/letters.rs");
    let words = words::collect(&mahdar_knowledge::builtin_files());
    let map = fst::Map::from_iter(words).expect("words are sorted");
    let out = std::env::var("OUT_DIR").expect("set by cargo");
    std::fs::write(Path::new(&out).join("words.fst"), map.into_fst().as_bytes()).expect("written");
}
