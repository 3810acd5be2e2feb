//! The progress line on a terminal.

use std::io::IsTerminal;
use std::sync::Mutex;
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use kumiwake::control::{Event, Observer, Phase};
use kumiwake::model::Language;

/// Nothing is shown before so much time, so that quick runs stay quiet.
const PATIENCE: Duration = Duration::from_secs(1);

/// A speed that was told so long ago says nothing of now.
const STALE: Duration = Duration::from_secs(2);

/// Shows phase, best cost, bound, gap, moves a second and time on standard error, if that is a terminal.
pub struct Progress {
    bar: ProgressBar,
    language: Language,
    silent: bool,
    shown: Mutex<Shown>,
}

/// What is known of the phase in work.
#[derive(Default)]
struct Shown {
    phase: String,
    /// The level in work, as its proof tells it.
    level: Option<Figures>,
    /// The first level that is not at its best, as the search tells it.
    search: Option<Figures>,
    /// Moves a second, and when that was told.
    speed: Option<(f64, Instant)>,
}

/// A level's figures.
struct Figures {
    priority: u32,
    cost: Option<f64>,
    bound: Option<f64>,
}

impl Progress {
    /// A progress line; hidden where `quiet` or where standard error is no terminal.
    pub fn new(language: Language, quiet: bool) -> Self {
        let silent = quiet || !std::io::stderr().is_terminal();
        let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::hidden());
        if let Ok(style) = ProgressStyle::with_template("{spinner} {elapsed_precise} {wide_msg}") {
            bar.set_style(style);
        }
        let progress = Self {
            bar,
            language,
            silent,
            shown: Mutex::default(),
        };
        if !silent {
            progress.show_after_patience();
        }
        progress
    }

    /// Lets the line appear once the run is not a quick one.
    fn show_after_patience(&self) {
        let bar = self.bar.clone();
        std::thread::spawn(move || {
            std::thread::sleep(PATIENCE);
            if !bar.is_finished() {
                bar.set_draw_target(ProgressDrawTarget::stderr());
                bar.enable_steady_tick(Duration::from_millis(200));
            }
        });
    }

    /// Removes the line.
    pub fn finish(&self) {
        self.bar.finish_and_clear();
    }

    fn phase_name(&self, phase: &Phase) -> String {
        match phase {
            Phase::Search => self
                .language
                .pick("組分けを探索中", "searching teams")
                .into(),
            Phase::Proof => self.language.pick("組分けを証明中", "proving teams").into(),
            Phase::Timetable(session) => format!(
                "{} {session}",
                self.language.pick("時間割を作成中", "timetable of")
            ),
        }
    }

    fn line(&self, shown: &Shown) -> String {
        let mut parts = vec![shown.phase.clone()];
        if let Some(level) = &shown.level {
            parts.push(self.cost(level));
            parts.push(self.gap(level));
        } else if let Some(search) = &shown.search {
            parts.push(self.cost(search));
        }
        if let Some((speed, _)) = shown.speed.filter(|(_, told)| told.elapsed() < STALE) {
            parts.push(self.speed(speed));
        }
        if parts.len() > 1 {
            let stop = ("Ctrl-C で止めて最良案を保存", "Ctrl-C keeps the best plan");
            parts.push(format!("({})", self.language.pick(stop.0, stop.1)));
        }
        parts.join("  ")
    }

    fn cost(&self, level: &Figures) -> String {
        let (priority, cost) = (level.priority, figure(level.cost));
        self.language.pick(
            format!("優先度 {priority}  コスト {cost}"),
            format!("level {priority}  cost {cost}"),
        )
    }

    fn gap(&self, level: &Figures) -> String {
        let gap = match (level.cost, level.bound) {
            (Some(cost), Some(bound)) if cost.abs() > 1e-9 => {
                format!("{:.1} %", 100.0 * (cost - bound) / cost.abs())
            }
            _ => "–".to_owned(),
        };
        let bound = figure(level.bound);
        self.language.pick(
            format!("下限 {bound}  差 {gap}"),
            format!("bound {bound}  gap {gap}"),
        )
    }

    fn speed(&self, speed: f64) -> String {
        self.language.pick(
            format!("毎秒 {:.0} 万手", speed / 1e4),
            format!("{:.2} million moves/s", speed / 1e6),
        )
    }
}

fn figure(value: Option<f64>) -> String {
    value.map_or("–".to_owned(), |value| format!("{value:.3}"))
}

impl Observer for Progress {
    fn notice(&self, event: Event) {
        if self.silent {
            return;
        }
        let mut shown = self.shown.lock().unwrap_or_else(|e| e.into_inner());
        match event {
            Event::Phase(phase) => {
                *shown = Shown {
                    phase: self.phase_name(&phase),
                    ..Shown::default()
                };
            }
            Event::Progress {
                priority,
                cost,
                bound,
            } => {
                shown.level = Some(Figures {
                    priority,
                    cost,
                    bound,
                });
            }
            Event::Search {
                priority,
                cost,
                speed,
            } => {
                shown.search = Some(Figures {
                    priority,
                    cost: Some(cost),
                    bound: None,
                });
                shown.speed = Some((speed, Instant::now()));
            }
            Event::Decision(_) | Event::Level { .. } | Event::Searched { .. } => return,
        }
        self.bar.set_message(self.line(&shown));
    }
}
