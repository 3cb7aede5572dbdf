//! Reads articles from a JSONL file (`id`, `text`, `published` or `date`) and prints their records.
use std::io::Write;
fn main() {
    let path = std::env::args().nth(1).expect("a file");
    let k = mahdar_knowledge::Knowledge::builtin();
    let text = std::fs::read_to_string(path).expect("readable");
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    let t = std::time::Instant::now();
    for line in text.lines() {
        let v: serde_json::Value = serde_json::from_str(line).expect("json");
        let s = |k: &str| v.get(k).and_then(|x| x.as_str());
        let a = mahdar_engine::Article {
            id: s("id").unwrap_or(""),
            text: s("text").unwrap_or(""),
            published: s("published").or(s("date")),
            ..Default::default()
        };
        let r = mahdar_engine::read(&k, &a);
        writeln!(out, "{}", r.record.to_json_line()).expect("written");
    }
    eprintln!("{:?} for {} MB", t.elapsed(), text.len() as f64 / 1e6);
}
