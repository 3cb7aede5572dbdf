//! The small languages inside a frame: its arguments, what it yields, its examples.

use crate::conjugate;
use crate::load::{Loader, words};
use crate::model::*;
use crate::vocab::Tok;
use hashbrown::HashSet;

/// Splits a pattern at the spaces outside of parentheses.
pub(super) fn parts(pattern: &str) -> Vec<&str> {
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

pub(super) fn party(p: &str) -> Option<Party> {
    Some(match p {
        "A" => Party::Subject,
        "T" => Party::Target,
        "Q" | "X" => Party::Content,
        "S" => Party::Speaker,
        "-" => Party::Nobody,
        _ => return None,
    })
}

/// `TYPE[/mode] source>target` or `source<>target`.
pub(super) fn parse_yield(text: &str) -> Result<Yield, String> {
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
        _ => Err(format!("`{ways}`; a party is A, T, Q, S or -")),
    }
}

pub(super) fn heads(l: &mut Loader, list: &str) -> HashSet<Tok> {
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

pub(super) fn complement(l: &mut Loader, part: &str) -> Result<Complement, String> {
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
            None if l.complementisers.contains(p) => out.clause = true,
            None => {
                return Err(format!("`{p}` is no preposition of data/ar/lexicon/particles.tsv"));
            }
        }
    }
    Ok(out)
}

pub(super) fn example(text: &str, at: Position) -> Example {
    let (text, expect) = match text.split_once("=>") {
        Some((t, e)) => (t, e.split(';').map(|e| e.trim().to_string()).filter(|e| !e.is_empty()).collect()),
        None => (text, Vec::new()),
    };
    Example { text: text.trim().to_string(), expect, at }
}
