//! The time zone of the place where the workshop is.

use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::{Offset, TimeZone, TimeZoneDatabase};

/// A time zone and its rules: those of the IANA database that the program carries, so that every machine has the same.
#[derive(Clone, Debug, PartialEq)]
pub struct Zone {
    name: String,
    rules: TimeZone,
}

/// A stretch in which clocks keep one offset.
#[derive(Clone, Debug, PartialEq)]
pub struct Observance {
    /// When it begins, as clocks showed before; `None`: before 1970, and it has lasted since.
    pub onset: Option<DateTime>,
    /// The offset before.
    pub from: Offset,
    /// The offset in it.
    pub to: Offset,
    /// What it is called, such as JST.
    pub name: String,
    /// Whether it is daylight saving time.
    pub is_daylight: bool,
}

impl Default for Zone {
    /// The zone of Japan.
    fn default() -> Self {
        Self::named("Asia/Tokyo").expect("the database that the program carries has it")
    }
}

impl Zone {
    /// The zone with this IANA name, in capital or small letters.
    pub fn named(name: &str) -> Option<Self> {
        let rules = TimeZoneDatabase::bundled().get(name).ok()?;
        let name = rules.iana_name()?.to_owned();
        (!rules.is_unknown()).then_some(Self { name, rules })
    }

    /// The names of all zones.
    pub fn names() -> Vec<String> {
        let database = TimeZoneDatabase::bundled();
        let names = database.available();
        names.map(|name| name.as_str().to_owned()).collect()
    }

    /// The IANA name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The offset from UTC at a local time. Where clocks show it twice, the first counts; where they skip it, the offset
    /// before.
    pub fn offset(&self, local: DateTime) -> Offset {
        let instant = self.instant(local).unwrap_or(Timestamp::MAX);
        self.rules.to_offset(instant)
    }

    /// `None` at the ends of the calendar.
    fn instant(&self, local: DateTime) -> Option<Timestamp> {
        let ambiguous = self.rules.to_ambiguous_timestamp(local);
        ambiguous.compatible().ok()
    }

    /// Every observance that is in force at a moment from `first` to `last`, in their order.
    pub fn observances(&self, first: DateTime, last: DateTime) -> Vec<Observance> {
        let first = self.instant(first).unwrap_or(Timestamp::MIN);
        let last = self.instant(last).unwrap_or(Timestamp::MAX);
        let second = jiff::SignedDuration::from_secs(1);
        let before = |at: Timestamp| {
            self.rules
                .to_offset(at.saturating_sub(second).unwrap_or(at))
        };
        // `preceding` leaves a change at the very moment out.
        let until = first.saturating_add(second).unwrap_or(first);
        let standing = self.rules.preceding(until).next();
        let standing = standing.filter(|change| change.timestamp() >= Timestamp::UNIX_EPOCH);
        let mut observances = vec![match &standing {
            Some(change) => observed(
                change.timestamp(),
                before(change.timestamp()),
                change.offset(),
                change.abbreviation(),
                change.dst().is_dst(),
            ),
            None => {
                let info = self.rules.to_offset_info(first);
                Observance {
                    onset: None,
                    from: info.offset(),
                    to: info.offset(),
                    name: info.abbreviation().to_owned(),
                    is_daylight: false,
                }
            }
        }];
        let from = standing.map_or(first, |change| change.timestamp());
        let later = self.rules.following(from.max(first));
        observances.extend(
            later
                .take_while(|change| change.timestamp() <= last)
                .map(|change| {
                    observed(
                        change.timestamp(),
                        before(change.timestamp()),
                        change.offset(),
                        change.abbreviation(),
                        change.dst().is_dst(),
                    )
                }),
        );
        observances
    }
}

fn observed(at: Timestamp, from: Offset, to: Offset, name: &str, is_daylight: bool) -> Observance {
    Observance {
        onset: Some(from.to_datetime(at)),
        from,
        to,
        name: name.to_owned(),
        is_daylight,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::ToSpan;
    use jiff::civil::date;

    /// The offset that a reader of the observances would take at a local time: of the last that has begun, by the clock before.
    fn as_read(observances: &[Observance], local: DateTime) -> Offset {
        let begun = observances.iter().rev();
        let mut begun = begun.filter(|o| o.onset.is_none_or(|onset| onset <= local));
        begun.next().expect("one covers every date").to
    }

    #[test]
    fn japan_has_one_offset() {
        let zone = Zone::default();
        assert_eq!(zone.name(), "Asia/Tokyo");
        let day = date(2026, 12, 18).at(13, 0, 0, 0);
        let nine = Offset::constant(9);
        let expected = Observance {
            onset: None,
            from: nine,
            to: nine,
            name: "JST".to_owned(),
            is_daylight: false,
        };
        assert_eq!(zone.observances(day, day), [expected]);
        assert_eq!(zone.offset(day), nine);
    }

    #[test]
    fn a_change_of_clocks_within_the_dates_is_there() {
        let zone = Zone::named("europe/berlin").expect("capitals do not matter");
        assert_eq!(zone.name(), "Europe/Berlin");
        let days = [date(2026, 10, 24), date(2026, 10, 26)].map(|day| day.at(12, 0, 0, 0));
        let told: Vec<String> = zone
            .observances(days[0], days[1])
            .iter()
            .map(|o| {
                format!(
                    "{:?} {}>{} {}",
                    o.onset.map(|at| at.to_string()),
                    o.from,
                    o.to,
                    o.name
                )
            })
            .collect();
        let expected = [
            "Some(\"2026-03-29T02:00:00\") +01>+02 CEST",
            "Some(\"2026-10-25T03:00:00\") +02>+01 CET",
        ];
        assert_eq!(told, expected);
    }

    #[test]
    fn observances_read_as_the_rules_say_in_every_zone() {
        for name in Zone::names() {
            let Some(zone) = Zone::named(&name) else {
                assert_eq!(name, "Etc/Unknown");
                continue;
            };
            let first = date(2026, 1, 1).at(0, 30, 0, 0);
            let last = date(2027, 4, 30).at(0, 30, 0, 0);
            let observances = zone.observances(first, last);
            let mut at = first;
            while at <= last {
                // Noon: no zone changes its clocks then.
                let noon = at.date().at(12, 0, 0, 0);
                assert_eq!(
                    as_read(&observances, noon),
                    zone.offset(noon),
                    "{name} {noon}"
                );
                at = at.saturating_add(1.day());
            }
        }
    }

    #[test]
    fn the_ends_of_the_calendar_are_no_trouble() {
        let (first, last) = (
            date(1, 1, 1).at(0, 0, 0, 0),
            date(9999, 12, 31).at(23, 59, 0, 0),
        );
        for name in ["Asia/Tokyo", "Pacific/Pago_Pago", "Pacific/Kiritimati"] {
            let zone = Zone::named(name).expect("a zone");
            assert!(!zone.observances(first, last).is_empty());
            let _ = (zone.offset(first), zone.offset(last));
        }
        assert_eq!(Zone::named("Asia/Tokio"), None);
        assert_eq!(Zone::named("../etc"), None);
    }
}
