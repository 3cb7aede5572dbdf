//! The stages one after the other, for whoever wants what they find.

use crate::assemble;
use crate::clause::Scene;
use crate::dates::{self, Dated};
use crate::mentions::{self, Mention};
use crate::reader::{Findings, Reader};
use crate::resolve::{Cast, Party};
use crate::tag::Tagged;
use crate::trailer;
use jiff::civil::Date;
use mahdar_knowledge::{Day, Knowledge};
use mahdar_record::{Published, PublishedFrom, Record, Span};
use mahdar_text::Text;

/// An article to be read.
#[derive(Clone, Debug, Default)]
pub struct Article<'a> {
    /// Its id.
    pub id: &'a str,
    /// Its text, as given.
    pub text: &'a str,
    /// Its title, where it is apart from the text.
    pub title: Option<&'a str>,
    /// ISO day of publication.
    pub published: Option<&'a str>,
    /// How that day is known.
    pub published_from: PublishedFrom,
    /// Path, `-` for standard input.
    pub path: Option<&'a str>,
    /// Address.
    pub url: Option<&'a str>,
    /// Outlet.
    pub outlet: Option<&'a str>,
}

/// What came of reading an article.
#[derive(Clone, Debug)]
pub struct Reading {
    /// The record.
    pub record: Record,
    /// Cues that came to nothing, with why and the rule that came nearest.
    pub silent: Vec<(Span, String, Option<String>)>,
}

/// What the stages up to the reader found in one text.
pub(crate) struct Stages<'x, 'a> {
    /// Words.
    pub t: &'x Tagged<'a>,
    /// When.
    pub dates: &'x [Dated],
    /// Who is named.
    pub mentions: &'x [Mention],
    /// Who is who.
    pub cast: Cast,
    /// What was found.
    pub findings: Findings,
    /// The article's day.
    pub published: Published,
}

/// Runs the stages over an article and hands what they found to `then`.
pub(crate) fn stages<R>(k: &Knowledge, a: &Article<'_>, then: impl FnOnce(Stages<'_, '_>) -> R) -> R {
    let whole = Text::new(a.text);
    let tagged = Tagged::new(&whole, k);
    // Without the teasers of other articles behind it.
    let own = trailer::article_end(&tagged).and_then(|end| a.text.get(..end)).map(Text::new);
    let t = own.as_ref().map_or(tagged, |own| Tagged::new(own, k));
    let mut published = Published { date: None, from: PublishedFrom::None };
    let mut day: Option<Date> = a.published.and_then(|p| p.get(..10).unwrap_or(p).parse().ok());
    if let Some(d) = day {
        published = Published {
            date: Some(d.to_string()),
            from: if a.published_from == PublishedFrom::None { PublishedFrom::Option } else { a.published_from },
        };
    } else if let Some((d, ..)) = dates::dateline(&t) {
        day = Some(d);
        published = Published { date: Some(d.to_string()), from: PublishedFrom::Text };
    }
    let dates = dates::find(&t, day);
    let mut mentions = mentions::find(&t);
    let mut cast = Cast::new(&t, &mut mentions, day);
    let findings = {
        let scene = Scene::new(&t, &mentions, &dates);
        Reader::run(&scene, &mut cast, day)
    };
    then(Stages { t: &t, dates: &dates, mentions: &mentions, cast, findings, published })
}

/// Reads an article. Never fails: a text without anything to record gives an empty record.
pub fn read(k: &Knowledge, a: &Article<'_>) -> Reading {
    stages(k, a, |s| assemble::reading(a, s))
}

/// The actors that a phrase names or describes by title, state and day, in their order: `وزير الخارجية الروسي` in 2018.
/// Without a day nobody is taken for the holder of an office.
pub fn actors(k: &Knowledge, phrase: &str, day: Option<Day>) -> Vec<Party> {
    let day = day.and_then(|d| Date::new((d / 10_000) as i16, (d / 100 % 100) as i8, (d % 100) as i8).ok());
    let text = Text::new(phrase);
    let t = Tagged::new(&text, k);
    let mut mentions = mentions::find(&t);
    Cast::new(&t, &mut mentions, day).parties
}
