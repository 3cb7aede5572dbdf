//! States, organisations, groups, regions, frameworks, media, places, offices.

use super::Loader;
use super::affixes::NisbaEnding;
use super::checks::list_id;
use super::forms::words;
use crate::conjugate::{Gender, Number};
use crate::model::*;
use crate::table::Row;

impl Loader {
    pub(super) fn office(&mut self, row: &Row<'_>) {
        let Ok(rank) = row.get("rank").parse() else {
            self.faults.push(row.fault("rank", format!("`{}`; expected a whole number", row.get("rank"))));
            return;
        };
        if !self.first(row, "office", "office") {
            return;
        }
        if !self.ranks.insert((row.file().to_string(), rank)) {
            self.faults.push(row.fault("rank", format!("another office has rank {rank}; expected one that outranks the other")));
        }
        let holders = match row.get("holders") {
            "one" => Holders::One,
            "few" => Holders::Few,
            "group" => Holders::Group,
            other => {
                if other != "many" {
                    self.faults.push(row.fault("holders", format!("`{other}`; expected one, few, group or many")));
                }
                Holders::Many
            }
        };
        self.office_ids.insert(row.get("office").into(), self.k.offices.len() as u16);
        self.k.offices.push(Office {
            name: row.get("office").into(),
            rank,
            holders,
            en: row.get("label_en").into(),
            ar: row.get("label_ar").into(),
        });
    }

    /// A row of `missions.tsv`.
    pub(super) fn mission(&mut self, row: &Row<'_>) {
        for column in ["code", "acts_for"] {
            if !self.org_ids.contains_key(row.get(column)) {
                self.faults.push(row.fault(column, format!("`{}` is no code of organizations.tsv", row.get(column))));
                return;
            }
        }
        let id = self.org_ids[row.get("code")];
        self.k.orgs[id as usize].acts_for = row.get("acts_for").into();
    }

    /// A claim that the holders of offices are complete, or that an office was vacant.
    pub(super) fn claim(&mut self, row: &Row<'_>) {
        self.code(row, "code", row.get("code"), false);
        for (office, _) in row.variants("offices") {
            if !self.office_ids.contains_key(office) {
                self.faults.push(row.fault("offices", format!("`{office}` is not in offices.tsv")));
            }
        }
        if !matches!(row.get("claim"), "complete" | "vacant") {
            self.faults.push(row.fault("claim", format!("`{}`; expected complete or vacant", row.get("claim"))));
        }
        self.period(row, "from", "to");
    }

    /// A row of the tables that guide an import: what it names must be there.
    pub(super) fn import_row(&mut self, row: &Row<'_>) {
        if let Some(office) = row.opt("office").filter(|o| *o != "none" && !self.office_ids.contains_key(*o)) {
            self.faults.push(row.fault("office", format!("`{office}` is not in offices.tsv")));
        }
        if let Some(code) = row.opt("code") {
            self.code(row, "code", code, false);
        }
        self.sector(row, "sector");
    }

    pub(super) fn polity(&mut self, row: &Row<'_>) {
        let code = row.get("code");
        if code.len() != 3 || !code.bytes().all(|b| b.is_ascii_uppercase()) {
            self.faults.push(row.fault("code", format!("`{code}`; expected three capital letters")));
            return;
        }
        if !self.first(row, "code", "state") {
            return;
        }
        for column in ["cow", "gw"] {
            self.count(row, column);
        }
        let id = match self.k.polity_by_code.get(code) {
            Some(id) => *id,
            None => {
                let id = self.k.polities.len() as u16;
                self.k.polity_by_code.insert(code.into(), id);
                self.k.polities.push(Polity {
                    code: code.into(),
                    en: row.get("name_en").into(),
                    ar: row.variants("names_ar").next().map_or("", |v| v.0).into(),
                    capital: row.get("capital_en").into(),
                });
                id
            }
        };
        for (form, _) in row.variants("names_ar") {
            let w = words(form);
            if w.len() < 2 && row.variants("names_ar").any(|v| v.1 && v.0 == form) {
                continue;
            }
            let tok = self.k.vocab.intern(&self.affixes.defined(&w[0]));
            let list = self.k.polity_heads.entry(tok).or_default();
            if !list.contains(&id) {
                list.push(id);
            }
        }
        self.insert_all(row, "names_ar", |sure| Entry::Polity { id, sure });
        self.insert_all(row, "capitals_ar", |sure| Entry::Capital { id, sure });
        self.insert_all(row, "metonyms", |sure| Entry::Metonym { id, sure });
        self.nisba(row, Owner::Polity(id));
    }

    pub(super) fn nisba(&mut self, row: &Row<'_>, of: Owner) {
        let variants: Vec<_> = row.variants("nisba").collect();
        for (form, sure) in variants {
            if let Some(plural) = form.strip_prefix("pl:") {
                // طردت دبلوماسيين روسا: the indefinite accusative.
                let object = format!("{plural}{}", self.affixes.accusative);
                for (f, definite) in [(plural.to_string(), false), (object, false), (self.affixes.with_article(plural), true)] {
                    self.insert(&f, Entry::Nisba { of, number: Number::Plural, gender: Gender::Masculine, definite, sure });
                }
                continue;
            }
            for NisbaEnding { form: ending, number, gender, indefinite_only } in self.affixes.nisba.clone() {
                let full: Vec<String> = form.split(' ').map(|stem| format!("{stem}{ending}")).collect();
                self.insert(&full.join(" "), Entry::Nisba { of, number, gender, definite: false, sure });
                if !indefinite_only {
                    let full: Vec<String> = full.iter().map(|w| self.affixes.with_article(w)).collect();
                    self.insert(&full.join(" "), Entry::Nisba { of, number, gender, definite: true, sure });
                }
            }
        }
    }

    pub(super) fn organization(&mut self, row: &Row<'_>) {
        if !self.first(row, "code", "organisation") {
            return;
        }
        let id = match self.org_ids.get(row.get("code")) {
            Some(id) => *id,
            None => {
                let Some(id) = self.next_id(row, "code", self.k.orgs.len()) else { return };
                self.org_ids.insert(row.get("code").into(), id);
                self.k.orgs.push(body(row, "IGO"));
                id
            }
        };
        self.insert_all(row, "names_ar", |sure| Entry::Org { id, sure });
        self.nisba(row, Owner::Org(id));
    }

    pub(super) fn group(&mut self, row: &Row<'_>) {
        if !self.first(row, "code", "group") || self.period(row, "from", "to").is_none() {
            return;
        }
        if let Some(polity) = row.opt("polity") {
            self.code(row, "polity", polity, true);
        }
        self.sector(row, "sector");
        let id = match self.group_ids.get(row.get("code")) {
            Some(id) => *id,
            None => {
                let Some(id) = self.next_id(row, "code", self.k.groups.len()) else { return };
                self.group_ids.insert(row.get("code").into(), id);
                self.k.groups.push(body(row, row.get("sector")));
                id
            }
        };
        self.insert_all(row, "names_ar", |sure| Entry::Group { id, sure });
        for (name, sure) in row.variants("names_ar") {
            if let Some(oblique) = oblique(name) {
                self.insert(&oblique, Entry::Group { id, sure });
            }
        }
        self.nisba(row, Owner::Group(id));
    }

    pub(super) fn region(&mut self, row: &Row<'_>) {
        for (member, _) in row.variants("members") {
            self.code(row, "members", member, true);
        }
        let id = self.k.regions.len() as u16;
        self.k.regions.push(Region {
            en: row.get("name_en").into(),
            members: row.variants("members").map(|m| m.0.to_string()).collect(),
            pair: matches!(row.get("kind"), "pair" | "several"),
        });
        self.insert_all(row, "names_ar", |sure| Entry::Region { id, sure });
        self.nisba(row, Owner::Region(id));
    }

    pub(super) fn framework(&mut self, row: &Row<'_>) {
        let id = self.k.frameworks.len() as u16;
        list_id(&mut self.k.framework_kinds, row.get("kind"));
        self.k.frameworks.push(Framework {
            id: row.get("id").into(),
            kind: row.get("kind").into(),
            en: row.get("name_en").into(),
        });
        self.insert_all(row, "names_ar", |sure| Entry::Framework { id, sure });
    }

    pub(super) fn media(&mut self, row: &Row<'_>) {
        self.insert_all(row, "names_ar", |sure| Entry::Media { sure });
    }

    pub(super) fn place(&mut self, row: &Row<'_>) {
        let mut degrees = |column: &str, most: f64| {
            let value = row.get(column).parse::<f64>().ok().filter(|d| (-most..=most).contains(d));
            if value.is_none() {
                let found = row.get(column);
                self.faults.push(row.fault(column, format!("`{found}`; expected degrees from -{most} to {most}, as 51.17")));
            }
            value
        };
        let (lat, lon) = (degrees("lat", 90.0), degrees("lon", 180.0));
        let (Some(lat), Some(lon)) = (lat, lon) else { return };
        let population = self.count(row, "population");
        let code = row.get("code");
        if !code.is_empty() {
            self.code(row, "code", code, true);
        }
        let Some(id) = self.next_id(row, "id", self.k.places.len()) else { return };
        if let Some(p) = self.k.polity_by_code.get(code)
            && self.k.polities[*p as usize].capital == row.get("name_en")
        {
            self.k.capital_place.insert(*p, id);
        }
        self.k.places.push(Place {
            en: row.get("name_en").into(),
            ar: row.variants("names_ar").next().map_or("", |v| v.0).into(),
            code: code.into(),
            lat,
            lon,
            population,
        });
        self.insert_all(row, "names_ar", |sure| Entry::Place { id, sure });
    }
}

fn body(row: &Row<'_>, sector: &str) -> Body {
    Body {
        code: row.get("code").into(),
        en: row.get("name_en").into(),
        ar: row.variants("names_ar").next().map_or("", |v| v.0).into(),
        sector: sector.into(),
        acts_for: String::new(),
    }
}

/// Endings of the sound masculine plural in its two cases.
const PLURAL: [&str; 2] = ["ون", "ين"];

/// The other case of a name of people: `الانفصاليون الموالون لروسيا`, `الانفصاليين الموالين لروسيا`. `None` where no word shows it.
fn oblique(name: &str) -> Option<String> {
    let shown = |w: &str| w.strip_suffix(PLURAL[0]).filter(|s| s.chars().count() > 2).map(|s| format!("{s}{}", PLURAL[1]));
    let words: Vec<_> = name.split(' ').collect();
    // Where the name begins with the people, and says whose they are: المحافظون alone may be anybody's.
    shown(words[0]).filter(|_| words.len() > 1)?;
    Some(words.iter().map(|w| shown(w).unwrap_or_else(|| (*w).to_owned())).collect::<Vec<_>>().join(" "))
}
