//! brat standoff: for each article its text and its annotations, and the types once for all.

use std::collections::HashMap;
use std::fmt::Write as _;
use std::io::Write;
use std::path::PathBuf;

use mahdar_knowledge::codes::Codes;
use mahdar_record::{ActorKind, Record, Span};

use crate::codebook::no_tables;
use crate::error::ExportError;
use crate::export::{Exporter, Notes, create};
use crate::format::{Shape, Spec, TextUse};
use crate::ids::article_key;
use crate::item::Item;
use crate::tables::label;
use crate::text::flat;

pub(crate) const SPEC: Spec = Spec {
    name: "brat",
    about: "brat standoff: a text and an annotation file for each article, and annotation.conf",
    extension: "ann",
    media_type: "text/plain; charset=utf-8",
    shape: Shape::Folder,
    text: TextUse::Needed,
    codebook: no_tables,
    start: |start| {
        let codes = start.codes;
        let folder = start.folder()?;
        let path = folder.join("annotation.conf");
        let failed = |source| ExportError::File { path: path.clone(), source };
        create(&path)?.write_all(conf(codes).as_bytes()).map_err(failed)?;
        Ok(Box::new(Brat(folder)))
    },
};

fn actor_type(kind: ActorKind) -> &'static str {
    match kind {
        ActorKind::Person => "Person",
        ActorKind::Polity => "Polity",
        ActorKind::Organization => "Organization",
        ActorKind::Group => "Group",
        ActorKind::Agent => "Agent",
        ActorKind::Unnamed => "Unnamed",
    }
}

/// The types that the annotations have.
fn conf(codes: &Codes) -> String {
    let actors = "Person|Polity|Organization|Group|Agent|Unnamed";
    let mut out = String::from("[entities]\n");
    for t in actors.split('|').chain(["Place", "Framework", "Statement", "Cue", "Commitment"]) {
        let _ = writeln!(out, "{t}");
    }
    let _ = write!(
        out,
        "\n[relations]\nSays\tArg1:{actors}, Arg2:Statement\nCuedBy\tArg1:Statement, Arg2:Cue\n\
         Promises\tArg1:{actors}, Arg2:Commitment\nToward\tArg1:Commitment, Arg2:{actors}\n\
         SaidIn\tArg1:Commitment, Arg2:Statement\n\n\
         [events]\nEncounter\tParticipant*:{actors}, Place?:Place\n"
    );
    for t in codes.types() {
        let _ = writeln!(out, "{t}\tSource*:{actors}, Target*:{actors}, Place?:Place");
    }
    out.push_str(
        "\n[attributes]\nForm\tArg:<ENTITY>, Value:name|title|title+name|nisba|capital|pronoun\n\
         Quoted\tArg:Statement, Value:direct|indirect|mixed\n\
         Strength\tArg:Commitment, Value:agreed|pledged|intends|ready\n\
         Status\tArg:Encounter, Value:held|planned\n",
    );
    out
}

struct Brat(PathBuf);

/// A name for files that no file system takes for more: what an id has of letters, digits, `-` and `_`, and the article's key.
fn file_name(record: &Record) -> String {
    let plain = |c: char| if c.is_ascii_alphanumeric() || matches!(c, '-' | '_') { c } else { '_' };
    let id: String = record.id.chars().take(80).map(plain).collect();
    format!("{id}-{}", article_key(record))
}

impl Exporter for Brat {
    fn add(&mut self, item: &Item<'_>, _: &mut Notes) -> Result<(), ExportError> {
        let Some(text) = item.text else { return Ok(()) };
        let name = file_name(item.record);
        // brat counts code points, but reads CR LF as one; a space is as long as CR.
        let text = text.replace('\r', " ");
        for (extension, content) in [("txt", text), ("ann", annotations(item.record))] {
            let path = self.0.join(format!("{name}.{extension}"));
            create(&path)?.write_all(content.as_bytes()).map_err(|source| ExportError::File { path, source })?;
        }
        Ok(())
    }

    fn finish(self: Box<Self>, _: &mut Notes) -> Result<(), ExportError> {
        Ok(())
    }
}

#[derive(Default)]
struct Ann {
    out: String,
    spans: usize,
    events: usize,
    relations: usize,
    attributes: usize,
    notes: usize,
}

impl Ann {
    /// A span of text; none for an empty one. A span over line ends is one of several pieces.
    fn span(&mut self, kind: &str, s: &Span) -> Option<String> {
        let mut pieces: Vec<(u32, u32)> = Vec::new();
        let mut open = false;
        let mut words = String::new();
        for (at, c) in (s.start..).zip(s.text.chars()) {
            if c == '\n' {
                open = false;
            } else {
                match pieces.last_mut() {
                    Some(last) if open => last.1 = at + 1,
                    _ => {
                        if !words.is_empty() {
                            words.push(' ');
                        }
                        pieces.push((at, at + 1));
                        open = true;
                    }
                }
                words.push(if c == '\r' { ' ' } else { c });
            }
        }
        if pieces.is_empty() {
            return None;
        }
        self.spans += 1;
        let id = format!("T{}", self.spans);
        let pieces: Vec<String> = pieces.iter().map(|(s, e)| format!("{s} {e}")).collect();
        let _ = writeln!(self.out, "{id}\t{kind} {}\t{words}", pieces.join(";"));
        Some(id)
    }

    fn relation(&mut self, kind: &str, one: &str, other: &str) {
        self.relations += 1;
        let _ = writeln!(self.out, "R{}\t{kind} Arg1:{one} Arg2:{other}", self.relations);
    }

    fn attribute(&mut self, kind: &str, of: &str, value: &str) {
        self.attributes += 1;
        let _ = writeln!(self.out, "A{}\t{kind} {of} {value}", self.attributes);
    }

    fn note(&mut self, of: &str, text: &str) {
        self.notes += 1;
        let _ = writeln!(self.out, "#{}\tAnnotatorNotes {of}\t{}", self.notes, flat(text));
    }

    /// An event at a span, with its arguments: role and span.
    fn event(&mut self, kind: &str, trigger: &Span, arguments: &[(&str, &String)]) -> Option<String> {
        let trigger = self.span(kind, trigger)?;
        self.events += 1;
        let id = format!("E{}", self.events);
        let _ = write!(self.out, "{id}\t{kind}:{trigger}");
        let mut counts: HashMap<&str, usize> = HashMap::new();
        for (role, span) in arguments {
            let n = counts.entry(role).or_default();
            *n += 1;
            // A role that comes again is numbered.
            let number = if *n > 1 { n.to_string() } else { String::new() };
            let _ = write!(self.out, " {role}{number}:{span}");
        }
        self.out.push('\n');
        Some(id)
    }
}

/// A PLOVER type as brat takes a type's name.
fn type_name(kind: &str) -> String {
    kind.chars().map(|c| if c.is_ascii_alphanumeric() || matches!(c, '-' | '_') { c } else { '_' }).collect()
}

fn annotations(r: &Record) -> String {
    let mut ann = Ann::default();
    // Where an actor or place is first named: what relations and arguments point at.
    let mut first: HashMap<&str, String> = HashMap::new();
    for a in &r.actors {
        let mut same = Vec::new();
        for m in &a.mentions {
            if let Some(t) = ann.span(actor_type(a.kind), &m.span) {
                ann.attribute("Form", &t, &label(&m.form));
                same.push(t);
            }
        }
        if let Some(t) = same.first() {
            let parts =
                [a.name.en.as_deref().unwrap_or(&a.name.ar), a.code.as_deref().unwrap_or(""), a.office.as_deref().unwrap_or("")];
            ann.note(t, &parts.into_iter().filter(|p| !p.is_empty()).collect::<Vec<_>>().join(" · "));
            first.insert(&a.id, t.clone());
        }
        if same.len() > 1 {
            let _ = writeln!(ann.out, "*\tEquiv {}", same.join(" "));
        }
    }
    let places = r.places.iter().map(|p| ("Place", &p.id, &p.name, &p.mentions));
    let frameworks = r.frameworks.iter().map(|f| ("Framework", &f.id, &f.name, &f.mentions));
    for (kind, id, name, mentions) in places.chain(frameworks) {
        let spans: Vec<String> = mentions.iter().filter_map(|s| ann.span(kind, s)).collect();
        if let Some(t) = spans.first() {
            ann.note(t, name.en.as_deref().unwrap_or(&name.ar));
            first.insert(id, t.clone());
        }
    }
    let of = |ids: &[String]| -> Vec<String> { ids.iter().filter_map(|id| first.get(id.as_str()).cloned()).collect() };
    let mut said: HashMap<&str, String> = HashMap::new();
    for s in &r.statements {
        let Some(t) = ann.span("Statement", &s.content) else { continue };
        ann.attribute("Quoted", &t, &label(&s.mode));
        for who in of(&s.speakers) {
            ann.relation("Says", &who, &t);
        }
        if let Some(cue) = ann.span("Cue", &s.cue) {
            ann.relation("CuedBy", &t, &cue);
        }
        said.insert(&s.id, t);
    }
    for c in &r.commitments {
        let Some(t) = ann.span("Commitment", &c.item) else { continue };
        ann.attribute("Strength", &t, &type_name(&c.strength));
        for who in of(&c.actors) {
            ann.relation("Promises", &who, &t);
        }
        for who in of(&c.toward) {
            ann.relation("Toward", &t, &who);
        }
        if let Some(s) = c.statement.as_deref().and_then(|s| said.get(s)) {
            ann.relation("SaidIn", &t, s);
        }
    }
    let place = |id: &Option<String>| id.as_deref().and_then(|id| first.get(id));
    for e in &r.encounters {
        let participants = of(&e.participants);
        let arguments = participants.iter().map(|t| ("Participant", t)).chain(place(&e.place).map(|t| ("Place", t)));
        let arguments: Vec<_> = arguments.collect();
        let Some(id) = e.evidence.iter().find_map(|s| ann.event("Encounter", s, &arguments)) else { continue };
        ann.attribute("Status", &id, &label(&e.status));
        ann.note(&id, &e.kind);
    }
    for e in &r.events {
        let (sources, targets) = (of(&e.source), of(&e.target));
        let arguments = sources.iter().map(|t| ("Source", t)).chain(targets.iter().map(|t| ("Target", t)));
        let arguments: Vec<_> = arguments.chain(place(&e.place).map(|t| ("Place", t))).collect();
        let Some(id) = ann.event(&type_name(&e.kind), &e.evidence, &arguments) else { continue };
        let parts = [e.mode.as_deref(), e.cameo.as_deref(), e.date.as_deref(), Some(e.rule.as_str())];
        ann.note(&id, &parts.into_iter().flatten().collect::<Vec<_>>().join(" · "));
    }
    ann.out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_span_over_a_line_end_is_two_pieces() {
        let mut ann = Ann::default();
        let s = Span { start: 5, end: 11, text: "قال\n\nإن".into() };
        assert_eq!(ann.span("Statement", &s).as_deref(), Some("T1"));
        assert_eq!(ann.span("Statement", &Span { start: 5, end: 5, text: String::new() }), None);
        assert_eq!(ann.out, "T1\tStatement 5 8;10 12\tقال إن\n");
    }

    #[test]
    fn file_names_are_harmless() {
        let name = |id: &str| file_name(&Record { id: id.into(), ..Record::default() });
        assert!(name("../../etc/passwd").starts_with("______etc_passwd-"));
        assert!(name("خبر.1").starts_with("____1-"));
        assert_ne!(name("a/b"), name("a_b"));
    }
}
