//! Whether the phrase behind a verb is its subject or its object.

use super::Reader;
use crate::clause::{Chunk, Form, Predicate};
use crate::letters;
use crate::mentions::{Mention, What};
use crate::tag::flag;
use mahdar_knowledge::conjugate::{Gender, Number};
use mahdar_knowledge::{Complement, Frame, Knowledge, Person, Role};
use mahdar_text::Kind;

/// A finite verb and the first bare phrase behind it.
struct Behind<'c> {
    k: &'c Knowledge,
    p: &'c Predicate,
    frames: &'c [u16],
    chunks: &'c [Chunk],
    /// The phrase among the chunks.
    n: usize,
    gender: Gender,
    number: Number,
}

impl<'c> Behind<'c> {
    fn frames(&self) -> impl Iterator<Item = &'c Frame> {
        let k = self.k;
        self.frames.iter().map(move |f| &k.frames[*f as usize])
    }

    fn rest(&self) -> &'c [Chunk] {
        &self.chunks[self.n + 1..]
    }

    /// Whether some frame cannot do without a bare target.
    fn wants_two(&self) -> bool {
        self.frames().any(|f| f.complements.iter().any(needed))
    }
}

fn needed(c: &Complement) -> bool {
    c.role == Role::Target && c.preps.is_empty() && !c.optional
}

fn bare(c: &Chunk) -> bool {
    c.prep.is_none() && !c.doer && !c.clause && !c.quote
}

impl<'s, 't, 'a> Reader<'s, 't, 'a> {
    /// The chunk behind a verb that is its subject, if one is.
    pub(super) fn subject_chunk(&self, p: &Predicate, chunks: &[Chunk], frames: &[u16]) -> Option<usize> {
        let k = self.scene.t.k;
        let Form::Finite { gender, number, person: Person::Third, .. } = p.form else {
            return None;
        };
        // أضاف أنه أبلغ نظيره …: the pronoun of the complementiser is who does it.
        if frames.iter().any(|f| k.frames[*f as usize].says) && self.scene.of_pronoun(p.start, gender, number) {
            return None;
        }
        let n = chunks.iter().position(|c| bare(c) && !c.joined)?;
        // Nothing said may stand before it.
        if chunks[..n].iter().any(|c| c.clause || c.quote) {
            return None;
        }
        let v = Behind { k, p, frames, chunks, n, gender, number };
        let subject = match self.scene.head(&chunks[n]) {
            Some(h) => !self.disagrees(&v, h) && !self.lone_object(&v, h),
            // وأبدى شي، من جهته، استعداد بلاده: a part of a name that was told in full.
            None if chunks[n].end == chunks[n].body + 1 && self.part_of_name(chunks[n].body).is_some() => true,
            None => self.may_open(&v) && self.noun_does(&v),
        };
        subject.then_some(n)
    }

    /// Whether the verb's number or gender is another than that of the actor behind it.
    fn disagrees(&self, v: &Behind, head: usize) -> bool {
        let m = &self.scene.mentions[head];
        let (from, to) = v.chunks[v.n].mentions;
        if v.number == Number::Dual && m.number == Number::Singular && to - from < 2 {
            return true;
        }
        // A plural verb before a noun has its subject left out.
        if v.number == Number::Plural && !matches!(m.what, What::Joint | What::Pair(_)) {
            return true;
        }
        // واعتبرت السفير …: a man is no subject of a feminine verb.
        let man = matches!(m.what, What::Person { title: Some(_), .. }) && m.gender == Gender::Masculine;
        let she = m.number == Number::Singular && v.number == Number::Singular && v.gender == Gender::Feminine;
        // قالت السناتور كيرستن …: but a verb that takes no bare object has no other noun than its subject behind it.
        let object = |c: &Complement| c.preps.is_empty() && !c.clause && c.role != Role::Subject;
        man && she && v.frames().filter(|f| f.forms.verb).flat_map(|f| &f.complements).any(object)
    }

    /// Whether the only actor behind a verb that needs two is its object.
    fn lone_object(&self, v: &Behind, head: usize) -> bool {
        let m = &self.scene.mentions[head];
        // Agreement tells subject from object where only one actor follows.
        let lone = v.chunks.iter().filter(|c| bare(c) && self.scene.head(c).is_some()).count() == 1;
        if !lone {
            return false;
        }
        let goes_on = v.p.conj && !self.subjects.is_empty();
        // وحث الأطراف على …: the verb cannot do without an object, and only one noun follows.
        let always_two = || v.frames().filter(|f| f.forms.verb).all(|f| f.complements.iter().any(needed));
        // وطالب المسؤولين ب…: no nominative.
        let crowd = || {
            matches!(m.what, What::Agent { .. } | What::Joint | What::Pair(_))
                && m.start == v.chunks[v.n].body
                && self.scene.t.text.folded(m.start).ends_with(letters::OBLIQUE)
        };
        let alone = goes_on && v.p.enc.is_none() && v.chunks.iter().filter(|c| bare(c)).count() == 1;
        if alone && (always_two() || crowd() && v.wants_two()) {
            return true;
        }
        if !v.wants_two() {
            return false;
        }
        if self.in_own_words(v.p) {
            return true;
        }
        let of = match m.what {
            What::State { organ: None, .. } | What::Person { .. } => m.gender,
            _ => Gender::Common,
        };
        let clash = matches!((v.gender, of), (Gender::Masculine, Gender::Feminine) | (Gender::Feminine, Gender::Masculine));
        clash && (goes_on || self.goes_on_within(v, m)) || self.takes_object(v.p, v.frames, v.chunks, head, v.gender)
    }

    /// `أصدر السفير بيانا اتهم فيه …`: whether a verb takes up an indefinite paper or speech of somebody who was told before.
    fn in_own_words(&self, p: &Predicate) -> bool {
        let t = self.scene.t;
        let Some(paper) = self.paper_taken_up(p).filter(|&i| !t.text.folded(i).starts_with(letters::ARTICLE)) else {
            return false;
        };
        let from = t.text.sentences[t.text.sentence_of(p.start)].start;
        p.enc.is_none()
            && !(paper..p.start).any(|i| t.is(i, flag::REL))
            && self.subjects.iter().rev().any(|(at, g, ..)| (from..paper).contains(at) && !g.is_empty())
    }

    /// `حيث دعا إيران إلى …`: whether somebody else did what the sentence told before, whose gender is the verb's; but دعا العراق
    /// may be what Iraq does, whose name has no sign of the feminine.
    fn goes_on_within(&self, v: &Behind, object: &Mention) -> bool {
        let t = self.scene.t;
        let name = t.text.folded(object.start);
        let unmarked = name.starts_with(letters::ARTICLE) && object.end == object.start + 1;
        let from = t.text.sentences[t.text.sentence_of(v.p.start)].start;
        let before = self.subjects.iter().rev().find(|(at, ..)| *at >= from && *at < v.p.start);
        let opens = v.p.start > 0 && t.is(v.p.start - 1, flag::CONJ | flag::REL);
        opens && !unmarked && before.is_some_and(|(_, g, of, n)| g.len() == 1 && *of == v.gender && *n != Number::Plural)
    }

    /// Whether a common noun right behind the verb may do what it tells.
    fn may_open(&self, v: &Behind) -> bool {
        let t = self.scene.t;
        let first = v.chunks[v.n].body;
        if v.n > 0 || !self.may_speak(first, v.gender) {
            return false;
        }
        // ويأمل الحصول على دعم بكين: a deed, and nobody else behind the verb, is what is hoped for.
        let deed = t.is(first, flag::MASDAR) && !t.is(first, flag::DOCUMENT) && !self.subjects.is_empty();
        !(deed && self.scene.takes_deed(v.p) && !v.rest().iter().any(|c| c.prep.is_none() || c.clause || c.quote))
    }

    /// A common noun: the subject of a verb that takes no bare object, or one that another bare phrase follows.
    fn noun_does(&self, v: &Behind) -> bool {
        let t = self.scene.t;
        let c = &v.chunks[v.n];
        let first = c.body;
        let definite = t.text.folded(first).starts_with(letters::ARTICLE) && v.p.enc.is_none();
        if self.pledges_here(v.p, first, v.frames) || definite && v.rest().first().is_some_and(|c| self.waited_for(v, c)) {
            return true;
        }
        let named = v
            .frames()
            .filter_map(|f| f.subject.as_ref())
            .any(|h| (first..c.end).take(2).any(|i| t.splits(i).iter().any(|s| s.tok.is_some_and(|x| h.contains(&x)))));
        if named || self.speaks_here(v.p, v.chunks, v.n, v.frames, v.gender) || definite && self.before_object(v, first) {
            return true;
        }
        let bare_object = || v.frames().any(|f| f.complements.iter().any(|c| c.preps.is_empty() && !c.clause));
        let count = t.is(first, flag::QUANT | flag::NUMBER) || t.text.tokens[first].kind == Kind::Number;
        let more = || v.rest().iter().any(|c| c.prep.is_none() && !c.doer);
        let told = || v.rest().iter().any(|c| c.clause || c.quote);
        t.is(first, flag::DOCUMENT) || count || !bare_object() || more() && told()
    }

    /// `أثار القرار غضب تركيا`: a noun with the article before the object that the verb waits for.
    fn waited_for(&self, v: &Behind, c: &Chunk) -> bool {
        let object = |w: &Complement| w.role == Role::Object && w.preps.is_empty() && w.heads.is_some();
        bare(c) && v.frames().any(|f| f.complements.iter().any(|w| object(w) && self.scene.headed(c, w)))
    }

    /// Whether what stands behind a noun with the article is done or done to by it.
    fn before_object(&self, v: &Behind, first: usize) -> bool {
        let t = self.scene.t;
        let Some(c) = v.rest().first().filter(|c| bare(c)) else { return false };
        // رفض المجلس عقد الجلسة
        let deed = c.start == first + 1 && t.is(c.body, flag::MASDAR) && !t.text.folded(c.body).ends_with(letters::ALEF);
        if deed && !t.is(first, flag::MASDAR | flag::CUE_NOUN) && !self.of_sport(first) {
            return true;
        }
        // ويتهم القرار الجيش بارتكاب …: an actor behind the noun is who it is done to.
        let target = |c: &Complement| c.role == Role::Target && c.preps.is_empty();
        self.scene.head(c).is_some() && v.frames().any(|f| f.says && f.complements.iter().any(target))
    }

    /// `إنه سيلتقي بوتين`, `وصل ظريف إلى بغداد حيث التقى العبادي`: the only actor behind a verb of meeting is whom the one told
    /// before met.
    fn takes_object(&self, p: &Predicate, frames: &[u16], chunks: &[Chunk], head: usize, gender: Gender) -> bool {
        let k = self.scene.t.k;
        let frames = || frames.iter().map(|f| &k.frames[*f as usize]);
        if !frames().any(|f| f.encounter.is_some()) {
            return false;
        }
        // التقى لافروف بنظيره: the other one stands behind a preposition.
        let other = |c: &Chunk| {
            c.prep.is_some_and(|x| frames().any(|f| f.complements.iter().any(|w| w.role == Role::Target && w.preps.contains(&x))))
                && (c.pronoun || self.scene.head(c).is_some())
        };
        if p.enc.is_some() || chunks.iter().any(other) {
            return false;
        }
        if self.scene.behind_pronoun(p.start) {
            return true;
        }
        let text = self.scene.t.text;
        let sentence = text.sentences[text.sentence_of(p.start)];
        let object = self.scene.mentions[head].actor.and_then(|a| self.cast.parties[a].code.clone());
        let before = self.subjects.iter().rev().find(|(at, ..)| *at >= sentence.start && *at < p.start);
        before.is_some_and(|(_, g, of, _)| {
            object.is_some()
                && g.len() == 1
                && (*of == gender || *of == Gender::Common)
                && g.iter().all(|a| self.cast.parties[*a].code.is_some() && self.cast.parties[*a].code != object)
        })
    }
}
