//! The progress line on a terminal.

use std::io::IsTerminal;
use std::sync::Mutex;
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use kumiwake::control::{Event, Observer, Phase};
use kumiwake::model::Language;

/// Nothing is shown before so much time, so that quick runs stay quiet.
const PATIENCE: Duration = Duration::from_secs(1);

/// Shows phase, best cost, bound, gap and time on standard error, if that is a terminal.
pub struct Progress {
    bar: ProgressBar,
    language: Language,
    began: Instant,
    phase: Mutex<String>,
}

impl Progress {
    /// A progress line; hidden where `quiet` or where standard error is no terminal.
    pub fn new(language: Language, quiet: bool) -> Self {
        let bar = if quiet || !std::io::stderr().is_terminal() {
            ProgressBar::hidden()
        } else {
            ProgressBar::with_draw_target(None, ProgressDrawTarget::hidden())
        };
        if let Ok(style) = ProgressStyle::with_template("{spinner} {elapsed_precise} {wide_msg}") {
            bar.set_style(style);
        }
        let progress = Self {
            bar,
            language,
            began: Instant::now(),
            phase: Mutex::new(String::new()),
        };
        if !quiet && std::io::stderr().is_terminal() {
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

    fn figures(&self, priority: u32, cost: Option<f64>, bound: Option<f64>) -> String {
        let figure = |value: Option<f64>| value.map_or("–".to_owned(), |v| format!("{v:.3}"));
        let gap = match (cost, bound) {
            (Some(cost), Some(bound)) if cost.abs() > 1e-9 => {
                format!("{:.1} %", 100.0 * (cost - bound) / cost.abs())
            }
            _ => "–".to_owned(),
        };
        let (cost, bound) = (figure(cost), figure(bound));
        self.language.pick(
            format!("優先度 {priority}  コスト {cost}  下限 {bound}  差 {gap}（Ctrl-C で止めて最良案を保存）"),
            format!("level {priority}  cost {cost}  bound {bound}  gap {gap}  (Ctrl-C keeps the best plan)"),
        )
    }
}

impl Observer for Progress {
    fn notice(&self, event: Event) {
        let mut phase = self.phase.lock().unwrap_or_else(|e| e.into_inner());
        let message = match event {
            Event::Phase(next) => {
                *phase = self.phase_name(&next);
                phase.clone()
            }
            Event::Progress {
                priority,
                cost,
                bound,
            } => format!("{phase}  {}", self.figures(priority, cost, bound)),
        };
        if self.began.elapsed() < PATIENCE && self.bar.is_hidden() {
            return;
        }
        self.bar.set_message(message);
    }
}
