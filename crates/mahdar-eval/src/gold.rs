//! Annotated articles.

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};

use serde::Deserialize;

use crate::{EvalError, read};

/// A folder of annotated articles: `ID.txt` as published, `ID.json` what a careful reader marked in it.
pub struct Gold;

/// An article and what is marked in it.
#[derive(Clone, Debug)]
pub struct GoldArticle {
    /// The file's name without its extension.
    pub id: String,
    /// The text as published.
    pub text: String,
    /// The day the article carries.
    pub published: Option<String>,
    /// What is marked.
    pub gold: GoldRecord,
}

/// What a reader marked in an article.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct GoldRecord {
    /// The article's id.
    pub id: String,
    /// The day the article carries.
    pub published: Option<String>,
    /// Who takes part or speaks.
    pub actors: Vec<GoldActor>,
    /// What is invoked.
    pub frameworks: Vec<GoldFramework>,
    /// Who met whom.
    pub encounters: Vec<GoldEncounter>,
    /// Who said what.
    pub statements: Vec<GoldStatement>,
    /// Who promised what.
    pub commitments: Vec<GoldCommitment>,
    /// Who did what to whom.
    pub events: Vec<GoldEvent>,
}

/// A marked actor.
#[derive(Clone, Debug, Deserialize)]
pub struct GoldActor {
    /// Its name inside this annotation.
    pub key: String,
    /// person, polity, organization, group.
    pub kind: String,
    /// Longest form in the article.
    #[serde(default)]
    pub name: String,
    /// Whom it acts for.
    pub code: Option<String>,
    /// Persons' office.
    pub office: Option<String>,
}

/// A marked initiative, agreement …
#[derive(Clone, Debug, Deserialize)]
pub struct GoldFramework {
    /// Its name inside this annotation.
    pub key: String,
    /// initiative, agreement, forum, resolution, project, other.
    pub kind: String,
    /// Longest form in the article.
    pub name: String,
}

/// A marked encounter.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct GoldEncounter {
    /// meeting, call, visit …
    pub kind: String,
    /// held, planned.
    pub status: String,
    /// Keys or codes.
    pub participants: Vec<String>,
    /// The place's name.
    pub place: Option<String>,
    /// ISO day.
    pub date: Option<String>,
    /// The words.
    pub evidence: String,
}

/// A marked statement.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct GoldStatement {
    /// Keys, or `unnamed`.
    pub speakers: Vec<String>,
    /// direct, indirect, mixed.
    pub mode: String,
    /// The reporting words.
    pub cue: String,
    /// What is attributed.
    pub content: String,
}

/// A marked commitment.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct GoldCommitment {
    /// Codes of those who commit themselves.
    pub actors: Vec<String>,
    /// Codes of those toward whom.
    pub toward: Vec<String>,
    /// agreed, pledged, intends, ready.
    pub strength: String,
    /// The action's words.
    pub item: String,
}

/// A marked event.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct GoldEvent {
    /// PLOVER type.
    #[serde(rename = "type")]
    pub kind: String,
    /// Codes.
    pub source: Vec<String>,
    /// Codes.
    pub target: Vec<String>,
    /// The words.
    pub evidence: String,
}

impl Gold {
    /// Reads every `ID.json` of a folder with its `ID.txt`, sorted by name.
    ///
    /// # Errors
    /// Where the folder holds none, a file cannot be read, or is not of the expected shape.
    pub fn load(dir: &Path) -> Result<Vec<GoldArticle>, EvalError> {
        let unread = |source| EvalError::Read { path: dir.to_owned(), source };
        let mut paths: Vec<PathBuf> = Vec::new();
        for entry in fs::read_dir(dir).map_err(unread)? {
            let path = entry.map_err(unread)?.path();
            if path.extension() == Some(OsStr::new("json")) {
                paths.push(path);
            }
        }
        paths.sort();
        if paths.is_empty() {
            return Err(EvalError::NoGold { path: dir.to_owned() });
        }
        paths.iter().map(|path| article(path)).collect()
    }
}

fn article(path: &Path) -> Result<GoldArticle, EvalError> {
    let gold: GoldRecord = read::json(path)?;
    let id = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let text = read::text(&path.with_extension("txt"))?;
    Ok(GoldArticle { id, text, published: gold.published.clone(), gold })
}
