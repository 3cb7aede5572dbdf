//! One Arabic article in, one record out.
//!
//! The stages, each a module: `mahdar_text` cuts the text up; [`tag`] looks words up; [`dates`] and [`mentions`] find
//! when and who; [`resolve`] says who is who; [`clause`] and [`frames`] find what governs whom; [`reader`] goes through
//! the cues and notes what they yield; [`assemble`] makes the record. Nothing here reads a file or a clock.

mod assemble;
pub mod clause;
pub mod content;
pub mod dates;
pub mod examples;
pub mod frames;
mod letters;
pub mod mentions;
pub mod reader;
pub mod resolve;
pub mod tag;

pub use assemble::{Article, Reading, read};
