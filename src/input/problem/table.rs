//! Problems of headers and columns.

use super::{Issue, Names, Place, did_you_mean, nearest, quote, say};

/// Cells without a header.
pub fn no_header(at: Place, column: usize) -> Issue {
    at.issue(
        "E101",
        say!(
            "{column}列目に値がありますが、見出しがありません。",
            "column {column} is filled, but has no header."
        ),
        say!(
            "1行目に見出しを付けるか、値を消してください。",
            "Give it a header in the first row, or clear it."
        ),
    )
}

/// One header twice.
pub fn header_twice(at: Place, header: &str) -> Issue {
    let header = quote(header);
    at.issue(
        "E102",
        say!(
            "見出し「{header}」が2回あります。",
            "the header “{header}” stands twice."
        ),
        say!(
            "片方の見出しを変えるか、列を削除してください。",
            "Rename or delete one of the columns."
        ),
    )
}

/// A row longer than the header row.
pub fn extra_cells(at: Place, columns: usize, value: &str) -> Issue {
    let value = quote(value);
    at.issue(
        "E103",
        say!(
            "見出しは{columns}列ですが、その右に値「{value}」があります。",
            "there are {columns} headers, but “{value}” stands to the right of them.",
        ),
        say!(
            "値の中の区切り文字は「\"」で囲んでください。不要な値なら消してください。",
            "Put “\"” around a value that holds a separator, or clear the cell.",
        ),
    )
}

/// Two columns for one meaning.
pub fn meaning_twice(at: Place, meaning: &str, other: &str) -> Issue {
    let (meaning, other) = (quote(meaning), quote(other));
    at.issue(
        "E104",
        say!("「{other}」列と同じ意味（{meaning}）の列です。", "this column and “{other}” both mean “{meaning}”."),
        say!(
            "片方の見出しを変えてください。名簿なら workshop.toml の [columns] で使う列を指定できます。",
            "Rename one of them; for the roster, [columns] in workshop.toml can name the one that is meant.",
        ),
    )
}

/// A column that must be there.
pub fn no_column(at: Place, names: &str) -> Issue {
    let (first, _) = names.split_once(' ').unwrap_or((names, ""));
    let names = nearest::list(names.split(' '));
    at.issue(
        "E105",
        say!(
            "{first} の列がありません。",
            "the column {first} is missing."
        ),
        say!(
            "次のどれかの見出しの列を加えてください: {names}",
            "Add a column with one of these headers: {names}"
        ),
    )
}

/// A key of `[columns]` that means nothing.
pub fn unknown_meaning(at: Place, key: &str, keys: &[&str]) -> Issue {
    let near = super::nearest(key, keys);
    let (key, keys) = (quote(key), keys.join(", "));
    at.issue(
        "E106",
        say!(
            "[columns] に「{key}」という項目はありません。",
            "[columns] has no key “{key}”."
        ),
        did_you_mean(near, say!("使える項目: {keys}", "The keys are: {keys}")),
    )
}

/// A line of `[columns]` that contradicts another.
pub fn mapped_twice(at: Place, other: &str) -> Issue {
    at.issue(
        "E107",
        say!(
            "「{other}」の行と同じ意味か同じ見出しです。",
            "the line “{other}” has the same meaning or header."
        ),
        say!(
            "意味と見出しは1対1で書いてください。",
            "Write one header for each meaning."
        ),
    )
}

/// A header of `[columns]` that the file does not have.
pub fn no_such_header(at: Place, header: &str, names: &Names) -> Issue {
    let near = names.nearest(header);
    let (header, list) = (quote(header), names.list());
    at.issue(
        "E108",
        say!(
            "名簿に「{header}」という見出しはありません。",
            "the roster has no header “{header}”."
        ),
        did_you_mean(
            near,
            say!("名簿の見出し: {list}", "Its headers are: {list}"),
        ),
    )
}

/// A header recognised by what stands in brackets.
pub fn header_in_brackets(at: Place, meaning: &str) -> Issue {
    let meaning = quote(meaning);
    at.issue(
        "N101",
        say!(
            "この列を {meaning} として読みました。",
            "this column was read as {meaning}."
        ),
        say!(
            "違う場合は workshop.toml の [columns] で {meaning} の列を指定してください。",
            "If it is not, name the column of {meaning} under [columns] in workshop.toml.",
        ),
    )
}
