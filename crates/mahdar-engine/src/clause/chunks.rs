//! The phrases around a predicate, and how far each reaches.

use super::{Chunk, Form, Predicate, Scene};
use mahdar_knowledge::{Frame, Role};
use mahdar_text::{Kind, Mark};

/// How far behind a cue its complements may stand.
const REACH: usize = 90;

/// Where a cut goes on behind what it met.
pub(super) enum Go {
    /// At the next token, in the same clause.
    On,
    /// Nowhere: the clause is over.
    Stop,
}

/// Goes over the words behind a cue and cuts them into its complements.
pub(super) struct Cutter<'s, 't, 'a> {
    pub(super) scene: &'s Scene<'t, 'a>,
    /// The cue.
    pub(super) p: &'s Predicate,
    /// It may open a clause or quotation.
    pub(super) says: bool,
    /// What it says may follow with nothing to open it.
    pub(super) bare: bool,
    /// One past the last token that may belong to it.
    pub(super) limit: usize,
    /// The token met now.
    pub(super) i: usize,
    /// The last complement may still go on.
    pub(super) open: bool,
    /// The complements so far.
    pub(super) out: Vec<Chunk>,
}

impl Scene<'_, '_> {
    /// Cuts what follows a cue into complements, up to the end of its clause. `says`: the cue may open a clause or quotation.
    pub fn chunks(&self, p: &Predicate, says: bool) -> Vec<Chunk> {
        Cutter::new(self, p, says).run()
    }
}

impl Chunk {
    /// Whether anybody or anything is mentioned in it.
    pub(super) fn mentions_any(&self) -> bool {
        self.mentions.0 < self.mentions.1
    }

    /// The last mention in it.
    pub(super) fn last_mention(&self) -> Option<usize> {
        self.mentions_any().then(|| self.mentions.1 - 1)
    }
}

impl<'s, 't, 'a> Cutter<'s, 't, 'a> {
    fn new(scene: &'s Scene<'t, 'a>, p: &'s Predicate, says: bool) -> Self {
        let text = scene.t.text;
        let sentence = text.sentences[text.sentence_of(p.start)];
        let limit = text.tokens.len().min(sentence.end).min(p.end + REACH);
        let mut cutter = Cutter { scene, p, says, bare: false, limit, i: p.end, open: false, out: Vec::new() };
        cutter.bare = says && matches!(p.form, Form::Finite { .. }) && cutter.any_frame(|f| f.bare);
        cutter
    }

    /// From mark to mark and word to word, to the end of the clause.
    fn run(mut self) -> Vec<Chunk> {
        while self.i < self.limit {
            let go = match self.scene.t.text.tokens[self.i].kind {
                Kind::Mark(mark) => self.mark(mark),
                Kind::Number => self.number(),
                Kind::Word => self.word(),
            };
            if matches!(go, Go::Stop) {
                break;
            }
        }
        self.unopened();
        self.out
    }

    fn mark(&mut self, mark: Mark) -> Go {
        match mark {
            Mark::Line | Mark::Stop => Go::Stop,
            Mark::Comma => self.comma(),
            Mark::Colon => self.colon(),
            Mark::Quote => self.quotation(),
            Mark::Dash => self.dash(),
            Mark::Open => self.bracket(),
            _ => self.to(self.i + 1),
        }
    }

    /// What a word is, the first that fits.
    fn word(&mut self) -> Go {
        let met = self
            .doer()
            .or_else(|| self.date())
            .or_else(|| self.clause_behind())
            .or_else(|| self.source())
            .or_else(|| self.adverb());
        if let Some(go) = met {
            return go;
        }
        let prep = self.prep();
        self.complementiser()
            .or_else(|| self.clause_with_what())
            .or_else(|| self.relative(prep))
            .or_else(|| self.verb())
            .or_else(|| self.mention())
            .or_else(|| self.counted(prep))
            .or_else(|| self.beside(prep))
            .or_else(|| self.preposition(prep))
            .unwrap_or_else(|| self.noun())
    }

    /// What is said though nothing opens it, where no clause and no quotation was met.
    fn unopened(&mut self) {
        let that = |f: &Frame| f.says && f.complements.iter().any(|c| c.role == Role::Content && c.clause && c.preps.is_empty());
        if self.told() || !self.says || !matches!(self.p.form, Form::Finite { .. }) || !self.any_frame(that) {
            return;
        }
        if let Some(start) = self.scene.unopened(self.p, &self.out, self.bare, self.limit) {
            self.out.retain(|c| c.start < start);
            if let Some(last) = self.out.last_mut() {
                last.end = last.end.min(start);
            }
            self.out.push(Chunk { clause: true, ..self.phrase(None, start, start, self.limit) });
        }
    }
}

/// Moving on, and what all ask.
impl Cutter<'_, '_, '_> {
    /// On to a token.
    pub(super) fn to(&mut self, i: usize) -> Go {
        self.i = i;
        Go::On
    }

    /// Past words that belong to no complement, and that end the one before them.
    pub(super) fn pass(&mut self, end: usize) -> Go {
        self.open = false;
        self.to(end)
    }

    /// Past words that belong to the last complement.
    pub(super) fn keep(&mut self, end: usize) -> Go {
        if let Some(c) = self.out.last_mut() {
            c.end = end.max(c.end);
            c.mentions = self.scene.mentions_in(c.body, c.end);
        }
        self.to(end)
    }

    /// A complement of words from `start` to `end`, what its preposition governs beginning at `body`.
    pub(super) fn phrase(&self, prep: Option<u8>, start: usize, body: usize, end: usize) -> Chunk {
        let mentions = self.scene.mentions_in(body, end);
        Chunk { prep, clause: false, quote: false, doer: false, joined: false, pronoun: false, start, body, end, mentions }
    }

    /// Whether some frame of the cue's verb is so.
    pub(super) fn any_frame(&self, is: impl Fn(&Frame) -> bool) -> bool {
        let k = self.scene.t.k;
        self.p.lemma.is_some_and(|l| k.lemma_frames[l as usize].iter().any(|f| is(&k.frames[*f as usize])))
    }

    /// Whether what the cue says is found already.
    pub(super) fn told(&self) -> bool {
        self.out.iter().any(|c| c.clause || c.quote)
    }

    /// Behind the mark that opens a quotation at `i`, or `i`.
    pub(super) fn within_quote(&self, i: usize) -> usize {
        let text = self.scene.t.text;
        let opens = i < self.limit && text.tokens[i].is(Mark::Quote) && text.quotes.opening(i).is_some();
        i + usize::from(opens)
    }
}
