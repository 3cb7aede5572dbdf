//! Whom a name may stand for, and what the files tell of them: names in all their spellings, offices with their dates.
//!
//! A name is looked up as the engine would, so that what is found here is what a reading would find; and besides among the
//! English names, the codes, and the parts of longer names.

use crate::load::{Files, parse_day, words};
use crate::model::{Day, Entry, Knowledge, Owner};
use crate::table::{Row, rows};
use crate::vocab::Trie;
use hashbrown::HashMap;
use mahdar_text::latin_words;

/// What somebody or something is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Thing {
    /// A person.
    Person,
    /// A state or territory.
    Polity,
    /// An organisation of states.
    Organization,
    /// A group that is no state.
    Group,
}

/// What a form is to its bearer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Use {
    /// A name.
    Name,
    /// One word of a person's name.
    Short,
    /// The state's capital, which stands for it.
    Capital,
    /// A seat of power, which stands for the state.
    Seat,
    /// An adjective of relation, masculine and indefinite.
    Adjective,
}

/// An Arabic form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Form {
    /// As it is written in the data.
    pub text: String,
    /// What it is.
    pub of: Use,
    /// Whether it is believed without a context that supports it.
    pub sure: bool,
}

/// Somebody or something the files know.
#[derive(Clone, Debug)]
pub struct Card {
    /// What it is.
    pub thing: Thing,
    /// A person's id, else the code.
    pub id: String,
    /// English name.
    pub en: String,
    /// A person's state, organisation or group; the state of a group; else empty.
    pub code: String,
    /// Wikidata id, where it is told.
    pub wikidata: String,
    /// A state's capital in English.
    pub capital: String,
    /// Arabic forms, the usual one first.
    pub forms: Vec<Form>,
}

/// A term of office, as it is written.
#[derive(Clone, Debug)]
pub struct Held {
    /// The holder's id.
    pub person: String,
    /// State, organisation or group.
    pub code: String,
    /// Office of the record's list.
    pub office: String,
    /// English title.
    pub title: String,
    /// First day, as precise as it is known; empty where it is not.
    pub start: String,
    /// Last day; empty where the term goes on.
    pub end: String,
    /// Whether the dates are uncertain.
    pub uncertain: bool,
    /// Whether the last day is inferred.
    pub inferred: bool,
    period: (Day, Day),
}

impl Held {
    /// Whether the day lies in the term.
    pub fn on(&self, day: Day) -> bool {
        (self.period.0..=self.period.1).contains(&day)
    }
}

/// Why a name was found, the best reason first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Why {
    /// It is the code or the id.
    Code,
    /// It is a form of the data, in one of its spellings or inflections.
    Form(Use),
    /// It is a title with a name, or one whose holder the day tells.
    Described,
    /// It is the English name.
    English,
    /// It is a form that needs a context to be believed.
    Ambiguous(Use),
    /// It is as good as a name but for a slip or two.
    Near,
    /// It is part of the English name.
    PartOfEnglish,
    /// It is part of an Arabic name.
    PartOfName,
}

/// Somebody or something found.
#[derive(Clone, Copy, Debug)]
pub struct Found<'a> {
    /// Who.
    pub card: &'a Card,
    /// Why.
    pub why: Why,
}

/// All persons, states, organisations and groups of the files.
#[derive(Debug, Default)]
pub struct Directory {
    cards: Vec<Card>,
    at: HashMap<(Thing, String), usize>,
    held: Vec<Held>,
}

impl Directory {
    /// Reads `kb/` of data files; faulty rows are passed over.
    pub fn new(files: &Files) -> Self {
        let mut d = Self::default();
        let layers = |path: &str| files.get(path).into_iter().flatten();
        let uses = [
            ("names_ar", Use::Name),
            ("short_ar", Use::Short),
            ("capitals_ar", Use::Capital),
            ("metonyms", Use::Seat),
            ("nisba", Use::Adjective),
        ];
        for (path, thing, id) in [
            ("kb/people.tsv", Thing::Person, "id"),
            ("kb/polities.tsv", Thing::Polity, "code"),
            ("kb/organizations.tsv", Thing::Organization, "code"),
            ("kb/groups.tsv", Thing::Group, "code"),
        ] {
            for (name, text) in layers(path) {
                let columns = crate::load::columns(path);
                for row in rows(name, text, columns, &mut Vec::new()) {
                    d.add(thing, &row, id, &uses);
                }
            }
        }
        let mut open: HashMap<(&str, String, &str, Day), usize> = HashMap::new();
        for (name, text) in layers("kb/terms.tsv") {
            for row in rows(name, text, crate::load::columns("kb/terms.tsv"), &mut Vec::new()) {
                let (Some(start), Some(end)) = (parse_day(row.get("start"), false), parse_day(row.get("end"), true)) else {
                    continue;
                };
                let own = d.card(Thing::Person, row.get("person")).map_or("", |c| c.code.as_str());
                let code = row.opt("code").unwrap_or(own).to_owned();
                // A layer above may tell the end of a term that a layer below left open.
                let key = (row.get("person"), code.clone(), row.get("office"), start);
                if let Some(at) = open.remove(&key) {
                    let held: &mut Held = &mut d.held[at];
                    (held.end, held.period.1) = (row.get("end").into(), end);
                    continue;
                }
                if end == Day::MAX {
                    open.insert(key, d.held.len());
                }
                d.held.push(Held {
                    person: row.get("person").into(),
                    code,
                    office: row.get("office").into(),
                    title: row.get("title_en").into(),
                    start: row.get("start").into(),
                    end: row.get("end").into(),
                    uncertain: row.get("flag").contains('u'),
                    inferred: row.get("flag").contains('i'),
                    period: (start, end),
                });
            }
        }
        d.held.sort_by_key(|h| h.period);
        d
    }

    fn add(&mut self, thing: Thing, row: &Row<'_>, id: &str, uses: &[(&str, Use)]) {
        let key = (thing, row.get(id).to_owned());
        let at = *self.at.entry(key).or_insert_with(|| {
            self.cards.push(Card {
                thing,
                id: row.get(id).into(),
                en: row.get("name_en").into(),
                code: match thing {
                    Thing::Person => row.get("code").into(),
                    Thing::Group => row.get("polity").into(),
                    _ => String::new(),
                },
                wikidata: row.get("wikidata").into(),
                capital: row.get("capital_en").into(),
                forms: Vec::new(),
            });
            self.cards.len() - 1
        });
        let forms = &mut self.cards[at].forms;
        for (column, of) in uses {
            for (text, sure) in row.variants(column) {
                let text = text.strip_prefix("pl:").unwrap_or(text).to_owned();
                let form = Form { text, of: *of, sure };
                if !forms.contains(&form) {
                    forms.push(form);
                }
            }
        }
    }

    /// All of them, in the order of the files.
    pub fn cards(&self) -> &[Card] {
        &self.cards
    }

    /// All terms, the earliest first.
    pub fn held(&self) -> &[Held] {
        &self.held
    }

    /// Somebody or something by id or code.
    pub fn card(&self, thing: Thing, id: &str) -> Option<&Card> {
        self.at.get(&(thing, id.to_owned())).map(|i| &self.cards[*i])
    }

    /// The terms of a person, the earliest first.
    pub fn terms<'a>(&'a self, person: &'a str) -> impl Iterator<Item = &'a Held> {
        self.held.iter().filter(move |h| h.person == person)
    }

    /// The terms of all who held an office of a state, organisation or group, the earliest first.
    pub fn of_office<'a>(&'a self, code: &'a str, office: &'a str) -> impl Iterator<Item = &'a Held> {
        self.held.iter().filter(move |h| h.code == code && h.office == office)
    }

    /// Who holds an office of a state, organisation or group on a day.
    pub fn holders<'a>(&'a self, code: &'a str, day: Day) -> impl Iterator<Item = &'a Held> {
        self.held.iter().filter(move |h| h.code == code && h.on(day))
    }

    /// All that a name may stand for: the best reasons first, and of one reason first who holds an office on the day.
    /// `k` is the knowledge made of the same files.
    pub fn find(&self, k: &Knowledge, name: &str, on: Option<Day>) -> Vec<Found<'_>> {
        let mut why: Vec<Option<Why>> = vec![None; self.cards.len()];
        let mut note = |at: usize, reason: Why| why[at] = Some(why[at].map_or(reason, |w| w.min(reason)));
        for (thing, id, reason) in entries(k, name) {
            if let Some(at) = self.at.get(&(thing, id)) {
                note(*at, reason);
            }
        }
        let (arabic, latin) = (words(name), latin_words(name));
        for (at, card) in self.cards.iter().enumerate() {
            if [&card.id, &card.wikidata].iter().any(|id| id.eq_ignore_ascii_case(name.trim()) && !id.is_empty()) {
                note(at, Why::Code);
            }
            if let Some(all) = has_words(&card.en, &latin) {
                note(at, if all { Why::English } else { Why::PartOfEnglish });
            } else if has_words(&card.capital, &latin) == Some(true) {
                note(at, Why::Form(Use::Capital));
            }
            let names = card.forms.iter().filter(|f| matches!(f.of, Use::Name | Use::Short));
            if names.into_iter().any(|f| is_part(&arabic, &words(&f.text))) {
                note(at, Why::PartOfName);
            }
        }
        // A slip is looked for where nothing is called so.
        if !why.iter().flatten().any(|w| *w < Why::Near) {
            for (card, why) in self.cards.iter().zip(&mut why).filter(|(_, why)| why.is_none()) {
                let uses = |f: &&Form| matches!(f.of, Use::Name | Use::Short) && f.sure;
                let near = k.sounds.near(&latin, &latin_words(&card.en))
                    || card.forms.iter().filter(uses).any(|f| k.sounds.near(&arabic, &words(&f.text)));
                if near {
                    *why = Some(Why::Near);
                }
            }
        }
        let mut found: Vec<Found<'_>> =
            self.cards.iter().zip(why).filter_map(|(card, why)| Some(Found { card, why: why? })).collect();
        let idle = |c: &Card| on.is_some_and(|day| c.thing == Thing::Person && !self.terms(&c.id).any(|h| h.on(day)));
        found.sort_by_cached_key(|f| (f.why, idle(f.card), f.card.thing, f.card.en.clone(), f.card.id.clone()));
        found
    }
}

/// What the phrase means to the engine.
fn entries(k: &Knowledge, name: &str) -> Vec<(Thing, String, Why)> {
    let mut node = Trie::ROOT;
    for w in words(name) {
        match k.vocab.get(&w).and_then(|t| k.trie.step(node, t)) {
            Some(next) => node = next,
            None => return Vec::new(),
        }
    }
    if node == Trie::ROOT {
        return Vec::new();
    }
    let human = |id: u32| Some((Thing::Person, k.humans.get(id as usize)?.id.clone()));
    let polity = |id: u16| Some((Thing::Polity, k.polities.get(usize::from(id))?.code.clone()));
    let org = |id: u16| Some((Thing::Organization, k.orgs.get(usize::from(id))?.code.clone()));
    let group = |id: u16| Some((Thing::Group, k.groups.get(usize::from(id))?.code.clone()));
    let meaning = |e: &Entry| {
        let (who, of, sure) = match *e {
            Entry::Human { id } => (human(id), Use::Name, true),
            Entry::Short { id, sure } => (human(id), Use::Short, sure),
            Entry::Polity { id, sure } => (polity(id), Use::Name, sure),
            Entry::Capital { id, sure } => (polity(id), Use::Capital, sure),
            Entry::Metonym { id, sure } => (polity(id), Use::Seat, sure),
            Entry::Org { id, sure } => (org(id), Use::Name, sure),
            Entry::Group { id, sure } => (group(id), Use::Name, sure),
            Entry::Nisba { of, sure, .. } => {
                let who = match of {
                    Owner::Polity(id) => polity(id),
                    Owner::Org(id) => org(id),
                    Owner::Group(id) => group(id),
                    Owner::Region(_) => None,
                };
                (who, Use::Adjective, sure)
            }
            _ => return None,
        };
        let (thing, id) = who?;
        Some((thing, id, if sure { Why::Form(of) } else { Why::Ambiguous(of) }))
    };
    k.trie.entries(node).iter().filter_map(meaning).collect()
}

/// Whether a name has all these words, in whatever order; and then whether it has no others.
fn has_words(name: &str, wanted: &[String]) -> Option<bool> {
    if wanted.is_empty() || name.is_empty() {
        return None;
    }
    let mut left = latin_words(name);
    for w in wanted {
        left.swap_remove(left.iter().position(|l| l == w)?);
    }
    Some(left.is_empty())
}

/// Whether the words stand in the name in their order, or are some of its words written together or apart.
fn is_part(wanted: &[String], name: &[String]) -> bool {
    if wanted.is_empty() {
        return false;
    }
    let mut rest = name.iter();
    if wanted.iter().all(|w| rest.any(|n| n == w)) {
        return true;
    }
    let joined = wanted.concat();
    (0..name.len()).any(|from| {
        let mut tail = joined.as_str();
        for n in &name[from..] {
            match tail.strip_prefix(n.as_str()) {
                Some("") => return true,
                Some(t) => tail = t,
                None => return false,
            }
        }
        false
    })
}
