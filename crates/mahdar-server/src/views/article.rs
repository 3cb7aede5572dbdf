//! The reader's page.

use mahdar_store::{ArticleFilter, ArticleKey, Page};

use crate::Site;
use crate::answer::{Answer, show as answer};
use crate::frame::Frame;
use crate::problem::Problem;
use crate::reader::{Link, Reader, Source, visible};

/// `/article/KEY`
pub(crate) fn show(site: &Site, f: &Frame<'_>, key: &str) -> Result<Answer, Problem> {
    let missing = || Problem::missing(format!("there is no article {key}"));
    let number = key.parse().map(ArticleKey).map_err(|_| missing())?;
    let source = site.read(|store| {
        let full = store.article(number)?.ok_or_else(missing)?;
        let of = full.row.original.unwrap_or(number);
        let same = ArticleFilter { copies_of: Some(of), ..ArticleFilter::default() };
        let copies = store.articles(&same, &Page::default())?.rows;
        let label = |outlet: &Option<String>, id: &str| visible(outlet.as_deref().unwrap_or(id));
        let mut told = Vec::new();
        for e in &full.record.encounters {
            if let Some(key) = store.encounter_of(number, &e.id)? {
                let day = e.date.as_ref().and_then(|d| d.value.clone()).unwrap_or_default();
                told.push(Link { id: key.to_string(), label: format!("{} {day}", f.of("encounter", &e.kind)) });
            }
        }
        Ok(Source {
            key: key.to_owned(),
            text: full.text,
            record: full.record,
            reviews: store.marks_on(number)?,
            copies: copies
                .into_iter()
                .filter(|c| c.key != number)
                .map(|c| Link { label: label(&c.outlet, &c.id), id: c.key.0.to_string() })
                .collect(),
            encounters_told: told,
        })
    })?;
    answer(f, &Reader::new(f, source)?)
}
