//! Finite forms of a verb: which stems it has in each tense and voice.

use super::Form;
use super::Tense::{Imperative, Past};
use super::Voice::{Active, Passive};
use super::class::{Class, class_of};
use super::letters::{is_hamza, letters};
use super::paradigm::{HE, MEN, Paradigm, SHE, TWO_MEN, TWO_WOMEN, YOU_ALL, YOU_F, YOU_M};

/// Stem of the short forms (before consonants, in the jussive) of a hollow verb: the long vowel falls.
fn shorten(stem: &[char], hamza: Option<char>) -> Vec<char> {
    let n = stem.len();
    let mut out = stem[..n - 2].to_vec();
    let last = stem[n - 1];
    out.push(if last == 'ء' { hamza.unwrap_or('ئ') } else { last });
    out
}

fn double_last(stem: &[char]) -> Vec<char> {
    let mut out = stem.to_vec();
    out.extend(stem.last());
    out
}

/// Inner changes of the past passive: `هاجم`→`هوجم`, `سأل`→`سئل`, `استأنف`→`استؤنف`. The stem is whole.
fn passive_past(past: &[char], class: Class) -> Vec<char> {
    let n = past.len();
    let mut out = past.to_vec();
    if class == Class::Hollow {
        out[n - 2] = 'ي';
    } else if n >= 4 && past[1] == 'ا' {
        out[1] = 'و';
    } else if n >= 5 && past[0] == 'ت' && past[2] == 'ا' {
        out[2] = 'و';
    }
    if past.starts_with(&['ا', 'س', 'ت', 'أ']) && n >= 6 {
        out[3] = 'ؤ';
    } else if n >= 4 && ((past[0] == 'ت' && past[1] == 'أ') || (past[0] == 'ا' && past[1] == 'ئ')) {
        out[1] = 'ؤ';
    }
    if class != Class::Hollow && class != Class::Doubled && n >= 3 && is_hamza(out[n - 2]) {
        out[n - 2] = 'ئ';
    }
    if class == Class::Sound && is_hamza(out[n - 1]) {
        out[n - 1] = 'ئ';
    }
    out
}

/// Inner changes of the present passive, prefix left off: `يأخذ`→`يؤخذ`, `يصل`→`يوصل`, `يعيد`→`يعاد`.
fn passive_present(past: &[char], stem: &[char], class: Class) -> Vec<char> {
    let mut out = stem.to_vec();
    let n = out.len();
    if class == Class::Hollow {
        out[n - 2] = 'ا';
        return out;
    }
    if out[0] == 'أ' {
        out[0] = 'ؤ';
    }
    if n >= 2 && out[n - 2] == 'ئ' && class == Class::Sound {
        out[n - 2] = if n >= 3 && out[n - 3] == 'ا' { 'ء' } else { 'أ' };
    }
    if class == Class::Sound && is_hamza(out[n - 1]) {
        out[n - 1] = if n >= 2 && out[n - 2] == 'ا' { 'ء' } else { 'أ' };
    }
    if past.len() == 3 && past[0] == 'و' && out[0] != 'و' {
        out.insert(0, 'و');
    }
    out
}

/// All finite forms of a verb. `present` may be empty for a verb without one (`ليس`).
/// The verbal nouns tell apart verbs that look the same (`استمع`, `استمر`); where none is given the verb counts as doubled.
/// Words too short to be a verb give nothing.
pub fn conjugate(lemma: &str, present: &str, masdars: &[&str]) -> Vec<Form> {
    let (past, shadda, _) = letters(lemma);
    let (full, shadda_present, _) = letters(present);
    if past.len() < 2 || (!full.is_empty() && full.len() < 3) {
        return Vec::new();
    }
    let class = class_of(&past, &full, shadda || shadda_present, masdars);
    let mut p = Paradigm { forms: Vec::new(), voice: Active };
    let n = past.len();
    // أومن and أوخذ, but أؤكد and أؤاخذ.
    let fourth = n > 3 && past[0] == 'أ' && past[1] == 'ا' && full.get(2) != Some(&'ا');

    let stem: &[char] = if full.is_empty() { &[] } else { &full[1..] };
    let m = stem.len();
    let root_w = past[n - 1] == 'ا' && full.last() == Some(&'و');

    match class {
        Class::Sound => p.past(&past, &past),
        Class::Doubled => p.past(&past, &double_last(&past)),
        Class::Hollow => {
            let seat = match (n, m.checked_sub(2).map(|i| stem[i])) {
                (3, Some('و')) => 'ؤ',
                (3, _) => 'ئ',
                _ => 'أ',
            };
            p.past(&past, &shorten(&past, Some(seat)));
        }
        Class::Defective => {
            let last = past[n - 1];
            let glide = if root_w { 'و' } else { 'ي' };
            p.past_defective(&past[..n - 1], last, glide, last == 'ي');
        }
    }
    if m > 0 {
        match class {
            Class::Sound => p.present(stem, stem, fourth, false),
            Class::Doubled => p.present(stem, &double_last(stem), fourth, false),
            Class::Hollow => p.present(stem, &short_present(stem), fourth, true),
            Class::Defective => p.present_defective(&stem[..m - 1], stem[m - 1], fourth),
        }
        imperative(&mut p, &past, stem, class);
    }

    p.voice = Passive;
    let seventh = past[0] == 'ا' && past[1] == 'ن' && (n == 5 || n == 4) && past[2] != 'ت';
    if !seventh && m > 0 {
        let inner = passive_past(&past, class);
        match class {
            Class::Sound => p.past(&inner, &inner),
            Class::Doubled => p.past(&inner, &double_last(&inner)),
            Class::Hollow => {
                p.put(&inner, Past, HE, false);
                p.add(&inner, "ت", false, Past, SHE, false);
                p.add(&inner, "ا", false, Past, TWO_MEN, false);
                p.add(&inner, "تا", false, Past, TWO_WOMEN, false);
                p.add(&inner, "وا", false, Past, MEN, false);
            }
            Class::Defective => p.past_defective(&inner[..n - 1], 'ي', 'ي', true),
        }
        let inner = passive_present(&past, stem, class);
        let k = inner.len();
        let soft = fourth || (n == 3 && past[0] == 'أ' && stem[0] == 'أ');
        match class {
            Class::Sound => p.present(&inner, &inner, soft, false),
            Class::Doubled => p.present(&inner, &double_last(&inner), soft, false),
            Class::Hollow => p.present(&inner, &short_present(&inner), soft, true),
            Class::Defective => p.present_defective(&inner[..k - 1], 'ى', soft),
        }
    }
    p.forms
}

fn short_present(stem: &[char]) -> Vec<char> {
    let seat = match stem[stem.len() - 2] {
        'ي' => 'ئ',
        'و' => 'ؤ',
        _ => 'أ',
    };
    shorten(stem, Some(seat))
}

fn imperative(p: &mut Paradigm, past: &[char], stem: &[char], class: Class) {
    let (n, m) = (past.len(), stem.len());
    if m < 2 || (class == Class::Defective && m < 3) {
        return;
    }
    // What stands before the stem: none for patterns two, three, five, six and where a vowel follows.
    let mut starts: Vec<(&[char], &[char])> = Vec::new();
    if past[0] == 'أ' && past[1] == 'ا' && n > 3 {
        if stem[1] == 'ا' {
            starts.push((&['أ'], &stem[1..]));
        } else {
            starts.push((&['أ', 'ا'], &stem[1..]));
        }
    } else if past[0] == 'أ' && stem[0] == 'أ' {
        starts.push((&[], &stem[1..])); // خذ
    } else if past[0] == 'أ' && stem[0] == 'ؤ' {
        let mut word = stem.to_vec();
        word[0] = 'أ';
        imperative_forms(p, &word, class);
        return;
    } else if past[0] == 'أ' {
        starts.push((&['أ'], stem));
    } else if past[0] == 'ا' {
        let mut word = vec!['ا'];
        word.extend(stem);
        if word[1] == 'أ' {
            word[1] = 'ئ';
        }
        imperative_forms(p, &word, class);
        return;
    } else if n == 3 && matches!(class, Class::Sound | Class::Defective) && m == 3 {
        starts.push((&['ا'], stem));
        starts.push((&[], stem));
    } else {
        starts.push((&[], stem));
    }
    for (head, tail) in starts {
        imperative_forms(p, &[head, tail].concat(), class);
    }
}

fn imperative_forms(p: &mut Paradigm, word: &[char], class: Class) {
    let k = word.len();
    if k < 2 {
        return;
    }
    let (he, open) = match class {
        Class::Hollow => (short_present(word), word.to_vec()),
        Class::Defective => (word[..k - 1].to_vec(), word[..k - 1].to_vec()),
        _ => (word.to_vec(), word.to_vec()),
    };
    p.put(&he, Imperative, YOU_M, false);
    p.add(&open, "ي", false, Imperative, YOU_F, false);
    p.add(&open, "وا", false, Imperative, YOU_ALL, false);
    p.add(&open, "و", false, Imperative, YOU_ALL, true);
}
