//! Tokens as numbers, and phrases as paths through a trie of them.
//!
//! While knowledge is compiled both grow in hash maps; [`Vocab::freeze`] and [`Trie::freeze`] lay them out as flat
//! tables with open addressing, which load from the compiled form without building anything.

use crate::model::Entry;
use hashbrown::HashMap;
use serde::{Deserialize, Serialize};

/// A token of the vocabulary.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Tok(pub u32);

fn hash_bytes(bytes: &[u8]) -> u64 {
    let mut h: u64 = 0xcbf2_9ce4_8422_2325;
    for chunk in bytes.chunks(8) {
        let mut word = [0u8; 8];
        word[..chunk.len()].copy_from_slice(chunk);
        h = (h ^ u64::from_le_bytes(word)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        h ^= h >> 29;
    }
    h
}

fn hash_pair(a: u32, b: u32) -> u64 {
    let h = ((u64::from(a) << 32) | u64::from(b)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    h ^ (h >> 31)
}

/// Slots of a table for `n` things: a power of two, at most half full.
fn slots(n: usize) -> usize {
    (n * 2).next_power_of_two().max(2)
}

/// Folded tokens and their numbers.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Vocab {
    #[serde(skip)]
    map: HashMap<Box<str>, Tok>,
    text: String,
    ends: Vec<u32>,
    /// Number of the token in each slot, plus one; 0 for an empty slot.
    table: Vec<u32>,
}

impl Vocab {
    /// The number of a folded token, if any phrase or list has it.
    pub fn get(&self, folded: &str) -> Option<Tok> {
        if self.table.is_empty() {
            return self.map.get(folded).copied();
        }
        let mask = self.table.len() - 1;
        let mut at = hash_bytes(folded.as_bytes()) as usize & mask;
        loop {
            let n = *self.table.get(at)?;
            if n == 0 {
                return None;
            }
            let n = n as usize - 1;
            let start = if n == 0 { 0 } else { self.ends[n - 1] as usize };
            if self.text.as_bytes()[start..self.ends[n] as usize] == *folded.as_bytes() {
                return Some(Tok(n as u32));
            }
            at = (at + 1) & mask;
        }
    }

    /// The number of a folded token, giving it one if need be. Only before [`Vocab::freeze`].
    pub fn intern(&mut self, folded: &str) -> Tok {
        if let Some(t) = self.map.get(folded) {
            return *t;
        }
        let t = Tok(self.ends.len() as u32);
        self.text.push_str(folded);
        self.ends.push(self.text.len() as u32);
        self.map.insert(folded.into(), t);
        t
    }

    /// Lays the tokens out for look-ups.
    pub fn freeze(&mut self) {
        let size = slots(self.ends.len());
        self.table = vec![0; size];
        let mut start = 0;
        for (n, end) in self.ends.iter().enumerate() {
            let mut at = hash_bytes(&self.text.as_bytes()[start..*end as usize]) as usize & (size - 1);
            while self.table[at] != 0 {
                at = (at + 1) & (size - 1);
            }
            self.table[at] = n as u32 + 1;
            start = *end as usize;
        }
        self.map = HashMap::new();
    }

    /// How many tokens there are.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }
}

/// A node of the trie.
pub type Node = u32;

/// Phrases of tokens and what each may be.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Trie {
    #[serde(skip)]
    edges: HashMap<(Node, Tok), Node>,
    #[serde(skip)]
    nodes: Vec<Vec<Entry>>,
    /// Node, token, next node in each slot; next node 0 for an empty slot.
    table: Vec<(u32, u32, u32)>,
    starts: Vec<u32>,
    entries: Vec<Entry>,
    /// Whether a longer phrase goes through the node: most look-ups end there.
    inner: Vec<bool>,
}

impl Trie {
    /// The root, from which every phrase starts.
    pub const ROOT: Node = 0;

    /// Adds a meaning to a phrase. Only before [`Trie::freeze`].
    pub fn insert(&mut self, phrase: &[Tok], entry: Entry) {
        if self.nodes.is_empty() {
            self.nodes.push(Vec::new());
        }
        let mut at = Self::ROOT;
        for t in phrase {
            at = match self.edges.get(&(at, *t)) {
                Some(n) => *n,
                None => {
                    let n = self.nodes.len() as Node;
                    self.nodes.push(Vec::new());
                    self.edges.insert((at, *t), n);
                    n
                }
            };
        }
        let list = &mut self.nodes[at as usize];
        if !list.contains(&entry) {
            list.push(entry);
        }
    }

    /// Takes meanings off all phrases. Only after [`Trie::freeze`].
    pub(crate) fn forget(&mut self, gone: impl Fn(&Entry) -> bool) {
        let mut kept = Vec::with_capacity(self.entries.len());
        let starts = std::mem::take(&mut self.starts);
        for w in starts.windows(2) {
            self.starts.push(kept.len() as u32);
            kept.extend(self.entries[w[0] as usize..w[1] as usize].iter().filter(|e| !gone(e)).copied());
        }
        self.starts.push(kept.len() as u32);
        self.entries = kept;
    }

    /// Lays the phrases out for look-ups; the layout depends on what was inserted, in which order, and nothing else.
    pub fn freeze(&mut self) {
        let size = slots(self.edges.len());
        self.table = vec![(0, 0, 0); size];
        let mut edges: Vec<_> = self.edges.iter().map(|((a, t), b)| (*a, t.0, *b)).collect();
        edges.sort_unstable();
        for e in edges {
            let mut at = hash_pair(e.0, e.1) as usize & (size - 1);
            while self.table[at].2 != 0 {
                at = (at + 1) & (size - 1);
            }
            self.table[at] = e;
        }
        self.inner = vec![false; self.nodes.len()];
        for e in &self.table {
            if e.2 != 0 {
                self.inner[e.0 as usize] = true;
            }
        }
        self.starts = Vec::with_capacity(self.nodes.len() + 1);
        self.entries = Vec::new();
        for n in &self.nodes {
            self.starts.push(self.entries.len() as u32);
            self.entries.extend_from_slice(n);
        }
        self.starts.push(self.entries.len() as u32);
        self.edges = HashMap::new();
        self.nodes = Vec::new();
    }

    /// One step.
    pub fn step(&self, at: Node, tok: Tok) -> Option<Node> {
        if self.table.is_empty() {
            return self.edges.get(&(at, tok)).copied();
        }
        let mask = self.table.len() - 1;
        let mut slot = hash_pair(at, tok.0) as usize & mask;
        loop {
            let (a, t, next) = *self.table.get(slot)?;
            if next == 0 {
                return None;
            }
            if a == at && t == tok.0 {
                return Some(next);
            }
            slot = (slot + 1) & mask;
        }
    }

    /// Whether any phrase goes on from here. Before [`Trie::freeze`] every one may.
    pub fn goes_on(&self, at: Node) -> bool {
        self.inner.get(at as usize).copied().unwrap_or(true)
    }

    /// What the phrase that ends here may be.
    pub fn entries(&self, at: Node) -> &[Entry] {
        match self.starts.get(at as usize..at as usize + 2) {
            Some([a, b]) => &self.entries[*a as usize..*b as usize],
            _ => self.nodes.get(at as usize).map_or(&[], Vec::as_slice),
        }
    }
}
