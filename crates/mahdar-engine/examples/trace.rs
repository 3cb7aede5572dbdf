//! Shows each stage's view of the sentences given on standard input.
use mahdar_engine::{clause::*, dates, mentions, resolve::Cast, tag::Tagged};
fn main() {
    let k = mahdar_knowledge::Knowledge::builtin();
    let mut s = String::new();
    std::io::Read::read_to_string(&mut std::io::stdin(), &mut s).expect("text");
    let s = s.trim();
    let text = mahdar_text::Text::new(s);
    let t = Tagged::new(&text, &k);
    let day = "2018-06-01".parse().ok();
    let d = dates::find(&t, day);
    let mut m = mentions::find(&t);
    let cast = Cast::new(&t, &mut m, day);
    for x in &m {
        let who = x.actor.map(|a| {
            format!(
                "{:?} {:?} {:?} {:?}",
                cast.parties[a].kind,
                cast.parties[a].code,
                cast.parties[a].ar,
                cast.parties[a].office.map(|o| &k.offices[o as usize].name)
            )
        });
        println!("M {}..{} [{}] {:?} -> {}", x.start, x.end, text.slice(x.start, x.end), x.what, who.unwrap_or_default());
    }
    for x in &d {
        println!("D [{}] {:?}", text.slice(x.start, x.end), x.value);
    }
    let scene = Scene::new(&t, &m, &d);
    let mut v = Vec::new();
    for i in 0..text.tokens.len() {
        v.clear();
        scene.predicates(i, &mut v);
        let flags: Vec<&str> = [("FIN", 1u32 << 9), ("COMP", 1), ("PREP", 2), ("REL", 8), ("COMMON", 1 << 21)]
            .iter()
            .filter(|(_, f)| t.is(i, *f))
            .map(|x| x.0)
            .collect();
        println!("{i} {} {:?}", text.surface(i), flags);
        for p in &v {
            println!(
                "   P {:?} {:?} neg {} pre {:?}",
                p.lemma.map(|l| &k.lemmas[l as usize]),
                p.form,
                p.negated,
                scene.preposed(p.start)
            );
            for c in scene.chunks(p, true) {
                println!(
                    "      C prep {:?} clause {} quote {} [{}] head {:?}",
                    c.prep.map(|p| &k.preps[p as usize]),
                    c.clause,
                    c.quote,
                    text.slice(c.body, c.end.min(c.body + 9)),
                    scene.head(&c).map(|h| text.slice(m[h].start, m[h].end))
                );
            }
        }
    }
    let a = mahdar_engine::Article { id: "x", text: s, published: Some("2018-06-01"), ..Default::default() };
    let r = mahdar_engine::read(&k, &a);
    for x in &r.record.statements {
        println!("S {:?} {} | {}", x.speakers, x.rule, x.content.text);
    }
    for x in &r.record.commitments {
        println!("C {:?} {:?} {} | {}", x.actors, x.toward, x.rule, x.item.text);
    }
    for x in &r.record.encounters {
        println!("E {} {:?} {}", x.kind, x.participants, x.rule);
    }
    for x in &r.record.events {
        println!("V {} {:?} {:?} {}", x.kind, x.source, x.target, x.rule);
    }
    for x in &r.silent {
        println!("silent {} {} {:?}", x.0.text, x.1, x.2);
    }
    for x in &r.record.actors {
        println!("A {} {:?} {} {:?} {:?}", x.id, x.kind, x.name.ar, x.code, x.office);
    }
}
