//! Which tellings are of one encounter.

use std::collections::hash_map::Entry;
use std::collections::{BTreeMap, BTreeSet, HashMap};

use mahdar_history::encounters::{self, Reviews, Telling, TellingId};
use rusqlite::{Connection, OptionalExtension};

use super::review;
use crate::error::Fault;

/// Tellings by key of their encounter, and what their articles are copies of.
pub(super) struct Tellings<'a> {
    db: &'a Connection,
    loaded: HashMap<i64, Option<(Telling, i64)>>,
}

/// What copies that tell an encounter in the same way have in common: the text that they count as, and all that is compared.
type Wording = (i64, String);

impl<'a> Tellings<'a> {
    pub fn new(db: &'a Connection) -> Self {
        Self { db, loaded: HashMap::new() }
    }

    /// The telling, and the article that its article counts as.
    pub fn get(&mut self, encounter: i64) -> Result<Option<&(Telling, i64)>, Fault> {
        if !self.loaded.contains_key(&encounter) {
            let mut find = self.db.prepare_cached(
                "SELECT t.telling, coalesce(a.original, a.key) FROM telling t JOIN encounter e ON e.key = t.encounter
                 JOIN article a ON a.key = e.article WHERE t.encounter = ?1",
            )?;
            let found = find.query_row([encounter], |r| Ok((r.get::<_, String>(0)?, r.get::<_, i64>(1)?))).optional()?;
            let telling = match found {
                None => None,
                Some((json, text)) => {
                    Some((serde_json::from_str(&json).map_err(|e| Fault::Broken(format!("a telling: {e}")))?, text))
                }
            };
            self.loaded.insert(encounter, telling);
        }
        Ok(self.loaded.get(&encounter).and_then(Option::as_ref))
    }

    /// Tellings that share a key with this one or that a user named beside it, but for those in `all`. `outside` keeps those
    /// of each key that were not in `all` yet: of many tellings of one encounter none has to go through the others again.
    fn near(
        &self,
        encounter: i64,
        id: &TellingId,
        all: &BTreeSet<i64>,
        outside: &mut HashMap<String, Vec<i64>>,
    ) -> Result<BTreeSet<i64>, Fault> {
        let mut near = BTreeSet::new();
        let mut keys = self.db.prepare_cached("SELECT key FROM telling_key WHERE encounter = ?1")?;
        let mut with = self.db.prepare_cached("SELECT encounter FROM telling_key WHERE key = ?1")?;
        for key in keys.query_map([encounter], |r| r.get::<_, String>(0))? {
            let others = match outside.entry(key?) {
                Entry::Occupied(known) => known.into_mut(),
                Entry::Vacant(new) => {
                    let found = with.query_map([new.key()], |r| r.get::<_, i64>(0))?.collect::<Result<_, _>>()?;
                    new.insert(found)
                }
            };
            others.retain(|other| !all.contains(other));
            near.extend(others.iter());
        }
        let mut reviewed = self.db.prepare_cached(
            "SELECT t.encounter FROM review r JOIN telling t ON t.id = r.b WHERE r.a = ?1
             UNION SELECT t.encounter FROM review r JOIN telling t ON t.id = r.a WHERE r.b = ?1",
        )?;
        for other in reviewed.query_map([review::name(id)], |r| r.get::<_, i64>(0))? {
            near.insert(other?);
        }
        near.retain(|other| !all.contains(other));
        Ok(near)
    }

    /// All tellings that are of one encounter with this one, directly or through others; contradictions not looked at. With
    /// `apart` also those next to it that are not.
    pub fn around(&mut self, encounter: i64, reviews: &Reviews, apart: bool) -> Result<BTreeSet<i64>, Fault> {
        let (mut all, mut todo) = (BTreeSet::from([encounter]), vec![encounter]);
        let mut outside = HashMap::new();
        // Copies find what the first two of them find, of which one at least is not of the article of what is found.
        let mut asked: HashMap<Wording, BTreeSet<String>> = HashMap::new();
        while let Some(next) = todo.pop() {
            let Some((own, own_text)) = self.get(next)?.cloned() else { continue };
            if !reviews.name(&own.id) {
                let articles = asked.entry((own_text, wording(&own)?)).or_default();
                if articles.len() > 1 || !articles.insert(own.id.article.clone()) {
                    continue;
                }
            }
            for other in self.near(next, &own.id, &all, &mut outside)? {
                let Some((telling, text)) = self.get(other)? else { continue };
                if reviews.verdict(&own, telling, own_text == *text).0.is_some() {
                    all.insert(other);
                    todo.push(other);
                } else if apart && next == encounter {
                    all.insert(other);
                }
            }
        }
        Ok(all)
    }

    /// Of copies that tell an encounter in the same way one goes where all go, and comparing each with each would take the square
    /// of their number: these tellings by the one that stands for those like it. Where an article tells of two such
    /// encounters the first are like the first, the second like the second.
    fn alike(&mut self, keys: &BTreeSet<i64>, reviews: &Reviews) -> Result<BTreeMap<i64, Vec<i64>>, Fault> {
        if keys.len() < 3 {
            return Ok(keys.iter().map(|key| (*key, vec![*key])).collect());
        }
        let mut ids = Vec::with_capacity(keys.len());
        for key in keys {
            if let Some((telling, _)) = self.get(*key)? {
                ids.push((telling.id.clone(), *key));
            }
        }
        ids.sort_unstable();
        let mut told: HashMap<(Wording, String), usize> = HashMap::new();
        let mut first: HashMap<(Wording, usize), i64> = HashMap::new();
        let mut out: BTreeMap<i64, Vec<i64>> = BTreeMap::new();
        for (id, key) in ids {
            let Some((telling, text)) = self.get(key)?.cloned() else { continue };
            let mut stands = key;
            if !reviews.name(&id) {
                let wording = (text, wording(&telling)?);
                let nth = told.entry((wording.clone(), id.article)).or_default();
                *nth += 1;
                let other = *first.entry((wording, *nth)).or_insert(key);
                if let Some((like, _)) = self.get(other)?
                    && reviews.verdict(like, &telling, true).0.is_some()
                {
                    stands = other;
                }
            }
            out.entry(stands).or_default().push(key);
        }
        Ok(out)
    }

    /// What is made of these tellings, of which it is said whether two articles are copies; and the keys of the tellings.
    pub fn together<T>(
        &mut self,
        keys: &BTreeSet<i64>,
        make: impl FnOnce(&[Telling], &dyn Fn(&str, &str) -> bool) -> T,
    ) -> Result<(T, BTreeMap<TellingId, i64>), Fault> {
        let (mut list, mut by_id, mut texts) = (Vec::new(), BTreeMap::new(), HashMap::new());
        for key in keys {
            if let Some((telling, text)) = self.get(*key)? {
                by_id.insert(telling.id.clone(), *key);
                texts.insert(telling.id.article.clone(), *text);
                list.push(telling.clone());
            }
        }
        let same_text = |a: &str, b: &str| texts.get(a).is_some_and(|t| texts.get(b) == Some(t));
        Ok((make(&list, &same_text), by_id))
    }
}

/// Merges what these articles tell with what others tell.
pub(super) fn find(db: &Connection, articles: &BTreeSet<i64>) -> Result<(), Fault> {
    let mut todo: BTreeSet<i64> = BTreeSet::new();
    for article in articles {
        let mut find = db.prepare_cached("SELECT key FROM encounter WHERE article = ?1")?;
        todo.extend(find.query_map([article], |r| r.get::<_, i64>(0))?.collect::<Result<Vec<_>, _>>()?);
    }
    put_together(db, todo)
}

/// Merges these tellings with all others.
pub(super) fn put_together(db: &Connection, mut todo: BTreeSet<i64>) -> Result<(), Fault> {
    let reviews = review::all(db)?;
    // Those they were merged with may have to go other ways now.
    let mut mains = BTreeSet::new();
    let mut find = db.prepare_cached("SELECT main FROM merged WHERE encounter = ?1")?;
    for key in &todo {
        mains.extend(find.query_row([key], |r| r.get::<_, i64>(0)).optional()?);
    }
    let mut find = db.prepare_cached("SELECT encounter FROM merged WHERE main = ?1")?;
    for main in mains {
        for encounter in find.query_map([main], |r| r.get::<_, i64>(0))? {
            todo.insert(encounter?);
        }
    }
    let mut put = db.prepare_cached(
        "INSERT INTO merged (encounter, main) VALUES (?1, ?2)
         ON CONFLICT DO UPDATE SET main = excluded.main WHERE main <> excluded.main",
    )?;
    let mut tellings = Tellings::new(db);
    while let Some(key) = todo.pop_first() {
        let around = tellings.around(key, &reviews, false)?;
        for key in &around {
            todo.remove(key);
        }
        let alike = tellings.alike(&around, &reviews)?;
        let keys = alike.keys().copied().collect();
        let (encounters, by_id) = tellings.together(&keys, |list, copies| encounters::groups(list, &reviews, copies))?;
        for encounter in encounters {
            let first = encounter.iter().filter_map(|id| alike.get(by_id.get(id)?));
            let keys: Vec<i64> = first.flatten().copied().collect();
            let mut best = None;
            for key in &keys {
                if let Some((t, _)) = tellings.get(*key)? {
                    // What tells most stands for the others: a day, more parties, then what came first.
                    let day = t.said.is_some_and(mahdar_history::Days::is_day);
                    let rank = (!day, std::cmp::Reverse(t.parties.len()), t.published.is_none(), t.published, t.id.clone(), *key);
                    best = best.into_iter().chain([rank]).min();
                }
            }
            let Some(main) = best.map(|rank| rank.5) else { continue };
            for key in keys {
                put.execute([key, main])?;
            }
        }
    }
    Ok(())
}

/// All of a telling that is compared, but for whose it is.
fn wording(t: &Telling) -> Result<String, Fault> {
    serde_json::to_string(&(&t.kind, t.planned, &t.parties, t.said, t.published, &t.place))
        .map_err(|e| Fault::Broken(e.to_string()))
}
