//! What each structure rule of SPEC §2 asks: the rules that no workshop has to write down.

use crate::model::Language;

/// What the structure rule with this id asks; `None` of any other.
pub fn of(language: Language, id: &str) -> Option<&'static str> {
    let (japanese, english) = match id {
        "owners" => (
            "テーマの提示者は、そのテーマのチームに入ります。",
            "The owners of a theme are in one of its teams.",
        ),
        "pins" => (
            "チームやテーマを指定された人は、その通りに入ります。",
            "People who are pinned to a team or theme are in it.",
        ),
        "never" => (
            "「不可」としたテーマには入りません。",
            "Nobody is in a theme that they must not be in.",
        ),
        "blocks" => (
            "グループで申し込んだ人は、同じチームに入ります。",
            "People who came as one stay together.",
        ),
        "size" => (
            "チームの人数は、決められた範囲に収まります。",
            "The size of each team is within its limits.",
        ),
        "open" => (
            "チームの総数は、決められた範囲に収まります。",
            "The number of teams is within its limits.",
        ),
        "theme_teams" => (
            "各テーマのチーム数は、決められた範囲に収まります。",
            "The number of teams of each theme is within its limits.",
        ),
        "regrouped" => (
            "公表したチームから変わる人を、できるだけ少なくします。",
            "As few people as possible are in another team than published.",
        ),
        _ => return None,
    };
    Some(language.pick(japanese, english))
}
