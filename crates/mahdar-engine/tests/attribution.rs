//! Who said what, in quotation marks of every kind and without.

mod common;

use common::{has, lacks};

#[test]
fn behind_a_complementiser() {
    let text = "قال وزير الخارجية العراقي إن بغداد ترفض العقوبات على إيران.";
    has(text, &["said إبراهيم الجعفري Indirect: بغداد ترفض العقوبات على إيران"]);
}

#[test]
fn straight_marks() {
    let text = "قالت وزارة الخارجية الروسية: \"نحن نرفض العقوبات على إيران\".";
    has(text, &["said RUS Direct: نحن نرفض العقوبات على إيران", "event REJECT RUS -> IRN"]);
}

#[test]
fn guillemets() {
    let text = "قالت وزارة الخارجية الروسية: «نحن نرفض العقوبات على إيران».";
    has(text, &["said RUS Direct: نحن نرفض العقوبات على إيران", "event REJECT RUS -> IRN"]);
}

#[test]
fn curved_marks() {
    let text = "قالت وزارة الخارجية الروسية: “نحن نرفض العقوبات على إيران”.";
    has(text, &["said RUS Direct: نحن نرفض العقوبات على إيران", "event REJECT RUS -> IRN"]);
}

#[test]
fn marks_that_never_close() {
    let text = "قالت وزارة الخارجية الروسية: \"نحن نرفض العقوبات على إيران.";
    has(text, &["said RUS Direct: نحن نرفض العقوبات على إيران", "event REJECT RUS -> IRN"]);
}

#[test]
fn a_quotation_in_a_quotation() {
    let text = "قال وزير الخارجية التركي: «أبلغنا واشنطن أن \"صبرنا نفد\" وننتظر الرد».";
    lacks(text, &["event ASSAULT"]);
}

#[test]
fn a_quotation_over_paragraphs() {
    let text = "قال وزير الخارجية التركي: «نرفض القرار.\nوسنرد عليه في الوقت المناسب».";
    has(text, &["said مولود جاويش أوغلو Direct: نرفض القرار"]);
}

#[test]
fn the_turn_to_the_other_side() {
    let text = "وقال الوزير التركي إن أنقرة تدعم قطر. من جانبه، أكد وزير الخارجية القطري أن الدوحة تثمن موقف تركيا.";
    has(text, &["said TUR Indirect: أنقرة تدعم قطر", "event SUPPORT QAT -> TUR"]);
}

#[test]
fn according_to() {
    let text = "وفقا لوزارة الدفاع الروسية، سلمت موسكو سوريا صواريخ.";
    has(text, &["said RUS Indirect: سلمت موسكو سوريا صواريخ"]);
}

#[test]
fn a_participle_reports() {
    let text = "شددت وزيرة الخارجية السويدية على أهمية الحوار، مؤكدة أن بلادها تدعم اليمن.";
    has(text, &["said مارغو والستروم Indirect: أهمية الحوار", "said مارغو والستروم Indirect: بلادها تدعم اليمن"]);
}
