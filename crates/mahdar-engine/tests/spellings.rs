//! Whom a title and a name in a spelling that no table lists stand for.

mod common;

use common::record;

/// English name of the first person, where known.
fn known(text: &str) -> Option<String> {
    let person = |a: &mahdar_record::Actor| a.kind == mahdar_record::ActorKind::Person;
    record(text).actors.into_iter().find(person).and_then(|a| a.name.en)
}

#[test]
fn the_holder_of_the_office_under_another_spelling() {
    for (who, expected) in [
        ("وزير الخارجية الأميركي مايك بوميو", "Mike Pompeo"),
        ("وزير الخارجية الروسي سيرغي لافيروف", "Sergey Lavrov"),
        ("رئيس الوزراء الياباني شينسو أبي", "Shinzō Abe"),
        ("العاهل الأردني الملك عبدالله", "Abdullah II of Jordan"),
    ] {
        let name = known(&format!("قال {who} إن المحادثات كانت مثمرة."));
        assert_eq!(name.as_deref(), Some(expected), "{who}");
    }
}

#[test]
fn somebody_else_stays_somebody_else() {
    for who in ["وزير الخارجية الأميركي زيدون الفرهودي", "رئيس الوزراء الياباني تاكاشي ميورا", "وزير الخارجية الروسي مايك بوميو"]
    {
        assert_eq!(known(&format!("قال {who} إن المحادثات كانت مثمرة.")), None, "{who}");
    }
}

#[test]
fn a_title_against_the_facts_is_followed_and_told() {
    let note = |text: &str| record(text).actors.into_iter().find(|a| a.office.is_some()).map(|a| (a.code, a.note));
    let (code, told) = note("قال وزير الخارجية الروسي زيدون الفرهودي إن المحادثات كانت مثمرة.").expect("a person");
    assert_eq!(
        (code.as_deref(), told.as_deref()),
        (Some("RUS"), Some("knowledge base: Sergey Lavrov held that office on that date"))
    );
    let (_, told) = note("قال وزير الخارجية الروسي سيرغي لافروف إن المحادثات كانت مثمرة.").expect("a person");
    assert_eq!(told, None);
}

#[test]
fn two_posts_joined_are_one_persons() {
    let who = |text: &str| {
        let r = record(text);
        let person = |a: &&mahdar_record::Actor| a.kind != mahdar_record::ActorKind::Polity;
        r.actors.iter().filter(person).map(|a| (a.name.en.clone(), a.office.clone())).collect::<Vec<_>>()
    };
    let both = "أكد النائب الأول لرئيس مجلس الوزراء ووزير الخارجية الكويتي الشيخ صباح الخالد أن بلاده تدعم اليمن.";
    assert_eq!(who(both), [(Some("Sabah Al-Khalid Al-Sabah".into()), Some("deputy_prime_minister".into()))]);
    // Nobody who was foreign minister here was ever president.
    let two = "التقى الرئيس ووزير الخارجية الروسي سيرغي لافروف في المدينة.";
    assert!(who(two).contains(&(Some("Sergey Lavrov".into()), Some("foreign_minister".into()))), "{:?}", who(two));
}
