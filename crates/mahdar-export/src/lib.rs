//! Records into the files that other tools read.
//!
//! [`Format`] lists what can be written. [`Export`] takes one [`Item`] after the other and writes as it goes; whatever an
//! article holds, what comes out is well-formed. A format is a file in `formats/` and a line in the list of `format.rs`.
//!
//! ```
//! use mahdar_export::{Export, Format, Item, Options, Target};
//! use mahdar_knowledge::{builtin_files, codes::Codes};
//!
//! let codes = Codes::new(&builtin_files());
//! let record = mahdar_record::Record { id: "n1".into(), ..Default::default() };
//! let mut out = Vec::new();
//! let mut export = Export::start(Format::Jsonl, &codes, Options::default(), Target::Stream(Box::new(&mut out)))?;
//! export.add(&Item { record: &record, text: None })?;
//! assert_eq!(export.finish()?.written, 1);
//! assert!(String::from_utf8_lossy(&out).contains("\"id\":\"n1\""));
//! # Ok::<(), mahdar_export::ExportError>(())
//! ```

mod actor;
mod batch;
mod codebook;
mod dyad;
mod error;
mod export;
mod format;
mod formats;
mod ids;
mod item;
mod table;
mod tables;
mod text;

pub use batch::arrow_batch;
pub use codebook::{Entry, write_codebook};
pub use error::ExportError;
pub use export::{Export, LeftOut, Options, Summary, Target};
pub use format::{Format, Shape, TextUse};
pub use ids::{article_key, text_digest};
pub use item::Item;
pub use tables::Table;
