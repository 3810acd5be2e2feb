//! Sectors: the many words for municipal and private (SPEC §1).

use super::text;

const MUNICIPAL: &[&str] = &[
    "municipal",
    "municipality",
    "public",
    "public sector",
    "government",
    "local government",
    "city",
    "town",
    "village",
    "自治体",
    "地方自治体",
    "行政",
    "官公庁",
    "官庁",
    "官",
    "公",
    "公共",
    "公務員",
    "公務",
    "地方公務員",
    "役所",
    "役場",
    "市",
    "区",
    "町",
    "村",
    "県",
    "都",
    "道",
    "府",
    "市町村",
    "市区町村",
    "都道府県",
    "市役所",
    "区役所",
    "町役場",
    "村役場",
    "県庁",
    "都庁",
    "府庁",
    "道庁",
    "市職員",
    "区職員",
    "町職員",
    "村職員",
    "県職員",
    "自治体職員",
    "行政職員",
    "公的機関",
    "公共団体",
    "地方公共団体",
];

const PRIVATE: &[&str] = &[
    "private",
    "private sector",
    "company",
    "business",
    "corporate",
    "corporation",
    "enterprise",
    "industry",
    "民間",
    "民",
    "企業",
    "民間企業",
    "会社",
    "会社員",
    "株式会社",
    "法人",
    "民間団体",
    "民間事業者",
    "事業者",
    "企業等",
    "一般企業",
];

/// The sector as compared: `municipal`, `private`, or the folded value.
pub fn fold(value: &str) -> String {
    let folded = text::fold(value);
    match folded.as_str() {
        word if MUNICIPAL.contains(&word) => "municipal".to_owned(),
        word if PRIVATE.contains(&word) => "private".to_owned(),
        _ => folded,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sectors_fold() {
        let cases = [
            ("自治体", "municipal"),
            ("　市 ", "municipal"),
            ("Municipal", "municipal"),
            ("町役場", "municipal"),
            ("民間", "private"),
            ("ＰＲＩＶＡＴＥ", "private"),
            ("企業", "private"),
            ("NPO", "npo"),
            ("世田谷区", "世田谷区"),
        ];
        for (value, sector) in cases {
            assert_eq!(fold(value), sector, "{value}");
        }
        for word in MUNICIPAL.iter().chain(PRIVATE) {
            assert_eq!(text::fold(word), *word);
        }
    }
}
