//! Reading frames and blockers (`data/ar/grammar/*.toml`; the language is described in `docs/grammar.md`).

use crate::error::Fault;
use crate::load::{Loader, words};
use crate::model::*;
use crate::vocab::Tok;
use hashbrown::HashSet;
use toml::Spanned;

mod pattern;
mod raw;

use pattern::{complement, example, heads, parse_yield, parts};
use raw::{File, OneOrMany, RawFrame, Source};

const ENCOUNTERS: &[&str] = &["meeting", "call", "visit", "summit", "conference", "signing", "other"];
const CONTENTS: &[&str] = &["own", "done", "denied", "thing", "whole", "wish", "self"];
const STRENGTHS: &[&str] = &["agreed", "pledged", "intends", "ready"];
/// Types whose events are deeds.
const MATERIAL: &[&str] = &["ASSAULT", "COERCE", "MOBILIZE", "RETREAT", "AID", "SANCTION", "PROTEST"];

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
        l.k.blockers.push(Blocker {
            at: src.at(raw.name.span().start),
            name: raw.name.into_inner(),
            kills,
            article: raw.article,
            yes: examples(&src, &raw.yes),
            no: examples(&src, &raw.no),
        });
        for w in raw.words {
            let phrase = words(w.get_ref());
            // A blocker is looked up word by word; of a phrase, its longest word stands for it only when alone.
            if let [one] = &phrase[..] {
                for form in [one.clone(), l.affixes.with_article(one)] {
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

/// The sentences of a rule, with their places.
fn examples(src: &Source<'_>, list: &[Spanned<String>]) -> Vec<Example> {
    list.iter().map(|e| example(e.get_ref(), src.at(e.span().start))).collect()
}

/// Which word forms of its cues a frame takes; all of them where it does not say.
fn forms(l: &mut Loader, src: &Source<'_>, list: Option<&[Spanned<String>]>) -> Forms {
    let Some(list) = list else { return Forms { verb: true, noun: true, active: true, passive: true } };
    let mut forms = Forms { verb: false, noun: false, active: false, passive: false };
    for f in list {
        match f.get_ref().as_str() {
            "verb" => forms.verb = true,
            "noun" => forms.noun = true,
            "active" => forms.active = true,
            "passive" => forms.passive = true,
            other => l.faults.push(src.fault(f, format!("`{other}`; forms are verb, noun, active, passive"))),
        }
    }
    forms
}

/// What a frame says of its subject, and what else it takes.
#[derive(Default)]
struct Arguments {
    subject: Option<HashSet<Tok>>,
    person: bool,
    complements: Vec<Complement>,
}

fn arguments(l: &mut Loader, src: &Source<'_>, args: &Spanned<String>) -> Arguments {
    let mut out = Arguments::default();
    for part in parts(args.get_ref()) {
        match part {
            "A" | "A?" => {}
            "A:person" => out.person = true,
            _ => match part.strip_prefix("A(") {
                Some(list) => out.subject = Some(heads(l, list.trim_end_matches('?').trim_end_matches(')'))),
                None => match complement(l, part) {
                    Ok(c) => out.complements.push(c),
                    Err(m) => l.faults.push(src.fault_at(src.inside(args, part), m)),
                },
            },
        }
    }
    out
}

/// An event that a frame yields; `at` is the value that holds it.
fn yields<T>(l: &mut Loader, src: &Source<'_>, text: &str, at: &Spanned<T>) -> Option<Yield> {
    match parse_yield(text) {
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
    }
}

/// The value among those that `name` has; the first of them where nothing is said or what is said is none of them.
fn one_of<T: Copy>(l: &mut Loader, src: &Source<'_>, value: Option<&Spanned<String>>, name: &str, known: &[(&str, T)]) -> T {
    let Some(value) = value else { return known[0].1 };
    if let Some((_, meant)) = known.iter().find(|(text, _)| text == value.get_ref()) {
        return *meant;
    }
    let known_texts: Vec<&str> = known.iter().map(|(text, _)| *text).collect();
    l.faults.push(src.fault(value, format!("`{}`; {name} is one of {}", value.get_ref(), known_texts.join(", "))));
    known[0].1
}

/// What a frame must have, and words and codes that other tables must know.
fn check(l: &mut Loader, src: &Source<'_>, raw: &RawFrame) {
    if l.k.frames.iter().any(|f| f.name == *raw.name.get_ref()) {
        l.faults.push(src.fault(&raw.name, format!("a frame `{}` exists already; names are unique", raw.name.get_ref())));
    }
    for (value, allowed, what) in
        [(&raw.encounter, ENCOUNTERS, "encounter"), (&raw.commit, STRENGTHS, "commit"), (&raw.content, CONTENTS, "content")]
    {
        if let Some(v) = value
            && !allowed.contains(&v.get_ref().as_str())
        {
            l.faults.push(src.fault(v, format!("`{}`; {what} is one of {}", v.get_ref(), allowed.join(", "))));
        }
    }
    for c in raw.contexts.iter().filter(|c| !l.contexts.is_empty() && !l.contexts.contains(c.get_ref())) {
        l.faults.push(src.fault(c, format!("`{}` is no context of data/plover/contexts.tsv", c.get_ref())));
    }
    if let Some(c) = &raw.cameo
        && !l.k.cameo.is_empty()
        && !l.k.cameo.contains_key(c.get_ref().as_str())
    {
        l.faults.push(src.fault(c, format!("`{}` is no code of data/plover/cameo.tsv", c.get_ref())));
    }
    let lacks = [
        (raw.yes.is_empty() && raw.open.is_empty(), "no sentence that must match; expected at least one in `yes`"),
        (raw.no.is_empty() && raw.open_no.is_empty(), "no sentence that must not match; expected at least one in `no`"),
        (raw.cue.is_empty() && raw.nouns.is_empty(), "no cue; expected `cue` (verbs) or `nouns`"),
    ];
    for (_, message) in lacks.into_iter().filter(|(lacks, _)| *lacks) {
        l.faults.push(src.fault(&raw.name, message.into()));
    }
}

/// Lets the verbs and nouns that are a frame's cues know of it.
fn announce(l: &mut Loader, src: &Source<'_>, raw: &RawFrame, id: u16) {
    for c in &raw.cue {
        match l.lemma_ids.get(&mahdar_text::fold(c.get_ref())) {
            Some(&lemma) => l.k.lemma_frames[lemma as usize].push(id),
            None => l.faults.push(src.fault(c, format!("`{}` is no lemma of data/ar/lexicon/verbs.tsv", c.get_ref()))),
        }
    }
    for n in &raw.nouns {
        let noun = l.cue_noun(n.get_ref());
        l.k.noun_frames[noun as usize].push(id);
    }
}

fn frame(l: &mut Loader, src: &Source<'_>, raw: RawFrame) {
    check(l, src, &raw);
    announce(l, src, &raw, l.k.frames.len() as u16);
    let Arguments { subject, person, complements } = arguments(l, src, &raw.args);
    let events: Vec<Yield> = match &raw.event {
        None => Vec::new(),
        Some(e) => match e.get_ref() {
            OneOrMany::One(t) => yields(l, src, t, e).into_iter().collect(),
            OneOrMany::Many(ts) => ts.iter().filter_map(|t| yields(l, src, t, e)).collect(),
        },
    };
    let near: Vec<&str> = raw.near.iter().map(|w| w.get_ref().as_str()).collect();
    let genitives = [("A", Genitive::Subject), ("T", Genitive::Target), ("both", Genitive::Both)];
    let parties = [("A", Party::Subject), ("T", Party::Target)];
    let frame = Frame {
        name: raw.name.get_ref().clone(),
        at: src.at(raw.name.span().start),
        forms: forms(l, src, raw.forms.as_deref()),
        subject,
        person,
        fresh: raw.fresh,
        two: raw.two,
        act: raw.act,
        bare: raw.bare,
        impersonal: raw.impersonal,
        near: (!near.is_empty()).then(|| heads(l, &near.join("|"))),
        complements,
        says: raw.says,
        speaker: one_of(l, src, raw.speaker.as_ref(), "speaker", &parties),
        material: events.iter().any(|e| MATERIAL.contains(&e.kind.as_str())),
        events,
        encounter: raw.encounter.map(Spanned::into_inner),
        commit: raw.commit.map(Spanned::into_inner),
        content: raw.content.map(Spanned::into_inner),
        cameo: raw.cameo.map(Spanned::into_inner),
        contexts: raw.contexts.into_iter().map(Spanned::into_inner).collect(),
        of: one_of(l, src, raw.of.as_ref(), "of", &genitives),
        negated: raw.negated.as_ref().and_then(|n| yields(l, src, n.get_ref(), n)),
        future: raw.future.as_ref().and_then(|n| yields(l, src, n.get_ref(), n)),
        yes: examples(src, &raw.yes),
        no: examples(src, &raw.no),
        open: examples(src, &raw.open),
        open_no: examples(src, &raw.open_no),
    };
    l.k.frames.push(frame);
}
