//! Articles of the tests' own, read by the engine.

#![allow(dead_code)]

use std::fs;
use std::path::PathBuf;
use std::sync::OnceLock;

use mahdar_record::{PublishedFrom, Record};
use mahdar_store::{NewArticle, ReadWith};

/// A folder of a test's own, empty.
pub fn scratch(name: &str) -> PathBuf {
    let dir = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&dir);
    fs::create_dir_all(&dir).expect("scratch folder");
    dir
}

/// With what the tests read.
pub fn with() -> ReadWith {
    ReadWith { engine: "test".to_owned(), knowledge: "built-in".to_owned() }
}

/// What the engine makes of an article.
pub fn read(a: &NewArticle) -> Record {
    static KNOWLEDGE: OnceLock<mahdar_knowledge::Knowledge> = OnceLock::new();
    let k = KNOWLEDGE.get_or_init(mahdar_builtin::knowledge);
    let article = mahdar_engine::Article {
        id: &a.id,
        text: &a.text,
        title: a.title.as_deref(),
        published: a.published.as_deref(),
        published_from: a.published_from,
        path: Some(&a.path),
        url: a.url.as_deref(),
        outlet: a.outlet.as_deref(),
    };
    mahdar_engine::read(k, &article).record
}

/// An article with its record.
pub fn with_record(a: NewArticle) -> (NewArticle, Record) {
    let record = read(&a);
    (a, record)
}

/// Two who meet, in one of many places, on one of many days; every number gives another article.
pub fn meeting(n: usize) -> NewArticle {
    let day = format!("20{:02}-{:02}-{:02}", 10 + n / 336 % 14, 1 + n / 28 % 12, 1 + n % 28);
    let other = ["الصيني وانغ يي", "التركي هاكان فيدان", "السعودي فيصل بن فرحان"][n % 3];
    NewArticle {
        id: format!("m{n}"),
        id_given: true,
        text: format!(
            "التقى وزير الخارجية الروسي سيرغي لافروف نظيره {other} في موسكو اليوم. وقال لافروف إن بلاده مستعدة لتوسيع \
             التعاون التجاري مع الصين في إطار مبادرة الحزام والطريق. وأكد الجانبان أهمية الحوار رقم {n}."
        ),
        published: Some(day),
        published_from: PublishedFrom::Metadata,
        outlet: Some(["وكالة السهوب", "صحيفة الميناء"][n % 2].to_owned()),
        path: "meetings.jsonl".to_owned(),
        ..NewArticle::default()
    }
}

/// Several of them, read.
pub fn meetings(numbers: impl IntoIterator<Item = usize>) -> Vec<(NewArticle, Record)> {
    numbers.into_iter().map(|n| with_record(meeting(n))).collect()
}
