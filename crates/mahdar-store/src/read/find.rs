//! From a filter to the keys of the facts it lets through: one walk along an index, the other conditions asked of each row.

use rusqlite::types::Value;
use rusqlite::{Connection, OptionalExtension, params_from_iter};

use super::filter::{FactKind, Filter, first_day};
use super::page::{Cursor, Listing, Order, Page};
use crate::error::Fault;
use crate::words;
use crate::write::day_number;

/// A condition of the walk.
#[derive(Default)]
struct Query {
    conditions: Vec<String>,
    values: Vec<Value>,
}

impl Query {
    /// A value's number in the statement.
    fn value(&mut self, value: impl Into<Value>) -> usize {
        self.values.push(value.into());
        self.values.len()
    }

    fn list(&mut self, column: &str, values: &[String]) {
        if !values.is_empty() {
            let marks: Vec<String> = values.iter().map(|v| format!("?{}", self.value(v.clone()))).collect();
            self.conditions.push(format!("{column} IN ({})", marks.join(", ")));
        }
    }
}

/// Subjects a filter asks for, the rarest first, with the roles they must have.
fn wanted(filter: &Filter) -> Vec<(String, u8)> {
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

/// The walk for a filter; none where a subject it asks for does not exist.
fn query(db: &Connection, kind: FactKind, filter: &Filter) -> Result<Option<Query>, Fault> {
    filter.check(kind)?;
    let mut q = Query::default();
    let number = q.value(kind.number());
    q.conditions.push(format!("f.fact_kind = ?{number}"));
    for (n, (name, roles)) in wanted(filter).iter().enumerate() {
        let Some(key) = subject(db, name)? else { return Ok(None) };
        let key = q.value(key);
        let with = |alias: &str, q: &mut Query| match roles {
            0 => String::new(),
            roles => format!(" AND {alias}.roles & ?{} <> 0", q.value(i64::from(*roles))),
        };
        if n == 0 {
            let roles = with("f", &mut q);
            q.conditions.push(format!("f.subject = ?{key}{roles}"));
        } else {
            let roles = with("o", &mut q);
            q.conditions.push(format!(
                "EXISTS (SELECT 1 FROM finder o WHERE o.subject = ?{key} AND o.fact_kind = f.fact_kind AND o.day = f.day
                 AND o.fact = f.fact{roles})"
            ));
        }
    }
    q.list("f.what", &filter.what);
    q.list("f.more", &filter.more);
    if let Some(first) = &filter.from {
        let first = q.value(day_number(&first_day(first)?));
        q.conditions.push(format!("f.day >= ?{first}"));
    }
    if let Some(last) = &filter.to {
        let last = q.value(last_number(last));
        q.conditions.push(format!("f.day BETWEEN 1 AND ?{last}"));
    }
    if let Some(article) = filter.article {
        let article = q.value(article.0);
        let table = kind.table();
        q.conditions.push(format!("f.fact IN (SELECT key FROM {table} WHERE article = ?{article})"));
    }
    if let Some(text) = &filter.words {
        let words = q.value(words::question(db, text, filter.exact)?);
        q.conditions.push(format!("f.article IN (SELECT rowid FROM search WHERE search MATCH ?{words})"));
    }
    if filter.once {
        q.conditions.push("f.copy = 0".to_owned());
    }
    Ok(Some(q))
}

/// The number behind those of all days in a day, month or year.
fn last_number(date: &str) -> i64 {
    let digits: String = date.chars().filter(char::is_ascii_digit).collect();
    format!("{digits:9<8}").parse().unwrap_or(i64::MAX)
}

/// The keys of one page.
pub(super) fn keys(db: &Connection, kind: FactKind, filter: &Filter, page: &Page) -> Result<Listing<i64>, Fault> {
    keys_where(db, kind, filter, page, None)
}

/// The keys of one page of those of which a condition of SQL holds as well; the fact is `f.fact` in it.
pub(crate) fn keys_where(
    db: &Connection,
    kind: FactKind,
    filter: &Filter,
    page: &Page,
    condition: Option<&'static str>,
) -> Result<Listing<i64>, Fault> {
    let Some(mut q) = query(db, kind, filter)? else { return Ok(Listing { rows: Vec::new(), next: None }) };
    q.conditions.extend(condition.map(str::to_owned));
    let (than, order) = match page.order {
        Order::OldestFirst => (">", "f.day, f.fact"),
        Order::NewestFirst => ("<", "f.day DESC, f.fact DESC"),
    };
    if let Some(Cursor { by, key }) = &page.after {
        let (by, key) = (q.value(by.parse::<i64>().unwrap_or(0)), q.value(*key));
        q.conditions.push(format!("(f.day, f.fact) {than} (?{by}, ?{key})"));
    }
    let limit = q.value(page.rows() as i64 + 1);
    let sql = format!("SELECT f.day, f.fact FROM finder f WHERE {} ORDER BY {order} LIMIT ?{limit}", q.conditions.join(" AND "));
    let mut statement = db.prepare_cached(&sql)?;
    let rows = statement
        .query_map(params_from_iter(&q.values), |r| Ok(Cursor { by: r.get::<_, i64>(0)?.to_string(), key: r.get(1)? }))?;
    let listing = Listing::cut(rows.collect::<Result<Vec<_>, _>>()?, page.rows(), Clone::clone);
    Ok(Listing { rows: listing.rows.into_iter().map(|c| c.key).collect(), next: listing.next })
}

/// How many there are in all, counting no further than `most`.
pub(super) fn count(db: &Connection, kind: FactKind, filter: &Filter, most: u64) -> Result<u64, Fault> {
    let Some(mut q) = query(db, kind, filter)? else { return Ok(0) };
    let most = q.value(i64::try_from(most).unwrap_or(i64::MAX));
    let sql = format!("SELECT count(*) FROM (SELECT 1 FROM finder f WHERE {} LIMIT ?{most})", q.conditions.join(" AND "));
    let n: i64 = db.prepare_cached(&sql)?.query_row(params_from_iter(&q.values), |r| r.get(0))?;
    Ok(n.unsigned_abs())
}
