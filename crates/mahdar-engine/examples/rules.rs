//! Runs all rule examples and prints the failures.
fn main() {
    let k = mahdar_knowledge::Knowledge::builtin();
    let all = mahdar_engine::examples::run(&k, std::env::args().nth(1).as_deref());
    let bad: Vec<_> = all.iter().filter(|o| !o.failures.is_empty()).collect();
    for o in &bad {
        println!("{} {} | {}", o.at, o.rule, o.text);
        for f in &o.failures {
            println!("      {f}");
        }
    }
    println!("{} of {} fail", bad.len(), all.len());
}
