//! Files to read, and what comes of them.

#![allow(dead_code)]

use std::fs;
use std::path::{Path, PathBuf};

use mahdar_sources::{Article, Options, articles};

/// Sentences of an article, long enough to be one.
pub const TEXT: [&str; 3] = [
    "استقبل الرئيس الكازاخستاني قاسم جومارت توكاييف، اليوم الأربعاء في أستانا، وزير الخارجية الصيني وانغ يي والوفد المرافق له.",
    "وأكد الجانبان، خلال اللقاء، حرصهما على تعزيز التعاون في مجالات الطاقة والنقل والزراعة، وعلى زيادة حجم التبادل التجاري.",
    "وقال توكاييف إن بلاده مستعدة لتهيئة الظروف الملائمة للشركات الصينية، مشيرا إلى أن العمل على المعابر الجديدة مستمر.",
];

pub fn scratch(name: &str) -> PathBuf {
    let dir = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&dir);
    fs::create_dir_all(&dir).expect("scratch folder");
    dir
}

/// What a path gives: articles as `id`, skips as their messages without the folder.
pub fn given(path: &Path, options: &Options) -> Vec<String> {
    let folder = path.parent().map(|p| p.display().to_string() + "/").unwrap_or_default();
    articles(path, options)
        .map(|item| match item {
            Ok(article) => article.id,
            Err(skipped) => skipped.to_string().replace(&folder, ""),
        })
        .collect()
}

pub fn file(dir: &Path, name: &str, content: impl AsRef<[u8]>) -> PathBuf {
    let path = dir.join(name);
    fs::write(&path, content).expect("scratch file");
    path
}

#[track_caller]
pub fn all(path: &Path) -> Vec<Article> {
    articles(path, &Options::default()).map(|a| a.expect("an article")).collect()
}

#[track_caller]
pub fn only(path: &Path) -> Article {
    let mut all = all(path);
    assert_eq!(all.len(), 1);
    all.remove(0)
}

/// As much as `resident` memory this process had at its height, in megabytes; none where the system does not tell.
pub fn peak() -> Option<u64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|l| l.starts_with("VmHWM:"))?;
    Some(line.split_whitespace().nth(1)?.parse::<u64>().ok()? >> 10)
}
