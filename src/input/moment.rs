//! Dates, times and windows as people write them.

use jiff::ToSpan;
use jiff::civil::{Date, Time};

use super::text;
use crate::model::Window;

/// A day: `2026-12-03`, `2026/12/3`, `2026.12.3` or `2026年12月3日`.
pub fn date(text: &str) -> Option<Date> {
    let text = text::normalize(text);
    let text = text.strip_suffix('日').unwrap_or(&text);
    let parts: Vec<&str> = text
        .split(|c| matches!(c, '-' | '/' | '.' | '年' | '月'))
        .map(text::trim)
        .collect();
    let [year, month, day] = parts.as_slice() else {
        return None;
    };
    let year = digits(year).filter(|_| year.len() == 4)?;
    let small = |text: &str| i8::try_from(digits(text)?).ok();
    Date::new(year, small(month)?, small(day)?).ok()
}

/// A number of one to four digits.
fn digits(text: &str) -> Option<i16> {
    let plain = (1..=4).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
    text.parse().ok().filter(|_| plain)
}

/// Minutes since midnight of a time as `9:05` or `13時30分`; up to 24:00. Seconds may stand there if they are 0.
fn minutes(text: &str) -> Option<i16> {
    let text = text::normalize(text).replace('時', ":");
    let text = text.strip_suffix('分').unwrap_or(&text);
    let parts: Vec<&str> = text.split(':').map(text::trim).collect();
    let (hour, minute) = match parts.as_slice() {
        [hour, minute] => (digits(hour)?, minute),
        [hour, minute, second] if digits(second)? == 0 => (digits(hour)?, minute),
        _ => return None,
    };
    // 13時 has no minutes.
    let minute = if minute.is_empty() {
        0
    } else {
        digits(minute)?
    };
    let valid = (hour < 24 && minute < 60) || (hour, minute) == (24, 0);
    valid.then(|| hour * 60 + minute)
}

/// A time of the day: `13:00`; not 24:00.
pub fn time(text: &str) -> Option<Time> {
    let minutes = minutes(text)?;
    Time::new((minutes / 60) as i8, (minutes % 60) as i8, 0, 0).ok()
}

/// The two sides of a span.
fn sides(text: &str) -> Option<(&str, &str)> {
    text.split_once(['-', '~', '〜', '–', '—', '−', '‐', '‑', 'ー', '→'])
}

/// A span of times of one day: `13:00-14:30`, its end not included.
pub fn times(text: &str) -> Option<(Time, Time)> {
    let text = text::normalize(text);
    let (start, end) = sides(&text)?;
    Some((time(start)?, time(end)?))
}

/// What is wrong with a window.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WindowError {
    /// It cannot be understood.
    Form,
    /// It has times, but no date.
    NoDate,
    /// It ends before it starts, or when it starts.
    Backwards,
}

/// A window: `2026-12-03 13:00-14:30`, or a date alone for the whole day. 24:00 is the end of the day.
pub fn window(text: &str) -> Result<Window, WindowError> {
    let text = text::normalize(text);
    let whole_day = (0, 24 * 60);
    if let Some(date) = date(&text) {
        return between(date, whole_day);
    }
    let first_colon = text.find([':', '時']).ok_or(WindowError::Form)?;
    // Of `2026-12-03 13`, the last digits are the hour; after 日 there need be no space.
    let before = text[..first_colon].trim_end();
    let day = before.trim_end_matches(|c: char| c.is_ascii_digit());
    let (day, span) = text.split_at(day.len());
    let (start, end) = sides(span).ok_or(WindowError::Form)?;
    let (start, end) = minutes(start).zip(minutes(end)).ok_or(WindowError::Form)?;
    if text::trim(day).is_empty() {
        return Err(WindowError::NoDate);
    }
    let day = text::trim(day).trim_end_matches('T');
    between(date(day).ok_or(WindowError::Form)?, (start, end))
}

/// The window of a day between two numbers of minutes since midnight.
fn between(date: Date, (start, end): (i16, i16)) -> Result<Window, WindowError> {
    if end <= start {
        return Err(WindowError::Backwards);
    }
    let midnight = date.to_datetime(Time::midnight());
    let at = |minutes: i16| midnight.checked_add(i64::from(minutes).minutes());
    match (at(start), at(end)) {
        (Ok(start), Ok(end)) => Ok(Window { start, end }),
        _ => Err(WindowError::Form),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn windows_are_read_as_people_write_them() {
        let afternoon = "2026-12-03T13:00:00/2026-12-03T14:30:00";
        let cases = [
            ("2026-12-03 13:00-14:30", afternoon),
            ("2026/12/3 13:00〜14:30", afternoon),
            ("２０２６／１２／３　１３：００～１４：３０", afternoon),
            ("2026年12月3日13時〜14時30分", afternoon),
            ("2026-12-03 13:00 – 14:30", afternoon),
            ("2026-12-03T13:00-14:30", afternoon),
            ("2026-12-03", "2026-12-03T00:00:00/2026-12-04T00:00:00"),
            (
                "2026-12-03 9:05-24:00",
                "2026-12-03T09:05:00/2026-12-04T00:00:00",
            ),
        ];
        for (text, expected) in cases {
            let window = window(text).map(|w| format!("{}/{}", w.start, w.end));
            assert_eq!(window.as_deref(), Ok(expected), "{text}");
        }
    }

    #[test]
    fn broken_windows_are_told_apart() {
        let cases = [
            ("13:00-14:30", WindowError::NoDate),
            ("2026-12-03 14:30-13:00", WindowError::Backwards),
            ("2026-12-03 13:00-13:00", WindowError::Backwards),
            ("2026-12-03 13:00", WindowError::Form),
            ("2026-02-30 13:00-14:00", WindowError::Form),
            ("2026-12-03 25:00-26:00", WindowError::Form),
            ("2026-12-03 13:60-14:00", WindowError::Form),
            ("2026-12-03 24:00-24:30", WindowError::Form),
            ("tomorrow", WindowError::Form),
            (":", WindowError::Form),
            ("", WindowError::Form),
            ("9999-12-31", WindowError::Form),
            ("12-03 13:00-14:00", WindowError::Form),
        ];
        for (text, expected) in cases {
            assert_eq!(window(text), Err(expected), "{text}");
        }
    }

    #[test]
    fn times_have_no_seconds() {
        assert_eq!(time("9:05"), Time::new(9, 5, 0, 0).ok());
        assert_eq!(time("13:00:00"), Time::new(13, 0, 0, 0).ok());
        for text in ["24:00", "13:00:30", "13", "1:2:3:4", "-1:00", "１３時60分"] {
            assert_eq!(time(text), None, "{text}");
        }
        assert_eq!(times("14:30-14:15").map(|(a, b)| a > b), Some(true));
    }
}
