//! A server over the bundled articles, and a client that says exactly what a test wants said.

#![allow(dead_code)]

use std::fs;
use std::io::{Read, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpStream};
use std::path::{Path, PathBuf};
use std::sync::mpsc;
use std::thread;

use mahdar_record::PublishedFrom;
use mahdar_server::{Given, Options, ServeError};
use mahdar_store::{Access, NewArticle, ReadWith, Store};
use serde_json::Value;

/// An empty folder of a test's own.
pub fn scratch(name: &str) -> PathBuf {
    let dir = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&dir);
    fs::create_dir_all(&dir).expect("scratch folder");
    dir
}

/// A database of the bundled articles.
pub fn database(name: &str) -> PathBuf {
    let path = scratch(name).join("demo.db");
    let k = mahdar_builtin::knowledge();
    let lines = fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/../../data/demo/articles.jsonl")).expect("the demo");
    let read = |line: &str| {
        let a: Value = serde_json::from_str(line).expect("an article");
        let text = |name: &str| a[name].as_str().map(str::to_owned);
        let new = NewArticle {
            id: text("id").unwrap_or_default(),
            id_given: true,
            text: text("text").unwrap_or_default(),
            title: text("title"),
            published: text("published"),
            published_from: PublishedFrom::Metadata,
            url: text("url"),
            outlet: text("outlet"),
            path: "articles.jsonl".to_owned(),
        };
        let request = mahdar_engine::Article {
            id: &new.id,
            text: &new.text,
            title: new.title.as_deref(),
            published: new.published.as_deref(),
            published_from: new.published_from,
            path: Some(&new.path),
            url: new.url.as_deref(),
            outlet: new.outlet.as_deref(),
        };
        let record = mahdar_engine::read(&k, &request).record;
        (new, record)
    };
    let all: Vec<_> = lines.lines().map(read).collect();
    let mut store = Store::open(&path, Access::ReadWrite).expect("a store");
    let with = ReadWith { engine: "test".to_owned(), knowledge: "built-in".to_owned() };
    let mut run = store.begin(&with).expect("a run");
    store.ingest(&mut run, &all).expect("ingested");
    store.settle(|_| {}).expect("settled");
    path
}

/// What is served of a database.
pub fn options(db: &Path, review: bool) -> Options {
    Options {
        db: db.to_path_buf(),
        address: SocketAddr::from((Ipv4Addr::LOCALHOST, 0)),
        review,
        hosts: vec!["desk.example".to_owned()],
        map: None,
        names: Given::default(),
    }
}

/// Serves until the tests end, and says where.
pub fn serve(options: Options) -> Result<SocketAddr, ServeError> {
    let (tell, told) = mpsc::channel();
    let ready = tell.clone();
    thread::spawn(move || {
        let ended = mahdar_server::serve(options, |at| ready.send(Ok(at)).expect("somebody listens"));
        if let Err(e) = ended {
            let _ = tell.send(Err(e));
        }
    });
    told.recv().expect("the server says where it is, or why not")
}

/// An answer.
#[derive(Debug)]
pub struct Answer {
    pub status: u16,
    pub headers: Vec<(String, String)>,
    pub body: Vec<u8>,
}

impl Answer {
    pub fn header(&self, name: &str) -> &str {
        self.headers.iter().find(|(n, _)| n == name).map_or("", |(_, v)| v)
    }

    pub fn text(&self) -> &str {
        std::str::from_utf8(&self.body).expect("UTF-8")
    }

    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or_else(|e| panic!("{e}: {}", self.text()))
    }

    /// What a problem says; it must be one.
    pub fn problem(&self, status: u16) -> String {
        assert_eq!((self.status, self.header("content-type")), (status, "application/problem+json"), "{}", self.text());
        let problem = self.json();
        assert_eq!(problem["status"], status);
        problem["detail"].as_str().expect("a detail").to_owned()
    }
}

/// Asks with exactly these headers; `Host` is among them or there is none.
pub fn ask(at: SocketAddr, method: &str, path: &str, headers: &[(&str, &str)], body: &[u8]) -> Answer {
    let mut stream = TcpStream::connect(at).expect("a connection");
    let mut head = format!("{method} {path} HTTP/1.1\r\nConnection: close\r\nContent-Length: {}\r\n", body.len());
    for (name, value) in headers {
        head.push_str(&format!("{name}: {value}\r\n"));
    }
    head.push_str("\r\n");
    stream.write_all(head.as_bytes()).expect("sent");
    // A server that has heard enough may hang up before all is said.
    let _ = stream.write_all(body);
    let mut all = Vec::new();
    let _ = stream.read_to_end(&mut all);
    let end = all.windows(4).position(|w| w == b"\r\n\r\n").unwrap_or_else(|| panic!("no answer to {method} {path}"));
    let head = std::str::from_utf8(&all[..end]).expect("a head");
    let mut lines = head.split("\r\n");
    let status = lines.next().and_then(|l| l.split(' ').nth(1)).and_then(|s| s.parse().ok()).expect("a status");
    let split = |l: &str| l.split_once(": ").map(|(n, v)| (n.to_lowercase(), v.to_owned()));
    Answer { status, headers: lines.filter_map(split).collect(), body: all[end + 4..].to_vec() }
}

/// Asks as a usual client does.
pub fn get(at: SocketAddr, path: &str) -> Answer {
    ask(at, "GET", path, &[("Host", &at.to_string())], b"")
}
