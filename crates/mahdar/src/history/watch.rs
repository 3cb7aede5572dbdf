//! Files and folders that are looked at again and again.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use mahdar_sources::{Options, is_source};

use crate::error::CliError;

/// What is watched.
pub(crate) struct Watched<'a> {
    roots: Vec<PathBuf>,
    options: &'a Options,
    /// As each file was when it was last read or found unfinished.
    seen: HashMap<PathBuf, Stamp>,
    /// As each changed file was at the last look: one that is still growing is left for later.
    waiting: HashMap<PathBuf, Stamp>,
}

type Stamp = (Option<SystemTime>, u64);

impl<'a> Watched<'a> {
    pub fn new(roots: &[PathBuf], options: &'a Options) -> Result<Self, CliError> {
        if roots.iter().any(|r| r.as_os_str() == "-") {
            return Err(CliError::WatchInput);
        }
        let mut watched = Self { roots: roots.to_vec(), options, seen: HashMap::new(), waiting: HashMap::new() };
        watched.seen = watched.look();
        Ok(watched)
    }

    /// What is watched, for reading.
    pub fn told(&self) -> String {
        self.roots.iter().map(|r| r.display().to_string()).collect::<Vec<_>>().join(", ")
    }

    fn look(&self) -> HashMap<PathBuf, Stamp> {
        let mut found = HashMap::new();
        let mut stack: Vec<(PathBuf, bool)> = self.roots.iter().map(|r| (r.clone(), true)).collect();
        while let Some((path, named)) = stack.pop() {
            let Ok(meta) = path.metadata() else { continue };
            if !meta.is_dir() {
                if named || is_source(&path, self.options) {
                    found.insert(path, (meta.modified().ok(), meta.len()));
                }
            } else if let Ok(entries) = path.read_dir() {
                let plain = |e: &std::fs::DirEntry| e.file_type().is_ok_and(|t| !t.is_symlink()) && !is_unfinished(&e.path());
                stack.extend(entries.flatten().filter(plain).map(|e| (e.path(), false)));
            }
        }
        found
    }

    /// Files that are new or other than they were, and were the same at the last two looks.
    pub fn changed(&mut self) -> Vec<PathBuf> {
        let now = self.look();
        let mut ready = Vec::new();
        let mut waiting = HashMap::new();
        for (path, stamp) in &now {
            if self.seen.get(path) == Some(stamp) {
                continue;
            }
            if self.waiting.get(path) == Some(stamp) {
                ready.push(path.clone());
            } else {
                waiting.insert(path.clone(), *stamp);
            }
        }
        for path in &ready {
            self.seen.insert(path.clone(), now[path]);
        }
        self.waiting = waiting;
        ready.sort();
        ready
    }
}

/// Names under which other programs write what is not finished.
fn is_unfinished(path: &Path) -> bool {
    let name = path.file_name().map(|n| n.to_string_lossy().to_lowercase()).unwrap_or_default();
    name.starts_with('.') || name.ends_with('~') || [".tmp", ".part", ".crdownload"].iter().any(|end| name.ends_with(end))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_read_once_it_rests() {
        let dir = std::env::temp_dir().join(format!("mahdar-watch-{}", std::process::id()));
        std::fs::create_dir_all(&dir).expect("a folder");
        let file = dir.join("a.txt");
        std::fs::write(&file, "1").expect("written");
        let options = Options::default();
        let mut w = Watched::new(std::slice::from_ref(&dir), &options).expect("watched");
        assert!(w.changed().is_empty());
        std::fs::write(&file, "12").expect("written");
        std::fs::write(dir.join("b.txt.part"), "1").expect("written");
        // The database itself may lie there, and changes with every article.
        std::fs::write(dir.join("m.db"), "1").expect("written");
        assert!(w.changed().is_empty(), "it may still grow");
        assert_eq!(w.changed(), [file]);
        assert!(w.changed().is_empty());
        std::fs::remove_dir_all(dir).expect("removed");
    }
}
