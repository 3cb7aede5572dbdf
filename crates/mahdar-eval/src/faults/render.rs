//! Faults and causes as lines of text.

use std::fmt::{self, Write as _};

use super::{Cause, Fault, FaultKind};
use crate::area::Area;

impl fmt::Display for FaultKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:13} {}", self.kind, plain(&self.class))?;
        if let Some(rule) = &self.rule {
            write!(f, " [{}]", plain(rule))?;
        }
        write!(f, "  {}", plain(&self.article))?;
        for (label, words) in [("gold", &self.gold), ("found", &self.found)] {
            if let Some(words) = words {
                write!(f, "  {label}: {}", plain(words))?;
            }
        }
        match &self.note {
            Some(note) => write!(f, "  ({})", plain(note)),
            None => Ok(()),
        }
    }
}

/// The faults, one a line, by area and within it by kind and class.
pub fn render_faults(faults: &[Fault]) -> String {
    let mut out = String::new();
    for area in Area::ALL {
        let mut here: Vec<&Fault> = faults.iter().filter(|f| f.area == area).collect();
        if here.is_empty() {
            continue;
        }
        here.sort_by(|a, b| (a.kind, &a.class, &a.rule).cmp(&(b.kind, &b.class, &b.rule)));
        let _ = writeln!(out, "== {area}: {} ==", here.len());
        for fault in here {
            let _ = writeln!(out, "{fault}");
        }
    }
    out
}

/// The causes, one a line: how many faults, how many units of the measure, what they have in common.
pub fn render_causes(causes: &[Cause]) -> String {
    let mut out = format!("{:>6} {:>6}  {:11} {:13} class [rule]\n", "faults", "units", "area", "kind");
    for c in causes {
        let rule = c.rule.as_ref().map(|r| format!(" [{}]", plain(r))).unwrap_or_default();
        let _ = writeln!(out, "{:6} {:6}  {:11} {:13} {}{rule}", c.count, c.weight, c.area, c.kind, plain(&c.class));
    }
    out
}

/// On one line and harmless to a terminal: whitespace as single spaces, no control or direction marks.
fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            c if c.is_whitespace() => {
                if !out.ends_with(' ') {
                    out.push(' ');
                }
            }
            c if c.is_control() => out.push('\u{fffd}'),
            '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {}
            c => out.push(c),
        }
    }
    out
}
