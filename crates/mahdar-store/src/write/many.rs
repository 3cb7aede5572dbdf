//! Many rows with one statement: going into a statement and out of it costs as much as the row.

use rusqlite::{Connection, Statement};

use crate::error::Fault;

/// Rows of one statement.
const ROWS: usize = 48;

/// Inserts rows. `into` is the table with its columns; `bind` binds a row's values from the given place on.
///
/// A row that cannot be inserted leaves those before it, unlike elsewhere in SQLite: the transaction is given up then, and what
/// would be needed to take back the statement alone is not kept.
pub(crate) fn insert_many<T>(
    db: &Connection,
    into: &str,
    columns: usize,
    rows: &[T],
    bind: impl Fn(&mut Statement<'_>, usize, &T) -> rusqlite::Result<()>,
) -> Result<(), Fault> {
    let (many, few) = rows.as_chunks::<ROWS>();
    let row = format!("({})", vec!["?"; columns].join(", "));
    if !many.is_empty() {
        let values = vec![row.as_str(); ROWS].join(", ");
        let mut put = db.prepare_cached(&format!("INSERT OR FAIL INTO {into} VALUES {values}"))?;
        for rows in many {
            for (n, row) in rows.iter().enumerate() {
                bind(&mut put, n * columns + 1, row)?;
            }
            put.raw_execute()?;
        }
    }
    let mut put = db.prepare_cached(&format!("INSERT OR FAIL INTO {into} VALUES {row}"))?;
    for row in few {
        bind(&mut put, 1, row)?;
        put.raw_execute()?;
    }
    Ok(())
}
