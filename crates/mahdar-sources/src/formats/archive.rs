//! What archives have in common: each file in them is opened like one in a folder, and nothing is ever written anywhere.

use std::io::{self, Read};

use super::{Articles, Options, is_source, named, opened};
use crate::bounds::DEPTH;
use crate::input::{Input, Origin};
use crate::{Article, Skipped, SourceError};

/// One thing in an archive.
pub(super) enum Found {
    /// A file with its name and bytes.
    File(String, Box<dyn Read + Send>),
    /// Something that is not read, and why.
    Skipped(String, SourceError),
    /// Something that nobody misses: a folder, a picture.
    Nothing,
}

/// Goes through the contents of an archive.
pub(super) trait Contents: Send {
    /// The next one; none at the end.
    fn next(&mut self, wanted: &dyn Fn(&str) -> bool) -> Result<Option<Found>, SourceError>;
}

/// The articles of an archive.
pub(super) fn articles(
    origin: Origin,
    open: impl FnOnce() -> Result<Box<dyn Contents>, SourceError>,
    options: &Options,
) -> Articles {
    if origin.depth >= DEPTH {
        return Articles::none(origin.path, SourceError::Nested { depth: origin.depth });
    }
    match open() {
        Ok(contents) => {
            Articles::new(Archive { origin, contents, current: None, any: false, ended: false, options: options.clone() })
        }
        Err(reason) => Articles::none(origin.path, reason),
    }
}

struct Archive {
    origin: Origin,
    contents: Box<dyn Contents>,
    current: Option<Articles>,
    /// Whether anything was found that could be read.
    any: bool,
    ended: bool,
    options: Options,
}

impl Archive {
    fn skipped(&self, name: Option<&str>, reason: SourceError) -> Skipped {
        let path = name.map_or_else(|| self.origin.path.clone(), |name| inside(&self.origin.path, name));
        Skipped { path, place: None, reason }
    }

    /// What is next in the archive; none at its end.
    fn step(&mut self) -> Option<Result<(), Skipped>> {
        let options = &self.options;
        let wanted = |name: &str| is_source(name.as_ref(), options);
        match self.contents.next(&wanted) {
            Ok(Some(Found::File(name, reader))) => {
                self.any = true;
                let path = inside(&self.origin.path, &name);
                let input = Input::within(&self.origin, path.clone(), &name, reader);
                self.current = Some(nested(path, input, &self.options));
                Some(Ok(()))
            }
            Ok(Some(Found::Skipped(name, reason))) => {
                self.any = true;
                Some(Err(self.skipped(Some(&name), reason)))
            }
            Ok(Some(Found::Nothing)) => Some(Ok(())),
            Ok(None) if self.any => None,
            Ok(None) => {
                self.ended = true;
                let extensions = super::extensions(None);
                Some(Err(self.skipped(None, SourceError::NoFiles { extensions })))
            }
            Err(reason) => {
                self.ended = true;
                Some(Err(self.skipped(None, reason)))
            }
        }
    }
}

impl Iterator for Archive {
    type Item = Result<Article, Skipped>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(item) = self.current.as_mut().and_then(Iterator::next) {
                return Some(item);
            }
            self.current = None;
            // Where too much has come out, that was told, and what would come next is not wanted.
            if self.ended || self.origin.account.overdrawn() {
                return None;
            }
            if let Err(skipped) = self.step()? {
                return Some(Err(skipped));
            }
        }
    }
}

/// The articles of a file within an archive.
pub(super) fn nested(path: String, input: io::Result<Input>, options: &Options) -> Articles {
    // What the caller named was the archive, or is what lies in it.
    let named = named(options).ok().flatten().filter(|n| !n.is_archive());
    opened(path, input, named, options)
}

/// How something in an archive is called.
pub(super) fn inside(archive: &str, name: &str) -> String {
    format!("{archive}!/{name}")
}

/// Why a name is not to be trusted, if so. Nothing is written under it; but whoever wrote it meant harm.
pub(super) fn refused(name: &str) -> Option<SourceError> {
    let what = if name.split(['/', '\\']).any(|part| part == "..") {
        "has a name that leads out of its archive"
    } else if name.starts_with(['/', '\\']) || name.as_bytes().get(1) == Some(&b':') {
        "has an absolute name"
    } else if name.contains('\0') {
        "has a name that is none"
    } else {
        return None;
    };
    Some(SourceError::Refused { what })
}

/// Whether a name is of what systems and programs put beside files.
pub(super) fn is_hidden(name: &str) -> bool {
    name.split('/').any(|part| part.starts_with('.') && part.len() > 1 || part == "__MACOSX")
}
