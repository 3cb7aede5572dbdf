//! What holds of every text, however strange.

mod common;

use common::record;
use proptest::prelude::*;

/// Words that mean something, and signs that get in the way.
const PIECES: &[&str] = &[
    "قال",
    "وأضاف",
    "التقى",
    "وقعت",
    "ستفرض",
    "لم",
    "إن",
    "أن",
    "على",
    "في",
    "بين",
    "مع",
    "من جانبه",
    "الصين",
    "وروسيا",
    "كازاخستانوالصين",
    "الرئيس",
    "وزير",
    "وزيرا",
    "الخارجية",
    "الفرنسي",
    "والألماني",
    "نظيره",
    "الجانبان",
    "بلاده",
    "سيرغي",
    "لافروف",
    "وانغ",
    "يي",
    "استعداد",
    "لتعزيز",
    "التعاون",
    "عقوبات",
    "اتفاقا",
    "أمس",
    "الثلاثاء",
    "يونيو",
    "رمضان",
    "12",
    "٢٠١٨",
    "99999999999999999999",
    "/",
    "،",
    ".",
    "..",
    "؟",
    ":",
    "\"",
    "«",
    "»",
    "“",
    "”",
    "'",
    "(",
    ")",
    "[",
    "-",
    "ـ",
    "\n",
    "\n\n",
    "\r\n",
    "\t",
    "\u{202e}",
    "\u{202b}",
    "\u{2066}",
    "\u{200f}",
    "\u{200d}",
    "\u{feff}",
    "\u{0}",
    "🤝",
    "👨‍👩‍👧",
    "🇨🇳",
    "x",
    "و",
    "ب",
    "ال",
    "\u{651}",
    "ﷲ",
    "ﻻ",
    "مؤتمر صحفي",
    "وفقا ل",
    "بحسب",
];

fn texts() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        30 => (0..PIECES.len()).prop_map(|i| PIECES[i].to_string()),
        1 => any::<char>().prop_map(String::from),
    ];
    prop::collection::vec((piece, prop::bool::weighted(0.85)), 0..60)
        .prop_map(|list| list.into_iter().map(|(p, space)| if space { p + " " } else { p }).collect())
}

/// All objects of a record that are spans: a start, an end, the text between them.
fn spans(v: &serde_json::Value, out: &mut Vec<(usize, usize, String)>) {
    match v {
        serde_json::Value::Object(o) => {
            let number = |k: &str| o.get(k).and_then(serde_json::Value::as_u64).map(|n| n as usize);
            if let (Some(start), Some(end), Some(text)) = (number("start"), number("end"), o.get("text").and_then(|t| t.as_str()))
            {
                out.push((start, end, text.to_string()));
            }
            o.values().for_each(|x| spans(x, out));
        }
        serde_json::Value::Array(a) => a.iter().for_each(|x| spans(x, out)),
        _ => {}
    }
}

/// Spans are slices of the input in code points; the same input gives the same bytes.
fn check(text: &str) -> Result<(), TestCaseError> {
    let line = record(text).to_json_line();
    prop_assert_eq!(&line, &record(text).to_json_line());
    let points: Vec<char> = text.chars().collect();
    let mut all = Vec::new();
    spans(&serde_json::from_str(&line).expect("json"), &mut all);
    for (start, end, cut) in all {
        prop_assert!(start <= end && end <= points.len(), "{start}..{end} of {}", points.len());
        prop_assert_eq!(points[start..end].iter().collect::<String>(), cut);
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn pieces_in_any_order(text in texts()) {
        check(&text)?;
    }

    #[test]
    fn any_characters(text in any::<String>()) {
        check(&text)?;
    }
}

#[test]
fn spans_are_looked_at() {
    let line = record("التقى وزير الخارجية الروسي سيرغي لافروف نظيره التركي أمس في موسكو.").to_json_line();
    let mut all = Vec::new();
    spans(&serde_json::from_str(&line).expect("json"), &mut all);
    assert!(all.len() > 3);
}
