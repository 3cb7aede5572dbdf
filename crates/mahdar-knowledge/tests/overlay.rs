//! A user's own folder laid over the built-in data, and names looked up in both.

use std::fs;
use std::path::{Path, PathBuf};

use mahdar_knowledge::who::{Directory, Thing, Use, Why};
use mahdar_knowledge::{Files, Knowledge, KnowledgeError, builtin_files, overlay, parse_day};

fn scratch(name: &str) -> PathBuf {
    let dir = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&dir);
    fs::create_dir_all(&dir).expect("scratch folder");
    dir
}

fn file(dir: &Path, name: &str, text: &str) {
    let path = dir.join(name);
    fs::create_dir_all(path.parent().expect("a folder")).expect("folder");
    fs::write(path, text).expect("written");
}

const POLITY: &str = "code\tkind\tname_en\tnames_ar\tnisba\tcapital_en\tcapitals_ar\tmetonyms\tcow\tgw\tsource\n\
                      KAZ\tstate\tKazakhstan\tبلاد السنجق\tسنجقي\n";
const VERB: &str = "lemma\tpresent\tmasdars\tactive\tpassive\tgloss\tseen\tsource\nتسنجق\tيتسنجق\tتسنجق\tمتسنجق\t\tx\t\t\n";
const FRAME: &str = "[[frame]]\nname = \"mine\"\ncue = [\"تسنجق\"]\nargs = \"A مع:T\"\nevent = \"CONSULT A<>T\"\n\
                     yes = [\"تسنجقت روسيا مع الصين. => EVENT CONSULT RUS>CHN\"]\nno = [\"لم تتسنجق روسيا مع الصين.\"]\n";

fn mine(name: &str) -> PathBuf {
    let dir = scratch(name);
    file(&dir, "kb/polities.tsv", POLITY);
    file(&dir, "ar/lexicon/verbs.tsv", VERB);
    file(&dir, "ar/grammar/mine.toml", FRAME);
    dir
}

fn over(dir: &Path) -> (Files, Vec<PathBuf>) {
    let mut files = builtin_files();
    let others = overlay(&mut files, dir).expect("readable");
    (files, others)
}

#[test]
fn a_nisba_a_verb_and_a_frame_are_added() {
    let dir = mine("added");
    // What Windows editors put before a text does no harm.
    file(&dir, "kb/polities.tsv", &format!("\u{feff}{}", POLITY.replace('\n', "\r\n")));
    file(&dir, "kb/peoples.tsv", "x\n");
    file(&dir, "notes.txt", "x\n");
    let (files, others) = over(&dir);
    assert_eq!(others, [dir.join("kb/peoples.tsv")]);
    let (below, k) = (Knowledge::builtin(), Knowledge::compile(&files).expect("sound"));
    assert_eq!(k.polities.len(), below.polities.len());
    assert_eq!(k.frames.len(), below.frames.len() + 1);
    assert_eq!(k.lemmas.len(), below.lemmas.len() + 1);
    let at = format!("{}:2:8", dir.join("ar/grammar/mine.toml").display());
    assert_eq!(k.frames[usize::from(k.frame_by_name["mine"])].at.to_string(), at);
    let directory = Directory::new(&files);
    for (name, why) in [("السنجقية", Why::Form(Use::Adjective)), ("بلاد السنجق", Why::Form(Use::Name))] {
        let found = directory.find(&k, name, None);
        assert_eq!((found[0].card.id.as_str(), found[0].why), ("KAZ", why), "{name}");
    }
    let forms = &directory.card(Thing::Polity, "KAZ").expect("known").forms;
    assert_ne!(forms[0].text, "بلاد السنجق", "the built-in name stays the one shown");
}

#[test]
fn with_a_broken_row_nothing_is_loaded() {
    for (name, text, at) in [
        ("kb/polities.tsv", POLITY.to_owned() + "XX\tstate\tX\tأرض السنجق\n", ":3:1: `XX`; expected three capital letters"),
        ("ar/lexicon/verbs.tsv", VERB.to_owned() + "!\tيتسنجق\n", ":3:1: `!` has no letters; expected a verb's past"),
        (
            "ar/grammar/mine.toml",
            FRAME.replace("CONSULT A<>T", "CONSLT A<>T"),
            ":5:9: `CONSLT` is no type or mode of data/plover/types.tsv",
        ),
    ] {
        let dir = mine("broken");
        file(&dir, name, &text);
        let Err(KnowledgeError::Faults(faults)) = Knowledge::compile(&over(&dir).0) else { panic!("{name} was taken") };
        let told: Vec<String> = faults.iter().map(ToString::to_string).collect();
        assert_eq!(told, [format!("{}{at}", dir.join(name).display())]);
    }
}

#[test]
fn a_file_that_is_no_text_is_named() {
    let dir = scratch("no-text");
    fs::create_dir_all(dir.join("kb")).expect("folder");
    fs::write(dir.join("kb/people.tsv"), [0xff, 0xfe, 0xc3]).expect("written");
    let e = overlay(&mut builtin_files(), &dir).expect_err("no UTF-8").to_string();
    assert!(e.contains("people.tsv"), "{e}");
}

#[test]
fn names_are_found() {
    let files = builtin_files();
    let (k, directory) = (Knowledge::builtin(), Directory::new(&files));
    let first = |name: &str| {
        let found = directory.find(&k, name, None);
        found.first().map(|f| (f.card.en.clone(), f.why))
    };
    let found = |name: &str, en: &str, why: Why| assert_eq!(first(name), Some((en.to_owned(), why)), "{name}");
    found("سيرغي لافروف", "Sergey Lavrov", Why::Form(Use::Name));
    found("لافروف", "Sergey Lavrov", Why::Form(Use::Short));
    found("lavrov SERGEY", "Sergey Lavrov", Why::English);
    found("erdogan", "Recep Tayyip Erdoğan", Why::PartOfEnglish);
    found("عبدالله الثانى", "Abdullah II of Jordan", Why::Form(Use::Name));
    found("روسيا", "Russia", Why::Form(Use::Name));
    found("الروسيتين", "Russia", Why::Form(Use::Adjective));
    found("الكرملين", "Russia", Why::Form(Use::Seat));
    found("moscow", "Russia", Why::Form(Use::Capital));
    found("rus", "Russia", Why::Code);
    found("حماس", "Hamas", Why::Form(Use::Name));
    found("الأمم المتحدة", "United Nations", Why::Form(Use::Name));
    for nobody in ["", " ", "!", "zzzz", "سنجقستان"] {
        assert_eq!(first(nobody), None, "{nobody}");
    }
    let lavrov = directory.card(Thing::Person, "sergey-lavrov-rus").expect("known");
    let day = parse_day("2018-06-01", false).expect("a day");
    let held: Vec<&str> = directory.terms(&lavrov.id).filter(|h| h.on(day)).map(|h| h.office.as_str()).collect();
    assert_eq!(held, ["foreign_minister"]);
    assert!(directory.holders("RUS", day).any(|h| h.person == lavrov.id));
}
