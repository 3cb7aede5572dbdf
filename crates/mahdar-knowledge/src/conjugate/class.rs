//! The class of a verb, seen from its past and present.

use super::letters::{is_hamza, letters};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Class {
    Sound,
    Doubled,
    Hollow,
    Defective,
}

pub(super) fn class_of(past: &[char], present: &[char], shadda: bool, masdars: &[&str]) -> Class {
    let n = past.len();
    let last = past[n - 1];
    if shadda {
        return Class::Doubled;
    }
    if n >= 2 && (matches!(last, 'ى' | 'ي') || (last == 'ا' && n >= 3)) {
        return Class::Defective;
    }
    if n == 2 {
        return Class::Doubled;
    }
    let penult = past[n - 2];
    if penult == 'ا' && (n == 3 || matches!(past[0], 'أ' | 'ا')) {
        return Class::Hollow;
    }
    if present.is_empty() && penult == 'ي' && n == 3 {
        return Class::Hollow; // the one verb without a present: not to be
    }
    if penult == 'ا' && last != 'ء' {
        return Class::Doubled; // فاعل and تفاعل of doubled roots
    }
    if n == 3 && past[0] == 'أ' && present.len() == 3 && !is_hamza(present[1]) {
        return Class::Doubled; // أصر يصر
    }
    if past[0] == 'ا' {
        let infix = |c: char| matches!(c, 'ت' | 'ط' | 'د');
        match n {
            4 if !matches!(past[1], 'ت' | 'ط' | 'د' | 'ذ' | 'ث') => return Class::Doubled,
            5 if past[1] == 'س' && past[2] == 'ت' => {
                return if masdars.iter().any(|m| is_of_sin(past, m)) { Class::Sound } else { Class::Doubled };
            }
            5 if past[1] != 'ن' && !infix(past[2]) && !infix(past[1]) => return Class::Doubled,
            5 if past[3] == 'أ' && present[present.len() - 2] == 'ئ' && !infix(past[2]) => {
                return Class::Doubled; // اطمأن
            }
            _ => {}
        }
    }
    Class::Sound
}

/// Whether the verbal noun shows that a verb of the look استXY is of the pattern افتعل, from a root in س: `استماع` has each
/// consonant once, `استمرار` repeats the last.
fn is_of_sin(past: &[char], masdar: &str) -> bool {
    let (masdar, ..) = letters(masdar);
    let [head @ .., last] = past else { return false };
    masdar.strip_prefix(head) == Some(&['ا', *last])
}
