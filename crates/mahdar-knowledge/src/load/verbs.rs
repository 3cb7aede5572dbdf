//! Verbs and the nouns that cue frames, with all their forms.

use super::Loader;
use super::affixes::Affixes;
use super::forms::words;
use crate::conjugate::{self, Number, Voice};
use crate::model::Entry;
use crate::table::Row;
use mahdar_text::fold;

impl Loader {
    pub(super) fn verb(&mut self, row: &Row<'_>) {
        let citation = row.get("lemma");
        if words(citation).is_empty() {
            self.faults.push(row.fault("lemma", format!("`{citation}` has no letters; expected a verb's past")));
            return;
        }
        self.count(row, "seen");
        let key = fold(citation);
        let id = match self.lemma_ids.get(&key) {
            Some(id) => *id,
            None => {
                let id = self.k.lemmas.len() as u16;
                self.lemma_ids.insert(key, id);
                self.k.lemmas.push(citation.to_string());
                id
            }
        };
        let presents: Vec<&str> =
            if row.get("present").is_empty() { vec![""] } else { row.variants("present").map(|v| v.0).collect() };
        let masdars: Vec<&str> = row.variants("masdars").map(|v| v.0).collect();
        for present in presents {
            for f in conjugate::conjugate(citation, present, &masdars) {
                // Verbs without a passive participle have no passive in use; imperatives do not occur outside quotations.
                if f.tense == conjugate::Tense::Imperative || (f.voice == Voice::Passive && row.get("passive").is_empty()) {
                    continue;
                }
                self.insert(
                    &f.surface,
                    Entry::Verb {
                        lemma: id,
                        tense: f.tense,
                        person: f.person,
                        number: f.number,
                        gender: f.gender,
                        voice: f.voice,
                        bound: f.bound,
                    },
                );
            }
        }
        for (masdar, _) in row.variants("masdars").filter(|v| v.1) {
            for (f, n) in inflect(masdar, &self.affixes) {
                self.insert(
                    &f,
                    Entry::Masdar { lemma: id, definite: n.definite, number: n.number, accusative: n.accusative, bound: n.bound },
                );
            }
        }
        for (column, voice) in [("active", Voice::Active), ("passive", Voice::Passive)] {
            for (p, _) in row.variants(column).filter(|v| v.1) {
                for n in conjugate::participle_forms(p) {
                    self.insert(
                        &n.surface,
                        Entry::Participle {
                            lemma: id,
                            voice,
                            number: n.number,
                            gender: n.gender,
                            definite: n.definite,
                            accusative: n.accusative,
                            bound: n.bound,
                        },
                    );
                }
            }
        }
    }

    /// Verbs of what befalls their subject.
    pub(super) fn befalling(&mut self, row: &Row<'_>) {
        let ids = self.lemmas_of(row);
        self.k.befalling.extend(ids);
    }

    /// Verbs that weigh, demand or break a promise.
    pub(super) fn recalling(&mut self, row: &Row<'_>) {
        let ids = self.lemmas_of(row);
        self.k.recalling.extend(ids);
    }

    /// The lemmas that a row names: each is a row of `verbs.tsv` as well.
    fn lemmas_of(&mut self, row: &Row<'_>) -> Vec<u16> {
        let mut ids = Vec::new();
        for (lemma, _) in row.variants("lemma") {
            match self.lemma_ids.get(&fold(lemma)) {
                Some(id) => ids.push(*id),
                None => self.faults.push(row.fault("lemma", format!("`{lemma}` is no lemma of ar/lexicon/verbs.tsv"))),
            }
        }
        ids
    }

    /// The number of a cue noun, entering its forms the first time.
    pub(crate) fn cue_noun(&mut self, noun: &str) -> u16 {
        let key = fold(noun);
        if let Some(id) = self.cue_nouns.get(&key) {
            return *id;
        }
        let id = self.k.noun_frames.len() as u16;
        self.k.noun_frames.push(Default::default());
        self.cue_nouns.insert(key, id);
        for (f, n) in inflect(noun, &self.affixes) {
            self.insert(&f, Entry::CueNoun { id, definite: n.definite, bound: n.bound });
        }
        id
    }
}

/// Forms of a noun phrase: the first word inflects, the rest follows in definiteness.
fn inflect(phrase: &str, affixes: &Affixes) -> Vec<(String, conjugate::NounForm)> {
    let mut parts = phrase.split(' ');
    let first = parts.next().unwrap_or_default();
    let rest: Vec<&str> = parts.collect();
    let mut out = Vec::new();
    for n in conjugate::noun_forms(first) {
        if rest.is_empty() {
            out.push((n.surface.clone(), n));
            continue;
        }
        let mut f = n.surface.clone();
        for w in &rest {
            f.push(' ');
            f.push_str(&if n.definite { affixes.defined(w) } else { w.to_string() });
        }
        out.push((f, n.clone()));
        if rest.len() == 1 && n.number == Number::Singular && !n.definite {
            // وزارةٌ خارجيةً: an adjective after an accusative.
            out.push((format!("{} {}{}", n.surface, rest[0], affixes.accusative), n));
        }
    }
    out
}
