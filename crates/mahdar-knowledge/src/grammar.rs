//! Reading frames and blockers (`data/ar/grammar/*.toml`; the language is described in `docs/grammar.md`).

use crate::conjugate;
use crate::error::Fault;
use crate::load::{Loader, words};
use crate::model::*;
use hashbrown::HashSet;
use serde::Deserialize;
use toml::Spanned;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    frame: Vec<RawFrame>,
    #[serde(default)]
    blocker: Vec<RawBlocker>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum OneOrMany {
    One(String),
    Many(Vec<String>),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawFrame {
    name: Spanned<String>,
    #[serde(default)]
    cue: Vec<Spanned<String>>,
    #[serde(default)]
    nouns: Vec<Spanned<String>>,
    forms: Option<Vec<Spanned<String>>>,
    args: Spanned<String>,
    #[serde(default)]
    says: bool,
    speaker: Option<Spanned<String>>,
    event: Option<Spanned<OneOrMany>>,
    encounter: Option<Spanned<String>>,
    commit: Option<Spanned<String>>,
    content: Option<Spanned<String>>,
    cameo: Option<Spanned<String>>,
    #[serde(default)]
    contexts: Vec<Spanned<String>>,
    of: Option<Spanned<String>>,
    negated: Option<Spanned<String>>,
    future: Option<Spanned<String>>,
    #[serde(default, rename = "seen")]
    _seen: Option<i64>,
    #[serde(default, rename = "note")]
    _note: Option<String>,
    #[serde(default)]
    yes: Vec<Spanned<String>>,
    #[serde(default)]
    no: Vec<Spanned<String>>,
    #[serde(default)]
    open: Vec<Spanned<String>>,
    #[serde(default)]
    open_no: Vec<Spanned<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawBlocker {
    name: Spanned<String>,
    words: Vec<Spanned<String>>,
    #[serde(default)]
    kills: Option<Spanned<OneOrMany>>,
    #[serde(default, rename = "why")]
    _why: Option<String>,
    #[serde(default, rename = "note")]
    _note: Option<String>,
    #[serde(default, rename = "yes")]
    _yes: Vec<String>,
    #[serde(default, rename = "no")]
    _no: Vec<String>,
}

const ENCOUNTERS: &[&str] = &["meeting", "call", "visit", "summit", "conference", "signing", "other"];
const CONTENTS: &[&str] = &["own", "denied"];
const STRENGTHS: &[&str] = &["agreed", "pledged", "intends", "ready"];

struct Source<'a> {
    name: &'a str,
    text: &'a str,
}

impl Source<'_> {
    fn place(&self, byte: usize) -> (usize, usize) {
        let before = &self.text[..byte.min(self.text.len())];
        let line = before.matches('\n').count() + 1;
        let column = before.rsplit('\n').next().unwrap_or("").chars().count() + 1;
        (line, column)
    }

    fn fault<T>(&self, at: &Spanned<T>, message: String) -> Fault {
        self.fault_at(at.span().start, message)
    }

    fn fault_at(&self, byte: usize, message: String) -> Fault {
        let (line, column) = self.place(byte);
        Fault { file: self.name.to_string(), line, column, message }
    }

    /// Where a part of a string begins in the file; the string's own place where it is written with escapes.
    fn inside(&self, at: &Spanned<String>, part: &str) -> usize {
        let (start, whole) = (at.span().start, at.get_ref());
        let offset = (part.as_ptr() as usize).saturating_sub(whole.as_ptr() as usize);
        match self.text.get(start + 1..).is_some_and(|t| t.starts_with(whole.as_str())) {
            true => start + 1 + offset.min(whole.len()),
            false => start,
        }
    }
}

/// Splits a pattern at the spaces outside of parentheses.
fn parts(pattern: &str) -> Vec<&str> {
    let (mut out, mut depth, mut start) = (Vec::new(), 0usize, 0);
    for (i, c) in pattern.char_indices() {
        match c {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            ' ' if depth == 0 => {
                out.push(&pattern[start..i]);
                start = i + 1;
            }
            _ => {}
        }
    }
    out.push(&pattern[start..]);
    out.retain(|p| !p.is_empty());
    out
}

fn party(p: &str) -> Option<Party> {
    Some(match p {
        "A" => Party::Subject,
        "T" => Party::Target,
        "Q" | "X" => Party::Content,
        "-" => Party::Nobody,
        _ => return None,
    })
}

/// `TYPE[/mode] source>target` or `source<>target`.
fn parse_yield(text: &str) -> Result<Yield, String> {
    let expected = "expected TYPE[/mode] A>T, as `ACCUSE/allege A>T`, `CONSULT A<>T` or `PROTEST A>-`";
    let (head, ways) = text.trim().split_once(' ').ok_or_else(|| format!("`{text}`; {expected}"))?;
    let (kind, mode) = match head.split_once('/') {
        Some((k, m)) => (k, Some(m.to_string())),
        None => (head, None),
    };
    let ways = ways.trim();
    let (left, right, mutual) = match ways.split_once("<>") {
        Some((l, r)) => (l, r, true),
        None => match ways.split_once('>') {
            Some((l, r)) => (l, r, false),
            None => return Err(format!("`{text}`; {expected}")),
        },
    };
    match (party(left.trim()), party(right.trim())) {
        (Some(source), Some(target)) => Ok(Yield { kind: kind.to_string(), mode, source, target, mutual }),
        _ => Err(format!("`{ways}`; a party is A, T, Q or -")),
    }
}

fn heads(l: &mut Loader, list: &str) -> HashSet<crate::vocab::Tok> {
    let mut set = HashSet::new();
    for w in list.split('|').map(str::trim).filter(|w| !w.is_empty()) {
        let first = w.split(' ').next().unwrap_or(w);
        for f in [words(first)] {
            if let [one] = &f[..] {
                set.insert(l.k.vocab.intern(one));
            }
        }
        for n in conjugate::noun_forms(first) {
            if let [one] = &words(&n.surface)[..] {
                set.insert(l.k.vocab.intern(one));
            }
        }
    }
    set
}

fn complement(l: &mut Loader, part: &str) -> Result<Complement, String> {
    let (part, optional) = match part.strip_suffix('?') {
        Some(p) => (p, true),
        None => (part, false),
    };
    let (part, heads_list) = match part.split_once('(') {
        Some((p, h)) => (p, Some(h.strip_suffix(')').ok_or_else(|| format!("`{part}`: no closing parenthesis"))?)),
        None => (part, None),
    };
    let (preps, role) = match part.split_once(':') {
        Some((p, r)) => (p, r),
        None => ("", part),
    };
    let role = match role {
        "T" => Role::Target,
        "Q" => Role::Content,
        "L" => Role::Location,
        "O" => Role::Object,
        "X" => Role::Other,
        _ => return Err(format!("`{role}`; a complement is T, Q, L, O or X")),
    };
    let mut out = Complement { preps: Default::default(), clause: false, role, heads: heads_list.map(|h| heads(l, h)), optional };
    for p in preps.split('/').filter(|p| !p.is_empty()) {
        match l.prep_ids.get(p) {
            Some(id) => out.preps.push(*id),
            None if p == "أن" || p == "إن" => out.clause = true,
            None => {
                return Err(format!("`{p}` is no preposition of data/ar/lexicon/particles.tsv"));
            }
        }
    }
    Ok(out)
}

pub(crate) fn example(text: &str, at: (String, usize)) -> Example {
    let (text, expect) = match text.split_once("=>") {
        Some((t, e)) => (t, e.split(';').map(|e| e.trim().to_string()).filter(|e| !e.is_empty()).collect()),
        None => (text, Vec::new()),
    };
    Example { text: text.trim().to_string(), expect, at }
}

/// Reads one file of rules.
pub(crate) fn load(l: &mut Loader, name: &str, text: &str) {
    let src = Source { name, text };
    let file: File = match toml::from_str(text) {
        Ok(f) => f,
        Err(e) => {
            let (line, column) = src.place(e.span().map_or(0, |s| s.start));
            l.faults.push(Fault { file: name.to_string(), line, column, message: e.message().to_string() });
            return;
        }
    };
    for raw in file.frame {
        frame(l, &src, raw);
    }
    for raw in file.blocker {
        let id = l.k.blockers.len() as u16;
        if l.k.blockers.iter().any(|b| b.name == *raw.name.get_ref()) {
            l.faults.push(src.fault(&raw.name, format!("a blocker `{}` exists already; names are unique", raw.name.get_ref())));
        }
        let at = raw.kills.as_ref().map_or(raw.name.span(), Spanned::span);
        let kills = match raw.kills.map(Spanned::into_inner) {
            Some(OneOrMany::Many(m)) => m,
            Some(OneOrMany::One(o)) if o == "all" => Vec::new(),
            Some(OneOrMany::One(o)) => vec![o],
            None => Vec::new(),
        };
        for kind in kills.iter().filter(|k| !l.k.plover.is_empty() && !l.k.plover.contains(k.as_str())) {
            l.faults.push(src.fault_at(at.start, format!("`{kind}` is no type of data/plover/types.tsv")));
        }
        l.k.blockers.push(Blocker { name: raw.name.into_inner(), kills });
        for w in raw.words {
            let phrase = words(w.get_ref());
            // A blocker is looked up word by word; of a phrase, its longest word stands for it only when alone.
            if let [one] = &phrase[..] {
                for form in [one.clone(), format!("ال{one}")] {
                    let tok = l.k.vocab.intern(&form);
                    l.k.blocker_words.entry(tok).or_default().push(id);
                }
            } else {
                let toks = l.intern(&phrase);
                l.k.trie.insert(&toks, Entry::Word(Class::Stance));
                l.k.blocker_words.entry(toks[0]).or_default();
            }
        }
    }
}

fn frame(l: &mut Loader, src: &Source<'_>, raw: RawFrame) {
    let at = (src.name.to_string(), src.place(raw.name.span().start).0);
    if l.k.frames.iter().any(|f| f.name == *raw.name.get_ref()) {
        l.faults.push(src.fault(&raw.name, format!("a frame `{}` exists already; names are unique", raw.name.get_ref())));
    }
    let mut forms = Forms { verb: true, noun: true, active: true, passive: true };
    if let Some(list) = &raw.forms {
        forms = Forms { verb: false, noun: false, active: false, passive: false };
        for f in list {
            match f.get_ref().as_str() {
                "verb" => forms.verb = true,
                "noun" => forms.noun = true,
                "active" => forms.active = true,
                "passive" => forms.passive = true,
                other => l.faults.push(src.fault(f, format!("`{other}`; forms are verb, noun, active, passive"))),
            }
        }
    }
    let mut complements = Vec::new();
    let mut subject = None;
    for part in parts(raw.args.get_ref()) {
        if part == "A" || part == "A?" {
            continue;
        }
        if let Some(list) = part.strip_prefix("A(") {
            subject = Some(heads(l, list.trim_end_matches('?').trim_end_matches(')')));
            continue;
        }
        match complement(l, part) {
            Ok(c) => complements.push(c),
            Err(m) => l.faults.push(src.fault_at(src.inside(&raw.args, part), m)),
        }
    }
    let read = |l: &mut Loader, text: &str, at: &Spanned<()>| match parse_yield(text) {
        Ok(y) => {
            let full = y.mode.as_ref().map_or_else(|| y.kind.clone(), |m| format!("{}/{m}", y.kind));
            if !l.k.plover.contains(&full) && !l.k.plover.is_empty() {
                l.faults.push(src.fault(at, format!("`{full}` is no type or mode of data/plover/types.tsv")));
            }
            Some(y)
        }
        Err(m) => {
            l.faults.push(src.fault(at, m));
            None
        }
    };
    let mut events = Vec::new();
    if let Some(e) = &raw.event {
        let unit = Spanned::new(e.span(), ());
        match e.get_ref() {
            OneOrMany::One(t) => events.extend(read(l, t, &unit)),
            OneOrMany::Many(ts) => ts.iter().for_each(|t| events.extend(read(l, t, &unit))),
        }
    }
    let negated = raw.negated.as_ref().and_then(|n| read(l, n.get_ref(), &Spanned::new(n.span(), ())));
    let future = raw.future.as_ref().and_then(|n| read(l, n.get_ref(), &Spanned::new(n.span(), ())));
    for (value, allowed, what) in
        [(&raw.encounter, ENCOUNTERS, "encounter"), (&raw.commit, STRENGTHS, "commit"), (&raw.content, CONTENTS, "content")]
    {
        if let Some(v) = value
            && !allowed.contains(&v.get_ref().as_str())
        {
            l.faults.push(src.fault(v, format!("`{}`; {what} is one of {}", v.get_ref(), allowed.join(", "))));
        }
    }
    let of = match raw.of.as_ref().map(|o| o.get_ref().as_str()) {
        None | Some("A") => Genitive::Subject,
        Some("T") => Genitive::Target,
        Some("both") => Genitive::Both,
        Some(other) => {
            if let Some(o) = &raw.of {
                l.faults.push(src.fault(o, format!("`{other}`; of is A, T or both")));
            }
            Genitive::Subject
        }
    };
    let speaker = match raw.speaker.as_ref().map(|x| x.get_ref().as_str()) {
        None | Some("A") => Party::Subject,
        Some("T") => Party::Target,
        Some(other) => {
            if let Some(s) = &raw.speaker {
                l.faults.push(src.fault(s, format!("`{other}`; speaker is A or T")));
            }
            Party::Subject
        }
    };
    for c in raw.contexts.iter().filter(|c| !l.contexts.is_empty() && !l.contexts.contains(c.get_ref())) {
        l.faults.push(src.fault(c, format!("`{}` is no context of data/plover/contexts.tsv", c.get_ref())));
    }
    if raw.yes.is_empty() && raw.open.is_empty() {
        l.faults.push(src.fault(&raw.name, "no sentence that must match; expected at least one in `yes`".into()));
    }
    if raw.no.is_empty() && raw.open_no.is_empty() {
        l.faults.push(src.fault(&raw.name, "no sentence that must not match; expected at least one in `no`".into()));
    }
    if raw.cue.is_empty() && raw.nouns.is_empty() {
        l.faults.push(src.fault(&raw.name, "no cue; expected `cue` (verbs) or `nouns`".into()));
    }
    let mut lemmas = Vec::new();
    for c in &raw.cue {
        match l.lemma_ids.get(&mahdar_text::fold(c.get_ref())) {
            Some(id) => lemmas.push(*id),
            None => l.faults.push(src.fault(c, format!("`{}` is no lemma of data/ar/lexicon/verbs.tsv", c.get_ref()))),
        }
    }
    let nouns: Vec<u16> = raw.nouns.iter().map(|n| l.cue_noun(n.get_ref())).collect();
    if let Some(c) = &raw.cameo
        && !l.k.cameo.is_empty()
        && !l.k.cameo.contains_key(c.get_ref().as_str())
    {
        l.faults.push(src.fault(c, format!("`{}` is no code of data/plover/cameo.tsv", c.get_ref())));
    }
    let id = l.k.frames.len() as u16;
    for lemma in lemmas {
        l.k.lemma_frames[lemma as usize].push(id);
    }
    for n in nouns {
        l.k.noun_frames[n as usize].push(id);
    }
    let examples = |list: &[Spanned<String>]| {
        list.iter().map(|e| example(e.get_ref(), (src.name.to_string(), src.place(e.span().start).0))).collect()
    };
    l.k.frames.push(Frame {
        name: raw.name.get_ref().clone(),
        at,
        forms,
        subject,
        complements,
        says: raw.says,
        speaker,
        events,
        encounter: raw.encounter.map(Spanned::into_inner),
        commit: raw.commit.map(Spanned::into_inner),
        content: raw.content.map(Spanned::into_inner),
        cameo: raw.cameo.map(Spanned::into_inner),
        contexts: raw.contexts.into_iter().map(Spanned::into_inner).collect(),
        of,
        negated,
        future,
        yes: examples(&raw.yes),
        no: examples(&raw.no),
        open: examples(&raw.open),
        open_no: examples(&raw.open_no),
    });
}
