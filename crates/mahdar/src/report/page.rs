//! Lines of a report: wrapped, styled, harmless to the terminal.

use std::fmt::Write as _;

use anstyle::{AnsiColor, Style};

use super::safe;

pub(super) const PLAIN: Style = Style::new();
pub(super) const BOLD: Style = Style::new().bold();
pub(super) const DIM: Style = Style::new().dimmed();
pub(super) const HEAD: Style = AnsiColor::Cyan.on_default().bold();
pub(super) const MARK: Style = AnsiColor::Yellow.on_default();

/// A report in the making.
pub(super) struct Page {
    out: String,
    width: usize,
}

impl Page {
    pub fn new(width: usize) -> Self {
        Self { out: String::new(), width }
    }

    pub fn finish(self) -> String {
        self.out
    }

    pub fn blank(&mut self) {
        self.out.push('\n');
    }

    /// The line that an article begins with.
    pub fn rule(&mut self, text: &str) {
        let text = safe::plain(text);
        let rest = self.width.saturating_sub(columns(&text) + 4);
        let _ = writeln!(self.out, "{HEAD}── {text} {}{HEAD:#}", "─".repeat(rest));
    }

    pub fn heading(&mut self, text: &str) {
        let text = safe::plain(text);
        let _ = writeln!(self.out, "\n{HEAD}{text}{HEAD:#}");
    }

    /// Text over as many lines as it takes, all with the same indent. Words are never broken.
    pub fn flow(&mut self, indent: usize, pieces: &[(Style, &str)]) {
        let room = self.width.saturating_sub(indent).max(1);
        let mut used = 0;
        for word in words(pieces) {
            let wide: usize = word.iter().map(|(_, text)| columns(text)).sum();
            if used == 0 {
                let _ = write!(self.out, "{:indent$}", "");
            } else if used + 1 + wide > room {
                let _ = write!(self.out, "\n{:indent$}", "");
                used = 0;
            } else {
                self.out.push(' ');
                used += 1;
            }
            for (style, text) in &word {
                let _ = write!(self.out, "{style}{text}{style:#}");
            }
            used += wide;
        }
        self.out.push('\n');
    }

    /// Rows under one another, two columns apart; a row's note stands below it.
    pub fn table(&mut self, indent: usize, head: &[&str], rows: &[(Vec<String>, String)]) {
        let mut wide: Vec<usize> = head.iter().map(|h| columns(h)).collect();
        for (cells, _) in rows {
            for (w, cell) in wide.iter_mut().zip(cells) {
                *w = (*w).max(columns(&safe::plain(cell)));
            }
        }
        self.row(indent, DIM, head, &wide);
        for (cells, note) in rows {
            let cells: Vec<&str> = cells.iter().map(String::as_str).collect();
            self.row(indent, PLAIN, &cells, &wide);
            if !note.is_empty() {
                self.flow(indent + 2, &[(DIM, note)]);
            }
        }
    }

    fn row(&mut self, indent: usize, style: Style, cells: &[&str], wide: &[usize]) {
        let mut line = String::new();
        for (cell, w) in cells.iter().zip(wide) {
            let cell = safe::plain(cell);
            line.push_str(&cell);
            line.push_str(&" ".repeat(w.saturating_sub(columns(&cell)) + 2));
        }
        let _ = writeln!(self.out, "{:indent$}{style}{}{style:#}", "", line.trim_end());
    }
}

/// Words, each of pieces of one style.
fn words<'a>(pieces: &'a [(Style, &'a str)]) -> Vec<Vec<(Style, String)>> {
    let mut out: Vec<Vec<(Style, String)>> = Vec::new();
    let mut open = false;
    for (style, text) in pieces {
        let text = safe::plain(text);
        for (n, word) in text.split(' ').enumerate() {
            open &= n == 0;
            if word.is_empty() {
                continue;
            }
            match out.last_mut() {
                Some(last) if open => last.push((*style, word.to_owned())),
                _ => out.push(vec![(*style, word.to_owned())]),
            }
            open = true;
        }
        open &= !text.ends_with(' ');
    }
    out
}

/// How many columns a text takes: marks above and below letters and joiners take none.
pub(super) fn columns(text: &str) -> usize {
    text.chars().filter(|c| !is_zero_width(*c)).count()
}

fn is_zero_width(c: char) -> bool {
    matches!(c,
        '\u{300}'..='\u{36f}' | '\u{483}'..='\u{489}' | '\u{591}'..='\u{5bd}' | '\u{610}'..='\u{61a}'
        | '\u{64b}'..='\u{65f}' | '\u{670}' | '\u{6d6}'..='\u{6dc}' | '\u{6df}'..='\u{6e4}' | '\u{6e7}'..='\u{6e8}'
        | '\u{6ea}'..='\u{6ed}' | '\u{8d3}'..='\u{8ff}' | '\u{200b}'..='\u{200f}' | '\u{fe00}'..='\u{fe0f}'
        | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn flowed(width: usize, indent: usize, pieces: &[(Style, &str)]) -> String {
        let mut page = Page::new(width);
        page.flow(indent, pieces);
        page.finish()
    }

    #[test]
    fn lines_break_at_spaces_only() {
        let text = "أكد الوزير أن بلاده مستعدة لتعزيز التعاون";
        let out = flowed(20, 2, &[(PLAIN, text)]);
        assert!(out.lines().all(|l| columns(l) <= 20 && l.starts_with("  ")), "{out}");
        assert_eq!(out.split_whitespace().collect::<Vec<_>>().join(" "), text);
        assert_eq!(flowed(4, 0, &[(PLAIN, "longerthanthat x")]), "longerthanthat\nx\n");
    }

    #[test]
    fn pieces_without_a_space_between_stay_together() {
        assert_eq!(flowed(8, 0, &[(PLAIN, "aaa «"), (PLAIN, "bbb"), (PLAIN, "» c")]), "aaa\n«bbb» c\n");
    }

    #[test]
    fn marks_take_no_room() {
        assert_eq!(columns("مُحَمَّد"), 4);
    }
}
