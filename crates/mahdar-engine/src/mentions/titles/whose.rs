//! Whose a title is, and how far it goes: adjectives, owners, portfolios, where somebody is sent.

use super::{Finder, Post};
use crate::letters;
use crate::tag::{Match, flag};
use mahdar_knowledge::conjugate::{Gender, Number};
use mahdar_knowledge::{Class, Entry, Owner, TitleKind, prep};
use mahdar_text::{Kind, Mark};
use smallvec::SmallVec;

/// How many parts are read behind a title.
const PARTS: usize = 6;

/// What a step came to that had something to read.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Step {
    /// More may follow.
    On,
    /// Nothing more is the title's.
    Done,
}

impl Finder<'_, '_> {
    /// The title with whose it is.
    pub(super) fn whose(&self, m: Match, id: u16, definite: bool) -> Post<'_> {
        let mut post = self.post(m, id, definite);
        for _ in 0..PARTS {
            let step = self
                .adjective(&mut post)
                .or_else(|| self.former(&mut post))
                .or_else(|| self.title_adjective(&mut post))
                .or_else(|| self.owner(&mut post))
                .or_else(|| self.place_owner(&mut post))
                .or_else(|| self.in_quotes(&mut post))
                .or_else(|| self.in_organ(&mut post))
                .or_else(|| self.where_to(&mut post))
                .or_else(|| self.portfolio(&mut post))
                .or_else(|| self.affairs(&mut post));
            if step != Some(Step::On) {
                break;
            }
        }
        if post.spoken_for.is_some()
            && post.owner.is_none()
            && let Some((n, of, ..)) = self.nisba(post.end, false)
        {
            (post.owner, post.end) = (Some(of), n.end);
        }
        if post.owner.is_some()
            && post.singular()
            && let Some(end) = self.posted(post.end)
        {
            post.end = end;
        }
        post
    }

    /// The title's own words, which may name whose it is.
    fn post(&self, m: Match, id: u16, definite: bool) -> Post<'_> {
        let title = &self.t.k.titles[id as usize];
        let feminine = self.t.text.folded(m.start).ends_with(letters::FEMININE);
        let mut post = Post {
            m,
            id,
            title,
            definite,
            weak: matches!(title.kind, TitleKind::Rank | TitleKind::Occupation),
            end: m.end,
            owner: None,
            owners: SmallVec::new(),
            former: false,
            gender: if feminine { Gender::Feminine } else { Gender::Masculine },
            spoken_for: None,
            for_person: false,
        };
        // نائب الأمين العام للأمم المتحدة: the title itself names whose it is.
        // … but سكرتير مجلس الأمن القومي is no post of the United Nations.
        let states = title.kind == TitleKind::Office && title.sector == "GOV";
        for j in m.start + 1..m.end {
            if let Some((end, o)) = self.owner_name(j, false, None).or_else(|| self.owner_name(j, false, Some(letters::FOR_PREP)))
                && end <= m.end
                && !(states && matches!(o, Owner::Org(_)))
            {
                post.owner = Some(o);
                post.owners.push((j, end, o));
            }
        }
        // المستشار الألماني, as one title.
        if post.owner.is_none() && !post.one_word() {
            let agrees = |of: Owner, g: Gender| {
                matches!(of, Owner::Polity(_) | Owner::Org(_)) && (g == Gender::Feminine) == (post.gender == Gender::Feminine)
            };
            post.owner = self.nisba(m.end - 1, false).filter(|(_, of, _, g, _)| agrees(*of, *g)).map(|n| n.1);
        }
        post
    }

    /// `الروسي`; but in `رئيس الجمهورية` there is no adjective of the title.
    fn adjective(&self, post: &mut Post<'_>) -> Option<Step> {
        let (n, of, _, g, definite) = self.nisba(post.end, false)?;
        let agrees = !matches!(of, Owner::Group(_)) || (g == Gender::Feminine) == (post.gender == Gender::Feminine);
        // زعيم كوريا الشمالية: the longer name, not an adjective that looks like its first word.
        // زعماء مجموعة السبع روسيا: behind whose they are, the state and no adjective that looks like it.
        let owned = post.owner.is_some();
        let longer = self.owner_name(post.end, false, None).is_some_and(|(end, _)| end > n.end || end == n.end && owned);
        if !definite && post.definite || !agrees || longer {
            return None;
        }
        if post.owner.is_none() || matches!(post.owner, Some(Owner::Region(_))) {
            post.owner = Some(self.acts_for(of, post.id));
        }
        post.end = n.end;
        Some(Step::On)
    }

    fn former(&self, post: &mut Post<'_>) -> Option<Step> {
        let (f, _) = self.t.longest(post.end, |m| matches!(m.entry, Entry::Word(Class::Former)).then_some(()))?;
        if f.split.cut != 0 {
            return None;
        }
        (post.former, post.end) = (true, f.end);
        Some(Step::On)
    }

    /// `المبعوث الأمريكي الخاص إلى السودان`
    fn title_adjective(&self, post: &mut Post<'_>) -> Option<Step> {
        if post.end <= post.m.start + 1 {
            return None;
        }
        let (a, _) = self.t.longest(post.end, |m| matches!(m.entry, Entry::Word(Class::TitleAdjective)).then_some(()))?;
        if a.split.cut != 0 {
            return None;
        }
        post.end = a.end;
        Some(Step::On)
    }

    /// Whose it is, where nothing has told it yet.
    fn owner(&self, post: &mut Post<'_>) -> Option<Step> {
        if post.owner.is_some() {
            return None;
        }
        self.genitive(post)
            .or_else(|| self.sender(post))
            .or_else(|| self.voice_of(post))
            .or_else(|| self.of_several_states(post))
            .or_else(|| self.in_state(post))
    }

    /// The state or body behind it, `كل من` between them or not; or the organ spoken for or headed.
    fn genitive(&self, post: &mut Post<'_>) -> Option<Step> {
        let t = self.t;
        let all = t.longest(post.end, |m| (matches!(m.entry, Entry::Word(Class::Same)) && !m.split.conj).then_some(()));
        if let Some((c, _)) = all
            && self.owner_name(c.end, false, None).is_some()
            && self.owner_name(post.end, false, None).is_none()
        {
            post.end = c.end;
        }
        let p = post.end;
        let organ = t.longest(p, |m| match m.entry {
            Entry::Organ { id, .. } if !m.split.conj && (m.split.prep.is_none() || m.split.prep == Some(letters::FOR_PREP)) => {
                Some(id)
            }
            _ => None,
        });
        // The emir of a state, but the head of an organisation with ل: ولي العهد لمصر is on his way there.
        let named = self.owner_name(p, false, None).or_else(|| {
            self.owner_name(p, false, Some(letters::FOR_PREP)).filter(|(_, o)| {
                // المبعوث الدولي لليمن: where he is sent.
                !matches!(o, Owner::Polity(_))
                    || !matches!(post.title.kind, TitleKind::Office | TitleKind::Descr | TitleKind::Envoy)
            })
        });
        if let Some((o, id)) = organ
            && named.is_none_or(|(end, _)| end <= o.end)
        {
            (post.spoken_for, post.end) = (Some(id), o.end);
            return Some(Step::On);
        }
        let (end, o) = named?;
        // A state right behind a definite title is no genitive: الوزير مصر does not occur.
        let genitive = !post.definite
            || matches!(post.title.kind, TitleKind::Spokes | TitleKind::OrgHead | TitleKind::Envoy)
            || t.at(p).iter().any(|m| m.split.prep == Some(letters::FOR_PREP))
            || !post.one_word()
            || post.spoken_for.is_some();
        if !genitive {
            return None;
        }
        post.owner = Some(o);
        post.owners.push((p, end, o));
        post.end = end;
        Some(Step::On)
    }

    /// `مبعوث الرئيس الأمريكي`
    fn sender(&self, post: &mut Post<'_>) -> Option<Step> {
        if post.title.kind != TitleKind::Envoy {
            return None;
        }
        post.owner = Some(self.sent_by(post.end)?);
        post.for_person = true;
        Some(Step::Done)
    }

    /// `متحدث باسم الرئيس الفلسطيني محمود عباس`
    fn voice_of(&self, post: &mut Post<'_>) -> Option<Step> {
        if post.title.kind != TitleKind::Spokes {
            return None;
        }
        let (end, o) = self.spoken_for(post.end)?;
        post.owner = Some(o);
        // …، نبيل أبو ردينة: his own name behind that of whom he speaks for, who else is told of by himself.
        if self.mark(end, Mark::Comma) && self.name_at(self.skip_honorifics(end + 1), true).is_some() {
            post.end = end;
            return Some(Step::On);
        }
        post.for_person = true;
        Some(Step::Done)
    }

    /// `وزراء الخارجية والدفاع من مصر وروسيا`
    fn of_several_states(&self, post: &mut Post<'_>) -> Option<Step> {
        if post.title.number != Number::Plural {
            return None;
        }
        let (t, p) = (self.t, post.end);
        let and = t.text.tokens.get(p).is_some_and(|x| x.is_word()) && t.text.folded(p).starts_with(letters::AND_ARTICLE);
        let q = if and && self.nisba(p, true).is_none() { p + 1 } else { p };
        if !self.is_prep(q, prep::FROM) {
            return None;
        }
        let (end, o) = self.owner_name(q + 1, false, None)?;
        post.owner = Some(o);
        post.owners.push((q + 1, end, o));
        post.end = end;
        Some(Step::On)
    }

    /// `سفير … في مصر`; in a capital he only is.
    fn in_state(&self, post: &mut Post<'_>) -> Option<Step> {
        let p = post.end;
        if post.weak || !self.is_prep(p, prep::IN) && !self.is_prep(p, prep::TO_CLITIC) {
            return None;
        }
        let (end, o) = self.owner_name(p + 1, false, None)?;
        if self.t.at(p + 1).iter().any(|m| matches!(m.entry, Entry::Capital { .. })) {
            return None;
        }
        (post.owner, post.end) = (Some(o), end);
        Some(Step::On)
    }

    /// `رئيس بلدية القدس`, `محافظ البصرة`
    fn place_owner(&self, post: &mut Post<'_>) -> Option<Step> {
        if post.owner.is_some() || post.definite || post.m.end - post.m.start > 2 {
            return None;
        }
        let (m, id) = self.t.longest(post.end, |m| match m.entry {
            Entry::Place { id, .. } if !m.split.conj && m.split.prep.is_none() => Some(id),
            _ => None,
        })?;
        let polity = *self.t.k.polity_by_code.get(&self.t.k.places[id as usize].code)?;
        (post.owner, post.end) = (Some(Owner::Polity(polity)), m.end);
        Some(Step::On)
    }

    /// `رئيس الوزراء «الإسرائيلي» بنيامين نتنياهو`, `زعيم «حزب الله» اللبناني`
    fn in_quotes(&self, post: &mut Post<'_>) -> Option<Step> {
        let p = post.end;
        if post.owner.is_some() || !self.mark(p, Mark::Quote) {
            return None;
        }
        if let Some((n, of, ..)) = self.nisba(p + 1, false)
            && self.mark(n.end, Mark::Quote)
        {
            (post.owner, post.end) = (Some(of), n.end + 1);
            return Some(Step::On);
        }
        let (end, o) = self.owner_name(p + 1, false, None).filter(|(end, _)| self.mark(*end, Mark::Quote))?;
        post.owner = Some(o);
        post.end = self.nisba(end + 1, false).map_or(end + 1, |(n, ..)| n.end);
        Some(Step::On)
    }

    /// `المستشارة في الرئاسة السورية`
    fn in_organ(&self, post: &mut Post<'_>) -> Option<Step> {
        if post.owner.is_some() || !self.is_prep(post.end, prep::IN) {
            return None;
        }
        let (o, _) = self.t.longest(post.end + 1, |m| matches!(m.entry, Entry::Organ { .. }).then_some(()))?;
        let (n, of, ..) = self.nisba(o.end, false)?;
        (post.owner, post.end) = (Some(of), n.end);
        Some(Step::On)
    }

    /// `لدى الفلبين`, `إلى اليمن`, `المبعوث الأميركي للسودان`: where to, not whose.
    fn where_to(&self, post: &mut Post<'_>) -> Option<Step> {
        let (p, envoy) = (post.end, post.title.kind == TitleKind::Envoy);
        let to = self.is_prep(p, prep::AT) || envoy && self.is_prep(p, prep::TO);
        if let Some((end, _)) = to.then(|| self.owner_name(p + 1, false, None)).flatten() {
            post.end = end;
            return Some(Step::On);
        }
        match self.owner_name(p, false, Some(letters::FOR_PREP)) {
            Some((end, Owner::Polity(_) | Owner::Region(_))) if envoy && post.owner.is_some() => {
                post.end = end;
                Some(Step::On)
            }
            _ => None,
        }
    }

    /// Whether the word at `i` has the article, `و` before it or not.
    fn has_article(&self, i: usize) -> bool {
        let word = self.t.text.folded(i);
        word.starts_with(letters::ARTICLE) || word.starts_with(letters::AND_ARTICLE)
    }

    /// `المفوضة الأوروبية للتجارة سيسيليا مالستروم`: the portfolio, if a name follows it.
    fn portfolio(&self, post: &mut Post<'_>) -> Option<Step> {
        let (t, p) = (self.t, post.end);
        let field = t.splits(p).iter().any(|s| s.prep == Some(letters::FOR_PREP) && !s.conj && s.tok.is_some())
            && t.is(p, flag::COMMON | flag::MASDAR | flag::CUE_NOUN)
            && !t.is(p, flag::FINITE)
            && !t.at(p).iter().any(|m| matches!(m.entry, Entry::Honorific));
        if !field {
            return None;
        }
        let more =
            |q: &usize| t.text.tokens.get(*q).is_some_and(|x| x.is_word()) && self.has_article(*q) && t.is(*q, flag::COMMON);
        let q = p + 1 + (p + 1..p + 4).take_while(more).count();
        let n = self.skip_honorifics(q);
        if self.name_at(n, true).is_none() && !(n == q && self.name_like(q, true) && self.name_like(q + 1, false)) {
            return None;
        }
        post.end = q;
        Some(Step::On)
    }

    /// `للشؤون الخارجية`, `لشؤون الشرق الأوسط`: words with the article or a region follow.
    fn affairs(&self, post: &mut Post<'_>) -> Option<Step> {
        let (t, p) = (self.t, post.end);
        let (f, _) = t.longest(p, |m| matches!(m.entry, Entry::Word(Class::TitleTail)).then_some(()))?;
        if t.prep(p).is_some_and(|(_, at)| at != p) {
            return None;
        }
        let field = |q: &usize| {
            t.text.tokens.get(*q).is_some_and(|x| x.kind == Kind::Word)
                && self.has_article(*q)
                && (self.of_affairs(*q) || self.nisba(*q, false).is_none_or(|n| matches!(n.1, Owner::Region(_))))
                && self.known_name(*q).is_none()
        };
        post.end = f.end + (f.end..f.end + 4).take_while(field).count();
        Some(Step::On)
    }
}
