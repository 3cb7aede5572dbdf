//! Things of the world.

use serde::{Deserialize, Serialize};

/// A state or territory.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Polity {
    /// ISO 3166-1 alpha-3.
    pub code: String,
    /// Usual English name.
    pub en: String,
    /// Usual Arabic name.
    pub ar: String,
    /// The capital's English name.
    pub capital: String,
}

/// An organisation, or a group.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Body {
    /// Its code.
    pub code: String,
    /// English name.
    pub en: String,
    /// Arabic name.
    pub ar: String,
    /// PLOVER sector, `IGO` for organisations.
    pub sector: String,
    /// Code of the organisation that its people act for, where it is only a mission of it; else empty.
    pub acts_for: String,
}

/// A region that is no actor.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Region {
    /// English name.
    pub en: String,
    /// Member states' codes.
    pub members: Vec<String>,
    /// The name means its member states, told together: `الكوريتان`, `الدول الست الكبرى`.
    pub pair: bool,
}

/// A named framework.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Framework {
    /// Slug.
    pub id: String,
    /// initiative, agreement, forum, resolution, project, other.
    pub kind: String,
    /// English name.
    pub en: String,
}

/// A place.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Place {
    /// English name.
    pub en: String,
    /// Arabic name.
    pub ar: String,
    /// State it lies in.
    pub code: String,
    /// Degrees north.
    pub lat: f64,
    /// Degrees east.
    pub lon: f64,
    /// Inhabitants, for choosing between places of one name.
    pub population: u64,
}

/// A day as `YYYYMMDD`, comparable; missing parts are filled downward for starts and upward for ends.
pub type Day = u32;

/// A term of office.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Term {
    /// State or organisation.
    pub code: String,
    /// Office of the record's list.
    pub office: u16,
    /// First day.
    pub start: Day,
    /// Last day; `u32::MAX` where it goes on.
    pub end: Day,
}

/// A person.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Human {
    /// Slug.
    pub id: String,
    /// English name.
    pub en: String,
    /// Usual Arabic name.
    pub ar: String,
    /// State, organisation or group.
    pub code: String,
    /// Wikidata id.
    pub wikidata: String,
    /// Whether the Arabic name was only transliterated by machine.
    pub auto: bool,
    /// Terms, in order of their start.
    pub terms: Vec<Term>,
}

/// How many hold an office of one state, organisation or group at a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Holders {
    /// One.
    One,
    /// More may, but who is told by it alone is the one known to hold it.
    Few,
    /// One of a group, many of a state: `قائد قوات الدعم السريع`, `قائد القوات البحرية`.
    Group,
    /// Many: its title alone tells nobody.
    Many,
}

/// An office of the record's list.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Office {
    /// Its name in the record.
    pub name: String,
    /// Smaller is higher.
    pub rank: u16,
    /// How many hold it at a time.
    pub holders: Holders,
    /// English label.
    pub en: String,
    /// Arabic label.
    pub ar: String,
}

impl Office {
    /// Whether one person holds it at a time.
    pub fn single(&self) -> bool {
        self.holders == Holders::One
    }
}
