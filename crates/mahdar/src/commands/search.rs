//! `mahdar search`: articles by their words, with the words in their place.

use std::path::PathBuf;

use mahdar_history::search::{Hit, Mode, Query};
use mahdar_store::{ArticleRow, Full, Listing, Page, StoreError};
use serde::Serialize;

use crate::error::CliError;
use crate::history::args::{ArticleFilterArgs, SearchArgs};
use crate::history::names::Names;
use crate::history::open::to_read;
use crate::history::sheet::{Shown, print};
use crate::{Outcome, know};

/// So many characters stand before and after the words.
const AROUND: usize = 60;
/// So many places of an article are shown.
const PLACES: usize = 3;

pub(crate) fn run(args: &SearchArgs, overlays: &[PathBuf]) -> Result<Outcome, CliError> {
    let store = to_read(&args.db.db)?;
    let k = know::load(overlays)?;
    let words = args.words.join(" ");
    let of = ArticleFilterArgs {
        from: args.from.clone(),
        to: args.to.clone(),
        outlet: args.outlet.clone(),
        article: None,
        words: Some(words.clone()),
        exact: args.exact,
        copies: args.copies,
    };
    let filter = Names { k: &k, overlays, store: &store }.articles(&args.state, args.actor.as_ref(), &of)?;
    let mode = if args.exact { Mode::Exact } else { Mode::Folded };
    let query = Query::parse(&words, mode)
        .map_err(|e| CliError::Store(StoreError::Question { question: words.clone(), message: e.to_string() }))?;
    let fetch = |page: &Page| -> Result<Listing<Found>, CliError> {
        let Listing { rows, next } = store.articles(&filter, page)?;
        let mut found = Vec::with_capacity(rows.len());
        for row in rows {
            if let Some(full) = store.article(row.key)? {
                found.push(Found::new(full, &query));
            }
        }
        Ok(Listing { rows: found, next })
    };
    print(&args.list, fetch, || Ok(store.count_articles(&filter)?))
}

/// An article that was found.
#[derive(Serialize)]
struct Found {
    article: ArticleRow,
    /// Where the words stand, in code points.
    hits: Vec<[u32; 2]>,
    /// What stands around the first of them.
    snippets: Vec<String>,
}

impl Found {
    fn new(full: Full, query: &Query) -> Self {
        let hits = query.highlights(&full.text);
        let snippets = snippets(&full.text, &hits);
        Self { article: full.row, hits: hits.iter().map(|h| [h.start, h.end]).collect(), snippets }
    }
}

/// The first places with what stands around them, the words in `⟦ ⟧`. Places that lie close together are shown as one.
fn snippets(text: &str, hits: &[Hit]) -> Vec<String> {
    // On one line each, whatever stands between the words.
    let chars: Vec<char> = text.chars().map(|c| if c.is_whitespace() { ' ' } else { c }).collect();
    let mut out = Vec::new();
    let mut rest = hits;
    while let (Some(first), true) = (rest.first(), out.len() < PLACES) {
        let start = (first.start as usize).saturating_sub(AROUND);
        let mut end = first.end as usize + AROUND;
        let mut n = 1;
        while let Some(next) = rest.get(n).filter(|next| (next.end as usize) <= end && n < 2 * PLACES) {
            end = end.max(next.end as usize + AROUND / 2);
            n += 1;
        }
        let end = end.min(chars.len());
        let (before, shown) = rest.split_at(n);
        let mut snippet = String::new();
        if start > 0 {
            snippet.push('…');
        }
        let mut at = start;
        for hit in before {
            let (from, to) = (hit.start as usize, (hit.end as usize).min(end));
            snippet.extend(&chars[at.min(from)..from]);
            snippet.push('⟦');
            snippet.extend(&chars[from..to]);
            snippet.push('⟧');
            at = to;
        }
        snippet.extend(&chars[at.min(end)..end]);
        if end < chars.len() {
            snippet.push('…');
        }
        out.push(snippet);
        rest = shown;
    }
    out
}

impl Shown for Found {
    const HEAD: &'static [&'static str] = &["day", "article", "places", "outlet"];
    const COLUMNS: &'static [&'static str] = &["article", "outlet", "published", "url", "title", "hits", "snippets"];

    fn cells(&self) -> Vec<String> {
        let a = &self.article;
        let day = a.published.clone().unwrap_or_else(|| "?".to_owned());
        vec![day, a.id.clone(), self.hits.len().to_string(), a.outlet.clone().unwrap_or_default()]
    }

    fn note(&self) -> String {
        let title = self.article.title.as_ref().map(|t| format!("{t} — ")).unwrap_or_default();
        format!("{title}{}", self.snippets.join(" "))
    }

    fn fields(&self) -> Vec<String> {
        let a = &self.article;
        let hits: Vec<String> = self.hits.iter().map(|[start, end]| format!("{start}-{end}")).collect();
        let text = |value: &Option<String>| value.clone().unwrap_or_default();
        vec![
            a.id.clone(),
            text(&a.outlet),
            text(&a.published),
            text(&a.url),
            text(&a.title),
            hits.join(" "),
            self.snippets.join(" | "),
        ]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str, words: &str) -> Vec<String> {
        let query = Query::parse(words, Mode::Folded).expect("a question");
        snippets(text, &query.highlights(text))
    }

    #[test]
    fn words_stand_in_brackets_in_their_place() {
        assert_eq!(shown("وقعت الصين وروسيا اتفاقا.", "روسيا"), ["وقعت الصين ⟦وروسيا⟧ اتفاقا."]);
        assert_eq!(shown("وقعت الصين وروسيا اتفاقا.", "روسيا الصين"), ["وقعت ⟦الصين⟧ ⟦وروسيا⟧ اتفاقا."]);
    }

    #[test]
    fn places_far_apart_are_shown_apart_and_never_beyond_the_text() {
        let text = format!("الصين {} الصين", "كلمة ".repeat(60));
        let found = shown(&text, "صين");
        assert_eq!(found.len(), 2);
        assert!(found[0].starts_with("⟦الصين⟧") && found[0].ends_with('…'), "{found:?}");
        assert!(found[1].ends_with("⟦الصين⟧") && found[1].starts_with('…'), "{found:?}");
        let many = "الصين ".repeat(500);
        assert!(shown(&many, "صين").iter().all(|s| s.chars().count() < 600));
    }
}
