//! The log: what was decided, when and why, and how the figures moved. It knows participants by number only, and names nobody.

use std::fs::File;
use std::io::{self, Write};
use std::path::Path;
use std::sync::Mutex;
use std::time::{Duration, Instant};

use kumiwake::control::{Event, Observer, Phase};
use kumiwake::model::{Language, Outcome};
use kumiwake::solve::Options;

use super::args::EffortArguments;
use super::progress::Progress;
use super::tell;

/// Figures of a level in work are told this often at the most.
const INTERVAL: Duration = Duration::from_secs(1);

/// Tells the progress line, and writes the log where one is asked for.
pub struct Log {
    progress: Progress,
    language: Language,
    began: Instant,
    inner: Option<Mutex<Inner>>,
}

struct Inner {
    to: Box<dyn Write + Send>,
    /// The level's figures that were written last, and when.
    told: Option<(Figures, Instant)>,
    /// The first fault in writing.
    fault: Option<io::Error>,
}

/// Priority, cost and bound.
type Figures = (u32, Option<f64>, Option<f64>);

impl Log {
    /// Opens the log that the arguments ask for; `None` where that can't be, which is told.
    pub fn open(
        language: Language,
        arguments: &EffortArguments,
        options: &Options,
    ) -> Option<Self> {
        let on_error = arguments.log.as_deref() == Some(Path::new("-"));
        let to: Option<Box<dyn Write + Send>> = match &arguments.log {
            None => None,
            Some(_) if on_error => Some(Box::new(io::stderr())),
            Some(path) => match File::create(path) {
                Ok(file) => Some(Box::new(file)),
                Err(error) => {
                    let path = path.display();
                    tell(&language.pick(
                        format!("--log：{path} に書き込めません: {error}"),
                        format!("--log: cannot write {path}: {error}"),
                    ));
                    return None;
                }
            },
        };
        let log = Self {
            // Both on one terminal would be in each other's way.
            progress: Progress::new(language, arguments.quiet || on_error),
            language,
            began: Instant::now(),
            inner: to.map(|to| {
                Mutex::new(Inner {
                    to,
                    told: None,
                    fault: None,
                })
            }),
        };
        log.write_head(options);
        Some(log)
    }

    fn write_head(&self, options: &Options) {
        let (seed, threads) = (options.seed, options.threads);
        let version = env!("CARGO_PKG_VERSION");
        let limit = match (options.iterations, options.time_limit) {
            (Some(iterations), _) => self.language.pick(
                format!("反復数 {iterations}"),
                format!("{iterations} iterations"),
            ),
            (None, Some(time)) => self.language.pick(
                format!("制限時間 {} 秒", time.as_secs_f64()),
                format!("time limit {} s", time.as_secs_f64()),
            ),
            (None, None) => self.language.pick("制限なし", "no limit").to_owned(),
        };
        self.line(&self.language.pick(
            format!("kumiwake {version}  シード {seed}  スレッド {threads}  {limit}"),
            format!("kumiwake {version}  seed {seed}  threads {threads}  {limit}"),
        ));
    }

    /// Removes the progress line and ends the log with how it went; a fault in writing the log is told.
    pub fn finish(&self, outcome: Option<&Outcome>) {
        self.progress.finish();
        if let Some(outcome) = outcome {
            let reason = &outcome.solver.reason;
            self.line(
                &self
                    .language
                    .pick(format!("終了：{reason}"), format!("end: {reason}")),
            );
        }
        let fault = self.inner.as_ref().and_then(|inner| {
            let mut inner = inner.lock().unwrap_or_else(|e| e.into_inner());
            let flushed = inner.to.flush().err();
            inner.fault.take().or(flushed)
        });
        if let Some(error) = fault {
            tell(&self.language.pick(
                format!("--log：ログを最後まで書けませんでした: {error}"),
                format!("--log: the log is not complete: {error}"),
            ));
        }
    }

    fn line(&self, text: &str) {
        if let Some(inner) = &self.inner {
            let mut inner = inner.lock().unwrap_or_else(|e| e.into_inner());
            self.write(&mut inner, text);
        }
    }

    fn write(&self, inner: &mut Inner, text: &str) {
        let seconds = self.began.elapsed().as_secs_f64();
        if let Err(error) = writeln!(inner.to, "{seconds:9.3} s  {text}") {
            inner.fault.get_or_insert(error);
        }
    }

    /// Writes figures where they are new and the last ones are not too recent.
    fn figures(&self, figures: Figures) {
        let Some(inner) = &self.inner else { return };
        let mut inner = inner.lock().unwrap_or_else(|e| e.into_inner());
        let due = match &inner.told {
            None => true,
            Some((last, when)) => *last != figures && when.elapsed() >= INTERVAL,
        };
        if due {
            inner.told = Some((figures, Instant::now()));
            let text = self.state(figures);
            self.write(&mut inner, &text);
        }
    }

    fn state(&self, (priority, cost, bound): Figures) -> String {
        let figure =
            |value: Option<f64>| value.map_or("–".to_owned(), |value| format!("{value:.3}"));
        let (cost, bound) = (figure(cost), figure(bound));
        self.language.pick(
            format!("優先度 {priority}：コスト {cost}、下限 {bound}"),
            format!("priority {priority}: cost {cost}, bound {bound}"),
        )
    }

    fn phase(&self, phase: &Phase) -> String {
        match phase {
            Phase::Search => self
                .language
                .pick("組分けの探索を始める", "the search for teams begins")
                .to_owned(),
            Phase::Proof => self
                .language
                .pick("組分けの証明を始める", "the proof for teams begins")
                .to_owned(),
            Phase::Timetable(session) => self.language.pick(
                format!("{session} の時間割を始める"),
                format!("the timetable of {session} begins"),
            ),
        }
    }
}

impl Observer for Log {
    fn notice(&self, event: Event) {
        if self.inner.is_some() {
            match &event {
                Event::Phase(phase) => self.line(&self.phase(phase)),
                Event::Decision(decision) => {
                    let text = self.language.pick(&decision.ja, &decision.en);
                    let about = match decision.priority {
                        None => String::new(),
                        Some(priority) => self.language.pick(
                            format!("優先度 {priority}："),
                            format!("priority {priority}: "),
                        ),
                    };
                    self.line(&format!("{about}{text}"));
                }
                Event::Level {
                    priority,
                    cost,
                    bound,
                } => {
                    let state = self.state((*priority, Some(*cost), *bound));
                    let proved = bound
                        .is_some_and(|bound| cost - bound <= kumiwake::model::Level::TOLERANCE);
                    self.line(&match proved {
                        true => self.language.pick(
                            format!("{state}。証明が終わった"),
                            format!("{state}; proved"),
                        ),
                        false => self.language.pick(
                            format!("{state}。証明は終わっていない"),
                            format!("{state}; not proved"),
                        ),
                    });
                }
                Event::Progress {
                    priority,
                    cost,
                    bound,
                } => self.figures((*priority, *cost, *bound)),
                Event::Search { .. } => {}
                Event::Searched { moves } => self.line(&self.language.pick(
                    format!("探索が終わった：{moves} 手"),
                    format!("a search ended: {moves} moves"),
                )),
            }
        }
        self.progress.notice(event);
    }
}
