//! Whom words are aimed at, where the content alone tells it: `أدانت هجمات الحوثيين على السعودية`, `طالب بانسحاب القوات الروسية`.

use super::{Group, Reader};
use crate::clause::{Chunk, Form, Predicate};
use crate::frames::Filled;
use crate::letters;
use crate::mentions::What;
use crate::tag::flag;
use mahdar_knowledge::{Complement, Entry, Frame, Genitive, Role, prep};
use mahdar_record::ActorKind;
use smallvec::SmallVec;

/// How far into the content the actor may stand.
const REACH: usize = 40;

impl Reader<'_, '_, '_> {
    /// The first actor in a token range, none of `own`, that does something there: no victim, no object, no place. `asked`: the
    /// content is asked for, so that the genitive of a deed with an object is whom it is done to.
    pub(super) fn doer_in(&mut self, start: usize, end: usize, own: &Group, asked: bool) -> Option<Group> {
        let scene = self.scene;
        let codes: SmallVec<[Option<String>; 2]> = own.iter().map(|a| self.cast.parties[*a].code.clone()).collect();
        let (a, b) = scene.mentions_in(start, end.min(start + REACH));
        let mut passed_over = None;
        for m in a..b {
            let x = &scene.mentions[m];
            // What goes on from a victim is one as well.
            let goes_on = passed_over == Some(x.start) && x.conj;
            if matches!(x.what, What::Country | What::Joint | What::Agent { owner: None, .. })
                || goes_on
                || self.done_to(m, start, asked)
            {
                passed_over = Some(x.end);
                continue;
            }
            let g = self.actors_of(m);
            let other = !g.is_empty()
                && g.iter().all(|a| {
                    let code = &self.cast.parties[*a].code;
                    code.is_some() && !codes.contains(code)
                });
            if other {
                return Some(g);
            }
        }
        if asked { None } else { self.own_organ(start, own) }
    }

    /// `انتقد زعيم المعارضة سياسة الحكومة`: an organ of the own state, with which the content opens, where no organ blames it.
    fn own_organ(&mut self, start: usize, own: &Group) -> Option<Group> {
        let (a, b) = self.scene.mentions_in(start, start + 2);
        let organ = |w: &What| matches!(w, What::State { organ: Some(_), .. } | What::Organ { pronoun: false, .. });
        let m = (a..b).find(|&m| organ(&self.scene.mentions[m].what))?;
        let g = self.actors_of(m);
        let code = |a: &usize| self.cast.parties[*a].code.clone();
        let apart = |a: &usize| {
            let x = &self.cast.parties[*a];
            matches!(x.kind, ActorKind::Person | ActorKind::Group | ActorKind::Unnamed) && x.code.is_some()
        };
        let home = self.scene.mentions[m].prep.is_none() && !own.is_empty() && own.iter().all(apart);
        (home && g.iter().all(|x| own.iter().all(|y| code(x) == code(y)))).then_some(g)
    }

    /// Whether a mention in some content is whom or where the thing spoken of hits: behind a preposition, or the object of a
    /// verbal noun (`استهداف السعودية`, `دعم اليمن`, but `انسحاب روسيا`).
    fn done_to(&self, m: usize, start: usize, asked: bool) -> bool {
        let scene = self.scene;
        let (t, k) = (scene.t, scene.t.k);
        let x = &scene.mentions[m];
        let by = x.prep.or_else(|| {
            x.start
                .checked_sub(1)
                .filter(|j| *j >= start)
                .and_then(|j| t.prep(j))
                .filter(|(_, at)| *at == x.start)
                .map(|(p, _)| p)
        });
        // من قبل إيران: from whom it comes; تصريحات لوزير إيراني: whose it is.
        let whose = |p: u8| k.prep_is(p, prep::FROM) || k.prep_is(p, prep::TO_CLITIC) && matches!(x.what, What::Person { .. });
        if by.is_some_and(|p| x.start > start && !whose(p)) {
            return true;
        }
        if matches!(x.what, What::Adjective(_)) && x.start > start + 1 {
            // بين الجانبين الفلسطيني والإسرائيلي, للقوات الروسية: the preposition of its noun.
            let noun = x.start - 1;
            let joined = t.prep(noun).filter(|(_, at)| *at == noun).map(|(p, _)| p);
            let apart = t.prep(noun - 1).filter(|(_, at)| *at == noun).map(|(p, _)| p);
            return noun > start && joined.or(apart).is_some_and(|p| !k.prep_is(p, prep::FROM));
        }
        if by.is_some() || x.start <= start || matches!(x.what, What::Adjective(_)) {
            return false;
        }
        // الهجوم الذي استهدف السعودية: what is spoken of does it to them; not الهجوم الذي شنته السعودية.
        let verb = x.start - 1;
        let hit = |l: u16| {
            let frames = k.lemma_frames[l as usize].iter().map(|f| &k.frames[*f as usize]);
            frames.flat_map(|f| &f.complements).any(|c| c.role == Role::Target && c.preps.is_empty())
        };
        if verb > start
            && t.is(verb, flag::FINITE)
            && t.is(verb - 1, flag::REL)
            && t.verbs(verb).any(|(v, l, ..)| v.split.enc.is_none() && hit(l))
        {
            return true;
        }
        t.at(x.start - 1).iter().any(|e| {
            let Entry::Masdar { lemma, definite: false, .. } = e.entry else { return false };
            // قصف إسرائيل لغزة, اعتقال كندا ناشطين: the doer, where the object follows.
            let object = scene.starting(x.end).map(|n| &scene.mentions[n]).is_some_and(|y| {
                let bare = y.prep.is_none() && !y.conj && !matches!(y.what, What::Adjective(_) | What::Place(_));
                bare || y.prep.is_some_and(|p| k.prep_is(p, prep::TO_CLITIC))
            });
            // احترام تركيا للقانون: the object is no actor; but مساعدة اليمن لتجاوز الأزمة.
            let given = t.prep(x.end).is_some_and(|(p, at)| at == x.end && k.prep_is(p, prep::TO_CLITIC));
            let object = object || given && !t.is(x.end, flag::MASDAR);
            let frames = k.lemma_frames[lemma as usize].iter().map(|f| &k.frames[*f as usize]);
            let mut hits = frames.map(|f| {
                let takes = f.complements.iter().any(|c| c.role == Role::Target && c.preps.is_empty() && !c.optional);
                f.of == Genitive::Target || asked && takes
            });
            e.end == x.start && !object && hits.any(|x| x)
        })
    }

    /// Whether something hostile stands in a token range before its first other actor: what is promised is against them.
    pub(super) fn averse(&self, start: usize, end: usize) -> bool {
        let scene = self.scene;
        let k = scene.t.k;
        let mut preds = Vec::new();
        for i in start..end.min(start + REACH) {
            if scene.starting(i).is_some_and(|m| !matches!(scene.mentions[m].what, What::Adjective(_))) {
                return false;
            }
            scene.predicates(i, &mut preds);
            let hostile = preds.iter().any(|p| {
                let frames: &[u16] = match (p.lemma, p.noun) {
                    (Some(l), _) => &k.lemma_frames[l as usize],
                    (_, Some(n)) => &k.noun_frames[n as usize],
                    _ => &[],
                };
                // وقف الاستيطان: the verb arrests, the noun, which has rules of its own, does not.
                let apart = matches!(p.form, Form::Noun { .. }) && frames.iter().any(|f| k.frames[*f as usize].forms.noun);
                let form = |f: &&Frame| !apart || f.forms.noun;
                let plain = |f: &&Frame| f.complements.iter().all(|c| c.optional || c.heads.is_none());
                let frames = frames.iter().map(|f| &k.frames[*f as usize]).filter(form).filter(plain);
                let mut kinds = frames.flat_map(|f| &f.events).map(|e| e.kind.as_str());
                let harm = |x: &str| matches!(x, "SANCTION" | "COERCE" | "ASSAULT" | "THREATEN" | "MOBILIZE" | "ACCUSE");
                let any = kinds.clone().next().is_some();
                any && kinds.all(harm) && !matches!(p.form, Form::Passive)
            });
            // إنهاء الحرب, رفع العقوبات: to end what is hostile is friendly.
            if hostile && !(i > start && scene.t.is(i - 1, flag::MASDAR)) {
                return true;
            }
            preds.clear();
        }
        false
    }

    /// `… دعم واشنطن للأكراد`: whose the deed is that a frame asks for by its head, where whom it is done to follows; and where that begins.
    pub(super) fn owner_of_deed(&mut self, frame: &Frame, start: usize, end: usize) -> Option<(Group, usize)> {
        let headed = frame.complements.iter().any(|c| c.role == Role::Content && c.heads.is_some());
        let noun = headed && self.scene.t.is(start, flag::MASDAR | flag::CUE_NOUN);
        let m = self.scene.starting(start + 1).filter(|_| noun)?;
        let x = &self.scene.mentions[m];
        let whole = matches!(x.what, What::State { .. } | What::Org(_) | What::Group(_)) && x.prep.is_none() && !x.conj;
        let k = self.scene.t.k;
        let given = |i: usize| self.scene.t.prep(i).is_some_and(|(p, _)| k.prep_is(p, prep::TO_CLITIC));
        let from = (x.end..(x.end + 2).min(end)).find(|&i| given(i)).filter(|_| whole)?;
        let g = self.actors_of(m);
        (!g.is_empty()).then_some((g, from))
    }

    /// `السودان، إلى جانب كوبا وإيران،`: those named beside the party of a chunk.
    pub(super) fn beside(&mut self, chunks: &[Chunk], n: usize, party: &mut Group) {
        let k = self.scene.t.k;
        let Some(c) = chunks.get(n + 1).filter(|c| !party.is_empty() && c.prep.is_some_and(|p| k.prep_is(p, prep::BESIDE)))
        else {
            return;
        };
        for a in self.chunk_actors(c) {
            if !party.contains(&a) {
                party.push(a);
            }
        }
    }

    /// `أدانت بريطانيا الخطوة واعتبرتها …`: where the clause that goes on from what is condemned begins.
    pub(super) fn next_clause(&self, start: usize, end: usize) -> usize {
        let t = self.scene.t;
        let goes_on = |i: usize| {
            let joined = t.text.folded(i).starts_with(letters::AND) && t.verbs(i).all(|(m, ..)| m.split.conj);
            joined && t.is(i, flag::FINITE) && self.scene.covering(i).is_none() && t.text.quotes.around(i).is_none()
        };
        (start + 1..end).find(|&i| t.text.tokens[i].is_word() && goes_on(i)).unwrap_or(end)
    }

    /// `فرض عقوبات على إيران`, not `رفع العقوبات عن إيران`: whether the deed at a token does nothing but harm.
    pub(super) fn harmful(&self, at: usize) -> bool {
        let k = self.scene.t.k;
        let mut preds = Vec::new();
        self.scene.predicates(at, &mut preds);
        let frames = preds.iter().filter_map(|p| p.lemma).flat_map(|l| &k.lemma_frames[l as usize]);
        let mut kinds = frames.flat_map(|f| &k.frames[*f as usize].events).map(|e| e.kind.as_str()).peekable();
        kinds.peek().is_some() && kinds.all(|x| matches!(x, "SANCTION" | "COERCE" | "ASSAULT" | "MOBILIZE" | "THREATEN"))
    }

    /// Whether the first actor in a token range stands behind a preposition: `عقوبات على إيران`, not `اتهامات لندن`.
    pub(super) fn against(&self, start: usize, end: usize) -> bool {
        let scene = self.scene;
        let (a, b) = scene.mentions_in(start, end.min(start + REACH));
        scene.mentions[a..b].first().is_some_and(|x| {
            let apart = x.start.checked_sub(1).and_then(|j| scene.t.prep(j)).is_some_and(|(_, at)| at == x.start);
            x.start > start && (apart || x.prep.is_some())
        })
    }

    /// `نددت طهران بالعقوبات واتهمت واشنطن بـ…`: the only noun behind a verb that goes on from another and needs an object is that
    /// object, where somebody else is there to do it.
    pub(super) fn goes_on_about_another(&mut self, p: &Predicate, c: &Chunk) -> bool {
        let Form::Finite { gender, number, passive: false, .. } = p.form else { return false };
        // إنه قتل 150 متمردا: the pronoun is the doer.
        let pronoun = self.scene.behind_pronoun(p.start);
        // بل اتهمت طهران بـ…: joined by a word of its own.
        let joined = p.start > 0 && self.scene.t.is(p.start - 1, flag::CONJ) && !self.scene.t.is(p.start - 1, flag::REL);
        if !(p.conj || pronoun || joined) || p.enc.is_some() {
            return false;
        }
        let inside = self.statement_at(p.start);
        let doer = self.omitted(p, gender, number, inside);
        let done_to = self.chunk_actors(c);
        let code = |r: &Self, a: &usize| r.cast.parties[*a].code.clone();
        !doer.is_empty()
            && (pronoun || done_to.iter().any(|a| code(self, a).is_some()))
            && doer.iter().all(|a| code(self, a).is_some() && done_to.iter().all(|b| code(self, a) != code(self, b)))
    }

    /// `الأطراف الليبية`, `الدول الأعضاء في حلف الناتو`: the states and bodies that a noun for people or states is said to belong to.
    pub(super) fn whose_people(&mut self, c: &Chunk) -> Group {
        let (a, b) = self.scene.mentions_in(c.body, c.end);
        let mut g = Group::new();
        for m in a..b {
            let x = &self.scene.mentions[m];
            // دول الخليج المجاورة لإيران: not whom a preposition brings.
            let owner = x.prep.is_none() && !matches!(x.what, What::Agent { owner: None, .. } | What::Place(_) | What::Country);
            if owner && x.start <= c.body + 3 {
                g.extend(self.actors_of(m));
            }
        }
        g
    }

    /// `طالبت الدول كافة ومؤسسات الأمم المتحدة بـ…`: whom a bare noun before the content names, which no data file names as an actor:
    /// whoever stands in it, if anybody.
    pub(super) fn addressee(&mut self, p: &Predicate, f: &Filled, chunks: &[Chunk], before: bool) -> Option<Group> {
        let k = self.scene.t.k;
        let content = f.content?;
        let frames: &[u16] = p.lemma.map_or(&[], |l| &k.lemma_frames[l as usize]);
        let object = |c: &Complement| c.role == Role::Target && c.preps.is_empty();
        if p.enc.is_some() || !frames.iter().any(|x| k.frames[*x as usize].complements.iter().any(object)) {
            return None;
        }
        if f.subject.is_none() && !before {
            return None;
        }
        let t = self.scene.t;
        // دعا المجلس الخميس إلى …, طالبت أنقرة تسليم …: when, and what.
        let noun = |i: usize| {
            let deed = t.is(i, flag::MASDAR) && !t.text.folded(i).starts_with(letters::ARTICLE);
            self.scene.date_at(i).is_none() && !t.is(i, flag::ADVERB | flag::DEM) && !deed
        };
        let bare = |c: &Chunk| c.prep.is_none() && !c.clause && !c.quote && !c.doer && !c.joined && noun(c.body);
        let n = (0..content).find(|&n| Some(n) != f.subject && bare(&chunks[n]))?;
        Some(self.whose_people(&chunks[n]))
    }
}
