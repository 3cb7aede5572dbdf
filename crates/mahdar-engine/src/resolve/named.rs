//! Who a person is whom a mention names: known in this article already, known at all, or new; and what the mention adds.

use super::aliases::{same_person, same_spelling};
use super::persons::{OFFICIAL, above_ministers, leads, term_on};
use super::{Ahead, Cast, LOOKBACK, words_of};
use crate::letters;
use crate::mentions::{Mention, TitleRef, What};
use crate::tag::{Match, Tagged, flag};
use mahdar_knowledge::conjugate::Gender;
use mahdar_knowledge::{Entry, Knowledge, Owner, Title, TitleKind};
use mahdar_record::{ActorKind, MentionForm};
use smallvec::SmallVec;

/// How many mentions back whose a pronoun is is looked for.
const PRONOUN: usize = 8;
/// The same for a pronoun that is a state's or a woman's.
const HERS: usize = 4;

/// What a mention tells of a person.
pub(super) struct Told<'x> {
    /// The mention.
    pub i: usize,
    /// Who of the knowledge base bears the name.
    pub humans: &'x [u32],
    /// Tokens of the name.
    pub name: Option<(usize, usize)>,
    pub title: Option<&'x TitleRef>,
    pub owner: Option<Owner>,
    /// The owner is a pronoun.
    pub owner_pronoun: bool,
}

/// The post that a mention gives a person.
struct Post<'k> {
    code: Option<String>,
    office: Option<u16>,
    former: bool,
    title: Option<&'k Title>,
}

/// The name that a mention has.
struct Name {
    start: usize,
    end: usize,
    words: Vec<String>,
}

impl Cast {
    /// The party that a mention of a person names; none where it is a word and nobody's name.
    pub(super) fn person(&mut self, t: &Tagged<'_>, mentions: &[Mention], x: &Told<'_>, ahead: &[Ahead]) -> Option<usize> {
        let k = t.k;
        let mut post = self.post(t, mentions, x);
        let Some((start, end)) = x.name else {
            return self.titled(t, mentions, x.i, post.code, post.office, x.title, post.title.map(|x| x.kind));
        };
        let name = Name { start, end, words: words_of(t, start, end) };
        self.never_theirs(k, x, &name, &mut post);
        let found = self.first(|p| {
            let alike = same_person(&p.words, &name.words)
                || p.human.is_none() && x.humans.is_empty() && same_spelling(k, &p.words, &name.words);
            p.kind == ActorKind::Person
                && alike
                && (post.code.is_none()
                    || p.code.is_none()
                    || p.code == post.code
                    || p.human.is_some_and(|h| x.humans.contains(&h)))
        });
        let (full, candidates) = match found {
            None if name.words.len() == 1 => full_name(&name, x.humans, ahead),
            _ => (name.words.clone(), x.humans.into()),
        };
        // غوردن براون: whoever holds the office told, under a spelling that nobody has listed.
        let like = || post.code.as_ref().zip(post.office).and_then(|(c, o)| self.holder_like(k, c, o, &name.words));
        let human = self.candidate(t, &name, &full, &candidates, &post).or_else(|| found.is_none().then(like).flatten());
        let found = found.or_else(|| human.and_then(|h| self.first(|p| p.human == Some(h))));
        if found.is_none() && self.only_word(t, x, &name) && !self.stands_out(k, x.humans, &full, human) {
            return None;
        }
        let a = match found {
            Some(a) => a,
            None => self.push(ActorKind::Person, None, None, t.text.slice(start, end).to_string(), None, false),
        };
        self.note_holder(k, a, human, &post);
        self.rename(a, name.words, (start, end));
        if let Some(h) = human.filter(|_| self.parties[a].human.is_none()) {
            self.identify(k, a, h, &post);
        }
        self.take_post(t, a, x, post, start);
        let p = &mut self.parties[a];
        let gender = mentions[x.i].gender;
        if gender != Gender::Common && p.gender == Gender::Common && x.title.is_some() {
            p.gender = gender;
        }
        p.owner = p.owner.or(x.owner);
        Some(a)
    }

    /// The post that the title gives, and of which state.
    fn post<'k>(&self, t: &Tagged<'k>, mentions: &[Mention], x: &Told<'_>) -> Post<'k> {
        let k = t.k;
        let title = x.title.map(|x| &k.titles[x.id as usize]);
        let former = x.title.is_some_and(|x| x.former);
        let mut office = if former { None } else { title.and_then(|x| x.office) };
        if x.title.is_some_and(|x| x.part) && office.is_some_and(|o| above_ministers(k, o)) {
            office = k.offices.iter().position(|o| o.name == OFFICIAL).map(|o| o as u16);
        }
        let mut code = x.owner.and_then(|o| self.person_code(k, o));
        if x.owner_pronoun && code.is_none() {
            // المتحدث باسمه: of whoever acted last, else of whoever was named last.
            let back = || mentions[..x.i].iter().rev().take(PRONOUN).filter_map(|x| Some((x, x.actor?)));
            let acts = |x: &Mention| x.start > 0 && t.is(x.start - 1, flag::FINITE);
            let code_of = |a: usize| {
                let p = &self.parties[a];
                p.code.clone().filter(|_| matches!(p.kind, ActorKind::Person | ActorKind::Polity))
            };
            // زار إثيوبيا والتقى وزير خارجيتها: hers is a state's or a woman's.
            let m = &mentions[x.i];
            let hers =
                (m.start..m.end).any(|i| t.text.folded(i).ends_with(letters::HER) && t.splits(i).iter().any(|s| s.enc.is_some()));
            let she = |(x, a): &(&Mention, usize)| {
                let p = &self.parties[*a];
                p.gender == Gender::Feminine && p.kind == ActorKind::Person
                    || matches!(x.what, What::State { organ: None, .. }) && x.form != MentionForm::Capital
            };
            let of_her = || back().take(HERS).find(she).and_then(|(_, a)| code_of(a));
            code = if hers { of_her() } else { None };
            code = code.or_else(|| {
                back().filter(|(x, _)| acts(x)).find_map(|(_, a)| code_of(a)).or_else(|| back().find_map(|(_, a)| code_of(a)))
            });
        }
        Post { code, office, former, title }
    }

    /// `وزير خارجيته مايك بومبيو` behind كيم: who is known by his full name and was never that state's is not.
    fn never_theirs(&self, k: &Knowledge, x: &Told<'_>, name: &Name, post: &mut Post<'_>) {
        let (Some(c), [h], 2..) = (&post.code, x.humans, name.words.len()) else { return };
        if self.of(k, *h, c) || k.humans[*h as usize].auto || !k.polity_by_code.contains_key(c) {
            return;
        }
        if x.owner.is_none() && x.owner_pronoun {
            post.code = None;
        } else if self.in_office(k, *h) {
            (post.code, post.office) = (None, None);
        }
    }

    /// Who of those that bear the name it is, if it is surely any of them.
    fn candidate(&self, t: &Tagged<'_>, name: &Name, full: &[String], candidates: &[u32], post: &Post<'_>) -> Option<u32> {
        let k = t.k;
        let (h, score) = self.choose(k, candidates, post.code.as_deref(), post.office)?;
        let x = &k.humans[h as usize];
        // عبد الله alone is whoever holds the office told, or nobody known.
        let short = |m: &Match| m.end != name.end || !matches!(m.entry, Entry::Human { .. } | Entry::Short { sure: true, .. });
        let half = name.end - name.start == 2
            && t.text.folded(name.end - 1).starts_with(letters::ARTICLE)
            && t.at(name.start).iter().all(short);
        if half && !post.office.is_some_and(|o| x.terms.iter().any(|y| y.office == o)) {
            return None;
        }
        // Who once led a state is spoken of long after; no other state may be told.
        let led = || candidates.len() == 1 && x.terms.iter().any(|t| leads(k, t.office));
        // Rough transliterations count only with their state, and a longer name than the base has is somebody else's.
        let longer = full.len() >= x.ar.split(' ').count().max(2) + 2;
        let least = match full.len() {
            _ if x.auto => 12,
            0 | 1 => 0,
            _ if longer => 12,
            _ if led() => -16,
            _ => -1,
        };
        (score > least).then_some(h)
    }

    /// Whether a name is one word that the lexicon has for other things, and no title stands before it.
    fn only_word(&self, t: &Tagged<'_>, x: &Told<'_>, name: &Name) -> bool {
        name.words.len() == 1
            && x.title.is_none()
            && !t.at(name.start).is_empty()
            && !t.at(name.start).iter().any(|m| matches!(m.entry, Entry::Short { sure: true, .. }))
    }

    /// `هيلي`: the only one of that name who holds an office on the day, or one above ministers.
    fn stands_out(&self, k: &Knowledge, humans: &[u32], full: &[String], human: Option<u32>) -> bool {
        let terms = || humans.iter().filter_map(|h| term_on(&k.humans[*h as usize], self.day));
        let high = || terms().filter(|x| above_ministers(k, x.office)).count();
        human.is_some() && (full.len() != 1 || terms().count() == 1 || high() == 1)
    }

    /// Notes whom the facts have in the office told, where it is somebody else.
    fn note_holder(&mut self, k: &Knowledge, a: usize, human: Option<u32>, post: &Post<'_>) {
        let p = &self.parties[a];
        if human.is_some() || p.human.is_some() || post.former {
            return;
        }
        let office = post.code.as_ref().zip(post.office).filter(|(_, o)| k.offices[*o as usize].single());
        if let Some(h) = office.and_then(|(c, o)| self.holder(k, c, o)) {
            let en = &k.humans[h as usize].en;
            self.parties[a].note = Some(format!("knowledge base: {en} held that office on that date"));
        }
    }

    /// The longest name is kept.
    fn rename(&mut self, a: usize, words: Vec<String>, name: (usize, usize)) {
        let p = &mut self.parties[a];
        if words.len() > p.words.len() {
            p.words = words;
            p.name = Some(name);
        } else if p.name.is_none() && name.1 > name.0 {
            p.name = Some(name);
        }
    }

    /// Takes what is known of somebody.
    fn identify(&mut self, k: &Knowledge, a: usize, h: u32, post: &Post<'_>) {
        let x = &k.humans[h as usize];
        let (term, day) = (term_on(x, self.day), self.day);
        let p = &mut self.parties[a];
        p.human = Some(h);
        p.en = Some(x.en.clone());
        p.known = true;
        p.code.get_or_insert_with(|| term.map_or(&x.code, |y| &y.code).clone());
        if let Some(c) = post.code.as_ref().filter(|_| day != u32::MAX) {
            let held = x.terms.iter().any(|y| y.code == *c && y.start <= day && day <= y.end);
            if !held && !x.terms.is_empty() && post.office.is_some() {
                p.note = Some(format!("knowledge base: {} held no office of {c} on that date", x.en));
            }
        }
        if p.office.is_none() && !post.former {
            p.office = term.map(|y| y.office);
        }
        p.sector.get_or_insert_with(|| "GOV".into());
    }

    /// Takes state, office and sector from the title told.
    fn take_post(&mut self, t: &Tagged<'_>, a: usize, x: &Told<'_>, post: Post<'_>, name: usize) {
        let k = t.k;
        let p = &mut self.parties[a];
        // An organisation's head keeps its code when a later title names the state.
        let free = p.code.is_none() || !p.office_told && (p.human.is_none() || post.office.is_some());
        if free && post.code.is_some() {
            p.code = post.code;
        }
        if let Some(o) = x.title.and_then(|x| x.above).and_then(|x| k.titles[x as usize].office).or(post.office) {
            let higher = p.office.is_none_or(|old| !p.office_told || k.offices[o as usize].rank < k.offices[old as usize].rank);
            // زعيم كوريا الشمالية: a word for any post does not hide the one that is known.
            let any = post.title.is_some_and(|x| x.kind == TitleKind::Descr) || x.title.is_some_and(|x| x.part);
            let vague = any && k.offices[o as usize].name == OFFICIAL;
            // الوزيرة فلورانس بارلي, السفير بدر عبد العاطي: one word that any of them bears.
            let word =
                |m: &Match| m.end == name && matches!(m.entry, Entry::Title { id, .. } if Some(id) == x.title.map(|x| x.id));
            let bare = name > 0 && x.owner.is_none() && !k.offices[o as usize].single() && t.at(name - 1).iter().any(word);
            let hides = (vague || bare) && p.human.is_some() && !p.office_told && p.office.is_some();
            if (higher || p.office_bare && !bare) && !hides {
                p.office = Some(o);
                p.office_told = true;
                p.office_bare = bare;
            }
        }
        if post.former && !p.office_told {
            p.office = None;
            p.office_told = true;
        }
        if let Some(title) = post.title {
            if !title.sector.is_empty() && (p.sector.is_none() || post.office.is_some()) {
                p.sector = Some(title.sector.clone());
            }
            p.title = x.title.map(|t| t.id);
        }
    }
}

/// The full name that a short one ahead of it stands for, and who bears it.
fn full_name(name: &Name, humans: &[u32], ahead: &[Ahead]) -> (Vec<String>, SmallVec<[u32; 2]>) {
    let word = &name.words[0];
    let of = |w: &[String]| w.len() > 1 && w.last() == Some(word) || w.len() > 2 && w[1..].contains(word);
    let Some((words, bearers, _)) = ahead.iter().take(LOOKBACK).find(|(w, ..)| of(w)) else {
        return (name.words.clone(), humans.into());
    };
    let both: SmallVec<[u32; 2]> = bearers.iter().copied().filter(|h| humans.is_empty() || humans.contains(h)).collect();
    (words.clone(), if both.is_empty() { bearers.clone() } else { both })
}
