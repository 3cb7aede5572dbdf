//! What the marks between words do to the complements of a cue.

use super::Chunk;
use super::chunks::{Cutter, Go};
use super::parts::SPEECH;
use crate::tag::flag;
use mahdar_text::{Mark, Quote};

/// How long a quotation may be that is a name or a word of somebody's.
const NAME: usize = 6;

/// How long a quotation may be that is a title, where the speech that is reported next may be another.
const TITLE: usize = 4;

/// Behind how long a quotation no phrase goes on.
const LONG: usize = 12;

/// How far brackets may stand apart, and dashes used as brackets.
const BRACKETS: usize = 40;
const DASHES: usize = 20;

impl Cutter<'_, '_, '_> {
    /// A new clause behind a comma is no complement, unless it only stands between the cue and what it says.
    pub(super) fn comma(&mut self) -> Go {
        let (s, next) = (self.scene, self.i + 1);
        self.open = false;
        if next < self.limit && (s.opens_clause(next) || s.reporting_participle(next, true)) {
            return match self.resumed() {
                Some(i) => self.to(i),
                None => Go::Stop,
            };
        }
        // أدى الوزير شينزو آبي، زيارة إلى …: what the verb waits for describes nobody.
        let awaited = next < self.limit && s.waits_for(self.p, next);
        self.to(s.apposition_end(self.i, self.limit).filter(|_| !awaited).unwrap_or(next))
    }

    /// Where what is still to be said follows, behind the clause that opens after this comma.
    fn resumed(&self) -> Option<usize> {
        let (s, next) = (self.scene, self.i + 1);
        if !self.says || self.told() {
            return None;
        }
        if self.bare
            && let Some(colon) = s.quote_behind(next, self.limit)
        {
            return Some(colon);
        }
        if s.reporting_participle(next, true) { None } else { s.resumes(self.p, self.i, self.limit) }
    }

    /// What follows a colon is what the cue says.
    pub(super) fn colon(&mut self) -> Go {
        if self.says && !self.told() {
            let body = self.within_quote(self.i + 1);
            self.out.push(Chunk { quote: true, ..self.phrase(None, self.i, body, self.limit) });
        }
        Go::Stop
    }

    /// A quotation is what was said, or words of the phrase it stands in.
    pub(super) fn quotation(&mut self) -> Go {
        let i = self.i;
        let Some(q) = self.scene.t.text.quotes.opening(i) else {
            return self.to(i + 1);
        };
        let least = if self.bare { 1 } else { 3 };
        if self.says && q.close - q.open > least && !self.told() && self.quotable() && self.said(q) {
            self.out.push(Chunk { quote: true, ..self.phrase(None, i, i + 1, q.close) });
            return Go::Stop;
        }
        if q.close - q.open > LONG {
            self.open = false;
        }
        if self.says && self.scene.addressee(self.out.last(), q.open, q.close) {
            self.open = false;
            return self.keep(q.close + 1);
        }
        self.to(i + 1)
    }

    /// `دعا إسرائيل «إلى ضبط النفس»`, `اتهم واشنطن «بشن حرب»`: whether the cue can say a quotation; one that waits for its object or
    /// for a preposition finds them within the marks.
    fn quotable(&self) -> bool {
        use mahdar_knowledge::Role;
        self.p.lemma.is_none()
            || self.any_frame(|f| f.says && f.complements.iter().any(|c| c.role == Role::Content && c.preps.is_empty()))
    }

    /// Whether a quotation is what was said.
    fn said(&self, q: Quote) -> bool {
        let (s, t, last) = (self.scene, self.scene.t, self.out.last());
        let (length, behind) = (q.close - q.open, q.close + 1);
        // In mid-phrase a quotation is part of it (عبارة «…»), behind the speaker it is what was said.
        let fresh = !self.open || last.is_none_or(|c| c.prep.is_none() || c.mentions_any());
        let vehicle = || last.is_some_and(|c| t.is(c.body, flag::DOCUMENT));
        // قالت ميركل «لدينا ثقة» في سيطرة …: a few words of hers
        let own = || self.bare && t.prep(behind).is_some() && !s.said_later(behind, self.limit);
        let goes_on = || {
            t.text.tokens.get(behind).is_some_and(|x| x.is_word() || x.is(Mark::Colon))
                && !(length > TITLE && s.reporting_participle(behind, false))
        };
        (fresh || self.bare || length > SPEECH || vehicle()) && !(length <= NAME && goes_on() && !own())
    }

    /// Over what stands between dashes.
    pub(super) fn dash(&mut self) -> Go {
        let (i, text) = (self.i, self.scene.t.text);
        if !text.space_before(i) {
            return self.to(i + 1);
        }
        let end = if text.space_after(i) {
            self.scene.aside(i, self.limit)
        } else {
            // - … - as brackets
            let closes = |j: &usize| text.tokens[*j].is(Mark::Dash) && !text.space_before(*j);
            let close = (i + 1..self.limit.min(i + DASHES)).find(closes);
            close.map(|j| j + 1)
        };
        self.to(end.unwrap_or(i + 1))
    }

    /// Over what stands in brackets.
    pub(super) fn bracket(&mut self) -> Go {
        let (from, text) = (self.i + 1, self.scene.t.text);
        let close = (from..self.limit).take(BRACKETS).find(|&j| text.tokens[j].is(Mark::Close));
        self.to(close.map_or(from, |j| j + 1))
    }
}
