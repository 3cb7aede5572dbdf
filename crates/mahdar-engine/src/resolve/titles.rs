//! Titles without a name: who is meant.

use super::named::Told;
use super::persons::{OFFICIAL, above_ministers};
use super::{Cast, LOOKBACK, Party};
use crate::letters;
use crate::mentions::{Mention, TitleRef, What};
use crate::tag::Tagged;
use mahdar_knowledge::conjugate::{Gender, Number};
use mahdar_knowledge::{Holders, TitleKind};
use mahdar_record::ActorKind;

impl Cast {
    /// `الوزراء` after وزراء خارجية الاتحاد الأوروبي: whom the same word stood for, if only one body.
    fn named_before(&self, t: &Tagged<'_>, mentions: &[Mention], i: usize) -> Option<usize> {
        let word = t.text.folded(mentions[i].start).strip_prefix(letters::ARTICLE)?;
        let at = mentions[..i].iter().rposition(|x| {
            let owned = matches!(&x.what, What::Person { owner: Some(_), title: Some(_), name: None, .. });
            owned && x.number == mentions[i].number && t.text.folded(x.start).chars().skip(usize::from(x.cut)).eq(word.chars())
        })?;
        let joined = mentions.get(at + 1).is_some_and(|x| x.conj && x.start == mentions[at].end);
        mentions[at].actor.filter(|_| !joined)
    }

    /// A title without a name: someone named elsewhere in the article, else whoever held the office, else nobody known.
    #[allow(clippy::too_many_arguments)]
    pub(super) fn titled(
        &mut self,
        t: &Tagged<'_>,
        mentions: &[Mention],
        i: usize,
        code: Option<String>,
        office: Option<u16>,
        title: Option<&TitleRef>,
        kind: Option<TitleKind>,
    ) -> Option<usize> {
        let k = t.k;
        let m = &mentions[i];
        let sector = title.map(|x| k.titles[x.id as usize].sector.clone()).filter(|s| !s.is_empty());
        if m.number != Number::Singular && office.is_some_and(|o| k.offices[o as usize].name == OFFICIAL) {
            // زعماء في الحزب: people of it, not the party.
            let a = self.push(ActorKind::Unnamed, code, sector, t.text.slice(m.start, m.end).to_string(), None, false);
            self.parties[a].number = if t.text.folded(m.start).ends_with(letters::DUAL) { Number::Dual } else { Number::Plural };
            return Some(a);
        }
        if m.number != Number::Singular {
            // وزراء خارجية مصر والسعودية stand for their states.
            return match &m.what {
                What::Person { owner: Some(o), .. } => self.owner(k, *o),
                _ => self.named_before(t, mentions, i),
            };
        }
        let definite = title.is_some_and(|x| x.definite);
        let former = title.is_some_and(|x| x.former);
        let spokesman = office.is_some_and(|o| k.offices[o as usize].name == "spokesperson");
        let soldier = kind == Some(TitleKind::Descr) && sector.as_deref() == Some("MIL");
        let speaks = spokesman || soldier;
        let minister = |o: u16| k.offices[o as usize].name.ends_with("minister");
        // Persons spoken of before (or anywhere, for the headline) whom the description fits; the last one first.
        let fits = |p: &Party| {
            if p.kind != ActorKind::Person || (code.is_some() && p.code != code) {
                return false;
            }
            // المتحدثة is no man named before.
            if matches!((m.gender, p.gender), (Gender::Feminine, Gender::Masculine) | (Gender::Masculine, Gender::Feminine)) {
                return false;
            }
            if (code.is_some() || m.end > m.start + 1) && p.title.is_some() && p.title == title.map(|x| x.id) {
                return true;
            }
            // قال المتحدث, المسؤول العسكري الأمريكي: no president.
            if speaks && p.office.is_some_and(|o| above_ministers(k, o)) {
                return false;
            }
            match (office, p.office) {
                (Some(a), Some(b)) => {
                    a == b
                        // الزعيم الكوري الشمالي, المسؤول الأمريكي: whoever of that state was spoken of.
                        || (code.is_some() && definite && kind == Some(TitleKind::Descr) && k.offices[a as usize].name == OFFICIAL)
                        || (k.offices[a as usize].name == "minister" && minister(b))
                        || (title.is_some_and(|x| x.definite)
                            && code.is_none()
                            && k.titles[title.map_or(0, |x| x.id) as usize].kind == TitleKind::Descr)
                }
                (Some(_), None) => kind == Some(TitleKind::Descr),
                (None, _) => matches!(kind, Some(TitleKind::Descr)) || former,
            }
        };
        // قال مسؤول … وقال المسؤول: taken up by the same word.
        let word = |at: usize| t.text.folded(at).trim_start_matches(letters::ARTICLE).to_owned();
        let own = word(m.start);
        let again = |x: &Mention, p: &Party| {
            definite
                && (code.is_none() || p.code == code)
                && kind == Some(TitleKind::Descr)
                && matches!(p.kind, ActorKind::Agent | ActorKind::Unnamed)
                && word(x.start) == own
        };
        let back = || mentions[..i].iter().rev().take(LOOKBACK).filter_map(|x| Some((x, x.actor?)));
        let last = back()
            .find(|(x, a)| again(x, &self.parties[*a]))
            .or_else(|| back().find(|(_, a)| fits(&self.parties[*a])))
            .map(|x| x.1);
        // وزير الخارجية, told of with a foreign one: the one whose state went without saying.
        let home = |p: &Party| fits(p) && p.owner.is_none() && p.office == office;
        let last = match last {
            Some(a) if !definite && code.is_none() && office.is_some() && self.parties[a].owner.is_some() => {
                back().find(|(_, b)| home(&self.parties[*b])).map(|x| x.1).or(last)
            }
            _ => last,
        };
        if last.is_some() {
            return last;
        }
        if code.is_none() {
            if office.is_some() || kind == Some(TitleKind::Descr) {
                // رئيس الوزراء، without a state: the article's only one.
                let mut all =
                    (self.parties.len().saturating_sub(LOOKBACK)..self.parties.len()).filter(|a| fits(&self.parties[*a]));
                if let (Some(a), None) = (all.next(), all.next()) {
                    return Some(a);
                }
            }
            // قال مسؤول عسكري: nobody before, but المسؤول behind it is the same.
            if !title.is_some_and(|x| x.definite) && kind != Some(TitleKind::Descr) {
                return None;
            }
        }
        // Named further down with this office and state.
        if let (Some(c), Some(o), false) = (&code, office, former) {
            let later = (i + 1..mentions.len().min(i + LOOKBACK)).find(|&j| match &mentions[j].what {
                What::Person { name: Some((s, e)), title: Some(x), owner: Some(w), .. } => {
                    e > s && k.titles[x.id as usize].office == Some(o) && !x.former && self.owner_code(k, *w).as_ref() == Some(c)
                }
                _ => false,
            });
            if let Some(j) = later
                && let What::Person { humans, name, title, owner, owner_pronoun } = &mentions[j].what
            {
                let title = title.as_ref();
                let told = Told { i: j, humans, name: *name, title, owner: *owner, owner_pronoun: *owner_pronoun };
                return self.person(t, mentions, &told, &[]);
            }
        }
        // حذر مبعوث الأمم المتحدة …. وجاءت تحذيرات نيكولاي ملادينوف …: named further down without a title, but known to hold it.
        if let (Some(c), Some(o), false) = (&code, office, former) {
            let holds = |h: &u32| {
                let terms = &k.humans[*h as usize].terms;
                terms.iter().any(|x| x.code == *c && x.office == o && x.start <= self.day && self.day <= x.end)
            };
            let later = (i + 1..mentions.len().min(i + LOOKBACK)).find(|&j| match &mentions[j].what {
                What::Person { name: Some((s, e)), humans, title: None, .. } => e - s > 1 && humans.iter().any(holds),
                _ => false,
            });
            if let Some(j) = later
                && let What::Person { humans, name, .. } = &mentions[j].what
            {
                let told = Told { i: j, humans, name: *name, title: None, owner: None, owner_pronoun: false };
                let a = self.person(t, mentions, &told, &[])?;
                self.parties[a].office = Some(o);
                return Some(a);
            }
        }
        if let (Some(c), Some(o), false) = (&code, office, former)
            && matches!(kind, Some(TitleKind::Office | TitleKind::OrgHead | TitleKind::Descr))
            && match k.offices[o as usize].holders {
                Holders::One | Holders::Few => true,
                Holders::Group => !k.polity_by_code.contains_key(c),
                Holders::Many => false,
            }
            && let Some(h) = self.holder(k, c, o)
        {
            let a = self.human(k, h);
            self.parties[a].office = Some(o);
            return Some(a);
        }
        if let Some(a) = self.last(|p| {
            p.kind == ActorKind::Unnamed
                && p.code == code
                && p.office == office
                && (code.is_some() || title.is_some_and(|x| x.definite))
        }) {
            return Some(a);
        }
        let a = self.push(ActorKind::Unnamed, code, sector, t.text.slice(m.start, m.end).to_string(), None, false);
        self.parties[a].office = office;
        self.parties[a].gender = m.gender;
        self.parties[a].title = title.map(|x| x.id);
        if let What::Person { owner, .. } = &m.what {
            self.parties[a].owner = *owner;
        }
        Some(a)
    }
}
