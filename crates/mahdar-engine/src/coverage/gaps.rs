//! The gaps of one text.

use super::{Gap, Spot, Survey};
use crate::clause::Scene;
use crate::mentions::What;
use crate::read::Stages;
use crate::tag::flag;
use mahdar_knowledge::{Entry, Person, Tense};
use mahdar_record::{ActorKind, Span};
use mahdar_text::{Kind, Mark};

/// Words that a quotation must have to look like speech.
const SPEECH: usize = 4;
/// How far behind a title its name may stand.
const TITLE_REACH: usize = 7;
/// How far from a verb its parties may stand.
const PARTY_REACH: usize = 8;
/// Words of context on either side.
const CONTEXT: usize = 14;

/// Finds the gaps.
pub(super) fn find(s: &Stages<'_, '_>) -> Survey {
    let n = s.t.text.tokens.len();
    let mut told = vec![false; n];
    for x in &s.findings.said {
        // A cue that stands far from what it reports reaches up to it, no further.
        for range in [x.cue.0..x.cue.1.min(n), x.content.start..x.content.end.min(n)] {
            told[range].iter_mut().for_each(|b| *b = true);
        }
    }
    let mut acted = vec![false; n];
    let promised = s.findings.promised.iter().map(|p| (p.item.0, p.item.1));
    let met = s.findings.met.iter().flat_map(|m| m.evidence.iter().copied());
    for (a, b) in s.findings.done.iter().map(|d| d.evidence).chain(promised).chain(met) {
        acted[a..b.min(n)].iter_mut().for_each(|b| *b = true);
    }
    let scene = Scene::new(s.t, s.mentions, s.dates);
    let mut f = Finder { s, scene, told, acted, out: Survey::default() };
    f.quotations();
    f.cues();
    for i in 0..n {
        f.title(i);
        f.verb(i);
    }
    f.holders();
    f.out.spots.sort_by_key(|x| x.words.start);
    f.out
}

struct Finder<'s, 'x, 'a> {
    s: &'s Stages<'x, 'a>,
    scene: Scene<'x, 'a>,
    /// Tokens of statements, their cues included.
    told: Vec<bool>,
    /// Tokens of the evidence of events, promises and encounters.
    acted: Vec<bool>,
    out: Survey,
}

impl Finder<'_, '_, '_> {
    fn see(&mut self, gap: Gap) {
        self.out.seen[gap as usize] += 1;
    }

    fn note(&mut self, gap: Gap, key: &str, start: usize, end: usize) {
        let text = self.s.t.text;
        let sentence = text.sentences[text.sentence_of(start)];
        let (a, b) = (start.saturating_sub(CONTEXT).max(sentence.start), (end + CONTEXT).min(sentence.end.max(end)));
        let (first, last) = (&text.tokens[start], &text.tokens[end - 1]);
        self.out.spots.push(Spot {
            gap,
            key: key.to_owned(),
            words: Span { start: first.cp_start, end: last.cp_end, text: text.slice(start, end).to_owned() },
            context: text.slice(a, b).to_owned(),
        });
    }

    /// Quotations in which nobody says anything.
    fn quotations(&mut self) {
        let text = self.s.t.text;
        for q in text.quotes.iter() {
            let words = (q.open + 1..q.close).filter(|&i| text.tokens[i].is_word()).count();
            if words < SPEECH {
                continue;
            }
            self.see(Gap::Quotation);
            if self.told[q.open..q.close].iter().any(|b| *b) {
                continue;
            }
            let before = (q.open.saturating_sub(3)..q.open).rev().find(|&i| text.tokens[i].is_word());
            let key = before.map_or(String::new(), |i| text.folded(i).to_owned());
            self.note(Gap::Quotation, &key, q.open, (q.close + usize::from(q.closed)).min(text.tokens.len()));
        }
    }

    /// The reporting verb or participle at `i`, as lemma.
    fn reports(&self, i: usize) -> Option<u16> {
        let t = self.s.t;
        let says = |l: u16, active: bool| {
            t.k.lemma_frames[l as usize].iter().map(|f| &t.k.frames[*f as usize]).any(|f| {
                // Frames that only say: where an act is told, the act is looked for.
                f.says && f.events.is_empty() && if active { f.forms.active } else { f.forms.verb }
            })
        };
        if self.scene.covering(i).is_some() {
            return None;
        }
        if self.scene.reporting_participle(i, false) {
            return t.at(i).iter().find_map(|m| match m.entry {
                Entry::Participle { lemma, .. } if says(lemma, true) => Some(lemma),
                _ => None,
            });
        }
        if !t.is(i, flag::FINITE) {
            return None;
        }
        t.verbs(i)
            .find(|(_, l, tense, person, _)| says(*l, false) && *person == Person::Third && *tense != Tense::Jussive)
            .map(|x| x.1)
    }

    /// Sentences with a cue and no statement; unknown words where the speaker stands.
    fn cues(&mut self) {
        let t = self.s.t;
        let text = t.text;
        for sentence in &text.sentences {
            let range = sentence.start..sentence.end;
            let mut cue = None;
            for i in range.clone() {
                if !text.tokens[i].is_word() {
                    continue;
                }
                let Some(lemma) = self.reports(i) else { continue };
                cue = cue.or(Some((i, lemma)));
                let next = i + 1;
                if next < sentence.end && text.tokens[next].kind == Kind::Word && t.is(i, flag::FINITE) {
                    self.see(Gap::Speaker);
                    if t.at(next).is_empty() && t.prep(next).is_none() && self.scene.covering(next).is_none() {
                        let end = (next..sentence.end.min(next + 4))
                            .take_while(|&j| text.tokens[j].is_word() && !t.is(j, flag::KNOWN))
                            .last()
                            .map_or(next + 1, |j| j + 1);
                        self.note(Gap::Speaker, text.folded(next), next, end);
                    }
                }
            }
            if let Some((i, lemma)) = cue {
                self.see(Gap::Cue);
                if !self.told[range].iter().any(|b| *b) {
                    self.note(Gap::Cue, &t.k.lemmas[lemma as usize], i, i + 1);
                }
            }
        }
    }

    /// A title at `i` and what looks like a name behind it.
    fn title(&mut self, i: usize) {
        let t = self.s.t;
        let Some((title, _)) = t.longest(i, |m| matches!(m.entry, Entry::Title { .. }).then_some(())) else { return };
        if i > 0 && self.scene.covering(i).is_some_and(|m| self.s.mentions[m].start < i) {
            return;
        }
        let given = |j: usize| t.at(j).iter().any(|m| m.split.cut == 0 && matches!(m.entry, Entry::Given { weight: 2.. }));
        let ends = |j: usize| {
            let tok = &t.text.tokens[j];
            !tok.is_word() && !tok.is(Mark::Comma) && !tok.is(Mark::Quote) || t.is(j, flag::COMP | flag::REL | flag::FINITE)
        };
        let reach = (title.end..t.text.tokens.len().min(title.end + TITLE_REACH)).take_while(|&j| !ends(j));
        let Some(name) = reach.clone().find(|&j| given(j) && (given(j + 1) || !t.is(j + 1, flag::KNOWN))) else { return };
        self.see(Gap::Title);
        let person = |m: usize| matches!(self.s.mentions[m].what, What::Person { name: Some(_), .. } | What::Counterpart { .. });
        let found = self.scene.covering(name).is_some_and(|m| person(m) && self.s.mentions[m].actor.is_some());
        if !found {
            let key = t.text.slice(i, title.end).to_owned();
            self.note(Gap::Title, &key, i, name + 1);
        }
    }

    /// Named holders of offices that one person holds.
    fn holders(&mut self) {
        let (k, s) = (self.s.t.k, self.s);
        for m in s.mentions {
            let What::Person { name: Some(_), title: Some(title), owner: Some(_), .. } = &m.what else { continue };
            let (Some(office), Some(a)) = (k.titles[title.id as usize].office, m.actor) else { continue };
            if title.former || title.part || !k.offices[office as usize].single() {
                continue;
            }
            let known = s.cast.parties[a].human.is_some();
            self.see(Gap::Holder);
            self.out.holders.push((office, known));
            if !known {
                self.note(Gap::Holder, &k.offices[office as usize].name, m.start, m.end);
            }
        }
    }

    /// A verb at `i` between two actors.
    fn verb(&mut self, i: usize) {
        let t = self.s.t;
        if !t.is(i, flag::FINITE) || self.scene.covering(i).is_some() || t.is(i, flag::KANA) || self.reports(i).is_some() {
            return;
        }
        let Some((_, lemma, ..)) = t.verbs(i).next() else { return };
        let side = |j: usize| {
            let m = self.scene.covering(j)?;
            let x = &self.s.mentions[m];
            let a = &self.s.cast.parties[x.actor?];
            let party = !matches!(x.what, What::Adjective(_) | What::Place(_) | What::Country);
            (party && a.kind != ActorKind::Unnamed && a.kind != ActorKind::Agent).then(|| a.code.clone()).flatten()
        };
        let open = |j: &usize| {
            t.text.tokens[*j].is_word()
                && !t.is(*j, flag::COMP | flag::REL)
                && !(t.is(*j, flag::FINITE) && self.scene.covering(*j).is_none())
        };
        let before = (i.saturating_sub(PARTY_REACH)..i).rev().take_while(open).find_map(|j| side(j).map(|c| (j, c)));
        let after: Vec<(usize, String)> = (i + 1..t.text.tokens.len().min(i + 1 + 2 * PARTY_REACH))
            .take_while(open)
            .filter_map(|j| side(j).map(|c| (j, c)))
            .collect();
        let first = before.or_else(|| after.first().cloned());
        let Some((a, code)) = first else { return };
        let Some((b, _)) = after.iter().find(|(_, c)| *c != code) else { return };
        self.see(Gap::Verb);
        if !self.acted[i] {
            let key = t.k.lemmas[lemma as usize].clone();
            self.note(Gap::Verb, &key, a.min(i), *b + 1);
        }
    }
}
