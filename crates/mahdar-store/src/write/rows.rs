//! Rows of one article: put in, taken out, put in the place of others.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::fmt::{self, Write as _};

use mahdar_record::{Record, Span};
use rusqlite::{Connection, OptionalExtension, Params, params};

use super::actors::Actors;
use super::counts::Counts;
use super::facts::{Fact, Facts, Label, day_number, facts, place_in_time};
use super::many::insert_many;
use super::prepared::Prepared;
use super::subjects::{Called, actor};
use super::{Names, published_from};
use crate::body;
use crate::error::Fault;
use crate::lists::{Entry, FACTS, List};
use crate::merge::forget_bands;
use crate::read::articles::ArticleKey;
use crate::read::filter::FactKind;
use crate::words::Keys;

/// Writes within one transaction.
pub(crate) struct Writer<'a> {
    pub db: &'a Connection,
    names: &'a mut Names,
    counts: Counts,
    actors: Actors,
    parties: Vec<PartyRow>,
    /// Facts under their subjects.
    found: Vec<(List, Entry)>,
    lost: Vec<(List, Entry)>,
    /// Articles whose facts are in `found`.
    new: HashSet<ArticleKey>,
}

/// A row of `party`; its first parts are the order of the table.
type PartyRow = (i64, i64, &'static str, i64, i64, Option<String>, Option<String>);

/// Keys of what a record names, by its ids.
#[derive(Default)]
struct Ids<'r> {
    actors: BTreeMap<&'r str, i64>,
    places: BTreeMap<&'r str, i64>,
    frameworks: BTreeMap<&'r str, i64>,
}

/// What a record's facts are found under, with the keys that are known already; none for what the record does not name.
struct Found<'f> {
    called: &'f [Called],
    keys: Vec<Option<Option<i64>>>,
}

impl<'f> Found<'f> {
    fn of(facts: &'f Facts) -> Self {
        Self { called: &facts.subjects, keys: vec![None; facts.subjects.len()] }
    }
}

impl<'a> Writer<'a> {
    pub fn new(db: &'a Connection, names: &'a mut Names) -> Self {
        Self {
            db,
            names,
            counts: Counts::default(),
            actors: Actors::default(),
            parties: Vec::new(),
            found: Vec::new(),
            lost: Vec::new(),
            new: HashSet::new(),
        }
    }

    /// Writes what was only gathered so far, in the order of the tables: each of their pages is gone to once.
    pub fn finish(mut self) -> Result<(), Fault> {
        self.parties.sort_unstable();
        let into = "party (fact_kind, fact, role, seq, actor, code, office)";
        insert_many(self.db, into, 7, &self.parties, |put, at, (kind, fact, role, seq, actor, code, office)| {
            put.raw_bind_parameter(at, kind)?;
            put.raw_bind_parameter(at + 1, fact)?;
            put.raw_bind_parameter(at + 2, role)?;
            put.raw_bind_parameter(at + 3, seq)?;
            put.raw_bind_parameter(at + 4, actor)?;
            put.raw_bind_parameter(at + 5, code)?;
            put.raw_bind_parameter(at + 6, office)
        })?;
        self.write_lists()?;
        self.counts.write(self.db)?;
        self.actors.write(self.db)
    }

    /// Brings the lists of facts up to date: first what goes, since keys of facts that are gone may be given out again.
    fn write_lists(&mut self) -> Result<(), Fault> {
        FACTS.remove(self.db, &mut self.lost)?;
        self.lost.clear();
        FACTS.add(self.db, &mut self.found)?;
        self.found.clear();
        self.new.clear();
        Ok(())
    }

    /// A new article.
    pub fn add(&mut self, reading: i64, identity: &str, p: &Prepared) -> Result<ArticleKey, Fault> {
        let (a, r) = (&p.article, &p.record);
        let key = self.row(
            "INSERT INTO article (identity, fingerprint, id, url, outlet, title, path, published, published_from, language,
                 sha256, characters, reading)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)",
            params![
                identity,
                p.fingerprint.0,
                a.id,
                a.url,
                a.outlet,
                a.title,
                a.path,
                r.published.date,
                published_from(r),
                r.language,
                p.sha256,
                p.characters as i64,
                reading
            ],
        )?;
        let key = ArticleKey(key);
        self.row("INSERT INTO body (article, text, record) VALUES (?1, ?2, ?3)", params![key.0, p.packed_text, p.packed_record])?;
        self.insert(key, r, &p.facts, false)?;
        self.note(key, p)?;
        Ok(key)
    }

    /// An article that its source has changed. It is no longer a copy of anything.
    pub fn update(&mut self, key: ArticleKey, reading: i64, p: &Prepared) -> Result<(), Fault> {
        let (a, r) = (&p.article, &p.record);
        let (copy, old) = self.stored(key)?;
        self.remove(key, &old, copy)?;
        self.db
            .prepare_cached(
                "INSERT INTO former (article, version, fingerprint, text, record)
                 SELECT key, (SELECT count(*) FROM former WHERE article = key) + 1, fingerprint, text, record
                 FROM article JOIN body ON body.article = article.key WHERE key = ?1",
            )?
            .execute([key.0])?;
        self.db
            .prepare_cached(
                "UPDATE article SET fingerprint = ?2, id = ?3, url = ?4, outlet = ?5, title = ?6, path = ?7, published = ?8,
                     published_from = ?9, language = ?10, sha256 = ?11, characters = ?12, reading = ?13, original = NULL
                 WHERE key = ?1",
            )?
            .execute(params![
                key.0,
                p.fingerprint.0,
                a.id,
                a.url,
                a.outlet,
                a.title,
                a.path,
                r.published.date,
                published_from(r),
                r.language,
                p.sha256,
                p.characters as i64,
                reading
            ])?;
        forget_bands(self.db, key.0)?;
        self.db.prepare_cached("UPDATE body SET text = ?2, record = ?3 WHERE article = ?1")?.execute(params![
            key.0,
            p.packed_text,
            p.packed_record
        ])?;
        self.db.prepare_cached("DELETE FROM search WHERE rowid = ?1")?.execute([key.0])?;
        self.insert(key, r, &p.facts, false)?;
        self.note(key, p)
    }

    fn note(&self, key: ArticleKey, p: &Prepared) -> Result<(), Fault> {
        p.notes.write(self.db, key.0, |kind, id| fact_key(self.db, key.0, kind, id))
    }

    /// Whether an article is a copy, and its record as it is stored.
    pub fn stored(&self, key: ArticleKey) -> Result<(bool, Record), Fault> {
        let mut find = self.db.prepare_cached(
            "SELECT original IS NOT NULL, record FROM article JOIN body ON body.article = article.key WHERE key = ?1",
        )?;
        let found = find.query_row([key.0], |r| Ok((r.get::<_, bool>(0)?, r.get::<_, Vec<u8>>(1)?))).optional()?;
        let (copy, record) = found.ok_or_else(|| Fault::Broken(format!("article {} is not there", key.0)))?;
        Ok((copy, body::unpack_record(&record)?))
    }

    /// Everything that is derived from a record.
    pub fn insert(&mut self, article: ArticleKey, r: &Record, facts: &Facts, copy: bool) -> Result<(), Fault> {
        let ids = self.put_names(article, r)?;
        let mut found = Found::of(facts);
        for fact in &facts.list {
            let key = self.put_fact(article, r, fact, &ids)?;
            self.put_parties(key, r, fact, &ids);
            self.find_under(article, key, fact, &mut found, &ids, copy)?;
        }
        Ok(())
    }

    fn put_names<'r>(&mut self, article: ArticleKey, r: &'r Record) -> Result<Ids<'r>, Fault> {
        let mut ids = Ids::default();
        let day = r.published.date.as_deref().unwrap_or_default();
        let mut link = self.db.prepare_cached(
            "INSERT OR IGNORE INTO article_actor (article, id, actor, code, sector, office, mentions)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        )?;
        for a in &r.actors {
            let key = self.names.actor(self.db, a)?;
            ids.actors.insert(&a.id, key);
            let mentions = joined(&a.mentions, |out, m| write!(out, "{}-{}:{}", m.span.start, m.span.end, m.form.as_str()));
            link.execute(params![article.0, a.id, key, a.code, a.sector, a.office, mentions])?;
        }
        self.actors.add(r, &ids.actors, day, 1);
        let mut link = self
            .db
            .prepare_cached("INSERT OR IGNORE INTO article_place (article, id, place, mentions) VALUES (?1, ?2, ?3, ?4)")?;
        for p in &r.places {
            let key = self.names.place(self.db, p)?;
            ids.places.insert(&p.id, key);
            link.execute(params![article.0, p.id, key, joined(&p.mentions, place_of)])?;
        }
        let mut link = self.db.prepare_cached(
            "INSERT OR IGNORE INTO article_framework (article, id, framework, mentions) VALUES (?1, ?2, ?3, ?4)",
        )?;
        let mut in_articles = self.db.prepare_cached("UPDATE framework SET articles = articles + 1 WHERE key = ?1")?;
        let mut counted = BTreeSet::new();
        for f in &r.frameworks {
            let key = self.names.framework(self.db, f)?;
            ids.frameworks.insert(&f.id, key);
            link.execute(params![article.0, f.id, key, joined(&f.mentions, place_of)])?;
            if counted.insert(key) {
                in_articles.execute([key])?;
            }
        }
        Ok(ids)
    }

    fn put_fact(&self, article: ArticleKey, r: &Record, fact: &Fact, ids: &Ids<'_>) -> Result<i64, Fault> {
        let place = |id: &Option<String>| id.as_deref().and_then(|id| ids.places.get(id).copied());
        let (day, dated) = (&fact.placed.day, fact.placed.dated);
        match fact.kind {
            FactKind::Encounter => {
                let e = &r.encounters[fact.at];
                let date = e.date.as_ref();
                let key = self.row(
                    "INSERT INTO encounter (article, id, kind, status, place, day, dated, date, precision, date_start,
                        date_end, date_words, rule)
                     VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)",
                    params![
                        article.0,
                        e.id,
                        e.kind,
                        fact.more,
                        place(&e.place),
                        day,
                        dated,
                        date.and_then(|d| d.value.as_ref()),
                        date.and_then(|d| d.precision.as_ref()),
                        date.map(|d| d.span.start),
                        date.map(|d| d.span.end),
                        date.map(|d| &d.span.text),
                        e.rule
                    ],
                )?;
                let mut put = self
                    .db
                    .prepare_cached("INSERT INTO evidence (encounter, seq, start, end, words) VALUES (?1, ?2, ?3, ?4, ?5)")?;
                for (seq, Span { start, end, text }) in e.evidence.iter().enumerate() {
                    put.execute(params![key, seq as i64, start, end, text])?;
                }
                Ok(key)
            }
            FactKind::Statement => {
                let s = &r.statements[fact.at];
                self.row(
                    "INSERT INTO statement (article, id, mode, encounter, day, dated, cue_start, cue_end, cue, start, end,
                        words, rule)
                     VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)",
                    params![
                        article.0,
                        s.id,
                        s.mode.as_str(),
                        s.encounter,
                        day,
                        dated,
                        s.cue.start,
                        s.cue.end,
                        s.cue.text,
                        s.content.start,
                        s.content.end,
                        s.content.text,
                        s.rule
                    ],
                )
            }
            FactKind::Commitment => {
                let c = &r.commitments[fact.at];
                let deadline = c.deadline.as_ref();
                self.row(
                    "INSERT INTO commitment (article, id, strength, sectors, statement, day, dated, deadline,
                        deadline_precision, deadline_start, deadline_end, deadline_words, start, end, words, rule)
                     VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16)",
                    params![
                        article.0,
                        c.id,
                        c.strength,
                        c.sectors.join(" "),
                        c.statement,
                        day,
                        dated,
                        deadline.and_then(|d| d.value.as_ref()),
                        deadline.and_then(|d| d.precision.as_ref()),
                        deadline.map(|d| d.span.start),
                        deadline.map(|d| d.span.end),
                        deadline.map(|d| &d.span.text),
                        c.item.start,
                        c.item.end,
                        c.item.text,
                        c.rule
                    ],
                )
            }
            FactKind::Event => {
                let v = &r.events[fact.at];
                self.row(
                    "INSERT INTO event (article, id, type, mode, contexts, cameo, goldstein, place, statement, day, dated,
                        date, start, end, words, rule)
                     VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16)",
                    params![
                        article.0,
                        v.id,
                        v.kind,
                        v.mode,
                        v.contexts.join(" "),
                        v.cameo,
                        v.goldstein,
                        place(&v.place),
                        v.statement,
                        day,
                        dated,
                        v.date,
                        v.evidence.start,
                        v.evidence.end,
                        v.evidence.text,
                        v.rule
                    ],
                )
            }
        }
    }

    /// Inserts a row and gives its key.
    fn row(&self, sql: &str, values: impl Params) -> Result<i64, Fault> {
        self.db.prepare_cached(sql)?.execute(values)?;
        Ok(self.db.last_insert_rowid())
    }

    fn put_parties(&mut self, key: i64, r: &Record, fact: &Fact, ids: &Ids<'_>) {
        for (role, actors) in fact.parties(r) {
            for (seq, id) in actors.iter().enumerate() {
                let Some((actor, a)) = ids.actors.get(id.as_str()).zip(actor(r, id)) else { continue };
                self.parties.push((fact.kind.number(), key, role, seq as i64, *actor, a.code.clone(), a.office.clone()));
            }
        }
    }

    fn find_under(
        &mut self,
        article: ArticleKey,
        key: i64,
        fact: &Fact,
        found: &mut Found<'_>,
        ids: &Ids<'_>,
        copy: bool,
    ) -> Result<(), Fault> {
        let at = place_in_time(day_number(&fact.placed.day), key);
        let label = self.names.label(self.db, &fact.what, &fact.more)?;
        for (subject, roles) in self.subjects(fact, found, ids)? {
            let list = List { subject, kind: fact.kind.number() };
            self.found.push((list, Entry { at, article: article.0, label: Label::new(label, roles).0 }));
            self.counts.add(list, 1, copy);
        }
        self.new.insert(article);
        Ok(())
    }

    /// A fact's subjects by key. Two ids of a record may be one actor: its roles come together.
    fn subjects(&mut self, fact: &Fact, found: &mut Found<'_>, ids: &Ids<'_>) -> Result<Vec<(i64, u8)>, Fault> {
        let mut keys: Vec<(i64, u8)> = Vec::with_capacity(fact.subjects.len());
        for (place, roles) in &fact.subjects {
            let Some(key) = self.subject(*place as usize, found, ids)? else { continue };
            match keys.iter_mut().find(|(there, _)| *there == key) {
                Some((_, there)) => *there |= *roles,
                None => keys.push((key, *roles)),
            }
        }
        Ok(keys)
    }

    /// The key of one of a record's subjects.
    fn subject(&mut self, place: usize, found: &mut Found<'_>, ids: &Ids<'_>) -> Result<Option<i64>, Fault> {
        if let Some(key) = found.keys[place] {
            return Ok(key);
        }
        let of = |kind: &str, keys: &BTreeMap<&str, i64>, id: &String| Some(format!("{kind} {}", keys.get(id.as_str())?));
        let key = match &found.called[place] {
            Called::Name(name) => Some(self.names.subject(self.db, name)?),
            Called::Actor(id) => self.subject_of(of("actor", &ids.actors, id))?,
            Called::Framework(id) => self.subject_of(of("framework", &ids.frameworks, id))?,
            Called::Place(id) => self.subject_of(of("place", &ids.places, id))?,
        };
        found.keys[place] = Some(key);
        Ok(key)
    }

    fn subject_of(&mut self, name: Option<String>) -> Result<Option<i64>, Fault> {
        name.map(|name| self.names.subject(self.db, &name)).transpose()
    }

    /// Takes out everything that is derived from the record that an article had.
    pub fn remove(&mut self, article: ArticleKey, old: &Record, copy: bool) -> Result<(), Fault> {
        if self.new.contains(&article) {
            self.write_lists()?;
        }
        let ids = self.known_ids(old)?;
        let all = facts(old);
        let mut found = Found::of(&all);
        for fact in &all.list {
            let Some(key) = fact_key(self.db, article.0, fact.kind, &fact.id)? else { continue };
            let at = place_in_time(day_number(&fact.placed.day), key);
            for (subject, _) in self.subjects(fact, &mut found, &ids)? {
                let list = List { subject, kind: fact.kind.number() };
                self.lost.push((list, Entry { at, article: article.0, label: 0 }));
                self.counts.add(list, -1, copy);
            }
            self.db
                .prepare_cached("DELETE FROM party WHERE fact_kind = ?1 AND fact = ?2")?
                .execute(params![fact.kind.number(), key])?;
            if fact.kind == FactKind::Encounter {
                self.db.prepare_cached("DELETE FROM evidence WHERE encounter = ?1")?.execute([key])?;
            }
            self.db.prepare_cached(&format!("DELETE FROM {} WHERE key = ?1", fact.kind.table()))?.execute([key])?;
        }
        self.actors.add(old, &ids.actors, "", -1);
        let mut fewer = self.db.prepare_cached("UPDATE framework SET articles = articles - 1 WHERE key = ?1")?;
        for key in ids.frameworks.values().collect::<BTreeSet<_>>() {
            fewer.execute([key])?;
        }
        for table in ["article_actor", "article_place", "article_framework"] {
            self.db.prepare_cached(&format!("DELETE FROM {table} WHERE article = ?1"))?.execute([article.0])?;
        }
        Ok(())
    }

    /// Counts an article's facts as those of a copy, or no longer.
    pub fn recount(&mut self, r: &Record, copy: bool) -> Result<(), Fault> {
        let ids = self.known_ids(r)?;
        let all = facts(r);
        let mut found = Found::of(&all);
        for fact in &all.list {
            for (subject, _) in self.subjects(fact, &mut found, &ids)? {
                let list = List { subject, kind: fact.kind.number() };
                self.counts.add(list, -1, !copy);
                self.counts.add(list, 1, copy);
            }
        }
        Ok(())
    }

    fn known_ids<'r>(&mut self, r: &'r Record) -> Result<Ids<'r>, Fault> {
        let mut ids = Ids::default();
        for a in &r.actors {
            ids.actors.insert(&a.id, self.names.actor(self.db, a)?);
        }
        for p in &r.places {
            ids.places.insert(&p.id, self.names.place(self.db, p)?);
        }
        for f in &r.frameworks {
            ids.frameworks.insert(&f.id, self.names.framework(self.db, f)?);
        }
        Ok(ids)
    }
}

/// Makes an article's words found.
pub(super) fn put_words(db: &Connection, key: ArticleKey, keys: &Keys) -> Result<(), Fault> {
    db.prepare_cached("INSERT INTO search (rowid, stems, exact) VALUES (?1, ?2, ?3)")?
        .execute(params![key.0, keys.stems, keys.exact])?;
    Ok(())
}

/// The key of a fact of an article.
pub(crate) fn fact_key(db: &Connection, article: i64, kind: FactKind, id: &str) -> Result<Option<i64>, Fault> {
    let find = format!("SELECT key FROM {} WHERE article = ?1 AND id = ?2", kind.table());
    Ok(db.prepare_cached(&find)?.query_row(params![article, id], |r| r.get(0)).optional()?)
}

fn place_of(out: &mut String, span: &Span) -> fmt::Result {
    write!(out, "{}-{}", span.start, span.end)
}

/// Parts in words, one space between them.
fn joined<T>(parts: &[T], say: impl Fn(&mut String, &T) -> fmt::Result) -> String {
    let mut out = String::new();
    for (n, part) in parts.iter().enumerate() {
        if n > 0 {
            out.push(' ');
        }
        // A string takes whatever is written to it.
        let _ = say(&mut out, part);
    }
    out
}
