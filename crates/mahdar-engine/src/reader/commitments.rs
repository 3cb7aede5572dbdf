//! Commitments and the items of a promise.

use super::{Group, Promised, RECENT, Reader};
use crate::clause::Predicate;
use crate::letters;
use crate::tag::flag;
use mahdar_knowledge::{Class, Entry, Frame, Person, prep};
use mahdar_text::Mark;

impl<'s, 't, 'a> Reader<'s, 't, 'a> {
    pub(super) fn commitment(
        &mut self,
        p: &Predicate,
        frame: &Frame,
        subject: &Group,
        target: &Group,
        content: Option<(usize, usize)>,
        statement: Option<usize>,
    ) {
        let Some(strength) = &frame.commit else {
            return;
        };
        let Some((start, end)) = content else { return };
        if self.elsewhere || p.negated || subject.is_empty() || self.unreal(p).is_some() {
            return;
        }
        let k = self.scene.t.k;
        let mut actors = Group::new();
        let joint = strength == "agreed" && frame.events.iter().any(|y| y.mutual);
        for a in subject.iter().chain(target.iter().filter(|_| joint)) {
            if let Some(b) = self.cast.body_of(k, *a)
                && !actors.contains(&b)
            {
                actors.push(b);
            }
        }
        // نص الاتفاق على …: what a text provides binds the two sides.
        if actors.is_empty() && strength == "agreed" {
            for a in self.both(p.start) {
                actors.extend(self.cast.body_of(k, a));
            }
        }
        if actors.is_empty() {
            return;
        }
        let mut toward = Group::new();
        for a in target {
            toward.extend(self.cast.body_of(k, *a));
        }
        let agreed = strength == "agreed";
        // What is promised together is promised to the same.
        let mut last = Group::new();
        for (s, e, cut) in self.items(start, end, agreed) {
            // A promise is of something to do.
            let t = self.scene.t;
            let named = t.at(s).iter().any(|m| matches!(m.entry, Entry::Framework { .. }))
                // استراتيجية موحدة is something new to be made, اتفاق الطائف has a name.
                || t.at(s).iter().any(|m| matches!(m.entry, Entry::FrameworkHead { .. }))
                    && t.prep(s + 1).is_none()
                    && !(agreed && self.indefinite(s + 1));
            let action = (s..(s + 2).min(e)).any(|i| t.is(i, flag::MASDAR | flag::FINITE | flag::COMP))
                && self.scene.covering(s).is_none()
                && !named;
            if !(action || agreed && self.scene.covering(s).is_none() && !named)
                || self.out.promised.iter().rev().take(RECENT).any(|p| p.item.0 < e && s < p.item.1 && p.actors == actors)
            {
                continue;
            }
            let mut to = toward.clone();
            if to.is_empty() {
                to = self.toward(s, e, &actors);
            }
            if to.is_empty() {
                to.clone_from(&last);
            }
            last.clone_from(&to);
            self.out.promised.push(Promised {
                actors: actors.clone(),
                toward: to,
                strength: strength.clone(),
                item: (s, e, cut),
                statement,
                rule: frame.name.clone(),
            });
        }
    }

    /// Toward whom an item is: the actor named in it, else the other side of the two.
    pub(super) fn toward(&mut self, start: usize, end: usize, actors: &Group) -> Group {
        let k = self.scene.t.k;
        if actors.len() > 1 {
            return actors.clone();
        }
        if let Some(g) = self.first_in(start, end, actors) {
            return g.iter().filter_map(|a| self.cast.body_of(k, *a)).collect();
        }
        let own = self.cast.parties[actors[0]].code.clone();
        if let Some(pair) = self.pair.clone()
            && pair.iter().any(|a| self.cast.parties[*a].code == own)
        {
            return pair
                .iter()
                .filter(|a| self.cast.parties[**a].code != own)
                .copied()
                .collect::<Vec<_>>()
                .into_iter()
                .filter_map(|a| self.cast.body_of(k, a))
                .collect();
        }
        Group::new()
    }

    /// Cuts a promise into its coordinated actions.
    pub(super) fn items(&self, start: usize, end: usize, things: bool) -> Vec<(usize, usize, u8)> {
        let t = self.scene.t;
        let text = t.text;
        let mut out = Vec::new();
        let mut s = start;
        let cut = |i: usize| t.splits(i).iter().find(|x| x.tok.is_some() && x.prep.is_some()).map_or(0, |x| x.cut);
        let mut first_cut = cut(s);
        let mut i = start + 1;
        let mut stop = end;
        while i < end {
            if text.tokens[i].is(Mark::Stop) || text.tokens[i].is(Mark::Line) {
                stop = i;
                break;
            }
            let comma = text.tokens[i - 1].is(Mark::Comma);
            let purpose = t.longest(i, |m| matches!(m.entry, Entry::Word(Class::Purpose)).then_some(())).is_some()
                && self.scene.covering(i).is_none();
            let single = !t.at(i).iter().any(|m| matches!(m.entry, Entry::Word(Class::Purpose)) && m.end > i + 1);
            if purpose && i > s + 1 && !(single && !comma && t.is(i, flag::REL)) {
                stop = i;
                break;
            }
            // ، ووصفا السنوات …: both do something else.
            let dual = comma
                && t.text.folded(i).starts_with(letters::AND)
                && t.text.folded(i).ends_with(letters::ALEF)
                && t.verbs(i).next().is_some()
                && (t.text.tokens.get(i + 1).is_some_and(|x| x.is_word()) && t.text.folded(i + 1).starts_with(letters::ARTICLE));
            if dual {
                stop = i - 1;
                break;
            }
            // ، وعلى إيجاد …: the preposition again, then another action.
            let again = comma
                && t.prep(i).is_some_and(|(_, at)| at == i + 1 && t.is(i + 1, flag::MASDAR))
                && t.text.folded(i).starts_with(letters::AND);
            let thing = things
                && comma
                && t.splits(i).iter().any(|x| x.conj && x.prep.is_none() && x.enc.is_none() && x.tok.is_some())
                && !t.text.folded(i).strip_prefix(letters::AND).is_some_and(|w| w.starts_with(letters::ARTICLE))
                && !t.is(i, flag::FINITE | flag::PREP | flag::COMP | flag::ADVERB | flag::CONJ);
            if again && self.scene.covering(i).is_none() {
                out.push((s, self.end_before(s, i), first_cut));
                s = i + 1;
                first_cut = 0;
                i += 1;
                continue;
            }
            if i > s + 1
                && (thing || self.action(i))
                && self.scene.covering(i).is_none()
                && text.quotes.around(i).is_none_or(|q| q.open < start)
            {
                out.push((s, self.end_before(s, i), first_cut));
                s = i;
                first_cut = 1 + cut(i).saturating_sub(1);
            }
            i += 1;
        }
        if stop > s {
            out.push((s, self.end_before(s, stop), first_cut));
        }
        out.retain(|(s, e, _)| e > s);
        out
    }

    /// Whether the word at `i` is an indefinite adjective or noun that names nothing.
    fn indefinite(&self, i: usize) -> bool {
        let t = self.scene.t;
        t.text.tokens.get(i).is_some_and(|x| x.is_word())
            && !t.text.folded(i).starts_with(letters::ARTICLE)
            && self.scene.covering(i).is_none()
            && t.is(i, flag::COMMON | flag::PARTICIPLE)
    }

    pub(super) fn end_before(&self, start: usize, mut end: usize) -> usize {
        while end > start && !self.scene.t.text.tokens[end - 1].is_word() && !self.scene.t.text.tokens[end - 1].is(Mark::Close) {
            end -= 1;
        }
        end
    }

    /// Whether a coordinated action starts at token `i`: `و` and an indefinite verbal noun, or a definite one with a preposition behind it.
    pub(super) fn action(&self, i: usize) -> bool {
        let t = self.scene.t;
        let splits = t.splits(i);
        if !splits.iter().any(|s| s.conj && s.tok.is_some()) {
            return false;
        }
        let masdar = t.at(i).iter().find_map(|m| match m.entry {
            Entry::Masdar { definite, .. } if m.split.conj && m.split.enc.is_none() => Some(definite),
            _ => None,
        });
        match masdar {
            // ووصفا السنوات: a verb in the dual; a noun with an ending has no genitive.
            Some(false) if t.text.folded(i).ends_with(letters::ALEF) && t.text.tokens.get(i + 1).is_some_and(|x| x.is_word()) => {
                !t.text.folded(i + 1).starts_with(letters::ARTICLE)
                    && self.scene.covering(i + 1).is_none()
                    && t.prep(i + 1).is_some()
            }
            Some(false) => {
                // وتعاون وثيق is a noun with its adjective; وتعزيز التعاون an action with its object.
                let next = i + 1;
                t.text.tokens.get(next).is_some_and(|x| x.is_word())
                    && (t.text.folded(next).starts_with(letters::ARTICLE)
                        || t.prep(next).is_some()
                        || self.scene.covering(next).is_some()
                        || t.is(next, flag::MASDAR | flag::QUANT | flag::COMMON)
                        // وزيادة إنتاجية البضائع: a noun nobody lists, with its genitive.
                        || t.at(next).is_empty()
                            && t.text.tokens.get(next + 1).is_some_and(|x| x.is_word())
                            && t.text.folded(next + 1).starts_with(letters::ARTICLE))
                    && !t.is(next, flag::FINITE)
            }
            Some(true) => t.is(i + 1, flag::ADVERB) || t.prep(i + 1).is_some_and(|(p, _)| !t.k.prep_is(p, prep::BETWEEN)),
            None => false,
        }
    }

    /// `سنواصل دعمها`, `ستبقى ملتزمة`: what a speaker says that it or its state will do.
    pub(super) fn future_pledges(&mut self) {
        if self.elsewhere {
            return;
        }
        let scene = self.scene;
        let t = scene.t;
        let k = t.k;
        for s in 0..self.out.said.len() {
            let said = self.out.said[s].clone();
            if said.speakers.is_empty() {
                continue;
            }
            let mut i = said.content.start;
            while i < said.content.end {
                let future = t.verbs(i).find(|(m, ..)| m.split.sin).map(|(m, _, _, person, _)| (m.split.conj, person));
                let future = future.or_else(|| {
                    (i > 0 && t.is(i - 1, flag::FUTURE))
                        .then(|| t.verbs(i).next().map(|(_, _, _, person, _)| (false, person)))
                        .flatten()
                });
                let Some((_, person)) = future.filter(|_| t.is(i, flag::FINITE)) else {
                    i += 1;
                    continue;
                };
                let codes: Vec<Option<String>> = said.speakers.iter().map(|a| self.cast.parties[*a].code.clone()).collect();
                let own = if person == Person::First {
                    true
                } else if person == Person::Third {
                    match scene.preposed(i) {
                        Some((a, _)) => {
                            let g = self.actors_of(a);
                            !g.is_empty() && g.iter().all(|x| codes.contains(&self.cast.parties[*x].code))
                        }
                        None => false,
                    }
                } else {
                    false
                };
                let negated = i > 0 && t.is(i - 1, flag::NEG);
                if own
                    && !negated
                    && !self.out.promised.iter().rev().take(RECENT).any(|p| p.item.0 <= i && i < p.item.1)
                    && !self.hostile(i)
                {
                    let mut actors = Group::new();
                    for a in &said.speakers {
                        if let Some(b) = self.cast.body_of(k, *a)
                            && !actors.contains(&b)
                        {
                            actors.push(b);
                        }
                    }
                    let end = self.clause_end(i, said.content.end);
                    if !actors.is_empty() && end > i + 1 {
                        let kind = |n: u16| {
                            k.lemma_frames[n as usize].iter().any(|f| {
                                k.frames[*f as usize].events.iter().any(|e| k.futures.get(&e.kind).is_some_and(|x| x == "AGREE"))
                            })
                        };
                        let kindly = t.verbs(i).any(|(_, l, ..)| kind(l))
                            || (i..end).any(|j| t.prep(j).is_some_and(|(p, _)| k.prep_is(p, prep::WITH)));
                        let toward = kindly
                            .then(|| self.first_in(i, end, &actors))
                            .flatten()
                            .map(|g| g.iter().filter_map(|a| self.cast.body_of(k, *a)).collect())
                            .unwrap_or_default();
                        self.out.promised.push(Promised {
                            actors,
                            toward,
                            strength: "pledged".into(),
                            item: (i, end, 0),
                            statement: Some(s),
                            rule: "speaker-future".into(),
                        });
                        i = end;
                        continue;
                    }
                }
                i += 1;
            }
        }
    }

    /// Whether the verb at `i` is a cue of hostile acts.
    pub(super) fn hostile(&self, i: usize) -> bool {
        let k = self.scene.t.k;
        self.scene.t.verbs(i).any(|(_, lemma, ..)| {
            k.lemma_frames[lemma as usize].iter().any(|f| {
                k.frames[*f as usize]
                    .events
                    .iter()
                    .any(|e| matches!(k.futures.get(&e.kind).map(String::as_str), Some("THREATEN")))
            })
        })
    }

    pub(super) fn clause_end(&self, start: usize, end: usize) -> usize {
        let text = self.scene.t.text;
        let mut i = start + 1;
        while i < end {
            let tok = &text.tokens[i];
            if tok.is(Mark::Stop) || tok.is(Mark::Line) || tok.is(Mark::Comma) {
                break;
            }
            i += 1;
        }
        self.end_before(start, i)
    }
}
