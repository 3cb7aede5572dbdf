//! Sums over the whole database, kept until it changes. While articles come in it changes all the time: then what was counted
//! a few seconds ago is still good.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use crate::problem::Problem;

/// How long a sum is good although something has changed since.
const GOOD: Duration = Duration::from_secs(10);
/// Sums that are kept; beyond, all are forgotten.
const MOST: usize = 64;

/// Sums by what was asked for.
#[derive(Debug)]
pub(crate) struct Kept<T>(Mutex<HashMap<String, Sum<T>>>);

#[derive(Debug)]
struct Sum<T> {
    revision: u64,
    made: Instant,
    value: Arc<T>,
}

impl<T> Default for Kept<T> {
    fn default() -> Self {
        Self(Mutex::default())
    }
}

impl<T> Kept<T> {
    /// The sum of this name at this revision of the database; made where none is kept that is good.
    pub fn get(&self, name: &str, revision: u64, make: impl FnOnce() -> Result<T, Problem>) -> Result<Arc<T>, Problem> {
        let all = || self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(sum) = all().get(name).filter(|s| s.revision == revision || s.made.elapsed() < GOOD) {
            return Ok(Arc::clone(&sum.value));
        }
        // Without the lock: others may ask for other sums meanwhile.
        let value = Arc::new(make()?);
        let mut all = all();
        if all.len() >= MOST {
            all.clear();
        }
        all.insert(name.to_owned(), Sum { revision, made: Instant::now(), value: Arc::clone(&value) });
        Ok(value)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sum_is_made_once_a_revision() {
        let kept = Kept::default();
        let get = |revision, n: u64| *kept.get("x", revision, || Ok(n)).expect("a sum");
        assert_eq!((get(1, 5), get(1, 6)), (5, 5));
        // Changed, but a moment ago.
        assert_eq!(get(2, 7), 5);
        kept.0.lock().unwrap().get_mut("x").unwrap().made = Instant::now().checked_sub(GOOD * 2).unwrap();
        assert_eq!((get(1, 8), get(2, 9)), (5, 9));
    }

    #[test]
    fn what_failed_is_not_kept() {
        let kept = Kept::default();
        assert!(kept.get("x", 1, || Err(Problem::bad("no"))).is_err());
        assert_eq!(*kept.get("x", 1, || Ok(1)).expect("a sum"), 1);
    }

    #[test]
    fn no_more_is_kept_than_there_is_room_for() {
        let kept = Kept::default();
        for n in 0..3 * MOST {
            kept.get(&n.to_string(), 1, || Ok(n)).expect("a sum");
        }
        assert!(kept.0.lock().unwrap().len() <= MOST);
    }
}
