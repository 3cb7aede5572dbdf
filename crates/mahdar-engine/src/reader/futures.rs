//! Promises in the future tense: what a speaker, or the article, says that somebody will do.

use super::{Done, Group, Promised, RECENT, Reader, Said, one};
use crate::letters;
use crate::mentions::What;
use crate::tag::{Tagged, flag};
use mahdar_knowledge::{Entry, Gender, Number, Person, prep};
use mahdar_record::ActorKind;

/// How far before a verb the word of its condition may stand.
const CONDITION: usize = 10;

/// How far behind a verb that will not be done the harm may stand that it spares.
const HARM: usize = 4;

/// How far behind a verb the word may stand that makes it hostile.
const OBJECT: usize = 9;

impl Reader<'_, '_, '_> {
    /// `سنواصل دعمها`, `ستبقى ملتزمة`: what a speaker says that it or its state will do.
    pub(super) fn future_pledges(&mut self) {
        if self.elsewhere {
            return;
        }
        for s in 0..self.out.said.len() {
            let said = self.out.said[s].clone();
            if said.speakers.is_empty() || said.act {
                continue;
            }
            let mut i = said.content.start;
            // Where the last promise of this statement ended.
            let mut last = None;
            while i < said.content.end {
                match self.speaker_future(i, s, &said, last) {
                    Some(end) => {
                        i = end;
                        last = Some(end);
                    }
                    None => i += 1,
                }
            }
        }
    }

    /// Notes what the speaker of a statement promises by the verb at `i`, and tells where that ends.
    fn speaker_future(&mut self, i: usize, s: usize, said: &Said, last: Option<usize>) -> Option<usize> {
        let k = self.scene.t.k;
        let t = self.scene.t;
        let person = self.future(i)?;
        let two = (person == Person::Third).then(|| self.both_of_speaker(i, said)).flatten();
        let own = two.is_some() || person == Person::First || person == Person::Third && self.own_future(i, said, last);
        // لن تقدم تنازلات is refused, لن نهاجم promised; لم and لا tell no future.
        let never = i > 0 && self.scene.will_not(i - 1);
        let negated = i > 0 && t.is(i - 1, flag::NEG) && !never;
        let from = if never { i - 1 } else { i };
        // سنواصل دعمها: the deed may stand there already.
        let taken = self.out.promised.iter().rev().take(RECENT).any(|p| p.item.0 <= i + 2 && i < p.item.1);
        if !own || negated || taken {
            return None;
        }
        let mut actors = Group::new();
        for a in two.as_ref().unwrap_or(&said.speakers) {
            if let Some(b) = self.cast.body_of(k, *a)
                && !actors.contains(&b)
            {
                actors.push(b);
            }
        }
        let end = self.clause_end(i, said.content.end);
        if actors.is_empty() || end <= i + 1 || (if never { !self.reassures(i, end) } else { self.unkind(i) }) {
            return None;
        }
        let toward: Group = (self.kindly(i, end) && !never && !self.averse(i, end))
            .then(|| self.first_in(i, end, &actors))
            .flatten()
            .map(|g| g.iter().filter_map(|a| self.cast.body_of(k, *a)).collect())
            .unwrap_or_default();
        // البلدان سيعملان على …: with each other, where nobody else is named.
        let toward = if two.is_some() && toward.is_empty() && !never { actors.clone() } else { toward };
        let items = if self.sets_about(i) && !never { self.items(from, end, false) } else { vec![(from, end, 0)] };
        for (n, (from, end, cut)) in items.into_iter().enumerate() {
            self.out.promised.push(Promised {
                actors: actors.clone(),
                by: Group::new(),
                toward: toward.clone(),
                strength: "pledged".into(),
                item: (
                    from,
                    end,
                    if n > 0 {
                        cut
                    } else if never {
                        never_joined(t, from)
                    } else {
                        joined(t, i)
                    },
                ),
                statement: Some(s),
                rule: "speaker-future".into(),
            });
        }
        Some(end)
    }

    /// `إن البلدين سيعملان`, `أنهما سيواصلان`: both, where who speaks is of one of the two.
    fn both_of_speaker(&mut self, i: usize, said: &Said) -> Option<Group> {
        let scene = self.scene;
        let dual = |m: &crate::tag::Match| matches!(m.entry, Entry::Verb { number: Number::Dual, .. });
        // قالت الدولتان إنهما ستعلقان …: they speak of themselves.
        if said.speakers.len() > 1 || !scene.t.verbs(i).any(|(m, ..)| dual(m)) {
            return None;
        }
        let told = scene.preposed(i).map(|(m, _)| m);
        let two = match told {
            Some(m) if matches!(scene.mentions[m].what, What::Joint) => self.both(i),
            None if scene.behind_pronoun(i) => self.both(i),
            _ => return None,
        };
        let code = |a: &usize| self.cast.parties[*a].code.clone();
        (two.len() == 2 && two.iter().any(|a| said.speakers.iter().any(|b| code(a).is_some() && code(a) == code(b))))
            .then_some(two)
    }

    /// `سنعمل على تطوير …`, `سنواصل دعم …`: whether the verb at `i` takes a deed, beside which others may stand.
    fn sets_about(&self, i: usize) -> bool {
        self.deed(i + 1) || self.scene.t.prep(i + 1).is_some_and(|(_, at)| self.deed(at))
    }

    /// The person of a verb in the future at `i`, where its future may be a promise.
    fn future(&self, i: usize) -> Option<Person> {
        let t = self.scene.t;
        let apart = i > 0 && t.is(i - 1, flag::FUTURE);
        let will = t.verbs(i).find(|(m, ..)| m.split.sin || apart).map(|(_, _, _, person, _)| person);
        // ساعد is no سأعد; فسنكون no promise, but ستظل ملتزمة is.
        let doubtful = t.verbs(i).any(|(m, ..)| !m.split.sin) && !apart || self.befalls(i) && !self.pledges_state(i);
        will.filter(|_| t.is(i, flag::FINITE) && !doubtful)
    }

    /// Whether a verb of the third person is of who speaks: `أن بلاده ستواصل`, `سيبقى الأردن`, before the verb or right behind it.
    fn own_future(&mut self, i: usize, said: &Said, last: Option<usize>) -> bool {
        let scene = self.scene;
        let t = scene.t;
        let subject = scene.preposed(i).map(|(a, _)| a).or_else(|| {
            let bare = |m: &usize| {
                let x = &scene.mentions[*m];
                x.prep.is_none() && !x.conj && !matches!(x.what, What::Adjective(_) | What::Place(_))
            };
            // القمة التي ستشهدها واشنطن: of the summit.
            let of_object = t.verbs(i).any(|(m, ..)| m.split.enc.is_some());
            // أنه سيساعد قطر: the pronoun is the subject.
            scene.starting(i + 1).filter(|m| bare(m) && !of_object && !scene.behind_pronoun(i))
        });
        match subject {
            _ if self.organ_of_speaker(i, said.content.start) => true,
            Some(m) => {
                let g = self.actors_of(m);
                let code = |r: &Self, a: &usize| r.cast.parties[*a].code.clone();
                !g.is_empty() && g.iter().all(|x| said.speakers.iter().any(|a| code(self, a) == code(self, x)))
            }
            None => self.own_unsaid(i, said, last),
        }
    }

    /// Notes that somebody will meet somebody, as the article tells.
    fn meeting_ahead(&mut self, actors: &Group, toward: &Group, evidence: (usize, usize), statement: Option<usize>) {
        let pairs = actors.iter().flat_map(|a| toward.iter().map(move |b| (*a, *b))).filter(|(a, b)| a != b);
        self.out.done.extend(pairs.map(|(a, b)| Done {
            kind: "AGREE".into(),
            mode: None,
            source: one(a),
            target: one(b),
            aimless: false,
            cameo: Some("030".into()),
            contexts: Vec::new(),
            evidence,
            statement,
            rule: "told-future".into(),
        }));
    }

    /// `سيلتقي`, `سيزور`: whether the verb at `i` tells of a meeting: foretold by the article it is no promise, though both agree to it.
    fn meets(&self, i: usize) -> bool {
        let k = self.scene.t.k;
        let frames = |l: u16| k.lemma_frames[l as usize].iter().map(|f| &k.frames[*f as usize]);
        let meeting = |f: &mahdar_knowledge::Frame| matches!(f.encounter.as_deref(), Some("meeting" | "call" | "visit"));
        self.scene.t.verbs(i).any(|(_, l, ..)| frames(l).any(meeting))
    }

    /// `لن نهاجم أحدا`, `لن نستخدم القوة`: a word given not to do harm; `لن نتعاون` is a refusal, `لن ننسى` neither.
    fn reassures(&self, i: usize, end: usize) -> bool {
        let k = self.scene.t.k;
        // لن توافق is a refusal: its frame tells that.
        let refusal = |l: u16| k.lemma_frames[l as usize].iter().any(|f| k.frames[*f as usize].negated.is_some());
        let verbs = || self.scene.t.verbs(i).map(|(_, l, ..)| l);
        !verbs().any(refusal) && (verbs().all(|l| self.harms(i, l, false)) || self.averse(i + 1, end.min(i + HARM)))
    }

    /// `سنرفض`, `سنغلق سفارتنا`: whether what the verb at `i` announces is a hostile act, and no promise.
    fn unkind(&self, i: usize) -> bool {
        let k = self.scene.t.k;
        let kinds =
            |l: u16| k.lemma_frames[l as usize].iter().flat_map(|f| &k.frames[*f as usize].events).map(|e| e.kind.as_str());
        let against = |l: u16| kinds(l).next().is_some() && kinds(l).all(|x| matches!(x, "REJECT" | "ACCUSE"));
        let object = self.scene.t.prep(i + 1).map_or(i + 1, |(_, at)| at);
        self.hostile(i)
            || self.scene.t.verbs(i).any(|(_, l, ..)| against(l))
            || self.harmful(object) && self.listed_deed(object).is_none()
    }

    /// `ستنقل باراغواي سفارتها إلى …`: what an actor will do, told by the article or by a source without a name.
    pub(super) fn told_futures(&mut self) {
        if self.elsewhere {
            return;
        }
        let scene = self.scene;
        let t = scene.t;
        let k = t.k;
        for i in 0..t.text.tokens.len() {
            // من المزمع أن يوقع الرئيس …: what is planned is intended; but neither كان من المقرر nor من غير المقرر, التي من المقرر أن.
            let apart = |j: usize| t.is(j, flag::KANA | flag::NEG | flag::REL) && !t.is(j, flag::PREP);
            let due = i > 1 && t.is(i - 1, flag::COMP) && t.is(i - 2, flag::PLANNED) && !(i.saturating_sub(5)..i - 2).any(apart);
            let future = t.is(i, flag::FINITE)
                && scene.covering(i).is_none()
                && (t.verbs(i).any(|(m, _, _, person, _)| m.split.sin && person == Person::Third)
                    || (due || i > 0 && t.is(i - 1, flag::FUTURE))
                        && t.verbs(i).any(|(_, _, _, person, _)| person == Person::Third));
            // A meeting to come and words to come have lines of their own.
            let told =
                self.out.met.iter().any(|m| m.evidence.iter().any(|e| e.0 == i)) || self.out.said.iter().any(|x| x.cue.0 == i);
            if !future || told || t.is(i, flag::KANA) || self.unkind(i) || self.befalls(i) {
                continue;
            }
            let statement = self.statement_at(i);
            let named = |a: &usize| self.cast.parties[*a].code.is_some();
            if statement.is_some_and(|s| self.out.said[s].speakers.iter().any(named)) {
                continue;
            }
            let sentence = t.text.sentences[t.text.sentence_of(i)];
            let from = sentence.start.max(i.saturating_sub(CONDITION));
            if (from..i)
                .any(|j| t.is(j, flag::COND) && scene.covering(j).is_none() || j + 2 >= i && t.is(j, flag::NEG | flag::HEDGE))
            {
                continue;
            }
            let behind = || {
                scene.starting(i + 1).filter(|m| {
                    let x = &scene.mentions[*m];
                    x.prep.is_none() && !x.conj
                })
            };
            let Some(m) = scene.preposed(i).map(|(a, _)| a).or_else(behind) else { continue };
            if matches!(scene.mentions[m].what, What::Adjective(_) | What::Place(_) | What::Agent { .. }) {
                continue;
            }
            // القمة التي ستجمع ترامب مع …: the summit does it; but القمة التي ستعقدها تركيا.
            let at = scene.mentions[m].start;
            let which = i > 0 && t.is(i - 1, flag::REL) && !t.is(i - 1, flag::PREP);
            // ما سيسمح بـ…: what happened does it.
            let relative = which && (at > i || !t.text.folded(i - 1).contains(letters::ARTICLE));
            // اجتماع وزراء الخارجية سينعقد: whose meeting it is does nothing.
            let meeting = at > 0 && at < i && t.is(at - 1, flag::CUE_NOUN) && scene.mentions[m].prep.is_none();
            if relative && !t.verbs(i).any(|(v, ..)| v.split.enc.is_some()) || meeting {
                continue;
            }
            let actors: Group = self.actors_of(m).iter().filter_map(|a| self.cast.body_of(k, *a)).collect();
            let begins = self.scene.mentions[m].end.max(i + 1);
            let end = self.clause_end(i, sentence.end);
            let taken = self.out.promised.iter().any(|p| p.item.0 < end && i < p.item.1);
            if actors.is_empty() || end <= begins + 1 || taken {
                continue;
            }
            let toward = self.first_in(i, end, &actors).unwrap_or_default();
            // سيتناول الغداء, ستفتح السفارة أبوابها, سيغادر البلاد: what the news foretells is a promise only where somebody is favoured.
            if toward.is_empty() || !self.kindly(i, end) || self.averse(i, end) {
                continue;
            }
            let toward: Group = toward.iter().filter_map(|a| self.cast.body_of(k, *a)).collect();
            if self.meets(i) {
                self.meeting_ahead(&actors, &toward, (i, end), statement);
                continue;
            }
            self.out.promised.push(Promised {
                actors,
                by: Group::new(),
                toward,
                strength: if due { "intends" } else { "pledged" }.into(),
                item: (i, end, joined(t, i)),
                statement,
                rule: "told-future".into(),
            });
        }
    }

    /// `إن الحكومة ستعمل على …`, `أن وزارة المالية ستعلن …`: an organ without its state, right before the verb, is of who speaks.
    fn organ_of_speaker(&self, verb: usize, start: usize) -> bool {
        let whole = |m: &crate::tag::Match| matches!(m.entry, Entry::Organ { definite: true, .. }) && m.end == verb;
        (start..verb).take(2).any(|i| self.scene.t.at(i).iter().any(whole))
    }

    /// `ستبقى ملتزمة`, `سيظل الأردن داعما`: whether a participle within three words tells what one promises to be.
    fn pledges_state(&self, i: usize) -> bool {
        let t = self.scene.t;
        (i + 1..i + 4)
            .take_while(|&j| t.text.tokens.get(j).is_some_and(|x| x.is_word()) && t.prep(j).is_none())
            .any(|j| self.pledging(j))
    }

    /// `ملتزمة`, `داعمة`: whether a participle tells what one promises to be; `ناجحة`, `مكفولة` foretell.
    pub(super) fn pledging(&self, i: usize) -> bool {
        let k = self.scene.t.k;
        let kind = |f: &u16| {
            let frame = &k.frames[*f as usize];
            frame.commit.is_some() || frame.events.iter().any(|e| k.futures.get(&e.kind).is_some_and(|x| x == "AGREE"))
        };
        let lemma = |m: &crate::tag::Match| match m.entry {
            Entry::Participle { lemma, .. } => Some(lemma),
            _ => None,
        };
        self.scene.t.at(i).iter().filter_map(lemma).any(|l| k.lemma_frames[l as usize].iter().any(kind))
    }

    /// Whether the verb at `i` is of the kind that is an agreement where it lies ahead, or names whom it is done with.
    fn kindly(&self, i: usize, end: usize) -> bool {
        let t = self.scene.t;
        let k = t.k;
        let friendly = |e: &mahdar_knowledge::Yield| k.futures.get(&e.kind).is_some_and(|x| x == "AGREE");
        let kind = |n: u16| k.lemma_frames[n as usize].iter().any(|f| k.frames[*f as usize].events.iter().any(friendly));
        t.verbs(i).any(|(_, l, ..)| kind(l)) || (i..end).any(|j| t.prep(j).is_some_and(|(p, _)| k.prep_is(p, prep::WITH)))
    }

    /// `أنها ستقدم مساعدات`, `… وستعمل على …`: the subject left out is the speaker, or whose promise the clause goes on.
    fn own_unsaid(&self, verb: usize, said: &Said, last: Option<usize>) -> bool {
        let t = self.scene.t;
        // إنه سيتم إرسال …: the pronoun is nobody.
        let empty = t.verbs(verb).all(|(_, l, ..)| t.k.lemma_frames[l as usize].is_empty()) && t.is(verb + 1, flag::MASDAR);
        if empty || t.is(verb, flag::KANA) {
            return false;
        }
        // حذر إيران من أنها ستواجه …: the pronoun behind a preposition is the one spoken to.
        // … but أشار إلى أنه سيساعد, أكد على أنها ستواصل are of who speaks.
        let warned = said
            .content
            .start
            .checked_sub(2)
            .is_some_and(|i| t.prep(i).is_some_and(|(x, at)| at == i + 1 && t.k.prep_is(x, prep::FROM)));
        // أنها لن تقدم تنازلات: the negation stands between.
        let verb = if verb > 0 && self.scene.will_not(verb - 1) { verb - 1 } else { verb };
        // مؤكدا أنها ستعمل على …: a man does not speak of himself so.
        let man = |a: &usize| {
            let x = &self.cast.parties[*a];
            x.kind == ActorKind::Person && x.gender == Gender::Masculine
        };
        let her_words = t.text.folded(said.cue.0).ends_with([letters::TA, letters::FEMININE]);
        let hers = verb > 0 && t.text.folded(verb - 1).ends_with(letters::HER) && !her_words && said.speakers.iter().all(man);
        let opens = verb <= said.content.start + 1 && self.scene.behind_pronoun(verb) && !warned && !hers;
        let conj = t.verbs(verb).any(|(m, ..)| m.split.conj) || t.text.folded(verb).starts_with(letters::AND);
        let goes_on = conj && last.is_some_and(|e| e <= verb && verb <= e + 1);
        opens || goes_on
    }

    /// `سنفقد`, `سينجح`: whether the verb at `i` tells what befalls its subject, which nobody promises; `لن نخضع` is a resolve.
    fn befalls(&self, i: usize) -> bool {
        let t = self.scene.t;
        let never = i > 0 && self.scene.will_not(i - 1);
        // سنفقد may be of أفقد as well, which no rule is about.
        let befalls = |lemma: u16| t.k.befalling.contains(&lemma);
        !never
            && t.verbs(i).any(|(_, l, ..)| befalls(l))
            && t.verbs(i).all(|(_, l, ..)| befalls(l) || t.k.lemma_frames[l as usize].is_empty())
    }

    /// Whether the verb at `i` is a cue of hostile acts.
    pub(super) fn hostile(&self, i: usize) -> bool {
        self.scene.t.verbs(i).any(|(_, lemma, ..)| self.harms(i, lemma, true))
    }

    /// Whether a verb at `i`, read as of this lemma, tells harm: by what it is, or, where `ahead`, by what its future is (`سترد`).
    fn harms(&self, i: usize, lemma: u16, ahead: bool) -> bool {
        let k = self.scene.t.k;
        let leads = |frame: &mahdar_knowledge::Frame| {
            frame.events.iter().any(|e| k.futures.get(&e.kind).is_some_and(|x| x == "THREATEN"))
                || ahead && frame.future.as_ref().is_some_and(|e| e.kind == "THREATEN")
        };
        let frames = || k.lemma_frames[lemma as usize].iter().map(|f| &k.frames[*f as usize]);
        // ستفتح النار, but ستفتح قنصلية: the word that makes the verb hostile.
        let worded = |f: &mahdar_knowledge::Frame| {
            let heads = f.complements.iter().filter(|c| !c.optional).filter_map(|c| c.heads.as_ref());
            let near = i + 1..(i + OBJECT).min(self.scene.t.text.tokens.len());
            heads
                .into_iter()
                .all(|h| near.clone().any(|j| self.scene.t.splits(j).iter().any(|s| s.tok.is_some_and(|x| h.contains(&x)))))
        };
        // سنواصل القصف, but سنواصل عملنا: what goes on may be either.
        frames().any(|f| leads(f) && worded(f)) && !frames().any(|f| f.commit.is_some())
    }
}

/// The letter of `و` or `ف` on the negation at `i`.
fn never_joined(t: &Tagged<'_>, i: usize) -> u8 {
    u8::from(t.text.folded(i).starts_with(letters::CONJUNCTIONS))
}

/// Letters of `و` or `ف` on the verb at `i`, which are no part of what is promised.
fn joined(t: &Tagged<'_>, i: usize) -> u8 {
    u8::from(t.verbs(i).any(|(m, ..)| m.split.conj && m.split.sin))
}
