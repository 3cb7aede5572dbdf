//! Matching a cue's frames against its complements.

use crate::clause::{Chunk, Form, Predicate, Scene};
use crate::letters;
use crate::mentions::What;
use crate::tag::flag;
use mahdar_knowledge::conjugate::{Gender, Number};
use mahdar_knowledge::{Class, Complement, Entry, Frame, Genitive, Party, Person, Role, prep};
use mahdar_text::{Kind, Mark};
use smallvec::SmallVec;

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
            Role::Target => {
                c.pronoun
                    || self.head(c).is_some()
                    || (c.prep.is_some() || !c.clause) && self.adjective(c)
                    // جاء في بيان لوزارة الخارجية: whose the noun is.
                    || self.t.is(c.body, flag::DOCUMENT) && c.prep.is_some() && !c.clause && self.issuer(c).is_some()
            }
            Role::Content if c.pronoun => false,
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
        role && self.headed(c, want)
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
            return self.party_ending(verb - 2);
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
            .any(|m| matches!(self.mentions[m].what, What::Adjective(_)) && self.mentions[m].start <= c.body + 3)
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
        if f.person && !self.by_person(p, chunks, subject_chunk) {
            return None;
        }
        let mut used: SmallVec<[bool; 16]> = chunks.iter().map(|c| c.joined).collect();
        let mut out = Filled {
            frame: id,
            score: if f.near.is_some() { 3 } else { 0 } + i32::from(f.person),
            subject: subject_chunk,
            target: None,
            content: None,
            location: None,
            other: None,
            passive: false,
        };
        let material = f.material;
        let bare_target = f.complements.iter().any(|c| c.role == Role::Target && c.preps.is_empty() && !c.optional);
        if let Form::Finite { passive, .. } = p.form {
            let only = chunks.iter().filter(|c| c.prep.is_none() && !c.clause && !c.quote && !c.doer && !c.joined).count() <= 1;
            let takes_bare = f
                .complements
                .iter()
                .any(|c| c.preps.is_empty() && !c.clause && matches!(c.role, Role::Target | Role::Object | Role::Content));
            if passive && takes_bare && !preposed {
                // قُتل جنديان: what stands in the subject's place is the object.
                out.passive = true;
                out.subject = None;
            } else if bare_target
                && preposed
                && p.enc.is_none()
                && !chunks.iter().any(|c| c.prep.is_none() && !c.clause && !c.quote && !c.doer)
            {
                // ستون شخصا قتلوا: nothing is left to be the object but what stands before.
                out.passive = material;
            } else if bare_target
                && !preposed
                && subject_chunk.is_none()
                && p.enc.is_none()
                && chunks.iter().any(|c| c.doer)
                && !chunks.iter().any(|c| c.prep.is_none() && !c.clause && !c.quote && !c.doer)
            {
                // خطف من منزله على يد مسلحين: another did it.
                out.passive = material;
            } else if bare_target
                && !preposed
                && !self.behind_pronoun(p.start)
                && only
                && p.enc.is_none()
                && let Some(s) = subject_chunk
            {
                let agent = self.head(&chunks[s]).is_none_or(|m| matches!(self.mentions[m].what, What::Agent { .. }));
                if agent {
                    out.passive = true;
                    out.subject = None;
                }
            }
        }
        // سيارة مفخخة انفجرت: the subject stands before its verb.
        let before = |heads: &hashbrown::HashSet<mahdar_knowledge::Tok>| {
            (p.start.saturating_sub(4)..p.start)
                .rev()
                // "الاجتماع" الذي يعقد …: the noun may stand in quotation marks.
                .take_while(|&i| {
                    let tok = &self.t.text.tokens[i];
                    tok.is(Mark::Quote) || tok.is_word() && !self.t.is(i, flag::FINITE | flag::COMP)
                })
                .any(|i| self.t.splits(i).iter().any(|x| x.tok.is_some_and(|t| heads.contains(&t))))
        };
        // اجتماع ضم وزراء خارجية مصر والأردن: what stands behind the verb is its object.
        if let (Some(heads), Some(s)) = (&f.subject, out.subject) {
            let c = &chunks[s];
            let ok = (c.body..c.end).take(3).any(|i| self.t.splits(i).iter().any(|x| x.tok.is_some_and(|t| heads.contains(&t))));
            if !(ok || f.encounter.is_some() && before(heads)) {
                return None;
            }
            if ok {
                used[s] = true;
            } else {
                out.subject = None;
            }
            out.score += 3;
        } else if let (Some(heads), false) = (&f.subject, out.passive) {
            if !before(heads) {
                return None;
            }
            out.score += 3;
        } else if let Some(s) = out.subject {
            used[s] = true;
        }
        let noun = matches!(p.form, Form::Noun { .. });
        let refuses = f.events.iter().any(|e| e.kind == "REJECT");
        let by = |c: &Chunk| c.start == p.end && c.prep.is_some_and(|x| self.t.k.prep_is(x, prep::FROM));
        let by_another = matches!(p.form, Form::Passive) && chunks.iter().any(|c| c.doer || by(c));
        for want in &f.complements {
            if want.role == Role::Target && want.preps.is_empty() && p.enc.is_some() && !noun && want.heads.is_none() {
                // القمة التي تستضيفها الكويت: the pronoun is the summit, no party.
                let relative = p.start > 1 && self.t.is(p.start - 1, flag::REL) && !self.t.is(p.start - 1, flag::PREP);
                if relative && self.party_ending(p.start - 2).is_none() {
                    return None;
                }
                // التقاه: the object is the pronoun.
                out.score += 2;
                continue;
            }
            let mut found = None;
            for (n, c) in chunks.iter().enumerate() {
                if used[n] || c.doer {
                    continue;
                }
                // A party far behind the cue, or behind the content, is not the cue's.
                let far = want.role == Role::Target
                    && !c.clause
                    && (c.start > p.end + 28
                        || out.content.is_some_and(|q| {
                            q < n
                                && !chunks[q].clause
                                && !chunks[q].quote
                                && f.complements.iter().position(|x| x.role == Role::Target)
                                    < f.complements.iter().position(|x| x.role == Role::Content)
                        }));
                if far {
                    continue;
                }
                // زيارة كارتر لإسرائيل, إلى إسرائيل: the genitive is the doer where a preposition brings the other party.
                let goes = f.encounter.as_deref() == Some("visit") && want.role == Role::Target && want.heads.is_none();
                let toward = |d: &Chunk| d.prep.is_some_and(|x| x == 1 || goes && self.t.k.prep_is(x, prep::TO));
                let doer = noun
                    && want.role == Role::Target
                    && want.preps.is_empty()
                    && f.of == Genitive::Subject
                    && c.start == p.end
                    && chunks[n + 1..].first().is_some_and(|d| {
                        toward(d) && d.start <= c.end && (self.head(d).is_some() || goes && self.town(d).is_some())
                    });
                if doer {
                    continue;
                }
                // واصل نتنياهو: «…» tells words, no deed.
                if f.act && c.quote {
                    continue;
                }
                let mut ok = self.fits(c, want, material)
                    // الزيارة التي يقوم بها: the noun stands before the relative clause.
                    || c.pronoun
                        && want.role == Role::Other
                        && c.prep.is_some_and(|x| want.preps.contains(&x))
                        && self.antecedent(p.start, want);
                // نقلت رويترز عن أيمن طه المسؤول بالحركة قوله …: whoever it is, it is not the agency that says it.
                let source = f.speaker == Party::Target && want.role == Role::Target && want.heads.is_none();
                ok |= source
                    && !c.clause
                    && !c.quote
                    && c.prep.is_some_and(|x| want.preps.contains(&x) && self.t.k.prep_is(x, prep::ABOUT));
                // زار مدينة السليمانية, وصل إلى مطار صنعاء: a town stands for its state where one goes there.
                if !ok && goes && !c.clause && !c.quote {
                    let by = c.prep.map_or(want.preps.is_empty(), |x| want.preps.contains(&x));
                    ok = by && self.town(c).is_some();
                }
                if !ok && noun && want.preps.is_empty() && want.role == Role::Target {
                    // A verbal noun takes its object with ل as well: زيارته لموسكو, دعمه لإيران.
                    let person = self.head(c).is_some_and(|m| matches!(self.mentions[m].what, What::Person { .. }));
                    let owned = p.enc.is_some() || self.starting(p.end).is_some_and(|m| self.mentions[m].prep.is_none());
                    ok = toward(c) && !c.clause && self.head(c).is_some() && want.heads.is_none() && (owned || !person);
                }
                if ok {
                    found = Some(n);
                    break;
                }
            }
            // وأعرب لرئيس البعثة عن استعداده للعمل معه: of two with one preposition whoever is told is not what is said.
            if let Some(first) = found.filter(|n| {
                want.role == Role::Content
                    && chunks[*n].prep.is_some()
                    && !chunks[*n].clause
                    && self.head(&chunks[*n]).is_some_and(|m| matches!(self.mentions[m].what, What::Person { .. }))
            }) {
                let deed = (first + 1..chunks.len())
                    .find(|&n| !used[n] && chunks[n].prep == chunks[first].prep && self.t.is(chunks[n].body, flag::MASDAR));
                found = deed.or(found);
            }
            // حذر عدد من المسؤولين من أن …: of two with one preposition the clause is what is said.
            if let Some(first) = found.filter(|n| want.role == Role::Content && chunks[*n].prep.is_some() && !chunks[*n].clause) {
                let clause = (first + 1..chunks.len()).find(|&n| {
                    !used[n] && chunks[n].clause && chunks[n].prep == chunks[first].prep && self.fits(&chunks[n], want, material)
                });
                found = clause.or(found);
            }
            // وهو ما ترفضه موسكو، الحليف الأول …: the pronoun is what is refused.
            let pronoun_is_it = p.enc.is_some()
                && !noun
                && want.role == Role::Content
                && want.preps.is_empty()
                && !want.clause
                && matches!(p.form, Form::Finite { .. });
            if pronoun_is_it {
                found = found.filter(|&n| self.judges(&chunks[n]));
            }
            match found {
                Some(n) => {
                    used[n] = true;
                    out.score += if want.optional { 1 } else { 2 } + if want.heads.is_some() { 2 } else { 0 };
                    // What stands nearer is meant.
                    match want.role {
                        Role::Target => out.target = Some(n),
                        Role::Content => out.content = Some(n),
                        Role::Location => out.location = Some(n),
                        Role::Object | Role::Other | Role::Subject => out.other = Some(n),
                    }
                }
                // الهجوم الذي شنه …: the object stands before the relative clause.
                None if want.role == Role::Object && p.enc.is_some() && self.antecedent(p.start, want) => out.score += 3,
                // وهو ما تنفيه موسكو: the pronoun is all of the content.
                None if pronoun_is_it && refuses && want.heads.is_none() && p.start > 0 && self.t.is(p.start - 1, flag::REL) => {}
                None if out.passive && want.role == Role::Target && want.preps.is_empty() => {}
                None if want.optional => {}
                // الجبهة المدعومة من …: it stands before the participle.
                None if (noun || by_another) && want.role == Role::Target && want.preps.is_empty() => {}
                None => return None,
            }
        }
        // ذكر بيان صادر عن المركز الإعلامي بالرئاسة أن …: a phrase on the way to the clause is not what is said.
        let clause =
            |q: usize| !chunks[q].clause && !chunks[q].quote && chunks[q + 1..].iter().any(|c| c.clause && c.prep.is_none());
        let telling = bare_target && p.enc.is_none() && (f.events.is_empty() || out.subject.is_none() && !preposed);
        if f.says && telling && out.content.is_some_and(clause) {
            out.score -= 3;
        }
        if let Some(words) = &f.near {
            let content = out.content.or(out.other).map_or(p.end, |n| chunks[n].body);
            if !self.near(p.start, p.end, words) && !self.near(content, content + 1, words) {
                return None;
            }
        }
        Some(out)
    }
}
