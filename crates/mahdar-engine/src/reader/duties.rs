//! Duties that a speaker lays on somebody: asked of them.

use super::{Done, Group, Reader};
use crate::letters;
use crate::mentions::What;
use crate::tag::flag;
use mahdar_knowledge::conjugate::{Gender, Number};
use mahdar_knowledge::{Entry, Person, prep};

impl Reader<'_, '_, '_> {
    /// `على إسرائيل أن تتحمل`, `يجب على الطرفين أن`, `يجب أن توقف إيران`: a duty laid on somebody by who speaks is asked of them.
    pub(super) fn duty(&mut self, i: usize) {
        if self.elsewhere {
            return;
        }
        let t = self.scene.t;
        let must = t.is(i, flag::MUST) && !(i > 0 && t.is(i - 1, flag::NEG));
        let on = if must { i + 1 } else { i };
        let laid = t.prep(on).filter(|(p, _)| t.k.prep_is(*p, prep::DUTY));
        let found = match laid {
            Some((_, at)) if at == on + 1 => self.laid_on(i, at, must),
            Some((_, at)) if at == on => self.laid_on_them(i, on),
            _ if must => self.must_do(i),
            _ => None,
        };
        let (Some((target, end)), Some(s)) = (found, self.statement_at(i)) else { return };
        let source = self.out.said[s].speakers.clone();
        let code = |r: &Self, a: &usize| r.cast.parties[*a].code.clone();
        if source.is_empty() || target.is_empty() || target.iter().any(|a| source.iter().any(|b| code(self, a) == code(self, b)))
        {
            return;
        }
        self.out.done.push(Done {
            kind: "REQUEST".into(),
            mode: None,
            source,
            target,
            aimless: false,
            cameo: Some("020".into()),
            contexts: Vec::new(),
            evidence: (i, end),
            statement: Some(s),
            rule: "duty".into(),
        });
    }

    /// `على جميع الأطراف أن …`, `يجب على إيران وقف …`: whom the preposition before token `at` lays it on, and where they end.
    fn laid_on(&mut self, i: usize, at: usize, must: bool) -> Option<(Group, usize)> {
        let scene = self.scene;
        let t = scene.t;
        if !must && !scene.before_is_boundary(i) {
            return None;
        }
        // على جميع الأطراف
        let at = (at..at + 3).find(|&j| !t.is(j, flag::QUANT)).unwrap_or(at);
        let first = scene.starting(at)?;
        let mut end = scene.mentions[first].end;
        let mut last = first;
        while scene.mentions.get(last + 1).is_some_and(|x| x.start == end && (x.conj || matches!(x.what, What::Adjective(_)))) {
            last += 1;
            end = scene.mentions[last].end;
        }
        // الأطراف الرئيسية, الدول الأعضاء: what describes them.
        let describes = |i: usize| t.text.folded(i).starts_with(letters::ARTICLE) && !t.is(i, flag::MASDAR);
        while end < at + 6 && t.text.tokens.get(end).is_some_and(|x| x.is_word()) && describes(end) {
            end += 1;
        }
        // إن على الاتحاد مناقشة …: behind a complementiser a verbal noun does.
        let opens = must
            || t.is(i.saturating_sub(1), flag::COMP)
            || self.statement_at(i).is_some_and(|s| self.out.said[s].content.start == i);
        if !(t.is(end, flag::COMP) || opens && self.deed_begins(end, must)) {
            return None;
        }
        let mut target = Group::new();
        for m in first..=last {
            target.extend(self.actors_of(m));
        }
        Some((target, end))
    }

    /// Whether the verbal noun at a token is a duty: without the article, unless a word says that it must be. وقف is a verb as well.
    fn deed_begins(&self, i: usize, must: bool) -> bool {
        let t = self.scene.t;
        let noun = |m: &crate::tag::Match| matches!(m.entry, Entry::Masdar { .. }) && !m.split.conj && m.split.prep.is_none();
        t.at(i).iter().any(noun) && (must || !t.text.folded(i).starts_with(letters::ARTICLE))
    }

    /// `إن إيران … وإن عليها أن توقف …`: whom the pronoun of the preposition means, the last with whom a clause of these words opened.
    fn laid_on_them(&mut self, i: usize, on: usize) -> Option<(Group, usize)> {
        let t = self.scene.t;
        let enc = t.splits(on).iter().find_map(|s| s.enc)?;
        let e = &t.k.enclitics[enc as usize];
        let opens = i != on || self.scene.before_is_boundary(i) || t.text.folded(i).starts_with(letters::AND);
        let deed = t.is(on + 1, flag::COMP) || self.deed_begins(on + 1, false);
        if !(opens && deed && e.person == Person::Third && e.number == Number::Singular) {
            return None;
        }
        let from = self.out.said[self.statement_at(i)?].content.start;
        Some((self.topic(from, i, e.gender)?, on + 1))
    }

    /// `يجب أن توقف إيران …`, `كوريا ينبغي أن تتوخى الحذر`: the verb's subject, behind it or before the duty.
    fn must_do(&mut self, i: usize) -> Option<(Group, usize)> {
        let scene = self.scene;
        if !(scene.t.is(i + 1, flag::COMP) && scene.t.is(i + 2, flag::FINITE)) {
            return None;
        }
        let behind = scene.starting(i + 3).filter(|m| scene.mentions[*m].prep.is_none() && !scene.mentions[*m].conj);
        let party = |m: &usize| {
            let x = &scene.mentions[*m];
            matches!(x.what, What::State { .. } | What::Org(_) | What::Group(_) | What::Person { .. } | What::Joint)
        };
        let m = behind.or_else(|| scene.preposed(i).map(|(a, _)| a)).filter(party)?;
        Some((self.actors_of(m), i + 3))
    }

    /// The last actor of this gender with whom a clause opens in a token range.
    pub(super) fn topic(&mut self, from: usize, to: usize, gender: Gender) -> Option<Group> {
        let scene = self.scene;
        let (a, b) = scene.mentions_in(from, to);
        for m in (a..b).rev() {
            let x = &scene.mentions[m];
            let party = matches!(x.what, What::State { .. } | What::Org(_) | What::Group(_) | What::Person { .. });
            if !(party && x.prep.is_none() && !x.conj && scene.before_is_boundary(x.start)) {
                continue;
            }
            let g = self.actors_of(m);
            let of = self.gender_of(&g);
            if !g.is_empty() && (of == gender || of == Gender::Common || gender == Gender::Common) {
                return Some(g);
            }
        }
        None
    }
}
