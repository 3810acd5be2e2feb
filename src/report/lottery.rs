//! What is said of a lottery: what was drawn among what, and how anybody can repeat it.

use super::lookup::Lookup;
use crate::model::{LotteryOutcome, SessionOutcome};

/// The sentences about the lottery of a session; none where it has none.
pub fn sentences(lookup: &Lookup, outcome: &SessionOutcome) -> Vec<String> {
    let language = lookup.language;
    let Some(lottery) = &outcome.lottery else {
        let had = lookup.session(outcome).is_some_and(|s| s.lottery.is_some());
        let again = had && lookup.plan.outcome.replan.is_some();
        let sentence = language.pick(
            "発表順は公表した案の抽選で決まっているため、引き直していません。",
            "The order was drawn for the published plan; it is not drawn again.",
        );
        return again.then(|| sentence.to_owned()).into_iter().collect();
    };
    // Whole, however long: the draw is repeated with it.
    let seed = language.pick(
        format!("「{}」", lottery.seed),
        format!("“{}”", lottery.seed),
    );
    if lottery.draws.is_empty() {
        return vec![language.pick(
            format!("必須ルールを守る時間割がないため、抽選は行っていません（シード{seed}）。"),
            format!("Nothing was drawn, since the timetable breaks hard rules (seed {seed})."),
        )];
    }
    vec![
        language.pick(
            format!("開始時刻は、どの段階のコストも同じ時間割の中から、公開の抽選で決めました（シード{seed}）。会場と審査員は抽選の対象ではありません。"),
            format!("The starts were drawn by a public lottery among the timetables that cost the same at every level (seed {seed}). Rooms and judges are not drawn."),
        ),
        certainty(lookup, lottery),
    ]
}

fn certainty(lookup: &Lookup, lottery: &LotteryOutcome) -> String {
    let language = lookup.language;
    if lottery.is_complete() {
        return language
            .pick(
                "可能な開始時刻かどうかは、すべて証明されています。結果はシードと入力とコストだけで決まります。",
                "Of every start it is proved whether it is permissible: the draw follows from the seed, the input and the costs alone.",
            )
            .to_owned();
    }
    let draws = lottery.draws.iter();
    let count: usize = draws.map(|d| d.undecided.len() + d.unsettled.len()).sum();
    language.pick(
        format!("{count}か所は、可能かどうかが計算量の上限までに分からなかったため、抽選から外しました（「?」の印）。"),
        format!("In {count} places it was not found out within the budget whether a start is permissible; these were not drawn (marked “?”)."),
    )
}

/// How to repeat the draw by hand.
pub fn recipe(lookup: &Lookup, outcome: &SessionOutcome, lottery: &LotteryOutcome) -> String {
    let text = format!("{}|{}|", lottery.seed, outcome.id);
    lookup.language.pick(
        format!("確かめ方：「{text}発表のID|order」のSHA-256の先頭15桁（16進数）が小さい発表から順に引きます。「{text}発表のID|lot」の同じ15桁を、残っている開始時刻の数で割った余りが、引いた開始時刻の番号です（0から数えます）。"),
        format!("To repeat it: items draw in ascending order of the first 15 hexadecimal digits of SHA-256 of “{text}ITEM|order”. The same digits of “{text}ITEM|lot”, divided by the number of starts left, leave as remainder the number of the start drawn, counted from 0."),
    )
}

/// Starts one after the other, those that were not decided with a mark.
pub fn starts(decided: &[String], undecided: &[String]) -> String {
    let mut all: Vec<(&String, &str)> = decided.iter().map(|start| (start, "")).collect();
    all.extend(undecided.iter().map(|start| (start, "?")));
    all.sort_unstable();
    let words = all
        .into_iter()
        .map(|(start, mark)| format!("{start}{mark}"));
    words.collect::<Vec<_>>().join(" ")
}
