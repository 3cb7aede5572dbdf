//! What went wrong with a request, for people and for programs (RFC 9457).

use axum::http::StatusCode;
use mahdar_store::StoreError;
use serde::Serialize;

/// Why a request got no answer.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Problem {
    /// HTTP status.
    pub status: u16,
    /// Key of the label that names the kind of problem.
    #[serde(rename = "type")]
    pub kind: &'static str,
    /// The kind of problem, in English.
    pub title: &'static str,
    /// What exactly, and what to do.
    pub detail: String,
    /// Methods that the address does take, where that is what is wrong.
    #[serde(skip)]
    pub allow: &'static str,
}

impl Problem {
    fn new(status: StatusCode, kind: &'static str, title: &'static str, detail: impl Into<String>) -> Self {
        Self { status: status.as_u16(), kind, title, detail: detail.into(), allow: "" }
    }

    /// The request asks for something that cannot be meant.
    pub fn bad(detail: impl Into<String>) -> Self {
        Self::new(StatusCode::BAD_REQUEST, "problem.bad", "This request cannot be understood", detail)
    }

    /// There is no such thing.
    pub fn missing(detail: impl Into<String>) -> Self {
        Self::new(StatusCode::NOT_FOUND, "problem.missing", "There is nothing at this address", detail)
    }

    /// The request names a host that is not this server: a page elsewhere may have lured a browser here.
    pub fn host(host: &str) -> Self {
        let detail = format!("this server does not answer for the host \"{host}\"; allow it with --allow-host");
        Self::new(StatusCode::MISDIRECTED_REQUEST, "problem.host", "Not the server of this host", detail)
    }

    /// More was sent than is read.
    pub fn large(detail: impl Into<String>) -> Self {
        Self::new(StatusCode::PAYLOAD_TOO_LARGE, "problem.large", "The request is too large", detail)
    }

    /// The request may not do this.
    pub fn forbidden(detail: impl Into<String>) -> Self {
        Self::new(StatusCode::FORBIDDEN, "problem.forbidden", "This is not allowed", detail)
    }

    /// The method does not fit the address.
    pub fn method(allow: &'static str) -> Self {
        let detail = format!("this address answers to {allow} only");
        let problem = Self::new(StatusCode::METHOD_NOT_ALLOWED, "problem.method", "This cannot be done here", detail);
        Self { allow, ..problem }
    }

    /// The address has no such form.
    pub fn form(form: &str, offered: &str) -> Self {
        let detail = format!("this page cannot be had as .{form}; it can be had as {offered}");
        Self::new(StatusCode::NOT_ACCEPTABLE, "problem.form", "This page has no such form", detail)
    }

    /// A defect of the server.
    pub fn defect(detail: impl Into<String>) -> Self {
        Self::new(StatusCode::INTERNAL_SERVER_ERROR, "problem.defect", "The server failed", detail)
    }

    /// The database is busy or gone.
    pub fn unavailable(detail: impl Into<String>) -> Self {
        Self::new(StatusCode::SERVICE_UNAVAILABLE, "problem.unavailable", "The database cannot be read now", detail)
    }
}

impl From<StoreError> for Problem {
    fn from(e: StoreError) -> Self {
        match e {
            StoreError::Unknown { .. } | StoreError::Question { .. } => Self::bad(e.to_string()),
            StoreError::Damaged { .. } | StoreError::Full(_) => Self::defect(e.to_string()),
            _ => Self::unavailable(e.to_string()),
        }
    }
}

impl From<askama::Error> for Problem {
    fn from(e: askama::Error) -> Self {
        Self::defect(format!("the page could not be written: {e}"))
    }
}
