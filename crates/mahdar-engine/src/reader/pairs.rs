//! The two sides: states named side by side, `الجانبان`, `كل منهما`.

use super::{Group, Reader};
use crate::tag::flag;
use mahdar_knowledge::conjugate::Number;
use mahdar_knowledge::{Class, Entry, Trie};
use mahdar_record::ActorKind;
use mahdar_text::Mark;
use smallvec::SmallVec;

/// How many statements back two may have spoken together.
const TOGETHER: usize = 3;

impl<'s, 't, 'a> Reader<'s, 't, 'a> {
    /// A state, group or organisation pair named side by side: `بين روسيا وأوكرانيا`.
    pub(super) fn note_pair(&mut self, i: usize) {
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

    /// The two sides that `الجانبان`, `البلدان` mean at a token.
    pub(super) fn both(&mut self, at: usize) -> Group {
        if let Some(two) = self.together(at) {
            return two;
        }
        let men = self.names_persons(at);
        let person = |a: &usize| self.cast.parties[*a].kind == ActorKind::Person;
        if let Some(p) = self.pair.as_ref().filter(|p| !men || p.iter().all(person) && !self.two_before(at)) {
            return p.clone();
        }
        // The last two actors of different states before it; in a headline, the first two after it.
        let mut got: Group = SmallVec::new();
        let all = self.scene.mentions;
        let split = all.partition_point(|m| m.start < at);
        let before: Vec<usize> = all[..split].iter().rev().take(40).filter_map(|m| m.actor).collect();
        let after: Vec<usize> = all[split..].iter().filter(|m| m.start > at).filter_map(|m| m.actor).take(12).collect();
        for a in before.into_iter().chain(after) {
            let p = &self.cast.parties[a];
            if p.code.is_none() || matches!(p.kind, ActorKind::Agent | ActorKind::Unnamed) || men && p.kind != ActorKind::Person {
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
        self.by_name(&mut got, split);
        match &self.pair {
            _ if got.len() == 2 => got,
            Some(p) if men => p.clone(),
            _ => SmallVec::new(),
        }
    }

    /// `تلقى ماكرون اقتراحا من ترامب … خلال قمة جمعتهما`: the last two of different states that stand before in the sentence,
    /// persons before their states.
    pub(super) fn two_of_sentence(&self, at: usize) -> Option<Group> {
        let text = self.scene.t.text;
        let (a, b) = self.scene.mentions_in(text.sentences[text.sentence_of(at)].start, at);
        let two = |is: &dyn Fn(ActorKind) -> bool| {
            let mut got = Group::new();
            for x in (a..b).rev().filter_map(|m| self.scene.mentions[m].actor) {
                let party = &self.cast.parties[x];
                if party.code.is_some() && is(party.kind) && got.iter().all(|g| self.cast.parties[*g].code != party.code) {
                    got.insert(0, x);
                }
                if got.len() == 2 {
                    return Some(got);
                }
            }
            None
        };
        two(&|k| k == ActorKind::Person).or_else(|| two(&|k| !matches!(k, ActorKind::Agent | ActorKind::Unnamed)))
    }

    /// `نقل مون عن كيم قوله … بعد قمة جمعت الزعيمين`: whether two persons of different states stand before in the sentence.
    fn two_before(&self, at: usize) -> bool {
        let text = self.scene.t.text;
        let (a, b) = self.scene.mentions_in(text.sentences[text.sentence_of(at)].start, at);
        let person = |m: usize| {
            let party = &self.cast.parties[self.scene.mentions[m].actor?];
            party.code.as_deref().filter(|_| party.kind == ActorKind::Person)
        };
        let mut codes = (a..b).filter_map(person);
        let first = codes.next();
        codes.any(|c| Some(c) != first)
    }

    /// `ناقش الوزير مع نظيره الصيني، يانغ جيشي، …. واتفق الجانبان`: beside a person the other one is the person of his state.
    fn by_name(&self, two: &mut Group, split: usize) {
        let kind = |a: usize| self.cast.parties[a].kind;
        let person = |a: &usize| kind(*a) == ActorKind::Person;
        if two.iter().filter(|a| person(a)).count() != 1 {
            return;
        }
        let near = || self.scene.mentions[..split].iter().rev().take(12).filter_map(|m| m.actor);
        for a in two.iter_mut().filter(|a| kind(**a) == ActorKind::Polity) {
            let code = &self.cast.parties[*a].code;
            *a = near().find(|b| person(b) && self.cast.parties[*b].code == *code).unwrap_or(*a);
        }
    }

    /// `أعرب ترامب وميركل عن …. وعبر الزعيمان …`: two of different states who spoke together shortly before.
    fn together(&self, at: usize) -> Option<Group> {
        let text = self.scene.t.text;
        let here = text.sentence_of(at);
        let near = |i: usize| i < at && text.sentence_of(i) + 2 > here;
        let code = |a: usize| self.cast.parties[a].code.as_ref();
        let last = self.out.said.iter().rev().take(TOGETHER).find(|s| near(s.cue.0))?;
        let [a, b] = last.speakers[..] else { return None };
        (code(a).is_some() && code(b).is_some() && code(a) != code(b)).then(|| last.speakers.clone())
    }

    /// `كل منهما`: each of the two sides.
    pub(super) fn each_of(&mut self, i: usize) -> Option<Group> {
        let t = self.scene.t;
        let two = |e: u8| t.k.enclitics[e as usize].number == Number::Dual;
        let of = t.at(i + 1).iter().any(|m| matches!(m.entry, Entry::Word(Class::Prep(_))) && m.split.enc.is_some_and(two));
        (of && t.is(i, flag::QUANT)).then(|| self.both(i)).filter(|g| !g.is_empty())
    }

    /// `الوزيران`, `الزعيمين`: the dual of a title means two persons.
    fn names_persons(&self, at: usize) -> bool {
        let t = self.scene.t;
        let word = t.text.folded(at);
        // زعيمي البلدين: before its genitive the dual has one letter more than its noun.
        let title = |n: usize| {
            let stem = word.char_indices().rev().nth(n).and_then(|(last, _)| word.get(..last));
            let tok = stem.and_then(|w| t.k.vocab.get(w));
            let entries = tok.and_then(|w| t.k.trie.step(Trie::ROOT, w)).map(|n| t.k.trie.entries(n));
            entries.is_some_and(|e| e.iter().any(|e| matches!(e, Entry::Title { .. })))
        };
        title(1) || title(0) && t.at(at + 1).iter().any(|m| matches!(m.entry, Entry::Word(Class::Joint)))
    }
}
