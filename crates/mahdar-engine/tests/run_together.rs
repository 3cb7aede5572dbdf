//! Words that run together.

mod common;

use common::{has, lacks};

#[test]
fn two_states_as_subject() {
    let text = "بحثت كازاخستانوالصين التعاون.";
    has(text, &["met meeting held KAZ+CHN -", "event CONSULT KAZ -> CHN"]);
}

#[test]
fn two_states_that_sign() {
    let text = "وقعت روسياوالصين اتفاقا في موسكو.";
    has(text, &["met signing held RUS+CHN -"]);
}

#[test]
fn two_states_that_speak() {
    let text = "أدانت تركياوقطر الهجوم.";
    has(text, &["said TUR+QAT Indirect: الهجوم"]);
}

#[test]
fn short_names() {
    let text = "أعلنت مصروالأردن رفضهما للقرار.";
    has(text, &["said EGY+JOR Indirect: رفضهما للقرار"]);
}

#[test]
fn a_name_that_has_the_letter_is_one() {
    let text = "أكدت مصر دعمها لأوروغواي.";
    has(text, &["said EGY Indirect: دعمها لأوروغواي", "event SUPPORT EGY -> URY"]);
}

#[test]
fn as_whom_it_is_about() {
    let text = "أدانت قطر هجوم تركياوروسيا.";
    has(text, &["said QAT Indirect: هجوم تركياوروسيا"]);
    lacks(text, &["said QAT+"]);
}
