//! Things that have names: states, organisations, groups, regions, places, organs; names run together.

use super::{Finder, Mention, What};
use crate::letters;
use crate::tag::{Match, flag};
use mahdar_knowledge::conjugate::{Gender, Number};
use mahdar_knowledge::{Entry, Owner, prep};
use mahdar_record::MentionForm;
use mahdar_text::Kind;
use smallvec::SmallVec;

/// By how many namings another state must outdo the one that a short name usually stands for.
const USUAL: usize = 1;

/// From how many people on a place is a city that everybody knows.
const CITY: u64 = 100_000;

impl Finder<'_, '_> {
    /// The strongest reading at `i` among names of states, organisations, groups, places and media.
    pub(super) fn name_of_thing(&self, i: usize) -> Option<(Match, Entry)> {
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

    /// `كازاخستانوالصين`: names run together.
    pub(super) fn glued(&self, i: usize, out: &mut Vec<Mention>) {
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
            if c != letters::AND {
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

    pub(super) fn thing(&self, m: &Match, e: Entry, out: &mut Vec<Mention>) -> bool {
        let t = self.t;
        let located = m.split.prep == Some(letters::BY_PREP)
            || t.prep(m.start.wrapping_sub(1)).is_some_and(|(p, at)| at == m.start && t.k.prep_is(p, prep::IN));
        let mut push = |what, form, place| {
            let mut x = self.base(m, what, form);
            x.place = place;
            x.gender = if matches!(e, Entry::Metonym { .. }) { Gender::Common } else { Gender::Feminine };
            out.push(x);
            true
        };
        match e {
            Entry::Polity { id, sure } => {
                // المملكة: the one of the states so called that the article is about.
                let alone = !sure
                    && m.end == m.start + 1
                    && t.text.folded(m.start).ends_with(t.text.folded(m.start).trim_start_matches(letters::PROCLITICS));
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
            // قال الكرملين, قال البيت الأبيض
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
                if !sure && (!self.supported(m) || self.deed_on(m)) {
                    return false;
                }
                let id = if sure { id } else { self.group_for(m, id) };
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
            Entry::Region { id, sure } if t.k.regions[id as usize].pair && (sure || self.told_in_full(id)) => {
                let mut x = self.base(m, What::Pair(id), MentionForm::Name);
                let two = t.k.regions[id as usize].members.len() == 2;
                x.number = if two { Number::Dual } else { Number::Plural };
                out.push(x);
                true
            }
            _ => false,
        }
    }

    /// `الدول الست` where the article has `الدول الست الكبرى` elsewhere: whether it calls these states by a name of theirs alone.
    fn told_in_full(&self, region: u16) -> bool {
        let full = |m: &Match| match m.entry {
            Entry::Region { id, sure: true } => Some(id),
            _ => None,
        };
        let all = || (0..self.t.text.tokens.len()).flat_map(|i| self.t.at(i)).filter_map(full).collect();
        self.full.get_or_init(all).contains(&region)
    }

    /// A state's short form that several share (`المملكة`): the one named most in the article; none where it opens a longer name.
    pub(super) fn short_for(&self, m: &Match, id: u16) -> Option<u16> {
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
        // سفير السويد لدى المملكة: a guest named once or twice is not who the short name is for.
        counts.iter().max_by_key(|c| (c.1 + USUAL * usize::from(c.0 == id), c.0 == id)).map(|c| c.0)
    }

    /// Whether the article names a state by a name that nothing else has.
    fn named_surely(&self, owner: Owner) -> bool {
        let named = |m: &Match| match m.entry {
            Entry::Polity { id, sure: true } | Entry::Capital { id, sure: true } => Owner::Polity(id) == owner,
            _ => false,
        };
        (0..self.t.text.tokens.len()).any(|i| self.t.at(i).iter().any(named))
    }

    /// `التحالف`: of the groups so called the one whose state the article names most.
    fn group_for(&self, m: &Match, id: u16) -> u16 {
        let t = self.t;
        let state = |g: u16| t.k.groups[g as usize].code.split('-').next().and_then(|c| t.k.polity_by_code.get(c)).copied();
        let mut counts: SmallVec<[(u16, Option<u16>, usize); 4]> = SmallVec::new();
        for x in t.at(m.start).iter().filter(|x| x.end == m.end && x.split.cut == m.split.cut) {
            if let Entry::Group { id: g, .. } = x.entry {
                counts.push((g, state(g), 0));
            }
        }
        if counts.len() < 2 {
            return id;
        }
        for i in 0..t.text.tokens.len() {
            for x in t.at(i) {
                let named = match x.entry {
                    Entry::Polity { id, sure: true } | Entry::Capital { id, sure: true } | Entry::Metonym { id, .. } => Some(id),
                    Entry::Nisba { of: Owner::Polity(id), .. } => Some(id),
                    _ => None,
                };
                if named.is_some() {
                    counts.iter_mut().filter(|c| c.1 == named).for_each(|c| c.2 += 1);
                }
            }
        }
        counts.iter().max_by_key(|c| (c.2, c.0 == id)).map_or(id, |c| c.0)
    }

    /// The most populous sure place of that name; unsure ones only after a preposition of place.
    pub(super) fn place(&self, i: usize, end: usize) -> Option<(Match, u16)> {
        let t = self.t;
        let mut best: Option<(Match, u16)> = None;
        for m in t.at(i) {
            if let Entry::Place { id, sure } = m.entry {
                if m.end != end {
                    continue;
                }
                let located = m.split.prep == Some(letters::BY_PREP)
                    || t.prep(i.wrapping_sub(1)).is_some_and(|(p, at)| at == i && t.k.prep_is(p, prep::IN | prep::TO));
                // حلب is often told of because it is a city.
                let city = t.k.places[id as usize].population >= CITY;
                let word = m.end == i + 1
                    && t.at(i).iter().any(|x| {
                        x.split.cut <= m.split.cut && (!city && matches!(x.entry, Entry::Common))
                            || x.split.cut <= m.split.cut
                                && matches!(
                                    x.entry,
                                    Entry::Masdar { .. }
                                        | Entry::CueNoun { .. }
                                        | Entry::Participle { .. }
                                        | Entry::Title { .. }
                                        | Entry::Agent { .. }
                                        | Entry::Organ { .. }
                                        | Entry::Word(_)
                                )
                    });
                if !(located || sure && !word) {
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

    /// `تعتزم فتح سفارة`: a verbal noun before its object is no name.
    fn deed_on(&self, m: &Match) -> bool {
        let t = self.t;
        let object = flag::COMMON | flag::MASDAR | flag::CUE_NOUN;
        let noun = t.is(m.end, object) && !t.is(m.end, flag::PREP | flag::FINITE | flag::COMP | flag::REL | flag::CONJ);
        let joined = t.text.tokens.get(m.end).is_none_or(|x| !x.is_word()) || t.text.folded(m.end).starts_with(letters::AND);
        t.is(m.start, flag::MASDAR) && noun && !joined && self.nisba(m.end, false).is_none()
    }

    /// Whether an ambiguous name stands where names stand: behind a title, `دولة`, a preposition of place, or coordinated with a state.
    pub(super) fn supported(&self, m: &Match) -> bool {
        let t = self.t;
        let Some(p) = m.start.checked_sub(1) else {
            return false;
        };
        if m.split.conj {
            return t.at(p).iter().any(|x| matches!(x.entry, Entry::Polity { sure: true, .. } | Entry::Nisba { .. }));
        }
        t.prep(p).is_some_and(|(id, at)| at == m.start && t.k.prep_is(id, prep::BEFORE_NAME))
            || m.split.prep.is_some()
            || t.at(p).iter().any(|x| matches!(x.entry, Entry::Title { .. } | Entry::Organ { .. }))
            || t.is(p, flag::FINITE)
    }

    pub(super) fn organ(&self, m: Match, id: u16, out: &mut Vec<Mention>) -> bool {
        let t = self.t;
        let mut p = m.end;
        let mut owner = None;
        for _ in 0..4 {
            // النظام المالي is no government of Mali, unless the article has named the state.
            let army = t.k.organs[id as usize].role == "military";
            let sure = || t.at(p).iter().any(|x| matches!(x.entry, Entry::Nisba { sure: true, .. }));
            if let Some((n, of, ..)) = self.nisba(p, false).filter(|n| army || sure() || self.named_surely(n.1)) {
                owner = Some(of);
                p = n.end;
                break;
            }
            if let Some((end, o)) = self.owner_name(p, false, None).or_else(|| self.owner_name(p, false, Some(letters::FOR_PREP)))
            {
                owner = Some(o);
                p = end;
                break;
            }
            if self.is_prep(p, prep::IN)
                && let Some((end, o)) = self.owner_name(p + 1, false, None)
            {
                owner = Some(o);
                p = end;
                break;
            }
            // وفد من كازاخستان
            if self.is_prep(p, prep::FROM)
                && p == m.end
                && m.split.enc.is_none()
                && t.k.organs[id as usize].role == "state"
                && !t.text.folded(m.start).contains(letters::ARTICLE)
                && let Some((end, o)) = self.owner_name(p + 1, false, None)
            {
                owner = Some(o);
                p = end;
                break;
            }
            // وزارة الخارجية والتعاون الدولي المصرية: one adjective or a quoted name may stand between.
            let skippable = t.text.tokens.get(p).is_some_and(|x| x.kind == Kind::Word)
                && t.text.folded(p).starts_with(letters::ARTICLE)
                && t.is(p, flag::COMMON)
                && self.nisba(p + 1, false).is_some();
            if skippable {
                p += 1;
                continue;
            }
            break;
        }
        let mut x = self.base(&m, What::Organ { organ: id, pronoun: m.split.enc.is_some() }, MentionForm::Nisba);
        x.gender =
            if t.text.folded(m.start).ends_with(letters::FEMININE) || matches!(t.k.organs[id as usize].role.as_str(), "police") {
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
                // العلاقات الدبلوماسية: behind a noun with the article, an adjective.
                let adjective = m.end == m.start + 1
                    && m.start > 0
                    && out.last().is_none_or(|x| x.end != m.start)
                    && m.split.cut == 0
                    && t.text.folded(m.start).starts_with(crate::letters::ARTICLE)
                    && t.text.tokens[m.start - 1].is_word()
                    && t.text.folded(m.start - 1).contains(crate::letters::ARTICLE)
                    && t.is(m.start - 1, flag::COMMON)
                    && !t.is(m.start - 1, flag::FINITE | flag::PREP | flag::ADVERB | flag::CONJ | flag::COMP);
                if adjective {
                    return false;
                }
                let agency = t.k.organs[id as usize].role == "agency";
                let opens =
                    t.text.folded(m.start).starts_with(letters::ARTICLE) || m.start > 0 && t.is(m.start - 1, flag::FINITE);
                // إدارة ترمب: the state of the person named next.
                let headed = t.k.organs[id as usize].role == "state"
                    && t.at(m.end)
                        .iter()
                        .any(|x| x.split.cut == 0 && matches!(x.entry, Entry::Short { sure: true, .. } | Entry::Human { .. }));
                if (!definite || agency && !opens) && m.split.enc.is_none() && !headed {
                    return false;
                }
                out.push(x);
                true
            }
        }
    }
}
