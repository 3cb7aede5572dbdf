//! What two files of records have of their own.

mod common;

use common::{READOUT, file, mahdar, scratch};

#[test]
fn the_same_records_do_not_differ_and_others_are_told_with_their_words() {
    let dir = scratch("compare");
    let article = file(&dir, "a.txt", READOUT);
    let before = mahdar(&["read", &article, "--format", "jsonl", "--published", "2022-06-08"]).ended(0).out;
    let other = before.replace("\"Wang Yi\"", "\"Somebody Else\"");
    assert_ne!(before, other);
    let (before, other) = (file(&dir, "before.jsonl", &before), file(&dir, "other.jsonl", other));
    let same = mahdar(&["compare", &before, &before]).ended(0).out;
    assert!(same.starts_with("1 articles in both\n0 articles differ\n"), "{same}");
    let run = mahdar(&["compare", &before, &other]).ended(0).out;
    assert!(run.contains("1 articles differ") && run.contains("Wang Yi CHN foreign_minister → Somebody Else CHN"), "{run}");
    let none = mahdar(&["compare", &before, &file(&dir, "none.jsonl", "")]).ended(1).out;
    assert!(none.contains("1 only in"), "{none}");
    let broken = mahdar(&["compare", &before, &file(&dir, "broken.jsonl", "{")]).ended(1);
    assert!(broken.err.contains("broken.jsonl:1: is no record"), "{}", broken.err);
}
