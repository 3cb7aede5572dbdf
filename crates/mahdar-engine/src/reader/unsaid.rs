//! Parties that a cue's own complements leave open: told with the weapon, the grievance or the place.

use super::{Group, Reader, one};
use crate::clause::Predicate;
use crate::mentions::What;
use crate::tag::flag;
use mahdar_knowledge::{Class, Entry, Person, prep};
use mahdar_record::ActorKind;
use mahdar_text::Mark;

/// How far behind a cue the weapon or the grievance may be told.
const REACH: usize = 40;
/// How far behind the word for a grievance or a weapon its owner may stand.
const OWNER: usize = 7;
/// How far from a cue it may be told who was among the victims.
const AMONG: usize = 14;
/// Unnamed people who are where they live or serve: the state of the place is theirs. Armed men may come from anywhere.
const LOCAL: [&str; 14] = ["CVL", "COP", "JUD", "LEG", "GOV", "EDU", "LAB", "HLH", "REL", "BUS", "OPP", "PTY", "CRM", "ELI"];

impl Reader<'_, '_, '_> {
    /// Fills in who does an act of force and whom it is aimed at, where the cue's clause does not say. `aimed`: the rule has a target.
    pub(super) fn complete(
        &mut self,
        p: &Predicate,
        (kind, mode): (&str, Option<&str>),
        aimed: bool,
        source: &mut Group,
        target: &mut Group,
    ) {
        match kind {
            "ASSAULT" if source.is_empty() && mode == Some("suicide-attack") => {
                let words = self.scene.t.text.slice(p.start, p.end);
                *source = one(self.cast.implied(words, "UAF"));
            }
            "ASSAULT" if source.is_empty() => *source = self.doer_by_means(p),
            // اعتقل صحافيان في القاهرة: whoever holds the place.
            "COERCE" if source.is_empty() && !target.is_empty() && mode == Some("arrest") => {
                let k = self.scene.t.k;
                *source = self.state_there(p).and_then(|code| self.cast.by_code(k, &code)).map(one).unwrap_or_default();
            }
            "PROTEST" => {
                self.protesters(p, source);
                if target.is_empty() && aimed {
                    *target = self.aim(p, source);
                }
            }
            _ => {}
        }
        if kind == "ASSAULT" && aimed {
            self.victims(p, target);
        }
        if matches!(kind, "ASSAULT" | "PROTEST" | "COERCE") {
            self.settle(p, source, target);
        }
        if kind == "COERCE" && mode == Some("arrest") {
            self.at_home(source, target);
        }
    }

    /// `قتل ثلاثة في غارة إسرائيلية`, `برصاص الجيش`, `في قتال مع متمردين`: whose weapon it was.
    fn doer_by_means(&mut self, p: &Predicate) -> Group {
        let t = self.scene.t;
        let end = self.sentence_end(p.start).min(p.end + REACH);
        for i in p.end..end {
            let tok = &t.text.tokens[i];
            if tok.is(Mark::Stop) || tok.is(Mark::Line) || t.is(i, flag::COMP) {
                break;
            }
            // تعرض للضرب على يد رجال الشرطة
            if let Some((m, _)) = t.longest(i, |m| matches!(m.entry, Entry::Word(Class::Visitor)).then_some(()))
                && let Some(x) = self.scene.starting(m.end)
            {
                return self.actors_of(x);
            }
            let weapon = t.at(i).iter().any(|m| matches!(m.entry, Entry::Word(Class::Means)) && m.end == i + 1);
            let governed = t.prep(i).is_some_and(|(_, at)| at == i) || i > 0 && t.prep(i - 1).is_some_and(|(_, at)| at == i);
            if weapon && governed {
                let found = self.owner_of_means(i + 1, end);
                if !found.is_empty() {
                    return found;
                }
            }
        }
        Group::new()
    }

    /// `أصيب ستة آخرون`: victims without a name are people of the place; `بينهم ثلاثة جنود`: those told apart are victims as well.
    fn victims(&mut self, p: &Predicate, target: &mut Group) {
        for a in target.iter_mut() {
            let x = &self.cast.parties[*a];
            if x.kind == ActorKind::Unnamed && x.code.is_none() {
                let words = x.ar.clone();
                *a = self.cast.implied(&words, "CVL");
            }
        }
        for a in self.told_apart(p, target) {
            let alike = |b: &usize| self.cast.parties[*b].sector == self.cast.parties[a].sector;
            if !target.iter().any(alike) {
                target.push(a);
            }
        }
    }

    /// Who stands behind `بينهم`, where it follows the victims.
    fn told_apart(&mut self, p: &Predicate, target: &Group) -> Group {
        let scene = self.scene;
        let (t, k) = (scene.t, scene.t.k);
        let sentence = t.text.sentences[t.text.sentence_of(p.start)];
        let among = |i: usize| {
            t.at(i)
                .iter()
                .any(|m| matches!(m.entry, Entry::Word(Class::Prep(x)) if k.prep_is(x, prep::BETWEEN)) && m.split.enc.is_some())
        };
        let from = sentence.start.max(p.start.saturating_sub(AMONG));
        let Some(at) = (from..sentence.end.min(p.end + AMONG)).find(|&i| among(i)) else { return Group::new() };
        let (a, b) = scene.mentions_in(from, at);
        let victim = scene.mentions[a..b].last().filter(|m| m.end + 4 > at).and_then(|m| m.actor);
        if !victim.is_some_and(|v| target.contains(&v)) {
            return Group::new();
        }
        let (a, b) = scene.mentions_in(at + 1, sentence.end.min(at + 8));
        let people = (a..b).find(|&m| scene.mentions[m].start < at + 5);
        let told = |m: &usize| {
            matches!(scene.mentions[*m].what, What::Agent { .. } | What::Organ { .. } | What::State { organ: Some(_), .. })
        };
        people.filter(told).map(|m| self.actors_of(m)).unwrap_or_default()
    }

    /// The doer named in the words behind a weapon, before any other phrase begins.
    fn owner_of_means(&mut self, from: usize, end: usize) -> Group {
        let scene = self.scene;
        let t = scene.t;
        let mut at = from;
        while at < end.min(from + OWNER) && t.text.tokens[at].is_word() && !t.is(at, flag::FINITE | flag::REL | flag::COMP) {
            if let Some(m) = scene.starting(at) {
                let x = &scene.mentions[m];
                if x.conj || x.prep.is_some_and(|p| !t.k.prep_is(p, prep::TO_CLITIC)) {
                    break;
                }
                return match x.what {
                    What::Adjective(_) | What::State { organ: None, .. } => {
                        self.actor_of(m).map(|a| one(self.cast.forces(a))).unwrap_or_default()
                    }
                    What::Place(_) | What::Country | What::Joint => Group::new(),
                    _ => self.actors_of(m),
                };
            }
            match t.prep(at) {
                Some((p, n)) if n == at + 1 && t.k.prep_is(p, prep::WITH) => {}
                Some((p, n)) if n == at && t.k.prep_is(p, prep::TO_CLITIC) => {}
                Some(_) => break,
                None => {}
            }
            at += 1;
        }
        Group::new()
    }

    /// A protest has protesters: those named beside the cue, else whoever took part in what it names.
    fn protesters(&mut self, p: &Predicate, source: &mut Group) {
        let known = |r: &Self, a: &usize| {
            let x = &r.cast.parties[*a];
            x.code.is_some() || x.kind == ActorKind::Agent
        };
        if source.iter().any(|a| known(self, a)) {
            return;
        }
        let end = self.sentence_end(p.start).min(p.end + REACH);
        let (a, b) = self.scene.mentions_in(p.end, end);
        let crowd = (a..b).find_map(|m| {
            let x = &self.scene.mentions[m];
            let people = matches!(x.what, What::Agent { .. }) && x.number == mahdar_knowledge::Number::Plural;
            x.actor.filter(|a| people && self.cast.parties[*a].sector.as_deref() == Some("CVL"))
        });
        let who = crowd.unwrap_or_else(|| {
            let t = self.scene.t;
            let words = match source.first() {
                Some(a) => self.cast.parties[*a].ar.clone(),
                None => t.text.slice(p.start, p.end).to_string(),
            };
            self.cast.implied(&words, "CVL")
        });
        *source = one(who);
    }

    /// Whom a protest is aimed at: whoever stands behind the grievance, else the state where it takes place.
    fn aim(&mut self, p: &Predicate, source: &Group) -> Group {
        let t = self.scene.t;
        let end = self.sentence_end(p.start).min(p.end + REACH);
        for i in p.end..end {
            if !t.at(i).iter().any(|m| matches!(m.entry, Entry::Word(Class::Grievance)) && m.end == i + 1) {
                continue;
            }
            let (a, b) = self.scene.mentions_in(i + 1, (i + 1 + OWNER).min(end));
            for m in a..b {
                if matches!(self.scene.mentions[m].what, What::Country | What::Joint | What::Place(_)) {
                    continue;
                }
                let g = self.actors_of(m);
                let crowd = |a: &usize| {
                    let x = &self.cast.parties[*a];
                    x.kind == ActorKind::Agent && x.sector.as_deref() == Some("CVL")
                };
                if !g.is_empty() && !g.iter().any(|a| source.contains(a) || crowd(a)) {
                    return g;
                }
            }
        }
        let k = t.k;
        self.state_there(p).and_then(|code| self.cast.by_code(k, &code)).map(one).unwrap_or_default()
    }

    /// `أعلن الجيش الأميركي مقتل اثنين من جنوده`: the pronoun's army or state is theirs.
    fn owned(&mut self, p: &Predicate, party: usize) -> Option<String> {
        let scene = self.scene;
        let t = scene.t;
        let (a, b) = scene.mentions_in(p.start, self.sentence_end(p.start));
        let m = scene.mentions[a..b].iter().find(|m| m.actor == Some(party))?;
        let e = t.splits(m.start).iter().filter(|s| s.tok.is_some()).find_map(|s| s.enc)?;
        let e = &t.k.enclitics[e as usize];
        if e.person != Person::Third {
            // انتحاري is one word, not "mine".
            let whole = |x: &crate::tag::Match| matches!(x.entry, Entry::Agent { .. }) && x.split.enc.is_none();
            if t.at(m.start).iter().any(whole) {
                return None;
            }
            return self.statement_at(m.start).and_then(|s| self.cast.parties[*self.out.said[s].speakers.first()?].code.clone());
        }
        let owner = self.possessor(m.start, e.gender, e.number);
        owner.first().and_then(|a| self.cast.parties[*a].code.clone())
    }

    /// Gives unnamed residents, police and the like the state in which the act takes place.
    fn settle(&mut self, p: &Predicate, source: &Group, target: &Group) {
        for a in source.iter().chain(target) {
            if self.cast.parties[*a].kind == ActorKind::Agent && self.cast.parties[*a].code.is_none() {
                self.cast.parties[*a].code = self.owned(p, *a);
            }
        }
        let open = |r: &Self, a: usize| {
            let x = &r.cast.parties[a];
            x.kind == ActorKind::Agent && x.code.is_none() && x.sector.as_deref().is_some_and(|s| LOCAL.contains(&s))
        };
        let all: Group = source.iter().chain(target).copied().filter(|a| open(self, *a)).collect();
        if all.is_empty() {
            return;
        }
        if let Some(code) = self.state_there(p) {
            for a in all {
                self.cast.parties[a].code = Some(code.clone());
            }
        }
    }

    /// `أوقفت السلطات التركية خمسة صحافيين`: whom a state's own authorities hold is theirs where nothing else is told of them.
    fn at_home(&mut self, source: &Group, target: &Group) {
        let [by] = &source[..] else { return };
        let doer = &self.cast.parties[*by];
        let (true, Some(code)) = (doer.kind == ActorKind::Polity, doer.code.clone()) else { return };
        let k = self.scene.t.k;
        for a in target {
            let x = &mut self.cast.parties[*a];
            let armed = k.fights(x.sector.as_deref());
            if x.kind == ActorKind::Agent && x.code.is_none() && !armed {
                x.code = Some(code.clone());
            }
        }
    }

    /// The state in which a cue's act takes place, by the place told in its sentence.
    pub(super) fn state_there(&self, p: &Predicate) -> Option<String> {
        let scene = self.scene;
        let k = scene.t.k;
        let sentence = scene.t.text.sentences[scene.t.text.sentence_of(p.start)];
        if let Some((Some(place), _)) = self.place_for(p, sentence.start, sentence.end) {
            return Some(k.places[place as usize].code.clone());
        }
        let (a, b) = scene.mentions_in(sentence.start, sentence.end.min(p.end + REACH));
        (a..b).find_map(|m| {
            let x = &scene.mentions[m];
            let by = x.prep.or_else(|| {
                x.start.checked_sub(1).and_then(|j| scene.t.prep(j)).filter(|(_, at)| *at == x.start).map(|(p, _)| p)
            });
            let within = by.is_some_and(|p| k.prep_is(p, prep::IN | prep::PART));
            match x.what {
                What::Place(id) => Some(k.places[id as usize].code.clone()),
                What::State { polity, organ: None } if within => Some(k.polities[polity as usize].code.clone()),
                _ => None,
            }
        })
    }

    fn sentence_end(&self, i: usize) -> usize {
        let text = self.scene.t.text;
        text.sentences[text.sentence_of(i)].end
    }
}
