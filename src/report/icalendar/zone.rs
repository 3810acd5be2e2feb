//! The block that explains a time zone to a calendar (RFC 5545, 3.6.5): every change of clocks among the dates of the file, one
//! by one. A rule that repeats each year would say more, but programs disagree on such rules, and laws change.

use jiff::civil::DateTime;
use jiff::tz::Offset;

use super::event::Event;
use super::lines::Lines;
use crate::model::{Observance, Zone};

/// Writes the block, as far as these entries need it.
pub fn write(lines: &mut Lines, zone: &Zone, events: &[Event]) {
    let first = events.iter().map(|event| event.start).min();
    let last = events.iter().map(|event| event.end).max();
    let (Some(first), Some(last)) = (first, last) else {
        return;
    };
    lines.line("BEGIN:VTIMEZONE");
    lines.line(&format!("TZID:{}", zone.name()));
    for observance in zone.observances(first, last) {
        write_observance(lines, &observance);
    }
    lines.line("END:VTIMEZONE");
}

fn write_observance(lines: &mut Lines, observance: &Observance) {
    let kind = if observance.is_daylight {
        "DAYLIGHT"
    } else {
        "STANDARD"
    };
    let onset = observance
        .onset
        .unwrap_or(DateTime::constant(1970, 1, 1, 0, 0, 0, 0));
    lines.line(&format!("BEGIN:{kind}"));
    lines.line(&format!("DTSTART:{}", onset.strftime("%Y%m%dT%H%M%S")));
    lines.line(&format!("TZOFFSETFROM:{}", offset(observance.from)));
    lines.line(&format!("TZOFFSETTO:{}", offset(observance.to)));
    lines.text("TZNAME", &observance.name);
    lines.line(&format!("END:{kind}"));
}

/// `+0900`; with seconds where there are any.
fn offset(offset: Offset) -> String {
    let seconds = offset.seconds().unsigned_abs();
    let sign = if offset.is_negative() { '-' } else { '+' };
    let (hours, minutes, rest) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    let rest = if rest == 0 {
        String::new()
    } else {
        format!("{rest:02}")
    };
    format!("{sign}{hours:02}{minutes:02}{rest}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offsets() {
        let cases = [
            (32_400, "+0900"),
            (0, "+0000"),
            (-12_600, "-0330"),
            (34_200, "+0930"),
            (-2_670, "-004430"),
        ];
        for (seconds, text) in cases {
            assert_eq!(
                offset(Offset::from_seconds(seconds).expect("an offset")),
                text
            );
        }
    }
}
