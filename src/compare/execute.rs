//! Runs a study: one run for each thread at a time, every finished one into the journal.

use std::io;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::time::{Duration, Instant};

use super::charter::Charter;
use super::journal::{self, Head, Segment};
use super::measures::Yardstick;
use super::row::Row;
use super::run::{run, yardstick};
use super::shard::Shard;
use crate::control::Cancel;
use crate::model::Study;

/// Finished runs that may wait for the disk.
const WAITING: usize = 256;

/// How far a study is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Stage {
    /// Finished runs, those of earlier processes included.
    pub done: usize,
    /// All runs of this shard.
    pub all: usize,
    /// How long it will take; `None` while some strategy has not been timed yet.
    pub left: Option<Duration>,
}

/// What to run, and how.
pub struct Request<'a> {
    /// The study.
    pub study: &'a Study,
    /// Its charter.
    pub charter: &'a Charter,
    /// The part of it.
    pub shard: Shard,
    /// Where the journal is.
    pub out: &'a Path,
    /// Threads; they change the time, never a plan.
    pub threads: usize,
    /// Stops it; runs that are not finished are forgotten.
    pub cancel: &'a Cancel,
    /// Is told after every run.
    pub watch: &'a (dyn Fn(Stage) + Sync),
}

/// How it ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Executed {
    /// Every run of the shard is in the journal.
    Whole,
    /// It was stopped before.
    Stopped,
}

/// Runs all that the journal does not have yet.
///
/// # Errors
/// When the journal cannot be read or written.
pub fn execute(request: &Request) -> io::Result<Executed> {
    let Request { charter, shard, .. } = *request;
    let runs = charter.runs();
    let segments = journal::segments(request.out)?;
    let mut done = vec![false; runs];
    let mut pace = Pace::new(charter);
    journal::rows(&segments, runs, |row, _| {
        done[row.run] = true;
        pace.learn(charter, &row);
    })?;
    let here = |number: &usize| charter.belongs(*number, shard);
    let all = (0..runs).filter(here).count();
    // Numbers, not runs: 8 bytes each.
    let todo: Vec<usize> = (0..runs).filter(here).filter(|run| !done[*run]).collect();
    drop(done);
    if todo.is_empty() {
        return Ok(Executed::Whole);
    }
    pace.expect(charter, &todo);
    let head = Head {
        charter: charter.clone(),
        shard,
    };
    let mut segment = Segment::begin(request.out, &head)?;
    let (send, receive) = sync_channel::<Row>(WAITING);
    let next = AtomicUsize::new(0);
    let threads = request.threads.clamp(1, todo.len());
    let pool = rayon::ThreadPoolBuilder::new()
        .num_threads(threads)
        .build()
        .map_err(io::Error::other)?;
    std::thread::scope(|scope| {
        let workers = scope.spawn(|| {
            // Each worker takes the next run itself. A parallel iterator would begin further runs inside a run that waits for
            // its own threads, as deep as there are runs.
            pool.broadcast(|_| work(request, &todo, &next, send.clone()));
            drop(send);
        });
        let mut left = todo.len();
        let written = keep(&receive, &mut segment, |row| {
            pace.learn(charter, row);
            pace.finish(charter, row.run);
            left -= 1;
            (request.watch)(Stage {
                done: all - left,
                all,
                left: pace.left(threads),
            });
        });
        if written.is_err() {
            request.cancel.cancel();
            // Workers that wait for the disk must come to their end.
            receive.iter().for_each(drop);
        }
        if let Err(bug) = workers.join() {
            std::panic::resume_unwind(bug);
        }
        written?;
        match left {
            0 => Ok(Executed::Whole),
            _ => Ok(Executed::Stopped),
        }
    })
}

/// Takes runs until there are none or it is stopped.
fn work(request: &Request, todo: &[usize], next: &AtomicUsize, send: SyncSender<Row>) {
    let study = request.study;
    // Neighbours mostly have the same workshop; one is kept ready.
    let mut ready: Option<(usize, Yardstick)> = None;
    loop {
        let at = next.fetch_add(1, Ordering::Relaxed);
        let Some(number) = todo.get(at) else {
            return;
        };
        let place = request.charter.run(*number);
        if ready
            .as_ref()
            .is_none_or(|(workshop, _)| *workshop != place.workshop)
        {
            ready = None;
            // Every workshop was compiled once before anything was run.
            if let Ok(made) = yardstick(&study.workshops[place.workshop].workshop) {
                ready = Some((place.workshop, made));
            }
        }
        let Some((_, made)) = &ready else {
            continue;
        };
        if request.cancel.is_cancelled() {
            return;
        }
        let row = run(study, place, *number, made, request.cancel);
        let Some(row) = row else {
            return;
        };
        if send.send(row).is_err() {
            return;
        }
    }
}

/// Writes what is finished, together with what else waits, so that the disk is asked as seldom as it needs.
fn keep(
    receive: &Receiver<Row>,
    segment: &mut Segment,
    mut each: impl FnMut(&Row),
) -> io::Result<()> {
    while let Ok(first) = receive.recv() {
        let mut rows = vec![first];
        while rows.len() < WAITING {
            match receive.try_recv() {
                Ok(row) => rows.push(row),
                Err(_) => break,
            }
        }
        segment.write(&rows)?;
        rows.iter().for_each(&mut each);
    }
    Ok(())
}

/// How long the rest will take: each strategy's seconds for a person so far, times the people of the runs that are left.
struct Pace {
    /// Per strategy: seconds and people of its finished runs.
    known: Vec<(f64, f64)>,
    /// Per strategy: people of its runs that are left.
    left: Vec<f64>,
    /// Since this process began, its finished runs' seconds; the threads may be busy elsewhere.
    began: Instant,
    spent: f64,
}

impl Pace {
    fn new(charter: &Charter) -> Self {
        Self {
            known: vec![(0.0, 0.0); charter.strategies.len()],
            left: vec![0.0; charter.strategies.len()],
            began: Instant::now(),
            spent: 0.0,
        }
    }

    fn people(charter: &Charter, number: usize) -> f64 {
        charter.workshops[charter.run(number).workshop].people as f64
    }

    fn learn(&mut self, charter: &Charter, row: &Row) {
        let known = &mut self.known[charter.run(row.run).strategy];
        known.0 += row.seconds;
        known.1 += Self::people(charter, row.run);
    }

    fn expect(&mut self, charter: &Charter, todo: &[usize]) {
        for number in todo {
            self.left[charter.run(*number).strategy] += Self::people(charter, *number);
        }
        self.began = Instant::now();
    }

    fn finish(&mut self, charter: &Charter, number: usize) {
        let run = charter.run(number);
        self.left[run.strategy] -= Self::people(charter, number);
        let (seconds, people) = self.known[run.strategy];
        if people > 0.0 {
            self.spent += seconds / people * Self::people(charter, number);
        }
    }

    /// `None` while a strategy with runs left has no finished one.
    fn left(&self, threads: usize) -> Option<Duration> {
        let mut seconds = 0.0;
        for ((spent, people), left) in self.known.iter().zip(&self.left) {
            if *left > 0.0 {
                if *people == 0.0 {
                    return None;
                }
                seconds += spent / people * left;
            }
        }
        // As many runs at once as there were so far, the disk's time included.
        let elapsed = self.began.elapsed().as_secs_f64();
        let at_once = match elapsed > 1.0 && self.spent > 0.0 {
            true => (self.spent / elapsed).clamp(0.05, threads as f64),
            false => threads as f64,
        };
        Duration::try_from_secs_f64(seconds / at_once).ok()
    }
}
