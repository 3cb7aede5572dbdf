//! Gaps are found where something is missing, and not where it was read.

use mahdar_engine::Article;
use mahdar_engine::coverage::{Gap, Tally, survey};
use mahdar_knowledge::Knowledge;

fn gaps(text: &str) -> Vec<(Gap, String)> {
    let k = Knowledge::builtin();
    let s = survey(&k, &Article { id: "t", text, published: Some("2018-06-01"), ..Article::default() });
    s.spots.into_iter().map(|x| (x.gap, x.key)).collect()
}

#[test]
fn what_is_read_is_no_gap() {
    let text = "قال وزير الخارجية الروسي سيرغي لافروف: «نحن مستعدون لمواصلة الحوار مع واشنطن».";
    assert_eq!(gaps(text), []);
}

#[test]
fn quotations_without_a_speaker_are_counted_by_the_word_before() {
    let found = gaps("رفعت في الساحة لافتات كتب عليها «لا مكان للغرباء بيننا بعد اليوم».");
    assert!(found.contains(&(Gap::Quotation, "عليها".into())), "{found:?}");
    // Names of three words are no speech.
    assert_eq!(gaps("عرض فيلم «ليل المدينة الطويل» في القاعة."), []);
}

#[test]
fn speakers_that_no_file_has_are_counted() {
    let found = gaps("وأكد الزغبلطوف في الاجتماع.");
    assert!(found.contains(&(Gap::Speaker, "الزغبلطوف".into())), "{found:?}");
}

#[test]
fn holders_of_offices_are_known_or_counted() {
    let k = Knowledge::builtin();
    let text = "التقى وزير الخارجية الروسي سيرغي لافروف ووزير الدفاع الفرنسي زيدون الفرهودي. وحضر الوزير السابق فلان.";
    let mut tally = Tally::new(1);
    let found = survey(&k, &Article { id: "t", text, published: Some("2018-06-01"), ..Article::default() });
    let missing: Vec<_> = found.spots.iter().filter(|s| s.gap == Gap::Holder).map(|s| s.key.clone()).collect();
    assert_eq!(missing, ["defence_minister"]);
    tally.add("t", found);
    let counts: Vec<_> = tally.known(&k).into_iter().map(|x| (x.office, x.seen, x.known)).collect();
    assert_eq!(counts, [("foreign_minister".into(), 1, 1), ("defence_minister".into(), 1, 0)]);
}

#[test]
fn counts_are_ordered_and_examples_limited() {
    let k = Knowledge::builtin();
    let mut tally = Tally::new(1);
    for (id, word) in [("a", "عليها"), ("b", "فيها"), ("c", "فيها")] {
        let text = format!("رفعت لافتات كتب {word} «لا مكان للغرباء بيننا بعد اليوم».");
        tally.add(id, survey(&k, &Article { id, text: &text, ..Article::default() }));
    }
    let table = tally.table(Gap::Quotation, 1);
    assert_eq!((table.seen, table.blind, table.different), (3, 3, 2));
    assert_eq!((table.words[0].word.as_str(), table.words[0].count, table.words[0].examples.len()), ("فيها", 2, 1));
    assert_eq!(table.words[0].examples[0].article, "b");
}
