//! What goes in comes out: articles, facts, counts, pages, filters.

mod common;

use common::{meeting, meetings, read, scratch, with, with_record};
use mahdar_store::{
    Access, ActorFilter, ArticleFilter, Cursor, Done, FactKind, Filter, NewArticle, Of, Order, Page, ReadWith, Store, StoreError,
};

fn filled(numbers: std::ops::Range<usize>) -> Store {
    let mut store = Store::in_memory().expect("a store");
    let mut run = store.begin(&with()).expect("a run");
    store.ingest(&mut run, &meetings(numbers)).expect("stored");
    store
}

/// Everything that can be told of a store but its keys, which depend on the order in which articles came.
fn told(store: &Store) -> Vec<String> {
    let mut all = Vec::new();
    for full in store.records(&ArticleFilter::default()).expect("records") {
        let full = full.expect("an article");
        all.push(format!("{} {} {:?}", full.text, full.record.to_json_line(), full.row.outlet));
    }
    for kind in FactKind::ALL {
        for of in [Of::All, Of::State("CHN".into()), Of::Pair("RUS".into(), "CHN".into()), Of::Outlet("صحيفة الميناء".into())]
        {
            all.push(format!("{:?}", store.tally(kind, &of).expect("a tally")));
        }
    }
    for actor in store.actors(&ActorFilter::default(), &Page::whole()).expect("actors").rows {
        let shown = format!("{} {} {:?} {:?} {}", actor.identity, actor.name_ar, actor.code, actor.office, actor.articles);
        all.push(shown);
    }
    for e in store.events(&Filter::default(), &Page::whole()).expect("events").rows {
        all.push(format!("{} {} {:?} {:?}", e.article.id, e.id, e.when, e.evidence));
    }
    all.sort();
    all
}

#[test]
fn articles_come_back_to_the_letter() {
    let store = filled(0..5);
    let all: Vec<_> = store.records(&ArticleFilter::default()).expect("records").map(|r| r.expect("an article")).collect();
    assert_eq!(all.len(), 5);
    for full in all {
        let n: usize = full.row.id[1..].parse().expect("a number");
        assert_eq!(full.text, meeting(n).text);
        assert_eq!(full.record, read(&meeting(n)));
        assert_eq!(full.row.characters as usize, full.text.chars().count());
    }
}

#[test]
fn words_of_facts_are_those_of_the_text() {
    let store = filled(0..3);
    let (filter, page) = (Filter::default(), Page::whole());
    let mut spans = Vec::new();
    let encounters = store.encounters(&filter, &page).expect("encounters").rows;
    spans.extend(encounters.into_iter().flat_map(|e| e.evidence.into_iter().map(move |s| (e.article.key, s))));
    let statements = store.statements(&filter, &page).expect("statements").rows;
    spans.extend(statements.into_iter().flat_map(|s| [(s.article.key, s.content), (s.article.key, s.cue)]));
    spans.extend(store.commitments(&filter, &page).expect("commitments").rows.into_iter().map(|c| (c.article.key, c.item)));
    spans.extend(store.events(&filter, &page).expect("events").rows.into_iter().map(|v| (v.article.key, v.evidence)));
    assert!(spans.len() >= 15, "{}", spans.len());
    for (article, span) in spans {
        let text: Vec<char> = store.article(article).expect("read").expect("there").text.chars().collect();
        assert_eq!(text[span.start as usize..span.end as usize].iter().collect::<String>(), span.text);
    }
}

#[test]
fn the_same_again_changes_nothing() {
    let mut store = filled(0..10);
    let before = told(&store);
    let mut run = store.begin(&with()).expect("a run");
    let done = store.ingest(&mut run, &meetings(0..10)).expect("stored");
    assert!(done.iter().all(|d| matches!(d, Done::Unchanged(_))), "{done:?}");
    assert_eq!(told(&store), before);
}

#[test]
fn the_order_of_ingestion_makes_no_difference() {
    let mut store = Store::in_memory().expect("a store");
    let mut run = store.begin(&with()).expect("a run");
    for n in (0..10).rev() {
        store.ingest(&mut run, &meetings([n])).expect("stored");
    }
    assert_eq!(told(&store), told(&filled(0..10)));
}

#[test]
fn a_changed_article_takes_the_place_of_the_old_one_which_is_kept() {
    let mut store = filled(0..4);
    let mut run = store.begin(&with()).expect("a run");
    let changed =
        NewArticle { text: format!("{} وأضاف لافروف أن الحوار سيستمر.", meeting(2).text), ..meeting(2) };
    let done = store.ingest(&mut run, &[with_record(changed.clone())]).expect("stored");
    let Done::Updated(key) = done[0] else { panic!("{done:?}") };
    assert_eq!(store.article(key).expect("read").expect("there").text, changed.text);
    let former = store.former(key).expect("read");
    assert_eq!(former.len(), 1);
    assert_eq!(former[0], (meeting(2).text, read(&meeting(2))));
    // As if it had been so from the beginning.
    let mut fresh = filled(0..2);
    let mut run = fresh.begin(&with()).expect("a run");
    fresh.ingest(&mut run, &meetings([3])).expect("stored");
    fresh.ingest(&mut run, &[with_record(changed)]).expect("stored");
    assert_eq!(told(&store), told(&fresh));
}

#[test]
fn two_articles_at_one_address_are_not_one_that_changed() {
    let at = |n| NewArticle { url: Some("https://agency.example/".into()), ..meeting(n) };
    let mut store = Store::in_memory().expect("a store");
    let mut run = store.begin(&with()).expect("a run");
    let done = store.ingest(&mut run, &[with_record(at(1)), with_record(at(2))]).expect("stored");
    assert!(done.iter().all(|d| matches!(d, Done::Stored(_))), "{done:?}");
    // The next time, too.
    let mut run = store.begin(&with()).expect("a run");
    let done = store.ingest(&mut run, &[with_record(at(1)), with_record(at(2))]).expect("stored");
    assert!(done.iter().all(|d| matches!(d, Done::Unchanged(_))), "{done:?}");
}

#[test]
fn pages_skip_and_repeat_nothing_while_rows_come_in() {
    for order in [Order::OldestFirst, Order::NewestFirst] {
        let mut store = filled(0..30);
        let whole = Page { order, ..Page::whole() };
        let before: Vec<_> = store.events(&Filter::default(), &whole).expect("events").rows;
        let mut page = Page { limit: 7, after: None, order };
        let mut seen = Vec::new();
        let mut more = 30;
        loop {
            let listing = store.events(&Filter::default(), &page).expect("events");
            assert!(listing.rows.len() <= 7);
            seen.extend(listing.rows);
            let Some(next) = listing.next else { break };
            // The cursor survives the way through an address.
            page.after = Some(next.to_string().parse::<Cursor>().expect("a cursor"));
            let mut run = store.begin(&with()).expect("a run");
            store.ingest(&mut run, &meetings([more])).expect("stored");
            more += 1;
        }
        let of_before: Vec<_> = seen.iter().filter(|e| before.iter().any(|b| b.key == e.key)).collect();
        assert_eq!(of_before.len(), before.len());
        let keys = |e: &mahdar_store::EventRow| (e.when.day.clone(), e.key);
        assert!(seen.windows(2).all(|w| match order {
            Order::OldestFirst => keys(&w[0]) < keys(&w[1]),
            Order::NewestFirst => keys(&w[0]) > keys(&w[1]),
        }));
    }
}

#[test]
fn filters_let_through_what_they_say() {
    let store = filled(0..30);
    let events = |f: Filter| store.events(&f, &Page::whole()).expect("events").rows;
    let all = events(Filter::default());
    let has = |parties: &[mahdar_store::Party], code: &str| parties.iter().any(|p| p.code.as_deref() == Some(code));
    let check = |f: Filter, lets: &dyn Fn(&mahdar_store::EventRow) -> bool| {
        let wanted: Vec<_> = all.iter().filter(|e| lets(e)).cloned().collect();
        assert!(!wanted.is_empty() && wanted.len() < all.len(), "{f:?}: {} of {}", wanted.len(), all.len());
        assert_eq!(store.count(FactKind::Event, &f, 1_000).expect("a count"), wanted.len() as u64, "{f:?}");
        assert_eq!(events(f), wanted);
    };
    let code = |c: &str| c.to_owned();
    check(Filter { states: vec![code("TUR")], ..Filter::default() }, &|e| has(&e.source, "TUR") || has(&e.target, "TUR"));
    check(Filter { pair: Some((code("TUR"), code("RUS"))), ..Filter::default() }, &|e| {
        has(&e.source, "TUR") && has(&e.target, "RUS") || has(&e.source, "RUS") && has(&e.target, "TUR")
    });
    check(Filter { toward: Some(code("TUR")), ..Filter::default() }, &|e| has(&e.target, "TUR"));
    assert_eq!(events(Filter { by: Some(code("TUR")), ..Filter::default() }), []);
    check(Filter { by: Some(code("RUS")), toward: Some(code("TUR")), ..Filter::default() }, &|e| {
        has(&e.source, "RUS") && has(&e.target, "TUR")
    });
    check(Filter { what: vec!["CONSULT".into()], ..Filter::default() }, &|e| e.kind == "CONSULT");
    check(Filter { outlet: Some("صحيفة الميناء".into()), ..Filter::default() }, &|e| {
        e.article.outlet.as_deref() == Some("صحيفة الميناء")
    });
    check(Filter { from: Some("2010-01-05".into()), to: Some("2010-01".into()), ..Filter::default() }, &|e| {
        e.when.day.as_str() >= "2010-01-05" && e.when.day.as_str() < "2010-02"
    });
    check(Filter { article: Some(all[0].article.key), ..Filter::default() }, &|e| e.article.key == all[0].article.key);
    check(Filter { words: Some("رقم ١٧".into()), ..Filter::default() }, &|e| e.article.id == "m17");
    check(Filter { words: Some("\"حوار رقم 17\" -الهند".into()), ..Filter::default() }, &|e| e.article.id == "m17");
    check(Filter { words: Some("\"الحوار رقم 17\"".into()), exact: true, ..Filter::default() }, &|e| {
        e.article.id == "m17"
    });
    let wang = store.actors(&ActorFilter { name: Some("wang yi".into()), ..ActorFilter::default() }, &Page::whole());
    let wang = wang.expect("actors").rows[0].key;
    let met = store.encounters(&Filter { actor: Some(wang), ..Filter::default() }, &Page::whole()).expect("encounters").rows;
    assert_eq!(met.len(), 10);
    assert!(met.iter().all(|e| e.participants.iter().any(|p| p.actor == wang)));
}

#[test]
fn what_nothing_can_have_is_refused() {
    let store = filled(0..1);
    let message = |f: Filter| match store.events(&f, &Page::default()) {
        Err(e @ StoreError::Unknown { .. }) => e.to_string(),
        other => panic!("{other:?}"),
    };
    let typo = message(Filter { what: vec!["CONSULTS".into()], ..Filter::default() });
    assert!(typo.contains("unknown type of event \"CONSULTS\": expected one of AGREE, CONSULT"), "{typo}");
    assert!(message(Filter { more: vec!["planned".into()], ..Filter::default() }).contains("mode of event"));
    assert!(message(Filter { states: vec!["K' OR 1=1 --".into()], ..Filter::default() }).contains("code"));
    assert!(message(Filter { from: Some("2022-13-xx".into()), ..Filter::default() }).contains("date"));
    assert!(message(Filter { context: Some("love".into()), ..Filter::default() }).contains("context"));
    assert!("2022~x".parse::<Cursor>().is_err() && "'~1".parse::<Cursor>().is_err());
}

#[test]
fn counts_are_those_of_the_lists() {
    let store = filled(0..40);
    for kind in FactKind::ALL {
        for (of, filter) in [
            (Of::All, Filter::default()),
            (Of::State("TUR".into()), Filter { states: vec!["TUR".into()], ..Filter::default() }),
            (Of::Pair("RUS".into(), "SAU".into()), Filter { pair: Some(("SAU".into(), "RUS".into())), ..Filter::default() }),
        ] {
            let counted: u64 = store.tally(kind, &of).expect("a tally").iter().map(|t| t.facts + t.copies).sum();
            assert_eq!(counted, store.count(kind, &filter, u64::MAX).expect("a count"), "{kind:?} {of:?}");
            assert_eq!(store.tallied(kind, &of).expect("a sum"), (counted, 0), "{kind:?} {of:?}");
        }
    }
    let totals = store.totals().expect("totals");
    assert_eq!((totals.articles, totals.first.as_deref()), (40, Some("2010-01-01")));
    assert_eq!(store.coverage().expect("coverage").iter().map(|c| c.articles).sum::<u64>(), 40);
    assert!(store.pairs(3).expect("pairs").iter().any(|(a, b, _)| (a.as_str(), b.as_str()) == ("CHN", "RUS")));
}

#[test]
fn copies_are_kept_and_counted_apart() {
    let mut store = filled(0..6);
    let before = told(&store);
    let all = store.articles(&ArticleFilter::default(), &Page::whole()).expect("articles").rows;
    let events = store.count(FactKind::Event, &Filter::default(), u64::MAX).expect("a count");
    store.mark_copies(&[(all[3].key, Some(all[0].key))]).expect("marked");
    let once = Filter { once: true, ..Filter::default() };
    let left = store.count(FactKind::Event, &once, u64::MAX).expect("a count");
    assert!(left < events);
    assert_eq!(store.count(FactKind::Event, &Filter::default(), u64::MAX).expect("a count"), events);
    let tally = store.tally(FactKind::Event, &Of::All).expect("a tally");
    assert_eq!(tally.iter().map(|t| t.facts).sum::<u64>(), left);
    assert_eq!(tally.iter().map(|t| t.copies).sum::<u64>(), events - left);
    let articles = |once| ArticleFilter { once, ..ArticleFilter::default() };
    for (filter, number) in [(articles(false), 6), (articles(true), 5)] {
        assert_eq!(store.count_articles(&filter).expect("a count"), number);
        assert_eq!(store.articles(&filter, &Page::whole()).expect("articles").rows.len() as u64, number);
    }
    let copies = ArticleFilter { copies_of: Some(all[0].key), ..ArticleFilter::default() };
    assert_eq!(store.articles(&copies, &Page::whole()).expect("articles").rows.len(), 2);
    store.mark_copies(&[(all[3].key, None)]).expect("marked");
    assert_eq!(told(&store), before);
}

#[test]
fn newer_knowledge_replaces_records_and_leaves_no_trace_of_the_old() {
    let mut store = filled(0..6);
    let newer = ReadWith { knowledge: "newer".into(), ..with() };
    let old = store.read_otherwise(&newer, mahdar_store::ArticleKey(0), 100).expect("keys");
    assert_eq!(old.len(), 6);
    // Knowledge that finds nothing any more …
    let emptied: Vec<_> = old
        .iter()
        .map(|key| {
            let mut r = store.article(*key).expect("read").expect("there").record;
            (r.actors, r.places, r.frameworks) = Default::default();
            (r.encounters, r.statements, r.commitments, r.events) = Default::default();
            (*key, r)
        })
        .collect();
    store.replace(&newer, &emptied).expect("replaced");
    assert!(store.read_otherwise(&newer, mahdar_store::ArticleKey(0), 100).expect("keys").is_empty());
    assert_eq!(store.totals().expect("totals").facts, [0; 4]);
    assert!(store.actors(&ActorFilter::default(), &Page::whole()).expect("actors").rows.is_empty());
    assert!(store.tally(FactKind::Event, &Of::All).expect("a tally").is_empty());
    // … and finds it again.
    let again: Vec<_> = old
        .iter()
        .map(|key| {
            let full = store.article(*key).expect("read").expect("there");
            (*key, read(&meeting(full.row.id[1..].parse().expect("a number"))))
        })
        .collect();
    store.replace(&with(), &again).expect("replaced");
    assert_eq!(told(&store), told(&filled(0..6)));
}

#[test]
fn what_was_passed_over_is_kept_with_its_reason() {
    let mut store = filled(0..1);
    let skipped = |reason: &str| ("a.jsonl".to_owned(), Some(3), reason.to_owned());
    store.keep_skipped(&[skipped("is empty"), ("b.txt".into(), None, "is a JPEG image, not text".into())]).expect("kept");
    store.keep_skipped(&[skipped("is not JSON")]).expect("kept");
    let all = store.skipped().expect("skipped");
    assert_eq!(all.len(), 2);
    assert_eq!((all[0].line, all[0].reason.as_str(), all[1].line), (Some(3), "is not JSON", None));
}

#[test]
fn a_store_on_disk_is_read_while_it_is_written() {
    let path = scratch("read-while-written").join("m.db");
    let mut writer = Store::open(&path, Access::ReadWrite).expect("a store");
    let mut run = writer.begin(&with()).expect("a run");
    writer.ingest(&mut run, &meetings(0..3)).expect("stored");
    let reader = Store::open(&path, Access::ReadOnly).expect("a reader");
    let before = reader.revision().expect("a revision");
    assert_eq!(reader.totals().expect("totals").articles, 3);
    writer.ingest(&mut run, &meetings(3..5)).expect("stored");
    assert_eq!(reader.totals().expect("totals").articles, 5);
    assert!(reader.revision().expect("a revision") > before);
    writer.verify().expect("whole");
    assert_eq!(told(&reader), told(&filled(0..5)));
}
