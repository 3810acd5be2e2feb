//! Problems of the agenda.

use super::{Issue, Place, quote, say};

/// Facilitators wanted, but no file of them.
pub fn no_facilitators(at: Place) -> Issue {
    at.issue(
        "E721",
        say!(
            "進行役の名簿（facilitators.csv）がないか、空です。",
            "there are no facilitators: facilitators.csv is missing or empty."
        ),
        say!(
            "workshop.toml と同じフォルダーに facilitators.csv を置くか、facilitators を消してください。",
            "Put facilitators.csv beside workshop.toml, or delete the key.",
        ),
    )
}

/// An id of another block.
pub fn block_twice(at: Place, id: &str) -> Issue {
    let id = quote(id);
    at.issue(
        "E722",
        say!(
            "予定のID「{id}」が重複しています。",
            "another block has the id “{id}”."
        ),
        say!("IDを変えてください。", "Change it."),
    )
}

/// A number of teams for each facilitator where there are none.
pub fn needless_number(at: Place) -> Issue {
    at.issue(
        "E723",
        say!(
            "この予定には facilitators = true がありません。",
            "the block does not say facilitators = true."
        ),
        say!(
            "facilitators = true を加えるか、この行を消してください。",
            "Add facilitators = true, or delete this line."
        ),
    )
}
