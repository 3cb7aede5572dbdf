//! Phrases, entered in all the spellings that rules make of them.

use super::Loader;
use crate::model::Entry;
use crate::table::Row;
use crate::vocab::Tok;
use mahdar_text::{Text, fold};

/// A phrase is entered in no more spellings than about this.
const MOST_SPELLINGS: usize = 16;

/// Words of a form, folded.
pub(crate) fn words(form: &str) -> Vec<String> {
    let t = Text::new(form);
    (0..t.tokens.len()).filter(|&i| t.tokens[i].is_word()).map(|i| t.folded(i).to_string()).collect()
}

/// The first letter of each variant.
fn letters(row: &Row<'_>) -> Vec<char> {
    row.variants("form").filter_map(|(f, _)| f.chars().next()).collect()
}

impl Loader {
    pub(super) fn spelling(&mut self, row: &Row<'_>) {
        match row.get("rule") {
            "join" => self.join.push(fold(row.get("form"))),
            "drop" => self.drop.push(fold(row.get("form"))),
            "sound" => self.k.sounds.same(letters(row)),
            "vowel" => self.k.sounds.vowels(letters(row)),
            other => self.faults.push(row.fault("rule", format!("`{other}`; expected join, drop, sound or vowel"))),
        }
    }

    /// Numbers for the words of a phrase.
    pub(crate) fn intern(&mut self, words: &[String]) -> Vec<Tok> {
        words.iter().map(|w| self.k.vocab.intern(w)).collect()
    }

    /// Adds a phrase in all the spellings that rules make of it.
    pub(crate) fn insert(&mut self, form: &str, entry: Entry) {
        let base = words(form);
        if base.is_empty() {
            return;
        }
        let mut variants = vec![base];
        let mut next = 0;
        // Each spelling may be spelt otherwise in turn: عبدالله بن عبدالعزيز.
        while next < variants.len() && variants.len() < MOST_SPELLINGS {
            for v in self.respelt(&variants[next]) {
                if !variants.contains(&v) {
                    variants.push(v);
                }
            }
            next += 1;
        }
        for v in variants {
            let toks = self.intern(&v);
            self.k.trie.insert(&toks, entry);
        }
    }

    /// A phrase with one thing spelt otherwise: two words joined, one taken apart, one left out.
    fn respelt(&self, phrase: &[String]) -> Vec<Vec<String>> {
        let mut out = Vec::new();
        for (at, w) in phrase.iter().enumerate() {
            if self.join.contains(w) && at + 1 < phrase.len() {
                let mut v = phrase.to_vec();
                let next = v.remove(at + 1);
                v[at].push_str(&next);
                out.push(v);
            }
            let apart = |j: &&String| {
                w.len() > j.len() + 4 && w.strip_prefix(j.as_str()).is_some_and(|rest| self.affixes.has_article(rest))
            };
            if let Some(j) = self.join.iter().find(apart) {
                let mut v = phrase.to_vec();
                v[at] = j.clone();
                v.insert(at + 1, w[j.len()..].to_string());
                out.push(v);
            }
            if self.drop.contains(w) && at > 0 && phrase.len() > 3 {
                let mut v = phrase.to_vec();
                v.remove(at);
                out.push(v);
            }
        }
        out
    }

    pub(super) fn insert_all(&mut self, row: &Row<'_>, column: &str, entry: impl Fn(bool) -> Entry) {
        for (form, sure) in row.variants(column) {
            if words(form).is_empty() {
                self.faults.push(row.fault(column, format!("`{form}` has no letters; expected a word")));
            }
            self.insert(form, entry(sure));
        }
    }

    pub(super) fn with_article(&mut self, row: &Row<'_>, column: &str, entry: Entry) {
        for (form, _) in row.variants(column) {
            self.insert(form, entry);
            let defined: Vec<String> = form.split(' ').map(|w| self.affixes.with_article(w)).collect();
            self.insert(&defined.join(" "), entry);
        }
    }
}
