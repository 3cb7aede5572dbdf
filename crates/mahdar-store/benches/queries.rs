//! How long questions take over a million events: `cargo bench -p mahdar-store`. MAHDAR_BENCH_EVENTS says how many.
//!
//! The articles are made for it: real sentences in which dates, numbers and words differ, each with its events many times over.

use std::path::PathBuf;
use std::time::{Duration, Instant};

use mahdar_record::{PublishedFrom, Record};
use mahdar_store::{
    Access, ArticleFilter, Durability, FactKind, Filter, NewArticle, Of, Order, Page, Prepared, ReadWith, Store, StoreError,
};

/// Events of an article.
const EACH: usize = 50;
const BATCH: usize = 500;
const TIMES: usize = 30;

const PARTIES: [(&str, &str); 6] = [
    ("الروسي سيرغي لافروف", "الصيني وانغ يي"),
    ("الروسي سيرغي لافروف", "التركي هاكان فيدان"),
    ("الصيني وانغ يي", "السعودي فيصل بن فرحان"),
    ("التركي هاكان فيدان", "السعودي فيصل بن فرحان"),
    ("المصري سامح شكري", "الصيني وانغ يي"),
    ("القطري محمد بن عبد الرحمن", "التركي هاكان فيدان"),
];
/// Words of which each article has its own choice, so that none is taken for a copy and searches find few or many.
const WORDS: [&str; 24] = [
    "القمح",
    "المعادن",
    "السكك",
    "الطيران",
    "الجامعات",
    "المتاحف",
    "الأقمار",
    "الدواء",
    "المياه",
    "الغاز",
    "الكهرباء",
    "الموانئ",
    "الجمارك",
    "التأشيرات",
    "السياحة",
    "الرياضة",
    "اللغات",
    "الترجمة",
    "المصارف",
    "التأمين",
    "الألياف",
    "الحواسيب",
    "المناخ",
    "الغابات",
];

fn article(n: usize) -> NewArticle {
    let (a, b) = PARTIES[n % PARTIES.len()];
    let day = format!("20{:02}-{:02}-{:02}", 13 + n / 336 % 11, 1 + n / 28 % 12, 1 + n % 28);
    let mut seed = n as u64 + 1;
    let mut words = String::new();
    for _ in 0..60 {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        words.push(' ');
        words.push_str(WORDS[(seed >> 33) as usize % WORDS.len()]);
    }
    NewArticle {
        id: format!("m{n}"),
        id_given: true,
        text: format!(
            "{words} {n}. التقى وزير الخارجية {a} نظيره {b} في موسكو اليوم. وقال الوزير إن بلاده مستعدة لتوسيع التعاون التجاري. وبحث \
             الوزيران ملف {words}."
        ),
        published: Some(day),
        published_from: PublishedFrom::Metadata,
        outlet: Some(["وكالة السهوب", "صحيفة الميناء", "قناة الأفق"][n % 3].to_owned()),
        path: "made.jsonl".to_owned(),
        ..NewArticle::default()
    }
}

/// The record, with its events so often that there are [`EACH`].
fn record(k: &mahdar_knowledge::Knowledge, a: &NewArticle) -> Record {
    let article = mahdar_engine::Article {
        id: &a.id,
        text: &a.text,
        title: None,
        published: a.published.as_deref(),
        published_from: a.published_from,
        path: Some(&a.path),
        url: None,
        outlet: a.outlet.as_deref(),
    };
    let mut record = mahdar_engine::read(k, &article).record;
    let own = record.events.clone();
    assert!(!own.is_empty(), "an article without events: {}", a.text);
    record.events = own.iter().cycle().take(EACH).cloned().collect();
    for (n, event) in record.events.iter_mut().enumerate() {
        event.id = format!("v{}", n + 1);
    }
    record
}

fn filled(events: usize) -> Store {
    let dir = PathBuf::from(env!("CARGO_TARGET_TMPDIR"));
    let path = dir.join(format!("bench-{events}.db"));
    if let Ok(store) = Store::open(&path, Access::ReadOnly)
        && store.totals().is_ok_and(|t| t.facts[3] >= events as u64)
    {
        println!("{} is there already", path.display());
        return store;
    }
    for end in ["", "-wal", "-shm"] {
        let _ = std::fs::remove_file(dir.join(format!("bench-{events}.db{end}")));
    }
    let k = mahdar_builtin::knowledge();
    let mut store = Store::open(&path, Access::ReadWrite).expect("a store");
    store.durability(Durability::Fast).expect("set");
    let with = ReadWith { engine: "bench".to_owned(), knowledge: "built-in".to_owned() };
    let mut run = store.begin(&with).expect("a run");
    let since = Instant::now();
    for batch in 0..events.div_ceil(EACH * BATCH) {
        let made = (batch * BATCH..(batch + 1) * BATCH).map(|n| {
            let a = article(n);
            let record = record(&k, &a);
            Prepared::new(a, record).expect("prepared")
        });
        store.ingest_prepared(&mut run, &mut made.collect::<Vec<_>>()).expect("stored");
    }
    println!("stored in {:.0} s", since.elapsed().as_secs_f64());
    store
}

/// Median and longest of several runs.
fn timed(mut ask: impl FnMut(usize) -> Result<(), StoreError>) -> (Duration, Duration) {
    let mut took: Vec<Duration> = (0..TIMES)
        .map(|n| {
            let since = Instant::now();
            ask(n).expect("an answer");
            since.elapsed()
        })
        .collect();
    took.sort_unstable();
    (took[TIMES / 2], took[TIMES - 1])
}

fn main() {
    let events = std::env::var("MAHDAR_BENCH_EVENTS").ok().and_then(|n| n.parse().ok()).unwrap_or(1_000_000);
    let store = filled(events);
    let totals = store.totals().expect("totals");
    println!("{} articles, {} events", totals.articles, totals.facts[3]);
    println!("{:<44} {:>10} {:>10}", "", "median", "longest");
    let show = |what: &str, (median, longest): (Duration, Duration)| {
        println!("{what:<44} {:>7.1} ms {:>7.1} ms", median.as_secs_f64() * 1e3, longest.as_secs_f64() * 1e3);
    };
    let state = |code: &str| Filter { states: vec![code.to_owned()], ..Filter::default() };
    let pair = Filter { pair: Some(("RUS".to_owned(), "CHN".to_owned())), ..Filter::default() };
    let kind = Filter { what: vec!["CONSULT".to_owned()], ..Filter::default() };
    let dated = |of: Filter| Filter { from: Some("2016-03".to_owned()), to: Some("2019".to_owned()), ..of };
    let outlet = Filter { outlet: Some("قناة الأفق".to_owned()), ..state("TUR") };
    let words = Filter { words: Some("القمح".to_owned()), ..state("CHN") };
    for (what, filter) in [
        ("all", Filter::default()),
        ("once, without copies", Filter { once: true, ..Filter::default() }),
        ("of a state", state("CHN")),
        ("of a state, by it", Filter { by: Some("CHN".to_owned()), ..Filter::default() }),
        ("of a pair", pair.clone()),
        ("of a type", kind.clone()),
        ("of a time", dated(Filter::default())),
        ("of a pair, type and time", dated(Filter { what: kind.what.clone(), ..pair.clone() })),
        ("of a state and outlet", outlet),
        ("of a state, with a word", words),
    ] {
        show(&format!("count events {what}"), timed(|_| store.count(FactKind::Event, &filter, 1_000_000).map(drop)));
        let page = Page { limit: 50, order: Order::NewestFirst, ..Page::default() };
        show(&format!("list 50 events {what}"), timed(|_| store.events(&filter, &page).map(drop)));
    }
    show("tally by month and type", timed(|_| store.tally(FactKind::Event, &Of::All).map(drop)));
    show("tally of a pair", timed(|_| store.tally(FactKind::Event, &Of::Pair("RUS".to_owned(), "CHN".to_owned())).map(drop)));
    show("totals", timed(|_| store.totals().map(drop)));
    let page = Page { limit: 50, order: Order::NewestFirst, ..Page::default() };
    let ask = |words: String| {
        let filter = ArticleFilter { words: Some(words), ..ArticleFilter::default() };
        store.articles(&filter, &page).map(drop)
    };
    show("search a word", timed(|n| ask(WORDS[n % WORDS.len()].to_owned())));
    show("search two words", timed(|n| ask(format!("{} {}", WORDS[n % WORDS.len()], WORDS[(n + 7) % WORDS.len()]))));
    show("search a phrase", timed(|n| ask(format!("\"{} {}\"", WORDS[n % WORDS.len()], WORDS[(n + 5) % WORDS.len()]))));
    show("search a beginning", timed(|n| ask(WORDS[n % WORDS.len()].chars().take(4).collect::<String>() + "*")));
    show("search a number that one article has", timed(|n| ask((n * 17).to_string())));
}
