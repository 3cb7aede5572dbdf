//! The description of the interface, OpenAPI 3.1, made from the table of addresses.

mod params;

use serde_json::{Map, Value, json};

use crate::answer::Answer;
use crate::filter::MOST_ROWS;
use crate::frame::Frame;
use crate::http::{MOST_ADDRESS, MOST_BODY, MOST_TIME};
use crate::problem::Problem;
use crate::routes::{ROUTES, Route};

/// Shapes of the answers. A test holds real answers against them.
const SCHEMAS: &str = include_str!("schemas.json");

/// `/v1`
pub(crate) fn show(f: &Frame<'_>) -> Result<Answer, Problem> {
    f.ask.query.only(&[])?;
    Answer::json(&describe()?)
}

/// The whole description.
fn describe() -> Result<Value, Problem> {
    let schemas: Value = serde_json::from_str(SCHEMAS).map_err(|e| Problem::defect(format!("schemas.json: {e}")))?;
    let mut paths: Map<String, Value> = ROUTES.iter().map(|r| (r.path.to_owned(), json!({"get": get(r)}))).collect();
    paths["/reviews"]["post"] = post();
    let text = format!(
        "Everything that the explorer's pages show, as JSON; the same is behind the pages' own addresses with .json or .csv. \
         Lists go on with `after`, which takes what `next` said; {MOST_ROWS} rows at most. Dates are days, months or years \
         (2022-06-08, 2022-06, 2022). Answers carry an ETag. An address may have {MOST_ADDRESS} bytes, a body {MOST_BODY}; \
         what takes longer than {} s is given up. Anything but a loopback host has to be allowed when the server is started.",
        MOST_TIME.as_secs()
    );
    Ok(json!({
        "openapi": "3.1.0",
        "info": {"title": "mahdar", "version": env!("CARGO_PKG_VERSION"), "description": text},
        "servers": [{"url": "/v1"}],
        "paths": paths,
        "components": {
            "schemas": schemas,
            "responses": {
                "Problem": {
                    "description": "What is wrong and what to do.",
                    "content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
                }
            }
        }
    }))
}

fn get(route: &Route) -> Value {
    let in_path = route.path.split_once('{').map(|(_, rest)| params::in_path(rest.trim_end_matches('}')));
    let parameters: Vec<Value> = in_path.into_iter().chain(route.filters().into_iter().map(params::filter)).collect();
    let problem = json!({"$ref": "#/components/responses/Problem"});
    let schema = format!("#/components/schemas/{}", route.schema);
    let mut responses = json!({
        "200": {
            "description": route.about,
            "headers": {"ETag": {"schema": {"type": "string"}}},
            "content": {"application/json": {"schema": {"$ref": schema}}}
        },
        "304": {"description": "As it was when `If-None-Match` had it."},
        "400": problem, "403": problem, "421": problem, "500": problem, "503": problem
    });
    if route.path.contains('{') {
        responses["404"] = problem;
    }
    if route.path == "/pairs" {
        responses["303"] = json!({"description": "Two states were named: to their page."});
    }
    json!({"operationId": operation(route.path), "summary": route.about, "parameters": parameters, "responses": responses})
}

fn post() -> Value {
    let problem = json!({"$ref": "#/components/responses/Problem"});
    let body = json!({"schema": {"$ref": "#/components/schemas/NewMark"}});
    json!({
        "operationId": "mark",
        "summary": "Adds a mark to the log. The server must have been started with --review, the Origin be its own.",
        "requestBody": {
            "required": true,
            "content": {"application/json": body, "application/x-www-form-urlencoded": body}
        },
        "responses": {
            "201": {
                "description": "The mark as it was kept.",
                "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Mark"}}}
            },
            "400": problem, "403": problem, "413": problem, "421": problem, "503": problem
        }
    })
}

/// `/pair/{codes}` is `pair`.
fn operation(path: &str) -> &str {
    path.split('/').nth(1).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_answer_has_its_shape_and_every_filter_its_meaning() {
        let all = describe().expect("a description");
        let mut ids = std::collections::BTreeSet::new();
        for route in &ROUTES {
            assert!(all["components"]["schemas"][route.schema].is_object(), "{}", route.schema);
            assert!(ids.insert(operation(route.path)), "{} twice", route.path);
            for p in all["paths"][route.path]["get"]["parameters"].as_array().expect("parameters") {
                assert!(p["schema"].is_object() && !p["description"].as_str().unwrap_or_default().is_empty(), "{p}");
                assert!(!p["example"].is_null(), "{p}");
            }
        }
    }

    #[test]
    fn no_reference_leads_nowhere() {
        let all = describe().expect("a description");
        let text = all.to_string();
        for part in text.split("\"$ref\":\"#").skip(1) {
            let path = part.split('"').next().expect("a path");
            assert!(all.pointer(path).is_some(), "{path}");
        }
    }
}
