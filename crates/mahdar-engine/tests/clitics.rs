//! Clitics, and names that look like them.

mod common;

use common::{has, lacks};

#[test]
fn a_name_before_it_is_a_conjunction() {
    let text = "وبحث وزير الخارجية الصيني وانغ يي مع نظيره الروسي سيرغي لافروف التعاون بين البلدين.";
    has(text, &["met meeting held وانغ يي+سيرغي لافروف -", "event CONSULT CHN -> RUS"]);
    lacks(text, &["actor Person - انغ"]);
}

#[test]
fn bekin_is_no_preposition() {
    let text = "وللصين دور كبير، وقالت بكين إنها ستدعم كينيا.";
    has(text, &["said CHN Indirect: ستدعم كينيا"]);
}

#[test]
fn the_article_behind_for() {
    let text = "أكدت مصر دعمها لليبيا وتونس.";
    has(text, &["said EGY Indirect: دعمها لليبيا وتونس", "event SUPPORT EGY -> LBY"]);
}

#[test]
fn names_that_open_like_prepositions() {
    let text = "قالت فرنسا إنها ستدعم لبنان وكندا.";
    has(text, &["said FRA Indirect: ستدعم لبنان وكندا"]);
    lacks(text, &["actor Polity LBN بنان"]);
}

#[test]
fn conjunction_and_preposition_on_a_noun() {
    let text = "وبالتعاون مع تركيا، أرسلت قطر مساعدات إلى الصومال.";
    has(text, &["event AID QAT -> SOM"]);
}

#[test]
fn a_name_that_opens_like_for() {
    let text = "التقى وزير الخارجية الروسي سيرغي لافروف نظيره التركي في موسكو.";
    has(text, &["met meeting held سيرغي لافروف+مولود جاويش أوغلو -"]);
    lacks(text, &["actor Person RUS افروف"]);
}

#[test]
fn a_pronoun_changes_the_letter_before_it() {
    let text = "شددت وزيرة الخارجية السويدية على أهمية الحوار، مؤكدة أن بلادها تدعم اليمن.";
    has(text, &["event SUPPORT SWE -> YEM"]);
}
