//! The explorer: pages for people and an HTTP API over a mahdar database.
//!
//! Every page is a value that is shown as HTML, JSON, CSV and where it fits more, at one address. Nothing is loaded from
//! another host; the database is only read, review marks aside.

mod answer;
mod ask;
mod assets;
mod draw;
mod error;
mod feed;
mod filter;
mod frame;
mod http;
mod kept;
mod lines;
mod names;
mod openapi;
mod problem;
mod query;
mod reader;
mod routes;
mod site;
mod table;
mod views;

pub use error::ServeError;
pub use names::{Both, Given, Lang, Rule};
use site::Site;
pub use site::{Options, serve};
