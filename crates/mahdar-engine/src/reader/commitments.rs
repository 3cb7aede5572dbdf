//! Commitments and the items of a promise.

use super::{Group, Promised, RECENT, Reader};
use crate::clause::{Form, Predicate};
use crate::letters;
use crate::tag::flag;
use mahdar_knowledge::{Class, Entry, Frame, Genitive, Person, Role, Tense, prep};
use mahdar_text::{Kind, Mark};

/// How far behind the noun of a promise what is promised may begin.
const OWNER: usize = 9;

/// How far before an intention the word may stand that puts it in the past.
const BEEN: usize = 5;

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
        let joint = strength == "agreed" && frame.events.iter().any(|y| y.mutual);
        let actors = self.promisers(p, strength, joint, subject, target);
        // اتفاق فيينا على …: of one alone it is no agreement.
        let noun = p.lemma.is_some() && matches!(p.form, Form::Noun { .. });
        let alone = noun && frame.of == Genitive::Both && strength == "agreed" && actors.len() < 2;
        if actors.is_empty() || alone {
            return;
        }
        if self.foretold(p, frame, strength, &actors, statement)
            || self.recalled(p, strength)
            || self.loose(p, start, strength == "agreed")
            || self.past(p, frame, start, statement, &actors)
        {
            return;
        }
        let k = self.scene.t.k;
        let mut toward = Group::new();
        for a in target {
            toward.extend(self.cast.body_of(k, *a));
        }
        let agreed = strength == "agreed";
        // What is promised together is promised to the same.
        let mut last = Group::new();
        let things = joint || frame.content.as_deref() == Some("thing");
        let mut items = self.items(start, end, agreed && things);
        if agreed {
            self.listed(start, &mut items);
        }
        let clause = self.opens_clause(start);
        for (n, (s, e, cut)) in items.into_iter().enumerate() {
            let cut = if whole && s == start { 0 } else { cut };
            if !self.promised_deed(frame, s, e, clause, whole || things) {
                // يشمل محاور تتعلق بالأمن ودعم …: what is coordinated within a thing is promised by nobody.
                if n == 0 && s == start && !self.scene.t.at(s).is_empty() {
                    return;
                }
                continue;
            }
            if self.out.promised.iter().rev().take(RECENT).any(|p| p.item.0 < e && s < p.item.1 && p.actors == actors) {
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

    /// `التزامه … الذي أعلنه بـ…`, `اتفاق على …`: whether the noun of a promise is too far from what follows, or, where somebody
    /// must be told to have `agreed`, stands by itself.
    fn loose(&self, p: &Predicate, content: usize, agreed: bool) -> bool {
        if !matches!(p.form, Form::Noun { .. }) || p.lemma.is_none() {
            return false;
        }
        let t = self.scene.t;
        let owned = p.enc.is_some() || self.scene.starting(p.end).is_some();
        let apart = |i: usize| {
            !t.text.tokens[i].is_word() && !t.text.tokens[i].is(Mark::Quote)
                || t.is(i, flag::FINITE | flag::REL) && !t.is(i, flag::PREP) && self.scene.covering(i).is_none()
        };
        agreed && !owned || content > p.end + OWNER || (p.end..content.saturating_sub(1)).any(apart)
    }

    /// Who is bound by a promise: the states and bodies of its subject, and of the other side where both agree.
    fn promisers(&mut self, p: &Predicate, strength: &str, joint: bool, subject: &Group, target: &Group) -> Group {
        let k = self.scene.t.k;
        let mut actors = Group::new();
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
        actors
    }

    /// `قال مسؤول أمريكي إن بيونغ يانغ لن تتخلى عن …`, `إن تركيا تريد …`: what is foretold or supposed of another is no promise.
    fn foretold(&self, p: &Predicate, frame: &Frame, strength: &str, actors: &Group, statement: Option<usize>) -> bool {
        let own = strength == "pledged" && (!frame.says || p.future) || frame.content.as_deref() == Some("wish");
        own && statement.is_some_and(|s| {
            let codes: Vec<_> = self.out.said[s].speakers.iter().map(|a| &self.cast.parties[*a].code).collect();
            codes.iter().any(|c| c.is_some()) && !actors.iter().any(|a| codes.contains(&&self.cast.parties[*a].code))
        })
    }

    /// `سعى إلى تفادي …`, `وافقت عام 2005 على …`, `متهما إياها بالسعي إلى …`: what was wanted or agreed once, or what somebody is
    /// accused of, binds nobody from now on.
    fn past(&self, p: &Predicate, frame: &Frame, content: usize, statement: Option<usize>, actors: &Group) -> bool {
        let content_is = |x: &str| frame.content.as_deref() == Some(x);
        let first = matches!(p.form, Form::Finite { person: Person::First, .. });
        let accused = statement.map(|s| &self.out.said[s]).is_some_and(|s| {
            let code = |a: &usize| &self.cast.parties[*a].code;
            !s.act && s.doers.iter().any(|a| actors.iter().any(|b| code(a) == code(b)))
        });
        let told = matches!(p.form, Form::Finite { tense: Tense::Past, .. });
        let once = told && (content_is("wish") || content_is("self"));
        let was = matches!(frame.commit.as_deref(), Some("intends" | "ready")) && !told && self.been(p.start);
        // ما نحاول القيام به هو …: what follows tells of the trying.
        let tried = p.start > 0 && self.scene.t.is(p.start - 1, flag::REL);
        once || was
            || content_is("self") && (!first || tried)
            || accused && frame.commit.as_deref() == Some("intends")
            || self.long_past_until(p.start, p.end, content)
    }

    /// `كان يعتزم`, `كان السفير مستعدا`: was, and perhaps is no more; but `ما زالت تعتزم`.
    fn been(&self, at: usize) -> bool {
        let t = self.scene.t;
        let was = |i: usize| t.is(i, flag::KANA) && t.verbs(i).any(|(_, _, tense, ..)| tense == Tense::Past);
        let free = |i: usize| self.scene.covering(i).is_none();
        let apart = |i: usize| !t.text.tokens[i].is_word() || free(i) && t.is(i, flag::COMP | flag::FINITE) && !was(i);
        let near = (at.saturating_sub(BEEN)..at).rev().take_while(|&i| !apart(i));
        near.into_iter().any(|i| was(i) && free(i) && !(i > 0 && t.is(i - 1, flag::NEG | flag::REL)))
    }

    /// Whether an item is something to do, or a thing where the rule takes one; `clause` where the promise opens with a verb.
    fn promised_deed(&self, frame: &Frame, s: usize, e: usize, clause: bool, thing: bool) -> bool {
        let t = self.scene.t;
        let agreed = frame.commit.as_deref() == Some("agreed");
        // مستعدة للحوار: a thing that the rule lists is none of that name.
        let listed = frame.complements.iter().any(|c| c.role == Role::Content && c.heads.is_some());
        let named = t.at(s).iter().any(|m| matches!(m.entry, Entry::Framework { .. }))
            // استراتيجية موحدة is something new to be made, اتفاق الطائف has a name.
            // … and القرار بأغلبية is one that is known.
            || t.at(s).iter().any(|m| matches!(m.entry, Entry::FrameworkHead { .. }))
                && (t.prep(s + 1).is_none() || agreed && t.text.folded(s).starts_with(letters::ARTICLE))
                && !listed
                && !(agreed && thing && self.indefinite(s + 1));
        // تريد اتفاقا جديدا: a thing, where تريد توقيع اتفاق is a deed.
        let wished = frame.content.as_deref() == Some("wish")
            && !t.is(s, flag::FINITE | flag::COMP)
            && t.text.folded(s).ends_with(letters::ALEF)
            && !t.text.folded(s).ends_with(letters::HER);
        if named || self.names_somebody(s) || clause && !self.resolved(s) {
            return false;
        }
        let opens = |i: usize| self.deed(i) || t.is(i, flag::COMP) || clause && t.is(i, flag::FINITE);
        // أيضا تعزيز …, عدم السماح: a word before the deed.
        let before = !t.text.tokens[s].is_word()
            || t.is(s, flag::ADVERB | flag::QUANT | flag::NEG | flag::FUTURE | flag::COMMON) && !t.is(s, flag::PARTICIPLE)
            || t.at(s).is_empty();
        let action = opens(s) || before && s + 1 < e && opens(s + 1) || self.works_on(s);
        action && !wished || thing && !clause
    }

    /// `على أن تجتمع اللجنة`: a clause of what is to be done opens with its verb; `على أن الاتفاق مهم`, `على أنه يجب …` tell a view,
    /// `أن تكون` a state.
    fn resolved(&self, s: usize) -> bool {
        let t = self.scene.t;
        let pledged = |i: usize| self.pledging(i);
        t.is(s, flag::FINITE)
            && !t.is(s, flag::MUST | flag::QAD | flag::HEDGE)
            && (!t.is(s, flag::KANA) || pledged(s + 1))
            && t.verbs(s).any(|(_, _, tense, ..)| tense != Tense::Past)
            || t.is(s, flag::COMP | flag::FUTURE | flag::NEG)
    }

    /// Whether what is promised is a clause: `بأن يجتمع`, `بألا يسمح`.
    fn opens_clause(&self, start: usize) -> bool {
        let t = self.scene.t;
        let that = start > 0 && t.is(start - 1, flag::COMP) && self.scene.covering(start - 1).is_none();
        that || t.is(start, flag::COMP | flag::NEG | flag::FUTURE) && t.is(start + 1, flag::FINITE)
            || t.is(start, flag::FINITE) && !self.deed(start) && !t.is(start, flag::CUE_NOUN)
    }

    /// Whether the noun of a promise names a duty, and gives no word: `على طهران الالتزام بـ`, `مقابل التزامها`, `عدم التزامهم`;
    /// `الاستعداد للقمة`, `استعدادا للقمة` are no willingness.
    fn recalled(&self, p: &Predicate, strength: &str) -> bool {
        let Form::Noun { definite } = p.form else { return false };
        let t = self.scene.t;
        if strength == "intends" {
            return false;
        }
        let word = t.text.folded(p.start);
        if strength == "ready" && p.enc.is_none() && p.end == p.start + 1 && word.ends_with(letters::ALEF) {
            return true;
        }
        let article = definite && word.contains(letters::ARTICLE) && p.enc.is_none();
        // الالتزام الأمريكي بـ: the adjective tells whose it is.
        let owned = self.scene.starting(p.end).is_some();
        // بحثا is the verb, and no noun with a preposition.
        let recalls = |e: Entry, finite: bool| match e {
            Entry::Word(Class::Recall) => true,
            Entry::Verb { lemma, .. } => t.k.recalling.contains(&lemma),
            Entry::Masdar { lemma, .. } | Entry::Participle { lemma, .. } => !finite && t.k.recalling.contains(&lemma),
            _ => false,
        };
        let word = |i: usize| t.at(i).iter().any(|m| m.end == i + 1 && recalls(m.entry, t.is(i, flag::FINITE)));
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
        // على أنه يجب وقف …: a view of what others should do.
        let that = start > 0 && t.is(start - 1, flag::COMP);
        let free = !that && !t.is(start, flag::MASDAR | flag::FINITE | flag::COMP) && self.scene.covering(start).is_none();
        let plain = deed == start + 1 || to(start + 1);
        if need && free && plain && deed < end && self.deed(deed) && t.prep(deed).is_none() { deed } else { start }
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
            let Some(first) = marked.last().map(|i| i + 1).filter(|&i| i < text.tokens.len() && self.deed(i)) else {
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

    /// Whether the word at `i` is an indefinite adjective or noun that names nothing.
    pub(super) fn indefinite(&self, i: usize) -> bool {
        let t = self.scene.t;
        t.text.tokens.get(i).is_some_and(|x| x.is_word())
            && !t.text.folded(i).starts_with(letters::ARTICLE)
            && self.scene.covering(i).is_none()
            && t.is(i, flag::COMMON | flag::PARTICIPLE)
    }
}
