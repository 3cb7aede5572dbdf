//! What lists of a history show of each fact, article and actor.

use mahdar_record::Span;
use mahdar_store::{
    ActorRow, ArticleRow, CommitmentRow, Dated, EncounterRow, EventRow, FactOf, Party, PlaceName, StatementRow, When,
};

use super::sheet::Shown;

/// The day, marked where it is only that of the article.
pub(crate) fn day(when: &When) -> String {
    match when.dated {
        Dated::None => "?".to_owned(),
        Dated::Published => format!("{}*", when.day),
        Dated::Date | Dated::Encounter => when.day.clone(),
    }
}

/// Codes of those who take part, each once; names where there is no code.
pub(crate) fn codes(parties: &[Party]) -> String {
    let mut seen: Vec<&str> = Vec::new();
    for p in parties {
        let shown = p.code.as_deref().or(p.name_en.as_deref()).unwrap_or(&p.name_ar);
        let shown = if shown.is_empty() { &p.kind } else { shown };
        if !seen.contains(&shown) {
            seen.push(shown);
        }
    }
    if seen.is_empty() { "-".to_owned() } else { seen.join("+") }
}

/// Names of those who take part.
pub(crate) fn names(parties: &[Party]) -> String {
    let name = |p: &Party| p.name_en.clone().unwrap_or_else(|| p.name_ar.clone());
    parties.iter().map(name).filter(|n| !n.is_empty()).collect::<Vec<_>>().join("; ")
}

fn dated(dated: Dated) -> &'static str {
    match dated {
        Dated::Date => "date",
        Dated::Encounter => "encounter",
        Dated::Published => "published",
        Dated::None => "none",
    }
}

fn opt<T: ToString>(value: &Option<T>) -> String {
    value.as_ref().map(T::to_string).unwrap_or_default()
}

/// Fields that every fact begins with.
fn common(a: &FactOf, id: &str, when: &When) -> Vec<String> {
    let of = [a.id.clone(), opt(&a.outlet), opt(&a.published), opt(&a.url), a.copy.to_string()];
    let mut all = of.to_vec();
    all.extend([id.to_owned(), when.day.clone(), dated(when.dated).to_owned()]);
    all
}

fn where_(place: &Option<PlaceName>) -> [String; 5] {
    let p = place.as_ref();
    let text = |f: fn(&PlaceName) -> Option<String>| p.and_then(f).unwrap_or_default();
    [
        text(|p| Some(p.name_ar.clone())),
        text(|p| p.name_en.clone()),
        text(|p| p.code.clone()),
        text(|p| p.lat.map(|n| n.to_string())),
        text(|p| p.lon.map(|n| n.to_string())),
    ]
}

fn span(s: &Span) -> [String; 3] {
    [s.start.to_string(), s.end.to_string(), s.text.clone()]
}

fn arabic(parties: &[Party]) -> String {
    parties.iter().map(|p| p.name_ar.as_str()).collect::<Vec<_>>().join("; ")
}

fn offices(parties: &[Party]) -> String {
    parties.iter().map(|p| p.office.as_deref().unwrap_or_default()).collect::<Vec<_>>().join("; ")
}

/// A day or a place in the text, joined where there are several.
fn several(spans: &[Span], f: impl Fn(&Span) -> String) -> String {
    spans.iter().map(f).collect::<Vec<_>>().join(" | ")
}

impl Shown for EncounterRow {
    const HEAD: &'static [&'static str] = &["day", "kind", "status", "between", "place", "article"];
    const COLUMNS: &'static [&'static str] = &[
        "article",
        "outlet",
        "published",
        "url",
        "copy",
        "id",
        "day",
        "dated",
        "kind",
        "status",
        "codes",
        "participants_ar",
        "participants_en",
        "offices",
        "date",
        "precision",
        "date_words",
        "place_ar",
        "place_en",
        "place_code",
        "lat",
        "lon",
        "rule",
        "start",
        "end",
        "words",
    ];

    fn cells(&self) -> Vec<String> {
        let place = self.place.as_ref().map(|p| p.name_en.clone().unwrap_or_else(|| p.name_ar.clone()));
        vec![
            day(&self.when),
            self.kind.clone(),
            self.status.clone(),
            codes(&self.participants),
            opt(&place),
            self.article.id.clone(),
        ]
    }

    fn note(&self) -> String {
        format!("{}: {}", names(&self.participants), several(&self.evidence, |s| s.text.clone()))
    }

    fn fields(&self) -> Vec<String> {
        let mut all = common(&self.article, &self.id, &self.when);
        let p = &self.participants;
        all.extend([self.kind.clone(), self.status.clone(), codes(p), arabic(p), names(p), offices(p)]);
        let date = self.date.as_ref();
        all.extend([
            date.and_then(|d| d.value.clone()).unwrap_or_default(),
            date.and_then(|d| d.precision.clone()).unwrap_or_default(),
            date.map(|d| d.span.text.clone()).unwrap_or_default(),
        ]);
        all.extend(where_(&self.place));
        all.push(self.rule.clone());
        let e = &self.evidence;
        all.extend([several(e, |s| s.start.to_string()), several(e, |s| s.end.to_string()), several(e, |s| s.text.clone())]);
        all
    }
}

impl Shown for StatementRow {
    const HEAD: &'static [&'static str] = &["day", "by", "mode", "article"];
    const COLUMNS: &'static [&'static str] = &[
        "article",
        "outlet",
        "published",
        "url",
        "copy",
        "id",
        "day",
        "dated",
        "mode",
        "codes",
        "speakers_ar",
        "speakers_en",
        "offices",
        "encounter",
        "rule",
        "cue_start",
        "cue_end",
        "cue",
        "start",
        "end",
        "words",
    ];

    fn cells(&self) -> Vec<String> {
        vec![day(&self.when), codes(&self.speakers), self.mode.clone(), self.article.id.clone()]
    }

    fn note(&self) -> String {
        format!("{}: [{}] {}", names(&self.speakers), self.cue.text, self.content.text)
    }

    fn fields(&self) -> Vec<String> {
        let mut all = common(&self.article, &self.id, &self.when);
        let s = &self.speakers;
        all.extend([self.mode.clone(), codes(s), arabic(s), names(s), offices(s), opt(&self.encounter), self.rule.clone()]);
        all.extend(span(&self.cue));
        all.extend(span(&self.content));
        all
    }
}

impl Shown for CommitmentRow {
    const HEAD: &'static [&'static str] = &["day", "strength", "from > toward", "field", "article"];
    const COLUMNS: &'static [&'static str] = &[
        "article",
        "outlet",
        "published",
        "url",
        "copy",
        "id",
        "day",
        "dated",
        "strength",
        "actor_codes",
        "actors_ar",
        "actors_en",
        "toward_codes",
        "toward_ar",
        "toward_en",
        "sectors",
        "deadline",
        "deadline_words",
        "statement",
        "rule",
        "start",
        "end",
        "words",
    ];

    fn cells(&self) -> Vec<String> {
        let who = format!("{} > {}", codes(&self.actors), codes(&self.toward));
        vec![day(&self.when), self.strength.clone(), who, self.sectors.join(" "), self.article.id.clone()]
    }

    fn note(&self) -> String {
        self.item.text.clone()
    }

    fn fields(&self) -> Vec<String> {
        let mut all = common(&self.article, &self.id, &self.when);
        let (a, t) = (&self.actors, &self.toward);
        all.extend([self.strength.clone(), codes(a), arabic(a), names(a), codes(t), arabic(t), names(t), self.sectors.join(" ")]);
        let deadline = self.deadline.as_ref();
        all.extend([
            deadline.and_then(|d| d.value.clone()).unwrap_or_default(),
            deadline.map(|d| d.span.text.clone()).unwrap_or_default(),
            opt(&self.statement),
            self.rule.clone(),
        ]);
        all.extend(span(&self.item));
        all
    }
}

impl Shown for EventRow {
    const HEAD: &'static [&'static str] = &["day", "event", "source > target", "CAMEO", "Goldstein", "article"];
    const COLUMNS: &'static [&'static str] = &[
        "article",
        "outlet",
        "published",
        "url",
        "copy",
        "id",
        "day",
        "dated",
        "type",
        "mode",
        "contexts",
        "cameo",
        "goldstein",
        "source_codes",
        "source_ar",
        "source_en",
        "target_codes",
        "target_ar",
        "target_en",
        "date",
        "place_ar",
        "place_en",
        "place_code",
        "lat",
        "lon",
        "statement",
        "rule",
        "start",
        "end",
        "words",
    ];

    fn cells(&self) -> Vec<String> {
        let mode = self.mode.as_ref().map(|m| format!("/{m}")).unwrap_or_default();
        let who = format!("{} > {}", codes(&self.source), codes(&self.target));
        let goldstein = self.goldstein.map(|g| format!("{g:+.1}")).unwrap_or_default();
        vec![day(&self.when), format!("{}{mode}", self.kind), who, opt(&self.cameo), goldstein, self.article.id.clone()]
    }

    fn note(&self) -> String {
        self.evidence.text.clone()
    }

    fn fields(&self) -> Vec<String> {
        let mut all = common(&self.article, &self.id, &self.when);
        all.extend([self.kind.clone(), opt(&self.mode), self.contexts.join(" "), opt(&self.cameo), opt(&self.goldstein)]);
        for p in [&self.source, &self.target] {
            all.extend([codes(p), arabic(p), names(p)]);
        }
        all.push(opt(&self.date));
        all.extend(where_(&self.place));
        all.extend([opt(&self.statement), self.rule.clone()]);
        all.extend(span(&self.evidence));
        all
    }
}

impl Shown for ArticleRow {
    const HEAD: &'static [&'static str] = &["day", "article", "characters", "outlet"];
    const COLUMNS: &'static [&'static str] = &[
        "article",
        "outlet",
        "published",
        "published_from",
        "url",
        "path",
        "title",
        "language",
        "sha256",
        "characters",
        "versions",
        "copy_of",
    ];

    fn cells(&self) -> Vec<String> {
        let day = self.published.clone().unwrap_or_else(|| "?".to_owned());
        vec![day, self.id.clone(), self.characters.to_string(), opt(&self.outlet)]
    }

    fn note(&self) -> String {
        opt(&self.title)
    }

    fn fields(&self) -> Vec<String> {
        vec![
            self.id.clone(),
            opt(&self.outlet),
            opt(&self.published),
            self.published_from.clone(),
            opt(&self.url),
            opt(&self.path),
            opt(&self.title),
            self.language.clone(),
            self.sha256.clone(),
            self.characters.to_string(),
            self.versions.to_string(),
            self.original.map(|k| k.0.to_string()).unwrap_or_default(),
        ]
    }
}

impl Shown for ActorRow {
    const HEAD: &'static [&'static str] = &["articles", "kind", "code", "office", "name"];
    const COLUMNS: &'static [&'static str] =
        &["identity", "kind", "name_ar", "name_en", "known", "code", "sector", "office", "latest", "articles"];

    fn cells(&self) -> Vec<String> {
        let both = match &self.name_en {
            Some(en) => format!("{en} · {}", self.name_ar),
            None => self.name_ar.clone(),
        };
        vec![self.articles.to_string(), self.kind.clone(), opt(&self.code), opt(&self.office), both]
    }

    fn note(&self) -> String {
        String::new()
    }

    fn fields(&self) -> Vec<String> {
        vec![
            self.identity.clone(),
            self.kind.clone(),
            self.name_ar.clone(),
            opt(&self.name_en),
            self.known.to_string(),
            opt(&self.code),
            opt(&self.sector),
            opt(&self.office),
            self.latest.clone(),
            self.articles.to_string(),
        ]
    }
}
