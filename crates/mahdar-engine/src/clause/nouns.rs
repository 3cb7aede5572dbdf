//! Whether a mention or a common noun goes on with the last complement of a cue, or opens one.

use super::Chunk;
use super::chunks::{Cutter, Go};
use crate::letters;
use crate::mentions::{Mention, What};
use crate::tag::flag;
use mahdar_knowledge::{Entry, Frame, Role};

/// Mentions.
impl Cutter<'_, '_, '_> {
    /// A mention: a complement of its own, or part of the one before it.
    pub(super) fn mention(&mut self) -> Option<Go> {
        let (i, s) = (self.i, self.scene);
        let x = s.starting(i)?;
        let m = &s.mentions[x];
        let joined = self.joins(m);
        if joined || m.prep.is_some() || !self.belongs(x) && self.stands_alone(m) {
            self.out.push(Chunk { joined, ..self.phrase(m.prep, i, i, m.end) });
        }
        self.open = true;
        Some(self.keep(m.end))
    }

    /// `…، وولي عهد أبوظبي`: one more, behind a bare complement that was closed.
    fn joins(&self, m: &Mention) -> bool {
        m.conj
            && !self.open
            && m.prep.is_none()
            && self.out.iter().any(|c| c.prep.is_none() && c.mentions_any())
            && !matches!(m.what, What::Adjective(_) | What::Place(_))
    }

    /// Whether a mention is coordinated with what the open complement names, or describes it.
    fn belongs(&self, x: usize) -> bool {
        let m = &self.scene.mentions[x];
        self.open
            && (m.conj
                || self.names_holder(m)
                // الأمير سعود بن نايف أمير المنطقة: the post behind the name
                || self.scene.apposed(x)
                || self.says && self.scene.post_behind(self.p, x)
                || matches!(m.what, What::Adjective(_))
                || self.qualifies(m)
                || self.names_place(m))
    }

    /// `حكومة الرئيس السوري بشار الأسد`: the name of whom the organ is called by.
    fn names_holder(&self, m: &Mention) -> bool {
        matches!(m.what, What::Person { title: None, .. })
            && self.right_behind().is_some_and(|n| matches!(n.what, What::State { organ: Some(_), .. }))
    }

    /// `معارضيه المتشددين`.
    fn qualifies(&self, m: &Mention) -> bool {
        matches!(m.what, What::Agent { owner: None, .. })
            && self.scene.t.text.folded(self.i).starts_with(letters::ARTICLE)
            && self.out.last().is_some_and(|c| c.prep.is_some() && c.end == self.i)
    }

    /// `في العاصمة الإماراتية أبوظبي`: the name of what the phrase is about.
    fn names_place(&self, m: &Mention) -> bool {
        let adjective = |n: &Mention| matches!(n.what, What::Adjective(_)) && n.end <= self.i;
        matches!(m.what, What::State { organ: None, .. } | What::Place(_))
            && self.right_behind().is_some()
            && self
                .out
                .last()
                .is_some_and(|c| c.prep.is_some() && self.scene.mentions[c.mentions.0..c.mentions.1].iter().all(adjective))
    }

    /// Whether a mention that does not belong to the last complement is one of its own.
    fn stands_alone(&self, m: &Mention) -> bool {
        let awaited = self.out.last().is_some_and(|c| c.prep.is_some() && c.body == self.i);
        let behind_whole = !self.open || self.out.last().is_some_and(Chunk::mentions_any);
        self.behind_owned(m) || !awaited && behind_whole
    }

    /// `على هامش القمة رئيس الوزراء …`, `في مكتبه وزيرة الخارجية …`: nothing more can belong to a noun with the article, nor to one
    /// with a pronoun.
    fn behind_owned(&self, m: &Mention) -> bool {
        let (i, t) = (self.i, self.scene.t);
        let told = match &m.what {
            What::Person { title: Some(_), name, owner, .. } => name.is_some() || owner.is_some(),
            // على هامش القمة وفد كندي …
            What::Agent { owner: Some(_), .. } | What::State { organ: Some(_), .. } => {
                !t.text.folded(i).starts_with(letters::ARTICLE)
            }
            _ => return false,
        };
        let definite = || told && t.text.folded(i - 1).starts_with(letters::ARTICLE) && !t.is(i - 1, flag::PREP);
        self.open
            && self.out.last().is_some_and(|c| c.prep.is_some() && !c.mentions_any() && c.end == i)
            && (definite() || matches!(m.what, What::Person { .. }) && self.scene.owned(i - 1))
    }

    /// The mention of the last complement that ends right before this token.
    fn right_behind(&self) -> Option<&Mention> {
        let m = self.out.last().and_then(Chunk::last_mention).map(|m| &self.scene.mentions[m]);
        m.filter(|m| m.end == self.i)
    }
}

/// Common nouns.
impl Cutter<'_, '_, '_> {
    /// A common noun: it goes on with the phrase, or opens one behind a finished mention.
    pub(super) fn noun(&mut self) -> Go {
        let i = self.i;
        if !self.open || self.opens_phrase() {
            self.out.push(self.phrase(None, i, i, i + 1));
            self.open = true;
        }
        self.keep(i + 1)
    }

    /// Whether a common noun begins a complement though the one before it might go on.
    fn opens_phrase(&self) -> bool {
        let (i, s, t) = (self.i, self.scene, self.scene.t);
        let word = t.text.folded(i);
        if t.at(i).iter().any(|m| m.split.conj) || word.starts_with(letters::AND) && !t.is(i, flag::KNOWN) {
            return self.finished() && self.wanted_whole();
        }
        let definite = word.starts_with(letters::ARTICLE);
        let wanted = || s.waits_for(self.p, i);
        !definite && ((self.behind_definite() || self.behind_adjective()) && wanted() || self.provides())
            || self.awaits_deed()
            || self.counts_object()
            || s.deed_behind(self.p, self.out.last(), i)
            || self.finished()
                && if definite { t.is(i, flag::MASDAR | flag::CUE_NOUN) || wanted() || self.behind_name() } else { !self.post() }
    }

    /// `التقى خلال الزيارة كلا من …`, `عددا من …`: what counts stands in the accusative, and goes on from nothing behind a preposition.
    fn counts_object(&self) -> bool {
        let (i, t) = (self.i, self.scene.t);
        t.is(i, flag::QUANT)
            && self.any_frame(|f| f.encounter.is_some())
            && t.text.folded(i).ends_with(letters::ALEF)
            && self.out.last().is_some_and(|c| c.prep.is_some() && !c.clause && c.body < i)
    }

    /// Whether the last complement ends in a mention to which nothing need be added.
    fn finished(&self) -> bool {
        let mentions = self.scene.mentions;
        self.out.last().is_some_and(|c| {
            c.last_mention().map(|m| &mentions[m]).is_some_and(|m| !matches!(m.what, What::Adjective(_)) && self.i >= m.end)
                && c.start <= mentions[c.mentions.0].start
        })
    }

    /// `تبادل بوتين وأردوغان وجهات النظر`: a wanted word that begins with و.
    fn wanted_whole(&self) -> bool {
        let splits = self.scene.t.splits(self.i);
        self.any_frame(|f| {
            let mut heads = f.complements.iter().filter_map(|c| c.heads.as_ref());
            heads.any(|h| splits.iter().any(|s| s.cut == 0 && s.tok.is_some_and(|x| h.contains(&x))))
        })
    }

    /// `بحث السيسي والملك سلمان العلاقات الثنائية`: nothing qualifies a person's name but a title.
    fn behind_name(&self) -> bool {
        let (i, s) = (self.i, self.scene);
        let takes = |f: &Frame| f.complements.iter().any(|c| c.preps.is_empty() && !c.clause && c.role == Role::Content);
        let last = self.out.last().and_then(|c| c.mentions.1.checked_sub(1));
        last.is_some_and(|m| s.mentions[m].end == i && s.undescribed(m, i)) && self.any_frame(takes)
    }

    /// `تشمل المذكرة تطوير الموانئ`: behind the document, which only these cues have for their subject, what it provides for.
    fn provides(&self) -> bool {
        let (i, t) = (self.i, self.scene.t);
        self.out.last().is_some_and(|c| c.end == i && !c.clause)
            && t.text.folded(i - 1).starts_with(letters::ARTICLE)
            && t.is(i, flag::MASDAR)
            && self.any_frame(|f| f.subject.is_some() && f.commit.is_some())
    }

    /// `رفض السناتور ميتش مكونيل زعيم الأغلبية … الطرح`: a post behind the name describes it.
    fn post(&self) -> bool {
        let (i, t) = (self.i, self.scene.t);
        !t.is(i, flag::MASDAR | flag::CUE_NOUN)
            && t.at(i).iter().any(|m| matches!(m.entry, Entry::Title { .. }) && m.split.cut == 0)
    }

    /// `أجرى خلال زيارته الرسمية محادثات`: nothing indefinite belongs to a noun with the article or a pronoun.
    fn behind_definite(&self) -> bool {
        let i = self.i;
        self.out.last().is_some_and(|c| c.prep.is_some() && !c.clause && c.end == i && c.body < i)
            && (self.scene.t.text.folded(i - 1).starts_with(letters::ARTICLE) || self.scene.owned(i - 1))
    }

    /// `أدان المجلس بالإجماع إطلاق …`: whether the deed here is the only thing that a verb of words is about.
    fn awaits_deed(&self) -> bool {
        let (i, s, t) = (self.i, self.scene, self.scene.t);
        let about = |f: &Frame| {
            let thing = |c: &mahdar_knowledge::Complement| c.role == Role::Content && c.preps.is_empty() && !c.clause;
            f.says && !f.events.is_empty() && f.complements.iter().any(thing)
        };
        let free = || self.out.iter().all(|c| c.prep.is_some() || !c.clause && !c.quote && s.head(c).is_some());
        // في بيان: nothing more belongs to a paper that a preposition brings.
        let paper =
            || self.out.last().is_some_and(|c| c.prep.is_some() && c.end == i && c.body + 1 == i) && t.is(i - 1, flag::DOCUMENT);
        // بأقوى العبارات هذا الهجوم
        let at = if t.is(i, flag::DEM) && t.prep(i).is_none() { i + 1 } else { i };
        let deed = t.is(at, flag::MASDAR | flag::CUE_NOUN) && !t.is(at, flag::PREP | flag::FINITE);
        deed && (self.behind_definite() || paper()) && !self.told() && free() && self.any_frame(about)
    }

    /// `أثار القرار الأميركي غضب تركيا`: what the verb waits for does not go on from an adjective.
    fn behind_adjective(&self) -> bool {
        self.out.last().is_some_and(|c| c.prep.is_none())
            && self.right_behind().is_some_and(|m| matches!(m.what, What::Adjective(_)))
    }
}
