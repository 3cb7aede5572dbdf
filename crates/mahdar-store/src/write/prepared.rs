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
    /// Without its text.
    pub(crate) article: NewArticle,
    pub(crate) record: Record,
    pub(crate) fingerprint: Fingerprint,
    pub(crate) identity: String,
    pub(crate) sha256: String,
    /// Of the text in code points and bytes; the text itself is in `packed_text`.
    pub(crate) characters: usize,
    bytes: usize,
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
    pub fn new(mut article: NewArticle, record: Record) -> Result<Self, StoreError> {
        let path = article.path.clone();
        let of = |e: Fault| e.of(path.as_ref());
        let (fingerprint, identity) = (article.fingerprint(), article.identity());
        let text = std::mem::take(&mut article.text);
        let facts = facts(&record);
        let cut = Cut::new(&text);
        let words = cut.keyed(Mode::Folded);
        Ok(Self {
            fingerprint,
            sha256: sha256(&text),
            packed_text: body::pack(&text).map_err(of)?,
            packed_record: body::pack(&record.to_json_line()).map_err(of)?,
            notes: Notes::of(&cut, &words, &record, &identity, &facts.list).map_err(of)?,
            keys: words::keys(article.title.as_deref(), &cut, words),
            characters: text.chars().count(),
            bytes: text.len(),
            identity,
            facts,
            article,
            record,
        })
    }

    /// The length of the text in bytes.
    pub fn bytes(&self) -> usize {
        self.bytes
    }
}
