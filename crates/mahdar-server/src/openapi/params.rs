//! What each filter means, for the description.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde_json::{Value, json};

use crate::filter::MOST_ROWS;

/// A value that each filter may have: words are data and stand in no code.
static EXAMPLES: LazyLock<BTreeMap<String, String>> =
    LazyLock::new(|| serde_json::from_str(include_str!("examples.json")).expect("examples.json has a text for each filter"));

/// The variable part of a path.
pub(super) fn in_path(name: &str) -> Value {
    let (about, example) = match name {
        "codes" => ("Two codes or names, joined by a hyphen.", "KAZ-CHN"),
        "id" => ("Its id, as the list of formulas gives it.", "partnership"),
        "name" => ("The rule's name.", "arrive-on-visit"),
        _ => ("Its key, as lists give it.", "1"),
    };
    json!({"name": name, "in": "path", "required": true, "description": about, "schema": {"type": "string"}, "example": example})
}

/// A filter.
pub(super) fn filter(name: &str) -> Value {
    let text = || json!({"type": "string"});
    let switch = || json!({"type": "string", "enum": ["1", "true", "on", "0", "false"]});
    let key = || json!({"type": "string", "pattern": "^-?[0-9]+$"});
    let day = || json!({"type": "string", "pattern": "^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$"});
    let (about, schema) = match name {
        "q" => ("Words that the article has: all of them; \"phrases\", begin*, -without, this OR that.", text()),
        "exact" => ("Takes those words as they are written.", switch()),
        "copies" => ("With near-identical copies of other articles.", switch()),
        "known" => ("Whether the knowledge base has the actor.", switch()),
        "state" => ("States or organisations that take part: codes or names, separated by commas.", text()),
        "pair" => ("Two that have to do with each other.", text()),
        "by" => ("Who does or says it, by code or name.", text()),
        "toward" => ("Toward whom, by code or name.", text()),
        "a" => ("One of two; with both the answer leads to their page.", text()),
        "b" => ("The other.", text()),
        "actor" => ("Key of an actor who takes part.", key()),
        "framework" => ("Key of a framework that is invoked.", key()),
        "place" => ("Key of the place.", key()),
        "article" => ("Key of the article.", key()),
        "from" => ("First day, month or year.", day()),
        "to" => ("Last day, month or year, included.", day()),
        "outlet" => ("The outlet's name.", text()),
        "limit" => return number(name, "Most rows.", MOST_ROWS, 20),
        "least" => return number(name, "Fewest events of a link.", 1_000_000, 2),
        "after" => ("What `next` of the page before said.", text()),
        "order" => ("In which order, by day.", json!({"type": "string", "enum": ["newest", "oldest"]})),
        "kind" => ("The kind; several separated by commas.", text()),
        "status" => ("held, planned.", json!({"type": "string", "enum": ["held", "planned"]})),
        "mode" => ("The mode; several separated by commas.", text()),
        "strength" => ("agreed, pledged, intends, ready; several separated by commas.", text()),
        "sector" => ("Field of policy.", text()),
        "type" => ("PLOVER type; several separated by commas.", text()),
        "context" => ("PLOVER context.", text()),
        "counts" => ("How the page counts.", json!({"type": "string", "enum": ["raw", "relative"]})),
        "version" => ("A version of the phrase, as its page names it.", text()),
        "name" => ("A part of a name in either language.", text()),
        "year" => ("A year.", json!({"type": "string", "pattern": "^[0-9]{4}$"})),
        "layers" => ("Layers that the page shows, or none.", text()),
        "spans" => ("Marks as elements, for browsers without highlights.", switch()),
        "at" => ("Words that the page points at, by code points.", json!({"type": "string", "pattern": "^[0-9]+-[0-9]+$"})),
        _ => ("", text()),
    };
    let example = EXAMPLES.get(name).map_or("", String::as_str);
    json!({"name": name, "in": "query", "description": about, "schema": schema, "example": example})
}

fn number(name: &str, about: &str, most: u32, example: u32) -> Value {
    let schema = json!({"type": "integer", "minimum": 1, "maximum": most});
    json!({"name": name, "in": "query", "description": about, "schema": schema, "example": example})
}
