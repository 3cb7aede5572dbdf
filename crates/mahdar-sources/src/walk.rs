//! The files of a folder.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// Goes through a folder and its folders, each in the order of its names. Hidden ones are left out, links to
/// folders are not followed.
pub(crate) struct Walk {
    /// What is still to be visited, the next one last.
    stack: Vec<PathBuf>,
    at_root: bool,
}

impl Walk {
    pub fn new(root: &Path) -> Self {
        Self { stack: vec![root.to_owned()], at_root: true }
    }

    fn enter(&mut self, dir: &Path) -> io::Result<()> {
        let mut inside = Vec::new();
        for entry in fs::read_dir(dir)? {
            let entry = entry?;
            if !entry.file_name().as_encoded_bytes().starts_with(b".") {
                inside.push(entry.path());
            }
        }
        inside.sort_by(|a, b| b.file_name().cmp(&a.file_name()));
        self.stack.append(&mut inside);
        Ok(())
    }
}

impl Iterator for Walk {
    type Item = Result<PathBuf, (PathBuf, io::Error)>;

    fn next(&mut self) -> Option<Self::Item> {
        while let Some(path) = self.stack.pop() {
            // The root was named by the caller and may be a link.
            let is_root = std::mem::take(&mut self.at_root);
            if path.is_dir() {
                if path.is_symlink() && !is_root {
                    continue;
                }
                if let Err(e) = self.enter(&path) {
                    return Some(Err((path, e)));
                }
            } else if path.is_file() || !path.exists() {
                // A link to nowhere is told when it is opened; pipes and devices are left out.
                return Some(Ok(path));
            }
        }
        None
    }
}
