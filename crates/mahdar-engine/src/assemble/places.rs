//! Places of the record.

use super::Assembler;
use crate::mentions::What;
use crate::reader::Findings;
use mahdar_record::*;

impl Assembler<'_, '_> {
    pub(super) fn places(&mut self, f: &Findings) {
        let used: Vec<u16> = f.met.iter().filter_map(|m| m.place.and_then(|p| p.0)).collect();
        let mut order: Vec<u16> = Vec::new();
        for m in self.mentions {
            if let Some(p) = m.place
                && !order.contains(&p)
                && (used.contains(&p) || matches!(m.what, What::Place(_)))
            {
                order.push(p);
            }
        }
        for p in order {
            let x = &self.t.k.places[p as usize];
            let spans: Vec<Span> =
                self.mentions.iter().filter(|m| m.place == Some(p)).map(|m| self.span_cut(m.start, m.end, m.cut)).collect();
            let name = spans.iter().map(|s| s.text.clone()).max_by_key(|s| s.chars().count()).unwrap_or_else(|| x.ar.clone());
            // The id says the name as well: whoever reads `place` alone still reads a place.
            let id = format!("p{}-{}", self.record.places.len() + 1, name.split_whitespace().collect::<Vec<_>>().join("-"));
            self.place_ids.insert(p, id.clone());
            self.record.places.push(Place {
                id,
                name: Name { ar: name, en: Some(x.en.clone()) },
                code: Some(x.code.clone()).filter(|c| !c.is_empty()),
                lat: Some(x.lat),
                lon: Some(x.lon),
                mentions: spans,
            });
        }
        // A state visited without a city is a place as well, without coordinates.
        for m in f.met.iter().filter_map(|m| m.place) {
            let (None, at) = m else { continue };
            let What::State { polity, .. } = self.mentions[at].what else { continue };
            if self.state_places.contains_key(&polity) {
                continue;
            }
            let x = &self.t.k.polities[polity as usize];
            let span = self.span_cut(self.mentions[at].start, self.mentions[at].end, self.mentions[at].cut);
            let id = format!("p{}-{}", self.record.places.len() + 1, span.text.split_whitespace().collect::<Vec<_>>().join("-"));
            self.state_places.insert(polity, id.clone());
            self.record.places.push(Place {
                id,
                name: Name { ar: span.text.clone(), en: Some(x.en.clone()) },
                code: Some(x.code.clone()),
                lat: None,
                lon: None,
                mentions: vec![span],
            });
        }
    }

    /// The id of an encounter's place.
    pub(super) fn place_id(&self, place: (Option<u16>, usize)) -> Option<String> {
        match place {
            (Some(p), _) => self.place_ids.get(&p).cloned(),
            (None, m) => match self.mentions[m].what {
                What::State { polity, .. } => self.state_places.get(&polity).cloned(),
                _ => None,
            },
        }
    }
}
