//! The part of an address behind `?`: only what a page knows is let in.

use std::collections::BTreeMap;

use crate::problem::Problem;

/// Parameters of an address.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Query(BTreeMap<String, String>);

impl Query {
    /// Parses `a=1&b=2`; empty values count as not given, as forms send them.
    pub fn parse(raw: &str) -> Self {
        let pairs = form_urlencoded::parse(raw.as_bytes());
        Self(pairs.filter(|(_, v)| !v.trim().is_empty()).map(|(k, v)| (k.into_owned(), v.trim().to_owned())).collect())
    }

    /// Refuses parameters that are not in the list.
    pub fn only(&self, allowed: &[&str]) -> Result<(), Problem> {
        match self.0.keys().find(|k| !allowed.contains(&k.as_str())) {
            Some(other) => Err(Problem::bad(format!("there is no filter \"{other}\" here; there are: {}", allowed.join(", ")))),
            None => Ok(()),
        }
    }

    /// A parameter.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.0.get(name).map(String::as_str)
    }

    /// A parameter, empty where it is not given.
    pub fn text(&self, name: &str) -> &str {
        self.get(name).unwrap_or_default()
    }

    /// Whether a switch is on (`1`, `true`, `on`).
    pub fn on(&self, name: &str) -> Result<bool, Problem> {
        match self.get(name) {
            None | Some("0" | "false") => Ok(false),
            Some("1" | "true" | "on") => Ok(true),
            Some(other) => Err(Problem::bad(format!("{name}={other}: expected 1 or 0"))),
        }
    }

    /// A number within bounds, with a default.
    pub fn number(&self, name: &str, default: u32, most: u32) -> Result<u32, Problem> {
        let Some(text) = self.get(name) else {
            return Ok(default);
        };
        match text.parse() {
            Ok(n) if (1..=most).contains(&n) => Ok(n),
            _ => Err(Problem::bad(format!("{name}={text}: expected a number from 1 to {most}"))),
        }
    }

    /// The same with one parameter set, or left out where the value is empty.
    pub fn with(&self, name: &str, value: &str) -> Self {
        let mut map = self.0.clone();
        match value.is_empty() {
            true => map.remove(name),
            false => map.insert(name.to_owned(), value.to_owned()),
        };
        Self(map)
    }

    /// The parameters in order of their names.
    pub fn pairs(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(k, v)| (k.as_str(), v.as_str()))
    }

    /// As it stands in an address, with its `?`; empty where there is none.
    pub fn to_suffix(&self) -> String {
        if self.0.is_empty() {
            return String::new();
        }
        let mut out = form_urlencoded::Serializer::for_suffix(String::from("?"), 1);
        out.extend_pairs(self.pairs());
        out.finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn round_trip() {
        let q = Query::parse("q=%D8%A7%D9%84%D8%B5%D9%8A%D9%86+x&state=KAZ&outlet=");
        assert_eq!(q.text("q"), "الصين x");
        assert_eq!(q.get("outlet"), None);
        assert_eq!(Query::parse(q.to_suffix().trim_start_matches('?')), q);
        assert_eq!(Query::parse("").to_suffix(), "");
        assert_eq!(Query::default().with("by", "KAZ").with("q", "a b&c").to_suffix(), "?by=KAZ&q=a+b%26c");
    }

    #[test]
    fn what_a_page_does_not_know_is_refused() {
        let q = Query::parse("state=KAZ&colour=red");
        let problem = q.only(&["state", "from"]).unwrap_err();
        assert!(problem.detail.contains("colour") && problem.detail.contains("state, from"));
        assert!(q.number("state", 1, 9).is_err());
        assert_eq!(q.number("limit", 50, 500).unwrap(), 50);
    }
}
