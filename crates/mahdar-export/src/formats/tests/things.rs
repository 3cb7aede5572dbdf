//! Entities, networks, maps, annotations.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};

use super::{TEXT, example, record, to_bytes};
use crate::Format;

fn lines(text: &str) -> Vec<Value> {
    text.lines().map(|l| serde_json::from_str(l).expect("JSON")).collect()
}

#[test]
fn entities_and_what_they_point_at() {
    let entities = lines(&example(Format::Ftm, None));
    let mut schemata: BTreeMap<&str, usize> = BTreeMap::new();
    for e in &entities {
        *schemata.entry(e["schema"].as_str().expect("a schema")).or_default() += 1;
    }
    let ids: BTreeSet<&str> = entities.iter().map(|e| e["id"].as_str().expect("an id")).collect();
    for e in &entities {
        for property in ["holder", "post", "member", "organization", "involved", "organizer", "proof"] {
            for id in e["properties"][property].as_array().into_iter().flatten() {
                assert!(ids.contains(id.as_str().expect("an id")), "{property} of {e}");
            }
        }
    }
    let expected = [("Article", 1), ("Event", 3), ("Occupancy", 2), ("Person", 2), ("Position", 2), ("PublicBody", 2)];
    assert_eq!(schemata, expected.into_iter().collect());
    assert_eq!(ids.len(), entities.len(), "each entity once");
    let person = entities.iter().find(|e| e["properties"]["country"][0] == "kz" && e["schema"] == "Person").expect("a person");
    assert_eq!(
        person["properties"],
        json!({"name": ["Kassym-Jomart Tokayev", "توكاييف"], "country": ["kz"], "position": ["President"]})
    );
}

#[test]
fn what_many_articles_say_is_one_entity() {
    let r = record();
    let (once, _) = to_bytes(Format::Ftm, None, &[(&r, None)]);
    let (twice, _) = to_bytes(Format::Ftm, None, &[(&r, None), (&r, None)]);
    assert_eq!(once, twice);
    let (mut second, mut third) = (record(), record());
    (second.published.date, third.published.date) = (Some("2022-01-01".into()), Some("2023-01-01".into()));
    third.actors[0].name.ar = "توكايف".into();
    second.actors[0].name.ar = "\u{200f}توكاييف ".into();
    let (bytes, _) = to_bytes(Format::Ftm, None, &[(&r, None), (&second, None), (&third, None)]);
    let entities = lines(&String::from_utf8(bytes).expect("UTF-8"));
    let of = |schema: &str| entities.iter().filter(|e| e["schema"] == schema).collect::<Vec<_>>();
    assert_eq!((of("Person").len(), of("Occupancy").len(), of("Article").len()), (2, 2, 3));
    assert!(of("Person").iter().any(|p| p["properties"]["name"] == json!(["Kassym-Jomart Tokayev", "توكاييف", "توكايف"])));
    let first_and_last = json!(["2022-01-01", "2023-01-01"]);
    assert!(of("Occupancy").iter().all(|o| o["properties"]["date"] == first_and_last));
}

#[test]
fn a_person_of_an_organisation_is_its_member() {
    let mut r = record();
    r.actors[0].code = Some("UN".into());
    r.actors[0].office = Some("secretary_general".into());
    let (bytes, _) = to_bytes(Format::Ftm, None, &[(&r, None)]);
    let entities = lines(&String::from_utf8(bytes).expect("UTF-8"));
    let of = |schema: &str| entities.iter().filter(|e| e["schema"] == schema).collect::<Vec<_>>();
    let un = of("Organization")[0];
    assert_eq!(un["properties"]["name"], json!(["United Nations"]));
    assert_eq!(of("Membership")[0]["properties"]["organization"][0], un["id"]);
    let post = of("Position").into_iter().find(|p| p["properties"]["organization"][0] == un["id"]).expect("a post");
    assert_eq!(post["properties"]["name"], json!(["Secretary-general, United Nations"]));
}

#[test]
fn a_network() {
    let mut later = record();
    later.events[0].date = Some("2022-09-30".into());
    later.events[1].date = Some("2022-10-01".into());
    let (bytes, _) = to_bytes(Format::Gexf, None, &[(&record(), None), (&later, None)]);
    let text = String::from_utf8(bytes).expect("UTF-8");
    let graph =
        "<graph defaultedgetype=\"directed\" mode=\"dynamic\" timeformat=\"date\" start=\"2022-06-01\" end=\"2022-10-31\">";
    assert!(text.contains(graph), "{text}");
    let edge = "  <edge id=\"0\" source=\"CHN\" target=\"KAZ\" weight=\"4\">
    <attvalues>
     <attvalue for=\"events\" value=\"4\"/>
     <attvalue for=\"verbal_cooperation\" value=\"4\"/>
     <attvalue for=\"material_cooperation\" value=\"0\"/>
     <attvalue for=\"verbal_conflict\" value=\"0\"/>
     <attvalue for=\"material_conflict\" value=\"0\"/>
     <attvalue for=\"goldstein_mean\" value=\"2.95\"/>
     <attvalue for=\"month\" value=\"2\" start=\"2022-06-01\" end=\"2022-06-30\"/>
     <attvalue for=\"month\" value=\"1\" start=\"2022-09-01\" end=\"2022-09-30\"/>
     <attvalue for=\"month\" value=\"1\" start=\"2022-10-01\" end=\"2022-10-31\"/>
    </attvalues>
    <spells>
     <spell start=\"2022-06-01\" end=\"2022-06-30\"/>
     <spell start=\"2022-09-01\" end=\"2022-10-31\"/>
    </spells>
   </edge>";
    assert!(text.contains(edge), "{text}");
    assert!(text.contains("<node id=\"KAZ\" label=\"Kazakhstan\"/>"));
}

#[test]
fn a_map_has_longitude_first_and_tells_what_it_cannot_show() {
    let (bytes, summary) = to_bytes(Format::Geojson, None, &[(&record(), None)]);
    let map: Value = serde_json::from_slice(&bytes).expect("JSON");
    assert_eq!(map["type"], "FeatureCollection");
    let features = map["features"].as_array().expect("features");
    assert_eq!(features.len(), 2);
    assert_eq!(features[0]["geometry"], json!({"type": "Point", "coordinates": [71.446, 51.1801]}));
    assert_eq!(features[0]["properties"]["participants"], json!(["Kassym-Jomart Tokayev", "Xi Jinping"]));
    assert_eq!(features[1]["properties"]["cameo"], "042");
    assert_eq!(summary.without, [("events without a place", 1)].into_iter().collect());
}

#[test]
fn annotations_point_at_their_words() {
    let page: Value = serde_json::from_str(&example(Format::WebAnnotation, None)).expect("JSON");
    let points: Vec<char> = TEXT.chars().collect();
    let text = |a: usize, b: usize| points[a..b].iter().collect::<String>();
    let mut seen = 0;
    for annotation in page["items"].as_array().expect("items") {
        for target in annotation["target"].as_array().expect("targets") {
            let (position, quote) = (&target["selector"][0], &target["selector"][1]);
            let at = |name: &str| position[name].as_u64().expect("a number") as usize;
            let (start, end) = (at("start"), at("end"));
            assert_eq!(quote["exact"], text(start, end));
            assert_eq!(quote["prefix"], text(start.saturating_sub(32), start));
            assert_eq!(quote["suffix"], text(end, (end + 32).min(points.len())));
            assert_eq!(target["source"], "https://example.org/n1");
            seen += 1;
        }
    }
    assert_eq!(seen, 4 + 1 + 1 + 2 + 2 + 1 + 2);
    let place = page["items"][4]["id"].as_str().expect("an id");
    assert!(place.starts_with("urn:mahdar:") && place.ends_with(":p1-%D8%A3%D8%B3%D8%AA%D8%A7%D9%86%D8%A7"), "{place}");
}
