//! Sources named beside what they told: `بحسب وزارة الخارجية`, `وفقا لـ…`, `، كما أعلنت الرئاسة`.

use super::{Group, RECENT, Reader, Said, one};
use crate::content::Content;
use crate::letters;
use crate::mentions::What;
use crate::tag::{Match, flag};
use mahdar_knowledge::{Class, Entry};
use mahdar_record::{ActorKind, Mode};
use mahdar_text::{Kind, Mark};
use std::ops::Range;

/// How far behind a word for a source the name of a newspaper may stand.
const OUTLET: usize = 4;

/// How many words may stand between a word for a source and who the source is.
const HOPS: usize = 6;

/// How many words the clause may have that names the source behind what it told.
const TAIL: usize = 10;

impl<'s, 't, 'a> Reader<'s, 't, 'a> {
    /// `بحسب وزارة الخارجية`, `وفقا لـ…`: the clause around it is that source's.
    pub(super) fn by_source(&mut self, i: usize) {
        let t = self.scene.t;
        let hit = t.longest(i, |m| matches!(m.entry, Entry::Word(Class::Source)).then_some(()));
        let Some(cue) = hit.map(|h| h.0).or_else(|| self.as_told(i)) else { return };
        let said = |s: usize| self.out.said[s].content.mode == Mode::Direct;
        if t.text.quotes.around(i).is_some() || self.scene.covering(i).is_some() || self.statement_at(i).is_some_and(said) {
            return;
        }
        let Some((speakers, named)) = self.source(cue.end, i) else { return };
        if self.takes_over(i, named, &speakers) {
            return;
        }
        let Some(content) = self.sourced(i, named) else { return };
        // Not over words that are somebody's already, nor where they are the words that open what stands behind the source:
        // قال بوتين حسب الوكالة "…".
        let opens = |s: &Said| content.contains(&s.cue.0) && s.content.start >= named;
        let taken = |s: &Said| s.content.start < content.end && content.start < s.content.end || opens(s);
        if content.len() < 2 || self.out.said.iter().rev().take(RECENT).any(taken) {
            return;
        }
        // …، بحسب ما أعلنت الوزيرة، داعية إلى …: whoever told it goes on.
        let known = |a: &usize| !matches!(self.cast.parties[*a].kind, ActorKind::Unnamed | ActorKind::Agent);
        if speakers.iter().all(known) {
            let gender = self.gender_of(&speakers);
            self.subjects.push((i, speakers.clone(), gender, self.number_of(&speakers)));
        }
        let quoted = content.clone().any(|q| t.text.tokens[q].is(Mark::Quote));
        let mode = if quoted { Mode::Mixed } else { Mode::Indirect };
        self.out.said.push(Said {
            speakers,
            cue: (i, named),
            content: Content { start: content.start, end: content.end, mode },
            rule: "according-to".into(),
            encounter: None,
            wished: false,
            own: false,
            act: false,
            doers: Group::new(),
        });
    }

    /// `، كما أعلنت الرئاسة الفرنسية.`: the particle, where a verb that reports and a name are all that its clause has.
    fn as_told(&self, i: usize) -> Option<Match> {
        let t = self.scene.t;
        let says = t.is(i + 1, flag::FINITE)
            && t.verbs(i + 1).any(|(_, l, ..)| t.k.lemma_frames[l as usize].iter().any(|f| t.k.frames[*f as usize].says));
        let comma = i > 0 && t.text.tokens[i - 1].is(Mark::Comma);
        // not ، فيما أكد الوزير: that is another report.
        let turns = t.is(i, flag::INTRO) && !t.text.folded(i).starts_with(letters::LIKE);
        if !says || !comma || turns || !t.is(i, flag::CONJ) {
            return None;
        }
        let named = self.scene.starting(i + 2)?;
        let mut rest = self.scene.mentions[named].end..t.text.sentences[t.text.sentence_of(i)].end;
        let bare = |j: usize| {
            let token = &t.text.tokens[j];
            !t.is(j, flag::COMP | flag::FINITE) && !token.is(Mark::Quote) && !token.is(Mark::Colon)
        };
        // not ولكنها تنفي: its pronoun speaks.
        let alone = |m: &&Match| matches!(m.entry, Entry::Word(Class::Conj)) && m.split.enc.is_none() && m.split.cut == 0;
        (rest.len() <= TAIL && rest.all(bare)).then(|| t.at(i).iter().find(alone).copied()).flatten()
    }

    /// Who the source is that is named from `from` on, and where its name ends; `cue` is the word for a source.
    fn source(&mut self, from: usize, cue: usize) -> Option<(Group, usize)> {
        let text = self.scene.t.text;
        let end = text.sentences[text.sentence_of(cue)].end;
        if let Some((start, end)) = self.outlet(from, end) {
            return Some((one(self.cast.unnamed(text.slice(start, end))), end));
        }
        let Some(x) = self.source_mention(from, end) else { return self.teller(from) };
        let speakers: Group = self.actors_of(x).iter().map(|a| self.cast.whole(*a)).collect();
        let mention = &self.scene.mentions[x];
        // البيان الأمريكي: whose the document is; other adjectives name nobody.
        let nobody = matches!(mention.what, What::Adjective(_)) && !self.scene.t.is(mention.start - 1, flag::DOCUMENT);
        (!speakers.is_empty() && !nobody).then_some((speakers, mention.end))
    }

    /// A newspaper, agency or channel named right behind a word for a source: its tokens.
    fn outlet(&self, at: usize, end: usize) -> Option<(usize, usize)> {
        let t = self.scene.t;
        let named = (at..end.min(at + OUTLET)).take_while(|&i| self.scene.starting(i).is_none() || i == at).find_map(|i| {
            t.longest(i, |m| (matches!(m.entry, Entry::Media { .. }) && !m.split.conj).then_some(())).map(|(m, ())| (i, m.end))
        });
        let (i, mut to) = named?;
        // حسب ما أفادت وكالة رويترز, but not حسب ما قال الوزير لصحيفة …: another may have told it to the outlet.
        let clause = |j: usize| t.is(j, flag::REL | flag::FINITE);
        let told = (at..i).all(clause) && t.prep(i).is_none();
        if !told && (at..i).any(clause) {
            return None;
        }
        while self.scene.starting(to).is_some_and(|m| matches!(self.scene.mentions[m].what, What::Adjective(_)))
            || t.text.tokens.get(to).is_some_and(|x| x.is(Mark::Quote))
        {
            to += 1;
        }
        Some((i, to))
    }

    /// The mention of the source behind `لما قاله`, `بيان`, `ما ذكرت`, `ما أعلنت الاثنين`.
    fn source_mention(&self, from: usize, end: usize) -> Option<usize> {
        let t = self.scene.t;
        let opened = flag::DOCUMENT | flag::REL | flag::FINITE | flag::PREP | flag::QUANT | flag::NUMBER | flag::PARTICIPLE;
        let (mut j, mut hops) = (from, 0);
        while j < end && hops < HOPS {
            if let Some(d) = self.scene.date_at(j) {
                j = d.end.max(j + 1);
                continue;
            }
            if let Some(x) = self.scene.starting(j) {
                return (!matches!(self.scene.mentions[x].what, What::Place(_))).then_some(x);
            }
            let token = &t.text.tokens[j];
            let open = t.is(j, opened) || token.kind == Kind::Number || token.is(Mark::Quote);
            let joined = || hops == 0 && t.at(j).iter().any(|m| m.split.prep.is_some() || matches!(m.entry, Entry::Word(_)));
            if !token.is_word() && !token.is(Mark::Quote) || !open && !joined() {
                return None;
            }
            j += 1;
            hops += 1;
        }
        None
    }

    /// `أفادت الوكالة نقلا عن مصادر بأن …`: what the verb before opened is the source's. Whether it was.
    fn takes_over(&mut self, i: usize, named: usize, speakers: &Group) -> bool {
        let t = self.scene.t;
        let behind = t.text.tokens.get(i.wrapping_sub(1)).is_some_and(|x| x.is(Mark::Comma));
        if behind || !t.is(named, flag::COMP) {
            return false;
        }
        let sentence = t.text.sentences[t.text.sentence_of(i)].start;
        let told = self.out.said.iter_mut().rev().take(RECENT).find(|s| s.cue.0 < i && s.content.start > named);
        match told.filter(|s| s.cue.0 >= sentence) {
            Some(s) => {
                s.speakers = speakers.clone();
                true
            }
            None => false,
        }
    }

    /// What the source told: the words before it in its sentence or, where there are none, those behind the comma.
    fn sourced(&self, i: usize, named: usize) -> Option<Range<usize>> {
        let text = self.scene.t.text;
        let sent = text.sentences[text.sentence_of(i)];
        let word = |w: usize| text.tokens[w].is_word();
        let (start, mut end) = match (sent.start..i).any(word) {
            true => ((sent.start..i).find(|&w| word(w) || text.tokens[w].is(Mark::Quote))?, i),
            false => (self.behind_source(named, sent.end)?, sent.end),
        };
        if end == i && self.in_brackets(start, i, named, sent.end) {
            return None;
        }
        while end > start && !word(end - 1) && !text.tokens[end - 1].is(Mark::Quote) {
            end -= 1;
        }
        // وذلك وفقا لـ
        if end > start && self.scene.t.is(end - 1, flag::TAIL) {
            end -= 1;
            while end > start && !word(end - 1) {
                end -= 1;
            }
        }
        Some(start..end)
    }

    /// Where what is told begins behind its source: at `،` or `فإن`.
    fn behind_source(&self, named: usize, end: usize) -> Option<usize> {
        let t = self.scene.t;
        let then = |c: usize| t.is(c, flag::COMP) && t.text.folded(c).starts_with(letters::SO);
        let c = (named..end.min(named + 12)).find(|&c| t.text.tokens[c].is(Mark::Comma) || then(c))?;
        Some(c + 1 + usize::from(then(c + 1)))
    }

    /// `أكد شي، بحسب بيان …، أن`: the source stands between a verb and what was said, or the thing that it affirms.
    fn in_brackets(&self, start: usize, i: usize, named: usize, end: usize) -> bool {
        let t = self.scene.t;
        // أكد أنه وفقا للتحقيقات …; الخطة -وفق الصحيفة- التي …: in the middle of what is told.
        let dash = |c: usize| t.text.tokens[c].is(Mark::Dash);
        if t.is(i - 1, flag::COMP) || dash(i - 1) && (named..end).any(dash) {
            return true;
        }
        let close = (named..end.min(named + 8)).find(|&c| t.text.tokens[c].is(Mark::Comma));
        let thing = |c: usize| t.is(c + 1, flag::MASDAR | flag::HEDGE) && i < start + 6;
        close.is_some_and(|c| t.is(c + 1, flag::COMP) || thing(c)) && (start..i).any(|w| t.is(w, flag::FINITE))
    }
}
