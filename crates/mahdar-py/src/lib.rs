//! The engine for Python: articles in, records out, the interpreter free while it reads.
//!
//! The native part hands records over as they are; `python/mahdar` makes typed objects and tables of them.

mod article;
mod record;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;

use mahdar_engine::read;
use mahdar_knowledge::{Knowledge, builtin_files, overlay};
use mahdar_record::PublishedFrom;
use pyo3::exceptions::{PyRuntimeError, PyValueError};
use pyo3::prelude::*;
use rayon::prelude::*;

use article::RawArticle;
use record::NativeRecord;

/// What a thread may use for calls within calls.
const STACK: usize = 16 << 20;

/// Knowledge, and threads that read with it.
#[pyclass(frozen, module = "mahdar._mahdar")]
struct Engine {
    knowledge: Knowledge,
    pool: rayon::ThreadPool,
}

#[pymethods]
impl Engine {
    /// The built-in knowledge with folders laid over it; `jobs` threads, 0 for one a core.
    #[new]
    fn new(py: Python<'_>, overlays: Vec<PathBuf>, jobs: usize) -> PyResult<Self> {
        py.detach(|| {
            let pool = rayon::ThreadPoolBuilder::new()
                .num_threads(jobs)
                .stack_size(STACK)
                .build()
                .map_err(|e| PyRuntimeError::new_err(format!("{jobs} threads cannot be started: {e}")))?;
            Ok(Self { knowledge: load(&overlays)?, pool })
        })
    }

    /// A list with, for each article, its record, or why there is none. `metadata` says that the days come with the articles
    /// and are not the caller's own.
    fn read(&self, py: Python<'_>, articles: Vec<RawArticle>, metadata: bool) -> Vec<Outcome> {
        let from = if metadata { PublishedFrom::Metadata } else { PublishedFrom::Option };
        py.detach(|| self.pool.install(|| articles.par_iter().map(|a| self.one(a, from)).collect()))
    }

    /// What makes records differ: the version of the program.
    #[classattr]
    const VERSION: &'static str = env!("CARGO_PKG_VERSION");
}

impl Engine {
    fn one(&self, article: &RawArticle, published_from: PublishedFrom) -> Outcome {
        if let Err(why) = article.check() {
            return Outcome::Refused(why);
        }
        // A defect that one article brings to light must not keep the others from being read.
        match catch_unwind(AssertUnwindSafe(|| read(&self.knowledge, &article.as_article(published_from)).record)) {
            Ok(record) => Outcome::Read(NativeRecord(Box::new(record))),
            Err(_) => Outcome::Refused("a defect of mahdar, please report it with the article".into()),
        }
    }
}

/// What came of one article.
#[derive(IntoPyObject)]
enum Outcome {
    Read(NativeRecord),
    Refused(String),
}

fn load(overlays: &[PathBuf]) -> PyResult<Knowledge> {
    if overlays.is_empty() {
        return Ok(mahdar_builtin::knowledge());
    }
    let mut files = builtin_files();
    for dir in overlays {
        let before: usize = files.values().map(Vec::len).sum();
        overlay(&mut files, dir).map_err(|e| PyValueError::new_err(e.to_string()))?;
        if files.values().map(Vec::len).sum::<usize>() == before {
            return Err(PyValueError::new_err(format!("{}: holds no data file of mahdar", dir.display())));
        }
    }
    Knowledge::compile(&files).map_err(|e| PyValueError::new_err(e.to_string()))
}

#[pymodule]
mod _mahdar {
    #[pymodule_export]
    use super::Engine;
    #[pymodule_export]
    use super::record::{NativeRecord, table, table_columns, table_names};
}
