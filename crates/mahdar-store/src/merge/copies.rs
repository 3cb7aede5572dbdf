//! Near-identical articles.

use std::collections::{BTreeMap, BTreeSet};

use mahdar_history::copies::Signature;
use rusqlite::{Connection, OptionalExtension, params};

use crate::error::Fault;
use crate::read::articles::ArticleKey;
use crate::write::Writer;

/// Finds the texts that these articles are copies of.
pub(super) fn pair(db: &Connection, articles: &[i64]) -> Result<(), Fault> {
    let mut own = BTreeMap::new();
    // In the order of the table, so that each of its pages is gone to once.
    let mut bands = BTreeSet::new();
    for article in articles {
        let Some(signature) = signature(db, *article)? else { continue };
        // SQLite's integers have a sign.
        bands.extend(signature.bands().map(|band| (band as i64, *article)));
        own.insert(*article, signature);
    }
    let mut put = db.prepare_cached("INSERT OR IGNORE INTO band (band, article) VALUES (?1, ?2)")?;
    for (band, article) in &bands {
        put.execute([band, article])?;
    }
    let mut near = BTreeSet::new();
    let mut find = db.prepare_cached("SELECT article FROM band WHERE band = ?1 AND article <> ?2")?;
    for (band, article) in &bands {
        for other in find.query_map([band, article], |r| r.get::<_, i64>(0))? {
            let other = other?;
            // Two of these articles find each other: one of the two times is enough.
            near.insert(if own.contains_key(&other) { (other.min(*article), other.max(*article)) } else { (*article, other) });
        }
    }
    // Of a text with many copies each is near all others: their signatures are read once.
    let mut others = BTreeMap::new();
    for other in near.iter().map(|(_, other)| *other).collect::<BTreeSet<_>>() {
        if !own.contains_key(&other)
            && let Some(signature) = signature(db, other)?
        {
            others.insert(other, signature);
        }
    }
    let mut put = db.prepare_cached("INSERT OR IGNORE INTO copy_pair (a, b) VALUES (?1, ?2)")?;
    for (article, other) in near {
        let Some(signature) = own.get(&other).or_else(|| others.get(&other)) else { continue };
        if own.get(&article).is_some_and(|own| own.compare(signature).copies) {
            put.execute([article, other])?;
            put.execute([other, article])?;
        }
    }
    Ok(())
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
        for one in &all {
            let wanted = original.filter(|o| o != one);
            let mut find = db.prepare_cached("SELECT original FROM article WHERE key = ?1")?;
            let was: Option<i64> = find.query_row([one], |r| r.get(0))?;
            if was == wanted {
                continue;
            }
            changed.extend(&all);
            let (copy, record) = writer.stored(ArticleKey(*one))?;
            if copy != wanted.is_some() {
                writer.recount(ArticleKey(*one), &record, wanted.is_some())?;
            }
            db.prepare_cached("UPDATE article SET original = ?2 WHERE key = ?1")?.execute(params![one, wanted])?;
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
