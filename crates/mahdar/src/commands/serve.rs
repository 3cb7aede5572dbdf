//! `mahdar serve`: the explorer in the browser, over a database or over the bundled articles.

use std::collections::HashMap;
use std::fs;
use std::io::{ErrorKind, Write};
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};

use clap::Args;
use mahdar_knowledge::{Body, Knowledge};
use mahdar_server::{Both, Given, Options, Rule};
use mahdar_sources::Article;
use mahdar_store::{Access, NewArticle, ReadWith, Store};

use super::rules::yields;
use crate::args::HowArgs;
use crate::error::CliError;
use crate::{Outcome, batch, know, output};

/// Where and how the explorer is served.
#[derive(Debug, Args)]
pub(crate) struct ServeArgs {
    /// The database that `mahdar ingest` made
    #[arg(long, value_name = "FILE", default_value = "mahdar.db")]
    pub db: PathBuf,
    #[command(flatten)]
    pub listen: ListenArgs,
    /// Let analysts mark lines of the record right or wrong; nothing else is ever written
    #[arg(long)]
    pub review: bool,
}

/// Where to listen.
#[derive(Debug, Args)]
pub(crate) struct ListenArgs {
    /// Port to listen on; 0 takes a free one
    #[arg(long, value_name = "N", default_value_t = 8710)]
    pub port: u16,
    /// Address to listen on. Whoever reaches it reads the whole database
    #[arg(long, value_name = "IP", default_value_t = IpAddr::V4(Ipv4Addr::LOCALHOST))]
    pub bind: IpAddr,
    /// Boundaries for the map instead of the built-in ones: an SVG as web/static/map/world.svg
    #[arg(long, value_name = "FILE")]
    pub map: Option<PathBuf>,
    /// Host name to answer for beside localhost; may be repeated
    #[arg(long, value_name = "NAME")]
    pub allow_host: Vec<String>,
}

pub(crate) fn run(args: &ServeArgs, overlays: &[PathBuf]) -> Result<Outcome, CliError> {
    let k = know::load(overlays)?;
    serve(&k, &args.db, &args.listen, args.review)
}

/// Serves the bundled articles from a database that lasts as long as the program.
pub(crate) fn demo(k: &Knowledge, articles: &[Article], listen: &ListenArgs) -> Result<Outcome, CliError> {
    let folder = std::env::temp_dir().join(format!("mahdar-demo-{}", std::process::id()));
    fs::create_dir(&folder)?;
    let served = fill(k, articles, &folder.join("demo.db")).and_then(|db| {
        output::note("review marks made here are gone when the program ends");
        serve(k, &db, listen, true)
    });
    match fs::remove_dir_all(&folder) {
        Err(e) if e.kind() != ErrorKind::NotFound => output::warn(&format!("{}: cannot be removed: {e}", folder.display())),
        _ => {}
    }
    served
}

fn fill(k: &Knowledge, articles: &[Article], path: &Path) -> Result<PathBuf, CliError> {
    let mut store = Store::open(path, Access::ReadWrite)?;
    let with = ReadWith { engine: env!("CARGO_PKG_VERSION").to_owned(), knowledge: "demo".to_owned() };
    let mut run = store.begin(&with)?;
    let how = HowArgs::default();
    let read = |a: &Article| {
        let request = batch::request(a, &how);
        let new = NewArticle {
            id: a.id.clone(),
            id_given: true,
            text: a.text.clone(),
            title: a.title.clone(),
            published: a.published.clone(),
            published_from: request.published_from,
            url: a.url.clone(),
            outlet: a.outlet.clone(),
            path: a.path.clone(),
        };
        (new, mahdar_engine::read(k, &request).record)
    };
    let all: Vec<_> = articles.iter().map(read).collect();
    store.ingest(&mut run, &all)?;
    store.settle(|_| {})?;
    Ok(path.to_path_buf())
}

fn serve(k: &Knowledge, db: &Path, listen: &ListenArgs, review: bool) -> Result<Outcome, CliError> {
    if !listen.bind.is_loopback() {
        output::warn(&format!("whoever reaches {} can read the whole database; there are no passwords", listen.bind));
    }
    let options = Options {
        db: db.to_path_buf(),
        address: SocketAddr::new(listen.bind, listen.port),
        review,
        hosts: listen.allow_host.clone(),
        map: listen.map.clone(),
        names: names(k),
    };
    let ready = |address: SocketAddr| {
        let mut out = output::data();
        // Without a reader of this line the server still serves.
        let _ = writeln!(out, "http://{address}/").and_then(|()| out.flush());
        output::note("the explorer is at this address; Ctrl-C ends it");
    };
    mahdar_server::serve(options, ready)?;
    Ok(Outcome::Done)
}

/// Names for the explorer.
fn names(k: &Knowledge) -> Given {
    let both = |en: &String, ar: &String| Both { en: en.clone(), ar: ar.clone() };
    let body = |b: &Body| (b.code.clone(), both(&b.en, &b.ar));
    let rule = |f: &mahdar_knowledge::Frame| {
        (f.name.clone(), Rule { name: f.name.clone(), at: format!("{}:{}", f.at.file, f.at.line), yields: yields(f) })
    };
    Given {
        states: k.polities.iter().map(|p| (p.code.clone(), both(&p.en, &p.ar))).collect(),
        bodies: k.orgs.iter().chain(&k.groups).map(body).collect(),
        offices: k.offices.iter().map(|o| (o.name.clone(), both(&o.en, &o.ar))).collect::<HashMap<_, _>>(),
        rules: k.frames.iter().map(rule).collect(),
    }
}
