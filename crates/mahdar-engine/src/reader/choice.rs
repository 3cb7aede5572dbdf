//! Which reading of a cue is taken: of all its frames the one with most of its complements.

use super::{Reader, Silent};
use crate::clause::{Chunk, Form, Predicate};
use crate::frames::Filled;
use mahdar_knowledge::conjugate::{Gender, Number};
use mahdar_knowledge::{Frame, Person, Role};

impl<'s, 't, 'a> Reader<'s, 't, 'a> {
    /// Fills the frames of the cues at one token.
    pub(super) fn predicate(&mut self, preds: &[Predicate]) {
        let scene = self.scene;
        let k = scene.t.k;
        type Fit = (Filled, Predicate, Vec<Chunk>, Option<(usize, usize)>);
        let mut best: Option<Fit> = None;
        let clashes = |p: &Predicate| match p.form {
            Form::Finite { gender, number: Number::Singular, person: Person::Third, .. } => {
                let other = if gender == Gender::Feminine { Gender::Masculine } else { Gender::Feminine };
                scene.of_pronoun(p.start, other, Number::Singular) && !scene.of_pronoun(p.start, gender, Number::Singular)
            }
            _ => false,
        };
        // أنها توافق: she agrees, where he agreed would be told by the same letters.
        let agree = preds.iter().any(|p| matches!(p.form, Form::Finite { .. }) && !clashes(p));
        for p in preds.iter().filter(|p| !(agree && clashes(p))) {
            let p = Predicate { deed: !self.deed_of(p).is_empty(), ..*p };
            let p = &p;
            // أدان is no "I owe" outside of what somebody says.
            let own_words = || scene.t.text.quotes.around(p.start).is_some() || self.statement_at(p.start).is_some();
            if matches!(p.form, Form::Finite { person: Person::First, .. }) && !own_words() {
                continue;
            }
            let frames: &[u16] = match (p.lemma, p.noun) {
                (Some(l), _) => &k.lemma_frames[l as usize],
                (_, Some(n)) => &k.noun_frames[n as usize],
                _ => continue,
            };
            let says = frames.iter().any(|f| k.frames[*f as usize].says);
            let chunks = scene.chunks(p, says);
            let finite = matches!(p.form, Form::Finite { .. });
            let preposed = if finite {
                scene.preposed(p.start).filter(|&(a, b)| !self.follows(p, frames, &scene.mentions[a..b]))
            } else {
                self.copular(p)
            };
            let subject_chunk = match preposed {
                None if finite => self.subject_chunk(p, &chunks, frames),
                None => self.participle_subject(p, &chunks, frames),
                Some(_) => None,
            };
            let fit = scene.fill(p, frames, &chunks, preposed.is_some(), subject_chunk, |_| true).or_else(|| {
                let object = subject_chunk.filter(|c| self.goes_on_about_another(p, &chunks[*c]))?;
                let takes = |f: &Frame| f.complements.iter().any(|c| c.role == Role::Target && c.preps.is_empty() && !c.optional);
                scene.fill(p, frames, &chunks, false, None, takes).filter(|f| f.target == Some(object))
            });
            if let Some(f) = fit {
                let longer = best.as_ref().is_none_or(|(b, q, ..)| (p.end - p.start, f.score) > (q.end - q.start, b.score));
                if longer {
                    best = Some((f, *p, chunks, preposed));
                }
            }
        }
        let Some((filled, ref p, chunks, preposed)) = best else {
            let p = &preds[0];
            self.again(preds);
            self.out.silent.push(Silent {
                cue: (p.start, p.end),
                why: "no frame of this cue has its complements here",
                rule: None,
            });
            self.note_subject(p.start);
            return;
        };
        // What somebody does in words is said as well: the frame of the act and that of the words may differ.
        let frame = &k.frames[filled.frame as usize];
        let silent = frame.events.is_empty() && frame.encounter.is_none() && frame.commit.is_none();
        let saying = (!frame.says && !silent)
            .then(|| {
                let frames: &[u16] = p.lemma.map_or(&[], |l| &k.lemma_frames[l as usize]);
                let finite = matches!(p.form, Form::Finite { .. });
                let subject_chunk = match preposed {
                    None if finite => self.subject_chunk(p, &chunks, frames),
                    None => self.participle_subject(p, &chunks, frames),
                    Some(_) => None,
                };
                scene.fill(p, frames, &chunks, preposed.is_some(), subject_chunk, |f| f.says)
            })
            .flatten();
        self.apply(p, &filled, saying.as_ref(), &chunks, preposed);
    }
}
