//! Persons: by name, by office on a day, by title and state.

use super::Cast;
use crate::letters;
use mahdar_knowledge::{Human, Knowledge};
use mahdar_record::ActorKind;

/// The office of posts that have no name of their own.
pub(super) const OFFICIAL: &str = "official";
/// The lowest of the offices that lead a state.
const HEAD_OF_GOVERNMENT: &str = "prime_minister";
/// The office of ministers without a rank of their own.
const MINISTER: &str = "minister";

impl Cast {
    /// Whoever held an office on the article's day; of several who came last, if only one did.
    pub(super) fn holder(&self, k: &Knowledge, code: &str, office: u16) -> Option<u32> {
        if self.day == u32::MAX {
            return None;
        }
        let mut found: Option<(u32, u32)> = None;
        let mut several = false;
        for &h in k.holders.get(&(code.to_string(), office))? {
            let terms = k.humans[h as usize].terms.iter();
            let held = terms.filter(|t| t.code == code && t.office == office && t.start <= self.day && self.day <= t.end);
            let Some(start) = held.map(|t| t.start).max() else { continue };
            match found {
                Some((f, _)) if f == h => {}
                Some((_, s)) if start < s => {}
                Some((_, s)) if start == s => several = true,
                _ => (found, several) = (Some((h, start)), false),
            }
        }
        found.filter(|_| !several).map(|f| f.0)
    }

    /// Who held an office within a year of the article's day and has a name like this one, if only one did.
    pub(super) fn holder_like(&self, k: &Knowledge, code: &str, office: u16, words: &[String]) -> Option<u32> {
        if !k.offices[office as usize].single() {
            return None;
        }
        let (day, year) = (self.day, 10_000);
        let near = |t: &mahdar_knowledge::Term| day == u32::MAX || t.start <= day + year && day <= t.end.saturating_add(year);
        let held = |h: &&u32| k.humans[**h as usize].terms.iter().any(|t| t.code == code && t.office == office && near(t));
        let like = |h: &&u32| spelt_alike(k, words, &k.humans[**h as usize].ar);
        let mut found = k.holders.get(&(code.to_string(), office))?.iter().filter(held).filter(like);
        let first = found.next()?;
        found.all(|h| h == first).then_some(*first)
    }

    pub(super) fn human(&mut self, k: &Knowledge, h: u32) -> usize {
        if let Some(a) = self.first(|p| p.human == Some(h)) {
            return a;
        }
        let human = &k.humans[h as usize];
        let term = term_on(human, self.day);
        let a = self.push(
            ActorKind::Person,
            Some(term.map_or(&human.code, |x| &x.code).clone()),
            Some("GOV".into()),
            human.ar.clone(),
            Some(human.en.clone()),
            true,
        );
        self.parties[a].human = Some(h);
        self.parties[a].office = term.map(|x| x.office);
        self.parties[a].words = human.ar.split(' ').map(mahdar_text::fold).collect();
        a
    }

    /// Whether somebody is or was of a state, organisation or group.
    pub(super) fn of(&self, k: &Knowledge, h: u32, code: &str) -> bool {
        let x = &k.humans[h as usize];
        x.code == code || x.terms.iter().any(|t| t.code == code)
    }

    /// Whether somebody holds an office on the article's day, or ever held one where it has none.
    pub(super) fn in_office(&self, k: &Knowledge, h: u32) -> bool {
        let x = &k.humans[h as usize];
        if self.day == u32::MAX { !x.terms.is_empty() } else { term_on(x, self.day).is_some() }
    }

    /// The candidate who fits state, office and date best, with how well.
    pub(super) fn choose(&self, k: &Knowledge, humans: &[u32], code: Option<&str>, office: Option<u16>) -> Option<(u32, i32)> {
        let mut best: Option<(u32, i32)> = None;
        for &h in humans {
            let human = &k.humans[h as usize];
            let mut score = 0;
            if let Some(c) = code {
                let fits = human.code == c || human.terms.iter().any(|x| x.code == c);
                score += if fits { 20 } else { -25 };
            }
            let mut near = -30;
            for term in &human.terms {
                let mut s = 0;
                if self.day != u32::MAX {
                    if term.start <= self.day && self.day <= term.end {
                        s += 12;
                    } else {
                        let gap = years_apart(self.day, if self.day < term.start { term.start } else { term.end });
                        s -= (gap.min(20) as i32) - 4;
                    }
                }
                if let Some(o) = office {
                    s += if term.office == o { 10 } else { 0 };
                }
                s += (20 - k.offices.get(term.office as usize).map_or(20, |o| o.rank as i32)).clamp(0, 20) / 4;
                near = near.max(s);
            }
            score += if human.terms.is_empty() { 0 } else { near };
            if human.auto {
                score -= 8;
            }
            // Of father and son, in an article without a day, the later one.
            let later = |b: u32| self.day == u32::MAX && last_start(human) > last_start(&k.humans[b as usize]);
            // الملك عبد الله: of two kings the one whose state the article tells of most.
            let told = |h: u32| k.polity_by_code.get(&k.humans[h as usize].code).and_then(|p| self.told.get(p)).copied();
            let rather = |b: u32| later(b) || told(h) > told(b);
            if best.is_none_or(|(b, s)| score > s || score == s && rather(b)) {
                best = Some((h, score));
            }
        }
        best
    }
}

/// Whether a name may be another one, spelt otherwise or cut short: the same last word, or two words, or how it begins.
fn spelt_alike(k: &Knowledge, words: &[String], name: &str) -> bool {
    let bare = |w: &str| w.strip_prefix(letters::ARTICLE).filter(|r| r.chars().count() > 2).unwrap_or(w).to_string();
    let name: Vec<String> = name.split(' ').map(mahdar_text::fold).collect();
    let long = |w: &str| w.chars().count() > 2;
    // عبدالله for عبد الله الثاني
    let begins = words.concat().chars().count() > 3 && name.concat().starts_with(&words.concat());
    let name: Vec<String> = name.iter().map(|w| bare(w)).collect();
    let words: Vec<String> = words.iter().map(|w| bare(w)).collect();
    let same = words.iter().filter(|w| long(w) && name.iter().any(|n| k.sounds.alike(w, n))).count();
    let last = words.last().zip(name.last()).is_some_and(|(a, b)| long(a) && k.sounds.alike(a, b));
    begins || last || same > 1 || words.len() == 1 && same == 1 && words[0].chars().count() > 3
}

/// Whether an office is one of those that a state has once: president, head of government, foreign minister.
pub(crate) fn above_ministers(k: &Knowledge, office: u16) -> bool {
    let rank = |o: &mahdar_knowledge::Office| o.rank;
    let ministers = k.offices.iter().find(|o| o.name == MINISTER).map_or(0, rank);
    k.offices.get(office as usize).is_some_and(|o| o.rank < ministers)
}

/// Whether an office is the head's of a state or its government.
pub(super) fn leads(k: &Knowledge, office: u16) -> bool {
    let rank = |o: &mahdar_knowledge::Office| o.rank;
    let last = k.offices.iter().find(|o| o.name == HEAD_OF_GOVERNMENT).map_or(0, rank);
    k.offices.get(office as usize).is_some_and(|o| o.rank <= last)
}

/// When somebody's last term began.
fn last_start(h: &Human) -> u32 {
    h.terms.last().map_or(0, |t| t.start)
}

/// Days' difference of two `YYYYMMDD` numbers, roughly.
pub(super) fn years_apart(a: u32, b: u32) -> u32 {
    (a / 10_000).abs_diff(b / 10_000)
}

pub(super) fn term_on(h: &Human, day: u32) -> Option<&mahdar_knowledge::Term> {
    let at = |x: &&mahdar_knowledge::Term| x.start <= day && day <= x.end;
    h.terms.iter().filter(at).min_by_key(|x| x.office).or(None)
}
