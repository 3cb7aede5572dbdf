//! An article on its way into the store, and how it is recognised when it comes again.

use mahdar_record::PublishedFrom;
use sha2::{Digest, Sha256};

/// An article as its source gives it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NewArticle {
    /// The source's own id.
    pub id: String,
    /// Whether the source gave that id, rather than the reader making it up from the place in the file. A made-up id changes when
    /// articles are inserted before it, and says nothing about which article this is.
    pub id_given: bool,
    /// The text to the letter.
    pub text: String,
    /// The title, where the source gives it apart from the text.
    pub title: Option<String>,
    /// The day it was published, as given; an ISO day.
    pub published: Option<String>,
    /// Who gave that day.
    pub published_from: PublishedFrom,
    /// Its address.
    pub url: Option<String>,
    /// Who publishes it.
    pub outlet: Option<String>,
    /// The file it came from.
    pub path: String,
}

/// Of an article's text and metadata: two articles with the same are one and the same.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Fingerprint(pub(crate) String);

impl NewArticle {
    /// Text and metadata in short. Where the file lies makes no difference.
    pub fn fingerprint(&self) -> Fingerprint {
        let id = self.id_given.then_some(self.id.as_str());
        let day = self.published.as_deref();
        Fingerprint(digest(&[Some(&self.text), id, self.title.as_deref(), day, self.url.as_deref(), self.outlet.as_deref()]))
    }

    /// What stays the same when the source changes the article: its address, else its id in its file, else nothing but its text.
    pub(crate) fn identity(&self) -> String {
        match &self.url {
            Some(url) => format!("url {url}"),
            None if self.id_given => format!("file {}\n{}", self.path, self.id),
            None => format!("text {}", digest(&[Some(&self.text), self.title.as_deref(), self.outlet.as_deref()])),
        }
    }
}

/// SHA-256 over parts, each with its length so that none runs into the next.
fn digest(parts: &[Option<&str>]) -> String {
    let mut hash = Sha256::new();
    for part in parts {
        let length = part.map_or(u64::MAX, |p| p.len() as u64);
        hash.update(length.to_le_bytes());
        hash.update(part.unwrap_or_default());
    }
    hex(&hash.finalize())
}

/// The SHA-256 of a text, in hexadecimal.
pub(crate) fn sha256(text: &str) -> String {
    sha256_of(text.as_bytes())
}

/// The SHA-256 of bytes, in hexadecimal.
pub(crate) fn sha256_of(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut out, b| {
        let _ = write!(out, "{b:02x}");
        out
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn article() -> NewArticle {
        NewArticle { id: "a".into(), id_given: true, text: "نص".into(), path: "x/a.txt".into(), ..NewArticle::default() }
    }

    #[test]
    fn the_place_of_the_file_makes_no_difference() {
        let moved = NewArticle { path: "y/a.txt".into(), ..article() };
        assert_eq!(moved.fingerprint(), article().fingerprint());
        assert_ne!(moved.identity(), article().identity());
    }

    #[test]
    fn everything_else_does() {
        let others = [
            NewArticle { text: "نصا".into(), ..article() },
            NewArticle { id: "b".into(), ..article() },
            NewArticle { title: Some(String::new()), ..article() },
            NewArticle { url: Some("نص".into()), ..article() },
            NewArticle { outlet: Some("نص".into()), ..article() },
            NewArticle { published: Some("2022-06-08".into()), ..article() },
        ];
        for (n, other) in others.iter().enumerate() {
            assert_ne!(other.fingerprint(), article().fingerprint(), "{n}");
            assert!(others[n + 1..].iter().all(|o| o.fingerprint() != other.fingerprint()), "{n}");
        }
    }

    #[test]
    fn a_made_up_id_says_nothing() {
        let at = |id: &str| NewArticle { id: id.into(), id_given: false, ..article() };
        assert_eq!(at("f:1").fingerprint(), at("f:2").fingerprint());
        assert_eq!(at("f:1").identity(), at("f:2").identity());
    }
}
