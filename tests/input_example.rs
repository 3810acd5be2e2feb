//! The example of a coordinator's bad day: a wrong theme in row 17, an id twice, text among numbers; all at once.

mod input_support;

use input_support::Folder;
use kumiwake::input::{language_of, read};
use kumiwake::model::Language;

fn folder() -> Folder {
    let toml = "format = 1
name = \"空き家ワークショップ\"

[[themes]]
id = \"akiya\"
title = \"空き家の活用\"

[[themes]]
id = \"kouen\"
title = \"公園のにぎわい\"

[[rules]]
kind = \"balance\"
attribute = \"経験年数\"
numeric = true
weight = 2
";
    let mut roster = "受付番号,氏名,第１希望,第２希望,経験年数\n".to_owned();
    for number in 1..=20 {
        let (id, years) = match number {
            9 => (5, "3".to_owned()),
            12 => (12, "五年".to_owned()),
            _ => (number, number.to_string()),
        };
        let theme = if number == 16 { "akya" } else { "akiya" };
        roster.push_str(&format!(
            "P{id:02},参加者{number},{theme},公園のにぎわい,{years}\n"
        ));
    }
    Folder::new()
        .file("workshop.toml", toml)
        .file("roster.csv", roster)
}

#[test]
fn all_three_problems_are_told_at_once_in_japanese() {
    let folder = folder();
    let path = folder.at("workshop.toml");
    assert_eq!(language_of(&path), Language::Japanese);
    let issues = read(&path).expect_err("three problems");
    let lines: Vec<String> = issues
        .iter()
        .map(|issue| issue.line(Language::Japanese))
        .collect();
    assert_eq!(
        lines,
        [
            "E202 roster.csv 10行目「受付番号」列: ID「P05」は6行目と重複しています。 → どちらかのIDを変えるか、重複した行を削除してください。",
            "E607 roster.csv 13行目「経験年数」列: 「五年」は数ではありません。 → この列は数として釣り合いを取ります。数だけを入れるか、空にしてください。",
            "E203 roster.csv 17行目「第１希望」列: 「akya」というテーマはありません。 → 「akiya」の間違いではありませんか。",
        ]
    );
}

#[test]
fn and_in_english() {
    let issues = read(&folder().at("workshop.toml")).expect_err("three problems");
    assert_eq!(
        issues[2].line(Language::English),
        "E203 roster.csv, row 17, column 第１希望: there is no theme “akya”. → Did you mean “akiya”?"
    );
}
