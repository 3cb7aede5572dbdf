//! Compiles the built-in knowledge once, so that no run of the program has to.

use std::path::Path;

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    let bytes = mahdar_knowledge::Knowledge::builtin().to_bytes().expect("knowledge can be written");
    let out = std::env::var("OUT_DIR").expect("set by cargo");
    std::fs::write(Path::new(&out).join("knowledge.bin"), bytes).expect("written");
}
