//! Lists of promises behind one cue.

mod common;

use common::{has, lacks};

#[test]
fn three_verbal_nouns() {
    let text = "أكد الرئيس الصيني استعداد بلاده لتعزيز التعاون مع كينيا وتوسيع الاستثمارات وإقامة مشروعات مشتركة.";
    has(
        text,
        &[
            "promise CHN to KEN: تعزيز التعاون مع كينيا",
            "promise CHN to : توسيع الاستثمارات",
            "promise CHN to : إقامة مشروعات مشتركة",
        ],
    );
}

#[test]
fn behind_a_verb() {
    let text = "تعهدت اليابان بتقديم مساعدات إلى الأردن وتدريب المعلمين.";
    has(text, &["promise JPN to JOR: تقديم مساعدات إلى الأردن", "promise JPN to : تدريب المعلمين", "event AGREE JPN -> JOR"]);
}

#[test]
fn between_two() {
    let text = "اتفق الجانبان المصري والسوداني على زيادة التبادل التجاري وفتح المعابر.";
    has(text, &["promise EGY+SDN to EGY+SDN: زيادة التبادل التجاري", "promise EGY+SDN to EGY+SDN: فتح المعابر"]);
}

#[test]
fn behind_a_noun() {
    let text = "أعلنت الكويت التزامها بدعم لبنان وإعادة إعمار المرفأ.";
    has(text, &["promise KWT to LBN: دعم لبنان", "promise KWT to : إعادة إعمار المرفأ"]);
}

#[test]
fn an_item_behind_a_comma() {
    let text = "وعدت فرنسا بتدريب القوات العراقية، وتزويدها بالمعدات، ودعم الاقتصاد.";
    has(text, &["promise FRA to : دعم الاقتصاد", "event AGREE FRA -> IRQ"]);
}

#[test]
fn what_is_done_is_no_promise() {
    let text = "أرسلت قطر مساعدات إلى الصومال.";
    has(text, &["event AID QAT -> SOM"]);
    lacks(text, &["promise"]);
}

#[test]
fn what_will_be_done() {
    let text = "ستقدم ألمانيا مساعدات إلى العراق.";
    has(text, &["event AGREE DEU -> IRQ"]);
    lacks(text, &["event AID"]);
}
