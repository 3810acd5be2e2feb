//! Who takes part: sectors, organizations, industries, roles, seat by seat of the hidden plan.

use super::frame::Frame;
use super::names::DEPARTMENTS_PER_TOWN;
use super::person::Person;
use super::shape::Shape;
use super::stream::{Part, Stream};

/// How many municipal members each team of the hidden plan has: dealt out in turn, the teams that owners need first.
fn municipal_seats(shape: &Shape, frame: &Frame) -> Vec<usize> {
    let mut order: Vec<usize> = (0..frame.teams.len()).collect();
    order.sort_by_key(|team| {
        let seats = frame.teams[*team];
        (seats.number, !frame.owned[seats.theme], seats.theme)
    });
    // First the teams of owners, whatever their number of teams.
    let (owners, others): (Vec<usize>, Vec<usize>) = order.into_iter().partition(|team| {
        let seats = frame.teams[*team];
        seats.number == 0 && frame.owned[seats.theme]
    });
    let order = [owners, others].concat();
    let mut seats = vec![0; frame.teams.len()];
    let mut left = shape.municipal_count();
    while left > 0 {
        for team in &order {
            if left > 0 && seats[*team] < frame.teams[*team].size {
                seats[*team] += 1;
                left -= 1;
            }
        }
    }
    seats
}

/// Draws numbers below `end` so that none comes again before all have come.
struct Bag {
    end: usize,
    left: Vec<usize>,
}

impl Bag {
    fn new(end: usize) -> Self {
        Self {
            end,
            left: Vec::new(),
        }
    }

    fn draw(&mut self, random: &mut Stream) -> usize {
        if self.left.is_empty() {
            self.left = (0..self.end).collect();
        }
        let place = random.below(self.left.len());
        self.left.swap_remove(place)
    }
}

/// A company: some are larger than others. With an industry, one of that industry.
fn company(shape: &Shape, industry: Option<usize>, random: &mut Stream) -> usize {
    let all = shape.company_count();
    let (step, offset) = industry.map_or((1, 0), |industry| (shape.industries, industry));
    let count = (all - offset).div_ceil(step);
    let place = random.below(count).min(random.below(count));
    offset + place * step
}

/// Everybody, in the order of the roster: owners by theme, other municipal people, private people.
pub fn people(shape: &Shape, frame: &Frame) -> Vec<Person> {
    let mut random = Stream::new(shape.seed, Part::Cast);
    let departments = departments(shape);
    let (mut owners, mut municipal, mut private) = (Vec::new(), Vec::new(), Vec::new());
    for (team, count) in municipal_seats(shape, frame).into_iter().enumerate() {
        let seats = frame.teams[team];
        // A planted plan has as many industries and roles in a team as there can be; else chance rules.
        let mut industries = Bag::new(shape.industries);
        let mut roles = Bag::new(shape.roles);
        for seat in 0..seats.size {
            let role = match shape.planted {
                Some(_) => roles.draw(&mut random),
                // The first roles, those of directors, are rarer.
                None => random.below(shape.roles).max(random.below(shape.roles)),
            };
            let mut person = Person {
                municipal: seat < count,
                role,
                team,
                seat,
                ..Person::default()
            };
            if seat < count {
                person.organization = random.below(departments);
                if seat == 0 && seats.number == 0 && frame.owned[seats.theme] {
                    person.owns = Some(seats.theme);
                    owners.push(person);
                } else {
                    municipal.push(person);
                }
            } else {
                let industry = shape.planted.map(|_| industries.draw(&mut random));
                person.organization = company(shape, industry, &mut random);
                person.industry = Some(person.organization % shape.industries);
                private.push(person);
            }
        }
    }
    let mut random = Stream::new(shape.seed, Part::Order);
    random.shuffle(&mut municipal);
    random.shuffle(&mut private);
    owners.append(&mut municipal);
    number(&mut owners, 'M');
    number(&mut private, 'P');
    owners.append(&mut private);
    owners
}

/// Ids of one width: `M001`, `M002`, …
fn number(people: &mut [Person], letter: char) {
    let width = people.len().to_string().len().max(2);
    for (place, person) in people.iter_mut().enumerate() {
        person.id = format!("{letter}{:0width$}", place + 1);
    }
}

/// The number of departments: about six people each, whole towns.
fn departments(shape: &Shape) -> usize {
    let towns = shape.municipal_count() / (6 * DEPARTMENTS_PER_TOWN) + 1;
    towns * DEPARTMENTS_PER_TOWN
}
