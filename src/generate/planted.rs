//! The planted plan, its cost, and why no plan costs less.

use std::collections::BTreeSet;

use super::files::Table;
use super::frame::Frame;
use super::names::Names;
use super::person::Person;
use super::shape::Shape;

/// planted.csv: who is in which team; `kumiwake solve --teams` reads it.
pub fn teams(frame: &Frame, people: &[Person], names: &Names) -> Vec<u8> {
    let mut table = Table::new(&["participant", "team"]);
    let ids: Vec<String> = frame
        .teams
        .iter()
        .map(|team| names.team(team.theme, team.number))
        .collect();
    for person in people {
        table.row([&person.id, &ids[person.team]]);
    }
    table.into_bytes()
}

/// Why the planted plan is the best possible, line by line.
pub fn proof(shape: &Shape, cost: usize) -> Vec<String> {
    let language = shape.language;
    let kept = language.pick(
        "planted.csv の案は必須ルールをすべて守り、どのルールにも違反しません。".to_owned(),
        "The plan of planted.csv keeps every hard rule and violates none of the others.".to_owned(),
    );
    if cost == 0 {
        let zero = language.pick(
            "全員が第1希望のテーマにいます（テーマを出した人を除く）。コストは 0 で、これより低いコストはありません。",
            "Everybody but those who present a theme gets the first choice. It costs 0, and nothing costs less than 0.",
        );
        return vec![kept, zero.to_owned()];
    }
    let theme = Names::new(shape).theme(0);
    let seats = shape.teams_per_theme.max * shape.team_size.max;
    let wishing = seats + cost;
    let pigeons = language.pick(
        [
            format!("テーマ {theme} の席は {seats} です。ここを第1希望とする人（とテーマを出した人）は {wishing} 人います。"),
            format!("したがって、どの案でも {cost} 人以上は第1希望になりません。その人たちは1人につき 1 以上かかります。"),
            format!("planted.csv では、ちょうど {cost} 人が第2希望（コスト 1）で、ほかの人は第1希望です。合計は {cost} です。"),
        ],
        [
            format!("Theme {theme} has {seats} seats; {wishing} people wish for it first or present it."),
            format!("So in every plan {cost} people or more miss their first choice, which costs at least 1 each."),
            format!("In planted.csv exactly {cost} people have their second choice (cost 1), all others the first: {cost} in all."),
        ],
    );
    let mut lines = vec![kept];
    lines.extend(pigeons);
    lines
}

/// expected.toml: the cost of every level, with the proof as a comment.
pub fn expected(shape: &Shape, cost: usize, priorities: &BTreeSet<u32>) -> String {
    let mut text = String::new();
    for line in proof(shape, cost) {
        text += &format!("# {line}\n");
    }
    // The preferences are at priority 1, with or without another rule there.
    let mut priorities = priorities.clone();
    priorities.extend([0, 1]);
    let levels: Vec<String> = priorities
        .into_iter()
        .map(|priority| {
            let cost = if priority == 1 { cost } else { 0 };
            format!("{{ priority = {priority}, cost = {cost} }}")
        })
        .collect();
    text + &format!("status = \"optimal\"\nlevels = [ {} ]\n", levels.join(", "))
}
