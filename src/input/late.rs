//! Late changes given as options: names become those of the files, every fault is told at once.

use jiff::ToSpan;
use jiff::civil::{DateTime, Time};

use super::nearest::Names;
use super::{moment, text};
use crate::model::{LateChanges, LateItem, Outcome, SessionOutcome, SlotOutcome, Text, Workshop};

/// The options as written.
#[derive(Clone, Debug, Default)]
pub struct Asked {
    /// Judges who are lost.
    pub without_judges: Vec<String>,
    /// Facilitators who are lost.
    pub without_facilitators: Vec<String>,
    /// Rooms that are lost.
    pub without_rooms: Vec<String>,
    /// `akiya=12` (minutes), `akiya=13:30`, `presentations/akiya=12`.
    pub late: Vec<String>,
    /// Participants who are gone.
    pub absent: Vec<String>,
    /// `2026-12-18 13:40`.
    pub now: Option<String>,
    /// Sessions that are published; empty: as the file says.
    pub published: Vec<String>,
}

/// The changes that the options ask for. The workshop was read without those who are gone; `published` is the plan that
/// people know.
///
/// # Errors
/// Every option that cannot be understood, with the name that may be meant.
pub fn late_changes(
    workshop: &Workshop,
    published: &Outcome,
    asked: &Asked,
) -> Result<LateChanges, Vec<Text>> {
    let mut reader = Reader {
        workshop,
        published,
        faults: Vec::new(),
    };
    let sessions = asked.published.iter();
    let sessions: Vec<String> = sessions.filter_map(|name| reader.session(name)).collect();
    let changes = LateChanges {
        without_judges: reader.judges(&asked.without_judges),
        without_facilitators: reader.facilitators(&asked.without_facilitators),
        without_rooms: reader.rooms(&asked.without_rooms),
        absent: reader.absent(&asked.absent),
        late: asked.late.iter().filter_map(|l| reader.late(l)).collect(),
        now: asked.now.as_ref().and_then(|now| reader.now(now)),
        published: (!asked.published.is_empty()).then_some(sessions),
    };
    if reader.faults.is_empty() {
        Ok(changes)
    } else {
        Err(reader.faults)
    }
}

struct Reader<'a> {
    workshop: &'a Workshop,
    published: &'a Outcome,
    faults: Vec<Text>,
}

impl Reader<'_> {
    fn fault(&mut self, ja: String, en: String) {
        self.faults.push(Text::new(ja, en));
    }

    /// The name that is meant, or a fault that says what the option and the sort of name are.
    fn named(
        &mut self,
        option: &str,
        (sort_ja, sort_en): (&str, &str),
        name: &str,
        known: Vec<String>,
    ) -> Option<String> {
        let folded = text::fold(name);
        if let Some(found) = known.iter().find(|known| text::fold(known) == folded) {
            return Some(found.clone());
        }
        let names = Names::new(&known);
        let (near_ja, near_en) = match names.nearest(name) {
            Some(near) => (
                format!("「{near}」のことですか？"),
                format!("Do you mean “{near}”?"),
            ),
            None => {
                let list = known.iter().take(8).cloned().collect::<Vec<_>>();
                let list = list.join(", ");
                (format!("例：{list}"), format!("Known: {list}."))
            }
        };
        self.fault(
            format!("{option} {name}：この{sort_ja}はありません。{near_ja}"),
            format!("{option} {name}: there is no such {sort_en}. {near_en}"),
        );
        None
    }

    fn session(&mut self, name: &str) -> Option<String> {
        let known = self.workshop.sessions.iter().map(|s| s.id.clone());
        let known = known.collect();
        self.named("--published", ("セッション", "session"), name, known)
    }

    fn judges(&mut self, names: &[String]) -> Vec<String> {
        let known = || self.workshop.judges.iter().map(|j| j.id.clone()).collect();
        let known: Vec<String> = known();
        let sort = ("審査員", "judge");
        let named = names.iter();
        named
            .filter_map(|name| self.named("--without-judge", sort, name, known.clone()))
            .collect()
    }

    fn facilitators(&mut self, names: &[String]) -> Vec<String> {
        let people = self.workshop.facilitators.iter();
        let known: Vec<String> = people.map(|person| person.id.clone()).collect();
        let (option, sort) = ("--without-facilitator", ("進行役", "facilitator"));
        let named = names.iter();
        named
            .filter_map(|name| self.named(option, sort, name, known.clone()))
            .collect()
    }

    fn rooms(&mut self, names: &[String]) -> Vec<String> {
        let workshop = self.workshop;
        let mut known: Vec<String> = Vec::new();
        for room in workshop.sessions.iter().flat_map(|s| &s.rooms) {
            if !known.contains(room) {
                known.push(room.clone());
            }
        }
        let mut lost: Vec<String> = Vec::new();
        for name in names {
            if self
                .named("--without-room", ("会場", "room"), name, known.clone())
                .is_some()
            {
                let same = |room: &&String| text::fold(room) == text::fold(name);
                lost.extend(known.iter().filter(same).cloned());
            }
        }
        for session in &workshop.sessions {
            if session.rooms.iter().all(|room| lost.contains(room)) {
                let id = &session.id;
                self.fault(
                    format!("--without-room：セッション「{id}」の会場がなくなります。workshop.toml の rooms に代わりの会場を書いてください。"),
                    format!("--without-room: session “{id}” has no room left. Write another one into its rooms in workshop.toml."),
                );
            }
        }
        lost
    }

    fn absent(&mut self, names: &[String]) -> Vec<String> {
        let gone = self.workshop.absent.iter().map(|(_, id)| id.clone());
        let here = self.workshop.participants.iter().map(|p| p.id.clone());
        let known: Vec<String> = gone.chain(here).collect();
        let sort = ("参加者の ID", "participant id");
        let named = names.iter();
        named
            .filter_map(|name| self.named("--absent", sort, name, known.clone()))
            .collect()
    }

    fn now(&mut self, now: &str) -> Option<String> {
        let parsed: Option<DateTime> = now.trim().replace('T', " ").parse().ok();
        if parsed.is_none() || !now.contains(':') {
            self.fault(
                format!("--now {now}：「2026-12-18 13:40」のように日付と時刻を書いてください。"),
                format!("--now {now}: write a date and a time, such as “2026-12-18 13:40”."),
            );
            return None;
        }
        parsed.map(|now| now.strftime("%Y-%m-%d %H:%M").to_string())
    }

    fn late(&mut self, option: &str) -> Option<LateItem> {
        let Some((place, amount)) = option.rsplit_once('=') else {
            self.fault(
                format!(
                    "--late {option}：「akiya=12」（分）か「akiya=13:30」のように書いてください。"
                ),
                format!("--late {option}: write “akiya=12” (minutes) or “akiya=13:30”."),
            );
            return None;
        };
        let (session, slot) = self.talk(option, place)?;
        let start: Time = slot.start.parse().ok()?;
        let amount = amount.trim();
        let minutes = text::number(amount)
            .filter(|minutes| minutes.fract() == 0.0 && (1.0..=1440.0).contains(minutes));
        let until = match minutes {
            Some(minutes) => start.checked_add((minutes as i64).minutes()).ok(),
            None => moment::time(amount),
        };
        let Some(until) = until else {
            self.fault(
                format!("--late {option}：「{amount}」は分の数でも時刻でもありません。"),
                format!("--late {option}: “{amount}” is neither minutes nor a time of that day."),
            );
            return None;
        };
        Some(LateItem {
            session: session.id.clone(),
            item: slot.item.clone(),
            not_before: until.strftime("%H:%M").to_string(),
        })
    }

    /// The published talk that `item` or `session/item` names.
    fn talk(&mut self, option: &str, place: &str) -> Option<(SessionOutcome, SlotOutcome)> {
        let workshop = self.workshop;
        let mut all: Vec<(&SessionOutcome, &SlotOutcome)> = Vec::new();
        for session in &self.published.sessions {
            if workshop.sessions.iter().any(|s| s.id == session.id) {
                all.extend(session.slots.iter().map(|slot| (session, slot)));
            }
        }
        let folded = text::fold(place);
        let title = |slot: &SlotOutcome| {
            let theme = workshop.themes.iter().find(|theme| theme.id == slot.item);
            theme.map(|theme| text::fold(&theme.title))
        };
        let full = |session: &SessionOutcome, slot: &SlotOutcome| {
            text::fold(&format!("{}/{}", session.id, slot.item))
        };
        let named: Vec<_> = all
            .iter()
            .filter(|(session, slot)| {
                text::fold(&slot.item) == folded
                    || title(slot).as_ref() == Some(&folded)
                    || full(session, slot) == folded
            })
            .collect();
        match named.as_slice() {
            [(session, slot)] => Some(((*session).clone(), (*slot).clone())),
            [] => {
                let known = all.iter().map(|(_, slot)| slot.item.clone());
                let known: std::collections::BTreeSet<String> = known.collect();
                let known: Vec<String> = known.into_iter().collect();
                self.named("--late", ("発表", "published item"), place, known);
                None
            }
            several => {
                let (_, amount) = option.rsplit_once('=').unwrap_or((option, ""));
                let ways = several
                    .iter()
                    .map(|(session, slot)| format!("{}/{}={amount}", session.id, slot.item));
                let ways: Vec<String> = ways.collect();
                let (ja, en) = (ways.join(" か "), ways.join(" or "));
                self.fault(
                    format!(
                        "--late {option}：いくつかのセッションにあります。{ja} と書いてください。"
                    ),
                    format!("--late {option}: it is in several sessions. Write {en}."),
                );
                None
            }
        }
    }
}
