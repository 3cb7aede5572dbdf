//! What the commands over a history share: arguments, opening the file, names to codes, progress.

pub(crate) mod args;
pub(crate) mod names;
pub(crate) mod open;
pub(crate) mod progress;
pub(crate) mod rows;
