//! Who bears a title: the name behind it, behind a second title, or behind the tail of the first.

use super::{Finder, Mention, Named, Post, What};
use crate::letters;
use crate::resolve::above_ministers;
use crate::tag::{Match, flag};
use mahdar_knowledge::conjugate::Number;
use mahdar_knowledge::{Class, Entry, Owner, TitleKind};
use mahdar_text::Mark;

/// The office of those who speak for others.
const SPOKESPERSON: &str = "spokesperson";

/// Marks around a name of no more tokens than these part it from its title as commas do.
const QUOTED: usize = 6;

/// Who bears a title.
pub(super) struct Bearer {
    pub named: Option<Named>,
    /// The post: of two the higher one.
    pub post: u16,
    /// It is a part's only: `رئيس لجنة …`.
    pub part: bool,
}

impl Finder<'_, '_> {
    pub(super) fn bearer(&self, post: &mut Post<'_>) -> Bearer {
        let q = self.skip_honorifics(post.end);
        let comma = self.mark(q, Mark::Comma)
            || self.mark(q, Mark::Quote) && self.t.text.quotes.opening(q).is_some_and(|x| x.close - x.open <= QUOTED);
        // متحدث باسم رئيسة الوزراء، تيريزا ماي، : a spokesman without the article is not named.
        let speaks = post.title.office.is_some_and(|o| self.t.k.offices[o as usize].name == SPOKESPERSON);
        let nameless = speaks && self.bare(post) && comma || post.for_person;
        let mut b = Bearer { named: None, post: post.id, part: self.head_of_part(post) };
        if !nameless && (post.singular() || post.owners.is_empty()) {
            b.named = match comma {
                true => self.behind_comma(post, q),
                false => self.right_behind(post, q),
            };
        }
        let alone = !comma && !post.for_person;
        if b.named.is_none() && alone && post.singular() {
            self.behind_second_title(post, q, &mut b);
        }
        // مساعد وزيرة الخارجية كلينتون لشؤون الشرق الأوسط جيفري فيلتمان: the name behind whose affairs they are.
        if let Some(n) = &b.named
            && self.may_have_tail(post.id, false)
            && self.t.at(n.end).iter().any(|x| matches!(x.entry, Entry::Word(Class::TitleTail)))
            && let Some((bearer, ..)) = self.tail(n.end)
        {
            b.named = Some(bearer);
        }
        if b.named.is_none() && alone && self.may_have_tail(post.id, self.closed(post)) {
            self.behind_tail(post, &mut b);
        }
        // النائب الأول لرئيس الوزراء ووزير الخارجية الكويتي صباح الخالد: another post of the one who is named behind it.
        if b.named.is_none()
            && !comma
            && post.owner.is_none()
            && post.singular()
            && let Some((n, of, second)) = self.joined_post(post.id, q)
        {
            b.post = self.higher(post.id, second);
            post.owner = of;
            b.named = Some(n);
        }
        b
    }

    /// Whether no word of the title has the article.
    fn bare(&self, post: &Post<'_>) -> bool {
        (post.m.start..post.m.end).all(|j| !self.t.text.folded(j).starts_with(letters::ARTICLE))
    }

    /// `وزير الخارجية مرفوقا بفلان` is complete; `وزيرة الخارجية والتعاون الإقليمي` goes on.
    fn closed(&self, post: &Post<'_>) -> bool {
        let (t, end) = (self.t, post.end);
        let goes_on = post.owner.is_none()
            && t.text.tokens.get(end).is_some_and(|x| x.is_word())
            && t.text.folded(end).starts_with(letters::AND_ARTICLE)
            && !t.at(end).iter().any(|x| matches!(x.entry, Entry::Title { .. } | Entry::Honorific));
        post.definite || !self.bare(post) && !goes_on
    }

    /// `رئيس مجمع تشخيص مصلحة النظام`: what stands for a state has a head of its own.
    fn head_of_part(&self, post: &Post<'_>) -> bool {
        post.owners.first().is_some_and(|(at, ..)| {
            post.title.kind == TitleKind::Office
                && post.one_word()
                && self.t.at(*at).iter().any(|x| matches!(x.entry, Entry::Metonym { .. }))
        })
    }

    /// `وزير الخارجية الروسي، سيرغي لافروف،`
    fn behind_comma(&self, post: &Post<'_>, comma: usize) -> Option<Named> {
        let r = self.skip_honorifics(comma + 1);
        let closed = |n: &Named| {
            r > comma + 1
                || !n.humans.is_empty()
                || self.t.is(n.end, flag::COMP | flag::PREP | flag::FINITE)
                || [Mark::Comma, Mark::Stop, Mark::Colon].iter().any(|mark| self.mark(n.end, *mark))
        };
        self.name_at(r, true).filter(closed).or_else(|| {
            post.owner?;
            self.ranked(comma + 1).or_else(|| self.between_commas(r))
        })
    }

    /// `الرئيس الفرنسي إيمانويل ماكرون`
    fn right_behind(&self, post: &Post<'_>, q: usize) -> Option<Named> {
        let t = self.t;
        if self.mark(q, Mark::Colon) {
            return None;
        }
        // سيزور الرئيس الفرنسي كوريا الشمالية: a state's name of several words begins no person's.
        let state = |m: &Match| matches!(m.entry, Entry::Polity { sure: true, .. }) && m.end > q + 1 && m.split.cut == 0;
        let mut n = self.name_at(q, false).filter(|_| post.owner.is_none() || !t.at(q).iter().any(state))?;
        // رئيس الديوان الملكي الدكتور فلان: a word with the article before an honorific is the post's.
        if n.end == n.start + 1 && t.text.folded(n.start).starts_with(letters::ARTICLE) {
            let r = self.skip_honorifics(n.end);
            if let Some(bearer) = (r > n.end).then(|| self.name_at(r, true)).flatten() {
                n = bearer;
            }
        }
        let lone = n.end - n.start == 1 && n.humans.is_empty();
        let given = t.at(n.start).iter().any(|m| matches!(m.entry, Entry::Given { weight: 2.. }));
        let word = post.owner.is_none() || !t.at(n.start).is_empty() || t.text.folded(n.start).ends_with(letters::ALEF);
        // شقاق دبلوماسي نادر, يصفها الرئيس الأمريكي بالسخيفة
        let vague = post.title.kind == TitleKind::Descr && !post.definite || t.prep(n.start).is_some();
        (!(lone && (vague || !given && word))).then_some(n)
    }

    /// `الناطق باسم الخارجية المصرية السفير بدر عبد العاطي`: a second title before the name.
    fn behind_second_title(&self, post: &Post<'_>, q: usize, b: &mut Bearer) {
        let t = self.t;
        if post.owner.is_none() && post.title.kind != TitleKind::Office {
            return;
        }
        let second = t.longest(q, |m| match m.entry {
            Entry::Title { id, definite }
                if !m.split.conj && m.split.prep.is_none() && t.k.titles[id as usize].number == Number::Singular =>
            {
                Some((id, definite))
            }
            _ => None,
        });
        // سلم السفير القطري الرئيس التونسي …: somebody else.
        let other = |id: u16| t.k.titles[id as usize].office.is_some_and(|o| above_ministers(t.k, o));
        let Some((m, (id, definite))) = second.filter(|(_, (id, definite))| !(*definite && other(*id))) else { return };
        let mut sub = Vec::new();
        if !self.titled(m, id, definite, &mut sub) {
            return;
        }
        let Some(Mention { what: What::Person { name: Some((start, end)), humans, title: Some(x), owner: of, .. }, .. }) =
            sub.into_iter().next()
        else {
            return;
        };
        // ولي العهد نائب رئيس مجلس الوزراء فلان, but استقبل ولي العهد وزير الخارجية الأميركي فلانا.
        let same = match (post.owner, of) {
            (Some(Owner::Polity(a)), Some(Owner::Polity(b))) => a == b,
            (Some(_), _) => true,
            (None, _) => !definite && (of.is_none() || !self.nisba_inside(m.end, m.end + 2)),
        };
        if same {
            b.named = Some(Named { start, end, humans });
            // سفير تشاد رئيس المجموعة الإفريقية: the head of a group only.
            // المتحدث باسم الخارجية السفير فلان: a rank of the service.
            let rank = definite && m.end == m.start + 1 && post.title.office.is_some();
            b.post = if x.part || rank { post.id } else { self.higher(post.id, id) };
        }
    }

    /// `عضو كتلة … النائب عاطف مجدلاني`: more of the title before the name.
    fn behind_tail(&self, post: &mut Post<'_>, b: &mut Bearer) {
        if let Some((n, of, second)) = self.tail(post.end) {
            b.post = second.map_or(post.id, |x| self.higher(post.id, x));
            b.part |= post.end == post.m.end && post.one_word() && !post.definite;
            post.owner = post.owner.or(of);
            b.named = Some(n);
        } else if post.singular() {
            b.named = self.before_report(post.end);
        }
    }
}
