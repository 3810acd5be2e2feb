//! The rows of people and of talks, as every table of them has them.

use super::lookup::Lookup;
use super::sheet;
use super::words::Got;

/// A header, and rows of as many cells.
pub type Rows<const N: usize> = ([&'static str; N], Vec<[String; N]>);

/// One row per person.
pub fn people(lookup: &Lookup) -> Rows<10> {
    let language = lookup.language;
    let header = language.pick(
        [
            "チーム",
            "テーマ",
            "ID",
            "氏名",
            "区分",
            "所属",
            "業種",
            "役職",
            "希望",
            "提示者",
        ],
        [
            "team",
            "theme",
            "id",
            "name",
            "sector",
            "organization",
            "industry",
            "role",
            "choice",
            "owner",
        ],
    );
    let mut rows = Vec::new();
    for sheet in sheet::sheets(lookup) {
        for person in sheet.people {
            let choice = match person.got {
                Got::Rank(rank) => rank.to_string(),
                Got::Unlisted => language.pick("希望外", "unlisted").to_owned(),
                Got::Owner | Got::NothingListed => String::new(),
            };
            let owner = if person.got == Got::Owner {
                language.pick("○", "yes")
            } else {
                ""
            };
            rows.push([
                sheet.id.to_owned(),
                sheet.theme.clone(),
                person.id.to_owned(),
                person.name.to_owned(),
                person.sector,
                person.organization,
                person.industry,
                person.role,
                choice,
                owner.to_owned(),
            ]);
        }
    }
    (header, rows)
}

/// One row per talk; items without a slot follow with blank times.
pub fn talks(lookup: &Lookup) -> Rows<9> {
    let language = lookup.language;
    let header = language.pick(
        [
            "セッション",
            "日付",
            "開始",
            "終了",
            "会場",
            "発表",
            "題名",
            "メンバー",
            "審査員",
        ],
        [
            "session", "date", "start", "end", "room", "item", "title", "members", "judges",
        ],
    );
    let separator = language.pick("、", "; ");
    let mut rows = Vec::new();
    for outcome in &lookup.plan.outcome.sessions {
        let session = lookup.session(outcome);
        let title = lookup.session_title(&outcome.id);
        let row = |item: &str, [start, end, room]: [&str; 3], judges: Vec<&str>| {
            [
                title.to_owned(),
                outcome.date.clone(),
                start.to_owned(),
                end.to_owned(),
                room.to_owned(),
                item.to_owned(),
                lookup.item_title(session, item),
                lookup.item_people(session, item).join(separator),
                judges.join(separator),
            ]
        };
        for slot in &outcome.slots {
            let judges = slot.judges.iter().map(|j| lookup.judge_name(j)).collect();
            rows.push(row(
                &slot.item,
                [&slot.start, &slot.end, &slot.room],
                judges,
            ));
        }
        for item in &outcome.unplaced {
            let nowhere = language.pick("（枠なし）", "(no slot)");
            rows.push(row(item, ["", "", nowhere], Vec::new()));
        }
    }
    (header, rows)
}
