//! Problems of judges.csv, facilitators.csv, history.csv and matrices.

use super::{Issue, Place, quote, say};

/// A cell that must be filled.
pub fn blank_cell(at: Place) -> Issue {
    at.issue(
        "E401",
        say!("セルが空です。", "the cell is blank."),
        say!(
            "値を入れてください。不要な行なら削除してください。",
            "Fill it in, or delete the row if it is not needed."
        ),
    )
}

/// A day that cannot be understood.
pub fn broken_date(at: Place, value: &str) -> Issue {
    let value = quote(value);
    at.issue(
        "E402",
        say!(
            "「{value}」は日付として読めません。",
            "“{value}” is not a date."
        ),
        say!(
            "「2026-12-03」のように書いてください。",
            "Write it like “2026-12-03”."
        ),
    )
}

/// A person in two teams of one past event.
pub fn two_teams(at: Place, id: &str, other: &str) -> Issue {
    let (id, other) = (quote(id), quote(other));
    at.issue(
        "E403",
        say!(
            "「{id}」は同じ回でチーム「{other}」にもいます。",
            "“{id}” is in team “{other}” of the same event too."
        ),
        say!(
            "1人につき1回1チームにしてください。",
            "Keep one team for each person and event."
        ),
    )
}

/// Neither ids nor names of judges or facilitators.
pub fn no_judge_column(at: Place) -> Issue {
    at.issue(
        "E404",
        say!(
            "審査員のIDの列も氏名の列もありません。",
            "there is neither a column of ids nor one of names."
        ),
        say!(
            "見出し「id」か「氏名」の列を加えてください。",
            "Add a column “id” or “name”."
        ),
    )
}

/// The id of a judge or facilitator that an earlier row has.
pub fn judge_twice(at: Place, id: &str, earlier: usize) -> Issue {
    let id = quote(id);
    at.issue(
        "E405",
        say!(
            "ID「{id}」は{earlier}行目と重複しています。",
            "the id “{id}” stands in row {earlier} already."
        ),
        say!("どちらかのIDを変えてください。", "Change one of them."),
    )
}

/// A conflict with nobody and nothing known.
pub fn unknown_conflict(at: Place, name: &str) -> Issue {
    let name = quote(name);
    at.issue(
        "N401",
        say!(
            "「{name}」という参加者、所属、テーマはないため、無視しました。",
            "no participant, organization or theme is called “{name}”; it was ignored.",
        ),
        say!(
            "書き間違いでなければ、このままで構いません。",
            "If it is no slip of the pen, nothing need be done."
        ),
    )
}

/// Distances of more people than can be handled.
pub fn matrix_too_large(at: Place, most: usize) -> Issue {
    at.issue(
        "E411",
        say!(
            "距離の表は参加者{most}人までです。",
            "a matrix is possible for at most {most} participants."
        ),
        say!(
            "matrix の代わりに attributes を使ってください。",
            "Use attributes instead of a matrix."
        ),
    )
}

/// Rows or columns missing or too many.
pub fn matrix_size(at: Place, found: usize, expected: usize) -> Issue {
    at.issue(
        "E412",
        say!("{found}個ありますが、{expected}個のはずです。", "there are {found} where {expected} are expected."),
        say!(
            "見出しのない表は名簿の全員（欠席者も含む）の順に、正方形に並べてください。",
            "A matrix without ids is square, in the order of the whole roster, the absent included.",
        ),
    )
}

/// One id twice in the first row or column.
pub fn matrix_id_twice(at: Place, id: &str) -> Issue {
    let id = quote(id);
    at.issue(
        "E413",
        say!("ID「{id}」が2回あります。", "the id “{id}” stands twice."),
        say!("片方を削除してください。", "Delete one of them."),
    )
}

/// A distance that is no number.
pub fn no_distance(at: Place, value: &str) -> Issue {
    let value = quote(value);
    at.issue(
        "E414",
        say!(
            "距離「{value}」は数ではありません。",
            "the distance “{value}” is not a number."
        ),
        say!(
            "0.5 のような数を入れるか、空にしてください。",
            "Write a number such as 0.5, or leave it blank."
        ),
    )
}

/// Two distances for one pair.
pub fn asymmetric(at: Place, here: f64, there: f64) -> Issue {
    at.issue(
        "E415",
        say!(
            "同じ2人の距離がここでは{here}、別の場所では{there}です。",
            "the distance of these two is {here} here and {there} elsewhere."
        ),
        say!("両方を同じ値にしてください。", "Make both the same."),
    )
}
