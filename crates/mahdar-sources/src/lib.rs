//! Articles from files, folders and standard input.
//!
//! [`articles`] gives one article after the other, or says which one was skipped and why; it holds no
//! more than one article in memory, a page or a few rows. [`decode()`] turns bytes into text.
//!
//! Each format is a file in `formats/` that implements one trait, and a line in its list.

mod article;
mod bounds;
mod columns;
mod date;
pub mod decode;
mod error;
mod formats;
mod input;
mod nameless;
mod page;
mod random;
mod walk;

pub use article::Article;
pub use columns::{Columns, Field};
pub use date::day;
pub use decode::{Decoded, decode};
pub use error::{Place, Skipped, SourceError};
pub use formats::{Articles, MAX_TEXT, Options, articles, format_names, is_source};
