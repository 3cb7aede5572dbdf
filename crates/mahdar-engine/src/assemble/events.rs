//! What events need of the whole article: the main pair, attacks told twice, day and place.

use super::Assembler;
use crate::dates;
use crate::mentions::What;
use crate::reader::{Done, Findings, Group, Promised};
use mahdar_record::*;

impl Assembler<'_, '_> {
    /// Makes of what was found done the events of the record: between states, each once, those that promises amount to among them.
    pub(super) fn settle_events(&mut self, f: &mut Findings) {
        for d in &mut f.done {
            let physical = is_physical(&d.kind);
            d.source = self.bodies(&d.source, physical);
            d.target = self.bodies(&d.target, physical);
            d.target.retain(|x| !(d.source.contains(x) && d.source.len() == 1 && d.kind == "CONSULT"));
        }
        for p in &mut f.promised {
            p.toward = self.bodies(&p.toward, false);
        }
        f.done.extend(f.promised.iter().flat_map(agreements));
        self.answer(&mut f.done);
        self.aim_at_other(&mut f.done);
        for d in &mut f.done {
            let physical = is_physical(&d.kind);
            let parties = &self.cast.parties;
            d.source.retain(|a| physical || parties[*a].code.is_some());
            let told = !d.target.is_empty();
            d.target.retain(|a| physical || parties[*a].code.is_some());
            // طالبت السفارة الموجودين بـ…: of somebody, whom no code tells.
            d.aimless |= told && d.target.is_empty();
        }
        f.done.retain(|d| self.between_actors(d));
        self.join_attacks(&mut f.done);
        // One entry for each type, source and target.
        f.done.sort_by_key(|d| d.evidence);
        let again = self.told_again(&f.done);
        let mut n = 0;
        f.done.retain(|_| {
            n += 1;
            !again[n - 1]
        });
    }

    /// Words aimed at nobody, cooperation with oneself and sanctions on oneself are no events between actors.
    fn between_actors(&self, d: &Done) -> bool {
        let friendly = matches!(d.kind.as_str(), "CONSULT" | "AGREE" | "SUPPORT" | "COOPERATE" | "AID");
        let verbal = friendly || matches!(d.kind.as_str(), "REQUEST" | "ACCUSE" | "REJECT" | "THREATEN" | "SANCTION" | "CONCEDE");
        let alone = d.aimless && matches!(d.kind.as_str(), "ACCUSE" | "REQUEST");
        if verbal && (d.target.is_empty() && !alone || d.source.is_empty())
            || d.kind == "RETREAT" && d.target.is_empty() && d.source.is_empty()
        {
            return false;
        }
        let codes = |g: &Group| -> Vec<Option<String>> { g.iter().map(|a| self.cast.parties[*a].code.clone()).collect() };
        let (s, t) = (codes(&d.source), codes(&d.target));
        !((friendly || d.kind == "SANCTION") && !s.is_empty() && s == t && s[0].is_some())
    }

    /// The two states that the article is about, where it is about two.
    pub(super) fn main_pair(&self) -> Option<(String, String)> {
        let mut counts: Vec<(String, usize)> = Vec::new();
        let mut add = |code: &str| match counts.iter_mut().find(|(c, _)| c == code) {
            Some((_, n)) => *n += 1,
            None => counts.push((code.to_string(), 1)),
        };
        for m in self.mentions {
            match (&m.what, m.actor) {
                (What::Adjective(mahdar_knowledge::Owner::Polity(p)), _) => add(&self.t.k.polities[*p as usize].code),
                (_, Some(a)) => {
                    let p = &self.cast.parties[a];
                    if let (Some(c), true) = (&p.code, !matches!(p.kind, ActorKind::Agent)) {
                        add(c);
                    }
                }
                _ => {}
            }
        }
        counts.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(&b.0)));
        match &counts[..] {
            [a, b] if b.1 >= 2 => Some((a.0.clone(), b.0.clone())),
            [a, b, c, ..] if b.1 >= 3 && c.1 * 2 <= b.1 => Some((a.0.clone(), b.0.clone())),
            _ => None,
        }
    }

    /// `تنفي قطر تلك الاتهامات`, `رفضت طهران الطلب`: what is turned down without naming anybody came from whoever last accused,
    /// asked or threatened who turns it down.
    pub(super) fn answer(&self, done: &mut [Done]) {
        let code = |a: &usize| self.cast.parties[*a].code.clone();
        for i in 0..done.len() {
            if done[i].kind != "REJECT" || !done[i].target.is_empty() || done[i].source.is_empty() {
                continue;
            }
            let at = done[i].evidence.0;
            let own = |a: &usize| done[i].source.iter().any(|b| code(a) == code(b));
            let asked = |d: &Done| {
                matches!(d.kind.as_str(), "ACCUSE" | "REQUEST" | "THREATEN")
                    && d.evidence.0 < at
                    && d.target.iter().any(own)
                    && !d.source.iter().any(own)
            };
            let Some(last) = done.iter().filter(|d| asked(d)).max_by_key(|d| d.evidence.0) else { continue };
            let target = last.source.clone();
            done[i].target = target;
        }
    }

    /// Who an act without a named recipient is aimed at: in an article about two states, the other one.
    pub(super) fn aim_at_other(&mut self, done: &mut Vec<Done>) {
        let Some((a, b)) = self.main_pair() else { return };
        for d in done {
            let aimed = matches!(d.kind.as_str(), "REQUEST" | "ACCUSE" | "REJECT" | "THREATEN" | "SUPPORT" | "SANCTION");
            if !aimed || d.aimless || !d.target.is_empty() || d.source.len() != 1 {
                continue;
            }
            let other = match &self.cast.parties[d.source[0]].code {
                Some(c) if *c == a => &b,
                Some(c) if *c == b => &a,
                _ => continue,
            };
            if let Some(x) = self.of_code(other) {
                d.target.push(x);
            }
        }
    }

    /// An attack and its casualties told in one sentence are one event: the attack gives the doer, the casualties whom it hit.
    pub(super) fn join_attacks(&self, done: &mut Vec<Done>) {
        let text = self.t.text;
        let mut drop = vec![false; done.len()];
        for i in 0..done.len() {
            if done[i].kind != "ASSAULT" || drop[i] {
                continue;
            }
            let sentence = text.sentence_of(done[i].evidence.0);
            for j in 0..done.len() {
                if i == j || drop[j] || drop[i] || done[j].kind != "ASSAULT" || text.sentence_of(done[j].evidence.0) != sentence {
                    continue;
                }
                let (a, b) = (&done[i], &done[j]);
                if b.source.is_empty() && b.target.is_empty() {
                    drop[j] = true;
                } else if !a.source.is_empty() && a.target.is_empty() && b.source.is_empty() {
                    let target = b.target.clone();
                    done[i].target = target;
                    drop[j] = true;
                } else if !a.source.is_empty()
                    && !a.target.is_empty()
                    && (b.source.is_empty() && b.target == a.target || b.target.is_empty() && b.source == a.source)
                {
                    drop[j] = true;
                }
            }
        }
        // قتل ستة في هجوم انتحاري استهدف سوقا: whoever attacked killed them.
        for j in 0..done.len() {
            if done[j].kind != "ASSAULT" || drop[j] || !done[j].source.is_empty() || done[j].target.is_empty() {
                continue;
            }
            let sentence = text.sentence_of(done[j].evidence.0);
            let mut doers = (0..done.len())
                .filter(|&i| done[i].kind == "ASSAULT" && !drop[i] && text.sentence_of(done[i].evidence.0) == sentence)
                .map(|i| &done[i].source)
                .filter(|s| !s.is_empty());
            if let Some(first) = doers.next()
                && doers.all(|s| s == first)
                && !first.iter().any(|a| done[j].target.contains(a))
            {
                done[j].source = first.clone();
            }
        }
        let mut n = 0;
        done.retain(|_| {
            n += 1;
            !drop[n - 1]
        });
    }

    /// Which events say only what those before them say: the same type between the same sides, whoever stands for them.
    pub(super) fn told_again(&self, done: &[Done]) -> Vec<bool> {
        let sides = |g: &crate::reader::Group| match g.is_empty() {
            true => vec![None],
            false => g.iter().map(|a| Some(self.side(*a))).collect::<Vec<_>>(),
        };
        let mut seen = Vec::new();
        done.iter()
            .map(|d| {
                let known = seen.len();
                for source in sides(&d.source) {
                    for target in sides(&d.target) {
                        let there = |a: &_, b: &_| seen.iter().any(|(kind, x, y)| *kind == &d.kind && x == a && y == b);
                        if !(there(&source, &target) || d.kind == "CONSULT" && there(&target, &source)) {
                            seen.push((&d.kind, source, target));
                        }
                    }
                }
                seen.len() == known
            })
            .collect()
    }

    /// An event's day and place: those of the encounter it comes from, else the nearest in its sentence.
    pub(super) fn when_and_where(&self, f: &Findings, d: &Done, dates: &[dates::Dated]) -> (Option<String>, Option<String>) {
        if let Some((n, _)) = f
            .met
            .iter()
            .enumerate()
            .find(|(_, m)| m.evidence.iter().any(|e| e.0 <= d.evidence.0 && d.evidence.0 < e.1.max(e.0 + 1)))
        {
            let e = &self.record.encounters[n];
            return (e.date.as_ref().and_then(|x| x.value.clone()).filter(|v| v.len() == 10), e.place.clone());
        }
        let text = self.t.text;
        let sentence = text.sentences[text.sentence_of(d.evidence.0)];
        let date = dates
            .iter()
            .filter(|x| x.start >= sentence.start && x.end <= sentence.end)
            .min_by_key(|x| x.start.abs_diff(d.evidence.1))
            .and_then(|x| x.value.iso(d.kind == "AGREE"))
            .filter(|(_, p)| *p == "day")
            .map(|x| x.0);
        (date, None)
    }
}

/// Deeds that people do, not states alone: their sources and targets count without a code of a state.
fn is_physical(kind: &str) -> bool {
    matches!(kind, "ASSAULT" | "PROTEST" | "COERCE" | "MOBILIZE")
}

/// What a promise amounts to: whoever promises agrees with each whom it favours.
fn agreements(p: &Promised) -> impl Iterator<Item = Done> {
    let pairs = p.actors.iter().flat_map(|a| p.toward.iter().map(move |b| (*a, *b)));
    pairs.filter(|(a, b)| a != b).map(|(a, b)| Done {
        kind: "AGREE".into(),
        mode: None,
        source: Group::from_slice(&[a]),
        target: Group::from_slice(&[b]),
        aimless: false,
        cameo: Some("030".into()),
        contexts: Vec::new(),
        evidence: (p.item.0, p.item.1),
        statement: p.statement,
        rule: p.rule.clone(),
    })
}
