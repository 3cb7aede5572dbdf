//! The phrases around a predicate, and how far each reaches.

use super::{Chunk, Form, Predicate, Scene};
use crate::letters;
use crate::mentions::What;
use crate::tag::flag;
use mahdar_knowledge::{Class, Entry, Role, prep};
use mahdar_text::{Kind, Mark};

impl<'t, 'a> Scene<'t, 'a> {
    /// Cuts what follows a cue into complements, up to the end of its clause. `says`: the cue may open a clause or quotation.
    pub fn chunks(&self, p: &Predicate, says: bool) -> Vec<Chunk> {
        let t = self.t;
        let text = t.text;
        let sentence = text.sentences[text.sentence_of(p.start)];
        let mut out: Vec<Chunk> = Vec::new();
        let mut open = false;
        let mut i = p.end;
        let limit = text.tokens.len().min(sentence.end).min(p.end + 90);
        let finite = matches!(p.form, Form::Finite { .. });
        let bare =
            says && finite && p.lemma.is_some_and(|l| t.k.lemma_frames[l as usize].iter().any(|f| t.k.frames[*f as usize].bare));
        let close_of =
            |from: usize| -> usize { (from..limit).take(40).find(|&j| text.tokens[j].is(Mark::Close)).map_or(from, |j| j + 1) };
        while i < limit {
            let tok = &text.tokens[i];
            match tok.kind {
                Kind::Mark(Mark::Line | Mark::Stop) => break,
                Kind::Mark(Mark::Comma) => {
                    open = false;
                    let next = i + 1;
                    let unsaid = says && !out.iter().any(|c| c.clause || c.quote);
                    if next < limit && (self.opens_clause(next) || self.reporting_participle(next, true)) {
                        if bare
                            && unsaid
                            && let Some(colon) = self.quote_behind(next, limit)
                        {
                            i = colon;
                            continue;
                        }
                        let comma =
                            if unsaid && !self.reporting_participle(next, true) { self.resumes(p, i, limit) } else { None };
                        if let Some(comma) = comma {
                            i = comma;
                            continue;
                        }
                        break;
                    }
                    if let Some(end) = self.apposition_end(i, limit) {
                        i = end;
                        continue;
                    }
                    i += 1;
                    continue;
                }
                Kind::Mark(Mark::Colon) => {
                    if says && !out.iter().any(|c| c.clause || c.quote) {
                        let mut body = i + 1;
                        if body < limit && text.tokens[body].is(Mark::Quote) && text.quotes.opening(body).is_some() {
                            body += 1;
                        }
                        out.push(self.chunk(None, i, body, limit, false, true));
                    }
                    break;
                }
                Kind::Mark(Mark::Quote) => {
                    if let Some(q) = text.quotes.opening(i) {
                        if says && q.close - q.open > if bare { 1 } else { 3 } && !out.iter().any(|c| c.clause || c.quote) {
                            // In mid-phrase a quotation is part of it (عبارة «…»), behind the speaker it is what was said.
                            let fresh = !open || out.last().is_none_or(|c| c.prep.is_none() || c.mentions.0 < c.mentions.1);
                            // قالت ميركل «لدينا ثقة» في سيطرة …: a few words of hers
                            let own = || bare && t.prep(q.close + 1).is_some() && !self.said_later(q.close + 1, limit);
                            let named = q.close - q.open <= 6
                                && text.tokens.get(q.close + 1).is_some_and(|x| x.is_word() || x.is(Mark::Colon))
                                && !own();
                            let vehicle = out.last().is_some_and(|c| t.is(c.body, flag::DOCUMENT));
                            if (fresh || vehicle || bare || q.close - q.open > 9) && !named {
                                out.push(self.chunk(None, i, i + 1, q.close, false, true));
                                break;
                            }
                        }
                        if q.close - q.open > 12 {
                            open = false;
                        }
                        if says && self.addressee(out.last(), q.open, q.close) {
                            self.extend(&mut out, q.close + 1);
                            open = false;
                            i = q.close + 1;
                            continue;
                        }
                    }
                    i += 1;
                    continue;
                }
                Kind::Mark(Mark::Dash) if text.space_before(i) && !text.space_after(i) => {
                    // - … - as brackets
                    i = (i + 1..limit.min(i + 20))
                        .find(|&j| text.tokens[j].is(Mark::Dash) && !text.space_before(j))
                        .map_or(i + 1, |j| j + 1);
                    continue;
                }
                Kind::Mark(Mark::Dash) if text.space_before(i) && self.aside(i, limit).is_some() => {
                    i = self.aside(i, limit).unwrap_or(i + 1);
                    continue;
                }
                Kind::Mark(Mark::Open) => {
                    i = close_of(i + 1).max(i + 1);
                    continue;
                }
                Kind::Mark(_) => {
                    i += 1;
                    continue;
                }
                Kind::Number => {
                    if let Some(d) = self.date_at(i) {
                        open = false;
                        i = d.end;
                        continue;
                    }
                    if !open {
                        out.push(self.chunk(None, i, i, i + 1, false, false));
                        open = true;
                    }
                    i += 1;
                    self.extend(&mut out, i);
                    continue;
                }
                Kind::Word => {}
            }
            // من قبل, على يد: the doer of a passive.
            if let Some((m, _)) = t.longest(i, |m| matches!(m.entry, Entry::Word(Class::Visitor)).then_some(()))
                && (self.starting(m.end).is_some() || self.starting(m.end + 1).is_some())
            {
                let mut c = self.chunk(None, i, m.end, m.end + 1, false, false);
                c.doer = true;
                out.push(c);
                open = true;
                i = m.end;
                if let Some(x) = self.starting(i) {
                    i = self.mentions[x].end;
                }
                self.extend(&mut out, i);
                continue;
            }
            if let Some(d) = self.date_at(i)
                && (d.start == i || t.prep(i).is_some())
            {
                open = false;
                i = d.end.max(i + 1);
                continue;
            }
            if self.reporting_participle(i, false) && self.starting(i).is_none() {
                break;
            }
            if t.is(i, flag::TAIL) && i > p.end && text.tokens[i - 1].is(Mark::Comma) {
                break;
            }
            // حسب الإذاعة الإيرانية: whoever told it is no party.
            if self.covering(i).is_none()
                && let Some((m, _)) = t.longest(i, |m| matches!(m.entry, Entry::Word(Class::Source)).then_some(()))
            {
                open = false;
                i = (m.end..m.end + 2).find_map(|j| self.starting(j)).map_or(m.end, |x| self.mentions[x].end);
                continue;
            }
            let adverb = t.longest(i, |m| {
                (matches!(m.entry, Entry::Word(Class::Adverb | Class::Turn | Class::Qad))
                    && (m.end > i + 1 || m.split.prep.is_none()))
                .then_some(())
            });
            if let (Some((m, _)), None) = (adverb, self.starting(i)) {
                open = false;
                i = m.end;
                continue;
            }
            let mut prep = t.prep(i);
            // رحب بدعوة مصر: what a cue says with ب, not at whose invitation.
            if says
                && t.is(i, flag::CUE_NOUN | flag::MASDAR)
                && prep.is_some_and(|(_, at)| at == i + 1)
                && t.splits(i).iter().any(|s| s.prep == Some(0) && s.tok.is_some())
                && self.takes_with(p, 0, Some(Role::Content))
                && !prep.is_some_and(|(own, _)| self.takes_with(p, own, None))
            {
                prep = Some((0, i));
            }
            if t.is(i, flag::COMP) && self.covering(i).is_none() && !self.spelt(i) {
                let governed = t.at(i).iter().find_map(|m| match m.entry {
                    Entry::Word(Class::Comp) => Some(m.split.prep),
                    _ => None,
                });
                // إلى أن, على أن: the preposition before it; بأن carries its own.
                let mut by = governed.flatten();
                let mut start = i;
                if let Some(last) = out.last()
                    && last.prep.is_some()
                    && last.body == i
                {
                    by = last.prep;
                    start = last.start;
                    out.pop();
                }
                let mut body = i + 1;
                if body < limit && text.tokens[body].is(Mark::Quote) && text.quotes.opening(body).is_some() {
                    body += 1;
                }
                if body < limit && text.tokens[body].is(Mark::Colon) {
                    body += 1;
                }
                let mut c = self.chunk(by, start, body, limit, true, false);
                c.quote = text.tokens.get(body.wrapping_sub(1)).is_some_and(|x| x.is(Mark::Quote));
                out.push(c);
                break;
            }
            // أشاد بما وصلت إليه …: what the cue says, as a clause.
            let what = t.at(i).iter().find_map(|m| m.split.prep.filter(|_| matches!(m.entry, Entry::Word(Class::Rel))));
            if says
                && let Some(own) = what
                && !t.text.folded(i).contains(letters::ARTICLE)
                && self.takes_with(p, own, Some(Role::Content))
                && !out.iter().any(|c| c.clause || c.quote || c.prep == Some(own))
                // أكد رغبة المملكة في الشراكة بما يخدم …, بما في ذلك: no object of the cue.
                && out.iter().filter(|c| c.prep.is_none()).count() <= 1
                && out.iter().all(|c| c.prep.is_some() || self.head(c).is_some())
                && !text.tokens[i - 1].is(Mark::Comma)
                && !t.is(i + 1, flag::PREP)
            {
                out.push(self.chunk(Some(own), i, i, limit, true, false));
                break;
            }
            if t.is(i, flag::REL) && prep.is_none_or(|(_, at)| at == i) && !t.is(i, flag::PREP) {
                // A relative clause: over it, to the comma that closes it, or to what the cue is waiting for.
                let mut j = i + 1;
                while j < limit {
                    let x = &text.tokens[j];
                    if x.is(Mark::Stop) || x.is(Mark::Line) || x.is(Mark::Colon) {
                        break;
                    }
                    if x.is(Mark::Comma) {
                        break;
                    }
                    if says && t.is(j, flag::COMP) && j > i + 2 {
                        break;
                    }
                    if says && x.is(Mark::Quote) && text.quotes.opening(j).is_some_and(|q| q.close - q.open > 6) {
                        break;
                    }
                    j += 1;
                }
                if let Some(c) = out.last_mut() {
                    c.end = j;
                }
                open = false;
                i = j.max(i + 1);
                continue;
            }
            // تعتزم مصر والسودان عقد اجتماع: the deed that the cue waits for, no verb.
            let deed = (t.is(i, flag::MASDAR) || t.is(i + 1, flag::CUE_NOUN) && t.prep(i + 1).is_none())
                && out.last().is_some_and(|c| c.prep.is_none() && c.end == i && c.mentions.0 < c.mentions.1)
                && !t.verbs(i).any(|(m, ..)| m.split.conj)
                && self.takes_deed(p);
            if t.is(i, flag::FINITE) && self.covering(i).is_none() && !deed {
                // Another verb: this clause is over, unless it only describes the noun before it (وفد يضم …).
                let cap = out.last().is_some_and(|c| c.mentions.0 < c.mentions.1) || !open;
                if !says || cap && !out.is_empty() && t.verbs(i).any(|(m, ..)| m.split.conj) {
                    break;
                }
                // في مقابلة نشرتها صحيفة …: the pronoun takes the noun up, what follows belongs to its clause.
                let takes_up = open && t.verbs(i).any(|(m, ..)| m.split.enc.is_some() && !m.split.conj);
                open = false;
                i += 1;
                if takes_up && !out.is_empty() {
                    let quoted = |i: usize| {
                        let q = text.tokens.get(i).filter(|x| x.is(Mark::Quote)).and_then(|_| text.quotes.opening(i));
                        q.filter(|q| q.close - q.open <= 6).map(|q| q.close + 1)
                    };
                    i = self.starting(i).map_or(i, |x| self.mentions[x].end);
                    while i < limit
                        && text.tokens[i].is_word()
                        && self.starting(i).is_none()
                        && !t.is(i, flag::COMP | flag::PREP | flag::FINITE | flag::REL)
                        && t.prep(i).is_none()
                        && (text.folded(i).starts_with(letters::ARTICLE)
                            || self.starting(i - 1).is_none() && t.is(i - 1, flag::FINITE))
                    {
                        i = quoted(i + 1).unwrap_or(i + 1);
                    }
                    open = true;
                    self.extend(&mut out, i);
                }
                continue;
            }
            if let Some(x) = self.starting(i) {
                let m = &self.mentions[x];
                let conj = m.conj;
                if conj
                    && !open
                    && m.prep.is_none()
                    && out.iter().any(|c| c.prep.is_none() && c.mentions.0 < c.mentions.1)
                    && !matches!(m.what, What::Adjective(_) | What::Place(_))
                {
                    let mut c = self.chunk(None, i, i, m.end, false, false);
                    c.joined = true;
                    out.push(c);
                } else if m.prep.is_some() {
                    out.push(self.chunk(m.prep, i, i, m.end, false, false));
                } else if open && conj {
                    // coordination
                } else if open
                    && matches!(m.what, What::Person { title: None, .. })
                    && out.last().is_some_and(|c| {
                        c.mentions.0 < c.mentions.1
                            && self.mentions[c.mentions.1 - 1].end == i
                            && matches!(self.mentions[c.mentions.1 - 1].what, What::State { organ: Some(_), .. })
                    })
                {
                    // حكومة الرئيس السوري بشار الأسد: the name of whom the organ is called by
                } else if open && (self.apposed(x) || says && self.post_behind(p, x)) {
                    // الأمير سعود بن نايف أمير المنطقة: the post behind the name
                } else if matches!(m.what, What::Adjective(_)) && open {
                    // an adjective of the noun before
                } else if open
                    && matches!(m.what, What::Agent { owner: None, .. })
                    && t.text.folded(i).starts_with(letters::ARTICLE)
                    && out.last().is_some_and(|c| c.prep.is_some() && c.end == i)
                {
                    // معارضيه المتشددين
                } else if open
                    && matches!(m.what, What::State { organ: None, .. } | What::Place(_))
                    && out.last().is_some_and(|c| {
                        c.prep.is_some()
                            && c.mentions.0 < c.mentions.1
                            && self.mentions[c.mentions.0..c.mentions.1]
                                .iter()
                                .all(|x| matches!(x.what, What::Adjective(_)) && x.end <= i)
                            && self.mentions[c.mentions.1 - 1].end == i
                    })
                {
                    // في العاصمة الإماراتية أبوظبي: the name of what the phrase is about
                } else if open
                    && matches!(m.what, What::Person { title: Some(_), name: Some(_), .. })
                    && t.text.folded(i - 1).starts_with(letters::ARTICLE)
                    && !t.is(i - 1, flag::PREP)
                    && out.last().is_some_and(|c| c.prep.is_some() && c.mentions.0 == c.mentions.1 && c.end == i)
                {
                    // على هامش القمة رئيس الوزراء …: nothing more can belong to a noun with the article.
                    out.push(self.chunk(None, i, i, m.end, false, false));
                } else if open
                    && matches!(m.what, What::Person { title: Some(_), .. })
                    && out.last().is_some_and(|c| c.prep.is_some() && c.mentions.0 == c.mentions.1 && c.end == i)
                    && self.owned(i - 1)
                {
                    // في مكتبه وزيرة الخارجية …: nor to a noun with a pronoun.
                    out.push(self.chunk(None, i, i, m.end, false, false));
                } else if (!open || out.last().is_some_and(|c| c.mentions.0 < c.mentions.1 && !(c.prep.is_some() && c.body == i)))
                    && !out.last().is_some_and(|c| c.prep.is_some() && c.body == i)
                {
                    out.push(self.chunk(None, i, i, m.end, false, false));
                }
                open = true;
                i = m.end;
                self.extend(&mut out, i);
                continue;
            }
            // كل من الوزيرين, مع عدد من الدول: the preposition belongs to what counts.
            if prep.is_some_and(|(p, at)| at == i + 1 && t.k.prep_is(p, prep::FROM))
                && t.is(i - 1, flag::QUANT | flag::NUMBER)
                && out.last().is_some_and(|c| (says && c.prep.is_none() || c.prep.is_some() && c.body == i - 1) && c.end == i)
            {
                i += 1;
                self.extend(&mut out, i);
                continue;
            }
            // إلى جانب الصين: one preposition, where the cue does not wait for it (وقفت إلى جانب …).
            let by = t.prep(i + 1).map(|(x, _)| x).filter(|x| t.k.prep_is(*x, prep::BESIDE) && !self.waits_for(p, i + 1));
            if by.is_some() && prep.is_some_and(|(_, at)| at == i + 1) {
                // جانب may be taken for a side, and whose it is.
                open = self.starting(i + 1).is_some();
                if let Some(m) = self.starting(i + 1) {
                    out.push(self.chunk(by, i + 1, i + 1, self.mentions[m].end, false, false));
                }
                i = out.last().map_or(i, |c| c.end).max(i + 1);
                continue;
            }
            if let Some((p, at)) = prep {
                let conj = t.at(i).iter().any(|m| m.split.conj && m.split.cut == 1 + u8::from(m.split.prep.is_some()));
                let same = conj && out.last().is_some_and(|c| c.prep == Some(p));
                if !same {
                    out.push(self.chunk(Some(p), i, at, at.max(i + 1), false, false));
                }
                let pronoun = t
                    .at(i)
                    .iter()
                    .any(|m| matches!(m.entry, Entry::Word(Class::Prep(x)) if x == p) && m.split.enc.is_some() && m.end == i + 1);
                if pronoun && at == i {
                    if let Some(c) = out.last_mut() {
                        c.pronoun = true;
                        c.end = i + 1;
                    }
                    open = false;
                    i += 1;
                    continue;
                }
                open = true;
                i += 1;
                self.extend(&mut out, i);
                continue;
            }
            // A common noun: it goes on with the phrase, or opens one behind a finished mention.
            let w = text.folded(i);
            let conj = t.at(i).iter().any(|m| m.split.conj) || w.starts_with(letters::AND) && !t.is(i, flag::KNOWN);
            let finished = out.last().is_some_and(|c| {
                c.mentions.0 < c.mentions.1
                    && !matches!(self.mentions[c.mentions.1 - 1].what, What::Adjective(_))
                    && i >= self.mentions[c.mentions.1 - 1].end
                    && c.start == self.mentions[c.mentions.0].start.min(c.start)
            });
            let wanted = || self.waits_for(p, i);
            // تبادل بوتين وأردوغان وجهات النظر: a wanted word that begins with و.
            let whole = || {
                let frames: &[u16] = p.lemma.map_or(&[], |l| &t.k.lemma_frames[l as usize]);
                frames.iter().any(|f| {
                    let heads = t.k.frames[*f as usize].complements.iter().filter_map(|c| c.heads.as_ref());
                    heads.into_iter().any(|h| t.splits(i).iter().any(|s| s.cut == 0 && s.tok.is_some_and(|x| h.contains(&x))))
                })
            };
            // بحث السيسي والملك سلمان العلاقات الثنائية: nothing qualifies a person's name but a title.
            let behind_name = || {
                let last = out.last().and_then(|c| c.mentions.1.checked_sub(1));
                let frames: &[u16] = p.lemma.map_or(&[], |l| &t.k.lemma_frames[l as usize]);
                last.is_some_and(|m| self.mentions[m].end == i && self.undescribed(m, i))
                    && frames.iter().any(|f| {
                        t.k.frames[*f as usize]
                            .complements
                            .iter()
                            .any(|c| c.preps.is_empty() && !c.clause && c.role == Role::Content)
                    })
            };
            // تشمل المذكرة تطوير الموانئ: behind the document, which only these cues have for their subject, what it provides for.
            let provides = || {
                let frames: &[u16] = p.lemma.map_or(&[], |l| &t.k.lemma_frames[l as usize]);
                let text_of = |f: &u16| t.k.frames[*f as usize].subject.is_some() && t.k.frames[*f as usize].commit.is_some();
                out.last().is_some_and(|c| c.end == i && !c.clause)
                    && t.text.folded(i - 1).starts_with(letters::ARTICLE)
                    && t.is(i, flag::MASDAR)
                    && !w.starts_with(letters::ARTICLE)
                    && frames.iter().any(text_of)
            };
            // رفض السناتور ميتش مكونيل زعيم الأغلبية … الطرح: a post behind the name describes it.
            let post = finished
                && t.at(i).iter().any(|m| matches!(m.entry, Entry::Title { .. }) && m.split.cut == 0)
                && !t.is(i, flag::MASDAR | flag::CUE_NOUN)
                && !w.starts_with(letters::ARTICLE);
            // أجرى خلال زيارته الرسمية محادثات: nothing indefinite belongs to a noun with the article or a pronoun.
            let behind_definite = || {
                !conj
                    && !w.starts_with(letters::ARTICLE)
                    && out.last().is_some_and(|c| c.prep.is_some() && !c.clause && c.end == i && c.body < i)
                    && (text.folded(i - 1).starts_with(letters::ARTICLE) || self.owned(i - 1))
                    && wanted()
            };
            // أثار القرار الأميركي غضب تركيا: what the verb waits for does not go on from an adjective.
            let described = out.last().is_some_and(|c| {
                c.prep.is_none()
                    && c.mentions.1 > c.mentions.0
                    && matches!(&self.mentions[c.mentions.1 - 1], m if m.end == i && matches!(m.what, What::Adjective(_)))
            });
            if !open
                || behind_definite()
                || described && !conj && !w.starts_with(letters::ARTICLE) && wanted()
                || !conj && (provides() || self.deed_behind(p, out.last(), i))
                || finished && conj && whole()
                || (finished
                    && !conj
                    && !post
                    && (!w.starts_with(letters::ARTICLE) || t.is(i, flag::MASDAR | flag::CUE_NOUN) || wanted() || behind_name()))
            {
                out.push(self.chunk(None, i, i, i + 1, false, false));
                open = true;
            }
            i += 1;
            self.extend(&mut out, i);
        }
        if bare
            && !out.iter().any(|c| c.clause || c.quote)
            && let Some(start) = self.unopened(p, &out, limit)
        {
            out.retain(|c| c.start < start);
            if let Some(last) = out.last_mut() {
                last.end = last.end.min(start);
            }
            out.push(self.chunk(None, start, start, limit, true, false));
        }
        out
    }

    pub(super) fn chunk(&self, prep: Option<u8>, start: usize, body: usize, end: usize, clause: bool, quote: bool) -> Chunk {
        Chunk {
            prep,
            clause,
            quote,
            doer: false,
            joined: false,
            pronoun: false,
            start,
            body,
            end,
            mentions: self.mentions_in(body, end),
        }
    }

    pub(super) fn extend(&self, out: &mut [Chunk], end: usize) {
        if let Some(c) = out.last_mut() {
            c.end = end.max(c.end);
            c.mentions = self.mentions_in(c.body, c.end);
        }
    }
}
