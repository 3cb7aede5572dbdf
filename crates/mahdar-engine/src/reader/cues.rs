//! One cue: the frame that fits best, who does it to whom, and what the frame yields.

use super::{Group, RECENT, Reader, Said, one};
use crate::clause::{Chunk, Form, Predicate};
use crate::frames::Filled;
use crate::mentions::What;
use crate::tag::flag;
use mahdar_knowledge::conjugate::{Gender, Number};
use mahdar_knowledge::{Frame, Party as Slot, Person, Role, Tense, prep};
use mahdar_record::{ActorKind, Mode};
use mahdar_text::Mark;
use smallvec::SmallVec;

impl<'s, 't, 'a> Reader<'s, 't, 'a> {
    pub(super) fn apply(
        &mut self,
        p: &Predicate,
        f: &Filled,
        saying: Option<&Filled>,
        chunks: &[Chunk],
        preposed: Option<(usize, usize)>,
    ) {
        let scene = self.scene;
        let t = scene.t;
        let k = t.k;
        let frame: &Frame = &k.frames[f.frame as usize];
        let inside = self.statement_at(p.start);
        let mut target = Group::new();
        let mut subject = Group::new();
        let mut explicit = false;
        let mut used_end = p.end;
        let mut unnamed = false;
        // What is told of somebody's policy, decision or fire is told of them, where it is harm or blame.
        let forces = !frame.says && frame.events.iter().any(|y| y.kind == "ASSAULT");
        let received = frame.events.iter().any(|y| y.source == Slot::Target);
        let harms = forces || !frame.says && (received || frame.events.iter().any(|y| y.source == Slot::Speaker));
        if let Some(c) = f.target {
            target = self.chunk_actors(&chunks[c]);
            if chunks[c].pronoun {
                let enc = t.splits(chunks[c].start).iter().find(|s| s.enc.is_some()).and_then(|s| s.enc);
                // نقلت عنه الوكالة قوله …: whoever spoke last.
                if frame.speaker == Slot::Target
                    && let Some(e) = enc
                {
                    let e = &k.enclitics[e as usize];
                    target = self.dropped(p.start, e.gender, e.number);
                }
                if target.is_empty() {
                    target = self.pronoun_at(p.start, enc, &Group::new());
                }
            }
            if target.is_empty() {
                // الإدارة الأمريكية as an adjective, an embassy, a place
                if let Some(m) = scene.belongs(&chunks[c]) {
                    target = self.actors_of(m);
                    let mut end = scene.mentions[m].end;
                    let mut n = m + 1;
                    while let Some(x) = scene.mentions.get(n).filter(|x| x.conj && x.start == end) {
                        target.extend(self.actors_of(n));
                        end = x.end;
                        n += 1;
                    }
                }
            }
            if target.is_empty() && frame.speaker == Slot::Target {
                let c = &chunks[c];
                let named =
                    (c.body..c.end.min(c.body + 3)).take_while(|&i| t.text.tokens[i].is_word() && !t.is(i, flag::MASDAR)).count();
                target.push(self.cast.unnamed(t.text.slice(c.body, c.body + named.max(1))));
            }
            self.beside(chunks, c, &mut target);
            used_end = used_end.max(chunks[c].end.min(chunks[c].body + 14));
        }
        let mut number = Number::Singular;
        let mut vgender = Gender::Common;
        match p.form {
            Form::Finite { person, number: n, gender, .. } => {
                number = n;
                vgender = gender;
                if person == Person::First {
                    if let Some(s) = inside {
                        subject = self.out.said[s].speakers.clone();
                        explicit = true;
                    } else {
                        return;
                    }
                }
                // قمة جمعت بوتين وترامب: what brings them together is nobody; جولة تشمل مصر: whose tour it is stands before.
                let gathers = frame.encounter.is_some() && frame.subject.is_some();
                if gathers {
                    explicit = true;
                    if frame.encounter.as_deref() == Some("visit") {
                        let sentence = t.text.sentences[t.text.sentence_of(p.start)];
                        let before = self.subjects.iter().rev().find(|(at, ..)| *at >= sentence.start && *at < p.start);
                        subject = before.map(|(_, g, ..)| g.clone()).unwrap_or_default();
                    }
                } else if let (false, Some((a, b))) = (f.passive, preposed) {
                    for m in a..b {
                        for x in self.actors_of(m) {
                            if !subject.contains(&x) {
                                subject.push(x);
                            }
                        }
                    }
                    explicit = !subject.is_empty();
                } else if let (false, Some(c)) = (f.passive, f.subject) {
                    let at = c;
                    let c = &chunks[c];
                    subject = self.chunk_actors(c);
                    self.beside(chunks, at, &mut subject);
                    for j in chunks.iter().filter(|j| j.joined && j.start > c.start) {
                        for a in self.chunk_actors(j) {
                            if !subject.contains(&a) {
                                subject.push(a);
                            }
                        }
                    }
                    explicit = true;
                    used_end = used_end.max(c.end);
                    if subject.is_empty() {
                        let document = t.is(c.body, flag::DOCUMENT);
                        let (a, b) = c.mentions;
                        if document {
                            // بيان صادر عن الخارجية: whoever issued it.
                            if let Some(m) = (a..b).next().or_else(|| scene.issuer(c)) {
                                subject = self.actors_of(m);
                            } else if let Some(g) = self.issued_before(c) {
                                subject = g;
                            } else {
                                subject = self.dropped(p.start, Gender::Common, Number::Singular);
                            }
                        } else if let Some(both) = self.each_of(c.body) {
                            subject = both;
                        } else if let Some(a) = self.part_of_name(c.body) {
                            // قال شي: a part of a name told in full elsewhere.
                            subject.push(a);
                        } else if let Some(a) = self.body_named(c.body) {
                            subject.push(a);
                        } else if let (true, Some(m)) = (harms, scene.owner_before(p.start)) {
                            // سياسات إيران تزعزع المنطقة: what stands behind the verb is done to.
                            subject = self.actors_of(m);
                        } else if let Some(m) = scene.belongs(c).filter(|m| (forces || received) && *m < c.mentions.1) {
                            // استهدفت غارات إسرائيلية …: whose the noun is.
                            subject = self.actors_of(m);
                        } else if c.start > p.end
                            && t.is(c.body, flag::MASDAR)
                            && !t.text.folded(c.body).starts_with(crate::letters::ARTICLE)
                        {
                            // اقترح فيها بناء …: what is proposed, by whom the text was about.
                            subject = self.omitted(p, gender, n, inside);
                        } else {
                            unnamed = true;
                            let end = c.end.min(c.body + 6);
                            subject.push(self.cast.unnamed(t.text.slice(c.body, end)));
                        }
                    }
                } else if let (false, true, Some(m)) = (f.passive, harms && subject.is_empty(), scene.owner_before(p.start)) {
                    subject = self.actors_of(m);
                    explicit = true;
                } else if !f.passive && subject.is_empty() {
                    // جاء في البيان أن …: the verb goes with the document, not with its author.
                    let of_document = f.other.is_some_and(|c| chunks[c].prep.is_some() && t.is(chunks[c].body, flag::DOCUMENT));
                    let gender = if of_document { Gender::Common } else { gender };
                    let words = if frame.says { self.told_in(p) } else { None };
                    subject = words.unwrap_or_else(|| self.omitted(p, gender, n, inside));
                }
                if f.passive {
                    // The first bare chunk is who it is done to.
                    let first = chunks.iter().find(|c| c.prep.is_none() && !c.clause && !c.quote && !c.doer);
                    if target.is_empty() {
                        if let Some(c) = first {
                            target = self.chunk_actors(c);
                            used_end = used_end.max(c.end);
                        } else if let Some((a, _)) = preposed {
                            target = self.actors_of(a);
                        }
                    }
                    if let Some(c) = chunks.iter().find(|c| c.doer) {
                        subject = self.chunk_actors(c);
                    }
                }
                if p.enc.is_some() && !target.is_empty() && frame.encounter.is_some() && frame.subject.is_some() {
                    // مؤتمر جمعه بنظيره: the pronoun is one of the two, the conference nobody.
                    subject = self.pronoun(p, &target);
                    explicit = true;
                }
                // اتفاق أبرمته طهران مع …: the pronoun is the agreement, no party.
                let thing = frame.complements.iter().any(|x| x.role == Role::Object);
                if p.enc.is_some() && target.is_empty() && !f.passive && !thing {
                    target = match scene.antecedent_party(p.start) {
                        Some(m) => self.actors_of(m),
                        None => self.pronoun(p, &subject),
                    };
                }
            }
            Form::Active { gender, number: n, adverbial, .. } => {
                number = n;
                vgender = gender;
                if let Some((a, b)) = preposed {
                    for m in a..b {
                        subject.extend(self.actors_of(m));
                    }
                    explicit = !subject.is_empty();
                } else if let Some(c) = f.subject {
                    subject = self.chunk_actors(&chunks[c]);
                    explicit = !subject.is_empty();
                }
                // تقف مستعدة: an adjective behind its verb is as good as an adverbial one.
                let adverbial = adverbial
                    || p.start > 0 && t.is(p.start - 1, flag::FINITE | flag::KANA | flag::ADVERB)
                    || p.start > 0 && t.text.tokens[p.start - 1].is(Mark::Comma)
                    || self.behind_doer(p.start);
                // قال إنه ملتزم بـ…: whoever says so.
                if let (true, Some(s)) = (subject.is_empty() && scene.behind_pronoun(p.start), inside)
                    && p.start <= self.out.said[s].content.start + 1
                {
                    subject = self.out.said[s].speakers.clone();
                    explicit = true;
                }
                if subject.is_empty() && !adverbial {
                    return;
                }
                if subject.is_empty() {
                    subject = self.omitted(p, gender, n, inside);
                    if !adverbial && subject.is_empty() {
                        return;
                    }
                }
            }
            Form::Noun { .. } | Form::Passive => {
                self.nominal(p, frame, f, chunks, preposed, &mut subject, &mut target, &mut used_end);
                explicit = !subject.is_empty();
            }
        }
        if let (true, Some(c)) = (target.is_empty() && f.target.is_none(), f.other) {
            // أطلقت إيران سراح الناقلة البريطانية: whose the object is.
            let object = &chunks[c];
            // حظي القرار بدعم واشنطن: whoever gives what is received.
            let wanted = frame.complements.iter().any(|x| x.role == Role::Object || received && x.heads.is_some())
                && !frame.complements.iter().any(|x| x.role == Role::Content)
                && frame.events.iter().any(|y| (y.target == Slot::Target || received) && !y.mutual);
            if let Some(m) = scene.belongs(object).filter(|m| wanted && *m < object.mentions.1) {
                let whose = self.actors_of(m);
                let code = |a: &usize| self.cast.parties[*a].code.clone();
                if whose.iter().all(|a| code(a).is_some() && !subject.iter().any(|b| code(b) == code(a))) {
                    target = whose;
                }
            }
        }
        if let (Some("visit"), true, Some(c)) = (frame.encounter.as_deref(), target.is_empty(), f.target)
            && let Some(place) = scene.town(&chunks[c]).and_then(|m| scene.mentions[m].place)
            && let Some(host) = self.cast.by_code(k, &k.places[place as usize].code)
        {
            // Soldiers and refugees that arrive in a town visit nobody, and at home one is no guest.
            let guest = |a: &usize| {
                let x = &self.cast.parties[*a];
                matches!(x.kind, ActorKind::Person | ActorKind::Unnamed | ActorKind::Organization)
                    && x.code.is_some()
                    && x.code != self.cast.parties[host].code
            };
            if !subject.is_empty() && subject.iter().all(guest) {
                target = one(host);
            }
        }
        if target.is_empty()
            && let Some(host) = self.host_there(p, frame, &subject)
        {
            target = host;
        }
        let mutual = frame.encounter.is_some() || frame.events.iter().any(|y| y.mutual);
        let nameless = |r: &Self, g: &Group| g.iter().all(|a| r.cast.parties[*a].code.is_none());
        if mutual && nameless(self, &target) && (nameless(self, &subject) || f.passive) {
            // أعيدت العلاقات بين البلدين, اندلعت اشتباكات بين الجيش والمتمردين
            let between = chunks.iter().find(|c| c.prep.is_some_and(|x| k.prep_is(x, prep::BETWEEN)));
            if let Some(c) = between {
                let both = self.chunk_actors(c);
                if both.len() >= 2 {
                    subject = one(both[0]);
                    target = both[1..].iter().copied().collect();
                    used_end = used_end.max(c.end);
                }
            }
        }
        if subject.is_empty() && frame.commit.as_deref() == Some("agreed") {
            // تم الاتفاق على …: between the two sides.
            subject = self.both(p.start);
        }
        if subject.len() == 1
            && frame.events.iter().any(|y| y.mutual)
            && f.target.is_none()
            && target.is_empty()
            && matches!(p.form, Form::Finite { number: Number::Dual, .. })
        {
            let both = self.both(p.start);
            if both.len() == 2 {
                subject = both;
            }
        }
        // Who speaks outside of the frame: nested in a statement by its own speaker.
        let speakers: Group =
            if frame.speaker == Slot::Target { &target } else { &subject }.iter().map(|a| self.cast.whole(*a)).collect();
        let mut content = None;
        let telling = saying.map_or(frame, |s| &k.frames[s.frame as usize]);
        if let Some(c) = saying.and_then(|s| s.content).or(f.content) {
            let c = &chunks[c];
            let gender = match p.form {
                Form::Finite { gender, .. } | Form::Active { gender, .. } => Some(gender),
                Form::Noun { .. } if !speakers.is_empty() => Some(self.gender_of(&speakers)),
                _ => None,
            };
            content = scene.content(
                if c.quote && c.body > 0 && t.text.tokens[c.body - 1].is(Mark::Quote) { c.body - 1 } else { c.body },
                gender,
            );
            if let (Some(x), false) = (&mut content, c.clause || c.quote)
                && x.mode != Mode::Direct
            {
                x.end = scene.phrase_end(*x);
            }
            // يؤكد التزام بلاده بـ…: the noun of the attitude opens what is said.
            if let (Some(x), Some(o)) = (&mut content, saying.and_then(|s| s.other).or(f.other)) {
                let o = &chunks[o];
                // كافة: no pronoun.
                let whole = t.is(o.body, flag::QUANT);
                let owned = !whole && t.splits(o.body).iter().any(|s| s.enc.is_some() && s.tok.is_some())
                    || scene.mentions_in(o.body, o.end).0 < scene.mentions.len()
                        && scene.starting(o.body + 1).is_some_and(|m| matches!(scene.mentions[m].what, What::Country));
                let about = o.prep.is_none_or(|x| k.prep_is(x, prep::ABOUT));
                if about && owned && o.body < x.start && x.mode != Mode::Direct {
                    x.start = o.body;
                }
            }
            if let Some(x) = &mut content {
                // The preposition is not part of what is said, but the word it is joined to is.
                if let Some(inner) =
                    inside.filter(|s| self.out.said[*s].content.end < x.end && self.out.said[*s].content.start <= p.start)
                {
                    x.end = self.out.said[inner].content.end;
                }
                if x.end <= x.start {
                    content = None;
                }
            }
        }
        let statement = content.filter(|_| telling.says && !p.negated).and_then(|content| {
            // A noun or passive that only names a topic puts nothing in a mouth; قوله إن and إعلانه أن do.
            let told = saying.and_then(|s| s.content).or(f.content).is_some_and(|c| chunks[c].clause || chunks[c].quote);
            let again = self.out.said.iter().rev().take(RECENT).any(|s| s.content.start == content.start);
            let passive = matches!(p.form, Form::Passive | Form::Finite { passive: true, .. }) && frame.speaker == Slot::Subject;
            let relayed = p.enc.is_some() && self.source_of(p.start).is_some();
            if passive || matches!(p.form, Form::Noun { .. }) && !told && !relayed || again {
                return None;
            }
            // قال نصر الله إن الحزب يثق …: of a noun that names nobody, in what he says.
            if inside.is_some_and(|s| unnamed || self.within_words(p, frame, s, &speakers)) {
                return None;
            }
            // أصدرت اللجنة بيانا أكدت فيه أن …: the words come behind the verb that takes the paper up.
            if t.is(content.start, flag::DOCUMENT) && self.taken_up(content.start) {
                return None;
            }
            // قام بجولة: no deed that a frame tells.
            if telling.act && !t.is(content.start, flag::MASDAR | flag::CUE_NOUN) {
                return None;
            }
            // What a speaker says of the own state's views is the speaker's word.
            if let Some(s) = inside {
                let outer: SmallVec<[Option<String>; 2]> =
                    self.out.said[s].speakers.iter().map(|a| self.cast.parties[*a].code.clone()).collect();
                let own = !speakers.is_empty()
                    && speakers.iter().all(|a| {
                        let x = &self.cast.parties[*a];
                        self.out.said[s].speakers.contains(a)
                            || !matches!(x.kind, ActorKind::Person | ActorKind::Unnamed | ActorKind::Agent)
                                && outer.contains(&x.code)
                    });
                // قال لافروف إن روسيا قررت طرد …: the deed that was decided is read all the same.
                if own && !telling.act || speakers.is_empty() {
                    return None;
                }
            }
            let real = speakers.iter().any(|a| *a < self.cast.parties.len());
            // وأوضحوا في تصريحات سابقة أن …: some people of whom nothing is known.
            let people = matches!(p.form, Form::Finite { number: Number::Plural, person: Person::Third, tense: Tense::Past, .. })
                && inside.is_none();
            if !real && !unnamed && !explicit && f.subject.is_none() && !people {
                return None;
            }
            if matches!(p.form, Form::Finite { .. }) && self.supposed(p.start) {
                return None;
            }
            // A noun that reports is a statement only of someone told.
            if matches!(p.form, Form::Noun { .. } | Form::Passive) && speakers.is_empty() {
                return None;
            }
            let wished = frame.commit.is_some()
                || telling.content.as_deref() == Some("denied")
                || frame
                    .events
                    .iter()
                    .chain(&telling.events)
                    .any(|e| matches!(e.kind.as_str(), "REQUEST" | "REJECT" | "THREATEN" | "AGREE"));
            let accuses =
                frame.events.iter().any(|e| e.kind == "ACCUSE" && e.target == Slot::Target && e.source == Slot::Subject);
            let cue_end = content.start;
            let cue_start = p.start;
            self.out.said.push(Said {
                speakers: speakers.clone(),
                cue: (cue_start, cue_end.max(p.end)),
                content,
                rule: telling.name.clone(),
                encounter: None,
                wished,
                own: telling.content.as_deref() == Some("own"),
                act: telling.act,
                doers: if accuses {
                    target.clone()
                } else if telling.content.as_deref() == Some("done") {
                    speakers.clone()
                } else {
                    Group::new()
                },
            });
            Some(self.out.said.len() - 1)
        });
        // نقلت الإذاعة عن نتنياهو قوله إن …. وأضاف: whoever was quoted goes on.
        if p.enc.is_some() && statement.is_some() && matches!(p.form, Form::Noun { .. }) && self.source_of(p.start).is_some() {
            self.subjects.push((p.start, speakers.clone(), Gender::Common, Number::Singular));
        }
        let relayed = frame.speaker == Slot::Target && !target.is_empty();
        if (!subject.is_empty() || relayed) && matches!(p.form, Form::Finite { .. } | Form::Active { .. }) {
            let outer = inside.is_none_or(|s| Some(s) == statement);
            if outer {
                let g = if explicit
                    || self.gender_of(&subject) == Gender::Common
                        && matches!(p.form, Form::Finite { number: Number::Singular, .. })
                        && subject.len() == 1
                {
                    vgender
                } else {
                    self.gender_of(&subject)
                };
                let num = if unnamed { number } else { self.number_of(&subject) };
                if frame.speaker == Slot::Target && !target.is_empty() {
                    self.subjects.push((p.start, target.clone(), Gender::Common, Number::Singular));
                } else {
                    self.subjects.push((p.start, subject.clone(), g, num));
                }
                // The verb tells the gender of a person whom no title tells.
                if let (Form::Finite { number: Number::Singular, gender, .. }, [a]) = (p.form, &subject[..]) {
                    let party = &mut self.cast.parties[*a];
                    if matches!(party.kind, ActorKind::Person | ActorKind::Unnamed) && party.gender == Gender::Common && explicit
                    {
                        party.gender = gender;
                    }
                }
            }
        } else if unnamed && frame.says {
            self.subjects.push((p.start, Group::new(), vgender, Number::Singular));
        }
        if !explicit && !subject.is_empty() && matches!(p.form, Form::Finite { .. }) {
            for a in &subject {
                self.out.implicit.push((p.start, *a));
            }
        }
        if matches!(p.form, Form::Finite { .. }) && !subject.is_empty() && !target.is_empty() {
            self.clause = Some((p.start, subject.clone(), target.clone()));
        }
        let within = statement.or(inside);
        if frame.encounter.as_deref() == Some("visit") && target.len() > 1 {
            for host in target.clone() {
                self.encounter(p, frame, &subject, &one(host), used_end);
            }
        } else {
            self.encounter(p, frame, &subject, &target, used_end);
        }
        let content_range = content
            .map(|c| (f.content.map_or(c.start, |q| chunks[q].body.max(c.start)), c.end))
            .filter(|(s, e)| s < e)
            .or_else(|| f.content.map(|c| (chunks[c].body, chunks[c].end)));
        self.commitment(p, frame, &subject, &target, content_range, within);
        // طلبت مساعدة الاتحاد: a thing comes from its owner; دعت إلى مساعدة اليمن: a deed is done to its object.
        let deed = frame.complements.iter().any(|c| c.role == Role::Content && !c.preps.is_empty());
        let asks = frame.events.iter().any(|y| y.kind == "REQUEST");
        let of_deeds = asks || frame.events.iter().any(|y| y.kind == "ACCUSE");
        let asked = asks && (deed || frame.events.iter().any(|y| y.source == Slot::Speaker));
        // رفضت الصين فرض عقوبات على إيران: not against whom she shields.
        let agrees = frame.events.iter().any(|y| y.kind == "AGREE");
        let refuses = frame.events.iter().any(|y| y.kind == "REJECT");
        let shields =
            content_range.is_some_and(|(s, e)| refuses && self.against(s, e) && (self.harmful(s) || self.harmful(s + 1)));
        let mut asked_nobody = false;
        if asks && target.is_empty() && f.target.is_none() && deed {
            match self.addressee(p, f, chunks, preposed.is_some()) {
                Some(g) if g.is_empty() => asked_nobody = true,
                Some(g) => target = g,
                None => {}
            }
        }
        // أكد لافروف دعم واشنطن للأكراد: the support is hers.
        let owner = content_range.filter(|_| !frame.says || !of_deeds).and_then(|(s, e)| self.owner_of_deed(frame, s, e));
        let (subject, content_range) = match (owner, content_range) {
            (Some((whose, from)), Some((_, e))) => (whose, Some((from, e))),
            (_, range) => (subject, range),
        };
        let bare = f.content.is_some_and(|c| !chunks[c].clause && !chunks[c].quote);
        let content_range = content_range.map(|(s, e)| (s, if bare { self.next_clause(s, e) } else { e }));
        let content_target = content_range
            .filter(|(s, e)| !(asked_nobody || shields || agrees && self.averse(*s, *e)))
            .and_then(|(s, e)| if of_deeds { self.doer_in(s, e, &subject, asked) } else { self.first_in(s, e, &subject) });
        let known = self.out.done.len();
        self.events(p, frame, &subject, &target, content_target, used_end, within, f);
        // دعم واشنطن للقوات المحلية: aimed at somebody who is told, though nobody knows their state.
        let told = f.target.is_some() && target.is_empty();
        for d in self.out.done[known..].iter_mut().filter(|d| (shields || told) && d.target.is_empty()) {
            d.aimless = true;
        }
    }
}
