//! The contract over HTTP: who may ask, what comes back, what is refused and how.

mod common;

use std::fs;

use common::{ask, database, get, options, scratch, serve};

#[test]
fn only_this_servers_own_names_are_answered_for() {
    let at = serve(options(&database("hosts"), false)).expect("served");
    let port = at.port();
    for host in [at.to_string(), format!("localhost:{port}"), format!("[::1]:{port}"), "desk.example".to_owned()] {
        assert_eq!(ask(at, "GET", "/v1/home", &[("Host", &host)], b"").status, 200, "{host}");
    }
    for host in ["evil.example", "evil.example:80", "localhost.evil.example", "127.0.0.1.evil.example", ""] {
        let detail = ask(at, "GET", "/v1/home", &[("Host", host)], b"").problem(421);
        assert!(detail.contains("--allow-host"), "{detail}");
    }
}

#[test]
fn pages_of_other_sites_get_nothing_and_write_nothing() {
    let at = serve(options(&database("origins"), true)).expect("served");
    let host = at.to_string();
    let own = format!("http://{host}");
    for origin in ["http://evil.example", "null", "", "http://localhost:1"] {
        ask(at, "GET", "/v1/home", &[("Host", &host), ("Origin", origin)], b"").problem(403);
    }
    assert_eq!(ask(at, "GET", "/v1/home", &[("Host", &host), ("Origin", &own)], b"").status, 200);
    let form = ("Content-Type", "application/x-www-form-urlencoded");
    let body = b"article=1&item=s1&verdict=right&by=x";
    ask(at, "POST", "/reviews", &[("Host", &host), form], body).problem(403);
    ask(at, "POST", "/reviews", &[("Host", &host), form, ("Sec-Fetch-Site", "cross-site")], body).problem(403);
    assert_eq!(ask(at, "POST", "/reviews", &[("Host", &host), form, ("Origin", &own)], body).status, 303);
    for (method, path) in [("POST", "/events"), ("DELETE", "/reviews"), ("PUT", "/article/1"), ("OPTIONS", "/")] {
        let answer = ask(at, method, &format!("/v1{path}"), &[("Host", &host), ("Origin", &own)], b"");
        answer.problem(405);
        assert!(answer.header("allow").contains("GET"), "{method} {path}");
    }
}

#[test]
fn every_answer_forbids_what_no_page_needs() {
    let at = serve(options(&database("headers"), false)).expect("served");
    for path in ["/", "/static/css/base.css", "/events.json", "/events.csv", "/nowhere", "/v1/nowhere", "/static/nothing"] {
        let answer = get(at, path);
        let policy = answer.header("content-security-policy");
        assert!(policy.starts_with("default-src 'self'") && !policy.contains("unsafe"), "{path}: {policy}");
        assert_eq!(answer.header("x-content-type-options"), "nosniff", "{path}");
        assert_eq!(answer.header("cross-origin-resource-policy"), "same-origin", "{path}");
    }
    for path in ["/", "/article/1", "/pair/KAZ-CHN"] {
        let page = get(at, path);
        let text = page.text();
        assert!(!text.contains("<script>") && !text.contains("style=\"") && !text.contains("<style"), "{path}: inline");
    }
}

#[test]
fn what_the_client_has_is_not_sent_again() {
    let at = serve(options(&database("etags"), false)).expect("served");
    let host = at.to_string();
    for path in ["/", "/events.json", "/v1/statements?limit=2", "/static/js/reader.js", "/events.csv"] {
        let first = get(at, path);
        let tag = first.header("etag").to_owned();
        assert!(tag.len() > 8, "{path}");
        let again = ask(at, "GET", path, &[("Host", &host), ("If-None-Match", &tag)], b"");
        assert_eq!((again.status, again.body.len(), again.header("etag")), (304, 0, tag.as_str()), "{path}");
        let other = ask(at, "GET", path, &[("Host", &host), ("If-None-Match", "\"other\"")], b"");
        assert_eq!((other.status, &other.body), (200, &first.body), "{path}");
        let head = ask(at, "HEAD", path, &[("Host", &host)], b"");
        assert_eq!((head.status, head.body.len(), head.header("etag")), (200, 0, tag.as_str()), "{path}");
    }
}

#[test]
fn pages_of_a_list_hold_each_row_once() {
    let at = serve(options(&database("pages"), false)).expect("served");
    for list in ["encounters", "statements", "commitments", "ledger", "events", "articles", "actors", "network"] {
        let own = if list == "network" { "links" } else { "rows" };
        for order in ["newest", "oldest"] {
            let order = if ["actors", "network"].contains(&list) { String::new() } else { format!("&order={order}") };
            let rows = |query: &str| get(at, &format!("/v1/{list}?{query}{order}")).json();
            let whole = rows("limit=5000");
            let want = whole[own].as_array().expect("rows").clone();
            assert!(want.len() > 5 && whole["next"].is_null(), "{list}: {}", want.len());
            let (mut got, mut after) = (Vec::new(), String::new());
            loop {
                let page = rows(&format!("limit=3{after}"));
                got.extend(page[own].as_array().expect("rows").clone());
                match page["next"].as_str() {
                    Some(next) => after = format!("&after={}", next.replace(' ', "+")),
                    None => break,
                }
            }
            assert_eq!(got, want, "{list}{order}");
        }
    }
}

#[test]
fn too_much_is_refused_with_the_limit() {
    let at = serve(options(&database("limits"), true)).expect("served");
    let host = at.to_string();
    let own = format!("http://{host}");
    let headers = [("Host", host.as_str()), ("Origin", own.as_str()), ("Content-Type", "application/json")];
    let detail = ask(at, "POST", "/v1/reviews", &headers, &vec![b' '; 70_000]).problem(413);
    assert!(detail.contains("65536"), "{detail}");
    let detail = get(at, &format!("/v1/events?q={}", "x".repeat(9_000))).problem(400);
    assert!(detail.contains("8192"), "{detail}");
    let detail = get(at, "/v1/events?limit=5001").problem(400);
    assert!(detail.contains("1 to 5000"), "{detail}");
    get(at, "/v1/events?limit=0").problem(400);
}

#[test]
fn marks_are_added_and_stay() {
    let db = database("marks");
    let at = serve(options(&db, true)).expect("served");
    let host = at.to_string();
    let own = format!("http://{host}");
    let post = |body: &str| {
        let headers = [("Host", host.as_str()), ("Origin", own.as_str()), ("Content-Type", "application/json")];
        ask(at, "POST", "/v1/reviews", &headers, body.as_bytes())
    };
    for (body, said) in [
        (r#"{"article":"1","item":"s1","verdict":"maybe","by":"x"}"#, "right, wrong, corrected"),
        (r#"{"article":"1","item":"s999","verdict":"right","by":"x"}"#, "s999"),
        (r#"{"article":"999999","item":"s1","verdict":"right","by":"x"}"#, "999999"),
        (r#"{"article":"1","item":"s1","verdict":"right","by":" "}"#, "by"),
        (r#"{"article":"1","item":"s1","verdict":"corrected","by":"x"}"#, "note"),
        (r#"{"article":"1"}"#, "item"),
        ("[", "body"),
    ] {
        let detail = post(body).problem(400);
        assert!(detail.contains(said), "{body}: {detail}");
    }
    for verdict in ["right", "wrong"] {
        let kept = post(&format!(r#"{{"article":"1","item":"s1","verdict":"{verdict}","by":"Ann","note":"=1+1"}}"#));
        assert_eq!(kept.status, 201, "{}", kept.text());
        assert_eq!(kept.json()["line"]["id"], "s1");
    }
    let again = serve(options(&db, true)).expect("served again");
    let log = get(again, "/v1/reviews").json();
    let verdicts: Vec<_> = log["rows"].as_array().expect("rows").iter().map(|m| m["verdict"].clone()).collect();
    assert_eq!(verdicts, ["wrong", "right"]);
    assert_eq!(get(again, "/v1/article/1").json()["reviews"].as_array().expect("marks").len(), 2);
    let page = get(again, "/v1/reviews?limit=1").json();
    let next = page["next"].as_str().expect("more");
    assert_eq!(get(again, &format!("/v1/reviews?limit=1&after={next}")).json()["rows"][0]["verdict"], "right");
}

#[test]
fn what_is_no_database_of_ours_is_told_before_anything_is_served() {
    let dir = scratch("no-database");
    let missing = serve(options(&dir.join("missing.db"), false)).expect_err("missing").to_string();
    assert!(missing.contains("missing.db"), "{missing}");
    fs::write(dir.join("text.db"), "no database at all, only words\n".repeat(100)).expect("written");
    let text = serve(options(&dir.join("text.db"), false)).expect_err("text").to_string();
    assert!(text.contains("text.db"), "{text}");
    let mut with_map = options(&database("own-map"), false);
    fs::write(dir.join("map.svg"), "<svg></svg>").expect("written");
    with_map.map = Some(dir.join("map.svg"));
    let map = serve(with_map).expect_err("no map").to_string();
    assert!(map.contains("land"), "{map}");
}

#[test]
fn a_map_of_ones_own_takes_the_place_of_the_built_in_one() {
    let dir = scratch("another-map");
    let svg = r#"<svg xmlns="http://www.w3.org/2000/svg"><path id="land"/><path id="boundaries"/></svg>"#;
    fs::write(dir.join("map.svg"), svg).expect("written");
    let mut with_map = options(&database("another-map-db"), false);
    with_map.map = Some(dir.join("map.svg"));
    let at = serve(with_map).expect("served");
    assert_eq!(get(at, "/static/map/world.svg").text(), svg);
}
