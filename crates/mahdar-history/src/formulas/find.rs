//! The formulas that are known, and where a text uses them.

use crate::search::{Cut, Keyed, Mode, terms};
use std::collections::{BTreeSet, HashMap};
use std::sync::LazyLock;

/// A set phrase.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Formula {
    /// A name that stays.
    pub id: String,
    /// What it is called in English.
    pub name_en: String,
    /// Wordings: for each, what each word may be, as keys.
    wordings: Vec<Vec<Vec<String>>>,
    /// Words that may follow.
    modifiers: Vec<String>,
    /// How many of them must.
    least: usize,
}

/// A use of a formula in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Use {
    /// Id of the formula.
    pub formula: String,
    /// The version: keys of the words, in the order of the table so that another order makes no version of its own.
    pub version: String,
    /// The words as the text has them.
    pub text: String,
    /// First code point in the text.
    pub start: u32,
    /// One past the last code point.
    pub end: u32,
}

/// What is wrong with a table of formulas.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {message}")]
pub struct FormulaError {
    /// 1-based line.
    pub line: usize,
    /// What is wrong.
    pub message: String,
}

/// A list of formulas, ready to be looked for.
#[derive(Clone, Debug, Default)]
pub struct Formulas {
    list: Vec<Formula>,
    /// Formula and wording by what the first word may be.
    by_first: HashMap<String, Vec<(usize, usize)>>,
}

/// The formulas that are known.
pub(crate) const TABLE: &str = include_str!("../../../../data/formulas.tsv");

static BUILT_IN: LazyLock<Formulas> = LazyLock::new(|| Formulas::read(TABLE).unwrap_or_default());

const COLUMNS: [&str; 5] = ["id", "name_en", "words", "modifiers", "least"];

fn keys(text: &str) -> Vec<String> {
    terms(text, Mode::Folded).into_iter().map(|t| t.key).collect()
}

impl Formulas {
    /// The formulas of `data/formulas.tsv`.
    pub fn built_in() -> &'static Formulas {
        &BUILT_IN
    }

    /// Reads a table with the columns `id`, `name_en`, `words`, `modifiers`, `least`; see the head of
    /// `data/formulas.tsv` for what they hold.
    ///
    /// # Errors
    /// The first faulty line.
    pub fn read(table: &str) -> Result<Formulas, FormulaError> {
        let mut lines = table.lines().enumerate().filter(|(_, l)| !l.is_empty() && !l.starts_with('#'));
        let fault = |line: usize, message: String| FormulaError { line: line + 1, message };
        match lines.next() {
            Some((_, header)) if header.split('\t').eq(COLUMNS) => {}
            _ => return Err(fault(0, format!("expected the columns {}", COLUMNS.join(", ")))),
        }
        let mut out = Formulas::default();
        for (line, row) in lines {
            let fields: Vec<&str> = row.split('\t').collect();
            let [id, name_en, words, modifiers, least] = fields[..] else {
                return Err(fault(line, format!("{} fields, expected {}", fields.len(), COLUMNS.len())));
            };
            let word = |w: &str| w.split('/').flat_map(keys).collect::<Vec<_>>();
            let wordings: Vec<Vec<_>> =
                words.split('|').map(|wording| wording.split(' ').map(word).filter(|w| !w.is_empty()).collect()).collect();
            if wordings.iter().any(Vec::is_empty) {
                return Err(fault(line, "a wording without words".to_string()));
            }
            if out.list.iter().any(|f| f.id == id) {
                return Err(fault(line, format!("the id {id} is given twice")));
            }
            let Ok(least) = least.parse() else {
                return Err(fault(line, format!("{least} is no number")));
            };
            let n = out.list.len();
            for (w, wording) in wordings.iter().enumerate() {
                for first in &wording[0] {
                    out.by_first.entry(first.clone()).or_default().push((n, w));
                }
            }
            out.list.push(Formula {
                id: id.to_string(),
                name_en: name_en.to_string(),
                wordings,
                modifiers: modifiers.split('|').flat_map(keys).collect(),
                least,
            });
        }
        Ok(out)
    }

    /// All formulas in the order of the table.
    pub fn list(&self) -> &[Formula] {
        &self.list
    }

    /// The uses in a text, in order.
    pub fn find(&self, text: &str) -> Vec<Use> {
        self.find_in(text, &Cut::new(text).keyed(Mode::Folded))
    }

    /// [`Formulas::find`] where the words of the text, [`Mode::Folded`], are known.
    pub fn find_in(&self, text: &str, words: &Keyed) -> Vec<Use> {
        let mut out: Vec<Use> = Vec::new();
        // Where the code point at hand begins.
        let (mut bytes, mut point) = (text.char_indices().map(|(at, _)| at), 0);
        let mut byte = 0;
        for i in 0..words.len() {
            let Some(list) = self.by_first.get(words.key(i)) else { continue };
            for (f, w) in list {
                let formula = &self.list[*f];
                let Some((len, version)) = formula.at(words, i, *w) else { continue };
                let (start, end) = words.span(i, i + len - 1);
                if start >= point {
                    byte = bytes.nth((start - point) as usize).unwrap_or(text.len());
                    point = start + 1;
                }
                let text: String = text[byte..].chars().take((end - start) as usize).collect();
                // Several wordings of one formula may begin at one word: the longest counts.
                match out.last_mut().filter(|u| u.formula == formula.id && u.start == start) {
                    Some(last) if last.end >= end => {}
                    Some(last) => (last.version, last.text, last.end) = (version, text, end),
                    None => out.push(Use { formula: formula.id.clone(), version, text, start, end }),
                }
            }
        }
        out
    }
}

impl Formula {
    /// How many words a wording takes from that one on, and the version; none where it does not fit.
    fn at(&self, words: &Keyed, from: usize, wording: usize) -> Option<(usize, String)> {
        let wording = &self.wordings[wording];
        let is = |(n, may): (usize, &Vec<String>)| may.iter().any(|m| m == words.key(from + n));
        if from + wording.len() > words.len() || !wording.iter().enumerate().all(is) {
            return None;
        }
        let place = |n: usize| self.modifiers.iter().position(|m| m == words.key(n));
        let places: Vec<usize> = (from + wording.len()..words.len()).map_while(place).collect();
        let modifiers: BTreeSet<usize> = places.iter().copied().collect();
        if modifiers.len() < self.least {
            return None;
        }
        // The first of words that may stand for each other names the version.
        let named = wording.iter().filter_map(|w| w.first().map(String::as_str));
        let version: Vec<&str> = named.chain(modifiers.into_iter().map(|m| self.modifiers[m].as_str())).collect();
        Some((wording.len() + places.len(), version.join(" ")))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn found(text: &str) -> Vec<(String, String)> {
        Formulas::built_in().find(text).into_iter().map(|u| (u.formula, u.text)).collect()
    }

    #[test]
    fn the_table_can_be_read() {
        let table = Formulas::read(TABLE).expect("no faults");
        assert!(table.list().len() > 30);
    }

    #[test]
    fn versions_of_a_partnership() {
        let find = |text| Formulas::built_in().find(text);
        let uses = find("أعلن الجانبان إقامة شراكةٍ استراتيجية شاملة، ثم بالشراكة الشاملة الإستراتيجية الدائمة بينهما");
        assert_eq!(uses.len(), 2);
        assert_eq!(uses[0].text, "شراكةٍ استراتيجية شاملة");
        assert_eq!(uses[1].text, "بالشراكة الشاملة الإستراتيجية الدائمة");
        assert_eq!(find("الشراكة الشاملة والاستراتيجية")[0].version, uses[0].version);
        assert_ne!(uses[0].version, uses[1].version);
        assert!(find("شراكة بين شركتين").is_empty());
    }

    #[test]
    fn phrases_without_modifiers() {
        assert_eq!(found("جدد تمسكه بمبدأ الصين الواحدة")[0].0, "one-china");
        assert_eq!(found("على أساس حل الدولتين")[0].0, "two-states");
        assert_eq!(found("عدم التدخل في الشؤون الداخلية للدول")[0].0, "non-interference");
        assert!(found("مبدأ الصين في التجارة واحدة من القضايا").is_empty());
    }

    #[test]
    fn faulty_tables() {
        let error = |t: &str| Formulas::read(t).err().map(|e| e.to_string()).unwrap_or_default();
        assert!(error("").contains("expected the columns"));
        let head = "id\tname_en\twords\tmodifiers\tleast\n";
        assert_eq!(error(&format!("{head}a\tb\tc")), "line 2: 3 fields, expected 5");
        assert!(error(&format!("{head}a\tb\t…\t\t0")).contains("without words"));
        assert!(error(&format!("{head}a\tb\tسلام\t\tx")).contains("no number"));
        assert!(error(&format!("{head}a\tb\tسلام\t\t0\na\tb\tسلام\t\t0")).contains("twice"));
    }

    proptest! {
        #[test]
        fn spans_hold_the_words(s in "(شراكة|استراتيجية|شاملة|حسن|الجوار|،|\\PC| ){0,20}") {
            let chars: Vec<char> = s.chars().collect();
            for u in Formulas::built_in().find(&s) {
                let slice: String = chars[u.start as usize..u.end as usize].iter().collect();
                prop_assert_eq!(slice, u.text);
            }
        }
    }
}
