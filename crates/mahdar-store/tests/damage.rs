//! What happens to a file: other programs, other versions, locks, kills, full disks, broken bytes.

mod common;

use std::fs;
use std::path::Path;

use common::{meetings, scratch, with};
use mahdar_store::{Access, ArticleFilter, Page, Store, StoreError};
use rusqlite::Connection;

/// A database of a few articles.
fn some(name: &str) -> std::path::PathBuf {
    let path = scratch(name).join("m.db");
    let mut store = Store::open(&path, Access::ReadWrite).expect("a store");
    let mut run = store.begin(&with()).expect("a run");
    store.ingest(&mut run, &meetings(0..20)).expect("stored");
    path
}

/// The file by itself, everything in it.
fn settled(path: &Path) -> Connection {
    let db = Connection::open(path).expect("opened");
    db.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(())).expect("settled");
    db
}

fn both(path: &Path) -> [Result<Store, StoreError>; 2] {
    [Store::open(path, Access::ReadOnly), Store::open(path, Access::ReadWrite)]
}

#[test]
fn databases_of_other_programs_are_left_alone() {
    let path = scratch("other").join("other.db");
    let db = Connection::open(&path).expect("opened");
    db.execute_batch("CREATE TABLE notes (text); INSERT INTO notes VALUES ('mine')").expect("made");
    drop(db);
    let before = fs::read(&path).expect("read");
    for opened in both(&path) {
        assert!(matches!(opened, Err(StoreError::OtherProgram(_))), "{opened:?}");
    }
    assert_eq!(fs::read(&path).expect("read"), before);
}

#[test]
fn newer_versions_are_left_alone() {
    let path = some("newer");
    settled(&path).pragma_update(None, "user_version", 999).expect("set");
    for opened in both(&path) {
        assert!(matches!(opened, Err(StoreError::Newer { found: 999, .. })), "{opened:?}");
    }
}

#[test]
fn files_that_are_no_databases_are_told() {
    let path = scratch("nothing").join("a.txt");
    fs::write(&path, "not a database, and long enough for the first page of one".repeat(100)).expect("written");
    for opened in both(&path) {
        assert!(matches!(opened, Err(StoreError::NotADatabase(_))), "{opened:?}");
    }
    assert!(matches!(Store::open(&path.with_extension("none"), Access::ReadOnly), Err(StoreError::Missing(_))));
    assert!(matches!(Store::open(path.parent().expect("a folder"), Access::ReadWrite), Err(StoreError::NotADatabase(_))));
}

#[test]
fn a_folder_that_is_not_there_is_told() {
    let path = scratch("no-folder").join("none").join("m.db");
    assert!(matches!(Store::open(&path, Access::ReadWrite), Err(StoreError::NoFolder(_))));
    assert!(matches!(Store::open(&path, Access::ReadOnly), Err(StoreError::Missing(_))));
}

#[test]
fn broken_bytes_are_an_error_and_never_a_panic() {
    let path = some("broken");
    drop(settled(&path));
    let whole = fs::read(&path).expect("read");
    let mut errors = 0;
    // One stretch after the other is wiped out; whatever is asked then is answered or refused.
    for at in (0..whole.len()).step_by(whole.len() / 60) {
        let mut bytes = whole.clone();
        let end = (at + 5_000).min(bytes.len());
        bytes[at..end].fill(0x5a);
        fs::write(&path, bytes).expect("written");
        let ask = || -> Result<(), StoreError> {
            let store = Store::open(&path, Access::ReadOnly)?;
            store.totals()?;
            store.events(&Default::default(), &Page::whole())?;
            store.encounters(&Default::default(), &Page::whole())?;
            store.records(&ArticleFilter::default())?.try_for_each(|r| r.map(drop))?;
            store.verify()
        };
        if let Err(e) = ask() {
            errors += 1;
            assert!(!matches!(e, StoreError::Missing(_) | StoreError::Locked(_) | StoreError::Full(_)), "{e}");
        }
    }
    assert!(errors > 55, "{errors}");
    fs::write(&path, &whole[..whole.len() / 2]).expect("written");
    let cut = Store::open(&path, Access::ReadOnly).and_then(|s| s.verify());
    assert!(matches!(cut, Err(StoreError::Damaged { .. })), "{cut:?}");
}

#[test]
fn a_second_writer_is_told_and_readers_are_not_kept_waiting() {
    let path = some("locked");
    let other = Connection::open(&path).expect("opened");
    other.execute_batch("BEGIN IMMEDIATE").expect("locked");
    let reader = Store::open(&path, Access::ReadOnly).expect("a reader");
    assert_eq!(reader.totals().expect("totals").articles, 20);
    let mut writer = Store::open(&path, Access::ReadWrite).expect("a writer");
    writer.patience(std::time::Duration::from_millis(50)).expect("set");
    let begun = writer.begin(&with());
    assert!(matches!(begun, Err(StoreError::Locked(_))), "{begun:?}");
    other.execute_batch("ROLLBACK").expect("released");
    let mut run = writer.begin(&with()).expect("a run");
    writer.ingest(&mut run, &meetings(20..22)).expect("stored");
    assert_eq!(reader.totals().expect("totals").articles, 22);
}

#[test]
fn a_full_disk_is_told_and_takes_nothing_away() {
    let path = some("full");
    let mut store = Store::open(&path, Access::ReadWrite).expect("a store");
    store.limit_pages(1).expect("set");
    let mut run = store.begin(&with()).expect("a run");
    let mut stored = 20;
    // Free pages may take a few more.
    let refused = (1..50).find_map(|n| match store.ingest(&mut run, &meetings(n * 20..n * 20 + 20)) {
        Ok(_) => {
            stored += 20;
            None
        }
        Err(e) => Some((n, e)),
    });
    let (n, e) = refused.expect("the limit is reached");
    assert!(matches!(e, StoreError::Full(_)), "{e}");
    store.verify().expect("whole");
    assert_eq!(store.totals().expect("totals").articles, stored);
    // With space again the same batch is taken.
    store.limit_pages(u32::MAX).expect("set");
    store.ingest(&mut run, &meetings(n * 20..n * 20 + 20)).expect("stored");
    assert_eq!(store.totals().expect("totals").articles, stored + 20);
    store.verify().expect("whole");
}

#[test]
fn a_folder_that_may_not_be_written_can_be_read() {
    use std::os::unix::fs::PermissionsExt;
    let path = some("sealed");
    drop(settled(&path));
    let dir = path.parent().expect("a folder");
    let permit = |mode| fs::set_permissions(dir, fs::Permissions::from_mode(mode)).expect("set");
    permit(0o555);
    let read = Store::open(&path, Access::ReadOnly).and_then(|s| s.totals());
    permit(0o755);
    assert_eq!(read.expect("read").articles, 20);
}
