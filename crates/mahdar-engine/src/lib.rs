//! One Arabic article in, one record out.
//!
//! The stages, each a module: `mahdar_text` cuts the text up; [`tag`] looks words up; [`dates`] and [`mentions`] find
//! when and who; [`resolve`] says who is who; [`clause`] and [`frames`] find what governs whom; [`reader`] goes through
//! the cues and notes what they yield; [`assemble`] makes the record. Nothing here reads a file or a clock.

mod assemble;
pub mod clause;
pub mod content;
pub mod coverage;
pub mod dates;
pub mod examples;
pub mod frames;
mod letters;
pub mod mentions;
mod read;
pub mod reader;
pub mod resolve;
pub mod tag;
mod trailer;

pub use read::{Article, Reading, actors, read};
