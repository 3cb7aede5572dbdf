//! One file a command.

pub(crate) mod check;
pub(crate) mod compare;
pub(crate) mod coverage;
pub(crate) mod demo;
pub(crate) mod eval;
pub(crate) mod explain;
pub(crate) mod export;
pub(crate) mod floors;
pub(crate) mod import;
pub(crate) mod ingest;
pub(crate) mod pair;
pub(crate) mod query;
pub(crate) mod read;
pub(crate) mod reread;
pub(crate) mod review;
pub(crate) mod rules;
pub(crate) mod search;
pub(crate) mod serve;
pub(crate) mod who;
