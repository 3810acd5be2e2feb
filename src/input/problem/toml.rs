//! Problems of keys and values in workshop.toml.

use super::{Issue, Place, Text, did_you_mean, quote, say};

/// A syntax error.
pub fn syntax(at: Place, message: &str) -> Issue {
    let advice = match message.contains("unquoted key") {
        // The usual slip of those whose columns have Japanese names.
        true => say!(
            "英数字以外を含む項目名は \"区分\" のように引用符で囲んでください。",
            "Put quotes around a key with other than plain letters and digits: \"区分\" = ….",
        ),
        false => say!(
            "この行とその前の行の引用符や括弧を確認してください。",
            "Look at the quotes and brackets of this line and the one before.",
        ),
    };
    let message: String = message.lines().collect::<Vec<_>>().join(" ");
    at.issue(
        "E501",
        say!(
            "TOMLの文法に合いません（{message}）。",
            "this is not valid TOML ({message}).",
        ),
        advice,
    )
}

/// A key that must be there.
pub fn missing_key(at: Place, key: &str) -> Issue {
    at.issue(
        "E502",
        say!("「{key}」がありません。", "the key “{key}” is missing."),
        say!(
            "「{key} = …」の行を加えてください。",
            "Add a line “{key} = …”."
        ),
    )
}

/// A key that means nothing here.
pub fn unknown_key(at: Place, key: &str, known: &[&'static str]) -> Issue {
    let near = super::nearest(key, known);
    let (key, list) = (quote(key), known.join(", "));
    at.issue(
        "E503",
        say!(
            "「{key}」という項目はここにはありません。",
            "there is no key “{key}” here."
        ),
        did_you_mean(near, say!("使える項目: {list}", "The keys are: {list}")),
    )
}

/// What a value must be.
#[derive(Clone, Copy, Debug)]
pub enum Expected {
    /// A string that is not blank.
    String,
    /// true or false.
    Boolean,
    /// A whole number in a range.
    Whole(u32, u32),
    /// At least 0.
    Number,
    /// Above 0.
    Positive,
    /// A seed of a lottery.
    Seed,
    /// A list.
    List,
    /// A table.
    Table,
    /// A string, a number, true or false.
    Value,
    /// A day.
    Date,
    /// A time of the day.
    Time,
}

/// A value of a wrong type or size.
pub fn wrong_type(at: Place, expected: Expected) -> Issue {
    at.issue(
        "E504",
        say!(
            "値の種類か大きさが合いません。",
            "the value has the wrong type or size."
        ),
        expected.advice(),
    )
}

impl Expected {
    fn advice(self) -> Text {
        match self {
            Expected::String => say!(
                "空でない文字列を \"…\" で囲んで書いてください。",
                "Write a text that is not blank, in quotes: \"…\".",
            ),
            Expected::Boolean => say!("true か false を書いてください。", "Write true or false."),
            Expected::Whole(least, u32::MAX) => {
                say!(
                    "{least}以上の整数を書いてください。",
                    "Write a whole number of at least {least}."
                )
            }
            Expected::Whole(least, most) => say!(
                "{least}から{most}までの整数を書いてください。",
                "Write a whole number from {least} to {most}.",
            ),
            Expected::Seed => say!(
                "公表したシードを、0以上の整数か、「|」を含まない1行の文字列で書いてください。",
                "Write the announced seed: a whole number of at least 0, or a text of one line without “|”.",
            ),
            Expected::Number => say!(
                "0以上の数を書いてください。",
                "Write a number of at least 0."
            ),
            Expected::Positive => say!(
                "0より大きい数を書いてください。",
                "Write a number greater than 0."
            ),
            Expected::List => say!("[ … ] のリストを書いてください。", "Write a list: [ … ]."),
            Expected::Table => {
                say!(
                    "{{ min = 5, max = 7 }} のような表を書いてください。",
                    "Write a table, such as {{ min = 5, max = 7 }}.",
                )
            }
            Expected::Value => say!(
                "文字列、数、true、false のどれか、またはそのリストを書いてください。",
                "Write a text, a number, true or false, or a list of these.",
            ),
            Expected::Date => say!(
                "2026-12-18 のような日付を書いてください。",
                "Write a date such as 2026-12-18."
            ),
            Expected::Time => say!(
                "\"13:00\" のような時刻を書いてください（秒は使えません）。",
                "Write a time such as \"13:00\", without seconds.",
            ),
        }
    }
}

/// None of the words that are possible.
pub fn unknown_word(at: Place, word: &str, words: &[&str]) -> Issue {
    let near = super::nearest(word, words);
    let (word, list) = (quote(word), words.join(", "));
    at.issue(
        "E505",
        say!("「{word}」は使えません。", "“{word}” is not possible here."),
        did_you_mean(near, say!("使える値: {list}", "Possible are: {list}")),
    )
}

/// A minimum above the maximum.
pub fn min_above_max(at: Place, min: u32, max: u32) -> Issue {
    at.issue(
        "E506",
        say!(
            "min（{min}）が max（{max}）より大きいです。",
            "min ({min}) is greater than max ({max})."
        ),
        say!("min を max 以下にしてください。", "Make min at most max."),
    )
}

/// A list without entries.
pub fn empty_list(at: Place) -> Issue {
    at.issue(
        "E507",
        say!("リストが空です。", "the list is empty."),
        say!("値を1つ以上書いてください。", "Write at least one value."),
    )
}

/// One value twice in a list.
pub fn listed_twice(at: Place, value: &str) -> Issue {
    let value = quote(value);
    at.issue(
        "E508",
        say!(
            "「{value}」がリストに2回あります。",
            "“{value}” stands twice in the list."
        ),
        say!("片方を消してください。", "Delete one of them."),
    )
}

/// A format of another version of the program.
pub fn other_format(at: Place, format: u32) -> Issue {
    at.issue(
        "E509",
        say!(
            "format = {format} は読めません。",
            "format = {format} cannot be read."
        ),
        say!("format = 1 と書いてください。", "Write format = 1."),
    )
}

/// A time zone that the IANA database does not have.
pub fn unknown_zone(at: Place, name: &str, near: Option<&str>) -> Issue {
    let name = quote(name);
    at.issue(
        "E510",
        say!(
            "「{name}」というタイムゾーンはありません。",
            "there is no time zone “{name}”."
        ),
        did_you_mean(
            near,
            say!(
                "\"Asia/Tokyo\" や \"Europe/Berlin\" のように、IANA タイムゾーンの名前で書いてください。",
                "Write the name of an IANA time zone, such as \"Asia/Tokyo\" or \"Europe/Berlin\"."
            ),
        ),
    )
}
