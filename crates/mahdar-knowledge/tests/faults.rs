//! What is wrong with a line of data is said with file, line and column.

use mahdar_knowledge::holes::holes;
use mahdar_knowledge::who::Directory;
use mahdar_knowledge::{Files, Knowledge, builtin_files};

const PEOPLE: &str = "id\tname_en\tnames_ar\tshort_ar\tcode\twikidata\tsource\n";
const TERMS: &str = "person\tcode\toffice\tstart\tend\tflag\ttitle_en\tsource\n";
const PLACES: &str = "id\tname_en\tnames_ar\tcode\tlat\tlon\tkind\tpopulation\tsource\n";
const GROUPS: &str = "code\tname_en\tnames_ar\tnisba\tpolity\tsector\tfrom\tto\tsource\n";
const ORGANIZATIONS: &str = "code\tkind\tname_en\tnames_ar\tnisba\tsource\n";
const POLITIES: &str = "code\tkind\tname_en\tnames_ar\tnisba\tcapital_en\tcapitals_ar\tmetonyms\tcow\tgw\tsource\n";
const VERBS: &str = "lemma\tpresent\tmasdars\tactive\tpassive\tgloss\tseen\tsource\n";

/// The small tables of the built-in data, one person, one verb; quick to read.
fn base() -> Files {
    // What befalls is a list of verbs, of which there is one.
    let large =
        ["people", "terms", "complete", "places", "verbs", "befalling", "recalling", "given_names", "common", "homographs"];
    let mut files: Files = builtin_files()
        .into_iter()
        .filter(|(path, _)| path.ends_with(".tsv") && !large.iter().any(|l| path.ends_with(&format!("/{l}.tsv"))))
        .collect();
    for (path, text) in [
        ("kb/people.tsv", format!("{PEOPLE}known-xyz\tKnown Person\tزيدون الفرهودي\t\tKAZ\tQ1\tcurated\n")),
        ("ar/lexicon/verbs.tsv", format!("{VERBS}أكد\tيؤكد\tتأكيد\tمؤكد\tمؤكد\tconfirm\t5\t\n")),
    ] {
        files.insert(path.into(), vec![(format!("data/{path}"), text)]);
    }
    files
}

/// The faults of a file laid over them, named `mine/…`.
fn faults(path: &str, text: &str) -> Vec<String> {
    let mut files = base();
    files.entry(path.into()).or_default().push((format!("mine/{path}"), text.into()));
    Knowledge::faults(&files).iter().map(ToString::to_string).collect()
}

/// The only fault of a file: `LINE:COLUMN: message`.
#[track_caller]
fn fault(path: &str, text: &str, expected: &str) {
    assert_eq!(faults(path, text), [format!("mine/{path}:{expected}")]);
}

#[test]
fn the_base_is_sound() {
    assert_eq!(Knowledge::faults(&base()), []);
}

#[test]
fn the_built_in_data_is_sound() {
    let faults = Knowledge::faults(&builtin_files());
    assert!(faults.is_empty(), "{}", faults.iter().map(|f| format!("{f}\n")).collect::<String>());
}

#[test]
fn what_is_said_to_be_complete_has_no_holes() {
    let files = builtin_files();
    let holes = holes(&Directory::new(&files), &files);
    assert!(holes.is_empty(), "{holes:?}");
}

#[test]
fn a_hole_between_two_holders_is_found() {
    let mut files = base();
    let mut lay = |path: &str, text: String| files.entry(path.into()).or_default().push((format!("mine/{path}"), text));
    lay(
        "kb/terms.tsv",
        format!("{TERMS}known-xyz\tKAZ\tpresident\t2001\t2003-05-31\t\t\t\nknown-xyz\tKAZ\tpresident\t2004\t2006\t\t\t\n"),
    );
    lay("kb/complete.tsv", "code\toffices\tclaim\tfrom\tto\tnote\nKAZ\tpresident\tcomplete\t2001\t2006\t\n".into());
    let hole = |files: &Files| holes(&Directory::new(files), files).iter().map(|h| (h.from, h.to)).collect::<Vec<_>>();
    assert_eq!(hole(&files), [(20030531, 20040101)]);
    let vacant = "code\toffices\tclaim\tfrom\tto\tnote\nKAZ\tpresident\tvacant\t2003-06\t2003-12\t\n";
    files.entry("kb/complete.tsv".into()).or_default().push(("mine/2".into(), vacant.into()));
    assert_eq!(hole(&files), []);
    let claim = |row: &str| format!("code\toffices\tclaim\tfrom\tto\tnote\n{row}\n");
    fault("kb/complete.tsv", &claim("KAZ\tking\tcomplete\t2001\t2006\t"), "2:5: `king` is not in offices.tsv");
    fault("kb/complete.tsv", &claim("KAZ\tpresident\tfull\t2001\t2006\t"), "2:15: `full`; expected complete or vacant");
}

#[test]
fn the_same_files_give_the_same_bytes() {
    let bytes = || Knowledge::compile(&base()).expect("sound").to_bytes().expect("bytes");
    assert!(bytes() == bytes());
}

#[test]
fn a_person_stands_once_in_a_file() {
    let row = "new-xyz\tNew\tسلمان الفرهودي\t\tKAZ\t\t\n";
    let text = format!("{PEOPLE}{row}# remark\n{row}");
    fault("kb/people.tsv", &text, "4:1: `new-xyz` stands twice; expected one row for it");
    fault("kb/people.tsv", &format!("{PEOPLE}\tNew\tسلمان الفرهودي\t\tKAZ\t\t\n"), "2:1: no id; expected one");
}

#[test]
fn a_layer_adds_names_to_a_person_but_does_not_move_it() {
    let more = format!("{PEOPLE}known-xyz\t\tزيدون الفرهوذي\t\tKAZ\t\t\n");
    assert_eq!(faults("kb/people.tsv", &more), [""; 0]);
    let text = format!("{PEOPLE}known-xyz\t\tزيدون الفرهوذي\t\tFRA\t\t\n");
    fault("kb/people.tsv", &text, "2:28: `known-xyz` is of KAZ already; expected another id, or this code");
}

#[test]
fn codes_are_known() {
    let any = "is no code of polities.tsv, organizations.tsv or groups.tsv";
    let person = format!("{PEOPLE}new-xyz\tNew\tسلمان الفرهودي\t\tXQQ\t\t\n");
    fault("kb/people.tsv", &person, &format!("2:29: `XQQ` {any}"));
    let term = format!("{TERMS}known-xyz\tXQQ\tpresident\t2001\t\t\tPresident\t\n");
    fault("kb/terms.tsv", &term, &format!("2:11: `XQQ` {any}"));
    let place = format!("{PLACES}x\tX\tسنجقان\tUN\t1\t1\tcity\t\t\n");
    fault("kb/places.tsv", &place, "2:12: `UN` is no code of polities.tsv");
    let group = format!("{GROUPS}XG\tX\tجماعة السنجق\t\tKAZ\tRBL\t\t\t\n");
    fault("kb/groups.tsv", &group, "2:24: `RBL` is no sector of plover/sectors.tsv");
    let guide = "title\tunless\toffice\tnote\nking\t\tkingg\t\n";
    fault("kb/import_offices.tsv", guide, "2:7: `kingg` is not in offices.tsv");
    let group = format!("{GROUPS}XG\tX\tجماعة السنجق\t\tXQQ\tREB\t\t\t\n");
    fault("kb/groups.tsv", &group, "2:20: `XQQ` is no code of polities.tsv");
    let polity = format!("{POLITIES}Kz\tstate\tX\tسنجقان\n");
    fault("kb/polities.tsv", &polity, "2:1: `Kz`; expected three capital letters");
    let twice = format!("{ORGANIZATIONS}XORG\tigo\tX\tمنظمة السنجق\nXORG\tigo\tX\tهيئة السنجق\n");
    fault("kb/organizations.tsv", &twice, "3:1: `XORG` stands twice; expected one row for it");
    fault("kb/missions.tsv", "code\tacts_for\tsource\nUNSMIL\tXORG\t\n", "2:8: `XORG` is no code of organizations.tsv");
}

#[test]
fn terms_name_persons_and_offices() {
    let who = format!("{TERMS}nobody-xyz\tKAZ\tpresident\t2001\t\t\t\t\n");
    fault("kb/terms.tsv", &who, "2:1: `nobody-xyz` is not in people.tsv");
    let office = format!("{TERMS}known-xyz\tKAZ\tpresidant\t2001\t\t\t\t\n");
    fault("kb/terms.tsv", &office, "2:15: `presidant` is not in offices.tsv");
    let flag = format!("{TERMS}known-xyz\tKAZ\tpresident\t2001\t\tq\t\t\n");
    fault("kb/terms.tsv", &flag, "2:31: `q`; expected u, i or nothing");
}

#[test]
fn dates_are_dates() {
    for bad in ["31/05/2001", "2001-13", "2001-02-29", "2001-6-1", "2001-06-01-01", "01", "+2001", "٢٠٠١"] {
        let text = format!("{TERMS}known-xyz\tKAZ\tpresident\t{bad}\t\t\t\t\n");
        fault("kb/terms.tsv", &text, &format!("2:25: `{bad}`; expected YYYY, YYYY-MM or YYYY-MM-DD"));
        let text = format!("{TERMS}known-xyz\tKAZ\tpresident\t2001\t{bad}\t\t\t\n");
        fault("kb/terms.tsv", &text, &format!("2:30: `{bad}`; expected YYYY, YYYY-MM or YYYY-MM-DD"));
    }
    for (start, end) in [("2001", "2001"), ("2000-02-29", ""), ("", "1999-12"), ("", "")] {
        let text = format!("{TERMS}known-xyz\tKAZ\tpresident\t{start}\t{end}\t\t\t\n");
        assert_eq!(faults("kb/terms.tsv", &text), [""; 0]);
    }
    let text = format!("{TERMS}known-xyz\tKAZ\tpresident\t2002-01-06\t2001-12\t\t\t\n");
    fault("kb/terms.tsv", &text, "2:36: the term ends before it starts");
    let group = format!("{GROUPS}XG\tX\tجماعة السنجق\t\tKAZ\tREB\tlong ago\t\t\n");
    fault("kb/groups.tsv", &group, "2:28: `long ago`; expected YYYY, YYYY-MM or YYYY-MM-DD");
}

#[test]
fn numbers_are_numbers() {
    let place = |lat: &str, lon: &str, people: &str| format!("{PLACES}x\tX\tسنجقان\tKAZ\t{lat}\t{lon}\tcity\t{people}\t\n");
    fault("kb/places.tsv", &place("north", "1", ""), "2:16: `north`; expected degrees from -90 to 90, as 51.17");
    fault("kb/places.tsv", &place("1", "200", ""), "2:18: `200`; expected degrees from -180 to 180, as 51.17");
    fault("kb/places.tsv", &place("1", "2", "1,000"), "2:25: `1,000`; expected a whole number");
    let offices = |rows: &str| format!("office\trank\tlabel_en\tlabel_ar\tholders\n{rows}");
    fault("kb/offices.tsv", &offices("keeper\tfirst\tKeeper\tأمين\tone\n"), "2:8: `first`; expected a whole number");
    fault("kb/offices.tsv", &offices("keeper\t90\tKeeper\tأمين\ttwo\n"), "2:23: `two`; expected one, few, group or many");
    let same = offices("keeper\t90\tKeeper\tأمين\tone\nwarden\t90\tWarden\tحارس\tone\n");
    fault("kb/offices.tsv", &same, "3:8: another office has rank 90; expected one that outranks the other");
    fault("ar/lexicon/verbs.tsv", &format!("{VERBS}شدد\tيشدد\t\t\t\t\toften\t\n"), "2:14: `often`; expected a whole number");
    fault("ar/lexicon/given_names.tsv", "form\tweight\nزيدون\t5\n", "2:7: `5`; expected 1 to 4");
    let cameo = "code\tname_en\tgoldstein\tplover\tmode\n999\tX\tbad\t\t\n";
    fault("plover/cameo.tsv", cameo, "2:7: `bad`; expected a number");
    let person = format!("{PEOPLE}new-xyz\tNew\tسلمان الفرهودي\t\tKAZ\t1234\t\n");
    fault("kb/people.tsv", &person, "2:33: `1234`; expected Q and a number");
}

#[test]
fn tables_have_their_columns() {
    let columns = "expected the columns `form weight`";
    fault("ar/lexicon/given_names.tsv", "form\twaight\nزيدون\t1\n", &format!("1:6: unknown column `waight`; {columns}"));
    fault("ar/lexicon/given_names.tsv", "form\tweight\tnote\n", &format!("1:13: unknown column `note`; {columns}"));
    fault("ar/lexicon/given_names.tsv", "form\nزيدون\n", &format!("1:1: header is `form`, {columns}"));
    fault("ar/lexicon/given_names.tsv", "weight\tform\n", &format!("1:1: header is `weight form`, {columns}"));
    fault("ar/lexicon/given_names.tsv", "# only this\n", "1: empty file, expected a header: form weight");
    fault("ar/lexicon/given_names.tsv", "form\tweight\nزيدون\t1\tx\n", "2:9: 3 fields, expected at most 2 (form, weight)");
    fault("ar/lexicon/given_names.tsv", "form\tweight\nزيدون \t1\n", "2:1: white space at the field's edge; expected none");
    let gap = "a variant that is empty or has white space at its edge; expected `one|two`";
    fault("ar/lexicon/given_names.tsv", "form\tweight\nزيدون| سلمان\t1\n", &format!("2:1: {gap}"));
    fault("ar/lexicon/honorifics.tsv", "form\tsource\nفخامة\t\n!!\t\n", "3:1: `!!` has no letters; expected a word");
    // Line ends of another system are no fault.
    assert_eq!(faults("ar/lexicon/given_names.tsv", "form\tweight\r\nزيدون\t1\r\n"), [""; 0]);
}

#[test]
fn words_have_their_kinds() {
    let affix = "kind\tform\tnumber\tgender\tnote\ninfix\tت\t\t\t\n";
    fault("ar/lexicon/affixes.tsv", affix, "2:1: `infix`; expected article, prep, accusative, nisba or nisba_indefinite");
    fault("ar/lexicon/particles.tsv", "form\tclass\tnote\nريثما\tsoon\t\n", "2:7: unknown class `soon`");
    let titles = |rest: &str| format!("title\toffice\tsector\tnumber\tkind\tsource\nسنجق\t{rest}\t\n");
    fault(
        "ar/lexicon/titles.tsv",
        &titles("none\tGOV\tsg\tjob"),
        "2:18: `job`; expected office, orghead, spokes, envoy, rank, occupation or descr",
    );
    fault("ar/lexicon/titles.tsv", &titles("kingg\tGOV\tsg\toffice"), "2:6: `kingg` is not in offices.tsv");
    fault("ar/lexicon/titles.tsv", &titles("none\tGOV\tone\toffice"), "2:15: `one`; expected sg, du or pl");
    fault("ar/lexicon/contexts.tsv", "form\tcontext\nسنجق\tweather\n", "2:6: `weather` is not in plover/contexts.tsv");
    let found = faults("ar/lexicon/temporal.tsv", "kind\tform\tvalue\nmonth\tسنجق\t13\n");
    let start = "mine/ar/lexicon/temporal.tsv:2:12: `month` with `13`; expected month 1–12";
    assert!(found.len() == 1 && found[0].starts_with(start), "{found:?}");
    fault("plover/future.tsv", "type\tfuture\nCONSULT\tLATER\n", "2:9: `LATER` is no type of plover/types.tsv");
}

/// A frame of these lines and examples.
fn frame(lines: &str) -> String {
    format!(
        "[[frame]]\nname = \"mine\"\n{lines}yes = [\"أكد الوزير الخبر. => SAYS KAZ: الخبر\"]\nno = [\"لم يؤكد الوزير الخبر.\"]\n"
    )
}

#[test]
fn frames_say_what_is_known() {
    let path = "ar/grammar/mine.toml";
    let sound = "cue = [\"أكد\"]\nargs = \"A في:L Q\"\nsays = true\n";
    assert_eq!(faults(path, &frame(sound)), [""; 0]);
    for (lines, expected) in [
        ("cue = [\"أكد\", \"سنجق\"]\nargs = \"A Q\"\n", "3:15: `سنجق` is no lemma of data/ar/lexicon/verbs.tsv"),
        ("cue = [\"أكد\"]\nargs = \"A سنجق:T Q\"\n", "4:11: `سنجق` is no preposition of data/ar/lexicon/particles.tsv"),
        ("cue = [\"أكد\"]\nargs = \"A Z\"\n", "4:11: `Z`; a complement is T, Q, L, O or X"),
        ("cue = [\"أكد\"]\nargs = \"A في:L(بلد\"\n", "4:11: `في:L(بلد`: no closing parenthesis"),
        (
            "cue = [\"أكد\"]\nargs = \"A\"\nevent = \"CONFIRM A>T\"\n",
            "5:9: `CONFIRM` is no type or mode of data/plover/types.tsv",
        ),
        (
            "cue = [\"أكد\"]\nargs = \"A\"\nevent = \"CONSULT/lunch A>T\"\n",
            "5:9: `CONSULT/lunch` is no type or mode of data/plover/types.tsv",
        ),
        (
            "cue = [\"أكد\"]\nargs = \"A\"\nevent = \"CONSULT\"\n",
            "5:9: `CONSULT`; expected TYPE[/mode] A>T, as `ACCUSE/allege A>T`, `CONSULT A<>T` or `PROTEST A>-`",
        ),
        ("cue = [\"أكد\"]\nargs = \"A\"\nevent = \"CONSULT A>B\"\n", "5:9: `A>B`; a party is A, T, Q, S or -"),
        ("cue = [\"أكد\"]\nargs = \"A\"\ncameo = \"9999\"\n", "5:9: `9999` is no code of data/plover/cameo.tsv"),
        (
            "cue = [\"أكد\"]\nargs = \"A\"\nencounter = \"lunch\"\n",
            "5:13: `lunch`; encounter is one of meeting, call, visit, summit, conference, signing, other",
        ),
        (
            "cue = [\"أكد\"]\nargs = \"A\"\ncommit = \"maybe\"\n",
            "5:10: `maybe`; commit is one of agreed, pledged, intends, ready",
        ),
        (
            "cue = [\"أكد\"]\nargs = \"A\"\nforms = [\"verb\", \"adverb\"]\n",
            "5:18: `adverb`; forms are verb, noun, active, passive",
        ),
        ("cue = [\"أكد\"]\nargs = \"A\"\nof = \"Q\"\n", "5:6: `Q`; of is one of A, T, both"),
        ("cue = [\"أكد\"]\nargs = \"A\"\nspeaker = \"Q\"\n", "5:11: `Q`; speaker is one of A, T"),
        (
            "cue = [\"أكد\"]\nargs = \"A\"\ncontexts = [\"weather\"]\n",
            "5:13: `weather` is no context of data/plover/contexts.tsv",
        ),
        ("args = \"A\"\n", "2:8: no cue; expected `cue` (verbs) or `nouns`"),
    ] {
        fault(path, &frame(lines), expected);
    }
}

#[test]
fn rule_files_are_toml_of_known_fields() {
    let path = "ar/grammar/mine.toml";
    let found = faults(path, &frame("cue = [\"أكد\"]\nargs = \"A\"\ncolour = \"red\"\n"));
    assert_eq!(found.len(), 1);
    assert!(found[0].starts_with("mine/ar/grammar/mine.toml:5:1: unknown field `colour`, expected one of"), "{found:?}");
    let found = faults(path, "[[frame]]\nname = mine\n");
    assert!(found.len() == 1 && found[0].starts_with("mine/ar/grammar/mine.toml:2:8: "), "{found:?}");
    let found = faults(path, "[[frame]]\nname = \"mine\"\nsays = \"yes\"\n");
    assert!(found.len() == 1 && found[0].starts_with("mine/ar/grammar/mine.toml:3:8: "), "{found:?}");
    let bare = "[[frame]]\nname = \"mine\"\ncue = [\"أكد\"]\nargs = \"A\"\n";
    assert_eq!(
        faults(path, bare),
        [
            "mine/ar/grammar/mine.toml:2:8: no sentence that must match; expected at least one in `yes`",
            "mine/ar/grammar/mine.toml:2:8: no sentence that must not match; expected at least one in `no`",
        ]
    );
    let lines = "cue = [\"أكد\"]\nargs = \"A\"\n";
    let twice = frame(lines) + &frame(lines);
    fault(path, &twice, "8:8: a frame `mine` exists already; names are unique");
    let blocker = "[[blocker]]\nname = \"b\"\nwords = [\"سنجق\"]\nkills = [\"RAIN\"]\n";
    fault(path, blocker, "4:9: `RAIN` is no type of data/plover/types.tsv");
}

#[test]
fn open_sentences_stay_beside_their_rule() {
    let mut files = base();
    let lines = "cue = [\"أكد\"]\nargs = \"A Q\"\nopen = [\n  \"أكدت الوزارة الخبر. => SAYS KAZ: الخبر\",\n]\nopen_no = [\"هل أكد الوزير الخبر؟\"]\n";
    let path = "ar/grammar/mine.toml";
    files.insert(path.into(), vec![(format!("mine/{path}"), frame(lines))]);
    let k = Knowledge::compile(&files).expect("sound");
    let f = &k.frames[0];
    assert_eq!((f.yes.len(), f.no.len(), f.open.len(), f.open_no.len()), (1, 1, 1, 1));
    assert_eq!(f.open[0].expect, ["SAYS KAZ: الخبر"]);
    assert_eq!(f.open[0].at.to_string(), "mine/ar/grammar/mine.toml:6:3");
}
