//! Articles, who and what they speak of, and where.

use mahdar_record::Span;

use super::{Doc, Push, label};
use crate::error::ExportError;
use crate::table::Type::{Bool, Day, Float, Int, Text};
use crate::table::{Column, Value};

const KEY: Column =
    Column("article_key", Text, "the article: k and 16 hexadecimal digits, the same in every export; joins the tables");
const ARTICLE: Column = Column("article", Text, "the article's id as its source gives it, not always the only one of its kind");

pub(super) const ARTICLES: &[Column] = &[
    KEY,
    ARTICLE,
    Column("schema", Text, "version of the record"),
    Column("path", Text, "file it was read from"),
    Column("url", Text, "address"),
    Column("outlet", Text, "who published it"),
    Column("sha256", Text, "SHA-256 of the text in UTF-8"),
    Column("language", Text, "BCP 47 tag of the main language; und where there is no Arabic"),
    Column("title", Text, "title, where the source gives it apart from the text"),
    Column("published", Day, "day of publication"),
    Column("published_from", Text, "how that day is known: option, metadata, text, none"),
];

pub(super) fn articles(doc: &Doc<'_>, push: &mut Push<'_>) -> Result<(), ExportError> {
    let r = doc.record;
    let from = label(&r.published.from);
    let mut row = doc.head();
    row.extend([
        Value::text(&r.schema),
        Value::opt(r.source.path.as_deref()),
        Value::opt(r.source.url.as_deref()),
        Value::opt(r.source.outlet.as_deref()),
        Value::text(&r.source.sha256),
        Value::text(&r.language),
        Value::opt(r.title.as_deref()),
        Value::opt(r.published.date.as_deref()),
        Value::text(&from),
    ]);
    push(&row)
}

pub(super) const ACTORS: &[Column] = &[
    KEY,
    ARTICLE,
    Column("actor", Text, "id within the article: a1, a2 …"),
    Column("kind", Text, "person, polity, organization, group, agent (unnamed party), unnamed (unnamed source)"),
    Column("name_ar", Text, "longest form in the article, without titles"),
    Column("name_en", Text, "usual English name"),
    Column("code", Text, "state (ISO 3166-1 alpha-3), organisation or group that the actor is or acts for"),
    Column("sector", Text, "PLOVER sector, IGO or NGO"),
    Column("office", Text, "office held, of mahdar's list; none where a person holds none"),
    Column("known", Bool, "whether the knowledge base has the actor"),
    Column("note", Text, "what the knowledge base has, where the article's title differs"),
];

pub(super) fn actors(doc: &Doc<'_>, push: &mut Push<'_>) -> Result<(), ExportError> {
    for a in &doc.record.actors {
        let kind = label(&a.kind);
        let mut row = doc.head();
        row.extend([
            Value::text(&a.id),
            Value::text(&kind),
            Value::text(&a.name.ar),
            Value::opt(a.name.en.as_deref()),
            Value::opt(a.code.as_deref()),
            Value::opt(a.sector.as_deref()),
            Value::opt(a.office.as_deref()),
            Value::Bool(a.known),
            Value::opt(a.note.as_deref()),
        ]);
        push(&row)?;
    }
    Ok(())
}

pub(super) const PLACES: &[Column] = &[
    KEY,
    ARTICLE,
    Column("place", Text, "id within the article"),
    Column("name_ar", Text, "name in the article"),
    Column("name_en", Text, "usual English name"),
    Column("code", Text, "state it lies in, ISO 3166-1 alpha-3"),
    Column("lat", Float, "degrees north"),
    Column("lon", Float, "degrees east"),
];

pub(super) fn places(doc: &Doc<'_>, push: &mut Push<'_>) -> Result<(), ExportError> {
    for p in &doc.record.places {
        let mut row = doc.head();
        row.extend([
            Value::text(&p.id),
            Value::text(&p.name.ar),
            Value::opt(p.name.en.as_deref()),
            Value::opt(p.code.as_deref()),
            Value::float(p.lat),
            Value::float(p.lon),
        ]);
        push(&row)?;
    }
    Ok(())
}

pub(super) const FRAMEWORKS: &[Column] = &[
    KEY,
    ARTICLE,
    Column("framework", Text, "id within the article"),
    Column("kind", Text, "initiative, agreement, forum, resolution, project, other"),
    Column("name_ar", Text, "name in the article"),
    Column("name_en", Text, "usual English name"),
    Column("known", Bool, "whether the knowledge base has it"),
];

pub(super) fn frameworks(doc: &Doc<'_>, push: &mut Push<'_>) -> Result<(), ExportError> {
    for f in &doc.record.frameworks {
        let mut row = doc.head();
        row.extend([
            Value::text(&f.id),
            Value::text(&f.kind),
            Value::text(&f.name.ar),
            Value::opt(f.name.en.as_deref()),
            Value::Bool(f.known),
        ]);
        push(&row)?;
    }
    Ok(())
}

pub(super) const SPANS: &[Column] = &[
    KEY,
    ARTICLE,
    Column("owner", Text, "id of the actor, place, framework or encounter"),
    Column("role", Text, "mention, or evidence (of an encounter)"),
    Column("form", Text, "of an actor's mention: name, title, title+name, nisba, capital, pronoun, implicit (an empty span)"),
    Column("start", Int, "first code point of the article's text, from 0"),
    Column("end", Int, "one past the last code point"),
    Column("text", Text, "the words to the letter"),
];

pub(super) fn spans(doc: &Doc<'_>, push: &mut Push<'_>) -> Result<(), ExportError> {
    let mut one = |owner: &str, role: &str, form: Option<String>, s: &Span| {
        let mut row = doc.head();
        row.extend([
            Value::text(owner),
            Value::text(role),
            form.as_deref().map_or(Value::Null, Value::text),
            Value::Int(s.start.into()),
            Value::Int(s.end.into()),
            Value::text(&s.text),
        ]);
        push(&row)
    };
    let r = doc.record;
    for a in &r.actors {
        for m in &a.mentions {
            one(&a.id, "mention", Some(label(&m.form)), &m.span)?;
        }
    }
    for (id, mentions) in r.places.iter().map(|p| (&p.id, &p.mentions)).chain(r.frameworks.iter().map(|f| (&f.id, &f.mentions))) {
        for s in mentions {
            one(id, "mention", None, s)?;
        }
    }
    for e in &r.encounters {
        for s in &e.evidence {
            one(&e.id, "evidence", None, s)?;
        }
    }
    Ok(())
}
