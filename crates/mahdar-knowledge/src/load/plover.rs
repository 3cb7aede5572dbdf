//! PLOVER types and CAMEO codes.

use super::Loader;
use crate::model::Cameo;
use crate::table::Row;

impl Loader {
    pub(super) fn plover(&mut self, row: &Row<'_>) {
        let (t, m) = (row.get("type"), row.get("mode"));
        self.k.plover.insert(if m.is_empty() { t.into() } else { format!("{t}/{m}") });
        let key = if m.is_empty() { format!("plover.{t}") } else { format!("plover.{t}/{m}") };
        self.k.labels.insert(key, (row.get("label_en").into(), row.get("label_ar").into()));
    }

    pub(super) fn cameo(&mut self, row: &Row<'_>) {
        let Ok(goldstein) = row.get("goldstein").parse() else {
            self.faults.push(row.fault("goldstein", format!("`{}`; expected a number", row.get("goldstein"))));
            return;
        };
        self.k
            .cameo
            .insert(row.get("code").into(), Cameo { goldstein, plover: row.get("plover").into(), mode: row.get("mode").into() });
    }
}
