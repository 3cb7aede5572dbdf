//! Later mentions by a part of a name.

use super::Cast;
use crate::letters;
use crate::mentions::{Mention, What, called_after};
use crate::tag::{Tagged, flag};
use hashbrown::HashMap;
use mahdar_knowledge::conjugate::{Gender, Number};
use mahdar_knowledge::{Entry, Knowledge};
use mahdar_record::{ActorKind, MentionForm};
use smallvec::SmallVec;

/// Whom a part of a name may stand for.
#[derive(Clone, Copy)]
struct Alias {
    /// The person; none where several bear it.
    party: Option<usize>,
    /// It is the last word of the name.
    last: bool,
}

/// A word of the text that a person's name has.
struct Found {
    at: usize,
    party: usize,
    last: bool,
    /// Which of [`letters::BEFORE_NAMES`] is written together with it.
    prefix: usize,
}

impl Cast {
    /// Later mentions by a part of the name: `نوي` after `ألكسندر نوي`.
    pub(super) fn aliases(&mut self, t: &Tagged<'_>, mentions: &mut Vec<Mention>) {
        let aliases = self.parts_of_names(t);
        if aliases.is_empty() {
            return;
        }
        let covered = self.covered(t, mentions, &aliases);
        let mut extra = Vec::new();
        let mut i = 0;
        while i < covered.len() {
            let found = (!covered[i] && t.text.tokens[i].is_word()).then(|| find(t, i, &aliases)).flatten();
            match found.filter(|found| stands_for_name(t, found, &covered)) {
                Some(found) => {
                    let mention = self.by_part(t, &found, &covered);
                    i = mention.end;
                    extra.push(mention);
                }
                None => i += 1,
            }
        }
        if extra.is_empty() {
            return;
        }
        extra.retain(|x| !joins_title(x, mentions));
        // An adjective or place under a name is no mention of its own (الفرنسي as a surname).
        mentions.retain(|m| !extra.iter().any(|x| x.start < m.end && m.start < x.end));
        mentions.extend(extra);
        mentions.sort_by_key(|m| (m.start, m.end));
    }

    /// The words by which persons named in full may be named again: the last as a rule; of the first ones only rare ones (وانغ).
    fn parts_of_names(&self, t: &Tagged<'_>) -> HashMap<String, Alias> {
        let mut aliases: HashMap<String, Alias> = HashMap::new();
        for (a, p) in self.parties.iter().enumerate() {
            let n = p.words.len();
            if p.kind != ActorKind::Person || n < 2 {
                continue;
            }
            for (at, w) in p.words.iter().enumerate() {
                let last = at + 1 == n;
                if w.chars().count() < 3 {
                    continue;
                }
                // The second word of عبد الله stands for nobody.
                let half = |s: usize| t.at(s + at - 1).iter().any(|m| m.end == s + at + 1);
                if !last && at > 0 && p.name.is_some_and(|(s, e)| e - s == n && half(s)) {
                    continue;
                }
                let alias = aliases.entry(w.clone()).or_insert(Alias { party: Some(a), last });
                if alias.party != Some(a) {
                    if last && !alias.last {
                        *alias = Alias { party: Some(a), last };
                    } else if last == alias.last {
                        alias.party = None;
                    }
                }
            }
        }
        aliases
    }

    /// The words that mentions hold already; what an adjective, a place or a lone agent holds may still be a name.
    fn covered(&self, t: &Tagged<'_>, mentions: &[Mention], aliases: &HashMap<String, Alias>) -> Vec<bool> {
        let mut covered = vec![false; t.text.tokens.len()];
        for m in mentions {
            let loose = match m.what {
                What::Adjective(_) | What::Place(_) => true,
                What::Agent { .. } => m.end == m.start + 1,
                _ => self.namesake(t, m, aliases),
            };
            if !loose {
                covered[m.start..m.end].fill(true);
            }
        }
        covered
    }

    /// `وأوضح مالي`: a state's name that somebody named in full before bears, behind a verb.
    fn namesake(&self, t: &Tagged<'_>, m: &Mention, aliases: &HashMap<String, Alias>) -> bool {
        let bearer = |alias: &Alias| alias.party.and_then(|a| self.parties.get(a)).and_then(|p| p.name);
        matches!(m.what, What::State { organ: None, .. })
            && m.end == m.start + 1
            && m.start > 0
            && t.is(m.start - 1, flag::FINITE)
            && aliases
                .get(t.text.folded(m.start))
                .is_some_and(|alias| alias.last && bearer(alias).is_some_and(|(_, end)| end <= m.start))
    }

    /// The mention: `السبسي` after `حافظ قايد السبسي`, with the words behind it that belong to the name too.
    fn by_part(&self, t: &Tagged<'_>, found: &Found, covered: &[bool]) -> Mention {
        let Found { at: start, party, prefix, .. } = *found;
        let of_name = |&j: &usize| {
            !covered[j] && t.text.tokens[j].is_word() && self.parties[party].words.iter().any(|w| w == t.text.folded(j))
        };
        let end = start + 1 + (start + 1..covered.len()).take_while(of_name).count();
        Mention {
            start,
            end,
            cut: letters::BEFORE_NAMES[prefix].chars().count() as u8,
            what: What::Person {
                humans: SmallVec::new(),
                name: Some((start, end)),
                title: None,
                owner: None,
                owner_pronoun: false,
            },
            form: MentionForm::Name,
            conj: matches!(prefix, 1 | 2 | 6 | 7),
            prep: match prefix {
                3 | 7 => Some(0),
                4 | 6 => Some(1),
                5 => Some(2),
                _ => None,
            },
            number: Number::Singular,
            gender: Gender::Common,
            place: None,
            actor: Some(party),
            inner: None,
        }
    }
}

/// The person that the word at `i` is a part of the name of, whatever is written together with it.
fn find(t: &Tagged<'_>, i: usize, aliases: &HashMap<String, Alias>) -> Option<Found> {
    let word = t.text.folded(i);
    letters::BEFORE_NAMES.iter().enumerate().find_map(|(prefix, before)| {
        let alias = aliases.get(word.strip_prefix(before)?)?;
        let known = prefix > 0 && t.is(i, flag::KNOWN) && !alias.last;
        alias.party.filter(|_| !known).map(|party| Found { at: i, party, last: alias.last, prefix })
    })
}

/// Whether the word stands for whoever bears the name, and is no word of its own that only happens to be in it.
fn stands_for_name(t: &Tagged<'_>, found: &Found, covered: &[bool]) -> bool {
    let i = found.at;
    if t.is(i, flag::COMP | flag::PREP | flag::REL | flag::QUANT | flag::ADVERB) {
        return false;
    }
    let verb_before = i > 0 && t.is(i - 1, flag::FINITE);
    let ordinary = t.at(i).iter().any(|m| {
        m.split.cut == 0
            && m.split.enc.is_none()
            && matches!(
                m.entry,
                Entry::Common | Entry::Masdar { .. } | Entry::CueNoun { .. } | Entry::Verb { .. } | Entry::Title { .. }
            )
    });
    // The first word of a name stands for it only away from other names.
    let named =
        |j: usize| t.at(j).iter().any(|m| m.split.cut == 0 && matches!(m.entry, Entry::Given { .. } | Entry::Human { .. }));
    let apart =
        found.last || !(i > 0 && named(i - 1) || named(i + 1) || t.is(i + 1, 0) || i > 0 && covered[i - 1] && !verb_before);
    let whole = found.prefix == 0
        || !t.at(i).iter().any(|m| m.split.cut == 0 && !matches!(m.entry, Entry::Context { .. } | Entry::Sector { .. }));
    let called = found.prefix == 0 && called_after(t, i);
    !called && apart && whole && (!ordinary || verb_before && found.last)
}

/// `وأكد الوزير الأصبحي، …`: a part of the name right behind a title becomes one mention with it. Whether it did.
fn joins_title(x: &Mention, mentions: &mut [Mention]) -> bool {
    let titled = mentions.iter_mut().find(|m| {
        m.end == x.start
            && x.cut == 0
            && m.number == Number::Singular
            && matches!(&m.what, What::Person { name: None, title: Some(t), owner_pronoun: false, .. } if t.definite)
    });
    let Some(m) = titled else { return false };
    m.end = x.end;
    m.actor = x.actor;
    m.form = MentionForm::TitleName;
    if let What::Person { name, .. } = &mut m.what {
        *name = Some((x.start, x.end));
    }
    true
}

/// `أوهورو كيناتا` and `أوهورو كنياتا`: two names of as many words that differ in the spelling of some.
pub(super) fn same_spelling(k: &Knowledge, a: &[String], b: &[String]) -> bool {
    let long = |w: &String| w.chars().count() > 3;
    let close = |(x, y): (&String, &String)| x == y || long(x) && long(y) && (k.sounds.alike(x, y) || one_apart(x, y));
    a.len() > 1
        && a.len() == b.len()
        && a.iter().zip(b).any(|(x, y)| x == y && x.chars().count() > 2)
        && a.iter().zip(b).all(close)
}

/// Whether two words differ by one letter, put in, left out or changed, or by two that have changed places.
fn one_apart(a: &str, b: &str) -> bool {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let start = a.iter().zip(&b).take_while(|(x, y)| x == y).count();
    let end = a[start..].iter().rev().zip(b[start..].iter().rev()).take_while(|(x, y)| x == y).count();
    let (x, y) = (&a[start..a.len() - end], &b[start..b.len() - end]);
    x.len().max(y.len()) <= 1 || x.len() == 2 && y.len() == 2 && x[0] == y[1] && x[1] == y[0]
}

/// Whether two names are of one person as articles shorten names: one's words all in the other's, or same first and last.
pub(super) fn same_person(a: &[String], b: &[String]) -> bool {
    if a.is_empty() || b.is_empty() {
        return false;
    }
    let strip = |w: &String| w.strip_prefix(letters::ARTICLE).filter(|r| r.chars().count() > 2).unwrap_or(w).to_string();
    let (a, b): (Vec<_>, Vec<_>) = (a.iter().map(strip).collect(), b.iter().map(strip).collect());
    let (short, long) = if a.len() <= b.len() { (&a, &b) } else { (&b, &a) };
    if short.len() == 1 {
        return long.last() == short.last() || (long.len() > 2 && long[1..].contains(&short[0]));
    }
    short.iter().all(|w| long.contains(w)) || (short.first() == long.first() && short.last() == long.last())
}
