//! Organs of states: whose they are where the article does not say so.

use super::{Cast, PRESS, persons};
use crate::letters;
use crate::mentions::{Mention, What};
use crate::tag::{Tagged, flag};
use mahdar_record::ActorKind;

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
