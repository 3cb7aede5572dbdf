//! Lists: rows under one another, each with its words below.

use super::Look;
use super::page::Page;

/// A table no wider than it must be; what stands below a row is wrapped.
pub(crate) fn table(look: Look, head: &[&str], rows: &[(Vec<String>, String)]) -> String {
    let mut page = Page::new(look.width);
    page.table(0, head, rows);
    page.finish()
}
