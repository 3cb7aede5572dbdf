//! The subject that comes only later: `خلال لقائه نظيره، أكد الوزير أن …`, `في مؤتمر صحفي مع X، قال Y`.

use super::{Group, Reader};
use crate::clause::Predicate;
use crate::mentions::What;
use crate::tag::flag;
use mahdar_text::Mark;

/// How many words may stand between the start of a sentence and the noun of its opening phrase.
const OPENING: usize = 4;
/// How far behind the noun the main verb of its sentence may stand.
const MAIN: usize = 36;
/// How far behind the main verb its subject may stand.
const BEHIND: usize = 4;

impl Reader<'_, '_, '_> {
    /// Whom the main verb behind an opening phrase is about, where the noun at `p` opens that phrase.
    pub(super) fn subject_ahead(&mut self, p: &Predicate) -> Option<Group> {
        let m = self.ahead_of(p.start, p.end, p.prep.is_some())?;
        let g = self.actors_of(m);
        let named = g.iter().any(|a| self.cast.parties[*a].code.is_some());
        // خلال لقائه ماكرون، أكد ماكرون: who was met is not who met him.
        let (a, b) = self.scene.mentions_in(p.end, self.scene.mentions[m].start.min(p.end + 3));
        let code = |a: usize| self.cast.parties[a].code.as_ref();
        let told = |m: usize| self.scene.mentions[m].actor.is_some_and(|x| g.iter().any(|y| x == *y || code(x) == code(*y)));
        (named && !(a..b).any(told)).then_some(g)
    }

    /// The mention behind the main verb of the sentence that the noun at `start` opens.
    fn ahead_of(&self, start: usize, end: usize, joined: bool) -> Option<usize> {
        let scene = self.scene;
        let t = scene.t;
        let text = t.text;
        let sentence = text.sentences[text.sentence_of(start)];
        let light = |i: usize| {
            !text.tokens[i].is_word()
                || scene.covering(i).is_none()
                    && t.is(i, flag::PREP | flag::CONJ | flag::ADVERB | flag::TURN | flag::COMMON)
                    && !t.is(i, flag::FINITE | flag::COMP | flag::REL)
        };
        let governed = joined || start > sentence.start && t.prep(start - 1).is_some_and(|(_, at)| at == start);
        if !governed || start > sentence.start + OPENING || !(sentence.start..start).all(light) {
            return None;
        }
        let limit = sentence.end.min(end + MAIN);
        let main = |i: usize| {
            t.is(i, flag::FINITE)
                && !t.is(i, flag::KANA)
                && scene.covering(i).is_none()
                && !t.is(i - 1, flag::REL | flag::COMP | flag::CONJ)
                && !t.verbs(i).any(|(m, ..)| m.split.conj)
        };
        let verb = (end..limit).take_while(|&i| !text.tokens[i].is(Mark::Colon)).find(|&i| main(i))?;
        // استمرت يومين: a clause that describes the noun has no subject of its own.
        let stop = (verb + 1..limit.min(verb + 1 + BEHIND)).find(|&i| scene.covering(i).is_some())?;
        let between = |i: usize| t.is(i, flag::ADVERB) || scene.date_at(i).is_some() || text.tokens[i].is(Mark::Comma);
        let m = scene.starting(stop)?;
        let x = &scene.mentions[m];
        let party = matches!(x.what, What::Person { .. } | What::State { .. } | What::Org(_) | What::Group(_));
        (party && x.prep.is_none() && !x.conj && (verb + 1..stop).all(between)).then_some(m)
    }
}
