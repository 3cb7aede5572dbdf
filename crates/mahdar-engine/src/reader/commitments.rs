//! Commitments and the items of a promise.

use super::{Group, Promised, RECENT, Reader};
use crate::clause::{Form, Predicate};
use crate::letters;
use crate::tag::flag;
use mahdar_knowledge::{Class, Entry, Frame, Role, Tense, prep};
use mahdar_text::{Kind, Mark};

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
        // لن تتخلى عن …: the promise begins with the cue.
        let whole = frame.content.as_deref() == Some("whole");
        let start = if whole { p.start } else { self.needed(start, end) };
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
        // قال مسؤول أمريكي إن بيونغ يانغ لن تتخلى عن …, إن تركيا تريد …: what is foretold or supposed of another is no promise.
        let foretold = (strength == "pledged" && (!frame.says || p.future) || frame.content.as_deref() == Some("wish"))
            && statement.is_some_and(|s| {
                let codes: Vec<_> = self.out.said[s].speakers.iter().map(|a| &self.cast.parties[*a].code).collect();
                codes.iter().any(|c| c.is_some()) && !actors.iter().any(|a| codes.contains(&&self.cast.parties[*a].code))
            });
        if foretold || strength == "pledged" && self.recalled(p) {
            return;
        }
        let mut toward = Group::new();
        for a in target {
            toward.extend(self.cast.body_of(k, *a));
        }
        let agreed = strength == "agreed";
        // مستعدة للحوار: a thing that the rule lists is none of that name.
        let listed = frame.complements.iter().any(|c| c.role == Role::Content && c.heads.is_some());
        // What is promised together is promised to the same.
        let mut last = Group::new();
        let mut items = self.items(start, end, agreed);
        if agreed {
            self.listed(start, &mut items);
        }
        for (s, e, cut) in items {
            let cut = if whole && s == start { 0 } else { cut };
            // A promise is of something to do.
            let t = self.scene.t;
            let named = t.at(s).iter().any(|m| matches!(m.entry, Entry::Framework { .. }))
                // استراتيجية موحدة is something new to be made, اتفاق الطائف has a name.
                || t.at(s).iter().any(|m| matches!(m.entry, Entry::FrameworkHead { .. }))
                    && t.prep(s + 1).is_none()
                    && !listed
                    && !(agreed && self.indefinite(s + 1));
            let action = ((s..(s + 2).min(e)).any(|i| t.is(i, flag::MASDAR | flag::FINITE | flag::COMP))
                // عقد قمة: the noun of holding.
                || t.is(s, flag::COMMON) && t.is(s + 1, flag::CUE_NOUN | flag::MASDAR) && t.prep(s + 1).is_none()
                || self.works_on(s))
                && self.scene.covering(s).is_none()
                && !named;
            // تريد اتفاقا جديدا: a thing, where تريد توقيع اتفاق is a deed.
            let wished = frame.content.as_deref() == Some("wish")
                && !t.is(s, flag::FINITE | flag::COMP)
                && t.text.folded(s).ends_with(letters::ALEF)
                && !t.text.folded(s).ends_with(letters::HER);
            let action = action && !wished;
            let thing = agreed || whole || frame.content.as_deref() == Some("thing");
            if !(action || thing && self.scene.covering(s).is_none() && !named)
                || self.out.promised.iter().rev().take(RECENT).any(|p| p.item.0 < e && s < p.item.1 && p.actors == actors)
            {
                continue;
            }
            let mut to = toward.clone();
            if to.is_empty() {
                to = self.toward(s, e, &actors, agreed);
            }
            if to.is_empty() {
                to.clone_from(&last);
            }
            last.clone_from(&to);
            self.out.promised.push(Promised {
                actors: actors.clone(),
                by: subject.clone(),
                toward: to,
                strength: strength.clone(),
                item: (s, e, cut),
                statement,
                rule: frame.name.clone(),
            });
        }
    }

    /// Whether the noun of a promise names a duty, and gives no word: `على طهران الالتزام بـ`, `مقابل التزامها`, `عدم التزامهم`.
    fn recalled(&self, p: &Predicate) -> bool {
        let Form::Noun { definite } = p.form else { return false };
        let t = self.scene.t;
        let article = definite && t.text.folded(p.start).contains(letters::ARTICLE) && p.enc.is_none();
        // الالتزام الأمريكي بـ: the adjective tells whose it is.
        let owned = self.scene.starting(p.end).is_some();
        let word = |i: usize| t.at(i).iter().any(|m| matches!(m.entry, Entry::Word(Class::Recall)) && m.end == i + 1);
        // تساؤلات عن التزام …: a preposition may stand between.
        let between = p.start > 1 && t.prep(p.start - 1).is_some_and(|(_, at)| at == p.start) && word(p.start - 2);
        // تعكس الالتزام بـ: what shows it speaks of a promise that is given.
        let shown = p.start > 0 && t.is(p.start - 1, flag::FINITE) && !t.is(p.start - 1, flag::MUST | flag::HEDGE);
        article && !owned && !shown || p.start > 0 && word(p.start - 1) || between
    }

    /// `اتفقا على ضرورة تعزيز …`, `على الحاجة إلى تعزيز …`: the deed that is needed, where the promise names the need first.
    fn needed(&self, start: usize, end: usize) -> usize {
        let t = self.scene.t;
        let need =
            t.is(start, flag::HEDGE | flag::MUST) || t.is(start, flag::COMMON) && !t.is(start, flag::MASDAR | flag::CUE_NOUN);
        let to = |i: usize| t.prep(i).is_some_and(|(x, at)| at == i + 1 && t.k.prep_is(x, prep::TO));
        let deed = if t.is(start, flag::HEDGE | flag::MUST) && !to(start + 1) { start + 1 } else { start + 2 };
        let free = !t.is(start, flag::MASDAR | flag::FINITE | flag::COMP) && self.scene.covering(start).is_none();
        let plain = deed == start + 1 || to(start + 1);
        if need && free && plain && deed < end && t.is(deed, flag::MASDAR) && t.prep(deed).is_none() { deed } else { start }
    }

    /// Toward whom an item is: the actor named in it, else the other side of the two.
    pub(super) fn toward(&mut self, start: usize, end: usize, actors: &Group, agreed: bool) -> Group {
        let k = self.scene.t.k;
        if actors.len() > 1 && agreed {
            return actors.clone();
        }
        if self.averse(start, end) {
            return Group::new();
        }
        if let Some(g) = self.first_in(start, end, actors) {
            return g.iter().filter_map(|a| self.cast.body_of(k, *a)).collect();
        }
        // تعهد الجانبان بـ…: to each other; what a row of states promises is for somebody else.
        if actors.len() > 1 {
            return if actors.len() == 2 { actors.clone() } else { Group::new() };
        }
        let own = self.cast.parties[actors[0]].code.clone();
        if let Some(pair) = self.pair.clone().filter(|p| self.face_to_face(p))
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

    /// Whether the article tells that two sides meet, call or visit one another: what one promises there is promised to the other.
    fn face_to_face(&self, pair: &Group) -> bool {
        let code = |a: &usize| self.cast.parties[*a].code.as_ref();
        self.out.met.iter().any(|m| pair.iter().all(|a| m.who.iter().any(|b| code(b) == code(a))))
    }

    /// `اتفق الجانبان على ما يلي:`, and a numbered line for each action.
    fn listed(&self, start: usize, items: &mut Vec<(usize, usize, u8)>) {
        let t = self.scene.t;
        let text = t.text;
        let line = |from: usize| (from..text.tokens.len()).find(|&i| text.tokens[i].is(Mark::Line));
        let Some(mut at) = line(start).filter(|&l| text.tokens[l - 1].is(Mark::Colon)) else { return };
        loop {
            // 1- تطوير …, - تعزيز …
            let marked = (at + 1..(at + 4).min(text.tokens.len()))
                .take_while(|&i| !text.tokens[i].is_word() || text.tokens[i].kind == Kind::Number);
            let Some(first) = marked.last().map(|i| i + 1).filter(|&i| i < text.tokens.len() && t.is(i, flag::MASDAR)) else {
                return;
            };
            let end = line(first).unwrap_or(text.tokens.len());
            items.extend(self.items(first, end, false));
            if end >= text.tokens.len() {
                return;
            }
            at = end;
        }
    }

    /// Cuts a promise into its coordinated actions.
    pub(super) fn items(&self, start: usize, end: usize, things: bool) -> Vec<(usize, usize, u8)> {
        let t = self.scene.t;
        let text = t.text;
        let mut out = Vec::new();
        let mut s = start;
        // بناء is no ب and ناء: what is known as a verbal noun is cut as that.
        let cut = |i: usize| {
            let deed = t.at(i).iter().filter(|m| matches!(m.entry, Entry::Masdar { .. })).map(|m| m.split.cut).min();
            let prep = || t.splits(i).iter().find(|x| x.tok.is_some() && x.prep.is_some()).map_or(0, |x| x.cut);
            deed.unwrap_or_else(prep)
        };
        let mut first_cut = cut(s);
        let mut i = start + 1;
        let mut stop = end;
        while i < end {
            if text.tokens[i].is(Mark::Stop) || text.tokens[i].is(Mark::Line) {
                stop = i;
                break;
            }
            // سنواصل دعم … ولن نتخلى …: a promise of its own.
            if i > s + 1 && self.joins_future(i) {
                stop = i;
                break;
            }
            let comma = text.tokens[i - 1].is(Mark::Comma);
            // ، وأن الاتفاق …: something else that is said.
            if comma && t.is(i, flag::COMP) && text.folded(i).starts_with(letters::AND) && self.scene.covering(i).is_none() {
                stop = i - 1;
                break;
            }
            let purpose = t.longest(i, |m| matches!(m.entry, Entry::Word(Class::Purpose)).then_some(())).is_some()
                && self.scene.covering(i).is_none();
            let single = !t.at(i).iter().any(|m| matches!(m.entry, Entry::Word(Class::Purpose)) && m.end > i + 1);
            if purpose && i > s + 1 && !(single && !comma && t.is(i, flag::REL)) {
                stop = i;
                break;
            }
            // بالإضافة إلى تبادل …, فضلا عن تدريب …: another action behind a conjunction with its preposition.
            let besides = t.is(i, flag::CONJ) && self.scene.covering(i).is_none();
            let deed = (i + 1..(i + 3).min(end)).find(|&j| t.is(j, flag::MASDAR) && !t.is(j, flag::CONJ));
            if let Some(j) =
                deed.filter(|&j| besides && (i + 1..j).all(|x| t.is(x, flag::PREP)) && t.is(j - 1, flag::PREP | flag::CONJ))
            {
                out.push((s, self.end_before(s, i), first_cut));
                s = j;
                first_cut = cut(j);
                i = j + 1;
                continue;
            }
            // خطة مدتها …، التي كانت …; إقامة دولة، تسعى إلى …: what tells more is no part of it.
            let more = comma
                && i > s + 1
                && t.is(i, flag::REL | flag::FINITE | flag::CONJ)
                && !t.is(i, flag::PREP | flag::MASDAR)
                && self.scene.covering(i).is_none()
                && text.quotes.around(i).is_none_or(|q| q.open < start);
            if more && !text.folded(i).starts_with(letters::AND) {
                stop = i - 1;
                break;
            }
            // سعت إلى تطوير …، واستضافت …: told of what was done, or of another clause where a noun is promised.
            let told = comma
                && i > s + 1
                && t.is(i, flag::FINITE)
                && !t.is(i, flag::MASDAR | flag::CUE_NOUN)
                && t.text.folded(i).starts_with(letters::AND)
                && t.verbs(i).all(|(m, _, tense, ..)| m.split.conj && (tense == Tense::Past || !t.is(s, flag::FINITE)))
                && text.quotes.around(i).is_none_or(|q| q.open < start);
            if told {
                stop = i - 1;
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
            None => t.text.folded(i).starts_with(letters::AND_ARTICLE) && self.works_on(i),
            Some(true) => t.is(i + 1, flag::ADVERB) || t.prep(i + 1).is_some_and(|(p, _)| !t.k.prep_is(p, prep::BETWEEN)),
        }
    }

    /// `العمل على تحقيق`: a noun of doing with its preposition and the deed.
    fn works_on(&self, i: usize) -> bool {
        let t = self.scene.t;
        !t.is(i, flag::PREP)
            && t.prep(i + 1).is_some_and(|(p, at)| at == i + 2 && t.k.prep_is(p, prep::DUTY))
            && t.is(i + 2, flag::MASDAR)
    }

    /// `وستعمل`, `ولن تتخلى`: whether a joined clause in the future begins at `i`.
    fn joins_future(&self, i: usize) -> bool {
        let t = self.scene.t;
        let will = t.verbs(i).any(|(m, ..)| m.split.conj && m.split.sin);
        let joined = |i: usize| t.text.folded(i).starts_with(letters::AND);
        (will || self.scene.will_not(i) && joined(i)) && self.scene.covering(i).is_none()
    }

    pub(super) fn clause_end(&self, start: usize, end: usize) -> usize {
        let text = self.scene.t.text;
        let mut i = start + 1;
        while i < end {
            let tok = &text.tokens[i];
            if tok.is(Mark::Stop) || tok.is(Mark::Line) || tok.is(Mark::Comma) {
                break;
            }
            // … وستعمل على …, ولن تتخلى …: the next promise.
            if self.joins_future(i) {
                break;
            }
            i += 1;
        }
        self.end_before(start, i)
    }
}
