//! The normal form: one spelling for everything that Arabic news spells in several ways.
//!
//! Hamza seats and alef forms become bare letters, ى→ي, ة→ه, Persian letters their Arabic cousins, digits
//! ASCII, presentation forms their letters; diacritics, tatweel and invisible characters vanish.

use unicode_normalization::char::{decompose_compatible, is_combining_mark};

/// What becomes of one character.
pub(crate) enum Folded {
    /// It vanishes.
    Nothing,
    /// It becomes this letter.
    One(char),
    /// It is a presentation form or ligature: decompose it.
    Decompose,
}

/// Diacritics, tatweel, bidi controls, joiners and other invisible characters.
pub(crate) fn is_invisible(c: char) -> bool {
    matches!(c,
        '\u{0610}'..='\u{061a}' | '\u{064b}'..='\u{065f}' | '\u{0670}' | '\u{06d6}'..='\u{06ed}' | '\u{0640}'
        | '\u{061c}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{00ad}'
        | '\u{fe00}'..='\u{fe0f}')
}

pub(crate) fn fold_char(c: char) -> Folded {
    use Folded::*;
    match c {
        'a'..='z' | '0'..='9' | 'ا'..='غ' | 'ف'..='ي' => One(match c {
            'ى' => 'ي',
            'ة' => 'ه',
            _ => c,
        }),
        'A'..='Z' => One(c.to_ascii_lowercase()),
        'أ' | 'إ' | 'آ' | 'ٱ' => One('ا'),
        'ؤ' => One('و'),
        'ئ' | 'ی' | 'ې' | 'ے' => One('ي'),
        'ک' | 'ڪ' => One('ك'),
        'ہ' | 'ھ' | 'ە' | 'ۀ' => One('ه'),
        'گ' => One('ك'),
        'پ' => One('ب'),
        'چ' => One('ج'),
        'ژ' => One('ز'),
        'ڤ' => One('ف'),
        '٠'..='٩' => One(char::from(b'0' + (c as u32 - 0x660) as u8)),
        '۰'..='۹' => One(char::from(b'0' + (c as u32 - 0x6f0) as u8)),
        c if is_invisible(c) => Nothing,
        '\u{fb50}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}' => Decompose,
        c => match c.is_lowercase() || !c.is_alphabetic() {
            true => One(c),
            false => One(c.to_lowercase().next().unwrap_or(c)),
        },
    }
}

/// Appends the normal form of `text` to `out`.
pub fn fold_into(text: &str, out: &mut String) {
    for c in text.chars() {
        match fold_char(c) {
            Folded::Nothing => {}
            Folded::One(c) => out.push(c),
            Folded::Decompose => decompose_compatible(c, |d| {
                if let Folded::One(d) = fold_char(d) {
                    out.push(d);
                }
            }),
        }
    }
}

/// The normal form of `text`.
///
/// ```
/// assert_eq!(mahdar_text::fold("مُحَمَّـد أُسامة ٢٠٢٢"), "محمد اسامه 2022");
/// ```
pub fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    fold_into(text, &mut out);
    out
}

/// The words of a Latin name in lower case, without accents, apostrophes and hyphens.
///
/// ```
/// assert_eq!(mahdar_text::latin_words("Recep Erdoğan al-Sa'id"), ["recep", "erdogan", "al", "said"]);
/// ```
pub fn latin_words(text: &str) -> Vec<String> {
    let mut plain = String::with_capacity(text.len());
    for c in text.chars().flat_map(char::to_lowercase) {
        match c {
            'ı' => plain.push('i'),
            'ł' => plain.push('l'),
            'ø' => plain.push('o'),
            'đ' | 'ð' => plain.push('d'),
            'ə' => plain.push('a'),
            'þ' => plain.push_str("th"),
            'ß' => plain.push_str("ss"),
            'æ' => plain.push_str("ae"),
            'œ' => plain.push_str("oe"),
            '\'' | '’' | '‘' | '`' | 'ʼ' | 'ʻ' | 'ʿ' | 'ʾ' | '´' => {}
            c => decompose_compatible(c, |d| {
                if !is_combining_mark(d) {
                    plain.push(d);
                }
            }),
        }
    }
    plain.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::{fold, latin_words};

    #[test]
    fn latin_names_meet() {
        for (a, b) in [
            ("ERDOĞAN", "erdogan"),
            ("Nicolás Maduro", "nicolas  maduro"),
            ("Łukasz Jørgen", "Lukasz Jorgen"),
            ("İlham", "ilham"),
        ] {
            assert_eq!(latin_words(a), latin_words(b), "{a} / {b}");
        }
        assert!(latin_words(" -'").is_empty());
    }

    #[test]
    fn spellings_meet() {
        for (a, b) in [
            ("أحمد", "احمد"),
            ("إيران", "ايران"),
            ("القاهرة", "القاهره"),
            ("مصطفى", "مصطفي"),
            ("مسؤول", "مسوول"),
            ("رئيس", "رييس"),
            ("کازاخستان", "كازاخستان"),
            ("ایران", "إيران"),
            ("الـصـيـن", "الصين"),
            ("مُحَمَّد", "محمد"),
            ("ﷲ", "الله"),
            ("ﻻ", "لا"),
            ("١٢٣", "123"),
            ("۱۲۳", "123"),
            ("\u{202b}الصين\u{202c}", "الصين"),
        ] {
            assert_eq!(fold(a), fold(b), "{a} / {b}");
        }
    }

    #[test]
    fn words_stay_apart() {
        for (a, b) in [("عمان", "غمان"), ("قال", "فال"), ("سلم", "سالم"), ("غانا", "غينيا")] {
            assert_ne!(fold(a), fold(b));
        }
    }
}
