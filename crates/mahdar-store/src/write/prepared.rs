//! All that can be made of an article before it is its turn to be written, on any thread.

use mahdar_record::Record;

use crate::article::{Fingerprint, NewArticle, sha256};
use crate::body;
use crate::error::{Fault, StoreError};
use crate::words::{self, Keys};

/// An article with its record, ready to be written.
#[derive(Debug)]
pub struct Prepared {
    pub(crate) article: NewArticle,
    pub(crate) record: Record,
    pub(crate) fingerprint: Fingerprint,
    pub(crate) sha256: String,
    pub(crate) packed_text: Vec<u8>,
    pub(crate) packed_record: Vec<u8>,
    pub(crate) keys: Keys,
}

impl Prepared {
    /// Makes ready: finds the words, compresses text and record.
    ///
    /// # Errors
    /// Where it cannot be compressed.
    pub fn new(article: NewArticle, record: Record) -> Result<Self, StoreError> {
        let pack = |text: &str| body::pack(text).map_err(|e: Fault| e.of(article.path.as_ref()));
        Ok(Self {
            fingerprint: article.fingerprint(),
            sha256: sha256(&article.text),
            packed_text: pack(&article.text)?,
            packed_record: pack(&record.to_json_line())?,
            keys: words::keys(article.title.as_deref(), &article.text),
            article,
            record,
        })
    }

    /// The length of the text in bytes.
    pub fn bytes(&self) -> usize {
        self.article.text.len()
    }
}
