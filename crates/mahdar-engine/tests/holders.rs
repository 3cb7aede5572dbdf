//! Whom titles and short names stand for on a day: `holders.tsv`.

use mahdar_engine::mentions;
use mahdar_engine::resolve::Cast;
use mahdar_engine::tag::Tagged;
use mahdar_knowledge::Knowledge;
use mahdar_text::Text;

#[test]
fn holders_by_title_and_day() {
    let k = Knowledge::builtin();
    let (mut asked, mut wrong) = (0, Vec::new());
    for (n, line) in include_str!("holders.tsv").lines().enumerate().skip(1).filter(|(_, l)| !l.starts_with('#')) {
        let fields: Vec<&str> = line.split('\t').collect();
        let [phrase, on, expected] = fields[..] else { panic!("holders.tsv:{}: expected 3 fields", n + 1) };
        let text = Text::new(phrase);
        let tagged = Tagged::new(&text, &k);
        let mut found = mentions::find(&tagged);
        let cast = Cast::new(&tagged, &mut found, on.parse().ok());
        let told: Vec<&str> = cast.parties.iter().filter_map(|p| Some(k.humans[p.human? as usize].id.as_str())).collect();
        let right = match expected.strip_prefix('!') {
            Some(not) => !told.contains(&not),
            None if expected == "-" => told.is_empty(),
            None => !told.is_empty() && told.iter().all(|id| *id == expected),
        };
        asked += 1;
        if !right {
            wrong.push(format!("{}: {phrase} ({on}): {told:?}, expected {expected}", n + 1));
        }
    }
    assert!(asked >= 120, "{asked} phrases");
    assert!(wrong.is_empty(), "{} of {asked} wrong:\n{}", wrong.len(), wrong.join("\n"));
}
