//! Whom forms of names stand for: `forms.tsv`, with traps.

use mahdar_knowledge::who::{Directory, Found, Why};
use mahdar_knowledge::{Knowledge, builtin_files, parse_day};

/// Of a hundred forms so many must be right.
const RIGHT: usize = 98;

/// Whether a name was found in a way that needs no context to be believed.
fn is_sure(found: &Found<'_>) -> bool {
    matches!(found.why, Why::Code | Why::Form(_) | Why::English)
}

#[test]
fn forms_and_traps() {
    let files = builtin_files();
    let (k, directory) = (Knowledge::builtin(), Directory::new(&files));
    let (mut asked, mut wrong, mut traps, mut caught) = (0, Vec::new(), 0, Vec::new());
    for (n, line) in include_str!("forms.tsv").lines().enumerate().skip(1).filter(|(_, l)| !l.starts_with('#')) {
        let fields: Vec<&str> = line.split('\t').collect();
        let [form, on, expected, _] = fields[..] else { panic!("forms.tsv:{}: expected 4 fields", n + 1) };
        let found = directory.find(&k, form, parse_day(on, false).filter(|_| !on.is_empty()));
        let sure = || found.iter().filter(|f| is_sure(f)).map(|f| f.card.id.as_str());
        let told = || found.first().map_or("nobody".to_owned(), |f| format!("{} {:?}", f.card.id, f.why));
        match expected.strip_prefix('!') {
            Some(not) => {
                traps += 1;
                caught.extend(sure().any(|id| id == not).then(|| format!("{}: {form}: {not}", n + 1)));
            }
            None if expected == "-" => {
                traps += 1;
                caught.extend(sure().next().map(|id| format!("{}: {form}: {id}", n + 1)));
            }
            None => {
                asked += 1;
                if found.first().is_none_or(|f| f.card.id != expected) {
                    wrong.push(format!("{}: {form}: {}, expected {expected}", n + 1, told()));
                }
            }
        }
    }
    assert!(asked >= 300 && traps >= 100, "{asked} forms, {traps} traps");
    assert!(caught.is_empty(), "traps:\n{}", caught.join("\n"));
    assert!(wrong.len() * 100 <= asked * (100 - RIGHT), "{} of {asked} wrong:\n{}", wrong.len(), wrong.join("\n"));
}
