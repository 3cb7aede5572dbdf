//! Maps and sets written in the order of their keys: the same knowledge gives the same bytes.

use std::collections::{BTreeMap, BTreeSet};

use hashbrown::{HashMap, HashSet};
use serde::{Serialize, Serializer};

/// For `serialize_with` on a map.
pub(crate) fn map<K, V, S>(map: &HashMap<K, V>, to: S) -> Result<S::Ok, S::Error>
where
    K: Ord + Serialize,
    V: Serialize,
    S: Serializer,
{
    to.collect_map(map.iter().collect::<BTreeMap<_, _>>())
}

/// For `serialize_with` on a set.
pub(crate) fn set<T: Ord + Serialize, S: Serializer>(set: &HashSet<T>, to: S) -> Result<S::Ok, S::Error> {
    to.collect_seq(set.iter().collect::<BTreeSet<_>>())
}

/// For `serialize_with` on a set that may be missing.
pub(crate) fn option_set<T: Ord + Serialize, S: Serializer>(set: &Option<HashSet<T>>, to: S) -> Result<S::Ok, S::Error> {
    set.as_ref().map(|s| s.iter().collect::<BTreeSet<_>>()).serialize(to)
}
