//! From a folded word to its key: what is written onto the word comes off.

use super::letters::{
    ALEF, ALEF_HAMZA, AND, ARTICLE, BEFORE_PRONOUN, DOUBTFUL_PRONOUNS, ENDINGS, FEMININE, FOR, FOR_THE, INFLECTIONS,
    PLAIN_PRONOUNS, PLURAL, PREPOSITIONS, PRESENT, SO, TA, WILL, YA,
};
use super::lexicon::{exception, known};
use std::borrow::Cow;

/// Longer words are taken as they are.
const LONGEST: usize = 40;

fn len(word: &str) -> usize {
    word.chars().count()
}

/// Nearly all letters of Arabic news need no look into Unicode's tables.
fn is_letter(c: char) -> bool {
    matches!(c, 'ء'..='غ' | 'ف'..='ي') || c.is_alphabetic() && !c.is_ascii()
}

/// The key of a folded word.
pub fn key(word: &str) -> Cow<'_, str> {
    if let Some(key) = exception(word) {
        return key.into();
    }
    let stem = stem(word);
    exception(&stem).map_or(stem, Cow::from)
}

fn stem(word: &str) -> Cow<'_, str> {
    let n = len(word);
    if n <= 2 || n > LONGEST || !word.chars().all(is_letter) {
        return word.into();
    }
    let as_it_is = known(word);
    let whole = as_it_is.any();
    if let Some(key) = definite(word, whole) {
        return key;
    }
    let accusative = || word.strip_suffix(ALEF).is_some_and(|b| known(b).masdar());
    if whole && (as_it_is.noun() || !accusative()) {
        return word.into();
    }
    if let Some(stem) = without_ending(word) {
        return stem;
    }
    if is_inflected(word) {
        return word.into();
    }
    for (rest, letter) in heads(word) {
        if let Some(key) = exception(rest) {
            return key.into();
        }
        if may_carry(letter, rest) {
            return rest.into();
        }
    }
    if let Some(stem) = without_doubtful_ending(word) {
        return stem;
    }
    for (rest, _) in heads(word).filter(|(rest, _)| len(rest) > 3) {
        if let Some(stem) = without_ending(rest).or_else(|| without_doubtful_ending(rest)) {
            return stem;
        }
    }
    // An unknown word: of what it may carry, only some pronouns and `و` are so much more frequent on words than in them.
    if let Some(body) = PLAIN_PRONOUNS.iter().find_map(|p| word.strip_suffix(p).filter(|b| len(b) > 3)) {
        return match body.strip_suffix(TA).filter(|_| !body.ends_with(PLURAL)) {
            Some(b) => key(&format!("{b}{FEMININE}")).into_owned().into(),
            None => key(body),
        };
    }
    match word.strip_prefix(AND) {
        Some(rest) if n > 4 => rest.into(),
        _ => word.into(),
    }
}

/// Whether the lexicon has a word that this is the feminine, dual or plural of.
fn is_inflected(word: &str) -> bool {
    INFLECTIONS.iter().any(|e| word.strip_suffix(e).is_some_and(|w| len(w) > len(e) + 1 && known(w).noun()))
}

/// What stands before a word, the least first: what is left, and the letter next to it.
pub(super) fn heads(word: &str) -> impl Iterator<Item = (&str, char)> {
    let conjunction = word.strip_prefix([AND, SO]);
    let first = word.chars().next().unwrap_or(AND);
    let inner = |w: &'_ str| w.strip_prefix(PREPOSITIONS).or_else(|| w.strip_prefix(WILL)).map(str::len);
    let tail = move |w: &'_ str, n: usize| w.len() - n;
    let once = inner(word).map(|n| (&word[tail(word, n)..], first));
    let twice = conjunction.and_then(|c| inner(c).map(|n| (&c[tail(c, n)..], c.chars().next().unwrap_or(AND))));
    conjunction.map(|c| (c, first)).into_iter().chain(once).chain(twice).filter(|(rest, _)| len(rest) > 1)
}

/// Whether a known word may carry this letter.
fn may_carry(letter: char, rest: &str) -> bool {
    let word = known(rest);
    match letter {
        AND => word.any(),
        _ if len(rest) < 3 => false,
        SO => word.any(),
        WILL => word.verb() && rest.starts_with(PRESENT),
        FOR => word.noun() || word.verb() && rest.starts_with(PRESENT),
        _ => word.noun(),
    }
}

/// The word without its article, and without what stands before that.
fn definite(word: &str, whole: bool) -> Option<Cow<'_, str>> {
    let bare = |w: &'_ str| -> Option<Cow<'static, str>> {
        if known(w).own_al() {
            return Some(w.to_string().into());
        }
        if own_al(w) {
            return Some(without_ending(w).map_or(w.to_string(), Cow::into_owned).into());
        }
        w.strip_prefix(ARTICLE).filter(|b| len(b) > 1).map(|b| b.to_string().into())
    };
    if word.starts_with(ARTICLE) {
        return bare(word);
    }
    if whole {
        return None;
    }
    let rest = word.strip_prefix([AND, SO]).unwrap_or(word);
    for rest in [rest, word] {
        if let Some(definite) = rest.strip_prefix(FOR_THE).filter(|b| len(b) > 1) {
            // للبنان is ل and لبنان.
            let own = &rest[FOR.len_utf8()..];
            return Some(if known(own).noun() && !known(definite).noun() { own.into() } else { definite.into() });
        }
        let rest = rest.strip_prefix(PREPOSITIONS).unwrap_or(rest);
        if rest.len() < word.len() && rest.starts_with(ARTICLE) && len(rest) > 3 {
            return bare(rest);
        }
    }
    None
}

/// Whether the word begins with an `ال` of its own, whatever its ending.
fn own_al(word: &str) -> bool {
    if word.strip_prefix(ARTICLE).is_some_and(|w| known(w).any() || is_inflected(w)) {
        return false;
    }
    let mut body = word;
    while let Some(shorter) = body.strip_suffix(ENDINGS).filter(|b| len(b) > 4) {
        body = shorter;
        if known(body).own_al() {
            return true;
        }
    }
    false
}

/// The word that carries a pronoun, in the spelling it has without one.
fn carrier(body: &str) -> Option<Cow<'static, str>> {
    if let Some(b) = body.strip_suffix(TA) {
        let feminine = format!("{b}{FEMININE}");
        if known(&feminine).noun() {
            return Some(feminine.into());
        }
    }
    BEFORE_PRONOUN.iter().find_map(|e| {
        let whole = format!("{}{ALEF_HAMZA}", body.strip_suffix(e)?);
        known(&whole).noun().then_some(whole.into())
    })
}

/// The word without a pronoun or the accusative's alef, where that is safe.
fn without_ending(word: &str) -> Option<Cow<'_, str>> {
    for pronoun in PLAIN_PRONOUNS {
        if let Some(body) = word.strip_suffix(pronoun).filter(|b| len(b) > 2) {
            if let Some(whole) = carrier(body) {
                return Some(whole);
            }
            if known(body).any() || is_inflected(body) {
                return Some(body.into());
            }
        }
    }
    // `ه` is also the feminine ending: a pronoun only behind what no feminine ending follows.
    if let Some(body) = word.strip_suffix(FEMININE).filter(|b| len(b) > 2) {
        if let Some(whole) = carrier(body) {
            return Some(whole);
        }
        let plural = body.ends_with(PLURAL) && len(body) > 3;
        let verb = body.ends_with(TA) && known(body).verb() && !known(body).noun();
        if plural || verb || known(body).masdar() && len(body) > 3 && !body.ends_with(YA) {
            return Some(body.into());
        }
    }
    word.strip_suffix(ALEF).filter(|b| len(b) > 3 && known(b).noun()).map(Cow::from)
}

/// The word without an ending that may as well be its own.
fn without_doubtful_ending(word: &str) -> Option<Cow<'_, str>> {
    for pronoun in DOUBTFUL_PRONOUNS {
        if let Some(body) = word.strip_suffix(pronoun).filter(|b| len(b) > 2) {
            if let Some(whole) = carrier(body) {
                return Some(whole);
            }
            if known(body).any() || len(body) > 4 && body.ends_with(PLURAL) {
                return Some(body.into());
            }
        }
    }
    word.strip_suffix(ALEF).filter(|b| len(b) > 2 && known(b).noun()).map(Cow::from)
}

/// The beginning of a key that the beginning of a folded word stands for: without its article, whatever else it carries.
pub fn prefix_key(begin: &str) -> String {
    begin.strip_prefix(ARTICLE).filter(|b| len(b) > 1 && !own_al(begin)).unwrap_or(begin).to_string()
}

/// Whether these letters are clitics and nothing else.
pub fn is_clitic(word: &str) -> bool {
    let mut chars = word.chars();
    match (chars.next(), chars.next()) {
        (Some(c), None) => c == AND || c == SO || c == WILL || PREPOSITIONS.contains(&c),
        _ => false,
    }
}
