//! Pages: a file is an article, with what it says of itself.

use super::{Articles, Format, Options};
use crate::input::Input;
use crate::{Article, Skipped, SourceError, page};

pub(super) struct Html;

impl Format for Html {
    fn name(&self) -> &'static str {
        "html"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["html", "htm", "xhtml", "shtml"]
    }

    fn recognises(&self, input: &Input) -> bool {
        page::is_page(&input.head_text())
    }

    fn read(&self, input: Input, options: &Options) -> Articles {
        let (path, stem) = (input.path.clone(), input.stem.clone());
        Articles::one(match whole(input, options) {
            Ok(article) => Ok(article.of_file(path, stem)),
            Err(reason) => Err(Skipped { path, place: None, reason }),
        })
    }
}

fn whole(input: Input, options: &Options) -> Result<Article, SourceError> {
    let bytes = input.bytes(page::LONGEST)?;
    let bytes = bytes.ok_or_else(|| SourceError::Monstrous { what: format!("more than {} MB", page::LONGEST >> 20) })?;
    page::read(&bytes, None)?.article(options)
}
