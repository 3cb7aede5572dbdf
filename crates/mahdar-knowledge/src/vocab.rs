//! Tokens as numbers, and phrases as paths through a trie of them.

use crate::model::Entry;
use hashbrown::HashMap;

/// A token of the vocabulary.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Tok(pub u32);

/// Folded tokens and their numbers.
#[derive(Debug, Default)]
pub struct Vocab {
    map: HashMap<Box<str>, Tok>,
}

impl Vocab {
    /// The number of a folded token, if any phrase or list has it.
    pub fn get(&self, folded: &str) -> Option<Tok> {
        self.map.get(folded).copied()
    }

    /// The number of a folded token, giving it one if need be.
    pub fn intern(&mut self, folded: &str) -> Tok {
        if let Some(t) = self.map.get(folded) {
            return *t;
        }
        let t = Tok(self.map.len() as u32);
        self.map.insert(folded.into(), t);
        t
    }

    /// How many tokens there are.
    pub fn len(&self) -> usize {
        self.map.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.map.is_empty()
    }
}

/// A node of the trie.
pub type Node = u32;

/// Phrases of tokens and what each may be.
#[derive(Debug, Default)]
pub struct Trie {
    edges: HashMap<(Node, Tok), Node>,
    nodes: Vec<Vec<Entry>>,
}

impl Trie {
    /// The root, from which every phrase starts.
    pub const ROOT: Node = 0;

    /// Adds a meaning to a phrase.
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

    /// One step.
    pub fn step(&self, at: Node, tok: Tok) -> Option<Node> {
        self.edges.get(&(at, tok)).copied()
    }

    /// What the phrase that ends here may be.
    pub fn entries(&self, at: Node) -> &[Entry] {
        self.nodes.get(at as usize).map_or(&[], Vec::as_slice)
    }
}
