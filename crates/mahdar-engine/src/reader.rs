//! The reading itself: cue by cue through the text, filling frames and noting what they yield.

use crate::clause::{Chunk, Form, Predicate, Scene};
use crate::content::Content;
use crate::frames::Filled;
use crate::mentions::{Mention, What};
use crate::resolve::Cast;
use crate::tag::flag;
use mahdar_knowledge::conjugate::{Gender, Number};
use mahdar_knowledge::{Class, Entry, Frame, Genitive, Party as Slot, Person, Tense, Yield};
use mahdar_record::{ActorKind, MentionForm, Mode};
use mahdar_text::{Kind, Mark};
use smallvec::SmallVec;

/// Actors in a role.
pub type Group = SmallVec<[usize; 2]>;

/// A statement found.
#[derive(Clone, Debug)]
pub struct Said {
    /// Who; empty for a source that is not named.
    pub speakers: Group,
    /// Cue tokens.
    pub cue: (usize, usize),
    /// Content.
    pub content: Content,
    /// Rule.
    pub rule: String,
    /// Encounter index.
    pub encounter: Option<usize>,
    /// The content is asked for, refused, threatened or promised: nouns in it tell nothing done.
    pub wished: bool,
}

/// A promise found.
#[derive(Clone, Debug)]
pub struct Promised {
    /// Who.
    pub actors: Group,
    /// Toward whom.
    pub toward: Group,
    /// Strength.
    pub strength: String,
    /// Item tokens and folded characters to cut from its first word.
    pub item: (usize, usize, u8),
    /// Statement index.
    pub statement: Option<usize>,
    /// Rule.
    pub rule: String,
}

/// An encounter found.
#[derive(Clone, Debug)]
pub struct Met {
    /// Kind.
    pub kind: String,
    /// Planned.
    pub planned: bool,
    /// Who.
    pub who: Group,
    /// Where: a place of the knowledge base (none for a state visited as such), with its mention.
    pub place: Option<(Option<u16>, usize)>,
    /// Date expression.
    pub date: Option<usize>,
    /// Evidence.
    pub evidence: SmallVec<[(usize, usize); 2]>,
    /// Rule.
    pub rule: String,
}

/// An event found.
#[derive(Clone, Debug)]
pub struct Done {
    /// PLOVER type and mode.
    pub kind: String,
    /// Mode.
    pub mode: Option<String>,
    /// Doers.
    pub source: Group,
    /// Recipients.
    pub target: Group,
    /// CAMEO.
    pub cameo: Option<String>,
    /// Contexts.
    pub contexts: Vec<String>,
    /// Evidence.
    pub evidence: (usize, usize),
    /// Statement index.
    pub statement: Option<usize>,
    /// Rule.
    pub rule: String,
}

/// A cue that came to nothing, for `explain`.
#[derive(Clone, Debug)]
pub struct Silent {
    /// Its tokens.
    pub cue: (usize, usize),
    /// Why.
    pub why: &'static str,
    /// The rule that came nearest, if one did.
    pub rule: Option<String>,
}

/// Everything found in one text.
#[derive(Debug, Default)]
pub struct Findings {
    /// Statements in order.
    pub said: Vec<Said>,
    /// Promises.
    pub promised: Vec<Promised>,
    /// Encounters.
    pub met: Vec<Met>,
    /// Events.
    pub done: Vec<Done>,
    /// Cues without yield.
    pub silent: Vec<Silent>,
    /// Subjects that verbs leave out: token and actor.
    pub implicit: Vec<(usize, usize)>,
}

/// The reader's state.
pub struct Reader<'s, 't, 'a> {
    scene: &'s Scene<'t, 'a>,
    cast: &'s mut Cast,
    out: Findings,
    /// Subjects of main verbs so far, last one last.
    subjects: Vec<(usize, Group, Gender, Number)>,
    /// The two sides last spoken of.
    pair: Option<Group>,
    /// Whether positions are in a denied or supposed clause up to a token.
    year: i16,
}

fn one(a: usize) -> Group {
    SmallVec::from_slice(&[a])
}

impl<'s, 't, 'a> Reader<'s, 't, 'a> {
    /// Reads a scene; `year` is that of the article, 0 where it is not known.
    pub fn run(scene: &'s Scene<'t, 'a>, cast: &'s mut Cast, year: i16) -> Findings {
        let mut r = Reader { scene, cast, out: Findings::default(), subjects: Vec::new(), pair: None, year };
        r.read();
        r.out
    }

    fn read(&mut self) {
        let n = self.scene.t.text.tokens.len();
        let mut preds = Vec::new();
        let mut sentence = usize::MAX;
        let mut skip_until = 0;
        for i in 0..n {
            if !self.scene.t.text.tokens[i].is_word() {
                continue;
            }
            let s = self.scene.t.text.sentence_of(i);
            if s != sentence {
                sentence = s;
                self.headline(s);
            }
            if i < skip_until {
                continue;
            }
            self.goes_on(i);
            self.note_pair(i);
            self.by_source(i);
            preds.clear();
            self.scene.predicates(i, &mut preds);
            if preds.is_empty() {
                self.note_subject(i);
                continue;
            }
            if let Some(end) = self.predicate(&preds) {
                skip_until = end;
            }
        }
        self.innermost();
        self.future_pledges();
        self.once();
    }

    /// A promise said again in the same words counts once; the longer wording stays.
    fn once(&mut self) {
        let t = self.scene.t;
        let words =
            |p: &Promised| (p.item.0..p.item.1).filter(|&i| t.text.tokens[i].is_word()).map(|i| t.text.folded(i)).collect::<Vec<_>>();
        let all: Vec<Vec<&str>> = self.out.promised.iter().map(words).collect();
        let mut keep = vec![true; all.len()];
        for i in 0..all.len() {
            for j in i.saturating_sub(RECENT)..all.len().min(i + RECENT) {
                let same = i != j && keep[i] && keep[j] && self.out.promised[i].actors == self.out.promised[j].actors;
                if same && all[i].len() > 2 && all[j].starts_with(&all[i]) && (all[i].len() < all[j].len() || i > j) {
                    keep[i] = false;
                }
            }
        }
        let mut n = 0;
        self.out.promised.retain(|_| {
            n += 1;
            keep[n - 1]
        });
    }

    /// What is only passed on belongs to the innermost speaker: `قال المتحدث إن الرئيس شدد على …`.
    fn innermost(&mut self) {
        let k = self.scene.t.k;
        let mut drop = Vec::new();
        for outer in 0..self.out.said.len() {
            for inner in outer.saturating_sub(RECENT)..self.out.said.len().min(outer + RECENT) {
                let (a, b) = (&self.out.said[outer], &self.out.said[inner]);
                let inside = outer != inner
                    && b.cue.0 >= a.content.start
                    && b.content.end == a.content.end
                    && b.content.start > a.content.start;
                let reports = k.frame_by_name.get(&b.rule).map(|f| &k.frames[*f as usize]).is_some_and(|f| f.events.is_empty() && f.says && f.speaker == Slot::Subject);
                if !inside || !reports || a.speakers == b.speakers || b.speakers.is_empty() || a.content.mode == Mode::Direct {
                    continue;
                }
                let at = b.cue.0;
                if at <= a.content.start + 5 {
                    drop.push(outer);
                } else {
                    self.out.said[outer].content.end = at;
                }
            }
        }
        drop.sort_unstable();
        drop.dedup();
        for d in drop.into_iter().rev() {
            self.out.said.remove(d);
            // Whatever pointed at a statement behind it moves up.
            let fix = |s: &mut Option<usize>| match *s {
                Some(n) if n == d => *s = None,
                Some(n) if n > d => *s = Some(n - 1),
                _ => {}
            };
            self.out.promised.iter_mut().for_each(|p| fix(&mut p.statement));
            self.out.done.iter_mut().for_each(|p| fix(&mut p.statement));
        }
    }

    /// `وأن …` at a sentence's start: the statement before goes on.
    fn goes_on(&mut self, i: usize) {
        let t = self.scene.t;
        let text = t.text;
        let sent = text.sentences[text.sentence_of(i)];
        let first = (sent.start..i).all(|j| !text.tokens[j].is_word());
        let comp = t.at(i).iter().any(|m| matches!(m.entry, Entry::Word(Class::Comp)) && m.split.conj && m.split.prep.is_none());
        if !first || !comp {
            return;
        }
        let Some(last) = self.out.said.iter().rev().take(RECENT).max_by_key(|s| s.content.end).cloned() else { return };
        if last.content.end > i || last.content.end + 4 < i || last.speakers.is_empty() {
            return;
        }
        if let Some(content) = self.scene.content(i + 1, Some(Gender::Masculine)) {
            self.out.said.push(Said { cue: (i, i + 1), content, ..last });
        }
    }

    /// A state, group or organisation pair named side by side: `بين روسيا وأوكرانيا`.
    fn note_pair(&mut self, i: usize) {
        let Some(m) = self.scene.starting(i) else {
            return;
        };
        let x = &self.scene.mentions[m];
        if !x.conj || m == 0 {
            return;
        }
        let y = &self.scene.mentions[m - 1];
        if y.end == x.start || (y.end + 1 == x.start && self.scene.t.text.tokens[y.end].is(Mark::Comma)) {
            let (a, b) = (self.actor_of(m - 1), self.actor_of(m));
            if let (Some(a), Some(b)) = (a, b) {
                let (ca, cb) = (&self.cast.parties[a], &self.cast.parties[b]);
                let solid = |k: ActorKind| !matches!(k, ActorKind::Agent);
                if ca.code != cb.code
                    && ca.code.is_some()
                    && cb.code.is_some()
                    && solid(ca.kind)
                    && solid(cb.kind)
                    && self.pair.is_none()
                {
                    self.pair = Some(SmallVec::from_slice(&[a, b]));
                }
            }
        }
    }

    fn actor_of(&mut self, m: usize) -> Option<usize> {
        let x = &self.scene.mentions[m];
        match x.what {
            What::Adjective(o) => self.cast.owner(self.scene.t.k, o),
            What::Place(p) => {
                let code = self.scene.t.k.places[p as usize].code.clone();
                self.cast.by_code(self.scene.t.k, &code)
            }
            _ => x.actor,
        }
    }

    /// The actors a mention stands for, pronouns and pairs included.
    fn actors_of(&mut self, m: usize) -> Group {
        let x: &Mention = &self.scene.mentions[m];
        match x.what {
            What::Joint => self.both(x.start),
            _ => self.actor_of(m).map(one).unwrap_or_default(),
        }
    }

    /// The two sides that `الجانبان`, `البلدان` mean at a token.
    fn both(&mut self, at: usize) -> Group {
        if let Some(p) = &self.pair {
            return p.clone();
        }
        // The last two actors of different states before it; in a headline, the first two after it.
        let k = self.scene.t.k;
        let mut got: Group = SmallVec::new();
        let all = self.scene.mentions;
        let split = all.partition_point(|m| m.start < at);
        let before: Vec<usize> = all[..split].iter().rev().take(40).filter_map(|m| m.actor).collect();
        let after: Vec<usize> = all[split..].iter().filter(|m| m.start > at).filter_map(|m| m.actor).take(12).collect();
        for a in before.into_iter().chain(after) {
            let p = &self.cast.parties[a];
            if p.code.is_none() || matches!(p.kind, ActorKind::Agent | ActorKind::Unnamed) {
                continue;
            }
            if got.iter().all(|g| self.cast.parties[*g].code != p.code) {
                got.push(a);
                if got.len() == 2 {
                    break;
                }
            }
        }
        got.reverse();
        let _ = k;
        if got.len() == 2 { got } else { SmallVec::new() }
    }

    /// The actors of a chunk: its head mention and those coordinated with it.
    fn chunk_actors(&mut self, c: &Chunk) -> Group {
        let mut out = Group::new();
        let Some(head) = self.scene.head(c) else {
            return out;
        };
        out.extend(self.actors_of(head));
        let mut last = head;
        for m in head + 1..c.mentions.1 {
            let (x, y) = (&self.scene.mentions[m], &self.scene.mentions[last]);
            let gap = x.start.saturating_sub(y.end);
            let list = x.conj && gap <= 2 && !matches!(x.what, What::Adjective(_) | What::Place(_));
            if list
                || gap == 1
                    && self.scene.t.text.tokens[y.end].is(Mark::Comma)
                    && !matches!(x.what, What::Adjective(_) | What::Place(_))
            {
                for a in self.actors_of(m) {
                    if !out.contains(&a) {
                        out.push(a);
                    }
                }
                last = m;
            } else if x.conj
                && gap <= 4
                && matches!(x.what, What::State { .. } | What::Person { .. } | What::Org(_))
                && (y.end..x.start)
                    .all(|i| self.scene.t.text.tokens[i].is_word() && !self.scene.t.is(i, flag::PREP | flag::FINITE))
            {
                for a in self.actors_of(m) {
                    if !out.contains(&a) {
                        out.push(a);
                    }
                }
                last = m;
            } else {
                break;
            }
        }
        out
    }

    /// Remembers the subject of a verb that no frame is about: it may be the one left out by the next.
    fn note_subject(&mut self, i: usize) {
        let t = self.scene.t;
        if !t.is(i, flag::FINITE) || self.scene.covering(i).is_some() || t.is(i, flag::KANA) {
            return;
        }
        if i > 0 && t.is(i - 1, flag::REL | flag::COMP) || t.text.quotes.around(i).is_some() {
            return;
        }
        let before = self.scene.preposed(i);
        let m = match before {
            Some((a, _)) => Some(a),
            None => {
                self.scene.starting(i + 1).filter(|m| self.scene.mentions[*m].prep.is_none() && !self.scene.mentions[*m].conj)
            }
        };
        if let Some(m) = m {
            let g = self.actors_of(m);
            if !g.is_empty() && self.out.said.last().is_none_or(|s| s.content.end <= i) {
                let gender = self.gender_of(&g);
                self.subjects.push((i, g, gender, self.scene.mentions[m].number));
            }
        }
    }

    fn gender_of(&self, g: &[usize]) -> Gender {
        match g {
            [a] => {
                let p = &self.cast.parties[*a];
                match p.kind {
                    ActorKind::Person | ActorKind::Unnamed => p.gender,
                    ActorKind::Agent => Gender::Common,
                    _ => Gender::Feminine,
                }
            }
            _ => Gender::Common,
        }
    }

    /// The subject that a verb or participle at token `i` leaves out.
    fn dropped(&self, i: usize, gender: Gender, number: Number, participle: bool) -> Group {
        let text = self.scene.t.text;
        let paragraph = text.sentences[text.sentence_of(i)].paragraph;
        let sentence = text.sentence_of(i);
        // Inside a statement, what is said does not hand its subjects to the report around it.
        let mut fallback: Option<&Group> = None;
        for (at, g, gen_, num) in self.subjects.iter().rev() {
            let same_sentence = text.sentence_of(*at) == sentence;
            if text.sentences[text.sentence_of(*at)].paragraph + 3 < paragraph {
                break;
            }
            
            let number_fits = match number {
                Number::Dual => g.len() == 2 || *num == Number::Dual,
                Number::Plural => g.len() > 1 || *num == Number::Plural,
                Number::Singular => g.len() == 1 && *num != Number::Dual || *num == Number::Plural && g.len() <= 1,
            };
            if !number_fits {
                continue;
            }
            let fits = match (gender, gen_) {
                (Gender::Common, _) | (_, Gender::Common) => true,
                (a, b) => a == *b,
            };
            if fits {
                return g.clone();
            }
            fallback = fallback.or(Some(g));
        }
        let _ = fallback;
        Group::new()
    }

    /// Whether a token lies in a statement's content; the innermost one.
    fn statement_at(&self, i: usize) -> Option<usize> {
        self.out.said.iter().enumerate().rev().take(RECENT).filter(|(_, s)| s.content.start <= i && i < s.content.end)
            .min_by_key(|(_, s)| s.content.end - s.content.start)
            .map(|(n, _)| n)
    }

    /// `كيري: مصر دفعت …`: a speaker, a colon, words.
    fn headline(&mut self, s: usize) {
        let text = self.scene.t.text;
        let sent = text.sentences[s];
        let first = (sent.start..sent.end).find(|&i| text.tokens[i].is_word());
        let Some(first) = first else { return };
        if first > sent.start + 2 || self.scene.t.text.quotes.around(first).is_some() {
            return;
        }
        let colon = (first..sent.end.min(first + 14))
            .find(|&i| text.tokens[i].is(Mark::Colon) || text.tokens[i].is(Mark::Quote) || text.tokens[i].is(Mark::Stop));
        let Some(colon) = colon.filter(|&c| text.tokens[c].is(Mark::Colon)) else {
            return;
        };
        let Some(m) = self.scene.starting(first) else {
            return;
        };
        let x = &self.scene.mentions[m];
        if x.prep.is_some() || matches!(x.what, What::Adjective(_) | What::Place(_)) {
            return;
        }
        // Only the speaker, or a speaker and a few words of where and when, and no verb.
        let first_person = self.scene.t.verbs(colon + 1).any(|(_, _, _, person, _)| person == Person::First);
        if !first_person && (x.end..colon).any(|i| self.scene.t.is(i, flag::FINITE) && self.scene.covering(i).is_none()) {
            return;
        }
        if colon > x.end + 5 && !first_person {
            return;
        }
        let g = self.actors_of(m);
        let title_only = matches!(self.scene.mentions[m].what, What::Place(_));
        if title_only || g.is_empty() {
            return;
        }
        let p = &self.cast.parties[g[0]];
        // A dateline (`واشنطن: …`) or a place with a colon speaks only in a headline.
        if self.scene.mentions[m].form == MentionForm::Capital && s > 0 {
            return;
        }
        let speakers: Group = g.iter().map(|a| self.cast.whole(*a)).collect();
        if let Some(content) = self.scene.content(colon + 1, None) {
            if content.end > content.start + 1 && !self.scene.predicates_any(content.start, content.start) {
                let gender = self.gender_of(&g);
                self.subjects.push((first, g, gender, Number::Singular));
                self.out.said.push(Said {
                    speakers,
                    cue: (first, colon + 1),
                    content,
                    rule: "headline-colon".into(),
                    encounter: None,
                    wished: false,
                });
            }
        }
    }

    /// `بحسب وزارة الخارجية`, `وفقا لـ…`: the clause around it is that source's.
    fn by_source(&mut self, i: usize) {
        let t = self.scene.t;
        let hit = t.longest(i, |m| matches!(m.entry, Entry::Word(Class::Source)).then_some(()));
        let Some((m, _)) = hit else { return };
        if self.scene.t.text.quotes.around(i).is_some()
            || self.scene.covering(i).is_some()
            || self.statement_at(i).is_some_and(|s| self.out.said[s].content.mode == Mode::Direct)
        {
            return;
        }
        let text = t.text;
        let sent = text.sentences[text.sentence_of(i)];
        let mut j = m.end;
        // وفقا لما قاله, حسب بيان, بحسب ما ذكرت
        let mut hops = 0;
        let mut source = None;
        while j < sent.end && hops < 6 {
            if let Some(x) = self.scene.starting(j) {
                if !matches!(self.scene.mentions[x].what, What::Place(_)) {
                    source = Some(x);
                }
                break;
            }
            if !text.tokens[j].is_word() && !text.tokens[j].is(Mark::Quote) {
                break;
            }
            let open = t.is(j, flag::DOCUMENT | flag::REL | flag::FINITE | flag::PREP | flag::QUANT | flag::NUMBER)
                || text.tokens[j].kind == Kind::Number
                || text.tokens[j].is(Mark::Quote);
            if !open && hops > 0 {
                break;
            }
            if !open && !t.at(j).iter().any(|m| m.split.prep.is_some() || matches!(m.entry, Entry::Word(_))) {
                break;
            }
            j += 1;
            hops += 1;
        }
        let Some(x) = source else { return };
        let mention_end = self.scene.mentions[x].end;
        let speakers: Group = self.actors_of(x).iter().map(|a| self.cast.whole(*a)).collect();
        if speakers.is_empty() {
            return;
        }
        if matches!(self.scene.mentions[x].what, What::Adjective(_)) {
            return;
        }
        let (start, end) = if (sent.start..i).any(|w| text.tokens[w].is_word()) {
            // The words before it, from the sentence's start.
            let mut s = sent.start;
            while s < i && !text.tokens[s].is_word() && !text.tokens[s].is(Mark::Quote) {
                s += 1;
            }
            (s, i)
        } else {
            let from = (mention_end..sent.end.min(mention_end + 8)).find(|&c| text.tokens[c].is(Mark::Comma));
            match from {
                Some(c) => (c + 1, sent.end),
                None => return,
            }
        };
        let mut end = end;
        while end > start && !text.tokens[end - 1].is_word() && !text.tokens[end - 1].is(Mark::Quote) {
            end -= 1;
        }
        // وذلك وفقا لـ
        if end > start && t.is(end - 1, flag::TAIL) {
            end -= 1;
            while end > start && !text.tokens[end - 1].is_word() {
                end -= 1;
            }
        }
        // Not over words that are somebody's already.
        let overlap = self.out.said.iter().rev().take(RECENT).any(|s| s.content.start < end && start < s.content.end);
        if overlap || end <= start + 1 {
            return;
        }
        let mode = if (start..end).any(|q| text.tokens[q].is(Mark::Quote)) { Mode::Mixed } else { Mode::Indirect };
        self.out.said.push(Said {
            speakers,
            cue: (i, mention_end),
            content: Content { start, end, mode },
            rule: "according-to".into(),
            encounter: None,
            wished: false,
        });
    }

    /// Fills the frames of the cues at one token; returns the token to go on from.
    fn predicate(&mut self, preds: &[Predicate]) -> Option<usize> {
        let scene = self.scene;
        let k = scene.t.k;
        let mut best: Option<(Filled, &Predicate, Vec<Chunk>, Option<(usize, usize)>)> = None;
        for p in preds {
            let frames: &[u16] = match (p.lemma, p.noun) {
                (Some(l), _) => &k.lemma_frames[l as usize],
                (_, Some(n)) => &k.noun_frames[n as usize],
                _ => continue,
            };
            let says = frames.iter().any(|f| k.frames[*f as usize].says);
            let chunks = scene.chunks(p, says);
            let finite = matches!(p.form, Form::Finite { .. });
            let preposed = if finite { scene.preposed(p.start) } else { self.copular(p) };
            let subject_chunk = if finite && preposed.is_none() { self.subject_chunk(p, &chunks, frames) } else { None };
            if let Some(f) = scene.fill(p, frames, &chunks, preposed.is_some(), subject_chunk, |_| true) {
                let longer = best.as_ref().is_none_or(|(b, q, ..)| (p.end - p.start, f.score) > (q.end - q.start, b.score));
                if longer {
                    best = Some((f, p, chunks, preposed));
                }
            }
        }
        let Some((filled, p, chunks, preposed)) = best else {
            let p = &preds[0];
            self.again(preds);
            self.out.silent.push(Silent {
                cue: (p.start, p.end),
                why: "no frame of this cue has its complements here",
                rule: None,
            });
            self.note_subject(p.start);
            return None;
        };
        // What somebody does in words is said as well: the frame of the act and that of the words may differ.
        let frame = &k.frames[filled.frame as usize];
        let saying = (!frame.says)
            .then(|| {
                let frames: &[u16] = p.lemma.map_or(&[], |l| &k.lemma_frames[l as usize]);
                let finite = matches!(p.form, Form::Finite { .. });
                let subject_chunk = if finite && preposed.is_none() { self.subject_chunk(p, &chunks, frames) } else { None };
                scene.fill(p, frames, &chunks, preposed.is_some(), subject_chunk, |f| f.says)
            })
            .flatten();
        self.apply(p, &filled, saying.as_ref(), &chunks, preposed)
    }

    /// `خلال الاجتماع الذي عقد أمس في نور سلطان`: more about the encounter told last.
    fn again(&mut self, preds: &[Predicate]) {
        let k = self.scene.t.k;
        for p in preds {
            if !matches!(p.form, Form::Noun { definite: true }) && p.enc.is_none() {
                continue;
            }
            let frames: &[u16] = match (p.lemma, p.noun) {
                (Some(l), _) => &k.lemma_frames[l as usize],
                (_, Some(n)) => &k.noun_frames[n as usize],
                _ => continue,
            };
            let Some(kind) = frames.iter().find_map(|f| k.frames[*f as usize].encounter.as_deref()) else { continue };
            if self.planned(p) {
                continue;
            }
            let text = self.scene.t.text;
            let sentence = text.sentences[text.sentence_of(p.start)];
            let place = self.place_for(p, &[], p.start, sentence.end);
            let date = self.date_for(p, p.start, sentence.end);
            if let Some(last) = self.out.met.iter_mut().rev().find(|m| class(&m.kind) == class(kind) && !m.planned) {
                last.place = last.place.or(place);
                last.date = last.date.or(date);
            }
            return;
        }
    }

    /// The subject of a predicate adjective or participle: `الصين مستعدة لـ…`.
    fn copular(&self, p: &Predicate) -> Option<(usize, usize)> {
        matches!(p.form, Form::Active { adverbial: false, .. } | Form::Noun { definite: false } | Form::Passive)
            .then(|| self.scene.preposed(p.start))
            .flatten()
            .filter(|_| p.prep.is_none())
    }

    /// The chunk behind a verb that is its subject, if one is.
    fn subject_chunk(&mut self, p: &Predicate, chunks: &[Chunk], frames: &[u16]) -> Option<usize> {
        let k = self.scene.t.k;
        let t = self.scene.t;
        let Form::Finite { gender, number, person, .. } = p.form else {
            return None;
        };
        if person != Person::Third {
            return None;
        }
        let n = chunks.iter().position(|c| c.prep.is_none() && !c.doer && !c.clause && !c.quote && !c.joined)?;
        // Nothing said may stand before it.
        if chunks[..n].iter().any(|c| c.clause || c.quote) {
            return None;
        }
        let c = &chunks[n];
        let head = self.scene.head(c);
        if let Some(h) = head {
            let m = &self.scene.mentions[h];
            if number == Number::Dual && m.number == Number::Singular && chunks[n].mentions.1 - chunks[n].mentions.0 < 2 {
                return None;
            }
            if number == Number::Plural && !matches!(m.what, What::Joint) {
                // A plural verb before a noun has its subject left out.
                return None;
            }
            // Agreement tells subject from object where only one actor follows.
            let actors = chunks
                .iter()
                .filter(|c| c.prep.is_none() && !c.doer && !c.clause && !c.quote && self.scene.head(c).is_some())
                .count();
            let wants_two = frames.iter().any(|f| {
                k.frames[*f as usize]
                    .complements
                    .iter()
                    .any(|c| c.role == mahdar_knowledge::Role::Target && c.preps.is_empty() && !c.optional)
            });
            if actors == 1 && wants_two && p.conj && !self.subjects.is_empty() {
                let mg = match m.what {
                    What::State { organ: None, .. } => Gender::Feminine,
                    What::Person { .. } => m.gender,
                    _ => Gender::Common,
                };
                let clash = matches!((gender, mg), (Gender::Masculine, Gender::Feminine) | (Gender::Feminine, Gender::Masculine));
                if clash {
                    return None;
                }
            }
            return Some(n);
        }
        // A common noun: the subject of a verb that takes no bare object, or one that another bare phrase follows.
        let first = c.body;
        let document = t.is(first, flag::DOCUMENT);
        let named = frames.iter().filter_map(|f| k.frames[*f as usize].subject.as_ref()).any(|h| {
            (first..c.end).take(2).any(|i| t.splits(i).iter().any(|s| s.tok.is_some_and(|x| h.contains(&x))))
        });
        if named {
            return Some(n);
        }
        let bare_object =
            frames.iter().any(|f| k.frames[*f as usize].complements.iter().any(|c| c.preps.is_empty() && !c.clause));
        let count = t.is(first, flag::QUANT | flag::NUMBER) || t.text.tokens[first].kind == Kind::Number;
        let more = chunks[n + 1..].iter().any(|c| c.prep.is_none() && !c.doer);
        if document || count || !bare_object || (more && chunks[n + 1..].iter().any(|c| c.clause || c.quote)) {
            return Some(n);
        }
        None
    }

    fn apply(
        &mut self,
        p: &Predicate,
        f: &Filled,
        saying: Option<&Filled>,
        chunks: &[Chunk],
        preposed: Option<(usize, usize)>,
    ) -> Option<usize> {
        let scene = self.scene;
        let t = scene.t;
        let k = t.k;
        let frame: &Frame = &k.frames[f.frame as usize];
        let inside = self.statement_at(p.start);
        let mut target = Group::new();
        let mut subject = Group::new();
        let mut explicit = false;
        let mut used_end = p.end;
        let mut unnamed = false;
        if let Some(c) = f.target {
            target = self.chunk_actors(&chunks[c]);
            if chunks[c].pronoun {
                let enc = t.splits(chunks[c].start).iter().find(|s| s.enc.is_some()).and_then(|s| s.enc);
                target = self.pronoun_at(p.start, enc, &Group::new());
            }
            if target.is_empty() {
                // الإدارة الأمريكية as an adjective, an embassy, a place
                if let Some(m) = scene.belongs(&chunks[c]) {
                    target = self.actors_of(m);
                    let mut end = scene.mentions[m].end;
                    let mut n = m + 1;
                    while let Some(x) = scene.mentions.get(n).filter(|x| x.conj && x.start == end) {
                        target.extend(self.actors_of(n));
                        end = x.end;
                        n += 1;
                    }
                }
            }
            used_end = used_end.max(chunks[c].end.min(chunks[c].body + 14));
        }
        let mut number = Number::Singular;
        let mut vgender = Gender::Common;
        match p.form {
            Form::Finite { person, number: n, gender, tense, .. } => {
                number = n;
                vgender = gender;
                if person == Person::First {
                    if let Some(s) = inside {
                        subject = self.out.said[s].speakers.clone();
                        explicit = true;
                    } else {
                        return None;
                    }
                }
                let _ = tense;
                if let (false, Some((a, b))) = (f.passive, preposed) {
                    for m in a..b {
                        for x in self.actors_of(m) {
                            if !subject.contains(&x) {
                                subject.push(x);
                            }
                        }
                    }
                    explicit = !subject.is_empty();
                } else if let (false, Some(c)) = (f.passive, f.subject) {
                    let c = &chunks[c];
                    subject = self.chunk_actors(c);
                    for j in chunks.iter().filter(|j| j.joined && j.start > c.start) {
                        for a in self.chunk_actors(j) {
                            if !subject.contains(&a) {
                                subject.push(a);
                            }
                        }
                    }
                    explicit = true;
                    used_end = used_end.max(c.end);
                    if subject.is_empty() {
                        let document = t.is(c.body, flag::DOCUMENT);
                        let (a, b) = c.mentions;
                        if document {
                            if let Some(m) = (a..b).next() {
                                subject = self.actors_of(m);
                            } else {
                                subject = self.dropped(p.start, Gender::Common, Number::Singular, false);
                            }
                        } else {
                            unnamed = true;
                            let end = c.end.min(c.body + 6);
                            subject.push(self.cast.unnamed(t.text.slice(c.body, end)));
                        }
                    }
                } else if !f.passive && subject.is_empty() {
                    subject = self.omitted(p, gender, n, inside);
                }
                if f.passive {
                    // The first bare chunk is who it is done to.
                    let first = chunks.iter().find(|c| c.prep.is_none() && !c.clause && !c.quote && !c.doer);
                    if target.is_empty() {
                        if let Some(c) = first {
                            target = self.chunk_actors(c);
                            used_end = used_end.max(c.end);
                        } else if let Some((a, _)) = preposed {
                            target = self.actors_of(a);
                        }
                    }
                    if let Some(c) = chunks.iter().find(|c| c.doer) {
                        subject = self.chunk_actors(c);
                    }
                }
                if p.enc.is_some() && target.is_empty() && !f.passive {
                    target = self.pronoun(p, &subject);
                }
            }
            Form::Active { gender, number: n, adverbial, .. } => {
                number = n;
                vgender = gender;
                if let Some((a, b)) = preposed {
                    for m in a..b {
                        subject.extend(self.actors_of(m));
                    }
                    explicit = !subject.is_empty();
                }
                // تقف مستعدة: an adjective behind its verb is as good as an adverbial one.
                let adverbial = adverbial
                    || p.start > 0 && t.is(p.start - 1, flag::FINITE | flag::KANA | flag::ADVERB)
                    || p.start > 0 && t.text.tokens[p.start - 1].is(Mark::Comma);
                if subject.is_empty() && !adverbial {
                    return None;
                }
                if subject.is_empty() {
                    subject = self.omitted(p, gender, n, inside);
                    if !adverbial && subject.is_empty() {
                        return None;
                    }
                }
            }
            Form::Noun { .. } | Form::Passive => {
                self.nominal(p, frame, f, chunks, preposed, &mut subject, &mut target, &mut used_end);
                explicit = !subject.is_empty();
            }
        }
        let mutual = frame.encounter.is_some() || frame.events.iter().any(|y| y.mutual);
        let nameless = |r: &Self, g: &Group| g.iter().all(|a| r.cast.parties[*a].code.is_none());
        if mutual && nameless(self, &target) && (nameless(self, &subject) || f.passive) {
            // أعيدت العلاقات بين البلدين, اندلعت اشتباكات بين الجيش والمتمردين
            let between = chunks.iter().find(|c| c.prep.is_some_and(|x| k.preps[x as usize] == BETWEEN));
            if let Some(c) = between {
                let both = self.chunk_actors(c);
                if both.len() >= 2 {
                    subject = one(both[0]);
                    target = both[1..].iter().copied().collect();
                    used_end = used_end.max(c.end);
                }
            }
        }
        if subject.is_empty() && frame.commit.as_deref() == Some("agreed") {
            // تم الاتفاق على …: between the two sides.
            subject = self.both(p.start);
        }
        if subject.len() == 1 && frame.events.iter().any(|y| y.mutual)
            && f.target.is_none()
            && target.is_empty()
            && matches!(p.form, Form::Finite { number: Number::Dual, .. })
        {
            let both = self.both(p.start);
            if both.len() == 2 {
                subject = both;
            }
        }
        // Who speaks outside of the frame: nested in a statement by its own speaker.
        let speakers: Group =
            if frame.speaker == Slot::Target { &target } else { &subject }.iter().map(|a| self.cast.whole(*a)).collect();
        let mut next = None;
        let mut content = None;
        let telling = saying.map_or(frame, |s| &k.frames[s.frame as usize]);
        if let Some(c) = saying.and_then(|s| s.content).or(f.content) {
            let c = &chunks[c];
            let gender = match p.form {
                Form::Finite { gender, .. } => Some(gender),
                _ => None,
            };
            content = scene.content(
                if c.quote && c.body > 0 && t.text.tokens[c.body - 1].is(Mark::Quote) { c.body - 1 } else { c.body },
                gender,
            );
            // يؤكد التزام بلاده بـ…: the noun of the attitude opens what is said.
            if let (Some(x), Some(o)) = (&mut content, saying.and_then(|s| s.other).or(f.other)) {
                let o = &chunks[o];
                let owned = t.splits(o.body).iter().any(|s| s.enc.is_some() && s.tok.is_some())
                    || scene.mentions_in(o.body, o.end).0 < scene.mentions.len()
                        && scene.starting(o.body + 1).is_some_and(|m| matches!(scene.mentions[m].what, What::Country));
                if o.prep.is_none() && owned && o.body < x.start && x.mode != Mode::Direct {
                    x.start = o.body;
                }
            }
            if let Some(x) = &mut content {
                // The preposition is not part of what is said, but the word it is joined to is.
                if let Some(inner) =
                    inside.filter(|s| self.out.said[*s].content.end < x.end && self.out.said[*s].content.start <= p.start)
                {
                    x.end = self.out.said[inner].content.end;
                }
                if x.end <= x.start {
                    content = None;
                }
            }
        }
        let statement = content.filter(|_| telling.says && !p.negated).and_then(|content| {
            // A noun or passive that only names a topic puts nothing in a mouth; قوله إن and إعلانه أن do.
            let told = saying.and_then(|s| s.content).or(f.content).is_some_and(|c| chunks[c].clause || chunks[c].quote);
            let again = self.out.said.iter().rev().take(RECENT).any(|s| s.content.start == content.start);
            let passive = matches!(p.form, Form::Passive | Form::Finite { passive: true, .. }) && frame.speaker == Slot::Subject;
            if passive || matches!(p.form, Form::Noun { .. }) && !told || again {
                return None;
            }
            // What a speaker says of the own state's views is the speaker's word.
            if let Some(s) = inside {
                let outer: SmallVec<[Option<String>; 2]> =
                    self.out.said[s].speakers.iter().map(|a| self.cast.parties[*a].code.clone()).collect();
                let own = !speakers.is_empty()
                    && speakers.iter().all(|a| {
                        let x = &self.cast.parties[*a];
                        self.out.said[s].speakers.contains(a)
                            || x.kind != ActorKind::Person && x.kind != ActorKind::Unnamed && outer.contains(&x.code)
                    });
                if own || speakers.is_empty() {
                    return None;
                }
            }
            let real = speakers.iter().any(|a| *a < self.cast.parties.len());
            if !real && !unnamed && !explicit && f.subject.is_none() {
                return None;
            }
            // A noun that reports is a statement only of someone told.
            if matches!(p.form, Form::Noun { .. } | Form::Passive) && speakers.is_empty() {
                return None;
            }
            let wished = frame.commit.is_some()
                || frame
                    .events
                    .iter()
                    .chain(&telling.events)
                    .any(|e| matches!(e.kind.as_str(), "REQUEST" | "REJECT" | "THREATEN" | "AGREE"));
            let cue_end = content.start;
            let cue_start = p.start;
            self.out.said.push(Said {
                speakers: speakers.clone(),
                cue: (cue_start, cue_end.max(p.end)),
                content,
                rule: telling.name.clone(),
                encounter: None,
                wished,
            });
            Some(self.out.said.len() - 1)
        });
        let relayed = frame.speaker == Slot::Target && !target.is_empty();
        if (!subject.is_empty() || relayed) && matches!(p.form, Form::Finite { .. } | Form::Active { .. }) {
            let outer = inside.is_none_or(|s| Some(s) == statement);
            if outer {
                let g = if explicit
                    || self.gender_of(&subject) == Gender::Common
                        && matches!(p.form, Form::Finite { number: Number::Singular, .. })
                        && subject.len() == 1
                {
                    vgender
                } else {
                    self.gender_of(&subject)
                };
                let num = if unnamed { number } else { self.number_of(&subject) };
                if frame.speaker == Slot::Target && !target.is_empty() {
                    self.subjects.push((p.start, target.clone(), Gender::Common, Number::Singular));
                } else {
                    self.subjects.push((p.start, subject.clone(), g, num));
                }
                // The verb tells the gender of a person whom no title tells.
                if let (Form::Finite { number: Number::Singular, gender, .. }, [a]) = (p.form, &subject[..]) {
                    let party = &mut self.cast.parties[*a];
                    if matches!(party.kind, ActorKind::Person | ActorKind::Unnamed) && party.gender == Gender::Common && explicit
                    {
                        party.gender = gender;
                    }
                }
            }
        } else if unnamed && frame.says {
            self.subjects.push((p.start, Group::new(), vgender, Number::Singular));
        }
        if !explicit && !subject.is_empty() && matches!(p.form, Form::Finite { .. }) {
            for a in &subject {
                self.out.implicit.push((p.start, *a));
            }
        }
        let within = statement.or(inside);
        if frame.encounter.as_deref() == Some("visit") && target.len() > 1 {
            for host in target.clone() {
                self.encounter(p, frame, &subject, &one(host), chunks, used_end);
            }
        } else {
            self.encounter(p, frame, &subject, &target, chunks, used_end);
        }
        let content_range = content
            .map(|c| (f.content.map_or(c.start, |q| chunks[q].body.max(c.start)), c.end))
            .filter(|(s, e)| s < e).or_else(|| f.content.map(|c| (chunks[c].body, chunks[c].end)));
        self.commitment(p, frame, &subject, &target, content_range, within);
        let content_target = content_range.and_then(|(s, e)| self.first_in(s, e, &subject));
        self.events(p, frame, &subject, &target, content_target, used_end, within, f);
        let _ = &mut next;
        next
    }

    fn number_of(&self, g: &[usize]) -> Number {
        match g.len() {
            1 => self.cast.parties[g[0]].number,
            2 => Number::Dual,
            _ => Number::Plural,
        }
    }

    /// The subject left out: the speaker's own, that of the clause before, or the two sides.
    fn omitted(&mut self, p: &Predicate, gender: Gender, number: Number, inside: Option<usize>) -> Group {
        if number == Number::Dual {
            return self.both(p.start);
        }
        let t = self.scene.t;
        let participle = matches!(p.form, Form::Active { .. });
        // Directly behind a relative pronoun the antecedent was tried; without one nothing is known.
        if p.start > 0
            && t.is(p.start - 1, flag::REL)
            && !t.is(p.start - 1, flag::PREP)
            && matches!(p.form, Form::Finite { .. })
            && inside.is_some()
        {
            return Group::new();
        }
        if let Some(s) = inside {
            // Inside what somebody says, a clause-opening verb without subject goes on about the last subject there; else nothing.
            let from = self.out.said[s].content.start;
            let of_comp = p.start > 0
                && t.at(p.start - 1).iter().any(|m| matches!(m.entry, Entry::Word(Class::Comp)) && (m.split.enc.is_some() || t.text.folded(p.start - 1).chars().count() > 2));
            if of_comp && p.start <= from + 1 {
                return self.out.said[s].speakers.clone();
            }
            let local = self.subjects.iter().rev().take(RECENT).find(|(at, ..)| *at >= from && *at < p.start);
            if let Some((_, g, ..)) = local {
                return g.clone();
            }
            let (first, last) = self.scene.mentions_in(from, p.start);
            let m = (first..last).rev().find(|&m| {
                let x = &self.scene.mentions[m];
                x.end <= p.start
                    && x.start >= from
                    && x.prep.is_none()
                    && self.scene.before_is_boundary(x.start)
                    && !matches!(x.what, What::Adjective(_) | What::Place(_))
            });
            return m.map(|m| self.actors_of(m)).unwrap_or_default();
        }
        self.dropped(p.start, gender, number, participle)
    }

    /// Whom an object pronoun means: the last other actor spoken of.
    fn pronoun(&mut self, p: &Predicate, subject: &Group) -> Group {
        self.pronoun_at(p.start, p.enc, subject)
    }

    fn pronoun_at(&mut self, at: usize, enc: Option<u8>, subject: &Group) -> Group {
        let Some(e) = enc else { return Group::new() };
        let number = self.scene.t.k.enclitics[e as usize].number;
        let own: SmallVec<[Option<String>; 2]> = subject.iter().map(|a| self.cast.parties[*a].code.clone()).collect();
        let split = self.scene.mentions.partition_point(|m| m.start < at);
        let found = self.scene.mentions[..split].iter().filter(|m| m.end <= at).rev().take(6).filter_map(|m| m.actor).find(|a| {
            let x = &self.cast.parties[*a];
            !subject.contains(a) && !own.contains(&x.code) && (number == Number::Plural) == (x.number == Number::Plural)
        });
        found.map(one).unwrap_or_default()
    }

    /// Doer and recipient of a verbal noun: genitives, adjectives, pronouns, `من قبل`.
    #[allow(clippy::too_many_arguments)]
    fn nominal(
        &mut self,
        p: &Predicate,
        frame: &Frame,
        f: &Filled,
        chunks: &[Chunk],
        preposed: Option<(usize, usize)>,
        subject: &mut Group,
        target: &mut Group,
        used_end: &mut usize,
    ) {
        let scene = self.scene;
        let mut genitives: SmallVec<[(usize, Group, bool); 3]> = SmallVec::new();
        // Adjectives and names right behind the noun.
        let mut at = p.end;
        for _ in 0..3 {
            let Some(m) = scene.starting(at) else { break };
            let x = &scene.mentions[m];
            if x.prep.is_some() {
                break;
            }
            let adjective = matches!(x.what, What::Adjective(_));
            let mut g = self.actors_of(m);
            let mut end = x.end;
            // X وY behind the noun are one genitive.
            let mut n = m + 1;
            while let Some(y) = scene.mentions.get(n).filter(|y| y.conj && y.start == end) {
                g.extend(self.actors_of(n));
                end = y.end;
                n += 1;
            }
            genitives.push((m, g, adjective));
            at = end;
            *used_end = (*used_end).max(end);
        }
        if genitives.is_empty() {
            // عدد من السياح, أربعة جنود: a counted noun; or an adjective behind the noun (اجتماع طارئ للجامعة).
            if let Some(c) = chunks.first().filter(|c| c.prep.is_none() && !c.clause && !c.quote && c.start == p.end) {
                let g = self.chunk_actors(c);
                if !g.is_empty() {
                    *used_end = (*used_end).max(c.end);
                    genitives.push((scene.head(c).unwrap_or(0), g, false));
                }
            }
        }
        if let Some(e) = p.enc {
            if scene.t.k.enclitics[e as usize].person == Person::Third {
                let num = scene.t.k.enclitics[e as usize].number;
                let gender = scene.t.k.enclitics[e as usize].gender;
                let g = if num == Number::Dual { self.both(p.start) } else { self.possessor(p.start, gender, num) };
                match frame.of {
                    Genitive::Target => *target = g,
                    _ => *subject = g,
                }
            } else if let Some(s) = self.statement_at(p.start) {
                *subject = self.out.said[s].speakers.clone();
            }
        }
        if genitives.iter().any(|(_, g, _)| *g == *target) {
            target.clear();
        }
        for (_, g, adjective) in genitives {
            match frame.of {
                _ if adjective && subject.is_empty() => *subject = g,
                Genitive::Both if subject.is_empty() => *subject = g,
                Genitive::Both => {
                    if target.is_empty() && f.target.is_none() {
                        *target = g;
                    }
                }
                Genitive::Subject if subject.is_empty() => *subject = g,
                Genitive::Target if target.is_empty() => *target = g,
                Genitive::Target if subject.is_empty() => {
                    // Two genitives: قتل الجيش المدنيين — doer first.
                    *subject = std::mem::replace(target, g);
                }
                _ if target.is_empty() => *target = g,
                _ => {}
            }
        }
        if let Some(c) = chunks.iter().find(|c| c.doer) {
            let g = self.chunk_actors(c);
            if !g.is_empty() {
                if !subject.is_empty() && target.is_empty() {
                    *target = std::mem::take(subject);
                }
                *subject = g;
            }
        }
        if frame.of == Genitive::Both && subject.is_empty() {
            // محادثات بين X وY
            if let Some(c) = chunks
                .iter()
                .take(3)
                .find(|c| c.prep.is_some_and(|x| scene.t.k.preps[x as usize] == BETWEEN) && f.target.is_none())
            {
                *subject = self.chunk_actors(c);
                *used_end = (*used_end).max(c.end);
            }
        }
        if subject.is_empty() {
            if let Some((a, b)) = preposed {
                for m in a..b {
                    subject.extend(self.actors_of(m));
                }
            }
        }
        if subject.is_empty() && frame.of == Genitive::Subject {
            // زيارة لوزير الخارجية: the doer behind ل.
            let doer = chunks.first().filter(|c| c.prep == Some(1) && c.start == p.end && Some(0) != f.target);
            if let Some(c) = doer.filter(|c| scene.head(c).is_some_and(|m| matches!(scene.mentions[m].what, What::Person { .. })))
            {
                *subject = self.chunk_actors(c);
                *used_end = (*used_end).max(c.end);
            }
        }
        // The governing verb's subject does what the noun says: أجرى لافروف محادثات مع نظيره.
        if subject.is_empty() && (frame.encounter.is_some() || frame.commit.is_some() || frame.says) {
            let text = scene.t.text;
            let sentence = text.sentences[text.sentence_of(p.start)];
            if let Some((_, g, ..)) = self.subjects.iter().rev().find(|(at, ..)| *at >= sentence.start && *at < p.start) {
                if frame.of != Genitive::Both || f.target.is_some() || frame.commit.is_some() {
                    *subject = g.clone();
                }
            }
        }
    }

    /// Whom a possessive pronoun means.
    fn possessor(&mut self, at: usize, gender: Gender, number: Number) -> Group {
        let text = self.scene.t.text;
        let sentence = text.sentences[text.sentence_of(at)];
        let inside = self.statement_at(at);
        let from = inside.map_or(sentence.start, |s| self.out.said[s].content.start);
        if let Some((_, g, ..)) = self.subjects.iter().rev().find(|(i, g, gen_, _)| {
            *i >= from && *i < at && !g.is_empty() && (*gen_ == Gender::Common || gender == Gender::Common || *gen_ == gender)
        }) {
            return g.clone();
        }
        let fits = |k: ActorKind| match gender {
            Gender::Masculine => matches!(k, ActorKind::Person | ActorKind::Unnamed | ActorKind::Organization | ActorKind::Group),
            _ => true,
        };
        let (first, last) = self.scene.mentions_in(sentence.start, at);
        let near = self.scene.mentions[first..last]
            .iter()
            .filter(|m| m.end <= at)
            .rev()
            .filter_map(|m| m.actor)
            .find(|a| fits(self.cast.parties[*a].kind));
        if let Some(a) = near {
            return one(a);
        }
        self.dropped(at, gender, number, false)
    }

    /// The first actor named in a token range that is none of `own` and not of their states.
    fn first_in(&mut self, start: usize, end: usize, own: &Group) -> Option<Group> {
        let codes: SmallVec<[Option<String>; 2]> = own.iter().map(|a| self.cast.parties[*a].code.clone()).collect();
        let (a, b) = self.scene.mentions_in(start, end.min(start + 40));
        for m in a..b {
            let x = &self.scene.mentions[m];
            if matches!(x.what, What::Country) || matches!(x.what, What::Agent { owner: None, .. }) {
                continue;
            }
            let g = self.actors_of(m);
            if g.is_empty() {
                continue;
            }
            if g.iter().all(|x| !codes.contains(&self.cast.parties[*x].code) && self.cast.parties[*x].code.is_some()) {
                return Some(g);
            }
        }
        None
    }

    /// Whether what a cue tells lies ahead.
    fn planned(&self, p: &Predicate) -> bool {
        if p.future {
            return true;
        }
        let t = self.scene.t;
        let text = t.text;
        let sentence = text.sentences[text.sentence_of(p.start)];
        let from = p.start.saturating_sub(6).max(sentence.start);
        for i in (from..p.start).rev() {
            if !text.tokens[i].is_word() && text.tokens[i].is(Mark::Comma) {
                break;
            }
            if t.is(i, flag::PLANNED) {
                return true;
            }
            if self.scene.t.verbs(i).any(|(m, ..)| m.split.sin) {
                return true;
            }
        }
        if matches!(p.form, Form::Noun { .. }) {
            // الزيارة المرتقبة, قمة ستعقد
            for i in p.end..(p.end + 9).min(sentence.end) {
                if !text.tokens[i].is_word() {
                    break;
                }
                if t.is(i, flag::PLANNED) || t.verbs(i).any(|(m, ..)| m.split.sin) && t.is(i, flag::FINITE) {
                    return true;
                }
                if t.is(i, flag::FINITE) {
                    break;
                }
            }
        }
        false
    }

    /// Whether the cue is supposed, wished, denied or long past.
    fn unreal(&self, p: &Predicate) -> Option<&'static str> {
        let t = self.scene.t;
        let text = t.text;
        let sentence = text.sentences[text.sentence_of(p.start)];
        if p.negated {
            return Some("negated");
        }
        let from = p.start.saturating_sub(8).max(sentence.start);
        for i in (from..p.start).rev() {
            let tok = &text.tokens[i];
            if tok.is(Mark::Comma) || tok.is(Mark::Stop) {
                break;
            }
            if t.is(i, flag::COND) && self.scene.covering(i).is_none() && p.start - i <= 6 {
                return Some("in a condition");
            }
            // قد before the present is perhaps, before the past indeed.
            let perhaps = t.is(i, flag::QAD) && p.start - i == 1 && matches!(p.form, Form::Finite { tense: Tense::Present, .. });
            let reach = if matches!(p.form, Form::Noun { .. }) { 3 } else { 2 };
            if t.is(i, flag::HEDGE) && p.start - i <= reach && (!t.is(i, flag::QAD) || perhaps) {
                return Some("supposed, not told as a fact");
            }
        }
        None
    }

    fn long_past(&self, start: usize, end: usize) -> bool {
        if self.year == 0 {
            return false;
        }
        let at = self.scene.dates.partition_point(|d| d.end <= start.saturating_sub(6));
        self.scene.dates[at..].iter().take_while(|d| d.start < end + 6).any(|d| match d.value {
            crate::dates::Value::Year(y) => y + 1 < self.year,
            crate::dates::Value::Month(y, _) => y + 1 < self.year,
            crate::dates::Value::Day(x) => x.year() + 1 < self.year,
            _ => false,
        })
    }

    fn encounter(&mut self, p: &Predicate, frame: &Frame, subject: &Group, target: &Group, chunks: &[Chunk], used_end: usize) {
        let Some(kind) = &frame.encounter else { return };
        if self.unreal(p).is_some() {
            return;
        }
        let text = self.scene.t.text;
        let sentence = text.sentences[text.sentence_of(p.start)];
        let planned = self.planned(p);
        // Talks that somebody speaks of in general are none that were held.
        let noun = matches!(p.form, Form::Noun { .. });
        if noun && !planned && self.statement_at(p.start).is_some() && self.date_for(p, sentence.start, sentence.end).is_none() {
            return;
        }
        let mut who: Group = SmallVec::new();
        for a in subject.iter().chain(target) {
            let a = &self.cast.whole(*a);
            if !who.contains(a) && !matches!(self.cast.parties[*a].kind, ActorKind::Agent) {
                who.push(*a);
            }
        }
        // Unnamed officials stand for their states.
        let k = self.scene.t.k;
        let mut parties: Group = SmallVec::new();
        for a in who {
            let x = if matches!(self.cast.parties[a].kind, ActorKind::Unnamed | ActorKind::Agent) {
                self.cast.body_of(k, a)
            } else {
                Some(a)
            };
            if let Some(x) = x {
                if !parties.contains(&x) {
                    parties.push(x);
                }
            }
        }
        let mut codes: Vec<&Option<String>> = parties.iter().map(|a| &self.cast.parties[*a].code).collect();
        codes.dedup();
        let place = self.place_for(p, chunks, sentence.start, sentence.end);
        let date = self.date_for(p, sentence.start, sentence.end);
        let visit = kind == "visit";
        let place = place.or_else(|| {
            // يزور الدوحة: where one goes is where it is.
            if !visit {
                return None;
            }
            let (a, b) = self.scene.mentions_in(p.end, (p.end + 12).min(sentence.end));
            let city = (a..b).find_map(|m| self.scene.mentions[m].place.map(|x| (Some(x), m)));
            city.or_else(|| {
                let host = parties.last().copied()?;
                let there = |m: &usize| matches!(self.scene.mentions[*m].what, What::State { organ: None, .. }) && self.scene.mentions[*m].actor == Some(host);
                (a..b).find(there).map(|m| (None, m))
            })
        });
        if visit && parties.len() == 1 {
            // The host: where it goes.
            if let Some((pl, _)) = place {
                let code = match pl {
                    Some(pl) => k.places[pl as usize].code.clone(),
                    None => String::new(),
                };
                if let Some(host) = self.cast.by_code(k, &code) {
                    if self.cast.parties[host].code != self.cast.parties[parties[0]].code {
                        parties.push(host);
                    }
                }
            }
        }
        if self.long_past(p.start, used_end) {
            self.out.silent.push(Silent {
                cue: (p.start, p.end),
                why: "more than a year before the article",
                rule: Some(frame.name.clone()),
            });
            return;
        }
        let persons = parties.iter().filter(|a| self.cast.parties[**a].kind == ActorKind::Person).count();
        let distinct =
            parties.iter().any(|a| self.cast.parties[*a].code != self.cast.parties[parties[0]].code) || persons > 1 && !visit;
        if parties.len() < 2 || !distinct {
            // خلال الاجتماع الذي عقد أمس في نور سلطان: more about the last one of its kind.
            if let Some(last) = self.out.met.iter_mut().rev().find(|m| class(&m.kind) == class(kind) && m.planned == planned) {
                let definite = matches!(p.form, Form::Noun { definite: true }) || p.enc.is_some();
                let fits = parties.iter().all(|a| last.who.contains(a));
                if fits && definite {
                    last.place = last.place.or(place);
                    last.date = last.date.or(date);
                }
            }
            return;
        }
        let evidence = (p.start, used_end.max(p.end));
        let same = |cast: &Cast, m: &Met| {
            if class(&m.kind) != class(kind) {
                return false;
            }
            let of = |g: &Group| {
                let mut c: Vec<Option<String>> = g.iter().map(|a| cast.parties[*a].code.clone()).collect();
                c.sort();
                c.dedup();
                c
            };
            let (a, b) = (of(&m.who), of(&parties));
            let day = |d: Option<usize>| d.and_then(|d| self.scene.dates[d].value.iso(false)).map(|x| x.0);
            let apart = matches!((day(m.date), day(date)), (Some(x), Some(y)) if x != y);
            a == b && !apart && (m.planned == planned || m.planned || visit)
                || m.planned == planned && a.len() > 1 && (b.iter().all(|x| a.contains(x)))
        };
        let cast = &*self.cast;
        // People of one state met apart are apart: each named counterpart is a meeting of its own.
        let clash = |m: &Met| {
            parties.iter().any(|a| {
                cast.parties[*a].kind == ActorKind::Person
                    && m.who.iter().any(|b| {
                        b != a
                            && cast.parties[*b].kind == ActorKind::Person
                            && cast.parties[*b].code == cast.parties[*a].code
                            && !m.who.contains(a)
                            && !parties.contains(b)
                    })
            })
        };
        if let Some(at) = self.out.met.iter().rposition(|m| same(cast, m) && !clash(m)) {
            let m = &mut self.out.met[at];
            m.place = m.place.or(place);
            m.date = m.date.or(date);
            m.planned &= planned;
            for a in &parties {
                let code = cast.parties[*a].code.clone();
                if m.who.contains(a) {
                    continue;
                }
                // A person takes the place of the state it stands for.
                if cast.parties[*a].kind == ActorKind::Person {
                    m.who.retain(|b| !(cast.parties[*b].kind != ActorKind::Person && cast.parties[*b].code == code));
                    m.who.push(*a);
                } else if !m.who.iter().any(|b| cast.parties[*b].code == code) {
                    m.who.push(*a);
                }
            }
            if !m.evidence.contains(&evidence) {
                m.evidence.push(evidence);
            }
        } else {
            self.out.met.push(Met {
                kind: kind.clone(),
                planned,
                who: parties.clone(),
                place,
                date,
                evidence: SmallVec::from_slice(&[evidence]),
                rule: frame.name.clone(),
            });
        }
        if parties.len() >= 2 {
            let a = parties[0];
            if let Some(b) = parties.iter().find(|b| self.cast.parties[**b].code != self.cast.parties[a].code) {
                self.pair = Some(SmallVec::from_slice(&[a, *b]));
            }
        }
    }

    fn place_for(&self, p: &Predicate, chunks: &[Chunk], start: usize, end: usize) -> Option<(Option<u16>, usize)> {
        let scene = self.scene;
        let k = scene.t.k;
        let located = |m: &Mention, i: usize| -> bool {
            let by = m.prep.map(|x| k.preps[x as usize].as_str()).or_else(|| {
                i.checked_sub(1)
                    .and_then(|j| scene.t.prep(j))
                    .filter(|(_, at)| *at == i)
                    .map(|(x, _)| k.preps[x as usize].as_str())
            });
            matches!(by, Some(x) if PLACE_PREPS.contains(&x))
        };
        let pick = |m: usize| {
            let x = &scene.mentions[m];
            let named = x.place.map(|pl| (Some(pl), m));
            // في العاصمة الإثيوبية أديس أبابا: a noun and its adjective may stand between.
            let mut at = x.start;
            let mut ok = located(x, at);
            for _ in 0..2 {
                if ok || at == 0 || x.prep.is_some() {
                    break;
                }
                let between = scene.t.is(at - 1, flag::COMMON)
                    || scene.covering(at - 1).is_some_and(|n| matches!(scene.mentions[n].what, What::Adjective(_)));
                if !between {
                    break;
                }
                at -= 1;
                let by = scene.t.prep(at).filter(|(_, n)| *n == at).map(|(x, _)| k.preps[x as usize].as_str());
                ok = by.is_some_and(|b| PLACE_PREPS.contains(&b) || b == "ل")
                    || at > 0
                        && scene
                            .t
                            .prep(at - 1)
                            .is_some_and(|(b, n)| n == at && PLACE_PREPS.contains(&k.preps[b as usize].as_str()));
            }
            named.filter(|_| ok)
        };
        let after = scene.mentions_in(p.start, end.min(p.end + 45));
        let _ = chunks;
        (after.0..after.1).find_map(pick).or_else(|| {
            let before = scene.mentions_in(start, p.start);
            (before.0..before.1).rev().find_map(pick)
        })
    }

    fn date_for(&self, p: &Predicate, start: usize, end: usize) -> Option<usize> {
        // When it was said is not when it was done; nor is the date of a relative clause that of its noun's clause.
        let start = self.statement_at(p.start).map_or(start, |s| start.max(self.out.said[s].content.start));
        let finite = matches!(p.form, Form::Finite { .. });
        let t = self.scene.t;
        let apart = |d: usize| finite && (p.end..d).any(|i| t.is(i, flag::REL) && !t.is(i, flag::PREP) && self.scene.covering(i).is_none());
        let dates = self.scene.dates;
        let near = |i: usize| {
            let d = &dates[i];
            if d.start >= p.start { d.start - p.start } else { (p.start - d.end.min(p.start)) + 3 }
        };
        (dates.partition_point(|d| d.start < start)..dates.partition_point(|d| d.start < end))
            .filter(|&i| {
                dates[i].start >= start && dates[i].end <= end
                    && !matches!(dates[i].value, crate::dates::Value::Year(_))
                    && !apart(dates[i].start)
            })
            .min_by_key(|&i| near(i))
    }

    fn commitment(
        &mut self,
        p: &Predicate,
        frame: &Frame,
        subject: &Group,
        target: &Group,
        content: Option<(usize, usize)>,
        statement: Option<usize>,
    ) {
        let Some(strength) = &frame.commit else {
            return;
        };
        let Some((start, end)) = content else { return };
        if p.negated || subject.is_empty() || self.unreal(p).is_some() {
            return;
        }
        let k = self.scene.t.k;
        let mut actors = Group::new();
        let joint = strength == "agreed" && frame.events.iter().any(|y| y.mutual);
        for a in subject.iter().chain(target.iter().filter(|_| joint)) {
            if let Some(b) = self.cast.body_of(k, *a) {
                if !actors.contains(&b) {
                    actors.push(b);
                }
            }
        }
        if actors.is_empty() {
            return;
        }
        let mut toward = Group::new();
        for a in target {
            toward.extend(self.cast.body_of(k, *a));
        }
        for (s, e, cut) in self.items(start, end) {
            // A promise is of something to do.
            let t = self.scene.t;
            let named = t.at(s).iter().any(|m| matches!(m.entry, Entry::Framework { .. }))
                || t.at(s).iter().any(|m| matches!(m.entry, Entry::FrameworkHead { .. })) && t.prep(s + 1).is_none();
            let action = (s..(s + 2).min(e)).any(|i| t.is(i, flag::MASDAR | flag::FINITE | flag::COMP))
                && self.scene.covering(s).is_none()
                && !named;
            if !action || self.out.promised.iter().rev().take(RECENT).any(|p| p.item.0 < e && s < p.item.1 && p.actors == actors) {
                continue;
            }
            let mut to = toward.clone();
            if to.is_empty() {
                to = self.toward(s, e, &actors);
            }
            self.out.promised.push(Promised {
                actors: actors.clone(),
                toward: to,
                strength: strength.clone(),
                item: (s, e, cut),
                statement,
                rule: frame.name.clone(),
            });
        }
    }

    /// Toward whom an item is: the actor named in it, else the other side of the two.
    fn toward(&mut self, start: usize, end: usize, actors: &Group) -> Group {
        let k = self.scene.t.k;
        if actors.len() > 1 {
            return actors.clone();
        }
        if let Some(g) = self.first_in(start, end, actors) {
            return g.iter().filter_map(|a| self.cast.body_of(k, *a)).collect();
        }
        let own = self.cast.parties[actors[0]].code.clone();
        if let Some(pair) = self.pair.clone() {
            if pair.iter().any(|a| self.cast.parties[*a].code == own) {
                return pair
                    .iter()
                    .filter(|a| self.cast.parties[**a].code != own)
                    .copied()
                    .collect::<Vec<_>>()
                    .into_iter()
                    .filter_map(|a| self.cast.body_of(k, a))
                    .collect();
            }
        }
        Group::new()
    }

    /// Cuts a promise into its coordinated actions.
    fn items(&self, start: usize, end: usize) -> Vec<(usize, usize, u8)> {
        let t = self.scene.t;
        let text = t.text;
        let mut out = Vec::new();
        let mut s = start;
        let cut = |i: usize| t.splits(i).iter().find(|x| x.tok.is_some() && x.prep.is_some()).map_or(0, |x| x.cut);
        let mut first_cut = cut(s);
        let mut i = start + 1;
        let mut stop = end;
        while i < end {
            if text.tokens[i].is(Mark::Stop) || text.tokens[i].is(Mark::Line) {
                stop = i;
                break;
            }
            let comma = text.tokens[i - 1].is(Mark::Comma);
            let purpose = t.longest(i, |m| matches!(m.entry, Entry::Word(Class::Purpose)).then_some(())).is_some()
                && self.scene.covering(i).is_none();
            let single = !t.at(i).iter().any(|m| matches!(m.entry, Entry::Word(Class::Purpose)) && m.end > i + 1);
            if purpose && i > s + 1 && !(single && !comma && t.is(i, flag::REL)) {
                stop = i;
                break;
            }
            if i > s + 1
                && self.action(i, comma)
                && self.scene.covering(i).is_none()
                && text.quotes.around(i).is_none_or(|q| q.open < start)
            {
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

    fn end_before(&self, start: usize, mut end: usize) -> usize {
        while end > start && !self.scene.t.text.tokens[end - 1].is_word() && !self.scene.t.text.tokens[end - 1].is(Mark::Close) {
            end -= 1;
        }
        end
    }

    /// Whether a coordinated action starts at token `i`: `و` and an indefinite verbal noun, or a definite one with a preposition behind it.
    fn action(&self, i: usize, comma: bool) -> bool {
        let t = self.scene.t;
        let splits = t.splits(i);
        if !splits.iter().any(|s| s.conj && s.tok.is_some()) {
            return false;
        }
        let masdar = t.at(i).iter().find_map(|m| match m.entry {
            Entry::Masdar { definite, .. } if m.split.conj && m.split.enc.is_none() => Some(definite),
            _ => None,
        });
        match masdar {
            Some(false) => {
                // وتعاون وثيق is a noun with its adjective; وتعزيز التعاون an action with its object.
                let next = i + 1;
                t.text.tokens.get(next).is_some_and(|x| x.is_word())
                    && (t.text.folded(next).starts_with("ال")
                        || t.prep(next).is_some()
                        || self.scene.covering(next).is_some()
                        || t.is(next, flag::MASDAR | flag::QUANT | flag::COMMON))
                    && !t.is(next, flag::FINITE)
            }
            Some(true) => t.is(i + 1, flag::ADVERB) || t.prep(i + 1).is_some_and(|(p, _)| t.k.preps[p as usize] != BETWEEN),
            None => false,
        }
    }

    #[allow(clippy::too_many_arguments)]
    fn events(
        &mut self,
        p: &Predicate,
        frame: &Frame,
        subject: &Group,
        target: &Group,
        content: Option<Group>,
        used_end: usize,
        statement: Option<usize>,
        f: &Filled,
    ) {
        let k = self.scene.t.k;
        let end = used_end.max(f.content.map_or(0, |_| p.end + 1)).min(p.end + 24).max(p.end);
        let push = |r: &mut Self, y: &Yield, kind: &str, mode: Option<String>| {
            let pick = |slot: Slot| -> Group {
                match slot {
                    Slot::Subject => subject.clone(),
                    Slot::Target => {
                        if target.is_empty() && !y.mutual {
                            content.clone().unwrap_or_default()
                        } else {
                            target.clone()
                        }
                    }
                    Slot::Content => content.clone().unwrap_or_default(),
                    Slot::Nobody => Group::new(),
                }
            };
            let (mut source, mut goal) = (pick(y.source), pick(y.target));
            if y.mutual && source.is_empty() && goal.len() >= 2 {
                source = goal.drain(..1).collect();
            }
            if y.mutual && goal.is_empty() && source.len() >= 2 {
                goal = source.drain(1..).collect();
            }
            let has_none = source.is_empty() && goal.is_empty();
            let violent = matches!(kind, "ASSAULT" | "PROTEST" | "COERCE" | "MOBILIZE");
            if has_none && !violent {
                return;
            }
            if source.is_empty() && !violent {
                return;
            }
            if matches!(kind, "CONSULT" | "AGREE" | "COOPERATE" | "AID") && goal.is_empty() {
                return;
            }
            r.out.done.push(Done {
                kind: kind.to_string(),
                mode: mode.clone(),
                source: source.clone(),
                target: goal.clone(),
                cameo: frame.cameo.clone(),
                contexts: frame.contexts.clone(),
                evidence: (p.start, end),
                statement,
                rule: frame.name.clone(),
            });
            if y.mutual {
                r.out.done.push(Done {
                    kind: kind.to_string(),
                    mode,
                    source: goal,
                    target: source,
                    cameo: frame.cameo.clone(),
                    contexts: frame.contexts.clone(),
                    evidence: (p.start, end),
                    statement,
                    rule: frame.name.clone(),
                });
            }
        };
        if frame.events.is_empty() && frame.negated.is_none() {
            return;
        }
        if let Some(why) = self.unreal(p) {
            if let (true, Some(y)) = (p.negated, &frame.negated) {
                push(self, y, &y.kind.clone(), y.mode.clone());
            } else {
                self.out.silent.push(Silent { cue: (p.start, p.end), why, rule: Some(frame.name.clone()) });
            }
            return;
        }
        if self.long_past(p.start, end) {
            self.out.silent.push(Silent {
                cue: (p.start, p.end),
                why: "more than a year before the article",
                rule: Some(frame.name.clone()),
            });
            return;
        }
        if matches!(p.form, Form::Noun { .. }) {
            let wished = self.out.said.iter().rev().take(RECENT).any(|s| s.wished && s.content.start <= p.start && p.start < s.content.end)
                || self.out.promised.iter().rev().take(RECENT).any(|x| x.item.0 < p.start && p.start < x.item.1);
            if wished {
                self.out.silent.push(Silent {
                    cue: (p.start, p.end),
                    why: "asked for, refused or promised, not told as done",
                    rule: Some(frame.name.clone()),
                });
                return;
            }
        }
        if let Some(b) = self.blocked(p, &frame.events) {
            self.out.silent.push(Silent { cue: (p.start, p.end), why: "a word near it tells another world", rule: Some(b) });
            return;
        }
        let planned = self.planned(p);
        for y in &frame.events {
            if planned {
                if let Some(fy) = &frame.future {
                    push(self, fy, &fy.kind.clone(), fy.mode.clone());
                    continue;
                }
                match k.futures.get(&y.kind) {
                    Some(kind) => {
                        let kind = kind.clone();
                        push(self, y, &kind, None);
                    }
                    None => push(self, y, &y.kind.clone(), y.mode.clone()),
                }
                continue;
            }
            push(self, y, &y.kind.clone(), y.mode.clone());
        }
    }

    /// A blocker near the cue that kills these events.
    fn blocked(&self, p: &Predicate, events: &[Yield]) -> Option<String> {
        let t = self.scene.t;
        let text = t.text;
        let sentence = text.sentences[text.sentence_of(p.start)];
        let (from, to) = (p.start.saturating_sub(7).max(sentence.start), (p.end + 7).min(sentence.end));
        for i in from..to {
            if (p.start..p.end).contains(&i) {
                continue;
            }
            for s in t.splits(i) {
                let Some(list) = s.tok.and_then(|tok| t.k.blocker_words.get(&tok)) else {
                    continue;
                };
                for b in list {
                    let b = &t.k.blockers[*b as usize];
                    if b.kills.is_empty() || events.iter().any(|e| b.kills.iter().any(|x| *x == e.kind)) {
                        return Some(b.name.clone());
                    }
                }
            }
        }
        None
    }

    /// `سنواصل دعمها`, `ستبقى ملتزمة`: what a speaker says that it or its state will do.
    fn future_pledges(&mut self) {
        let scene = self.scene;
        let t = scene.t;
        let k = t.k;
        for s in 0..self.out.said.len() {
            let said = self.out.said[s].clone();
            if said.speakers.is_empty() {
                continue;
            }
            let mut i = said.content.start;
            while i < said.content.end {
                let future = t.verbs(i).find(|(m, ..)| m.split.sin).map(|(m, _, _, person, _)| (m.split.conj, person));
                let future = future.or_else(|| {
                    (i > 0 && t.is(i - 1, flag::FUTURE))
                        .then(|| t.verbs(i).next().map(|(_, _, _, person, _)| (false, person)))
                        .flatten()
                });
                let Some((_, person)) = future.filter(|_| t.is(i, flag::FINITE)) else {
                    i += 1;
                    continue;
                };
                let codes: Vec<Option<String>> = said.speakers.iter().map(|a| self.cast.parties[*a].code.clone()).collect();
                let own = if person == Person::First {
                    true
                } else if person == Person::Third {
                    match scene.preposed(i) {
                        Some((a, _)) => {
                            let g = self.actors_of(a);
                            !g.is_empty() && g.iter().all(|x| codes.contains(&self.cast.parties[*x].code))
                        }
                        None => false,
                    }
                } else {
                    false
                };
                let negated = i > 0 && t.is(i - 1, flag::NEG);
                if own
                    && !negated
                    && !self.out.promised.iter().rev().take(RECENT).any(|p| p.item.0 <= i && i < p.item.1)
                    && !self.hostile(i, said.content.end)
                {
                    let mut actors = Group::new();
                    for a in &said.speakers {
                        if let Some(b) = self.cast.body_of(k, *a) {
                            if !actors.contains(&b) {
                                actors.push(b);
                            }
                        }
                    }
                    let end = self.clause_end(i, said.content.end);
                    if !actors.is_empty() && end > i + 1 {
                        let kind = |n: u16| k.lemma_frames[n as usize].iter().any(|f| k.frames[*f as usize].events.iter().any(|e| k.futures.get(&e.kind).is_some_and(|x| x == "AGREE")));
                        let kindly = t.verbs(i).any(|(_, l, ..)| kind(l)) || (i..end).any(|j| t.prep(j).is_some_and(|(p, _)| k.preps[p as usize] == WITH));
                        let toward = kindly.then(|| self.first_in(i, end, &actors)).flatten()
                            .map(|g| g.iter().filter_map(|a| self.cast.body_of(k, *a)).collect())
                            .unwrap_or_default();
                        self.out.promised.push(Promised {
                            actors,
                            toward,
                            strength: "pledged".into(),
                            item: (i, end, 0),
                            statement: Some(s),
                            rule: "speaker-future".into(),
                        });
                        i = end;
                        continue;
                    }
                }
                i += 1;
            }
        }
    }

    /// Whether the verb at `i` is a cue of hostile acts.
    fn hostile(&self, i: usize, _end: usize) -> bool {
        let k = self.scene.t.k;
        self.scene.t.verbs(i).any(|(_, lemma, ..)| {
            k.lemma_frames[lemma as usize].iter().any(|f| {
                k.frames[*f as usize]
                    .events
                    .iter()
                    .any(|e| matches!(k.futures.get(&e.kind).map(String::as_str), Some("THREATEN")))
            })
        })
    }

    fn clause_end(&self, start: usize, end: usize) -> usize {
        let text = self.scene.t.text;
        let mut i = start + 1;
        while i < end {
            let tok = &text.tokens[i];
            if tok.is(Mark::Stop) || tok.is(Mark::Line) || tok.is(Mark::Comma) {
                break;
            }
            i += 1;
        }
        self.end_before(start, i)
    }
}

impl Scene<'_, '_> {
    /// Whether some frame's cue stands in a token range.
    pub fn predicates_any(&self, start: usize, end: usize) -> bool {
        let mut v = Vec::new();
        (start..end).any(|i| {
            self.predicates(i, &mut v);
            !v.is_empty()
        })
    }
}

/// Kinds of encounters that are told apart when retellings are merged.
pub fn class(kind: &str) -> &str {
    match kind {
        "call" | "visit" => kind,
        _ => "meeting",
    }
}

/// How many statements or promises back a place in the text can lie in one of them.
const RECENT: usize = 80;

const WITH: &str = "مع";
const BETWEEN: &str = "بين";
const PLACE_PREPS: &[&str] = &["في", "ب", "إلى"];
