//! Where the engine is blind, for people who write rules.

use mahdar_engine::coverage::{Example, Gap, Known, Table};

use super::Reporter;
use super::page::{BOLD, DIM, MARK, PLAIN, Page};

impl Reporter<'_> {
    /// Each sort of gap: how many, then the words at fault, the most frequent first, with examples.
    pub fn coverage(&self, articles: usize, tables: &[Table], known: &[Known]) -> String {
        let mut page = Page::new(self.look.width);
        page.flow(0, &[(BOLD, &articles.to_string()), (PLAIN, " "), (PLAIN, self.label("coverage.articles"))]);
        for t in tables {
            page.heading(&self.label_of("coverage", t.gap.name()));
            let share = if t.seen == 0 { 0.0 } else { 100.0 * t.blind as f64 / t.seen as f64 };
            let sum = format!("{} / {} · {share:.1} %", t.blind, t.seen);
            page.flow(2, &[(BOLD, &sum), (PLAIN, " "), (DIM, self.label("coverage.blind"))]);
            for k in known.iter().filter(|_| t.gap == Gap::Holder) {
                let share = format!("{} / {} · {:.1} %", k.known, k.seen, 100.0 * k.known as f64 / k.seen.max(1) as f64);
                page.flow(
                    2,
                    &[(PLAIN, &share), (PLAIN, " "), (DIM, &k.office), (PLAIN, " "), (DIM, self.label("coverage.known"))],
                );
            }
            for row in &t.words {
                let word = if row.word.is_empty() { self.label("coverage.nothing") } else { row.word.as_str() };
                page.flow(2, &[(BOLD, &row.count.to_string()), (PLAIN, "  "), (BOLD, word)]);
                for e in &row.examples {
                    let (before, after) = around(e);
                    let id = format!("[{}]", e.article);
                    let words: &str = &e.words.text;
                    page.flow(
                        6,
                        &[(DIM, before), (MARK, "⟦"), (MARK, words), (MARK, "⟧"), (DIM, after), (PLAIN, " "), (DIM, &id)],
                    );
                }
            }
            let left = t.different.saturating_sub(t.words.len());
            if left > 0 {
                page.flow(2, &[(DIM, "+"), (DIM, &left.to_string()), (PLAIN, " "), (DIM, self.label("coverage.more"))]);
            }
        }
        page.blank();
        page.finish()
    }
}

/// What stands before and behind the words of an example.
fn around(e: &Example) -> (&str, &str) {
    e.context.split_once(&e.words.text).unwrap_or_default()
}
