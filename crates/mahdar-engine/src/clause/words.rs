//! What the words behind a cue do to its complements, nouns aside: particles, dates, sources, clauses, verbs, prepositions.

use super::chunks::{Cutter, Go};
use super::{Chunk, Form};
use crate::letters;
use crate::mentions::What;
use crate::tag::flag;
use mahdar_knowledge::{Class, Entry, Role, prep};
use mahdar_text::{Kind, Mark};

/// How long a quotation is that is more than a name in a relative clause.
const NAME: usize = 6;

/// How far a clause that describes a doer may reach.
const CLAUSE: usize = 16;

/// A preposition, and where what it governs begins.
pub(super) type Governed = Option<(u8, usize)>;

impl Cutter<'_, '_, '_> {
    /// A number counts what follows, or tells a date.
    pub(super) fn number(&mut self) -> Go {
        let i = self.i;
        if let Some(d) = self.scene.date_at(i) {
            return self.pass(d.end);
        }
        if !self.open || self.counts_another(i) {
            self.out.push(self.phrase(None, i, i, i + 1));
            self.open = true;
        }
        self.keep(i + 1)
    }

    /// `قتلت القوات 62 شخصا`, `قتل في بغداد 13 شخصا`: whether the number at `i` counts people who do not belong to the complement
    /// before it.
    fn counts_another(&self, i: usize) -> bool {
        let (s, t) = (self.scene, self.scene.t);
        let bound = flag::QUANT | flag::NUMBER | flag::PREP | flag::CONJ | flag::ADVERB | flag::COMP | flag::FINITE;
        let behind = t.text.tokens[i - 1].is_word() && !t.is(i - 1, bound);
        // أمر بطرد 12 دبلوماسيا: the deed's own object.
        let apart = |c: &Chunk| c.body < i && !(c.prep.is_some() && t.is(i - 1, flag::MASDAR | flag::CUE_NOUN));
        behind && s.counts_people(i) && self.out.last().is_some_and(apart) && self.harms()
    }

    /// Whether the cue is something done to people.
    fn harms(&self) -> bool {
        self.any_frame(|f| f.material && f.complements.iter().any(|c| c.role == Role::Target && c.preps.is_empty()))
    }

    /// `قتل مهاجم يشتبه في انتمائه إلى تنظيم القاعدة 32 شخصا`: behind a clause, from `i`, that describes an indefinite doer, the number
    /// that counts whom it is done to.
    fn counted_behind_clause(&self, i: usize) -> Option<usize> {
        let (s, t) = (self.scene, self.scene.t);
        let doer = self.open && self.out.last().is_some_and(|c| c.prep.is_none() && c.end == i) && self.harms();
        let describes = doer && t.verbs(i).any(|(m, ..)| !m.split.conj);
        (i + 1..self.limit.min(i + CLAUSE))
            .take_while(|&j| describes && !t.text.tokens[j].is(Mark::Stop) && !t.text.tokens[j].is(Mark::Comma))
            .find(|&j| t.text.tokens[j].kind == Kind::Number && s.counts_people(j) && self.counts_another(j))
    }

    /// `من قبل`, `على يد`: the doer of a passive.
    pub(super) fn doer(&mut self) -> Option<Go> {
        let (i, s) = (self.i, self.scene);
        let (m, _) = s.t.longest(i, |m| matches!(m.entry, Entry::Word(Class::Visitor)).then_some(()))?;
        if s.starting(m.end).is_none() && s.starting(m.end + 1).is_none() {
            return None;
        }
        self.out.push(Chunk { doer: true, ..self.phrase(None, i, m.end, m.end + 1) });
        self.open = true;
        let end = s.starting(m.end).map_or(m.end, |x| s.mentions[x].end);
        Some(self.keep(end))
    }

    /// A date, with the preposition before it.
    pub(super) fn date(&mut self) -> Option<Go> {
        let i = self.i;
        let d = self.scene.date_at(i)?;
        let whole = d.start == i || self.scene.t.prep(i).is_some();
        whole.then(|| self.pass(d.end.max(i + 1)))
    }

    /// Where another clause begins: a participle that reports, the outlet's own words behind a comma.
    pub(super) fn clause_behind(&mut self) -> Option<Go> {
        let (i, s) = (self.i, self.scene);
        let reports = s.reporting_participle(i, false) && s.starting(i).is_none();
        let tail = || s.t.is(i, flag::TAIL) && i > self.p.end && s.t.text.tokens[i - 1].is(Mark::Comma);
        (reports || tail()).then_some(Go::Stop)
    }

    /// `حسب الإذاعة الإيرانية`: whoever told it is no party.
    pub(super) fn source(&mut self) -> Option<Go> {
        let (i, s) = (self.i, self.scene);
        if s.covering(i).is_some() {
            return None;
        }
        let (m, _) = s.t.longest(i, |m| matches!(m.entry, Entry::Word(Class::Source)).then_some(()))?;
        let told = (m.end..m.end + 2).find_map(|j| s.starting(j));
        Some(self.pass(told.map_or(m.end, |x| s.mentions[x].end)))
    }

    /// An adverb belongs to no complement.
    pub(super) fn adverb(&mut self) -> Option<Go> {
        let (i, s) = (self.i, self.scene);
        let (m, _) = s.t.longest(i, |m| {
            let adverb = matches!(m.entry, Entry::Word(Class::Adverb | Class::Turn | Class::Qad));
            (adverb && (m.end > i + 1 || m.split.prep.is_none())).then_some(())
        })?;
        s.starting(i).is_none().then(|| self.pass(m.end))
    }

    /// The preposition that stands here, by itself or joined to its noun.
    pub(super) fn prep(&self) -> Governed {
        let (i, s, t) = (self.i, self.scene, self.scene.t);
        let prep = t.prep(i);
        // رحب بدعوة مصر: what a cue says with ب, not at whose invitation.
        let content = self.says
            && t.is(i, flag::CUE_NOUN | flag::MASDAR)
            && prep.is_some_and(|(_, at)| at == i + 1)
            && t.splits(i).iter().any(|s| s.prep == Some(letters::BY_PREP) && s.tok.is_some())
            && s.takes_with(self.p, letters::BY_PREP, Some(Role::Content))
            // بعد لقائه: no ب before a count.
            && !prep.is_some_and(|(own, _)| s.takes_with(self.p, own, None) || t.k.prep_is(own, prep::TIME));
        if content { Some((letters::BY_PREP, i)) } else { prep }
    }

    /// A complementiser opens what the cue says, to the end.
    pub(super) fn complementiser(&mut self) -> Option<Go> {
        let (i, s, t) = (self.i, self.scene, self.scene.t);
        if !t.is(i, flag::COMP) || s.covering(i).is_some() || s.spelt(i) {
            return None;
        }
        let own = t.at(i).iter().find(|m| matches!(m.entry, Entry::Word(Class::Comp))).and_then(|m| m.split.prep);
        // إلى أن, على أن: the preposition before it; بأن carries its own.
        let before = self.out.pop_if(|c| c.prep.is_some() && c.body == i);
        let (by, start) = before.map_or((own, i), |c| (c.prep, c.start));
        if self.says
            && by.is_some_and(|x| t.k.prep_is(x, prep::TIME))
            && let Some(next) = s.behind_when(i + 1, self.limit)
        {
            return Some(self.pass(next));
        }
        let tokens = &t.text.tokens;
        let mut body = self.within_quote(i + 1);
        if body < self.limit && tokens[body].is(Mark::Colon) {
            body += 1;
        }
        let quote = tokens.get(body - 1).is_some_and(|x| x.is(Mark::Quote));
        self.out.push(Chunk { clause: true, quote, ..self.phrase(by, start, body, self.limit) });
        Some(Go::Stop)
    }

    /// `أشاد بما وصلت إليه …`: what the cue says, as a clause.
    pub(super) fn clause_with_what(&mut self) -> Option<Go> {
        let (i, s, t) = (self.i, self.scene, self.scene.t);
        if !self.says {
            return None;
        }
        let own = t.at(i).iter().find_map(|m| m.split.prep.filter(|_| matches!(m.entry, Entry::Word(Class::Rel))))?;
        let wanted = !t.text.folded(i).contains(letters::ARTICLE)
            && s.takes_with(self.p, own, Some(Role::Content))
            && !self.told()
            && !self.out.iter().any(|c| c.prep == Some(own));
        // أكد رغبة المملكة في الشراكة بما يخدم …, بما في ذلك: no object of the cue.
        let object = self.out.iter().filter(|c| c.prep.is_none()).count() <= 1
            && self.out.iter().all(|c| c.prep.is_some() || s.head(c).is_some())
            && !t.text.tokens[i - 1].is(Mark::Comma)
            && !t.is(i + 1, flag::PREP);
        if !wanted || !object {
            return None;
        }
        self.out.push(Chunk { clause: true, ..self.phrase(Some(own), i, i, self.limit) });
        Some(Go::Stop)
    }

    /// A relative clause: over it, to the comma that closes it, or to what the cue is waiting for.
    pub(super) fn relative(&mut self, prep: Governed) -> Option<Go> {
        let (i, t) = (self.i, self.scene.t);
        if !t.is(i, flag::REL) || t.is(i, flag::PREP) || prep.is_some_and(|(_, at)| at != i) {
            return None;
        }
        let end = (i + 1..self.limit).find(|&j| self.closes_relative(j)).unwrap_or(self.limit);
        if let Some(c) = self.out.last_mut() {
            c.end = end;
        }
        Some(self.pass(end))
    }

    fn closes_relative(&self, j: usize) -> bool {
        let (t, x) = (self.scene.t, &self.scene.t.text.tokens[j]);
        let said = || x.is(Mark::Quote) && t.text.quotes.opening(j).is_some_and(|q| q.close - q.open > NAME);
        [Mark::Stop, Mark::Line, Mark::Colon, Mark::Comma].iter().any(|m| x.is(*m))
            || self.says && (t.is(j, flag::COMP) && j > self.i + 2 || said())
    }

    /// Another verb: this clause is over, unless it only describes the noun before it (`وفد يضم …`).
    pub(super) fn verb(&mut self) -> Option<Go> {
        let (i, s, t) = (self.i, self.scene, self.scene.t);
        if !t.is(i, flag::FINITE) || s.covering(i).is_some() || self.deed() {
            return None;
        }
        let complete = || self.out.last().is_some_and(|c| !self.open || c.mentions_any());
        if let Some(j) = self.counted_behind_clause(i) {
            return Some(self.pass(j));
        }
        if !self.says || complete() && t.verbs(i).any(|(m, ..)| m.split.conj) {
            return Some(Go::Stop);
        }
        // في مقابلة نشرتها صحيفة …: the pronoun takes the noun up, what follows belongs to its clause.
        let takes_up = self.open && !self.out.is_empty() && t.verbs(i).any(|(m, ..)| m.split.enc.is_some() && !m.split.conj);
        Some(if takes_up { self.keep(self.doer_behind(i + 1)) } else { self.pass(i + 1) })
    }

    /// `تعتزم مصر والسودان عقد اجتماع`: the deed that the cue waits for, no verb.
    fn deed(&self) -> bool {
        let (i, s, t) = (self.i, self.scene, self.scene.t);
        (t.is(i, flag::MASDAR) || t.is(i + 1, flag::CUE_NOUN) && t.prep(i + 1).is_none())
            && self.out.last().is_some_and(|c| c.prep.is_none() && c.end == i && c.mentions_any())
            && !t.verbs(i).any(|(m, ..)| m.split.conj)
            && s.takes_deed(self.p)
    }

    /// `نشرتها صحيفة «الحياة» اللندنية`: how far the doer of a verb reaches that stands behind it, at `i`.
    fn doer_behind(&self, i: usize) -> usize {
        let (s, t, text) = (self.scene, self.scene.t, self.scene.t.text);
        let quoted = |i: usize| {
            let q = text.tokens.get(i).filter(|x| x.is(Mark::Quote)).and_then(|_| text.quotes.opening(i));
            q.filter(|q| q.close - q.open <= NAME).map(|q| q.close + 1)
        };
        let goes_on = |i: usize| {
            text.tokens[i].is_word()
                && s.starting(i).is_none()
                && !t.is(i, flag::COMP | flag::PREP | flag::FINITE | flag::REL)
                && t.prep(i).is_none()
                && (text.folded(i).starts_with(letters::ARTICLE) || s.starting(i - 1).is_none() && t.is(i - 1, flag::FINITE))
        };
        let mut end = s.starting(i).map_or(i, |x| s.mentions[x].end);
        while end < self.limit && goes_on(end) {
            end = quoted(end + 1).unwrap_or(end + 1);
        }
        end
    }

    /// `كل من الوزيرين`, `مع عدد من الدول`: the preposition belongs to what counts.
    pub(super) fn counted(&mut self, prep: Governed) -> Option<Go> {
        let (i, t) = (self.i, self.scene.t);
        // مقتل سبعة من عناصر التنظيم: those counted are whom it is done to.
        let hit = matches!(self.p.form, Form::Noun { .. }) && self.harms();
        let number = t.is(i - 1, flag::QUANT | flag::NUMBER) || hit && t.text.tokens[i - 1].kind == Kind::Number;
        // قطعت كل من الرياض وأبوظبي علاقاتها: each of those named behind it.
        let party = |m: usize| {
            matches!(self.scene.mentions[m].what, What::State { organ: None, .. } | What::Person { .. } | What::Org(_))
        };
        let each = t.is(i - 1, flag::QUANT) && !t.is(i - 1, flag::NUMBER) && self.scene.starting(i + 1).is_some_and(party);
        let object = self.says || hit || each || self.any_frame(|f| f.encounter.is_some());
        let whole = |c: &Chunk| object && c.prep.is_none() || c.prep.is_some() && c.body == i - 1;
        let counts = prep.is_some_and(|(p, at)| at == i + 1 && t.k.prep_is(p, prep::FROM))
            && number
            && self.out.last().is_some_and(|c| whole(c) && c.end == i);
        counts.then(|| self.keep(i + 1))
    }

    /// `إلى جانب الصين`: one preposition, where the cue does not wait for it (`وقفت إلى جانب …`).
    pub(super) fn beside(&mut self, prep: Governed) -> Option<Go> {
        let (i, s) = (self.i, self.scene);
        prep.filter(|(_, at)| *at == i + 1)?;
        let (by, _) = s.t.prep(i + 1).filter(|(x, _)| s.t.k.prep_is(*x, prep::BESIDE) && !s.waits_for(self.p, i + 1))?;
        // جانب may be taken for a side, and whose it is.
        let side = s.starting(i + 1);
        self.open = side.is_some();
        if let Some(m) = side {
            self.out.push(self.phrase(Some(by), i + 1, i + 1, s.mentions[m].end));
        }
        let end = self.out.last().map_or(i, |c| c.end);
        Some(self.to(end.max(i + 1)))
    }

    /// A preposition opens a complement, unless it is said again for what is coordinated; with a pronoun it is one.
    pub(super) fn preposition(&mut self, prep: Governed) -> Option<Go> {
        let (i, t) = (self.i, self.scene.t);
        let (p, at) = prep?;
        let conj = t.at(i).iter().any(|m| m.split.conj && m.split.cut == 1 + u8::from(m.split.prep.is_some()));
        let same = conj && self.out.last().is_some_and(|c| c.prep == Some(p));
        if !same {
            self.out.push(self.phrase(Some(p), i, at, at.max(i + 1)));
        }
        let pronoun = at == i
            && t.at(i)
                .iter()
                .any(|m| matches!(m.entry, Entry::Word(Class::Prep(x)) if x == p) && m.split.enc.is_some() && m.end == i + 1);
        if !pronoun {
            self.open = true;
            return Some(self.keep(i + 1));
        }
        // خمسة أشخاص بينهم ثلاثة جنود: those told apart are no object of their own.
        let among = t.k.prep_is(p, prep::BETWEEN) && self.harms();
        if let Some(c) = self.out.last_mut() {
            c.pronoun = true;
            c.end = i + 1;
        }
        self.open = among;
        Some(self.to(i + 1))
    }
}
