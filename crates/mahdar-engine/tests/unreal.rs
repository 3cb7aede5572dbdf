//! Negation, future, condition, denial.

mod common;

use common::{has, lacks};

#[test]
fn a_fact() {
    let text = "قصفت تركيا مواقع في سوريا.";
    has(text, &["event ASSAULT TUR -> SYR"]);
}

#[test]
fn negated() {
    let text = "لم تقصف تركيا مواقع في سوريا.";
    lacks(text, &["event", "met"]);
}

#[test]
fn denied() {
    let text = "نفت إيران قصف مواقع في السعودية.";
    has(text, &["said IRN Indirect: قصف مواقع في السعودية"]);
    lacks(text, &["event"]);
}

#[test]
fn imposed() {
    let text = "فرضت الولايات المتحدة عقوبات على إيران.";
    has(text, &["event SANCTION USA -> IRN"]);
}

#[test]
fn to_be_imposed() {
    let text = "ستفرض الولايات المتحدة عقوبات على إيران.";
    has(text, &["event THREATEN USA -> IRN"]);
    lacks(text, &["event SANCTION"]);
}

#[test]
fn conditional() {
    let text = "إذا فرضت الولايات المتحدة عقوبات على إيران فسترد طهران.";
    lacks(text, &["event"]);
}

#[test]
fn will_not() {
    let text = "لن تزور المستشارة الألمانية تركيا.";
    lacks(text, &["met", "event"]);
}

#[test]
fn refused() {
    let text = "رفضت روسيا التوقيع على الاتفاق مع أوكرانيا.";
    has(text, &["event REJECT RUS -> UKR"]);
    lacks(text, &["met", "event AGREE"]);
}

#[test]
fn perhaps() {
    let text = "قد تهاجم إسرائيل إيران.";
    lacks(text, &["event"]);
}
