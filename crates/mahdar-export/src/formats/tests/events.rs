//! Tables of event data, and PLOVER.

use serde_json::{Value, json};

use super::{example, record, to_bytes};
use crate::Format;
use crate::formats::{gdelt, icews, polecat};
use crate::table::Column;

/// Rows as lists of column and value, empty ones left out.
fn filled<'t>(columns: &[Column], text: &'t str) -> Vec<Vec<(&'static str, &'t str)>> {
    let row = |line: &'t str| {
        let fields: Vec<&str> = line.split('\t').collect();
        assert_eq!(fields.len(), columns.len(), "{line}");
        columns.iter().map(|c| c.0).zip(fields).filter(|(_, f)| !f.is_empty()).collect()
    };
    text.lines().map(row).collect()
}

#[test]
fn gdelt_has_61_columns_in_order() {
    assert_eq!(gdelt::COLUMNS.len(), 61);
    let text = example(Format::Gdelt, None);
    let rows = filled(gdelt::COLUMNS, &text);
    let id = rows[0][0].1;
    assert!(id.parse::<u64>().expect("a number") < 1 << 49);
    assert_eq!(
        rows[0],
        [
            ("GLOBALEVENTID", id),
            ("SQLDATE", "20220607"),
            ("MonthYear", "202206"),
            ("Year", "2022"),
            ("FractionDate", "2022.5123"),
            ("Actor1Code", "CHN"),
            ("Actor1Name", "CHINA"),
            ("Actor1CountryCode", "CHN"),
            ("Actor2Code", "KAZ"),
            ("Actor2Name", "KAZAKHSTAN"),
            ("Actor2CountryCode", "KAZ"),
            ("IsRootEvent", "1"),
            ("EventCode", "042"),
            ("EventBaseCode", "042"),
            ("EventRootCode", "04"),
            ("QuadClass", "1"),
            ("GoldsteinScale", "1.9"),
            ("NumMentions", "1"),
            ("NumSources", "1"),
            ("NumArticles", "1"),
            ("ActionGeo_Type", "4"),
            ("ActionGeo_FullName", "Astana, Kazakhstan"),
            ("ActionGeo_CountryCode", "KZ"),
            ("ActionGeo_Lat", "51.1801"),
            ("ActionGeo_Long", "71.446"),
            ("DATEADDED", "20220608000000"),
            ("SOURCEURL", "https://example.org/n1"),
        ]
    );
    // The other tells no day, so the article's counts; and it stands further down.
    let second: std::collections::HashMap<_, _> = rows[1].iter().copied().collect();
    assert_eq!((second["SQLDATE"], second["IsRootEvent"], second["EventCode"]), ("20220608", "0", "030"));
    assert_ne!(second["GLOBALEVENTID"], id);
}

#[test]
fn every_source_has_a_row_with_every_target() {
    let mut r = record();
    r.events[0].source = vec!["a1".into(), "a4".into()];
    r.events[0].target = vec!["a2".into(), "a3".into()];
    r.events.truncate(1);
    let (bytes, _) = to_bytes(Format::Gdelt, None, &[(&r, None)]);
    let text = String::from_utf8(bytes).expect("UTF-8");
    let rows = filled(gdelt::COLUMNS, &text);
    let of = |name| rows.iter().map(|r| r.iter().find(|f| f.0 == name).expect("there").1).collect::<Vec<_>>();
    assert_eq!(of("Actor1Code"), ["KAZGOV", "KAZGOV", "CHN", "CHN"]);
    assert_eq!(of("Actor2Code"), ["CHNGOV", "KAZ", "CHNGOV", "KAZ"]);
    let ids: std::collections::BTreeSet<_> = of("GLOBALEVENTID").into_iter().collect();
    assert_eq!(ids.len(), 4, "each pair has an id of its own");
    assert!(!text.contains("IsRootEvent") && rows.iter().all(|r| r.iter().all(|f| f.0 != "IsRootEvent")), "no text, no lead");
}

#[test]
fn ids_stay_when_the_record_is_made_anew() {
    let mut r = record();
    let ids = |r: &mahdar_record::Record| {
        let (bytes, _) = to_bytes(Format::Gdelt, None, &[(r, None)]);
        let text = String::from_utf8(bytes).expect("UTF-8");
        let mut ids: Vec<String> = text.lines().map(|l| l.split('\t').next().expect("a field").to_owned()).collect();
        ids.sort();
        ids
    };
    let before = ids(&r);
    // Other numbers, another order, another rule: the same events.
    r.events.reverse();
    (r.events[0].id, r.events[1].id) = ("v8".into(), "v9".into());
    r.events[0].rule = "another".into();
    assert_eq!(ids(&r), before);
    r.events[0].kind = "SUPPORT".into();
    assert_ne!(ids(&r), before);
}

#[test]
fn events_without_a_code_or_a_day_are_left_out_and_told() {
    let mut r = record();
    r.events[0].cameo = None;
    r.published.date = None;
    let (bytes, summary) = to_bytes(Format::Gdelt, None, &[(&r, None)]);
    assert!(bytes.is_empty());
    assert_eq!(summary.without.values().copied().collect::<Vec<_>>(), [1, 1]);
}

#[test]
fn icews_has_its_own_headings() {
    let text = example(Format::Icews, None);
    let (heading, rest) = text.split_once('\n').expect("lines");
    assert_eq!(
        heading,
        "Event ID\tEvent Date\tSource Name\tSource Sectors\tSource Country\tEvent Text\tCAMEO Code\tIntensity\tTarget Name\t\
         Target Sectors\tTarget Country\tStory ID\tSentence Number\tPublisher\tCity\tDistrict\tProvince\tCountry\tLatitude\tLongitude"
    );
    let rows = filled(icews::COLUMNS, rest);
    let (id, story) = (rows[0][0].1, rows[0][11].1);
    assert_eq!(
        rows[0],
        [
            ("Event ID", id),
            ("Event Date", "2022-06-07"),
            ("Source Name", "China"),
            ("Source Sectors", "government"),
            ("Source Country", "China"),
            ("Event Text", "Make a visit"),
            ("CAMEO Code", "042"),
            ("Intensity", "1.9"),
            ("Target Name", "Kazakhstan"),
            ("Target Sectors", "government"),
            ("Target Country", "Kazakhstan"),
            ("Story ID", story),
            ("Sentence Number", "1"),
            ("Publisher", "وكالة الميناء"),
            ("City", "Astana"),
            ("Country", "Kazakhstan"),
            ("Latitude", "51.1801"),
            ("Longitude", "71.446"),
        ]
    );
    assert_eq!(rows[1][12], ("Sentence Number", "2"));
}

#[test]
fn polecat_has_40_columns() {
    assert_eq!(polecat::COLUMNS.len(), 40);
    let mut r = record();
    r.events[0].source = vec!["a2".into()];
    let (bytes, _) = to_bytes(Format::Polecat, None, &[(&r, None)]);
    let text = String::from_utf8(bytes).expect("UTF-8");
    let (heading, rest) = text.split_once('\n').expect("lines");
    assert_eq!(heading.split('\t').collect::<Vec<_>>(), polecat::COLUMNS.iter().map(|c| c.0).collect::<Vec<_>>());
    let rows = filled(polecat::COLUMNS, rest);
    let id = rows[0][0].1;
    assert_eq!(
        rows[0],
        [
            ("Event ID", id),
            ("Event Date", "2022-06-07"),
            ("Event Type", "CONSULT"),
            ("Event Mode", "visit"),
            ("Intensity", "2.5"),
            ("Quad Code", "VERBAL COOPERATION"),
            ("Contexts", "diplomatic;executive"),
            ("Actor Name", "Xi Jinping"),
            ("Actor Country", "CHN"),
            ("Actor COW", "710"),
            ("Primary Actor Sector", "GOV"),
            ("Actor Sectors", "GOV"),
            ("Actor Title", "President"),
            ("Actor Name Raw", "شي"),
            ("Recipient Name", "Kazakhstan"),
            ("Recipient Country", "KAZ"),
            ("Recipient COW", "705"),
            ("Primary Recipient Sector", "GOV"),
            ("Recipient Sectors", "GOV"),
            ("Recipient Name Raw", "كازاخستان"),
            ("Placename", "Astana"),
            ("Country", "KAZ"),
            ("Latitude", "51.1801"),
            ("Longitude", "71.446"),
            ("Raw Placename", "أستانا"),
            ("Source", "وكالة الميناء"),
            ("Publication Date", "2022-06-08"),
            ("Story People", "Kassym-Jomart Tokayev;Xi Jinping"),
            ("Story Locations", "Astana"),
            ("Language", "ar"),
            ("Version", "mahdar.record/1"),
        ]
    );
}

#[test]
fn plover_keeps_the_actors_of_a_side_together() {
    let text = example(Format::Plover, None);
    let events: Vec<Value> = text.lines().map(|l| serde_json::from_str(l).expect("JSON")).collect();
    let id = events[0]["id"].clone();
    let key = crate::article_key(&record());
    assert_eq!(
        events[0],
        json!({
            "id": id, "has_event": true, "date": "2022-06-07",
            "actor": [{"code": "CHN", "sector": "GOV", "entity_text": "الصين", "identifier_text": "China"}],
            "recipient": [{"code": "KAZ", "sector": "GOV", "entity_text": "كازاخستان", "identifier_text": "Kazakhstan"}],
            "event": "CONSULT", "mode": "visit", "context": ["diplomatic", "executive"],
            "event_loc": {"name": "Astana", "country": "KAZ", "latitude": 51.1801, "longitude": 71.446},
            "event_text": "استقبل الرئيس الكازاخي توكاييف في أستانا أمس نظيره الصيني شي",
            "quad_code": 1, "event_scale": 2.5,
            "text_info": {"article": "n1", "article_key": key, "language": "ar", "start": 0, "end": 60},
            "cite_info": {"publisher": "وكالة الميناء", "date": "2022-06-08", "title": "قمة", "url": "https://example.org/n1"},
            "coder": "mahdar", "comment": "rule receive-visitor"
        })
    );
    assert_eq!(events.len(), 2);
    assert!(events[1].get("date").is_none() && events[1].get("mode").is_none(), "what is not known is not there");
}

#[test]
fn pairs_by_year() {
    let mut other = record();
    other.events[1].date = Some("2021-01-31".into());
    other.events[1].goldstein = None;
    let (bytes, _) = to_bytes(Format::PairYear, None, &[(&record(), None), (&other, None)]);
    let text = String::from_utf8(bytes).expect("UTF-8");
    assert_eq!(
        text,
        "source,source_name,source_cow,target,target_name,target_cow,year,articles,events,goldstein_mean,verbal_cooperation,\
         material_cooperation,verbal_conflict,material_conflict,accuse,agree,aid,assault,coerce,concede,consult,cooperate,mobilize,\
         protest,reject,request,retreat,sanction,support,threaten\n\
         CHN,China,710,KAZ,Kazakhstan,705,2021,1,1,,1,0,0,0,0,1,0,0,0,0,0,0,0,0,0,0,0,0,0,0\n\
         CHN,China,710,KAZ,Kazakhstan,705,2022,2,3,2.6,3,0,0,0,0,1,0,0,0,0,2,0,0,0,0,0,0,0,0,0\n"
    );
}
