//! What a request asks for: which page, in which language, in which form.

use axum::http::{HeaderMap, Method};
use percent_encoding::{AsciiSet, CONTROLS, percent_decode_str, utf8_percent_encode};

use crate::names::Lang;
use crate::problem::Problem;
use crate::query::Query;

/// In which form a page is wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    /// A page for people.
    Html,
    /// The same as JSON.
    Json,
    /// Its rows as CSV.
    Csv,
    /// Its newest rows as an Atom feed.
    Atom,
    /// Its dates as a calendar.
    Ics,
    /// Its places.
    GeoJson,
    /// Its graph.
    Gexf,
}

impl Form {
    const ALL: [(Self, &'static str, &'static str); 7] = [
        (Self::Html, "html", "text/html; charset=utf-8"),
        (Self::Json, "json", "application/json"),
        (Self::Csv, "csv", "text/csv; charset=utf-8"),
        (Self::Atom, "atom", "application/atom+xml"),
        (Self::Ics, "ics", "text/calendar; charset=utf-8"),
        (Self::GeoJson, "geojson", "application/geo+json"),
        (Self::Gexf, "gexf", "application/gexf+xml"),
    ];

    /// The ending in an address.
    pub fn ending(self) -> &'static str {
        Self::ALL.iter().find(|(f, ..)| *f == self).map_or("html", |(_, ending, _)| ending)
    }

    /// The media type.
    pub fn media(self) -> &'static str {
        Self::ALL.iter().find(|(f, ..)| *f == self).map_or("text/html", |(.., media)| media)
    }

    fn by_ending(ending: &str) -> Option<Self> {
        Self::ALL.iter().find(|(_, e, _)| *e == ending).map(|(f, ..)| *f)
    }
}

/// What is left as it is in a segment of a path.
const SEGMENT: &AsciiSet = &CONTROLS.add(b' ').add(b'"').add(b'#').add(b'%').add(b'/').add(b'<').add(b'>').add(b'?').add(b'`');

/// A text as a segment of a path. An ending that would be read as a form is kept apart by its dot's number.
pub(crate) fn segment(text: &str) -> String {
    let out = utf8_percent_encode(text, SEGMENT).to_string();
    match out.rsplit_once('.') {
        Some((front, ending)) if Form::by_ending(ending).is_some() => format!("{front}%2E{ending}"),
        _ if out == "." || out == ".." => out.replace('.', "%2E"),
        _ => out,
    }
}

/// A request, taken apart.
#[derive(Clone, Debug)]
pub(crate) struct Ask {
    /// Method.
    pub method: Method,
    /// Language of the interface.
    pub lang: Lang,
    /// Form of the answer.
    pub form: Form,
    /// The path without language and form, as it stands in the address: `/pair/KAZ-CHN`.
    pub path: String,
    /// Its segments, decoded.
    pub segments: Vec<String>,
    /// What stands behind `?`.
    pub query: Query,
    /// Headers.
    pub headers: HeaderMap,
    /// The body; empty for reading requests.
    pub body: Vec<u8>,
    /// Whether a program asks, by an address under `/v1`.
    pub api: bool,
}

impl Ask {
    /// Takes an address apart.
    pub fn parse(method: Method, path: &str, query: &str, headers: HeaderMap, body: Vec<u8>) -> Result<Self, Problem> {
        let (lang, rest) = match path.strip_prefix("/ar") {
            Some(rest) if rest.is_empty() || rest.starts_with('/') || rest.starts_with('.') => (Lang::Ar, rest),
            _ => (Lang::En, path),
        };
        let (api, rest) = match rest.strip_prefix("/v1") {
            Some(rest) if rest.is_empty() || rest.starts_with('/') || rest.starts_with('.') => (true, rest),
            _ => (false, rest),
        };
        let (front, form) = match rest.rsplit_once('.') {
            Some((front, ending)) if !ending.contains('/') => match Form::by_ending(ending) {
                Some(form) => (front, form),
                None => (rest, Form::Html),
            },
            _ => (rest, Form::Html),
        };
        let mut segments = Vec::new();
        for part in front.split('/').filter(|p| !p.is_empty()) {
            let text = percent_decode_str(part).decode_utf8();
            segments.push(text.map_err(|_| Problem::bad("the address is not UTF-8"))?.into_owned());
        }
        // Programs get JSON, problems too, whatever the address ends in.
        let form = if api && form == Form::Html { Form::Json } else { form };
        let path = if front.is_empty() { "/".to_owned() } else { front.to_owned() };
        Ok(Self { method, lang, form, path, segments, query: Query::parse(query), headers, body, api })
    }

    /// The segments as patterns can match them.
    pub fn parts(&self) -> Vec<&str> {
        self.segments.iter().map(String::as_str).collect()
    }

    /// A header, where it is text.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name)?.to_str().ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ask(path: &str) -> Ask {
        Ask::parse(Method::GET, path, "", HeaderMap::new(), Vec::new()).unwrap()
    }

    #[test]
    fn language_and_form_are_taken_off() {
        let a = ask("/ar/pair/KAZ-CHN.json");
        assert_eq!((a.lang, a.form, a.path.as_str()), (Lang::Ar, Form::Json, "/pair/KAZ-CHN"));
        assert_eq!(a.parts(), ["pair", "KAZ-CHN"]);
        assert_eq!((ask("/").path.as_str(), ask("/ar").path.as_str()), ("/", "/"));
        assert_eq!(ask("/articles").lang, Lang::En);
        let a = ask("/v1/articles");
        assert_eq!((a.api, a.form, a.parts()), (true, Form::Json, vec!["articles"]));
        assert_eq!((ask("/v1.json").api, ask("/v1").parts().len(), ask("/v12").api), (true, 0, false));
    }

    #[test]
    fn ids_survive_as_segments() {
        for id in ["a b", "x/y", "é.json", "100%", "قمة", "a.b.c", "..", "<script>", "?q#f"] {
            let a = ask(&format!("/article/{}.csv", segment(id)));
            assert_eq!((a.parts()[1], a.form), (id, Form::Csv));
            assert_eq!(ask(&format!("/article/{}", segment(id))).parts()[1], id);
        }
    }

    #[test]
    fn what_is_not_utf8_is_refused() {
        assert!(Ask::parse(Method::GET, "/article/%FF", "", HeaderMap::new(), Vec::new()).is_err());
    }
}
