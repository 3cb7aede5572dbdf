//! From a filter to the keys of the facts it lets through: a walk along the shortest of the lists that it asks for, the others
//! beside it, the other conditions asked of each row.

use std::collections::BTreeSet;
use std::sync::Arc;

use rusqlite::{Connection, OptionalExtension, params};

use super::articles::{ArticleSet, KnownCopies};
use super::filter::{FactKind, Filter, first_day};
use super::page::{Cursor, Listing, Order, Page};
use crate::error::Fault;
use crate::lists::{Entry, FACTS, List, Walk};
use crate::words;
use crate::write::{Label, day_at, day_number, key_at, place_in_time};

/// Subjects a filter asks for, with the roles they must have.
fn subjects(filter: &Filter) -> Vec<(String, u8)> {
    use crate::write::{DOES, DONE_TO};
    let mut all: Vec<(String, u8)> = Vec::new();
    let state = |code: &String| format!("state {code}");
    if let Some((a, b)) = &filter.pair {
        all.push((pair(a, b), 0));
    }
    if let (Some(by), Some(toward)) = (&filter.by, &filter.toward)
        && by != toward
    {
        all.push((pair(by, toward), if by < toward { DOES } else { DONE_TO }));
    }
    all.extend(filter.framework.map(|k| (format!("framework {k}"), 0)));
    all.extend(filter.actor.map(|k| (format!("actor {}", k.0), 0)));
    all.extend(filter.place.map(|k| (format!("place {k}"), 0)));
    all.extend(filter.by.as_ref().map(|c| (state(c), DOES)));
    all.extend(filter.toward.as_ref().map(|c| (state(c), DONE_TO)));
    all.extend(filter.states.iter().map(|c| (state(c), 0)));
    all.extend(filter.context.as_ref().map(|c| (format!("context {c}"), 0)));
    all.extend(filter.sector.as_ref().map(|c| (format!("sector {c}"), 0)));
    all.extend(filter.outlet.as_ref().map(|o| (format!("outlet {o}"), 0)));
    if all.is_empty() {
        all.push(("all".to_owned(), 0));
    }
    all
}

/// Two states as one subject, whichever comes first.
pub(super) fn pair(a: &str, b: &str) -> String {
    let (a, b) = if a <= b { (a, b) } else { (b, a) };
    format!("pair {a}|{b}")
}

/// The key of a subject; none where nothing was ever found under it.
pub(super) fn subject(db: &Connection, name: &str) -> Result<Option<i64>, Fault> {
    Ok(db.prepare_cached("SELECT key FROM subject WHERE name = ?1")?.query_row([name], |r| r.get(0)).optional()?)
}

/// What every row of an answer must have.
struct Wanted {
    /// Lists that it must stand in, the shortest first, with the roles that it must have in each.
    lists: Vec<(List, u8)>,
    /// Whether a label may be, by its key.
    labels: Option<Vec<bool>>,
    /// First and last place in time.
    within: (i64, i64),
    /// Keys of facts.
    facts: Option<BTreeSet<i64>>,
    articles: Option<ArticleSet>,
    once: bool,
}

/// What a filter wants; none where a subject or label that it asks for does not exist.
fn wanted(db: &Connection, kind: FactKind, filter: &Filter) -> Result<Option<Wanted>, Fault> {
    filter.check(kind)?;
    let mut lists = Vec::new();
    for (name, roles) in subjects(filter) {
        let Some(subject) = subject(db, &name)? else { return Ok(None) };
        let list = List { subject, kind: kind.number() };
        lists.push((total(db, list)?, list, roles));
    }
    lists.sort_unstable();
    let mut wanted = Wanted {
        lists: lists.into_iter().map(|(_, list, roles)| (list, roles)).collect(),
        labels: labels(db, filter)?,
        within: (0, i64::MAX),
        facts: None,
        articles: None,
        once: filter.once,
    };
    if let Some(first) = &filter.from {
        wanted.within.0 = place_in_time(day_number(&first_day(first)?), 0);
    }
    if let Some(last) = &filter.to {
        wanted.within = (wanted.within.0.max(place_in_time(1, 0)), place_in_time(last_number(last) + 1, 0) - 1);
    }
    if let Some(article) = filter.article {
        let mut find = db.prepare_cached(&format!("SELECT key, day FROM {} WHERE article = ?1", kind.table()))?;
        let facts = find.query_map([article.0], |r| Ok((r.get(0)?, day_number(r.get_ref(1)?.as_str()?))))?;
        let facts = facts.collect::<Result<Vec<(i64, i64)>, _>>()?;
        let days = || facts.iter().map(|(key, day)| place_in_time(*day, *key));
        wanted.within.0 = wanted.within.0.max(days().min().unwrap_or(i64::MAX));
        wanted.within.1 = wanted.within.1.min(days().max().unwrap_or(0));
        wanted.facts = Some(facts.iter().map(|(key, _)| *key).collect());
    }
    if let Some(text) = &filter.words {
        let question = words::question(db, text, filter.exact)?;
        wanted.articles = Some(ArticleSet::asked(db, "SELECT rowid FROM search WHERE search MATCH ?1", [question])?);
    }
    Ok(Some(wanted))
}

/// Which labels a filter lets through, by their keys; none where it lets all.
fn labels(db: &Connection, filter: &Filter) -> Result<Option<Vec<bool>>, Fault> {
    if filter.what.is_empty() && filter.more.is_empty() {
        return Ok(None);
    }
    let mut labels = Vec::new();
    let mut find = db.prepare_cached("SELECT key, what, more FROM label")?;
    let mut rows = find.query([])?;
    let has = |list: &[String], word: &str| list.is_empty() || list.iter().any(|w| w == word);
    while let Some(row) = rows.next()? {
        let word = |n| row.get_ref(n).and_then(|w| Ok(w.as_str()?));
        if has(&filter.what, word(1)?) && has(&filter.more, word(2)?) {
            let key: u32 = row.get(0)?;
            labels.resize(labels.len().max(key as usize + 1), false);
            labels[key as usize] = true;
        }
    }
    Ok(Some(labels))
}

/// How many facts stand in a list.
fn total(db: &Connection, list: List) -> Result<i64, Fault> {
    let mut find = db.prepare_cached("SELECT facts + copies FROM total WHERE subject = ?1 AND fact_kind = ?2")?;
    Ok(find.query_row(params![list.subject, list.kind], |r| r.get(0)).optional()?.unwrap_or(0))
}

/// The last of all days in a day, month or year, as a number that no day is behind.
fn last_number(date: &str) -> i64 {
    let digits: String = date.chars().filter(char::is_ascii_digit).collect();
    format!("{digits:9<8}").parse().unwrap_or(99_999_999)
}

/// Rows of one run that a filter lets through, in order; what was stored together stands in one run.
struct Meeting<'a> {
    first: Walk<'a>,
    others: Vec<Walk<'a>>,
    wanted: &'a Wanted,
    order: Order,
}

impl<'a> Meeting<'a> {
    fn new(db: &'a Connection, run: i64, wanted: &'a Wanted, order: Order, from: i64) -> Result<Self, Fault> {
        let mut walks = wanted.lists.iter().map(|(list, _)| Walk::new(db, &FACTS, run, *list, order));
        let mut first = walks.next().ok_or_else(|| Fault::Broken("a filter without a list".to_owned()))?;
        let others = walks.collect();
        first.seek(from)?;
        Ok(Self { first, others, wanted, order })
    }

    /// The next row, but for what has to be looked up for each.
    fn next(&mut self) -> Result<Option<Entry>, Fault> {
        let Wanted { lists, labels, within, facts, articles, .. } = self.wanted;
        'rows: while let Some(entry) = self.first.next()? {
            let beyond = match self.order {
                Order::OldestFirst => entry.at > within.1,
                Order::NewestFirst => entry.at < within.0,
            };
            if beyond {
                return Ok(None);
            }
            let has = |entry: Entry, roles: u8| roles == 0 || Label(entry.label).roles() & roles != 0;
            if !has(entry, lists[0].1)
                || labels.as_ref().is_some_and(|labels| !labels.get(Label(entry.label).key() as usize).is_some_and(|has| *has))
                || facts.as_ref().is_some_and(|facts| !facts.contains(&key_at(entry.at)))
                || articles.as_ref().is_some_and(|articles| !articles.has(entry.article))
            {
                continue;
            }
            for (walk, (_, roles)) in self.others.iter_mut().zip(&lists[1..]) {
                match walk.seek(entry.at)? {
                    None => return Ok(None),
                    Some(other) if other.at == entry.at && has(other, *roles) => {}
                    // The next that may stand in both is this one; what lies between need not be asked for.
                    Some(other) if other.at != entry.at => {
                        self.first.seek(other.at)?;
                        continue 'rows;
                    }
                    Some(_) => continue 'rows,
                }
            }
            return Ok(Some(entry));
        }
        Ok(None)
    }
}

/// Which articles are copies of others: asked of the first few, then known of all.
struct Copies<'a> {
    known: &'a KnownCopies,
    asked: usize,
    all: Option<Arc<ArticleSet>>,
}

impl<'a> Copies<'a> {
    /// Beyond so many, to read which there are is faster than to ask.
    const ASKED: usize = 400;

    fn new(db: &Connection, known: &'a KnownCopies) -> Result<Self, Fault> {
        Ok(Self { known, asked: 0, all: known.ready(db)? })
    }

    fn has(&mut self, db: &Connection, article: i64) -> Result<bool, Fault> {
        if self.all.is_none() && self.asked >= Self::ASKED {
            self.all = Some(self.known.all(db)?);
        }
        if let Some(all) = &self.all {
            return Ok(all.has(article));
        }
        self.asked += 1;
        let mut find = db.prepare_cached("SELECT original IS NOT NULL FROM article WHERE key = ?1")?;
        Ok(find.query_row([article], |r| r.get(0)).optional()?.unwrap_or(false))
    }
}

/// The keys of one page.
pub(super) fn keys(
    db: &Connection,
    copies: &KnownCopies,
    kind: FactKind,
    filter: &Filter,
    page: &Page,
) -> Result<Listing<i64>, Fault> {
    keys_but(db, copies, kind, filter, page, None)
}

/// The keys of one page without those for which a question of SQL with the key as `?1` has an answer.
pub(crate) fn keys_but(
    db: &Connection,
    copies: &KnownCopies,
    kind: FactKind,
    filter: &Filter,
    page: &Page,
    but: Option<&'static str>,
) -> Result<Listing<i64>, Fault> {
    let Some(mut wanted) = wanted(db, kind, filter)? else { return Ok(Listing { rows: Vec::new(), next: None }) };
    if let Some(Cursor { by, key }) = &page.after {
        let place = place_in_time(by.parse::<i64>().unwrap_or(0).clamp(0, 99_999_999), *key);
        match page.order {
            Order::OldestFirst => wanted.within.0 = wanted.within.0.max(place + 1),
            Order::NewestFirst => wanted.within.1 = wanted.within.1.min(place - 1),
        }
    }
    let from = match page.order {
        Order::OldestFirst => wanted.within.0,
        Order::NewestFirst => wanted.within.1,
    };
    let mut but = but.map(|sql| db.prepare_cached(sql)).transpose()?;
    let mut copies = Copies::new(db, copies)?;
    let (mut meetings, mut heads) = (Vec::new(), Vec::new());
    for run in FACTS.runs(db)? {
        let mut meeting = Meeting::new(db, run, &wanted, page.order, from)?;
        heads.push(meeting.next()?);
        meetings.push(meeting);
    }
    let mut rows = Vec::new();
    while rows.len() <= page.rows() {
        let places = heads.iter().enumerate().filter_map(|(n, head)| Some((head.as_ref()?.at, n)));
        let next = match page.order {
            Order::OldestFirst => places.min(),
            Order::NewestFirst => places.max(),
        };
        let Some((_, n)) = next else { break };
        let Some(entry) = std::mem::replace(&mut heads[n], meetings[n].next()?) else { break };
        let key = key_at(entry.at);
        let passed = but.as_mut().map_or(Ok(false), |but| but.exists([key]))?;
        if !(passed || wanted.once && copies.has(db, entry.article)?) {
            rows.push(Cursor { by: day_at(entry.at).to_string(), key });
        }
    }
    let listing = Listing::cut(rows, page.rows(), Clone::clone);
    Ok(Listing { rows: listing.rows.into_iter().map(|c| c.key).collect(), next: listing.next })
}

/// How many there are in all, counting no further than `most`.
pub(super) fn count(db: &Connection, copies: &KnownCopies, kind: FactKind, filter: &Filter, most: u64) -> Result<u64, Fault> {
    let Some(wanted) = wanted(db, kind, filter)? else { return Ok(0) };
    let mut copies = Copies::new(db, copies)?;
    let mut counted = 0;
    for run in FACTS.runs(db)? {
        let mut meeting = Meeting::new(db, run, &wanted, Order::OldestFirst, wanted.within.0)?;
        while let Some(entry) = meeting.next()? {
            counted += u64::from(!wanted.once || !copies.has(db, entry.article)?);
            if counted >= most {
                return Ok(most);
            }
        }
    }
    Ok(counted)
}

/// All rows of a list, in no order.
pub(super) fn each(db: &Connection, list: List, mut see: impl FnMut(Entry)) -> Result<(), Fault> {
    for run in FACTS.runs(db)? {
        let mut walk = Walk::new(db, &FACTS, run, list, Order::OldestFirst);
        while let Some(entry) = walk.next()? {
            see(entry);
        }
    }
    Ok(())
}

/// The articles that have facts of any kind in which these two have to do with each other.
pub(crate) fn articles_of_pair(db: &Connection, a: &str, b: &str) -> Result<ArticleSet, Fault> {
    let mut articles = ArticleSet::default();
    if let Some(subject) = subject(db, &pair(a, b))? {
        for kind in FactKind::ALL {
            each(db, List { subject, kind: kind.number() }, |entry| articles.add(entry.article))?;
        }
    }
    Ok(articles)
}
