//! Prints what is wrong with the built-in data and how long it takes to load.
fn main() {
    let t = std::time::Instant::now();
    let files = mahdar_knowledge::builtin_files();
    let faults = mahdar_knowledge::Knowledge::faults(&files);
    let d = t.elapsed();
    for f in &faults {
        println!("{f}");
    }
    let k = mahdar_knowledge::Knowledge::builtin();
    eprintln!("{} faults; {d:?}; {} tokens, {} lemmas, {} frames", faults.len(), k.vocab.len(), k.lemmas.len(), k.frames.len());
}
