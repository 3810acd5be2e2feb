//! The number of a choice in a header: digits, Japanese numerals, ordinals.

/// The number of a header for a choice: `choice2`, `第2希望`, `第二希望`, `希望2`, `2ndchoice`.
pub fn of_header(folded: &str) -> Option<u32> {
    for word in [
        "choice",
        "希望",
        "志望",
        "希望テーマ",
        "テーマ希望",
        "preference",
    ] {
        if let Some(number) = folded.strip_prefix(word).and_then(numeral) {
            return Some(number);
        }
    }
    for word in [
        "希望",
        "志望",
        "希望テーマ",
        "志望テーマ",
        "候補",
        "choice",
        "preference",
    ] {
        let Some(front) = folded.strip_suffix(word) else {
            continue;
        };
        let ordinal = front.strip_prefix('第').or_else(|| {
            ["st", "nd", "rd", "th"]
                .iter()
                .find_map(|ending| front.strip_suffix(ending))
        });
        let spelled = ["first", "second", "third", "fourth", "fifth"];
        let spelled = spelled.iter().position(|word| *word == front);
        let number = spelled.map(|place| place as u32 + 1);
        if let Some(number) = number.or_else(|| ordinal.and_then(numeral)) {
            return Some(number);
        }
    }
    None
}

/// A whole number from 1 to 999, in digits or in Japanese numerals up to 99.
fn numeral(text: &str) -> Option<u32> {
    digits(text).or_else(|| kanji(text))
}

/// A whole number from 1 to 999 in digits.
pub fn digits(text: &str) -> Option<u32> {
    let plain = !text.is_empty() && text.len() <= 3 && text.bytes().all(|b| b.is_ascii_digit());
    text.parse().ok().filter(|number| plain && *number > 0)
}

/// A number up to 99 in Japanese numerals.
fn kanji(text: &str) -> Option<u32> {
    let Some((tens, ones)) = text.split_once('十') else {
        return kanji_digit(text);
    };
    let tens = if tens.is_empty() {
        1
    } else {
        kanji_digit(tens)?
    };
    let ones = if ones.is_empty() {
        0
    } else {
        kanji_digit(ones)?
    };
    Some(tens * 10 + ones)
}

fn kanji_digit(text: &str) -> Option<u32> {
    let mut characters = text.chars();
    let (only, None) = (characters.next()?, characters.next()) else {
        return None;
    };
    let place = "一二三四五六七八九"
        .chars()
        .position(|digit| digit == only)?;
    Some(place as u32 + 1)
}
