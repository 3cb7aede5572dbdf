//! What the words around it make of a word: flags, and whether a form that may be a verb is one.

use super::{Match, Tagged, flag};
use crate::letters;
use mahdar_knowledge::{Class, Entry, Person, Role, Tense, Trie, prep};
use mahdar_text::{Kind, Mark};

/// How many words the name of a subject may have.
const NAMED: usize = 4;

/// How many words a phrase may have that turns to another speaker.
const TURNED: usize = 3;

/// How far before a verb the particle may stand that opened its subject.
const SUBJECT: usize = 9;

impl<'a> Tagged<'a> {
    pub(super) fn flag(&mut self) {
        use flag::*;
        for i in 0..self.flags.len() {
            let mut f = 0;
            let (mut verb, mut noun, mut least) = (false, false, u8::MAX);
            for m in self.at(i) {
                least = least.min(m.split.cut);
            }
            for m in self.at(i) {
                let single = m.end == i + 1;
                f |= match m.entry {
                    Entry::Word(Class::NotName) => {
                        noun |= single && !self.text.surface(i).chars().skip(2).any(|c| c == letters::ALEF_HAMZA);
                        0
                    }
                    Entry::Word(c) => match c {
                        Class::Comp => COMP,
                        Class::Prep(_) if single => PREP,
                        Class::Neg => NEG,
                        Class::Deny => NEG | DENY,
                        Class::Rel => REL,
                        Class::Conj => CONJ,
                        Class::Qad => QAD,
                        Class::Kana => KANA,
                        Class::Adverb => ADVERB,
                        Class::Cond => COND,
                        Class::Future => FUTURE,
                        Class::Turn => TURN,
                        Class::Quantifier => QUANT,
                        Class::Number => NUMBER,
                        Class::Demonstrative => DEM,
                        Class::Hedge => HEDGE,
                        Class::Planned => PLANNED,
                        Class::Must => MUST,
                        Class::Tail => TAIL,
                        Class::Purpose => PURPOSE,
                        Class::Passive => PASSIVE,
                        Class::Document => DOCUMENT,
                        Class::Intro => INTRO,
                        Class::Source => SOURCE,
                        _ => 0,
                    },
                    Entry::Verb { .. } => {
                        verb = true;
                        0
                    }
                    Entry::Masdar { .. } => {
                        noun = true;
                        MASDAR
                    }
                    Entry::Participle { .. } => PARTICIPLE,
                    Entry::CueNoun { .. } => {
                        noun = true;
                        CUE_NOUN
                    }
                    Entry::Common => COMMON,
                    Entry::Given { .. } => GIVEN,
                    Entry::Title { .. } | Entry::Organ { .. } | Entry::Agent { .. } | Entry::Nisba { .. }
                        if single && m.split.cut == least =>
                    {
                        noun = true;
                        0
                    }
                    _ => 0,
                };
                if single && !matches!(m.entry, Entry::Common | Entry::Given { .. }) {
                    f |= KNOWN;
                    if m.split.prep.is_some() && m.split.cut == least {
                        f |= CLITIC_PREP;
                    }
                }
            }
            // جيه-إن: what a hyphen joins to a word is part of a name.
            let hyphen = i >= 2
                && self.text.tokens[i - 1].is(Mark::Dash)
                && !self.text.space_before(i)
                && !self.text.space_before(i - 1)
                && self.text.tokens[i - 2].is_word();
            if hyphen {
                f &= !(COMP | PREP | REL | NEG | CONJ | COND | CLITIC_PREP | QAD);
            }
            self.flags[i] = f;
            if verb && self.finite_in_context(i, noun) {
                self.flags[i] |= FINITE;
            }
        }
    }

    /// `بعد ساعات من تصريحات ماكرون أن باريس …، رد البيت الأبيض`: the sentence up to the comma at `comma` opens with when.
    fn behind_time(&self, comma: usize) -> bool {
        let sentence = self.text.sentences[self.text.sentence_of(comma)];
        let first = (sentence.start..comma).find(|&j| self.text.tokens[j].is_word());
        first.and_then(|j| self.find_prep(j)).is_some_and(|(p, at)| at > sentence.start && self.k.prep_is(p, prep::TIME))
    }

    /// Whether a dual in the past, its ending taken off, is a verb and no noun in the accusative (`وردا`).
    fn only_verb(&self, i: usize) -> bool {
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
    fn between_that(&self, i: usize) -> bool {
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
    fn turned(&self, i: usize) -> bool {
        let turn = |m: &Match| m.end == i && matches!(m.entry, Entry::Word(Class::Turn));
        (i.saturating_sub(TURNED)..i.saturating_sub(1)).any(|j| self.at(j).iter().any(turn))
    }

    /// Whether the verb at `i` takes a deed as its object: behind `تعتزم` and `قررت` a verbal noun stands, no verb.
    fn takes_deed(&self, i: usize) -> bool {
        self.verbs(i).any(|(_, lemma, ..)| {
            self.k.lemma_frames[lemma as usize].iter().any(|f| {
                let f = &self.k.frames[*f as usize];
                (f.commit.is_some() || f.act || f.content.as_deref() == Some("own"))
                    && f.complements.iter().any(|c| c.role == Role::Content && c.preps.is_empty() && !c.clause)
            })
        })
    }

    /// `قررت روسيا أيضا طرد …`: whether a verb shortly before the adverb at `i`, with who does it between them, waits for a deed.
    fn deed_wanted(&self, i: usize) -> bool {
        let stop = flag::COMP | flag::REL | flag::CONJ | flag::PREP;
        let verb = (i.saturating_sub(6)..i).rev().take_while(|&j| self.text.tokens[j].is_word() && self.flags[j] & stop == 0);
        verb.into_iter().find(|&j| self.flags[j] & flag::FINITE != 0).is_some_and(|j| self.takes_deed(j))
    }

    /// Whether a word that may be a finite verb is one here.
    pub(super) fn finite_in_context(&self, i: usize, noun: bool) -> bool {
        use flag::*;
        let best = self.verbs(i).min_by_key(|(m, ..)| (m.split.cut, m.split.enc.is_some()));
        let Some((_, _, tense, _, _)) = best else { return false };
        // A shortened form stands only behind a particle that shortens it, or behind ل.
        let governed = i > 0 && self.flags[i - 1] & (NEG | COMP) != 0 && self.flags[i - 1] & DENY == 0;
        let must = self.flags[i] & MUST != 0;
        if (!governed || must) && self.verbs(i).all(|(m, _, t, ..)| t == Tense::Jussive && m.split.prep.is_none()) {
            return false;
        }
        // First and second person objects occur in quotations.
        let object = |m: &Match| m.split.enc.is_none_or(|e| self.k.enclitics[e as usize].person == Person::Third);
        if self.verbs(i).all(|(m, ..)| !object(m)) && self.text.quotes.around(i).is_none() {
            return false;
        }
        let best_cut = self
            .at(i)
            .iter()
            .filter(|m| !matches!(m.entry, Entry::Common | Entry::Given { .. }))
            .map(|m| m.split.cut)
            .min()
            .unwrap_or(0);
        let cut = self.verbs(i).map(|(m, ..)| m.split.cut).min().unwrap_or(0);
        // A whole word beats a split one: والد, فريق, سلاح.
        if cut > best_cut
            && self.at(i).iter().any(|m| {
                m.split.cut == best_cut
                    && !matches!(
                        m.entry,
                        Entry::Common
                            | Entry::Given { .. }
                            | Entry::Verb { .. }
                            | Entry::Sector { .. }
                            | Entry::Context { .. }
                            // وأدان is condemned far more often than the oasis of that name is spoken of.
                            | Entry::Place { .. }
                            // nor are there two who love one another (وادّان).
                            | Entry::Participle { number: mahdar_knowledge::Number::Dual, .. }
                    )
            })
        {
            return false;
        }
        // هنأ is not هنا: a hamza written within the word tells the verb from the particle.
        let hamza = self.text.surface(i).chars().skip(2).any(|c| letters::HAMZAS.contains(&c));
        // وعبر لافروف عن أمله: a verb that looks like a preposition opens its sentence and has a عن of its own.
        let opens_sentence = i == 0
            || self.text.tokens[i - 1].is(Mark::Stop)
            || self.text.tokens[i - 1].is(Mark::Line)
            || self.text.tokens[i - 1].is(Mark::Comma) && self.first_clause(i - 1);
        // فيما عبّر الوزير عن …: the doubled letter is written, or a conjunction stands before it.
        let doubled = self.text.surface(i).contains(letters::SHADDA);
        let joined = i > 0 && self.flags[i - 1] & INTRO != 0 && self.flags[i - 1] & (COMP | KANA) == 0;
        let verb_for_prep = (opens_sentence || doubled || joined)
            && self.at(i).iter().any(|m| matches!(m.entry, Entry::Word(Class::Prep(_))))
            && self.verbs(i).any(|(m, _, t, who, _)| t == Tense::Past && who == Person::Third && m.split.prep.is_none())
            && (i + 2..(i + 12).min(self.text.tokens.len()))
                .any(|j| self.find_prep(j).is_some_and(|(p, _)| self.k.prep_is(p, prep::ABOUT)));
        let boundary = opens_sentence || doubled || joined || self.turned(i) || self.text.tokens[i - 1].is(Mark::Comma);
        if verb_for_prep || boundary && self.between_that(i) {
            return true;
        }
        let name = !hamza
            && self.at(i).iter().any(|m| {
                m.split.cut <= cut
                    && matches!(
                        m.entry,
                        Entry::Polity { .. }
                            | Entry::Org { .. }
                            | Entry::Group { .. }
                            | Entry::Human { .. }
                            | Entry::Capital { .. }
                            | Entry::Word(
                                Class::Comp
                                    | Class::Prep(_)
                                    | Class::Rel
                                    | Class::Joint
                                    | Class::Adverb
                                    | Class::Conj
                                    | Class::Number
                                    | Class::Turn
                                    | Class::Topic
                                    | Class::Must
                            )
                    )
            });
        if name {
            return false;
        }
        let prev = (i > 0).then(|| i - 1);
        if let Some(p) = prev {
            let t = &self.text.tokens[p];
            if t.is_word() {
                if self.flags[p] & DENY != 0 {
                    return false;
                }
                if self.flags[p] & (NEG | QAD | FUTURE | KANA | COMP | REL) != 0 && self.flags[p] & PREP == 0 {
                    return true;
                }
                let bare_prep = self.find_prep(p).is_some_and(|(_, at)| at == i) && !self.is(p, REL);
                if bare_prep {
                    return false;
                }
            }
        }
        // ثمنا, ردا: an accusative noun looks like a verb in the dual, which wants two doers before it.
        let quoted = self.text.quotes.around(i).is_some();
        let dual =
            self.verbs(i).filter(|(m, _, t, who, _)| object(m) && (quoted || *who != Person::First || *t != Tense::Past)).all(
                |(m, _, t, ..)| t == Tense::Past && matches!(m.entry, Entry::Verb { number: mahdar_knowledge::Number::Dual, .. }),
            );
        if dual && self.text.folded(i).ends_with(letters::ALEF) {
            let two = prev.is_some_and(|p| {
                self.text.folded(p).ends_with(letters::DUAL)
                    || self.at(p).iter().any(|m| {
                        matches!(m.entry, Entry::Agent { id, .. } if self.k.agents[id as usize].number == mahdar_knowledge::Number::Dual)
                    })
                    || self.at(p).iter().any(|m| {
                        matches!(
                            m.entry,
                            Entry::Nisba { .. }
                                | Entry::Human { .. }
                                | Entry::Short { .. }
                                | Entry::Given { weight: 2.. }
                                | Entry::Title { .. }
                                | Entry::Word(Class::Joint)
                        )
                    })
                    // السعودية ومصر اتفقتا, فرنسا والولايات المتحدة اتفقتا
                    || (i.saturating_sub(NAMED)..=p).any(|s| {
                        self.at(s).iter().any(|m| m.end == i && m.split.conj && matches!(m.entry, Entry::Polity { .. } | Entry::Org { .. }))
                    })
            });
            // وأكدا أن …, كما بحثا …: told of two, with a word that is nothing but a verb or behind a word that opens a clause.
            let joined = self.verbs(i).any(|(m, ..)| m.split.conj && m.split.cut == 1) && self.only_verb(i)
                || prev.is_some_and(|p| self.flags[p] & (CONJ | INTRO) != 0 && self.flags[p] & PREP == 0);
            if !two && !joined {
                return false;
            }
            if joined {
                return true;
            }
        }
        if !noun {
            // أعلنت روسيا عقد قمة: a common noun where the verb before it waits for a deed.
            let common = self.at(i).iter().any(|m| matches!(m.entry, Entry::Common) && m.split.cut == 0);
            return !(common && tense == Tense::Past && cut == 0 && self.deed_wanted(i));
        }
        // Noun and verb look alike (بحث, دعم, قصف, تقدم): a verb opens its clause and a doer follows.
        let next_is_doer = || {
            self.at(i + 1).iter().any(|m| {
                m.split.cut == 0
                    && matches!(
                        m.entry,
                        Entry::Polity { .. }
                            | Entry::Metonym { .. }
                            | Entry::Org { .. }
                            | Entry::Human { .. }
                            | Entry::Title { .. }
                    )
            })
        };
        let opens = match prev {
            None => true,
            Some(p) => {
                let t = &self.text.tokens[p];
                !t.is_word() && (!t.is(Mark::Comma) || self.first_clause(p) || next_is_doer() && self.behind_time(p))
                    || self.flags[p] & (ADVERB | CONJ | TURN) != 0 && !(self.flags[p] & ADVERB != 0 && self.deed_wanted(p))
                    // أثار دعم واشنطن لـ…: two verbs in the past do not follow each other.
                    || self.flags[p] & FINITE != 0 && tense != Tense::Past && !self.takes_deed(p)
                    || self.turned(i)
            }
        };
        // لكنه طالب الشعب التركي ب…: behind a particle that carries its subject.
        let carried = prev.is_some_and(|p| {
            self.flags[p] & INTRO != 0
                && self.flags[p] & (COMP | KANA | PREP) == 0
                && self.text.folded(p).ends_with([letters::FEMININE, letters::ALEF])
                && self.at(p).iter().any(|m| matches!(m.entry, Entry::Word(Class::Conj)))
                && self.text.folded(p).chars().count() > 4
        });
        if carried && tense == Tense::Past && cut == 0 {
            return true;
        }
        let conj =
            self.verbs(i).any(|(m, ..)| m.split.conj && m.split.cut == 1) && prev.is_none_or(|p| !self.text.tokens[p].is_word());
        let sin = self.verbs(i).any(|(m, ..)| m.split.sin);
        // تظاهر أمس عشرات: the day between the verb and its doer.
        let day = usize::from(
            self.at(i + 1).iter().any(|m| m.split.cut == 0 && m.end == i + 2 && matches!(m.entry, Entry::Deictic { .. })),
        );
        let next_doer = self.at(i + 1 + day).iter().any(|m| {
            m.split.cut == 0
                && matches!(
                    m.entry,
                    Entry::Polity { .. }
                        | Entry::Capital { .. }
                        | Entry::Metonym { .. }
                        | Entry::Org { .. }
                        | Entry::Group { .. }
                        | Entry::Human { .. }
                        | Entry::Short { .. }
                        | Entry::Given { weight: 3.. }
                        | Entry::Title { .. }
                        | Entry::Organ { .. }
                        | Entry::Agent { .. }
                        | Entry::Word(Class::Joint | Class::Number | Class::Quantifier)
                        | Entry::Honorific
                )
        }) || self.text.tokens.get(i + 1 + day).is_some_and(|t| t.kind == Kind::Number);
        // A sentence that opens with و and such a word opens with a verb: ونقل موقع …
        let first = prev.is_none_or(|p| self.text.tokens[p].is(Mark::Stop) || self.text.tokens[p].is(Mark::Line));
        let led =
            conj && first && self.verbs(i).any(|(m, _, t, who, _)| t == Tense::Past && who == Person::Third && m.split.cut == 1);
        // خلال الاجتماع نقل وانغ …: the sentence's first verb, with a name behind it.
        let name_next = self.at(i + 1).iter().any(|m| {
            m.split.cut == 0
                && matches!(
                    m.entry,
                    Entry::Given { weight: 3.. } | Entry::Short { .. } | Entry::Human { .. } | Entry::Title { .. }
                )
        }) && self.flags.get(i + 1).is_some_and(|f| f & COMMON == 0);
        let first_verb = name_next
            && tense == Tense::Past
            && prev.is_some_and(|p| self.text.tokens[p].is_word() && self.text.folded(p).starts_with(crate::letters::ARTICLE))
            && self.first_clause(i);
        let told = tense == Tense::Past && cut == 0 && self.behind_subject(i);
        led || sin || first_verb || told || ((opens || conj) && (next_doer || tense == Tense::Present))
    }

    /// `أن أردوغان طلب …`, `وكان ترامب وعد …`: nothing but a verb stands behind a name that a particle opened.
    fn behind_subject(&self, i: usize) -> bool {
        use flag::*;
        let ends = |entry: fn(&Entry) -> bool| {
            (i.saturating_sub(NAMED)..i)
                .any(|s| self.at(s).iter().any(|m| m.end == i && m.split.prep.is_none() && entry(&m.entry)))
        };
        let person = ends(|e| matches!(e, Entry::Human { .. } | Entry::Short { .. }));
        let state = ends(|e| matches!(e, Entry::Polity { .. } | Entry::Org { .. } | Entry::Group { .. }));
        // أن ضابطا قتل في هجوم: a verbal noun would have who is killed behind it.
        let people = ends(|e| matches!(e, Entry::Agent { .. } | Entry::Nisba { .. })) && self.governs_none(i);
        if !person && !state && !people {
            return false;
        }
        for j in (i.saturating_sub(SUBJECT)..i).rev() {
            let token = &self.text.tokens[j];
            let flags = self.flags[j];
            if token.is(Mark::Quote) || people && token.kind == Kind::Number {
                continue;
            }
            if !token.is_word() {
                return false;
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
