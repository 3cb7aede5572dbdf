//! Every pair of `data/search_pairs.tsv`.

use mahdar_history::search::{Mode, Query};

#[test]
fn pairs_meet_or_stay_apart() {
    let table = include_str!("../../../data/search_pairs.tsv");
    let (mut yes, mut no, mut wrong) = (0, 0, Vec::new());
    for line in table.lines().skip(1).filter(|l| !l.starts_with('#')) {
        let fields: Vec<&str> = line.split('\t').collect();
        let [question, text, want] = fields[..] else { panic!("expected three fields: {line}") };
        let query = Query::parse(question, Mode::Folded).unwrap_or_else(|e| panic!("{question}: {e}"));
        let found = query.matches(text).is_some();
        match want {
            "yes" => yes += 1,
            "no" => no += 1,
            other => panic!("yes or no expected, not {other}"),
        }
        if found != (want == "yes") {
            wrong.push(format!("{line}: {}", query.to_fts5()));
        }
    }
    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), yes + no, wrong.join("\n"));
    assert!(yes >= 200 && no >= 100, "{yes} pairs that meet, {no} that do not");
}
