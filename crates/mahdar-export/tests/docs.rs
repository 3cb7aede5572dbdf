//! `docs/exports.md` is the codebook for people: it has every column with its type and meaning, and every format.

use mahdar_export::Format;
use mahdar_knowledge::{builtin_files, codes::Codes};

#[test]
fn every_format_and_column_is_described() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/exports.md");
    let docs = std::fs::read_to_string(path).expect("docs/exports.md");
    let codes = Codes::new(&builtin_files());
    let mut missing = Vec::new();
    for format in Format::ALL {
        if !docs.contains(&format!("| `{}` |", format.name())) {
            missing.push(format!("| `{}` | … |", format.name()));
        }
        for e in format.codebook(&codes) {
            let line = format!("| `{}` | {} | {} |", e.column, e.kind, e.about);
            if !docs.lines().any(|l| l == line) {
                missing.push(line);
            }
        }
    }
    assert!(missing.is_empty(), "docs/exports.md lacks:\n{}", missing.join("\n"));
}
