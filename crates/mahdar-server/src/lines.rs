//! Facts as lines of a list: when, what, who toward whom, in which words, told where.

use mahdar_store::{CommitmentRow, Dated, EncounterRow, EventRow, FactOf, Party, StatementRow, When};

use crate::frame::Frame;
use crate::names::Lang;
use crate::reader::{first_words, visible};

/// Somebody in a line.
#[derive(Default)]
pub(crate) struct Who {
    pub name: String,
    pub role: String,
    pub href: String,
}

/// A note that leads somewhere.
#[derive(Clone, Default)]
pub(crate) struct Note {
    pub text: String,
    pub href: String,
}

/// A fact in a list.
#[derive(Default)]
pub(crate) struct Line {
    /// Day it is sorted by; may be empty.
    pub day: String,
    /// Where the day comes from, as a label's key; empty where the fact's words give it.
    pub dated: &'static str,
    /// What sort of fact.
    pub tag: String,
    /// Announced, not yet held.
    pub planned: bool,
    /// Where a page of its own is.
    pub href: String,
    pub who: Vec<Who>,
    pub toward: Vec<Who>,
    /// The reporting words.
    pub cue: String,
    /// The evidence.
    pub words: String,
    pub notes: Vec<Note>,
    pub rule: String,
    /// The article: what it is called, and where the words stand in it.
    pub source: Note,
}

impl Line {
    /// An encounter as one article tells it.
    pub fn encounter(f: &Frame<'_>, e: &EncounterRow) -> Self {
        let place = e.place.iter().map(|p| Note {
            text: name(f, &p.name_ar, p.name_en.as_deref()),
            href: f.list("encounters", "place", &p.key.to_string()),
        });
        let words = e.date.iter().map(|d| Note { text: visible(&d.span.text), href: String::new() });
        Self {
            tag: f.of("encounter", &e.kind).to_owned(),
            planned: e.status == "planned",
            href: f.to("encounter", e.key),
            who: parties(f, &e.participants),
            toward: Vec::new(),
            cue: String::new(),
            words: e.evidence.first().map(|s| visible(&s.text)).unwrap_or_default(),
            notes: place.chain(words).collect(),
            rule: e.rule.clone(),
            ..Self::of(f, &e.article, &e.id, &e.when)
        }
    }

    /// A statement.
    pub fn statement(f: &Frame<'_>, s: &StatementRow) -> Self {
        Self {
            tag: f.of("mode", &s.mode).to_owned(),
            who: parties(f, &s.speakers),
            cue: visible(&s.cue.text),
            words: visible(&s.content.text),
            rule: s.rule.clone(),
            ..Self::of(f, &s.article, &s.id, &s.when)
        }
    }

    /// A commitment.
    pub fn commitment(f: &Frame<'_>, c: &CommitmentRow) -> Self {
        let sectors =
            c.sectors.iter().map(|s| Note { text: f.of("field", s).to_owned(), href: f.list("commitments", "sector", s) });
        let deadline = c.deadline.iter().map(|d| Note { text: visible(&d.span.text), href: String::new() });
        Self {
            tag: f.of("strength", &c.strength).to_owned(),
            href: f.to("commitment", c.key),
            who: parties(f, &c.actors),
            toward: parties(f, &c.toward),
            words: visible(&c.item.text),
            notes: sectors.chain(deadline).collect(),
            rule: c.rule.clone(),
            ..Self::of(f, &c.article, &c.id, &c.when)
        }
    }

    /// An event.
    pub fn event(f: &Frame<'_>, v: &EventRow) -> Self {
        let plain = |text: String| Note { text, href: String::new() };
        let code = v.mode.as_ref().map_or_else(|| v.kind.clone(), |m| format!("{}/{m}", v.kind));
        let cameo = v.cameo.iter().map(|c| plain(format!("CAMEO {c}")));
        let goldstein = v.goldstein.iter().map(|g| plain(format!("{g:+.1}")));
        let place = v.place.iter().map(|p| plain(name(f, &p.name_ar, p.name_en.as_deref())));
        Self {
            tag: f.names.event(&v.kind, v.mode.as_deref(), f.lang()),
            who: parties(f, &v.source),
            toward: parties(f, &v.target),
            words: visible(&v.evidence.text),
            notes: std::iter::once(plain(code)).chain(cameo).chain(goldstein).chain(place).collect(),
            rule: v.rule.clone(),
            ..Self::of(f, &v.article, &v.id, &v.when)
        }
    }

    fn of(f: &Frame<'_>, article: &FactOf, id: &str, when: &When) -> Self {
        Self {
            day: when.day.clone(),
            dated: match when.dated {
                Dated::Date => "",
                Dated::Encounter => "dated.encounter",
                Dated::Published => "dated.published",
                Dated::None => "dated.none",
            },
            source: Note { text: source(article), href: format!("{}#{id}", f.to("article", article.key.0)) },
            ..Self::default()
        }
    }
}

/// What an article is called in a line: its outlet, else its title or id.
pub(crate) fn source(article: &FactOf) -> String {
    let text = article.outlet.as_ref().or(article.title.as_ref()).unwrap_or(&article.id);
    first_words(text)
}

/// A name in the page's language where there is one.
pub(crate) fn name(f: &Frame<'_>, ar: &str, en: Option<&str>) -> String {
    visible(match (f.lang(), en) {
        (Lang::En, Some(en)) => en,
        _ => ar,
    })
}

/// Everybody in a role.
pub(crate) fn parties(f: &Frame<'_>, all: &[Party]) -> Vec<Who> {
    all.iter().map(|p| who(f, p)).collect()
}

fn who(f: &Frame<'_>, p: &Party) -> Who {
    let own = matches!(p.kind.as_str(), "polity" | "organization" | "group");
    let office = p.office.as_deref().filter(|o| *o != "none").map(|o| f.names.office(o, f.lang()));
    let code = p.code.as_deref().filter(|_| !own).map(|c| f.code(c));
    let role: Vec<&str> = office.into_iter().chain(code).collect();
    let name = match name(f, &p.name_ar, p.name_en.as_deref()) {
        name if name.is_empty() => f.of("kind", &p.kind).to_owned(),
        name => name,
    };
    Who { name, role: role.join(&format!("{} ", f.t("comma"))), href: f.to("actor", p.actor.0) }
}
