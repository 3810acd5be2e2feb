//! `changes.csv`: one row for each change.

use std::io;

use super::{Lookup, attending, word};
use crate::model::Standing;
use crate::report::csv as spreadsheet;
use crate::report::rows::Rows;

/// The files of changes, where the plan was made from a published one.
pub fn tables(lookup: &Lookup) -> io::Result<Vec<(String, Vec<u8>)>> {
    match lookup.plan.outcome.replan {
        Some(_) => {
            let (header, rows) = rows(lookup);
            let bytes = spreadsheet::table(&header, &rows)?;
            Ok(vec![("changes.csv".to_owned(), bytes)])
        }
        None => Ok(Vec::new()),
    }
}

/// The rows, by team, then by session and time.
pub fn rows(lookup: &Lookup) -> Rows<17> {
    let language = lookup.language;
    let header = language.pick(
        [
            "変更",
            "セッション",
            "発表・ID",
            "題名・氏名",
            "対象者",
            "前の日付",
            "前の開始",
            "前の終了",
            "前の会場",
            "前の審査員",
            "前のチーム",
            "新しい日付",
            "新しい開始",
            "新しい終了",
            "新しい会場",
            "新しい審査員",
            "新しいチーム",
        ],
        [
            "change",
            "session",
            "item",
            "title",
            "people",
            "old date",
            "old start",
            "old end",
            "old room",
            "old judges",
            "old team",
            "new date",
            "new start",
            "new end",
            "new room",
            "new judges",
            "new team",
        ],
    );
    let separator = language.pick("、", "; ");
    let standing = |standing: &Option<Standing>| -> [String; 6] {
        let Some(standing) = standing else {
            return Default::default();
        };
        let part = |part: &Option<String>| part.clone().unwrap_or_default();
        let judges = standing.judges.iter().map(|id| lookup.judge_name_of(id));
        [
            part(&standing.date),
            part(&standing.start),
            part(&standing.end),
            part(&standing.room),
            judges.collect::<Vec<_>>().join(separator),
            part(&standing.team),
        ]
    };
    let replanned = lookup.plan.outcome.replan.as_ref();
    let changes = replanned.map_or(&[][..], |r| &r.changes);
    let rows: Vec<[String; 17]> = changes
        .iter()
        .map(|change| {
            let session = change.session.as_deref();
            let session = session.map_or("", |id| lookup.session_title_of(id));
            let head = [
                word(language, change.kind).to_owned(),
                session.to_owned(),
                change.item.clone(),
                change.title.clone(),
                attending(lookup, change, usize::MAX),
            ];
            let (from, to) = (standing(&change.from), standing(&change.to));
            let mut cells = head.into_iter().chain(from).chain(to);
            std::array::from_fn(|_| cells.next().unwrap_or_default())
        })
        .collect();
    (header, rows)
}
