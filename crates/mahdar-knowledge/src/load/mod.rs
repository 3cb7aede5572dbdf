//! From data files to [`Knowledge`]: reading, checking and compiling, file by file.

use crate::error::Fault;
use crate::grammar;
use crate::model::*;
use crate::table::{Row, rows};
use hashbrown::{HashMap, HashSet};
use std::collections::BTreeMap;

mod affixes;
mod checks;
mod facts;
mod forms;
mod lexicon;
mod people;
mod plover;
mod verbs;

use affixes::Affixes;
pub use checks::parse_day;
pub(crate) use forms::words;

/// Data files by their path under `data/`; several layers of one path are read one after the other.
pub type Files = BTreeMap<String, Vec<(String, String)>>;

/// A loader: knowledge in the making, and what was found wrong so far.
pub struct Loader {
    /// The knowledge.
    pub k: Knowledge,
    /// Faults found.
    pub faults: Vec<Fault>,
    pub(crate) affixes: Affixes,
    /// Words that open a clause of content.
    pub(crate) complementisers: HashSet<String>,
    join: Vec<String>,
    drop: Vec<String>,
    pub(crate) prep_ids: HashMap<String, u8>,
    pub(crate) lemma_ids: HashMap<String, u16>,
    pub(crate) cue_nouns: HashMap<String, u16>,
    office_ids: HashMap<String, u16>,
    org_ids: HashMap<String, u16>,
    group_ids: HashMap<String, u16>,
    /// PLOVER contexts that exist.
    pub(crate) contexts: HashSet<String>,
    /// PLOVER sectors that exist.
    sectors: HashSet<String>,
    /// Ranks that offices have, by file.
    ranks: HashSet<(String, u16)>,
    /// Keys that stood in a file already: table, key, file.
    seen: HashSet<(&'static str, String, String)>,
}

/// The columns of the tables that are read in more than one place.
pub(crate) fn columns(path: &str) -> &'static [&'static str] {
    match path {
        "ar/lexicon/spelling.tsv" => &["form", "rule", "note"],
        "kb/offices.tsv" => &["office", "rank", "label_en", "label_ar", "holders"],
        "kb/import_offices.tsv" => &["title", "unless", "office", "note"],
        "kb/import_countries.tsv" => &["country", "code", "note"],
        "kb/import_topics.tsv" => &["topic", "table", "sector", "note"],
        "kb/polities.tsv" => {
            &["code", "kind", "name_en", "names_ar", "nisba", "capital_en", "capitals_ar", "metonyms", "cow", "gw", "source"]
        }
        "kb/complete.tsv" => &["code", "offices", "claim", "from", "to", "note"],
        "kb/organizations.tsv" => &["code", "kind", "name_en", "names_ar", "nisba", "source"],
        "kb/missions.tsv" => &["code", "acts_for", "source"],
        "kb/groups.tsv" => &["code", "name_en", "names_ar", "nisba", "polity", "sector", "from", "to", "source"],
        "kb/people.tsv" => &["id", "name_en", "names_ar", "short_ar", "code", "wikidata", "source"],
        "kb/terms.tsv" => &["person", "code", "office", "start", "end", "flag", "title_en", "source"],
        "plover/types.tsv" => &["type", "mode", "quad", "base_score", "label_en", "label_ar"],
        "plover/cameo.tsv" => &["code", "name_en", "goldstein", "plover", "mode"],
        "plover/sectors.tsv" => &["id", "label_en", "label_ar", "cameo", "armed", "movement"],
        "plover/countries.tsv" => &["code", "iso2", "fips", "box", "source"],
        "plover/bodies.tsv" => &["code", "cameo", "source"],
        _ => &[],
    }
}

impl Loader {
    /// Reads everything. Faulty lines are left out and reported in [`Loader::faults`].
    pub fn run(files: &Files) -> Loader {
        let mut l = Loader {
            k: Knowledge::default(),
            faults: Vec::new(),
            affixes: Affixes::default(),
            complementisers: HashSet::new(),
            join: Vec::new(),
            drop: Vec::new(),
            prep_ids: HashMap::new(),
            lemma_ids: HashMap::new(),
            cue_nouns: HashMap::new(),
            office_ids: HashMap::new(),
            org_ids: HashMap::new(),
            group_ids: HashMap::new(),
            contexts: HashSet::new(),
            sectors: HashSet::new(),
            ranks: HashSet::new(),
            seen: HashSet::new(),
        };
        l.table(files, "ar/lexicon/affixes.tsv", &["kind", "form", "number", "gender", "note"], Self::affix);
        l.table(files, "ar/lexicon/spelling.tsv", columns("ar/lexicon/spelling.tsv"), Self::spelling);
        l.table(files, "ar/lexicon/enclitics.tsv", &["form", "person", "number", "gender"], Self::enclitic);
        l.table(files, "ar/lexicon/particles.tsv", &["form", "class", "note"], Self::particle);
        l.table(files, "ar/lexicon/prep_roles.tsv", &["role", "form", "note"], Self::prep_role);
        l.table(files, "ar/lexicon/temporal.tsv", &["kind", "form", "value"], Self::temporal);
        l.table(files, "ar/lexicon/framework_heads.tsv", &["form", "kind", "note"], Self::framework_head);
        l.table(files, "ar/lexicon/fields.tsv", &["form", "field"], Self::field);
        l.table(files, "plover/contexts.tsv", &["id", "label_en", "label_ar"], |l, r| {
            l.contexts.insert(r.get("id").into());
        });
        l.table(files, "plover/sectors.tsv", columns("plover/sectors.tsv"), |l, r| {
            l.sectors.insert(r.get("id").into());
            match r.get("armed") {
                "" => {}
                "yes" => l.k.armed.push(r.get("id").into()),
                other => l.faults.push(r.fault("armed", format!("`{other}`; expected yes or nothing"))),
            }
            if let Some(word) = r.opt("movement") {
                l.k.movements.insert(r.get("id").into(), word.into());
            }
        });
        l.table(files, "ar/lexicon/contexts.tsv", &["form", "context"], Self::context);
        l.table(files, "kb/offices.tsv", columns("kb/offices.tsv"), Self::office);
        l.table(files, "kb/polities.tsv", columns("kb/polities.tsv"), Self::polity);
        l.table(files, "kb/organizations.tsv", columns("kb/organizations.tsv"), Self::organization);
        l.table(files, "kb/groups.tsv", columns("kb/groups.tsv"), Self::group);
        l.table(files, "kb/missions.tsv", columns("kb/missions.tsv"), Self::mission);
        l.table(files, "kb/complete.tsv", columns("kb/complete.tsv"), Self::claim);
        for table in ["kb/import_offices.tsv", "kb/import_countries.tsv", "kb/import_topics.tsv"] {
            l.table(files, table, columns(table), Self::import_row);
        }
        l.table(files, "kb/regions.tsv", &["id", "kind", "name_en", "names_ar", "nisba", "members", "source"], Self::region);
        l.table(files, "kb/frameworks.tsv", &["id", "kind", "name_en", "names_ar", "source"], Self::framework);
        l.table(files, "kb/media.tsv", &["id", "name_en", "names_ar", "kind", "source"], Self::media);
        l.table(
            files,
            "kb/places.tsv",
            &["id", "name_en", "names_ar", "code", "lat", "lon", "kind", "population", "source"],
            Self::place,
        );
        l.people(files);
        l.table(files, "ar/lexicon/titles.tsv", &["title", "office", "sector", "number", "kind", "source"], Self::title);
        l.table(files, "ar/lexicon/bodies.tsv", &["form", "sector", "role", "source"], Self::organ);
        l.table(files, "ar/lexicon/agents.tsv", &["form", "sector", "number", "role", "source"], Self::agent);
        l.table(files, "ar/lexicon/honorifics.tsv", &["form", "source"], |l, r| l.insert_all(r, "form", |_| Entry::Honorific));
        l.table(files, "ar/lexicon/given_names.tsv", &["form", "weight"], Self::given);
        l.table(files, "ar/lexicon/common.tsv", &["form", "seen"], |l, r| l.insert_all(r, "form", |_| Entry::Common));
        l.table(
            files,
            "ar/lexicon/verbs.tsv",
            &["lemma", "present", "masdars", "active", "passive", "gloss", "seen", "source"],
            Self::verb,
        );
        l.table(files, "ar/lexicon/homographs.tsv", &["form", "note"], |l, r| {
            l.insert_all(r, "form", |_| Entry::Word(Class::NotName))
        });
        l.table(files, "ar/lexicon/befalling.tsv", &["lemma", "note"], Self::befalling);
        l.table(files, "ar/lexicon/recalling.tsv", &["lemma", "note"], Self::recalling);
        l.table(files, "plover/types.tsv", columns("plover/types.tsv"), Self::plover);
        l.table(files, "plover/cameo.tsv", columns("plover/cameo.tsv"), Self::cameo);
        l.table(files, "plover/future.tsv", &["type", "future"], |l, r| {
            for column in ["type", "future"] {
                if !l.k.plover.contains(r.get(column)) {
                    l.faults.push(r.fault(column, format!("`{}` is no type of plover/types.tsv", r.get(column))));
                }
            }
            l.k.futures.insert(r.get("type").into(), r.get("future").into());
        });
        l.table(files, "labels.tsv", &["key", "en", "ar"], |l, r| {
            l.k.labels.insert(r.get("key").into(), (r.get("en").into(), r.get("ar").into()));
        });
        l.k.lemma_frames = vec![Default::default(); l.k.lemmas.len()];
        for (path, layers) in files.range("ar/grammar/".to_string()..) {
            if !path.starts_with("ar/grammar/") {
                break;
            }
            for (name, text) in layers {
                grammar::load(&mut l, name, text);
            }
        }
        l.faults.extend(crate::codes::read(files).1);
        l.finish();
        l
    }

    fn table(&mut self, files: &Files, path: &str, columns: &'static [&'static str], each: fn(&mut Self, &Row<'_>)) {
        for (name, text) in files.get(path).into_iter().flatten() {
            for row in rows(name, text, columns, &mut self.faults) {
                each(self, &row);
            }
        }
    }

    fn finish(&mut self) {
        let mut faults = std::mem::take(&mut self.faults);
        faults.sort_by(|a, b| (&a.file, a.line, a.column, &a.message).cmp(&(&b.file, b.line, b.column, &b.message)));
        faults.dedup();
        self.faults = faults;
        let k = &mut self.k;
        k.frame_by_name = k.frames.iter().enumerate().map(|(i, f)| (f.name.clone(), i as u16)).collect();
        k.org_by_code = self.org_ids.clone();
        k.group_by_code = self.group_ids.clone();
        k.vocab.freeze();
        k.trie.freeze();
    }
}
