//! From data files to [`Knowledge`]: reading, checking and compiling, file by file.

use crate::conjugate::{self, Gender, Number, Person, Voice};
use crate::error::Fault;
use crate::grammar;
use crate::model::*;
use crate::table::{Row, rows};
use crate::vocab::Tok;
use hashbrown::{HashMap, HashSet};
use mahdar_text::{Text, fold};
use std::collections::BTreeMap;

/// Data files by their path under `data/`; several layers of one path are read one after the other.
pub type Files = BTreeMap<String, Vec<(String, String)>>;

/// A loader: knowledge in the making, and what was found wrong so far.
pub struct Loader {
    /// The knowledge.
    pub k: Knowledge,
    /// Faults found.
    pub faults: Vec<Fault>,
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
    /// Keys that stood in a file already: table, key, file.
    seen: HashSet<(&'static str, String, String)>,
}

fn list_id(list: &mut Vec<String>, name: &str) -> u8 {
    match list.iter().position(|n| n == name) {
        Some(i) => i as u8,
        None => {
            list.push(name.to_string());
            (list.len() - 1) as u8
        }
    }
}

/// The columns of the tables that are read in more than one place.
pub(crate) fn columns(path: &str) -> &'static [&'static str] {
    match path {
        "kb/polities.tsv" => {
            &["code", "kind", "name_en", "names_ar", "nisba", "capital_en", "capitals_ar", "metonyms", "cow", "gw", "source"]
        }
        "kb/organizations.tsv" => &["code", "kind", "name_en", "names_ar", "nisba", "source"],
        "kb/groups.tsv" => &["code", "name_en", "names_ar", "nisba", "polity", "sector", "from", "to", "source"],
        "kb/people.tsv" => &["id", "name_en", "names_ar", "short_ar", "code", "wikidata", "source"],
        "kb/terms.tsv" => &["person", "code", "office", "start", "end", "flag", "title_en", "source"],
        _ => &[],
    }
}

fn is_wikidata(q: &str) -> bool {
    q.strip_prefix('Q').is_some_and(|n| !n.is_empty() && n.bytes().all(|b| b.is_ascii_digit()))
}

fn body(row: &Row<'_>, sector: &str) -> Body {
    Body {
        code: row.get("code").into(),
        en: row.get("name_en").into(),
        ar: row.variants("names_ar").next().map_or("", |v| v.0).into(),
        sector: sector.into(),
    }
}

/// Words of a form, folded.
pub(crate) fn words(form: &str) -> Vec<String> {
    let t = Text::new(form);
    (0..t.tokens.len()).filter(|&i| t.tokens[i].is_word()).map(|i| t.folded(i).to_string()).collect()
}

/// What is written of a day: `2018`, `2018-06` or `2018-06-01`; what is missing is filled downward, for an end upward.
/// Nothing is the beginning of time, for an end its end.
pub fn parse_day(s: &str, end: bool) -> Option<Day> {
    if s.is_empty() {
        return Some(if end { Day::MAX } else { 0 });
    }
    let mut parts = s.split('-');
    let mut part = |digits: usize, range: std::ops::RangeInclusive<u32>, missing: u32| match parts.next() {
        None => Some(missing),
        Some(p) if p.len() == digits && p.bytes().all(|b| b.is_ascii_digit()) => p.parse().ok().filter(|n| range.contains(n)),
        Some(_) => None,
    };
    let y = part(4, 1000..=2999, 0)?;
    let m = part(2, 1..=12, if end { 12 } else { 1 })?;
    let last = match m {
        2 if y % 4 == 0 && (y % 100 != 0 || y % 400 == 0) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    };
    let d = part(2, 1..=last, if end { last } else { 1 })?;
    parts.next().is_none().then_some(y * 10000 + m * 100 + d)
}

impl Loader {
    /// Reads everything. Faulty lines are left out and reported in [`Loader::faults`].
    pub fn run(files: &Files) -> Loader {
        let mut l = Loader {
            k: Knowledge::default(),
            faults: Vec::new(),
            join: Vec::new(),
            drop: Vec::new(),
            prep_ids: HashMap::new(),
            lemma_ids: HashMap::new(),
            cue_nouns: HashMap::new(),
            office_ids: HashMap::new(),
            org_ids: HashMap::new(),
            group_ids: HashMap::new(),
            contexts: HashSet::new(),
            seen: HashSet::new(),
        };
        let k = &mut l.k;
        k.preps = ["ب", "ل", "ك"].map(str::to_string).to_vec();
        for (i, p) in k.preps.iter().enumerate() {
            l.prep_ids.insert(p.clone(), i as u8);
        }
        l.table(files, "ar/lexicon/spelling.tsv", &["form", "rule", "note"], Self::spelling);
        l.table(files, "ar/lexicon/enclitics.tsv", &["form", "person", "number", "gender"], Self::enclitic);
        l.table(files, "ar/lexicon/particles.tsv", &["form", "class", "note"], Self::particle);
        l.table(files, "ar/lexicon/prep_roles.tsv", &["role", "form", "note"], Self::prep_role);
        l.table(files, "ar/lexicon/temporal.tsv", &["kind", "form", "value"], Self::temporal);
        l.table(files, "ar/lexicon/framework_heads.tsv", &["form", "kind", "note"], Self::framework_head);
        l.table(files, "ar/lexicon/fields.tsv", &["form", "field"], Self::field);
        l.table(files, "plover/contexts.tsv", &["id", "label_en", "label_ar"], |l, r| {
            l.contexts.insert(r.get("id").into());
        });
        l.table(files, "ar/lexicon/contexts.tsv", &["form", "context"], Self::context);
        l.table(files, "kb/offices.tsv", &["office", "rank", "label_en", "label_ar"], Self::office);
        l.table(files, "kb/polities.tsv", columns("kb/polities.tsv"), Self::polity);
        l.table(files, "kb/organizations.tsv", columns("kb/organizations.tsv"), Self::organization);
        l.table(files, "kb/groups.tsv", columns("kb/groups.tsv"), Self::group);
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
        l.table(files, "plover/types.tsv", &["type", "mode", "quad", "base_score", "label_en", "label_ar"], Self::plover);
        l.table(files, "plover/cameo.tsv", &["code", "name_en", "goldstein", "plover", "mode"], Self::cameo);
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

    /// Numbers for the words of a phrase.
    pub(crate) fn intern(&mut self, words: &[String]) -> Vec<Tok> {
        words.iter().map(|w| self.k.vocab.intern(w)).collect()
    }

    /// Adds a phrase in all the spellings that rules make of it.
    pub(crate) fn insert(&mut self, form: &str, entry: Entry) {
        let base = words(form);
        if base.is_empty() {
            return;
        }
        let mut variants = vec![base];
        for at in 0..variants[0].len() {
            let w = variants[0][at].clone();
            if self.join.contains(&w) && at + 1 < variants[0].len() {
                // عبد الله / عبدالله
                let mut v = variants[0].clone();
                let next = v.remove(at + 1);
                v[at].push_str(&next);
                variants.push(v);
            }
            for j in &self.join {
                if w.len() > j.len() + 4 && w.strip_prefix(j.as_str()).is_some_and(|rest| rest.starts_with("ال")) {
                    let mut v = variants[0].clone();
                    let rest = w[j.len()..].to_string();
                    v[at] = j.clone();
                    v.insert(at + 1, rest);
                    variants.push(v);
                    break;
                }
            }
            if self.drop.contains(&w) && at > 0 && variants[0].len() > 3 {
                let mut v = variants[0].clone();
                v.remove(at);
                variants.push(v);
            }
        }
        for v in variants {
            let toks = self.intern(&v);
            self.k.trie.insert(&toks, entry);
        }
    }

    fn insert_all(&mut self, row: &Row<'_>, column: &str, entry: impl Fn(bool) -> Entry) {
        for (form, sure) in row.variants(column) {
            if words(form).is_empty() {
                self.faults.push(row.fault(column, format!("`{form}` has no letters; expected a word")));
            }
            self.insert(form, entry(sure));
        }
    }

    fn spelling(&mut self, row: &Row<'_>) {
        match row.get("rule") {
            "join" => self.join.push(fold(row.get("form"))),
            "drop" => self.drop.push(fold(row.get("form"))),
            other => self.faults.push(row.fault("rule", format!("`{other}`; expected join or drop"))),
        }
    }

    fn enclitic(&mut self, row: &Row<'_>) {
        let number = self.number(row, "number");
        let gender = match row.get("gender") {
            "masculine" => Gender::Masculine,
            "feminine" => Gender::Feminine,
            "common" => Gender::Common,
            other => {
                self.faults.push(row.fault("gender", format!("`{other}`; expected masculine, feminine or common")));
                Gender::Common
            }
        };
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

    fn number(&mut self, row: &Row<'_>, column: &str) -> Number {
        match row.get(column) {
            "sg" => Number::Singular,
            "du" => Number::Dual,
            "pl" => Number::Plural,
            other => {
                self.faults.push(row.fault(column, format!("`{other}`; expected sg, du or pl")));
                Number::Singular
            }
        }
    }

    fn particle(&mut self, row: &Row<'_>) {
        let class = match row.get("class") {
            "comp" => Class::Comp,
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
            "rel" => Class::Rel,
            "conj" => Class::Conj,
            "qad" => Class::Qad,
            "kana" => Class::Kana,
            "adverb" => Class::Adverb,
            "turn" => Class::Turn,
            "tail" => Class::Tail,
            "purpose" => Class::Purpose,
            "demonstrative" => Class::Demonstrative,
            "quantifier" => Class::Quantifier,
            "number" => Class::Number,
            "former" => Class::Former,
            "joint" => Class::Joint,
            "counterpart" => Class::Counterpart,
            "country" => Class::Country,
            "linker" => Class::Linker,
            "document" => Class::Document,
            "source" => Class::Source,
            "intro" => Class::Intro,
            "must" => Class::Must,
            "planned" => Class::Planned,
            "passive" => Class::Passive,
            "passive_agent" => Class::Visitor,
            "topic" => Class::Topic,
            "title_tail" => Class::TitleTail,
            "collective" => Class::Same,
            other => {
                self.faults.push(row.fault("class", format!("unknown class `{other}`")));
                return;
            }
        };
        self.insert_all(row, "form", |_| Entry::Word(class));
    }

    fn prep_role(&mut self, row: &Row<'_>) {
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

    fn temporal(&mut self, row: &Row<'_>) {
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
                self.faults.push(row.fault("value", format!("`{kind}` with `{value}`; expected month 1–12, weekday 0–6, day or relative with an offset, unit or units day|week|month|year, link")));
                return;
            }
        };
        self.insert_all(row, "form", |_| entry);
    }

    fn framework_head(&mut self, row: &Row<'_>) {
        let kind = list_id(&mut self.k.framework_kinds, row.get("kind"));
        for (form, _) in row.variants("form") {
            self.insert(form, Entry::FrameworkHead { kind });
            if !form.starts_with("ال") {
                self.insert(&format!("ال{form}"), Entry::FrameworkHead { kind });
            }
        }
    }

    fn field(&mut self, row: &Row<'_>) {
        let id = list_id(&mut self.k.sector_names, row.get("field"));
        self.with_article(row, "form", Entry::Sector { id });
    }

    fn context(&mut self, row: &Row<'_>) {
        if !self.contexts.contains(row.get("context")) {
            self.faults.push(row.fault("context", format!("`{}` is not in plover/contexts.tsv", row.get("context"))));
        }
        let id = list_id(&mut self.k.context_names, row.get("context"));
        self.with_article(row, "form", Entry::Context { id });
    }

    fn with_article(&mut self, row: &Row<'_>, column: &str, entry: Entry) {
        for (form, _) in row.variants(column) {
            self.insert(form, entry);
            let defined: Vec<String> = form.split(' ').map(|w| format!("ال{w}")).collect();
            self.insert(&defined.join(" "), entry);
        }
    }

    fn office(&mut self, row: &Row<'_>) {
        let Ok(rank) = row.get("rank").parse() else {
            self.faults.push(row.fault("rank", format!("`{}`; expected a whole number", row.get("rank"))));
            return;
        };
        if !self.first(row, "office", "office") {
            return;
        }
        self.office_ids.insert(row.get("office").into(), self.k.offices.len() as u16);
        self.k.offices.push(Office {
            name: row.get("office").into(),
            rank,
            en: row.get("label_en").into(),
            ar: row.get("label_ar").into(),
        });
    }

    /// Whether a key stands here for the first time in its file, and stands at all; a fault where not. A file laid over
    /// another may take its keys up again, to add names.
    fn first(&mut self, row: &Row<'_>, column: &str, what: &'static str) -> bool {
        let key = row.get(column);
        if key.is_empty() {
            self.faults.push(row.fault(column, format!("no {column}; expected one")));
            return false;
        }
        if !self.seen.insert((what, key.to_string(), row.file().to_string())) {
            self.faults.push(row.fault(column, format!("`{key}` stands twice; expected one row for it")));
            return false;
        }
        true
    }

    /// A whole number, where anything stands.
    fn count(&mut self, row: &Row<'_>, column: &str) -> u64 {
        match row.opt(column).map(str::parse) {
            None => 0,
            Some(Ok(n)) => n,
            Some(Err(_)) => {
                self.faults.push(row.fault(column, format!("`{}`; expected a whole number", row.get(column))));
                0
            }
        }
    }

    /// Days from and to; none where either is faulty or they are the wrong way round.
    fn period(&mut self, row: &Row<'_>, from: &str, to: &str) -> Option<(Day, Day)> {
        let mut day = |column: &str, end| {
            let day = parse_day(row.get(column), end);
            if day.is_none() {
                let found = row.get(column);
                self.faults.push(row.fault(column, format!("`{found}`; expected YYYY, YYYY-MM or YYYY-MM-DD")));
            }
            day
        };
        let (start, end) = (day(from, false), day(to, true));
        let (start, end) = (start?, end?);
        if end < start {
            self.faults.push(row.fault(to, "the term ends before it starts"));
            return None;
        }
        Some((start, end))
    }

    /// Checks that a code is one of a state's, or of any body's.
    fn code(&mut self, row: &Row<'_>, column: &str, code: &str, states_only: bool) -> bool {
        let known = self.k.polity_by_code.contains_key(code)
            || !states_only && (self.org_ids.contains_key(code) || self.group_ids.contains_key(code));
        if !known {
            let files = if states_only { "polities.tsv" } else { "polities.tsv, organizations.tsv or groups.tsv" };
            self.faults.push(row.fault(column, format!("`{code}` is no code of {files}")));
        }
        known
    }

    /// The number of the next row of a kind; a fault where they are full.
    fn next_id(&mut self, row: &Row<'_>, column: &str, len: usize) -> Option<u16> {
        let id = u16::try_from(len).ok();
        if id.is_none() {
            self.faults.push(row.fault(column, format!("more than {} rows", u16::MAX)));
        }
        id
    }

    fn polity(&mut self, row: &Row<'_>) {
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
            let bare = w[0].strip_prefix("ال").unwrap_or(&w[0]).to_string();
            let tok = self.k.vocab.intern(&format!("ال{bare}"));
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

    fn nisba(&mut self, row: &Row<'_>, of: Owner) {
        let variants: Vec<_> = row.variants("nisba").collect();
        for (form, sure) in variants {
            if let Some(plural) = form.strip_prefix("pl:") {
                for (f, definite) in [(plural.to_string(), false), (format!("ال{plural}"), true)] {
                    self.insert(&f, Entry::Nisba { of, number: Number::Plural, gender: Gender::Masculine, definite, sure });
                }
                continue;
            }
            use Gender::*;
            use Number::*;
            let stems: Vec<&str> = form.split(' ').collect();
            for (suffix, number, gender) in [
                ("", Singular, Masculine),
                ("ا", Singular, Masculine),
                ("ة", Singular, Feminine),
                ("ان", Dual, Masculine),
                ("ين", Plural, Masculine),
                ("ون", Plural, Masculine),
                ("تان", Dual, Feminine),
                ("تين", Dual, Feminine),
                ("ات", Plural, Feminine),
            ] {
                for definite in [false, true] {
                    if suffix == "ا" && definite {
                        continue;
                    }
                    let f: Vec<String> =
                        stems.iter().map(|s| format!("{}{s}{suffix}", if definite { "ال" } else { "" })).collect();
                    self.insert(&f.join(" "), Entry::Nisba { of, number, gender, definite, sure });
                }
            }
        }
    }

    fn organization(&mut self, row: &Row<'_>) {
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

    fn group(&mut self, row: &Row<'_>) {
        if !self.first(row, "code", "group") || self.period(row, "from", "to").is_none() {
            return;
        }
        if let Some(polity) = row.opt("polity") {
            self.code(row, "polity", polity, true);
        }
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
        self.nisba(row, Owner::Group(id));
    }

    fn region(&mut self, row: &Row<'_>) {
        for (member, _) in row.variants("members") {
            self.code(row, "members", member, true);
        }
        let id = self.k.regions.len() as u16;
        self.k
            .regions
            .push(Region { en: row.get("name_en").into(), members: row.variants("members").map(|m| m.0.to_string()).collect() });
        self.insert_all(row, "names_ar", |sure| Entry::Region { id, sure });
        self.nisba(row, Owner::Region(id));
    }

    fn framework(&mut self, row: &Row<'_>) {
        let id = self.k.frameworks.len() as u16;
        list_id(&mut self.k.framework_kinds, row.get("kind"));
        self.k.frameworks.push(Framework {
            id: row.get("id").into(),
            kind: row.get("kind").into(),
            en: row.get("name_en").into(),
        });
        self.insert_all(row, "names_ar", |sure| Entry::Framework { id, sure });
    }

    fn media(&mut self, row: &Row<'_>) {
        self.insert_all(row, "names_ar", |sure| Entry::Media { sure });
    }

    fn place(&mut self, row: &Row<'_>) {
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

    fn people(&mut self, files: &Files) {
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
                        _ => self.insert(form, Entry::Human { id }),
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
                self.k.holders.entry((code.clone(), office)).or_default().push(id);
                self.k.humans[id as usize].terms.push(Term { code, office, start, end });
            }
        }
        for h in &mut self.k.humans {
            h.terms.sort_by_key(|t| (t.start, t.end));
        }
    }

    fn title(&mut self, row: &Row<'_>) {
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
            let definite = form.starts_with("ال");
            // An unsure title is one only before a name.
            self.insert(form, if sure { Entry::Title { id, definite } } else { Entry::Honorific });
        }
    }

    fn organ(&mut self, row: &Row<'_>) {
        let id = self.k.organs.len() as u16;
        self.k.organs.push(Organ { sector: row.get("sector").into(), role: row.get("role").into() });
        for (form, _) in row.variants("form") {
            let definite = form.split(' ').any(|w| w.starts_with("ال"));
            self.insert(form, Entry::Organ { id, definite });
        }
    }

    fn agent(&mut self, row: &Row<'_>) {
        let id = self.k.agents.len() as u16;
        let number = self.number(row, "number");
        let role = row.get("role");
        if !matches!(role, "party" | "source" | "both") {
            self.faults.push(row.fault("role", format!("`{role}`; expected party, source or both")));
            return;
        }
        self.k.agents.push(Agent { sector: row.get("sector").into(), party: role != "source", source: role != "party", number });
        for (form, _) in row.variants("form").filter(|v| v.1) {
            let definite = form.starts_with("ال");
            self.insert(form, Entry::Agent { id, definite });
            if !definite {
                self.insert(&format!("ال{form}"), Entry::Agent { id, definite: true });
            }
        }
    }

    fn given(&mut self, row: &Row<'_>) {
        let Some(weight) = row.get("weight").parse().ok().filter(|w| (1..=3).contains(w)) else {
            self.faults.push(row.fault("weight", format!("`{}`; expected 1, 2 or 3", row.get("weight"))));
            return;
        };
        self.insert_all(row, "form", |_| Entry::Given { weight });
    }

    fn verb(&mut self, row: &Row<'_>) {
        let citation = row.get("lemma");
        if words(citation).is_empty() {
            self.faults.push(row.fault("lemma", format!("`{citation}` has no letters; expected a verb's past")));
            return;
        }
        self.count(row, "seen");
        let key = fold(citation);
        let id = match self.lemma_ids.get(&key) {
            Some(id) => *id,
            None => {
                let id = self.k.lemmas.len() as u16;
                self.lemma_ids.insert(key, id);
                self.k.lemmas.push(citation.to_string());
                id
            }
        };
        let presents: Vec<&str> =
            if row.get("present").is_empty() { vec![""] } else { row.variants("present").map(|v| v.0).collect() };
        for present in presents {
            for f in conjugate::conjugate(citation, present) {
                // Verbs without a passive participle have no passive in use; imperatives do not occur outside quotations.
                if f.tense == conjugate::Tense::Imperative || (f.voice == Voice::Passive && row.get("passive").is_empty()) {
                    continue;
                }
                self.insert(
                    &f.surface,
                    Entry::Verb {
                        lemma: id,
                        tense: f.tense,
                        person: f.person,
                        number: f.number,
                        gender: f.gender,
                        voice: f.voice,
                        bound: f.bound,
                    },
                );
            }
        }
        for (masdar, _) in row.variants("masdars").filter(|v| v.1) {
            for (f, n) in inflect(masdar) {
                self.insert(
                    &f,
                    Entry::Masdar { lemma: id, definite: n.definite, number: n.number, accusative: n.accusative, bound: n.bound },
                );
            }
        }
        for (column, voice) in [("active", Voice::Active), ("passive", Voice::Passive)] {
            for (p, _) in row.variants(column).filter(|v| v.1) {
                for n in conjugate::participle_forms(p) {
                    self.insert(
                        &n.surface,
                        Entry::Participle {
                            lemma: id,
                            voice,
                            number: n.number,
                            gender: n.gender,
                            definite: n.definite,
                            accusative: n.accusative,
                            bound: n.bound,
                        },
                    );
                }
            }
        }
    }

    fn plover(&mut self, row: &Row<'_>) {
        let (t, m) = (row.get("type"), row.get("mode"));
        self.k.plover.insert(if m.is_empty() { t.into() } else { format!("{t}/{m}") });
        let key = if m.is_empty() { format!("plover.{t}") } else { format!("plover.{t}/{m}") };
        self.k.labels.insert(key, (row.get("label_en").into(), row.get("label_ar").into()));
    }

    fn cameo(&mut self, row: &Row<'_>) {
        let Ok(goldstein) = row.get("goldstein").parse() else {
            self.faults.push(row.fault("goldstein", format!("`{}`; expected a number", row.get("goldstein"))));
            return;
        };
        self.k
            .cameo
            .insert(row.get("code").into(), Cameo { goldstein, plover: row.get("plover").into(), mode: row.get("mode").into() });
    }

    /// The number of a cue noun, entering its forms the first time.
    pub(crate) fn cue_noun(&mut self, noun: &str) -> u16 {
        let key = fold(noun);
        if let Some(id) = self.cue_nouns.get(&key) {
            return *id;
        }
        let id = self.k.noun_frames.len() as u16;
        self.k.noun_frames.push(Default::default());
        self.cue_nouns.insert(key, id);
        for (f, n) in inflect(noun) {
            self.insert(&f, Entry::CueNoun { id, definite: n.definite, bound: n.bound });
        }
        id
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

/// Forms of a noun phrase: the first word inflects, the rest follows in definiteness.
pub(crate) fn inflect(phrase: &str) -> Vec<(String, conjugate::NounForm)> {
    let mut parts = phrase.split(' ');
    let first = parts.next().unwrap_or_default();
    let rest: Vec<&str> = parts.collect();
    let mut out = Vec::new();
    for n in conjugate::noun_forms(first) {
        if rest.is_empty() {
            out.push((n.surface.clone(), n));
            continue;
        }
        let mut f = n.surface.clone();
        for w in &rest {
            f.push(' ');
            if n.definite && !w.starts_with("ال") {
                f.push_str("ال");
            }
            f.push_str(w);
        }
        out.push((f, n.clone()));
        if rest.len() == 1 && n.number == Number::Singular && !n.definite {
            // وزارةٌ خارجيةً: an adjective after an accusative.
            out.push((format!("{} {}ا", n.surface, rest[0]), n));
        }
    }
    out
}
