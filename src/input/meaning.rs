//! What a roster's column means, by its header (SPEC §1).

use super::text;

/// The meaning of a column.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Meaning {
    /// The participant's id.
    Id,
    /// The name.
    Name,
    /// The organization.
    Organization,
    /// Municipal or private.
    Sector,
    /// The industry.
    Industry,
    /// The role.
    Role,
    /// The choice with this number.
    Choice(u32),
    /// Points for the theme named so (folded).
    Points(String),
    /// Vetoed themes.
    Never,
    /// The weight of the preference.
    Weight,
    /// Who came as one.
    Block,
    /// A pin to a team.
    Team,
    /// Wanted mates.
    With,
    /// Unwanted mates.
    Without,
    /// Whether the person is absent.
    Absent,
    /// Windows in which the person is not there.
    Unavailable,
    /// Meeting blocks at which the person is busy.
    Busy,
}

/// The names of the meanings without a number or theme, and what headers say for them, folded as headers are.
const HEADERS: [(Meaning, &str, &[&str]); 15] = [
    (
        Meaning::Id,
        "id",
        &[
            "番号",
            "受付番号",
            "参加者id",
            "参加者番号",
            "参加番号",
            "申込番号",
            "受講番号",
            "管理番号",
            "識別番号",
            "整理番号",
            "participantid",
        ],
    ),
    (
        Meaning::Name,
        "name",
        &[
            "氏名",
            "名前",
            "お名前",
            "ご氏名",
            "御氏名",
            "参加者名",
            "参加者氏名",
            "姓名",
            "fullname",
            "participantname",
        ],
    ),
    (
        Meaning::Organization,
        "organization",
        &[
            "所属",
            "ご所属",
            "所属先",
            "所属名",
            "所属団体",
            "所属組織",
            "所属機関",
            "団体",
            "団体名",
            "会社",
            "会社名",
            "企業名",
            "法人名",
            "組織",
            "組織名",
            "勤務先",
            "勤務先名",
            "貴社名",
            "自治体名",
            "organisation",
            "company",
            "companyname",
            "affiliation",
        ],
    ),
    (
        Meaning::Sector,
        "sector",
        &[
            "区分",
            "参加区分",
            "参加者区分",
            "所属区分",
            "セクター",
            "官民",
            "官民区分",
            "官民の別",
        ],
    ),
    (
        Meaning::Industry,
        "industry",
        &["業種", "業界", "業種名", "産業"],
    ),
    (
        Meaning::Role,
        "role",
        &[
            "役職",
            "職種",
            "立場",
            "役職名",
            "職位",
            "役割",
            "肩書",
            "肩書き",
            "jobtitle",
            "position",
        ],
    ),
    (
        Meaning::Never,
        "never",
        &[
            "拒否",
            "不可",
            "参加不可",
            "拒否テーマ",
            "不可テーマ",
            "参加不可テーマ",
            "参加できないテーマ",
            "希望しないテーマ",
            "veto",
            "vetoes",
        ],
    ),
    (Meaning::Weight, "weight", &["優先度", "重み", "優先係数"]),
    (
        Meaning::Block,
        "block",
        &[
            "組",
            "グループ申込",
            "グループ申し込み",
            "グループ申込み",
            "団体申込",
            "団体申し込み",
            "団体申込み",
            "同時申込",
        ],
    ),
    (
        Meaning::Team,
        "team",
        &[
            "チーム",
            "固定",
            "固定チーム",
            "チーム固定",
            "チーム指定",
            "配属先",
        ],
    ),
    (
        Meaning::With,
        "with",
        &[
            "一緒",
            "一緒に",
            "一緒になりたい人",
            "一緒がよい",
            "一緒希望",
            "同じ班希望",
            "同じチーム希望",
        ],
    ),
    (
        Meaning::Without,
        "without",
        &[
            "別",
            "別に",
            "別々",
            "別々にしたい人",
            "別がよい",
            "別希望",
            "離す",
        ],
    ),
    (
        Meaning::Absent,
        "absent",
        &["欠席", "欠席者", "欠席の有無", "当日欠席"],
    ),
    (
        Meaning::Unavailable,
        "unavailable",
        &[
            "不在",
            "不在時間",
            "不在日時",
            "不在の時間",
            "不在の日時",
            "参加できない時間",
            "参加できない日時",
            "都合の悪い時間",
            "都合の悪い日時",
        ],
    ),
    (
        Meaning::Busy,
        "busy",
        &[
            "予定あり",
            "予定有",
            "予定有り",
            "先約",
            "先約あり",
            "都合の悪い枠",
            "予定がある枠",
        ],
    ),
];

/// What stands before the colon of a column of points.
const POINTS: [&str; 4] = ["points", "点数", "ポイント", "持ち点"];

impl Meaning {
    /// The key of the meaning in `[columns]`.
    pub fn key(&self) -> String {
        match self {
            Meaning::Choice(number) => format!("choice{number}"),
            Meaning::Points(theme) => format!("points:{theme}"),
            _ => HEADERS
                .iter()
                .find(|(meaning, _, _)| meaning == self)
                .map_or_else(String::new, |(_, key, _)| (*key).to_owned()),
        }
    }

    /// The keys of `[columns]`, for advice.
    pub fn keys() -> Vec<&'static str> {
        let mut keys: Vec<&str> = HEADERS.iter().map(|(_, key, _)| *key).collect();
        keys.extend(["choice1", "points:…"]);
        keys
    }

    /// The meaning that a key of `[columns]` names: the English names only.
    pub fn of_key(key: &str) -> Option<Self> {
        let folded = text::fold_header(key);
        let plain = HEADERS.iter().find(|(_, name, _)| *name == folded);
        if let Some((meaning, _, _)) = plain {
            return Some(meaning.clone());
        }
        if let Some(number) = folded.strip_prefix("choice") {
            return digits(number).map(Meaning::Choice);
        }
        points(key).filter(|_| folded.starts_with("points:"))
    }

    /// The meaning of a header.
    pub fn of_header(header: &str) -> Option<Self> {
        let folded = text::fold_header(header);
        HEADERS
            .iter()
            .find(|(_, key, others)| *key == folded || others.contains(&folded.as_str()))
            .map(|(meaning, _, _)| meaning.clone())
            .or_else(|| choice(&folded).map(Meaning::Choice))
            .or_else(|| points(header))
    }

    /// The meaning in the brackets at the end of a header, as form services write it: `希望 [第1希望]`.
    pub fn in_brackets(header: &str) -> Option<Self> {
        let header = text::normalize(header);
        let (before, inside) = header.strip_suffix(']')?.rsplit_once('[')?;
        if text::trim(before).is_empty() {
            return None;
        }
        Self::of_header(inside)
    }

    /// Whether rules can name the column as an attribute.
    pub fn is_attribute(&self) -> bool {
        matches!(
            self,
            Meaning::Id
                | Meaning::Name
                | Meaning::Organization
                | Meaning::Sector
                | Meaning::Industry
                | Meaning::Role
                | Meaning::Block
        )
    }
}

/// The theme (folded) of a header `points:THEME`.
fn points(header: &str) -> Option<Meaning> {
    let header = text::normalize(header);
    let (before, theme) = header.split_once(':')?;
    let theme = text::fold(theme);
    let known = POINTS.contains(&text::fold_header(before).as_str()) && !theme.is_empty();
    known.then_some(Meaning::Points(theme))
}

/// The number of a header for a choice: `choice2`, `第2希望`, `第二希望`, `希望2`, `2ndchoice`.
fn choice(folded: &str) -> Option<u32> {
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

fn digits(text: &str) -> Option<u32> {
    let plain = !text.is_empty() && text.len() <= 3 && text.bytes().all(|b| b.is_ascii_digit());
    text.parse().ok().filter(|number| plain && *number > 0)
}

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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_are_recognised() {
        let cases = [
            ("ＩＤ", Meaning::Id),
            ("参加者ＩＤ", Meaning::Id),
            (" 受付 番号 ", Meaning::Id),
            ("お名前", Meaning::Name),
            ("勤務先", Meaning::Organization),
            ("セクター", Meaning::Sector),
            ("ｾｸﾀｰ", Meaning::Sector),
            ("業界", Meaning::Industry),
            ("立場", Meaning::Role),
            ("第1希望", Meaning::Choice(1)),
            ("第一希望", Meaning::Choice(1)),
            ("第１希望", Meaning::Choice(1)),
            ("希望1", Meaning::Choice(1)),
            ("Choice 1", Meaning::Choice(1)),
            ("2nd choice", Meaning::Choice(2)),
            ("Third choice", Meaning::Choice(3)),
            ("第１０希望", Meaning::Choice(10)),
            ("第十二希望", Meaning::Choice(12)),
            ("第二十希望", Meaning::Choice(20)),
            (
                "点数：空き家 の活用",
                Meaning::Points("空き家 の活用".to_owned()),
            ),
            ("points:Akiya", Meaning::Points("akiya".to_owned())),
            ("参加不可", Meaning::Never),
            ("優先度", Meaning::Weight),
            ("組", Meaning::Block),
            ("固定", Meaning::Team),
            ("一緒", Meaning::With),
            ("別", Meaning::Without),
            ("欠席", Meaning::Absent),
            ("不在", Meaning::Unavailable),
            ("予定あり", Meaning::Busy),
        ];
        for (header, meaning) in cases {
            assert_eq!(Meaning::of_header(header), Some(meaning), "{header}");
        }
        for header in [
            "備考",
            "",
            "choice",
            "第0希望",
            "第希望",
            "choice1000",
            "points:",
            "一希望二",
            "希望",
            "年齢",
        ] {
            assert_eq!(Meaning::of_header(header), None, "{header}");
        }
    }

    #[test]
    fn every_header_is_written_folded_and_stands_once() {
        let mut seen = std::collections::BTreeSet::new();
        for (meaning, key, others) in &HEADERS {
            for header in std::iter::once(key).chain(*others) {
                assert_eq!(text::fold_header(header), *header);
                assert!(seen.insert(*header), "{header} stands twice");
                assert_eq!(Meaning::of_header(header).as_ref(), Some(meaning));
            }
            assert_eq!(Meaning::of_key(&meaning.key()).as_ref(), Some(meaning));
        }
    }

    #[test]
    fn brackets_and_keys_are_recognised() {
        let brackets = Meaning::in_brackets("参加したいテーマ ［第1希望］");
        assert_eq!(brackets, Some(Meaning::Choice(1)));
        assert_eq!(Meaning::in_brackets("[第1希望]"), None);
        assert_eq!(Meaning::in_brackets("参加したいテーマ [その他]"), None);
        assert_eq!(Meaning::of_key("choice7"), Some(Meaning::Choice(7)));
        assert_eq!(
            Meaning::of_key("points:空き家"),
            Some(Meaning::Points("空き家".to_owned()))
        );
        assert_eq!(Meaning::of_key("第1希望"), None);
    }
}
