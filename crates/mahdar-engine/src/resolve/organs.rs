//! Organs of states: whose they are where the article does not say so.

use super::{Cast, PRESS, Party, persons};
use crate::letters;
use crate::mentions::{Mention, What};
use crate::tag::{Tagged, flag};
use mahdar_knowledge::{Entry, Knowledge};
use mahdar_record::ActorKind;

/// Whether a mention is the name of a state's opposition, with the article; معارضة تركيا لـ… is what Turkey opposes, and المعارضة في
/// موسكو may be there on a visit.
pub(super) fn movement_named(t: &Tagged<'_>, m: &Mention) -> bool {
    let organ = t.at(m.start).iter().any(|x| matches!(x.entry, Entry::Organ { .. }));
    let mut words = m.start..m.end;
    organ && definite(t, m) && !words.any(|i| t.is(i, flag::PREP))
}

/// Whether the first noun of a mention has the article, or one that describes it has.
fn definite(t: &Tagged<'_>, m: &Mention) -> bool {
    (m.start..m.end).any(|i| {
        let word: String = t.text.folded(i).chars().skip(if i == m.start { usize::from(m.cut) } else { 0 }).collect();
        word.starts_with(letters::ARTICLE)
    })
}

impl Cast {
    /// The actor that an organ without its state stands for: `الوزارة`, `حكومته`, `إدارة ترمب`.
    pub(super) fn organ_alone(
        &mut self,
        t: &Tagged<'_>,
        mentions: &[Mention],
        i: usize,
        organ: u16,
        pronoun: bool,
    ) -> Option<usize> {
        let k = t.k;
        let m = &mentions[i];
        // إدارة ترمب
        if let Some(What::Person { humans, .. }) = mentions.get(i + 1).filter(|x| x.start == m.end).map(|x| &x.what)
            && let Some((h, _)) = self.choose(k, humans, None, None)
        {
            let human = &k.humans[h as usize];
            let code = persons::term_on(human, self.day).map_or(&human.code, |t| &t.code).clone();
            return self.by_code(k, &code);
        }
        // الوزارة: the same organ's state when last named; حكومته: the state of whoever was spoken of.
        let last = mentions[..i].iter().rev().take(40).find_map(|x| match x.what {
            What::State { organ: Some(o), .. } if o == organ => x.actor,
            _ => None,
        });
        // الوزارة after وزارة الداخلية البحرينية: what begins with the same word.
        let head = |x: &Mention| {
            let word: String = t.text.folded(x.start).chars().skip(usize::from(x.cut)).collect();
            word.strip_prefix(letters::ARTICLE).map_or(word.clone(), str::to_owned)
        };
        let own = head(m);
        let last = last.or_else(|| {
            mentions[..i].iter().rev().take(40).find_map(|x| match x.what {
                What::State { organ: Some(_), .. } if head(x) == own => x.actor,
                _ => None,
            })
        });
        let role_state = k.organs[organ as usize].role == "state";
        let last = last.or_else(|| {
            if !role_state {
                return None;
            }
            let organ = |x: &&Mention| matches!(x.what, What::State { organ: Some(_), .. });
            let acts = |x: &&Mention| organ(x) && x.start > 0 && t.is(x.start - 1, flag::FINITE);
            let back = || mentions[..i].iter().rev().take(40);
            back().find(acts).or_else(|| back().find(organ)).and_then(|x| x.actor)
        });
        if let (Some(a), false) = (last, pronoun) {
            return Some(a);
        }
        let role = &k.organs[organ as usize].role;
        if let Some(a) = self.opposition(k, &k.organs[organ as usize].sector).filter(|_| definite(t, m)) {
            return Some(a);
        }
        // أكدت البحرين دعمها للموقف من إيران. وأشادت وزارة الخارجية …: whoever acted rather than whoever was named last.
        let tells = |i: usize| {
            t.is(i, flag::FINITE)
                && !(i > 0 && t.is(i - 1, flag::REL))
                && t.verbs(i).any(|(_, l, ..)| k.lemma_frames[l as usize].iter().any(|f| k.frames[*f as usize].says))
        };
        let acts = |x: &&Mention| x.start > 0 && x.prep.is_none() && !x.conj && tells(x.start - 1);
        let acting = mentions[..i].iter().rev().take(12).filter(acts);
        let named = mentions[..i].iter().rev().take(12);
        let state = acting
            .chain(named)
            .filter_map(|x| x.actor)
            .find_map(|a| {
                let p = &self.parties[a];
                if pronoun {
                    return matches!(p.kind, ActorKind::Person | ActorKind::Polity).then(|| p.code.clone()).flatten();
                }
                (p.kind == ActorKind::Polity).then(|| p.code.clone()).flatten()
            })
            .and_then(|code| self.by_code(k, &code));
        if role == "state" {
            return state;
        }
        let sector = k.organs[organ as usize].sector.clone();
        if sector == PRESS {
            return Some(self.press(t.text.slice(m.start, m.end), state));
        }
        Some(self.organ(t.text.slice(m.start, m.end), &sector, state))
    }

    /// A state's news agency: a source without a name.
    pub(super) fn press(&mut self, words: &str, state: Option<usize>) -> usize {
        let a = self.unnamed(words);
        self.parties[a].code = state.and_then(|s| self.parties[s].code.clone());
        self.parties[a].sector = Some(PRESS.into());
        a
    }

    /// The opposition or the rebels of a state: `المعارضة التشادية`, `متمردون تشاديون`. `None` for other sectors, and where nobody
    /// tells whose they are.
    pub(super) fn movement(&mut self, k: &Knowledge, words: &str, sector: &str, code: Option<&str>) -> Option<usize> {
        let code = code.filter(|c| k.polity_by_code.contains_key(*c))?;
        let code = format!("{code}-{}", k.movements.get(sector)?);
        if let Some(id) = k.group_by_code.get(&code) {
            return Some(self.grouping(k, *id));
        }
        let same = |p: &Party| p.kind == ActorKind::Group && p.code.as_ref() == Some(&code);
        if let Some(a) = self.parties.iter().position(same) {
            return Some(a);
        }
        Some(self.push(ActorKind::Group, Some(code), Some(sector.to_owned()), words.to_owned(), None, false))
    }

    /// `المعارضة` alone: the movement that the article names, or that of a state in it whose opposition is known by that name.
    pub(super) fn opposition(&mut self, k: &Knowledge, sector: &str) -> Option<usize> {
        let word = k.movements.get(sector)?;
        let named = |p: &Party| p.kind == ActorKind::Group && p.sector.as_deref() == Some(sector);
        let mut told = (0..self.parties.len()).filter(|a| named(&self.parties[*a]));
        if let Some(a) = told.next() {
            // الحوثيون and المقاومة: which of them the word means, it does not say.
            return told.next().is_none().then_some(a);
        }
        let states = self.parties.iter().filter(|p| p.kind == ActorKind::Polity).filter_map(|p| p.code.as_ref());
        let id = states.filter_map(|c| k.group_by_code.get(&format!("{c}-{word}"))).next().copied()?;
        Some(self.grouping(k, id))
    }

    /// An organ of a state as party to acts of force.
    pub(super) fn organ(&mut self, words: &str, sector: &str, state: Option<usize>) -> usize {
        let code = state.and_then(|s| self.parties[s].code.clone());
        if let Some(a) = self.first(|p| {
            p.kind == ActorKind::Agent
                && p.sector.as_deref() == Some(sector)
                && p.stands == state
                && (state.is_some() || p.ar == words)
        }) {
            return a;
        }
        let a = self.push(ActorKind::Agent, code, Some(sector.to_string()), words.to_string(), None, false);
        self.parties[a].stands = state;
        a
    }
}
