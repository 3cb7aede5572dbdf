//! Letters: marks taken off, hamzas seated, endings joined.

pub(super) const SHADDA: char = '\u{0651}';
pub(super) const KASRATAN: char = '\u{064D}';

pub(super) fn is_mark(c: char) -> bool {
    matches!(c, '\u{0640}' | '\u{064B}'..='\u{065F}' | '\u{0670}')
}

/// Letters without vowel signs, `آ` as `أا`, and whether the last letter bore a shadda, a kasratan.
pub(super) fn letters(word: &str) -> (Vec<char>, bool, bool) {
    let mut out: Vec<char> = Vec::new();
    let (mut doubled, mut defective) = (false, false);
    for c in word.trim().chars() {
        match c {
            SHADDA => doubled = true,
            KASRATAN => defective = true,
            c if is_mark(c) => {}
            'آ' => {
                out.extend(['أ', 'ا']);
                (doubled, defective) = (false, false);
            }
            c => {
                out.push(c);
                (doubled, defective) = (false, false);
            }
        }
    }
    (out, doubled, defective)
}

/// Back to normal spelling: `أا` and an initial `أأ` are written `آ`.
pub(super) fn spell(letters: &[char]) -> String {
    let mut out = String::with_capacity(letters.len() * 2);
    let mut i = 0;
    while i < letters.len() {
        let next = letters.get(i + 1);
        if letters[i] == 'أ' && (next == Some(&'ا') || (i == 0 && next == Some(&'أ'))) {
            out.push('آ');
            i += 2;
        } else {
            out.push(letters[i]);
            i += 1;
        }
    }
    out
}

pub(super) fn is_hamza(c: char) -> bool {
    matches!(c, 'ء' | 'أ' | 'إ' | 'ؤ' | 'ئ')
}

/// Does the letter join to the next one? A lone hamza sits on ئ after it, on the line otherwise.
pub(super) fn joins(c: char) -> bool {
    !matches!(c, 'ا' | 'أ' | 'إ' | 'د' | 'ذ' | 'ر' | 'ز' | 'و' | 'ؤ' | 'ء' | 'ى' | 'ة')
}

/// Joins an ending to a stem: merges ت+ت and ن+ن (a shadda, not written) and seats a final hamza.
/// The usual spelling comes
/// first; `merge` says whether a merger is due (not in `أثبتت`, `she`).
pub(super) fn attach(stem: &[char], ending: &str, merge: bool) -> Vec<Vec<char>> {
    let end: Vec<char> = ending.chars().collect();
    let glue = |head: &[char], seat: Option<char>| {
        let mut word = head.to_vec();
        word.extend(seat);
        word.extend(&end);
        word
    };
    let (Some(&last), Some(&first)) = (stem.last(), end.first()) else {
        return vec![stem.to_vec()];
    };
    if merge && last == first && matches!(last, 'ت' | 'ن') {
        let mut word = stem.to_vec();
        word.extend(&end[1..]);
        return vec![word];
    }
    let head = &stem[..stem.len() - 1];
    let before = head.last().copied().unwrap_or(' ');
    let seats: &[char] = match (last, first) {
        ('أ', 'و') => &['أ', 'ؤ'],
        ('أ', 'ي') => &['ئ', 'أ'],
        ('ئ', 'و') => &['ئ', 'ؤ'],
        ('ء', _) if before == 'ي' => &['ئ'],
        ('ء', 'و') => &['ؤ', 'ء'],
        ('ء', 'ا' | 'ي') if joins(before) => &['ئ'],
        ('ء', 'ي') => &['ئ', 'ء'],
        _ => return vec![glue(stem, None)],
    };
    seats.iter().map(|&s| glue(head, Some(s))).collect()
}
