//! Names of persons: known ones, and what looks like one.

use super::{Finder, Named};
use crate::letters;
use crate::tag::{Match, flag};
use mahdar_knowledge::conjugate::{Gender, Number};
use mahdar_knowledge::{Class, Entry, Person};
use mahdar_text::{Kind, Mark};
use smallvec::SmallVec;

impl Finder<'_, '_> {
    /// A person of the knowledge base by full or short name at `i`.
    pub(super) fn known_name(&self, i: usize) -> Option<Named> {
        let t = self.t;
        // على is no علي.
        if t.is(i, flag::PREP) && t.text.surface(i).ends_with(letters::ALEF_MAQSURA) {
            return None;
        }
        if self.with_object(i) {
            return None;
        }
        let mut end = 0;
        let mut cut = u8::MAX;
        for m in t.at(i) {
            if matches!(m.entry, Entry::Human { .. } | Entry::Short { .. })
                && (m.end, std::cmp::Reverse(m.split.cut)) > (end, std::cmp::Reverse(cut))
            {
                (end, cut) = (m.end, m.split.cut);
            }
        }
        if end == 0 {
            return None;
        }
        let humans = t
            .at(i)
            .iter()
            .filter(|m| m.end == end && m.split.cut == cut)
            .filter_map(|m| match m.entry {
                Entry::Human { id } | Entry::Short { id, .. } => Some(id),
                _ => None,
            })
            .collect();
        Some(Named { start: i, end, humans })
    }

    /// Whether token `j` can be part of a person's name; `first` where it would open it.
    pub(super) fn name_like(&self, j: usize, first: bool) -> bool {
        let t = self.t;
        let Some(tok) = t.text.tokens.get(j) else {
            return false;
        };
        if tok.kind != Kind::Word || first && self.with_object(j) {
            return false;
        }
        // صباح اليوم; زار لافروف بيونغ يانغ: the day and the state are none of the name before them.
        let opens = |e: Entry| matches!(e, Entry::Weekday { .. } | Entry::Deictic { .. });
        let time = || t.is(j, flag::COMMON) && t.at(j + 1).iter().any(|m| m.split.cut == 0 && opens(m.entry));
        let state =
            |m: &Match| m.end > j + 1 && matches!(m.entry, Entry::Capital { .. } | Entry::Polity { .. } | Entry::Org { .. });
        if !first && (time() || t.at(j).iter().any(state)) {
            return false;
        }
        let mut given = 0;
        let mut bad = false;
        for m in t.at(j) {
            match m.entry {
                Entry::Given { weight } => {
                    if m.split.cut == 0 {
                        given = given.max(weight);
                    }
                }
                Entry::Human { .. } => {}
                Entry::Short { .. } if m.split.cut == 0 => given = given.max(2),
                Entry::Short { .. } | Entry::Place { .. } | Entry::Context { .. } | Entry::Sector { .. } => {}
                Entry::Word(
                    Class::Adverb
                    | Class::Comp
                    | Class::Prep(_)
                    | Class::Rel
                    | Class::Neg
                    | Class::Conj
                    | Class::Qad
                    | Class::Kana
                    | Class::Demonstrative
                    | Class::Turn
                    | Class::Tail
                    | Class::Future,
                ) if m.end == j + 1 => bad = true,
                Entry::Word(_) => {}
                // أندرو فاسييه, يولين: of the forms of a verb that nobody reads there, only those who are told of count.
                Entry::Verb { person, number, gender, .. } => {
                    let borne = || t.at(j).iter().any(|m| m.split.cut == 0 && matches!(m.entry, Entry::Given { .. }));
                    let told = person == Person::Third && !(number == Number::Plural && gender == Gender::Feminine);
                    bad |= told || first && !borne();
                }
                Entry::Common
                | Entry::Masdar { .. }
                | Entry::CueNoun { .. }
                | Entry::Participle { .. }
                | Entry::Organ { .. }
                | Entry::Title { .. }
                | Entry::Agent { .. }
                | Entry::Polity { .. }
                | Entry::Nisba { .. }
                | Entry::Org { .. }
                | Entry::Group { .. }
                | Entry::Capital { .. }
                | Entry::Deictic { .. }
                | Entry::Weekday { .. }
                | Entry::Month { .. }
                | Entry::UnitNoun { .. }
                | Entry::FrameworkHead { .. }
                | Entry::Relative { .. }
                | Entry::Media { .. }
                | Entry::Framework { .. }
                | Entry::Region { .. }
                | Entry::Metonym { .. }
                | Entry::Honorific => bad = true,
            }
        }
        // سيف بن مقدم, عمر أبو العيش
        let joins = flag::COMP | flag::PREP | flag::REL | flag::CONJ | flag::NEG | flag::QAD | flag::KANA | flag::DEM;
        let of_kin = |m: &Match| m.split.cut == 0 && m.end == j && matches!(m.entry, Entry::Given { weight: 4 });
        if !first && t.at(j - 1).iter().any(of_kin) && !t.is(j, joins) {
            return true;
        }
        if given >= 2 {
            // علي, not على
            if t.is(j, flag::PREP) && t.text.surface(j).ends_with(letters::ALEF_MAQSURA) {
                return false;
            }
            // أحمد علي الخفاجي: written with ي within a name.
            let given_before =
                !first && t.at(j - 1).iter().any(|m| m.split.cut == 0 && matches!(m.entry, Entry::Given { weight: 2.. }));
            let inner = given_before && self.name_like(j + 1, false);
            return !t.is(j, flag::COMP | flag::REL | flag::PREP) || given >= 3 || inner && !t.is(j, flag::COMP | flag::REL);
        }
        if given == 1 {
            return !bad;
        }
        if bad {
            return false;
        }
        // A word that nothing knows: a foreign or rare name, but not with the article in front of it at the start.
        let w = t.text.folded(j);
        w.chars().count() > 1
            && w != letters::ARTICLE
            && !(first && w.starts_with(letters::ARTICLE) && w.chars().count() > 4)
            && !t.is(j, flag::KNOWN)
            // نظيرتها التشادية بالضلوع في …
            && !(first && t.prep(j).is_some())
            && w.chars().next().is_some_and(|c| !c.is_ascii())
    }

    /// `مؤتمر صحفي جمعه بنظيره`: a verb and its pronoun, where only the two dots would make it جمعة.
    fn with_object(&self, i: usize) -> bool {
        let t = self.t;
        t.prep(i + 1).is_some()
            && t.text.surface(i).ends_with(letters::FEMININE)
            && t.verbs(i).any(|(m, ..)| m.split.enc.is_some())
            && t.at(i).iter().all(|m| m.end == i + 1)
    }

    /// A person's name from token `i` on: known, else by its looks.
    pub(super) fn name_at(&self, i: usize, strict: bool) -> Option<Named> {
        let t = self.t;
        let known = self.known_name(i).filter(|n| {
            t.at(i)
                .iter()
                .any(|m| m.end == n.end && m.split.cut == 0 && matches!(m.entry, Entry::Human { .. } | Entry::Short { .. }))
        });
        if let Some(n) = &known {
            let len = n.end - n.start;
            // عبد الغفار is one name.
            let short = || t.at(i).iter().all(|m| m.end != n.end || !matches!(m.entry, Entry::Human { .. }));
            if len > 1 && !short() {
                // عبد الرحمن بن عبيد is not عبد الرحمن: two known words with more of a name behind them are somebody else's.
                let mut end = n.end;
                let more = |j: usize| {
                    // ترمب شينزو آبي: where another known name begins, this one is over.
                    self.known_name(j).is_none_or(|n| n.end - n.start < 2)
                        && self.name_like(j, false)
                        && t.at(j).iter().any(|m| m.split.cut == 0 && matches!(m.entry, Entry::Given { weight: 2.. }))
                };
                let family = |j: usize| {
                    j > n.end && self.name_like(j, false) && t.at(j).is_empty() && t.text.folded(j).chars().count() > 3
                };
                while end < n.end + 5 && (more(end) || family(end)) {
                    end += 1;
                }
                if len == 2 && end > n.end {
                    return Some(Named { start: i, end, humans: SmallVec::new() });
                }
                return known;
            }
        }
        // عبد الرحيم المنار اسليمي: behind a known short name of two words.
        let begun = known.as_ref().filter(|n| n.end - n.start > 1);
        let mut end = begun.map_or(i, |n| n.end);
        let mut strong = usize::from(begun.is_some());
        while end < i + 7 && self.name_like(end, end == i) {
            if t.at(end).iter().any(|m| matches!(m.entry, Entry::Given { weight: 2.. } | Entry::Short { .. }) && m.split.cut == 0)
            {
                strong += 1;
            }
            end += 1;
            // سيرغي-لافروف
            if self.mark(end, Mark::Dash) && !t.text.space_after(end) && self.name_like(end + 1, false) {
                end += 1;
            }
        }
        // ألكسندر نوي، ; فيليب كوست أن …: after a title, given names and a word closed off by a comma or by what is said.
        let surname = |j: usize| {
            let other = flag::PREP
                | flag::COMP
                | flag::REL
                | flag::ADVERB
                | flag::CONJ
                | flag::NEG
                | flag::FINITE
                | flag::TURN
                | flag::DEM;
            let time = |e: Entry| {
                matches!(
                    e,
                    Entry::Weekday { .. }
                        | Entry::Deictic { .. }
                        | Entry::Month { .. }
                        | Entry::Honorific
                        | Entry::Title { .. }
                        | Entry::Polity { .. }
                        | Entry::Human { .. }
                        | Entry::Short { .. }
                )
            };
            // فاسييه: no ف and a verb.
            let so = j < t.text.tokens.len()
                && t.text.folded(j).starts_with(letters::SO)
                && t.at(j).iter().all(|m| m.split.conj && m.split.enc.is_some())
                && t.is(j + 1, flag::COMP);
            if so {
                return true;
            }
            // لتركيا, كلمته
            let clitic = t.splits(j).iter().any(|s| s.tok.is_some() && (s.prep.is_some() || s.enc.is_some()));
            let adverbial = t.is(j, flag::PARTICIPLE) && t.text.folded(j).ends_with(letters::ALEF);
            let opens = t.is(j + 1, flag::COMP) || self.mark(j + 1, Mark::Colon);
            // عبد الغفار شكر إن: a verb or noun that is also somebody's name, right before what is said.
            let borne = opens && t.at(j).iter().any(|m| m.split.cut == 0 && matches!(m.entry, Entry::Short { .. }));
            let closed = self.mark(j + 1, Mark::Comma) && !t.is(j, flag::COMMON)
                || opens && (borne || !t.is(j, flag::MASDAR | flag::CUE_NOUN));
            closed
                && t.text.tokens.get(j).is_some_and(|x| x.kind == Kind::Word)
                && !t.is(j, if borne { other & !flag::FINITE } else { other })
                && !clitic
                && !adverbial
                && (borne || !t.at(j).iter().any(|m| time(m.entry)))
        };
        if end > i && strong >= 1 && end < i + 4 && surname(end) {
            end += 1;
        }
        if end == i {
            // الرئيس الأميركي كان: a word that joins others is no short name.
            let joins = flag::KANA | flag::PREP | flag::COMP | flag::REL | flag::CONJ | flag::NEG | flag::QAD;
            return known.filter(|n| n.end - n.start > 1 || !t.is(i, joins));
        }
        if let Some(n) = known {
            if n.end >= end {
                return Some(n);
            }
            // معصوم مرزوق is not معصوم of the knowledge base.
            let humans = if end > n.end { SmallVec::new() } else { n.humans };
            return Some(Named { start: i, end, humans });
        }
        // Two words that nothing knows, closed off by a comma, are a name too.
        let rare = end - i >= 2 && (i..end).all(|j| !t.is(j, flag::KNOWN | flag::COMMON));
        if strict && (strong == 0 || end - i < 2) && !rare {
            return None;
        }
        Some(Named { start: i, end, humans: SmallVec::new() })
    }

    /// `، سكوت غراتشيان،`: words between the commas behind a post that are a name by what they are not.
    pub(super) fn between_commas(&self, i: usize) -> Option<Named> {
        let t = self.t;
        let end = (i..i + 5).find(|&j| self.mark(j, Mark::Comma))?;
        let other =
            flag::PREP | flag::COMP | flag::REL | flag::ADVERB | flag::CONJ | flag::NEG | flag::TURN | flag::QUANT | flag::NUMBER;
        let word = |j: usize| {
            t.text.tokens[j].kind == Kind::Word
                && !t.is(j, other)
                && !t.at(j).iter().any(|m| {
                    matches!(
                        m.entry,
                        Entry::Title { .. }
                            | Entry::Nisba { .. }
                            | Entry::Weekday { .. }
                            | Entry::Deictic { .. }
                            | Entry::Polity { .. }
                    ) && m.split.cut == 0
                })
        };
        let unknown = |j: usize| !t.is(j, flag::KNOWN | flag::COMMON) && t.text.folded(j).chars().count() > 2;
        let bare = !t.text.folded(i).starts_with(letters::ARTICLE);
        let given = t.at(i).iter().any(|m| m.split.cut == 0 && matches!(m.entry, Entry::Given { weight: 2.. }));
        (end >= i + 2 && bare && (i..end).all(word) && (given || unknown(end - 1))).then(|| Named {
            start: i,
            end,
            humans: SmallVec::new(),
        })
    }

    pub(super) fn skip_honorifics(&self, mut i: usize) -> usize {
        for _ in 0..5 {
            let h = self
                .t
                .longest(i, |m| (matches!(m.entry, Entry::Honorific) && !m.split.conj && m.split.prep.is_none()).then_some(()));
            match h {
                Some((m, _)) => {
                    i = m.end;
                    if self.mark(i, Mark::Dot) || (self.mark(i, Mark::Slash)) {
                        i += 1;
                    }
                }
                None => break,
            }
        }
        i
    }
}
