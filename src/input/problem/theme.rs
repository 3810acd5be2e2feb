//! Problems of themes and teams.

use super::{Issue, Names, Place, did_you_mean, nearest, quote, say};

/// An unknown theme.
pub fn unknown_theme(at: Place, name: &str, names: &Names) -> Issue {
    let near = names.nearest(name);
    let (name, list) = (quote(name), names.list());
    at.issue(
        "E203",
        say!(
            "「{name}」というテーマはありません。",
            "there is no theme “{name}”."
        ),
        did_you_mean(
            near,
            say!(
                "テーマのIDか題名を書いてください: {list}",
                "Write a theme's id or title: {list}"
            ),
        ),
    )
}

/// An unknown team.
pub fn unknown_team(at: Place, name: &str, near: Option<&str>) -> Issue {
    let name = quote(name);
    at.issue(
        "E301",
        say!(
            "「{name}」というチームやテーマはありません。",
            "there is no team or theme “{name}”."
        ),
        did_you_mean(
            near,
            say!(
                "チームのIDかテーマのIDを書いてください。",
                "Write a team's or a theme's id."
            ),
        ),
    )
}

/// A theme with several teams where one team is meant.
pub fn which_team<'a>(at: Place, name: &str, teams: impl Iterator<Item = &'a str>) -> Issue {
    let (name, list) = (quote(name), nearest::list(teams));
    at.issue(
        "E302",
        say!(
            "「{name}」には複数のチームがあります。",
            "“{name}” has several teams."
        ),
        say!(
            "チームのIDを書いてください: {list}",
            "Write the team's id: {list}"
        ),
    )
}

/// `count` in a workshop with themes.
pub fn count_beside_themes(at: Place) -> Issue {
    at.issue(
        "E303",
        say!(
            "テーマがあるとき、[teams] の count は使えません。",
            "with themes, [teams] has no count."
        ),
        say!(
            "count を消し、テーマごとに teams を書いてください。",
            "Delete it, and write teams in each theme instead.",
        ),
    )
}

/// Neither themes nor a number of teams.
pub fn nothing_to_form(at: Place) -> Issue {
    at.issue(
        "E304",
        say!(
            "テーマもチーム数もありません。",
            "there are neither themes nor a number of teams."
        ),
        say!(
            "[[themes]] を加えるか、[teams] に count = 6 のように書いてください。",
            "Add [[themes]], or write count = 6 under [teams].",
        ),
    )
}

/// Two themes with one name.
pub fn name_twice(at: Place, name: &str) -> Issue {
    let name = quote(name);
    at.issue(
        "E305",
        say!(
            "「{name}」は別のテーマのIDか題名と同じです。",
            "another theme has the id or title “{name}”."
        ),
        say!(
            "IDと題名はテーマごとに変えてください。",
            "Give each theme an id and title of its own."
        ),
    )
}

/// Two teams with one id.
pub fn team_twice(at: Place, id: &str) -> Issue {
    let id = quote(id);
    at.issue(
        "E306",
        say!(
            "チームID「{id}」が重複します。",
            "two teams would have the id “{id}”."
        ),
        say!(
            "テーマのIDを変えてください。複数チームのテーマ a のチームは a-1、a-2 …になります。",
            "Change the theme's id; the teams of a theme a with several are a-1, a-2 ….",
        ),
    )
}

/// More teams than can be handled.
pub fn too_many_teams(at: Place, most: u32) -> Issue {
    at.issue(
        "E307",
        say!(
            "作りうるチームが全部で{most}を超えます。",
            "more than {most} teams could form in all."
        ),
        say!(
            "テーマの teams を小さくしてください。",
            "Lower the number of teams of the themes."
        ),
    )
}
