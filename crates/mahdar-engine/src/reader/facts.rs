//! Whether what a cue tells took place: planned, unreal, long past, or no politics.

use super::{RECENT, Reader};
use crate::clause::{Form, Predicate};
use crate::dates::{Dated, Value};
use crate::letters;
use crate::tag::flag;
use mahdar_knowledge::{Class, Entry, Tense, Yield, prep};
use mahdar_text::Mark;

/// How many words of another world make an article foreign, where they are one in `SHARE` at least.
const FOREIGN: usize = 5;
/// How far behind a verb in the present the day may stand that puts it ahead.
const AHEAD: usize = 20;
/// How far into a promise the noun of what is promised may stand.
pub(super) const OPENS: usize = 5;
/// See [`FOREIGN`].
const SHARE: usize = 30;

/// How far before a verb the word that makes it a condition may stand.
const CONDITION: usize = 4;

impl<'s, 't, 'a> Reader<'s, 't, 'a> {
    /// Whether what a cue tells lies ahead.
    pub(super) fn planned(&self, p: &Predicate) -> bool {
        if p.future {
            return true;
        }
        let t = self.scene.t;
        let text = t.text;
        let sentence = text.sentences[text.sentence_of(p.start)];
        if self.agenda(p) || self.then(p) && (sentence.start..p.start).any(|i| t.is(i, flag::PLANNED) || self.scene.will(i)) {
            return true;
        }
        let from = p.start.saturating_sub(6).max(sentence.start);
        for i in (from..p.start).rev() {
            if !text.tokens[i].is_word() && text.tokens[i].is(Mark::Comma) {
                break;
            }
            if t.is(i, flag::PLANNED) {
                return true;
            }
            if self.scene.will(i) {
                return true;
            }
        }
        // وصل لإجراء مباحثات: what somebody comes for lies ahead.
        let noun = matches!(p.form, Form::Noun { .. });
        if noun && t.is(p.start, flag::PLANNED) {
            return true;
        }
        // وافق على عقد قمة مع …: what is promised lies ahead, but not the call in which it is.
        let call = |n: u16| t.k.noun_frames[n as usize].iter().any(|f| self.occasion(p, &t.k.frames[*f as usize]));
        if noun
            && !p.noun.is_some_and(call)
            && self
                .out
                .promised
                .iter()
                .rev()
                .take(RECENT)
                .any(|x| x.item.0 <= p.start && p.start < x.item.1.min(x.item.0 + OPENS))
        {
            return true;
        }
        if matches!(p.form, Form::Finite { tense: Tense::Present, .. }) {
            // عندما يلتقي ترامب
            let when = |m: &crate::tag::Match| matches!(m.entry, Entry::Word(Class::When)) && m.end == p.start;
            if p.start > 0 && t.at(p.start - 1).iter().any(when) {
                return true;
            }
            // يزور إيران الأسبوع المقبل, يلتقي نظيره في قمة في 12 يونيو: the day told with it lies ahead.
            for i in p.end..(p.end + AHEAD).min(sentence.end) {
                if t.is(i, flag::FINITE | flag::COMP | flag::REL) && !t.is(i, flag::PREP) && self.scene.covering(i).is_none() {
                    break;
                }
                let near = t.is(i, flag::PLANNED);
                if self.scene.date_at(i).is_some_and(|d| near || d.start == i && self.ahead(d)) {
                    return true;
                }
            }
        }
        if matches!(p.form, Form::Noun { .. }) {
            // الزيارة المرتقبة, قمة ستعقد
            for i in p.end..(p.end + 9).min(sentence.end) {
                // في مؤتمر صحفي مع أردوغان إن بلاده ستدعم …: what is said there.
                if !text.tokens[i].is_word() || t.is(i, flag::COMP) {
                    break;
                }
                if t.is(i, flag::PLANNED) || t.verbs(i).any(|(m, ..)| m.split.sin) && t.is(i, flag::FINITE) {
                    return true;
                }
                if t.is(i, flag::FINITE) {
                    break;
                }
            }
        }
        false
    }

    /// Whether a date lies behind the day of the article.
    fn ahead(&self, d: &Dated) -> bool {
        let Some(day) = self.published else { return false };
        match d.value {
            Value::Day(x) => x > day,
            Value::Month(y, m) => (y, m) > (day.year(), day.month()),
            _ => false,
        }
    }

    /// An encounter whose day lies behind that of the article has not been held, and to tell of it with its day is to announce it.
    pub(super) fn not_yet_held(&mut self) {
        let t = self.scene.t;
        let text = t.text;
        // تواصلت مع موسكو قبل لقاء الاثنين المقبل: what has been done has been done, on whatever day.
        let past = |i: usize| t.is(i, flag::FINITE) && t.verbs(i).any(|(_, _, tense, ..)| tense == Tense::Past);
        let meets = |rule: &str| t.k.frame_by_name.get(rule).is_some_and(|f| t.k.frames[*f as usize].encounter.is_some());
        for n in 0..self.out.met.len() {
            let m = &self.out.met[n];
            if m.evidence.iter().any(|e| past(e.0)) {
                continue;
            }
            let Some(day) = m.date.map(|d| &self.scene.dates[d]).filter(|d| !m.planned && self.ahead(d)) else { continue };
            let day = text.sentence_of(day.start);
            for d in &mut self.out.done {
                let told = text.sentence_of(d.evidence.0) == day
                    && m.evidence.iter().any(|e| e.0 <= d.evidence.0 && d.evidence.0 < e.1.max(e.0 + 1));
                if let Some(future) = t.k.futures.get(&d.kind).filter(|_| told && meets(&d.rule)) {
                    d.kind.clone_from(future);
                }
            }
            self.out.met[n].planned = true;
        }
    }

    /// Whether the words of a match or the like are so many that the article is about that.
    pub(super) fn other_world(&self) -> bool {
        let t = self.scene.t;
        let words = t.text.tokens.iter().filter(|x| x.is_word()).count();
        let foreign = |i: &usize| {
            t.splits(*i).iter().filter(|s| s.enc.is_none()).any(|s| {
                let list = s.tok.and_then(|tok| t.k.blocker_words.get(&tok));
                list.is_some_and(|l| l.iter().any(|b| t.k.blockers[*b as usize].article))
            })
        };
        let found = (0..t.text.tokens.len()).filter(foreign).count();
        found >= FOREIGN && found * SHARE >= words
    }

    /// `إذا أصرت واشنطن على …`: nobody has said it yet.
    pub(super) fn supposed(&self, at: usize) -> bool {
        let t = self.scene.t;
        let sentence = t.text.sentences[t.text.sentence_of(at)].start;
        (sentence.max(at.saturating_sub(CONDITION))..at)
            .rev()
            .take_while(|&i| t.text.tokens[i].is_word() && !t.is(i, flag::COMP))
            .any(|i| t.is(i, flag::COND) && self.scene.covering(i).is_none())
    }

    /// `وصل إلى الدوحة، على أن يلتقي …`: what comes next on a visit.
    fn agenda(&self, p: &Predicate) -> bool {
        let comma = p.start.checked_sub(3).is_some_and(|i| self.scene.t.text.tokens[i].is(Mark::Comma));
        comma && self.behind_that(p, prep::DUTY)
    }

    /// `زار القاهرة قبل أن يتوجه إلى الرياض`: what was or will be done after what the sentence tells, unless that is denied.
    fn then(&self, p: &Predicate) -> bool {
        let t = self.scene.t;
        let start = t.text.sentences[t.text.sentence_of(p.start)].start;
        let denied = |i: usize| t.is(i, flag::NEG | flag::COND | flag::HEDGE) && self.scene.covering(i).is_none();
        self.behind_that(p, prep::BEFORE) && !(start..p.start.saturating_sub(2)).any(denied)
    }

    /// Whether a verb stands behind أن and a preposition of these roles.
    fn behind_that(&self, p: &Predicate, roles: u16) -> bool {
        let t = self.scene.t;
        let finite = matches!(p.form, Form::Finite { tense: Tense::Present, .. });
        let by = |i: usize| t.prep(i).is_some_and(|(x, at)| at == i + 1 && t.k.prep_is(x, roles));
        finite && p.start >= 2 && t.is(p.start - 1, flag::COMP) && by(p.start - 2)
    }

    /// Whether the cue is supposed, wished, denied or long past.
    pub(super) fn unreal(&self, p: &Predicate) -> Option<&'static str> {
        let t = self.scene.t;
        let text = t.text;
        let sentence = text.sentences[text.sentence_of(p.start)];
        if p.negated {
            return Some("negated");
        }
        // زيارات محتملة
        if matches!(p.form, Form::Noun { .. }) && t.is(p.end, flag::HEDGE) && !t.is(p.end, flag::QAD | flag::PREP) {
            return Some("supposed, not told as a fact");
        }
        // أن يلتقي: the subjunctive tells what is wanted, feared or possible.
        let subjunctive = matches!(p.form, Form::Finite { tense: Tense::Present, .. })
            && p.start > 0
            && t.at(p.start - 1).iter().any(|m| {
                // With a pronoun (أنه) it opens a fact.
                let bare = t.text.folded(p.start - 1).chars().count() == usize::from(m.split.cut) + 2;
                matches!(m.entry, Entry::Word(Class::Comp)) && bare
            })
            && t.text.surface(p.start - 1).contains(letters::ALEF_HAMZA);
        if subjunctive && !self.planned(p) && !self.then(p) {
            return Some("wanted, feared or possible, not told as done");
        }
        let from = p.start.saturating_sub(8).max(sentence.start);
        for i in (from..p.start).rev() {
            let tok = &text.tokens[i];
            if tok.is(Mark::Comma) || tok.is(Mark::Stop) {
                break;
            }
            if t.is(i, flag::COND) && self.scene.covering(i).is_none() && p.start - i <= 6 {
                return Some("in a condition");
            }
            // قد before the present is perhaps, before the past indeed.
            let perhaps = t.is(i, flag::QAD) && p.start - i == 1 && matches!(p.form, Form::Finite { tense: Tense::Present, .. });
            let reach = if matches!(p.form, Form::Noun { .. }) { 3 } else { 2 };
            // كان من المفترض أن يلتقي: planned, not supposed.
            let due = i > 0 && t.is(i, flag::HEDGE) && t.is(i - 1, flag::PLANNED);
            if t.is(i, flag::HEDGE) && !due && p.start - i <= reach && (!t.is(i, flag::QAD) || perhaps) {
                return Some("supposed, not told as a fact");
            }
        }
        None
    }

    /// Whether a date around the tokens is more than a year old.
    pub(super) fn long_past(&self, start: usize, end: usize) -> bool {
        self.long_past_until(start, end, end + 6)
    }

    /// The same of dates that begin before `until`.
    pub(super) fn long_past_until(&self, start: usize, end: usize, until: usize) -> bool {
        let t = self.scene.t;
        let sentence = t.text.sentences[t.text.sentence_of(start)];
        let at = self.scene.dates.partition_point(|d| d.end <= start.saturating_sub(6).max(sentence.start));
        // للمرة الأولى منذ انتخابه في 2008: the year of something else.
        let nested = |d: &Dated| {
            let since = |i: usize| t.prep(i).is_some_and(|(x, _)| t.k.prep_is(x, prep::TIME));
            d.start > end && (end..d.start - 1).any(|i| since(i) && self.scene.date_at(i).is_none())
        };
        let until = until.min(sentence.end.max(end));
        let mut near = self.scene.dates[at..].iter().take_while(|d| d.start < until).filter(|d| !nested(d));
        let Some(year) = self.published.map(|d| d.year()) else {
            // Nobody tells the news of the day by its year.
            return near.any(|d| matches!(d.value, Value::Year(_)));
        };
        near.any(|d| match d.value {
            Value::Year(y) | Value::Month(y, _) => y + 1 < year,
            Value::Day(x) => x.year() + 1 < year,
            Value::Weekday(..) | Value::Open => false,
        })
    }

    /// A blocker near the cue that kills these events.
    pub(super) fn blocked(&self, p: &Predicate, events: &[Yield]) -> Option<String> {
        let t = self.scene.t;
        let text = t.text;
        let sentence = text.sentences[text.sentence_of(p.start)];
        let (from, to) = (p.start.saturating_sub(7).max(sentence.start), (p.end + 7).min(sentence.end));
        for i in from..to {
            if (p.start..p.end).contains(&i) {
                continue;
            }
            // نفسيهما is no نفسي: a word with a pronoun is listed as such.
            for s in t.splits(i).iter().filter(|s| s.enc.is_none()) {
                let Some(list) = s.tok.and_then(|tok| t.k.blocker_words.get(&tok)) else {
                    continue;
                };
                for b in list {
                    let b = &t.k.blockers[*b as usize];
                    if b.kills.is_empty() || events.iter().any(|e| b.kills.contains(&e.kind)) {
                        return Some(b.name.clone());
                    }
                }
            }
        }
        None
    }
}
