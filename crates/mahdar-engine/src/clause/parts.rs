//! What a cut into complements asks about single words: asides, appositions, letters of names, where words are said bare.

use super::{Chunk, Predicate, Scene};
use crate::letters;
use crate::mentions::What;
use crate::tag::flag;
use mahdar_knowledge::{Class, Entry, Person, Role};
use mahdar_text::Mark;

/// How long an aside between dashes may be.
const ASIDE: usize = 8;

impl Scene<'_, '_> {
    /// Where what is said begins if nothing opens it: `قال بولتون سنلاحقهم`, `قال المعلم خلال مؤتمر صحفي نحث …`. A verb right behind
    /// who says it, or one in the first person.
    pub(super) fn unopened(&self, p: &Predicate, chunks: &[Chunk], limit: usize) -> Option<usize> {
        let t = self.t;
        let speaker = chunks.iter().find(|c| c.prep.is_none() && c.mentions.0 < c.mentions.1)?;
        let named = self.mentions[speaker.mentions.0].end;
        let verb = |i: usize| t.is(i, flag::FINITE) && self.covering(i).is_none() && t.verbs(i).any(|(m, ..)| !m.split.conj);
        let free = |i: usize| !t.is(i - 1, flag::REL | flag::COMP | flag::CONJ | flag::KANA) && t.text.tokens[i - 1].is_word();
        let first = |i: usize| t.verbs(i).any(|(.., person, _)| person == Person::First);
        if named < limit && verb(named) && named > p.end && t.verbs(named).any(|(m, ..)| m.split.enc.is_none()) {
            return Some(named);
        }
        let at = (named..limit).find(|&i| verb(i) && first(i) && free(i))?;
        let negated = t.is(at - 1, flag::NEG | flag::FUTURE | flag::QAD) && t.text.tokens[at - 1].is_word();
        Some(if negated { at - 1 } else { at })
    }

    /// Whether some frame of a cue takes a complement, of this role if one is given, with this preposition.
    pub(super) fn takes_with(&self, p: &Predicate, prep: u8, role: Option<Role>) -> bool {
        let frames: &[u16] = p.lemma.map_or(&[], |l| &self.t.k.lemma_frames[l as usize]);
        let wants = |c: &mahdar_knowledge::Complement| role.is_none_or(|r| c.role == r) && c.preps.contains(&prep);
        frames.iter().any(|f| self.t.k.frames[*f as usize].complements.iter().any(wants))
    }

    /// Whether the word at `i` heads a complement of some frame of a cue.
    pub(super) fn waits_for(&self, p: &Predicate, i: usize) -> bool {
        let frames: &[u16] = p.lemma.map_or(&[], |l| &self.t.k.lemma_frames[l as usize]);
        let mut heads = frames.iter().flat_map(|f| &self.t.k.frames[*f as usize].complements).filter_map(|c| c.heads.as_ref());
        heads.any(|h| self.t.splits(i).iter().any(|s| s.tok.is_some_and(|x| h.contains(&x))))
    }

    /// `- حفظه الله -`: where an aside between two dashes ends.
    pub(super) fn aside(&self, dash: usize, limit: usize) -> Option<usize> {
        let text = self.t.text;
        let end = (dash + 2..limit.min(dash + ASIDE)).find(|&j| !text.tokens[j].is_word())?;
        (text.tokens[end].is(Mark::Dash) && text.tokens[dash + 1].is_word()).then_some(end + 1)
    }

    /// Whether the word at `i` is a noun that its pronoun closes to any genitive: `مكتبه`, not `لقائه`.
    pub(super) fn owned(&self, i: usize) -> bool {
        let t = self.t;
        !t.is(i, flag::MASDAR | flag::CUE_NOUN | flag::PREP)
            && t.splits(i).iter().any(|s| s.enc.is_some() && s.tok.is_some())
            // مكتبه, no مكتبة
            && !t.text.surface(i).ends_with(letters::TA_MARBUTA)
    }

    /// Whether the noun at `i` does not describe the mention before it: `رفضت روسيا الخطة`, but `الكويت الشقيقة`.
    pub(super) fn undescribed(&self, m: usize, i: usize) -> bool {
        match self.mentions[m].what {
            What::Person { name: Some(_), .. } => true,
            What::State { organ: None, .. } => {
                let epithet = |m: &crate::tag::Match| matches!(m.entry, Entry::Word(Class::Epithet));
                self.mentions[m].prep.is_none() && !self.t.at(i).iter().any(epithet)
            }
            _ => false,
        }
    }

    /// Whether some frame of a cue is a promise of a bare deed.
    pub(super) fn takes_deed(&self, p: &Predicate) -> bool {
        let frames: &[u16] = p.lemma.map_or(&[], |l| &self.t.k.lemma_frames[l as usize]);
        let deed = |c: &mahdar_knowledge::Complement| c.role == Role::Content && c.preps.is_empty() && !c.clause;
        frames
            .iter()
            .map(|f| &self.t.k.frames[*f as usize])
            .any(|f| (f.commit.is_some() || f.says) && f.complements.iter().any(deed))
    }

    /// Where a description in commas behind a person's name ends: `عادل سليمان، المدير التنفيذي للمركز، …`.
    pub(super) fn apposition_end(&self, comma: usize, limit: usize) -> Option<usize> {
        let t = self.t;
        let named = self.covering(comma.checked_sub(1)?).is_some_and(|m| {
            self.mentions[m].end == comma && matches!(self.mentions[m].what, What::Person { name: Some(_), .. })
        });
        let next = comma + 1;
        let describes = t.text.tokens.get(next)?.is_word()
            && !t.is(next, flag::CONJ | flag::ADVERB | flag::TURN)
            && t.prep(next).is_none()
            && self
                .starting(next)
                .is_none_or(|m| matches!(self.mentions[m].what, What::Person { name: None, .. } | What::Agent { .. }));
        if !named || !describes {
            return None;
        }
        let end = (next..limit.min(next + 16)).find(|&j| !t.text.tokens[j].is_word() && !t.text.tokens[j].is(Mark::Quote))?;
        let quiet = (next..end).all(|j| !(t.is(j, flag::COMP) || t.is(j, flag::FINITE) && self.covering(j).is_none()));
        (t.text.tokens[end].is(Mark::Comma) && quiet).then_some(end + 1)
    }

    /// Whether mention `x` is a post, nobody's by name, directly behind the name of a person.
    pub(super) fn apposed(&self, x: usize) -> bool {
        let m = &self.mentions[x];
        let post =
            matches!(&m.what, What::Person { name: None, owner: None, owner_pronoun: false, title: Some(t), .. } if !t.definite);
        let behind = x.checked_sub(1).map(|n| &self.mentions[n]);
        post && m.end > m.start + 1
            && behind.is_some_and(|n| n.end == m.start && matches!(n.what, What::Person { name: Some(_), .. }))
    }

    /// «دي إيه إن», سي إن إن: letters of a name, no complementiser.
    pub(super) fn spelt(&self, i: usize) -> bool {
        let text = self.t.text;
        let quoted = text.quotes.around(i).is_some_and(|q| {
            let before = q.open.checked_sub(1);
            q.close - q.open <= 6
                && (i > q.open + 1 && !text.tokens[i - 1].is(Mark::Comma)
                    || before.is_some_and(|b| self.t.prep(b).is_some_and(|(_, at)| at == q.open)))
        });
        let outlet = (i.saturating_sub(3)..=i)
            .any(|j| self.t.at(j).iter().any(|m| matches!(m.entry, Entry::Media { .. }) && m.end > i && m.end > j + 1));
        let dot = |j: usize| text.tokens.get(j).is_some_and(|x| x.is(Mark::Dot));
        quoted || outlet || dot(i.wrapping_sub(1)) || dot(i + 1)
    }
}
