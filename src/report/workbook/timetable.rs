//! The sheets of talks, days and changes.

use super::content::{Cell, Sheet};
use crate::report::itinerary::{self, Talk, Whose};
use crate::report::lookup::Lookup;
use crate::report::{changes, programme, rows};

/// One row per talk by room and time; items without a slot at the end.
pub fn by_room(lookup: &Lookup) -> Option<Sheet> {
    let language = lookup.language;
    let (header, mut talks) = rows::talks(lookup);
    let order = [4, 1, 2, 3, 0, 5, 6, 7, 8];
    let headers = order.map(|column| header[column]);
    let rooms: Vec<&str> = itinerary::rooms(lookup).iter().map(Whose::name).collect();
    talks.sort_by_key(|row| {
        let place = rooms.iter().position(|room| *room == row[4]);
        let placed = place.filter(|_| !row[2].is_empty());
        (placed.unwrap_or(usize::MAX), row[1].clone(), row[2].clone())
    });
    let mut sheet = Sheet::new(language.pick("会場別", "By room"), &headers);
    sheet.rows = talks
        .into_iter()
        .map(|row| {
            let cell = |column: usize| match column {
                1 => Cell::date(&row[column]),
                2 | 3 => Cell::time(&row[column]),
                _ => Cell::text(row[column].clone()),
            };
            order.map(cell).to_vec()
        })
        .collect();
    sheet.filled()
}

/// One row per team and talk.
pub fn by_team(lookup: &Lookup) -> Option<Sheet> {
    let language = lookup.language;
    let headers = language.pick(
        [
            "チーム",
            "チーム名",
            "日付",
            "開始",
            "終了",
            "会場",
            "セッション",
            "題名",
            "審査員",
        ],
        [
            "team",
            "team title",
            "date",
            "start",
            "end",
            "room",
            "session",
            "title",
            "judges",
        ],
    );
    let mut sheet = Sheet::new(language.pick("チーム別", "By team"), &headers);
    for whose in itinerary::teams(lookup) {
        for talk in whose.talks(lookup) {
            let mut row = vec![Cell::text(whose.name()), Cell::text(whose.title(lookup))];
            row.extend(at(lookup, &talk));
            row.push(Cell::text(judges(lookup, &talk)));
            sheet.rows.push(row);
        }
    }
    sheet.filled()
}

/// One row per judge and talk.
pub fn by_judge(lookup: &Lookup) -> Option<Sheet> {
    let language = lookup.language;
    let headers = language.pick(
        [
            "審査員ID",
            "審査員",
            "日付",
            "開始",
            "終了",
            "会場",
            "セッション",
            "題名",
        ],
        [
            "judge id", "judge", "date", "start", "end", "room", "session", "title",
        ],
    );
    let mut sheet = Sheet::new(language.pick("審査員別", "By judge"), &headers);
    for whose in itinerary::judges(lookup) {
        for talk in whose.talks(lookup) {
            let name = lookup.judge_name(whose.name());
            let mut row = vec![Cell::text(whose.name()), Cell::text(name)];
            row.extend(at(lookup, &talk));
            sheet.rows.push(row);
        }
    }
    sheet.filled()
}

/// Day, start, end, room, session and title of a talk.
fn at(lookup: &Lookup, talk: &Talk) -> [Cell; 6] {
    let slot = talk.slot;
    let session = lookup.workshop.sessions.iter();
    let session = session.clone().find(|s| s.id == talk.session);
    [
        Cell::date(talk.date),
        Cell::time(&slot.start),
        Cell::time(&slot.end),
        Cell::text(slot.room.clone()),
        Cell::text(lookup.session_title_of(talk.session)),
        Cell::text(lookup.item_title(session, &slot.item)),
    ]
}

fn judges(lookup: &Lookup, talk: &Talk) -> String {
    let judges = talk.slot.judges.iter().map(|id| lookup.judge_name_of(id));
    judges
        .collect::<Vec<_>>()
        .join(lookup.language.pick("、", "; "))
}

/// The blocks and sessions of each day.
pub fn programme(lookup: &Lookup) -> Option<Sheet> {
    let language = lookup.language;
    let headers = language.pick(
        ["日付", "開始", "終了", "内容", "対象・会場"],
        ["date", "start", "end", "what", "who, where"],
    );
    let mut sheet = Sheet::new(language.pick("プログラム", "Programme"), &headers);
    for (date, entries) in programme::days(lookup) {
        sheet.rows.extend(entries.into_iter().map(|entry| {
            vec![
                Cell::date(&date),
                Cell::time(&entry.start),
                Cell::time(&entry.end),
                Cell::text(entry.title),
                Cell::text(entry.note),
            ]
        }));
    }
    sheet.filled()
}

/// What changed from the published plan, where there was one.
pub fn changes(lookup: &Lookup) -> Option<Sheet> {
    lookup.plan.outcome.replan.as_ref()?;
    let (header, rows) = changes::rows(lookup);
    let mut sheet = Sheet::new(lookup.language.pick("変更", "Changes"), &header);
    sheet.rows = rows
        .into_iter()
        .map(|row| {
            let cells = row.iter().enumerate();
            cells
                .map(|(column, cell)| match column {
                    5 | 11 => Cell::date(cell),
                    6 | 7 | 12 | 13 => Cell::time(cell),
                    _ => Cell::text(cell.clone()),
                })
                .collect()
        })
        .collect();
    Some(sheet)
}
