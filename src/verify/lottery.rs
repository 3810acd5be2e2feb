//! Repeats the public part of a lottery: who draws when, what each lot says, and whether the timetable is so.

use super::outcome::Difference;
use crate::model::{Draw, Grouping, Session, SessionOutcome, Status, Text, Workshop};
use crate::timetable::{Item, Lots, Placed, possible_starts};

/// Adds to `wrong` where a session's lottery is not what its seed, its positions and its timetable say.
pub fn check(
    workshop: &Workshop,
    grouping: &Grouping,
    session: &Session,
    earlier: &[Placed],
    items: &[Item],
    outcome: &SessionOutcome,
    wrong: &mut Vec<Difference>,
) {
    let whose = &session.id;
    // What was published is not drawn again.
    let asked = session.lottery.as_ref();
    let asked = asked.filter(|_| session.publication.plan.is_none());
    let (asked, told) = match (asked, &outcome.lottery) {
        (None, None) => return,
        (Some(asked), Some(told)) => (asked, told),
        (Some(_), None) => {
            wrong.push(Text::new(
                format!("{whose}: 抽選の記録がありません。"),
                format!("{whose}: The record of the lottery is missing."),
            ));
            return;
        }
        (None, Some(_)) => {
            wrong.push(Text::new(
                format!("{whose}: このセッションに抽選はないはずです。"),
                format!("{whose}: There should be no lottery here."),
            ));
            return;
        }
    };
    if asked.seed != told.seed {
        wrong.push(Text::new(
            format!(
                "{whose}: 抽選のシードは「{}」ではなく「{}」のはずです。",
                told.seed, asked.seed
            ),
            format!(
                "{whose}: The seed of the lottery should be “{}”, not “{}”.",
                asked.seed, told.seed
            ),
        ));
    }
    let lots = Lots {
        seed: &asked.seed,
        session: &session.id,
    };
    let order: Vec<&str> = match outcome.status {
        Status::Infeasible => Vec::new(),
        _ => {
            let order = lots.order(items).into_iter();
            order.map(|item| items[item].key.as_str()).collect()
        }
    };
    let drew: Vec<&str> = told.draws.iter().map(|draw| draw.item.as_str()).collect();
    if order != drew {
        wrong.push(Text::new(
            format!("{whose}: 抽選の順は {order:?} のはずですが、{drew:?} です。"),
            format!("{whose}: The items should draw in the order {order:?}, not {drew:?}."),
        ));
        return;
    }
    let possible = possible_starts(workshop, grouping, session, earlier, items);
    for draw in &told.draws {
        let item = items.iter().position(|item| item.key == draw.item);
        let possible: Vec<String> = item.map_or(Vec::new(), |item| {
            let starts = possible[item].iter();
            starts
                .map(|start| start.strftime("%H:%M").to_string())
                .collect()
        });
        for fault in faults(&lots, draw, outcome, &possible) {
            let item = &draw.item;
            wrong.push(Text::new(
                format!("{whose}: 「{item}」の抽選：{}", fault.ja),
                format!("{whose}: The draw of “{item}”: {}", fault.en),
            ));
        }
    }
}

/// What is not so of one draw; `possible` are the starts at which its people and judges can be there.
fn faults(lots: &Lots, draw: &Draw, outcome: &SessionOutcome, possible: &[String]) -> Vec<Text> {
    let mut faults = Vec::new();
    let mut demand = |holds: bool, ja: &str, en: &str| {
        if !holds {
            faults.push(Text::new(ja, en));
        }
    };
    demand(
        draw.ticket == lots.ticket(&draw.item),
        "順番の数字がシードと合いません。",
        "its ticket does not follow from the seed.",
    );
    let lot = lots.lot(&draw.item);
    demand(
        draw.lot == lot,
        "くじの数字がシードと合いません。",
        "its lot does not follow from the seed.",
    );
    let ascends = |starts: &[String]| starts.windows(2).all(|pair| pair[0] < pair[1]);
    let lists = [
        &draw.permissible,
        &draw.undecided,
        &draw.left,
        &draw.unsettled,
    ];
    demand(
        lists.iter().all(|list| ascends(list)),
        "開始時刻が早い順に1回ずつ並んでいません。",
        "starts are not listed once each, in ascending order.",
    );
    demand(
        !draw
            .undecided
            .iter()
            .any(|start| draw.permissible.contains(start))
            && !draw.unsettled.iter().any(|start| draw.left.contains(start)),
        "決まった開始時刻が未確定にも入っています。",
        "a start is both decided and undecided.",
    );
    let mut listed = draw.permissible.iter().chain(&draw.undecided);
    demand(
        listed.all(|start| possible.contains(start)),
        "発表者や審査員がそろわない開始時刻が入っています。",
        "a start at which its people or judges cannot be there is listed.",
    );
    let mut left = draw.left.iter().chain(&draw.unsettled);
    demand(
        left.all(|start| draw.permissible.contains(start)),
        "可能な開始時刻でないものから引いています。",
        "it draws among starts that are not permissible.",
    );
    let drawn = (!draw.left.is_empty()).then(|| &draw.left[Lots::chosen(&lot, draw.left.len())]);
    demand(
        drawn == Some(&draw.drawn),
        "くじの数字が指す開始時刻と、引いた開始時刻が違います。",
        "what was drawn is not what its lot says.",
    );
    let mut slots = outcome.slots.iter();
    demand(
        slots.any(|slot| slot.item == draw.item && slot.start == draw.drawn),
        "時間割の開始時刻が、引いた開始時刻と違います。",
        "the timetable has it at another start.",
    );
    faults
}
