//! Matching a cue's frames against its complements.

mod filling;

use self::filling::Filling;
use crate::clause::{Chunk, Form, Predicate, Scene};
use crate::letters;
use crate::mentions::What;
use crate::tag::flag;
use mahdar_knowledge::conjugate::{Gender, Number};
use mahdar_knowledge::{Class, Complement, Entry, Frame, Person, Role, prep};
use mahdar_text::{Kind, Mark};

/// How far behind a cue the words that a frame asks for may stand.
const NEAR: usize = 12;

/// A frame whose complements were found.
#[derive(Clone, Debug)]
pub struct Filled {
    /// Index of the frame.
    pub frame: u16,
    /// How well it fits.
    pub score: i32,
    /// Chunk of the subject, where one stands behind the cue.
    pub subject: Option<usize>,
    /// Chunk of the target.
    pub target: Option<usize>,
    /// Chunk of the content.
    pub content: Option<usize>,
    /// Chunk of the place.
    pub location: Option<usize>,
    /// Other chunks used.
    pub other: Option<usize>,
    /// The subject is done to, not doing.
    pub passive: bool,
}

impl Scene<'_, '_> {
    /// Whether the chunk's head word is one of the heads a complement asks for.
    pub fn headed(&self, c: &Chunk, want: &Complement) -> bool {
        let Some(heads) = &want.heads else {
            return true;
        };
        let mut seen = 0;
        for i in c.body..c.end.max(c.body + 1) {
            let Some(tok) = self.t.text.tokens.get(i) else {
                break;
            };
            if !tok.is_word() {
                continue;
            }
            if self.t.splits(i).iter().any(|s| s.tok.is_some_and(|x| heads.contains(&x))) {
                return true;
            }
            // عدد من …, مزيد من …, عن بالغ قلقه, تلك الاتهامات
            if !self.t.is(i, flag::QUANT | flag::NUMBER | flag::PREP | flag::DEM | flag::ADVERB) && tok.kind != Kind::Number {
                seen += 1;
                if seen > 0 {
                    return false;
                }
            }
        }
        false
    }

    fn fits(&self, c: &Chunk, want: &Complement, material: bool) -> bool {
        let bare = want.preps.is_empty();
        let place = match c.prep {
            // أعلنه قبل أن يصل: when, not what.
            Some(p) => want.preps.contains(&p) || (want.clause && c.clause && bare && !self.t.k.prep_is(p, prep::TIME)),
            None => bare || (want.clause && (c.clause || c.quote)),
        };
        if !place {
            // أن after a cue that wants على or ب: `شدد أن`
            return false;
        }
        let role = match want.role {
            // قصفت مواقع في أوكرانيا: what is hit belongs to whoever is named with it.
            Role::Target if material && !c.clause && !c.quote => c.pronoun || self.head(c).is_some() || self.belongs(c).is_some(),
            // خلال لقاء مع ترامب أن فرنسا …: what is said is nobody.
            Role::Target if c.clause && c.prep.is_none() => false,
            Role::Target => {
                c.pronoun
                    || self.head(c).is_some()
                    || (c.prep.is_some() || !c.clause) && self.adjective(c)
                    // جاء في بيان لوزارة الخارجية: whose the noun is.
                    || self.t.is(c.body, flag::DOCUMENT) && c.prep.is_some() && !c.clause && self.issuer(c).is_some()
            }
            Role::Content if c.pronoun => false,
            // تعهد بدعم الجيش وتوسيع العملية: what goes on with و is no object of its own; وقف is.
            Role::Content if bare && c.prep.is_none() && !(c.clause || c.quote) && self.joined(c.body) => false,
            Role::Content => {
                if want.clause && bare {
                    c.clause || c.quote
                } else {
                    true
                }
            }
            Role::Location | Role::Other | Role::Object => !c.clause && !c.quote,
            Role::Subject => true,
        };
        // لقائه بعباس: a name is a person as well as a title is.
        let named = || {
            let m = self.starting(c.body).or_else(|| self.starting(c.body + 1));
            want.role == Role::Target
                && c.prep == Some(letters::BY_PREP)
                && m.is_some_and(|m| matches!(self.mentions[m].what, What::Person { name: Some(_), .. }))
        };
        role && (self.headed(c, want) || named())
    }

    /// Whether the word at `i` has a conjunction on it, however it is read.
    fn joined(&self, i: usize) -> bool {
        let splits = self.t.splits(i);
        !splits.is_empty() && splits.iter().all(|s| s.conj)
    }

    /// The first actor or place named in or right behind a chunk.
    pub fn belongs(&self, c: &Chunk) -> Option<usize> {
        let (a, b) = self.mentions_in(c.body, c.body + 8);
        let sentence = self.t.text.sentences[self.t.text.sentence_of(c.start)];
        (a..b).find(|&m| {
            let x = &self.mentions[m];
            x.start < sentence.end
                && (c.body..x.start).all(|i| !self.t.is(i, flag::FINITE | flag::COMP) && self.t.text.tokens[i].is_word())
                && !matches!(x.what, What::Country | What::Joint | What::Counterpart { .. })
        })
    }

    /// The town that a phrase names, behind a word for what it is at the most.
    pub fn town(&self, c: &Chunk) -> Option<usize> {
        let (a, _) = self.mentions_in(c.body, c.end);
        let x = self.mentions.get(a).filter(|x| x.place.is_some() && x.start <= c.body + 1 && x.start < c.end)?;
        let class = x.start == c.body || !self.t.is(c.body, flag::FINITE | flag::COMP | flag::REL | flag::MASDAR);
        (class && (x.start == c.body || x.prep.is_none())).then_some(a)
    }

    /// Whether one of these words stands close behind a cue or where its content begins, in its sentence.
    fn near(&self, start: usize, from: usize, words: &hashbrown::HashSet<mahdar_knowledge::Tok>) -> bool {
        let end = self.t.text.sentences[self.t.text.sentence_of(start)].end.min(from + NEAR);
        (from..end).any(|i| self.t.splits(i).iter().any(|s| s.tok.is_some_and(|x| words.contains(&x))))
    }

    /// Whether the subject is a person who commands no soldiers.
    fn by_person(&self, p: &Predicate, chunks: &[Chunk], subject: Option<usize>) -> bool {
        let m = match subject {
            Some(c) => self.head(&chunks[c]),
            // لدى وصول الوزير, لدى وصوله: the noun's genitive or pronoun.
            None if matches!(p.form, Form::Noun { .. }) => {
                if p.enc.is_some() {
                    return true;
                }
                self.starting(p.end).filter(|m| self.mentions[*m].prep.is_none())
            }
            None => self.preposed(p.start).map(|(a, _)| a),
        };
        m.is_some_and(|m| match &self.mentions[m].what {
            What::Person { title, .. } => title.as_ref().is_none_or(|t| self.t.k.titles[t.id as usize].sector != "MIL"),
            _ => false,
        })
    }

    /// Whether the subject is named without the article, as people told of for the first time are.
    fn by_newcomers(&self, p: &Predicate, chunks: &[Chunk], subject: Option<usize>) -> bool {
        let m = match subject {
            Some(c) => self.head(&chunks[c]),
            None => self.preposed(p.start).map(|(a, _)| a).or_else(|| {
                let (a, b) = self.mentions_in(self.t.text.sentences[self.t.text.sentence_of(p.start)].start, p.start);
                (a..b).rev().find(|&m| matches!(self.mentions[m].what, What::Agent { .. }))
            }),
        };
        m.is_some_and(|m| {
            let x = &self.mentions[m];
            // آلاف المتظاهرين: some, whoever they are.
            let counted = |i: usize| self.t.is(i, flag::QUANT | flag::NUMBER) || self.t.text.tokens[i].kind == Kind::Number;
            counted(x.start)
                || x.start > 0 && counted(x.start - 1) && !self.t.is(x.start - 1, flag::PREP)
                || !(x.start..x.end).any(|i| self.t.at(i).iter().any(|e| matches!(e.entry, Entry::Agent { definite: true, .. })))
        })
    }

    /// `اتهام واشنطن طهران بـ…`: whether a verbal noun has two bare actors right behind it, one after the other.
    fn with_both(&self, p: &Predicate, chunks: &[Chunk]) -> bool {
        let actor = |c: &Chunk| c.prep.is_none() && !c.clause && !c.quote && !c.joined && self.head(c).is_some();
        let [first, second, ..] = chunks else { return false };
        let adjacent = first.start == p.end && second.start == first.end;
        matches!(p.form, Form::Noun { definite: false }) && p.enc.is_none() && adjacent && actor(first) && actor(second)
    }

    /// The actor that ends at token `i`, adjectives behind it included: `القوات الكردية التي …`, not `القمة العربية التي …`.
    fn party_ending(&self, i: usize) -> Option<usize> {
        let mut at = i;
        loop {
            let m = self.covering(at)?;
            match self.mentions[m].what {
                What::Adjective(_) => at = self.mentions[m].start.checked_sub(1)?,
                What::Place(_) => return None,
                _ => return Some(m),
            }
        }
    }

    /// Whom the pronoun of a verb that describes a noun takes up: `القوات التي تعتبرها أنقرة …`, `قوات كردية تدعمها واشنطن`.
    pub fn antecedent_party(&self, verb: usize) -> Option<usize> {
        let relative = verb > 1 && self.t.is(verb - 1, flag::REL) && !self.t.is(verb - 1, flag::PREP);
        if relative {
            // الرئيس ميشال عون، الذي التقاه …
            let person = |m: usize| matches!(self.mentions[m].what, What::Person { .. } | What::Counterpart { .. });
            if verb > 2 && self.t.text.tokens[verb - 2].is(Mark::Comma) {
                return self.covering(verb - 3).filter(|m| person(*m));
            }
            // البلدان التي سيزورها: countries, not the two.
            return self.party_ending(verb - 2).filter(|m| !matches!(self.mentions[*m].what, What::Joint));
        }
        let m = self.party_ending(verb.checked_sub(1)?)?;
        matches!(self.mentions[m].what, What::Agent { .. } | What::Group(_)).then_some(m)
    }

    /// `إنها «ترفض …»`: where a verb begins with which quoted words open, the mark before it left out.
    fn before_quote(&self, verb: usize) -> usize {
        let opens = verb.checked_sub(1).is_some_and(|i| self.t.text.quotes.opening(i).is_some());
        if opens { verb - 1 } else { verb }
    }

    /// `إنه قتل خمسة`, `أنها ستزور موسكو`: the pronoun of the complementiser is the doer.
    pub fn behind_pronoun(&self, verb: usize) -> bool {
        let before = self
            .before_quote(verb)
            .checked_sub(1)
            .map(|i| if self.t.is(i, flag::QAD | flag::FUTURE) && !self.t.is(i, flag::COMP) { i.saturating_sub(1) } else { i });
        before.is_some_and(|i| {
            self.t.is(i, flag::COMP)
                && (self.t.text.folded(i).ends_with(letters::FEMININE)
                    || self.t.at(i).iter().any(|m| matches!(m.entry, Entry::Word(Class::Comp)) && m.split.enc.is_some()))
        })
    }

    /// `يعتبره انتهاكا`: an indefinite noun right behind the clause's other words, as two-object verbs have it.
    fn judges(&self, c: &Chunk) -> bool {
        let text = self.t.text;
        let definite = text.folded(c.body).starts_with(letters::ARTICLE);
        !(definite || self.starting(c.body).is_some() || text.tokens[c.start.saturating_sub(1)].is(Mark::Comma))
    }

    /// Whether the complementiser right before a verb carries its subject: `أنه أبلغ`, `إنها ترفض`.
    pub fn of_pronoun(&self, verb: usize, gender: Gender, number: Number) -> bool {
        let t = self.t;
        let particle = |i: usize| t.is(i, flag::QAD | flag::NEG | flag::FUTURE) && self.covering(i).is_none();
        let verb = self.before_quote(verb);
        let Some(i) = (verb.saturating_sub(2)..verb).rev().find(|&i| !particle(i)) else { return false };
        t.is(i, flag::COMP)
            && t.at(i).iter().any(|m| {
                matches!(m.entry, Entry::Word(Class::Comp))
                    && m.split.enc.is_some_and(|e| {
                        let e = &t.k.enclitics[e as usize];
                        e.person == Person::Third && e.number == number && (e.gender == gender || e.gender == Gender::Common)
                    })
            })
    }

    fn antecedent(&self, at: usize, want: &Complement) -> bool {
        let Some(heads) = &want.heads else { return false };
        (at.saturating_sub(7)..at).any(|i| self.t.splits(i).iter().any(|s| s.tok.is_some_and(|x| heads.contains(&x))))
    }

    fn adjective(&self, c: &Chunk) -> bool {
        (c.mentions.0..c.mentions.1.min(c.mentions.0 + 2))
            .any(|m| matches!(self.mentions[m].what, What::Adjective(_)) && self.mentions[m].start <= c.body + 5)
    }

    /// The frames of `p` that its complements fill, best first.
    #[allow(clippy::too_many_arguments)]
    pub fn fill(
        &self,
        p: &Predicate,
        frames: &[u16],
        chunks: &[Chunk],
        preposed: bool,
        subject_chunk: Option<usize>,
        only: impl Fn(&Frame) -> bool,
    ) -> Option<Filled> {
        let k = self.t.k;
        let mut best: Option<Filled> = None;
        for &id in frames {
            let f = &k.frames[id as usize];
            let allowed = match p.form {
                Form::Finite { .. } => f.forms.verb,
                Form::Noun { .. } => f.forms.noun || p.deed && f.forms.verb,
                Form::Active { .. } => f.forms.active,
                Form::Passive => f.forms.passive,
            };
            // ووصل is who arrived, not what was gone on with: nobody sets about a deed in the passive.
            let undone = f.act && matches!(p.form, Form::Finite { passive: true, .. });
            if !allowed || undone || !only(f) {
                continue;
            }
            if let Some(x) = self.fill_one(p, id, f, chunks, preposed, subject_chunk)
                && best.as_ref().is_none_or(|b| x.score > b.score)
            {
                best = Some(x);
            }
        }
        best
    }

    fn fill_one(
        &self,
        p: &Predicate,
        id: u16,
        f: &Frame,
        chunks: &[Chunk],
        preposed: bool,
        subject_chunk: Option<usize>,
    ) -> Option<Filled> {
        if f.fresh && !self.by_newcomers(p, chunks, subject_chunk) {
            return None;
        }
        if f.two && !self.with_both(p, chunks) {
            return None;
        }
        if f.person && !self.by_person(p, chunks, subject_chunk) {
            return None;
        }
        Filling::new(self, p, (id, f), chunks, preposed, subject_chunk).run()
    }
}
