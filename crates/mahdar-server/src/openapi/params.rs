//! What each filter means, for the description.

use serde_json::{Value, json};

use crate::filter::MOST_ROWS;
use crate::reader::LAYERS;

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
    let (about, schema, example) = match name {
        "q" => ("Words that the article has: all of them; \"phrases\", begin*, -without, this OR that.", text(), "الصين"),
        "exact" => ("Takes those words as they are written.", switch(), "1"),
        "copies" => ("With near-identical copies of other articles.", switch(), "1"),
        "known" => ("Whether the knowledge base has the actor.", switch(), "1"),
        "state" => ("States or organisations that take part: codes or names, separated by commas.", text(), "KAZ"),
        "pair" => ("Two that have to do with each other.", text(), "KAZ-CHN"),
        "by" => ("Who does or says it, by code or name.", text(), "CHN"),
        "toward" => ("Toward whom, by code or name.", text(), "KAZ"),
        "a" => ("One of two; with both the answer leads to their page.", text(), "KAZ"),
        "b" => ("The other.", text(), "CHN"),
        "actor" => ("Key of an actor who takes part.", key(), "1"),
        "framework" => ("Key of a framework that is invoked.", key(), "1"),
        "place" => ("Key of the place.", key(), "1"),
        "article" => ("Key of the article.", key(), "1"),
        "from" => ("First day, month or year.", day(), "2010"),
        "to" => ("Last day, month or year, included.", day(), "2030-12"),
        "outlet" => ("The outlet's name.", text(), "صحيفة الميناء"),
        "limit" => return number(name, "Most rows.", MOST_ROWS, 20),
        "least" => return number(name, "Fewest events of a link.", 1_000_000, 2),
        "after" => ("What `next` of the page before said.", text(), "20990101~9"),
        "order" => ("In which order, by day.", json!({"type": "string", "enum": ["newest", "oldest"]}), "oldest"),
        "kind" => ("The kind; several separated by commas.", text(), "meeting"),
        "status" => ("held, planned.", json!({"type": "string", "enum": ["held", "planned"]}), "held"),
        "mode" => ("The mode; several separated by commas.", text(), "direct"),
        "strength" => ("agreed, pledged, intends, ready; several separated by commas.", text(), "pledged"),
        "sector" => ("Field of policy.", text(), "energy"),
        "type" => ("PLOVER type; several separated by commas.", text(), "CONSULT"),
        "context" => ("PLOVER context.", text(), "diplomatic"),
        "counts" => ("How the page counts.", json!({"type": "string", "enum": ["raw", "relative"]}), "relative"),
        "version" => ("A version of the phrase, as its page names it.", text(), ""),
        "name" => ("A part of a name in either language.", text(), "شي"),
        "year" => ("A year.", json!({"type": "string", "pattern": "^[0-9]{4}$"}), "2022"),
        "layers" => ("Layers that the page shows, or none.", json!({"type": "string"}), LAYERS[0]),
        "spans" => ("Marks as elements, for browsers without highlights.", switch(), "1"),
        "at" => {
            ("Words that the page points at, by code points.", json!({"type": "string", "pattern": "^[0-9]+-[0-9]+$"}), "0-5")
        }
        _ => ("", text(), ""),
    };
    json!({"name": name, "in": "query", "description": about, "schema": schema, "example": example})
}

fn number(name: &str, about: &str, most: u32, example: u32) -> Value {
    let schema = json!({"type": "integer", "minimum": 1, "maximum": most});
    json!({"name": name, "in": "query", "description": about, "schema": schema, "example": example})
}
