//! What only rich workshops have. Everything that binds (blocks, vetoes, pins) is read off the hidden plan, so that it can be
//! kept; in a planted workshop what costs is arranged so that this plan pays nothing.

use super::frame::Frame;
use super::person::{Person, by_team};
use super::shape::Shape;
use super::stream::{Part, Stream};
use super::words::{MEETINGS, SKILLS};

/// The mean years of experience of a planted workshop, in each team too.
const MEAN_YEARS: usize = 12;

struct Extra<'a> {
    shape: &'a Shape,
    frame: &'a Frame,
    /// Per team of the hidden plan: its members, as places in the roster.
    members: Vec<Vec<usize>>,
    random: Stream,
}

/// Adds all of it.
pub fn add(shape: &Shape, frame: &Frame, people: &mut [Person]) {
    let mut extra = Extra {
        shape,
        frame,
        members: by_team(frame, people),
        random: Stream::new(shape.seed, Part::Extras),
    };
    extra.years(people);
    extra.blocks(people);
    for place in 0..people.len() {
        extra.traits(place, people);
        extra.binding(place, people);
        extra.mates(place, people);
    }
    if shape.sessions {
        // Few enough that the slots left to their teams suffice.
        for _ in 0..frame.teams.len() / 10 {
            let place = extra.random.below(people.len());
            people[place].extras.late = people[place].owns.is_none();
        }
    }
}

impl Extra<'_> {
    fn planted(&self) -> bool {
        self.shape.planted.is_some()
    }

    /// Years of experience; in a planted plan each team's mean is the mean of all, to the year.
    fn years(&mut self, people: &mut [Person]) {
        for team in &self.members {
            let mut pairs = team.chunks_exact(2);
            for pair in &mut pairs {
                let by = self.random.below(MEAN_YEARS);
                people[pair[0]].extras.years = MEAN_YEARS - by;
                people[pair[1]].extras.years = MEAN_YEARS + by;
            }
            for last in pairs.remainder() {
                people[*last].extras.years = MEAN_YEARS;
            }
        }
        if !self.planted() {
            for person in people {
                person.extras.years = 1 + self.random.below(15) + self.random.below(15);
            }
        }
    }

    /// A pair that came as one in one team of eight; they wish for the same.
    fn blocks(&mut self, people: &mut [Person]) {
        let mut block = 0;
        for team in &self.members {
            let free: Vec<usize> = team
                .iter()
                .copied()
                .filter(|place| people[*place].owns.is_none() && !people[*place].displaced)
                .collect();
            if !self.random.percent(12) || free.len() < 2 {
                continue;
            }
            let (one, other) = (free[0], free[1]);
            block += 1;
            people[one].extras.block = Some(block);
            people[other].extras.block = Some(block);
            if self.shape.planted.is_none() {
                people[other].choices = people[one].choices.clone();
            }
        }
    }

    /// What somebody is and has.
    fn traits(&mut self, place: usize, people: &mut [Person]) {
        let planted = self.planted();
        let random = &mut self.random;
        let (team, seat) = (people[place].team, people[place].seat);
        let extras = &mut people[place].extras;
        extras.newcomer = match planted {
            true => team % 3 == 0 && seat < 2 && self.members[team].len() > 1,
            false => random.percent(15),
        };
        // One of each planted team can analyse.
        let least = usize::from(planted && seat == 0);
        extras.skills.extend((0..least).map(|_| 0));
        for skill in least..SKILLS.len() {
            if random.percent(25) {
                extras.skills.push(skill);
            }
        }
        // One block stays free for all of a planted team.
        let free = planted.then_some(team % MEETINGS.len());
        let busy = (0..MEETINGS.len()).filter(|block| random.percent(30) && Some(*block) != free);
        extras.busy.extend(busy);
        extras.credit = random.percent(5) && !people[place].displaced;
    }

    /// Pins and vetoes, never against the hidden plan.
    fn binding(&mut self, place: usize, people: &mut [Person]) {
        let person = &mut people[place];
        let (pin, veto) = (self.random.percent(1), self.random.percent(3));
        let theme = self.random.below(self.frame.themes);
        if person.owns.is_some() || person.extras.block.is_some() || person.displaced {
            return;
        }
        let here = self.frame.teams[person.team].theme;
        if pin {
            person.extras.pinned = true;
            // Else a pin to an unwished theme would only add a fixed cost.
            if self.shape.planted.is_none() {
                person.choices.clear();
            }
        } else if veto && theme != here && !person.choices.contains(&theme) {
            person.extras.never = Some(theme);
        }
    }

    /// Wishes for or against mates.
    fn mates(&mut self, place: usize, people: &mut [Person]) {
        let (for_one, against) = (self.random.percent(5), self.random.percent(3));
        let all = self.random.below(people.len());
        let team = people[place].team;
        let in_team = self.random.below(self.members[team].len());
        let mate = match self.planted() {
            true => self.members[team][in_team],
            false => all,
        };
        let extras = &people[place].extras;
        if for_one && mate != place {
            people[place].extras.with.push(mate);
        } else if against
            && all != place
            && people[all].team != team
            && (extras.block.is_none() || extras.block != people[all].extras.block)
        {
            people[place].extras.without.push(all);
        }
    }
}
