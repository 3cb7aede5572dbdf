//! Questions and answers: a file for each sort of answer, none of which knows how it will be shown.

pub(crate) mod actors;
pub(crate) mod articles;
pub(crate) mod counts;
pub(crate) mod facts;
pub(crate) mod filter;
pub(crate) mod find;
pub(crate) mod page;
