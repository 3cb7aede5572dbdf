//! The language: function words, pronouns, words of time, titles, organs, unnamed parties.

use super::Loader;
use super::checks::list_id;
use super::forms::words;
use crate::conjugate::Person;
use crate::model::*;
use crate::table::Row;
use mahdar_text::fold;

impl Loader {
    pub(super) fn enclitic(&mut self, row: &Row<'_>) {
        let number = self.number(row, "number");
        let gender = self.gender(row, "gender");
        let person = match row.get("person") {
            "first" => Person::First,
            "second" => Person::Second,
            "third" => Person::Third,
            other => {
                self.faults.push(row.fault("person", format!("`{other}`; expected first, second or third")));
                Person::Third
            }
        };
        self.k.enclitics.push(Enclitic { form: fold(row.get("form")), number, gender, person });
    }

    pub(super) fn particle(&mut self, row: &Row<'_>) {
        let class = match row.get("class") {
            "comp" => {
                self.complementisers.extend(row.variants("form").map(|(f, _)| f.to_string()));
                Class::Comp
            }
            "prep" => {
                let first = row.variants("form").next().map(|(f, _)| f).unwrap_or_default();
                let id = self.k.preps.len() as u8;
                self.k.preps.push(first.to_string());
                for (f, _) in row.variants("form") {
                    self.prep_ids.insert(f.to_string(), id);
                }
                Class::Prep(id)
            }
            "neg" => Class::Neg,
            "deny" => Class::Deny,
            "future" => Class::Future,
            "cond" => Class::Cond,
            "hedge" => Class::Hedge,
            "epithet" => Class::Epithet,
            "when" => Class::When,
            "rel" => Class::Rel,
            "conj" => Class::Conj,
            "or" => Class::Or,
            "qad" => Class::Qad,
            "kana" => Class::Kana,
            "adverb" => Class::Adverb,
            "turn" => Class::Turn,
            "tail" => Class::Tail,
            "aside" => Class::Aside,
            "purpose" => Class::Purpose,
            "demonstrative" => Class::Demonstrative,
            "quantifier" => Class::Quantifier,
            "number" => Class::Number,
            "former" => Class::Former,
            "joint" => Class::Joint,
            "namesake" => Class::Namesake,
            "counterpart" => Class::Counterpart,
            "country" => Class::Country,
            "latter" => Class::Latter,
            "object" => Class::Object,
            "linker" => Class::Linker,
            "document" => Class::Document,
            "source" => Class::Source,
            "intro" => Class::Intro,
            "must" => Class::Must,
            "planned" => Class::Planned,
            "passive" => Class::Passive,
            "passive_agent" => Class::Visitor,
            "grievance" => Class::Grievance,
            "means" => Class::Means,
            "venue" => Class::Venue,
            "recall" => Class::Recall,
            "among" => Class::Among,
            list @ ("deed" | "self") => {
                for (form, _) in row.variants("form") {
                    let tok = self.k.vocab.intern(&fold(form));
                    let set = if list == "deed" { &mut self.k.deeds } else { &mut self.k.selves };
                    set.insert(tok);
                }
                return;
            }
            "topic" => Class::Topic,
            "title_tail" => Class::TitleTail,
            "title_adjective" => Class::TitleAdjective,
            "collective" => Class::Same,
            other => {
                self.faults.push(row.fault("class", format!("unknown class `{other}`")));
                return;
            }
        };
        self.insert_all(row, "form", |_| Entry::Word(class));
    }

    pub(super) fn prep_role(&mut self, row: &Row<'_>) {
        let Some(role) = prep::by_name(row.get("role")) else {
            self.faults.push(row.fault("role", format!("unknown role `{}`", row.get("role"))));
            return;
        };
        for (form, _) in row.variants("form") {
            let Some(&id) = self.prep_ids.get(form) else {
                self.faults.push(row.fault("form", format!("`{form}` is no preposition of data/ar/lexicon/particles.tsv")));
                continue;
            };
            let roles = &mut self.k.prep_roles;
            roles.resize(roles.len().max(id as usize + 1), 0);
            roles[id as usize] |= role;
        }
    }

    pub(super) fn temporal(&mut self, row: &Row<'_>) {
        let value = row.get("value");
        let entry = match (row.get("kind"), value.trim_start_matches('+').parse::<i8>()) {
            ("month", Ok(m @ 1..=12)) => Entry::Month { month: m as u8, hijri: false },
            ("hijri_month", Ok(m @ 1..=12)) => Entry::Month { month: m as u8, hijri: true },
            ("weekday", Ok(d @ 0..=6)) => Entry::Weekday { day: d as u8 },
            ("day", Ok(offset)) => Entry::Deictic { unit: Unit::Day, offset },
            ("relative", Ok(offset)) => Entry::Relative { offset },
            ("link", _) => {
                self.k.date_links.extend(row.variants("form").map(|(f, _)| words(f).concat()));
                return;
            }
            ("ordinal", Ok(day @ 1..=31)) => {
                self.k.day_ordinals.extend(row.variants("form").map(|(f, _)| (words(f).join(" "), day as u8)));
                return;
            }
            (kind @ ("unit" | "units"), _) => Entry::UnitNoun {
                one: kind == "unit",
                unit: match value {
                    "day" => Unit::Day,
                    "week" => Unit::Week,
                    "month" => Unit::Month,
                    _ => Unit::Year,
                },
            },
            (kind, _) => {
                self.faults.push(row.fault("value", format!("`{kind}` with `{value}`; expected month 1–12, weekday 0–6, day or relative with an offset, unit or units day|week|month|year, ordinal 1–31, link")));
                return;
            }
        };
        self.insert_all(row, "form", |_| entry);
    }

    pub(super) fn framework_head(&mut self, row: &Row<'_>) {
        let kind = list_id(&mut self.k.framework_kinds, row.get("kind"));
        for (form, _) in row.variants("form") {
            self.insert(form, Entry::FrameworkHead { kind });
            if !self.affixes.has_article(form) {
                self.insert(&self.affixes.with_article(form), Entry::FrameworkHead { kind });
            }
        }
    }

    pub(super) fn field(&mut self, row: &Row<'_>) {
        let id = list_id(&mut self.k.sector_names, row.get("field"));
        self.with_article(row, "form", Entry::Sector { id });
    }

    pub(super) fn context(&mut self, row: &Row<'_>) {
        if !self.contexts.contains(row.get("context")) {
            self.faults.push(row.fault("context", format!("`{}` is not in plover/contexts.tsv", row.get("context"))));
        }
        let id = list_id(&mut self.k.context_names, row.get("context"));
        self.with_article(row, "form", Entry::Context { id });
    }

    pub(super) fn title(&mut self, row: &Row<'_>) {
        self.sector(row, "sector");
        let office = match row.opt("office") {
            None | Some("none") => None,
            Some(o) => match self.office_ids.get(o) {
                Some(id) => Some(*id),
                None => {
                    self.faults.push(row.fault("office", format!("`{o}` is not in offices.tsv")));
                    return;
                }
            },
        };
        let kind = match row.get("kind") {
            "office" => TitleKind::Office,
            "orghead" => TitleKind::OrgHead,
            "spokes" => TitleKind::Spokes,
            "envoy" => TitleKind::Envoy,
            "rank" => TitleKind::Rank,
            "occupation" => TitleKind::Occupation,
            "descr" => TitleKind::Descr,
            other => {
                self.faults.push(
                    row.fault("kind", format!("`{other}`; expected office, orghead, spokes, envoy, rank, occupation or descr")),
                );
                return;
            }
        };
        let number = self.number(row, "number");
        let id = self.k.titles.len() as u16;
        self.k.titles.push(Title { office, sector: row.get("sector").into(), number, kind });
        for (form, sure) in row.variants("title") {
            let definite = self.affixes.has_article(form);
            // An unsure title is one only before a name.
            self.insert(form, if sure { Entry::Title { id, definite } } else { Entry::Honorific });
        }
    }

    pub(super) fn organ(&mut self, row: &Row<'_>) {
        self.sector(row, "sector");
        let id = self.k.organs.len() as u16;
        self.k.organs.push(Organ { sector: row.get("sector").into(), role: row.get("role").into() });
        for (form, _) in row.variants("form") {
            let definite = form.split(' ').any(|w| self.affixes.has_article(w));
            self.insert(form, Entry::Organ { id, definite });
        }
    }

    pub(super) fn agent(&mut self, row: &Row<'_>) {
        self.sector(row, "sector");
        let id = self.k.agents.len() as u16;
        let number = self.number(row, "number");
        let role = row.get("role");
        if !matches!(role, "party" | "source" | "both") {
            self.faults.push(row.fault("role", format!("`{role}`; expected party, source or both")));
            return;
        }
        self.k.agents.push(Agent { sector: row.get("sector").into(), party: role != "source", source: role != "party", number });
        for (form, _) in row.variants("form").filter(|v| v.1) {
            let definite = self.affixes.has_article(form);
            self.insert(form, Entry::Agent { id, definite });
            if !definite {
                self.insert(&self.affixes.with_article(form), Entry::Agent { id, definite: true });
            }
        }
    }

    pub(super) fn given(&mut self, row: &Row<'_>) {
        let Some(weight) = row.get("weight").parse().ok().filter(|w| (1..=4).contains(w)) else {
            self.faults.push(row.fault("weight", format!("`{}`; expected 1 to 4", row.get("weight"))));
            return;
        };
        self.insert_all(row, "form", |_| Entry::Given { weight });
    }
}
