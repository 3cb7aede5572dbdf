//! Charts as numbers: where lines, dots and bars go. The templates draw them, so that charts need no script, print, and
//! can be walked through by keyboard.

mod axis;
mod bars;
mod graph;
mod lanes;

pub(crate) use axis::{Axis, month_name, month_number};
pub(crate) use bars::{Bars, Stack, bars};
pub(crate) use graph::{SIZE as GRAPH, places as graph};
pub(crate) use lanes::{Lane, Lanes, Mark, lanes};
