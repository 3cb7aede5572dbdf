//! Persons: by name, by office on a day, by title and state.

use super::aliases::{same_person, same_spelling};
use super::{Ahead, Cast, LOOKBACK, words_of};
use crate::letters;
use crate::mentions::{Mention, TitleRef};
use crate::tag::{Tagged, flag};
use mahdar_knowledge::conjugate::Gender;
use mahdar_knowledge::{Entry, Human, Knowledge, Owner, TitleKind};
use mahdar_record::ActorKind;
use smallvec::SmallVec;

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
    fn of(&self, k: &Knowledge, h: u32, code: &str) -> bool {
        let x = &k.humans[h as usize];
        x.code == code || x.terms.iter().any(|t| t.code == code)
    }

    /// Whether somebody holds an office on the article's day, or ever held one where it has none.
    fn in_office(&self, k: &Knowledge, h: u32) -> bool {
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

    #[allow(clippy::too_many_arguments)]
    pub(super) fn person(
        &mut self,
        t: &Tagged<'_>,
        mentions: &[Mention],
        i: usize,
        humans: &[u32],
        name: Option<(usize, usize)>,
        title: Option<&TitleRef>,
        owner: Option<Owner>,
        owner_pronoun: bool,
        ahead: &[Ahead],
    ) -> Option<usize> {
        let k = t.k;
        let m = &mentions[i];
        let mut code = owner.and_then(|o| self.person_code(k, o));
        let info = title.map(|x| &k.titles[x.id as usize]);
        let former = title.is_some_and(|x| x.former);
        let mut office = if former { None } else { info.and_then(|x| x.office) };
        if title.is_some_and(|x| x.part) && office.is_some_and(|o| above_ministers(k, o)) {
            office = k.offices.iter().position(|o| o.name == OFFICIAL).map(|o| o as u16);
        }
        if owner_pronoun && code.is_none() {
            // المتحدث باسمه: of whoever acted last, else of whoever was named last.
            let back = || mentions[..i].iter().rev().take(8).filter_map(|x| Some((x, x.actor?)));
            let acts = |x: &Mention| x.start > 0 && t.is(x.start - 1, flag::FINITE);
            let code_of = |a: usize| {
                matches!(self.parties[a].kind, ActorKind::Person | ActorKind::Polity)
                    .then(|| self.parties[a].code.clone())
                    .flatten()
            };
            code = back().filter(|(x, _)| acts(x)).find_map(|(_, a)| code_of(a)).or_else(|| back().find_map(|(_, a)| code_of(a)));
        }
        let Some((s, e)) = name else {
            return self.titled(t, mentions, i, code, office, title, info.map(|x| x.kind));
        };
        let words = words_of(t, s, e);
        // وزير خارجيته مايك بومبيو behind كيم: who is known by his full name and was never that state's is not.
        if let (Some(c), [h], 2..) = (&code, humans, words.len())
            && !self.of(k, *h, c)
            && !k.humans[*h as usize].auto
            && k.polity_by_code.contains_key(c)
        {
            if owner.is_none() && owner_pronoun {
                code = None;
            } else if self.in_office(k, *h) {
                (code, office) = (None, None);
            }
        }
        // Known already in this article?
        let mut found = self.first(|p| {
            p.kind == ActorKind::Person
                && (same_person(&p.words, &words) || p.human.is_none() && humans.is_empty() && same_spelling(k, &p.words, &words))
                && (code.is_none() || p.code.is_none() || p.code == code || p.human.is_some_and(|h| humans.contains(&h)))
        });
        let mut list: SmallVec<[u32; 2]> = humans.into();
        let mut full = words.clone();
        if words.len() == 1 && found.is_none() {
            // A short name ahead of the full one.
            if let Some((w, hs, _)) = ahead
                .iter()
                .take(LOOKBACK)
                .find(|(w, _, _)| w.len() > 1 && w.last() == words.last() || w.len() > 2 && w[1..].contains(&words[0]))
            {
                full = w.clone();
                let both: SmallVec<[u32; 2]> = hs.iter().copied().filter(|h| humans.is_empty() || humans.contains(h)).collect();
                if !both.is_empty() {
                    list = both;
                } else if !hs.is_empty() {
                    list = hs.clone();
                } else {
                    list.clear();
                }
            }
        }
        let pick = self.choose(k, &list, code.as_deref(), office);
        // عبد الله alone is whoever holds the office told, or nobody known.
        let short =
            |m: &crate::tag::Match| m.end != e || !matches!(m.entry, Entry::Human { .. } | Entry::Short { sure: true, .. });
        let half = e - s == 2 && t.text.folded(e - 1).starts_with(letters::ARTICLE) && t.at(s).iter().all(short);
        let human = pick.filter(|(h, score)| {
            let x = &k.humans[*h as usize];
            if half && !office.is_some_and(|o| x.terms.iter().any(|y| y.office == o)) {
                return false;
            }
            // Rough transliterations count only with their state, and a longer name than the base has is somebody else's.
            if x.auto {
                return *score > 12;
            }
            let known = x.ar.split(' ').count().max(2);
            let longer = full.len() >= known + 2;
            // Who once led a state is spoken of long after; no other state may be told.
            let led = || x.terms.iter().any(|t| leads(k, t.office)) && list.len() == 1;
            match full.len() {
                0 | 1 => *score > 0,
                _ if longer => *score > 12,
                _ => *score > if led() { -16 } else { -1 },
            }
        });
        // غوردن براون: whoever holds the office told, under a spelling that nobody has listed.
        let like = || code.as_ref().zip(office).and_then(|(c, o)| self.holder_like(k, c, o, &words));
        let human = human.or_else(|| like().filter(|_| found.is_none()).map(|h| (h, 0)));
        if found.is_none()
            && let Some((h, _)) = human
        {
            found = self.first(|p| p.human == Some(h));
        }
        if found.is_none()
            && words.len() == 1
            && title.is_none()
            && !t.at(s).is_empty()
            && !t.at(s).iter().any(|m| matches!(m.entry, Entry::Short { sure: true, .. }))
        {
            // هيلي: the only one of that name who holds an office on the day, or one above ministers.
            let term = |h: &&u32| term_on(&k.humans[**h as usize], self.day);
            let holders = humans.iter().filter(|h| term(h).is_some()).count();
            let high = humans.iter().filter(|h| term(h).is_some_and(|x| above_ministers(k, x.office))).count();
            if human.is_none() || full.len() == 1 && holders != 1 && high != 1 {
                return None;
            }
        }
        let a = match found {
            Some(a) => a,
            None => self.push(ActorKind::Person, None, None, t.text.slice(s, e).to_string(), None, false),
        };
        // Whom the facts have in the office told, where it is somebody else.
        let another = code.as_ref().zip(office).filter(|(_, o)| k.offices[*o as usize].single());
        let another = another.and_then(|(c, o)| self.holder(k, c, o)).filter(|h| self.parties[a].human.is_none_or(|x| x != *h));
        let p = &mut self.parties[a];
        if let Some(h) = another.filter(|_| human.is_none() && p.human.is_none() && !former) {
            p.note = Some(format!("knowledge base: {} held that office on that date", k.humans[h as usize].en));
        }
        if words.len() > p.words.len() {
            p.words = words;
            p.name = Some((s, e));
        } else if p.name.is_none() && e > s {
            p.name = Some((s, e));
        }
        if let (Some((h, _)), None) = (human, p.human) {
            let x = &k.humans[h as usize];
            p.human = Some(h);
            p.en = Some(x.en.clone());
            p.known = true;
            let term = term_on(x, self.day);
            if p.code.is_none() {
                p.code = Some(term.map_or(&x.code, |y| &y.code).clone());
            }
            if let (Some(c), Some(day)) = (&code, (self.day != u32::MAX).then_some(self.day)) {
                let held = x.terms.iter().any(|y| y.code == *c && y.start <= day && day <= y.end);
                if !held && !x.terms.is_empty() && office.is_some() {
                    p.note = Some(format!("knowledge base: {} held no office of {c} on that date", x.en));
                }
            }
            if p.office.is_none() && !former {
                p.office = term.map(|y| y.office);
            }
            if p.sector.is_none() {
                p.sector = Some("GOV".into());
            }
        }
        if let Some(c) = code {
            // An organisation's head keeps its code when a later title names the state.
            if p.code.is_none() || !p.office_told && p.human.is_none() || office.is_some() && !p.office_told {
                p.code = Some(c);
            }
        }
        if let Some(o) = title.and_then(|x| x.above).and_then(|x| k.titles[x as usize].office).or(office) {
            let higher = p.office.is_none_or(|old| !p.office_told || k.offices[o as usize].rank < k.offices[old as usize].rank);
            // زعيم كوريا الشمالية: a word for any post does not hide the one that is known.
            let vague = (info.is_some_and(|x| x.kind == TitleKind::Descr) || title.is_some_and(|x| x.part))
                && k.offices[o as usize].name == OFFICIAL;
            // الوزيرة فلورانس بارلي, السفير بدر عبد العاطي: one word that any of them bears.
            let word = |x: &crate::tag::Match| {
                x.end == s && matches!(x.entry, Entry::Title { id, .. } if Some(id) == title.map(|x| x.id))
            };
            let bare = s > 0 && owner.is_none() && !k.offices[o as usize].single() && t.at(s - 1).iter().any(word);
            let hides = (vague || bare) && p.human.is_some() && !p.office_told && p.office.is_some();
            if (higher || p.office_bare && !bare) && !hides {
                p.office = Some(o);
                p.office_told = true;
                p.office_bare = bare;
            }
        }
        if former && !p.office_told {
            p.office = None;
            p.office_told = true;
        }
        if let Some(x) = info {
            if !x.sector.is_empty() && (p.sector.is_none() || office.is_some()) {
                p.sector = Some(x.sector.clone());
            }
            p.title = title.map(|t| t.id);
        }
        if m.gender != Gender::Common && p.gender == Gender::Common && title.is_some() {
            p.gender = m.gender;
        }
        if p.owner.is_none() {
            p.owner = owner;
        }
        Some(a)
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
fn leads(k: &Knowledge, office: u16) -> bool {
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
