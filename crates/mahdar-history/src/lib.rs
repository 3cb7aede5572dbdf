//! What many articles amount to.
//!
//! [`search`] makes the words of articles and of questions meet. Everything here is a pure function: no input or
//! output, no database, no clock; the same articles give the same history in whatever order they come.

pub mod search;
