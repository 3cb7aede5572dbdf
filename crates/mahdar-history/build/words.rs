//! Which words are whole words: those of the tables, minus the ones that are a clitic and another word.

use crate::letters::{
    ALEF, ALEF_HAMZA, AND, ARTICLE, BEFORE_PRONOUN, DOUBTFUL_PRONOUNS, FEMININE, FOR, FOR_THE, INFLECTIONS, PLAIN_PRONOUNS,
    PREPOSITIONS, SO, TA, WILL, YA,
};
use mahdar_knowledge::{Files, Number, Person, Tense, conjugate};
use mahdar_text::fold;
use std::collections::{BTreeMap, HashMap, HashSet};

/// A noun, adjective, name or particle.
const NOUN: u64 = 1;
/// Begins with `ال` that is no article.
const OWN_AL: u64 = 2;
/// A finite verb.
const VERB: u64 = 4;
/// A verbal noun.
const MASDAR: u64 = 8;
/// Two words written as one; where the second begins stands above the flags.
const JOINED: u64 = 16;
/// A particle: a word that says nothing by itself.
const PARTICLE: u64 = 32;
/// Where the number of letters begins.
const SHIFT: u64 = 8;

/// Tables and the columns of them that hold words or names.
const NOMINAL: [(&str, &[&str]); 15] = [
    ("kb/people.tsv", &["names_ar", "short_ar"]),
    ("kb/polities.tsv", &["names_ar", "nisba", "capitals_ar", "metonyms"]),
    ("kb/places.tsv", &["names_ar"]),
    ("kb/organizations.tsv", &["names_ar", "nisba"]),
    ("kb/groups.tsv", &["names_ar", "nisba"]),
    ("kb/frameworks.tsv", &["names_ar"]),
    ("kb/media.tsv", &["names_ar"]),
    ("kb/regions.tsv", &["names_ar", "nisba"]),
    ("ar/lexicon/given_names.tsv", &["form"]),
    ("ar/lexicon/titles.tsv", &["title"]),
    ("ar/lexicon/bodies.tsv", &["form"]),
    ("ar/lexicon/agents.tsv", &["form"]),
    ("ar/lexicon/fields.tsv", &["form"]),
    ("ar/lexicon/contexts.tsv", &["form"]),
    ("ar/lexicon/temporal.tsv", &["form"]),
];

/// Classes of particles that say nothing by themselves.
const SILENT: [&str; 14] = [
    "comp",
    "prep",
    "neg",
    "future",
    "cond",
    "rel",
    "conj",
    "qad",
    "kana",
    "purpose",
    "demonstrative",
    "linker",
    "intro",
    "source",
];

#[derive(Default)]
struct Words {
    known: BTreeMap<String, u64>,
    /// Words that may be a clitic and a word: looked at when all others are known.
    doubtful: Vec<String>,
    /// Words of the lexicon that may carry an ending: likewise.
    inflected: Vec<String>,
    /// Words that were found to be a clitic and a word.
    compounds: HashSet<String>,
    joined: BTreeMap<String, u64>,
    /// States whose name is one word.
    states: HashSet<String>,
}

/// Every word with its flags, sorted.
pub fn collect(files: &Files) -> BTreeMap<String, u64> {
    let mut words = Words::default();
    let joins: Vec<String> = column(files, "ar/lexicon/spelling.tsv", &["form", "rule"])
        .filter(|row| row[1] == "join" && fold(row[0]).chars().count() > 2)
        .map(|row| fold(row[0]))
        .collect();
    for (table, columns) in NOMINAL {
        for row in column(files, table, columns) {
            for name in row.iter().flat_map(|field| field.split('|')) {
                words.name(name.trim_start_matches('?'), table, &joins);
            }
        }
    }
    for row in column(files, "kb/polities.tsv", &["names_ar"]) {
        words.states.extend(row[0].split('|').filter(|n| !n.contains(' ')).map(fold));
    }
    for row in column(files, "ar/lexicon/verbs.tsv", &["lemma", "present", "masdars", "active", "passive"]) {
        words.verb(&row);
    }
    let particles: Vec<String> = column(files, "ar/lexicon/particles.tsv", &["form", "class"])
        .flat_map(|row| row[0].split('|').filter(|f| !f.contains(' ')).map(fold).collect::<Vec<_>>())
        .collect();
    let common: HashMap<String, u64> = column(files, "ar/lexicon/common.tsv", &["form", "seen"])
        .filter_map(|row| Some((fold(row[0]), row[1].parse().ok()?)))
        .collect();
    words.particles(&particles, &common);
    words.inflected(&common);
    words.frequent(&common);
    words.settle();
    for row in column(files, "ar/lexicon/particles.tsv", &["form", "class"]).filter(|row| SILENT.contains(&row[1])) {
        for form in row[0].split('|').filter(|f| !f.contains(' ')) {
            let form = fold(form);
            // Its key has lost the article (`التي`).
            let bare = form.strip_prefix(ARTICLE).filter(|b| len(b) > 1).map(str::to_owned);
            for word in bare.into_iter().chain([form]) {
                *words.known.entry(word).or_default() |= PARTICLE;
            }
        }
    }
    words.known
}

/// The wanted fields of every row of a table; a column that is missing gives empty fields.
fn column<'a>(files: &'a Files, table: &str, wanted: &'a [&'a str]) -> impl Iterator<Item = Vec<&'a str>> + use<'a> {
    let text = files.get(table).and_then(|list| list.first()).map_or("", |(_, text)| text.as_str());
    let mut lines = text.lines().filter(|l| !l.is_empty() && !l.starts_with('#'));
    let header: Vec<&str> = lines.next().unwrap_or("").split('\t').collect();
    let at: Vec<Option<usize>> = wanted.iter().map(|w| header.iter().position(|h| h == w)).collect();
    assert!(at.iter().all(Option::is_some), "{table} lacks a column of {wanted:?}");
    lines.map(move |line| {
        let fields: Vec<&str> = line.split('\t').collect();
        at.iter().map(|i| i.and_then(|i| fields.get(i).copied()).unwrap_or("")).collect()
    })
}

fn is_proclitic(c: char) -> bool {
    c == AND || c == SO || PREPOSITIONS.contains(&c)
}

fn len(word: &str) -> usize {
    word.chars().count()
}

impl Words {
    fn add(&mut self, word: &str, flags: u64) {
        if len(word) >= 2 && word.chars().all(char::is_alphabetic) {
            *self.known.entry(word.to_string()).or_default() |= flags;
        }
    }

    fn knows(&self, word: &str) -> bool {
        self.known.contains_key(word)
    }

    fn has(&self, word: &str, flags: u64) -> bool {
        self.known.get(word).is_some_and(|f| f & flags != 0)
    }

    /// A name or a phrase of a table.
    fn name(&mut self, name: &str, table: &str, joins: &[String]) {
        let person = table == "kb/people.tsv";
        let is_name = table.starts_with("kb/") || table.ends_with("given_names.tsv");
        let tokens: Vec<&str> =
            name.split(|c: char| !c.is_alphabetic() && !mahdar_text::fold(&c.to_string()).is_empty()).collect();
        let folded: Vec<String> = tokens.iter().map(|t| fold(t)).collect();
        for (i, word) in folded.iter().enumerate() {
            if len(word) < 2 {
                continue;
            }
            // The article is written with a bare alef; any other alef belongs to the word.
            let article = tokens[i].starts_with(ARTICLE) && len(word) > 3;
            if article && !(person && i == 0) {
                self.add(&word[ARTICLE.len()..], NOUN);
            } else if word.starts_with(ARTICLE) && !tokens[i].starts_with(ARTICLE) {
                self.add(word, NOUN | OWN_AL);
            } else if !article {
                let first = word.chars().next().unwrap_or(' ');
                if i > 0 && !person && is_proclitic(first) {
                    self.doubtful.push(word.clone());
                } else if !is_name {
                    self.inflected.push(word.clone());
                } else {
                    self.add(word, NOUN);
                }
            }
            if let Some(next) = folded.get(i + 1)
                && joins.contains(word)
                && len(next) > 2
            {
                self.joined.insert(format!("{word}{next}"), JOINED | ((len(word) as u64) << SHIFT));
            }
        }
    }

    fn verb(&mut self, row: &[&str]) {
        let own = |w: &str| if w.starts_with(ARTICLE) { OWN_AL } else { 0 };
        let masdars: Vec<&str> = row[2].split('|').filter(|m| !m.is_empty()).collect();
        for form in conjugate::conjugate(row[0], row[1], &masdars) {
            let word = fold(&form.surface);
            // What news hardly uses would only make nouns look like a conjunction and a verb.
            let rare = form.person != Person::Third && (form.person != Person::First || form.number == Number::Singular);
            // A passive like `ووصل` is far more often a conjunction and the active.
            let doubled = word.starts_with([AND, SO]) && word[AND.len_utf8()..].starts_with(AND);
            if form.bound || rare || doubled || form.tense == Tense::Jussive && len(&word) < 4 {
                continue;
            }
            self.add(&word, VERB | own(&word));
        }
        for noun in row[2].split('|').map(fold) {
            self.add(&noun, NOUN | MASDAR | own(&noun));
        }
        for participle in row[3..5].iter().filter(|p| !p.is_empty()) {
            for form in conjugate::participle_forms(participle) {
                if !form.definite && !form.accusative && !form.bound {
                    self.add(&fold(&form.surface), NOUN);
                }
            }
        }
    }

    /// Particles with a clitic of their own (`ولكن`) are the particle behind it.
    fn particles(&mut self, list: &[String], common: &HashMap<String, u64>) {
        let mut whole = Vec::new();
        for word in list {
            let first = word.chars().next().unwrap_or(' ');
            let rest = &word[first.len_utf8()..];
            let carries = matches!(first, AND | SO | FOR) || first == PREPOSITIONS[0];
            let known = list.iter().any(|p| p == rest)
                || len(rest) > 2 && (common.contains_key(rest) || self.has(rest, NOUN))
                || self.pronoun(rest, common)
                || rest.strip_prefix(ARTICLE).is_some_and(|r| len(r) > 2);
            let construct = word.strip_suffix(TA).is_some_and(|w| self.has(&format!("{w}{FEMININE}"), NOUN));
            if construct {
                continue;
            }
            if carries && known {
                self.compounds.insert(word.clone());
            } else if word.strip_prefix(ARTICLE).is_none_or(|r| len(r) <= 2) && !self.ending(word, common) {
                whole.push(word.clone());
            }
        }
        for word in whole {
            self.add(&word, NOUN);
        }
    }

    /// Words of the lexicon, without those that carry an ending.
    fn inflected(&mut self, common: &HashMap<String, u64>) {
        for word in std::mem::take(&mut self.inflected) {
            if !self.ending(&word, common) {
                self.add(&word, NOUN);
            }
        }
    }

    /// Whether a word is another one with a pronoun or the accusative's alef.
    fn ending(&self, word: &str, common: &HashMap<String, u64>) -> bool {
        let accusative = |w: &str| len(w) > 2 && (self.has(w, NOUN) || common.contains_key(w));
        self.pronoun(word, common) || word.strip_suffix(ALEF).is_some_and(accusative)
    }

    /// Frequent words of news: whole unless what they carry is itself frequent.
    fn frequent(&mut self, common: &HashMap<String, u64>) {
        let mut list: Vec<(&String, u64)> = common.iter().map(|(w, n)| (w, *n)).collect();
        // Shorter words first: what a longer one may carry is then known to be a compound itself.
        list.sort_unstable_by_key(|(w, _)| (len(w), *w));
        for (word, seen) in list {
            if self.knows(word) || self.compounds.contains(word) || word.starts_with(ARTICLE) || self.ending(word, common) {
                continue;
            }
            let first = word.chars().next().unwrap_or(' ');
            let rest = &word[first.len_utf8()..];
            let article = rest.starts_with(ARTICLE) && len(rest) > 3 || word.starts_with(FOR_THE) && len(word) > 3;
            let frequent = common.get(rest).is_some_and(|n| n * 10 >= seen);
            // `كاملة` is `كامل` with an ending before it is ك and something else.
            let inflection =
                INFLECTIONS.iter().any(|e| word.strip_suffix(e).is_some_and(|w| len(w) > len(e) + 1 && self.has(w, NOUN)));
            let carried = frequent || article || self.pronoun(rest, common) || self.states.contains(rest);
            let compound = !inflection
                && if first == AND {
                    let definite = || common.contains_key(&format!("{ARTICLE}{rest}"));
                    carried || self.knows(rest) || self.compounds.contains(rest) || definite() || self.ending(rest, common)
                } else if first == WILL {
                    self.has(rest, VERB)
                } else {
                    is_proclitic(first) && (carried || len(rest) > 3 && self.has(rest, NOUN))
                };
            if compound {
                self.compounds.insert(word.clone());
            } else {
                self.add(word, NOUN);
            }
        }
    }

    /// Whether a word ends in a pronoun that a known word carries.
    fn pronoun(&self, word: &str, common: &HashMap<String, u64>) -> bool {
        let known = |w: &str| self.knows(w) || common.contains_key(w) || common.contains_key(&format!("{ARTICLE}{w}"));
        let carried = |body: &str| {
            len(body) > 2
                && (known(body)
                    || body.strip_suffix(TA).is_some_and(|b| known(&format!("{b}{FEMININE}")))
                    || BEFORE_PRONOUN.iter().any(|e| body.strip_suffix(e).is_some_and(|b| known(&format!("{b}{ALEF_HAMZA}")))))
        };
        PLAIN_PRONOUNS.iter().filter_map(|p| word.strip_suffix(p)).any(carried)
            || DOUBTFUL_PRONOUNS.iter().filter_map(|p| word.strip_suffix(p)).any(|body| len(body) > 2 && self.has(body, NOUN))
            || word.strip_suffix(FEMININE).is_some_and(|body| {
                body.ends_with(TA) && carried(body) || self.has(body, MASDAR) && len(body) > 3 && !body.ends_with(YA)
            })
    }

    fn settle(&mut self) {
        for word in std::mem::take(&mut self.doubtful) {
            let first = word.chars().next().unwrap_or(' ');
            let rest = &word[first.len_utf8()..];
            let bare = rest.strip_prefix(ARTICLE).or_else(|| word.strip_prefix(FOR_THE));
            if !self.knows(rest) && bare.is_none_or(|b| len(b) <= 2) {
                self.add(&word, NOUN);
            }
        }
        // A verb that begins like a noun with its article is not worth losing the noun for.
        let taken: Vec<String> = self
            .known
            .iter()
            .filter(|(w, f)| *f & OWN_AL != 0 && *f & NOUN == 0 && self.has(&w[ARTICLE.len()..], NOUN))
            .map(|(w, _)| w.clone())
            .collect();
        for word in taken {
            self.known.remove(&word);
        }
        for (word, flags) in std::mem::take(&mut self.joined) {
            *self.known.entry(word).or_default() |= flags;
        }
    }
}
