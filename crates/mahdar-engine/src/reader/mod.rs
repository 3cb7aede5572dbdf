//! The reading itself: cue by cue through the text, filling frames and noting what they yield.

mod ahead;
mod aimed;
mod behind;
mod choice;
mod commitments;
mod cues;
mod doers;
mod duties;
mod encounters;
mod events;
mod facts;
mod finite;
mod futures;
mod items;
mod nominal;
mod pairs;
mod roles;
mod sides;
mod sources;
mod statements;
mod subjects;
mod unsaid;
mod words;
mod yields;

use crate::clause::Scene;
use crate::content::Content;
use crate::resolve::Cast;
use crate::tag::flag;
use jiff::civil::Date;
use mahdar_knowledge::conjugate::{Gender, Number};
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
    /// A verbal noun opening the content is the speakers' own deed.
    pub own: bool,
    /// Whose deeds the content tells where it names nobody: the accused (`اتهمت … إيران بدعم …`), or who sets about them
    /// (`واصلت إسرائيل قصف …`).
    pub doers: Group,
    /// It tells a deed and no words: decisions, orders, what is begun. It is forgotten in the end.
    pub act: bool,
}

/// A promise found.
#[derive(Clone, Debug)]
pub struct Promised {
    /// Who.
    pub actors: Group,
    /// The same as they were told: persons for their states.
    pub by: Group,
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
    /// The rule names no recipient: what is condemned may be nobody's known deed (`أدانت التفجير`), a denial answers a charge.
    pub aimless: bool,
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
    /// Who did something to whom in the clause last told: its cue, and both.
    clause: Option<(usize, Group, Group)>,
    /// The two sides last spoken of.
    pair: Option<Group>,
    /// The article's day, where it is known.
    published: Option<Date>,
    /// The article is about another world than politics: a match, a player.
    elsewhere: bool,
}

fn one(a: usize) -> Group {
    SmallVec::from_slice(&[a])
}

impl<'s, 't, 'a> Reader<'s, 't, 'a> {
    /// Reads a scene of an article of this day.
    pub fn run(scene: &'s Scene<'t, 'a>, cast: &'s mut Cast, published: Option<Date>) -> Findings {
        let mut r = Reader {
            scene,
            cast,
            out: Findings::default(),
            subjects: Vec::new(),
            clause: None,
            pair: None,
            published,
            elsewhere: false,
        };
        r.elsewhere = r.other_world();
        r.read();
        r.out
    }

    fn read(&mut self) {
        let n = self.scene.t.text.tokens.len();
        let mut preds = Vec::new();
        let mut sentence = usize::MAX;
        for i in 0..n {
            if !self.scene.t.text.tokens[i].is_word() {
                continue;
            }
            let s = self.scene.t.text.sentence_of(i);
            if s != sentence {
                sentence = s;
                self.headline(s);
            }
            self.goes_on(i);
            self.note_pair(i);
            self.by_source(i);
            self.behind_quote(i);
            self.duty(i);
            preds.clear();
            self.scene.predicates(i, &mut preds);
            if preds.is_empty() {
                self.note_subject(i);
                continue;
            }
            self.predicate(&preds);
        }
        self.innermost();
        self.future_pledges();
        self.told_futures();
        self.once();
        self.acts();
        self.not_yet_held();
        self.where_visited();
    }

    /// A meeting told without a place, during a visit: where the visitor went.
    fn where_visited(&mut self) {
        let k = self.scene.t.k;
        for i in 0..self.out.met.len() {
            if self.out.met[i].place.is_some() || class(&self.out.met[i].kind) != "meeting" || self.out.met[i].planned {
                continue;
            }
            let m = &self.out.met[i];
            let place = self.out.met.iter().filter(|v| v.kind == "visit" && !v.planned).find_map(|v| {
                let (Some(p), at) = v.place? else { return None };
                let host = &k.places[p as usize].code;
                let visitor = v.who.first().is_some_and(|a| m.who.contains(a));
                let received = m.who.iter().any(|a| self.cast.parties[*a].code.as_ref() == Some(host));
                (visitor && received).then_some((Some(p), at))
            });
            self.out.met[i].place = place;
        }
    }

    /// A promise said again in the same words counts once; the longer wording stays.
    fn once(&mut self) {
        let t = self.scene.t;
        let words = |p: &Promised| {
            (p.item.0..p.item.1).filter(|&i| t.text.tokens[i].is_word()).map(|i| t.text.folded(i)).collect::<Vec<_>>()
        };
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
}

impl Scene<'_, '_> {
    /// Whether the word at `i` negates the future: `لن`.
    pub fn will_not(&self, i: usize) -> bool {
        let t = self.t;
        t.is(i, flag::NEG) && t.is(i, flag::FUTURE) && t.is(i + 1, flag::FINITE)
    }

    /// Whether the word at `i` is a verb in the future, and nothing else: `سيلتقي`, but `سافر` is no `س` and `افر`.
    pub fn will(&self, i: usize) -> bool {
        let mut verbs = self.t.verbs(i).peekable();
        verbs.peek().is_some() && verbs.all(|(m, ..)| m.split.sin)
    }

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
