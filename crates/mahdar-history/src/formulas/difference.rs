//! What changed between two wordings, word by word.

use crate::search::{Mode, terms};

/// A run of words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// In both; as the later text has them.
    Kept(String),
    /// In the later one only.
    Added(String),
    /// In the earlier one only.
    Dropped(String),
}

/// Words beyond which texts are compared by their beginnings only: the table grows with the product of both.
const LONGEST: usize = 600;

/// The words of two texts, as kept, added and dropped runs. Spelling, article and clitics make no difference.
///
/// ```
/// use mahdar_history::formulas::{Piece, difference};
/// let pieces = difference("شراكة استراتيجية شاملة", "الشراكة الاستراتيجية الشاملة الدائمة");
/// assert_eq!(pieces, [Piece::Kept("الشراكة الاستراتيجية الشاملة".into()), Piece::Added("الدائمة".into())]);
/// ```
pub fn difference(earlier: &str, later: &str) -> Vec<Piece> {
    let words = |text: &str| -> Vec<(String, String)> {
        let chars: Vec<char> = text.chars().collect();
        let slice = |a: u32, b: u32| chars[a as usize..b as usize].iter().collect();
        terms(text, Mode::Folded).into_iter().take(LONGEST).map(|t| (t.key, slice(t.start, t.end))).collect()
    };
    let (a, b) = (words(earlier), words(later));
    // Length of the longest common part of what follows each pair of places.
    let mut common = vec![vec![0u16; b.len() + 1]; a.len() + 1];
    for i in (0..a.len()).rev() {
        for j in (0..b.len()).rev() {
            common[i][j] = if a[i].0 == b[j].0 { common[i + 1][j + 1] + 1 } else { common[i + 1][j].max(common[i][j + 1]) };
        }
    }
    let (mut i, mut j, mut out) = (0, 0, Vec::new());
    while i < a.len() || j < b.len() {
        if i < a.len() && j < b.len() && a[i].0 == b[j].0 {
            push(&mut out, Piece::Kept, &b[j].1);
            (i, j) = (i + 1, j + 1);
        } else if i < a.len() && (j == b.len() || common[i + 1][j] >= common[i][j + 1]) {
            push(&mut out, Piece::Dropped, &a[i].1);
            i += 1;
        } else {
            push(&mut out, Piece::Added, &b[j].1);
            j += 1;
        }
    }
    out
}

fn push(out: &mut Vec<Piece>, kind: fn(String) -> Piece, word: &str) {
    let piece = kind(word.to_string());
    match (out.last_mut(), &piece) {
        (Some(Piece::Kept(run)), Piece::Kept(w))
        | (Some(Piece::Added(run)), Piece::Added(w))
        | (Some(Piece::Dropped(run)), Piece::Dropped(w)) => {
            run.push(' ');
            run.push_str(w);
        }
        _ => out.push(piece),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn words_come_and_go() {
        let pieces = difference("دعم وحدة الأراضي والسيادة", "دعم السيادة والاستقلال");
        assert_eq!(
            pieces,
            [
                Piece::Kept("دعم".into()),
                Piece::Dropped("وحدة الأراضي".into()),
                Piece::Kept("السيادة".into()),
                Piece::Added("والاستقلال".into())
            ]
        );
    }

    proptest! {
        #[test]
        fn any_texts(a in "[ء-ي ]{0,30}|\\PC{0,20}", b in "[ء-ي ]{0,30}") {
            for piece in difference(&a, &a) {
                prop_assert!(matches!(piece, Piece::Kept(_)));
            }
            let n = |p: &[Piece], added: bool| p.iter().filter(|x| matches!(x, Piece::Added(_)) == added && !matches!(x, Piece::Kept(_))).count();
            prop_assert_eq!(n(&difference(&a, &b), true) > 0, n(&difference(&b, &a), false) > 0);
        }
    }
}
