//! Problems of rules.

use super::{Issue, Names, Place, Text, did_you_mean, nearest, quote, say};

/// A key that the kind does not have.
pub fn unknown_key(at: Place, key: &str, kind: &str, known: &[&'static str]) -> Issue {
    let mut keys = known.to_vec();
    keys.sort_unstable();
    keys.dedup();
    let near = nearest(key, &keys);
    let (key, list) = (quote(key), keys.join(", "));
    let list = say!("使える項目: {list}", "It has: {list}");
    let advice = match near {
        None => list,
        Some(_) => {
            let near = did_you_mean(near, list.clone());
            Text::new(near.ja + &list.ja, near.en + " " + &list.en)
        }
    };
    at.issue(
        "E601",
        say!(
            "ルール「{kind}」に「{key}」という項目はありません。",
            "a rule “{kind}” has no key “{key}”."
        ),
        advice,
    )
}

/// An id of another rule.
pub fn id_twice(at: Place, id: &str) -> Issue {
    let id = quote(id);
    at.issue(
        "E602",
        say!(
            "ルールID「{id}」が重複しています。",
            "another rule has the id “{id}”."
        ),
        say!(
            "IDを変えるか、id の行を消してください。",
            "Change it, or delete the line."
        ),
    )
}

/// An id that results use for something else.
pub fn reserved_id(at: Place, id: &str) -> Issue {
    let id = quote(id);
    at.issue(
        "E603",
        say!(
            "ID「{id}」はこのプログラムが使うため、ルールに付けられません。",
            "the id “{id}” is used by the program itself."
        ),
        say!("別のIDにしてください。", "Choose another."),
    )
}

/// A priority without a weight.
pub fn priority_of_hard(at: Place) -> Issue {
    at.issue(
        "E604",
        say!(
            "weight のないルールは必ず守る条件なので、priority は付けられません。",
            "a rule without weight is hard and has no priority.",
        ),
        say!(
            "weight を加えるか、priority を消してください。",
            "Add a weight, or delete the priority."
        ),
    )
}

/// An attribute that the roster does not have.
pub fn unknown_attribute(at: Place, name: &str, names: &Names) -> Issue {
    let near = names.nearest(name);
    let (name, list) = (quote(name), names.list());
    at.issue(
        "E605",
        say!(
            "名簿に「{name}」という列はありません。",
            "the roster has no column “{name}”."
        ),
        did_you_mean(near, say!("名簿の列: {list}", "Its columns are: {list}")),
    )
}

/// `count` without min and max.
pub fn count_without_range(at: Place) -> Issue {
    at.issue(
        "E606",
        say!("min も max もありません。", "there is neither min nor max."),
        say!(
            "min か max の少なくとも片方を書いてください。",
            "Write at least one of the two."
        ),
    )
}

/// Text where a rule needs numbers.
pub fn text_among_numbers(at: Place, value: &str) -> Issue {
    let value = quote(value);
    at.issue(
        "E607",
        say!("「{value}」は数ではありません。", "“{value}” is not a number."),
        say!(
            "この列は数として釣り合いを取ります。数だけを入れるか、空にしてください。",
            "A rule balances this column as numbers: write a plain number, or leave the cell blank.",
        ),
    )
}

/// Fewer members than a pair.
pub fn too_few_members(at: Place) -> Issue {
    at.issue(
        "E608",
        say!("2人以上が必要です。", "two people or more are needed."),
        say!(
            "参加者のIDを2つ以上書いてください。",
            "Write two ids or more."
        ),
    )
}

/// No file of past teams.
pub fn no_history(at: Place) -> Issue {
    at.issue(
        "E609",
        say!(
            "過去のチームの記録がありません。",
            "there is no file of past teams."
        ),
        say!(
            "history.csv を置くか、file = \"…\" を書いてください。",
            "Put history.csv beside workshop.toml, or write file = \"…\"."
        ),
    )
}

/// Neither or both of `attributes` and `matrix`.
pub fn attributes_or_matrix(at: Place) -> Issue {
    at.issue(
        "E610",
        say!(
            "attributes と matrix のどちらか片方が必要です。",
            "exactly one of attributes and matrix is needed."
        ),
        say!(
            "attributes = [\"役職\"] か matrix = \"distance.csv\" を書いてください。",
            "Write attributes = [\"role\"] or matrix = \"distance.csv\".",
        ),
    )
}

/// A matrix of distances in a hard rule.
pub fn hard_matrix(at: Place) -> Issue {
    at.issue(
        "E611",
        say!(
            "matrix を使うルールに weight がありません。距離は大きいほどよいというだけなので、必須にはできません。",
            "the rule has a matrix but no weight; more distance is better, but none can be required."
        ),
        say!(
            "weight = 1 のように重みを書いてください。",
            "Give it a weight, such as weight = 1."
        ),
    )
}

/// A value that nobody has.
pub fn value_of_nobody(at: Place, value: &str, header: &str, names: &Names) -> Issue {
    let near = names.nearest(value);
    let (value, header, list) = (quote(value), quote(header), names.list());
    at.issue(
        "N601",
        say!(
            "「{header}」列が「{value}」の人はいません。",
            "nobody has “{value}” in column {header}."
        ),
        did_you_mean(near, say!("この列の値: {list}", "Its values are: {list}")),
    )
}
