//! How actors, places and parties are called.

use mahdar_record::{Actor, ActorKind, Name, Place, Record};

use super::Reporter;

impl Reporter<'_> {
    /// A name in the language of the labels where there is one.
    pub(super) fn name<'a>(&self, name: &'a Name) -> &'a str {
        match &name.en {
            Some(en) if !self.look.arabic => en,
            _ => &name.ar,
        }
    }

    /// What a code stands for.
    pub(super) fn code<'a>(&'a self, code: &'a str) -> &'a str {
        let k = self.k;
        let pick = |en: &'a String, ar: &'a String| if self.look.arabic { ar } else { en }.as_str();
        if let Some(p) = k.polity_by_code.get(code).and_then(|i| k.polities.get(usize::from(*i))) {
            return pick(&p.en, &p.ar);
        }
        let body = k.orgs.iter().chain(&k.groups).find(|b| b.code == code);
        body.map_or(code, |b| pick(&b.en, &b.ar))
    }

    /// Office and state, `President, Kazakhstan`; empty where neither is told.
    pub(super) fn role(&self, a: &Actor) -> String {
        let mut parts = Vec::new();
        if let Some(office) = a.office.as_deref().filter(|o| *o != "none") {
            let known = self.k.offices.iter().find(|o| o.name == office);
            parts.push(known.map_or(office, |o| if self.look.arabic { &o.ar } else { &o.en }));
        }
        if let Some(code) = &a.code
            && !matches!(a.kind, ActorKind::Polity | ActorKind::Organization | ActorKind::Group)
        {
            parts.push(self.code(code));
        }
        self.list("comma", &parts)
    }

    /// Name with office and state in brackets.
    pub(super) fn actor(&self, a: &Actor) -> String {
        match (self.name(&a.name), self.role(a)) {
            ("", role) if role.is_empty() => self.label_of("kind", a.kind.as_str()),
            ("", role) => format!("{} ({role})", self.label_of("kind", a.kind.as_str())),
            (name, role) if role.is_empty() => name.to_owned(),
            (name, role) => format!("{name} ({role})"),
        }
    }

    /// Several actors by id.
    pub(super) fn actors(&self, r: &Record, ids: &[String]) -> String {
        let names: Vec<String> = ids.iter().filter_map(|id| find(r, id)).map(|a| self.actor(a)).collect();
        self.list("semicolon", &names)
    }

    /// A place's name.
    pub(super) fn place<'a>(&self, r: &'a Record, id: &str) -> Option<&'a str> {
        r.places.iter().find(|p: &&Place| p.id == id).map(|p| self.name(&p.name))
    }
}

/// An actor by id.
pub(super) fn find<'a>(r: &'a Record, id: &str) -> Option<&'a Actor> {
    r.actors.iter().find(|a| a.id == id)
}

/// A party of an event in short: `CHN`, `IRQ:COP` for the police of Iraq, `agent:CVL` where no state is told.
pub(super) fn party(r: &Record, ids: &[String]) -> String {
    let one = |a: &Actor| match (a.kind, &a.code, &a.sector) {
        (ActorKind::Agent, code, Some(sector)) => {
            format!("{}:{sector}", code.as_deref().unwrap_or("agent"))
        }
        (_, Some(code), _) => code.clone(),
        (_, None, _) if !a.name.ar.is_empty() => a.name.ar.clone(),
        (of, None, _) => of.as_str().to_owned(),
    };
    match ids.is_empty() {
        true => "-".to_owned(),
        false => ids.iter().filter_map(|id| find(r, id)).map(one).collect::<Vec<_>>().join("+"),
    }
}
