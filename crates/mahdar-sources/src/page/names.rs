//! By which names pages call their parts: `data/sources/page.tsv`.

use std::sync::LazyLock;

use crate::Field;

/// Where a name stands.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Where {
    /// `<meta>`.
    Meta,
    /// JSON-LD.
    Json,
}

struct Row {
    part: &'static str,
    place: &'static str,
    names: Vec<&'static str>,
}

static ROWS: LazyLock<Vec<Row>> = LazyLock::new(|| {
    let table = include_str!("../../../../data/sources/page.tsv");
    let rows = table.lines().filter(|line| !line.starts_with('#')).skip(1);
    let row = |line: &'static str| {
        let mut cells = line.split('\t');
        Some(Row { part: cells.next()?, place: cells.next()?, names: cells.next()?.split('|').collect() })
    };
    rows.filter_map(row).collect()
});

fn names(part: &str, place: &str) -> &'static [&'static str] {
    ROWS.iter().find(|r| r.part == part && r.place == place).map_or(&[], |r| &r.names)
}

/// The names of a part, the likeliest first.
pub(super) fn of(field: Field, place: Where) -> &'static [&'static str] {
    names(field.name(), if place == Where::Meta { "meta" } else { "json" })
}

/// The types of articles in JSON-LD.
pub(super) fn article_types() -> &'static [&'static str] {
    names("article", "json")
}

/// What a class or id says of an element: 1 where main text is so called, -1 where what stands beside it is.
pub(super) fn weight(class: &str) -> i8 {
    let class = class.to_ascii_lowercase();
    let has = |part| names(part, "class").iter().any(|name| class.contains(name));
    match (has("good"), has("bad")) {
        (true, false) => 1,
        // "article-related", "post-tags": what stands beside is named after what it stands beside.
        (_, true) => -1,
        (false, false) => 0,
    }
}

/// Whether an element of this class or id stands beside the text, wherever it lies.
pub(super) fn is_beside(class: &str) -> bool {
    let class = class.to_ascii_lowercase();
    let called =
        |word: &str, name: &str| word.strip_prefix(name).is_some_and(|rest| rest.is_empty() || rest.starts_with(['-', '_']));
    class.split_ascii_whitespace().any(|word| names("beside", "class").iter().any(|name| called(word, name)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_has_what_is_looked_for() {
        for field in [Field::Title, Field::Published, Field::Outlet, Field::Url, Field::Language] {
            assert!(!of(field, Where::Meta).is_empty() && !of(field, Where::Json).is_empty(), "{}", field.name());
        }
        assert!(!of(Field::Text, Where::Json).is_empty() && article_types().contains(&"NewsArticle"));
        assert!(is_beside("x Comments-list") && is_beside("ad") && !is_beside("address with-comments"));
        assert_eq!((weight("story-Body"), weight("related-articles"), weight("x")), (1, -1, 0));
    }
}
