//! The progress bar of a study on a terminal.

use std::io::IsTerminal;
use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use kumiwake::compare::Stage;
use kumiwake::model::Language;

/// Nothing is shown before so much time, so that quick studies stay quiet.
const PATIENCE: Duration = Duration::from_secs(1);

/// Shows how many runs are finished and how long the rest will take, on standard error, if that is a terminal.
pub struct StudyProgress {
    bar: ProgressBar,
    language: Language,
}

impl StudyProgress {
    /// A bar; hidden where `quiet` or where standard error is no terminal.
    pub fn new(language: Language, quiet: bool) -> Self {
        let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::hidden());
        let template = "{elapsed_precise} {wide_bar} {pos}/{len}  {msg}";
        if let Ok(style) = ProgressStyle::with_template(template) {
            bar.set_style(style);
        }
        if !quiet && std::io::stderr().is_terminal() {
            let bar = bar.clone();
            std::thread::spawn(move || {
                std::thread::sleep(PATIENCE);
                if !bar.is_finished() {
                    bar.set_draw_target(ProgressDrawTarget::stderr());
                    bar.enable_steady_tick(Duration::from_millis(500));
                }
            });
        }
        Self { bar, language }
    }

    /// Shows a stage.
    pub fn show(&self, stage: Stage) {
        self.bar.set_length(stage.all as u64);
        self.bar.set_position(stage.done as u64);
        let left = stage
            .left
            .map_or("–".to_owned(), |left| clock(left.as_secs()));
        self.bar.set_message(self.language.pick(
            format!("残り約 {left}（Ctrl-C で中断、--resume で再開）"),
            format!("about {left} left (Ctrl-C stops, --resume goes on)"),
        ));
    }

    /// Removes the bar.
    pub fn finish(&self) {
        self.bar.finish_and_clear();
    }
}

/// `1:02:03`, or `2:03`.
fn clock(seconds: u64) -> String {
    let (hours, minutes, seconds) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    match hours {
        0 => format!("{minutes}:{seconds:02}"),
        _ => format!("{hours}:{minutes:02}:{seconds:02}"),
    }
}
