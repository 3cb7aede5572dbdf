//! What is kept of an article to find its like by. It depends on the article alone: whoever prepares an article makes it, on any
//! thread.

use std::collections::BTreeSet;

use mahdar_history::copies::Signature;
use mahdar_history::encounters::Telling;
use mahdar_history::formulas::{Formulas, Use};
use mahdar_history::search::{Cut, Keyed};
use mahdar_record::Record;
use rusqlite::{Connection, params};

use super::{promises, review};
use crate::error::Fault;
use crate::read::filter::FactKind;
use crate::write::Fact;

/// Rows to be of an article.
#[derive(Debug)]
pub(crate) struct Notes {
    /// Of its text.
    signature: Vec<u8>,
    /// Set phrases, each with the codes of those who say it.
    uses: Vec<(Use, String)>,
    named: Named,
}

/// What names the article.
#[derive(Debug)]
struct Named {
    tellings: Vec<Note>,
    promises: Vec<Note>,
}

/// A fact as it is compared.
#[derive(Debug)]
struct Note {
    /// In the record.
    id: String,
    /// The telling's name; who promises to whom.
    name: String,
    json: String,
    keys: BTreeSet<String>,
}

impl Notes {
    /// Of an article's text, also as [`Mode::Folded`](mahdar_history::search::Mode::Folded) words, and record.
    pub fn of(text: &Cut<'_>, words: &Keyed, record: &Record, identity: &str, facts: &[Fact]) -> Result<Self, Fault> {
        let uses = Formulas::built_in().find_in(text.source(), words);
        Ok(Self {
            signature: Signature::of_words(text).to_bytes(),
            uses: uses.into_iter().map(|u| (speakers(record, &u), u)).map(|(codes, u)| (u, codes)).collect(),
            named: Named::of(record, identity, facts)?,
        })
    }

    /// The same for an article under another name.
    pub fn rename(&mut self, record: &Record, identity: &str, facts: &[Fact]) -> Result<(), Fault> {
        self.named = Named::of(record, identity, facts)?;
        Ok(())
    }

    /// Writes them in the place of what was noted before; `key` gives the keys of facts by their ids in the record.
    pub fn write(
        &self,
        db: &Connection,
        article: i64,
        mut key: impl FnMut(FactKind, &str) -> Result<Option<i64>, Fault>,
    ) -> Result<(), Fault> {
        db.prepare_cached("INSERT OR REPLACE INTO signature (article, bytes) VALUES (?1, ?2)")?
            .execute(params![article, self.signature])?;
        db.prepare_cached("DELETE FROM formula_use WHERE article = ?1")?.execute([article])?;
        let mut put = db.prepare_cached(
            "INSERT OR IGNORE INTO formula_use (article, start, formula, end, version, words, speakers)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        )?;
        for (u, codes) in &self.uses {
            put.execute(params![article, u.start, u.formula, u.end, u.version, u.text, codes])?;
        }
        let mut put = db.prepare_cached("INSERT OR REPLACE INTO telling (encounter, id, telling) VALUES (?1, ?2, ?3)")?;
        let mut drop = db.prepare_cached("DELETE FROM telling_key WHERE encounter = ?1")?;
        let mut put_key = db.prepare_cached("INSERT OR IGNORE INTO telling_key (key, encounter) VALUES (?1, ?2)")?;
        for telling in &self.named.tellings {
            let Some(encounter) = key(FactKind::Encounter, &telling.id)? else { continue };
            put.execute(params![encounter, telling.name, telling.json])?;
            drop.execute([encounter])?;
            for key in &telling.keys {
                put_key.execute(params![key, encounter])?;
            }
        }
        let mut put = db.prepare_cached("INSERT OR REPLACE INTO promise (commitment, who, promise) VALUES (?1, ?2, ?3)")?;
        for promise in &self.named.promises {
            let Some(commitment) = key(FactKind::Commitment, &promise.id)? else { continue };
            put.execute(params![commitment, promise.name, promise.json])?;
        }
        db.prepare_cached("UPDATE pending SET noted = 1 WHERE article = ?1")?.execute([article])?;
        Ok(())
    }
}

impl Named {
    fn of(record: &Record, identity: &str, facts: &[Fact]) -> Result<Self, Fault> {
        let (mut tellings, mut promises) = (Vec::new(), Vec::new());
        for encounter in &record.encounters {
            let Some(telling) = Telling::of(record, identity, encounter) else { continue };
            tellings.push(Note {
                id: encounter.id.clone(),
                name: review::name(&telling.id),
                json: json(&telling)?,
                keys: telling.keys(),
            });
        }
        for fact in facts.iter().filter(|f| f.kind == FactKind::Commitment) {
            let Some((who, promise)) = promises::promise(record, identity, fact) else { continue };
            promises.push(Note { id: fact.id.clone(), name: who, json: json(&promise)?, keys: BTreeSet::new() });
        }
        Ok(Self { tellings, promises })
    }
}

fn json(what: &impl serde::Serialize) -> Result<String, Fault> {
    serde_json::to_string(what).map_err(|e| Fault::Broken(e.to_string()))
}

/// The codes of those who say a set phrase: the innermost statement that holds it says it.
fn speakers(record: &Record, u: &Use) -> String {
    let inside = record.statements.iter().filter(|s| s.content.start <= u.start && u.end <= s.content.end);
    let speakers = inside.min_by_key(|s| s.content.end - s.content.start).map_or(&[][..], |s| &s.speakers);
    let actors = speakers.iter().filter_map(|id| record.actors.iter().find(|a| a.id == *id));
    let mut codes: Vec<&str> = actors.filter_map(|a| a.code.as_deref()).collect();
    codes.sort_unstable();
    codes.dedup();
    codes.join("|")
}
