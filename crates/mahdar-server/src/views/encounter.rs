//! An encounter: who took part, what each side said, who tells it and who leaves what out.

use askama::Template;
use mahdar_history::sayings::{Saying, groups};
use mahdar_store::{ChainRow, CommitmentRow, EncounterRow, FactOf, Filter, Page, Party, StatementRow, Store, Why};
use serde::Serialize;

use crate::Site;
use crate::answer::{Answer, View, show as answer};
use crate::frame::Frame;
use crate::lines::{Line, Note, Who, name, parties, source};
use crate::problem::Problem;
use crate::reader::visible;
use crate::table::{Table, maybe};

/// One thing, as all say it who tell of it.
#[derive(Serialize)]
struct Point<R> {
    /// In the words of each that reports it, the longest first.
    said: Vec<R>,
    /// Keys of the articles that report it.
    reported_by: Vec<i64>,
    /// Keys of the articles that tell of the encounter and not of this.
    left_out_by: Vec<i64>,
}

/// What one side said.
#[derive(Serialize)]
struct Side {
    /// Its code; none for speakers of no side.
    code: Option<String>,
    points: Vec<Point<StatementRow>>,
}

/// `/encounter/KEY`
#[derive(Serialize)]
pub(crate) struct Encounter {
    /// The telling that stands for all.
    encounter: EncounterRow,
    /// All tellings.
    tellings: Vec<EncounterRow>,
    sides: Vec<Side>,
    promises: Vec<Point<CommitmentRow>>,
    /// Why the tellings are of one encounter.
    together: Vec<Why>,
    /// Tellings that look alike and were kept apart.
    apart: Vec<Why>,
}

/// Answers for `/encounter/KEY`: any telling leads to the whole of it.
pub(crate) fn show(site: &Site, f: &Frame<'_>, key: &str) -> Result<Answer, Problem> {
    let missing = || Problem::missing(format!("there is no encounter {key}"));
    let number: i64 = key.parse().map_err(|_| missing())?;
    let view = site.read(|store| {
        let asked = store.encounter(number)?.ok_or_else(missing)?;
        let (encounter, tellings, together, apart) = match store.retellings(number)? {
            None => (asked.clone(), vec![asked], Vec::new(), Vec::new()),
            Some(all) => {
                let main = all.tellings.iter().find(|t| t.key == all.main).unwrap_or(&asked).clone();
                (main, all.tellings, all.together, all.apart)
            }
        };
        let (said, promised) = said_at(store, &tellings)?;
        let tellers = tellers(&tellings);
        let sides = sides(&encounter, said, &tellers);
        let promises = promises(store, promised, &tellers)?;
        Ok(Encounter { encounter, tellings, sides, promises, together, apart })
    })?;
    answer(f, &view)
}

/// Articles that tell it, each once, copies of others left out.
fn tellers(tellings: &[EncounterRow]) -> Vec<i64> {
    let mut out = Vec::new();
    for told in tellings.iter().filter(|t| !t.article.copy) {
        if !out.contains(&told.article.key.0) {
            out.push(told.article.key.0);
        }
    }
    out
}

/// What was said and promised at it, in all articles that are not copies of others.
fn said_at(store: &Store, tellings: &[EncounterRow]) -> Result<(Vec<StatementRow>, Vec<CommitmentRow>), Problem> {
    let (mut said, mut promised) = (Vec::new(), Vec::new());
    for told in tellings.iter().filter(|t| !t.article.copy) {
        let of = Filter { article: Some(told.article.key), ..Filter::default() };
        let all = store.statements(&of, &Page::whole())?.rows;
        let here: Vec<StatementRow> = all.into_iter().filter(|s| s.encounter.as_deref() == Some(&told.id)).collect();
        let ids: Vec<&str> = here.iter().map(|s| s.id.as_str()).collect();
        let all = store.commitments(&of, &Page::whole())?.rows;
        promised.extend(all.into_iter().filter(|c| c.statement.as_deref().is_some_and(|s| ids.contains(&s))));
        said.extend(here);
    }
    Ok((said, promised))
}

/// What each side said; those who report the same stand together.
fn sides(encounter: &EncounterRow, mut said: Vec<StatementRow>, tellers: &[i64]) -> Vec<Side> {
    let own = codes(&encounter.participants);
    let side_of = |s: &StatementRow| codes(&s.speakers).into_iter().find(|c| own.contains(c));
    // Others are compared with the longest wording.
    said.sort_by_key(|s| std::cmp::Reverse(s.content.end - s.content.start));
    let named: Vec<Option<String>> = said.iter().map(side_of).collect();
    let sayings: Vec<Saying<'_>> = said
        .iter()
        .zip(&named)
        .map(|(s, side)| Saying { side: side.as_deref().unwrap_or_default(), text: &s.content.text })
        .collect();
    let mut points: Vec<(Option<String>, Point<StatementRow>)> = groups(&sayings)
        .into_iter()
        .map(|group| {
            let of: Vec<StatementRow> = group.iter().map(|n| said[*n].clone()).collect();
            (named[group[0]].clone(), point(of, tellers, |s| &s.article))
        })
        .collect();
    // In the order of the article that tells most of it.
    points.sort_by_key(|(_, p)| (std::cmp::Reverse(p.reported_by.len()), p.said[0].article.key.0, p.said[0].content.start));
    let mut sides: Vec<Side> = own.into_iter().map(|c| Side { code: Some(c), points: Vec::new() }).collect();
    let mut others = Vec::new();
    for (side, point) in points {
        match sides.iter_mut().find(|s| s.code == side) {
            Some(side) => side.points.push(point),
            None => others.push(point),
        }
    }
    if !others.is_empty() {
        sides.push(Side { code: None, points: others });
    }
    sides
}

/// What was promised; sayings of one promise stand together.
fn promises(store: &Store, promised: Vec<CommitmentRow>, tellers: &[i64]) -> Result<Vec<Point<CommitmentRow>>, Problem> {
    let mut by_first: Vec<(i64, Vec<CommitmentRow>)> = Vec::new();
    for c in promised {
        let first = store.promise(c.key)?.map_or(c.key, |ChainRow { first, .. }| first.key);
        match by_first.iter_mut().find(|(key, _)| *key == first) {
            Some((_, all)) => all.push(c),
            None => by_first.push((first, vec![c])),
        }
    }
    Ok(by_first.into_iter().map(|(_, all)| point(all, tellers, |c| &c.article)).collect())
}

fn point<R>(said: Vec<R>, tellers: &[i64], article: impl Fn(&R) -> &FactOf) -> Point<R> {
    let reports = |key: &&i64| said.iter().any(|s| article(s).key.0 == **key);
    let reported_by = tellers.iter().filter(reports).copied().collect();
    let left_out_by = tellers.iter().filter(|key| !reports(key)).copied().collect();
    Point { reported_by, left_out_by, said }
}

/// Codes of parties, each once.
fn codes(all: &[Party]) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    for code in all.iter().filter_map(|p| p.code.as_ref()) {
        if !out.contains(code) {
            out.push(code.clone());
        }
    }
    out
}

/// A point as shown: its fullest wording, others' wordings, who leaves it out.
struct Shown {
    line: Line,
    others: Vec<Line>,
    reports: Vec<Note>,
    leaves_out: Vec<Note>,
}

/// How much of each side's statements a teller reports.
struct Teller {
    who: Note,
    day: String,
    counts: Vec<usize>,
    copy: bool,
}

#[derive(Template)]
#[template(path = "encounter.html")]
struct Html<'a> {
    f: &'a Frame<'a>,
    v: &'a Encounter,
    who: Vec<Who>,
    place: Option<(String, String)>,
    sides: Vec<(String, Vec<Shown>)>,
    promised: Vec<Shown>,
    told: Vec<Line>,
    tellers: Vec<Teller>,
    compared: bool,
    why: Vec<String>,
    apart: Vec<(String, String)>,
}

impl Encounter {
    /// An article by its key: what it is called, and where the encounter stands in it.
    fn teller(&self, f: &Frame<'_>, key: i64) -> Note {
        let told = self.tellings.iter().find(|t| t.article.key.0 == key);
        let text = told.map(|t| source(&t.article)).unwrap_or_default();
        Note { text, href: format!("{}#{}", f.to("article", key), told.map_or("", |t| &t.id)) }
    }

    fn shown<R>(&self, f: &Frame<'_>, p: &Point<R>, line: impl Fn(&R) -> Line) -> Shown {
        let mut lines = p.said.iter().map(line);
        let first = lines.next().unwrap_or_default();
        Shown {
            line: first,
            others: lines.collect(),
            reports: self.outlets(f, &p.reported_by, &[]),
            leaves_out: self.outlets(f, &p.left_out_by, &p.reported_by),
        }
    }

    /// Who these articles are of, each outlet once, with the first of its articles; not those of whom others are.
    fn outlets(&self, f: &Frame<'_>, articles: &[i64], others: &[i64]) -> Vec<Note> {
        let named = |keys: &[i64]| keys.iter().map(|key| self.teller(f, *key)).collect::<Vec<Note>>();
        let known = named(others);
        let mut out: Vec<Note> = Vec::new();
        for note in named(articles) {
            if !known.iter().chain(&out).any(|n| n.text == note.text) {
                out.push(note);
            }
        }
        out
    }

    fn tellers(&self, f: &Frame<'_>) -> Vec<Teller> {
        let teller = |t: &EncounterRow| {
            let reports = |s: &Side| s.points.iter().filter(|p| p.reported_by.contains(&t.article.key.0)).count();
            Teller {
                who: self.teller(f, t.article.key.0),
                day: t.article.published.clone().unwrap_or_default(),
                counts: self.sides.iter().map(reports).collect(),
                copy: t.article.copy,
            }
        };
        let mut seen = Vec::new();
        let once = |t: &&EncounterRow| {
            let new = !seen.contains(&t.article.key);
            seen.push(t.article.key);
            new
        };
        self.tellings.iter().filter(once).map(teller).collect()
    }

    fn reasons(&self) -> Vec<String> {
        let mut out: Vec<String> = self.together.iter().flat_map(|w| w.reasons.iter().map(|r| visible(r))).collect();
        out.sort_unstable();
        out.dedup();
        out
    }
}

impl View for Encounter {
    fn title(&self, f: &Frame<'_>) -> String {
        let e = &self.encounter;
        let who: Vec<String> = parties(f, &e.participants).into_iter().map(|w| w.name).collect();
        format!("{}: {}", f.of("encounter", &e.kind), who.join(&format!("{} ", f.t("semicolon"))))
    }

    fn html(&self, f: &Frame<'_>) -> askama::Result<String> {
        let label = |s: &Side| s.code.as_ref().map_or_else(|| f.t("encounter.others").to_owned(), |c| f.code(c).to_owned());
        let side = |s: &Side| (label(s), s.points.iter().map(|p| self.shown(f, p, |s| Line::statement(f, s))).collect());
        let place = self.encounter.place.as_ref();
        let own: Vec<i64> = self.tellings.iter().map(|t| t.key).collect();
        let other = |w: &Why| {
            let key = if own.contains(&w.a) { w.b } else { w.a };
            (f.to("encounter", key), visible(&w.reasons.join("; ")))
        };
        let mut apart: Vec<(String, String)> = self.apart.iter().map(other).collect();
        apart.dedup();
        let tellers = self.tellers(f);
        Html {
            f,
            v: self,
            who: parties(f, &self.encounter.participants),
            place: place.map(|p| (name(f, &p.name_ar, p.name_en.as_deref()), f.list("encounters", "place", &p.key.to_string()))),
            sides: self.sides.iter().map(side).collect(),
            promised: self.promises.iter().map(|p| self.shown(f, p, |c| Line::commitment(f, c))).collect(),
            told: self.tellings.iter().map(|e| Line::encounter(f, e)).collect(),
            compared: tellers.iter().filter(|t| !t.copy).count() > 1,
            tellers,
            why: self.reasons(),
            apart,
        }
        .render()
    }

    fn table(&self) -> Table {
        let columns = ["side", "point", "article", "outlet", "id", "mode", "reported_by", "left_out_by", "cue", "start", "end"];
        let mut table = Table::new(&[&columns[..], &["words"]].concat());
        let keys = |all: &[i64]| all.iter().map(i64::to_string).collect::<Vec<_>>().join(";");
        for side in &self.sides {
            for (n, point) in side.points.iter().enumerate() {
                let (by, out) = (keys(&point.reported_by), keys(&point.left_out_by));
                for s in &point.said {
                    let (side, outlet, n) = (maybe(&side.code), maybe(&s.article.outlet), n + 1);
                    let (start, end) = (&s.content.start, &s.content.end);
                    let article = s.article.key.0;
                    table.row([
                        &side,
                        &n,
                        &article,
                        &outlet,
                        &s.id,
                        &s.mode,
                        &by,
                        &out,
                        &s.cue.text,
                        start,
                        end,
                        &s.content.text,
                    ]);
                }
            }
        }
        table
    }
}
