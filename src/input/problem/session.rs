//! Problems of sessions.

use super::{Issue, Names, Place, did_you_mean, nearest, quote, say};

/// An id of another session.
pub fn id_twice(at: Place, id: &str) -> Issue {
    let id = quote(id);
    at.issue(
        "E701",
        say!(
            "セッションID「{id}」が重複しています。",
            "another session has the id “{id}”."
        ),
        say!("IDを変えてください。", "Change it."),
    )
}

/// No talk fits.
pub fn no_slot(at: Place, talk: u32) -> Issue {
    at.issue(
        "E702",
        say!(
            "{talk}分の発表が入る枠が1つもありません。",
            "not one talk of {talk} minutes fits between start and end."
        ),
        say!(
            "時間を延ばすか、talk か breaks を短くしてください。",
            "Extend the session, or shorten talk or the breaks."
        ),
    )
}

/// An end that is not after its start.
pub fn ends_before_start(at: Place) -> Issue {
    at.issue(
        "E703",
        say!(
            "end が start より後ではありません。",
            "end is not after start."
        ),
        say!(
            "end を start より後の時刻にしてください。",
            "Write an end later than start."
        ),
    )
}

/// A break that cannot be understood.
pub fn broken_break(at: Place, value: &str) -> Issue {
    let value = quote(value);
    at.issue(
        "E704",
        say!(
            "「{value}」は休憩の時間として読めません。",
            "“{value}” is not the time of a break."
        ),
        say!(
            "\"14:15-14:30\" のように、終わりを後にして書いてください。",
            "Write it like \"14:15-14:30\", the end later than the start."
        ),
    )
}

/// A break outside its session.
pub fn break_outside(at: Place, value: &str) -> Issue {
    let value = quote(value);
    at.issue(
        "E705",
        say!(
            "休憩「{value}」がセッションの時間の外にあります。",
            "the break “{value}” is not within start and end."
        ),
        say!(
            "start から end までの間にしてください。",
            "Put it between start and end."
        ),
    )
}

/// Themes of a workshop that has none.
pub fn no_themes(at: Place) -> Issue {
    at.issue(
        "E706",
        say!(
            "テーマがないため、\"themes\" は使えません。",
            "“themes” is not possible without themes."
        ),
        say!(
            "items = \"teams\" と書いてください。",
            "Write items = \"teams\"."
        ),
    )
}

/// Judges wanted, but no file of them.
pub fn no_judges(at: Place) -> Issue {
    at.issue(
        "E707",
        say!(
            "審査員の名簿（judges.csv）がないか、空です。",
            "there are no judges: judges.csv is missing or empty."
        ),
        say!(
            "workshop.toml と同じフォルダーに judges.csv を置くか、judges を消してください。",
            "Put judges.csv beside workshop.toml, or delete the key.",
        ),
    )
}

/// More judges for an item than there are.
pub fn too_few_judges(at: Place, wanted: u32, judges: usize) -> Issue {
    at.issue(
        "E708",
        say!(
            "発表ごとに審査員が{wanted}人必要ですが、全部で{judges}人です。",
            "each item needs {wanted} judges, but judges.csv has {judges}."
        ),
        say!(
            "per_item を減らすか、審査員を加えてください。",
            "Lower per_item, or add judges."
        ),
    )
}

/// More judges for all rooms than there are.
pub fn too_many_anchors(at: Place, wanted: u32, judges: usize) -> Issue {
    at.issue(
        "E709",
        say!(
            "すべての会場で採点する審査員が{wanted}人必要ですが、全部で{judges}人です。",
            "{wanted} judges should score in every room, but judges.csv has {judges}."
        ),
        say!(
            "anchors を減らすか、審査員を加えてください。",
            "Lower anchors, or add judges."
        ),
    )
}

/// A pin to nothing.
pub fn empty_pin(at: Place) -> Issue {
    at.issue(
        "E711",
        say!(
            "start も room もありません。",
            "there is neither start nor room."
        ),
        say!(
            "start か room の少なくとも片方を書いてください。",
            "Write at least one of the two."
        ),
    )
}

/// A start at which no slot begins.
pub fn no_such_slot(at: Place, slots: &[String]) -> Issue {
    let list = nearest::list(slots.iter().map(String::as_str));
    at.issue(
        "E712",
        say!(
            "この時刻に始まる枠はありません。",
            "no slot starts at this time."
        ),
        say!("枠の開始時刻: {list}", "Slots start at: {list}"),
    )
}

/// An unknown room.
pub fn unknown_room(at: Place, room: &str, rooms: &Names) -> Issue {
    let near = rooms.nearest(room);
    let (room, list) = (quote(room), rooms.list());
    at.issue(
        "E713",
        say!(
            "このセッションに「{room}」という部屋はありません。",
            "the session has no room “{room}”."
        ),
        did_you_mean(near, say!("部屋: {list}", "Its rooms are: {list}")),
    )
}

/// One item both before and after.
pub fn same_item(at: Place, item: &str) -> Issue {
    let item = quote(item);
    at.issue(
        "E714",
        say!(
            "before と after が同じ「{item}」です。",
            "before and after are the same, “{item}”."
        ),
        say!("別の発表を書いてください。", "Write another item."),
    )
}

/// A session that is not earlier in the file.
pub fn no_earlier_session(at: Place, name: &str, earlier: &Names) -> Issue {
    let near = earlier.nearest(name);
    let (name, list) = (quote(name), earlier.list());
    at.issue(
        "E715",
        say!(
            "これより前に「{name}」というセッションはありません。",
            "no session before this one is called “{name}”."
        ),
        did_you_mean(
            near,
            say!(
                "ファイルでこれより前にあるセッション: {list}",
                "The sessions before it in the file are: {list}"
            ),
        ),
    )
}

/// A rehearsal on a day after what it is for.
pub fn day_before(at: Place, session: &str) -> Issue {
    let session = quote(session);
    at.issue(
        "E717",
        say!(
            "「{session}」はこのセッションより前の日です。",
            "“{session}” is on a day before this session."
        ),
        say!(
            "date を直すか、このルールを消してください。",
            "Correct a date, or delete the rule."
        ),
    )
}

/// Somebody who must hear what they present.
pub fn hears_itself(at: Place, item: &str) -> Issue {
    let item = quote(item);
    at.issue(
        "E718",
        say!(
            "「{item}」が自分自身を聞くことになっています。",
            "“{item}” should hear itself."
        ),
        say!(
            "item と hears に別の発表を書いてください。",
            "Name two different items."
        ),
    )
}

/// An unknown item.
pub fn unknown_item(at: Place, name: &str, near: Option<&str>, list: &str) -> Issue {
    let name = quote(name);
    at.issue(
        "E716",
        say!(
            "items に「{name}」はありません。",
            "“{name}” is not among the items."
        ),
        did_you_mean(near, say!("発表: {list}", "The items are: {list}")),
    )
}
