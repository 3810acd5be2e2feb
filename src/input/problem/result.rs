//! Problems of results and teams that are read again.

use super::{Issue, Place, quote, say};

/// A result that cannot be parsed.
pub fn broken_json(at: Place, error: &str) -> Issue {
    let error: String = error.chars().take(200).collect();
    at.issue(
        "E801",
        say!(
            "結果ファイルとして読めません（{error}）。",
            "this is not a result ({error})."
        ),
        say!(
            "このプログラムが書いた result.json を指定してください。",
            "Name a result.json that this program wrote."
        ),
    )
}

/// A result of another version.
pub fn other_format(at: Place, format: u32) -> Issue {
    at.issue(
        "E802",
        say!(
            "結果ファイルの format = {format} は読めません。",
            "results of format {format} cannot be read."
        ),
        say!(
            "同じ版のプログラムで作り直してください。",
            "Make the result again with this version."
        ),
    )
}

/// A person in two teams.
pub fn in_two_teams(at: Place, id: &str) -> Issue {
    let id = quote(id);
    at.issue(
        "E803",
        say!("「{id}」が2つのチームにいます。", "“{id}” is in two teams."),
        say!(
            "1人につき1チームにしてください。",
            "Keep one team for each participant."
        ),
    )
}

/// People without a team.
pub fn without_team(at: Place, number: usize, list: &str) -> Issue {
    let list = list.to_owned();
    at.issue(
        "E804",
        say!(
            "チームのない参加者が{number}人います: {list}",
            "{number} participants have no team: {list}"
        ),
        say!(
            "出席する全員をチームに入れてください。",
            "Put every present participant into a team."
        ),
    )
}
