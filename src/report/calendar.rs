//! Days in words.

use jiff::civil::{Date, Weekday};

use crate::model::Language;

/// A day: `2026年12月18日（金）`, `Friday, 18 December 2026`; what is no date stays as it is.
pub fn day(language: Language, iso: &str) -> String {
    let Ok(date) = iso.parse::<Date>() else {
        return iso.to_owned();
    };
    let (weekday_ja, weekday_en) = match date.weekday() {
        Weekday::Monday => ("月", "Monday"),
        Weekday::Tuesday => ("火", "Tuesday"),
        Weekday::Wednesday => ("水", "Wednesday"),
        Weekday::Thursday => ("木", "Thursday"),
        Weekday::Friday => ("金", "Friday"),
        Weekday::Saturday => ("土", "Saturday"),
        Weekday::Sunday => ("日", "Sunday"),
    };
    const MONTHS: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    let (year, month, day) = (date.year(), date.month(), date.day());
    let month_name = MONTHS[usize::from(month.unsigned_abs()).saturating_sub(1).min(11)];
    language.pick(
        format!("{year}年{month}月{day}日（{weekday_ja}）"),
        format!("{weekday_en}, {day} {month_name} {year}"),
    )
}

/// The time of a session or block, `13:00`.
pub fn time(time: jiff::civil::Time) -> String {
    format!("{:02}:{:02}", time.hour(), time.minute())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days() {
        let cases = [
            (
                "2026-12-18",
                "2026年12月18日（金）",
                "Friday, 18 December 2026",
            ),
            (
                "2024-02-29",
                "2024年2月29日（木）",
                "Thursday, 29 February 2024",
            ),
            ("soon", "soon", "soon"),
        ];
        for (iso, japanese, english) in cases {
            assert_eq!(day(Language::Japanese, iso), japanese);
            assert_eq!(day(Language::English, iso), english);
        }
    }
}
