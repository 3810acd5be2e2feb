//! Problems of the roster's cells.

use super::{Issue, Names, Place, did_you_mean, nearest, quote, say};
use crate::input::moment::WindowError;

/// A filled row without an id.
pub fn blank_id(at: Place) -> Issue {
    at.issue(
        "E201",
        say!("IDが空です。", "the id is blank."),
        say!(
            "ほかの人と重ならないIDを入れてください。",
            "Give the participant an id of its own."
        ),
    )
}

/// An id that an earlier row has.
pub fn id_twice(at: Place, id: &str, earlier: usize) -> Issue {
    let id = quote(id);
    at.issue(
        "E202",
        say!(
            "ID「{id}」は{earlier}行目と重複しています。",
            "the id “{id}” stands in row {earlier} already."
        ),
        say!(
            "どちらかのIDを変えるか、重複した行を削除してください。",
            "Change one of them, or delete the row that is there twice."
        ),
    )
}

/// Nobody takes part.
pub fn nobody(at: Place) -> Issue {
    at.issue(
        "E204",
        say!(
            "出席する参加者がいません。",
            "there is no present participant."
        ),
        say!(
            "名簿に参加者の行を加えてください。",
            "Add the participants to the roster."
        ),
    )
}

/// A reference to somebody who is not in the roster.
pub fn unknown_person(at: Place, id: &str, names: &Names) -> Issue {
    let near = names.nearest(id);
    let id = quote(id);
    at.issue(
        "E205",
        say!(
            "ID「{id}」の人は名簿にいません。",
            "nobody in the roster has the id “{id}”."
        ),
        did_you_mean(
            near,
            say!(
                "名簿のID列の値を書いてください。複数あれば「;」で区切ります。",
                "Write an id of the roster; put “;” between several."
            ),
        ),
    )
}

/// The same theme in two choices.
pub fn theme_twice(at: Place, theme: &str, other: &str) -> Issue {
    let (theme, other) = (quote(theme), quote(other));
    at.issue(
        "E206",
        say!(
            "テーマ「{theme}」は「{other}」列にもあります。",
            "the theme “{theme}” stands in column {other} too."
        ),
        say!(
            "どちらかを別のテーマにするか、空にしてください。",
            "Choose another theme in one of them, or clear it."
        ),
    )
}

/// Choices and points in one row.
pub fn choices_and_points(at: Place) -> Issue {
    at.issue(
        "E207",
        say!(
            "希望順位と点数の両方が記入されています。",
            "both choices and points are filled in."
        ),
        say!(
            "どちらか片方だけにしてください。",
            "Keep only one of the two."
        ),
    )
}

/// Columns of choices or points in a workshop without themes.
pub fn wishes_without_themes(at: Place) -> Issue {
    at.issue(
        "E208",
        say!(
            "希望や点数の列がありますが、テーマがありません。",
            "this column is about themes, but there are none."
        ),
        say!(
            "workshop.toml に [[themes]] を加えるか、列を削除してください。",
            "Add [[themes]] to workshop.toml, or delete the column.",
        ),
    )
}

/// A weight or points that are no number of at least 0.
pub fn no_number(at: Place, value: &str) -> Issue {
    let value = quote(value);
    at.issue(
        "E209",
        say!(
            "「{value}」は0以上の数ではありません。",
            "“{value}” is not a number of at least 0."
        ),
        say!(
            "1.5 のような数だけを入れてください（桁区切りは使えません）。",
            "Write a plain number such as 1.5, without thousands separators."
        ),
    )
}

/// Oneself as a mate.
pub fn own_mate(at: Place) -> Issue {
    at.issue(
        "E210",
        say!(
            "自分自身のIDが書かれています。",
            "the participant's own id stands here."
        ),
        say!("ほかの参加者のIDを書いてください。", "Write ids of others."),
    )
}

/// One person both wanted and unwanted.
pub fn with_and_without(at: Place, mate: &str) -> Issue {
    let mate = quote(mate);
    at.issue(
        "E211",
        say!(
            "「{mate}」が「一緒」と「別」の両方にあります。",
            "“{mate}” is named both as wanted and as unwanted."
        ),
        say!(
            "どちらか片方だけにしてください。",
            "Keep only one of the two."
        ),
    )
}

/// Neither a yes nor a no.
pub fn neither_yes_nor_no(at: Place, value: &str) -> Issue {
    let value = quote(value);
    at.issue(
        "E212",
        say!(
            "「{value}」は欠席か出席か分かりません。",
            "“{value}” says neither absent nor present."
        ),
        say!(
            "欠席なら「○」「はい」「1」、出席なら空欄にしてください。",
            "Write yes or 1 for absent; leave it blank for present."
        ),
    )
}

/// A window that cannot be understood.
pub fn broken_window(at: Place, value: &str, error: WindowError) -> Issue {
    let value = quote(value);
    let cause = match error {
        WindowError::Form => say!(
            "「{value}」は日時として読めません。",
            "“{value}” is not a time window."
        ),
        WindowError::NoDate => say!("「{value}」に日付がありません。", "“{value}” has no date."),
        WindowError::Backwards => say!(
            "「{value}」は終わりが始まりより後ではありません。",
            "“{value}” does not end after it starts."
        ),
    };
    at.issue(
        "E213",
        cause,
        say!(
            "「2026-12-03 13:00-14:30」のように書いてください。日付だけなら終日です。",
            "Write it like “2026-12-03 13:00-14:30”; a date alone is the whole day.",
        ),
    )
}

/// A meeting block that no rule names.
pub fn unknown_block(at: Place, name: &str, known: &[String]) -> Issue {
    let near = Names::new(known);
    let near = near.nearest(name);
    let (name, list) = (quote(name), nearest::list(known.iter().map(String::as_str)));
    let otherwise = match known {
        [] => say!(
            "使うなら kind = \"meeting\" のルールを加えてください。使わないなら、このままで構いません。",
            "Add a rule “meeting” if the column is to count; else nothing need be done.",
        ),
        _ => say!(
            "ルールの blocks にある名前を書いてください: {list}",
            "Write a name from the rule's blocks: {list}",
        ),
    };
    at.issue(
        "N201",
        say!(
            "「{name}」という枠はどの meeting ルールにもないため、無視しました。",
            "no rule “meeting” has a block “{name}”; it was ignored.",
        ),
        did_you_mean(near, otherwise),
    )
}
