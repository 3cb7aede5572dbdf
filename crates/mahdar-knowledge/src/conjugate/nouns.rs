//! Forms of participles and verbal nouns.

use super::Gender::{Feminine, Masculine};
use super::Number::{Dual, Plural, Singular};
use super::letters::{attach, letters, spell};
use super::{Gender, NounForm, Number};

struct Declension {
    forms: Vec<NounForm>,
}

impl Declension {
    fn put(&mut self, word: &[char], number: Number, gender: Gender, accusative: bool, bound: bool) {
        self.push(spell(word), false, number, gender, accusative, bound);
    }

    fn push(&mut self, surface: String, definite: bool, number: Number, gender: Gender, accusative: bool, bound: bool) {
        let form = NounForm { surface, definite, number, gender, accusative, bound };
        if !self.forms.contains(&form) {
            self.forms.push(form);
        }
    }

    /// With and without the article.
    fn both(&mut self, word: &[char], number: Number, gender: Gender, accusative: bool) {
        self.put(word, number, gender, accusative, false);
        self.push(format!("ال{}", spell(word)), true, number, gender, accusative, false);
    }

    fn ended(&mut self, stem: &[char], ending: &str, number: Number, gender: Gender, accusative: bool) {
        for word in attach(stem, ending, false) {
            self.both(&word, number, gender, accusative);
        }
    }

    /// Construct forms (`مسؤولو`, `زيارتا`): before a genitive or a pronoun.
    fn construct(&mut self, stem: &[char], ending: &str, number: Number, gender: Gender, accusative: bool) {
        for word in attach(stem, ending, false) {
            self.put(&word, number, gender, accusative, false);
        }
    }

    fn dual(&mut self, stem: &[char], gender: Gender) {
        self.ended(stem, "ان", Dual, gender, false);
        self.ended(stem, "ين", Dual, gender, true);
        self.construct(stem, "ا", Dual, gender, false);
        self.construct(stem, "ي", Dual, gender, true);
    }

    fn feminine(&mut self, stem: &[char]) {
        for word in attach(stem, "ة", false) {
            self.both(&word, Singular, Feminine, false);
        }
        for word in attach(stem, "ت", false) {
            self.put(&word, Singular, Feminine, false, true);
            self.dual(&word, Feminine);
        }
    }

    fn masculine_plural(&mut self, stem: &[char]) {
        self.ended(stem, "ون", Plural, Masculine, false);
        self.ended(stem, "ين", Plural, Masculine, true);
        self.construct(stem, "و", Plural, Masculine, false);
        self.construct(stem, "ي", Plural, Masculine, true);
    }

    /// Singular of a masculine noun: bare, with the article, accusative, before a pronoun.
    fn masculine(&mut self, word: &[char]) {
        self.both(word, Singular, Masculine, false);
        let n = word.len();
        let (before, last) = (if n > 1 { word[n - 2] } else { ' ' }, word[n - 1]);
        match last {
            'ى' => self.put(&[&word[..n - 1], &['ا']].concat(), Singular, Masculine, false, true),
            'ا' => {}
            'أ' => self.seats(&word[..n - 1], &['ؤ', 'ئ']),
            'ء' => {
                if before != 'ا' {
                    for w in attach(word, "ا", false) {
                        self.put(&w, Singular, Masculine, true, false);
                    }
                }
                let seats: &[char] = if before == 'ي' { &['ئ'] } else { &['ؤ', 'ئ'] };
                self.seats(&word[..n - 1], seats);
            }
            _ => self.put(&[word, &['ا']].concat(), Singular, Masculine, true, false),
        }
    }

    fn seats(&mut self, head: &[char], seats: &[char]) {
        for &seat in seats {
            let word = [head, &[seat]].concat();
            self.put(&word, Singular, Masculine, seat == 'ئ', true);
        }
    }

    /// Singular of a defective noun from its full stem in ي: `داعي`, of `داعٍ`.
    fn defective(&mut self, full: &[char]) {
        let n = full.len();
        let mut bare = full[..n - 1].to_vec();
        if bare.last() == Some(&'ئ') && bare.len() > 2 && bare[bare.len() - 2] == 'ا' {
            *bare.last_mut().unwrap() = 'ء'; // جاءٍ
        }
        self.put(&bare, Singular, Masculine, false, false);
        self.both(full, Singular, Masculine, false);
        self.put(&[full, &['ا']].concat(), Singular, Masculine, true, false);
    }
}

/// Full stem in ي of a noun given with kasratan: `داعٍ` → `داعي`.
fn full_stem(word: &[char]) -> Vec<char> {
    let mut out = word.to_vec();
    if out.last() == Some(&'ء') {
        *out.last_mut().unwrap() = 'ئ';
    }
    out.push('ي');
    out
}

/// All forms of a participle given in the masculine singular indefinite: `مؤكد`, `داعٍ`, `مدعو`, `ملغى`.
/// A defective participle needs its kasratan (`داعٍ`): `داع` could as well be of a doubled verb.
pub fn participle_forms(masc_sg: &str) -> Vec<NounForm> {
    let (word, _, defective) = letters(masc_sg);
    let mut d = Declension { forms: Vec::new() };
    if word.len() < 2 {
        return d.forms;
    }
    let base = &word[..word.len() - 1];
    if defective {
        let full = full_stem(&word);
        d.defective(&full);
        d.dual(&full, Masculine);
        d.masculine_plural(&full[..full.len() - 1]);
        d.feminine(&full);
        d.ended(&full, "ات", Plural, Feminine, false);
    } else if word.last() == Some(&'ى') {
        let weak = [base, &['ي']].concat();
        d.masculine(&word);
        d.dual(&weak, Masculine);
        d.masculine_plural(base);
        d.feminine(&[base, &['ا']].concat());
        d.ended(&weak, "ات", Plural, Feminine, false);
    } else {
        d.masculine(&word);
        d.dual(&word, Masculine);
        d.masculine_plural(&word);
        d.feminine(&word);
        d.ended(&word, "ات", Plural, Feminine, false);
    }
    d.forms
}

/// A word in ات is a plural, unless the ت is radical (`إثبات`, `التفات`).
fn sound_plural(word: &[char]) -> bool {
    let n = word.len();
    n >= 4 && word.ends_with(&['ا', 'ت']) && !(n == 5 && word[0] == 'إ') && !(n == 6 && word[0] == 'ا' && word[2] == 'ت')
}

/// All forms of a verbal noun, given indefinite: `تأكيد`, `مساعدة`, `لقاء`, `تحدٍ`, `دعوات`. Only sound
/// feminine plurals (in ات) are seen as plurals; any other word counts as a singular.
pub fn noun_forms(sg: &str) -> Vec<NounForm> {
    let (word, _, defective) = letters(sg);
    let mut d = Declension { forms: Vec::new() };
    if word.len() < 2 {
        return d.forms;
    }
    let base = &word[..word.len() - 1];
    if sound_plural(&word) {
        d.both(&word, Plural, Feminine, false);
    } else if defective {
        let full = full_stem(&word);
        d.defective(&full);
        d.dual(&full, Masculine);
    } else {
        match word.last() {
            Some('ة') => d.feminine(base),
            Some('ى') => {
                d.masculine(&word);
                d.dual(&[base, &['ي']].concat(), Masculine);
            }
            Some('ا') => d.masculine(&word),
            _ => {
                d.masculine(&word);
                d.dual(&word, Masculine);
            }
        }
    }
    d.forms
}
