//! Subjects that stand before their verb.

use super::Scene;
use crate::letters;
use crate::mentions::What;
use crate::tag::flag;
use mahdar_knowledge::conjugate::{Gender, Number};
use mahdar_knowledge::{Class, Entry, Person};
use mahdar_text::{Kind, Mark};

/// How many nouns and adjectives may stand between a clause's start and the name of whose they are.
const OWNED: usize = 3;

/// How many words may describe the person with whom a clause opens, before the verb.
const DESCRIBED: usize = 20;

impl<'t, 'a> Scene<'t, 'a> {
    /// A subject standing before its verb, or the antecedent of a relative clause: a range of mentions.
    pub fn preposed(&self, verb: usize) -> Option<(usize, usize)> {
        self.preposed_near(verb).or_else(|| self.opening_person(verb).map(|m| (m, m + 1)))
    }

    /// `لكن فلان سفير بيرو لدى المنظمة في لندن قال`: the person with whom the clause opens, where nothing but what
    /// describes him stands before the verb.
    fn opening_person(&self, verb: usize) -> Option<usize> {
        let t = self.t;
        let sentence = t.text.sentences[t.text.sentence_of(verb)].start;
        let from = sentence.max(verb.saturating_sub(DESCRIBED));
        let (first, last) = self.mentions_in(from, verb);
        let m = (first..last).find(|&m| {
            let x = &self.mentions[m];
            matches!(x.what, What::Person { name: Some(_), .. })
                && x.prep.is_none()
                && !x.conj
                && self.before_is_boundary(x.start)
        })?;
        let x = &self.mentions[m];
        let quiet = |i: usize| {
            t.text.tokens[i].is_word()
                && !t.is(i, flag::COMP | flag::KANA | flag::CONJ | flag::INTRO)
                && (!t.is(i, flag::REL) || t.is(i, flag::PREP))
                && (!t.is(i, flag::FINITE) || self.covering(i).is_some())
        };
        let alone = x.number == Number::Singular && (x.end..verb).all(quiet) && x.end < verb;
        let opens = x.start == sentence || t.is(x.start - 1, flag::CONJ | flag::INTRO | flag::KANA | flag::COMP);
        let he = |m: &crate::tag::Match| match m.entry {
            Entry::Verb { person, number, .. } => person == Person::Third && number == Number::Singular && !m.split.conj,
            _ => true,
        };
        let third = t.verbs(verb).next().is_some() && t.at(verb).iter().all(he);
        (alone && opens && third).then_some(m)
    }

    fn preposed_near(&self, verb: usize) -> Option<(usize, usize)> {
        let t = self.t;
        let text = t.text;
        let mut j = verb.checked_sub(1)?;
        // وهنأ: a verb joined by و goes on with its clause, it has no subject before it; but وقعا is no و and قعا.
        let joined = t.verbs(verb).all(|(m, ..)| m.split.conj) && text.folded(verb).starts_with(letters::AND);
        if joined && !t.is(j, flag::REL) {
            return None;
        }
        let sentence = text.sentences[text.sentence_of(verb)];
        let mut commas = 0;
        for _ in 0..14 {
            if j < sentence.start {
                return None;
            }
            let tok = &text.tokens[j];
            // إن بلاده «ترفض …»: the words quoted begin with the verb.
            if tok.is(Mark::Quote) && text.quotes.opening(j).is_some() {
                j = j.checked_sub(1)?;
                continue;
            }
            // الوزير إبراهيم غندور، كان قد تحدث
            if t.is(j, flag::QAD | flag::NEG | flag::FUTURE | flag::KANA) && self.covering(j).is_none() {
                j = j.checked_sub(1)?;
                continue;
            }
            if tok.is(Mark::Comma) || tok.is(Mark::Close) {
                commas += 1;
                if commas > 2 {
                    return None;
                }
                // ، … ، in apposition: back over it.
                let back = (sentence.start..j)
                    .rev()
                    .take(14)
                    .find(|&c| text.tokens[c].is(Mark::Comma) || text.tokens[c].is(Mark::Open) || text.tokens[c].is(Mark::Dash));
                if j > 0 && self.covering(j - 1).is_some_and(|m| self.before_is_boundary(self.mentions[m].start)) {
                    j -= 1;
                    continue;
                }
                j = back?.checked_sub(1)?;
                continue;
            }
            if let Some(d) = self.date_at(j) {
                j = d.start.checked_sub(1)?;
                continue;
            }
            // من جانبه، أيضا
            if let Some(back) = (sentence.start..=j)
                .rev()
                .take(4)
                .find(|&a| t.at(a).iter().any(|m| m.end == j + 1 && matches!(m.entry, Entry::Word(Class::Adverb | Class::Turn))))
                && self.covering(back).is_none()
            {
                j = back.checked_sub(1)?;
                continue;
            }
            break;
        }
        // الرئيس الذي من المقرر أن يلتقي …: what lies ahead, between the pronoun and its verb.
        let pronoun = t.verbs(verb).all(|(m, ..)| m.split.enc.is_some());
        if t.is(j, flag::COMP) && j > 1 && t.is(j - 1, flag::PLANNED) && !pronoun {
            let at = if j > 2 && t.is(j - 2, flag::PREP) { j - 3 } else { j - 2 };
            if t.is(at, flag::REL) && !t.is(at, flag::PREP | flag::CONJ) {
                j = at;
            }
        }
        // كما ندد: a conjunction, though it ends in what may be a relative pronoun.
        if t.is(j, flag::REL) && !t.is(j, flag::PREP | flag::CONJ) && self.covering(j).is_none() {
            if self.antecedent_is_object(verb) {
                return None;
            }
            let mark = j > 0 && [Mark::Comma, Mark::Dash, Mark::Open].iter().any(|x| text.tokens[j - 1].is(*x));
            let at = if mark { j.checked_sub(2)? } else { j.checked_sub(1)? };
            let m = self.covering(at)?;
            return (!matches!(self.mentions[m].what, What::Adjective(_) | What::Place(_))).then_some((m, m + 1));
        }
        let last = self.covering(j)?;
        if self.mentions[last].end != j + 1 {
            return None;
        }
        let mut first = last;
        loop {
            let m = &self.mentions[first];
            if matches!(m.what, What::Adjective(_) | What::Place(_)) || m.prep.is_some() {
                return None;
            }
            if m.conj
                && first > 0
                && self.mentions[first - 1].end + usize::from(text.tokens[m.start.saturating_sub(1)].is(Mark::Comma)) == m.start
                && !self.before_is_boundary(m.start)
            {
                first -= 1;
                continue;
            }
            break;
        }
        // وكان مكتب رئيس الوزراء الإسرائيلي بنيامين نتنياهو قال: the organ speaks.
        let mut last = last;
        let behind = |m: usize| m > 0 && self.mentions[m - 1].end == self.mentions[m].start;
        if first == last && behind(first) && matches!(self.mentions[first].what, What::Person { title: None, .. }) {
            let mut organ = first - 1;
            while behind(organ) && matches!(self.mentions[organ].what, What::Adjective(_)) {
                organ -= 1;
            }
            if matches!(self.mentions[organ].what, What::State { organ: Some(_), .. }) && self.mentions[organ].prep.is_none() {
                (first, last) = (organ, organ);
            }
        }
        let start = self.mentions[first].start;
        // وكانت إدارة ترامب قد أكدت: a noun that the mention belongs to.
        let headed = (1..=2).any(|n| {
            start > n
                && (start - n..start).all(|i| {
                    t.is(i, flag::COMMON)
                        && !t.is(i, flag::PREP | flag::FINITE | flag::COMP | flag::REL)
                        && self.covering(i).is_none()
                })
                && t.is(start - n - 1, flag::KANA | flag::COMP)
        });
        (headed || self.before_is_boundary(start)).then_some((first, last + 1))
    }

    /// `إن السياسات الإيرانية تزعزع …`, `قرار ترامب غير قانوني`: whose the noun is with which the clause opens.
    pub fn owner_before(&self, at: usize) -> Option<usize> {
        let t = self.t;
        let particle = |i: usize| t.is(i, flag::QAD | flag::NEG | flag::FUTURE | flag::KANA) && self.covering(i).is_none();
        let last = (at.saturating_sub(3)..at).rev().find(|&i| !particle(i))?;
        let mut m = self.covering(last).filter(|m| self.mentions[*m].end == last + 1)?;
        if matches!(self.mentions[m].what, What::Place(_) | What::Country | What::Joint | What::Agent { owner: None, .. }) {
            return None;
        }
        // العقوبات الأميركية على إيران غير قانونية: back over whom the thing is aimed at.
        let aimed = |m: usize| {
            let x = &self.mentions[m];
            let apart = x.start.checked_sub(1).filter(|&j| t.prep(j).is_some_and(|(_, at)| at == x.start));
            let at = apart.or(x.prep.map(|_| x.start))?;
            let n = m.checked_sub(1).filter(|&n| self.mentions[n].end == at && self.mentions[n].prep.is_none())?;
            (!matches!(self.mentions[n].what, What::Place(_))).then_some(n)
        };
        m = aimed(m).unwrap_or(m);
        while m > 0 && self.mentions[m - 1].end == self.mentions[m].start && self.mentions[m - 1].prep.is_none() {
            m -= 1;
        }
        let from = self.mentions[m].start;
        let plain = |i: usize| {
            t.text.tokens[i].is_word()
                && !t.is(i, flag::PREP | flag::FINITE | flag::COMP | flag::REL)
                && self.covering(i).is_none()
                && t.prep(i).is_none()
        };
        // ما تفعله الصين غير مقبول: what they do.
        let deed = from > 1 && t.is(from - 1, flag::FINITE) && t.is(from - 2, flag::REL);
        let first = if deed { Some(from - 2) } else { (from.saturating_sub(OWNED)..from).rev().take_while(|&i| plain(i)).last() };
        let first = first?;
        (self.mentions[m].prep.is_none() && self.before_is_boundary(first)).then_some(m)
    }

    /// `الحرس الذي وصفته بأنه …`, `روسيا التي قال إنها …`, `الوزير الذي استقبله الرئيس`: the verb behind the relative pronoun
    /// is somebody else's.
    pub fn antecedent_is_object(&self, verb: usize) -> bool {
        let t = self.t;
        let Some(rel) = verb.checked_sub(1).filter(|&j| t.is(j, flag::REL) && !t.is(j, flag::PREP | flag::CONJ)) else {
            return false;
        };
        let feminine = t.text.folded(rel).chars().nth(2) == Some(letters::TA);
        let mut verbs = t.at(verb).iter().filter_map(|m| match m.entry {
            Entry::Verb { lemma, person: Person::Third, number: Number::Singular, gender, .. } => {
                Some((lemma, gender, m.split.enc))
            }
            _ => None,
        });
        let says = |l: u16| t.k.lemma_frames[l as usize].iter().any(|f| t.k.frames[*f as usize].says);
        let party = |m: usize| {
            let x = &self.mentions[m];
            x.prep.is_none() && !x.conj && matches!(x.what, What::Person { .. } | What::Counterpart { .. } | What::State { .. })
        };
        // ترامب الذي التقى به: whom the clause's phrase takes up.
        let met = |m: &crate::tag::Match| match m.entry {
            Entry::Word(Class::Prep(x)) => {
                let third = |e: u8| t.k.enclitics[e as usize].person == Person::Third;
                m.end == verb + 2 && m.split.enc.is_some_and(third) && t.verbs(verb).any(|(_, l, ..)| self.meets_with(l, x))
            }
            _ => false,
        };
        // القاهرة التي وصل إليها: what is feminine does not do what a man does.
        let masculine = t.verbs(verb).next().is_some()
            && t.at(verb).iter().all(|m| match m.entry {
                Entry::Verb { gender, person, number, .. } => {
                    gender == Gender::Masculine && person == Person::Third && number == Number::Singular
                }
                _ => true,
            });
        let taken_up =
            |m: &crate::tag::Match| matches!(m.entry, Entry::Word(Class::Prep(_))) && m.end == verb + 2 && m.split.enc.is_some();
        let hers = || feminine && masculine && t.at(verb + 1).iter().any(taken_up);
        if !feminine && t.at(verb + 1).iter().any(met) || hers() {
            return true;
        }
        if self.starting(verb + 1).is_some_and(party) && t.verbs(verb).all(|(m, ..)| m.split.enc.is_some()) {
            return true;
        }
        verbs.any(|(lemma, gender, enc)| {
            let clash = matches!((gender, feminine), (Gender::Feminine, false) | (Gender::Masculine, true));
            // إيران التي زارها: he visited her.
            says(lemma) && (clash || enc.is_some()) || clash && enc.is_some()
        })
    }

    /// `في العاصمة الأردنية، عمان، التي …`: the town or state that ends right before a token, a comma and adjectives apart.
    pub fn place_before(&self, at: usize) -> Option<usize> {
        let comma = at.checked_sub(1).is_some_and(|i| self.t.text.tokens[i].is(Mark::Comma));
        let mut m = self.covering(at.checked_sub(1 + usize::from(comma))?)?;
        while m > 0 && matches!(self.mentions[m].what, What::Adjective(_)) && self.mentions[m - 1].end == self.mentions[m].start {
            m -= 1;
        }
        let x = &self.mentions[m];
        (matches!(x.what, What::Place(_)) || matches!(x.what, What::State { organ: None, .. })).then_some(m)
    }

    /// Whether whom one meets stands behind this preposition with a verb.
    fn meets_with(&self, lemma: u16, by: u8) -> bool {
        let k = self.t.k;
        let party = |c: &mahdar_knowledge::Complement| c.role == mahdar_knowledge::Role::Target && c.preps.contains(&by);
        k.lemma_frames[lemma as usize]
            .iter()
            .map(|f| &k.frames[*f as usize])
            .any(|f| f.encounter.as_deref().is_some_and(|e| e != "visit") && f.complements.iter().any(party))
    }

    /// Whether what stands before token `i` lets a clause's subject begin at it.
    pub fn before_is_boundary(&self, i: usize) -> bool {
        let t = self.t;
        let Some(mut j) = i.checked_sub(1) else {
            return true;
        };
        // ستون شخصا، عدد من الجنود: what counts the noun belongs to it.
        while j > 0
            && self.covering(j).is_none()
            && !t.is(j, flag::COMP)
            && (t.is(j, flag::QUANT | flag::NUMBER)
                || t.text.tokens[j].kind == Kind::Number
                || t.is(j, flag::PREP) && t.is(j - 1, flag::QUANT))
        {
            j -= 1;
        }
        let i = j + 1;
        let tok = &t.text.tokens[j];
        if !tok.is_word() {
            return matches!(
                tok.kind,
                Kind::Mark(Mark::Stop | Mark::Line | Mark::Comma | Mark::Colon | Mark::Quote | Mark::Dash | Mark::Slash)
            );
        }
        if self.covering(j).is_some() {
            return false;
        }
        t.is(j, flag::COMP | flag::KANA | flag::INTRO | flag::CONJ | flag::TURN | flag::QAD)
            && t.prep(j).is_none_or(|(_, at)| at != i)
            || t.at(j).iter().any(|m| matches!(m.entry, Entry::Word(Class::Topic)))
    }
}
