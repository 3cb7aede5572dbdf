//! CoNLL-U: words and marks, with what the record says of them in the last column.
//!
//! The text comes back from the words and `SpaceAfter=No`, `SpacesAfter` and `SpacesBefore`; `TokenRange` holds the code points.

use std::fmt::Write as _;
use std::io::{BufWriter, Write};

use mahdar_record::{Record, Span};
use mahdar_text::{Mark, Text};

use crate::codebook::no_tables;
use crate::error::ExportError;
use crate::export::{Exporter, Notes, Start};
use crate::format::{Shape, Spec, TextUse};
use crate::ids::article_key;
use crate::item::Item;

pub(crate) const SPEC: Spec = Spec {
    name: "conllu",
    about: "CoNLL-U words with the record's spans in the MISC column",
    extension: "conllu",
    media_type: "text/plain; charset=utf-8",
    shape: Shape::File,
    text: TextUse::Needed,
    codebook: no_tables,
    start: |start: Start<'_>| Ok(Box::new(Conllu(BufWriter::new(start.stream()?)))),
};

struct Conllu<W: Write>(BufWriter<W>);

impl<W: Write> Exporter for Conllu<W> {
    fn add(&mut self, item: &Item<'_>, _: &mut Notes) -> Result<(), ExportError> {
        match item.text {
            Some(text) => Ok(self.0.write_all(article(item.record, text).as_bytes())?),
            None => Ok(()),
        }
    }

    fn finish(mut self: Box<Self>, _: &mut Notes) -> Result<(), ExportError> {
        Ok(self.0.flush()?)
    }
}

/// A word or mark: where it stands, in bytes and in code points.
#[derive(Clone, Copy)]
struct Word {
    bytes: (usize, usize),
    points: (u32, u32),
    sentence: usize,
}

/// The words of a text; whatever is neither word nor white space is a word of its own, so that nothing is lost.
fn words(text: &str) -> Vec<Word> {
    let cut = Text::new(text);
    let mut out: Vec<Word> = Vec::new();
    let (mut byte, mut point) = (0, 0);
    let gap = |out: &mut Vec<Word>, byte: &mut usize, point: &mut u32, to: usize, sentence: usize| {
        let mut open = false;
        for c in text.get(*byte..to).unwrap_or("").chars() {
            let (end, next) = (*byte + c.len_utf8(), *point + 1);
            if c.is_whitespace() {
                open = false;
            } else if open && let Some(last) = out.last_mut() {
                (last.bytes.1, last.points.1) = (end, next);
            } else {
                out.push(Word { bytes: (*byte, end), points: (*point, next), sentence });
                open = true;
            }
            (*byte, *point) = (end, next);
        }
    };
    // A run of line ends is a sentence of its own to the cutter, not to whoever counts.
    let sentences = cut.sentences.iter().map(|s| &cut.tokens[s.start..s.end]).filter(|s| !s.iter().all(|t| t.is(Mark::Line)));
    let mut last = 0;
    for (number, tokens) in sentences.enumerate() {
        last = number;
        for t in tokens.iter().filter(|t| !t.is(Mark::Line)) {
            gap(&mut out, &mut byte, &mut point, t.start as usize, number);
            out.push(Word { bytes: (t.start as usize, t.end as usize), points: (t.cp_start, t.cp_end), sentence: number });
            (byte, point) = (t.end as usize, t.cp_end);
        }
    }
    gap(&mut out, &mut byte, &mut point, text.len(), last);
    out
}

/// White space as CoNLL-U's tools write it in MISC.
fn spaces(gap: &str) -> String {
    let mut out = String::new();
    for c in gap.chars() {
        match c {
            ' ' => out.push_str("\\s"),
            '\t' => out.push_str("\\t"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            c => {
                let _ = write!(out, "\\u{:04X}", c as u32);
            }
        }
    }
    out
}

/// A value of MISC: no white space and no bars.
fn value(text: &str) -> String {
    text.chars().map(|c| if c.is_whitespace() || c.is_control() || matches!(c, '|' | ',' | '=') { '_' } else { c }).collect()
}

/// Spans of one kind, by their ids.
type Layer<'a> = (&'static str, Vec<(&'a str, &'a Span)>);

fn layers(r: &Record) -> Vec<Layer<'_>> {
    let actors = r.actors.iter().flat_map(|a| a.mentions.iter().map(|m| (a.id.as_str(), &m.span))).collect();
    let commitments = r.commitments.iter().map(|c| (c.id.as_str(), &c.item)).collect();
    let cues = r.statements.iter().map(|s| (s.id.as_str(), &s.cue)).collect();
    let encounters = r.encounters.iter().flat_map(|e| e.evidence.iter().map(|s| (e.id.as_str(), s))).collect();
    let events = r.events.iter().map(|e| (e.id.as_str(), &e.evidence)).collect();
    let frameworks = r.frameworks.iter().flat_map(|f| f.mentions.iter().map(|s| (f.id.as_str(), s))).collect();
    let places = r.places.iter().flat_map(|p| p.mentions.iter().map(|s| (p.id.as_str(), s))).collect();
    let statements = r.statements.iter().map(|s| (s.id.as_str(), &s.content)).collect();
    let mut layers: Vec<Layer<'_>> = vec![
        ("Actor", actors),
        ("Commitment", commitments),
        ("Cue", cues),
        ("Encounter", encounters),
        ("Event", events),
        ("Framework", frameworks),
        ("Place", places),
        ("Statement", statements),
    ];
    for (_, spans) in &mut layers {
        spans.sort_by_key(|(_, s)| (s.start, s.end));
    }
    layers
}

fn article(r: &Record, text: &str) -> String {
    let words = words(text);
    let layers = layers(r);
    // For each layer the spans that begin before the word's end, from the first that may still reach it.
    let mut from = vec![0; layers.len()];
    let mut out = String::new();
    let _ = writeln!(out, "# newdoc id = {}", value(&r.id));
    let _ = writeln!(out, "# article_key = {}", article_key(r));
    let mut id = 0;
    for (i, w) in words.iter().enumerate() {
        let new = i == 0 || words[i - 1].sentence != w.sentence;
        if new {
            if i > 0 {
                out.push('\n');
            }
            id = 0;
            let last = words[i..].iter().take_while(|x| x.sentence == w.sentence).last().unwrap_or(w);
            let _ = writeln!(out, "# sent_id = {}-{}", value(&r.id), w.sentence + 1);
            let _ = writeln!(out, "# text = {}", sentence(text, &words, i, last.bytes.1));
        }
        id += 1;
        let mut misc = Vec::new();
        for ((name, spans), from) in layers.iter().zip(&mut from) {
            while spans.get(*from).is_some_and(|(_, s)| s.end <= w.points.0) {
                *from += 1;
            }
            let here = spans[*from..].iter().take_while(|(_, s)| s.start < w.points.1);
            let here = here.filter(|(_, s)| s.end > w.points.0 && s.start < s.end);
            let begins = |s: &Span| i == 0 || words[i - 1].points.1 <= s.start;
            let tags: Vec<String> = here.map(|(id, s)| format!("{}-{}", if begins(s) { "B" } else { "I" }, value(id))).collect();
            if !tags.is_empty() {
                misc.push(format!("{name}={}", tags.join(",")));
            }
        }
        let end = words.get(i + 1).map_or(text.len(), |next| next.bytes.0);
        let gap = &text[w.bytes.1..end];
        match gap {
            " " => {}
            "" => misc.push("SpaceAfter=No".to_owned()),
            _ => misc.push(format!("SpacesAfter={}", spaces(gap))),
        }
        if i == 0 && w.bytes.0 > 0 {
            misc.push(format!("SpacesBefore={}", spaces(&text[..w.bytes.0])));
        }
        misc.push(format!("TokenRange={}:{}", w.points.0, w.points.1));
        let form = &text[w.bytes.0..w.bytes.1];
        let _ = writeln!(out, "{id}\t{form}\t_\t_\t_\t_\t_\t_\t_\t{}", misc.join("|"));
    }
    out.push('\n');
    out
}

/// A sentence as its words and `SpaceAfter` make it.
fn sentence(text: &str, words: &[Word], first: usize, end: usize) -> String {
    let mut out = String::new();
    for (i, w) in words.iter().enumerate().skip(first).take_while(|(_, w)| w.bytes.1 <= end) {
        out.push_str(&text[w.bytes.0..w.bytes.1]);
        let more = words.get(i + 1).is_some_and(|next| next.bytes.1 <= end && next.bytes.0 > w.bytes.1);
        if more {
            out.push(' ');
        }
    }
    out
}
