//! What a cut into complements asks about single words: asides, appositions, letters of names, where words are said bare.

use super::{Chunk, Form, Predicate, Scene};
use crate::letters;
use crate::mentions::What;
use crate::tag::flag;
use mahdar_knowledge::conjugate::Number;
use mahdar_knowledge::{Class, Entry, Person, Role, prep};
use mahdar_text::Mark;

/// How long an aside between dashes may be.
const ASIDE: usize = 8;

/// How long a quotation is that can only be what was said.
pub(super) const SPEECH: usize = 9;

/// How long an aside may be behind which what is said follows.
const RESUMES: usize = 26;

impl Scene<'_, '_> {
    /// Where what is said begins if nothing opens it: `قال بولتون سنلاحقهم`, `قال المعلم خلال مؤتمر صحفي نحث …`. A verb in the first
    /// person, which nobody but a speaker uses, or, where the cue is `bare`, one right behind who says it.
    pub(super) fn unopened(&self, p: &Predicate, chunks: &[Chunk], bare: bool, limit: usize) -> Option<usize> {
        let t = self.t;
        let verb = |i: usize| t.is(i, flag::FINITE) && self.covering(i).is_none() && t.verbs(i).any(|(m, ..)| !m.split.conj);
        let first = |i: usize| t.verbs(i).any(|(.., person, _)| person == Person::First);
        // أعظم, أوجه look like "I": only "we", or what is to come, is nothing else.
        let we = |i: usize| {
            let mine = |m: &crate::tag::Match| matches!(m.entry, Entry::Verb { number: Number::Plural, .. }) || m.split.sin;
            verb(i) && t.verbs(i).all(|(m, _, _, person, _)| person == Person::First && mine(m))
        };
        // وأضاف سنحدد موقفنا: right behind the cue.
        if p.end < limit && we(p.end) {
            return Some(p.end);
        }
        let speaker = chunks.iter().find(|c| c.prep.is_none() && c.mentions.0 < c.mentions.1)?;
        let named = self.mentions[speaker.mentions.0].end;
        let plain = |i: usize| !t.is(i - 1, flag::REL | flag::COMP | flag::CONJ | flag::KANA) && t.text.tokens[i - 1].is_word();
        // قال وانغ، نحرص على …: a comma may stand for the colon.
        let comma = |i: usize| i == named + 1 && t.text.tokens[named].is(Mark::Comma) && we(i);
        if bare && named < limit && verb(named) && named > p.end && t.verbs(named).any(|(m, ..)| m.split.enc.is_none()) {
            return Some(named);
        }
        let particle = |i: usize| t.is(i, flag::NEG | flag::FUTURE | flag::QAD) && t.text.tokens[i].is_word();
        let behind = |i: usize| i == named || i == named + 1 && particle(named);
        let opens = |i: usize| comma(i) || if bare { first(i) && plain(i) } else { behind(i) && we(i) };
        let at = (named..limit).find(|&i| verb(i) && opens(i))?;
        Some(if particle(at - 1) { at - 1 } else { at })
    }

    /// `رفض المجلس عقد الجلسة`: whether the deed at `i` is what a cue is about, behind one noun with the article that does it.
    pub(super) fn deed_behind(&self, p: &Predicate, last: Option<&Chunk>, i: usize) -> bool {
        let t = self.t;
        let alone = last.is_some_and(|c| c.prep.is_none() && c.start == p.end && c.end == i && i == p.end + 1);
        let noun = alone && t.text.folded(p.end).starts_with(letters::ARTICLE) && !t.is(p.end, flag::MASDAR | flag::CUE_NOUN);
        let deed = t.is(i, flag::MASDAR)
            && !t.text.folded(i).ends_with(letters::ALEF)
            && !t.text.folded(i).starts_with(letters::ARTICLE)
            && t.prep(i).is_none();
        noun && deed && p.enc.is_none() && matches!(p.form, Form::Finite { .. }) && self.says_thing(p)
    }

    fn says_thing(&self, p: &Predicate) -> bool {
        let frames: &[u16] = p.lemma.map_or(&[], |l| &self.t.k.lemma_frames[l as usize]);
        let thing = |c: &mahdar_knowledge::Complement| c.role == Role::Content && c.preps.is_empty() && !c.clause;
        frames.iter().map(|f| &self.t.k.frames[*f as usize]).any(|f| f.says && f.complements.iter().any(thing))
    }

    /// `قال لـ «الاقتصادية» مسؤول في السفارة …`: whether a quotation names to whom it is said, and somebody stands behind it.
    pub(super) fn addressee(&self, last: Option<&Chunk>, open: usize, close: usize) -> bool {
        let text = self.t.text;
        let named = close - open <= 4 && last.is_some_and(|c| c.prep.is_some() && c.body == open);
        named && self.starting(close + 1).is_some() && !text.folded(close + 1).starts_with(letters::ARTICLE)
    }

    /// Whether a complementiser, colon or quotation stands further on in the clause.
    pub(super) fn said_later(&self, from: usize, limit: usize) -> bool {
        let text = self.t.text;
        let end = (from..limit).find(|&j| text.tokens[j].is(Mark::Stop) || text.tokens[j].is(Mark::Line)).unwrap_or(limit);
        (from..end).any(|j| self.t.is(j, flag::COMP) || text.tokens[j].is(Mark::Quote) || text.tokens[j].is(Mark::Colon))
    }

    /// Whether some frame of a cue takes a complement, of this role if one is given, with this preposition.
    pub(crate) fn takes_with(&self, p: &Predicate, prep: u8, role: Option<Role>) -> bool {
        let frames: &[u16] = p.lemma.map_or(&[], |l| &self.t.k.lemma_frames[l as usize]);
        let wants = |c: &mahdar_knowledge::Complement| role.is_none_or(|r| c.role == r) && c.preps.contains(&prep);
        frames.iter().any(|f| self.t.k.frames[*f as usize].complements.iter().any(wants))
    }

    /// Whether the word at `i` heads a complement of some frame of a cue.
    pub(super) fn waits_for(&self, p: &Predicate, i: usize) -> bool {
        let frames: &[u16] = p.lemma.map_or(&[], |l| &self.t.k.lemma_frames[l as usize]);
        let mut heads = frames.iter().flat_map(|f| &self.t.k.frames[*f as usize].complements).filter_map(|c| c.heads.as_ref());
        heads.any(|h| self.t.splits(i).iter().any(|s| s.tok.is_some_and(|x| h.contains(&x))))
    }

    /// `- حفظه الله -`: where an aside between two dashes ends; a longer one where what is said stands behind it.
    pub(super) fn aside(&self, dash: usize, limit: usize) -> Option<usize> {
        let t = self.t;
        let text = t.text;
        let first = text.tokens.get(dash + 1)?.is_word();
        let end = (dash + 2..limit.min(dash + RESUMES)).find(|&j| !text.tokens[j].is_word())?;
        if text.tokens[end].is(Mark::Dash) && end < dash + ASIDE {
            return first.then_some(end + 1);
        }
        // قال مسؤول في الحركة - بعد أن اختتم زعماؤها محادثات في دمشق - إن …
        let end = (end..limit.min(dash + RESUMES)).find(|&j| text.tokens[j].is(Mark::Dash))?;
        (first && t.is(end + 1, flag::COMP)).then_some(end + 1)
    }

    /// `قال في تصريح، أدلى به أمس، إن …`, `أعلن طلاب، نجوا من الهجوم، عن تنظيم …`: the comma at which an aside ends that another
    /// comma opened, where what the cue says follows.
    pub(super) fn resumes(&self, p: &Predicate, comma: usize, limit: usize) -> Option<usize> {
        let t = self.t;
        let text = t.text;
        let first = comma + 1;
        let joined =
            |i: usize| t.verbs(i).any(|(m, ..)| m.split.conj) || t.at(i).iter().any(|m| m.split.conj && m.split.cut == 1);
        let comma = (first + 1..limit.min(first + RESUMES))
            .take_while(|&j| !text.tokens[j].is(Mark::Stop) && !self.opens_words(j) && !text.tokens[j].is(Mark::Quote))
            .find(|&j| text.tokens[j].is(Mark::Comma))?;
        let next = comma + 1;
        // قالت بيرس، وتتولى الرئاسة هذا الشهر، إن …: who tells more of herself, and reports nothing, goes on.
        let more = || t.is(next, flag::COMP) && !joined(next) && t.is(first, flag::FINITE) && !self.reports(first);
        if (joined(first) || t.is(first, flag::TAIL | flag::CONJ | flag::INTRO)) && !more() {
            return None;
        }
        let content = |own: u8| self.takes_with(p, own, Some(Role::Content));
        let said = t.is(next, flag::COMP) && !joined(next)
            || text.tokens.get(next)?.is(Mark::Quote) && text.quotes.opening(next).is_some_and(|q| q.close - q.open > 6)
            || t.is(first, flag::FINITE) && t.prep(next).is_some_and(|(own, _)| content(own));
        said.then_some(comma)
    }

    /// Whether a complementiser at `i` may open what is said; `بعد أن` tells when.
    fn opens_words(&self, i: usize) -> bool {
        let t = self.t;
        let when = || i > 0 && t.prep(i - 1).is_some_and(|(x, at)| at == i && t.k.prep_is(x, prep::TIME));
        t.is(i, flag::COMP) && !when()
    }

    /// Whether the verb at `i` puts words into a mouth.
    fn reports(&self, i: usize) -> bool {
        let t = self.t;
        t.verbs(i).any(|(_, l, ..)| t.k.lemma_frames[l as usize].iter().any(|f| t.k.frames[*f as usize].says))
    }

    /// `قال كيم قبل أن تبدأ المحادثات «إننا …»`, `قال، بعد أن زاره، إن …`: where what is said begins behind a clause from `i` that tells
    /// when.
    pub(super) fn behind_when(&self, i: usize, limit: usize) -> Option<usize> {
        let t = self.t;
        let text = t.text;
        let long = |j: usize| text.quotes.opening(j).is_some_and(|q| q.close - q.open > SPEECH);
        let opens = |j: usize| text.tokens[j].is(Mark::Quote) && long(j) || text.tokens[j].is(Mark::Colon);
        let end = (i..limit.min(i + RESUMES)).find(|&j| opens(j) || text.tokens[j].is(Mark::Stop) || self.opens_words(j))?;
        let comma = || end > i && text.tokens[end - 1].is(Mark::Comma) && self.opens_words(end);
        (opens(end) || comma()).then_some(end)
    }

    /// `قال في كلمة، معلنا انسحاب بلاده: «…»`: the colon before a quotation to which a cue that has nothing said yet goes on, over
    /// a participle at `i` that has its own complement.
    pub(super) fn quote_behind(&self, i: usize, limit: usize) -> Option<usize> {
        let t = self.t;
        let text = t.text;
        let colon = (i + 2..limit)
            .take_while(|&j| !text.tokens[j].is(Mark::Stop) && !text.tokens[j].is(Mark::Quote) && !t.is(j, flag::COMP))
            .find(|&j| text.tokens[j].is(Mark::Colon))?;
        text.quotes.opening(colon + 1).is_some().then_some(colon)
    }

    /// Whether the word at `i` is a noun that its pronoun closes to any genitive: `مكتبه`, not `لقائه`.
    pub(super) fn owned(&self, i: usize) -> bool {
        let t = self.t;
        !t.is(i, flag::MASDAR | flag::CUE_NOUN | flag::PREP)
            && t.splits(i).iter().any(|s| s.enc.is_some() && s.tok.is_some())
            // مكتبه, no مكتبة
            && !t.text.surface(i).ends_with(letters::TA_MARBUTA)
    }

    /// Whether the noun at `i` does not describe the mention before it: `رفضت روسيا الخطة`, but `الكويت الشقيقة`.
    pub(super) fn undescribed(&self, m: usize, i: usize) -> bool {
        match self.mentions[m].what {
            What::Person { name: Some(_), .. } => true,
            What::State { organ: None, .. } => {
                let epithet = |m: &crate::tag::Match| matches!(m.entry, Entry::Word(Class::Epithet));
                self.mentions[m].prep.is_none() && !self.t.at(i).iter().any(epithet)
            }
            _ => false,
        }
    }

    /// Whether some frame of a cue is a promise of a bare deed.
    pub fn takes_deed(&self, p: &Predicate) -> bool {
        let frames: &[u16] = p.lemma.map_or(&[], |l| &self.t.k.lemma_frames[l as usize]);
        let deed = |c: &mahdar_knowledge::Complement| c.role == Role::Content && c.preps.is_empty() && !c.clause;
        frames
            .iter()
            .map(|f| &self.t.k.frames[*f as usize])
            .any(|f| (f.commit.is_some() || f.says) && f.complements.iter().any(deed))
    }

    /// Where a description in commas behind a person's name ends: `عادل سليمان، المدير التنفيذي للمركز، …`.
    pub(super) fn apposition_end(&self, comma: usize, limit: usize) -> Option<usize> {
        let t = self.t;
        let named = self.covering(comma.checked_sub(1)?).is_some_and(|m| {
            self.mentions[m].end == comma && matches!(self.mentions[m].what, What::Person { name: Some(_), .. })
        });
        let next = comma + 1;
        let describes = t.text.tokens.get(next)?.is_word()
            && !t.is(next, flag::CONJ | flag::ADVERB | flag::TURN)
            && t.prep(next).is_none()
            // الرئيس الفرنسي، إيمانويل ماكرون، اليوم نظيره المصري، …: the clause goes on.
            && self.date_at(next).is_none()
            && self
                .starting(next)
                .is_none_or(|m| matches!(self.mentions[m].what, What::Person { name: None, .. } | What::Agent { .. }));
        if !named || !describes {
            return None;
        }
        let end = (next..limit.min(next + 16)).find(|&j| !t.text.tokens[j].is_word() && !t.text.tokens[j].is(Mark::Quote))?;
        let quiet = (next..end).all(|j| !(t.is(j, flag::COMP) || t.is(j, flag::FINITE) && self.covering(j).is_none()));
        (t.text.tokens[end].is(Mark::Comma) && quiet).then_some(end + 1)
    }

    /// Whether mention `x` is a post, nobody's by name, directly behind the name of a person.
    pub(super) fn apposed(&self, x: usize) -> bool {
        let m = &self.mentions[x];
        let post =
            matches!(&m.what, What::Person { name: None, owner: None, owner_pronoun: false, title: Some(t), .. } if !t.definite);
        let behind = x.checked_sub(1).map(|n| &self.mentions[n]);
        // مكونيل زعيم الأغلبية
        let whose = || m.end < self.t.text.tokens.len() && self.t.text.folded(m.end).starts_with(letters::ARTICLE);
        post && (m.end > m.start + 1 || whose())
            && behind.is_some_and(|n| n.end == m.start && matches!(n.what, What::Person { name: Some(_), .. }))
    }

    /// `رفض رايان زعيم الأغلبية في الكونغرس محاولات …`: a post with whose it is, behind a name, where the cue takes no party.
    pub(super) fn post_behind(&self, p: &Predicate, x: usize) -> bool {
        let m = &self.mentions[x];
        let post = matches!(&m.what, What::Person { name: None, title: Some(_), .. }) && !m.conj && m.prep.is_none();
        let bare = !self.t.text.folded(m.start).starts_with(letters::ARTICLE);
        let named = x > 0
            && self.mentions[x - 1].end == m.start
            && matches!(self.mentions[x - 1].what, What::Person { name: Some(_), .. });
        let frames: &[u16] = p.lemma.map_or(&[], |l| &self.t.k.lemma_frames[l as usize]);
        let party = |c: &mahdar_knowledge::Complement| c.role == Role::Target && c.preps.is_empty();
        post && bare && named && !frames.iter().any(|f| self.t.k.frames[*f as usize].complements.iter().any(party))
    }

    /// «دي إيه إن», سي إن إن: letters of a name, no complementiser.
    pub(super) fn spelt(&self, i: usize) -> bool {
        let text = self.t.text;
        let quoted = text.quotes.around(i).is_some_and(|q| {
            let before = q.open.checked_sub(1);
            q.close - q.open <= 6
                && (i > q.open + 1 && !text.tokens[i - 1].is(Mark::Comma)
                    || before.is_some_and(|b| self.t.prep(b).is_some_and(|(_, at)| at == q.open)))
        });
        let outlet = (i.saturating_sub(3)..=i)
            .any(|j| self.t.at(j).iter().any(|m| matches!(m.entry, Entry::Media { .. }) && m.end > i && m.end > j + 1));
        let dot = |j: usize| text.tokens.get(j).is_some_and(|x| x.is(Mark::Dot));
        quoted || outlet || dot(i.wrapping_sub(1)) || dot(i + 1)
    }
}
