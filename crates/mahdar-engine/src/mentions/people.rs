//! Persons without a leading title, agents, peoples, descriptions.

use super::{Finder, Mention, Named, What};
use crate::letters;
use crate::tag::{Match, flag};
use mahdar_knowledge::conjugate::{Gender, Number};
use mahdar_knowledge::{Class, Entry, Owner, prep};
use mahdar_record::MentionForm;
use mahdar_text::{Kind, Mark};
use smallvec::SmallVec;

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

    pub(super) fn other(&self, i: usize, out: &mut Vec<Mention>) {
        let t = self.t;
        // نظيره
        if let Some((m, _)) =
            t.longest(i, |m| (matches!(m.entry, Entry::Word(Class::Counterpart)) && m.split.enc.is_some()).then_some(()))
        {
            let mut p = m.end;
            let mut owner = None;
            if let Some((n, of, ..)) = self.nisba(p, false) {
                owner = Some(of);
                p = n.end;
            }
            let mut x = self.base(&m, What::Joint, MentionForm::Title);
            x.end = p;
            self.counterpart(x, owner, out);
            // نظيريه الروسي، فلاديمير بوتين، والإيراني، حسن روحاني
            for _ in 0..8 {
                let end = out.last().map_or(p, |x| x.end);
                let at = end + usize::from(self.mark(end, Mark::Comma));
                let Some((n, of, ..)) = self.nisba(at, true).filter(|_| owner.is_some()) else { break };
                let mut y = self.base(&n, What::Joint, MentionForm::Title);
                y.conj = true;
                self.counterpart(y, Some(of), out);
            }
            return;
        }
        if let Some((m, _)) =
            t.longest(i, |m| (matches!(m.entry, Entry::Word(Class::Country)) && m.split.enc.is_some()).then_some(()))
        {
            // بلاده, but not the verb or a word that only looks like it
            let mut x = self.base(&m, What::Country, MentionForm::Pronoun);
            x.gender = Gender::Feminine;
            out.push(x);
            return;
        }
        if let Some((m, _)) = t.longest(i, |m| matches!(m.entry, Entry::Word(Class::Latter)).then_some(()))
            && self.stands_alone(&m)
        {
            let mut x = self.base(&m, What::Latter, MentionForm::Pronoun);
            let feminine = t.text.surface(i).ends_with(letters::TA_MARBUTA);
            x.gender = if feminine { Gender::Feminine } else { Gender::Masculine };
            out.push(x);
            return;
        }
        if let Some((m, _)) = t.longest(i, |m| matches!(m.entry, Entry::Word(Class::Joint)).then_some(())) {
            // البلدان الأوروبية, الجانبان الروسي والتركي
            let mut x = self.base(&m, What::Joint, MentionForm::Pronoun);
            x.number = Number::Dual;
            if let Some((n, of, Number::Singular, _, true)) = self.nisba(m.end, false)
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
                return;
            }
            if self.nisba(m.end, false).is_some() {
                return;
            }
            out.push(x);
            return;
        }
        // قال معاليه: an honorific with a pronoun, where a subject stands.
        if i > 0
            && t.is(i - 1, flag::FINITE | flag::COMP)
            && t.text.folded(i).ends_with(letters::FEMININE)
            && !t.text.surface(i).ends_with(letters::TA_MARBUTA)
            && let Some((m, _)) = t.longest(i, |m| (matches!(m.entry, Entry::Honorific) && m.end == i + 1).then_some(()))
        {
            out.push(self.base(&m, What::Honoured, MentionForm::Pronoun));
            return;
        }
        // Honorific and name: الشيخ تميم بن حمد
        // لا نزال is no ل before أ. نزال.
        let letter = t.text.folded(i).chars().count() == 2;
        let honorific = |m: &Match| matches!(m.entry, Entry::Honorific) && !(letter && m.end == i + 1 && m.split.cut > 0);
        if let Some((m, _)) = t.longest(i, |m| honorific(m).then_some(())) {
            let q = self.skip_honorifics(m.end);
            // معالي وزير الخارجية الروسي …
            let q = if t
                .at(m.end)
                .iter()
                .any(|x| matches!(x.entry, Entry::Title { .. }) && !x.split.conj && x.split.prep.is_none())
            {
                m.end
            } else {
                q
            };
            let title = t.longest(q, |m| match m.entry {
                Entry::Title { id, definite } if !m.split.conj && m.split.prep.is_none() => Some((id, definite)),
                _ => None,
            });
            if let Some((tm, (id, definite))) = title {
                let before = out.len();
                if self.titled(tm, id, definite, out) {
                    let x = &mut out[before];
                    (x.start, x.cut, x.conj, x.prep) = (m.start, m.split.cut, m.split.conj, m.split.prep);
                    return;
                }
            }
            if let Some(n) = self.name_at(q, true).or_else(|| self.name_at(q, false).filter(|n| n.end - n.start > 1)) {
                let (title, owner, end) = self.posts_behind(n.end, &n.humans);
                let mut x = self.base(&m, What::Joint, MentionForm::TitleName);
                x.end = end.max(n.end);
                x.what = What::Person { humans: n.humans, name: Some((n.start, n.end)), title, owner, owner_pronoun: false };
                out.push(x);
                return;
            }
        }
        // Agents: مسلحون, ثلاثة مسؤولين أمريكيين
        if let Some((m, agent)) = t.longest(i, |m| match m.entry {
            Entry::Agent { id, .. } => Some(id),
            _ => None,
        }) {
            // مؤتمر صحفي, عمل إرهابي: behind a noun a lone agent word is its adjective.
            let lone = t.k.agents[agent as usize].number == Number::Singular
                && t.k.agents[agent as usize].sector != "UAF"
                && i > 0
                && !m.split.conj
                && m.split.prep.is_none()
                && t.is(i - 1, flag::COMMON | flag::MASDAR | flag::CUE_NOUN | flag::DOCUMENT)
                && !t.is(
                    i - 1,
                    flag::QUANT
                        | flag::NUMBER
                        | flag::FINITE
                        | flag::PREP
                        | flag::ADVERB
                        | flag::CONJ
                        | flag::KANA
                        | flag::QAD
                        | flag::COMP
                        | flag::REL,
                );
            let function = t.at(i).iter().any(|x| {
                x.split.cut <= m.split.cut
                    && x.split.enc.is_none()
                    // انتحاري would be two suicides of somebody's.
                    && !matches!(x.entry, Entry::Masdar { number: Number::Dual, .. })
                    && matches!(
                        x.entry,
                        Entry::Masdar { .. } | Entry::CueNoun { .. } | Entry::Word(Class::Prep(_) | Class::Adverb | Class::Conj)
                    )
            });
            if !t.is(i, flag::FINITE) && !lone && !function {
                let mut x = self.base(&m, What::Agent { agent: Some(agent), owner: None }, MentionForm::Title);
                x.number = t.k.agents[agent as usize].number;
                x.gender = Gender::Common;
                // نوابا برلمانيين فرنسيين: an adjective between the noun and its state.
                let mut m = m;
                if let Some((next, _)) = t.longest(m.end, |y| {
                    (matches!(y.entry, Entry::Agent { .. }) && !y.split.conj && y.split.prep.is_none()).then_some(())
                }) && self.nisba(next.end, false).is_some()
                {
                    m.end = next.end;
                }
                if let Some((n, of, ..)) = self.nisba(m.end, false) {
                    x.end = n.end;
                    x.what = What::Agent { agent: Some(agent), owner: Some(of) };
                } else if let Some((end, of)) =
                    self.owner_name(m.end, false, None).or_else(|| self.owner_name(m.end, false, Some(0)))
                {
                    x.end = end;
                    x.what = What::Agent { agent: Some(agent), owner: Some(of) };
                } else if m.split.enc.is_none() && (self.is_prep(m.end, prep::IN) || self.is_prep(m.end, prep::FROM)) {
                    let organ = t.longest(m.end + 1, |m| match m.entry {
                        Entry::Organ { id, .. } => Some(id),
                        _ => None,
                    });
                    if let Some((o, _)) = organ {
                        if let Some((n, of, ..)) = self.nisba(o.end, false) {
                            x.end = n.end;
                            x.what = What::Agent { agent: Some(agent), owner: Some(of) };
                        }
                    } else if let Some((end, of)) = self.owner_name(m.end + 1, false, None)
                        && (self.is_prep(m.end, prep::FROM) || matches!(of, Owner::Org(_) | Owner::Group(_)))
                    {
                        x.end = end;
                        x.what = What::Agent { agent: Some(agent), owner: Some(of) };
                    }
                }
                let mut at = x.end;
                let more = matches!(x.what, What::Agent { owner: Some(_), .. });
                out.push(x);
                while let Some((n, of, ..)) = self.nisba(at, true).filter(|_| more) {
                    let mut y = self.base(&n, What::Agent { agent: Some(agent), owner: Some(of) }, MentionForm::Nisba);
                    y.conj = true;
                    y.number = Number::Plural;
                    at = n.end;
                    out.push(y);
                }
                return;
            }
        }
        // A short name standing alone: لافروف
        if let Some(n) = self.known_name(i) {
            let sure = t.at(i).iter().any(|m| m.end == n.end && matches!(m.entry, Entry::Short { sure: true, .. }));
            // كيري is no ك and يرى: the word as it is written counts.
            let cut = t
                .at(i)
                .iter()
                .filter(|m| m.end == n.end && matches!(m.entry, Entry::Human { .. } | Entry::Short { .. }))
                .map(|m| m.split.cut)
                .min();
            let common = t.is(i, flag::FINITE)
                || t.at(i).iter().any(|m| {
                    matches!(m.entry, Entry::Common) && cut.is_some_and(|c| m.split.cut <= c)
                        || m.split.cut == 0
                            && matches!(
                                m.entry,
                                Entry::Masdar { .. } | Entry::CueNoun { .. } | Entry::Participle { .. } | Entry::Sector { .. }
                            )
                });
            // قالت هيلي إن: who speaks is somebody, whoever it is decides the day.
            let says = i > 0
                && t.is(n.end, flag::COMP)
                && t.verbs(i - 1)
                    .any(|(_, lemma, ..)| t.k.lemma_frames[lemma as usize].iter().any(|f| t.k.frames[*f as usize].says));
            if ((sure || says) && !common) || n.end - n.start > 1 {
                self.person(i, n, out);
                return;
            }
        }
        // A name that nothing introduces: two words or more that are names, behind a verb or at a clause's start.
        let opens = i == 0
            || !t.text.tokens[i - 1].is_word()
            || t.is(i - 1, flag::FINITE | flag::COMP | flag::QUANT | flag::KANA | flag::INTRO)
            // نقلت الوكالة عن أيمن طه
            || t.prep(i - 1).is_some_and(|(p, at)| at == i && t.k.prep_is(p, prep::ABOUT | prep::WITH));
        if opens
            && self.name_like(i, true)
            && let Some(n) = self.name_at(i, !(i > 0 && t.is(i - 1, flag::FINITE)))
        {
            let person = |j: usize| {
                t.at(j)
                    .iter()
                    .any(|m| m.split.cut == 0 && matches!(m.entry, Entry::Short { sure: true, .. } | Entry::Human { .. }))
            };
            let strong = (n.start..n.end)
                .filter(|&j| t.at(j).iter().any(|m| m.split.cut == 0 && matches!(m.entry, Entry::Given { weight: 2.. })))
                .count();
            let (title, owner, end) = self.posts_behind(n.end, &n.humans);
            let spoken = i > 0 && t.is(i - 1, flag::FINITE) && (n.start..n.end).all(|j| !t.is(j, flag::COMMON));
            let says = i > 0
                && t.verbs(i - 1)
                    .any(|(_, lemma, ..)| t.k.lemma_frames[lemma as usize].iter().any(|f| t.k.frames[*f as usize].says));
            let alone = spoken
                && says
                && n.end - n.start == 1
                && !t.is(i, flag::KNOWN | flag::COMMON)
                && t.text.tokens[i].cp_end - t.text.tokens[i].cp_start >= 4
                && !t.text.folded(i).starts_with(letters::ARTICLE)
                && (t.is(i + 1, flag::COMP | flag::PREP) || t.text.tokens.get(i + 1).is_some_and(|x| !x.is_word()));
            // شكر لافروف الرئيس المصري: a verb and a name that is known.
            let thanks = t.verbs(i).next().is_some() && person(i + 1);
            if !thanks && (alone || n.end - n.start >= 2 && (strong >= 2 || title.is_some() || spoken)) {
                // …، وزوران زايف: a conjunction before a name that nothing knows.
                let own = |m: &Match| {
                    m.split.cut == 0 && matches!(m.entry, Entry::Given { .. } | Entry::Short { .. } | Entry::Human { .. })
                };
                let joined = i > 0 && t.text.folded(i).starts_with(letters::AND) && !t.at(i).iter().any(own);
                let mut x = Mention {
                    start: i,
                    end: end.max(n.end),
                    cut: u8::from(joined),
                    what: What::Joint,
                    form: if title.is_some() { MentionForm::TitleName } else { MentionForm::Name },
                    conj: joined,
                    prep: None,
                    number: Number::Singular,
                    gender: Gender::Common,
                    place: None,
                    actor: None,
                    inner: None,
                };
                x.what = What::Person { humans: n.humans, name: Some((n.start, n.end)), title, owner, owner_pronoun: false };
                out.push(x);
                return;
            }
        }
        // Adjectives and peoples.
        let nisba = t.longest(i, |m| match m.entry {
            Entry::Nisba { of, number, sure, .. } if sure => Some((of, number)),
            _ => None,
        });
        if let Some((m, (of, number))) = nisba {
            let prev_noun = i > 0
                && t.text.tokens[i - 1].is_word()
                && !m.split.conj
                && m.split.prep.is_none()
                && !t.is(i - 1, flag::PREP | flag::FINITE | flag::QUANT | flag::NUMBER | flag::COMP | flag::REL | flag::NEG)
                && t.text.tokens[i - 1].kind == Kind::Word;
            let people = number == Number::Plural && !prev_noun && matches!(of, Owner::Polity(_));
            let mut x = self.base(&m, What::Adjective(of), MentionForm::Nisba);
            x.number = number;
            if people {
                x.what = What::Agent { agent: None, owner: Some(of) };
            }
            out.push(x);
        }
    }
}
