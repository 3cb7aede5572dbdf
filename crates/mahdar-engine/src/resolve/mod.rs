//! Who each mention is: actors of the article, with office and state, across names, titles and descriptions.

mod adopt;
mod aliases;
mod named;
mod organs;
mod persons;
mod titles;

pub(crate) use persons::above_ministers;

use crate::mentions::{Mention, What};
use crate::tag::Tagged;
use hashbrown::HashMap;
use jiff::civil::Date;
use mahdar_knowledge::conjugate::{Gender, Number};
use mahdar_knowledge::{Entry, Knowledge, Owner, prep};
use mahdar_record::ActorKind;
use named::Told;
use organs::movement_named;
use smallvec::SmallVec;

/// The sector of news agencies and broadcasters.
const PRESS: &str = "MED";

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
    /// Whether only one word tells it that any holder of its sort bears: `السفير`.
    pub office_bare: bool,
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
    /// How often the article tells of each state: by name, place, adjective or post.
    told: HashMap<u16, u16>,
}

/// A person named in full somewhere: words of the name, who may be meant, whose.
type Ahead = (Vec<String>, SmallVec<[u32; 2]>, Option<Owner>);

fn told(k: &Knowledge, mentions: &[Mention]) -> HashMap<u16, u16> {
    let mut counts = HashMap::new();
    for m in mentions {
        let by_place = m.place.and_then(|p| k.polity_by_code.get(&k.places[p as usize].code)).copied();
        let state = match m.what {
            What::State { polity, .. } => Some(polity),
            What::Adjective(Owner::Polity(p)) | What::Person { owner: Some(Owner::Polity(p)), .. } => Some(p),
            _ => by_place,
        };
        if let Some(p) = state {
            *counts.entry(p).or_insert(0) += 1;
        }
    }
    counts
}

fn day_number(d: Option<Date>) -> u32 {
    d.map_or(u32::MAX, |d| d.year() as u32 * 10_000 + d.month() as u32 * 100 + d.day() as u32)
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
            told: told(t.k, mentions),
        };
        // Full names first: the headline's short name is whoever is named in full below.
        let mut ahead: Vec<Ahead> = Vec::new();
        for m in mentions.iter() {
            if let What::Person { humans, name: Some((s, e)), owner, .. } = &m.what
                && (e - s > 1 || !humans.is_empty())
            {
                ahead.push((words_of(t, *s, *e), humans.clone(), *owner));
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
        // بلاده, الأخير: of whoever was named last, by a part of the name too.
        for i in 0..mentions.len() {
            if matches!(mentions[i].what, What::Country | What::Honoured | What::Latter) {
                mentions[i].actor = c.resolve(t, mentions, i, &ahead);
            }
        }
        c.adopt(t.k, mentions);
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
        if let Some(&id) = k.group_by_code.get(code) {
            return Some(self.grouping(k, id));
        }
        self.parties.iter().position(|p| p.kind == ActorKind::Group && p.code.as_deref() == Some(code))
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
            office_bare: false,
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

    /// The code that somebody's person bears: the head of a mission acts for the organisation that sent it.
    fn person_code(&self, k: &Knowledge, o: Owner) -> Option<String> {
        match o {
            Owner::Org(p) if !k.orgs[p as usize].acts_for.is_empty() => Some(k.orgs[p as usize].acts_for.clone()),
            _ => self.owner_code(k, o),
        }
    }

    /// The actor that a noun for unnamed people stands for: `الحزب`, `المتمردون`, `مسلحون`.
    fn agent(&mut self, t: &Tagged<'_>, mentions: &[Mention], i: usize, agent: Option<u16>, owner: Option<Owner>) -> usize {
        let (k, m) = (t.k, &mentions[i]);
        let code = owner.and_then(|o| self.owner_code(k, o));
        let sector = agent.map(|a| k.agents[a as usize].sector.clone()).or(Some("CVL".into())).filter(|s| !s.is_empty());
        let words = t.text.slice(m.start, m.end).to_string();
        let definite = t.at(m.start).iter().any(|x| matches!(x.entry, Entry::Agent { definite: true, .. }));
        if let Some(a) = self.agent_of_group(k, &mentions[..i], m, (sector.as_deref(), code.as_deref()), &words, definite) {
            return a;
        }
        let source_only = agent.is_some_and(|a| !k.agents[a as usize].party);
        let kind = if source_only { ActorKind::Unnamed } else { ActorKind::Agent };
        // A definite noun takes up the last agent of its sort.
        let same = |p: &Party| p.kind == kind && p.sector == sector && (code.is_none() || p.code == code);
        if let Some(a) = self.parties.iter().rposition(same).filter(|_| definite) {
            return a;
        }
        let a = self.push(kind, code, sector, words, None, false);
        self.parties[a].owner = owner;
        self.parties[a].number = m.number;
        a
    }

    /// The group that a noun means: `الحزب`, `الحركة` the one last spoken of before it, `المتمردون` that of a state.
    fn agent_of_group(
        &mut self,
        k: &Knowledge,
        before: &[Mention],
        m: &Mention,
        (sector, code): (Option<&str>, Option<&str>),
        words: &str,
        definite: bool,
    ) -> Option<usize> {
        let sector = sector?;
        if definite && code.is_none() && m.number == Number::Singular && matches!(sector, "PTY" | "REB") {
            let group = |a: usize| {
                let p = &self.parties[a];
                match p.kind {
                    ActorKind::Group => Some(a),
                    ActorKind::Person => {
                        p.code.as_ref().and_then(|c| k.group_by_code.get(c)).and_then(|g| self.group.get(g).copied())
                    }
                    _ => None,
                }
            };
            if let Some(a) = before.iter().rev().take(30).filter_map(|x| x.actor).find_map(group) {
                return Some(a);
            }
        }
        if m.number != Number::Plural {
            return None;
        }
        let whose = self.movement(k, words, sector, code);
        if whose.is_none() && definite && code.is_none() { self.opposition(k, sector) } else { whose }
    }

    fn resolve(&mut self, t: &Tagged<'_>, mentions: &[Mention], i: usize, ahead: &[Ahead]) -> Option<usize> {
        let k = t.k;
        let m = &mentions[i];
        match &m.what {
            What::State { polity, organ } => {
                let state = self.state(k, *polity);
                let sector = organ.map(|o| k.organs[o as usize].sector.as_str()).filter(|s| !s.is_empty() && *s != "GOV");
                Some(match sector {
                    // وكالة الأنباء الكويتية: what it reports is not the state's word.
                    Some(PRESS) => self.press(t.text.slice(m.start, m.end), Some(state)),
                    Some(s) => {
                        let words = t.text.slice(m.start, m.end);
                        let code = k.polities[*polity as usize].code.as_str();
                        let movement = movement_named(t, m).then(|| self.movement(k, words, s, Some(code))).flatten();
                        movement.unwrap_or_else(|| self.organ(words, s, Some(state)))
                    }
                    None => state,
                })
            }
            What::Org(o) => Some(self.organisation(k, *o)),
            What::Group(g) => Some(self.grouping(k, *g)),
            What::Organ { organ, pronoun } => self.organ_alone(t, mentions, i, *organ, *pronoun),
            What::Agent { agent, owner } => Some(self.agent(t, mentions, i, *agent, *owner)),
            What::Person { humans, name, title, owner, owner_pronoun } => {
                let told = Told { i, humans, name: *name, title: title.as_ref(), owner: *owner, owner_pronoun: *owner_pronoun };
                self.person(t, mentions, &told, ahead)
            }
            What::Counterpart { owner, name, humans } => {
                let before = mentions[..i]
                    .iter()
                    .rev()
                    .take(LOOKBACK)
                    .filter_map(|x| x.actor)
                    .find(|a| self.parties[*a].kind == ActorKind::Person);
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
                let told = Told { i, humans, name: *name, title: None, owner: *owner, owner_pronoun: false };
                let a = self.person(t, mentions, &told, ahead)?;
                // السيسي ونظيره المصري سامح شكري: whose post is known is no president's counterpart.
                let known = self.parties[a].human.and(self.parties[a].office);
                if !self.parties[a].office_told {
                    self.parties[a].office = known.or(office).or(self.parties[a].office);
                }
                if let Some(c) = code {
                    self.parties[a].code = Some(c);
                }
                Some(a)
            }
            What::Country => {
                let sentence = t.text.sentences[t.text.sentence_of(mentions[i].start)].start;
                let told = || {
                    (i.saturating_sub(LOOKBACK)..i).rev().filter_map(|n| {
                        let p = &self.parties[mentions[n].actor?];
                        let person = matches!(p.kind, ActorKind::Person | ActorKind::Unnamed);
                        person.then(|| p.code.clone()).flatten().map(|code| (code, n))
                    })
                };
                // قال لافروف في مؤتمر صحفي مع أردوغان إن بلاده …: not of the one behind the preposition.
                let beside = |mut n: usize| {
                    while n > 0 && mentions[n].conj && mentions[n - 1].end == mentions[n].start {
                        n -= 1;
                    }
                    let x = &mentions[n];
                    let by = || x.start.checked_sub(1).and_then(|j| t.prep(j)).filter(|(_, at)| *at == x.start).map(|(p, _)| p);
                    x.prep.or_else(by).is_some_and(|p| k.prep_is(p, prep::WITH | prep::TO | prep::TO_CLITIC))
                };
                let (code, _) = told()
                    .take_while(|(_, n)| mentions[*n].start >= sentence)
                    .find(|(_, n)| !beside(*n))
                    .or_else(|| told().next())?;
                self.by_code(k, &code)
            }
            What::Honoured => mentions[..i]
                .iter()
                .rev()
                .take(LOOKBACK)
                .filter_map(|x| x.actor)
                .find(|a| self.parties[*a].kind == ActorKind::Person),
            What::Latter => {
                let woman = mentions[i].gender == Gender::Feminine;
                let last = |p: &Party| match p.kind {
                    ActorKind::Person if woman => p.gender == Gender::Feminine,
                    ActorKind::Person => p.gender != Gender::Feminine,
                    ActorKind::Polity | ActorKind::Organization | ActorKind::Group => woman,
                    _ => false,
                };
                mentions[..i].iter().rev().take(LOOKBACK).filter_map(|x| x.actor).find(|a| last(&self.parties[*a]))
            }
            What::Adjective(_) | What::Joint | What::Pair(_) | What::Place(_) => None,
        }
    }

    /// The armed forces of a state, where only the state is told.
    pub fn forces(&mut self, state: usize) -> usize {
        let (ar, en) = (self.parties[state].ar.clone(), self.parties[state].en.clone());
        let a = self.organ(&ar, "MIL", Some(state));
        if self.parties[a].ar == ar {
            self.parties[a].en = en;
        }
        a
    }

    /// People whom only the words for what they do tell of: `خرجت مظاهرات`, `هجوم انتحاري`.
    pub fn implied(&mut self, words: &str, sector: &str) -> usize {
        self.push(ActorKind::Agent, None, Some(sector.to_string()), words.to_string(), None, false)
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
}

fn words_of(t: &Tagged<'_>, s: usize, e: usize) -> Vec<String> {
    (s..e).filter(|&i| t.text.tokens[i].is_word()).map(|i| t.text.folded(i).to_string()).collect()
}
