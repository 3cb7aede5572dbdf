//! Statements that no frame tells: headlines with a colon, sources named, what goes on from the sentence before.

use super::{Group, RECENT, Reader, Said};
use crate::content::Content;
use crate::mentions::What;
use crate::tag::flag;
use mahdar_knowledge::conjugate::{Gender, Number};
use mahdar_knowledge::{Class, Entry, Party as Slot, Person};
use mahdar_record::{MentionForm, Mode};
use mahdar_text::Mark;

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
}
