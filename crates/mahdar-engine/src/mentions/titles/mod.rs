//! Titles with whose they are, the name behind them, and the names coordinated with it.
//!
//! `نائب وزير الخارجية الروسي السابق لشؤون آسيا إيغور مورغولوف` is read in three steps: the title's own words, whose it is
//! (`whose`), who bears it (`bearer`).

mod bearer;
mod whose;

use super::{Finder, Mention, Named, TitleRef, What};
use crate::letters;
use crate::tag::{Match, flag};
use bearer::Bearer;
use mahdar_knowledge::conjugate::{Gender, Number};
use mahdar_knowledge::{Class, Entry, Owner, Title};
use mahdar_record::MentionForm;
use mahdar_text::Mark;
use smallvec::SmallVec;

/// A title, and what has been read behind it so far.
struct Post<'k> {
    /// The title's own words.
    m: Match,
    id: u16,
    title: &'k Title,
    definite: bool,
    /// A rank or trade, which counts only with a name behind it.
    weak: bool,
    /// Where what is read of it ends.
    end: usize,
    owner: Option<Owner>,
    /// The states and bodies named as owners, with their tokens.
    owners: SmallVec<[(usize, usize, Owner); 4]>,
    former: bool,
    gender: Gender,
    /// The organ spoken for or headed.
    spoken_for: Option<u16>,
    /// It speaks for or is sent by a person, whose name the next one is.
    for_person: bool,
}

impl Post<'_> {
    fn singular(&self) -> bool {
        self.title.number == Number::Singular
    }

    /// Whether the title is of one word.
    fn one_word(&self) -> bool {
        self.m.end - self.m.start == 1
    }
}

impl Finder<'_, '_> {
    /// A title and all that hangs on it: whose, former, name. Whether it makes a mention.
    pub(super) fn titled(&self, m: Match, id: u16, definite: bool, out: &mut Vec<Mention>) -> bool {
        if self.describes(&m, definite, out) {
            return false;
        }
        if let Some(shorter) = self.shorter(&m) {
            return self.titled(shorter, id, definite, out);
        }
        let mut post = self.whose(m, id, definite);
        let bearer = self.bearer(&mut post);
        // زعيمي البلدين: the two of the two sides.
        if bearer.named.is_none() && !post.singular() && self.of_both(&post) {
            let mut x = self.base(&m, What::Joint, MentionForm::Pronoun);
            (x.end, x.number) = (post.m.end + 1, Number::Dual);
            out.push(x);
            return true;
        }
        // "رئيس" alone before anything unowned and undetermined is only a word.
        let word = post.owner.is_none() && !definite && m.split.enc.is_none() && post.one_word();
        if bearer.named.is_none() && (post.weak || word) {
            return false;
        }
        let mention = self.with_title(post, bearer);
        let end = mention.end;
        out.push(mention);
        // وزيرا الخارجية السعودي فيصل بن فرحان والإيراني حسين أمير عبد اللهيان; رؤساء كينيا وأوغندا
        if self.t.k.titles[id as usize].number != Number::Singular {
            self.coordinated(end, id, out);
        }
        true
    }

    /// Whether the two sides stand right behind a title that nobody else owns.
    fn of_both(&self, post: &Post<'_>) -> bool {
        let (t, at) = (self.t, post.m.end);
        let sides = |m: &Match| matches!(m.entry, Entry::Word(Class::Joint)) && m.end == at + 1 && m.split.cut == 0;
        post.owner.is_none()
            && post.m.split.enc.is_none()
            && at < t.text.tokens.len()
            && t.text.folded(at).starts_with(letters::ARTICLE)
            && t.text.folded(at).ends_with(letters::OBLIQUE)
            && t.at(at).iter().any(sides)
            && self.nisba(at + 1, false).is_none()
    }

    /// `الباحث الرئيس`: behind a noun with the article, the word is its adjective.
    fn describes(&self, m: &Match, definite: bool, out: &[Mention]) -> bool {
        let t = self.t;
        let alone = m.end - m.start == 1 && definite && !m.split.conj && m.split.prep.is_none();
        if !alone || m.start == 0 || out.last().is_some_and(|x| x.end == m.start) {
            return false;
        }
        let p = m.start - 1;
        t.text.tokens[p].is_word()
            && t.text.folded(p).starts_with(letters::ARTICLE)
            && t.is(p, flag::COMMON)
            && !t.is(p, flag::FINITE | flag::PREP | flag::ADVERB | flag::CONJ | flag::COMP | flag::REL)
            && self.nisba(p, false).is_none()
            && !t.at(p).iter().any(|m| matches!(m.entry, Entry::Weekday { .. } | Entry::Deictic { .. }))
    }

    /// `زعيم حزب الله`: the leader of what is called so, not a party's leader of another name.
    fn shorter(&self, m: &Match) -> Option<Match> {
        let over = |j: &usize| {
            let named = self.owner_name(*j, false, None).or_else(|| self.owner_name(*j, false, Some(letters::FOR_PREP)));
            named.is_some_and(|(end, o)| end > m.end && matches!(o, Owner::Group(_) | Owner::Org(_)))
        };
        let j = (m.start + 1..m.end).find(over)?;
        let cut = |x: &&Match| matches!(x.entry, Entry::Title { .. }) && x.end == j && x.split.cut == m.split.cut;
        self.t.at(m.start).iter().find(cut).copied()
    }

    /// The mention of a title and whoever bears it.
    fn with_title(&self, post: Post<'_>, bearer: Bearer) -> Mention {
        let Bearer { named, post: mut id, part } = bearer;
        let (mut owner, mut former) = (post.owner, post.former);
        let mut end = named.as_ref().map_or(post.end, |n| n.end);
        if let Some(n) = &named {
            // السفير نجيب المنيف، سفير تونس بالقاهرة،
            if owner.is_none()
                && self.mark(n.end, Mark::Comma)
                && let (Some(x), Some(of), closed) = self.apposition(n.end, false)
            {
                (owner, end) = (Some(of), closed);
                id = if x.former { id } else { self.higher(id, x.id) };
            }
            if let Some((f, _)) = self.t.longest(n.end, |m| matches!(m.entry, Entry::Word(Class::Former)).then_some(())) {
                former = true;
                end = f.end;
            }
        }
        let form = if named.is_some() { MentionForm::TitleName } else { MentionForm::Title };
        let mut x = self.base(&post.m, What::Joint, form);
        x.number = if named.is_some() { Number::Singular } else { post.title.number };
        x.inner = post.owners.first().copied();
        x.gender = post.gender;
        x.end = end;
        x.what = What::Person {
            name: named.as_ref().map(|n| (n.start, n.end)),
            humans: named.map(|n| n.humans).unwrap_or_default(),
            title: Some(TitleRef { id, former, definite: post.definite, part, above: None }),
            owner,
            owner_pronoun: post.m.split.enc.is_some(),
        };
        x
    }
}
