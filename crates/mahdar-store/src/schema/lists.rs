//! Version 6's lists out of the rows of version 5.

use rusqlite::Connection;

use crate::error::Fault;
use crate::lists::{ALL_BANDS, BANDS, Entry, FACTS, List};
use crate::write::{Label, place_in_time};

/// Fills the lists and drops the tables that their rows were in.
pub(super) fn fill(db: &Connection) -> Result<(), Fault> {
    let mut find = db.prepare(
        "SELECT f.subject, f.fact_kind, f.day, f.fact, f.article, l.key, f.roles
         FROM finder f JOIN label l ON l.what = f.what AND l.more = f.more ORDER BY 1, 2, 3, 4",
    )?;
    let mut rows = find.query([])?;
    FACTS.fill(db, || {
        let Some(row) = rows.next()? else { return Ok(None) };
        let list = List { subject: row.get(0)?, kind: row.get(1)? };
        let at = place_in_time(row.get(2)?, row.get(3)?);
        Ok(Some((list, Entry { at, article: row.get(4)?, label: Label::new(row.get(5)?, row.get(6)?).0 })))
    })?;
    // A band is a number without a sign that was kept as one with a sign: those that look negative are the greatest.
    let mut find = db.prepare("SELECT band, article FROM band ORDER BY band < 0, band, article")?;
    let mut rows = find.query([])?;
    BANDS.fill(db, || {
        let Some(row) = rows.next()? else { return Ok(None) };
        Ok(Some((
            ALL_BANDS,
            Entry { at: (row.get::<_, i64>(0)?.cast_unsigned() >> 1).cast_signed(), article: row.get(1)?, label: 0 },
        )))
    })?;
    Ok(())
}
