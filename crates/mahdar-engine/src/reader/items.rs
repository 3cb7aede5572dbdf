//! What is promised, cut into its actions.

use super::Reader;
use crate::letters;
use crate::mentions::What;
use crate::tag::flag;
use mahdar_knowledge::{Class, Entry, Tense, prep};
use mahdar_text::Mark;

impl<'s, 't, 'a> Reader<'s, 't, 'a> {
    /// Cuts a promise into its coordinated actions: first and last token, and the letters of clitics on the first.
    pub(super) fn items(&self, start: usize, end: usize, things: bool) -> Vec<(usize, usize, u8)> {
        let t = self.scene.t;
        let text = t.text;
        let mut out = Vec::new();
        let mut s = start;
        // بناء is no ب and ناء: what is known as a verbal noun is cut as that.
        let cut = |i: usize| {
            if self.scene.will_not(i) {
                return 0;
            }
            let deed = t.at(i).iter().filter(|m| matches!(m.entry, Entry::Masdar { .. })).map(|m| m.split.cut).min();
            let prep = || t.splits(i).iter().find(|x| x.tok.is_some() && x.prep.is_some()).map_or(0, |x| x.cut);
            deed.unwrap_or_else(prep)
        };
        let mut first_cut = cut(s);
        let mut i = start + 1;
        let mut stop = end;
        while i < end {
            if let Some(j) = self.besides(i, end) {
                out.push((s, self.end_before(s, i), first_cut));
                s = j;
                first_cut = cut(j);
                i = j + 1;
                continue;
            }
            if let Some(at) = self.item_ends(start, s, i) {
                stop = at;
                break;
            }
            let comma = text.tokens[i - 1].is(Mark::Comma);
            let free = !self.names_somebody(i);
            // ، وعلى إيجاد …: the preposition again, then another action.
            let again = comma
                && t.prep(i).is_some_and(|(_, at)| at == i + 1 && self.deed(i + 1))
                && text.folded(i).starts_with(letters::AND);
            if again && free {
                out.push((s, self.end_before(s, i), first_cut));
                s = i + 1;
                first_cut = 0;
                i += 1;
                continue;
            }
            let thing = things
                && comma
                && t.splits(i).iter().any(|x| x.conj && x.prep.is_none() && x.enc.is_none() && x.tok.is_some())
                && !text.folded(i).strip_prefix(letters::AND).is_some_and(|w| w.starts_with(letters::ARTICLE))
                && !t.is(i, flag::FINITE | flag::PREP | flag::COMP | flag::ADVERB | flag::CONJ);
            // لمنع وردع أي تهديد: both have one object.
            let paired = t.is(i - 1, flag::MASDAR)
                && !t.text.folded(i - 1).contains(letters::ARTICLE)
                && t.at(i - 1).iter().any(|m| matches!(m.entry, Entry::Masdar { .. }) && m.split.enc.is_none());
            if i > s + 1 && !paired && (thing || self.action(i)) && free && text.quotes.around(i).is_none_or(|q| q.open < start) {
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

    /// Where the item that began at `s`, of a promise that opens at `start`, ends at the latest, seen from the word at `i`.
    fn item_ends(&self, start: usize, s: usize, i: usize) -> Option<usize> {
        let t = self.scene.t;
        let text = t.text;
        if text.tokens[i].is(Mark::Stop) || text.tokens[i].is(Mark::Line) {
            return Some(i);
        }
        // سنواصل دعم … ولن نتخلى …: a promise of its own.
        if i > s + 1 && self.joins_future(i) {
            return Some(i);
        }
        let comma = text.tokens[i - 1].is(Mark::Comma);
        let free = self.scene.covering(i).is_none();
        let joined = text.folded(i).starts_with(letters::AND);
        let unquoted = text.quotes.around(i).is_none_or(|q| q.open < start);
        // ، وأن الاتفاق …: something else that is said.
        if comma && t.is(i, flag::COMP) && joined && free {
            return Some(i - 1);
        }
        let purpose = t.longest(i, |m| matches!(m.entry, Entry::Word(Class::Purpose)).then_some(())).is_some();
        let single = !t.at(i).iter().any(|m| matches!(m.entry, Entry::Word(Class::Purpose)) && m.end > i + 1);
        // ما إذا كانت …: whether.
        let whether = single && t.is(i - 1, flag::REL);
        if purpose && free && i > s + 1 && !(single && !comma && t.is(i, flag::REL)) && !whether {
            return Some(i);
        }
        // خطة مدتها …، التي كانت …; إقامة دولة، تسعى إلى …: what tells more is no part of it.
        let more = comma
            && i > s + 1
            && t.is(i, flag::REL | flag::FINITE | flag::CONJ)
            && !t.is(i, flag::PREP | flag::MASDAR)
            && free
            && unquoted;
        if more && !joined {
            return Some(i - 1);
        }
        // سعت إلى تطوير …، واستضافت …: told of what was done, or of another clause where a noun is promised.
        let told = comma
            && i > s + 1
            && t.is(i, flag::FINITE)
            && !t.is(i, flag::MASDAR | flag::CUE_NOUN)
            && joined
            && t.verbs(i).all(|(m, _, tense, ..)| m.split.conj && (tense == Tense::Past || !t.is(s, flag::FINITE)))
            && unquoted;
        // ، ووصفا السنوات …: both do something else.
        let dual = comma
            && joined
            && text.folded(i).ends_with(letters::ALEF)
            && t.verbs(i).next().is_some()
            && (text.tokens.get(i + 1).is_some_and(|x| x.is_word()) && text.folded(i + 1).starts_with(letters::ARTICLE));
        if told || dual {
            return Some(i - 1);
        }
        // تفادي الموضوع وأحال الأسئلة …: without a comma too, where no clause within the item goes on.
        let deed = i > s + 1
            && joined
            && free
            && unquoted
            && t.is(i, flag::FINITE)
            && !t.is(i, flag::MASDAR | flag::CUE_NOUN)
            && t.verbs(i).all(|(m, _, tense, ..)| m.split.conj && m.split.enc.is_none() && tense == Tense::Past)
            && !(s..i).any(|j| t.is(j, flag::REL | flag::FINITE | flag::COMP));
        deed.then_some(i)
    }

    /// `بالإضافة إلى تبادل …`, `فضلا عن تدريب …`: where another action behind a conjunction at `i` with its preposition begins.
    fn besides(&self, i: usize, end: usize) -> Option<usize> {
        let t = self.scene.t;
        if !t.is(i, flag::CONJ) || self.scene.covering(i).is_some() {
            return None;
        }
        let deed = (i + 1..(i + 3).min(end)).find(|&j| self.deed(j) && !t.is(j, flag::CONJ | flag::FINITE));
        // إلى أي تدخل, عندما: only a preposition or أو leads to another action.
        let leads = |j: usize| t.is(j - 1, flag::PREP) || t.is_or(i);
        deed.filter(|&j| (i + 1..j).all(|x| t.is(x, flag::PREP)) && leads(j))
    }

    /// Whether the word at `i` names somebody; but مكافحة الإرهاب is what is done as well as who does it.
    pub(super) fn names_somebody(&self, i: usize) -> bool {
        // … and رئاسة الوزراء is nothing that any rule knows as a deed.
        let known = |m: &crate::tag::Match| match m.entry {
            Entry::Masdar { lemma, .. } => !self.scene.t.k.lemma_frames[lemma as usize].is_empty(),
            _ => false,
        };
        let t = self.scene.t;
        let listed = t.splits(i).iter().any(|s| s.tok.is_some_and(|x| t.k.deeds.contains(&x)));
        let deed = |m: usize| {
            let x = &self.scene.mentions[m];
            x.start == i && matches!(x.what, What::Organ { .. }) && (listed || self.scene.t.at(i).iter().any(known))
        };
        self.scene.covering(i).is_some_and(|m| !deed(m))
    }

    /// Whether the word at `i` is a noun of something to do.
    pub(super) fn deed(&self, i: usize) -> bool {
        self.scene.t.is(i, flag::MASDAR) || self.listed_deed(i).is_some()
    }

    /// Whether the word at `i` is listed as a deed where it is promised (`وقف`, `العمل على`), and whether with the article.
    pub(super) fn listed_deed(&self, i: usize) -> Option<bool> {
        let t = self.scene.t;
        if self.scene.covering(i).is_some() || !t.splits(i).iter().any(|s| s.tok.is_some_and(|x| t.k.deeds.contains(&x))) {
            return None;
        }
        let definite = t.text.folded(i).contains(letters::ARTICLE);
        // العمل الجاد لـ…: an adjective may stand between.
        let word = |j: usize| t.text.tokens.get(j).is_some_and(|x| x.is_word());
        let described = word(i + 1) && t.text.folded(i + 1).starts_with(letters::ARTICLE) && t.prep(i + 2).is_some();
        (!definite || t.prep(i + 1).is_some() || t.is(i + 1, flag::ADVERB) || described).then_some(definite)
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
        let masdar = masdar.or_else(|| self.listed_deed(i));
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
                        // وزيادة إنتاجية البضائع, ورسم خطة التنمية: a noun with its genitive.
                        || !t.is(next, flag::PARTICIPLE | flag::ADVERB)
                            && t.text.tokens.get(next + 1).is_some_and(|x| x.is_word())
                            && t.text.folded(next + 1).starts_with(letters::ARTICLE))
                    && !t.is(next, flag::FINITE)
            }
            None => t.text.folded(i).starts_with(letters::AND_ARTICLE) && self.works_on(i),
            Some(true) => t.is(i + 1, flag::ADVERB) || t.prep(i + 1).is_some_and(|(p, _)| !t.k.prep_is(p, prep::BETWEEN)),
        }
    }

    /// `العمل على تحقيق`: a noun of doing with its preposition and the deed.
    pub(super) fn works_on(&self, i: usize) -> bool {
        let t = self.scene.t;
        !t.is(i, flag::PREP) && t.prep(i + 1).is_some_and(|(p, at)| at == i + 2 && t.k.prep_is(p, prep::DUTY)) && self.deed(i + 2)
    }

    /// `وستعمل`, `وسوف تعمل`, `ولن تتخلى`: whether a joined clause in the future begins at `i`.
    fn joins_future(&self, i: usize) -> bool {
        let t = self.scene.t;
        let will = t.verbs(i).any(|(m, ..)| m.split.conj && m.split.sin);
        let joined = |i: usize| t.text.folded(i).starts_with(letters::AND);
        let apart = |i: usize| t.is(i, flag::FUTURE) && t.is(i + 1, flag::FINITE);
        // و"لن تتخلى": the conjunction written apart, before a quotation.
        let next = (i + 1..i + 3).find(|&j| t.text.tokens.get(j).is_some_and(|x| x.is_word()));
        let alone = t.text.folded(i).chars().eq([letters::AND]);
        let quoted = alone && next.is_some_and(|j| apart(j) || t.verbs(j).any(|(m, ..)| m.split.sin) && t.is(j, flag::FINITE));
        (will || apart(i) && joined(i) || quoted) && self.scene.covering(i).is_none()
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
