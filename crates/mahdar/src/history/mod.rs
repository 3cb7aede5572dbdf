//! What the commands over a history share: arguments, opening the file, names to codes, progress, watching, stopping.

pub(crate) mod args;
pub(crate) mod formula_row;
pub(crate) mod names;
pub(crate) mod open;
pub(crate) mod progress;
pub(crate) mod rows;
pub(crate) mod sheet;
pub(crate) mod stop;
pub(crate) mod watch;
