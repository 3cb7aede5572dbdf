//! People and their terms of office.

use super::checks::is_wikidata;
use super::forms::words;
use super::{Files, Loader, columns};
use crate::model::*;
use crate::table::rows;
use hashbrown::HashMap;

impl Loader {
    pub(super) fn people(&mut self, files: &Files) {
        let mut ids: HashMap<String, u32> = HashMap::new();
        for (name, text) in files.get("kb/people.tsv").into_iter().flatten() {
            for row in rows(name, text, columns("kb/people.tsv"), &mut self.faults) {
                if !self.first(&row, "id", "person") || !self.code(&row, "code", row.get("code"), false) {
                    continue;
                }
                if row.opt("wikidata").is_some_and(|q| !is_wikidata(q)) {
                    self.faults.push(row.fault("wikidata", format!("`{}`; expected Q and a number", row.get("wikidata"))));
                }
                let id = match ids.get(row.get("id")) {
                    // A layer above adds names to a person of a layer below; one of another state is another person.
                    Some(&id) if self.k.humans[id as usize].code == row.get("code") => id,
                    Some(&id) => {
                        let code = &self.k.humans[id as usize].code;
                        let message = format!("`{}` is of {code} already; expected another id, or this code", row.get("id"));
                        self.faults.push(row.fault("code", message));
                        continue;
                    }
                    None => {
                        let id = self.k.humans.len() as u32;
                        ids.insert(row.get("id").into(), id);
                        self.k.humans.push(Human {
                            id: row.get("id").into(),
                            en: row.get("name_en").into(),
                            ar: row.variants("names_ar").next().map_or("", |v| v.0).into(),
                            code: row.get("code").into(),
                            wikidata: row.get("wikidata").into(),
                            auto: row.get("source").contains("auto"),
                            terms: Vec::new(),
                        });
                        id
                    }
                };
                for (form, sure) in row.variants("names_ar") {
                    let w = words(form);
                    // عبد الرحمن is one given name in two words.
                    let given = w.len() == 2 && self.join.contains(&w[0]);
                    match w.len() {
                        2 if given => self.insert(form, Entry::Short { id, sure: false }),
                        0 => {}
                        1 => self.insert(form, Entry::Short { id, sure: sure && !row.get("source").contains("auto") }),
                        _ if sure => self.insert(form, Entry::Human { id }),
                        _ => self.insert(form, Entry::Short { id, sure: false }),
                    }
                }
                self.insert_all(&row, "short_ar", |sure| Entry::Short { id, sure });
            }
        }
        for (name, text) in files.get("kb/terms.tsv").into_iter().flatten() {
            for row in rows(name, text, columns("kb/terms.tsv"), &mut self.faults) {
                let Some(&id) = ids.get(row.get("person")) else {
                    self.faults.push(row.fault("person", format!("`{}` is not in people.tsv", row.get("person"))));
                    continue;
                };
                let Some(&office) = self.office_ids.get(row.get("office")) else {
                    self.faults.push(row.fault("office", format!("`{}` is not in offices.tsv", row.get("office"))));
                    continue;
                };
                let Some((start, end)) = self.period(&row, "start", "end") else { continue };
                if row.get("flag").chars().any(|c| !matches!(c, 'u' | 'i')) {
                    self.faults.push(row.fault("flag", format!("`{}`; expected u, i or nothing", row.get("flag"))));
                }
                if let Some(code) = row.opt("code")
                    && !self.code(&row, "code", code, false)
                {
                    continue;
                }
                let code = row.opt("code").unwrap_or(&self.k.humans[id as usize].code).to_string();
                let terms = &mut self.k.humans[id as usize].terms;
                // A layer above may tell the end of a term that a layer below left open.
                if let Some(open) =
                    terms.iter_mut().find(|t| t.end == Day::MAX && (t.start, t.office, &t.code) == (start, office, &code))
                {
                    open.end = end;
                    continue;
                }
                terms.push(Term { code: code.clone(), office, start, end });
                self.k.holders.entry((code, office)).or_default().push(id);
            }
        }
        for h in &mut self.k.humans {
            h.terms.sort_by_key(|t| (t.start, t.end));
        }
    }
}
