//! All that can be made of an article before it is its turn to be written, on any thread.

use mahdar_history::search::{Cut, Mode};
use mahdar_record::Record;

use super::facts::{Facts, facts};

use crate::article::{Fingerprint, NewArticle, sha256};
use crate::body;
use crate::error::{Fault, StoreError};
use crate::merge::Notes;
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
    pub(crate) facts: Facts,
    pub(crate) notes: Notes,
}

impl Prepared {
    /// Makes ready: finds the words and facts, compresses text and record.
    ///
    /// # Errors
    /// Where it cannot be compressed.
    pub fn new(article: NewArticle, record: Record) -> Result<Self, StoreError> {
        let of = |e: Fault| e.of(article.path.as_ref());
        let facts = facts(&record);
        let cut = Cut::new(&article.text);
        let words = cut.keyed(Mode::Folded);
        Ok(Self {
            fingerprint: article.fingerprint(),
            sha256: sha256(&article.text),
            packed_text: body::pack(&article.text).map_err(of)?,
            packed_record: body::pack(&record.to_json_line()).map_err(of)?,
            notes: Notes::of(&cut, &words, &record, &article.identity(), &facts.list).map_err(of)?,
            keys: words::keys(article.title.as_deref(), &cut, words),
            facts,
            article,
            record,
        })
    }

    /// The length of the text in bytes.
    pub fn bytes(&self) -> usize {
        self.article.text.len()
    }
}
