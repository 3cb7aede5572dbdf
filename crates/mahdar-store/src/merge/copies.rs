//! Near-identical articles.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::rc::Rc;

use mahdar_history::copies::Signature;
use rusqlite::{Connection, OptionalExtension, params};

use crate::error::Fault;
use crate::lists::{ALL_BANDS, BANDS, Entry, Walk};
use crate::read::articles::ArticleKey;
use crate::read::page::Order;
use crate::write::Writer;

/// So many texts of a family stand under one band: of a wire that thousands of outlets have, the others need not be compared.
const STAND_FOR_ALL: usize = 16;

/// Finds the texts that these articles are copies of. Copies of copies are one family: one link to it is enough, and of a text
/// with many copies it is found at the first of those that stand for all.
pub(super) fn pair(db: &Connection, articles: &[i64]) -> Result<(), Fault> {
    let mut texts = Texts::default();
    let mut under: BTreeMap<i64, Vec<i64>> = BTreeMap::new();
    let mut own = Vec::with_capacity(articles.len());
    for article in articles {
        let Some(signature) = texts.signature(db, *article)? else { continue };
        under.extend(places(&signature).map(|place| (place, Vec::new())));
        own.push((*article, signature));
    }
    for run in BANDS.runs(db)? {
        let mut walk = Walk::new(db, &BANDS, run, ALL_BANDS, Order::OldestFirst);
        for (place, there) in &mut under {
            while walk.seek(*place)?.is_some_and(|entry| entry.at == *place) {
                there.extend(walk.next()?.map(|entry| entry.article));
            }
        }
    }
    let (mut bands, mut pairs) = (BTreeSet::new(), BTreeSet::new());
    for (article, signature) in &own {
        let near: BTreeSet<i64> = places(signature).filter_map(|place| under.get(&place)).flatten().copied().collect();
        for other in near {
            if texts.family(db, other)? == texts.family(db, *article)? {
                continue;
            }
            if texts.signature(db, other)?.is_some_and(|other| signature.compare(&other).copies) {
                pairs.extend([(*article, other), (other, *article)]);
                texts.join(db, *article, other)?;
            }
        }
        let family = texts.family(db, *article)?;
        // However many the family has: a text that shares a band with none of these is hardly a copy of another of them.
        for place in places(signature) {
            let there = under.entry(place).or_default();
            let mut like = 0;
            for other in there.iter() {
                like += usize::from(texts.family(db, *other)? == family);
            }
            if like < STAND_FOR_ALL && !there.contains(article) {
                there.push(*article);
                bands.insert((ALL_BANDS, Entry { at: place, article: *article, label: 0 }));
            }
        }
    }
    let mut bands: Vec<_> = bands.into_iter().collect();
    BANDS.add(db, &mut bands)?;
    let mut put = db.prepare_cached("INSERT OR IGNORE INTO copy_pair (a, b) VALUES (?1, ?2)")?;
    for (a, b) in pairs {
        put.execute([a, b])?;
    }
    Ok(())
}

/// Signatures and families of articles, each looked up once.
#[derive(Default)]
struct Texts {
    signatures: HashMap<i64, Option<Rc<Signature>>>,
    /// Another of the same family, nearer to the one that all lead to.
    families: HashMap<i64, i64>,
}

impl Texts {
    fn signature(&mut self, db: &Connection, article: i64) -> Result<Option<Rc<Signature>>, Fault> {
        if let Some(known) = self.signatures.get(&article) {
            return Ok(known.clone());
        }
        let found = signature(db, article)?.map(Rc::new);
        self.signatures.insert(article, found.clone());
        Ok(found)
    }

    /// One article of the family, the same for all of it.
    fn family(&mut self, db: &Connection, article: i64) -> Result<i64, Fault> {
        if !self.families.contains_key(&article) {
            let all = alike(db, article)?;
            let first = all.first().copied().unwrap_or(article);
            self.families.extend(all.into_iter().map(|one| (one, first)));
        }
        let mut first = article;
        while let Some(next) = self.families.get(&first).filter(|next| **next != first) {
            first = *next;
        }
        self.families.insert(article, first);
        Ok(first)
    }

    fn join(&mut self, db: &Connection, a: i64, b: i64) -> Result<(), Fault> {
        let (a, b) = (self.family(db, a)?, self.family(db, b)?);
        self.families.insert(a.max(b), a.min(b));
        Ok(())
    }
}

/// Makes an article found no more by the text that it has; before it has another one.
pub(crate) fn forget_bands(db: &Connection, article: i64) -> Result<(), Fault> {
    let Some(signature) = signature(db, article)? else { return Ok(()) };
    let mut rows = places(&signature).map(|at| (ALL_BANDS, Entry { at, article, label: 0 })).collect();
    BANDS.remove(db, &mut rows)
}

/// Where a text stands in the list of all bands.
fn places(signature: &Signature) -> impl Iterator<Item = i64> {
    signature.bands().map(|band| (band >> 1).cast_signed())
}

fn signature(db: &Connection, article: i64) -> Result<Option<Signature>, Fault> {
    let mut find = db.prepare_cached("SELECT bytes FROM signature WHERE article = ?1")?;
    let bytes: Option<Vec<u8>> = find.query_row([article], |r| r.get(0)).optional()?;
    Ok(bytes.and_then(|b| Signature::from_bytes(&b)))
}

/// Says of each of these articles, and of all that are copies of them, which one is the original: the earliest. Gives all whose
/// original has changed, with their likes.
pub(super) fn find(db: &Connection, writer: &mut Writer<'_>, articles: &BTreeSet<i64>) -> Result<BTreeSet<i64>, Fault> {
    let (mut seen, mut changed) = (BTreeSet::<i64>::new(), BTreeSet::new());
    for article in articles {
        if seen.contains(article) {
            continue;
        }
        let all = alike(db, *article)?;
        seen.extend(&all);
        let mut earliest = None;
        for one in &all {
            let mut find = db.prepare_cached("SELECT coalesce(published, '~'), identity FROM article WHERE key = ?1")?;
            let (day, identity) = find.query_row([one], |r| Ok((r.get::<_, String>(0)?, r.get::<_, String>(1)?)))?;
            earliest = earliest.into_iter().chain([(day, identity, *one)]).min();
        }
        let original = earliest.map(|(_, _, key)| key);
        let mut any = false;
        for one in &all {
            let wanted = original.filter(|o| o != one);
            let mut find = db.prepare_cached("SELECT original FROM article WHERE key = ?1")?;
            let was: Option<i64> = find.query_row([one], |r| r.get(0))?;
            if was == wanted {
                continue;
            }
            any = true;
            if was.is_some() != wanted.is_some() {
                let (_, record) = writer.stored(ArticleKey(*one))?;
                writer.recount(&record, wanted.is_some())?;
            }
            db.prepare_cached("UPDATE article SET original = ?2 WHERE key = ?1")?.execute(params![one, wanted])?;
        }
        if any {
            changed.extend(all);
        }
    }
    Ok(changed)
}

/// An article with its copies, their copies and so on.
fn alike(db: &Connection, article: i64) -> Result<BTreeSet<i64>, Fault> {
    let (mut all, mut todo) = (BTreeSet::from([article]), vec![article]);
    while let Some(next) = todo.pop() {
        let mut find = db.prepare_cached("SELECT b FROM copy_pair WHERE a = ?1")?;
        for other in find.query_map([next], |r| r.get::<_, i64>(0))? {
            let other = other?;
            if all.insert(other) {
                todo.push(other);
            }
        }
    }
    Ok(all)
}

/// The article that an article counts as: its original, or itself.
pub(super) fn text_of(db: &Connection, article: i64) -> Result<i64, Fault> {
    let mut find = db.prepare_cached("SELECT coalesce(original, key) FROM article WHERE key = ?1")?;
    Ok(find.query_row([article], |r| r.get(0))?)
}
