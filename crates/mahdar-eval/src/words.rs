//! Words as the measure counts them. Fixed by the annotation's guide, and independent of how the
//! program itself folds and splits: the yardstick must not move with what it measures.

use std::collections::HashSet;

use unicode_properties::{GeneralCategoryGroup, UnicodeGeneralCategory};

/// Marks that are left out: diacritics, tatweel, direction marks, byte order mark.
const MARKS: [(char, char); 9] = [
    ('\u{610}', '\u{61a}'),
    ('\u{64b}', '\u{65f}'),
    ('\u{670}', '\u{670}'),
    ('\u{6d6}', '\u{6ed}'),
    ('\u{640}', '\u{640}'),
    ('\u{200b}', '\u{200f}'),
    ('\u{202a}', '\u{202e}'),
    ('\u{2066}', '\u{2069}'),
    ('\u{feff}', '\u{feff}'),
];

/// The definite article.
const ARTICLE: &str = "\u{627}\u{644}";

/// Whether a character belongs to a word: letters and numbers of any script and `_`, but no marks.
fn in_word(c: char) -> bool {
    match c {
        '_' => true,
        _ if c.is_ascii() => c.is_ascii_alphanumeric(),
        _ => matches!(c.general_category_group(), GeneralCategoryGroup::Letter | GeneralCategoryGroup::Number),
    }
}

/// One spelling for letters that are written in several ways.
fn letter(c: char) -> char {
    match c {
        // hamza above, below, madda, wasla; alef maksura; teh marbuta; hamza on waw, on yeh
        '\u{623}' | '\u{625}' | '\u{622}' | '\u{671}' => '\u{627}',
        '\u{649}' | '\u{626}' => '\u{64a}',
        '\u{629}' => '\u{647}',
        '\u{624}' => '\u{648}',
        _ => c,
    }
}

/// The text without marks, each letter in one spelling.
pub(crate) fn fold(text: &str) -> String {
    text.chars().filter(|c| !MARKS.iter().any(|(a, b)| (a..=b).contains(&c))).map(letter).collect()
}

/// The words of the folded text.
pub(crate) fn words(text: &str) -> Vec<String> {
    fold(text).split(|c| !in_word(c)).filter(|w| !w.is_empty()).map(str::to_owned).collect()
}

/// Start and end of each word of the text as it stands, within a range that may cut words.
pub(crate) fn word_spans(text: &[char], start: usize, end: usize) -> Vec<(usize, usize)> {
    let end = end.min(text.len());
    let mut out = Vec::new();
    let mut i = start;
    while i < end {
        if in_word(text[i]) {
            let from = i;
            while i < end && in_word(text[i]) {
                i += 1;
            }
            out.push((from, i));
        } else {
            i += 1;
        }
    }
    out
}

/// The words of a name, the definite article aside.
pub(crate) fn name_words(name: &str) -> HashSet<String> {
    words(name)
        .into_iter()
        .map(|w| match w.strip_prefix(ARTICLE) {
            Some(rest) if w.chars().count() > 4 => rest.to_owned(),
            _ => w,
        })
        .collect()
}

/// Half or more of the shorter name's words shared.
pub(crate) fn same_name(a: &HashSet<String>, b: &HashSet<String>) -> bool {
    let shorter = a.len().min(b.len());
    shorter > 0 && 2 * a.intersection(b).count() >= shorter
}

/// F1 of the words two lists have in common, each counted as often as it stands in both.
pub(crate) fn overlap(a: &[String], b: &[String]) -> f64 {
    if a.is_empty() || b.is_empty() {
        return 0.0;
    }
    let mut rest: Vec<&String> = b.iter().collect();
    let mut common = 0_usize;
    for word in a {
        if let Some(i) = rest.iter().position(|w| *w == word) {
            rest.swap_remove(i);
            common += 1;
        }
    }
    (2 * common) as f64 / (a.len() + b.len()) as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_leave_marks_out_and_fold_letters() {
        assert_eq!(words("أكّـــدَ الوزيرُ، على 3 قضايا_مهمة"), ["اكد", "الوزير", "علي", "3", "قضايا_مهمه"]);
        assert!(words("… «»").is_empty());
    }

    #[test]
    fn marks_split_words_where_the_text_stands_as_it_is() {
        let text: Vec<char> = "قالَ ١٢".chars().collect();
        assert_eq!(word_spans(&text, 0, 99), [(0, 3), (5, 7)]);
        assert_eq!(word_spans(&text, 1, 6), [(1, 3), (5, 6)]);
        assert!(word_spans(&text, 6, 2).is_empty());
    }

    #[test]
    fn names_agree_by_half_of_the_shorter() {
        let same = |a: &str, b: &str| same_name(&name_words(a), &name_words(b));
        assert!(same("محمد الأحمد", "أحمد"));
        assert!(!same("محمد الأحمد", "سعيد الهادي نور"));
        assert!(!same("", ""));
    }

    #[test]
    fn overlap_counts_repeated_words_once_for_each() {
        let list = |s: &str| s.split(' ').map(str::to_owned).collect::<Vec<_>>();
        assert_eq!(overlap(&list("a a b"), &list("a c")), 0.4);
        assert_eq!(overlap(&[], &list("a")), 0.0);
    }
}
