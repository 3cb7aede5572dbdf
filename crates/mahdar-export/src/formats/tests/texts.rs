//! Formats that hold the articles' texts: brat and CoNLL-U.

use mahdar_record::Record;

use super::{TEXT, example, files, read, record, to_bytes, to_folder};
use crate::{Format, LeftOut, text_digest};

/// The text that CoNLL-U gives back, with spaces of every kind.
pub(super) fn restored(conllu: &str) -> String {
    let mut out = String::new();
    let space = |s: &str| {
        let mut out = String::new();
        let mut chars = s.chars();
        while let Some(c) = chars.next() {
            out.push(match (c, chars.next()) {
                ('\\', Some('s')) => ' ',
                ('\\', Some('t')) => '\t',
                ('\\', Some('n')) => '\n',
                ('\\', Some('r')) => '\r',
                ('\\', Some('u')) => {
                    let hex: String = chars.by_ref().take(4).collect();
                    u32::from_str_radix(&hex, 16).ok().and_then(char::from_u32).expect("a code point")
                }
                other => panic!("{other:?} in {s}"),
            });
        }
        out
    };
    for line in conllu.split('\n').filter(|l| !l.is_empty() && !l.starts_with("# ")) {
        let fields: Vec<&str> = line.split('\t').collect();
        assert_eq!(fields.len(), 10, "{line}");
        let misc = |name: &str| fields[9].split('|').find_map(|f| f.strip_prefix(name)).map(str::to_owned);
        out.push_str(&misc("SpacesBefore=").map(|s| space(&s)).unwrap_or_default());
        out.push_str(fields[1]);
        match (misc("SpacesAfter="), misc("SpaceAfter=No")) {
            (Some(s), _) => out.push_str(&space(&s)),
            (None, Some(_)) => {}
            (None, None) => out.push(' '),
        }
    }
    out
}

#[test]
fn words_with_what_the_record_says() {
    let text = example(Format::Conllu, None);
    let head: Vec<&str> = text.lines().take(8).collect();
    let key = crate::article_key(&record());
    assert_eq!(
        head,
        [
            "# newdoc id = n1",
            &format!("# article_key = {key}"),
            "# sent_id = n1-1",
            "# text = استقبل الرئيس الكازاخي توكاييف في أستانا أمس نظيره الصيني شي.",
            "1\tاستقبل\t_\t_\t_\t_\t_\t_\t_\tEncounter=B-e1|Event=B-v1|TokenRange=0:6",
            "2\tالرئيس\t_\t_\t_\t_\t_\t_\t_\tActor=B-a1|Event=I-v1|TokenRange=7:13",
            "3\tالكازاخي\t_\t_\t_\t_\t_\t_\t_\tActor=I-a1,B-a3|Event=I-v1|TokenRange=14:22",
            "4\tتوكاييف\t_\t_\t_\t_\t_\t_\t_\tActor=I-a1|Event=I-v1|TokenRange=23:30",
        ]
    );
    assert!(text.contains("\tSpacesAfter=\\n\\n|TokenRange=60:61\n\n# sent_id = n1-2\n"), "{text}");
    assert_eq!(restored(&text), TEXT);
}

#[test]
fn any_text_comes_back_from_words() {
    for text in [
        " \n قال\u{a0}إن.\r\n\r\n#وسم* _x_ a\tb\u{2028}\u{202e}😀\u{200f}!؟..  ",
        "a",
        "#",
        "\u{feff}كتب",
        "لا\u{200c}زم\u{640} 1,5%",
    ] {
        let mut r = Record { id: "x y|z".into(), ..Record::default() };
        r.source.sha256 = text_digest(text);
        let (bytes, summary) = to_bytes(Format::Conllu, None, &[(&r, Some(text))]);
        assert_eq!(summary.written, 1);
        assert_eq!(restored(&String::from_utf8(bytes).expect("UTF-8")), text);
    }
}

#[test]
fn brat_annotations_point_at_their_words() {
    let r = record();
    let folder = to_folder(Format::Brat, "brat", &[(&r, Some(TEXT))]);
    let key = crate::article_key(&r);
    assert_eq!(files(&folder), ["annotation.conf".to_owned(), format!("n1-{key}.ann"), format!("n1-{key}.txt")]);
    let text = read(&folder, &format!("n1-{key}.txt"));
    assert_eq!(text, TEXT);
    let points: Vec<char> = text.chars().collect();
    let ann = read(&folder, &format!("n1-{key}.ann"));
    let conf = read(&folder, "annotation.conf");
    for line in ann.lines().filter(|l| l.starts_with('T')) {
        let fields: Vec<&str> = line.split('\t').collect();
        let (kind, pieces) = fields[1].split_once(' ').expect("a type and pieces");
        assert!(conf.contains(&format!("\n{kind}\n")) || conf.contains(&format!("\n{kind}\t")), "{kind} is declared");
        let words: Vec<String> = pieces
            .split(';')
            .map(|p| {
                let (s, e) = p.split_once(' ').expect("start and end");
                points[s.parse().expect("a number")..e.parse().expect("a number")].iter().collect()
            })
            .collect();
        assert_eq!(words.join(" "), fields[2]);
    }
    for line in [
        "*\tEquiv T1",
        "R1\tSays Arg1:T2 Arg2:T7",
        "R3\tPromises Arg1:T4 Arg2:T9",
        "E1\tEncounter:T10 Participant:T1 Participant2:T2 Place:T5",
        "E2\tCONSULT:T11 Source:T4 Target:T3 Place:T5",
    ] {
        assert_eq!(ann.contains(&format!("\n{line}\n")), !line.starts_with('*'), "{line} in\n{ann}");
    }
}

#[test]
fn without_its_text_or_with_another_an_article_is_left_out() {
    let r = record();
    let codes = mahdar_knowledge::codes::Codes::new(&mahdar_knowledge::builtin_files());
    let target = crate::Target::Stream(Box::new(Vec::new()));
    let mut export = crate::Export::start(Format::Conllu, &codes, crate::Options::default(), target).expect("begun");
    let mut add = |text| export.add(&crate::Item { record: &r, text }).expect("no error");
    assert_eq!(add(None), Err(LeftOut::NoText));
    assert_eq!(add(Some("another")), Err(LeftOut::OtherText));
    assert_eq!(add(Some(TEXT)), Ok(()));
    let summary = export.finish().expect("ended");
    assert_eq!((summary.written, summary.left_out), (1, 2));
}
