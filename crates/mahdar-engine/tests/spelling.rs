//! Variants of spelling.

mod common;

use common::has;

#[test]
fn hamza_and_its_absence() {
    let text = "اعلنت السعوديه دعمها لاوكرانيا.";
    has(text, &["said SAU Indirect: دعمها لاوكرانيا", "event SUPPORT SAU -> UKR"]);
}

#[test]
fn tatweel() {
    let text = "أعلنت الصـــين دعمها لإيران.";
    has(text, &["event SUPPORT CHN -> IRN"]);
}

#[test]
fn diacritics_stay_in_the_evidence() {
    let text = "أعلنت الصِّينُ دعمَها لإيران.";
    has(text, &["said CHN Indirect: دعمَها لإيران", "event SUPPORT CHN -> IRN"]);
}

#[test]
fn persian_letters() {
    let text = "أعلنت ایران دعمها لسوريا.";
    has(text, &["event SUPPORT IRN -> SYR"]);
}

#[test]
fn presentation_forms() {
    let text = "أعلنت ﺍﻟﺼﻴﻦ دعمها لإيران.";
    has(text, &["event SUPPORT CHN -> IRN"]);
}

#[test]
fn two_ways_to_write_american() {
    let text = "قال وزير الخارجية الأميركي مايك بومبيو إن واشنطن تدعم اليابان.";
    has(text, &["said مايك بومبيو Indirect: واشنطن تدعم اليابان", "event SUPPORT USA -> JPN"]);
}

#[test]
fn the_other_way_to_write_american() {
    let text = "قال وزير الخارجية الأمريكي مايك بومبيو إن واشنطن تدعم اليابان.";
    has(text, &["said مايك بومبيو Indirect: واشنطن تدعم اليابان", "event SUPPORT USA -> JPN"]);
}

#[test]
fn a_double_name_in_one_word() {
    let text = "أكد الرئيس المصري عبدالفتاح السيسي دعم مصر للسودان.";
    has(text, &["said عبدالفتاح السيسي Indirect: دعم مصر للسودان", "event SUPPORT EGY -> SDN"]);
}
