//! Titles with whose they are, the name behind them, and the names coordinated with it.

use super::{Finder, Mention, Named, TitleRef, What};
use crate::letters;
use crate::resolve::above_ministers;
use crate::tag::{Match, flag};
use mahdar_knowledge::conjugate::{Gender, Number};
use mahdar_knowledge::{Class, Entry, Owner, TitleKind, prep};
use mahdar_record::MentionForm;
use mahdar_text::{Kind, Mark};
use smallvec::SmallVec;

/// The office of those who speak for others.
const SPOKESPERSON: &str = "spokesperson";

impl Finder<'_, '_> {
    /// A title and all that hangs on it: whose, former, name.
    pub(super) fn titled(&self, m: Match, id: u16, definite: bool, out: &mut Vec<Mention>) -> bool {
        let t = self.t;
        let title = &t.k.titles[id as usize];
        // الباحث الرئيس: behind a noun with the article, the word is its adjective.
        if m.end - m.start == 1
            && definite
            && !m.split.conj
            && m.split.prep.is_none()
            && m.start > 0
            && out.last().is_none_or(|x| x.end != m.start)
        {
            let p = m.start - 1;
            let noun = t.text.tokens[p].is_word()
                && t.text.folded(p).starts_with(letters::ARTICLE)
                && t.is(p, flag::COMMON)
                && !t.is(p, flag::FINITE | flag::PREP | flag::ADVERB | flag::CONJ | flag::COMP | flag::REL)
                && self.nisba(p, false).is_none()
                && !t.at(p).iter().any(|m| matches!(m.entry, Entry::Weekday { .. } | Entry::Deictic { .. }));
            if noun {
                return false;
            }
        }
        // زعيم حزب الله: the leader of what is called so, not a party's leader of another name.
        let over = |j: usize| {
            let named = self.owner_name(j, false, None).or_else(|| self.owner_name(j, false, Some(1)));
            named.is_some_and(|(end, o)| end > m.end && matches!(o, Owner::Group(_) | Owner::Org(_)))
        };
        if let Some(j) = (m.start + 1..m.end).find(|j| over(*j)) {
            let shorter = t.at(m.start).iter().find_map(|x| match x.entry {
                Entry::Title { .. } if x.end == j && x.split.cut == m.split.cut => Some(*x),
                _ => None,
            });
            if let Some(x) = shorter {
                return self.titled(x, id, definite, out);
            }
        }
        // A rank or trade counts only with a name behind it.
        let weak = matches!(title.kind, TitleKind::Rank | TitleKind::Occupation);
        let mut p = m.end;
        let mut owner: Option<Owner> = None;
        let mut owners: SmallVec<[(usize, usize, Owner); 4]> = SmallVec::new();
        let mut former = false;
        let mut gender = Gender::Masculine;
        if t.text.folded(m.start).ends_with(letters::FEMININE) {
            gender = Gender::Feminine;
        }
        // نائب الأمين العام للأمم المتحدة: the title itself names whose it is.
        // … but سكرتير مجلس الأمن القومي is no post of the United Nations.
        let post = title.kind == TitleKind::Office && title.sector == "GOV";
        for j in m.start + 1..m.end {
            if let Some((end, o)) = self.owner_name(j, false, None).or_else(|| self.owner_name(j, false, Some(1)))
                && end <= m.end
                && !(post && matches!(o, Owner::Org(_)))
            {
                owner = Some(o);
                owners.push((j, end, o));
            }
        }
        // المستشار الألماني, as one title.
        if owner.is_none() && m.end - m.start > 1 {
            let agrees = |of: Owner, g: Gender| {
                matches!(of, Owner::Polity(_) | Owner::Org(_)) && (g == Gender::Feminine) == (gender == Gender::Feminine)
            };
            owner = self.nisba(m.end - 1, false).filter(|(_, of, _, g, _)| agrees(*of, *g)).map(|n| n.1);
        }
        let mut spoken_for: Option<u16> = None;
        let mut for_person = false;
        for _ in 0..6 {
            // رئيس الجمهورية: no adjective of the title.
            let agrees =
                |of: Owner, g: Gender| !matches!(of, Owner::Group(_)) || (g == Gender::Feminine) == (gender == Gender::Feminine);
            if let Some((n, of, _, g, def)) = self.nisba(p, false)
                && (def || !definite)
                && agrees(of, g)
                // زعيم كوريا الشمالية: the longer name, not an adjective that looks like its first word.
                && self.owner_name(p, false, None).is_none_or(|(end, _)| end <= n.end)
            {
                if owner.is_none() || matches!(owner, Some(Owner::Region(_))) {
                    owner = Some(self.acts_for(of, id));
                }
                p = n.end;
                continue;
            }
            if let Some((f, _)) = t.longest(p, |m| matches!(m.entry, Entry::Word(Class::Former)).then_some(()))
                && f.split.cut == 0
            {
                former = true;
                p = f.end;
                continue;
            }
            // المبعوث الأمريكي الخاص إلى السودان
            if p > m.start + 1
                && let Some((a, _)) = t.longest(p, |m| matches!(m.entry, Entry::Word(Class::TitleAdjective)).then_some(()))
                && a.split.cut == 0
            {
                p = a.end;
                continue;
            }
            if owner.is_none() {
                let collective = t.longest(p, |m| (matches!(m.entry, Entry::Word(Class::Same)) && !m.split.conj).then_some(()));
                if let Some((c, _)) = collective
                    && self.owner_name(c.end, false, None).is_some()
                    && self.owner_name(p, false, None).is_none()
                {
                    p = c.end;
                }
                // The body spoken for or headed.
                let organ = t.longest(p, |m| match m.entry {
                    Entry::Organ { id, .. } if !m.split.conj && (m.split.prep.is_none() || m.split.prep == Some(1)) => Some(id),
                    _ => None,
                });
                // The emir of a state, but the head of an organisation with ل: ولي العهد لمصر is on his way there.
                let named = self.owner_name(p, false, None).or_else(|| {
                    self.owner_name(p, false, Some(1)).filter(|(_, o)| {
                        // المبعوث الدولي لليمن: where he is sent.
                        !matches!(o, Owner::Polity(_))
                            || !matches!(title.kind, TitleKind::Office | TitleKind::Descr | TitleKind::Envoy)
                    })
                });
                match (&organ, named) {
                    (Some((o, oid)), n) if n.is_none_or(|(e, _)| e <= o.end) => {
                        spoken_for = Some(*oid);
                        p = o.end;
                        continue;
                    }
                    (_, Some((end, o))) => {
                        // A state right behind a definite title is no genitive: الوزير مصر does not occur.
                        let genitive = !definite
                            || matches!(title.kind, TitleKind::Spokes | TitleKind::OrgHead | TitleKind::Envoy)
                            || t.at(p).iter().any(|m| m.split.prep == Some(1))
                            || m.end - m.start > 1
                            || spoken_for.is_some();
                        if genitive {
                            owner = Some(o);
                            owners.push((p, end, o));
                            p = end;
                            continue;
                        }
                    }
                    _ => {}
                }
                if title.kind == TitleKind::Envoy
                    && let Some(o) = self.sent_by(p)
                {
                    owner = Some(o);
                    for_person = true;
                    break;
                }
                // متحدث باسم الرئيس الفلسطيني محمود عباس
                if title.kind == TitleKind::Spokes
                    && let Some((end, o)) = self.spoken_for(p)
                {
                    owner = Some(o);
                    // …، نبيل أبو ردينة: his own name behind that of whom he speaks for, who else is told of by himself.
                    let own = end + usize::from(self.mark(end, Mark::Comma));
                    if own > end && self.name_at(self.skip_honorifics(own), true).is_some() {
                        p = end;
                        continue;
                    }
                    for_person = true;
                    break;
                }
                // وزراء الخارجية والدفاع من مصر وروسيا
                if title.number == Number::Plural {
                    let and =
                        t.text.tokens.get(p).is_some_and(|x| x.is_word()) && t.text.folded(p).starts_with(letters::AND_ARTICLE);
                    let q = if and && self.nisba(p, true).is_none() { p + 1 } else { p };
                    if self.is_prep(q, prep::FROM)
                        && let Some((end, o)) = self.owner_name(q + 1, false, None)
                    {
                        owner = Some(o);
                        owners.push((q + 1, end, o));
                        p = end;
                        continue;
                    }
                }
                if (self.is_prep(p, prep::IN) || self.is_prep(p, prep::TO_CLITIC))
                    && !weak
                    && let Some((end, o)) = self.owner_name(p + 1, false, None)
                {
                    let capital = t.at(p + 1).iter().any(|m| matches!(m.entry, Entry::Capital { .. }));
                    if !capital {
                        owner = Some(o);
                        p = end;
                        continue;
                    }
                }
            }
            // رئيس بلدية القدس, محافظ البصرة
            if owner.is_none() && !definite && m.end - m.start <= 2 {
                let place = t.longest(p, |m| match m.entry {
                    Entry::Place { id, .. } if !m.split.conj && m.split.prep.is_none() => Some(id),
                    _ => None,
                });
                if let Some((pm, id)) = place
                    && let Some(&polity) = t.k.polity_by_code.get(&t.k.places[id as usize].code)
                {
                    owner = Some(Owner::Polity(polity));
                    p = pm.end;
                    continue;
                }
            }
            // رئيس الوزراء «الإسرائيلي» بنيامين نتنياهو
            if self.mark(p, Mark::Quote)
                && owner.is_none()
                && let Some((n, of, ..)) = self.nisba(p + 1, false)
                && self.mark(n.end, Mark::Quote)
            {
                owner = Some(of);
                p = n.end + 1;
                continue;
            }
            // زعيم «حزب الله» اللبناني
            if self.mark(p, Mark::Quote)
                && owner.is_none()
                && let Some((end, o)) = self.owner_name(p + 1, false, None)
                && self.mark(end, Mark::Quote)
            {
                owner = Some(o);
                p = end + 1;
                if let Some((n, ..)) = self.nisba(p, false) {
                    p = n.end;
                }
                continue;
            }
            // المستشارة في الرئاسة السورية
            if owner.is_none() && self.is_prep(p, prep::IN) {
                let organ = t.longest(p + 1, |m| matches!(m.entry, Entry::Organ { .. }).then_some(()));
                if let Some((o, _)) = organ
                    && let Some((n, of, ..)) = self.nisba(o.end, false)
                {
                    owner = Some(of);
                    p = n.end;
                    continue;
                }
            }
            // لدى الفلبين, إلى اليمن: where to, not whose.
            if (self.is_prep(p, prep::AT) || (title.kind == TitleKind::Envoy && self.is_prep(p, prep::TO)))
                && let Some((end, _)) = self.owner_name(p + 1, false, None)
            {
                p = end;
                continue;
            }
            // المبعوث الأميركي للسودان
            if title.kind == TitleKind::Envoy
                && owner.is_some()
                && let Some((end, Owner::Polity(_) | Owner::Region(_))) = self.owner_name(p, false, Some(1))
            {
                p = end;
                continue;
            }
            // المفوضة الأوروبية للتجارة سيسيليا مالستروم: the portfolio, if a name follows it.
            if t.splits(p).iter().any(|s| s.prep == Some(1) && !s.conj && s.tok.is_some())
                && t.is(p, flag::COMMON | flag::MASDAR | flag::CUE_NOUN)
                && !t.is(p, flag::FINITE)
                && !t.at(p).iter().any(|m| matches!(m.entry, Entry::Honorific))
            {
                let mut q = p + 1;
                while q < p + 4
                    && t.text.tokens.get(q).is_some_and(|x| x.is_word())
                    && (t.text.folded(q).starts_with(letters::ARTICLE) || t.text.folded(q).starts_with(letters::AND_ARTICLE))
                    && t.is(q, flag::COMMON)
                {
                    q += 1;
                }
                let n = self.skip_honorifics(q);
                if self.name_at(n, true).is_some() || n == q && self.name_like(q, true) && self.name_like(q + 1, false) {
                    p = q;
                    continue;
                }
            }
            if let Some((f, _)) = t.longest(p, |m| matches!(m.entry, Entry::Word(Class::TitleTail)).then_some(()))
                && t.prep(p).is_none_or(|(_, at)| at == p)
            {
                // للشؤون الخارجية، لشؤون الشرق الأوسط: words with the article or a region follow.
                p = f.end;
                let mut steps = 0;
                while steps < 4
                    && t.text.tokens.get(p).is_some_and(|x| x.kind == Kind::Word)
                    && (t.text.folded(p).starts_with(letters::ARTICLE) || t.text.folded(p).starts_with(letters::AND_ARTICLE))
                    && (self.of_affairs(p) || self.nisba(p, false).is_none_or(|n| matches!(n.1, Owner::Region(_))))
                    && self.known_name(p).is_none()
                {
                    p += 1;
                    steps += 1;
                }
                continue;
            }
            break;
        }
        if spoken_for.is_some()
            && owner.is_none()
            && let Some((n, of, ..)) = self.nisba(p, false)
        {
            owner = Some(of);
            p = n.end;
        }
        if owner.is_some()
            && title.number == Number::Singular
            && let Some(end) = self.posted(p)
        {
            p = end;
        }
        // A second title in apposition: رئيس الوزراء ووزير الدفاع الشيخ …
        let body_end = p;
        let mut q = self.skip_honorifics(p);
        let comma = self.mark(q, Mark::Comma)
            || self.mark(q, Mark::Quote) && t.text.quotes.opening(q).is_some_and(|x| x.close - x.open <= 6);
        let mut named = None;
        // متحدث باسم رئيسة الوزراء، تيريزا ماي، : a spokesman without the article is not named.
        let speaks = title.office.is_some_and(|o| t.k.offices[o as usize].name == SPOKESPERSON);
        let bare = (m.start..m.end).all(|j| !t.text.folded(j).starts_with(letters::ARTICLE));
        // وزير الخارجية مرفوقا بفلان is complete; وزيرة الخارجية والتعاون الإقليمي goes on.
        let goes_on = owner.is_none()
            && t.text.tokens.get(body_end).is_some_and(|x| x.is_word())
            && t.text.folded(body_end).starts_with(letters::AND_ARTICLE)
            && !t.at(body_end).iter().any(|x| matches!(x.entry, Entry::Title { .. } | Entry::Honorific));
        let closed = definite || !bare && !goes_on;
        let nameless = speaks && bare && comma || for_person;
        if !nameless && (title.number == Number::Singular || owners.is_empty()) {
            if comma {
                let r = self.skip_honorifics(q + 1);
                named = self.name_at(r, true).filter(|n| {
                    let end = n.end;
                    r > q + 1
                        || !n.humans.is_empty()
                        || self.mark(end, Mark::Comma)
                        || t.is(end, flag::COMP | flag::PREP | flag::FINITE)
                        || self.mark(end, Mark::Stop)
                        || self.mark(end, Mark::Colon)
                });
                if named.is_some() {
                    q = r;
                } else if owner.is_some() {
                    named = self.ranked(q + 1).or_else(|| self.between_commas(r));
                }
            } else if !self.mark(q, Mark::Colon) {
                named = self.name_at(q, false);
                // رئيس الديوان الملكي الهاشمي الدكتور فايز الطراونة: a word with the article before an honorific is the post's.
                if let Some(n) = named.as_ref().filter(|n| n.end == n.start + 1)
                    && t.text.folded(n.start).starts_with(letters::ARTICLE)
                    && let r = self.skip_honorifics(n.end)
                    && r > n.end
                    && let Some(bearer) = self.name_at(r, true)
                {
                    named = Some(bearer);
                }
                // After a title of many, a name is the first of a list.
                if let Some(n) = &named {
                    let lone = n.end - n.start == 1 && n.humans.is_empty();
                    let given = t.at(n.start).iter().any(|m| matches!(m.entry, Entry::Given { weight: 2.. }));
                    let word = owner.is_none() || !t.at(n.start).is_empty() || t.text.folded(n.start).ends_with(letters::ALEF);
                    // شقاق دبلوماسي نادر, يصفها الرئيس الأمريكي بالسخيفة
                    let vague = title.kind == TitleKind::Descr && !definite || t.prep(n.start).is_some();
                    if lone && (vague || !given && word) {
                        named = None;
                    }
                }
            }
        }
        // Of two posts the higher one.
        let mut post = id;
        // الناطق باسم الخارجية المصرية السفير بدر عبد العاطي: a second title before the name.
        if named.is_none()
            && !comma
            && !for_person
            && title.number == Number::Singular
            && (owner.is_some() || title.kind == TitleKind::Office)
        {
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
            if let Some((tm, (id2, definite2))) = second.filter(|(_, (id, definite))| !(*definite && other(*id))) {
                let mut sub = Vec::new();
                if self.titled(tm, id2, definite2, &mut sub)
                    && let Some(Mention { what: What::Person { name: Some((s, e)), humans, title: Some(x), owner: of, .. }, .. }) =
                        sub.into_iter().next()
                    // ولي العهد نائب رئيس مجلس الوزراء فلان, but استقبل ولي العهد وزير الخارجية الأميركي فلانا.
                    && match (owner, of) {
                        (Some(Owner::Polity(a)), Some(Owner::Polity(b))) => a == b,
                        (Some(_), _) => true,
                        (None, _) => !definite2 && (of.is_none() || !self.nisba_inside(tm.end, tm.end + 2)),
                    }
                {
                    named = Some(Named { start: s, end: e, humans });
                    // سفير تشاد رئيس المجموعة الإفريقية: the head of a group only.
                    // المتحدث باسم الخارجية السفير فلان: a rank of the service.
                    let rank = definite2 && tm.end == tm.start + 1 && title.office.is_some();
                    post = if x.part || rank { id } else { self.higher(id, id2) };
                }
            }
        }
        // رئيس مجمع تشخيص مصلحة النظام: what stands for a state has a head of its own.
        let mut part = owners.first().is_some_and(|(at, ..)| {
            title.kind == TitleKind::Office
                && m.end - m.start == 1
                && t.at(*at).iter().any(|x| matches!(x.entry, Entry::Metonym { .. }))
        });
        // مساعد وزيرة الخارجية كلينتون لشؤون الشرق الأوسط جيفري فيلتمان: the name behind whose affairs they are.
        if let Some(n) = &named
            && self.may_have_tail(id, false)
            && t.at(n.end).iter().any(|x| matches!(x.entry, Entry::Word(Class::TitleTail)))
            && let Some((bearer, ..)) = self.tail(n.end)
        {
            named = Some(bearer);
        }
        // عضو كتلة … النائب عاطف مجدلاني: more of the title before the name.
        if named.is_none()
            && !comma
            && !for_person
            && self.may_have_tail(id, closed)
            && let Some((n, of, second)) = self.tail(p)
        {
            post = second.map_or(id, |x| self.higher(id, x));
            part |= body_end == m.end && m.end - m.start == 1 && !definite;
            owner = owner.or(of);
            named = Some(n);
        }
        if named.is_none() && !comma && !for_person && title.number == Number::Singular && self.may_have_tail(id, closed) {
            named = self.before_report(p);
        }
        // النائب الأول لرئيس الوزراء ووزير الخارجية الكويتي صباح الخالد: another post of the one who is named behind it.
        if named.is_none()
            && !comma
            && owner.is_none()
            && title.number == Number::Singular
            && let Some((n, of, second)) = self.joined_post(id, q)
        {
            post = self.higher(id, second);
            owner = of;
            named = Some(n);
        }
        if weak && named.is_none() {
            return false;
        }
        // "رئيس" alone before anything unowned and undetermined is only a word.
        if named.is_none() && owner.is_none() && !definite && m.split.enc.is_none() && m.end - m.start == 1 {
            return false;
        }
        let mut end = named.as_ref().map_or(body_end, |n| n.end);
        let mut title_former = former;
        // السفير نجيب المنيف، سفير تونس بالقاهرة،
        if let Some(n) = named.as_ref().filter(|n| owner.is_none() && self.mark(n.end, Mark::Comma))
            && let (Some(x), Some(of), closed) = self.apposition(n.end, false)
        {
            (owner, end) = (Some(of), closed);
            post = if x.former { post } else { self.higher(post, x.id) };
        }
        if let Some(n) = &named
            && let Some((f, _)) = t.longest(n.end, |m| matches!(m.entry, Entry::Word(Class::Former)).then_some(()))
        {
            title_former = true;
            end = f.end;
        }
        let mut x = self.base(&m, What::Joint, if named.is_some() { MentionForm::TitleName } else { MentionForm::Title });
        x.number = title.number;
        x.inner = owners.first().copied();
        x.gender = gender;
        x.end = end;
        x.what = What::Person {
            humans: named.as_ref().map(|n| n.humans.clone()).unwrap_or_default(),
            name: named.as_ref().map(|n| (n.start, n.end)),
            title: Some(TitleRef { id: post, former: title_former, definite, part, above: None }),
            owner,
            owner_pronoun: m.split.enc.is_some(),
        };
        if title.number != Number::Singular {
            x.number = if named.is_some() { Number::Singular } else { title.number };
        }
        out.push(x);
        // وزيرا الخارجية السعودي فيصل بن فرحان والإيراني حسين أمير عبد اللهيان; رؤساء كينيا وأوغندا
        if title.number != Number::Singular {
            self.coordinated(end, id, out);
        }
        true
    }
}
