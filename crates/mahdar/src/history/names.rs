//! From names as users write them to codes and keys.

use std::path::PathBuf;

use mahdar_knowledge::Knowledge;
use mahdar_knowledge::who::{Directory, Thing, Why};
use mahdar_store::{ActorFilter, ActorKey, ActorRow, ArticleFilter, ArticleKey, Filter, Page, Store};
use mahdar_text::latin_words;

use super::args::{ArticleFilterArgs, FilterArgs};
use crate::error::CliError;
use crate::know;

/// So many candidates are told where a name may stand for several.
const TOLD: usize = 8;

/// Understands names.
pub(crate) struct Names<'a> {
    pub k: &'a Knowledge,
    pub overlays: &'a [PathBuf],
    pub store: &'a Store,
}

impl Names<'_> {
    /// The code of a state, organisation or group, by code or name.
    pub fn code(&self, name: &str) -> Result<String, CliError> {
        let k = self.k;
        let code = name.trim().to_uppercase();
        if [&k.polity_by_code, &k.org_by_code, &k.group_by_code].iter().any(|by| by.contains_key(&code)) {
            return Ok(code);
        }
        let directory = Directory::new(&know::files(self.overlays)?);
        let found = directory.find(k, name, None);
        let whole = |why| !matches!(why, Why::PartOfEnglish | Why::PartOfName);
        let found = found.iter().find(|f| f.card.thing != Thing::Person && whole(f.why));
        match found {
            Some(f) => Ok(f.card.id.clone()),
            None => Err(CliError::NoState(name.to_owned())),
        }
    }

    fn codes(&self, names: &[String]) -> Result<Vec<String>, CliError> {
        names.iter().map(|n| self.code(n)).collect()
    }

    fn code_of(&self, name: Option<&String>) -> Result<Option<String>, CliError> {
        name.map(|n| self.code(n)).transpose()
    }

    /// Somebody whom the articles name.
    pub fn actor(&self, name: &str) -> Result<ActorKey, CliError> {
        let filter = ActorFilter { name: Some(name.to_owned()), ..ActorFilter::default() };
        let found = self.store.actors(&filter, &Page { limit: TOLD + 1, ..Page::default() })?.rows;
        let latin = latin_words(name);
        let exactly = |a: &&ActorRow| a.name_ar == name || a.name_en.as_ref().is_some_and(|en| latin_words(en) == latin);
        let mut exact = found.iter().filter(exactly);
        match (found.as_slice(), exact.next(), exact.next()) {
            ([], ..) => Err(CliError::NoActor(name.to_owned())),
            ([only], ..) | (_, Some(only), None) => Ok(only.key),
            _ => {
                let shown = |a: &ActorRow| {
                    let code = a.code.as_ref().map(|c| format!(", {c}")).unwrap_or_default();
                    let en = a.name_en.as_ref().map(|en| format!("{en} · ")).unwrap_or_default();
                    format!("  {en}{} ({}{code}; {} articles)", a.name_ar, a.kind, a.articles)
                };
                let mut candidates: Vec<String> = found.iter().take(TOLD).map(shown).collect();
                if found.len() > TOLD {
                    candidates.push("  …".to_owned());
                }
                Err(CliError::ManyActors { name: name.to_owned(), candidates: candidates.join("\n") })
            }
        }
    }

    /// A framework that the articles name.
    fn framework(&self, name: &str) -> Result<i64, CliError> {
        let lower = name.to_lowercase();
        let all = self.store.frameworks(usize::MAX >> 1)?;
        let names = |en: &Option<String>| en.as_ref().map(|en| en.to_lowercase()).unwrap_or_default();
        let exact = all.iter().find(|f| f.name_ar == name || names(&f.name_en) == lower);
        let part = || all.iter().find(|f| f.name_ar.contains(name) || names(&f.name_en).contains(&lower));
        exact.or_else(part).map(|f| f.key).ok_or_else(|| CliError::NoFramework(name.to_owned()))
    }

    fn article(&self, id: &str) -> Result<ArticleKey, CliError> {
        let filter = ArticleFilter { id: Some(id.to_owned()), ..ArticleFilter::default() };
        let found = self.store.articles(&filter, &Page { limit: 2, ..Page::default() })?.rows;
        match found.as_slice() {
            [one] => Ok(one.key),
            [] => Err(CliError::NoStored(id.to_owned())),
            _ => Err(CliError::ManyStored(id.to_owned())),
        }
    }

    /// Which facts.
    pub fn filter(&self, args: &FilterArgs) -> Result<Filter, CliError> {
        let a = &args.articles;
        let pair = match args.pair.as_slice() {
            [one, other] => Some((self.code(one)?, self.code(other)?)),
            _ => None,
        };
        Ok(Filter {
            states: self.codes(&args.state)?,
            pair,
            by: self.code_of(args.by.as_ref())?,
            toward: self.code_of(args.toward.as_ref())?,
            actor: args.actor.as_ref().map(|n| self.actor(n)).transpose()?,
            what: args.what.clone(),
            more: args.mode.clone(),
            sector: args.sector.clone(),
            context: args.context.clone(),
            from: a.from.clone(),
            to: a.to.clone(),
            outlet: a.outlet.clone(),
            framework: args.framework.as_ref().map(|n| self.framework(n)).transpose()?,
            place: None,
            article: a.article.as_ref().map(|id| self.article(id)).transpose()?,
            words: a.words.clone(),
            exact: a.exact,
            once: !a.copies,
        })
    }

    /// Which articles.
    pub fn articles(&self, states: &[String], actor: Option<&String>, a: &ArticleFilterArgs) -> Result<ArticleFilter, CliError> {
        Ok(ArticleFilter {
            outlet: a.outlet.clone(),
            from: a.from.clone(),
            to: a.to.clone(),
            states: self.codes(states)?,
            actor: actor.map(|n| self.actor(n)).transpose()?,
            framework: None,
            words: a.words.clone(),
            exact: a.exact,
            id: a.article.clone(),
            once: !a.copies,
            copies_of: None,
        })
    }
}
