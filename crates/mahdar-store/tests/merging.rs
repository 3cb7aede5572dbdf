//! What articles amount to together is the same in whatever order they come, and what users decide stays.

mod common;

use common::{scratch, with, with_record};
use mahdar_record::{PublishedFrom, Record};
use mahdar_store::{Access, ArticleFilter, Durability, FactKind, Filter, NewArticle, Order, Page, Store};

fn article(id: &str, day: &str, outlet: &str, text: &str) -> (NewArticle, Record) {
    with_record(NewArticle {
        id: id.to_owned(),
        id_given: true,
        text: text.to_owned(),
        published: Some(day.to_owned()),
        published_from: PublishedFrom::Metadata,
        outlet: Some(outlet.to_owned()),
        path: "news.jsonl".to_owned(),
        ..NewArticle::default()
    })
}

const WIRE: &str = "التقى وزير الخارجية الروسي سيرغي لافروف نظيره الصيني وانغ يي في موسكو اليوم الثلاثاء. وبحث الوزيران سير تنفيذ \
    الاتفاقات التي وقعت في الربيع الماضي حول خطوط النقل والموانئ والطاقة. وقال لافروف إن بلاده مستعدة لتوسيع استيراد المنتجات \
    الزراعية من الصين، وإن الشراكة الاستراتيجية الشاملة بين البلدين لا تتوجه ضد أحد. وشكر الوزير الصيني مضيفه على حفاوة الاستقبال.";

/// One meeting told by an agency, by a copy of it and in other words; another one a month later; others.
fn news() -> Vec<(NewArticle, Record)> {
    vec![
        article("wire", "2022-06-07", "وكالة السهوب", WIRE),
        article(
            "copy",
            "2022-06-08",
            "صحيفة الميناء",
            &format!("موسكو - صحيفة الميناء\n{WIRE}\nوتابعت الصحيفة الزيارة منذ بدايتها."),
        ),
        article(
            "other",
            "2022-06-08",
            "إذاعة الجبل",
            "عقد وزير الخارجية الصيني وانغ يي مباحثات مع وزير الخارجية الروسي سيرغي لافروف في موسكو أمس الثلاثاء. وأكد وانغ يي أن \
             بلاده تتمسك بالشراكة الاستراتيجية الشاملة الدائمة مع روسيا.",
        ),
        article(
            "later",
            "2022-07-12",
            "إذاعة الجبل",
            "التقى وزير الخارجية الروسي سيرغي لافروف نظيره الصيني وانغ يي في موسكو اليوم الثلاثاء. وأعلن لافروف أن روسيا مستعدة \
             لتوسيع استيراد منتجات زراعية من الصين.",
        ),
        article(
            "turkey",
            "2022-06-07",
            "إذاعة الجبل",
            "التقى وزير الخارجية الروسي سيرغي لافروف نظيره التركي هاكان فيدان في موسكو اليوم الثلاثاء.",
        ),
    ]
}

fn settled(batches: &[Vec<(NewArticle, Record)>]) -> Store {
    let mut store = Store::in_memory().expect("a store");
    let mut run = store.begin(&with()).expect("a run");
    for batch in batches {
        store.ingest(&mut run, batch).expect("stored");
        store.settle(|_| {}).expect("settled");
    }
    store
}

/// Encounters by the articles that tell them, without keys.
fn told(store: &Store) -> Vec<String> {
    let rows = store.merged_encounters(&Filter::default(), &Page::whole()).expect("encounters").rows;
    let id = |key: &i64| {
        let all = store.encounters(&Filter::default(), &Page::whole()).expect("encounters").rows;
        all.into_iter().find(|e| e.key == *key).map_or(String::new(), |e| format!("{} {} {}", e.article.id, e.id, e.article.copy))
    };
    let mut out: Vec<String> = Vec::new();
    for row in rows {
        let mut tellings: Vec<String> = row.tellings.iter().map(id).collect();
        tellings.sort();
        out.push(format!("{} {} {tellings:?} {:?}", row.encounter.article.id, row.encounter.kind, row.outlets));
        let why = store.retellings(row.encounter.key).expect("read").expect("settled");
        out.push(format!("{:?}", why.together.iter().map(|w| &w.reasons).collect::<Vec<_>>()));
    }
    for chain in store.promises(&Filter::default(), &Page::whole()).expect("promises").rows {
        let again: Vec<_> =
            chain.again.iter().map(|a| format!("{} {} {:?}", a.commitment.article.id, a.copy, a.shared)).collect();
        out.push(format!("{} {} {again:?}", chain.first.article.id, chain.first.item.text));
    }
    out.extend(store.formulas(Some(("RUS", "CHN"))).expect("formulas").iter().map(|f| format!("{} {:?}", f.id, f.history)));
    out.sort();
    out
}

/// The keys of the encounters of an article.
fn of(store: &Store, article: &str) -> i64 {
    let all = store.encounters(&Filter::default(), &Page::whole()).expect("encounters").rows;
    all.iter().find(|e| e.article.id == article && e.kind == "meeting").map(|e| e.key).expect("a meeting")
}

#[test]
fn one_encounter_with_all_its_sources() {
    let store = settled(&[news()]);
    let filter = Filter { pair: Some(("RUS".into(), "CHN".into())), what: vec!["meeting".into()], ..Filter::default() };
    let rows = store.merged_encounters(&filter, &Page::whole()).expect("encounters").rows;
    assert_eq!(rows.iter().map(|r| r.tellings.len()).collect::<Vec<_>>(), [3, 1]);
    assert_eq!(rows[0].outlets, ["إذاعة الجبل", "وكالة السهوب"]);
    let why = store.retellings(rows[0].encounter.key).expect("read").expect("there");
    assert!(why.together.iter().any(|w| w.codes.contains(&"copies")), "{:?}", why.together);
    assert!(why.together.iter().any(|w| w.codes.contains(&"same-persons")), "{:?}", why.together);
    assert_eq!(store.count(FactKind::Encounter, &filter, 10).expect("a count"), 4);
    let once = Filter { once: true, ..filter };
    assert_eq!(store.count(FactKind::Encounter, &once, 10).expect("a count"), 3);
    let newest = Page { order: Order::NewestFirst, limit: 1, ..Page::default() };
    let page = store.merged_encounters(&once, &newest).expect("encounters");
    assert_eq!(page.rows[0].encounter.article.id, "later");
    assert!(page.next.is_some());
}

#[test]
fn promises_and_formulas_through_time() {
    let store = settled(&[news()]);
    let by = Filter { by: Some("RUS".into()), ..Filter::default() };
    let chains = store.promises(&by, &Page::whole()).expect("promises").rows;
    let chain = chains.iter().find(|c| c.again.len() > 1).expect("a promise said again");
    let again: Vec<(&str, bool)> = chain.again.iter().map(|a| (a.commitment.article.id.as_str(), a.copy)).collect();
    assert_eq!((chain.first.article.id.as_str(), again), ("wire", vec![("copy", true), ("later", false)]));
    let formulas = store.formulas(Some(("CHN", "RUS"))).expect("formulas");
    let partnership = formulas.iter().find(|f| f.id == "partnership").expect("used");
    assert_eq!(partnership.history.texts, 2);
    assert_eq!(partnership.history.changes.len(), 1, "{:?}", partnership.history);
    assert_eq!(partnership.history.changes[0].added, ["الدائمة"]);
    assert!(store.formulas(Some(("FRA", "USA"))).expect("formulas").is_empty());
}

#[test]
fn the_order_of_articles_does_not_matter() {
    let want = told(&settled(&[news()]));
    assert!(want.iter().any(|l| l.contains("same persons")), "{want:?}");
    let mut reversed = news();
    reversed.reverse();
    assert_eq!(told(&settled(&[reversed])), want);
    for turn in 1..5 {
        let mut one_by_one = news();
        one_by_one.rotate_left(turn);
        let batches: Vec<_> = one_by_one.into_iter().map(|a| vec![a]).collect();
        assert_eq!(told(&settled(&batches)), want, "{turn}");
    }
}

#[test]
fn settling_again_changes_nothing() {
    let mut store = settled(&[news()]);
    let before = (told(&store), store.revision().expect("a number"));
    assert_eq!(store.unsettled().expect("a number"), 0);
    assert_eq!(store.settle(|_| {}).expect("settled").articles, 0);
    assert_eq!((told(&store), store.revision().expect("a number")), before);
}

/// Comparing each copy with each would take hours and more memory than there is.
#[test]
fn thousands_of_copies_of_one_text() {
    const COPIES: usize = 8_000;
    let path = scratch("copies").join("m.db");
    let mut store = Store::open(&path, Access::ReadWrite).expect("a store");
    store.durability(Durability::Fast).expect("set");
    let mut run = store.begin(&with()).expect("a run");
    let versions: Vec<_> = (0..6)
        .map(|n| article("wire", &format!("2022-06-0{}", 7 + n % 2), "x", &format!("موسكو - المراسل رقم {n}\n{WIRE}")))
        .collect();
    let copy = |n: usize| {
        let (mut a, mut record) = versions[n % versions.len()].clone();
        (a.id, a.outlet) = (format!("wire{n:05}"), Some(format!("outlet {}", n % 40)));
        (record.id, record.source.outlet) = (a.id.clone(), a.outlet.clone());
        (a, record)
    };
    for from in (0..COPIES).step_by(2_000) {
        store.ingest(&mut run, &(from..from + 2_000).map(copy).collect::<Vec<_>>()).expect("stored");
        store.settle_along().expect("settled");
    }
    store.settle(|_| {}).expect("settled");
    let meeting = || Filter { what: vec!["meeting".into()], ..Filter::default() };
    let rows = store.merged_encounters(&meeting(), &Page::whole()).expect("encounters").rows;
    assert_eq!(rows.iter().map(|r| r.tellings.len()).collect::<Vec<_>>(), [COPIES]);
    assert_eq!(store.totals().expect("counted").copies, COPIES as u64 - 1);
    // One of those that stand for all under a band, and the hub of many links, becomes another text: the others stay together.
    let mut run = store.begin(&with()).expect("a run");
    let (mut other, _) = copy(0);
    other.text = "صححت الوكالة خبرها السابق ولم تذكر لقاء.".to_owned();
    store.ingest(&mut run, &[with_record(other)]).expect("stored");
    store.settle(|_| {}).expect("settled");
    let rows = store.merged_encounters(&meeting(), &Page::whole()).expect("encounters").rows;
    assert_eq!(rows.iter().map(|r| r.tellings.len()).collect::<Vec<_>>(), [COPIES - 1]);
    drop(store);
    let db = rusqlite::Connection::open(&path).expect("opened");
    let number = |sql: &str| -> i64 { db.query_row(sql, [], |r| r.get(0)).expect("a number") };
    let links = number("SELECT count(*) FROM copy_pair");
    assert!(links < 3 * COPIES as i64, "{links} links");
    // A row of the list of bands takes about eleven bytes.
    let bands = number("SELECT sum(length(entries)) FROM band_posting");
    assert!(bands < 2_000 * 11, "{bands} bytes of bands");
}

#[test]
fn an_article_that_changes_leaves_its_encounter() {
    let mut store = settled(&[news()]);
    let mut run = store.begin(&with()).expect("a run");
    let changed = article("wire", "2022-06-07", "وكالة السهوب", "صححت الوكالة خبرها السابق ولم تذكر لقاء.");
    store.ingest(&mut run, std::slice::from_ref(&changed)).expect("stored");
    store.settle(|_| {}).expect("settled");
    let mut fresh = news();
    fresh[0] = changed;
    assert_eq!(told(&store), told(&settled(&[fresh])));
    store.verify().expect("whole");
}

#[test]
fn what_users_decide_stays() {
    let mut store = settled(&[news()]);
    let merged = |store: &Store| {
        let filter = Filter { pair: Some(("RUS".into(), "CHN".into())), what: vec!["meeting".into()], ..Filter::default() };
        let rows = store.merged_encounters(&filter, &Page::whole()).expect("encounters").rows;
        let mut sizes: Vec<usize> = rows.iter().map(|r| r.tellings.len()).collect();
        sizes.sort_unstable();
        sizes
    };
    let other = of(&store, "other");
    assert_eq!(store.review_split(other, Some("desk")).expect("noted"), 2);
    assert_eq!(merged(&store), [1, 1, 2]);
    // Read anew with the same result: rows and keys are others.
    let all: Vec<_> = store.records(&ArticleFilter::default()).expect("records").map(|r| r.expect("an article")).collect();
    let records: Vec<_> = all.into_iter().map(|full| (full.row.key, full.record)).collect();
    store.replace(&with(), &records).expect("replaced");
    store.settle(|_| {}).expect("settled");
    assert_eq!(merged(&store), [1, 1, 2]);
    let (other, later) = (of(&store, "other"), of(&store, "later"));
    store.review_same(other, later, None).expect("noted");
    assert_eq!(merged(&store), [2, 2]);
    let why = store.retellings(later).expect("read").expect("there");
    assert!(why.together.iter().any(|w| w.codes == ["reviewed-same"]), "{:?}", why.together);
    assert_eq!(store.reviews().expect("reviews").len(), 3);
    assert!(store.review_same(other, 99_999, None).is_err());
}
