//! Somebody or something known: names, offices, why a name stands for them.

use mahdar_knowledge::Day;
use mahdar_knowledge::who::{Card, Directory, Found, Held, Thing, Use, Why};

use super::Reporter;
use super::page::{BOLD, DIM, PLAIN, Page};

impl Reporter<'_> {
    /// One of those a name may stand for; offices held on the day are marked.
    pub fn who_is(&self, directory: &Directory, found: &Found<'_>, on: Option<(&str, Day)>) -> String {
        let card = found.card;
        let mut page = Page::new(self.look.width);
        let ar = card.forms.iter().find(|f| f.of == Use::Name).map_or("", |f| f.text.as_str());
        let names = if self.look.arabic { [ar, &card.en] } else { [&card.en, ar] };
        let names: Vec<&str> = names.into_iter().filter(|n| !n.is_empty()).collect();
        page.flow(0, &[(BOLD, &names.join(" · "))]);
        page.flow(2, &[(DIM, &self.what(card))]);
        page.flow(2, &[(DIM, self.label("who.why")), (DIM, ": "), (PLAIN, &self.why(found.why))]);
        for (of, key) in [
            (Use::Name, "who.names"),
            (Use::Short, "who.short"),
            (Use::Capital, "who.capital"),
            (Use::Seat, "who.seat"),
            (Use::Adjective, "who.adjective"),
        ] {
            let forms: Vec<String> = card
                .forms
                .iter()
                .filter(|f| f.of == of && f.text != ar)
                .map(|f| if f.sure { f.text.clone() } else { format!("{} ({})", f.text, self.label("who.ambiguous")) })
                .collect();
            if !forms.is_empty() {
                page.flow(2, &[(DIM, self.label(key)), (DIM, ": "), (PLAIN, &self.list("comma", &forms))]);
            }
        }
        self.offices(&mut page, directory, card, on);
        page.blank();
        page.finish()
    }

    /// All who held an office, for a title that tells whose it is; who holds it on the day is marked.
    pub fn holders(&self, directory: &Directory, code: &str, office: &str, on: Option<(&str, Day)>) -> String {
        let mut page = Page::new(self.look.width);
        let head = format!("{} · {} ({code})", self.office(office), self.code(code));
        page.flow(0, &[(BOLD, &head)]);
        page.flow(2, &[(DIM, self.label("who.why")), (DIM, ": "), (PLAIN, self.label("who.is_title"))]);
        let row = |h: &Held| {
            let mark = if on.is_some_and(|(_, d)| h.on(d)) { "●" } else { "" };
            let [start, end] = self.dates(h);
            (vec![mark.to_owned(), start, end, self.holder(directory, h), h.title.clone()], String::new())
        };
        let rows: Vec<_> = directory.of_office(code, office).map(row).collect();
        if rows.is_empty() {
            page.flow(2, &[(DIM, self.label("who.no_holders"))]);
        } else {
            if let Some((written, _)) = on {
                page.flow(2, &[(DIM, self.label("who.marked")), (DIM, " "), (DIM, written)]);
            }
            let head = ["", self.label("who.from"), self.label("who.to"), self.label("who.holder"), self.label("who.title")];
            page.table(2, &head, &rows);
        }
        page.blank();
        page.finish()
    }

    fn what(&self, card: &Card) -> String {
        let kind = match card.thing {
            Thing::Person => "person",
            Thing::Polity => "polity",
            Thing::Organization => "organization",
            Thing::Group => "group",
        };
        let mut parts = vec![self.label_of("kind", kind), card.id.clone()];
        if !card.code.is_empty() {
            parts.push(format!("{} ({})", self.code(&card.code), card.code));
        }
        parts.extend(Some(card.wikidata.clone()).filter(|q| !q.is_empty()));
        parts.join(" · ")
    }

    fn why(&self, why: Why) -> String {
        let of = |of| match of {
            Use::Name => "who.is_name",
            Use::Short => "who.is_short",
            Use::Capital => "who.is_capital",
            Use::Seat => "who.is_seat",
            Use::Adjective => "who.is_adjective",
        };
        match why {
            Why::Described => self.label("who.is_described").to_owned(),
            Why::Code => self.label("who.is_code").to_owned(),
            Why::English => self.label("who.is_english").to_owned(),
            Why::Near => self.label("who.near").to_owned(),
            Why::PartOfEnglish => self.label("who.part_english").to_owned(),
            Why::PartOfName => self.label("who.part_name").to_owned(),
            Why::Form(u) => self.label(of(u)).to_owned(),
            Why::Ambiguous(u) => format!("{} ({})", self.label(of(u)), self.label("who.ambiguous")),
        }
    }

    fn office(&self, name: &str) -> String {
        let known = self.k.offices.iter().find(|o| o.name == name);
        known.map_or(name.to_owned(), |o| if self.look.arabic { o.ar.clone() } else { o.en.clone() })
    }

    fn holder(&self, directory: &Directory, h: &Held) -> String {
        directory.card(Thing::Person, &h.person).map_or(h.person.clone(), |c| match self.look.arabic {
            true => c.forms.first().map_or(c.en.clone(), |f| f.text.clone()),
            false => c.en.clone(),
        })
    }

    /// First and last day of a term, as certain as they are.
    fn dates(&self, h: &Held) -> [String; 2] {
        let day = |text: &str, doubt: bool, none: &str| match (text, doubt) {
            ("", _) => none.to_owned(),
            (text, true) => format!("{text}?"),
            (text, false) => text.to_owned(),
        };
        [day(&h.start, h.uncertain, "…"), day(&h.end, h.uncertain || h.inferred, self.label("who.goes_on"))]
    }

    /// A person's offices; on a day, also the holders of a state's or body's.
    fn offices(&self, page: &mut Page, directory: &Directory, card: &Card, on: Option<(&str, Day)>) {
        let labels = |keys: &[&'static str]| keys.iter().map(|k| self.label(k).to_owned()).collect::<Vec<String>>();
        let (head, rows): (Vec<String>, Vec<(Vec<String>, String)>) = match (card.thing, on) {
            (Thing::Person, _) => {
                let row = |h: &Held| {
                    let mark = if on.is_some_and(|(_, d)| h.on(d)) { "●" } else { "" };
                    let [start, end] = self.dates(h);
                    (
                        vec![mark.to_owned(), start, end, self.office(&h.office), self.code(&h.code).to_owned(), h.title.clone()],
                        String::new(),
                    )
                };
                let mut head = labels(&["who.from", "who.to", "who.office", "who.state", "who.title"]);
                head.insert(0, String::new());
                (head, directory.terms(&card.id).map(row).collect())
            }
            (_, None) => return,
            (_, Some((_, d))) => {
                let mut held: Vec<&Held> = directory.holders(&card.id, d).collect();
                let rank = |h: &Held| self.k.offices.iter().find(|o| o.name == h.office).map_or(u16::MAX, |o| o.rank);
                held.sort_by_key(|h| rank(h));
                let row = |h: &&Held| {
                    let [start, end] = self.dates(h);
                    (vec![start, end, self.office(&h.office), self.holder(directory, h), h.title.clone()], String::new())
                };
                let head = labels(&["who.from", "who.to", "who.office", "who.holder", "who.title"]);
                (head, held.iter().map(row).collect())
            }
        };
        if rows.is_empty() {
            if card.thing == Thing::Person || on.is_some() {
                page.flow(2, &[(DIM, self.label("who.no_offices"))]);
            }
            return;
        }
        if let Some((written, _)) = on {
            let key = if card.thing == Thing::Person { "who.marked" } else { "who.on" };
            page.flow(2, &[(DIM, self.label(key)), (DIM, " "), (DIM, written)]);
        }
        let head: Vec<&str> = head.iter().map(String::as_str).collect();
        page.table(2, &head, &rows);
    }
}
