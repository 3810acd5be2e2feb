//! Exit statuses (SPEC §5) and how bugs are told.

use std::process::ExitCode;

/// How the program ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exit {
    /// 0: all is well; a plan keeps every hard rule.
    Kept,
    /// 1: the input has errors.
    Input,
    /// 2: no plan keeps the hard rules.
    Impossible,
    /// 3: stopped before a plan that keeps the hard rules was found.
    Stopped,
    /// 4: quality fell by more than a comparison allows.
    Fell,
    /// 101: a bug.
    Bug,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        ExitCode::from(match exit {
            Exit::Kept => 0,
            Exit::Input => 1,
            Exit::Impossible => 2,
            Exit::Stopped => 3,
            Exit::Fell => 4,
            Exit::Bug => 101,
        })
    }
}

/// Lets a bug end with words instead of a trace; the status is 101 either way.
pub fn explain_bugs() {
    std::panic::set_hook(Box::new(|info| {
        super::tell(&format!(
            "kumiwake: プログラムの不具合です。入力は変更していません。/ This is a bug; your files are untouched. {}",
            info.location().map_or(String::new(), |place| format!(
                "[{}:{}]",
                place.file(),
                place.line()
            ))
        ));
    }));
}
