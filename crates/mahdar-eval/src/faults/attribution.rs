//! Faults of statements, counted in words of the text.

use std::collections::BTreeMap;

use mahdar_record::Mode;

use super::FaultKind;
use super::collect::{Collector, Detail};
use crate::area::Area;
use crate::side::{Side, attributed_alike};

/// The words that fall to a statement, each with a mark.
type Words<T> = Vec<(usize, usize, T)>;

impl Collector<'_> {
    pub fn statements(&mut self) {
        for (i, words) in by_statement(self.gold) {
            self.marked_statement(i, &words);
        }
        for (j, words) in by_statement(self.found) {
            let marked: Words<bool> = words.iter().map(|&(s, e)| (s, e, self.gold.tokens.contains_key(&s))).collect();
            self.extra_words(j, &marked);
        }
    }

    /// The words of a marked statement that nobody or somebody else is said to have said.
    fn marked_statement(&mut self, i: usize, words: &[(usize, usize)]) {
        let mut missed: Words<bool> = Vec::new();
        let mut others: BTreeMap<usize, usize> = BTreeMap::new();
        for &(start, end) in words {
            let found = self.found.tokens.get(&start);
            missed.push((start, end, found.is_none()));
            if let (Some(g), Some(p)) = (self.gold.tokens.get(&start), found)
                && !attributed_alike(self.gold, g, self.found, p)
            {
                *others.entry(p.statement).or_default() += 1;
            }
        }
        let s = &self.article.gold.statements[i];
        let (mode, cue) = (s.mode.clone(), s.cue.clone());
        let speakers = self.gold_names(&s.speakers);
        let n = missed.iter().filter(|w| w.2).count();
        if n > 0 {
            let kind = if n == words.len() { FaultKind::Missed } else { FaultKind::PartlyMissed };
            let gold = format!("{speakers} {cue}: ‹{}›", self.stretches(&missed));
            let detail = Detail { class: mode.clone(), gold: Some(gold), note: Some(share(n, words.len())), ..Detail::default() };
            self.add(Area::Statements, kind, n, detail);
        }
        for (j, n) in others {
            let p = &self.record.statements[j];
            let detail = Detail {
                class: mode.clone(),
                rule: Some(p.rule.clone()),
                gold: Some(format!("{speakers} {cue}: ‹{}›", self.article.gold.statements[i].content)),
                found: Some(format!("{} {}:", self.found_names(&p.speakers), p.cue.text)),
                note: Some(share(n, words.len())),
            };
            self.add(Area::Statements, FaultKind::Wrong, n, detail);
        }
    }

    /// The words of a found statement that nobody is marked to have said.
    fn extra_words(&mut self, j: usize, words: &Words<bool>) {
        let extra: Words<bool> = words.iter().map(|&(s, e, marked)| (s, e, !marked)).collect();
        let n = extra.iter().filter(|w| w.2).count();
        if n == 0 {
            return;
        }
        let s = &self.record.statements[j];
        let mode = match s.mode {
            Mode::Direct => "direct",
            Mode::Indirect => "indirect",
            Mode::Mixed => "mixed",
        };
        let detail = Detail {
            class: mode.to_owned(),
            rule: Some(s.rule.clone()),
            found: Some(format!("{} {}: ‹{}›", self.found_names(&s.speakers), s.cue.text, self.stretches(&extra))),
            note: Some(share(n, words.len())),
            ..Detail::default()
        };
        let kind = if n == words.len() { FaultKind::Extra } else { FaultKind::PartlyExtra };
        self.add(Area::Statements, kind, n, detail);
    }

    /// The text of the words that are meant, neighbours together.
    fn stretches(&self, words: &Words<bool>) -> String {
        let mut parts: Vec<(usize, usize)> = Vec::new();
        let mut open = false;
        for &(start, end, meant) in words {
            match parts.last_mut() {
                Some(last) if open && meant => last.1 = end,
                _ if meant => parts.push((start, end)),
                _ => {}
            }
            open = meant;
        }
        let slice = |&(start, end): &(usize, usize)| self.text[start..end].iter().collect::<String>();
        parts.iter().map(slice).collect::<Vec<_>>().join(" … ")
    }
}

/// The words that fall to each statement, in the order of the text.
fn by_statement(side: &Side) -> BTreeMap<usize, Vec<(usize, usize)>> {
    let mut out: BTreeMap<usize, Vec<(usize, usize)>> = BTreeMap::new();
    for (&start, token) in &side.tokens {
        out.entry(token.statement).or_default().push((start, token.end));
    }
    out
}

fn share(n: usize, all: usize) -> String {
    format!("{n} of {all} words")
}
