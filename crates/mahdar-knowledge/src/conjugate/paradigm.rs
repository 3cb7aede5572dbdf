//! A verb's forms, put together from stems and endings.

use super::Gender::{Common, Feminine, Masculine};
use super::Number::{Dual, Plural, Singular};
use super::Person::{First, Second, Third};
use super::Tense::{Jussive, Past, Present};
use super::Voice::Active;
use super::letters::{attach, spell};
use super::{Form, Gender, Number, Person, Tense, Voice};

pub(super) struct Paradigm {
    pub(super) forms: Vec<Form>,
    pub(super) voice: Voice,
}

pub(super) type Slot = (Person, Number, Gender);

pub(super) const HE: Slot = (Third, Singular, Masculine);
pub(super) const SHE: Slot = (Third, Singular, Feminine);
pub(super) const TWO_MEN: Slot = (Third, Dual, Masculine);
pub(super) const TWO_WOMEN: Slot = (Third, Dual, Feminine);
pub(super) const MEN: Slot = (Third, Plural, Masculine);
pub(super) const WOMEN: Slot = (Third, Plural, Feminine);
pub(super) const I: Slot = (First, Singular, Common);
pub(super) const WE: Slot = (First, Plural, Common);
pub(super) const YOU_M: Slot = (Second, Singular, Masculine);
pub(super) const YOU_F: Slot = (Second, Singular, Feminine);
pub(super) const YOU_ALL: Slot = (Second, Plural, Masculine);

impl Paradigm {
    pub(super) fn put(&mut self, word: &[char], tense: Tense, slot: Slot, bound: bool) {
        if word.len() < 2 {
            return; // one-letter imperatives
        }
        let form = Form { surface: spell(word), tense, person: slot.0, number: slot.1, gender: slot.2, voice: self.voice, bound };
        let same = |f: &Form, tense: Tense, voice: Voice, bound: bool| {
            f.surface == form.surface
                && (f.person, f.number, f.gender) == slot
                && f.tense == tense
                && f.voice == voice
                && f.bound == bound
        };
        // Not what the present or the active shows already.
        let known = self.forms.iter().any(|f| {
            same(f, tense, self.voice, bound)
                || same(f, tense, self.voice, false)
                || same(f, tense, Active, bound)
                || (tense == Jussive && same(f, Present, self.voice, bound))
                || (tense == Jussive && same(f, Jussive, Active, bound))
        });
        if !known {
            self.forms.push(form);
        }
    }

    pub(super) fn add(&mut self, stem: &[char], ending: &str, merge: bool, tense: Tense, slot: Slot, bound: bool) {
        for word in attach(stem, ending, merge) {
            self.put(&word, tense, slot, bound);
        }
    }

    /// Past of sound, doubled and hollow verbs: `long` before vowels, `short` before consonants.
    pub(super) fn past(&mut self, long: &[char], short: &[char]) {
        self.put(long, Past, HE, false);
        self.add(long, "ت", false, Past, SHE, false);
        self.add(long, "ا", false, Past, TWO_MEN, false);
        self.add(long, "تا", false, Past, TWO_WOMEN, false);
        self.add(long, "وا", false, Past, MEN, false);
        self.add(long, "و", false, Past, MEN, true);
        self.add(short, "ن", true, Past, WOMEN, false);
        self.past_persons(short);
    }

    pub(super) fn past_persons(&mut self, short: &[char]) {
        self.add(short, "ت", true, Past, I, false);
        self.add(short, "نا", true, Past, WE, false);
        self.add(short, "ت", true, Past, YOU_M, false);
        self.add(short, "ت", true, Past, YOU_F, false);
        self.add(short, "تم", true, Past, YOU_ALL, false);
        self.add(short, "تمو", true, Past, YOU_ALL, true);
    }

    /// Past of a defective verb. `base` lacks the weak letter; `glide` is و or ي, `kept` whether the
    /// glide stays before vowels (بقي, بقيت) or falls (رمى, رمت).
    pub(super) fn past_defective(&mut self, base: &[char], he: char, glide: char, kept: bool) {
        let with = |c: char| [base, &[c]].concat();
        let weak = with(glide);
        self.put(&with(he), Past, HE, false);
        if he == 'ى' {
            self.put(&with('ا'), Past, HE, true);
        }
        let she = if kept { weak.clone() } else { base.to_vec() };
        self.add(&she, "ت", false, Past, SHE, false);
        self.add(&weak, "ا", false, Past, TWO_MEN, false);
        self.add(&she, "تا", false, Past, TWO_WOMEN, false);
        self.put(&[base, &['و', 'ا']].concat(), Past, MEN, false);
        self.put(&[base, &['و']].concat(), Past, MEN, true);
        self.add(&weak, "ن", true, Past, WOMEN, false);
        self.past_persons(&weak);
    }

    pub(super) fn prefixed(&self, prefix: char, stem: &[char], soft: bool) -> Vec<char> {
        let mut word = vec![prefix];
        word.extend(stem);
        if prefix == 'أ' && soft && word.get(1) == Some(&'ؤ') {
            word[1] = 'و'; // أومن, not أؤمن
        }
        word
    }

    /// Present of sound, doubled and hollow verbs; `stem` has no prefix.
    pub(super) fn present(&mut self, long: &[char], short: &[char], soft: bool, hollow: bool) {
        for (prefix, slot) in PREFIXES {
            let full = self.prefixed(prefix, long, soft);
            self.put(&full, Present, slot, false);
            if hollow {
                let cut = self.prefixed(prefix, short, soft);
                self.put(&cut, Jussive, slot, false);
            }
            self.before_pronoun(&full, slot);
        }
        self.present_endings(long, long, short);
    }

    /// `يقرأ` is written `يقرؤه` before a pronoun, `يجيء` is written `يجيئه`.
    pub(super) fn before_pronoun(&mut self, full: &[char], slot: Slot) {
        let n = full.len();
        if n < 3 {
            return;
        }
        let seat = match (full[n - 2], full[n - 1]) {
            (_, 'أ') => 'ؤ',
            ('ي', 'ء') => 'ئ',
            (_, 'ء') => 'ؤ',
            _ => return,
        };
        let mut word = full[..n - 1].to_vec();
        word.push(seat);
        self.put(&word, Present, slot, true);
    }

    /// Endings of dual, plural and feminine; `open` stands before ون and ين, `dual` before ان.
    pub(super) fn present_endings(&mut self, open: &[char], dual: &[char], women: &[char]) {
        let ya = |s: &[char]| [&['ي'], s].concat();
        let ta = |s: &[char]| [&['ت'], s].concat();
        for (stem, slot) in [(ya(dual), TWO_MEN), (ta(dual), TWO_WOMEN)] {
            self.add(&stem, "ان", false, Present, slot, false);
            self.add(&stem, "ا", false, Jussive, slot, false);
        }
        for (stem, slot) in [(ya(open), MEN), (ta(open), YOU_ALL)] {
            self.add(&stem, "ون", false, Present, slot, false);
            self.add(&stem, "وا", false, Jussive, slot, false);
            self.add(&stem, "و", false, Jussive, slot, true);
        }
        self.add(&ya(women), "ن", true, Present, WOMEN, false);
        self.add(&ta(open), "ين", false, Present, YOU_F, false);
        self.add(&ta(open), "ي", false, Jussive, YOU_F, false);
    }

    /// Present of a defective verb; `weak` is its last letter (و, ي, ى or ا).
    pub(super) fn present_defective(&mut self, base: &[char], weak: char, soft: bool) {
        let with = |c: char| [base, &[c]].concat();
        for (prefix, slot) in PREFIXES {
            let full = self.prefixed(prefix, &with(weak), soft);
            self.put(&full, Present, slot, false);
            let cut = self.prefixed(prefix, base, soft);
            self.put(&cut, Jussive, slot, false);
            if weak == 'ى' {
                let open = self.prefixed(prefix, &with('ا'), soft);
                self.put(&open, Present, slot, true);
            }
        }
        let glide = if weak == 'و' { 'و' } else { 'ي' };
        self.present_endings(base, &with(glide), &with(glide));
    }
}

pub(super) const PREFIXES: [(char, Slot); 5] = [('ي', HE), ('ت', SHE), ('ت', YOU_M), ('أ', I), ('ن', WE)];
