//! Promises in the future tense: what a speaker, or the article, says that somebody will do.

use super::{Group, Promised, RECENT, Reader, Said};
use crate::letters;
use crate::mentions::What;
use crate::tag::{Tagged, flag};
use mahdar_knowledge::{Person, prep};

/// How far before a verb the word of its condition may stand.
const CONDITION: usize = 10;

/// How far behind a verb the word may stand that makes it hostile.
const OBJECT: usize = 9;

impl Reader<'_, '_, '_> {
    /// `سنواصل دعمها`, `ستبقى ملتزمة`: what a speaker says that it or its state will do.
    pub(super) fn future_pledges(&mut self) {
        if self.elsewhere {
            return;
        }
        let scene = self.scene;
        let t = scene.t;
        let k = t.k;
        for s in 0..self.out.said.len() {
            let said = self.out.said[s].clone();
            if said.speakers.is_empty() || said.act {
                continue;
            }
            let mut i = said.content.start;
            // Where the last promise of this statement ended.
            let mut last = None;
            while i < said.content.end {
                let future = t.verbs(i).find(|(m, ..)| m.split.sin).map(|(m, _, _, person, _)| (m.split.conj, person));
                let future = future.or_else(|| {
                    (i > 0 && t.is(i - 1, flag::FUTURE))
                        .then(|| t.verbs(i).next().map(|(_, _, _, person, _)| (false, person)))
                        .flatten()
                });
                // ساعد is no سأعد, فسنكون no promise, but ستظل ملتزمة is.
                let doubtful = t.verbs(i).any(|(m, ..)| !m.split.sin) && !(i > 0 && t.is(i - 1, flag::FUTURE))
                    || t.is(i, flag::KANA) && !t.is(i + 1, flag::PARTICIPLE)
                    || self.befalls(i);
                let Some((_, person)) = future.filter(|_| t.is(i, flag::FINITE) && !doubtful) else {
                    i += 1;
                    continue;
                };
                let codes: Vec<Option<String>> = said.speakers.iter().map(|a| self.cast.parties[*a].code.clone()).collect();
                let own = if person == Person::First {
                    true
                } else if person == Person::Third {
                    // أن بلاده ستواصل, سيبقى الأردن: before the verb or right behind it.
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
                        Some(m) => {
                            let g = self.actors_of(m);
                            !g.is_empty() && g.iter().all(|x| codes.contains(&self.cast.parties[*x].code))
                        }
                        None => self.own_unsaid(i, &said, last),
                    }
                } else {
                    false
                };
                // لن تقدم تنازلات is promised as well, and begins with its negation; لم and لا tell no future.
                let never = i > 0 && scene.will_not(i - 1);
                let negated = i > 0 && t.is(i - 1, flag::NEG) && !never;
                let from = if never { i - 1 } else { i };
                // لن توافق is a refusal: its frame tells that.
                let refusal = never
                    && t.verbs(i)
                        .any(|(_, l, ..)| k.lemma_frames[l as usize].iter().any(|f| k.frames[*f as usize].negated.is_some()));
                if own
                    && !negated
                    && !refusal
                    // سنواصل دعمها: the deed may stand there already.
                    && !self.out.promised.iter().rev().take(RECENT).any(|p| p.item.0 <= i + 2 && i < p.item.1)
                    && !self.hostile(i)
                {
                    let mut actors = Group::new();
                    for a in &said.speakers {
                        if let Some(b) = self.cast.body_of(k, *a)
                            && !actors.contains(&b)
                        {
                            actors.push(b);
                        }
                    }
                    let end = self.clause_end(i, said.content.end);
                    if !actors.is_empty() && end > i + 1 {
                        let kind = |n: u16| {
                            k.lemma_frames[n as usize].iter().any(|f| {
                                k.frames[*f as usize].events.iter().any(|e| k.futures.get(&e.kind).is_some_and(|x| x == "AGREE"))
                            })
                        };
                        let kindly = t.verbs(i).any(|(_, l, ..)| kind(l))
                            || (i..end).any(|j| t.prep(j).is_some_and(|(p, _)| k.prep_is(p, prep::WITH)));
                        let toward = (kindly && !never && !self.averse(i, end))
                            .then(|| self.first_in(i, end, &actors))
                            .flatten()
                            .map(|g| g.iter().filter_map(|a| self.cast.body_of(k, *a)).collect())
                            .unwrap_or_default();
                        self.out.promised.push(Promised {
                            actors,
                            by: Group::new(),
                            toward,
                            strength: "pledged".into(),
                            item: (from, end, if never { never_joined(t, from) } else { joined(t, i) }),
                            statement: Some(s),
                            rule: "speaker-future".into(),
                        });
                        i = end;
                        last = Some(end);
                        continue;
                    }
                }
                i += 1;
            }
        }
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
            let future = t.is(i, flag::FINITE)
                && scene.covering(i).is_none()
                && (t.verbs(i).any(|(m, _, _, person, _)| m.split.sin && person == Person::Third)
                    || i > 0 && t.is(i - 1, flag::FUTURE) && t.verbs(i).any(|(_, _, _, person, _)| person == Person::Third));
            // A meeting to come and words to come have lines of their own.
            let told =
                self.out.met.iter().any(|m| m.evidence.iter().any(|e| e.0 == i)) || self.out.said.iter().any(|x| x.cue.0 == i);
            if !future || told || t.is(i, flag::KANA) || self.hostile(i) || self.befalls(i) {
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
            let relative = at > i && i > 0 && t.is(i - 1, flag::REL) && !t.is(i - 1, flag::PREP);
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
            // سيتناول الغداء, سيجعل المنطقة أكثر أمنا: neither toward anybody nor a deed that any rule knows.
            if toward.is_empty() && !t.verbs(i).any(|(_, l, ..)| !k.lemma_frames[l as usize].is_empty()) {
                continue;
            }
            let toward = toward.iter().filter_map(|a| self.cast.body_of(k, *a)).collect();
            self.out.promised.push(Promised {
                actors,
                by: Group::new(),
                toward,
                strength: "pledged".into(),
                item: (i, end, joined(t, i)),
                statement,
                rule: "told-future".into(),
            });
        }
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
        let opens = verb <= said.content.start + 1 && self.scene.behind_pronoun(verb) && !warned;
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
        let k = self.scene.t.k;
        let leads = |frame: &mahdar_knowledge::Frame, to: &str| {
            frame.events.iter().any(|e| k.futures.get(&e.kind).is_some_and(|x| x == to))
                || frame.future.as_ref().is_some_and(|e| e.kind == to)
        };
        self.scene.t.verbs(i).any(|(_, lemma, ..)| {
            let frames = || k.lemma_frames[lemma as usize].iter().map(|f| &k.frames[*f as usize]);
            // سنواصل القصف, but سنواصل عملنا: what goes on may be either.
            // ستفتح النار, but ستفتح قنصلية: the word that makes the verb hostile.
            let worded = |f: &mahdar_knowledge::Frame| {
                let heads = f.complements.iter().filter(|c| !c.optional).filter_map(|c| c.heads.as_ref());
                let near = i + 1..(i + OBJECT).min(self.scene.t.text.tokens.len());
                heads
                    .into_iter()
                    .all(|h| near.clone().any(|j| self.scene.t.splits(j).iter().any(|s| s.tok.is_some_and(|x| h.contains(&x)))))
            };
            frames().any(|f| leads(f, "THREATEN") && worded(f)) && !frames().any(|f| f.commit.is_some())
        })
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
