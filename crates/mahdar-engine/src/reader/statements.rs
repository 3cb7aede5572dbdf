//! Statements that no frame tells: headlines with a colon, sources named, what goes on from the sentence before.

use super::{Group, RECENT, Reader, Said, one};
use crate::content::Content;
use crate::letters;
use crate::mentions::What;
use crate::tag::{Match, flag};
use mahdar_knowledge::conjugate::{Gender, Number};
use mahdar_knowledge::{Class, Entry, Party as Slot, Person};
use mahdar_record::{ActorKind, MentionForm, Mode};
use mahdar_text::{Kind, Mark};

/// How far behind a word for a source the name of a newspaper may stand.
const OUTLET: usize = 4;

impl<'s, 't, 'a> Reader<'s, 't, 'a> {
    /// What is only passed on belongs to the innermost speaker: `قال المتحدث إن الرئيس شدد على …`.
    pub(super) fn innermost(&mut self) {
        let k = self.scene.t.k;
        let mut drop = Vec::new();
        for outer in 0..self.out.said.len() {
            for inner in outer.saturating_sub(RECENT)..self.out.said.len().min(outer + RECENT) {
                let (a, b) = (&self.out.said[outer], &self.out.said[inner]);
                let inside = outer != inner
                    && b.cue.0 >= a.content.start
                    && b.content.end == a.content.end
                    && b.content.start > a.content.start;
                let reports = k
                    .frame_by_name
                    .get(&b.rule)
                    .map(|f| &k.frames[*f as usize])
                    .is_some_and(|f| f.events.is_empty() && f.says && !f.act && f.speaker == Slot::Subject);
                // قال كاراسين إنه في حين يشير الاتفاق إلى ذلك فإن …: a thing says nothing instead of him.
                let thing = |g: &Group| !g.is_empty() && g.iter().all(|x| self.cast.parties[*x].code.is_none());
                if inside && reports && thing(&b.speakers) && !thing(&a.speakers) && !a.speakers.is_empty() && self.thing(b.cue) {
                    drop.push(inner);
                    continue;
                }
                if !inside || !reports || a.speakers == b.speakers || b.speakers.is_empty() || a.content.mode == Mode::Direct {
                    continue;
                }
                let at = b.cue.0;
                // أكد مون أن الزعيم كيم أعرب عن …: nothing is left of it but who says the rest.
                let bare = (a.content.start..at).all(|i| self.scene.covering(i).is_some());
                if bare || at <= a.content.start + 5 {
                    drop.push(outer);
                } else {
                    let start = self.out.said[outer].content.start;
                    self.out.said[outer].content.end = self.scene.trim(start, at);
                }
            }
        }
        self.forget(drop);
    }

    /// Whether nobody stands behind a cue but a thing: a framework, a text.
    fn thing(&self, cue: (usize, usize)) -> bool {
        let t = self.scene.t;
        let named = |e: Entry| matches!(e, Entry::FrameworkHead { .. } | Entry::Masdar { .. } | Entry::CueNoun { .. });
        !t.is(cue.0 + 1, flag::DOCUMENT)
            && t.at(cue.0 + 1).iter().any(|m| m.split.cut <= 2 && m.split.prep.is_none() && named(m.entry))
    }

    /// Decisions and orders opened content for the deeds told in it; they are no words of anybody.
    pub(super) fn acts(&mut self) {
        let drop = (0..self.out.said.len()).filter(|&i| self.out.said[i].act).collect();
        self.forget(drop);
    }

    fn forget(&mut self, mut drop: Vec<usize>) {
        drop.sort_unstable();
        drop.dedup();
        for d in drop.into_iter().rev() {
            self.out.said.remove(d);
            // Whatever pointed at a statement behind it moves up.
            let fix = |s: &mut Option<usize>| match *s {
                Some(n) if n == d => *s = None,
                Some(n) if n > d => *s = Some(n - 1),
                _ => {}
            };
            self.out.promised.iter_mut().for_each(|p| fix(&mut p.statement));
            self.out.done.iter_mut().for_each(|p| fix(&mut p.statement));
        }
    }

    /// `وأن …` at a sentence's start: the statement before goes on.
    pub(super) fn goes_on(&mut self, i: usize) {
        let t = self.scene.t;
        let text = t.text;
        let sent = text.sentences[text.sentence_of(i)];
        let first = (sent.start..i).all(|j| !text.tokens[j].is_word());
        let comp = t.at(i).iter().any(|m| matches!(m.entry, Entry::Word(Class::Comp)) && m.split.conj && m.split.prep.is_none());
        if !first || !comp {
            return;
        }
        let Some(last) = self.out.said.iter().rev().take(RECENT).filter(|s| !s.act).max_by_key(|s| s.content.end).cloned() else {
            return;
        };
        if last.content.end > i || last.content.end + 4 < i || last.speakers.is_empty() {
            return;
        }
        if let Some(content) = self.scene.content(i + 1, Some(Gender::Masculine)) {
            self.out.said.push(Said { cue: (i, i + 1), content, ..last });
        }
    }

    /// Whether a token lies in what somebody says; the innermost statement. `قام ماكرون بزيارة …، أجرى خلالها …`: a deed is told by
    /// the article, and so is what stands behind it.
    pub(super) fn statement_at(&self, i: usize) -> Option<usize> {
        self.content_at(i, |s| !s.act)
    }

    /// Whether a token lies in what somebody says, or in the words of a deed that somebody does.
    pub(super) fn deed_at(&self, i: usize) -> Option<usize> {
        self.content_at(i, |_| true)
    }

    fn content_at(&self, i: usize, which: impl Fn(&Said) -> bool) -> Option<usize> {
        self.out
            .said
            .iter()
            .enumerate()
            .rev()
            .take(RECENT)
            .filter(|(_, s)| s.content.start <= i && i < s.content.end && which(s))
            .min_by_key(|(_, s)| s.content.end - s.content.start)
            .map(|(n, _)| n)
    }

    /// `كيري: مصر دفعت …`: a speaker, a colon, words.
    pub(super) fn headline(&mut self, s: usize) {
        let text = self.scene.t.text;
        let sent = text.sentences[s];
        let first = (sent.start..sent.end).find(|&i| text.tokens[i].is_word());
        let Some(first) = first else { return };
        if first > sent.start + 2 || self.scene.t.text.quotes.around(first).is_some() {
            return;
        }
        let colon = (first..sent.end.min(first + 14))
            .find(|&i| text.tokens[i].is(Mark::Colon) || text.tokens[i].is(Mark::Quote) || text.tokens[i].is(Mark::Stop));
        let Some(colon) = colon.filter(|&c| text.tokens[c].is(Mark::Colon)) else {
            return;
        };
        let Some(m) = self.scene.starting(first) else {
            return;
        };
        let x = &self.scene.mentions[m];
        if x.prep.is_some() || matches!(x.what, What::Adjective(_) | What::Place(_)) {
            return;
        }
        // Only the speaker, or a speaker and a few words of where and when, and no verb.
        let first_person = self.scene.t.verbs(colon + 1).any(|(_, _, _, person, _)| person == Person::First);
        // الكويت - الحسيني البجلاتي: أكد رئيس المجلس …: the reporter's line.
        let reports = self.scene.starting(colon + 2).is_some()
            && self.scene.t.is(colon + 1, flag::FINITE)
            && self.scene.t.verbs(colon + 1).any(|(_, l, ..)| {
                let frames = &self.scene.t.k.lemma_frames[l as usize];
                frames.iter().any(|f| self.scene.t.k.frames[*f as usize].says)
            });
        if reports && !first_person {
            return;
        }
        if !first_person && (x.end..colon).any(|i| self.scene.t.is(i, flag::FINITE) && self.scene.covering(i).is_none()) {
            return;
        }
        if colon > x.end + 5 && !first_person {
            return;
        }
        let g = self.actors_of(m);
        let title_only = matches!(self.scene.mentions[m].what, What::Place(_));
        if title_only || g.is_empty() {
            return;
        }
        // A dateline (`واشنطن: …`) or a place with a colon speaks only in a headline.
        if self.scene.mentions[m].form == MentionForm::Capital && s > 0 {
            return;
        }
        let speakers: Group = g.iter().map(|a| self.cast.whole(*a)).collect();
        if let Some(content) = self.scene.content(colon + 1, None)
            && content.end > content.start + 1
            && !self.scene.predicates_any(content.start, content.start)
        {
            let gender = self.gender_of(&g);
            self.subjects.push((first, g, gender, Number::Singular));
            self.out.said.push(Said {
                speakers,
                cue: (first, colon + 1),
                content,
                rule: "headline-colon".into(),
                encounter: None,
                wished: false,
                own: false,
                act: false,
                doers: Group::new(),
            });
        }
    }

    /// A newspaper, agency or channel named right behind a word for a source: its tokens.
    fn outlet(&self, at: usize, end: usize) -> Option<(usize, usize)> {
        let t = self.scene.t;
        let named = (at..end.min(at + OUTLET)).take_while(|&i| self.scene.starting(i).is_none() || i == at).find_map(|i| {
            t.longest(i, |m| (matches!(m.entry, Entry::Media { .. }) && !m.split.conj).then_some(())).map(|(m, ())| (i, m.end))
        });
        let (i, mut to) = named?;
        if t.text.tokens[at..i].iter().any(|x| x.is_word()) && (at..i).any(|j| t.is(j, flag::REL | flag::FINITE)) {
            return None;
        }
        while self.scene.starting(to).is_some_and(|m| matches!(self.scene.mentions[m].what, What::Adjective(_)))
            || t.text.tokens.get(to).is_some_and(|x| x.is(Mark::Quote))
        {
            to += 1;
        }
        Some((i, to))
    }

    /// `"…"، يقول الوزير المغربي`, `"…"، هكذا قال روحاني`: the words stand before who said them.
    pub(super) fn behind_quote(&mut self, i: usize) {
        let t = self.scene.t;
        let text = t.text;
        let telling = |f: &mahdar_knowledge::Frame| f.says && !f.act && f.events.is_empty();
        let says = t.is(i, flag::FINITE)
            && t.verbs(i).any(|(m, l, ..)| {
                !m.split.conj
                    && m.split.enc.is_none()
                    && t.k.lemma_frames[l as usize].iter().any(|f| telling(&t.k.frames[*f as usize]))
            });
        if !says {
            return;
        }
        let mark = |j: usize, m: Mark| text.tokens[j].is(m);
        let between = |j: &usize| mark(*j, Mark::Comma) || t.is(*j, flag::ADVERB) && self.scene.covering(*j).is_none();
        let close = (i.saturating_sub(3)..i).rev().find(|j| !between(j));
        let Some(q) = close.and_then(|c| text.quotes.iter().find(|q| q.closed && q.close == c).copied()) else { return };
        let Some(m) = self.scene.starting(i + 1) else { return };
        let x = &self.scene.mentions[m];
        if x.prep.is_some() || matches!(x.what, What::Adjective(_) | What::Place(_)) {
            return;
        }
        // He says something else behind it, or the quotation is part of a sentence.
        let end = text.sentences[text.sentence_of(i)].end;
        let more = (x.end..end).any(|j| t.is(j, flag::COMP) || mark(j, Mark::Quote) || mark(j, Mark::Colon));
        let whole = q.open == 0 || mark(q.open - 1, Mark::Stop) || mark(q.open - 1, Mark::Line);
        let taken = self.out.said.iter().rev().take(RECENT).any(|s| s.content.start < q.close && q.open < s.content.end);
        let speakers: Group = self.actors_of(m).iter().map(|a| self.cast.whole(*a)).collect();
        if more || !whole || taken || speakers.is_empty() || q.close < q.open + 3 {
            return;
        }
        self.out.said.push(Said {
            speakers,
            cue: (i, self.scene.mentions[m].end),
            content: Content { start: q.open + 1, end: q.close, mode: Mode::Direct },
            rule: "quote-before".into(),
            encounter: None,
            wished: false,
            own: false,
            act: false,
            doers: Group::new(),
        });
    }

    /// `بحسب وزارة الخارجية`, `وفقا لـ…`: the clause around it is that source's.
    pub(super) fn by_source(&mut self, i: usize) {
        let t = self.scene.t;
        let hit = t.longest(i, |m| matches!(m.entry, Entry::Word(Class::Source)).then_some(()));
        // ، كما أعلنت الرئاسة الفرنسية.
        let tail = || {
            let says = t.is(i + 1, flag::FINITE)
                && t.verbs(i + 1).any(|(_, l, ..)| t.k.lemma_frames[l as usize].iter().any(|f| t.k.frames[*f as usize].says));
            let comma = i > 0 && t.text.tokens[i - 1].is(Mark::Comma);
            let named = self.scene.starting(i + 2)?;
            let sent = t.text.sentences[t.text.sentence_of(i)];
            let rest = self.scene.mentions[named].end..sent.end;
            let bare = rest.len() <= 10
                && rest.clone().all(|j| {
                    !t.is(j, flag::COMP | flag::FINITE) && !t.text.tokens[j].is(Mark::Quote) && !t.text.tokens[j].is(Mark::Colon)
                });
            // not ولكنها تنفي: its pronoun speaks.
            let alone = |m: &&Match| matches!(m.entry, Entry::Word(Class::Conj)) && m.split.enc.is_none() && m.split.cut == 0;
            // not ، فيما أكد الوزير: that is another report.
            let turns = t.is(i, flag::INTRO) && !t.text.folded(i).starts_with(letters::LIKE);
            (says && comma && bare && t.is(i, flag::CONJ) && !turns).then(|| t.at(i).iter().find(alone).copied()).flatten()
        };
        let Some(m) = hit.map(|h| h.0).or_else(tail) else { return };
        if self.scene.t.text.quotes.around(i).is_some()
            || self.scene.covering(i).is_some()
            || self.statement_at(i).is_some_and(|s| self.out.said[s].content.mode == Mode::Direct)
        {
            return;
        }
        let text = t.text;
        let sent = text.sentences[text.sentence_of(i)];
        let mut j = m.end;
        // وفقا لما قاله, حسب بيان, بحسب ما ذكرت
        let mut hops = 0;
        let mut source = None;
        while j < sent.end && hops < 6 {
            // بحسب ما أعلنت الاثنين وزيرة الجيوش
            if let Some(d) = self.scene.date_at(j) {
                j = d.end.max(j + 1);
                continue;
            }
            if let Some(x) = self.scene.starting(j) {
                if !matches!(self.scene.mentions[x].what, What::Place(_)) {
                    source = Some(x);
                }
                break;
            }
            if !text.tokens[j].is_word() && !text.tokens[j].is(Mark::Quote) {
                break;
            }
            let open = t
                .is(j, flag::DOCUMENT | flag::REL | flag::FINITE | flag::PREP | flag::QUANT | flag::NUMBER | flag::PARTICIPLE)
                || text.tokens[j].kind == Kind::Number
                || text.tokens[j].is(Mark::Quote);
            if !open && hops > 0 {
                break;
            }
            if !open && !t.at(j).iter().any(|m| m.split.prep.is_some() || matches!(m.entry, Entry::Word(_))) {
                break;
            }
            j += 1;
            hops += 1;
        }
        let (speakers, mention_end) = if let Some((from, to)) = self.outlet(m.end, sent.end) {
            (one(self.cast.unnamed(text.slice(from, to))), to)
        } else if let (None, Some(told)) = (source, self.teller(m.end)) {
            told
        } else {
            let Some(x) = source else { return };
            let speakers: Group = self.actors_of(x).iter().map(|a| self.cast.whole(*a)).collect();
            // البيان الأمريكي: whose the document is; other adjectives name nobody.
            let adjective = matches!(self.scene.mentions[x].what, What::Adjective(_));
            if speakers.is_empty() || adjective && !t.is(self.scene.mentions[x].start - 1, flag::DOCUMENT) {
                return;
            }
            (speakers, self.scene.mentions[x].end)
        };
        // أفادت الوكالة نقلا عن مصادر بأن …: what the verb opened is the source's.
        let behind = text.tokens.get(i.wrapping_sub(1)).is_some_and(|x| x.is(Mark::Comma));
        if !behind && t.is(mention_end, flag::COMP) {
            let told = self.out.said.iter_mut().rev().take(RECENT).find(|s| s.cue.0 < i && s.content.start > mention_end);
            if let Some(s) = told.filter(|s| s.cue.0 >= sent.start) {
                s.speakers = speakers;
                return;
            }
        }
        let (start, end) = if (sent.start..i).any(|w| text.tokens[w].is_word()) {
            // The words before it, from the sentence's start.
            let mut s = sent.start;
            while s < i && !text.tokens[s].is_word() && !text.tokens[s].is(Mark::Quote) {
                s += 1;
            }
            (s, i)
        } else {
            // ، or فإن
            let opens =
                |c: usize| text.tokens[c].is(Mark::Comma) || t.is(c, flag::COMP) && text.folded(c).starts_with(letters::SO);
            let from = (mention_end..sent.end.min(mention_end + 12)).find(|&c| opens(c));
            match from {
                Some(c) => {
                    let then = t.is(c + 1, flag::COMP) && text.folded(c + 1).starts_with(letters::SO);
                    (c + 1 + usize::from(then), sent.end)
                }
                None => return,
            }
        };
        // أكد شي، بحسب بيان …، أن: in brackets between a verb and what was said.
        let close = (mention_end..sent.end.min(mention_end + 8)).find(|&c| text.tokens[c].is(Mark::Comma));
        // … or the thing that it affirms.
        let thing = |c: usize| t.is(c + 1, flag::MASDAR | flag::HEDGE) && i < start + 6;
        if end == i && close.is_some_and(|c| t.is(c + 1, flag::COMP) || thing(c)) && (start..i).any(|w| t.is(w, flag::FINITE)) {
            return;
        }
        let mut end = end;
        while end > start && !text.tokens[end - 1].is_word() && !text.tokens[end - 1].is(Mark::Quote) {
            end -= 1;
        }
        // وذلك وفقا لـ
        if end > start && t.is(end - 1, flag::TAIL) {
            end -= 1;
            while end > start && !text.tokens[end - 1].is_word() {
                end -= 1;
            }
        }
        // Not over words that are somebody's already.
        let overlap = self.out.said.iter().rev().take(RECENT).any(|s| s.content.start < end && start < s.content.end);
        if overlap || end <= start + 1 {
            return;
        }
        // …، بحسب ما أعلنت الوزيرة، داعية إلى …: whoever told it goes on.
        let named = |a: &usize| !matches!(self.cast.parties[*a].kind, ActorKind::Unnamed | ActorKind::Agent);
        if speakers.iter().all(named) {
            let gender = self.gender_of(&speakers);
            self.subjects.push((i, speakers.clone(), gender, self.number_of(&speakers)));
        }
        let mode = if (start..end).any(|q| text.tokens[q].is(Mark::Quote)) { Mode::Mixed } else { Mode::Indirect };
        self.out.said.push(Said {
            speakers,
            cue: (i, mention_end),
            content: Content { start, end, mode },
            rule: "according-to".into(),
            encounter: None,
            wished: false,
            own: false,
            act: false,
            doers: Group::new(),
        });
    }
}
