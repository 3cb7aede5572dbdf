//! One frame against the complements of a cue: who does it and to whom, then each complement it asks for.

use super::Filled;
use crate::clause::{Chunk, Form, Predicate, Scene};
use crate::letters;
use crate::mentions::What;
use crate::tag::flag;
use mahdar_knowledge::{Complement, Frame, Genitive, Party, Role, Tok, prep};
use mahdar_text::Mark;
use smallvec::SmallVec;

/// How far behind a cue a party may stand.
const FAR: usize = 28;

/// A frame while it is filled.
pub(super) struct Filling<'s, 't, 'a> {
    scene: &'s Scene<'t, 'a>,
    p: &'s Predicate,
    f: &'s Frame,
    chunks: &'s [Chunk],
    /// The subject stands before the cue.
    preposed: bool,
    /// The cue is a verbal noun.
    noun: bool,
    /// Which chunks are something already.
    used: SmallVec<[bool; 16]>,
    out: Filled,
}

impl<'s, 't, 'a> Filling<'s, 't, 'a> {
    /// With nothing but the subject found. `from`: the frame's index.
    pub(super) fn new(
        scene: &'s Scene<'t, 'a>,
        p: &'s Predicate,
        from: (u16, &'s Frame),
        chunks: &'s [Chunk],
        preposed: bool,
        subject: Option<usize>,
    ) -> Self {
        let (frame, f) = from;
        let score = if f.near.is_some() { 3 } else { 0 } + i32::from(f.person);
        let out = Filled { frame, score, subject, target: None, content: None, location: None, other: None, passive: false };
        let noun = matches!(p.form, Form::Noun { .. });
        Filling { scene, p, f, chunks, preposed, noun, used: chunks.iter().map(|c| c.joined).collect(), out }
    }

    /// The frame filled, unless something it asks for is missing.
    pub(super) fn run(mut self) -> Option<Filled> {
        let f = self.f;
        if let Form::Finite { passive, .. } = self.p.form {
            self.voice(passive);
        }
        self.subject()?;
        for want in &f.complements {
            self.complement(want)?;
        }
        if self.on_the_way() {
            self.out.score -= 3;
        }
        if let Some(words) = &f.near {
            let (p, s) = (self.p, self.scene);
            let content = self.out.content.or(self.out.other).map_or(p.end, |n| self.chunks[n].body);
            if !s.near(p.start, p.end, words) && !s.near(content, content + 1, words) {
                return None;
            }
        }
        Some(self.out)
    }

    /// Whether the frame has an object that is a party; one that may be missing counts where what it is done to is read as well.
    fn bare_target(&self) -> bool {
        let f = self.f;
        let wanted = |c: &Complement| !c.optional || f.material && f.forms.passive && f.subject.is_some();
        f.complements.iter().any(|c| c.role == Role::Target && c.preps.is_empty() && wanted(c))
    }

    /// Whether the subject of a finite verb does it or is done to.
    fn voice(&mut self, passive: bool) {
        let (p, f, s) = (self.p, self.f, self.scene);
        let bare = |c: &&Chunk| c.prep.is_none() && !c.clause && !c.quote && !c.doer;
        let takes_bare = || {
            let what = |c: &Complement| matches!(c.role, Role::Target | Role::Object | Role::Content);
            f.complements.iter().any(|c| c.preps.is_empty() && !c.clause && what(c))
        };
        let alone = || !self.chunks.iter().any(|c| bare(&c));
        let only = || self.chunks.iter().filter(bare).filter(|c| !c.joined).count() <= 1;
        if f.encounter.is_some() && f.subject.is_some() {
            // اجتماع ضم وزراء: those behind it are brought together, whatever does it.
        } else if passive && !self.preposed && takes_bare() {
            // قُتل جنديان: what stands in the subject's place is the object.
            self.out.passive = true;
            self.out.subject = None;
        } else if p.enc.is_some() || !self.bare_target() {
            // An object of its own.
        } else if self.preposed {
            // ستون شخصا قتلوا: nothing is left to be the object but what stands before.
            if alone() {
                self.out.passive = f.material;
            }
        } else if self.out.subject.is_none() && self.chunks.iter().any(|c| c.doer) && alone() {
            // خطف من منزله على يد مسلحين: another did it.
            self.out.passive = f.material;
        } else if let Some(c) = self.out.subject.map(|n| &self.chunks[n])
            && !s.behind_pronoun(p.start)
            && only()
            && s.head(c).is_none_or(|m| matches!(s.mentions[m].what, What::Agent { .. }))
        {
            self.out.passive = true;
            self.out.subject = None;
        }
    }

    /// What the frame asks of its subject.
    fn subject(&mut self) -> Option<()> {
        let (f, s) = (self.f, self.scene);
        let is = |i: usize, heads: &hashbrown::HashSet<Tok>| {
            s.t.splits(i).iter().any(|x| {
                x.tok.is_some_and(|t| heads.contains(&t))
                    && !(x.enc.is_some() && s.t.text.surface(i).ends_with(letters::TA_MARBUTA))
            })
        };
        // سيارة مفخخة انفجرت: the subject stands before its verb.
        let start = self.p.start;
        let before = |heads: &hashbrown::HashSet<Tok>| {
            (start.saturating_sub(4)..start)
                .rev()
                // "الاجتماع" الذي يعقد …: the noun may stand in quotation marks.
                .take_while(|&i| {
                    let tok = &s.t.text.tokens[i];
                    tok.is(Mark::Quote) || tok.is_word() && !s.t.is(i, flag::FINITE | flag::COMP)
                })
                .any(|i| is(i, heads))
        };
        if let (Some(heads), Some(n)) = (&f.subject, self.out.subject) {
            // اجتماع ضم وزراء خارجية مصر والأردن: what stands behind the verb is its object.
            let c = &self.chunks[n];
            if (c.body..c.end).take(3).any(|i| is(i, heads)) {
                self.used[n] = true;
            } else if f.encounter.is_some() && before(heads) {
                self.out.subject = None;
            } else {
                return None;
            }
            self.out.score += 3;
        } else if let (Some(heads), false) = (&f.subject, self.out.passive) {
            if !before(heads) {
                return None;
            }
            self.out.score += 3;
        } else if let Some(n) = self.out.subject {
            self.used[n] = true;
        }
        Some(())
    }

    /// One complement that the frame asks for.
    fn complement(&mut self, want: &Complement) -> Option<()> {
        let (p, s) = (self.p, self.scene);
        let bare = want.preps.is_empty();
        if want.role == Role::Target && bare && p.enc.is_some() && !self.noun && want.heads.is_none() {
            // القمة التي تستضيفها الكويت: the pronoun is the summit, no party.
            let relative = p.start > 1 && s.t.is(p.start - 1, flag::REL) && !s.t.is(p.start - 1, flag::PREP);
            // القمة التي جمعتهما: what brings people together is not whom it does.
            let gathers = self.f.encounter.is_some() && self.f.subject.is_some();
            if relative && !gathers && s.antecedent_party(p.start).is_none() {
                return None;
            }
            // التقاه: the object is the pronoun.
            self.out.score += 2;
            return Some(());
        }
        let finite = matches!(p.form, Form::Finite { .. });
        // وهو ما ترفضه موسكو، الحليف الأول …: the pronoun is what is refused.
        let pronoun_is_it = finite && p.enc.is_some() && want.role == Role::Content && bare && !want.clause;
        let first = (0..self.chunks.len()).find(|&n| self.is_it(n, want));
        let found = first.map(|n| self.behind_noun(n, want)).map(|n| self.better(n, want));
        match found.filter(|&n| !pronoun_is_it || s.judges(&self.chunks[n])) {
            Some(n) => self.take(n, want),
            None => self.missing(want, pronoun_is_it)?,
        }
        Some(())
    }

    /// `أعربت لتونس عن استعدادها لدعمها`, `دعا للمرة الأولى الدول إلى …`: what the noun takes stands behind it, whom one tells
    /// so does not.
    fn behind_noun(&self, n: usize, want: &Complement) -> usize {
        let Some(noun) = self.out.other.filter(|&o| want.role == Role::Content && n < o) else { return n };
        let named = self.f.complements.iter().any(|c| matches!(c.role, Role::Other | Role::Object) && c.heads.is_some());
        let rank = |n: usize| self.chunks[n].prep.and_then(|p| want.preps.iter().position(|x| *x == p));
        let other = (noun + 1..self.chunks.len()).find(|&m| self.is_it(m, want));
        // دعا إلى حوار يضم القوى للخروج من الأزمة: the preposition that the verb likes best tells.
        other.filter(|&m| rank(n) > rank(m) || named && rank(n) == rank(m)).unwrap_or(n)
    }

    fn take(&mut self, n: usize, want: &Complement) {
        let out = &mut self.out;
        self.used[n] = true;
        out.score += if want.optional { 1 } else { 2 } + if want.heads.is_some() { 2 } else { 0 };
        // What stands nearer is meant.
        match want.role {
            Role::Target => out.target = Some(n),
            Role::Content => out.content = Some(n),
            Role::Location => out.location = Some(n),
            Role::Object | Role::Other | Role::Subject => out.other = Some(n),
        }
    }

    /// Whether a frame may do without a complement that does not stand behind the cue.
    fn missing(&mut self, want: &Complement, pronoun_is_it: bool) -> Option<()> {
        let (p, s) = (self.p, self.scene);
        // الهجوم الذي شنه …: the object stands before the relative clause.
        if want.role == Role::Object && p.enc.is_some() && s.antecedent(p.start, want) {
            self.out.score += 3;
            return Some(());
        }
        // الاتفاق الذي أبرم بين طهران و…: what was made stands before the relative clause.
        if want.role == Role::Object && self.made_between(want) {
            self.out.score += 3;
            self.out.passive = true;
            return Some(());
        }
        // وهو ما تنفيه موسكو: the pronoun is all of the content.
        let refuses = || self.f.events.iter().any(|e| e.kind == "REJECT");
        let refused = pronoun_is_it && want.heads.is_none() && p.start > 0 && s.t.is(p.start - 1, flag::REL) && refuses();
        // الجبهة المدعومة من …: it stands before the participle.
        let by = |c: &Chunk| c.start == p.end && c.prep.is_some_and(|x| s.t.k.prep_is(x, prep::FROM));
        let by_another = || matches!(p.form, Form::Passive) && self.chunks.iter().any(|c| c.doer || by(c));
        let target = want.role == Role::Target && want.preps.is_empty();
        (refused || want.optional || target && (self.out.passive || self.noun || by_another())).then_some(())
    }

    /// Whether a verb of a relative clause has nobody for its subject, and those between whom its antecedent was made behind it.
    fn made_between(&self, want: &Complement) -> bool {
        let (p, s) = (self.p, self.scene);
        let between = |c: &Chunk| c.prep.is_some_and(|x| s.t.k.prep_is(x, prep::BETWEEN)) && s.head(c).is_some();
        matches!(p.form, Form::Finite { .. })
            && p.enc.is_none()
            && p.start > 0
            && s.t.is(p.start - 1, flag::REL)
            && self.out.subject.is_none()
            && self.chunks.first().is_some_and(between)
            && s.antecedent(p.start, want)
    }

    /// Whether a chunk is what the frame asks for.
    fn is_it(&self, n: usize, want: &Complement) -> bool {
        let (p, s, c) = (self.p, self.scene, &self.chunks[n]);
        // واصل نتنياهو: «…» tells words, no deed.
        if c.doer {
            return !self.used[n] && self.giver(c, want);
        }
        if self.used[n] || self.visitor(n, want) || self.far(n, want) || self.genitive_doer(n, want) || self.f.act && c.quote {
            return false;
        }
        if self.skips(n, want) {
            return false;
        }
        // وصل إلى إسرائيل بعد وصول الحكومة إلى السلطة: a rule that keeps others away looks at the first phrase.
        let f = self.f;
        let aside = f.events.is_empty() && f.encounter.is_none() && f.commit.is_none() && !f.says && !f.act;
        if aside && want.heads.is_some() && c.prep.is_some() && self.chunks[..n].iter().any(|d| d.prep == c.prep) {
            return false;
        }
        let with = || c.prep.is_some_and(|x| want.preps.contains(&x));
        // الزيارة التي يقوم بها: the noun stands before the relative clause.
        let taken_up = || c.pronoun && want.role == Role::Other && with() && s.antecedent(p.start, want);
        s.fits(c, want, self.f.material) || taken_up() || self.source(c, want) || self.town(c, want) || self.noun_object(c, want)
    }

    /// `أول زيارة له إلى القاهرة`: the pronoun behind ل is the visitor.
    fn visitor(&self, n: usize, want: &Complement) -> bool {
        let c = &self.chunks[n];
        self.noun && self.goes(want) && c.pronoun && c.prep == Some(letters::FOR_PREP) && c.start <= self.p.end + 2
    }

    /// `أدانت فرنسا قرار طهران إعدام …`: what is condemned is the decision, whatever it is about.
    fn skips(&self, n: usize, want: &Complement) -> bool {
        let (s, chunks) = (self.scene, self.chunks);
        let whole = |q: usize| {
            let c = &chunks[q];
            !self.used[q]
                && c.prep.is_none()
                && !(c.clause || c.quote || c.doer)
                && s.head(c).is_none()
                && c.mentions.0 < c.mentions.1
        };
        self.f.says
            && want.role == Role::Content
            && want.preps.is_empty()
            && want.heads.is_some()
            && !want.clause
            && matches!(self.p.form, Form::Finite { .. } | Form::Active { .. })
            && n > 0
            && chunks[n].prep.is_none()
            && chunks[n].start == chunks[n - 1].end
            && whole(n - 1)
    }

    /// A party far behind the cue, or behind the content, is not the cue's.
    fn far(&self, n: usize, want: &Complement) -> bool {
        let (c, all) = (&self.chunks[n], &self.f.complements);
        let first = |role: Role| all.iter().position(|x| x.role == role);
        let behind =
            |q: usize| q < n && !self.chunks[q].clause && !self.chunks[q].quote && first(Role::Target) < first(Role::Content);
        // تحدث ترامب عن صفقة مع إيران: with whom is of what is spoken of.
        let k = self.scene.t.k;
        let about = |d: &Chunk| d.prep.is_some_and(|x| k.prep_is(x, prep::ABOUT) && self.scene.takes_with(self.p, x, None));
        let of_topic = || c.prep.is_some_and(|x| k.prep_is(x, prep::WITH)) && self.chunks[..n].iter().any(about);
        want.role == Role::Target
            && !c.clause
            && (c.start > self.p.end + FAR || self.out.content.is_some_and(behind) || self.f.encounter.is_some() && of_topic())
    }

    /// Whether the frame tells of going to a party.
    fn goes(&self, want: &Complement) -> bool {
        want.role == Role::Target && want.heads.is_none() && self.f.encounter.as_deref() == Some("visit")
    }

    fn toward(&self, c: &Chunk, goes: bool) -> bool {
        c.prep.is_some_and(|x| x == 1 || goes && self.scene.t.k.prep_is(x, prep::TO))
    }

    /// `زيارة كارتر لإسرائيل`, `إلى إسرائيل`: the genitive is the doer where a preposition brings the other party.
    fn genitive_doer(&self, n: usize, want: &Complement) -> bool {
        let (s, c) = (self.scene, &self.chunks[n]);
        if !self.noun || want.role != Role::Target || !want.preps.is_empty() || c.start != self.p.end {
            return false;
        }
        let goes = self.goes(want);
        let party = |d: &Chunk| s.head(d).is_some() || goes && s.town(d).is_some();
        // لقاء ماكرون مع ميركل: with whom it was is told behind him.
        let with = |d: &Chunk| d.prep.is_some_and(|x| s.t.k.prep_is(x, prep::WITH)) && d.start <= c.end && s.head(d).is_some();
        self.f.of == Genitive::Both && self.chunks.get(n + 1).is_some_and(with)
            || self.f.of == Genitive::Subject
                && self.chunks.get(n + 1).is_some_and(|d| self.toward(d, goes) && d.start <= c.end && party(d))
    }

    /// `نقلت رويترز عن أيمن طه المسؤول بالحركة قوله …`: whoever it is, it is not the agency that says it.
    fn source(&self, c: &Chunk, want: &Complement) -> bool {
        self.f.speaker == Party::Target
            && want.role == Role::Target
            && want.heads.is_none()
            && !c.clause
            && !c.quote
            && c.prep.is_some_and(|x| want.preps.contains(&x) && self.scene.t.k.prep_is(x, prep::ABOUT))
    }

    /// `زار مدينة السليمانية`, `وصل إلى مطار صنعاء`: a town stands for its state where one goes there.
    fn town(&self, c: &Chunk, want: &Complement) -> bool {
        let by = || c.prep.map_or(want.preps.is_empty(), |x| want.preps.contains(&x));
        !c.clause && !c.quote && self.goes(want) && by() && self.scene.town(c).is_some()
    }

    /// `تحظى بدعم من قبل الحكومة`: who gives what is received stands there like the doer of a passive.
    fn giver(&self, c: &Chunk, want: &Complement) -> bool {
        let from = || want.preps.iter().any(|x| self.scene.t.k.prep_is(*x, prep::FROM));
        let receives = || self.f.events.iter().any(|e| e.source == Party::Target && e.target == Party::Subject);
        want.role == Role::Target && receives() && from() && self.scene.head(c).is_some()
    }

    /// `زيارته لموسكو`, `دعمه لإيران`: a verbal noun takes its object with ل as well.
    fn noun_object(&self, c: &Chunk, want: &Complement) -> bool {
        let (p, s) = (self.p, self.scene);
        if !self.noun || !want.preps.is_empty() || want.role != Role::Target || want.heads.is_some() || c.clause {
            return false;
        }
        let person = |m: usize| matches!(s.mentions[m].what, What::Person { .. });
        let owned = || p.enc.is_some() || s.starting(p.end).is_some_and(|m| s.mentions[m].prep.is_none());
        self.toward(c, self.goes(want)) && s.head(c).is_some_and(|m| !person(m) || owned())
    }

    /// Of two chunks with one preposition, which is what is said.
    fn better(&self, found: usize, want: &Complement) -> usize {
        let (s, chunks) = (self.scene, self.chunks);
        let phrase = |n: usize| want.role == Role::Content && chunks[n].prep.is_some() && !chunks[n].clause;
        let alike =
            |first: usize| (first + 1..chunks.len()).filter(move |&n| !self.used[n] && chunks[n].prep == chunks[first].prep);
        let mut best = found;
        // وأعرب لرئيس البعثة عن استعداده للعمل معه: whoever is told is not what is said.
        if phrase(best) && s.head(&chunks[best]).is_some_and(|m| matches!(s.mentions[m].what, What::Person { .. })) {
            best = alike(best).find(|&n| s.t.is(chunks[n].body, flag::MASDAR)).unwrap_or(best);
        }
        // حذر عدد من المسؤولين من أن …: the clause is what is said.
        if phrase(best) {
            best = alike(best).find(|&n| chunks[n].clause && s.fits(&chunks[n], want, self.f.material)).unwrap_or(best);
        }
        best
    }

    /// `ذكر بيان صادر عن المركز الإعلامي بالرئاسة أن …`: a phrase on the way to the clause is not what is said.
    fn on_the_way(&self) -> bool {
        let (f, out, chunks) = (self.f, &self.out, self.chunks);
        let way =
            |q: usize| !chunks[q].clause && !chunks[q].quote && chunks[q + 1..].iter().any(|c| c.clause && c.prep.is_none());
        f.says
            && self.p.enc.is_none()
            && (f.events.is_empty() || out.subject.is_none() && !self.preposed)
            && self.bare_target()
            && out.content.is_some_and(way)
    }
}
