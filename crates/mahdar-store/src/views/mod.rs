//! Answers that only the explorer asks for: counts to narrow a search by, a network, a map, single facts.

mod facets;
mod facts;
mod network;

pub use facets::Facets;
pub use network::{Dyad, PlaceCount};
