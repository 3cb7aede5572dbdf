//! Near-identical articles.

use std::collections::BTreeSet;

use mahdar_history::copies::Signature;
use rusqlite::{Connection, OptionalExtension, params};

use super::Article;
use crate::error::Fault;
use crate::read::articles::ArticleKey;
use crate::write::Writer;

/// Keeps the signature of a text and finds the texts it is a copy of.
pub(super) fn note(db: &Connection, article: &Article) -> Result<(), Fault> {
    if signature(db, article.key)?.is_some() {
        return Ok(());
    }
    let own = Signature::of(&article.text);
    db.prepare_cached("INSERT INTO signature (article, bytes) VALUES (?1, ?2)")?.execute(params![article.key, own.to_bytes()])?;
    let mut near = BTreeSet::new();
    for band in own.bands() {
        // SQLite's integers have a sign.
        let band = band as i64;
        let mut find = db.prepare_cached("SELECT article FROM band WHERE band = ?1")?;
        near.extend(find.query_map([band], |r| r.get::<_, i64>(0))?.collect::<Result<Vec<_>, _>>()?);
        db.prepare_cached("INSERT OR IGNORE INTO band (band, article) VALUES (?1, ?2)")?.execute([band, article.key])?;
    }
    for other in near {
        if signature(db, other)?.is_some_and(|s| own.compare(&s).copies) {
            let mut put = db.prepare_cached("INSERT OR IGNORE INTO copy_pair (a, b) VALUES (?1, ?2)")?;
            put.execute([article.key, other])?;
            put.execute([other, article.key])?;
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
