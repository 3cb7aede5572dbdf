//! Actors in CAMEO's coding.

use mahdar_knowledge::codes::Codes;
use mahdar_record::{Actor, ActorKind};

/// An actor as tables of CAMEO events have it. Parts that are not known are empty.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Coded {
    /// All parts in one: `KAZGOV`, `IGOUNO`.
    pub code: String,
    /// ISO 3166-1 alpha-3, which CAMEO uses for states.
    pub country: String,
    /// The three letters of a known organisation or group.
    pub group: String,
    /// Role, or IGO, NGO, IMG.
    pub role: String,
}

/// What CAMEO has for an actor. A state is only its country; whoever acts for it has a role besides.
pub(crate) fn cameo(codes: &Codes, actor: &Actor) -> Coded {
    let own = actor.code.as_deref().unwrap_or("");
    let country = codes.country(own).unwrap_or("");
    let sector = actor.sector.as_deref().unwrap_or("");
    let mut coded = Coded { country: country.to_owned(), ..Coded::default() };
    if let Some(body) = codes.body(own) {
        coded.code = body.to_owned();
        coded.group = body[body.len().saturating_sub(3)..].to_owned();
        let general = ["IGO", "NGO", "IMG"].into_iter().find(|g| body.starts_with(g));
        coded.role = general.or(codes.role(sector)).unwrap_or("").to_owned();
        return coded;
    }
    if actor.kind != ActorKind::Polity {
        coded.role = codes.role(sector).unwrap_or("").to_owned();
    }
    coded.code = format!("{}{}", coded.country, coded.role);
    coded
}

#[cfg(test)]
mod tests {
    use mahdar_knowledge::builtin_files;

    use super::*;

    fn actor(kind: ActorKind, code: Option<&str>, sector: Option<&str>) -> Actor {
        Actor {
            id: "a1".into(),
            kind,
            name: Default::default(),
            code: code.map(Into::into),
            sector: sector.map(Into::into),
            office: None,
            known: true,
            note: None,
            mentions: Vec::new(),
        }
    }

    #[test]
    fn parts() {
        let codes = Codes::new(&builtin_files());
        let of = |kind, code, sector| {
            let c = cameo(&codes, &actor(kind, code, sector));
            (c.code, c.country, c.group, c.role)
        };
        let parts = |a: &str, b: &str, c: &str, d: &str| (a.to_owned(), b.to_owned(), c.to_owned(), d.to_owned());
        assert_eq!(of(ActorKind::Polity, Some("KAZ"), Some("GOV")), parts("KAZ", "KAZ", "", ""));
        assert_eq!(of(ActorKind::Person, Some("KAZ"), Some("GOV")), parts("KAZGOV", "KAZ", "", "GOV"));
        assert_eq!(of(ActorKind::Person, Some("UN"), Some("IGO")), parts("IGOUNO", "", "UNO", "IGO"));
        assert_eq!(of(ActorKind::Group, Some("HAMAS"), Some("PTY")), parts("PSEREBHMS", "PSE", "HMS", "PTY"));
        assert_eq!(of(ActorKind::Organization, Some("SCO"), Some("IGO")), parts("IGO", "", "", "IGO"));
        assert_eq!(of(ActorKind::Agent, None, Some("UAF")), parts("UAF", "", "", "UAF"));
        assert_eq!(of(ActorKind::Unnamed, None, None), parts("", "", "", ""));
    }
}
