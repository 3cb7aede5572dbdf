//! What mahdar knows, compiled: things of the world, words of the language, rules of the grammar.

mod facts;
mod rules;
mod words;

pub use facts::*;
pub use rules::*;
pub use words::*;

use crate::near::Sounds;
use crate::sorted;
use crate::vocab::{Tok, Trie, Vocab};
use hashbrown::{HashMap, HashSet};
use serde::{Deserialize, Serialize};
use smallvec::SmallVec;

impl Knowledge {
    /// Whether preposition `id` has one of `roles`, bits of [`prep`].
    pub fn prep_is(&self, id: u8, roles: u16) -> bool {
        self.prep_roles.get(id as usize).is_some_and(|r| r & roles != 0)
    }

    /// The same knowledge without one of its rules: nouns that are the cue of no other are words like others again.
    pub fn without(&self, frame: &str) -> Knowledge {
        let mut k = Knowledge { serial: Serial::default(), ..self.clone() };
        let Some(id) = k.frames.iter().position(|f| f.name == frame) else { return k };
        k.lemma_frames.iter_mut().for_each(|l| l.retain(|f| usize::from(*f) != id));
        let mut gone = HashSet::new();
        for (noun, list) in k.noun_frames.iter_mut().enumerate().filter(|(_, l)| !l.is_empty()) {
            list.retain(|f| usize::from(*f) != id);
            if list.is_empty() {
                gone.insert(noun as u16);
            }
        }
        k.trie.forget(|e| matches!(e, Entry::CueNoun { id, .. } if gone.contains(id)));
        k
    }

    /// Whether those of a sector fight.
    pub fn fights(&self, sector: Option<&str>) -> bool {
        sector.is_some_and(|s| self.armed.iter().any(|a| a == s))
    }
}

/// Tells one set of knowledge from another in this process: what is remembered about words belongs to one of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Serial(u64);

impl Default for Serial {
    fn default() -> Self {
        static NEXT: std::sync::atomic::AtomicU64 = std::sync::atomic::AtomicU64::new(0);
        Serial(NEXT.fetch_add(1, std::sync::atomic::Ordering::Relaxed))
    }
}

/// Everything mahdar knows.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[allow(missing_docs)]
pub struct Knowledge {
    #[serde(skip)]
    pub serial: Serial,
    pub vocab: Vocab,
    pub trie: Trie,
    pub polities: Vec<Polity>,
    pub orgs: Vec<Body>,
    pub groups: Vec<Body>,
    pub regions: Vec<Region>,
    pub frameworks: Vec<Framework>,
    pub places: Vec<Place>,
    pub humans: Vec<Human>,
    pub offices: Vec<Office>,
    pub titles: Vec<Title>,
    pub organs: Vec<Organ>,
    pub agents: Vec<Agent>,
    /// Lemma's citation forms.
    pub lemmas: Vec<String>,
    pub frames: Vec<Frame>,
    /// Lemmas of what befalls their subject: its future is no promise.
    #[serde(serialize_with = "sorted::set")]
    pub befalling: HashSet<u16>,
    /// Lemmas that weigh, demand or break a promise that was given.
    #[serde(serialize_with = "sorted::set")]
    pub recalling: HashSet<u16>,
    /// Nouns that are a deed where something is promised, and often a thing elsewhere: عقد, وقف.
    #[serde(serialize_with = "sorted::set")]
    pub deeds: HashSet<Tok>,
    /// What stands for whoever speaks: نحن, أنا.
    #[serde(serialize_with = "sorted::set")]
    pub selves: HashSet<Tok>,
    /// Frames of each lemma.
    pub lemma_frames: Vec<SmallVec<[u16; 4]>>,
    /// Frames of each cue noun.
    pub noun_frames: Vec<SmallVec<[u16; 2]>>,
    pub blockers: Vec<Blocker>,
    /// Blockers by their words.
    #[serde(serialize_with = "sorted::map")]
    pub blocker_words: HashMap<Tok, SmallVec<[u16; 2]>>,
    #[serde(serialize_with = "sorted::map")]
    pub cameo: HashMap<String, Cameo>,
    /// PLOVER types that exist.
    #[serde(serialize_with = "sorted::set")]
    pub plover: HashSet<String>,
    /// Prepositions by number, in their folded form.
    pub preps: Vec<String>,
    /// Roles of prepositions by number, bits of [`prep`].
    pub prep_roles: Vec<u16>,
    /// Words that join two dates of one day, folded.
    pub date_links: Vec<String>,
    /// Days of the month as ordinals, folded.
    pub day_ordinals: Vec<(String, u8)>,
    pub framework_kinds: Vec<String>,
    pub sector_names: Vec<String>,
    /// Sectors of those who fight.
    pub armed: Vec<String>,
    /// The word that a state's movement of a sector bears in its code: REB is REBELS.
    #[serde(serialize_with = "sorted::map")]
    pub movements: HashMap<String, String>,
    pub context_names: Vec<String>,
    /// Enclitic pronouns, longest first.
    pub enclitics: Vec<Enclitic>,
    /// Polities by code.
    #[serde(serialize_with = "sorted::map")]
    pub polity_by_code: HashMap<String, u16>,
    /// Places that are a polity's capital.
    #[serde(serialize_with = "sorted::map")]
    pub capital_place: HashMap<u16, u16>,
    /// Humans holding an office of a state, for "the French president" on a date.
    #[serde(serialize_with = "sorted::map")]
    pub holders: HashMap<(String, u16), Vec<u32>>,
    /// PLOVER type → what its announced future is.
    #[serde(serialize_with = "sorted::map")]
    pub futures: HashMap<String, String>,
    /// How foreign sounds are spelt.
    pub sounds: Sounds,
    /// First words of states' long names, and whose: `المملكة`.
    #[serde(serialize_with = "sorted::map")]
    pub polity_heads: HashMap<Tok, SmallVec<[u16; 6]>>,
    /// Frames by name.
    #[serde(serialize_with = "sorted::map")]
    pub frame_by_name: HashMap<String, u16>,
    /// Organisations by code.
    #[serde(serialize_with = "sorted::map")]
    pub org_by_code: HashMap<String, u16>,
    /// Groups by code.
    #[serde(serialize_with = "sorted::map")]
    pub group_by_code: HashMap<String, u16>,
    /// Labels of the report by key: English, Arabic.
    #[serde(serialize_with = "sorted::map")]
    pub labels: HashMap<String, (String, String)>,
}
