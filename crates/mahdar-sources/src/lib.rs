//! Articles from files, folders and standard input.
//!
//! [`articles`] gives one article after the other, or says which one was skipped and why; it never holds more
//! than one article in memory. [`decode()`] turns bytes into text.
//!
//! Each format is a file in `formats/` that implements one trait, and a line in its list.

mod article;
mod columns;
mod date;
pub mod decode;
mod error;
mod formats;
mod input;
mod walk;

pub use article::Article;
pub use columns::{Columns, Field};
pub use date::day;
pub use decode::{Decoded, decode};
pub use error::{Skipped, SourceError};
pub use formats::{Articles, MAX_TEXT, Options, articles, format_names};
