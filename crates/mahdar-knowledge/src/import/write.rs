//! The overlay: tables of the same form as the built-in ones.

use super::check::{Known, Said};
use super::person::{Name, Organisation, Person, Term};
use super::{Conflict, ImportError, Imported, Skip};
use crate::load::{columns, words};
use crate::who::Thing;
use hashbrown::HashSet;
use mahdar_text::latin_words;
use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

const TABLES: [&str; 4] = ["kb/people.tsv", "kb/terms.tsv", "kb/organizations.tsv", "kb/groups.tsv"];
const PEOPLE: usize = 0;
const TERMS: usize = 1;
const ORGANIZATIONS: usize = 2;
const GROUPS: usize = 3;

/// A table being written, under another name until all of it is there.
struct Table {
    path: PathBuf,
    part: PathBuf,
    file: BufWriter<File>,
    rows: usize,
}

/// Writes what is imported and says what became of it.
pub(super) struct Writer {
    pub known: Known,
    pub report: Imported,
    tables: Vec<Table>,
    source: String,
    /// Ids and codes given out.
    given: HashSet<String>,
}

impl Writer {
    pub fn new(out: &Path, inputs: &[PathBuf], known: Known) -> Result<Self, ImportError> {
        let names: Vec<String> = inputs.iter().filter_map(|p| Some(p.file_name()?.to_string_lossy().into_owned())).collect();
        let source = format!("import: {}", names.join(", ")).replace(['\t', '\n', '|'], " ");
        let mut writer = Self { known, report: Imported::default(), tables: Vec::new(), source, given: HashSet::new() };
        if let Some(path) = TABLES.iter().map(|t| out.join(t)).find(|p| p.exists()) {
            return Err(ImportError::Exists(path));
        }
        for table in TABLES {
            if let Err(e) = writer.open(out, table) {
                writer.abandon();
                return Err(e);
            }
        }
        Ok(writer)
    }

    fn open(&mut self, out: &Path, table: &str) -> Result<(), ImportError> {
        let path = out.join(table);
        let part = out.join(format!("{table}.part"));
        let io = |source| ImportError::Io { path: part.clone(), source };
        fs::create_dir_all(out.join("kb")).map_err(io)?;
        let mut file = BufWriter::new(File::create(&part).map_err(io)?);
        let head = format!("# From {}. Rows add to those of the tables below.\n{}\n", self.source, columns(table).join("\t"));
        file.write_all(head.as_bytes()).map_err(io)?;
        self.tables.push(Table { path, part, file, rows: 0 });
        Ok(())
    }

    fn row(&mut self, table: usize, fields: &[&str]) -> Result<(), ImportError> {
        let t = &mut self.tables[table];
        t.rows += 1;
        writeln!(t.file, "{}", fields.join("\t")).map_err(|source| ImportError::Io { path: t.part.clone(), source })
    }

    /// Gives the tables that have rows their names.
    pub fn finish(mut self) -> Result<Imported, ImportError> {
        for i in 0..self.tables.len() {
            let t = &mut self.tables[i];
            let done = t.file.flush().and_then(|()| match t.rows {
                0 => fs::remove_file(&t.part),
                _ => fs::rename(&t.part, &t.path),
            });
            if let Err(source) = done {
                let path = t.part.clone();
                for t in &self.tables[..i] {
                    let _ = fs::remove_file(&t.path);
                }
                self.abandon();
                return Err(ImportError::Io { path, source });
            }
        }
        Ok(self.report)
    }

    /// Leaves nothing behind.
    pub fn abandon(self) {
        for t in self.tables {
            drop(t.file);
            let _ = fs::remove_file(&t.part);
        }
    }

    /// An id or code that nobody has, from this one.
    fn unused(&mut self, wanted: String, taken: impl Fn(&Known, &str) -> bool) -> String {
        let free = |id: &str| !taken(&self.known, id) && !self.given.contains(id);
        let id = match free(&wanted) {
            true => wanted,
            false => (2..).map(|n| format!("{wanted}-{n}")).find(|id| free(id)).unwrap_or(wanted),
        };
        self.given.insert(id.clone());
        id
    }

    /// Forms as a table has them; those that somebody else has become ambiguous.
    fn forms(&mut self, names: &[Name], id: &str, own: &[String]) -> (Vec<String>, Vec<String>) {
        let (mut long, mut short) = (Vec::new(), Vec::new());
        for name in names {
            let w = words(&name.text);
            if w.is_empty() || own.iter().any(|o| words(o) == w) {
                continue;
            }
            let other = self.known.other_with(&name.text, id).map(|c| c.id.clone());
            let doubt = if name.weak || other.is_some() || w.len() == 1 { "?" } else { "" };
            if let Some(ours) = other {
                self.report.conflicts.push(Conflict::Form { form: name.text.clone(), ours, theirs: id.to_owned() });
            }
            let list = if w.len() == 1 { &mut short } else { &mut long };
            list.push(format!("{doubt}{}", name.text));
        }
        (long, short)
    }

    pub fn person(&mut self, p: Person) -> Result<(), ImportError> {
        let found = self.known.person(&p).cloned();
        if found.is_none() && p.arabic.is_empty() {
            self.report.skip(Skip::NoArabicName);
            return Ok(());
        }
        let (id, code) = match &found {
            Some(card) => {
                if !p.codes.is_empty() && !p.codes.contains(&card.code) && self.known.has_code(&p.codes[0]) {
                    let (person, theirs) = (card.id.clone(), p.codes.join(" "));
                    self.report.conflicts.push(Conflict::Code { person, ours: card.code.clone(), theirs });
                }
                (card.id.clone(), card.code.clone())
            }
            None => {
                let of_terms = || p.terms.iter().map(|t| &t.post.code).filter(|c| !c.is_empty());
                let code =
                    p.codes.iter().find(|c| of_terms().any(|t| t == *c)).or(p.codes.first()).or(of_terms().next()).cloned();
                let Some(code) = code.filter(|c| self.known.has_code(c)) else {
                    self.report.skip(Skip::NoCode);
                    return Ok(());
                };
                let name = match latin_words(&p.en).join("-") {
                    n if n.is_empty() && p.wikidata.is_empty() => "person".to_owned(),
                    n if n.is_empty() => p.wikidata.to_lowercase(),
                    n => n,
                };
                (self.unused(format!("{name}-{}", code.to_lowercase()), |k, id| k.has_person(id)), code)
            }
        };
        let own: Vec<String> = found.iter().flat_map(|c| c.forms.iter().map(|f| f.text.clone())).collect();
        let (names, short) = self.forms(&p.arabic, &id, &own);
        if !names.is_empty() || !short.is_empty() || found.is_none() {
            let en = if found.is_some() { "" } else { p.en.as_str() };
            let wikidata = if found.as_ref().is_some_and(|c| !c.wikidata.is_empty()) { "" } else { p.wikidata.as_str() };
            let source = self.source.clone();
            self.row(PEOPLE, &[&id, en, &names.join("|"), &short.join("|"), &code, wikidata, &source])?;
            self.report.people += 1;
        }
        self.terms(&id, &code, p.terms)
    }

    fn terms(&mut self, id: &str, code: &str, mut terms: Vec<Term>) -> Result<(), ImportError> {
        terms.sort_by(|a, b| {
            (&a.start, &a.end, &a.post.office, &a.post.code).cmp(&(&b.start, &b.end, &b.post.office, &b.post.code))
        });
        terms.dedup_by(|a, b| {
            (&a.start, &a.end, &a.post.office, &a.post.code) == (&b.start, &b.end, &b.post.office, &b.post.code)
        });
        for t in terms {
            let of = if t.post.code.is_empty() { code } else { &t.post.code };
            if !self.known.has_code(of) {
                self.report.skip(Skip::NoCode);
                continue;
            }
            match self.known.term(id, of, &t) {
                Said::Known => self.report.known_terms += 1,
                Said::No(conflict) => {
                    self.report.conflicts.push(conflict);
                    self.report.skip(Skip::Contradicted);
                }
                Said::New => self.term(id, of, &t, &t.start)?,
                Said::Ended { start } => self.term(id, of, &t, &start)?,
            }
        }
        Ok(())
    }

    fn term(&mut self, id: &str, code: &str, t: &Term, start: &str) -> Result<(), ImportError> {
        let source = self.source.clone();
        let flag = if start.is_empty() { "u" } else { "" };
        self.report.terms += 1;
        self.row(TERMS, &[id, code, &t.post.office, start, &t.end, flag, &t.post.title, &source])
    }

    pub fn organisation(&mut self, o: Organisation) -> Result<(), ImportError> {
        let arabic: Vec<&str> = o.arabic.iter().map(|n| n.text.as_str()).collect();
        let found = self.known.body(&o.en, &arabic).cloned();
        if found.is_none() && (arabic.is_empty() || o.en.is_empty()) {
            self.report.skip(Skip::NoArabicName);
            return Ok(());
        }
        let code = match &found {
            Some(card) => card.id.clone(),
            None => self.unused(latin_words(&o.en).join("-").to_uppercase(), Known::has_code),
        };
        let own: Vec<String> = found.iter().flat_map(|c| c.forms.iter().map(|f| f.text.clone())).collect();
        let (mut names, short) = self.forms(&o.arabic, &code, &own);
        names.extend(short);
        if names.is_empty() {
            return Ok(());
        }
        self.report.bodies += 1;
        let source = self.source.clone();
        let of_states = found.as_ref().map_or(o.of_states, |c| c.thing == Thing::Organization);
        if of_states {
            return self.row(ORGANIZATIONS, &[&code, "igo", &o.en, &names.join("|"), "", &source]);
        }
        let polity = if self.known.is_state(&o.code) { o.code.as_str() } else { "" };
        self.row(GROUPS, &[&code, &o.en, &names.join("|"), "", polity, &o.sector, "", "", &source])
    }
}
