//! Problems of studies.

use super::{Issue, Place, Text, quote, say};

/// Neither a file nor a recipe, or both.
pub fn one_source(at: Place) -> Issue {
    at.issue(
        "E901",
        say!(
            "ワークショップには file か recipe のどちらか1つが必要です。",
            "workshops need one of file and recipe, not both."
        ),
        say!(
            "file = \"…/workshop.toml\" か recipe = \"….toml\" のどちらかだけを書いてください。",
            "Write either file = \"…/workshop.toml\" or recipe = \"….toml\"."
        ),
    )
}

/// No file.
pub fn no_match(at: Place, pattern: &str) -> Issue {
    let pattern = quote(pattern);
    at.issue(
        "E902",
        say!(
            "「{pattern}」に合うファイルがありません。",
            "no file matches “{pattern}”."
        ),
        say!(
            "研究のファイルがあるフォルダーからの相対パスで書いてください（例: rosters/*/workshop.toml）。",
            "Write it relative to the study's folder, such as rosters/*/workshop.toml.",
        ),
    )
}

/// No pattern.
pub fn bad_pattern(at: Place, pattern: &str, error: &str) -> Issue {
    let pattern = quote(pattern);
    at.issue(
        "E903",
        say!(
            "パターン「{pattern}」は使えません（{error}）。",
            "the pattern “{pattern}” cannot be used ({error})."
        ),
        say!(
            "* と ? と [ ] だけが使えます。",
            "Only *, ? and [ ] are special."
        ),
    )
}

/// One name for two things.
pub fn name_twice(at: Place, name: &str) -> Issue {
    let name = quote(name);
    at.issue(
        "E904",
        say!(
            "名前「{name}」が2回使われています。",
            "the name “{name}” is used twice."
        ),
        say!(
            "name = \"…\" で別の名前をつけてください。",
            "Give one of them another name: name = \"…\"."
        ),
    )
}

/// Workshops × strategies × seeds is nothing.
pub fn nothing_to_run(at: Place) -> Issue {
    at.issue(
        "E905",
        say!(
            "実行するものがありません（ワークショップ × 戦略 × シードが空です）。",
            "there is nothing to run: workshops × strategies × seeds is empty."
        ),
        say!(
            "それぞれ1つ以上書いてください。",
            "Name at least one of each."
        ),
    )
}

/// A recipe that the generator refuses.
pub fn recipe(at: Place, fault: &Text) -> Issue {
    let (ja, en) = (&fault.ja, &fault.en);
    at.issue(
        "E906",
        Text::new(
            format!("このレシピでは作れません: {ja}"),
            format!("this recipe cannot be made: {en}"),
        ),
        say!(
            "レシピの数値を変えてください（オプション名の - は _ と読み替えます）。",
            "Change the recipe's numbers (an option's - is a _ there)."
        ),
    )
}

/// A strategy's keys break a workshop.
pub fn variant(at: Place, strategy: &str, workshop: &str, issue: &Issue) -> Issue {
    let (strategy, workshop) = (quote(strategy), quote(workshop));
    let (code, ja, en) = (issue.code, &issue.cause.ja, &issue.cause.en);
    at.issue(
        "E907",
        Text::new(
            format!("戦略「{strategy}」の設定では、ワークショップ「{workshop}」が読めません: {code} {ja}"),
            format!("with the keys of strategy “{strategy}”, workshop “{workshop}” cannot be read: {code} {en}"),
        ),
        issue.advice.clone(),
    )
}

/// A strategy's keys change what is compared.
pub fn other_people(at: Place, strategy: &str, workshop: &str) -> Issue {
    let (strategy, workshop) = (quote(strategy), quote(workshop));
    at.issue(
        "E908",
        say!(
            "戦略「{strategy}」は、ワークショップ「{workshop}」の参加者かチームを変えてしまいます。",
            "strategy “{strategy}” changes the participants or teams of workshop “{workshop}”."
        ),
        say!(
            "設定では、費用・優先度・ルール・大きさだけを変えてください。",
            "Its keys may change costs, priorities, rules and sizes only."
        ),
    )
}

/// More than may be.
pub fn too_large(at: Place, what: &Text, most: u64) -> Issue {
    let (ja, en) = (&what.ja, &what.en);
    at.issue(
        "E909",
        Text::new(
            format!("この研究は大きすぎます（{ja}は {most} までです）。"),
            format!("this study is too large: at most {most} {en}."),
        ),
        say!(
            "複数の研究に分けてください。",
            "Make several studies of it."
        ),
    )
}

/// A rule or theme that is not there.
pub fn no_such_item(at: Place, strategy: &str, workshop: &str, table: &str, id: &str) -> Issue {
    let (strategy, workshop, id) = (quote(strategy), quote(workshop), quote(id));
    at.issue(
        "E910",
        say!(
            "戦略「{strategy}」の設定にある {table}「{id}」は、ワークショップ「{workshop}」にありません。",
            "strategy “{strategy}” has keys for “{id}” of {table}, which workshop “{workshop}” does not have."
        ),
        say!(
            "id（ルールなら kind でも可）を確認してください。",
            "Check the id; of rules, the kind will do too."
        ),
    )
}

/// One name where several workshops come of it.
pub fn name_for_many(at: Place, name: &str) -> Issue {
    let name = quote(name);
    at.issue(
        "E911",
        say!(
            "名前「{name}」は、複数のワークショップにはつけられません。",
            "“{name}” cannot be the name of several workshops."
        ),
        say!(
            "name を消すか、ファイルを1つにしてください。",
            "Leave the name out, or name one file."
        ),
    )
}
