//! Phrases, entered in all the spellings that rules make of them.

use super::Loader;
use crate::model::Entry;
use crate::table::Row;
use crate::vocab::Tok;
use mahdar_text::{Text, fold};

/// Words of a form, folded.
pub(crate) fn words(form: &str) -> Vec<String> {
    let t = Text::new(form);
    (0..t.tokens.len()).filter(|&i| t.tokens[i].is_word()).map(|i| t.folded(i).to_string()).collect()
}

impl Loader {
    pub(super) fn spelling(&mut self, row: &Row<'_>) {
        match row.get("rule") {
            "join" => self.join.push(fold(row.get("form"))),
            "drop" => self.drop.push(fold(row.get("form"))),
            other => self.faults.push(row.fault("rule", format!("`{other}`; expected join or drop"))),
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
        for at in 0..variants[0].len() {
            let w = variants[0][at].clone();
            if self.join.contains(&w) && at + 1 < variants[0].len() {
                // عبد الله / عبدالله
                let mut v = variants[0].clone();
                let next = v.remove(at + 1);
                v[at].push_str(&next);
                variants.push(v);
            }
            for j in &self.join {
                if w.len() > j.len() + 4 && w.strip_prefix(j.as_str()).is_some_and(|rest| self.affixes.has_article(rest)) {
                    let mut v = variants[0].clone();
                    let rest = w[j.len()..].to_string();
                    v[at] = j.clone();
                    v.insert(at + 1, rest);
                    variants.push(v);
                    break;
                }
            }
            if self.drop.contains(&w) && at > 0 && variants[0].len() > 3 {
                let mut v = variants[0].clone();
                v.remove(at);
                variants.push(v);
            }
        }
        for v in variants {
            let toks = self.intern(&v);
            self.k.trie.insert(&toks, entry);
        }
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
