//! Where something happened: a map that needs no other host, and a list of the places it cannot show.

use askama::Template;
use mahdar_store::PlaceCount;
use serde::Serialize;
use serde_json::json;

use crate::Site;
use crate::answer::{Answer, View, show as answer};
use crate::ask::Form;
use crate::frame::Frame;
use crate::lines::name;
use crate::problem::Problem;
use crate::table::{Table, maybe};

/// Western edge of the map: the land that reaches over 180 degrees stays whole.
const WEST: f64 = -170.0;
/// How much a degree of longitude is shortened: true at 35 degrees.
const SHORTENED: f64 = 0.82;
/// Room around the places shown, in degrees, and the least that is shown.
const AROUND: f64 = 6.0;
const LEAST: f64 = 24.0;

/// `/map`
#[derive(Serialize)]
pub(crate) struct Map {
    places: Vec<PlaceCount>,
}

/// Answers for `/map`.
pub(crate) fn show(site: &Site, f: &Frame<'_>) -> Result<Answer, Problem> {
    let q = &f.ask.query;
    let places = site.places(q.get("from"), q.get("to"))?;
    answer(f, &Map { places: places.to_vec() })
}

/// A place as listed, and as drawn where its position is known.
struct Spot {
    name: String,
    state: String,
    encounters: u64,
    events: u64,
    encounters_href: String,
    events_href: String,
    x: f64,
    y: f64,
    r: f64,
    title: String,
}

#[derive(Template)]
#[template(path = "map.html")]
struct Html<'a> {
    f: &'a Frame<'a>,
    /// Left, top, width, height.
    view: [f64; 4],
    shortened: f64,
    sure: Vec<Spot>,
    unsure: Vec<Spot>,
}

impl Html<'_> {
    /// The same as lists.
    fn lists(&self) -> [(&'static str, &[Spot]); 2] {
        [("map.sure", &self.sure), ("map.unsure", &self.unsure)]
    }
}

impl Map {
    fn spot(f: &Frame<'_>, p: &PlaceCount, most: f64) -> Spot {
        let place = &p.place;
        let named = name(f, &place.name_ar, place.name_en.as_deref());
        let window = f.ask.query.with("place", &place.key.to_string()).to_suffix();
        let east = place.lon.map_or(0.0, |lon| if lon < WEST { lon + 360.0 } else { lon });
        let number = p.encounters + p.events;
        Spot {
            title: format!("{named}: {} {} · {} {}", p.encounters, f.t("encounters"), p.events, f.t("events")),
            name: named,
            state: place.code.as_deref().map(|c| f.code(c).to_owned()).unwrap_or_default(),
            encounters: p.encounters,
            events: p.events,
            encounters_href: f.link(&format!("/encounters{window}")),
            events_href: f.link(&format!("/events{window}")),
            x: tenth(east * SHORTENED),
            y: tenth(-place.lat.unwrap_or(0.0)),
            r: tenth((number as f64 / most).sqrt() * 2.6 + 0.5),
        }
    }

    fn sure(p: &PlaceCount) -> bool {
        p.place.lat.is_some() && p.place.lon.is_some()
    }
}

/// What of the world is shown: all places with room around them, in the shape of the page.
fn view(spots: &[Spot]) -> [f64; 4] {
    let bounds = |of: fn(&Spot) -> f64| spots.iter().map(of).fold((f64::MAX, f64::MIN), |(l, m), v| (l.min(v), m.max(v)));
    let whole = [WEST * SHORTENED, -84.0, 360.0 * SHORTENED, 142.0];
    if spots.is_empty() {
        return whole;
    }
    let ((x0, x1), (y0, y1)) = (bounds(|s| s.x), bounds(|s| s.y));
    let width = (x1 - x0 + 2.0 * AROUND).max(LEAST * 1.9).max((y1 - y0 + 2.0 * AROUND) * 1.9).min(whole[2]);
    let height = (width / 1.9).min(whole[3]);
    let place = |middle: f64, size: f64, from: f64, over: f64| (middle - size / 2.0).clamp(from, from + over - size);
    [
        tenth(place((x0 + x1) / 2.0, width, whole[0], whole[2])),
        tenth(place((y0 + y1) / 2.0, height, whole[1], whole[3])),
        tenth(width),
        tenth(height),
    ]
}

fn tenth(x: f64) -> f64 {
    (x * 10.0).round() / 10.0
}

impl View for Map {
    const FORMS: &'static [Form] = &[Form::Csv, Form::GeoJson];

    fn title(&self, f: &Frame<'_>) -> String {
        f.t("map").to_owned()
    }

    fn html(&self, f: &Frame<'_>) -> askama::Result<String> {
        let most = self.places.iter().filter(|p| Self::sure(p)).map(|p| p.encounters + p.events).max().unwrap_or(1) as f64;
        let (sure, unsure): (Vec<&PlaceCount>, Vec<&PlaceCount>) = self.places.iter().partition(|p| Self::sure(p));
        let spots = |all: Vec<&PlaceCount>| all.into_iter().map(|p| Self::spot(f, p, most.max(1.0))).collect::<Vec<_>>();
        let (sure, unsure) = (spots(sure), spots(unsure));
        let view = view(&sure);
        let sure = sure.into_iter().map(|s| Spot { r: tenth(s.r * view[2] / 150.0).max(0.2), ..s }).collect();
        Html { f, view, shortened: SHORTENED, sure, unsure }.render()
    }

    fn table(&self) -> Table {
        let mut table = Table::new(&["place", "name_ar", "name_en", "code", "lat", "lon", "encounters", "events"]);
        for p in &self.places {
            let (en, code, lat, lon) = (maybe(&p.place.name_en), maybe(&p.place.code), maybe(&p.place.lat), maybe(&p.place.lon));
            table.row([&p.place.key, &p.place.name_ar, &en, &code, &lat, &lon, &p.encounters, &p.events]);
        }
        table
    }

    fn other(&self, _: Form, _: &Frame<'_>) -> Result<String, Problem> {
        let feature = |p: &PlaceCount| {
            let geometry = match (p.place.lon, p.place.lat) {
                (Some(lon), Some(lat)) => json!({"type": "Point", "coordinates": [lon, lat]}),
                _ => serde_json::Value::Null,
            };
            json!({"type": "Feature", "id": p.place.key, "geometry": geometry, "properties": {
                "name_ar": p.place.name_ar, "name_en": p.place.name_en, "code": p.place.code,
                "encounters": p.encounters, "events": p.events}})
        };
        let all: Vec<serde_json::Value> = self.places.iter().map(feature).collect();
        Ok(json!({"type": "FeatureCollection", "features": all}).to_string())
    }
}
