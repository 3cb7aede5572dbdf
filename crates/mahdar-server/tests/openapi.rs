//! The description of the interface is true: every address answers as it says, every filter is taken, nothing else is.

mod common;

use std::net::SocketAddr;

use common::{database, get, options, serve};
use serde_json::Value;

/// Whether a value has the shape that a schema asks for: the parts of JSON Schema that the description uses.
fn fits(all: &Value, schema: &Value, value: &Value, at: &str) -> Result<(), String> {
    if let Some(path) = schema["$ref"].as_str() {
        let schema = all.pointer(&path[1..]).ok_or_else(|| format!("{at}: {path} leads nowhere"))?;
        return fits(all, schema, value, at);
    }
    if let Some(any) = schema["oneOf"].as_array() {
        let faults: Vec<String> = any.iter().filter_map(|s| fits(all, s, value, at).err()).collect();
        return if faults.len() + 1 == any.len() { Ok(()) } else { Err(faults.join("; ")) };
    }
    let is = |name: &str| match name {
        "null" => value.is_null(),
        "string" => value.is_string(),
        "integer" => value.is_i64() || value.is_u64(),
        "number" => value.is_number(),
        "boolean" => value.is_boolean(),
        "array" => value.is_array(),
        "object" => value.is_object(),
        _ => false,
    };
    let named = match &schema["type"] {
        Value::String(name) => is(name),
        Value::Array(names) => names.iter().filter_map(Value::as_str).any(is),
        _ => false,
    };
    if !named {
        return Err(format!("{at}: {value} is not {}", schema["type"]));
    }
    if let Some(allowed) = schema["enum"].as_array()
        && !allowed.contains(value)
    {
        return Err(format!("{at}: {value} is none of {allowed:?}"));
    }
    for (n, item) in value.as_array().into_iter().flatten().enumerate() {
        if !schema["items"].is_null() {
            fits(all, &schema["items"], item, &format!("{at}/{n}"))?;
        }
    }
    let Some(fields) = value.as_object() else { return Ok(()) };
    for name in schema["required"].as_array().into_iter().flatten().filter_map(Value::as_str) {
        if !fields.contains_key(name) {
            return Err(format!("{at}: {name} is missing"));
        }
    }
    for (name, field) in fields {
        let at = format!("{at}/{name}");
        match (&schema["properties"][name], &schema["additionalProperties"]) {
            (Value::Null, Value::Bool(false)) => return Err(format!("{at}: not described")),
            (Value::Null, Value::Bool(true)) => {}
            (Value::Null, other) => fits(all, other, field, &at)?,
            (own, _) => fits(all, own, field, &at)?,
        }
    }
    Ok(())
}

/// An address with the variable part filled in by something that is there.
fn filled(at: SocketAddr, path: &str) -> String {
    let first = |list: &str, pointer: &str| {
        let value = get(at, list).json();
        let found = value.pointer(pointer).unwrap_or_else(|| panic!("{list} has no {pointer}"));
        found.as_str().map_or_else(|| found.to_string(), str::to_owned)
    };
    let id = match path {
        "/article/{key}" => first("/v1/articles", "/rows/0/key"),
        "/encounter/{key}" => first("/v1/encounters", "/rows/0/key"),
        "/commitment/{key}" => first("/v1/commitments", "/rows/0/key"),
        "/actor/{key}" => first("/v1/actors", "/rows/0/key"),
        "/framework/{key}" => first("/v1/frameworks", "/rows/0/key"),
        "/formula/{id}" => first("/v1/formulas", "/rows/0/id"),
        "/pair/{codes}" => "KAZ-CHN".to_owned(),
        "/rule/{name}" => "arrive-on-visit".to_owned(),
        other => return format!("/v1{other}"),
    };
    format!("/v1{}/{id}", path.split_once("/{").map_or(path, |(front, _)| front))
}

/// A value as part of a query.
fn encoded(text: &str) -> String {
    text.bytes().map(|b| if b.is_ascii_alphanumeric() { char::from(b).to_string() } else { format!("%{b:02X}") }).collect()
}

#[test]
fn every_address_answers_as_described() {
    let at = serve(options(&database("openapi"), true)).expect("served");
    let all = get(at, "/v1").json();
    assert_eq!(all["openapi"], "3.1.0");
    assert_eq!(get(at, "/v1/openapi.json").json(), all);
    let paths = all["paths"].as_object().expect("paths");
    assert!(paths.len() > 20);
    for (path, methods) in paths {
        let address = filled(at, path);
        let schema = &methods["get"]["responses"]["200"]["content"]["application/json"]["schema"];
        let answer = get(at, &address);
        assert_eq!((answer.status, answer.header("content-type")), (200, "application/json"), "{address}: {}", answer.text());
        fits(&all, schema, &answer.json(), &address).unwrap_or_else(|fault| panic!("{fault}"));
        // The page behind the same address is the same value.
        let page = address.trim_start_matches("/v1");
        assert_eq!(get(at, &format!("{page}.json")).body, answer.body, "{page}");
        assert_eq!(get(at, page).header("content-type"), "text/html; charset=utf-8", "{page}");
        assert!(get(at, &format!("{page}.csv")).header("content-type").starts_with("text/csv"), "{page}");
        // Both the examples and values of the filters' own.
        for p in methods["get"]["parameters"].as_array().expect("parameters").iter().filter(|p| p["in"] == "query") {
            let (name, example) = (p["name"].as_str().expect("a name"), &p["example"]);
            let value = example.as_str().map_or_else(|| example.to_string(), str::to_owned);
            let value = match (name, path.as_str()) {
                ("after", "/articles" | "/search" | "/actors" | "/reviews" | "/network") => continue,
                ("mode", "/events") => "visit".to_owned(),
                ("kind", "/actors") => "person".to_owned(),
                _ => value,
            };
            let asked = format!("{address}?{name}={}", encoded(&value));
            let answer = get(at, &asked);
            assert_eq!(answer.status, 200, "{asked}: {}", answer.text());
            fits(&all, schema, &answer.json(), &asked).unwrap_or_else(|fault| panic!("{fault}"));
        }
        let detail = get(at, &format!("{address}?no-such-filter=1")).problem(400);
        assert!(detail.contains("no-such-filter"), "{detail}");
        if path.contains('{') && !path.starts_with("/rule") && !path.starts_with("/pair") {
            get(at, &format!("{}/987654321", address.rsplit_once('/').expect("a path").0)).problem(404);
        }
    }
}

#[test]
fn the_shape_is_looked_at_and_not_only_named() {
    let all = serde_json::json!({});
    let schema = serde_json::json!({"type": "object", "properties": {"a": {"type": "integer"}}, "required": ["a"], "additionalProperties": false});
    let fits = |value: Value| fits(&all, &schema, &value, "").is_ok();
    assert!(fits(serde_json::json!({"a": 1})));
    for wrong in
        [serde_json::json!({}), serde_json::json!({"a": "1"}), serde_json::json!({"a": 1, "b": 2}), serde_json::json!([])]
    {
        assert!(!fits(wrong));
    }
}
