//! Articles as Python gives them.

use mahdar_engine::Article;
use mahdar_record::PublishedFrom;
use mahdar_sources::MAX_TEXT;
use pyo3::prelude::*;

/// An article, its types already checked by the Python side: id, text, published, title, url, outlet.
#[derive(FromPyObject)]
pub(crate) struct RawArticle(String, String, Option<String>, Option<String>, Option<String>, Option<String>);

impl RawArticle {
    /// Why it cannot be read.
    pub fn check(&self) -> Result<(), String> {
        let text = &self.1;
        match text.len() {
            n if n > MAX_TEXT => Err(format!("text has {} MB; an article may have {} MB", n >> 20, MAX_TEXT >> 20)),
            _ if text.trim().is_empty() => Err("text is empty".into()),
            _ => Ok(()),
        }
    }

    pub fn as_article(&self, published_from: PublishedFrom) -> Article<'_> {
        let Self(id, text, published, title, url, outlet) = self;
        Article {
            id,
            text,
            title: title.as_deref(),
            published: published.as_deref(),
            published_from,
            path: None,
            url: url.as_deref(),
            outlet: outlet.as_deref(),
        }
    }
}
