//! The server itself: where it listens, what it reads from, whose requests it takes.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use mahdar_store::{Access, ArticleFilter, Coverage, Dyad, Facets, Formula, PlaceCount, Store};
use tokio::net::TcpListener;
use tokio::sync::Semaphore;

use crate::assets;
use crate::error::ServeError;
use crate::http;
use crate::kept::Kept;
use crate::names::{Given, Names};
use crate::problem::Problem;

/// How many readers of the database are kept ready.
const READERS: usize = 8;

/// Places and pairs that are counted at most, and values of a facet.
const MOST_PLACES: usize = 2_000;
const MOST_PAIRS: usize = 500;
const FACETS: usize = 12;
/// How long to wait for another writer.
const MOST_WAIT: Duration = Duration::from_secs(8);

/// What is served and how.
#[derive(Debug)]
pub struct Options {
    /// The database.
    pub db: PathBuf,
    /// Where to listen; port 0 takes a free one.
    pub address: SocketAddr,
    /// Whether review marks may be made.
    pub review: bool,
    /// Hosts answered for beside the loopback's.
    pub hosts: Vec<String>,
    /// A map to be shown instead of the built-in one: an SVG whose coordinates are degrees, as the built-in one's.
    pub map: Option<PathBuf>,
    /// Names from the knowledge base.
    pub names: Given,
}

/// Two codes and how many events are between them.
pub(crate) type Pair = (String, String, u64);

/// What requests are answered from.
pub(crate) struct Site {
    /// Names and labels.
    pub names: Names,
    /// Whether review marks may be made.
    pub review: bool,
    /// The map, where it is not the built-in one.
    pub map: Option<Vec<u8>>,
    /// As many requests are answered at a time as there are processors, and one more: all at once, each would take as long as all.
    pub turns: Arc<Semaphore>,
    db: PathBuf,
    hosts: Vec<String>,
    readers: Mutex<Vec<Store>>,
    writer: Mutex<Option<Store>>,
    dyads: Kept<Vec<Dyad>>,
    places: Kept<Vec<PlaceCount>>,
    pairs: Kept<Vec<Pair>>,
    coverage: Kept<Vec<Coverage>>,
    facets: Kept<Facets>,
    formulas: Kept<Vec<Formula>>,
}

impl Site {
    /// Opens the database, so that what is wrong with it is told at once.
    pub fn open(options: Options) -> Result<Self, ServeError> {
        let Options { db, review, hosts, names, map, .. } = options;
        let map = map.map(|path| assets::map(&path)).transpose()?;
        if review {
            // Makes what an older mahdar did not have.
            drop(Store::open(&db, Access::ReadWrite)?);
        }
        let first = Store::open(&db, Access::ReadOnly)?;
        Ok(Self {
            names: Names::new(names),
            review,
            map,
            turns: Arc::new(Semaphore::new(std::thread::available_parallelism().map_or(2, usize::from) + 1)),
            db,
            hosts,
            readers: Mutex::new(vec![first]),
            writer: Mutex::default(),
            dyads: Kept::default(),
            places: Kept::default(),
            pairs: Kept::default(),
            coverage: Kept::default(),
            facets: Kept::default(),
            formulas: Kept::default(),
        })
    }

    /// Reads the database.
    pub fn read<T>(&self, f: impl FnOnce(&Store) -> Result<T, Problem>) -> Result<T, Problem> {
        let held = self.readers.lock().unwrap_or_else(PoisonError::into_inner).pop();
        let store = match held {
            Some(store) => store,
            None => Store::open(&self.db, Access::ReadOnly)?,
        };
        let result = f(&store);
        let mut readers = self.readers.lock().unwrap_or_else(PoisonError::into_inner);
        if readers.len() < READERS {
            readers.push(store);
        }
        result
    }

    /// Events between states within a window.
    pub fn dyads(&self, from: Option<&str>, to: Option<&str>) -> Result<Arc<Vec<Dyad>>, Problem> {
        self.sum(&self.dyads, &format!("{from:?} {to:?}"), |store| Ok(store.dyads(from, to)?))
    }

    /// Places at which something happened within a window.
    pub fn places(&self, from: Option<&str>, to: Option<&str>) -> Result<Arc<Vec<PlaceCount>>, Problem> {
        self.sum(&self.places, &format!("{from:?} {to:?}"), |store| Ok(store.place_counts(from, to, MOST_PLACES)?))
    }

    /// Pairs that have most to do with each other.
    pub fn pairs(&self) -> Result<Arc<Vec<Pair>>, Problem> {
        self.sum(&self.pairs, "", |store| Ok(store.pairs(MOST_PAIRS)?))
    }

    /// The set phrases of all articles.
    pub fn formulas(&self) -> Result<Arc<Vec<Formula>>, Problem> {
        self.sum(&self.formulas, "", |store| Ok(store.formulas(None)?))
    }

    /// Articles by outlet and day.
    pub fn coverage(&self) -> Result<Arc<Vec<Coverage>>, Problem> {
        self.sum(&self.coverage, "", |store| Ok(store.coverage()?))
    }

    /// How the articles of a filter divide, by state where that is asked for.
    pub fn facets(&self, filter: &ArticleFilter, states: bool) -> Result<Arc<Facets>, Problem> {
        self.sum(&self.facets, &format!("{filter:?} {states}"), |store| Ok(store.article_facets(filter, states, FACETS)?))
    }

    /// A sum that goes through much of the database.
    fn sum<T>(&self, kept: &Kept<T>, name: &str, make: impl FnOnce(&Store) -> Result<T, Problem>) -> Result<Arc<T>, Problem> {
        self.read(|store| kept.get(name, store.revision()?, || make(store)))
    }

    /// Writes to the database, one after the other. Only review marks are ever written.
    pub fn write<T>(&self, f: impl FnOnce(&mut Store) -> Result<T, Problem>) -> Result<T, Problem> {
        let mut writer = self.writer.lock().unwrap_or_else(PoisonError::into_inner);
        let store = match writer.take() {
            Some(store) => store,
            None => Store::open(&self.db, Access::ReadWrite)?,
        };
        let store = writer.insert(store);
        // Gives up before the request does.
        store.patience(MOST_WAIT)?;
        f(store)
    }

    /// Whether a `Host` header names this server.
    pub fn knows_host(&self, host: &str) -> bool {
        let name = match host.strip_prefix('[').and_then(|h| h.split_once(']')) {
            Some((v6, _)) => v6,
            None => host.rsplit_once(':').map_or(host, |(name, _)| name),
        };
        ["localhost", "127.0.0.1", "::1"].contains(&name) || self.hosts.iter().any(|h| h.eq_ignore_ascii_case(name) || h == host)
    }
}

/// Serves until the program is told to stop. `ready` is called with the address once it is listened on.
///
/// # Errors
/// Where the database cannot be opened or the address cannot be listened on.
pub fn serve(options: Options, ready: impl FnOnce(SocketAddr)) -> Result<(), ServeError> {
    let address = options.address;
    let site = Arc::new(Site::open(options)?);
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().max_blocking_threads(4 * READERS).build()?;
    runtime.block_on(async {
        let listener = TcpListener::bind(address).await.map_err(|source| ServeError::Listen { address, source })?;
        ready(listener.local_addr()?);
        axum::serve(listener, http::router(site)).with_graceful_shutdown(stopped()).await?;
        Ok(())
    })
}

/// Comes when the program is told to stop.
async fn stopped() {
    if tokio::signal::ctrl_c().await.is_err() {
        // Without signals the program is stopped from outside.
        std::future::pending::<()>().await;
    }
}
