//! The tables that CSV and Parquet have: all that is in records, a table for each kind of thing.
//!
//! `article_key` joins them. Columns that tell what another table has (names, codes, the article's day) are there so that a
//! table can be read by itself.

mod facts;
mod things;

use std::borrow::Cow;

use mahdar_knowledge::codes::Codes;
use mahdar_record::{Actor, Record};

use crate::codebook::{Entry, entries};
use crate::error::ExportError;
use crate::ids::article_key;
use crate::item::{Cast, Item, name};
use crate::table::{Column, Value};

/// A table of the `csv`, `csv-excel` and `parquet` formats.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs, reason = "each is what its name says; the codebook has the columns")]
pub enum Table {
    Articles,
    Actors,
    Places,
    Frameworks,
    Encounters,
    Statements,
    Commitments,
    Events,
    Spans,
}

/// An article on its way into tables.
pub(crate) struct Doc<'a> {
    pub record: &'a Record,
    pub cast: Cast<'a>,
    pub key: String,
    pub codes: &'a Codes,
}

impl<'a> Doc<'a> {
    pub fn new(item: &Item<'a>, codes: &'a Codes) -> Self {
        Self { record: item.record, cast: Cast::new(item.record), key: article_key(item.record), codes }
    }

    /// What every table begins with.
    fn head(&self) -> Vec<Value<'_>> {
        vec![Value::text(&self.key), Value::text(&self.record.id)]
    }

    /// What tables of facts end with.
    fn tail(&self) -> [Value<'_>; 3] {
        let r = self.record;
        [Value::opt(r.published.date.as_deref()), Value::opt(r.source.outlet.as_deref()), Value::opt(r.source.url.as_deref())]
    }

    /// Ids, names and codes of actors.
    fn who(&self, ids: &'a [String]) -> [Value<'_>; 3] {
        let names = self.cast.actors(ids).map(|a| Cow::Borrowed(name(&a.name))).collect();
        let codes = self.cast.actors(ids).map(|a: &Actor| Cow::Borrowed(a.code.as_deref().unwrap_or(""))).collect();
        [Value::ids(ids), Value::List(names), Value::List(codes)]
    }
}

/// Takes one row.
pub(crate) type Push<'p> = dyn FnMut(&[Value<'_>]) -> Result<(), ExportError> + 'p;

impl Table {
    /// All of them.
    pub const ALL: &[Table] = &[
        Table::Articles,
        Table::Actors,
        Table::Places,
        Table::Frameworks,
        Table::Encounters,
        Table::Statements,
        Table::Commitments,
        Table::Events,
        Table::Spans,
    ];

    /// As it is called.
    pub fn name(self) -> &'static str {
        match self {
            Table::Articles => "articles",
            Table::Actors => "actors",
            Table::Places => "places",
            Table::Frameworks => "frameworks",
            Table::Encounters => "encounters",
            Table::Statements => "statements",
            Table::Commitments => "commitments",
            Table::Events => "events",
            Table::Spans => "spans",
        }
    }

    /// The table of a name.
    pub fn by_name(name: &str) -> Option<Table> {
        Table::ALL.iter().copied().find(|t| t.name() == name)
    }

    /// Name, type and meaning of each column.
    pub fn described(self) -> impl Iterator<Item = (&'static str, &'static str, &'static str)> {
        self.columns().iter().map(|Column(name, kind, about)| (*name, kind.name(), *about))
    }

    pub(crate) fn columns(self) -> &'static [Column] {
        match self {
            Table::Articles => things::ARTICLES,
            Table::Actors => things::ACTORS,
            Table::Places => things::PLACES,
            Table::Frameworks => things::FRAMEWORKS,
            Table::Encounters => facts::ENCOUNTERS,
            Table::Statements => facts::STATEMENTS,
            Table::Commitments => facts::COMMITMENTS,
            Table::Events => facts::EVENTS,
            Table::Spans => things::SPANS,
        }
    }

    /// The rows an article gives.
    pub(crate) fn rows(self, doc: &Doc<'_>, push: &mut Push<'_>) -> Result<(), ExportError> {
        match self {
            Table::Articles => things::articles(doc, push),
            Table::Actors => things::actors(doc, push),
            Table::Places => things::places(doc, push),
            Table::Frameworks => things::frameworks(doc, push),
            Table::Encounters => facts::encounters(doc, push),
            Table::Statements => facts::statements(doc, push),
            Table::Commitments => facts::commitments(doc, push),
            Table::Events => facts::events(doc, push),
            Table::Spans => things::spans(doc, push),
        }
    }
}

/// The codebook of all tables.
pub(crate) fn codebook(_: &Codes) -> Vec<Entry> {
    Table::ALL.iter().flat_map(|t| entries(t.name(), t.columns())).collect()
}

/// What an enum is called in JSON, which is its name in records.
pub(crate) fn label(value: &impl serde::Serialize) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(s)) => s,
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use mahdar_knowledge::builtin_files;

    use super::*;
    use crate::table::Type;

    #[test]
    fn rows_have_the_columns_they_say() {
        let codes = Codes::new(&builtin_files());
        let record = crate::formats::tests::record();
        let doc = Doc::new(&Item { record: &record, text: None }, &codes);
        for table in Table::ALL {
            let mut rows = 0;
            let mut check = |row: &[Value<'_>]| {
                rows += 1;
                assert_eq!(row.len(), table.columns().len(), "{}", table.name());
                for (Column(name, kind, _), value) in table.columns().iter().zip(row) {
                    let fits = match value {
                        Value::Null => true,
                        Value::Text(_) => matches!(kind, Type::Text | Type::Day),
                        Value::Int(_) => *kind == Type::Int,
                        Value::Float(_) => *kind == Type::Float,
                        Value::Bool(_) => *kind == Type::Bool,
                        Value::List(_) => *kind == Type::List,
                    };
                    assert!(fits, "{}.{name}: {value:?}", table.name());
                }
                Ok(())
            };
            table.rows(&doc, &mut check).expect("no errors");
            assert!(rows > 0, "the example gives {} a row", table.name());
        }
    }
}
