//! `[[agenda]]`: the fixed blocks of the programme.

use crate::model::Language;

/// Title, date, start, end, who.
type Block = (
    (&'static str, &'static str),
    &'static str,
    &'static str,
    &'static str,
    (&'static str, &'static str),
);

const EVERYBODY: (&str, &str) = ("全員", "everybody");

const BLOCKS: [Block; 4] = [
    (
        ("課題の持ち寄りと整理", "Local issues and themes"),
        "2026-11-20",
        "10:00",
        "16:00",
        ("自治体職員", "municipal staff"),
    ),
    (
        ("チーム作り・話し合い", "Forming teams, discussion"),
        "2026-12-03",
        "13:00",
        "16:30",
        EVERYBODY,
    ),
    (
        ("発表準備", "Preparation"),
        "2026-12-18",
        "10:00",
        "12:00",
        EVERYBODY,
    ),
    (
        ("講評・ふりかえり", "Comments, reflection"),
        "2026-12-18",
        "17:00",
        "17:30",
        EVERYBODY,
    ),
];

/// All blocks.
pub fn agenda(language: Language) -> String {
    let blocks = BLOCKS.map(|(title, date, start, end, who)| {
        format!(
            "\n[[agenda]]\ntitle = \"{}\"\ndate = {date}\nstart = \"{start}\"\nend = \"{end}\"\nwho = \"{}\"\n",
            language.pick(title.0, title.1),
            language.pick(who.0, who.1)
        )
    });
    blocks.concat()
}
