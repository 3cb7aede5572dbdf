//! Who is spoken of, and where: noun phrases that name, title or describe actors and places.
//!
//! One left-to-right pass. A mention knows only its own words; who it is in the article is decided in `resolve`.

use crate::tag::{Match, Tagged, flag};
use mahdar_knowledge::conjugate::{Gender, Number};
use mahdar_knowledge::{Class, Entry, Owner, TitleKind};
use mahdar_record::MentionForm;
use mahdar_text::{Kind, Mark};
use smallvec::SmallVec;

/// A title in a mention.
#[derive(Clone, Debug, PartialEq)]
pub struct TitleRef {
    /// Number in [`mahdar_knowledge::Knowledge::titles`].
    pub id: u16,
    /// Whether the post is a thing of the past.
    pub former: bool,
    /// Whether the title opens with the article.
    pub definite: bool,
}

/// What a mention names.
#[derive(Clone, Debug, PartialEq)]
pub enum What {
    /// A person, named or only titled.
    Person {
        /// Candidates of the knowledge base.
        humans: SmallVec<[u32; 2]>,
        /// Tokens of the name.
        name: Option<(usize, usize)>,
        /// The title.
        title: Option<TitleRef>,
        /// Whose person: state, organisation, group.
        owner: Option<Owner>,
        /// The owner is a pronoun (`سفيرها`).
        owner_pronoun: bool,
    },
    /// A state.
    State {
        /// Which.
        polity: u16,
        /// Sector of the organ that stands for it, `GOV` for the state itself.
        organ: Option<u16>,
    },
    /// An organ without its state (`الوزارة`, `حكومته`).
    Organ {
        /// Which.
        organ: u16,
        /// With a suffix pronoun.
        pronoun: bool,
    },
    /// An organisation.
    Org(u16),
    /// A group.
    Group(u16),
    /// Unnamed people.
    Agent {
        /// Number in [`mahdar_knowledge::Knowledge::agents`]; none for a people's name (`العراقيون`).
        agent: Option<u16>,
        /// Whose.
        owner: Option<Owner>,
    },
    /// Only an adjective: `الدعم الإيراني`.
    Adjective(Owner),
    /// `نظيره`: the same office on the other side.
    Counterpart {
        /// Of which state.
        owner: Option<Owner>,
        /// Name that follows.
        name: Option<(usize, usize)>,
        /// Candidates of the knowledge base.
        humans: SmallVec<[u32; 2]>,
    },
    /// `بلاده`
    Country,
    /// `الجانبان`
    Joint,
    /// A place that is no actor here.
    Place(u16),
}

/// A noun phrase.
#[derive(Clone, Debug)]
pub struct Mention {
    /// First token.
    pub start: usize,
    /// One past the last token.
    pub end: usize,
    /// Folded characters of clitics on the first token that are not part of the mention.
    pub cut: u8,
    /// What it names.
    pub what: What,
    /// In which form.
    pub form: MentionForm,
    /// A conjunction stands before it.
    pub conj: bool,
    /// Preposition joined to it.
    pub prep: Option<u8>,
    /// Grammatical number.
    pub number: Number,
    /// Grammatical gender.
    pub gender: Gender,
    /// The place it also names: a capital is a city too.
    pub place: Option<u16>,
    /// Actor, once resolved.
    pub actor: Option<usize>,
    /// The state or organisation named inside it, with its tokens: `أمير دولة قطر`.
    pub inner: Option<(usize, usize, Owner)>,
}

impl Mention {
    /// Whether it is a name that an honorific opens: in apposition to the noun before it.
    pub fn title_by_honorific(&self) -> bool {
        matches!(self.what, What::Person { name: Some((s, _)), .. } if s > self.start && self.form == MentionForm::TitleName)
            && matches!(&self.what, What::Person { title, .. } if title.is_none())
    }
}

/// Finds all mentions, in order and not overlapping.
pub fn find(t: &Tagged<'_>) -> Vec<Mention> {
    let f = Finder { t };
    let mut out: Vec<Mention> = Vec::new();
    let n = t.text.tokens.len();
    let mut i = 0;
    while i < n {
        if !t.text.tokens[i].is_word() {
            i += 1;
            continue;
        }
        // من جانبه, على حد سواء: fixed phrases hold no mention.
        let fixed = t.longest(i, |m| {
            (m.end > i + 1
                && matches!(
                    m.entry,
                    Entry::Word(Class::Turn | Class::Adverb | Class::Tail | Class::Conj | Class::Visitor | Class::Purpose)
                ))
            .then_some(())
        });
        if let Some((m, _)) = fixed {
            i = m.end;
            continue;
        }
        let before = out.len();
        f.at(i, &mut out);
        i = if out.len() > before { out[out.len() - 1].end.max(i + 1) } else { i + 1 };
    }
    out
}

struct Finder<'t, 'a> {
    t: &'t Tagged<'a>,
}

/// A name found: its tokens and who it may be.
struct Named {
    start: usize,
    end: usize,
    humans: SmallVec<[u32; 2]>,
}

impl Finder<'_, '_> {
    fn mark(&self, i: usize, mark: Mark) -> bool {
        self.t.text.tokens.get(i).is_some_and(|t| t.is(mark))
    }

    fn base(&self, m: &Match, what: What, form: MentionForm) -> Mention {
        Mention {
            start: m.start,
            end: m.end,
            cut: m.split.cut,
            what,
            form,
            conj: m.split.conj,
            prep: m.split.prep,
            number: Number::Singular,
            gender: Gender::Common,
            place: None,
            actor: None,
            inner: None,
        }
    }

    /// The strongest reading at `i` among names of states, organisations, groups, places and media.
    fn name_of_thing(&self, i: usize) -> Option<(Match, Entry)> {
        self.t.longest(i, |m| match m.entry {
            Entry::Polity { .. }
            | Entry::Capital { .. }
            | Entry::Metonym { .. }
            | Entry::Org { .. }
            | Entry::Group { .. }
            | Entry::Place { .. }
            | Entry::Region { .. }
            | Entry::Media { .. }
            | Entry::Framework { .. } => Some(m.entry),
            _ => None,
        })
    }

    fn at(&self, i: usize, out: &mut Vec<Mention>) {
        let t = self.t;
        if t.at(i).is_empty() {
            let before = out.len();
            self.glued(i, out);
            if out.len() == before {
                self.other(i, out);
            }
            return;
        }
        let counterpart = t.at(i).iter().any(|m| matches!(m.entry, Entry::Word(Class::Counterpart)) && m.split.enc.is_some());
        let joint = t.at(i).iter().any(|m| matches!(m.entry, Entry::Word(Class::Joint)) && m.end == i + 1)
            && (self.nisba(i + 1, false).is_none() || self.nisba(i + 2, true).is_some())
            && !self.name_like(i + 1, true);
        if counterpart || joint {
            self.other(i, out);
            return;
        }
        // Longest first among the kinds; a person's full name beats all that begins in it.
        let human = t.longest(i, |m| matches!(m.entry, Entry::Human { .. }).then_some(()));
        let thing = self.name_of_thing(i);
        let title = t.longest(i, |m| match m.entry {
            Entry::Title { id, definite } => Some((id, definite)),
            _ => None,
        });
        let organ = t.longest(i, |m| match m.entry {
            Entry::Organ { id, .. } => Some(id),
            _ => None,
        });
        let len = |x: usize| x;
        let h = human.as_ref().map_or(0, |(m, _)| len(m.end));
        let th = thing.as_ref().map_or(0, |(m, _)| m.end);
        let ti = title.as_ref().map_or(0, |(m, _)| m.end);
        let or = organ.as_ref().map_or(0, |(m, _)| m.end);
        let most = h.max(th).max(ti).max(or);
        if most == 0 {
            self.other(i, out);
            return;
        }
        if h == most && h > i + 1 {
            if let Some(name) = self.known_name(i) {
                self.person(i, name, out);
                return;
            }
        }
        if let Some((m, e)) = thing {
            if th == most && (ti < most || matches!(e, Entry::Org { .. } | Entry::Polity { .. })) && or < most || th > ti.max(or)
            {
                if self.thing(&m, e, out) {
                    return;
                }
            }
        }
        if let (Some((m, (id, definite))), true) = (title, ti >= or) {
            if self.titled(m, id, definite, out) {
                return;
            }
        }
        if let Some((m, id)) = organ {
            if self.organ(m, id, out) {
                return;
            }
        }
        if let Some((m, e)) = thing {
            if self.thing(&m, e, out) {
                return;
            }
        }
        self.other(i, out);
    }

    /// `كازاخستانوالصين`: names run together.
    fn glued(&self, i: usize, out: &mut Vec<Mention>) {
        let t = self.t;
        let word = t.text.folded(i);
        if word.len() < 14 || word.len() > 64 {
            return;
        }
        let polity = |w: &str| {
            let tok = t.k.vocab.get(w)?;
            let node = t.k.trie.step(mahdar_knowledge::Trie::ROOT, tok)?;
            t.k.trie.entries(node).iter().find_map(|e| match e {
                Entry::Polity { id, sure: true } => Some(*id),
                _ => None,
            })
        };
        for (at, c) in word.char_indices().skip(3) {
            if c != 'و' {
                continue;
            }
            if let (Some(a), Some(b)) = (polity(&word[..at]), polity(&word[at + c.len_utf8()..])) {
                for id in [a, b] {
                    out.push(Mention {
                        start: i,
                        end: i + 1,
                        cut: 0,
                        what: What::State { polity: id, organ: None },
                        form: MentionForm::Nisba,
                        conj: id == b,
                        prep: None,
                        number: Number::Singular,
                        gender: Gender::Feminine,
                        place: None,
                        actor: None,
                        inner: None,
                    });
                }
                return;
            }
        }
    }

    fn thing(&self, m: &Match, e: Entry, out: &mut Vec<Mention>) -> bool {
        let t = self.t;
        let located = m.split.prep == Some(0)
            || t.prep(m.start.wrapping_sub(1))
                .is_some_and(|(p, at)| at == m.start && matches!(t.k.preps[p as usize].as_str(), "في"));
        let mut push = |what, form, place| {
            let mut x = self.base(m, what, form);
            x.place = place;
            x.gender = Gender::Feminine;
            out.push(x);
            true
        };
        match e {
            Entry::Polity { id, sure } => {
                // المملكة: the one of the states so called that the article is about.
                let alone = !sure && m.end == m.start + 1 && t.text.folded(m.start).ends_with(t.text.folded(m.start).trim_start_matches(['و', 'ف', 'ب', 'ل', 'ك']));
                if let Some(id) = alone.then(|| self.short_for(m, id)).flatten() {
                    return push(What::State { polity: id, organ: None }, MentionForm::Name, None);
                }
                if !sure && !self.supported(m) {
                    return false;
                }
                push(What::State { polity: id, organ: None }, MentionForm::Name, None)
            }
            Entry::Capital { id, sure } => {
                if !sure && !self.supported(m) && !located {
                    return false;
                }
                let place = t.longest(m.start, |x| match x.entry {
                    Entry::Place { id: p, .. }
                        if x.end == m.end && t.k.places[p as usize].code == t.k.polities[id as usize].code =>
                    {
                        Some(p)
                    }
                    _ => None,
                });
                let place = place.map(|p| p.1).or_else(|| t.k.capital_place.get(&id).copied());
                push(What::State { polity: id, organ: None }, MentionForm::Capital, place)
            }
            Entry::Metonym { id, .. } => {
                let place = t.longest(m.start, |x| match x.entry {
                    Entry::Place { id: p, .. } if x.end == m.end => Some(p),
                    _ => None,
                });
                push(What::State { polity: id, organ: None }, MentionForm::Capital, place.map(|p| p.1))
            }
            Entry::Org { id, sure } => {
                if !sure && !self.supported(m) {
                    return false;
                }
                push(What::Org(id), MentionForm::Name, None)
            }
            Entry::Group { id, sure } => {
                if !sure && !self.supported(m) {
                    return false;
                }
                push(What::Group(id), MentionForm::Name, None)
            }
            Entry::Place { .. } => {
                let Some((m, id)) = self.place(m.start, m.end) else {
                    return false;
                };
                let mut x = self.base(&m, What::Place(id), MentionForm::Name);
                x.place = Some(id);
                out.push(x);
                true
            }
            _ => false,
        }
    }

    /// A state's short form that several share (`المملكة`): the one named most in the article; none where it opens a longer name.
    fn short_for(&self, m: &Match, id: u16) -> Option<u16> {
        let t = self.t;
        let tok = m.split.tok?;
        let sharing = t.k.polity_heads.get(&tok)?;
        if self.nisba(m.end, false).is_some() {
            return None;
        }
        let mut counts: SmallVec<[(u16, usize); 6]> = sharing.iter().map(|p| (*p, 0)).collect();
        for i in 0..t.text.tokens.len() {
            for x in t.at(i) {
                let named = match x.entry {
                    Entry::Polity { id, sure: true } | Entry::Capital { id, sure: true } => Some(id),
                    Entry::Nisba { of: Owner::Polity(id), .. } => Some(id),
                    _ => None,
                };
                if let Some(c) = named.and_then(|n| counts.iter_mut().find(|c| c.0 == n)) {
                    c.1 += 1;
                }
            }
        }
        let best = counts.iter().max_by_key(|c| (c.1, c.0 == id))?;
        Some(if best.1 == 0 { id } else { best.0 })
    }

    /// The most populous sure place of that name; unsure ones only after a preposition of place.
    fn place(&self, i: usize, end: usize) -> Option<(Match, u16)> {
        let t = self.t;
        let mut best: Option<(Match, u16)> = None;
        for m in t.at(i) {
            if let Entry::Place { id, sure } = m.entry {
                if m.end != end {
                    continue;
                }
                let located = m.split.prep == Some(0)
                    || t.prep(i.wrapping_sub(1))
                        .is_some_and(|(p, at)| at == i && matches!(t.k.preps[p as usize].as_str(), "في" | "إلى"));
                let word = m.end == i + 1
                    && t.at(i).iter().any(|x| {
                        x.split.cut <= m.split.cut
                            && matches!(
                                x.entry,
                                Entry::Common
                                    | Entry::Masdar { .. }
                                    | Entry::CueNoun { .. }
                                    | Entry::Participle { .. }
                                    | Entry::Title { .. }
                                    | Entry::Agent { .. }
                                    | Entry::Organ { .. }
                                    | Entry::Word(_)
                            )
                    });
                if (!sure && !located) || word {
                    continue;
                }
                if best.as_ref().is_none_or(|(b, p)| {
                    (b.split.cut, std::cmp::Reverse(t.k.places[*p as usize].population))
                        > (m.split.cut, std::cmp::Reverse(t.k.places[id as usize].population))
                }) {
                    best = Some((*m, id));
                }
            }
        }
        best
    }

    /// Whether an ambiguous name stands where names stand: behind a title, `دولة`, a preposition of place, or coordinated with a state.
    fn supported(&self, m: &Match) -> bool {
        let t = self.t;
        let Some(p) = m.start.checked_sub(1) else {
            return false;
        };
        if m.split.conj {
            return t.at(p).iter().any(|x| matches!(x.entry, Entry::Polity { sure: true, .. } | Entry::Nisba { .. }));
        }
        t.prep(p).is_some_and(|(id, at)| {
            at == m.start && matches!(t.k.preps[id as usize].as_str(), "في" | "بين" | "مع" | "ضد" | "لدى" | "إلى")
        }) || m.split.prep.is_some()
            || t.at(p).iter().any(|x| matches!(x.entry, Entry::Title { .. } | Entry::Organ { .. }))
            || t.is(p, flag::FINITE)
    }

    /// A person of the knowledge base by full or short name at `i`.
    fn known_name(&self, i: usize) -> Option<Named> {
        let t = self.t;
        // على is no علي.
        if t.is(i, flag::PREP) && t.text.surface(i).ends_with('ى') {
            return None;
        }
        let mut end = 0;
        let mut cut = u8::MAX;
        for m in t.at(i) {
            if matches!(m.entry, Entry::Human { .. } | Entry::Short { .. })
                && (m.end, std::cmp::Reverse(m.split.cut)) > (end, std::cmp::Reverse(cut))
            {
                (end, cut) = (m.end, m.split.cut);
            }
        }
        if end == 0 {
            return None;
        }
        let humans = t
            .at(i)
            .iter()
            .filter(|m| m.end == end && m.split.cut == cut)
            .filter_map(|m| match m.entry {
                Entry::Human { id } | Entry::Short { id, .. } => Some(id),
                _ => None,
            })
            .collect();
        Some(Named { start: i, end, humans })
    }

    /// Whether token `j` can be part of a person's name; `first` where it would open it.
    fn name_like(&self, j: usize, first: bool) -> bool {
        let t = self.t;
        let Some(tok) = t.text.tokens.get(j) else {
            return false;
        };
        if tok.kind != Kind::Word {
            return false;
        }
        let mut given = 0;
        let mut cut_given = 0;
        let mut bad = false;
        for m in t.at(j) {
            match m.entry {
                Entry::Given { weight } => {
                    if weight > given && m.split.cut == 0 {
                        given = weight;
                    } else if m.split.cut > 0 {
                        cut_given = cut_given.max(weight);
                    }
                }
                Entry::Human { .. } => {}
                Entry::Short { .. } if m.split.cut == 0 => given = given.max(2),
                Entry::Short { .. } | Entry::Place { .. } | Entry::Context { .. } | Entry::Sector { .. } => {}
                Entry::Word(
                    Class::Adverb
                    | Class::Comp
                    | Class::Prep(_)
                    | Class::Rel
                    | Class::Neg
                    | Class::Conj
                    | Class::Qad
                    | Class::Kana
                    | Class::Demonstrative
                    | Class::Turn
                    | Class::Tail
                    | Class::Future,
                ) if m.end == j + 1 => bad = true,
                Entry::Word(_) => {}
                Entry::Common
                | Entry::Verb { .. }
                | Entry::Masdar { .. }
                | Entry::CueNoun { .. }
                | Entry::Participle { .. }
                | Entry::Organ { .. }
                | Entry::Title { .. }
                | Entry::Agent { .. }
                | Entry::Polity { .. }
                | Entry::Nisba { .. }
                | Entry::Org { .. }
                | Entry::Group { .. }
                | Entry::Capital { .. }
                | Entry::Deictic { .. }
                | Entry::Weekday { .. }
                | Entry::Month { .. }
                | Entry::UnitNoun { .. }
                | Entry::FrameworkHead { .. }
                | Entry::Relative { .. }
                | Entry::Media { .. }
                | Entry::Framework { .. }
                | Entry::Region { .. }
                | Entry::Metonym { .. }
                | Entry::Honorific => bad = true,
            }
        }
        let _ = cut_given;
        if given >= 2 {
            // علي, not على
            if t.is(j, flag::PREP) && t.text.surface(j).ends_with('ى') {
                return false;
            }
            return !t.is(j, flag::COMP | flag::REL | flag::PREP) || given == 3;
        }
        if given == 1 {
            return !bad;
        }
        if bad {
            return false;
        }
        // A word that nothing knows: a foreign or rare name, but not with the article in front of it at the start.
        let w = t.text.folded(j);
        w.chars().count() > 1
            && !(first && w.starts_with("ال") && w.chars().count() > 4)
            && !t.is(j, flag::KNOWN)
            && w.chars().next().is_some_and(|c| !c.is_ascii())
    }

    /// A person's name from token `i` on: known, else by its looks.
    fn name_at(&self, i: usize, strict: bool) -> Option<Named> {
        let t = self.t;
        let known = self.known_name(i).filter(|n| {
            t.at(i)
                .iter()
                .any(|m| m.end == n.end && m.split.cut == 0 && matches!(m.entry, Entry::Human { .. } | Entry::Short { .. }))
        });
        if let Some(n) = &known {
            let len = n.end - n.start;
            if len > 1 {
                // عبد الرحمن بن عبيد is not عبد الرحمن: two known words with more of a name behind them are somebody else's.
                let mut end = n.end;
                let more = |j: usize| self.name_like(j, false) && t.at(j).iter().any(|m| m.split.cut == 0 && matches!(m.entry, Entry::Given { weight: 2.. }));
                while end < n.end + 5 && more(end) {
                    end += 1;
                }
                if len == 2 && end > n.end {
                    return Some(Named { start: i, end, humans: SmallVec::new() });
                }
                return known;
            }
        }
        let mut end = i;
        let mut strong = 0;
        while end < i + 7 && self.name_like(end, end == i) {
            if t.at(end).iter().any(|m| matches!(m.entry, Entry::Given { weight: 2.. } | Entry::Short { .. }) && m.split.cut == 0)
            {
                strong += 1;
            }
            end += 1;
            // سيرغي-لافروف
            if self.mark(end, Mark::Dash) && !t.text.space_after(end) && self.name_like(end + 1, false) {
                end += 1;
            }
        }
        if end == i {
            return known;
        }
        if let Some(n) = known {
            if n.end >= end {
                return Some(n);
            }
            return Some(Named { start: i, end, humans: n.humans });
        }
        // Two words that nothing knows, closed off by a comma, are a name too.
        let rare = end - i >= 2 && (i..end).all(|j| !t.is(j, flag::KNOWN | flag::COMMON));
        if strict && (strong == 0 || end - i < 2) && !rare {
            return None;
        }
        Some(Named { start: i, end, humans: SmallVec::new() })
    }

    fn skip_honorifics(&self, mut i: usize) -> usize {
        for _ in 0..5 {
            let h = self
                .t
                .longest(i, |m| (matches!(m.entry, Entry::Honorific) && !m.split.conj && m.split.prep.is_none()).then_some(()));
            match h {
                Some((m, _)) => {
                    i = m.end;
                    if self.mark(i, Mark::Dot) || (self.mark(i, Mark::Slash)) {
                        i += 1;
                    }
                }
                None => break,
            }
        }
        i
    }

    fn nisba(&self, i: usize, conj: bool) -> Option<(Match, Owner, Number, Gender, bool)> {
        self.t
            .longest(i, |m| match m.entry {
                Entry::Nisba { of, number, gender, definite, .. }
                    if m.split.conj == conj && m.split.prep.is_none() && m.split.enc.is_none() =>
                {
                    Some((of, number, gender, definite))
                }
                _ => None,
            })
            .map(|(m, (of, n, g, d))| (m, of, n, g, d))
    }

    /// A state, organisation or group named at `i` that can own an office.
    fn owner_name(&self, i: usize, conj: bool, prep: Option<u8>) -> Option<(usize, Owner)> {
        self.t
            .longest(i, |m| {
                if m.split.conj != conj || m.split.prep != prep {
                    return None;
                }
                match m.entry {
                    Entry::Polity { id, .. } | Entry::Metonym { id, .. } => Some(Owner::Polity(id)),
                    Entry::Capital { id, sure: true } => Some(Owner::Polity(id)),
                    Entry::Org { id, .. } => Some(Owner::Org(id)),
                    Entry::Group { id, .. } => Some(Owner::Group(id)),
                    _ => None,
                }
            })
            .map(|(m, o)| (m.end, o))
    }

    fn is_prep(&self, i: usize, name: &str) -> bool {
        self.t.prep(i).is_some_and(|(p, at)| at == i + 1 && self.t.k.preps[p as usize] == name)
    }

    /// A title and all that hangs on it: whose, former, name.
    fn titled(&self, m: Match, id: u16, definite: bool, out: &mut Vec<Mention>) -> bool {
        let t = self.t;
        let title = &t.k.titles[id as usize];
        // الباحث الرئيس: behind a noun with the article, the word is its adjective.
        if m.end - m.start == 1 && definite && !m.split.conj && m.split.prep.is_none() && m.start > 0 {
            let p = m.start - 1;
            let noun = t.text.tokens[p].is_word() && t.text.folded(p).starts_with("ال") && t.is(p, flag::COMMON) && !t.is(p, flag::FINITE | flag::PREP | flag::ADVERB | flag::CONJ | flag::COMP | flag::REL);
            if noun {
                return false;
            }
        }
        // A rank or trade counts only with a name behind it.
        let weak = matches!(title.kind, TitleKind::Rank | TitleKind::Occupation);
        let mut p = m.end;
        let mut owner: Option<Owner> = None;
        let mut owners: SmallVec<[(usize, usize, Owner); 4]> = SmallVec::new();
        let mut former = false;
        let mut gender = Gender::Masculine;
        if t.text.folded(m.start).ends_with('ه') && m.end == m.start + 1 || t.text.folded(m.start).ends_with('ه') {
            gender = Gender::Feminine;
        }
        // نائب الأمين العام للأمم المتحدة: the title itself names whose it is.
        for j in m.start + 1..m.end {
            if let Some((end, o)) = self.owner_name(j, false, None).or_else(|| self.owner_name(j, false, Some(1))) {
                if end <= m.end {
                    owner = Some(o);
                    owners.push((j, end, o));
                }
            }
        }
        let mut spoken_for: Option<u16> = None;
        for _ in 0..6 {
            if let Some((n, of, _, _, def)) = self.nisba(p, false) {
                if def || !definite {
                    if owner.is_none() || matches!(owner, Some(Owner::Region(_))) {
                        owner = Some(of);
                    }
                    p = n.end;
                    continue;
                }
            }
            if let Some((f, _)) = t.longest(p, |m| matches!(m.entry, Entry::Word(Class::Former)).then_some(())) {
                if f.split.cut == 0 {
                    former = true;
                    p = f.end;
                    continue;
                }
            }
            if owner.is_none() {
                let collective = t.longest(p, |m| (matches!(m.entry, Entry::Word(Class::Same)) && !m.split.conj).then_some(()));
                if let Some((c, _)) = collective {
                    if self.owner_name(c.end, false, None).is_some() && self.owner_name(p, false, None).is_none() {
                        p = c.end;
                    }
                }
                // The body spoken for or headed.
                let organ = t.longest(p, |m| match m.entry {
                    Entry::Organ { id, .. } if !m.split.conj && (m.split.prep.is_none() || m.split.prep == Some(1)) => Some(id),
                    _ => None,
                });
                // The emir of a state, but the head of an organisation with ل: ولي العهد لمصر is on his way there.
                let named = self
                    .owner_name(p, false, None)
                    .or_else(|| self.owner_name(p, false, Some(1)).filter(|(_, o)| !matches!(o, Owner::Polity(_)) || !matches!(title.kind, TitleKind::Office | TitleKind::Descr)));
                match (&organ, named) {
                    (Some((o, oid)), n) if n.is_none_or(|(e, _)| e <= o.end) => {
                        spoken_for = Some(*oid);
                        p = o.end;
                        continue;
                    }
                    (_, Some((end, o))) => {
                        // A state right behind a definite title is no genitive: الوزير مصر does not occur.
                        let genitive = !definite
                            || matches!(title.kind, TitleKind::Spokes | TitleKind::OrgHead | TitleKind::Envoy)
                            || t.at(p).iter().any(|m| m.split.prep == Some(1))
                            || m.end - m.start > 1
                            || spoken_for.is_some();
                        if genitive {
                            owner = Some(o);
                            owners.push((p, end, o));
                            p = end;
                            continue;
                        }
                    }
                    _ => {}
                }
                // وزراء الخارجية والدفاع من مصر وروسيا
                if title.number == Number::Plural {
                    let and = t.text.tokens.get(p).is_some_and(|x| x.is_word()) && t.text.folded(p).starts_with("وال");
                    let q = if and && self.nisba(p, true).is_none() { p + 1 } else { p };
                    if self.is_prep(q, "من") {
                        if let Some((end, o)) = self.owner_name(q + 1, false, None) {
                            owner = Some(o);
                            owners.push((q + 1, end, o));
                            p = end;
                            continue;
                        }
                    }
                }
                if (self.is_prep(p, "في") || self.is_prep(p, "ل")) && !weak {
                    if let Some((end, o)) = self.owner_name(p + 1, false, None) {
                        let capital = t.at(p + 1).iter().any(|m| matches!(m.entry, Entry::Capital { .. }));
                        if !capital {
                            owner = Some(o);
                            p = end;
                            continue;
                        }
                    }
                }
            }
            // رئيس بلدية القدس, محافظ البصرة
            if owner.is_none() && !definite && m.end - m.start <= 2 {
                let place = t.longest(p, |m| match m.entry {
                    Entry::Place { id, .. } if !m.split.conj && m.split.prep.is_none() => Some(id),
                    _ => None,
                });
                if let Some((pm, id)) = place {
                    if let Some(&polity) = t.k.polity_by_code.get(&t.k.places[id as usize].code) {
                        owner = Some(Owner::Polity(polity));
                        p = pm.end;
                        continue;
                    }
                }
            }
            // زعيم «حزب الله» اللبناني
            if self.mark(p, Mark::Quote) && owner.is_none() {
                if let Some((end, o)) = self.owner_name(p + 1, false, None) {
                    if self.mark(end, Mark::Quote) {
                        owner = Some(o);
                        p = end + 1;
                        if let Some((n, ..)) = self.nisba(p, false) {
                            p = n.end;
                        }
                        continue;
                    }
                }
            }
            // المستشارة في الرئاسة السورية
            if owner.is_none() && self.is_prep(p, "في") {
                let organ = t.longest(p + 1, |m| matches!(m.entry, Entry::Organ { .. }).then_some(()));
                if let Some((o, _)) = organ {
                    if let Some((n, of, ..)) = self.nisba(o.end, false) {
                        owner = Some(of);
                        p = n.end;
                        continue;
                    }
                }
            }
            // لدى الفلبين, إلى اليمن: where to, not whose.
            if self.is_prep(p, "لدى") || (title.kind == TitleKind::Envoy && self.is_prep(p, "إلى")) {
                if let Some((end, _)) = self.owner_name(p + 1, false, None) {
                    p = end;
                    continue;
                }
            }
            // المفوضة الأوروبية للتجارة سيسيليا مالستروم: the portfolio, if a name follows it.
            if t.splits(p).iter().any(|s| s.prep == Some(1) && !s.conj && s.tok.is_some()) && t.is(p, flag::COMMON | flag::MASDAR | flag::CUE_NOUN) && !t.is(p, flag::FINITE) {
                let mut q = p + 1;
                while q < p + 4 && t.text.tokens.get(q).is_some_and(|x| x.is_word()) && (t.text.folded(q).starts_with("ال") || t.text.folded(q).starts_with("وال")) && t.is(q, flag::COMMON) {
                    q += 1;
                }
                let n = self.skip_honorifics(q);
                if self.name_at(n, true).is_some() || n == q && self.name_like(q, true) && self.name_like(q + 1, false) {
                    p = q;
                    continue;
                }
            }
            if let Some((f, _)) = t.longest(p, |m| matches!(m.entry, Entry::Word(Class::TitleTail)).then_some(())) {
                if t.prep(p).is_none_or(|(_, at)| at == p) {
                    // للشؤون الخارجية، لشؤون الشرق الأوسط: words with the article or a region follow.
                    p = f.end;
                    let mut steps = 0;
                    while steps < 4
                        && t.text.tokens.get(p).is_some_and(|x| x.kind == Kind::Word)
                        && (t.text.folded(p).starts_with("ال") || t.text.folded(p).starts_with("وال"))
                        && self.nisba(p, false).is_none_or(|n| matches!(n.1, Owner::Region(_)))
                        && self.known_name(p).is_none()
                    {
                        p += 1;
                        steps += 1;
                    }
                    continue;
                }
            }
            break;
        }
        if spoken_for.is_some() && owner.is_none() {
            if let Some((n, of, ..)) = self.nisba(p, false) {
                owner = Some(of);
                p = n.end;
            }
        }
        // A second title in apposition: رئيس الوزراء ووزير الدفاع الشيخ …
        let body_end = p;
        let mut q = self.skip_honorifics(p);
        let comma = self.mark(q, Mark::Comma)
            || self.mark(q, Mark::Quote) && t.text.quotes.opening(q).is_some_and(|x| x.close - x.open <= 6);
        let mut named = None;
        if title.number == Number::Singular || owners.is_empty() {
            if comma {
                let r = self.skip_honorifics(q + 1);
                named = self.name_at(r, true).filter(|n| {
                    let end = n.end;
                    r > q + 1
                        || !n.humans.is_empty()
                        || self.mark(end, Mark::Comma)
                        || t.is(end, flag::COMP | flag::PREP | flag::FINITE)
                        || self.mark(end, Mark::Stop)
                        || self.mark(end, Mark::Colon)
                });
                if named.is_some() {
                    q = r;
                }
            } else if !self.mark(q, Mark::Colon) {
                named = self.name_at(q, false);
                // After a title of many, a name is the first of a list.
                if let Some(n) = &named {
                    let lone = n.end - n.start == 1 && n.humans.is_empty();
                    let given = t.at(n.start).iter().any(|m| matches!(m.entry, Entry::Given { weight: 2.. }));
                    if lone && !given && (owner.is_none() || !t.at(n.start).is_empty() || t.text.folded(n.start).ends_with('ا'))
                    {
                        named = None;
                    }
                }
            }
        }
        // الناطق باسم الخارجية المصرية السفير بدر عبد العاطي: a second title before the name.
        if named.is_none() && !comma && title.number == Number::Singular && owner.is_some() {
            let second = t.longest(q, |m| match m.entry {
                Entry::Title { id, definite } if !m.split.conj && m.split.prep.is_none() && t.k.titles[id as usize].number == Number::Singular => Some((id, definite)),
                _ => None,
            });
            if let Some((tm, (id2, definite2))) = second {
                let mut sub = Vec::new();
                if self.titled(tm, id2, definite2, &mut sub) {
                    if let Some(Mention { what: What::Person { name: Some((s, e)), humans, .. }, .. }) = sub.into_iter().next() {
                        named = Some(Named { start: s, end: e, humans });
                    }
                }
            }
        }
        let _ = q;
        if weak && named.is_none() {
            return false;
        }
        // "رئيس" alone before anything unowned and undetermined is only a word.
        if named.is_none() && owner.is_none() && !definite && m.split.enc.is_none() && m.end - m.start == 1 {
            return false;
        }
        let mut end = named.as_ref().map_or(body_end, |n| n.end);
        let mut title_former = former;
        if let Some(n) = &named {
            if let Some((f, _)) = t.longest(n.end, |m| matches!(m.entry, Entry::Word(Class::Former)).then_some(())) {
                title_former = true;
                end = f.end;
            }
        }
        let mut x = self.base(&m, What::Joint, if named.is_some() { MentionForm::TitleName } else { MentionForm::Title });
        x.number = title.number;
        x.inner = owners.first().copied();
        x.gender = gender;
        x.end = end;
        x.what = What::Person {
            humans: named.as_ref().map(|n| n.humans.clone()).unwrap_or_default(),
            name: named.as_ref().map(|n| (n.start, n.end)),
            title: Some(TitleRef { id, former: title_former, definite }),
            owner,
            owner_pronoun: m.split.enc.is_some(),
        };
        if title.number != Number::Singular {
            x.number = if named.is_some() { Number::Singular } else { title.number };
        }
        out.push(x);
        // وزيرا الخارجية السعودي فيصل بن فرحان والإيراني حسين أمير عبد اللهيان; رؤساء كينيا وأوغندا
        if title.number != Number::Singular {
            self.coordinated(end, id, out);
        }
        true
    }

    fn coordinated(&self, mut at: usize, id: u16, out: &mut Vec<Mention>) {
        let t = self.t;
        for _ in 0..8 {
            if self.mark(at, Mark::Comma) && (self.nisba(at + 1, true).is_some() || self.owner_name(at + 1, true, None).is_some())
            {
                at += 1;
            }
            let (start, owner, mut end) = if let Some((n, of, ..)) = self.nisba(at, true) {
                (at, of, n.end)
            } else if let Some((end, of)) = self.owner_name(at, true, None) {
                (at, of, end)
            } else {
                return;
            };
            let r = self.skip_honorifics(end);
            let named = self.name_at(r, false).filter(|n| n.end - n.start > 1 || !n.humans.is_empty());
            if let Some(n) = &named {
                end = n.end;
            }
            out.push(Mention {
                start,
                end,
                cut: 1,
                what: What::Person {
                    humans: named.as_ref().map(|n| n.humans.clone()).unwrap_or_default(),
                    name: named.as_ref().map(|n| (n.start, n.end)),
                    title: Some(TitleRef { id, former: false, definite: true }),
                    owner: Some(owner),
                    owner_pronoun: false,
                },
                form: if named.is_some() { MentionForm::TitleName } else { MentionForm::Title },
                conj: true,
                prep: None,
                number: Number::Singular,
                gender: Gender::Masculine,
                place: None,
                actor: None,
                inner: None,
            });
            at = end;
        }
        let _ = t;
    }

    /// A person by name, with the title that may follow.
    fn person(&self, i: usize, name: Named, out: &mut Vec<Mention>) {
        let t = self.t;
        let m = t
            .longest(i, |m| (m.end == name.end && matches!(m.entry, Entry::Human { .. } | Entry::Short { .. })).then_some(()))
            .map(|x| x.0);
        let Some(m) = m else { return };
        // A longer name than the base has: سلمان بن عبدالعزيز آل سعود
        let mut end = name.end;
        let person = |j: usize| t.at(j).iter().any(|m| m.split.cut == 0 && matches!(m.entry, Entry::Short { sure: true, .. } | Entry::Human { .. }));
        while end < name.end + 4 && !(name.end - i == 1 && person(end)) && self.name_like(end, false)
            && t.at(end).iter().any(|m| matches!(m.entry, Entry::Given { weight: 2.. }))
        {
            end += 1;
        }
        let mut x = self.base(&m, What::Joint, MentionForm::Name);
        x.end = end;
        let (title, owner, end2) = self.apposition(end);
        if title.is_some() {
            x.form = MentionForm::TitleName;
        }
        x.end = end2.max(end);
        let humans = if name.end - name.start == 2 && end > name.end { SmallVec::new() } else { name.humans };
        x.what = What::Person { humans, name: Some((i, end)), title, owner, owner_pronoun: false };
        x.gender = Gender::Common;
        out.push(x);
    }

    /// `أمير دولة قطر`, `، وزير الدولة الإماراتي للشؤون الخارجية،` behind a name.
    fn apposition(&self, at: usize) -> (Option<TitleRef>, Option<Owner>, usize) {
        let t = self.t;
        let comma = self.mark(at, Mark::Comma) || self.mark(at, Mark::Open) || self.mark(at, Mark::Dash);
        let p = self.skip_honorifics(if comma { at + 1 } else { at });
        let found = t.longest(p, |m| match m.entry {
            Entry::Title { id, definite }
                if !m.split.conj && m.split.prep.is_none() && t.k.titles[id as usize].number == Number::Singular =>
            {
                Some((id, definite))
            }
            _ => None,
        });
        let Some((m, (id, definite))) = found else {
            return (None, None, at);
        };
        let mut sub = Vec::new();
        if !self.titled(m, id, definite, &mut sub) {
            return (None, None, at);
        }
        match sub.into_iter().next() {
            Some(Mention { what: What::Person { name: None, title, owner, .. }, end, .. }) => {
                // Behind a comma, only a title that is closed off again belongs to the name before.
                let closed = !comma
                    || owner.is_some()
                        && (self.mark(end, Mark::Comma)
                            || self.mark(end, Mark::Close)
                            || self.mark(end, Mark::Dash)
                            || self.mark(end, Mark::Stop)
                            || t.is(end, flag::COMP)
                            || t.prep(end).is_some());
                if closed && (owner.is_some() || !definite || comma) { (title, owner, end) } else { (None, None, at) }
            }
            _ => (None, None, at),
        }
    }

    fn organ(&self, m: Match, id: u16, out: &mut Vec<Mention>) -> bool {
        let t = self.t;
        let mut p = m.end;
        let mut owner = None;
        for _ in 0..4 {
            if let Some((n, of, ..)) = self.nisba(p, false) {
                owner = Some(of);
                p = n.end;
                break;
            }
            if let Some((end, o)) = self.owner_name(p, false, None).or_else(|| self.owner_name(p, false, Some(1))) {
                owner = Some(o);
                p = end;
                break;
            }
            if self.is_prep(p, "في") {
                if let Some((end, o)) = self.owner_name(p + 1, false, None) {
                    owner = Some(o);
                    p = end;
                    break;
                }
            }
            // وزارة الخارجية والتعاون الدولي المصرية: one adjective or a quoted name may stand between.
            let skippable = t.text.tokens.get(p).is_some_and(|x| x.kind == Kind::Word)
                && t.text.folded(p).starts_with("ال")
                && t.is(p, flag::COMMON)
                && self.nisba(p + 1, false).is_some();
            if skippable {
                p += 1;
                continue;
            }
            break;
        }
        let mut x = self.base(&m, What::Organ { organ: id, pronoun: m.split.enc.is_some() }, MentionForm::Nisba);
        x.gender = if t.text.folded(m.start).ends_with('ه') || matches!(t.k.organs[id as usize].role.as_str(), "police") {
            Gender::Feminine
        } else {
            Gender::Common
        };
        match owner {
            Some(o) => {
                x.end = p;
                x.what = match o {
                    Owner::Polity(polity) => What::State { polity, organ: Some(id) },
                    Owner::Org(o) => What::Org(o),
                    Owner::Group(g) => What::Group(g),
                    Owner::Region(_) => return false,
                };
                out.push(x);
                // القوات الروسية والسورية
                let mut at = p;
                while let Some((n, Owner::Polity(polity), ..)) = self.nisba(at, true) {
                    let mut y = self.base(&n, What::State { polity, organ: Some(id) }, MentionForm::Nisba);
                    y.conj = true;
                    out.push(y);
                    at = n.end;
                }
                true
            }
            None => {
                let definite = t.at(m.start).iter().any(|x| matches!(x.entry, Entry::Organ { id: o, definite: true } if o == id));
                let agency = t.k.organs[id as usize].role == "agency";
                let opens = t.text.folded(m.start).starts_with("ال") || m.start > 0 && t.is(m.start - 1, flag::FINITE);
                if (!definite || agency && !opens) && m.split.enc.is_none() {
                    return false;
                }
                out.push(x);
                true
            }
        }
    }

    fn other(&self, i: usize, out: &mut Vec<Mention>) {
        let t = self.t;
        // نظيره
        if let Some((m, _)) =
            t.longest(i, |m| (matches!(m.entry, Entry::Word(Class::Counterpart)) && m.split.enc.is_some()).then_some(()))
        {
            let mut p = m.end;
            let mut owner = None;
            if let Some((n, of, ..)) = self.nisba(p, false) {
                owner = Some(of);
                p = n.end;
            }
            let comma = self.mark(p, Mark::Comma);
            let q = self.skip_honorifics(if comma { p + 1 } else { p });
            let named = self.name_at(q, comma);
            let mut x = self.base(&m, What::Joint, if named.is_some() { MentionForm::TitleName } else { MentionForm::Title });
            x.gender = Gender::Masculine;
            x.end = named.as_ref().map_or(p, |n| n.end);
            x.what = What::Counterpart {
                owner,
                name: named.as_ref().map(|n| (n.start, n.end)),
                humans: named.map(|n| n.humans).unwrap_or_default(),
            };
            out.push(x);
            return;
        }
        if let Some((m, _)) =
            t.longest(i, |m| (matches!(m.entry, Entry::Word(Class::Country)) && m.split.enc.is_some()).then_some(()))
        {
            // بلاده, but not the verb or a word that only looks like it
            let mut x = self.base(&m, What::Country, MentionForm::Pronoun);
            x.gender = Gender::Feminine;
            out.push(x);
            return;
        }
        if let Some((m, _)) = t.longest(i, |m| matches!(m.entry, Entry::Word(Class::Joint)).then_some(())) {
            // البلدان الأوروبية, الجانبان الروسي والتركي
            let mut x = self.base(&m, What::Joint, MentionForm::Pronoun);
            x.number = Number::Dual;
            if let Some((n, of, Number::Singular, _, true)) = self.nisba(m.end, false) {
                if let Some((n2, of2, ..)) = self.nisba(n.end, true) {
                    for (n, o) in [(n, of), (n2, of2)] {
                        let what = match o {
                            Owner::Polity(polity) => What::State { polity, organ: None },
                            Owner::Org(o) => What::Org(o),
                            Owner::Group(g) => What::Group(g),
                            Owner::Region(_) => continue,
                        };
                        let mut y = self.base(&n, what, MentionForm::Nisba);
                        y.prep = if out.last().is_some_and(|l| l.end == n.start) { None } else { m.split.prep };
                        out.push(y);
                    }
                    return;
                }
            }
            if self.nisba(m.end, false).is_some() {
                return;
            }
            out.push(x);
            return;
        }
        // Honorific and name: الشيخ تميم بن حمد
        if let Some((m, _)) = t.longest(i, |m| matches!(m.entry, Entry::Honorific).then_some(())) {
            let q = self.skip_honorifics(m.end);
            // معالي وزير الخارجية الروسي …
            let title = t.longest(q, |m| match m.entry {
                Entry::Title { id, definite } if !m.split.conj && m.split.prep.is_none() => Some((id, definite)),
                _ => None,
            });
            if let Some((tm, (id, definite))) = title {
                let before = out.len();
                if self.titled(tm, id, definite, out) {
                    let x = &mut out[before];
                    (x.start, x.cut, x.conj, x.prep) = (m.start, m.split.cut, m.split.conj, m.split.prep);
                    return;
                }
            }
            if let Some(n) = self.name_at(q, true).or_else(|| self.name_at(q, false).filter(|n| n.end - n.start > 1)) {
                let (title, owner, end) = self.apposition(n.end);
                let mut x = self.base(&m, What::Joint, MentionForm::TitleName);
                x.end = end.max(n.end);
                x.what = What::Person { humans: n.humans, name: Some((n.start, n.end)), title, owner, owner_pronoun: false };
                out.push(x);
                return;
            }
        }
        // Agents: مسلحون, ثلاثة مسؤولين أمريكيين
        if let Some((m, agent)) = t.longest(i, |m| match m.entry {
            Entry::Agent { id, .. } => Some(id),
            _ => None,
        }) {
            // مؤتمر صحفي, عمل إرهابي: behind a noun a lone agent word is its adjective.
            let lone = t.k.agents[agent as usize].number == Number::Singular
                && t.k.agents[agent as usize].sector != "UAF"
                && i > 0
                && !m.split.conj
                && m.split.prep.is_none()
                && t.is(i - 1, flag::COMMON | flag::MASDAR | flag::CUE_NOUN | flag::DOCUMENT)
                && !t.is(i - 1, flag::QUANT | flag::NUMBER | flag::FINITE | flag::PREP | flag::ADVERB | flag::CONJ | flag::KANA | flag::QAD | flag::COMP | flag::REL);
            let function = t.at(i).iter().any(|x| {
                x.split.cut <= m.split.cut && x.split.enc.is_none() && matches!(x.entry, Entry::Masdar { .. } | Entry::CueNoun { .. } | Entry::Word(Class::Prep(_) | Class::Adverb | Class::Conj))
            });
            if !t.is(i, flag::FINITE) && !lone && !function {
                let mut x = self.base(&m, What::Agent { agent: Some(agent), owner: None }, MentionForm::Title);
                x.number = t.k.agents[agent as usize].number;
                x.gender = Gender::Common;
                // نوابا برلمانيين فرنسيين: an adjective between the noun and its state.
                let mut m = m;
                if let Some((next, _)) = t.longest(m.end, |y| {
                    (matches!(y.entry, Entry::Agent { .. }) && !y.split.conj && y.split.prep.is_none()).then_some(())
                }) {
                    if self.nisba(next.end, false).is_some() {
                        m.end = next.end;
                    }
                }
                if let Some((n, of, ..)) = self.nisba(m.end, false) {
                    x.end = n.end;
                    x.what = What::Agent { agent: Some(agent), owner: Some(of) };
                } else if let Some((end, of)) =
                    self.owner_name(m.end, false, None).or_else(|| self.owner_name(m.end, false, Some(0)))
                {
                    x.end = end;
                    x.what = What::Agent { agent: Some(agent), owner: Some(of) };
                } else if self.is_prep(m.end, "في") || self.is_prep(m.end, "من") {
                    let organ = t.longest(m.end + 1, |m| match m.entry {
                        Entry::Organ { id, .. } => Some(id),
                        _ => None,
                    });
                    if let Some((o, _)) = organ {
                        if let Some((n, of, ..)) = self.nisba(o.end, false) {
                            x.end = n.end;
                            x.what = What::Agent { agent: Some(agent), owner: Some(of) };
                        }
                    } else if let Some((end, of)) = self.owner_name(m.end + 1, false, None) {
                        if self.is_prep(m.end, "من") || matches!(of, Owner::Org(_) | Owner::Group(_)) {
                            x.end = end;
                            x.what = What::Agent { agent: Some(agent), owner: Some(of) };
                        }
                    }
                }
                let mut at = x.end;
                let more = matches!(x.what, What::Agent { owner: Some(_), .. });
                out.push(x);
                while more {
                    let Some((n, of, ..)) = self.nisba(at, true) else {
                        break;
                    };
                    let mut y = self.base(&n, What::Agent { agent: Some(agent), owner: Some(of) }, MentionForm::Nisba);
                    y.conj = true;
                    y.number = Number::Plural;
                    at = n.end;
                    out.push(y);
                }
                return;
            }
        }
        // A short name standing alone: لافروف
        if let Some(n) = self.known_name(i) {
            let sure = t.at(i).iter().any(|m| m.end == n.end && matches!(m.entry, Entry::Short { sure: true, .. }));
            let common = t.is(i, flag::COMMON | flag::FINITE)
                || t.at(i).iter().any(|m| {
                    m.split.cut == 0
                        && matches!(
                            m.entry,
                            Entry::Masdar { .. } | Entry::CueNoun { .. } | Entry::Participle { .. } | Entry::Sector { .. }
                        )
                });
            if (sure && !common) || n.end - n.start > 1 {
                self.person(i, n, out);
                return;
            }
        }
        // A name that nothing introduces: two words or more that are names, behind a verb or at a clause's start.
        let opens = i == 0 || !t.text.tokens[i - 1].is_word() || t.is(i - 1, flag::FINITE | flag::COMP | flag::QUANT);
        if opens && self.name_like(i, true) {
            if let Some(n) = self.name_at(i, !(i > 0 && t.is(i - 1, flag::FINITE))) {
                let strong = (n.start..n.end)
                    .filter(|&j| t.at(j).iter().any(|m| m.split.cut == 0 && matches!(m.entry, Entry::Given { weight: 2.. })))
                    .count();
                let (title, owner, end) = self.apposition(n.end);
                let spoken = i > 0 && t.is(i - 1, flag::FINITE) && (n.start..n.end).all(|j| !t.is(j, flag::COMMON));
                let says = i > 0
                    && t.verbs(i - 1).any(|(_, lemma, ..)| t.k.lemma_frames[lemma as usize].iter().any(|f| t.k.frames[*f as usize].says));
                let alone = spoken && says && n.end - n.start == 1 && !t.is(i, flag::KNOWN | flag::COMMON) && t.text.tokens[i].cp_end - t.text.tokens[i].cp_start >= 4 && !t.text.folded(i).starts_with("ال") && (t.is(i + 1, flag::COMP | flag::PREP) || t.text.tokens.get(i + 1).is_some_and(|x| !x.is_word()));
                if alone || n.end - n.start >= 2 && (strong >= 2 || title.is_some() || spoken) {
                    let m = t.at(i).iter().find(|m| m.split.cut == 0).copied();
                    let mut x = Mention {
                        start: i,
                        end: end.max(n.end),
                        cut: 0,
                        what: What::Joint,
                        form: if title.is_some() { MentionForm::TitleName } else { MentionForm::Name },
                        conj: false,
                        prep: None,
                        number: Number::Singular,
                        gender: Gender::Common,
                        place: None,
                        actor: None,
                        inner: None,
                    };
                    let _ = m;
                    x.what = What::Person { humans: n.humans, name: Some((n.start, n.end)), title, owner, owner_pronoun: false };
                    out.push(x);
                    return;
                }
            }
        }
        // Adjectives and peoples.
        let nisba = t.longest(i, |m| match m.entry {
            Entry::Nisba { of, number, definite, sure, .. } if sure => Some((of, number, definite)),
            _ => None,
        });
        if let Some((m, (of, number, definite))) = nisba {
            let prev_noun = i > 0
                && t.text.tokens[i - 1].is_word()
                && !m.split.conj
                && m.split.prep.is_none()
                && !t.is(i - 1, flag::PREP | flag::FINITE | flag::QUANT | flag::NUMBER | flag::COMP | flag::REL | flag::NEG)
                && t.text.tokens[i - 1].kind == Kind::Word;
            let people = number == Number::Plural && !prev_noun && matches!(of, Owner::Polity(_));
            let mut x = self.base(&m, What::Adjective(of), MentionForm::Nisba);
            x.number = number;
            if people {
                x.what = What::Agent { agent: None, owner: Some(of) };
            }
            let _ = definite;
            out.push(x);
        }
    }
}
