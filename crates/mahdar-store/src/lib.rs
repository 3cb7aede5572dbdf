//! The history: articles with their text and records in one SQLite file, and everything that can be asked of them.
//!
//! [`Store::open`] opens or makes a file; one program writes at a time, any number read. [`Store::ingest`] takes articles with
//! their records in batches, each of which is stored whole and on disk when the call returns, or not at all.
//! [`Store::events`], [`Store::encounters`], [`Store::statements`] and [`Store::commitments`] list what a [`Filter`] lets
//! through, page by page; [`Store::tally`] counts it by month and type; [`Store::article`] gives text and record back;
//! [`Store::settle`] finds what articles amount to together: copies, retellings of one encounter, promises said again, set
//! phrases. [`Store::records`] goes through all of them. `docs/store.md` describes the tables, which nobody but this crate knows.

mod article;
mod body;
mod error;
mod lists;
mod marks;
mod merge;
mod open;
mod read;
mod schema;
mod views;
mod words;
mod write;

pub use article::{Fingerprint, NewArticle};
pub use error::StoreError;
pub use marks::{Mark, NewMark, VERDICTS};
pub use merge::{AgainRow, ChainRow, Formula, FormulaUse, MergedRow, Retellings, Review, Settled, Why};
pub use open::{Access, Durability, Store};
pub use read::actors::{ActorFilter, ActorKey, ActorRow, FrameworkRow, PlaceRow};
pub use read::articles::{ArticleFilter, ArticleKey, ArticleRow, Full, ReadingRow, SkippedRow};
pub use read::counts::{Coverage, Of, Tally, Totals};
pub use read::facts::{CommitmentRow, DateWords, Dated, EncounterRow, EventRow, FactOf, Party, PlaceName, StatementRow, When};
pub use read::filter::{FactKind, Filter};
pub use read::page::{Cursor, Listing, Order, Page};
pub use views::{Dyad, Facets, PlaceCount};
pub use write::{Done, Prepared, ReadWith, Run};
