//! From HTTP to a page and back: who may ask, how much, how long.

use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::{Request, State};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, Response, StatusCode, Uri, header};

use crate::answer::Answer;
use crate::ask::{Ask, Form};
use crate::frame::Frame;
use crate::problem::Problem;
use crate::{Site, assets, routes, views};

/// Largest body that is read, in bytes.
pub(crate) const MOST_BODY: usize = 64 * 1024;
/// Longest address, in bytes.
pub(crate) const MOST_ADDRESS: usize = 8 * 1024;
/// How long an answer may take.
pub(crate) const MOST_TIME: Duration = Duration::from_secs(20);

/// Nothing is loaded from elsewhere, nothing runs that is not a file of the program.
const POLICY: &str = "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self'; \
                      frame-ancestors 'none'";
const HEADERS: [(HeaderName, &str); 5] = [
    (header::CONTENT_SECURITY_POLICY, POLICY),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::REFERRER_POLICY, "same-origin"),
    (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
    (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
];

/// The whole site as a service.
pub(crate) fn router(site: Arc<Site>) -> Router {
    Router::new().fallback(answer).with_state(site)
}

async fn answer(State(site): State<Arc<Site>>, request: Request) -> Response<Body> {
    let (parts, body) = request.into_parts();
    let head = parts.method == Method::HEAD;
    let mut response = match admit(&site, &parts) {
        Ok(()) => respond(site, parts, body).await,
        Err(problem) => plain(&problem),
    };
    for (name, value) in HEADERS {
        response.headers_mut().insert(name, HeaderValue::from_static(value));
    }
    if head {
        *response.body_mut() = Body::empty();
    }
    response
}

async fn respond(site: Arc<Site>, parts: Parts, body: Body) -> Response<Body> {
    if let Some(path) = parts.uri.path().strip_prefix("/static/") {
        return file(&site, path, &parts);
    }
    let Ok(body) = to_bytes(body, MOST_BODY).await else {
        return plain(&Problem::large(format!("a body may have {MOST_BODY} bytes")));
    };
    let Parts { method, uri, headers, .. } = parts;
    let query = uri.query().unwrap_or_default();
    let ask = match Ask::parse(method, uri.path(), query, headers, body.to_vec()) {
        Ok(ask) => ask,
        Err(problem) => return plain(&problem),
    };
    let work = async move {
        // Who only reads waits for his turn. Who writes may wait for another writer, and nobody else needs to.
        let reads = matches!(ask.method, Method::GET | Method::HEAD);
        let turn = if reads { Arc::clone(&site.turns).acquire_owned().await.ok() } else { None };
        tokio::task::spawn_blocking(move || {
            let answer = routes::answer(&site, &ask).unwrap_or_else(|problem| refuse(&site, &ask, &problem));
            drop(turn);
            answer.into_response(Some(&ask))
        })
        .await
    };
    match tokio::time::timeout(MOST_TIME, work).await {
        Ok(Ok(response)) => response,
        Ok(Err(_)) => plain(&Problem::defect("a defect of mahdar; the message on the terminal tells where")),
        Err(_) => plain(&Problem::unavailable(format!("no answer within {} s: narrow the filters", MOST_TIME.as_secs()))),
    }
}

/// Whether a request may come in: an address a browser was not lured to, and for writing from a page of ours.
fn admit(site: &Site, parts: &Parts) -> Result<(), Problem> {
    let length = parts.uri.path_and_query().map_or(0, |p| p.as_str().len());
    if length > MOST_ADDRESS {
        return Err(Problem::bad(format!("the address is longer than {MOST_ADDRESS} bytes")));
    }
    let host = parts.headers.get(header::HOST).and_then(|h| h.to_str().ok()).unwrap_or_default();
    if !site.knows_host(host) {
        return Err(Problem::host(host));
    }
    let own = |origin: &str| origin.parse::<Uri>().is_ok_and(|o| o.authority().is_some_and(|a| a.as_str() == host));
    let origin = parts.headers.get(header::ORIGIN).map(|o| o.to_str().unwrap_or_default());
    match origin {
        Some(origin) if !own(origin) => Err(Problem::forbidden("requests from pages of other sites are refused")),
        None if !matches!(parts.method, Method::GET | Method::HEAD) && !same_origin(&parts.headers) => {
            Err(Problem::forbidden("writing needs an Origin header that names this server"))
        }
        _ => Ok(()),
    }
}

fn same_origin(headers: &HeaderMap) -> bool {
    headers.get("sec-fetch-site").is_some_and(|v| v == "same-origin")
}

/// A file of the program; browsers may keep it until the program changes.
fn file(site: &Site, path: &str, parts: &Parts) -> Response<Body> {
    let Some(mut asset) = assets::get(path) else {
        return plain(&Problem::missing("there is no such file"));
    };
    if let Some(map) = site.map.as_ref().filter(|_| path == assets::MAP) {
        asset.bytes.clone_from(map);
        asset.tag.push_str("-own");
    }
    let tag = format!("\"{}\"", asset.tag);
    let same = parts.headers.get(header::IF_NONE_MATCH).is_some_and(|t| t.as_bytes() == tag.as_bytes());
    let mut out = Response::new(if same { Body::empty() } else { Body::from(asset.bytes) });
    if same {
        *out.status_mut() = StatusCode::NOT_MODIFIED;
    }
    let headers = out.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(asset.media));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    if let Ok(tag) = HeaderValue::from_str(&tag) {
        headers.insert(header::ETAG, tag);
    }
    out
}

/// A problem as a page or as `application/problem+json`, as the request would have been answered.
fn refuse(site: &Site, ask: &Ask, problem: &Problem) -> Answer {
    let page = (ask.form == Form::Html).then(|| views::problem(&Frame::new(site, ask), problem).ok()).flatten();
    let mut answer = match page {
        Some(page) => Answer::new(Form::Html.media(), page),
        None => Answer::new("application/problem+json", serde_json::to_vec(problem).unwrap_or_default()),
    };
    answer.status = status(problem);
    if !problem.allow.is_empty() {
        answer.headers.push((header::ALLOW, problem.allow.to_owned()));
    }
    answer
}

/// A problem before there is a page to put it on.
fn plain(problem: &Problem) -> Response<Body> {
    let mut answer = Answer::new("application/problem+json", serde_json::to_vec(problem).unwrap_or_default());
    answer.status = status(problem);
    answer.into_response(None)
}

fn status(problem: &Problem) -> StatusCode {
    StatusCode::from_u16(problem.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
}
