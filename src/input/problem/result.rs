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

/// A person in two teams; the first stands in row `earlier`.
pub fn in_two_teams(at: Place, id: &str, earlier: Option<usize>) -> Issue {
    let id = quote(id);
    let cause = match earlier {
        Some(row) => say!(
            "「{id}」は{row}行目にもあり、チームが違います。",
            "“{id}” stands in row {row} too, with another team."
        ),
        None => say!("「{id}」が2つのチームにいます。", "“{id}” is in two teams."),
    };
    at.issue(
        "E803",
        cause,
        say!(
            "1人につき1チームにしてください。",
            "Keep one team for each participant."
        ),
    )
}

/// A row without a team.
pub fn no_team(at: Place, id: &str) -> Issue {
    let id = quote(id);
    at.issue(
        "E805",
        say!(
            "「{id}」のチームが空欄です。",
            "the team of “{id}” is blank."
        ),
        say!(
            "チームを書いてください。欠席する人は、名簿の「欠席」に ○ をつけます。",
            "Write a team. Somebody who is absent is marked so in the roster."
        ),
    )
}

/// A team of the plan that is not known (any more).
pub fn no_planned_team(at: Place, name: &str) -> Issue {
    let name = quote(name);
    at.issue(
        "N801",
        say!(
            "案のチーム「{name}」は、このワークショップにありません。この人は、いまのチームのままだったものとして比べます。",
            "the planned team “{name}” is not one of this workshop; the person is compared as if the plan had the team of now."
        ),
        say!(
            "この列は書き換えず、移す先を「チーム」の列に書いてください。",
            "Leave this column as it was, and write where somebody goes in the column “team”."
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
