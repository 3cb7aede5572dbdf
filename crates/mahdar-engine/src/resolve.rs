//! Who each mention is: actors of the article, with office and state, across names, titles and descriptions.

use crate::mentions::{Mention, TitleRef, What};
use crate::tag::{Tagged, flag};
use hashbrown::HashMap;
use jiff::civil::Date;
use mahdar_knowledge::conjugate::{Gender, Number};
use mahdar_knowledge::{Entry, Human, Knowledge, Owner, TitleKind};
use mahdar_record::{ActorKind, MentionForm};
use smallvec::SmallVec;

/// How many parties back a description is resolved.
const LOOKBACK: usize = 500;

/// An actor of the article.
#[derive(Clone, Debug)]
pub struct Party {
    /// What sort.
    pub kind: ActorKind,
    /// State, organisation or group code.
    pub code: Option<String>,
    /// Sector.
    pub sector: Option<String>,
    /// Office, as number in [`Knowledge::offices`].
    pub office: Option<u16>,
    /// Whether the office came from the article.
    pub office_told: bool,
    /// Person of the knowledge base.
    pub human: Option<u32>,
    /// Tokens of the longest name.
    pub name: Option<(usize, usize)>,
    /// Folded words of the name.
    pub words: Vec<String>,
    /// Arabic name where the article gives none.
    pub ar: String,
    /// English name.
    pub en: Option<String>,
    /// In the knowledge base.
    pub known: bool,
    /// Grammatical gender, where a title or verb tells it.
    pub gender: Gender,
    /// What the knowledge base says otherwise.
    pub note: Option<String>,
    /// The person's title words, for later descriptions.
    pub title: Option<u16>,
    /// Owner.
    pub owner: Option<Owner>,
    /// Number.
    pub number: Number,
    /// The state that this organ of it (army, police) stands for outside of acts of force.
    pub stands: Option<usize>,
}

/// The actors and which mention is whom.
pub struct Cast {
    /// All actors in order of appearance.
    pub parties: Vec<Party>,
    polity: HashMap<u16, usize>,
    org: HashMap<u16, usize>,
    group: HashMap<u16, usize>,
    day: u32,
}

fn day_number(d: Option<Date>) -> u32 {
    d.map_or(u32::MAX, |d| d.year() as u32 * 10_000 + d.month() as u32 * 100 + d.day() as u32)
}

/// Days' difference of two `YYYYMMDD` numbers, roughly.
fn years_apart(a: u32, b: u32) -> u32 {
    (a / 10_000).abs_diff(b / 10_000)
}

impl Cast {
    /// Resolves all mentions, adding mentions of short names found on the way.
    pub fn new(t: &Tagged<'_>, mentions: &mut Vec<Mention>, published: Option<Date>) -> Cast {
        let mut c = Cast {
            parties: Vec::new(),
            polity: HashMap::new(),
            org: HashMap::new(),
            group: HashMap::new(),
            day: day_number(published),
        };
        // Full names first: the headline's short name is whoever is named in full below.
        let mut ahead: Vec<(Vec<String>, SmallVec<[u32; 2]>, Option<Owner>)> = Vec::new();
        for m in mentions.iter() {
            if let What::Person { humans, name: Some((s, e)), owner, .. } = &m.what {
                if e - s > 1 || !humans.is_empty() {
                    ahead.push((words_of(t, *s, *e), humans.clone(), *owner));
                }
            }
        }
        for i in 0..mentions.len() {
            let actor = c.resolve(t, mentions, i, &ahead);
            mentions[i].actor = actor;
            if let Some((.., o)) = mentions[i].inner {
                c.owner(t.k, o);
            }
        }
        c.aliases(t, mentions);
        c.adopt(mentions);
        c
    }

    /// The actor of a state.
    pub fn state(&mut self, k: &Knowledge, id: u16) -> usize {
        if let Some(a) = self.polity.get(&id) {
            return *a;
        }
        let p = &k.polities[id as usize];
        self.polity.insert(id, self.parties.len());
        self.push(ActorKind::Polity, Some(p.code.clone()), Some("GOV".into()), p.ar.clone(), Some(p.en.clone()), true)
    }

    /// The actor of an organisation.
    pub fn organisation(&mut self, k: &Knowledge, id: u16) -> usize {
        if let Some(a) = self.org.get(&id) {
            return *a;
        }
        let o = &k.orgs[id as usize];
        self.org.insert(id, self.parties.len());
        self.push(ActorKind::Organization, Some(o.code.clone()), Some("IGO".into()), o.ar.clone(), Some(o.en.clone()), true)
    }

    /// The actor of a group.
    pub fn grouping(&mut self, k: &Knowledge, id: u16) -> usize {
        if let Some(a) = self.group.get(&id) {
            return *a;
        }
        let o = &k.groups[id as usize];
        self.group.insert(id, self.parties.len());
        let sector = Some(o.sector.clone()).filter(|s| !s.is_empty());
        self.push(ActorKind::Group, Some(o.code.clone()), sector, o.ar.clone(), Some(o.en.clone()), true)
    }

    /// The actor that an adjective or genitive stands for.
    pub fn owner(&mut self, k: &Knowledge, owner: Owner) -> Option<usize> {
        match owner {
            Owner::Polity(p) => Some(self.state(k, p)),
            Owner::Org(o) => Some(self.organisation(k, o)),
            Owner::Group(g) => Some(self.grouping(k, g)),
            Owner::Region(_) => None,
        }
    }

    /// The state actor that an actor belongs to, by its code.
    pub fn body_of(&mut self, k: &Knowledge, actor: usize) -> Option<usize> {
        let p = &self.parties[actor];
        match p.kind {
            ActorKind::Polity | ActorKind::Organization | ActorKind::Group => Some(actor),
            _ => {
                let code = p.code.clone()?;
                self.by_code(k, &code)
            }
        }
    }

    /// The state, organisation or group of a code.
    pub fn by_code(&mut self, k: &Knowledge, code: &str) -> Option<usize> {
        if let Some(&id) = k.polity_by_code.get(code) {
            return Some(self.state(k, id));
        }
        if let Some(&id) = k.org_by_code.get(code) {
            return Some(self.organisation(k, id));
        }
        k.group_by_code.get(code).map(|id| self.grouping(k, *id))
    }

    fn push(
        &mut self,
        kind: ActorKind,
        code: Option<String>,
        sector: Option<String>,
        ar: String,
        en: Option<String>,
        known: bool,
    ) -> usize {
        self.parties.push(Party {
            kind,
            code,
            sector,
            office: None,
            office_told: false,
            human: None,
            name: None,
            words: Vec::new(),
            ar,
            en,
            known,
            gender: Gender::Common,
            note: None,
            title: None,
            owner: None,
            number: Number::Singular,
            stands: None,
        });
        self.parties.len() - 1
    }

    fn owner_code(&self, k: &Knowledge, o: Owner) -> Option<String> {
        match o {
            Owner::Polity(p) => Some(k.polities[p as usize].code.clone()),
            Owner::Org(p) => Some(k.orgs[p as usize].code.clone()),
            Owner::Group(p) => Some(k.groups[p as usize].code.clone()),
            Owner::Region(_) => None,
        }
    }

    fn resolve(
        &mut self,
        t: &Tagged<'_>,
        mentions: &[Mention],
        i: usize,
        ahead: &[(Vec<String>, SmallVec<[u32; 2]>, Option<Owner>)],
    ) -> Option<usize> {
        let k = t.k;
        let m = &mentions[i];
        match &m.what {
            What::State { polity, organ } => {
                let state = self.state(k, *polity);
                let sector = organ.map(|o| k.organs[o as usize].sector.as_str()).filter(|s| !s.is_empty() && *s != "GOV");
                Some(match sector {
                    Some(s) => self.organ(t.text.slice(m.start, m.end), s, Some(state)),
                    None => state,
                })
            }
            What::Org(o) => Some(self.organisation(k, *o)),
            What::Group(g) => Some(self.grouping(k, *g)),
            What::Organ { organ, pronoun } => {
                // الوزارة: the same organ's state when last named; حكومته: the state of whoever was spoken of.
                let last = mentions[..i].iter().rev().take(40).find_map(|x| match x.what {
                    What::State { organ: Some(o), .. } if o == *organ => x.actor,
                    _ => None,
                });
                let role_state = k.organs[*organ as usize].role == "state";
                let last = last.or_else(|| {
                    if !role_state {
                        return None;
                    }
                    let organ = |x: &&Mention| matches!(x.what, What::State { organ: Some(_), .. });
                    let acts = |x: &&Mention| organ(x) && x.start > 0 && t.is(x.start - 1, flag::FINITE);
                    let back = || mentions[..i].iter().rev().take(40);
                    back().find(acts).or_else(|| back().find(organ)).and_then(|x| x.actor)
                });
                if let (Some(a), false) = (last, *pronoun) {
                    return Some(a);
                }
                let role = &k.organs[*organ as usize].role;
                let state = mentions[..i]
                    .iter()
                    .rev()
                    .take(12)
                    .filter_map(|x| x.actor)
                    .find_map(|a| {
                        let p = &self.parties[a];
                        if *pronoun {
                            return matches!(p.kind, ActorKind::Person | ActorKind::Polity).then(|| p.code.clone()).flatten();
                        }
                        (p.kind == ActorKind::Polity).then(|| p.code.clone()).flatten()
                    })
                    .and_then(|code| self.by_code(k, &code));
                if role == "state" {
                    return state;
                }
                let sector = k.organs[*organ as usize].sector.clone();
                Some(self.organ(t.text.slice(m.start, m.end), &sector, state))
            }
            What::Agent { agent, owner } => {
                let code = owner.and_then(|o| self.owner_code(k, o));
                let sector = agent.map(|a| k.agents[a as usize].sector.clone()).or(Some("CVL".into())).filter(|s| !s.is_empty());
                let source_only = agent.is_some_and(|a| !k.agents[a as usize].party);
                let kind = if source_only { ActorKind::Unnamed } else { ActorKind::Agent };
                let words = t.text.slice(m.start, m.end).to_string();
                // الحزب, الحركة: the group last spoken of.
                let grouping = matches!(sector.as_deref(), Some("PTY" | "REB")) && owner.is_none();
                if grouping && t.at(m.start).iter().any(|x| matches!(x.entry, Entry::Agent { definite: true, .. })) && m.number == Number::Singular {
                    if let Some(a) = mentions[..i].iter().rev().take(30).filter_map(|x| x.actor).find_map(|a| {
                        let p = &self.parties[a];
                        match p.kind {
                            ActorKind::Group => Some(a),
                            ActorKind::Person => p.code.as_ref().and_then(|c| k.group_by_code.get(c)).and_then(|g| self.group.get(g).copied()),
                            _ => None,
                        }
                    }) {
                        return Some(a);
                    }
                }
                // A definite noun takes up the last agent of its sort.
                let definite = t.at(m.start).iter().any(|x| matches!(x.entry, Entry::Agent { definite: true, .. }));
                if definite {
                    let again = self
                        .parties
                        .iter()
                        .rposition(|p| p.kind == kind && p.sector == sector && (code.is_none() || p.code == code));
                    if let Some(a) = again {
                        return Some(a);
                    }
                }
                let a = self.push(kind, code, sector, words, None, false);
                self.parties[a].owner = *owner;
                self.parties[a].number = m.number;
                Some(a)
            }
            What::Person { humans, name, title, owner, owner_pronoun } => {
                self.person(t, mentions, i, humans, *name, title.as_ref(), *owner, *owner_pronoun, ahead)
            }
            What::Counterpart { owner, name, humans } => {
                let before =
                    mentions[..i].iter().rev().take(LOOKBACK).filter_map(|x| x.actor).find(|a| self.parties[*a].kind == ActorKind::Person);
                let office = before.and_then(|a| self.parties[a].office);
                let code = owner.and_then(|o| self.owner_code(k, o));
                if name.is_none() {
                    // Named elsewhere in the article with that office and state, or as held on the day.
                    let known = self.last(|p| {
                        p.kind == ActorKind::Person
                            && p.code == code
                            && code.is_some()
                            && (p.office == office || office.is_none())
                    });
                    if known.is_some() {
                        return known;
                    }
                    if let Some(h) = code.as_ref().zip(office).and_then(|(c, o)| self.holder(k, c, o)) {
                        return Some(self.human(k, h));
                    }
                    let a = self.push(
                        ActorKind::Unnamed,
                        code,
                        Some("GOV".into()),
                        t.text.slice(m.start, m.end).to_string(),
                        None,
                        false,
                    );
                    self.parties[a].office = office;
                    self.parties[a].owner = *owner;
                    return Some(a);
                }
                let a = self.person(t, mentions, i, humans, *name, None, *owner, false, ahead)?;
                if self.parties[a].office.is_none() || !self.parties[a].office_told {
                    self.parties[a].office = office.or(self.parties[a].office);
                }
                if let Some(c) = code {
                    self.parties[a].code = Some(c);
                }
                Some(a)
            }
            What::Country => {
                let code = mentions[..i].iter().rev().take(LOOKBACK).filter_map(|x| x.actor.map(|a| (a, x))).find_map(|(a, _)| {
                    let p = &self.parties[a];
                    matches!(p.kind, ActorKind::Person | ActorKind::Unnamed).then(|| p.code.clone()).flatten()
                })?;
                self.by_code(k, &code)
            }
            What::Adjective(_) | What::Joint | What::Place(_) => None,
        }
    }

    /// An organ of a state as party to acts of force.
    fn organ(&mut self, words: &str, sector: &str, state: Option<usize>) -> usize {
        let code = state.and_then(|s| self.parties[s].code.clone());
        if let Some(a) = self.first(|p| {
            p.kind == ActorKind::Agent
                && p.sector.as_deref() == Some(sector)
                && p.stands == state
                && (state.is_some() || p.ar == words)
        }) {
            return a;
        }
        let a = self.push(ActorKind::Agent, code, Some(sector.to_string()), words.to_string(), None, false);
        self.parties[a].stands = state;
        a
    }

    /// A source that the article does not name, by the words it uses.
    pub fn unnamed(&mut self, words: &str) -> usize {
        if let Some(a) = self.first(|p| p.kind == ActorKind::Unnamed && p.ar == words) {
            return a;
        }
        self.push(ActorKind::Unnamed, None, None, words.to_string(), None, false)
    }

    /// The first of the parties that fits; only the latest ones are looked at, so that a book of names costs no more a page.
    fn first(&self, fits: impl Fn(&Party) -> bool) -> Option<usize> {
        let from = self.parties.len().saturating_sub(LOOKBACK);
        self.parties[from..].iter().position(fits).map(|i| from + i)
    }

    /// The last of them that fits.
    fn last(&self, fits: impl Fn(&Party) -> bool) -> Option<usize> {
        let from = self.parties.len().saturating_sub(LOOKBACK);
        self.parties[from..].iter().rposition(fits).map(|i| from + i)
    }

    /// The state for its organ, anybody else for themselves.
    pub fn whole(&self, a: usize) -> usize {
        self.parties[a].stands.unwrap_or(a)
    }

    /// Whoever held an office on the article's day.
    fn holder(&self, k: &Knowledge, code: &str, office: u16) -> Option<u32> {
        if self.day == u32::MAX {
            return None;
        }
        let list = k.holders.get(&(code.to_string(), office))?;
        let mut found = None;
        for h in list {
            let at = k.humans[*h as usize]
                .terms
                .iter()
                .any(|t| t.code == code && t.office == office && t.start <= self.day && self.day <= t.end);
            if at {
                if found.is_some_and(|f| f != *h) {
                    return None;
                }
                found = Some(*h);
            }
        }
        found
    }

    fn human(&mut self, k: &Knowledge, h: u32) -> usize {
        if let Some(a) = self.first(|p| p.human == Some(h)) {
            return a;
        }
        let human = &k.humans[h as usize];
        let term = term_on(human, self.day);
        let a = self.push(
            ActorKind::Person,
            Some(term.map_or(&human.code, |x| &x.code).clone()),
            Some("GOV".into()),
            human.ar.clone(),
            Some(human.en.clone()),
            true,
        );
        self.parties[a].human = Some(h);
        self.parties[a].office = term.map(|x| x.office);
        self.parties[a].words = human.ar.split(' ').map(mahdar_text::fold).collect();
        a
    }

    /// The candidate who fits state, office and date best, with how well.
    fn choose(&self, k: &Knowledge, humans: &[u32], code: Option<&str>, office: Option<u16>) -> Option<(u32, i32)> {
        let mut best: Option<(u32, i32)> = None;
        for &h in humans {
            let human = &k.humans[h as usize];
            let mut score = 0;
            if let Some(c) = code {
                let fits = human.code == c || human.terms.iter().any(|x| x.code == c);
                score += if fits { 20 } else { -25 };
            }
            let mut near = -30;
            for term in &human.terms {
                let mut s = 0;
                if self.day != u32::MAX {
                    if term.start <= self.day && self.day <= term.end {
                        s += 12;
                    } else {
                        let gap = years_apart(self.day, if self.day < term.start { term.start } else { term.end });
                        s -= (gap.min(20) as i32) - 4;
                    }
                }
                if let Some(o) = office {
                    s += if term.office == o { 10 } else { 0 };
                }
                s += (20 - k.offices.get(term.office as usize).map_or(20, |o| o.rank as i32)).clamp(0, 20) / 4;
                near = near.max(s);
            }
            score += if human.terms.is_empty() { 0 } else { near };
            if human.auto {
                score -= 8;
            }
            if best.is_none_or(|(_, b)| score > b) {
                best = Some((h, score));
            }
        }
        best
    }

    #[allow(clippy::too_many_arguments)]
    fn person(
        &mut self,
        t: &Tagged<'_>,
        mentions: &[Mention],
        i: usize,
        humans: &[u32],
        name: Option<(usize, usize)>,
        title: Option<&TitleRef>,
        owner: Option<Owner>,
        owner_pronoun: bool,
        ahead: &[(Vec<String>, SmallVec<[u32; 2]>, Option<Owner>)],
    ) -> Option<usize> {
        let k = t.k;
        let m = &mentions[i];
        let mut code = owner.and_then(|o| self.owner_code(k, o));
        let info = title.map(|x| &k.titles[x.id as usize]);
        let former = title.is_some_and(|x| x.former);
        let office = if former { None } else { info.and_then(|x| x.office) };
        if owner_pronoun && code.is_none() {
            code = mentions[..i].iter().rev().take(8).filter_map(|x| x.actor).find_map(|a| {
                matches!(self.parties[a].kind, ActorKind::Person | ActorKind::Polity)
                    .then(|| self.parties[a].code.clone())
                    .flatten()
            });
        }
        let Some((s, e)) = name else {
            return self.titled(t, mentions, i, code, office, title, info.map(|x| x.kind));
        };
        let words = words_of(t, s, e);
        // Known already in this article?
        let mut found = self.first(|p| {
            p.kind == ActorKind::Person
                && same_person(&p.words, &words)
                && (code.is_none() || p.code.is_none() || p.code == code || p.human.is_some_and(|h| humans.contains(&h)))
        });
        let mut list: SmallVec<[u32; 2]> = humans.into();
        let mut full = words.clone();
        if words.len() == 1 && found.is_none() {
            // A short name ahead of the full one.
            if let Some((w, hs, _)) = ahead.iter().take(LOOKBACK).find(|(w, _, _)| w.len() > 1 && w.last() == words.last() || w.len() > 2 && w[1..].contains(&words[0]))
            {
                full = w.clone();
                let both: SmallVec<[u32; 2]> = hs.iter().copied().filter(|h| humans.is_empty() || humans.contains(h)).collect();
                if !both.is_empty() {
                    list = both;
                } else if !hs.is_empty() {
                    list = hs.clone();
                } else {
                    list.clear();
                }
            }
        }
        let pick = self.choose(k, &list, code.as_deref(), office);
        let human = pick.filter(|(h, score)| {
            let x = &k.humans[*h as usize];
            // Rough transliterations count only with their state, and a longer name than the base has is somebody else's.
            if x.auto {
                return *score > 12;
            }
            let known = x.ar.split(' ').count().max(2);
            let longer = full.len() >= known + 2;
            if full.len() > 1 { *score > if longer { 12 } else { -1 } } else { *score > 0 }
        });
        if found.is_none() {
            if let Some((h, _)) = human {
                found = self.first(|p| p.human == Some(h));
            }
        }
        if found.is_none() && words.len() == 1 && human.is_none() && title.is_none() && !t.at(s).is_empty() && !t.at(s).iter().any(|m| matches!(m.entry, Entry::Short { sure: true, .. }))
        {
            return None;
        }
        let a = match found {
            Some(a) => a,
            None => self.push(ActorKind::Person, None, None, t.text.slice(s, e).to_string(), None, false),
        };
        let p = &mut self.parties[a];
        if words.len() > p.words.len() {
            p.words = words;
            p.name = Some((s, e));
        } else if p.name.is_none() && e > s {
            p.name = Some((s, e));
        }
        if let (Some((h, _)), None) = (human, p.human) {
            let x = &k.humans[h as usize];
            p.human = Some(h);
            p.en = Some(x.en.clone());
            p.known = true;
            let term = term_on(x, self.day);
            if p.code.is_none() {
                p.code = Some(term.map_or(&x.code, |y| &y.code).clone());
            }
            if let (Some(c), Some(day)) = (&code, (self.day != u32::MAX).then_some(self.day)) {
                let held = x.terms.iter().any(|y| y.code == *c && y.start <= day && day <= y.end);
                if !held && !x.terms.is_empty() && office.is_some() {
                    p.note = Some(format!("knowledge base: {} held no office of {c} on that date", x.en));
                }
            }
            if p.office.is_none() && !former {
                p.office = term.map(|y| y.office);
            }
            if p.sector.is_none() {
                p.sector = Some("GOV".into());
            }
        }
        if let Some(c) = code {
            // An organisation's head keeps its code when a later title names the state.
            if p.code.is_none() || !p.office_told && p.human.is_none() || office.is_some() && !p.office_told {
                p.code = Some(c);
            }
        }
        if let Some(o) = office {
            let higher = p.office.is_none_or(|old| !p.office_told || k.offices[o as usize].rank < k.offices[old as usize].rank);
            if higher {
                p.office = Some(o);
                p.office_told = true;
            }
        }
        if former && !p.office_told {
            p.office = None;
            p.office_told = true;
        }
        if let Some(x) = info {
            if !x.sector.is_empty() && (p.sector.is_none() || office.is_some()) {
                p.sector = Some(x.sector.clone());
            }
            p.title = title.map(|t| t.id);
        }
        if m.gender != Gender::Common && p.gender == Gender::Common && title.is_some() {
            p.gender = m.gender;
        }
        if p.owner.is_none() {
            p.owner = owner;
        }
        Some(a)
    }

    /// A title without a name: someone named elsewhere in the article, else whoever held the office, else nobody known.
    #[allow(clippy::too_many_arguments)]
    fn titled(
        &mut self,
        t: &Tagged<'_>,
        mentions: &[Mention],
        i: usize,
        code: Option<String>,
        office: Option<u16>,
        title: Option<&TitleRef>,
        kind: Option<TitleKind>,
    ) -> Option<usize> {
        let k = t.k;
        let m = &mentions[i];
        if m.number != Number::Singular {
            // وزراء خارجية مصر والسعودية stand for their states.
            let o = match &m.what {
                What::Person { owner: Some(o), .. } => *o,
                _ => return None,
            };
            return self.owner(k, o);
        }
        let former = title.is_some_and(|x| x.former);
        let sector = title.map(|x| k.titles[x.id as usize].sector.clone()).filter(|s| !s.is_empty());
        let minister = |o: u16| k.offices[o as usize].name.ends_with("minister");
        // Persons spoken of before (or anywhere, for the headline) whom the description fits; the last one first.
        let fits = |p: &Party| {
            if p.kind != ActorKind::Person || (code.is_some() && p.code != code) {
                return false;
            }
            if code.is_some() && p.title.is_some() && p.title == title.map(|x| x.id) {
                return true;
            }
            match (office, p.office) {
                (Some(a), Some(b)) => {
                    a == b
                        || (k.offices[a as usize].name == "minister" && minister(b))
                        || (title.is_some_and(|x| x.definite)
                            && code.is_none()
                            && k.titles[title.map_or(0, |x| x.id) as usize].kind == TitleKind::Descr)
                }
                (Some(_), None) => kind == Some(TitleKind::Descr),
                (None, _) => matches!(kind, Some(TitleKind::Descr)) || former,
            }
        };
        let last = mentions[..i].iter().rev().take(LOOKBACK).filter_map(|x| x.actor).find(|a| fits(&self.parties[*a]));
        if last.is_some() {
            return last;
        }
        if code.is_none() {
            if office.is_some() || kind == Some(TitleKind::Descr) {
                // رئيس الوزراء، without a state: the article's only one.
                let mut all = (self.parties.len().saturating_sub(LOOKBACK)..self.parties.len()).filter(|a| fits(&self.parties[*a]));
                if let (Some(a), None) = (all.next(), all.next()) {
                    return Some(a);
                }
            }
            if !title.is_some_and(|x| x.definite) {
                return None;
            }
        }
        // Named further down with this office and state.
        if let (Some(c), Some(o), false) = (&code, office, former) {
            let later = (i + 1..mentions.len().min(i + LOOKBACK)).find(|&j| match &mentions[j].what {
                What::Person { name: Some((s, e)), title: Some(x), owner: Some(w), .. } => {
                    e > s && k.titles[x.id as usize].office == Some(o) && !x.former && self.owner_code(k, *w).as_ref() == Some(c)
                }
                _ => false,
            });
            if let Some(j) = later {
                if let What::Person { humans, name, title, owner, owner_pronoun } = &mentions[j].what {
                    return self.person(t, mentions, j, humans, *name, title.as_ref(), *owner, *owner_pronoun, &[]);
                }
            }
        }
        if let (Some(c), Some(o), false) = (&code, office, former) {
            if matches!(kind, Some(TitleKind::Office | TitleKind::OrgHead | TitleKind::Descr)) {
                if let Some(h) = self.holder(k, c, o) {
                    let name = &k.offices[o as usize].name;
                    let unique = !matches!(
                        name.as_str(),
                        "minister"
                            | "deputy_minister"
                            | "ambassador"
                            | "envoy"
                            | "spokesperson"
                            | "official"
                            | "member_of_parliament"
                            | "deputy_prime_minister"
                    );
                    if unique {
                        let a = self.human(k, h);
                        self.parties[a].office = Some(o);
                        return Some(a);
                    }
                }
            }
        }
        if let Some(a) = self.last(|p| {
            p.kind == ActorKind::Unnamed
                && p.code == code
                && p.office == office
                && (code.is_some() || title.is_some_and(|x| x.definite))
        }) {
            return Some(a);
        }
        let a = self.push(ActorKind::Unnamed, code, sector, t.text.slice(m.start, m.end).to_string(), None, false);
        self.parties[a].office = office;
        self.parties[a].gender = m.gender;
        self.parties[a].title = title.map(|x| x.id);
        if let What::Person { owner, .. } = &m.what {
            self.parties[a].owner = *owner;
        }
        Some(a)
    }

    /// A person whose state nothing tells acts for the state last named before, else for the next one.
    fn adopt(&mut self, mentions: &[Mention]) {
        let mut first: HashMap<usize, usize> = HashMap::new();
        for (i, m) in mentions.iter().enumerate() {
            if let Some(a) = m.actor {
                first.entry(a).or_insert(i);
            }
        }
        for a in 0..self.parties.len() {
            if self.parties[a].code.is_some() || self.parties[a].kind != ActorKind::Person {
                continue;
            }
            let Some(&at) = first.get(&a) else { continue };
            let told = |m: &Mention| {
                let p = &self.parties[m.actor?];
                matches!(m.what, What::State { .. } | What::Org(_) | What::Group(_) | What::Person { .. })
                    .then(|| p.code.clone())
                    .flatten()
            };
            let start = mentions[at].start;
            let near = |m: &&Mention| m.end + 90 > start;
            let person = mentions[..at]
                .iter()
                .rev()
                .take_while(near)
                .find(|m| matches!(m.what, What::Person { .. } | What::State { organ: Some(_), .. }))
                .and_then(told);
            let before = person.or_else(|| mentions[..at].iter().rev().take_while(near).find_map(told));
            let code = before.or_else(|| mentions[at + 1..].iter().take(12).find_map(told));
            self.parties[a].code = code;
        }
    }

    /// Later mentions by a part of the name: `نوي` after `ألكسندر نوي`.
    fn aliases(&mut self, t: &Tagged<'_>, mentions: &mut Vec<Mention>) {
        let mut alias: HashMap<String, (usize, bool)> = HashMap::new();
        for (a, p) in self.parties.iter().enumerate() {
            if p.kind != ActorKind::Person {
                continue;
            }
            let n = p.words.len();
            for (at, w) in p.words.iter().enumerate() {
                // The last word as a rule; of the first ones only rare ones (وانغ).
                let last = at + 1 == n;
                if n < 2 || w.chars().count() < 3 {
                    continue;
                }
                let entry = alias.entry(w.clone()).or_insert((a, last));
                if entry.0 != a {
                    if last && !entry.1 {
                        *entry = (a, last);
                    } else if last == entry.1 {
                        entry.0 = usize::MAX;
                    }
                }
            }
        }
        if alias.is_empty() {
            return;
        }
        let mut covered = vec![false; t.text.tokens.len()];
        for m in mentions.iter() {
            let loose = matches!(m.what, What::Adjective(_) | What::Place(_)) || matches!(m.what, What::Agent { .. }) && m.end == m.start + 1;
            if !loose {
                covered[m.start..m.end].iter_mut().for_each(|c| *c = true);
            }
        }
        let mut extra = Vec::new();
        let mut i = 0;
        while i < covered.len() {
            if covered[i] || !t.text.tokens[i].is_word() {
                i += 1;
                continue;
            }
            let word = t.text.folded(i);
            let mut hit = None;
            let mut cut = 0u8;
            for (n, prefix) in ["", "و", "ف", "ب", "ل", "ك", "ول", "وب"].iter().enumerate() {
                let Some(rest) = word.strip_prefix(prefix) else {
                    continue;
                };
                if let Some((a, last)) = alias.get(rest).filter(|(a, _)| *a != usize::MAX) {
                    if n > 0 && t.is(i, flag::KNOWN) && !last {
                        continue;
                    }
                    hit = Some((*a, *last, n));
                    cut = prefix.chars().count() as u8;
                    break;
                }
            }
            if let Some((a, last, n)) = hit {
                let p = &self.parties[a];
                let function = t.is(i, flag::COMP | flag::PREP | flag::REL | flag::QUANT | flag::ADVERB);
                // A word of its own that only happens to be in the name.
                let word = t.at(i).iter().any(|m| {
                    m.split.cut == 0
                        && m.split.enc.is_none()
                        && matches!(
                            m.entry,
                            Entry::Common
                                | Entry::Masdar { .. }
                                | Entry::CueNoun { .. }
                                | Entry::Verb { .. }
                                | Entry::Title { .. }
                        )
                });
                let verb_before = i > 0 && t.is(i - 1, flag::FINITE);
                // The first word of a name stands for it only away from other names.
                let named = |j: usize| {
                    t.at(j).iter().any(|m| m.split.cut == 0 && matches!(m.entry, Entry::Given { .. } | Entry::Human { .. }))
                };
                let apart =
                    last || !(i > 0 && named(i - 1) || named(i + 1) || t.is(i + 1, 0) || i > 0 && covered[i - 1] && !verb_before);
                let whole = n == 0
                    || !t
                        .at(i)
                        .iter()
                        .any(|m| m.split.cut == 0 && !matches!(m.entry, Entry::Context { .. } | Entry::Sector { .. }));
                if !function && apart && whole && (!word || verb_before && last) {
                    // السبسي after حافظ قايد السبسي: take the words before it that belong to the name too.
                    let mut end = i + 1;
                    while end < covered.len()
                        && !covered[end]
                        && t.text.tokens[end].is_word()
                        && p.words.iter().any(|w| w == t.text.folded(end))
                    {
                        end += 1;
                    }
                    extra.push(Mention {
                        start: i,
                        end,
                        cut,
                        what: What::Person {
                            humans: SmallVec::new(),
                            name: Some((i, end)),
                            title: None,
                            owner: None,
                            owner_pronoun: false,
                        },
                        form: MentionForm::Name,
                        conj: matches!(n, 1 | 2 | 6 | 7),
                        prep: match n {
                            3 | 7 => Some(0),
                            4 | 6 => Some(1),
                            5 => Some(2),
                            _ => None,
                        },
                        number: Number::Singular,
                        gender: Gender::Common,
                        place: None,
                        actor: Some(a),
                        inner: None,
                    });
                    i = end;
                    continue;
                }
            }
            i += 1;
        }
        if extra.is_empty() {
            return;
        }
        // An adjective or place under a name is no mention of its own (الفرنسي as a surname).
        mentions.retain(|m| !extra.iter().any(|x| x.start < m.end && m.start < x.end));
        mentions.extend(extra);
        mentions.sort_by_key(|m| (m.start, m.end));
    }
}

fn term_on(h: &Human, day: u32) -> Option<&mahdar_knowledge::Term> {
    let at = |x: &&mahdar_knowledge::Term| x.start <= day && day <= x.end;
    h.terms.iter().filter(at).min_by_key(|x| x.office).or(None)
}

fn words_of(t: &Tagged<'_>, s: usize, e: usize) -> Vec<String> {
    (s..e).filter(|&i| t.text.tokens[i].is_word()).map(|i| t.text.folded(i).to_string()).collect()
}

/// Whether two names are of one person as articles shorten names: one's words all in the other's, or same first and last.
fn same_person(a: &[String], b: &[String]) -> bool {
    if a.is_empty() || b.is_empty() {
        return false;
    }
    let strip = |w: &String| w.strip_prefix("ال").filter(|r| r.chars().count() > 2).unwrap_or(w).to_string();
    let (a, b): (Vec<_>, Vec<_>) = (a.iter().map(strip).collect(), b.iter().map(strip).collect());
    let (short, long) = if a.len() <= b.len() { (&a, &b) } else { (&b, &a) };
    if short.len() == 1 {
        return long.last() == short.last() || (long.len() > 2 && long[1..].contains(&short[0]));
    }
    short.iter().all(|w| long.contains(w)) || (short.first() == long.first() && short.last() == long.last())
}
