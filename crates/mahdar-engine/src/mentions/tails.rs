//! What stands between a title and its name, `عضو كتلة «المستقبل» النائب عاطف مجدلاني`, and titles behind a name.

use super::{Finder, Mention, Named, TitleRef, What};
use crate::letters;
use crate::resolve::above_ministers;
use crate::tag::{Match, flag};
use mahdar_knowledge::conjugate::{Gender, Number};
use mahdar_knowledge::{Entry, Owner, TitleKind, prep};
use mahdar_text::{Kind, Mark};

/// The office of those who sit in parliament.
const MEMBER: &str = "member_of_parliament";
/// How far behind its title a name may stand.
const REACH: usize = 10;
/// How many more posts may stand behind the first one that follows a name.
const POSTS: usize = 3;
/// How many titles may stand within one another's tails.
const DEPTH: u8 = 2;

impl Finder<'_, '_> {
    /// Whether a title may have such a tail: `الرئيس في القصر محمد …` does not name him.
    pub(super) fn may_have_tail(&self, id: u16, definite: bool) -> bool {
        let title = &self.t.k.titles[id as usize];
        let unique = title.office.is_some_and(|o| above_ministers(self.t.k, o));
        title.number == Number::Singular && !(definite && title.kind == TitleKind::Office && unique)
    }

    /// The name behind words that say of what the title is, whose they make its bearer, and the title right before it.
    pub(super) fn tail(&self, from: usize) -> Option<(Named, Option<Owner>, Option<u16>)> {
        if self.tails.get() >= DEPTH {
            return None;
        }
        let t = self.t;
        let mut owner = None;
        let mut q = from;
        // The word before a name must be closed: مستشفى محمد الخامس names a hospital.
        let mut closed = false;
        while q < from + REACH {
            let tok = t.text.tokens.get(q)?;
            if tok.is(Mark::Quote) {
                closed = t.text.quotes.opening(q).is_none();
                q += 1;
                continue;
            }
            if tok.is(Mark::Comma) && closed {
                let n = self.full_name(self.skip_honorifics(q + 1))?;
                let ends = !t.text.tokens.get(n.end).is_some_and(|x| x.is_word()) || t.is(n.end, flag::COMP | flag::PREP);
                return ends.then_some((n, owner, None));
            }
            if tok.kind != Kind::Word {
                return None;
            }
            let h = self.skip_honorifics(q);
            if (closed || h > q && q > from)
                && let Some(n) = self.full_name(h)
            {
                return Some((n, owner, None));
            }
            // زعيم كوريا الشمالية والرئيس الأميركي دونالد ترامب, لقاء بوزير الخارجية: another one's title.
            let above = |id: u16| t.k.titles[id as usize].office.is_some_and(|o| above_ministers(t.k, o));
            let other = |m: &Match| match m.entry {
                Entry::Title { id, .. } => m.split.prep == Some(letters::BY_PREP) || m.split.conj && above(id),
                _ => false,
            };
            if self.ends_tail(q) || t.at(q).iter().any(other) {
                return None;
            }
            if let Some((n, of, ..)) = self.nisba(q, false) {
                // سفير … لدى جمهورية بيرو is no party's.
                owner = owner.or(Some(of).filter(|o| !matches!(o, Owner::Group(_))));
                closed = true;
                q = n.end;
                continue;
            }
            let named =
                [None, Some(letters::FOR_PREP), Some(letters::BY_PREP)].into_iter().find_map(|p| self.owner_name(q, false, p));
            if let Some((end, of)) = named {
                owner = owner.or(Some(of));
                closed = true;
                q = end;
                continue;
            }
            let second = t.longest(q, |m| match m.entry {
                Entry::Title { id, definite: true }
                    if !m.split.conj && m.split.prep.is_none() && t.k.titles[id as usize].number == Number::Singular =>
                {
                    Some(id)
                }
                _ => None,
            });
            if let Some((m, id)) = second {
                // سلم السفير القطري الرئيس التونسي …: somebody else.
                if q == from || above_ministers(t.k, t.k.titles[id as usize].office.unwrap_or(u16::MAX)) {
                    return None;
                }
                let mut sub = Vec::new();
                self.tails.set(self.tails.get() + 1);
                let titled = self.titled(m, id, true, &mut sub);
                self.tails.set(self.tails.get() - 1);
                return match sub.into_iter().next() {
                    Some(Mention { what: What::Person { name: Some((start, end)), humans, owner: of, .. }, .. }) if titled => {
                        Some((Named { start, end, humans }, owner.or(of), Some(id)))
                    }
                    _ => None,
                };
            }
            // نائب الوزير الكوري مستشار الأمن القومي …: a title behind what is complete is somebody else's.
            if closed && t.at(q).iter().any(|m| matches!(m.entry, Entry::Title { .. }) && m.split.cut == 0) {
                return None;
            }
            let w = t.text.folded(q);
            let bare = w.trim_start_matches(letters::PROCLITICS);
            closed = w.contains(letters::ARTICLE) && (w.starts_with(letters::ARTICLE) || bare.starts_with(letters::ARTICLE))
                || w.starts_with(letters::FOR_ARTICLE);
            q += 1;
        }
        None
    }

    /// The state or body of the person for whom somebody speaks, and where that person's name ends.
    pub(super) fn spoken_for(&self, i: usize) -> Option<(usize, Owner)> {
        let t = self.t;
        let (m, (id, definite)) = t.longest(i, |m| match m.entry {
            Entry::Title { id, definite } if !m.split.conj && m.split.prep.is_none() => Some((id, definite)),
            _ => None,
        })?;
        let sub = self.within(m, id, definite)?;
        match sub {
            Mention { what: What::Person { owner: Some(o), .. }, end, .. } => Some((end, o)),
            _ => None,
        }
    }

    /// A title within another one's words, with what hangs on it.
    fn within(&self, m: Match, id: u16, definite: bool) -> Option<Mention> {
        if self.tails.get() >= DEPTH {
            return None;
        }
        let mut sub = Vec::new();
        self.tails.set(self.tails.get() + 1);
        let titled = self.titled(m, id, definite, &mut sub);
        self.tails.set(self.tails.get() - 1);
        sub.into_iter().next().filter(|_| titled)
    }

    /// `الموفد الخاص للرئيس الأمريكي دونالد ترامب`: whose envoy somebody is, where the name behind is the sender's own.
    pub(super) fn sent_by(&self, i: usize) -> Option<Owner> {
        let t = self.t;
        let (m, (id, definite)) = t.longest(i, |m| match m.entry {
            Entry::Title { id, definite } if !m.split.conj && m.split.prep == Some(letters::FOR_PREP) => Some((id, definite)),
            _ => None,
        })?;
        let What::Person { owner: Some(o), humans, name: Some(_), .. } = self.within(m, id, definite)?.what else { return None };
        self.held(&humans, id).then_some(o)
    }

    /// `السيناتور الجمهوري`: whom a party's people act for who hold another post than one of the party.
    pub(super) fn acts_for(&self, of: Owner, title: u16) -> Owner {
        let k = self.t.k;
        let Owner::Group(g) = of else { return of };
        let member = k.titles[title as usize].office.is_some_and(|o| k.offices[o as usize].name == MEMBER);
        let state = k.groups[g as usize].code.split('-').next().and_then(|c| k.polity_by_code.get(c));
        state.filter(|_| member).map_or(of, |p| Owner::Polity(*p))
    }

    /// Whether an adjective that tells whose stands at one of these words.
    pub(super) fn nisba_inside(&self, from: usize, to: usize) -> bool {
        (from..to).any(|j| self.nisba(j, false).is_some())
    }

    /// Whether one of these people has ever held the office of a title.
    pub(super) fn held(&self, humans: &[u32], title: u16) -> bool {
        let k = self.t.k;
        let office = k.titles[title as usize].office;
        office.is_some_and(|o| humans.iter().any(|h| k.humans[*h as usize].terms.iter().any(|x| x.office == o)))
    }

    /// `عضو الهيئة السياسية للائتلاف نصر الحريري أن …`: whatever else the post is, the words right before what is said are the
    /// name.
    pub(super) fn before_report(&self, from: usize) -> Option<Named> {
        let t = self.t;
        let said = |j: usize| t.is(j, flag::COMP) || self.mark(j, Mark::Colon);
        let end = (from..from + REACH + 4).find(|&j| said(j))?;
        let other = flag::FINITE | flag::REL | flag::NEG | flag::QAD | flag::CONJ | flag::KANA | flag::TURN | flag::TAIL;
        if (from..end).any(|j| !t.text.tokens[j].is_word() && !t.text.tokens[j].is(Mark::Quote) || t.is(j, other)) {
            return None;
        }
        let given = |j: usize| t.at(j).iter().any(|m| m.split.cut == 0 && matches!(m.entry, Entry::Given { weight: 2.. }));
        let unknown = |j: usize| !t.is(j, flag::KNOWN | flag::COMMON) && !t.text.folded(j).starts_with(letters::ARTICLE);
        let first = (from.max(end.saturating_sub(4))..end).rev().take_while(|&j| self.name_like(j, false)).last()?;
        let start = (first..end).find(|&j| given(j) || unknown(j))?;
        // مع وزير الخارجية الإيراني محمد جواد ظريف أن: the name of another post, or one that is known.
        let titled = |j: usize| t.at(j).iter().any(|m| matches!(m.entry, Entry::Title { .. }));
        let person = |j: usize| self.known_name(j).is_some_and(|n| n.end > j + 1);
        if (from..start).any(|j| titled(j) || t.is(j, flag::MASDAR) && t.prep(j).is_some()) || (from..end).any(person) {
            return None;
        }
        let name = start > from && end - start >= 2 && ((start..end).any(given) || (start..end).all(|j| !t.is(j, flag::KNOWN)));
        name.then(|| {
            self.name_at(start, false).filter(|n| n.end == end).unwrap_or(Named { start, end, humans: Default::default() })
        })
    }

    /// `سفير إسرائيل في أسانسيون زئيف هارفل`, `بجنيف، علي مجاور،`: where somebody is posted, if his name stands behind it.
    pub(super) fn posted(&self, from: usize) -> Option<usize> {
        let t = self.t;
        let place = |i: usize, prep: Option<u8>| {
            self.owner_name(i, false, prep).map(|n| n.0).or_else(|| {
                t.longest(i, |m| (matches!(m.entry, Entry::Place { .. }) && m.split.prep == prep && !m.split.conj).then_some(()))
                    .map(|m| m.0.end)
            })
        };
        let mut p = from;
        for _ in 0..2 {
            let word = t.text.tokens.get(p + 1).is_some_and(|x| x.kind == Kind::Word);
            let unknown = || (word && !t.is(p + 1, flag::KNOWN | flag::COMMON)).then_some(p + 2);
            let end = match self.is_prep(p, prep::IN | prep::AT) {
                true => place(p + 1, None).or_else(unknown),
                // باراك is no Arak.
                false
                    if t.at(p).iter().any(|m| {
                        m.split.cut == 0 && matches!(m.entry, Entry::Given { .. } | Entry::Human { .. } | Entry::Short { .. })
                    }) =>
                {
                    None
                }
                false => place(p, Some(letters::BY_PREP)),
            };
            let Some(end) = end else { break };
            p = end;
        }
        let comma = usize::from(self.mark(p, Mark::Comma));
        let n = self.skip_honorifics(p + comma);
        let name = self.name_at(n, true).or_else(|| (comma > 0).then(|| self.between_commas(n)).flatten());
        (p > from && name.is_some_and(|n| n.end - n.start > 1)).then_some(p)
    }

    /// `، الجنرال سكوت غريشان،`: a rank and a name behind the comma of a post, closed off again.
    pub(super) fn ranked(&self, i: usize) -> Option<Named> {
        let t = self.t;
        let (m, (id, definite)) = t.longest(i, |m| match m.entry {
            Entry::Title { id, definite } if !m.split.conj && m.split.prep.is_none() => Some((id, definite)),
            _ => None,
        })?;
        if t.k.titles[id as usize].kind != TitleKind::Rank {
            return None;
        }
        let mut sub = Vec::new();
        if !self.titled(m, id, definite, &mut sub) {
            return None;
        }
        let x = sub.into_iter().next()?;
        let ends = !t.text.tokens.get(x.end).is_some_and(|w| w.is_word())
            || t.is(x.end, flag::COMP | flag::PREP)
            || t.prep(x.end).is_some();
        match x.what {
            What::Person { name: Some((start, end)), humans, owner: None, .. } if ends => Some(Named { start, end, humans }),
            _ => None,
        }
    }

    /// A name of two words or more that is one by its looks.
    fn full_name(&self, i: usize) -> Option<Named> {
        let t = self.t;
        let n = self.name_at(i, true).filter(|n| n.end - n.start >= 2)?;
        let given = t.at(i).iter().any(|m| {
            m.split.cut == 0
                && (matches!(m.entry, Entry::Given { weight: 2.. }) || matches!(m.entry, Entry::Human { .. }) && m.end > i + 1)
        });
        let word = t.is(i, flag::MASDAR | flag::FINITE | flag::PREP | flag::COMP);
        // ظافر العاني: unknown words, where what is said or another phrase follows.
        let rare = (n.start..n.end).all(|j| !t.is(j, flag::KNOWN | flag::COMMON))
            && (t.is(n.end, flag::COMP | flag::PREP) || t.text.tokens.get(n.end).is_some_and(|x| !x.is_word()));
        ((given || rare) && !word).then_some(n)
    }

    /// Whether the word at `q` opens something else than more of the title.
    fn ends_tail(&self, q: usize) -> bool {
        let t = self.t;
        let other =
            flag::COMP | flag::REL | flag::FINITE | flag::CONJ | flag::NEG | flag::QAD | flag::KANA | flag::TURN | flag::TAIL;
        if t.is(q, other | flag::ADVERB | flag::DEM) {
            return true;
        }
        // خلال لقائه, بعد …: when and with whom.
        if let Some((p, at)) = t.prep(q) {
            let of = prep::IN | prep::FROM | prep::AT | prep::ABOUT | prep::TO_CLITIC | prep::PLACE;
            if !t.k.prep_is(p, of) || at == q && t.is(q, flag::MASDAR) {
                return true;
            }
        }
        t.at(q).iter().any(|m| matches!(m.entry, Entry::Weekday { .. } | Entry::Deictic { .. } | Entry::Month { .. }))
            || t.at(q).iter().any(|m| m.split.enc.is_some() && matches!(m.entry, Entry::Masdar { .. } | Entry::Participle { .. }))
    }

    /// Whether a nisba at `i` agrees with `للشؤون` before it and not with the titled person: `للشؤون الأوروبية`.
    pub(super) fn of_affairs(&self, i: usize) -> bool {
        self.nisba(i, false).is_some_and(|(_, _, _, gender, _)| gender == Gender::Feminine)
    }

    /// `الأمير … ولي العهد النائب الأول لرئيس مجلس الوزراء وزير الدفاع`: all posts behind a name, the highest of them, and where
    /// they end. Another state's post is somebody else's.
    pub(super) fn posts_behind(&self, at: usize, humans: &[u32]) -> (Option<TitleRef>, Option<Owner>, usize) {
        let (Some(mut title), mut owner, mut end) = self.apposition(at, false) else { return (None, None, at) };
        if owner.is_some_and(|o| !self.mark(at, Mark::Comma) && self.foreign(humans, o)) {
            return (None, None, at);
        }
        for _ in 0..POSTS {
            let (Some(next), of, close) = self.apposition(end, true) else { break };
            if of.is_some() && of != owner {
                break;
            }
            let known = title.above.unwrap_or(title.id);
            let higher = if next.former { known } else { self.higher(known, next.id) };
            title.above = Some(higher).filter(|x| *x != title.id);
            (owner, end) = (owner.or(of), close);
        }
        (Some(title), owner, end)
    }

    /// `أمير دولة قطر`, `، وزير الدولة الإماراتي للشؤون الخارجية،` behind a name; `more`, behind another such post.
    pub(super) fn apposition(&self, at: usize, more: bool) -> (Option<TitleRef>, Option<Owner>, usize) {
        let t = self.t;
        let comma = self.mark(at, Mark::Comma) || self.mark(at, Mark::Open) || self.mark(at, Mark::Dash);
        let p = if comma { at + 1 } else { at };
        let title = |i: usize| {
            t.longest(i, |m| match m.entry {
                Entry::Title { id, definite }
                    if !m.split.conj && m.split.prep.is_none() && t.k.titles[id as usize].number == Number::Singular =>
                {
                    Some((id, definite))
                }
                _ => None,
            })
        };
        // النائب الثاني لرئيس مجلس الوزراء: an honorific may open a title.
        let opens = title(p).filter(|(m, _)| m.end > p + 1);
        let Some((m, (id, definite))) = opens.or_else(|| title(self.skip_honorifics(p))) else {
            return (None, None, at);
        };
        let mut sub = Vec::new();
        if !self.titled(m, id, definite, &mut sub) {
            return (None, None, at);
        }
        match sub.into_iter().next() {
            Some(Mention { what: What::Person { name: None, title, owner, .. }, end, .. }) => {
                // Behind a comma, only a title that is closed off again belongs to the name before.
                let several = m.end - m.start > 1 && definite;
                let closed = !comma
                    || (owner.is_some() || several)
                        && (self.mark(end, Mark::Comma)
                            || self.mark(end, Mark::Close)
                            || self.mark(end, Mark::Dash)
                            || self.mark(end, Mark::Stop)
                            || t.is(end, flag::COMP)
                            || t.prep(end).is_some());
                if closed && (owner.is_some() || !definite || comma || more && several) {
                    (title, owner, end)
                } else {
                    (None, None, at)
                }
            }
            _ => (None, None, at),
        }
    }
}
