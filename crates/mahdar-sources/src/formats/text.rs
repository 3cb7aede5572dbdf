//! Plain text: a file is an article.

use super::{Articles, Format, Options};
use crate::decode::{Decoded, decode};
use crate::input::Input;
use crate::{Article, Skipped, SourceError};

pub(super) struct Text;

impl Format for Text {
    fn name(&self) -> &'static str {
        "text"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["txt"]
    }

    fn recognises(&self, _: &Input) -> bool {
        true
    }

    fn read(&self, input: Input, options: &Options) -> Articles {
        let (path, id) = (input.path.clone(), input.stem.clone());
        Articles::one(match whole(input, options) {
            Ok(Decoded { text, encoding, lossy }) => {
                Ok(Article { id, id_given: true, text, path, encoding, lossy, ..Article::default() })
            }
            Err(reason) => Err(Skipped { path, place: None, reason }),
        })
    }
}

fn whole(input: Input, options: &Options) -> Result<Decoded, SourceError> {
    let bytes = input.bytes(options.max_stored())?.ok_or_else(|| options.too_large())?;
    let decoded = decode(&bytes)?;
    options.check(&decoded.text)?;
    Ok(decoded)
}
