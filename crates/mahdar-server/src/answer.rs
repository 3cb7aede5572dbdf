//! From a view to bytes in the form that was asked for.

use axum::body::Body;
use axum::http::{HeaderName, HeaderValue, Response, StatusCode, header};
use serde::Serialize;
use sha2::{Digest, Sha256};

use crate::ask::{Ask, Form};
use crate::frame::Frame;
use crate::problem::Problem;
use crate::table::Table;

/// What an address shows. All forms come from the same value, so that what is exported is what is seen.
pub(crate) trait View: Serialize {
    /// Forms beside HTML and JSON.
    const FORMS: &'static [Form] = &[Form::Csv];

    /// The page's title.
    fn title(&self, f: &Frame<'_>) -> String;

    /// The page for people.
    fn html(&self, f: &Frame<'_>) -> askama::Result<String>;

    /// The rows.
    fn table(&self) -> Table;

    /// The forms that only some views have.
    fn other(&self, _: Form, _: &Frame<'_>) -> Result<String, Problem> {
        Err(Problem::missing("this page has no such form"))
    }
}

/// A finished answer.
#[derive(Debug)]
pub(crate) struct Answer {
    /// HTTP status.
    pub status: StatusCode,
    /// Media type.
    pub media: &'static str,
    /// The bytes.
    pub body: Vec<u8>,
    /// Further headers.
    pub headers: Vec<(HeaderName, String)>,
}

impl Answer {
    /// A plain answer.
    pub fn new(media: &'static str, body: impl Into<Vec<u8>>) -> Self {
        Self { status: StatusCode::OK, media, body: body.into(), headers: Vec::new() }
    }

    /// JSON.
    pub fn json(value: &impl Serialize) -> Result<Self, Problem> {
        let body = serde_json::to_vec(value).map_err(|e| Problem::defect(e.to_string()))?;
        Ok(Self::new("application/json", body))
    }

    /// Goes on elsewhere.
    pub fn elsewhere(path: String) -> Self {
        let headers = vec![(header::LOCATION, path)];
        Self { status: StatusCode::SEE_OTHER, media: "text/plain; charset=utf-8", body: Vec::new(), headers }
    }

    /// With a further header.
    pub fn with(mut self, name: HeaderName, value: String) -> Self {
        self.headers.push((name, value));
        self
    }

    /// As HTTP, `304` where the client has it already.
    pub fn into_response(self, ask: Option<&Ask>) -> Response<Body> {
        let tag = format!("\"{}\"", hex(&Sha256::digest(&self.body)[..12]));
        let held = ask.and_then(|a| a.header("if-none-match")).unwrap_or_default();
        let same = self.status == StatusCode::OK && held.split(',').any(|t| t.trim().trim_start_matches("W/") == tag);
        let mut out = Response::builder().status(if same { StatusCode::NOT_MODIFIED } else { self.status });
        if let Some(headers) = out.headers_mut() {
            headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(self.media));
            headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("private, no-cache"));
            if let (StatusCode::OK, Ok(tag)) = (self.status, HeaderValue::from_str(&tag)) {
                headers.insert(header::ETAG, tag);
            }
            for (name, value) in self.headers {
                if let Ok(value) = HeaderValue::from_str(&value) {
                    headers.insert(name, value);
                }
            }
        }
        out.body(if same { Body::empty() } else { Body::from(self.body) }).unwrap_or_default()
    }
}

/// Answers with a view in the form that was asked for.
pub(crate) fn show<V: View>(frame: &Frame<'_>, view: &V) -> Result<Answer, Problem> {
    let form = frame.ask.form;
    if !matches!(form, Form::Html | Form::Json) && !V::FORMS.contains(&form) {
        let offered: Vec<&str> = [Form::Json].iter().chain(V::FORMS).map(|f| f.ending()).collect();
        return Err(Problem::form(form.ending(), &offered.join(", ")));
    }
    Ok(match form {
        Form::Html => {
            let frame = frame.titled(view.title(frame), V::FORMS);
            Answer::new(form.media(), view.html(&frame)?)
        }
        Form::Json => Answer::json(view)?,
        Form::Csv => {
            let name = format!("inline; filename=\"{}.csv\"", file_name(&frame.ask.path));
            Answer::new(form.media(), view.table().to_csv()?).with(header::CONTENT_DISPOSITION, name)
        }
        _ => Answer::new(form.media(), view.other(form, frame)?),
    })
}

/// A path as the name of a file.
fn file_name(path: &str) -> String {
    let plain: String =
        path.trim_matches('/').chars().map(|c| if c.is_ascii_alphanumeric() || c == '-' { c } else { '-' }).collect();
    format!("mahdar-{plain}")
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|b| format!("{b:02x}")).collect()
}
