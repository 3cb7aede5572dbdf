//! Codes that other tables use for the same things: ISO 3166-1 alpha-2, FIPS 10-4, the Correlates of War, CAMEO's actors and
//! events, PLOVER's classes of events. What is not in the files has no code; none is made up.

use crate::error::Fault;
use crate::load::{Files, columns};
use crate::table::{Row, rows};
use std::collections::BTreeMap;

/// PLOVER's and CAMEO's four classes of events.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Quad {
    /// Words that bring closer.
    VerbalCooperation = 1,
    /// Deeds that bring closer.
    MaterialCooperation = 2,
    /// Words that part.
    VerbalConflict = 3,
    /// Deeds that part.
    MaterialConflict = 4,
}

impl Quad {
    /// All, in the order of their numbers.
    pub const ALL: [Quad; 4] = [Quad::VerbalCooperation, Quad::MaterialCooperation, Quad::VerbalConflict, Quad::MaterialConflict];

    /// As in `data/plover/types.tsv`.
    pub fn name(self) -> &'static str {
        match self {
            Quad::VerbalCooperation => "verbal_cooperation",
            Quad::MaterialCooperation => "material_cooperation",
            Quad::VerbalConflict => "verbal_conflict",
            Quad::MaterialConflict => "material_conflict",
        }
    }

    fn by_name(name: &str) -> Option<Quad> {
        Quad::ALL.into_iter().find(|q| q.name() == name)
    }
}

/// South, west, north and east edge in degrees.
type Box4 = [f64; 4];

/// A state or territory in other tables.
#[derive(Clone, Debug, Default)]
pub struct State {
    /// Usual English name.
    pub en: String,
    /// Number of the Correlates of War, where it has one.
    pub cow: Option<u16>,
    /// ISO 3166-1 alpha-2, or empty.
    pub iso2: String,
    fips: Vec<(Option<Box4>, String)>,
}

impl State {
    /// FIPS 10-4. A state with several codes has one only at a place (degrees north and east) that tells which.
    pub fn fips(&self, at: Option<(f64, f64)>) -> Option<&str> {
        let holds = |b: &Option<Box4>| match (b, at) {
            (None, _) => true,
            (Some([s, w, n, e]), Some((lat, lon))) => (*s..=*n).contains(&lat) && (*w..=*e).contains(&lon),
            (Some(_), None) => false,
        };
        self.fips.iter().find(|(b, code)| !code.is_empty() && holds(b)).map(|(_, code)| code.as_str())
    }
}

/// A PLOVER type.
#[derive(Clone, Copy, Debug)]
struct Type {
    quad: Quad,
    score: f64,
}

/// All codes, by mahdar's own.
#[derive(Clone, Debug, Default)]
pub struct Codes {
    states: BTreeMap<String, State>,
    bodies: BTreeMap<String, String>,
    groups: BTreeMap<String, String>,
    names: BTreeMap<String, String>,
    roles: BTreeMap<String, String>,
    sectors: BTreeMap<String, String>,
    types: BTreeMap<(String, String), Type>,
    events: BTreeMap<String, String>,
    offices: BTreeMap<String, String>,
}

impl Codes {
    /// Reads them. Faulty lines are left out; [`crate::Knowledge::faults`] tells them.
    pub fn new(files: &Files) -> Codes {
        read(files).0
    }

    /// A state or territory by its ISO 3166-1 alpha-3 code.
    pub fn state(&self, code: &str) -> Option<&State> {
        self.states.get(code)
    }

    /// The state that a code is or, for a group, belongs to; none for organisations.
    pub fn country<'a>(&'a self, code: &'a str) -> Option<&'a str> {
        match self.states.contains_key(code) {
            true => Some(code),
            false => self.groups.get(code).map(String::as_str).filter(|c| !c.is_empty()),
        }
    }

    /// The English name of a state, organisation or group.
    pub fn name(&self, code: &str) -> Option<&str> {
        let state = || self.states.get(code).map(|s| s.en.as_str());
        state().or_else(|| self.names.get(code).map(String::as_str))
    }

    /// CAMEO's actor code of an organisation or group: `IGOUNO`.
    pub fn body(&self, code: &str) -> Option<&str> {
        self.bodies.get(code).map(String::as_str)
    }

    /// CAMEO's role for a PLOVER sector.
    pub fn role(&self, sector: &str) -> Option<&str> {
        self.roles.get(sector).map(String::as_str).filter(|r| !r.is_empty())
    }

    /// The English label of a PLOVER sector.
    pub fn sector(&self, sector: &str) -> Option<&str> {
        self.sectors.get(sector).map(String::as_str)
    }

    /// The class of a PLOVER type.
    pub fn quad(&self, kind: &str) -> Option<Quad> {
        self.types.get(&(kind.to_owned(), String::new())).map(|t| t.quad)
    }

    /// PLOVER's base score of a type and mode; of the type where the mode has none.
    pub fn score(&self, kind: &str, mode: Option<&str>) -> Option<f64> {
        let of = |mode: &str| self.types.get(&(kind.to_owned(), mode.to_owned())).map(|t| t.score);
        of(mode.unwrap_or("")).or_else(|| of(""))
    }

    /// PLOVER's types, sorted.
    pub fn types(&self) -> impl Iterator<Item = &str> {
        self.types.keys().filter(|(_, mode)| mode.is_empty()).map(|(kind, _)| kind.as_str())
    }

    /// The English name of a CAMEO event code.
    pub fn event(&self, cameo: &str) -> Option<&str> {
        self.events.get(cameo).map(String::as_str)
    }

    /// The English label of an office of the record's list.
    pub fn office(&self, office: &str) -> Option<&str> {
        self.offices.get(office).map(String::as_str)
    }
}

/// Codes and what is wrong with their files.
pub(crate) fn read(files: &Files) -> (Codes, Vec<Fault>) {
    let mut r = Reader { files, codes: Codes::default(), faults: Vec::new() };
    r.shared("kb/polities.tsv", |c, row| {
        let state = c.states.entry(row.get("code").into()).or_default();
        state.en = row.get("name_en").into();
        state.cow = row.get("cow").parse().ok();
        Ok(())
    });
    r.shared("kb/groups.tsv", |c, row| {
        c.groups.insert(row.get("code").into(), row.get("polity").into());
        c.names.insert(row.get("code").into(), row.get("name_en").into());
        Ok(())
    });
    r.shared("kb/organizations.tsv", |c, row| {
        c.names.insert(row.get("code").into(), row.get("name_en").into());
        Ok(())
    });
    r.shared("kb/offices.tsv", |c, row| {
        c.offices.insert(row.get("office").into(), row.get("label_en").into());
        Ok(())
    });
    r.shared("plover/cameo.tsv", |c, row| {
        c.events.insert(row.get("code").into(), row.get("name_en").into());
        Ok(())
    });
    r.shared("plover/types.tsv", kind);
    r.own("plover/countries.tsv", country);
    r.own("plover/bodies.tsv", |c, row| {
        let cameo = row.get("cameo");
        if cameo.len() < 3 || cameo.len() % 3 != 0 || !cameo.bytes().all(|b| b.is_ascii_uppercase()) {
            return Err(row.fault("cameo", format!("`{cameo}` is no CAMEO actor code: expected capitals in threes")));
        }
        c.bodies.insert(row.get("code").into(), cameo.into());
        Ok(())
    });
    r.own("plover/sectors.tsv", |c, row| {
        c.roles.insert(row.get("id").into(), row.get("cameo").into());
        c.sectors.insert(row.get("id").into(), row.get("label_en").into());
        Ok(())
    });
    (r.codes, r.faults)
}

struct Reader<'a> {
    files: &'a Files,
    codes: Codes,
    faults: Vec<Fault>,
}

type Each = fn(&mut Codes, &Row<'_>) -> Result<(), Fault>;

impl Reader<'_> {
    /// A table that only this module reads.
    fn own(&mut self, path: &str, each: Each) {
        let mut faults = Vec::new();
        self.table(path, each, &mut faults);
        self.faults.append(&mut faults);
    }

    /// A table that the loader reads too, which tells what is wrong with its form.
    fn shared(&mut self, path: &str, each: Each) {
        self.table(path, each, &mut Vec::new());
    }

    fn table(&mut self, path: &str, each: Each, form: &mut Vec<Fault>) {
        for (name, text) in self.files.get(path).into_iter().flatten() {
            for row in rows(name, text, columns(path), form) {
                if let Err(fault) = each(&mut self.codes, &row) {
                    self.faults.push(fault);
                }
            }
        }
    }
}

fn kind(c: &mut Codes, row: &Row<'_>) -> Result<(), Fault> {
    let known = || Quad::ALL.map(Quad::name).join(", ");
    let quad = Quad::by_name(row.get("quad"))
        .ok_or_else(|| row.fault("quad", format!("`{}` is no class; expected one of {}", row.get("quad"), known())))?;
    let score = row.get("base_score");
    let score = score.parse().map_err(|_| row.fault("base_score", format!("`{score}` is no number")))?;
    c.types.insert((row.get("type").into(), row.get("mode").into()), Type { quad, score });
    Ok(())
}

fn country(c: &mut Codes, row: &Row<'_>) -> Result<(), Fault> {
    let code = row.get("code");
    let Some(state) = c.states.get_mut(code) else {
        return Err(row.fault("code", format!("`{code}` is not in kb/polities.tsv")));
    };
    for column in ["iso2", "fips"] {
        let value = row.get(column);
        if !value.is_empty() && (value.len() != 2 || !value.bytes().all(|b| b.is_ascii_uppercase())) {
            return Err(row.fault(column, format!("`{value}` is no code of two capital letters")));
        }
    }
    let edges = match row.get("box") {
        "" => None,
        text => {
            let edges: Option<Vec<f64>> = text.split(' ').map(|n| n.parse().ok()).collect();
            let edges: Option<Box4> = edges.and_then(|e| e.try_into().ok());
            Some(
                edges
                    .ok_or_else(|| row.fault("box", format!("`{text}`: expected south, west, north and east edge in degrees")))?,
            )
        }
    };
    state.iso2 = row.get("iso2").into();
    state.fips.push((edges, row.get("fips").into()));
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::builtin_files;

    #[test]
    fn the_files_have_no_faults() {
        assert_eq!(read(&builtin_files()).1, []);
    }

    #[test]
    fn codes_of_states() {
        let codes = Codes::new(&builtin_files());
        let chn = codes.state("CHN").expect("known");
        assert_eq!((chn.iso2.as_str(), chn.fips(None), chn.cow), ("CN", Some("CH"), Some(710)));
        assert_eq!(codes.country("CHN"), Some("CHN"));
        assert_eq!(codes.country("HAMAS"), Some("PSE"));
        assert_eq!(codes.country("UN"), None);
    }

    #[test]
    fn a_state_of_several_codes_has_one_where_the_place_tells() {
        let codes = Codes::new(&builtin_files());
        let pse = codes.state("PSE").expect("known");
        assert_eq!(pse.fips(Some((31.5, 34.47))), Some("GZ"));
        assert_eq!(pse.fips(Some((31.9, 35.2))), Some("WE"));
        assert_eq!(pse.fips(None), None);
    }

    #[test]
    fn classes_and_scores() {
        let codes = Codes::new(&builtin_files());
        assert_eq!(codes.quad("AID"), Some(Quad::MaterialCooperation));
        assert_eq!(codes.score("CONSULT", Some("visit")), Some(2.5));
        assert_eq!(codes.score("ASSAULT", Some("no such mode")), Some(-9.0));
        assert_eq!(codes.quad("NONE"), None);
        assert_eq!(codes.types().count(), 16);
    }

    #[test]
    fn faulty_lines_are_told_and_left_out() {
        let mut files = builtin_files();
        let mut add = |path: &str, text: &str| files.entry(path.into()).or_default().push(("mine".into(), text.into()));
        add("plover/countries.tsv", "code\tiso2\tfips\tbox\tsource\nQQQ\tQQ\tQQ\t\tx\nKAZ\tKZ\tKZ\t1 2\tx\nKAZ\tkz\tKZ\t\tx\n");
        add("plover/bodies.tsv", "code\tcameo\tsource\nUN\tIGOU\tx\n");
        let (codes, faults) = read(&files);
        let at: Vec<_> = faults.iter().map(|f| (f.line, f.column)).collect();
        assert_eq!(at, [(2, 1), (3, 11), (4, 5), (2, 4)]);
        assert_eq!(codes.state("KAZ").and_then(|s| s.fips(None)), Some("KZ"));
    }
}
