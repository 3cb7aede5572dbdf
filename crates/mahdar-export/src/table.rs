//! Tables: typed columns with what they mean, rows of values.

use std::borrow::Cow;

/// The type of a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Type {
    Text,
    Int,
    Float,
    Bool,
    /// ISO 8601 day.
    Day,
    /// Texts in order.
    List,
}

impl Type {
    pub fn name(self) -> &'static str {
        match self {
            Type::Text => "text",
            Type::Int => "integer",
            Type::Float => "number",
            Type::Bool => "boolean",
            Type::Day => "day",
            Type::List => "list",
        }
    }
}

/// A column: its name, its type, what it means.
pub(crate) struct Column(pub &'static str, pub Type, pub &'static str);

/// A cell.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Value<'a> {
    Null,
    Text(Cow<'a, str>),
    Int(i64),
    Float(f64),
    Bool(bool),
    List(Vec<Cow<'a, str>>),
}

impl<'a> Value<'a> {
    pub fn text(text: &'a str) -> Self {
        Value::Text(Cow::Borrowed(text))
    }

    pub fn opt(text: Option<&'a str>) -> Self {
        text.map_or(Value::Null, Value::text)
    }

    pub fn ids(ids: &'a [String]) -> Self {
        Value::List(ids.iter().map(|id| Cow::Borrowed(id.as_str())).collect())
    }

    pub fn list(items: impl IntoIterator<Item = &'a str>) -> Self {
        Value::List(items.into_iter().map(Cow::Borrowed).collect())
    }

    pub fn float(n: Option<f64>) -> Self {
        n.map_or(Value::Null, Value::Float)
    }

    pub fn int(n: Option<u32>) -> Self {
        n.map_or(Value::Null, |n| Value::Int(n.into()))
    }
}

/// A list in one cell: `|` between items, `\` before `|` and `\` inside them.
pub(crate) fn join(items: &[Cow<'_, str>]) -> String {
    let mut out = String::new();
    for (i, item) in items.iter().enumerate() {
        if i > 0 {
            out.push('|');
        }
        for c in item.chars() {
            if matches!(c, '|' | '\\') {
                out.push('\\');
            }
            out.push(c);
        }
    }
    out
}

/// A number as short as it can be and whole ones without a point: `4`, `-0.5`.
pub(crate) fn number(n: f64) -> String {
    format!("{n}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_keep_their_items_apart() {
        let items = ["a|b".into(), "c\\".into(), "".into()];
        assert_eq!(join(&items), r"a\|b|c\\|");
    }

    #[test]
    fn numbers() {
        assert_eq!([4.0, -0.5, 51.1801].map(number), ["4", "-0.5", "51.1801"]);
    }
}
