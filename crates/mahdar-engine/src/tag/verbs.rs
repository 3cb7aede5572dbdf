//! What the words around a verb tell of it: what it waits for, who stands before it, what its clause opened with.

use super::{Match, Tagged, flag};
use crate::letters;
use mahdar_knowledge::{Class, Entry, Person, Role, Tense, Trie, prep};
use mahdar_text::{Kind, Mark};

/// How many words the name of a subject may have.
pub(super) const NAMED: usize = 4;

/// How many words a phrase may have that turns to another speaker.
const TURNED: usize = 3;

/// How far before a verb the particle may stand that opened its subject.
const SUBJECT: usize = 9;

impl Tagged<'_> {
    /// `بعد ساعات من تصريحات ماكرون أن باريس …، رد البيت الأبيض`: the sentence up to the comma at `comma` opens with when.
    pub(super) fn behind_time(&self, comma: usize) -> bool {
        let sentence = self.text.sentences[self.text.sentence_of(comma)];
        let first = (sentence.start..comma).find(|&j| self.text.tokens[j].is_word());
        first.and_then(|j| self.find_prep(j)).is_some_and(|(p, at)| at > sentence.start && self.k.prep_is(p, prep::TIME))
    }

    /// Whether a dual in the past, its ending taken off, is a verb and no noun in the accusative (`وردا`).
    pub(super) fn only_verb(&self, i: usize) -> bool {
        let word = self.text.folded(i);
        let stem = word.strip_prefix(letters::AND).and_then(|w| w.strip_suffix(letters::ALEF)).unwrap_or(word);
        let entries = self.k.vocab.get(stem).and_then(|w| self.k.trie.step(Trie::ROOT, w)).map(|n| self.k.trie.entries(n));
        // ووصفا السنوات المقبلة بأنها …: a noun in the accusative has nothing with the article behind it.
        let article =
            self.text.tokens.get(i + 1).is_some_and(|x| x.is_word() && self.text.folded(i + 1).starts_with(letters::ARTICLE));
        // ودفعا ثمنا باهظا, وعبرا عن: a word of everyday life or a preposition is a verb where what it governs follows.
        let governs = || self.flags_of(i + 1) & (flag::COMP | flag::PREP | flag::MASDAR | flag::HEDGE | flag::MUST) != 0;
        let verb = |e: &Entry| matches!(e, Entry::Verb { .. });
        let everyday = |e: &Entry| verb(e) || matches!(e, Entry::Common | Entry::Word(Class::Prep(_)));
        entries.is_some_and(|e| e.iter().any(verb) && (e.iter().all(verb) || article || e.iter().all(everyday) && governs()))
    }

    /// Flags that the entries of a word alone give it: its own are not set while those before it are looked at.
    fn flags_of(&self, i: usize) -> u32 {
        self.at(i).iter().fold(0, |f, m| {
            f | match m.entry {
                Entry::Word(Class::Comp) => flag::COMP,
                Entry::Word(Class::Prep(_)) => flag::PREP,
                Entry::Word(Class::Hedge) => flag::HEDGE,
                Entry::Word(Class::Must) => flag::MUST,
                Entry::Masdar { .. } | Entry::CueNoun { .. } => flag::MASDAR,
                _ => 0,
            }
        })
    }

    /// Whether no verb stands between the sentence's start and the comma at `comma`: `من جانبه، ثمن …`.
    pub(super) fn first_clause(&self, comma: usize) -> bool {
        (comma.saturating_sub(14)..comma)
            .rev()
            .take_while(|&j| !self.text.tokens[j].is(Mark::Stop) && !self.text.tokens[j].is(Mark::Line))
            .all(|j| self.flags[j] & flag::FINITE == 0)
    }

    /// `وبين المصدر أن …`: a verb that looks like a preposition, with a complementiser behind who says it and nothing joined between.
    pub(super) fn between_that(&self, i: usize) -> bool {
        let between =
            self.at(i).iter().any(|m| matches!(m.entry, Entry::Word(Class::Prep(p)) if self.k.prep_is(p, prep::BETWEEN)));
        let past = || self.verbs(i).any(|(m, _, t, who, _)| t == Tense::Past && who == Person::Third && m.split.enc.is_none());
        if !between || !past() {
            return false;
        }
        let end = (i + 12).min(self.text.tokens.len());
        let comp = |j: usize| {
            self.at(j).iter().any(|m| matches!(m.entry, Entry::Word(Class::Comp)) && !m.split.conj && m.split.prep.is_none())
        };
        let goes_on = |j: usize| {
            let tok = &self.text.tokens[j];
            let to = tok.is_word() && self.find_prep(j).is_some_and(|(p, _)| self.k.prep_is(p, prep::TO | prep::DUTY));
            let joined =
                tok.is_word() && self.text.folded(j).starts_with(letters::AND) && self.at(j).iter().all(|m| m.split.conj);
            let relative = self.at(j).iter().any(|m| matches!(m.entry, Entry::Word(Class::Rel)));
            tok.is_word() && !to && !joined && !relative || tok.is(Mark::Comma) && j + 1 < end && comp(j + 1)
        };
        (i + 1..end).take_while(|&j| goes_on(j)).any(comp)
    }

    /// `من جانبه نفى الكرملين …`: whether a phrase of several words that turns to another speaker ends right before `i`.
    pub(super) fn turned(&self, i: usize) -> bool {
        let turn = |m: &Match| m.end == i && matches!(m.entry, Entry::Word(Class::Turn));
        (i.saturating_sub(TURNED)..i.saturating_sub(1)).any(|j| self.at(j).iter().any(turn))
    }

    /// Whether the verb at `i` takes a deed as its object: behind `تعتزم` and `قررت` a verbal noun stands, no verb.
    pub(super) fn takes_deed(&self, i: usize) -> bool {
        self.verbs(i).any(|(_, lemma, ..)| {
            self.k.lemma_frames[lemma as usize].iter().any(|f| {
                let f = &self.k.frames[*f as usize];
                (f.commit.is_some() || f.act || f.content.as_deref() == Some("own"))
                    && f.complements.iter().any(|c| c.role == Role::Content && c.preps.is_empty() && !c.clause)
            })
        })
    }

    /// `قررت روسيا أيضا طرد …`: whether a verb shortly before the adverb at `i`, with who does it between them, waits for a deed.
    pub(super) fn deed_wanted(&self, i: usize) -> bool {
        let stop = flag::COMP | flag::REL | flag::CONJ | flag::PREP;
        let verb = (i.saturating_sub(6)..i).rev().take_while(|&j| self.text.tokens[j].is_word() && self.flags[j] & stop == 0);
        verb.into_iter().find(|&j| self.flags[j] & flag::FINITE != 0).is_some_and(|j| self.takes_deed(j))
    }

    /// `أن أردوغان طلب …`, `وكان ترامب وعد …`: nothing but a verb stands behind a name that a particle opened.
    pub(super) fn behind_subject(&self, i: usize) -> bool {
        use flag::*;
        let comma = |j: usize| self.text.tokens.get(j).is_some_and(|x| x.is(Mark::Comma));
        // المتحدث باسم الوزارة، أحمد أبو زيد، نفى: a name between commas.
        let end = i - usize::from(i > 0 && comma(i - 1));
        let first = |entry: fn(&Entry) -> bool| {
            let ends = |s: usize| self.at(s).iter().any(|m| m.end == end && m.split.prep.is_none() && entry(&m.entry));
            (end.saturating_sub(NAMED)..end).find(|&s| ends(s) && (end == i || s > 0 && comma(s - 1)))
        };
        let ends = |entry: fn(&Entry) -> bool| first(entry).is_some();
        let named = first(|e| matches!(e, Entry::Human { .. } | Entry::Short { .. }));
        let person = named.is_some();
        let state = ends(|e| matches!(e, Entry::Polity { .. } | Entry::Org { .. } | Entry::Group { .. }));
        // أن ضابطا قتل في هجوم: a verbal noun would have who is killed behind it.
        let people = ends(|e| matches!(e, Entry::Agent { .. } | Entry::Nisba { .. })) && self.governs_none(i);
        if !person && !state && !people {
            return false;
        }
        // سامح شكري نفى: a given name may look like a verb.
        let before = named.map_or(i, |n| n - usize::from(end < i));
        for j in (i.saturating_sub(SUBJECT)..before).rev() {
            let token = &self.text.tokens[j];
            let flags = self.flags[j];
            if token.is(Mark::Quote) || people && token.kind == Kind::Number {
                continue;
            }
            if !token.is_word() {
                return person && named == Some(j + 1) && (token.is(Mark::Stop) || token.is(Mark::Line));
            }
            if flags & (COMP | KANA | INTRO) != 0 && flags & PREP == 0 {
                return person || people || j + 2 == i;
            }
            if flags & (FINITE | PREP | REL | MASDAR | CUE_NOUN | COND | NEG) != 0 {
                return false;
            }
        }
        false
    }

    /// Whether no genitive can stand behind the word at `i`: a preposition or a second verb does.
    fn governs_none(&self, i: usize) -> bool {
        self.find_prep(i + 1).is_some()
            || self.at(i + 1).iter().any(|m| m.split.conj && m.split.cut == 1 && matches!(m.entry, Entry::Verb { .. }))
    }
}
