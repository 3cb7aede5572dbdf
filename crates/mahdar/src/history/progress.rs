//! How far a long run has come: a bar on a terminal, a line now and then elsewhere.

use std::fs;
use std::io::IsTerminal;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use indicatif::{HumanCount, HumanDuration, ProgressBar, ProgressStyle};
use mahdar_sources::{Options, is_source};

use crate::output;

/// Where stderr is no terminal, a line comes this often.
const PAUSE: Duration = Duration::from_secs(10);

/// How far it is.
pub(crate) struct Progress {
    bar: Option<ProgressBar>,
    since: Instant,
    told: Instant,
    /// Bytes or articles in all, where that is known.
    total: Option<u64>,
    /// Bytes read of the files, packed as they are.
    read: Arc<AtomicU64>,
    articles: u64,
    text: u64,
}

impl Progress {
    /// Over files and folders, of which `options` tells which are read; it is told to count what is. How much standard
    /// input holds is not known.
    pub fn over(inputs: &[PathBuf], options: &mut Options) -> Self {
        let sizes = inputs.iter().map(|p| if p.as_os_str() == "-" { None } else { measure(p, options, true) });
        let progress = Self::new(sizes.sum());
        options.meter = Some(progress.read.clone());
        progress
    }

    /// Over so many articles.
    pub fn counting(articles: u64) -> Self {
        Self::new(Some(articles))
    }

    fn new(total: Option<u64>) -> Self {
        let bar = std::io::stderr().is_terminal().then(|| {
            let bar = ProgressBar::new(total.unwrap_or(0));
            let look = if total.is_some() { "{bar:30} {percent:>3} %  {msg}" } else { "{spinner} {msg}" };
            if let Ok(style) = ProgressStyle::with_template(look) {
                bar.set_style(style);
            }
            bar.enable_steady_tick(Duration::from_millis(200));
            bar
        });
        let now = Instant::now();
        let (read, articles, text) = Default::default();
        Self { bar, since: now, told: now, total, read, articles, text }
    }

    /// One more article of the files; `counts` says what became of those before.
    pub fn article(&mut self, bytes: usize, counts: impl Fn() -> String) {
        self.articles += 1;
        self.text += bytes as u64;
        let at = self.read.load(Ordering::Relaxed);
        self.tell(at, counts);
    }

    /// One more of the articles that were counted before.
    pub fn one(&mut self, bytes: usize, counts: impl Fn() -> String) {
        self.articles += 1;
        self.text += bytes as u64;
        self.tell(self.articles, counts);
    }

    /// So many of the articles that were counted before are done.
    pub fn reach(&mut self, articles: u64, what: &str) {
        self.articles = articles;
        self.tell(articles, || what.to_owned());
    }

    fn tell(&mut self, at: u64, counts: impl Fn() -> String) {
        let at = self.total.map_or(at, |t| at.min(t));
        if let Some(bar) = &self.bar {
            bar.set_position(at);
            if self.articles.is_multiple_of(32) || self.told.elapsed() >= PAUSE / 10 {
                self.told = Instant::now();
                bar.set_message(self.message(at, &counts));
            }
        } else if self.told.elapsed() >= PAUSE {
            self.told = Instant::now();
            let share = self.total.map(|t| format!("{} %  ", at * 100 / t.max(1))).unwrap_or_default();
            output::note(&format!("{share}{}", self.message(at, &counts)));
        }
    }

    fn message(&self, at: u64, counts: &impl Fn() -> String) -> String {
        let seconds = self.since.elapsed().as_secs_f64().max(0.001);
        let rate = self.articles as f64 / seconds;
        let left = match self.total {
            Some(total) if at > 0 && seconds > 2.0 => {
                let rest = seconds * (total - at.min(total)) as f64 / at as f64;
                format!("  {} left", HumanDuration(Duration::from_secs_f64(rest)))
            }
            _ => String::new(),
        };
        format!("{} articles  {rate:.0}/s{left}  {}", HumanCount(self.articles), counts())
    }

    /// The end: how many articles, how much text, in what time.
    pub fn finish(self) -> String {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
        let seconds = self.since.elapsed().as_secs_f64();
        let megabytes = self.text as f64 / 1e6;
        let rate = self.articles as f64 / seconds.max(0.001);
        format!(
            "{} articles, {megabytes:.1} MB of text, in {seconds:.1} s ({rate:.0} articles a second)",
            HumanCount(self.articles)
        )
    }
}

/// The bytes of all files that are read; none where one cannot be looked at.
fn measure(path: &Path, options: &Options, named: bool) -> Option<u64> {
    let meta = fs::metadata(path).ok()?;
    if !meta.is_dir() {
        return Some(if named || is_source(path, options) { meta.len() } else { 0 });
    }
    // Links within a folder are not followed: they may lead back.
    let inside = fs::read_dir(path).ok()?.flatten().filter(|e| e.file_type().is_ok_and(|t| !t.is_symlink()));
    inside.map(|e| measure(&e.path(), options, false)).sum()
}
