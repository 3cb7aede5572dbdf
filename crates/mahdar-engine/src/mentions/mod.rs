//! Who is spoken of, and where: noun phrases that name, title or describe actors and places.
//!
//! One left-to-right pass. A mention knows only its own words; who it is in the article is decided in `resolve`.

mod names;
mod people;
mod posts;
mod tails;
mod things;
mod titles;

use crate::tag::{Match, Tagged};
use mahdar_knowledge::conjugate::{Gender, Number};
use mahdar_knowledge::{Class, Entry, Owner};
use mahdar_record::MentionForm;
use mahdar_text::Mark;
use smallvec::SmallVec;
use std::cell::{Cell, OnceCell};
use std::collections::HashSet;

/// A title in a mention.
#[derive(Clone, Debug, PartialEq)]
pub struct TitleRef {
    /// Number in [`mahdar_knowledge::Knowledge::titles`].
    pub id: u16,
    /// Whether the post is a thing of the past.
    pub former: bool,
    /// Whether the title opens with the article.
    pub definite: bool,
    /// Of a part only: `رئيس لجنة …` is no head of state.
    pub part: bool,
    /// A post of higher rank told behind this one.
    pub above: Option<u16>,
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
    /// `معاليه`, `سموه`: the person last spoken of.
    Honoured,
    /// `الأخير`: whoever was named last.
    Latter,
    /// `الجانبان`
    Joint,
    /// `الكوريتان`, `الدول الست الكبرى`: several states with one name.
    Pair(u16),
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
    let f = Finder { t, tails: Cell::new(0), full: OnceCell::new() };
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
                    Entry::Word(
                        Class::Turn | Class::Adverb | Class::Tail | Class::Aside | Class::Conj | Class::Visitor | Class::Purpose
                    )
                ))
            .then_some(())
        });
        if let Some((m, _)) = fixed {
            i = m.end;
            continue;
        }
        let before = out.len();
        f.at(i, &mut out);
        // جامعة الملك سعود: nobody.
        if out.get(before).is_some_and(|m| f.called_after(m)) {
            i = out[out.len() - 1].end.max(i + 1);
            out.truncate(before);
            continue;
        }
        i = if out.len() > before { out[out.len() - 1].end.max(i + 1) } else { i + 1 };
    }
    out
}

/// Whether a thing that is called after people stands before token `i`.
pub(crate) fn called_after(t: &Tagged<'_>, i: usize) -> bool {
    let thing = |m: &Match| matches!(m.entry, Entry::Word(Class::Namesake)) && m.end == i && m.split.enc.is_none();
    i > 0 && t.at(i - 1).iter().any(thing)
}

struct Finder<'t, 'a> {
    t: &'t Tagged<'a>,
    /// How many titles stand within tails of titles.
    tails: Cell<u8>,
    /// Regions that the article calls by a name of theirs alone, once that was asked for.
    full: OnceCell<HashSet<u16>>,
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

    /// Whether a mention only says after whom the thing before it is called.
    fn called_after(&self, m: &Mention) -> bool {
        matches!(m.what, What::Person { name: Some(_), .. }) && m.cut == 0 && called_after(self.t, m.start)
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
        // الشيخ تميم بن حمد: an honorific opens no name.
        let honorific = self.t.at(i).iter().any(|m| matches!(m.entry, Entry::Honorific) && m.end < h);
        if honorific && h == most && th < most && ti < most && or < most {
            self.other(i, out);
            return;
        }
        if h == most
            && h > i + 1
            && let Some(name) = self.known_name(i)
        {
            self.person(i, name, out);
            return;
        }
        if let Some((m, e)) = thing
            && (th == most && (ti < most || matches!(e, Entry::Org { .. } | Entry::Polity { .. })) && or < most
                || th > ti.max(or))
            && self.thing(&m, e, out)
        {
            return;
        }
        if let (Some((m, (id, definite))), true) = (title, ti >= or)
            && self.titled(m, id, definite, out)
        {
            return;
        }
        if let Some((m, id)) = organ
            && self.organ(m, id, out)
        {
            return;
        }
        if let Some((m, e)) = thing
            && self.thing(&m, e, out)
        {
            return;
        }
        self.other(i, out);
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
            // وفود من مصر وكوريا الشمالية: the name of a state goes further than what looks like an adjective.
            .filter(|(m, _)| self.owner_name(i, conj, None).is_none_or(|(end, _)| end <= m.end))
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

    fn is_prep(&self, i: usize, roles: u16) -> bool {
        self.t.prep(i).is_some_and(|(p, at)| at == i + 1 && self.t.k.prep_is(p, roles))
    }
}
