//! Work on many slots at once, on as many threads as are free. The answer never depends on how many that are.

use rayon::ThreadPool;
use rayon::prelude::*;

use crate::exact::backend::BackendError;

/// Threads, and whether nobody else needs them now.
pub struct Hands<'a> {
    pool: ThreadPool,
    free: &'a (dyn Fn() -> bool + Sync),
}

impl<'a> Hands<'a> {
    /// So many threads, used while they are `free`.
    ///
    /// # Errors
    /// When the machine gives none.
    pub fn new(threads: usize, free: &'a (dyn Fn() -> bool + Sync)) -> Result<Self, BackendError> {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads.max(1));
        let pool = pool
            .build()
            .map_err(|error| BackendError(error.to_string()))?;
        Ok(Self { pool, free })
    }

    /// What `work` makes of each, in their order.
    pub fn each<T: Sync, R: Send>(&self, all: &[T], work: impl Fn(&T) -> R + Sync) -> Vec<R> {
        if self.pool.current_num_threads() > 1 && (self.free)() {
            self.pool.install(|| all.par_iter().map(&work).collect())
        } else {
            all.iter().map(work).collect()
        }
    }
}
