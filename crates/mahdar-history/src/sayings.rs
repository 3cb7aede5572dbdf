//! One thing said, told by several: which statements of a meeting's readouts are about the same.
//!
//! Readouts shorten and reword. Two statements are about the same if the words of the shorter are largely in the longer;
//! words that nearly every statement has weigh little, as for promises.

use std::collections::BTreeSet;

use crate::promises::{weight, words};

/// How much of the shorter's words the longer must have.
const MOSTLY: f64 = 0.6;
/// What both must have in common at least, in words that say something.
const LEAST: f64 = 2.0;

/// A statement of a readout.
#[derive(Clone, Debug)]
pub struct Saying<'a> {
    /// Whose it is; statements of different sides are never one.
    pub side: &'a str,
    /// Its words.
    pub text: &'a str,
}

/// Statements about the same, by their numbers; each group is linked to its first, so that groups do not drift.
pub fn groups(said: &[Saying<'_>]) -> Vec<Vec<usize>> {
    let words: Vec<BTreeSet<String>> = said.iter().map(|s| words(s.text)).collect();
    let mut out: Vec<Vec<usize>> = Vec::new();
    for (n, saying) in said.iter().enumerate() {
        let of = |group: &Vec<usize>| said[group[0]].side == saying.side && alike(&words[group[0]], &words[n]);
        match out.iter_mut().find(|group| of(group)) {
            Some(group) => group.push(n),
            None => out.push(vec![n]),
        }
    }
    out
}

fn alike(a: &BTreeSet<String>, b: &BTreeSet<String>) -> bool {
    let common = weight(a.intersection(b));
    let shorter = weight(a.iter()).min(weight(b.iter()));
    !a.is_empty() && a == b || common >= LEAST && common >= MOSTLY * shorter
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_readout_shortens() {
        let said = [
            ("CHN", "الصين تدعم كازاخستان في حماية استقلالها وسيادتها ووحدة أراضيها أيا تكن التحولات الدولية"),
            ("CHN", "بكين تريد زيادة استيراد القمح والعسل"),
            ("CHN", "دعم استقلال كازاخستان وسيادتها ووحدة أراضيها"),
            ("KAZ", "دعم استقلال كازاخستان وسيادتها ووحدة أراضيها"),
            ("CHN", "زيادة استيراد القمح والعسل واللحوم"),
        ];
        let said: Vec<Saying> = said.iter().map(|(side, text)| Saying { side, text }).collect();
        assert_eq!(groups(&said), [vec![0, 2], vec![1, 4], vec![3]]);
    }

    #[test]
    fn what_everybody_says_makes_nobody_alike() {
        let said = [("A", "تعزيز التعاون بين البلدين"), ("A", "تعزيز التعاون في مجال الطاقة"), ("A", ""), ("A", "")];
        let said: Vec<Saying> = said.iter().map(|(side, text)| Saying { side, text }).collect();
        assert_eq!(groups(&said).len(), 4);
    }
}
