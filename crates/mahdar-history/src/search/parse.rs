//! Reading what a user asks.

use super::query::{Clause, Query, Unit};
use super::stem;
use super::terms::{Mode, terms};

/// Words of a question beyond which it is refused: each costs a look into the index.
const LONGEST: usize = 64;

/// What is wrong with a question.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum QueryError {
    /// No word in it.
    #[error("nothing to search for: give at least one word")]
    Empty,
    /// Only words that must not occur.
    #[error("only words to leave out: give at least one word that must occur")]
    OnlyNegated,
    /// A phrase without its end.
    #[error("a phrase is opened at character {at} and never closed")]
    OpenPhrase {
        /// 1-based position in characters.
        at: usize,
    },
    /// `OR` without a word on both sides.
    #[error("OR at character {at} needs a word before and after it")]
    LoneOr {
        /// 1-based position in characters.
        at: usize,
    },
    /// `-` between `OR` and a word.
    #[error("a word to leave out cannot stand beside OR (character {at})")]
    NegatedOr {
        /// 1-based position in characters.
        at: usize,
    },
    /// `*` elsewhere than behind a word of two letters or more.
    #[error("* at character {at} must follow at least two letters of one word")]
    Prefix {
        /// 1-based position in characters.
        at: usize,
    },
    /// Too many words.
    #[error("{words} words, at most {LONGEST} can be searched for")]
    TooLong {
        /// How many there are.
        words: usize,
    },
}

/// A piece of a question: where it begins, whether a `-` stands before it, what it is.
struct Piece {
    at: usize,
    negated: bool,
    what: What,
}

enum What {
    Or,
    Word(String),
    Phrase(String),
}

impl Query {
    /// Reads a question: words that must all occur, `"phrases"` or `«phrases»`, `begin*`, `-without`, `this OR that`.
    ///
    /// # Errors
    /// See [`QueryError`]; positions count the characters of `question` from 1.
    pub fn parse(question: &str, mode: Mode) -> Result<Query, QueryError> {
        let mut clauses: Vec<Clause> = Vec::new();
        // Where an OR waits for its right side; whether the piece before it said something.
        let (mut or, mut left) = (None, false);
        let mut words = 0;
        for piece in pieces(question)? {
            let unit = match &piece.what {
                What::Or => {
                    if !left || or.is_some() {
                        return Err(QueryError::LoneOr { at: piece.at });
                    }
                    if clauses.last().is_some_and(|c| c.negated) {
                        return Err(QueryError::NegatedOr { at: piece.at });
                    }
                    or = Some(piece.at);
                    continue;
                }
                What::Word(word) => unit_of(word, piece.at, mode)?,
                What::Phrase(phrase) => Unit::of_keys(keys(phrase, mode), mode),
            };
            // Marks and clitics alone say nothing.
            let Some(unit) = unit else {
                left = false;
                continue;
            };
            left = true;
            words += 1 + unit.then.len();
            match (or.take(), clauses.last_mut()) {
                (Some(_), _) if piece.negated => return Err(QueryError::NegatedOr { at: piece.at }),
                (Some(_), Some(clause)) => clause.units.push(unit),
                _ => clauses.push(Clause { negated: piece.negated, units: vec![unit] }),
            }
        }
        if let Some(at) = or {
            return Err(QueryError::LoneOr { at });
        }
        if words > LONGEST {
            return Err(QueryError::TooLong { words });
        }
        match (clauses.is_empty(), clauses.iter().all(|c| c.negated)) {
            (true, _) => Err(QueryError::Empty),
            (_, true) => Err(QueryError::OnlyNegated),
            _ => Ok(Query { mode, clauses }),
        }
    }
}

fn keys(text: &str, mode: Mode) -> Vec<String> {
    terms(text, mode).into_iter().map(|t| t.key).collect()
}

fn unit_of(word: &str, at: usize, mode: Mode) -> Result<Option<Unit>, QueryError> {
    let Some(star) = word.chars().position(|c| c == '*') else {
        return Ok(Unit::of_keys(keys(word, mode), mode));
    };
    let error = QueryError::Prefix { at: at + star };
    let Some(begin) = word.strip_suffix('*') else {
        return Err(error);
    };
    let mut exact = keys(begin, Mode::Exact);
    let written = match exact.pop() {
        Some(w) if exact.is_empty() && w.chars().count() > 1 => w,
        _ => return Err(error),
    };
    let key = match mode {
        Mode::Exact => written,
        Mode::Folded => stem::prefix_key(&mahdar_text::fold(&written)),
    };
    if key.chars().count() < 2 {
        return Err(error);
    }
    Ok(Some(Unit::of_prefix(key)))
}

/// Which mark closes a phrase that this one opens.
fn closes(open: char, c: char) -> bool {
    match open {
        '«' => c == '»',
        '»' => c == '«',
        _ => matches!(c, '"' | '“' | '”' | '„'),
    }
}

fn pieces(question: &str) -> Result<Vec<Piece>, QueryError> {
    let chars: Vec<char> = question.chars().collect();
    let mut out = Vec::new();
    let mut i = 0;
    while i < chars.len() {
        if chars[i].is_whitespace() {
            i += 1;
            continue;
        }
        let at = i + 1;
        let negated = matches!(chars[i], '-' | '−' | '–') && chars.get(i + 1).is_some_and(|c| !c.is_whitespace());
        if negated {
            i += 1;
        }
        if matches!(chars[i], '"' | '“' | '”' | '„' | '«' | '»') {
            let open = i;
            let Some(n) = chars[open + 1..].iter().position(|c| closes(chars[open], *c)) else {
                return Err(QueryError::OpenPhrase { at: open + 1 });
            };
            let what = What::Phrase(chars[open + 1..open + 1 + n].iter().collect());
            out.push(Piece { at, negated, what });
            i = open + n + 2;
            continue;
        }
        let end = chars[i..].iter().position(|c| c.is_whitespace() || matches!(c, '"' | '“' | '”' | '„' | '«' | '»'));
        let end = end.map_or(chars.len(), |n| i + n.max(1));
        let word: String = chars[i..end].iter().collect();
        let what = if !negated && matches!(word.as_str(), "OR" | "|") { What::Or } else { What::Word(word) };
        out.push(Piece { at: if negated { at + 1 } else { at }, negated, what });
        i = end;
    }
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn fts(question: &str) -> Result<String, QueryError> {
        Query::parse(question, Mode::Folded).map(|q| q.to_fts5())
    }

    #[test]
    fn what_can_be_asked() {
        for (question, want) in [
            ("الصين روسيا", r#"("صين") AND ("روسيا")"#),
            ("\"مبدأ الصين الواحدة\"", r#"("مبدا صين واحده")"#),
            ("«حسن الجوار»", r#"("حسن جوار")"#),
            ("“حسن الجوار”", r#"("حسن جوار")"#),
            ("شراك*", r#"("شراك"*)"#),
            ("الشراك*", r#"("شراك"*)"#),
            ("الصين -روسيا", r#"(("صين")) NOT ("روسيا")"#),
            ("الصين OR روسيا قمة", r#"("صين" OR "روسيا") AND ("قمه")"#),
            ("عبدالله", r#"("عبد الله")"#),
            ("القانون_الدولي", r#"("قانون دولي")"#),
            ("٢٠٢٢", r#"("2022")"#),
        ] {
            assert_eq!(fts(question).as_deref(), Ok(want), "{question}");
        }
    }

    #[test]
    fn what_cannot() {
        use QueryError::*;
        for (question, want) in [
            ("", Empty),
            ("  …", Empty),
            ("و", Empty),
            ("-روسيا", OnlyNegated),
            ("الصين \"حسن الجوار", OpenPhrase { at: 7 }),
            ("OR الصين", LoneOr { at: 1 }),
            ("الصين OR", LoneOr { at: 7 }),
            ("الصين OR OR روسيا", LoneOr { at: 10 }),
            ("الصين OR -روسيا", NegatedOr { at: 11 }),
            ("-الصين OR روسيا", NegatedOr { at: 8 }),
            ("ش*", Prefix { at: 2 }),
            ("*", Prefix { at: 1 }),
            ("شر*كة", Prefix { at: 3 }),
        ] {
            assert_eq!(fts(question), Err(want), "{question}");
        }
        assert_eq!(fts(&"كلمة ".repeat(65)), Err(TooLong { words: 65 }));
    }

    proptest! {
        /// No question breaks the parser or gets out of the quotes of the index's language.
        #[test]
        fn any_question(s in "[\u{0621}-\u{064a} \"«»“”*\\-ORa-z0-9|()'.:]{0,40}|\\PC{0,40}") {
            for mode in [Mode::Folded, Mode::Exact] {
                if let Ok(q) = Query::parse(&s, mode) {
                    let fts = q.to_fts5();
                    let outside: String = fts.split('"').step_by(2).collect();
                    prop_assert!(outside.replace("AND", "").replace("OR", "").replace("NOT", "").chars().all(|c| " ()*".contains(c)), "{fts}");
                    prop_assert_eq!(fts.matches('"').count() % 2, 0);
                }
            }
        }
    }
}
