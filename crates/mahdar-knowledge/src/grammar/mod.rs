//! Reading frames and blockers (`data/ar/grammar/*.toml`; the language is described in `docs/grammar.md`).

use crate::error::Fault;
use crate::load::{Loader, words};
use crate::model::*;
use toml::Spanned;

mod pattern;
mod raw;

use pattern::{complement, example, heads, parse_yield, parts};
use raw::{File, OneOrMany, RawFrame, Source};

const ENCOUNTERS: &[&str] = &["meeting", "call", "visit", "summit", "conference", "signing", "other"];
const CONTENTS: &[&str] = &["own", "done", "denied", "thing", "whole", "wish"];
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

fn frame(l: &mut Loader, src: &Source<'_>, raw: RawFrame) {
    let at = src.at(raw.name.span().start);
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
    let (mut subject, mut person) = (None, false);
    for part in parts(raw.args.get_ref()) {
        if part == "A" || part == "A?" {
            continue;
        }
        if part == "A:person" {
            person = true;
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
    let near: Vec<&str> = raw.near.iter().map(|w| w.get_ref().as_str()).collect();
    let near = (!near.is_empty()).then(|| heads(l, &near.join("|")));
    let material = events.iter().any(|e| MATERIAL.contains(&e.kind.as_str()));
    l.k.frames.push(Frame {
        name: raw.name.get_ref().clone(),
        at,
        forms,
        subject,
        person,
        fresh: raw.fresh,
        two: raw.two,
        act: raw.act,
        bare: raw.bare,
        impersonal: raw.impersonal,
        near,
        complements,
        says: raw.says,
        speaker,
        events,
        material,
        encounter: raw.encounter.map(Spanned::into_inner),
        commit: raw.commit.map(Spanned::into_inner),
        content: raw.content.map(Spanned::into_inner),
        cameo: raw.cameo.map(Spanned::into_inner),
        contexts: raw.contexts.into_iter().map(Spanned::into_inner).collect(),
        of,
        negated,
        future,
        yes: examples(src, &raw.yes),
        no: examples(src, &raw.no),
        open: examples(src, &raw.open),
        open_no: examples(src, &raw.open_no),
    });
}
