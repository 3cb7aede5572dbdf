//! Persons without a leading title, agents, peoples, descriptions.

use super::{Finder, Mention, Named, What};
use crate::letters;
use crate::tag::{Match, flag};
use mahdar_knowledge::conjugate::{Gender, Number};
use mahdar_knowledge::{Class, Entry, Owner, prep};
use mahdar_record::MentionForm;
use mahdar_text::{Kind, Mark};
use smallvec::SmallVec;

/// How many adjectives may stand between people and that of their state.
const ADJECTIVES: usize = 2;

impl Finder<'_, '_> {
    /// A person by name, with the title that may follow.
    pub(super) fn person(&self, i: usize, name: Named, out: &mut Vec<Mention>) {
        let t = self.t;
        let m = t
            .longest(i, |m| (m.end == name.end && matches!(m.entry, Entry::Human { .. } | Entry::Short { .. })).then_some(()))
            .map(|x| x.0);
        let Some(m) = m else { return };
        // A longer name than the base has: سلمان بن عبدالعزيز آل سعود
        let mut end = name.end;
        let person = |j: usize| {
            t.at(j).iter().any(|m| m.split.cut == 0 && matches!(m.entry, Entry::Short { sure: true, .. } | Entry::Human { .. }))
        };
        while end < name.end + 4
            && !(name.end - i == 1 && person(end))
            && self.name_like(end, false)
            && t.at(end).iter().any(|m| matches!(m.entry, Entry::Given { weight: 2.. }))
        {
            end += 1;
        }
        let mut x = self.base(&m, What::Joint, MentionForm::Name);
        x.end = end;
        let (title, owner, end2) = self.posts_behind(end, &name.humans);
        if title.is_some() {
            x.form = MentionForm::TitleName;
        }
        x.end = end2.max(end);
        let humans = if name.end - name.start <= 2 && end > name.end { SmallVec::new() } else { name.humans };
        x.what = What::Person { humans, name: Some((i, end)), title, owner, owner_pronoun: false };
        x.gender = Gender::Common;
        out.push(x);
    }

    /// `أن الأخير وعد`, `خلال زيارة الأخير`, but neither `الأسبوع الأخير` nor `في الأخير`: no noun stands before that it describes.
    fn stands_alone(&self, m: &Match) -> bool {
        let t = self.t;
        let Some(before) = m.start.checked_sub(1).filter(|_| m.split.prep.is_none_or(|x| !t.k.prep_is(x, prep::PLACE))) else {
            return false;
        };
        let deed =
            || t.at(before).iter().any(|x| matches!(x.entry, Entry::Masdar { definite: false, .. }) && x.split.enc.is_none());
        let by = t.prep(before).is_some_and(|(x, at)| at == m.start && !t.k.prep_is(x, prep::IN));
        let noun = t.text.folded(before).starts_with(letters::ARTICLE);
        m.split.prep.is_some() || !noun && (by || t.is(before, flag::COMP | flag::FINITE) || deed())
    }

    /// A counterpart of that state with the name that may follow.
    fn counterpart(&self, mut x: Mention, owner: Option<Owner>, out: &mut Vec<Mention>) {
        let comma = self.mark(x.end, Mark::Comma);
        let named = self.name_at(self.skip_honorifics(x.end + usize::from(comma)), comma);
        if let Some(n) = &named {
            (x.end, x.form) = (n.end, MentionForm::TitleName);
        }
        x.gender = Gender::Masculine;
        let name = named.as_ref().map(|n| (n.start, n.end));
        x.what = What::Counterpart { owner, name, humans: named.map(|n| n.humans).unwrap_or_default() };
        out.push(x);
    }

    /// `التقى لافروف وزير الخارجية السعودي`: another state's post behind a name that is known is somebody else.
    pub(super) fn foreign(&self, humans: &[u32], owner: Owner) -> bool {
        let k = self.t.k;
        let code = match owner {
            Owner::Polity(p) => &k.polities[p as usize].code,
            Owner::Org(o) => &k.orgs[o as usize].code,
            Owner::Group(_) | Owner::Region(_) => return false,
        };
        let of = |h: &u32| {
            let x = &k.humans[*h as usize];
            x.code == *code || x.terms.iter().any(|t| t.code == *code)
        };
        !humans.is_empty() && !humans.iter().any(of)
    }

    /// Whoever is told of at `i` by no title, organ or name of a thing: by what he is to others, by an honorific, by a name
    /// alone, by a word for people or by an adjective.
    pub(super) fn other(&self, i: usize, out: &mut Vec<Mention>) {
        let _ = self.counterparts(i, out)
            || self.country(i, out)
            || self.latter(i, out)
            || self.joint(i, out)
            || self.honoured(i, out)
            || self.honorific(i, out)
            || self.agents(i, out)
            || self.short_name(i, out)
            || self.bare_name(i, out)
            || self.nationality(i, out);
    }

    /// `نظيره`, `نظيريه الكيني، أوهورو كينياتا، والأوغندي، يوري موسيفيني`
    fn counterparts(&self, i: usize, out: &mut Vec<Mention>) -> bool {
        let word = |m: &Match| (matches!(m.entry, Entry::Word(Class::Counterpart)) && m.split.enc.is_some()).then_some(());
        let Some((m, _)) = self.t.longest(i, word) else { return false };
        let mut p = m.end;
        let mut owner = None;
        if let Some((n, of, ..)) = self.nisba(p, false) {
            owner = Some(of);
            p = n.end;
        }
        let elsewhere = if owner.is_none() { self.counterparts_of(p) } else { None };
        if let Some((end, of)) = elsewhere {
            (p, owner) = (end, Some(of));
        }
        let mut x = self.base(&m, What::Joint, MentionForm::Title);
        x.end = p;
        self.counterpart(x, owner, out);
        // نظرائه من مصر والأردن والعراق
        while let (Some(last), true) = (out.last().map(|x| x.end), elsewhere.is_some()) {
            let Some((end, of)) = self.owner_name(last, true, None) else { break };
            let mut y = self.base(&m, What::Joint, MentionForm::Title);
            (y.start, y.end, y.cut, y.conj, y.prep) = (last, end, 1, true, None);
            self.counterpart(y, Some(of), out);
        }
        // نظيريه الكيني، أوهورو كينياتا، والأوغندي، يوري موسيفيني
        for _ in 0..8 {
            let end = out.last().map_or(p, |x| x.end);
            let at = end + usize::from(self.mark(end, Mark::Comma));
            let Some((n, of, ..)) = self.nisba(at, true).filter(|_| owner.is_some()) else { break };
            let mut y = self.base(&n, What::Joint, MentionForm::Title);
            y.conj = true;
            self.counterpart(y, Some(of), out);
        }
        true
    }

    /// `نظيره من طاجيكستان`, `نظرائه في دول مجلس التعاون`: of which state or organisation the counterparts behind which `at` is are.
    fn counterparts_of(&self, at: usize) -> Option<(usize, Owner)> {
        if !self.is_prep(at, prep::FROM | prep::IN) {
            return None;
        }
        let named = |i: usize| self.owner_name(i, false, None);
        named(at + 1).or_else(|| named(at + 2).filter(|_| self.t.is(at + 1, flag::COMMON)))
    }

    /// `بلاده`, but not the verb or a word that only looks like it.
    fn country(&self, i: usize, out: &mut Vec<Mention>) -> bool {
        let word = |m: &Match| (matches!(m.entry, Entry::Word(Class::Country)) && m.split.enc.is_some()).then_some(());
        let Some((m, _)) = self.t.longest(i, word) else { return false };
        let mut x = self.base(&m, What::Country, MentionForm::Pronoun);
        x.gender = Gender::Feminine;
        out.push(x);
        true
    }

    /// `الأخير`, `الأخيرة`
    fn latter(&self, i: usize, out: &mut Vec<Mention>) -> bool {
        let word = self.t.longest(i, |m| matches!(m.entry, Entry::Word(Class::Latter)).then_some(()));
        let Some((m, _)) = word.filter(|(m, _)| self.stands_alone(m)) else { return false };
        let mut x = self.base(&m, What::Latter, MentionForm::Pronoun);
        let feminine = self.t.text.surface(i).ends_with(letters::TA_MARBUTA);
        x.gender = if feminine { Gender::Feminine } else { Gender::Masculine };
        out.push(x);
        true
    }

    /// `الجانبان`, `الجانبان الروسي والتركي`, but not `البلدان الأوروبية`.
    fn joint(&self, i: usize, out: &mut Vec<Mention>) -> bool {
        let word = self.t.longest(i, |m| matches!(m.entry, Entry::Word(Class::Joint)).then_some(()));
        let Some((m, _)) = word else { return false };
        let first = self.nisba(m.end, false);
        if let Some((n, of, Number::Singular, _, true)) = first
            && let Some((n2, of2, ..)) = self.nisba(n.end, true)
        {
            for (n, o) in [(n, of), (n2, of2)] {
                let what = match o {
                    Owner::Polity(polity) => What::State { polity, organ: None },
                    Owner::Org(o) => What::Org(o),
                    Owner::Group(g) => What::Group(g),
                    Owner::Region(_) => continue,
                };
                let mut y = self.base(&n, what, MentionForm::Nisba);
                // الرئيسان الروسي والتركي: the noun is the first one's.
                if n.start == m.end {
                    (y.start, y.cut, y.conj) = (m.start, m.split.cut, m.split.conj);
                }
                y.prep = if out.last().is_some_and(|l| l.end == n.start) { None } else { m.split.prep };
                out.push(y);
            }
        } else if first.is_none() {
            let mut x = self.base(&m, What::Joint, MentionForm::Pronoun);
            x.number = Number::Dual;
            out.push(x);
        }
        true
    }

    /// `قال معاليه`: an honorific with a pronoun, where a subject stands.
    fn honoured(&self, i: usize, out: &mut Vec<Mention>) -> bool {
        let t = self.t;
        let subject = i > 0 && t.is(i - 1, flag::FINITE | flag::COMP);
        let pronoun = || t.text.folded(i).ends_with(letters::FEMININE) && !t.text.surface(i).ends_with(letters::TA_MARBUTA);
        let word = |m: &Match| (matches!(m.entry, Entry::Honorific) && m.end == i + 1).then_some(());
        let Some((m, _)) = (subject && pronoun()).then(|| t.longest(i, word)).flatten() else { return false };
        out.push(self.base(&m, What::Honoured, MentionForm::Pronoun));
        true
    }

    /// Honorific and name or title: `الشيخ تميم بن حمد`, `معالي وزير الخارجية الروسي`.
    fn honorific(&self, i: usize, out: &mut Vec<Mention>) -> bool {
        let t = self.t;
        // لا نزال is no ل before أ. نزال.
        let letter = t.text.folded(i).chars().count() == 2;
        let honorific = |m: &Match| matches!(m.entry, Entry::Honorific) && !(letter && m.end == i + 1 && m.split.cut > 0);
        let Some((m, _)) = t.longest(i, |m| honorific(m).then_some(())) else { return false };
        let free = |x: &Match| !x.split.conj && x.split.prep.is_none();
        let titled = t.at(m.end).iter().any(|x| matches!(x.entry, Entry::Title { .. }) && free(x));
        let q = if titled { m.end } else { self.skip_honorifics(m.end) };
        let title = t.longest(q, |m| match m.entry {
            Entry::Title { id, definite } if free(m) => Some((id, definite)),
            _ => None,
        });
        if let Some((tm, (id, definite))) = title {
            let before = out.len();
            if self.titled(tm, id, definite, out) {
                let x = &mut out[before];
                (x.start, x.cut, x.conj, x.prep) = (m.start, m.split.cut, m.split.conj, m.split.prep);
                return true;
            }
        }
        let named = self.name_at(q, true).or_else(|| self.name_at(q, false).filter(|n| n.end - n.start > 1));
        let Some(n) = named else { return false };
        let (title, owner, end) = self.posts_behind(n.end, &n.humans);
        let mut x = self.base(&m, What::Joint, MentionForm::TitleName);
        x.end = end.max(n.end);
        x.what = What::Person { humans: n.humans, name: Some((n.start, n.end)), title, owner, owner_pronoun: false };
        out.push(x);
        true
    }

    /// `مسلحون`, `ثلاثة مسؤولين أمريكيين`, `متظاهرون في الجيش السوري`
    fn agents(&self, i: usize, out: &mut Vec<Mention>) -> bool {
        let t = self.t;
        let word = t.longest(i, |m| match m.entry {
            Entry::Agent { id, .. } => Some(id),
            _ => None,
        });
        let Some((m, agent)) = word else { return false };
        if t.is(i, flag::FINITE) || self.describes_noun(&m, agent) || self.function_word(&m) {
            return false;
        }
        let number = t.k.agents[agent as usize].number;
        let owned = self.owner_of_agent(&m);
        let owner = owned.map(|(_, of)| of);
        let mut x = self.base(&m, What::Agent { agent: Some(agent), owner }, MentionForm::Title);
        x.number = number;
        x.end = owned.map_or(x.end, |(end, _)| end);
        let mut at = x.end;
        out.push(x);
        while let Some((n, of, ..)) = self.nisba(at, true).filter(|_| owner.is_some()) {
            let mut y = self.base(&n, What::Agent { agent: Some(agent), owner: Some(of) }, MentionForm::Nisba);
            y.conj = true;
            y.number = Number::Plural;
            at = n.end;
            out.push(y);
        }
        true
    }

    /// `مؤتمر صحفي`, `عمل إرهابي`: behind a noun a lone agent word is its adjective.
    fn describes_noun(&self, m: &Match, agent: u16) -> bool {
        let agent = &self.t.k.agents[agent as usize];
        let Some(before) = m.start.checked_sub(1).filter(|_| !m.split.conj && m.split.prep.is_none()) else { return false };
        let noun = flag::COMMON | flag::MASDAR | flag::CUE_NOUN | flag::DOCUMENT;
        let counts = flag::QUANT | flag::NUMBER;
        let function = flag::PREP | flag::ADVERB | flag::CONJ | flag::KANA | flag::QAD | flag::COMP | flag::REL;
        // الدول الأعضاء في المنظمة
        let definite = |i: usize| self.t.text.folded(i).starts_with(letters::ARTICLE);
        let bound = flag::QUANT | flag::NUMBER | flag::PREP | flag::FINITE | flag::ADVERB;
        if m.end > m.start + 1
            && self.t.is(m.end - 1, flag::PREP)
            && definite(m.start) == definite(before)
            && self.t.is(before, flag::COMMON)
            && !self.t.is(before, bound)
        {
            return true;
        }
        agent.number == Number::Singular
            && agent.sector != "UAF"
            && self.t.is(before, noun)
            && !self.t.is(before, counts | flag::FINITE | function)
    }

    /// Whether a word for people is a verbal noun, a cue or a particle rather.
    fn function_word(&self, m: &Match) -> bool {
        self.t.at(m.start).iter().any(|x| {
            x.split.cut <= m.split.cut
                && x.split.enc.is_none()
                // انتحاري would be two suicides of somebody's.
                && !matches!(x.entry, Entry::Masdar { number: Number::Dual, .. })
                && matches!(
                    x.entry,
                    Entry::Masdar { .. } | Entry::CueNoun { .. } | Entry::Word(Class::Prep(_) | Class::Adverb | Class::Conj)
                )
        })
    }

    /// Whose people are, and where that is told: by adjective, genitive, organ or `من`.
    fn owner_of_agent(&self, m: &Match) -> Option<(usize, Owner)> {
        let t = self.t;
        // آخرين من كوريا الشمالية: behind a preposition a name is no adjective in the accusative.
        let by = m.end > m.start + 1 && t.is(m.end - 1, flag::PREP);
        if let Some(named) = self.owner_name(m.end, false, None).filter(|_| by) {
            return Some(named);
        }
        let mut end = self.adjectives_behind(m.end);
        // نوابا برلمانيين فرنسيين: an adjective between the noun and its state.
        let second =
            |y: &Match| (matches!(y.entry, Entry::Agent { .. }) && !y.split.conj && y.split.prep.is_none()).then_some(());
        if let Some((next, _)) = t.longest(end, second).filter(|(next, _)| self.nisba(next.end, false).is_some()) {
            end = next.end;
        }
        if let Some((n, of, ..)) = self.nisba(end, false) {
            // ممثلين عن المعارضة السورية: the name of a group, and no word for people.
            let group = |o: &(usize, Owner)| matches!(o.1, Owner::Group(_)) && o.0 >= n.end;
            return Some(self.owner_name(m.end, false, None).filter(group).unwrap_or((n.end, of)));
        }
        // ممثلين للحوثيين
        let of_group = |o: &(usize, Owner)| matches!(o.1, Owner::Org(_) | Owner::Group(_));
        if let Some(named) = self.owner_name(m.end, false, Some(letters::FOR_PREP)).filter(of_group) {
            return Some(named);
        }
        if let Some(named) = self.owner_name(end, false, None).or_else(|| self.owner_name(end, false, Some(letters::BY_PREP))) {
            return Some(named);
        }
        let from = self.is_prep(end, prep::FROM);
        if m.split.enc.is_some() || !from && !self.is_prep(end, prep::IN) {
            return None;
        }
        match t.longest(end + 1, |m| matches!(m.entry, Entry::Organ { .. }).then_some(())) {
            Some((o, _)) => self.nisba(o.end, false).map(|(n, of, ..)| (n.end, of)),
            None => self.owner_name(end + 1, false, None).filter(|(_, of)| from || matches!(of, Owner::Org(_) | Owner::Group(_))),
        }
    }

    /// `المسؤولين الحكوميين الأتراك`: past adjectives that stand between people and their state, if they do.
    fn adjectives_behind(&self, end: usize) -> usize {
        let t = self.t;
        let plural = |i: usize| letters::PLURALS.iter().any(|x| t.text.folded(i).ends_with(x));
        let definite = |i: usize| t.text.folded(i).starts_with(letters::ARTICLE);
        let adjective = |i: usize| {
            t.text.tokens.get(i).is_some_and(|x| x.kind == Kind::Word)
                && plural(i)
                && definite(i) == definite(end.saturating_sub(1))
                && self.nisba(i, false).is_none()
                && t.prep(i).is_none()
                && !t.is(i, flag::FINITE | flag::MASDAR | flag::QUANT | flag::NUMBER)
        };
        let past = (end..end + ADJECTIVES).take_while(|&i| adjective(i)).last().map_or(end, |i| i + 1);
        if past > end && self.nisba(past, false).is_some() { past } else { end }
    }

    /// A short name standing alone: `لافروف`.
    fn short_name(&self, i: usize, out: &mut Vec<Mention>) -> bool {
        let t = self.t;
        let Some(n) = self.known_name(i) else { return false };
        let sure = t.at(i).iter().any(|m| m.end == n.end && matches!(m.entry, Entry::Short { sure: true, .. }));
        // كيري is no ك and يرى: the word as it is written counts.
        let person = |m: &&Match| m.end == n.end && matches!(m.entry, Entry::Human { .. } | Entry::Short { .. });
        let cut = t.at(i).iter().filter(person).map(|m| m.split.cut).min();
        let word = |m: &Match| match m.entry {
            Entry::Common => cut.is_some_and(|c| m.split.cut <= c),
            Entry::Masdar { .. } | Entry::CueNoun { .. } | Entry::Participle { .. } | Entry::Sector { .. } => m.split.cut == 0,
            _ => false,
        };
        let common = t.is(i, flag::FINITE) || t.at(i).iter().any(word);
        // قالت هيلي إن: who speaks is somebody, whoever it is decides the day.
        let says = || t.is(n.end, flag::COMP) && self.behind_report(i);
        if n.end - n.start == 1 && (common || !sure && !says()) {
            return false;
        }
        self.person(i, n, out);
        true
    }

    /// Whether a verb that reports stands right before `i`.
    fn behind_report(&self, i: usize) -> bool {
        let k = self.t.k;
        let says = |lemma: u16| k.lemma_frames[lemma as usize].iter().any(|f| k.frames[*f as usize].says);
        i > 0 && self.t.verbs(i - 1).any(|(_, lemma, ..)| says(lemma))
    }

    /// A name that nothing introduces: two words or more that are names, behind a verb or at a clause's start.
    fn bare_name(&self, i: usize, out: &mut Vec<Mention>) -> bool {
        let t = self.t;
        let finite = i > 0 && t.is(i - 1, flag::FINITE);
        let opens = i == 0
            || !t.text.tokens[i - 1].is_word()
            || t.is(i - 1, flag::FINITE | flag::COMP | flag::QUANT | flag::KANA | flag::INTRO)
            // نقلت الوكالة عن أيمن طه
            || t.prep(i - 1).is_some_and(|(p, at)| at == i && t.k.prep_is(p, prep::ABOUT | prep::WITH));
        if !opens || !self.name_like(i, true) {
            return false;
        }
        let Some(n) = self.name_at(i, !finite) else { return false };
        let (title, owner, end) = self.posts_behind(n.end, &n.humans);
        let given = |j: &usize| t.at(*j).iter().any(|m| m.split.cut == 0 && matches!(m.entry, Entry::Given { weight: 2.. }));
        let spoken = finite && (n.start..n.end).all(|j| !t.is(j, flag::COMMON));
        let surely = title.is_some() || spoken || (n.start..n.end).filter(given).count() >= 2;
        if self.thanks(i) || !(n.end - n.start >= 2 && surely || spoken && self.alone_behind_report(i, &n)) {
            return false;
        }
        // …، وزوران زايف: a conjunction before a name that nothing knows.
        let own =
            |m: &Match| m.split.cut == 0 && matches!(m.entry, Entry::Given { .. } | Entry::Short { .. } | Entry::Human { .. });
        let joined = i > 0 && t.text.folded(i).starts_with(letters::AND) && !t.at(i).iter().any(own);
        out.push(Mention {
            start: i,
            end: end.max(n.end),
            cut: u8::from(joined),
            form: if title.is_some() { MentionForm::TitleName } else { MentionForm::Name },
            what: What::Person { humans: n.humans, name: Some((n.start, n.end)), title, owner, owner_pronoun: false },
            conj: joined,
            prep: None,
            number: Number::Singular,
            gender: Gender::Common,
            place: None,
            actor: None,
            inner: None,
        });
        true
    }

    /// `شكر لافروف الرئيس المصري`: a verb and a name that is known.
    fn thanks(&self, i: usize) -> bool {
        let person = |m: &Match| m.split.cut == 0 && matches!(m.entry, Entry::Short { sure: true, .. } | Entry::Human { .. });
        self.t.verbs(i).next().is_some() && self.t.at(i + 1).iter().any(person)
    }

    /// `قال كفرموس إن`: one word that nothing knows, between a verb that reports and what is reported.
    fn alone_behind_report(&self, i: usize, n: &Named) -> bool {
        let t = self.t;
        n.end - n.start == 1
            && self.behind_report(i)
            && !t.is(i, flag::KNOWN | flag::COMMON)
            && t.text.tokens[i].cp_end - t.text.tokens[i].cp_start >= 4
            && !t.text.folded(i).starts_with(letters::ARTICLE)
            && (t.is(i + 1, flag::COMP | flag::PREP) || t.text.tokens.get(i + 1).is_some_and(|x| !x.is_word()))
    }

    /// Adjectives, and the names of peoples.
    fn nationality(&self, i: usize, out: &mut Vec<Mention>) -> bool {
        let t = self.t;
        let word = t.longest(i, |m| match m.entry {
            Entry::Nisba { of, number, sure: true, .. } => Some((of, number)),
            _ => None,
        });
        let Some((m, (of, number))) = word else { return false };
        let particle = flag::PREP | flag::FINITE | flag::QUANT | flag::NUMBER | flag::COMP | flag::REL | flag::NEG;
        let behind_noun =
            i > 0 && !m.split.conj && m.split.prep.is_none() && t.text.tokens[i - 1].kind == Kind::Word && !t.is(i - 1, particle);
        let people = number == Number::Plural && !behind_noun && matches!(of, Owner::Polity(_));
        let what = if people { What::Agent { agent: None, owner: Some(of) } } else { What::Adjective(of) };
        let mut x = self.base(&m, what, MentionForm::Nisba);
        x.number = number;
        out.push(x);
        true
    }
}
