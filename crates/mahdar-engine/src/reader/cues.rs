//! One cue: the frame that fits best, who does it to whom, and what the frame yields.

use super::Reader;
use crate::clause::{Chunk, Form, Predicate};
use crate::content::Content;
use crate::frames::Filled;
use mahdar_knowledge::conjugate::{Gender, Number};
use mahdar_knowledge::{Frame, Party as Slot, Person, Role, Tense};

/// A cue as the frame that fits it best reads it: what every stage looks at.
pub(super) struct Cue<'c> {
    pub(super) p: &'c Predicate,
    /// The chunks that fill the frame.
    pub(super) f: &'c Filled,
    pub(super) frame: &'c Frame,
    /// The chunks of the frame of words, where it is another than that of the act.
    pub(super) saying: Option<&'c Filled>,
    /// The frame of the words: the cue's own where no other tells them.
    pub(super) telling: &'c Frame,
    pub(super) chunks: &'c [Chunk],
    /// The mentions of a subject that stands before its verb.
    pub(super) preposed: Option<(usize, usize)>,
    /// The statement that the cue stands in.
    pub(super) inside: Option<usize>,
}

impl<'c> Cue<'c> {
    /// The chunk of what is said.
    pub(super) fn content(&self) -> Option<&'c Chunk> {
        self.saying.and_then(|s| s.content).or(self.f.content).map(|c| &self.chunks[c])
    }

    /// The tokens that a promise or a deed is read in: what is said, or else the whole chunk.
    pub(super) fn content_range(&self, content: Option<Content>) -> Option<(usize, usize)> {
        let chunk = self.f.content.map(|c| &self.chunks[c]);
        content
            .map(|c| (chunk.map_or(c.start, |q| q.body.max(c.start)), c.end))
            .filter(|(s, e)| s < e)
            .or_else(|| chunk.map(|c| (c.body, c.end)))
    }

    /// Whether the frame yields an event of this kind.
    pub(super) fn yields(&self, kind: &str) -> bool {
        self.frame.events.iter().any(|y| y.kind == kind)
    }

    /// Whether the frame tells of fire.
    pub(super) fn forces(&self) -> bool {
        !self.frame.says && self.yields("ASSAULT")
    }

    /// Whether the frame's target is the doer of what the subject gets.
    pub(super) fn received(&self) -> bool {
        self.frame.events.iter().any(|y| y.source == Slot::Target)
    }

    /// Whether what is told of somebody's policy, decision or fire is told of them, as it is where it is harm or blame.
    pub(super) fn harms(&self) -> bool {
        let blames = || self.frame.events.iter().any(|y| y.source == Slot::Speaker);
        !self.frame.says && (self.yields("ASSAULT") || self.received() || blames())
    }

    /// `حيث يتوقع أن يلتقي`: whether it is "it is expected", of nobody.
    pub(super) fn impersonal(&self) -> bool {
        let third = Form::Finite {
            tense: Tense::Present,
            person: Person::Third,
            number: Number::Singular,
            gender: Gender::Masculine,
            passive: false,
        };
        let alone = self.preposed.is_none() && self.f.subject.is_none() && self.inside.is_none();
        self.frame.impersonal
            && alone
            && self.p.form == third
            && self.content().is_some_and(|c| c.clause && c.start == self.p.end)
    }

    /// `قمة جمعت بوتين وترامب`: whether the subject is what brings people together, and nobody.
    pub(super) fn gathers(&self) -> bool {
        self.frame.encounter.is_some() && self.frame.subject.is_some()
    }

    pub(super) fn visit(&self) -> bool {
        self.frame.encounter.as_deref() == Some("visit")
    }

    /// Whether the frame has a complement of this role.
    pub(super) fn takes(&self, role: Role) -> bool {
        self.frame.complements.iter().any(|x| x.role == role)
    }
}

impl<'s, 't, 'a> Reader<'s, 't, 'a> {
    /// Reads a cue whose frame is chosen: who, in which words, and what that makes of it.
    pub(super) fn apply(
        &mut self,
        p: &Predicate,
        f: &Filled,
        saying: Option<&Filled>,
        chunks: &[Chunk],
        preposed: Option<(usize, usize)>,
    ) {
        let k = self.scene.t.k;
        let frame = &k.frames[f.frame as usize];
        let telling = saying.map_or(frame, |s| &k.frames[s.frame as usize]);
        let cue = Cue { p, f, frame, saying, telling, chunks, preposed, inside: self.statement_at(p.start) };
        let Some(roles) = self.roles(&cue) else { return };
        let content = self.words(&cue, &roles);
        let statement = content.and_then(|c| self.statement(&cue, &roles, c));
        if let Some(s) = statement.filter(|_| !telling.act) {
            self.before_body(&cue, &roles, s);
        }
        self.note_roles(&cue, &roles, statement);
        self.note_yields(&cue, roles, content, statement.or(cue.inside));
    }
}
